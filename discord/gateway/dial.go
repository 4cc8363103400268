package gateway

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// A dialer connects one session of discordgo, every time to the address that it is told.
type dialer struct {
	tls *tls.Config

	mu      sync.Mutex // guards what follows, which is of the present attempt
	ctx     context.Context
	address *url.URL
	link    *link // nil until there is a connection
}

// newSession returns a session for a shard that connects through d.
func (d *dialer) newSession(token string, shard, count int) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("preparing a session: %w", err)
	}
	s.ShardID, s.ShardCount = shard, count
	s.Identify.Intents = discordgo.IntentsGuilds
	s.Compress, s.Identify.Compress = false, false
	s.StateEnabled = false
	s.SyncEvents = true
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.LogLevel = silent
	s.Client = &http.Client{Transport: d}
	s.Dialer = &websocket.Dialer{
		Proxy: d.checkAddress, NetDialContext: d.dial, NetDialTLSContext: d.dialTLS, // each attempt has its own end
	}
	return s, nil
}

// silent is below every level at which discordgo logs.
const silent = -1

// open connects a session to an address and lets it identify or resume. The error of a connection that was made is that
// for which it ended. The link is nil if none was made.
func (d *dialer) open(ctx context.Context, s *discordgo.Session, address *url.URL) (*link, error) {
	d.begin(ctx, address)
	stop := context.AfterFunc(ctx, d.giveUp)
	defer stop()
	err := s.Open()
	if errors.Is(err, errOldAddress) { // which discordgo has now forgotten
		err = s.Open()
	}
	l := d.current()
	if l == nil {
		return nil, err
	}
	if why := l.reason(); why != nil && why != errLeaving { //nolint:errorlint // it is the very one
		return l, why
	}
	if err != nil { // discordgo closed the connection for what it was answered
		l.end(err)
	}
	return l, err
}

// begin sets what the next attempt goes by.
func (d *dialer) begin(ctx context.Context, address *url.URL) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ctx, d.address, d.link = ctx, address, nil
}

// giveUp ends an attempt.
func (d *dialer) giveUp() {
	if l := d.current(); l != nil {
		l.end(errSlow)
	}
}

func (d *dialer) current() *link {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.link
}

// RoundTrip answers discordgo's question for the gateway's address. Nothing else is asked by a session that only listens.
func (d *dialer) RoundTrip(req *http.Request) (*http.Response, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, err := json.Marshal(map[string]string{"url": d.address.String()})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: make(http.Header), Body: io.NopCloser(bytes.NewReader(body)), Request: req,
	}, nil
}

// errOldAddress makes discordgo forget an address: it keeps the one of its first connection.
var errOldAddress = errors.New("the address is an old one")

// checkAddress stands where discordgo's websocket asks for a proxy; there is none.
func (d *dialer) checkAddress(req *http.Request) (*url.URL, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if req.URL.Host != d.address.Host || strings.TrimRight(req.URL.Path, "/") != strings.TrimRight(d.address.Path, "/") {
		return nil, errOldAddress
	}
	return nil, nil
}

// dial connects.
func (d *dialer) dial(_ context.Context, network, address string) (net.Conn, error) {
	ctx := d.context()
	c, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return d.use(ctx, c), nil
}

// dialTLS connects with TLS, since a link must see what is not encrypted.
func (d *dialer) dialTLS(_ context.Context, network, address string) (net.Conn, error) {
	ctx := d.context()
	c, err := (&tls.Dialer{Config: d.tls}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return d.use(ctx, c), nil
}

func (d *dialer) context() context.Context {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ctx
}

// use makes a connection the present attempt's.
func (d *dialer) use(ctx context.Context, c net.Conn) *link {
	l := newLink(c)
	d.mu.Lock()
	d.link = l
	d.mu.Unlock()
	if ctx.Err() != nil { // the attempt ended before it could be told
		l.end(errSlow)
	}
	return l
}

// parseAddress returns the address of a gateway. A query is left out: discordgo adds its own.
func parseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "ws" && u.Scheme != "wss" || u.Host == "" {
		return nil, errors.New("what discord calls the address of its gateway is none")
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}, nil
}
