// Package reader lets a language model that the operator runs, or has access to, choose among numbered sentences of one source. Only numbers
// come back. The model is asked through the chat interface of OpenAI, which Ollama, llama.cpp, vLLM and most hosted services speak.
// docs/reader.md describes the protocol, the cache, and what leaves the machine.
package reader

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"variorum/answers"
)

// Options say which server is asked, and how.
type Options struct {
	URL   string // of the interface, as in http://localhost:11434/v1; see [CheckURL]
	Model string // as the server calls it
	// Key is sent as the bearer's token, if it is not "". It stands in no error and no message.
	Key string
	// Cache is the folder in which choices, rankings and vectors are kept; it is made when there is something to keep. "" keeps nothing.
	Cache string
	// Timeout is how long the server may take over one request, and how long it may ask to wait before the second try; 0 means [DefaultTimeout].
	Timeout time.Duration
	// Parallel is how many requests are made at a time; 0 means [DefaultParallel].
	Parallel int
	// Log gets a warning when sources were not read or nothing could be kept, without the words of question, source or server; nil
	// drops them.
	Log *slog.Logger
}

// Defaults of [Options].
const (
	DefaultTimeout  = 60 * time.Second
	DefaultParallel = 4
)

// A Client is an [answers.Reader]. It is safe for concurrent use.
type Client struct {
	model   string
	server  *endpoint
	choices *store
	flights flights
	log     *slog.Logger
}

// New returns a client of a server, which it does not call yet. It returns an error if the URL, the model or the key can not be used.
func New(o Options) (*Client, error) {
	server, err := newEndpoint(o)
	if err != nil {
		return nil, err
	}
	return &Client{model: o.Model, server: server, choices: newStore(o.Cache, "choices", choicesBytes), log: logger(o)}, nil
}

func logger(o Options) *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}

// Name implements [answers.Reader].
func (c *Client) Name() answers.ReaderName {
	return answers.ReaderName{Model: c.model, Prompt: PromptVersion}
}

// Read implements [answers.Reader]. It asks about all sources at the same time, as far as the limit lets it.
func (c *Client) Read(ctx context.Context, requests []answers.ReadRequest) []answers.ReadResult {
	results := make([]answers.ReadResult, len(requests))
	errs := make([]error, len(requests))
	together(len(requests), c.server.parallel(), func(i int) {
		results[i].Chosen, errs[i] = c.choose(ctx, requests[i])
		results[i].Failed = errs[i] != nil
	})
	warn(ctx, c.log, "sources were not read", errs, func(i int) string { return string(requests[i].Source) })
	return results
}

// together does n things, of which at most limit at the same time, and waits for all.
func together(n, limit int, do func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(n, limit) {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

// warn says how many of errs are errors, and the first of them. Who gave up needs not be told.
func warn(ctx context.Context, log *slog.Logger, message string, errs []error, source func(i int) string) {
	failed, first := 0, -1
	for i, err := range errs {
		if err == nil {
			continue
		}
		if failed++; first < 0 {
			first = i
		}
	}
	if failed > 0 && ctx.Err() == nil {
		log.Warn(message, "failed", failed, "of", len(errs), "source", source(first), "err", errs[first])
	}
}

// choose returns what is chosen of one source, from the cache or the server.
func (c *Client) choose(ctx context.Context, r answers.ReadRequest) ([]answers.ChosenLine, error) {
	numbers := 0
	for _, line := range r.Lines {
		numbers = max(numbers, line.Number)
	}
	plain := chat(c.model, r, false)
	key := keyOf("choices", r.Revision, string(plain))
	done, err := c.flights.begin(ctx, key)
	if err != nil {
		return nil, err
	}
	defer done()
	var chosen []answers.ChosenLine
	use := func(kept []byte) error {
		list, err := unpack(kept, numbers)
		if err == nil {
			chosen = list
		}
		return err
	}
	if c.choices.read(key, use) {
		return chosen, nil
	}
	if chosen, err = c.ask(ctx, chat(c.model, r, true), plain, numbers); err != nil {
		return nil, err
	}
	if err := c.choices.keep(key, pack(chosen), use); err != nil {
		c.log.Warn("a choice could not be kept", "err", err)
	}
	return chosen, nil // or what another process chose in the meantime, which has shown it
}

// ask asks the server with a schema, and without if it refuses that.
func (c *Client) ask(ctx context.Context, body, plain []byte, numbers int) ([]answers.ChosenLine, error) {
	raw, err := c.server.post(ctx, "/chat/completions", body, maxReply)
	if refusesSchema(err) {
		raw, err = c.server.post(ctx, "/chat/completions", plain, maxReply)
	}
	if err != nil {
		return nil, err
	}
	content, err := contentOf(raw)
	if err != nil {
		return nil, err
	}
	return parse(content, numbers)
}

// flights let one request of a kind be made at a time, so that those who come later find what the first kept. The zero value is ready.
type flights struct {
	mu sync.Mutex
	m  map[string]chan struct{} // closed when the request is over
}

// begin waits until no request with a key is under way, and returns what ends the caller's.
func (f *flights) begin(ctx context.Context, key string) (end func(), err error) {
	for {
		f.mu.Lock()
		other := f.m[key]
		if other == nil {
			if f.m == nil {
				f.m = make(map[string]chan struct{})
			}
			mine := make(chan struct{})
			f.m[key] = mine
			f.mu.Unlock()
			return func() {
				f.mu.Lock()
				delete(f.m, key)
				f.mu.Unlock()
				close(mine)
			}, nil
		}
		f.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for the same question: %w", ctx.Err())
		}
	}
}
