// Package preview draws Discord messages, as they are sent, into one HTML page that looks like Discord's dark theme.
package preview

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"variorum/discord/markdown"
)

// The usual widths of a [Page] in CSS pixels.
const (
	Phone   = 375
	Desktop = 800
)

// narrow is the width up to which a page is drawn as on a phone, where fields stand below each other.
const narrow = 480

// A Page is a channel with its messages, oldest first.
type Page struct {
	Title    string            // the name of the channel
	Width    int               // in CSS pixels; 0 means Desktop
	Names    map[string]string // of the users, roles and channels that are mentioned, by ID
	Messages []Message
}

// A Message is one message of a channel, with what Discord knows besides what was sent.
type Message struct {
	Author      string
	Bot         bool            // has the APP tag
	Time        string          // as it is to be shown
	Interaction string          // what it answers, such as "Ada used /ask"; "" if it answers no command
	Reply       string          // what it replies to, such as "Ada: when did it rain?"; "" if it is no reply
	JSON        json.RawMessage // the message or webhook body: content, embeds, components, flags
	Thread      *Thread         // that begins at it, or nil
}

// A Thread is a conversation below a message.
type Thread struct {
	Name     string
	Messages []Message
}

// A BodyError reports a message whose JSON is not what Discord takes.
type BodyError struct {
	Number int // of the message, from 1 on, in the order in which they are drawn
	Err    error
}

func (e *BodyError) Error() string { return fmt.Sprintf("reading message %d: %v", e.Number, e.Err) }

func (e *BodyError) Unwrap() error { return e.Err }

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))

// Write writes a page to w as one HTML document. It needs no other file, font or script. What it shows of a message is what
// Discord would render of it; the names it does not know are drawn as IDs. Its errors are a [*BodyError], and those of w.
func Write(w io.Writer, p Page) error {
	if p.Width == 0 {
		p.Width = Desktop
	}
	number := 0
	messages, err := p.messages(p.Messages, &number)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	err = pageTemplate.Execute(out, map[string]any{
		"Title": p.Title, "Width": p.Width, "Narrow": p.Width <= narrow, "Messages": messages,
	})
	if err != nil {
		return fmt.Errorf("drawing the page: %w", err)
	}
	return out.Flush()
}

// messages makes ready what the template draws, and counts the messages.
func (p Page) messages(list []Message, number *int) ([]message, error) {
	var messages []message
	for _, m := range list {
		*number++
		var b body
		if err := json.Unmarshal(m.JSON, &b); err != nil {
			return nil, &BodyError{*number, err}
		}
		ready := message{Message: m, Ephemeral: b.Flags&ephemeral != 0, Content: p.nodes(b.Content, markdown.Content)}
		for _, e := range b.Embeds {
			ready.Embeds = append(ready.Embeds, p.embed(e))
		}
		for _, row := range b.Components {
			ready.Rows = append(ready.Rows, row.drawn())
		}
		if m.Thread != nil {
			replies, err := p.messages(m.Thread.Messages, number)
			if err != nil {
				return nil, err
			}
			ready.Replies = replies
		}
		messages = append(messages, ready)
	}
	return messages, nil
}

// nodes returns what is rendered of a text, with the names that p knows. Discord trims texts before.
func (p Page) nodes(s string, place markdown.Place) []markdown.Node {
	return p.named(markdown.Parse(strings.TrimSpace(s), place))
}

func (p Page) named(nodes []markdown.Node) []markdown.Node {
	for i, n := range nodes {
		if name, ok := p.Names[n.Target]; ok && n.Kind.IsMention() {
			nodes[i].Text = n.Text[:1] + name
		}
		p.named(n.Children)
	}
	return nodes
}
