package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/discord/rest"
)

// infoAge is how long what Discord says of the gateway is held to be true.
const infoAge = time.Minute

// Starts know where the gateway is and who may identify when.
type starts struct {
	rest *rest.Client
	log  *slog.Logger
	pace *pace

	mu      sync.Mutex // held while Discord is asked
	address *url.URL
	advised int
	limit   discordgo.SessionInformation
	asked   time.Time         // when Discord answered last; zero if what it said is not held to be true
	buckets map[int]*identity // by shard modulo max_concurrency
}

// An identity lets one session identify at a time.
type identity struct {
	free chan struct{} // holds a value when nobody identifies
	next time.Time     // when the next may; for whoever took the value
}

// advisedShards returns how many shards Discord advises.
func (s *starts) advisedShards(ctx context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.ask(ctx)
	return s.advised, err
}

// where returns the gateway's address.
func (s *starts) where(ctx context.Context) (*url.URL, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ask(ctx); err != nil {
		return nil, err
	}
	return s.address, nil
}

// doubt lets Discord be asked again.
func (s *starts) doubt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = time.Time{}
}

// ask asks Discord unless it has answered lately. A server that knows no more than the address will do.
func (s *starts) ask(ctx context.Context) error {
	if !s.asked.IsZero() && time.Since(s.asked) < infoAge {
		return nil
	}
	info, err := s.rest.GatewayBot(ctx)
	var e *rest.Error
	if errors.As(err, &e) && e.Status == http.StatusNotFound {
		info = new(discordgo.GatewayBotResponse)
		info.URL, err = s.rest.Gateway(ctx)
	}
	if err != nil {
		return fmt.Errorf("asking for the gateway: %w", err)
	}
	address, err := parseAddress(info.URL)
	if err != nil {
		return err
	}
	s.address, s.advised, s.limit, s.asked = address, info.Shards, info.SessionStartLimit, time.Now()
	return nil
}

// take waits until a shard may identify. It must give the identity back.
func (s *starts) take(ctx context.Context, shard int) (*identity, error) {
	if err := s.waitForQuota(ctx); err != nil {
		return nil, err
	}
	i := s.bucket(shard)
	select {
	case <-i.free:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if err := sleep(ctx, time.Until(i.next)); err != nil {
		i.free <- struct{}{}
		return nil, err
	}
	return i, nil
}

// give gives an identity back. If the session came so far, it identified at began.
func (s *starts) give(i *identity, began time.Time) {
	if !began.IsZero() {
		i.next = began.Add(s.pace.identify)
	}
	i.free <- struct{}{}
}

// bucket returns the identity of a shard.
func (s *starts) bucket(shard int) *identity {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := shard % max(1, s.limit.MaxConcurrency)
	i := s.buckets[key]
	if i == nil {
		i = &identity{free: make(chan struct{}, 1)}
		i.free <- struct{}{}
		if s.buckets == nil {
			s.buckets = make(map[int]*identity)
		}
		s.buckets[key] = i
	}
	return i
}

// waitForQuota waits until one more session of this day may identify, and counts it.
func (s *starts) waitForQuota(ctx context.Context) error {
	for {
		wait, err := s.quota(ctx)
		if err != nil || wait == 0 {
			return err
		}
		s.log.Warn("no identify left today", "wait", wait)
		if err := sleep(ctx, wait); err != nil {
			return err
		}
		s.doubt()
	}
}

// quota counts one identify, or returns how long none is left.
func (s *starts) quota(ctx context.Context) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ask(ctx); err != nil {
		return 0, err
	}
	switch {
	case s.limit.Total == 0: // Discord did not say
		return 0, nil
	case s.limit.Remaining > 0:
		s.limit.Remaining--
		return 0, nil
	}
	return max(time.Second, time.Until(s.asked.Add(time.Duration(s.limit.ResetAfter)*time.Millisecond))), nil
}
