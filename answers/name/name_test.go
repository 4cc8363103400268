package name

import (
	"strings"
	"testing"
	"unicode/utf8"

	"variorum/answers/readertest"
	"variorum/corpus"
)

// described writes a name as the files in testdata do.
func described(n Name, text string) string {
	s := n.In(text)
	if n.Title.Len() > 0 {
		s = n.Title.In(text) + "=" + s
	}
	if n.Alias.Len() > 0 {
		s += "(" + n.Alias.In(text) + ")"
	}
	return s
}

// Names are read as the tables say, as often as the floors here, which stand just under what was measured.
func TestRead(t *testing.T) {
	for _, file := range []struct {
		name              string
		precision, recall float64
	}{{"tune-read.txt", .97, .97}, {"unseen-read.txt", .97, .97}} {
		var c readertest.Tally
		for _, line := range readertest.Cases(t, file.name) {
			var got, want []string
			for _, n := range Read(line[1], line[0]) {
				got = append(got, described(n, line[1]))
			}
			for w := range strings.SplitSeq(line[2], ";") {
				if w = strings.TrimSpace(w); w != "" {
					want = append(want, w)
				}
			}
			c.Count(got, want)
			if strings.Join(got, ";") != strings.Join(want, ";") {
				t.Logf("Read(%q)\n\tgot  %s\n\twant %s", line[1], strings.Join(got, "; "), strings.Join(want, "; "))
			}
		}
		t.Logf("%s: %v", file.name, c)
		if c.Precision() < file.precision || c.Recall() < file.recall {
			t.Errorf("%s: %v, want at least %v and %v", file.name, c, file.precision, file.recall)
		}
	}
}

var likenesses = []string{"different", "variant", "same"}

func TestCompare(t *testing.T) {
	for _, file := range []struct {
		name  string
		share float64
	}{{"tune-variant.txt", .99}, {"unseen-variant.txt", .99}} {
		right, merged, all := 0, 0, 0
		for _, line := range readertest.Cases(t, file.name) {
			got := likenesses[Compare(line[0], line[1])]
			if back := likenesses[Compare(line[1], line[0])]; back != got {
				t.Errorf("Compare(%q, %q) is %s, and %s the other way round", line[0], line[1], got, back)
			}
			all++
			if got == line[2] {
				right++
			} else {
				if line[2] == "different" {
					merged++
				}
				t.Logf("Compare(%q, %q) = %s, want %s", line[0], line[1], got, line[2])
			}
		}
		t.Logf("%s: %d of %d right, %d merged that are different", file.name, right, all, merged)
		if float64(right) < file.share*float64(all) {
			t.Errorf("%s: %d of %d right", file.name, right, all)
		}
	}
}

// promise checks what holds for the names of any text.
func promise(t *testing.T, text, language string, names []Name) {
	t.Helper()
	end := 0
	for _, n := range names {
		if n.Len() <= 0 || n.Start < end {
			t.Fatalf("Read(%.200q, %s): %v is empty or begins before %d", text, language, n, end)
		}
		end = n.End
		for _, s := range []corpus.Span{n.Span, n.Title, n.Office, n.Alias} {
			if s.Start < 0 || s.End > len(text) || s.End < s.Start || s.Len() > 0 && !bounded(text, s) {
				t.Fatalf("Read(%.200q, %s): %v is no slice", text, language, s)
			}
		}
	}
}

func bounded(text string, s corpus.Span) bool {
	return utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

func FuzzRead(f *testing.F) {
	for _, file := range []string{"tune-read.txt", "unseen-read.txt"} {
		for _, line := range readertest.Cases(f, file) {
			f.Add(line[1])
		}
	}
	f.Add("J. R. R. \xff (A) *B* «В» “C")
	f.Fuzz(func(t *testing.T, text string) {
		Read(text, "en")
		text = strings.ToValidUTF8(text, "�")
		for _, language := range append(languages, "und") {
			promise(t, text, language, Read(text, language))
			d := corpus.Document{Text: text, Structure: corpus.Parse(text, language, false)}
			promise(t, text, language, NewReader(d, language).All())
		}
	})
}

// Whatever the names are, the order in which they are compared does not matter, and a name is itself.
func FuzzCompare(f *testing.F) {
	for _, line := range readertest.Cases(f, "tune-variant.txt") {
		f.Add(line[0], line[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if x, y := Compare(a, b), Compare(b, a); x != y {
			t.Errorf("Compare(%q, %q) = %v, the other way round %v", a, b, x, y)
		}
		if len(partsOf(a)) > 0 && Compare(a, a) != Same {
			t.Errorf("Compare(%q, %q) = %v, want Same", a, a, Compare(a, a))
		}
	})
}

// What a document shows of a word in one place helps in the others, and two names in one sentence are two things.
func TestReader(t *testing.T) {
	text := "Harrow left at noon.\n\nThe mill belongs to Ada Harrow, the mayor of Dunmore. Ada Harrow and Adam Harrow met the Water Board (WB).\n\nMills stood there."
	r := NewReader(corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)}, "en")
	var got []string
	for _, n := range r.All() {
		s := described(n, text)
		if n.Office.Len() > 0 {
			s += "{" + n.Office.In(text) + "}"
		}
		got = append(got, s)
	}
	if got, want := strings.Join(got, "; "), "Harrow; Ada Harrow{the mayor of Dunmore}; Dunmore; Ada Harrow; Adam Harrow; Water Board(WB); WB(Water Board)"; got != want {
		t.Errorf("names\n\t%s, want\n\t%s", got, want)
	}
	for _, test := range []struct {
		a, b string
		want bool
	}{{"Ada Harrow", "Adam Harrow", true}, {"Adam Harrow", "Ada Harrow", true}, {"WB", "Water Board", false}, {"Harrow", "Ada Harrow", false}, {"Ada Harrow", "Ada Harrow", false}} {
		if got := r.Apart(test.a, test.b); got != test.want {
			t.Errorf("Apart(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
