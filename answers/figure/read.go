package figure

import (
	"math/big"
	"strings"

	"variorum/corpus"
)

// A reader reads the figures of one text.
type reader struct {
	text, language string
	lex            *lexicon
	toks           []token
	figures        []Figure
	places         []place // of figures, in tokens
}

// A place says where a figure stands, in tokens.
type place struct {
	from, to  int // of the whole expression
	number    int // first token of the number
	headFrom  int
	headTo    int
	cued      bool // a cue of a part stands before it
	cue       int  // tokens of the cue
	following int  // first token after number and unit
}

func newReader(text, language string) *reader {
	lex, ok := lexicons[language]
	if !ok {
		lex, language = lexicons[""], ""
	}
	return &reader{text: text, language: language, lex: lex, toks: scan(text, language)}
}

func (r *reader) span(from, to int) corpus.Span {
	if from >= to {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.toks[from].start, End: r.toks[to-1].end}
}

// An amount is a numeral with its currency, sign, and unit.
type amount struct {
	numeral
	quantity
	start    int // first token, the currency's or the sign's
	end      int // the token after it
	hasUnit  bool
	negative bool
	hyphen   bool // a hyphen joins the unit or head to the number
	suffixed bool // letters are glued to the digits
}

// figure reads the figure whose number begins at token i and returns the token to go on from.
func (r *reader) figure(i int) (next int) {
	if to := r.identifier(i); to > i {
		return to
	}
	a, ok := r.amount(i)
	if !ok {
		return i + 1
	}
	open := r.opener(a)
	var b amount
	var from int
	ranged := false
	if !a.vague && !a.part {
		b, from, ranged = r.rangeEnd(a, open)
	}
	if ranged && (a.low.Cmp(b.low) >= 0 || open >= 0 && r.changes(open)) {
		// "fell from 40 to 25 tonnes" is two figures, and the unit is of both.
		if b.hasUnit && !a.hasUnit && open >= 0 {
			a.hasUnit, a.quantity = true, b.quantity
		}
		ranged = false
	}
	if r.barred(a) || !ranged && r.clock(a) {
		return r.skip(a)
	}
	f := Figure{Low: a.low, High: a.high, Step: a.step, Unit: a.unit, Kind: Count, Whole: -1}
	p := place{from: a.start, number: a.from, to: a.end}
	f.Number = r.span(a.from, a.numeral.to)
	if a.hasUnit {
		f.Kind = a.kind
	}
	if a.vague {
		f.Qualifier = Vague
	}
	if ranged {
		if r.dated(a.from, b.numeral.to) || r.yearLike(a) && r.yearLike(b) && !b.hasUnit {
			return b.end
		}
		f.High, f.Qualifier = b.high, Between
		f.Number.End = r.toks[b.numeral.to-1].end
		if b.step.Cmp(f.Step) < 0 {
			f.Step = b.step
		}
		if b.hasUnit {
			f.Unit, f.Kind = b.unit, b.kind
		}
		if m := r.sharedMultiplier(a, b); m > 1 {
			f.Low = new(big.Rat).Mul(a.low, big.NewRat(m, 1))
		}
		a.end, a.hasUnit, a.hyphen = b.end, a.hasUnit || b.hasUnit, b.hyphen
		a.digits, a.multiple = a.digits || b.digits, a.multiple || b.multiple
		p.from, p.to = from, b.end
	}
	if f.Qualifier == Between && a.negative {
		f.Low = new(big.Rat).Neg(a.low)
	} else if a.negative {
		f.Low = new(big.Rat).Neg(a.low)
		f.High = f.Low
	}
	if a.about && f.Qualifier == Exact {
		f.Qualifier = About
	}
	r.qualify(&f, &p, a)
	r.age(&f, &p, &a)
	if a.suffixed && f.Kind == Count {
		if !r.ordinal(a) {
			return r.skip(a)
		}
		f.Kind = Ordinal
		a.end = a.numeral.to + 1
		f.Number.End = r.toks[a.numeral.to].end
		p.to = a.end
	}
	if a.part && !a.hasUnit {
		f.Kind, f.Unit = Share, Unit{Code: "%"}
		f.Low = new(big.Rat).Mul(f.Low, big.NewRat(100, 1))
		f.High, f.Step = f.Low, new(big.Rat).Mul(f.Step, big.NewRat(100, 1))
	}
	p.following = a.end
	if f.Qualifier != Between {
		p.following = max(p.to, a.end)
	}
	if f.Kind == Count && a.other != nil && f.Qualifier != Between {
		f.Low, f.High, f.Step = a.other, a.other, big.NewRat(1, 1)
	}
	f.Step = stepOf(f)
	if !r.relate(&f, &p, a) {
		return r.skip(a)
	}
	f.Span = r.span(p.from, p.to)
	if p.headTo > p.headFrom {
		f.Head = r.span(p.headFrom, p.headTo)
		f.Span.End = max(f.Span.End, f.Head.End)
		p.to = max(p.to, p.headTo)
	}
	r.figures, r.places = append(r.figures, f), append(r.places, p)
	return max(p.following, i+1)
}

// sharedMultiplier returns the multiplier that stands only behind the second number of a range, as in "10 to 15 million"
// and "one to two thousand", or 1.
func (r *reader) sharedMultiplier(a, b amount) int64 {
	if a.multiple || !b.multiple || b.numeral.to != b.from+2 || a.numeral.to != a.from+1 || a.hasUnit && a.kind != Money {
		return 1
	}
	m := r.lex.mults[r.word(b.from+1)]
	if m < 100 || a.low.Cmp(new(big.Rat).Quo(b.low, big.NewRat(m, 1))) >= 0 {
		return 1
	}
	return m
}

// skip returns the token after a number that is no figure.
func (r *reader) skip(a amount) int { return max(a.numeral.to, a.from+1) }

// stepOf returns what the notation of f distinguishes. Final zeros are taken to be rounded, but for one digit more
// than the first.
func stepOf(f Figure) *big.Rat {
	if f.Qualifier == Vague || f.Low.Sign() == 0 || !f.Low.IsInt() || !f.High.IsInt() || !f.Step.IsInt() {
		return f.Step
	}
	v := new(big.Int).Abs(f.Low.Num())
	if f.Qualifier == Between {
		v.GCD(nil, nil, v, new(big.Int).Abs(f.High.Num()))
	}
	ten, step := big.NewInt(10), big.NewInt(1)
	limit := new(big.Int).Quo(v, ten)
	for {
		next := new(big.Int).Mul(step, ten)
		if next.Cmp(limit) > 0 || new(big.Int).Rem(v, next).Sign() != 0 {
			break
		}
		step = next
	}
	return new(big.Rat).SetInt(step)
}

// amount reads a number that begins at token i with its sign, currency, and unit.
func (r *reader) amount(i int) (amount, bool) {
	n, ok := r.numeral(i)
	if !ok {
		return r.lasting(i)
	}
	a := amount{numeral: n, start: n.from, end: n.to}
	a.sign(r)
	code := a.currency(r)
	j := n.to
	if r.at(j).word == "-" && r.at(j).glued && r.at(j+1).glued && r.at(j+1).kind == wordToken {
		j, a.hyphen = j+1, true
	}
	if code != "" {
		if a.hyphen {
			j--
			a.hyphen = false
		}
		// Glued letters are a multiplier of money: "£4.5m".
		if t := r.at(j); t.glued && t.kind == wordToken {
			m, ok := map[string]int64{"m": 1e6, "k": 1000, "b": 1e9, "bn": 1e9, "mn": 1e6, "tn": 1e12}[t.word]
			if !ok {
				return a, false
			}
			a.scale(m)
			j++
			a.numeral.to, a.end = j, j
		}
		a.quantity = r.rated(quantity{unit: Unit{Code: code}, kind: Money, to: j})
		a.hasUnit, a.end = true, a.quantity.to
		return a, true
	}
	if n.part {
		// "a quarter of an hour", "half a mile"
		k := j + r.phrase(j, r.lex.of)
		if r.lex.articles[r.word(k)] {
			k++
		}
		if q, ok := r.quantity(k, n, false); ok && q.unit.Code != "%" {
			a.take(q)
		} else if q, from, ok := r.oneAnd(n); ok {
			a.start, a.from = from, from
			a.set(new(big.Rat).Add(a.low, big.NewRat(1, 1)), a.step)
			a.take(q)
			a.end, a.part = n.to, false
		}
		return a, true
	}
	t := r.at(j)
	if t.glued && t.kind == wordToken && n.digits && !a.hyphen {
		a.suffixed = true
	}
	if !n.vague || r.phrase(j, r.lex.of) == 0 {
		if q, ok := r.quantity(j, n, a.hyphen); ok {
			a.take(q)
		} else if r.phrase(j, r.lex.of) > 0 && n.multiple {
			// "deux millions de dollars"
			if q, ok := r.quantity(j+r.phrase(j, r.lex.of), n, false); ok {
				a.take(q)
			}
		}
	} else if q, ok := r.quantity(j+r.phrase(j, r.lex.of), n, false); ok {
		a.take(q)
	}
	if a.hasUnit {
		a.half(r)
		a.remainders(r)
		if a.kind == Temperature {
			if k := r.phrase(a.end, r.lex.below); k > 0 {
				a.end, a.negative = a.end+k, true
			}
		}
		if a.kind != Temperature && a.kind != Share && a.kind != Rate && a.kind != Money && a.kind != Points {
			a.negative = false
		}
	} else {
		a.negative = false
	}
	if !a.negative && a.start < a.from && !a.hasUnit {
		a.start = a.from
	}
	return a, true
}

// lasting reads a time that lasts one unit and has an article in place of a number: "for a week", "took nearly an hour".
func (r *reader) lasting(i int) (amount, bool) {
	if !r.lex.articles[r.word(i)] || !r.lex.lasts[r.word(i-1)] {
		return amount{}, false
	}
	one := big.NewRat(1, 1)
	a := amount{numeral: numeral{from: i, to: i + 1, low: one, high: one, step: one}, start: i, end: i + 1}
	q, ok := r.quantity(i+1, a.numeral, false)
	if !ok || q.kind != Duration {
		return amount{}, false
	}
	a.take(q)
	a.half(r)
	return a, true
}

// oneAnd reads the unit before a fraction, and where it begins: "an inch and a quarter", "a mile and a half".
func (r *reader) oneAnd(n numeral) (q quantity, from int, ok bool) {
	unit := n.from - 2
	if r.language != "en" || r.word(n.from-1) != "and" || !r.lex.articles[r.word(unit-1)] || r.lex.halves[r.word(n.from)] {
		return q, 0, false
	}
	code, ok := r.lex.units[r.word(unit)]
	if !ok {
		return q, 0, false
	}
	if code == "pound" {
		code = "lb"
	}
	q, ok = r.finish(code, unit+1)
	return q, unit - 1, ok && q.to == unit+1
}

func (a *amount) scale(m int64) {
	f := big.NewRat(m, 1)
	a.set(new(big.Rat).Mul(a.low, f), new(big.Rat).Mul(a.step, f))
	a.plain, a.multiple, a.other = false, true, nil
}

// take gives the number a unit.
func (a *amount) take(q quantity) {
	a.quantity, a.hasUnit, a.end = q, true, q.to
	if q.factor != nil {
		a.low, a.high = new(big.Rat).Mul(a.low, q.factor), new(big.Rat).Mul(a.high, q.factor)
		a.step = new(big.Rat).Mul(a.step, q.factor)
	}
}

// sign reads a minus before the number.
func (a *amount) sign(r *reader) {
	t := r.at(a.from - 1)
	if (t.word == "-" || t.word == "−" || t.word == "–") && t.kind == markToken && a.from > 0 {
		if r.toks[a.from].glued && !t.glued {
			a.negative, a.start = true, a.from-1
		}
		return
	}
	if k := r.phraseBefore(a.from, r.lex.minus); k > 0 {
		a.negative, a.start = true, a.from-k
	}
}

// currency reads a currency before the number and returns its code, or "".
func (a *amount) currency(r *reader) string {
	i := a.from - 1
	t := r.at(i)
	code, ok := currencyMarks[t.word]
	if ok {
		a.start = i
		if before := r.at(i - 1); t.glued && before.kind == wordToken && len(before.word) <= 3 && before.upper {
			a.start = i - 1
			if c := before.word; t.word == "$" && (c == "c" || c == "ca" || c == "a" || c == "au") {
				code = map[byte]string{'c': "CAD", 'a': "AUD"}[c[0]]
			}
		}
	} else if currencyCodes[t.word] && i >= 0 && r.text[t.start:t.end] == strings.ToUpper(t.word) {
		code, a.start = strings.ToUpper(t.word), i
	} else {
		return ""
	}
	if m := r.at(a.start - 1); (m.word == "-" || m.word == "−") && !m.glued && r.toks[a.start].glued {
		a.negative, a.start = true, a.start-1
	}
	return code
}

// half adds the half that follows a unit: "tres horas y media".
func (a *amount) half(r *reader) {
	if k := r.phrase(a.end, r.lex.andHalf); k > 0 && a.low.IsInt() && a.unit.Per == "" {
		a.end += k
		a.set(new(big.Rat).Add(a.low, big.NewRat(1, 2)), big.NewRat(1, 4))
	}
}

// maxRemainders is the most smaller units that one amount may have.
const maxRemainders = 3

// remainders adds what follows in smaller units: "three pounds, eleven shillings".
func (a *amount) remainders(r *reader) {
	code := a.unit.Code
	for range maxRemainders {
		rest := lesser[code]
		if rest == "" || a.unit.Per != "" || a.vague {
			return
		}
		j := a.end
		if r.at(j).word == "," {
			j++
		}
		if w := r.word(j); r.lex.links[w] || w == "und" || w == "и" {
			j++
		}
		n, ok := r.numeral(j)
		if !ok || n.vague || n.part || r.lex.articles[r.word(j)] {
			return
		}
		q, ok := r.quantity(n.to, n, false)
		if !ok || q.unit.Per != "" || a.kind != q.kind {
			return
		}
		v, step := n.low, n.step
		switch {
		case a.kind == Money && q.factor != nil && q.unit.Code == code:
			v, step = new(big.Rat).Mul(v, q.factor), new(big.Rat).Mul(step, q.factor)
		case a.kind != Money && strings.Contains(" "+rest+" ", " "+q.unit.Code+" "):
			f := new(big.Rat).Quo(measures[q.unit.Code].factor, measures[a.unit.Code].factor)
			v, step = new(big.Rat).Mul(v, f), new(big.Rat).Mul(step, f)
			if a.unit.Code == "ton" && q.unit.Code == "cwt" {
				v, step = big.NewRat(0, 1).Mul(n.low, big.NewRat(1, 20)), big.NewRat(1, 20)
			}
			code = q.unit.Code
		default:
			return
		}
		a.set(new(big.Rat).Add(a.low, v), step)
		a.end = q.to
		if a.kind == Money && code != "GBP" {
			return
		}
	}
}

// opener returns the token where a phrase that opens a range before a begins, or -1.
func (r *reader) opener(a amount) int {
	i := a.start
	if k := r.phraseBefore(i, r.lex.rangeOpen); k > 0 {
		return i - k
	}
	return -1
}

// rangeEnd reads the second number of a range that begins with a. It returns the first token of the range.
func (r *reader) rangeEnd(a amount, open int) (b amount, from int, ok bool) {
	j := a.end
	t := r.at(j)
	from = a.start
	dash := (t.word == "-" || t.word == "–" || t.word == "−") && t.kind == markToken
	switch {
	case dash && (t.glued == r.at(j+1).glued) && a.digits && r.at(j+1).kind == numberToken && (t.glued || t.word == "–"):
		j++
	case dash:
		return b, 0, false
	case r.phrase(j, r.lex.rangeLinks) > 0:
		j += r.phrase(j, r.lex.rangeLinks)
		if open >= 0 {
			from = open
		}
	case open >= 0 && r.phrase(j, r.lex.rangeAnds) > 0 && r.ands(open):
		j += r.phrase(j, r.lex.rangeAnds)
		from = open
	default:
		return b, 0, false
	}
	for k := 0; k < 2 && (currencyMarks[r.at(j).word] != "" || r.at(j).word == "\\" || r.lex.definite[r.word(j)] ||
		currencyCodes[r.word(j)] && r.at(j).upper); k++ {
		j++
	}
	b, ok = r.amount(j)
	if !ok || b.vague || b.part || b.suffixed && !b.hasUnit || a.hasUnit && b.hasUnit && a.unit != b.unit {
		return b, 0, false
	}
	if open < 0 && !dash && !(a.digits && b.digits) && !(b.hasUnit || a.hasUnit || r.headAfter(b.end)) {
		return b, 0, false
	}
	return b, from, true
}

// ands reports whether the opener at token i is one after which "and" divides a range.
func (r *reader) ands(i int) bool {
	switch r.at(i).word {
	case "between", "zwischen", "entre", "между":
		return true
	}
	return false
}

// changes reports whether a verb of change stands shortly before token i: "rose from 10 to 15" is no range.
func (r *reader) changes(i int) bool {
	for k := i - 1; k >= max(i-4, 0); k-- {
		w := r.toks[k].word
		for _, stem := range changeStems[r.language] {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

var changeStems = map[string][]string{
	"en": {
		"rose", "rise", "fell", "fall", "grew", "grow", "increas", "decreas", "decli", "drop", "climb", "went", "cut", "rais", "reduc",
		"shrank", "shrunk", "up", "down", "jump", "chang", "swell", "swoll", "sank", "sink",
	},
	"de": {
		"stieg", "gestieg", "steig", "fiel", "gefall", "fall", "sank", "sink", "wuchs", "wachs", "erhoh", "senk", "gesenk", "anstieg",
		"rueckgang", "ruckgang",
	},
	"es": {"subi", "sube", "baj", "crec", "cay", "pas", "aument", "disminu", "redu", "descend"},
	"fr": {"pass", "mont", "tomb", "baiss", "augment", "redu", "diminu", "chut", "hauss", "recul"},
	"ru": {"вырос", "снизи", "упал", "увелич", "уменьш", "повыс", "подня", "сократ", "рост"},
}

// qualify reads the qualifier before or after the number, and the cue of a part before it.
func (r *reader) qualify(f *Figure, p *place, a amount) {
	i := p.from
	if r.at(i-1).word == "\\" {
		i--
	}
	j := i
	if r.lex.definite[r.word(j-1)] {
		j--
	}
	k := longestBefore(r, i, r.lex.before)
	if k == 0 && j < i {
		if k = longestBefore(r, j, r.lex.before); k > 0 {
			i = j
		}
	}
	// "up to a surprising 20,000"
	for m := 2; k == 0 && m <= 3; m++ {
		if r.lex.articles[r.word(i-m)] && a.digits && r.at(i-1).kind == wordToken {
			if k = longestBefore(r, i-m, r.lex.before); k > 0 {
				i -= m
			}
		}
	}
	if k > 0 {
		q := r.lex.before[r.joined(i-k, k)]
		during := f.Kind == Duration && (q == MoreThan || q == LessThan) && k == 1 && r.language == "en" && r.at(i-1).word != "above"
		if !during {
			if f.Qualifier == Exact || f.Qualifier == About {
				f.Qualifier = q
			}
			p.from = i - k
		}
	} else if k := longest(r, a.end, r.lex.after); k > 0 && f.Qualifier == Exact {
		f.Qualifier = r.lex.after[r.joined(a.end, k)]
		p.to = max(p.to, a.end+k)
	} else if r.at(a.end).word == "-" && longest(r, a.end+1, r.lex.after) > 0 && f.Qualifier == Exact {
		k := longest(r, a.end+1, r.lex.after)
		f.Qualifier = r.lex.after[r.joined(a.end+1, k)]
		p.to = max(p.to, a.end+1+k)
	}
	if k := r.phraseBefore(p.from, r.lex.parts); k > 0 {
		p.from -= k
		p.cued, p.cue = true, k
	} else if r.lex.definite[r.word(p.from-1)] {
		if k := r.phraseBefore(p.from-1, r.lex.parts); k > 0 {
			p.from -= k + 1
			p.cued, p.cue = true, k+1
		}
	}
}

// age makes f an age if the words around say so.
func (r *reader) age(f *Figure, p *place, a *amount) {
	if a.hasUnit && a.unit != (Unit{Code: "y"}) || a.part || f.Qualifier == Vague {
		return
	}
	set := func(to int) {
		f.Kind, f.Unit = Age, Unit{Code: "y"}
		a.hasUnit, a.end = true, max(to, a.end)
		p.to = max(p.to, to)
	}
	if a.hyphen {
		j := a.numeral.to + 1
		for _, w := range r.lex.yearAdjs {
			switch {
			case r.word(j) != w:
			case r.language != "en":
				set(j + 1)
			case r.at(j+1).word == "-" && r.word(j+2) == "old":
				set(j + 3)
			}
		}
		return
	}
	if a.hasUnit {
		if k := r.phrase(a.end, r.lex.ageAfter); k > 0 {
			set(a.end + k)
			return
		}
	}
	if k := r.phraseBefore(p.from, r.lex.ageBefore); k > 0 && f.Low.Cmp(big.NewRat(130, 1)) < 0 {
		p.from -= k
		set(a.end)
		return
	}
	if !a.hasUnit && collectiveLinks[r.word(p.from-1)] && r.lex.persons[r.word(p.from-2)] && (r.lex.articles[r.word(p.from-3)] || r.at(p.from-3).kind == wordToken) &&
		f.Low.Cmp(big.NewRat(130, 1)) < 0 && !r.content(a.end) {
		set(a.end)
		return
	}
	if n := len(r.figures); n > 0 && r.figures[n-1].Kind == Age && !a.hasUnit && r.coordinated(r.places[n-1].to, p.from) {
		set(a.end)
		return
	}
	if a.hasUnit && r.has(p.from) {
		set(a.end)
	}
}

// has reports whether the words before token i say that somebody has or reached the years that follow.
func (r *reader) has(i int) bool {
	switch r.language {
	case "es", "fr":
		return ageVerbs[r.word(i-1)]
	case "ru":
		w := r.word(i - 1)
		if ageVerbs[w] {
			w = r.word(i - 2)
		}
		return w == "ему" || w == "ей" || w == "мне"
	}
	return false
}

var ageVerbs = each("tenía tiene cumplió avait было исполнилось")

// coordinated reports whether only a comma or "and" stands between two tokens' places.
func (r *reader) coordinated(from, to int) bool {
	if to-from > 3 || to <= from {
		return false
	}
	for _, t := range r.toks[from:to] {
		if t.word != "," && !conjunctions[t.word] {
			return false
		}
	}
	return true
}

var conjunctions = each("and und y e et и or oder o u ou или sowie")

// ordinal reports whether the letters glued to a number make it a place in a series.
func (r *reader) ordinal(a amount) bool {
	t := r.at(a.numeral.to)
	return r.toks[a.from].digits.plain && ordinalEnds[t.word]
}

var ordinalEnds = each("st nd rd th er ère e ème nd nde")
