package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeTimeout  = 5 * time.Second
	compressAbove = 4096 // bytes
)

// A frame is a message of the gateway's. One with a code closes the connection.
type frame struct {
	op   int
	seq  int
	name string
	data []byte // JSON; nil is null
	code int
}

// bytes returns f as it is sent.
func (f frame) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"op":%d,`, f.op)
	if f.name != "" {
		fmt.Fprintf(&b, `"s":%d,"t":%q,`, f.seq, f.name)
	} else {
		b.WriteString(`"s":null,"t":null,`)
	}
	b.WriteString(`"d":`)
	if f.data == nil {
		b.WriteString("null")
	}
	b.Write(f.data)
	b.WriteByte('}')
	return b.Bytes()
}

// conn is one connection. Gateway.mu guards what changes but ws, of which one goroutine reads and another writes.
type conn struct {
	g            *Gateway
	ws           *websocket.Conn
	version      string
	viaResumeURL bool

	session  *session // nil before READY or RESUMED
	silent   bool
	compress bool
	closing  bool
	out      []frame
	wake     chan struct{} // holds one element if out has some
	done     chan struct{} // closed when reading has ended
	sends    window
}

// send puts a frame among those to be sent; g.mu is held.
func (c *conn) send(f frame) {
	if c.closing || c.silent {
		return
	}
	c.out = append(c.out, f)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// close closes the connection once all before it is sent; g.mu is held.
func (c *conn) close(code int) {
	c.silent = false
	c.send(frame{code: code})
	c.closing = true
	if endsSession(code) && c.session != nil {
		c.g.end(c.session)
		c.session = nil
	}
}

// endsSession reports whether a session cannot be resumed after a close code.
func endsSession(code int) bool {
	switch code {
	case websocket.CloseNormalClosure, websocket.CloseGoingAway, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014:
		return true
	}
	return false
}

// hush makes the connection a dead one that stays open; g.mu is held.
func (c *conn) hush() {
	c.silent = true
	if err := c.ws.SetReadDeadline(time.Time{}); err != nil {
		return // it is closed already
	}
}

// cut ends the connection at once.
func (c *conn) cut() {
	if err := c.ws.Close(); err != nil {
		return // it was closed already
	}
}

// serve reads until the connection ends, while another goroutine writes.
func (c *conn) serve() {
	if !c.join() {
		return
	}
	var writing sync.WaitGroup
	writing.Go(c.write)
	code := c.read()
	close(c.done)
	writing.Wait()
	c.leave(code)
}

// join puts the connection among those that the gateway has, and says HELLO.
func (c *conn) join() bool {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	if c.g.closed {
		return false
	}
	c.g.conns[c] = true
	interval := c.g.s.o.Heartbeat.Milliseconds()
	c.send(frame{op: 10, data: mustJSON(object{"heartbeat_interval": interval, "_trace": []any{}})})
	return true
}

// leave takes the connection out, after the bot closed it with code or it broke.
func (c *conn) leave(code int) {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	delete(c.g.conns, c)
	if !c.closing {
		c.g.counts.Closed[code]++
	}
	if s := c.session; s != nil && s.conn == c {
		s.conn = nil
		if endsSession(code) {
			c.g.end(s)
		}
		c.g.dangling()
	}
	c.g.touch()
}

// write sends frames until reading has ended.
func (c *conn) write() {
	for {
		select {
		case <-c.wake:
		case <-c.done:
			return
		}
		c.g.mu.Lock()
		frames := c.out
		c.out = nil
		c.g.mu.Unlock()
		for _, f := range frames {
			if err := c.writeFrame(f); err != nil {
				c.cut() // ends reading too
				return
			}
		}
	}
}

// writeFrame sends one frame.
func (c *conn) writeFrame(f frame) error {
	deadline := time.Now().Add(writeTimeout)
	if f.code != 0 {
		message := websocket.FormatCloseMessage(f.code, "")
		if err := c.ws.WriteControl(websocket.CloseMessage, message, deadline); err != nil {
			return err
		}
		return c.ws.SetReadDeadline(time.Now().Add(time.Second)) // by when the other side should have closed too
	}
	if err := c.ws.SetWriteDeadline(deadline); err != nil {
		return err
	}
	content := f.bytes()
	if !c.compress || len(content) < compressAbove {
		return c.ws.WriteMessage(websocket.TextMessage, content)
	}
	return c.ws.WriteMessage(websocket.BinaryMessage, deflated(content))
}

var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	if err != nil {
		panic(err) // the level is valid
	}
	return w
}}

// deflated returns content as payload compression sends it.
func deflated(content []byte) []byte {
	var b bytes.Buffer
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(content); err != nil {
		panic(err) // a buffer takes all
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// read takes what the bot sends; it returns the code with which the bot closed, 1006 if it did not.
func (c *conn) read() int {
	c.ws.SetReadLimit(1 << 20)
	for c.expect() {
		_, content, err := c.ws.ReadMessage()
		for ; err == nil; _, content, err = c.ws.ReadMessage() {
			if c.handle(content) {
				break
			}
		}
		if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
			return closed.Code
		}
		if err != nil {
			c.overdue(err)
			break
		}
	}
	return websocket.CloseAbnormalClosure
}

// expect sets by when the next heartbeat has to come; it reports false if the connection is broken.
func (c *conn) expect() bool {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	if c.closing || c.silent {
		return true // the deadline for closing stands; a dead connection has none
	}
	o := c.g.s.o
	return c.ws.SetReadDeadline(time.Now().Add(o.Heartbeat+o.HeartbeatGrace)) == nil
}

// overdue closes the connection if err says that no heartbeat came.
func (c *conn) overdue(err error) {
	timeout, ok := errors.AsType[net.Error](err)
	if !ok || !timeout.Timeout() {
		return
	}
	c.g.s.mu.Lock()
	defer c.g.s.mu.Unlock()
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	if c.closing || c.silent {
		return
	}
	c.g.s.violate(RuleHeartbeat, "gateway", "", "no heartbeat in time")
	c.close(4009)
	message := websocket.FormatCloseMessage(4009, "")
	if err := c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second)); err != nil {
		return // it is gone
	}
}

// handle takes one message; it reports whether it was a heartbeat.
func (c *conn) handle(content []byte) (heartbeat bool) {
	s, g := c.g.s, c.g
	s.mu.Lock()
	defer s.mu.Unlock()
	g.mu.Lock()
	defer g.mu.Unlock()
	defer g.touch()
	if c.closing || c.silent {
		return false
	}
	if c.sends.add(s.now(), time.Minute) > sendsPerMinute {
		s.violate(RuleGatewaySends, "gateway", "", fmt.Sprintf("more than %d messages a minute", sendsPerMinute))
		c.close(4008)
		return false
	}
	op, code, detail := c.obey(content)
	if code != 0 {
		if detail != "" {
			s.violate(RuleGatewayPayload, "gateway", "", detail)
		}
		c.close(code)
	}
	return op == 1
}

// obey does what one message says. It returns the code to close the connection with, 0 if none, and what was wrong
// with the message as such.
func (c *conn) obey(content []byte) (op, code int, detail string) {
	var m struct {
		Op *int            `json:"op"`
		D  json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(content, &m); err != nil || m.Op == nil || len(content) > payloadBytes {
		return 0, 4002, "no JSON object with op of at most 4096 bytes"
	}
	op = *m.Op
	switch op {
	case 1:
		c.g.counts.Heartbeats++
		c.send(frame{op: 11})
	case 2, 6:
		switch {
		case c.session != nil:
			code, detail = 4005, "IDENTIFY or RESUME on a connection that has a session"
		case op == 2:
			code = c.identify(m.D)
		default:
			code = c.resume(m.D)
		}
	case 3, 4, 8, 31:
		if c.session == nil {
			code, detail = 4003, fmt.Sprintf("op %d before IDENTIFY", op)
		}
	default:
		code, detail = 4001, fmt.Sprintf("op %d is not known", op)
	}
	return op, code, detail
}
