package render

import (
	"strings"

	"variorum/answers"
)

// Widths, in columns, of a table of rows.
const (
	tableWidth  = 60 // of a terminal on which rows are a table; on a narrower one they are a list
	aspectWidth = 22 // at most, of the first column
	leastValue  = 20 // of the second column, which gives way to long IDs
	plainValue  = 40 // at most, of the second column where lines are not wrapped
)

// A comparison is a row as it is shown.
type comparison struct {
	aspect string
	cells  []compared
}

// A compared is a cell as it is shown; voice says who speaks in it, if it is not the source itself.
type compared struct{ quote, source, voice string }

// rows writes rows that compare accounts, under a heading.
func (p *printer) rows(heading string, rows []answers.Row) {
	if len(rows) == 0 {
		return
	}
	p.heading(heading)
	list := make([]comparison, len(rows))
	aspect, value, source := 0, 0, 0
	for i, r := range rows {
		list[i].aspect = p.shown(r.Aspect)
		aspect = max(aspect, min(columns(list[i].aspect), aspectWidth))
		for _, c := range r.Cells {
			shown := compared{p.shown(c.Quote), p.shown(string(c.Source)), p.speaker(r, c)}
			list[i].cells = append(list[i].cells, shown)
			value, source = max(value, columns(shown.quote)), max(source, columns(shown.source))
		}
	}
	room := p.o.Width - len("  ") - aspect - len("  ") - len("  ") - source
	switch {
	case p.o.Width == 0:
		p.table(list, aspect, min(value, plainValue))
	case p.o.Width < tableWidth || room < leastValue:
		p.list(list)
	default:
		p.table(list, aspect, max(1, min(value, room)))
	}
}

// table writes rows side by side: the aspect, then a line or more for each source, which is named on the last.
func (p *printer) table(rows []comparison, aspect, value int) {
	wrapAt := value
	if p.o.Width == 0 {
		wrapAt = 0
	}
	for _, r := range rows {
		var right []string
		for _, c := range r.cells {
			lines := wrapped(c.quote, wrapAt)
			last := len(lines) - 1
			lines[last] += padding(lines[last], value) + "  " + p.dim(c.source)
			right = append(right, lines...)
			if c.voice != "" {
				for _, line := range wrapped(c.voice, max(0, p.o.Width-aspect-len("      "))) {
					right = append(right, "  "+p.dim(line))
				}
			}
		}
		left := wrapped(r.aspect, aspect)
		for i := range max(len(left), len(right)) {
			line := "  "
			if i < len(left) {
				line += p.dim(left[i]) + padding(left[i], aspect)
			} else {
				line += padding("", aspect)
			}
			if i < len(right) {
				line += "  " + right[i]
			}
			p.line(strings.TrimRight(line, " "))
		}
	}
}

// list writes rows one below the other.
func (p *printer) list(rows []comparison) {
	for _, r := range rows {
		p.wrap("  ", "  ", r.aspect, p.dim)
		for _, c := range r.cells {
			p.withRight("    ", c.quote, c.source, plain)
			if c.voice != "" {
				p.wrap("      ", "      ", c.voice, p.dim)
			}
		}
	}
}

// speaker says who speaks in a cell of a row, or nothing if it is the source itself, or if the row is of names, which the source writes whoever says
// them.
func (p *printer) speaker(r answers.Row, c answers.Cell) string {
	if r.Kind == answers.NameRow || c.Voice.Kind == answers.Own || c.Voice.Kind == "" {
		return ""
	}
	return p.voice(c.Voice)
}
