// Package discordtest stands in for Discord in tests: a server in the test's own process that judges what a bot
// really sends.
//
// [New] starts it. A bot gets its [Server.URL] as the base of all REST calls; GET /gateway tells it the gateway's
// address. What a user would do is a [Request]: [Server.Interact] delivers it by the gateway, [Server.Post] by signed HTTP.
// What comes of it is seen in the [Interaction]. Whatever breaks a rule of Discord is answered as Discord does,
// and recorded: see [Server.Violations].
package discordtest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A Server is a Discord of its own on 127.0.0.1. It is safe for concurrent use.
type Server struct {
	Gateway *Gateway

	o      Options
	http   *httptest.Server
	schema *schema
	done   chan struct{} // closed when the server closes

	mu           sync.Mutex // guards all below
	offset       time.Duration
	lastID       uint64
	guilds       map[string]*guild
	guildOrder   []string
	channels     map[string]*channel
	messages     map[string]*message
	interactions map[string]*Interaction // by token
	commands     map[string][]object     // by guild; "" holds the global ones
	faults       []*fault
	buckets      map[string]*bucket
	recent       window // requests within a second
	invalid      window // requests refused with 401, 403 or 429 within ten minutes
	requests     []Sent
	violations   []Violation
	broken       int
	changed      chan struct{} // closed at the next REST call
}

// New starts a server that is closed when t ends.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	o = o.withDefaults()
	s := &Server{
		o: o, schema: loadSchema(o.Schema), done: make(chan struct{}),
		lastID: uint64(time.Since(epoch).Milliseconds()) << 22,
		guilds: make(map[string]*guild), channels: make(map[string]*channel), messages: make(map[string]*message),
		interactions: make(map[string]*Interaction), commands: make(map[string][]object), buckets: make(map[string]*bucket),
		changed: make(chan struct{}),
	}
	s.Gateway = newGateway(s)
	for _, g := range o.Guilds {
		s.addGuild(g)
	}
	s.http = httptest.NewServer(s)
	t.Cleanup(s.close)
	return s
}

// epoch is the time at which Discord's ids begin.
var epoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// close ends all connections, then waits for what they started.
func (s *Server) close() {
	close(s.done)
	s.Gateway.shut()
	s.http.Close()
}

// URL returns the base of all REST calls, such as http://127.0.0.1:1234. Routes follow it as /v9/... or /v10/...,
// with or without /api before.
func (s *Server) URL() string { return s.http.URL }

// GatewayURL returns the address that GET /gateway answers.
func (s *Server) GatewayURL() string { return "ws" + strings.TrimPrefix(s.http.URL, "http") }

// Token returns the bot's token without "Bot " before it.
func (s *Server) Token() string { return s.o.Token }

// ApplicationID returns the application's id, which is also that of the bot's user.
func (s *Server) ApplicationID() string { return s.o.ApplicationID }

// Now returns the time of the server's clock.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now()
}

// Advance sets the server's clock forward by d, which ages interactions and their tokens.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offset += d
}

func (s *Server) now() time.Time { return s.o.Now().Add(s.offset) }

// Wait waits until holds is true. It asks again after each REST call; its error is that of ctx.
func (s *Server) Wait(ctx context.Context, holds func(*Server) bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if holds(s) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// newID returns the next id.
func (s *Server) newID() string {
	s.lastID++
	return strconv.FormatUint(s.lastID, 10)
}

// ServeHTTP answers REST calls, and gateway connections at every path.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if websocket.IsWebSocketUpgrade(r) {
		s.Gateway.serve(w, r)
		return
	}
	if r.URL.Path == "/" && !strings.HasPrefix(r.UserAgent(), "DiscordBot") { // somebody looks for a server that had this port before
		http.NotFound(w, r)
		return
	}
	s.rest(w, r)
}

// mustJSON returns v in JSON. What it is given is always made of maps, lists, texts and numbers.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("discordtest: encoding: " + err.Error())
	}
	return b
}
