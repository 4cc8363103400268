package discordtest

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// A request is one REST call on its way through the server.
type request struct {
	*http.Request
	route  *route
	path   string   // below the version
	params []string // what stands for the {names} of the pattern, in order
	body   any      // decoded JSON; nil if there was none
	files  []file
}

// name returns the route's name in violations.
func (q *request) name() string { return q.route.method + " " + q.route.pattern }

// A route answers the calls of one method to one pattern.
type route struct {
	method, pattern string
	free            bool                                     // belongs to an interaction: no rate limit, no authorization
	rules           func(c *check, q *request)               // what its body must hold to; nil if it has none
	schema          string                                   // component that describes the body where the description lacks the route
	answer          func(*Server, *request) (any, *apiError) // called with Server.mu held
	status          int                                      // if all is well; 0 is 200
}

// A Sent is a REST call that reached the server.
type Sent struct {
	At           time.Time // by the server's clock
	Method, Path string    // the path below the version, without interaction tokens
	Status       int       // 0 if the connection was cut
}

// keptRequests is how many calls [Server.Requests] goes back at least.
const keptRequests = 10_000

// Requests returns the last REST calls that were answered, in the order of their answers, at least 10,000 if there were so many.
func (s *Server) Requests() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// rest answers one REST call.
func (s *Server) rest(w http.ResponseWriter, r *http.Request) {
	q := &request{Request: r}
	refusal := q.find()
	if refusal != nil {
		refusal = s.unknown(q, refusal)
	}
	f := s.takeFault(q)
	if f != nil && !f.wait(s, r) {
		s.sent(q, 0)
		return
	}
	if refusal == nil {
		refusal = s.admit(q)
	}
	var answer any
	if refusal == nil && (f == nil || f.lets()) {
		answer, refusal = s.take(q)
	}
	if f != nil && f.replaces() {
		status := f.Status
		if f.Reset {
			status = 0
		}
		s.sent(q, status)
		f.answer(w)
		return
	}
	status, body := outcome(q, answer, refusal)
	s.sent(q, status)
	if f != nil && f.SlowBody > 0 {
		w = &slowWriter{ResponseWriter: w, pause: f.SlowBody, request: r, done: s.done}
	}
	s.write(w, q, status, body, refusal)
}

// outcome returns what to send for a call.
func outcome(q *request, answer any, refusal *apiError) (status int, body []byte) {
	if refusal != nil {
		return refusal.status, mustJSON(refusal.body())
	}
	status = either(q.route.status, http.StatusOK)
	if answer == nil {
		return http.StatusNoContent, nil
	}
	return status, mustJSON(answer)
}

func (s *Server) write(w http.ResponseWriter, q *request, status int, body []byte, refusal *apiError) {
	s.limitHeaders(w, q, refusal)
	if body != nil {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	if _, err := w.Write(body); err != nil {
		return // the caller is gone
	}
}

// find sets the route of a call. An error leaves it at the route that stands for none.
func (q *request) find() *apiError {
	q.route = &route{method: q.Method, pattern: "(unknown)"}
	rest := strings.TrimPrefix(q.URL.Path, "/api")
	version, path, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	q.path = "/" + path
	if !strings.HasPrefix(version, "v") {
		return errNotFound
	}
	if version != "v9" && version != "v10" {
		return errVersion
	}
	elements := strings.Split(q.path, "/")
	refusal := errNotFound
	for _, r := range routes {
		params, ok := r.match(elements)
		if !ok {
			continue
		}
		if r.method == q.Method {
			q.route, q.params = r, params
			return nil
		}
		refusal = errMethod
	}
	return refusal
}

// match compares the elements of a path with a pattern.
func (r *route) match(elements []string) (params []string, ok bool) {
	rest := r.pattern
	for i, e := range elements {
		var want string
		want, rest, ok = strings.Cut(rest, "/")
		if ok != (i < len(elements)-1) {
			return nil, false
		}
		switch {
		case strings.HasPrefix(want, "{") && e != "":
			params = append(params, e)
		case want != e:
			return nil, false
		}
	}
	return params, true
}

// sent notes an answered call.
func (s *Server) sent(q *request, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) == 2*keptRequests {
		s.requests = slices.Delete(s.requests, 0, keptRequests)
	}
	path := q.path
	if q.route.free {
		path = strings.Replace(path, q.params[1], "{token}", 1)
	}
	s.requests = append(s.requests, Sent{At: s.now(), Method: q.Method, Path: path, Status: status})
	s.countInvalid(q, status)
	close(s.changed)
	s.changed = make(chan struct{})
}

// take reads, judges and carries out a call that was admitted.
func (s *Server) take(q *request) (any, *apiError) { return s.takeAs(q, q.route.answer) }

// takeAs does what take does, with another answer.
func (s *Server) takeAs(q *request, answer func(*Server, *request) (any, *apiError)) (any, *apiError) {
	if refusal := s.readBody(q); refusal != nil {
		return nil, refusal
	}
	c := &check{files: q.fileNames()}
	if q.route.rules != nil {
		q.route.rules(c, q)
		s.checkFiles(c, q)
		s.schema.check(c, q)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range c.found {
		if f.house && s.o.AnyMentions {
			continue
		}
		s.violate(f.rule, q.name(), f.field, f.text)
	}
	if refused := c.refused(); len(refused) > 0 {
		return nil, invalidForm(refused)
	}
	return answer(s, q)
}
