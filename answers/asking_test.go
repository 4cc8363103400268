package answers_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

// marked are questions with marks of their own, several at once, in two languages, or with words of [someAliases].
var marked = []string{
	`what about "the bridge"?`, `who told the inquiry -mayor`, `"the river" -bridge -lorries`, "when did the bridge fall and who was told?",
	"how many people died? who paid for the ferry?", "when did the Brücke fall", "the span of doom", "Lindqvistin lorry", "„the“ mayor",
}

const someAliases = "bridge | the span of doom, bridge | ferry\nname | Lindqvistin, Anna Lindqvist\nsmall | der, the mayor, doom"

func aliases(t *testing.T) *retrieval.Aliases {
	t.Helper()
	a, err := retrieval.ReadAliases(strings.NewReader(someAliases))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Law 2 with aliases, every setting, and all that a question can have: a source's account, or its silence, is the same alone, with others in
// whatever order and language, and with 100 more.
func TestEachSourceIsAskedAloneWhateverIsSet(t *testing.T) {
	sources := library(12, 6)
	others := library(13, 100)
	for i := range others {
		others[i].ID = "z-" + others[i].ID
		others[i].Language = []string{"es", "ru", "de", "und"}[i%4]
	}
	crowd := slices.Concat(sources, others)
	rand.New(rand.NewPCG(14, 15)).Shuffle(len(crowd), func(i, j int) { crowd[i], crowd[j] = crowd[j], crowd[i] })
	composer := func(sources ...corpus.Source) *answers.Composer {
		c := newComposer(t, sources)
		c.Library.Aliases = aliases(t)
		return c
	}
	together, many := composer(sources...), composer(crowd...)
	var alone []*answers.Composer
	for _, s := range sources {
		alone = append(alone, composer(s))
	}
	speaking := 0
	for _, match := range answers.Matches {
		for _, question := range slices.Concat(marked, asked[:3]) {
			r := answers.Request{Question: question, Match: match, More: true}
			whole, all := parts(answer(t, together, r)), parts(answer(t, many, r))
			for i, s := range sources {
				own := parts(answer(t, alone[i], r))[s.ID]
				speaking += len(own.Excerpts)
				if diff := cmp.Diff(own, whole[s.ID]); diff != "" {
					t.Errorf("%q, %s, %s (-alone +together):\n%s", question, match, s.ID, diff)
				}
				if diff := cmp.Diff(own, all[s.ID]); diff != "" {
					t.Errorf("%q, %s, %s (-alone +with 100 others):\n%s", question, match, s.ID, diff)
				}
			}
		}
	}
	if speaking < 50 {
		t.Errorf("%d excerpts were compared, want at least 50", speaking)
	}
}

// Law 7 with them: an explanation beside an answer changes nothing in it, and is the same each time.
func TestExplanationsChangeNothing(t *testing.T) {
	c, again := newComposer(t, library(16, 8)), newComposer(t, library(16, 8))
	c.Library.Aliases, again.Library.Aliases = aliases(t), aliases(t)
	for _, match := range answers.Matches {
		for _, question := range slices.Concat(marked, asked[:3]) {
			want := answer(t, c, answers.Request{Question: question, Match: match})
			explained := answer(t, c, answers.Request{Question: question, Match: match, Explain: true})
			if diff := cmp.Diff(explained, answer(t, again, answers.Request{Question: question, Match: match, Explain: true})); diff != "" {
				t.Errorf("%q, %s (-first +again):\n%s", question, match, diff)
			}
			checkExplanation(t, explained)
			explained.Explanation = nil
			if diff := cmp.Diff(want, explained); diff != "" {
				t.Errorf("%q, %s (-without +with explanation):\n%s", question, match, diff)
			}
		}
	}
}

// checkExplanation checks that every source is explained and that the parts of each score make the score.
func checkExplanation(t *testing.T, a answers.Answer) {
	t.Helper()
	x := a.Explanation
	if len(x.Sources) != a.Asked {
		t.Errorf("%q: %d sources are explained, want %d", a.Question, len(x.Sources), a.Asked)
	}
	near := func(a, b int) bool { return a-b < answers.One/200 && b-a < answers.One/200 }
	for i, s := range x.Sources {
		if s.Speaks != (i < len(a.Accounts)) || s.Speaks && (s.Source != a.Accounts[i].Source.ID || len(s.Reasons) != len(a.Accounts[i].Excerpts)) {
			t.Errorf("%q: source %d is explained as %+v", a.Question, i, s)
			continue
		}
		best, closest := -100*answers.One, 0
		lacks := false // the best has not what the question expects, nor two words of it
		for j, r := range s.Reasons {
			solid := 0
			for _, term := range r.Terms {
				closest = max(closest, term.Closeness)
				if term.Closeness >= x.Solid {
					solid++
				}
			}
			if r.Score > best {
				best, lacks = r.Score, r.Kind < answers.One && len(r.Terms) > 1 && solid < 2
			}
			if s.Speaks && (r.Excerpt != a.Accounts[i].Excerpts[j].ID || !strings.Contains(a.Accounts[i].Excerpts[j].Quote, r.Quote)) {
				t.Errorf("%q: the excerpt %q is explained by %q", a.Question, a.Accounts[i].Excerpts[j].Quote, r.Quote)
			}
			rank := (r.Covered/1000 + r.Own/1000*r.Plain/answers.One) * r.Kind / 1000
			if !near(rank, r.Rank) || !near(r.Rank/1000*r.Heaviest/1000-r.Margin-r.Length, r.Score) || len(r.Terms) != len(x.Questions[r.Question].Terms) {
				t.Errorf("%q: the parts of %+v do not make its score", a.Question, r)
			}
		}
		enough := best >= x.Speak && closest >= x.Closest && !lacks
		if s.Speaks && !enough || !s.Speaks && len(s.Reasons) > 0 && len(x.Questions) == 1 && enough {
			t.Errorf("%q: %s speaks: %v, with the score %d and a word at %d %%", a.Question, s.Source, s.Speaks, best, closest)
		}
	}
}

// A stricter setting shows no more sources than one that is less so, and each speaks in the less strict one, too.
func TestStricterShowsNoMore(t *testing.T) {
	c := newComposer(t, library(17, 30))
	fewer := 0
	for _, question := range slices.Concat(asked, marked) {
		var before map[corpus.SourceID]part
		speaking := 0
		for _, match := range answers.Matches {
			a := answer(t, c, answers.Request{Question: question, Match: match})
			now := parts(a)
			for id, p := range before {
				if len(p.Excerpts) > 0 && len(now[id].Excerpts) == 0 {
					t.Errorf("%q: %s speaks, and with %s it does not", question, id, match)
				}
			}
			if len(a.Accounts) > speaking && before != nil {
				fewer++
			}
			before, speaking = now, len(a.Accounts)
		}
	}
	if fewer == 0 {
		t.Error("the settings show the same")
	}
	if a, b := answer(t, c, answers.Request{Question: asked[0]}), answer(t, c, answers.Request{Question: asked[0], Match: answers.Normal}); !cmp.Equal(a, b) {
		t.Error("normal is not the default")
	}
}

// harbour is a document of several topics.
func harbour(t *testing.T) *answers.Composer {
	t.Helper()
	return newComposer(t, []corpus.Source{
		{ID: "log", Language: "en", Document: searchertest.Document([][]string{
			{"The second driver came to the quay at nine.", "He had the key of the crane with him.", "The foreman did not know of him."},
			{"The driver was second to none, said the foreman.", "The crane was old."},
			{"Who paid the driver is not known.", "The union asked for a second driver in May.", "The company refused."},
		})},
		{ID: "letter", Language: "en", Document: searchertest.Document([][]string{
			{"I never saw the driver of the crane.", "A second man was there, and he drove."},
		})},
	})
}

func quotes(a answers.Answer) map[corpus.SourceID]string {
	m := make(map[corpus.SourceID]string)
	for _, account := range a.Accounts {
		for _, e := range account.Excerpts {
			m[account.Source.ID] += e.Quote + "\n"
		}
	}
	return m
}

func TestExactPhrasesAndExclusions(t *testing.T) {
	c := harbour(t)
	c.Account.AcrossBytes = 1 // windows stay in their paragraphs
	for _, test := range []struct {
		name, question string
		has            []string // all of these are shown of the log
		hasNot         []string
		letter         bool // whether the letter speaks
	}{
		{"without marks all that matches speaks", "second driver of the crane", []string{"second driver came"}, nil, true},
		{"a phrase has to stand as it is", `"second driver" crane`, []string{"second driver came"}, []string{"second to none"}, false},
		{"every phrase has", `"second driver" "the company"`, []string{"The company refused"}, []string{"key of the crane"}, false},
		{"a phrase that stands nowhere", `"third driver" crane`, nil, []string{"driver"}, false},
		{"two phrases that stand apart", `"second driver" "second to none"`, nil, []string{"driver"}, false},
		{"an excluded word cuts its sentence away", "second driver -crane", []string{"second driver"}, []string{"crane"}, true},
		{"in every form", "driver of the crane -knows", []string{"crane"}, []string{"know"}, true},
		{"a phrase and an exclusion", `"second driver" -company`, []string{"second driver"}, []string{"company"}, false},
		{"what is excluded is not the phrase's own", `"second driver" -driver`, nil, []string{"driver"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, more := range []bool{false, true} {
				got := quotes(answer(t, c, answers.Request{Question: test.question, More: more, Match: answers.Generous}))
				for _, has := range test.has {
					if !strings.Contains(got["log"], has) {
						t.Errorf("%q shows %q, want it to have %q", test.question, got["log"], has)
					}
				}
				for _, not := range test.hasNot {
					if strings.Contains(got["log"]+got["letter"], not) {
						t.Errorf("%q shows %q, want it not to have %q", test.question, got, not)
					}
				}
				if test.letter != (got["letter"] != "") {
					t.Errorf("%q: the letter speaks: %v, want %v", test.question, got["letter"] != "", test.letter)
				}
			}
		})
	}
}

// Whatever is drawn, no excerpt has what is excluded, every account has what is quoted, and excerpts are whole sentences.
func TestMarksHoldInEveryExcerpt(t *testing.T) {
	sources := library(18, 20)
	c := newComposer(t, sources)
	r := rand.New(rand.NewPCG(19, 20))
	words := strings.Fields("bridge river mayor lorries ferry inquiry people harbour died told")
	shown := 0
	for range 200 {
		phrase, not := words[r.IntN(len(words))], words[r.IntN(len(words))]
		if phrase == not {
			continue
		}
		question := words[r.IntN(len(words))] + ` "` + phrase + `" -` + not
		limits := retrieval.NewQuery(question).Limits
		for _, account := range answer(t, c, answers.Request{Question: question, Match: answers.Generous, More: true}).Accounts {
			d := sources[slices.IndexFunc(sources, func(s corpus.Source) bool { return s.ID == account.Source.ID })].Document
			for _, e := range account.Excerpts {
				shown++
				checkExcerpt(t, d, e)
				held, excluded := limits(account.Source.Language).Phrases(e.Quote)
				if held == 0 || excluded {
					t.Errorf("%q shows %q", question, e.Quote)
				}
			}
		}
	}
	if shown < 50 {
		t.Errorf("%d excerpts were shown, want at least 50 to check", shown)
	}
}

// Each of several questions is answered, within the budget.
func TestSeveralQuestionsAreEachAnswered(t *testing.T) {
	c := newComposer(t, []corpus.Source{{ID: "log", Language: "en", Document: searchertest.Document([][]string{
		{"The strike began on the second of May.", "It was a cold morning."},
		{"Flour was dear that year.", "Bread was dearer."},
		{"The pamphlet was printed by Anna Lindqvist in a cellar.", "Nobody saw the press."},
	})}})
	c.Account.AcrossBytes = 1 // windows stay in their paragraphs
	for _, test := range []struct {
		question string
		has      []string
	}{
		{"when did the strike begin and who printed the pamphlet?", []string{"second of May", "Anna Lindqvist"}},
		{"who printed the pamphlet? when did the strike begin?", []string{"second of May", "Anna Lindqvist"}},
		{"how dear was flour, and when did the strike begin", []string{"Flour was dear", "second of May"}},
		{"when did the strike begin", []string{"second of May"}},
	} {
		a := answer(t, c, answers.Request{Question: test.question})
		got := quotes(a)["log"]
		for _, has := range test.has {
			if !strings.Contains(got, has) {
				t.Errorf("%q shows %q, want it to have %q", test.question, got, has)
			}
		}
		if n := strings.Count(got, "\n"); n > answers.DefaultSettings.Windows {
			t.Errorf("%q shows %d excerpts, the budget is %d", test.question, n, answers.DefaultSettings.Windows)
		}
	}
}

func TestOddQuestions(t *testing.T) {
	sources := library(21, 4)
	c := newComposer(t, sources)
	for _, test := range []struct {
		name, question string
		empty          bool
	}{
		{"500 words", strings.Repeat("bridge lorry mayor ferry ", 125)[:answers.MaxQuestion-100], false},
		{"250 questions", strings.Repeat("and who ", 250), true},
		{"small words alone", "who was it and when of the", true},
		{"only an exclusion", "-bridge", true},
		{"only a phrase of small words", `"of the"`, false},
		{"no blanks, Japanese", "橋はいつ落ちましたか", false},
		{"no blanks, Thai", "สะพานพังเมื่อไหร่", false},
		{"a long word without blanks", strings.Repeat("橋", answers.MaxQuestion), false},
		{"marks alone", strings.Repeat(`"`, 900) + strings.Repeat("- ", 300), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := c.Answer(t.Context(), answers.Request{Question: test.question, Explain: true})
			if test.empty != errors.Is(err, answers.ErrEmptyQuestion) || !test.empty && err != nil {
				t.Errorf("Answer(%.40q): %v, want ErrEmptyQuestion: %v", test.question, err, test.empty)
			}
			if len(a.Accounts)+len(a.Silent) != len(sources) {
				t.Errorf("Answer(%.40q) has %d accounts and %d silent sources, want %d", test.question, len(a.Accounts), len(a.Silent), len(sources))
			}
		})
	}
}
