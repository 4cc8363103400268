package discordtest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	dt "variorum/discord/discordtest"
)

// A fault meets as many calls as it says, of its method and path only.
func TestFaultsMeetTheirCalls(t *testing.T) {
	s, i := asked(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	s.Inject(dt.Fault{Method: "PATCH", Path: "/webhooks/*/*/messages/@original", Status: 503, Times: 2})
	wantStatus(t, s, "GET", originalPath(i), nil, 200, 0)
	for range 2 {
		a := wantStatus(t, s, "PATCH", originalPath(i), message(content("x")), 503, 0)
		if a.body["message"] != "503: Service Unavailable" {
			t.Errorf("the answer is %s", a.text)
		}
	}
	if m, _ := i.Original(); m.Content != "" {
		t.Errorf("a call that failed has written %q", m.Content)
	}
	wantStatus(t, s, "PATCH", originalPath(i), message(content("x")), 200, 0)
	s.Inject(dt.Fault{Status: 500, Times: -1})
	for range 3 {
		wantStatus(t, s, "GET", "/gateway", nil, 500, 0)
	}
	s.ClearFaults()
	wantStatus(t, s, "GET", "/gateway", nil, 200, 0)
	s.NoViolations(t)
}

// A 429 comes in JSON or HTML, with or without headers, for one route or all.
func TestFaultsOfRateLimits(t *testing.T) {
	s := dt.New(t, dt.Options{})
	s.Inject(dt.Fault{Status: 429, RetryAfter: 1500 * time.Millisecond})
	a := wantStatus(t, s, "GET", "/gateway", nil, 429, 0)
	if a.body["retry_after"] != 1.5 || a.body["global"] != false || a.header.Get("Retry-After") != "2" || a.header.Get("X-RateLimit-Reset-After") != "1.500" {
		t.Errorf("the answer is %s with %v", a.text, a.header)
	}
	s.Inject(dt.Fault{Status: 429, Global: true, RetryAfter: time.Second})
	a = wantStatus(t, s, "GET", "/gateway", nil, 429, 0)
	if a.body["global"] != true || a.header.Get("X-RateLimit-Global") != "true" {
		t.Errorf("the answer is %s with %v", a.text, a.header)
	}
	s.Inject(dt.Fault{Status: 429, Body: "<html>slow down</html>", NoRetryAfter: true})
	a = wantStatus(t, s, "GET", "/gateway", nil, 429, 0)
	if a.text != "<html>slow down</html>" || a.header.Get("Content-Type") != "text/html" || a.header.Get("Retry-After") != "" {
		t.Errorf("the answer is %s with %v", a.text, a.header)
	}
}

// A call that is cut has taken effect only if the fault says so; then its callback may come again without blame.
func TestCallsCanBeCut(t *testing.T) {
	s, i := asked(t)
	s.Inject(dt.Fault{Path: "/interactions/*/*/callback", Reset: true})
	if _, err := do(newCall(t, s, "POST", callbackPath(i), object{"type": 5})); err == nil {
		t.Error("a call that is cut has an answer")
	}
	if i.Callback() != 0 {
		t.Error("a call that is cut took effect")
	}
	s.Inject(dt.Fault{Path: "/interactions/*/*/callback", Reset: true, Applied: true})
	if _, err := do(newCall(t, s, "POST", callbackPath(i), object{"type": 5})); err == nil {
		t.Error("a call that is cut has an answer")
	}
	if i.Callback() != dt.DeferredReply {
		t.Error("a call that is cut after it was carried out had no effect")
	}
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 400, 40060)
	s.NoViolations(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 400, 40060)
	wantBroken(t, s, dt.RuleSecondCallback)
	if got := s.Requests()[0].Status; got != 0 {
		t.Errorf("the status of a call that was cut is kept as %d, want 0", got)
	}
}

// A delayed call waits before it is looked at; one with a slow body waits before its answer is whole. Neither holds up
// a caller that gives up, nor the server's end.
func TestCallsCanBeSlow(t *testing.T) {
	s := dt.New(t, dt.Options{})
	s.Inject(dt.Fault{Delay: time.Millisecond})
	wantStatus(t, s, "GET", "/gateway", nil, 200, 0)
	s.Inject(dt.Fault{SlowBody: time.Millisecond})
	if a := wantStatus(t, s, "GET", "/gateway", nil, 200, 0); !strings.HasPrefix(a.text, `{"url"`) {
		t.Errorf("the slow body is %s", a.text)
	}
	for _, f := range []dt.Fault{{Delay: time.Hour}, {SlowBody: time.Hour}} {
		s.Inject(f)
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if _, err := do(newCall(t, s, "GET", "/gateway", nil).WithContext(ctx)); err == nil {
			t.Errorf("%+v: the answer came at once", f)
		}
		cancel()
	}
}
