package answers

import (
	"cmp"
	"slices"
	"strings"

	"variorum/corpus"
	"variorum/retrieval"
)

// A relation is how two cells of a row stand to one another.
type relation uint8

const (
	unlike     relation = iota // nothing that could be compared
	agree                      // the same, as far as both are precise
	compatible                 // both may be true, and they do not say the same
	differ
)

// A pointed is a cell before it is in a row, with what it is compared by.
type pointed struct {
	Cell
	order int // of the source among the accounts
	// aspect is what the cell is about, a slice of its source.
	aspect string
	// compare tells how it stands to another of the same row.
	compare func(other pointed) relation
	data    any // what compare reads
}

// comparing makes the rows of an answer. It is a function of the query and the readings; their order decides on the order of cells
// alone.
type comparing struct {
	question string // in small letters
	query    retrieval.Query
	weights  []int
	total    int
	people   []bool // of each term: see general
	thing    int    // of which the question asks the number: see thingsAsked
	named    bool   // that is a thing
	deed     int    // see deedOf
	readings []*reading
}

// newComparing returns what compares readings under a question in small letters.
func newComparing(question string, q retrieval.Query, readings []*reading) *comparing {
	c := &comparing{question: question, query: q, readings: readings}
	for _, t := range q.Terms {
		c.weights = append(c.weights, t.Weight)
		c.total += t.Weight
		c.people = append(c.people, forPeople(q.Language, t))
	}
	c.thing, c.named = c.thingsAsked()
	c.deed = c.deedOf()
	if slices.Contains(c.people, false) { // what is asked of people counts, and not that it is asked of them
		for t, people := range c.people {
			if people {
				c.total -= c.weights[t]
				c.weights[t] = 0
			}
		}
	}
	return c
}

// forPeople reports whether a term is a word for people at large, if need be with its slip of the finger mended.
func forPeople(language string, t retrieval.Term) bool {
	return slices.ContainsFunc(t.Alternatives, func(a retrieval.Alternative) bool {
		return a.Language == language && a.Closeness >= named && a.Text == "" && !a.Near && slices.Contains(retrieval.Concepts(language, a.Terms), "people")
	})
}

// rows returns the rows on which the accounts differ, and those on which they agree.
func (c *comparing) rows() (differences, agreements []Row) {
	if len(c.readings) < 2 {
		return nil, nil
	}
	var rows []Row
	rows = append(rows, c.figures()...)
	rows = append(rows, c.tallies()...)
	rows = append(rows, c.dates()...)
	rows = append(rows, c.names()...)
	rows = append(rows, c.terms()...)
	rows = append(rows, c.certainties()...)
	rows = append(rows, c.roles()...)
	rows = append(rows, c.causes()...)
	rows = append(rows, c.charges()...)
	rows = append(rows, c.titles()...)
	rows = append(rows, c.alternatives()...)
	rows = append(rows, c.words()...)
	sortRows(rows)
	return byAgreement(rows)
}

// sortRows puts rows in order of kind, then of aspect, then of their first cell.
func sortRows(rows []Row) {
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(slices.Index(RowKinds, a.Kind), slices.Index(RowKinds, b.Kind)),
			strings.Compare(strings.ToLower(a.Aspect), strings.ToLower(b.Aspect)),
			strings.Compare(string(a.Cells[0].Source), string(b.Cells[0].Source)), cmp.Compare(a.Cells[0].Span.Start, b.Cells[0].Span.Start))
	})
}

// byAgreement divides rows.
func byAgreement(rows []Row) (differences, agreements []Row) {
	for _, r := range rows {
		if r.Agree {
			agreements = append(agreements, r)
		} else {
			differences = append(differences, r)
		}
	}
	return differences, agreements
}

// row makes a row of points, if they are of two sources or more: one of difference if any two differ, one of agreement if all
// agree; else none. Points that cannot be compared with any other are left out.
func row(kind RowKind, points []pointed) (Row, bool) {
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b pointed) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	points = slices.CompactFunc(points, func(a, b pointed) bool { return a.Source == b.Source && a.Span == b.Span })
	related := func(p pointed) bool {
		return slices.ContainsFunc(points, func(o pointed) bool { return o.Source != p.Source && p.compare(o) != unlike })
	}
	points = slices.DeleteFunc(slices.Clone(points), func(p pointed) bool { return !related(p) })
	across, differs, all := false, false, true
	for i, p := range points {
		for _, o := range points[i+1:] {
			r := p.compare(o)
			differs = differs || r == differ
			all = all && r == agree
			across = across || o.Source != p.Source
		}
	}
	if !across || !differs && !all {
		return Row{}, false
	}
	out := Row{Kind: kind, Aspect: aspectOf(points), Agree: !differs}
	for _, p := range points {
		out.Cells = append(out.Cells, p.Cell)
	}
	return out, true
}

// aspectOf returns the aspect that most points have; of several the first in order of the alphabet, whatever the order of sources.
func aspectOf(points []pointed) string {
	count := make(map[string]int)
	for _, p := range points {
		if p.aspect != "" {
			count[strings.ToLower(p.aspect)]++
		}
	}
	best := ""
	for _, p := range points {
		a, b := strings.ToLower(p.aspect), strings.ToLower(best)
		if p.aspect != "" && (best == "" || count[a] > count[b] || count[a] == count[b] && (a < b || a == b && p.aspect < best)) {
			best = p.aspect
		}
	}
	return strings.Join(strings.Fields(best), " ")
}

// weigh returns the share of the question's weight that closeness covers, from 0 to One.
func (c *comparing) weigh(closeness []int) int {
	if c.total == 0 {
		return 0
	}
	sum := 0
	for t, n := range closeness {
		sum += c.weights[t] * n
	}
	return sum * (One / 100) / c.total
}

// greatest returns, term by term, the greatest of lists, each taken at a percentage.
func greatest(terms int, lists ...scaled) []int {
	out := make([]int, terms)
	for _, l := range lists {
		for t, n := range l.closeness {
			out[t] = max(out[t], n*l.percent/100)
		}
	}
	return out
}

type scaled struct {
	closeness []int
	percent   int
}

// clause returns the part of a sentence around a span that marks of punctuation divide from the rest: between commas, semicolons, colons,
// dashes, or brackets.
func clause(text string, around corpus.Span) corpus.Span {
	start, end := 0, len(text)
	for i, r := range text {
		if !strings.ContainsRune(",;:–—()", r) || inNumber(text, i) {
			continue
		}
		switch {
		case i < around.Start:
			start = i + len(string(r))
		case i >= around.End:
			return trimmed(text, corpus.Span{Start: start, End: i})
		}
	}
	return trimmed(text, corpus.Span{Start: start, End: end})
}

// inNumber reports whether the mark at i stands between two digits.
func inNumber(text string, i int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return digit(i-1) && digit(i+1)
}

// trimmed returns a span without blanks and marks at its ends.
func trimmed(text string, s corpus.Span) corpus.Span {
	in := s.In(text)
	left := strings.TrimLeft(in, " \t\r\n\u00a0,;:–—()>*_")
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRight(left, " \t\r\n\u00a0,;:–—(>"))
	return s
}

// union returns the span from the first to the last of spans that are not empty.
func union(spans ...corpus.Span) corpus.Span {
	var u corpus.Span
	for _, s := range spans {
		switch {
		case s.Len() <= 0:
		case u.Len() == 0:
			u = s
		default:
			u.Start, u.End = min(u.Start, s.Start), max(u.End, s.End)
		}
	}
	return u
}
