package answers_test

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"variorum/answers"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/eval"
	lib "variorum/library"
)

// A judged is a library with the questions that are asked of it.
type judged struct {
	name      string
	sources   []corpus.Source
	questions []eval.Question
}

// judgedLibraries returns the example library and those of eval/testdata.
func judgedLibraries(t *testing.T) []judged {
	t.Helper()
	list := []judged{{"example", sourcesOf(t, example.FS()), questionsOf(t, "../corpus/example/questions.jsonl")}}
	const libraries = "../eval/testdata/libraries"
	entries, err := os.ReadDir(libraries)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() {
			dir := libraries + "/" + e.Name()
			list = append(list, judged{e.Name(), sourcesOf(t, os.DirFS(dir+"/library")), questionsOf(t, dir+"/questions.jsonl")})
		}
	}
	if len(list) < 4 {
		t.Fatalf("there are %d judged libraries, want at least 4", len(list))
	}
	return list
}

func sourcesOf(t *testing.T, fsys fs.FS) []corpus.Source {
	t.Helper()
	var sources []corpus.Source
	for _, f := range corpus.FindFS(fsys) {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.ID = corpus.NewID(string(s.ID), s.File, func(corpus.SourceID) bool { return false })
		sources = append(sources, s)
	}
	return sources
}

func questionsOf(t *testing.T, name string) []eval.Question {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := eval.Questions(f, name)
	if err != nil {
		t.Fatal(err)
	}
	return questions
}

// composerOf returns what answers from sources, with all that a library has.
func composerOf(t *testing.T, sources []corpus.Source) *answers.Composer {
	t.Helper()
	l, err := lib.NewMemory(sources)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var cards []corpus.Source
	for _, e := range l.Sources() {
		cards = append(cards, e.Source)
	}
	return &answers.Composer{Library: answers.Library{Revision: l.Revision(), Cards: cards, Searcher: l, Shelf: l, Kin: l}}
}

// asking returns the answer to a question of a judged library; one without a word to look for has none.
func asking(t *testing.T, c *answers.Composer, r answers.Request) answers.Answer {
	t.Helper()
	a, err := c.Answer(t.Context(), r)
	if err != nil && !errors.Is(err, answers.ErrEmptyQuestion) {
		t.Fatalf("Answer(%q): %v", r.Question, err)
	}
	return a
}

// Every cell of every row is a slice of its source, in the order of the accounts; a row has two sources or more, and its aspect is in their words.
func TestCellsAreSlices(t *testing.T) {
	rows := 0
	for _, l := range judgedLibraries(t) {
		c := composerOf(t, l.sources)
		for _, q := range l.questions {
			a := asking(t, c, answers.Request{Question: q.Question})
			order := make(map[corpus.SourceID]int)
			for i, account := range a.Accounts {
				order[account.Source.ID] = i
			}
			for _, r := range slices.Concat(a.Differences, a.Agreements) {
				rows++
				checkRow(t, l, r, order)
			}
		}
		all, err := c.Collate(t.Context(), "", nil)
		if err != nil {
			t.Fatal(err)
		}
		order := make(map[corpus.SourceID]int)
		for i, s := range c.Library.Cards {
			order[s.ID] = i
		}
		for _, r := range slices.Concat(all.Differences, all.Agreements) {
			rows++
			checkRow(t, l, r, order)
		}
	}
	if rows < 30 {
		t.Errorf("%d rows were looked at, want at least 30", rows)
	}
}

func checkRow(t *testing.T, l judged, r answers.Row, order map[corpus.SourceID]int) {
	t.Helper()
	text := make(map[corpus.SourceID]string)
	for _, s := range l.sources {
		text[s.ID] = s.Document.Text
	}
	sources := make(map[corpus.SourceID]bool)
	last, aspect := -1, r.Aspect == ""
	for _, cell := range r.Cells {
		at, speaks := order[cell.Source]
		switch {
		case !speaks:
			t.Errorf("%s: a cell of %q is of %s, which does not speak", l.name, r.Aspect, cell.Source)
		case cell.Quote == "" || cell.Quote != cell.Span.In(text[cell.Source]):
			t.Errorf("%s: the cell %q of %s is no slice", l.name, cell.Quote, cell.Source)
		case at < last:
			t.Errorf("%s: the cells of %q are not in the order of the accounts", l.name, r.Aspect)
		}
		last = at
		sources[cell.Source] = true
		aspect = aspect || strings.Contains(strings.Join(strings.Fields(text[cell.Source]), " "), r.Aspect)
	}
	if len(sources) < 2 || !aspect {
		t.Errorf("%s: the row %q of %d sources; want two at least, and an aspect in their words", l.name, r.Aspect, len(sources))
	}
}

// Neither the rows of an answer nor those of the whole library depend on the order in which sources are loaded.
func TestRowsDoNotDependOnLoading(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, l := range judgedLibraries(t) {
		want := rowsOfAll(t, l.sources, l.questions)
		for range 2 {
			sources := slices.Clone(l.sources)
			rng.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
			if diff := cmp.Diff(want, rowsOfAll(t, sources, l.questions)); diff != "" {
				t.Errorf("%s: rows in another order of loading (-want +got):\n%s", l.name, diff)
			}
		}
	}
}

type compared struct {
	Differences, Agreements []answers.Row
	Shared                  []answers.Shared
}

func rowsOfAll(t *testing.T, sources []corpus.Source, questions []eval.Question) []compared {
	t.Helper()
	c := composerOf(t, sources)
	var all []compared
	for _, q := range questions {
		a := asking(t, c, answers.Request{Question: q.Question})
		all = append(all, compared{a.Differences, a.Agreements, a.Shared})
	}
	k, err := c.Collate(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	return append(all, compared{k.Differences, k.Agreements, k.Shared})
}

// A source that is removed takes its cells along, and changes nothing of the other accounts.
func TestRemovingASourceRemovesItsCells(t *testing.T) {
	for _, l := range judgedLibraries(t)[:2] {
		whole := composerOf(t, l.sources)
		for i, gone := range l.sources {
			rest := composerOf(t, slices.Delete(slices.Clone(l.sources), i, i+1))
			for _, q := range l.questions {
				before := asking(t, whole, answers.Request{Question: q.Question, Order: answers.ByTitle})
				after := asking(t, rest, answers.Request{Question: q.Question, Order: answers.ByTitle})
				want := slices.DeleteFunc(slices.Clone(before.Accounts), func(a answers.Account) bool { return a.Source.ID == gone.ID })
				if diff := cmp.Diff(want, after.Accounts, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s: %q without %s (-want +got):\n%s", l.name, q.Question, gone.ID, diff)
				}
				for _, r := range slices.Concat(after.Differences, after.Agreements) {
					if slices.ContainsFunc(r.Cells, func(c answers.Cell) bool { return c.Source == gone.ID }) {
						t.Errorf("%s: %q has a cell of %s, which is gone", l.name, q.Question, gone.ID)
					}
				}
			}
		}
	}
}

// A question on which at most one source speaks has no rows.
func TestSilenceHasNoRows(t *testing.T) {
	few := 0
	for _, l := range judgedLibraries(t) {
		c := composerOf(t, l.sources)
		for _, q := range l.questions {
			a := asking(t, c, answers.Request{Question: q.Question})
			if len(a.Accounts) > 1 {
				continue
			}
			few++
			if len(a.Differences)+len(a.Agreements) > 0 {
				t.Errorf("%s: %q has rows, and %d sources speak", l.name, q.Question, len(a.Accounts))
			}
		}
	}
	if few < 5 {
		t.Errorf("on %d questions at most one source speaks, want at least 5 to look at", few)
	}
}

// What was copied is found in every library where a judge found it, and marked in the answer that shows it.
func TestCopiesAreShared(t *testing.T) {
	for _, l := range judgedLibraries(t)[:1] {
		k, err := composerOf(t, l.sources).Collate(t.Context(), "", nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range k.Shared {
			line := ""
			for _, p := range s.Places {
				line += string(p.Source)[:3] + " "
			}
			got = append(got, line+strings.Join(strings.Fields(s.Quote)[:4], " "))
		}
		want := []string{"000 002 We asked for a", "001 005 The harbour company has", "001 005 At first light some"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("shared passages of the example (-want +got):\n%s", diff)
		}
	}
}
