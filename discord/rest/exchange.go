package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// An exchange is one call with its repetitions.
type exchange struct {
	transport *transport
	ctx       context.Context
	route     route
	url       *url.URL
	header    http.Header
	body      []byte

	failures int  // so far, without those of a limit
	limited  int  // answers of status 429 so far
	unsure   bool // an attempt may have been done without our having its answer
}

// run makes attempts until one succeeds or none is to follow.
func (x *exchange) run() (answer, error) {
	for {
		if err := x.transport.admit(x.ctx, x.route); err != nil {
			return answer{}, x.about(err)
		}
		began := time.Now()
		a, err := x.send()
		x.transport.note(x.route, a)
		if x.transport.observe != nil {
			x.transport.observe(x.route.String(), a.status, time.Since(began))
		}
		if err == nil && (a.ok() || x.doneBefore(a)) {
			return a, nil
		}
		wait, again := x.judge(a, err)
		if again {
			again = x.timeFor(wait)
		}
		if !again {
			return answer{}, x.failure(a, err)
		}
		x.transport.log.Log(x.ctx, x.level(a), "discord request repeated", "route", x.route.String(), "status", a.status,
			"failures", x.failures, "wait", wait)
		if cause := sleep(x.ctx, wait); cause != nil {
			return answer{}, fmt.Errorf("%w, after %w", cause, x.failure(a, err))
		}
	}
}

// level returns how loud a repetition is: limits are daily business.
func (x *exchange) level(a answer) slog.Level {
	if a.status == http.StatusTooManyRequests {
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

// doneBefore reports whether an answer says that an attempt without an answer was done.
func (x *exchange) doneBefore(a answer) bool {
	return x.route.callback && x.unsure && Acknowledged(newError(a, x.route))
}

// judge returns whether the call is to be repeated after an attempt that failed, and how long to wait before.
func (x *exchange) judge(a answer, err error) (wait time.Duration, again bool) {
	if err == nil && a.status == http.StatusTooManyRequests {
		x.limited++
		return a.retryAfter(), x.limited < limitedAnswers
	}
	if err == nil && a.status < 500 {
		return 0, false
	}
	x.failures++
	if err != nil && !unsent(err) || err == nil && mayBeDone(a.status) {
		x.unsure = true
	}
	if x.ctx.Err() != nil || errors.Is(err, errTooLong) {
		return 0, false
	}
	return x.backoff(), x.failures <= repetitions && !(x.route.once && x.unsure)
}

// backoff returns the pause before the next attempt: it doubles, and is between a half and the whole of that, so that
// calls which failed together do not return together.
func (x *exchange) backoff() time.Duration {
	whole := x.route.firstPause() << (x.failures - 1)
	return whole/2 + rand.N(whole/2)
}

// timeFor reports whether a pause ends before the call must.
func (x *exchange) timeFor(wait time.Duration) bool {
	deadline, ok := x.ctx.Deadline()
	return !ok || time.Until(deadline) > wait
}

// failure returns the error of a call whose last attempt came to this.
func (x *exchange) failure(a answer, err error) error {
	if err == nil {
		err = newError(a, x.route)
	} else {
		err = x.about(err)
	}
	if x.route.once && x.unsure {
		return fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	return err
}

func (x *exchange) about(err error) error {
	return fmt.Errorf("asking discord for %s: %w", x.route, withoutURL(err))
}

// unsent reports whether an attempt failed before anything was sent.
func unsent(err error) bool {
	var e *net.OpError
	return errors.As(err, &e) && e.Op == "dial"
}

// mayBeDone reports whether a status of 5xx leaves open what became of the request: something between us and Discord gave up
// waiting. After the others nothing was done.
func mayBeDone(status int) bool {
	switch status {
	case http.StatusGatewayTimeout, 520, 522, 524: // the last three are Cloudflare's
		return true
	}
	return false
}

// A limitBody is what Discord says of a limit.
type limitBody struct {
	RetryAfter *float64 `json:"retry_after"`
	Global     bool     `json:"global"`
}

// limit returns what the body of a 429 says. ours is false if it is no JSON of Discord's, but from a server before it.
func (a answer) limit() (b limitBody, ours bool) {
	ours = json.Unmarshal(a.body, &b) == nil
	return b, ours
}

// global reports whether a 429 holds for all routes. One that is not Discord's own is for the address we come from.
func (a answer) global() bool {
	b, ours := a.limit()
	return b.Global || a.header.Get("X-RateLimit-Global") != "" || a.header.Get("X-RateLimit-Scope") == "global" ||
		!ours && len(a.body) > 0
}

// retryAfter returns how long a limit lasts: as the body says, else as the headers do, else a second.
func (a answer) retryAfter() time.Duration {
	if b, ours := a.limit(); ours && b.RetryAfter != nil {
		return seconds(*b.RetryAfter)
	}
	for _, name := range []string{"X-RateLimit-Reset-After", "Retry-After"} {
		if n, err := strconv.ParseFloat(a.header.Get(name), 64); err == nil {
			return seconds(n)
		}
	}
	return defaultLimitFor
}

// seconds returns n seconds, and at least a moment: Discord rounds down. Numbers without sense are a day.
func seconds(n float64) time.Duration {
	const most = 24 * time.Hour
	if !(n < most.Seconds()) {
		return most
	}
	return max(time.Duration(n*float64(time.Second)), 10*time.Millisecond)
}
