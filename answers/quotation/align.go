package quotation

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// A place is like a quotation, and not another sentence with some of its words, if it keeps at least keptShare percent of
// the quotation's words in order, where short words count half, and the kept words are at least placeShare percent of
// the words of the place. Both are choices: a quotation may have about a word in four changed, and of 451 sentences of two libraries on
// different matters, and their beginnings of 4, 8, 16, and 32 words, one is called like a sentence of the other library.
const (
	keptShare  = 70
	placeShare = 50
	shortWord  = 3 // the most letters of a word that counts half; numbers never do
)

// leastKept is the fewest words that a place must keep of a quotation that has so many; of a shorter one it must keep all.
const leastKept = 4

// maxNearest is the number of sources in which the closest place is looked for word by word: those with most pairs of adjacent words of
// the quotation near each other.
const maxNearest = 8

// A nearest collects the sources that may have a place like a quotation.
type nearest struct {
	said  corpus.SourceID
	close []candidate // by decreasing score, then by ID; at most maxNearest
	named *candidate  // that of said
}

// A candidate is a source with, for each piece of the quotation, where to look for it.
type candidate struct {
	id      corpus.SourceID
	stream  stream
	regions []corpus.Span // of words; empty where no pair of words of the piece is found
	score   int           // pairs of words found, over all pieces
}

// add looks at a source that is read as list.
func (n *nearest) add(q *quotation, id corpus.SourceID, list []stream) {
	best := candidate{id: id}
	for _, s := range list {
		c := candidate{id: id, stream: s}
		for i := range q.pieces {
			region, score := q.pieces[i].region(s)
			c.regions = append(c.regions, region)
			c.score += score
		}
		if c.score > best.score {
			best = c
		}
	}
	if best.score == 0 {
		return
	}
	best.stream.tokens = slices.Clip(best.stream.tokens)
	if id == n.said {
		n.named = &best
	}
	order := func(a, b candidate) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) }
	i, _ := slices.BinarySearchFunc(n.close, best, order)
	if n.close = slices.Insert(n.close, i, best); len(n.close) > maxNearest {
		n.close = slices.Delete(n.close, maxNearest, len(n.close))
	}
}

// places returns the places closest to q, one of a source, and that of the source to which it was credited.
func (n *nearest) places(q *quotation) []Place {
	type rated struct {
		Place
		off int
	}
	var list []rated
	for _, c := range n.close {
		if p, off, ok := q.like(c); ok {
			list = append(list, rated{p, off})
		}
	}
	var places []Place
	if len(list) > 0 {
		least := slices.MinFunc(list, func(a, b rated) int { return cmp.Compare(a.off, b.off) }).off
		for _, p := range list {
			if p.off == least {
				places = append(places, p.Place)
			}
		}
	}
	named := func(p Place) bool { return p.Source == n.said }
	if n.named != nil && !slices.ContainsFunc(places, named) {
		if p, _, ok := q.like(*n.named); ok {
			places = append(places, p)
		}
	}
	return places
}

type pairOf struct{ a, b uint64 }

// maxSame is the number of places in a quotation at which a pair of words is looked at.
const maxSame = 4

// A hit is a pair of words of a piece, at word q, that stands at word s of a stream.
type hit struct{ q, s int }

// hits returns where pairs of adjacent words of p stand in s, in the order of s. A piece of one word has none.
func (p *piece) hits(s stream) []hit {
	if p.pairs == nil {
		p.pairs = make(map[pairOf][]int, len(p.tokens))
		for i := 1; i < len(p.tokens); i++ {
			k := pairOf{p.tokens[i-1].key, p.tokens[i].key}
			if len(p.pairs[k]) < maxSame {
				p.pairs[k] = append(p.pairs[k], i-1)
			}
		}
	}
	var list []hit
	for i := 1; i < len(s.tokens); i++ {
		for _, q := range p.pairs[pairOf{s.tokens[i-1].key, s.tokens[i].key}] {
			list = append(list, hit{q, i - 1})
		}
	}
	return list
}

// region returns the words of s, about twice as many as p has, with most pairs of words of p, and their number. It has room for the words before
// the first pair and behind the last.
func (p *piece) region(s stream) (corpus.Span, int) {
	hits := p.hits(s)
	width := 2*len(p.tokens) + 4
	seen := make(map[int]int)
	best := corpus.Span{}
	most, first := 0, 0
	for last, h := range hits {
		for hits[first].s <= h.s-width {
			if q := hits[first].q; seen[q] > 1 {
				seen[q]--
			} else {
				delete(seen, q)
			}
			first++
		}
		seen[h.q]++
		if len(seen) > most {
			most = len(seen)
			best = corpus.Span{Start: first, End: last}
		}
	}
	if most == 0 {
		return corpus.Span{}, 0
	}
	a, b := hits[best.Start], hits[best.End]
	room := len(p.tokens) // where the passage was cut short or put in another order
	return corpus.Span{Start: max(0, a.s-min(room, a.q+4)), End: min(len(s.tokens), b.s+2+min(room, len(p.tokens)-b.q+2))}, most
}

// like returns the place in a source that is like q, and how far it is off: twice the words that are not the same, and one for each mark that differs.
func (q *quotation) like(c candidate) (Place, int, bool) {
	p := Place{Source: c.id}
	weight, kept, span := 0, 0, 0
	off, reached := 0, 0
	for i := range q.pieces {
		x := &q.pieces[i]
		p.Words += len(x.tokens)
		weight += x.weight(0, len(x.tokens))
		a := x.align(c.stream, x.around(c, i, reached))
		if a == nil {
			off += 2 * len(x.tokens)
			p.Changes = append(p.Changes, Change{Kind: PutIn, Span: corpus.Span{Start: p.Span.End, End: p.Span.End}, Quote: x.span.In(x.text)})
			continue
		}
		p.Parts = append(p.Parts, a.span)
		p.Span.End = a.span.End
		if a.from < reached { // it stands before the piece before it
			p.Changes = append(p.Changes, Change{Kind: Moved, Source: a.span.In(c.stream.text), Span: a.span, Quote: x.span.In(x.text)})
			off++
		}
		reached = a.to
		p.Changes = append(p.Changes, a.changes...)
		p.Kept += a.kept
		kept += a.weight
		span += a.to - a.from
		off += a.off
	}
	if p.Kept < min(leastKept, p.Words) || kept*100 < keptShare*weight || p.Kept*100 < placeShare*span || len(p.Parts) == 0 {
		return Place{}, 0, false
	}
	p.hull(c.stream.text)
	return p, off, true
}

// around returns the words among which piece i of a quotation is looked for: the first place at which it stands behind word
// reached, or anywhere, or else its region.
func (p *piece) around(c candidate, i, reached int) corpus.Span {
	found := p.find(c.stream)
	if len(found) == 0 {
		return c.regions[i]
	}
	at, _ := slices.BinarySearch(found, reached)
	if at == len(found) {
		at = 0
	}
	return corpus.Span{Start: found[at], End: found[at] + len(p.tokens)}
}

// weight returns the weight of words i to j of p: two for each, one for a short one.
func (p *piece) weight(i, j int) int {
	w := 0
	for _, t := range p.tokens[i:j] {
		s := t.Word.In(p.text)
		if w += 2; utf8.RuneCountInString(s) <= shortWord && !strings.ContainsFunc(s, unicode.IsDigit) {
			w--
		}
	}
	return w
}

// An alignment says which words of a piece are those of a place.
type alignment struct {
	span         corpus.Span // of the place, in the text
	from, to     int         // its words
	kept, weight int
	off          int
	changes      []Change
}

// align aligns p with the words of s in region, or returns nil if they have none in common.
func (p *piece) align(s stream, region corpus.Span) *alignment {
	to := p.path(s, region)
	var moved []move
	if tiled, out, n := p.tiles(s, region); n > count(to) {
		to, moved = tiled, out
	}
	first := slices.IndexFunc(to, func(j int) bool { return j >= 0 })
	if first < 0 {
		return nil
	}
	last := len(to) - 1
	for to[last] < 0 {
		last--
	}
	a := &alignment{from: to[first], to: to[last] + 1}
	// Words replaced at an end stand for the source's words there, within the sentence.
	head, tail := first, len(to)-1-last
	a.from -= reach(s, a.from, -1, region, head)
	a.to += reach(s, a.to, 1, region, tail)
	a.describe(p, s, to, moved)
	for _, m := range moved {
		a.from, a.to = min(a.from, m.at), max(a.to, m.at+m.n)
	}
	a.span = s.between(a.from, a.to)
	return a
}

// count returns the number of words of a path that stand for words.
func count(to []int) int {
	n := 0
	for _, j := range to {
		if j >= 0 {
			n++
		}
	}
	return n
}

// reach returns how many words of region, at most n, stand beside word i of s without the end of a sentence between.
func reach(s stream, i, step int, region corpus.Span, n int) int {
	k := 0
	for ; k < n; k++ {
		j := i + k // the word behind
		if step < 0 {
			j = i - k - 1
		}
		if j < region.Start || j >= region.End || ends(s, j, step) {
			break
		}
	}
	return k
}

// ends reports whether a sentence ends between word j of s and the one before it, or, going backward, behind it.
func ends(s stream, j, step int) bool {
	if step > 0 {
		j--
	}
	return j >= 0 && strings.ContainsAny(s.behind(s.tokens[j]), ".?!;:")
}

// maxCells is the size of the table of an alignment up to which all ways are compared. Longer pieces are divided
// where three words stand once in both.
const maxCells = 1 << 18

// path returns for each word of p which word of s stands for it, or -1; these increase.
func (p *piece) path(s stream, region corpus.Span) []int {
	to := make([]int, len(p.tokens))
	for i := range to {
		to[i] = -1
	}
	q, r := corpus.Span{End: len(p.tokens)}, region
	for _, a := range p.anchors(s, q, r) {
		p.fill(s, to, corpus.Span{Start: q.Start, End: a.q}, corpus.Span{Start: r.Start, End: a.s})
		for k := range 3 {
			to[a.q+k] = a.s + k
		}
		q.Start, r.Start = a.q+3, a.s+3
	}
	p.fill(s, to, q, r)
	return to
}

// anchors returns where three words stand once in both, in order, for a piece that is too long to be aligned at once.
func (p *piece) anchors(s stream, q, r corpus.Span) []hit {
	if q.Len()*r.Len() <= maxCells {
		return nil
	}
	type triple [3]uint64
	at := func(tokens []token, i int) triple { return triple{tokens[i].key, tokens[i+1].key, tokens[i+2].key} }
	once := func(tokens []token, span corpus.Span) map[triple]int {
		m := make(map[triple]int)
		for i := span.Start; i+3 <= span.End; i++ {
			k := at(tokens, i)
			if _, ok := m[k]; ok {
				m[k] = -1
			} else {
				m[k] = i
			}
		}
		return m
	}
	mine, theirs := once(p.tokens, q), once(s.tokens, r)
	var list []hit
	for i := q.Start; i+3 <= q.End; i++ {
		k := at(p.tokens, i)
		if j, ok := theirs[k]; ok && j >= 0 && mine[k] >= 0 {
			list = append(list, hit{i, j})
		}
	}
	var chosen []hit
	for _, h := range increasing(list) {
		if n := len(chosen); n == 0 || h.q >= chosen[n-1].q+3 && h.s >= chosen[n-1].s+3 {
			chosen = append(chosen, h)
		}
	}
	return chosen
}

// increasing returns the longest of the parts of list in which s increases.
func increasing(list []hit) []hit {
	var ends []int // of the best part of each length, its last hit
	before := make([]int, len(list))
	for i, h := range list {
		n, _ := slices.BinarySearchFunc(ends, h.s, func(e, s int) int { return cmp.Compare(list[e].s, s) })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		ends = append(ends[:n], append([]int{i}, ends[min(n+1, len(ends)):]...)...)
	}
	if len(ends) == 0 {
		return nil
	}
	var best []hit
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		best = append(best, list[i])
	}
	slices.Reverse(best)
	return best
}

// fill aligns words q of p with words r of s: the best sum of 3 for a word kept and -1 for one put in, left out inside, or replaced. A
// part too large for that stays unaligned, but for its ends.
func (p *piece) fill(s stream, to []int, q, r corpus.Span) {
	for q.Len() > 0 && r.Len() > 0 && q.Len()*r.Len() > maxCells && p.tokens[q.Start].key == s.tokens[r.Start].key {
		to[q.Start] = r.Start
		q.Start, r.Start = q.Start+1, r.Start+1
	}
	for q.Len() > 0 && r.Len() > 0 && q.Len()*r.Len() > maxCells && p.tokens[q.End-1].key == s.tokens[r.End-1].key {
		to[q.End-1] = r.End - 1
		q.End, r.End = q.End-1, r.End-1
	}
	if q.Len() == 0 || r.Len() == 0 || q.Len()*r.Len() > maxCells {
		return
	}
	const kept, other = 3, -1
	free := func(i int) bool { return i == 0 || i == len(p.tokens) } // before the piece and behind it the source's words cost nothing
	w := r.Len() + 1
	sum := make([]int32, (q.Len()+1)*w)
	for i := range q.Len() + 1 {
		for j := range w {
			best := int32(-1 << 30)
			if i == 0 && j == 0 {
				best = 0
			}
			if i > 0 {
				best = max(best, sum[(i-1)*w+j]+other)
			}
			if j > 0 && free(q.Start+i) {
				best = max(best, sum[i*w+j-1])
			} else if j > 0 {
				best = max(best, sum[i*w+j-1]+other)
			}
			if i > 0 && j > 0 {
				best = max(best, sum[(i-1)*w+j-1]+step(p.tokens[q.Start+i-1], s.tokens[r.Start+j-1]))
			}
			sum[i*w+j] = best
		}
	}
	for i, j := q.Len(), r.Len(); i > 0 || j > 0; {
		here := sum[i*w+j]
		switch {
		case i > 0 && j > 0 && here == sum[(i-1)*w+j-1]+step(p.tokens[q.Start+i-1], s.tokens[r.Start+j-1]):
			if i, j = i-1, j-1; p.tokens[q.Start+i].key == s.tokens[r.Start+j].key {
				to[q.Start+i] = r.Start + j
			}
		case j > 0 && (here == sum[i*w+j-1]+other || free(q.Start+i) && here == sum[i*w+j-1]):
			j--
		default:
			i--
		}
	}
}

// step returns what it is worth that b stands for a.
func step(a, b token) int32 {
	if a.key == b.key {
		return 3
	}
	return -1
}

// A move is n words of a piece, from word q on, that stand at word at of a stream, it may be out of order.
type move struct{ q, at, n int }

// leastMoved is the fewest words that are told to stand in another order.
const leastMoved = 4

// tiles lays runs of leastMoved words and more of p on equal words of region, in whatever order, and returns the path of those that are in
// order, the longest first, the others, by their places in p, and the number of words in all.
func (p *piece) tiles(s stream, region corpus.Span) (to []int, moved []move, words int) {
	to = make([]int, len(p.tokens))
	for i := range to {
		to[i] = -1
	}
	var placed []move
	list := p.runs(s, region)
	slices.SortStableFunc(list, func(a, b move) int { return cmp.Compare(b.n, a.n) })
	for _, m := range list {
		words += m.n
		i, _ := slices.BinarySearchFunc(placed, m, func(a, b move) int { return cmp.Compare(a.q, b.q) })
		if i > 0 && placed[i-1].at > m.at || i < len(placed) && placed[i].at < m.at {
			moved = append(moved, m)
			continue
		}
		placed = slices.Insert(placed, i, m)
		for k := range m.n {
			to[m.q+k] = m.at + k
		}
	}
	slices.SortFunc(moved, func(a, b move) int { return cmp.Compare(a.q, b.q) })
	return to, moved, words
}

// runs returns where runs of leastMoved words and more of p stand in region; no two have a word in common.
func (p *piece) runs(s stream, region corpus.Span) []move {
	starts := make(map[[leastMoved]uint64][]int)
	for j := region.Start; j+leastMoved <= region.End; j++ {
		if k := four(s.tokens, j); len(starts[k]) < maxSame {
			starts[k] = append(starts[k], j)
		}
	}
	taken := make(map[int]bool)
	length := func(i, j int) int {
		n := 0
		for i+n < len(p.tokens) && j+n < region.End && !taken[j+n] && p.tokens[i+n].key == s.tokens[j+n].key {
			n++
		}
		return n
	}
	var list []move
	for i := 0; i+leastMoved <= len(p.tokens); i++ {
		best := move{q: i}
		for _, j := range starts[four(p.tokens, i)] {
			if n := length(i, j); n > best.n {
				best.at, best.n = j, n
			}
		}
		if best.n < leastMoved {
			continue
		}
		for k := range best.n {
			taken[best.at+k] = true
		}
		list = append(list, best)
		i += best.n - 1
	}
	return list
}

func four(tokens []token, i int) (k [leastMoved]uint64) {
	for x := range k {
		k[x] = tokens[i+x].key
	}
	return k
}

// describe sets what a says of the words of p, for which those of to stand.
func (a *alignment) describe(p *piece, s stream, to []int, moved []move) {
	at := a.from // the next word of s
	for i := 0; ; i++ {
		mine := corpus.Span{Start: i, End: i}
		for i < len(to) && to[i] < 0 {
			i++
		}
		mine.End = i
		theirs := corpus.Span{Start: at, End: a.to}
		if i < len(to) {
			theirs.End = to[i]
		}
		a.gap(p, s, mine, theirs, moved)
		if i == len(to) {
			return
		}
		a.kept++
		a.weight += p.weight(i, i+1)
		a.word(p, s, i, to[i], i > 0 && to[i] > 0 && to[i-1] == to[i]-1)
		at = to[i] + 1
	}
}

// gap adds the changes between two words that are kept: words mine of p stand for words theirs of s.
func (a *alignment) gap(p *piece, s stream, mine, theirs corpus.Span, moved []move) {
	var put, left []corpus.Span // what is not moved
	at := mine.Start
	for _, m := range moved { // in the order of p
		if m.q >= mine.Start && m.q < mine.End {
			put = appendRun(put, at, m.q)
			at = m.q + m.n
			a.kept += m.n
			a.weight += p.weight(m.q, m.q+m.n)
			a.off++
			span := s.between(m.at, m.at+m.n)
			a.changes = append(a.changes, Change{Moved, span.In(s.text), span, p.between(m.q, m.q+m.n).In(p.text)})
		}
	}
	put = appendRun(put, at, mine.End)
	at = theirs.Start
	for _, m := range slices.SortedFunc(slices.Values(moved), func(x, y move) int { return cmp.Compare(x.at, y.at) }) {
		if m.at >= at && m.at < theirs.End {
			left = appendRun(left, at, m.at)
			at = m.at + m.n
		}
	}
	left = appendRun(left, at, theirs.End)
	if len(put) == 1 && len(left) == 1 {
		span := s.between(left[0].Start, left[0].End)
		a.changes = append(a.changes, Change{Changed, span.In(s.text), span, p.between(put[0].Start, put[0].End).In(p.text)})
		a.off += 2 * max(put[0].Len(), left[0].Len())
		return
	}
	for _, r := range left {
		span := s.between(r.Start, r.End)
		a.changes = append(a.changes, Change{LeftOut, span.In(s.text), span, ""})
		a.off += 2 * r.Len()
	}
	for _, r := range put {
		before := s.tokens[min(theirs.Start, len(s.tokens)-1)].Start
		a.changes = append(a.changes, Change{PutIn, "", corpus.Span{Start: before, End: before}, p.between(r.Start, r.End).In(p.text)})
		a.off += 2 * r.Len()
	}
}

func appendRun(list []corpus.Span, from, to int) []corpus.Span {
	if from < to {
		list = append(list, corpus.Span{Start: from, End: to})
	}
	return list
}

// word adds what differs in word i of p, which is word j of s, and in the marks before it, if the words before it are kept too, and
// behind the last one.
func (a *alignment) word(p *piece, s stream, i, j int, joined bool) {
	change := func(theirs, mine corpus.Span) {
		a.changes = append(a.changes, Change{Changed, theirs.In(s.text), theirs, mine.In(p.text)})
		a.off++
	}
	mine, theirs := p.tokens[i], s.tokens[j]
	if joined && mine.mark != theirs.mark {
		change(s.between(j-1, j+1), p.between(i-1, i+1))
	}
	same := sameForm(appendForm(nil, p.text, mine.Word), appendForm(nil, s.text, theirs.Word))
	if !same || i == 0 && sign(p.text, mine.Start) != sign(s.text, theirs.Start) {
		change(signed(s.text, theirs.Span), signed(p.text, mine.Span))
	}
	if i == len(p.tokens)-1 && !p.sameEnd(s, mine, theirs) {
		change(marked(s.text, theirs.Span), marked(p.text, mine.Span))
	}
}

// signed returns the span of a word with the sign before it, if it is a number that has one.
func signed(text string, w corpus.Span) corpus.Span {
	if sign(text, w.Start) != 0 {
		_, size := utf8.DecodeLastRuneInString(text[:w.Start])
		w.Start -= size
	}
	return w
}

// marked returns the span of a word with the mark right behind it.
func marked(text string, w corpus.Span) corpus.Span {
	if r, size := utf8.DecodeRuneInString(text[w.End:]); size > 0 && !isSpacing(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		w.End += size
	}
	return w
}

// between returns the span of words i to j of s.
func (s stream) between(i, j int) corpus.Span {
	a, b := s.tokens[i], s.tokens[j-1]
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
