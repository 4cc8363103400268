package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"variorum/discord/interaction"
	"variorum/discord/rest"
)

func nameOf(i *discordgo.Interaction) string {
	if data, ok := i.Data.(discordgo.ApplicationCommandInteractionData); ok {
		return data.Name
	}
	return "<nil>"
}

// limited is a REST interface that says how often one may identify: used so far, of which the day began at midnight.
type limited struct {
	midnight    time.Time
	used, total int
	concurrency int
}

func (l *limited) RoundTrip(r *http.Request) (*http.Response, error) {
	for time.Since(l.midnight) >= 24*time.Hour {
		l.midnight, l.used = l.midnight.Add(24*time.Hour), 0
	}
	left := 24*time.Hour - time.Since(l.midnight)
	return answers(fmt.Sprintf(
		`{"url":"ws://127.0.0.1","shards":2,"session_start_limit":{"total":%d,"remaining":%d,"reset_after":%d,"max_concurrency":%d}}`,
		l.total, l.total-l.used, left.Milliseconds(), l.concurrency,
	)).RoundTrip(r)
}

func newStarts(t *testing.T, l *limited, log *buffer) *starts {
	t.Helper()
	client, err := rest.New(rest.Options{Token: "t", Base: "http://127.0.0.1", Transport: l})
	if err != nil {
		t.Fatal(err)
	}
	return &starts{rest: client, log: slog.New(slog.NewTextHandler(log, nil)), pace: &usual}
}

// When none is left today, sessions wait for tomorrow, and the log says so.
func TestIdentifyTomorrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := new(buffer)
		l := &limited{midnight: time.Now().Add(-20 * time.Hour), total: 2, concurrency: 1}
		s := newStarts(t, l, log)
		begin := time.Now()
		for n, want := range []time.Duration{0, usual.identify, 4 * time.Hour, 4*time.Hour + usual.identify, 28 * time.Hour} {
			identity, err := s.take(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			l.used++
			if got := time.Since(begin); got < want || got > want+2*time.Second {
				t.Errorf("session %d may identify after %v, want %v", n+1, got, want)
			}
			s.give(identity, time.Now())
		}
		if got := strings.Count(log.String(), "no identify left today"); got != 2 {
			t.Errorf("the log says %d times that none is left, want 2:\n%s", got, log)
		}
	})
}

// Sessions of one bucket identify one after the other, those of others beside them; one that did not come to it costs no time.
func TestIdentifyByBuckets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStarts(t, &limited{midnight: time.Now(), total: 1000, concurrency: 3}, new(buffer))
		if _, err := s.where(t.Context()); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		var mu sync.Mutex
		at := make(map[time.Duration]int)
		var all sync.WaitGroup
		for shard := range 9 {
			all.Go(func() {
				for failed := range 2 {
					identity, err := s.take(t.Context(), shard)
					if err != nil {
						t.Error(err)
						return
					}
					if failed == 0 {
						s.give(identity, time.Time{})
						continue
					}
					mu.Lock()
					at[time.Since(begin)]++
					mu.Unlock()
					s.give(identity, time.Now())
				}
			})
		}
		all.Wait()
		for n := range 3 {
			if when := time.Duration(n) * usual.identify; at[when] != 3 {
				t.Errorf("%d sessions identified after %v, want 3; all: %v", at[when], when, at)
			}
		}
	})
}

// Who waits to identify can be stopped.
func TestIdentifyStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStarts(t, &limited{midnight: time.Now(), total: 1, used: 1, concurrency: 1}, new(buffer))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if identity, err := s.take(ctx, 0); err == nil {
			t.Errorf("take = %v, want an error", identity)
		}
	})
}

// A server that does not keep to what Discord documents neither stops a gateway for good nor makes discordgo hang or panic.
func TestOddServers(t *testing.T) {
	t.Parallel()
	const (
		hello = `{"op":10,"d":{"heartbeat_interval":60000}}`
		ready = `{"op":0,"s":1,"t":"READY","d":{"session_id":"a"}}`
		event = `{"op":0,"s":2,"t":"INTERACTION_CREATE","d":{"id":"1","type":2,"token":"t","data":{"name":"ask"}}}`
	)
	for name, script := range map[string][]string{
		"an acknowledgement before a session":  {hello, `{"op":11}`, `{"op":11}`, ready, event},
		"a demand for a heartbeat before one":  {hello, `{"op":1,"d":null}`, `{"op":11}`, ready, event},
		"an interaction before a session":      {hello, event, ready},
		"unknown operations":                   {hello, `{"op":99}`, `{"op":-1}`, ready, `{"op":99}`, event},
		"guilds that are null":                 {hello, `{"op":0,"s":1,"t":"READY","d":{"session_id":"a","guilds":[null]}}`, `{"op":0,"s":2,"t":"GUILD_CREATE","d":null}`, event},
		"no JSON":                              {hello, `{`, ready, ``, `[]`, event},
		"numbers that are null":                {`{"op":10,"s":null,"t":null,"d":{"heartbeat_interval":60000.5}}`, ready, `{"op":11,"s":null,"t":null,"d":null}`, event},
		"two greetings":                        {hello, ready, hello, event},
		"a very long event":                    {hello, ready, `{"op":0,"s":2,"t":"GUILD_CREATE","d":"` + strings.Repeat("a", 1<<20) + `"}`, event},
		"heartbeats that cannot be sent":       {`{"op":10,"d":{"heartbeat_interval":0}}`},
		"something else than a greeting first": {ready},
		"a session without a name":             {hello, `{"op":0,"s":1,"t":"READY","d":{}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runScript(t, script, []string{hello, ready, event})
		})
	}
}

// runScript runs a gateway against a server that says script on its first connection and then on later ones, until the
// interaction of both comes.
func runScript(t *testing.T, script, then []string) {
	t.Helper()
	scripts := make(chan []string, 1)
	scripts <- script
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer ws.Close()
		say := then
		select {
		case say = <-scripts:
		default:
		}
		for _, s := range say {
			if ws.WriteMessage(websocket.TextMessage, []byte(s)) != nil {
				return
			}
		}
		for {
			if _, b, err := ws.ReadMessage(); err != nil || !json.Valid(b) {
				return
			}
		}
	}))
	defer server.Close()
	address := fmt.Sprintf(`{"url":"ws%s"}`, strings.TrimPrefix(server.URL, "http"))
	client, err := rest.New(rest.Options{Token: "t", Base: server.URL, Transport: answers(address)})
	if err != nil {
		t.Fatal(err)
	}
	handled := make(chan string, 1)
	g, err := New(Options{Token: "t", REST: client, Handle: func(_ context.Context, i *interaction.Interaction) { handled <- nameOf(i.Interaction) }})
	if err != nil {
		t.Fatal(err)
	}
	g.pace = quick
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	var running sync.WaitGroup
	running.Go(func() {
		if err := g.Run(ctx); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
	defer running.Wait()
	defer cancel()
	select {
	case got := <-handled:
		if got != "ask" {
			t.Errorf("the interaction is %q, want %q", got, "ask")
		}
	case <-ctx.Done():
		t.Error("no interaction comes")
	}
}
