// Package eval measures answers against questions with judgments, and rankings against collections in BEIR layout.
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A Question is a question with what a careful reader found in every source. Sources are named by a key: the beginning
// of their ID.
type Question struct {
	ID         string               `json:"id"`
	Question   string               `json:"question"`
	Kind       string               `json:"kind"`
	Difficulty string               `json:"difficulty"`
	Accounts   map[string][]Quote   `json:"accounts"`
	Silent     []string             `json:"silent"`
	Expected   []ExpectedDifference `json:"differences"`
	Note       string               `json:"note"`
}

// A Quote is a passage that answers a question, as it stands in its source.
type Quote struct {
	Quote string `json:"quote"`
	Voice string `json:"voice"` // "own", or who is quoted
}

// An ExpectedDifference is a point on which sources differ, with what each has: fragments of them by key.
type ExpectedDifference struct {
	Aspect string            `json:"aspect"`
	Values map[string]string `json:"values"`
}

// A LineError reports a line that is not what it should be.
type LineError struct {
	File string
	Line int // 1-based
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }
func (e *LineError) Unwrap() error { return e.Err }

// maxLine is the most bytes of a line.
const maxLine = 16 << 20

// eachLine decodes every line of JSON Lines that is not blank; file names the lines in errors, which are a [*LineError]. Fields that V
// does not have are an error where strict.
func eachLine[V any](r io.Reader, file string, strict bool, do func(V) error) error {
	in := bufio.NewReader(r)
	for line := 1; ; line++ {
		raw, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading %s: %w", file, err)
		}
		if len(raw) > maxLine {
			return &LineError{file, line, fmt.Errorf("the line has %d bytes (limit %d)", len(raw), maxLine)}
		}
		if len(bytes.TrimSpace(raw)) > 0 {
			var v V
			dec := json.NewDecoder(bytes.NewReader(raw))
			if strict {
				dec.DisallowUnknownFields()
			}
			e := dec.Decode(&v)
			if e == nil {
				e = do(v)
			}
			if e != nil {
				return &LineError{file, line, e}
			}
		}
		if err != nil {
			return nil
		}
	}
}

// Questions reads questions, one a line; file names them in errors. There must be at least one, IDs must differ, and no
// source may both speak and be silent.
func Questions(r io.Reader, file string) ([]Question, error) {
	var list []Question
	seen := make(map[string]bool)
	err := eachLine(r, file, true, func(q Question) error {
		if q.ID == "" || q.Question == "" {
			return errors.New("a question needs an id and its words")
		}
		if seen[q.ID] {
			return fmt.Errorf("the id %q stands twice", q.ID)
		}
		seen[q.ID] = true
		for _, key := range q.Silent {
			if _, speaks := q.Accounts[key]; speaks {
				return fmt.Errorf("source %q both speaks and is silent", key)
			}
		}
		list = append(list, q)
		return nil
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("%s: there is no question in it", file)
	}
	return list, err
}
