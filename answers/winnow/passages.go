package winnow

import (
	"cmp"
	"slices"
	"strings"

	"variorum/corpus"
)

// A Source is a text with the ID of its source.
type Source struct {
	ID   corpus.SourceID
	Text Text
}

// A Found is a match between two different sources.
type Found struct {
	A, B  corpus.SourceID
	Match Match
}

// A Place is where a passage stands.
type Place struct {
	Source corpus.SourceID
	Span   corpus.Span
}

// A Passage is a passage that stands in two or more sources.
type Passage struct {
	// Words and Changed are those of the longest match between two of its places.
	Words, Changed int
	// Places are ordered by source and place. A source may have several; they do not overlap.
	Places []Place
}

// Passages returns the passages that sources have in common, by [Groups] of all matches between the pairs that [Index.Pairs]
// names. The order of sources does not matter; of two with one ID the later counts.
func Passages(sources []Source) []Passage {
	var x Index
	texts := make(map[corpus.SourceID]Text, len(sources))
	prints := make(map[corpus.SourceID]Prints, len(sources))
	for _, s := range sources {
		texts[s.ID], prints[s.ID] = s.Text, s.Text.Prints()
		x.Add(s.ID, prints[s.ID])
	}
	var found []Found
	for _, p := range x.Pairs() {
		for _, m := range compare(texts[p.A], texts[p.B], prints[p.A], prints[p.B]) {
			found = append(found, Found{p.A, p.B, m})
		}
	}
	return Groups(found)
}

// sameShare is the share of the longer of two overlapping places of one source, in percent, that they must have in common to be
// places of one passage: runs of nearly the same extent are one passage that stands in several sources, while a
// short run inside a long one is a passage of its own. The value is a choice.
const sameShare = 80

// maxLookahead is the number of places behind a place, by their starts, with which it is compared.
const maxLookahead = 16

// Groups makes passages of matches: the two places of a match are of one passage, and so are two places of one source that are nearly
// the same. So a run that stands in many sources is one passage with all its places. Passages are ordered by
// their first place. The order of the matches does not matter, nor which source of a match is A.
func Groups(found []Found) []Passage {
	places := make([]Place, 0, 2*len(found))
	for _, f := range found {
		places = append(places, Place{f.A, f.Match.SpanA}, Place{f.B, f.Match.SpanB})
	}
	slices.SortFunc(places, byPosition)
	places = slices.Compact(places)
	groups := newForest(len(places))
	for i, p := range places {
		for j := i + 1; j < len(places) && j <= i+maxLookahead && places[j].Source == p.Source && places[j].Span.Start < p.Span.End; j++ {
			if nearlySame(p.Span, places[j].Span) {
				groups.join(i, j)
			}
		}
	}
	at := func(p Place) int {
		i, _ := slices.BinarySearchFunc(places, p, byPosition)
		return i
	}
	for _, f := range found {
		groups.join(at(Place{f.A, f.Match.SpanA}), at(Place{f.B, f.Match.SpanB}))
	}
	passages := make([]Passage, len(places))
	for i, p := range places {
		group := &passages[groups.root(i)]
		if n := len(group.Places); n > 0 && group.Places[n-1].Source == p.Source && p.Span.Start < group.Places[n-1].Span.End {
			group.Places[n-1].Span.End = max(group.Places[n-1].Span.End, p.Span.End)
			continue
		}
		group.Places = append(group.Places, p)
	}
	for _, f := range found {
		group := &passages[groups.root(at(Place{f.A, f.Match.SpanA}))]
		if m := f.Match; m.Words > group.Words || m.Words == group.Words && m.Changed < group.Changed {
			group.Words, group.Changed = m.Words, m.Changed
		}
	}
	passages = slices.DeleteFunc(passages, func(p Passage) bool { return len(p.Places) == 0 })
	slices.SortFunc(passages, func(a, b Passage) int { return slices.CompareFunc(a.Places, b.Places, byPosition) })
	return passages
}

func byPosition(a, b Place) int {
	return cmp.Or(strings.Compare(string(a.Source), string(b.Source)), byPlace(a.Span, b.Span))
}

func nearlySame(a, b corpus.Span) bool {
	common := min(a.End, b.End) - max(a.Start, b.Start)
	return common > 0 && common*100 >= sameShare*max(a.Len(), b.Len())
}

// A forest joins numbers into groups, each known by its smallest number.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(i, j int) {
	i, j = f.root(i), f.root(j)
	f[max(i, j)] = min(i, j)
}
