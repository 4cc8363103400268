package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"variorum/corpus"
)

// A Collection is a set of documents and queries with judgments, in the layout of BEIR (Thakur and others, NeurIPS 2021).
type Collection struct {
	Documents []CollectionDocument
	Queries   []CollectionQuery // those that have a judgment, in the order of the file
	// Asked are the questions of which the words that answer them are known, each with the documents that were read for it.
	Asked []CollectionQuestion
}

// A CollectionDocument is a document to be found.
type CollectionDocument struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Source returns a document as a source in a language, whose ID is the document's.
func (d CollectionDocument) Source(language string) corpus.Source {
	text := d.Title + "\n\n" + d.Text + "\n"
	return corpus.Source{
		ID: corpus.SourceID(d.ID), Language: language, File: d.ID + ".txt",
		Document: corpus.Document{Text: text, Structure: corpus.Parse(text, language, false)},
	}
}

// A CollectionQuery is a query with the documents that were judged: by ID how relevant they are, from 0.
type CollectionQuery struct {
	ID       string         `json:"_id"`
	Text     string         `json:"text"`
	Relevant map[string]int `json:"-"`
}

// ReadCollection reads corpus.jsonl, queries.jsonl, qrels.tsv or else qrels/test.tsv, and answers.jsonl if there is one, in fsys.
// Judgments and answers on queries or documents that are not there are left out, but a relevant document that is not there counts
// as not found. Errors name the file, and the line where it is one that is wrong.
func ReadCollection(fsys fs.FS) (Collection, error) {
	var c Collection
	seen := make(map[string]bool)
	err := inFile(fsys, "corpus.jsonl", func(r io.Reader, name string) error {
		return eachJSON(r, name, func(d CollectionDocument) error {
			switch {
			case d.ID == "":
				return errors.New("the document has no _id")
			case seen[d.ID]:
				return fmt.Errorf("the document %q stands twice", d.ID)
			}
			seen[d.ID] = true
			c.Documents = append(c.Documents, d)
			return nil
		})
	})
	if err != nil {
		return c, err
	}
	judgments := "qrels.tsv"
	if _, err := fs.Stat(fsys, judgments); errors.Is(err, fs.ErrNotExist) {
		if _, err := fs.Stat(fsys, "qrels/test.tsv"); err == nil {
			judgments = "qrels/test.tsv"
		}
	}
	relevant := make(map[string]map[string]int)
	if err := inFile(fsys, judgments, func(r io.Reader, name string) error { return readJudgments(r, name, relevant) }); err != nil {
		return c, err
	}
	words := make(map[string]string) // of queries, by ID
	err = inFile(fsys, "queries.jsonl", func(r io.Reader, name string) error {
		return eachJSON(r, name, func(q CollectionQuery) error {
			if q.ID == "" {
				return errors.New("the query has no _id")
			}
			if _, twice := words[q.ID]; twice {
				return fmt.Errorf("the query %q stands twice", q.ID)
			}
			words[q.ID] = q.Text
			if q.Relevant = relevant[q.ID]; q.Relevant != nil {
				c.Queries = append(c.Queries, q)
			}
			return nil
		})
	})
	if err != nil {
		return c, err
	}
	if len(c.Documents) == 0 || len(c.Queries) == 0 {
		return c, fmt.Errorf("reading the collection: it has %d documents and %d queries with judgments", len(c.Documents), len(c.Queries))
	}
	if _, err := fs.Stat(fsys, "answers.jsonl"); err == nil {
		err := inFile(fsys, "answers.jsonl", func(r io.Reader, name string) error { return c.readAnswers(r, name, words) })
		return c, err
	}
	return c, nil
}

func inFile(fsys fs.FS, name string, do func(io.Reader, string) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("reading the collection: %w", err)
	}
	return errors.Join(do(f, name), f.Close())
}

// readJudgments reads lines of a query's ID, a document's ID, and a relevance, divided by tabs, with or without a heading.
func readJudgments(r io.Reader, name string, relevant map[string]map[string]int) error {
	return eachLine(r, name, func(n int, text []byte) error {
		fields := strings.Split(string(text), "\t")
		if n == 1 && fields[0] == "query-id" {
			return nil
		}
		if len(fields) != 3 {
			return fmt.Errorf("%d fields stand in it in place of 3", len(fields))
		}
		grade, err := strconv.Atoi(fields[2])
		if err != nil {
			return fmt.Errorf("%q is no relevance", fields[2])
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = make(map[string]int)
		}
		relevant[fields[0]][fields[1]] = grade
		return nil
	})
}

// A Ranker ranks the documents of a collection for a query: at most n of them, the best first, each once.
type Ranker interface {
	Rank(ctx context.Context, query string, n int) ([]string, error)
}

// A BEIRReport holds means over the queries of a collection.
type BEIRReport struct {
	Documents int `json:"documents"`
	Queries   int `json:"queries"`
	// NDCG10 is the normalised discounted cumulative gain of the first 10 (Järvelin and Kekäläinen, TOIS 2002) as trec_eval has it:
	//
	//	Σ grade(rank)/log2(rank+1)
	//
	// divided by that of the best possible ranking.
	NDCG10 float64 `json:"ndcg_10"`
	// Recall100 is the share of the relevant documents among the first 100.
	Recall100 float64 `json:"recall_100"`
	// MRR is the reciprocal of the rank of the first relevant document, 0 if it is not among the first 100.
	MRR float64 `json:"mrr"`
	// Accounts is what answers to the questions of [Collection.Asked] were measured to be; nil if there are none.
	Accounts *Report `json:"accounts,omitempty"`
}

// String returns the figures, one a line.
func (r BEIRReport) String() string {
	s := figures{
		{"documents", r.Documents}, {"queries", r.Queries}, {"nDCG@10", r.NDCG10}, {"recall@100", r.Recall100}, {"MRR", r.MRR},
	}.String()
	if a := r.Accounts; a != nil {
		s += "\n" + figures{
			{"questions", a.Questions},
			{"verbatim", a.Verbatim},
			{"account recall", a.AccountRecall},
			{"excerpt precision", a.ExcerptPrecision},
			{"account F1", a.AccountF1},
			{"speaking precision", a.SpeakingPrecision},
			{"speaking recall", a.SpeakingRecall},
			{"speaking F1", a.SpeakingF1},
			{"silence recall", a.SilenceRecall},
			{"characters", a.Characters},
		}.String()
	}
	return s
}

// rankDepth is how many documents are asked for.
const rankDepth = 100

// EvaluateCollection measures how a ranker ranks the documents of a collection.
func EvaluateCollection(ctx context.Context, c Collection, ranker Ranker) (BEIRReport, error) {
	r := BEIRReport{Documents: len(c.Documents), Queries: len(c.Queries)}
	for _, q := range c.Queries {
		ranked, err := ranker.Rank(ctx, q.Text, rankDepth)
		if err != nil {
			return r, fmt.Errorf("query %s: %w", q.ID, err)
		}
		r.NDCG10 += ndcg(ranked, q.Relevant, 10)
		r.Recall100 += recall(ranked, q.Relevant, rankDepth)
		r.MRR += reciprocalRank(ranked, q.Relevant)
	}
	n := float64(max(1, len(c.Queries)))
	r.NDCG10, r.Recall100, r.MRR = r.NDCG10/n, r.Recall100/n, r.MRR/n
	return r, nil
}

func discount(rank int) float64 { return math.Log2(float64(rank) + 1) } // ranks from 1

func ndcg(ranked []string, relevant map[string]int, n int) float64 {
	gain := 0.
	for i, id := range ranked[:min(n, len(ranked))] {
		gain += float64(max(0, relevant[id])) / discount(i+1)
	}
	var grades []int
	for _, g := range relevant {
		grades = append(grades, max(0, g))
	}
	slices.SortFunc(grades, func(a, b int) int { return b - a })
	best := 0.
	for i, g := range grades[:min(n, len(grades))] {
		best += float64(g) / discount(i+1)
	}
	if best == 0 {
		return 0
	}
	return gain / best
}

func recall(ranked []string, relevant map[string]int, n int) float64 {
	all, found := 0, 0
	for _, g := range relevant {
		if g > 0 {
			all++
		}
	}
	for _, id := range ranked[:min(n, len(ranked))] {
		if relevant[id] > 0 {
			found++
		}
	}
	return share(found, all)
}

func reciprocalRank(ranked []string, relevant map[string]int) float64 {
	for i, id := range ranked {
		if relevant[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}
