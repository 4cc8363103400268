package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/desk"
	"variorum/eval"
	"variorum/library"
	"variorum/render"
	"variorum/retrieval/searchertest"
)

// ordersVariable says "all" where every order of loading is to be tried, not a sample.
const ordersVariable = "VARIORUM_ORDERS"

// Law 2 over whole libraries, to the byte of the JSON: what a source says on a question, or that it is silent and what was looked for in
// it, is the same alone, beside the others in whatever order and in however many indexes they were loaded, beside 200 more, and when
// another source changes or goes.
func TestEachSourceIsAskedAlone(t *testing.T) {
	t.Run("the example library", func(t *testing.T) {
		dir := t.TempDir()
		check(t, os.CopyFS(dir, example.FS()))
		askAlone(t, dir, questionsOf(t, bytes.NewReader(example.Questions)))
	})
	t.Run("the shared articles", func(t *testing.T) {
		shared := cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared")
		raw, err := os.ReadFile(filepath.Join(shared, "eval", "seeds-dev", "questions.jsonl"))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skipf("there is no shared folder (VARIORUM_SHARED names it): %v", err)
		}
		check(t, err)
		askAlone(t, filepath.Join(shared, "seeds"), questionsOf(t, bytes.NewReader(raw)))
	})
}

func questionsOf(t *testing.T, in *bytes.Reader) []string {
	t.Helper()
	list, err := eval.Questions(in, "questions.jsonl")
	check(t, err)
	var questions []string
	for i, q := range list {
		if !raced || i%4 == 0 { // the law does not depend on the race detector, which a part of the questions serves
			questions = append(questions, q.Question)
		}
	}
	return questions
}

// askAlone holds the sources in the folder dir to law 2.
func askAlone(t *testing.T, dir string, questions []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	check(t, err)
	want := make(map[corpus.SourceID][]string) // by question
	var sources []corpus.Source
	speaking, silent := 0, 0
	for _, file := range files {
		s, err := corpus.Find(file)[0].Read(corpus.Options{})
		check(t, err)
		s.ID = corpus.NewID(string(s.ID), s.File, nil)
		sources = append(sources, s)
		alone := memory(t, s)
		for _, question := range questions {
			part := parts(t, alone, question)[s.ID]
			want[s.ID] = append(want[s.ID], part)
			if strings.Contains(part, `"quote"`) {
				speaking++
			} else {
				silent++
			}
		}
	}
	if speaking < len(questions) || silent == 0 {
		t.Fatalf("%d accounts and %d silent sources are compared for %d questions, want more", speaking, silent, len(questions))
	}
	same := func(t *testing.T, l *library.Library, ids ...corpus.SourceID) {
		t.Helper()
		for i, question := range questions {
			got := parts(t, l, question)
			for _, id := range ids {
				if got[id] != want[id][i] {
					t.Fatalf("%q: %s is given as\n%s\nand alone as\n%s", question, id, got[id], want[id][i])
				}
			}
		}
	}
	var ids []corpus.SourceID
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	t.Run("together", func(t *testing.T) { same(t, memory(t, sources...), ids...) })
	t.Run("in every order of loading", func(t *testing.T) {
		orders := permutations(files)
		if os.Getenv(ordersVariable) != "all" {
			rand.New(rand.NewPCG(7, 8)).Shuffle(len(orders), func(i, j int) { orders[i], orders[j] = orders[j], orders[i] })
			orders = orders[:4]
		}
		for n, order := range orders {
			lib := filepath.Join(t.TempDir(), "lib")
			for _, part := range [][]string{order[:n%len(order)], order[n%len(order):]} { // two indexes
				if len(part) == 0 {
					continue
				}
				if got := bot(t, "", append([]string{"add", "--library", lib}, part...)...); got.code != done {
					t.Fatalf("add %q = %+v", part, got)
				}
			}
			l := opened(t, lib)
			same(t, l, ids...)
			check(t, l.Close())
		}
		t.Logf("%d orders, %d questions", len(orders), len(questions))
	})
	others := searchertest.Library(rand.New(rand.NewPCG(9, 10)), 200)
	for i := range others {
		others[i].ID = corpus.SourceID([]string{"-", "z"}[i%2]) + others[i].ID // before and behind
		others[i].Language = []string{"en", "de", "es", "fr", "ru", "und"}[i%6]
	}
	t.Run("with 200 others", func(t *testing.T) { same(t, memory(t, slices.Concat(others, sources)...), ids...) })
	t.Run("when others change or go", func(t *testing.T) {
		lib := filepath.Join(t.TempDir(), "lib")
		if got := bot(t, "", "add", "--library", lib, dir); got.code != done {
			t.Fatalf("add = %+v", got)
		}
		changed := write(t, map[string]string{filepath.Base(files[0]): "---\nid: " + string(ids[0]) + "\n---\n\n" + prose})
		if got := bot(t, "", "add", "--library", lib, changed); got.code != done || !strings.HasPrefix(got.out, "changed ") {
			t.Fatalf("add = %+v", got)
		}
		l := opened(t, lib)
		same(t, l, ids[1:]...)
		check(t, l.Close())
		if got := bot(t, "", "remove", "--library", lib, string(ids[0]), string(ids[2])); got.code != done {
			t.Fatalf("remove = %+v", got)
		}
		l = opened(t, lib)
		same(t, l, append([]corpus.SourceID{ids[1]}, ids[3:]...)...)
		check(t, l.Close())
	})
	t.Run("when only it is asked", func(t *testing.T) {
		l := memory(t, sources...)
		for i, question := range questions {
			for _, id := range ids {
				if got := parts(t, l, question, id); len(got) != 1 || got[id] != want[id][i] {
					t.Fatalf("%q: %s is given as\n%s\nand alone as\n%s", question, id, got[id], want[id][i])
				}
			}
		}
	})
}

func memory(t *testing.T, sources ...corpus.Source) *library.Library {
	t.Helper()
	l, err := library.NewMemory(sources)
	check(t, err)
	t.Cleanup(func() { check(t, l.Close()) })
	return l
}

func opened(t *testing.T, dir string) *library.Library {
	t.Helper()
	l, err := library.Open(t.Context(), dir, library.Options{})
	check(t, err)
	if found := l.Findings(); len(found) > 0 {
		t.Fatalf("%v", found)
	}
	return l
}

// parts returns what an answer holds of each source, as its JSON has it. Every source that was asked is there, once.
func parts(t *testing.T, l *library.Library, question string, ids ...corpus.SourceID) map[corpus.SourceID]string {
	t.Helper()
	answer, err := desk.New(l).Composer.Answer(t.Context(), answers.Request{Question: question, Sources: ids, More: true})
	check(t, err)
	brief, err := desk.New(l).Composer.Answer(t.Context(), answers.Request{Question: question, Sources: ids})
	check(t, err)
	all := make(map[corpus.SourceID]string)
	for _, a := range []answers.Answer{answer, brief} {
		raw, err := render.JSON(a)
		check(t, err)
		var given struct {
			Accounts []json.RawMessage `json:"accounts"`
			Silent   []json.RawMessage `json:"silent"`
		}
		check(t, json.Unmarshal(raw, &given))
		for i, part := range slices.Concat(given.Accounts, given.Silent) {
			var card struct {
				ID     corpus.SourceID `json:"id"`
				Source struct {
					ID corpus.SourceID `json:"id"`
				} `json:"source"`
			}
			check(t, json.Unmarshal(part, &card))
			id, kind := cmp.Or(card.Source.ID, card.ID), "account "
			if i >= len(given.Accounts) {
				kind = "silent "
			}
			all[id] += kind + string(part) + "\n"
		}
	}
	for id, part := range all {
		if strings.Count(part, "\n") != 2 {
			t.Errorf("%q: %s stands in the answer %d times, want once", question, id, strings.Count(part, "\n"))
		}
	}
	return all
}

// permutations returns all orders of list.
func permutations[T any](list []T) [][]T {
	if len(list) == 0 {
		return [][]T{nil}
	}
	var all [][]T
	for i, first := range list {
		for _, rest := range permutations(append(slices.Clone(list[:i]), list[i+1:]...)) {
			all = append(all, append([]T{first}, rest...))
		}
	}
	return all
}
