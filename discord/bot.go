// Package discord answers Discord's interactions: slash commands, menus, buttons, and forms, whichever way they come.
//
// A [Bot] knows nothing of connections. [Bot.Handle] takes an interaction from the gateway, [Bot.HandleHTTP] one that was posted, and both
// answer it the same way. What must outlive an answer is kept in discord/state, so that any process can go on where another stopped.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/desk"
	"variorum/discord/interaction"
	"variorum/discord/rest"
	"variorum/discord/state"
)

// Options say what a [Bot] answers from and how.
type Options struct {
	// Libraries are the libraries by name; the one named "" answers where nothing else was chosen.
	Libraries map[string]*desk.Keeper
	State     *state.Store
	REST      *rest.Client
	Log       *slog.Logger
	Metrics   Metrics
	// Order is that of the sources where a server has not chosen another.
	Order answers.Order
	// Match is how much of a question a source must have to speak; "" is [answers.Normal].
	Match answers.Match
	// Language is that of the fixed strings where neither a server has chosen nor Discord says one: en, de, es, fr or ru.
	Language string
	// MaxQuestion is the most UTF-16 code units of a question, 1 to [LongestQuestion]; 0 means 500.
	MaxQuestion int
	// PerMember and PerServer are the most answers a minute; 0 sets no limit.
	PerMember, PerServer int
	// Keep is how long the buttons below an answer work; 0 means 30 days.
	Keep time.Duration
	// Now is the clock; nil means [time.Now].
	Now func() time.Time
}

// LongestQuestion is the most UTF-16 code units of a question that a bot can be set to take: as much as can be shown above its answer.
const LongestQuestion = 900

// Metrics count what a bot does.
type Metrics interface {
	Acknowledged(kind string, d time.Duration)
	Answered(kind, outcome string, d time.Duration)
}

// A Bot answers interactions. It is safe for concurrent use.
type Bot struct {
	Options
	work    chan struct{} // holds a token for each answer that is being made
	answers *cache
	members *limiter
	servers *limiter
	calls   sync.WaitGroup // of HandleHTTP, and work
	// arriving is how many interactions have no first answer yet.
	arriving atomic.Int64
	seen     interaction.Seen // the interactions that came, so that each is answered once
}

// New returns a bot.
func New(o Options) (*Bot, error) {
	if o.Libraries[""] == nil {
		return nil, errors.New("making the bot: there is no library")
	}
	if o.MaxQuestion == 0 {
		o.MaxQuestion = 500
	}
	if o.MaxQuestion < 1 || o.MaxQuestion > LongestQuestion {
		return nil, fmt.Errorf("making the bot: the longest question is %d characters; it can be 1 to %d", o.MaxQuestion, LongestQuestion)
	}
	if o.Keep == 0 {
		o.Keep = 30 * 24 * time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Bot{
		Options: o, work: make(chan struct{}, runtime.GOMAXPROCS(0)), answers: newCache(keptAnswers),
		members: newLimiter(o.PerMember, o.Now), servers: newLimiter(o.PerServer, o.Now),
	}, nil
}

// A call is an interaction that is being answered.
type call struct {
	bot *Bot
	*interaction.Interaction
	first   func(context.Context, *discordgo.InteractionResponse) error
	began   time.Time
	kind    string // of a closed list, for metrics and logs
	server  state.Server
	member  state.Member
	outcome string
	arrived func() // is called when the first answer is sent, or none will be

	waits           bool // Discord was told to wait, and that is kept
	acknowledged    bool // the first answer was sent
	private, update bool // what it was, or will be
}

// Handle answers an interaction. First sends its first answer; everything else goes through the REST client. Handle returns when nothing more
// is to be done. If ctx ends meanwhile, the member is told to ask again.
func (b *Bot) Handle(ctx context.Context, i *interaction.Interaction, first func(context.Context, *discordgo.InteractionResponse) error) {
	c := &call{bot: b, Interaction: i, first: first, began: b.Now(), kind: kindOf(i), outcome: "done"}
	b.arriving.Add(1)
	c.arrived = sync.OnceFunc(func() { b.arriving.Add(-1) })
	defer c.arrived()
	defer func() {
		if r := recover(); r != nil {
			c.outcome = "failed"
			b.Log.Error("answering an interaction broke off", "kind", c.kind, "type", fmt.Sprintf("%T", r), "at", brokeAt())
			c.apologise(ctx)
		}
		b.Metrics.Answered(c.kind, c.outcome, b.Now().Sub(c.began))
	}()
	defer c.waitsNoMore(ctx)
	if err := c.answer(ctx); err != nil {
		c.fail(ctx, err)
	}
}

// brokeAt names the functions that a panic went through, without the values they had.
func brokeAt() string {
	var frames [24]uintptr
	list := runtime.CallersFrames(frames[:runtime.Callers(3, frames[:])])
	at := ""
	for {
		f, more := list.Next()
		if at != "" {
			at += " "
		}
		at += fmt.Sprintf("%s:%d", f.Function, f.Line)
		if !more {
			return at
		}
	}
}

// language returns that of what is shown to all, which does not depend on who asks.
func (c *call) language() string {
	if c.server.Language != "" {
		return c.server.Language
	}
	if c.GuildLocale != nil {
		if l := supported(string(*c.GuildLocale)); l != "" {
			return l
		}
	}
	return c.bot.Language
}

// own returns that of what is shown to the member alone.
func (c *call) own() string {
	if l := supported(string(c.Locale)); l != "" {
		return l
	}
	return c.language()
}

// user returns the ID of who acts.
func (c *call) user() string {
	switch {
	case c.Member != nil && c.Member.User != nil:
		return c.Member.User.ID
	case c.User != nil:
		return c.User.ID
	}
	return ""
}

// may reports whether the member has all of some permissions in the channel.
func (c *call) may(permission int64) bool {
	return c.Member != nil && (c.Member.Permissions&permission == permission || c.Member.Permissions&discordgo.PermissionAdministrator != 0)
}

// botMay reports whether the bot has a permission in the channel, as far as Discord says.
func (c *call) botMay(permission int64) bool {
	return c.AppPermissions == 0 || c.AppPermissions&permission == permission || c.AppPermissions&discordgo.PermissionAdministrator != 0
}
