// Package gateway keeps the connections over which Discord tells of interactions.
//
// Each shard is a session of discordgo's under a supervisor of ours. discordgo shakes hands, identifies, resumes, sends
// heartbeats and decodes; it sees only those frames that it deals with well, and nothing of the rest reaches it.
//
// A connection that is lost is made anew and resumed where that is possible: as soon as discordgo has closed it, which takes
// a second, and after each failure in a row later, from a second up to a minute. A connection that leaves a heartbeat without an
// answer counts as lost before two intervals of heartbeats are over. What cannot be cured ends [Gateway.Run] with
// a [*FatalError].
//
// The connections are made directly, without a proxy.
package gateway

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"variorum/discord/interaction"
	"variorum/discord/rest"
)

// Options are what a [Gateway] needs.
type Options struct {
	Token  string       // the application's token, without "Bot "
	REST   *rest.Client // says where the gateway is; it must have the same token
	Shards int          // 0 for as many as Discord advises

	// Handle answers an interaction. It is called in a goroutine of its own, once for each interaction. Its context ends
	// when Grace is over.
	Handle func(context.Context, *interaction.Interaction)

	// Ready is told of every connection that can be used. It must return soon. It may be nil.
	Ready func(shard int, resumed bool)

	Grace time.Duration // for calls of Handle that run when Run is told to stop; 0 for 8 s
	Log   *slog.Logger  // nil for none
}

// grace is what Handle has to finish after the end.
const grace = 8 * time.Second

// lastWords is how long a call of Handle may run after its context has ended.
const lastWords = 2 * time.Second

// A Gateway is all connections of an application. Its methods may be called by many goroutines at once.
type Gateway struct {
	options   Options
	log       *slog.Logger
	starts    starts
	inbox     inbox
	pace      pace
	tls       *tls.Config // nil for what the system trusts
	shards    atomic.Int64
	connected atomic.Int64
}

// New returns a gateway that is not connected. REST and Handle must be set.
func New(o Options) (*Gateway, error) {
	switch {
	case o.Token == "":
		return nil, errors.New("the token is empty")
	case o.REST == nil || o.Handle == nil:
		return nil, errors.New("the gateway needs a client and a handler")
	case o.Shards < 0:
		return nil, errors.New("the number of shards is negative")
	}
	if o.Grace == 0 {
		o.Grace = grace
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	g := &Gateway{options: o, log: o.Log, pace: usual}
	g.starts = starts{rest: o.REST, log: o.Log, pace: &g.pace}
	g.inbox = inbox{handle: o.Handle, log: o.Log}
	return g, nil
}

// Connected returns how many shards can be used now, and how many there are; none before [Gateway.Run] knows their number.
func (g *Gateway) Connected() (connected, shards int) {
	return int(g.connected.Load()), int(g.shards.Load())
}

// Run keeps all shards connected until ctx ends, and then returns nil: it takes no new interaction, closes the connections,
// waits for Handle at most as long as [Options.Grace] says, ends its contexts, and waits two seconds more. It returns a
// [*FatalError] when Discord refuses the application. It may be called once.
func (g *Gateway) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	handling, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	g.inbox.open(handling)
	var all sync.WaitGroup
	all.Go(func() {
		<-ctx.Done()
		g.inbox.drain(g.options.Grace, stop)
	})
	all.Go(func() { cancel(g.runShards(ctx)) })
	all.Wait()
	var fatal *FatalError
	if errors.As(context.Cause(ctx), &fatal) {
		return fatal
	}
	return nil
}

// runShards runs all shards until ctx ends or one of them fails for good.
func (g *Gateway) runShards(ctx context.Context) error {
	count, err := g.countShards(ctx)
	if err != nil {
		return err
	}
	g.shards.Store(int64(count))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for i := range count {
		all.Go(func() {
			s := &shard{gateway: g, id: i, count: count}
			if err := s.run(ctx); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// countShards returns how many shards to run. It asks until Discord answers.
func (g *Gateway) countShards(ctx context.Context) (int, error) {
	for failures := 0; ; failures++ {
		advised, err := g.starts.advisedShards(ctx)
		switch {
		case err == nil && g.options.Shards > 0:
			return g.options.Shards, nil
		case err == nil:
			return max(1, advised), nil
		case ctx.Err() != nil:
			return 0, context.Cause(ctx)
		case fatal(err) != nil:
			return 0, fatal(err)
		}
		wait := g.pace.backoff(failures)
		g.log.Warn("gateway not found", "err", err, "wait", wait)
		if err := sleep(ctx, wait); err != nil {
			return 0, err
		}
	}
}

// sleep waits. It returns early with the cause when ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
