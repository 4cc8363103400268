package rest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"variorum/discord/discordtest"
)

// newServer returns a server with one guild, and a client of it.
func newServer(t *testing.T, o discordtest.Options) (*discordtest.Server, *Client, discordtest.Guild) {
	t.Helper()
	o.Guilds = discordtest.Guilds(1)
	s := discordtest.New(t, o)
	c, err := New(Options{Token: s.Token(), Base: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return s, c, o.Guilds[0]
}

// command lets a user call a command.
func command(t *testing.T, s *discordtest.Server) (*discordtest.Interaction, *discordgo.Interaction) {
	t.Helper()
	var token string
	r := discordtest.Command(discordtest.Where{}, "ask")
	r.Change = func(p map[string]any) { token, _ = p["token"].(string) }
	i, err := s.Prepare(r)
	if err != nil {
		t.Fatal(err)
	}
	return i, &discordgo.Interaction{ID: i.ID(), AppID: s.ApplicationID(), Token: token}
}

// Every call is as Discord wants it, and does what it says.
func TestAgainstServer(t *testing.T) {
	s, c, guild := newServer(t, discordtest.Options{RouteLimit: discordtest.RouteLimit{Requests: 5, Per: 300 * time.Millisecond}})
	ctx := t.Context()
	shown, i := command(t, s)
	text, forum := guild.Channels[0].ID, guild.Channels[1].ID
	content := "b"
	must := func(what string, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	must("Callback", c.Callback(ctx, i, &discordgo.InteractionResponse{Type: 5}))
	_, err := c.EditOriginal(ctx, i, &discordgo.WebhookEdit{Content: &content, Components: &[]discordgo.MessageComponent{button}})
	must("EditOriginal", err)
	original, err := c.Original(ctx, i)
	must("Original", err)
	if original == nil || original.Content != "b" {
		t.Errorf("the original is %v", original)
	}
	followup, err := c.Followup(ctx, i, &discordgo.WebhookParams{Content: "c"})
	must("Followup", err)
	_, err = c.EditFollowup(ctx, i, followup.ID, &discordgo.WebhookEdit{Content: &content})
	must("EditFollowup", err)
	if got := shown.Messages(); len(got) != 2 {
		t.Errorf("the user sees %d messages, want 2", len(got))
	}
	must("DeleteFollowup", c.DeleteFollowup(ctx, i, followup.ID))
	must("DeleteOriginal", c.DeleteOriginal(ctx, i))
	must("DeleteOriginal again", c.DeleteOriginal(ctx, i))
	message, err := c.Send(ctx, text, &discordgo.MessageSend{Content: "d"})
	must("Send", err)
	_, err = c.EditMessage(ctx, discordgo.NewMessageEdit(text, message.ID).SetContent("e"))
	must("EditMessage", err)
	thread, err := c.StartThread(ctx, text, message.ID, "a thread", 1440)
	must("StartThread", err)
	again, err := c.StartThread(ctx, text, message.ID, "a thread", 1440)
	must("StartThread again", err)
	if again == nil || again.ID != thread.ID {
		t.Errorf("another thread is made, or none: %v", again)
	}
	_, err = c.StartStandaloneThread(ctx, text, "another thread", 60)
	must("StartStandaloneThread", err)
	post, err := c.StartForumPost(ctx, forum, "a post", &discordgo.MessageSend{Content: "f"})
	must("StartForumPost", err)
	_, err = c.Send(ctx, post.ID, &discordgo.MessageSend{Content: "g"})
	must("Send to a post", err)
	channel, err := c.Channel(ctx, post.ID)
	must("Channel", err)
	if diff := cmp.Diff([]string{"a post", forum}, []string{channel.Name, channel.ParentID}); diff != "" {
		t.Errorf("the post (-want +got):\n%s", diff)
	}
	applicationCalls(t, c, s.ApplicationID())
	s.NoViolations(t)
}

// applicationCalls makes the calls that are about the application.
func applicationCalls(t *testing.T, c *Client, id string) {
	t.Helper()
	ctx := t.Context()
	app, err := c.Application(ctx)
	if err != nil || app.ID != id {
		t.Errorf("Application = %v, %v", app, err)
	}
	me, err := c.Me(ctx)
	if err != nil || !me.Bot {
		t.Errorf("Me = %v, %v", me, err)
	}
	german := map[discordgo.Locale]string{discordgo.German: "frage"}
	_, err = c.OverwriteCommands(ctx, id, []*discordgo.ApplicationCommand{{
		Name: "ask", NameLocalizations: &german, Description: "Ask", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What", Required: true},
		},
	}, {Name: "Find sources", Type: discordgo.MessageApplicationCommand}})
	if err != nil {
		t.Errorf("OverwriteCommands: %v", err)
	}
	commands, err := c.Commands(ctx, id)
	if err != nil || len(commands) != 2 || commands[0].NameLocalizations == nil {
		t.Errorf("Commands = %v, %v", commands, err)
	}
	if _, err := c.GatewayBot(ctx); err != nil {
		t.Errorf("GatewayBot: %v", err)
	}
	if address, err := c.Gateway(ctx); err != nil || !strings.HasPrefix(address, "ws://") {
		t.Errorf("Gateway = %q, %v", address, err)
	}
}

// What fails on its way, before or after Discord has done it, is done once.
func TestFaultsOnTheWay(t *testing.T) {
	for name, f := range map[string]discordtest.Fault{
		"a reset before":       {Reset: true},
		"a reset after":        {Reset: true, Applied: true},
		"a 500 before":         {Status: 500},
		"a 502 in HTML before": {Status: 502, Body: "<html>"},
		"a 504 after":          {Status: 504, Applied: true},
		"a limit":              {Status: 429, RetryAfter: 50 * time.Millisecond},
		"a limit in HTML":      {Status: 429, RetryAfter: 50 * time.Millisecond, Body: "<html>"},
		"a limit for all":      {Status: 429, RetryAfter: 50 * time.Millisecond, Global: true},
		"a slow answer":        {SlowBody: 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, guild := newServer(t, discordtest.Options{})
			shown, i := command(t, s)
			f.Path = "/interactions/*/*/callback"
			s.Inject(f)
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			if err := c.Callback(ctx, i, &discordgo.InteractionResponse{Type: 5}); err != nil {
				t.Errorf("Callback: %v", err)
			}
			if _, ok := shown.Acked(); !ok {
				t.Error("the interaction is not acknowledged")
			}
			f.Path, f.SlowBody = "/channels/*/messages", 0
			s.Inject(f)
			if _, err := c.Send(t.Context(), guild.Channels[0].ID, &discordgo.MessageSend{Content: "a"}); err != nil {
				t.Errorf("Send: %v", err)
			}
			if got := s.Messages(guild.Channels[0].ID); len(got) != 1 {
				t.Errorf("the channel has %d messages, want 1", len(got))
			}
		})
	}
}

// Permissions that are missing, and places that are gone, are told apart.
func TestRefusals(t *testing.T) {
	s, c, guild := newServer(t, discordtest.Options{})
	text := guild.Channels[0].ID
	s.Deny(text, discordtest.SendMessages)
	if _, err := c.Send(t.Context(), text, &discordgo.MessageSend{Content: "a"}); !MissingPermissions(err) {
		t.Errorf("without a permission Send = %v", err)
	}
	s.DeleteChannel(text)
	if _, err := c.Send(t.Context(), text, &discordgo.MessageSend{Content: "a"}); !UnknownChannel(err) {
		t.Errorf("where no channel is Send = %v", err)
	}
	_, i := command(t, s)
	s.Advance(16 * time.Minute)
	if _, err := c.EditOriginal(t.Context(), i, &discordgo.WebhookEdit{}); !Expired(err) {
		t.Errorf("too late EditOriginal = %v", err)
	}
}

// Many interactions at once are answered, and no second has more than 50 of the requests that count.
func TestManyAtOnce(t *testing.T) {
	s, c, guild := newServer(t, discordtest.Options{Schema: discordtest.SchemaFirst})
	content := "a"
	var all sync.WaitGroup
	for range 400 {
		_, i := command(t, s)
		all.Go(func() {
			if err := c.Callback(t.Context(), i, &discordgo.InteractionResponse{Type: 5}); err != nil {
				t.Errorf("Callback: %v", err)
			}
			if _, err := c.EditOriginal(t.Context(), i, &discordgo.WebhookEdit{Content: &content}); err != nil {
				t.Errorf("EditOriginal: %v", err)
			}
		})
	}
	for range 60 {
		all.Go(func() {
			if _, err := c.Channel(t.Context(), guild.Channels[0].ID); err != nil {
				t.Errorf("Channel: %v", err)
			}
		})
	}
	all.Wait()
	s.NoViolations(t)
}
