package desk_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/library"
)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// quiet logs nothing.
var quiet = slog.New(slog.DiscardHandler)

// put makes a library of one source, or changes it.
func put(t *testing.T, dir, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "source.txt")
	check(t, os.WriteFile(file, []byte(text), 0o666))
	w, err := library.OpenWriter(t.Context(), dir, library.WriterOptions{Command: "test"})
	check(t, err)
	for _, f := range corpus.Find(file) {
		s, err := f.Read(corpus.Options{})
		check(t, err)
		check(t, w.Add(t.Context(), library.Arrival{Source: s}, func(library.Change) {}))
	}
	check(t, errors.Join(w.Commit(), w.Finish(t.Context()), w.Close()))
}

// said returns what the only source says on the flood.
func said(t *testing.T, d *desk.Desk) string {
	t.Helper()
	a, err := d.Composer.Answer(t.Context(), answers.Request{Question: "when did the flood come?"})
	check(t, err)
	if len(a.Accounts) == 0 {
		return ""
	}
	return a.Accounts[0].Excerpts[0].Quote
}

// Whoever asks after a change gets the library as it is then, and whoever was asking goes on with the one before.
func TestKeeperFollowsTheLibrary(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	put(t, dir, "The flood came in 1907, in the night.\n")
	k, err := desk.NewKeeper(t.Context(), dir, quiet)
	check(t, err)
	before, done := k.Desk(t.Context())
	said(t, before) // so that the text is in memory
	put(t, dir, "The flood came in 1911, in the morning.\n")
	after, doneAfter := k.Desk(t.Context())
	if got := said(t, before); !strings.Contains(got, "1907") {
		t.Errorf("who was asking gets %q", got)
	}
	if got := said(t, after); !strings.Contains(got, "1911") {
		t.Errorf("who asks later gets %q", got)
	}
	if before.Library.Revision() == after.Library.Revision() {
		t.Error("both have the same revision")
	}
	done()
	done() // a second time is no harm
	doneAfter()
	check(t, k.Close())
}

// While a library is not there, the one that was answers, and the new one when it is.
func TestKeeperAnswersWhileTheLibraryIsReplaced(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "lib")
	put(t, dir, "The flood came in 1907, in the night.\n")
	k, err := desk.NewKeeper(t.Context(), dir, quiet)
	check(t, err)
	d, done := k.Desk(t.Context())
	want := said(t, d) // so that the text is in memory
	done()
	check(t, os.Rename(dir, filepath.Join(root, "away")))
	for range 3 {
		d, done := k.Desk(t.Context())
		if got := said(t, d); got != want {
			t.Errorf("while the library is away the answer is %q", got)
		}
		done()
	}
	put(t, dir, "The flood came in 1911, in the morning.\n")
	d, done = k.Desk(t.Context())
	if got := said(t, d); !strings.Contains(got, "1911") {
		t.Errorf("when there is a library again the answer is %q", got)
	}
	done()
	check(t, k.Close())
}

// Many ask while the library changes; each is answered from one revision.
func TestKeeperServesManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lib")
	put(t, dir, "The flood came in 1900, in the night.\n")
	k, err := desk.NewKeeper(t.Context(), dir, quiet)
	check(t, err)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for ctx.Err() == nil {
				d, done := k.Desk(t.Context())
				a, err := d.Composer.Answer(t.Context(), answers.Request{Question: "when did the flood come?"})
				if err == nil && (len(a.Accounts) != 1 || a.Revision != d.Library.Revision()) || err != nil && !errors.Is(err, library.ErrChanged) {
					t.Errorf("the answer has %d accounts of %s, %v", len(a.Accounts), a.Revision, err)
				}
				done()
			}
		})
	}
	for year := range 5 {
		put(t, dir, fmt.Sprintf("The flood came in 19%02d, in the night.\n", 10+year))
	}
	stop()
	all.Wait()
	check(t, k.Close())
}

// A library that is missing is told at once.
func TestKeeperOfNothing(t *testing.T) {
	if _, err := desk.NewKeeper(t.Context(), filepath.Join(t.TempDir(), "none"), quiet); !errors.Is(err, library.ErrMissing) {
		t.Errorf("NewKeeper = %v, want %v", err, library.ErrMissing)
	}
}

// The nearest names are named, the nearest first.
func TestKnown(t *testing.T) {
	l, err := desk.Example()
	check(t, err)
	ids, err := desk.Known(l, []string{" 000-report", "005-memo", "000-report"})
	if err != nil || len(ids) != 2 {
		t.Errorf("Known = %v, %v", ids, err)
	}
	_, err = desk.Known(l, []string{"005-meno"})
	var unknown *desk.UnknownSourceError
	if !errors.As(err, &unknown) || len(unknown.Near) == 0 || unknown.Near[0] != "005-memo" {
		t.Errorf("Known of a name that is misspelt = %v", err)
	}
	check(t, l.Close())
}
