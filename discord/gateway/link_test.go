package gateway

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

// text returns a message of Discord's as it is sent.
func text(format string, args ...any) []byte {
	return message{opText, fmt.Appendf(nil, format, args...)}.frame()
}

// A connection whose heartbeats are not acknowledged ends before two intervals are over since the last that was. One that
// is well does not end.
func TestWatch(t *testing.T) {
	for _, interval := range []time.Duration{100 * time.Millisecond, 41_250 * time.Millisecond} {
		for _, late := range []time.Duration{0, interval / 2} {
			synctest.Test(t, func(t *testing.T) {
				theirs, ours := net.Pipe()
				l := newLink(ours)
				var last time.Time
				var speaking sync.WaitGroup
				speaking.Go(func() {
					say(t, theirs, []byte(upgrade), text(`{"op":10,"d":{"heartbeat_interval":%d}}`, interval.Milliseconds()),
						text(`{"op":0,"s":1,"t":"READY","d":{"session_id":"a"}}`))
					for range 5 {
						time.Sleep(late)
						say(t, theirs, text(`{"op":11}`))
						last = time.Now()
						time.Sleep(interval - late)
					}
					for range 10 { // other signs of life do not count
						if _, err := theirs.Write(text(`{"op":0,"s":2,"t":"TYPING_START","d":{}}`)); err != nil {
							break
						}
						time.Sleep(interval / 5)
					}
				})
				_, err := io.Copy(io.Discard, l)
				end := time.Now()
				speaking.Wait()
				if !errors.Is(err, errZombie) {
					t.Errorf("the connection ends with %v, want %v", err, errZombie)
				}
				if got := end.Sub(last); got <= interval || got >= 2*interval {
					t.Errorf("it ends %v after the last acknowledgement, want between %v and %v", got, interval, 2*interval)
				}
				if err := theirs.Close(); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func say(t *testing.T, c net.Conn, messages ...[]byte) {
	for _, m := range messages {
		if _, err := c.Write(m); err != nil {
			t.Errorf("the connection takes no more: %v", err)
			return
		}
	}
}

// discordgo sees what it deals with well, in the form that it takes.
func TestFilter(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   string
		want string // "" is nothing
		err  error
	}{
		{"an interaction", `{"op":0,"s":3,"t":"INTERACTION_CREATE","d":{"id":"1"}}`, `{"op":0,"s":3,"t":"INTERACTION_CREATE","d":{"id":"1"}}`, nil},
		{"of another event the number", `{"op":0,"s":3,"t":"GUILD_CREATE","d":null}`, `{"op":0,"s":3,"t":"OTHER"}`, nil},
		{
			"of a session that begins its name", `{"op":0,"s":1,"t":"READY","d":{"session_id":"a","guilds":[null],"user":5}}`,
			`{"op":0,"d":{"session_id":"a"},"s":1,"t":"READY"}`, nil,
		},
		{"that a session goes on", `{"op":0,"s":9,"t":"RESUMED","d":{"_trace":[]}}`, `{"op":0,"d":{},"s":9,"t":"RESUMED"}`, nil},
		{"a session without a name", `{"op":0,"s":1,"t":"READY","d":{}}`, "", errReady},
		{"whole milliseconds", `{"op":10,"d":{"heartbeat_interval":41250.7}}`, `{"op":10,"d":{"heartbeat_interval":41250}}`, nil},
		{"no interval", `{"op":10,"d":{}}`, "", errHello},
		{"an interval of none", `{"op":10,"d":{"heartbeat_interval":0}}`, "", errHello},
		{"an interval of days", `{"op":10,"d":{"heartbeat_interval":1e9}}`, "", errHello},
		{"no acknowledgement while a session begins", `{"op":11}`, "", nil},
		{"no demand to reconnect", `{"op":7,"d":null}`, "", errReconnect},
		{"no session that is not valid", `{"op":9,"d":false}`, "", invalidSession{false}},
		{"none that may be resumed either", `{"op":9,"d":true}`, "", invalidSession{true}},
		{"a demand for a heartbeat", `{"op":1,"d":null}`, `{"op":1,"d":null}`, nil},
		{"what nobody knows", `{"op":99}`, `{"op":99}`, nil},
		{"no JSON", `{"op":`, "", nil},
		{"no object", `7`, "", nil},
	} {
		got, err := newLink(nopConn{}).filter([]byte(tt.in))
		if string(got) != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: of %s discordgo sees %q, %v; want %q, %v", tt.name, tt.in, got, err, tt.want, tt.err)
		}
	}
}

// A frame that would end the session is not sent unless it shall end, and nothing is sent after the end.
func TestWritesThatAreSwallowed(t *testing.T) {
	theirs, ours := net.Pipe()
	l := newLink(ours)
	if n, err := l.Write([]byte{0x88, 0x80, 0, 0, 0, 0}); n != 6 || err != nil {
		t.Errorf("Write = %d, %v, want that it takes all", n, err)
	}
	if err := l.reason(); !errors.Is(err, errLibrary) {
		t.Errorf("the connection ended with %v, want %v", err, errLibrary)
	}
	if n, err := l.Write([]byte("late")); n != 4 || err != nil {
		t.Errorf("after the end Write = %d, %v, want that it takes all", n, err)
	}
	if b, err := io.ReadAll(theirs); len(b) > 0 || err != nil {
		t.Errorf("the other side reads %q, %v, want nothing", b, err)
	}
	if _, err := l.Read(make([]byte, 1)); !errors.Is(err, errLibrary) {
		t.Errorf("after the end Read = %v, want %v", err, errLibrary)
	}
}

// However a message is divided into frames, and whatever control frames stand between them, it is read as it is.
func TestMessagesAreJoined(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		body := []byte(strings.Repeat("a", random.IntN(1<<random.IntN(18))))
		for i := range body {
			body[i] = byte(random.Uint32())
		}
		var wire bytes.Buffer
		pings, op, rest := 0, byte(opText), body
		for {
			n := random.IntN(len(rest) + 1)
			f := message{op, rest[:n]}.frame()
			rest, op = rest[n:], opContinuation
			last := len(rest) == 0 && random.IntN(2) == 0
			if !last {
				f[0] &^= finalFrame
			}
			wire.Write(f)
			if last {
				break
			}
			if random.IntN(3) == 0 {
				pings++
				wire.Write(message{9, []byte("p")}.frame())
			}
		}
		in, partial := bufio.NewReader(&wire), new(message)
		for ; pings > 0; pings-- {
			if m, err := readMessage(in, partial); err != nil || m.op != 9 {
				t.Fatalf("seed %d: readMessage = op %d, %v, want a ping", seed, m.op, err)
			}
		}
		m, err := readMessage(in, partial)
		if err != nil || m.op != opText || !bytes.Equal(m.body, body) {
			t.Fatalf("seed %d: readMessage = op %d with %d bytes, %v; want the %d that were sent", seed, m.op, len(m.body), err, len(body))
		}
	}
}

// What is no frame of a server is an error, and nothing larger than a message may be is read.
func TestFramesThatAreNone(t *testing.T) {
	long := binary.BigEndian.AppendUint64([]byte{0x81, 127}, maxMessage+1)
	negative := binary.BigEndian.AppendUint64([]byte{0x81, 127}, 1<<63)
	for name, wire := range map[string][]byte{
		"masked":               {0x81, 0x80, 0, 0, 0, 0},
		"compressed":           {0xc1, 0x00},
		"too long":             long,
		"longer than any":      negative,
		"a continuation first": {0x80, 0x00},
		"two beginnings":       {0x01, 0x00, 0x01, 0x00},
		"binary, which we do not ask for, is none either": {0x82, 0x00},
	} {
		l := newLink(nopConn{Reader: bytes.NewReader(append([]byte(upgrade), wire...))})
		if _, err := io.Copy(io.Discard, l); !errors.Is(err, errFrame) {
			t.Errorf("%s: %v, want %v", name, err, errFrame)
		}
	}
}

// Who refuses a connection is asked no further, and the status is told.
func TestRefusedUpgrade(t *testing.T) {
	for answer, want := range map[string]string{
		"HTTP/1.1 503 Service Unavailable\r\n\r\nbusy": "status 503",
		"HTTP/1.1 101": "EOF",
		"hello\r\n":    errFrame.Error(),
		"HTTP/1.1 101 Switching Protocols\r\n" + strings.Repeat("A: b\r\n", maxUpgrade): errFrame.Error(),
	} {
		l := newLink(nopConn{Reader: strings.NewReader(answer)})
		_, err := io.ReadAll(l)
		if got := fmt.Sprint(l.reason()); !strings.Contains(got, want) {
			t.Errorf("after %.40q the connection ends with %q, %v; want %q", answer, got, err, want)
		}
	}
}

// A nopConn is a connection that only gives.
type nopConn struct {
	net.Conn
	io.Reader
}

func (c nopConn) Read(p []byte) (int, error) { return c.Reader.Read(p) }
func (nopConn) Write(p []byte) (int, error)  { return len(p), nil }
func (nopConn) Close() error                 { return nil }

// Whatever a server sends, a link does not panic, and lets only frames through that discordgo can read.
func FuzzLink(f *testing.F) {
	f.Add([]byte(upgrade))
	f.Add(append([]byte(upgrade), text(`{"op":10,"d":{"heartbeat_interval":1000}}`)...))
	f.Add(append([]byte(upgrade), text(`{"op":0,"s":1,"t":"READY","d":{"session_id":"a","resume_gateway_url":"b"}}`)...))
	f.Add(append([]byte(upgrade), message{opClose, []byte{0x0f, 0xa0}}.frame()...))
	f.Add(append([]byte(upgrade), message{9, nil}.frame()...))
	f.Fuzz(func(t *testing.T, wire []byte) {
		l := newLink(nopConn{Reader: bytes.NewReader(wire)})
		out, err := io.ReadAll(l)
		if err != nil && l.reason() == nil {
			t.Errorf("reading ends with %v, and the link has not ended", err)
		}
		l.end(errLeaving)
		_, frames, _ := bytes.Cut(out, []byte("\n\r\n"))
		if !l.upgraded || len(frames) == 0 || bytes.Contains(frames, []byte("\n\r\n")) {
			return
		}
		in := bufio.NewReader(bytes.NewReader(frames))
		for {
			m, err := readMessage(in, new(message))
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("%q is let through, of which reading gives %v", frames, err)
			}
			if m.op == opClose || m.op < controlFrame && m.op != opText {
				t.Fatalf("a frame with op %d is let through", m.op)
			}
		}
	})
}

// Only what Discord still knows is resumed.
func TestKeeps(t *testing.T) {
	for err, want := range map[error]bool{
		closeError{4000}: true, closeError{1000}: true, closeError{codeNone}: true, io.EOF: true, errZombie: true, errReconnect: true,
		closeError{4003}: false, closeError{4007}: false, closeError{4009}: false,
		invalidSession{true}: true, invalidSession{false}: false,
	} {
		if got := keeps(err); got != want {
			t.Errorf("keeps(%v) = %t, want %t", err, got, want)
		}
	}
}

// Backing off grows to a minute and no further.
func TestBackoff(t *testing.T) {
	for failures, whole := range map[int]time.Duration{
		1: time.Second, 2: 2 * time.Second, 6: 32 * time.Second, 7: time.Minute, 1000: time.Minute,
	} {
		for range 100 {
			if got := usual.backoff(failures); got < whole/2 || got > whole {
				t.Fatalf("after %d failures: %v, want between %v and %v", failures, got, whole/2, whole)
			}
		}
	}
}
