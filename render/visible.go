package render

import (
	"strings"
	"unicode"
)

// Visible returns s without the characters that command a terminal or reorder a line: controls but for tab and line
// ends, bidirectional controls, interlinear annotations, and tags; and how many they were.
func Visible(s string) (visible string, hidden int) {
	if !strings.ContainsFunc(s, commands) {
		return s, 0
	}
	return strings.Map(func(r rune) rune {
		if commands(r) {
			hidden++
			return -1
		}
		return r
	}, s), hidden
}

// shown is Visible for what stands in a line of ours, where line ends become blanks.
func shown(s string) string {
	visible, _ := Visible(s)
	return strings.Join(strings.FieldsFunc(visible, breaks), " ")
}

// commands reports whether a character may not reach a terminal.
func commands(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	case r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F, r == 0xFEFF:
		return true
	}
	return false
}

// breaks reports whether a line may be broken at a character, which is a white space other than those that forbid it.
func breaks(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// A word is a run of characters that is not broken, with the white space before it.
type word struct{ space, text string }

// words divides s at white space; a line end counts as a blank, so that joining all gives s back but for line ends and tabs.
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
	if strings.ContainsAny(s, "\n\r\t\v\f\u2028\u2029\u0085") {
		return " "
	}
	return s
}
