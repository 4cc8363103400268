package corpus

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// hostile are texts of about n bytes that would be dear if any place were looked at again for each other one.
var hostile = map[string]func(n int) string{
	"one word":             func(n int) string { return strings.Repeat("a", n) },
	"one line of words":    func(n int) string { return strings.Repeat("abc ", n/4) },
	"one word in Chinese":  func(n int) string { return strings.Repeat("水", n/3) },
	"line feeds":           func(n int) string { return strings.Repeat("\n", n) },
	"returns":              func(n int) string { return strings.Repeat("\r", n) },
	"page ends":            func(n int) string { return strings.Repeat("a\f", n/2) },
	"NUL":                  func(n int) string { return strings.Repeat("\x00", n) },
	"bad bytes":            func(n int) string { return strings.Repeat("\x80", n) },
	"half characters":      func(n int) string { return strings.Repeat("\xe2\x80", n/2) },
	"separators":           func(n int) string { return strings.Repeat("a\u2028", n/4) },
	"quote marks":          func(n int) string { return strings.Repeat(">", n) },
	"lines of them":        func(n int) string { return strings.Repeat(">\n", n/2) },
	"deeper quotations":    func(n int) string { return strings.Repeat("> a\n>> b\n", n/9) },
	"brackets":             func(n int) string { return strings.Repeat("[", n) },
	"closing brackets":     func(n int) string { return strings.Repeat("]", n) },
	"notes":                func(n int) string { return strings.Repeat("[1]", n/3) },
	"note lines":           func(n int) string { return strings.Repeat("[1] a\n", n/6) },
	"raised digits":        func(n int) string { return strings.Repeat("¹ a\n\n", n/6) },
	"hashes":               func(n int) string { return strings.Repeat("#", n) },
	"headings":             func(n int) string { return strings.Repeat("# a\n", n/4) },
	"list":                 func(n int) string { return strings.Repeat("* a\n", n/4) },
	"letters of a list":    func(n int) string { return strings.Repeat("a) b\n", n/5) },
	"full stops":           func(n int) string { return strings.Repeat(".", n) },
	"stops and letters":    func(n int) string { return strings.Repeat(".", n) + "a" },
	"stops and blanks":     func(n int) string { return strings.Repeat(". ", n/2) },
	"blanks behind stops":  func(n int) string { return strings.Repeat("a."+strings.Repeat(" ", 500), n/502) },
	"closing marks":        func(n int) string { return strings.Repeat("a.”", n/5) + strings.Repeat("”", n/6) },
	"opening marks":        func(n int) string { return strings.Repeat("a. “““““““ ", n/26) },
	"quotation marks":      func(n int) string { return strings.Repeat("\"", n) },
	"questions":            func(n int) string { return strings.Repeat("“A?” B ", n/11) },
	"initials":             func(n int) string { return strings.Repeat("A. ", n/3) },
	"digits":               func(n int) string { return strings.Repeat("a.1", n/3) },
	"fences":               func(n int) string { return strings.Repeat("```a\n", n/5) },
	"longer fences":        func(n int) string { return fences(n) },
	"comments":             func(n int) string { return strings.Repeat("<!--\n", n/5) },
	"tags":                 func(n int) string { return strings.Repeat("<a>", n/3) },
	"strokes":              func(n int) string { return strings.Repeat("|", n) },
	"rows":                 func(n int) string { return strings.Repeat("|a|b|\n", n/6) },
	"short lines":          func(n int) string { return numbered("Line %d\n\n", n) },
	"short lines together": func(n int) string { return numbered("Line %d\n", n) },
	"furniture":            func(n int) string { return strings.Repeat("Menu\n\n", n/6) },
	"page numbers":         func(n int) string { return numbered("%d\n\n", n) },
	"bylines":              func(n int) string { return strings.Repeat("by Anna\n\n", n/9) },
	"speakers":             func(n int) string { return strings.Repeat("Q. A?\nA. B.\n", n/12) },
	"headers":              func(n int) string { return strings.Repeat("To: A\n", n/6) },
	"salutations":          func(n int) string { return strings.Repeat("Dear A,\n\n", n/9) },
	"broken words":         func(n int) string { return strings.Repeat(strings.Repeat("abcdefg ", 9)+"na-\n\nMenu\n\n", n/84) },
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// fences returns fences each longer than the one before.
func fences(n int) string {
	var b strings.Builder
	for i := 3; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("`", i) + "\n")
	}
	return b.String()
}

// Texts are divided at a cost that grows with their length: what is allocated for eight times the text is at most about eight times as
// much, and never sixteen times. (Steps that grew with the square of a megabyte would not end within the time of a test.)
func TestParseIsLinear(t *testing.T) {
	const small, large = 1 << 13, 1 << 16
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, markdown := range []bool{false, true} {
				a, b := allocated(t, text(small), markdown), allocated(t, text(large), markdown)
				if a = max(a, small); b > 16*a {
					t.Errorf("markdown %v: %d bytes are allocated for %d bytes of text, %d for %d", markdown, a, small, b, large)
				}
			}
		})
	}
	for _, name := range []string{"line feeds", "returns", "quote marks", "brackets", "hashes", "full stops", "quotation marks", "bad bytes", "NUL"} {
		allocated(t, hostile[name](1<<20), false)
	}
	line := strings.Repeat("a", 3<<20)
	s := Parse(line, "en", false)
	if err := promise(line, s); err != nil {
		t.Error(err)
	}
	for _, sentence := range s.Paragraphs[0].Sentences {
		if n := sentence.Span().Len(); n > maxSentence {
			t.Errorf("a sentence has %d bytes, want at most %d", n, maxSentence)
		}
	}
}

// allocated returns the bytes that Parse allocates for text, and checks the structure.
func allocated(t *testing.T, text string, markdown bool) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s := Parse(text, "en", markdown)
	runtime.ReadMemStats(&after)
	if err := promiseBlocks(text, s); err != nil {
		t.Error(err)
	}
	return after.TotalAlloc - before.TotalAlloc
}

// article returns prose of about n bytes with headings, a list and notes.
func article(n int) string {
	const section = `The night shift

On the evening of the ninth the crane, which Dr. Marsh had inspected in March 1921, came down at 6.40 p.m. on the quay. “Who gave
the order?” the chairman asked. Nobody answered; the log book [3] had been lost, and the U.S. consul, Mr. J. R. Hale, was away. The
company paid some 12 % of what it owed, that is 1,5 tons or \$370, and no more.

- a load above the certified limit;
- a brake whose defect was known to somebody;
- a wind in which it ought not to have been worked.

We are unable to say that the accident would have happened if any one of these had been absent. We do not find that any single person is to be held responsible... It rained. The others said nothing, and went home in the dark, past the chapel, past the tally shed, past the lamps that had been carried away with the cable.

`
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%d. %s", i, section)
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"10KB", 10 << 10}, {"1MB", 1 << 20}} {
		text := article(size.bytes)
		b.Run(size.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(text, "en", false)
			}
		})
	}
}
