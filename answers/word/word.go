// Package word divides a text into words with their places.
package word

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"variorum/corpus"
)

// A Word is a run of letters and digits. Hyphens, apostrophes, and the marks inside a number belong to the
// word that they stand in; the English ’s and a French elision (l’, qu’) are words of their own.
type Word struct {
	corpus.Span
	Text  string // the slice
	Lower string // in small letters, composed, with straight apostrophes
	Gap   string // what stands between the word before, or the text's start, and this one
}

// Split returns the words of text. The language, an ISO 639-1 code, decides on apostrophes.
func Split(text, language string) []Word {
	words := make([]Word, 0, len(text)/6+1)
	end := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !letter(r) {
			i += size
			continue
		}
		start := i
		if i = wordEnd(text, start, language); i == start {
			i = start + size
		}
		words = append(words, Word{corpus.Span{Start: start, End: i}, text[start:i], Lower(text[start:i]), text[end:start]})
		end = i
		if n := possessive(text[i:], language); n > 0 {
			words = append(words, Word{corpus.Span{Start: i, End: i + n}, text[i : i+n], "'s", ""})
			i += n
			end = i
		}
	}
	return words
}

// Lower returns s in small letters, composed, with straight apostrophes.
func Lower(s string) string {
	s = strings.ToLower(s)
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return apostrophes.Replace(norm.NFC.String(s))
		}
	}
	return s
}

var apostrophes = strings.NewReplacer("’", "'", "ʼ", "'")

func letter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd returns the end of the word that starts at start.
func wordEnd(text string, start int, language string) int {
	i := start
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if letter(r) {
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case !letter(next):
			return i
		case r == '\'' || r == '’' || r == 'ʼ':
			if language == "fr" && elided(text[start:i]) {
				return i + size
			}
			if possessive(text[i:], language) > 0 {
				return i
			}
		case r == '-' || r == '‐' || r == '\u2011' || r == '\u00ad':
		case (r == ',' || r == '.' || r == ':') && unicode.IsDigit(before) && unicode.IsDigit(next):
		default:
			return i
		}
		i += size
	}
	return i
}

// elided reports whether a French word loses its end before an apostrophe.
func elided(s string) bool {
	return utf8.RuneCountInString(s) <= 1 || strings.HasSuffix(strings.ToLower(s), "qu")
}

// possessive returns the length of an English ’s at the start of s, or 0.
func possessive(s, language string) int {
	if language == "fr" {
		return 0
	}
	for _, p := range []string{"'s", "’s", "ʼs", "'S", "’S"} {
		if strings.HasPrefix(s, p) {
			if r, _ := utf8.DecodeRuneInString(s[len(p):]); !letter(r) {
				return len(p)
			}
		}
	}
	return 0
}

// Capital reports whether w begins with a capital.
func (w Word) Capital() bool {
	r, _ := utf8.DecodeRuneInString(w.Text)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// Shouted reports whether w has two capitals or more and no small letter.
func (w Word) Shouted() bool {
	n := 0
	for _, r := range w.Text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// Initial reports whether w is one capital letter.
func (w Word) Initial() bool { return utf8.RuneCountInString(w.Text) == 1 && w.Capital() }

// Number reports whether w begins with a digit.
func (w Word) Number() bool {
	r, _ := utf8.DecodeRuneInString(w.Text)
	return unicode.IsDigit(r)
}

// Joined reports whether only white space, and at most one line end, stands before w.
func (w Word) Joined() bool {
	return w.Gap != "" && strings.TrimSpace(w.Gap) == "" && strings.Count(w.Gap, "\n") <= 1
}

// Starts reports, for each word, whether a sentence begins with it as far as stops and capitals tell. A full stop behind an
// initial or a short capitalised word, such as a title, does not end a sentence.
func Starts(words []Word) []bool {
	starts := make([]bool, len(words))
	for i, w := range words {
		switch {
		case i == 0, strings.ContainsAny(w.Gap, "!?") && w.Capital():
			starts[i] = true
		case strings.ContainsAny(w.Gap, ".…") && strings.TrimSpace(w.Gap) != w.Gap:
			before := words[i-1]
			short := before.Capital() && utf8.RuneCountInString(before.Text) <= 4 && strings.HasPrefix(w.Gap, ".")
			starts[i] = (w.Capital() || w.Number()) && !short
		}
	}
	return starts
}
