package render_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"variorum/render"
)

// An answer is read in whatever form it was saved: alone, one a line, in a list, indented, with what shells add.
func TestFormsOfSavedAnswers(t *testing.T) {
	one := string(jsonOf(t, everything()))
	two := string(jsonOf(t, speaking("word")))
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(one), "", "  "); err != nil {
		t.Fatal(err)
	}
	both := receiptsOf(everything(), speaking("word"))
	for _, tt := range []struct {
		name, saved string
		answers     int // how many of the two
	}{
		{"one", one, 1},
		{"with a line end", one + "\n", 1},
		{"indented", indented.String(), 1},
		{"JSON Lines", one + "\n" + two + "\n", 2},
		{"a list", "[" + one + ",\n" + two + "]", 2},
		{"an indented list, then one", "[\n" + indented.String() + "]\r\n\r\n" + two, 2},
		{"with a byte-order mark", "\ufeff" + one, 1},
		{"with an unknown field", strings.Replace(one, `{"version":1,`, `{"version":1,"mood":{"x":[1]},`, 1), 1},
	} {
		want := both
		if tt.answers == 1 {
			want = receiptsOf(everything())
		}
		got, err := render.ParseReceipts(strings.NewReader(tt.saved))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: receipts (-want +got):\n%s", tt.name, diff)
		}
	}
	if got, err := render.ParseReceipts(strings.NewReader("[]")); err != nil || len(got) != 0 {
		t.Errorf("of an empty list: %v, %v; want none", got, err)
	}
}

// What is wrong is said, with its line.
func TestErrorsOfSavedAnswers(t *testing.T) {
	good := string(jsonOf(t, speaking("word")))
	changed := func(from, to string) string {
		if !strings.Contains(good, from) {
			t.Fatalf("the answer does not hold %s", from)
		}
		return strings.Replace(good, from, to, 1)
	}
	for _, tt := range []struct{ name, saved, want string }{
		{"empty", " \n", "it is empty: a saved answer, from ask --json, is needed"},
		{"no JSON", good + "\n\nWhat?", "line 3: invalid character 'W' looking for beginning of value: this is no JSON"},
		{"cut off", good + "\n" + good[:99], "line 2: it ends in the middle of an answer"},
		{"a number", "7", "line 1: an answer can not be number"},
		{"a list of texts", "[\n\n\"a\"]", "line 3: an answer can not be string"},
		{"null", "null", "line 1: this is no answer: it has no accounts"},
		{"another file", "\n\n{\"sources\": []}", "line 3: this is no answer: it has no accounts"},
		{"newer", changed(`"version":1`, `"version":9`), "line 1: the answer has version 9, and this program reads up to version 1"},
		{"a text for a number", good + "\n" + changed(`"start":1`, "\n"+`"start":"1"`), "line 3: the value of accounts.excerpts.selector.start can not be string"},
		{"a part of a character", changed(`"start":1`, `"start":1.5`), "line 1: the value of accounts.excerpts.selector.start can not be number 1.5"},
		{"no key", changed(`"id":"s:1-k7f"`, `"id":""`), `line 1: excerpt 1 of the source "s" has no id`},
		{"no source", changed(`{"source":{"id":"s"`, `{"source":{"name":"s"`), `line 1: excerpt 1 of the source "" has no id of its source`},
		{"no quotation", changed(`"exact":"word"`, `"exact":""`), `line 1: excerpt 1 of the source "s" has no quotation`},
		{"no position", changed(`"TextPositionSelector"`, `"DataPositionSelector"`), `line 1: excerpt 1 of the source "s" has no position`},
		{"a position before the text", changed(`"start":1`, `"start":-1`), `line 1: excerpt 1 of the source "s" has no position`},
		{"a position of nothing", changed(`"end":5`, `"end":1`), `line 1: excerpt 1 of the source "s" has no position`},
	} {
		if got, err := render.ParseReceipts(strings.NewReader(tt.saved)); err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, %v; want the error %q", tt.name, got, err, tt.want)
		}
	}
}

// blanks reads as blanks without end.
type blanks struct{}

func (blanks) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func TestSavedAnswersHaveALimit(t *testing.T) {
	if _, err := render.ParseReceipts(blanks{}); err == nil || err.Error() != "it is too large (limit 64 MB)" {
		t.Errorf("without end: %v", err)
	}
	full := io.MultiReader(strings.NewReader("[]"), io.LimitReader(blanks{}, render.MaxSaved-2))
	if _, err := render.ParseReceipts(full); err != nil {
		t.Errorf("of the greatest size: %v", err)
	}
}

func TestErrorsOfReadingAreReturned(t *testing.T) {
	broken := errors.New("broken")
	if _, err := render.ParseReceipts(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("ParseReceipts = %v, want %v", err, broken)
	}
}

// Whatever a file holds, reading it ends with receipts that can be checked, or with an error.
func FuzzParseReceipts(f *testing.F) {
	f.Add([]byte(`{"version":1,"accounts":[{"source":{"id":"s"},"excerpts":[{"id":"s:1-k7f","selector":[{"type":"TextQuoteSelector","exact":"word"},{"type":"TextPositionSelector","start":1,"end":5}]}]}]}`))
	f.Add([]byte("[null,\n{}]"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := render.ParseReceipts(bytes.NewReader(raw))
		if err != nil && len(list) > 0 {
			t.Errorf("both %d receipts and %v", len(list), err)
		}
		for _, r := range list {
			if r.ID == "" || r.Source == "" || r.Quote == "" || r.Start < 0 || r.End <= r.Start {
				t.Errorf("the receipt %+v can not be checked", r)
			}
		}
	})
}
