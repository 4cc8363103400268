package retrieval

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/corpus"
)

// A Query is a question after analysis.
type Query struct {
	Language string // of the question, one of [Languages]
	Kind     Kind   // of the expected answer
	Text     string // the question, or the one of several that this is a query of, in small letters
	Naming   bool   // it asks what something is called
	Terms    []Term // in the order of the question, exact phrases first
	// Phrases, at the beginning of Terms, must stand in what is shown, word for word but for capitals and accents; only passages with all of
	// them are found. Excluded may not stand in it. See [Query.Limits].
	Phrases, Excluded []string
	// Passages is how many passages of each source to find at most; 0 means 8.
	Passages int
	// Sources limits the search to these; nil means all.
	Sources []corpus.SourceID
	// Matches asks for Ranking.Found and Hit.Matches.
	Matches bool
}

func (q Query) passages() int {
	if q.Passages <= 0 {
		return 8
	}
	return q.Passages
}

// A Term is a word, number, name, or phrase of a question.
type Term struct {
	Word         string // as asked
	Weight       int    // from 1 to MaxWeight; how much it says, from fixed tables
	Alternatives []Alternative
	// Relatives are the words of the lexicon and the thesaurus among the alternatives in the question's language, the surest first.
	Relatives []string
}

// An Alternative is one way in which a sentence may speak of a term.
type Alternative struct {
	Language string
	// Terms must all stand in one sentence.
	Terms []string
	// Closeness says how near the alternative is to what was asked, in percent.
	Closeness int
	// Near asks for the terms that are one edit away from Terms[0], in sources that do not have the
	// exact ones.
	Near bool
	// Text is that of which Terms were made, as the question, the lexicon or the aliases have it, or "" where they are Word or parts of it.
	Text string
}

// A Kind is the kind of answer that a question expects.
type Kind string

const (
	AnyKind Kind = ""
	Figure  Kind = "figure"
	Date    Kind = "date"
	Clock   Kind = "clock" // a time of day
	Actor   Kind = "actor" // a person or a body
	Place   Kind = "place"
	Cause   Kind = "cause"
	Quote   Kind = "quote" // what somebody said
)

// The closeness of alternatives, in percent, as measured in docs/quality.md.
const (
	sameTerm  = 100
	nearTerm  = 90
	mostOfAll = 90 // of a name's words, three in five or more
	closeTerm = 70
	partOfAll = 60 // of a name's words, fewer
	ofPhrase  = 80 // a word of a phrase of the lexicon
	looseTerm = 30

	// of the words near one in the thesaurus
	stronglyNear = 70
	nearby       = 60
	looselyNear  = 25

	// of a group's words in other languages than the question's
	closeForeign = 100
	looseForeign = 40

	insteadOf = 85 // what says the same as a phrase of small words

	// of a word's translations in the dictionary: of the commonest, and how much less of each that is less common
	translated = 100
	lessCommon = 10
)

// leastTranslated is the least share of its closeness that a translation keeps which is frequent in its language: see [telling].
const leastTranslated = 0.7

// MaxWeight is the greatest weight of a term: 10 bits.
const MaxWeight = 1023

// maxTerms bounds the terms of a query; a question that has more is cut, at the least weighty.
const maxTerms = 32

// The information of terms that no table holds, on the scale of [information].
const (
	numberInformation = 2.25
	phraseInformation = 3.0
	leastInformation  = 0.3
	mostInformation   = 5.0
)

// information returns what a term says: clip(7 − zipf, .3, 5), where zipf is log10 of its
// frequency in 10⁹ words of the language.
func information(language, term string) float64 {
	z, _ := Zipf(language, term)
	return min(max(7-z, leastInformation), mostInformation)
}

// weight turns information into a weight from 1 to MaxWeight: its power .7, which was measured to
// be better than the information itself (docs/quality.md).
func weight(information float64) int {
	return max(1, int(math.Round(MaxWeight*math.Pow(information/mostInformation, 0.7))))
}

// NewQuery analyses a question that is asked of sources in the given languages; of any if none is
// given. What is found in a source depends on its own language alone, so languages only spare
// work. The query has no terms if nothing is asked: the question is empty, or of
// stop words alone, or of punctuation.
func NewQuery(question string, languages ...string) Query {
	return (*Aliases)(nil).NewQuery(question, languages...)
}

// NewQuery is [NewQuery] with aliases. A question that holds a close word of a group looks also for its other close words, which count as
// the word itself, and for its loose ones, which count 70 %; one that holds a loose word looks for the close ones at 70 %.
func (x *Aliases) NewQuery(question string, languages ...string) Query {
	question, language := plainQuestion(question)
	return x.query(language, question, marked(language, question), corpus.Span{End: len(question)}, languages)
}

// query makes a query of a part of a question, whose marked spans hold for all parts.
func (x *Aliases) query(language, question string, spans []markedSpan, part corpus.Span, languages []string) Query {
	q := Query{Language: language, Text: strings.ToLower(part.In(question))}
	var words []token
	withAnalyzer(language, func(a *Analyzer) {
		a.tokens(question, func(t token) {
			inside := slices.ContainsFunc(spans, func(s markedSpan) bool { return t.Start < s.End && s.Start < t.End })
			if !inside && part.Start <= t.Start && t.End <= part.End && (!t.Derived || t.Number) {
				words = append(words, t)
			}
		})
		a.mendSmall(words)
		words, framed := a.withoutFrames(question, words)
		if q.Kind, words = kindOf(language, words); q.Kind == AnyKind && asksWords(language, strings.ToLower(part.In(framed))) {
			q.Kind = Quote
		}
		words, q.Naming = a.withoutNaming(q.Text, words)
		m := termMaker{a, lexicons[language], question, targets(language, languages), x}
		q.mark(&m, spans)
		q.Terms = append(q.Terms, m.queryTerms(words, maxTerms-len(q.Phrases))...)
	})
	return q
}

// targets returns the languages to look in, with the question's own as the first.
func targets(own string, languages []string) []string {
	list := []string{own}
	for _, l := range append(slices.Clone(Languages), Undetermined) {
		wanted := len(languages) == 0 || slices.ContainsFunc(languages, func(w string) bool { return supported(w) == l })
		if l != own && wanted {
			list = append(list, l)
		}
	}
	return list
}

// questionLanguage guesses the language of a question by its small words and its script;
// English where nothing speaks for another.
func questionLanguage(question string) string {
	votes := make(map[string]float64)
	for _, l := range Languages {
		withAnalyzer(l, func(a *Analyzer) {
			a.tokens(question, func(t token) {
				if isStopWord(l, t.Word) || isQuestionWord(l, t.Word) {
					votes[l] += stopWordVote
				} else if z, known := Zipf(l, t.Term); known {
					votes[l] += z
				} else if l == "de" {
					if _, _, ok := dividedCompound(question[t.Start:t.End]); ok {
						votes[l] += englishVote + 1
					}
				}
			})
		})
	}
	if known := slices.Sorted(maps.Keys(votes)); len(known) != 1 { // a word that one language alone has speaks for it
		votes["en"] += englishVote
	}
	best := "en"
	for _, l := range Languages {
		if votes[l] > votes[best] {
			best = l
		}
	}
	return best
}

// stopWordVote is what a small word counts for its language, on the scale of [Zipf].
const stopWordVote = 9

// englishVote is what English has from the beginning: a few names and numbers speak for no other language.
const englishVote = 4

// mark enters what a question says in marks of its own.
func (q *Query) mark(m *termMaker, spans []markedSpan) {
	for _, s := range spans {
		if s.excluded {
			q.Excluded = append(q.Excluded, s.text)
		} else if t, ok := m.exact(s.text); ok {
			q.Phrases, q.Terms = append(q.Phrases, s.text), append(q.Terms, t)
		}
	}
}

// queryTerms makes the terms of a question's words, the weightiest most of them.
func (m *termMaker) queryTerms(words []token, most int) []Term {
	a, x, question := m.Analyzer, m.lexicon, m.question
	skip := make([]bool, len(words))
	made := make(map[string]bool) // terms of single words
	var terms []Term
	add := func(t Term) {
		if !slices.ContainsFunc(terms, t.same) {
			terms = append(terms, t)
		}
	}
	if verb, particle, groups := separated(a.language, x, words); verb >= 0 {
		add(m.phrase(question[words[verb].Start:words[verb].End]+" "+question[words[particle].Start:words[particle].End], groups))
		skip[verb], skip[particle] = true, true
	}
	for i := 0; i < len(words); i++ {
		t := words[i]
		if skip[i] {
			continue
		}
		if n, term := m.alias(words, i); n > 0 {
			add(term)
			i += n - 1
			continue
		}
		if n := fillerAt(a.language, words[i:]); n > 0 {
			i += n - 1
			continue
		}
		if n, groups := x.phraseAt(words[i:]); n > 0 && a.says(words[i:i+n]) {
			add(m.phrase(question[words[i].Start:words[i+n-1].End], groups))
			i += n - 1
			continue
		}
		if n := m.nameAt(words, i); n > 1 {
			add(m.name(words[i : i+n]))
			i += n - 1
			continue
		}
		acronym := t.Term == acronymMark+t.Word
		if !acronym && i > 0 && words[i-1].Word == "the" && len(x.entry(acronymMark+t.Word).groups()) > 0 {
			t.Term, acronym = acronymMark+t.Word, true
		}
		if !acronym && !t.Number && (isStopWord(a.language, t.Word) || isQuestionWord(a.language, t.Word)) {
			continue
		}
		if !t.Number && utf8.RuneCountInString(t.Word) < 2 {
			continue
		}
		if !made[t.Term] {
			made[t.Term] = true
			add(m.word(t))
		}
	}
	if len(terms) <= fewTerms {
		for t := range m.smallTerms(words) {
			add(t)
		}
	}
	for len(terms) > most {
		least := 0
		for i, t := range terms {
			if t.Weight < terms[least].Weight {
				least = i
			}
		}
		terms = slices.Delete(terms, least, least+1)
	}
	return terms
}

// particles end German clauses, away from the verb that they belong to: "wann trat er zurück".
var particles = map[string]bool{
	"ab": true, "an": true, "auf": true, "aus": true, "bei": true, "ein": true, "fest": true, "fort": true, "her": true, "hin": true, "los": true, "mit": true, "nach": true,
	"nieder": true, "um": true, "vor": true, "weg": true, "zu": true, "zuruck": true, "zusammen": true, "unter": true, "durch": true, "statt": true, "teil": true,
}

// separated returns where a verb and its particle stand in a question whose last word is the particle, and the groups of both together, which
// the lexicon has as a phrase; -1 if there are none.
func separated(language string, x lexicon, words []token) (verb, particle int, groups []membership) {
	particle = len(words) - 1
	if language != "de" || particle < 1 || !particles[words[particle].Word] {
		return -1, -1, nil
	}
	for verb := particle - 2; verb >= 0; verb-- { // beside its particle it is a phrase as any other
		for terms, groups := range x.entry(words[verb].Term).phrases() {
			if len(terms) == 2 && terms[1] == words[particle].Term {
				return verb, particle, memberships(groups)
			}
		}
	}
	return -1, -1, nil
}

// says reports whether one of words says something of a question's subject.
func (a *Analyzer) says(words []token) bool {
	return slices.ContainsFunc(words, func(t token) bool {
		return t.Number || !isStopWord(a.language, t.Word) && !isQuestionWord(a.language, t.Word)
	})
}

// fillerAt returns how many words the longest turn of speech at the beginning of words has, or 0.
func fillerAt(language string, words []token) int {
	n := 0
	for _, f := range fillers(language) {
		if len(f) > n && len(f) <= len(words) && hasWords(words, f) {
			n = len(f)
		}
	}
	return n
}

func equalAlternative(a, b Alternative) bool {
	return a.Language == b.Language && slices.Equal(a.Terms, b.Terms)
}

// phraseAt returns how many words the longest phrase of the lexicon at the beginning of words has,
// and its groups; 0 if there is none.
func (x lexicon) phraseAt(words []token) (n int, groups []membership) {
	of := ""
	for terms, groups := range x.entry(words[0].Term).phrases() {
		if m := phraseLength(terms, words); m > n {
			n, of = m, groups
		}
	}
	return n, memberships(of)
}

// objects may stand inside a phrase of two words ("take it back").
var objects = map[string]bool{"it": true, "them": true, "him": true, "her": true, "us": true, "this": true, "that": true}

// phraseLength returns how many words a phrase takes at the beginning of words, or 0 if it does not stand there.
func phraseLength(terms []string, words []token) int {
	i := 0
	for j, t := range terms {
		if len(terms) == 2 && j == 1 && i < len(words) && objects[words[i].Word] && words[i].Term != t {
			i++
		}
		if i == len(words) || words[i].Term != t {
			return 0
		}
		i++
	}
	return i
}

// nameAt returns how many adjacent words at i make a name: words with a capital, two or more.
// A stop word or question word at the beginning of a question is not part of it, and where all
// words have capitals none is a name. No mark that ends a part of the question stands inside one.
func (m *termMaker) nameAt(words []token, i int) int {
	capital := func(t token) bool {
		return t.Capital && !isStopWord(m.language, t.Word) && !isQuestionWord(m.language, t.Word)
	}
	adjacent := func(before, next token) bool {
		gap := m.question[before.End:next.Start]
		return len(gap) <= 2 && !strings.ContainsAny(gap, ",;:?!")
	}
	if !slices.ContainsFunc(words, func(t token) bool { return !t.Capital && !t.Number }) {
		return 0
	}
	n := 0
	for i+n < len(words) {
		next := i + n
		if n > 0 && nameLinks[words[next].Word] && next+1 < len(words) && !(m.language == "de" && genitives[words[next].Word]) {
			next++
		}
		if !capital(words[next]) || next > i && !adjacent(words[next-1], words[next]) {
			break
		}
		n = next - i + 1
	}
	if m.language == "de" && n < 3 { // nouns have capitals
		return 0
	}
	return n
}

// nameLinks may stand inside a name.
var nameLinks = map[string]bool{
	"of": true, "for": true, "and": true, "de": true, "du": true, "des": true, "del": true, "la": true,
	"von": true, "van": true, "der": true, "fur": true, "pour": true, "para": true, "y": true, "et": true, "und": true,
}

// genitives stand between German nouns, which have capitals, so that they link no names: "Zahl der Toten".
var genitives = map[string]bool{"der": true, "des": true}

// A termMaker makes the terms of one question.
type termMaker struct {
	*Analyzer
	lexicon   lexicon
	question  string
	languages []string // to look in, the question's own as the first
	given     *Aliases
}

// word returns the term of a single word or number.
func (m *termMaker) word(t token) Term {
	text := m.question[t.Start:t.End]
	term := Term{Word: text}
	if t.Number {
		term.Weight = weight(numberInformation)
		term.Alternatives = m.everywhere([]string{t.Term}, sameTerm)
		return term
	}
	term.Weight = weight(information(m.language, t.Term))
	if strings.HasPrefix(t.Term, acronymMark) {
		term.Weight = weight(phraseInformation)
	}
	z, known := Zipf(m.language, t.Term)
	term.Alternatives = append(term.Alternatives, m.own(t.Term, sameTerm, false))
	other := m.otherSpelling(&term, t)
	foreign := closeTerm
	if t.Capital || !known {
		foreign = sameTerm
	}
	term.Alternatives = append(term.Alternatives, m.foreign(text, foreign)...)
	if t.Capital || !known {
		term.Alternatives = append(term.Alternatives, m.inOtherLetters(t.Word, nearTerm)...)
	}
	long := utf8.RuneCountInString(t.Word) >= 4
	if long && (z < rare || t.Capital && t.Start > 0) {
		term.Alternatives = append(term.Alternatives, m.own(t.Term, nearTerm, true))
	}
	groups, scale := m.lexicon.entry(t.Term).groups(), 1.0
	if !known && len(groups) == 0 {
		groups = m.foreignGroups(text)
	}
	if long && z < rare && len(groups) == 0 {
		if right := m.correct(t.Word, z); right != "" {
			term.Weight = weight(information(m.language, right))
			term.Alternatives = append(term.Alternatives, m.own(right, nearTerm, false))
			groups, scale = m.lexicon.entry(right).groups(), nearTerm/100.0
		}
	}
	if known := len(dictionaries[m.language].entry(t.Term).groups()) > 0; known || other == "" {
		other = t.Term
	}
	m.translations(&term, other, scale)
	m.relatives(&term, groups, scale)
	m.near(&term, t.Term, scale)
	m.nameRelatives(&term, t.Term)
	return term
}

// otherSpelling adds to a term of one word how it is written elsewhere, and returns the last of these; the commonest says how much the word says.
func (m *termMaker) otherSpelling(term *Term, t token) string {
	if m.language != "en" {
		return ""
	}
	last := ""
	for _, w := range otherSpellings(t.Word) {
		if other := m.Stem(w); other != t.Term {
			last = other
			term.Alternatives = append(term.Alternatives, m.own(other, sameTerm, false))
			term.Weight = min(term.Weight, weight(information(m.language, other)))
		}
	}
	return last
}

// own returns an alternative of one term in the question's language.
func (m *termMaker) own(term string, closeness int, near bool) Alternative {
	return Alternative{Language: m.language, Terms: []string{term}, Closeness: closeness, Near: near}
}

// everywhere returns alternatives that look for the same terms in all languages.
func (m *termMaker) everywhere(terms []string, closeness int) []Alternative {
	alternatives := make([]Alternative, len(m.languages))
	for i, l := range m.languages {
		alternatives[i] = Alternative{Language: l, Terms: terms, Closeness: closeness}
	}
	return alternatives
}

// foreign returns alternatives that look for words in the other languages as they were asked.
// Text of no known language is taken to be in the question's.
func (m *termMaker) foreign(text string, closeness int) []Alternative {
	var alternatives []Alternative
	for _, l := range m.languages[1:] {
		if isStopWord(l, fold(text)) {
			continue
		}
		if l == Undetermined {
			closeness = sameTerm
		}
		withAnalyzer(l, func(b *Analyzer) {
			if terms := b.terms(text); len(terms) > 0 {
				alternatives = append(alternatives, Alternative{Language: l, Terms: terms, Closeness: closeness, Text: text})
			}
		})
	}
	return alternatives
}

// inOtherLetters returns alternatives that look for a name as languages of another script write it, or nearly so.
func (m *termMaker) inOtherLetters(word string, closeness int) []Alternative {
	var alternatives []Alternative
	for _, l := range m.languages[1:] {
		name := transliterate(word, m.language, l)
		if utf8.RuneCountInString(name) < leastName {
			continue
		}
		withAnalyzer(l, func(b *Analyzer) {
			for _, near := range []bool{false, true} {
				alternatives = append(alternatives, Alternative{Language: l, Terms: []string{b.Stem(name)}, Closeness: closeness, Near: near})
			}
		})
	}
	return alternatives
}

// leastName is the number of letters from which on a name is looked for in other letters.
const leastName = 3

// foreignGroups returns the groups of a word that the question's language does not have, in the first other language that has it in its lexicon:
// people ask in two languages at once.
func (m *termMaker) foreignGroups(word string) (groups []membership) {
	for _, l := range Languages {
		if l == m.language || len(groups) > 0 {
			continue
		}
		withAnalyzer(l, func(b *Analyzer) {
			if terms := b.terms(word); len(terms) == 1 {
				groups = lexicons[l].entry(terms[0]).groups()
			}
		})
	}
	return groups
}

// rare is the frequency, on the scale of [Zipf], under which a word may be a slip of the finger, and slip how
// much more frequent the word must be that was meant.
const (
	rare = 3.2
	slip = 2.0
)

// longestSlip is the length up to which a word is corrected, in runes: in scripts without blanks a whole sentence is one word.
const longestSlip = 30

// mendSmall puts small words in place of words that no table knows and that are one of those but for a slip of the finger: "sombody", "wich". A
// slip leaves four letters at least, and a letter is put for another in words of five. Names are left as they are.
func (a *Analyzer) mendSmall(words []token) {
	for i, t := range words {
		if right := respelt[t.Word]; right != "" && a.language == "en" {
			words[i].Word, words[i].Term = right, a.Stem(right)
			continue
		}
		n := utf8.RuneCountInString(t.Word)
		if n < leastSlip || n > longestSlip || t.Number || t.Capital && t.Start > 0 {
			continue
		}
		if z, _ := Zipf(a.language, t.Term); z >= rare || isStopWord(a.language, t.Word) || isQuestionWord(a.language, t.Word) || len(lexicons[a.language].entry(t.Term).groups()) > 0 {
			continue
		}
		if right := a.smallWord(t.Word); right != "" {
			words[i].Word, words[i].Term = right, a.Stem(right)
		}
	}
}

// respelt are short ways to write English question words that tell what is asked for.
var respelt = map[string]string{"wich": "which", "wat": "what", "wut": "what", "wot": "what", "wen": "when", "whos": "who", "wheres": "where", "whens": "when", "whys": "why"}

// leastSlip is the length from which on a word is taken for another with a slip of the finger, in runes.
const leastSlip = 4

// smallWord returns the first small word in order of the alphabet that is one edit away from a word, or "".
func (a *Analyzer) smallWord(word string) string {
	best := ""
	for _, set := range []map[string]func() map[string]bool{stopWords, questionWords} {
		if set[a.language] == nil {
			continue
		}
		for w := range set[a.language]() {
			n, m := utf8.RuneCountInString(w), utf8.RuneCountInString(word)
			if n >= leastSlip && (best == "" || w < best) && oneEdit(word, w) && (n != m || m > leastSlip || sameLetters(word, w)) {
				best = w
			}
		}
	}
	return best
}

// sameLetters reports whether two words have the same letters in some order.
func sameLetters(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// alphabets are the letters that a slip of the finger may have put or left out; English ones where none are given.
var alphabets = map[string]string{
	"":   "abcdefghijklmnopqrstuvwxyz",
	"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}

// correct returns the term of the most frequent word of the language that is one edit away from a word of
// frequency z and much more frequent, or "". The first letter is taken to be right.
func (a *Analyzer) correct(word string, z float64) string {
	letters, ok := alphabets[a.language]
	if !ok {
		letters = alphabets[""]
	}
	if utf8.RuneCountInString(word) > longestSlip {
		return ""
	}
	best, greatest := "", max(z, 1)+slip
	try := func(w []rune) {
		if isStopWord(a.language, string(w)) {
			return
		}
		term := a.Stem(string(w))
		if f, ok := Zipf(a.language, term); ok && f >= greatest {
			best, greatest = term, f
		}
	}
	w := []rune(word)
	for i := 1; i <= len(w); i++ {
		if i < len(w) {
			try(slices.Delete(slices.Clone(w), i, i+1))
		}
		if i > 1 && i < len(w) {
			swapped := slices.Clone(w)
			swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
			try(swapped)
		}
		for _, l := range letters {
			try(slices.Insert(slices.Clone(w), i, l))
			if i < len(w) && w[i] != l {
				changed := slices.Clone(w)
				changed[i] = l
				try(changed)
			}
		}
	}
	return best
}

// phrase returns the term of a phrase of the lexicon.
func (m *termMaker) phrase(text string, groups []membership) Term {
	term := Term{Word: text, Weight: weight(phraseInformation)}
	content := m.contentTerms(text, m.terms(text))
	term.Alternatives = []Alternative{{Language: m.language, Terms: content, Closeness: sameTerm}}
	term.Alternatives = append(term.Alternatives, m.foreign(text, sameTerm)...)
	m.relatives(&term, groups, 1)
	for _, t := range content { // a sentence with a telling word of it nearly has it
		if z, _ := Zipf(m.language, t); len(content) > 1 && z < untelling {
			term.Alternatives = append(term.Alternatives, m.own(t, ofPhrase, false))
			m.translations(&term, t, ofPhrase/100.0)
			m.relatives(&term, m.lexicon.entry(t).groups(), ofPhrase/100.0)
			m.near(&term, t, ofPhrase/100.0)
		}
	}
	m.nameRelatives(&term, content...)
	return term
}

// untelling is the frequency, on the scale of [Zipf], from which on a word of a phrase says nothing without the others, as measured in
// docs/quality.md.
const untelling = 5.8

// name returns the term of a name of several words. A sentence with all of them has it, one with a part nearly.
func (m *termMaker) name(words []token) Term {
	term := Term{Word: m.question[words[0].Start:words[len(words)-1].End]}
	words = slices.DeleteFunc(slices.Clone(words), func(w token) bool { return nameLinks[w.Word] })
	var all []string
	greatest := 0.0
	for _, w := range words {
		all = append(all, w.Term)
		greatest = max(greatest, information(m.language, w.Term))
	}
	term.Weight = weight(greatest)
	term.Alternatives = m.everywhere(all, sameTerm)
	if len(all) > 2 {
		for i := range all { // all but one: three in five or more of three words and above
			term.Alternatives = append(term.Alternatives, m.everywhere(slices.Delete(slices.Clone(all), i, i+1), mostOfAll)...)
		}
	}
	for _, t := range all {
		term.Alternatives = append(term.Alternatives, m.everywhere([]string{t}, partOfAll)...)
	}
	for _, w := range words {
		if utf8.RuneCountInString(w.Word) >= 4 {
			term.Alternatives = append(term.Alternatives, m.own(w.Term, partOfAll-1, true))
		}
		term.Alternatives = append(term.Alternatives, m.inOtherLetters(w.Word, partOfAll)...)
	}
	return term
}

// relatives adds the members of the term's groups in the languages to look in. What is in a
// group's close words counts closeTerm if the term is too, else looseTerm, as do the loose words for a close term; in another language than the
// question's they are translations and count more. Where the term is a close
// word of g groups that a language has, each counts (1.5/g)^.35 as much, if g > 1; and a relative that is frequent in the language counts less ([telling]), since it is
// likelier to mean something else.
func (m *termMaker) relatives(t *Term, groups []membership, scale float64) {
	best := make(map[string]int) // closeness by language and terms
	for _, alt := range t.Alternatives {
		if !alt.Near {
			best[alternativeKey(alt)] = alt.Closeness
		}
	}
	add := func(l string, members []member, closeness int, scale float64) {
		closeness = int(math.Round(float64(closeness) * scale))
		for _, member := range members {
			closeness := closeness
			if len(member.terms) == 1 {
				closeness = int(float64(closeness) * telling(l, member.terms[0]))
			}
			alt := Alternative{Language: l, Terms: member.terms, Closeness: closeness, Text: member.text}
			key := alternativeKey(alt)
			if best[key] >= closeness {
				continue
			}
			best[key] = closeness
			t.Alternatives = append(t.Alternatives, alt)
		}
	}
	for _, l := range m.languages {
		if l == Undetermined {
			continue
		}
		var close, loose []group // of the term's groups, where it is close and where it is loose
		for _, membership := range groups {
			g, ok := lexicons[l].group(membership.group)
			switch {
			case !ok:
			case membership.close:
				close = append(close, g)
			default:
				loose = append(loose, g)
			}
		}
		closeTerm, looseTerm := closeTerm, looseTerm
		if l != m.language {
			closeTerm, looseTerm = closeForeign, looseForeign
		}
		scale := scale
		if n := len(close); n > 1 {
			scale *= math.Pow(1.5/float64(n), 0.35)
		}
		for _, g := range close {
			add(l, g.close, closeTerm, scale)
		}
		for _, g := range loose {
			add(l, g.close, looseTerm, scale)
		}
		for _, g := range close {
			add(l, g.loose, looseTerm, scale)
		}
	}
}

// near adds the words near the word of a term in the thesaurus of the question's language. What the lexicon has of it, too, is as close as the
// closer of both says. A frequent word counts less, as among relatives, one that is strongly near half as much at least.
func (m *termMaker) near(t *Term, word string, scale float64) {
	at := make(map[string]int) // alternatives, by their keys
	for i, alt := range t.Alternatives {
		if !alt.Near {
			at[alternativeKey(alt)] = i
		}
	}
	for _, n := range thesauri[m.language].of(word) {
		closeness := scale * float64(nearCloseness[n.nearness])
		tells := telling(m.language, n.terms...)
		if n.nearness == strongly {
			tells = max(tells, 0.5)
		}
		closeness *= tells
		alt := Alternative{Language: m.language, Terms: n.terms, Closeness: int(closeness), Text: n.text}
		if i, had := at[alternativeKey(alt)]; had {
			t.Alternatives[i].Closeness = max(t.Alternatives[i].Closeness, alt.Closeness)
			continue
		}
		t.Alternatives = append(t.Alternatives, alt)
	}
}

// nameRelatives names the words of the lexicon and the thesaurus among a term's alternatives in the question's language, but for phrases that only ask:
// those that are strongly near to its words first.
func (m *termMaker) nameRelatives(t *Term, words ...string) {
	strong := make(map[string]bool)
	for _, word := range words {
		for _, n := range thesauri[m.language].of(word) {
			strong[alternativeKey(Alternative{Language: m.language, Terms: n.terms})] = n.nearness == strongly
		}
	}
	var others []string
	for _, alt := range t.Alternatives {
		switch {
		case alt.Language != m.language || alt.Text == "" || asking(m.language, alt.Text):
		case strong[alternativeKey(alt)]:
			t.Relatives = append(t.Relatives, alt.Text)
		default:
			others = append(others, alt.Text)
		}
	}
	t.Relatives = append(t.Relatives, others...)
}

// asking reports whether a phrase begins with a word that only asks: "how many days" is looked for, and says nothing to whoever reads what was.
func asking(language, phrase string) bool {
	first, _, more := strings.Cut(phrase, " ")
	return more && isQuestionWord(language, fold(first))
}

var nearCloseness = map[nearness]int{strongly: stronglyNear, closely: nearby, entered: nearby, loosely: looselyNear}

// telling returns what a word counts as a relative for its frequency in a language: clip((7 − zipf)/2.5, .3, 1). A phrase counts in full if two of its
// words say something without the others, and else as the one that says most: small words stand in any sentence.
func telling(language string, terms ...string) float64 {
	most, telling := 0.3, 0
	for _, t := range terms {
		z, _ := Zipf(language, t)
		if most = max(most, (7-z)/2.5); z < untelling {
			telling++
		}
	}
	if telling > 1 {
		return 1
	}
	return min(most, 1)
}

func alternativeKey(a Alternative) string { return a.Language + "\x00" + strings.Join(a.Terms, "\x00") }
