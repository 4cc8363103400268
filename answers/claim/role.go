package claim

import (
	"slices"
	"strings"

	"variorum/corpus"
)

// A Relation is what a text says somebody has to do with a thing.
type Relation uint8

const (
	Did       Relation = iota + 1 // killed, burned, stole, seized
	Ordered                       // ordered, commanded
	Caused                        // caused, sparked
	Financed                      // financed, sponsored
	Prevented                     // prevented, stopped
	Organised                     // organised, orchestrated
	Blamed                        // is blamed for, is accused of, is behind, is responsible for
	Disowned                      // denied
)

var relationNames = [...]string{"", "did", "ordered", "caused", "financed", "prevented", "organised", "blamed", "denied"}

// String returns the name of r in small letters, "" for none.
func (r Relation) String() string { return relationNames[min(int(r), len(relationNames)-1)] }

// A Role is who is said to have done what. Its spans are byte offsets into the text that was read.
type Role struct {
	Relation Relation
	Agent    corpus.Span // who did it, or is blamed for it
	Verb     corpus.Span // the words of the relation
	Object   corpus.Span // what was done, or to whom; empty where the text does not say
	Accuser  corpus.Span // who blames; empty where the text does not say
	Passive  bool        // the object stands before the verb
	Nominal  bool        // the relation is a noun: the theft of X by Y
}

// Roles returns who is said to have done what in text, in the order of the words of the relations. It reads plain patterns alone, and
// leaves out what is negated, what has a pronoun for its agent, and what is not clear.
func Roles(text, language string) []Role {
	s := newSentence(text, language)
	var roles []Role
	for i := range s.words {
		r, ok := s.role(i)
		if !ok {
			r, ok = s.held(i)
		}
		if ok && r.Agent.Len() > 0 {
			r.Agent, r.Object, r.Accuser = s.whole(r.Agent), s.whole(r.Object), s.whole(r.Accuser)
			roles = append(roles, r)
		}
	}
	return roles
}

// whole returns span with the closing quotation mark behind it, if it has an opening one inside.
func (s *sentence) whole(span corpus.Span) corpus.Span {
	for _, marks := range [][2]string{{"“", "”"}, {"„", "“"}, {"«", "»"}, {"‘", "’"}} {
		if strings.Contains(span.In(s.text), marks[0]) && !strings.Contains(span.In(s.text), marks[1]) && strings.HasPrefix(s.text[span.End:], marks[1]) {
			span.End += len(marks[1])
			break
		}
	}
	return span
}

// A form is what a word of a relation can be.
type form struct {
	relation                 Relation
	accuses                  bool
	finite, participle, noun bool
}

// endings are joined to the stems of a language: to make finite forms, and participles.
var endings = map[string][2]string{
	"en": {"ed ied", "ed ied"},
	"fr": {"a èrent ait aient", "é ée és ées"},
	"es": {"ó aron", "ado ada ados adas"},
	"ru": {"л ла ли ло", ""},
}

// forms returns the words of relations in list, which is written as [lists] says.
func forms(language, list string) map[string]form {
	m := make(map[string]form)
	add := func(w string, relation Relation, accuses bool, set func(*form)) {
		f := m[w]
		if f.relation == 0 {
			f.relation, f.accuses = relation, accuses
		}
		set(&f)
		m[w] = f
	}
	finite, participle := func(f *form) { f.finite = true }, func(f *form) { f.participle = true }
	head := ""
	for line := range strings.Lines(list) {
		words := line
		if h, rest, ok := strings.Cut(line, ":"); ok { // else the list goes on
			head, words = strings.TrimSpace(h), rest
		}
		name, kind, _ := strings.Cut(head, " ")
		accuses := name == "accused" || name == "blamed"
		relation := Blamed
		if k := slices.Index(relationNames[:], name); k > 0 {
			relation = Relation(k)
		}
		for w := range strings.FieldsSeq(words) {
			switch kind {
			case "stems":
				for e := range strings.FieldsSeq(endings[language][0]) {
					add(w+e, relation, accuses, finite)
				}
				for e := range strings.FieldsSeq(endings[language][1]) {
					add(w+e, relation, accuses, participle)
				}
			case "finite":
				add(w, relation, accuses, finite)
				if language == "en" {
					add(w, relation, accuses, participle)
				}
			case "participles":
				add(w, relation, accuses, participle)
			case "nouns":
				add(w, relation, accuses, func(f *form) { f.noun = true })
			}
		}
	}
	return m
}

// by are the words before the agent of a passive.
var by = map[string]string{"en": "by", "de": "von", "fr": "par", "es": "por"}

// role reads the relation whose word is word i.
func (s *sentence) role(i int) (Role, bool) {
	f := s.grammar.verbs[s.lower(i)]
	if f.relation == 0 {
		return Role{}, false
	}
	r := Role{Relation: f.relation, Verb: s.words[i].Span}
	if f.accuses {
		return s.accusation(r, i, f)
	}
	if f.participle {
		if p, ok := s.passive(r, i); ok {
			return p, true
		}
	}
	if f.noun {
		if n, ok := s.nominal(r, i); ok {
			return n, true
		}
	}
	if f.finite || f.participle && (s.language == "fr" || s.language == "es") {
		return s.active(r, i, f)
	}
	return r, false
}

// passive reads "X was <participle> by Y", and "X <participle> by Y".
func (s *sentence) passive(r Role, i int) (Role, bool) {
	r.Passive = true
	start, ok := s.agentOfPassive(i)
	if !ok {
		return r, false
	}
	end := s.phrase(start)
	if s.language == "de" {
		end = i
	}
	if !s.agent(start, end) {
		return r, false
	}
	r.Agent = s.span(start, end)
	be := s.auxiliary(i)
	if s.language == "de" {
		be = s.auxiliary(start - 1)
	}
	switch {
	case be >= 0 && (s.has(be, i, s.grammar.negators) || s.has(be-2, be, s.grammar.negators)):
		return r, false
	case be >= 0:
		if first, ok := s.subject(be); ok {
			r.Object = s.span(first, be)
		}
	case s.language == "de" || s.language == "ru":
		return r, false
	default:
		if first := s.phraseBefore(i); first < i {
			r.Object = s.span(first, i)
		}
	}
	return r, r.Object.Len() > 0
}

// agentOfPassive returns the first word of the agent of the participle at word i.
func (s *sentence) agentOfPassive(i int) (int, bool) {
	switch s.language {
	case "ru":
		for k := i + 1; k < min(i+3, len(s.words)) && s.words[k].Joined(); k++ {
			if s.instrumental(k) {
				return k, true
			}
		}
		return 0, false
	case "de": // von Y ... participle
		for k := i - 1; k > max(0, i-8) && !s.stop(k+1); k-- {
			if s.comma(k + 1) {
				return 0, false
			}
			if w := s.lower(k); w == "von" || w == "vom" {
				return k + 1, k+1 < i
			} else if s.grammar.prepositions[w] {
				return 0, false
			}
		}
		return 0, false
	}
	// Y stands behind "by", and at most an adverb before it.
	for k := i + 1; k < min(i+3, len(s.words)-1) && s.words[k].Joined(); k++ {
		if s.lower(k) == by[s.language] {
			return k + 1, s.words[k+1].Gap != "" && !strings.ContainsAny(s.words[k+1].Gap, ",.;:")
		}
		if s.grammar.prepositions[s.lower(k)] {
			break
		}
	}
	return 0, false
}

// instrumental reports whether Russian word i has an ending of the instrumental.
func (s *sentence) instrumental(i int) bool {
	return endsIn(s.lower(i), "ами", "ями", "ыми", "ими", "ом", "ем", "ой", "ей", "ым", "им", "ью") && !s.grammar.prepositions[s.lower(i)] && !s.grammar.times[s.lower(i)]
}

// auxiliary returns the form of "be" before the participle at word i with at most two words between, the first of several; or -1.
func (s *sentence) auxiliary(i int) int {
	for k := i - 1; k >= max(0, i-3); k-- {
		if s.stop(k+1) || s.comma(k+1) {
			return -1
		}
		if s.grammar.be[s.lower(k)] {
			for k > 0 && !s.stop(k) && (s.grammar.be[s.lower(k-1)] || s.grammar.have[s.lower(k-1)] || s.grammar.modals[s.lower(k-1)]) {
				k--
			}
			return k
		}
	}
	return -1
}

// subject returns the first word of a plain subject that ends before word i: a clause begins with it, and it has no verb in it.
func (s *sentence) subject(i int) (int, bool) {
	if i <= 0 || i > len(s.words) {
		return 0, false
	}
	k := i - 1
	for k > 0 && !s.stop(k) && !s.comma(k) && !s.opened(k) && !s.grammar.that[s.lower(k-1)] && k > i-10 &&
		!(s.grammar.conjunctions[s.lower(k-1)] && (s.lower(k-1) == "but" || s.lower(k-1) == "aber" || s.lower(k-1) == "mais" || s.lower(k-1) == "pero" || s.lower(k-1) == "но")) &&
		!s.subordinator(k-1) {
		k--
	}
	for k < i && s.grammar.conjunctions[s.lower(k)] {
		k++
	}
	if k >= i || k == i-10 || s.opened(k+1) && k+1 < i && strings.ContainsAny(s.gap(k+1), "(") {
		return k, false
	}
	first := s.lower(k)
	if s.grammar.prepositions[first] || s.grammar.stops[first] {
		return k, false
	}
	for j := k; j < i; j++ {
		w := s.lower(j)
		if s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] || s.grammar.verbs[w].finite && j > k || s.grammar.negators[w] || s.joinsInside(j, k) ||
			s.certain(j) || s.language == "en" && j > k && s.pastVerb(j) {
			return k, false
		}
	}
	if s.comma(k) && !s.startsSubject(k) {
		return k, false
	}
	return k, s.agent(k, i)
}

// opened reports whether an opening quotation mark stands before word i.
func (s *sentence) opened(i int) bool { return strings.ContainsAny(s.gap(i), "“„«\"‘") }

// subordinator reports whether word i begins a subordinate clause.
func (s *sentence) subordinator(i int) bool {
	switch s.lower(i) {
	case "because", "while", "when", "after", "before", "where", "weil", "wenn", "als", "nachdem", "parce", "quand", "lorsque", "cuando", "porque", "когда", "что", "how", "if", "whether", "why":
		return true
	}
	return false
}

// joinsInside reports whether a word inside a subject says that it is more than one phrase.
func (s *sentence) joinsInside(j, first int) bool {
	w := s.lower(j)
	return j > first && (s.grammar.that[w] || w == "which" || w == "who" || w == "qui" || w == "to" && s.language == "en")
}

// certain reports whether word j begins a verb of saying or denying.
func (s *sentence) certain(j int) bool {
	end, p := s.match(j, s.grammar.certainty)
	return end > j && (p.use == "say" || p.use == "deny" || p.use == "source")
}

// startsSubject reports whether a comma may stand before the subject that begins at word k: a short adverbial of the sentence is before it.
func (s *sentence) startsSubject(k int) bool {
	begin := s.begin(k)
	if begin == k {
		return true
	}
	// An apposition's second comma would stand here, too: before it only what begins with a preposition or a small word counts.
	for j := begin + 1; j < k; j++ {
		if s.comma(j) {
			return false
		}
	}
	w := s.lower(begin)
	return s.grammar.prepositions[w] || s.grammar.stops[w] || s.subordinator(begin) || s.grammar.conjunctions[s.lower(k)]
}

// agent reports whether the words from i to j can be who did something: no pronoun, no time, no measure, no adverbial.
func (s *sentence) agent(i, j int) bool {
	if i >= j || j > len(s.words) || j-i > 9 {
		return false
	}
	if j-i == 1 && (s.grammar.pronouns[s.lower(i)] || s.grammar.stops[s.lower(i)] || s.grammar.determiners[s.lower(i)]) || s.grammar.pronouns[s.lower(i)] && !s.grammar.determiners[s.lower(i)] {
		return false
	}
	head := s.head(i, j)
	if s.time(head) || s.time(i) || s.words[head].Number() || s.grammar.negators[s.lower(i)] {
		return false
	}
	if s.language == "en" && (strings.HasSuffix(s.lower(i), "ing") && j > i+1 || strings.HasSuffix(s.lower(head), "ly")) {
		return false
	}
	return true
}

// time reports whether word i is of time. In English a march is no month.
func (s *sentence) time(i int) bool {
	w := s.lower(i)
	return s.grammar.times[w] && (s.language != "en" || w != "march" && w != "may" || s.capital(i))
}

// head returns the head of the phrase from i to j: the last word before its first preposition; the first noun in languages that put it first.
func (s *sentence) head(i, j int) int {
	for k := i + 1; k < j; k++ {
		if w := s.lower(k); (s.grammar.prepositions[w] || w == "de" || w == "del" || w == "du" || w == "des" || w == "d'") && (s.language != "de" || w != "des") {
			return k - 1
		}
	}
	if s.language == "fr" || s.language == "es" {
		for k := i; k < j; k++ {
			if w := s.lower(k); !s.grammar.determiners[w] && !s.grammar.prepositions[w] {
				return k
			}
		}
	}
	return j - 1
}

// phrase returns the end of the noun phrase that starts at word i: "of" and its like go on with it.
func (s *sentence) phrase(i int) int {
	k := i
	for k < len(s.words) && k < i+12 {
		w := s.lower(k)
		if k > i && (s.stop(k) || s.comma(k) || s.words[k].Gap == "" && !strings.HasSuffix(s.words[k-1].Text, "'") && !strings.HasSuffix(s.words[k-1].Text, "’") && w != "'s" ||
			strings.ContainsAny(s.words[k].Gap, "“„«\"”»") && !s.closed(k)) {
			break
		}
		if s.grammar.stops[w] || s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] || k > i && (s.grammar.verbs[w].finite || s.grammar.that[w]) ||
			s.language == "en" && k > i && strings.HasSuffix(w, "ly") || s.certain(k) {
			break
		}
		if s.grammar.prepositions[w] && !(k > i && s.of(w)) {
			break
		}
		if s.language == "en" && k > i && s.pastVerb(k) || s.language == "ru" && k > i && (w == "был" || endsIn(w, "ли", "лась", "лось", "лись")) {
			break
		}
		k++
	}
	for k > i && (s.grammar.determiners[s.lower(k-1)] || s.of(s.lower(k-1)) || s.grammar.conjunctions[s.lower(k-1)]) {
		k--
	}
	return k
}

// closed reports whether the quotation mark before word k only opens a quotation, which may stand inside a phrase.
func (s *sentence) closed(k int) bool { return !strings.ContainsAny(s.words[k].Gap, "”»") }

// of reports whether a preposition goes on with a noun phrase.
func (s *sentence) of(w string) bool {
	return s.language == "en" && w == "of" || s.language == "es" && (w == "de" || w == "del")
}

// pastVerb reports whether English word k, inside a phrase from i, is a past tense rather than an adjective: what follows begins a phrase or ends the clause.
func (s *sentence) pastVerb(k int) bool {
	w := s.lower(k)
	if !strings.HasSuffix(w, "ed") || s.grammar.determiners[s.lower(k-1)] {
		return false
	}
	next := s.lower(k + 1)
	return k+1 >= len(s.words) || s.stop(k+1) || s.comma(k+1) || s.grammar.determiners[next] || s.grammar.prepositions[next] || s.grammar.pronouns[next]
}

// phraseBefore returns the first word of the noun phrase that ends before word i.
func (s *sentence) phraseBefore(i int) int {
	k := i
	for k > 0 && k > i-8 && !s.stop(k) && (k == i || !s.comma(k)) {
		w := s.lower(k - 1)
		if s.comma(k) && k == i || s.grammar.stops[w] || s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] || s.grammar.verbs[w].finite ||
			s.grammar.prepositions[w] && !s.of(w) || s.grammar.pronouns[w] && !s.grammar.determiners[w] || s.certain(k-1) ||
			s.language == "en" && (endsIn(w, "ing", "ly") || strings.HasSuffix(w, "ed") && k-1 > 0 && s.grammar.determiners[s.lower(k)]) || s.opened(k) {
			break
		}
		k--
	}
	for k < i && (s.grammar.conjunctions[s.lower(k)] || s.of(s.lower(k))) {
		k++
	}
	if k == i-1 && (s.grammar.determiners[s.lower(k)] || s.grammar.conjunctions[s.lower(k)]) {
		return i
	}
	return k
}

// nominal reads "the theft of X by Y", "the attack on X by Y".
func (s *sentence) nominal(r Role, i int) (Role, bool) {
	if s.language != "en" || s.lower(i+1) != "of" && s.lower(i+1) != "on" || i+3 >= len(s.words) || s.stop(i+1) {
		return r, false
	}
	end := s.phrase(i + 2)
	if end <= i+2 || s.lower(end) != "by" || s.stop(end) || s.comma(end) {
		return r, false
	}
	last := s.phrase(end + 1)
	if !s.agent(end+1, last) {
		return r, false
	}
	r.Nominal, r.Object, r.Agent = true, s.span(i+2, end), s.span(end+1, last)
	return r, true
}

// active reads "X <verb> Y".
func (s *sentence) active(r Role, i int, f form) (Role, bool) {
	verb := i
	switch s.language {
	case "fr", "es":
		if f.participle && !f.finite || s.grammar.have[s.lower(i-1)] {
			k := i - 1
			if s.lower(k) == "déjà" || s.lower(k) == "ya" {
				k--
			}
			if !s.grammar.have[s.lower(k)] {
				return r, false
			}
			verb = k
		}
	case "en":
		for verb > 0 && !s.stop(verb) && (s.grammar.have[s.lower(verb-1)] || strings.HasSuffix(s.lower(verb-1), "ly") || s.lower(verb-1) == "also" || s.lower(verb-1) == "then") {
			verb--
		}
		if s.grammar.be[s.lower(verb-1)] && !s.stop(verb) || s.modified(i) {
			return r, false
		}
	}
	if s.has(verb-3, i, s.grammar.negators) && !s.stop(verb) || verb <= 0 || s.comma(verb) || s.stop(verb) {
		return r, false
	}
	first, ok := s.subject(verb)
	if !ok {
		return r, false
	}
	r.Agent = s.span(first, verb)
	end := s.phrase(i + 1)
	switch {
	case i+1 >= len(s.words) || s.stop(i+1) || s.comma(i+1):
		end = i + 1
	case r.Relation == Disowned:
		end = s.charge(i + 1)
	case r.Relation == Ordered && s.language == "ru" || r.Relation == Ordered && s.lower(end) == "to":
		end = s.reasonEnd(i + 1)
	}
	if end <= i+1 || s.grammar.pronouns[s.lower(i+1)] && !s.grammar.determiners[s.lower(i+1)] || s.grammar.times[s.lower(s.head(i+1, end))] {
		return r, false
	}
	if s.language == "en" && r.Relation == Did && !s.objectLike(i+1) {
		return r, false
	}
	r.Object = s.span(i+1, end)
	return r, true
}

// modified reports whether English word i is a participle before or behind a noun rather than a verb: "the seized boats", "boats seized in May".
func (s *sentence) modified(i int) bool {
	return s.grammar.determiners[s.lower(i-1)] || s.grammar.prepositions[s.lower(i-1)] || s.grammar.prepositions[s.lower(i+1)]
}

// objectLike reports whether an English object can begin at word i.
func (s *sentence) objectLike(i int) bool {
	w := s.lower(i)
	return i < len(s.words) && !s.grammar.prepositions[w] && !s.grammar.stops[w] && !s.grammar.be[w]
}

// accusation reads "X blamed Y for Z", "X accused Y of Z", "Y was blamed for Z".
func (s *sentence) accusation(r Role, i int, f form) (Role, bool) {
	r.Relation = Blamed
	link := accusing[s.language]
	if be := s.auxiliary(i); f.participle && be >= 0 {
		if !link[s.lower(i+1)] || s.has(be, i, s.grammar.negators) {
			return r, false
		}
		first, ok := s.subject(be)
		if !ok {
			return r, false
		}
		r.Passive, r.Agent, r.Object = true, s.span(first, be), s.span(i+2, s.charge(i+2))
		return r, r.Object.Len() > 0
	}
	if s.has(i-3, i, s.grammar.negators) {
		return r, false
	}
	start := i + 1
	if s.language == "es" && (s.lower(start) == "a" || s.lower(start) == "al") {
		start++
	}
	end := s.accused(start, link)
	if end >= len(s.words) || end <= start || !s.agent(start, end) {
		return r, false
	}
	object := end + 1
	switch {
	case s.language == "de":
		object = end
	case !link[s.lower(end)]:
		return r, false
	}
	if first, ok := s.subject(s.verbStart(i)); ok {
		r.Accuser = s.span(first, s.verbStart(i))
	}
	r.Agent, r.Object = s.span(start, end), s.span(object, s.charge(object))
	return r, r.Object.Len() > 0
}

// verbStart returns the first word of the verb at word i with its auxiliaries.
func (s *sentence) verbStart(i int) int {
	for i > 0 && !s.stop(i) && (s.grammar.have[s.lower(i-1)] || strings.HasSuffix(s.lower(i-1), "ly") && s.language == "en") {
		i--
	}
	return i
}

// accusing are the words between the accused and the charge.
var accusing = map[string]map[string]bool{
	"en": set("for of"), "de": set("des der wegen"), "fr": set("de d' du des"), "es": set("de del por"), "ru": set("в во"),
}

// accused returns the end of the accused, who begin at word i, before one of link.
func (s *sentence) accused(i int, link map[string]bool) int {
	for k := i; k < len(s.words) && k < i+9 && (k == i || !s.stop(k) && !s.comma(k)); k++ {
		if k > i && link[s.lower(k)] && (s.language != "de" || s.lower(k) != "der" || k > i+1) {
			return k
		}
		if s.grammar.be[s.lower(k)] || s.grammar.that[s.lower(k)] {
			break
		}
	}
	return len(s.words)
}

// charge returns the end of what somebody is blamed for, from word i.
func (s *sentence) charge(i int) int {
	if i >= len(s.words) {
		return i
	}
	k := i + 1
	for k < len(s.words) && !s.stop(k) && !s.comma(k) && !s.grammar.contrasts[s.lower(k)] && !s.grammar.that[s.lower(k)] {
		k++
	}
	return k
}

// held reads "X is behind Y", "X is responsible for Y", "X ist für Y verantwortlich".
func (s *sentence) held(i int) (Role, bool) {
	r := Role{Relation: Blamed, Verb: s.words[i].Span}
	w := s.lower(i)
	before := s.grammar.be[s.lower(i-1)] && i > 0 && s.words[i].Joined()
	object := i + 1
	switch {
	case s.language == "en" && w == "behind" && before:
	case s.language == "en" && w == "responsible" && s.lower(i+1) == "for" && before:
		object = i + 2
	case s.language == "fr" && w == "responsable" && before && (s.lower(i+1) == "de" || s.lower(i+1) == "du" || s.lower(i+1) == "des"):
		object = i + 2
	case s.language == "es" && w == "responsable" && before && (s.lower(i+1) == "de" || s.lower(i+1) == "del"):
		object = i + 2
	case s.language == "de" && w == "verantwortlich":
		return s.heldGerman(r, i)
	default:
		return r, false
	}
	be := i - 1
	if k := s.auxiliary(i); k >= 0 {
		be = k
	}
	first, ok := s.subject(be)
	if !ok || object >= len(s.words) || s.stop(object) || s.has(be, i, s.grammar.negators) {
		return r, false
	}
	end := s.phrase(object)
	r.Agent, r.Object = s.span(first, be), s.span(object, end)
	return r, end > object && !s.grammar.pronouns[s.lower(object)]
}

// heldGerman reads "A macht X für Y verantwortlich" and "X ist für Y verantwortlich", whose last word is word i.
func (s *sentence) heldGerman(r Role, i int) (Role, bool) {
	fur := i - 1
	for fur > 0 && s.lower(fur) != "für" && !s.stop(fur) {
		fur--
	}
	if s.lower(fur) != "für" || fur < 2 || fur+1 >= i {
		return r, false
	}
	for k := fur - 1; k > max(0, fur-6) && !s.stop(k); k-- {
		switch w := s.lower(k); {
		case w == "macht" || w == "machen" || w == "machte" || w == "machten":
			r.Agent, r.Object = s.span(k+1, fur), s.span(fur+1, i)
			if first, ok := s.subject(k); ok {
				r.Accuser = s.span(first, k)
			}
			return r, k+1 < fur && s.agent(k+1, fur)
		case s.grammar.be[w] && k == fur-1:
			first, ok := s.subject(k)
			r.Agent, r.Object = s.span(first, k), s.span(fur+1, i)
			return r, ok
		}
	}
	return r, false
}
