package retrieval

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// readThesaurusFile reads the text file of a language.
func readThesaurusFile(language string) (*thesaurusReader, error) {
	groups, err := readLexiconFiles(language)
	if err != nil {
		return nil, err
	}
	r := newThesaurusReader(language, groups.lexicon())
	name := filepath.Join("thesaurus", language+".txt")
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(r.read(f), f.Close()); err != nil {
		return nil, fmt.Errorf("retrieval/%s: %w", name, err)
	}
	return r, nil
}

// The tables that are searched say what the text files say.
func TestThesaurusTablesAreCurrent(t *testing.T) {
	for _, language := range Languages {
		r, err := readThesaurusFile(language)
		if err != nil {
			t.Error(err)
			continue
		}
		got, want := thesauri[language].table, r.thesaurus().table
		switch {
		case got == want:
		case *update:
			if err := os.WriteFile(filepath.Join("thesaurus", language+".tsv"), []byte(want), 0o666); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("retrieval/thesaurus/%s.tsv does not say what its text file says; run: go generate ./retrieval\n%s", language, firstDifference(got, want))
		}
	}
}

// No word has so many near it that a question would look for everything.
func TestThesauriHaveNoHubs(t *testing.T) {
	for _, language := range Languages {
		r, err := readThesaurusFile(language)
		if err != nil {
			t.Fatal(err)
		}
		near := r.near()
		if len(r.entries) < 400 {
			t.Errorf("%s: %d entries", language, len(r.entries))
		}
		for _, term := range slices.Sorted(maps.Keys(near)) {
			if n := len(near[term]); n > 80 {
				t.Errorf("%s: %d words are near %q", language, n, term)
			}
		}
	}
}

// A table gives what was read into it, word by word, the nearest first.
func TestThesaurusTable(t *testing.T) {
	groups, err := readLexicon("en", strings.NewReader("trip | journey, set out | luggage"))
	if err != nil {
		t.Fatal(err)
	}
	r := newThesaurusReader("en", groups)
	err = r.read(strings.NewReader(strings.Join([]string{
		"journey | voyage, set out, the, journeys, outing | road # a comment",
		"voyage | journey, crossing | ",
		"journeys | outing, crossing | sea",
	}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	x := r.thesaurus()
	word := func(s string, n nearness) nearWord {
		return nearWord{member{s, []string{NewAnalyzer("en").Stem(s)}}, n}
	}
	for term, want := range map[string][]nearWord{
		"journey": {
			word("voyage", strongly), {member{"set out", []string{"set", "out"}}, strongly}, // each has the other, and a group has both
			word("outing", closely), word("crossing", closely), word("road", loosely), word("sea", loosely),
		},
		"voyag": {word("journey", strongly), word("crossing", closely)},
		"cross": {word("journey", entered), word("voyage", entered)},
		"road":  nil, // a loose word does not bring the other
		"set":   nil,
		"boat":  nil,
	} {
		if diff := cmp.Diff(want, x.of(term), cmpopts.EquateEmpty(), cmp.AllowUnexported(nearWord{}, member{})); diff != "" {
			t.Errorf("near %q (-want +got):\n%s", term, diff)
		}
	}
}

func TestThesaurusErrorsNameTheLine(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"two columns are too few", "# a comment\ndie | pass away, perish |\nbroken | one column\n", "line 3: "},
		{"an entry is of one word", "\n pass away | die | \n", "line 2: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := newThesaurusReader("en", lexicon{}).read(strings.NewReader(test.file))
			var line *LexiconError
			if !errors.As(err, &line) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("%q is read with %v, want an error that begins with %q", test.file, err, test.want)
			}
		})
	}
}

// Whatever the text files hold comes back from the table.
func TestAnyThesaurusComesBackFromItsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{"go", "going", "away", "the", "us", "U.S.", "O'Neil", "|", ",", "#", "=", "~", "*", "<", "+", " ", "\n", "ё", "Straße", "\xff"}),
			rapid.String(),
		)
		text := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " ", ",", " | "}).Draw(t, "between"))
		r := newThesaurusReader(rapid.SampledFrom(Languages).Draw(t, "language"), lexicon{})
		for line := range strings.SplitSeq(text, "\n") {
			if err := r.read(strings.NewReader(line)); err != nil && !errors.As(err, new(*LexiconError)) {
				t.Fatal(err)
			}
		}
		x := r.thesaurus()
		for term, want := range r.near() {
			if diff := cmp.Diff(want, x.of(term), cmp.AllowUnexported(nearWord{}, member{})); diff != "" {
				t.Fatalf("near %q (-want +got):\n%s", term, diff)
			}
		}
	})
}

// A question looks for what is near its words, close or far, and for what the lexicon has of them as the closer of both says.
func TestQuestionsLookForWhatIsNear(t *testing.T) {
	for _, test := range []struct {
		question, word, near string
		least, most          int // percent
	}{
		{"was anybody injured", "injured", "hurt", 50, stronglyNear},
		{"did the firm know", "firm", "company", 35, stronglyNear},
	} {
		q := NewQuery(test.question)
		got := -1
		for _, term := range q.Terms {
			for _, alt := range term.Alternatives {
				if term.Word == test.word && alt.Text == test.near && alt.Language == "en" {
					got = alt.Closeness
				}
			}
		}
		if got < test.least || got > test.most {
			t.Errorf("%q: %s counts %d %% as %s, want %d to %d", test.question, test.near, got, test.word, test.least, test.most)
		}
	}
}

// What a term was looked for as is told without the phrases that ask.
func TestRelativesDoNotAsk(t *testing.T) {
	for _, term := range NewQuery("monthly wage of a ferryman").Terms {
		for _, relative := range term.Relatives {
			if strings.HasPrefix(relative, "how ") {
				t.Errorf("%s is told to be looked for as %q", term.Word, relative)
			}
		}
	}
}
