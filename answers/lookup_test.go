package answers_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
)

const letter = `---
title: A letter
---

# The gate

It was late. The gate stood open. Nobody had been told.

A second paragraph stands here.

## The morning

In the morning it was shut.
`

func TestLookupAndAround(t *testing.T) {
	d := corpus.Document{Text: letter, Structure: corpus.Parse(letter, "en", true)}
	card := corpus.Source{ID: "letter"}
	i := strings.Index(letter, "The gate stood")
	span := corpus.Span{Start: i, End: i + len("The gate stood open.")}
	want := answers.NewExcerpt(card, d, 1, span)
	key, err := answers.ParseKey(want.ID)
	if err != nil {
		t.Fatal(err)
	}
	got, err := answers.Lookup(card, d, key)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Lookup (-want +got):\n%s", diff)
	}
	for scope, wantText := range map[answers.Scope]string{
		answers.ScopeSentence:  "It was late. The gate stood open. Nobody had been told.",
		answers.ScopeParagraph: "It was late. The gate stood open. Nobody had been told.",
		answers.ScopePage:      "The gate\n\nIt was late. The gate stood open. Nobody had been told.\n\nA second paragraph stands here.",
		answers.ScopeAll:       strings.TrimPrefix(letter, "---\ntitle: A letter\n---\n\n"),
	} {
		if got := strings.TrimLeft(answers.Around(d, span, scope).In(letter), "\n"); got != wantText {
			t.Errorf("Around %s = %q, want %q", scope, got, wantText)
		}
	}
	for name, k := range map[string]answers.Key{
		"another check":  {Source: "letter", Start: key.Start, End: key.End, Check: "zzz"},
		"another place":  {Source: "letter", Start: key.Start + 1, End: key.End + 1, Check: key.Check},
		"behind the end": {Source: "letter", Start: 10000, End: 10010, Check: key.Check},
	} {
		_, err := answers.Lookup(card, d, k)
		if e := (*answers.CitationError)(nil); !errors.As(err, &e) {
			t.Errorf("Lookup with %s = %v, want a CitationError", name, err)
		}
	}
}
