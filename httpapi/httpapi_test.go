package httpapi_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"variorum/httpapi"
)

// secret and public are a pair of keys of the tests' own.
var (
	secret = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	public = secret.Public().(ed25519.PublicKey)
)

const question = `{"id":"1","type":2,"data":{"name":"ask"}}`

// signed returns a request to /interactions as Discord signs it at a time.
func signed(t testing.TB, body string, at time.Time) *http.Request {
	t.Helper()
	r := post(t, body)
	timestamp := strconv.FormatInt(at.Unix(), 10)
	r.Header.Set("X-Signature-Timestamp", timestamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(secret, []byte(timestamp+body))))
	return r
}

// post returns a request to /interactions without a signature.
func post(t testing.TB, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://bot.test/interactions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A memory is a network in memory: a listener, and what dials it.
type memory struct {
	conns chan net.Conn
	done  chan struct{}
	close func()
}

func newMemory() *memory {
	m := &memory{conns: make(chan net.Conn), done: make(chan struct{})}
	m.close = sync.OnceFunc(func() { close(m.done) })
	return m
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.done:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error {
	m.close()
	return nil
}

func (m *memory) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "unix"} }

func (m *memory) dial(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case m.conns <- far:
		return near, nil
	case <-m.done:
		return nil, errors.New("nobody listens")
	}
}

// A log collects what is logged.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A running server is one with the network it serves, all in memory.
type running struct {
	*memory
	client  *http.Client
	log     *log
	stop    context.CancelFunc
	stopped chan error
}

// serve starts s within a bubble of synctest, in which a goroutine that is left behind fails the test.
func serve(ctx context.Context, s *httpapi.Server) *running {
	r := &running{memory: newMemory(), log: new(log), stopped: make(chan error, 1)}
	s.Log = slog.New(slog.NewTextHandler(r.log, nil))
	r.client = &http.Client{Transport: &http.Transport{DialContext: r.dial}}
	ctx, r.stop = context.WithCancel(ctx)
	go func() { r.stopped <- s.Serve(ctx, r.memory) }()
	return r
}

// end stops the server and returns its error.
func (r *running) end() error {
	r.stop()
	err := <-r.stopped
	r.client.CloseIdleConnections()
	return err
}

// do sends a request and returns the response with the whole of its body.
func (r *running) do(t testing.TB, q *http.Request) (response *http.Response, body string) {
	t.Helper()
	response, err := r.client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(read)
}

// begin sends a request, and the status of its response on what it returns, 0 if there is none.
func (r *running) begin(q *http.Request) chan int {
	status := make(chan int, 1)
	go func() {
		response, err := r.client.Do(q)
		if err != nil {
			status <- 0
			return
		}
		status <- response.StatusCode
		response.Body.Close()
	}()
	return status
}

// get sends a request without a body.
func (r *running) get(t testing.TB, method, path string) (response *http.Response, body string) {
	t.Helper()
	q, err := http.NewRequest(method, "http://bot.test"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.do(t, q)
}

// write dials and writes a request, whose response is not read yet.
func (r *running) write(t testing.TB, q *http.Request) net.Conn {
	t.Helper()
	conn, err := r.dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Write(conn); err != nil {
		t.Error(err)
	}
	return conn
}

// within runs f in a bubble of synctest with a server that it need not stop.
func within(t *testing.T, s *httpapi.Server, f func(t *testing.T, r *running)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := serve(t.Context(), s)
		defer func() {
			if err := r.end(); err != nil {
				t.Errorf("Serve() = %v", err)
			}
		}()
		f(t, r)
	})
}

// echo answers with the interaction itself.
func echo(_ context.Context, body []byte) ([]byte, error) { return body, nil }
