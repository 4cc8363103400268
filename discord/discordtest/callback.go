package discordtest

import (
	"fmt"
	"slices"
)

// callbackTypes lists the callbacks that each kind of interaction takes.
var callbackTypes = map[int][]int{
	PingInteraction:         {Pong},
	CommandInteraction:      {Reply, DeferredReply, ShowModal},
	ComponentInteraction:    {Reply, DeferredReply, DeferredUpdate, Update, ShowModal},
	AutocompleteInteraction: {Choices},
	ModalInteraction:        {Reply, DeferredReply},
}

// takes reports whether a callback of the type fits the interaction.
func (i *Interaction) takes(callback int) bool {
	onMessage := i.kind == ModalInteraction && i.source != nil && (callback == DeferredUpdate || callback == Update)
	return onMessage || slices.Contains(callbackTypes[i.kind], callback)
}

// answerCallback answers POST /interactions/{interaction_id}/{interaction_token}/callback.
func answerCallback(s *Server, q *request) (any, *apiError) {
	i := s.interactions[q.params[1]]
	if i == nil || i.id != q.params[0] {
		s.violate(RuleInteraction, q.name(), "", "no interaction has this id and token")
		return nil, errInteraction
	}
	if refusal := s.acknowledge(i, q); refusal != nil {
		return nil, refusal
	}
	if q.URL.Query().Get("with_response") != "true" {
		return nil, nil
	}
	resource := object{"type": i.callback}
	if i.original != nil && (i.callback == Reply || i.callback == Update) {
		resource["message"] = s.wire(i.original)
	}
	return object{"interaction": object{"id": i.id, "type": i.kind}, "resource": resource}, nil
}

// acknowledge takes a callback, by whichever way it came.
func (s *Server) acknowledge(i *Interaction, q *request) *apiError {
	body := asObject(q.body)
	callback := asInt(body["type"])
	after := s.now().Sub(i.created)
	switch {
	case i.callback != 0 && i.excused > 0:
		i.excused--
		return errAcknowledged
	case i.callback != 0:
		s.violate(RuleSecondCallback, q.name(), "", "the interaction has been acknowledged already")
		return errAcknowledged
	case after > acknowledgeWithin:
		s.violate(RuleLate, q.name(), "", fmt.Sprintf("%v after the interaction", after))
		return errInteraction
	case !i.takes(callback):
		s.violate(RuleCallbackType, q.name(), "type", fmt.Sprintf("type %d in answer to an interaction of type %d", callback, i.kind))
		return invalidForm([]finding{{field: "type", code: "INTERACTION_RESPONSE_TYPE_INVALID", text: "The specified type is not valid in this context."}})
	}
	if refusal := s.makeOriginal(i, callback, asObject(body["data"]), q); refusal != nil {
		return refusal
	}
	i.callback, i.data, i.acked = callback, asObject(body["data"]), after
	if callback != DeferredReply && callback != DeferredUpdate {
		i.answered()
	}
	i.touch()
	return nil
}

// makeOriginal sets the message that a callback makes or changes.
func (s *Server) makeOriginal(i *Interaction, callback int, data object, q *request) *apiError {
	switch callback {
	case Reply, DeferredReply:
		return s.reply(i, callback, data, q)
	case Update:
		if refusal := s.change(i.source, data, q); refusal != nil {
			return refusal
		}
		i.edits = append(i.edits, *i.source)
		i.original = i.source
	case DeferredUpdate:
		i.original = i.source
	}
	return nil
}

// reply makes the message of a reply, or the place for that of a deferred one.
func (s *Server) reply(i *Interaction, callback int, data object, q *request) *apiError {
	m := s.answerMessage(i, asInt(data["flags"]))
	if callback == DeferredReply {
		m.flags |= flagLoading
	} else {
		s.apply(m, data, q.files)
		if m.empty() {
			s.violate(RuleEmptyMessage, q.name(), "data", "the message shows nothing")
			return errEmptyMessage
		}
	}
	s.keep(m)
	i.original = m
	return nil
}

// answerMessage makes a message that belongs to an interaction.
func (s *Server) answerMessage(i *Interaction, flags int) *message {
	m := s.newMessage(i.where.Channel, i.where.Guild)
	m.interaction, m.flags = i, flags&(flagEphemeral|flagSuppressEmbeds|flagComponentsV2)
	if m.flags&flagEphemeral != 0 {
		m.owner = i.where.User
	}
	m.kind = i.replies
	return m
}

// change edits a message of an answer; the call may not say anything new of ephemeral.
func (s *Server) change(m *message, body object, q *request) *apiError {
	if m == nil || m.deleted {
		return errMessage
	}
	if asInt(body["flags"])&flagEphemeral&^m.flags != 0 {
		s.violate(RuleEphemeral, q.name(), "flags", "an edit cannot make a message ephemeral")
	}
	refusal := s.edit(m, body, q.files)
	if refusal != nil {
		s.violate(RuleEmptyMessage, q.name(), "", "nothing is left of the message")
	}
	return refusal
}
