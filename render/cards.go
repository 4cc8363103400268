package render

import (
	"io"
	"slices"
	"strings"
	"time"

	"variorum/answers"
	"variorum/corpus"
)

// SourcesText writes a library's cards: every field, filled or unknown. What was not declared but stands in the text is
// marked.
func SourcesText(w io.Writer, cards []Card, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	for i, c := range cards {
		if i > 0 {
			p.line("")
		}
		p.card(c)
	}
	return p.finish()
}

func (p *printer) card(c Card) {
	p.wrap("", "", p.shown(string(c.Source.ID)), p.bold)
	for _, f := range p.fields(c) {
		style := plain
		if !f.known {
			style = p.dim
		}
		p.field(f.name, f.value, style)
	}
}

// A cardField is a field of a card as it is shown.
type cardField struct {
	name, value string
	known       bool
}

// fields returns all that can be known of a source. What was not declared but stands in the text is marked.
func (p *printer) fields(c Card) []cardField {
	w, m := p.words, c.Source.Metadata
	language := c.Source.Language
	if language == "und" {
		language = ""
	}
	added := ""
	if !c.Added.IsZero() {
		added = c.Added.UTC().Format(time.RFC3339)
	}
	var list []cardField
	for _, f := range []struct{ key, name, value string }{
		{"title", w.Title, m.Title},
		{"author", w.Author, p.names(m.Author)},
		{"issued", w.Issued, p.date(m.Issued)},
		{"publisher", w.Publisher, m.Publisher},
		{"container-title", w.Container, m.ContainerTitle},
		{"URL", w.URL, m.URL},
		{"language", w.Language, language},
		{"type", w.Type, m.Type},
		{"abstract", w.Abstract, m.Abstract},
		{"note", w.Note, m.Note},
		{"file", w.File, c.Source.File},
		{"sha256", w.SHA256, c.Source.SHA256},
		{"added", w.Added, added},
	} {
		value := p.shown(f.value)
		known := value != ""
		if !known {
			value = w.Unknown
		}
		if slices.Contains(m.Inferred, f.key) {
			value += " (" + w.Inferred + ")"
		}
		list = append(list, cardField{f.name, value, known})
	}
	return list
}

// fieldWidth is the width of the names of fields, and fieldsBeside the least width at which values stand beside them.
const (
	fieldWidth   = 15
	fieldsBeside = 40
)

// field writes the name of a field with its value beside it, or below where the terminal is narrow.
func (p *printer) field(name, value string, style func(string) string) {
	if 0 < p.o.Width && p.o.Width < fieldsBeside {
		p.wrap("  ", "  ", name, p.dim)
		p.wrap("    ", "    ", value, style)
		return
	}
	p.wrap("  "+p.dim(name)+padding(name, fieldWidth)+"  ", strings.Repeat(" ", fieldWidth+4), value, style)
}

// A Context is an excerpt with the text around it.
type Context struct {
	Source        corpus.Source // without its Document
	Excerpt       answers.Excerpt
	Before, After string
}

// ContextText writes an excerpt in its context. The excerpt is marked at its left side. It returns the first error of w.
func ContextText(w io.Writer, c Context, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.source(c.Source)
	p.line("")
	p.around(c.Before)
	hidden := p.excerpt(p.bar(c.Source.ID), c.Excerpt.Quote, p.bold)
	p.around(c.After)
	p.line("")
	p.parts("    ", append(slices.Concat(p.place(c.Source, c.Excerpt), hidden), p.shown(c.Excerpt.ID)))
	return p.finish()
}

// around writes text that is not the excerpt, in its paragraphs.
func (p *printer) around(text string) {
	visible, hidden := Visible(text)
	p.hidden += hidden
	for i, paragraph := range paragraphs(visible) {
		if i > 0 {
			p.line("")
		}
		p.wrap("    ", "    ", paragraph, plain)
	}
}

// paragraphs divides a text at blank lines.
func paragraphs(text string) []string {
	var list []string
	var current []string
	for line := range strings.Lines(text + "\n\n") {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			current = append(current, trimmed)
		} else if len(current) > 0 {
			list = append(list, strings.Join(current, "\n"))
			current = nil
		}
	}
	return list
}
