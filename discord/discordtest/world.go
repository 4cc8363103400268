package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// guild is a Guild as it is kept.
type guild struct {
	Guild
	channels []*channel
}

// channel is a Channel or a thread as it is kept.
type channel struct {
	Channel
	guild            string
	parent           string // of a thread
	archived, locked bool
	autoArchive      int
	tags             []any
	deleted          bool
	messages         []*message
}

func (s *Server) addGuild(g Guild) {
	kept := &guild{Guild: g}
	for _, c := range g.Channels {
		k := &channel{Channel: c, guild: g.ID}
		kept.channels = append(kept.channels, k)
		s.channels[c.ID] = k
	}
	s.guilds[g.ID] = kept
	s.guildOrder = append(s.guildOrder, g.ID)
}

// AddGuild lets the bot join a guild while it runs.
func (s *Server) AddGuild(g Guild) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addGuild(g)
	s.Gateway.dispatch(g.ID, "GUILD_CREATE", s.guildObject(s.guilds[g.ID]))
}

// RemoveGuild throws the bot out of a guild.
func (s *Server) RemoveGuild(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.guilds[id]
	if g == nil {
		return
	}
	for _, c := range s.channels {
		if c.guild == id {
			delete(s.channels, c.ID)
		}
	}
	delete(s.guilds, id)
	s.guildOrder = slices.DeleteFunc(s.guildOrder, func(other string) bool { return other == id })
	s.Gateway.dispatch(id, "GUILD_DELETE", object{"id": id})
}

// DeleteChannel deletes a channel or a thread with its messages.
func (s *Server) DeleteChannel(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[id]
	if c == nil || c.deleted {
		return
	}
	c.deleted = true
	for _, m := range s.messages {
		if m.channel == id {
			m.deleted = true
		}
	}
	event := "CHANNEL_DELETE"
	if c.isThread() {
		event = "THREAD_DELETE"
	}
	s.Gateway.dispatch(c.guild, event, s.channelObject(c))
}

// DeleteMessage deletes a message, as a moderator would.
func (s *Server) DeleteMessage(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.messages[id]; m != nil {
		m.deleted = true
	}
}

// Deny sets what the bot may not do in a channel or a thread; all else it may.
func (s *Server) Deny(channel string, denied Permissions) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[channel]; c != nil {
		c.Denied = denied
	}
}

// Archive archives a thread, and locks it if wanted.
func (s *Server) Archive(thread string, lock bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.channels[thread]; c != nil {
		c.archived, c.locked = true, lock
	}
}

// Say puts a message of a user's into a channel.
func (s *Server) Say(channel, user, content string) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.newMessage(channel, "")
	m.author, m.content = user, content
	s.keep(m)
	return m.public()
}

// A Thread is a thread or a forum's post.
type Thread struct {
	ID, Name, Parent string
	Archived, Locked bool
	Tags             []string
}

// Threads returns the threads of a channel in the order of their making, without deleted ones.
func (s *Server) Threads(parent string) []Thread {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Thread
	for _, c := range s.channels {
		if c.parent != parent || !c.isThread() || c.deleted {
			continue
		}
		t := Thread{ID: c.ID, Name: c.Name, Parent: c.parent, Archived: c.archived, Locked: c.locked}
		for _, tag := range c.tags {
			t.Tags = append(t.Tags, asText(tag))
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b Thread) int { return compareIDs(a.ID, b.ID) })
	return list
}

func compareIDs(a, b string) int {
	if d := len(a) - len(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// Messages returns the messages in a channel or a thread that are not deleted, in the order of their making,
// ephemeral ones too.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[channel]
	if c == nil {
		return nil
	}
	var list []Message
	for _, m := range c.messages {
		if !m.deleted {
			list = append(list, m.public())
		}
	}
	return list
}

// Message returns a message as it is now.
func (s *Server) Message(id string) (m Message, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.messages[id]
	if kept == nil {
		return Message{}, false
	}
	return kept.public(), true
}

func (c *channel) isThread() bool { return c.Type == PublicThread || c.Type == PrivateThread }

// keep puts a message where it is found again.
func (s *Server) keep(m *message) {
	s.messages[m.id] = m
	if c := s.channels[m.channel]; c != nil {
		c.messages = append(c.messages, m)
	}
}

// gone reports whether a channel was deleted.
func (s *Server) gone(id string) bool {
	c := s.channels[id]
	return c != nil && c.deleted
}

// denied returns what the bot may not do in a channel; a thread is denied what its parent is.
func (s *Server) denied(c *channel) Permissions {
	if parent := s.channels[c.parent]; parent != nil {
		return c.Denied | parent.Denied
	}
	return c.Denied
}

// may returns the error for what the bot may not do in a channel.
func (s *Server) may(c *channel, wanted Permissions) *apiError {
	denied := s.denied(c)
	switch {
	case denied&ViewChannel != 0:
		return errAccess
	case denied&wanted != 0:
		return errPermissions
	}
	return nil
}

// open returns a channel that the bot sees.
func (s *Server) open(id string) (*channel, *apiError) {
	c := s.channels[id]
	if c == nil || c.deleted {
		return nil, errChannel
	}
	return c, s.may(c, 0)
}

// botRole returns the id of the role that the bot has in a guild.
func botRole(guild string) string { return fmt.Sprint(number(guild) + 9) }

func (s *Server) guildObject(g *guild) object {
	channels := []any{}
	for _, c := range g.channels {
		if !c.deleted {
			channels = append(channels, s.channelObject(c))
		}
	}
	return object{
		"id": g.ID, "name": g.Name, "owner_id": DefaultUser, "preferred_locale": either(g.Locale, "en-US"), "features": []any{},
		"roles": []any{
			object{"id": g.ID, "name": "@everyone", "permissions": fmt.Sprint(allPermissions), "position": 0, "managed": false},
			object{"id": botRole(g.ID), "name": "bot", "permissions": "0", "position": 1, "managed": true},
		},
		"channels": channels, "threads": []any{}, "members": []any{}, "member_count": 2, "large": false, "unavailable": false,
	}
}

func (s *Server) channelObject(c *channel) object {
	o := object{
		"id": c.ID, "type": c.Type, "guild_id": c.guild, "name": c.Name, "flags": 0, "last_message_id": nil,
		"permission_overwrites": []any{object{"id": botRole(c.guild), "type": 0, "allow": "0", "deny": fmt.Sprint(c.Denied)}},
	}
	if len(c.messages) > 0 {
		o["last_message_id"] = c.messages[len(c.messages)-1].id
	}
	if c.Type == ForumChannel {
		tags := []any{}
		for _, tag := range c.Tags {
			tags = append(tags, object{"id": tag.ID, "name": tag.Name, "moderated": false, "emoji_id": nil, "emoji_name": nil})
		}
		o["available_tags"] = tags
		if c.RequireTag {
			o["flags"] = 1 << 4
		}
	}
	if c.isThread() {
		o["parent_id"], o["owner_id"] = c.parent, s.o.ApplicationID
		o["message_count"], o["member_count"] = len(c.messages), 1
		o["applied_tags"] = orEmpty(c.tags)
		o["thread_metadata"] = object{
			"archived": c.archived, "locked": c.locked, "auto_archive_duration": c.autoArchive, "archive_timestamp": stamp(s.now()),
		}
	}
	return o
}
