package library

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"variorum/corpus"
)

var (
	// ErrMissing reports a library folder that does not exist.
	ErrMissing = errors.New("there is no such folder")
	// ErrNotLibrary reports a folder, or another file, that is no library.
	ErrNotLibrary = errors.New("this is not a library")
	// ErrChanged reports that a library was changed since it was opened, so that it must be opened anew.
	ErrChanged = errors.New("the library was changed since it was opened")
)

// An UnknownError reports sources that the library does not hold.
type UnknownError struct{ IDs []corpus.SourceID }

func (e *UnknownError) Error() string { return fmt.Sprintf("no source is named %q", e.IDs) }

// A VersionError reports a library that a newer version of this program wrote.
type VersionError struct {
	Path    string // the manifest
	Version int    // of the manifest; this program reads up to [Version]
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("%s has version %d, and this program reads up to version %d", e.Path, e.Version, Version)
}

// A DamagedError reports a manifest or a stored text that is not as it was written.
type DamagedError struct {
	Path string // file
	Line int    // 1-based; 0 if unknown
	Err  error  // what is wrong with it
}

func (e *DamagedError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d is damaged: %v", e.Path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s is damaged: %v", e.Path, e.Err)
}

func (e *DamagedError) Unwrap() error { return e.Err }

// An IndexError reports that so much of a library has no index, or a damaged one, that it is not
// indexed in memory.
type IndexError struct {
	Sources      int   // without an index
	Bytes, Limit int64 // of their texts
}

func (e *IndexError) Error() string {
	return fmt.Sprintf("%d sources have no usable index, and their texts are too large to make one in memory: %d bytes (limit %d bytes)",
		e.Sources, e.Bytes, e.Limit)
}

// A LockedError reports a library that someone else writes to.
type LockedError struct {
	Path    string // the lock
	PID     int    // of who holds it; 0 if unknown
	Host    string
	Command string
	Since   time.Time
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s: locked by another process", e.Path)
	}
	return fmt.Sprintf("%s: locked by process %d on %s (%s) since %s", e.Path, e.PID, e.Host, e.Command, e.Since.Format(time.RFC3339))
}

// A Finding is something in a library's folder that is not in order.
type Finding struct {
	Path    string // relative to the library's folder, with forward slashes
	Problem string
	Remedy  Remedy
}

// String returns the path and the problem on one line.
func (f Finding) String() string {
	return strings.TrimSpace(f.Path + " " + f.Problem)
}

// A Remedy is what helps against a [Finding].
type Remedy uint8

const (
	// RunRepair means that [Repair] puts it right.
	RunRepair Remedy = iota
	// AddAgain means that the source's file has to be added again, or the source removed.
	AddAgain
)
