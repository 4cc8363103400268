package render

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

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

// byteOrderMark is what some shells write at the beginning of a file.
const byteOrderMark = "\uFEFF"

// ParseReceipts reads the receipts of saved answers: one answer, several one after the other, as in JSON Lines, or a list
// of them, in at most [MaxSaved] bytes. Fields that it does not know are passed over. An error says what is wrong and, but for
// those of r, in which line.
func ParseReceipts(r io.Reader) ([]answers.Receipt, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSaved+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxSaved {
		return nil, fmt.Errorf("it is too large (limit %d MB)", MaxSaved>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, errors.New("it is empty: a saved answer, from ask --json, is needed")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	var receipts []answers.Receipt
	for {
		saved, start, err := nextSaved(dec)
		if errors.Is(err, io.EOF) {
			return receipts, nil
		}
		for _, a := range saved {
			if err == nil {
				var list []answers.Receipt
				list, err = a.receipts()
				receipts = append(receipts, list...)
			}
		}
		if err != nil {
			offset, what := explained(err, start, int64(len(raw)))
			return nil, fmt.Errorf("line %d: %s", 1+bytes.Count(raw[:offset], []byte("\n")), what)
		}
	}
}

// nextSaved reads an answer or a list of answers, and returns the offset at which it begins. It returns [io.EOF] behind the last.
func nextSaved(dec *json.Decoder) (saved []savedAnswer, start int64, err error) {
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return nil, 0, err
	}
	start = dec.InputOffset() - int64(len(raw))
	if bytes.HasPrefix(raw, []byte("[")) {
		err = json.Unmarshal(raw, &saved)
	} else {
		saved = make([]savedAnswer, 1)
		err = json.Unmarshal(raw, &saved[0])
	}
	return saved, start, err
}

// explained returns where an error is to be looked for, and what is wrong, for people. Start is where the answer begins, and
// length that of all.
func explained(err error, start, length int64) (offset int64, what string) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return length, "it ends in the middle of an answer"
	case errors.As(err, &syntax):
		return min(syntax.Offset, length), syntax.Error() + ": this is no JSON"
	case errors.As(err, &kind) && kind.Field != "":
		return min(start+kind.Offset, length), fmt.Sprintf("the value of %s can not be %s", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return min(start+kind.Offset, length), fmt.Sprintf("an answer can not be %s", kind.Value)
	}
	return start, err.Error()
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
		for i, e := range account.Excerpts {
			r := e.receipt(account.Source.ID)
			if missing := missingIn(r); missing != "" {
				return nil, fmt.Errorf("excerpt %d of the source %q has no %s", i+1, r.Source, missing)
			}
			list = append(list, r)
		}
	}
	return list, nil
}

// receipt returns the receipt of an excerpt of a source. Its Start is -1 if the excerpt has no position.
func (e savedExcerpt) receipt(source corpus.SourceID) answers.Receipt {
	r := answers.Receipt{ID: e.ID, Source: source, Quote: e.Quote, SHA256: e.SHA256, Occurrences: e.Occurrences, Start: -1}
	for _, s := range e.Selector {
		switch s.Type {
		case "TextQuoteSelector":
			r.Quote, r.Prefix, r.Suffix = s.Exact, s.Prefix, s.Suffix
		case "TextPositionSelector":
			r.Start, r.End = s.Start, s.End
		}
	}
	return r
}

// missingIn names what a receipt lacks, or "".
func missingIn(r answers.Receipt) string {
	switch {
	case r.Source == "":
		return "id of its source"
	case r.ID == "":
		return "id"
	case r.Quote == "":
		return "quotation"
	case r.Start < 0 || r.End <= r.Start:
		return "position"
	}
	return ""
}
