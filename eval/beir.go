package eval

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Collection is a set of documents and queries with judgments, in the layout of BEIR (Thakur and others, NeurIPS 2021).
type Collection struct {
	Documents []CollectionDocument
	Queries   []CollectionQuery // those that have a judgment, in the order of the file
}

// A CollectionDocument is a document to be found.
type CollectionDocument struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// A CollectionQuery is a query with the documents that were judged: by ID how relevant they are, from 0.
type CollectionQuery struct {
	ID       string         `json:"_id"`
	Text     string         `json:"text"`
	Relevant map[string]int `json:"-"`
}

// ReadCollection reads corpus.jsonl, queries.jsonl, and qrels.tsv in fsys. Errors name the file and line.
func ReadCollection(fsys fs.FS) (Collection, error) {
	var c Collection
	err := inFile(fsys, "corpus.jsonl", func(r io.Reader, name string) error {
		return eachLine(r, name, false, func(d CollectionDocument) error {
			if d.ID == "" {
				return errors.New("the document has no _id")
			}
			c.Documents = append(c.Documents, d)
			return nil
		})
	})
	if err != nil {
		return c, err
	}
	relevant := make(map[string]map[string]int)
	if err := inFile(fsys, "qrels.tsv", func(r io.Reader, name string) error { return readJudgments(r, name, relevant) }); err != nil {
		return c, err
	}
	err = inFile(fsys, "queries.jsonl", func(r io.Reader, name string) error {
		return eachLine(r, name, false, func(q CollectionQuery) error {
			if q.Relevant = relevant[q.ID]; q.Relevant != nil {
				c.Queries = append(c.Queries, q)
			}
			return nil
		})
	})
	if err == nil && (len(c.Documents) == 0 || len(c.Queries) == 0) {
		err = fmt.Errorf("the collection has %d documents and %d queries with judgments", len(c.Documents), len(c.Queries))
	}
	return c, err
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
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Split(lines.Text(), "\t")
		if n == 1 && fields[0] == "query-id" || strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if len(fields) != 3 {
			return &LineError{name, n, fmt.Errorf("%d fields stand in it in place of 3", len(fields))}
		}
		grade, err := strconv.Atoi(strings.TrimSpace(fields[2]))
		if err != nil {
			return &LineError{name, n, fmt.Errorf("%q is no relevance", fields[2])}
		}
		if relevant[fields[0]] == nil {
			relevant[fields[0]] = make(map[string]int)
		}
		relevant[fields[0]][fields[1]] = grade
	}
	return lines.Err()
}

// A Ranker ranks the documents of a collection for a query: at most n of them, the best first.
type Ranker interface {
	Rank(ctx context.Context, query string, n int) ([]string, error)
}

// A BEIRReport holds means over the queries of a collection.
type BEIRReport struct {
	Documents, Queries int
	// NDCG10 is the normalised discounted cumulative gain of the first 10 (Järvelin and Kekäläinen, TOIS 2002) as trec_eval has it:
	//
	//	Σ grade(rank)/log2(rank+1)
	//
	// divided by that of the best possible ranking.
	NDCG10 float64
	// Recall100 is the share of the relevant documents among the first 100.
	Recall100 float64
	// MRR10 is the reciprocal of the rank of the first relevant document, 0 if it is not among the first 10.
	MRR10 float64
}

// String returns the figures, one a line.
func (r BEIRReport) String() string {
	return fmt.Sprintf("%-20s %d\n%-20s %d\n%-20s %.3f\n%-20s %.3f\n%-20s %.3f\n",
		"documents", r.Documents, "queries", r.Queries, "nDCG@10", r.NDCG10, "recall@100", r.Recall100, "MRR@10", r.MRR10)
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
		r.MRR10 += reciprocalRank(ranked, q.Relevant, 10)
	}
	n := float64(max(1, len(c.Queries)))
	r.NDCG10, r.Recall100, r.MRR10 = r.NDCG10/n, r.Recall100/n, r.MRR10/n
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

func reciprocalRank(ranked []string, relevant map[string]int, n int) float64 {
	for i, id := range ranked[:min(n, len(ranked))] {
		if relevant[id] > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}
