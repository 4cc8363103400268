package winnow

import (
	"bytes"
	"cmp"
	"slices"

	"variorum/corpus"
)

// A Match is a passage that two texts have in common. It holds a run of at least [MinWords] equal words, and
// what else is equal before and behind it, across small edits; but where the last few words are of the next sentence, which goes on
// differently in both texts, they are no part of it, and the first few likewise.
type Match struct {
	// SpanA and SpanB are its places, from its first word to its last, which are equal. Where a paragraph is interrupted by a
	// footnote or by the furniture of a page, the interruption is inside the span.
	SpanA, SpanB corpus.Span
	// Words is the number of its words, of which Changed differ: a word that was replaced counts once, and so does one that
	// only one of the texts has.
	Words, Changed int
}

// An edit divides two runs of equal words of one passage if no more than maxEdit words differ on either side and at least
// resume equal words follow, and twice as many as differ; fewer would often be chance. Both are choices.
const (
	maxEdit = 6
	resume  = 4
)

// Compare returns the passages that a and b have in common, by their places in a and then in b. Each word of a, and each of
// b, that is in a run of at least [MinWords] words which the other text has too is in one of them. A run that
// stands in a text several times is matched at each of its places, but not each of them with each place in the other text.
// Compare(b, a) returns the same with SpanA and SpanB changed. The cost is linear in the number of words.
func Compare(a, b Text) []Match { return compare(a, b, a.Prints(), b.Prints()) }

func compare(a, b Text, pa, pb Prints) []Match {
	if !haveRun(a, b, pa, pb) {
		return nil
	}
	first, second := a, b
	turned := order(a, b) > 0 // so that what is found does not depend on which text is the first
	if turned {
		first, second = b, a
	}
	list := newPair(first, second).matches()
	if turned {
		for i, m := range list {
			list[i].SpanA, list[i].SpanB = m.SpanB, m.SpanA
		}
	}
	slices.SortFunc(list, func(x, y Match) int { return cmp.Or(byPlace(x.SpanA, y.SpanA), byPlace(x.SpanB, y.SpanB)) })
	return list
}

func byPlace(a, b corpus.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// order orders texts by their words. It is 0 for texts of the same words alone.
func order(a, b Text) int {
	return cmp.Or(bytes.Compare(a.folded, b.folded), slices.CompareFunc(a.words, b.words, func(x, y word) int { return cmp.Compare(x.end, y.end) }))
}

// maxTries is the number of common fingerprints that haveRun looks at.
const maxTries = 64

// haveRun reports whether a and b have a run of MinWords words in common; where they have very many fingerprints in common it
// may report so without looking at them all.
func haveRun(a, b Text, pa, pb Prints) bool {
	tries := 0
	for i, j := 0, 0; i < len(pa.list) && j < len(pb.list); {
		switch h := pa.list[i].hash; cmp.Compare(h, pb.list[j].hash) {
		case -1:
			i++
		case 1:
			j++
		default:
			for k := j; k < len(pb.list) && pb.list[k].hash == h; k++ {
				if tries++; tries > maxTries || runAround(a, b, int(pa.list[i].at), int(pb.list[k].at)) {
					return true
				}
			}
			i++
		}
	}
	return false
}

// runAround reports whether word i of a and word j of b are in a common run of MinWords words.
func runAround(a, b Text, i, j int) bool {
	if i >= len(a.words) || j >= len(b.words) || !same(a, b, i, j) {
		return false
	}
	n := 1
	for i+n < len(a.words) && j+n < len(b.words) && n < MinWords && same(a, b, i+n, j+n) {
		n++
	}
	for d := 1; d <= i && d <= j && n < MinWords && same(a, b, i-d, j-d); d++ {
		n++
	}
	return n >= MinWords
}

// A pair is two texts that are compared: their words as numbers, where equal words have the same one and a barrier has
// one of its own, and which of them are in a match.
type pair struct {
	textA, textB Text
	a, b         []int32
	inA, inB     []bool
}

func newPair(a, b Text) *pair {
	numbers := make(map[string]int32)
	next := int32(0)
	read := func(t Text) []int32 {
		list := make([]int32, len(t.words))
		for i, w := range t.words {
			n, ok := numbers[string(t.form(i))]
			if !ok || w.barrier {
				n = next
				next++
			}
			if !ok && !w.barrier {
				numbers[string(t.form(i))] = n
			}
			list[i] = n
		}
		return list
	}
	return &pair{textA: a, textB: b, a: read(a), b: read(b), inA: make([]bool, len(a.words)), inB: make([]bool, len(b.words))}
}

// A run is n equal words, from word i of the first text and from word j of the second.
type run struct{ i, j, n int }

// matches returns what the texts have in common, in no order. It starts from the longest runs: what lies in a match
// on both sides is not read again, so that the cost is linear also where a text repeats itself.
func (p *pair) matches() []Match {
	runs := cover(newAutomaton(p.b).runs(p.a))
	for _, r := range cover(newAutomaton(p.a).runs(p.b)) {
		runs = append(runs, run{r.j, r.i, r.n})
	}
	slices.SortFunc(runs, func(x, y run) int { return cmp.Or(cmp.Compare(y.n, x.n), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	var list []Match
	for _, r := range runs {
		if !p.known(r) {
			list = append(list, p.grow(r))
		}
	}
	return list
}

// cover returns the fewest of runs which have all the words that runs have. Both i and i+n increase in runs.
func cover(runs []run) []run {
	var chosen []run
	reach := 0
	for k := 0; k < len(runs); {
		reach = max(reach, runs[k].i)
		for k+1 < len(runs) && runs[k+1].i <= reach {
			k++
		}
		if r := runs[k]; r.i+r.n > reach {
			chosen = append(chosen, r)
			reach = r.i + r.n
		}
		k++
	}
	return chosen
}

// known reports whether all words of r are in a match.
func (p *pair) known(r run) bool {
	return !slices.Contains(p.inA[r.i:r.i+r.n], false) && !slices.Contains(p.inB[r.j:r.j+r.n], false)
}

// grow returns the match that r is part of.
func (p *pair) grow(r run) Match {
	after, edits := p.onward(r.i+r.n, r.j+r.n, 1)
	before, more := p.onward(r.i-1, r.j-1, -1)
	from, to := run{i: r.i - before.i, j: r.j - before.j}, run{i: r.i + r.n + after.i, j: r.j + r.n + after.j}
	for i := from.i; i < to.i; i++ {
		p.inA[i] = true
	}
	for j := from.j; j < to.j; j++ {
		p.inB[j] = true
	}
	spare := r.n - MinWords // words that may be cut from r itself
	tail := p.tail(to.i, to.j, spare+after.n)
	head := p.head(from.i, from.j, spare+before.n-max(0, tail-after.n))
	return Match{
		SpanA:   p.textA.span(from.i+head, to.i-tail-1),
		SpanB:   p.textB.span(from.j+head, to.j-tail-1),
		Changed: edits + more,
		Words:   r.n + after.n + before.n - head - tail + edits + more,
	}
}

// tail returns how many of the last words before words i and j, which are equal, begin another sentence in both texts and end in
// the middle of it in both: a passage ended, and the next sentences happen to begin alike. It is less than resume and at most limit.
func (p *pair) tail(i, j, limit int) int {
	if p.textA.opens(i) || p.textB.opens(j) {
		return 0
	}
	for k := min(resume-1, limit); k > 0; k-- {
		if p.textA.opens(i-k) && p.textB.opens(j-k) {
			return k
		}
	}
	return 0
}

// head returns, likewise, how many of the words from i and j on end another sentence.
func (p *pair) head(i, j, limit int) int {
	if p.textA.opens(i) || p.textB.opens(j) {
		return 0
	}
	for k := min(resume-1, limit); k > 0; k-- {
		if p.textA.opens(i+k) && p.textB.opens(j+k) {
			return k
		}
	}
	return 0
}

// onward goes on from words i and j, forward or backward, over equal words and small edits. It returns how
// far it came on each side, the number of equal words, and that of changed ones.
func (p *pair) onward(i, j, step int) (far run, changed int) {
	a, b := side{p.a, p.textA, i, step}, side{p.b, p.textB, j, step}
	for x, y := 0, 0; ; {
		n := 0
		for a.has(x+n) && b.has(y+n) && a.at(x+n) == b.at(y+n) && !(p.inA[i+(x+n)*step] && p.inB[j+(y+n)*step]) {
			n++
		}
		x, y = x+n, y+n
		far = run{x, y, far.n + n}
		dx, dy, ok := edit(a, b, x, y)
		if !ok || p.inA[i+(x+dx)*step] && p.inB[j+(y+dy)*step] {
			return far, changed
		}
		edits, kept := distance(a, b, x, y, dx, dy)
		changed += edits
		far.n += kept
		x, y = x+dx, y+dy
	}
}

// A side is the words of a text from one of them on, forward or backward.
type side struct {
	words []int32
	text  Text
	from  int
	step  int
}

func (s side) has(k int) bool {
	i := s.from + k*s.step
	return i >= 0 && i < len(s.words) && !s.text.words[i].barrier
}

func (s side) at(k int) int32 { return s.words[s.from+k*s.step] }

// edit returns the smallest edit at words x and y behind which the texts go on alike; of several as small the most
// even, which replaces words, and of two of these the one with more words in a.
func edit(a, b side, x, y int) (dx, dy int, ok bool) {
	for sum := 1; sum <= 2*maxEdit; sum++ {
		for uneven := sum % 2; uneven <= sum; uneven += 2 {
			for _, d := range [...]int{uneven, -uneven} {
				dx, dy := (sum+d)/2, (sum-d)/2
				if dx <= maxEdit && dy <= maxEdit && open(a, x, dx) && open(b, y, dy) && resumes(a, b, x+dx, y+dy, dx, dy) {
					return dx, dy, true
				}
			}
		}
	}
	return 0, 0, false
}

// open reports whether n words from x on are of one run.
func open(s side, x, n int) bool {
	for k := range n {
		if !s.has(x + k) {
			return false
		}
	}
	return true
}

// resumes reports whether enough equal words follow an edit of dx and dy words that ends before words x and y.
func resumes(a, b side, x, y, dx, dy int) bool {
	for k := range max(resume, 2*dx, 2*dy) {
		if !a.has(x+k) || !b.has(y+k) || a.at(x+k) != b.at(y+k) {
			return false
		}
	}
	return true
}

// distance returns the fewest words to replace, leave out, and put in that make dx words of a the dy words of b, and how many words
// then stay.
func distance(a, b side, x, y, dx, dy int) (changed, kept int) {
	const one = 2 * maxEdit // a change; a word that stays takes 1 from the sum, so that of as many changes those with more words count
	var row [maxEdit + 1]int
	for j := range row {
		row[j] = j * one
	}
	for i := 1; i <= dx; i++ {
		diagonal := row[0]
		row[0] = i * one
		for j := 1; j <= dy; j++ {
			through := diagonal + one
			if a.at(x+i-1) == b.at(y+j-1) {
				through = diagonal - 1
			}
			diagonal = row[j]
			row[j] = min(through, row[j]+one, row[j-1]+one)
		}
	}
	changed = (row[dy] + one - 1) / one
	return changed, changed*one - row[dy]
}
