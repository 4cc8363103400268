package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/bwmarrin/discordgo"

	"variorum/discord"
	"variorum/discord/rest"
)

// A consultation is what doctor finds out about an application.
type consultation struct {
	conf   config
	client *rest.Client
	lines  strings.Builder
	wrong  bool
}

// discord looks whether an application is set up as the bot needs it, and prints the link by which it is invited.
func (d *doctorCommand) discord(c *commands) error {
	token := c.env.getenv("DISCORD_TOKEN")
	if token == "" {
		return errNoToken
	}
	base := c.conf.Discord.APIBase
	if s := c.env.getenv("DISCORD_API_BASE"); s != "" {
		base = s
	}
	client, err := rest.New(rest.Options{Token: token, Base: base})
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	defer client.Close()
	x := &consultation{conf: c.conf, client: client}
	if err := x.look(c.ctx); err != nil {
		return err
	}
	if _, err := io.WriteString(c.env.out, x.lines.String()); err != nil && !errors.Is(err, syscall.EPIPE) {
		return err
	}
	if x.wrong {
		return exitCode(failed)
	}
	return nil
}

// fine and bad add a line on a part, and what helps.
func (x *consultation) fine(part, format string, args ...any) {
	fmt.Fprintf(&x.lines, "%-12s %s\n", part, escaped(fmt.Sprintf(format, args...)))
}

func (x *consultation) bad(part, what, remedy string) {
	x.wrong = true
	fmt.Fprintf(&x.lines, "%-12s %s\n%-12s remedy: %s\n", part, escaped(what), "", escaped(remedy))
}

// look asks Discord all that there is to know.
func (x *consultation) look(ctx context.Context) error {
	app, err := x.client.Application(ctx)
	if errors.Is(err, rest.ErrToken) {
		x.bad("token", "Discord refuses it", "copy the token anew from the page Bot of the application, and set DISCORD_TOKEN")
		return nil
	}
	if err != nil {
		return fmt.Errorf("asking Discord for the application: %w", err)
	}
	x.fine("token", "accepted")
	x.fine("application", "%s (%s)", app.Name, app.ID)
	x.fine("intents", "none of the privileged ones are needed; servers alone are asked for")
	if err := x.wayIn(ctx, app); err != nil {
		return err
	}
	if err := x.commands(ctx, app); err != nil {
		return err
	}
	x.permissions(ctx)
	x.fine("invitation", "%s", invitation(app.ID))
	return nil
}

// wayIn looks whether interactions come in where the configuration expects them.
func (x *consultation) wayIn(ctx context.Context, app *discordgo.Application) error {
	endpoint, err := x.client.Endpoint(ctx)
	if err != nil {
		return fmt.Errorf("asking Discord for the application: %w", err)
	}
	key := x.conf.HTTP.PublicKey
	switch {
	case endpoint.URL != "" && key == "":
		x.bad("way in", "Discord posts interactions to "+endpoint.URL+", where this bot does not listen", "empty Interactions Endpoint URL on the page General Information, or set http.listen and http.public_key")
	case endpoint.URL == "" && !x.conf.Discord.Gateway:
		x.bad("way in", "Discord sends interactions over the gateway, which is turned off in the configuration", "set discord.gateway: true, or give Discord an Interactions Endpoint URL that ends in /interactions")
	case key != "" && app.VerifyKey != "" && !strings.EqualFold(key, app.VerifyKey):
		x.bad("way in", "http.public_key is not the application's", "copy the public key anew from the page General Information")
	case endpoint.URL != "":
		x.fine("way in", "signed HTTP at %s", endpoint.URL)
	default:
		x.fine("way in", "the gateway")
	}
	return nil
}

// commands looks whether the commands are registered.
func (x *consultation) commands(ctx context.Context, app *discordgo.Application) error {
	same, err := discord.Registered(ctx, x.client, app.ID)
	if err != nil {
		return err
	}
	if same {
		x.fine("commands", "registered")
	} else {
		x.fine("commands", "not registered yet, or of another version; bot serve registers them when it starts")
	}
	return nil
}

// permissions looks whether the bot may do in each server what it needs to.
func (x *consultation) permissions(ctx context.Context) {
	guilds, err := x.client.Guilds(ctx)
	if err != nil {
		x.fine("servers", "can not be listed; in each the bot needs: %s", strings.Join(permissionNames(needed), ", "))
		return
	}
	if len(guilds) == 0 {
		x.fine("servers", "none yet; follow the invitation below")
	}
	for _, g := range guilds {
		missing := needed &^ g.Permissions
		if g.Permissions&discordgo.PermissionAdministrator != 0 || missing == 0 {
			x.fine("server", "%s: all permissions that are needed", g.Name)
			continue
		}
		x.bad("server", fmt.Sprintf("%s: without %s", g.Name, strings.Join(permissionNames(missing), ", ")), "give the bot's role these permissions, or invite it anew by the link below")
	}
}

// Permissions that the bot needs: to answer, and to open discussions.
const (
	createPublicThreads   = 1 << 35
	sendMessagesInThreads = 1 << 38
	needed                = int64(discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles |
		discordgo.PermissionReadMessageHistory | createPublicThreads | sendMessagesInThreads)
)

// permissionNames returns the names of permissions, as Discord has them in English.
func permissionNames(p int64) []string {
	var names []string
	for _, one := range []struct {
		bit  int64
		name string
	}{
		{discordgo.PermissionViewChannel, "View Channels"},
		{discordgo.PermissionSendMessages, "Send Messages"},
		{discordgo.PermissionEmbedLinks, "Embed Links"},
		{discordgo.PermissionAttachFiles, "Attach Files"},
		{discordgo.PermissionReadMessageHistory, "Read Message History"},
		{createPublicThreads, "Create Public Threads"},
		{sendMessagesInThreads, "Send Messages in Threads"},
	} {
		if p&one.bit != 0 {
			names = append(names, one.name)
		}
	}
	return names
}

// invitation returns the link by which an application is invited to a server.
func invitation(application string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", application, needed)
}
