package answers

import (
	"slices"
	"strings"
	"unicode"

	"variorum/answers/voice"
	"variorum/answers/when"
	"variorum/retrieval"
)

// Evidence is what a sentence has of an expected kind of answer.
type evidence uint32

const (
	figureEvidence evidence = 1 << iota
	dateEvidence
	clockEvidence
	speechEvidence
	// soughtEvidence, shifted by it, marks what was looked for.
	soughtEvidence = 8
)

// has reports whether sentence i has evidence of one kind, and looks for it once.
func (s *study) has(e evidence, i int) bool {
	known := evidence(s.evidence[i].Load())
	if known&(e<<soughtEvidence) == 0 {
		known |= e << soughtEvidence
		if s.seek(e, i) {
			known |= e
		}
		s.evidence[i].Or(uint32(known))
	}
	return known&e != 0
}

// seek looks for evidence in sentence i.
func (s *study) seek(e evidence, i int) bool {
	text := s.text(i)
	switch e {
	case figureEvidence:
		return hasFigure(text, s.language)
	case dateEvidence:
		return hasDate(text, s.language) || slices.ContainsFunc(when.Read(text, s.language), func(t when.Time) bool { return t.Kind != when.Relative })
	case clockEvidence:
		return slices.ContainsFunc(when.Read(text, s.language), func(t when.Time) bool { return t.Kind == when.Clock })
	}
	return s.spoken(i)
}

// spoken reports whether sentence i holds what somebody other than the source says, or lies in it.
func (s *study) spoken(i int) bool {
	span := s.all[i].Span()
	return s.voice(span).Kind != Own || slices.ContainsFunc(s.voices().Speeches(), func(x voice.Speech) bool { return overlap(x.Span, span) })
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
