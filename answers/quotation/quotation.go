// Package quotation tells whether a quotation is real: whether its words stand in a source, one behind the other and with the same
// punctuation, and whether that is the source to which it was credited.
//
// Case, quotation marks, spacing, the division of words at line ends, marks of emphasis, and marks of footnotes do not matter. All else does: a word left
// out or put in, an accent, a number's sign, a comma. A text that is merely like the quotation is called
// different, and only if most of the quotation's words stand there in order; otherwise nothing is found.
package quotation

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/corpus"
)

// A Status says whether a quotation stands in a source.
type Status string

const (
	// Verbatim means that it does: for a quotation with omissions that its pieces do, in order, in one source.
	Verbatim Status = "verbatim"
	// Differs means that a source has a place with most of its words in order.
	Differs Status = "differs"
	// NotFound means that none has.
	NotFound Status = "not_found"
)

// An Attribution says whether a quotation stands in the source to which it was credited.
type Attribution string

const (
	// AsSaid means that one of the places is in that source.
	AsSaid Attribution = "as_said"
	// Elsewhere means that there are places, and none is in that source.
	Elsewhere Attribution = "elsewhere"
	// Unsaid means that no source was named, or that there is no place at all.
	Unsaid Attribution = "unsaid"
)

// A Report is the outcome of [Check].
type Report struct {
	Status      Status
	Attribution Attribution
	// Places are ordered by source and place: all where the quotation stands if Status is Verbatim; those that are closest to it, one
	// of a source, and the one in the source to which it was credited, if Status is Differs.
	Places []Place
}

// A Place is where a quotation stands.
type Place struct {
	Source corpus.SourceID
	// Span is from the first byte of the first piece to the last byte of the last one.
	Span  corpus.Span
	Quote string // Text[Span.Start:Span.End]
	// Parts are the places of the quotation's pieces, in the order of the pieces: one unless it marks omissions or has insertions in brackets.
	// What stands between two of them is what it left out. Pieces that stand nowhere have none.
	Parts []corpus.Span
	// Exact reports whether each piece stands there to the byte.
	Exact bool
	// Changes are what differs, in the order of the quotation; none if the quotation stands here.
	Changes []Change
	// Kept is the number of the quotation's words, of Words, that stand here in order.
	Kept, Words int
}

// A Change is one way in which a quotation differs from a place.
type Change struct {
	Kind ChangeKind
	// Source is a slice of the source, at Span, and Quote a slice of the quotation. For a change of punctuation both hold
	// the words on either side.
	Source string
	Span   corpus.Span
	Quote  string
}

// A ChangeKind says what was done to the source's words.
type ChangeKind string

const (
	// LeftOut words stand in the source only; Quote is empty.
	LeftOut ChangeKind = "left_out"
	// PutIn words stand in the quotation only; Source is empty, and Span is empty.
	PutIn ChangeKind = "put_in"
	// Changed words, or marks, stand for others.
	Changed ChangeKind = "changed"
	// Moved words stand at another place of the source's passage.
	Moved ChangeKind = "moved"
)

// How long a quotation may be, in Unicode code points, without the blanks and quotation marks around it. A shorter one stands in too many
// places to be anybody's; both are choices.
const (
	MinLength = 12
	MaxLength = 100_000
)

// A LengthError reports a quotation that is too short or too long to be checked.
type LengthError struct {
	Length int // in Unicode code points, without what stands around it
}

func (e *LengthError) Error() string {
	if e.Length < MinLength {
		return fmt.Sprintf("a quotation of %d characters is too short to be checked: it may stand anywhere, at least %d are needed", e.Length, MinLength)
	}
	return fmt.Sprintf("a quotation of %d characters is too long to be checked: at most %d are read", e.Length, MaxLength)
}

// Check looks for a quotation in the documents of texts. It returns a [*LengthError] if the quotation, without the blanks and
// the quotation marks around it, is shorter than [MinLength] or longer than [MaxLength]. A said that is not empty is the source to which
// the quotation was credited. The order of texts does not matter.
//
// Of a quotation that marks omissions ("...", "…", also in brackets) or has insertions of its own in brackets the pieces between these are looked for,
// in order, in one source; unless the source itself has these marks. The cost is linear in the length of the texts, and in that of
// the quotation.
func Check(quote string, texts iter.Seq2[corpus.SourceID, corpus.Document], said corpus.SourceID) (Report, error) {
	core := trim(quote)
	if n := utf8.RuneCountInString(core); n < MinLength || n > MaxLength {
		return Report{}, &LengthError{n}
	}
	q := newQuotation(core)
	if len(q.whole.tokens) == 0 {
		return Report{Status: NotFound, Attribution: Unsaid}, nil
	}
	var unwrapped *quotation
	if s := divideLines(core); s != core {
		unwrapped = newQuotation(s)
	}
	var report Report
	near := nearest{said: said}
	for id, d := range texts {
		list := streams(d)
		places := q.places(id, list)
		if len(places) == 0 && unwrapped != nil {
			places = unwrapped.places(id, list)
			for i := range places {
				places[i].Exact = false
			}
		}
		report.Places = append(report.Places, places...)
		if len(report.Places) == 0 {
			near.add(q, id, list)
		}
	}
	report.Status = Verbatim
	if len(report.Places) == 0 {
		report.Status = Differs
		report.Places = near.places(q)
	}
	slices.SortFunc(report.Places, byPosition)
	report.Attribution = attribution(report.Places, said)
	if len(report.Places) == 0 {
		report.Status = NotFound
	}
	return report, nil
}

func byPosition(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

func attribution(places []Place, said corpus.SourceID) Attribution {
	switch {
	case said == "" || len(places) == 0:
		return Unsaid
	case slices.ContainsFunc(places, func(p Place) bool { return p.Source == said }):
		return AsSaid
	}
	return Elsewhere
}

// trim returns quote without the blanks, control characters, and quotation marks around it.
func trim(quote string) string {
	around := func(r rune) bool { return r != '\'' && isQuote(r) || isSpacing(r) }
	core := strings.TrimFunc(strings.ToValidUTF8(quote, "\ufffd"), around)
	if inner, ok := strings.CutPrefix(core, "'"); ok { // else it is an apostrophe
		if inner, ok = strings.CutSuffix(inner, "'"); ok {
			core = strings.TrimFunc(inner, around)
		}
	}
	return core
}

// A quotation is what is looked for.
type quotation struct {
	whole  piece
	pieces []piece // between its omissions and insertions; never none
}

// A piece is a run of words of a quotation, with the marks before and behind them.
type piece struct {
	stream
	span corpus.Span // in the quotation, without blanks at either end
	// mayLeave is the most words that may stand before it, behind the piece before it; -1 if any number may.
	mayLeave int
	fail     []int            // see find
	pairs    map[pairOf][]int // see hits
}

const (
	// maxReplaced is the most words of a source for which an insertion in brackets may stand.
	maxReplaced = 8
	// maxPieces is the most pieces of a quotation that are looked for; one of more is only looked for as a whole.
	maxPieces = 64
	// maxLeap is the most words that may be left out beside a piece shorter than MinLength, which stands in too many places.
	maxLeap = 60
)

func newQuotation(core string) *quotation {
	core = withoutBrackets(core)
	q := &quotation{whole: newPiece(core, corpus.Span{End: len(core)}, -1)}
	at, mayLeave := 0, -1
	add := func(to int) {
		p := newPiece(core, trimmed(core, corpus.Span{Start: at, End: to}), mayLeave)
		if len(p.tokens) > 0 {
			q.pieces = append(q.pieces, p)
		}
	}
	for _, g := range gaps(core) {
		n := len(q.pieces)
		if add(g.Start); len(q.pieces) > n || n == 0 {
			mayLeave = g.mayLeave
		} else if g.mayLeave < 0 || mayLeave < 0 { // two gaps side by side
			mayLeave = -1
		} else {
			mayLeave += g.mayLeave
		}
		at = g.End
	}
	add(len(core))
	switch n := len(q.pieces); {
	case n == 0 || n > maxPieces:
		q.pieces = []piece{q.whole}
	case n == 1: // its gaps are at its ends
		q.whole = q.pieces[0]
	}
	short := func(i int) bool { return utf8.RuneCountInString(q.pieces[i].span.In(core)) < MinLength }
	for i := 1; i < len(q.pieces); i++ {
		if p := &q.pieces[i]; p.mayLeave < 0 && (short(i-1) || short(i)) {
			p.mayLeave = maxLeap
		}
	}
	return q
}

func newPiece(text string, span corpus.Span, mayLeave int) piece {
	p := piece{stream: newStream(text, nil, span), span: span, mayLeave: mayLeave}
	p.prepare()
	return p
}

func trimmed(text string, s corpus.Span) corpus.Span {
	s.Start += len(s.In(text)) - len(strings.TrimLeftFunc(s.In(text), isSpacing))
	s.End = s.Start + len(strings.TrimRightFunc(s.In(text), isSpacing))
	return s
}
