package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"variorum/answers"
)

// Markdown writes an answer as CommonMark. Text of others is escaped, so that what is shown is the very characters. It returns
// the first error of w.
func Markdown(w io.Writer, a answers.Answer, words Words) error {
	m := markdown{newPrinter(w, TextOptions{}, words)}
	m.head(a)
	for _, account := range a.Accounts {
		m.account(account, a.Shared)
	}
	m.silent(a.Silent)
	return m.finish(a)
}

// ComparisonMarkdown writes only where the accounts of an answer part, agree, and share words, as CommonMark. It returns the first error
// of w.
func ComparisonMarkdown(w io.Writer, a answers.Answer, words Words) error {
	m := markdown{newPrinter(w, TextOptions{}, words)}
	m.head(a)
	if len(a.Differences)+len(a.Agreements)+len(a.Shared) == 0 {
		m.print("\n%s\n", words.NothingToCompare)
	}
	return m.finish(a)
}

// head writes the question, how many sources speak, and which reader chose, if one did.
func (m markdown) head(a answers.Answer) {
	m.print("# %s\n\n%s\n", m.escaped(a.Question), m.p.words.summary(a))
	if reader := m.p.reader(a); len(reader) > 0 {
		m.print("\n%s\n", escape(strings.Join(reader, " · ")))
	}
}

// finish writes where the accounts part, agree, and share words, and what was not shown.
func (m markdown) finish(a answers.Answer) error {
	m.rows(m.p.words.Differ, a.Differences)
	m.rows(m.p.words.Agree, a.Agreements)
	m.shared(a.Shared)
	if m.p.hidden > 0 {
		m.print("\n%s\n", m.p.words.hidden(m.p.hidden))
	}
	return m.p.out.Flush()
}

// markdown writes Markdown with what a printer knows.
type markdown struct{ p *printer }

func (m markdown) print(format string, args ...any) { fmt.Fprintf(m.p.out, format, args...) } // its errors come with Flush

// escaped returns foreign text as Markdown in a line of ours.
func (m markdown) escaped(s string) string { return escape(m.p.shown(s)) }

// code returns what names a source or an excerpt as inline code.
func (m markdown) code(s string) string {
	s = m.p.shown(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		s = " " + s + " "
	}
	return fence + s + fence
}

func (m markdown) account(a answers.Account, shared []answers.Shared) {
	byline := escape(strings.Join(m.p.byline(a.Source.Metadata), " · "))
	m.print("\n## %s\n\n%s · %s\n", escape(m.p.title(a.Source)), byline, m.code(string(a.Source.ID)))
	for _, e := range a.Excerpts {
		hidden := m.quotation(e.Quote)
		about := slices.Concat(m.p.about(a, e, shared), hidden)
		m.print("\n%s · %s\n", escape(strings.Join(about, " · ")), m.code(e.ID))
	}
	if a.More > 0 {
		m.print("\n%s\n", fmt.Sprintf(m.p.words.More, a.More))
	}
}

// quotation writes a block quotation in which line ends stay, and returns what of it is not shown, as [printer.excerpt] does.
func (m markdown) quotation(quote string) []string {
	visible, hidden := Visible(quote)
	lines := strings.Split(strings.Trim(visible, "\n"), "\n") // no line ends at an end, where Markdown has none
	for i, l := range lines {
		lines[i] = "> " + escape(l)
	}
	m.print("\n%s\n", strings.Join(lines, "\\\n"))
	return m.p.words.hiddenPart(hidden)
}

func (m markdown) silent(list []answers.Silence) {
	if len(list) == 0 {
		return
	}
	m.print("\n## %s\n", m.p.words.NoPassage)
	for _, group := range alike(list) {
		m.print("\n")
		for _, s := range group {
			m.print("- %s\n", strings.TrimSpace(m.code(string(s.Source.ID))+" "+m.escaped(s.Source.Metadata.Title)))
		}
		if searched := m.p.terms(group[0].Searched); len(searched) > 0 {
			m.print("\n%s\n", m.p.words.Label(m.p.words.LookedFor, escape(strings.Join(searched, " · "))))
		} else {
			m.print("\n%s\n", m.p.words.NothingToLookFor)
		}
	}
}

func (m markdown) rows(heading string, rows []answers.Row) {
	if len(rows) == 0 {
		return
	}
	m.print("\n## %s\n\n", heading)
	for _, r := range rows {
		m.print("- %s\n", m.escaped(r.Aspect))
		for _, c := range r.Cells {
			about := m.code(string(c.Source))
			if voice := m.p.speaker(r, c); voice != "" {
				about = escape(voice) + " · " + about
			}
			m.print("  - %s · %s\n", m.escaped(c.Quote), about)
		}
	}
}

func (m markdown) shared(list []answers.Shared) {
	if len(list) == 0 {
		return
	}
	m.print("\n## %s\n", m.p.words.Shared)
	for _, run := range list {
		hidden := m.quotation(run.Quote)
		about := slices.Concat(m.p.extent(run), m.p.places(run.Places), hidden)
		m.print("\n%s\n", escape(strings.Join(about, " · ")))
	}
}

// punctuation are the characters that CommonMark lets be escaped.
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// escape returns s, which is one line, so that CommonMark shows its characters: punctuation that could be markup is escaped, and
// tabs, blanks at the ends, blanks behind blanks, and a backslash at the end are written as entities.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\t':
			b.WriteString("&#9;")
		case r == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' '):
			b.WriteString("&#32;")
		case r == '\\' && i == len(s)-1: // before a line break not all programs read an escaped one
			b.WriteString("&#92;")
		case strings.ContainsRune(punctuation, r) && needsEscape(s, i):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// needsEscape reports whether the punctuation at i could be markup, of CommonMark or of what GitHub adds. What never is, in the
// middle of a line, stays as it is for those who read the Markdown itself.
func needsEscape(s string, i int) bool {
	switch s[i] {
	case ',', '\'', '"', ';', '?', '%', '/', '^', '{', '}':
		return false
	case '.', ')':
		numbers := i > 0 && strings.Trim(s[:i], "0123456789") == "" && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\t')
		return numbers || hasSuffixFold(s[:i], "www")
	case '-', '+', '=':
		return strings.Trim(s[:i], " -+=:") == ""
	case '(':
		return i > 0 && s[i-1] == ']'
	case ':':
		return strings.HasPrefix(s[i:], "://") || hasSuffixFold(s[:i], "mailto") || hasSuffixFold(s[:i], "xmpp")
	case '!':
		return strings.HasPrefix(s[i:], "![")
	}
	return true
}

// hasSuffixFold reports whether s ends with suffix, in whatever case.
func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}
