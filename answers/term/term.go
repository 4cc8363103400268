// Package term reads what each source calls the same actor.
package term

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"variorum/answers/claim"
	"variorum/answers/name"
	"variorum/answers/word"
	"variorum/corpus"
)

// A Part is the part that a mention plays, by which it can be told that two sources mean the same.
type Part uint8

const (
	Agent   Part = iota + 1 // it does Verb to Anchor
	Counted                 // Anchor is its number, Verb what it does, if it is plain
	Apposed                 // it stands in apposition to Anchor, a name
	Called                  // Anchor is called so
)

// A Mention is a noun phrase by which a source calls somebody. Its spans are byte offsets into the document.
type Mention struct {
	corpus.Span
	Part   Part
	Head   corpus.Span // the noun
	Verb   corpus.Span // may be empty
	Anchor corpus.Span // the other thing by which the mention is held against others
}

// Read returns the mentions of a document whose part is plain, in order.
func Read(d corpus.Document, language string) []Mention {
	var parts []corpus.Span
	for _, p := range d.Structure.Paragraphs {
		if p.Kind == corpus.Heading {
			continue
		}
		for _, s := range p.Sentences {
			parts = append(parts, s.Parts...)
		}
	}
	return ReadParts(d, language, name.NewReader(d, language), parts)
}

// ReadParts returns the mentions in parts of a document, which are sentences or parts of such and no headings, in order. Names reads the names of
// the document.
func ReadParts(d corpus.Document, language string, names *name.Reader, parts []corpus.Span) []Mention {
	r := reader{text: d.Text, language: language, names: names}
	for _, part := range parts {
		r.sentence(part)
	}
	slices.SortStableFunc(r.found, func(a, b Mention) int { return cmp.Or(a.Start-b.Start, int(a.Part)-int(b.Part)) })
	return r.found
}

type reader struct {
	text, language string
	names          *name.Reader
	found          []Mention
}

func (r *reader) sentence(span corpus.Span) {
	text := span.In(r.text)
	for _, role := range claim.Roles(text, r.language) {
		if role.Relation == claim.Blamed || role.Relation == claim.Disowned || role.Nominal {
			continue // who is blamed need not be who did it
		}
		r.add(span, Agent, role.Agent, role.Verb, role.Object)
	}
	for _, n := range r.names.Read(span) {
		if n.Office.Len() > 0 {
			r.add(corpus.Span{}, Apposed, n.Office, corpus.Span{}, n.Span)
		}
	}
	words := word.Split(text, r.language)
	for i := range words {
		r.counted(span, words, i)
		r.called(span, words, i)
	}
}

// add adds a mention whose spans count from base.
func (r *reader) add(base corpus.Span, part Part, phrase, verb, anchor corpus.Span) {
	for _, s := range []*corpus.Span{&phrase, &verb, &anchor} {
		s.Start += base.Start
		s.End += base.Start
	}
	head := r.head(phrase)
	if head.Len() == 0 || anchor.Len() == 0 || part == Agent && r.head(anchor).Len() == 0 {
		return
	}
	r.found = append(r.found, Mention{Span: phrase, Part: part, Head: head, Verb: verb, Anchor: anchor})
}

// Small words by language: what goes before a noun, and what ends its phrase.
var (
	before = sets(map[string]string{
		"en": "the a an this that these those his her its our their my your some any every each all several many two three four five six seven eight nine ten",
		"de": `der die das dem den des ein eine einer eines einem einen diese dieser dieses sein seine seiner ihr ihre ihrer einige mehrere viele zwei drei vier fünf`,
		"fr": "le la les l' un une des du de d' ce cet cette ces son sa ses leur leurs quelques plusieurs deux trois quatre cinq",
		"es": "el la los las un una unos unas este esta estos estas ese esa esos esas su sus algunos algunas varios varias dos tres cuatro cinco",
		"ru": "этот эта это эти тот та те его её их свой свои все два три четыре пять",
	})
	behind = sets(map[string]string{
		"en": "of in on at by with from to for after before during against under over between into who which that and or near as",
		"de": "in im an am auf bei mit nach von vom vor zu zum zur um für aus durch ohne gegen unter über und oder der die des",
		"fr": "de d' du des à au aux dans en sur par pour avec sans qui que et ou",
		"es": "de del a al en con por para sin sobre que y o e",
		"ru": "в во на по из с со к ко у от до за под над при о об для и или который которые",
	})
)

// Determiner reports whether a word stands before nouns in a language: an article, a possessive, a small number.
func Determiner(language, w string) bool { return before[language][word.Lower(w)] }

func sets(lists map[string]string) map[string]map[string]bool {
	all := make(map[string]map[string]bool)
	for language, list := range lists {
		all[language] = set(list)
	}
	return all
}

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// head returns the head noun of a phrase, or an empty span: the last word before a preposition, in French and Spanish the first noun.
func (r *reader) head(phrase corpus.Span) corpus.Span {
	var head corpus.Span
	words := word.Split(phrase.In(r.text), r.language)
	for i, w := range words {
		if w.Lower == "'s" || head.Len() == 0 && before[r.language][w.Lower] {
			if w.Lower == "'s" {
				head = corpus.Span{}
			}
			continue
		}
		if i > 0 && head.Len() > 0 && behind[r.language][w.Lower] {
			break
		}
		if head.Len() > 0 && (r.language == "fr" || r.language == "es") {
			break
		}
		head = corpus.Span{Start: phrase.Start + w.Start, End: phrase.Start + w.End}
	}
	return head
}

// counted reads "1,400 pickers refused": a number in digits, at most two words and a noun of persons, and its verb.
func (r *reader) counted(base corpus.Span, words []word.Word, i int) {
	number := digits(words[i].Text)
	if number < 13 || r.year(words, i, number) {
		return
	}
	for end := i + 1; end < min(i+4, len(words)) && words[end].Joined(); end++ {
		if scales[words[end].Lower] || before[r.language][words[end].Lower] || behind[r.language][words[end].Lower] {
			return
		}
		if !person(words[end].Lower, r.language) {
			continue
		}
		var verb corpus.Span
		if end+1 < len(words) && words[end+1].Joined() && !behind[r.language][words[end+1].Lower] {
			verb = words[end+1].Span
		}
		r.add(base, Counted, corpus.Span{Start: words[i+1].Start, End: words[end].End}, verb, words[i].Span)
		return
	}
}

// scales are words that multiply the number before them.
var scales = set("million millions billion billions thousand hundred percent million millionen milliarde milliarden tausend prozent mille milliard milliards mil millón millones тысяч тысячи млн миллион миллионов")

// year reports whether the number at word i can be a year.
func (r *reader) year(words []word.Word, i, number int) bool {
	return number > 1000 && number < 2200 && !strings.ContainsAny(words[i].Text, ",.")
}

// digits returns the number that s writes in digits, with marks between thousands, or 0.
func digits(s string) int {
	plain := strings.Map(func(r rune) rune {
		if r == ',' || r == '.' {
			return -1
		}
		return r
	}, s)
	if plain != s {
		for piece := range strings.FieldsFuncSeq(s[strings.IndexAny(s, ",.")+1:], func(r rune) bool { return r == ',' || r == '.' }) {
			if len(piece) != 3 {
				return 0
			}
		}
	}
	n, err := strconv.Atoi(plain)
	if err != nil || len(plain) > 9 {
		return 0
	}
	return n
}

// persons are endings of nouns of persons in the plural, and whole nouns.
var persons = map[string][]string{
	"en": strings.Fields("ers ors ists ants ents men women people persons ians ians hands troops soldiers"),
	"de": strings.Fields("er ern isten anten enten leute leuten menschen personen innen"),
	"fr": strings.Fields("eurs istes ants iers iens personnes hommes femmes gens"),
	"es": strings.Fields("ores istas antes eros entes personas hombres mujeres gentes obreros"),
	"ru": strings.Fields("ов ев тей ков цев людей человек рабочих"),
}

// notPersons end so, too.
var notPersons = set("dollars quarters letters papers numbers metres meters kilometres kilometers litres liters tractors motors cents percents tenants' rivers waters customers' " +
	"orders posters meter liter kilometer zentner dörfer häuser kinder metros litros kilómetros años euros рублей домов городов километров метров процентов тонн лет часов members' " +
	"documents investments apartments elements incidents accidents events plants restaurants computers offers moments regiments instruments payments settlements departments governments")

func person(w, language string) bool {
	if notPersons[w] {
		return false
	}
	for _, e := range persons[language] {
		if strings.HasSuffix(w, e) && (len(w) > len(e)+2 || len(e) > 4) {
			return true
		}
	}
	return false
}

// called reads the English "X are called Y", "X, described as Y".
func (r *reader) called(base corpus.Span, words []word.Word, i int) {
	if r.language != "en" || i < 2 || words[i].Lower != "called" || !be[words[i-1].Lower] || i+1 >= len(words) || !words[i+1].Joined() {
		return
	}
	first := i - 1
	for first > 0 && first > i-6 && strings.TrimSpace(words[first].Gap) == "" {
		first--
	}
	end := i + 1
	for end < min(len(words), i+5) && strings.TrimSpace(words[end].Gap) == "" && !behind["en"][words[end].Lower] {
		end++
	}
	// Called and examined, called out: no name follows. Two sources that call one thing so name it in a phrase of its own.
	if end == i+1 || first == i-1 || words[first].Start > 0 && strings.TrimSpace(words[first].Gap) == "" || !before["en"][words[first].Lower] {
		return
	}
	r.add(base, Called, corpus.Span{Start: words[i+1].Start, End: words[end-1].End}, words[i].Span, corpus.Span{Start: words[first].Start, End: words[i-2].End})
}

var be = set("is are was were")

// A Source is a document with its mentions, as [Read] returns them.
type Source struct {
	ID       corpus.SourceID
	Language string
	Text     string
	Mentions []Mention
}

// A Cell is what one source says in a row.
type Cell struct {
	Source corpus.SourceID
	Mention
}

// A Row holds what two sources or more call somebody who plays the same part in each, with heads that differ. Its cells are in order of source, then of
// place. That the part is the same does not mean that the sources mean the same: one may say that others did it.
type Row struct {
	Part  Part
	Cells []Cell
}

// mostCells is the most mentions that play one part; where more do, the part tells nothing.
const mostCells = 64

// Ledger returns the rows that sources share. They do not depend on the order of sources.
func Ledger(sources ...Source) []Row {
	ordered := slices.Clone(sources)
	slices.SortStableFunc(ordered, func(a, b Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	parts := make(map[string][]Cell)
	texts := make(map[corpus.SourceID]Source)
	for _, s := range ordered {
		texts[s.ID] = s
		for _, m := range s.Mentions {
			if k := key(m, s); k != "" {
				parts[k] = append(parts[k], Cell{s.ID, m})
			}
		}
	}
	keys := make([]string, 0, len(parts))
	for k := range parts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var rows []Row
	for _, k := range keys {
		if cells := parts[k]; len(cells) <= mostCells && differ(cells, texts) {
			rows = append(rows, Row{cells[0].Part, cells})
		}
	}
	return rows
}

// differ reports whether two sources are in cells, and two have heads that are not forms of one word.
func differ(cells []Cell, texts map[corpus.SourceID]Source) bool {
	for _, a := range cells {
		for _, b := range cells {
			if a.Source < b.Source && stem(a.Head.In(texts[a.Source].Text)) != stem(b.Head.In(texts[b.Source].Text)) {
				return true
			}
		}
	}
	return false
}

// key returns what a mention must have in common with another to play the same part, or "".
func key(m Mention, s Source) string {
	language, text := s.Language, s.Text
	switch m.Part {
	case Agent:
		r := reader{text: text, language: language}
		object := r.head(m.Anchor)
		return strings.Join([]string{"agent", language, verbStem(m.Verb.In(text), language), stem(object.In(text))}, "\x00")
	case Counted:
		n := digits(m.Anchor.In(text))
		if n >= 1000 {
			return strings.Join([]string{"number", language, strconv.Itoa(n)}, "\x00")
		}
		if m.Verb.Len() == 0 {
			return ""
		}
		return strings.Join([]string{"number", language, strconv.Itoa(n), verbStem(m.Verb.In(text), language)}, "\x00")
	case Apposed:
		words := word.Split(m.Anchor.In(text), language)
		if len(words) < 2 { // one word is no name of one person
			return ""
		}
		return strings.Join([]string{"name", words[0].Lower, words[len(words)-1].Lower}, "\x00")
	case Called:
		r := reader{text: text, language: language}
		return strings.Join([]string{"called", language, stem(r.head(m.Anchor).In(text))}, "\x00")
	}
	return ""
}

// verbStem returns what the forms of a verb have in common, nearly: four letters, in German behind a prefix.
func verbStem(verb, language string) string {
	w := word.Lower(verb)
	if language == "de" {
		for _, p := range []string{"ange", "aufge", "ausge", "abge", "einge", "festge", "ge"} {
			if t, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(t) >= 4 {
				w = t
				break
			}
		}
	}
	return prefix(w, 4)
}

// prefix returns the first n runes of s, or s.
func prefix(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// stem returns a noun without the ending of its number or case, nearly.
func stem(noun string) string {
	w := word.Lower(noun)
	for _, e := range []string{"ами", "ями", "ов", "ев", "ам", "ах", "ом", "ем", "ой", "es", "en", "er", "s", "e", "n", "а", "у", "ы", "и", "е", "я", "ю", "о"} {
		if t, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(t) >= 3 {
			return t
		}
	}
	return w
}
