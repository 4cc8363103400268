package retrieval_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

// benchmarkPassages is the number of passages of the libraries that are searched; a tenth of it with -short.
const benchmarkPassages = 100_000

// A bench is an index that several benchmarks search.
type bench struct {
	index *retrieval.Index
	err   error
}

var benches sync.Map // number of sources → func() bench

// benchIndex returns an index of benchmarkPassages in n sources, which is built once in a process.
func benchIndex(b *testing.B, n int) *retrieval.Index {
	b.Helper()
	once, _ := benches.LoadOrStore(n, sync.OnceValue(func() bench {
		dir, err := os.MkdirTemp("", "bench")
		if err != nil {
			return bench{err: err}
		}
		defer os.RemoveAll(dir) // its files stay readable while they are open
		passages := benchmarkPassages
		if testing.Short() {
			passages /= 10
		}
		sources := searchertest.Large(rand.New(rand.NewPCG(1, 2)), n, passages/n)
		if err := retrieval.Build(filepath.Join(dir, "index"), all(sources), retrieval.Options{}); err != nil {
			return bench{err: err}
		}
		x, err := retrieval.Open(filepath.Join(dir, "index"), retrieval.Options{})
		return bench{x, err}
	}))
	got := once.(func() bench)()
	if got.err != nil {
		b.Fatal(got.err)
	}
	return got.index
}

// The questions of the benchmarks, in words of [searchertest.Large]: rare ones, and those among frequent ones.
var (
	rareQuestions = []string{"wdbef wecaa", "wcjab wfghi wdcba", "wgaaa wbfjd weeff whhha", "wbcde wijab"}
	allQuestions  = []string{"the wdbef of the wecaa", "who told the council wcjab in wfghi", "wgaaa said the mayor not wbfjd and the people died", "wb wc wd we wf"}
)

// BenchmarkGrouped finds the best two passages of every source by the words of a question, as
// retrieval/benchworker does to compare us with other engines.
func BenchmarkGrouped(b *testing.B) {
	for _, sources := range []int{50, 1000} {
		for _, class := range []struct {
			name      string
			questions []string
		}{{"rare", rareQuestions}, {"all", allQuestions}} {
			b.Run(fmt.Sprintf("sources=%d/words=%s", sources, class.name), func(b *testing.B) {
				x := benchIndex(b, sources)
				a := retrieval.NewAnalyzer("en")
				b.ReportAllocs()
				found := 0
				for i := 0; b.Loop(); i++ {
					q, err := x.Bare(a, class.questions[i%len(class.questions)])
					if err != nil {
						b.Fatal(err)
					}
					q.Passages = 2
					rankings, err := x.Search(b.Context(), q)
					if err != nil {
						b.Fatal(err)
					}
					found += len(rankings)
				}
				b.ReportMetric(float64(found)/float64(b.N), "sources/op")
			})
		}
	}
}

// BenchmarkSearch is the search of an answer: a question with all its alternatives, twelve passages of a source,
// and the sentences in which they stand.
func BenchmarkSearch(b *testing.B) {
	for _, sources := range []int{50, 1000} {
		b.Run(fmt.Sprintf("sources=%d", sources), func(b *testing.B) {
			x := benchIndex(b, sources)
			q := retrieval.NewQuery("how many people died in the storm", "en")
			q.Passages, q.Matches = 12, true
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Search(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkExpanded is the search of an answer with four words alone, and with 14 relatives of each: from words that stand in every
// second passage or so to those that stand in few, as the lexicon has them.
func BenchmarkExpanded(b *testing.B) {
	word := func(rank int) string {
		return "w" + strings.Map(func(c rune) rune { return c - '0' + 'a' }, fmt.Sprint(rank))
	}
	for _, sources := range []int{50, 1000} {
		for _, relatives := range []int{0, 14} {
			b.Run(fmt.Sprintf("sources=%d/terms=%d", sources, 4*(1+relatives)), func(b *testing.B) {
				x := benchIndex(b, sources)
				a := retrieval.NewAnalyzer("en")
				q := retrieval.Query{Language: "en", Passages: 12, Matches: true}
				for i, rank := range []int{40, 90, 200, 700} {
					term := retrieval.Term{Word: word(rank), Weight: 400}
					for j, r := 0, float64(rank); j <= relatives; j, r = j+1, 1+r*1.3 {
						term.Alternatives = append(term.Alternatives, retrieval.Alternative{
							Language: "en", Terms: []string{a.Stem(word(min(int(r)+i, 19_000)))}, Closeness: max(30, 100-10*j),
						})
					}
					q.Terms = append(q.Terms, term)
				}
				b.ReportAllocs()
				for b.Loop() {
					if got, err := x.Search(b.Context(), q); err != nil || len(got) != sources {
						b.Fatalf("%d sources were found: %v", len(got), err)
					}
				}
			})
		}
	}
}

// BenchmarkQuery analyses a question.
func BenchmarkQuery(b *testing.B) {
	for _, question := range []string{"when did the bridge fall?", "what did the mayor of North Haven tell the inquiry about the seventeen lorries"} {
		b.Run(fmt.Sprintf("bytes=%d", len(question)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if q := retrieval.NewQuery(question, "en"); len(q.Terms) == 0 {
					b.Fatal("the query has no terms")
				}
			}
		})
	}
}

// BenchmarkBuild writes an index of 10,000 passages.
func BenchmarkBuild(b *testing.B) {
	sources := searchertest.Large(rand.New(rand.NewPCG(1, 2)), 50, 200)
	passages := 0
	bytes := 0
	for _, s := range sources {
		passages += len(retrieval.Cut{}.Passages(s.ID, s.Document))
		bytes += len(s.Document.Text)
	}
	b.ReportAllocs()
	b.SetBytes(int64(bytes))
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "index")
		if err := retrieval.Build(dir, all(sources), retrieval.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(passages*b.N)/b.Elapsed().Seconds(), "passages/s")
}

// BenchmarkOpen opens an index as a process does that answers one question.
func BenchmarkOpen(b *testing.B) {
	for _, passages := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("passages=%d", passages), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "index")
			if err := retrieval.Build(dir, all(searchertest.Large(rand.New(rand.NewPCG(1, 2)), 50, passages/50)), retrieval.Options{}); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				x, err := retrieval.Open(dir, retrieval.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if err := x.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMemory makes an index in memory, as a library does whose index is missing.
func BenchmarkMemory(b *testing.B) {
	sources := searchertest.Large(rand.New(rand.NewPCG(1, 2)), 50, 20)
	b.ReportAllocs()
	for b.Loop() {
		x, err := retrieval.NewMemory(sources, retrieval.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(sources)*20*b.N)/b.Elapsed().Seconds(), "passages/s")
}
