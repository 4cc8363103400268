package render

import (
	"strings"
	"unicode"
)

// Visible returns s without the characters that command a terminal or reorder a line: controls but for the tab,
// bidirectional controls, interlinear annotations, and tags; and how many they were. Line ends of every kind are written as "\n",
// and bytes that are not UTF-8 as U+FFFD; they do not count.
func Visible(s string) (visible string, hidden int) {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if !strings.ContainsFunc(s, func(r rune) bool { return commands(r) || endsLine(r) }) {
		return s, 0
	}
	return strings.Map(func(r rune) rune {
		switch {
		case endsLine(r):
			return '\n'
		case commands(r):
			hidden++
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n")), hidden
}

// endsLine reports whether a character ends a line or a page.
func endsLine(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// commands reports whether a character that does not end a line may not reach a terminal.
func commands(r rune) bool {
	switch {
	case r == '\t':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	case r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F, r == 0xFEFF:
		return true
	}
	return false
}

// inLine returns what [Visible] does for a line of ours, in which line ends and runs of blanks are one blank.
func inLine(s string) (visible string, hidden int) {
	visible, hidden = Visible(s)
	return strings.Join(strings.FieldsFunc(visible, breaks), " "), hidden
}

// breaks reports whether a line may be broken at a character, which is a white space other than those that forbid it.
func breaks(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// A word is a run of characters that is not broken, with the white space before it.
type word struct{ space, text string }

// words divides s at white space. Joining all gives s back, but that white space with a line end or a tab in it is one
// blank and that there is none at the end.
func words(s string) []word {
	var list []word
	for len(s) > 0 {
		start := strings.IndexFunc(s, func(r rune) bool { return !breaks(r) })
		if start < 0 {
			break
		}
		end := len(s)
		if i := strings.IndexFunc(s[start:], breaks); i >= 0 {
			end = start + i
		}
		list = append(list, word{blanks(s[:start]), s[start:end]})
		s = s[end:]
	}
	return list
}

// blanks returns white space as it stands within a line.
func blanks(s string) string {
	if strings.ContainsAny(s, "\n\t") {
		return " "
	}
	return s
}
