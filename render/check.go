package render

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/answers"
	"variorum/answers/quotation"
	"variorum/corpus"
)

// A Check is what became of a quotation that was checked.
type Check struct {
	Quote       string
	Status      quotation.Status
	Attribution quotation.Attribution
	Places      []CheckedPlace
}

// A CheckedPlace is a place where a quotation stands, or one that is close to it.
type CheckedPlace struct {
	Source  corpus.Source
	Excerpt answers.Excerpt
	Place   quotation.Place
	Shared  []answers.Shared // passages that the place is of
}

// CheckText writes what became of a quotation as text: in its first line whether it stands in a source, then the places. It returns
// the first error of w.
func CheckText(w io.Writer, c Check, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.wrap("", "", strings.Join(p.verdict(c), " · "), p.bold)
	for _, at := range c.Places {
		p.line("")
		p.source(at.Source)
		p.pieces(at)
		about := append(p.place(at.Source, at.Excerpt), p.shown(at.Excerpt.ID))
		if others := alsoIn(at.Source.ID, at.Excerpt, at.Shared); len(others) > 0 {
			about = slices.Insert(about, len(about)-1, p.words.AlsoIn+" "+p.shown(strings.Join(others, ", ")))
		}
		p.parts("    ", about)
		p.changes(at.Place.Changes)
	}
	return p.finish()
}

// verdict says whether a quotation stands in a source, and whether in the one that it was credited to.
func (p *printer) verdict(c Check) []string {
	parts := []string{p.words.statusOf(c)}
	switch c.Attribution {
	case quotation.AsSaid:
		parts = append(parts, p.words.AsSaid)
	case quotation.Elsewhere:
		parts = append(parts, p.words.Elsewhere)
	}
	return parts
}

// statusOf returns whether a quotation stands in a source, in words.
func (w Words) statusOf(c Check) string {
	switch c.Status {
	case quotation.Verbatim:
		if !slices.ContainsFunc(c.Places, func(at CheckedPlace) bool { return at.Place.Exact }) {
			return w.Verbatim + ", " + w.ButForm
		}
		return w.Verbatim
	case quotation.Differs:
		return w.Differs
	}
	return w.NotFound
}

// pieces writes the words of a place; where a quotation has several pieces what it left out between them is said to be so.
func (p *printer) pieces(at CheckedPlace) {
	bar := p.bar(at.Source.ID)
	quote, span := at.Excerpt.Quote, at.Excerpt.Span
	if len(at.Place.Parts) < 2 {
		p.excerpt(bar, quote, plain)
		return
	}
	from := span.Start
	for _, part := range at.Place.Parts {
		if part.Start < from || part.End > span.End {
			continue // pieces that do not stand in order
		}
		if between := strings.TrimSpace(quote[from-span.Start : part.Start-span.Start]); between != "" {
			p.wrap("    ", "    ", p.words.Label(p.words.LeftOut, p.shown(between)), p.dim)
		}
		p.excerpt(bar, quote[part.Start-span.Start:part.End-span.Start], plain)
		from = part.End
	}
}

// changes writes how a quotation differs from its source.
func (p *printer) changes(list []quotation.Change) {
	for _, parts := range p.changeParts(list) {
		p.parts("    ", parts)
	}
}

// changeParts says how a quotation differs from its source, a list of parts for each difference.
func (p *printer) changeParts(list []quotation.Change) [][]string {
	kinds := map[quotation.ChangeKind]string{
		quotation.LeftOut: p.words.LeftOut, quotation.PutIn: p.words.PutIn, quotation.Changed: p.words.Changed, quotation.Moved: p.words.Moved,
	}
	said := make([][]string, len(list))
	for i, c := range list {
		said[i] = []string{kinds[c.Kind]}
		if c.Source != "" {
			said[i] = append(said[i], p.words.Label(p.words.InSource, p.shown(c.Source)))
		}
		if c.Quote != "" {
			said[i] = append(said[i], p.words.Label(p.words.InQuotation, p.shown(c.Quote)))
		}
	}
	return said
}

type checkJSON struct {
	Quote       string                `json:"quote"`
	Status      quotation.Status      `json:"status"`
	Attribution quotation.Attribution `json:"attribution"`
	Places      []checkedJSON         `json:"places"`
}

type checkedJSON struct {
	Source  corpus.SourceID `json:"source"`
	Start   int             `json:"start"`
	End     int             `json:"end"`
	Quote   string          `json:"quote"`
	Exact   bool            `json:"exact"`
	ID      string          `json:"id"`
	Parts   []rangeJSON     `json:"parts"`
	Changes []changeJSON    `json:"changes"`
	Also    []string        `json:"also_in"`
}

type rangeJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type changeJSON struct {
	Kind   quotation.ChangeKind `json:"kind"`
	Source string               `json:"source"`
	Quote  string               `json:"quote"`
}

// CheckJSON returns what became of a quotation as one line of JSON without the line's end. Offsets are in Unicode code points.
func CheckJSON(c Check) ([]byte, error) {
	j := checkJSON{Quote: c.Quote, Status: c.Status, Attribution: c.Attribution}
	j.Places = each(c.Places, func(at CheckedPlace) checkedJSON {
		e := at.Excerpt
		points := func(offset int) int {
			offset = min(max(offset, e.Span.Start), e.Span.End)
			return e.Start + utf8.RuneCountInString(e.Quote[:offset-e.Span.Start])
		}
		return checkedJSON{
			Source: at.Source.ID, Start: e.Start, End: e.End, Quote: e.Quote, Exact: at.Place.Exact, ID: e.ID,
			Parts:   each(at.Place.Parts, func(s corpus.Span) rangeJSON { return rangeJSON{points(s.Start), points(s.End)} }),
			Changes: each(at.Place.Changes, func(c quotation.Change) changeJSON { return changeJSON{c.Kind, c.Source, c.Quote} }),
			Also:    append([]string{}, alsoIn(at.Source.ID, e, at.Shared)...),
		}
	})
	return oneLine(j)
}

type collationJSON struct {
	Library     libraryJSON  `json:"library"`
	Topic       string       `json:"topic,omitempty"`
	Differences []rowJSON    `json:"differences"`
	Agreements  []rowJSON    `json:"agreements"`
	Shared      []sharedJSON `json:"shared"`
}

// CollationJSON returns a collation as one line of JSON without the line's end.
func CollationJSON(c answers.Collation) ([]byte, error) {
	return oneLine(collationJSON{
		libraryJSON{c.Revision, c.Sources}, c.Topic, each(c.Differences, rowOf), each(c.Agreements, rowOf), each(c.Shared, sharedOf),
	})
}

// CollationText writes a collation as text, rows by their kind. It returns the first error of w.
func CollationText(w io.Writer, c answers.Collation, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	head := []string{words.sources(c.Sources)}
	if c.Topic != "" {
		p.wrap("", "", p.shown(c.Topic), p.bold)
	}
	if len(c.Differences)+len(c.Agreements)+len(c.Shared) == 0 {
		head = append(head, words.NothingToCompare)
	}
	p.wrap("", "", strings.Join(head, " · "), p.dim)
	for _, half := range []struct {
		heading string
		rows    []answers.Row
	}{{words.Differ, c.Differences}, {words.Agree, c.Agreements}} {
		for _, kind := range answers.RowKinds {
			var rows []answers.Row
			for _, r := range half.rows {
				if r.Kind == kind {
					rows = append(rows, r)
				}
			}
			p.rows(words.Label(half.heading, words.Kinds[kind]), rows)
		}
	}
	p.sharedRuns(c.Shared)
	return p.finish()
}
