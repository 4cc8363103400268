package discordtest

import "fmt"

// answerFollowup answers POST /webhooks/{webhook_id}/{webhook_token}.
func answerFollowup(s *Server, q *request) (any, *apiError) {
	i, refusal := s.known(q)
	if refusal != nil {
		return nil, refusal
	}
	body := asObject(q.body)
	if i.original != nil && i.original.flags&flagLoading != 0 && !i.original.deleted {
		return s.fillDeferral(i, body, q)
	}
	if i.userOnly() && len(i.followups) >= userFollowups {
		s.violate(RuleFollowups, q.name(), "", fmt.Sprintf("more than %d follow-ups where only the user installed the application", userFollowups))
		return nil, errFollowups
	}
	if s.gone(i.where.Channel) {
		return nil, errChannel
	}
	m := s.answerMessage(i, asInt(body["flags"]))
	m.kind = 0
	s.apply(m, body, q.files)
	if m.empty() {
		s.violate(RuleEmptyMessage, q.name(), "", "the message shows nothing")
		return nil, errEmptyMessage
	}
	s.keep(m)
	i.followups = append(i.followups, m)
	i.answered()
	i.touch()
	return s.wire(m), nil
}

// fillDeferral takes the first follow-up of a deferred reply, which edits the original.
func (s *Server) fillDeferral(i *Interaction, body object, q *request) (any, *apiError) {
	if asInt(body["flags"])&flagEphemeral != i.original.flags&flagEphemeral {
		s.violate(RuleEphemeral, q.name(), "flags", "the first follow-up of a deferral is as ephemeral as the deferral")
	}
	return s.editAnswer(i, i.original, body, q)
}

// editAnswer edits a message of an interaction's.
func (s *Server) editAnswer(i *Interaction, m *message, body object, q *request) (any, *apiError) {
	if s.gone(m.channel) {
		return nil, errMessage
	}
	if refusal := s.change(m, body, q); refusal != nil {
		return nil, refusal
	}
	if m == i.original {
		i.edits = append(i.edits, *m)
		i.answered()
	}
	i.touch()
	return s.wire(m), nil
}

// messageOf finds the message that a call on an interaction's webhook means.
func (s *Server) messageOf(q *request) (*Interaction, *message, *apiError) {
	i, refusal := s.known(q)
	if refusal != nil {
		return nil, nil, refusal
	}
	m := i.original
	if len(q.params) > 2 {
		m = s.messages[q.params[2]]
	}
	if m == nil || m.deleted || m != i.original && m.interaction != i {
		return nil, nil, errMessage
	}
	return i, m, nil
}

// answerGetAnswer answers GET of an interaction's message.
func answerGetAnswer(s *Server, q *request) (any, *apiError) {
	_, m, refusal := s.messageOf(q)
	if refusal != nil {
		return nil, refusal
	}
	return s.wire(m), nil
}

// answerEditAnswer answers PATCH of an interaction's message.
func answerEditAnswer(s *Server, q *request) (any, *apiError) {
	i, m, refusal := s.messageOf(q)
	if refusal != nil {
		return nil, refusal
	}
	return s.editAnswer(i, m, asObject(q.body), q)
}

// answerDeleteAnswer answers DELETE of an interaction's message.
func answerDeleteAnswer(s *Server, q *request) (any, *apiError) {
	i, m, refusal := s.messageOf(q)
	if refusal != nil {
		return nil, refusal
	}
	m.deleted = true
	i.touch()
	return nil, nil
}
