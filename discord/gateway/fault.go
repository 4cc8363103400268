package gateway

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"variorum/discord/rest"
)

// A FatalError is a refusal that no repetition will cure.
type FatalError struct {
	Code   int    // with which Discord closed the connection; 0 if its REST interface refused the token
	Reason string // a sentence for people, without a period
}

func (e *FatalError) Error() string {
	if e.Code == 0 {
		return e.Reason
	}
	return fmt.Sprintf("%s (%d)", e.Reason, e.Code)
}

// Codes with which Discord closes a connection.
const (
	codeNotAuthenticated = 4003
	codeBadToken         = 4004
	codeBadSequence      = 4007
	codeTimedOut         = 4009
	codeNone             = 1005 // of a close without a code
)

// badToken is what a wrong token is called.
const badToken = "Discord refuses the token of this bot"

// refusals are the codes that end everything.
var refusals = map[int]string{
	codeBadToken: badToken,
	4010:         "Discord refuses the shard: its number does not fit the number of shards",
	4011:         "Discord wants this bot to be sharded: it is in too many servers for so few shards",
	4012:         "Discord no longer knows the version of the gateway that this program speaks",
	4013:         "Discord does not know one of the intents that this program asks for",
	4014:         "Discord does not allow this bot one of the intents that this program asks for",
}

// fatal returns the refusal that an error stands for, or nil.
func fatal(err error) error {
	var known *FatalError
	var closed closeError
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, rest.ErrToken):
		return &FatalError{Reason: badToken}
	case errors.As(err, &closed) && refusals[closed.code] != "":
		return &FatalError{Code: closed.code, Reason: refusals[closed.code]}
	}
	return nil
}

// A closeError is the end of a connection that Discord closed.
type closeError struct{ code int }

func (e closeError) Error() string {
	return fmt.Sprintf("discord closed the connection with %d", e.code)
}

// An invalidSession is Discord's answer to a session it does not take.
type invalidSession struct{ resumable bool }

func (e invalidSession) Error() string {
	if e.resumable {
		return "discord wants the session resumed"
	}
	return "discord does not take the session"
}

// Other ends of a connection.
var (
	errReconnect = errors.New("discord wants a new connection")
	errZombie    = errors.New("discord answers no heartbeat")
	errSlow      = errors.New("discord does not let the session begin")
	errHello     = errors.New("discord names no sensible interval of heartbeats")
	errReady     = errors.New("discord begins a session without a name")
	errFrame     = errors.New("discord sends what is no frame of a websocket")
	errLibrary   = errors.New("the library closed the connection")
	errLeaving   = errors.New("the connection is no longer wanted")
)

// refusal returns the error of a connection that HTTP refuses with such a first line.
func refusal(line []byte) error {
	if fields := strings.Fields(string(line)); len(fields) > 1 {
		if status, err := strconv.Atoi(fields[1]); err == nil {
			return fmt.Errorf("the gateway refuses the connection with status %d", status)
		}
	}
	return errFrame
}

// keeps reports whether a session can be resumed after the end of its connection.
func keeps(err error) bool {
	var closed closeError
	var invalid invalidSession
	switch {
	case errors.As(err, &invalid):
		return invalid.resumable
	case errors.As(err, &closed):
		return closed.code != codeNotAuthenticated && closed.code != codeBadSequence && closed.code != codeTimedOut
	}
	return true
}
