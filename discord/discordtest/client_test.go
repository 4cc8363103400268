package discordtest_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	dt "variorum/discord/discordtest"
)

// A frame is a message of the gateway's as a bot reads it.
type frame struct {
	Op int             `json:"op"`
	S  int             `json:"s"`
	T  string          `json:"t"`
	D  json.RawMessage `json:"d"`
}

func (f frame) data(t testing.TB) (o object) {
	t.Helper()
	if err := json.Unmarshal(f.D, &o); err != nil {
		t.Fatalf("the data of %s: %v", f.T, err)
	}
	return o
}

// client is a bot that does at the gateway only what a test says.
type client struct {
	t  testing.TB
	ws *websocket.Conn
}

// dial connects, then reads HELLO.
func dial(t testing.TB, s *dt.Server, path string) *client {
	t.Helper()
	ws, response, err := websocket.DefaultDialer.DialContext(t.Context(), s.GatewayURL()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	t.Cleanup(func() { ws.Close() })
	c := &client{t, ws}
	if f := c.read(); f.Op != 10 || f.data(t)["heartbeat_interval"] == nil {
		t.Fatalf("in place of HELLO came %+v", f)
	}
	return c
}

const version = "/?v=10&encoding=json"

// connect dials and identifies as shard of shards, up to the last GUILD_CREATE.
func connect(t testing.TB, s *dt.Server, shard, shards, guilds int) (*client, frame) {
	t.Helper()
	c := dial(t, s, version)
	c.identify(object{"shard": []int{shard, shards}})
	ready := c.want(0, "READY")
	for range guilds {
		c.want(0, "GUILD_CREATE")
	}
	return c, ready
}

func (c *client) send(op int, d any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(object{"op": op, "d": d}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) identify(changes object) {
	c.t.Helper()
	c.send(2, with(object{"token": dt.DefaultToken, "intents": 1, "properties": object{"os": "linux"}}, changes))
}

// receive reads one message, or the error that ended the connection.
func (c *client) receive() (frame, error) {
	var f frame
	if err := c.ws.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return f, err
	}
	kind, content, err := c.ws.ReadMessage()
	if err != nil {
		return f, err
	}
	if kind == websocket.BinaryMessage {
		r, err := zlib.NewReader(bytes.NewReader(content))
		if err != nil {
			return f, err
		}
		if content, err = io.ReadAll(r); err != nil {
			return f, err
		}
	}
	return f, json.Unmarshal(content, &f)
}

func (c *client) read() frame {
	c.t.Helper()
	f, err := c.receive()
	if err != nil {
		c.t.Fatal(err)
	}
	return f
}

// want reads one message, which must have this op and name.
func (c *client) want(op int, name string) frame {
	c.t.Helper()
	f := c.read()
	if f.Op != op || f.T != name {
		c.t.Fatalf("op %d %q came with %s, want op %d %q", f.Op, f.T, f.D, op, name)
	}
	return f
}

// wantClosed reads until the connection is closed, which must be with this code.
func (c *client) wantClosed(code int) {
	c.t.Helper()
	for {
		_, err := c.receive()
		if err == nil {
			continue
		}
		if closed, ok := errors.AsType[*websocket.CloseError](err); !ok || closed.Code != code {
			c.t.Errorf("the connection ended with %v, want code %d", err, code)
		}
		return
	}
}

// leave closes the connection with a code, and waits until the server has seen it.
func (c *client) leave(s *dt.Server, code int) {
	c.t.Helper()
	before := s.Gateway.Counts().Closed[code]
	if err := c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(patience)); err != nil {
		c.t.Fatal(err)
	}
	waitGateway(c.t, s, func(g *dt.Gateway) bool { return g.Counts().Closed[code] > before })
}

func waitGateway(t testing.TB, s *dt.Server, holds func(*dt.Gateway) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := s.Gateway.Wait(ctx, holds); err != nil {
		t.Fatal(err)
	}
}
