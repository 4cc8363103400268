package answers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers/when"
	"variorum/retrieval"
)

// Evidence is what a sentence has of an expected kind of answer.
type evidence uint32

const (
	figureEvidence evidence = 1 << iota
	dateEvidence
	nameEvidence
	clockEvidence
	// soughtEvidence, shifted by it, marks what was looked for.
	soughtEvidence = 8
)

// has reports whether sentence i has evidence of one kind, and looks for it once.
func (s *study) has(e evidence, i int) bool {
	known := evidence(s.evidence[i].Load())
	if known&(e<<soughtEvidence) == 0 {
		known |= e << soughtEvidence
		if hasEvidence(e, s.text(i), s.language) {
			known |= e
		}
		s.evidence[i].Or(uint32(known))
	}
	return known&e != 0
}

func hasEvidence(e evidence, sentence, language string) bool {
	switch e {
	case figureEvidence:
		return hasFigure(sentence, language)
	case dateEvidence:
		return hasDate(sentence, language) || slices.ContainsFunc(when.Read(sentence, language), func(t when.Time) bool { return t.Kind != when.Relative })
	case clockEvidence:
		return slices.ContainsFunc(when.Read(sentence, language), func(t when.Time) bool { return t.Kind == when.Clock })
	}
	return hasName(sentence)
}

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
