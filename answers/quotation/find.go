package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// prepare makes the table of Knuth, Morris, and Pratt ("Fast pattern matching in strings", SIAM Journal on Computing 6, 1977) of
// the words of p behind the first, with their marks: fail[i] is the length of the longest end of the first i of them with which
// they begin.
func (p *piece) prepare() {
	if len(p.tokens) == 0 {
		return
	}
	rest := p.tokens[1:]
	p.fail = make([]int, len(rest)+1)
	for i, n := 1, 0; i < len(rest); i++ {
		for n > 0 && !alike(rest[n], rest[i]) {
			n = p.fail[n]
		}
		if alike(rest[n], rest[i]) {
			n++
		}
		p.fail[i+1] = n
	}
}

func alike(a, b token) bool { return a.key == b.key && a.mark == b.mark }

// maxWork is how often, on average, a word is read letter by letter before find gives up: in texts made so that thousands of places
// differ from the quotation in the hyphens of one word.
const maxWork = 8

// find returns the places in s, by their first words, where the words of p stand with the same punctuation between them. No two of them
// overlap.
func (p *piece) find(s stream) []int {
	rest := p.tokens[1:]
	var found []int
	n := 0
	next := 0 // the first word that is in no place
	work := maxWork * (len(s.tokens) + len(p.tokens))
	for i := range s.tokens {
		if len(rest) > 0 {
			for n > 0 && (n == len(rest) || !alike(rest[n], s.tokens[i])) {
				n = p.fail[n]
			}
			if alike(rest[n], s.tokens[i]) {
				n++
			}
		}
		if at := i - len(rest); n == len(rest) && at >= next && s.tokens[at].key == p.tokens[0].key && work > 0 {
			if work -= len(p.tokens); !p.stands(s, at) {
				continue
			}
			found = append(found, at)
			next = i + 1
		}
	}
	return found
}

// stands reports whether the words of p are those of s from word at on, letter by letter, and whether what a reader takes for
// part of the first or last word or of the sentence is the same too.
func (p *piece) stands(s stream, at int) bool {
	var a, b []byte
	for i, t := range p.tokens {
		a, b = appendForm(a[:0], p.text, t.Word), appendForm(b[:0], s.text, s.tokens[at+i].Word)
		if !sameForm(a, b) {
			return false
		}
	}
	first, last := p.tokens[0], p.tokens[len(p.tokens)-1]
	return sign(p.text, first.Start) == sign(s.text, s.tokens[at].Start) && p.sameEnd(s, last, s.tokens[at+len(p.tokens)-1])
}

// sign returns the sign of the number that begins at offset at, or 0.
func sign(text string, at int) rune {
	first, _ := utf8.DecodeRuneInString(text[at:])
	if !unicode.IsDigit(first) {
		return 0
	}
	r, size := utf8.DecodeLastRuneInString(text[:at])
	before, _ := utf8.DecodeLastRuneInString(text[:at-size])
	if r != '±' && r != '-' && r != '−' || size == 0 || unicode.IsLetter(before) || unicode.IsDigit(before) {
		return 0
	}
	if r == '−' {
		return '-'
	}
	return r
}

// sameEnd reports whether a number at the end of p and the one in its place are or are not both in percent, and, if p ends as a
// question or an exclamation, whether the place does too.
func (p *piece) sameEnd(s stream, mine, theirs token) bool {
	a, b := p.behind(mine), s.behind(theirs)
	if last, _ := utf8.DecodeLastRuneInString(p.text[:mine.End]); unicode.IsDigit(last) {
		unit := func(marks string) string {
			if strings.HasPrefix(marks, "%") || strings.HasPrefix(marks, "‰") {
				return marks[:1]
			}
			return ""
		}
		if unit(a) != unit(b) {
			return false
		}
	}
	for _, mark := range "?!" {
		if strings.ContainsRune(a, mark) && !strings.ContainsRune(b, mark) {
			return false
		}
	}
	return true
}

// maxBehind is the most bytes of the marks behind a word that are read.
const maxBehind = 40

// behind returns the marks behind a word of s and before the next one.
func (s stream) behind(t token) string {
	end := min(len(s.text), t.End+maxBehind)
	if n := len(s.parts); n > 0 && s.parts[n-1].End >= t.End {
		end = min(end, s.parts[n-1].End)
	}
	tail := s.text[t.End:end]
	if i := strings.IndexFunc(tail, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i >= 0 {
		tail = tail[:i]
	}
	return string(appendMarks(nil, tail))
}

// places returns where q stands in a source that is read as list.
func (q *quotation) places(id corpus.SourceID, list []stream) []Place {
	var places []Place
	for _, s := range list {
		for _, at := range q.whole.find(s) {
			places = append(places, q.place(id, s, []*piece{&q.whole}, []int{at}))
		}
	}
	if len(places) == 0 && (len(q.pieces) > 1 || q.pieces[0].span != q.whole.span) {
		pieces := make([]*piece, len(q.pieces))
		for i := range pieces {
			pieces[i] = &q.pieces[i]
		}
		for _, s := range list {
			for _, ats := range chains(s, pieces) {
				places = append(places, q.place(id, s, pieces, ats))
			}
		}
	}
	slices.SortFunc(places, byPosition)
	return slices.CompactFunc(places, func(a, b Place) bool { return a.Span == b.Span })
}

// chains returns where pieces stand in s in order, as near to each other as each first one allows.
func chains(s stream, pieces []*piece) [][]int {
	last := len(pieces) - 1
	at := make([][]int, len(pieces))   // of each piece, the places from which the rest can be reached
	then := make([][]int, len(pieces)) // the index of the next piece's place, for each of at
	for k := last; k >= 0; k-- {
		j := 0
		for _, i := range pieces[k].find(s) {
			if k == last {
				at[k] = append(at[k], i)
				continue
			}
			end := i + len(pieces[k].tokens)
			for j < len(at[k+1]) && at[k+1][j] < end {
				j++
			}
			if j == len(at[k+1]) || pieces[k+1].mayLeave >= 0 && at[k+1][j]-end > pieces[k+1].mayLeave {
				continue
			}
			if n := len(then[k]); k == 0 && n > 0 && then[k][n-1] == j { // a later place is nearer to the same rest
				at[k][n-1] = i
				continue
			}
			at[k], then[k] = append(at[k], i), append(then[k], j)
		}
		if len(at[k]) == 0 {
			return nil
		}
	}
	list := make([][]int, len(at[0]))
	for n := range list {
		j := n
		for k := range pieces {
			list[n] = append(list[n], at[k][j])
			if k < last {
				j = then[k][j]
			}
		}
	}
	return list
}

// place returns the place where each of pieces stands in s, from word at on.
func (q *quotation) place(id corpus.SourceID, s stream, pieces []*piece, ats []int) Place {
	p := Place{Source: id, Exact: true}
	for i, x := range pieces {
		span, exact := x.extent(s, ats[i])
		p.Parts = append(p.Parts, span)
		p.Exact = p.Exact && exact
		p.Words += len(x.tokens)
	}
	p.Kept = p.Words
	p.hull(s.text)
	return p
}

// hull sets the span of p, and its quote, from its parts.
func (p *Place) hull(text string) {
	p.Span = p.Parts[0]
	for _, x := range p.Parts {
		p.Span = corpus.Span{Start: min(p.Span.Start, x.Start), End: max(p.Span.End, x.End)}
	}
	p.Quote = p.Span.In(text)
}

// extent returns the span of p in s, where its words stand from word at on, and whether it stands there to the byte.
func (p *piece) extent(s stream, at int) (corpus.Span, bool) {
	span := s.between(at, at+len(p.tokens))
	whole := p.span.In(p.text)
	lead := p.tokens[0].Start - p.span.Start
	start := span.Start - lead
	if start >= 0 && strings.HasPrefix(s.text[start:], whole) && start+len(whole) >= span.End {
		return corpus.Span{Start: start, End: start + len(whole)}, true
	}
	tail := p.text[p.tokens[len(p.tokens)-1].End:p.span.End]
	if r, size := utf8.DecodeRuneInString(tail); size > 0 && strings.ContainsRune(".,;:!?…%‰", r) && strings.HasPrefix(s.text[span.End:], tail[:size]) {
		span.End += size
	}
	return span, false
}
