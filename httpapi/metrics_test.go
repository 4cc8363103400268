package httpapi_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"variorum/httpapi"
)

var labels = httpapi.Labels{Kinds: []string{"ask", "check"}, Outcomes: []string{"answered", "failed"}, Routes: []string{"/channels/{channel}/messages"}}

// scraped returns the lines of /metrics.
func scraped(t *testing.T, m *httpapi.Metrics) []string {
	t.Helper()
	var body string
	within(t, &httpapi.Server{Metrics: m}, func(t *testing.T, r *running) { _, body = r.get(t, "GET", "/metrics") })
	return strings.Split(body, "\n")
}

func TestMetrics(t *testing.T) {
	m := httpapi.NewMetrics(labels)
	m.Acknowledged("ask", 90*time.Millisecond)
	m.Answered("ask", "answered", 2*time.Second)
	m.Answered("ask", "failed", -time.Second)
	m.InWork(3)
	m.InWork(-1)
	m.Request("/channels/{channel}/messages", http.StatusOK, 300*time.Millisecond)
	m.Request("/channels/{channel}/messages", 0, time.Second)
	m.Shards(2, 4)
	m.Reconnected()
	lines := scraped(t, m)
	for _, want := range []string{
		`variorum_interactions_total{kind="ask",outcome="answered"} 1`,
		`variorum_interactions_total{kind="ask",outcome="failed"} 1`,
		`variorum_interactions_total{kind="check",outcome="answered"} 0`,
		`variorum_interaction_acknowledge_seconds_bucket{kind="ask",le="0.05"} 0`,
		`variorum_interaction_acknowledge_seconds_bucket{kind="ask",le="0.1"} 1`,
		`variorum_interaction_answer_seconds_bucket{kind="ask",le="1"} 1`,
		`variorum_interaction_answer_seconds_bucket{kind="ask",le="2"} 2`,
		`variorum_interaction_answer_seconds_sum{kind="ask"} 2`,
		`variorum_answers_in_work 2`,
		`variorum_rest_requests_total{route="/channels/{channel}/messages",status="200"} 1`,
		`variorum_rest_requests_total{route="/channels/{channel}/messages",status="none"} 1`,
		`variorum_rest_request_seconds_count{route="/channels/{channel}/messages"} 2`,
		`variorum_gateway_shards_connected 2`,
		`variorum_gateway_shards 4`,
		`variorum_gateway_reconnects_total 1`,
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("%s is not among the metrics", want)
		}
	}
	for _, of := range []string{"go_goroutines ", "process_cpu_seconds_total "} {
		if !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, of) }) {
			t.Errorf("%s is not among the metrics", of)
		}
	}
	problems, err := promlint.New(strings.NewReader(strings.Join(lines, "\n"))).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// Whatever stands in a label that is in no list, it is counted as other: it is not shown, and the number of metrics does not grow.
func TestLabelsAreOfClosedLists(t *testing.T) {
	m := httpapi.NewMetrics(labels)
	for i := range 500 {
		strange := fmt.Sprintf("where did heron %d go\xff", i)
		m.Acknowledged(strange, 0)
		m.Answered(strange, strange, 0)
		m.Answered("ask", strange, 0)
		m.Request(strange, 700+i, 0)
		m.Request("/channels/heron/messages", -i, 0)
	}
	lines := scraped(t, m)
	for _, want := range []string{
		`variorum_interactions_total{kind="other",outcome="other"} 500`,
		`variorum_interactions_total{kind="ask",outcome="other"} 500`,
		`variorum_rest_requests_total{route="other",status="other"} 999`,
		`variorum_rest_requests_total{route="other",status="none"} 1`,
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("%s is not among the metrics", want)
		}
	}
	if text := strings.Join(lines, "\n"); strings.Contains(text, "heron") {
		t.Error("the metrics show what is in no list")
	}
}

// The lists are closed when the metrics are made.
func TestLabelsAreCopied(t *testing.T) {
	own := httpapi.Labels{Kinds: []string{"ask"}}
	m := httpapi.NewMetrics(own)
	own.Kinds[0] = "heron"
	m.Answered("heron", "", 0)
	if !slices.Contains(scraped(t, m), `variorum_interactions_total{kind="other",outcome="other"} 1`) {
		t.Error("a list that was changed later is heeded")
	}
}

// Refused interactions are counted by status.
func TestRefusedInteractionsAreCounted(t *testing.T) {
	m := httpapi.NewMetrics(labels)
	within(t, &httpapi.Server{Key: public, Handler: echo, Metrics: m}, func(t *testing.T, r *running) {
		r.do(t, post(t, question))
		r.do(t, signed(t, "{", time.Now()))
		r.do(t, signed(t, question, time.Now()))
	})
	lines := scraped(t, m)
	for _, want := range []string{`variorum_http_interactions_refused_total{status="401"} 1`, `variorum_http_interactions_refused_total{status="400"} 1`} {
		if !slices.Contains(lines, want) {
			t.Errorf("%s is not among the metrics", want)
		}
	}
}

// All may count at once, and two servers in one process count apart.
func TestMetricsAtOnce(t *testing.T) {
	one, another := httpapi.NewMetrics(labels), httpapi.NewMetrics(labels)
	var counting sync.WaitGroup
	for range 8 {
		counting.Go(func() {
			for range 100 {
				one.Answered("ask", "answered", time.Second)
				one.Acknowledged("ask", time.Second)
				one.Request("/channels/{channel}/messages", 200, time.Second)
				one.InWork(1)
				one.Shards(1, 1)
				one.Reconnected()
			}
		})
	}
	counting.Wait()
	for m, want := range map[*httpapi.Metrics]string{one: "variorum_gateway_reconnects_total 800", another: "variorum_gateway_reconnects_total 0"} {
		if !slices.Contains(scraped(t, m), want) {
			t.Errorf("%s is not among the metrics", want)
		}
	}
}
