package eval

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/corpus"
)

// boats is a collection of four documents.
var boats = map[string]string{
	"corpus.jsonl": `{"_id": "d1", "title": "Ferries", "text": "A ferry carries people. It left at nine.", "metadata": {}}
{"_id": "d2", "title": "", "text": "A barge carries coal. Nobody is aboard."}

{"_id": "d3", "title": "Tugs", "text": "A tug pulls a barge."}
{"_id": "d 4/x.y", "title": "Empty", "text": ""}
`,
	"queries.jsonl": `{"_id": "q2", "text": "what carries coal?"}
{"_id": "q1", "text": "what carries people?"}
{"_id": "q3", "text": "a query without judgments"}
`,
	"qrels.tsv": "query-id\tcorpus-id\tscore\nq1\td1\t2\r\nq1\td3\t0\n\nq2\td2\t1\nq2\td1\t-1\nq2\tnowhere\t1\nnot asked\td1\t1\n",
	"answers.jsonl": `{"query_id": "q1", "corpus_id": "d1", "answer": "A FERRY", "verbatim": true}
{"query_id": "q1", "corpus_id": "d2", "answer": null}
{"query_id": "q1", "corpus_id": "d1", "answer": "left at\tnine"}
{"query_id": "q1", "corpus_id": "d3", "answer": "a rowing boat"}
{"query_id": "q1", "corpus_id": "nowhere", "answer": "a raft"}
{"query_id": "not asked", "corpus_id": "d1", "answer": "a raft"}
{"query_id": "q3", "corpus_id": "d2", "answer": " "}
`,
}

// with returns boats with one file changed, or without it if it is "".
func with(name, content string) fstest.MapFS {
	fsys := make(fstest.MapFS)
	files := maps.Clone(boats)
	files[name] = content
	for n, c := range files {
		if c != "" {
			fsys[n] = &fstest.MapFile{Data: []byte(c)}
		}
	}
	return fsys
}

func TestReadCollection(t *testing.T) {
	want := Collection{
		Documents: []CollectionDocument{
			{"d1", "Ferries", "A ferry carries people. It left at nine."},
			{"d2", "", "A barge carries coal. Nobody is aboard."},
			{"d3", "Tugs", "A tug pulls a barge."},
			{"d 4/x.y", "Empty", ""},
		},
		Queries: []CollectionQuery{
			{"q2", "what carries coal?", map[string]int{"d2": 1, "d1": -1, "nowhere": 1}},
			{"q1", "what carries people?", map[string]int{"d1": 2, "d3": 0}},
		},
		Asked: []CollectionQuestion{
			{"q1", "what carries people?", []ReadDocument{{0, []string{"A FERRY", "left at\tnine"}}, {1, nil}, {2, []string{"a rowing boat"}}}},
			{"q3", "a query without judgments", []ReadDocument{{1, nil}}},
		},
	}
	fsys := with("other", "x")
	got, err := ReadCollection(fsys)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("ReadCollection: error %v, (-want +got):\n%s", err, diff)
	}
	t.Run("judgments may stand in a folder and have no heading", func(t *testing.T) {
		fsys := with("qrels.tsv", "")
		_, rest, _ := strings.Cut(boats["qrels.tsv"], "\n")
		fsys["qrels/test.tsv"] = &fstest.MapFile{Data: []byte(rest)}
		got, err := ReadCollection(fsys)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("ReadCollection: error %v, (-want +got):\n%s", err, diff)
		}
	})
	t.Run("without answers nothing is asked", func(t *testing.T) {
		got, err := ReadCollection(with("answers.jsonl", ""))
		if err != nil || got.Asked != nil || len(got.Queries) != 2 {
			t.Errorf("ReadCollection: error %v, asked %v, %d queries; want none, none, 2", err, got.Asked, len(got.Queries))
		}
	})
}

func TestWrongCollectionsAreNamedByFileAndLine(t *testing.T) {
	for _, tt := range []struct{ name, file, content, want string }{
		{"a document that is no JSON", "corpus.jsonl", "{\"_id\": \"d1\"}\n{\"_id\": ", `corpus.jsonl:2: unexpected end of JSON input`},
		{"a document without a name", "corpus.jsonl", "\n{\"text\": \"x\"}\n", `corpus.jsonl:2: the document has no _id`},
		{"a document that stands twice", "corpus.jsonl", "{\"_id\": \"d1\"}\n{\"_id\": \"d1\"}\n", `corpus.jsonl:2: the document "d1" stands twice`},
		{"no documents", "corpus.jsonl", "\n", `reading the collection: it has 0 documents and 2 queries with judgments`},
		{"no file of documents", "corpus.jsonl", "", `reading the collection: open corpus.jsonl: file does not exist`},
		{"a query that is a number", "queries.jsonl", `{"_id": 1}`, `queries.jsonl:1: json: cannot unmarshal number into`},
		{"a query without a name", "queries.jsonl", `{"text": "x"}`, `queries.jsonl:1: the query has no _id`},
		{"a query that stands twice", "queries.jsonl", "{\"_id\": \"q3\"}\n\n{\"_id\": \"q3\"}\n", `queries.jsonl:3: the query "q3" stands twice`},
		{"no query with judgments", "queries.jsonl", `{"_id": "q3"}`, `reading the collection: it has 4 documents and 0 queries with judgments`},
		{"no file of queries", "queries.jsonl", "", `reading the collection: open queries.jsonl: file does not exist`},
		{"a judgment with two fields", "qrels.tsv", "q1\td1\t1\nq1\td3\n", `qrels.tsv:2: 2 fields stand in it in place of 3`},
		{"a judgment in words", "qrels.tsv", "q1\td1\thigh\n", `qrels.tsv:1: "high" is no relevance`},
		{"a heading in the middle", "qrels.tsv", "q1\td1\t1\nquery-id\tcorpus-id\tscore\n", `qrels.tsv:2: "score" is no relevance`},
		{"no judgments", "qrels.tsv", "", `reading the collection: open qrels.tsv: file does not exist`},
		{"an answer to nothing", "answers.jsonl", `{"corpus_id": "d1", "answer": "x"}`, `answers.jsonl:1: an answer needs a query_id and a corpus_id`},
		{"an answer that is a list", "answers.jsonl", `{"query_id": "q1", "corpus_id": "d1", "answer": []}`, `answers.jsonl:1: json: cannot unmarshal array into`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadCollection(with(tt.file, tt.content))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("ReadCollection: error %v, want %s", err, tt.want)
			}
			if tt.content == "" && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("ReadCollection: error %v is not that the file does not exist", err)
			}
		})
	}
}

func TestADocumentIsASourceWithItsTitle(t *testing.T) {
	for _, d := range []CollectionDocument{{"d1", "Ferries", "A ferry carries people."}, {"d2", "", "A barge."}, {"d3", "Tugs", ""}, {"d4", "", ""}} {
		s := d.Source("en")
		if string(s.ID) != d.ID || s.Language != "en" {
			t.Errorf("the source of %v is %q in %q", d, s.ID, s.Language)
		}
		var sentences []string
		for _, p := range s.Document.Structure.Paragraphs {
			for _, x := range p.Sentences {
				sentences = append(sentences, x.Span().In(s.Document.Text))
			}
		}
		var want []string
		for _, words := range []string{d.Title, d.Text} {
			if words != "" {
				want = append(want, words)
			}
		}
		if diff := cmp.Diff(want, sentences); diff != "" {
			t.Errorf("the sentences of %v, all of which are searched (-want +got):\n%s", d, diff)
		}
	}
}

func TestMeasuresOfRankings(t *testing.T) {
	log := func(n float64) float64 { return 1 / math.Log2(n) }
	var deep []string
	for i := range 120 {
		deep = append(deep, "other "+strconv.Itoa(i))
	}
	at := func(rank int, id string) []string { return slices.Insert(slices.Clone(deep), rank-1, id) }
	for _, tt := range []struct {
		name              string
		ranked            []string
		relevant          map[string]int
		ndcg, recall, mrr float64
	}{
		{"a perfect ranking has 1", []string{"a", "b"}, map[string]int{"a": 1, "b": 1}, 1, 1, 1},
		{"the first two places do not count the same", []string{"x", "a"}, map[string]int{"a": 1}, log(3), 1, .5},
		{"the better document belongs first", []string{"b", "a"}, map[string]int{"a": 2, "b": 1}, (1 + 2*log(3)) / (2 + log(3)), 1, 1},
		{"what is missing counts in the best ranking", []string{"a"}, map[string]int{"a": 1, "b": 1, "c": 1, "d": 0}, 1 / (1 + log(3) + log(4)), 1. / 3, 1},
		{"the tenth place counts", at(10, "a"), map[string]int{"a": 1}, log(11), 1, .1},
		{"the eleventh counts for recall and the reciprocal rank alone", at(11, "a"), map[string]int{"a": 1}, 0, 1, 1. / 11},
		{"the hundredth counts", at(100, "a"), map[string]int{"a": 1}, 0, 1, .01},
		{"what was judged not relevant, or worse, counts for nothing", []string{"n", "z", "a"}, map[string]int{"a": 1, "n": -1, "z": 0}, log(4), 1, 1. / 3},
		{"nothing found is nothing", nil, map[string]int{"a": 1}, 0, 0, 0},
		{"nothing relevant is nothing", []string{"a"}, map[string]int{"a": 0}, 0, 0, 0},
		{"eleven relevant documents have ten places", slices.Repeat([]string{"x"}, 10), map[string]int{
			"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1, "i": 1, "j": 1, "x": 1,
		}, 1, 10. / 11, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ranked := tt.ranked[:min(len(tt.ranked), rankDepth)]
			got := []float64{ndcg(ranked, tt.relevant, 10), recall(ranked, tt.relevant, rankDepth), reciprocalRank(ranked, tt.relevant)}
			if diff := cmp.Diff([]float64{tt.ndcg, tt.recall, tt.mrr}, got, near); diff != "" {
				t.Errorf("nDCG@10, recall@100, MRR (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever is ranked, figures are shares; the best possible ranking has them all at their greatest, and moving a relevant document up
// lowers none.
func TestABetterRankingHasNoLowerFigure(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		grades := rapid.SliceOfN(rapid.IntRange(-1, 3), 1, 30).Draw(rt, "grades")
		relevant := make(map[string]int)
		var ids []string
		for i, g := range grades {
			id := strconv.Itoa(i)
			ids = append(ids, id)
			if rapid.Bool().Draw(rt, "judged") {
				relevant[id] = g
			}
		}
		ranked := rapid.Permutation(ids).Draw(rt, "ranking")
		measure := func(ranked []string) []float64 {
			return []float64{ndcg(ranked, relevant, 10), recall(ranked, relevant, 10), reciprocalRank(ranked, relevant)}
		}
		before := measure(ranked)
		i := rapid.IntRange(0, len(ranked)-1).Draw(rt, "place")
		if i > 0 && relevant[ranked[i]] > max(0, relevant[ranked[i-1]]) {
			ranked[i-1], ranked[i] = ranked[i], ranked[i-1]
		}
		after := measure(ranked)
		slices.SortStableFunc(ranked, func(a, b string) int { return relevant[b] - relevant[a] })
		best := measure(ranked)
		for k, name := range []string{"nDCG", "recall", "MRR"} {
			if before[k] < 0 || after[k] < before[k]-1e-12 || best[k] < after[k]-1e-12 || best[k] > 1+1e-12 {
				rt.Errorf("%s is %v, with a better document moved up %v, at best %v", name, before[k], after[k], best[k])
			}
		}
		if best[0] != 0 && math.Abs(best[0]-1) > 1e-12 {
			rt.Errorf("nDCG of the best ranking is %v, want 1", best[0])
		}
	})
}

// A rankerFunc is a ranker.
type rankerFunc func(query string, n int) ([]string, error)

func (f rankerFunc) Rank(_ context.Context, query string, n int) ([]string, error) {
	return f(query, n)
}

func TestEvaluateCollectionTakesMeansOverJudgedQueries(t *testing.T) {
	c, err := ReadCollection(with("other", "x"))
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	r, err := EvaluateCollection(t.Context(), c, rankerFunc(func(query string, n int) ([]string, error) {
		asked = append(asked, query)
		if n != 100 {
			t.Errorf("Rank was asked for %d documents, want 100", n)
		}
		return []string{"d3", "d1"}, nil
	}))
	want := BEIRReport{Documents: 4, Queries: 2, NDCG10: 1 / math.Log2(3) / 2, Recall100: .5, MRR: .25}
	if diff := cmp.Diff(want, r, near); err != nil || diff != "" {
		t.Errorf("EvaluateCollection: error %v, (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff([]string{"what carries coal?", "what carries people?"}, asked); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
	const text = "documents            4\nqueries              2\nnDCG@10              0.315\nrecall@100           0.500\nMRR                  0.250\n"
	if diff := cmp.Diff(text, r.String()); diff != "" {
		t.Errorf("String (-want +got):\n%s", diff)
	}
	broken := errors.New("broken")
	_, err = EvaluateCollection(t.Context(), c, rankerFunc(func(string, int) ([]string, error) { return nil, broken }))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "query q2: ") {
		t.Errorf("EvaluateCollection: error %v, want %v with the query's name", err, broken)
	}
}

func TestLibraryJudgesTheSentencesThatHoldAnAnswer(t *testing.T) {
	const text = "The barge Ada left in 1909. It was the 909th to leave, and took coal. \"It was late,\" said the mate. Ada came back in May. Nobody was aboard."
	for _, tt := range []struct {
		name    string
		answers []string
		want    []string
	}{
		{"in any case, and with any white space", []string{"the  BARGE\nada"}, []string{"The barge Ada left in 1909."}},
		{"wherever it stands", []string{"Ada"}, []string{"The barge Ada left in 1909.", "Ada came back in May."}},
		{"once, however many answers it holds", []string{"Ada", "1909", "barge"}, []string{"The barge Ada left in 1909.", "Ada came back in May."}},
		{"as words, not inside a word", []string{"909"}, nil},
		{"all that stand in an answer of several sentences", []string{"Ada came back in May. Nobody was aboard."}, []string{"Ada came back in May.", "Nobody was aboard."}},
		{"none if it is not there", []string{"Eve"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Collection{Documents: []CollectionDocument{{"x", "", "Other."}, {"a", "", text}}}
			q, sources := c.Library(CollectionQuestion{"q", "When?", []ReadDocument{{1, tt.answers}, {0, nil}}}, "en")
			var got []string
			for _, quote := range q.Accounts["000000001"] {
				got = append(got, quote.Quote)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Library with %q (-want +got):\n%s", tt.answers, diff)
			}
			if q.ID != "q" || q.Question != "When?" || !slices.Equal(q.Silent, []string{"000000000"}) {
				t.Errorf("the question is %+v, want that 000000000 is silent", q)
			}
			ids := []corpus.SourceID{"000000001", "000000000"}
			if len(sources) != 2 || sources[0].ID != ids[0] || sources[1].ID != ids[1] {
				t.Errorf("the sources are %v, want %v", sources, ids)
			}
			if _, err := Score([]Question{q}, Texts(sources), []Given{{}}); err != nil {
				t.Errorf("Score: %v", err)
			}
			if _, judged := q.Accounts["000000001"]; judged != (tt.want != nil) {
				t.Errorf("a document without its answer is judged: %v", q.Accounts)
			}
		})
	}
}

func FuzzReadCollection(f *testing.F) {
	f.Add(boats["corpus.jsonl"], boats["queries.jsonl"], boats["qrels.tsv"], boats["answers.jsonl"])
	f.Add("{\"_id\":\"a\"}", "{\"_id\":\"a\"}", "a\ta\t1", "{\"query_id\":\"a\",\"corpus_id\":\"a\",\"answer\":\"\\ufffd\"}")
	f.Fuzz(func(t *testing.T, documents, queries, judgments, answers string) {
		c, err := ReadCollection(fstest.MapFS{
			"corpus.jsonl": {Data: []byte(documents)}, "queries.jsonl": {Data: []byte(queries)},
			"qrels.tsv": {Data: []byte(judgments)}, "answers.jsonl": {Data: []byte(answers)},
		})
		if err != nil {
			return
		}
		for _, asked := range c.Asked {
			q, sources := c.Library(asked, "en")
			for key, quotes := range q.Accounts {
				i := slices.IndexFunc(sources, func(s corpus.Source) bool { return string(s.ID) == key })
				for _, quote := range quotes {
					if i < 0 || !strings.Contains(sources[i].Document.Text, quote.Quote) {
						t.Errorf("%q does not stand in source %q", quote.Quote, key)
					}
				}
			}
			if _, err := Score([]Question{q}, Texts(sources), []Given{{}}); err != nil {
				t.Errorf("Score: %v", err)
			}
		}
	})
}
