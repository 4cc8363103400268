package render_test

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/render"
)

// readers are programs that show Markdown: one reads CommonMark, and one what GitHub adds to it.
var readers = map[string]goldmark.Markdown{
	"CommonMark": goldmark.New(),
	"GitHub":     goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)),
}

// asHTML returns an answer in Markdown as readers show it.
func asHTML(t rapid.TB, reader goldmark.Markdown, a answers.Answer) string {
	var source, page bytes.Buffer
	if err := render.Markdown(&source, a, render.English); err != nil {
		t.Fatal(err)
	}
	if err := reader.Convert(source.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

var quotation = regexp.MustCompile(`(?s)<blockquote>\n<p>(.*?)</p>\n</blockquote>`)

// shownText returns the characters that a reader sees of HTML without elements but for line breaks.
func shownText(markup string) string {
	return html.UnescapeString(strings.ReplaceAll(markup, "<br>\n", "\n"))
}

// What a reader sees in a block quotation is the excerpt, character by character, but for what a terminal would obey.
func TestBlockQuotationsAreTheSlices(t *testing.T) {
	for name, reader := range readers {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				a := drawAnswer(t)
				a.Shared = nil
				var want, got []string
				for _, account := range a.Accounts {
					for _, e := range account.Excerpts {
						visible, _ := render.Visible(e.Quote)
						want = append(want, strings.Trim(visible, "\n"))
					}
				}
				page := asHTML(t, reader, a)
				for _, m := range quotation.FindAllStringSubmatch(page, -1) {
					got = append(got, shownText(m[1]))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("quotations (-want +got):\n%s\npage: %s", diff, page)
				}
			})
		})
	}
}

// element is the beginning or end of an element that is ours.
var element = regexp.MustCompile(`</?(h1|h2|p|blockquote|ul|li|code)>|<br>`)

// No markup comes from a source or a question: there are no links, no emphasis, no HTML, no tables but ours.
func TestNoMarkupComesFromSources(t *testing.T) {
	for name, reader := range readers {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				a := drawAnswer(t)
				page := asHTML(t, reader, a)
				if rest := element.ReplaceAllString(page, ""); strings.ContainsAny(rest, "<>") {
					t.Fatalf("markup that is not ours: %s", rest)
				}
				for tag, want := range map[string]int{"<h1>": 1, "<h2>": headings(a), "<blockquote>": len(receiptsOf(a)) + len(a.Shared)} {
					if got := strings.Count(page, tag); got != want {
						t.Fatalf("%d of %s, want %d: %s", got, tag, want, page)
					}
				}
			})
		})
	}
}

// headings returns how many headings of the second order an answer has.
func headings(a answers.Answer) int {
	n := len(a.Accounts)
	for _, length := range []int{len(a.Silent), len(a.Differences), len(a.Agreements), len(a.Shared)} {
		if length > 0 {
			n++
		}
	}
	return n
}

// A title and a question are shown as they are, too.
func TestHeadingsShowTitles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := slice(t, "title")
		a := speaking("word")
		a.Question = title
		a.Accounts[0].Source.Metadata.Title = title
		visible, _ := render.Visible(title)
		want := strings.Join(strings.FieldsFunc(visible, blank), " ")
		page := asHTML(t, readers["GitHub"], a)
		for _, tag := range []string{"h1", "h2"} {
			m := regexp.MustCompile(`(?s)<` + tag + `>(.*?)</` + tag + `>`).FindStringSubmatch(page)
			if m == nil || shownText(m[1]) != want {
				t.Fatalf("%s is shown as %q, want %q: %s", tag, m, want, page)
			}
		}
	})
}

// Prose stays as it is, for those who read the Markdown itself.
func TestProseIsNotEscaped(t *testing.T) {
	const prose = "“At 9.40 (by the list), forty — or 38 — left; the cook's boy, aged 9, stayed: why? It was 12 % of N.W.!"
	var b bytes.Buffer
	if err := render.Markdown(&b, speaking(prose), render.English); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "\n> "+prose+"\n") {
		t.Errorf("the prose %q is written as:\n%s", prose, b.String())
	}
}
