package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/discord/markdown"
)

// sketch writes nodes in one line: the kind of each but plain text, its level or target, and what it holds.
func sketch(nodes []markdown.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		if n.Kind == markdown.Plain {
			b.WriteString(n.Text)
			continue
		}
		fmt.Fprintf(&b, "[%s", n.Kind)
		if n.Level > 0 {
			fmt.Fprintf(&b, " %d", n.Level)
		}
		if n.Target != "" {
			fmt.Fprintf(&b, " %s", n.Target)
		}
		fmt.Fprintf(&b, ": %s%s]", n.Text, sketch(n.Children))
	}
	return b.String()
}

func TestParseReadsAsDiscordDoes(t *testing.T) {
	for _, test := range []struct{ fact, in, want string }{
		{"a backslash before punctuation goes", `\*a\*`, `[escaped: *]a[escaped: *]`},
		{"a backslash before letters, digits and blanks stays", `C:\Users\1 \ a\`, `C:\Users\1 \ a\`},
		{"a backslash before a letter that is not ASCII goes", `\é`, `[escaped: é]`},

		{"one star is italic", `a *b* c`, `a [italic: b] c`},
		{"a star before a blank opens nothing", `2 * 3 * 4`, `2 * 3 * 4`},
		{"blanks before the star that closes do not matter", `a *b * c`, `a [italic: b] c`},
		{"three blanks before it do", `a *b   * c`, `a *b   * c`},
		{"stars work within words", `a*b*c`, `a[italic: b]c`},
		{"italics hold bold", `*a **b** c*`, `[italic: a [bold: b] c]`},
		{"three stars are both", `***a***`, `[italic: [bold: a]]`},
		{"two stars are bold, with blanks too", `** a **`, `[bold:  a ]`},
		{"bold that does not end is none", `**a`, `**a`},
		{"a star with a backslash closes nothing", `*a\*`, `*a[escaped: *]`},
		{"formatting spans lines", "**a\nb**", "[bold: a\nb]"},
		{"underscores within words are shown", `snake_case_name`, `snake_case_name`},
		{"an underscore within a word opens if one at a word's end closes", `snake_case_ x`, `snake[italic: case] x`},
		{"one underscore is italic", `_a b_`, `[italic: a b]`},
		{"blanks before the underscore that closes stay", `_a _`, `[italic: a ]`},
		{"two underline", `__a_b__`, `[underline: a_b]`},
		{"tildes strike in pairs only", `~a~ ~~b~~`, `~a~ [strike: b]`},
		{"bars hide in pairs only", `a|b||c||`, `a|b[spoiler: c]`},

		{"code shows what it holds", "`*a* \\* <@1>`", `[inline code: *a* \* <@1>]`},
		{"two backticks hold one", "``a`b``", "[inline code: a`b]"},
		{"the blank between backtick and fence goes", "`` `a` ``", "[inline code: `a`]"},
		{"a longer fence may open as a shorter one", "``a`", "[inline code: `a]"},
		{"code that does not end is none", "`a", "`a"},
		{"a code block names its language", "a ```go\nx := 1\n``` b", "a [code block go: x := 1] b"},
		{"the line end behind a code block is its own", "```\na\n```\n> b", "[code block: a][block quotation: b]"},
		{"a word on the line of the fence is code", "```go```", "[code block: go]"},
		{"code blocks may stand within a line", "```a b```", "[code block: a b]"},

		{"a quotation is the lines with a mark", "a\n> b\n> c\nd", "a\n[block quotation: b\nc]d"},
		{"an empty line may belong to it", "> a\n> \n> b", "[block quotation: a\n\nb]"},
		{"the mark needs a blank", ">a\n>\nb", ">a\n>\nb"},
		{"the mark may be indented", "  > a", "[block quotation: a]"},
		{"within a line there is no quotation", "a > b", "a > b"},
		{"a mark behind a line separator goes too", "> a\u2028 > b > c", "[block quotation: a\u2028b > c]"},
		{"three marks quote the rest", "a\n>>> b\n\nc", "a\n[block quotation: b\n\nc]"},
		{"quotations do not nest", "> > a", "[block quotation: > a]"},
		{"a quotation renders what it holds", "> *a*\n> # b", "[block quotation: [italic: a]\n[heading 1: b]]"},

		{"up to three # make a heading", "# a\n## b\n### c\n#### d", "[heading 1: a][heading 2: b][heading 3: c]#### d"},
		{"a heading needs a blank", "#a", "#a"},
		{"the blank may be a line end", "#\n\na", "[heading 1: a]"},
		{"# at its end go", "# C#", "[heading 1: C]"},
		{"a heading may be empty", "#  ", "[heading 1: ]"},
		{"a heading of marks keeps one", "# \n###", "[heading 1: #]"},
		{"headings do not nest", "# # a", "# # a"},
		{"-# makes small text", "-# a *b*\nc", "[subtext: a [italic: b]]c"},
		{"small text may be empty", "-#  \na", "[subtext: ]a"},
		{"-# needs a blank", "-#a", "-#a"},

		{"dashes and stars make lists", "- a\n* b\nc", "[list item: a][list item: b]c"},
		{"numbers count on", "3. a\n1. b", "[list item 3: a][list item 4: b]"},
		{"lists nest by indentation", "- a\n  - b\n- c", "[list item: a\n[list item: b]][list item: c]"},
		{"lists may be indented", "a\n  - b", "a\n[list item: b]"},
		{"a mark needs a blank", "-a\n1.b\n*c", "-a\n1.b\n*c"},
		{"a dash within a line is none", "a - b", "a - b"},
		{"a dash after blanks behind text is none", "**a** - b", "[bold: a] - b"},
		{"lists hold no headings", "- # a", "[list item: # a]"},

		{"addresses are links", "see https://a.example/b, and", "see [link https://a.example/b: https://a.example/b], and"},
		{"points at their end do not belong to them", "https://a.example.", "[link https://a.example: https://a.example]."},
		{"brackets belong to them in pairs", "(https://a.example/b_(c))", "([link https://a.example/b_(c): https://a.example/b_(c)])"},
		{"a link needs no word boundary", "xhttp://ab", "x[link http://ab: http://ab]"},
		{"a scheme alone is none", "https:// a", "https:// a"},
		{"a domain is none", "www.example.com a@b.example", "www.example.com a@b.example"},
		{"any scheme is a link between angle brackets", "<discord://-/x>", "[link discord://-/x: discord://-/x]"},
		{"so are mail and telephone", "<a@b.example><+1 234>", "[link a@b.example: a@b.example][link +1 234: +1 234]"},
		{"a link may have a label", "[a *b*](https://a.example)", "[masked link https://a.example: a [italic: b]]"},
		{"the label may hold brackets", "[a [b]](<https://a.example> \"c\")", "[masked link https://a.example: a [b]]"},
		{"the label may hold a backslash", `[a\](https://a.example)`, `[masked link https://a.example: a\]`},
		{"other targets are none", "[a](b) [a](javascript:b)", "[a](b) [a](javascript:b)"},

		{"mentions", "<@1><@!2><@&3><#4></a b:5><id:customize><@$6>", "[user mention 1: @1][user mention 2: @2][role mention 3: @3]" +
			"[channel mention 4: #4][command mention 5: /a b][navigation mention customize: #customize][game mention 6: @6]"},
		{"mentions of many", "@everyone @here @someone", "[everyone mention: @everyone] [everyone mention: @here] @someone"},
		{"a backslash takes a mention's mark", `\<@1>`, `[escaped: <]@1>`},
		{"emoji", "<:a:1><a:b:2>:smile::a::skin-tone-2:", "[emoji 1: :a:][emoji 2: :b:][emoji: :smile:][emoji: :a::skin-tone-2:]"},
		{"no emoji has a blank", ": a: 12:", ": a: 12:"},
		{"times", "<t:0:R><t:86400>", "[timestamp 0: 1 January 1970 00:00][timestamp 86400: 2 January 1970 00:00]"},
		{"a time out of reach is text", "<t:99999999999999999>", "<t:99999999999999999>"},
		{"the shrug is itself", `¯\_(ツ)_/¯`, `¯\_(ツ)_/¯`},
		{"other angle brackets are text", "a<b>c</b> x < y", "a<b>c</b> x < y"},

		{"line ends are one", "a\r\nb\rc", "a\nb\nc"},
		{"invalid bytes are replaced", "a\xffb", "a\uFFFDb"},
		{"nothing is nothing", "", ""},
	} {
		if diff := cmp.Diff(test.want, sketch(markdown.Parse(test.in, markdown.Content))); diff != "" {
			t.Errorf("%s: Parse(%q) (-want +got):\n%s", test.fact, test.in, diff)
		}
	}
}

func TestPlacesRenderNotTheSame(t *testing.T) {
	const in = "# a\n*b* <@1> <#2> @here `c`"
	for _, test := range []struct {
		place markdown.Place
		want  string
	}{
		{markdown.Content, "[heading 1: a][italic: b] [user mention 1: @1] [channel mention 2: #2] [everyone mention: @here] [inline code: c]"},
		{markdown.Description, "[heading 1: a][italic: b] [user mention 1: @1] [channel mention 2: #2] [everyone mention: @here] [inline code: c]"},
		{markdown.FieldValue, "[heading 1: a][italic: b] [user mention 1: @1] [channel mention 2: #2] [everyone mention: @here] [inline code: c]"},
		{markdown.Title, "# a\n[italic: b] <@1> [channel mention 2: #2] @here [inline code: c]"},
		{markdown.Verbatim, in},
	} {
		if diff := cmp.Diff(test.want, sketch(markdown.Parse(in, test.place))); diff != "" {
			t.Errorf("Parse in place %d (-want +got):\n%s", test.place, diff)
		}
	}
}

func TestTextIsWhatIsSeen(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"**a** \\* `b`", "a * b"},
		{"a\n> b\n> c\nd", "a\nb\nc\nd"},
		{"# a\n- b\n  1. c\nd", "a\n• b\n1. c\nd"},
		{"a```\nb\n```c", "a\nb\nc"},
		{"[a](https://a.example) <#1> :smile: <t:0>", "a #1 :smile: 1 January 1970 00:00"},
		{"||a||", "a"},
	} {
		if got := markdown.Text(markdown.Parse(test.in, markdown.Content)); got != test.want {
			t.Errorf("Text(Parse(%q)) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestFindersLookIntoEveryNode(t *testing.T) {
	nodes := markdown.Parse("> **a `b`** <@1>\n\n> c\n- *d `e` https://f.example*\n[g](https://h.example) @here", markdown.Content)
	if diff := cmp.Diff([]string{"a b @1", "c"}, markdown.Quotes(nodes)); diff != "" {
		t.Errorf("Quotes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"b", "e"}, markdown.Codes(nodes)); diff != "" {
		t.Errorf("Codes (-want +got):\n%s", diff)
	}
	var links, mentions []string
	for _, n := range markdown.Links(nodes) {
		links = append(links, n.Target)
	}
	for _, n := range markdown.Mentions(nodes) {
		mentions = append(mentions, n.Text)
	}
	if diff := cmp.Diff([]string{"https://f.example", "https://h.example"}, links); diff != "" {
		t.Errorf("Links (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"@1", "@here"}, mentions); diff != "" {
		t.Errorf("Mentions (-want +got):\n%s", diff)
	}
}

// tokens are repeated to show that no text takes longer than its length makes it.
var tokens = []string{
	"[a](", "**", "> ", "`", "<", "\\", "*", "_", "__", "~~", "~~_", "||", "```", "- ", "# ", "-# ", "1. ", "\n", "\n- ", "\n  - ",
	":", ":a", "<@", "<a:/", "[", "]", "[[]", "](", "(", "[a](http://b(c)", "http://", "http://a", "@everyone", "***a** ", "*a **", "_a __",
	"`a``", "\n> ", ">>> ", " ", "a", "é", "|", "¯\\_", "**_~~||", "*_", "\n# ",
}

func TestLongRunsOfTokensAreRead(t *testing.T) {
	for _, token := range tokens {
		long := strings.Repeat(token, 20_000/len(token))
		if got := markdown.Text(markdown.Parse(markdown.Escape(long), markdown.Content)); got != long {
			t.Errorf("%d times %q is not shown as it is once escaped", 20_000/len(token), token)
		}
		markdown.Parse(long, markdown.Content)
	}
}

func BenchmarkParse(b *testing.B) {
	for _, token := range tokens {
		for _, n := range []int{10_000, 100_000} {
			long := strings.Repeat(token, n/len(token))
			b.Run(fmt.Sprintf("%q/%d", token, n), func(b *testing.B) {
				b.SetBytes(int64(len(long)))
				for b.Loop() {
					markdown.Parse(long, markdown.Content)
				}
			})
		}
	}
}

func BenchmarkEscape(b *testing.B) {
	for _, token := range tokens {
		long := strings.Repeat(token, 100_000/len(token))
		b.Run(fmt.Sprintf("%q", token), func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				markdown.Escape(long)
			}
		})
	}
}
