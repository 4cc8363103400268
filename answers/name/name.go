// Package name reads proper names out of sentences: of persons, places, bodies, and works.
package name

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"variorum/answers/word"
	"variorum/corpus"
)

// A Kind says what bears a name, where the words around it tell.
type Kind uint8

const (
	// Unknown is a name whose bearer the words around it do not tell.
	Unknown Kind = iota
	// Person is a name with a title or initials.
	Person
	// Place is a name that a kind of place heads.
	Place
	// Body is a name that a kind of body heads, or an acronym of one.
	Body
	// Work is a name in italics or in quotation marks: of a book, a paper, a ship.
	Work
)

// A Name is a proper name in a sentence. Its spans are byte offsets into the text that was read; those but the first are empty
// where there is nothing.
type Name struct {
	corpus.Span // without title, quotation marks, and possessive ending
	Kind        Kind
	// Title stands before a person's name, with a capital: "Captain", "Frau Dr."
	Title corpus.Span
	// Office is what the sentence calls the bearer beside the name, in small letters: "the mayor of Y" in "X, the mayor of Y,".
	Office corpus.Span
	// Alias is the other form of the name that stands beside it in brackets: the words of an acronym, the acronym of words,
	// an older name.
	Alias corpus.Span
}

// Read returns the names in a sentence, in order. It knows no more than the sentence: [Reader] reads a whole document, and finds more.
func Read(sentence, language string) []Name {
	s := newSentence(sentence, language, lexiconOf(language), nil)
	return s.read()
}

// A Reader reads the names of one document; what the document shows of a word in one place helps in the others.
// It is safe for concurrent use.
type Reader struct {
	document corpus.Document
	language string
	seen     map[string]seen
	headings []corpus.Span // in order
	together map[[2]string]bool
	pairs    func() // fills together
}

// seen is how a word, in small letters, stands in a document.
type seen struct {
	capital int  // with a capital inside a sentence
	small   int  // with a small letter
	named   bool // it is part of a name that is plain by itself
}

// NewReader returns a reader of the names in d.
func NewReader(d corpus.Document, language string) *Reader {
	r := &Reader{document: d, language: language, seen: make(map[string]seen), together: make(map[[2]string]bool)}
	for p, span := range r.parts() {
		if p.Kind == corpus.Heading {
			r.headings = append(r.headings, span)
		}
		r.count(span.In(d.Text), p.Kind == corpus.Heading)
	}
	slices.SortFunc(r.headings, func(a, b corpus.Span) int { return a.Start - b.Start })
	for _, span := range r.parts() {
		text := span.In(d.Text)
		for _, n := range Read(text, language) {
			for _, w := range word.Split(n.In(text), language) {
				s := r.seen[w.Lower]
				s.named = true
				r.seen[w.Lower] = s
			}
		}
	}
	r.pairs = sync.OnceFunc(func() {
		for _, span := range r.parts() {
			r.pair(span)
		}
	})
	return r
}

// parts yields the parts of the sentences with their paragraphs.
func (r *Reader) parts() func(yield func(corpus.Paragraph, corpus.Span) bool) {
	return func(yield func(corpus.Paragraph, corpus.Span) bool) {
		for _, p := range r.document.Structure.Paragraphs {
			for _, s := range p.Sentences {
				for _, part := range s.Parts {
					if !yield(p, part) {
						return
					}
				}
			}
		}
	}
}

// count notes how the words of a sentence are written.
func (r *Reader) count(text string, heading bool) {
	words := word.Split(text, r.language)
	if headline(text, words) {
		heading = true
	}
	starts := word.Starts(words)
	for i, w := range words {
		s := r.seen[w.Lower]
		switch {
		case !w.Capital():
			s.small++
		case !heading && !starts[i] && !opens(w.Gap) && !shoutedBeside(words, i):
			s.capital++
			if of := ofName(words, i); of != "" {
				k := r.seen[of]
				k.capital++
				r.seen[of] = k
			}
		default:
			continue
		}
		r.seen[w.Lower] = s
	}
}

// shoutedBeside reports whether word i and one beside it are in capitals throughout.
func shoutedBeside(words []word.Word, i int) bool {
	return words[i].Shouted() && (i > 0 && words[i-1].Shouted() || i+1 < len(words) && words[i+1].Shouted())
}

// ofName returns "x of y" in small letters where word i is such an x before a y with a capital, or "".
func ofName(words []word.Word, i int) string {
	if i+2 >= len(words) || words[i+1].Lower != "of" || !words[i+2].Capital() || !words[i+1].Joined() || !words[i+2].Joined() {
		return ""
	}
	return words[i].Lower + " of " + words[i+2].Lower
}

// mostPaired is the most names of a sentence that are held against each other.
const mostPaired = 12

// pair notes which names stand beside each other in a sentence as two things.
func (r *Reader) pair(span corpus.Span) {
	names := r.Read(span)
	names = names[:min(len(names), mostPaired)]
	for i, a := range names {
		for _, b := range names[:i] {
			if a.Alias != b.Span && b.Alias != a.Span {
				r.together[ordered(plain(a.In(r.document.Text)), plain(b.In(r.document.Text)))] = true
			}
		}
	}
}

func ordered(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}

// Read returns the names in a span of the document, a sentence or a part of one, in order. Their spans are of the document.
func (r *Reader) Read(span corpus.Span) []Name {
	s := newSentence(span.In(r.document.Text), r.language, lexiconOf(r.language), r.seen)
	if i, found := slices.BinarySearchFunc(r.headings, span.Start, func(h corpus.Span, at int) int { return h.Start - at }); found || i > 0 && span.Start < r.headings[i-1].End {
		s.headline = true
	}
	names := s.read()
	for i := range names {
		n := &names[i]
		for _, p := range []*corpus.Span{&n.Span, &n.Title, &n.Office, &n.Alias} {
			if p.Len() > 0 {
				p.Start += span.Start
				p.End += span.Start
			}
		}
	}
	return names
}

// All returns the names in all sentences of the document, in order.
func (r *Reader) All() []Name {
	var names []Name
	for _, span := range r.parts() {
		names = append(names, r.Read(span)...)
	}
	slices.SortFunc(names, func(a, b Name) int { return a.Start - b.Start }) // a footnote may stand before the end of its paragraph
	return names
}

// Apart reports whether two names of the document are plainly two things: both stand in one sentence, and neither is the other in brackets.
func (r *Reader) Apart(a, b string) bool {
	r.pairs()
	return plain(a) != plain(b) && r.together[ordered(plain(a), plain(b))]
}

// A sentence is a text whose names are read.
type sentence struct {
	text     string
	language string
	lexicon  *lexicon
	seen     map[string]seen // nil without a document
	words    []word.Word
	starts   []bool // of each word: a sentence or a quotation begins with it
	headline bool   // capitals tell nothing
	names    []Name
}

func newSentence(text, language string, lx *lexicon, seen map[string]seen) *sentence {
	s := &sentence{text: text, language: language, lexicon: lx, seen: seen, words: word.Split(text, language)}
	s.starts = word.Starts(s.words)
	for i, w := range s.words {
		s.starts[i] = s.starts[i] || opens(w.Gap)
	}
	s.headline = headline(text, s.words)
	return s
}

// opens reports whether what stands before a word opens a quotation, a bracket, or what follows a colon, so that a capital tells nothing.
func opens(gap string) bool {
	return strings.ContainsAny(gap, "“„«\"‘:;([•–—*#_") || strings.HasSuffix(gap, "'")
}

// headline reports whether words are written with capitals throughout, as in a title.
func headline(text string, words []word.Word) bool {
	capital, long, shouted := 0, 0, 0
	for _, w := range words {
		if utf8.RuneCountInString(w.Text) < 4 {
			continue
		}
		long++
		if w.Capital() {
			capital++
		}
		if w.Shouted() {
			shouted++
		}
	}
	return long >= 3 && shouted*3 >= long*2 || long >= 3 && capital*10 >= long*9 && !strings.ContainsAny(text[max(0, len(text)-4):], ".!?:;")
}

func (s *sentence) read() []Name {
	works := s.works()
	next := 0
	for i := 0; i < len(s.words); {
		for next < len(works) && works[next].End <= s.words[i].Start {
			s.names = append(s.names, Name{Span: works[next], Kind: Work})
			next++
		}
		if next < len(works) && s.words[i].Start >= works[next].Start {
			i++
			continue
		}
		limit := len(s.text)
		if next < len(works) {
			limit = works[next].Start
		}
		i = s.readAt(i, limit)
	}
	for ; next < len(works); next++ {
		s.names = append(s.names, Name{Span: works[next], Kind: Work})
	}
	for i := range s.names {
		s.names[i].Office = s.office(s.names[i])
	}
	return s.names
}

// readAt reads the name that starts at word i, if one does, and returns the word to go on with.
func (s *sentence) readAt(i, limit int) int {
	if s.acronym(i) {
		s.addAcronym(i)
		return i + 1
	}
	if !s.capital(i) {
		return i + 1
	}
	end := s.run(i, limit)
	first := s.afterTitles(i, end)
	if first == end {
		return end
	}
	titled := first > i && s.personal(first-1)
	if s.language == "de" && !titled {
		if first+1 < end && kinds[s.words[first].Lower] {
			first++
		}
		first = s.afterVon(first, end)
	}
	for last := end; first < last; {
		if s.isName(first, last, titled) {
			s.add(i, first, last, titled)
			break
		}
		if !s.starts[first] || last-first < 2 {
			break
		}
		first++ // the first word may be no name, and the rest one
		i = first
	}
	return end
}

// capital reports whether word i can be part of a name.
func (s *sentence) capital(i int) bool {
	w := s.words[i]
	if !w.Capital() || s.lexicon.calendar[strings.TrimSuffix(w.Lower, "s")] || s.lexicon.calendar[w.Lower] {
		return false
	}
	if s.small(i) {
		// A small word with a capital inside a sentence begins a name: The Long Weir.
		return !s.starts[i] && !s.headline && s.language != "de" && w.Lower != "i" && len(w.Text) > 1 &&
			i+1 < len(s.words) && s.words[i+1].Capital() && s.words[i+1].Joined() && !w.Shouted()
	}
	return true
}

// small reports whether word i is a small word, and no initial.
func (s *sentence) small(i int) bool {
	w := s.words[i]
	return s.lexicon.function[w.Lower] && !(w.Initial() && strings.HasPrefix(s.text[w.End:], "."))
}

// capitalised reports whether w begins with a capital, or with an Arabic article before one.
func capitalised(w word.Word) bool {
	if w.Capital() {
		return true
	}
	article, tail, ok := strings.Cut(w.Text, "-")
	r, _ := utf8.DecodeRuneInString(tail)
	return ok && (article == "al" || article == "el" || article == "ar" || article == "as" || article == "аль") && unicode.IsUpper(r)
}

// run returns the end of the run of capitals that starts at word i.
func (s *sentence) run(i, limit int) int {
	head := s.lexicon.bodies[s.words[i].Lower]
	end := i + 1
	for end < len(s.words) && s.words[end].End <= limit {
		w := s.words[end]
		switch {
		case s.tied(end) && capitalised(w) && !s.lexicon.calendar[w.Lower] && !s.small(end) && !s.acronym(end):
			head = head || s.lexicon.bodies[w.Lower]
			end++
			continue
		case s.tied(end) && w.Capital() && tells[w.Lower]: // Number Three
			end++
			continue
		}
		next := s.overParticles(end, head, limit)
		if next == end {
			break
		}
		end = next
	}
	if s.language == "ru" && head && end == i+1 {
		end = s.genitives(end)
	}
	return end
}

// tied reports whether word i goes on with the name before it: only blanks stand between, or an initial's or a title's full stop.
func (s *sentence) tied(i int) bool {
	w, before := s.words[i], s.words[i-1]
	if w.Joined() {
		return true
	}
	if before.Text != "" && strings.HasSuffix(before.Text, "'") || strings.HasSuffix(before.Text, "’") {
		return w.Gap == ""
	}
	gap, ok := strings.CutPrefix(w.Gap, ".")
	return ok && strings.TrimSpace(gap) == "" && !strings.Contains(gap, "\n\n") &&
		(before.Initial() || s.lexicon.titles[before.Lower] || before.Text == "St" || before.Text == "Mt")
}

// overParticles returns the end of a name that goes on from word i over small words to a capital, or i.
func (s *sentence) overParticles(i int, head bool, limit int) int {
	j := i
	for j < len(s.words) && j < i+3 && s.tied(j) && !s.words[j].Capital() {
		w := s.words[j].Lower
		of := s.language == "en" && (head && (w == "of" || w == "for" || w == "the" && j > i) || j == i && s.named(j-1))
		if !of && !s.particle(j, i) {
			return i
		}
		j++
	}
	if j == i || j == len(s.words) || !s.tied(j) || !s.words[j].Capital() || s.words[j].End > limit ||
		s.lexicon.calendar[s.words[j].Lower] || s.small(j) {
		return i
	}
	return j + 1
}

// named reports whether word i is such an x that "the X of Y" is a name, or the document has "X of Y" more than once.
func (s *sentence) named(i int) bool {
	of := ofName(s.words, i)
	if of == "" || s.language != "en" || s.lexicon.titles[s.words[i].Lower] || s.adjective(i) {
		return false
	}
	return s.seen[of].capital > 1 || i > 0 && s.words[i-1].Text == "the" && s.words[i].Joined()
}

// particle reports whether the small word j, of a run of such that starts at i, can stand inside a name.
func (s *sentence) particle(j, i int) bool {
	w := s.words[j].Lower
	switch {
	case !s.lexicon.particles[w]:
		return false
	case s.language == "de" && (w == "der" || w == "den" || w == "dem" || w == "zum" || w == "zur" || w == "la"):
		return j > i
	case s.language == "fr" && (w == "le" || w == "la" || w == "l'") || s.language == "es" && (w == "la" || w == "las" || w == "los" || w == "el"):
		return j > i
	case s.language == "es" && w == "y":
		// Two surnames, after a given name; else two names.
		return i >= 2 && s.words[i-2].Capital() && s.tied(i-1) && (i < 3 || !s.lexicon.particles[s.words[i-3].Lower])
	}
	return true
}

// genitives returns the end of up to two small Russian words in the genitive, from word i, that say of what a body is.
func (s *sentence) genitives(i int) int {
	end := i
	for end < len(s.words) && end < i+2 && s.words[end].Joined() && !s.words[end].Capital() && !s.lexicon.function[s.words[end].Lower] {
		w := s.words[end].Lower
		if !slices.ContainsFunc(genitiveEndings, func(e string) bool { return strings.HasSuffix(w, e) }) {
			break
		}
		end++
	}
	return end
}

var genitiveEndings = []string{"а", "я", "и", "ы", "ов", "ев", "ей", "ой", "ого", "его", "их", "ых"}

// afterTitles returns the first word of the run from i to end that is no title.
func (s *sentence) afterTitles(i, end int) int {
	for i < end && s.lexicon.titles[s.words[i].Lower] && (i+1 < end || !s.lexicon.bodies[s.words[i].Lower]) {
		if i+1 < end && s.lexicon.particles[s.words[i+1].Lower] || s.words[i].Lower == "st" || s.words[i].Lower == "saint" || s.words[i].Lower == "san" ||
			s.words[i].Lower == "santa" {
			break
		}
		i++
	}
	// Labour Minister Anna Holt: the last title inside a run ends what is no name.
	if s.language != "de" && i+2 < end+1 {
		for k := end - 2; k > i; k-- {
			if w := s.words[k].Lower; s.lexicon.titles[w] && !s.lexicon.bodies[w] && !inner[w] {
				return k + 1
			}
		}
	}
	return i
}

// inner are titles that are also other words, inside a name.
var inner = set("general major justice count chief saint st king queen father brother sister san santa son duke bishop prince princess sir")

// personal reports whether word i is a title of a person.
func (s *sentence) personal(i int) bool { return s.lexicon.titles[s.words[i].Lower] }

// isName reports whether the run from first to last is a name.
func (s *sentence) isName(first, last int, titled bool) bool {
	w := s.words[first]
	switch {
	case s.lexicon.titles[w.Lower] && last == first+1:
		return false
	case last == first+1 && (s.lexicon.bodies[w.Lower] || departments[w.Lower] && first > 0 && s.words[first-1].Lower == "of"),
		!slices.ContainsFunc(s.words[first:last], func(w word.Word) bool { return !w.Initial() }):
		return false
	case s.language == "de":
		return s.isGermanName(first, last, titled)
	case titled:
		return true
	case s.headline:
		return s.everyNamed(first, last)
	case w.Shouted():
		return (s.seen == nil || s.everyNamed(first, last) || last > first+1 && s.firstSmall(last)) && !s.shoutedSmall(first-1) && !s.shoutedSmall(last)
	case last > first+1:
		// At a start the first word may be an ordinary one.
		return !s.starts[first] || !s.ordinary(first) && !s.adjective(first)
	case s.starts[first]:
		return s.seen[w.Lower].capital > 0 && s.seen[w.Lower].small == 0 && !s.adjectival(first)
	}
	return !s.adjectival(first)
}

// departments are what ministers are of.
var departments = set("state war defence defense justice education finance health labour labor trade agriculture transport culture energy commerce")

// shoutedSmall reports whether word i is a small word in capitals throughout.
func (s *sentence) shoutedSmall(i int) bool {
	return i >= 0 && i < len(s.words) && s.words[i].Shouted() && s.lexicon.function[s.words[i].Lower]
}

// firstSmall reports whether the words around a run of capitals are written in small letters.
func (s *sentence) firstSmall(last int) bool { return last < len(s.words) && !s.words[last].Capital() }

// everyNamed reports whether the document shows each word of the run with a capital elsewhere, and never without.
func (s *sentence) everyNamed(first, last int) bool {
	for _, w := range s.words[first:last] {
		if k := s.seen[w.Lower]; w.Capital() && (k.capital == 0 || k.small > 0) {
			return false
		}
	}
	return true
}

// ordinary reports whether the document shows word i with a small letter, or it is a small word.
func (s *sentence) ordinary(i int) bool {
	w := s.words[i]
	return s.lexicon.function[w.Lower] || s.seen[w.Lower].small > 0 && s.seen[w.Lower].small >= s.seen[w.Lower].capital
}

// adjectival reports whether word i is an adjective made of a name, before what it belongs to: Swedish engineers.
func (s *sentence) adjectival(i int) bool {
	return s.language == "en" && s.adjective(i)
}

var nations = set(`french dutch welsh greek swiss czech german thai arab turk norse slav jew jews christian christians muslim muslims germans greeks
	czechs arabs slavs turks western eastern northern southern`)

// adjective reports whether word i has the form of an English adjective made of a name, or the document has a longer name made of it.
func (s *sentence) adjective(i int) bool {
	w := strings.TrimSuffix(s.words[i].Lower, "s")
	if s.language != "en" {
		return false
	}
	if nations[s.words[i].Lower] || s.seen[w+"stan"].capital > 0 {
		return true
	}
	if k := strings.LastIndexByte(w, '-'); k >= 0 {
		// A name with a participle or an adjective: Paris-based, anti-French.
		tail := w[k+1:]
		if strings.HasSuffix(tail, "ed") || tail == "style" || tail == "led" || s.suffixed(tail) {
			return true
		}
	}
	return s.suffixed(w)
}

// suffixed reports whether w ends like an adjective or a noun of nationality.
func (s *sentence) suffixed(w string) bool {
	for _, e := range []string{"ian", "ish", "ese", "ean", "ican", "ite", "ist"} {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// isGermanName reports whether the run from first to last is a name where every noun has a capital.
func (s *sentence) isGermanName(first, last int, titled bool) bool {
	if titled || first > 0 && kinds[s.words[first-1].Lower] && s.words[first].Joined() && !germanNoun(s.words[first].Lower) {
		return true
	}
	initial, named, adjective := false, true, false
	for i := first; i < last; i++ {
		w := s.words[i]
		k := s.seen[w.Lower]
		initial = initial || w.Initial()
		named = named && k.named
		adjective = adjective || w.Capital() && !s.starts[i] && germanAdjective(w.Lower)
		if w.Capital() && germanNoun(w.Lower) && !adjective && !s.lexicon.bodies[w.Lower] {
			return false
		}
	}
	determined := first > 0 && s.lexicon.articles[s.words[first-1].Lower]
	switch {
	case named, initial && last > first+1, adjective && last > first+1:
		return true
	case last > first+1:
		return !determined && !s.starts[first] && !measures[s.words[first].Lower] && !s.lexicon.bodies[s.words[first].Lower]
	}
	w := s.words[first].Lower
	if first > 0 && !s.starts[first] {
		before := s.words[first-1].Lower
		if bare[before] && slices.ContainsFunc(places, func(e string) bool { return len(w) > len(e)+2 && strings.HasSuffix(w, e) }) {
			return true
		}
	}
	return false
}

// kinds are German nouns that stand before the name of what they are.
var kinds = set("stadt gemeinde dorf insel fluss schiff dampfer firma familie provinz region namens zeitung")

// afterVon returns where a German name begins in the run from first to last: a single noun before "von" is no part of it
// if two words or more follow, or an article stands before.
func (s *sentence) afterVon(first, last int) int {
	if s.language != "de" || first+1 >= last || s.words[first+1].Lower != "von" && s.words[first+1].Lower != "vom" || s.seen[s.words[first].Lower].named {
		return first
	}
	if last-first > 3 || first > 0 && s.lexicon.articles[s.words[first-1].Lower] || germanNoun(s.words[first].Lower) {
		return first + 2
	}
	return first
}

// bare are prepositions that stand before a German place without an article.
var bare = set("in nach aus bei von um")

// places are endings of German places.
var places = strings.Fields("stadt burg dorf heim hausen furt hafen kirchen ingen ow itz berg münde büttel leben rode")

// measures are German nouns that stand before another noun without an article.
var measures = set(`tonnen tonne liter meter kilometer kilo kilogramm gramm zentner pfund ende anfang mitte art sorte glas flasche tasse dutzend hundert tausend
	million millionen milliarde milliarden prozent euro mark jahre jahr tage stunden minuten sack säcke paar menge teil haufen stück reihe stadt gemeinde dorf`)

func germanAdjective(w string) bool {
	for _, e := range []string{
		"ische", "ischer", "ischen", "isches", "ischem", "deutscher", "deutsche", "deutschen", "neue", "neuen", "neuer", "vereinigte", "vereinigten",
		"internationale", "internationaler", "internationalen", "rote", "roten", "soziale", "nationale", "nationaler",
	} {
		if w == e || len(e) > 4 && len(w) > len(e) && strings.HasSuffix(w, e) && strings.HasPrefix(e, "isch") {
			return true
		}
	}
	return false
}

// germanNoun reports whether w ends like a common noun.
func germanNoun(w string) bool {
	for _, e := range []string{"ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "tät", "nis", "ismus", "innen", "tum", "ling", "linge", "angaben"} {
		if len(w) > len(e) && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// add adds the name from first to last, with what stands from i on as its title.
func (s *sentence) add(i, first, last int, titled bool) {
	n := Name{Span: corpus.Span{Start: s.words[first].Start, End: s.words[last-1].End}}
	if titled {
		n.Title = corpus.Span{Start: s.words[i].Start, End: s.words[first-1].End}
		if strings.HasPrefix(s.text[n.Title.End:], ".") {
			n.Title.End++
		}
		n.Kind = Person
	}
	for _, w := range s.words[first:last] {
		switch {
		case n.Kind == Unknown && w.Initial() && last > first+1:
			n.Kind = Person
		case n.Kind == Unknown && s.lexicon.bodies[w.Lower]:
			n.Kind = Body
		}
	}
	if last > first+1 && n.Kind == Body && natural[s.words[first].Lower] {
		n.Kind = Place
	}
	if n.Kind == Unknown && s.placed(i, last) {
		n.Kind = Place
	}
	n.Alias = s.older(last)
	s.names = append(s.names, n)
}

// natural are the words that head the name of a place.
var natural = set(`lake river mount cape gulf bay strait port isle island hafen see fluss berg golf kap lac rivière baie golfe cap île port lago río bahía golfo
	cabo isla puerto озеро залив мыс остров порт`)

// placed reports whether the name from i to last stands where a place does: after "in", with no possessive behind it.
func (s *sentence) placed(i, last int) bool {
	if i == 0 || last < len(s.words) && s.words[last].Lower == "'s" {
		return false
	}
	switch s.words[i-1].Lower {
	case "in":
		return s.language == "en" || s.language == "de"
	case "en":
		return s.language == "es"
	}
	return false
}

// older returns the name in brackets behind word last-1 that a word such as "formerly" introduces.
func (s *sentence) older(last int) corpus.Span {
	if last+1 >= len(s.words) || !strings.Contains(s.words[last].Gap, "(") || !s.lexicon.formerly[s.words[last].Lower] || !s.words[last+1].Capital() {
		return corpus.Span{}
	}
	end := s.run(last+1, len(s.text))
	return corpus.Span{Start: s.words[last+1].Start, End: s.words[end-1].End}
}

// longestAcronym is the most letters of an acronym.
const longestAcronym = 8

// acronym reports whether word i is an acronym: capitals throughout beside words that are not.
func (s *sentence) acronym(i int) bool {
	w := s.words[i]
	if !w.Shouted() || utf8.RuneCountInString(w.Text) > longestAcronym || roman(w.Text) && len(w.Text) < 5 {
		return false
	}
	shouts := func(j int) bool {
		return j >= 0 && j < len(s.words) && s.words[j].Shouted() && (j < i && s.tied(i) || j > i && s.tied(j))
	}
	if shouts(i-1) || shouts(i+1) || i == 1 && s.words[0].Initial() || s.lexicon.titles[w.Lower] {
		return false
	}
	return (!s.headline || s.seen[w.Lower].capital > 0) && !s.lexicon.calendar[w.Lower] && (s.seen[w.Lower].small == 0 || len(w.Text) > 3)
}

// addAcronym adds the acronym at word i; if it stands in brackets behind its words, or they behind it, each gets the other as its alias.
func (s *sentence) addAcronym(i int) {
	w := s.words[i]
	n := Name{Span: w.Span}
	if i > 0 && strings.Contains(w.Gap, "(") {
		if first := s.expansion(i); first >= 0 {
			n.Alias = corpus.Span{Start: s.words[first].Start, End: s.words[i-1].End}
			if k := len(s.names); k > 0 && s.names[k-1].End == n.Alias.End {
				s.names[k-1].Alias = n.Span
				if k == 1 || s.names[k-2].End <= n.Alias.Start { // some words of it may have been no part of the name
					s.names[k-1].Start = min(s.names[k-1].Start, n.Alias.Start)
				}
				n.Kind = s.names[k-1].Kind
			} else if s.words[first].Capital() && s.words[i-1].Capital() && (k == 0 || s.names[k-1].End <= n.Alias.Start) {
				s.names = append(s.names, Name{Span: n.Alias, Alias: n.Span})
			}
		}
	}
	s.names = append(s.names, n)
}

// expansion returns the first of the words before word i whose initials the acronym there is made of, or -1.
func (s *sentence) expansion(i int) int {
	letters := []rune(strings.ToLower(s.words[i].Text))
	for first := i - 1; first >= 0 && first >= i-2*len(letters)-2; first-- {
		if strings.ContainsAny(s.words[first].Gap, ".;:()") && first < i-1 && s.starts[first] && first > 0 {
			return -1
		}
		r, _ := utf8.DecodeRuneInString(s.words[first].Lower)
		if r == letters[0] && s.spells(letters, s.words[first:i]) {
			return first
		}
	}
	return -1
}

// spells reports whether letters are the initials of words; small words may be left out, and a German or Russian word
// may give a second letter from its inside.
func (s *sentence) spells(letters []rune, words []word.Word) bool {
	if len(words) == 0 {
		return len(letters) == 0
	}
	w := words[0]
	r, size := utf8.DecodeRuneInString(w.Lower)
	if s.lexicon.function[w.Lower] || s.lexicon.particles[w.Lower] {
		if s.spells(letters, words[1:]) {
			return true
		}
	}
	if len(letters) == 0 || r != letters[0] {
		return false
	}
	if s.spells(letters[1:], words[1:]) {
		return true
	}
	return s.language != "en" && len(letters) > 1 && strings.ContainsRune(w.Lower[size:], letters[1]) && s.spells(letters[2:], words[1:])
}

// mostOffice is the most words of an office beside a name.
const mostOffice = 8

// office returns what the sentence calls the bearer of n, behind it between commas or before it with an article.
func (s *sentence) office(n Name) corpus.Span {
	i, found := slices.BinarySearchFunc(s.words, n.End, func(w word.Word, at int) int { return w.Start - at })
	if found && i < len(s.words) && s.words[i].Lower == "'s" {
		return corpus.Span{}
	}
	if span := s.officeBehind(i); span.Len() > 0 {
		return span
	}
	j, _ := slices.BinarySearchFunc(s.words, n.Start, func(w word.Word, at int) int { return w.Start - at })
	return s.officeBefore(j)
}

// officeBehind reads an office from word i on.
func (s *sentence) officeBehind(i int) corpus.Span {
	if i+1 >= len(s.words) || strings.TrimSpace(s.words[i].Gap) != "," || !s.lexicon.articles[s.words[i].Lower] || possessives[s.words[i].Lower] ||
		s.words[i].Capital() {
		return corpus.Span{}
	}
	end := i + 1
	for end < len(s.words) && end < i+mostOffice && strings.TrimSpace(s.words[end].Gap) == "" && !breaks[s.words[end].Lower] {
		end++
	}
	span := corpus.Span{Start: s.words[i].Start, End: s.words[end-1].End}
	after := strings.TrimLeftFunc(s.text[span.End:], unicode.IsSpace)
	closed := after == "" || strings.ContainsAny(after[:1], ",.;:)") || end < len(s.words) && relatives[s.words[end].Lower]
	if !closed || end == i+1 || s.words[i+1].Capital() || end < len(s.words) && conjunctions[s.words[end].Lower] || s.timed(i+1, end) ||
		s.lexicon.function[s.words[end-1].Lower] {
		return corpus.Span{}
	}
	return span
}

// timed reports whether one of the first words from i to end is a time.
func (s *sentence) timed(i, end int) bool {
	for _, w := range s.words[i:min(end, i+2)] {
		if s.lexicon.time[w.Lower] || s.lexicon.calendar[w.Lower] {
			return true
		}
	}
	return false
}

// officeBefore reads an office of one word with an article that ends before word j.
func (s *sentence) officeBefore(j int) corpus.Span {
	if j < 2 || !s.words[j].Joined() || !s.words[j-1].Joined() {
		return corpus.Span{}
	}
	noun, article := s.words[j-1], s.words[j-2]
	if s.language == "de" != noun.Capital() || !s.lexicon.articles[article.Lower] {
		return corpus.Span{}
	}
	if s.lexicon.titles[noun.Lower] || s.lexicon.works[noun.Lower] || s.language == "en" && agentive(noun.Lower) {
		return noun.Span
	}
	return corpus.Span{}
}

// agentive reports whether an English noun ends like one of a person who does something.
func agentive(w string) bool {
	if noAgents[w] || len(w) < 5 {
		return false
	}
	for _, e := range []string{"er", "or", "ist", "ant", "man", "woman", "eur", "smith", "wright", "ician", "keeper", "driver", "checker", "sman", "reeve", "bailiff", "boy", "girl"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

var noAgents = set(`former latter other another upper lower inner outer older younger elder newer later earlier greater smaller larger bigger better lesser further
	whether rather never ever after under over proper utter sheer major minor prior superior inferior interior exterior poor important significant distant constant relevant
	giant instant elegant river water summer winter number paper letter order power border quarter corner center centre harbor harbour matter tower
	november december september october dominant pleasant german human roman`)

var (
	possessives  = set("his her its their our my your each every any no some son sa ses leur leurs su sus sein seine ihr ihre")
	breaks       = set("and or but who which that whom whose was were is are had has und oder aber et ou mais qui que y e pero и или но when where said says told")
	conjunctions = set("and or und oder et ou y e и или")
	relatives    = set("who which whose whom qui que который которая")
)

// works returns the spans of titles in italics or quotation marks, without the marks, in order.
func (s *sentence) works() []corpus.Span {
	var found []corpus.Span
	end := 0
	for i, r := range s.text {
		if i < end {
			continue
		}
		closing, italic := closes(r)
		if closing == "" {
			continue
		}
		start := i + utf8.RuneLen(r)
		if italic && (i > 0 && !edge(s.text[:i]) || strings.HasPrefix(s.text[start:], "*")) {
			continue
		}
		k := strings.IndexAny(s.text[start:min(len(s.text), start+longestWork)], closing)
		if k <= 0 {
			continue
		}
		inner := s.text[start : start+k]
		cut := strings.TrimRight(inner, ",")
		if s.work(cut, s.text[:i], italic) {
			found = append(found, corpus.Span{Start: start, End: start + len(cut)})
			end = start + k
		}
	}
	return found
}

// longestWork is the most bytes of a title.
const longestWork = 120

// closes returns the marks that close what r opens, and whether they set italics.
func closes(r rune) (string, bool) {
	switch r {
	case '“':
		return "”", false
	case '„':
		return "“”", false
	case '«':
		return "»", false
	case '"':
		return "\"", false
	case '*':
		return "*", true
	case '_':
		return "_", true
	}
	return "", false
}

// edge reports whether italics can open behind before.
func edge(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsSpace(r) || strings.ContainsRune("(“„«\"‘", r)
}

// work reports whether inner, set apart behind before, is a title.
func (s *sentence) work(inner, before string, italic bool) bool {
	inner = strings.TrimSpace(inner)
	words := word.Split(inner, s.language)
	if len(words) == 0 || len(words) > 12 || !words[0].Capital() || words[0].Start > 0 || strings.ContainsAny(inner[len(inner)-1:], ".,;:") ||
		strings.ContainsAny(inner, "\n“„«*") {
		return false
	}
	long, capital := 0, 0
	for _, w := range words {
		if utf8.RuneCountInString(w.Text) >= 4 {
			long++
			if w.Capital() {
				capital++
			}
		}
	}
	titled := capital == long && long > 0
	if italic {
		return titled && (len(words) <= 6 || s.language == "en")
	}
	return titled && len(words) > 1 && s.language == "en" || s.introduced(before)
}

// introduced reports whether one of the two words at the end of before says that a title follows.
func (s *sentence) introduced(before string) bool {
	words := word.Split(before[trimmedStart(before):], s.language)
	for _, w := range words[max(0, len(words)-2):] {
		if s.lexicon.works[w.Lower] {
			return true
		}
	}
	return false
}

// trimmedStart returns a place near the end of s, on a rune boundary, behind which its last words stand.
func trimmedStart(s string) int {
	i := max(0, len(s)-64)
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
