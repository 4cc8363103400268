package retrieval

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the tables of lexicon/ anew")

// lexiconFiles returns the text files of a language, LANG.txt and all TOPIC.LANG.txt, in order of their names.
func lexiconFiles(language string) ([]string, error) {
	names, err := fs.Glob(os.DirFS("."), "lexicon/*.txt")
	return slices.DeleteFunc(names, func(name string) bool {
		base := filepath.Base(name)
		return base != language+".txt" && !strings.HasSuffix(base, "."+language+".txt")
	}), err
}

// readLexiconFiles reads the text files of a language.
func readLexiconFiles(language string) (*lexiconReader, error) {
	names, err := lexiconFiles(language)
	if err != nil {
		return nil, err
	}
	r := newLexiconReader(language)
	for _, name := range names {
		f, err := os.Open(filepath.FromSlash(name))
		if err != nil {
			return nil, err
		}
		if err := errors.Join(r.read(f), f.Close()); err != nil {
			return nil, fmt.Errorf("retrieval/%s: %w", name, err)
		}
	}
	return r, nil
}

// The tables that are searched say what the text files say.
func TestLexiconTablesAreCurrent(t *testing.T) {
	for _, language := range Languages {
		r, err := readLexiconFiles(language)
		if err != nil {
			t.Error(err)
			continue
		}
		got, want := lexicons[language].table, r.lexicon().table
		switch {
		case got == want:
		case *update:
			if err := os.WriteFile(filepath.Join("lexicon", language+".tsv"), []byte(want), 0o666); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("retrieval/lexicon/%s.tsv does not say what its text files say; run: go generate ./retrieval\n%s",
				language, firstDifference(got, want))
		}
	}
}

// firstDifference returns the first line in which two texts differ, as each has it.
func firstDifference(table, files string) string {
	a, b := strings.Split(table, "\n"), strings.Split(files, "\n")
	n := 0
	for n < min(len(a), len(b))-1 && a[n] == b[n] {
		n++
	}
	return fmt.Sprintf("line %d of the table: %q\nof the text files:   %q", n+1, a[n], b[n])
}

// No group is written down in two places, where one would not know of the other.
func TestLexiconsNameEachGroupOnce(t *testing.T) {
	for _, language := range Languages {
		names, err := lexiconFiles(language)
		if err != nil {
			t.Fatal(err)
		}
		first := make(map[string]string)
		for _, file := range names {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for line := range strings.Lines(string(text)) {
				n++
				line, _, _ = strings.Cut(line, "#")
				name, _, ok := strings.Cut(line, "|")
				if name = oneBlank(name); !ok {
					continue
				}
				place := fmt.Sprintf("retrieval/%s:%d", file, n)
				if first[name] != "" {
					t.Errorf("%s: the group %q stands in %s too", place, name, first[name])
				}
				first[name] = place
			}
		}
	}
}

// No word is in so many groups, and no group so large, that a question would look for everything.
func TestLexiconsHaveNoHubs(t *testing.T) {
	for _, language := range Languages {
		r, err := readLexiconFiles(language)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.groups) < 50 {
			t.Errorf("%s: %d groups", language, len(r.groups))
		}
		for _, term := range slices.Sorted(maps.Keys(r.terms)) {
			if n := len(r.terms[term].groups); n > 15 {
				t.Errorf("%s: %q is in %d groups", language, term, n)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(r.groups)) {
			if n := len(r.groups[name].close) + len(r.groups[name].loose); n > 60 {
				t.Errorf("%s: group %s has %d members", language, name, n)
			}
		}
	}
}

func TestLexiconErrorsNameTheLine(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"two columns are too few", "# a comment\ndeath | die, dead | grave\nbroken | one column\n", "line 3: "},
		{"four columns are too many", "\n a | b | c | d", "line 2: "},
		{"a line is longer than can be read", "a | b | c\na | " + strings.Repeat("b", 1<<17) + " | c\n", "line 2: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := readLexicon("en", strings.NewReader(test.file))
			var line *LexiconError
			if !errors.As(err, &line) || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("readLexicon(%.40q) = %v, want an error that begins with %q", test.file, err, test.want)
			}
		})
	}
}

// A table gives what was read into it, term by term and group by group, and nothing else.
func TestLexiconTables(t *testing.T) {
	x, err := readLexicon("en", strings.NewReader(strings.Join([]string{
		"trip | journey, take a trip, go  away   now | travel, luggage # a comment",
		"",
		"talk | speak, go away | journeys, speaking",
		"trip | voyage | ",
	}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	word := func(s string) member { return member{s, []string{NewAnalyzer("en").Stem(s)}} }
	trip := group{
		"trip",
		[]member{word("journey"), {"take a trip", []string{"take", "trip"}}, {"go away now", []string{"go", "away", "now"}}, word("voyage")},
		[]member{word("travel"), word("luggage")},
	}
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"lines of one name are one group", first(x.group("trip")), trip},
		{"a name that no line has is no group", second(x.group("trips")), false},
		{"a word has its groups in order, each close or loose", x.entry("journey").groups(), []membership{{"trip", true}, {"talk", false}}},
		{"a word that is close and loose in a group is close", x.entry("speak").groups(), []membership{{"talk", true}}},
		{
			"phrases stand under their first term",
			phrasesOf(x.entry("go").phrases()),
			[]phrase{{[]string{"go", "away", "now"}, []membership{{"trip", true}}}, {[]string{"go", "away"}, []membership{{"talk", true}}}},
		},
		{"phrases stand without their stop words too", phrasesOf(x.entry("take").content()), []phrase{{[]string{"take", "trip"}, []membership{{"trip", true}}}}},
		{"a word that only begins phrases is in no group", x.entry("go").groups(), []membership(nil)},
		{"an unknown word has nothing", x.entry("tak"), entry{term: "tak"}},
		{"the name of a group is no word", len(x.entry("trip").groups()), 0},
		{"an empty lexicon has nothing", lexicon{}.entry("trip"), entry{term: "trip"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.got, allowLexicons); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// phrasesOf returns the phrases of an entry.
func phrasesOf(phrases iter.Seq2[[]string, string]) []phrase {
	var list []phrase
	for terms, groups := range phrases {
		list = append(list, phrase{slices.Clone(terms), memberships(groups)})
	}
	return list
}

func first[T, U any](x T, _ U) T  { return x }
func second[T, U any](_ T, x U) U { return x }

var allowLexicons = cmp.AllowUnexported(entry{}, group{}, member{}, membership{}, phrase{})

// sameAsRead checks that a table has all that was read.
func sameAsRead(t interface {
	Helper()
	Errorf(string, ...any)
}, r *lexiconReader, x lexicon,
) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(r.groups)) {
		want := r.groups[name]
		if got, ok := x.group(name); !ok || !reflect.DeepEqual(got, *want) {
			t.Errorf("group(%q) = %+v, %t, want %+v", name, got, ok, *want)
		}
	}
	for _, term := range slices.Sorted(maps.Keys(r.terms)) {
		want := r.terms[term]
		e := x.entry(term)
		got := termGroups{e.groups(), phrasesOf(e.phrases()), phrasesOf(e.content())}
		if !reflect.DeepEqual(got, *want) {
			t.Errorf("entry(%q) = %+v, want %+v", term, got, *want)
		}
	}
	if n := strings.Count(x.table, "\n"); n != len(r.groups)+len(r.terms) {
		t.Errorf("the table has %d lines, want %d", n, len(r.groups)+len(r.terms))
	}
}

func TestLexiconTablesHaveAllThatWasRead(t *testing.T) {
	for _, language := range Languages {
		r, err := readLexiconFiles(language)
		if err != nil {
			t.Fatal(err)
		}
		sameAsRead(t, r, r.lexicon())
	}
}

// So it is whatever the text files hold.
func TestAnyLexiconComesBackFromItsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{
				"go", "going", "away", "the", "of", "us", "U.S.", "3.50", "O'Neil", "re-open", "|", ",", "#", "=", "~", "+", "*", "@", "^", "\t", " ", "\r",
				"\n", "\u00a0", "ﷺ", "ͺ", "ŉ", "ё", "Straße", "\xff", "\x00", "\u00ad",
			}),
			rapid.String(),
		)
		text := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " ", ",", " | "}).Draw(t, "between"))
		r := newLexiconReader(rapid.SampledFrom(Languages).Draw(t, "language"))
		for line := range strings.SplitSeq(text, "\n") {
			if err := r.read(strings.NewReader(line)); err != nil && !errors.As(err, new(*LexiconError)) {
				t.Fatal(err)
			}
		}
		sameAsRead(t, r, r.lexicon())
	})
}

// No letter of any script is folded to what divides the columns of a table.
func TestNoTermHoldsAMark(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if wordRune(r) && strings.ContainsAny(fold(string(r)), "\t\n"+groupMark+closeMark+looseMark+termMark+nextGroup+nextPhrase+nextMember+itsTerms) {
			t.Errorf("%q is folded to %q", r, fold(string(r)))
		}
	}
}

// BenchmarkLexicon looks up a word with its groups in two languages.
func BenchmarkLexicon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		members := 0
		for _, m := range lexicons["en"].entry("die").groups() {
			for _, language := range []string{"en", "ru"} {
				g, _ := lexicons[language].group(m.group)
				members += len(g.close) + len(g.loose)
			}
		}
		if members == 0 {
			b.Fatal("nothing was found")
		}
	}
}

// BenchmarkReadLexicon makes the table of English of its text files.
func BenchmarkReadLexicon(b *testing.B) {
	names, err := lexiconFiles("en")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var files []io.Reader
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			files = append(files, strings.NewReader(string(text)))
		}
		if _, err := readLexicon("en", files...); err != nil {
			b.Fatal(err)
		}
	}
}
