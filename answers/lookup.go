package answers

import (
	"fmt"
	"slices"

	"variorum/corpus"
)

// A CitationError reports a citation whose place does not hold the text that was cited.
type CitationError struct{ Key Key }

func (e *CitationError) Error() string {
	return fmt.Sprintf("the text that %s cites does not stand in its place: the source was changed since, or the citation was", e.Key)
}

// Lookup returns the excerpt that a key cites in the document of a source, or a [*CitationError].
func Lookup(card corpus.Source, d corpus.Document, k Key) (Excerpt, error) {
	start, end := byteOffset(d.Text, k.Start), byteOffset(d.Text, k.End)
	if start < 0 || end < 0 || !k.Matches(d.Text[start:end]) {
		return Excerpt{}, &CitationError{k}
	}
	span := corpus.Span{Start: start, End: end}
	return NewExcerpt(card, d, paragraphAt(d.Structure, span), span), nil
}

// paragraphAt returns the index of the paragraph in which span begins, or -1.
func paragraphAt(s corpus.Structure, span corpus.Span) int {
	return slices.IndexFunc(s.Paragraphs, func(p corpus.Paragraph) bool {
		return slices.ContainsFunc(p.Sentences, func(x corpus.Sentence) bool {
			return slices.ContainsFunc(x.Parts, func(part corpus.Span) bool { return part.Start <= span.Start && span.Start < part.End })
		})
	})
}

// A Scope is how much of a document is shown around an excerpt.
type Scope string

const (
	ScopeSentence  Scope = "sentence"  // the sentences that it is of, and one on each side
	ScopeParagraph Scope = "paragraph" // its paragraph
	ScopePage      Scope = "page"      // its page, or its section where no pages are marked
	ScopeAll       Scope = "all"       // all but front matter
)

// Around returns the part of a document that shows span in its context, and holds span.
func Around(d corpus.Document, span corpus.Span, scope Scope) corpus.Span {
	s := d.Structure
	at := paragraphAt(s, span)
	around := span
	include := func(x corpus.Span) {
		around.Start, around.End = min(around.Start, x.Start), max(around.End, x.End)
	}
	if scope == ScopeAll {
		for _, b := range s.Blocks {
			if b.Kind != corpus.FrontMatter {
				include(b.Span)
			}
		}
		return around
	}
	if at < 0 {
		return around
	}
	for i, p := range s.Paragraphs {
		same := i == at
		if scope == ScopePage && s.Paragraphs[at].Page != "" {
			same = p.Page == s.Paragraphs[at].Page
		} else if scope == ScopePage {
			same = p.Section == s.Paragraphs[at].Section
		}
		if !same {
			continue
		}
		for j, x := range p.Sentences {
			if scope == ScopeSentence && !nextTo(p.Sentences, j, span) {
				continue
			}
			include(x.Span())
		}
	}
	return around
}

// nextTo reports whether sentence j holds a part of span, or the one before or behind it does.
func nextTo(sentences []corpus.Sentence, j int, span corpus.Span) bool {
	for _, k := range []int{j - 1, j, j + 1} {
		if k >= 0 && k < len(sentences) && sentences[k].Span().Start < span.End && span.Start < sentences[k].Span().End {
			return true
		}
	}
	return false
}
