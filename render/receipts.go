package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"variorum/answers"
	"variorum/corpus"
)

// MaxSaved is the most bytes of a file of saved answers.
const MaxSaved = 64 << 20

// A savedAnswer is as much of an answer in JSON as its receipts need.
type savedAnswer struct {
	Version  int             `json:"version"`
	Accounts *[]savedAccount `json:"accounts"`
}

type savedAccount struct {
	Source struct {
		ID corpus.SourceID `json:"id"`
	} `json:"source"`
	Excerpts []savedExcerpt `json:"excerpts"`
}

type savedExcerpt struct {
	ID          string `json:"id"`
	Quote       string `json:"quote"`
	SHA256      string `json:"sha256"`
	Occurrences int    `json:"occurrences"`
	Selector    []struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix"`
		Suffix string `json:"suffix"`
		Start  int    `json:"start"`
		End    int    `json:"end"`
	} `json:"selector"`
}

// ParseReceipts reads the receipts of saved answers: one answer, several one after the other, as in JSON Lines, or a list
// of them. An error gives the line.
func ParseReceipts(r io.Reader) ([]answers.Receipt, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSaved+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxSaved {
		return nil, fmt.Errorf("it is larger than %d MB", MaxSaved>>20)
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, errors.New("it is empty: a saved answer, from ask --json, is needed")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	line := func(offset int64) int { return 1 + bytes.Count(raw[:min(offset, int64(len(raw)))], []byte("\n")) }
	var receipts []answers.Receipt
	for {
		from := dec.InputOffset()
		saved, err := decodeSaved(dec)
		if errors.Is(err, io.EOF) {
			return receipts, nil
		}
		if err != nil {
			at := max(from, dec.InputOffset())
			if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
				at = e.Offset
			}
			return nil, fmt.Errorf("line %d: %w", line(at), err)
		}
		for _, a := range saved {
			list, err := a.receipts()
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", line(dec.InputOffset()), err)
			}
			receipts = append(receipts, list...)
		}
	}
}

// decodeSaved reads an answer or a list of answers.
func decodeSaved(dec *json.Decoder) ([]savedAnswer, error) {
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return nil, err
	}
	list := make([]savedAnswer, 1)
	target := any(&list[0])
	if bytes.HasPrefix(raw, []byte("[")) {
		list, target = nil, &list
	}
	err := json.Unmarshal(raw, target)
	if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) {
		return nil, fmt.Errorf("the value of %q can not be %s", e.Field, e.Value)
	}
	return list, err
}

// receipts returns the receipts of all excerpts.
func (a savedAnswer) receipts() ([]answers.Receipt, error) {
	if a.Accounts == nil {
		return nil, errors.New("this is no answer: it has no accounts")
	}
	if a.Version > Version {
		return nil, fmt.Errorf("the answer has version %d, and this program reads up to version %d", a.Version, Version)
	}
	var list []answers.Receipt
	for _, account := range *a.Accounts {
		for _, e := range account.Excerpts {
			r := answers.Receipt{ID: e.ID, Source: account.Source.ID, Quote: e.Quote, SHA256: e.SHA256, Occurrences: e.Occurrences, Start: -1}
			for _, s := range e.Selector {
				switch s.Type {
				case "TextQuoteSelector":
					r.Quote, r.Prefix, r.Suffix = s.Exact, s.Prefix, s.Suffix
				case "TextPositionSelector":
					r.Start, r.End = s.Start, s.End
				}
			}
			if r.ID == "" || r.Quote == "" || r.Start < 0 {
				return nil, fmt.Errorf("an excerpt of %q has no id, no quotation or no position", strings.ToValidUTF8(string(r.Source), ""))
			}
			list = append(list, r)
		}
	}
	return list, nil
}
