package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// Doings returns who is said in text to have done what the words at verbs tell, whatever verbs they are, in the order of those words. It reads plain patterns
// alone: "X sold the mill", "the mill was sold by X", "it was X who sold the mill"; what is negated, and words that have not the form of a verb that tells
// what happened, it leaves out. The only pronouns that may be who did it are "I" and "we" and their like, since it is plain who they are.
func Doings(text, language string, verbs []corpus.Span) []Role {
	s := newSentence(text, language)
	var roles []Role
	for i, w := range s.words {
		if !slices.Contains(verbs, w.Span) || !s.tellsWhatHappened(i) {
			continue
		}
		r := Role{Relation: Did, Verb: w.Span}
		if found, ok := s.doing(r, i); ok {
			found.Agent, found.Object = s.whole(found.Agent), s.whole(found.Object)
			roles = append(roles, found)
		}
	}
	return roles
}

// irregularPasts are English past tenses and participles that do not end in -ed and are no other form of their verbs.
var irregularPasts = set(`beat beaten began begun came went forbidden overthrew overthrown undertook undertaken withdrew withdrawn broke broken brought built burnt bought caught chose chosen dealt did done drew drawn drove driven fed fell felt fought found gave
	given got gotten hid hidden held kept knew known led left lent lost made met paid ran rang rung said saw seen sent shot sold sought spoke spoken spent stole stolen
	struck took taken taught told thought threw thrown won wore wrote written sank sunk swore sworn tore torn woke woken bound flew flown froze frozen rode ridden rose
	risen shook shaken shone slid sprang stuck stood swam swept swung went blew blown grew grown hung lit drank drunk ate eaten dug set put let shut cut hit hurt cast burst`)

// tellsWhatHappened reports whether word i has the form of a verb that tells what happened: a past tense or a participle.
func (s *sentence) tellsWhatHappened(i int) bool {
	w := s.lower(i)
	first, _ := utf8.DecodeRuneInString(s.words[i].Text)
	switch s.language {
	case "en":
		return strings.HasSuffix(w, "ed") || irregularPasts[w]
	case "de": // nouns have capitals; what ends in -e, -en, -t or -te is a past tense, a participle, or a present, which tells the same in reports
		return unicode.IsLower(first)
	case "ru":
		return endsIn(w, "л", "ла", "ло", "ли", "ся", "сь", "н", "на", "но", "ны", "т", "та", "то", "ты")
	}
	return unicode.IsLower(first)
}

// firstPersons are the pronouns of who speaks.
var firstPersons = map[string]map[string]bool{
	"en": set("i we"), "de": set("ich wir"), "fr": set("je j' nous"), "es": set("yo nosotros nosotras"), "ru": set("я мы"),
}

// doing reads the patterns of Doings.
func (s *sentence) doing(r Role, i int) (Role, bool) {
	if found, ok := s.cleft(r, i); ok {
		return found, true
	}
	if found, ok := s.passive(r, i); ok {
		return found, true
	}
	if found, ok := s.remote(r, i); ok {
		return found, true
	}
	verb := s.verbGroup(i)
	if verb <= 0 || s.stop(verb) || s.has(verb-2, min(i+2, len(s.words)), s.grammar.negators) {
		return r, false
	}
	if s.language == "en" && (s.grammar.be[s.lower(verb-1)] || s.grammar.determiners[s.lower(i-1)] || s.grammar.prepositions[s.lower(verb-1)] || s.grammar.modals[s.lower(verb-1)]) {
		return r, false // a passive, an adjective, or what would be done
	}
	if s.language == "de" && verb < i-1 && firstPersons["de"][s.lower(verb+1)] { // die Fähre habe ich verkauft
		r.Agent, r.Object = s.words[verb+1].Span, s.span(s.left(verb), verb)
		return r, true
	}
	first, ok := s.doer(verb)
	if s.grammar.conjunctions[s.lower(verb-1)] {
		if first, verb, ok = s.joined(verb); ok {
			r.Verb.Start = s.words[verb].Start
		}
	}
	if !ok || first > 0 && conditionals[s.lower(first-1)] {
		return r, false
	}
	r.Agent = s.span(first, verb)
	object := i + 1
	if object < len(s.words) && !s.stop(object) && !s.comma(object) {
		r.Object = s.span(object, s.charge(object))
	}
	if s.language == "de" && verb < i-1 { // hat die Fähre verkauft
		r.Object, r.Verb = s.span(verb+1, i), s.words[i].Span
	}
	return r, true
}

// conditionals begin clauses of what may not have happened.
var conditionals = set("if unless whether had wenn falls ob sofern si sauf если ли")

// remote reads an English passive whose agent does not stand at its verb: "he was beaten to death by soldiers".
func (s *sentence) remote(r Role, i int) (Role, bool) {
	be := s.auxiliary(i)
	if s.language != "en" || be < 0 || s.has(be-2, i, s.grammar.negators) {
		return r, false
	}
	for k := i + 2; k < min(i+farthestBy, len(s.words)-1) && !s.stop(k) && !s.comma(k); k++ {
		if s.lower(k) != "by" {
			continue
		}
		first, ok := s.subject(be)
		end := s.phrase(k + 1)
		if !ok || s.stop(k+1) || !s.agent(k+1, end) {
			return r, false
		}
		r.Passive, r.Object, r.Agent = true, s.span(first, be), s.span(k+1, end)
		return r, true
	}
	return r, false
}

// farthestBy is how many words behind its verb the "by" of a passive may stand.
const farthestBy = 6

// verbGroup returns the first word of the verb whose last is word i: its auxiliaries and adverbs are part of it.
func (s *sentence) verbGroup(i int) int {
	verb := i
	switch s.language {
	case "de":
		if w := s.lower(i); strings.HasPrefix(w, "ge") || endsIn(w, "iert", "t", "en") {
			for k := i - 1; k > max(0, i-10) && !s.stop(k+1) && !s.comma(k+1); k-- {
				if s.grammar.have[s.lower(k)] {
					return k
				}
			}
		}
	default:
		for verb > 0 && !s.stop(verb) && (s.grammar.have[s.lower(verb-1)] || strings.HasSuffix(s.lower(verb-1), "ly") || s.lower(verb-1) == "also" || s.lower(verb-1) == "then" ||
			s.lower(verb-1) == "déjà" || s.lower(verb-1) == "ya" || s.lower(verb-1) == "first" || s.lower(verb-1) == "itself" || s.lower(verb-1) == "himself") {
			verb--
		}
	}
	return verb
}

// doer returns the first word of who does what the verb at word verb tells: a plain subject, if need be with an apposition between commas, or a pronoun of the
// one who speaks.
func (s *sentence) doer(verb int) (int, bool) {
	if firstPersons[s.language][s.lower(verb-1)] && !s.comma(verb) {
		return verb - 1, true
	}
	if !s.comma(verb) {
		return s.subject(verb)
	}
	for k := verb - 1; k > max(0, verb-longestApposition) && !s.stop(k); k-- {
		if s.comma(k) {
			first, ok := s.subject(k)
			return first, ok && (s.capital(k) || s.grammar.determiners[s.lower(k)])
		}
	}
	return 0, false
}

// joined returns who does what the verb at word verb tells, behind "and", and the verb before it that tells what he does first: "I took the key and opened the gate".
func (s *sentence) joined(verb int) (first, before int, ok bool) {
	for k := verb - 2; k > max(0, verb-longestJoined) && !s.stop(k+1); k-- {
		if !s.tellsWhatHappened(k) {
			continue
		}
		before = s.verbGroup(k)
		if first, ok = s.doer(before); ok && before > 0 && !s.has(before-2, verb, s.grammar.negators) && !s.grammar.be[s.lower(before-1)] {
			return first, before, true
		}
	}
	return 0, verb, false
}

// longestJoined is how many words may stand from one verb to the next that "and" joins to it.
const longestJoined = 12

// longestApposition is the most words of an apposition that stands behind who does something: "Thomas Wells, the foreman of the yard,".
const longestApposition = 8

// capital reports whether word i has a capital.
func (s *sentence) capital(i int) bool {
	first, _ := utf8.DecodeRuneInString(s.words[i].Text)
	return unicode.IsUpper(first)
}

// cleft reads "it was X who sold the mill".
func (s *sentence) cleft(r Role, i int) (Role, bool) {
	verb := s.verbGroup(i)
	who := verb - 1
	switch s.language {
	case "en":
		if w := s.lower(who); w != "who" && w != "that" || s.stop(who) {
			return r, false
		}
	case "fr":
		if s.lower(who) != "qui" {
			return r, false
		}
	default:
		return r, false
	}
	for k := who - 1; k > max(0, who-longestApposition) && !s.stop(k+1); k-- {
		be := s.grammar.be[s.lower(k)] && s.lower(k-1) == "it" || s.language == "fr" && s.lower(k) == "est" && s.lower(k-1) == "c'"
		if !be {
			continue
		}
		if s.has(k, who, s.grammar.negators) || !s.agent(k+1, who) {
			return r, false
		}
		r.Agent = s.span(k+1, who)
		if i+1 < len(s.words) && !s.stop(i+1) {
			r.Object = s.span(i+1, s.charge(i+1))
		}
		return r, true
	}
	return r, false
}
