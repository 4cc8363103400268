package reader

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Limits of replies, in bytes.
const (
	maxReply   = 1 << 20 // of a chat
	maxVectors = 4 << 20 // of embeddings
	maxHeader  = 64 << 10
)

// shortPause is how long a second try waits if the server does not say how long.
const shortPause = time.Second

// An endpoint is a server that speaks the interface of OpenAI.
type endpoint struct {
	url     string // without a slash at the end
	key     string
	timeout time.Duration
	slots   chan struct{} // one for each request that may be under way
	client  *http.Client
}

// CheckURL returns why a server can not be called by a URL, or nil. A URL has a scheme, which is http or https, a host, and perhaps a path:
// no password, which would stand in messages, and nothing behind the path.
func CheckURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return errors.New("it is no URL") // what is wrong with it may hold a password
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("it must begin with http:// or https://")
	case u.Hostname() == "":
		return errors.New("it names no host")
	case u.User != nil:
		return errors.New("it may hold no name or password; keys come from the environment")
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#"):
		return errors.New("it may have nothing behind its path")
	}
	return nil
}

func newEndpoint(o Options) (*endpoint, error) {
	if err := CheckURL(o.URL); err != nil {
		return nil, fmt.Errorf("the server's URL: %w", err)
	}
	if o.Model == "" {
		return nil, errors.New("no model is named")
	}
	key := strings.TrimSpace(o.Key)
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("the key holds characters that no key has")
	}
	parallel := cmp.Or(o.Parallel, DefaultParallel)
	return &endpoint{
		url: strings.TrimRight(o.URL, "/"), key: key, timeout: cmp.Or(o.Timeout, DefaultTimeout), slots: make(chan struct{}, parallel),
		client: &http.Client{
			Transport: &http.Transport{
				Proxy: exceptLoopback(http.ProxyFromEnvironment), MaxIdleConnsPerHost: parallel, IdleConnTimeout: 30 * time.Second,
				MaxResponseHeaderBytes: maxHeader, ForceAttemptHTTP2: true,
			},
			// Only the server that was named is called.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// exceptLoopback returns a choice of proxies that chooses none for this machine.
func exceptLoopback(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		host := strings.ToLower(strings.TrimSuffix(r.URL.Hostname(), "."))
		ip := net.ParseIP(host)
		if host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback() {
			return nil, nil
		}
		return proxy(r)
	}
}

func (e *endpoint) parallel() int { return cap(e.slots) }

// A statusError is a reply that is no success.
type statusError struct {
	status int
	wait   time.Duration // that the server asks for; 0 if it asks for none
}

func (err *statusError) Error() string {
	return fmt.Sprintf("the server replied with status %d", err.status)
}

// A connectionError is a request to which no whole reply came. It does not hold what the server sent.
type connectionError struct{ how string }

func (err *connectionError) Error() string { return err.how }

// Errors of replies that came, and are not read.
var (
	errTooLarge = errors.New("the server's reply is too large")
	errType     = errors.New("the server's reply is not JSON")
)

// refusesSchema reports whether a server did not take a request as it was, which may be for the schema.
func refusesSchema(err error) bool {
	status := (*statusError)(nil)
	return errors.As(err, &status) && (status.status == http.StatusBadRequest || status.status == http.StatusUnprocessableEntity)
}

// post sends a body, a second time if that may help, and returns the reply's, which has at most limit bytes. Its errors hold no words of
// the request or the reply.
func (e *endpoint) post(ctx context.Context, path string, body []byte, limit int64) ([]byte, error) {
	select {
	case e.slots <- struct{}{}:
		defer func() { <-e.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	raw, err := e.once(ctx, path, body, limit)
	pause, again := e.pause(err)
	if !again || ctx.Err() != nil {
		return raw, err
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return e.once(ctx, path, body, limit)
}

// pause says whether a second try may help after an error, and how long it waits.
func (e *endpoint) pause(err error) (wait time.Duration, again bool) {
	if broken := (*connectionError)(nil); errors.As(err, &broken) {
		return shortPause, true
	}
	status := (*statusError)(nil)
	if !errors.As(err, &status) || status.status != http.StatusTooManyRequests && status.status < 500 {
		return 0, false
	}
	wait = cmp.Or(status.wait, shortPause)
	return wait, wait <= e.timeout
}

// once sends a body once.
func (e *endpoint) once(ctx context.Context, path string, body []byte, limit int64) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, e.timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(limited, http.MethodPost, e.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("the server's URL can not be called")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	if e.key != "" {
		r.Header.Set("Authorization", "Bearer "+e.key)
	}
	reply, err := e.client.Do(r)
	if err != nil {
		return nil, broken(ctx, err)
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return nil, &statusError{reply.StatusCode, retryAfter(reply.Header.Get("Retry-After"), time.Now())}
	}
	if kind := reply.Header.Get("Content-Type"); kind != "" {
		if kind, _, err := mime.ParseMediaType(kind); err != nil || kind != "application/json" {
			return nil, errType
		}
	}
	raw, err := io.ReadAll(io.LimitReader(reply.Body, limit+1))
	switch {
	case int64(len(raw)) > limit:
		return nil, errTooLarge
	case err != nil:
		return nil, broken(ctx, err)
	}
	return raw, nil
}

// retryAfter returns how long a server asks to wait, in seconds or until a date; 0 if it does not, or not in the future.
func retryAfter(s string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// broken returns what became of a request, in words of ours: those of the network may quote what the server sent.
func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err() // whoever asked gave up
	}
	var (
		timeout     net.Error
		name        *net.DNSError
		authority   x509.UnknownAuthorityError
		host        x509.HostnameError
		certificate x509.CertificateInvalidError
	)
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return &connectionError{"the server did not reply in time"}
	case errors.As(err, &name):
		return &connectionError{"the server's host is not known"}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &connectionError{"no server listens there"}
	case errors.As(err, &authority), errors.As(err, &host), errors.As(err, &certificate):
		return errors.New("the server's certificate is not good")
	}
	return &connectionError{"the connection broke off"}
}
