package retrieval

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func aliases(t testing.TB, file string) *Aliases {
	t.Helper()
	a, err := ReadAliases(strings.NewReader(file))
	if err != nil {
		t.Fatalf("ReadAliases(%.60q): %v", file, err)
	}
	return a
}

// closenessOf returns how close a text is to the terms of a query in a language: the greatest of all alternatives that were made of it.
func closenessOf(q Query, language, text string) int {
	closeness := 0
	for _, t := range q.Terms {
		for _, a := range t.Alternatives {
			if a.Language == language && !a.Near && (a.Text == text || a.Text == "" && t.Word == text && a.Closeness == sameTerm) {
				closeness = max(closeness, a.Closeness)
			}
		}
	}
	return closeness
}

func TestAliasesAreLookedForInFull(t *testing.T) {
	a := aliases(t, strings.Join([]string{
		"\uFEFFcapital | Nur-Sultan, Astana, Zelinograd | Akmolinsk # a city of many names\r",
		"# nothing but a comment",
		"",
		"lpg | LPG, liquefied petroleum gas",
		"lpg | Flüssiggas |",
		"boss | the old man, Mr Brown | gaffer",
	}, "\n"))
	for _, test := range []struct {
		name, question, language, text string
		want                           int
	}{
		{"a close word of a question finds the others in full", "who rules in Astana?", "en", "Nur-Sultan", sameTerm},
		{"a name of two words finds them too", "who rules in nur-sultan?", "en", "Zelinograd", sameTerm},
		{"in every language", "who rules in Astana?", "ru", "Zelinograd", sameTerm},
		{"and in text of no known language", "who rules in Astana?", "und", "Zelinograd", sameTerm},
		{"a close word finds the loose ones less", "who rules in Astana?", "en", "Akmolinsk", closeTerm},
		{"a loose word finds the close ones less", "who rules in akmolinsk", "en", "Astana", closeTerm},
		{"a phrase of a question finds the short form", "price of liquefied petroleum gas", "en", "LPG", sameTerm},
		{"a phrase is found by the short form", "how much is lpg", "en", "liquefied petroleum gas", sameTerm},
		{"lines of one name are one group", "was kostet Flüssiggas", "de", "LPG", sameTerm},
		{"a phrase may have small words", "what did the old man say?", "en", "Mr Brown", sameTerm},
		{"a word of a phrase is not the phrase", "what does petroleum cost", "en", "LPG", 0},
		{"inside a longer name it is a part of it", "what does the Astana Gas Works cost?", "en", "Zelinograd", partOfAll},
		{"other words find none", "who rules in Almaty?", "en", "Astana", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := closenessOf(a.NewQuery(test.question), test.language, test.text); got != test.want {
				t.Errorf("NewQuery(%q) looks for %q at %d %%, want %d %%", test.question, test.text, got, test.want)
			}
		})
	}
	if got, want := a.NewQuery("in Astana").Terms[0].Relatives, []string{"Nur-Sultan", "Zelinograd", "Akmolinsk"}; len(got) < 3 || !slices.Equal(got[:3], want) {
		t.Errorf("the relatives of Astana are %q, want %q first", got, want)
	}
}

// Groups that name one another in a circle are not joined: each is one step.
func TestAliasesInACircle(t *testing.T) {
	a := aliases(t, "one | xanthippe, yolanthe\ntwo | yolanthe, zenobia\nthree | zenobia, xanthippe\nfour | zenobia, wilhelmine")
	q := a.NewQuery("xanthippe")
	for text, want := range map[string]int{"yolanthe": sameTerm, "zenobia": sameTerm, "wilhelmine": 0} {
		if got := closenessOf(q, "en", text); got != want {
			t.Errorf("xanthippe looks for %s at %d %%, want %d %%", text, got, want)
		}
	}
}

// A query without a word of an alias is the query without aliases, and without aliases nothing changes.
func TestAliasesThatAreNotAskedForChangeNothing(t *testing.T) {
	a := aliases(t, "one | xanthippe, yolanthe")
	for _, question := range []string{"when did the bridge fall?", "what did the mayor of North Haven say", "wann trat er zurück", ""} {
		want := NewQuery(question)
		if diff := cmp.Diff(want, a.NewQuery(question)); diff != "" {
			t.Errorf("NewQuery(%q) (-without +with aliases):\n%s", question, diff)
		}
	}
}

func TestAliasErrorsNameTheLineAndWhatHelps(t *testing.T) {
	long := strings.Repeat("x", MaxAlias+1)
	many := make([]string, MaxAliasMembers+1)
	for i := range many {
		many[i] = fmt.Sprintf("word%d", i)
	}
	for _, test := range []struct{ name, file, want string }{
		{"one column", "ok | a, b\njust words, no bars\n", "line 2: it has 1 columns in place of 3; write: name | close words | loose words"},
		{"four columns", "a | b | c | d", "line 1: it has 4 columns in place of 3"},
		{"no name", "\n\n | a, b", "line 3: it has no name"},
		{"one word", "ok | a, b\nlonely | word\n", `line 2: the group "lonely" has too few words; it needs a close one and another`},
		{"no close word", "loose | | a, b", `line 1: the group "loose" has too few words`},
		{"a word of marks", "a | b, ??", `line 1: "??" has no letter and no digit`},
		{"a long word", "a | b, " + long, "line 1: the word \"xxxxxxxxxxxxxxxxxxxx\"... has more than 100 characters"},
		{"a hidden character", "a | b, c\x1b[2J", "line 1: the word \"c\\x1b[2J\" has characters that can not stand in it"},
		{"too many words", "a | " + strings.Join(many, ","), `line 1: the group "a" has 65 words; at most 64 are one group`},
		{"too many lines", strings.Repeat("a | b, c\n", 100_000), "line 5001: the file has more than 5000 lines"},
		{"a long line", "a | b, c\na | " + strings.Repeat("b,", MaxAliasLine), "line 2: it is longer than 32768 bytes"},
		{"an endless line", strings.Repeat("a", 1<<20), "line 1: it is longer than 32768 bytes"},
		{"another encoding", "a | b, c\nb | Br\xfccke, pont", "line 2: it is not UTF-8; save the file as UTF-8"},
		{"UTF-16", "\xff\xfea\x00 \x00|\x00", "line 1: it is UTF-16 or no text; save the file as UTF-8"},
		{"no text", "a | b, c\n\x00\x01\x02", "line 2: it is UTF-16 or no text"},
		{"a word in 500 groups", func() string {
			var b strings.Builder
			for i := range 500 {
				fmt.Fprintf(&b, "group%d | everywhere, word%d\n", i, i)
			}
			return b.String()
		}(), `line 17: "everywhere" stands in more than 16 groups; take it out of some`},
		{"a long comment", "a | b, c # " + strings.Repeat("why ", 200), "line 1: its comment has characters that can not be shown, or more than 500"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ReadAliases(strings.NewReader(test.file))
			var wrong *AliasError
			if !errors.As(err, &wrong) || got != nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("ReadAliases(%.40q) = %v, %v; want an error that begins with %q", test.file, got, err, test.want)
			}
		})
	}
}

// The largest file that is taken is taken whole.
func TestAliasesUpToTheLimits(t *testing.T) {
	var b strings.Builder
	for i := range MaxAliasLines {
		fmt.Fprintf(&b, "group%d | near%d, far%d, shared%d | wide%d\n", i, i, i, i/MaxAliasGroups, i)
	}
	a := aliases(t, b.String())
	if got := len(a.Groups()); got != MaxAliasLines {
		t.Fatalf("%d groups were read, want %d", got, MaxAliasLines)
	}
	q := a.NewQuery("what is near4999 and shared7")
	if got := closenessOf(q, "en", "far4999"); got != sameTerm {
		t.Errorf("near4999 looks for far4999 at %d %%, want all", got)
	}
	if got := closenessOf(q, "de", "far127"); got != sameTerm {
		t.Errorf("shared7 looks for far127 at %d %%, want all", got)
	}
}

// What is read comes back from what is written, whatever the words are.
func TestAnyAliasesComeBackFromTheirLines(t *testing.T) {
	word := rapid.StringMatching(`[\p{L}\d][\p{L}\d '’.-]{0,20}`)
	rapid.Check(t, func(r *rapid.T) {
		var groups []AliasGroup
		for i := range rapid.IntRange(0, 8).Draw(r, "groups") {
			groups = append(groups, AliasGroup{
				Name:    fmt.Sprintf("%s%d", rapid.StringMatching(`[a-z]{1,6}`).Draw(r, "name"), i),
				Close:   rapid.SliceOfN(word, 2, 5).Draw(r, "close"),
				Loose:   rapid.SliceOfN(word, 0, 3).Draw(r, "loose"),
				Comment: rapid.StringMatching(`[a-z]{0,9}`).Draw(r, "comment"),
			})
		}
		a, err := NewAliases(groups...)
		if errors.As(err, new(*AliasError)) {
			r.Skip(err)
		}
		var lines []string
		for _, g := range a.Groups() {
			lines = append(lines, g.String())
		}
		again, err := ReadAliases(strings.NewReader(strings.Join(lines, "\n")))
		if err != nil {
			r.Fatalf("ReadAliases(%q): %v", lines, err)
		}
		tidy := func(groups []AliasGroup) []string {
			var list []string
			for _, g := range groups {
				list = append(list, g.String())
			}
			return list
		}
		if diff := cmp.Diff(tidy(a.Groups()), tidy(again.Groups())); diff != "" {
			r.Fatalf("(-written +read):\n%s", diff)
		}
	})
}

// Whatever a file holds, it is read, or refused with its line.
func FuzzReadAliases(f *testing.F) {
	f.Add("a | b, c | d # e\n\xef\xbb\xbf")
	f.Add("a | the, of\nb | US, WHO | 1,000\r\n")
	f.Fuzz(func(t *testing.T, file string) {
		a, err := ReadAliases(strings.NewReader(file))
		if err != nil {
			if wrong := (*AliasError)(nil); !errors.As(err, &wrong) || wrong.Line < 1 {
				t.Errorf("ReadAliases(%q): %v, want an error with a line", file, err)
			}
			return
		}
		a.NewQuery("who is " + file)
	})
}

// BenchmarkAliases asks the first question with the largest file of aliases.
func BenchmarkAliases(b *testing.B) {
	var file strings.Builder
	for i := range MaxAliasLines {
		fmt.Fprintf(&file, "group%d | near%d, far away place %d | wide%d\n", i, i, i, i)
	}
	for b.Loop() {
		if q := aliases(b, file.String()).NewQuery("what is near4999?"); len(q.Terms) == 0 {
			b.Fatal("nothing is looked for")
		}
	}
}
