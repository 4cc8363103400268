package reader

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
)

// A handler replies to the nth request.
type handler func(n int, w http.ResponseWriter, r *http.Request)

// always replies that a model wrote content.
func always(content string) handler {
	return func(_ int, w http.ResponseWriter, _ *http.Request) { says(w, content) }
}

// first lets the first request have one reply, and those behind it the usual.
func first(do func(w http.ResponseWriter, r *http.Request)) handler {
	return func(n int, w http.ResponseWriter, r *http.Request) {
		if n == 1 {
			do(w, r)
		} else {
			says(w, good)
		}
	}
}

// every lets every request have one reply.
func every(do func(w http.ResponseWriter, r *http.Request)) handler {
	return func(_ int, w http.ResponseWriter, r *http.Request) { do(w, r) }
}

func status(code int) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) { fails(w, r, code) }
}

func tooMany(after string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", after)
		fails(w, r, http.StatusTooManyRequests)
	}
}

// raw replies with a body of a type; "" is none.
func raw(kind, body string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		if kind != "" {
			w.Header().Set("Content-Type", kind)
		}
		_, _ = io.WriteString(w, body)
	}
}

// hangUp closes the connection after a part of a reply.
func hangUp(part string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, part)
		_ = conn.Close()
	}
}

const good = `{"chosen": [{"line": 3, "strength": "direct"}, {"line": 1, "strength": "weak"}]}`

func body(content string) string {
	quoted, err := json.Marshal(content)
	if err != nil {
		panic(err)
	}
	return `{"choices":[{"message":{"content":` + string(quoted) + `}}]}`
}

// Whatever a server does, a source is read, or it is not and the log says why in words of ours; it takes two requests at most, and never longer than
// two time limits and a pause.
func TestServers(t *testing.T) {
	const failed = "FAILED"
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(make([]byte, 10<<20))
	_ = z.Close()
	for _, tt := range []struct {
		name     string
		handler  handler
		want     string // numbers that are chosen, or why it failed
		requests int
		takes    time.Duration
	}{
		{"good", always(good), "3 1", 1, 0},
		{"nothing chosen", always(`{"chosen": []}`), "", 1, 0},
		{"slow", every(func(w http.ResponseWriter, _ *http.Request) { time.Sleep(59 * time.Second); says(w, good) }), "3 1", 1, 59 * time.Second},
		{"hangs for ever", every(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), failed + " the server did not reply in time", 2, 121 * time.Second},
		{"hangs once", first(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), "3 1", 2, 61 * time.Second},
		{"streams garbage for ever", every(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			forever(r, 0, func() error { _, err := w.Write(bytes.Repeat([]byte(babble), 1<<12)); return err })
		}), failed + " the server's reply is too large", 1, 0},
		{"streams a little for ever", every(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			forever(r, time.Second, func() error {
				_, err := io.WriteString(w, " ")
				w.(http.Flusher).Flush()
				return err
			})
		}), failed + " the server did not reply in time", 2, 121 * time.Second},
		{"10 MB", every(raw("application/json", body(strings.Repeat(" ", 10<<20)+good))), failed + " the server's reply is too large", 1, 0},
		{"10 MB in few", every(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		}), failed + " the server's reply is too large", 1, 0},
		{"a header without end", every(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Babble", strings.Repeat(babble, 1<<17))
			says(w, good)
		}), failed + " the connection broke off", 2, time.Second},
		{"a little less than 1 MB", every(raw("application/json", body(strings.Repeat(" ", 1<<20-200)+good))), "3 1", 1, 0},
		{"no HTTP", every(hangUp(babble + "\r\n\r\n")), failed + " the connection broke off", 2, time.Second},
		{"closes the connection", every(hangUp("")), failed + " the connection broke off", 2, time.Second},
		{"closes the connection once", first(hangUp("")), "3 1", 2, time.Second},
		{"closes it in the middle", every(hangUp("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"cho")), failed + " the connection broke off", 2, time.Second},

		{"cut JSON", every(raw("application/json", body(good)[:30])), failed + " the server's reply is not one of the chat interface", 1, 0},
		{"no JSON", every(raw("application/json", babble)), failed + " the server's reply is not one of the chat interface", 1, 0},
		{"no choices", every(raw("application/json", `{"choices":[]}`)), failed + " the server's reply is not one of the chat interface", 1, 0},
		{"no content", every(raw("application/json", `{"choices":[{"message":{"content":null}}]}`)), failed + " the server's reply is not one of the chat interface", 1, 0},
		{"an error with status 200", every(raw("application/json", `{"error":{"message":"`+babble+`"}}`)), failed + " the server's reply is not one of the chat interface", 1, 0},
		{"a page", every(raw("text/html; charset=utf-8", body(good))), failed + " the server's reply is not JSON", 1, 0},
		{"events", every(raw("text/event-stream", "data: "+body(good)+"\n\n")), failed + " the server's reply is not JSON", 1, 0},
		{"a broken type", every(raw("application/json; =", body(good))), failed + " the server's reply is not JSON", 1, 0},
		{"no type", every(raw("", body(good))), "3 1", 1, 0},

		{"429", every(tooMany("")), failed + " the server replied with status 429", 2, time.Second},
		{"429 once", first(tooMany("")), "3 1", 2, time.Second},
		{"429 and when to come again", first(tooMany("42")), "3 1", 2, 42 * time.Second},
		{"429 and the date when", first(tooMany(time.Date(2000, 1, 1, 0, 0, 30, 0, time.UTC).Format(http.TimeFormat))), "3 1", 2, 30 * time.Second},
		{"429 and a date that is past", first(tooMany("Sat, 01 Jan 1990 00:00:00 GMT")), "3 1", 2, time.Second},
		{"429 and to come again too late", every(tooMany("61")), failed + " the server replied with status 429", 1, 0},
		{"429 and to come again never", every(tooMany("99999999999999999999")), failed + " the server replied with status 429", 2, time.Second},
		{"429 and nonsense", first(tooMany("-5")), "3 1", 2, time.Second},
		{"500", every(status(500)), failed + " the server replied with status 500", 2, time.Second},
		{"503 once", first(status(503)), "3 1", 2, time.Second},
		{"401", every(status(401)), failed + " the server replied with status 401", 1, 0},
		{"404", every(status(404)), failed + " the server replied with status 404", 1, 0},
		{"204", every(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }), failed + " the server replied with status 204", 1, 0},
		{"elsewhere", every(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://elsewhere/v1/chat/completions")
			w.WriteHeader(http.StatusPermanentRedirect)
		}), failed + " the server replied with status 308", 1, 0},
		{"400", every(status(400)), failed + " the server replied with status 400", 2, 0},
		{"knows no schema", noSchema(400), "3 1", 2, 0},
		{"knows no schema, in other numbers", noSchema(422), "3 1", 2, 0},

		{"refuses in words", always("I'm sorry, but I can't help with " + babble + "."), failed + " the model did not reply in the form that was asked for", 1, 0},
		{"refuses by a field", every(raw("application/json", `{"choices":[{"message":{"content":"","refusal":"`+babble+`"}}]}`)), failed + " the model refused", 1, 0},
		{"is kept from it", every(raw("application/json", `{"choices":[{"finish_reason":"content_filter","message":{"content":"{\"chosen\":[]}"}}]}`)), failed + " the model refused", 1, 0},
		{"says nothing", always(""), failed + " the model did not reply in the form that was asked for", 1, 0},
		{"chooses what is not there", always(`{"chosen":[{"line":5,"strength":"direct"},{"line":-1,"strength":"direct"}]}`), failed + " the model chose lines that were not there, and no other", 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := serve(t, tt.handler)
				defer s.stop()
				c := s.client(s.options(""))
				defer c.server.client.CloseIdleConnections()
				start := time.Now()
				results := c.Read(t.Context(), []answers.ReadRequest{asking()})
				took := time.Since(start)
				var numbers []string
				for _, line := range results[0].Chosen {
					numbers = append(numbers, fmt.Sprint(line.Number))
				}
				got := strings.Join(numbers, " ")
				if results[0].Failed {
					_, got, _ = strings.Cut(s.log.String(), `err="`)
					got = failed + " " + strings.TrimSuffix(got, "\"\n")
				}
				if got != tt.want || s.requests() != tt.requests || took != tt.takes {
					t.Errorf("Read = %q after %d requests and %v, want %q after %d and %v", got, s.requests(), took, tt.want, tt.requests, tt.takes)
				}
				for _, word := range []string{secret, privately, "ostrich", babble, "elsewhere"} {
					if strings.Contains(s.log.String(), word) {
						t.Errorf("the log holds %q: %s", word, s.log.String())
					}
				}
				for _, key := range s.keys {
					if key != "Bearer "+secret {
						t.Errorf("the server got the key as %q", key)
					}
				}
			})
		})
	}
}

// noSchema is a server that refuses a schema.
func noSchema(code int) handler {
	return func(n int, w http.ResponseWriter, r *http.Request) {
		if n == 1 {
			fails(w, r, code)
			return
		}
		says(w, good)
	}
}

// A model may write what it likes around its choice, which is checked.
func TestReplies(t *testing.T) {
	const bad = "bad"
	for _, tt := range []struct{ name, content, want string }{
		{"as asked", good, "3d 1w"},
		{"none", `{"chosen":[]}`, ""},
		{"with prose", "Sure! Here is the JSON:\n\n" + good + "\n\nI hope {this} helps.", "3d 1w"},
		{"as code", "```json\n" + good + "\n```", "3d 1w"},
		{"with thoughts", "<think>Perhaps {\"chosen\": [{\"line\": 2, \"strength\": \"weak\"}]}? No.</think>" + good, "3d 1w"},
		{"in another object", `{"answer": ` + good + `}`, "3d 1w"},
		{"with more fields", `{"chosen":[{"line":2,"strength":"weak","text":"wombat"}],"why":"{\"chosen\""}`, "2w"},
		{"behind another field", `{"why": "{", "chosen":[{"line":2,"strength":"weak"}]}`, "2w"},
		{"twice the same", good + "\n" + good, "3d 1w"},
		{"twice, and not the same", good + `{"chosen":[]}`, bad},
		{"wrong numbers among right ones", `{"chosen":[{"line":0,"strength":"direct"},{"line":5,"strength":"direct"},{"line":-2,"strength":"weak"},{"line":4,"strength":"weak"}]}`, "4w"},
		{"numbers that are none", `{"chosen":[{"line":1.5,"strength":"direct"},{"line":1e99,"strength":"direct"},{"line":99999999999999999999,"strength":"direct"},{"line":2,"strength":"direct"}]}`, "2d"},
		{"a number as a word", `{"chosen":[{"line":"2","strength":"direct"}]}`, "2d"},
		{"duplicates", `{"chosen":[{"line":2,"strength":"weak"},{"line":2,"strength":"direct"},{"line":2,"strength":"weak"}]}`, "2w"},
		{"another strength", `{"chosen":[{"line":2,"strength":"strong"},{"line":3,"strength":"direct"}]}`, "3d"},
		{"wrong ones alone", `{"chosen":[{"line":9,"strength":"direct"}]}`, bad},
		{"strengths missing", `{"chosen":[{"line":2}]}`, bad},
		{"numbers alone", `{"chosen":[2,3]}`, bad},
		{"a list alone", `[{"line":2,"strength":"direct"}]`, bad},
		{"a word alone", `none`, bad},
		{"null", `{"chosen":null}`, bad},
		{"cut", good[:len(good)-4], bad},
		{"nothing", ``, bad},
		{"control characters", "\x00\x1b[31m" + good + "\u202e", "3d 1w"},
		{"many beginnings", strings.Repeat(`{"chosen":[`, 1000), bad},
		{"deep", strings.Repeat(`{"a":`, 100_000), bad},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := bad
			if list, err := parse(tt.content, 4); err == nil {
				got = short(list)
			}
			if got != tt.want {
				t.Errorf("parse(%.60q) = %s, want %s", tt.content, got, tt.want)
			}
		})
	}
}

// short writes a choice as "3d 1w".
func short(list []answers.ChosenLine) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, fmt.Sprintf("%d%c", c.Number, c.Strength[0]))
	}
	return strings.Join(parts, " ")
}

// Whatever a model writes, what comes of it are numbers of lines, each once; and what is kept of them is read as it was.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{good, "```" + good + "```", `{"chosen":[{"line":-1,"strength":"weak"}]}`, `{"chosen":[]}{`, "\xff{\"chosen\""} {
		f.Add(seed, 4)
	}
	f.Fuzz(func(t *testing.T, content string, n int) {
		list, err := parse(content, n)
		if err != nil {
			if list != nil {
				t.Errorf("parse(%q, %d) = %v with %v", content, n, list, err)
			}
			return
		}
		seen := make(map[int]bool)
		for _, c := range list {
			if c.Number < 1 || c.Number > n || seen[c.Number] || c.Strength != answers.Direct && c.Strength != answers.Weak {
				t.Errorf("parse(%q, %d) = %v", content, n, list)
			}
			seen[c.Number] = true
		}
		if again, err := unpack(pack(list), n); err != nil || short(again) != short(list) {
			t.Errorf("unpack(pack(%v)) = %v, %v", list, again, err)
		}
	})
}

// What is asked of one source does not depend on what else is asked, and at most the allowed number of requests is made at a time.
func TestSourcesAreAskedAloneAndNotAllAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) { time.Sleep(time.Second); says(w, good) })
		defer s.stop()
		o := s.options("")
		o.Parallel = 3
		c := s.client(o)
		defer c.server.client.CloseIdleConnections()
		var requests []answers.ReadRequest
		for i := range 10 {
			r := asking()
			r.Source, r.Revision = "s"+r.Source, fmt.Sprint(i)
			r.Lines = append(r.Lines, answers.ReadLine{Number: 5, Text: fmt.Sprintf("Sentence %d.", i)})
			requests = append(requests, r)
		}
		var wait sync.WaitGroup
		for range 2 { // questions of two members
			wait.Go(func() { c.Read(t.Context(), requests[:5]) })
			wait.Go(func() { c.Read(t.Context(), requests[5:]) })
		}
		wait.Wait()
		if s.most != 3 {
			t.Errorf("%d requests were under way at a time, want 3", s.most)
		}
		together := make(map[string]bool)
		for _, b := range s.bodies {
			together[b] = true
		}
		s.bodies = nil
		for _, r := range requests {
			c.Read(t.Context(), []answers.ReadRequest{r})
		}
		for _, b := range s.bodies {
			if !together[b] {
				t.Errorf("alone a source is asked otherwise: %s", b)
			}
		}
		if len(together) != 10 || s.log.Len() > 0 {
			t.Errorf("%d different requests were made, want 10; log: %s", len(together), s.log.String())
		}
	})
}

// Who gives up waits for nothing, and the log is silent about it.
func TestGivingUp(t *testing.T) {
	for name, do := range map[string]func(http.ResponseWriter, *http.Request){
		"while it hangs": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"while it rests": tooMany("50"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := serve(t, every(do))
				defer s.stop()
				c := s.client(s.options(""))
				defer c.server.client.CloseIdleConnections()
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				start := time.Now()
				results := c.Read(ctx, []answers.ReadRequest{asking(), asking(), asking()})
				for _, r := range results {
					if !r.Failed {
						t.Errorf("result = %+v, want that it failed", r)
					}
				}
				if took := time.Since(start); took != 5*time.Second || s.log.Len() > 0 {
					t.Errorf("it took %v, want 5 s; log: %s", took, s.log.String())
				}
			})
		})
	}
}

// A URL is one of a server, without a password and without anything behind the path.
func TestURLs(t *testing.T) {
	for _, good := range []string{"http://localhost:11434/v1", "https://example.org/api/v1/", "http://[::1]:8080"} {
		if err := CheckURL(good); err != nil {
			t.Errorf("CheckURL(%q) = %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "localhost:11434/v1", "ftp://example.org", "file:///etc/passwd", "http://", "http:///v1", "http://user:" + secret + "@example.org/v1", "http://example.org/v1?key=" + secret,
		"http://example.org/v1?", "http://example.org/v1#" + secret, "http://exa mple.org/" + secret, "http://example.org:x" + secret + "/",
	} {
		err := CheckURL(bad)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("CheckURL(%q) = %v, want an error without what may be secret", bad, err)
		}
		if _, err := New(Options{URL: bad, Model: "m"}); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("New with the URL %q = %v, want an error without what may be secret", bad, err)
		}
	}
	for _, o := range []Options{{URL: "http://x/"}, {URL: "http://x/", Model: "m", Key: secret + "\n" + secret}, {URL: "http://x/", Model: "m", Key: "ключ" + secret}} {
		if _, err := New(o); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("New = %v, want an error without the key", err)
		}
	}
	if _, err := New(Options{URL: "http://x/", Model: "m", Key: " " + secret + "\n"}); err != nil {
		t.Errorf("a key with a line end behind it: %v", err)
	}
}

// Proxies are for other machines.
func TestProxiesAreNotForThisMachine(t *testing.T) {
	proxy, err := url.Parse("http://proxy:3128")
	if err != nil {
		t.Fatal(err)
	}
	choose := exceptLoopback(func(*http.Request) (*url.URL, error) { return proxy, nil })
	for target, want := range map[string]*url.URL{
		"http://localhost:11434/v1": nil, "http://LOCALHOST./": nil, "http://ollama.localhost/": nil, "http://127.0.0.1:8080/": nil, "http://127.8.8.8/": nil, "https://[::1]/": nil,
		"https://example.org/v1": proxy, "http://10.0.0.7/": proxy, "http://localhost.example.org/": proxy,
	} {
		r, err := http.NewRequest(http.MethodPost, target, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := choose(r); err != nil || got != want {
			t.Errorf("the proxy for %s is %v, %v; want %v", target, got, err, want)
		}
	}
}

// A request asks for no lots and no stream, and for a schema.
func TestRequestIsAsDocumented(t *testing.T) {
	var got struct {
		Model       string
		Temperature *int
		Seed        *int
		Stream      *bool
		Format      struct {
			Type   string
			Schema struct {
				Strict bool
				Schema json.RawMessage
			} `json:"json_schema"`
		} `json:"response_format"`
		Messages []chatMessage
	}
	if err := json.Unmarshal(chat("m", asking(), true), &got); err != nil {
		t.Fatal(err)
	}
	if got.Model != "m" || got.Temperature == nil || *got.Temperature != 0 || got.Seed == nil || *got.Seed != 1 || got.Stream == nil || *got.Stream {
		t.Errorf("request = %+v", got)
	}
	if got.Format.Type != "json_schema" || !got.Format.Schema.Strict || !json.Valid(got.Format.Schema.Schema) {
		t.Errorf("response_format = %+v", got.Format)
	}
	const mark = "6d1f"
	want := []chatMessage{{"system", Prompt}, {"user", strings.TrimSpace(`
BEGIN ` + mark + `
Question: who stole the ostrich?

[1] The ostrich was stolen at noon.
(context) It was warm.
(gap)
[2] Nobody saw it.
[3] A keeper was blamed.
[4] He denies it.
END ` + mark + `

Which of the numbered lines answer the question? Reply with JSON only.`)}}
	begin, _, _ := strings.Cut(got.Messages[1].Content, "\n")
	want[1].Content = strings.ReplaceAll(want[1].Content, "BEGIN "+mark, begin)
	want[1].Content = strings.ReplaceAll(want[1].Content, "END "+mark, strings.Replace(begin, "BEGIN", "END", 1))
	if diff := cmp.Diff(want, got.Messages); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	if strings.Contains(string(chat("m", asking(), false)), "response_format") {
		t.Error("a request without a schema has one")
	}
}
