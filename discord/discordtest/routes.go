package discordtest

// callbackRoute takes callbacks, also those in responses to signed HTTP.
var callbackRoute = &route{
	method: "POST", pattern: "/interactions/{interaction_id}/{interaction_token}/callback",
	free: true, rules: callbackRules, answer: answerCallback,
}

// routes lists all that the server answers.
var routes = []*route{
	callbackRoute,
	{method: "POST", pattern: "/webhooks/{webhook_id}/{webhook_token}", free: true, rules: messageRules, answer: answerFollowup},
	{method: "GET", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/@original", free: true, answer: answerGetAnswer},
	{
		method: "PATCH", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
		free: true, rules: messageRules, answer: answerEditAnswer,
	},
	{method: "DELETE", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/@original", free: true, answer: answerDeleteAnswer},
	{method: "GET", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", free: true, answer: answerGetAnswer},
	{
		method: "PATCH", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
		free: true, rules: messageRules, answer: answerEditAnswer,
	},
	{method: "DELETE", pattern: "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", free: true, answer: answerDeleteAnswer},

	{method: "GET", pattern: "/applications/{application_id}/commands", answer: answerCommands},
	{method: "PUT", pattern: "/applications/{application_id}/commands", rules: commandListRules, answer: answerSetCommands},
	{
		method: "POST", pattern: "/applications/{application_id}/commands",
		rules: commandRules, schema: "ApplicationCommandUpdateRequest", answer: answerAddCommand, status: 201,
	},
	{method: "GET", pattern: "/applications/{application_id}/guilds/{guild_id}/commands", answer: answerCommands},
	{method: "PUT", pattern: "/applications/{application_id}/guilds/{guild_id}/commands", rules: commandListRules, answer: answerSetCommands},
	{
		method: "POST", pattern: "/applications/{application_id}/guilds/{guild_id}/commands",
		rules: commandRules, schema: "ApplicationCommandUpdateRequest", answer: answerAddCommand, status: 201,
	},

	{method: "POST", pattern: "/channels/{channel_id}/messages", rules: messageRules, answer: answerPost},
	{method: "GET", pattern: "/channels/{channel_id}/messages/{message_id}", answer: answerGetMessage},
	{
		method: "PATCH", pattern: "/channels/{channel_id}/messages/{message_id}",
		rules: messageRules, schema: "IncomingWebhookUpdateRequestPartial", answer: answerEditMessage,
	},
	{method: "DELETE", pattern: "/channels/{channel_id}/messages/{message_id}", answer: answerDeleteMessage},
	{
		method: "POST", pattern: "/channels/{channel_id}/messages/{message_id}/threads",
		rules: threadRules, answer: answerThreadFromMessage, status: 201,
	},
	{
		method: "POST", pattern: "/channels/{channel_id}/threads",
		rules: threadRules, schema: "CreateTextThreadWithMessageRequest", answer: answerThread, status: 201,
	},
	{method: "GET", pattern: "/channels/{channel_id}", answer: answerChannel},
	{method: "PATCH", pattern: "/channels/{channel_id}", rules: channelRules, answer: answerEditChannel},

	{method: "GET", pattern: "/gateway", answer: answerGateway},
	{method: "GET", pattern: "/gateway/bot", answer: answerGatewayBot},
	{method: "GET", pattern: "/applications/@me", answer: answerApplication},
	{method: "GET", pattern: "/oauth2/applications/@me", answer: answerApplication},
	{method: "GET", pattern: "/users/@me", answer: answerMe},
	{method: "GET", pattern: "/users/@me/guilds", answer: answerMyGuilds},
	{method: "GET", pattern: "/guilds/{guild_id}", answer: answerGuild},
	{method: "GET", pattern: "/guilds/{guild_id}/channels", answer: answerGuildChannels},
	{method: "GET", pattern: "/guilds/{guild_id}/members/{user_id}", answer: answerMember},
}
