package discordtest

import (
	"maps"
	"slices"
)

// commandScope returns the guild whose commands a call means; "" are the global ones.
func (s *Server) commandScope(q *request) (guild string, refusal *apiError) {
	if q.params[0] != s.o.ApplicationID {
		return "", errApplication
	}
	if len(q.params) == 1 {
		return "", nil
	}
	if s.guilds[q.params[1]] == nil {
		return "", errAccess
	}
	return q.params[1], nil
}

// answerCommands answers GET of commands. Localisations are only in it if the call asks for them.
func answerCommands(s *Server, q *request) (any, *apiError) {
	guild, refusal := s.commandScope(q)
	if refusal != nil {
		return nil, refusal
	}
	list := []any{}
	for _, c := range s.commands[guild] {
		if q.URL.Query().Get("with_localizations") == "true" {
			list = append(list, c)
			continue
		}
		list = append(list, withoutLocalizations(c))
	}
	return list, nil
}

// answerSetCommands answers PUT of all commands. One that has the name of an old one keeps its id.
func answerSetCommands(s *Server, q *request) (any, *apiError) {
	guild, refusal := s.commandScope(q)
	if refusal != nil {
		return nil, refusal
	}
	list := []object{}
	for _, c := range asList(q.body) {
		list = append(list, s.newCommand(guild, asObject(c)))
	}
	s.commands[guild] = list
	return list, nil
}

// answerAddCommand answers POST of one command, which replaces one of the same name.
func answerAddCommand(s *Server, q *request) (any, *apiError) {
	guild, refusal := s.commandScope(q)
	if refusal != nil {
		return nil, refusal
	}
	c := s.newCommand(guild, asObject(q.body))
	s.commands[guild] = append(slices.DeleteFunc(slices.Clone(s.commands[guild]), func(old object) bool { return old["id"] == c["id"] }), c)
	return c, nil
}

// newCommand returns a command as Discord keeps it.
func (s *Server) newCommand(guild string, given object) object {
	c := tidied(given)
	kind := either(asInt(given["type"]), 1)
	c["type"], c["application_id"], c["version"], c["nsfw"] = kind, s.o.ApplicationID, s.newID(), asBool(given["nsfw"])
	fallback := object{
		"description": "", "default_member_permissions": nil, "name_localizations": nil, "description_localizations": nil,
		"contexts": nil, "integration_types": []any{0, 1}, "dm_permission": true,
	}
	for key, v := range fallback {
		if !has(c, key) {
			c[key] = v
		}
	}
	c["id"] = s.newID()
	for _, old := range s.commands[guild] {
		if old["name"] == c["name"] && old["type"] == c["type"] {
			c["id"] = old["id"]
		}
	}
	if guild != "" {
		c["guild_id"] = guild
		delete(c, "dm_permission")
	}
	return c
}

// tidied returns a command or an option without what Discord does not send back: nulls, false, empty lists.
func tidied(given object) object {
	o := object{}
	for key, v := range given {
		switch key {
		case "options", "choices":
			var list []any
			for _, below := range asList(v) {
				list = append(list, tidied(asObject(below)))
			}
			if len(list) > 0 {
				o[key] = list
			}
		default:
			if v != nil && v != false {
				o[key] = v
			}
		}
	}
	return o
}

// withoutLocalizations returns a command or an option without its texts in other languages.
func withoutLocalizations(given object) object {
	o := maps.Clone(given)
	delete(o, "name_localizations")
	delete(o, "description_localizations")
	for _, key := range []string{"options", "choices"} {
		if _, ok := o[key]; !ok {
			continue
		}
		var list []any
		for _, below := range asList(o[key]) {
			list = append(list, withoutLocalizations(asObject(below)))
		}
		o[key] = list
	}
	return o
}

// Commands returns the names of the registered commands of a guild in their order; "" is for the global ones.
func (s *Server) Commands(guild string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, c := range s.commands[guild] {
		names = append(names, asText(c["name"]))
	}
	return names
}
