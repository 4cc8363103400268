package render

import (
	"io"
	"slices"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

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
	return p.out.Flush()
}

func (p *printer) card(c Card) {
	w, m := p.words, c.Source.Metadata
	p.wrap("", "", string(c.Source.ID), p.bold)
	language := c.Source.Language
	if language == "und" {
		language = ""
	}
	added := ""
	if !c.Added.IsZero() {
		added = c.Added.UTC().Format(time.RFC3339)
	}
	for _, f := range []struct{ key, name, value string }{
		{"title", w.Title, m.Title}, {"author", w.Author, names(m.Author)}, {"issued", w.Issued, w.date(m.Issued)},
		{"publisher", w.Publisher, m.Publisher}, {"container-title", w.Container, m.ContainerTitle}, {"URL", w.URL, m.URL},
		{"language", w.Language, language}, {"type", w.Type, m.Type}, {"abstract", w.Abstract, m.Abstract}, {"note", w.Note, m.Note},
		{"file", w.File, c.Source.File}, {"sha256", w.SHA256, c.Source.SHA256}, {"added", w.Added, added},
	} {
		style := plain
		value := shown(f.value)
		if value == "" {
			value, style = w.Unknown, p.dim
		}
		if slices.Contains(m.Inferred, f.key) {
			value += " (" + w.Inferred + ")"
		}
		label := f.name + strings.Repeat(" ", max(0, fieldWidth-lipgloss.Width(f.name)))
		p.wrap("  "+p.dim(label)+"  ", strings.Repeat(" ", fieldWidth+4), value, style)
	}
}

// fieldWidth is the width of the names of fields.
const fieldWidth = 15

// A Context is an excerpt with the text around it.
type Context struct {
	Source        corpus.Source // without its Document
	Excerpt       answers.Excerpt
	Before, After string
}

// ContextText writes an excerpt in its context. The excerpt is marked at its left side.
func ContextText(w io.Writer, c Context, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.heading(c.Source)
	p.line("")
	p.around(c.Before)
	bar := p.styled(colour(c.Source.ID), "│")
	quote, hidden := Visible(c.Excerpt.Quote)
	p.wrap("  "+bar+" ", "  "+bar+" ", quote, p.bold)
	about := append(p.place(c.Excerpt), c.Excerpt.ID)
	if hidden > 0 {
		about = append(about, words.hidden(hidden))
	}
	p.around(c.After)
	p.line("")
	p.parts("    ", about)
	return p.out.Flush()
}

// around writes text that is not the excerpt, in its paragraphs.
func (p *printer) around(text string) {
	visible, _ := Visible(text)
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
