package gateway

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"variorum/discord/discordtest"
	"variorum/discord/interaction"
	"variorum/discord/rest"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// quick is a pace for tests.
var quick = pace{
	open: 5 * time.Second, identify: 300 * time.Millisecond, first: 50 * time.Millisecond, most: 200 * time.Millisecond,
	invalid: 50 * time.Millisecond,
}

// Tests here wait more than they work, above all for discordgo, which closes a connection in a second.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "24"); err != nil {
		panic(err) // there is such a flag
	}
	m.Run()
}

// A bot is a gateway that runs against a server of its own.
type bot struct {
	*discordtest.Server
	g       *Gateway
	log     *buffer
	handled chan *interaction.Interaction
	ready   chan bool // receives whether a session was resumed
	begun   int       // sessions so far that were not
	ended   chan error
	stop    context.CancelFunc
}

// A buffer is written to by many.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// settings are what differs among tests.
type settings struct {
	server  discordtest.Options
	before  func(*discordtest.Server) // it runs
	shards  int
	pace    pace
	grace   time.Duration
	token   string
	handle  func(context.Context, *interaction.Interaction) // nil puts them into handled
	forward http.RoundTripper
}

// start runs a bot until the test ends.
func start(t *testing.T, o settings) *bot {
	t.Helper()
	o.server.IdentifyEvery = 250 * time.Millisecond
	if o.pace == (pace{}) {
		o.pace = quick
	}
	b := &bot{
		Server: discordtest.New(t, o.server), log: new(buffer), handled: make(chan *interaction.Interaction, 100),
		ready: make(chan bool, 100), ended: make(chan error, 1),
	}
	if o.before != nil {
		o.before(b.Server)
	}
	if o.token == "" {
		o.token = b.Token()
	}
	if o.handle == nil {
		o.handle = func(_ context.Context, i *interaction.Interaction) { b.handled <- i }
	}
	client, err := rest.New(rest.Options{Token: o.token, Base: b.URL(), Transport: o.forward})
	if err != nil {
		t.Fatal(err)
	}
	lg := slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b.g, err = New(Options{
		Token: o.token, REST: client, Shards: o.shards, Handle: o.handle, Grace: o.grace, Log: lg,
		Ready: func(_ int, resumed bool) { b.ready <- resumed },
	})
	if err != nil {
		t.Fatal(err)
	}
	b.g.pace = o.pace
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	go func() { b.ended <- b.g.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		client.Close()
		if err := b.end(t); err == nil && strings.Contains(b.log.String(), o.token) {
			t.Errorf("the token is in the log:\n%s", b.log)
		}
	})
	return b
}

// end returns what Run returned.
func (b *bot) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-b.ended:
		b.ended <- err
		return err
	case <-time.After(patience):
		t.Fatalf("Run does not end; log:\n%s", b.log)
		return nil
	}
}

// wait waits until the server's counts are so.
func (b *bot) wait(t *testing.T, what string, holds func(discordtest.Counts) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	err := b.Gateway.Wait(ctx, func(g *discordtest.Gateway) bool { return holds(g.Counts()) })
	if err != nil {
		t.Fatalf("%s: %v; counts %+v; log:\n%s", what, err, b.Gateway.Counts(), b.log)
	}
}

// connected waits until so many sessions have begun that were not resumed.
func (b *bot) connected(t *testing.T, n int) {
	t.Helper()
	for b.begun < n {
		select {
		case resumed := <-b.ready:
			if !resumed {
				b.begun++
			}
		case <-time.After(patience):
			t.Fatalf("%d sessions of %d have begun; counts %+v; log:\n%s", b.begun, n, b.Gateway.Counts(), b.log)
		}
	}
}

// resumed waits until the next session has begun, which must be resumed.
func (b *bot) resumed(t *testing.T) {
	t.Helper()
	select {
	case resumed := <-b.ready:
		if !resumed {
			t.Fatalf("a new session has begun; log:\n%s", b.log)
		}
	case <-time.After(patience):
		t.Fatalf("no session is resumed; log:\n%s", b.log)
	}
}

// ask lets a user call a command, and returns the interaction's id.
func (b *bot) ask(t *testing.T, change func(map[string]any)) string {
	t.Helper()
	r := discordtest.Command(discordtest.Where{}, "ask")
	r.Change = change
	i, err := b.Interact(r)
	if err != nil {
		t.Fatal(err)
	}
	return i.ID()
}

// expect waits until the interaction comes, and no other before.
func (b *bot) expect(t *testing.T, id string) *interaction.Interaction {
	t.Helper()
	select {
	case i := <-b.handled:
		if i.ID != id {
			t.Fatalf("interaction %s came, want %s", i.ID, id)
		}
		return i
	case <-time.After(patience):
		t.Fatalf("interaction %s does not come; log:\n%s", id, b.log)
		return nil
	}
}

// An interaction comes with its data; what the session asks of Discord is no more than needed.
func TestInteraction(t *testing.T) {
	t.Parallel()
	b := start(t, settings{server: discordtest.Options{Guilds: discordtest.Guilds(2)}})
	b.connected(t, 1)
	i := b.expect(t, b.ask(t, nil))
	if data, ok := i.Data.(discordgo.ApplicationCommandInteractionData); !ok || data.Name != "ask" {
		t.Errorf("the interaction has the data %v", i.Data)
	}
	if connected, shards := b.g.Connected(); connected != 1 || shards != 1 {
		t.Errorf("Connected() = %d of %d, want 1 of 1", connected, shards)
	}
	if s := b.Gateway.Sessions(); len(s) != 1 || s[0].Intents != int(discordgo.IntentsGuilds) {
		t.Errorf("the sessions are %+v, want one that asks for guilds only", s)
	}
	b.NoViolations(t)
}

// An event that comes twice is answered once.
func TestDuplicates(t *testing.T) {
	t.Parallel()
	b := start(t, settings{})
	b.connected(t, 1)
	b.Gateway.Duplicate(3)
	for range 3 {
		b.expect(t, b.ask(t, nil))
	}
	b.expect(t, b.ask(t, nil))
}

// Shards identify as fast as max_concurrency allows, and no faster; each interaction comes by one of them.
func TestShards(t *testing.T) {
	t.Parallel()
	guilds := discordtest.Guilds(7)
	b := start(t, settings{server: discordtest.Options{Shards: 4, MaxConcurrency: 2, Guilds: guilds}})
	b.connected(t, 4)
	want := make(map[string]bool)
	for _, g := range guilds {
		i, err := b.Interact(discordtest.Command(discordtest.Where{Guild: g.ID}, "ask"))
		if err != nil {
			t.Fatal(err)
		}
		want[i.ID()] = true
	}
	for range guilds {
		select {
		case i := <-b.handled:
			if !want[i.ID] {
				t.Errorf("interaction %s came, or came again", i.ID)
			}
			delete(want, i.ID)
		case <-time.After(patience):
			t.Fatalf("interactions %v do not come", want)
		}
	}
	var shards []string
	for _, s := range b.Gateway.Sessions() {
		shards = append(shards, fmt.Sprint(s.Shard, " of ", s.Shards))
	}
	slices.Sort(shards)
	if diff := cmp.Diff([]string{"0 of 4", "1 of 4", "2 of 4", "3 of 4"}, shards); diff != "" {
		t.Errorf("shards (-want +got):\n%s", diff)
	}
	b.NoViolations(t)
}

// The number of shards may be set.
func TestShardsBySetting(t *testing.T) {
	t.Parallel()
	b := start(t, settings{shards: 2, server: discordtest.Options{Shards: 1, MaxConcurrency: 2}})
	b.connected(t, 2)
	if _, shards := b.g.Connected(); shards != 2 {
		t.Errorf("there are %d shards, want 2", shards)
	}
}

// What discordgo cannot read still comes, and has no data.
func TestUnknownKinds(t *testing.T) {
	t.Parallel()
	b := start(t, settings{})
	b.connected(t, 1)
	unknown := []map[string]any{{"type": 99, "custom_id": "a"}}
	for name, change := range map[string]func(map[string]any){
		"a type of interaction": func(p map[string]any) { p["type"] = 99 },
		"a component in a form": func(p map[string]any) {
			p["type"], p["data"] = 5, map[string]any{"custom_id": "a", "components": unknown}
		},
		"data of another form": func(p map[string]any) { p["data"] = []int{1} },
		"no data":              func(p map[string]any) { delete(p, "data") },
	} {
		id := b.ask(t, change)
		if i := b.expect(t, id); i.Data != nil || i.Token == "" {
			t.Errorf("%s: the interaction has the data %v", name, i.Data)
		}
	}
	id := b.ask(t, func(p map[string]any) {
		p["type"], p["data"] = 3, map[string]any{"custom_id": "b", "component_type": 99}
		p["message"] = map[string]any{"id": "1", "components": unknown}
	})
	if data, ok := b.expect(t, id).Data.(discordgo.MessageComponentInteractionData); !ok || data.CustomID != "b" {
		t.Errorf("a press on a message with an unknown component has the data %v", data)
	}
	b.ask(t, func(p map[string]any) { delete(p, "id") })
	b.ask(t, func(p map[string]any) { p["token"] = 5 })
	b.expect(t, b.ask(t, nil))
}

// The gateway may be reached with TLS.
func TestTLS(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t, discordtest.Options{Guilds: discordtest.Guilds(1)})
	server := httptest.NewTLSServer(fake)
	defer server.Close()
	address := fmt.Sprintf(`{"url":"wss%s","shards":1}`, strings.TrimPrefix(server.URL, "https"))
	client, err := rest.New(rest.Options{Token: fake.Token(), Base: server.URL, Transport: answers(address)})
	if err != nil {
		t.Fatal(err)
	}
	handled := make(chan string, 1)
	g, err := New(Options{Token: fake.Token(), REST: client, Handle: func(_ context.Context, i *interaction.Interaction) { handled <- i.ID }})
	if err != nil {
		t.Fatal(err)
	}
	g.tls = server.Client().Transport.(*http.Transport).TLSClientConfig
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	var running sync.WaitGroup
	running.Go(func() {
		if err := g.Run(ctx); err != nil {
			t.Errorf("Run = %v", err)
		}
	})
	defer running.Wait()
	defer cancel()
	if err := fake.Gateway.WaitConnected(ctx, 1); err != nil {
		t.Fatal(err)
	}
	i, err := fake.Interact(discordtest.Command(discordtest.Where{}, "ask"))
	if err != nil {
		t.Fatal(err)
	}
	if got := <-handled; got != i.ID() {
		t.Errorf("interaction %s came, want %s", got, i.ID())
	}
}

// answers is a REST interface that has one answer.
type answers string

func (a answers) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: make(http.Header), Body: io.NopCloser(strings.NewReader(string(a)))}, nil
}
