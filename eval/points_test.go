package eval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/eval"
	"variorum/library"
)

// A tally counts judged points of one kind, and rows.
type tally struct {
	judged, found  int // values of points, and those that a row of the kind has
	rows, right    int // rows, and those of which two cells of different sources are values of one point of the kind
	copies, copied int // judged copies, and those that are shared passages
}

// The rows that collate makes of the judged libraries are those that were written down: of each kind how many of the judged values are in a row, and how
// many rows are on a judged point. A row that is on no judged point may be right all the same; docs/quality.md tells of those that were read.
func TestPointsAreThoseThatWereWrittenDown(t *testing.T) {
	const file = "testdata/points.txt"
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %-15s %6s %6s %6s %8s %6s %6s\n", "library", "kind", "judged", "found", "rows", "on judged", "copies", "found")
	eachLibrary(t, func(t *testing.T, l judged) {
		k := collated(t, l)
		tallies := make(map[answers.RowKind]*tally)
		for _, kind := range answers.RowKinds {
			tallies[kind] = &tally{}
		}
		rows := slices.Concat(k.Differences, k.Agreements)
		for _, p := range l.points {
			n := tallies[answers.RowKind(p.Kind)]
			for source, fragments := range p.Values {
				for _, fragment := range fragments {
					n.judged++
					if slices.ContainsFunc(rows, func(r answers.Row) bool { return string(r.Kind) == p.Kind && rowHas(r, source, fragment) }) {
						n.found++
					}
				}
			}
		}
		for _, r := range rows {
			n := tallies[r.Kind]
			n.rows++
			if slices.ContainsFunc(l.points, func(p point) bool { return onPoint(r, p) }) {
				n.right++
			}
		}
		for _, kind := range answers.RowKinds {
			if n := tallies[kind]; n.judged+n.rows > 0 {
				fmt.Fprintf(&b, "%-12s %-15s %6d %6d %6d %9d\n", l.name, kind, n.judged, n.found, n.rows, n.right)
			}
		}
		n := tally{copies: len(l.copies)}
		for _, c := range l.copies {
			if slices.ContainsFunc(k.Shared, func(s answers.Shared) bool { return isCopy(s, c) }) {
				n.copied++
			}
		}
		fmt.Fprintf(&b, "%-12s %-15s %6s %6s %6d %9s %6d %6d\n", l.name, "shared passage", "", "", len(k.Shared), "", n.copies, n.copied)
	})
	eval.CheckWritten(t, "points", file, b.String())
}

func collated(t *testing.T, l judged) answers.Collation {
	t.Helper()
	var sources []corpus.Source
	for id, s := range l.sources {
		s.ID = corpus.SourceID(id)
		sources = append(sources, s)
	}
	held, err := library.NewMemory(sources)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	var cards []corpus.Source
	for _, e := range held.Sources() {
		cards = append(cards, e.Source)
	}
	c := answers.Composer{Library: answers.Library{Revision: held.Revision(), Cards: cards, Searcher: held, Shelf: held, Kin: held}}
	k, err := c.Collate(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// rowHas reports whether a cell of a source has a fragment, or is a part of it.
func rowHas(r answers.Row, source, fragment string) bool {
	f := flat(fragment)
	return slices.ContainsFunc(r.Cells, func(c answers.Cell) bool {
		q := flat(c.Quote)
		return string(c.Source) == source && (strings.Contains(q, f) || len(q) > 1 && strings.Contains(f, q))
	})
}

func flat(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// onPoint reports whether cells of two sources of a row are values of a point of its kind.
func onPoint(r answers.Row, p point) bool {
	if p.Kind != string(r.Kind) {
		return false
	}
	n := 0
	for source, fragments := range p.Values {
		if slices.ContainsFunc(fragments, func(f string) bool { return rowHas(r, source, f) }) {
			n++
		}
	}
	return n > 1
}

// isCopy reports whether a shared passage stands in two of the places of a judged copy.
func isCopy(s answers.Shared, c copied) bool {
	n := 0
	for source := range c.Places {
		if slices.ContainsFunc(s.Places, func(p answers.Place) bool { return string(p.Source) == source }) {
			n++
		}
	}
	whole := false
	for _, place := range c.Places {
		a, b := flat(place), flat(s.Quote)
		whole = whole || strings.Contains(a, b) || strings.Contains(b, a) || strings.HasPrefix(a, firstTen(b)) || strings.Contains(a, firstTen(b))
	}
	return n > 1 && whole
}

// firstTen returns the first ten words of s.
func firstTen(s string) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(10, len(words))], " ")
}
