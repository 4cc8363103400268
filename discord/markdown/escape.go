// Package markdown knows the Markdown that Discord renders: how text is escaped so that its very characters are shown, how
// messages are read as Discord reads them.
package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Len returns the length of s in UTF-16 code units, which is how Discord counts. A byte that is not UTF-8 counts one.
func Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// Escape returns foreign text for places where Discord renders Markdown: content, description, field value, title. Discord
// shows the very characters of s: nothing is emphasised, quoted, listed, linked, mentioned, nor made an emoji or a time. What
// needs no backslash gets none, so that prose hardly grows; no text gets more than twice as long.
//
// Callers may put Markdown of their own around it: "**" or "> " or "- " before, "**" after. They may not put "(" directly
// after it, nor use it for the label of a masked link, where Discord looks for brackets even behind backslashes; nor in a "#"
// line if s ends with "#", which Discord drops there.
//
// Escape expects text from which controls, bidirectional controls and tags were taken out, but no text breaks it. Invalid
// UTF-8 becomes U+FFFD, every line end "\n", and a form feed goes, as Discord itself does it. Discord shows a tab as four
// blanks, and trims blanks and empty lines at both ends of the whole content, description, field or title.
func Escape(s string) string {
	e := escaper{s: clean(s), line: true, dot: -1}
	return e.escape()
}

// Quote returns s, escaped, as one block quotation: each line, also an empty one, begins with "> ". There is no line end after
// it; text that follows must begin with one, and must not begin with a quotation, which would be one with this. Where nothing
// follows, Discord trims the mark of a last line that is empty: such a line is to be cut before.
func Quote(s string) string {
	return "> " + strings.ReplaceAll(Escape(s), "\n", "\n> ")
}

// Code returns s as inline code, which shows s exactly. Code cannot be empty, and none can hold both a single and a double
// backtick: such s is escaped as [Escape] does, and so is s with a line end, since a quotation would break it.
func Code(s string) string {
	s = clean(s)
	runs := make(map[int]bool)
	for i := 0; i < len(s); i++ {
		if n := run(s[i:], '`'); n > 0 {
			runs[n] = true
			i += n
		}
	}
	fence := "`"
	if runs[1] {
		fence = "``"
	}
	if s == "" || runs[1] && runs[2] || strings.Contains(s, "\n") {
		return Escape(s)
	}
	if strings.HasPrefix(strings.TrimLeft(s, " "), "`") {
		s = " " + s // Discord takes one blank away before a backtick
	}
	if strings.HasSuffix(strings.TrimRight(s, " "), "`") {
		s += " "
	}
	return fence + s + fence
}

// clean returns s in the form that Discord's own preparation leaves alone, but for tabs.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsAny(s, "\r\f") {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "").Replace(s)
	}
	return s
}

// An escaper writes s with backslashes.
type escaper struct {
	s    string
	line bool // only blanks since the last line end
	dot  int  // where the dot is that makes a number at a line start the mark of a list
}

func (e *escaper) escape() string {
	var b strings.Builder
	copied := 0
	for i, r := range e.s {
		if e.needs(i, r) {
			b.WriteString(e.s[copied:i])
			b.WriteByte('\\')
			copied = i
		}
		e.line = endsLine(r) || e.line && unicode.IsSpace(r)
	}
	if copied == 0 && b.Len() == 0 {
		return e.s
	}
	b.WriteString(e.s[copied:])
	return b.String()
}

// needs reports whether the character r at i needs a backslash.
func (e *escaper) needs(i int, r rune) bool {
	rest := e.s[i+utf8.RuneLen(r):]
	switch r {
	case '*', '_', '`':
		return true
	case '\\':
		return rest == "" || escapable(first(rest))
	case '~', '|':
		return rest == "" || rest[0] == byte(r) || i == 0 || e.s[i-1] == byte(r)
	case '<':
		return rest == "" || rest[0] != ' '
	case '(':
		return i > 0 && e.s[i-1] == ']'
	case '@':
		return pings(rest) != "" || strings.HasPrefix(rest, "silent")
	case ':':
		return strings.HasPrefix(rest, "//") || shortcode(e.s[i:]) != ""
	case '.':
		return i == e.dot || invites(e.s[:i], rest)
	}
	return e.line && e.marks(i, r, rest)
}

// marks reports whether the character r, the first in its line, makes the line something else than text. Of a number it
// notes the dot, which is what takes the backslash.
func (e *escaper) marks(i int, r rune, rest string) bool {
	switch r {
	case '>':
		return true
	case '#':
		n := run(rest, '#')
		return n < 3 && blankFollows(rest[n:])
	case '-':
		return blankFollows(rest) || rest[0] == '#' && blankFollows(rest[1:])
	case '+':
		return blankFollows(rest)
	}
	if digits := leadingDigits(e.s[i:]); digits > 0 {
		rest := e.s[i+digits:]
		if strings.HasPrefix(rest, ".") && blankFollows(rest[1:]) {
			e.dot = i + digits
		}
	}
	return false
}

// invites reports whether a dot between before and rest belongs to the address of an invitation, which Discord unfolds even
// without a scheme.
func invites(before, rest string) bool {
	if rest == "" || !alphanumeric(rest[0]) {
		return false
	}
	for _, host := range []string{"discord", "discordapp"} {
		if at := len(before) - len(host); at >= 0 && strings.EqualFold(before[at:], host) {
			return true
		}
	}
	return false
}

// pings returns which mention of many stands after an at sign, "everyone" or "here", or "".
func pings(rest string) string {
	for _, name := range []string{"everyone", "here"} {
		if strings.HasPrefix(rest, name) {
			return name
		}
	}
	return ""
}

// shortcode returns the name of an emoji if s begins with one between colons, or "". Discord knows the names, which this
// package does not: anything that may be a name is taken for one.
func shortcode(s string) string {
	for i, r := range s[1:] {
		switch {
		case r == ':':
			return s[1 : 1+i]
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), strings.ContainsRune("_+-.'’", r):
		default:
			return ""
		}
	}
	return ""
}

// endsLine reports whether Discord finds a line start behind r. Its rules end lines with "\n" alone, but when it takes the marks
// of a quotation away, JavaScript ends them with two more characters.
func endsLine(r rune) bool { return r == '\n' || r == '\u2028' || r == '\u2029' }

// escapable reports whether a backslash before r is taken away by Discord.
func escapable(r rune) bool {
	return !isSpace(r) && (r >= utf8.RuneSelf || !alphanumeric(byte(r)))
}

// isSpace reports whether r is white space to Discord, whose rules are regular expressions of JavaScript.
func isSpace(r rune) bool { return unicode.IsSpace(r) && r != '\u0085' || r == '\uFEFF' }

// blankFollows reports whether s is empty or begins with white space.
func blankFollows(s string) bool { return s == "" || isSpace(first(s)) }

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// run returns how many times s begins with c.
func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

func alphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
