package word

import (
	"strings"
	"unicode"
)

// LettersLen returns the length in bytes of the letters that s begins with, with their accents and soft hyphens.
func LettersLen(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\u00ad' {
			return i
		}
	}
	return len(s)
}

// BlankLine reports whether white space holds a blank line.
func BlankLine(space string) bool {
	ends := 0
	for i := range len(space) {
		if space[i] == '\n' || space[i] == '\r' && (i+1 == len(space) || space[i+1] != '\n') {
			ends++
		}
	}
	return ends > 1
}

// Digit returns the value of a decimal digit of one of the scripts that are read, 0 to 9, or -1.
func Digit(r rune) int {
	for _, zero := range [...]rune{'0', '٠', '۰', '०', '০', '０'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

// maxAddress bounds what is looked at for an address, in bytes, so that a text without blanks costs no more.
const maxAddress = 4096

// Chunk returns the length in bytes of what s begins with up to white space, and whether that is an address of the net or of mail.
func Chunk(s string) (n int, address bool) {
	n = len(s)
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		n = i
	}
	head := s[:min(n, maxAddress)]
	return n, strings.Contains(head, "://") || strings.Contains(head, "www.") || strings.Contains(head, "@")
}
