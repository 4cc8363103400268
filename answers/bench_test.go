package answers_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"variorum/answers"
	"variorum/corpus"
	lib "variorum/library"
	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

// A shelf is a library of documents in memory.
type shelf map[corpus.SourceID]corpus.Document

func (s shelf) Document(_ context.Context, id corpus.SourceID) (corpus.Document, error) {
	d, ok := s[id]
	if !ok {
		return d, fmt.Errorf("no document %s", id)
	}
	return d, nil
}

// newComposer returns a composer over sources, which are in order of ID.
func newComposer(t testing.TB, sources []corpus.Source) *answers.Composer {
	t.Helper()
	x, err := retrieval.NewMemory(sources, retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	documents := make(shelf)
	var cards []corpus.Source
	for _, s := range sources {
		documents[s.ID] = s.Document
		s.Document = corpus.Document{}
		cards = append(cards, s)
	}
	return &answers.Composer{Library: answers.Library{Revision: "sha256:0", Cards: cards, Searcher: x, Shelf: documents}}
}

// BenchmarkAnswer is one answer with composition, by the number of sources of 200 passages each. All is in memory, and what a
// question needs was needed before.
func BenchmarkAnswer(b *testing.B) {
	questions := []string{"when did the bridge fall?", "how many people died in the storm", "who paid for the repairs", "what did the mayor tell the inquiry"}
	for _, sources := range []int{1, 10, 50, 200} {
		b.Run(fmt.Sprintf("sources=%d", sources), func(b *testing.B) {
			texts := searchertest.Large(rand.New(rand.NewPCG(1, 2)), sources, 200)
			c := newComposer(b, texts)
			l, err := lib.NewMemory(texts)
			if err != nil {
				b.Fatal(err)
			}
			c.Library.Kin = l
			var times []time.Duration
			speaking := 0
			answer := func(question string) {
				start := time.Now()
				a, err := c.Answer(b.Context(), answers.Request{Question: question})
				times = append(times, time.Since(start))
				if err != nil {
					b.Fatal(err)
				}
				if len(a.Accounts)+len(a.Silent) != sources {
					b.Fatalf("%d accounts and %d silent of %d", len(a.Accounts), len(a.Silent), sources)
				}
				speaking += len(a.Accounts)
			}
			for _, question := range questions {
				answer(question)
			}
			times, speaking = times[:0], 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				answer(questions[i%len(questions)])
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*sources), "µs/source")
			b.ReportMetric(float64(speaking)/float64(b.N), "speaking/op")
		})
	}
}
