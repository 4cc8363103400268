package discordtest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	dt "variorum/discord/discordtest"
)

// A session that lost its connection is resumed with all that was missed.
func TestResumeReplaysWhatWasMissed(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	c, ready := connect(t, s, 0, 1, 1)
	id := ready.data(t)["session_id"]
	interact(t, s, dt.Command(here, "first"))
	seen := c.want(0, "INTERACTION_CREATE")
	c.leave(s, 4000)
	missed := interact(t, s, dt.Command(here, "second"))
	if missed.Delivered() {
		t.Error("an interaction was delivered to nobody")
	}
	c = dial(t, s, "/resume"+version)
	c.send(6, object{"token": s.Token(), "session_id": id, "seq": seen.S})
	if f := c.want(0, "INTERACTION_CREATE"); f.S != seen.S+1 || f.data(t)["id"] != missed.ID() {
		t.Errorf("replayed was %d, %s", f.S, f.D)
	}
	c.want(0, "RESUMED")
	interact(t, s, dt.Command(here, "third"))
	if f := c.want(0, "INTERACTION_CREATE"); f.S != seen.S+3 {
		t.Errorf("the event after RESUMED has number %d, want %d", f.S, seen.S+3)
	}
	counts := s.Gateway.Counts()
	if counts.Resumes != 1 || counts.Resumed != 1 || counts.ResumeURL != 1 || counts.Identifies != 1 {
		t.Errorf("the counts are %+v", counts)
	}
	s.NoViolations(t)
}

// A session that ended, or a number that it never had, cannot be resumed.
func TestResumeIsJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one, Now: fixed})
	resume := func(id any, seq int, token string) *client {
		c := dial(t, s, version)
		c.send(6, object{"token": token, "session_id": id, "seq": seq})
		return c
	}
	if f := resume("unknown", 1, s.Token()).want(9, ""); string(f.D) != "false" {
		t.Errorf("an unknown session: op 9 says %s", f.D)
	}
	c, ready := connect(t, s, 0, 1, 1)
	resume(ready.data(t)["session_id"], 1, "x").wantClosed(4004)
	resume(ready.data(t)["session_id"], 99, s.Token()).wantClosed(4007)
	c.leave(s, 1000)
	s.Advance(5 * time.Second)
	c, ready = connect(t, s, 0, 1, 1)
	c.leave(s, 1000)
	resume(ready.data(t)["session_id"], 1, s.Token()).want(9, "")
	s.NoViolations(t)
}

// A session that missed more than the server keeps cannot be resumed.
func TestResumeComesInTime(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	c, ready := connect(t, s, 0, 1, 1)
	c.leave(s, 4000)
	for range 5000 {
		s.Gateway.Dispatch(one[0].ID, "TYPING_START", object{})
	}
	for _, seq := range []int{5001, 2} { // the second has been too long ago
		c = dial(t, s, version)
		c.send(6, object{"token": s.Token(), "session_id": ready.data(t)["session_id"], "seq": seq})
		if f := c.read(); seq == 5001 && f.T != "TYPING_START" || seq == 2 && f.Op != 9 {
			t.Errorf("after RESUME from %d came op %d %s", seq, f.Op, f.T)
		}
	}
}

// Of sessions without a connection the 64 youngest can be resumed.
func TestSessionsAreDropped(t *testing.T) {
	s := dt.New(t, dt.Options{IdentifyEvery: time.Nanosecond})
	for range 66 {
		c, _ := connect(t, s, 0, 1, 0)
		c.leave(s, 4000)
	}
	if got := len(s.Gateway.Sessions()); got != 64 {
		t.Errorf("%d sessions can be resumed, want 64", got)
	}
}

// Resuming a session takes it from a connection that still has it.
func TestResumeTakesOver(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	old, ready := connect(t, s, 0, 1, 1)
	c := dial(t, s, version)
	c.send(6, object{"token": s.Token(), "session_id": ready.data(t)["session_id"], "seq": 2})
	c.want(0, "RESUMED")
	old.wantClosed(4000)
	interact(t, s, dt.Command(here, "ask"))
	c.want(0, "INTERACTION_CREATE")
}

// A test closes connections with any code; some end the session.
func TestClosingConnections(t *testing.T) {
	for _, c := range []struct {
		code  int
		stays bool
	}{{4000, true}, {4008, true}, {1012, true}, {1000, false}, {1001, false}, {4004, false}, {4009, false}, {4014, false}} {
		s := dt.New(t, dt.Options{})
		client, _ := connect(t, s, 0, 1, 0)
		s.Gateway.Close(c.code)
		client.wantClosed(c.code)
		waitGateway(t, s, func(g *dt.Gateway) bool {
			list := g.Sessions()
			return c.stays && len(list) == 1 && !list[0].Connected || !c.stays && len(list) == 0
		})
	}
	s := dt.New(t, dt.Options{})
	client, _ := connect(t, s, 0, 1, 0)
	s.Gateway.Cut()
	client.wantClosed(1006)
}

// Op 7 and op 9 are sent to all connections. After op 9 with true the session can be resumed, else it has ended.
func TestReconnectAndInvalidSession(t *testing.T) {
	s := dt.New(t, dt.Options{})
	c, ready := connect(t, s, 0, 1, 0)
	s.Gateway.Reconnect()
	c.want(7, "")
	s.Gateway.InvalidSession(true)
	if f := c.want(9, ""); string(f.D) != "true" {
		t.Errorf("op 9 says %s", f.D)
	}
	c.send(6, object{"token": s.Token(), "session_id": ready.data(t)["session_id"], "seq": 1})
	c.want(0, "RESUMED")
	s.Gateway.InvalidSession(false)
	if f := c.want(9, ""); string(f.D) != "false" || len(s.Gateway.Sessions()) != 0 {
		t.Errorf("op 9 says %s with sessions %v", f.D, s.Gateway.Sessions())
	}
}

// A session that was told to be invalid can identify again on the same connection.
func TestIdentifyAfterInvalidSession(t *testing.T) {
	s := dt.New(t, dt.Options{Now: fixed})
	c, _ := connect(t, s, 0, 1, 0)
	s.Gateway.InvalidSession(false)
	c.want(9, "")
	s.Advance(5 * time.Second)
	c.identify(nil)
	c.want(0, "READY")
	s.NoViolations(t)
}

// A silent connection neither acknowledges nor sends, and stays open; what it missed can be resumed elsewhere.
func TestSilence(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one, Heartbeat: time.Millisecond, HeartbeatGrace: patience})
	c, ready := connect(t, s, 0, 1, 1)
	s.Gateway.Silence()
	c.send(1, nil)
	if i := interact(t, s, dt.Command(here, "ask")); i.Delivered() {
		t.Error("a silent connection took an interaction")
	}
	fresh := dial(t, s, version)
	fresh.send(6, object{"token": s.Token(), "session_id": ready.data(t)["session_id"], "seq": 2})
	fresh.want(0, "INTERACTION_CREATE")
	fresh.want(0, "RESUMED")
	if f, err := c.receive(); err == nil {
		t.Errorf("the silent connection got %+v", f)
	}
}

// IDENTIFY and RESUME can be met by another reaction, one after the other.
func TestReactions(t *testing.T) {
	s := dt.New(t, dt.Options{IdentifyEvery: time.Nanosecond})
	s.Gateway.React(dt.Reaction{Reconnect: true}, dt.Reaction{Invalid: true, Resumable: true}, dt.Reaction{Close: 4000}, dt.Reaction{Silent: true})
	c := dial(t, s, version)
	c.identify(nil)
	c.want(7, "")
	c.send(6, object{"token": s.Token(), "session_id": "x", "seq": 1})
	c.want(9, "")
	c.identify(nil)
	c.wantClosed(4000)
	silent := dial(t, s, version)
	silent.identify(nil)
	waitGateway(t, s, func(g *dt.Gateway) bool { return g.Counts().Identifies == 3 })
	connect(t, s, 0, 1, 0)
	s.NoViolations(t)
}

// Events can come twice, and again after RESUME.
func TestDuplicates(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	c, ready := connect(t, s, 0, 1, 1)
	s.Gateway.Duplicate(1)
	interact(t, s, dt.Command(here, "ask"))
	first, second := c.want(0, "INTERACTION_CREATE"), c.want(0, "INTERACTION_CREATE")
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the two differ:\n%s", diff)
	}
	interact(t, s, dt.Command(here, "ask"))
	last := c.want(0, "INTERACTION_CREATE")
	if last.S != first.S+1 {
		t.Errorf("the next event has number %d, want %d", last.S, first.S+1)
	}
	c.leave(s, 4000)
	s.Gateway.Replay(1)
	c = dial(t, s, version)
	c.send(6, object{"token": s.Token(), "session_id": ready.data(t)["session_id"], "seq": last.S})
	if f := c.want(0, "INTERACTION_CREATE"); f.S != last.S {
		t.Errorf("replayed was %d, want %d once more", f.S, last.S)
	}
	c.want(0, "RESUMED")
}

// Connections can be refused for a while, and HELLO can be late.
func TestRefusalsAndSlowHello(t *testing.T) {
	s := dt.New(t, dt.Options{})
	s.Gateway.Refuse(1)
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL(), nil)
	if err == nil || response.StatusCode != 503 {
		t.Errorf("a refused connection: %v, %v", response, err)
	}
	s.Gateway.SlowHello(time.Millisecond)
	dial(t, s, version)
	s.Gateway.SlowHello(time.Hour)
	ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if c := s.Gateway.Counts(); c.Refused != 1 || c.Connections != 2 {
		t.Errorf("the counts are %+v", c)
	}
	s.Gateway.Refuse(-1)
	for range 3 {
		if _, _, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL(), nil); err == nil {
			t.Error("a connection was not refused")
		}
	}
	s.Gateway.Refuse(0)
	s.Gateway.SlowHello(0)
	dial(t, s, version)
}

// Each event goes to the shard of its guild, those of direct messages to shard 0.
func TestShards(t *testing.T) {
	const shards = 3
	guilds := dt.Guilds(shards)
	s := dt.New(t, dt.Options{Guilds: guilds, MaxConcurrency: shards})
	clients := times(shards, func(shard int) *client {
		c, _ := connect(t, s, shard, shards, 1)
		return c
	})
	if err := s.Gateway.WaitConnected(t.Context(), shards); err != nil {
		t.Fatal(err)
	}
	for n, g := range guilds {
		i := interact(t, s, dt.Command(dt.Where{Guild: g.ID}, fmt.Sprint("c", n)))
		if f := clients[(n+1)%shards].want(0, "INTERACTION_CREATE"); f.data(t)["id"] != i.ID() {
			t.Errorf("guild %s: %s", g.ID, f.D)
		}
	}
	i := interact(t, s, dt.Command(dt.Where{}, "dm"))
	if f := clients[0].want(0, "INTERACTION_CREATE"); f.data(t)["id"] != i.ID() {
		t.Errorf("direct message: %s", f.D)
	}
	s.NoViolations(t)
}

// What happens to guilds, channels and threads is told to bots that want it.
func TestEventsOfGuilds(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one, Now: fixed})
	c, _ := connect(t, s, 0, 1, 1)
	deaf := dial(t, s, version)
	s.Advance(5 * time.Second)
	deaf.identify(object{"intents": 0})
	deaf.want(0, "READY")
	s.AddGuild(dt.Guilds(2)[1])
	c.want(0, "GUILD_CREATE")
	thread := call(t, s, "POST", "/channels/"+text+"/threads", object{"name": "t", "type": 11}).id()
	if f := c.want(0, "THREAD_CREATE"); f.data(t)["id"] != thread {
		t.Errorf("THREAD_CREATE: %s", f.D)
	}
	call(t, s, "PATCH", "/channels/"+thread, object{"name": "u"})
	c.want(0, "THREAD_UPDATE")
	s.DeleteChannel(thread)
	c.want(0, "THREAD_DELETE")
	call(t, s, "PATCH", "/channels/"+text, object{"name": "u"})
	c.want(0, "CHANNEL_UPDATE")
	s.DeleteChannel(text)
	c.want(0, "CHANNEL_DELETE")
	s.RemoveGuild(one[0].ID)
	s.RemoveGuild(one[0].ID)
	if f := c.want(0, "GUILD_DELETE"); f.data(t)["id"] != one[0].ID {
		t.Errorf("GUILD_DELETE: %s", f.D)
	}
	wantStatus(t, s, "GET", "/channels/"+forum, nil, 404, 10003)
	s.Gateway.Dispatch("", "TYPING_START", object{})
	c.want(0, "TYPING_START")
	interact(t, s, dt.Command(dt.Where{}, "ask"))
	deaf.want(0, "INTERACTION_CREATE")
}

// Long messages are compressed for bots that asked for it.
func TestCompression(t *testing.T) {
	guild := one[0]
	guild.Name = strings.Repeat("long ", 2000)
	s := dt.New(t, dt.Options{Guilds: []dt.Guild{guild}})
	c := dial(t, s, version)
	c.identify(object{"compress": true})
	c.want(0, "READY")
	if f := c.want(0, "GUILD_CREATE"); f.data(t)["name"] != guild.Name {
		t.Error("the name differs")
	}
}
