package gateway

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"variorum/discord/discordtest"
)

// Refusals end Run with the code and a sentence, whether they come at once or later, and are not tried again.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		t.Run(fmt.Sprint(code, " at once"), func(t *testing.T) {
			t.Parallel()
			b := start(t, settings{before: func(s *discordtest.Server) { s.Gateway.React(discordtest.Reaction{Close: code}) }})
			b.refused(t, code)
			if c := b.Gateway.Counts(); c.Connections != 1 {
				t.Errorf("%d connections were made, want 1", c.Connections)
			}
		})
		t.Run(fmt.Sprint(code, " later"), func(t *testing.T) {
			t.Parallel()
			b := start(t, settings{})
			b.connected(t, 1)
			b.Gateway.Close(code)
			b.refused(t, code)
		})
	}
	t.Run("a wrong token", func(t *testing.T) {
		t.Parallel()
		b := start(t, settings{token: "another"})
		b.refused(t, 0)
		if strings.Contains(b.log.String(), "another") {
			t.Errorf("the token is in the log:\n%s", b.log)
		}
	})
}

func (b *bot) refused(t *testing.T, code int) {
	t.Helper()
	err := b.end(t)
	var fatal *FatalError
	if !errors.As(err, &fatal) || fatal.Code != code || !strings.Contains(err.Error(), "Discord") {
		t.Errorf("Run = %v, want a refusal with %d", err, code)
	}
}

// After other ends the session goes on where it was; what users did in between is not lost, and comes once.
func TestResume(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*discordtest.Gateway){
		"4000":             func(g *discordtest.Gateway) { g.Close(4000) },
		"4001":             func(g *discordtest.Gateway) { g.Close(4001) },
		"4002":             func(g *discordtest.Gateway) { g.Close(4002) },
		"4005":             func(g *discordtest.Gateway) { g.Close(4005) },
		"4008":             func(g *discordtest.Gateway) { g.Close(4008) },
		"1006":             (*discordtest.Gateway).Cut,
		"op 7":             (*discordtest.Gateway).Reconnect,
		"op 9, resumable":  func(g *discordtest.Gateway) { g.InvalidSession(true) },
		"no heartbeat ack": (*discordtest.Gateway).Silence,
		"refused meanwhile": func(g *discordtest.Gateway) {
			g.Refuse(2)
			g.Cut()
		},
		"op 7 in answer": func(g *discordtest.Gateway) {
			g.React(discordtest.Reaction{Reconnect: true}, discordtest.Reaction{Reconnect: true})
			g.Cut()
		},
		"op 9, resumable, in answer": func(g *discordtest.Gateway) {
			g.React(discordtest.Reaction{Invalid: true, Resumable: true})
			g.Cut()
		},
		"4000 in answer": func(g *discordtest.Gateway) {
			g.React(discordtest.Reaction{Close: 4000})
			g.Cut()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, settings{server: discordtest.Options{Heartbeat: 2 * time.Second, Guilds: discordtest.Guilds(1)}})
			b.connected(t, 1)
			first := b.ask(t, nil)
			b.expect(t, first)
			b.Gateway.Replay(1)
			lose(b.Gateway)
			second := b.ask(t, nil)
			b.expect(t, second)
			third := b.ask(t, nil)
			b.expect(t, third)
			if c := b.Gateway.Counts(); c.Identifies != 1 || c.Resumed != 1 {
				t.Errorf("counts are %+v, want one identified and one resumed session", c)
			}
			b.NoViolations(t)
		})
	}
}

// A session is resumed where Discord wants it.
func TestResumeAddress(t *testing.T) {
	t.Parallel()
	b := start(t, settings{})
	b.connected(t, 1)
	for range 2 {
		b.Gateway.Cut()
		b.resumed(t)
	}
	if c := b.Gateway.Counts(); c.ResumeURL != 2 {
		t.Errorf("%d sessions were resumed where Discord wants it, want 2", c.ResumeURL)
	}
}

// Where a session cannot be resumed, a new one begins.
func TestIdentifyAnew(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*discordtest.Gateway){
		"1000":                func(g *discordtest.Gateway) { g.Close(1000) },
		"4003":                func(g *discordtest.Gateway) { g.Close(4003) },
		"4007":                func(g *discordtest.Gateway) { g.Close(4007) },
		"4009":                func(g *discordtest.Gateway) { g.Close(4009) },
		"op 9, not resumable": func(g *discordtest.Gateway) { g.InvalidSession(false) },
		"op 9, not resumable, in answer": func(g *discordtest.Gateway) {
			g.React(discordtest.Reaction{Invalid: true})
			g.Cut()
		},
		"op 9, resumable, for ever": func(g *discordtest.Gateway) {
			again := discordtest.Reaction{Invalid: true, Resumable: true}
			g.React(again, again, again)
			g.Cut()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, settings{server: discordtest.Options{Guilds: discordtest.Guilds(1)}})
			b.connected(t, 1)
			lose(b.Gateway)
			b.connected(t, 2)
			b.expect(t, b.ask(t, nil))
			b.NoViolations(t)
		})
	}
}

// A session that does not begin is given up for another, whatever Discord does in its place.
func TestBeginning(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*discordtest.Server){
		"op 7 twice": func(s *discordtest.Server) {
			s.Gateway.React(discordtest.Reaction{Reconnect: true}, discordtest.Reaction{Reconnect: true})
		},
		"op 9, not resumable": func(s *discordtest.Server) { s.Gateway.React(discordtest.Reaction{Invalid: true}) },
		"op 9, resumable": func(s *discordtest.Server) {
			s.Gateway.React(discordtest.Reaction{Invalid: true, Resumable: true})
		},
		"4000":                func(s *discordtest.Server) { s.Gateway.React(discordtest.Reaction{Close: 4000}) },
		"silence":             func(s *discordtest.Server) { s.Gateway.React(discordtest.Reaction{Silent: true}) },
		"refused connections": func(s *discordtest.Server) { s.Gateway.Refuse(3) },
		"500 from REST": func(s *discordtest.Server) {
			s.Inject(discordtest.Fault{Path: "/gateway/bot", Status: 500, Times: 2})
		},
		"a limit in HTML": func(s *discordtest.Server) {
			s.Inject(discordtest.Fault{Path: "/gateway/bot", Status: 429, Body: "<html>", RetryAfter: time.Second})
		},
		"a reset from REST":     func(s *discordtest.Server) { s.Inject(discordtest.Fault{Path: "/gateway/bot", Reset: true}) },
		"only GET /gateway":     func(s *discordtest.Server) { s.Inject(discordtest.Fault{Path: "/gateway/bot", Status: 404, Times: -1}) },
		"403 from REST at once": func(s *discordtest.Server) { s.Inject(discordtest.Fault{Path: "/gateway/bot", Status: 403}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pace := quick
			pace.open = 500 * time.Millisecond
			b := start(t, settings{before: before, pace: pace, server: discordtest.Options{Guilds: discordtest.Guilds(1)}})
			b.connected(t, 1)
			b.expect(t, b.ask(t, nil))
		})
	}
}
