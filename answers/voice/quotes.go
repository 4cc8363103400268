package voice

import "variorum/corpus"

// A quote is what stands between quotation marks.
type quote struct {
	from, to   int // its tokens, without the marks around it
	open       int // the opening mark, or from if it is missing
	unit, last int // the units in which it begins and ends
	family     family
	repaired   bool // a mark was missing
	depth      int
}

// An opening is a quotation that has begun.
type opening struct {
	family family
	at     int // the mark
	unit   int
}

const (
	// mostOpen is the most quotations that lie in one another; marks of deeper ones are not read.
	mostOpen = 8
	// mostUnmarked is the most paragraphs inside a quotation that do not begin with its mark anew.
	mostUnmarked = 2
)

// quotations finds what stands between quotation marks, over paragraphs and where a mark is missing.
func (r *reader) quotations() {
	var stack []opening
	last := -1 // the last unit that was part of the running text
	for u := range r.units {
		switch x := r.units[u]; x.kind {
		case corpus.Furniture:
			continue
		case corpus.Footnote, corpus.Heading:
			if x.kind == corpus.Heading && len(stack) > 0 {
				r.broken(stack[0], last)
				stack = nil
			}
			r.marks(u, x.lo, nil)
			continue
		}
		at := r.units[u].lo
		if len(stack) > 0 {
			switch f := stack[0].family; {
			case at < r.units[u].hi && r.tokens[at].kind == mark && r.tokens[at].opens && r.tokens[at].family == f:
				stack = stack[:1]
				at++
			case r.closesBeforeItOpens(u, f):
				stack = stack[:1]
			default:
				r.broken(stack[0], last)
				stack = nil
			}
		}
		stack = r.marks(u, at, stack)
		last = u
	}
	if len(stack) > 0 {
		r.broken(stack[0], last)
	}
}

// closesBeforeItOpens reports whether the first mark of a family in unit u or one of the next closes.
func (r *reader) closesBeforeItOpens(u int, f family) bool {
	for n := 0; u >= 0 && n <= mostUnmarked; u, n = r.next[u], n+1 {
		x := r.units[u]
		if x.kind == corpus.Heading {
			return false
		}
		if x.first[f] > 0 {
			return x.first[f] == 2
		}
	}
	return false
}

// marks reads the marks of unit u from token at on, and returns the quotations that are open at its end.
func (r *reader) marks(u, at int, stack []opening) []opening {
	x := r.units[u]
	left := x.closes
	closed := at // behind the last quotation of the unit
	for i := at; i < x.hi; i++ {
		t := &r.tokens[i]
		if t.kind != mark {
			continue
		}
		if t.opens {
			if n := openOf(stack, t.family); n > 0 && left[t.family] <= n && !r.goesOn(u, t.family) {
				stack = r.ended(stack, t.family, i, u)
			}
			if (t.family == single || t.family == typed) && left[t.family] == 0 && !r.goesOn(u, t.family) {
				continue
			}
			if len(stack) < mostOpen {
				stack = append(stack, opening{t.family, i, u})
			}
			continue
		}
		left[t.family]--
		n := topOf(stack, t.family)
		if n < 0 {
			if r.lacksOpening(u, i) {
				r.unopened(u, closed, i)
				closed = i + 1
			}
			continue
		}
		if r.isApostrophe(u, i, left[t.family]) || r.isInch(i, left[t.family]) {
			continue
		}
		r.quote(quote{from: stack[n].at + 1, to: i, open: stack[n].at, unit: stack[n].unit, last: u, family: t.family, depth: n})
		stack = stack[:n]
		closed = i + 1
	}
	return stack
}

// quote adds q if it has words.
func (r *reader) quote(q quote) {
	for _, t := range r.tokens[q.from:max(q.from, q.to)] {
		if t.kind == word || t.kind == number {
			r.quotes = append(r.quotes, q)
			return
		}
	}
}

// openOf counts the openings of a family.
func openOf(stack []opening, f family) int {
	n := 0
	for _, o := range stack {
		if o.family == f {
			n++
		}
	}
	return n
}

// topOf returns the index of the last opening of a family, or -1.
func topOf(stack []opening, f family) int {
	for i := len(stack) - 1; i >= 0; i-- {
		if stack[i].family == f {
			return i
		}
	}
	return -1
}

// goesOn reports whether the paragraph behind unit u begins with an opening mark of a family.
func (r *reader) goesOn(u int, f family) bool {
	n := r.next[u]
	if n < 0 || r.units[n].lo == r.units[n].hi {
		return false
	}
	t := r.tokens[r.units[n].lo]
	return t.kind == mark && t.opens && t.family == f
}

// ended closes the last quotation of a family, which lacks its closing mark, before the one that opens at i: at the last end of a
// sentence, or directly.
func (r *reader) ended(stack []opening, f family, i, u int) []opening {
	n := topOf(stack, f)
	o := stack[n]
	if f == single || f == typed {
		return stack[:n]
	}
	end := i
	if s := r.starts[r.tokens[i].sentence]; s > o.at+1 {
		end = s
	}
	r.quote(quote{from: o.at + 1, to: end, open: o.at, unit: o.unit, last: u, family: f, repaired: true, depth: n})
	return stack[:n]
}

// broken closes a quotation that lacks its closing mark at the end of unit last, or before a reference in brackets there. A mark
// that stands in the middle of a sentence without words that introduce it opens nothing.
func (r *reader) broken(o opening, last int) {
	if o.family == single || o.family == typed || last < o.unit {
		return
	}
	first := r.starts[r.tokens[o.at].sentence]
	if o.at > first {
		switch t := r.tokens[o.at-1]; {
		case t.kind == colon || t.kind == comma || t.kind == dash || t.class&utters != 0:
		default:
			return
		}
	}
	end := r.units[last].hi
	if b := r.bracketBefore(end, r.units[last].lo); b > o.at+1 {
		end = b
	}
	r.quote(quote{from: o.at + 1, to: end, open: o.at, unit: o.unit, last: last, family: o.family, repaired: true})
}

// mostReference is the most tokens of a reference in brackets.
const mostReference = 60

// bracketBefore returns the token that opens the brackets that close at hi, before a stop or not, or -1.
func (r *reader) bracketBefore(hi, lo int) int {
	i := hi - 1
	for i >= lo && (r.tokens[i].kind == stop || r.tokens[i].kind == point) {
		i--
	}
	if i < lo || r.tokens[i].kind != closeBracket {
		return -1
	}
	for n := 0; i >= lo && n < mostReference; i, n = i-1, n+1 {
		if r.tokens[i].kind == openBracket {
			return i
		}
	}
	return -1
}

// lacksOpening reports whether the mark i, which closes nothing, is the end of a quotation whose opening mark is missing.
func (r *reader) lacksOpening(u, i int) bool {
	t := r.tokens[i]
	if i == r.units[u].lo || t.family == single || t.family == typed || t.family == angle {
		return false
	}
	if t.family == straight {
		before, behind := r.tokens[i-1], r.at(i+1, u)
		return before.kind == stop || before.kind == comma && before.End == t.Start && behind.kind == word
	}
	return true
}

// at returns token i of unit u, or a stop if it has none.
func (r *reader) at(i, u int) token {
	if i < r.units[u].lo || i >= r.units[u].hi {
		return token{kind: stop, sentence: -1}
	}
	return r.tokens[i]
}

// unopened adds the quotation that ends at mark i and lacks its opening mark. It begins with its paragraph, if the one
// before introduces it, or with its sentence, but not before the token closed.
func (r *reader) unopened(u, closed, i int) {
	from := max(closed, r.starts[r.tokens[i].sentence])
	for from < i && r.tokens[from].kind != word && r.tokens[from].kind != number {
		from++
	}
	if r.introduced(u) && closed <= r.units[u].lo+1 {
		from = r.units[u].lo
	}
	r.quote(quote{from: from, to: i, open: from, unit: u, last: u, family: r.tokens[i].family, repaired: true})
}

// introduced reports whether the running text before unit u ends with a colon.
func (r *reader) introduced(u int) bool {
	p := r.prev[u]
	return p >= 0 && r.units[p].hi > r.units[p].lo && r.tokens[r.units[p].hi-1].kind == colon
}

// isApostrophe reports whether the mark i, which could close a quotation in single marks, is the apostrophe of a plural: another
// one that could close it follows, and the sentence goes on with a small letter.
func (r *reader) isApostrophe(u, i, left int) bool {
	t := r.tokens[i]
	if t.family != single && t.family != typed || left <= 0 {
		return false
	}
	before, behind := r.tokens[i-1], r.at(i+1, u)
	if before.kind != word || before.End != t.Start || r.text[before.End-1] != 's' || behind.kind != word || behind.capital {
		return false
	}
	for j := i + 1; j < r.units[u].hi && j < i+mostReference; j++ {
		if x := r.tokens[j]; x.kind == mark && x.family == t.family {
			return !x.opens
		}
	}
	return false
}

// isInch reports whether the mark i stands behind a number inside a quotation and another one is left to close that.
func (r *reader) isInch(i, left int) bool {
	t := r.tokens[i]
	return t.family == straight && left > 0 && r.tokens[i-1].kind == number && r.tokens[i-1].End == t.Start && i+1 < len(r.tokens) && r.tokens[i+1].kind == word && !r.tokens[i+1].capital
}
