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
	Voice string `json:"voice"` // "own", which it is where nothing is said, or who is quoted
}

// UnmarshalJSON implements [json.Unmarshaler].
func (q *Quote) UnmarshalJSON(b []byte) error {
	type quote Quote // without this method
	v := quote{Voice: ownVoice}
	err := json.Unmarshal(b, &v)
	*q = Quote(v)
	return err
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

// eachLine hands every line that is not blank to do; file names the lines in errors, which are a [*LineError].
func eachLine(r io.Reader, file string, do func(line int, text []byte) error) error {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		text, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return &LineError{file, n, err}
		}
		if text = bytes.TrimSpace(text); len(text) > 0 {
			if err := do(n, text); err != nil {
				return &LineError{file, n, err}
			}
		}
		if err != nil {
			return nil
		}
	}
}

// readLine returns the next line; [io.EOF] says that it is the last.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("the line has more than %d bytes", maxLine)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// eachJSON decodes every line of JSON Lines. Fields that V does not have are left out.
func eachJSON[V any](r io.Reader, file string, do func(V) error) error {
	return eachLine(r, file, func(_ int, text []byte) error {
		var v V
		if err := json.Unmarshal(text, &v); err != nil {
			return err
		}
		return do(v)
	})
}

// Questions reads questions, one a line; file names them in errors. There must be at least one, IDs must differ, each must say which
// sources speak and which are silent, and no source may be both. Fields that a [Question] does not have are left out.
func Questions(r io.Reader, file string) ([]Question, error) {
	var list []Question
	seen := make(map[string]bool)
	err := eachJSON(r, file, func(q Question) error {
		switch {
		case q.ID == "" || q.Question == "":
			return errors.New("a question needs an id and its words")
		case seen[q.ID]:
			return fmt.Errorf("the id %q stands twice", q.ID)
		case q.Accounts == nil || q.Silent == nil:
			return fmt.Errorf("question %q needs accounts and silent, if only empty ones", q.ID)
		}
		seen[q.ID] = true
		for _, key := range q.Silent {
			if len(q.Accounts[key]) > 0 {
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
