package httpapi_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"variorum/httpapi"
)

// A PING is answered without the handler.
func TestPing(t *testing.T) {
	s := &httpapi.Server{Key: public, Handler: func(context.Context, []byte) ([]byte, error) { return nil, errors.New("called for a PING") }}
	within(t, s, func(t *testing.T, r *running) {
		response, body := r.do(t, signed(t, `{"id":"1","type":1,"version":1}`, time.Now()))
		if response.StatusCode != http.StatusOK || body != `{"type":1}` || response.Header.Get("Content-Type") != "application/json" {
			t.Errorf("status %d, %s, %q, want 200, application/json, PONG", response.StatusCode, response.Header.Get("Content-Type"), body)
		}
	})
}

func TestBodies(t *testing.T) {
	padded := func(size int) string {
		const head, tail = `{"id":"1","type":2,"data":"`, `"}`
		return head + strings.Repeat("x", size-len(head)-len(tail)) + tail
	}
	for _, tt := range []struct {
		name, body string
		status     int
	}{
		{"an interaction", question, 200},
		{"a type that is not known yet", `{"type":77}`, 200},
		{"white space around it", " \r\n" + question + "\t\n", 200},
		{"1 MiB", padded(1 << 20), 200},
		{"a byte more than 1 MiB", padded(1<<20 + 1), 413},
		{"several MiB", padded(5 << 20), 413},
		{"nothing", "", 400},
		{"half an object", question[:20], 400},
		{"more behind the object", question + "{}", 400},
		{"a list", "[" + question + "]", 400},
		{"null", "null", 400},
		{"a string", `"type"`, 400},
		{"an object without a type", `{"id":"1"}`, 400},
		{"a type that is null", `{"id":"1","type":null}`, 400},
		{"a type that is a string", `{"id":"1","type":"2"}`, 400},
		{"a type below 1", `{"id":"1","type":0}`, 400},
		{"a type with a fraction", `{"id":"1","type":2.5}`, 400},
		{"objects within objects without end", strings.Repeat(`{"a":`, 100_000), 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			within(t, &httpapi.Server{Key: public, Handler: echo}, func(t *testing.T, r *running) {
				response, body := r.do(t, signed(t, tt.body, time.Now()))
				if response.StatusCode != tt.status || response.StatusCode == 200 && body != tt.body {
					t.Errorf("status %d, %.80q, want %d", response.StatusCode, body, tt.status)
				}
			})
		})
	}
}

// A body without a declared length is measured as it comes.
func TestBodyOfUndeclaredLength(t *testing.T) {
	within(t, &httpapi.Server{Key: public, Handler: echo}, func(t *testing.T, r *running) {
		for size, status := range map[int]int{1 << 10: 400, 1<<20 + 1: 413} {
			q := signed(t, strings.Repeat("x", size), time.Now())
			q.ContentLength = -1
			if response, _ := r.do(t, q); response.StatusCode != status {
				t.Errorf("%d bytes: status %d, want %d", size, response.StatusCode, status)
			}
		}
	})
}

// The handler's bytes are the response; without any it is 202.
func TestResponse(t *testing.T) {
	for answer, want := range map[string]struct {
		status int
		kind   string
	}{`{"type":5}`: {200, "application/json"}, "": {202, ""}} {
		s := &httpapi.Server{Key: public, Handler: func(context.Context, []byte) ([]byte, error) { return []byte(answer), nil }}
		within(t, s, func(t *testing.T, r *running) {
			response, body := r.do(t, signed(t, question, time.Now()))
			if response.StatusCode != want.status || response.Header.Get("Content-Type") != want.kind || body != answer || response.ContentLength != int64(len(answer)) {
				t.Errorf("status %d, %s, %q, length %d, want %+v, %q", response.StatusCode, response.Header.Get("Content-Type"), body, response.ContentLength, want, answer)
			}
		})
	}
}

// A retry of Discord's is handed on like any other.
func TestReplayIsHandedOn(t *testing.T) {
	calls := 0
	s := &httpapi.Server{Key: public, Handler: func(context.Context, []byte) ([]byte, error) { calls++; return []byte("{}"), nil }}
	within(t, s, func(t *testing.T, r *running) {
		at := time.Now()
		for range 2 {
			if response, _ := r.do(t, signed(t, question, at)); response.StatusCode != http.StatusOK {
				t.Errorf("status %d, want 200", response.StatusCode)
			}
		}
	})
	if calls != 2 {
		t.Errorf("handled %d times, want 2", calls)
	}
}

// An error and a panic of the handler are told as 500; what they hold goes neither to the sender nor to the log.
func TestFaultsOfTheHandler(t *testing.T) {
	const private = "where did the heron go"
	type custom struct{ text string }
	for _, tt := range []struct {
		name   string
		handle func() ([]byte, error)
		logged string
	}{
		{"an error", func() ([]byte, error) { return []byte(private), fmt.Errorf("answering %s: %w", private, net.ErrClosed) }, "type=2 fault=poll.errNetClosing"},
		{"an error of the context", func() ([]byte, error) { return nil, context.DeadlineExceeded }, "fault=context.deadlineExceededError"},
		{"a panic", func() ([]byte, error) { panic(private) }, `fault="panic: string" stack=`},
		{"a panic with an error", func() ([]byte, error) { panic(errors.New(private)) }, `fault="panic: *errors.errorString" stack=`},
		{"a panic with a value", func() ([]byte, error) { panic(custom{private}) }, `fault="panic: httpapi_test.custom" stack=`},
		{"a panic of the runtime", func() ([]byte, error) { return []byte(private)[len(private)+1:], nil }, `fault="panic: runtime error: slice bounds out of range`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &httpapi.Server{Key: public, Handler: func(context.Context, []byte) ([]byte, error) { return tt.handle() }}
			within(t, s, func(t *testing.T, r *running) {
				response, body := r.do(t, signed(t, `{"type":2,"data":"`+private+`"}`, time.Now()))
				if response.StatusCode != http.StatusInternalServerError || body != "internal error\n" {
					t.Errorf("status %d, %q, want 500 and a short body", response.StatusCode, body)
				}
				if logged := r.log.String(); strings.Contains(logged, private) || !strings.Contains(logged, tt.logged) {
					t.Errorf("logged %s\nwant %s, and nothing of %q", logged, tt.logged, private)
				}
			})
		})
	}
}

// The handler may go on working when its response is sent and its sender is gone: its context lasts as long as the server, and it is told when
// the response is sent.
func TestWorkAfterTheResponse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var work context.Context
		r := serve(t.Context(), &httpapi.Server{Key: public, Handler: func(ctx context.Context, _ []byte) ([]byte, error) {
			work = ctx
			select {
			case <-httpapi.Sent(ctx):
				return nil, errors.New("sent before there is a response")
			default:
			}
			return []byte(`{"type":5}`), nil
		}})
		response, _ := r.do(t, signed(t, question, time.Now()))
		r.client.CloseIdleConnections()
		<-httpapi.Sent(work)
		time.Sleep(10 * time.Minute) // of the bubble's clock
		if response.StatusCode != http.StatusOK || work.Err() != nil {
			t.Errorf("status %d, and ten minutes later %v; want 200 and a context that lasts", response.StatusCode, work.Err())
		}
		if err := r.end(); err != nil || work.Err() == nil {
			t.Errorf("Serve() = %v, then the work's context has %v; want no error, then an end", err, work.Err())
		}
	})
}

// A sender that hangs up does not end the handler's context.
func TestSenderHangsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		called, finish := make(chan context.Context), make(chan struct{})
		r := serve(t.Context(), &httpapi.Server{Key: public, Handler: func(ctx context.Context, _ []byte) ([]byte, error) {
			called <- ctx
			<-finish
			return []byte("{}"), nil
		}})
		ctx, hangUp := context.WithCancel(t.Context())
		asked := r.begin(signed(t, question, time.Now()).WithContext(ctx))
		work := <-called
		hangUp()
		if status := <-asked; status != 0 {
			t.Errorf("status %d, want that the sender hung up", status)
		}
		synctest.Wait()
		if work.Err() != nil {
			t.Errorf("the work's context has %v", work.Err())
		}
		close(finish)
		<-httpapi.Sent(work) // also when it can not be
		if err := r.end(); err != nil {
			t.Errorf("Serve() = %v", err)
		}
	})
}

// A response that is not on its way yet is not said to be sent.
func TestSentWaitsForTheResponse(t *testing.T) {
	works := make(chan context.Context, 1)
	s := &httpapi.Server{Key: public, Handler: func(ctx context.Context, _ []byte) ([]byte, error) {
		works <- ctx
		return []byte("{}"), nil
	}}
	within(t, s, func(t *testing.T, r *running) {
		conn := r.write(t, signed(t, question, time.Now()))
		defer conn.Close()
		work := <-works
		synctest.Wait()
		select {
		case <-httpapi.Sent(work):
			t.Error("said to be sent before a byte of it was taken")
		default:
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		<-httpapi.Sent(work)
	})
}

// A sender that looks for no answer before it has sent all is told what is wrong too.
func TestRefusalReachesWhoSendsAllFirst(t *testing.T) {
	within(t, &httpapi.Server{Key: public, Handler: echo}, func(t *testing.T, r *running) {
		large := strings.Repeat("x", 3<<20)
		for status, q := range map[int]*http.Request{413: signed(t, large, time.Now()), 401: post(t, large)} {
			conn := r.write(t, q)
			response, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatal(err)
			}
			if response.Body.Close(); response.StatusCode != status {
				t.Errorf("status %d, want %d", response.StatusCode, status)
			}
			conn.Close()
		}
	})
}

// Only contexts of handlers tell of a response.
func TestSentOfAnotherContext(t *testing.T) {
	if sent := httpapi.Sent(t.Context()); sent != nil {
		t.Errorf("Sent() = %v, want nil", sent)
	}
}

// A body that comes by drops is not waited for: its sender is told so, and others are served meanwhile.
func TestSlowBody(t *testing.T) {
	within(t, &httpapi.Server{Key: public, Handler: echo, ReadTime: 3 * time.Second}, func(t *testing.T, r *running) {
		conn, err := r.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		q := signed(t, question, time.Now())
		var head strings.Builder
		fmt.Fprintf(&head, "POST /interactions HTTP/1.1\r\nHost: bot.test\r\nContent-Length: %d\r\n", len(question))
		if err := q.Header.Write(&head); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := io.WriteString(conn, head.String()+"\r\n{"); err != nil {
			t.Fatal(err)
		}
		dropping := make(chan struct{})
		go func() {
			defer close(dropping)
			for _, err := conn.Write([]byte(" ")); err == nil; _, err = conn.Write([]byte(" ")) {
				time.Sleep(time.Second) // of the bubble's clock
			}
		}()
		if response, _ := r.do(t, signed(t, question, time.Now())); response.StatusCode != http.StatusOK {
			t.Errorf("another: status %d, want 200", response.StatusCode)
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); answer.StatusCode != http.StatusRequestTimeout || took != 3*time.Second {
			t.Errorf("status %d after %s, want 408 after 3s", answer.StatusCode, took)
		}
		conn.Close()
		<-dropping
	})
}

// Headers that never end are given up too.
func TestSlowHeaders(t *testing.T) {
	within(t, &httpapi.Server{ReadTime: 3 * time.Second}, func(t *testing.T, r *running) {
		conn, err := r.dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		start := time.Now()
		if _, err := io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: bot.test\r\nX-Slow: "); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(conn); err != nil || time.Since(start) != 3*time.Second {
			t.Errorf("the connection ended with %v after %s, want after 3s", err, time.Since(start))
		}
	})
}

// A handler may take longer than reading a request may.
func TestSlowHandler(t *testing.T) {
	s := &httpapi.Server{Key: public, ReadTime: time.Second, Handler: func(_ context.Context, body []byte) ([]byte, error) {
		time.Sleep(2900 * time.Millisecond) // of the bubble's clock
		return body, nil
	}}
	within(t, s, func(t *testing.T, r *running) {
		response, body := r.do(t, signed(t, question, time.Now()))
		if diff := cmp.Diff(question, body); response.StatusCode != http.StatusOK || diff != "" {
			t.Errorf("status %d, (-want +got)\n%s", response.StatusCode, diff)
		}
	})
}
