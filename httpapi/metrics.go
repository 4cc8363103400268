package httpapi

import (
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Labels are the closed lists of what stands in labels. What is in none of them is counted as "other", so that nothing that a member wrote comes into a label
// and their number is bounded.
type Labels struct {
	Kinds    []string // of interactions, such as "ask"
	Outcomes []string // of answers, such as "answered"
	Routes   []string // templates of routes, such as "/channels/{channel}/messages"
}

// other is the label of what is in no list.
const other = "other"

// Buckets, in seconds. An interaction must be acknowledged within 3 s and answered within 15 min.
var (
	acknowledgeBuckets = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 1.5, 2, 2.5, 3}
	answerBuckets      = []float64{.01, .025, .05, .1, .25, .5, 1, 2, 3, 5, 10, 30, 60, 300, 900}
	requestBuckets     = []float64{.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}
)

// Metrics are what is counted for operators, with a registry of their own. All methods are safe for concurrent use; a duration below 0 is taken
// for 0.
type Metrics struct {
	labels   Labels
	registry *prometheus.Registry

	answers       *prometheus.CounterVec
	acknowledged  *prometheus.HistogramVec
	answered      *prometheus.HistogramVec
	working       prometheus.Gauge
	requests      *prometheus.CounterVec
	requestTime   *prometheus.HistogramVec
	connected     prometheus.Gauge
	shards        prometheus.Gauge
	reconnects    prometheus.Counter
	refusedByCode *prometheus.CounterVec
}

// NewMetrics returns metrics of which nothing is counted yet. Each kind of interaction with each outcome is there from the start, as 0.
func NewMetrics(l Labels) *Metrics {
	m := &Metrics{
		labels: Labels{slices.Clone(l.Kinds), slices.Clone(l.Outcomes), slices.Clone(l.Routes)}, registry: prometheus.NewRegistry(),

		answers:       counters("interactions_total", "Interactions that are done with, by kind and outcome.", "kind", "outcome"),
		acknowledged:  histograms("interaction_acknowledge_seconds", "Time from an interaction to its acknowledgement.", acknowledgeBuckets, "kind"),
		answered:      histograms("interaction_answer_seconds", "Time from an interaction to the whole of its answer.", answerBuckets, "kind"),
		working:       gauge("answers_in_work", "Answers that are being made."),
		requests:      counters("rest_requests_total", "Requests to Discord, by route and status; none is a request without a response.", "route", "status"),
		requestTime:   histograms("rest_request_seconds", "Time that requests to Discord took.", requestBuckets, "route"),
		connected:     gauge("gateway_shards_connected", "Shards that are connected to the gateway."),
		shards:        gauge("gateway_shards", "Shards that should be connected to the gateway."),
		reconnects:    prometheus.NewCounter(prometheus.CounterOpts(named("gateway_reconnects_total", "Times that a shard was connected anew."))),
		refusedByCode: counters("http_interactions_refused_total", "Interactions by HTTP that were refused, by the status of the response.", "status"),
	}
	m.registry.MustRegister(
		m.answers, m.acknowledged, m.answered, m.working, m.requests, m.requestTime, m.connected, m.shards, m.reconnects, m.refusedByCode,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	for _, kind := range m.labels.Kinds {
		for _, outcome := range m.labels.Outcomes {
			m.answers.WithLabelValues(kind, outcome)
		}
	}
	return m
}

func named(name, help string) prometheus.Opts {
	return prometheus.Opts{Namespace: "variorum", Name: name, Help: help}
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts(named(name, help)), labels)
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts(named(name, help)))
}

func histograms(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "variorum", Name: name, Help: help, Buckets: buckets}, labels)
}

// Acknowledged counts an interaction that was acknowledged d after it came.
func (m *Metrics) Acknowledged(kind string, d time.Duration) {
	m.acknowledged.WithLabelValues(listed(m.labels.Kinds, kind)).Observe(seconds(d))
}

// Answered counts an interaction that was done with d after it came.
func (m *Metrics) Answered(kind, outcome string, d time.Duration) {
	kind = listed(m.labels.Kinds, kind)
	m.answers.WithLabelValues(kind, listed(m.labels.Outcomes, outcome)).Inc()
	m.answered.WithLabelValues(kind).Observe(seconds(d))
}

// InWork adds change, which may be below 0, to the number of answers that are being made.
func (m *Metrics) InWork(change int) { m.working.Add(float64(change)) }

// Request counts a request to Discord that took d; status is that of the response, 0 if there was none.
func (m *Metrics) Request(route string, status int, d time.Duration) {
	route = listed(m.labels.Routes, route)
	m.requests.WithLabelValues(route, statusLabel(status)).Inc()
	m.requestTime.WithLabelValues(route).Observe(seconds(d))
}

// Shards says how many shards there should be, and how many of them are connected.
func (m *Metrics) Shards(connected, total int) {
	m.connected.Set(float64(connected))
	m.shards.Set(float64(total))
}

// Reconnected counts a shard that was connected anew.
func (m *Metrics) Reconnected() { m.reconnects.Inc() }

// refused counts an interaction by HTTP that was refused. m may be nil.
func (m *Metrics) refused(status int) {
	if m != nil {
		m.refusedByCode.WithLabelValues(statusLabel(status)).Inc()
	}
}

// handler returns what serves /metrics.
func (m *Metrics) handler(log *slog.Logger) http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelError), MaxRequestsInFlight: 4})
}

// listed returns a label, or other if it is not in its list.
func listed(list []string, label string) string {
	if slices.Contains(list, label) {
		return label
	}
	return other
}

// statusLabel returns the label of a status, of which there are as many as HTTP has.
func statusLabel(status int) string {
	switch {
	case status == 0:
		return "none"
	case http.StatusText(status) == "":
		return other
	}
	return strconv.Itoa(status)
}

func seconds(d time.Duration) float64 { return max(0, d).Seconds() }
