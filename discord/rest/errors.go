package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// ErrToken is the error of a call that Discord refuses because the application's token is wrong. No other call will do better.
var ErrToken = errors.New("discord refuses the token")

// ErrUnsure is the error of a call that may have been done although its answer was lost, and that was not repeated for that reason.
var ErrUnsure = errors.New("whether discord did it is not known")

// An Error is an answer of Discord that is not a success.
type Error struct {
	Status     int           // of HTTP
	Code       int           // Discord's own; 0 if it gave none
	Message    string        // Discord's own, in English; "" if it gave none
	RetryAfter time.Duration // how long Discord wants to be left alone; 0 if it did not say

	route route
}

func (e *Error) Error() string {
	s := fmt.Sprintf("discord answers %d", e.Status)
	if e.Message != "" {
		s += ": " + e.Message
	}
	if e.Code != 0 {
		s += fmt.Sprintf(" (%d)", e.Code)
	}
	return s + " to " + e.route.String()
}

// Unwrap returns [ErrToken] where the application's token was refused.
func (e *Error) Unwrap() error {
	if e.Status == http.StatusUnauthorized && !e.route.interaction {
		return ErrToken
	}
	return nil
}

// newError returns the error that an answer stands for.
func newError(a answer, r route) *Error {
	e := &Error{Status: a.status, route: r}
	var body struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	if json.Unmarshal(a.body, &body) == nil {
		e.Code, e.Message = body.Code, firstBytes(body.Message, messageBytes)
	}
	if a.status == http.StatusTooManyRequests {
		e.RetryAfter = a.retryAfter()
	}
	return e
}

// messageBytes bounds what is kept of Discord's messages.
const messageBytes = 200

func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n]
}

// hasCode reports whether an error is Discord's with one of codes.
func hasCode(err error, codes ...int) bool {
	var e *Error
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

// MissingPermissions reports whether the application lacks a permission for what it wanted to do (50013).
func MissingPermissions(err error) bool { return hasCode(err, discordgo.ErrCodeMissingPermissions) }

// MissingAccess reports whether the application cannot see the channel (50001).
func MissingAccess(err error) bool { return hasCode(err, discordgo.ErrCodeMissingAccess) }

// UnknownChannel reports whether the channel is gone (10003).
func UnknownChannel(err error) bool { return hasCode(err, discordgo.ErrCodeUnknownChannel) }

// UnknownMessage reports whether the message is gone (10008).
func UnknownMessage(err error) bool { return hasCode(err, discordgo.ErrCodeUnknownMessage) }

// Expired reports whether an interaction can no longer be answered, or never could: it is not known (10062), its token is
// over its 15 minutes (50027), or there is no webhook of it (10015).
func Expired(err error) bool {
	return hasCode(err, discordgo.ErrCodeUnknownInteraction, discordgo.ErrCodeInvalidWebhookTokenProvided, discordgo.ErrCodeUnknownWebhook)
}

// Acknowledged reports whether the interaction has had its callback already (40060).
func Acknowledged(err error) bool {
	return hasCode(err, discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged)
}

// ThreadExists reports whether the message has a thread already (160004).
func ThreadExists(err error) bool {
	return hasCode(err, discordgo.ErrCodeThreadAlreadyCreatedForThisMessage)
}

// TooManyThreads reports whether a server has as many active threads as it may (160006).
func TooManyThreads(err error) bool {
	return hasCode(err, discordgo.ErrCodeMaximumNumberOfActiveThreadsReached)
}

// ThreadFull reports whether a thread has as many members as it may (30033).
func ThreadFull(err error) bool {
	return hasCode(err, discordgo.ErrCodeMaximumNumberOfThreadParticipantsReached)
}

// ThreadClosed reports whether a thread is archived (50083) or locked (160005).
func ThreadClosed(err error) bool {
	return hasCode(err, discordgo.ErrCodePerformedOperationOnArchivedThread, discordgo.ErrCodeThreadIsLocked)
}

// TagRequired reports whether a forum takes no post without a tag (40067).
func TagRequired(err error) bool { return hasCode(err, codeTagRequired) }

// codeTagRequired is not among discordgo's.
const codeTagRequired = 40067

// InvalidForm reports whether Discord does not accept the form of what was sent (50035).
func InvalidForm(err error) bool { return hasCode(err, discordgo.ErrCodeInvalidFormBody) }

// RateLimited reports whether a call gave up because a limit of requests would last longer than it may. If Discord said how
// long, it is in [Error.RetryAfter].
func RateLimited(err error) bool {
	var e *Error
	return errors.Is(err, errNoTime) || errors.As(err, &e) && e.Status == http.StatusTooManyRequests
}
