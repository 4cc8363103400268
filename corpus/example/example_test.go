package example_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/eval"
)

// sources returns the sources by the first three characters of their IDs.
func sources(t *testing.T) map[string]corpus.Source {
	t.Helper()
	byKey := make(map[string]corpus.Source)
	for _, f := range corpus.FindFS(example.FS()) {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		byKey[string(corpus.NewID("", s.File, nil))[:3]] = s
	}
	return byKey
}

func TestTheLibraryIsWhatItSays(t *testing.T) {
	byKey := sources(t)
	if len(byKey) != 6 {
		t.Fatalf("%d sources are there, want 6", len(byKey))
	}
	kinds := make(map[string]bool)
	unknown := 0
	for key, s := range byKey {
		body := s.Document.Text[s.Document.Structure.Blocks[0].End:]
		if n := len(strings.Fields(body)); n < 500 || n > 900 {
			t.Errorf("%s has %d words, want 500 to 900", key, n)
		}
		if s.Metadata.Type == "" || s.Metadata.Title == "" || s.Language != "en" || len(s.Metadata.Inferred) > 0 {
			t.Errorf("%s is %q, a %q in %q, with %q inferred; all must be declared",
				key, s.Metadata.Title, s.Metadata.Type, s.Language, s.Metadata.Inferred)
		}
		kinds[s.Metadata.Type] = true
		if s.Metadata.Issued == (corpus.Date{}) || len(s.Metadata.Author) == 0 {
			unknown++
		}
	}
	if len(kinds) != 6 || unknown == 0 {
		t.Errorf("kinds are %v and %d sources leave something unknown, want 6 kinds and at least 1", kinds, unknown)
	}
}

// leastQuote is the overlap in characters from which an excerpt counts as judged.
const leastQuote = 15

// Judgments name real words of real sources, and every source speaks or is silent on every question.
func TestTheJudgmentsHold(t *testing.T) {
	byKey := sources(t)
	questions, err := eval.Questions(bytes.NewReader(example.Questions), "questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(questions) != 30 {
		t.Errorf("%d questions are there, want 30", len(questions))
	}
	mostlySilent, unanswered := 0, 0
	kinds := make(map[string]bool)
	for _, q := range questions {
		kinds[q.Kind] = true
		for key := range byKey {
			if _, speaks := q.Accounts[key]; speaks == slices.Contains(q.Silent, key) {
				t.Errorf("%s: source %s must either speak or be silent", q.ID, key)
			}
		}
		if len(q.Accounts)+len(q.Silent) != len(byKey) {
			t.Errorf("%s judges %d sources, want %d", q.ID, len(q.Accounts)+len(q.Silent), len(byKey))
		}
		for key, quotes := range q.Accounts {
			for _, quote := range quotes {
				if n := strings.Count(byKey[key].Document.Text, quote.Quote); n != 1 {
					t.Errorf("%s: %q stands %d times in %s, want once", q.ID, quote.Quote, n, key)
				}
				if len(quote.Quote) < leastQuote {
					t.Errorf("%s: %q of %s is too short to be scored, want %d bytes", q.ID, quote.Quote, key, leastQuote)
				}
				if quote.Voice == "" {
					t.Errorf("%s: %q of %s has no voice", q.ID, quote.Quote, key)
				}
			}
		}
		for _, d := range q.Expected {
			for key, fragment := range d.Values {
				has := func(quote eval.Quote) bool { return strings.Contains(quote.Quote, fragment) }
				if !slices.ContainsFunc(q.Accounts[key], has) {
					t.Errorf("%s: %q stands in no passage judged of %s", q.ID, fragment, key)
				}
			}
		}
		if len(q.Silent) >= 4 {
			mostlySilent++
		}
		if len(q.Accounts) == 0 {
			unanswered++
		}
	}
	if mostlySilent < 4 || unanswered < 1 {
		t.Errorf("on %d questions most are silent, on %d all; want at least 4 and 1", mostlySilent, unanswered)
	}
	for _, kind := range strings.Fields("figure date place actor cause motive term quote event consequence opinion silence") {
		if !kinds[kind] {
			t.Errorf("no question is of kind %s", kind)
		}
		delete(kinds, kind)
	}
	if len(kinds) > 0 {
		t.Errorf("there are kinds of questions that eval does not know: %v", kinds)
	}
}

// Every cell of README.md's tables has words of its source.
func TestTheTablesQuoteTheSources(t *testing.T) {
	byKey := sources(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	compared := make(map[string]int) // rows that compare two sources or more, by the heading they stand under
	heading, keys := "", []string(nil)
	for line := range strings.Lines(string(readme)) {
		line = strings.TrimSpace(line)
		if under, ok := strings.CutPrefix(line, "## "); ok {
			heading = under
		}
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		name, cells := strings.TrimSpace(cells[0]), cells[1:]
		if name == "" {
			keys = keys[:0]
			for _, cell := range cells {
				keys = append(keys, strings.TrimSpace(cell))
			}
			continue
		}
		if len(cells) != len(keys) {
			t.Errorf("%s: the row %q has %d cells, want %d", heading, name, len(cells), len(keys))
			continue
		}
		filled := 0
		for i, cell := range cells {
			cell = strings.TrimSpace(cell)
			if cell == "" {
				continue
			}
			filled++
			for words := range strings.SplitSeq(cell, " / ") {
				if !strings.Contains(byKey[keys[i]].Document.Text, words) {
					t.Errorf("%s, %s: %q does not stand in %s", heading, name, words, keys[i])
				}
			}
		}
		if filled < 2 {
			t.Errorf("%s: the row %q compares nothing", heading, name)
			continue
		}
		compared[heading]++
	}
	for heading, least := range map[string]int{"Figures and times that differ": 8, "The same in other words": 4, "Names and terms": 3} {
		if compared[heading] < least {
			t.Errorf("under %q stand %d rows, want at least %d", heading, compared[heading], least)
		}
	}
}

// Long runs of words stand in two sources where README.md says so, and nowhere else.
func TestWhatIsCopied(t *testing.T) {
	byKey := sources(t)
	keys := slices.Sorted(maps.Keys(byKey))
	got := make(map[string][]string) // the runs' second to sixth words, by the pair of sources
	for i, a := range keys {
		for _, b := range keys[i+1:] {
			for _, run := range sharedRuns(strings.Fields(byKey[a].Document.Text), strings.Fields(byKey[b].Document.Text), 25) {
				got[a+" "+b] = append(got[a+" "+b], strings.Join(run[1:6], " "))
			}
		}
	}
	want := map[string][]string{
		"000 002": {"We asked for a second"},
		"001 005": {"harbour company has served this", "light some four hundred dockers"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("runs of 25 words and more that two sources share (-want +got):\n%s", diff)
	}
}

// sharedRuns returns the longest runs of at least least words that stand in both a and b, in the order of a.
func sharedRuns(a, b []string, least int) [][]string {
	var runs [][]string
	before := make([]int, len(b)+1) // how many words end alike before a[i] and before b[j]
	for i := range len(a) + 1 {
		here := make([]int, len(b)+1)
		for j := range len(b) + 1 {
			if i < len(a) && j < len(b) && a[i] == b[j] {
				here[j+1] = before[j] + 1
			} else if n := before[j]; n >= least {
				runs = append(runs, a[i-n:i])
			}
		}
		before = here
	}
	return runs
}

// What README.md lists beside its tables is there, and nowhere else.
func TestWhatIsPlanted(t *testing.T) {
	byKey := sources(t)
	for _, tt := range []struct {
		what string
		keys []string
		text string
	}{
		{"a name", []string{"000", "002", "003", "004", "005"}, "Halloran"},
		{"spelt otherwise", []string{"001"}, "Halleran"},
		{"a place", []string{"000", "002"}, "Saltery"},
		{"spelt otherwise", []string{"001"}, "Saltry"},
		{"credit for what is copied", []string{"000"}, "The bulletin of the labourers' union put the matter thus:"},
		{"credit for what is copied", []string{"005"}, "which I copy from their issue of the 10th"},
		{"a hedge", []string{"001"}, "Allegedly"},
		{"a hedge", []string{"001"}, "It is understood"},
		{"a hedge", []string{"000"}, "It is said"},
		{"a hedge", []string{"005"}, "I am told"},
		{"a denial", []string{"001"}, "denied that the crane had been overloaded"},
		{"a denial", []string{"002"}, "We deny that"},
		{"a denial", []string{"004"}, "I did not. I never called anything."},
		{"a correction", []string{"001"}, "## Correction"},
		{"a question left open", []string{"000"}, "resolved to leave it open"},
		{"a nested quotation", []string{"004"}, `'Tell them, "Not a sack`},
		{"a nested quotation", []string{"002"}, `"Mr. Crale said, 'Put it with the rest.'"`},
		{"a block quotation", []string{"000", "002"}, "\n> "},
		{"a footnote", []string{"000"}, "\n[^1]: "},
		{"a list", []string{"000"}, "\n- "},
		{"a list", []string{"002"}, "\n2. A"},
		{"told by one", []string{"005"}, "insurers"},
		{"told by one", []string{"002"}, "Quay School"},
		{"told by one", []string{"002"}, "Strike pay"},
		{"told by two", []string{"001", "003"}, " cat "},
		{"told by none", nil, "ayor"},
	} {
		for key, s := range byKey {
			if got := strings.Contains(s.Document.Text, tt.text); got != slices.Contains(tt.keys, key) {
				t.Errorf("%s %q: in %s is %v", tt.what, tt.text, key, got)
			}
		}
	}
}

func TestFSHasTheSourcesAtItsTop(t *testing.T) {
	names, err := fs.Glob(example.FS(), "*")
	if err != nil || len(names) != 6 {
		t.Errorf("Glob = %q, %v, want six files", names, err)
	}
}
