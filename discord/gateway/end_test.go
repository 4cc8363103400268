package gateway

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"variorum/discord/discordtest"
	"variorum/discord/interaction"
)

// Nothing is left behind: no goroutine, no connection. The session has ended for Discord too.
func TestShutdown(t *testing.T) { // not in parallel: it looks at all goroutines
	b := start(t, settings{server: discordtest.Options{MaxConcurrency: 3, Shards: 3, Guilds: discordtest.Guilds(3)}})
	b.connected(t, 3)
	b.expect(t, b.ask(t, nil))
	b.stop()
	if err := b.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
	if connected, _ := b.g.Connected(); connected != 0 {
		t.Errorf("%d shards are connected after the end", connected)
	}
	b.wait(t, "three sessions end", func(c discordtest.Counts) bool { return c.Closed[1000] == 3 })
	for deadline := time.Now().Add(patience); ; runtime.Gosched() {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if !bytes.Contains(stacks, []byte("gateway.(*")) && !bytes.Contains(stacks, []byte("bwmarrin")) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("goroutines are left:\n%s", stacks)
		}
	}
}

// A handler that panics harms nobody else, and leaves nothing private in the log.
func TestPanic(t *testing.T) {
	t.Parallel()
	done := make(chan string, 2)
	b := start(t, settings{handle: func(_ context.Context, i *interaction.Interaction) {
		defer func() { done <- i.ID }()
		panic("a question")
	}})
	b.connected(t, 1)
	for range 2 {
		id := b.ask(t, nil)
		if got := <-done; got != id {
			t.Errorf("interaction %s came, want %s", got, id)
		}
	}
	b.stop()
	if err := b.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
	if log := b.log.String(); !strings.Contains(log, "kind=2") || strings.Contains(log, "question") {
		t.Errorf("the log is\n%s", log)
	}
}

// What runs at the end may finish, and has a context until the grace is over. Nothing new begins.
func TestGrace(t *testing.T) {
	t.Parallel()
	begun, finish := make(chan bool), make(chan bool)
	var handled []string
	b := start(t, settings{handle: func(ctx context.Context, i *interaction.Interaction) {
		begun <- true
		<-finish
		if ctx.Err() == nil {
			handled = append(handled, i.ID)
		}
	}})
	b.connected(t, 1)
	id := b.ask(t, nil)
	<-begun
	b.stop()
	b.wait(t, "the session ends", func(c discordtest.Counts) bool { return c.Closed[1000] == 1 })
	b.ask(t, nil)
	close(finish)
	if err := b.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
	if diff := cmp.Diff([]string{id}, handled); diff != "" {
		t.Errorf("handled (-want +got):\n%s", diff)
	}
}

// After the grace the context of what still runs ends.
func TestGraceIsOver(t *testing.T) {
	t.Parallel()
	begun, ended := make(chan bool), make(chan error, 1)
	b := start(t, settings{grace: 10 * time.Millisecond, handle: func(ctx context.Context, _ *interaction.Interaction) {
		begun <- true
		<-ctx.Done()
		ended <- ctx.Err()
	}})
	b.connected(t, 1)
	b.ask(t, nil)
	<-begun
	b.stop()
	if err := b.end(t); err != nil {
		t.Errorf("Run = %v", err)
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the context ended with %v", err)
	}
}

// Run ends while it still looks for the gateway, and while a connection is being made.
func TestStopBeforeTheBeginning(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*discordtest.Server){
		"no gateway": func(s *discordtest.Server) { s.Gateway.Refuse(-1) },
		"no hello":   func(s *discordtest.Server) { s.Gateway.SlowHello(patience) },
		"no ready":   func(s *discordtest.Server) { s.Gateway.React(discordtest.Reaction{Silent: true}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, settings{before: before, pace: usual})
			b.wait(t, "a connection", func(c discordtest.Counts) bool { return c.Connections+c.Refused > 0 })
			b.stop()
			if err := b.end(t); err != nil {
				t.Errorf("Run = %v", err)
			}
		})
	}
	t.Run("no REST", func(t *testing.T) {
		t.Parallel()
		asked := make(broken, 100)
		b := start(t, settings{forward: asked, pace: usual})
		<-asked
		b.stop()
		if err := b.end(t); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
}

// Broken is a REST interface that cannot be reached. It tells of those who try.
type broken chan bool

func (b broken) RoundTrip(*http.Request) (*http.Response, error) {
	b <- true
	return nil, io.ErrUnexpectedEOF
}
