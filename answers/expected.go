package answers

import (
	"slices"
	"strings"
	"unicode"

	"variorum/answers/figure"
	"variorum/retrieval"
)

// measures are the beginnings of questions that ask for a measure, and the kinds of figures that answer them.
var measures = []struct {
	words string
	kinds []figure.Kind
}{
	{"how far|how deep|how tall|how wide|wie weit|wie tief|wie breit|quelle distance|quelle hauteur|quelle profondeur|que distancia|qué distancia|как далеко", []figure.Kind{figure.Length}},
	{"how heavy|wie schwer|quel poids|cuánto pesa|cuanto pesa|сколько вес", []figure.Kind{figure.Weight}},
	{"how long did|how long does|how long do|how long had|how long has|how long have|how long will|how long would|how long could|how long until|how long before|for how long|wie lange|combien de temps|cuánto tiempo|cuanto tiempo" +
		"|cuánto dur|cuanto dur|cuánto tard|cuanto tard|сколько длил|сколько продолжал|как долго|сколько времени", []figure.Kind{figure.Duration}},
	{"how long|wie lang", []figure.Kind{figure.Duration, figure.Length}},
	{"how old|wie alt|quel âge|quel age|qué edad|que edad|cuántos años|сколько лет", []figure.Kind{figure.Age, figure.Duration}},
	{"how fast|how strong|wie schnell|wie stark|quelle vitesse|qué velocidad|que velocidad", []figure.Kind{figure.Rate, figure.Length, figure.Count}},
	{"how hot|how cold|wie heiß|wie heiss|wie kalt|quelle température|qué temperatura", []figure.Kind{figure.Temperature}},
	{"how much money|what money|how much did it cost|what did it cost|was kostet|combien coûte|cuánto cuesta|сколько стоит", []figure.Kind{figure.Money}},
}

// measuresIn returns the kinds of figures that answer a question in small letters for a measure, and the words of it that tell so; nil if it asks
// for none.
func measuresIn(question string) ([]figure.Kind, []string) {
	for _, m := range measures {
		for words := range strings.SplitSeq(m.words, "|") {
			if strings.Contains(question, words) {
				return m.kinds, strings.Fields(words)
			}
		}
	}
	return nil, nil
}

// counts are the words of a question for a number of things.
var counts = []string{
	"how many", "number of", "wie viele", "wieviele", "anzahl", "combien de", "nombre de", "cuántos", "cuantos", "cuántas", "cuantas", "número de", "numero de", "сколько", "число",
	"death toll", "headcount", "zahl der", "opferzahl", "количество",
}

// A unit is what a question asks a number of, such as "weeks".
type unit struct {
	word      string
	five, ten figure.Figure // of it
}

// unitAsked returns the unit of measure that a question in small letters asks a number of; false if it asks for none.
func unitAsked(language, question string) (unit, bool) {
	read := func(number, word string) (figure.Figure, bool) {
		found := figure.Read(number+" "+word, language)
		if len(found) == 0 {
			return figure.Figure{}, false
		}
		return found[0], slices.Contains(amounts, found[0].Kind)
	}
	for _, m := range manyThings.FindAllStringSubmatch(question, -1) {
		if five, ok := read("5", m[1]); ok {
			ten, _ := read("10", m[1])
			return unit{m[1], five, ten}, true
		}
	}
	return unit{}, false
}

// leastOfUnit is the least share of a unit that an amount has which is given where the number of them is asked: hours may be told in minutes, years are
// not in seconds. A choice.
const leastOfUnit = 0.25

// tooSmall reports whether an amount is much less than the unit.
func (u unit) tooSmall(f figure.Figure) bool {
	below := figure.Ratio(f, u.five)
	return below > 5/leastOfUnit && figure.Ratio(f, u.ten) > below
}

// figuresFor returns the kinds of figures that answer a query; nil if any does, or the query is for something else.
func figuresFor(q retrieval.Query) figureKinds {
	if q.Kind != retrieval.Figure {
		return 0
	}
	if kinds, _ := measuresIn(q.Text); kinds != nil {
		return kindsOf(kinds...)
	}
	if u, ok := unitAsked(q.Language, q.Text); ok {
		return kindsOf(u.five.Kind)
	}
	if slices.ContainsFunc(counts, func(words string) bool { return strings.Contains(q.Text, words) }) {
		return kindsOf(figure.Count, figure.Share)
	}
	for w := range strings.FieldsFuncSeq(q.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if sums[w] {
			return kindsOf(figure.Money, figure.Rate)
		}
		for _, m := range measured {
			if m.words[w] {
				return kindsOf(append(slices.Clone(m.kinds), figure.Rate)...)
			}
		}
	}
	return 0
}

// Figure kinds are a set of kinds of figures.
type figureKinds uint32

// soughtKinds marks that the figures of a sentence were looked for.
const soughtKinds figureKinds = 1 << 31

func kindsOf(list ...figure.Kind) (set figureKinds) {
	for _, k := range list {
		set |= 1 << k
	}
	return set
}

// figures returns the kinds of figures that sentence i has, and looks for them once.
func (s *study) figures(i int) figureKinds {
	known := figureKinds(s.kinds[i].Load())
	if known&soughtKinds == 0 {
		known = soughtKinds
		for _, f := range figure.Read(s.text(i), s.language) {
			known |= kindsOf(f.Kind)
		}
		s.kinds[i].Store(uint32(known))
	}
	return known &^ soughtKinds
}
