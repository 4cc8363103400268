package claim

import (
	"strings"

	"variorum/corpus"
)

// A Cause is a reason or a purpose that a text gives, as slices of it.
type Cause struct {
	Effect     corpus.Span // what is explained
	Connective corpus.Span // because, in order to
	Reason     corpus.Span
	Purpose    bool // the reason is what somebody wanted
}

// Causes returns the reasons and purposes that text gives in plain words, in the order of their connectives.
func Causes(text, language string) []Cause {
	s := newSentence(text, language)
	var causes []Cause
	for i := 0; i < len(s.words); {
		end, p := s.match(i, s.grammar.connectives)
		if end == i {
			i++
			continue
		}
		if c, ok := s.cause(i, end, p.use); ok && c.Effect.Len() > 0 && c.Reason.Len() > 0 {
			if n := len(causes); n > 0 && contrasting[s.lower(i-1)] && causes[n-1].Reason.End <= c.Connective.Start && causes[n-1].Effect.Start == c.Effect.Start {
				c.Effect = causes[n-1].Effect // not because A but because B
			}
			causes = append(causes, c)
		}
		i = end
	}
	return causes
}

// cause returns what the connective from i to end joins.
func (s *sentence) cause(i, end int, use string) (Cause, bool) {
	c := Cause{Connective: s.span(i, end), Purpose: use == "purpose" || use == "infinitive"}
	begin := s.begin(i)
	fronted := i == begin || s.comma(i) && s.onlySmall(begin, i)
	switch use {
	case "noun":
		return s.causeNoun(i, end)
	case "through":
		return s.causeThrough(i, end)
	case "fronted":
		if !fronted || s.temporal(end) {
			return c, false
		}
	case "due":
		// "The rent is due to the owner": behind a form of be alone it is a debt, unless a thing that happens follows.
		if !fronted && !s.comma(i) && s.grammar.be[s.lower(i-1)] {
			return c, false
		}
	case "comma":
		if !s.comma(i) {
			return c, false
		}
	case "infinitive":
		if !s.spanishInfinitive(end) {
			return c, false
		}
	}
	if s.language == "de" && (s.lower(i) == "um" && !s.umZu(i, end) || s.lower(i) == "damit" && !s.comma(i) || s.lower(i) == "dank" && s.words[i].Capital() && !fronted) {
		return c, false
	}
	if fronted {
		comma := s.frontedEnd(i, end)
		if comma < 0 {
			return c, false
		}
		c.Reason, c.Effect = s.span(end, comma), s.span(comma, s.clauseEnd(comma+1))
		return c, true
	}
	// The words "just", "mainly", "not" before a connective belong to neither side.
	effectEnd := i
	for effectEnd > begin && s.aside(effectEnd-1) {
		effectEnd--
	}
	// "in protest because": a passive keeps its subject as effect.
	for effectEnd > begin && s.grammar.be[s.lower(effectEnd-1)] {
		effectEnd--
	}
	start, reasonEnd := s.effectStart(i), s.reasonEnd(end)
	if s.comma(end) { // because, as we know, ...
		reasonEnd = s.clauseEnd(end + 1)
	}
	if agents[s.lower(end-1)] && !s.grammar.prepositions[s.lower(end-2)] { // sparked by a tax: a participle, and perhaps the subject goes on behind it
		for k := end + 1; k < reasonEnd; k++ {
			if w := s.lower(k); s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] {
				reasonEnd = k
			}
		}
		if effectEnd == i {
			start = s.phraseBefore(i)
		}
	}
	c.Effect, c.Reason = s.span(start, effectEnd), s.span(end, reasonEnd)
	return c, s.says(start, effectEnd) && !(s.lower(i) == "so" && (s.lower(end) == "'s" || s.lower(i-1) == "or" || s.lower(i-1) == "much"))
}

var asides = set(`not just only mainly partly largely simply precisely primarily nicht nur vor allem pas seulement no sólo solo не только именно лишь was were is are been`)

var agents = set("by par por")

// says reports whether the words from i to j are more than small words.
func (s *sentence) says(i, j int) bool {
	for ; i < j; i++ {
		if w := s.lower(i); len(w) > 3 && w != "course" && !s.grammar.prepositions[w] && !s.grammar.stops[w] && !s.grammar.joins[w] && !s.grammar.pronouns[w] {
			return true
		}
	}
	return false
}

var contrasting = set("but sino mais sondern а")

// aside reports whether word i only weighs the connective behind it.
func (s *sentence) aside(i int) bool { return asides[s.lower(i)] || contrasting[s.lower(i)] }

// effectStart returns where the clause that the connective at word i explains begins.
func (s *sentence) effectStart(i int) int {
	k := i
	for k > 0 && !s.stop(k) && !(s.comma(k) && k < i && (s.grammar.joins[s.lower(k)] || s.grammar.contrasts[s.lower(k)])) {
		k--
	}
	for k < i && s.comma(k) && s.grammar.conjunctions[s.lower(k)] {
		k++
	}
	return k
}

// reasonEnd returns the end of a reason that starts at word i.
func (s *sentence) reasonEnd(i int) int {
	k := i + 1
	for k < len(s.words) && !s.stop(k) && !s.comma(k) {
		if s.grammar.contrasts[s.lower(k)] && k+1 < len(s.words) {
			if end, p := s.match(k+1, s.grammar.connectives); end > k+1 && p.use == "reason" {
				return k
			}
		}
		k++
	}
	return min(k, len(s.words))
}

// clauseEnd returns the end of the clause that goes on from word i, over commas that divide no clause.
func (s *sentence) clauseEnd(i int) int {
	for i < len(s.words) && !s.stop(i) && !(s.comma(i) && s.grammar.joins[s.lower(i)]) {
		i++
	}
	return min(i, len(s.words))
}

// frontedEnd returns the first word of the main clause behind a reason that begins the sentence, or -1: behind the comma, or the German finite verb.
func (s *sentence) frontedEnd(i, end int) int {
	for k := end + 1; k < len(s.words); k++ {
		if s.stop(k) {
			return -1
		}
		if s.comma(k) {
			return k
		}
		// "Wegen des Regens fiel das Fest aus": a word in small letters behind the noun is the verb.
		if w := s.lower(k); s.language == "de" && s.lower(i) != "weil" && s.words[k-1].Capital() && !s.words[k].Capital() && !s.grammar.prepositions[w] &&
			!s.grammar.determiners[w] && !s.grammar.stops[w] && !s.words[k].Number() {
			return k
		}
	}
	return -1
}

// temporal reports whether "since" before word i is of time.
func (s *sentence) temporal(i int) bool {
	if i >= len(s.words) || s.words[i].Number() || s.grammar.times[s.lower(i)] || s.grammar.times[s.lower(i+1)] || sinceWhen[s.lower(i)] {
		return true
	}
	stop := s.frontedEnd(i-1, i)
	if stop < 0 {
		return true
	}
	// A clause has a verb; "since the war" has none. Behind the comma a perfect counts time.
	verb := false
	for k := i; k < stop; k++ {
		w := s.lower(k)
		verb = verb || s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] || strings.HasSuffix(w, "ed")
	}
	return !verb || s.has(stop, stop+5, perfect)
}

var (
	sinceWhen = set("then when last early late its his her their independence coming becoming taking")
	perfect   = set("has have")
)

// umZu reports whether German "um" at word i begins a purpose: behind a comma or at the start, with "zu" before the infinitive at the clause's end.
func (s *sentence) umZu(i, end int) bool {
	if i > 0 && !s.comma(i) && !s.stop(i) {
		return false
	}
	for k := end; k < len(s.words) && !s.stop(k) && (k == end || !s.comma(k)); k++ {
		if s.lower(k) == "zu" || strings.Contains(s.lower(k), "zu") && strings.HasSuffix(s.lower(k), "en") && k+1 == s.reasonEnd(end) {
			return true
		}
	}
	return false
}

// spanishInfinitive reports whether word i is an infinitive, alone or with a pronoun.
func (s *sentence) spanishInfinitive(i int) bool {
	if i >= len(s.words) || !s.words[i].Joined() {
		return false
	}
	w := s.lower(i)
	for _, p := range []string{"lo", "la", "los", "las", "le", "les", "se"} {
		if t, ok := strings.CutSuffix(w, p); ok && endsIn(t, "ar", "er", "ir") && len(t) > 3 {
			return true
		}
	}
	return len(w) > 3 && endsIn(w, "ar", "er", "ir") && !notInfinitives[w]
}

var notInfinitives = set("ayer mujer lugar hogar alcacer mar bar par azúcar cualquier primer tercer taller líder chófer")

// causeNoun returns the cause in "the cause of X was Y".
func (s *sentence) causeNoun(i, end int) (Cause, bool) {
	if !ofNoun[s.lower(end)] || !s.words[min(end, len(s.words)-1)].Joined() {
		return Cause{}, false
	}
	for k := end + 1; k < len(s.words) && k < end+14 && !s.stop(k) && !s.comma(k); k++ {
		if s.grammar.be[s.lower(k)] && k > end+1 && k+1 < len(s.words) {
			if s.negated(k+2) || s.grammar.negators[s.lower(k+1)] || s.grammar.prepositions[s.lower(k+1)] || s.unclear(k+1) {
				return Cause{}, false
			}
			return Cause{Effect: s.span(end+1, k), Connective: s.span(i, end), Reason: s.span(k+1, s.reasonEnd(k+1))}, true
		}
	}
	return Cause{}, false
}

// unclear reports whether what follows "was" at word i is no noun phrase or clause that gives a cause.
func (s *sentence) unclear(i int) bool {
	w := s.lower(i)
	return endsIn(w, "ly", "ment", "mente") || unclears[w]
}

var unclears = set("unknown known clear unclear obvious simple still also now then given said simply unbekannt klar inconnue connue claire desconocida conocida clara")

var ofNoun = set("of for de del du des d' der des für")

// causeThrough returns the cause in the German "X wurde durch Y ausgelöst".
func (s *sentence) causeThrough(i, end int) (Cause, bool) {
	last := s.reasonEnd(end)
	if last-1 <= end || !s.has(last-1, last, throughVerbs) {
		return Cause{}, false
	}
	be := i
	for be > 0 && !s.grammar.be[s.lower(be)] && !s.stop(be) {
		be--
	}
	if !s.grammar.be[s.lower(be)] {
		return Cause{}, false
	}
	return Cause{Effect: s.span(s.effectStart(be), be), Connective: s.span(i, end), Reason: s.span(end, last-1)}, true
}

var throughVerbs = set("ausgelöst verursacht hervorgerufen provoziert veranlasst herbeigeführt entfacht")
