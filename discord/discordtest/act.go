package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// A Where says where somebody does something, who it is, and what may be done there.
type Where struct {
	Guild         string // "" is a direct message
	Channel       string // "" is the guild's first channel, or the direct messages of the user
	User, Name    string // "" are [DefaultUser] with a name made of the id
	Locale        string // "" is en-US
	Permissions   Permissions
	Denied        Permissions // what the application may not do in the channel, besides what the channel denies it
	UserInstalled bool        // the application is there only because the user has installed it
	Private       bool        // a channel among users, where the bot is no member; for Guild ""
}

// A Request is something that a user does with the bot. Its fields may be altered before it is sent.
type Request struct {
	Kind      int // one of the kinds of interactions
	Where     Where
	Data      map[string]any // "data" of the payload; nil leaves it out
	MessageID string         // of the message that a component sits on
	Unchecked bool           // press components, and submit values, that a user could not
	Change    func(payload map[string]any)

	values []string     // of a select
	modal  *Interaction // that showed the form which is submitted
	fields map[string]string
}

// ErrImpossible is wrapped by the errors for what Discord lets no user do.
var ErrImpossible = errors.New("no user could do this")

func impossible(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrImpossible, fmt.Sprintf(format, args...))
}

// Interact does what r says and delivers it to the connections of the guild's shard; direct messages go to shard 0.
// If no connection is there, Discord drops it, and so does the server: see [Interaction.Delivered].
func (s *Server) Interact(r Request) (*Interaction, error) {
	i, err := s.Prepare(r)
	if err != nil {
		return nil, err
	}
	i.Deliver()
	return i, nil
}

// Types of messages that answer a command, by Discord's numbers.
const (
	replyMessage     = 20
	menuReplyMessage = 23
)

// Deliver delivers an interaction by the gateway, once more if it was before. Its time starts with [Server.Prepare].
func (i *Interaction) Deliver() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	i.delivered = i.s.Gateway.dispatchRaw(i.where.Guild, "INTERACTION_CREATE", i.payload) || i.delivered
}

// Prepare makes the interaction of r without delivering it. Its 3 seconds begin now. The error wraps [ErrImpossible].
func (s *Server) Prepare(r Request) (*Interaction, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Where = s.settle(r.Where)
	i := &Interaction{
		s: s, id: s.newID(), kind: r.Kind, where: r.Where, created: s.now(), changed: make(chan struct{}), source: s.messages[r.MessageID],
	}
	if r.Kind == CommandInteraction {
		i.replies = replyMessage
		if r.Data["type"] != 1 {
			i.replies = menuReplyMessage
		}
	}
	if r.modal != nil {
		i.source = r.modal.source
	}
	if !r.Unchecked {
		if err := s.possible(&r, i.source); err != nil {
			return nil, err
		}
	}
	i.token = newToken(rand.Text() + i.id)
	payload := s.payload(i, r)
	if r.Change != nil {
		r.Change(payload)
	}
	i.payload = mustJSON(payload)
	s.interactions[i.token] = i
	return i, nil
}

// settle fills in what w leaves out.
func (s *Server) settle(w Where) Where {
	w.User, w.Locale = either(w.User, DefaultUser), either(w.Locale, "en-US")
	if g := s.guilds[w.Guild]; g != nil && w.Channel == "" && len(g.channels) > 0 {
		w.Channel = g.channels[0].ID
	}
	w.Channel = either(w.Channel, fmt.Sprint(number(w.User)+1))
	return w
}

// Signed returns the POST of a payload to url, signed at the time given as Discord signs interactions.
func Signed(ctx context.Context, key ed25519.PrivateKey, url string, payload []byte, now time.Time) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(payload))
	if err != nil {
		return nil, err
	}
	timestamp := strconv.FormatInt(now.Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	r.Header.Set("X-Signature-Timestamp", timestamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, append([]byte(timestamp), payload...))))
	return r, nil
}

// Post does what r says and delivers it to url by signed HTTP. The body of a 200 is taken as the callback; 202 leaves
// the callback to REST. Other statuses are returned, and change nothing.
func (s *Server) Post(ctx context.Context, client *http.Client, url string, key ed25519.PrivateKey, r Request) (*Interaction, int, error) {
	i, err := s.Prepare(r)
	if err != nil {
		return nil, 0, err
	}
	request, err := Signed(ctx, key, url, i.payload, s.Now())
	if err != nil {
		return nil, 0, err
	}
	response, err := client.Do(request)
	if err != nil {
		return i, 0, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return i, response.StatusCode, err
	}
	if response.StatusCode == http.StatusOK {
		err = s.answeredOverHTTP(i, response.Header, content)
	}
	return i, response.StatusCode, err
}

// answeredOverHTTP takes the body of a response to a signed interaction as its callback.
func (s *Server) answeredOverHTTP(i *Interaction, header http.Header, content []byte) error {
	q := &request{
		Request: &http.Request{Header: header, Body: io.NopCloser(bytes.NewReader(content))},
		route:   callbackRoute, params: []string{i.id, i.token},
	}
	answer := func(s *Server, q *request) (any, *apiError) {
		if refusal := s.acknowledge(i, q); refusal != nil {
			return nil, refusal
		}
		return object{}, nil
	}
	if _, refusal := s.takeAs(q, answer); refusal != nil {
		return fmt.Errorf("the response is no callback: %s", refusal.message)
	}
	return nil
}

// An Option is an option of a command as a user filled it in.
type Option struct {
	Name    string
	Type    int // Discord's number: 1 subcommand, 2 group, 3 string, 4 integer, 5 boolean, 6 user, 7 channel, 10 number
	Value   any // nil leaves it out
	Options []Option
	Focused bool // the user is typing it
}

// String returns a string option.
func String(name, value string) Option { return Option{Name: name, Type: 3, Value: value} }

// Integer returns an integer option.
func Integer(name string, value int) Option { return Option{Name: name, Type: 4, Value: value} }

// Boolean returns a boolean option.
func Boolean(name string, value bool) Option { return Option{Name: name, Type: 5, Value: value} }

// ChannelOption returns an option that names a channel.
func ChannelOption(name, id string) Option { return Option{Name: name, Type: 7, Value: id} }

// Sub returns a subcommand.
func Sub(name string, options ...Option) Option { return Option{Name: name, Type: 1, Options: options} }

// Group returns a group with the subcommand that was called.
func Group(name string, sub Option) Option {
	return Option{Name: name, Type: 2, Options: []Option{sub}}
}

// Typing returns a string option that the user is typing.
func Typing(name, value string) Option {
	return Option{Name: name, Type: 3, Value: value, Focused: true}
}

// wire returns options as Discord sends them.
func wireOptions(options []Option) []any {
	list := make([]any, len(options))
	for n, o := range options {
		w := object{"name": o.Name, "type": o.Type}
		if o.Value != nil {
			w["value"] = o.Value
		}
		if o.Focused {
			w["focused"] = true
		}
		if o.Type == 1 || o.Type == 2 {
			w["options"] = wireOptions(o.Options)
		}
		list[n] = w
	}
	return list
}

// Command returns the call of a slash command.
func Command(w Where, name string, options ...Option) Request {
	data := object{"name": name, "type": 1}
	if len(options) > 0 {
		data["options"] = wireOptions(options)
	}
	return Request{Kind: CommandInteraction, Where: w, Data: data}
}

// Autocomplete returns a user's typing in an option of a slash command.
func Autocomplete(w Where, name string, options ...Option) Request {
	r := Command(w, name, options...)
	r.Kind = AutocompleteInteraction
	return r
}

// MessageCommand returns the call of a command in the menu of m.
func MessageCommand(w Where, name string, m Message) Request {
	return Request{Kind: CommandInteraction, Where: w, Data: object{"name": name, "type": 3, "target_id": m.ID}}
}

// Press returns a press on a button of m.
func Press(w Where, m Message, customID string) Request {
	return Request{Kind: ComponentInteraction, Where: w, MessageID: m.ID, Data: object{"custom_id": customID, "component_type": 2}}
}

// Select returns a choice in a string select of m.
func Select(w Where, m Message, customID string, values ...string) Request {
	return Request{
		Kind: ComponentInteraction, Where: w, MessageID: m.ID, values: values,
		Data: object{"custom_id": customID, "component_type": 3, "values": slices.Clone(values)},
	}
}

// Submit returns the submission of the form that shown showed, with a text for each custom_id.
func Submit(w Where, shown *Interaction, fields map[string]string) Request {
	m, _ := shown.Modal()
	return Request{
		Kind: ModalInteraction, Where: w, modal: shown, fields: fields,
		Data: object{"custom_id": m.CustomID, "components": filled(m.Components, fields)},
	}
}

// Ping returns Discord's own test whether an address answers.
func Ping() Request { return Request{Kind: PingInteraction} }

// filled returns the components of a form with what a user wrote.
func filled(components []Component, fields map[string]string) []any {
	list := make([]any, 0, len(components))
	for _, c := range components {
		o := object{"type": c.Type}
		switch {
		case c.CustomID != "":
			o["custom_id"], o["value"] = c.CustomID, fields[c.CustomID]
		case c.Component != nil:
			o["component"] = filled([]Component{*c.Component}, fields)[0]
		default:
			o["components"] = filled(c.Components, fields)
		}
		list = append(list, o)
	}
	return list
}
