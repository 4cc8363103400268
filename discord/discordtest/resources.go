package discordtest

// Answers to GET of what stands still.

func answerGateway(s *Server, _ *request) (any, *apiError) { return object{"url": s.GatewayURL()}, nil }

func answerGatewayBot(s *Server, _ *request) (any, *apiError) {
	s.Gateway.mu.Lock()
	defer s.Gateway.mu.Unlock()
	return object{"url": s.GatewayURL(), "shards": s.o.Shards, "session_start_limit": object{
		"total": s.o.SessionStarts, "remaining": max(0, s.o.SessionStarts-s.Gateway.starts), "reset_after": 86_400_000,
		"max_concurrency": s.o.MaxConcurrency,
	}}, nil
}

// Flags of an application that may use an intent in few guilds.
const (
	flagPresences      = 1 << 13
	flagMembers        = 1 << 15
	flagMessageContent = 1 << 19
)

func answerApplication(s *Server, _ *request) (any, *apiError) {
	flags := 0
	for intent, flag := range map[int]int{1 << 1: flagMembers, 1 << 8: flagPresences, 1 << 15: flagMessageContent} {
		if s.o.Privileged&intent != 0 {
			flags |= flag
		}
	}
	return object{
		"id": s.o.ApplicationID, "name": "variorum-test", "description": "", "icon": nil, "verify_key": s.o.PublicKey, "flags": flags,
		"bot_public": true, "bot_require_code_grant": false, "bot": s.botUser(), "approximate_guild_count": len(s.guilds),
		"integration_types_config": object{"0": object{}, "1": object{}}, "interactions_endpoint_url": nil,
	}, nil
}

func answerMe(s *Server, _ *request) (any, *apiError) { return s.botUser(), nil }

func answerMyGuilds(s *Server, _ *request) (any, *apiError) {
	list := []any{}
	for _, id := range s.guildOrder {
		list = append(list, object{"id": id, "name": s.guilds[id].Name, "owner": false, "permissions": "0"})
	}
	return list, nil
}

func answerGuild(s *Server, q *request) (any, *apiError) {
	g := s.guilds[q.params[0]]
	if g == nil {
		return nil, errGuild
	}
	o := s.guildObject(g)
	for _, onlyInEvents := range []string{"channels", "threads", "members", "member_count", "large", "unavailable"} {
		delete(o, onlyInEvents)
	}
	return o, nil
}

func answerGuildChannels(s *Server, q *request) (any, *apiError) {
	g := s.guilds[q.params[0]]
	if g == nil {
		return nil, errGuild
	}
	return s.guildObject(g)["channels"], nil
}

func answerMember(s *Server, q *request) (any, *apiError) {
	g := s.guilds[q.params[0]]
	switch {
	case g == nil:
		return nil, errGuild
	case q.params[1] == s.o.ApplicationID:
		return member(s.botUser(), botRole(g.ID)), nil
	case number(q.params[1]) == 0:
		return nil, errMember
	}
	return member(userObject(q.params[1], "")), nil
}

func member(user object, roles ...string) object {
	list := []any{}
	for _, r := range roles {
		list = append(list, r)
	}
	return object{
		"user": user, "nick": nil, "avatar": nil, "roles": list, "joined_at": stamp(epoch), "premium_since": nil, "deaf": false,
		"mute": false, "pending": false, "flags": 0, "communication_disabled_until": nil,
	}
}

func answerChannel(s *Server, q *request) (any, *apiError) {
	c, refusal := s.open(q.params[0])
	if refusal != nil {
		return nil, refusal
	}
	return s.channelObject(c), nil
}
