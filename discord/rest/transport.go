package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxAnswer is the most bytes that an answer may have.
const maxAnswer = 4 << 20

// A transport carries requests to Discord. It answers with success, or with an error: discordgo never sees another status.
type transport struct {
	base         *url.URL
	interactions http.RoundTripper
	others       http.RoundTripper // apart: what has waited for the limit must not wait for a connection, and then come all at once
	log          *slog.Logger
	observe      func(route string, status int, d time.Duration)
	window       window
	limits       limits
}

func newTransport(base *url.URL, o Options) *transport {
	t := &transport{base: base, interactions: o.Transport, others: o.Transport, log: o.Log, observe: o.Observe}
	if o.Transport == nil {
		t.interactions, t.others = newHTTP(maxConns), newHTTP(0)
	}
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	return t
}

// CloseIdleConnections is what [http.Client] calls.
func (t *transport) CloseIdleConnections() {
	for _, inner := range []http.RoundTripper{t.interactions, t.others} {
		if c, ok := inner.(interface{ CloseIdleConnections() }); ok {
			c.CloseIdleConnections()
		}
	}
}

// carrier returns what carries requests on r.
func (t *transport) carrier(r route) http.RoundTripper {
	if r.interaction {
		return t.interactions
	}
	return t.others
}

// RoundTrip sends a request that discordgo made for Discord's own address to the base, as often as its route allows.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := readAll(req.Body)
	if err != nil {
		return nil, fmt.Errorf("encoding what is sent to discord: %w", err)
	}
	ctx, cancel := context.WithTimeoutCause(req.Context(), patience, fmt.Errorf("no success within %v", patience))
	defer cancel()
	below := strings.TrimPrefix(req.URL.Path, "/api") // leaves "/v9/..."
	_, path, _ := strings.Cut(strings.TrimPrefix(below, "/"), "/")
	x := &exchange{
		transport: t, ctx: ctx, body: body, header: req.Header,
		url: t.base.JoinPath(below), route: routeOf(req.Method, path),
	}
	x.url.RawQuery = req.URL.RawQuery
	a, err := x.run()
	if err != nil {
		return nil, err
	}
	return a.response(req), nil
}

// readAll reads and closes a body, which may be nil.
func readAll(body io.ReadCloser) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	b, err := io.ReadAll(body)
	return b, errors.Join(err, body.Close())
}

// send makes one attempt. It returns the whole answer.
func (x *exchange) send() (answer, error) {
	limit := x.route.attemptTime()
	ctx, cancel := context.WithTimeoutCause(x.ctx, limit, fmt.Errorf("no whole answer within %v", limit))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, x.route.method, x.url.String(), bytes.NewReader(x.body))
	if err != nil {
		return answer{}, errors.New("the address of a request is not valid")
	}
	req.Header = x.header.Clone()
	resp, err := x.transport.carrier(x.route).RoundTrip(req)
	if err != nil {
		return answer{}, causeOf(ctx, err)
	}
	a := answer{status: resp.StatusCode, header: resp.Header}
	if x.route.callback && a.ok() { // it is done, whatever there is to say of it
		return a, resp.Body.Close()
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return answer{}, causeOf(ctx, err)
	}
	if len(b) > maxAnswer {
		return answer{}, errTooLong
	}
	a.body = b
	return a, nil
}

var errTooLong = fmt.Errorf("the answer has more than %d bytes", maxAnswer)

// causeOf returns why ctx ended, if it did, and else err.
func causeOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// An answer is Discord's to one attempt.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ok reports whether the answer is a success.
func (a answer) ok() bool { return a.status >= 200 && a.status < 300 }

// response returns a success in the form that discordgo takes: one of the statuses it knows, and no header that would
// make its own limiter wait.
func (a answer) response(req *http.Request) *http.Response {
	status := http.StatusOK
	if len(a.body) == 0 {
		status = http.StatusNoContent
	}
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: make(http.Header), Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
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
