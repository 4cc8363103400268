package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFrontMatter(t *testing.T) {
	s, err := Read("a.md", []byte(`---
id: hale-1912
title: "The gate: a report"
author:
  - Hale, Ruth
  - The Harbour Board
  - {family: Oyelaran, given: B.}
issued: 1912-03-05
publisher: Board of Inquiry
container-title: Papers
URL: https://example.org/gate
language: en-GB
type: report
abstract: What was found.
note:
---

# A heading

The gate was open.
`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := Metadata{
		Title:  "The gate: a report",
		Author: []Name{{Family: "Hale", Given: "Ruth"}, {Literal: "The Harbour Board"}, {Family: "Oyelaran", Given: "B."}},
		Issued: Date{Year: 1912, Month: 3, Day: 5}, Publisher: "Board of Inquiry", ContainerTitle: "Papers",
		URL: "https://example.org/gate", Type: "report", Abstract: "What was found.",
	}
	if diff := cmp.Diff(want, s.Metadata); diff != "" {
		t.Errorf("metadata (-want +got):\n%s", diff)
	}
	if s.ID != "hale-1912" || s.Language != "en" {
		t.Errorf("id, language = %q, %q, want hale-1912, en", s.ID, s.Language)
	}
	if !strings.HasPrefix(s.Document.Text, "---\nid:") {
		t.Errorf("front matter is not counted: %.20q", s.Document.Text)
	}
}

// Dates and names keep what they say.
func TestFrontMatterValues(t *testing.T) {
	for _, tt := range []struct {
		front string
		want  Metadata
	}{
		{"issued: 1912", Metadata{Issued: Date{Year: 1912}}},
		{"issued: 1912-03", Metadata{Issued: Date{Year: 1912, Month: 3}}},
		{"issued: 2022-01-15T10:00:00Z", Metadata{Issued: Date{Year: 2022, Month: 1, Day: 15}}},
		{"issued: spring of 1912", Metadata{Issued: Date{Literal: "spring of 1912"}}},
		{"author: Ruth Hale", Metadata{Author: []Name{{Literal: "Ruth Hale"}}}},
		{"author: Harbour Board of Inquiry, Port Ansel", Metadata{Author: []Name{{Literal: "Harbour Board of Inquiry, Port Ansel"}}}},
		{"author: [A, B]", Metadata{Author: []Name{{Literal: "A"}, {Literal: "B"}}}},
		{"author: Hale, Ruth, and others", Metadata{Author: []Name{{Literal: "Hale, Ruth, and others"}}}},
		{"title: 1912", Metadata{Title: "1912"}},
		{"title: yes", Metadata{Title: "yes"}},
	} {
		s, err := Read("a.txt", []byte("---\n"+tt.front+"\n---\n\nthe gate was open that night, as everyone knew.\n"), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.front, err)
			continue
		}
		if diff := cmp.Diff(tt.want, s.Metadata); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.front, diff)
		}
	}
}

func TestBrokenFrontMatter(t *testing.T) {
	billion := "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b"
	for _, tt := range []struct {
		name, front string
		line        int
		says        string
	}{
		{"an unknown key", "title: a\ntitel: b", 3, `"titel" is not known`},
		{"a key twice", "title: a\ntitle: b", 3, "stands twice"},
		{"a wrong type", "title:\n  - a\n  - b", 3, "must be one text"},
		{"an author of a wrong type", "author:\n  - [a]", 3, "must be one text"},
		{"an unknown part of a name", "author:\n  - {first: a}", 3, `"first" is not known`},
		{"an alias", "title: &x a\nnote: *x", 2, "aliases are not read"},
		{"a billion laughs", billion, 2, "aliases are not read"},
		{"a tag", "title: !!binary aGVsbG8=", 2, "is not read"},
		{"depth", "author: " + strings.Repeat("[", 200) + strings.Repeat("]", 200), 2, "nested too deep (limit 8"},
		{"a long value", "note: " + strings.Repeat("x", 9000), 2, "limit 8192"},
		{"many authors", "author: [" + strings.Repeat("a,", 300) + "]", 2, "limit 200"},
		{"a broken id", "id: a b", 2, "letters a-z, digits"},
		{"a date in no calendar", "issued: 2022-13-01", 2, "in no calendar"},
		{"an address that is none", "URL: example.org", 2, "web address"},
		{"a dangerous address", "URL: javascript:alert(1)", 2, "web address"},
		{"a language that is none", "language: klingon-language", 2, "language code"},
		{"a type that is none", "type: newspaper", 2, "did you mean article-newspaper?"},
		{"broken YAML", "title: a\nnote: \"b", 3, "found unexpected"},
		{"no end", "title: a\n\nText without an end.", 1, "has no end"},
		{"no end within the limit", "title: a\nnote: x\n" + strings.Repeat("# filler\n", 4000), 1, "within 16 KB"},
	} {
		text := "---\n" + tt.front + "\n"
		if !strings.HasPrefix(tt.says, "has no end") && !strings.HasPrefix(tt.says, "within") {
			text += "---\n"
		} else if tt.line == 1 && strings.Contains(tt.front, "filler") {
			text += "---\n"
		}
		_, err := Read("a.md", []byte(text+"\nThe gate was open.\n"), Options{})
		e := (*FormatError)(nil)
		if !errors.As(err, &e) || e.Line != tt.line || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want an error at line %d with %q", tt.name, err, tt.line, tt.says)
		}
	}
}

// A rule of dashes above a text is no front matter.
func TestRulesAreNoFrontMatter(t *testing.T) {
	for _, text := range []string{"---\n\nThe gate was open.\n", "---\nThe gate was open.\n---\nIt stayed so.\n"} {
		if _, err := Read("a.md", []byte(text), Options{}); err != nil {
			t.Errorf("Read(%q): %v", text, err)
		}
	}
}

// Front matter without a text is no source.
func TestOnlyFrontMatter(t *testing.T) {
	if _, err := Read("a.md", []byte("---\ntitle: a\n---\n\n"), Options{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("Read = %v, want ErrEmpty", err)
	}
}

// What a text plainly shows is proposed, and marked; what it does not show stays unknown.
func TestInferredMetadata(t *testing.T) {
	body := "\n\nThe gate was open that night, and nobody had been told of it before the water came.\n"
	for _, tt := range []struct {
		name, text string
		want       Metadata
	}{
		{
			"a title and a byline", "The open gate\n\nBy Ruth Hale" + body,
			Metadata{Title: "The open gate", Author: []Name{{Literal: "Ruth Hale"}}, Inferred: []string{"author", "title"}},
		},
		{
			"a date line", "The open gate\n\n5 March 1912" + body,
			Metadata{Title: "The open gate", Issued: Date{Year: 1912, Month: 3, Day: 5}, Inferred: []string{"issued", "title"}},
		},
		{
			"an American date", "The open gate\n\nMarch 5, 1912" + body,
			Metadata{Title: "The open gate", Issued: Date{Year: 1912, Month: 3, Day: 5}, Inferred: []string{"issued", "title"}},
		},
		{
			"a German date", "Das offene Tor\n\n5. März 1912" + body,
			Metadata{Title: "Das offene Tor", Issued: Date{Year: 1912, Month: 3, Day: 5}, Inferred: []string{"issued", "title"}},
		},
		{
			"a date that can be read in two ways", "The open gate\n\n05/03/1912" + body,
			Metadata{Title: "The open gate", Issued: Date{Literal: "05/03/1912"}, Inferred: []string{"issued", "title"}},
		},
		{
			"a date that can not", "The open gate\n\n15/03/1912" + body,
			Metadata{Title: "The open gate", Issued: Date{Year: 1912, Month: 3, Day: 15}, Inferred: []string{"issued", "title"}},
		},
		{
			"an address with a date", "The open gate" + body + "\nhttps://example.org/1912/03/05/gate\n",
			Metadata{Title: "The open gate", URL: "https://example.org/1912/03/05/gate", Issued: Date{Year: 1912, Month: 3, Day: 5}, Inferred: []string{"URL", "issued", "title"}},
		},
		{
			"two addresses", "The open gate" + body + "\nhttps://example.org/a\n\nhttps://example.org/b\n",
			Metadata{Title: "The open gate", Inferred: []string{"title"}},
		},
		{"nothing", strings.TrimSpace(body), Metadata{}},
	} {
		s, err := Read("a.txt", []byte(tt.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, s.Metadata); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Whatever stands at the head of a file, reading it ends, with a source or with an error that names a line of the file.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"title: a", "author: [a, {family: b}]", "issued: 2022-02-31", "a: &a [*a]", "title: |\n  x\n y", "? a\n: b"} {
		f.Add([]byte("---\n" + s + "\n---\n\nThe gate was open.\n"))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := Read("a.md", raw, Options{})
		if e := (*FormatError)(nil); err != nil && (!errors.As(err, &e) || e.Line > 1+strings.Count(string(raw), "\n")) {
			t.Errorf("Read(%q) = %v", raw, err)
		}
		if err == nil && fmt.Sprint(s.Metadata) != fmt.Sprint(must(Read("a.md", raw, Options{})).Metadata) {
			t.Errorf("Read(%q) twice is not the same", raw)
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
