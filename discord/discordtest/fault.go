package discordtest

import (
	"net/http"
	"path"
	"strconv"
	"time"
)

// A Fault is something that goes wrong with REST calls. It answers in place of the server if Status is set or
// Reset is; else the call is carried out as usual, after Delay and with SlowBody.
type Fault struct {
	Method string // "" is every method
	Path   string // pattern of [path.Match] for the path below the version, such as /webhooks/*/*/messages/@original; "" is every path
	Times  int    // how many calls it meets; 0 is one, below 0 all until [Server.ClearFaults]

	Delay    time.Duration // time before the call is looked at
	Status   int           // status of the answer
	Body     string        // body of the answer, HTML if it begins with <; "" is Discord's for the status
	Reset    bool          // the connection is cut without an answer
	SlowBody time.Duration // time for which the answer stays incomplete
	Applied  bool          // the call takes effect before it is answered with Status or cut by Reset

	RetryAfter   time.Duration // of a 429
	Global       bool          // a 429 for all routes
	NoRetryAfter bool          // a 429 without headers that say when to come again
}

// fault is a Fault with the calls that are left to it.
type fault struct {
	Fault
	left int
}

// Inject adds a fault. Of several that match a call, the one that was added first meets it.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &fault{f, either(f.Times, 1)})
}

// ClearFaults removes all faults.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// takeFault returns the fault that meets a call; nil if there is none.
func (s *Server) takeFault(q *request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.left == 0 || f.Method != "" && f.Method != q.Method {
			continue
		}
		if matched, err := path.Match(either(f.Path, q.path), q.path); err != nil || !matched {
			continue
		}
		f.left--
		if f.Applied {
			s.excuse(q)
		}
		return &f.Fault
	}
	return nil
}

// excuse lets an interaction be acknowledged once more without blame if the answer to its callback gets lost.
func (s *Server) excuse(q *request) {
	if q.route != callbackRoute {
		return
	}
	if i := s.interactions[q.params[1]]; i != nil {
		i.excused++
	}
}

// lets reports whether the call takes effect.
func (f *Fault) lets() bool { return !f.replaces() || f.Applied }

// replaces reports whether the fault answers in place of the server.
func (f *Fault) replaces() bool { return f.Status != 0 || f.Reset }

// wait waits for Delay and reports whether the caller is still there.
func (f *Fault) wait(s *Server, r *http.Request) bool { return pause(f.Delay, r, s.done) }

// pause waits for d; it reports false if the caller went away or the server closed before.
func pause(d time.Duration, r *http.Request, done <-chan struct{}) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-done:
	}
	return false
}

// answer sends what the fault does in place of the server.
func (f *Fault) answer(w http.ResponseWriter) {
	if f.Reset {
		panic(http.ErrAbortHandler) // cuts the connection
	}
	body := []byte(f.Body)
	if f.Body == "" {
		body = f.standard()
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	if len(body) > 0 && body[0] == '<' {
		h.Set("Content-Type", "text/html")
	}
	if f.Status == http.StatusTooManyRequests && !f.NoRetryAfter {
		setRetry(h, f.RetryAfter, f.Global)
	}
	w.WriteHeader(f.Status)
	if _, err := w.Write(body); err != nil {
		return // the caller is gone
	}
}

// standard returns Discord's own body for the status.
func (f *Fault) standard() []byte {
	if f.Status == http.StatusTooManyRequests {
		return mustJSON(tooMany(f.RetryAfter, f.Global).body())
	}
	return mustJSON(object{"message": strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status), "code": 0})
}

// A slowWriter sends the first byte of a body, then waits before the rest.
type slowWriter struct {
	http.ResponseWriter
	pause   time.Duration
	request *http.Request
	done    <-chan struct{}
}

func (w *slowWriter) Write(b []byte) (int, error) {
	if len(b) < 2 {
		return w.ResponseWriter.Write(b)
	}
	if _, err := w.ResponseWriter.Write(b[:1]); err != nil {
		return 0, err
	}
	if err := http.NewResponseController(w.ResponseWriter).Flush(); err != nil {
		return 1, err
	}
	pause(w.pause, w.request, w.done)
	n, err := w.ResponseWriter.Write(b[1:])
	return n + 1, err
}
