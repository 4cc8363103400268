package claim

import (
	"slices"
	"strings"
	"unicode"

	"variorum/corpus"
)

// A Certainty is how a text puts a clause. A clause that no mark governs is asserted.
type Certainty uint8

const (
	Hedged    Certainty = iota + 1 // allegedly, perhaps, is said to
	Reported                       // says that, according to
	Denied                         // denies that; and what is negated: not, nobody
	Corrected                      // what a correction is about
)

var certaintyNames = [...]string{"", "hedged", "reported", "denied", "corrected"}

// String returns the name of c in small letters, "" for none.
func (c Certainty) String() string { return certaintyNames[min(int(c), len(certaintyNames)-1)] }

// A Mark is a word or a phrase that governs how certain a clause is put. Its spans are byte offsets into the text that was read.
type Mark struct {
	corpus.Span // the words
	Kind        Certainty
	Scope       corpus.Span // the clause it governs; it may hold the words themselves
}

// Marks returns the marks of certainty in text, in order of their words. What denies a denial, and "not only", marks nothing.
func Marks(text, language string) []Mark {
	s := newSentence(text, language)
	var marks []Mark
	for i := 0; i < len(s.words); {
		end, p := s.match(i, s.grammar.certainty)
		if end == i {
			i++
			continue
		}
		if m, ok := s.mark(i, end, p.use); ok && !(m.Kind == Corrected && slices.ContainsFunc(marks, func(o Mark) bool {
			return o.Kind == Corrected && m.Start < o.Scope.End
		})) {
			marks = append(marks, m)
		}
		i = end
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.Start - b.Start })
	return marks
}

// mark returns the mark that the phrase from i to end makes, if it makes one.
func (s *sentence) mark(i, end int, use string) (Mark, bool) {
	m := Mark{Span: s.span(i, end), Kind: Hedged}
	switch use {
	case "clause":
		m.Scope = s.clause(i, end)
		if s.stop(i) && s.comma(end) || s.lower(i) == "по-видимому" {
			m.Scope = s.span(end, s.right(end))
		}
	case "before":
		m.Scope = s.span(s.left(max(0, i-1)), i)
	case "after":
		from := s.governed(end)
		m.Scope = s.span(from, s.end(max(from, i+1)))
		if s.comma(i) && (s.comma(end) || s.closesAfter(end)) { // the clock, it seems, was slow
			m.Scope = s.clause(i, end)
		}
	case "perfect":
		if !s.infinitivePerfect(s.right(end)) {
			return m, false
		}
		m.Scope = s.clause(i, end)
	case "conditional":
		last := s.participle(end)
		if last == end || s.has(s.begin(i), s.end(end), conditions) {
			return m, false
		}
		m.Span, m.Scope = s.span(i, last), s.clause(i, last)
	case "source":
		return s.source(i, end)
	case "say":
		return s.say(i, end, Reported)
	case "deny":
		if s.negated(i) {
			return m, false
		}
		return s.say(i, end, Denied)
	case "not":
		m.Kind, m.Scope = Denied, s.clause(i, end)
		if s.opened(i) && strings.ContainsAny(s.gap(end), "\"”“»’") { // a word that is only named
			return m, false
		}
		if !s.negates(i, end) {
			return m, false
		}
	case "correct":
		m.Kind = Corrected
		m.Scope = s.span(end, s.end(end+1))
		if !s.stop(i) && !strings.Contains(s.text[m.Start:m.End], " ") { // "a correction" inside a sentence is any correction
			return m, false
		}
		if m.Scope.Len() == 0 {
			m.Scope = m.Span
		}
	default:
		return m, false
	}
	return m, m.Scope.Len() > 0
}

// conditions make a conditional one of a condition, and no hearsay.
var conditions = set("si s'il s'ils s'")

// clause returns the clause in which the words from i to end stand.
func (s *sentence) clause(i, end int) corpus.Span { return s.span(s.left(i), s.right(end)) }

// infinitivePerfect reports whether a German clause that ends before word end closes with a participle and "haben" or "sein".
func (s *sentence) infinitivePerfect(end int) bool {
	last, before := s.lower(end-1), s.lower(end-2)
	return (last == "haben" || last == "sein" || before == "worden" && last == "sein") && len(before) > 4 &&
		(strings.HasSuffix(before, "t") || strings.HasSuffix(before, "en"))
}

// participle returns the end of a French or Spanish participle at word i, behind at most "été", "sido", or an adverb; i where there is none.
func (s *sentence) participle(i int) int {
	for k := i; k < min(i+3, len(s.words)) && s.words[k].Joined(); k++ {
		w := s.lower(k)
		switch {
		case w == "été" || w == "sido" || w == "déjà" || w == "ya" || strings.HasSuffix(w, "ment") || strings.HasSuffix(w, "mente"):
			continue
		case s.language == "fr" && endsIn(w, "é", "ée", "és", "ées", "i", "is", "it", "u", "us", "ue", "uit", "ert", "ort") && len(w) > 2,
			s.language == "es" && endsIn(w, "do", "da", "dos", "das", "cho", "to", "erto"):
			return k + 1
		}
		return i
	}
	return i
}

func endsIn(w string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}

// governed returns where what a verb of saying governs begins, whose words end before end: behind "that" or an opening mark, or at once.
func (s *sentence) governed(end int) int {
	limit := min(s.end(end), len(s.words))
	for k := end; k < min(limit, end+8); k++ {
		if k > end && strings.ContainsAny(s.words[k].Gap, "\"“„«:") || k == end && strings.ContainsAny(s.gap(k), "\"“„«:") {
			return k
		}
		if s.grammar.that[s.lower(k)] {
			return k + 1
		}
	}
	if s.language == "de" || s.language == "ru" { // "sagte, das Buch sei verloren": behind the comma
		for k := end; k < min(limit, end+8); k++ {
			if s.comma(k) {
				if s.grammar.that[s.lower(k)] {
					k++
				}
				return k
			}
		}
	}
	return end
}

// say returns the mark of a verb of saying or denying from i to end.
func (s *sentence) say(i, end int, kind Certainty) (Mark, bool) {
	m := Mark{Span: s.span(i, end), Kind: kind}
	begin := s.begin(i)
	if k := s.speaker(i); k > begin && kind == Reported && s.closesAfter(end) && !nouns[s.lower(i)] { // the wall had cracked, the surveyor said
		m.Span, m.Scope = s.span(k, end), s.span(s.left(k-1), k)
		return m, m.Scope.Len() > 0
	}
	if s.comma(i) && i > begin && kind == Reported && !s.comma(end) && s.closesQuote(i) { // "the wall has cracked," said the surveyor
		m.Scope = s.span(begin, i)
		return m, m.Scope.Len() > 0
	}
	from := s.governed(end)
	quoted := strings.ContainsAny(s.gap(end), ":\"“„«") || (s.language == "de" || s.language == "ru") && s.comma(end)
	if from == end && !quoted && kind == Reported && !s.opensClause(i, end) {
		return m, false // "told to lift", "wrote a letter", "say to whom"
	}
	if kind == Denied && i > 0 && (s.grammar.determiners[s.lower(i-1)] || s.grammar.prepositions[s.lower(i-1)] && s.lower(i-1) != "to") {
		return m, false // "the disputes"
	}
	if from >= len(s.words) || from == end && s.stop(end) && !strings.ContainsAny(s.gap(end), ":\"“„«") {
		return m, false
	}
	m.Scope = s.span(from, s.end(from+1))
	return m, m.Scope.Len() > 0
}

// opensClause reports whether the English verb of saying before word end governs a clause that begins at once: a pronoun, or a phrase with a verb behind it.
func (s *sentence) opensClause(i, end int) bool {
	if s.language != "en" || !loose[s.lower(i)] || s.stop(end) || s.comma(end) {
		return false
	}
	if nominative[s.lower(end)] {
		return true
	}
	if w := s.words[end]; !s.grammar.determiners[w.Lower] && !w.Capital() || s.grammar.prepositions[w.Lower] {
		return false
	}
	for k := end + 1; k < min(end+9, len(s.words)) && !s.stop(k) && !s.comma(k); k++ {
		if w := s.lower(k); s.grammar.be[w] || s.grammar.have[w] || s.grammar.modals[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "ed") || thirdPerson[w] {
			return true
		}
	}
	return false
}

var (
	loose       = set("says said say believes believe believed thinks claims claimed insists insisted reported")
	nominative  = set("he she it they we i there nobody no everybody everyone")
	thirdPerson = set("shows fell came went took gave made began broke rose stood held ran knew saw left")
	nouns       = set("states claims reports")
)

// closesQuote reports whether a quotation closes before word i.
func (s *sentence) closesQuote(i int) bool { return strings.ContainsAny(s.gap(i), "\"”“»’") }

// closesAfter reports whether the sentence, or a parenthesis, ends before word end.
func (s *sentence) closesAfter(end int) bool {
	return end >= len(s.words) || s.starts[end] || strings.ContainsAny(s.gap(end), ".!?;") && !strings.ContainsAny(s.gap(end), ":")
}

// speaker returns the first word of a short subject behind a comma that ends before the verb at word i, or -1.
func (s *sentence) speaker(i int) int {
	for k := i; k > 0 && k > i-7; k-- {
		if s.comma(k) {
			if k == i || s.grammar.joins[s.lower(k)] {
				return -1
			}
			return k
		}
		if s.stop(k) {
			return -1
		}
	}
	return -1
}

// source returns the mark of words that name a source, such as "according to X", which begin at i and go on from end.
func (s *sentence) source(i, end int) (Mark, bool) {
	last := end
	for last < len(s.words) && last < end+10 && (last == end || !s.comma(last) && !s.stop(last)) {
		last++
		if s.language == "de" && i == s.begin(i) && last < len(s.words) && s.verbLike(last) && last > end {
			break
		}
	}
	if last == end {
		return Mark{}, false
	}
	m := Mark{Span: s.span(i, last), Kind: Reported}
	begin := s.begin(i)
	if i == begin || s.comma(i) && i-1 == begin || s.onlySmall(begin, i) {
		m.Scope = s.span(last, s.end(last+1))
	} else {
		m.Scope = s.span(begin, s.end(last))
		if s.comma(i) && s.closesAfter(last) {
			m.Scope = s.span(begin, i)
		}
	}
	return m, m.Scope.Len() > 0
}

// onlySmall reports whether no word that says something stands from i to j.
func (s *sentence) onlySmall(i, j int) bool {
	for ; i < j; i++ {
		if w := s.lower(i); !s.grammar.conjunctions[w] && !s.grammar.stops[w] {
			return false
		}
	}
	return true
}

// verbLike reports whether German word i is written small and can be a finite verb.
func (s *sentence) verbLike(i int) bool {
	w := s.words[i]
	return unicode.IsLower([]rune(w.Text)[0]) && !s.grammar.prepositions[w.Lower] && !s.grammar.determiners[w.Lower] && endsIn(w.Lower, "te", "ten", "t", "d", "ar", "aren", "ind", "urde", "ab", "aben")
}

// negated reports whether one of the three words before i negates.
func (s *sentence) negated(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if s.stop(k + 1) {
			return false
		}
		if s.grammar.negators[s.lower(k)] && s.lower(k) != "ne" {
			return true
		}
	}
	return false
}

// negates reports whether the word of negation from i to end denies its clause.
func (s *sentence) negates(i, end int) bool {
	w := s.lower(i)
	// A denial that is denied: both mark nothing.
	for k := end; k < min(end+3, len(s.words)) && !s.stop(k); k++ {
		if _, p := s.match(k, s.grammar.certainty); p.use == "deny" {
			return false
		}
	}
	switch s.language {
	case "en":
		if w == "no" && (s.comma(end) || s.stop(end) || strings.HasPrefix(s.gap(end), ".") || end < len(s.words) && s.words[end].Number()) {
			return false
		}
	case "fr":
		near := s.has(i-5, i, ne) || (w == "personne" || w == "rien" || w == "aucun" || w == "aucune" || w == "nul" || w == "jamais") && s.has(end, end+4, ne)
		if !near {
			return false
		}
	case "es":
		if w == "no" && (s.comma(end) || s.stop(end)) {
			return false
		}
		if w != "no" && s.has(i-6, i, set("no")) { // no vio nada: once is enough
			return false
		}
	case "ru":
		if w == "не" && s.has(i-4, i, set("никто никогда ничего ни")) || w == "ни" {
			return false
		}
	}
	return true
}

var ne = set("ne n'")
