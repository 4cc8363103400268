package markdown

import (
	"strings"
	"unicode/utf8"
)

// A Place is where in a message a text stands.
type Place int

// The places of a message.
const (
	Content     Place = iota
	Description       // of an embed
	FieldValue        // of an embed
	Title             // of an embed, or the name of a field: no headings, lists, subtext, code blocks, user and role mentions
	Verbatim          // author, footer, button, select: nothing is rendered
)

// maxDepth is how deep nodes may nest; what is deeper is plain text. Discord stops at 1000, but no honest message gets near.
const maxDepth = 48

// maxLists is how deep Discord nests lists.
const maxLists = 11

// Parse reads s as Discord's apps read it in a place. Where it is not known whether Discord renders something, it is rendered:
// any name between colons is an emoji, and the case of a scheme does not matter. Blanks at both ends stay, which Discord trims
// before; tabs stay too. The time it takes grows in proportion to the length of s, whatever s holds.
func Parse(s string, where Place) []Node {
	s = clean(s)
	if where == Verbatim {
		return plain(s)
	}
	st := state{title: where == Title, line: true}
	if st.title {
		st.noHeading, st.noSubtext, st.lists = true, true, maxLists
	}
	return parse(s, st)
}

func plain(s string) []Node {
	if s == "" {
		return nil
	}
	return []Node{{Kind: Plain, Text: s}}
}

// A state is what the text around a piece decides about it.
type state struct {
	title                         bool
	line                          bool // the piece begins a line
	noQuote, noHeading, noSubtext bool
	lists, depth                  int
}

// A parser reads one piece of text from left to right.
type parser struct {
	s       string
	state   state
	at      int  // where it reads
	taken   int  // what is before belongs to nodes
	blank   bool // only blanks between the line start and at
	nodes   []Node
	closers // what is known of the rest
	places  // where characters come next
}

func parse(s string, st state) []Node {
	st.depth++
	if st.depth > maxDepth {
		return plain(s)
	}
	p := &parser{s: s, state: st, blank: st.line}
	for p.at < len(s) {
		nodes, end := p.match()
		if end == 0 {
			p.blank = s[p.at] == '\n' || p.blank && isBlank(s[p.at])
			p.at++
			continue
		}
		p.flush()
		p.nodes = append(p.nodes, nodes...)
		p.at, p.taken = end, end
		p.blank = s[end-1] == '\n'
	}
	p.flush()
	return p.nodes
}

// flush makes a node of the plain text before at.
func (p *parser) flush() {
	p.nodes = append(p.nodes, plain(p.s[p.taken:p.at])...)
}

// inner parses a piece of what is read, with changes to the state.
func (p *parser) inner(s string, change func(*state)) []Node {
	st := p.state
	st.line = p.blank
	if change != nil {
		change(&st)
	}
	return parse(s, st)
}

// match returns what begins at p.at, and its end; the end is 0 if it is plain text.
func (p *parser) match() (nodes []Node, end int) {
	if p.at == 0 && p.state.line || p.at > 0 && p.s[p.at-1] == '\n' {
		if nodes, end = p.block(); end > 0 {
			return nodes, end
		}
	}
	n, end := p.span()
	return []Node{n}, end
}

// span returns what begins at p.at within a line.
func (p *parser) span() (Node, int) {
	switch p.s[p.at] {
	case '\\':
		return p.escaped()
	case '`':
		return p.code()
	case '*':
		return p.longer(Italic, p.stars(), Bold, p.pair('*'))
	case '_':
		return p.longer(Italic, p.underscores(), Underline, p.pair('_'))
	case '~':
		return p.strike()
	case '|':
		return p.spoiler()
	case '[':
		return p.masked()
	case '<':
		return p.angle()
	case ':':
		return p.emoji()
	case '@':
		return p.everyone()
	case 'h', 'H', 's', 'S':
		return p.url()
	case shrug[0]:
		if strings.HasPrefix(p.s[p.at:], shrug) {
			return Node{Kind: Plain, Text: shrug}, p.at + len(shrug)
		}
	}
	return Node{}, 0
}

// shrug is the one emoticon that Discord shows as it is written, in spite of its Markdown.
const shrug = `¯\_(ツ)_/¯`

// escaped reads a backslash with what it makes plain.
func (p *parser) escaped() (Node, int) {
	rest := p.s[p.at+1:]
	r, n := utf8.DecodeRuneInString(rest)
	if rest == "" || !escapable(r) {
		return Node{}, 0
	}
	return Node{Kind: Escaped, Text: rest[:n]}, p.at + 1 + n
}

func (p *parser) everyone() (Node, int) {
	name := pings(p.s[p.at+1:])
	if name == "" || p.state.title {
		return Node{}, 0
	}
	return Node{Kind: Everyone, Text: "@" + name}, p.at + 1 + len(name)
}

func (p *parser) emoji() (Node, int) {
	name := shortcode(p.s[p.at:])
	if name == "" {
		return Node{}, 0
	}
	end := p.at + len(name) + 2
	if strings.HasPrefix(p.s[end:], ":skin-tone-") {
		if tone := shortcode(p.s[end:]); tone != "" {
			name += "::" + tone
			end += len(tone) + 2
		}
	}
	return Node{Kind: Emoji, Text: ":" + name + ":"}, end
}

// isBlank reports whether c is one of the blanks that Discord's line rules allow; it makes blanks of tabs before.
func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// blanks returns how many blanks s begins with.
func blanks(s string) int {
	n := 0
	for n < len(s) && isBlank(s[n]) {
		n++
	}
	return n
}
