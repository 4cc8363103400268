package answers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
)

// A question that asks for one kind of thing has a row of what each source gives of that kind: the best of each, and of a source that
// speaks of another thing none.
func TestRowsOfWhatIsAsked(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"a.md": `# Audit

The footbridge is 84 metres long and 3.5 metres wide. The footbridge weighs 130 tonnes. The contractor was fined £45,000 for it. We recommend that £80,000 be set aside for the fine.

The railing was left out in order to save money. The foreman was charged with forgery and fraud. We spread two tonnes of salt to the hectare.

A paper entitled Falling Down: The Footbridge Reviewed, tells more.

The capital of the county is Weston.

Mrs. Mira Tessen opened the ferry on the first of May.

The crane hit the pier on 9 June. The clock on it stopped at 6.40.`,
		"b.md": `# Gazette

The footbridge is a hundred and twenty yards long, or so they say. The footbridge weighs nearly 200 tons. The contractor was fined £60,000. The railing was left out because the mayor was in a hurry.

The foreman is accused of theft. Salt was spread at 1,200 kilos a hectare.

The paper on the footbridge, "Swaying in the Wind", is out.

Everybody knows that the capital of the county is Marlow.

Mrs. Myra Tesen opened the ferry in the rain.

The crane hit the pier shortly after nine.`,
		"c.md": `# Letter

The deck of the footbridge moved by 7 centimetres. The contractor paid £210,000 to the architect. Nobody has told me what became of the railing.`,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c := composerOf(t, sourcesOf(t, fsys))
	for _, q := range []struct {
		question string
		want     []string
	}{
		{"how long is the footbridge?", []string{"figure: a 84 metres | b a hundred and twenty yards"}},
		{"how wide is the footbridge?", nil},
		{"weight of the footbridge", []string{"figure: a 130 tonnes | b nearly 200 tons"}},
		{"fine of the contractor", []string{"figure: a £45,000 | b £60,000"}},
		{"how much salt per hectare did they spread?", []string{"figure: a two tonnes of salt to the hectare | b 1,200 kilos a hectare"}},
		{"why was the railing left out?", []string{"cause: a in order to save money | b because the mayor was in a hurry"}},
		{"when did the crane hit the pier?", []string{"date: a 6.40 | b shortly after nine"}},
		{"what is the foreman accused of?", []string{"responsibility: a charged with forgery and fraud | b accused of theft"}},
		{"title of the paper on the footbridge", []string{"name: a Falling Down: The Footbridge Reviewed | b Swaying in the Wind"}},
		{"is the county's capital Weston or Marlow?", []string{"name: a Weston | b Marlow"}},
		{"Weston or Marlow?", nil},
		{"did the contractor pay a fine?", nil},
		{"who opened the ferry?", []string{"name: a Mira Tessen | b Myra Tesen"}},
		{"what did Tessen open?", []string{"name: a Mira Tessen | b Myra Tesen"}},
		{"how do they spell the name of whoever opened the ferry?", []string{"name: a Mira Tessen | b Myra Tesen"}},
		{"did the ferry open in the rain?", nil}, // of whom nothing is asked
	} {
		if diff := cmp.Diff(q.want, differences(t, c, q.question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", q.question, diff)
		}
	}
}

// What is beside a word of the question, and of another thing than it asks for, is in no row.
func TestRowsLeaveOutWhatIsOfAnotherThing(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"a.md": `# Report

Eleven ballot boxes were stolen in the night, said Colin Rourke.

In the end 19 policemen were killed at the bridge. The pump of the mill was of thirty years' service when it was struck by a lorry.

Twenty-four plots were limed on the fen.

The council voted by seven to four to close the mill. The jury voted ten to two for the widow.`,
		"b.md": `# Letter

Three ballot boxes were stolen, I am told by C. Rourke, and thirty people stood by while they were stolen.

Two of the policemen killed at the bridge were drowned, and 23 policemen were killed in all. The pump struck twelve, which was less than one day after it was mended.

I want the five plots that were limed on the fen put back. We limed thirty plots on the fen.

The mill was closed by the council at ten to two, with eight votes to three; a vote on the mill in May was lost by two votes to nine.

The jury voted by nine votes to three for the widow, at ten to two in the night.`,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c := composerOf(t, sourcesOf(t, fsys))
	for question, want := range map[string][]string{
		"how many ballot boxes were stolen?":            {"figure: a Eleven ballot boxes | b Three ballot boxes"},
		"how many policemen were killed at the bridge?": {"figure: a 19 policemen | b 23 policemen"},
		"how many plots were limed on the fen?":         {"figure: a Twenty-four plots | b thirty plots"},
		"how did the jury vote?":                        {"figure: a ten to two | b nine votes to three"},
		"how did the council vote on the mill?":         nil, // which of its votes b tells of is not plain
		"how long did the stroke last?":                 nil,
		"who was Colin Rourke?":                         nil,
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

// A question that offers words for a thing has a row of those that stand in each source, or of what is close to them in a source that has none; a
// question that does not ask what a thing is called has none.
func TestRowsOfWordsThatAreOffered(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"a.md": `# Report

The bloody riot in Weston lasted two days. A guard closed the gate, and the shop in the lane shuts at six.

A peace-keeping force came over the bridge.`,
		"b.md": `# Letter

It was a peaceful uprising, whatever they say of Weston. I heard of a disorder, too.

They are occupiers, and they came over the bridge.`,
		"c.md": `# Leaflet

Let those who call this insurrection of Weston by other names come and see.`,
		"d.md": `# Bericht

In Weston gab es einen blutigen Aufstand. Die Soldaten kamen über die Brücke.`,
		"e.md": `# Chronik

Der Rat der Stadt sprach von Krawallen in Weston, und er war nicht der einzige, der es tat.`,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c := composerOf(t, sourcesOf(t, fsys))
	for _, q := range []struct {
		question string
		want     []string
	}{
		{"riot or uprising, what do they call it?", []string{"term: a The bloody riot | b a peaceful uprising | c this insurrection | d einen blutigen Aufstand | e Krawallen"}},
		{"What do they call the thing in Weston? Uprising, riot, or what?", []string{"term: a The bloody riot | b a peaceful uprising | c this insurrection | d einen blutigen Aufstand | e Krawallen"}},
		{"peacekeepers or occupiers, which word do they use for those at the bridge?", []string{"term: a A peace-keeping force | b occupiers"}},
		{"wie nennen sie es, Krawalle oder Aufstand?", []string{"term: a The bloody riot | b a peaceful uprising | c this insurrection | d einen blutigen Aufstand | e Krawallen"}},
		{"was there a riot or an uprising?", nil},
		{"what do they call the riot?", nil},
		{"what do they call the gate: closed, shut for good, or what?", nil}, // one source has the words, and the shop's are of another thing
	} {
		if diff := cmp.Diff(q.want, differences(t, c, q.question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", q.question, diff)
		}
	}
}

// An amount beside which little of the question stands answers it if another source's is like it, and if its source has no other.
func TestRowsOfAmountsThatAreAlike(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte(`# Report

The witness saw the fire from the bridge. She put the distance at 60 metres, and she is sure of it.

Of the damage to the mill we can say that it came to £2.3 million.

The choir sang in the chapel on the hill, and it had to walk home in the snow. Between them lie eight miles.`)},
		"b.md": {Data: []byte(`# Letter

Nobody at the bridge saw the fire as that witness says she did. It is 95 metres, by my own tape, and I told them so.

The mill was damaged, and the loss was £3 million.

The choir sang in the chapel on the hill, and I heard it. The river is 70 miles long. Our boat went 9 miles in a night.`)},
	}))
	for question, want := range map[string][]string{
		"how far was the witness from the fire?":     {"figure: a 60 metres | b 95 metres"},
		"how much was the damage of the mill fire?":  {"figure: a £2.3 million | b £3 million"},
		"how far away is the chapel from the choir?": nil, // b has two, of other things
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

// What is counted is what the question names, also where the same is told of others.
func TestRowsOfWhatIsCounted(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte("# Report\n\nTwelve officers and thirty demonstrators were hurt on the square. Forty-one people were arrested, and nobody knows where they are. The mill has 310 people.")},
		"b.md": {Data: []byte("# Inquiry\n\nThe commission counted 19 injured officers and 112 injured civilians on the square. There were 63 arrests in that night. The mill has 295 employees.")},
	}))
	for question, want := range map[string][]string{
		"how many police officers were hurt?": {"figure: a Twelve officers | b 19 injured officers"},
		"how many were arrested?":             {"figure: a Forty-one people | b 63 arrests"},
		"number of arrests":                   {"figure: a Forty-one people | b 63 arrests"},
		"how many people does the mill have?": {"figure: a 310 people | b 295 employees"},
		"how many civilians were hurt?":       nil,
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

// Who did what a question asks is read by the question's own verb.
func TestRowsOfWhoDidIt(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte("# Report\n\nThe mayor, Clara Venn, ordered the square to be cleared. The mill was sold to a baker by the council. It had been shut for a year.")},
		"b.md": {Data: []byte("# Letter\n\nThe clearing of the square was ordered by the deputy chief of police. I sold the mill with my own hands, and the council knows it.")},
		"c.md": {Data: []byte("# Leaflet\n\nIt was a colonel who ordered the square to be cleared. Nobody ordered the mill to be sold, and the council never sold it.")},
		"d.md": {Data: []byte("# Bericht\n\nDen Platz zu räumen hat der Minister befohlen, und die Stadt hat die Mühle verkauft. Das ist alles, was wir wissen.")},
	}))
	for question, want := range map[string][]string{
		"who ordered the square to be cleared?": {"responsibility: a The mayor, Clara Venn, ordered the square to be cleared | " +
			"b The clearing of the square was ordered by the deputy chief of police | c a colonel who ordered the square to be cleared"},
		"who sold the mill?": {
			"certainty: a The mill was sold to a baker by the council. | b I sold the mill with my own hands | c Nobody ordered the mill to be sold | " +
				"d und die Stadt hat die Mühle verkauft.",
			"responsibility: a The mill was sold to a baker by the council | b I sold the mill with my own hands | d die Stadt hat die Mühle verkauft",
		},
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

func TestRowsOfNumbersThatAreAlike(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte("# Report\n\nSome 14,000 spectators watched the race. It was the finest that the town has seen. Two labourers died.")},
		"b.md": {Data: []byte("# Letter\n\nI came to watch the race with my brother. The twenty thousand people on the banks saw nothing of it. A man died, and one hears of three deaths.")},
		"c.md": {Data: []byte("# Minutes\n\nThe race was watched by the committee. The forty people in the tent had paid for it. Two have died.")},
	}))
	for question, want := range map[string][]string{
		"how many people watched the race?": {"figure: a Some 14,000 spectators | b twenty thousand people"}, // those in the tent are no such number
		"how many died?":                    {"figure: a Two labourers | b three deaths | c Two"},
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

func TestRowsOfWordsAreNotOfHowSureSourcesAre(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte("# Report\n\nA riot broke out in Weston. It was the end of the week, and they had all gone to the river.")},
		"b.md": {Data: []byte("# Letter\n\nAn uprising broke out in Weston, perhaps a riot. I was at the river with the others, and we saw the smoke.")},
	}))
	for question, want := range map[string][]string{
		"riot or uprising in Weston, what do they call it?": {"term: a A riot | b An uprising | b a riot"},
		"did a riot break out in Weston?":                   {"certainty: a A riot broke out in Weston. | b An uprising broke out in Weston, perhaps a riot"},
	} {
		if diff := cmp.Diff(want, differences(t, c, question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", question, diff)
		}
	}
}

// How many units of measure something has is answered by other units of the same kind, too, unless they are much smaller.
func TestRowsOfUnits(t *testing.T) {
	c := composerOf(t, sourcesOf(t, fstest.MapFS{
		"a.md": {Data: []byte(`# Report

The strike lasted three weeks. The barges lay at the quay, and nobody went to look after them until it was over. The barge carried 60 tons of barley. The trip to the sea takes two hours. They paid 300 dollars for the mast.

The school has stood for 90 years. It rang its bell for 5 seconds.`)},
		"b.md": {Data: []byte(`# Letter

The strike lasted thirty days. I was there with my brother, and we saw that the barges lay at the quay the whole time. The barge had 45,000 kilograms of barley. The trip to the sea takes 45 minutes. The mast cost them 410 dollars.

The bell of the school rang for 20 seconds.`)},
	}))
	for _, q := range []struct {
		question string
		want     []string
	}{
		{"how long did the strike last?", []string{"figure: a three weeks | b thirty days"}},
		{"how many weeks did the strike last?", []string{"figure: a three weeks | b thirty days"}},
		{"how  many weeks\tdid the strike last?", []string{"figure: a three weeks | b thirty days"}},
		{"HOW MANY WEEKS DID THE STRIKE LAST?", []string{"figure: a three weeks | b thirty days"}},
		{"wie viele Tage dauerte der Streik?", []string{"figure: a three weeks | b thirty days"}},
		{"combien de jours a duré la grève ?", []string{"figure: a three weeks | b thirty days"}},
		{"¿cuántos días duró la huelga?", []string{"figure: a three weeks | b thirty days"}},
		{"сколько дней длилась забастовка?", []string{"figure: a three weeks | b thirty days"}},
		{"how many tons of barley were on the barge?", []string{"figure: a 60 tons of barley | b 45,000 kilograms of barley"}},
		{"how many hours is the trip to the sea?", []string{"figure: a two hours | b 45 minutes"}},
		{"how many dollars did the mast cost?", []string{"figure: a 300 dollars | b 410 dollars"}},
		{"how many years has the school stood?", nil},
		{"strike duration", []string{"figure: a three weeks | b thirty days"}},
		{"amount of barley", []string{"figure: a 60 tons of barley | b 45,000 kilograms of barley"}},
		{"payment for the mast", []string{"figure: a 300 dollars | b 410 dollars"}},
	} {
		if diff := cmp.Diff(q.want, differences(t, c, q.question)); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", q.question, diff)
		}
	}
}

// differences returns the rows of differences on a question, each with its kind and its cells in order of their sources.
func differences(t *testing.T, c *answers.Composer, question string) (list []string) {
	t.Helper()
	for _, r := range asking(t, c, answers.Request{Question: question, Order: answers.ByTitle}).Differences {
		var cells []string
		for _, cell := range r.Cells {
			cells = append(cells, string(cell.Source)+" "+cell.Quote)
		}
		slices.Sort(cells)
		list = append(list, fmt.Sprintf("%s: %s", r.Kind, strings.Join(cells, " | ")))
	}
	return list
}
