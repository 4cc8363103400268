package markdown

import (
	"strconv"
	"strings"
)

// A Kind says what Discord makes of a piece of text.
type Kind string

// The kinds of nodes.
const (
	Plain      Kind = "plain"
	Escaped    Kind = "escaped" // one character that had a backslash
	Bold       Kind = "bold"
	Italic     Kind = "italic"
	Underline  Kind = "underline"
	Strike     Kind = "strike"
	Spoiler    Kind = "spoiler"
	InlineCode Kind = "inline code"
	CodeBlock  Kind = "code block"
	BlockQuote Kind = "block quotation"
	Heading    Kind = "heading"
	Subtext    Kind = "subtext"
	ListItem   Kind = "list item"
	Link       Kind = "link"
	MaskedLink Kind = "masked link"
	User       Kind = "user mention"
	Role       Kind = "role mention"
	Channel    Kind = "channel mention"
	Everyone   Kind = "everyone mention" // @everyone or @here
	Command    Kind = "command mention"
	Navigation Kind = "navigation mention" // to a page of a server
	Game       Kind = "game mention"
	Emoji      Kind = "emoji" // custom, shortcode, or sound
	Timestamp  Kind = "timestamp"
)

// A Node is a piece of text as Discord renders it.
type Node struct {
	Kind     Kind
	Text     string // what is shown, of nodes that have no children
	Target   string // address of a link, ID of a mention or custom emoji, language of a code block
	Level    int    // 1 to 3 for a heading; the number of a list item, 0 for a bullet
	Children []Node // of nodes that hold others
}

// IsMention reports whether k is a mention of any kind.
func (k Kind) IsMention() bool {
	switch k {
	case User, Role, Channel, Everyone, Command, Navigation, Game:
		return true
	}
	return false
}

// isBlock reports whether k stands on lines of its own.
func (k Kind) isBlock() bool {
	switch k {
	case CodeBlock, BlockQuote, Heading, Subtext, ListItem:
		return true
	}
	return false
}

// Text returns the visible text of nodes. Blocks stand on lines of their own, and list items have their mark, "• " or a number.
// Names that only Discord knows are written by their ID, a custom emoji as its name between colons, a time in UTC.
func Text(nodes []Node) string {
	var w textWriter
	w.nodes(nodes)
	return w.b.String()
}

// Quotes returns the visible text of each block quotation, in order.
func Quotes(nodes []Node) []string { return texts(nodes, BlockQuote) }

// Codes returns the text of each inline code, in order.
func Codes(nodes []Node) []string { return texts(nodes, InlineCode) }

// Links returns the links of both kinds, in order.
func Links(nodes []Node) []Node {
	return find(nodes, func(k Kind) bool { return k == Link || k == MaskedLink })
}

// Mentions returns the mentions of every kind, in order.
func Mentions(nodes []Node) []Node { return find(nodes, Kind.IsMention) }

func texts(nodes []Node, k Kind) []string {
	var list []string
	for _, n := range find(nodes, func(other Kind) bool { return other == k }) {
		list = append(list, Text(append([]Node{{Kind: Plain, Text: n.Text}}, n.Children...)))
	}
	return list
}

// find returns the nodes of a kind, also those within others.
func find(nodes []Node, wanted func(Kind) bool) []Node {
	var list []Node
	for _, n := range nodes {
		if wanted(n.Kind) {
			list = append(list, n)
		}
		list = append(list, find(n.Children, wanted)...)
	}
	return list
}

// A textWriter writes visible text.
type textWriter struct {
	b   strings.Builder
	cut bool // a block ended, what follows begins a line
}

func (w *textWriter) nodes(nodes []Node) {
	for _, n := range nodes {
		if n.Kind.isBlock() && w.b.Len() > 0 && !strings.HasSuffix(w.b.String(), "\n") {
			w.cut = true
		}
		if n.Kind == ListItem {
			w.write(n.Mark())
		}
		w.write(n.Text)
		w.nodes(n.Children)
		w.cut = w.cut || n.Kind.isBlock()
	}
}

func (w *textWriter) write(s string) {
	if s == "" {
		return
	}
	if w.cut {
		w.b.WriteByte('\n')
		w.cut = false
	}
	w.b.WriteString(s)
}

// Mark returns what Discord writes before a list item: "• ", or a number with a point and a blank.
func (n Node) Mark() string {
	if n.Level == 0 {
		return "• "
	}
	return strconv.Itoa(n.Level) + ". "
}
