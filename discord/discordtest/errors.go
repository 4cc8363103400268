package discordtest

import (
	"net/http"
	"strings"
	"time"
)

// An apiError is an answer in Discord's form for what it refuses.
type apiError struct {
	status, code int
	message      string
	fields       []finding
	retry        time.Duration // of a 429
	global       bool          // a 429 for all routes
}

var (
	errUnauthorized  = &apiError{status: http.StatusUnauthorized, message: "401: Unauthorized"}
	errNotFound      = &apiError{status: http.StatusNotFound, message: "404: Not Found"}
	errMethod        = &apiError{status: http.StatusMethodNotAllowed, message: "405: Method Not Allowed"}
	errVersion       = &apiError{status: http.StatusBadRequest, code: 50041, message: "Invalid API version"}
	errContentType   = &apiError{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body"}
	errNotJSON       = &apiError{status: http.StatusBadRequest, code: 50109, message: "The request body contains invalid JSON."}
	errTooLarge      = &apiError{status: http.StatusRequestEntityTooLarge, code: 40005, message: "Request entity too large"}
	errApplication   = &apiError{status: http.StatusNotFound, code: 10002, message: "Unknown Application"}
	errChannel       = &apiError{status: http.StatusNotFound, code: 10003, message: "Unknown Channel"}
	errGuild         = &apiError{status: http.StatusNotFound, code: 10004, message: "Unknown Guild"}
	errMember        = &apiError{status: http.StatusNotFound, code: 10007, message: "Unknown Member"}
	errMessage       = &apiError{status: http.StatusNotFound, code: 10008, message: "Unknown Message"}
	errWebhook       = &apiError{status: http.StatusNotFound, code: 10015, message: "Unknown Webhook"}
	errInteraction   = &apiError{status: http.StatusNotFound, code: 10062, message: "Unknown interaction"}
	errAcknowledged  = &apiError{status: http.StatusBadRequest, code: 40060, message: "Interaction has already been acknowledged."}
	errFollowups     = &apiError{status: http.StatusBadRequest, code: 40094, message: "This interaction has reached its maximum number of follow-up messages"}
	errTagRequired   = &apiError{status: http.StatusBadRequest, code: 40067, message: "A tag is required to create a forum post in this channel"}
	errAccess        = &apiError{status: http.StatusForbidden, code: 50001, message: "Missing Access"}
	errOthersMessage = &apiError{status: http.StatusForbidden, code: 50005, message: "Cannot edit a message authored by another user"}
	errEmptyMessage  = &apiError{status: http.StatusBadRequest, code: 50006, message: "Cannot send an empty message"}
	errPermissions   = &apiError{status: http.StatusForbidden, code: 50013, message: "Missing Permissions"}
	errChannelType   = &apiError{status: http.StatusBadRequest, code: 50024, message: "Cannot execute action on this channel type"}
	errToken         = &apiError{status: http.StatusUnauthorized, code: 50027, message: "Invalid Webhook Token"}
	errArchived      = &apiError{status: http.StatusBadRequest, code: 50083, message: "Thread is archived"}
	errThreadExists  = &apiError{status: http.StatusBadRequest, code: 160004, message: "A thread has already been created for this message"}
	errLocked        = &apiError{status: http.StatusForbidden, code: 160005, message: "Thread is locked"}
)

// invalidForm is the answer to a body in which something was found.
func invalidForm(found []finding) *apiError {
	return &apiError{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", fields: found}
}

// tooMany is the answer to a call that has to come again later.
func tooMany(after time.Duration, global bool) *apiError {
	return &apiError{status: http.StatusTooManyRequests, message: "You are being rate limited.", retry: after, global: global}
}

// body returns the error in JSON, with what is wrong under the path of each field.
func (e *apiError) body() object {
	o := object{"message": e.message, "code": e.code}
	if e.status == http.StatusTooManyRequests {
		o["retry_after"], o["global"] = e.retry.Seconds(), e.global
	}
	if len(e.fields) == 0 {
		return o
	}
	tree := object{}
	for _, f := range e.fields {
		o := tree
		for _, key := range strings.Split(f.field, ".") {
			if f.field == "" {
				break
			}
			below, ok := o[key].(object)
			if !ok {
				below = object{}
				o[key] = below
			}
			o = below
		}
		list, _ := o["_errors"].([]object)
		o["_errors"] = append(list, object{"code": f.code, "message": f.text})
	}
	o["errors"] = tree
	return o
}
