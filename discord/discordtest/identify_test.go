package discordtest_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	dt "variorum/discord/discordtest"
)

// After IDENTIFY come READY, the guilds of the shard, then events with rising numbers.
func TestIdentifyBeginsASession(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: dt.Guilds(2)})
	c, ready := connect(t, s, 0, 1, 2)
	o := ready.data(t)
	wantAt(t, o, map[string]any{
		"v": 10.0, "user.id": s.ApplicationID(), "application.id": s.ApplicationID(), "shard": []any{0.0, 1.0},
		"resume_gateway_url": s.GatewayURL() + "/resume", "guilds.1": object{"id": dt.Guilds(2)[1].ID, "unavailable": true},
	})
	c.send(1, 3)
	c.want(11, "")
	i := interact(t, s, dt.Command(here, "ask"))
	f := c.want(0, "INTERACTION_CREATE")
	if f.S != 4 || f.data(t)["token"] != i.Token() || !i.Delivered() {
		t.Errorf("the event is %d with %s, delivered %v", f.S, f.D, i.Delivered())
	}
	want := []dt.Session{{ID: o["session_id"].(string), Shards: 1, Intents: 1, Connected: true, Sequence: 4}}
	if diff := cmp.Diff(want, s.Gateway.Sessions()); diff != "" {
		t.Errorf("the sessions differ (-want +got):\n%s", diff)
	}
	counts := s.Gateway.Counts()
	if counts.Connections != 1 || counts.Identifies != 1 || counts.Ready != 1 || counts.Heartbeats != 1 {
		t.Errorf("the counts are %+v", counts)
	}
	s.NoViolations(t)
}

// What IDENTIFY says wrong is answered with Discord's close code.
func TestIdentifyIsJudged(t *testing.T) {
	for _, c := range []struct {
		says    string
		path    string
		changes object
		code    int
	}{
		{"a wrong token", version, object{"token": "x"}, 4004},
		{"no shard of that number", version, object{"shard": []int{2, 2}}, 4010},
		{"too few shards", version, object{"shard": []int{0, 1}}, 4011},
		{"no version", "/", object{"shard": []int{0, 2}}, 4012},
		{"no intents", version, object{"intents": nil, "shard": []int{0, 2}}, 4013},
		{"unknown intents", version, object{"intents": 1 << 30, "shard": []int{0, 2}}, 4013},
		{"intents that need leave", version, object{"intents": 1 | 1<<15, "shard": []int{0, 2}}, 4014},
		{"no properties", version, object{"properties": nil}, 4002},
	} {
		t.Run(c.says, func(t *testing.T) {
			s := dt.New(t, dt.Options{Guilds: dt.Guilds(2501)})
			client := dial(t, s, c.path)
			client.identify(c.changes)
			client.wantClosed(c.code)
			if got := s.Gateway.Sessions(); len(got) != 0 {
				t.Errorf("there are sessions: %v", got)
			}
		})
	}
	s := dt.New(t, dt.Options{Guilds: dt.Guilds(2500), Privileged: 1 << 15})
	client := dial(t, s, version)
	client.identify(object{"token": "Bot " + s.Token(), "intents": 1<<9 | 1<<15})
	client.want(0, "READY")
	s.NoViolations(t)
}

// Messages that make no sense close the connection and are recorded.
func TestGatewayMessagesAreJudged(t *testing.T) {
	for _, c := range []struct {
		says     string
		identify bool
		content  string
		code     int
	}{
		{"no JSON", false, "{", 4002},
		{"no op", false, "{}", 4002},
		{"over 4096 bytes", false, `{"op":1,"d":"` + repeat(4096) + `"}`, 4002},
		{"an unknown op", false, `{"op":99}`, 4001},
		{"a presence before IDENTIFY", false, `{"op":3}`, 4003},
		{"a second IDENTIFY", true, `{"op":2}`, 4005},
	} {
		t.Run(c.says, func(t *testing.T) {
			s := dt.New(t, dt.Options{})
			client := dial(t, s, version)
			if c.identify {
				client.identify(nil)
				client.want(0, "READY")
				client.send(3, object{}) // is allowed then
			}
			if err := client.ws.WriteMessage(websocket.TextMessage, []byte(c.content)); err != nil {
				t.Fatal(err)
			}
			client.wantClosed(c.code)
			wantBroken(t, s, dt.RuleGatewayPayload)
		})
	}
}

// A connection takes 120 messages a minute.
func TestGatewaySendsAreLimited(t *testing.T) {
	s := dt.New(t, dt.Options{Now: fixed})
	c := dial(t, s, version)
	for range 120 {
		c.send(1, nil)
		c.want(11, "")
	}
	s.NoViolations(t)
	s.Advance(time.Minute)
	for range 120 {
		c.send(1, nil)
		c.want(11, "")
	}
	c.send(1, nil)
	c.wantClosed(4008)
	wantBroken(t, s, dt.RuleGatewaySends)
}

// IDENTIFYs of one bucket are five seconds apart; those of others need not be.
func TestIdentifiesAreSpaced(t *testing.T) {
	s := dt.New(t, dt.Options{Now: fixed, MaxConcurrency: 2})
	connect(t, s, 0, 4, 0)
	connect(t, s, 1, 4, 0)
	s.NoViolations(t)
	early := dial(t, s, version)
	early.identify(object{"shard": []int{2, 4}})
	if f := early.want(9, ""); string(f.D) != "false" {
		t.Errorf("op 9 says %s", f.D)
	}
	wantBroken(t, s, dt.RuleIdentifySpacing)
	s.Advance(5 * time.Second)
	connect(t, s, 2, 4, 0)
	s.NoViolations(t)
	waitGateway(t, s, func(g *dt.Gateway) bool { return len(g.Sessions()) == 3 })
}

// IDENTIFYs are counted for the day.
func TestIdentifiesAreCounted(t *testing.T) {
	s := dt.New(t, dt.Options{Now: fixed, SessionStarts: 1})
	connect(t, s, 0, 1, 0)
	s.NoViolations(t)
	if a := call(t, s, "GET", "/gateway/bot", nil); dig(a.body, "session_start_limit.remaining") != 0.0 {
		t.Errorf("GET /gateway/bot = %s", a.text)
	}
	s.Advance(5 * time.Second)
	c := dial(t, s, version)
	c.identify(nil)
	c.want(9, "")
	wantBroken(t, s, dt.RuleIdentifyBudget)
}

// A connection without heartbeats is closed, one with them is not.
func TestHeartbeatsAreWanted(t *testing.T) {
	s := dt.New(t, dt.Options{Heartbeat: time.Millisecond, HeartbeatGrace: time.Millisecond})
	c := dial(t, s, version)
	c.wantClosed(4009)
	wantBroken(t, s, dt.RuleHeartbeat)
	s = dt.New(t, dt.Options{Heartbeat: time.Millisecond, HeartbeatGrace: patience})
	c = dial(t, s, version)
	for range 20 {
		c.send(1, nil)
		c.want(11, "")
	}
	s.NoViolations(t)
}
