package eval_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"variorum/corpus"
	"variorum/eval"
)

// libraries is the folder of the judged libraries; its README.md says what each file holds.
const libraries = "testdata/libraries"

// A point is a line of points.jsonl: on what the sources of a library differ or agree, with the fragments that show it.
type point struct {
	Kind   string              `json:"kind"`
	Aspect string              `json:"aspect"`
	Agree  bool                `json:"agree"`
	Values map[string][]string `json:"values"`
}

// A copied is a line of copies.jsonl: a run of words that stands in two sources or more.
type copied struct {
	Words    int               `json:"words"`    // of the longest of its places
	Changed  int               `json:"changed"`  // the most words put in, left out, or replaced between two of its places
	Places   map[string]string `json:"places"`   // the whole run as it stands, by source
	Credited map[string]string `json:"credited"` // by source, the slice that says from where it is; "" is no credit
}

// A judged is one library with all that was judged of it.
type judged struct {
	name      string
	sources   map[string]corpus.Source
	questions []eval.Question
	points    []point
	copies    []copied
	readme    string
}

// eachLibrary reads every library and does a subtest with it.
func eachLibrary(t *testing.T, do func(*testing.T, judged)) {
	t.Helper()
	folders, err := filepath.Glob(libraries + "/*/library")
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) < 8 {
		t.Errorf("%d libraries are there, want at least 8", len(folders))
	}
	for _, folder := range folders {
		folder = filepath.Dir(folder)
		t.Run(filepath.Base(folder), func(t *testing.T) { do(t, readLibrary(t, folder)) })
	}
}

func readLibrary(t *testing.T, folder string) judged {
	t.Helper()
	l := judged{name: filepath.Base(folder), sources: make(map[string]corpus.Source)}
	for _, f := range corpus.Find(filepath.Join(folder, "library")) {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		l.sources[string(corpus.NewID("", s.File, nil))] = s
	}
	questions := readFile(t, filepath.Join(folder, "questions.jsonl"))
	var err error
	if l.questions, err = eval.Questions(bytes.NewReader(questions), folder); err != nil {
		t.Fatal(err)
	}
	l.points = readLines[point](t, filepath.Join(folder, "points.jsonl"))
	l.copies = readLines[copied](t, filepath.Join(folder, "copies.jsonl"))
	l.readme = string(readFile(t, filepath.Join(folder, "README.md")))
	return l
}

func readFile(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// readLines decodes JSON Lines; a field that V does not have is an error.
func readLines[V any](t *testing.T, file string) []V {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(readFile(t, file)))
	dec.DisallowUnknownFields()
	var list []V
	for {
		var v V
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("%s, after %d lines: %v", file, len(list), err)
		}
		list = append(list, v)
	}
}

// body returns the text of a source without its front matter.
func body(s corpus.Source) string {
	text := s.Document.Text
	if first := s.Document.Structure.Blocks[0]; first.Kind == corpus.FrontMatter {
		return text[first.End:]
	}
	return text
}

func TestLibrariesHaveFourToSixSourcesOfOnePageEach(t *testing.T) {
	eachLibrary(t, func(t *testing.T, l judged) {
		if n := len(l.sources); n < 4 || n > 6 {
			t.Errorf("%d sources are there, want 4 to 6", n)
		}
		for id, s := range l.sources {
			if stem := strings.TrimSuffix(path.Base(s.File), path.Ext(s.File)); id != stem {
				t.Errorf("the id of %s is %q, want its stem", s.File, id)
			}
			if n := len(strings.Fields(body(s))); n < 300 || n > 700 {
				t.Errorf("%s has %d words, want 300 to 700", id, n)
			}
			if !strings.Contains(l.readme, "`"+id+"`") {
				t.Errorf("README.md does not name %s", id)
			}
		}
	})
}

// least is the overlap in characters from which an excerpt counts as judged.
const least = 15

// kindsOfQuestions are the kinds that a question may be of.
var kindsOfQuestions = strings.Fields("figure date place actor cause motive term quote event consequence opinion silence")

// Judgments name real words of real sources, and every source speaks or is silent on every question.
func TestJudgmentsQuoteTheirSources(t *testing.T) {
	eachLibrary(t, func(t *testing.T, l judged) {
		if n := len(l.questions); n < 20 || n > 22 {
			t.Errorf("%d questions are there, want 20 to 22", n)
		}
		pairs, silent := 0, 0
		for _, q := range l.questions {
			if !strings.HasPrefix(q.ID, l.name+"-") {
				t.Errorf("the id %q does not begin with the library's name", q.ID)
			}
			if !slices.Contains(kindsOfQuestions, q.Kind) {
				t.Errorf("%s is of the kind %q, which is none", q.ID, q.Kind)
			}
			if !slices.Contains([]string{"easy", "medium", "hard"}, q.Difficulty) {
				t.Errorf("%s has the difficulty %q, which is none", q.ID, q.Difficulty)
			}
			pairs += len(l.sources)
			silent += len(q.Silent)
			judgedIDs := slices.Sorted(slices.Values(slices.Concat(q.Silent, slices.Collect(maps.Keys(q.Accounts)))))
			if want := slices.Sorted(maps.Keys(l.sources)); !slices.Equal(judgedIDs, want) {
				t.Errorf("%s judges %q, want each of %q once", q.ID, judgedIDs, want)
			}
			for id, quotes := range q.Accounts {
				if len(quotes) == 0 {
					t.Errorf("%s: %s speaks without a passage", q.ID, id)
				}
				for _, quote := range quotes {
					if n := strings.Count(l.sources[id].Document.Text, quote.Quote); n != 1 {
						t.Errorf("%s: %q stands %d times in %s, want once", q.ID, quote.Quote, n, id)
					}
					if len(quote.Quote) < least {
						t.Errorf("%s: %q of %s is too short to be scored, want %d bytes", q.ID, quote.Quote, id, least)
					}
					if quote.Voice == "" {
						t.Errorf("%s: %q of %s has no voice", q.ID, quote.Quote, id)
					}
				}
			}
			for _, d := range q.Expected {
				if d.Aspect == "" || len(d.Values) < 2 {
					t.Errorf("%s: a difference has the aspect %q and %d values, want one and at least two", q.ID, d.Aspect, len(d.Values))
				}
				for id, fragment := range d.Values {
					has := func(quote eval.Quote) bool { return strings.Contains(quote.Quote, fragment) }
					if fragment == "" || !slices.ContainsFunc(q.Accounts[id], has) {
						t.Errorf("%s: %q stands in no passage judged of %s", q.ID, fragment, id)
					}
				}
			}
		}
		if share := float64(silent) / float64(pairs); share < 0.28 || share > 0.45 {
			t.Errorf("%d of %d pairs are silent, want about a third", silent, pairs)
		}
	})
}

// Points name real words, and every library has the differences and agreements that it was written for.
func TestPointsQuoteTheirSources(t *testing.T) {
	eachLibrary(t, func(t *testing.T, l judged) {
		differ, agree := make(map[string]int), make(map[string]int)
		for _, p := range l.points {
			if p.Agree {
				agree[p.Kind]++
			} else {
				differ[p.Kind]++
			}
			if p.Aspect == "" || len(p.Values) < 2 {
				t.Errorf("a point has the aspect %q and %d values, want one and at least two", p.Aspect, len(p.Values))
			}
			for id, fragments := range p.Values {
				if len(fragments) == 0 {
					t.Errorf("%s: %s has no fragment", p.Aspect, id)
				}
				for _, fragment := range fragments {
					n := strings.Count(l.sources[id].Document.Text, fragment)
					if often := p.Kind == "name" || p.Kind == "term"; fragment == "" || n == 0 || n > 1 && !often {
						t.Errorf("%s: %q stands %d times in %s, want once", p.Aspect, fragment, n, id)
					}
				}
			}
		}
		for kind, want := range map[string]int{"figure": 6, "date": 1, "name": 1, "term": 1, "certainty": 1, "responsibility": 1, "cause": 1} {
			if differ[kind] < want {
				t.Errorf("%d points of kind %s differ, want at least %d", differ[kind], kind, want)
			}
		}
		if agree["figure"] < 2 || agree["date"] < 1 || agree["figure"]+agree["date"] < 4 {
			t.Errorf("%d figures and %d dates agree, want at least 2, 1, and 4 together", agree["figure"], agree["date"])
		}
		for kind := range maps.Keys(differ) {
			if !slices.Contains(strings.Fields("figure date name term certainty responsibility cause"), kind) {
				t.Errorf("there are points of the kind %q, which is none", kind)
			}
		}
	})
}

// words returns the words of text in lower case, without marks.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
}

// changes returns the fewest words that must be put in, left out, or replaced to make b of a.
func changes(a, b []string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			here := before
			if x != y {
				here++
			}
			before = row[j+1]
			row[j+1] = min(here, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// run is the number of words in a row from which two sources are said to share them.
const run = 8

// Copies stand where they are said to stand, have the length and the edits that they are said to have, and nothing else is copied.
func TestCopiesAreAllThatSourcesShare(t *testing.T) {
	eachLibrary(t, func(t *testing.T, l judged) {
		credited, not, edited := 0, 0, 0
		covered := make(map[string]string) // by source, what is listed
		for _, c := range l.copies {
			longest, most, credits := 0, 0, 0
			for id, text := range c.Places {
				if n := strings.Count(l.sources[id].Document.Text, text); n != 1 {
					t.Errorf("%q stands %d times in %s, want once", text, n, id)
				}
				longest = max(longest, len(words(text)))
				for _, other := range c.Places {
					most = max(most, changes(words(text), words(other)))
				}
				covered[id] += " | " + strings.Join(words(text), " ")
			}
			if len(c.Places) < 2 || longest != c.Words || most != c.Changed {
				t.Errorf("%v: %d places, %d words, %d changed, said to have %d and %d", c.Places, len(c.Places), longest, most, c.Words, c.Changed)
			}
			for id, slice := range c.Credited {
				if _, ok := c.Places[id]; !ok || !strings.Contains(l.sources[id].Document.Text, slice) {
					t.Errorf("the credit %q does not stand in %s, or %s has no copy", slice, id, id)
				}
				if slice != "" {
					credits++
				}
			}
			if len(c.Credited) != len(c.Places) {
				t.Errorf("%v: credit is told for %d places of %d", c.Places, len(c.Credited), len(c.Places))
			}
			if c.Changed > 0 {
				edited++
			}
			if credits > 0 {
				credited++
			} else {
				not++
			}
		}
		if credited == 0 || not == 0 || edited == 0 {
			t.Errorf("%d copies are credited, %d are not, %d are edited; want some of each", credited, not, edited)
		}
		ids := slices.Sorted(maps.Keys(l.sources))
		for i, a := range ids {
			here := make(map[string]bool)
			for run := range runs(l.sources[a]) {
				here[run] = true
			}
			for _, b := range ids[i+1:] {
				for run := range runs(l.sources[b]) {
					if here[run] && !(strings.Contains(covered[a], run) && strings.Contains(covered[b], run)) {
						t.Errorf("%s and %s share %q, which is not listed", a, b, run)
					}
				}
			}
		}
	})
}

// runs yields all runs of run words of a source.
func runs(s corpus.Source) func(yield func(string) bool) {
	w := words(body(s))
	return func(yield func(string) bool) {
		for i := range len(w) - run + 1 {
			if !yield(strings.Join(w[i:i+run], " ")) {
				return
			}
		}
	}
}

// Every cell of a README.md's tables has words of its source.
func TestTablesOfLibrariesQuoteTheirSources(t *testing.T) {
	eachLibrary(t, func(t *testing.T, l judged) {
		var ids []string
		rows := 0
		for line := range strings.Lines(l.readme) {
			line = strings.TrimSpace(line)
			if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
				continue
			}
			cells := strings.Split(strings.Trim(line, "|"), "|")
			name, cells := strings.TrimSpace(cells[0]), cells[1:]
			if name == "" {
				ids = ids[:0]
				for _, cell := range cells {
					ids = append(ids, strings.TrimSpace(cell))
				}
				continue
			}
			rows++
			if len(cells) != len(ids) {
				t.Errorf("the row %q has %d cells, want %d", name, len(cells), len(ids))
				continue
			}
			for i, cell := range cells {
				text := strings.Join(strings.Fields(l.sources[ids[i]].Document.Text), " ")
				for words := range strings.SplitSeq(strings.TrimSpace(cell), " / ") {
					if !strings.Contains(text, words) {
						t.Errorf("%s: %q does not stand in %s", name, words, ids[i])
					}
				}
			}
		}
		if rows != len(l.points) {
			t.Errorf("the tables have %d rows, want one for each of %d points", rows, len(l.points))
		}
	})
}
