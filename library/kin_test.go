package library

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers/winnow"
	"variorum/corpus"
)

// copyists returns sources of words of their own, each third of which has the same passage.
func copyists(n int) []corpus.Source {
	var sources []corpus.Source
	for i := range n {
		var b strings.Builder
		for j := range 40 {
			fmt.Fprintf(&b, "w%dx%d ", i, j)
		}
		if i%3 == 0 {
			b.WriteString("the bell was rung at four and again at five by a boy who had never before been let into the tower ")
		}
		for j := range 40 {
			fmt.Fprintf(&b, "v%dx%d ", i, j)
		}
		text := b.String() + ".\n"
		id := corpus.SourceID(fmt.Sprintf("s%02d", i))
		sources = append(sources, corpus.Source{
			ID: id, Language: "en", File: string(id) + ".txt", SHA256: sumOf([]byte(text)),
			Document: corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)},
		})
	}
	return sources
}

// kinOf returns the kin of every source.
func kinOf(t *testing.T, l *Library) map[corpus.SourceID][]corpus.SourceID {
	t.Helper()
	kin := make(map[corpus.SourceID][]corpus.SourceID)
	for _, e := range l.Sources() {
		d, err := l.Document(t.Context(), e.Source.ID)
		if err != nil {
			t.Fatal(err)
		}
		ids, err := l.Kin(t.Context(), e.Source.ID, winnow.PrintsOf(d))
		if err != nil {
			t.Fatal(err)
		}
		kin[e.Source.ID] = ids
	}
	return kin
}

// Sources that share a passage are kin, whichever generations hold them, in whatever order they came, and whether their fingerprints are on the disk or not. One
// that was removed is nobody's.
func TestKinDoNotDependOnGenerations(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	sources := copyists(12)
	for range 5 {
		dir := filepath.Join(t.TempDir(), "lib")
		rng.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		for from := 0; from < len(sources); {
			to := min(len(sources), from+1+rng.IntN(6))
			w, err := OpenWriter(t.Context(), dir, WriterOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range sources[from:to] {
				if err := w.Add(t.Context(), Arrival{Source: s, Declared: string(s.ID), Path: s.File}, nil); err != nil {
					t.Fatal(err)
				}
			}
			if to == len(sources) {
				if err := w.Commit(); err != nil {
					t.Fatal(err)
				}
				if err := w.Remove(t.Context(), "s06"); err != nil {
					t.Fatal(err)
				}
			} else if err := w.Finish(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			from = to
		}
		l, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := kinOf(t, l)
		pairs, err := l.Pairs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(pairs) != 3 {
			t.Errorf("Pairs() = %v, want those of s00, s03, s09", pairs)
		}
		for id, ids := range got {
			var want []corpus.SourceID
			if slices.Contains([]corpus.SourceID{"s00", "s03", "s09"}, id) {
				want = slices.DeleteFunc([]corpus.SourceID{"s00", "s03", "s09"}, func(o corpus.SourceID) bool { return o == id })
			}
			if !slices.Equal(ids, want) {
				t.Errorf("Kin(%s) = %v, want %v", id, ids, want)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		spoilt, err := filepath.Glob(filepath.Join(dir, indexName, "*", printsName))
		if err != nil || len(spoilt) == 0 {
			t.Fatalf("no generation has fingerprints: %v", err)
		}
		for _, name := range spoilt {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
		l, err = Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, kinOf(t, l)); diff != "" {
			t.Errorf("without the files of fingerprints (-with +without):\n%s", diff)
		}
		if len(l.Findings()) == 0 {
			t.Error("that files of the index are missing is not noticed")
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
