package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// bibDeclarations reads BibTeX and returns what its entries say.
func bibDeclarations(t *testing.T, text string) []Metadata {
	t.Helper()
	entries, err := readBibTeX(text)
	check(t, err)
	var list []Metadata
	for _, e := range entries {
		d, err := declareBibTeX(e)
		check(t, err)
		list = append(list, d.Metadata)
	}
	return list
}

// All that stands between entries, and all ways to write a value, are read.
func TestBibTeX(t *testing.T) {
	got := bibDeclarations(t, `% Encoding: UTF-8
Free text with an address, clerk@example.org, and {braces.
% @book{commented, title = {Not there}}
@preamble{ "\newcommand{\x}{y} " # "more" }
@comment{jabref-meta: databaseType:{bibtex}; @book{inside, title={Not there}}}
@comment a whole line {
@String{board = "Harbour Board"}
@string(inquiry = board # { of Inquiry})

@TechReport{hale-1912,
  Title     = {The {Gate}: a "report" in {n}ested {{braces}}},
  author    = "Hale, Ruth and {Harbour Board and Pilots} and others",
  year      = 1912, month = mar, day = 5,
  institution = inquiry # ", Port " # {Ansel},
  abstract  = {Write to
@book{x} or "clerk@example.org", 100 % of it,
the end.},
  keywords  = {ignored},
  % title = {Another title},
  unheard   = of, % it has no value: no @string defines it
} @misc(b, howpublished = "\url{https://example.org/a_b~c?d=1%202&e--f}", note = "a {"} mark", langid = {ngerman})
@article{, journaltitle = {The Valley Herald}, entrysubtype = {newspaper}, url = {https://example.org/a\_b\%20\&c}}
`)
	want := []Metadata{
		{
			Title: `The Gate: a "report" in nested braces`, Issued: Date{Year: 1912, Month: 3, Day: 5}, Type: "report",
			Author:    []Name{{Family: "Hale", Given: "Ruth"}, {Literal: "Harbour Board and Pilots"}, {Literal: "others"}},
			Publisher: "Harbour Board of Inquiry, Port Ansel", Abstract: `Write to @bookx or "clerk@example.org", 100 % of it, the end.`,
		},
		{URL: "https://example.org/a_b~c?d=1%202&e--f", Note: `a " mark`},
		{ContainerTitle: "The Valley Herald", Type: "article-newspaper", URL: "https://example.org/a_b%20&c"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("readBibTeX (-want +got):\n%s", diff)
	}
}

func TestUntex(t *testing.T) {
	for _, tt := range []struct{ tex, want string }{
		{`Stra{\ss}e, Stra\ss e, Stra\ss{}e`, "Straße, Straße, Straße"},
		{`{\"o}\"{o}\"o {\'e}t\'e \^{\i}le \'{\i} \v{c} \c{c} \c c \H{o} \~n \r{a}`, "ööö été île í č ç ç ő ñ å"},
		{`\'{\^e}`, "ế"},
		{`\AE{}r {\O}re \aa \oe uvre {\L}\'od\'z`, "Ær Øre åœuvre Łódź"},
		{`Hale \& Brook, 5\,\% of \$3, \#1, a\_b, \{c\}`, "Hale & Brook, 5 % of $3, #1, a_b, {c}"},
		{"1912--1914 --- a ``word'' -- it's", "1912–1914 — a “word” – it's"},
		{`\emph{The} {\it gate} \textbf{was {open}}`, "The gate was open"},
		{`\href{https://example.org}{the gate}`, "the gate"},
		{`a~b\\c\ d`, "a b c d"},
		{`\unknown{kept} \`, `kept \`},
		{`a\~{}b \^{}`, "a~b ^"},
		{`Москва, Köln`, "Москва, Köln"},
		{`\`, `\`},
		{`\"`, ""},
		{`\"}`, `"`},
		{`{{{`, ""},
		{"\\'\xff", "\xff\u0301"},
	} {
		if got := untex(tt.tex); got != tt.want {
			t.Errorf("untex(%q) = %q, want %q", tt.tex, got, tt.want)
		}
	}
}

func TestBibNames(t *testing.T) {
	for _, tt := range []struct {
		list string
		want []Name
	}{
		{"Hale, Ruth", []Name{{Family: "Hale", Given: "Ruth"}}},
		{"Ruth Mary Hale", []Name{{Family: "Hale", Given: "Ruth Mary"}}},
		{"Jan van der Aa and de la Fuente, Ana", []Name{{Family: "van der Aa", Given: "Jan"}, {Family: "de la Fuente", Given: "Ana"}}},
		{"Hale, Jr., Ben", []Name{{Family: "Hale", Given: "Ben Jr."}}},
		{"{Harbour Board, Port Ansel}", []Name{{Literal: "Harbour Board, Port Ansel"}}},
		{"{Land and Sea} AND\n Brook, Ben", []Name{{Literal: "Land and Sea"}, {Family: "Brook", Given: "Ben"}}},
		{`K{\"o}nig, J{\"u}rgen and {\'E}mile~Roux`, []Name{{Family: "König", Given: "Jürgen"}, {Family: "Roux", Given: "Émile"}}},
		{"Anna {Brook Hale}", []Name{{Family: "Brook Hale", Given: "Anna"}}},
		{"Herald", []Name{{Literal: "Herald"}}},
		{"Hale,", []Name{{Literal: "Hale"}}},
		{"Sanders, R. and others", []Name{{Family: "Sanders", Given: "R."}, {Literal: "others"}}},
		{"A, B, C, D, E", []Name{{Literal: "A, B, C, D, E"}}},
		{"and and , and {}", nil},
		{"Брук, Анна", []Name{{Family: "Брук", Given: "Анна"}}},
	} {
		got, err := bibNames(tt.list)
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("bibNames(%q): %v (-want +got):\n%s", tt.list, err, diff)
		}
	}
}

func TestBibDates(t *testing.T) {
	for _, tt := range []struct {
		fields string
		want   Date
	}{
		{"year = 1912", Date{Year: 1912}},
		{"year = {1912}, month = {3}", Date{Year: 1912, Month: 3}},
		{"year = 1912, month = {March}, day = {05}", Date{Year: 1912, Month: 3, Day: 5}},
		{"year = 1912, month = {Sept.}", Date{Year: 1912, Month: 9}},
		{"year = 1912, month = {März}", Date{Year: 1912, Month: 3}},
		{`year = 1912, month = "5~" # mar`, Date{Year: 1912, Month: 3, Day: 5}},
		{`year = 1912, month = mar # "~5"`, Date{Year: 1912, Month: 3, Day: 5}},
		{"date = {1912-03-05}, year = 1900", Date{Year: 1912, Month: 3, Day: 5}},
		{"date = {1912-03/1912-05}", Date{Literal: "1912-03/1912-05"}},
		{"year = {n.d.}", Date{Literal: "n.d."}},
		{"year = 1912, month = {spring}", Date{Literal: "spring 1912"}},
		{"year = 1912, month = {March/April}", Date{Literal: "March/April 1912"}},
		{"year = 1912, month = mar, day = {5--7}", Date{Literal: "5–7 March 1912"}},
		{"month = mar", Date{}},
	} {
		if got := bibDeclarations(t, "@misc{a, "+tt.fields+"}"); got[0].Issued != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.fields, got[0].Issued, tt.want)
		}
	}
}

// The files of an entry are told from what programs write about them.
func TestBibFiles(t *testing.T) {
	for _, tt := range []struct {
		value string
		want  []string
	}{
		{"a.txt", []string{"a.txt"}},
		{"deep/er/a.txt", []string{"deep/er/a.txt", "a.txt"}},
		{":a.txt:TXT", []string{":a.txt:TXT", "a.txt"}},
		{`Full Text:files/12/a.txt:text/plain;Copy:b.md:text/markdown`, []string{`Full Text:files/12/a.txt:text/plain;Copy:b.md:text/markdown`, "a.txt", "b.md"}},
		{`C\:\\papers\\a.txt`, []string{`C\:\\papers\\a.txt`, "a.txt"}},
		{`C:\papers\a.txt`, []string{`C:\papers\a.txt`, "a.txt"}},
		{`:a\;b.txt:`, []string{`:a\;b.txt:`, "a;b.txt"}},
		{`a\_b.txt`, []string{`a\_b.txt`, "a_b.txt"}},
		{"{{a.txt}}", []string{"a.txt"}},
		{"a: b.txt", []string{"a: b.txt", "b.txt"}},
		{"a.txt:TXT", []string{"a.txt:TXT", "a.txt"}},
		{"", []string{""}},
	} {
		got, err := bibFiles(tt.value)
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("bibFiles(%q): %v (-want +got):\n%s", tt.value, err, diff)
		}
	}
}

// What is broken is named with its line.
func TestBrokenBibTeX(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no brace", "\n@book hale", "line 2: behind @book must stand {"},
		{"no key", "@book{\n title = {a}}", "line 2: the entry has no key"},
		{"no equals sign", "@book{a,\n title {a}}", "line 2: behind title must stand ="},
		{"no comma", "@book{a, title = {a}\n note = {b}}", "line 2: here must stand a comma or }"},
		{"no value", "@book{a,\n\n title = }", "line 3: the value of title must stand in { } or in quotation marks"},
		{"a brace that is not closed", "@book{a,\n title = {The {gate,\n}\n", "line 2: the value of title has no end: its { is not closed"},
		{"a quotation mark that is not closed", "@book{a,\n title = \"The gate,\n}", "line 2: the value of title has a } without {"},
		{"no end", "\n@book{a, title = {b},\n", "line 2: the entry has no end: no } closes it"},
		{"no end before another entry", "@book{a, title = {b}\n\n@book{c, title = {d}}", "line 3: here must stand a comma or }"},
		{"a comment without an end", "\n@comment{ {", "line 2: the comment has no end: its { is not closed"},
		{"depth", "@book{a,\ntitle = " + strings.Repeat("{", 99) + strings.Repeat("}", 99) + "}", "line 2: the value of title is nested too deep (limit 32 levels)"},
		{"depth in quotation marks", "@book{a, title = \"" + strings.Repeat("{", 99) + strings.Repeat("}", 99) + "\"}", "line 1: the value of title is nested too deep (limit 32 levels)"},
		{"many entries", strings.Repeat("@misc{a}\n", 10_001), "line 10001: it holds more than 10000 entries"},
		{"many files", "@misc{a,\nfile = {" + strings.Repeat("x/a;", 101) + "}}", "line 2: it names more than 100 files"},
		{"a macro that grows", "@string{a = {xxxxxxxx}}\n" + strings.Repeat("@string{a = a # a}\n", 40), "line 18: the values that # joins are too long (limit 1048576 bytes in all)"},
		{"an unknown name", "@book{a,\n title = board}", "line 2: the name board is not defined by a @string"},
		{"an unknown name in a macro", "@string{x = board # { a}}\n@book{a,\n title = x}", "line 3: the name board is not defined by a @string"},
		{"a field twice", "@book{a, title = {b},\n TITLE = {c}}", "line 2: the field title stands twice"},
		{"a long value", "@book{a,\n note = {" + strings.Repeat("x", 9000) + "}}", "line 2: the value of note has 9000 bytes (limit 8192)"},
		{"many authors", "@book{a,\n author = {" + strings.Repeat("A B and ", 201) + "}}", "line 2: 201 authors stand here (limit 200)"},
		{"a date in no calendar", "@book{a, year = 1912,\n month = 13}", `line 2: "1912-13" is in no calendar; a date is YYYY-MM-DD, YYYY-MM or YYYY`},
		{"a day in no calendar", "@book{a, year = 1912, month = feb,\n day = 31}", `line 2: "1912-02-31" is in no calendar; a date is YYYY-MM-DD, YYYY-MM or YYYY`},
		{"a dangerous address", "@book{a,\n url = {javascript:alert(1)}}", `line 2: "javascript:alert(1)" is no web address; it begins with https:// or http://`},
		{"a language that is none", "@book{a,\n language = {Klingon of old}}", `line 2: "Klingon of old" is no language code, such as en, de, es, fr or ru`},
	} {
		entries, err := readBibTeX(tt.text)
		if err == nil {
			_, err = declareBibTeX(entries[0])
		}
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// A megabyte of anything is read in time that does not grow with its square.
func TestALargeBibTeX(t *testing.T) {
	for name, unit := range map[string]string{
		"text": "x", "braces": "{", "marks": "@", "lines": "\n", "macros": "@string{a = {b}}\n", "fields": "@misc{a,x=1}\n", "accents": `\"`, "files": `@misc{a,file={a\;b}}`,
	} {
		text := strings.Repeat(unit, maxBibliography/len(unit))
		for _, before := range []string{"", "@misc{a, title = {", "@misc{a, file = {", "@comment{"} {
			start := time.Now()
			readBibTeX(before + text)
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("1 MB of %s behind %q took %v", name, before, took)
			}
		}
	}
	start := time.Now()
	for _, unit := range []string{`\"`, "{", "a and ", "a,", "~", `\x{`, "a:", ";"} {
		value := strings.Repeat(unit, maxValue/len(unit))
		untex(value)
		untexURL(value)
		bibNames(value)
		bibFiles(value)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("values of %d bytes took %v", maxValue, took)
	}
}

// Whatever a file holds, reading it ends, with entries or with an error that names a line of the file, and what stands in them is printable the
// same way twice.
func FuzzBibTeX(f *testing.F) {
	for _, s := range []string{
		"@book{a, title = {b}, author = {A B and {C}}, year = 1912, month = mar}", "@string{a = \"b\" # {c}}\n@misc(x, note = a # 1)",
		"@comment{x}@preamble{\"y\"}", `@misc{a, title = {\"{o}\ss \'\i -- \url{x}}, url = {\url{http://a.b/~c}}, file = {a:b\;c.txt:d;e}}`, "@a{b,c={{{",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fuzzBibliography(t, text, readBibTeX, declareBibTeX)
		if a, b := untex(text), untex(text); a != b || strings.ContainsAny(a, "\n\r\t") {
			t.Errorf("untex(%q) = %q, %q", text, a, b)
		}
	})
}

func fuzzBibliography(t *testing.T, text string, read func(string) ([]reference, error), declare func(reference) (declaration, error)) {
	lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
	hold := func(err error) {
		if e := (*FormatError)(nil); err != nil && (!errors.As(err, &e) || e.Line < 1 || e.Line > lines) {
			t.Errorf("%q: %v names no line of %d", text, err, lines)
		}
	}
	entries, err := read(text)
	hold(err)
	for _, e := range entries {
		d, err := declare(e)
		hold(err)
		again, _ := declare(e)
		if fmt.Sprint(d) != fmt.Sprint(again) {
			t.Errorf("%q: declared twice: %v, %v", text, d, again)
		}
		if err != nil {
			continue
		}
		if d.URL != "" && checkURL(d.URL) != nil || d.Type != "" && !cslTypes[d.Type] {
			t.Errorf("%q: URL %q, type %q", text, d.URL, d.Type)
		}
	}
}
