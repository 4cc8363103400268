package rest

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Application returns the application whose token this is.
func (c *Client) Application(ctx context.Context) (*discordgo.Application, error) {
	out := new(discordgo.Application)
	if err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointApplication("@me")}, out); err != nil {
		return nil, err
	}
	return out, nil
}

// Me returns the application's own user.
func (c *Client) Me(ctx context.Context) (*discordgo.User, error) {
	out := new(discordgo.User)
	if err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointUser("@me")}, out); err != nil {
		return nil, err
	}
	return out, nil
}

// Commands returns the global commands of an application with their localisations.
func (c *Client) Commands(ctx context.Context, app string) ([]*discordgo.ApplicationCommand, error) {
	var out []*discordgo.ApplicationCommand
	err := c.do(ctx, call{
		method: http.MethodGet, url: discordgo.EndpointApplicationGlobalCommands(app) + "?with_localizations=true",
	}, &out)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// OverwriteCommands replaces all global commands of an application. It returns them as Discord has them.
func (c *Client) OverwriteCommands(
	ctx context.Context, app string, commands []*discordgo.ApplicationCommand,
) ([]*discordgo.ApplicationCommand, error) {
	body, err := commandsBody(commands)
	if err != nil {
		return nil, err
	}
	var out []*discordgo.ApplicationCommand
	err = c.do(ctx, call{method: http.MethodPut, url: discordgo.EndpointApplicationGlobalCommands(app), body: body}, &out)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// GatewayBot returns the gateway's address, how many shards Discord advises, and how often they may still identify.
func (c *Client) GatewayBot(ctx context.Context) (*discordgo.GatewayBotResponse, error) {
	out := new(discordgo.GatewayBotResponse)
	if err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointGatewayBot}, out); err != nil {
		return nil, err
	}
	return out, nil
}

// Gateway returns the gateway's address.
func (c *Client) Gateway(ctx context.Context) (string, error) {
	var out struct {
		URL string `json:"url"`
	}
	if err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointGateway}, &out); err != nil {
		return "", err
	}
	return out.URL, nil
}

// An Endpoint is where Discord posts interactions of an application.
type Endpoint struct {
	URL string `json:"interactions_endpoint_url"` // "" if they come over the gateway
}

// Endpoint returns where Discord posts interactions, which discordgo's Application does not have.
func (c *Client) Endpoint(ctx context.Context) (Endpoint, error) {
	var out Endpoint
	err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointApplication("@me")}, &out)
	return out, err
}

// Guilds returns the first 200 servers that the application's user is in, with its permissions in each.
func (c *Client) Guilds(ctx context.Context) ([]*discordgo.UserGuild, error) {
	var out []*discordgo.UserGuild
	err := c.do(ctx, call{method: http.MethodGet, url: discordgo.EndpointUserGuilds("@me")}, &out)
	return out, err
}
