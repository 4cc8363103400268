package rest

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// maxBuckets is how many buckets are kept before those without use are dropped.
const maxBuckets = 1000

// Limits are what Discord said of its limits. The zero value is ready.
type limits struct {
	mu      sync.Mutex
	paused  time.Time // until then no route may be used
	buckets map[bucketKey]*bucket
}

type bucketKey struct{ route, major string }

// A bucket is the limit of one route. Until Discord has answered once, one call finds out.
type bucket struct {
	state   bucketState
	left    int       // requests until reset
	limit   int       // requests from one reset to the next
	reset   time.Time // when left becomes limit
	blocked time.Time // until then no request, whatever is left
	flying  int       // requests without an answer yet
	waiting int
	changed chan struct{} // closed when any of these changes
}

type bucketState int

const (
	unknown bucketState = iota
	limited
	unlimited
)

// admit waits until a request on r may be sent. Its error is the cause for which ctx ended.
func (t *transport) admit(ctx context.Context, r route) error {
	if r.interaction {
		return nil
	}
	if err := t.limits.take(ctx, r); err != nil {
		return err
	}
	if err := t.window.take(ctx); err != nil {
		t.limits.release(r, answer{})
		return err
	}
	return nil
}

// errNoTime is the error of a call whose context ends before a limit does.
var errNoTime = errors.New("the time given is over before the limit of requests is")

// note tells the limits what came of a request on r; a is empty if nothing did.
func (t *transport) note(r route, a answer) {
	if r.interaction {
		return
	}
	t.window.give(time.Now())
	if a.status == http.StatusTooManyRequests && a.global() {
		t.limits.pause(time.Now().Add(a.retryAfter()))
	}
	t.limits.release(r, a)
}

// pause stops all routes.
func (l *limits) pause(until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until.After(l.paused) {
		l.paused = until
	}
}

// take waits for a place in the bucket of r.
func (l *limits) take(ctx context.Context, r route) error {
	for {
		until, changed, ok := l.try(r, time.Now())
		if ok {
			return nil
		}
		err := waitFor(ctx, until, changed)
		l.leave(r)
		if err != nil {
			return err
		}
	}
}

// waitFor waits for a time, unless it is zero, or for changed. It does not wait for a time after the end of ctx.
func waitFor(ctx context.Context, until time.Time, changed <-chan struct{}) error {
	if deadline, ok := ctx.Deadline(); ok && until.After(deadline) {
		return errNoTime
	}
	var at <-chan time.Time
	if !until.IsZero() {
		timer := time.NewTimer(time.Until(until))
		defer timer.Stop()
		at = timer.C
	}
	select {
	case <-at:
	case <-changed:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// try takes a place in the bucket of r if there is one. Else it returns until when to wait, zero if that is not known, or for
// what, and counts one that waits.
func (l *limits) try(r route, now time.Time) (until time.Time, changed <-chan struct{}, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.bucket(r, now)
	switch {
	case now.Before(l.paused):
		until = l.paused
	case now.Before(b.blocked):
		until = b.blocked
	case b.state == unlimited, b.state == unknown && b.flying == 0:
		b.flying++
		return until, nil, true
	case b.state == limited:
		if !now.Before(b.reset) {
			b.left, b.reset = b.limit-b.flying, now.Add(time.Second) // the next answer says how long it is
		}
		if b.left > 0 {
			b.left--
			b.flying++
			return until, nil, true
		}
		until = b.reset
	}
	b.waiting++
	return until, b.changed, false
}

// leave counts one that waits no more.
func (l *limits) leave(r route) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buckets[bucketKey{r.String(), r.major}].waiting--
}

// bucket returns the bucket of r.
func (l *limits) bucket(r route, now time.Time) *bucket {
	key := bucketKey{r.String(), r.major}
	b := l.buckets[key]
	if b != nil {
		return b
	}
	if len(l.buckets) >= maxBuckets {
		for k, old := range l.buckets {
			if old.flying == 0 && old.waiting == 0 && !now.Before(old.reset) {
				delete(l.buckets, k)
			}
		}
	}
	if l.buckets == nil {
		l.buckets = make(map[bucketKey]*bucket)
	}
	b = &bucket{changed: make(chan struct{})}
	l.buckets[key] = b
	return b
}

// release gives a place in the bucket of r back with what Discord said of it.
func (l *limits) release(r route, a answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[bucketKey{r.String(), r.major}]
	b.flying--
	if a.status != 0 {
		b.learn(a, time.Now())
	}
	close(b.changed)
	b.changed = make(chan struct{})
}

// learn sets what an answer says of the bucket.
func (b *bucket) learn(a answer, now time.Time) {
	if a.status == http.StatusTooManyRequests {
		b.blocked = now.Add(a.retryAfter())
		b.left, b.reset = 0, b.blocked
		return
	}
	limit, err1 := strconv.Atoi(a.header.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(a.header.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(a.header.Get("X-RateLimit-Reset-After"), 64)
	if err1 != nil || err2 != nil || err3 != nil || limit < 1 {
		if b.state == unknown {
			b.state = unlimited
		}
		return
	}
	left = max(0, left-b.flying)
	if b.state == limited && now.Before(b.reset) {
		left = min(left, b.left) // answers may come in another order than the requests were counted
	}
	b.state, b.limit, b.left, b.reset = limited, limit, left, now.Add(seconds(after))
}
