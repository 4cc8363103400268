package discordtest

import (
	"context"
	"slices"
	"strings"
	"time"
)

// Rules on interactions.
const (
	RuleInteraction    Rule = "interaction"     // calls name an interaction that exists, with its token
	RuleLate           Rule = "late-callback"   // the callback comes within 3 s
	RuleSecondCallback Rule = "second-callback" // there is one callback
	RuleCallbackType   Rule = "callback-type"   // the callback's type fits the interaction
	RuleExpired        Rule = "expired-token"   // edits, follow-ups come within 15 minutes
	RuleBeforeCallback Rule = "before-callback" // edits, follow-ups come after a callback
	RuleEphemeral      Rule = "ephemeral-fixed" // what the deferral said of ephemeral stays
	RuleFollowups      Rule = "followups"       // at most 5 follow-ups where the application is installed for the user only
	RuleEmptyMessage   Rule = "empty-message"   // a message shows something
)

const (
	acknowledgeWithin = 3 * time.Second
	tokenLives        = 15 * time.Minute
	userFollowups     = 5
)

// Kinds of interactions, by Discord's numbers.
const (
	PingInteraction         = 1
	CommandInteraction      = 2
	ComponentInteraction    = 3
	AutocompleteInteraction = 4
	ModalInteraction        = 5
)

// Types of callbacks, by Discord's numbers.
const (
	Pong           = 1
	Reply          = 4
	DeferredReply  = 5
	DeferredUpdate = 6
	Update         = 7
	Choices        = 8
	ShowModal      = 9
)

// An Interaction is what a user did, with all that the bot made of it. Safe for concurrent use.
type Interaction struct {
	s         *Server
	id, token string
	kind      int
	where     Where
	payload   []byte
	created   time.Time
	source    *message // on which a component sits
	replies   int      // type of the message that answers

	// The following are guarded by s.mu.
	delivered bool
	callback  int           // its type; 0 is none
	data      object        // of the callback
	acked     time.Duration // from creation to the callback
	final     time.Duration
	isFinal   bool
	original  *message
	followups []*message
	edits     []message // the original after each edit
	excused   int       // second callbacks that are no fault of the bot's
	changed   chan struct{}
}

// ID returns the interaction's id.
func (i *Interaction) ID() string { return i.id }

// Token returns the token that calls on it carry.
func (i *Interaction) Token() string { return i.token }

// Payload returns what the bot is sent, in JSON.
func (i *Interaction) Payload() []byte { return slices.Clone(i.payload) }

// Delivered reports whether a connection of the bot's took it at once.
func (i *Interaction) Delivered() bool { return locked(i, func() bool { return i.delivered }) }

// Callback returns the type of the callback; 0 if there was none yet.
func (i *Interaction) Callback() int { return locked(i, func() int { return i.callback }) }

// Acked returns how long after its creation the interaction was acknowledged.
func (i *Interaction) Acked() (after time.Duration, ok bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.acked, i.callback != 0
}

// Final returns how long after its creation the user got more than a deferral: a reply, an update, a modal, choices,
// or the first edit or follow-up after a deferral.
func (i *Interaction) Final() (after time.Duration, ok bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.final, i.isFinal
}

// Original returns the message that @original means, deleted or not; for a component's update, the message that it sits on.
func (i *Interaction) Original() (m Message, ok bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.original == nil {
		return Message{}, false
	}
	return i.original.public(), true
}

// Edits returns the original as it was after each edit of it by this interaction.
func (i *Interaction) Edits() []Message {
	return locked(i, func() []Message {
		list := make([]Message, len(i.edits))
		for n := range i.edits {
			list[n] = i.edits[n].public()
		}
		return list
	})
}

// Followups returns the messages that followed the original, in order, deleted ones too.
func (i *Interaction) Followups() []Message {
	return locked(i, func() []Message {
		list := make([]Message, len(i.followups))
		for n, m := range i.followups {
			list[n] = m.public()
		}
		return list
	})
}

// Messages returns the original with what followed it, as far as it was not deleted.
func (i *Interaction) Messages() []Message {
	list := i.Followups()
	if m, ok := i.Original(); ok {
		list = append([]Message{m}, list...)
	}
	return slices.DeleteFunc(list, func(m Message) bool { return m.Deleted })
}

// Ephemeral reports whether only the user sees the original.
func (i *Interaction) Ephemeral() bool {
	m, ok := i.Original()
	return ok && m.Ephemeral()
}

// A Choice is a proposal of an autocomplete callback. Its value is a string or a [json.Number].
type Choice struct {
	Name  string
	Value any
}

// Choices returns what an autocomplete callback proposed.
func (i *Interaction) Choices() []Choice {
	return locked(i, func() []Choice {
		var list []Choice
		for _, c := range asList(i.data["choices"]) {
			o := asObject(c)
			list = append(list, Choice{asText(o["name"]), o["value"]})
		}
		return list
	})
}

// A Modal is a form that the bot showed.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Inputs returns the components that a user fills in.
func (m Modal) Inputs() []Component { return usable(m.Components) }

// Modal returns the form that the callback showed.
func (i *Interaction) Modal() (m Modal, ok bool) {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.callback != ShowModal {
		return Modal{}, false
	}
	reread(i.data, &m)
	return m, true
}

// Wait waits until holds is true of the interaction. It asks again after each change; its error is that of ctx.
func (i *Interaction) Wait(ctx context.Context, holds func(*Interaction) bool) error {
	for {
		changed := locked(i, func() chan struct{} { return i.changed })
		if holds(i) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitAcked waits for the callback.
func (i *Interaction) WaitAcked(ctx context.Context) error {
	return i.Wait(ctx, func(i *Interaction) bool { return i.Callback() != 0 })
}

// WaitFinal waits until the user got more than a deferral.
func (i *Interaction) WaitFinal(ctx context.Context) error {
	return i.Wait(ctx, func(i *Interaction) bool {
		_, ok := i.Final()
		return ok
	})
}

// Forget frees what the server keeps of an interaction with its messages. Later calls on it are as on one that never was.
func (i *Interaction) Forget() {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	delete(i.s.interactions, i.token)
	for _, m := range append(slices.Clone(i.followups), i.original) {
		if m == nil {
			continue
		}
		delete(i.s.messages, m.id)
		if c := i.s.channels[m.channel]; c != nil {
			c.messages = slices.DeleteFunc(c.messages, func(other *message) bool { return other == m })
		}
	}
}

// locked returns what read does while the server stands still.
func locked[T any](i *Interaction, read func() T) T {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return read()
}

// touch tells those who wait that something changed.
func (i *Interaction) touch() {
	close(i.changed)
	i.changed = make(chan struct{})
}

// answered notes that the user got more than a deferral.
func (i *Interaction) answered() {
	if !i.isFinal {
		i.final, i.isFinal = i.s.now().Sub(i.created), true
	}
}

// userOnly reports whether the application is there only because the user has installed it.
func (i *Interaction) userOnly() bool { return i.where.UserInstalled }

// owners returns who installed the application where the interaction happened.
func (i *Interaction) owners() object {
	switch {
	case i.where.UserInstalled:
		return object{"1": i.where.User}
	case i.where.Guild != "":
		return object{"0": i.where.Guild}
	}
	return object{"0": "0"}
}

// known returns the interaction that a call names, if its token is valid for edits.
func (s *Server) known(q *request) (*Interaction, *apiError) {
	i := s.interactions[q.params[1]]
	switch {
	case i == nil || q.params[0] != s.o.ApplicationID:
		s.violate(RuleInteraction, q.name(), "", "no interaction has this token")
		return nil, errWebhook
	case s.now().Sub(i.created) > tokenLives:
		s.violate(RuleExpired, q.name(), "", "the token is older than 15 minutes")
		return nil, errToken
	case i.callback == 0:
		s.violate(RuleBeforeCallback, q.name(), "", "the interaction has no callback yet")
		return nil, errWebhook
	case i.callback == Choices || i.callback == Pong:
		s.violate(RuleBeforeCallback, q.name(), "", "the callback left nothing to edit or to follow")
		return nil, errWebhook
	}
	return i, nil
}

// newToken returns the token of an interaction, as long as Discord's.
func newToken(random string) string {
	return "aW50ZXJhY3Rpb246" + strings.Repeat(random, 200/len(random))
}
