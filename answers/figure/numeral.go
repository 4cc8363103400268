package figure

import (
	"math/big"
	"strings"
)

// A numeral is a number that was read, without what stands around it.
type numeral struct {
	from, to  int // tokens, half-open
	low, high *big.Rat
	step      *big.Rat
	vague     bool
	part      bool // a fraction: of what follows, or of a unit
	digits    bool
	plain     bool // digits alone, without separators or multiplier
	multiple  bool // a multiplier or a pack is part of it
	about     bool // a pack that languages use loosely, such as "vingtaine"
	other     *big.Rat
}

func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{kind: markToken, start: len(r.text), end: len(r.text)}
	}
	return r.toks[i]
}

func (r *reader) word(i int) string {
	if t := r.at(i); t.kind == wordToken {
		return t.word
	}
	return ""
}

// maxPhrase is the most tokens of a phrase in a lexicon.
const maxPhrase = 5

// phrase returns how many tokens the longest phrase of s has that begins at token i; 0 if none does.
func (r *reader) phrase(i int, s set) int { return longest(r, i, s) }

func longest[V any](r *reader, i int, m map[string]V) int {
	best := 0
	if len(m) == 0 || i < 0 {
		return 0
	}
	var space [maxPhrase * (maxWord + 1)]byte
	joined := space[:0]
	for n := 1; n <= maxPhrase && i+n <= len(r.toks); n++ {
		t := &r.toks[i+n-1]
		if t.kind == numberToken || len(t.word) > maxWord {
			break
		}
		if n > 1 {
			joined = append(joined, ' ')
		}
		joined = append(joined, t.word...)
		if _, ok := m[string(joined)]; ok {
			best = n
		}
	}
	return best
}

// phraseBefore returns how many tokens the longest phrase of s has that ends before token i.
func (r *reader) phraseBefore(i int, s set) int { return longestBefore(r, i, s) }

func longestBefore[V any](r *reader, i int, m map[string]V) int {
	best := 0
	if len(m) == 0 || i > len(r.toks) {
		return 0
	}
	var space [maxPhrase * (maxWord + 1)]byte
	at := len(space)
	for n := 1; n <= maxPhrase && i-n >= 0; n++ {
		t := &r.toks[i-n]
		if t.kind == numberToken || len(t.word) > maxWord {
			break
		}
		if n > 1 {
			at--
			space[at] = ' '
		}
		at -= len(t.word)
		copy(space[at:], t.word)
		if _, ok := m[string(space[at:])]; ok {
			best = n
		}
	}
	return best
}

// maxWord is the most bytes of a word that is looked up.
const maxWord = 60

// joined returns the words of n tokens from i on, with blanks between them.
func (r *reader) joined(i, n int) string {
	s := ""
	for k := range n {
		if k > 0 {
			s += " "
		}
		s += r.toks[i+k].word
	}
	return s
}

// opens reports whether a number may begin at token i.
func (r *reader) opens(i int) bool {
	t := &r.toks[i]
	switch t.kind {
	case numberToken:
		return true
	case markToken:
		_, ok := vulgar[t.word]
		return ok
	}
	if r.lex.openers[t.word] {
		return true
	}
	switch r.language {
	case "de":
		_, ok := germanCompound(t.word, 0)
		return ok
	case "ru":
		return strings.HasPrefix(t.word, "пол")
	}
	return false
}

// numeral reads the number that begins at token i.
func (r *reader) numeral(i int) (numeral, bool) {
	if n, ok := r.vagueNumeral(i); ok {
		return n, true
	}
	if n, ok := r.fraction(i); ok {
		return n, true
	}
	if r.at(i).kind == numberToken {
		return r.digits(i)
	}
	return r.inWords(i)
}

// vagueEnd is by how much more the words for "dozens" and their like reach; it was chosen for this package.
const vagueEnd = 10

// vagueNumeral reads "dozens", "tens of thousands", "several hundred".
func (r *reader) vagueNumeral(i int) (numeral, bool) {
	n := numeral{from: i, vague: true}
	if k := r.phrase(i, r.lex.several); k > 0 {
		j := i + k
		m, ok := r.lex.mults[r.word(j)]
		if !ok {
			m, ok = r.lex.packs[r.word(j)]
			if m < 10 {
				return n, false
			}
		}
		if !ok {
			if m, ok = r.lex.vague[r.word(j)]; !ok {
				return n, false
			}
		}
		n.to = j + 1
		n.span(m)
		return n, true
	}
	m, ok := r.lex.vague[r.word(i)]
	if !ok || r.number(i-1) {
		return n, false
	}
	n.to = i + 1
	k := n.to + r.phrase(n.to, r.lex.of)
	if further, ok := r.lex.vague[r.word(k)]; ok && further > m && (k > n.to || r.language == "ru") {
		n.span(m * further)
		n.to = k + 1
		return n, true
	}
	if further, ok := r.lex.mults[r.word(k)]; ok && further > m {
		n.span(m * further)
		n.to = k + 1
		return n, true
	}
	if m == 10 && r.language == "en" {
		return n, false
	}
	if _, single := r.lex.mults[r.word(i)]; single && r.language == "ru" && r.at(i).word == "тысяч" {
		return n, false
	}
	n.span(m)
	return n, true
}

// span makes n an open range of multiples of m.
func (n *numeral) span(m int64) {
	n.low, n.high = big.NewRat(2*m, 1), big.NewRat(vagueEnd*m, 1)
	n.step = big.NewRat(m, 1)
}

// number reports whether token i is a number in digits or a word of one.
func (r *reader) number(i int) bool {
	t := r.at(i)
	if t.kind == numberToken {
		return true
	}
	if t.kind != wordToken {
		return false
	}
	_, value := r.valueOf(t.word)
	_, mult := r.lex.mults[t.word]
	return value || mult
}

// fraction reads "half", "a quarter", "two thirds", "three-quarters", "1/2", "one in five" and the like.
func (r *reader) fraction(i int) (numeral, bool) {
	n := numeral{from: i, part: true}
	t := r.at(i)
	if q, ok := vulgar[t.word]; ok && t.kind == markToken {
		n.to = i + 1
		n.set(big.NewRat(q[0], q[1]), big.NewRat(1, 2*q[1]))
		return n, true
	}
	num, denom, j := int64(1), int64(0), i
	if t.kind == numberToken {
		v, ok := small(t)
		if !ok {
			return n, false
		}
		if s, d := r.at(i+1), r.at(i+2); s.word == "/" && s.glued && d.glued && d.kind == numberToken && !r.at(i+3).glued {
			if w, ok := small(d); ok && v < w && w <= 10 && v > 0 {
				n.to = i + 3
				n.set(big.NewRat(v, w), big.NewRat(1, 2*w))
				return n, true
			}
			return n, false
		}
		num, j = v, i+1
	} else if r.lex.articles[t.word] {
		j++
	} else if v, ok := r.valueOf(t.word); ok && v < 100 {
		num, j = v, i+1
	}
	if j > i && num > 0 {
		if m, to, ok := r.outOf(j); ok && num < m {
			n.to = to
			n.set(big.NewRat(num, m), big.NewRat(1, m*10))
			return n, true
		}
	}
	if r.at(j).word == "-" && j > i && r.at(j).glued {
		j++
	}
	if r.language == "es" && num > 0 && (r.word(j) == "cuarto" || r.word(j) == "cuarta") && num == 1 && j == i {
		return n, false
	}
	if w := r.word(j); r.lex.halves[w] {
		denom = 2
	} else if d, ok := r.lex.fractions[w]; ok {
		denom = d
		if num == 1 && j == i && d != 2 && r.language == "en" {
			return n, false
		}
	}
	if denom == 0 || num >= denom || num < 1 {
		return n, false
	}
	n.to = j + 1
	q := big.NewRat(num, denom)
	n.set(q, big.NewRat(1, 2*denom))
	// "A third man" is no share of men.
	if r.language == "en" && num == 1 && denom != 2 && r.phrase(n.to, r.lex.of) == 0 {
		if _, mult := r.lex.mults[r.word(n.to)]; !mult {
			return n, false
		}
	}
	// A fraction of a multiplier or of a pack is a number.
	k := n.to + r.phrase(n.to, r.lex.of)
	if r.lex.articles[r.word(k)] {
		k++
	}
	m, ok := r.lex.mults[r.word(k)]
	if !ok {
		m, ok = r.lex.packs[r.word(k)]
	}
	if ok && m > 2 {
		n.part, n.multiple, n.to = false, true, k+1
		v := new(big.Rat).Mul(q, big.NewRat(m, 1))
		n.set(v, new(big.Rat).Quo(big.NewRat(m, 1), big.NewRat(10, 1)))
		if m <= 20 {
			n.step = big.NewRat(1, 1)
		}
	}
	return n, true
}

// outOf reads the rest of "one in five" at token j.
func (r *reader) outOf(j int) (whole int64, to int, ok bool) {
	k := r.phrase(j, r.lex.outOf)
	if k == 0 {
		return 0, 0, false
	}
	t := r.at(j + k)
	v, ok := small(t)
	if t.kind == wordToken {
		v, ok = r.valueOf(t.word)
		if r.at(j-1).kind == numberToken {
			ok = false
		}
	}
	next := r.at(j + k + 1)
	if !ok || v < 2 || v > 1000 || next.kind == numberToken || r.language == "de" && t.kind == wordToken {
		return 0, 0, false
	}
	if r.language == "es" || r.language == "de" {
		// "de 20" also opens a range or an age.
		if r.joined(j, k) != "de cada" {
			return 0, 0, false
		}
	}
	return v, j + k + 1, true
}

func small(t token) (int64, bool) {
	v := t.digits.value
	if t.kind != numberToken || v == nil || !v.IsInt() || !v.Num().IsInt64() || v.Num().Int64() > 1000 {
		return 0, false
	}
	return v.Num().Int64(), true
}

var vulgar = map[string][2]int64{
	"½": {1, 2}, "⅓": {1, 3}, "⅔": {2, 3}, "¼": {1, 4}, "¾": {3, 4}, "⅕": {1, 5}, "⅖": {2, 5}, "⅗": {3, 5}, "⅘": {4, 5},
	"⅙": {1, 6}, "⅚": {5, 6}, "⅛": {1, 8}, "⅜": {3, 8}, "⅝": {5, 8}, "⅞": {7, 8},
}

func (n *numeral) set(v, step *big.Rat) { n.low, n.high, n.step = v, v, step }

// digits reads a number in digits with the multiplier behind it.
func (r *reader) digits(i int) (numeral, bool) {
	t := r.toks[i]
	d := t.digits
	n := numeral{from: i, to: i + 1, digits: true, plain: d.plain, other: d.other}
	if d.value == nil {
		return n, false
	}
	n.set(d.value, d.step)
	if q, ok := vulgar[r.at(i+1).word]; ok && r.at(i+1).glued {
		n.to++
		n.plain = false
		n.set(new(big.Rat).Add(d.value, big.NewRat(q[0], q[1])), big.NewRat(1, 2*q[1]))
	}
	if r.andHalf(&n) {
		n.plain = false
	}
	for range 2 {
		w := r.word(n.to)
		m, ok := r.lex.mults[w]
		if !ok || m == 100 && r.language != "en" {
			break
		}
		if r.at(n.to).upper && w == "mn" {
			break
		}
		n.to++
		if r.at(n.to).word == "." && (r.language == "de" || r.language == "ru" || len(w) <= 3) && r.at(n.to).glued && !r.sentenceEnds(n.to) {
			n.to++
		}
		f := big.NewRat(m, 1)
		n.set(new(big.Rat).Mul(n.low, f), new(big.Rat).Mul(n.step, f))
		n.plain, n.multiple, n.other = false, true, nil
	}
	if !n.multiple {
		n.pack(r)
	}
	return n, true
}

// pack multiplies n by a dozen or a score that follows.
func (n *numeral) pack(r *reader) {
	m, ok := r.lex.packs[r.word(n.to)]
	if !ok || m < 10 {
		return
	}
	f := big.NewRat(m, 1)
	n.to++
	n.plain, n.multiple = false, true
	n.set(new(big.Rat).Mul(n.low, f), big.NewRat(1, 1))
}

// sentenceEnds reports whether the point at token i ends a sentence: a capital or nothing follows.
func (r *reader) sentenceEnds(i int) bool {
	next := r.at(i + 1)
	return i+1 >= len(r.toks) || next.upper && r.language != "de"
}

// andHalf adds the half of "two and a half".
func (r *reader) andHalf(n *numeral) bool {
	k := r.phrase(n.to, r.lex.andHalf)
	if k == 0 {
		return false
	}
	n.to += k
	n.set(new(big.Rat).Add(n.low, big.NewRat(1, 2)), big.NewRat(1, 4))
	return true
}

// valueOf returns the value of a word below the multipliers, also of a German compound.
func (r *reader) valueOf(word string) (int64, bool) {
	if v, ok := r.lex.values[word]; ok {
		return v, true
	}
	if r.language == "de" {
		return germanCompound(word, 0)
	}
	return 0, false
}

// maxWords bounds the number of words of one number.
const maxWords = 24

// inWords reads a number in words.
func (r *reader) inWords(i int) (numeral, bool) {
	n := numeral{from: i, to: i}
	if q, ok := r.lex.mixed[r.word(i)]; ok {
		n.to = i + 1
		n.set(q, big.NewRat(1, 4))
		n.multiplyAll(r)
		return n, true
	}
	if v, ok := r.russianHalf(r.word(i)); ok {
		n.to, n.multiple = i+1, true
		n.set(v, new(big.Rat).Quo(v, big.NewRat(5, 1)))
		if v.Cmp(big.NewRat(20, 1)) < 0 {
			n.step = big.NewRat(1, 1)
		}
		return n, true
	}
	article := r.lex.articles[r.word(i)]
	if article {
		next := r.word(i + 1)
		_, mult := r.lex.mults[next]
		m, pack := r.lex.packs[next]
		if pack && (m > 2 || r.at(i+2).word == "of" || r.language == "ru") {
			n.to = i + 2
			n.multiple = true
			n.about = r.language == "fr" || r.language == "es" && m != 12 && m != 2
			n.set(big.NewRat(m, 1), big.NewRat(1, 1))
			return n, true
		}
		if !mult {
			if _, ok := r.valueOf(r.word(i)); !ok {
				return n, false
			}
		} else if next != "" {
			n.to = i + 1
		}
	}
	if m, ok := r.lex.packs[r.word(i)]; ok && r.language == "ru" {
		n.to, n.multiple, n.about = i+1, true, m == 10 || m == 100
		n.set(big.NewRat(m, 1), big.NewRat(1, 1))
		return n, true
	}
	var total, current, lastMult int64
	lastMult = 1 << 60
	read := 0
	for j := n.to; j < len(r.toks) && read < maxWords; j++ {
		k := j
		if t := r.toks[k]; read > 0 && t.kind == markToken && t.word == "-" && t.glued && r.at(k+1).glued {
			k++
		} else if read > 0 && r.lex.links[t.word] {
			if !r.linked(k, current, total) {
				break
			}
			k++
			if t := r.at(k); t.word == "-" && t.glued {
				k++
			}
		}
		t := r.at(k)
		if t.kind != wordToken {
			break
		}
		if v, ok := r.valueOf(t.word); ok && fits(r.language, current, total, v) {
			if r.language == "fr" && current%100 == 4 && v == 20 {
				v = 76
			}
			current += v
		} else if m, ok := r.lex.mults[t.word]; ok && m == 100 && current < 100 && (current > 0 || r.language == "fr" || r.language == "de" ||
			n.to > i) {
			current = max(current, 1) * 100
		} else if ok && m > 100 && m < lastMult && (current > 0 || n.to > i || r.language != "en") && (read > 0 || current == 0) {
			total += max(current, 1) * m
			current, lastMult = 0, m
		} else {
			break
		}
		read++
		n.to, j = k+1, k
		if total > 1e15 {
			return n, false
		}
	}
	if read == 0 {
		return n, false
	}
	v := total + current
	n.set(big.NewRat(v, 1), big.NewRat(1, 1))
	n.multiple = v >= 100
	if !r.andHalf(&n) && v < 1000 {
		n.pack(r)
	}
	n.multiplyHalf(r)
	return n, true
}

// multiplyHalf applies the multiplier of "two and a half million".
func (n *numeral) multiplyHalf(r *reader) {
	if !n.low.IsInt() {
		n.multiplyAll(r)
	}
}

func (n *numeral) multiplyAll(r *reader) {
	if m, ok := r.lex.mults[r.word(n.to)]; ok {
		f := big.NewRat(m, 1)
		n.to++
		n.multiple = true
		n.set(new(big.Rat).Mul(n.low, f), new(big.Rat).Mul(n.step, f))
	}
}

// linked reports whether the link at token k joins two words of one number.
func (r *reader) linked(k int, current, total int64) bool {
	next := k + 1
	if t := r.at(next); t.word == "-" && t.glued {
		next++
	}
	v, ok := r.valueOf(r.word(next))
	if !ok {
		return false
	}
	switch r.language {
	case "en":
		return v < 100 && (current >= 100 && current%100 == 0 || current == 0 && total >= 1000)
	case "es":
		return v < 10 && current%100 >= 30 && current%10 == 0
	case "fr":
		return v == 1 && current%100 >= 20 && current%10 == 0 || v == 11 && current%100 == 60
	}
	return false
}

// fits reports whether v may follow current inside a number.
func fits(language string, current, total, v int64) bool {
	switch {
	case current == 0:
		return total == 0 || v < 1000
	case language == "fr" && current%100 == 4 && v == 20:
		return true
	case language == "fr" && (current%100 == 60 || current%100 == 80) && v > 0 && v < 20:
		return true
	case language == "fr" && current%100 == 10 && v >= 7 && v <= 9:
		return true
	case v < 10:
		return current%10 == 0 && (current%100 == 0 || current%100 >= 20)
	case v < 100:
		return current%100 == 0
	}
	return false
}

// germanCompound reads a German number that is written as one word, folded.
func germanCompound(word string, depth int) (int64, bool) {
	if len(word) < 6 || len(word) > maxWord || depth > 3 {
		return 0, false
	}
	value := func(s string) (int64, bool) {
		if v, ok := germanParts[s]; ok {
			return v, true
		}
		return germanCompound(s, depth+1)
	}
	for _, m := range [...]struct {
		word  string
		value int64
	}{{"tausend", 1000}, {"hundert", 100}} {
		head, tail, ok := strings.Cut(word, m.word)
		if !ok {
			continue
		}
		h, okHead := int64(1), true
		if head != "" {
			h, okHead = value(head)
		}
		t, okTail := int64(0), true
		if tail = strings.TrimPrefix(tail, "und"); tail != "" {
			t, okTail = value(tail)
		}
		return h*m.value + t, okHead && okTail && t < m.value && h < 1000
	}
	if unit, ten, ok := strings.Cut(word, "und"); ok {
		u, okU := germanParts[unit]
		t, okT := germanParts[ten]
		return t + u, okU && okT && u < 10 && t >= 20 && t < 100
	}
	return 0, false
}

var germanParts = merged(german.values, map[string]int64{"ein": 1})

// russianHalf reads the compounds with "half" that Russian writes as one word.
func (r *reader) russianHalf(word string) (*big.Rat, bool) {
	const half = "пол"
	if r.language != "ru" || len(word) <= len(half) || word[:len(half)] != half {
		return nil, false
	}
	rest := word[len(half):]
	m, ok := r.lex.mults[rest]
	if !ok {
		m, ok = map[string]int64{"дюжины": 12, "сотни": 100, "десятка": 10}[rest]
	}
	return big.NewRat(m, 2), ok
}
