// Package rest sends requests to Discord.
//
// Discord's library builds them; a transport below it counts, waits and repeats. Interactions have no limit in common
// and are exempt from the limit of the application. Every other call waits for its route and for the application.
//
// A call is repeated after a rate limit, a status of 5xx, a broken connection or an answer that takes too long. Where
// a repetition could do a thing twice it is not repeated, and its error is [ErrUnsure]: that holds for a follow-up, a
// thread without a message and a post in a forum whose answer was lost. All others are safe: the callback of an
// interaction that was taken in the meantime counts as done, a message carries a nonce that Discord enforces, and a
// thread that exists already is the thread asked for.
//
// Neither the application's token nor that of an interaction is in an error or a log.
package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// publicBase is where Discord's interface is unless it is said otherwise.
const publicBase = "https://discord.com/api"

// Options are what a [Client] needs.
type Options struct {
	Token     string            // the application's token, without "Bot "
	Base      string            // address before "/v9/..."; "" for Discord's own. It may have a path
	Transport http.RoundTripper // what carries the requests; nil for HTTP with connections of its own
	Log       *slog.Logger      // nil for none

	// Observe is told of each attempt: its route, one of [Routes] for all calls of a [Client]; the status of the answer, 0 if there was none;
	// and how long it took. It may be nil.
	Observe func(route string, status int, d time.Duration)
}

// Routes returns the routes of all calls of a [Client], as [Options.Observe] is told of them.
func Routes() []string {
	list := make([]string, 0, len(calls))
	for _, c := range calls {
		list = append(list, routeOf(c.method, c.path).String())
	}
	return list
}

// calls are examples of all calls.
var calls = []struct{ method, path string }{
	{http.MethodPost, "interactions/1/t/callback"},
	{http.MethodPost, "webhooks/1/t"},
	{http.MethodGet, "webhooks/1/t/messages/@original"},
	{http.MethodPatch, "webhooks/1/t/messages/@original"},
	{http.MethodDelete, "webhooks/1/t/messages/@original"},
	{http.MethodPatch, "webhooks/1/t/messages/1"},
	{http.MethodDelete, "webhooks/1/t/messages/1"},
	{http.MethodPost, "channels/1/messages"},
	{http.MethodPatch, "channels/1/messages/1"},
	{http.MethodPost, "channels/1/messages/1/threads"},
	{http.MethodPost, "channels/1/threads"},
	{http.MethodGet, "channels/1"},
	{http.MethodGet, "applications/@me"},
	{http.MethodGet, "applications/1/commands"},
	{http.MethodPut, "applications/1/commands"},
	{http.MethodGet, "users/@me"},
	{http.MethodGet, "users/@me/guilds"},
	{http.MethodGet, "gateway"},
	{http.MethodGet, "gateway/bot"},
}

// A Client asks Discord. It may be used by many goroutines at once. Every call ends when its context does, and after
// a minute at the latest. Its errors are [*Error], [ErrToken], [ErrUnsure] and those of the network and the context.
//
// What is sent is not measured: Discord refuses a content of more than 2000 UTF-16 code units, embeds of more than 6000
// together in one message, and more than 25 MiB of files ([InvalidForm]).
type Client struct {
	session   *discordgo.Session
	transport *transport
}

// New returns a client. It sends nothing. It is an error to give no token or a base that is not an address.
func New(o Options) (*Client, error) {
	if o.Token == "" {
		return nil, errors.New("the token is empty")
	}
	base, err := parseBase(o.Base)
	if err != nil {
		return nil, err
	}
	s, err := discordgo.New("Bot " + o.Token)
	if err != nil {
		return nil, fmt.Errorf("preparing requests: %w", err)
	}
	t := newTransport(base, o)
	s.StateEnabled = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.LogLevel = silent
	s.Client = &http.Client{Transport: t}
	return &Client{session: s, transport: t}, nil
}

// silent is below every level at which discordgo logs.
const silent = -1

// parseBase returns the address that stands before "/v9/...", without a slash at its end.
func parseBase(s string) (*url.URL, error) {
	if s == "" {
		s = publicBase
	}
	u, err := url.Parse(strings.TrimRight(s, "/"))
	switch {
	case err != nil:
		return nil, errors.New("the base of the interface is not an address")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("the base of the interface does not begin with http:// or https://")
	case u.Host == "":
		return nil, errors.New("the base of the interface names no host")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("the base of the interface has more than a host and a path")
	}
	return u, nil
}

// maxConns is how many connections interactions have at most with HTTP/1.1. A thousand at once are answered in half the time that they
// take with a connection for each.
const maxConns = 256

// newHTTP returns connections of our own, at most so many, or without a bound for 0.
func newHTTP(most int) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxConnsPerHost:       most,
		MaxIdleConns:          maxConns,
		MaxIdleConnsPerHost:   maxConns,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   5 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// Close closes the connections that are idle.
func (c *Client) Close() { c.session.Client.CloseIdleConnections() }

// A call is one request to Discord.
type call struct {
	method string
	url    string            // by discordgo's endpoints
	body   any               // nil for none
	files  []*discordgo.File // sent with body
}

// do sends a call and decodes the answer into out, which may be nil. discordgo never waits for it: its bucket is
// of this call only.
func (c *Client) do(ctx context.Context, r call, out any) error {
	contentType, body, err := r.encode()
	if err != nil {
		return err
	}
	bucket := new(discordgo.Bucket)
	bucket.Lock() // discordgo unlocks it
	answer, err := c.session.RequestWithLockedBucket(r.method, r.url, contentType, body, bucket, 0, discordgo.WithContext(ctx))
	if err != nil {
		return withoutURL(err)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("reading what discord answers: %w", err)
	}
	return nil
}

// encode returns the body of a call. It is nil if there is none.
func (r call) encode() (contentType string, body []byte, err error) {
	switch {
	case r.body == nil:
		return "", nil, nil
	case len(r.files) > 0:
		contentType, body, err = discordgo.MultipartBodyWithJSON(r.body, r.files)
	default:
		contentType = "application/json"
		body, err = json.Marshal(r.body)
	}
	if err != nil {
		return "", nil, fmt.Errorf("encoding what is sent to discord: %w", err)
	}
	return contentType, body, nil
}

// withoutURL returns the cause of an error of net/http, whose text has the address and thus an interaction's token.
func withoutURL(err error) error {
	for {
		var e *url.Error
		if !errors.As(err, &e) {
			return err
		}
		err = e.Err
	}
}
