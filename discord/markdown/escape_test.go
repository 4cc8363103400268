package markdown_test

import (
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/discord/markdown"
)

func TestEscapeAddsWhatIsNeededOnly(t *testing.T) {
	for _, test := range []struct{ fact, in, want string }{
		{
			"prose stays",
			"It rained, in 1883 (see p. 4); then – at last – it’s 3.5 m: “dry”!",
			"It rained, in 1883 (see p. 4); then – at last – it’s 3.5 m: “dry”!",
		},
		{"marks of emphasis are escaped, alone too", "a*b_c`", "a\\*b\\_c\\`"},
		{"tildes and bars only in pairs or at the ends", "~5~a~~b|c||d|", `\~5~a\~\~b|c\|\|d\|`},
		{"backslashes before letters, digits and blanks stay", `C:\a\1\ b`, `C:\a\1\ b`},
		{"other backslashes are escaped", `\\ \é \* \`, `\\\ \\é \\\* \\`},
		{"brackets are left alone", "[1] [a] (b)", "[1] [a] (b)"},
		{"a label and its target are parted", "[a](https://b.example)", `[a]\(https\://b.example)`},
		{"an address keeps no scheme", "see http://a.example/b_c", `see http\://a.example/b\_c`},
		{"angle brackets before a blank stay", "1 < 2 > 1 <b>", `1 < 2 > 1 \<b>`},
		{"mentions lose their mark", "<@1> @everyone @here @some", `\<@1> \@everyone \@here @some`},
		{"emoji and times lose their colon", ":a: 12:30 12:30:45 <t:1:R>", `\:a: 12:30 12\:30:45 \<t\:1:R>`},
		{"an invitation is no link", "discord.gg/a Discord.com/invite/a discord.", `discord\.gg/a Discord\.com/invite/a discord.`},
		{
			"line marks are escaped at line starts",
			"# a\n## b\n### c\n-# d\n- e\n+ f\n1. g\n> h\n>i",
			"\\# a\n\\## b\n\\### c\n\\-# d\n\\- e\n\\+ f\n1\\. g\n\\> h\n\\>i",
		},
		{"behind blanks too", "  - a\n\t# b\n\u3000> c", "  \\- a\n\t\\# b\n\u3000\\> c"},
		{"behind line separators too", "a\u2028> b\u2029- c", "a\u2028\\> b\u2029\\- c"},
		{"what is no mark stays", "#a\n#### b\n-5\n1.5\n12.a\n-a - b # c > d\n— e", "#a\n#### b\n-5\n1.5\n12.a\n-a - b # c > d\n— e"},
		{"a mark alone is escaped, since something may follow", "-", `\-`},
		{"the shrug", `¯\_(ツ)_/¯`, `¯\\\_(ツ)\_/¯`},
		{"line ends are one, form feeds go", "a\r\nb\rc\fd", "a\nb\ncd"},
		{"bytes that are not UTF-8 are replaced", "a\xff\xfeb", "a\uFFFDb"},
		{"nothing stays nothing", "", ""},
	} {
		if diff := cmp.Diff(test.want, markdown.Escape(test.in)); diff != "" {
			t.Errorf("%s: Escape(%q) (-want +got):\n%s", test.fact, test.in, diff)
		}
	}
}

func TestQuoteAndCode(t *testing.T) {
	for _, test := range []struct{ fact, got, want string }{
		{"each line has a mark", markdown.Quote("a\n\n- b"), "> a\n> \n> \\- b"},
		{"an empty quotation has one too", markdown.Quote(""), "> "},
		{"code", markdown.Code("000:k7f2"), "`000:k7f2`"},
		{"code with a backtick", markdown.Code("a`b"), "``a`b``"},
		{"code with two", markdown.Code("a``b"), "`a``b`"},
		{"code that begins and ends with one", markdown.Code("`a`"), "`` `a` ``"},
		{"code cannot hold one and two", markdown.Code("`a``"), "\\`a\\`\\`"},
		{"code cannot hold a line end", markdown.Code("a\n*b"), "a\n\\*b"},
		{"code cannot be empty", markdown.Code(""), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.fact, test.got, test.want)
		}
	}
}

func TestLenCountsCodeUnits(t *testing.T) {
	for _, s := range []string{"", "abc", "é", "ツ", "😀", "e\u0301", "👩‍👩‍👧", "a\xffb", "\u2028"} {
		if got, want := markdown.Len(s), len(utf16.Encode([]rune(s))); got != want {
			t.Errorf("Len(%q) = %d, want %d", s, got, want)
		}
	}
}

// hostile texts are those that have broken bots, with what is said of each.
var hostile = []string{
	"", " ", "\n", "  a  ", "a   b", "\n\na\n\n", "a  \nb", "\t", "\ta\tb", strings.Repeat("x", 2000), strings.Repeat("é", 2000),
	"**a** *b* __c__ _d_ ~~e~~ ||f|| `g` ``h`` ```i``` ***j***", "**", "****", "*****", "**a", "a**", "* a *", "_a_b_c_", "snake_case_",
	"# a", "## a", "### a", "#### a", "#\na", " # a", "-# a", "- a", "* a", "+ a", "1. a", "  - a", "    * a", "10. a\n11. b",
	"1.", "-", "#", "- - a", "-# -# a",
	"> a", ">>> a", ">> a", ">a", "  > a", "a\n> b\n>>> c", "> > a", "[a](https://b.example)", "[a](<https://b.example> \"c\")",
	"[[a]](https://b.example)",
	"[a]\n(b)", `[a\](https://b.example)`, "[]()", "![a](https://b.example)", "[https://a.example](https://b.example)",
	"```go\na\n```", "```a```", "`a``b```c`", "````", "`` ` ``", "@everyone", "@here", "@silent a", "a@everyone", "<@1>",
	"<@!1>", "<@&1>", "<#1>", "</a:1>", "</a b c:1>",
	"<id:customize>", "<id:browse>", "<id:guide>", "<id:linked-roles:1>", "<@$1>", "<:a:1>", "<a:a:1>", ":smile:", ":+1:",
	":a::skin-tone-1:", "::a::", "<sound:1:2>", "<t:1:R>", "<t:1>", "<t:-1:F>",
	"https://a.example", "http://a.example/b_c_d*e*", "HTTPS://A.EXAMPLE", "xhttps://a.example", "<https://a.example>",
	"discord://-/a", "<discord://-/a>", "steam://a",
	"<a@b.example>", "a@b.example", "mailto:a@b.example", "<tel:+123>", "<+1 234>", "discord.gg/abc", "https://discord.gg/abc",
	"https:\\//a.example",
	`¯\_(ツ)_/¯`, `\`, `\\`, `\\\`, `\*`, `\\*`, `\\\*a*`, `\a`, `\ `, "\\\n", `\é`, `\😀`, "\\\u0301", "\\\uFEFF", "\\\u0085", "*️⃣", "#️⃣ a",
	"שלום **a** עולם", "\u202Eabc*", "e\u0301\u0301*\u0301", "a\u200bb", "\u200b> a", "\u00a0- a", "\u2028> a", "a\u2029 > b",
	"\u0085# a", "\x00*\x1b[0m", "\U000E0041*",
	"a\r\n> b", "a\r> b", "a\f\n\f# b", "\f> a", "\v- a", "\xff*\xff", "\xed\xa0\x80", "😀*😀_", "| a | b |\n|---|---|",
	"a\n===\nb\n---", "&lt;b&gt;", "<b>a</b>", "x<y", "p<0.05",
}

func TestHostileTextIsShownAsItIs(t *testing.T) {
	for _, s := range hostile {
		checkExact(t, s)
	}
}

// linkable is what no link can do without, in any version of Discord's apps.
var linkable = regexp.MustCompile(`\]\(|\w://`)

// checkExact fails if Discord shows s, written by this package, otherwise than it is, in any place and within Markdown of ours.
func checkExact(t interface {
	Helper()
	Errorf(string, ...any)
}, s string,
) {
	t.Helper()
	want := shown(s)
	escaped := markdown.Escape(s)
	for _, place := range []markdown.Place{markdown.Content, markdown.Description, markdown.FieldValue, markdown.Title} {
		checkPlain(t, s, want, markdown.Parse(escaped, place))
	}
	if len(escaped) > 2*len(want) {
		t.Errorf("Escape(%q) has %d bytes, more than twice %d", s, len(escaped), len(want))
	}
	if linkable.MatchString(escaped) {
		t.Errorf("Escape(%q) = %q holds what links need", s, escaped)
	}
	if diff := cmp.Diff([]string{want}, markdown.Quotes(markdown.Parse("a\n"+markdown.Quote(s)+"\nb", markdown.Description))); diff != "" {
		t.Errorf("Quotes(Parse(Quote(%q))) (-want +got):\n%s", s, diff)
	}
	checkPlain(t, s, want, markdown.Parse(markdown.Quote(s), markdown.Content)[0].Children)
	bold := markdown.Parse("a **"+escaped+"** b", markdown.Content)
	if want != "" && (len(bold) != 3 || bold[1].Kind != markdown.Bold || markdown.Text(bold[1:2]) != want) {
		t.Errorf("bold around Escape(%q) is read as %s", s, sketch(bold))
	}
	checkCode(t, s, want)
}

// shown returns what of s any bot can make Discord show: it replaces bytes that are not UTF-8, and knows one line end.
func shown(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "").Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

// checkPlain fails if nodes are not the plain text want.
func checkPlain(t interface {
	Helper()
	Errorf(string, ...any)
}, s, want string, nodes []markdown.Node,
) {
	t.Helper()
	if got := markdown.Text(nodes); got != want {
		t.Errorf("%q is shown as %q", s, got)
	}
	for _, n := range nodes {
		if n.Kind != markdown.Plain && n.Kind != markdown.Escaped {
			t.Errorf("%q is read as %s", s, sketch(nodes))
			return
		}
	}
}

// checkCode fails if Code does not show s in one inline code where it can, or else as plain text.
func checkCode(t interface {
	Helper()
	Errorf(string, ...any)
}, s, want string,
) {
	t.Helper()
	code := markdown.Code(s)
	nodes := markdown.Parse("a "+code+" b", markdown.Content)
	if code == markdown.Escape(s) {
		if got := markdown.Text(nodes); got != "a "+want+" b" {
			t.Errorf("Code(%q) is shown as %q", s, got)
		}
		return
	}
	if diff := cmp.Diff([]string{want}, markdown.Codes(nodes)); diff != "" || len(nodes) != 3 {
		t.Errorf("Codes(Parse(Code(%q))) in %s (-want +got):\n%s", s, sketch(nodes), diff)
	}
}

// alphabet is what texts are made of: every token of Discord's Markdown, and what stands between tokens.
var alphabet = []string{
	"*", "**", "_", "__", "~", "~~", "`", "``", "```", "|", "||", "\\", "#", "##", "###", "-#", "-", "+", "1.", "12.", ">",
	">>>", "<", "[", "]", "(", ")", "](", ":", "::", "@", "/",
	"everyone", "here", "silent", "@everyone", "<@1>", "<@!2>", "<@&3>", "<#4>", "</a:5>", "<id:customize>", "<:a:6>",
	"<a:b:7>", "<t:8:R>", ":smile:", ":skin-tone-1:",
	"http", "https", "://", "http://", "https://a.example", "discord", ".gg/", "discord://", "mailto:", "a@b.example",
	"[a](https://b.example)", `¯\_(ツ)_/¯`, "¯",
	" ", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\f", "\u00a0", "\u2028", "\u200b", "\ufeff", "\u202e", "a", "b1", "Word",
	"é", "ツ", "א", "\u0301", "😀", "👩‍👧", ".", ",", "!", "=", "&", "{", "\"", "'", "\xff",
}

func TestAnyTextIsShownAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkExact(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 40).Draw(t, "tokens"), ""))
		checkExact(t, rapid.String().Draw(t, "text"))
	})
}

// VARIORUM_EXCERPTS says how many texts are tried, VARIORUM_SEED repeats a run.
func TestManyTextsAreShownAsTheyAre(t *testing.T) {
	n, seed := number("VARIORUM_EXCERPTS", 3000), number("VARIORUM_SEED", int(time.Now().UnixNano()))
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	t.Logf("%d texts with VARIORUM_SEED=%d", n, seed)
	for i := 0; i < n && !t.Failed(); i++ {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteString(alphabet[random.IntN(len(alphabet))])
		}
		checkExact(t, b.String())
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkExact(t, s) })
}

// Reading may find anything, but it ends, and loses no plain text: what it shows is never longer than what it read but for marks and
// times, which have a bound.
func FuzzParse(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, place := range []markdown.Place{markdown.Content, markdown.Title} {
			text := markdown.Text(markdown.Parse(s, place))
			if most := 5*len(shown(s)) + 8; len(text) > most {
				t.Errorf("Parse(%q) shows %d bytes, more than %d", s, len(text), most)
			}
		}
		if got := markdown.Text(markdown.Parse(s, markdown.Verbatim)); got != shown(s) {
			t.Errorf("Parse(%q) in a verbatim place shows %q", s, got)
		}
	})
}
