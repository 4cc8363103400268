package answers

import (
	"slices"
	"sync"

	"variorum/answers/name"
	"variorum/answers/term"
	"variorum/corpus"
	"variorum/retrieval"
)

// A reading is what an account says, sentence by sentence: those of its excerpts, and their neighbours in the paragraph.
type reading struct {
	source   corpus.SourceID
	language string
	document corpus.Document
	voice    func(corpus.Span) Voice
	said     []said // in order of the text
	names    func() *name.Reader
	mentions func() []term.Mention
}

// A said is a sentence of a reading.
type said struct {
	span    corpus.Span // of the document
	text    string
	excerpt string // the ID of the excerpt in or beside which it stands
	shown   bool   // it is in the excerpt
	heading bool
	words   []retrieval.Word
	found   []retrieval.WordMatch // the words that match a term of the question
}

// besideExcerpt is how many sentences of the paragraph before and after an excerpt are read with it.
const besideExcerpt = 1

// newReading returns the reading of an account. Sentences that something interrupts are left out.
func newReading(c composed, focus *retrieval.Focus) *reading {
	a, text := c.account, c.text
	r := &reading{source: a.Source.ID, language: a.Source.Language, document: text.document, voice: text.voice}
	r.names = text.names
	r.mentions = sync.OnceValue(func() []term.Mention {
		var parts []corpus.Span
		for _, s := range r.said {
			if !s.heading {
				parts = append(parts, s.span)
			}
		}
		return term.ReadParts(r.document, r.language, r.names(), parts)
	})
	taken := make(map[int]int) // sentence → index in said
	add := func(i int, excerpt string, shown bool) {
		if at, ok := taken[i]; ok {
			if shown && !r.said[at].shown {
				r.said[at].shown, r.said[at].excerpt = true, excerpt
			}
			return
		}
		if len(text.all[i].Parts) > 1 {
			return
		}
		taken[i] = len(r.said)
		r.said = append(r.said, newSaid(text.document, text.all[i].Span(), a.Source.Language, focus))
		s := &r.said[len(r.said)-1]
		s.excerpt, s.shown = excerpt, shown
		s.heading = text.document.Structure.Paragraphs[text.paragraph[i]].Kind == corpus.Heading
	}
	for i, e := range a.Excerpts {
		first, last := c.windows[i].first, c.windows[i].last
		for i := first; i <= last; i++ {
			add(i, e.ID, true)
		}
		for n := 1; n <= besideExcerpt; n++ {
			if text.together(first-n, first) {
				add(first-n, e.ID, false)
			}
			if text.together(last, last+n) {
				add(last+n, e.ID, false)
			}
		}
	}
	slices.SortFunc(r.said, func(a, b said) int { return a.span.Start - b.span.Start })
	return r
}

func newSaid(d corpus.Document, span corpus.Span, language string, focus *retrieval.Focus) said {
	s := said{span: span, text: span.In(d.Text)}
	all := retrieval.AllWords(language, s.text)
	s.words = retrieval.Content(all)
	if focus != nil {
		s.found = focus.Find(all)
	}
	return s
}

// in returns a span of the sentence as one of the document.
func (s said) in(span corpus.Span) corpus.Span {
	return corpus.Span{Start: s.span.Start + span.Start, End: s.span.Start + span.End}
}

// closeness returns how close the closest word in each of spans is to each term of the question, in percent.
func (s said) closeness(terms int, spans ...corpus.Span) []int {
	c := make([]int, terms)
	for _, f := range s.found {
		w := s.words[f.Word].Span
		if slices.ContainsFunc(spans, func(in corpus.Span) bool { return w.Start < in.End && in.Start < w.End }) {
			c[f.Term] = max(c[f.Term], f.Closeness)
		}
	}
	return c
}

// cell returns a cell of a span of the sentence.
func (r *reading) cell(s said, span corpus.Span) Cell {
	span = s.in(span)
	return Cell{Source: r.source, Excerpt: s.excerpt, Quote: span.In(r.document.Text), Span: span, Voice: r.voice(span)}
}
