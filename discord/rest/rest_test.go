package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
)

const (
	testToken        = "secret-of-the-application"
	interactionToken = "secret-of-the-interaction"
)

var interaction = &discordgo.Interaction{ID: "11", AppID: "22", Token: interactionToken}

// A fake answers requests, and keeps them. It is what stands for the network.
type fake struct {
	answer func(n int, r *http.Request) (*http.Response, error) // n counts from 1

	mu   sync.Mutex
	sent []sent
}

type sent struct {
	method, url, body string
	at                time.Time
}

func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.sent = append(f.sent, sent{r.Method, r.URL.String(), string(body), time.Now()})
	n := len(f.sent)
	f.mu.Unlock()
	return f.answer(n, r)
}

// reply returns an answer; pairs are names and values of its header.
func reply(status int, body string, pairs ...string) *http.Response {
	r := &http.Response{StatusCode: status, Header: make(http.Header), Body: io.NopCloser(strings.NewReader(body))}
	for i := 0; i < len(pairs); i += 2 {
		r.Header.Set(pairs[i], pairs[i+1])
	}
	return r
}

// reset is what a connection that breaks looks like.
var reset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}

// newClient returns a client of a fake that answers so.
func newClient(t *testing.T, answer func(n int, r *http.Request) (*http.Response, error)) (*Client, *fake) {
	t.Helper()
	f := &fake{answer: answer}
	c, err := New(Options{Token: testToken, Base: "http://127.0.0.1/base", Transport: f})
	if err != nil {
		t.Fatal(err)
	}
	return c, f
}

// first returns answers of which one is given first, and then success.
func first(answers ...func() (*http.Response, error)) func(int, *http.Request) (*http.Response, error) {
	return func(n int, _ *http.Request) (*http.Response, error) {
		if n <= len(answers) {
			return answers[n-1]()
		}
		return reply(200, `{"id":"1"}`), nil
	}
}

func answering(status int, body string, pairs ...string) func() (*http.Response, error) {
	return func() (*http.Response, error) { return reply(status, body, pairs...), nil }
}

func failing(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

// Every call goes to the configured base, whatever its path, and to Discord itself without one.
func TestBase(t *testing.T) {
	for base, want := range map[string]string{
		"":                           "https://discord.com/api/v9/channels/7",
		"http://127.0.0.1:8080":      "http://127.0.0.1:8080/v9/channels/7",
		"http://127.0.0.1:8080/":     "http://127.0.0.1:8080/v9/channels/7",
		"https://proxy.example/a/b":  "https://proxy.example/a/b/v9/channels/7",
		"https://proxy.example/api/": "https://proxy.example/api/v9/channels/7",
	} {
		f := &fake{answer: first()}
		c, err := New(Options{Token: testToken, Base: base, Transport: f})
		if err != nil {
			t.Fatalf("New(%q): %v", base, err)
		}
		if _, err := c.Channel(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		if got := f.sent[0].url; got != want {
			t.Errorf("with base %q a channel is asked for at %s, want %s", base, got, want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for name, o := range map[string]Options{
		"no token":           {},
		"a base of no host":  {Token: testToken, Base: "http://"},
		"a base of no web":   {Token: testToken, Base: "ftp://127.0.0.1"},
		"a relative base":    {Token: testToken, Base: "127.0.0.1/api"},
		"a base with a user": {Token: testToken, Base: "http://a:b@127.0.0.1"},
		"a base with query":  {Token: testToken, Base: "http://127.0.0.1/?a"},
		"no address at all":  {Token: testToken, Base: "http://%zz"},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("New takes %s", name)
		}
	}
}

// A 401 is about the application's token, but where an interaction's own is used.
func TestWrongToken(t *testing.T) {
	c, _ := newClient(t, func(int, *http.Request) (*http.Response, error) {
		return reply(401, `{"message":"401: Unauthorized","code":0}`), nil
	})
	if _, err := c.GatewayBot(t.Context()); !errors.Is(err, ErrToken) {
		t.Errorf("GatewayBot = %v, want ErrToken", err)
	}
	if _, err := c.Original(t.Context(), interaction); err == nil || errors.Is(err, ErrToken) {
		t.Errorf("Original = %v, want another error than ErrToken", err)
	}
}

func TestPredicates(t *testing.T) {
	for code, is := range map[int]func(error) bool{
		50013: MissingPermissions, 50001: MissingAccess, 10003: UnknownChannel, 10008: UnknownMessage, 10062: Expired, 10015: Expired,
		50027: Expired, 40060: Acknowledged, 160004: ThreadExists, 160006: TooManyThreads, 30033: ThreadFull, 50083: ThreadClosed,
		160005: ThreadClosed, 40067: TagRequired, 50035: InvalidForm,
	} {
		body := fmt.Sprintf(`{"code":%d,"message":"m"}`, code)
		c, _ := newClient(t, func(int, *http.Request) (*http.Response, error) { return reply(400, body), nil })
		_, err := c.Me(t.Context())
		if !is(err) || is(nil) || is(errors.New("other")) || is(&Error{Code: 1}) {
			t.Errorf("the predicate of %d does not tell it from others", code)
		}
		var e *Error
		if !errors.As(err, &e) || e.Message != "m" || e.Status != 400 {
			t.Errorf("the error of %d is %v", code, err)
		}
	}
}

// Whatever happens, no token comes into an error or a log.
func TestTokensStaySecret(t *testing.T) {
	for name, answer := range map[string]func() (*http.Response, error){
		"401":        answering(401, `{"message":"401: Unauthorized","code":0}`),
		"404":        answering(404, `{"message":"Unknown interaction","code":10062}`),
		"429":        answering(429, `{"retry_after":100}`),
		"500":        answering(500, "<html>"),
		"reset":      failing(reset),
		"other JSON": answering(200, `[1]`),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				f := &fake{answer: func(int, *http.Request) (*http.Response, error) { return answer() }}
				c, err := New(Options{
					Token: testToken, Base: "http://127.0.0.1", Transport: f,
					Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
				})
				if err != nil {
					t.Fatal(err)
				}
				_, err1 := c.Followup(t.Context(), interaction, &discordgo.WebhookParams{Content: "a question"})
				_, err2 := c.EditOriginal(t.Context(), interaction, &discordgo.WebhookEdit{})
				_, err3 := c.Send(t.Context(), "7", &discordgo.MessageSend{Content: "a question"})
				for _, err := range []error{err1, err2, err3} {
					if err == nil {
						t.Error("a call succeeds")
						continue
					}
					fmt.Fprintf(&log, "%v %+v\n", err, err)
				}
				for _, secret := range []string{testToken, interactionToken, "a question"} {
					if strings.Contains(log.String(), secret) {
						t.Errorf("%q is in %s", secret, &log)
					}
				}
			})
		})
	}
}

// A context that ends ends the call, whatever it waits for.
func TestContext(t *testing.T) {
	cause := errors.New("no longer wanted")
	for name, answer := range map[string]func(int, *http.Request) (*http.Response, error){
		"a limit":   func(int, *http.Request) (*http.Response, error) { return reply(429, `{"retry_after":30}`), nil },
		"a failure": func(int, *http.Request) (*http.Response, error) { return nil, reset },
		"silence": func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := newClient(t, answer)
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(100*time.Millisecond, func() { cancel(cause) })
				begin := time.Now()
				_, err := c.Me(ctx)
				if got := time.Since(begin); !errors.Is(err, cause) || got != 100*time.Millisecond {
					t.Errorf("Me = %v after %v, want %v after 100ms", err, got, cause)
				}
			})
		})
	}
}

// An answer that is too long is not read to its end, and not asked for again.
func TestLongAnswers(t *testing.T) {
	c, f := newClient(t, func(int, *http.Request) (*http.Response, error) {
		r := reply(200, "")
		r.Body = io.NopCloser(endless{})
		return r, nil
	})
	if _, err := c.Me(t.Context()); !errors.Is(err, errTooLong) || len(f.sent) != 1 {
		t.Errorf("Me = %v after %d attempts, want errTooLong after 1", err, len(f.sent))
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// A message that holds what discordgo does not know is still known by its id.
func TestUnknownComponents(t *testing.T) {
	c, _ := newClient(t, func(int, *http.Request) (*http.Response, error) {
		return reply(200, `{"id":"9","channel_id":"7","content":"a","components":[{"type":99}]}`), nil
	})
	m, err := c.Original(t.Context(), interaction)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"9", "7", "a"}, []string{m.ID, m.ChannelID, m.Content}); diff != "" {
		t.Errorf("Original (-want +got):\n%s", diff)
	}
}
