package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
)

var (
	button = discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "more", CustomID: "m"}}}
	pings  = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{discordgo.AllowedMentionTypeEveryone}}
)

const buttonJSON = `{"type":1,"components":[{"type":2,"style":1,"label":"more","custom_id":"m","disabled":false}]}`

// What goes over the wire has the members that Discord knows there and no null, and notifies nobody, whatever the caller says.
func TestWire(t *testing.T) {
	text := "a"
	for name, tt := range map[string]struct {
		do   func(context.Context, *Client) error
		want string // method, path, body
	}{
		"a deferral": {
			callback(5, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral}),
			`POST /interactions/11/secret-of-the-interaction/callback {"type":5,"data":{"flags":64}}`,
		},
		"a deferral without data": {callback(5, nil), `POST /interactions/11/secret-of-the-interaction/callback {"type":5}`},
		"a deferred update with empty data": {
			callback(6, &discordgo.InteractionResponseData{}), `POST /interactions/11/secret-of-the-interaction/callback {"type":6}`,
		},
		"a reply": {
			callback(4, &discordgo.InteractionResponseData{Content: "a", AllowedMentions: pings, Flags: discordgo.MessageFlagsEphemeral}),
			`POST /interactions/11/secret-of-the-interaction/callback
			{"type":4,"data":{"tts":false,"content":"a","flags":64,"allowed_mentions":{"parse":[]}}}`,
		},
		"an update clears what it has not": {
			callback(7, &discordgo.InteractionResponseData{Content: "a"}),
			`POST /interactions/11/secret-of-the-interaction/callback
			{"type":7,"data":{"tts":false,"content":"a","embeds":[],"components":[],"allowed_mentions":{"parse":[]}}}`,
		},
		"no choices": {
			callback(8, &discordgo.InteractionResponseData{}),
			`POST /interactions/11/secret-of-the-interaction/callback {"type":8,"data":{"choices":[]}}`,
		},
		"choices": {
			callback(8, &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "n", Value: "v"}}}),
			`POST /interactions/11/secret-of-the-interaction/callback {"type":8,"data":{"choices":[{"name":"n","value":"v"}]}}`,
		},
		"a modal": {
			callback(9, &discordgo.InteractionResponseData{CustomID: "c", Title: "t", Components: []discordgo.MessageComponent{button}}),
			`POST /interactions/11/secret-of-the-interaction/callback
			{"type":9,"data":{"custom_id":"c","title":"t","components":[` + buttonJSON + `]}}`,
		},
		"an edit of one thing": {
			func(ctx context.Context, c *Client) error {
				_, err := c.EditOriginal(ctx, interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: pings})
				return err
			},
			`PATCH /webhooks/22/secret-of-the-interaction/messages/@original {"content":"a","allowed_mentions":{"parse":[]}}`,
		},
		"an edit that clears": {
			func(ctx context.Context, c *Client) error {
				_, err := c.EditFollowup(ctx, interaction, "5", &discordgo.WebhookEdit{
					Embeds: new([]*discordgo.MessageEmbed), Components: &[]discordgo.MessageComponent{},
				})
				return err
			},
			`PATCH /webhooks/22/secret-of-the-interaction/messages/5 {"embeds":[],"components":[],"allowed_mentions":{"parse":[]}}`,
		},
		"a follow-up": {
			func(ctx context.Context, c *Client) error {
				_, err := c.Followup(ctx, interaction, &discordgo.WebhookParams{Content: "a"})
				return err
			},
			`POST /webhooks/22/secret-of-the-interaction?wait=true {"content":"a","allowed_mentions":{"parse":[]}}`,
		},
		"an edit of a message": {
			func(ctx context.Context, c *Client) error {
				_, err := c.EditMessage(ctx, discordgo.NewMessageEdit("7", "8").SetContent("a"))
				return err
			},
			`PATCH /channels/7/messages/8 {"content":"a","allowed_mentions":{"parse":[]}}`,
		},
		"a thread at a message": {
			func(ctx context.Context, c *Client) error {
				_, err := c.StartThread(ctx, "7", "8", "name", 1440)
				return err
			},
			`POST /channels/7/messages/8/threads {"name":"name","auto_archive_duration":1440}`,
		},
		"a thread of its own": {
			func(ctx context.Context, c *Client) error {
				_, err := c.StartStandaloneThread(ctx, "7", "name", 0)
				return err
			},
			`POST /channels/7/threads {"name":"name","type":11}`,
		},
		"a post": {
			func(ctx context.Context, c *Client) error {
				_, err := c.StartForumPost(ctx, "7", "name", &discordgo.MessageSend{Content: "a", AllowedMentions: pings}, "3")
				return err
			},
			`POST /channels/7/threads {"name":"name","applied_tags":["3"],"message":{"content":"a","allowed_mentions":{"parse":[]}}}`,
		},
		"commands": {
			overwrite([]*discordgo.ApplicationCommand{{Name: "ask", Description: "Ask", Options: []*discordgo.ApplicationCommandOption{
				{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What", Required: true},
			}}}),
			`PUT /applications/22/commands [{"name":"ask","description":"Ask","options":[
			{"type":3,"name":"question","description":"What","required":true,"autocomplete":false}]}]`,
		},
		"no commands": {overwrite(nil), `PUT /applications/22/commands []`},
	} {
		c, f := newClient(t, func(_ int, r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodPut {
				return reply(200, `[]`), nil
			}
			return reply(200, `{}`), nil
		})
		if err := tt.do(t.Context(), c); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		parts := strings.SplitN(strings.Join(strings.Fields(tt.want), " "), " ", 3)
		got := f.sent[0]
		if target := strings.TrimPrefix(got.url, "http://127.0.0.1/base/v9"); got.method != parts[0] || target != parts[1] {
			t.Errorf("%s goes to %s %s, want %s %s", name, got.method, target, parts[0], parts[1])
		}
		if diff := cmp.Diff(decoded(t, parts[2]), decoded(t, got.body)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func callback(kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) func(context.Context, *Client) error {
	return func(ctx context.Context, c *Client) error {
		return c.Callback(ctx, interaction, &discordgo.InteractionResponse{Type: kind, Data: data})
	}
}

func overwrite(commands []*discordgo.ApplicationCommand) func(context.Context, *Client) error {
	return func(ctx context.Context, c *Client) error {
		_, err := c.OverwriteCommands(ctx, "22", commands)
		return err
	}
}

func decoded(t *testing.T, s string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("%s is no JSON: %v", s, err)
	}
	return v
}

// A file goes with its message, in every attempt.
func TestFiles(t *testing.T) {
	var types []string
	c, f := newClient(t, func(n int, r *http.Request) (*http.Response, error) {
		types = append(types, r.Header.Get("Content-Type"))
		if n == 1 {
			return reply(500, ""), nil
		}
		return reply(200, `{}`), nil
	})
	_, err := c.Followup(t.Context(), interaction, &discordgo.WebhookParams{
		Content: "a", Files: []*discordgo.File{{Name: "f.json", ContentType: "application/json", Reader: strings.NewReader("{}")}},
	})
	if err != nil || len(f.sent) != 2 {
		t.Fatalf("Followup = %v after %d attempts", err, len(f.sent))
	}
	for n, s := range f.sent {
		_, params, err := mime.ParseMediaType(types[n])
		if err != nil {
			t.Fatal(err)
		}
		form, err := multipart.NewReader(bytes.NewReader([]byte(s.body)), params["boundary"]).ReadForm(1 << 20)
		if err != nil {
			t.Fatalf("attempt %d: %v", n+1, err)
		}
		want := map[string]any{"content": "a", "allowed_mentions": map[string]any{"parse": []any{}}}
		if diff := cmp.Diff(want, decoded(t, payload(t, form))); diff != "" {
			t.Errorf("payload of attempt %d (-want +got):\n%s", n+1, diff)
		}
		if got := form.File["files[0]"]; len(got) != 1 || got[0].Filename != "f.json" || got[0].Size != 2 {
			t.Errorf("attempt %d has the files %v, want f.json", n+1, form.File)
		}
	}
}

// payload returns the JSON of a form: it has a type of its own and counts as a value without a file's name.
func payload(t *testing.T, form *multipart.Form) string {
	t.Helper()
	if v := form.Value["payload_json"]; len(v) == 1 {
		return v[0]
	}
	t.Fatalf("the form has no payload, but %v", form.Value)
	return ""
}

// The localisations of commands are asked for, and what Discord says of the gateway is read.
func TestWhatIsRead(t *testing.T) {
	c, f := newClient(t, func(_ int, r *http.Request) (*http.Response, error) {
		if strings.HasSuffix(r.URL.Path, "/commands") {
			return reply(200, `[{"id":"1","name":"ask","name_localizations":{"de":"frage"}}]`), nil
		}
		return reply(200, `{"url":"wss://gateway.example","shards":3,
			"session_start_limit":{"total":1000,"remaining":9,"reset_after":5,"max_concurrency":2}}`), nil
	})
	commands, err := c.Commands(t.Context(), "22")
	if err != nil || len(commands) != 1 || (*commands[0].NameLocalizations)[discordgo.German] != "frage" {
		t.Errorf("Commands = %v, %v", commands, err)
	}
	if !strings.HasSuffix(f.sent[0].url, "/applications/22/commands?with_localizations=true") {
		t.Errorf("commands are asked for at %s", f.sent[0].url)
	}
	info, err := c.GatewayBot(t.Context())
	want := &discordgo.GatewayBotResponse{
		URL: "wss://gateway.example", Shards: 3,
		SessionStartLimit: discordgo.SessionInformation{Total: 1000, Remaining: 9, ResetAfter: 5, MaxConcurrency: 2},
	}
	if diff := cmp.Diff(want, info); err != nil || diff != "" {
		t.Errorf("GatewayBot (-want +got), %v:\n%s", err, diff)
	}
}
