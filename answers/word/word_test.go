package word

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, test := range []struct{ name, language, text, want string }{
		{"an English possessive is a word of its own", "en", "Holt's, the miller’s and the boys' boat", "Holt|'s|the|miller|’s|and|the|boys|boat"},
		{"a contraction is one word", "en", "don't, won’t", "don't|won’t"},
		{"a hyphen between letters stays", "en", "Jean-Paul – well-known -- end-", "Jean-Paul|well-known|end"},
		{"a number keeps its marks", "en", "10,000 or 3.5, and 6.", "10,000|or|3.5|and|6"},
		{"a French elision is a word of its own", "fr", "L’eau qu'il n’a aujourd'hui", "L’|eau|qu'|il|n’|a|aujourd'hui"},
		{"marks that combine belong to their letter", "es", "año cafe\u0301.", "año|cafe\u0301"},
		{"Cyrillic", "ru", "Из-за дождя, да.", "Из-за|дождя|да"},
		{"bytes that are no text divide words", "en", "a\xffb", "a|b"},
		{"nothing", "en", " …!", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, w := range Split(test.text, test.language) {
				got = append(got, w.Text)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("Split(%q, %s):\n%s", test.text, test.language, diff)
			}
		})
	}
}

func TestStarts(t *testing.T) {
	text := "It fell. Dr. A. Holt saw it! So did we… and then? Nobody."
	words := Split(text, "en")
	var got []string
	for i, starts := range Starts(words) {
		if starts {
			got = append(got, words[i].Text)
		}
	}
	if diff := cmp.Diff("It Dr So Nobody", strings.Join(got, " ")); diff != "" {
		t.Error(diff)
	}
}

// Words and the gaps between them tile the text up to its last word.
func FuzzSplit(f *testing.F) {
	f.Add("Holt's l’eau 1,5 a-b \xff е\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		for _, language := range []string{"en", "fr"} {
			at := 0
			for _, w := range Split(text, language) {
				if w.Gap != text[at:w.Start] || w.Text != w.In(text) || w.Len() == 0 {
					t.Fatalf("Split(%q, %s): %+v behind %d", text, language, w, at)
				}
				if r, _ := utf8.DecodeRuneInString(w.Text); r == utf8.RuneError {
					t.Fatalf("Split(%q, %s): %+v does not begin with a letter", text, language, w)
				}
				at = w.End
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The ferry's captain, Ines Duarte, left at 10,000 to nine. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text, "en")
	}
}
