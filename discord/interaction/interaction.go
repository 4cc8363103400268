// Package interaction reads what Discord sends when a member does something.
package interaction

import (
	"encoding/json"
	"errors"

	"github.com/bwmarrin/discordgo"
)

// An Interaction is what a member did.
type Interaction struct {
	*discordgo.Interaction
	// Channel is where it was done: its ID, type and parent. It is nil if Discord does not say.
	Channel *discordgo.Channel
}

// ErrNone reports what is no interaction.
var ErrNone = errors.New("what discord sends is no interaction")

// essential are the members of an interaction that are needed to answer it, in groups of which those that discordgo cannot read
// are left out.
var essential = [][]string{
	{"id", "application_id", "type", "token", "version", "channel_id", "guild_id"},
	{"locale", "guild_locale", "context"},
	{"member"},
	{"user"},
	{"app_permissions"},
	{"data"},
	{"authorizing_integration_owners"},
	{"message"},
}

// Decode reads an interaction. Of the messages that it holds only their IDs, channels and texts are read. Parts that discordgo
// does not know are missing; Data is nil if it is one of them. It returns [ErrNone] for what has no ID, no token or no type.
func Decode(raw []byte) (*Interaction, error) {
	var all map[string]json.RawMessage
	if json.Unmarshal(raw, &all) != nil || all == nil {
		return nil, ErrNone
	}
	out := &Interaction{Channel: channelOf(all["channel"])}
	if m := bare(all["message"]); m != nil {
		all["message"] = m
	} else {
		delete(all, "message")
	}
	if data := withBareMessages(all["data"]); len(data) > 0 {
		all["data"] = data
	}
	if whole, ok := decodeMembers(all); ok && complete(whole) {
		out.Interaction = whole
		return out, nil
	}
	i := new(discordgo.Interaction)
	known := make(map[string]json.RawMessage)
	for _, group := range essential {
		for _, name := range group {
			if v, ok := all[name]; ok {
				known[name] = v
			}
		}
		read, ok := decodeMembers(known)
		if ok {
			i = read
			continue
		}
		for _, name := range group {
			delete(known, name)
		}
	}
	if !complete(i) {
		return nil, ErrNone
	}
	out.Interaction = i
	return out, nil
}

// decodeMembers reads an interaction of some members. Without data, discordgo reads all and then complains of its absence.
func decodeMembers(members map[string]json.RawMessage) (*discordgo.Interaction, bool) {
	b, err := json.Marshal(members)
	if err != nil {
		return nil, false
	}
	i := new(discordgo.Interaction)
	err = json.Unmarshal(b, i)
	hasData := len(members["data"]) > 0
	return i, err == nil || !hasData && complete(i)
}

func complete(i *discordgo.Interaction) bool { return i.ID != "" && i.Token != "" && i.Type != 0 }

// channelOf returns what is known of a channel, or nil.
func channelOf(raw json.RawMessage) *discordgo.Channel {
	var c struct {
		ID       string                `json:"id"`
		Type     discordgo.ChannelType `json:"type"`
		ParentID string                `json:"parent_id"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &c) != nil || c.ID == "" {
		return nil
	}
	return &discordgo.Channel{ID: c.ID, Type: c.Type, ParentID: c.ParentID}
}

// bare returns of a message its ID, channel and text, or nil. Components, which may be of kinds that discordgo does not know, are left out.
func bare(raw json.RawMessage) json.RawMessage {
	var m struct {
		ID        string `json:"id"`
		ChannelID string `json:"channel_id,omitempty"`
		Content   string `json:"content"`
	}
	if len(raw) == 0 || json.Unmarshal(raw, &m) != nil || m.ID == "" {
		return nil
	}
	return marshalled(m)
}

// withBareMessages returns the data of an interaction with messages that are bare.
func withBareMessages(data json.RawMessage) json.RawMessage {
	var d, resolved, messages map[string]json.RawMessage
	if len(data) == 0 || json.Unmarshal(data, &d) != nil || json.Unmarshal(d["resolved"], &resolved) != nil || json.Unmarshal(resolved["messages"], &messages) != nil {
		return data
	}
	for id, m := range messages {
		if messages[id] = bare(m); messages[id] == nil {
			delete(messages, id)
		}
	}
	resolved["messages"] = marshalled(messages)
	d["resolved"] = marshalled(resolved)
	return marshalled(d)
}

// marshalled returns the JSON of what can always be written.
func marshalled(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
