package discordtest_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	dt "variorum/discord/discordtest"
)

// A server that has ended leaves no goroutine, whatever was going on.
func TestNothingIsLeftRunning(t *testing.T) {
	t.Run("server", func(server *testing.T) { // its clients outlive it
		s := dt.New(server, dt.Options{Guilds: one})
		connect(t, s, 0, 1, 1)
		dial(t, s, version)
		s.Gateway.Silence()
		s.Gateway.SlowHello(time.Hour)
		ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL(), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { ws.Close() })
		s.Inject(dt.Fault{Path: "/gateway/bot", Delay: time.Hour})
		var calls sync.WaitGroup
		t.Cleanup(calls.Wait)
		calls.Go(func() { do(newCall(t, s, "GET", "/gateway/bot", nil)) }) // ends with the server
		waitGateway(t, s, func(g *dt.Gateway) bool { return g.Counts().Connections == 3 })
	})
	var stacks []byte
	for range 10_000 { // a goroutine that was waited for may still be on its way out
		stacks = make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if !bytes.Contains(stacks, []byte("discordtest.(*")) {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("goroutines of the server still run:\n%s", stacks)
}

// A thousand interactions at once are each answered once, in their own token.
func TestManyInteractionsAtOnce(t *testing.T) {
	const many = 1000
	guilds := dt.Guilds(50)
	s := dt.New(t, dt.Options{Guilds: guilds, Schema: dt.SchemaFirst})
	c, _ := connect(t, s, 0, 1, len(guilds))
	asked := times(many, func(n int) *dt.Interaction {
		return interact(t, s, dt.Command(dt.Where{Guild: guilds[n%50].ID}, "ask", dt.String("question", fmt.Sprint(n))))
	})
	var answers sync.WaitGroup
	busy := make(chan struct{}, 50)
	for range many {
		o := c.want(0, "INTERACTION_CREATE").data(t)
		answers.Go(func() {
			busy <- struct{}{}
			defer func() { <-busy }()
			id, token := o["id"].(string), o["token"].(string)
			for _, r := range []struct {
				method, path string
				body         object
			}{
				{"POST", "/interactions/" + id + "/" + token + "/callback", object{"type": 5}},
				{"PATCH", "/webhooks/" + s.ApplicationID() + "/" + token + "/messages/@original", message(content(dig(o, "data.options.0.value").(string)))},
			} {
				if a, err := do(newCall(t, s, r.method, r.path, r.body)); err != nil || a.status >= 300 {
					t.Errorf("%s: %d, %s, %v", r.path, a.status, a.text, err)
				}
			}
		})
	}
	answers.Wait()
	for n, i := range asked {
		if m, _ := i.Original(); m.Content != fmt.Sprint(n) || len(i.Edits()) != 1 {
			t.Errorf("interaction %d got %q after %d edits", n, m.Content, len(i.Edits()))
		}
	}
	s.NoViolations(t)
}

// Without the OpenAPI description the server says so, and its own rules hold as before.
func TestWithoutADescription(t *testing.T) {
	t.Setenv("DISCORD_OPENAPI", filepath.Join(t.TempDir(), "none.json"))
	s := dt.New(t, dt.Options{Guilds: one})
	if file, err := s.Schema(); err == nil || file != "" {
		t.Errorf("Schema() = %q, %v", file, err)
	}
	wantStatus(t, s, "POST", "/channels/"+text+"/messages", message(embeds(title(repeat(257)))), 400, 50035)
	if got := broken(s); len(got) != 1 || got[0] != dt.RuleEmbedText {
		t.Errorf("broken are %q", got)
	}
}

// The description judges what no rule looks at; each shape once, or never, if Options say so.
func TestDescriptionJudges(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	if _, err := s.Schema(); err != nil {
		t.Skip(err)
	}
	bad := message(object{"content": "x", "tts": "yes"})
	path := "/channels/" + text + "/messages"
	wantStatus(t, s, "POST", path, bad, 400, 50035)
	if v := s.Violations(); len(v) != 1 || v[0].Rule != dt.RuleSchema || v[0].Field != "tts" {
		t.Errorf("the violations are %v", v)
	}
	first := dt.New(t, dt.Options{Guilds: one, Schema: dt.SchemaFirst})
	for _, want := range []int{400, 200} {
		wantStatus(t, first, "POST", path, bad, want, 0)
	}
	wantStatus(t, first, "POST", path, message(object{"content": "x", "tts": 1}), 400, 50035)
	off := dt.New(t, dt.Options{Guilds: one, Schema: dt.SchemaOff})
	wantStatus(t, off, "POST", path, bad, 200, 0)
	if _, err := off.Schema(); err == nil {
		t.Error("Schema() gives no error for a server that uses none")
	}
}

// A description that is no JSON is named as what is wrong.
func TestBrokenDescription(t *testing.T) {
	name := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(name, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISCORD_OPENAPI", name)
	if _, err := dt.New(t, dt.Options{}).Schema(); err == nil {
		t.Error("a broken description is used")
	}
}

// Judging a full answer: ten embeds with five rows of buttons.
func BenchmarkFullMessage(b *testing.B) {
	for name, use := range map[string]dt.SchemaUse{"each": dt.SchemaEach, "first": dt.SchemaFirst, "off": dt.SchemaOff} {
		b.Run(name, func(b *testing.B) {
			s, i := asked(b)
			if use != dt.SchemaEach {
				s = dt.New(b, dt.Options{Guilds: one, Schema: use})
				i = interact(b, s, dt.Command(here, "ask"))
			}
			call(b, s, "POST", callbackPath(i), object{"type": 5})
			body := message(embeds(times(10, func(int) object {
				return object{"title": repeat(50), "description": repeat(400), "fields": []object{field("n", repeat(50))}}
			})...))
			body["components"] = times(5, func(r int) object {
				return row(times(5, func(n int) object { return button(fmt.Sprint(r, n)) })...)
			})
			for b.Loop() {
				wantStatus(b, s, "PATCH", originalPath(i), body, 200, 0)
			}
		})
	}
}
