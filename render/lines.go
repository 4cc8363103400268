package render

import (
	"fmt"
	"io"
	"slices"

	"variorum/answers"
	"variorum/answers/quotation"
	"variorum/corpus"
)

// Lines are the lines of ours that stand around excerpts, in parts, for those who lay an answer out in a form of their own. All of them are on
// one line and free of control characters. Lines are not safe for concurrent use.
type Lines struct{ p *printer }

// NewLines returns the lines in one language.
func NewLines(words Words) *Lines { return &Lines{newPrinter(io.Discard, TextOptions{}, words)} }

// Shown returns foreign text as it stands in a line of ours.
func (l *Lines) Shown(s string) string { return l.p.shown(s) }

// Summary says how many sources there are, speak, and are silent, and in which order they come.
func (l *Lines) Summary(a answers.Answer) string { return l.p.words.summary(a) }

// Sources is a number of sources in words.
func (l *Lines) Sources(n int) string { return l.p.words.sources(n) }

// Title returns the title of a source, or its ID if the title is unknown.
func (l *Lines) Title(s corpus.Source) string { return l.p.title(s) }

// Byline returns who wrote a source, where, and when.
func (l *Lines) Byline(m corpus.Metadata) []string { return l.p.byline(m) }

// About returns what stands below an excerpt of an account but for its key: its place, its voice, how well it matches, where else its words
// stand, and how many of its characters are not shown.
func (l *Lines) About(a answers.Account, e answers.Excerpt, shared []answers.Shared) []string {
	_, hidden := Visible(e.Quote)
	return append(l.p.about(a, e, shared), l.p.words.hiddenPart(hidden)...)
}

// Cell returns what stands behind a cell of a row: who speaks in it, if it is not the source itself, and the source.
func (l *Lines) Cell(r answers.Row, c answers.Cell) []string {
	parts := []string{l.p.shown(string(c.Source))}
	if voice := l.p.speaker(r, c); voice != "" {
		parts = append([]string{voice}, parts...)
	}
	return parts
}

// More says that a number of excerpts is left out.
func (l *Lines) More(n int) string { return fmt.Sprintf(l.p.words.More, n) }

// Terms returns what was looked for, each with the closest of its relatives in brackets.
func (l *Lines) Terms(list []answers.Term) []string { return l.p.terms(list) }

// Alike divides silent sources into runs for which the same was looked for.
func Alike(list []answers.Silence) [][]answers.Silence { return alike(list) }

// Shared returns how long a shared passage is, and in which sources it stands.
func (l *Lines) Shared(run answers.Shared) []string {
	_, hidden := Visible(run.Quote)
	return slices.Concat(l.p.extent(run), l.p.places(run.Places), l.p.words.hiddenPart(hidden))
}

// Status says whether a quotation stands in a source, and whether in the one that it was credited to.
func (l *Lines) Status(c Check) []string { return l.p.verdict(c) }

// Changes says how a quotation differs from its source, a list of parts for each difference.
func (l *Lines) Changes(list []quotation.Change) [][]string { return l.p.changeParts(list) }

// Fields returns what is known of a source, each field with its name; a value that is not known is said to be so.
func (l *Lines) Fields(c Card) [][2]string {
	fields := l.p.fields(c)
	list := make([][2]string, len(fields))
	for i, f := range fields {
		list[i] = [2]string{f.name, f.value}
	}
	return list
}
