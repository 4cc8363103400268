package gateway

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
)

// closeTime is how long discordgo may take to close a connection. It sleeps a second.
const closeTime = 3 * time.Second

// A shard is one connection after the other.
type shard struct {
	gateway   *Gateway
	id, count int

	session   *discordgo.Session
	dialer    *dialer  // of session
	resumable bool     // whether Discord knows session
	address   *url.URL // where session is resumed; nil for where all begin
	failures  int      // connections in a row on which no session began
	refused   int      // answers in a row that the session is not valid
}

// maxRefused is how often a session is resumed of which Discord says each time that it is not valid, but can be resumed.
const maxRefused = 2

// run keeps the shard connected until ctx ends. Its error is a refusal.
func (s *shard) run(ctx context.Context) error {
	log := s.gateway.log.With("shard", s.id)
	for {
		err := s.connect(ctx)
		if ctx.Err() != nil {
			log.Info("gateway closed")
			return nil
		}
		if refusal := fatal(err); refusal != nil {
			return refusal
		}
		s.forget(err)
		wait := s.pause(err)
		log.Warn("gateway lost", "err", err, "resumable", s.resumable, "wait", wait)
		if sleep(ctx, wait) != nil {
			return nil
		}
	}
}

// forget drops what cannot be used again after err.
func (s *shard) forget(err error) {
	if isInvalid(err) {
		s.refused++
	}
	if !keeps(err) || s.refused > maxRefused {
		s.resumable, s.refused = false, 0
	}
	if s.failures > 0 {
		s.address = nil
		s.gateway.starts.doubt()
	}
}

// pause returns how long to wait after err. After a session that is not valid Discord wants a second to five.
func (s *shard) pause(err error) time.Duration {
	wait := s.gateway.pace.backoff(s.failures)
	if isInvalid(err) {
		wait = max(wait, s.gateway.pace.afterInvalid())
	}
	return wait
}

func isInvalid(err error) bool {
	var invalid invalidSession
	return errors.As(err, &invalid)
}

// connect makes a connection and stays until it ends. Its error is why that was.
func (s *shard) connect(ctx context.Context) error {
	l, err := s.begin(ctx)
	if l != nil {
		defer s.close(ctx, l)
	}
	if err != nil {
		s.failures++
		return err
	}
	s.failures, s.refused = 0, 0
	return s.stay(ctx, l)
}

// begin connects. A session that Discord does not know must wait until it may identify.
func (s *shard) begin(ctx context.Context) (*link, error) {
	if s.resumable {
		return s.open(ctx)
	}
	identity, err := s.gateway.starts.take(ctx, s.id)
	if err != nil {
		return nil, err
	}
	var began time.Time
	defer func() { s.gateway.starts.give(identity, began) }()
	if err := s.renew(); err != nil {
		return nil, err
	}
	l, err := s.open(ctx)
	if l != nil {
		began = l.beginning()
	}
	return l, err
}

// renew makes a session that will identify.
func (s *shard) renew() error {
	s.dialer = &dialer{tls: s.gateway.tls}
	session, err := s.dialer.newSession(s.gateway.options.Token, s.id, s.count)
	if err != nil {
		return err
	}
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e.Type == typeInteraction {
			s.gateway.inbox.take(e)
		}
	})
	s.session, s.address = session, nil
	return nil
}

// open connects the session and waits until it has begun. The link is nil if there was no connection.
func (s *shard) open(ctx context.Context) (*link, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, s.gateway.pace.open, errSlow)
	defer cancel()
	address := s.address
	if address == nil {
		var err error
		if address, err = s.gateway.starts.where(ctx); err != nil {
			return nil, err
		}
	}
	l, err := s.dialer.open(ctx, s.session, address)
	if err != nil {
		return l, err
	}
	select {
	case <-l.ready:
	case <-l.done:
		return l, l.reason()
	case <-ctx.Done():
		l.end(errSlow)
		return l, context.Cause(ctx)
	}
	s.resumable = true
	return l, nil
}

// stay waits until a connection on which a session has begun ends.
func (s *shard) stay(ctx context.Context, l *link) error {
	session := l.begun()
	if address, err := parseAddress(session.address); err == nil {
		s.address = address
	}
	s.gateway.connected.Add(1)
	defer s.gateway.connected.Add(-1)
	s.gateway.log.Info("gateway connected", "shard", s.id, "resumed", session.resumed)
	if s.gateway.options.Ready != nil {
		s.gateway.options.Ready(s.id, session.resumed)
	}
	select {
	case <-l.done:
		return l.reason()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// close lets discordgo end what it runs for a connection. If the connection is well, that tells Discord.
func (s *shard) close(ctx context.Context, l *link) {
	if ctx.Err() != nil {
		l.leave()
	} else {
		l.end(errLeaving)
	}
	limit := time.AfterFunc(closeTime, func() { l.end(errLeaving) })
	defer limit.Stop()
	if err := s.session.Close(); err != nil {
		s.gateway.log.Debug("closing a session", "shard", s.id, "err", err)
	}
	l.end(errLeaving)
}
