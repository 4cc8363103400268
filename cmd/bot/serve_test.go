package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"variorum/discord/discordtest"
)

// A served is a bot that serves, in this process.
type served struct {
	stop func()
	code chan int
	log  *lockedBuffer
}

// A lockedBuffer is a log that many write to.
type lockedBuffer struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{} // is closed by the next write; nil if nobody waits
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	return l.b.Write(p)
}

// wait waits until the log has a text.
func (l *lockedBuffer) wait(ctx context.Context, text string) error {
	for {
		l.mu.Lock()
		found := strings.Contains(l.b.String(), text)
		if l.more == nil {
			l.more = make(chan struct{})
		}
		more := l.more
		l.mu.Unlock()
		if found {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return fmt.Errorf("waiting for %q in the log: %w", text, ctx.Err())
		}
	}
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// serve starts a bot with a configuration, which a folder is made for, before a Discord of ours, or what stands before that.
func serve(t *testing.T, d *discordtest.Server, config string, base ...string) *served {
	t.Helper()
	if len(base) == 0 {
		base = []string{d.URL()}
	}
	dir := write(t, map[string]string{"config.yaml": config})
	s := &served{code: make(chan int, 1), log: new(lockedBuffer)}
	ctx, cancel := context.WithCancel(t.Context())
	s.stop = cancel
	go func() {
		s.code <- run(ctx, []string{"serve", "--config", filepath.Join(dir, "config.yaml")}, env{in: strings.NewReader(""), out: s.log, err: s.log, getenv: func(name string) string {
			return map[string]string{"DISCORD_TOKEN": d.Token(), "DISCORD_API_BASE": base[0]}[name]
		}})
	}()
	t.Cleanup(func() {
		cancel()
		if t.Failed() {
			t.Logf("the log:\n%s", s.log)
		}
	})
	return s
}

// ended returns the exit code.
func (s *served) ended(t *testing.T) int {
	t.Helper()
	select {
	case code := <-s.code:
		s.code <- code
		return code
	case <-time.After(time.Minute):
		t.Fatalf("the bot goes on; its log:\n%s", s.log)
		return -1
	}
}

// within returns a context that bounds how long a test waits for what should come.
func within(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// guilds are the servers of the tests.
var guilds = discordtest.Guilds(50)

func question(n int, q string) discordtest.Request {
	where := discordtest.Where{Guild: guilds[n%len(guilds)].ID, User: fmt.Sprint(400000000000000000 + n)}
	return discordtest.Command(where, "ask", discordtest.String("question", q))
}

// Bot serve answers over the gateway, and ends with 0 when it is told to.
func TestServeAnswers(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	s := serve(t, d, "order: title\n")
	check(t, d.Gateway.WaitConnected(within(t), 1))
	check(t, registered(within(t), d))
	i, err := d.Interact(question(0, "how many people were hurt?"))
	check(t, err)
	check(t, i.WaitFinal(within(t)))
	if m, _ := i.Original(); len(m.Embeds) != 6 {
		t.Errorf("the answer has %d embeds, want 6", len(m.Embeds))
	}
	s.stop()
	if code := s.ended(t); code != done {
		t.Errorf("the exit code is %d, want %d", code, done)
	}
	if log := s.log.String(); strings.Contains(log, "hurt") || strings.Contains(log, d.Token()) || strings.Contains(log, "400000000000000000") {
		t.Errorf("the log holds what a member asked, or the token:\n%s", log)
	}
	d.NoViolations(t)
}

// What was asked before the bot is told to end is answered; then it ends with 0.
func TestServeFinishesWhatItBegan(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	target, err := url.Parse(d.URL())
	check(t, err)
	arrived, proxy := make(chan struct{}), httputil.NewSingleHostReverseProxy(target)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/callback") {
			close(arrived)
		}
		proxy.ServeHTTP(w, r)
	}))
	defer front.Close()
	s := serve(t, d, fmt.Sprintf("discord:\n  api_base: %s\n", front.URL), "")
	check(t, d.Gateway.WaitConnected(within(t), 1))
	check(t, registered(within(t), d))
	d.Inject(discordtest.Fault{Path: "/interactions/*/*/callback", Delay: time.Second})
	i, err := d.Interact(question(0, "how many people were hurt?"))
	check(t, err)
	select {
	case <-arrived:
	case <-within(t).Done():
		t.Fatal("the bot does not answer")
	}
	s.stop()
	if code := s.ended(t); code != done {
		t.Errorf("the exit code is %d, want %d", code, done)
	}
	if _, ok := i.Final(); !ok {
		t.Error("the question has no answer")
	}
	d.NoViolations(t)
}

// registered waits until the commands are registered.
func registered(ctx context.Context, d *discordtest.Server) error {
	for len(d.Commands("")) == 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	return nil
}

// Commands that Discord has already are not registered again.
func TestCommandsAreRegisteredOnce(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	for range 2 {
		s := serve(t, d, "")
		check(t, d.Gateway.WaitConnected(within(t), 1))
		for !strings.Contains(s.log.String(), "commands registered") {
			time.Sleep(10 * time.Millisecond)
		}
		s.stop()
		s.ended(t)
	}
	puts := 0
	for _, r := range d.Requests() {
		if r.Method == http.MethodPut {
			puts++
		}
	}
	if puts != 1 {
		t.Errorf("the commands were registered %d times, want once", puts)
	}
}

// What can not be served ends with the exit code of the contract, and says why.
func TestServeRefusals(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	for _, tt := range []struct {
		name, config string
		token        string
		code         int
		want         string
	}{
		{"no token", "", "", wrongUse, "DISCORD_TOKEN is not set"},
		{"a library that is missing", "library: no/such/place\n", d.Token(), failed, "no/such/place"},
		{"a further library that is missing", "discord:\n  libraries:\n    other: no/other/place\n", d.Token(), failed, "no/other/place"},
		{"a token that Discord refuses", "", "wrong", failed, "refuses the token"},
		{"an unknown key", "discord:\n  colour: red\n", d.Token(), wrongUse, "config.yaml:2"},
		{"a key that is none", "http:\n  listen: 127.0.0.1:0\n  public_key: abc\n", d.Token(), wrongUse, "public key"},
		{"no way in", "discord:\n  gateway: false\n", d.Token(), wrongUse, "no interaction could come"},
		{"no number of shards", "shards: many\n", d.Token(), wrongUse, "auto or a number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"config.yaml": tt.config})
			var errs lockedBuffer
			code := run(within(t), []string{"serve", "--config", filepath.Join(dir, "config.yaml")}, env{in: strings.NewReader(""), out: &errs, err: &errs, getenv: func(name string) string {
				return map[string]string{"DISCORD_TOKEN": tt.token, "DISCORD_API_BASE": d.URL()}[name]
			}})
			if code != tt.code || !strings.Contains(errs.String(), tt.want) {
				t.Errorf("the exit code is %d, want %d; it says:\n%s", code, tt.code, &errs)
			}
		})
	}
}

// Close codes that can not be mended end the bot with 1; after all others it goes on answering.
func TestCloseCodes(t *testing.T) {
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		d := discordtest.New(t, discordtest.Options{Guilds: guilds})
		s := serve(t, d, "")
		check(t, d.Gateway.WaitConnected(within(t), 1))
		d.Gateway.Close(code)
		if got := s.ended(t); got != failed {
			t.Errorf("after %d the exit code is %d, want %d", code, got, failed)
		}
	}
}

// Interactions that are posted and signed are answered as those of the gateway are.
func TestServeHTTP(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	check(t, err)
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	address := l.Addr().String()
	check(t, l.Close())
	s := serve(t, d, fmt.Sprintf("order: title\ndiscord:\n  gateway: false\nhttp:\n  listen: %s\n  public_key: %s\n", address, hex.EncodeToString(public)))
	check(t, registered(within(t), d))
	for i := range 20 {
		in, status, err := d.Post(within(t), http.DefaultClient, "http://"+address+"/interactions", private, question(i, "how many people were hurt?"))
		check(t, err)
		if status != http.StatusOK {
			t.Fatalf("the status is %d", status)
		}
		check(t, in.WaitFinal(within(t)))
		if m, _ := in.Original(); len(m.Embeds) != 6 {
			t.Errorf("the answer has %d embeds, want 6", len(m.Embeds))
		}
	}
	resp, err := http.Get("http://" + address + "/healthz")
	check(t, err)
	check(t, resp.Body.Close())
	if resp.StatusCode != http.StatusOK {
		t.Errorf("/healthz is %d", resp.StatusCode)
	}
	s.stop()
	if code := s.ended(t); code != done {
		t.Errorf("the exit code is %d, want %d", code, done)
	}
	d.NoViolations(t)
}

// Each shard answers for its own servers.
func TestServeShards(t *testing.T) {
	d := discordtest.New(t, discordtest.Options{Guilds: guilds, MaxConcurrency: 2, IdentifyEvery: 50 * time.Millisecond})
	s := serve(t, d, "shards: 3\n")
	check(t, d.Gateway.WaitConnected(within(t), 3))
	check(t, registered(within(t), d))
	for n := range 6 {
		i, err := d.Interact(question(n, "how many people were hurt?"))
		check(t, err)
		check(t, i.WaitFinal(within(t)))
	}
	s.stop()
	if code := s.ended(t); code != done {
		t.Errorf("the exit code is %d, want %d", code, done)
	}
	d.NoViolations(t)
}

// A library that is replaced while answers are made answers from the old revision, then from the new one, never from both.
func TestLibraryIsReplacedWhileServing(t *testing.T) {
	dir := t.TempDir()
	lib := filepath.Join(dir, "lib")
	add := func(version int) {
		text := fmt.Sprintf("The ferry left with %d people on board.\n", version)
		for i := range 3 {
			check(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%d.txt", i)), []byte(text), 0o666))
		}
		if r := bot(t, "", "add", "--library", lib, filepath.Join(dir, "s0.txt"), filepath.Join(dir, "s1.txt"), filepath.Join(dir, "s2.txt")); r.code != done {
			t.Fatalf("add = %+v", r)
		}
	}
	add(100)
	d := discordtest.New(t, discordtest.Options{Guilds: guilds})
	s := serve(t, d, "library: "+lib+"\n")
	check(t, d.Gateway.WaitConnected(within(t), 1))
	check(t, registered(within(t), d))
	var asked []*discordtest.Interaction
	for version := 101; version < 106; version++ {
		for n := range 10 {
			i, err := d.Interact(question(n, fmt.Sprintf("how many people were on board the ferry when it left, %d?", n)))
			check(t, err)
			asked = append(asked, i)
		}
		add(version)
	}
	seen := make(map[string]bool)
	for _, i := range asked {
		check(t, i.WaitFinal(within(t)))
		m, _ := i.Original()
		versions := make(map[string]bool)
		for _, e := range m.Embeds {
			for v := 100; v < 106; v++ {
				if strings.Contains(e.Description, fmt.Sprintf("with %d people", v)) {
					versions[fmt.Sprint(v)], seen[fmt.Sprint(v)] = true, true
				}
			}
		}
		if len(versions) != 1 {
			t.Errorf("an answer shows the versions %v: %q", versions, m.Content)
		}
	}
	if len(seen) < 2 {
		t.Errorf("the versions seen are %v, want several", seen)
	}
	s.stop()
	s.ended(t)
}
