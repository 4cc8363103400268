package voice

import (
	"strings"

	"variorum/corpus"
)

// leastReported is the fewest words of indirect speech that stands without "that".
const leastReported = 4

// indirect finds the indirect speech of a sentence, from token lo to hi.
func (r *reader) indirect(u, lo, hi int) {
	if r.covered(lo, hi) {
		return
	}
	n := len(r.speeches)
	if r.phrased(u, lo, hi) {
		return
	}
	open := -1 // the speech that goes on to the end of the sentence
	for v := lo; v < hi; v++ {
		t := r.tokens[v]
		if t.kind != word || t.class&utters == 0 || r.inside[v] != 0 || !r.isVerb(v, lo) || t.class&split != 0 && !r.splitOff(v, hi) {
			continue
		}
		from, how := r.content(v, hi)
		if from < 0 && t.class&(describing|acting) == 0 {
			if r.late(u, lo, v, hi) {
				return
			}
		}
		if from < 0 {
			continue
		}
		c := r.cueBefore(u, lo, min(v+1, hi))
		if r.language != "en" && t.class&participle == 0 && (!c.ok || c.subject.name.Len() == 0 || r.inverted(v, lo)) && !c.subject.none && !c.subject.self {
			if s := r.behind(v+1, from); s.ok && s.name.Len() > 0 {
				c.subject, c.ok = s, true
			}
		}
		if !c.ok || c.verb != v || c.subject.self || c.subject.none || how == addressed && r.toMe(v, from) && !r.quoted(from, hi) {
			continue
		}
		if open >= 0 {
			cut := v
			if c.subject.name.Len() > 0 && c.subject.first > lo && c.subject.first < v && !c.subject.refers {
				cut = c.subject.first
			}
			if t.class&participle == 0 && r.partsAt(cut) {
				r.speeches[open].Span.End = r.tokens[cut-1].End
			} else {
				continue
			}
		}
		lead := r.lead(c)
		c.subject = r.resolve(c.subject, u)
		end := r.contentEnd(from, hi, c.subject.relate)
		if end <= from {
			continue
		}
		r.speeches = append(r.speeches, Speech{
			Span: corpus.Span{Start: r.tokens[from].Start, End: r.tokens[end-1].End}, Kind: Reported, Speaker: c.subject.name, Cue: c.span, lead: lead,
			theirs: r.quoted(from, end) || r.identified(c.subject),
		})
		open = len(r.speeches) - 1
		if c.subject.relate {
			open = -1
		}
	}
	if len(r.speeches) == n {
		r.denied(u, lo, hi)
		r.subjunctive(u, lo, hi)
	}
}

// lead returns the span of what is said of the subject of a cue, to its verb.
func (r *reader) lead(c cue) corpus.Span {
	if c.subject.lead == 0 || c.verb < c.subject.lead {
		return corpus.Span{}
	}
	return corpus.Span{Start: r.tokens[c.subject.lead-1].Start, End: r.tokens[c.verb].End}
}

// partsAt reports whether a conjunction or a mark stands before token i, so that another clause begins there.
func (r *reader) partsAt(i int) bool {
	t := r.tokens[i-1]
	return t.kind != word || t.class&(and|clause) != 0
}

// covered reports whether all tokens from lo to hi are in quotations.
func (r *reader) covered(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if k := r.tokens[i].kind; r.inside[i] == 0 && (k == word || k == number) {
			return false
		}
	}
	return true
}

// quoted reports whether a quotation that is speech stands from token i to hi.
func (r *reader) quoted(i, hi int) bool {
	for ; i < hi; i++ {
		if r.tokens[i].kind == mark && r.tokens[i].opens {
			return true
		}
	}
	return false
}

// toMe reports whether the verb v tells what it tells the source itself.
func (r *reader) toMe(v, from int) bool {
	for i := max(0, v-2); i < from && i < v+4; i++ {
		if r.tokens[i].class&toMe != 0 {
			return true
		}
	}
	return false
}

// speaks reports whether a quotation that is speech begins from token i to hi.
func (r *reader) speaks(i, hi int) bool {
	for ; i < hi; i++ {
		if r.inside[i] != 0 {
			return true
		}
	}
	return false
}

// A manner is how indirect speech begins.
type manner uint8

const (
	joined    manner = iota // with "that" or the like
	loose                   // with nothing
	addressed               // behind the person told
)

// mostAddressed is the most tokens between a verb of saying and "that".
const mostAddressed = 14

// content returns the token with which what the verb v says begins, if it is said indirectly, and how; or -1.
func (r *reader) content(v, hi int) (int, manner) {
	t := r.tokens[v]
	switch {
	case t.class&describing != 0 && r.describes(v, hi):
		return v + 1, joined
	case t.class&describing != 0, t.class&acting != 0 && !r.speaks(v, hi):
		return -1, joined
	}
	how := joined
	for i := v + 1; i < hi && i <= v+mostAddressed; i++ {
		x := r.tokens[i]
		if x.kind == mark && x.opens || r.inside[i] != 0 || x.kind == colon || x.kind == semicolon || x.kind == stop {
			return -1, how
		}
		if x.kind == comma || x.kind == dash {
			if r.language == "de" && i > v && i+1 < hi && r.tokens[i+1].class&that == 0 {
				if r.hasReported(i+1, hi) {
					return i + 1, how
				}
				return -1, how
			}
			continue
		}
		if x.kind != word {
			continue
		}
		if x.class&toMe != 0 || t.class&telling != 0 && i > v+1 {
			how = addressed
		}
		if x.class&that != 0 {
			if r.language == "en" && i > v+1 && t.class&telling == 0 && r.object(v+1) {
				return -1, how // it belongs to the thing named before it
			}
			if r.language == "en" && x.word == "how" || r.demonstrative(v, i, hi) || i+1 >= hi {
				return -1, how
			}
			if i > v+1 && (r.language == "es" || r.language == "fr") && strings.Contains(" lo ce el la ", " "+r.tokens[i-1].word+" ") {
				return -1, how
			}
			if r.inside[i+1] != 0 && r.whole(i+1, hi) {
				return -1, how
			}
			return i + 1, how
		}
		if r.language != "en" {
			if x.class&utters != 0 && x.class&nounlike == 0 {
				return -1, how
			}
			continue
		}
		switch {
		case i == v+1 && t.class&bare != 0 && t.class&telling == 0 && x.class&nobody == 0 && r.beginsClause(i, hi, t.class&nounlike != 0):
			return i, loose
		case t.class&telling != 0 && i > v+1 && x.class&(person|firstPerson) != 0 && x.class&determiner == 0:
			return i, addressed
		case x.class&utters != 0 && x.class&nounlike == 0, x.class&(passive|modal) != 0, x.class&clause != 0 && x.class&that == 0:
			return -1, how
		case x.class&relative != 0:
			return -1, how
		}
	}
	return -1, how
}

// object reports whether token i begins the thing that a verb has as its object.
func (r *reader) object(i int) bool {
	t := r.tokens[i]
	return t.kind == word && t.class&(before|adverb|dated|toMe|that) == 0 && !isAdverb(t.word, r.language)
}

// demonstrative reports whether the "that" at i points to something, as in: said that much.
func (r *reader) demonstrative(v, i, hi int) bool {
	return r.language == "en" && r.tokens[i].word == "that" && (i+1 < hi && r.tokens[i+1].kind != word && r.tokens[i+1].kind != number && r.tokens[i+1].kind != mark && r.tokens[i+1].kind != comma ||
		i > v+1 && r.tokens[i-1].class&before != 0 && r.tokens[i-1].class&dated == 0)
}

// whole reports whether one quotation holds all words from token i to hi.
func (r *reader) whole(i, hi int) bool {
	n := r.inside[i]
	for ; i < hi; i++ {
		if k := r.tokens[i].kind; r.inside[i] != n && (k == word || k == number) {
			return false
		}
	}
	return true
}

// describes reports whether the verb v describes something as something.
func (r *reader) describes(v, hi int) bool {
	for i := v + 1; i < hi && i < v+2*mostAddressed; i++ {
		if t := r.tokens[i]; t.kind == word && t.word == "as" {
			return i > v+1
		}
		if t := r.tokens[i]; t.kind == stop || t.kind == semicolon || t.kind == colon {
			return false
		}
	}
	return false
}

// beginsClause reports whether a clause of at least a few words with a verb stands from token i on; if plain is true, with a verb that nothing
// else can be.
func (r *reader) beginsClause(i, hi int, plain bool) bool {
	t := r.tokens[i]
	if t.kind != word || t.class&(before|clause|and|modal|passive|dated|toMe) != 0 || t.class&adverb != 0 && t.class&determiner == 0 {
		return false
	}
	n, verb := 0, false
	for ; i < hi && n < mostAddressed; i++ {
		x := r.tokens[i]
		if x.kind == comma && n < 2 {
			return false
		}
		if x.kind != word && x.kind != number {
			continue
		}
		n++
		if x.class&(passive|modal|auxiliary) != 0 || strings.Contains(x.word, "'") {
			verb = verb || n > 1 || t.class&person != 0
		}
		if n > 1 && !plain && !x.capital && x.class == 0 && len(x.word) > 3 && (strings.HasSuffix(x.word, "s") || strings.HasSuffix(x.word, "ed")) {
			verb = true
		}
	}
	return n >= leastReported && verb || n >= 3 && t.class&person != 0
}

// hasReported reports whether a verb form of German indirect speech stands from token i to hi.
func (r *reader) hasReported(i, hi int) bool {
	for ; i < hi; i++ {
		t := r.tokens[i]
		if t.kind != word || t.class&reported == 0 || t.capital || r.inside[i] != 0 {
			continue
		}
		if (i == 0 || r.tokens[i-1].class&firstPerson == 0) && (i+1 >= hi || r.tokens[i+1].class&firstPerson == 0) {
			return true
		}
	}
	return false
}

// contentEnd returns the token behind what is said from token i on: the end of the sentence, a semicolon, or where a quotation
// begins that the sentence does not hold; a relative clause ends with a comma.
func (r *reader) contentEnd(i, hi int, relate bool) int {
	end := hi
	for k := i; k < hi; k++ {
		t := r.tokens[k]
		if t.kind == semicolon || relate && t.kind == comma && k > i+2 && r.inside[k] == 0 {
			end = k
			break
		}
		if q := r.inside[k]; q != 0 && (k == 0 || r.inside[k-1] != q) && r.quotes[q-1].to > hi {
			end = k
			break
		}
		if t.kind == openBracket && r.closesSentence(k, hi) {
			end = k
			break
		}
	}
	for end > i && r.tokens[end-1].kind != word && r.tokens[end-1].kind != number {
		end--
	}
	return end
}

// closesSentence reports whether the brackets that open at k are the last of the sentence and hold a number: a reference.
func (r *reader) closesSentence(k, hi int) bool {
	numbered := false
	for ; k < hi; k++ {
		numbered = numbered || r.tokens[k].kind == number
		if r.tokens[k].kind == closeBracket {
			break
		}
	}
	for k++; k < hi; k++ {
		if r.tokens[k].kind == word || r.tokens[k].kind == number {
			return false
		}
	}
	return numbered
}

// phrased adds the speech of a sentence that says according to whom it is, and reports whether it does. The phrase at the
// beginning governs what follows it; elsewhere the sentence up to it, and what follows in a sentence without another verb.
func (r *reader) phrased(u, lo, hi int) bool {
	i := lo
	for i < hi && r.inside[i] != 0 {
		i++
	}
	c := r.accordingTo(i, hi)
	if !c.ok || r.inside[c.verb] != 0 {
		return false
	}
	from, end := lo, hi
	for k := c.verb; k > lo; k-- {
		if r.tokens[k].kind == semicolon {
			from = k + 1
			break
		}
	}
	for k := c.verb; k < hi; k++ {
		if r.tokens[k].kind == semicolon {
			end = k
			break
		}
	}
	c.subject = r.resolve(c.subject, u)
	first := c.span.Start
	if n := c.subject.name; n.Len() > 0 {
		first = min(first, n.Start)
	}
	s := Speech{Kind: Reported, Speaker: c.subject.name, Cue: c.span, theirs: r.quoted(from, end) || r.identified(c.subject)}
	if r.wordsBefore(from, first) >= 3 {
		s.Span = corpus.Span{Start: r.tokens[from].Start, End: r.before(from, first)}
		r.speeches = append(r.speeches, s)
		for k := c.end; k < end; k++ { // only if the clause goes on behind it
			if t := r.tokens[k]; t.kind == word && t.class&(clause|relative) != 0 {
				end = k
			}
		}
	}
	from = c.end
	for from < end && r.tokens[from].kind != word && r.tokens[from].kind != number && r.tokens[from].kind != mark {
		from++
	}
	if to := r.contentEnd(from, end, false); to > from && r.wordsBefore(from, r.tokens[to-1].End) > mostScare || r.wordsBefore(lo, first) < 3 && to-from > 1 {
		s.Span = corpus.Span{Start: r.tokens[from].Start, End: r.tokens[to-1].End}
		r.speeches = append(r.speeches, s)
	}
	return true
}

// identified reports whether s is somebody in particular: one with a name, a person or body of whom the source speaks as known, who speaks for
// one, or whom a pronoun stands for. Some people are nobody in particular, and a logbook says nothing. Russian has no articles, so that there
// whoever is told is somebody.
func (r *reader) identified(s subject) bool {
	if s.name.Len() == 0 || records[r.tokens[s.last].word] {
		return false
	}
	t := r.tokens[s.first]
	if indefinite(t.word) {
		return s.first < s.last && mouthpieces[r.tokens[s.first+1].word]
	}
	if t.class&anybody != 0 {
		return false
	}
	several := s.first == s.last && strings.HasSuffix(t.word, "s") && !s.proper // Villagers, at the beginning of a sentence
	return s.refers || t.class&determiner != 0 || r.language == "ru" || s.proper || r.named(s) && !several
}

// mouthpieces are words for those who speak for a body, and for what it publishes, whoever they are.
var mouthpieces = set(`spokesman spokeswoman spokesperson official representative article report statement sprecher sprecherin vertreter vertreterin artikel bericht
	porte-parole représentant représentante article rapport communiqué portavoz representante artículo informe comunicado`)

// records are words for what is written down from day to day, and for what measures.
var records = set(`log logbook ledger roster register tally gauge clock meter diary statistics census bauakte akte logbuch register statistik uhr pegel
	registre journal statistiques horloge registro diario estadística reloj журналу журнал журнала`)

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// named reports whether a name is in s: a word with a capital; in German, where nouns have one, two side by side.
func (r *reader) named(s subject) bool {
	if s.name.Len() == 0 {
		return false
	}
	for i := s.first; i <= s.last; i++ {
		t := r.tokens[i]
		if t.kind == word && t.capital && t.class == 0 && (r.language != "de" || i > s.first && r.tokens[i-1].capital && r.tokens[i-1].class == 0) {
			return true
		}
	}
	return false
}

// wordsBefore counts the words from token i to the byte end.
func (r *reader) wordsBefore(i, end int) int {
	n := 0
	for ; i < len(r.tokens) && r.tokens[i].End <= end; i++ {
		if r.tokens[i].kind == word {
			n++
		}
	}
	return n
}

// before returns the end of the last word from token i to the byte end.
func (r *reader) before(i, end int) int {
	at := r.tokens[i].Start
	for ; i < len(r.tokens) && r.tokens[i].End <= end; i++ {
		if k := r.tokens[i].kind; k == word || k == number || k == mark || k == closeBracket {
			at = r.tokens[i].End
		}
	}
	return at
}

// late finds who is said behind a sentence without marks to have said it: "..., the board said on Tuesday." It reports whether it did.
func (r *reader) late(u, lo, v, hi int) bool {
	at := v - 1 // the comma
	for at > lo && v-at < mostName && r.tokens[at].kind != comma {
		if k := r.tokens[at].kind; k != word && k != point && k != number {
			return false
		}
		at--
	}
	if at <= lo || r.tokens[at].kind != comma || r.wordsBefore(lo, r.tokens[at].Start) < 3 || r.covered(lo, at) || r.tokens[v].class&participle != 0 {
		return false
	}
	for k := at; k < v; k++ {
		if r.tokens[k].class&(clause|and) != 0 && r.tokens[k].class&determiner == 0 {
			return false
		}
	}
	c := r.cueFrom(at+1, hi, false)
	if !c.ok || c.verb != v || c.subject.self || c.subject.none || c.subject.name.Len() == 0 {
		return false
	}
	behind := max(v, c.subject.last) + 1
	end := behind
	for end < hi && r.tokens[end].kind != stop { // a time or an occasion may follow, and no more
		t := r.tokens[end]
		if t.kind == comma && end > behind && r.language == "en" {
			break
		}
		if t.kind == mark || t.kind == colon || t.kind == word && t.class&that != 0 {
			return false
		}
		end++
	}
	if end > behind && !r.occasion(behind, end) || r.tokens[lo].kind == word && r.tokens[lo].class&clause != 0 && r.tokens[lo].class&determiner == 0 {
		return false
	}
	if c.subject.first == at+1 && r.tokens[behind%len(r.tokens)].kind == word && r.tokens[behind].class&before == 0 && r.tokens[behind].class&dated == 0 {
		return false
	}
	one := c.subject.first < v && indefinite(r.tokens[c.subject.first].word)
	if t := r.tokens[v]; r.language == "en" && one && t.class&nounlike != 0 && !strings.HasSuffix(t.word, "s") {
		return false // a course record
	}
	c.subject = r.resolve(c.subject, u)
	from := lo
	for from < at && r.tokens[from].kind != word && r.tokens[from].kind != number {
		from++
	}
	r.speeches = append(r.speeches, Speech{
		Span: corpus.Span{Start: r.tokens[from].Start, End: r.before(from, r.tokens[at].Start)}, Kind: Reported, Speaker: c.subject.name, Cue: c.span,
		theirs: r.quoted(from, at) || r.identified(c.subject),
	})
	return true
}

// occasion reports whether the tokens from i to hi say no more than when or where something was said.
func (r *reader) occasion(i, hi int) bool {
	t := r.tokens[i]
	if hi-i > mostName || t.kind != word || t.class&(before|dated|adverb) == 0 {
		return false
	}
	if i+1 < hi && t.class&before != 0 && indefinite(r.tokens[i+1].word) {
		return true // in a letter
	}
	for ; i < hi; i++ {
		if r.tokens[i].kind == number || r.tokens[i].class&dated != 0 {
			return true
		}
	}
	return t.class&adverb != 0 && t.class&before == 0
}

// denied keeps a denial as what governs its sentence. What is denied is not what its speaker says, so it is no speech.
func (r *reader) denied(u, lo, hi int) {
	for v := lo; v < hi; v++ {
		t := r.tokens[v]
		if t.kind != word || t.class&denying == 0 || r.inside[v] != 0 {
			continue
		}
		s := r.subjectBefore(v, lo)
		if s.ok {
			r.resolve(s, u)
		}
		if end := r.tokens[hi-1].End; end > t.End {
			r.governors = append(r.governors, governor{scope: corpus.Span{Start: t.End, End: end}, words: cover(t.Span, s.name)})
		}
		return
	}
}

// subjunctive adds a German sentence in the verb forms of indirect speech as a speech of the speaker of the sentence before.
func (r *reader) subjunctive(u, lo, hi int) {
	if r.language != "de" || len(r.speeches) == 0 || lo == r.units[u].lo || !r.hasReported(lo, hi) || r.quoted(lo, hi) {
		return
	}
	last := r.speeches[len(r.speeches)-1]
	if last.Kind == Unidentified || last.Speaker.Len() == 0 || r.wordsBetween(last.Span.End, lo) > 0 {
		return
	}
	end := r.contentEnd(lo, hi, false)
	if end > lo {
		r.speeches = append(r.speeches, Speech{
			Span: corpus.Span{Start: r.tokens[lo].Start, End: r.tokens[end-1].End}, Kind: Reported, Speaker: last.Speaker, Cue: last.Cue,
		})
	}
}

// wordsBetween counts the words from the byte start to token i; a few, which may be a cue, are none.
func (r *reader) wordsBetween(start, i int) int {
	n := 0
	for k := i - 1; k >= 0 && r.tokens[k].Start >= start; k-- {
		if r.tokens[k].kind == word {
			n++
		}
	}
	if n <= mostScare {
		return 0
	}
	return n
}

// hedges keeps the words of a unit that say that something is not certain, with the sentences they stand in.
func (r *reader) hedges(u int) {
	x := r.units[u]
	for i := x.lo; i < x.hi; i++ {
		t := r.tokens[i]
		if t.kind != word || t.class&(hedge|not) == 0 {
			continue
		}
		first, end := r.starts[t.sentence], min(r.starts[t.sentence+1], x.hi)
		scope := corpus.Span{Start: r.tokens[max(first, x.lo)].Start, End: r.tokens[end-1].End}
		if t.class&not != 0 {
			scope.Start = t.End
		}
		if r.tokens[end-1].kind == colon {
			scope.End = r.introducedEnd(u, scope.End)
		}
		if scope.Start < scope.End {
			r.governors = append(r.governors, governor{scope: scope, words: t.Span})
		}
	}
}

// mostItems is the most items that a sentence with a colon governs.
const mostItems = 40

// introducedEnd returns the end of the items of a list, or of the paragraph, that unit u introduces with its last mark.
func (r *reader) introducedEnd(u, end int) int {
	n := r.next[u]
	for k := 0; n >= 0 && k < mostItems && r.units[n].lo < r.units[n].hi && (k == 0 || r.units[n].kind == corpus.List); k++ {
		if r.units[n].kind == corpus.Heading {
			break
		}
		end = r.tokens[r.units[n].hi-1].End
		if r.units[n].kind != corpus.List {
			break
		}
		n = r.next[n]
	}
	return end
}
