package discord

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/bwmarrin/discordgo"

	"variorum/discord/interaction"
)

// HandleHTTP answers an interaction that was posted, and returns the JSON of its first answer. What follows goes on behind it, once sent is
// closed, for as long as ctx lasts; [Bot.Drain] waits for it. It returns [interaction.ErrNone] for what is none.
func (b *Bot) HandleHTTP(ctx context.Context, body []byte, sent <-chan struct{}) ([]byte, error) {
	i, err := interaction.Decode(body)
	if err != nil {
		return nil, err
	}
	if !b.seen.First(i.ID) { // Discord asks again for what it has not received in time
		return json.Marshal(&discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource})
	}
	first := make(chan *discordgo.InteractionResponse, 1)
	ended := make(chan struct{})
	b.calls.Go(func() {
		defer close(ended)
		b.Handle(ctx, i, func(ctx context.Context, r *discordgo.InteractionResponse) error {
			first <- r
			select {
			case <-sent:
			case <-ctx.Done():
			}
			return nil
		})
	})
	select {
	case r := <-first:
		return json.Marshal(r)
	case <-ended:
	}
	select {
	case r := <-first:
		return json.Marshal(r)
	default:
		return nil, errors.New("answering an interaction: there is no answer")
	}
}

// HandleEvent answers an interaction that the gateway sent.
func (b *Bot) HandleEvent(ctx context.Context, i *interaction.Interaction) {
	if !b.seen.First(i.ID) {
		return
	}
	b.Handle(ctx, i, func(ctx context.Context, r *discordgo.InteractionResponse) error {
		return b.REST.Callback(ctx, i.Interaction, r)
	})
}

// Wait waits until all that was begun has ended.
func (b *Bot) Wait() { b.calls.Wait() }

// Drain waits as [Bot.Wait] does, until ctx ends.
func (b *Bot) Drain(ctx context.Context) {
	done := make(chan struct{})
	go func() {
		b.calls.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
