package reader

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"variorum/answers"
)

// A listener is a network of its own, in memory.
type listener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

func (l *listener) Addr() net.Addr { return &net.UnixAddr{Name: "test"} }

func (l *listener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.conns <- theirs:
		return ours, nil
	case <-l.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// A served is a server that does what a test tells it, and what it was sent.
type served struct {
	t        testing.TB
	listener *listener
	server   *http.Server
	log      bytes.Buffer // of its clients

	mu     sync.Mutex
	bodies []string
	keys   []string // Authorization
	most   int      // requests under way at the same time
	now    int
}

// serve starts a server in this test's bubble. Its handler gets the number of the request, from 1; nothing of it may be used after stop.
func serve(t testing.TB, handler func(n int, w http.ResponseWriter, r *http.Request)) *served {
	s := &served{t: t, listener: &listener{conns: make(chan net.Conn), done: make(chan struct{})}}
	s.server = &http.Server{ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("reading the request: %v", err)
		}
		s.mu.Lock()
		s.bodies, s.keys = append(s.bodies, string(raw)), append(s.keys, r.Header.Get("Authorization"))
		s.now++
		s.most = max(s.most, s.now)
		n := len(s.bodies)
		s.mu.Unlock()
		defer func() {
			s.mu.Lock()
			s.now--
			s.mu.Unlock()
		}()
		var in inputs
		if err := json.Unmarshal(raw, &in); err != nil || in.Model == "" {
			t.Errorf("the request %.100q names no model: %v", raw, err)
		}
		handler(n, w, r.WithContext(context.WithValue(r.Context(), inputsKey{}, in)))
	})}
	go func() {
		if err := s.server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serving: %v", err)
		}
	}()
	return s
}

// options are those of a client of the server, with what it says in s.log.
func (s *served) options(cache string) Options {
	return Options{URL: "http://test/v1/", Model: "a-model", Key: secret, Cache: cache, Log: slog.New(slog.NewTextHandler(&s.log, nil))}
}

// client returns a client of the server.
func (s *served) client(o Options) *Client {
	c, err := New(o)
	if err != nil {
		s.t.Fatal(err)
	}
	c.server.client.Transport.(*http.Transport).DialContext = s.listener.dial
	s.t.Cleanup(c.server.client.CloseIdleConnections)
	return c
}

// embedder returns an embedder that asks the server.
func (s *served) embedder(o Options) *Embedder {
	e, err := NewEmbedder(o)
	if err != nil {
		s.t.Fatal(err)
	}
	e.server.client.Transport.(*http.Transport).DialContext = s.listener.dial
	s.t.Cleanup(e.server.client.CloseIdleConnections)
	return e
}

// stop ends the server and its connections, and waits until no request is under way.
func (s *served) stop() {
	if err := s.server.Close(); err != nil {
		s.t.Error(err)
	}
	for s.underway() > 0 {
		time.Sleep(time.Second)
	}
}

func (s *served) underway() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// requests is how many requests came.
func (s *served) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.bodies)
}

// What may stand in no message, and what the server says that may stand in none.
const (
	secret     = "sk-0secret0"
	privately  = "who stole the ostrich?"
	sourceText = "The ostrich was stolen at noon"
	babble     = "wombat"
)

// asking is a request about a source of four lines.
func asking() answers.ReadRequest {
	return answers.ReadRequest{Source: "s", Revision: "0123", Question: privately, Lines: []answers.ReadLine{
		{Number: 1, Text: sourceText + "."},
		{Text: "It was warm."},
		{Number: 2, Text: "Nobody saw it.", Gap: true},
		{Number: 3, Text: "A keeper was blamed."},
		{Number: 4, Text: "He denies it."},
	}}
}

// says replies with what a model wrote.
func says(w http.ResponseWriter, content string) {
	respond(w, map[string]any{"id": babble, "model": babble, "choices": []any{map[string]any{
		"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": content},
	}}})
}

// respond writes v as JSON. Whoever asked may be gone.
func respond(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v)
}

// fails replies with a status and words that echo what was sent.
func fails(w http.ResponseWriter, r *http.Request, status int) {
	w.Header().Set("X-Echo", r.Header.Get("Authorization"))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, babble+privately+r.Header.Get("Authorization"))
}

// forever calls do until whoever asked is gone, with a pause between.
func forever(r *http.Request, pause time.Duration, do func() error) {
	for r.Context().Err() == nil && do() == nil {
		time.Sleep(pause)
	}
}
