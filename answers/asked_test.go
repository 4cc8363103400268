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

Mrs. Mira Tessen opened the ferry on the first of May.`,
		"b.md": `# Gazette

The footbridge is a hundred and twenty yards long, or so they say. The footbridge weighs nearly 200 tons. The contractor was fined £60,000. The railing was left out because the mayor was in a hurry.

The foreman is accused of theft. Salt was spread at 1,200 kilos a hectare.

The paper on the footbridge, "Swaying in the Wind", is out.

Everybody knows that the capital of the county is Marlow.

Mrs. Myra Tesen opened the ferry in the rain.`,
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
		var got []string
		for _, r := range asking(t, c, answers.Request{Question: q.question, Order: answers.ByTitle}).Differences {
			var cells []string
			for _, cell := range r.Cells {
				cells = append(cells, string(cell.Source)+" "+cell.Quote)
			}
			slices.Sort(cells)
			got = append(got, fmt.Sprintf("%s: %s", r.Kind, strings.Join(cells, " | ")))
		}
		if diff := cmp.Diff(q.want, got); diff != "" {
			t.Errorf("differences on %q (-want +got):\n%s", q.question, diff)
		}
	}
}
