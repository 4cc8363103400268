package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/rest"
	"variorum/discord/state"
	"variorum/discord/words"
)

// A reply is what a member sees of an interaction.
type reply struct {
	page       message.Page
	components []discordgo.MessageComponent
	files      []*discordgo.File // only of a plan that is acknowledged first
	private    bool
	update     bool // takes the place of the message that was pressed
	// then is done when the reply stands.
	then func(context.Context) error
}

// A plan says how an interaction is answered: at once, or by work that may take longer.
type plan struct {
	now  *discordgo.InteractionResponse // an answer that needs no work
	work func(context.Context) (reply, error)
	// private and update are what a reply of work will be, as Discord wants to know when it is to wait.
	private, update bool
	// waits says that Discord is told to wait before the work begins.
	waits bool
}

// Time limits.
const (
	patience  = 250 * time.Millisecond  // after which Discord is told to wait
	longest   = 60 * time.Second        // of the work on one answer
	farewell  = 2 * time.Second         // for telling members when the process ends
	tokenLife = 14 * time.Minute        // of what is done behind an answer; Discord takes an edit for 15 min
	firstTime = 2500 * time.Millisecond // of the first answer; Discord waits 3 s
)

// at once returns a plan of a reply that is made already.
func atOnce(r reply) plan {
	return plan{now: r.response(), private: r.private, update: r.update}
}

// response returns r as a first answer.
func (r reply) response() *discordgo.InteractionResponse {
	t := discordgo.InteractionResponseChannelMessageWithSource
	if r.update {
		t = discordgo.InteractionResponseUpdateMessage
	}
	d := &discordgo.InteractionResponseData{
		Content: r.page.Content, Embeds: r.embeds(), Components: r.parts(), AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
	if r.private {
		d.Flags = discordgo.MessageFlagsEphemeral
	}
	return &discordgo.InteractionResponse{Type: t, Data: d}
}

func (r reply) embeds() []*discordgo.MessageEmbed {
	if r.page.Embeds == nil {
		return []*discordgo.MessageEmbed{}
	}
	return r.page.Embeds
}

func (r reply) parts() []discordgo.MessageComponent {
	if r.components == nil {
		return []discordgo.MessageComponent{}
	}
	return r.components
}

// edit returns r as a change of a message.
func (r reply) edit() *discordgo.WebhookEdit {
	embeds, parts := r.embeds(), r.parts()
	return &discordgo.WebhookEdit{
		Content: &r.page.Content, Embeds: &embeds, Components: &parts, Files: r.files,
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}

// followup returns r as a further message.
func (r reply) followup() *discordgo.WebhookParams {
	p := &discordgo.WebhookParams{
		Content: r.page.Content, Embeds: r.embeds(), Components: r.parts(), Files: r.files,
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
	if r.private {
		p.Flags = discordgo.MessageFlagsEphemeral
	}
	return p
}

// send returns r as a message in a channel.
func (r reply) send() *discordgo.MessageSend {
	return &discordgo.MessageSend{
		Content: r.page.Content, Embeds: r.embeds(), Components: r.parts(),
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
	}
}

// errTaken reports that somebody else has answered an interaction first.
var errTaken = errors.New("the interaction was answered already")

// acknowledge sends the first answer.
func (c *call) acknowledge(ctx context.Context, r *discordgo.InteractionResponse) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), firstTime)
	defer cancel()
	err := c.first(ctx, r)
	if rest.Acknowledged(err) {
		return errTaken
	}
	if err != nil {
		return fmt.Errorf("sending the first answer: %w", err)
	}
	c.arrived()
	c.acknowledged = true
	c.bot.Metrics.Acknowledged(c.kind, c.bot.Now().Sub(c.began))
	return nil
}

// perform answers an interaction as planned.
func (c *call) perform(ctx context.Context, p plan) error {
	c.private, c.update = p.private, p.update
	if p.now != nil {
		return c.acknowledge(ctx, p.now)
	}
	then, err := c.shownBy(ctx, p)
	if err != nil || then == nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, tokenLife)
	defer cancel()
	return then(ctx)
}

// shownBy shows what comes of the work that is planned, and returns what is to be done when it stands.
func (c *call) shownBy(ctx context.Context, p plan) (then func(context.Context) error, err error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	if p.waits {
		if err := c.wait(ctx); err != nil {
			return nil, err
		}
	}
	done := c.start(ctx, p.work)
	if !c.acknowledged {
		timer := time.NewTimer(c.bot.patience())
		defer timer.Stop()
		select {
		case r := <-done:
			return c.finish(ctx, r)
		case <-timer.C:
		}
		if err := c.wait(ctx); err != nil {
			return nil, err
		}
	}
	select {
	case r := <-done:
		return c.finish(ctx, r)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// patience returns how long an answer may take before Discord is told to wait: not at all while others wait for their turn.
func (b *Bot) patience() time.Duration {
	if len(b.work) == cap(b.work) || b.rush() {
		return 0
	}
	return patience
}

// rush reports whether so many interactions have no first answer yet that these come before all other work.
func (b *Bot) rush() bool { return b.arriving.Load() > int64(4*cap(b.work)) }

// How long, and how often, work looks whether a rush is over before it begins all the same.
const (
	longestRush = 400 * time.Millisecond
	rushPause   = 2 * time.Millisecond
)

// afterRush waits while there is a rush. Those who wait have a turn already, so they are few.
func (b *Bot) afterRush(ctx context.Context) {
	for waited := time.Duration(0); b.rush() && waited < longestRush && ctx.Err() == nil; waited += rushPause {
		time.Sleep(rushPause)
	}
}

// A result is what became of work.
type result struct {
	reply reply
	err   error
}

// errBroke reports work that panicked, which was logged.
var errBroke = errors.New("the work broke off")

// start does work in its turn.
func (c *call) start(ctx context.Context, work func(context.Context) (reply, error)) <-chan result {
	done := make(chan result, 1)
	c.bot.calls.Go(func() {
		defer func() {
			if r := recover(); r != nil {
				c.bot.Log.Error("making an answer broke off", "kind", c.kind, "type", fmt.Sprintf("%T", r), "at", brokeAt())
				done <- result{err: errBroke}
			}
		}()
		select {
		case c.bot.work <- struct{}{}:
			defer func() { <-c.bot.work }()
			c.bot.afterRush(ctx)
		case <-ctx.Done():
			done <- result{err: ctx.Err()}
			return
		}
		r, err := work(ctx)
		done <- result{r, err}
	})
	return done
}

// wait tells Discord that an answer will come.
func (c *call) wait(ctx context.Context) error {
	r := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	switch {
	case c.update:
		r.Type = discordgo.InteractionResponseDeferredMessageUpdate
	case c.private:
		r.Data = &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}
	}
	if err := c.acknowledge(ctx, r); err != nil {
		return err
	}
	c.waits = true
	ctx, cancel := context.WithTimeout(ctx, keepTime)
	defer cancel()
	err := c.bot.State.PutPending(ctx, state.Pending{
		Interaction: c.ID, Application: c.AppID, Token: c.Token, Member: cmpOr(c.user(), "0"), Server: c.GuildID, Language: c.own(), Update: c.update,
		Made: c.bot.Now(),
	})
	if err != nil { // the answer comes all the same
		c.bot.Log.Warn("keeping who waits", "kind", c.kind, "err", err)
	}
	return nil
}

// waitsNoMore forgets that the member waits, when there is an answer or nobody can be told. A member who is told twice is no harm.
func (c *call) waitsNoMore(ctx context.Context) {
	if !c.waits {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if err := c.bot.State.DonePending(ctx, c.ID); err != nil {
		c.bot.Log.Warn("forgetting who waits", "kind", c.kind, "err", err)
	}
}

// stillWaiting is how long a member has waited when it is certain that nobody makes the answer any more.
const stillWaiting = longest + 15*time.Second

// TellAbandoned tells those to whom an answer was announced by a process that ended before it was made that they have to ask again.
func (b *Bot) TellAbandoned(ctx context.Context) error {
	list, err := b.State.TakePending(ctx, b.Now().Add(-stillWaiting))
	for _, p := range list {
		var err error
		i := &discordgo.Interaction{ID: p.Interaction, AppID: p.Application, Token: p.Token}
		r := reply{page: message.Page{Content: markdown.Escape(words.Of(p.Language).Stopping)}, private: true}
		if p.Update {
			_, err = b.REST.Followup(ctx, i, r.followup())
		} else {
			_, err = b.REST.EditOriginal(ctx, i, r.edit())
		}
		if err != nil && !rest.Expired(err) && !rest.UnknownMessage(err) && !rest.UnknownChannel(err) {
			b.Log.Warn("telling who waits", "err", err)
		}
	}
	return err
}

// finish sends what came of work, and returns what is to be done then.
func (c *call) finish(ctx context.Context, r result) (then func(context.Context) error, err error) {
	if r.err != nil {
		return nil, r.err
	}
	return r.reply.then, c.show(ctx, r.reply)
}

// show shows a reply: as the first answer, or in place of the sign that one will come. One that is private never stands where all can read it.
func (c *call) show(ctx context.Context, r reply) error {
	if !c.acknowledged {
		c.private, c.update = r.private, r.update
		return c.acknowledge(ctx, r.response())
	}
	if c.update && !r.update { // the message that was pressed stays as it is
		_, err := c.bot.REST.Followup(ctx, c.Interaction.Interaction, r.followup())
		return err
	}
	if r.private && !c.private && !c.update {
		if err := c.bot.REST.DeleteOriginal(ctx, c.Interaction.Interaction); err != nil {
			return err
		}
		_, err := c.bot.REST.Followup(ctx, c.Interaction.Interaction, r.followup())
		return err
	}
	_, err := c.bot.REST.EditOriginal(ctx, c.Interaction.Interaction, r.edit())
	return err
}
