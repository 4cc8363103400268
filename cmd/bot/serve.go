package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"variorum/desk"
	"variorum/discord"
	"variorum/discord/gateway"
	"variorum/discord/rest"
	"variorum/discord/state"
	"variorum/httpapi"
)

type serveCommand struct{}

func (serveCommand) Help() string {
	return `Answers in Discord until it is interrupted. What members chose is kept in the folder that the key data of the configuration names. docs/discord.md tells how to make an application, step by step.

Examples:
  DISCORD_TOKEN=... bot serve --config config.yaml
  DISCORD_TOKEN=... bot serve --library my-library`
}

// errNoToken reports that the environment has no token.
var errNoToken = fmt.Errorf("%w: DISCORD_TOKEN is not set in the environment", errUsage)

// A service is what runs while bot serve does.
type service struct {
	conf      config
	token     string
	log       *slog.Logger
	libraries map[string]*desk.Keeper
	state     *state.Store
	metrics   *httpapi.Metrics
	rest      *rest.Client
	bot       *discord.Bot
	gateway   *gateway.Gateway // nil if only HTTP is served
}

func (serveCommand) Run(c *commands) error {
	token := c.env.getenv("DISCORD_TOKEN")
	if token == "" {
		return errNoToken
	}
	if base := c.env.getenv("DISCORD_API_BASE"); base != "" {
		c.conf.Discord.APIBase = base
	}
	if !c.conf.Discord.Gateway && c.conf.HTTP.PublicKey == "" {
		return fmt.Errorf("%w: neither discord.gateway nor http.public_key is set, so no interaction could come", errUsage)
	}
	if c.conf.Library == "" {
		c.say("no library is named, so the example library answers; all in it is invented")
	}
	s := &service{conf: c.conf, token: token, log: slog.New(slog.NewTextHandler(c.env.err, nil)), libraries: make(map[string]*desk.Keeper)}
	err := s.prepare(c.ctx)
	if err == nil {
		err = s.run(c.ctx)
	}
	return errors.Join(err, s.close())
}

// prepare opens the libraries and what is kept, and makes the bot.
func (s *service) prepare(ctx context.Context) (err error) {
	open := func(name, dir string) {
		if err == nil {
			s.libraries[name], err = desk.NewKeeper(ctx, dir, s.log)
			if err != nil {
				delete(s.libraries, name)
			}
		}
	}
	open("", s.conf.Library)
	for name, dir := range s.conf.Discord.Libraries {
		open(name, dir)
	}
	if err != nil {
		return err
	}
	if s.state, err = state.Open(ctx, s.conf.Data, state.Options{}); err != nil {
		return err
	}
	s.metrics = httpapi.NewMetrics(httpapi.Labels{Kinds: discord.Kinds(), Outcomes: discord.Outcomes(), Routes: rest.Routes()})
	s.rest, err = rest.New(rest.Options{Token: s.token, Base: s.conf.Discord.APIBase, Observe: s.metrics.Request, Log: s.log})
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	s.bot, err = discord.New(discord.Options{
		Libraries: s.libraries, State: s.state, REST: s.rest, Log: s.log, Metrics: s.metrics, Order: s.conf.Order, Match: s.conf.Match, Language: s.conf.Discord.Language,
		MaxQuestion: s.conf.Discord.MaxQuestion, PerMember: s.conf.Discord.PerMember, PerServer: s.conf.Discord.PerServer, Keep: s.conf.Discord.Keep,
	})
	if err != nil || !s.conf.Discord.Gateway {
		return err
	}
	s.gateway, err = gateway.New(gateway.Options{
		Token: s.token, REST: s.rest, Shards: int(s.conf.Shards), Handle: s.bot.HandleEvent, Grace: stopping, Log: s.log,
		Ready: func(int, bool) { s.metrics.Shards(s.gateway.Connected()) },
	})
	return err
}

// stopping is how long answers that are being made have when the process ends; then members are told, which takes at most two seconds more.
const stopping = 4 * time.Second

// run serves until ctx ends, or something that can not be mended ends it.
func (s *service) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	start := func(part func(context.Context) error) {
		all.Go(func() {
			if err := part(ctx); err != nil && !errors.Is(err, context.Canceled) {
				cancel(err)
			}
		})
	}
	start(s.register)
	start(s.sweep)
	start(s.tell)
	if s.gateway != nil {
		start(s.gateway.Run)
	}
	if s.conf.HTTP.Listen != "" {
		server, err := s.server()
		if err != nil {
			return err
		}
		start(server.Run)
	}
	s.log.Info("bot started", "libraries", len(s.libraries))
	<-ctx.Done()
	all.Wait()
	s.drain()
	s.log.Info("bot stopped")
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// drain waits for what is still being made. What does not end soon keeps its libraries, which end with the process.
func (s *service) drain() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.bot.Drain(ctx); ctx.Err() != nil {
		s.log.Warn("answers are given up")
		s.libraries = nil
	}
}

// server returns the HTTP side.
func (s *service) server() (*httpapi.Server, error) {
	server := &httpapi.Server{Listen: s.conf.HTTP.Listen, Health: s.health, Metrics: s.metrics, Log: s.log, Grace: stopping + 2*time.Second}
	if s.conf.HTTP.PublicKey == "" {
		return server, nil
	}
	var err error
	server.Key, err = httpapi.ParseKey(s.conf.HTTP.PublicKey)
	server.Handler = func(ctx context.Context, body []byte) ([]byte, error) {
		return s.bot.HandleHTTP(ctx, body, httpapi.Sent(ctx))
	}
	server.Drain = s.bot.Drain
	return server, err
}

// register gives Discord the commands, and sends what is missing of discussions. It tries until it can, and ends at once if the token is refused.
func (s *service) register(ctx context.Context) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		err := s.registered(ctx)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, rest.ErrToken) {
			return &gateway.FatalError{Reason: "Discord refuses the token of this bot"}
		}
		s.log.Warn("commands can not be registered yet", "err", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause/2 + rand.N(pause/2)):
		}
	}
}

func (s *service) registered(ctx context.Context) error {
	app, err := s.rest.Application(ctx)
	if err != nil {
		return err
	}
	changed, err := discord.Register(ctx, s.rest, app.ID)
	if err != nil {
		return err
	}
	s.log.Info("commands registered", "changed", changed)
	if err := s.bot.Resume(ctx, time.Now()); err != nil {
		s.log.Warn("a discussion is not complete", "err", err)
		return nil
	}
	s.log.Info("discussions complete")
	return nil
}

// abandoned is how long a discussion may be without all its posts before it is taken for one that nobody completes.
const abandoned = 20 * time.Minute

// sweep removes, every five minutes, what was kept for a time that is over, and completes discussions that nobody does.
func (s *service) sweep(ctx context.Context) error {
	tick := time.NewTicker(5 * time.Minute)
	defer tick.Stop()
	for {
		if err := s.state.Sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			s.log.Warn("removing what is no longer kept", "err", err)
		}
		if err := s.bot.Resume(ctx, time.Now().Add(-abandoned)); err != nil && ctx.Err() == nil {
			s.log.Warn("a discussion is not complete", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// tell tells, every half minute, those whose answer a process announced that has ended.
func (s *service) tell(ctx context.Context) error {
	tick := time.NewTicker(30 * time.Second)
	defer tick.Stop()
	for {
		if err := s.bot.TellAbandoned(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("telling who waits", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// health returns what keeps the bot from answering.
func (s *service) health() []httpapi.Problem {
	var list []httpapi.Problem
	if s.gateway != nil {
		connected, all := s.gateway.Connected()
		s.metrics.Shards(connected, all)
		if (all == 0 || connected < all) && s.conf.HTTP.PublicKey == "" { // where interactions are posted they come without it
			list = append(list, httpapi.Problem{Part: "gateway", Sentence: fmt.Sprintf("%d of %d connections to Discord are there; they are made anew by themselves", connected, all)})
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if _, err := s.state.Member(ctx, "0"); err != nil {
		list = append(list, httpapi.Problem{Part: "data", Sentence: "what members chose can not be read; see the log"})
	}
	return list
}

// close ends all that prepare opened.
func (s *service) close() error {
	var errs []error
	if s.rest != nil {
		s.rest.Close()
	}
	if s.state != nil {
		errs = append(errs, s.state.Close())
	}
	for _, k := range s.libraries {
		errs = append(errs, k.Close())
	}
	return errors.Join(errs...)
}
