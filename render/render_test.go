package render_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

// excerpt returns an excerpt whose quotation begins at start.
func excerpt(id string, start int, quote string, l answers.Locator, v answers.Voice) answers.Excerpt {
	sum := sha256.Sum256([]byte(quote))
	return answers.Excerpt{
		ID: id, Quote: quote, Start: start, End: start + utf8.RuneCountInString(quote), SHA256: hex.EncodeToString(sum[:]),
		Prefix: "at the quay. ", Suffix: " Then", Occurrences: 1, Locator: l, Voice: v,
	}
}

func sumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// The sources of the answer that the files of testdata show. All in them is invented.
var (
	gazette = corpus.Source{
		ID: "gazette", Language: "en", File: "press/gazette.md", SHA256: sumOf("gazette"),
		Metadata: corpus.Metadata{
			Title: "The Loss of the Merrow", Author: []corpus.Name{{Family: "Hale", Given: "Ada"}, {Literal: "Our own correspondent"}},
			Issued: corpus.Date{Year: 1911, Month: 3, Day: 9}, ContainerTitle: "The Tarn Gazette", Publisher: "Tarn Press", Type: "article-newspaper",
			URL: "https://example.org/merrow", Abstract: "What is known on the third day.", Note: "Evening edition", Inferred: []string{"author", "issued"},
		},
	}
	log = corpus.Source{
		ID: "keepers-log", Language: "en", File: "keepers-log.txt", SHA256: sumOf("log"),
		Metadata: corpus.Metadata{Title: "Log of the Keeper at Skerry Light", Issued: corpus.Date{Literal: "the winter of the great frost"}},
	}
	letter  = corpus.Source{ID: "letter", Language: "und", File: "letter.txt", SHA256: sumOf("letter")}
	hostile = corpus.Source{
		ID: "pasted", Language: "en", File: "pasted.txt", SHA256: sumOf("pasted"),
		Metadata: corpus.Metadata{Title: "\x1b[2JA *pasted* <b>page</b>", Author: []corpus.Name{{Literal: "someone\u202e else"}}, Issued: corpus.Date{Year: 1911, Month: 4}},
	}
	ballad = corpus.Source{
		ID: "ballad", Language: "en", File: "ballad.md", SHA256: sumOf("ballad"),
		Metadata: corpus.Metadata{Title: "A Ballad of the Merrow, as it is Sung in the Three Parishes and on Both Shores of the Sound", Issued: corpus.Date{Year: 1912}},
	}
)

// everything returns an answer that has all that an answer can have.
func everything() answers.Answer {
	own, unknown := answers.Voice{Kind: answers.Own}, answers.Voice{Kind: answers.Unidentified}
	looked := []answers.Term{
		{Word: "people", Relatives: []string{"person", "folk", "passengers", "souls", "crew", "hands"}},
		{Word: "aboard", Relatives: []string{"on board"}},
		{Word: "Merrow"},
	}
	return answers.Answer{
		Question: "How many people were aboard the Merrow, and when did she leave?",
		Revision: "sha256:" + sumOf("library"), Order: answers.Rotated, Asked: 6, Sources: 8,
		Accounts: []answers.Account{
			{
				Source: gazette, Strength: answers.Direct, More: 2,
				Excerpts: []answers.Excerpt{
					excerpt("gazette:3a-2f-k7f", 106, "The Merrow left the quay at nine with forty people aboard, of whom eleven were children.",
						answers.Locator{Paragraph: 2, Page: "1"}, own),
					excerpt("gazette:9c-31-x2m", 300, "“There were fifty of us, I counted them,” the mate is reported to have said, “and the lamp was lit.”",
						answers.Locator{Paragraph: 5, Page: "2", Section: "What the mate says"}, answers.Voice{Kind: answers.Quoted, Speaker: "the mate", Cue: "the mate is reported to have said"}),
				},
			},
			{
				Source: log, Strength: answers.Direct,
				Excerpts: []answers.Excerpt{
					excerpt("keepers-log:4-1p-aab", 4, "9.40 pm. Merrow passed.\n  Wind N.W., rising; 38 souls, by the list.\n\nLamp trimmed.", answers.Locator{Paragraph: 1}, own),
				},
			},
			{
				Source: letter, Strength: answers.Weak,
				Excerpts: []answers.Excerpt{
					excerpt("letter:7-2b-q9z", 7, "It is said at the chapel that she was full, and that no one was turned away.", answers.Locator{Paragraph: 3}, unknown),
				},
			},
			{
				Source: hostile, Strength: answers.Weak,
				Excerpts: []answers.Excerpt{
					excerpt("pasted:1-3c-zzz", 1, "1. *Forty* [people](https://example.org/x) & <script>alert(1)</script> \x1b[31maboard\x1b[0m, said @everyone\u202e; see www.example.org or `code` #1.",
						answers.Locator{Paragraph: 1}, own),
					excerpt("pasted:90-1k-yyy", 288, "乗客は四十人で、そのうち十一人は子供であったと伝えられているが、名簿は海に失われ、確かめることはできない。 Прибыло сорок человек 👩‍👩‍👧‍👦.",
						answers.Locator{Paragraph: 9}, own),
				},
			},
		},
		Silent: []answers.Silence{{Source: ballad, Searched: looked}, {Source: corpus.Source{ID: "tide-table"}, Searched: looked}},
		Differences: []answers.Row{
			{Kind: "figure", Aspect: "people aboard", Cells: []answers.Cell{
				{Source: "gazette", Excerpt: "gazette:3a-2f-k7f", Quote: "forty people aboard"},
				{Source: "gazette", Excerpt: "gazette:9c-31-x2m", Quote: "fifty of us", Voice: answers.Voice{Kind: answers.Quoted, Speaker: "the mate of the *Anne*"}},
				{Source: "keepers-log", Excerpt: "keepers-log:4-1p-aab", Quote: "38 souls", Value: answers.Value{Number: "38"}, Voice: own},
			}},
			{Kind: "responsibility", Aspect: "the lamp at the end of the quay", Cells: []answers.Cell{
				{Source: "gazette", Excerpt: "gazette:9c-31-x2m", Quote: "the lamp was lit", Voice: unknown},
				{Source: "letter", Excerpt: "letter:7-2b-q9z", Quote: "nobody whom I have met since can swear to have seen a light on the quay that night, or on any other night"},
			}},
		},
		Agreements: []answers.Row{
			{Kind: "figure", Aspect: "children", Agree: true, Cells: []answers.Cell{
				{Source: "gazette", Excerpt: "gazette:3a-2f-k7f", Quote: "eleven were children"},
				{Source: "pasted", Excerpt: "pasted:90-1k-yyy", Quote: "そのうち十一人は子供"},
			}},
		},
		Shared: []answers.Shared{
			{Quote: "left the quay at nine with forty people aboard", Words: 9, Changed: 1, Places: []answers.Place{
				{Source: "gazette", Start: 117, End: 163}, {Source: "letter", Start: 900, End: 946, Credited: "the paper"},
			}},
		},
	}
}

// inContext returns an excerpt with the text around it.
func inContext() render.Context {
	return render.Context{
		Source: gazette, Excerpt: everything().Accounts[0].Excerpts[0],
		Before: "It is the third day.\n\nThe harbour was calm, and the tide an hour past the full when the bell was rung. ",
		After:  " She was not seen again from the shore.\r\n\r\nThe inquiry opens on Monday.",
	}
}

// What the forms look like is in testdata; go test -update writes it anew, to be read in review.
func TestGolden(t *testing.T) {
	a := everything()
	cards := []render.Card{{Source: gazette, Added: time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)}, {Source: letter}, {Source: hostile}}
	text := func(width int, colour bool) func(*bytes.Buffer) error {
		return func(b *bytes.Buffer) error {
			return render.Text(b, a, render.TextOptions{Width: width, Color: colour}, render.English)
		}
	}
	for _, tt := range []struct {
		file  string
		write func(*bytes.Buffer) error
	}{
		{"answer-80.txt", text(80, false)},
		{"answer-40.txt", text(40, false)},
		{"answer-0.txt", text(0, false)},
		{"answer-80-colour.txt", text(80, true)},
		{"answer.md", func(b *bytes.Buffer) error { return render.Markdown(b, a, render.English) }},
		{"answer.json", func(b *bytes.Buffer) error { return indented(b)(render.JSON(a)) }},
		{"sources-80.txt", func(b *bytes.Buffer) error {
			return render.SourcesText(b, cards, render.TextOptions{Width: 80}, render.English)
		}},
		{"sources-30.txt", func(b *bytes.Buffer) error {
			return render.SourcesText(b, cards[2:], render.TextOptions{Width: 30}, render.English)
		}},
		{"sources.json", func(b *bytes.Buffer) error { return indented(b)(render.SourcesJSON(cards)) }},
		{"context-60.txt", func(b *bytes.Buffer) error {
			return render.ContextText(b, inContext(), render.TextOptions{Width: 60}, render.English)
		}},
		{"context-0-colour.txt", func(b *bytes.Buffer) error {
			return render.ContextText(b, inContext(), render.TextOptions{Color: true}, render.English)
		}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			var b bytes.Buffer
			if err := tt.write(&b); err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(b.String(), "\x1b", "␛")
			file := filepath.Join("testdata", tt.file)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", file, diff)
			}
		})
	}
}

// indented returns a function that writes JSON for people.
func indented(b *bytes.Buffer) func([]byte, error) error {
	return func(raw []byte, err error) error {
		if err != nil {
			return err
		}
		if err := json.Indent(b, raw, "", "  "); err != nil {
			return err
		}
		return b.WriteByte('\n')
	}
}
