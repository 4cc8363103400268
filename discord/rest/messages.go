package rest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Send sends a message to a channel or thread.
func (c *Client) Send(ctx context.Context, channel string, m *discordgo.MessageSend) (*discordgo.Message, error) {
	return c.SendOnce(ctx, channel, rand.Text()[:nonceRunes], m)
}

// nonceRunes is the most that Discord takes.
const nonceRunes = 25

// SendOnce sends a message as [Client.Send] does, with a nonce of the caller's of up to 25 characters: if it is sent again within a few minutes
// Discord answers with the message that is there, and makes no other.
func (c *Client) SendOnce(ctx context.Context, channel, nonce string, m *discordgo.MessageSend) (*discordgo.Message, error) {
	body, err := messageBody(m)
	if err != nil {
		return nil, err
	}
	if body["nonce"], err = json.Marshal(nonce); err != nil {
		return nil, err
	}
	body["enforce_nonce"] = json.RawMessage("true")
	return c.message(ctx, call{
		method: http.MethodPost, url: discordgo.EndpointChannelMessages(channel), body: body, files: m.Files,
	})
}

// EditMessage alters a message of the application. What is nil in m stays.
func (c *Client) EditMessage(ctx context.Context, m *discordgo.MessageEdit) (*discordgo.Message, error) {
	body, err := editBody(m)
	if err != nil {
		return nil, err
	}
	delete(body, "ID") // in the address
	delete(body, "Channel")
	return c.message(ctx, call{
		method: http.MethodPatch, url: discordgo.EndpointChannelMessage(m.Channel, m.ID), body: body, files: m.Files,
	})
}

// Channel returns a channel or thread.
func (c *Client) Channel(ctx context.Context, id string) (*discordgo.Channel, error) {
	return c.channel(ctx, call{method: http.MethodGet, url: discordgo.EndpointChannel(id)})
}

// StartThread starts a thread at a message, or returns the thread that the message has. Its name is at most 100 UTF-16 code
// units long. It is archived after so many minutes without a message: 60, 1440, 4320, 10080, or 0 for what the channel says.
func (c *Client) StartThread(ctx context.Context, channel, message, name string, archiveMinutes int) (*discordgo.Channel, error) {
	thread, err := c.channel(ctx, call{
		method: http.MethodPost, url: discordgo.EndpointChannelMessageThread(channel, message),
		body: threadStart{Name: name, ArchiveMinutes: archiveMinutes},
	})
	if ThreadExists(err) {
		return c.Channel(ctx, message) // it has the message's id
	}
	return thread, err
}

// StartStandaloneThread starts a public thread without a message. Name and minutes are as in [Client.StartThread]. It is not
// safe to repeat.
func (c *Client) StartStandaloneThread(ctx context.Context, channel, name string, archiveMinutes int) (*discordgo.Channel, error) {
	return c.channel(ctx, call{
		method: http.MethodPost, url: discordgo.EndpointChannelThreads(channel),
		body: threadStart{Name: name, ArchiveMinutes: archiveMinutes, Type: discordgo.ChannelTypeGuildPublicThread},
	})
}

// StartForumPost starts a post in a forum with its first message, whose id is that of the post. The name is at most 100
// UTF-16 code units long. Tags are ids of the forum's; some forums want one. It is not safe to repeat.
func (c *Client) StartForumPost(
	ctx context.Context, channel, name string, m *discordgo.MessageSend, tags ...string,
) (*discordgo.Channel, error) {
	body, err := messageBody(m)
	if err != nil {
		return nil, err
	}
	delete(body, "tts") // unknown here
	return c.channel(ctx, call{
		method: http.MethodPost, url: discordgo.EndpointChannelThreads(channel),
		body: threadStart{Name: name, Tags: tags, Message: body}, files: m.Files,
	})
}

// channel sends a call that is answered with a channel.
func (c *Client) channel(ctx context.Context, r call) (*discordgo.Channel, error) {
	out := new(discordgo.Channel)
	if err := c.do(ctx, r, out); err != nil {
		return nil, err
	}
	return out, nil
}

// A threadStart is what starts a thread.
type threadStart struct {
	Name           string                `json:"name"`
	ArchiveMinutes int                   `json:"auto_archive_duration,omitempty"`
	Type           discordgo.ChannelType `json:"type,omitempty"`
	Tags           []string              `json:"applied_tags,omitempty"`
	Message        object                `json:"message,omitempty"`
}
