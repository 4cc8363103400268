package rest

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// original is the name of the message that answers an interaction first.
const original = "@original"

// Callback gives an interaction its first answer, for which Discord waits 3 s. Members of data that its type does not
// know are left out. An update of a message (type 7) replaces content, embeds and components: what data has not is cleared.
// A callback that must be repeated, and of which Discord then says that it has been given, was given.
func (c *Client) Callback(ctx context.Context, i *discordgo.Interaction, r *discordgo.InteractionResponse) error {
	body, err := callbackBody(r)
	if err != nil {
		return err
	}
	out := call{method: http.MethodPost, url: discordgo.EndpointInteractionResponse(i.ID, i.Token), body: body}
	if r.Data != nil {
		out.files = r.Data.Files
	}
	return c.do(ctx, out, nil)
}

// Original returns the message that answers an interaction first.
func (c *Client) Original(ctx context.Context, i *discordgo.Interaction) (*discordgo.Message, error) {
	return c.message(ctx, call{method: http.MethodGet, url: discordgo.EndpointWebhookMessage(i.AppID, i.Token, original)})
}

// EditOriginal alters the message that answers an interaction first; after a deferral it is the answer. What is nil in w stays.
func (c *Client) EditOriginal(ctx context.Context, i *discordgo.Interaction, w *discordgo.WebhookEdit) (*discordgo.Message, error) {
	return c.EditFollowup(ctx, i, original, w)
}

// DeleteOriginal deletes the message that answers an interaction first. It is no error if there is none.
func (c *Client) DeleteOriginal(ctx context.Context, i *discordgo.Interaction) error {
	return c.DeleteFollowup(ctx, i, original)
}

// Followup sends another message in answer to an interaction. It is not safe to repeat.
func (c *Client) Followup(ctx context.Context, i *discordgo.Interaction, w *discordgo.WebhookParams) (*discordgo.Message, error) {
	body, err := messageBody(w)
	if err != nil {
		return nil, err
	}
	return c.message(ctx, call{
		method: http.MethodPost, url: discordgo.EndpointFollowupMessage(i.AppID, i.Token) + "?wait=true", body: body, files: w.Files,
	})
}

// EditFollowup alters a message sent with [Client.Followup]. What is nil in w stays.
func (c *Client) EditFollowup(
	ctx context.Context, i *discordgo.Interaction, message string, w *discordgo.WebhookEdit,
) (*discordgo.Message, error) {
	body, err := editBody(w)
	if err != nil {
		return nil, err
	}
	return c.message(ctx, call{
		method: http.MethodPatch, url: discordgo.EndpointWebhookMessage(i.AppID, i.Token, message), body: body, files: w.Files,
	})
}

// DeleteFollowup deletes a message sent with [Client.Followup]. It is no error if there is none.
func (c *Client) DeleteFollowup(ctx context.Context, i *discordgo.Interaction, message string) error {
	err := c.do(ctx, call{method: http.MethodDelete, url: discordgo.EndpointWebhookMessage(i.AppID, i.Token, message)}, nil)
	if UnknownMessage(err) {
		return nil
	}
	return err
}

// message sends a call that is answered with a message.
func (c *Client) message(ctx context.Context, r call) (*discordgo.Message, error) {
	m := new(message)
	if err := c.do(ctx, r, m); err != nil {
		return nil, err
	}
	return &m.Message, nil
}
