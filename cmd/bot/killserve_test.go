package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"variorum/discord/discordtest"
	"variorum/discord/state"
)

// kill -9 at random moments of serving: what members chose, said, and discussed, and were answered, is there afterwards, and the next process
// completes what the last one began.
func TestKilledServe(t *testing.T) {
	kills := 4
	if s := os.Getenv(killsVariable); s != "" {
		n, err := strconv.Atoi(s)
		check(t, err)
		kills = n
	}
	d := discordtest.New(t, discordtest.Options{Guilds: guilds, Schema: discordtest.SchemaFirst, SessionStarts: 100_000, IdentifyEvery: time.Millisecond})
	t.Setenv("DISCORD_TOKEN", d.Token())
	t.Setenv("DISCORD_API_BASE", d.URL())
	dir := write(t, map[string]string{"config.yaml": "discord:\n  per_member: 0\n  per_server: 0\n"})
	data := filepath.Join(dir, "variorum-data")
	lengths := make(map[string]string) // by member, as it was acknowledged last
	feedback := 0
	threads := make(map[string]bool)
	for kill := range kills {
		cmd, _, _ := start(t, "serve", "--config", filepath.Join(dir, "config.yaml"))
		check(t, d.Gateway.WaitConnected(within(t), 1))
		check(t, registered(within(t), d))
		deadline := time.Now().Add(time.Duration(100+rand.IntN(400)) * time.Millisecond)
		timer := time.AfterFunc(time.Until(deadline), func() { _ = cmd.Process.Kill() })
		for n := 0; time.Now().Before(deadline); n++ {
			where := discordtest.Where{Guild: guilds[n%len(guilds)].ID, User: fmt.Sprint(500000000000000000 + kill*1000 + n)}
			switch n % 3 {
			case 0:
				length := []string{"short", "usual", "long"}[rand.IntN(3)]
				if m, ok := uses(t, d, discordtest.Command(where, "settings")); ok {
					if _, ok := uses(t, d, discordtest.Select(where, m, "v1/set/length", length)); ok {
						lengths[where.User] = length
					}
				}
			case 1:
				if gaveFeedback(t, d, where) {
					feedback++
				}
			case 2:
				if m, ok := uses(t, d, discordtest.Command(where, "discuss", discordtest.String("question", "how many people were hurt?"))); ok && strings.Contains(m.Content, "<#") {
					threads[m.ID] = true // which is the thread's ID too
				}
			}
		}
		timer.Stop()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		checkKept(t, data, lengths, feedback, threads, false)
	}
	s := serve(t, d, fmt.Sprintf("data: %q\n", data))
	for !strings.Contains(s.log.String(), "discussions complete") {
		if within(t).Err() != nil {
			t.Fatal("discussions are not completed")
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.stop()
	s.ended(t)
	checkKept(t, data, lengths, feedback, threads, true)
	t.Logf("%d kills: %d settings, %d judgments and %d discussions were acknowledged", kills, len(lengths), feedback, len(threads))
	if len(lengths) == 0 || feedback == 0 || len(threads) == 0 {
		t.Error("nothing was acknowledged")
	}
}

// gaveFeedback gives feedback on an answer, and reports whether it was acknowledged.
func gaveFeedback(t *testing.T, d *discordtest.Server, where discordtest.Where) bool {
	t.Helper()
	m, ok := uses(t, d, discordtest.Command(where, "ask", discordtest.String("question", "how many people were hurt?")))
	for _, verb := range []string{"v1/feedback/", "v1/off/"} {
		found := false
		for _, c := range m.Usable() {
			if !ok || found || !strings.HasPrefix(c.CustomID, verb) {
				continue
			}
			found = true
			if verb == "v1/off/" {
				m, ok = uses(t, d, discordtest.Select(where, m, c.CustomID, "0"))
			} else {
				m, ok = uses(t, d, discordtest.Press(where, m, c.CustomID))
			}
		}
		if !found {
			return false
		}
	}
	return ok && strings.Contains(m.Content, "Noted")
}

// uses does what r says, and returns the answer if there is one within two seconds, since the bot may be dead.
func uses(t *testing.T, d *discordtest.Server, r discordtest.Request) (discordtest.Message, bool) {
	t.Helper()
	i, err := d.Interact(r)
	check(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	if i.WaitFinal(ctx) != nil {
		return discordtest.Message{}, false
	}
	if err := i.Wait(ctx, func(i *discordtest.Interaction) bool {
		m, ok := i.Original()
		return ok && !m.Loading && !strings.Contains(m.Content, "is being opened")
	}); err != nil {
		return discordtest.Message{}, false
	}
	return i.Original()
}

// checkKept looks whether what was acknowledged is kept.
func checkKept(t *testing.T, data string, lengths map[string]string, feedback int, threads map[string]bool, complete bool) {
	t.Helper()
	s, err := state.Open(t.Context(), data, state.Options{})
	check(t, err)
	defer s.Close()
	for member, want := range lengths {
		if m, err := s.Member(t.Context(), member); err != nil || m.Length != want {
			t.Errorf("the length of %s is %q (%v), and %q was acknowledged", member, m.Length, err, want)
		}
	}
	n := 0
	for _, err := range s.Feedbacks(t.Context()) {
		check(t, err)
		n++
	}
	if n < feedback {
		t.Errorf("%d judgments are kept, and %d were acknowledged", n, feedback)
	}
	for thread := range threads {
		d, ok, err := s.Discussion(t.Context(), thread)
		if err != nil || !ok || complete && !d.Complete {
			t.Errorf("the discussion %s is kept: %v, complete: %v (%v)", thread, ok, d.Complete, err)
		}
	}
	if unfinished, err := s.Unfinished(t.Context()); complete && (err != nil || len(unfinished) > 0) {
		t.Errorf("%d discussions are not complete (%v)", len(unfinished), err)
	}
}
