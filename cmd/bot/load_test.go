package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"variorum/discord/discordtest"
	"variorum/discord/markdown"
)

// asksVariable names how many questions are asked at once.
const asksVariable = "VARIORUM_ASKS"

func asks(t *testing.T) int {
	t.Helper()
	s := os.Getenv(asksVariable)
	switch {
	case s == "" && raced:
		return 50
	case s == "":
		return 200
	}
	n, err := strconv.Atoi(s)
	check(t, err)
	return n
}

// askedQuestions returns the shared questions and a library of the shared articles, or questions for the example library.
func askedQuestions(t *testing.T) (questions []string, library string) {
	t.Helper()
	shared := cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared")
	raw, err := os.ReadFile(filepath.Join(shared, "eval", "seeds-dev", "questions.jsonl"))
	if err != nil {
		t.Logf("left out: the shared articles; the example library is asked (VARIORUM_SHARED): %v", err)
		return []string{"how many people were hurt?", "when did the crane fall?", "who was to blame?", "who saw it?"}, ""
	}
	for line := range strings.Lines(string(raw)) {
		var q struct{ Question string }
		check(t, json.Unmarshal([]byte(line), &q))
		questions = append(questions, q.Question)
	}
	library = filepath.Join(t.TempDir(), "lib")
	if r := bot(t, "", "add", "--library", library, filepath.Join(shared, "seeds")); r.code != done {
		t.Fatalf("add = %+v", r)
	}
	return questions, library
}

// Whatever happens to the connection meanwhile, of many questions asked at once each is answered once, to the one who asked.
func TestManyAtOnce(t *testing.T) {
	questions, lib := askedQuestions(t)
	for _, tt := range []struct {
		name   string
		faults func(*discordtest.Server)
	}{
		{"nothing happens", func(*discordtest.Server) {}},
		{"requests fail", func(d *discordtest.Server) {
			d.Inject(discordtest.Fault{Path: "/webhooks/*/*/messages/@original", Times: 20, Status: 500})
			d.Inject(discordtest.Fault{Path: "/webhooks/*/*/messages/@original", Times: 20, Status: 429, RetryAfter: 50 * time.Millisecond})
			d.Inject(discordtest.Fault{Path: "/interactions/*/*/callback", Times: 20, Status: 502, Body: "<html>bad gateway</html>"})
			d.Inject(discordtest.Fault{Path: "/interactions/*/*/callback", Times: 20, Reset: true, Applied: true})
		}},
		{"the gateway asks to reconnect", func(d *discordtest.Server) { d.Gateway.Reconnect() }},
		{"the connection is cut", func(d *discordtest.Server) { d.Gateway.Cut() }},
		{"events come twice", func(d *discordtest.Server) { d.Gateway.Duplicate(50) }},
		{"the session can be resumed", func(d *discordtest.Server) { d.Gateway.InvalidSession(true) }},
		{"the session is no more", func(d *discordtest.Server) { d.Gateway.InvalidSession(false) }},
		{"the connection is closed with an unknown error", func(d *discordtest.Server) { d.Gateway.Close(4000) }},
		{"the session has timed out", func(d *discordtest.Server) { d.Gateway.Close(4009) }},
		{"bodies are slow", func(d *discordtest.Server) {
			d.Inject(discordtest.Fault{Path: "/webhooks/*/*/messages/@original", Times: 20, SlowBody: 300 * time.Millisecond})
			d.Inject(discordtest.Fault{Path: "/interactions/*/*/callback", Times: 20, Delay: 300 * time.Millisecond})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := discordtest.New(t, discordtest.Options{Guilds: guilds, Schema: discordtest.SchemaFirst})
			s := serve(t, d, fmt.Sprintf("library: %q\n", lib))
			check(t, d.Gateway.WaitConnected(within(t), 1))
			check(t, s.log.wait(within(t), "gateway connected")) // what comes before is lost with a connection that is cut
			check(t, registered(within(t), d))
			list := make([]*discordtest.Interaction, asks(t))
			for n := range list {
				var err error
				list[n], err = d.Interact(question(n, questions[n%len(questions)]))
				check(t, err)
				if n == len(list)/2 {
					tt.faults(d)
				}
			}
			var acked, final []time.Duration
			soon, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			for n, i := range list {
				if !i.Delivered() { // Discord drops what happens while nobody is connected
					continue
				}
				if err := i.WaitFinal(soon); err != nil {
					if raced && strings.Contains(s.log.String(), "came too late") { // under the race detector a lost connection takes longer than Discord waits
						continue
					}
					t.Fatalf("question %d has no answer", n)
				}
				a, _ := i.Acked()
				f, _ := i.Final()
				acked, final = append(acked, a), append(final, f)
				m, _ := i.Original()
				asked := strings.Join(strings.Fields(questions[n%len(questions)]), " ")
				if first, _, _ := strings.Cut(m.Content, "\n"); shownAs(first) != asked || len(i.Followups()) > 0 {
					t.Errorf("%q is answered with %q and %d further messages", asked, first, len(i.Followups()))
				}
			}
			t.Logf("%d asked, %d answered; acknowledged p50 %v p99 %v, answered p50 %v p99 %v",
				len(list), len(final), at(acked, 50), at(acked, 99), at(final, 50), at(final, 99))
			s.stop()
			if code := s.ended(t); code != done {
				t.Errorf("the exit code is %d", code)
			}
			d.NoViolations(t)
		})
	}
}

// shownAs returns what Discord shows of Markdown.
func shownAs(s string) string { return markdown.Text(markdown.Parse(s, markdown.Content)) }

// at returns a percentile.
func at(list []time.Duration, percent int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	return list[min(len(list)-1, len(list)*percent/100)].Round(time.Millisecond)
}
