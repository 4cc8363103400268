package answers

import (
	"slices"
	"strings"

	"variorum/corpus"
)

// sentences are the sentences of a document, counted through it from 0.
type sentences struct {
	document  corpus.Document
	all       []corpus.Sentence
	paragraph []int // of each sentence
	// speaks returns who speaks in a span; nil if that is not known.
	speaks func(corpus.Span) Voice
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

// heads reports whether sentence i is a heading, which names what follows and says nothing of it.
func (s *sentences) heads(i int) bool {
	return s.document.Structure.Paragraphs[s.paragraph[i]].Kind == corpus.Heading
}

// continues reports whether sentences i and i+1 exist, are of paragraphs of one kind and section that are no headings, have nothing but white
// space between them, and are in one voice.
func (s *sentences) continues(i int) bool {
	if i < 0 || i+1 >= len(s.all) {
		return false
	}
	before, after := s.all[i].Span(), s.all[i+1].Span()
	a, b := s.document.Structure.Paragraphs[s.paragraph[i]], s.document.Structure.Paragraphs[s.paragraph[i+1]]
	return a.Kind == b.Kind && a.Kind != corpus.Heading && a.Section == b.Section &&
		before.End <= after.Start && strings.TrimSpace(s.document.Text[before.End:after.Start]) == "" &&
		(s.speaks == nil || s.speaks(before).Kind == s.speaks(after).Kind)
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

// overlaps reports whether two windows have a sentence in common.
func (w windowOf) overlaps(o windowOf) bool { return w.first <= o.last && o.first <= w.last }

// A bag holds sums of the words of a window in small letters, sorted.
type bag []uint64

func (s *sentences) bag(w windowOf) bag {
	var words bag
	for i := w.first; i <= w.last; i++ {
		for word := range strings.FieldsSeq(s.text(i)) {
			words = append(words, sumOf(strings.ToLower(word)))
		}
	}
	slices.Sort(words)
	return words
}

// sumOf returns the FNV-1a sum of s, by Fowler, Noll and Vo: 64 bits, the same on every machine.
func sumOf(s string) uint64 {
	sum := uint64(14695981039346656037)
	for i := range len(s) {
		sum = (sum ^ uint64(s[i])) * 1099511628211
	}
	return sum
}

// repeatShare is the share of the words of the shorter of two windows, in percent, from which on it repeats the other.
const repeatShare = 80

// repeats reports whether two windows have nearly the same words.
func (b bag) repeats(other bag) bool {
	common := 0
	for i, j := 0, 0; i < len(b) && j < len(other); {
		switch {
		case b[i] == other[j]:
			common++
			i++
			j++
		case b[i] < other[j]:
			i++
		default:
			j++
		}
	}
	return common*100 >= repeatShare*min(len(b), len(other))
}
