package httpapi_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"variorum/httpapi"
)

func TestPaths(t *testing.T) {
	all := &httpapi.Server{Key: public, Handler: echo, Metrics: httpapi.NewMetrics(httpapi.Labels{})}
	for _, tt := range []struct {
		server       *httpapi.Server
		method, path string
		status       int
		allow        string
	}{
		{all, "GET", "/healthz", 200, ""},
		{all, "HEAD", "/healthz", 200, ""},
		{all, "GET", "/healthz?x=1", 200, ""},
		{all, "POST", "/healthz", 405, "GET, HEAD"},
		{all, "GET", "/metrics", 200, ""},
		{all, "DELETE", "/metrics", 405, "GET, HEAD"},
		{all, "GET", "/interactions", 405, "POST"},
		{all, "PUT", "/interactions", 405, "POST"},
		{all, "POST", "/interactions", 401, ""},
		{all, "POST", "/interactions/", 404, ""},
		{all, "GET", "/", 404, ""},
		{all, "GET", "/favicon.ico", 404, ""},
		{all, "POST", "/Interactions", 404, ""},
		{all, "GET", "/debug/pprof/", 404, ""},
		{&httpapi.Server{}, "POST", "/interactions", 404, ""},
		{&httpapi.Server{}, "GET", "/interactions", 404, ""},
		{&httpapi.Server{}, "GET", "/metrics", 404, ""},
		{&httpapi.Server{}, "GET", "/healthz", 200, ""},
	} {
		within(t, tt.server, func(t *testing.T, r *running) {
			response, _ := r.get(t, tt.method, tt.path)
			if response.StatusCode != tt.status || response.Header.Get("Allow") != tt.allow {
				t.Errorf("%s %s: status %d, Allow %q, want %d, %q", tt.method, tt.path, response.StatusCode, response.Header.Get("Allow"), tt.status, tt.allow)
			}
			if response.Header.Get("X-Content-Type-Options") != "nosniff" || response.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s %s: the headers %v keep no browser from guessing", tt.method, tt.path, response.Header)
			}
			if kind := response.Header.Get("Content-Type"); response.StatusCode >= 400 && !strings.HasPrefix(kind, "text/plain") {
				t.Errorf("%s %s: %s, want plain text", tt.method, tt.path, kind)
			}
		})
	}
}

func TestHealth(t *testing.T) {
	for _, tt := range []struct {
		name     string
		problems []httpapi.Problem
		status   int
		body     string
	}{
		{"nothing is wrong", nil, 200, `{"status":"ok","problems":[]}`},
		{
			"two things are",
			[]httpapi.Problem{{Part: "gateway", Sentence: "No shard is connected."}, {Part: "library", Sentence: "The library can not be read."}},
			503,
			`{"status":"unavailable","problems":[{"part":"gateway","sentence":"No shard is connected."},{"part":"library","sentence":"The library can not be read."}]}`,
		},
	} {
		within(t, &httpapi.Server{Health: func() []httpapi.Problem { return tt.problems }}, func(t *testing.T, r *running) {
			response, body := r.get(t, "GET", "/healthz")
			if response.StatusCode != tt.status || body != tt.body+"\n" || response.Header.Get("Content-Type") != "application/json" {
				t.Errorf("%s: status %d, %s, want %d, %s", tt.name, response.StatusCode, body, tt.status, tt.body)
			}
		})
	}
}

// A fault in what is asked for health is told, and the server goes on.
func TestHealthPanics(t *testing.T) {
	within(t, &httpapi.Server{Health: func() []httpapi.Problem { panic("a secret") }}, func(t *testing.T, r *running) {
		for range 2 {
			if response, body := r.get(t, "GET", "/healthz"); response.StatusCode != http.StatusInternalServerError || body != "internal error\n" {
				t.Errorf("status %d, %q, want 500", response.StatusCode, body)
			}
		}
		if logged := r.log.String(); strings.Contains(logged, "secret") || !strings.Contains(logged, "http request panicked") {
			t.Errorf("logged %s", logged)
		}
	})
}

// Headers beyond the limit are refused.
func TestLongHeaders(t *testing.T) {
	within(t, &httpapi.Server{}, func(t *testing.T, r *running) {
		q, err := http.NewRequest("GET", "http://bot.test/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("X-Long", strings.Repeat("x", 64<<10))
		response, err := r.client.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("status %d, want 431", response.StatusCode)
		}
	})
}

// Who does not take a response is not waited for.
func TestResponseThatIsNotTaken(t *testing.T) {
	within(t, new(httpapi.Server), func(t *testing.T, r *running) {
		q, err := http.NewRequest("GET", "http://bot.test/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		conn := r.write(t, q)
		defer conn.Close()
		time.Sleep(16 * time.Second) // of the bubble's clock
		if got, err := io.ReadAll(conn); err != nil || len(got) > 0 {
			t.Errorf("%q, %v, want that the connection is closed", got, err)
		}
	})
}

// A connection is kept for the next request, and closed when none comes.
func TestIdleConnection(t *testing.T) {
	within(t, new(httpapi.Server), func(t *testing.T, r *running) {
		q, err := http.NewRequest("GET", "http://bot.test/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		conn := r.write(t, q)
		defer conn.Close()
		reader := bufio.NewReader(conn)
		for i := range 2 {
			if i > 0 {
				time.Sleep(time.Minute) // of the bubble's clock
				if err := q.Write(conn); err != nil {
					t.Fatal(err)
				}
			}
			response, err := http.ReadResponse(reader, q)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, response.Body); err != nil {
				t.Fatal(err)
			}
		}
		start := time.Now()
		if rest, err := io.ReadAll(reader); err != nil || len(rest) > 0 || time.Since(start) != 2*time.Minute {
			t.Errorf("%q, %v after %s, want an end after 2m0s", rest, err, time.Since(start))
		}
	})
}

// working serves a handler that says when it is called and then works for a time, and sends it an interaction. asked yields the status of the response,
// 0 if there is none.
func working(t *testing.T, s *httpapi.Server, work time.Duration) (r *running, asked chan int) {
	called := make(chan struct{})
	s.Key = public
	s.Handler = func(ctx context.Context, _ []byte) ([]byte, error) {
		close(called)
		select {
		case <-time.After(work): // of the bubble's clock
			return []byte("{}"), nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	r = serve(t.Context(), s)
	asked = r.begin(signed(t, question, time.Now()))
	<-called
	return r, asked
}

// A server that stops finishes what is in work, and takes nothing new.
func TestStopWithARequestInWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, asked := working(t, new(httpapi.Server), 5*time.Second)
		r.stop()
		synctest.Wait()
		if _, err := r.dial(t.Context(), "", ""); err == nil {
			t.Error("a stopping server takes connections")
		}
		if status := <-asked; status != http.StatusOK {
			t.Errorf("status %d, want 200", status)
		}
		if err := r.end(); err != nil {
			t.Errorf("Serve() = %v", err)
		}
	})
}

// What takes longer than the time of grace is cut off, and said to be.
func TestStopTakesNoLongerThanGrace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, asked := working(t, &httpapi.Server{Grace: 2 * time.Second}, time.Hour)
		start := time.Now()
		err := r.end()
		if err == nil || err.Error() != "stopping http: requests were still in work after 2s" || time.Since(start) != 2*time.Second {
			t.Errorf("Serve() = %v after %s, want an error after 2s", err, time.Since(start))
		}
		if status := <-asked; status != 0 {
			t.Errorf("status %d, want that the connection is cut", status)
		}
	})
}

// The server stops when what is behind the last response is done, or when its time is over.
func TestStopDrains(t *testing.T) {
	for _, tt := range []struct {
		work, took time.Duration
		err        string
	}{
		{3 * time.Second, 3 * time.Second, ""},
		{time.Hour, 8 * time.Second, "stopping http: answers were still in work after 8s"},
	} {
		synctest.Test(t, func(t *testing.T) {
			r := serve(t.Context(), &httpapi.Server{Drain: func(ctx context.Context) {
				select {
				case <-time.After(tt.work): // of the bubble's clock
				case <-ctx.Done():
				}
			}})
			start := time.Now()
			got := ""
			if err := r.end(); err != nil {
				got = err.Error()
			}
			if got != tt.err || time.Since(start) != tt.took {
				t.Errorf("%s of work: %q after %s, want %q after %s", tt.work, got, time.Since(start), tt.err, tt.took)
			}
		})
	}
}

// A listener that breaks ends the server with an error that names the address.
func TestBrokenListener(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := serve(t.Context(), new(httpapi.Server))
		r.Close()
		if err := <-r.stopped; !errors.Is(err, net.ErrClosed) || !strings.HasPrefix(err.Error(), "serving http on memory: ") {
			t.Errorf("Serve() = %v, want the address and %v", err, net.ErrClosed)
		}
		r.stop()
	})
}

// A server that is to stop before it serves stops.
func TestStopBeforeServing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		l := newMemory()
		if err := new(httpapi.Server).Serve(ctx, l); err != nil {
			t.Errorf("Serve() = %v", err)
		}
		<-l.done
	})
}

// sticky is a network in memory that closes with an error.
type sticky struct{ *memory }

func (s sticky) Close() error { return errors.Join(s.memory.Close(), errors.New("stuck")) }

// An error of closing the listener is told when all else is done.
func TestListenerThatClosesWithAnError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		drained := false
		ctx, stop := context.WithCancel(t.Context())
		served := make(chan error)
		s := &httpapi.Server{Drain: func(context.Context) { drained = true }}
		go func() { served <- s.Serve(ctx, sticky{newMemory()}) }()
		synctest.Wait()
		stop()
		if err := <-served; err == nil || err.Error() != "stopping http: stuck" || !drained {
			t.Errorf("Serve() = %v, drained: %t, want the listener's error, and drained", err, drained)
		}
	})
}

func TestRunOnATakenAddress(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := taken.Addr().String()
	err = (&httpapi.Server{Listen: address}).Run(t.Context())
	if !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), address) {
		t.Errorf("Run() = %v, want that %s is in use", err, address)
	}
}

func TestFieldsThatDoNotGoTogether(t *testing.T) {
	for _, tt := range []struct {
		server *httpapi.Server
		want   string
	}{
		{&httpapi.Server{}, "serving http: no address to listen on"},
		{&httpapi.Server{Listen: "nowhere"}, "serving http: listen tcp: address nowhere: missing port in address"},
		{&httpapi.Server{Listen: "127.0.0.1:0", Key: public}, "serving http: a public key, but no handler of interactions"},
		{&httpapi.Server{Listen: "127.0.0.1:0", Key: ed25519.PublicKey("short"), Handler: echo}, "serving http: the public key has 5 bytes, want 32"},
	} {
		if err := tt.server.Run(t.Context()); err == nil || err.Error() != tt.want {
			t.Errorf("Run() = %v, want %s", err, tt.want)
		}
	}
	l := newMemory()
	if err := (&httpapi.Server{Key: public}).Serve(t.Context(), l); err == nil {
		t.Error("Serve() without a handler has no error")
	}
	select {
	case <-l.done:
	default:
		t.Error("Serve() leaves the listener open")
	}
}

// first passes on what is written once, and drops the rest.
type first chan string

func (f first) Write(p []byte) (int, error) {
	select {
	case f <- string(p):
	default:
	}
	return len(p), nil
}

// Over a network of the machine's own, a server answers until it is told to stop, and then is gone.
func TestRun(t *testing.T) {
	logged := make(first, 1)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ran := make(chan error, 1)
	s := &httpapi.Server{Listen: "127.0.0.1:0", Key: public, Handler: echo, Log: slog.New(slog.NewTextHandler(logged, nil))}
	go func() { ran <- s.Run(ctx) }()
	_, rest, _ := strings.Cut(<-logged, "addr=")
	address, _, _ := strings.Cut(rest, " ")
	client := &http.Client{Transport: new(http.Transport)}
	q := signed(t, question, time.Now())
	q.URL.Host = address
	response, err := client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(response.Body); err != nil || string(body) != question {
		t.Errorf("%q, %v, want the interaction", body, err)
	}
	response.Body.Close()
	client.CloseIdleConnections()
	stop()
	if err := <-ran; err != nil {
		t.Errorf("Run() = %v", err)
	}
	if conn, err := net.Dial("tcp", address); err == nil {
		conn.Close()
		t.Error("the address is still listened on")
	}
}
