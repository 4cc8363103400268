package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"variorum/answers"
)

// Markdown writes an answer as CommonMark. Text of others is escaped, so that what is shown is the very characters.
func Markdown(w io.Writer, a answers.Answer, words Words) error {
	m := markdown{bufio.NewWriter(w), words}
	p := newPrinter(io.Discard, TextOptions{}, words)
	m.print("# %s\n\n%s\n", escape(shown(a.Question)), words.summary(a))
	for _, account := range a.Accounts {
		s := account.Source
		m.print("\n## %s\n\n%s · %s\n", escape(shown(cmp.Or(s.Metadata.Title, string(s.ID)))), escape(strings.Join(p.about(s.Metadata), " · ")), code(string(s.ID)))
		for _, e := range account.Excerpts {
			quote, hidden := Visible(e.Quote)
			m.print("\n%s\n", quotation(quote))
			about := p.place(e)
			if account.Strength == answers.Weak {
				about = append(about, words.Weak)
			}
			if hidden > 0 {
				about = append(about, words.hidden(hidden))
			}
			m.print("\n%s · %s\n", escape(strings.Join(about, " · ")), code(e.ID))
		}
		if account.More > 0 {
			m.print("\n%s\n", fmt.Sprintf(words.More, account.More))
		}
	}
	if len(a.Silent) > 0 {
		m.print("\n## %s\n\n", words.NoPassage)
		for _, s := range a.Silent {
			m.print("- %s %s", code(string(s.Source.ID)), escape(shown(s.Source.Metadata.Title)))
			if searched := terms(s.Searched); len(searched) > 0 {
				m.print("  \n  %s: %s", words.LookedFor, escape(strings.Join(searched, " · ")))
			}
			m.print("\n")
		}
	}
	m.rows(words.Differ, a.Differences)
	m.rows(words.Agree, a.Agreements)
	m.shared(a.Shared)
	return m.out.Flush()
}

type markdown struct {
	out   *bufio.Writer
	words Words
}

func (m markdown) print(format string, args ...any) { fmt.Fprintf(m.out, format, args...) } // its errors come with Flush

func (m markdown) rows(heading string, rows []answers.Row) {
	if len(rows) == 0 {
		return
	}
	m.print("\n## %s\n", heading)
	for _, r := range rows {
		m.print("\n- %s\n", escape(shown(r.Aspect)))
		for _, c := range r.Cells {
			m.print("  - %s · %s\n", escape(shown(c.Quote)), code(string(c.Source)))
		}
	}
}

func (m markdown) shared(list []answers.Shared) {
	if len(list) == 0 {
		return
	}
	m.print("\n## %s\n", m.words.Shared)
	for _, s := range list {
		m.print("\n%s\n\n", quotation(shown(s.Quote)))
		for _, at := range s.Places {
			m.print("- %s", code(string(at.Source)))
			if at.Credited != "" {
				m.print(" %s %s", m.words.CreditedTo, escape(shown(at.Credited)))
			}
			m.print("\n")
		}
	}
}

// quotation returns text as a block quotation in which its line ends stay.
func quotation(text string) string {
	var b strings.Builder
	for i, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if i > 0 {
			b.WriteString("\\\n")
		}
		b.WriteString("> " + escape(line))
	}
	return b.String()
}

// escape returns s so that CommonMark shows its characters: all ASCII punctuation is escaped, and white space
// at its ends and double blanks are kept.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\t' || r == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' '):
			b.WriteString("&#32;")
		case r < 0x80 && strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) && needsEscape(s, i):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// needsEscape reports whether the punctuation at i could be markup. Most could; what never is, in the middle of a line,
// stays as it is for those who read the Markdown itself.
func needsEscape(s string, i int) bool {
	switch s[i] {
	case ',', '\'', '"', ';', '?', '%', '/', '^', '{', '}', '$':
		return false
	case '.', ')':
		return i > 0 && s[i-1] >= '0' && s[i-1] <= '9' || strings.Contains(s, "www.")
	case '-', '+', '=':
		return strings.Trim(s[:i], " -+=") == ""
	case '(':
		return i > 0 && s[i-1] == ']'
	case ':':
		return strings.HasPrefix(s[i:], "://") || strings.Contains(s, "mailto:")
	case '!':
		return strings.HasPrefix(s[i:], "![")
	}
	return true
}

// code returns s as inline code.
func code(s string) string {
	if !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	return "`` " + s + " ``"
}
