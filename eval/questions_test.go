package eval

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuestions(t *testing.T) {
	const file = `
{"id": "b", "question": "When did it leave?", "kind": "date", "difficulty": "easy",
 "accounts": {"000": [{"quote": "at nine"}, {"quote": "\"at ten\"", "voice": "the mate"}, {"quote": "at noon", "voice": ""}]}, "silent": ["001"],
 "differences": [{"aspect": "hour", "values": {"000": "nine"}}], "note": "a note", "asked_by": "a field that is not known"}

{"id": "a", "question": "Who left?", "accounts": {"000": []}, "silent": ["000", "001"]}`
	lines := strings.ReplaceAll(strings.TrimSpace(file), ",\n", ",")
	want := []Question{
		{
			ID: "b", Question: "When did it leave?", Kind: "date", Difficulty: "easy",
			Accounts: map[string][]Quote{"000": {{"at nine", "own"}, {`"at ten"`, "the mate"}, {"at noon", ""}}}, Silent: []string{"001"},
			Expected: []ExpectedDifference{{"hour", map[string]string{"000": "nine"}}}, Note: "a note",
		},
		{ID: "a", Question: "Who left?", Accounts: map[string][]Quote{"000": {}}, Silent: []string{"000", "001"}},
	}
	for name, in := range map[string]string{
		"questions are read in the order of the file": lines,
		"lines may end with a carriage return":        strings.ReplaceAll(lines, "\n", "\r\n") + "\r\n",
		"blank lines count for nothing at either end": "\n\n" + lines + "\n \n\n",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Questions(strings.NewReader(in), "file")
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("Questions: error %v, (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestWrongQuestionsAreNamedByFileAndLine(t *testing.T) {
	const good = `{"id": "a", "question": "?", "accounts": {}, "silent": []}` + "\n"
	for _, tt := range []struct{ name, file, want string }{
		{"no JSON", good + "\nwhen?\n", `dir/q.jsonl:3: invalid character 'w' looking for beginning of value`},
		{"a line that is cut off", good + `{"id": "b"`, `dir/q.jsonl:2: unexpected end of JSON input`},
		{"two values on a line", `{"id": "b"} {}`, `dir/q.jsonl:1: invalid character '{' after top-level value`},
		{"a field of the wrong kind", `{"id": 7}`, `dir/q.jsonl:1: json: cannot unmarshal number into`},
		{"a quote of the wrong kind", `{"id": "b", "accounts": {"000": ["x"]}}`, `dir/q.jsonl:1: json: cannot unmarshal string into`},
		{"no id", `{"question": "?"}`, `dir/q.jsonl:1: a question needs an id and its words`},
		{"no words", `{"id": "b"}`, `dir/q.jsonl:1: a question needs an id and its words`},
		{"an id again", good + good, `dir/q.jsonl:2: the id "a" stands twice`},
		{"accounts are missing", `{"id": "b", "question": "?", "silent": []}`, `dir/q.jsonl:1: question "b" needs accounts and silent, if only empty ones`},
		{"silence is missing", `{"id": "b", "question": "?", "accounts": {}}`, `dir/q.jsonl:1: question "b" needs accounts and silent, if only empty ones`},
		{"a source that speaks and is silent", `{"id": "b", "question": "?", "accounts": {"000": [{"quote": "x"}]}, "silent": ["000"]}`, `dir/q.jsonl:1: source "000" both speaks and is silent`},
		{"a line without an end", good + strings.Repeat(" ", maxLine+1), `dir/q.jsonl:2: the line has more than 16777216 bytes`},
		{"nothing", "\n\n", `dir/q.jsonl: there is no question in it`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Questions(strings.NewReader(tt.file), "dir/q.jsonl")
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Questions: error %v, want %s", err, tt.want)
			}
		})
	}
}

// A broken reader is reported with the line at which it broke.
func TestQuestionsReportReadErrors(t *testing.T) {
	broken := errors.New("broken")
	_, err := Questions(&failing{strings.NewReader("\n\n"), broken}, "q.jsonl")
	if line := (*LineError)(nil); !errors.Is(err, broken) || !errors.As(err, &line) || line.Line != 3 {
		t.Errorf("Questions: error %v, want %v at line 3", err, broken)
	}
}

// A failing reader fails where another one ends.
type failing struct {
	*strings.Reader
	err error
}

func (f *failing) Read(p []byte) (int, error) {
	if f.Len() == 0 {
		return 0, f.err
	}
	return f.Reader.Read(p)
}

func FuzzQuestions(f *testing.F) {
	f.Add(`{"id": "a", "question": "?", "accounts": {"000": [{"quote": "x", "voice": null}]}, "silent": ["001"]}`)
	f.Add("{\"id\": \"a\"}\r\n\r\n[]\n")
	f.Fuzz(func(t *testing.T, file string) {
		questions, err := Questions(strings.NewReader(file), "q.jsonl")
		if (err == nil) != (len(questions) > 0) && err == nil {
			t.Errorf("Questions(%q) found none and has no error", file)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "q.jsonl:") {
			t.Errorf("Questions(%q): error %v does not name the file", file, err)
		}
		for _, q := range questions {
			if q.ID == "" || q.Question == "" || q.Accounts == nil || q.Silent == nil {
				t.Errorf("Questions(%q) has %+v", file, q)
			}
		}
	})
}
