package gateway

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

// A link stands between a websocket and the network, and decides what of Discord's frames discordgo sees. It keeps from it:
//
//   - what it would hang on: a demand to reconnect, or an acknowledged heartbeat, while a session begins;
//   - what it answers wrongly: a session that is not valid, which it would identify again at once;
//   - what it would panic on, or decode in vain: every event but those of the session and of interactions, of which
//     it sees the number only.
//
// It also notices why a connection ends, which discordgo tells nobody, and that heartbeats are not acknowledged.
type link struct {
	net.Conn
	in       *bufio.Reader
	upgraded bool
	partial  message // of a message whose frames have not all come
	pending  []byte  // for discordgo to read
	shown    int     // messages so far that discordgo sees

	ready chan struct{} // closed when the session has begun
	done  chan struct{} // closed when the connection has ended

	mu       sync.Mutex // guards what follows
	began    time.Time  // when discordgo began to identify or resume
	session  begun
	interval time.Duration
	watch    *time.Timer // ends a connection whose heartbeats are not acknowledged
	leaving  bool        // we close it ourselves
	err      error       // why it ended
}

// begun is what is known of a session since it has begun.
type begun struct {
	resumed bool   // it is one that has been before
	address string // where to resume it; "" if Discord did not say
}

func newLink(c net.Conn) *link {
	return &link{Conn: c, in: bufio.NewReader(c), ready: make(chan struct{}), done: make(chan struct{})}
}

// patienceOf is how long a heartbeat's acknowledgement may be missing. The heartbeat that lacks it was sent one interval
// after the last that did not.
func patienceOf(interval time.Duration) time.Duration { return interval * 3 / 2 }

// end closes the connection. Only the first reason counts.
func (l *link) end(why error) {
	if l.isFirst(why) {
		l.Conn.Close() //nolint:errcheck // it is given up, whatever its state
	}
}

// isFirst notes why the connection ends, and reports whether nothing was noted before.
func (l *link) isFirst(why error) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil {
		return false
	}
	l.err = why
	if l.watch != nil {
		l.watch.Stop()
	}
	close(l.done)
	return true
}

// reason returns why the connection ended, or nil.
func (l *link) reason() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// leave lets discordgo close the connection with a frame of its own, which ends the session for Discord too.
func (l *link) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.leaving = true
}

// Write sends what discordgo writes. When the connection has ended it takes everything in silence: discordgo closes what
// it finds broken, which may be the next connection by then. A frame that closes would end the session.
func (l *link) Write(p []byte) (int, error) {
	if l.reason() != nil {
		return len(p), nil
	}
	l.mu.Lock()
	unwanted := !l.leaving && len(p) > 0 && p[0] == finalFrame|opClose
	l.mu.Unlock()
	if unwanted {
		l.end(errLibrary)
		return len(p), nil
	}
	n, err := l.Conn.Write(p)
	if err != nil {
		l.end(err)
		return len(p), nil
	}
	return n, nil
}

// Close is what discordgo calls.
func (l *link) Close() error {
	l.end(errLeaving)
	return nil
}

// Read returns what discordgo may see. After the end that is an error.
func (l *link) Read(p []byte) (int, error) {
	for len(l.pending) == 0 {
		if err := l.reason(); err != nil {
			return 0, err
		}
		if err := l.next(); err != nil {
			l.end(err)
			return 0, l.reason()
		}
	}
	n := copy(p, l.pending)
	l.pending = l.pending[n:]
	return n, nil
}

// next reads until something is pending, or a message that is not for discordgo is over.
func (l *link) next() error {
	if !l.upgraded {
		return l.readUpgrade()
	}
	m, err := readMessage(l.in, &l.partial)
	switch {
	case err != nil:
		return err
	case m.op == opClose:
		return closeError{m.closeCode()}
	case m.op == opText:
		if m.body, err = l.filter(m.body); err != nil || m.body == nil {
			return err
		}
		l.shown++
	case m.op < controlFrame:
		return errFrame // compressed, which we do not ask for
	}
	l.pending = m.frame()
	return nil
}

// maxUpgrade is the most bytes of the answer to the wish for a websocket.
const maxUpgrade = 64 << 10

// readUpgrade reads the answer to the wish for a websocket. What follows are frames.
func (l *link) readUpgrade() error {
	for len(l.pending) < maxUpgrade {
		line, err := l.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if len(l.pending) == 0 && !bytes.HasPrefix(line, []byte("HTTP/1.1 101 ")) {
			return refusal(line)
		}
		l.pending = append(l.pending, line...)
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			l.upgraded = true
			return nil
		}
	}
	return errFrame
}

// Operations of the gateway.
const (
	opDispatch       = 0
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opAcknowledged   = 11
)

// An event is one message of the gateway.
type event struct {
	Op       int             `json:"op"`
	Data     json.RawMessage `json:"d,omitempty"`
	Sequence int64           `json:"s,omitempty"`
	Type     string          `json:"t,omitempty"`
}

// filter returns what discordgo is to see of a message, or nil. Its error is why the connection must end. What is no
// JSON is passed over: to resume would only bring it again.
func (l *link) filter(body []byte) ([]byte, error) {
	var e event
	if json.Unmarshal(body, &e) != nil {
		return nil, nil
	}
	switch e.Op {
	case opReconnect:
		return nil, errReconnect
	case opInvalidSession:
		return nil, invalidSession{string(e.Data) == "true"}
	case opHello:
		return l.hello(e)
	case opAcknowledged:
		l.acknowledged()
		if l.shown < 2 { // discordgo would wait for itself
			return nil, nil
		}
		return body, nil
	case opDispatch:
		return l.dispatch(e, body)
	}
	return body, nil
}

// Bounds of a sensible interval of heartbeats, in milliseconds.
const (
	minInterval = 1
	maxInterval = 10 * 60 * 1000
)

// hello learns the interval of heartbeats. discordgo takes none with a fraction.
func (l *link) hello(e event) ([]byte, error) {
	var data struct {
		Interval float64 `json:"heartbeat_interval"`
	}
	if json.Unmarshal(e.Data, &data) != nil || !(data.Interval >= minInterval && data.Interval <= maxInterval) {
		return nil, errHello
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.began = time.Now()
	l.interval = time.Duration(data.Interval) * time.Millisecond
	return fmt.Appendf(nil, `{"op":%d,"d":{"heartbeat_interval":%d}}`, opHello, int(data.Interval)), nil
}

// dispatch notes what concerns the session.
func (l *link) dispatch(e event, body []byte) ([]byte, error) {
	switch e.Type {
	case typeInteraction:
		return body, nil
	case "READY":
		var data struct {
			SessionID string `json:"session_id"`
			Address   string `json:"resume_gateway_url,omitempty"`
		}
		if json.Unmarshal(e.Data, &data) != nil || data.SessionID == "" {
			return nil, errReady
		}
		l.begin(begun{address: data.Address})
		var err error
		if e.Data, err = json.Marshal(data); err != nil {
			return nil, err
		}
	case "RESUMED":
		l.begin(begun{resumed: true})
		e.Data = json.RawMessage("{}")
	default:
		e.Type, e.Data = typeOther, nil
	}
	return json.Marshal(e)
}

// typeInteraction is the only type of event that is for us, typeOther one that discordgo does not know.
const (
	typeInteraction = "INTERACTION_CREATE"
	typeOther       = "OTHER"
)

// begin notes that the session has begun, from when on heartbeats are acknowledged.
func (l *link) begin(s begun) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil || l.watch != nil {
		return
	}
	l.session = s
	l.watch = time.AfterFunc(patienceOf(l.interval), func() { l.end(errZombie) })
	close(l.ready)
}

// acknowledged notes that a heartbeat was.
func (l *link) acknowledged() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.watch != nil && l.err == nil {
		l.watch.Reset(patienceOf(l.interval))
	}
}

// beginning returns when discordgo began to identify or resume; zero if it did not come to that.
func (l *link) beginning() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.began
}

// begun returns what is known of the session since ready was closed.
func (l *link) begun() begun {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.session
}
