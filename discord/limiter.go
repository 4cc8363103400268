package discord

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A limiter bounds how many answers each of many gets a minute. It forgets whoever has not asked for a while; after a restart all begin anew.
type limiter struct {
	perMinute int
	now       func() time.Time
	mu        sync.Mutex
	each      map[string]*rate.Limiter
	swept     time.Time
}

func newLimiter(perMinute int, now func() time.Time) *limiter {
	return &limiter{perMinute: perMinute, now: now, each: make(map[string]*rate.Limiter), swept: now()}
}

// take takes one answer for id. If there is none left it returns how long until there is.
func (l *limiter) take(id string) time.Duration {
	if l.perMinute <= 0 || id == "" {
		return 0
	}
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	one, ok := l.each[id]
	if !ok {
		one = rate.NewLimiter(rate.Limit(float64(l.perMinute)/60), l.perMinute)
		l.each[id] = one
	}
	r := one.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// sweep forgets, once a minute, those who have all their answers left.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute {
		return
	}
	l.swept = now
	for id, one := range l.each {
		if one.TokensAt(now) >= float64(l.perMinute) {
			delete(l.each, id)
		}
	}
}
