package httpapi

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
)

const (
	maxBody    = 1 << 20 // bytes
	maxRefused = 8 << 20 // bytes of a body that is refused, which are read and dropped: a sender that still writes does not look for an answer
)

// ping is the type of interaction by which Discord asks whether we check signatures.
const ping = 1

// A Handler answers an interaction that Discord sent and signed; body is its JSON object, with a "type" of 2 or more. The response is the JSON that is sent
// back; an empty one is sent as 202, for a handler that has answered otherwise. On an error the sender gets 500.
//
// ctx does not end with the request, but when the server has stopped, so that a handler may answer that it will answer later, and go on working. What
// it edits or follows up may be sent from when [Sent] says so.
//
// A request that comes twice, by a retry of Discord's or by somebody who saw it, is handed on twice while its timestamp is not too old: only who handles
// it can tell a retry that must be answered from one that must not, by the interaction's ID. Handlers run at the same time.
type Handler func(ctx context.Context, body []byte) (response []byte, err error)

type sentKey struct{}

// Sent returns a channel that is closed when the response to the interaction that is handled under ctx has been sent, or can not be. It is nil if ctx
// is not one that a [Handler] was called with.
func Sent(ctx context.Context) <-chan struct{} {
	sent, _ := ctx.Value(sentKey{}).(chan struct{})
	return sent
}

// interactions is what serves POST /interactions.
type interactions struct {
	key      ed25519.PublicKey
	handle   Handler
	lifetime context.Context
	log      *slog.Logger
	metrics  *Metrics // may be nil
}

// ServeHTTP checks the signature before anything of the body is parsed.
func (i *interactions) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	signed, ok := signatureOf(r.Header, time.Now())
	if !ok {
		i.refuse(w, r, http.StatusUnauthorized)
		return
	}
	body, status := read(r)
	if status == 0 && !signed.signs(i.key, body) {
		status = http.StatusUnauthorized
	}
	var kind int
	if status == 0 {
		if kind, ok = kindOf(body); !ok {
			status = http.StatusBadRequest
		}
	}
	switch {
	case status != 0:
		i.refuse(w, r, status)
	case kind == ping:
		write(w, []byte(`{"type":1}`))
	default:
		i.answer(w, kind, body)
	}
}

// read returns the body of a request, or the status with which it is refused.
func read(r *http.Request) (body []byte, status int) {
	if r.ContentLength > maxBody {
		return nil, http.StatusRequestEntityTooLarge
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, http.StatusRequestTimeout
	case err != nil:
		return nil, http.StatusBadRequest
	case len(body) > maxBody:
		return nil, http.StatusRequestEntityTooLarge
	}
	return body, 0
}

// kindOf returns the type of an interaction, and whether body is one at all.
func kindOf(body []byte) (kind int, ok bool) {
	var object struct {
		Type int `json:"type"`
	}
	if !bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) || json.Unmarshal(body, &object) != nil {
		return 0, false
	}
	return object.Type, object.Type >= ping
}

// refuse answers with a status and its words.
func (i *interactions) refuse(w http.ResponseWriter, r *http.Request, status int) {
	i.metrics.refused(status)
	io.CopyN(io.Discard, r.Body, maxRefused) // whatever comes of it, the answer is the same
	http.Error(w, http.StatusText(status), status)
}

// answer sends what the handler answers.
func (i *interactions) answer(w http.ResponseWriter, kind int, body []byte) {
	sent := make(chan struct{})
	defer close(sent)
	response, fault := i.call(context.WithValue(i.lifetime, sentKey{}, sent), body)
	switch {
	case fault != nil:
		i.log.ErrorContext(i.lifetime, "interaction failed", append([]any{"type", kind}, fault...)...)
		http.Error(w, "internal error", http.StatusInternalServerError)
	case len(response) == 0:
		w.Header().Set("Content-Length", "0")
		w.WriteHeader(http.StatusAccepted)
	default:
		write(w, response)
	}
	http.NewResponseController(w).Flush() // so that it is on its way before sent says so; if the sender is gone there is nobody to tell
}

// call calls the handler and returns its response, or what the log may hold of its fault: of what kind it was, not what it says.
func (i *interactions) call(ctx context.Context, body []byte) (response []byte, fault []any) {
	defer func() {
		if f := recover(); f != nil {
			response, fault = nil, panicked(f)
		}
	}()
	response, err := i.handle(ctx, body)
	if err != nil {
		return nil, []any{"fault", rootOf(err)}
	}
	return response, nil
}

// write sends JSON.
func write(w http.ResponseWriter, object []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(object)))
	w.Write(object) // if the sender is gone there is nobody to tell
}

// panicked returns what the log may hold of a panic: of what kind it was, and where.
func panicked(fault any) []any {
	kind := fmt.Sprintf("%T", fault)
	switch err := fault.(type) {
	case runtime.Error:
		kind = err.Error() // which holds numbers and types
	case error:
		kind = rootOf(err)
	}
	return []any{"fault", "panic: " + kind, "stack", string(debug.Stack())}
}

// rootOf returns the type of the error that is at the root of err. What the error says may hold what a member wrote, or the token of an interaction.
func rootOf(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return fmt.Sprintf("%T", err)
		}
		err = inner
	}
}
