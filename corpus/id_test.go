package corpus

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNewID(t *testing.T) {
	taken := func(ids ...SourceID) func(SourceID) bool {
		return func(id SourceID) bool {
			for _, t := range ids {
				if t == id {
					return true
				}
			}
			return false
		}
	}
	for _, tt := range []struct {
		name, declared, file string
		taken                func(SourceID) bool
		want                 SourceID
	}{
		{"the stem", "", "a/report_2.txt", nil, "report_2"},
		{"what is declared", "hale", "a/report.txt", nil, "hale"},
		{"a taken stem gets its folder", "", "north/report.txt", taken("report"), "north-report"},
		{"and then a sum of its path", "", "north/report.txt", taken("report", "north-report"), "report-a80826"},
		{"a taken stem without a folder gets a sum", "", "report.txt", taken("report"), "report-eafb4a"},
		{"accents go", "", "Café ‘crème’.txt", nil, "Cafe-creme"},
		{"composed or not", "", "Cafe\u0301.txt", nil, "Cafe"},
		{"Cyrillic", "", "Отчёт щит.md", nil, "Otchet-shchit"},
		{"emoji and quotes and newlines", "", "a \"b\"\n😀c.txt", nil, "a-b-c"},
		{"a leading dash", "", "-rf.txt", nil, "rf"},
		{"a hidden stem", "", "...txt", nil, "source-5ec1f7"},
		{"another script keeps a sum", "", "報告1.txt", nil, "1-b4011e"},
	} {
		if got := NewID(tt.declared, tt.file, tt.taken); got != tt.want {
			t.Errorf("%s: NewID(%q, %q) = %q, want %q", tt.name, tt.declared, tt.file, got, tt.want)
		}
	}
}

// Whatever a file's name is, its ID is one that a source may declare, and is not taken.
func TestIDsAreSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := rapid.String().Draw(t, "folder") + "/" + rapid.String().Draw(t, "name") + ".txt"
		n := rapid.IntRange(0, 20).Draw(t, "taken")
		var taken []SourceID
		is := func(id SourceID) bool { return strings.Contains("\n"+join(taken)+"\n", "\n"+string(id)+"\n") }
		for range n {
			id := NewID("", file, is)
			if err := CheckID(string(id)); err != nil || is(id) {
				t.Fatalf("NewID of %q = %q (%v) with %q taken", file, id, err, taken)
			}
			taken = append(taken, id)
		}
	})
}

func join(ids []SourceID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + "\n")
	}
	return b.String()
}

func TestCheckID(t *testing.T) {
	for _, id := range []string{"a", "000_2f", "_x", "A.b-c~d", strings.Repeat("x", MaxID)} {
		if err := CheckID(id); err != nil {
			t.Errorf("CheckID(%q) = %v, want none", id, err)
		}
	}
	for _, id := range []string{"", "-a", ".a", "~", "a b", "a/b", "a:b", "é", "a\n", strings.Repeat("x", MaxID+1)} {
		if err := CheckID(id); err == nil {
			t.Errorf("CheckID(%q) = nil, want an error", id)
		}
	}
}
