package rest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A limit is waited for as long as Discord says, in whatever form it says so, and no longer.
func TestRateLimitIsWaitedFor(t *testing.T) {
	for name, tt := range map[string]struct {
		answer func() (*http.Response, error)
		want   time.Duration
	}{
		"in JSON":             {answering(429, `{"message":"m","retry_after":2.5,"global":false}`, "Retry-After", "3"), 2500 * time.Millisecond},
		"in JSON, for all":    {answering(429, `{"message":"m","retry_after":1.5,"global":true}`), 1500 * time.Millisecond},
		"in HTML":             {answering(429, "<html>limited</html>", "Retry-After", "4"), 4 * time.Second},
		"in headers only":     {answering(429, "", "X-RateLimit-Reset-After", "0.75"), 750 * time.Millisecond},
		"in no words":         {answering(429, ""), defaultLimitFor},
		"in broken JSON":      {answering(429, `{"retry_after":`, "Retry-After", "1"), time.Second},
		"in numbers of sense": {answering(429, `{"retry_after":-5}`), 10 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, f := newClient(t, first(tt.answer))
				if _, err := c.Channel(t.Context(), "7"); err != nil {
					t.Fatal(err)
				}
				if got := f.sent[1].at.Sub(f.sent[0].at); got != tt.want {
					t.Errorf("the second attempt comes %v after the first, want %v", got, tt.want)
				}
			})
		})
	}
}

// Who has less time than a limit lasts is told at once.
func TestRateLimitLongerThanTheCallMayTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, first(answering(429, `{"retry_after":20}`)))
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		begin := time.Now()
		_, err := c.Channel(ctx, "7")
		var e *Error
		if !RateLimited(err) || !errors.As(err, &e) || e.RetryAfter != 20*time.Second {
			t.Errorf("Channel = %v, want an error that names 20 s", err)
		}
		_, err = c.Channel(ctx, "7")
		if !RateLimited(err) {
			t.Errorf("the next Channel = %v, want one of a limit", err)
		}
		if time.Since(begin) != 0 || len(f.sent) != 1 {
			t.Errorf("%d attempts took %v, want one at once", len(f.sent), time.Since(begin))
		}
		if _, err := c.Channel(t.Context(), "8"); err != nil {
			t.Errorf("another channel: %v", err)
		}
		for key, b := range c.transport.limits.buckets {
			if b.waiting != 0 || b.flying != 0 {
				t.Errorf("of %v %d are waiting and %d on their way, want none", key, b.waiting, b.flying)
			}
		}
	})
}

// A call that is limited again and again gives up within a minute.
func TestRateLimitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, func(int, *http.Request) (*http.Response, error) { return reply(429, `{"retry_after":9}`), nil })
		begin := time.Now()
		_, err := c.Channel(t.Context(), "7")
		if !RateLimited(err) || time.Since(begin) > patience || len(f.sent) < 2 {
			t.Errorf("Channel = %v after %v and %d attempts, want a limit within %v", err, time.Since(begin), len(f.sent), patience)
		}
	})
}

// A limit for all holds every route but those of interactions.
func TestGlobalLimit(t *testing.T) {
	for name, limit := range map[string]func() (*http.Response, error){
		"in JSON":    answering(429, `{"retry_after":5,"global":true}`),
		"in headers": answering(429, "", "X-RateLimit-Global", "true", "Retry-After", "5"),
		"in HTML":    answering(429, "<html>", "Retry-After", "5"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, f := newClient(t, first(limit))
				var calls sync.WaitGroup
				calls.Go(func() { _, _ = c.Me(t.Context()) })
				synctest.Wait()
				begin := time.Now()
				if _, err := c.EditOriginal(t.Context(), interaction, &discordgo.WebhookEdit{}); err != nil {
					t.Fatal(err)
				}
				if got := time.Since(begin); got != 0 {
					t.Errorf("an interaction waits for %v", got)
				}
				if _, err := c.Channel(t.Context(), "7"); err != nil {
					t.Fatal(err)
				}
				if got := time.Since(begin); got < 5*time.Second {
					t.Errorf("another route waits for %v, want 5s", got)
				}
				calls.Wait()
				if len(f.sent) != 4 {
					t.Errorf("%d requests were sent, want 4", len(f.sent))
				}
			})
		})
	}
}

// What headers say of a channel's limit is kept to, so that Discord need not refuse; no other channel waits for it.
func TestBucket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit, period = 5, 5 * time.Second
		var mu sync.Mutex
		window, used := time.Time{}, 0
		refused := 0
		c, f := newClient(t, func(_ int, r *http.Request) (*http.Response, error) {
			if !strings.Contains(r.URL.Path, "/channels/7/") {
				return reply(200, `{}`), nil
			}
			mu.Lock()
			defer mu.Unlock()
			if time.Since(window) >= period {
				window, used = time.Now(), 0
			}
			after := fmt.Sprint((period - time.Since(window)).Seconds())
			if used == limit {
				refused++
				return reply(429, fmt.Sprintf(`{"retry_after":%s}`, after)), nil
			}
			used++
			return reply(200, `{}`, "X-RateLimit-Limit", fmt.Sprint(limit), "X-RateLimit-Remaining", fmt.Sprint(limit-used),
				"X-RateLimit-Reset-After", after), nil
		})
		begin := time.Now()
		var calls sync.WaitGroup
		for range 17 {
			calls.Go(func() {
				if _, err := c.Send(t.Context(), "7", &discordgo.MessageSend{Content: "a"}); err != nil {
					t.Errorf("Send: %v", err)
				}
			})
		}
		calls.Go(func() {
			if _, err := c.Send(t.Context(), "8", &discordgo.MessageSend{Content: "a"}); err != nil {
				t.Errorf("Send: %v", err)
			}
			if got := time.Since(begin); got > 2*time.Second {
				t.Errorf("another channel waits for %v", got)
			}
		})
		calls.Wait()
		if refused != 0 || len(f.sent) != 18 {
			t.Errorf("%d of %d requests were refused, want 0 of 18", refused, len(f.sent))
		}
		if got := time.Since(begin); got < 3*period || got > 3*period+2*time.Second {
			t.Errorf("17 messages took %v, want a little over %v", got, 3*period)
		}
	})
}

// No second has more than 50 requests; those of interactions do not count.
func TestFiftyASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, f := newClient(t, first())
		var calls sync.WaitGroup
		for n := range 300 {
			calls.Go(func() {
				if _, err := c.Channel(t.Context(), fmt.Sprint(n)); err != nil {
					t.Errorf("Channel: %v", err)
				}
			})
		}
		begin := time.Now()
		for range 500 {
			if _, err := c.EditOriginal(t.Context(), interaction, &discordgo.WebhookEdit{}); err != nil {
				t.Fatal(err)
			}
		}
		if got := time.Since(begin); got != 0 {
			t.Errorf("500 edits of interactions took %v, want no waiting", got)
		}
		calls.Wait()
		counted := slices.DeleteFunc(f.sent, func(s sent) bool { return !strings.Contains(s.url, "/channels/") })
		if len(counted) != 300 {
			t.Fatalf("%d requests were sent, want 300", len(counted))
		}
		for n := 50; n < len(counted); n++ {
			if d := counted[n].at.Sub(counted[n-50].at); d < time.Second {
				t.Fatalf("51 requests were sent within %v", d)
			}
		}
	})
}

// However long requests take to reach Discord, it sees no more than 50 of them in a second.
func TestFiftyASecondWithDelays(t *testing.T) {
	seed := rand.Uint64()
	for _, most := range []time.Duration{10 * time.Millisecond, 300 * time.Millisecond, 5 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 0))
			var mu sync.Mutex
			var seen []time.Time
			delay := func() time.Duration {
				mu.Lock()
				defer mu.Unlock()
				return time.Duration(random.Int64N(int64(most)))
			}
			c, _ := newClient(t, func(n int, _ *http.Request) (*http.Response, error) {
				time.Sleep(delay())
				mu.Lock()
				seen = append(seen, time.Now())
				mu.Unlock()
				time.Sleep(delay() / 4)
				if n%10 == 0 {
					return nil, reset
				}
				return reply(200, `{}`), nil
			})
			var calls sync.WaitGroup
			for n := range 300 {
				calls.Go(func() {
					if _, err := c.Channel(t.Context(), fmt.Sprint(n)); err != nil {
						t.Errorf("Channel: %v", err)
					}
				})
			}
			calls.Wait()
			if len(seen) < 300 {
				t.Errorf("%d requests were seen, want at least 300", len(seen))
			}
			for n := 50; n < len(seen); n++ {
				if d := seen[n].Sub(seen[n-50]); d < time.Second {
					t.Fatalf("seed %d: with delays of up to %v, 51 requests were seen within %v", seed, most, d)
				}
			}
		})
	}
}

// A limit of one interaction stalls no other, and nothing of interactions is kept.
func TestInteractionsShareNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := newClient(t, first(answering(429, `{"retry_after":3}`)))
		var calls sync.WaitGroup
		calls.Go(func() {
			if _, err := c.EditOriginal(t.Context(), interaction, &discordgo.WebhookEdit{}); err != nil {
				t.Errorf("the limited one: %v", err)
			}
		})
		synctest.Wait()
		begin := time.Now()
		other := &discordgo.Interaction{ID: "12", AppID: "22", Token: "other"}
		if _, err := c.EditOriginal(t.Context(), other, &discordgo.WebhookEdit{}); err != nil {
			t.Fatal(err)
		}
		if got := time.Since(begin); got != 0 {
			t.Errorf("another interaction waits for %v", got)
		}
		calls.Wait()
		if got := len(c.transport.limits.buckets); got != 0 {
			t.Errorf("%d buckets are kept", got)
		}
	})
}

// However many channels there are, few buckets are kept.
func TestBucketsAreDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := newClient(t, func(int, *http.Request) (*http.Response, error) {
			return reply(200, "{}", "X-RateLimit-Limit", "5", "X-RateLimit-Remaining", "4", "X-RateLimit-Reset-After", "1"), nil
		})
		for n := range 3 * maxBuckets {
			if _, err := c.Channel(t.Context(), fmt.Sprint(n)); err != nil {
				t.Fatal(err)
			}
		}
		if got := len(c.transport.limits.buckets); got > maxBuckets+perSecond {
			t.Errorf("%d buckets are kept, want about %d", got, maxBuckets)
		}
	})
}

// Answers that come in another order than the requests were counted do not make more of what is left.
func TestBucketOutOfOrder(t *testing.T) {
	now := time.Now()
	says := func(left string) answer {
		return answer{status: 200, header: reply(200, "", "X-RateLimit-Limit", "5", "X-RateLimit-Remaining", left,
			"X-RateLimit-Reset-After", "5").Header}
	}
	b := new(bucket)
	for _, left := range []string{"4", "1", "3", "2"} {
		b.learn(says(left), now)
	}
	if b.left != 1 {
		t.Errorf("%d requests are left, want 1", b.left)
	}
	b.learn(says("4"), now.Add(6*time.Second))
	if b.left != 4 {
		t.Errorf("after the reset %d requests are left, want 4", b.left)
	}
}
