package when

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers/word"
)

// A token is a word, a run of digits, or one mark.
type token struct {
	start, end int
	kind       tokenKind
	word       string // folded word; the mark itself
	number     int    // of digits; -1 if there are more than 4
	glued      bool   // nothing stands between this token and the one before
	upper      bool
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	markToken
)

// A reader reads the times of one text.
type reader struct {
	text, language string
	lex            *lexicon
	toks           []token
}

func newReader(text, language string) *reader {
	lex, ok := lexicons[language]
	if !ok {
		lex, language = lexicons[""], ""
	}
	return &reader{text: text, language: language, lex: lex, toks: scan(text)}
}

// scan divides text into tokens. Addresses of the net and of mail are one mark each.
func scan(text string) []token {
	var toks []token
	last, chunkEnd := 0, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			end := i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
			if word.BlankLine(text[i:end]) && len(toks) > 0 {
				toks = append(toks, token{start: i, end: i, kind: markToken, word: paragraph, number: -1})
			}
			i = end
			continue
		}
		if i >= chunkEnd {
			n, address := word.Chunk(text[i:])
			if chunkEnd = i + n; address {
				toks = append(toks, token{start: i, end: chunkEnd, kind: markToken, word: "@"})
				i, last = chunkEnd, chunkEnd
				continue
			}
		}
		t := token{start: i, glued: i == last && i > 0}
		switch {
		case word.Digit(r) >= 0:
			t.kind = numberToken
			t.end, t.number = scanDigits(text, i)
		case unicode.IsLetter(r):
			t.end = i + word.LettersLen(text[i:])
			t.word, t.upper = fold(text[i:t.end]), unicode.IsUpper(r)
		default:
			t.kind, t.end = markToken, i+size
			t.word = markOf(r, text[i:t.end])
		}
		toks = append(toks, t)
		i, last = t.end, t.end
	}
	return toks
}

// paragraph is the mark, without length, that stands for a blank line: no expression goes over one.
const paragraph = "¶"

// markOf returns one spelling for marks that are written in several ways.
func markOf(r rune, s string) string {
	switch r {
	case '’', 'ʼ', '‘':
		return "'"
	case '‐', '‑', '–', '—', '−':
		return "-"
	}
	return s
}

func scanDigits(text string, i int) (end, number int) {
	count := 0
	for end = i; end < len(text); count++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		d := word.Digit(r)
		if d < 0 {
			break
		}
		if count < 4 {
			number = number*10 + d
		}
		end += size
	}
	if count > 4 {
		number = -1
	}
	return end, number
}

// digits returns how many digits token i has; 0 if it has none.
func (r *reader) digits(i int) int {
	t := r.at(i)
	if t.kind != numberToken {
		return 0
	}
	return utf8.RuneCountInString(r.text[t.start:t.end])
}

func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.toks) {
		return token{kind: markToken, start: len(r.text), end: len(r.text), number: -1}
	}
	return r.toks[i]
}

func (r *reader) word(i int) string {
	if t := r.at(i); t.kind == wordToken {
		return t.word
	}
	return ""
}

// maxPhrase is the most tokens of a phrase in a lexicon, and maxWord the most bytes of a word that is looked up.
const (
	maxPhrase = 6
	maxWord   = 48
)

// longest returns how many tokens the longest key of m has that begins at token i; 0 if none does.
func longest[V any](r *reader, i int, m map[string]V) int {
	best := 0
	if len(m) == 0 || i < 0 {
		return 0
	}
	var space [maxPhrase * (maxWord + 1)]byte
	joined := space[:0]
	for n := 1; n <= maxPhrase && i+n <= len(r.toks); n++ {
		t := &r.toks[i+n-1]
		if t.kind == numberToken || len(t.word) > maxWord {
			break
		}
		if n > 1 {
			joined = append(joined, ' ')
		}
		joined = append(joined, t.word...)
		if _, ok := m[string(joined)]; ok {
			best = n
		}
	}
	return best
}

// longestBefore is longest for keys that end before token i.
func longestBefore[V any](r *reader, i int, m map[string]V) int {
	best := 0
	if len(m) == 0 || i > len(r.toks) {
		return 0
	}
	var space [maxPhrase * (maxWord + 1)]byte
	at := len(space)
	for n := 1; n <= maxPhrase && i-n >= 0; n++ {
		t := &r.toks[i-n]
		if t.kind == numberToken || len(t.word) > maxWord {
			break
		}
		if n > 1 {
			at--
			space[at] = ' '
		}
		at -= len(t.word)
		copy(space[at:], t.word)
		if _, ok := m[string(space[at:])]; ok {
			best = n
		}
	}
	return best
}

// joined returns the words of n tokens from i on, with blanks between them.
func (r *reader) joined(i, n int) string {
	var s strings.Builder
	for k := range n {
		if k > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(r.toks[i+k].word)
	}
	return s.String()
}

// fold returns s in lower case, without the diacritics of the languages read and without soft hyphens.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}
		if unicode.Is(unicode.Mn, r) || r == '\u00ad' {
			return -1
		}
		r = unicode.ToLower(r)
		if plain, ok := plainLetters[r]; ok {
			return plain
		}
		return r
	}, strings.ReplaceAll(s, "ß", "ss"))
}

var plainLetters = map[rune]rune{
	'à': 'a', 'á': 'a', 'â': 'a', 'ä': 'a', 'ã': 'a', 'ç': 'c', 'è': 'e', 'é': 'e', 'ê': 'e', 'ë': 'e', 'í': 'i', 'î': 'i', 'ï': 'i',
	'ñ': 'n', 'ó': 'o', 'ô': 'o', 'ö': 'o', 'ù': 'u', 'ú': 'u', 'û': 'u', 'ü': 'u', 'ÿ': 'y', 'ё': 'е',
}
