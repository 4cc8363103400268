package retrieval

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func words(terms []Term) []string {
	var list []string
	for _, t := range terms {
		list = append(list, t.Word)
	}
	return list
}

func TestMarksInQuestions(t *testing.T) {
	for _, test := range []struct {
		name, question    string
		phrases, excluded []string
		terms             []string
	}{
		{"English quotation marks", "who was the “second driver”?", []string{"second driver"}, nil, []string{"second driver"}},
		{"typewriter marks", `was the "second driver" paid?`, []string{"second driver"}, nil, []string{"second driver", "paid"}},
		{"single English ones, with an apostrophe inside", "what is the ‘driver’s seat’", []string{"driver’s seat"}, nil, []string{"driver’s seat"}},
		{"German ones", "wer war der „zweite Fahrer“?", []string{"zweite Fahrer"}, nil, []string{"zweite Fahrer"}},
		{"German ones of books", "wer war der »zweite Fahrer«?", []string{"zweite Fahrer"}, nil, []string{"zweite Fahrer"}},
		{"French ones with blanks", "qui était le « second chauffeur » ?", []string{"second chauffeur"}, nil, []string{"second chauffeur"}},
		{"Spanish ones", "¿quién era el «segundo conductor»?", []string{"segundo conductor"}, nil, []string{"segundo conductor"}},
		{"Russian ones", "кто был «вторым водителем»?", []string{"вторым водителем"}, nil, []string{"вторым водителем"}},
		{"two phrases", `"one thing" or "another"`, []string{"one thing", "another"}, nil, []string{"one thing", "another"}},
		{"a phrase of small words", `who said "it was not me"`, []string{"it was not me"}, nil, []string{"it was not me"}},
		{"a word is excluded", "lorries -bridge", nil, []string{"bridge"}, []string{"lorries"}},
		{"at the beginning too", "-bridge lorries", nil, []string{"bridge"}, []string{"lorries"}},
		{"a phrase is excluded", `lorries -"old bridge"`, nil, []string{"old bridge"}, []string{"lorries"}},
		{"a German noun with a capital is", "Lastwagen -Brücke", nil, []string{"Brücke"}, []string{"Lastwagen"}},
		{"a hyphen inside a word excludes nothing", "re-opened bridges", nil, nil, []string{"re", "opened", "bridges"}},
		{"nor does a dash", "lorries - bridges", nil, nil, []string{"lorries", "bridges"}},
		{"nor two", "lorries --bridges", nil, nil, []string{"lorries", "bridges"}},
		{"nor a number below nothing", "cold of -40 degrees", nil, nil, []string{"cold", "40", "degrees"}},
		{"nor a range", "1914 -1918 lorries", nil, nil, []string{"1914", "1918", "lorries"}},
		{"nor the hyphen of a divided name", "letters to Jean -Paul", nil, nil, []string{"letters", "Jean -Paul"}},
		{"nor a small word", "y a -t-il camions -la", nil, nil, []string{"camions"}},
		{"a mark that is not closed is none", `lorries "bridge`, nil, nil, []string{"lorries", "bridge"}},
		{"inches are no marks", `a 5" pipe and a 6" hose`, nil, nil, []string{"5", "pipe", "6", "hose"}},
		{"marks around nothing are none", `lorries "" bridge "?"`, nil, nil, []string{"lorries", "bridge"}},
		{"an apostrophe is no mark", "the drivers' lorries’ bridges", nil, nil, []string{"drivers", "lorries", "bridges"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := NewQuery(test.question)
			got := [][]string{q.Phrases, q.Excluded, words(q.Terms)}
			if diff := cmp.Diff([][]string{test.phrases, test.excluded, test.terms}, got); diff != "" {
				t.Errorf("NewQuery(%q): phrases, excluded, terms (-want +got):\n%s", test.question, diff)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, test := range []struct {
		name, question, language, text string
		held, excluded                 bool
	}{
		{"a phrase stands", `"second driver"`, "en", "There was no Second Driver.", true, false},
		{"across a line", `"second driver"`, "en", "There was no second\n  driver.", true, false},
		{"across a hyphen at a line's end", `"second driver"`, "en", "There was no sec-\nond driver.", true, false},
		{"not in another order", `"second driver"`, "en", "The driver was second.", false, false},
		{"not with a word between", `"second driver"`, "en", "A second, older driver.", false, false},
		{"not in another form", `"second driver"`, "en", "Two second drivers.", false, false},
		{"not inside a longer word", `"river"`, "en", "The driver.", false, false},
		{"with or without accents", `"l'été"`, "fr", "Pendant l’ete, rien.", true, false},
		{"in a language that nobody asked in", `"zweite Fahrer"`, "en", "They called him „der zweite Fahrer“.", true, false},
		{"an excluded word in another form", "lorries -bridge", "en", "The bridges fell.", true, true},
		{"an excluded phrase", `lorries -"old bridge"`, "en", "On the old bridge.", true, true},
		{"and nearly", `lorries -"old bridge"`, "en", "An old, narrow bridge.", true, false},
		{"an excluded word as it is in text of another language", "Lastwagen -Brücke", "und", "de Brücke", true, true},
		{"nothing is asked for", "lorries", "en", "The bridges fell.", true, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := NewQuery(test.question).Limits(test.language)
			held, excluded := l.Phrases(test.text)
			if (held == l.All()) != test.held || excluded != test.excluded {
				t.Errorf("Limits of %q: %q has the phrases: %v, and what is excluded: %v; want %v, %v",
					test.question, test.text, held == l.All(), excluded, test.held, test.excluded)
			}
		})
	}
}

func TestSeveralQuestions(t *testing.T) {
	for _, test := range []struct {
		question string
		want     [][]string // terms of each; nil if it is one question
		kinds    []Kind
	}{
		{"when did the strike begin and who started it?", [][]string{{"strike", "begin"}, {"started", "strike", "begin"}}, []Kind{Date, Actor}},
		{"how many died, and who were they?", [][]string{{"died"}, {"died"}}, []Kind{Figure, Actor}},
		{"when and where did the bridge fall?", [][]string{{"bridge fall"}, {"bridge fall"}}, []Kind{Date, Place}},
		{"who paid for the lorry? why did the ferry sink?", [][]string{{"paid for", "lorry"}, {"ferry", "sink"}}, []Kind{Actor, Cause}},
		{"did the mayor order it? when", [][]string{{"mayor", "order"}, {"mayor", "order"}}, []Kind{AnyKind, Date}},
		{"wann fiel die Brücke und wer war schuld?", [][]string{{"fiel", "Brücke"}, {"schuld", "fiel", "Brücke"}}, []Kind{Date, Actor}},
		{"quand le pont est-il tombé et qui a payé les camions ?", [][]string{{"pont", "tombé"}, {"payé", "camions"}}, []Kind{Date, Actor}},
		{"¿cuándo cayó el puente y quién pagó los camiones?", [][]string{{"cayó", "puente"}, {"pagó", "camiones"}}, []Kind{Date, Actor}},
		{"когда упал мост и кто оплатил грузовики?", [][]string{{"упал", "мост"}, {"оплатил", "грузовики"}}, []Kind{Date, Actor}},
		{"who was the man who opened the gate?", nil, nil},
		{"what did the mayor and the council say about lorries", nil, nil},
		{"rebels or bandits? what do they call the lorry drivers", nil, nil},
		{"when did the bridge fall? the old one i mean", nil, nil},
		{`who said "where and when and why"?`, nil, nil},
		{"and who?", nil, nil},
		{"", nil, nil},
	} {
		queries := (*Aliases)(nil).Questions(test.question)
		if diff := cmp.Diff(NewQuery(test.question), queries[0]); diff != "" {
			t.Errorf("Questions(%q): the first is not the whole question (-want +got):\n%s", test.question, diff)
		}
		var terms [][]string
		var kinds []Kind
		for _, q := range queries[1:] {
			terms, kinds = append(terms, words(q.Terms)), append(kinds, q.Kind)
		}
		if diff := cmp.Diff(test.want, terms); diff != "" {
			t.Errorf("Questions(%q): terms (-want +got):\n%s", test.question, diff)
		}
		if diff := cmp.Diff(test.kinds, kinds); diff != "" {
			t.Errorf("Questions(%q): kinds (-want +got):\n%s", test.question, diff)
		}
	}
}

// Whatever is asked, there are few questions of few terms, and what is marked holds for each.
func FuzzQuestions(f *testing.F) {
	for _, seed := range []string{
		strings.Repeat("and who ", 250), strings.Repeat("橋はいつ落ちましたか", 100), strings.Repeat(`"a b" -c `, 200), "สะพานพังเมื่อไหร่", "when? where? why? how?",
		"wer und who et qui y quién и кто", `"a "b" -"c`, "\xff-\xfe“", strings.Repeat("lorry ", 500),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		queries := (*Aliases)(nil).Questions(text)
		if len(queries) == 2 || len(queries) > maxQuestions+1 {
			t.Errorf("Questions(%q) are %d, want one, or it and two to %d", text, len(queries), maxQuestions)
		}
		for _, q := range queries {
			if len(q.Terms) > maxTerms || len(q.Phrases) > min(maxMarked, len(q.Terms)) || len(q.Excluded) > maxMarked {
				t.Errorf("Questions(%q) has one of %d terms, %d phrases, %d exclusions", text, len(q.Terms), len(q.Phrases), len(q.Excluded))
			}
			if !slices.Equal(q.Phrases, queries[0].Phrases) || !slices.Equal(q.Excluded, queries[0].Excluded) {
				t.Errorf("Questions(%q): %q and %q are marked in one and %q and %q in the whole", text, q.Phrases, q.Excluded, queries[0].Phrases, queries[0].Excluded)
			}
			for _, term := range q.Terms {
				if len(term.Alternatives) == 0 || term.Weight < 1 || term.Weight > MaxWeight {
					t.Errorf("Questions(%q): the term %q has %d alternatives and the weight %d", text, term.Word, len(term.Alternatives), term.Weight)
				}
			}
		}
	})
}

// A word of another language than the question's is looked for as in its own.
func TestQuestionsInTwoLanguages(t *testing.T) {
	for _, test := range []struct{ question, language, want string }{
		{"when did the Brücke collapse?", "en", "viaduct"},
		{"when did the Brücke collapse?", "ru", "мост"},
		{"wann ist der lighthouse gebaut worden", "de", "leuchtturm"},
	} {
		if closenessOf(NewQuery(test.question), test.language, test.want) == 0 {
			t.Errorf("NewQuery(%q) does not look for %s in %s", test.question, test.want, test.language)
		}
	}
}

// In scripts without blanks what stands between two marks is one word; it costs no more than other words.
func TestScriptsWithoutBlanks(t *testing.T) {
	for _, question := range []string{"橋はいつ落ちましたか", "สะพานพังเมื่อไหร่"} {
		if got := NewQuery(question + "?").Terms; len(got) != 1 || got[0].Word != question {
			t.Errorf("NewQuery(%q) has the terms %q, want it whole", question, words(got))
		}
	}
	long := strings.Repeat("橋はいつ落ちましたか", 100)
	calls := testing.AllocsPerRun(1, func() { NewQuery(long) })
	if most := float64(100 * utf8.RuneCountInString(long)); calls > most {
		t.Errorf("a word of %d characters takes %.0f allocations, want at most %.0f", utf8.RuneCountInString(long), calls, most)
	}
}
