package discordtest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const (
	intentGuilds     = 1 << 0
	privileged       = 1<<1 | 1<<8 | 1<<15
	knownIntents     = 1<<26 - 1
	resumePath       = "/resume"
	identifyLeniency = 50 // a bucket's period may be short by one part in so many
)

// session is a bot's session. Gateway.mu guards it.
type session struct {
	id            string
	shard, shards int
	intents       int
	seq           int
	events        []frame // the last ones, oldest first
	conn          *conn   // nil while it waits to be resumed
}

// serves reports whether the events of a guild go to the session.
func (s *session) serves(guild string) bool {
	return int(number(guild)>>22%uint64(s.shards)) == s.shard
}

// record keeps an event and returns it with its sequence number.
func (s *session) record(name string, data []byte) frame {
	s.seq++
	f := frame{seq: s.seq, name: name, data: data}
	if len(s.events) == keptEvents {
		s.events = slices.Clone(s.events[keptEvents/2:])
	}
	s.events = append(s.events, f)
	return f
}

// end ends a session; nil is none.
func (g *Gateway) end(s *session) {
	g.sessions = slices.DeleteFunc(g.sessions, func(other *session) bool { return other == s })
}

// dangling ends the oldest of too many sessions that have no connection.
func (g *Gateway) dangling() {
	free := 0
	for _, s := range slices.Backward(slices.Clone(g.sessions)) {
		if s.conn != nil {
			continue
		}
		if free++; free > keptSessions {
			g.end(s)
		}
	}
}

// identify is the data of IDENTIFY.
type identify struct {
	Token      string          `json:"token"`
	Intents    *int            `json:"intents"`
	Shard      *[2]int         `json:"shard"`
	Compress   bool            `json:"compress"`
	Properties json.RawMessage `json:"properties"`
}

// identify answers IDENTIFY; s.mu and g.mu are held. It returns the code to close the connection with; 0 is none.
func (c *conn) identify(data json.RawMessage) int {
	var d identify
	if json.Unmarshal(data, &d) != nil || len(d.Properties) == 0 {
		return 4002
	}
	c.g.counts.Identifies++
	if d.Shard == nil {
		d.Shard = &[2]int{0, 1}
	}
	if code := c.judge(d); code != 0 {
		return code
	}
	if !c.g.mayIdentify(d.Shard[0]) {
		c.send(frame{op: 9, data: []byte("false")})
		return 0
	}
	if c.react() {
		return 0
	}
	c.begin(d)
	return 0
}

// judge returns the code with which Discord closes a connection for what IDENTIFY says; 0 if all is well.
func (c *conn) judge(d identify) int {
	shard, shards := d.Shard[0], d.Shard[1]
	switch {
	case d.Token != c.g.s.o.Token && d.Token != "Bot "+c.g.s.o.Token:
		return 4004
	case c.version != "9" && c.version != "10":
		return 4012
	case shards < 1 || shard < 0 || shard >= shards:
		return 4010
	case d.Intents == nil || *d.Intents&^knownIntents != 0:
		return 4013
	case *d.Intents&privileged&^c.g.s.o.Privileged != 0:
		return 4014
	case len(c.g.s.guildsOf(&session{shard: shard, shards: shards})) > guildsPerShard:
		return 4011
	}
	return 0
}

// mayIdentify judges the time of an IDENTIFY.
func (g *Gateway) mayIdentify(shard int) bool {
	o, now := g.s.o, g.s.now()
	bucket := shard % o.MaxConcurrency
	last, before := g.identified[bucket]
	g.identified[bucket] = now
	g.starts++
	if g.starts > o.SessionStarts {
		g.s.violate(RuleIdentifyBudget, "gateway", "", fmt.Sprintf("more than %d IDENTIFYs", o.SessionStarts))
		return false
	}
	if gap := now.Sub(last); before && gap < o.IdentifyEvery-o.IdentifyEvery/identifyLeniency {
		g.s.violate(RuleIdentifySpacing, "gateway", "", fmt.Sprintf("shard %d, %v after the last of its bucket", shard, gap.Round(time.Millisecond)))
		return false
	}
	return true
}

// begin starts the session of a connection.
func (c *conn) begin(d identify) {
	s := c.g.s
	c.session = &session{id: rand.Text(), shard: d.Shard[0], shards: d.Shard[1], intents: *d.Intents, conn: c}
	c.compress = d.Compress
	c.g.sessions = append(c.g.sessions, c.session)
	c.g.counts.Ready++
	guilds := s.guildsOf(c.session)
	unavailable := make([]object, len(guilds))
	for n, g := range guilds {
		unavailable[n] = object{"id": g.ID, "unavailable": true}
	}
	version, _ := strconv.Atoi(c.version) // judged before
	c.send(c.session.record("READY", mustJSON(object{
		"v": version, "user": s.botUser(), "guilds": unavailable, "session_id": c.session.id,
		"resume_gateway_url": s.GatewayURL() + resumePath, "shard": *d.Shard, "application": object{"id": s.o.ApplicationID, "flags": 0},
		"private_channels": []any{}, "relationships": []any{}, "session_type": "normal",
	})))
	if c.session.intents&intentGuilds == 0 {
		return
	}
	for _, g := range guilds {
		c.send(c.session.record("GUILD_CREATE", mustJSON(s.guildObject(g))))
	}
}

// guildsOf returns the guilds whose events go to a session, in the order of their joining.
func (s *Server) guildsOf(of *session) []*guild {
	var list []*guild
	for _, id := range s.guildOrder {
		if of.serves(id) {
			list = append(list, s.guilds[id])
		}
	}
	return list
}

// resume is the data of RESUME.
type resume struct {
	Token     string `json:"token"`
	SessionID string `json:"session_id"`
	Seq       *int   `json:"seq"`
}

// resume answers RESUME, as identify does IDENTIFY.
func (c *conn) resume(data json.RawMessage) int {
	var d resume
	if json.Unmarshal(data, &d) != nil {
		return 4002
	}
	g := c.g
	g.counts.Resumes++
	if c.viaResumeURL {
		g.counts.ResumeURL++
	}
	if d.Token != g.s.o.Token && d.Token != "Bot "+g.s.o.Token {
		return 4004
	}
	if c.react() {
		return 0
	}
	n := slices.IndexFunc(g.sessions, func(s *session) bool { return s.id == d.SessionID })
	if n < 0 {
		c.send(frame{op: 9, data: []byte("false")})
		return 0
	}
	s := g.sessions[n]
	if d.Seq != nil && *d.Seq >= 0 && *d.Seq < s.events[0].seq-1 { // too long ago
		g.end(s)
		c.send(frame{op: 9, data: []byte("false")})
		return 0
	}
	if d.Seq == nil || *d.Seq < 0 || *d.Seq > s.seq {
		g.end(s)
		return 4007
	}
	c.takeOver(s, *d.Seq)
	return 0
}

// takeOver continues a session after the event seq.
func (c *conn) takeOver(s *session, seq int) {
	if s.conn != nil {
		s.conn.session = nil
		s.conn.close(4000)
	}
	s.conn, c.session = c, s
	for _, f := range s.events {
		if f.seq > seq-c.g.replays {
			c.send(f)
		}
	}
	c.g.replays = 0
	c.g.counts.Resumed++
	c.send(s.record("RESUMED", []byte(`{"_trace":[]}`)))
}

// react does what was ordered for the next IDENTIFY or RESUME, and reports whether something was.
func (c *conn) react() bool {
	g := c.g
	if len(g.reactions) == 0 {
		return false
	}
	r := g.reactions[0]
	g.reactions = g.reactions[1:]
	switch {
	case r.Close != 0:
		c.close(r.Close)
	case r.Reconnect:
		c.send(frame{op: 7})
	case r.Invalid:
		c.send(frame{op: 9, data: fmt.Append(nil, r.Resumable)})
	case r.Silent:
		c.hush()
	}
	return true
}
