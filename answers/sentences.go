package answers

import (
	"strings"

	"variorum/corpus"
)

// sentences are the sentences of a document, counted through it from 0.
type sentences struct {
	document  corpus.Document
	all       []corpus.Sentence
	paragraph []int // of each sentence
}

func newSentences(d corpus.Document) *sentences {
	n := 0
	for _, p := range d.Structure.Paragraphs {
		n += len(p.Sentences)
	}
	s := &sentences{document: d, all: make([]corpus.Sentence, 0, n), paragraph: make([]int, 0, n)}
	for p, paragraph := range d.Structure.Paragraphs {
		for _, sentence := range paragraph.Sentences {
			s.all = append(s.all, sentence)
			s.paragraph = append(s.paragraph, p)
		}
	}
	return s
}

// together reports whether sentences i and j exist and are of one paragraph.
func (s *sentences) together(i, j int) bool {
	return i >= 0 && j < len(s.all) && s.paragraph[i] == s.paragraph[j]
}

// text returns sentence i; the parts of an interrupted sentence are divided by a blank.
func (s *sentences) text(i int) string {
	parts := s.all[i].Parts
	if len(parts) == 1 {
		return parts[0].In(s.document.Text)
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.In(s.document.Text))
		b.WriteByte(' ')
	}
	return b.String()
}

// bytes returns the length of the run of sentences from i to j.
func (s *sentences) bytes(i, j int) int { return s.all[j].Span().End - s.all[i].Span().Start }

// around returns the span of the paragraph that a window is of and of those before and after it.
func (s *sentences) around(w windowOf) corpus.Span {
	paragraphs := s.document.Structure.Paragraphs
	at := s.paragraph[w.first]
	span := s.all[w.first].Span()
	for i := max(0, at-1); i <= min(s.paragraph[w.last]+1, len(paragraphs)-1); i++ {
		for _, x := range paragraphs[i].Sentences {
			span.Start, span.End = min(span.Start, x.Span().Start), max(span.End, x.Span().End)
		}
	}
	return span
}

// slices returns the spans of a run of sentences of one paragraph: one, unless something
// that is not of the paragraph stands in the middle.
func (s *sentences) slices(w windowOf) []corpus.Span {
	var spans []corpus.Span
	for i := w.first; i <= w.last; i++ {
		for _, part := range s.all[i].Parts {
			if n := len(spans); n > 0 && strings.TrimSpace(s.document.Text[spans[n-1].End:part.Start]) == "" {
				spans[n-1].End = part.End
				continue
			}
			spans = append(spans, part)
		}
	}
	return spans
}

// repeatShare is the share of the words of the shorter of two windows, in percent, from which on it repeats the other.
const repeatShare = 80

// repeats reports whether two windows overlap, or have nearly the same words.
func (s *sentences) repeats(a, b windowOf) bool {
	if a.first <= b.last && b.first <= a.last {
		return true
	}
	words := make(map[string]int)
	n, m, common := 0, 0, 0
	for i := a.first; i <= a.last; i++ {
		for w := range strings.FieldsSeq(s.text(i)) {
			words[strings.ToLower(w)]++
			n++
		}
	}
	for i := b.first; i <= b.last; i++ {
		for w := range strings.FieldsSeq(s.text(i)) {
			m++
			if w = strings.ToLower(w); words[w] > 0 {
				words[w]--
				common++
			}
		}
	}
	return common*100 >= repeatShare*min(n, m)
}
