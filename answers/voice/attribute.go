package voice

import (
	"strings"

	"variorum/corpus"
)

// A cue is the words that say who speaks, and who that is.
type cue struct {
	span    corpus.Span
	subject subject
	verb    int // the token of the verb, or of the last word of the phrase; -1
	end     int // behind the last token of the cue and its subject, where both stand behind what is spoken
	direct  bool
	above   bool // it stands in the paragraph before
	by      bool // it says by whom what is quoted is
	ok      bool
}

// attribute says who speaks in quotations and block quotations, and finds indirect speech, in document order.
func (r *reader) attribute() {
	r.names = r.properNames()
	r.inside = make([]int32, len(r.tokens))
	byUnit := make([][]int, len(r.units))
	for i, q := range r.quotes {
		byUnit[q.unit] = append(byUnit[q.unit], i)
	}
	var last attributed
	blockEnd := -1
	for u := range r.units {
		x := r.units[u]
		if x.kind == corpus.Furniture || x.lo == x.hi {
			continue
		}
		sortQuotes(r.quotes, byUnit[u])
		next := 0
		for lo := x.lo; lo < x.hi; {
			hi := min(r.starts[r.tokens[lo].sentence+1], x.hi)
			if r.inside[lo] == 0 {
				r.opener(u, lo, hi)
			}
			for ; next < len(byUnit[u]) && r.quotes[byUnit[u][next]].open < hi; next++ {
				last = r.quotation(byUnit[u][next], last)
			}
			r.indirect(u, lo, hi)
			lo = hi
		}
		r.hedges(u)
		if u > blockEnd {
			blockEnd = max(blockEnd, r.block(u))
		}
		r.dialogue(u)
		if u > blockEnd {
			r.remember(u)
		}
	}
}

// An attributed is the last quotation with who speaks in it.
type attributed struct {
	cue  cue
	end  int // behind the quotation and its cue
	unit int
	ok   bool
}

// sortQuotes sorts the quotations of a unit by their start, outer ones first.
func sortQuotes(quotes []quote, at []int) {
	less := func(a, b quote) bool { return a.open < b.open || a.open == b.open && a.to > b.to }
	for i := 1; i < len(at); i++ { // nearly sorted: quotations are added when they close
		for j := i; j > 0 && i-j < 4*mostOpen && less(quotes[at[j]], quotes[at[j-1]]); j-- {
			at[j], at[j-1] = at[j-1], at[j]
		}
	}
}

// properNames returns the words that stand with a capital inside sentences and never without.
func (r *reader) properNames() map[string]bool {
	names := make(map[string]bool)
	for i, t := range r.tokens {
		if t.kind != word || t.class != 0 {
			continue
		}
		if !t.capital {
			names[t.word] = false
		} else if _, seen := names[t.word]; !seen && i > 0 && r.tokens[i-1].sentence == t.sentence && r.tokens[i-1].kind == word {
			names[t.word] = true
		}
	}
	return names
}

// mostScare is the most words in quotation marks inside a sentence that nobody is taken to say.
const mostScare = 4

// quotation says who speaks in a quotation, adds it as speech unless it is a title or a few words that the source sets off, and
// returns what the next quotation may go on with.
func (r *reader) quotation(n int, last attributed) attributed {
	q := r.quotes[n]
	words, whole := r.wordsIn(q)
	first := r.starts[r.tokens[q.open].sentence]
	first = max(first, r.units[q.unit].lo)
	if o := r.inside[q.open]; o != 0 {
		first = max(first, r.quotes[o-1].open+1)
	}
	leads := r.leads(first, q.open)
	if r.isTitle(q, words, leads) {
		return last
	}
	c := r.cueBehind(q)
	follows := c.ok && !c.subject.none
	if !follows {
		c = r.cueOf(q, first, last)
	}
	if !c.ok && last.ok && r.continues(q, last) {
		c = last.cue
		c.ok, c.direct = true, true
	}
	if !c.ok && !c.subject.none && last.ok && last.end <= q.open && r.tokens[last.end-1].sentence == r.tokens[q.open].sentence &&
		r.tokens[q.from].kind == word && !r.tokens[q.from].capital {
		c = last.cue // the sentence goes on
		c.direct = true
	}
	if !c.ok {
		c = r.cueInside(q)
	}
	reference := r.reference(q)
	if reference.ok && (!c.ok || reference.subject.proper && !follows && (c.above || !c.subject.proper && (!c.direct || reference.by))) {
		c = reference
	}
	if words <= mostScare && !whole && !c.direct {
		return last
	}
	if c.subject.self {
		return last
	}
	lead := corpus.Span{}
	if c.verb < q.open {
		lead = r.lead(c)
	} else if follows {
		lead = r.relativeBehind(c, r.units[q.last].hi)
	}
	s := r.resolve(c.subject, q.unit)
	c.subject = s
	kind := Quoted
	if s.name.Len() == 0 {
		kind = Unidentified
	}
	r.speeches = append(r.speeches, Speech{
		Span: r.spanOf(q), Kind: kind, Speaker: s.name, Cue: c.span, lead: lead, weak: !c.direct || s.name.Len() == 0 || reference.ok && c.span == reference.span,
	})
	for i := q.open; i < min(q.to+1, len(r.tokens)); i++ {
		if r.inside[i] == 0 {
			r.inside[i] = int32(n + 1)
			continue
		}
		break // it lies in another one
	}
	end := max(q.to+1, c.end)
	if c.end > q.to {
		end = r.tail(end, q.last)
	}
	return attributed{cue: c, end: end, unit: q.last, ok: c.ok}
}

// relativeBehind returns the span from the subject of c to the end of its sentence, if the rest of it is a relative clause that says who he is.
func (r *reader) relativeBehind(c cue, hi int) corpus.Span {
	i := max(c.subject.last, c.verb) + 1
	if c.subject.name.Len() == 0 || i+1 >= hi || r.tokens[i].kind != comma || r.tokens[i+1].kind != word {
		return corpus.Span{}
	}
	if t := r.tokens[i+1]; t.class&relative == 0 && (r.language != "de" || t.class&determiner == 0) {
		return corpus.Span{}
	}
	end := min(hi, r.starts[r.tokens[i].sentence+1])
	if r.quoted(i, end) {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.tokens[i].Start, End: r.tokens[end-1].End}
}

// tail returns the end of the sentence of token i, if no quotation opens in the rest of it; else i.
func (r *reader) tail(i, u int) int {
	k := i
	for ; k < r.units[u].hi && r.tokens[k].sentence == r.tokens[i-1].sentence; k++ {
		if r.tokens[k].kind == mark && r.tokens[k].opens {
			return i
		}
	}
	return k
}

// spanOf returns what a quotation holds, without blanks at its ends.
func (r *reader) spanOf(q quote) corpus.Span {
	return corpus.Span{Start: r.tokens[q.from].Start, End: r.tokens[q.to-1].End}
}

// wordsIn counts the words of a quotation, at most mostScare + 1, and reports whether it is all of its sentence.
func (r *reader) wordsIn(q quote) (n int, whole bool) {
	for i := q.from; i < q.to && n <= mostScare; i++ {
		if k := r.tokens[i].kind; k == word || k == number {
			n++
		}
	}
	first := max(r.starts[r.tokens[q.open].sentence], r.units[q.unit].lo)
	return n, r.leads(first, q.open) && (q.to+1 >= r.units[q.last].hi || r.tokens[q.to-1].kind == stop ||
		r.tokens[q.to+1].kind == stop || r.tokens[q.to].sentence != r.tokens[q.to+1].sentence)
}

// leads reports whether no word stands from token first to i.
func (r *reader) leads(first, i int) bool {
	for ; first < i; first++ {
		if k := r.tokens[first].kind; k == word || k == number {
			return false
		}
	}
	return true
}

// isTitle reports whether what stands in quotation marks is the name of something.
func (r *reader) isTitle(q quote, words int, leads bool) bool {
	if leads || q.unit != q.last {
		return false
	}
	for i := q.open - 1; i >= max(r.units[q.unit].lo, q.open-3); i-- {
		t := r.tokens[i]
		if t.kind == openBracket {
			return true
		}
		if t.kind != word && t.kind != comma {
			break
		}
		if t.class&titled != 0 && (t.class&utters == 0) && (i == q.open-1 || i == q.open-2 && r.tokens[q.open-1].kind == comma) {
			return true
		}
	}
	if r.inReference(q) {
		return true
	}
	if words < 2 || r.language != "en" {
		return false
	}
	n := 0
	for i := q.from; i < q.to; i++ {
		t := r.tokens[i]
		if t.kind != word || t.class&(determiner|within|before|and|clause) != 0 && n > 0 {
			continue
		}
		if !t.capital {
			return false
		}
		n++
	}
	return n > 1
}

// inReference reports whether q stands in brackets that hold a number, behind it.
func (r *reader) inReference(q quote) bool {
	for i := q.open - 1; i >= r.units[q.unit].lo && i > q.open-mostReference/2 && r.tokens[i].kind != closeBracket; i-- {
		if r.tokens[i].kind != openBracket {
			continue
		}
		for k := q.to; k < r.units[q.unit].hi && k < q.to+mostReference/2 && r.tokens[k].kind != closeBracket; k++ {
			if r.tokens[k].kind == number {
				return true
			}
		}
		return false
	}
	return false
}

// continues reports whether nothing but the words that say who speaks stands between the last quotation and q.
func (r *reader) continues(q quote, last attributed) bool {
	if q.unit != last.unit || last.end > q.open {
		return false
	}
	for i := last.end; i < q.open; i++ {
		if k := r.tokens[i].kind; k == word || k == number || k == openBracket {
			return false
		}
	}
	return true
}

const (
	// mostBehind is the most tokens behind a quotation in which a verb of saying is looked for.
	mostBehind = 14
	// mostBefore is the most tokens before a quotation in which one is looked for.
	mostBefore = 48
)

// cueBehind returns the words behind a quotation that say who speaks: said X, X said.
func (r *reader) cueBehind(q quote) cue {
	i := q.to + 1
	if q.repaired && (q.to >= len(r.tokens) || r.tokens[q.to].kind != mark) {
		return cue{}
	}
	hi := r.units[q.last].hi
	if o := r.inside[q.open]; o != 0 {
		hi = min(hi, r.quotes[o-1].to)
	}
	for i < hi && (r.tokens[i].kind == comma || r.tokens[i].kind == dash || r.tokens[i].kind == mark && !r.tokens[i].opens) {
		i++
	}
	if i >= hi || r.tokens[i].kind != word {
		return cue{}
	}
	if r.tokens[q.to-1].kind == stop && r.text[r.tokens[q.to-1].Start] == '.' && r.tokens[i].capital && r.tokens[i].Start > r.tokens[q.to].End {
		return cue{}
	}
	if q.to+1 < hi && r.tokens[q.to+1].sentence != r.tokens[q.to].sentence && r.tokens[i].capital {
		return cue{}
	}
	return r.cueFrom(i, min(hi, i+mostBehind), q.to+1 < i && r.tokens[q.to+1].kind == dash)
}

// cueInside returns the words inside a quotation that say who speaks: between commas, as French has them, or behind a dash, as Russian does.
func (r *reader) cueInside(q quote) cue {
	if q.unit != q.last || r.language == "en" || r.language == "de" {
		return cue{}
	}
	for i := q.from; i+2 < q.to && i < q.from+mostReference; i++ {
		if t := r.tokens[i+1]; r.tokens[i].kind != dash && (r.tokens[i].kind != comma || r.language != "fr") || t.kind != word || t.class&(saying|auxiliary) == 0 || t.capital {
			continue
		}
		hi := i + 1
		for hi < q.to && r.tokens[hi].kind == word {
			hi++
		}
		if c := r.cueFrom(i+1, hi, false); c.ok && c.verb <= i+4 && hi < q.to {
			switch r.tokens[hi].kind {
			case comma, stop, dash, point:
				c.end = 0
				return c
			}
		}
	}
	return cue{}
}

// cueFrom reads a clause of saying that begins at token i: verb and subject in either order.
func (r *reader) cueFrom(i, hi int, dashed bool) cue {
	end := i
reach:
	for ; end < hi; end++ {
		switch t := r.tokens[end]; t.kind {
		case word:
			if t.class&clause != 0 && t.class&(determiner|relative) == 0 {
				break reach
			}
		case point, number, other, comma:
		default:
			break reach
		}
	}
	if r.language == "de" && r.tokens[i].word == "so" && end > i+1 { // “...”, so X
		if s := r.behind(i+1, end); s.ok && s.name.Len() > 0 {
			return cue{span: r.tokens[i].Span, subject: s, verb: i, end: s.last + 1, direct: true, ok: true}
		}
	}
	if t := r.tokens[i]; t.class&(before|within|clause|and) != 0 && t.class&(determiner|utters|person|auxiliary|adverb) == 0 {
		return cue{}
	}
	v := -1
	for k := i; k < end && k < i+mostBehind; k++ {
		if t := r.tokens[k]; t.kind == word && t.class&saying != 0 && !(t.capital && k > i) && r.isVerb(k, i) && (t.class&split == 0 || r.splitOff(k, end)) {
			v = k
			break
		}
	}
	if v < 0 {
		return cue{}
	}
	c := cue{span: r.tokens[v].Span, verb: v, direct: true}
	plain := true
	for k := i; k < v; k++ {
		t := r.tokens[k]
		if t.kind == comma {
			c.direct = false
		}
		if t.class&(adverb|auxiliary) == 0 && t.kind == word || t.class&person != 0 {
			plain = false
		}
	}
	if plain {
		c.span.Start = r.tokens[i].Start
		c.subject = r.behind(v+1, end)
		if c.subject.ok && c.subject.name.Len() > 0 {
			c.end = c.subject.last + 1
		} else if !c.subject.self {
			c.end = v + 1
			c.subject = r.implied(v)
			c.subject.ok = true
		}
	} else {
		c.subject = r.subjectBefore(v, i)
		c.end = v + 1
	}
	c.ok = c.subject.ok && !c.subject.none
	c.end = max(c.end, v+1)
	for c.end < end && r.tokens[c.end].kind == word && !dashed { // to the end of the clause
		c.end++
	}
	return c
}

// behind returns the subject from token i on. Of an office with a name behind a comma it is the name.
func (r *reader) behind(i, hi int) subject {
	for i < hi && r.tokens[i].class&toMe != 0 && r.tokens[i].class&firstPerson == 0 {
		i++
	}
	s := r.nameFrom(i, hi)
	if s.ok && s.name.Len() > 0 && !s.refers && s.last+2 < hi && r.tokens[s.last+1].kind == comma && r.prefixed(s) {
		if x := r.nameFrom(s.last+2, hi); x.proper && r.allCapital(x) && x.last > x.first {
			return x
		}
	}
	return s
}

// isVerb reports whether token k, which may be a noun or an adjective, is a verb of saying: no article or preposition stands before it, and if it
// is more often a noun, what is said or a mark follows.
func (r *reader) isVerb(k, lo int) bool {
	t := r.tokens[k]
	if k > lo && r.language != "de" {
		p := r.tokens[k-1]
		if p.kind == word && (p.class&(determiner|before|within) != 0 && p.class&(person|firstPerson|clause|adverb|auxiliary|passive|toMe|modal) == 0 || strings.HasSuffix(p.word, "'s")) || p.kind == number {
			return false
		}
	}
	if t.class&nounlike == 0 || k == lo {
		return true
	}
	i := k + 1
	for i < len(r.tokens) && r.tokens[i].kind == word && r.tokens[i].class&(adverb|toMe) != 0 && r.tokens[i].class&that == 0 {
		i++
	}
	if i >= len(r.tokens) {
		return true
	}
	n := r.tokens[i]
	switch {
	case n.sentence != t.sentence, n.kind == colon, n.kind == mark && n.opens, n.kind == stop, n.class&that != 0, t.class&describing != 0:
		return true
	case n.kind == comma:
		return i+1 < len(r.tokens) && r.tokens[i+1].kind == mark || r.tokens[k-1].kind == word && r.tokens[k-1].class&person != 0
	case t.class&bare != 0:
		return n.class&(determiner|person) != 0 || n.capital
	}
	return r.tokens[r.starts[t.sentence+1]-1].kind == colon
}

// splitOff reports whether the word that makes a verb of saying of token k stands before hi.
func (r *reader) splitOff(k, hi int) bool {
	w := r.tokens[k].word
	for n := min(len(w), 5); n > 1; n-- {
		particles, ok := splits[w[:n]]
		if !ok {
			continue
		}
		for i := k + 1; i < hi && i < k+mostBehind; i++ {
			if t := r.tokens[i]; t.kind == word && strings.Contains(" "+particles+" ", " "+t.word+" ") {
				if i+1 >= len(r.tokens) || r.tokens[i+1].kind != word {
					return true
				}
			}
		}
		return false
	}
	return false
}

// cueOf returns the words before a quotation that say who speaks: in its sentence from token first on, or in the sentence before,
// if that ends with a colon.
func (r *reader) cueOf(q quote, first int, last attributed) cue {
	lo := first
	if last.ok && last.unit == q.unit && last.end > lo && last.end <= q.open {
		lo = last.end
	}
	if !r.leads(lo, q.open) {
		c := r.cueBefore(q.unit, lo, q.open)
		if (!c.ok || c.subject.name.Len() == 0 && !c.subject.none && !c.subject.self) && lo > first && last.ok && c.verb >= 0 {
			span := c.span
			c = last.cue
			c.span, c.ok = span, true
		}
		return c
	}
	// The sentence before, or the last of the paragraph before, introduces it.
	hi := first
	u := q.unit
	if first == r.units[u].lo {
		if u = r.prev[q.unit]; u < 0 {
			return cue{}
		}
		hi = r.units[u].hi
	}
	if hi == r.units[u].lo || r.tokens[hi-1].kind != colon {
		return cue{}
	}
	c := r.introduction(u, max(r.units[u].lo, r.starts[r.tokens[hi-1].sentence]), hi)
	c.direct, c.above = true, u != q.unit
	return c
}

// cueBefore returns the last words from token lo to hi that say who speaks behind them.
func (r *reader) cueBefore(u, lo, hi int) cue {
	lo = max(lo, hi-mostBefore)
	around := r.inside[hi-1]
	for i := hi - 1; i >= lo; i-- {
		if r.tokens[i].kind == semicolon || r.inside[i] != around && i < hi-1 {
			lo = i + 1
			break
		}
	}
	none := cue{verb: -1}
	for v := hi - 1; v >= lo; v-- {
		t := r.tokens[v]
		if t.kind != word || t.class&(utters|denying) == 0 || !r.isVerb(v, lo) || t.class&split != 0 && !r.splitOff(v, r.starts[t.sentence+1]) || t.capital && v > lo && r.language != "ru" {
			continue
		}
		c := cue{span: t.Span, verb: v, end: hi}
		c.direct = r.adjacent(v+1, hi)
		if t.class&participle != 0 {
			c.subject = r.mainSubject(lo, v)
			if r.commas(lo, v) > mostCommas && !c.subject.self {
				c.subject.name = corpus.Span{}
				c.subject.refers, c.subject.first = true, 0
			}
		} else {
			c.subject = r.subjectBefore(v, lo)
			if s := r.behind(v+1, hi); (r.language != "en" || v == lo) && !c.subject.none && !c.subject.self && (c.subject.name.Len() == 0 || r.inverted(v, lo)) && s.ok && s.name.Len() > 0 {
				c.subject = s
				c.direct = c.direct || r.adjacent(s.last+1, hi)
			}
			if c.subject.name.Len() == 0 && !c.subject.self && !c.subject.none && !c.subject.refers {
				c.subject = r.mainSubject(lo, v)
			}
		}
		if c.subject.self && v > lo && cites[t.word] {
			continue // it says, and I quote
		}
		c.ok = c.subject.ok && !c.subject.none
		if r.tokens[lo].class&asked != 0 && v > lo+2 && c.ok {
			c.span.Start = r.tokens[lo].Start
		}
		if c.subject.none && v > lo {
			none = c
			continue
		}
		return c
	}
	if c := r.accordingTo(lo, hi); c.ok {
		c.end = hi
		return c
	}
	if r.tokens[hi-1].kind == colon && hi-1 > lo {
		if s := r.nameBefore(hi-2, lo); s.proper && r.leads(lo, s.first) {
			return cue{span: s.name, subject: s, verb: -1, end: hi, direct: true, ok: true}
		}
	}
	return none
}

// cites are the verbs with which a source says that it gives another's words.
var cites = map[string]bool{"quote": true, "zitiere": true, "cito": true, "cite": true, "цитирую": true}

// mostCommas is the most commas between the subject of a sentence and a participle of which it is told to be the subject.
const mostCommas = 4

// commas counts the commas from token i to hi.
func (r *reader) commas(i, hi int) int {
	n := 0
	for ; i < hi; i++ {
		if r.tokens[i].kind == comma {
			n++
		}
	}
	return n
}

// adjacent reports whether from token i to hi nothing stands that parts a verb of saying from what is said.
func (r *reader) adjacent(i, hi int) bool {
	for ; i < hi; i++ {
		t := r.tokens[i]
		if (t.kind == word && t.class&(that|adverb|toMe) == 0) || t.kind == number {
			return false
		}
	}
	return true
}

// inverted reports whether what stands before the verb v is no subject but an adverbial: it begins with a preposition, and the
// language puts the subject behind the verb then.
func (r *reader) inverted(v, lo int) bool {
	if r.language == "en" {
		return false
	}
	t := r.tokens[lo]
	return t.kind == word && t.class&(before|within|adverb|clause) != 0 && t.class&determiner == 0 && v > lo
}

// mainSubject returns the subject of the sentence that begins at token lo, for a participle at v.
func (r *reader) mainSubject(lo, v int) subject {
	for k := lo; k < v; k++ { // the subject of another verb of saying before it
		if t := r.tokens[k]; t.kind == word && t.class&saying != 0 && r.isVerb(k, lo) && k > lo {
			if s := r.subjectBefore(k, lo); s.ok && (s.name.Len() > 0 || s.self) {
				return s
			}
		}
	}
	i := r.clauseStart(lo, v)
	s := r.clauseSubject(lo, v)
	if s.ok && s.last+2 < v && r.tokens[s.last+1].kind == comma && r.prefixed(s) {
		if x := r.nameFrom(s.last+2, v); x.proper && r.allCapital(x) {
			return x
		}
	}
	if !s.ok && !s.none && i < v && r.tokens[i].class&person != 0 {
		return subject{name: r.tokens[i].Span, first: i, last: i, refers: true, ok: true}
	}
	return s
}

// accordingTo returns the phrase from token lo to hi that says according to whom.
func (r *reader) accordingTo(lo, hi int) cue {
	phrases := phrasesOf(r.language)
	for i := lo; i < hi; i++ {
		t := r.tokens[i]
		if t.kind != word {
			continue
		}
		for _, p := range phrases[t.word] {
			end := i + len(p.words)
			if end > hi || !r.has(i, p.words) {
				continue
			}
			c := cue{span: corpus.Span{Start: t.Start, End: r.tokens[end-1].End}, verb: end - 1, ok: true}
			if p.behind {
				c.subject = r.nameBefore(i-1, lo)
			} else {
				c.subject = r.widened(r.behind(end, hi), hi)
			}
			if x := c.subject; !x.ok || x.name.Len() == 0 || x.self || notSources[r.tokens[x.last].word] || notSources[r.tokens[x.first].word] {
				continue
			}
			if longest := r.longer(phrases[t.word], i, hi); longest > len(p.words) {
				continue
			}
			c.end = max(end, c.subject.last+1)
			return c
		}
	}
	return cue{}
}

// widened returns s with the noun behind an adjective with a capital, as in: according to Welsh officials.
func (r *reader) widened(s subject, hi int) subject {
	if !s.ok || s.refers || r.language == "de" || r.language == "ru" || s.name.Len() == 0 {
		return s
	}
	n := 0
	for k := s.first; k <= s.last; k++ {
		if r.tokens[k].capital {
			n++
		}
	}
	k := s.last + 1
	for n == 1 && k < hi && k <= s.last+3 && r.tokens[k].kind == word && !r.tokens[k].capital && r.tokens[k].class&^utters == 0 {
		k++
	}
	if k > s.last+1 && (k == hi || r.tokens[k].kind != word || r.tokens[k].class != 0) {
		s.last = k - 1
		s.name.End = r.tokens[s.last].End
	}
	return s
}

// longer returns the length of the longest phrase that stands at token i.
func (r *reader) longer(phrases []phrase, i, hi int) int {
	n := 0
	for _, p := range phrases {
		if i+len(p.words) <= hi && r.has(i, p.words) {
			n = max(n, len(p.words))
		}
	}
	return n
}

// has reports whether words stand at token i.
func (r *reader) has(i int, words []string) bool {
	for k, w := range words {
		if i+k >= len(r.tokens) || r.tokens[i+k].kind != word || r.tokens[i+k].word != w {
			return false
		}
	}
	return true
}

// reference returns who is named in brackets or behind a dash directly behind a quotation.
func (r *reader) reference(q quote) cue {
	u := q.last
	i := q.to
	if i < r.units[u].hi && r.tokens[i].kind == mark {
		i++
	}
	for i < r.units[u].hi && (r.tokens[i].kind == stop || r.tokens[i].kind == mark) {
		i++
	}
	if i >= r.units[u].hi {
		if u+1 >= len(r.units) {
			return cue{}
		}
		u++
		i = r.units[u].lo
		if c := r.signature(i, r.units[u].hi); c.ok {
			return c
		}
		if i >= r.units[u].hi || r.tokens[i].kind != openBracket || r.units[u].hi-i > mostReference {
			return cue{}
		}
	}
	if c := r.signature(i, r.units[u].hi); c.ok {
		return c
	}
	return r.bracketed(i, r.units[u].hi)
}

// mostSigned is the most tokens of a signature.
const mostSigned = 20

// signature returns the name behind the dash i, if nothing but that and perhaps more about it stands to hi.
func (r *reader) signature(i, hi int) cue {
	if i >= hi || r.tokens[i].kind != dash && !(r.tokens[i].kind == other && r.text[r.tokens[i].Start] == '-') || hi-i > mostSigned {
		return cue{}
	}
	s := r.nameFrom(i+1, hi)
	if !s.proper || s.first > i+2 || !r.allCapital(s) {
		return cue{}
	}
	if s.last+1 < hi {
		switch r.tokens[s.last+1].kind {
		case comma, stop, openBracket, dash:
		default:
			return cue{}
		}
	}
	return cue{span: corpus.Span{Start: r.tokens[i].Start, End: s.name.End}, subject: s, verb: -1, end: hi, direct: true, ok: true}
}

// bracketed returns who is named in the brackets that open at token i: behind "by", or as the first of several parts.
func (r *reader) bracketed(i, hi int) cue {
	if i >= hi || r.tokens[i].kind != openBracket {
		return cue{}
	}
	end := i + 1
	for end < hi && r.tokens[end].kind != closeBracket && end-i < mostReference {
		end++
	}
	if end >= hi || r.tokens[end].kind != closeBracket {
		return cue{}
	}
	c := cue{span: corpus.Span{Start: r.tokens[i].Start, End: r.tokens[end].End}, verb: -1, end: end + 1, direct: true}
	for k := i + 1; k < end; k++ {
		if t := r.tokens[k]; t.kind == word && t.class&byline != 0 && !t.capital && k+1 < end {
			if s := r.nameFrom(k+1, end); s.proper {
				c.subject, c.ok, c.by = s, true, true
				return c
			}
		}
		if r.tokens[k].kind == mark {
			break
		}
	}
	if s := r.nameFrom(i+1, end); s.proper && s.first == i+1 && r.allCapital(s) && s.last+1 < end && r.tokens[s.last+1].kind == comma {
		c.subject, c.ok = s, true
		return c
	}
	for k := i + 1; k < end; k++ {
		c.ok = c.ok || r.tokens[k].kind == number
	}
	c.direct = false
	return c
}
