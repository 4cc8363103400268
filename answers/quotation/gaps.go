package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers/winnow"
	"variorum/corpus"
)

func isSpacing(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// A gap is the mark of an omission in a quotation, or an insertion in brackets.
type gap struct {
	corpus.Span
	mayLeave int // words of the source that may stand in its place; -1 if any number may
}

// gaps returns the omissions and insertions of a quotation, in order.
func gaps(text string) []gap {
	var list []gap
	for i := 0; i < len(text); {
		n, mayLeave := gapAt(text[i:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		list = append(list, gap{corpus.Span{Start: i, End: i + n}, mayLeave})
		i += n
	}
	return list
}

// maxInsertion is the most bytes of an insertion in brackets.
const maxInsertion = 300

// gapAt returns the length of the omission or insertion with which s begins, or 0.
func gapAt(s string) (n, mayLeave int) {
	switch {
	case s[0] == '[' && winnow.FootnoteMark(s) > 0:
		return 0, 0
	case s[0] == '[' || s[0] == '(':
		end := strings.IndexByte(s[:min(len(s), maxInsertion)], "])"[strings.IndexByte("[(", s[0])])
		if end < 0 {
			return 0, 0
		}
		if inside := strings.TrimSpace(s[1:end]); inside != "" && dots(inside) == len(inside) {
			return end + 1, -1
		}
		if s[0] == '[' {
			return end + 1, maxReplaced
		}
	}
	return dots(s), -1
}

// dots returns the length of the ellipsis with which s begins, or 0: "…", or three dots and more, which may be spaced.
func dots(s string) int {
	n, end := 0, 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '.':
			n++
			end = i + size
		case r == '…':
			n += 3
			end = i + size
		case r != ' ' && r != '\u00a0' || n == 0:
			i = len(s)
		}
		i += size
	}
	if n < 3 {
		return 0
	}
	return end
}

// withoutBrackets returns text without the brackets that stand inside a word or around its first or last letters, as in "[W]e" or
// "drive[s]": the word was fitted to another sentence, and is compared as any.
func withoutBrackets(text string) string {
	if !strings.Contains(text, "[") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n := strings.IndexByte(text[i:], '[')
		if n < 0 {
			b.WriteString(text[i:])
			break
		}
		b.WriteString(text[i : i+n])
		i += n
		end := strings.IndexByte(text[i:min(len(text), i+maxInsertion)], ']')
		if end < 0 {
			b.WriteByte('[')
			i++
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+end+1:])
		inside := text[i+1 : i+end]
		if inside != "" && (unicode.IsLetter(before) || unicode.IsLetter(after)) && !strings.ContainsFunc(inside, func(r rune) bool { return !unicode.IsLetter(r) }) {
			b.WriteString(inside)
		} else {
			b.WriteString(text[i : i+end+1])
		}
		i += end + 1
	}
	return b.String()
}

// divideLines returns text with a line break for each blank that stands between a hyphen right behind a letter and a letter: the words of a
// quotation that was copied with its line ends made blanks.
func divideLines(text string) string {
	var b []byte
	for i := 1; i+2 < len(text); i++ {
		if text[i] != '-' || text[i+1] != ' ' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+2:])
		if unicode.IsLetter(before) && unicode.IsLetter(after) {
			if b == nil {
				b = []byte(text)
			}
			b[i+1] = '\n'
		}
	}
	if b == nil {
		return text
	}
	return string(b)
}
