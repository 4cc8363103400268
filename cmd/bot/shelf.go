package main

import (
	"os"

	"golang.org/x/term"

	"variorum/desk"
	"variorum/library"
	"variorum/render"
)

// open opens the library that is named, or the example library, which it says.
func (c *commands) open() (*library.Library, error) {
	if c.conf.Library == "" {
		c.say("no library is named, so the example library answers; all in it is invented")
		return desk.Example()
	}
	l, err := library.Open(c.ctx, c.conf.Library, library.Options{})
	if err != nil {
		return nil, err
	}
	if found := l.Findings(); len(found) > 0 {
		c.say("the library is not all in order; see: bot doctor --library %s", c.conf.Library)
	}
	return l, nil
}

// defaultWidth is the width of a terminal that does not tell its own.
const defaultWidth = 80

// maxWidth is the width beyond which lines are hard to read.
const maxWidth = 100

// textOptions returns how text is shown on standard output.
func (c *commands) textOptions() render.TextOptions {
	fd, terminal := terminalOf(c.env.out)
	o := render.TextOptions{Color: terminal && c.env.getenv("NO_COLOR") == "" && c.env.getenv("TERM") != "dumb"}
	switch c.conf.Color {
	case "always":
		o.Color = true
	case "never":
		o.Color = false
	}
	switch {
	case c.Width >= 0:
		o.Width = c.Width
	case terminal:
		o.Width = defaultWidth
		if w, _, err := term.GetSize(fd); err == nil && w > 0 {
			o.Width = min(w, maxWidth)
		}
	}
	return o
}

// terminalOf returns the descriptor of a terminal.
func terminalOf(w any) (fd int, terminal bool) {
	f, ok := w.(*os.File)
	if !ok {
		return 0, false
	}
	fd = int(f.Fd())
	return fd, term.IsTerminal(fd)
}
