package answers

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"variorum/corpus"
	"variorum/retrieval"
)

// An asking is a question on its way to an answer.
type asking struct {
	settings Settings
	more     bool
	queries  []retrieval.Query // of all that is asked; then, if that are several questions, of each
	// rankings are, for each source with a hit, what it has on each of queries; where it has no hit the ranking is empty.
	rankings map[corpus.SourceID][]retrieval.Ranking
	// read is what came of asking a reader about sources; nil if there is none.
	read map[corpus.SourceID]readChoice
}

// asking analyses a question that is asked of the sources of cards.
func (c *Composer) asking(question string, cards []corpus.Source, r Request) *asking {
	s := c.Account.matching(r.Match).withDefaults()
	a := &asking{settings: s, more: r.More, queries: c.Library.Aliases.Questions(question, languages(cards)...)}
	for i := range a.queries {
		a.queries[i].Sources, a.queries[i].Matches, a.queries[i].Passages = r.Sources, true, s.Passages
	}
	return a
}

// search fills in the rankings.
func (a *asking) search(ctx context.Context, searcher Searcher) error {
	a.rankings = make(map[corpus.SourceID][]retrieval.Ranking)
	for i, q := range a.queries {
		rankings, err := searcher.Search(ctx, q)
		if err != nil {
			return fmt.Errorf("searching: %w", err)
		}
		for _, r := range rankings {
			if a.rankings[r.Source] == nil {
				a.rankings[r.Source] = make([]retrieval.Ranking, len(a.queries))
			}
			a.rankings[r.Source][i] = r
		}
	}
	return nil
}

// choose decides what a source says. Where several questions are asked it is what it says on all of them together, as on one, and on each what is
// strong; then what else is worth showing, the best first.
func (a *asking) choose(id corpus.SourceID, text *study) choice {
	rankings := a.rankings[id]
	c := choice{}
	if r := rankings[0]; len(r.Hits) > 0 {
		c = a.settings.choose(a.queries[0], r, text)
	}
	if len(a.queries) == 1 {
		return c
	}
	rest := c.windows
	c.windows = slices.Clip(rest[:min(1, len(rest))])
	rest = slices.Clip(rest[len(c.windows):])
	alone := a.settings
	alone.Speak = max(alone.Speak, alone.Alone)
	for i, r := range rankings[1:] {
		if len(r.Hits) == 0 {
			continue
		}
		one := alone.choose(a.queries[1+i], r, text)
		if one.strength == Direct || c.strength == "" {
			c.strength = one.strength
		}
		for j, w := range one.windows {
			if !slices.ContainsFunc(c.windows, w.overlaps) && j == 0 {
				c.windows = append(c.windows, w)
			} else {
				rest = append(rest, w)
			}
		}
	}
	c.leading = len(c.windows)
	slices.SortStableFunc(rest, func(a, b windowOf) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.first, b.first)) })
	for _, w := range rest {
		repeats := func(had windowOf) bool { return had.overlaps(w) || text.bag(had).repeats(text.bag(w)) }
		if !slices.ContainsFunc(c.windows, repeats) {
			c.windows = append(c.windows, w)
		}
	}
	return c
}

// shown returns the windows that the budget, which is the same for every source, lets be shown.
func (a *asking) shown(c choice) []windowOf {
	s := a.settings
	most := max(s.Windows, len(a.queries)-1)
	n := min(max(1, c.leading), most, len(c.windows))
	for n < min(most, len(c.windows)) && c.windows[n].score >= s.Second {
		n++
	}
	return c.windows[:n]
}

// A Match says how much of a question a source must have to speak.
type Match string

const (
	Strict   Match = "strict"
	Normal   Match = "normal"
	Generous Match = "generous"
)

// Matches are all settings of a [Match], from the strictest.
var Matches = []Match{Strict, Normal, Generous}

// matching returns the settings with the thresholds of m.
func (s Settings) matching(m Match) Settings {
	switch m {
	case Strict:
		s.Speak = StrictSpeak
	case Generous:
		s.Speak = GenerousSpeak
	}
	return s
}

// The least scores at which a source speaks with [Strict] and [Generous], as measured in docs/quality.md.
const (
	StrictSpeak   = 0.50 * One
	GenerousSpeak = 0.24 * One
)
