package discordtest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Rules on calls as such.
const (
	RuleRoute         Rule = "route"           // the route exists, in version 9 or 10
	RuleAuthorization Rule = "authorization"   // each call outside interactions carries "Bot " with the token
	RuleTokenInURL    Rule = "token-in-url"    // the bot's token is in no address
	RuleUserAgent     Rule = "user-agent"      // User-Agent begins with "DiscordBot ("
	RuleRate          Rule = "requests-second" // at most 50 requests a second, those of interactions aside
	RuleInvalid       Rule = "invalid-calls"   // at most 10,000 answers 401, 403 or 429 in ten minutes
	RuleContentType   Rule = "content-type"    // a body is JSON or a form, and its header says so
	RuleJSON          Rule = "json"            // a body is one JSON value in UTF-8
	RuleRequestSize   Rule = "request-size"    // a request has at most 25 MiB
	RuleFileSize      Rule = "file-size"       // an attachment has at most 10 MiB
	RuleFiles         Rule = "files"           // files have the names files[n], are at most 10, and are those that attachments name
)

const (
	requestsPerSecond = 50
	invalidCalls      = 10_000
	invalidPeriod     = 10 * time.Minute
)

// A window counts events by the times at which they happened.
type window struct{ times []time.Time }

// add notes an event at now, and returns how many there were in the period up to then.
func (w *window) add(now time.Time, period time.Duration) int {
	old := 0
	for old < len(w.times) && !w.times[old].After(now.Add(-period)) {
		old++
	}
	w.times = append(w.times[old:], now)
	return len(w.times)
}

// A bucket counts the calls of one route.
type bucket struct {
	left  int
	reset time.Time
}

// admit judges all of a call but its body.
func (s *Server) admit(q *request) *apiError {
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.Contains(q.URL.String(), s.o.Token) {
		s.violate(RuleTokenInURL, q.name(), "", "the bot's token is in the address")
	}
	if !strings.HasPrefix(q.UserAgent(), "DiscordBot (") {
		s.violate(RuleUserAgent, q.name(), "", "User-Agent does not begin with DiscordBot (")
	}
	if given := q.Header.Get("Authorization"); given != "Bot "+s.o.Token && (given != "" || !q.route.free) {
		s.violate(RuleAuthorization, q.name(), "", "Authorization is not Bot with the token")
		return errUnauthorized
	}
	if !q.route.free && s.recent.add(s.now(), time.Second) > requestsPerSecond {
		s.violate(RuleRate, q.name(), "", fmt.Sprintf("more than %d requests in a second", requestsPerSecond))
		return tooMany(time.Second, true)
	}
	return s.spend(q)
}

// unknown answers a call to no route of the server's.
func (s *Server) unknown(q *request, refusal *apiError) *apiError {
	s.mu.Lock()
	defer s.mu.Unlock()
	elements := strings.Split(q.path, "/")
	for n, e := range elements {
		if len(e) > 40 { // no ids are so long, but tokens are
			elements[n] = "{token}"
		}
	}
	s.violate(RuleRoute, q.Method+" "+strings.Join(elements, "/"), "", refusal.message)
	return refusal
}

// spend takes one call from its route's bucket.
func (s *Server) spend(q *request) *apiError {
	limit := s.o.RouteLimit
	if limit.Requests == 0 {
		return nil
	}
	now, name := s.now(), q.bucket()
	b, ok := s.buckets[name]
	if !ok || now.After(b.reset) {
		b = &bucket{left: limit.Requests, reset: now.Add(limit.Per)}
		s.buckets[name] = b
	}
	if b.left == 0 {
		return tooMany(b.reset.Sub(now), false)
	}
	b.left--
	return nil
}

// bucket names what a call's limit is counted for: its route with the channel, guild or webhook.
func (q *request) bucket() string {
	major := ""
	switch {
	case q.route.free:
		major = strings.Join(q.params[:2], "/")
	case len(q.params) > 0:
		major = q.params[0]
	}
	return q.name() + " " + major
}

// limitHeaders tells the state of a call's bucket.
func (s *Server) limitHeaders(w http.ResponseWriter, q *request, refusal *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[q.bucket()]
	h := w.Header()
	if refusal != nil && refusal.status == http.StatusTooManyRequests {
		setRetry(h, refusal.retry, refusal.global)
	}
	if !ok {
		return
	}
	h.Set("X-RateLimit-Limit", strconv.Itoa(s.o.RouteLimit.Requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.left))
	h.Set("X-RateLimit-Reset", seconds(time.Duration(b.reset.UnixNano())))
	h.Set("X-RateLimit-Reset-After", seconds(max(0, b.reset.Sub(s.now()))))
	h.Set("X-RateLimit-Bucket", fmt.Sprintf("%x", q.route.pattern))
}

// setRetry sets the headers of a 429.
func setRetry(h http.Header, after time.Duration, global bool) {
	h.Set("Retry-After", strconv.Itoa(int((after+time.Second-1)/time.Second)))
	h.Set("X-RateLimit-Reset-After", seconds(after))
	h.Set("X-RateLimit-Scope", "user")
	if global {
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
	}
}

func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }

// countInvalid counts an answer that Discord holds against a bot.
func (s *Server) countInvalid(q *request, status int) {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
	default:
		return
	}
	if s.invalid.add(s.now(), invalidPeriod) > invalidCalls {
		s.violate(RuleInvalid, q.name(), "", fmt.Sprintf("more than %d invalid calls in %v", invalidCalls, invalidPeriod))
	}
}
