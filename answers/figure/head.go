package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// maxHead is the most words of a head.
const maxHead = 6

// head returns the tokens of the noun that is counted or measured by an expression that ends before token i; none if
// from >= to.
func (r *reader) head(i int, a amount, kind Kind) (from, to int) {
	of := r.phrase(i, r.lex.of)
	if a.hyphen && i == a.numeral.to {
		i++
		of = 0
		if r.language == "en" && r.word(i) == "strong" {
			i++
		}
	}
	switch {
	case kind == Share:
		if of == 0 && !a.part && r.language != "ru" && !(r.language == "en" && englishPlural(r.word(i)) && r.content(i)) {
			return i, i
		}
		i += of
		for k := 0; k < 2 && (r.lex.definite[r.word(i)] || r.lex.articles[r.word(i)] || possessives[r.word(i)]); k++ {
			i++
		}
	case kind == Money || kind == Temperature || kind == Points || kind == Ordinal || kind == Age || kind == Duration:
		if kind != Ordinal && kind != Age || r.language == "" {
			return i, i
		}
	case kind != Count:
		if of == 0 && (r.language == "en" || r.language == "es" || r.language == "fr") {
			return i, i
		}
		i += of
	case of > 0 && (a.vague || a.multiple || a.part):
		i += of
		if r.lex.definite[r.word(i)] {
			i++
		}
	case of > 0:
		// "three of the drivers"; "five hundred of them" has its head elsewhere.
		j := i + of
		if r.lex.partitives[r.word(j)] {
			j++
		} else if !r.lex.partitives[r.word(i)] {
			return i, i
		}
		i = j
	}
	if r.at(i).word == "-" || openingQuotes[r.at(i).word] && r.at(i+1).glued {
		i++
	}
	if r.lex.more[r.word(i)] && !(r.language == "en" && r.word(i) == "others") {
		i++
	}
	if r.number(i) {
		return i, i
	}
	switch r.language {
	case "en":
		return r.englishHead(i, a, kind)
	case "de":
		return r.germanHead(i)
	case "es", "fr":
		return r.romanceHead(i)
	case "ru":
		return r.russianHead(i)
	}
	return i, i
}

var openingQuotes = set{"“": true, "'": true, "\"": true, "«": true, "„": true, "‘": true}

var possessives = each("its his her their our seine seiner ihre ihrer sus su leurs ses всех всего")

// content reports whether token i is a content word of the same run of words as the one before it.
func (r *reader) content(i int) bool {
	t := r.at(i)
	return t.kind == wordToken && !r.lex.stop[t.word] && len(t.word) <= maxWord && utf8.RuneCountInString(t.word) > 1
}

// nextWord returns the token after i, over a hyphen inside a compound.
func (r *reader) nextWord(i int) int {
	if t := r.at(i + 1); t.word == "-" && t.glued && r.at(i+2).glued && r.at(i+2).kind == wordToken {
		return i + 2
	}
	return i + 1
}

// englishHead ends at the first plural and the plurals right after it. A single thing and what a share or a measure is
// of may be a singular.
func (r *reader) englishHead(i int, a amount, kind Kind) (from, to int) {
	from, to = i, i
	if pastForms[r.word(i)] && !a.hyphen {
		return i, i
	}
	singular := kind != Count && kind != Age || a.hyphen || a.low != nil && a.low.Cmp(big.NewRat(1, 1)) == 0 && a.high.Cmp(a.low) == 0
	plural := false
	for n, k := 0, i; n < maxHead && r.content(k); n, k = n+1, r.nextWord(k) {
		t := r.toks[k]
		is := englishPlural(t.word)
		if plural && (!is || pastForms[t.word] || strings.HasSuffix(r.text[t.start:t.end], "ing")) {
			break
		}
		if n > 0 && !plural && is && pastForms[t.word] {
			break
		}
		if n > 0 && !plural && !is && englishVerb(t.word) && (!singular || n > 0 && !r.pluralWithin(k)) {
			break
		}
		if is {
			plural, to = true, k+1
		} else if singular && (n < 2 || kind != Count) {
			to = k + 1
		}
		// A possessive goes on to what is owned.
		if q := r.at(k + 1); q.word == "'" && q.glued {
			if r.word(k+2) == "s" && r.at(k+2).glued && r.content(k+3) {
				plural, k = false, k+2
			} else if is && !r.at(k+2).glued && r.content(k+2) {
				plural, k = false, k+1
			}
		}
	}
	if plural || singular {
		to = min(to, len(r.toks))
	} else if to > from {
		to = from
	}
	if kind == Count && !singular && !plural {
		if nominal[r.word(i)] {
			return i, i + 1
		}
		return i, r.singularHead(i, a)
	}
	if kind == Age && !plural {
		if r.content(i) && !englishVerb(r.word(i)) && a.hyphen {
			return i, i + 1
		}
		return i, i
	}
	// "police or army personnel", "men and women"
	if to > from && conjunctions[r.word(to)] && r.content(to+1) {
		for n, k := 0, to+1; n < 2 && r.content(k); n, k = n+1, k+1 {
			if englishPlural(r.word(k)) && !strings.HasSuffix(r.word(k), "ss") {
				to = k + 1
				break
			}
		}
	}
	return from, to
}

// singularHead returns the end of a head at token i that is counted in the singular, as in "18 law enforcement", or i.
// Only digits that no name stands before have one.
func (r *reader) singularHead(i int, a amount) int {
	t, before := r.at(i), r.at(a.from-1)
	if !a.digits || r.yearLike(a) || t.upper || t.glued || englishVerb(t.word) || before.kind == wordToken && before.upper &&
		!r.opensSentence(a.from-1) {
		return i
	}
	to := i
	for to < i+2 && r.content(to) && !englishVerb(r.word(to)) && !r.toks[to].upper {
		to++
	}
	return to
}

// pluralWithin reports whether a plural stands in the two words after token k.
func (r *reader) pluralWithin(k int) bool {
	for n := 1; n <= 2 && r.content(k+n); n++ {
		if englishPlural(r.word(k + n)) {
			return true
		}
	}
	return false
}

var nominal = each("dead wounded injured missing homeless unemployed")

var irregularPlurals = each(`people men women children police personnel cattle sheep fish deer feet teeth geese mice oxen staff troops aircraft headquarters
	data media criteria phenomena strata bacteria memoranda crew youth livestock poultry swine folk brethren strong force head vermin
	salmon trout species series offspring firemen policemen servicemen gunmen fishermen businessmen clergymen workmen seamen postmen
	horsemen countrymen women policewomen schoolchildren grandchildren townspeople infantry cavalry`)

// englishPlural reports whether a word looks like a plural.
func englishPlural(w string) bool {
	if irregularPlurals[w] || strings.HasSuffix(w, "men") && len(w) > 5 {
		return true
	}
	if len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") ||
		strings.HasSuffix(w, "ous") {
		return false
	}
	return true
}

// englishVerb reports whether a word looks like a verb that follows a noun.
func englishVerb(w string) bool {
	return strings.HasSuffix(w, "ed") && len(w) > 4 || strings.HasSuffix(w, "ly") || pastForms[w] || strings.HasSuffix(w, "ing") && len(w) > 5
}

var pastForms = each(`died fled fell went came lost took said sank stood left made met ran sat saw sent sold spoke told thought threw won wrote began
	broke brought built burnt bought caught drew drove fought flew found gave grew held hid hit kept knew lay led meant paid put read
	rode rose set shook shot showed shut slept spent stole struck swore tore wore walks walk remain remains live lives works work want
	say says get got keep lie stay sleep stand sit go come known born hurt slain shown seen taken given driven stolen strong likely
	belongs goes comes lies depends stands makes takes gets needs seems says uses means owns holds`)

// germanHead is adjectives in lower case and a noun with a capital.
func (r *reader) germanHead(i int) (from, to int) {
	from, to = i, i
	for n, k := 0, i; n < maxHead && r.content(k); n, k = n+1, r.nextWord(k) {
		t := r.toks[k]
		if t.upper {
			to = k + 1
			// A second noun is an apposition or a name.
			for k = r.nextWord(k); k > to && r.at(k).upper && r.content(k); k = r.nextWord(k) {
				to = k + 1
			}
			return from, to
		}
		if !germanAdjective(t.word) {
			break
		}
	}
	return from, from
}

func germanAdjective(w string) bool {
	for _, end := range []string{"e", "en", "er", "es", "em"} {
		if strings.HasSuffix(w, end) && len(w) > 4 {
			return true
		}
	}
	return false
}

// romanceHead is the first content word and the plurals that follow it.
func (r *reader) romanceHead(i int) (from, to int) {
	from, to = i, i
	if !r.content(i) {
		return from, from
	}
	for n, k := 0, i; n < 4 && r.content(k); n, k = n+1, r.nextWord(k) {
		w := r.word(k)
		if n > 0 && (!strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "x") || romanceVerb(r.language, w)) {
			break
		}
		if n == 0 && romanceVerb(r.language, w) {
			break
		}
		to = k + 1
	}
	return from, to
}

func romanceVerb(language, w string) bool {
	if language == "es" {
		return strings.HasSuffix(w, "ron") || strings.HasSuffix(w, "aban") || strings.HasSuffix(w, "ian") || strings.HasSuffix(w, "amos")
	}
	return strings.HasSuffix(w, "erent") || strings.HasSuffix(w, "aient") || strings.HasSuffix(w, "irent") || strings.HasSuffix(w, "ont") &&
		w != "pont" && w != "front" && w != "mont"
}

// russianHead is adjectives and a noun in the case that the number asks for.
func (r *reader) russianHead(i int) (from, to int) {
	from, to = i, i
	for n, k := 0, i; n < 4 && r.content(k); n, k = n+1, r.nextWord(k) {
		w := r.word(k)
		if russianVerb(w) || n > 0 && strings.HasSuffix(w, "ли") {
			break
		}
		to = k + 1
		if !russianAdjective(w) {
			break
		}
	}
	return from, to
}

func russianAdjective(w string) bool {
	for _, end := range []string{"ых", "их", "ые", "ие", "ого", "его", "ой", "ей", "ый", "ий", "ая", "ому", "ыми", "ими"} {
		if strings.HasSuffix(w, end) && utf8.RuneCountInString(w) > 4 {
			return true
		}
	}
	return false
}

func russianVerb(w string) bool {
	for _, end := range []string{"ли", "лись", "лось", "ло", "ют", "ит", "ает", "ется", "ются"} {
		if strings.HasSuffix(w, end) && utf8.RuneCountInString(w) > 4 && !strings.HasSuffix(w, "тели") {
			return true
		}
	}
	return false
}

// relate finds the head of f and the whole that it is a part of. It reports false where nothing says that the number
// counts anything.
func (r *reader) relate(f *Figure, p *place, a amount) bool {
	p.headFrom, p.headTo = r.head(p.following, a, f.Kind)
	if f.Kind == Volume && f.Unit.Per != "" {
		return true
	}
	if p.headTo > p.headFrom && !a.hasUnit && f.Kind == Count && !a.digits && r.toks[a.from].upper && r.toks[p.headTo-1].upper &&
		r.language != "de" && !r.allCapitals() {
		return false
	}
	if a.hasUnit && f.Unit.Per == "" && p.headTo > p.headFrom {
		if code, to, ok := r.divisor(p.headTo, f.Kind); ok {
			f.Unit.Per, f.Kind = code, Rate
			p.to = to
		}
	}
	if p.cued && r.lex.of[r.word(p.from)] && !r.opensClause(p.from) {
		p.cued = false
		p.from += p.cue
	}
	after := r.phrase(p.following, r.lex.parts)
	if p.cued || after > 0 {
		f.Whole = r.wholeBefore(*p)
		if f.Whole >= 0 && after > 0 {
			p.to = p.following + after
		}
		if f.Whole >= 0 && p.headTo <= p.headFrom && after == 0 && r.language == "en" {
			p.headFrom, p.headTo = r.complement(p.following)
		}
	} else if n := len(r.figures); n > 0 && r.figures[n-1].Whole >= 0 && r.places[n-1].cued && f.Kind == Count &&
		(r.coordinated(r.places[n-1].to, p.from) || r.coordinated(max(r.places[n-1].to, r.places[n-1].headTo), p.from)) {
		f.Whole = r.figures[n-1].Whole
		p.cued = true
	}
	if f.Kind == Share && a.part {
		return p.headTo > p.headFrom || f.Whole >= 0
	}
	if f.Kind != Count || p.headTo > p.headFrom {
		return !r.single(a, f, p)
	}
	if f.Qualifier == Vague {
		return r.copula(p.following)
	}
	if r.lex.definite[r.word(p.number-1)] && f.Qualifier == Exact && f.Whole < 0 {
		return false // "one of the eleven"
	}
	hundred := big.NewRat(100, 1)
	dozen := big.NewRat(12, 1)
	one := a.low.Cmp(big.NewRat(1, 1)) == 0
	switch {
	case f.Whole >= 0:
		return !one
	case r.partitive(p.following), r.phrase(p.following, r.lex.pronouns) > 0:
		return !one
	case r.collective(p.from) >= 0:
		p.from = r.collective(p.from)
		p.headFrom, p.headTo = p.from, p.from+1
		return !one
	case r.lex.takes[r.word(p.from-1)] && !r.yearLike(a) && (p.following >= len(r.toks) || r.closes(p.following)):
		return !one
	case r.copula(p.following):
		return !one
	case a.digits && a.plain && f.Qualifier == Exact:
		return false
	case f.Qualifier != Exact:
		return a.low.Cmp(dozen) > 0
	}
	return a.low.Cmp(hundred) >= 0 && !r.yearLike(a)
}

// collective returns the index of the noun for those whose number, with its qualifier, begins at token i, as in "a crew of about nine", or -1.
func (r *reader) collective(i int) int {
	if !collectiveLinks[r.word(i-1)] || !r.lex.collectives[r.word(i-2)] {
		return -1
	}
	return i - 2
}

// collectiveLinks stand between such a noun and the number.
var collectiveLinks = each("of von de из")

// partitive reports whether "of the" and a number begin at token i, as in "39 of the 40 lamps".
func (r *reader) partitive(i int) bool {
	k := r.phrase(i, r.lex.of)
	return k > 0 && r.lex.partitives[r.word(i+k)] && r.number(i+k+1)
}

// opensClause reports whether a mark, a conjunction, or nothing stands before token i.
func (r *reader) opensClause(i int) bool {
	t := r.at(i - 1)
	return i == 0 || t.kind == markToken || conjunctions[t.word]
}

// single reports whether f is a mere article: "un", "eine", or a "one" that counts nothing.
func (r *reader) single(a amount, f *Figure, p *place) bool {
	if f.Kind != Count || a.digits || f.Low.Cmp(big.NewRat(1, 1)) != 0 || f.High.Cmp(f.Low) != 0 {
		return false
	}
	if r.language != "en" {
		return true
	}
	if englishPlural(r.word(p.headTo - 1)) {
		return true
	}
	return vagueThings[r.word(p.headFrom)] || vagueThings[r.word(p.headTo-1)] || r.lex.definite[r.word(p.number-1)] ||
		r.word(p.number-1) == "no" || r.word(p.number-1) == "this" || r.word(p.number-1) == "any"
}

var vagueThings = each("thing way day time side hand reason kind sort place point moment morning evening night example account aspect clear")

// copula reports whether a verb that may follow a bare number begins at token i.
func (r *reader) copula(i int) bool {
	if r.lex.more[r.word(i)] {
		i++
	}
	if r.phrase(i, r.lex.copulas) > 0 {
		return true
	}
	w := r.word(i)
	if w == "" {
		return false
	}
	switch r.language {
	case "en":
		return strings.HasSuffix(w, "ed") && len(w) > 4
	case "es", "fr":
		return romanceVerb(r.language, w)
	case "ru":
		return russianVerb(w)
	}
	return false
}

// maxReach is the most tokens between a part and its whole.
const maxReach = 40

// wholeBefore returns the index of the figure that a part at p belongs to, or -1.
func (r *reader) wholeBefore(p place) int {
	for k := len(r.figures) - 1; k >= 0 && p.from-r.places[k].to <= maxReach; k-- {
		f := r.figures[k]
		if f.Kind != Count {
			continue
		}
		if f.Whole >= 0 {
			return f.Whole
		}
		return k
	}
	return -1
}

// complement returns what a copula at token i says of the part: "19 were police or army personnel".
func (r *reader) complement(i int) (from, to int) {
	switch r.word(i) {
	case "were", "are", "was", "is":
	default:
		return i, i
	}
	from = i + 1
	to = from
	for n := 0; n < maxHead && (r.content(to) || n > 0 && conjunctions[r.word(to)] && r.content(to+1)); n++ {
		to++
	}
	plural := false
	for k := from; k < to; k++ {
		if englishVerb(r.word(k)) {
			return from, from
		}
		plural = plural || englishPlural(r.word(k))
	}
	if !plural {
		return from, from
	}
	return from, to
}

// maxNear is the most content words kept on each side of a figure.
const maxNear = 6

// maxLook is the most tokens looked at on each side of a figure.
const maxLook = 24

// describe fills in the words of all figures.
func (r *reader) describe() {
	for k := range r.figures {
		f, p := &r.figures[k], r.places[k]
		f.HeadTerms = r.terms(p.headFrom, p.headTo)
		f.Before = r.before(k, p)
		f.After = r.after(k, p)
		if len(f.HeadTerms) == 0 && f.Whole >= 0 {
			f.HeadTerms = r.figures[f.Whole].HeadTerms
		}
		// Figures that "and" joins share the verb that stands before the first.
		if k > 0 && len(f.Before) == 0 && r.coordinated(max(r.places[k-1].to, r.places[k-1].headTo), p.from) {
			f.Before = r.figures[k-1].Before
		}
	}
}

func (r *reader) term(i int) Term {
	t := r.toks[i]
	return Term{Span: r.span(i, i+1), Word: t.word}
}

func (r *reader) terms(from, to int) []Term {
	var ts []Term
	for i := from; i < to && i < len(r.toks); i++ {
		if r.content(i) {
			ts = append(ts, r.term(i))
		}
	}
	return ts
}

// closes reports whether token i ends a clause.
func (r *reader) closes(i int) bool {
	t := r.toks[i]
	if t.kind == markToken {
		switch t.word {
		case "'", "-", "\\", "\"", "*", "_", "“", "”", "«", "»", "„":
			return false
		}
		return true
	}
	return conjunctions[t.word]
}

func (r *reader) before(k int, p place) []Term {
	var ts []Term
	low := max(p.from-maxLook, 0)
	if k > 0 {
		low = max(low, min(max(r.places[k-1].to, r.places[k-1].headTo), p.from))
	}
	for i := p.from - 1; i >= low && len(ts) < maxNear && !r.closes(i); i-- {
		if r.content(i) {
			ts = append(ts, r.term(i))
		}
	}
	for a, b := 0, len(ts)-1; a < b; a, b = a+1, b-1 {
		ts[a], ts[b] = ts[b], ts[a]
	}
	return ts
}

func (r *reader) after(k int, p place) []Term {
	var ts []Term
	from := max(p.to, p.headTo)
	high := min(from+maxLook, len(r.toks))
	if k+1 < len(r.places) {
		high = min(high, max(r.places[k+1].from, from))
	}
	for i := from; i < high && len(ts) < maxNear && !r.closes(i); i++ {
		if r.content(i) {
			ts = append(ts, r.term(i))
		}
	}
	return ts
}
