package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/text/encoding/htmlindex"

	"variorum/corpus"
	"variorum/library"
)

type addCommand struct {
	Paths    []string       `arg:"" name:"path" help:"Files (.txt, .md) and folders."`
	Encoding string         `placeholder:"NAME" help:"The encoding of files that are not UTF-8, for example windows-1252."`
	Wait     *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

func (addCommand) Help() string {
	return `A line "added", "changed" or "unchanged" is printed for a source when it is safe on the disk. A file that can not be read is skipped, with the reason, and does not stop the others. A library that does not exist is made.

What a source does not say of itself can stand in its front matter, or beside it in sources.yaml, NAME.json (CSL-JSON), library.bib, or library.ris.

Examples:
  bot add --library my-library articles/
  bot add --library my-library report.txt letters/ --encoding windows-1251`
}

func (a *addCommand) Run(c *commands) error {
	dir := c.conf.Library
	if dir == "" {
		return fmt.Errorf("%w: name the folder of the library to add to, for example: bot add --library my-library PATH", errUsage)
	}
	encoding := a.Encoding
	if encoding == "" {
		encoding = c.conf.Encoding
	}
	if err := checkEncoding(encoding); err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	files := outside(dir, corpus.Find(a.Paths...))
	if len(files) == 0 {
		c.say("there is no file to add in %s", strings.Join(a.Paths, ", "))
		return exitCode(failed)
	}
	adding := &adding{
		c: c, dir: dir, writing: library.WriterOptions{Wait: c.wait(a.Wait), Command: "bot add"}, reading: corpus.Options{Encoding: encoding},
		bar: c.progressBar("adding", len(files)),
	}
	return adding.all(files)
}

// checkEncoding returns what is wrong with the name of an encoding; "" is good.
func checkEncoding(name string) error {
	if _, err := htmlindex.Get(name); name != "" && err != nil {
		return fmt.Errorf("no encoding is named %q; names are, for example, windows-1252, iso-8859-2, koi8-r, shift_jis", name)
	}
	return nil
}

// wait returns how long to wait for another writer; negative is not at all.
func (c *commands) wait(flag *time.Duration) time.Duration {
	d := c.conf.Wait
	if flag != nil {
		d = *flag
	}
	if d <= 0 {
		return -1
	}
	return d
}

// outside returns the files that are not of the library itself.
func outside(dir string, files []corpus.File) []corpus.File {
	own, err := realPath(dir)
	if err != nil {
		return files // there is none yet
	}
	var list []corpus.File
	for _, f := range files {
		p, err := realPath(f.Path)
		if err == nil && (p == own || strings.HasPrefix(p, own+string(filepath.Separator))) {
			continue
		}
		list = append(list, f)
	}
	return list
}

func realPath(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// adding is the work of bot add.
type adding struct {
	c       *commands
	dir     string          // of the library
	w       *library.Writer // nil until there is something to add: no library is made for nothing
	writing library.WriterOptions
	reading corpus.Options
	bar     *progressbar.ProgressBar // nil without a terminal
	refused int
	broken  error // of standard output
}

// all adds files. When it is interrupted, or something fails, what was read so far is made durable.
func (a *adding) all(files []corpus.File) error {
	var failure error
	for _, f := range files {
		if a.c.ctx.Err() != nil || a.broken != nil || failure != nil {
			break
		}
		failure = a.file(f)
		if a.bar != nil {
			a.bar.Add(1) // it fails only where it can not be drawn
		}
	}
	if a.c.ctx.Err() != nil {
		failure = errors.New("interrupted; what was said to be added is in the library, and the same command adds the rest")
	}
	err := a.finish(failure != nil)
	a.finishBar()
	switch {
	case failure != nil: // it comes first, and tells what is wrong
		return failure
	case err != nil:
		return err
	case a.broken != nil:
		return a.broken
	case a.refused > 0 || a.w == nil:
		return exitCode(failed)
	}
	return nil
}

// finish makes durable what was added, and its index if it was not stopped.
func (a *adding) finish(stopped bool) error {
	switch {
	case a.w == nil:
		return nil
	case stopped:
		return errors.Join(a.w.Commit(), a.w.Close())
	}
	return errors.Join(a.w.Finish(a.c.ctx), a.w.Close())
}

// file adds one file. Its error ends all.
func (a *adding) file(f corpus.File) error {
	s, err := f.Read(a.reading)
	if err != nil {
		a.skip(f.Path, err, f.Passed)
		return nil
	}
	if a.w == nil {
		if a.w, err = library.OpenWriter(a.c.ctx, a.dir, a.writing); err != nil {
			return err
		}
	}
	arrival := library.Arrival{Source: s, Declared: string(s.ID), Path: f.Path}
	err = a.w.Add(a.c.ctx, arrival, func(change library.Change) {
		a.print(a.c.env.out, fmt.Sprintf("%s %s %s\n", change.Outcome, change.ID, escaped(f.Path)))
	})
	if claim := (*library.ClaimError)(nil); errors.As(err, &claim) {
		a.skip(f.Path, fmt.Errorf("it claims the id %q, which %s has; give it another id", claim.ID, claim.Other), false)
		return nil
	}
	if a.c.ctx.Err() != nil {
		return nil
	}
	return err
}

// skip says why a file is not in the library.
func (a *adding) skip(path string, err error, passed bool) {
	hint := hintFor(err)
	if e := (*corpus.FormatError)(nil); errors.As(err, &e) {
		err = &corpus.FormatError{Line: e.Line, Err: e.Err}
	}
	if path == "" {
		path = `""`
	}
	line := fmt.Sprintf("skipped %s: %s", escaped(path), escaped(err.Error()))
	if hint != "" {
		line += "; " + hint
	}
	a.print(a.c.env.err, line+"\n")
	if !passed {
		a.refused++
	}
}

// print writes a line above the progress bar. That nobody reads it is no reason to stop.
func (a *adding) print(w io.Writer, line string) {
	if a.bar != nil {
		a.bar.Clear() // it fails only where it can not be drawn
	}
	if _, err := io.WriteString(w, line); err != nil && !errors.Is(err, syscall.EPIPE) && a.broken == nil {
		a.broken = err
	}
}

func (a *adding) finishBar() {
	if a.bar != nil {
		a.bar.Clear()
		a.bar = nil
	}
}

// progressBar returns a bar on standard error, or nil if that is no terminal.
func (c *commands) progressBar(doing string, steps int) *progressbar.ProgressBar {
	if _, terminal := terminalOf(c.env.err); !terminal || steps < 2 {
		return nil
	}
	return progressbar.NewOptions(steps, progressbar.OptionSetWriter(c.env.err), progressbar.OptionSetDescription(doing),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
}
