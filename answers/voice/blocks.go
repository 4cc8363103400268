package voice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// mostBlock is the most paragraphs of a quotation without marks.
const mostBlock = 8

// block adds the block quotation behind unit u, or that u begins, and returns its last unit, or -1.
func (r *reader) block(u int) int {
	if r.units[u].kind == corpus.Quotation {
		if p := r.prev[u]; p >= 0 && r.units[p].kind == corpus.Quotation {
			return -1
		}
		return r.setOff(u)
	}
	n := r.next[u]
	x := r.units[u]
	if n < 0 || x.kind != corpus.Prose || r.tokens[x.hi-1].kind != colon || r.units[n].kind != corpus.Prose || r.units[n].lo == r.units[n].hi ||
		r.tokens[r.units[n].lo].kind == mark && r.tokens[r.units[n].lo].opens || r.inside[x.hi-1] != 0 {
		return -1
	}
	c := r.cueBefore(u, max(x.lo, r.starts[r.tokens[x.hi-1].sentence]), x.hi)
	if !c.ok || c.subject.self || c.verb < 0 {
		return -1
	}
	if r.unopenedAt(n) {
		return -1 // the quotation with its closing mark has this cue already
	}
	c.subject = r.resolve(c.subject, u)
	last := r.register(n, c.subject)
	r.speak(n, last, c)
	return last
}

// unopenedAt reports whether a quotation that lacks its opening mark begins with unit u.
func (r *reader) unopenedAt(u int) bool {
	x := r.units[u]
	for _, f := range []family{curly, guillemet, straight} {
		if x.first[f] == 2 && r.tokens[x.lo].kind != mark && r.closesUnopened(x, f) {
			return true
		}
	}
	return false
}

func (r *reader) closesUnopened(x unit, f family) bool {
	for i := x.lo; i < x.hi; i++ {
		if t := r.tokens[i]; t.kind == mark && t.family == f {
			return !t.opens && i > x.lo && (f != straight || r.tokens[i-1].kind == stop)
		}
	}
	return false
}

// speak adds the units from n to last as a speech.
func (r *reader) speak(n, last int, c cue) {
	kind := Quoted
	if c.subject.name.Len() == 0 {
		kind = Unidentified
	}
	end := r.tokens[r.units[last].hi-1].End
	if b := r.bracketBefore(r.units[last].hi, r.units[last].lo); b > r.units[last].lo && r.closesSentence(b, r.units[last].hi) {
		end = r.tokens[b-1].End
	}
	r.speeches = append(r.speeches, Speech{
		Span: corpus.Span{Start: r.tokens[r.units[n].lo].Start, End: end}, Kind: kind, Speaker: c.subject.name, Cue: c.span,
	})
}

// setOff adds the block quotation that begins with unit u: who speaks stands in it or behind it, or introduces it.
func (r *reader) setOff(u int) int {
	last := u
	for n := r.next[u]; n >= 0 && r.units[n].kind == corpus.Quotation; n = r.next[n] {
		last = n
	}
	if r.tokens[r.units[last].hi-1].End <= r.tokens[r.units[u].lo].Start {
		return -1
	}
	end := r.units[last].hi
	c := cue{}
	signed := -1
	for i := end - 1; i >= r.units[last].lo && end-i <= mostSigned; i-- { // "— Name" as its last line
		if r.tokens[i].kind == dash {
			if c = r.signature(i, end); c.ok && i > r.units[last].lo && r.tokens[i-1].kind != word {
				signed = i
			} else {
				c = cue{}
			}
			break
		}
	}
	if b := r.bracketBefore(end, r.units[last].lo); !c.ok && b > r.units[last].lo {
		if c = r.bracketed(b, end); c.ok && c.subject.proper {
			signed = b
		} else {
			c = cue{}
		}
	}
	if p := r.prev[u]; !c.ok && p >= 0 && r.units[p].hi > r.units[p].lo && r.units[p].kind != corpus.Heading {
		x := r.units[p]
		lo := max(x.lo, r.starts[r.tokens[x.hi-1].sentence])
		if r.tokens[x.hi-1].kind == colon {
			c = r.introduction(p, lo, x.hi)
		} else if c = r.cueBefore(p, lo, x.hi); !c.direct && !r.adjacent(c.verb+1, x.hi) {
			c = cue{}
		}
	}
	if !c.ok && last+1 < len(r.units) {
		if x := r.units[last+1]; x.lo < x.hi {
			c = r.signature(x.lo, x.hi)
			if !c.ok {
				c = r.bracketed(x.lo, x.hi)
			}
		}
	}
	if c.subject.self {
		return last
	}
	c.subject = r.resolve(c.subject, u)
	r.speak(u, last, c)
	if signed > 0 {
		r.speeches[len(r.speeches)-1].Span.End = r.tokens[signed-1].End
	}
	return last
}

// introduction returns the cue of a sentence that ends with a colon before a block quotation. Where no verb of saying says it, its
// subject speaks.
func (r *reader) introduction(u, lo, hi int) cue {
	c := r.cueBefore(u, lo, hi)
	if c.ok || c.subject.none || c.subject.self {
		return c
	}
	s := r.clauseSubject(lo, hi)
	if !s.ok || s.self || s.none || s.name.Len() == 0 {
		return cue{}
	}
	return cue{span: s.name, subject: s, verb: -1, ok: true}
}

// register returns the last unit of a quotation without marks that begins with unit n. It ends with a reference in brackets,
// before a paragraph that speaks of its speaker, introduces something, or is set otherwise, and where a paragraph has the words of the source rather
// than those of the quotation.
func (r *reader) register(n int, s subject) int {
	first, last := r.share(r.units[n]), n
	for k := 0; n >= 0 && k < mostBlock; k, n = k+1, r.next[n] {
		x := r.units[n]
		if x.kind != corpus.Prose || x.lo == x.hi || x.indent != r.units[last].indent && k > 0 {
			break
		}
		if k > 0 && (r.mentions(x, s) || r.tokens[x.hi-1].kind == colon || !r.goesOnAs(x, first)) {
			break
		}
		last = n
		if b := r.bracketBefore(x.hi, x.lo); b > x.lo && r.closesSentence(b, x.hi) {
			break
		}
	}
	return last
}

// mentions reports whether the unit begins with s: it speaks of who spoke before.
func (r *reader) mentions(x unit, s subject) bool {
	if s.name.Len() == 0 {
		return false
	}
	key := r.tokens[s.last]
	for i := x.lo; i < min(x.hi, x.lo+mostOpener); i++ {
		if t := r.tokens[i]; t.kind == word && t.word == key.word && t.capital == key.capital {
			return true
		}
	}
	return false
}

// mostOpener is the most tokens at the beginning of a paragraph in which its subject is looked for.
const mostOpener = 6

// leastWord is the fewest bytes of a word that tells whose register a paragraph is in.
const leastWord = 5

// remember adds the words of a unit to those of the source's own.
func (r *reader) remember(u int) {
	if r.units[u].kind != corpus.Prose {
		return
	}
	for i := r.units[u].lo; i < r.units[u].hi; i++ {
		if t := r.tokens[i]; t.kind == word && len(t.word) >= leastWord && t.class == 0 && r.inside[i] == 0 {
			r.own[t.word] = true
		}
	}
}

const (
	// leastKnown is the fewest words of the source's own before a quotation by which its register can be told.
	leastKnown = 100
	// ownShare is the share, in percent, of words that the source used before, above which a paragraph is the source's own.
	ownShare = 25
)

// share returns how many percent of the telling words of a unit stand in the source's own paragraphs before.
func (r *reader) share(x unit) int {
	n, ours := 0, 0
	for _, t := range r.tokens[x.lo:x.hi] {
		if t.kind == word && len(t.word) >= leastWord && t.class == 0 {
			n++
			if r.own[t.word] {
				ours++
			}
		}
	}
	return 100 * ours / max(1, n)
}

// goesOnAs reports whether the unit goes on with a quotation without marks whose first paragraph has the given share of the
// source's own words: it begins with a word that points back, or has no more of those words than a quotation has.
func (r *reader) goesOnAs(x unit, first int) bool {
	if t := r.tokens[x.lo]; t.kind == word && t.class&person != 0 && t.class&determiner == 0 && !impersonal[t.word] && t.word != "it" || r.tokens[x.lo].kind == mark && r.tokens[x.lo].opens {
		return true
	}
	return len(r.own) >= leastKnown && r.share(x) <= max(ownShare, first)
}

// labels finds labelled speech, as in hearings and interviews.
func (r *reader) labels() {
	labels := make([]corpus.Span, len(r.units))
	ends := make([]int, len(r.units)) // the token behind the label
	count := make(map[string]int)
	for u, x := range r.units {
		if x.kind == corpus.Footnote || x.kind == corpus.Furniture || x.lo == x.hi {
			continue
		}
		labels[u], ends[u] = r.label(x)
		if labels[u].Len() > 0 {
			count[labels[u].In(r.text)]++
		}
	}
	repeated := 0
	for label, n := range count {
		if n > 1 || isQuestion(label) {
			repeated++
		}
	}
	if repeated == 0 || len(count) < 2 {
		return
	}
	speaks := func(u int) bool {
		if labels[u].Len() == 0 {
			return false
		}
		s := labels[u].In(r.text)
		return count[s] > 1 || isQuestion(s) || isCapitals(s)
	}
	for u := range r.units {
		if !speaks(u) || ends[u] >= r.units[u].hi {
			continue
		}
		last := u
		for n := r.next[u]; n >= 0 && !speaks(n) && r.speaksOn(r.units[n]); n = r.next[n] {
			last = n
		}
		r.speeches = append(r.speeches, Speech{
			Span: corpus.Span{Start: r.tokens[ends[u]].Start, End: r.tokens[r.units[last].hi-1].End}, Kind: Quoted, Speaker: labels[u], Cue: labels[u],
		})
	}
}

// isQuestion reports whether a label marks a question or an answer.
func isQuestion(s string) bool {
	switch strings.ToLower(s) {
	case "q", "a", "frage", "antwort", "question", "réponse", "pregunta", "respuesta", "вопрос", "ответ", "answer", "interviewer":
		return true
	}
	return false
}

// isLetterLabel reports whether a letter with a full stop marks a question or an answer.
func isLetterLabel(s string) bool {
	switch s {
	case "q", "a", "f", "p", "r", "в", "о":
		return true
	}
	return false
}

func isCapitals(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n > 1
}

// speaksOn reports whether a paragraph without a label goes on with the speech before it: it is in the first or second person.
func (r *reader) speaksOn(x unit) bool {
	if x.kind != corpus.Prose || x.lo == x.hi || r.tokens[x.lo].kind == openBracket {
		return false
	}
	for _, t := range r.tokens[x.lo:x.hi] {
		if t.kind == word && t.class&(firstPerson|toMe) != 0 {
			return true
		}
	}
	return false
}

const (
	// mostLabel is the most bytes of the label of a speaker.
	mostLabel = 60
	// mostLabelWords is the most words of one.
	mostLabelWords = 6
)

// label returns the label with which a unit begins, without marks, and the token behind it; an empty span if there is none.
func (r *reader) label(x unit) (corpus.Span, int) {
	words := 0
	start, end := r.tokens[x.lo].Start, 0
	for i := x.lo; i < x.hi && r.tokens[i].End-start < mostLabel; i++ {
		t := r.tokens[i]
		switch t.kind {
		case colon, dash:
			if words == 0 || notLabels[r.tokens[x.lo].word] || t.kind == dash && r.tokens[i-1].kind != point && r.tokens[i-1].kind != stop {
				return corpus.Span{}, 0
			}
			if c, _ := utf8.DecodeRuneInString(r.text[t.End:]); !unicode.IsSpace(c) && c != '*' && c != '_' {
				return corpus.Span{}, 0
			}
			return corpus.Span{Start: start, End: end}, i + 1
		case stop, point:
			if words == 1 && i == x.lo+1 && isLetterLabel(r.tokens[x.lo].word) && r.tokens[x.lo].capital && r.text[t.Start] == '.' {
				return r.tokens[x.lo].Span, i + 1
			}
			end = t.End
		case word:
			if !t.capital && t.class&(within|determiner) == 0 {
				return corpus.Span{}, 0
			}
			if words++; words > mostLabelWords {
				return corpus.Span{}, 0
			}
			end = t.End
		case openBracket, closeBracket, number, other:
			end = t.End
		default:
			return corpus.Span{}, 0
		}
	}
	return corpus.Span{}, 0
}

// dialogue adds the speech of a paragraph that begins with a dash, as French, Spanish, and Russian novels have it.
func (r *reader) dialogue(u int) {
	x := r.units[u]
	if r.language == "en" || r.language == "de" || x.kind != corpus.Prose && x.kind != corpus.List || x.hi-x.lo < 3 || r.tokens[x.lo].kind != dash {
		return
	}
	if k := r.tokens[x.hi-1].kind; k != stop && k != mark || r.tokens[x.lo+1].kind == word && !r.tokens[x.lo+1].capital {
		return
	}
	var pieces []corpus.Span
	var c cue
	from := x.lo + 1
	for i := from; i < x.hi; i++ {
		t := r.tokens[i]
		if t.kind != dash && t.kind != comma && t.kind != stop || i+1 >= x.hi || r.tokens[i+1].kind != word || r.tokens[i+1].capital || r.inside[i] != 0 {
			continue
		}
		if t.kind != dash && r.language != "fr" {
			continue
		}
		hi := i + 1 // the narrator's words go to the next dash, or to the end of the sentence in French
		for hi < x.hi && r.tokens[hi].kind != dash && r.inside[hi] == 0 && !(r.language == "fr" && r.tokens[hi].kind == stop) {
			hi++
		}
		n := r.cueFrom(i+1, hi, true)
		if !n.ok || t.kind != dash && (n.verb > i+4 || n.subject.self) {
			continue
		}
		if !c.ok {
			c = n
		}
		pieces = r.piece(pieces, from, i)
		i, from = hi, min(hi+1, x.hi)
	}
	pieces = r.piece(pieces, from, x.hi)
	if c.subject.self {
		return
	}
	c.subject = r.resolve(c.subject, u)
	kind := Quoted
	if c.subject.name.Len() == 0 {
		kind = Unidentified
	}
	for _, p := range pieces {
		r.speeches = append(r.speeches, Speech{Span: p, Kind: kind, Speaker: c.subject.name, Cue: c.span})
	}
}

// piece appends the span of the tokens from i to hi, if they have words.
func (r *reader) piece(pieces []corpus.Span, i, hi int) []corpus.Span {
	if r.leads(i, hi) {
		return pieces
	}
	for k := r.tokens[i].kind; k == stop || k == point || k == comma; k = r.tokens[i].kind {
		i++
	}
	return append(pieces, corpus.Span{Start: r.tokens[i].Start, End: r.tokens[hi-1].End})
}
