package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"variorum/discord/rest"
	"variorum/discord/words"
)

// locales are Discord's locales of a language.
var locales = map[string][]discordgo.Locale{
	"de": {discordgo.German}, "es": {discordgo.SpanishES, discordgo.SpanishLATAM}, "fr": {discordgo.French}, "ru": {discordgo.Russian},
}

// localized returns the English label of a path, and the others by locale. A description that is empty has no locales.
func localized(path string) (label words.Label, names, texts map[discordgo.Locale]string) {
	names, texts = make(map[discordgo.Locale]string), make(map[discordgo.Locale]string)
	for language, list := range locales {
		other := words.Of(language).Commands[path]
		for _, l := range list {
			names[l] = other.Name
			if other.Text != "" {
				texts[l] = other.Text
			}
		}
	}
	return words.Of("en").Commands[path], names, texts
}

// command returns a slash command with its options.
func command(path string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	label, names, texts := localized(path)
	return &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand, Name: label.Name, NameLocalizations: &names, Description: label.Text, DescriptionLocalizations: &texts,
		Options:          options,
		Contexts:         &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel},
		IntegrationTypes: &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall},
	}
}

// onMessage returns a command in the menu of messages.
func onMessage(path string) *discordgo.ApplicationCommand {
	c := command(path)
	c.Type, c.DescriptionLocalizations = discordgo.MessageApplicationCommand, nil
	return c
}

// option returns an option of a command.
func option(t discordgo.ApplicationCommandOptionType, path string) *discordgo.ApplicationCommandOption {
	label, names, texts := localized(path)
	return &discordgo.ApplicationCommandOption{
		Type: t, Name: label.Name, NameLocalizations: names, Description: label.Text, DescriptionLocalizations: texts,
	}
}

// text returns an option for text of at most n UTF-16 code units.
func text(path string, n int, required bool) *discordgo.ApplicationCommandOption {
	o := option(discordgo.ApplicationCommandOptionString, path)
	o.MaxLength, o.Required = n, required
	return o
}

// suggested returns an option for text that is completed as it is typed.
func suggested(path string) *discordgo.ApplicationCommandOption {
	o := text(path, 1000, false)
	o.Autocomplete = true
	return o
}

// among returns an option for one of several values, which are named by path and value.
func among(path string, values ...string) *discordgo.ApplicationCommandOption {
	o := option(discordgo.ApplicationCommandOptionString, path)
	for _, v := range values {
		label, names, _ := localized(path + "." + v)
		o.Choices = append(o.Choices, &discordgo.ApplicationCommandOptionChoice{Name: label.Name, NameLocalizations: names, Value: v})
	}
	return o
}

// maxText is the most that Discord takes in an option for text. Questions are shorter, and one that is too long is told so, which Discord would
// not do in words.
const maxText = 6000

// Commands returns the commands of the bot, as they are registered.
func Commands() []*discordgo.ApplicationCommand {
	private := func(path string) *discordgo.ApplicationCommandOption {
		return option(discordgo.ApplicationCommandOptionBoolean, path)
	}
	sub := func(path string) *discordgo.ApplicationCommandOption {
		o := option(discordgo.ApplicationCommandOptionSubCommand, path)
		o.Options = []*discordgo.ApplicationCommandOption{among("privacy.of", "me", "server")}
		return o
	}
	discuss := command(discussName, text("discuss.question", maxText, true))
	discuss.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	discuss.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return []*discordgo.ApplicationCommand{
		command(askName, text("ask.question", maxText, true), suggested("ask.sources"), private("ask.private")),
		command(compareName, text("compare.question", maxText, true), suggested("compare.sources"), private("compare.private")),
		discuss,
		command(readName, text("read.citation", maxCitation, true), among("read.context", "sentence", "paragraph", "page", "all")),
		command(sourcesName, text("sources.filter", 200, false)),
		command(checkName, text("check.quotation", maxText, true), suggested("check.source")),
		command(collateName, text("collate.topic", maxText, false)),
		command(settingName),
		command(privacyName, sub("privacy.show"), sub("privacy.export"), sub("privacy.delete")),
		command(helpName),
		onMessage(findName),
		onMessage(quotedName),
	}
}

// Registered reports whether Discord has just the commands of this bot.
func Registered(ctx context.Context, client *rest.Client, application string) (bool, error) {
	has, err := client.Commands(ctx, application)
	if err != nil {
		return false, fmt.Errorf("reading the commands: %w", err)
	}
	return sameCommands(has, Commands()), nil
}

// Register gives Discord the commands, unless it has just these, and reports whether it did.
func Register(ctx context.Context, client *rest.Client, application string) (bool, error) {
	same, err := Registered(ctx, client, application)
	if err != nil || same {
		return false, err
	}
	if _, err := client.OverwriteCommands(ctx, application, Commands()); err != nil {
		return false, fmt.Errorf("registering the commands: %w", err)
	}
	return true, nil
}

// sameCommands reports whether two lists have the same commands, in whatever order.
func sameCommands(a, b []*discordgo.ApplicationCommand) bool {
	return bytes.Equal(canonical(a), canonical(b))
}

// canonical returns commands as JSON, without what Discord adds and what says the same as nothing.
func canonical(list []*discordgo.ApplicationCommand) []byte {
	var texts []string
	for _, c := range list {
		raw, err := json.Marshal(c)
		if err != nil {
			panic(err) // commands can be written
		}
		var v map[string]any
		if err := json.Unmarshal(raw, &v); err != nil {
			panic(err)
		}
		for _, added := range []string{"id", "application_id", "guild_id", "version", "dm_permission", "nsfw", "default_permission", "default_member_permissions"} {
			delete(v, added)
		}
		raw, err = json.Marshal(withoutNothing(v))
		if err != nil {
			panic(err)
		}
		texts = append(texts, string(raw))
	}
	slices.Sort(texts)
	return []byte(strings.Join(texts, "\n"))
}

// withoutNothing removes from JSON what is null, false, empty, or 0.
func withoutNothing(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for k, e := range x {
			e = withoutNothing(e)
			if e == nil || e == false || e == "" || e == float64(0) {
				delete(x, k)
				continue
			}
			x[k] = e
		}
		if len(x) == 0 {
			return nil
		}
	case []any:
		for i := range x {
			x[i] = withoutNothing(x[i])
		}
		if len(x) == 0 {
			return nil
		}
	}
	return v
}
