package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"

	"variorum/answers"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/library"
	"variorum/render"
)

// open opens the library that is named, or the example library, which it says.
func (c *commands) open() (*library.Library, error) {
	if c.conf.Library == "" {
		c.say("no library is named, so the example library answers; all in it is invented")
		return exampleLibrary()
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

// exampleLibrary returns the example library in memory.
func exampleLibrary() (*library.Library, error) {
	var sources []corpus.Source
	taken := make(map[corpus.SourceID]bool)
	for _, f := range corpus.FindFS(example.FS()) {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			return nil, fmt.Errorf("reading the example library: %w", err)
		}
		s.ID = corpus.NewID(string(s.ID), s.File, func(id corpus.SourceID) bool { return taken[id] })
		taken[s.ID] = true
		sources = append(sources, s)
	}
	return library.NewMemory(sources)
}

// composer returns what answers from a library.
func composer(l *library.Library) *answers.Composer {
	entries := l.Sources()
	cards := make([]corpus.Source, len(entries))
	for i, e := range entries {
		cards[i] = e.Source
	}
	return &answers.Composer{Library: answers.Library{Revision: l.Revision(), Cards: cards, Searcher: l, Shelf: l, Kin: l}}
}

// known returns the IDs among names, or an error that names the nearest for one that the library does not hold.
func known(l *library.Library, names []string) ([]corpus.SourceID, error) {
	var ids []corpus.SourceID
	for _, name := range names {
		name = strings.TrimSpace(name)
		id := corpus.SourceID(name)
		if _, ok := l.Source(id); !ok {
			var all []corpus.SourceID
			for _, e := range l.Sources() {
				all = append(all, e.Source.ID)
			}
			return nil, &unknownSourceError{id: name, near: nearest(name, all)}
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
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
