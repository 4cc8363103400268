package discordtest

import (
	"fmt"
	"maps"
	"slices"
)

// payload returns an interaction as Discord sends it.
func (s *Server) payload(i *Interaction, r Request) object {
	o := object{
		"id": i.id, "application_id": s.o.ApplicationID, "type": i.kind, "token": i.token, "version": 1, "entitlements": []any{},
		"authorizing_integration_owners": i.owners(), "attachment_size_limit": fileBytes,
	}
	if i.kind == PingInteraction {
		o["user"] = userObject(r.Where.User, r.Where.Name)
		return o
	}
	s.placed(o, r.Where)
	if r.Data != nil {
		o["data"] = s.completed(r)
	}
	if i.source != nil {
		o["message"] = s.wire(i.source)
	}
	return o
}

// placed adds where an interaction happened, with who did it.
func (s *Server) placed(o object, w Where) {
	allowed := allPermissions &^ w.Denied
	c := s.channels[w.Channel]
	place := object{"id": w.Channel, "type": DirectMessage, "flags": 0}
	if c != nil {
		place = s.channelObject(c)
		allowed &^= s.denied(c)
		place["permissions"] = fmt.Sprint(w.Permissions | ViewChannel | SendMessages)
	}
	o["channel_id"], o["channel"], o["locale"], o["app_permissions"] = w.Channel, place, w.Locale, fmt.Sprint(allowed)
	user := userObject(w.User, w.Name)
	if w.Guild == "" {
		o["context"], o["user"] = 1, user
		if w.Private {
			o["context"] = 2
			place["type"] = GroupMessage
		}
		return
	}
	locale := "en-US"
	if g := s.guilds[w.Guild]; g != nil {
		locale = either(g.Locale, locale)
	}
	o["context"], o["guild_id"], o["guild_locale"] = 0, w.Guild, locale
	o["guild"] = object{"id": w.Guild, "locale": locale, "features": []any{}}
	o["member"] = object{
		"user": user, "nick": nil, "avatar": nil, "roles": []any{}, "joined_at": stamp(epoch), "premium_since": nil, "deaf": false,
		"mute": false, "pending": false, "flags": 0, "communication_disabled_until": nil,
		"permissions": fmt.Sprint(w.Permissions | ViewChannel | SendMessages | ReadMessageHistory | UseApplicationCommand),
	}
}

// completed returns the data of a request with what Discord adds: the id of a command, and what its values name.
func (s *Server) completed(r Request) object {
	data := maps.Clone(r.Data)
	if r.Kind != CommandInteraction && r.Kind != AutocompleteInteraction {
		return data
	}
	kind, isInt := data["type"].(int)
	if c := s.registered(r.Where.Guild, asText(data["name"]), kind); isInt && c != nil {
		data["id"] = c["id"]
		if has(c, "guild_id") {
			data["guild_id"] = c["guild_id"]
		}
	} else {
		data["id"] = s.newID()
	}
	if target := s.messages[asText(data["target_id"])]; target != nil {
		data["resolved"] = object{"messages": object{target.id: s.wire(target)}}
	}
	if named := s.namedChannels(asList(data["options"])); len(named) > 0 {
		data["resolved"] = object{"channels": named}
	}
	return data
}

// namedChannels returns the channels that options name, by their ids.
func (s *Server) namedChannels(options []any) object {
	named := object{}
	for _, o := range options {
		option := asObject(o)
		if c := s.channels[asText(option["value"])]; c != nil && option["type"] == 7 {
			named[c.ID] = s.channelObject(c)
		}
		maps.Copy(named, s.namedChannels(asList(option["options"])))
	}
	return named
}

// registered returns the command that a user would call; one of the guild hides a global one.
func (s *Server) registered(guild, name string, kind int) object {
	for _, c := range slices.Concat(s.commandsOf(guild), s.commands[""]) {
		if asText(c["name"]) == name && asInt(c["type"]) == kind {
			return c
		}
	}
	return nil
}

func (s *Server) commandsOf(guild string) []object {
	if guild == "" {
		return nil
	}
	return s.commands[guild]
}

// possible returns why no user could do what r says.
func (s *Server) possible(r *Request, source *message) error {
	switch {
	case r.Kind == ComponentInteraction:
		return pressable(r, source)
	case r.Kind == ModalInteraction && (r.modal == nil || r.modal.callback != ShowModal):
		return impossible("no form was shown")
	case r.Kind == ModalInteraction:
		return submittable(r)
	}
	return nil
}

// pressable returns why no user could use a component.
func pressable(r *Request, source *message) error {
	if source == nil || source.deleted {
		return impossible("the message is not there")
	}
	if source.owner != "" && source.owner != r.Where.User {
		return impossible("the message is shown to another user only")
	}
	if source.flags&flagLoading != 0 {
		return impossible("the message shows nothing yet")
	}
	id := asText(r.Data["custom_id"])
	c, ok := source.public().Find(id)
	switch {
	case !ok:
		return impossible("the message has no component %q", id)
	case c.Disabled:
		return impossible("the component %q is disabled", id)
	case c.Type == 2 && r.Data["component_type"] != 2, c.Type == 3 && r.Data["component_type"] != 3:
		return impossible("the component %q has type %d", id, c.Type)
	}
	return choosable(c, r.values)
}

// choosable returns why no user could choose values in a select.
func choosable(c Component, values []string) error {
	if c.Type != 3 {
		return nil
	}
	low, high := 1, 1
	if c.MinValues != nil {
		low = *c.MinValues
	}
	if c.MaxValues != nil {
		high = *c.MaxValues
	}
	if len(values) < low || len(values) > high {
		return impossible("%d values chosen of %d to %d", len(values), low, high)
	}
	for n, v := range values {
		if !slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == v }) || slices.Contains(values[:n], v) {
			return impossible("the value %q cannot be chosen", v)
		}
	}
	return nil
}

// submittable returns why no user could submit a form with r's texts.
func submittable(r *Request) error {
	var m Modal
	reread(r.modal.data, &m)
	if r.Where.User != r.modal.where.User {
		return impossible("the form was shown to another user")
	}
	inputs := m.Inputs()
	for id := range r.fields {
		if !slices.ContainsFunc(inputs, func(c Component) bool { return c.CustomID == id }) {
			return impossible("the form has no input %q", id)
		}
	}
	for _, c := range inputs {
		text := r.fields[c.CustomID]
		required := c.Required == nil || *c.Required
		switch n := units(text); {
		case n == 0 && required:
			return impossible("the input %q is required", c.CustomID)
		case n > either(c.MaxLength, 4000), n > 0 && n < c.MinLength:
			return impossible("the input %q has %d characters", c.CustomID, n)
		}
	}
	return nil
}
