package answers

import (
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// voiceOf says who speaks at span, in the paragraph of that index: the source
// itself, unless most of the letters stand in quotation marks or in a block quotation. Whom
// the source quotes is not read: the speaker is unidentified.
func voiceOf(d corpus.Document, paragraph int, span corpus.Span) Voice {
	p := d.Structure.Paragraphs[paragraph]
	if p.Kind == corpus.Quotation {
		return Voice{Kind: Unidentified}
	}
	// A quotation that runs over paragraphs opens anew in each, so the paragraph's start is enough.
	start := p.Sentences[0].Span().Start
	var open quotes
	quoted, all := 0, 0
	before := ' '
	for i, r := range d.Text[start:span.End] {
		next, _ := utf8.DecodeRuneInString(d.Text[min(start+i+max(1, utf8.RuneLen(r)), len(d.Text)):])
		open.read(before, r, next)
		if unicode.IsLetter(r) && start+i >= span.Start {
			all++
			if len(open) > 0 {
				quoted++
			}
		}
		before = r
	}
	if quoted*2 > all {
		return Voice{Kind: Unidentified}
	}
	return Voice{Kind: Own}
}

// quotes are the quotation marks that are open, the innermost last.
type quotes []rune

// read takes a rune with its neighbours.
func (q *quotes) read(before, r, after rune) {
	top := rune(0)
	if n := len(*q); n > 0 {
		top = (*q)[n-1]
	}
	push := func() { *q = append(*q, r) }
	pop := func() { *q = (*q)[:max(0, len(*q)-1)] }
	switch r {
	case '„':
		push()
	case '“':
		if top == '„' {
			pop()
		} else if top != '“' || unicode.IsSpace(before) {
			push()
		} else { // a closing mark the wrong way round
			pop()
		}
	case '”':
		pop()
	case '«', '»':
		switch {
		case top == '«' && r == '»' || top == '»' && r == '«':
			pop()
		case r == '«' || !unicode.IsLetter(before) && unicode.IsLetter(after):
			push()
		}
	case '"':
		if top == '"' {
			pop()
		} else {
			push()
		}
	}
}
