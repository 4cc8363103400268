package voice

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// A token is a word, a number, or a mark of punctuation.
type token struct {
	corpus.Span
	kind     tokenKind
	class    class  // of a word
	word     string // a word in lower case
	capital  bool   // a word that begins with a capital
	sentence int32  // counted over the whole text
	family   family // of a quotation mark
	opens    bool   // a quotation mark: it opens, else it closes
}

type tokenKind uint8

const (
	word tokenKind = iota
	number
	comma
	stop  // the end of a sentence
	point // a full stop inside a sentence, as behind an abbreviation
	colon
	semicolon
	dash
	openBracket
	closeBracket
	mark // a quotation mark
	other
)

// A family is a kind of quotation marks. Marks of one family open and close one another.
type family uint8

const (
	noFamily family = iota
	curly
	guillemet
	straight
	single
	typed // '...'
	angle // ‹...›
	families
)

// A unit is a paragraph, or furniture between paragraphs.
type unit struct {
	kind   corpus.BlockKind
	lo, hi int // its tokens
	// first is, for each family of marks, the first of the unit: 0 if it has none, 1 if it opens, 2 if it closes.
	first [families]uint8
	// closes is the number of marks of each family that close.
	closes [families]int
	indent int
}

// A reader holds what is known of a document while it is read.
type reader struct {
	text      string
	language  string
	words     map[string]class
	tokens    []token
	starts    []int // the first token of each sentence
	units     []unit
	prev      []int // for each unit the one of the running text before it, or -1
	next      []int // and behind it
	quotes    []quote
	names     map[string]bool // words with a capital inside sentences that have none elsewhere
	inside    []int32         // for each token the quotation that holds it and is speech, plus one, or 0
	speeches  []Speech
	governors []governor
	agents    []agent
	own       map[string]bool // words of the source's own paragraphs so far
}

// newReader divides a document into tokens.
func newReader(d corpus.Document, language string) *reader {
	r := &reader{text: d.Text, language: language, words: wordsOf(language), own: make(map[string]bool)}
	r.tokens = make([]token, 0, len(d.Text)/6)
	last := -1
	for _, b := range d.Structure.Blocks {
		switch {
		case b.Paragraph > last:
			last = b.Paragraph
			r.addUnit(d.Structure.Paragraphs[last].Kind, b.Start, d.Structure.Paragraphs[last].Sentences)
		case b.Paragraph < 0 && b.Kind == corpus.Furniture && b.Len() < mostFurniture:
			r.addUnit(b.Kind, b.Start, []corpus.Sentence{{Parts: []corpus.Span{b.Span}}})
		}
	}
	r.starts = append(r.starts, len(r.tokens))
	r.link()
	return r
}

// link finds what stands before and behind each unit in the running text, which has no footnotes and no furniture.
func (r *reader) link() {
	running := func(u int) bool { return r.units[u].kind != corpus.Footnote && r.units[u].kind != corpus.Furniture }
	r.prev, r.next = make([]int, len(r.units)), make([]int, len(r.units))
	last := -1
	for u := range r.units {
		r.prev[u] = last
		if running(u) {
			last = u
		}
	}
	last = -1
	for u := len(r.units) - 1; u >= 0; u-- {
		r.next[u] = last
		if running(u) {
			last = u
		}
	}
}

// mostFurniture is the most bytes of furniture that may say who speaks, such as "— Name".
const mostFurniture = 200

func (r *reader) addUnit(kind corpus.BlockKind, start int, sentences []corpus.Sentence) {
	u := unit{kind: kind, lo: len(r.tokens)}
	for _, s := range sentences {
		r.starts = append(r.starts, len(r.tokens))
		for _, p := range s.Parts {
			r.tokenize(p)
		}
		r.stops()
	}
	u.hi = len(r.tokens)
	for _, t := range r.tokens[u.lo:u.hi] {
		if t.kind != mark {
			continue
		}
		if !t.opens {
			u.closes[t.family]++
		}
		if u.first[t.family] == 0 {
			u.first[t.family] = 2
			if t.opens {
				u.first[t.family] = 1
			}
		}
	}
	for i := start; i < len(r.text) && (r.text[i] == ' ' || r.text[i] == '\t'); i++ {
		u.indent++
	}
	r.units = append(r.units, u)
}

// stops makes points of the stops inside the sentence that was read last.
func (r *reader) stops() {
	lo := r.starts[len(r.starts)-1]
	end := true
	for i := len(r.tokens) - 1; i >= lo; i-- {
		switch t := &r.tokens[i]; t.kind {
		case stop:
			if !end && r.text[t.Start] == '.' {
				t.kind = point
			}
		case word, number:
			end = false
		}
	}
}

// tokenize appends the tokens of a part of a sentence.
func (r *reader) tokenize(p corpus.Span) {
	s := r.text[:p.End]
	sentence := int32(len(r.starts) - 1)
	for i := p.Start; i < p.End; {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			i += size
		case unicode.IsLetter(c):
			end := wordEnd(s, i, r.language)
			t := token{Span: corpus.Span{Start: i, End: end}, kind: word, sentence: sentence, capital: unicode.IsUpper(c)}
			t.word = fold(s[i:end])
			t.class = r.words[t.word]
			r.tokens = append(r.tokens, t)
			i = end
		case unicode.IsDigit(c):
			end := i + size
			for end < p.End && (s[end] >= '0' && s[end] <= '9' || (s[end] == '.' || s[end] == ',') && end+1 < p.End && s[end+1] >= '0' && s[end+1] <= '9') {
				end++
			}
			r.tokens = append(r.tokens, token{Span: corpus.Span{Start: i, End: end}, kind: number, sentence: sentence})
			i = end
		default:
			if t, ok := punctuation(s, p, i, c, size); ok && !(t.kind == mark && r.manyMarks(i)) {
				t.sentence = sentence
				r.tokens = append(r.tokens, t)
			} else if ok {
				r.tokens[len(r.tokens)-1].End = i + size // it belongs to the marks before it
			}
			i += size
		}
	}
}

// mostMarks is the most marks directly behind one another that are read.
const mostMarks = 4

// manyMarks reports whether so many marks stand directly before the byte i that another one means nothing.
func (r *reader) manyMarks(i int) bool {
	n := len(r.tokens)
	if n < mostMarks || r.tokens[n-1].End < i {
		return false
	}
	for _, t := range r.tokens[n-mostMarks:] {
		if t.kind != mark {
			return false
		}
	}
	return true
}

// fold returns a word in lower case with the straight apostrophe.
func fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// wordEnd returns the end of the word that starts at i. A hyphen divides words. An apostrophe between letters does not, but
// behind a French elision the next word begins.
func wordEnd(s string, i int, language string) int {
	start := i
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(c) || unicode.IsMark(c) {
			i += size
			continue
		}
		if c != '\'' && c != '’' {
			break
		}
		if next, _ := utf8.DecodeRuneInString(s[i+size:]); !unicode.IsLetter(next) {
			break
		}
		i += size
		if language != "en" && language != "de" && elided(s[start:i-size]) {
			break
		}
	}
	return i
}

// elided reports whether s is a French word that lost its last vowel.
func elided(s string) bool {
	switch strings.ToLower(s) {
	case "l", "d", "qu", "n", "s", "j", "c", "m", "t", "jusqu", "lorsqu", "puisqu":
		return true
	}
	return false
}

// punctuation returns the token of the mark c at i, if it is one that counts.
func punctuation(s string, p corpus.Span, i int, c rune, size int) (token, bool) {
	t := token{Span: corpus.Span{Start: i, End: i + size}, kind: other}
	switch c {
	case ',', '،':
		t.kind = comma
	case '.', '!', '?', '…', '。', '！', '？':
		t.kind = stop
	case ':':
		t.kind = colon
	case ';':
		t.kind = semicolon
	case '–', '—', '―':
		t.kind = dash
	case '(', '[':
		t.kind = openBracket
	case ')', ']':
		t.kind = closeBracket
	case '-', '‐', '‑':
		if unicode.IsLetter(runeBefore(s, p.Start, i)) && i+size < p.End && unicode.IsLetter(runeAfter(s, i+size)) {
			return t, false // it joins two words
		}
		if i > p.Start && s[i-1] == ' ' && i+1 < p.End && s[i+1] == ' ' {
			t.kind = dash
		}
	case '*', '_', '>', '#', '\u00a0', '\u202f', '\u2009':
		return t, false
	default:
		if f := familyOf(c); f != noFamily {
			opens, ok := direction(c, f, runeBefore(s, p.Start, i), runeAfter(s, i+size))
			t.kind, t.family, t.opens = mark, f, opens
			return t, ok
		}
		return t, !unicode.IsSpace(c) && !unicode.IsMark(c)
	}
	return t, true
}

func familyOf(c rune) family {
	switch c {
	case '“', '”', '„', '‟':
		return curly
	case '«', '»':
		return guillemet
	case '"', '＂':
		return straight
	case '‘', '’', '‚', '‛':
		return single
	case '\'':
		return typed
	case '‹', '›':
		return angle
	}
	return noFamily
}

// runeBefore returns the character before i, emphasis of Markdown left out; a blank at the start.
func runeBefore(s string, start, i int) rune {
	for i > start {
		c, size := utf8.DecodeLastRuneInString(s[start:i])
		if c != '*' && c != '_' {
			return c
		}
		i -= size
	}
	return ' '
}

// runeAfter returns the character at i, emphasis of Markdown left out; a blank at the end.
func runeAfter(s string, i int) rune {
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		if c != '*' && c != '_' {
			return c
		}
		i += size
	}
	return ' '
}

// direction reports whether the mark c opens a quotation, by the characters beside it, and whether it is one at all.
func direction(c rune, f family, before, after rune) (opens, ok bool) {
	free := unicode.IsSpace(before) || before == '(' || before == '[' || before == '¿' || before == '¡' || familyOf(before) != noFamily
	dashed := before == '—' || before == '–' || before == '-' || before == '/' || before == ':'
	starts := unicode.IsLetter(after) || unicode.IsDigit(after) || familyOf(after) != noFamily ||
		strings.ContainsRune("[(¿¡….$€£#@-–—", after)
	switch f {
	case curly:
		switch {
		case c == '„' || c == '‟':
			return true, true
		case c == '“':
			return free || dashed && starts || unicode.IsLetter(after), true
		default:
			return unicode.IsSpace(before) && unicode.IsLetter(after), true
		}
	case guillemet, angle:
		left := c == '«' || c == '‹'
		switch {
		case free && !unicode.IsSpace(before) && unicode.IsSpace(after):
			return left, true
		case (free || dashed) && starts && !unicode.IsSpace(after):
			if familyOf(before) != noFamily {
				return left, true
			}
			return true, true
		case !unicode.IsSpace(before) && !starts:
			return left && unicode.IsSpace(after) && before == ':', true
		}
		return left, true
	case straight:
		switch {
		case (free || dashed) && starts && !unicode.IsSpace(after):
			return familyOf(before) == noFamily || unicode.IsLetter(after), true
		case !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after):
			return false, true
		}
		return false, false
	case single, typed:
		switch {
		case c == '‚':
			return true, unicode.IsLetter(after)
		case c == '‘' && !unicode.IsLetter(before) && starts:
			return true, true
		case c == '‘':
			return false, !unicode.IsSpace(before) && !unicode.IsLetter(after)
		case (free || dashed) && (unicode.IsLetter(after) || familyOf(after) != noFamily) && c != '’' && !unicode.IsSpace(after):
			return true, true
		case !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after):
			return false, true
		}
		return false, false
	}
	return false, false
}
