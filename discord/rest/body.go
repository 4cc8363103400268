package rest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/bwmarrin/discordgo"
)

// An object is a JSON object whose members are JSON.
type object map[string]json.RawMessage

// noMentions is what every message carries: nobody is notified, whatever the text holds.
var noMentions = json.RawMessage(`{"parse":[]}`)

// objectOf returns v as Discord's library writes it.
func objectOf(v any) (object, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encoding what is sent to discord: %w", err)
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		return nil, fmt.Errorf("encoding what is sent to discord: %w", err)
	}
	return o, nil
}

// messageBody returns a new message. Lists that are nil are left out: discordgo writes them as null.
func messageBody(m any) (object, error) {
	o, err := objectOf(m)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(o, func(_ string, v json.RawMessage) bool { return isNull(v) })
	o["allowed_mentions"] = noMentions
	return o, nil
}

// editBody returns the alteration of a message. A list that is there and nil is empty.
func editBody(m any) (object, error) {
	o, err := objectOf(m)
	if err != nil {
		return nil, err
	}
	for name, v := range o {
		if isNull(v) {
			o[name] = json.RawMessage("[]")
		}
	}
	o["allowed_mentions"] = noMentions
	return o, nil
}

// callbackBody returns the first answer to an interaction with the members that its type knows.
func callbackBody(r *discordgo.InteractionResponse) (object, error) {
	kind, err := json.Marshal(r.Type)
	if err != nil {
		return nil, fmt.Errorf("encoding what is sent to discord: %w", err)
	}
	body := object{"type": kind}
	if r.Data == nil {
		return body, nil
	}
	data, err := callbackData(r)
	if err != nil || len(data) == 0 {
		return body, err
	}
	body["data"], err = json.Marshal(data)
	return body, err
}

func callbackData(r *discordgo.InteractionResponse) (object, error) {
	switch r.Type {
	case discordgo.InteractionResponseUpdateMessage:
		return editBody(r.Data)
	case discordgo.InteractionResponseChannelMessageWithSource:
		o, err := messageBody(r.Data)
		if err == nil && r.Data.Content == "" {
			delete(o, "content")
		}
		return o, err
	}
	o, err := objectOf(r.Data)
	if err != nil {
		return nil, err
	}
	switch r.Type {
	case discordgo.InteractionResponseDeferredChannelMessageWithSource, discordgo.InteractionResponseDeferredMessageUpdate:
		return o.only("flags"), nil
	case discordgo.InteractionResponseModal:
		return o.only("custom_id", "title", "components"), nil
	case discordgo.InteractionApplicationCommandAutocompleteResult:
		if len(r.Data.Choices) == 0 {
			return object{"choices": json.RawMessage("[]")}, nil
		}
		return o.only("choices"), nil
	}
	return o, nil
}

// only returns the members of o that have these names.
func (o object) only(names ...string) object {
	out := make(object)
	for _, name := range names {
		if v, ok := o[name]; ok {
			out[name] = v
		}
	}
	return out
}

// commandsBody returns commands without the members that are null, at any depth.
func commandsBody(commands []*discordgo.ApplicationCommand) (any, error) {
	if len(commands) == 0 {
		return []any{}, nil
	}
	b, err := json.Marshal(commands)
	if err != nil {
		return nil, fmt.Errorf("encoding commands: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("encoding commands: %w", err)
	}
	return withoutNull(v), nil
}

func withoutNull(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if member == nil {
				delete(v, name)
			} else {
				v[name] = withoutNull(member)
			}
		}
	case []any:
		for i, member := range v {
			v[i] = withoutNull(member)
		}
	}
	return v
}

func isNull(v json.RawMessage) bool { return string(v) == "null" }

// A message decodes what Discord says of a message. Where discordgo does not know a part of it, what is essential remains.
type message struct{ discordgo.Message }

func (m *message) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, &m.Message); err == nil {
		return nil
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		return err
	}
	b, err := json.Marshal(o.only("id", "channel_id", "guild_id", "content", "flags"))
	if err != nil {
		return err
	}
	return json.Unmarshal(b, &m.Message)
}
