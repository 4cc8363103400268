package answers

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"variorum/corpus"
	"variorum/retrieval"
)

// A Reader chooses among the numbered best sentences of sources, in place of the built-in rules. It gives back numbers alone, so that
// all that is shown stays a slice of a source.
type Reader interface {
	// Name says who chooses.
	Name() ReaderName
	// Read returns what is chosen for each request, in their order. What is chosen for one depends on that request alone.
	Read(ctx context.Context, requests []ReadRequest) []ReadResult
}

// A ReaderName says which reader chose. It depends on the configuration alone.
type ReaderName struct {
	Model  string
	Prompt int // the version of what the model is told
}

// A ReadRequest is what a [Reader] gets to know of one source.
type ReadRequest struct {
	Source   corpus.SourceID // for messages to the operator; no reason to choose
	Revision string          // SHA-256 of the document's text, lower-case hex
	Question string
	Lines    []ReadLine // in document order
}

// A ReadLine is a sentence of a source.
type ReadLine struct {
	// Number is by what the sentence is chosen, from 1 in document order; 0 if it is there only so that its neighbour is understood.
	Number int
	Text   string
	Gap    bool // something of the document that is not among the lines stands before it
}

// A ReadResult is what a [Reader] chose of one source.
type ReadResult struct {
	// Chosen are the sentences that answer, the best first, each once; nothing if the source is silent. A number that no line has is passed over.
	Chosen []ChosenLine
	// Failed says that nothing is known, so that the built-in choice stands.
	Failed bool
}

// A ChosenLine is a sentence that answers.
type ChosenLine struct {
	Number   int
	Strength Strength
}

// An Embedder ranks sentences by how near they are to a question in meaning.
type Embedder interface {
	// Model names what tells how near.
	Model() string
	// Nearest ranks the sentences of each request, in their order. A ranking depends on its question and request alone.
	Nearest(ctx context.Context, question string, requests []EmbedRequest) []EmbedResult
}

// An EmbedRequest holds all sentences of one source.
type EmbedRequest struct {
	Source    corpus.SourceID // for messages to the operator
	Revision  string          // SHA-256 of the document's text, lower-case hex
	Sentences []string
}

// An EmbedResult is a ranking of one source.
type EmbedResult struct {
	Nearest []int // valid indices in Sentences, the nearest first, each once; there may be fewer than sentences
	Failed  bool  // nothing is known
}

// A Chooser says who chose the sentences of a source.
type Chooser string

const (
	ByReader Chooser = "reader"
	BuiltIn  Chooser = "built_in" // because the reader failed
)

// A Selection says how the sentences of a source were chosen. It is zero in an answer without a reader, and where there was no
// sentence to choose from.
type Selection struct {
	By       Chooser
	Embedded bool // an [Embedder] had a say in which sentences the reader got
}

// A readChoice is what came of asking a reader about a source.
type readChoice struct {
	choice    choice
	selection Selection
	reading   *ExplainedReading // nil unless the reader chose
}

// A readable is a source that a reader can be asked about.
type readable struct {
	card       corpus.Source
	rankings   []retrieval.Ranking // on each query; nil if it has no hit
	limits     limits
	text       *study
	choosable  []bool // of each sentence: it may be a candidate
	candidates []int  // sentences, in document order; that of number n is at n-1
	selection  Selection
}

// nameReader notes who chooses.
func (a *Answer) nameReader(c *Composer) {
	if c.Reader == nil {
		return
	}
	name := c.Reader.Name()
	a.Reader = &name
	if c.Embedder != nil {
		a.Embeddings = c.Embedder.Model()
	}
}

// readTogether is how many sources are in memory with all their sentences while a reader reads.
const readTogether = 64

// read asks the reader, if there is one, about every source with a sentence to choose from.
func (c *Composer) read(ctx context.Context, a *asking, question string, cards []corpus.Source) error {
	if c.Reader == nil {
		return nil
	}
	a.read = make(map[corpus.SourceID]readChoice)
	for some := range slices.Chunk(cards, readTogether) {
		list, err := c.readables(ctx, a, some)
		if err != nil {
			return err
		}
		c.readSome(ctx, a, question, list)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// readSome notes what comes of asking about sources.
func (c *Composer) readSome(ctx context.Context, a *asking, question string, list []readable) {
	nearest := c.nearest(ctx, question, list)
	var asked []readable
	var requests []ReadRequest
	for i, r := range list {
		r.selection.Embedded = c.Embedder != nil && !nearest[i].Failed
		r.candidates = a.candidates(r, nearest[i].Nearest)
		if len(r.candidates) > 0 {
			asked, requests = append(asked, r), append(requests, r.request(question))
		} else if nearest[i].Failed {
			a.read[r.card.ID] = readChoice{selection: Selection{By: BuiltIn}}
		}
	}
	if len(asked) == 0 {
		return
	}
	for i, result := range c.Reader.Read(ctx, requests) {
		m := readChoice{selection: asked[i].selection}
		m.selection.By = BuiltIn
		if !result.Failed {
			chosen := picks(asked[i].candidates, result.Chosen)
			m.selection.By, m.choice, m.reading = ByReader, a.settings.chosen(asked[i], chosen), c.reading(asked[i], chosen)
		}
		a.read[asked[i].card.ID] = m
	}
}

// readables returns the sources that have something to choose from: those with a hit, or all if an embedder ranks them, unless the limits of
// the question leave no sentence.
func (c *Composer) readables(ctx context.Context, a *asking, cards []corpus.Source) ([]readable, error) {
	var list []readable
	for _, card := range cards {
		rankings := a.rankings[card.ID]
		if len(rankings) == 0 && c.Embedder == nil {
			continue
		}
		document, err := c.Library.Shelf.Document(ctx, card.ID)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", card.ID, err)
		}
		r := readable{card: card, rankings: rankings, text: c.studies.of(card, document)}
		r.limits = limits{a.queries[0].Limits(r.text.language), r.text}
		r.choosable = make([]bool, len(r.text.all))
		for i := range r.choosable {
			_, r.choosable[i] = a.settings.least(r.limits, i)
		}
		if slices.Contains(r.choosable, true) {
			list = append(list, r)
		}
	}
	return list, nil
}

// least returns the least window around a sentence that the limits let be shown, and whether there is one: the sentence alone or, for phrases that
// stand in it and its neighbours together, the usual window.
func (s Settings) least(l limits, sentence int) (windowOf, bool) {
	if !l.allows(sentence) {
		return windowOf{}, false
	}
	if alone, ok := l.trim(windowOf{first: sentence, last: sentence}, sentence); ok {
		return alone, true
	}
	return l.trim(s.window(l.text.sentences, sentence), sentence)
}

// nearest asks the embedder about sources; the results are empty if there is none.
func (c *Composer) nearest(ctx context.Context, question string, list []readable) []EmbedResult {
	if c.Embedder == nil || len(list) == 0 {
		return make([]EmbedResult, len(list))
	}
	requests := make([]EmbedRequest, len(list))
	for i, r := range list {
		requests[i] = EmbedRequest{Source: r.card.ID, Revision: r.revision(), Sentences: make([]string, len(r.text.all))}
		for j := range r.text.all {
			requests[i].Sentences[j] = r.text.text(j)
		}
	}
	return c.Embedder.Nearest(ctx, question, requests)
}

// revision returns the sum of the document's text.
func (r readable) revision() string {
	sum := sha256.Sum256([]byte(r.text.document.Text))
	return hex.EncodeToString(sum[:])
}

// fusion damps the influence of the first ranks, as in Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms
// Condorcet and individual rank learning methods", SIGIR 2009, who chose 60.
const fusion = 60

// candidates returns the sentences of a source that a reader may choose from, at most Settings.Sentences of them, in document order. They are the first of
// those that [asking.byWords] returns; where sentences are also ranked by nearness, the two orders are fused: a sentence is worth
//
//	Σ 1 / (60 + its rank, from 1)
//
// over the orders in which it stands. What the limits do not let be shown stands in none.
func (a *asking) candidates(r readable, nearest []int) []int {
	nearest = slices.DeleteFunc(slices.Clone(nearest), func(i int) bool { return !r.choosable[i] })
	worth := make(map[int]int)
	for _, order := range [][]int{a.byWords(r), nearest} {
		for i, sentence := range order {
			worth[sentence] += 1000 * One / (fusion + i + 1)
		}
	}
	best := make([]int, 0, len(worth))
	for sentence := range worth {
		best = append(best, sentence)
	}
	slices.SortFunc(best, func(a, b int) int { return cmp.Or(cmp.Compare(worth[b], worth[a]), cmp.Compare(a, b)) })
	best = best[:min(a.settings.Sentences, len(best))]
	slices.Sort(best)
	return best
}

// byWords returns all sentences of a source with a hit that the limits let be shown: those that hold terms of a query, by the best of their ranks on any
// query, then those of their paragraphs, the nearest to one of them first, then the others as they stand.
func (a *asking) byWords(r readable) []int {
	if len(r.rankings) == 0 {
		return nil
	}
	order := make([]int, 0, len(r.text.all))
	there := make([]bool, len(r.text.all))
	add := func(i int) {
		if !there[i] {
			order, there[i] = append(order, i), true
		}
	}
	for _, i := range a.merged(r) {
		add(i)
	}
	for at := 0; at < len(order); at++ { // which grows
		for _, neighbour := range []int{order[at] + 1, order[at] - 1} {
			if r.text.together(min(order[at], neighbour), max(order[at], neighbour)) {
				add(neighbour)
			}
		}
	}
	for i := range r.text.all {
		add(i)
	}
	return slices.DeleteFunc(order, func(i int) bool { return !r.choosable[i] })
}

// merged returns the sentences that hold terms of a query by the best of their ranks on any query, of equals those of the first query first.
// A sentence may come again.
func (a *asking) merged(r readable) []int {
	var ranked [][]rankedSentence
	longest := 0
	for i, ranking := range r.rankings {
		if len(ranking.Hits) == 0 {
			continue
		}
		rows := a.settings.rank(a.queries[i], ranking, a.settings.weights(a.queries[i], ranking), r.text)
		slices.SortFunc(rows, byRank)
		ranked, longest = append(ranked, rows), max(longest, len(rows))
	}
	var list []int
	for rank := range longest {
		for _, rows := range ranked {
			if rank < len(rows) {
				list = append(list, rows[rank].sentence)
			}
		}
	}
	return list
}

// request returns what the reader is asked. Each candidate has a neighbour beside it: the sentence before it in the paragraph,
// or that after it if it is the first.
func (r readable) request(question string) ReadRequest {
	number := make(map[int]int) // 0 for neighbours
	for n, i := range r.candidates {
		number[i] = n + 1
		switch {
		case r.text.together(i-1, i):
			number[i-1] += 0
		case r.text.together(i, i+1):
			number[i+1] += 0
		}
	}
	shown := make([]int, 0, len(number))
	for i := range number {
		shown = append(shown, i)
	}
	slices.Sort(shown)
	request := ReadRequest{Source: r.card.ID, Revision: r.revision(), Question: question, Lines: make([]ReadLine, len(shown))}
	before := -1
	for at, i := range shown {
		request.Lines[at] = ReadLine{Number: number[i], Text: r.text.text(i), Gap: i != before+1}
		before = i
	}
	return request
}

// A pick is a candidate that a reader chose.
type pick struct {
	number, sentence int
	strength         Strength
}

// picks returns what a reader chose, the direct ones first, and each of both in the order of the reader.
func picks(candidates []int, lines []ChosenLine) []pick {
	var list []pick
	for _, want := range []Strength{Direct, Weak} {
		for _, line := range lines {
			if line.Strength != want || line.Number < 1 || line.Number > len(candidates) {
				continue
			}
			if !slices.ContainsFunc(list, func(p pick) bool { return p.number == line.Number }) {
				list = append(list, pick{line.Number, candidates[line.Number-1], want})
			}
		}
	}
	return list
}

// reading says what a reader chose.
func (c *Composer) reading(r readable, list []pick) *ExplainedReading {
	x := &ExplainedReading{Reader: c.Reader.Name(), Sentences: len(r.candidates)}
	for _, p := range list {
		x.Chosen = append(x.Chosen, ExplainedLine{ChosenLine{p.number, p.strength}, r.text.text(p.sentence)})
	}
	return x
}

// chosen makes windows of the sentences that a reader chose. Those that stand side by side in a paragraph are one window, as far as they
// fit. The windows are in the order of what was chosen. A direct one scores [One], so that the budget is that of the built-in choice.
func (s Settings) chosen(r readable, list []pick) choice {
	var c choice
	var bags []bag
	free := func(i int) bool {
		return slices.ContainsFunc(list, func(p pick) bool { return p.sentence == i }) && !slices.ContainsFunc(c.windows, windowOf{first: i, last: i}.overlaps)
	}
	for _, p := range list {
		if !free(p.sentence) {
			continue
		}
		win := s.run(r, p.sentence, free)
		if win.score = s.Speak; p.strength == Direct {
			win.score = One
		}
		if words := r.text.bag(win); !slices.ContainsFunc(bags, words.repeats) {
			c.windows, bags = append(c.windows, win), append(bags, words)
		}
	}
	if len(list) > 0 {
		c.strength = list[0].strength
	}
	return c
}

// run returns the sentences around a candidate that are free, as far as they fit and the limits let it; else the least window around it.
func (s Settings) run(r readable, sentence int, free func(int) bool) windowOf {
	win := windowOf{first: sentence, last: sentence}
	for free(win.first-1) && r.text.together(win.first-1, sentence) && r.text.bytes(win.first-1, win.last) <= s.MaxBytes {
		win.first--
	}
	for free(win.last+1) && r.text.together(sentence, win.last+1) && r.text.bytes(win.first, win.last+1) <= s.MaxBytes {
		win.last++
	}
	if win, ok := r.limits.trim(win, sentence); ok {
		return win
	}
	win, _ = s.least(r.limits, sentence) // which there is, or it were no candidate
	return win
}
