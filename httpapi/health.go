package httpapi

import (
	"encoding/json"
	"net/http"
)

// A Problem is something that keeps the bot from its work.
type Problem struct {
	Part     string `json:"part"`     // what has it: "gateway", "library"
	Sentence string `json:"sentence"` // what it is, and what can be done
}

// healthJSON is the body of /healthz.
type healthJSON struct {
	Status   string    `json:"status"` // "ok" or "unavailable"
	Problems []Problem `json:"problems"`
}

// health returns what serves /healthz: 200 if there is no problem, otherwise 503.
func health(problems func() []Problem) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		state, status := healthJSON{"ok", []Problem{}}, http.StatusOK
		if problems != nil {
			if list := problems(); len(list) > 0 {
				state, status = healthJSON{"unavailable", list}, http.StatusServiceUnavailable
			}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(state) // if the sender is gone there is nobody to tell
	})
}
