// Package searchertest holds the tests that every searcher must pass.
package searchertest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"variorum/corpus"
	"variorum/retrieval"
)

// A Searcher is what is tested.
type Searcher interface {
	Search(context.Context, retrieval.Query) ([]retrieval.Ranking, error)
}

// Run tests the searchers that open makes of sources, whose IDs are distinct.
func Run(t *testing.T, open func(t *testing.T, sources []corpus.Source) Searcher) {
	library := Library(rand.New(rand.NewPCG(1, 2)), 8)
	whole := open(t, library)
	t.Run("a ranking is well formed", func(t *testing.T) {
		for _, q := range questions(library) {
			wellFormed(t, q, library, search(t, whole, q))
		}
	})
	t.Run("the same query gets the same rankings", func(t *testing.T) {
		for _, q := range questions(library) {
			if diff := cmp.Diff(search(t, whole, q), search(t, whole, q)); diff != "" {
				t.Errorf("Search(%v) twice (-first +second):\n%s", words(q), diff)
			}
		}
	})
	t.Run("a source gets what it gets alone", func(t *testing.T) {
		alone := make(map[corpus.SourceID]Searcher)
		for _, s := range library {
			alone[s.ID] = open(t, []corpus.Source{s})
		}
		for _, q := range questions(library) {
			var want []retrieval.Ranking
			for _, s := range library {
				want = append(want, search(t, alone[s.ID], q)...)
			}
			if diff := cmp.Diff(want, search(t, whole, q)); diff != "" {
				t.Errorf("Search(%v) (-each alone +together):\n%s", words(q), diff)
			}
		}
	})
	t.Run("no order of loading and no neighbour changes a ranking", func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4))
		others := Library(r, 200)
		for i := range others {
			others[i].ID = "other-" + others[i].ID
		}
		for range 3 {
			mixed := slices.Concat(library, others)
			r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
			x := open(t, mixed)
			for _, q := range questions(library) {
				got := slices.DeleteFunc(search(t, x, q), func(r retrieval.Ranking) bool { return strings.HasPrefix(string(r.Source), "other-") })
				if diff := cmp.Diff(search(t, whole, q), got); diff != "" {
					t.Errorf("Search(%v) (-without +with 200 others):\n%s", words(q), diff)
				}
			}
		}
	})
	t.Run("a query for some sources gets just these", func(t *testing.T) {
		for _, q := range questions(library) {
			all := search(t, whole, q)
			q.Sources = []corpus.SourceID{library[1].ID, library[3].ID}
			want := slices.DeleteFunc(all, func(r retrieval.Ranking) bool { return !slices.Contains(q.Sources, r.Source) })
			if diff := cmp.Diff(want, search(t, whole, q), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Search(%v) for %v (-want +got):\n%s", words(q), q.Sources, diff)
			}
		}
	})
	t.Run("fewer passages are the first of more", func(t *testing.T) {
		for _, q := range questions(library) {
			q.Matches = false
			q.Passages = 5
			want := search(t, whole, q)
			for i := range want {
				want[i].Hits = want[i].Hits[:min(2, len(want[i].Hits))]
			}
			q.Passages = 2
			if diff := cmp.Diff(want, search(t, whole, q)); diff != "" {
				t.Errorf("Search(%v) for 2 passages (-first of 5 +got):\n%s", words(q), diff)
			}
		}
	})
	t.Run("of exact phrases passages are found that have all of them, and no others", func(t *testing.T) {
		found := 0
		for _, question := range []string{`"bridge" when did the mayor die`, `"Anna Lindqvist"`, `lorry "harbour" "office"`, `"storm" "xylophone"`} {
			q := retrieval.NewQuery(question)
			q.Matches, q.Passages = true, 1000
			free := q
			free.Phrases = nil
			want := search(t, whole, free)
			for i, r := range want {
				want[i].Hits = slices.DeleteFunc(r.Hits, func(h retrieval.Hit) bool { return !hasFirst(h, len(q.Phrases)) })
				found += len(want[i].Hits)
			}
			want = slices.DeleteFunc(want, func(r retrieval.Ranking) bool { return len(r.Hits) == 0 })
			if diff := cmp.Diff(want, search(t, whole, q), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Search(%s) (-want +got):\n%s", question, diff)
			}
		}
		if found == 0 {
			t.Error("no passage has a phrase")
		}
	})
	t.Run("nothing is found of a word that stands nowhere", func(t *testing.T) {
		if got := search(t, whole, retrieval.NewQuery("Xylophonistenkongress")); len(got) > 0 {
			t.Errorf("Search found %d sources, want none", len(got))
		}
	})
	t.Run("an ended context ends a search", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := whole.Search(ctx, questions(library)[0]); err == nil {
			t.Error("Search with an ended context: no error")
		}
	})
	t.Run("an empty library has nothing", func(t *testing.T) {
		if got := search(t, open(t, nil), questions(library)[0]); len(got) > 0 {
			t.Errorf("Search found %d sources, want none", len(got))
		}
	})
}

// hasFirst reports whether each of the first n terms stands in a hit.
func hasFirst(h retrieval.Hit, n int) bool {
	for k := range n {
		if !slices.ContainsFunc(h.Matches, func(m retrieval.Match) bool { return m.Closeness[k] > 0 }) {
			return false
		}
	}
	return true
}

func search(t *testing.T, s Searcher, q retrieval.Query) []retrieval.Ranking {
	t.Helper()
	rankings, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%v): %v", words(q), err)
	}
	return rankings
}

func words(q retrieval.Query) (list []string) {
	for _, t := range q.Terms {
		list = append(list, t.Word)
	}
	return list
}

// wellFormed checks what holds of all rankings: sources in order, each once; hits in order of score; matches in the
// sentences of their passage, with something in them; and counts that cover the matches.
func wellFormed(t *testing.T, q retrieval.Query, library []corpus.Source, rankings []retrieval.Ranking) {
	t.Helper()
	if !slices.IsSortedFunc(rankings, func(a, b retrieval.Ranking) int { return strings.Compare(string(a.Source), string(b.Source)) }) {
		t.Errorf("Search(%v): sources are not in order", words(q))
	}
	for _, r := range rankings {
		i := slices.IndexFunc(library, func(s corpus.Source) bool { return s.ID == r.Source })
		if i < 0 {
			t.Fatalf("Search(%v): %s is not in the library", words(q), r.Source)
		}
		n := 0
		for _, p := range library[i].Document.Structure.Paragraphs {
			n += len(p.Sentences)
		}
		if r.Sentences != n || len(r.Found) != len(q.Terms) || len(r.Hits) == 0 {
			t.Errorf("Search(%v): %s has %d sentences, %d counts, %d hits; want %d, %d, some", words(q), r.Source, r.Sentences, len(r.Found), len(r.Hits), n, len(q.Terms))
		}
		sums := make([]int, len(q.Terms))
		for j, h := range r.Hits {
			if h.Score <= 0 || j > 0 && h.Score > r.Hits[j-1].Score {
				t.Errorf("Search(%v): %s hit %d has score %d", words(q), r.Source, j, h.Score)
			}
			if len(h.Matches) == 0 {
				t.Errorf("Search(%v): %s hit %d has no match", words(q), r.Source, j)
			}
			for _, m := range h.Matches {
				if m.Sentence < h.Passage.First || m.Sentence >= h.Passage.First+h.Passage.Count || slices.Max(m.Closeness) == 0 {
					t.Errorf("Search(%v): %s match %+v is not of passage %+v", words(q), r.Source, m, h.Passage)
				}
				for k, c := range m.Closeness {
					sums[k] += int(c)
				}
			}
		}
		for k, sum := range sums {
			if sum > r.Found[k] {
				t.Errorf("Search(%v): %s counts %d for %q, its matches have %d", words(q), r.Source, r.Found[k], q.Terms[k].Word, sum)
			}
		}
	}
}

// questions returns queries about a library made by [Library].
func questions(library []corpus.Source) []retrieval.Query {
	asked := []string{
		"when did the bridge fall?", "how many people died", "who was Anna Lindqvist", "what did the mayor say about the inquiry",
		"seventeen lorries", "why was the ferry late and who paid", "wann fiel die Brücke?", "combien de personnes", "the briidge",
		"Was the harbour office told before Tuesday?", `the mayor "was" late -ferry`,
	}
	// And words of the library itself, so that every source is asked for something.
	for _, s := range library {
		fields := strings.Fields(s.Document.Text)
		asked = append(asked, strings.Join(fields[len(fields)/2:len(fields)/2+3], " "))
	}
	queries := make([]retrieval.Query, len(asked))
	for i, question := range asked {
		queries[i] = retrieval.NewQuery(question)
		queries[i].Matches = true
	}
	return queries
}

// vocabulary is what the texts of [Library] are made of.
var vocabulary = strings.Fields(`the a of to in and bridge bridges fell ferry late mayor inquiry people died killed seventeen 17
lorry lorries harbour office Tuesday paid council money letter witness engine captain storm night morning three hundred Anna
Lindqvist Lindquist Anna Lindqvist said reported allegedly never not warned told closed opened repair repairs cost 4,500 report
die der Brücke fiel nachts personnes mortes pont quay signal lamp broken rope tide water crew`)

// Library returns n sources of 5 to 40 sentences of random words, the same for the same r. Most
// are said to be English, some to be in other languages.
func Library(r *rand.Rand, n int) []corpus.Source {
	sources := make([]corpus.Source, n)
	for i := range sources {
		var paragraphs [][]string
		for range 2 + r.IntN(6) {
			var sentences []string
			for range 1 + r.IntN(8) {
				var b strings.Builder
				for range 4 + r.IntN(20) {
					b.WriteString(vocabulary[r.IntN(len(vocabulary))] + " ")
				}
				sentences = append(sentences, strings.TrimSpace(b.String())+".")
			}
			paragraphs = append(paragraphs, sentences)
		}
		sources[i] = corpus.Source{
			ID: corpus.SourceID(fmt.Sprintf("s%03d", i)), Language: []string{"en", "en", "en", "de", "fr", "und"}[r.IntN(6)],
			Document: Document(paragraphs),
		}
	}
	return sources
}

// Document returns a document of paragraphs of sentences.
func Document(paragraphs [][]string) corpus.Document {
	var b strings.Builder
	d := corpus.Document{Structure: corpus.Structure{Sections: []corpus.Section{{}}}}
	for i, sentences := range paragraphs {
		p := corpus.Paragraph{Number: i + 1}
		for _, s := range sentences {
			start := b.Len()
			b.WriteString(s)
			p.Sentences = append(p.Sentences, corpus.Sentence{Parts: []corpus.Span{{Start: start, End: b.Len()}}})
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
		d.Structure.Paragraphs = append(d.Structure.Paragraphs, p)
	}
	d.Text = b.String()
	return d
}

// Large returns n sources of about the given number of passages each, of words with the frequencies of
// natural text, in which the words of [Library] are scattered.
func Large(r *rand.Rand, n, passages int) []corpus.Source {
	words := make([]string, 20_000)
	for i := range words {
		words[i] = fmt.Sprintf("w%s", strings.Map(func(c rune) rune { return c - '0' + 'a' }, fmt.Sprint(i)))
	}
	zipf := rand.NewZipf(r, 1.1, 3, uint64(len(words)-1))
	sources := make([]corpus.Source, n)
	for i := range sources {
		var paragraphs [][]string
		for range passages {
			var sentences []string
			for range 4 {
				var b strings.Builder
				for range 20 {
					if r.IntN(12) == 0 {
						b.WriteString(vocabulary[r.IntN(len(vocabulary))] + " ")
					} else {
						b.WriteString(words[zipf.Uint64()] + " ")
					}
				}
				sentences = append(sentences, strings.TrimSpace(b.String())+".")
			}
			paragraphs = append(paragraphs, sentences)
		}
		sources[i] = corpus.Source{ID: corpus.SourceID(fmt.Sprintf("s%04d", i)), Language: "en", Document: Document(paragraphs)}
	}
	return sources
}
