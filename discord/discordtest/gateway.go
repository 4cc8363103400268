package discordtest

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Rules on the gateway.
const (
	RuleIdentifySpacing Rule = "identify-spacing" // IDENTIFYs of one bucket are a period apart
	RuleIdentifyBudget  Rule = "identify-budget"  // at most so many IDENTIFYs a day as [Options] say
	RuleGatewaySends    Rule = "gateway-sends"    // at most 120 messages a minute on a connection
	RuleGatewayPayload  Rule = "gateway-payload"  // messages are JSON of at most 4096 bytes with a known op, in their order
	RuleHeartbeat       Rule = "heartbeat"        // heartbeats come in time
)

const (
	sendsPerMinute = 120
	payloadBytes   = 4096
	keptEvents     = 4096 // of a session, to be replayed
	keptSessions   = 64   // without a connection
	guildsPerShard = 2500
)

// A Gateway is the part of a [Server] that bots keep a connection to. It is safe for concurrent use.
type Gateway struct {
	s        *Server
	upgrader websocket.Upgrader
	running  sync.WaitGroup // connections being served

	mu         sync.Mutex // taken after Server.mu
	closed     bool
	conns      map[*conn]bool
	sessions   []*session // oldest first
	counts     Counts
	identified map[int]time.Time // last IDENTIFY of each bucket
	starts     int
	refuse     int
	slowHello  time.Duration
	duplicates int
	replays    int
	reactions  []Reaction
	changed    chan struct{}
}

// Counts are how often things happened at a gateway.
type Counts struct {
	Connections int // accepted ones
	Refused     int
	Identifies  int
	Ready       int // IDENTIFYs that were answered with READY
	Resumes     int
	Resumed     int // RESUMEs that were answered with RESUMED
	ResumeURL   int // RESUMEs at the address that READY named
	Heartbeats  int
	Closed      map[int]int // connections that the bot closed, by code; 1006 is without one
}

// A Reaction is what a gateway does at an IDENTIFY or RESUME in place of READY or RESUMED.
type Reaction struct {
	Close     int  // close the connection with this code; 0 does not
	Reconnect bool // send op 7
	Invalid   bool // send op 9
	Resumable bool // with true
	Silent    bool // say nothing
}

// A Session is a bot's session at the gateway.
type Session struct {
	ID            string
	Shard, Shards int
	Intents       int
	Connected     bool
	Sequence      int // of the last event
}

func newGateway(s *Server) *Gateway {
	return &Gateway{
		s: s, conns: make(map[*conn]bool), identified: make(map[int]time.Time), changed: make(chan struct{}),
		upgrader: websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }},
		counts:   Counts{Closed: make(map[int]int)},
	}
}

// shut closes all connections and waits until none is served.
func (g *Gateway) shut() {
	g.mu.Lock()
	g.closed = true
	for c := range g.conns {
		c.cut()
	}
	g.mu.Unlock()
	g.running.Wait()
}

// Counts returns what happened up to now.
func (g *Gateway) Counts() Counts {
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.counts
	c.Closed = maps.Clone(c.Closed)
	return c
}

// Sessions returns the sessions that are connected or can be resumed, oldest first.
func (g *Gateway) Sessions() []Session {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]Session, len(g.sessions))
	for n, s := range g.sessions {
		list[n] = Session{s.id, s.shard, s.shards, s.intents, s.conn != nil, s.seq}
	}
	return list
}

// Wait waits until holds is true. It asks again after each change; its error is that of ctx.
func (g *Gateway) Wait(ctx context.Context, holds func(*Gateway) bool) error {
	for {
		g.mu.Lock()
		changed := g.changed
		g.mu.Unlock()
		if holds(g) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitConnected waits until n sessions are connected.
func (g *Gateway) WaitConnected(ctx context.Context, n int) error {
	return g.Wait(ctx, func(g *Gateway) bool {
		connected := slices.DeleteFunc(g.Sessions(), func(s Session) bool { return !s.Connected })
		return len(connected) >= n
	})
}

// Close closes all connections with a code. 1000, 1001, 4004, 4007, 4009 and above end their sessions.
func (g *Gateway) Close(code int) { g.each(func(c *conn) { c.close(code) }) }

// Cut cuts all connections without a word.
func (g *Gateway) Cut() { g.each((*conn).cut) }

// Reconnect asks all connections to reconnect, with op 7.
func (g *Gateway) Reconnect() { g.each(func(c *conn) { c.send(frame{op: 7}) }) }

// InvalidSession tells all connections that their session is invalid, with op 9; without resumable the sessions end.
// A bot can then RESUME or IDENTIFY on the same connection or on another.
func (g *Gateway) InvalidSession(resumable bool) {
	g.each(func(c *conn) {
		c.send(frame{op: 9, data: fmt.Append(nil, resumable)})
		if !resumable {
			g.end(c.session)
		}
		if c.session != nil {
			c.session.conn, c.session = nil, nil
		}
	})
}

// Silence makes the present connections neither acknowledge nor send anything from now on.
func (g *Gateway) Silence() { g.each((*conn).hush) }

func (g *Gateway) each(do func(*conn)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		do(c)
	}
}

// Duplicate sends each of the next n events twice, with the same sequence number.
func (g *Gateway) Duplicate(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.duplicates = n
}

// Replay lets the next RESUME replay n events more than the bot has missed.
func (g *Gateway) Replay(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.replays = n
}

// Refuse answers the next n connections with 503; below 0, all until Refuse(0).
func (g *Gateway) Refuse(n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.refuse = n
}

// SlowHello waits for d before HELLO on later connections.
func (g *Gateway) SlowHello(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.slowHello = d
}

// React lets the next IDENTIFYs or RESUMEs, one for each reaction, meet with these.
func (g *Gateway) React(reactions ...Reaction) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.reactions = append(g.reactions, reactions...)
}

// Dispatch sends an event to the connections of a guild's shard; that of "" is shard 0.
func (g *Gateway) Dispatch(guild, name string, data any) { g.dispatch(guild, name, data) }

func (g *Gateway) dispatch(guild, name string, data any) {
	g.dispatchRaw(guild, name, mustJSON(data))
}

// dispatchRaw reports whether a connection took the event.
func (g *Gateway) dispatchRaw(guild, name string, data []byte) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	taken := false
	for _, s := range g.sessions {
		if !s.serves(guild) || s.intents&intentGuilds == 0 && name != "INTERACTION_CREATE" {
			continue
		}
		f := s.record(name, data)
		if s.conn == nil {
			continue
		}
		taken = !s.conn.silent || taken
		s.conn.send(f)
		if g.duplicates > 0 {
			g.duplicates--
			s.conn.send(f)
		}
	}
	g.touch()
	return taken
}

// touch tells those who wait that something changed.
func (g *Gateway) touch() {
	close(g.changed)
	g.changed = make(chan struct{})
}

// serve takes one connection until it ends.
func (g *Gateway) serve(w http.ResponseWriter, r *http.Request) {
	c, hello := g.accept()
	if c == nil {
		http.Error(w, "no connection is accepted", http.StatusServiceUnavailable)
		return
	}
	defer g.running.Done()
	ws, err := g.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer ws.Close()
	if !pause(hello, r, g.s.done) {
		return
	}
	c.ws = ws
	c.viaResumeURL = strings.HasPrefix(r.URL.Path, "/resume")
	c.version = r.URL.Query().Get("v")
	c.serve()
}

// accept counts a connection; nil if it is refused.
func (g *Gateway) accept() (c *conn, hello time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.touch()
	if g.closed || g.refuse != 0 {
		if g.refuse > 0 {
			g.refuse--
		}
		g.counts.Refused++
		return nil, 0
	}
	g.counts.Connections++
	g.running.Add(1)
	return &conn{g: g, wake: make(chan struct{}, 1), done: make(chan struct{})}, g.slowHello
}
