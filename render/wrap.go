package render

import (
	"bufio"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"
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

// A printer writes lines of text.
type printer struct {
	out    *bufio.Writer
	o      TextOptions
	words  Words
	hidden int // control characters that were not shown, but for those of excerpts, which are told there
}

func newPrinter(w io.Writer, o TextOptions, words Words) *printer {
	if o.Width != 0 {
		o.Width = max(o.Width, MinWidth)
	}
	return &printer{out: bufio.NewWriter(w), o: o, words: words}
}

// finish says what was not shown, and returns the first error of all writing.
func (p *printer) finish() error {
	if p.hidden > 0 {
		p.line("")
		p.wrap("", "", p.words.hidden(p.hidden), p.dim)
	}
	return p.out.Flush()
}

// shown returns foreign text as it stands in a line of ours, and counts what of it is not shown.
func (p *printer) shown(s string) string {
	visible, hidden := inLine(s)
	p.hidden += hidden
	return visible
}

func (p *printer) line(s string) {
	p.out.WriteString(s) // its errors come with Flush
	p.out.WriteByte('\n')
}

func (p *printer) styled(s lipgloss.Style, text string) string {
	if !p.o.Color || text == "" {
		return text
	}
	return s.TabWidth(lipgloss.NoTabConversion).Render(text)
}

func (p *printer) bold(s string) string { return p.styled(lipgloss.NewStyle().Bold(true), s) }
func (p *printer) dim(s string) string  { return p.styled(lipgloss.NewStyle().Faint(true), s) }
func plain(s string) string             { return s }

// room returns the width that an indent leaves; 0 if nothing is wrapped.
func (p *printer) room(indent int) int {
	if p.o.Width == 0 {
		return 0
	}
	return max(1, p.o.Width-indent)
}

// heading writes a heading of ours, with a blank line before it.
func (p *printer) heading(s string) {
	p.line("")
	p.wrap("", "", s, p.bold)
}

// wrap writes a text in lines that begin with first, and later ones with rest. Style is applied to each line's text.
func (p *printer) wrap(first, rest, text string, style func(string) string) {
	prefix := first
	for _, line := range wrapped(text, p.room(max(columns(first), columns(rest)))) {
		if line == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		p.line(prefix + style(line))
		prefix = rest
	}
}

// withRight writes a text with something of ours at its right end, on the last of its lines if there is room.
func (p *printer) withRight(indent, left, right string, style func(string) string) {
	if p.o.Width == 0 {
		p.line(indent + style(left) + p.dim(" · "+right))
		return
	}
	lines := wrapped(left, p.room(len(indent)))
	for i, l := range lines {
		gap := p.o.Width - columns(indent+l) - columns(right)
		if i == len(lines)-1 && gap >= 2 {
			p.line(indent + style(l) + strings.Repeat(" ", gap) + p.dim(right))
			return
		}
		p.line(indent + style(l))
	}
	first := strings.Repeat(" ", max(len(indent), p.o.Width-columns(right)))
	p.wrap(first, indent, right, p.dim)
}

// parts writes parts of a line with dots between them, and breaks the line in place of a dot, if it must be.
func (p *printer) parts(indent string, parts []string) {
	line := ""
	for _, part := range parts {
		longer := part
		if line != "" {
			longer = line + " · " + part
		}
		if line != "" && p.o.Width > 0 && columns(indent+longer) > p.o.Width {
			p.wrap(indent, indent, line, p.dim)
			longer = part
		}
		line = longer
	}
	p.wrap(indent, indent, line, p.dim)
}

// excerpt writes a quotation behind a bar, and returns parts of the line below it that say what of it is not shown.
func (p *printer) excerpt(bar, quote string, style func(string) string) []string {
	visible, hidden := Visible(quote)
	p.wrap("  "+bar+" ", "  "+bar+" ", visible, style)
	return p.words.hiddenPart(hidden)
}

// wrapped divides a text into lines of at most width columns; width 0 divides it at its line ends alone, and so loses nothing.
// Otherwise line ends and tabs count as blanks, and white space at which a line is broken goes. A word that is wider than a line
// is broken between characters as readers see them.
func wrapped(text string, width int) []string {
	if width == 0 {
		return strings.Split(text, "\n")
	}
	var lines []string
	line := ""
	for _, w := range words(text) {
		if line != "" {
			if longer := line + w.space + w.text; columns(longer) <= width {
				line = longer
				continue
			}
			lines = append(lines, line)
		}
		head := fitting(w.text, width)
		for rest := w.text; len(head) < len(rest); head = fitting(rest, width) {
			lines = append(lines, head)
			rest = rest[len(head):]
		}
		line = head
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// fitting returns the beginning of s that is at most width columns wide, and at least one character as readers see them.
func fitting(s string, width int) string {
	n, used := 0, 0
	for it := graphemes.FromString(s); it.Next(); {
		w := columns(it.Value())
		if n > 0 && used+w > width {
			break
		}
		used += w
		n += len(it.Value())
	}
	return s[:n]
}

// padding returns blanks that fill a column of that width behind s.
func padding(s string, width int) string {
	return strings.Repeat(" ", max(0, width-columns(s)))
}

// columns returns how wide s is at most, alone or behind a blank, with which a mark at its beginning makes one character.
func columns(s string) int { return max(lipgloss.Width(s), lipgloss.Width(" "+s)-1) }
