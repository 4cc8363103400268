package rest

import (
	"context"
	"sync"
	"time"
)

// Discord allows an application 50 requests a second. The rest is for what another program of the same application asks.
const (
	perSecond = 48
	second    = time.Second + 25*time.Millisecond // clocks differ
)

// A window keeps Discord from seeing more than perSecond requests in any second, however long they take to get there: it counts those
// that have no answer yet, and those that had theirs within the last second. A request that Discord sees in a second is, when the last of
// them is sent, one or the other. The zero value is ready.
type window struct {
	mu       sync.Mutex
	flying   int           // requests without an answer
	answered []time.Time   // when others had theirs within the last second, oldest first
	changed  chan struct{} // closed when the first of answered comes; nil if nobody waits for that
}

// take waits until a request may be sent. Its error is the cause for which ctx ended.
func (w *window) take(ctx context.Context) error {
	for {
		until, changed, ok := w.try(time.Now())
		if ok {
			return nil
		}
		if err := waitFor(ctx, until, changed); err != nil {
			return err
		}
	}
}

// try counts a request if it may be sent. Else it returns until when to wait, zero if that is not known, or for what.
func (w *window) try(now time.Time) (until time.Time, changed <-chan struct{}, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.answered) > 0 && now.Sub(w.answered[0]) >= second {
		w.answered = w.answered[1:]
	}
	switch {
	case w.flying+len(w.answered) < perSecond:
		w.flying++
		return until, nil, true
	case len(w.answered) > 0:
		return w.answered[0].Add(second), nil, false
	case w.changed == nil:
		w.changed = make(chan struct{})
	}
	return until, w.changed, false
}

// give notes that a request has its answer, or will have none.
func (w *window) give(now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flying--
	w.answered = append(w.answered, now)
	if w.changed != nil {
		close(w.changed)
		w.changed = nil
	}
}
