package voice

import (
	"strings"

	"variorum/corpus"
)

// A subject is who says something, as far as the words beside a verb tell.
type subject struct {
	name   corpus.Span // who it is; empty if it is told in no words
	last   int         // the last token of the name
	first  int         // the first token of the name
	refers bool        // a pronoun, or nothing where the language may leave it out
	self   bool        // I, we
	none   bool        // nobody says it, or nobody in particular
	proper bool        // the name has a capital that is not due to its place
	relate bool        // who, which
	lead   int         // the first of the tokens that say more of who it is, plus one, or 0
	ok     bool
}

// mostName is the most tokens of a name.
const mostName = 14

// subjectBefore returns the subject that stands before token v, not before lo.
func (r *reader) subjectBefore(v, lo int) subject {
	j := v - 1
	for ; j >= lo; j-- {
		t := r.tokens[j]
		if t.kind == point || t.kind == comma && j > lo && r.interposed(j, lo) {
			continue
		}
		if open := r.opening(j, lo); open > lo {
			j = open
			continue
		}
		if t.kind != word {
			break
		}
		switch {
		case t.class&(not|modal) != 0 && t.word != "to" && t.class&person == 0:
			return subject{none: true}
		case t.word == "to" && j-2 >= lo && r.tokens[j-1].word == "on" && strings.HasPrefix(r.tokens[j-2].word, "go") || t.word == "to" && j-2 >= lo && r.tokens[j-2].word == "went":
			j -= 2 // went on to say
			continue
		case t.word == "to" && r.language != "de":
			return subject{none: true}
		case t.class&passive != 0 && t.class&(firstPerson|person) == 0 && r.language != "de" && r.language != "ru":
			if r.language == "en" && strings.HasSuffix(r.tokens[v].word, "ing") {
				continue
			}
			return subject{none: true}
		case t.class&firstPerson != 0:
			return subject{self: true, ok: true}
		case t.class&toMe != 0, t.class&auxiliary != 0, t.class&(adverb|dated) != 0 && t.class&(determiner|person) == 0 && !t.capital, isAdverb(t.word, r.language):
			if t.class&person != 0 {
				break
			}
			continue
		}
		break
	}
	if j < lo {
		return r.implied(v)
	}
	t := r.tokens[j]
	if t.kind == word {
		switch {
		case t.class&nobody != 0:
			return subject{none: true}
		case t.class&relative != 0 && t.class&determiner == 0 && j > lo:
			s := r.subjectBefore(j, lo)
			if k := j - 1; r.tokens[k].kind == comma && k > lo {
				s = r.nameBefore(k-1, lo)
			}
			s.relate = true
			return s
		case impersonal[t.word]:
			return subject{none: true}
		case t.class&person != 0:
			return subject{name: t.Span, first: j, last: j, refers: true, ok: true}
		case t.class&(clause|and|before) != 0:
			return r.implied(v)
		case t.class&anybody != 0:
			return subject{ok: true}
		}
		return r.climb(r.nameBefore(j, lo), v, lo)
	}
	if t.kind == comma || t.kind == dash || t.kind == closeBracket {
		return r.leading(r.across(j, lo), j, lo)
	}
	if t.kind == mark && !t.opens { // a title may belong to the name
		for k := j - 1; k > lo && j-k < mostName; k-- {
			if x := r.tokens[k]; x.kind == mark && x.opens && x.family == t.family {
				for k--; k > lo && (r.tokens[k].kind == comma || r.tokens[k].class&titled != 0 && r.tokens[k-1].kind == word && r.tokens[k-1].class&determiner == 0); k-- {
				}
				return r.leading(r.climb(r.nameBefore(k, lo), v, lo), j, lo)
			}
		}
	}
	return r.implied(v)
}

// opening returns the bracket that the one at token j closes, or -1 if j is none or what is in them is long.
func (r *reader) opening(j, lo int) int {
	if r.tokens[j].kind != closeBracket {
		return -1
	}
	for k := j - 1; k > lo && j-k < mostName; k-- {
		if r.tokens[k].kind == openBracket {
			return k
		}
	}
	return -1
}

// interposed reports whether an adverb between commas stands before the comma j, as in: the union, however, says.
func (r *reader) interposed(j, lo int) bool {
	n := 0
	for k := j - 1; k > lo && n < 3; k-- {
		t := r.tokens[k]
		if t.kind == comma {
			return n > 0
		}
		if t.kind != word || t.class&adverb == 0 {
			return false
		}
		n++
	}
	// the comma before the adverb
	return j+1 < len(r.tokens) && r.tokens[j+1].class&adverb != 0 && j+2 < len(r.tokens) && r.tokens[j+2].kind == comma
}

// implied is the subject where none is told: in Spanish and Russian the one spoken of before.
func (r *reader) implied(v int) subject {
	if r.language == "es" || r.language == "ru" {
		return subject{refers: true, ok: true, first: v, last: v}
	}
	return subject{}
}

// across returns the subject before what stands between commas or in brackets and ends at j: the first name of the clause.
func (r *reader) across(j, lo int) subject {
	near := j - 1
	for near >= lo && r.tokens[near].kind != comma && r.tokens[near].kind != openBracket && r.tokens[near].kind != dash && j-near < mostName {
		near--
	}
	if r.tokens[j].kind == closeBracket && near > lo {
		return r.nameBefore(near-1, lo)
	}
	first := r.nameFrom(r.clauseStart(lo, j), j)
	if first.proper && !r.prefixed(first) {
		return first
	}
	// The name itself may be what stands between.
	if near >= lo {
		if s := r.nameFrom(near+1, j); s.proper && s.last == j-1 && r.allCapital(s) {
			return s
		}
	}
	return first
}

// climb returns s, unless a preposition stands before it: then the subject of the verb v stands farther left, at the beginning of the
// clause.
func (r *reader) climb(s subject, v, lo int) subject {
	if !s.ok || s.first <= lo || r.tokens[s.first-1].kind != word || r.tokens[s.first-1].class&before == 0 || r.tokens[s.first-1].class&determiner != 0 {
		return s
	}
	at := s.first - 1
	for at > lo {
		t := r.tokens[at-1]
		if t.kind != word && t.kind != number && t.kind != point || t.class&(and|clause) != 0 && t.class&(relative|before) == 0 {
			break
		}
		at--
	}
	if t := r.tokens[at]; t.kind == word && t.class&before != 0 && t.class&determiner == 0 {
		if at == lo || r.language != "en" {
			return subject{}
		}
		return r.clauseSubject(lo, at)
	}
	return r.clauseSubject(at, v)
}

// leading returns s with what stands between the start of its clause at lo and the verb behind token j, unless a clause of
// its own stands there, which the source says itself.
func (r *reader) leading(s subject, j, lo int) subject {
	i := r.clauseStart(lo, j)
	if !s.ok || s.name.Len() == 0 || s.first-i > mostName || j-i > 3*mostName {
		return s
	}
	for k := i; k < j; k++ {
		if r.tokens[k].class&relative != 0 && r.tokens[k].class&determiner == 0 || r.tokens[k].kind == semicolon || r.tokens[k].kind == colon {
			return s
		}
	}
	s.lead = i + 1
	return s
}

// prefixed reports whether the name s is an office with an article before, which a name may follow.
func (r *reader) prefixed(s subject) bool {
	t := r.tokens[s.first]
	return t.class&determiner != 0
}

func (r *reader) allCapital(s subject) bool {
	for i := s.first; i <= s.last; i++ {
		if t := r.tokens[i]; t.kind == word && !t.capital && t.class&(within|and) == 0 || t.class&determiner != 0 && i == s.first {
			return false
		}
	}
	return true
}

// clauseStart returns the token from lo on with which the subject of a clause begins: behind conjunctions, adverbs, and an adverbial that
// ends in a comma.
func (r *reader) clauseStart(lo, hi int) int {
	i := lo
	for i < hi {
		t := r.tokens[i]
		switch {
		case t.kind != word && t.kind != number:
			i++
		case (t.class&(clause|and|adverb) != 0 || isAdverb(t.word, r.language)) && t.class&determiner == 0 && t.class&(person|firstPerson) == 0:
			i++
		case t.class&before != 0 && t.class&determiner == 0 || r.language == "en" && strings.HasSuffix(t.word, "ed") && len(t.word) > leastWord && i+1 < hi && r.tokens[i+1].class&(before|clause) != 0 || strings.HasSuffix(t.word, "ing") && r.language == "en" && t.capital && t.class&determiner == 0:
			k := i
			for k < hi && r.tokens[k].kind != comma {
				k++
			}
			if k == hi || k == hi-1 {
				return i + 1
			}
			i = k + 1
		default:
			return i
		}
	}
	return lo
}

// isAdverb reports whether a word is an adverb by its ending.
func isAdverb(s, language string) bool {
	switch language {
	case "en":
		return len(s) > 4 && strings.HasSuffix(s, "ly") && s != "family" && s != "italy" && s != "july"
	case "fr", "es":
		return len(s) > 7 && (strings.HasSuffix(s, "ment") && language == "fr" && s != "gouvernement" && s != "parlement" && s != "département" || strings.HasSuffix(s, "mente"))
	}
	return false
}

// nameBefore returns the name that ends at token j.
func (r *reader) nameBefore(j, lo int) subject {
	if j >= lo && r.tokens[j].kind == closeBracket {
		for k := j; k > lo && j-k < mostName; k-- {
			if r.tokens[k].kind == openBracket {
				j = k - 1
				break
			}
		}
	}
	start := j + 1
walk:
	for k := j; k >= lo && j-k < mostName; k-- {
		t := r.tokens[k]
		switch {
		case t.kind == point, r.plural(k):
			continue
		case t.kind == number:
			start = k
			continue
		case t.kind != word:
			break walk
		case t.class&determiner != 0 && !(t.capital && k > r.starts[t.sentence] && t.class&within == 0):
			start = k
			if k == lo || !r.ofBefore(k-1) && !(r.language == "de" && genitive(t.word) && k-1 >= lo && r.tokens[k-1].capital && r.tokens[k-1].class&utters == 0) {
				break walk
			}
			if r.ofBefore(k - 1) {
				k--
				start = k
			}
			continue
		case t.class&within != 0:
			if start > j || k == lo {
				break walk
			}
			if p := r.tokens[k-1]; p.kind != word || p.class&(clause|before|adverb) != 0 && !p.capital {
				break walk
			}
			continue
		case t.class&and != 0:
			if k == lo || start > j || !r.tokens[k-1].capital || !(r.tokens[start].capital || r.tokens[start].class&determiner != 0) {
				break walk
			}
			continue
		case t.class&(clause|before|person|firstPerson|relative|passive|modal|auxiliary) != 0 && !(t.capital && k > r.starts[t.sentence]),
			t.class&(adverb|dated) != 0 && !t.capital:
			break walk
		case t.class&utters != 0 && t.class&nounlike == 0 && !t.capital:
			break walk
		}
		start = k
	}
	for start <= j && (r.tokens[start].kind != word && r.tokens[start].kind != number || r.tokens[start].class&(within|and) != 0 && !r.tokens[start].capital) {
		start++
	}
	if start > j {
		return subject{}
	}
	return r.shorten(start, j)
}

// plural reports whether token k is the apostrophe behind the owner of something, as in: the miners' union.
func (r *reader) plural(k int) bool {
	t := r.tokens[k]
	if k == 0 || t.kind != mark || t.opens || t.family != single && t.family != typed {
		return false
	}
	p := r.tokens[k-1]
	return p.kind == word && p.End == t.Start && r.text[p.End-1] == 's'
}

// ofBefore reports whether token k joins a name with the one behind it, such as "of".
func (r *reader) ofBefore(k int) bool {
	return k >= 0 && r.tokens[k].kind == word && r.tokens[k].class&within != 0
}

// genitive reports whether a German article may stand before the owner of what stands before it.
func genitive(s string) bool { return s == "der" || s == "des" }

// nameFrom returns the name that begins at token i and ends before hi.
func (r *reader) nameFrom(i, hi int) subject {
	for i < hi && r.tokens[i].kind == word && r.tokens[i].class&(adverb|auxiliary) != 0 && r.tokens[i].class&(determiner|person|firstPerson) == 0 && !r.tokens[i].capital {
		i++
	}
	if i >= hi || i >= len(r.tokens) {
		return subject{}
	}
	if t := r.tokens[i]; t.kind == word {
		switch {
		case t.class&nobody != 0:
			return subject{none: true}
		case t.class&firstPerson != 0:
			return subject{self: true, ok: true}
		case t.class&person != 0 && t.class&determiner == 0:
			return subject{name: t.Span, first: i, last: i, refers: true, ok: true}
		}
	} else {
		return subject{}
	}
	end, named := i, false
walk:
	for k := i; k < hi && k < len(r.tokens) && k-i < mostName; k++ {
		t := r.tokens[k]
		switch {
		case t.kind == point, k > i && r.plural(k):
			continue
		case t.kind == number && k == i:
		case t.kind != word:
			break walk
		case t.class&(determiner|within) != 0 && !t.capital && k > i:
			p := r.tokens[k-1]
			switch {
			case t.class&within != 0:
			case p.kind == word && p.class&within != 0, p.class&(determiner|and) != 0:
			case r.language == "de" && genitive(t.word) && p.capital:
			default:
				break walk
			}
			continue // it ends no name
		case t.class&and != 0:
			if !named || k+1 >= hi || k+1 >= len(r.tokens) || !r.tokens[k+1].capital && r.tokens[k+1].class&determiner == 0 {
				break walk
			}
			continue
		case t.capital && t.class&(dated|clause|utters) == 0 && !(k == i && t.class&determiner != 0):
			named = true
		case t.class&(clause|before|adverb|auxiliary|passive|modal|not|dated|person|relative|firstPerson|utters) != 0 && k > i && t.class&nounlike == 0:
			break walk
		case named && !t.capital && r.tokens[k-1].class&within == 0 && (r.language == "de" || r.tokens[k-1].capital):
			break walk // a name is followed by something else
		}
		end = k
	}
	if end == i && r.tokens[i].class&(determiner|clause|before|utters) != 0 && !named {
		return subject{}
	}
	return r.shorten(i, end)
}

// clauseSubject returns the subject of the clause that begins at token lo, as far as one can tell: what stands before its verb, which is taken
// to be the last word before an article or a preposition.
func (r *reader) clauseSubject(lo, hi int) subject {
	s := r.nameFrom(r.clauseStart(lo, hi), hi)
	if !s.ok || s.refers || s.self || s.last < s.first+2 || s.last+1 >= hi {
		return s
	}
	last, behind := r.tokens[s.last], r.tokens[s.last+1]
	if !last.capital && (last.class&nounlike == 0 || last.class&utters != 0) && behind.kind == word && behind.class&(determiner|before|adverb) != 0 && r.language != "de" {
		return r.shorten(s.first, s.last-1)
	}
	return s
}

// shorten makes a subject of the tokens from i to j: of what ends in a person's name, the name.
func (r *reader) shorten(i, j int) subject {
	run := j + 1
	for k := j; k >= i; k-- {
		t := r.tokens[k]
		if t.kind == point || t.kind == word && t.class&within != 0 && run <= j && k > i && r.tokens[k-1].capital && !t.capital && t.word != "of" && t.word != "for" {
			continue
		}
		if t.kind != word || !t.capital || t.class&determiner != 0 && k == i {
			break
		}
		run = k
	}
	n, caps := 0, false
	for k := run; k <= j; k++ {
		if r.tokens[k].capital {
			n++
		}
	}
	for k := i; k <= j; k++ {
		t := r.tokens[k]
		if t.capital && (k > r.starts[t.sentence] || n > 1) && t.class&determiner == 0 {
			caps = true
		}
	}
	first := i
	if run > i && n > 1 {
		p := r.tokens[run-1]
		switch {
		case p.class&within != 0, p.class&determiner != 0 && r.language != "de", p.class&and != 0:
		case r.language == "de":
			if n > 2 && p.class&determiner != 0 && i == run-1 {
				first = r.lastTwo(run, j)
			}
		default:
			first = run
		}
	}
	span := corpus.Span{Start: r.tokens[first].Start, End: r.tokens[j].End}
	return subject{name: span, first: first, last: j, proper: caps, ok: true}
}

// lastTwo returns the last but one of the capital words from i to j.
func (r *reader) lastTwo(i, j int) int {
	n := 0
	for k := j; k >= i; k-- {
		if r.tokens[k].capital {
			if n++; n == 2 {
				return k
			}
		}
	}
	return i
}

// An agent is somebody who was named as the subject of a sentence or as a speaker.
type agent struct {
	subject
	unit int
	key  string // the last word of the name
}

// note keeps s as somebody to whom a pronoun may refer.
func (r *reader) note(s subject, u int) {
	if !s.ok || s.refers || s.self || s.name.Len() == 0 || !s.proper && indefinite(r.tokens[s.first].word) {
		return
	}
	r.agents = append(r.agents, agent{s, u, fold(r.tokens[s.last].In(r.text))})
}

// indefinite reports whether s is an article before somebody who was not named before.
func indefinite(s string) bool {
	switch s {
	case "a", "an", "ein", "eine", "un", "une", "una":
		return true
	}
	return false
}

// A sex is what a title or a pronoun tells of somebody: 'm', 'f', or 0.
type sex byte

var sexes = map[string]sex{
	"mr": 'm', "sir": 'm', "lord": 'm', "brother": 'm', "father": 'm', "herr": 'm', "monsieur": 'm', "señor": 'm', "don": 'm', "господин": 'm', "king": 'm',
	"mrs": 'f', "ms": 'f', "miss": 'f', "lady": 'f', "sister": 'f', "mother": 'f', "frau": 'f', "madame": 'f', "mme": 'f', "señora": 'f', "doña": 'f', "госпожа": 'f', "queen": 'f',
	"he": 'm', "er": 'm', "il": 'm', "él": 'm', "он": 'm', "she": 'f', "elle": 'f', "ella": 'f', "она": 'f',
}

// mostAgents is the most agents of a paragraph among which that of a pronoun is looked for.
const mostAgents = 32

// referent returns the only one in unit u, before token i, or in the unit before it, to whom a pronoun may refer.
func (r *reader) referent(u, i int) (subject, bool) {
	for _, at := range []int{u, r.prev[u]} {
		found := -1
		for k := len(r.agents) - 1; k >= 0 && k > len(r.agents)-mostAgents && r.agents[k].unit >= at; k-- {
			a := r.agents[k]
			if a.unit != at || a.first >= i {
				continue
			}
			if x, y := sexes[r.tokens[a.first].word], sexes[r.tokens[i].word]; x != 0 && y != 0 && x != y {
				continue
			}
			if found >= 0 && r.agents[found].key != a.key {
				return subject{}, false
			}
			if found < 0 || a.name.Len() > r.agents[found].name.Len() {
				found = k
			}
		}
		if found >= 0 {
			return r.agents[found].subject, true
		}
	}
	return subject{}, false
}

// resolve returns s with the name that a pronoun stands for; without a name if that is not plain.
func (r *reader) resolve(s subject, u int) subject {
	if !s.refers {
		r.note(s, u)
		return s
	}
	if f, ok := r.referent(u, s.first); ok {
		f.refers, f.relate = false, s.relate
		return f
	}
	s.name = corpus.Span{}
	return s
}

// opener keeps the name with which a sentence begins, from token lo to hi, if it is plainly somebody's.
func (r *reader) opener(u, lo, hi int) {
	i := r.clauseStart(lo, hi)
	if i >= hi || r.tokens[i].kind != word || !r.tokens[i].capital || r.tokens[i].class&within != 0 {
		return
	}
	s := r.nameFrom(i, hi)
	if !s.ok || s.refers || s.self || s.name.Len() == 0 {
		return
	}
	if s.last+1 < hi && r.tokens[s.last+1].kind == colon {
		return // a label
	}
	n := 0
	for k := s.first; k <= s.last; k++ {
		if t := r.tokens[k]; t.capital && t.class&determiner == 0 {
			n++
		}
	}
	switch {
	case n > 1 && r.allCapital(s):
	case n == 1 && s.first == s.last && r.language != "de" && r.names[r.tokens[s.first].word]:
	default:
		return
	}
	r.note(s, u)
}
