package markdown

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// block returns what fills the line that begins at p.at, and where it ends.
func (p *parser) block() ([]Node, int) {
	mark := p.at + blanks(p.s[p.at:])
	if mark == len(p.s) {
		return nil, 0
	}
	switch p.s[mark] {
	case '>':
		return p.quote(mark)
	case '#':
		return p.heading(mark)
	case '-':
		if nodes, end := p.subtext(mark); end > 0 {
			return nodes, end
		}
	}
	return p.list(mark)
}

// quote reads a block quotation of lines that begin with "> ", or of all that follows ">>> ".
func (p *parser) quote(mark int) ([]Node, int) {
	if p.state.noQuote {
		return nil, 0
	}
	var text string
	end := len(p.s)
	if rest, ok := strings.CutPrefix(p.s[mark:], ">>>"); ok && blanks(rest) > 0 {
		text = rest[1:]
	} else if text, end = p.quotedLines(); end == p.at {
		return nil, 0
	}
	content := p.inner(text, func(st *state) { st.line, st.noQuote = true, true })
	return []Node{{Kind: BlockQuote, Children: content}}, end
}

// hiddenMark is a mark that is taken away although it begins no line; see [endsLine].
var hiddenMark = regexp.MustCompile(`([\x{2028}\x{2029}])[ \t]*> ?`)

// quotedLines returns the text of the lines from p.at that begin with "> ", and where they end.
func (p *parser) quotedLines() (string, int) {
	var lines []string
	end := p.at
	for end < len(p.s) {
		mark := end + blanks(p.s[end:])
		if !strings.HasPrefix(p.s[mark:], ">") || blanks(p.s[mark+1:]) == 0 {
			break
		}
		line := upTo(p.s[mark+2:], '\n')
		lines = append(lines, line)
		end = min(len(p.s), mark+2+len(line)+1)
	}
	return hiddenMark.ReplaceAllString(strings.Join(lines, "\n"), "$1"), end
}

// heading reads a line with "#", "##" or "###" before it. Empty lines around it belong to it.
func (p *parser) heading(mark int) ([]Node, int) {
	level := run(p.s[mark:], '#')
	rest := p.s[mark+level:]
	text := strings.TrimLeftFunc(rest, isSpace)
	if p.state.noHeading || level > 3 || len(text) == len(rest) {
		return nil, 0
	}
	if text == "" {
		return p.emptyHeading(level, rest)
	}
	if n := run(text, '#'); n >= 1 && n <= 3 && len(text) > n && isSpace(first(text[n:])) {
		return nil, 0
	}
	line := strings.TrimRightFunc(upTo(text, '\n'), isSpace)
	after := text[len(line):]
	end := len(p.s)
	if next := strings.TrimLeftFunc(after, isSpace); next != "" {
		end += strings.LastIndexByte(after[:len(after)-len(next)], '\n') + 1 - len(after)
	}
	if line = strings.TrimRight(line, "#"); line == "" {
		line = "#"
	}
	content := p.inner(strings.TrimFunc(line, isSpace), func(st *state) { st.line = true })
	return []Node{{Kind: Heading, Level: level, Children: content}}, end
}

// emptyHeading reads a heading of blanks, which Discord takes from two on.
func (p *parser) emptyHeading(level int, blanks string) ([]Node, int) {
	if rest := strings.TrimPrefix(blanks, string(first(blanks))); strings.Trim(rest, "\n") == "" {
		return nil, 0
	}
	return []Node{{Kind: Heading, Level: level}}, len(p.s)
}

// subtext reads a line with "-#" before it.
func (p *parser) subtext(mark int) ([]Node, int) {
	rest, ok := strings.CutPrefix(p.s[mark:], "-#")
	text := strings.TrimLeft(upTo(rest, '\n'), " \t")
	if p.state.noSubtext || !ok || blanks(rest) == 0 || text == "" && blanks(rest) < 2 || strings.HasPrefix(text, "-#") {
		return nil, 0
	}
	content := p.inner(strings.TrimSpace(text), func(st *state) { st.line, st.noSubtext = true, true })
	return []Node{{Kind: Subtext, Children: content}}, min(len(p.s), mark+2+len(upTo(rest, '\n'))+1)
}

// bullet returns the number of the list mark that s begins with, 0 if it is not a number, and its length with one blank; the
// length is 0 if there is none.
func bullet(s string) (number, length int) {
	digits := leadingDigits(s)
	switch {
	case digits > 0 && strings.HasPrefix(s[digits:], "."):
		n, err := strconv.Atoi(s[:digits])
		if err != nil {
			n = maxNumber
		}
		number, length = min(max(n, 1), maxNumber), digits+1
	case s != "" && strings.IndexByte("-*+", s[0]) >= 0:
		length = 1
	}
	if length == 0 || blanks(s[length:]) == 0 {
		return 0, 0
	}
	return number, length + 1
}

// maxNumber is the greatest number that Discord gives to a list item.
const maxNumber = 1_000_000_000

// list reads the items of a list. Lines that begin with a blank belong to the item before them.
func (p *parser) list(mark int) ([]Node, int) {
	number, length := bullet(p.s[mark:])
	if length == 0 || p.state.lists >= maxLists || mark+length == len(p.s) {
		return nil, 0
	}
	indent := mark - p.at
	lines, end := p.listLines(indent)
	width := indent + length + blanks(p.s[mark+length:])
	var items []Node
	for _, text := range listItems(lines, indent, width) {
		content := p.inner(text, func(st *state) {
			st.line, st.noHeading = true, true
			st.lists++
		})
		items = append(items, Node{Kind: ListItem, Level: number, Children: content})
		if number > 0 && number < maxNumber {
			number++
		}
	}
	return items, end
}

// listLines returns the lines of the list at p.at with the given indentation, and where they end.
func (p *parser) listLines(indent int) (lines []string, end int) {
	end = p.at
	for end < len(p.s) {
		rest := p.s[end:]
		if end > p.at && !isBlank(rest[0]) {
			if _, length := bullet(rest); length == 0 || indent > 0 {
				break
			}
		}
		line := upTo(rest, '\n')
		lines = append(lines, line)
		end = min(len(p.s), end+len(line)+1)
	}
	return lines, end
}

// listItems joins the lines of a list to items, without their marks and the indentation of their other lines.
func listItems(lines []string, indent, width int) []string {
	var items []string
	var item []string
	for i, line := range lines {
		at := blanks(line)
		_, length := bullet(line[at:])
		if i > 0 && (length == 0 || at < indent || at > indent+1) {
			item = append(item, line[min(at, width):])
			continue
		}
		if i > 0 {
			items = append(items, itemText(item))
		}
		item = []string{strings.TrimLeft(line[at+length:], " \t")}
	}
	return append(items, itemText(item))
}

func itemText(lines []string) string {
	return strings.TrimRightFunc(strings.Join(lines, "\n"), unicode.IsSpace)
}

// upTo returns what s holds before the first c.
func upTo(s string, c byte) string {
	before, _, _ := strings.Cut(s, string(c))
	return before
}
