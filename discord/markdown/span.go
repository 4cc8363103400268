package markdown

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// closers is what a parser remembers of searches in vain, so that no part of a text is searched again and again.
type closers struct {
	noPair      [128]bool   // by character: nothing closes it any more
	vain        [2]interval // of the two kinds of italics: a search that begins here finds nothing
	noBlock     bool        // no end of a code block follows
	codeFrom    int         // no inline code begins before
	ticks       map[int][]int
	labelsTried map[int]bool // where the search for the end of a label came by in vain
}

// An interval is [from, to).
type interval struct{ from, to int }

func (v interval) has(i int) bool { return v.from <= i && i < v.to }

// longer returns that of two nodes which takes more text; each is given by its end, which is 0 if it does not fit. The first
// has a mark of one character, the second of two.
func (p *parser) longer(one Kind, endOfOne int, two Kind, endOfTwo int) (Node, int) {
	switch {
	case endOfOne == 0 && endOfTwo == 0:
		return Node{}, 0
	case endOfOne >= endOfTwo:
		text := p.s[p.at+1 : endOfOne-1]
		if p.s[p.at] == '*' {
			text = strings.TrimRight(text, " ")
		}
		return Node{Kind: one, Children: p.inner(text, nil)}, endOfOne
	}
	return Node{Kind: two, Children: p.inner(p.s[p.at+2:endOfTwo-2], nil)}, endOfTwo
}

// doubled reports whether two c stand at p.at.
func (p *parser) doubled(c byte) bool { return p.at+1 < len(p.s) && p.s[p.at] == c && p.s[p.at+1] == c }

// pair returns the end of what is marked by two c on both sides, or 0. Backslashes count.
func (p *parser) pair(c byte) int {
	if !p.doubled(c) || p.noPair[c] {
		return 0
	}
	for i := p.at + 2; i+1 < len(p.s); i++ {
		switch {
		case p.s[i] == '\\':
			i++
		case i > p.at+2 && p.s[i] == c && p.s[i+1] == c && (i+2 == len(p.s) || p.s[i+2] != c):
			return i + 2
		}
	}
	p.noPair[c] = true
	return 0
}

// stars returns the end of what is marked by one star on both sides, or 0. Within may be pairs of stars. Up to two blanks may
// stand before the star that closes, but none after the one that opens.
func (p *parser) stars() int {
	if blankFollows(p.s[p.at+1:]) {
		return 0
	}
	return p.single('*', 0, func(before string, after string) bool {
		content := strings.TrimRight(before, " ")
		gap := len(before) - len(content)
		return gap <= 2 && content != "" && !isSpace(last(content))
	})
}

// underscores returns the end of what is marked by one underscore on both sides, or 0. Within may be pairs of them. No letter
// of a word may follow the one that closes.
func (p *parser) underscores() int {
	return p.single('_', 1, func(before string, after string) bool {
		return before != "" && (after == "" || !alphanumeric(after[0]))
	})
}

// single returns the end of what is marked by one c on both sides, or 0. The first run of an odd number of c closes it, if
// closes allows it; what stands before and after the last of the run is given to it. Else nothing does.
func (p *parser) single(c byte, kind int, closes func(before, after string) bool) int {
	from := p.at + 1 + run(p.s[p.at+1:], c)
	if odd := (from - p.at - 1) % 2; odd == 1 {
		if from-1 > p.at+1 && closes(p.s[p.at+1:from-1], p.s[from:]) {
			return from
		}
		return 0
	}
	if p.vain[kind].has(from) {
		return 0
	}
	i := from
	for i < len(p.s) {
		switch p.s[i] {
		case '\\':
			i += 2
			continue
		case c:
			n := run(p.s[i:], c)
			i += n
			if n%2 == 0 {
				continue
			}
			if closes(p.s[p.at+1:i-1], p.s[i:]) {
				return i
			}
			p.vain[kind] = interval{from, i}
			return 0
		}
		i++
	}
	p.vain[kind] = interval{from, len(p.s) + 1}
	return 0
}

func (p *parser) strike() (Node, int) {
	if !p.doubled('~') || p.noPair['~'] {
		return Node{}, 0
	}
	for i := p.at + 3; i < len(p.s); {
		n := strings.Index(p.s[i:], "~~")
		if n < 0 {
			break
		}
		i += n
		if !strings.HasPrefix(p.s[i+2:], "_") {
			return Node{Kind: Strike, Children: p.inner(p.s[p.at+2:i], nil)}, i + 2
		}
		i++
	}
	p.noPair['~'] = true
	return Node{}, 0
}

func (p *parser) spoiler() (Node, int) {
	if !p.doubled('|') || p.noPair['|'] || p.at+3 > len(p.s) {
		return Node{}, 0
	}
	n := strings.Index(p.s[p.at+3:], "||")
	if n < 0 {
		p.noPair['|'] = true
		return Node{}, 0
	}
	end := p.at + 3 + n
	return Node{Kind: Spoiler, Children: p.inner(p.s[p.at+2:end], nil)}, end + 2
}

// code reads a code block or inline code.
func (p *parser) code() (Node, int) {
	if strings.HasPrefix(p.s[p.at:], "```") && !p.state.title {
		if node, end := p.codeBlock(); end > 0 {
			return node, end
		}
	}
	if p.at < p.codeFrom {
		return Node{}, 0
	}
	p.findTicks()
	n := run(p.s[p.at:], '`')
	for fence := n; fence > 0; fence-- {
		closing := p.ticks[fence]
		if k := sort.SearchInts(closing, p.at+n); k < len(closing) {
			text := unpad(p.s[p.at+fence : closing[k]])
			return Node{Kind: InlineCode, Text: text}, closing[k] + fence
		}
	}
	p.codeFrom = p.at + n
	return Node{}, 0
}

// findTicks notes where the runs of backticks are, by their length.
func (p *parser) findTicks() {
	if p.ticks != nil {
		return
	}
	p.ticks = make(map[int][]int)
	for i := 0; i < len(p.s); i++ {
		if n := run(p.s[i:], '`'); n > 0 {
			p.ticks[n] = append(p.ticks[n], i)
			i += n
		}
	}
}

// unpad takes away the blank that stands between a fence and a backtick.
func unpad(s string) string {
	if strings.HasPrefix(s, " ") && strings.HasPrefix(strings.TrimLeft(s, " "), "`") {
		s = s[1:]
	}
	if strings.HasSuffix(s, " ") && strings.HasSuffix(strings.TrimRight(s, " "), "`") {
		s = s[:len(s)-1]
	}
	return s
}

var language = regexp.MustCompile(`^[a-zA-Z0-9_+\-.#]+\n`)

// codeBlock reads what stands between lines of three backticks, and the line end that follows. A first line with one word names the
// language.
func (p *parser) codeBlock() (Node, int) {
	if p.noBlock {
		return Node{}, 0
	}
	rest := p.s[p.at+3:]
	for _, named := range []string{language.FindString(rest), ""} {
		text := strings.TrimLeft(rest[len(named):], "\n")
		if len(text) < 4 {
			continue
		}
		if n := strings.Index(text[1:], "```"); n >= 0 {
			content := strings.TrimRight(text[:1+n], "\n")
			end := len(p.s) - len(strings.TrimPrefix(text[1+n+3:], "\n"))
			return Node{Kind: CodeBlock, Text: content, Target: strings.TrimSuffix(named, "\n")}, end
		}
	}
	p.noBlock = true
	return Node{}, 0
}

func last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
