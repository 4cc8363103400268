package gateway

import (
	"math/rand/v2"
	"time"
)

// A pace is how long things are waited for.
type pace struct {
	open     time.Duration // from dialling until a session has begun
	identify time.Duration // between two sessions of one bucket that identify
	first    time.Duration // after one failure
	most     time.Duration // after many failures in a row
	invalid  time.Duration // at least, after a session that is not valid, with up to four times as much by chance
}

// usual is the pace that Discord asks for. To the 5 s between two that identify it adds what the network may shift.
var usual = pace{
	open:     15 * time.Second,
	identify: 5*time.Second + 250*time.Millisecond,
	first:    time.Second,
	most:     time.Minute,
	invalid:  time.Second,
}

// backoff returns how long to wait after so many failures in a row: next to nothing after none, since discordgo has taken a second
// to close what was lost, then twice as long after each. Chance takes up to a half of it.
func (p *pace) backoff(failures int) time.Duration {
	if failures == 0 {
		return rand.N(p.first / 4)
	}
	whole := min(p.most, p.first<<min(failures-1, 10))
	return whole/2 + rand.N(whole/2)
}

// afterInvalid returns how long to wait after a session that is not valid.
func (p *pace) afterInvalid() time.Duration { return p.invalid + rand.N(4*p.invalid) }
