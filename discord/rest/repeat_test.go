package rest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

// What fails for a while is repeated, with pauses that grow.
func TestFailuresAreRepeated(t *testing.T) {
	broken := func() (*http.Response, error) {
		r := reply(200, "")
		r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":`), failingReader{}))
		return r, nil
	}
	for name, answer := range map[string]func() (*http.Response, error){
		"500 with JSON":   answering(500, `{"message":"500: Internal Server Error","code":0}`),
		"502 with HTML":   answering(502, "<html>"),
		"503 and nothing": answering(503, ""),
		"504":             answering(504, ""),
		"a reset":         failing(reset),
		"an end":          failing(io.ErrUnexpectedEOF),
		"half a body":     broken,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, f := newClient(t, first(answer, answer, answer))
				m, err := c.EditOriginal(t.Context(), interaction, &discordgo.WebhookEdit{})
				if err != nil || m.ID != "1" {
					t.Fatalf("EditOriginal = %v, %v", m, err)
				}
				if len(f.sent) != 4 {
					t.Fatalf("%d attempts, want 4", len(f.sent))
				}
				for n, low := 1, firstPause/2; n < 4; n, low = n+1, low*2 {
					if got := f.sent[n].at.Sub(f.sent[n-1].at); got < low || got > 2*low {
						t.Errorf("attempt %d comes after %v, want between %v and %v", n+1, got, low, 2*low)
					}
				}
			})
		})
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, reset }

// What fails for ever is given up, with what Discord said last.
func TestFailuresAreGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, func(int, *http.Request) (*http.Response, error) { return reply(503, "<html>"), nil })
		_, err := c.Me(t.Context())
		var e *Error
		if !errors.As(err, &e) || e.Status != 503 || len(f.sent) != 1+repetitions {
			t.Errorf("Me = %v after %d attempts, want a status of 503 after %d", err, len(f.sent), 1+repetitions)
		}
	})
}

// An answer that does not end is one that is lost.
func TestSlowAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, func(n int, r *http.Request) (*http.Response, error) {
			if n == 1 {
				out := reply(200, "")
				out.Body = slowBody{r.Context()}
				return out, nil
			}
			return reply(200, `{"id":"1"}`), nil
		})
		begin := time.Now()
		if _, err := c.Me(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := time.Since(begin); len(f.sent) != 2 || got < attemptTime || got > attemptTime+firstPause {
			t.Errorf("%d attempts took %v, want 2 and a little over %v", len(f.sent), got, attemptTime)
		}
	})
}

// A slowBody gives nothing until its request ends.
type slowBody struct{ ctx context.Context }

func (b slowBody) Read([]byte) (int, error) {
	<-b.ctx.Done()
	return 0, b.ctx.Err()
}

func (slowBody) Close() error { return nil }

// A callback whose answer is lost is repeated in time for Discord's 3 s, and counts as done when Discord knows it.
func TestCallbackIsDoneOnce(t *testing.T) {
	known := answering(400, `{"message":"Interaction has already been acknowledged.","code":40060}`)
	slow := func(n int, r *http.Request) (*http.Response, error) {
		if n == 1 {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}
		return known()
	}
	for name, answer := range map[string]func(int, *http.Request) (*http.Response, error){
		"after a reset": first(failing(reset), known),
		"after a 504":   first(answering(504, ""), known),
		"after silence": slow,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, f := newClient(t, answer)
				ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
				defer cancel()
				if err := c.Callback(ctx, interaction, &discordgo.InteractionResponse{Type: 5}); err != nil {
					t.Errorf("Callback: %v", err)
				}
				if len(f.sent) != 2 {
					t.Errorf("%d attempts, want 2", len(f.sent))
				}
			})
		})
	}
	t.Run("whatever its answer is worth", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			c, f := newClient(t, func(_ int, r *http.Request) (*http.Response, error) {
				out := reply(200, "")
				out.Body = slowBody{r.Context()}
				return out, nil
			})
			begin := time.Now()
			err := c.Callback(t.Context(), interaction, &discordgo.InteractionResponse{Type: 5})
			if err != nil || len(f.sent) != 1 || time.Since(begin) != 0 {
				t.Errorf("Callback = %v after %v and %d attempts, want success at once", err, time.Since(begin), len(f.sent))
			}
		})
	})
	t.Run("but not when another gave it", func(t *testing.T) {
		c, f := newClient(t, first(known))
		err := c.Callback(t.Context(), interaction, &discordgo.InteractionResponse{Type: 5})
		if !Acknowledged(err) || len(f.sent) != 1 {
			t.Errorf("Callback = %v after %d attempts, want that it has been given after 1", err, len(f.sent))
		}
	})
}

// What could be done twice is not repeated once it may have been done; what was surely not done is.
func TestUnsafeCalls(t *testing.T) {
	calls := map[string]func(context.Context, *Client) error{
		"a follow-up": func(ctx context.Context, c *Client) error {
			_, err := c.Followup(ctx, interaction, &discordgo.WebhookParams{Content: "a"})
			return err
		},
		"a thread": func(ctx context.Context, c *Client) error {
			_, err := c.StartStandaloneThread(ctx, "7", "name", 60)
			return err
		},
		"a post": func(ctx context.Context, c *Client) error {
			_, err := c.StartForumPost(ctx, "7", "name", &discordgo.MessageSend{Content: "a"})
			return err
		},
	}
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, do := range calls {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, f := newClient(t, first(failing(reset)))
				if err := do(t.Context(), c); !errors.Is(err, ErrUnsure) || !errors.Is(err, syscall.ECONNRESET) || len(f.sent) != 1 {
					t.Errorf("after a reset: %v and %d attempts, want ErrUnsure and 1", err, len(f.sent))
				}
				c, f = newClient(t, first(failing(refused), answering(500, ""), answering(429, `{"retry_after":1}`)))
				if err := do(t.Context(), c); err != nil || len(f.sent) != 4 {
					t.Errorf("after what left nothing done: %v and %d attempts, want success and 4", err, len(f.sent))
				}
				c, f = newClient(t, first(answering(403, `{"code":50013,"message":"Missing Permissions"}`)))
				if err := do(t.Context(), c); !MissingPermissions(err) || errors.Is(err, ErrUnsure) || len(f.sent) != 1 {
					t.Errorf("without a permission: %v and %d attempts, want 50013 and 1", err, len(f.sent))
				}
			})
		})
	}
}

// A message that is sent again is the same to Discord.
func TestMessageKeepsItsNonce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, first(failing(reset), answering(504, "")))
		if _, err := c.Send(t.Context(), "7", &discordgo.MessageSend{Content: "a"}); err != nil {
			t.Fatal(err)
		}
		var nonces []string
		for _, s := range f.sent {
			var body struct {
				Nonce   string
				Enforce bool `json:"enforce_nonce"`
			}
			if err := json.Unmarshal([]byte(s.body), &body); err != nil || !body.Enforce || len(body.Nonce) != nonceRunes {
				t.Errorf("sent %s, want an enforced nonce of %d characters", s.body, nonceRunes)
			}
			nonces = append(nonces, body.Nonce)
		}
		if len(nonces) != 3 || nonces[0] != nonces[1] || nonces[1] != nonces[2] {
			t.Errorf("the nonces are %q, want the same three times", nonces)
		}
	})
}

// A thread that exists is the thread asked for.
func TestThreadExists(t *testing.T) {
	c, f := newClient(t, first(answering(400, `{"code":160004,"message":"A thread has already been created for this message"}`)))
	thread, err := c.StartThread(t.Context(), "7", "8", "name", 60)
	if err != nil || thread.ID != "1" || f.sent[1].url != "http://127.0.0.1/base/v9/channels/8" {
		t.Errorf("StartThread = %v, %v by %v", thread, err, f.sent)
	}
}

// Deleting what is gone is done.
func TestDeletingTwice(t *testing.T) {
	c, _ := newClient(t, first(answering(404, `{"code":10008,"message":"Unknown Message"}`)))
	if err := c.DeleteOriginal(t.Context(), interaction); err != nil {
		t.Errorf("DeleteOriginal = %v", err)
	}
}
