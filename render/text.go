package render

import (
	"bufio"
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"variorum/answers"
	"variorum/corpus"
)

// TextOptions say how text is shown. The zero TextOptions are those of a file.
type TextOptions struct {
	// Width is the number of columns of the terminal, at least [MinWidth]; 0 wraps nothing.
	Width int
	// Color says whether to colour.
	Color bool
}

// MinWidth is the least width at which lines are wrapped; less is taken for as much.
const MinWidth = 20

// tableWidth is the least width at which rows are shown as a table.
const tableWidth = 60

// A printer writes lines of text.
type printer struct {
	out   *bufio.Writer
	o     TextOptions
	words Words
}

func newPrinter(w io.Writer, o TextOptions, words Words) *printer {
	if o.Width != 0 {
		o.Width = max(o.Width, MinWidth)
	}
	return &printer{bufio.NewWriter(w), o, words}
}

// Text writes an answer as text.
func Text(w io.Writer, a answers.Answer, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.wrap("", "", shown(a.Question), p.bold)
	p.wrap("", "", words.summary(a), p.dim)
	for _, account := range a.Accounts {
		p.line("")
		p.account(account)
	}
	p.silent(a.Silent)
	p.rows(words.Differ, a.Differences)
	p.rows(words.Agree, a.Agreements)
	p.shared(a.Shared)
	return p.out.Flush()
}

func (p *printer) line(s string) {
	p.out.WriteString(s) // its errors come with Flush
	p.out.WriteByte('\n')
}

func (p *printer) styled(s lipgloss.Style, text string) string {
	if !p.o.Color || text == "" {
		return text
	}
	return s.Render(text)
}

func (p *printer) bold(s string) string { return p.styled(lipgloss.NewStyle().Bold(true), s) }
func (p *printer) dim(s string) string  { return p.styled(lipgloss.NewStyle().Faint(true), s) }
func plain(s string) string             { return s }

// palette are colours of the 256 that can be read on dark and light.
var palette = []string{"33", "166", "35", "134", "37", "168", "136", "69"}

// colour returns the colour of a source, which is always the same.
func colour(id corpus.SourceID) lipgloss.Style {
	h := fnv.New32a()
	h.Write([]byte(id))
	return lipgloss.NewStyle().Foreground(lipgloss.Color(palette[h.Sum32()%uint32(len(palette))]))
}

// wrap writes a text in lines that begin with first, and later ones with rest. Style is applied to each line's text.
func (p *printer) wrap(first, rest, text string, style func(string) string) {
	width := 0
	if p.o.Width > 0 {
		width = max(p.o.Width-max(lipgloss.Width(first), lipgloss.Width(rest)), 8)
	}
	prefix := first
	for _, line := range wrapped(text, width) {
		p.line(strings.TrimRight(prefix+style(line), " "))
		prefix = rest
	}
}

// wrapped divides a text into lines of at most width columns; 0 divides at its line ends alone. White space at which a line is
// broken goes; a word that is wider than a line is broken between characters.
func wrapped(text string, width int) []string {
	if width == 0 {
		lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
		for i, l := range lines {
			lines[i] = strings.ReplaceAll(strings.TrimFunc(l, breaks), "\t", " ")
		}
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
		if len(lines) == 0 {
			return []string{""}
		}
		return lines
	}
	var lines []string
	line, used := "", 0
	for _, w := range words(text) {
		space, n := w.space, lipgloss.Width(w.text)
		if line == "" {
			space = ""
		}
		if line != "" && used+lipgloss.Width(space)+n > width {
			lines = append(lines, line)
			line, used, space = "", 0, ""
		}
		for used+n > width && line == "" { // too wide for any line
			head := fitting(w.text, width)
			lines = append(lines, head)
			w.text = w.text[len(head):]
			n = lipgloss.Width(w.text)
		}
		line += space + w.text
		used += lipgloss.Width(space) + n
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// fitting returns the beginning of s that is at most width columns wide, and at least one character.
func fitting(s string, width int) string {
	n, used := 0, 0
	for it := graphemes.FromString(s); it.Next(); {
		w := lipgloss.Width(it.Value())
		if n > 0 && used+w > width {
			break
		}
		used += w
		n += len(it.Value())
	}
	return s[:n]
}

func (p *printer) account(a answers.Account) {
	p.heading(a.Source)
	bar := p.styled(colour(a.Source.ID), "│")
	for i, e := range a.Excerpts {
		if i > 0 {
			p.line("")
		}
		quote, hidden := Visible(e.Quote)
		p.wrap("  "+bar+" ", "  "+bar+" ", quote, plain)
		about := p.place(e)
		if a.Strength == answers.Weak {
			about = append(about, p.words.Weak)
		}
		if hidden > 0 {
			about = append(about, p.words.hidden(hidden))
		}
		about = append(about, e.ID)
		p.parts("    ", about)
	}
	if a.More > 0 {
		p.wrap("    ", "    ", fmt.Sprintf(p.words.More, a.More)+": "+p.words.MoreHint, p.dim)
	}
}

// heading writes a source's title, and what is known of it, with its ID at the right.
func (p *printer) heading(s corpus.Source) {
	p.wrap("", "", shown(cmp.Or(s.Metadata.Title, string(s.ID))), p.bold)
	p.withRight(strings.Join(p.about(s.Metadata), " · "), string(s.ID))
}

// withRight writes a line of ours with something at its right end, or below it where there is no room.
func (p *printer) withRight(left, right string) {
	room := p.o.Width - lipgloss.Width(left) - lipgloss.Width(right)
	switch {
	case p.o.Width == 0:
		p.line(left + " · " + right)
	case room >= 2:
		p.line(p.dim(left + strings.Repeat(" ", room) + right))
	default:
		p.wrap("", "", left, p.dim)
		p.line(p.dim(strings.Repeat(" ", max(0, p.o.Width-lipgloss.Width(right))) + right))
	}
}

// about returns who wrote a source, where, and when.
func (p *printer) about(m corpus.Metadata) []string {
	parts := []string{cmp.Or(names(m.Author), p.words.AuthorUnknown)}
	if where := cmp.Or(m.ContainerTitle, m.Publisher); where != "" {
		parts = append(parts, shown(where))
	}
	return append(parts, cmp.Or(p.words.date(m.Issued), p.words.DateUnknown))
}

// names returns names as they are written in a line.
func names(list []corpus.Name) string {
	written := make([]string, len(list))
	for i, n := range list {
		written[i] = shown(cmp.Or(n.Literal, strings.TrimSpace(n.Given+" "+n.Family)))
	}
	return strings.Join(written, ", ")
}

// date returns a date in words, or "" if it is unknown.
func (w Words) date(d corpus.Date) string {
	switch {
	case d.Year == 0:
		return shown(d.Literal)
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", w.Months[d.Month-1], d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, w.Months[d.Month-1], d.Year)
}

// place returns where an excerpt stands and who speaks in it.
func (p *printer) place(e answers.Excerpt) []string {
	var parts []string
	if e.Locator.Page != "" {
		parts = append(parts, fmt.Sprintf(p.words.Page, shown(e.Locator.Page)))
	}
	if e.Locator.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("¶ %d", e.Locator.Paragraph))
	}
	if e.Locator.Section != "" {
		parts = append(parts, p.words.Section+" "+shown(e.Locator.Section))
	}
	return append(parts, p.words.voice(e.Voice))
}

// voice says who speaks.
func (w Words) voice(v answers.Voice) string {
	switch {
	case v.Kind == answers.Quoted && v.Speaker != "":
		return fmt.Sprintf(w.Quoting, shown(v.Speaker))
	case v.Kind == answers.Own:
		return w.Own
	}
	return w.Unidentified
}

// parts writes parts of a line, and breaks the line between them, if it must be.
func (p *printer) parts(indent string, parts []string) {
	line := ""
	for _, part := range parts {
		longer := part
		if line != "" {
			longer = line + " · " + part
		}
		if line != "" && p.o.Width > 0 && lipgloss.Width(indent+longer) > p.o.Width {
			p.wrap(indent, indent, line+" ·", p.dim)
			longer = part
		}
		line = longer
	}
	p.wrap(indent, indent, line, p.dim)
}

// silent writes the silent sources; those for which the same was looked for stand together.
func (p *printer) silent(list []answers.Silence) {
	if len(list) == 0 {
		return
	}
	p.line("")
	p.line(p.bold(p.words.NoPassage))
	for start := 0; start < len(list); {
		searched := terms(list[start].Searched)
		end := start + 1
		for end < len(list) && slices.Equal(terms(list[end].Searched), searched) {
			end++
		}
		for _, s := range list[start:end] {
			indent := strings.Repeat(" ", min(lipgloss.Width(string(s.Source.ID))+4, 8))
			p.wrap("  ", indent, string(s.Source.ID)+"  "+shown(s.Source.Metadata.Title), plain)
		}
		if len(searched) > 0 {
			p.parts("  ", append([]string{p.words.LookedFor + ": " + searched[0]}, searched[1:]...))
		} else {
			p.wrap("  ", "  ", p.words.NothingToLookFor, p.dim)
		}
		start = end
	}
}

// terms returns what was looked for, each with its relatives in brackets.
func terms(list []answers.Term) []string {
	written := make([]string, len(list))
	for i, t := range list {
		written[i] = shown(t.Word)
		if len(t.Relatives) > 0 {
			written[i] += " (" + shown(strings.Join(t.Relatives, ", ")) + ")"
		}
	}
	return written
}

// rows writes rows of a comparison: a table, or a list where the terminal is narrow.
func (p *printer) rows(heading string, rows []answers.Row) {
	if len(rows) == 0 {
		return
	}
	p.line("")
	p.line(p.bold(heading))
	for _, r := range rows {
		aspect := shown(r.Aspect)
		if p.o.Width > 0 && p.o.Width < tableWidth || lipgloss.Width(aspect) > aspectWidth {
			p.wrap("  ", "  ", aspect, p.dim)
			aspect = ""
		}
		for _, c := range r.Cells {
			quote := shown(c.Quote)
			if p.o.Width > 0 && p.o.Width < tableWidth {
				p.wrap("    ", "    ", quote, plain)
				p.wrap("      ", "      ", string(c.Source), p.dim)
				continue
			}
			first := "  " + p.dim(aspect) + strings.Repeat(" ", aspectWidth-lipgloss.Width(aspect)) + "  "
			rest := strings.Repeat(" ", aspectWidth+4)
			p.wrap(first, rest, quote+"  "+string(c.Source), plain)
			aspect = ""
		}
	}
}

// aspectWidth is the width of the first column of a table of rows.
const aspectWidth = 22

// shared writes passages that stand in several places.
func (p *printer) shared(list []answers.Shared) {
	if len(list) == 0 {
		return
	}
	p.line("")
	p.line(p.bold(p.words.Shared))
	for _, s := range list {
		p.wrap("  │ ", "  │ ", shown(s.Quote), plain)
		var places []string
		for _, at := range s.Places {
			place := string(at.Source)
			if at.Credited != "" {
				place += " (" + p.words.CreditedTo + " " + shown(at.Credited) + ")"
			}
			places = append(places, place)
		}
		p.parts("    ", places)
	}
}
