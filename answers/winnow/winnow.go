// Package winnow finds the passages that texts have in common, however they are spaced, hyphenated, and quoted.
//
// A text is known by its fingerprints: of each [Window] runs of [Shingle] words that follow one another the one with the
// smallest hash is kept (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting",
// SIGMOD 2003). So two texts that have a run of [MinWords] words in common have a fingerprint in common, and only those are
// compared, word by word. What is reported holds a run of at least MinWords equal words; no hash decides it.
package winnow

import (
	"variorum/corpus"
)

const (
	// MinWords is the fewest words of a run that counts as a shared passage, and the length from which on every common
	// run is found: Shingle + Window - 1. The value is a choice. In 5,183 abstracts of scientific articles by different hands, 12 pairs of 13 million
	// have a run of 12 words in common, half of them a formula of the trade or the name of a body; in articles and invented accounts of one
	// event the longest run that nobody copied has 9.
	MinWords = Shingle + Window - 1
	// Shingle is the number of words that make one hash.
	Shingle = 6
	// Window is the number of hashes of which one is kept.
	Window = 7
)

// A Text is the words of a document, ready to be compared. The zero Text has none.
//
// It holds the running text: prose, quotations, and lists as one run, so that what stands between two paragraphs (a
// heading, a page's number, a footnote) does not divide a passage, and each footnote by itself. Headings, furniture, and front matter
// are left out, so that a common title or address is no shared passage. A document without blocks is one run.
type Text struct {
	words  []word
	folded []byte // the words as they are compared, one behind the other
	count  int    // of words that are no barriers
}

// A word is a word of a text, or a barrier between two runs, which equals nothing.
type word struct {
	span    corpus.Span
	hash    uint64
	end     int // of the word in folded; it begins where the word before it ends
	barrier bool
	opens   bool // it is the first of its sentence
}

// Read returns the text of a document.
func Read(d corpus.Document) Text { return read(d, hashWord) }

func read(d corpus.Document, hash func([]byte) uint64) Text {
	t := Text{words: make([]word, 0, len(d.Text)/6), folded: make([]byte, 0, len(d.Text))}
	if len(d.Structure.Blocks) == 0 {
		t.add(d.Text, hash, corpus.Span{End: len(d.Text)})
		return t
	}
	add := func(p corpus.Paragraph) {
		for _, s := range p.Sentences {
			t.add(d.Text, hash, s.Parts...)
		}
	}
	for _, p := range d.Structure.Paragraphs {
		if p.Kind == corpus.Prose || p.Kind == corpus.Quotation || p.Kind == corpus.List {
			add(p)
		}
	}
	for _, p := range d.Structure.Paragraphs {
		if p.Kind != corpus.Footnote {
			continue
		}
		if n := len(t.words); n > 0 && !t.words[n-1].barrier {
			t.words = append(t.words, word{barrier: true, end: len(t.folded)})
		}
		add(p)
	}
	return t
}

// add appends a sentence to t: the words in parts of text.
func (t *Text) add(text string, hash func([]byte) uint64, parts ...corpus.Span) {
	opens := true
	for w := range Words(text, parts...) {
		from := len(t.folded)
		if t.folded = fold(t.folded, w.In(text)); len(t.folded) == from {
			continue
		}
		t.words = append(t.words, word{span: w.Span, hash: hash(t.folded[from:]), end: len(t.folded), opens: opens})
		t.count++
		opens = false
	}
}

// Words returns the number of words of t.
func (t Text) Words() int { return t.count }

// form returns word i as it is compared.
func (t Text) form(i int) []byte {
	if i == 0 {
		return t.folded[:t.words[0].end]
	}
	return t.folded[t.words[i-1].end:t.words[i].end]
}

// opens reports whether word i is the first of a sentence; so are a barrier and the end of t.
func (t Text) opens(i int) bool { return i >= len(t.words) || t.words[i].opens || t.words[i].barrier }

// span returns the span from word i to word j of one run.
func (t Text) span(i, j int) corpus.Span {
	a, b := t.words[i].span, t.words[j].span
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// same reports whether word i of a and word j of b are the same word.
func same(a, b Text, i, j int) bool {
	return a.words[i].hash == b.words[j].hash && !a.words[i].barrier && !b.words[j].barrier && string(a.form(i)) == string(b.form(j))
}

// hashWord is FNV-1a, 64 bits.
func hashWord(b []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, c := range b {
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return h
}
