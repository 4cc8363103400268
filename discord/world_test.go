package discord_test

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"variorum/answers"
	"variorum/desk"
	"variorum/discord"
	"variorum/discord/discordtest"
	"variorum/discord/interaction"
	"variorum/discord/rest"
	"variorum/discord/state"
)

// A world is a bot before a Discord of our own.
type world struct {
	t      *testing.T
	server *discordtest.Server
	state  *state.Store
	data   string // the folder of state
	bot    *discord.Bot
	made   discord.Options // what bot was made of
	log    *lockedBuilder
	hook   func(*http.Request) error // is asked before each request of the bot; nil lets all through
}

// RoundTrip implements [http.RoundTripper].
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.hook != nil {
		if err := w.hook(r); err != nil {
			return nil, err
		}
	}
	return http.DefaultTransport.RoundTrip(r)
}

// A lockedBuilder is a log that many write to.
type lockedBuilder struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lockedBuilder) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuilder) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// uncounted counts nothing.
type uncounted struct{}

func (uncounted) Acknowledged(string, time.Duration)     {}
func (uncounted) Answered(string, string, time.Duration) {}

// newWorld returns a bot that answers from the example library; change alters how it is made.
func newWorld(t *testing.T, change func(*discord.Options)) *world {
	t.Helper()
	w := &world{t: t, log: new(lockedBuilder), data: t.TempDir()}
	w.server = discordtest.New(t, discordtest.Options{Guilds: discordtest.Guilds(2)})
	if _, err := w.server.Schema(); err != nil {
		t.Logf("left out: what is sent is not held against Discord's description: %v", err)
	}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	client, err := rest.New(rest.Options{Token: w.server.Token(), Base: w.server.URL(), Transport: w, Log: log})
	check(t, err)
	t.Cleanup(client.Close)
	keeper, err := desk.NewKeeper(t.Context(), "", log)
	check(t, err)
	w.state, err = state.Open(t.Context(), w.data, state.Options{})
	check(t, err)
	t.Cleanup(func() { check(t, w.state.Close()) })
	o := discord.Options{
		Libraries: map[string]*desk.Keeper{"": keeper}, State: w.state, REST: client, Log: log, Metrics: uncounted{}, Order: answers.ByTitle, Language: "en",
	}
	if change != nil {
		change(&o)
	}
	w.made = o
	w.restart()
	t.Cleanup(func() {
		w.bot.Wait()
		w.server.NoViolations(t)
	})
	_, err = discord.Register(t.Context(), client, w.server.ApplicationID())
	check(t, err)
	return w
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// restart puts another bot in the place of the one that was there, which keeps nothing of it but the folder of data.
func (w *world) restart() {
	w.t.Helper()
	if w.bot != nil {
		w.bot.Wait()
	}
	var err error
	w.bot, err = discord.New(w.made)
	check(w.t, err)
}

// guild is where members act unless a test says otherwise.
var guild = discordtest.Where{Guild: discordtest.Guilds(1)[0].ID}

// do does what r says, and returns when it is answered.
func (w *world) do(r discordtest.Request) *discordtest.Interaction {
	w.t.Helper()
	i, err := w.server.Prepare(r)
	check(w.t, err)
	w.bot.HandleEvent(context.Background(), decoded(w.t, i))
	return i
}

// decoded returns an interaction as the gateway hands it on.
func decoded(t *testing.T, i *discordtest.Interaction) *interaction.Interaction {
	t.Helper()
	read, err := interaction.Decode(i.Payload())
	check(t, err)
	return read
}

// answered does what r says, and returns the message that it was answered with.
func (w *world) answered(r discordtest.Request) discordtest.Message {
	w.t.Helper()
	i := w.do(r)
	if m, ok := i.Original(); ok {
		return m
	}
	if list := i.Followups(); len(list) > 0 {
		return list[len(list)-1]
	}
	w.t.Fatalf("there is no answer; log:\n%s", w.log)
	return discordtest.Message{}
}
