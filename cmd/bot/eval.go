package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"variorum/answers"
	"variorum/corpus"
	"variorum/eval"
	"variorum/library"
	"variorum/retrieval"
)

type evalCommand struct {
	Questions string `arg:"" optional:"" help:"Questions with judgments, one a line in JSON; - is standard input."`
	BEIR      string `name:"beir" placeholder:"DIR" help:"Measure the search on a collection in BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv) instead."`
	Weights   string `enum:"fixed,library" default:"fixed" help:"With --beir: the weights of words come from the fixed tables, as in all answers, or, for comparison, from the whole collection."`
	Language  string `default:"en" placeholder:"CODE" help:"With --beir: the language of the collection."`
}

func (evalCommand) Help() string {
	return `Examples:
  bot eval --library my-library questions.jsonl
  bot eval --beir scifact
  bot eval --beir scifact --weights library`
}

func (e *evalCommand) Run(c *commands) error {
	switch {
	case (e.BEIR == "") == (e.Questions == ""):
		return fmt.Errorf("%w: name either a file of questions or --beir DIR", errUsage)
	case e.BEIR != "":
		return e.collection(c)
	}
	in, name := io.NopCloser(c.env.in), "standard input"
	if e.Questions != "-" {
		f, err := os.Open(e.Questions)
		if err != nil {
			return err
		}
		in, name = f, e.Questions
	}
	questions, err := eval.Questions(in, name)
	if err := errors.Join(err, in.Close()); err != nil {
		return err
	}
	l, err := c.open()
	if err != nil {
		return err
	}
	report, err := measure(c.ctx, l, questions)
	if err := errors.Join(err, l.Close()); err != nil {
		return err
	}
	_, err = io.WriteString(c.env.out, report.String())
	return err
}

// measure asks all questions and measures the answers.
func measure(ctx context.Context, l *library.Library, questions []eval.Question) (eval.Report, error) {
	composer := composer(l)
	given := make([]eval.Given, len(questions))
	for i, q := range questions {
		a, err := composer.Answer(ctx, answers.Request{Question: q.Question})
		if err != nil && !isWrongUse(err) { // one that can not be asked has an answer too: silence
			return eval.Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
		given[i] = eval.FromAnswer(a)
	}
	texts := make(map[string]string)
	for _, e := range l.Sources() {
		d, err := l.Document(ctx, e.Source.ID)
		if err != nil {
			return eval.Report{}, err
		}
		texts[e.Source.File] = d.Text
	}
	return eval.Score(questions, texts, given)
}

func (e *evalCommand) collection(c *commands) error {
	collection, err := eval.ReadCollection(os.DirFS(e.BEIR))
	if err != nil {
		return err
	}
	ranker, err := newRanker(collection, e.Language, e.Weights == "library")
	if err != nil {
		return err
	}
	report, err := eval.EvaluateCollection(c.ctx, collection, ranker)
	if err := errors.Join(err, ranker.index.Close()); err != nil {
		return err
	}
	_, err = io.WriteString(c.env.out, report.String())
	return err
}

// A ranker ranks documents, each of which is a source of its own, by their best passages.
type ranker struct {
	index    *retrieval.Index
	language string
	bare     bool // with weights from the collection
}

func newRanker(collection eval.Collection, language string, bare bool) (*ranker, error) {
	sources := make([]corpus.Source, 0, len(collection.Documents))
	for _, d := range collection.Documents {
		text := d.Title + "\n\n" + d.Text + "\n"
		sources = append(sources, corpus.Source{
			ID: corpus.SourceID(d.ID), Language: language,
			Document: corpus.Document{Text: text, Structure: corpus.Parse(text, language, false)},
		})
	}
	index, err := retrieval.NewMemory(sources, retrieval.Options{})
	if err != nil {
		return nil, err
	}
	return &ranker{index, language, bare}, nil
}

// Rank implements [eval.Ranker].
func (r *ranker) Rank(ctx context.Context, question string, n int) ([]string, error) {
	query := retrieval.NewQuery(question, r.language)
	if r.bare {
		var err error
		if query, err = r.index.Bare(retrieval.NewAnalyzer(r.language), question); err != nil {
			return nil, err
		}
	}
	query.Passages, query.Matches = 1, false
	rankings, err := r.index.Search(ctx, query)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rankings, func(a, b retrieval.Ranking) int { return b.Hits[0].Score - a.Hits[0].Score })
	var ids []string
	for _, r := range rankings[:min(n, len(rankings))] {
		ids = append(ids, string(r.Source))
	}
	return ids, nil
}
