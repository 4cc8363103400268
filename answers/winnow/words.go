package winnow

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"variorum/corpus"
)

// A Word is the place of a word. Its hole, empty for nearly all words, is what stands between the halves of a word
// that a hyphen divides where a part of the text ends.
type Word struct {
	corpus.Span
	Hole corpus.Span
}

// In returns the word as it stands in text, without its hole.
func (w Word) In(text string) string {
	if w.Hole.Len() == 0 {
		return w.Span.In(text)
	}
	return text[w.Start:w.Hole.Start] + text[w.Hole.End:w.End]
}

// Words yields the words in parts of a text, which are read one behind the other as one run: what stands between them is passed
// over. A word is a run of letters and digits. An apostrophe or a hyphen inside it is part of it, and so is a
// hyphen at a line's end with the line break; a separator between two digits is (1,234.5; 20:43; 9/3/2021), a hyphen between two
// digits is not. A web address is one word, and so is each character of a script that puts no blanks between words. The marks of
// footnotes are no words: ¹, [12], [^a].
func Words(text string, parts ...corpus.Span) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		s := scanner{text: text, parts: parts}
		for s.part < len(parts) {
			w, ok := s.next()
			if ok && !yield(w) {
				return
			}
		}
	}
}

// A scanner reads words. It stands at offset at of one of the parts, or before its start.
type scanner struct {
	text  string
	parts []corpus.Span
	part  int
	at    int
}

// end returns where the part that s stands in ends.
func (s *scanner) end() int { return min(s.parts[s.part].End, len(s.text)) }

// rune returns the rune at i, and utf8.RuneError with size 0 at the end of the part.
func (s *scanner) rune(i int) (rune, int) {
	if i >= s.end() {
		return utf8.RuneError, 0
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[i:s.end()])
}

// next returns the next word of the part that s stands in, or goes to the next part.
func (s *scanner) next() (Word, bool) {
	s.at = max(s.at, s.parts[s.part].Start)
	for s.at < s.end() {
		r, size := s.rune(s.at)
		switch {
		case r == '[':
			size = max(size, FootnoteMark(s.text[s.at:s.end()]))
		case isWordRune(r):
			if w := s.word(); w.Len() > 0 {
				return w, true
			}
		}
		s.at += size
	}
	s.part++
	s.at = 0
	return Word{}, false
}

// word reads the word that begins at s.at.
func (s *scanner) word() Word {
	start := s.at
	if n := webAddress(s.text[s.at:s.end()]); n > 0 {
		s.at += n
		return Word{Span: corpus.Span{Start: start, End: s.at}}
	}
	last, size := s.rune(s.at)
	s.at += size
	w := Word{Span: corpus.Span{Start: start, End: s.at}}
	alone := isUnspaced(last) || unicode.Is(unicode.No, last) && !isSubscript(last)
	for {
		r, size := s.rune(s.at)
		if size == 0 {
			return w
		}
		if unicode.Is(unicode.M, r) {
			s.at += size
			w.End = s.at
			continue
		}
		if alone {
			return w
		}
		switch {
		case isWordRune(r) && !isUnspaced(r) && (!unicode.Is(unicode.No, r) || isSubscript(r)):
			s.at += size
			last = r
		case isHyphen(r) && unicode.IsLetter(last) && s.divided(s.at+size, &w):
			last, size = s.rune(s.at)
			s.at += size
		case s.joins(last, r, s.at+size):
			s.at += size
			continue // the word goes on behind it
		default:
			return w
		}
		w.End = s.at
	}
}

// joins reports whether r, which stands before offset i, holds a word together whose rune before it is last.
func (s *scanner) joins(last, r rune, i int) bool {
	next, size := s.rune(i)
	if size == 0 || !isWordRune(next) || isUnspaced(next) {
		return false
	}
	digits := unicode.IsDigit(last) && unicode.IsDigit(next)
	switch {
	case isApostrophe(r):
		return unicode.IsLetter(last) && unicode.IsLetter(next) || digits
	case r != softHyphen && unicode.Is(unicode.Cf, r):
		return true
	case isHyphen(r):
		return !digits && (unicode.IsLetter(next) || unicode.IsDigit(next))
	}
	return digits && strings.ContainsRune(digitSeparators, r)
}

// divided reports whether a hyphen that ends before offset i ends a line, or a part, on whose next one the
// word goes on; s then stands there.
func (s *scanner) divided(i int, w *Word) bool {
	hyphen := i
	for breaks := 0; ; {
		r, size := s.rune(i)
		switch {
		case size == 0:
			return s.dividedByPart(hyphen, w)
		case r == '\n' || r == '\r' && !strings.HasPrefix(s.text[i:], "\r\n"):
			if breaks++; breaks > maxBreaks {
				return false
			}
		case r == '>' && breaks > 0 || isBlank(r):
		case breaks > 0 && unicode.IsLetter(r) && !isUnspaced(r):
			s.at = i
			return true
		default:
			return false
		}
		i += size
	}
}

// maxBreaks is the most line breaks that a hyphen reaches over: one page break with the blank lines around it.
const maxBreaks = 4

func (s *scanner) dividedByPart(hyphen int, w *Word) bool {
	if s.part+1 >= len(s.parts) || w.Hole.Len() > 0 {
		return false
	}
	here := s.part
	s.part++
	for i := s.parts[s.part].Start; ; {
		r, size := s.rune(i)
		if size > 0 && unicode.IsLetter(r) && !isUnspaced(r) {
			w.Hole = corpus.Span{Start: hyphen, End: i}
			s.at = i
			return true
		}
		if size == 0 || !isBlank(r) && r != '\n' && r != '\r' {
			s.part = here
			return false
		}
		i += size
	}
}

const (
	softHyphen      = '\u00ad'
	digitSeparators = ".,:/⁄·٫٬"
)

func isHyphen(r rune) bool {
	return r == '-' || r == '\u2010' || r == '\u2011' || r == softHyphen || r == '\uff0d' || r == '\ufe63'
}

func isApostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼ′`´＇‛", r) }

func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\f' || r == '\v' || r == '\r' || unicode.Is(unicode.Zs, r) || unicode.Is(unicode.Cf, r)
}

// isWordRune reports whether r begins a word or goes on with it. A superscript digit does not: it is the mark of a footnote.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) && !isApostrophe(r) || unicode.IsNumber(r) && !isSuperscript(r)
}

func isSuperscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r == '\u2070' || '\u2074' <= r && r <= '\u2079'
}

func isSubscript(r rune) bool { return '\u2080' <= r && r <= '\u2089' }

// isUnspaced reports whether r is of a script that puts no blanks between words.
func isUnspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// maxMark is the most bytes of the mark of a footnote in brackets.
const maxMark = 12

// FootnoteMark returns the length of the mark of a footnote in brackets with which s begins, or 0.
func FootnoteMark(s string) int {
	s = s[:min(len(s), maxMark)]
	end := strings.IndexByte(s, ']')
	if end < 2 {
		return 0
	}
	label, caret := strings.CutPrefix(s[1:end], "^")
	for _, r := range label {
		if !unicode.IsDigit(r) && (!caret || !isWordRune(r)) {
			return 0
		}
	}
	if label == "" {
		return 0
	}
	return end + 1
}

// webAddress returns the length of the web address with which s begins, or 0.
func webAddress(s string) int {
	if c := s[0] | 0x20; c != 'h' && c != 'f' && c != 'w' {
		return 0
	}
	head := strings.ToLower(s[:min(len(s), len("https://"))])
	if !strings.HasPrefix(head, "http://") && !strings.HasPrefix(head, "https://") && !strings.HasPrefix(head, "ftp://") && !strings.HasPrefix(head, "www.") {
		return 0
	}
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”«»‘’", r) })
	if end < 0 {
		end = len(s)
	}
	return len(strings.TrimRight(s[:end], ".,;:!?)]*_'"))
}

// fold appends to dst the form under which a word is compared: without case, accents, compatibility forms (ligatures, full width),
// hyphens, and apostrophes.
func fold(dst []byte, word string) []byte {
	i := 0
	for ; i < len(word) && word[i] < utf8.RuneSelf; i++ {
		switch c := word[i]; {
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c|0x20)
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			dst = append(dst, c)
		case i > 0 && isDigitByte(word[i-1]) && (c == '.' || c == ',' || c == ':' || c == '/'):
			dst = append(dst, c)
		}
	}
	if i == len(word) {
		return dst
	}
	for _, r := range norm.NFKD.String(word[i:]) {
		switch {
		case plain[r] != "":
			dst = append(dst, plain[r]...)
		case unicode.IsLetter(r) && !isApostrophe(r):
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		case unicode.IsNumber(r), strings.ContainsRune(digitSeparators, r):
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

func isDigitByte(c byte) bool { return '0' <= c && c <= '9' }

// plain has the letters that do not decompose.
var plain = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d",
	'ı': "i", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th", 'ς': "σ",
}
