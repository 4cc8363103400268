package discordtest

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Flags of a message that the server knows.
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6
	flagLoading        = 1 << 7
	flagComponentsV2   = 1 << 15
)

// A Message is what a user sees of a message at one moment.
type Message struct {
	ID          string       `json:"id"`
	ChannelID   string       `json:"channel_id"`
	Content     string       `json:"content"`
	Embeds      []Embed      `json:"embeds"`
	Components  []Component  `json:"components"`
	Attachments []Attachment `json:"attachments"`
	Flags       int          `json:"flags"`
	Owner       string       `json:"-"` // the user who alone sees it; "" unless it is ephemeral
	Edits       int          `json:"-"` // how often it was edited
	Deleted     bool         `json:"-"`
	Loading     bool         `json:"-"` // it only says that the bot is thinking
}

// An Embed is a box in a message.
type Embed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Color       int    `json:"color"`
	Author      struct {
		Name string `json:"name"`
	} `json:"author"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
	Fields []Field `json:"fields"`
}

// A Field is a named part of an [Embed].
type Field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// A Component is a part of a message or a modal that holds others or that a user can use.
type Component struct {
	Type        int             `json:"type"` // 1 row, 2 button, 3 string select, 4 text input, 18 label
	CustomID    string          `json:"custom_id"`
	Label       string          `json:"label"`
	Style       int             `json:"style"`
	URL         string          `json:"url"`
	Disabled    bool            `json:"disabled"`
	Placeholder string          `json:"placeholder"`
	Content     string          `json:"content"`
	Options     []SelectOption  `json:"options"`
	MinValues   *int            `json:"min_values"`
	MaxValues   *int            `json:"max_values"`
	MinLength   int             `json:"min_length"`
	MaxLength   int             `json:"max_length"`
	Required    *bool           `json:"required"`
	Value       json.RawMessage `json:"value"` // a text in most components
	Components  []Component     `json:"components"`
	Component   *Component      `json:"component"` // of a label
}

// A SelectOption is a choice of a string select.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description"`
	Default     bool   `json:"default"`
}

// An Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Size        int    `json:"size"`
	ContentType string `json:"content_type"`
	Data        []byte `json:"-"`
}

// Ephemeral reports whether only one user sees the message.
func (m Message) Ephemeral() bool { return m.Flags&flagEphemeral != 0 }

// Find returns the component with a custom_id, at whatever depth it is.
func (m Message) Find(customID string) (Component, bool) {
	for _, c := range m.Usable() {
		if c.CustomID == customID {
			return c, true
		}
	}
	return Component{}, false
}

// Usable returns all components that have a custom_id, in the order in which a user sees them.
func (m Message) Usable() []Component { return usable(m.Components) }

func usable(components []Component) []Component {
	var all []Component
	for _, c := range components {
		if c.CustomID != "" {
			all = append(all, c)
		}
		all = append(all, usable(c.Components)...)
		if c.Component != nil {
			all = append(all, usable([]Component{*c.Component})...)
		}
	}
	return all
}

// message is a message as it is kept. Its lists are replaced as a whole, never changed.
type message struct {
	id, channel, guild string
	author             string // "" is the bot
	nonce              string
	owner              string
	content            string
	embeds, components []any
	attachments        []Attachment
	flags, kind, edits int
	created, edited    time.Time
	deleted            bool
	thread             string       // id of the thread that began with it
	interaction        *Interaction // whose answer it is; nil if there is none
}

// public returns m as a user sees it.
func (m *message) public() Message {
	p := Message{
		ID: m.id, ChannelID: m.channel, Content: m.content, Flags: m.flags, Owner: m.owner, Edits: m.edits, Deleted: m.deleted,
		Attachments: slices.Clone(m.attachments), Loading: m.flags&flagLoading != 0,
	}
	reread(m.embeds, &p.Embeds)
	reread(m.components, &p.Components)
	return p
}

// reread fills to with what v is in JSON. What does not fit is left out: a rule has found it already.
func reread(v, to any) {
	if err := json.Unmarshal(mustJSON(v), to); err != nil {
		return
	}
}

// wire returns m as Discord sends it.
func (s *Server) wire(m *message) object {
	author := s.botUser()
	if m.author != "" {
		author = userObject(m.author, "")
	}
	attachments := make([]object, len(m.attachments))
	for n, a := range m.attachments {
		attachments[n] = object{
			"id": a.ID, "filename": a.Filename, "size": a.Size, "content_type": a.ContentType,
			"url": s.http.URL + "/attachments/" + a.ID, "proxy_url": s.http.URL + "/attachments/" + a.ID,
		}
	}
	o := object{
		"id": m.id, "channel_id": m.channel, "author": author, "content": m.content, "timestamp": stamp(m.created), "edited_timestamp": nil,
		"tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "attachments": attachments,
		"embeds": richEmbeds(m.embeds), "components": orEmpty(m.components), "pinned": false, "type": m.kind, "flags": m.flags,
	}
	if !m.edited.IsZero() {
		o["edited_timestamp"] = stamp(m.edited)
	}
	if i := m.interaction; i != nil {
		o["webhook_id"], o["application_id"] = s.o.ApplicationID, s.o.ApplicationID
		o["interaction_metadata"] = object{
			"id": i.id, "type": i.kind, "user": userObject(i.where.User, i.where.Name), "authorizing_integration_owners": i.owners(),
		}
	}
	return o
}

func orEmpty(list []any) []any {
	if list == nil {
		return []any{}
	}
	return list
}

// richEmbeds returns embeds with the type that Discord gives them.
func richEmbeds(embeds []any) []any {
	list := make([]any, len(embeds))
	for n, e := range embeds {
		o := maps.Clone(asObject(e))
		o["type"] = "rich"
		list[n] = o
	}
	return list
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000-07:00") }

// apply sets what body says of m; what it does not name stays.
func (s *Server) apply(m *message, body object, files []file) {
	for key, v := range body {
		switch key {
		case "content":
			m.content = asText(v)
		case "embeds":
			m.embeds = asList(v)
		case "components":
			m.components = asList(v)
		case "flags":
			m.flags = m.flags&^flagSuppressEmbeds | asInt(v)&(flagSuppressEmbeds|flagComponentsV2)
		case "attachments":
			m.attachments = kept(m.attachments, asList(v))
		}
	}
	added := slices.Clone(m.attachments)
	for _, f := range files {
		added = append(added, Attachment{ID: s.newID(), Filename: f.name, Size: len(f.data), ContentType: f.contentType, Data: f.data})
	}
	m.attachments = added
	m.flags &^= flagLoading
}

// kept returns the attachments that a list names by their ids.
func kept(old []Attachment, named []any) []Attachment {
	var list []Attachment
	for _, a := range old {
		if slices.ContainsFunc(named, func(v any) bool { return asText(asObject(v)["id"]) == a.ID }) {
			list = append(list, a)
		}
	}
	return list
}

// empty reports whether a message shows nothing.
func (m *message) empty() bool {
	return blank(m.content) && len(m.embeds) == 0 && len(m.components) == 0 && len(m.attachments) == 0
}

// newMessage makes a message of the bot's that is not kept yet.
func (s *Server) newMessage(channel, guild string) *message {
	return &message{id: s.newID(), channel: channel, guild: guild, created: s.now()}
}

// edit changes m by body unless nothing would be left of it.
func (s *Server) edit(m *message, body object, files []file) *apiError {
	changed := *m
	s.apply(&changed, body, files)
	if changed.empty() {
		return errEmptyMessage
	}
	changed.edited = s.now()
	changed.edits++
	*m = changed
	return nil
}

// userObject returns a user as Discord sends one.
func userObject(id, name string) object {
	name = either(name, "member-"+id)
	return object{
		"id": id, "username": name, "global_name": name, "discriminator": "0", "avatar": nil, "public_flags": 0,
	}
}

func (s *Server) botUser() object {
	o := userObject(s.o.ApplicationID, "variorum-test")
	o["bot"] = true
	return o
}

// number returns an id as a number; 0 if it is none.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
