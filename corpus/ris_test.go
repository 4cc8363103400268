package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRIS(t *testing.T) {
	entries, err := readRIS("\n" + `TY  - RPRT
ID  - hale-1912
AU  - Hale, Ruth
AU  - Brook,Ben,Jr.
A1  - Harbour Board
T1  - The gate: a report
JO  - Papers
PY  - 1912
DA  - 1912/03/05/
PB  - Board of Inquiry
UR  - https://example.org/gate
LA  - English
AB  - What was found
on the first day
  and on the second.
N1  - One.
N1  - Two.
KW  - ignored
L1  - file:///home/clerk/the%20gate.txt
ER  -

TY  - BOOK
TI  - A book
T2  - A series
Y1  - 1912///spring
LK  - https://example.org/book
L1  - a.txt;b.md
ER  - 
TY  - NEWS
TI  -
T1  - The gate is shut
T2  - The Valley Herald
N2  - In short.
PY  - n.d.
LA  - eng; ger
ER  -
`)
	check(t, err)
	var got []declaration
	for _, e := range entries {
		got = append(got, must(declareRIS(e)))
	}
	want := []declaration{
		{Language: "en", Metadata: Metadata{
			Title: "The gate: a report", Author: []Name{{Family: "Hale", Given: "Ruth"}, {Family: "Brook", Given: "Ben Jr."}, {Literal: "Harbour Board"}},
			Issued: Date{Year: 1912, Month: 3, Day: 5}, Publisher: "Board of Inquiry", ContainerTitle: "Papers", URL: "https://example.org/gate", Type: "report",
			Abstract: "What was found on the first day and on the second.", Note: "One.; Two.",
		}},
		{Metadata: Metadata{Title: "A book", Issued: Date{Literal: "spring 1912"}, URL: "https://example.org/book", Type: "book"}},
		{Metadata: Metadata{Title: "The gate is shut", ContainerTitle: "The Valley Herald", Abstract: "In short.", Issued: Date{Literal: "n.d."}, Type: "article-newspaper"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("readRIS (-want +got):\n%s", diff)
	}
	if entries[0].key != "hale-1912" || entries[0].line != 2 {
		t.Errorf("key, line = %q, %d, want hale-1912, 2", entries[0].key, entries[0].line)
	}
	files := [][][]string{entries[0].files, entries[1].files}
	wantFiles := [][][]string{{{"file:///home/clerk/the%20gate.txt", "the gate.txt"}}, {{"a.txt;b.md", "a.txt", "b.md"}}}
	if diff := cmp.Diff(wantFiles, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// Entries are the same with the line ends of any system.
func TestRISLineEnds(t *testing.T) {
	text := "TY  - BOOK\nTI  - The gate\nID  - a\nER  -\n"
	want := must(readRIS(text))
	for _, end := range []string{"\r\n", "\r"} {
		got := must(readRIS(strings.ReplaceAll(text, "\n", end)))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(reference{}, field{})); diff != "" {
			t.Errorf("with %q (-want +got):\n%s", end, diff)
		}
	}
}

func TestRISDates(t *testing.T) {
	for _, tt := range []struct {
		lines string
		want  Date
	}{
		{"PY  - 1912", Date{Year: 1912}},
		{"PY  - 1912//", Date{Year: 1912}},
		{"Y1  - 1912/03//", Date{Year: 1912, Month: 3}},
		{"DA  - 1912-03-05", Date{Year: 1912, Month: 3, Day: 5}},
		{"PY  - 1912\nDA  - 03/05", Date{Year: 1912}},
		{"DA  - 5 March", Date{Literal: "5 March"}},
		{"PY  - ///", Date{}},
	} {
		entries := must(readRIS("TY  - GEN\n" + tt.lines + "\nER  -\n"))
		if d, err := declareRIS(entries[0]); d.Issued != tt.want || err != nil {
			t.Errorf("%s: %+v, %v, want %+v", tt.lines, d.Issued, err, tt.want)
		}
	}
}

func TestBrokenRIS(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"words", "\nThe gate\n", `line 2: here must stand a line such as "TY  - BOOK", with two spaces before the hyphen`},
		{"one space", "TY - BOOK\n", `line 1: here must stand a line such as "TY  - BOOK", with two spaces before the hyphen`},
		{"a tag outside", "TI  - The gate\n", "line 1: TI stands outside of an entry, which begins with TY"},
		{"no end", "\nTY  - BOOK\nTI  - a\n", "line 2: the entry has no end: no line ER closes it"},
		{"no end before another", "TY  - BOOK\nTI  - a\nTY  - BOOK\n", "line 3: the entry at line 1 has no end: a line ER must stand before the next TY"},
		{"words behind TY", "TY  - BOOK\nThe gate\n", "line 2: behind TY must stand a line with a tag"},
		{"many entries", strings.Repeat("TY  - GEN\nER  -\n", 10_001), "line 20001: it holds more than 10000 entries"},
		{"many files", "TY  - GEN\nL1  - " + strings.Repeat("x/a;", 101) + "\nER  -\n", "line 2: the entry names more than 100 files"},
		{"a long value", "TY  - GEN\nN1  - " + strings.Repeat("x", 9000) + "\nER  -\n", "line 2: the value of N1 has 9000 bytes (limit 8192)"},
		{"many authors", "TY  - GEN\n" + strings.Repeat("AU  - A, B\n", 201) + "ER  -\n", "line 202: more than 200 authors stand here"},
		{"a date in no calendar", "TY  - GEN\nPY  - 1912/13/01\nER  -\n", `line 2: "1912-13-01" is in no calendar; a date is YYYY-MM-DD, YYYY-MM or YYYY`},
		{"a dangerous address", "TY  - GEN\nUR  - javascript:alert(1)\nER  -\n", `line 2: "javascript:alert(1)" is no web address; it begins with https:// or http://`},
		{"a language that is none", "TY  - GEN\nLA  - Klingon of old\nER  -\n", `line 2: "Klingon of old" is no language code, such as en, de, es, fr or ru`},
	} {
		entries, err := readRIS(tt.text)
		if err == nil {
			_, err = declareRIS(entries[0])
		}
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Whatever a file holds, reading it ends, with entries or with an error that names a line of the file.
func FuzzRIS(f *testing.F) {
	for _, s := range []string{
		"TY  - BOOK\nTI  - a\nAU  - A, B, C\nPY  - 1912/03/05/x\nER  - \n", "TY  - GEN\nL1  - file:///a%20b.txt;c\nmore\nUR  - http://a.b\nLA  - eng\nER  -", "TY  - \r\rER  -",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { fuzzBibliography(t, text, readRIS, declareRIS) })
}
