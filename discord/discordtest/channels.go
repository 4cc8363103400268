package discordtest

import (
	"fmt"
	"slices"
	"time"
)

// wanted returns the permissions that a message needs in a channel.
func (c *channel) wanted(body object, files int) Permissions {
	p := SendMessages
	if c.isThread() {
		p = SendInThreads
	}
	if len(asList(body["embeds"])) > 0 {
		p |= EmbedLinks
	}
	if files > 0 {
		p |= AttachFiles
	}
	return p
}

// answerPost answers POST /channels/{channel_id}/messages. With enforce_nonce, a message that is sent again is not made again.
func answerPost(s *Server, q *request) (any, *apiError) {
	c, refusal := s.open(q.params[0])
	if refusal != nil {
		return nil, refusal
	}
	body := asObject(q.body)
	if c.Type == ForumChannel || c.Type == Category {
		return nil, errChannelType
	}
	if refusal := s.may(c, c.wanted(body, len(q.files))); refusal != nil {
		return nil, refusal
	}
	if c.locked {
		return nil, errLocked
	}
	nonce := fmt.Sprint(body["nonce"])
	if asBool(body["enforce_nonce"]) && has(body, "nonce") {
		if n := slices.IndexFunc(c.messages, func(m *message) bool { return m.nonce == nonce }); n >= 0 {
			return s.wire(c.messages[n]), nil
		}
	}
	m, refusal := s.post(c, body, q)
	if refusal != nil {
		return nil, refusal
	}
	m.nonce = nonce
	return s.wire(m), nil
}

// post puts a message of the bot's into a channel. A thread that was archived is open again after.
func (s *Server) post(c *channel, body object, q *request) (*message, *apiError) {
	m := s.newMessage(c.ID, c.guild)
	m.flags = asInt(body["flags"]) & (flagSuppressEmbeds | flagComponentsV2)
	s.apply(m, body, q.files)
	if m.empty() {
		s.violate(RuleEmptyMessage, q.name(), "", "the message shows nothing")
		return nil, errEmptyMessage
	}
	c.archived = false
	s.keep(m)
	return m, nil
}

// located finds the message that a call means, with its channel.
func (s *Server) located(q *request) (*channel, *message, *apiError) {
	c, refusal := s.open(q.params[0])
	if refusal != nil {
		return nil, nil, refusal
	}
	if refusal := s.may(c, ReadMessageHistory); refusal != nil {
		return nil, nil, refusal
	}
	m := s.messages[q.params[1]]
	if m == nil || m.deleted || m.channel != c.ID || m.owner != "" {
		return nil, nil, errMessage
	}
	return c, m, nil
}

// answerGetMessage answers GET /channels/{channel_id}/messages/{message_id}.
func answerGetMessage(s *Server, q *request) (any, *apiError) {
	_, m, refusal := s.located(q)
	if refusal != nil {
		return nil, refusal
	}
	return s.wire(m), nil
}

// answerEditMessage answers PATCH /channels/{channel_id}/messages/{message_id}.
func answerEditMessage(s *Server, q *request) (any, *apiError) {
	c, m, refusal := s.located(q)
	switch {
	case refusal != nil:
		return nil, refusal
	case m.author != "":
		return nil, errOthersMessage
	case c.archived:
		return nil, errArchived
	}
	if refusal := s.change(m, asObject(q.body), q); refusal != nil {
		return nil, refusal
	}
	return s.wire(m), nil
}

// answerDeleteMessage answers DELETE /channels/{channel_id}/messages/{message_id}.
func answerDeleteMessage(s *Server, q *request) (any, *apiError) {
	c, m, refusal := s.located(q)
	if refusal != nil {
		return nil, refusal
	}
	if m.author != "" {
		if refusal := s.may(c, ManageMessages); refusal != nil {
			return nil, refusal
		}
	}
	m.deleted = true
	return nil, nil
}

// answerThreadFromMessage answers POST /channels/{channel_id}/messages/{message_id}/threads.
func answerThreadFromMessage(s *Server, q *request) (any, *apiError) {
	c, m, refusal := s.located(q)
	switch {
	case refusal != nil:
		return nil, refusal
	case c.Type != TextChannel && c.Type != AnnouncementChannel:
		return nil, errChannelType
	case m.thread != "":
		return nil, errThreadExists
	}
	if refusal := s.may(c, CreatePublicThreads); refusal != nil {
		return nil, refusal
	}
	t := s.begin(c, asObject(q.body), PublicThread, m.id) // such a thread has the id of its message
	m.thread = t.ID
	return s.channelObject(t), nil
}

// answerThread answers POST /channels/{channel_id}/threads.
func answerThread(s *Server, q *request) (any, *apiError) {
	c, refusal := s.open(q.params[0])
	if refusal != nil {
		return nil, refusal
	}
	body := asObject(q.body)
	if c.Type == ForumChannel {
		return s.forumPost(c, body, q)
	}
	kind, wanted := PrivateThread, CreatePrivateThreads // what Discord assumes
	if ChannelType(asInt(body["type"])) == PublicThread {
		kind, wanted = PublicThread, CreatePublicThreads
	}
	if c.Type != TextChannel && (c.Type != AnnouncementChannel || kind == PrivateThread) {
		return nil, errChannelType
	}
	if refusal := s.may(c, wanted); refusal != nil {
		return nil, refusal
	}
	return s.channelObject(s.begin(c, body, kind, s.newID())), nil
}

// forumPost makes a post of a forum, which is a thread with its first message.
func (s *Server) forumPost(c *channel, body object, q *request) (any, *apiError) {
	first := asObject(body["message"])
	if refusal := s.may(c, c.wanted(first, len(q.files))); refusal != nil {
		return nil, refusal
	}
	if c.RequireTag && len(asList(body["applied_tags"])) == 0 {
		return nil, errTagRequired
	}
	if first == nil {
		return nil, invalidForm([]finding{{field: "message", code: "BASE_TYPE_REQUIRED", text: "This field is required"}})
	}
	t := s.begin(c, body, PublicThread, s.newID())
	m, refusal := s.post(t, first, q)
	if refusal != nil {
		t.deleted = true
		return nil, refusal
	}
	o := s.channelObject(t)
	o["message"] = s.wire(m)
	return o, nil
}

// begin makes a thread.
func (s *Server) begin(c *channel, body object, kind ChannelType, id string) *channel {
	t := &channel{
		Channel: Channel{ID: id, Name: asText(body["name"]), Type: kind}, guild: c.guild, parent: c.ID,
		autoArchive: either(asInt(body["auto_archive_duration"]), int((24 * time.Hour).Minutes())), tags: asList(body["applied_tags"]),
	}
	s.channels[id] = t
	o := s.channelObject(t)
	o["newly_created"] = true
	s.Gateway.dispatch(c.guild, "THREAD_CREATE", o)
	return t
}

// answerEditChannel answers PATCH /channels/{channel_id}.
func answerEditChannel(s *Server, q *request) (any, *apiError) {
	c, refusal := s.open(q.params[0])
	if refusal != nil {
		return nil, refusal
	}
	body := asObject(q.body)
	wanted := ManageChannels
	if c.isThread() {
		wanted = ManageThreads
	}
	reopens := len(body) == 1 && body["archived"] == false
	switch {
	case c.isThread() && reopens && !c.locked:
	case s.may(c, wanted) != nil:
		return nil, s.may(c, wanted)
	case c.archived && body["archived"] != false:
		return nil, errArchived
	}
	if has(body, "name") {
		c.Name = asText(body["name"])
	}
	if has(body, "archived") {
		c.archived = asBool(body["archived"])
	}
	if has(body, "locked") {
		c.locked = asBool(body["locked"])
	}
	if has(body, "applied_tags") {
		c.tags = asList(body["applied_tags"])
	}
	o := s.channelObject(c)
	event := "CHANNEL_UPDATE"
	if c.isThread() {
		event = "THREAD_UPDATE"
	}
	s.Gateway.dispatch(c.guild, event, o)
	return o, nil
}
