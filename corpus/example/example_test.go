package example_test

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

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
		if s.Metadata.Type == "" || s.Metadata.Title == "" || s.Language != "en" {
			t.Errorf("%s is %q, a %q in %q; all must be declared", key, s.Metadata.Title, s.Metadata.Type, s.Language)
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
	for _, q := range questions {
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
				if !strings.Contains(byKey[key].Document.Text, quote.Quote) {
					t.Errorf("%s: %q does not stand in %s", q.ID, quote.Quote, key)
				}
			}
		}
		for _, d := range q.Expected {
			for key, fragment := range d.Values {
				if !strings.Contains(byKey[key].Document.Text, fragment) {
					t.Errorf("%s: %q does not stand in %s", q.ID, fragment, key)
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
}

// What README.md says is planted is there.
func TestWhatIsPlanted(t *testing.T) {
	byKey := sources(t)
	for _, tt := range []struct {
		what string
		keys []string
		text string
	}{
		{"a copied passage with credit", []string{"001", "005"}, "rubbed out one, and wrote it again with a cross."},
		{"another", []string{"000", "002"}, "a second driver would need a second wage, and that the barley would not pay for it."},
		{"one without", []string{"001", "005"}, "it will spare no expense in learning what befell Number Three."},
		{"a name", []string{"000", "004"}, "Halloran"}, {"spelt otherwise", []string{"001"}, "Halleran"},
		{"a place", []string{"000", "002"}, "Saltery"}, {"spelt otherwise", []string{"001"}, "Saltry"},
		{"a hedge", []string{"001"}, "Allegedly"}, {"a correction", []string{"001"}, "## Correction"},
		{"a nested quotation", []string{"004"}, `'Tell them, "Not a sack`},
		{"a number in other words", []string{"000"}, "Six men"}, {"so said", []string{"002"}, "Half a dozen"},
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
