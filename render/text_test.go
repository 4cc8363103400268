package render_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

func textOf(t rapid.TB, a answers.Answer, o render.TextOptions) string {
	var b bytes.Buffer
	if err := render.Text(&b, a, o, render.English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// forms returns an answer, its sources and one of its excerpts in all forms for people, by name.
func forms(t rapid.TB, a answers.Answer, o render.TextOptions) map[string]string {
	list := map[string]string{"text": textOf(t, a, o)}
	write := func(name string, f func(io.Writer) error) {
		var b bytes.Buffer
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		list[name] = b.String()
	}
	write("Markdown", func(w io.Writer) error { return render.Markdown(w, a, render.English) })
	write("sources", func(w io.Writer) error {
		var cards []render.Card
		for _, account := range a.Accounts {
			cards = append(cards, render.Card{Source: account.Source})
		}
		return render.SourcesText(w, cards, o, render.English)
	})
	write("context", func(w io.Writer) error {
		if len(a.Accounts) == 0 {
			return nil
		}
		e := a.Accounts[0].Excerpts[0]
		return render.ContextText(w, render.Context{Source: a.Accounts[0].Source, Excerpt: e, Before: e.Prefix, After: e.Suffix}, o, render.English)
	})
	return list
}

func drawWidth(t *rapid.T) int { return rapid.IntRange(render.MinWidth, 120).Draw(t, "width") }

// No line is wider than the terminal, whatever the sources hold.
func TestNoLineIsWiderThanTheTerminal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := drawWidth(t)
		list := forms(t, drawAnswer(t), render.TextOptions{Width: width})
		delete(list, "Markdown")
		for name, text := range list {
			for line := range strings.Lines(text) {
				if got := lipgloss.Width(strings.TrimSuffix(line, "\n")); got > width {
					t.Fatalf("%s: the line %q is %d columns wide, want at most %d", name, line, got, width)
				}
			}
		}
	})
}

// quoted returns the lines of text that stand behind a bar.
func quoted(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "  │"); ok {
			lines = append(lines, strings.TrimPrefix(rest, " "))
		}
	}
	return lines
}

// Without a width the lines behind the bar are the excerpt, character by character, but for what a terminal would obey.
func TestUnwrappedExcerptsAreTheSlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quote := slice(t, "quote")
		want, _ := render.Visible(quote)
		if got := strings.Join(quoted(textOf(t, speaking(quote), render.TextOptions{})), "\n"); got != want {
			t.Fatalf("the excerpt %q is shown as %q, want %q", quote, got, want)
		}
	})
}

// blank reports whether a line may be broken at a character.
func blank(r rune) bool { return unicode.IsSpace(r) && !strings.ContainsRune("\u00a0\u2007\u202f", r) }

// Joining the lines behind the bar with blanks gives back the words of the excerpt, unless one is wider than a line; and then
// still all characters but white space.
func TestWrappedExcerptsHaveTheWordsOfTheSlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		quote, width := slice(t, "quote"), drawWidth(t)
		visible, _ := render.Visible(quote)
		want := strings.FieldsFunc(visible, blank)
		lines := quoted(textOf(t, speaking(quote), render.TextOptions{Width: width}))
		got := strings.FieldsFunc(strings.Join(lines, " "), blank)
		if slices.ContainsFunc(want, func(w string) bool { return lipgloss.Width("  │ "+w) > width }) {
			want, got = []string{strings.Join(want, "")}, []string{strings.Join(got, "")}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("the excerpt %q is shown at %d columns as %q (-want +got):\n%s", quote, width, lines, diff)
		}
	})
}

// Blanks between words that stay in one line are as they were.
func TestBlanksWithinALineStay(t *testing.T) {
	got := quoted(textOf(t, speaking("one  two   three\nfour"), render.TextOptions{Width: 40}))
	if want := []string{"one  two   three four"}; !slices.Equal(got, want) {
		t.Errorf("shown as %q, want %q", got, want)
	}
}

// obeyed reports whether a terminal would obey a character, or show the text in another order for it.
func obeyed(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.Is(unicode.Cc, r) || strings.ContainsRune("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) ||
		unicode.Is(unicode.Cf, r) && (r >= 0xE0000 || r >= 0xFFF9 && r <= 0xFFFB || r == 0xFEFF))
}

// Nothing that a terminal obeys comes from a source or a question, in whatever form; and no colour where none is wanted.
func TestNothingForTheTerminalToObey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAnswer(t)
		list := forms(t, a, render.TextOptions{Width: rapid.SampledFrom([]int{0, 40, 80}).Draw(t, "width")})
		raw, err := render.JSON(a)
		if err != nil {
			t.Fatal(err)
		}
		list["JSON"] = string(raw)
		for name, text := range list {
			if i := strings.IndexFunc(text, obeyed); i >= 0 {
				t.Fatalf("%s: a character for the terminal at %d: %q", name, i, text[max(0, i-20):min(len(text), i+20)])
			}
		}
	})
}

// sgr is a command that sets colour and weight, the one kind that is ours.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Colour changes nothing but colour.
func TestColourIsColour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAnswer(t)
		o := render.TextOptions{Width: rapid.SampledFrom([]int{0, 20, 40, 80}).Draw(t, "width")}
		want := forms(t, a, o)
		o.Color = true
		got := forms(t, a, o)
		for name := range got {
			got[name] = sgr.ReplaceAllString(got[name], "")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("without and with colour (-want +got):\n%s", diff)
		}
	})
}

// Everyone is shown, and every excerpt has its key below it.
func TestEverySourceAndKeyIsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAnswer(t)
		list := forms(t, a, render.TextOptions{})
		for _, text := range []string{list["text"], list["Markdown"]} {
			for _, s := range a.Silent {
				if !strings.Contains(text, string(s.Source.ID)) {
					t.Fatalf("the silent source %s is not in %q", s.Source.ID, text)
				}
			}
			for _, account := range a.Accounts {
				for _, e := range account.Excerpts {
					if !strings.Contains(text, e.ID) {
						t.Fatalf("the key %s is not in %q", e.ID, text)
					}
				}
			}
		}
	})
}

func TestHiddenCharactersAreCounted(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*answers.Answer)
		want   string // the line
	}{
		{"in an excerpt", func(a *answers.Answer) { a.Accounts[0].Excerpts[0].Quote = "a\x1bb\u202ec" }, "    ¶ 1 · own words · 2 control characters not shown · s:1-k7f"},
		{"in the question", func(a *answers.Answer) { a.Question = "a\x1bb" }, "1 control character not shown"},
		{"in a title", func(a *answers.Answer) { a.Accounts[0].Source.Metadata.Title = "\u009ba\u202eb" }, "2 control characters not shown"},
		{"line ends are white space", func(a *answers.Answer) { a.Accounts[0].Excerpts[0].Quote = "a\r\nb\fc" }, "    ¶ 1 · own words · s:1-k7f"},
	} {
		a := speaking("word")
		tt.change(&a)
		lines := strings.Split(textOf(t, a, render.TextOptions{}), "\n")
		if !slices.Contains(lines, tt.want) {
			t.Errorf("%s: the lines are %q, want among them %q", tt.name, lines, tt.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		hidden   int
	}{
		{"plain, ünïcödé, 漢字", "plain, ünïcödé, 漢字", 0},
		{"a\x1b[31mb", "a[31mb", 1},
		{"a\u009bb\x00\x7f", "ab", 3},
		{"a\tb\nc", "a\tb\nc", 0},
		{"a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh", 0},
		{"\u202ea\u2066b\u200f\u061c", "ab", 4},
		{"👩\u200d👧 \u00ad", "👩\u200d👧 \u00ad", 0},
		{"a\U000e0041\U000e007f\ufeffb\ufff9", "ab", 4},
		{"a\x9bb", "a\ufffdb", 0},
	} {
		if got, hidden := render.Visible(tt.in); got != tt.want || hidden != tt.hidden {
			t.Errorf("Visible(%q) = %q, %d; want %q, %d", tt.in, got, hidden, tt.want, tt.hidden)
		}
	}
}

// A table becomes a list where it has no room: on a narrow terminal, or beside long IDs.
func TestRowsAreATableWhereThereIsRoom(t *testing.T) {
	long := corpus.SourceID(strings.Repeat("s", 50))
	for _, tt := range []struct {
		width int
		id    corpus.SourceID
		table bool
	}{{0, "s", true}, {60, "s", true}, {59, "s", false}, {80, long, false}, {120, long, true}} {
		a := speaking("word")
		a.Differences = []answers.Row{{Kind: "figure", Aspect: "people", Cells: []answers.Cell{{Source: tt.id, Excerpt: "s:1-k7f", Quote: "forty"}}}}
		text := textOf(t, a, render.TextOptions{Width: tt.width})
		if got := strings.Contains(text, "  people  forty  "+string(tt.id)); got != tt.table {
			t.Errorf("width %d: in a table %v, want %v:\n%s", tt.width, got, tt.table, text)
		}
	}
}

// A very long word is broken in time that grows as it does.
func TestALongWordIsBroken(t *testing.T) {
	word := strings.Repeat("x", 1<<20)
	lines := quoted(textOf(t, speaking(word), render.TextOptions{Width: 40}))
	if got := strings.Join(lines, ""); got != word || len(lines) != (1<<20+35)/36 {
		t.Errorf("%d characters in %d lines, want %d in %d", len(got), len(lines), 1<<20, (1<<20+35)/36)
	}
}

// errFull is what a writer without room returns.
var errFull = errors.New("full")

type fullWriter struct{}

func (fullWriter) Write([]byte) (int, error) { return 0, errFull }

func TestErrorsOfTheWriterAreReturned(t *testing.T) {
	a, o, w := everything(), render.TextOptions{Width: 80}, fullWriter{}
	for name, err := range map[string]error{
		"Text": render.Text(w, a, o, render.English), "Markdown": render.Markdown(w, a, render.English),
		"SourcesText": render.SourcesText(w, []render.Card{{Source: gazette}}, o, render.English),
		"ContextText": render.ContextText(w, inContext(), o, render.English),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s to a full disk = %v, want %v", name, err, errFull)
		}
	}
}
