package voice

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/corpus"
)

// voices returns, for each fragment, the kind of its voice and who speaks.
func voices(t *testing.T, text, language string, fragments []string) []string {
	t.Helper()
	r := Read(document(text, language, true), language)
	var out []string
	for _, f := range fragments {
		at := strings.Index(text, f)
		if at < 0 {
			t.Fatalf("no %q in the text", f)
		}
		v := r.Of(corpus.Span{Start: at, End: at + len(f)})
		out = append(out, fmt.Sprintf("%s [%s] %s", v.Kind, v.Speaker.In(text), f))
	}
	return out
}

// Indirect speech is that of whom it names or speaks of as known; of nobody in particular it is the source's own, unless it has words in quotation
// marks.
func TestIndirectSpeechIsOfSomebodyInParticular(t *testing.T) {
	for _, c := range []struct{ name, language, text, fragment, want string }{
		{"without marks", "en", "The miller says that the weir leaks.", "The miller says that the weir leaks.", "quoted [The miller]"},
		{"without marks, behind what is said", "en", "The weir will be dry by June, a spokesman said.", "The weir will be dry by June, a spokesman said.", "quoted [a spokesman]"},
		{"a name", "en", "Ada Brook says that the weir leaks.", "Ada Brook says that the weir leaks.", "quoted [Ada Brook]"},
		{"with brackets behind the name", "en", "Mr. Fen (retired, taught sums) said that the weir leaks.", "Mr. Fen (retired, taught sums) said that the weir leaks.", "quoted [Mr. Fen]"},
		{"of somebody or other", "en", "A miller says that the weir leaks.", "A miller says that the weir leaks.", "own []"},
		{"of people", "en", "Villagers say that the weir leaks.", "Villagers say that the weir leaks.", "own []"},
		{"French", "fr", "Le meunier affirme que le barrage fuit.", "Le meunier affirme que le barrage fuit.", "quoted [Le meunier]"},
		{"French, of some", "fr", "Un meunier affirme que le barrage fuit.", "Un meunier affirme que le barrage fuit.", "own []"},
		{"Spanish, of people", "es", "Algunos dicen que la presa pierde agua.", "Algunos dicen que la presa pierde agua.", "own []"},
		{"of some, with marked words", "en", "A miller says that the weir is “a sieve”.", "A miller says that the weir is “a sieve”.", "quoted [A miller]"},
		{"with marked words", "en", "The miller says that the weir is “a sieve”.", "The miller says that the weir is “a sieve”.", "quoted [The miller]"},
		{"according to a name", "en", "According to the Weir Board, forty boats passed.", "According to the Weir Board, forty boats passed.", "quoted [the Weir Board]"},
		{"according to a thing", "en", "According to the lock log, forty boats passed.", "According to the lock log, forty boats passed.", "own []"},
		{"where who speaks is left out", "en", "The miller says that the weir leaks.", "the weir leaks", "quoted [The miller]"},
		{"German, without marks", "de", "Der Müller sagt, das Wehr sei undicht.", "Der Müller sagt, das Wehr sei undicht.", "quoted [Der Müller]"},
		{"German, according to a file", "de", "Laut Bauakte stand das Wehr schon 1950.", "Laut Bauakte stand das Wehr schon 1950.", "own []"},
		{
			"a relative clause says who the speaker is", "en", "“Hens sleep at night,” said Ben Moss, who has kept the yard of the mill for thirty years.",
			"“Hens sleep at night,” said Ben Moss, who has kept the yard of the mill for thirty years.", "quoted [Ben Moss]",
		},
		{"a noun that may be a verb", "en", "The barge came down in nine hours, a course record.", "The barge came down in nine hours, a course record.", "own []"},
		{"whoever it may be", "en", "As for whoever put that sign there: thank you.", "As for whoever put that sign there: thank you.", "own []"},
		{"and I quote", "en", "The memo is here. It says, and I quote:\n\n> The weir is not old. It was never mended.\n\nSo much for age.", "It was never mended.", "unidentified []"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := []string{c.want + " " + c.fragment}
			if diff := cmp.Diff(want, voices(t, c.text, c.language, []string{c.fragment})); diff != "" {
				t.Errorf("Of (-want +got):\n%s", diff)
			}
		})
	}
}

const unlabelled = `THE LONG TABLE

Nora Pell has kept bees for forty years. Her hives stand by the old ferry. She speaks of frost, of honey, and of neighbours.

How did you begin?

With one hive that my aunt left me. It was a poor one.

And the winter?

I lost half of them. We had frost into May.

People say that the spraying did it.

I don't know that. The field lies two miles off, and the wind was from the sea.

Would you do it again?

Yes, I would. My knees would not.

And what will you do next?

I'll sleep. Then I'll mend the fence.

Interview: Tom Arden. The talk was shortened.`

// In an interview whose speakers have no labels, what is answered is of whoever answers, and the rest is the source's own.
func TestInterviewsWithoutLabels(t *testing.T) {
	for _, c := range []struct {
		name, language, text string
		want                 []string
	}{
		{"questions and answers take turns", "en", unlabelled, []string{
			"own [] Her hives stand by the old ferry.", "own [] How did you begin?", "quoted [Nora Pell] It was a poor one.", "own [] People say that the spraying did it.",
			"quoted [Nora Pell] The field lies two miles off, and the wind was from the sea.", "own [] The talk was shortened.",
		}},
		{
			"answers of several paragraphs, questions in bold", "en",
			"A talk by the ferry.\n\n**How did you begin?**\n\nWith one hive. I was nine.\n\nMy aunt left it to me.\n\n**Did you like it?**\n\nI did, very much.\n\n" +
				"**Were you stung?**\n\nOften. I never minded.\n\nIt was only my hands.\n\n**Will you stop?**\n\nI will when I must.",
			[]string{"own [] Did you like it?", "unidentified [] My aunt left it to me.", "unidentified [] It was only my hands."},
		},
		{
			"Spanish, with verbs alone", "es",
			"La apicultora recibe junto al río.\n\n¿Cómo empezaste?\n\nCon una colmena. La heredé de una tía.\n\n¿Qué perdiste aquel invierno?\n\nPerdí la mitad. Llegamos tarde.\n\n" +
				"¿Lo contaste entonces?\n\nNo. Me callé muchos años.\n\n¿Y ahora?\n\nAhora duermo bien.",
			[]string{"own [] ¿Cómo empezaste?", "unidentified [] Con una colmena.", "unidentified [] Llegamos tarde."},
		},
		{
			"letters as labels", "es",
			"P. ¿Cómo fue?\n\nR. Fue de noche.\n\nP. ¿Quién estaba?\n\nR. Nadie más.",
			[]string{"quoted [R] Fue de noche.", "quoted [P] ¿Quién estaba?"},
		},
		{
			"memories told to somebody", "en",
			"# The ferry in winter\n\nMarta Quill, as told to Tom Arden\n\nI was nine when the river froze. My aunt kept the ferry.\n\nNobody crossed for a month.\n\nI walked to school over the ice.",
			[]string{"quoted [Marta Quill] My aunt kept the ferry.", "quoted [Marta Quill] Nobody crossed for a month."},
		},
		{
			"memories, and who wrote them down behind them", "de",
			"Ich war neun, als der Fluss zufror. Meine Tante hatte die Fähre.\n\nNiemand fuhr über, und ich ging zu Fuß.\n\nAufgezeichnet von Tom Arden",
			[]string{"unidentified [] Meine Tante hatte die Fähre.", "unidentified [] Niemand fuhr über, und ich ging zu Fuß."},
		},
		{
			"a page of questions that the source asks itself", "en",
			"Our ferry at a glance.\n\nHow do I get a ticket?\n\nAt the kiosk by the pier.\n\nCan I bring a dog?\n\nYes, on a lead.\n\nWhen do you sail?\n\nWe sail at nine and at noon.\n\nWho are we?\n\nWe are a trust of twelve.",
			[]string{"own [] At the kiosk by the pier.", "own [] We are a trust of twelve."},
		},
		{
			"a writer who asks himself", "en",
			"I keep bees, and I keep my temper.\n\nWhy?\n\nI could not say.\n\nAnd the frost?\n\nI lost half of them.\n\nThe spraying?\n\nI do not know.\n\nAgain?\n\nI would.",
			[]string{"own [] I lost half of them."},
		},
		{
			"memories that the source tells itself", "en", "# The ferry\n\nI was nine when the river froze.\n\nMy aunt kept the ferry. It was told to nobody.",
			[]string{"own [] I was nine when the river froze."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var fragments []string
			for _, w := range c.want {
				fragments = append(fragments, w[strings.Index(w, "] ")+2:])
			}
			if diff := cmp.Diff(c.want, voices(t, c.text, c.language, fragments)); diff != "" {
				t.Errorf("Of (-want +got):\n%s", diff)
			}
		})
	}
}
