package claim

import "variorum/corpus"

// A Charge is what somebody is said to be accused of, or to have been sentenced for.
type Charge struct {
	Verb  corpus.Span // accused of, sentenced in absentia for
	Crime corpus.Span
}

// Charges returns the charges that text names, in the order of their verbs.
func Charges(text, language string) []Charge {
	s := newSentence(text, language)
	g := charging[s.language]
	var charges []Charge
	for i := 0; i < len(s.words); i++ {
		if !g.verbs[s.lower(i)] {
			continue
		}
		if c, end, ok := s.chargeAt(g, i); ok {
			charges = append(charges, c)
			i = end
		}
	}
	return charges
}

// mostBetween is the most words between the verb of a charge and what joins the crime to it: "sentenced in absentia to ten years for".
const mostBetween = 6

func (s *sentence) chargeAt(g charges, i int) (Charge, int, bool) {
	for k := i + 1; k < len(s.words) && k <= i+1+mostBetween && !s.stop(k) && !s.comma(k); k++ {
		if w := s.lower(k); !g.of[w] || g.sentences[s.lower(i)] && w != g.crime {
			continue
		}
		end := s.reasonEnd(k + 1)
		for end < len(s.words) && s.comma(end) && !s.stop(end) && !s.grammar.joins[s.lower(end)] && g.lists(s, end) { // murder, arson and fraud
			end = s.reasonEnd(end)
		}
		if k+1 >= end || s.grammar.times[s.lower(end-1)] {
			return Charge{}, i, false
		}
		return Charge{Verb: s.span(i, k+1), Crime: s.whole(s.span(k+1, end))}, end - 1, true
	}
	if g.before == "" {
		return Charge{}, i, false
	}
	for k := i - 1; k >= 0 && k >= i-mostBetween-2 && !s.stop(k+1); k-- { // wegen Mordes angeklagt
		if s.lower(k) == g.before && s.says(k+1, i) {
			return Charge{Verb: s.span(i, i+1), Crime: s.span(k, i)}, i, true
		}
	}
	return Charge{}, i, false
}

// lists reports whether the words from word i, behind a comma, go on with a list: an "and" follows before the next comma.
func (g charges) lists(s *sentence, i int) bool {
	for k := i; k < len(s.words) && k < i+5 && !s.stop(k) && (k == i || !s.comma(k)); k++ {
		if s.grammar.conjunctions[s.lower(k)] && k > i {
			return true
		}
	}
	return false
}

type charges struct {
	verbs  map[string]bool
	of     map[string]bool
	before string // joins a crime that stands before the verb
	// sentences are verbs behind which only crime joins a crime: "condamné à deux ans de prison pour".
	sentences map[string]bool
	crime     string
}

var charging = map[string]charges{
	"en": {set("accused accuse accuses charged convicted sentenced tried indicted suspected imprisoned jailed guilty prosecuted arrested"), set("of with for"), "", set("sentenced imprisoned jailed tried prosecuted arrested"), "for"},
	"de": {set("angeklagt verurteilt beschuldigt gesucht verhaftet festgenommen angezeigt verdächtigt inhaftiert"), set("wegen"), "wegen", nil, ""},
	"fr": {set("accusé accusée accusés accusées inculpé inculpée condamné condamnée condamnés condamnées poursuivi poursuivie poursuivis soupçonné soupçonnée recherché arrêté arrêtée jugé jugée"), set("de d' pour du"), "", set("condamné condamnée condamnés condamnées poursuivi poursuivie poursuivis recherché arrêté arrêtée jugé jugée"), "pour"},
	"es": {set("acusado acusada acusados acusadas condenado condenada condenados condenadas procesado procesada imputado imputada sospechoso sospechosa buscado buscada detenido detenida juzgado juzgada"), set("de por del"), "", set("condenado condenada condenados condenadas procesado procesada buscado buscada detenido detenida juzgado juzgada"), "por"},
	"ru": {set("обвиняется обвиняются обвинён обвинен обвинена обвинены обвинили осуждён осужден осуждена осуждены приговорён приговорен приговорена подозревается арестован арестована"), set("в во за"), "", set("осуждён осужден осуждена осуждены приговорён приговорен приговорена арестован арестована"), "за"},
}

// Accuses reports whether a text in small letters asks of a charge: it has a word for one.
func Accuses(text, language string) bool {
	s := newSentence(text, language)
	return s.has(0, len(s.words), charging[s.language].verbs) || s.has(0, len(s.words), asksCharge)
}

var asksCharge = set("accusation accusations charge charges crime crimes vorwurf vorwürfe anklage accusation accusations acusación acusaciones cargos обвинение обвинения обвиняют verdict urteil")
