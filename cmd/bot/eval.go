package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/eval"
	"variorum/library"
	"variorum/retrieval"
)

type evalCommand struct {
	Questions string `arg:"" optional:"" help:"Questions with judgments, one a line in JSON; - is standard input."`
	JSON      bool   `name:"json" help:"Print JSON."`
	By        string `enum:"kind,difficulty," default:"" placeholder:"WHAT" help:"Measure also the questions of each kind, or of each difficulty, apart."`
	Misses    bool   `help:"List the pairs of a question and a source that went wrong."`
	Depth     bool   `help:"Measure also account recall if no source were held back and the first 1, 3, 5, 10 and 20 excerpts were shown."`
	BEIR      string `name:"beir" placeholder:"DIR" help:"Measure the search on a collection in BEIR layout (corpus.jsonl, queries.jsonl, qrels.tsv) instead, and the answers where answers.jsonl says which words answer."`
	Weights   string `enum:"fixed,library,bm25" default:"fixed" help:"With --beir: the weights of words come from fixed tables, as in all answers; for comparison, from the whole collection; or plain BM25 looks for each word alone with weights from the collection."`
	Language  string `default:"en" placeholder:"CODE" help:"With --beir: the language of the collection."`
}

func (evalCommand) Help() string {
	return `Examples:
  bot eval --library my-library questions.jsonl
  bot eval --library my-library --by kind --misses questions.jsonl
  bot eval --beir scifact
  bot eval --beir scifact --weights library`
}

func (e *evalCommand) Run(c *commands) error {
	switch {
	case (e.BEIR == "") == (e.Questions == ""):
		return fmt.Errorf("%w: name either a file of questions or --beir DIR", errUsage)
	case e.BEIR == "" && e.Weights != "fixed":
		return fmt.Errorf("%w: --weights goes with --beir DIR", errUsage)
	case e.BEIR != "" && (e.By != "" || e.Misses || e.Depth):
		return fmt.Errorf("%w: --by, --misses and --depth go with a file of questions", errUsage)
	case e.BEIR != "":
		return e.collection(c)
	}
	questions, err := e.questions(c)
	if err != nil {
		return err
	}
	l, err := c.open()
	if err != nil {
		return err
	}
	composer := desk.New(l).Composer
	if err := c.read(composer); err != nil {
		return errors.Join(err, l.Close())
	}
	r, err := e.measure(c.ctx, l, composer, questions)
	if err := errors.Join(err, l.Close()); err != nil {
		return err
	}
	return e.print(c.env.out, r)
}

func (e *evalCommand) questions(c *commands) ([]eval.Question, error) {
	if e.Questions == "-" {
		return eval.Questions(c.env.in, "standard input")
	}
	f, err := os.Open(e.Questions)
	if err != nil {
		return nil, err
	}
	questions, err := eval.Questions(f, e.Questions)
	return questions, errors.Join(err, f.Close())
}

// measured is what eval prints of a file of questions.
type measured struct {
	eval.Report
	Misses []eval.Miss `json:"misses,omitempty"`
	By     []part      `json:"by,omitempty"`
	Depth  []depth     `json:"depth,omitempty"`
}

// A depth says in how many pairs one of the first excerpts of a source is right, whether or not the source is held back.
type depth struct {
	Excerpts      int     `json:"excerpts"`
	AccountRecall float64 `json:"account_recall"`
}

// depths are the numbers of excerpts that are measured, and neverSilent is a threshold that holds nothing back.
var depths = []int{1, 3, 5, 10, 20}

const neverSilent = -1000 * answers.One

// A part is what was measured of the questions of one kind or difficulty.
type part struct {
	Name string `json:"name"`
	eval.Report
}

// measure asks all questions and measures the answers. How deep the right excerpts stand is measured without a reader.
func (e *evalCommand) measure(ctx context.Context, l *library.Library, composer *answers.Composer, questions []eval.Question) (measured, error) {
	given, err := answered(ctx, composer, questions)
	if err != nil {
		return measured{}, err
	}
	texts := make(map[string]string)
	for _, entry := range l.Sources() {
		d, err := l.Document(ctx, entry.Source.ID)
		if err != nil {
			return measured{}, err
		}
		name := entry.Source.File
		if _, taken := texts[name]; taken { // by a file of the same name from elsewhere
			name = string(entry.Source.ID) + filepath.Ext(name)
		}
		texts[name] = d.Text
	}
	m := measured{}
	if m.Report, err = eval.Score(questions, texts, given); err != nil {
		return m, err
	}
	if m.By, err = e.parts(questions, texts, given); err != nil || !e.Depth {
		return m, err
	}
	for _, n := range depths {
		c := desk.New(l).Composer
		c.Account.Speak, c.Account.Closest, c.Account.DirectTerms, c.Account.Second, c.Account.Windows = neverSilent, 1, -1, neverSilent, n
		given, err := answered(ctx, c, questions)
		if err != nil {
			return m, err
		}
		r, err := eval.Score(questions, texts, given)
		if err != nil {
			return m, err
		}
		m.Depth = append(m.Depth, depth{n, r.AccountRecall})
	}
	return m, nil
}

// parts measures the questions of each kind or difficulty, by name; none if that is not asked.
func (e *evalCommand) parts(questions []eval.Question, texts map[string]string, given []eval.Given) ([]part, error) {
	if e.By == "" {
		return nil, nil
	}
	name := func(q eval.Question) string {
		if e.By == "kind" {
			return q.Kind
		}
		return q.Difficulty
	}
	some, theirs := make(map[string][]eval.Question), make(map[string][]eval.Given)
	for i, q := range questions {
		n := cmp.Or(name(q), "unknown")
		some[n], theirs[n] = append(some[n], q), append(theirs[n], given[i])
	}
	var parts []part
	for _, n := range slices.Sorted(maps.Keys(some)) {
		r, err := eval.Score(some[n], texts, theirs[n])
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{n, r})
	}
	return parts, nil
}

// answered asks all questions.
func answered(ctx context.Context, composer *answers.Composer, questions []eval.Question) ([]eval.Given, error) {
	given := make([]eval.Given, len(questions))
	for i, q := range questions {
		a, err := composer.Answer(ctx, answers.Request{Question: q.Question})
		if err != nil && !isWrongUse(err) { // one that can not be asked has an answer too: silence
			return nil, fmt.Errorf("question %s: %w", q.ID, err)
		}
		given[i] = eval.FromAnswer(a)
	}
	return given, nil
}

func (e *evalCommand) print(w io.Writer, m measured) error {
	if e.Misses {
		m.Misses = m.Report.Misses
	}
	if e.JSON {
		return printLine(w)(json.Marshal(m))
	}
	out := bufio.NewWriter(w)
	out.WriteString(m.String())
	if len(m.By) > 0 {
		fmt.Fprintf(out, "\n%-12s %9s %6s %9s %6s %7s\n", e.By, "questions", "recall", "precision", "F1", "silence")
	}
	for _, p := range m.By {
		fmt.Fprintf(out, "%-12s %9d %6.3f %9.3f %6.3f %7.3f\n",
			escaped(p.Name), p.Questions, p.AccountRecall, p.ExcerptPrecision, p.AccountF1, p.SilenceRecall)
	}
	if len(m.Depth) > 0 {
		fmt.Fprintf(out, "\nright among the first\n")
	}
	for _, d := range m.Depth {
		fmt.Fprintf(out, "%-20d %.3f\n", d.Excerpts, d.AccountRecall)
	}
	if len(m.Misses) > 0 {
		fmt.Fprintln(out)
	}
	for _, miss := range m.Misses {
		fmt.Fprintf(out, "%s  %s  %-16s  %s\n", escaped(miss.Question), escaped(miss.Source), miss.How, escaped(miss.Words))
	}
	return out.Flush()
}

// collection measures a collection.
func (e *evalCommand) collection(c *commands) (err error) {
	collection, err := eval.ReadCollection(os.DirFS(e.BEIR))
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bot-eval-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ranker, err := newRanker(c.ctx, filepath.Join(dir, "index"), collection, e.Language, e.Weights)
	if err != nil {
		return err
	}
	report, err := eval.EvaluateCollection(c.ctx, collection, ranker)
	if err := errors.Join(err, ranker.index.Close()); err != nil {
		return err
	}
	if len(collection.Asked) > 0 && e.Weights == "fixed" {
		accounts, err := accountsOf(c.ctx, collection, e.Language)
		if err != nil {
			return err
		}
		report.Accounts = &accounts
	}
	if e.JSON {
		return printLine(c.env.out)(json.Marshal(report))
	}
	_, err = io.WriteString(c.env.out, report.String())
	return err
}

// accountsOf asks each question of which the answers are known of the documents that were read for it.
func accountsOf(ctx context.Context, collection eval.Collection, language string) (eval.Report, error) {
	var questions []eval.Question
	var given []eval.Given
	texts := make(map[string]string)
	for _, asked := range collection.Asked {
		question, sources := collection.Library(asked, language)
		l, err := library.NewMemory(sources)
		if err != nil {
			return eval.Report{}, err
		}
		g, err := answered(ctx, desk.New(l).Composer, []eval.Question{question})
		if err := errors.Join(err, l.Close()); err != nil {
			return eval.Report{}, err
		}
		questions, given = append(questions, question), append(given, g...)
		for _, s := range sources {
			texts[s.File] = s.Document.Text
		}
	}
	return eval.Score(questions, texts, given)
}

// A ranker ranks documents, each of which is a source of its own, by their best passages.
type ranker struct {
	index    *retrieval.Index
	analyzer *retrieval.Analyzer
	language string
	weights  string
}

// newRanker makes an index of a collection in dir.
func newRanker(ctx context.Context, dir string, collection eval.Collection, language, weights string) (*ranker, error) {
	if err := retrieval.Build(dir, sourcesOf(ctx, collection, language), retrieval.Options{}); err != nil {
		return nil, err
	}
	index, err := retrieval.Open(dir, retrieval.Options{})
	return &ranker{index, retrieval.NewAnalyzer(language), language, weights}, err
}

// sourcesOf yields the documents of a collection as sources.
func sourcesOf(ctx context.Context, collection eval.Collection, language string) iter.Seq2[corpus.Source, error] {
	return func(yield func(corpus.Source, error) bool) {
		for _, d := range collection.Documents {
			if !yield(d.Source(language), ctx.Err()) {
				return
			}
		}
	}
}

// Rank implements [eval.Ranker].
func (r *ranker) Rank(ctx context.Context, question string, n int) ([]string, error) {
	query := retrieval.NewQuery(question, r.language)
	var err error
	switch r.weights {
	case "library":
		err = r.weigh(ctx, &query)
	case "bm25":
		query, err = r.index.Bare(r.analyzer, question)
	}
	if err != nil {
		return nil, err
	}
	query.Passages, query.Matches = 1, false
	rankings, err := r.index.Search(ctx, query)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rankings, func(a, b retrieval.Ranking) int { return cmp.Compare(b.Hits[0].Score, a.Hits[0].Score) })
	var ids []string
	for _, r := range rankings[:min(n, len(rankings))] {
		ids = append(ids, string(r.Source))
	}
	return ids, nil
}

// leastSame is the closeness from which an alternative counts as the term itself when the documents that hold it are counted.
const leastSame = 90

// weigh gives the terms of a query weights from the collection instead of the fixed tables:
//
//	ln(1 + (N − df + .5) / (df + .5))
//
// with N documents, of which df hold the term.
func (r *ranker) weigh(ctx context.Context, q *retrieval.Query) error {
	n := float64(len(r.index.Sources()))
	for i, t := range q.Terms {
		t.Alternatives = slices.DeleteFunc(slices.Clone(t.Alternatives), func(a retrieval.Alternative) bool {
			return a.Near || a.Closeness < leastSame
		})
		holding, err := r.index.Search(ctx, retrieval.Query{Language: q.Language, Terms: []retrieval.Term{t}, Passages: 1})
		if err != nil {
			return err
		}
		df := float64(len(holding))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		q.Terms[i].Weight = max(1, int(math.Round(retrieval.MaxWeight*idf/math.Log(1+(n+0.5)/0.5))))
	}
	return nil
}
