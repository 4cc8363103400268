package retrieval

import (
	"variorum/corpus"
)

// A Passage is the unit of retrieval: one to a few paragraphs of one section
// of a document, or a part of a paragraph that is longer than that.
type Passage struct {
	Source corpus.SourceID
	// First and Count give the passage's sentences, counted through the document from 0 in the order of
	// [corpus.Structure.Paragraphs].
	First, Count int
}

// MaxSentences is the most sentences of a passage. Matches of one passage are
// kept as one bit a sentence, beside the four bits of a frequency.
const MaxSentences = 12

// A Cut says how large passages are, in words. The zero Cut is the default.
type Cut struct {
	// Enough words end a passage at the next paragraph; 0 means 80.
	Enough int
	// Most is the most words of a passage, unless a single sentence has more; 0 means 200.
	Most int
}

func (c Cut) withDefaults() Cut {
	if c.Enough == 0 {
		c.Enough = 80
	}
	if c.Most == 0 {
		c.Most = 200
	}
	return c
}

// Passages cuts a document. Each of its sentences is in exactly one passage;
// no passage reaches over a heading.
func (c Cut) Passages(id corpus.SourceID, d corpus.Document) []Passage {
	c = c.withDefaults()
	var passages []Passage
	current, words, next, section := Passage{Source: id}, 0, 0, -1
	flush := func() {
		if current.Count > 0 {
			passages = append(passages, current)
		}
		current, words = Passage{Source: id, First: next}, 0
	}
	for _, p := range d.Structure.Paragraphs {
		if p.Section != section || words >= c.Enough {
			flush()
			section = p.Section
		}
		for _, s := range p.Sentences {
			n := 0
			for _, part := range s.Parts {
				n += countWords(part.In(d.Text))
			}
			if current.Count == MaxSentences || current.Count > 0 && words+n > c.Most {
				flush()
			}
			current.Count++
			words += n
			next++
		}
	}
	flush()
	return passages
}

// countWords returns the number of runs of bytes above the space.
func countWords(s string) int {
	n, inside := 0, false
	for i := range len(s) {
		word := s[i] > ' '
		if word && !inside {
			n++
		}
		inside = word
	}
	return n
}
