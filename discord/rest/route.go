package rest

import (
	"net/http"
	"strings"
	"time"
)

// A route is what limits and repetitions go by.
type route struct {
	method      string
	path        string // with names in place of ids and tokens
	major       string // the id for which Discord counts separately; "" if there is none
	interaction bool   // exempt from the limit of the application
	callback    bool   // the first answer to an interaction
	once        bool   // a repetition could do it twice
}

func (r route) String() string { return r.method + " " + r.path }

// routeOf returns the route of a path below the version, such as "channels/1/messages".
func routeOf(method, path string) route {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	r := route{method: method, major: part(parts, 1)}
	switch {
	case parts[0] == "interactions" && len(parts) > 2:
		r.interaction, r.callback, r.major = true, true, ""
		parts[1], parts[2] = ":interaction", ":token"
	case parts[0] == "webhooks" && len(parts) > 2:
		r.interaction, r.once, r.major = true, method == http.MethodPost, ""
		parts[1], parts[2] = ":application", ":token"
	case parts[0] == "channels":
		r.once = method == http.MethodPost && part(parts, 2) == "threads"
	case parts[0] != "guilds":
		r.major = ""
	}
	for i, p := range parts {
		if isID(p) {
			parts[i] = ":id"
		}
	}
	r.path = "/" + strings.Join(parts, "/")
	return r
}

// part returns a part of a path, or "" if it has fewer.
func part(parts []string, i int) string {
	if i < len(parts) {
		return parts[i]
	}
	return ""
}

// isID reports whether s is a number.
func isID(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Limits of time. Discord waits 3 s for a callback: a first one without an answer leaves room for another.
const (
	patience        = time.Minute            // for a call with all its waiting and repetitions
	attemptTime     = 8 * time.Second        // for an answer from its first byte sent to its last received
	callbackTime    = 2 * time.Second        // the same for a callback
	firstPause      = 250 * time.Millisecond // before the first repetition; each further one waits twice as long
	callbackPause   = 50 * time.Millisecond  // the same for a callback
	repetitions     = 5                      // after a failure
	limitedAnswers  = 10                     // of status 429 to one call
	defaultLimitFor = time.Second            // when Discord says that a limit is in force, but not how long
)

// attemptTime returns how long one attempt may take.
func (r route) attemptTime() time.Duration {
	if r.callback {
		return callbackTime
	}
	return attemptTime
}

// firstPause returns the pause before the first repetition.
func (r route) firstPause() time.Duration {
	if r.callback {
		return callbackPause
	}
	return firstPause
}
