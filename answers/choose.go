package answers

import (
	"cmp"
	"math"
	"slices"

	"variorum/retrieval"
)

// Settings are the constants by which sentences are chosen. A zero field has
// its default; all defaults stand in [DefaultSettings]. Shares are in units of [One].
type Settings struct {
	// Passages is how many passages of a source are looked at.
	Passages int
	// Windows is how many windows of a source are shown at most, and Second the least score at which more than one is.
	Windows, Second int
	// Speak is the least score at which a source speaks, and Direct the least at which its account is not weak. For that at least DirectTerms of
	// the question must also stand in the sentence at DirectCloseness percent or more, and the next sentences take off DirectMargin at most.
	Speak, Direct, DirectTerms, DirectCloseness, DirectMargin int
	// Closest is how close to a term of the question some word of a sentence must be for it to be shown, in percent. If it has not what the
	// question expects and this has several terms, DirectTerms must stand in it at DirectCloseness.
	Closest int
	// Alone is the least score of the best window on one of several questions that are asked at once.
	Alone int
	// Neighbour is what a term in the sentence before or after counts, in percent.
	Neighbour int
	// Lacking is what a term counts in the denominator that the source has nowhere, in percent.
	Lacking int
	// Plain is the part of a sentence's own words in its rank, beside those of its neighbours.
	Plain int
	// Heaviest is the part of the decision that depends on the heaviest term.
	Heaviest int
	// Margin is the part of the mean of the next five ranks that is taken off.
	Margin int
	// Length is what the decision loses with each e-fold of the source's length over 50 sentences.
	Length int
	// NoFigure, OtherFigure and Figure multiply the rank of a sentence where a figure is asked for: without a number, with figures of other kinds
	// than the question is for, with one that is of its kind. NoDate and Dated do so where a time is asked for, and NoSpeech that of a
	// sentence in which nobody speaks where somebody's words are.
	NoFigure, OtherFigure, Figure, NoDate, Dated, NoSpeech int
	// MaxBytes bounds a window: neighbours of the chosen sentence are left out beyond it.
	MaxBytes int
	// FillBytes is the size up to which a window of short sentences takes in further ones of the paragraphs that it has begun, and
	// AcrossBytes that up to which it begins another: an answer stands in the one after its question.
	FillBytes, AcrossBytes int
	// Sentences is how many sentences of a source a [Reader] chooses from at most.
	Sentences int
}

// One is the unit of shares and scores.
const One = 1_000_000

// DefaultSettings are the constants measured in docs/quality.md.
var DefaultSettings = Settings{
	Passages: 12, Windows: 2, Second: 0.80 * One,
	Speak: 0.32 * One, Direct: 0.80 * One, DirectTerms: 2, DirectCloseness: 50, DirectMargin: 0.18 * One, Closest: 40, Alone: 0.60 * One,
	Neighbour: 80, Lacking: 70,
	Plain: 0.25 * One, Heaviest: 0.20 * One, Margin: 0.30 * One, Length: 0.12 * One,
	NoFigure: 0.5 * One, OtherFigure: 0.4 * One, Figure: 1.2 * One, NoDate: 0.6 * One, Dated: 1.05 * One, NoSpeech: 0.65 * One,
	MaxBytes: 600, FillBytes: 600, AcrossBytes: 350,
	Sentences: 30,
}

// withDefaults fills in the zero fields.
func (s Settings) withDefaults() Settings {
	d := DefaultSettings
	return Settings{
		Passages: cmp.Or(s.Passages, d.Passages), Windows: cmp.Or(s.Windows, d.Windows), Second: cmp.Or(s.Second, d.Second),
		Speak: cmp.Or(s.Speak, d.Speak), Direct: cmp.Or(s.Direct, d.Direct), DirectTerms: cmp.Or(s.DirectTerms, d.DirectTerms),
		DirectCloseness: cmp.Or(s.DirectCloseness, d.DirectCloseness), DirectMargin: cmp.Or(s.DirectMargin, d.DirectMargin),
		Closest: cmp.Or(s.Closest, d.Closest), Alone: cmp.Or(s.Alone, d.Alone),
		Neighbour: cmp.Or(s.Neighbour, d.Neighbour), Lacking: cmp.Or(s.Lacking, d.Lacking),
		Plain: cmp.Or(s.Plain, d.Plain), Heaviest: cmp.Or(s.Heaviest, d.Heaviest),
		Margin: cmp.Or(s.Margin, d.Margin), Length: cmp.Or(s.Length, d.Length),
		NoFigure: cmp.Or(s.NoFigure, d.NoFigure), OtherFigure: cmp.Or(s.OtherFigure, d.OtherFigure), Figure: cmp.Or(s.Figure, d.Figure),
		NoDate: cmp.Or(s.NoDate, d.NoDate), Dated: cmp.Or(s.Dated, d.Dated), NoSpeech: cmp.Or(s.NoSpeech, d.NoSpeech),
		MaxBytes: cmp.Or(s.MaxBytes, d.MaxBytes), FillBytes: cmp.Or(s.FillBytes, d.FillBytes),
		AcrossBytes: cmp.Or(s.AcrossBytes, d.AcrossBytes),
		Sentences:   cmp.Or(s.Sentences, d.Sentences),
	}
}

// A windowOf is a run of sentences of one paragraph, counted through the document.
type windowOf struct {
	first, last int // inclusive
	score       int
}

// A choice is what is worth showing of a source, the best first; nothing if the source is silent.
type choice struct {
	windows  []windowOf
	strength Strength
	leading  int // windows that are shown because each is the best on a question of its own
}

// choose decides what a source says on a query. It is a function of the query, the ranking, and the text alone, and
// computes in whole numbers but for logarithms and powers, whose results are rounded, so that
// every machine comes to the same choice.
//
// For each term t with weight info(t)^.7 (package retrieval) and each sentence i with closeness S(t,i):
//
//	own(t)   = clip(ln((N+1)/(df+.5)) / ln(N+1.5), .05, 1); 1 if df = 0       df = Σ S(t,i), N = sentences of the source
//	w(t)     = info(t)^.7 · own(t)^.7
//	B(t,i)   = max(S(t,i), .8·S(t,i−1), .8·S(t,i+1))                          in the same paragraph
//	den      = Σ w(t) · (1 if the source has t, else .7)
//	rank(i)  = (Σ w·B / den + .25 · Σ w·S / den) · kind(i)
//	score(i) = rank · (.8 + .2·S(heaviest t, i)) − .3 · mean(the next five ranks) − .12 · ln(max(N, 5)/50)
//
// A window is the sentence with its neighbours in the paragraph ([Settings.window]).
func (s Settings) choose(q retrieval.Query, r retrieval.Ranking, text *study) choice {
	s = s.withDefaults()
	limits := limits{q.Limits(text.language), text}
	var c choice
	var bags []bag // of the windows
	for i, row := range s.scored(q, r, text) {
		if row.score < s.Speak {
			if i == 0 {
				return choice{}
			}
			continue
		}
		if row.closest() < s.Closest || row.kind < One && len(q.Terms) > 1 && s.solid(q, row) < s.DirectTerms {
			continue
		}
		win, ok := limits.trim(s.window(text.sentences, row.sentence), row.sentence)
		if !ok {
			continue
		}
		win.score = row.score
		if c.strength == "" {
			c.strength = s.strength(q, row)
		}
		if slices.ContainsFunc(c.windows, win.overlaps) {
			continue
		}
		words := text.bag(win)
		if !slices.ContainsFunc(bags, words.repeats) {
			c.windows, bags = append(c.windows, win), append(bags, words)
		}
	}
	return c
}

// scored returns the sentences in which a term of the query stands with their scores, in decreasing order of rank, then in that of the text.
func (s Settings) scored(q retrieval.Query, r retrieval.Ranking, text *study) []rankedSentence {
	w := s.weights(q, r)
	ranked := s.rank(q, r, w, text)
	slices.SortStableFunc(ranked, byRank)
	length := int(math.Round(float64(s.Length) * math.Log(float64(max(r.Sentences, 5))/50)))
	for i := range ranked {
		row := &ranked[i]
		row.kept = row.rank / 1000 * ((One - s.Heaviest) + s.Heaviest/100*int(row.closeness[w.heaviest])) / 1000
		row.margin = s.Margin / 1000 * meanRank(ranked[i+1:min(i+6, len(ranked))]) / 1000
		row.length = length
		row.score = row.kept - row.margin - row.length
	}
	return ranked
}

// strength returns how strong the account of a source is whose best sentence is row.
func (s Settings) strength(q retrieval.Query, row rankedSentence) Strength {
	if row.score >= s.Direct && row.margin <= s.DirectMargin && s.solid(q, row) >= s.DirectTerms {
		return Direct
	}
	return Weak
}

// solid returns how many terms of a query stand in a sentence closely. An exact phrase is as good as two.
func (s Settings) solid(q retrieval.Query, row rankedSentence) (n int) {
	for i, c := range row.closeness {
		if int(c) < s.DirectCloseness {
			continue
		}
		n++
		if i < len(q.Phrases) {
			n++
		}
	}
	return n
}

// meanRank returns the mean of five ranks, of which the missing are 0.
func meanRank(rows []rankedSentence) int {
	sum := 0
	for _, r := range rows {
		sum += r.rank
	}
	return sum / 5
}

// weights are the weights of a query's terms in one source.
type weights struct {
	of       []int // by term
	den      int   // percent times weight
	heaviest int   // the term of the greatest weight
}

func (s Settings) weights(q retrieval.Query, r retrieval.Ranking) weights {
	w := weights{of: make([]int, len(q.Terms))}
	n := float64(r.Sentences)
	for t, term := range q.Terms {
		own := 1.0
		if df := float64(r.Found[t]) / 100; df > 0 {
			own = min(max(math.Log((n+1)/(df+0.5))/math.Log(n+1.5), 0.05), 1)
		}
		w.of[t] = max(1, int(math.Round(float64(term.Weight)*math.Pow(own, 0.7))))
		if r.Found[t] > 0 {
			w.den += 100 * w.of[t]
		} else {
			w.den += s.Lacking * w.of[t]
		}
		if w.of[t] > w.of[w.heaviest] {
			w.heaviest = t
		}
	}
	return w
}

// A rankedSentence is a sentence in which a term of the query stands.
type rankedSentence struct {
	sentence  int
	closeness []uint8 // by term, in percent
	// The parts of its score, in units of [One]: what it and its neighbours cover, what of that is its own, by what the former is multiplied for
	// the kind of answer, and the rank that these give.
	near, plain, kind, rank int
	// What is left of the rank for the heaviest term, what is taken off for the sentences that come next and for the source's length, and the score.
	kept, margin, length, score int
}

// closest returns how close the closest word of the sentence is to a term, in percent.
func (r rankedSentence) closest() int {
	if len(r.closeness) == 0 {
		return 0
	}
	return int(slices.Max(r.closeness))
}

// byRank puts the best sentence first, and of equals the earlier in the text.
func byRank(a, b rankedSentence) int {
	return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.sentence, b.sentence))
}

func (s Settings) rank(q retrieval.Query, r retrieval.Ranking, w weights, text *study) []rankedSentence {
	rows := make(map[int][]uint8)
	for _, h := range r.Hits {
		for _, m := range h.Matches {
			rows[m.Sentence] = m.Closeness
		}
	}
	limits, figures := limits{q.Limits(text.language), text}, figuresFor(q)
	ranked := make([]rankedSentence, 0, len(rows))
	for i, row := range rows {
		if !limits.allows(i) || text.heads(i) {
			continue
		}
		before, after := rows[i-1], rows[i+1]
		if !text.together(i-1, i) {
			before = nil
		}
		if !text.together(i, i+1) {
			after = nil
		}
		near, plain := 0, 0
		for t, weight := range w.of {
			c := int(row[t])
			plain += weight * c
			if before != nil {
				c = max(c, s.Neighbour*int(before[t])/100)
			}
			if after != nil {
				c = max(c, s.Neighbour*int(after[t])/100)
			}
			near += weight * c
		}
		x := rankedSentence{sentence: i, closeness: row, near: near * 1000 / w.den * 1000, plain: plain * 1000 / w.den * 1000, kind: s.kind(q.Kind, figures, text, i)}
		x.rank = (x.near/1000 + x.plain/1000*s.Plain/One) * x.kind / 1000
		ranked = append(ranked, x)
	}
	return ranked
}

// kind returns what the rank of sentence i is multiplied by for what it has of the expected kind of answer, of figures those of certain kinds if
// there are any.
func (s Settings) kind(k retrieval.Kind, figures figureKinds, text *study, i int) int {
	switch k {
	case retrieval.Figure:
		switch {
		case !text.has(figureEvidence, i):
			return s.NoFigure
		case figures == 0:
			return One
		case text.figures(i)&figures == 0:
			return s.OtherFigure
		}
		return s.Figure
	case retrieval.Date, retrieval.Clock:
		e := dateEvidence
		if k == retrieval.Clock {
			e = clockEvidence
		}
		if !text.has(e, i) {
			return s.NoDate
		}
		return s.Dated
	case retrieval.Quote:
		if !text.has(speechEvidence, i) {
			return s.NoSpeech
		}
	}
	return One
}

// window returns the sentence with its neighbours in the paragraph, as far as they fit, and with further ones, of the next paragraphs too, while
// all is short; of two that fit, the one after comes first.
func (s Settings) window(text *sentences, i int) windowOf {
	w := windowOf{first: i, last: i}
	if text.together(i-1, i) && text.bytes(i-1, i) <= s.MaxBytes {
		w.first--
	}
	if text.together(i, i+1) && text.bytes(w.first, i+1) <= s.MaxBytes {
		w.last++
	}
	for {
		switch {
		case s.takes(text, w.last, windowOf{first: w.first, last: w.last + 1}):
			w.last++
		case s.takes(text, w.first-1, windowOf{first: w.first - 1, last: w.last}):
			w.first--
		default:
			return w
		}
	}
}

// takes reports whether a window may grow to w over the edge between sentences i and i+1.
func (s Settings) takes(text *sentences, i int, w windowOf) bool {
	return text.together(i, i+1) && text.bytes(w.first, w.last) <= s.FillBytes ||
		text.continues(i) && text.bytes(w.first, w.last) <= s.AcrossBytes
}
