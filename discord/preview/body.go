package preview

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/discord/markdown"
)

// ephemeral is the flag of a message that only one member sees.
const ephemeral = 1 << 6

// A body is a message as it is sent to Discord.
type body struct {
	Content    string      `json:"content"`
	Flags      int         `json:"flags"`
	Embeds     []embed     `json:"embeds"`
	Components []component `json:"components"`
}

type embed struct {
	Title       string `json:"title"`
	URL         string `json:"url"`
	Description string `json:"description"`
	Color       *int   `json:"color"`
	Author      struct {
		Name string `json:"name"`
	} `json:"author"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
	Fields []field `json:"fields"`
}

type field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// A component is a row, a button or a select.
type component struct {
	Type        int         `json:"type"`
	Components  []component `json:"components"`
	Style       int         `json:"style"`
	Label       string      `json:"label"`
	URL         string      `json:"url"`
	Disabled    bool        `json:"disabled"`
	Placeholder string      `json:"placeholder"`
	Emoji       *struct {
		Name string `json:"name"`
	} `json:"emoji"`
	Options []struct {
		Label   string `json:"label"`
		Default bool   `json:"default"`
	} `json:"options"`
}

// A message is what the template draws.
type message struct {
	Message
	Ephemeral bool
	Content   []markdown.Node
	Embeds    []drawnEmbed
	Rows      [][]control
	Replies   []message
}

// Initial returns the letter in the picture of the author.
func (m message) Initial() string {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(m.Author))
	if r == utf8.RuneError {
		return "?"
	}
	return string(unicode.ToUpper(r))
}

// Color returns the colour of that picture, which is always the same for one author.
func (m message) Color() string {
	h := fnv.New32a()
	h.Write([]byte(m.Author)) // never fails
	colors := []string{"#5865f2", "#3ba55c", "#c27c0e", "#ad1457", "#1f8b8b", "#71368a", "#a84300"}
	return colors[h.Sum32()%uint32(len(colors))]
}

// Count says how many messages the thread has.
func (m message) Count() string {
	if len(m.Replies) == 1 {
		return "1 Message"
	}
	return fmt.Sprintf("%d Messages", len(m.Replies))
}

type drawnEmbed struct {
	Color, Author, URL, Footer string
	Title, Description         []markdown.Node
	Fields                     []drawnField
}

// A drawnField takes a part of the twelve columns that Discord divides an embed into.
type drawnField struct {
	Span        int
	Name, Value []markdown.Node
}

// noColor is the bar of an embed that names no colour.
const noColor = "#1e1f22"

func (p Page) embed(e embed) drawnEmbed {
	drawn := drawnEmbed{
		Color: noColor, Author: strings.TrimSpace(e.Author.Name), URL: e.URL, Footer: strings.TrimSpace(e.Footer.Text),
		Title: p.nodes(e.Title, markdown.Title), Description: p.nodes(e.Description, markdown.Description),
	}
	if e.Color != nil && *e.Color != 0 {
		drawn.Color = fmt.Sprintf("#%06x", *e.Color&0xFFFFFF)
	}
	for i, f := range e.Fields {
		drawn.Fields = append(drawn.Fields, drawnField{span(e.Fields, i), p.nodes(f.Name, markdown.Title), p.nodes(f.Value, markdown.FieldValue)})
	}
	return drawn
}

// span returns how many of twelve columns a field takes: up to three inline fields share a row.
func span(fields []field, at int) int {
	if !fields[at].Inline {
		return 12
	}
	from, to := at, at
	for from > 0 && fields[from-1].Inline {
		from--
	}
	for to < len(fields) && fields[to].Inline {
		to++
	}
	row := from + (at-from)/3*3
	return 12 / min(3, to-row)
}

// A control is a button or a select as it is drawn.
type control struct {
	Kind     string // primary, secondary, success, danger, link, select; "" for one that this package does not know
	Label    string
	Disabled bool
}

// The types of components that are drawn.
const (
	rowType    = 1
	buttonType = 2
)

// buttonKinds are by the style of a button, from 1 on.
var buttonKinds = []string{"primary", "secondary", "success", "danger", "link"}

// drawn returns the controls of a row.
func (c component) drawn() []control {
	if c.Type != rowType {
		return []control{c.control()}
	}
	var list []control
	for _, inner := range c.Components {
		list = append(list, inner.control())
	}
	return list
}

func (c component) control() control {
	switch {
	case c.Type == buttonType && c.Style >= 1 && c.Style <= len(buttonKinds):
		label := c.Label
		if c.Emoji != nil {
			label = strings.TrimSpace(c.Emoji.Name + " " + label)
		}
		return control{buttonKinds[c.Style-1], label, c.Disabled}
	case c.Type == 3 || c.Type >= 5 && c.Type <= 8: // selects of strings, users, roles, both, channels
		return control{"select", c.choice(), c.Disabled}
	}
	return control{"", fmt.Sprintf("component of type %d", c.Type), c.Disabled}
}

// choice returns what a select shows before it is opened.
func (c component) choice() string {
	var chosen []string
	for _, o := range c.Options {
		if o.Default {
			chosen = append(chosen, o.Label)
		}
	}
	switch {
	case len(chosen) > 0:
		return strings.Join(chosen, ", ")
	case c.Placeholder != "":
		return c.Placeholder
	}
	return "Make a selection"
}
