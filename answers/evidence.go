package answers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/retrieval"
)

// hasFigure reports whether a sentence holds a number, in digits or in words.
func hasFigure(sentence, language string) bool {
	return strings.ContainsFunc(sentence, unicode.IsDigit) || retrieval.HasNumberWord(language, sentence)
}

// hasDate reports whether a sentence holds something that tells when: a year, the name of a month or
// of a day of the week, a time of day.
func hasDate(sentence, language string) bool {
	digits := 0
	for _, r := range sentence {
		if unicode.IsDigit(r) {
			if digits++; digits == 4 {
				return true
			}
			continue
		}
		digits = 0
	}
	return retrieval.HasTimeWord(language, sentence)
}

// hasName reports whether a sentence holds a word with a capital that is not its first.
func hasName(sentence string) bool {
	first := true
	for w := range strings.FieldsSeq(sentence) {
		w = strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		r, _ := utf8.DecodeRuneInString(w)
		if !first && unicode.IsUpper(r) && w != "I" {
			return true
		}
		if w != "" {
			first = false
		}
	}
	return false
}
