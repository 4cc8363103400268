package state

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrBusy reports that other processes kept the file to themselves for longer than [Options] allows.
var ErrBusy = errors.New("other processes keep it locked")

// ErrFull reports that there is no space left for the file.
var ErrFull = errors.New("no space left on the disk")

// ErrNoDiscussion reports a thread that no discussion is kept of.
var ErrNoDiscussion = errors.New("no discussion is kept of this thread")

// A VersionError reports a file that a newer program wrote. It was not changed.
type VersionError struct {
	Path    string // the file
	Version int    // its version; this program reads up to [Version]
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("%s has version %d, and this program reads up to version %d", e.Path, e.Version, Version)
}

// A DamagedError reports a file that is not as this program writes it.
type DamagedError struct {
	Path string // the file
	Err  error  // what is wrong with it
}

func (e *DamagedError) Error() string { return fmt.Sprintf("%s is damaged: %v", e.Path, e.Err) }

func (e *DamagedError) Unwrap() error { return e.Err }

// A FieldError reports something that cannot be kept, without saying what stood there.
type FieldError struct {
	Field   string // as in "Feedback.Words"
	Problem string // as in "has 4001 UTF-16 units (limit 4000)"
}

func (e *FieldError) Error() string { return e.Field + " " + e.Problem }

// explain says in the words of this package what stands against an operation on the file.
func explain(doing, path string, err error) error {
	var (
		damaged *DamagedError
		newer   *VersionError
		field   *FieldError
		engine  *sqlite.Error
	)
	switch {
	case errors.As(err, &damaged), errors.As(err, &newer), errors.As(err, &field), errors.Is(err, ErrNoDiscussion):
		return fmt.Errorf("%s: %w", doing, err)
	case !errors.As(err, &engine):
		return fmt.Errorf("%s in %s: %w", doing, path, err)
	}
	switch engine.Code() & 0xFF { // the rest is detail
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		err = &DamagedError{Path: path, Err: err}
		return fmt.Errorf("%s: %w", doing, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		err = ErrBusy
	case sqlite3.SQLITE_FULL:
		err = ErrFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		err = fs.ErrPermission
	}
	return fmt.Errorf("%s in %s: %w", doing, path, err)
}

// isBusy reports whether err says that others hold the file.
func isBusy(err error) bool {
	var engine *sqlite.Error
	return errors.As(err, &engine) && engine.Code()&0xFF == sqlite3.SQLITE_BUSY
}
