package gateway

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/discord/interaction"
)

// An inbox hands interactions on, each once.
type inbox struct {
	handle func(context.Context, *interaction.Interaction)
	log    *slog.Logger

	mu      sync.Mutex // guards what follows
	ctx     context.Context
	closed  bool
	seen    interaction.Seen
	running int
	idle    chan struct{} // closed when it is closed and nothing runs
}

// open makes the inbox take interactions. ctx is what they are handled in.
func (b *inbox) open(ctx context.Context) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ctx, b.idle = ctx, make(chan struct{})
}

// take hands an interaction on, unless it has been before.
func (b *inbox) take(e *discordgo.Event) {
	i, err := interaction.Decode(e.RawData)
	if err != nil {
		b.log.Warn("interaction passed over", "err", err)
		return
	}
	ctx, ok := b.enter(i.ID)
	if !ok {
		b.log.Debug("interaction passed over", "kind", int(i.Type))
		return
	}
	go func() {
		defer b.exit()
		defer func() {
			if recover() != nil {
				b.log.Error("interaction left without an answer", "kind", int(i.Type))
			}
		}()
		b.handle(ctx, i)
	}()
}

// enter counts one interaction. It reports false if the interaction has been before or the inbox is closed.
func (b *inbox) enter(id string) (context.Context, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || !b.seen.First(id) {
		return nil, false
	}
	b.running++
	return b.ctx, true
}

// exit counts one interaction less.
func (b *inbox) exit() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.running--
	if b.closed && b.running == 0 {
		close(b.idle)
	}
}

// drain takes nothing more, and waits until nothing runs. After grace it calls stop, and then waits a last time.
func (b *inbox) drain(grace time.Duration, stop func()) {
	b.mu.Lock()
	b.closed = true
	if b.running == 0 {
		close(b.idle)
	}
	b.mu.Unlock()
	if b.idleWithin(grace) {
		return
	}
	stop()
	if !b.idleWithin(lastWords) {
		b.log.Error("interactions given up")
	}
}

// idleWithin reports whether nothing runs before d is over.
func (b *inbox) idleWithin(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-b.idle:
		return true
	case <-timer.C:
		return false
	}
}
