package state

import (
	"fmt"
	"unicode/utf8"
)

// Limits of fields that many have, in bytes if nothing else is said.
const (
	idBytes       = 32
	libraryBytes  = 1024
	revisionBytes = 128
	sourceBytes   = 256
	excerptBytes  = 256
	questionUnits = 6000 // UTF-16 code units, Discord's limit of a command's option
	wordsUnits    = 4000 // UTF-16 code units, Discord's limit of a text input
	bodyBytes     = 64 << 10
	tokenBytes    = 1024
	postCount     = 1000
)

// fields checks the fields of one value; err is the first thing that is wrong.
type fields struct {
	of  string // the type
	err error
}

func (f *fields) wrong(field, format string, args ...any) {
	if f.err == nil {
		f.err = &FieldError{Field: f.of + "." + field, Problem: fmt.Sprintf(format, args...)}
	}
}

// id checks something that must be there and is known by its ID.
func (f *fields) id(field, s string) {
	if s == "" {
		f.wrong(field, "is empty")
	}
	f.bytes(field, s, idBytes)
}

func (f *fields) bytes(field, s string, limit int) {
	f.count(field, len(s), limit, "bytes")
	f.utf8(field, s)
}

// units checks a text that Discord measures in UTF-16 code units.
func (f *fields) units(field, s string, limit int) {
	f.utf8(field, s)
	if len(s) <= limit { // a text has no more units than bytes
		return
	}
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	f.count(field, n, limit, "UTF-16 units")
}

func (f *fields) utf8(field, s string) {
	if !utf8.ValidString(s) {
		f.wrong(field, "is not UTF-8")
	}
}

func (f *fields) count(field string, n, limit int, unit string) {
	if n > limit {
		f.wrong(field, "has %d %s (limit %d)", n, unit, limit)
	}
}

func (f *fields) oneOf(field, s string, known ...string) {
	for _, k := range known {
		if s == k {
			return
		}
	}
	f.wrong(field, "is none of %q", known)
}
