// Package httpapi is the HTTP side of the bot, for Discord's signed interactions as for those who operate it.
package httpapi

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The defaults of [Server], and what no operator has reason to change.
const (
	defaultReadTime = 5 * time.Second
	defaultGrace    = 8 * time.Second
	writeTime       = 15 * time.Second // Discord takes no answer after 3 s; a scrape of metrics may be slow
	idleTime        = 2 * time.Minute
	headerBytes     = 16 << 10
)

// A Server serves signed interactions, /healthz, and /metrics. Its fields are not changed once it runs.
type Server struct {
	// Listen is the address, "host:port"; without a host it is every address of the machine.
	Listen string
	// Key is the application's public key. Without it there is no /interactions.
	Key ed25519.PublicKey
	// Handler answers interactions. It must be there if Key is.
	Handler Handler
	// Health returns what keeps the bot from its work; it is called for each request to /healthz, by several at once. nil is in good health.
	Health func() []Problem
	// Metrics are served at /metrics; without them there is no such path.
	Metrics *Metrics
	// Drain waits, when the server stops and its last response is sent, for what [Handler] still works on. It returns when that is
	// done or when its context ends. nil waits for nothing.
	Drain func(context.Context)
	// Log is where the server logs; nil logs nothing.
	Log *slog.Logger
	// ReadTime is the most that reading a request may take, from its first byte to the end of its body; 0 is 5 s.
	ReadTime time.Duration
	// Grace is the most that stopping may take; 0 is 8 s.
	Grace time.Duration
}

// Run listens and serves until ctx ends. Then it takes no new connection, finishes the requests that are in work and what Drain waits for,
// and returns nil. If they take longer than Grace it ends their contexts, does not wait for them, and returns an error. Other errors are those of an
// address that is not to be had, which they name, and of fields that do not go together.
func (s *Server) Run(ctx context.Context) error {
	if err := s.check(); err != nil {
		return err
	}
	if s.Listen == "" {
		return errors.New("serving http: no address to listen on")
	}
	l, err := net.Listen("tcp", s.Listen)
	if err != nil {
		return fmt.Errorf("serving http: %w", err)
	}
	return s.Serve(ctx, l)
}

// Serve does what [Server.Run] does on a listener, which it closes.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	if err := s.check(); err != nil {
		return errors.Join(err, l.Close())
	}
	lifetime, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	server := s.server(lifetime)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	s.log().InfoContext(ctx, "http listening", "addr", l.Addr().String(), "interactions", s.Key != nil)
	select {
	case err := <-served:
		return errors.Join(fmt.Errorf("serving http on %s: %w", l.Addr(), err), server.Close())
	case <-ctx.Done():
	}
	err := s.stop(lifetime, server)
	<-served
	s.log().InfoContext(ctx, "http stopped")
	return err
}

// stop lets requests and the work behind them end, within the time of grace.
func (s *Server) stop(lifetime context.Context, server *http.Server) error {
	grace := cmp.Or(s.Grace, defaultGrace)
	ctx, cancel := context.WithTimeout(lifetime, grace)
	defer cancel()
	err := server.Shutdown(ctx)
	if ctx.Err() != nil {
		return errors.Join(fmt.Errorf("stopping http: requests were still in work after %s", grace), server.Close())
	}
	if s.Drain != nil {
		s.Drain(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopping http: answers were still in work after %s", grace)
	case err != nil:
		return fmt.Errorf("stopping http: %w", err)
	}
	return nil
}

// server returns the server with all its limits. The requests' contexts are of lifetime.
func (s *Server) server(lifetime context.Context) *http.Server {
	return &http.Server{
		Handler:        s.handler(lifetime),
		ReadTimeout:    cmp.Or(s.ReadTime, defaultReadTime), // of headers too
		WriteTimeout:   writeTime,
		IdleTimeout:    idleTime,
		MaxHeaderBytes: headerBytes,
		BaseContext:    func(net.Listener) context.Context { return lifetime },
		ErrorLog:       slog.NewLogLogger(s.log().Handler(), slog.LevelWarn),
	}
}

// handler returns what serves all paths. Interactions are handled with contexts of lifetime.
func (s *Server) handler(lifetime context.Context) http.Handler {
	mux := http.NewServeMux()
	if s.Key != nil {
		mux.Handle("POST /interactions", &interactions{key: s.Key, handle: s.Handler, lifetime: lifetime, log: s.log(), metrics: s.Metrics})
	}
	mux.Handle("GET /healthz", health(s.Health))
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics.handler(s.log()))
	}
	return s.guarded(mux)
}

// guarded returns next with the headers that keep a browser from taking an answer for what it is not, and with a short answer where next panics.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		defer func() {
			if fault := recover(); fault != nil {
				s.log().ErrorContext(r.Context(), "http request panicked", panicked(fault)...)
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// check returns what is wrong with the fields.
func (s *Server) check() error {
	switch {
	case s.Key != nil && len(s.Key) != ed25519.PublicKeySize:
		return fmt.Errorf("serving http: the public key has %d bytes, want %d", len(s.Key), ed25519.PublicKeySize)
	case s.Key != nil && s.Handler == nil:
		return errors.New("serving http: a public key, but no handler of interactions")
	}
	return nil
}

func (s *Server) log() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}
