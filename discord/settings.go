package discord

import (
	"context"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/words"
)

// most is the most channels that a server can name, and the most excerpts of a source that it can choose.
const (
	maxChannels = 25
	maxExcerpts = 3
)

// manages reports whether the member may change what the server chose.
func (c *call) manages() bool { return c.GuildID != "" && c.may(discordgo.PermissionManageGuild) }

// settings shows what the member chose, and, to those who manage the server, what the server chose.
func (c *call) settings(context.Context) (plan, error) {
	return atOnce(c.panel(c.manages(), false)), nil
}

// panel returns the settings of the server or of the member as a message with menus.
func (c *call) panel(server, update bool) reply {
	r := reply{private: true, update: update}
	w := words.Of(c.own())
	if server {
		r.page.Content = "**" + markdown.Escape(w.ServerSettings) + "**\n-# " + markdown.Escape(w.ServerSettingsHelp)
		r.components = c.serverMenus(w)
		return r
	}
	r.page.Content = "**" + markdown.Escape(w.MemberSettings) + "**\n-# " + markdown.Escape(w.MemberSettingsHelp)
	r.components = c.memberMenus(w)
	return r
}

// A choice is what can be chosen in a menu.
type choice struct{ label, value string }

// menu returns a menu of which the current value is marked.
func (c *call) menu(field, placeholder, current string, choices []choice) discordgo.MessageComponent {
	m := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: customID("set", field), Placeholder: message.Shortened(placeholder, 150)}
	for _, one := range choices[:min(len(choices), maxOptions)] {
		m.Options = append(m.Options, discordgo.SelectMenuOption{
			Label: label(wordsOf(c.own()).Render.Label(placeholder, one.label), message.MaxOption), Value: one.value, Default: one.value == current,
		})
	}
	return discordgo.ActionsRow{Components: []discordgo.MessageComponent{m}}
}

// none stands in a menu for what is not chosen, since a value can not be empty.
const none = "-"

func (c *call) serverMenus(w words.Words) []discordgo.MessageComponent {
	s := c.server
	orders := []choice{{w.Default, none}}
	for _, o := range []answers.Order{answers.Rotated, answers.ByDate, answers.ByTitle} {
		orders = append(orders, choice{wordsOf(c.own()).Render.Orders[o], string(o)})
	}
	languages := []choice{{w.AsDiscord, none}}
	for _, l := range words.Languages {
		languages = append(languages, choice{words.Of(l).Name, l})
	}
	excerpts := []choice{{w.NoLimit, none}}
	for n := 1; n <= maxExcerpts; n++ {
		excerpts = append(excerpts, choice{strconv.Itoa(n), strconv.Itoa(n)})
	}
	zero := 0
	channels := discordgo.SelectMenu{
		MenuType: discordgo.ChannelSelectMenu, CustomID: customID("set", "channels"), Placeholder: message.Shortened(w.Channels, 150), MinValues: &zero, MaxValues: maxChannels,
		ChannelTypes: []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildForum},
	}
	for _, id := range s.Channels {
		channels.DefaultValues = append(channels.DefaultValues, discordgo.SelectMenuDefaultValue{ID: id, Type: discordgo.SelectMenuDefaultValueChannel})
	}
	buttons := []discordgo.MessageComponent{c.toggle("private", w.PrivateDefault, s.Private), switchTo("mine", w.MemberSettings)}
	if len(c.bot.Libraries) > 1 {
		buttons = append(buttons, switchTo("libraries", w.Library))
	}
	return []discordgo.MessageComponent{
		c.menu("order", w.Order, orNone(s.Order), orders),
		c.menu("language", w.Language, orNone(s.Language), languages),
		c.menu("excerpts", w.Excerpts, orNone(numberOrNone(s.Excerpts)), excerpts),
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{channels}},
		discordgo.ActionsRow{Components: buttons},
	}
}

func (c *call) memberMenus(w words.Words) []discordgo.MessageComponent {
	private := none
	if c.member.Private != nil {
		private = strconv.FormatBool(*c.member.Private)
	}
	rows := []discordgo.MessageComponent{
		c.menu("length", w.Length, orNone(c.member.Length), []choice{{w.AsServer, none}, {w.Short, "short"}, {w.Usual, "usual"}, {w.Long, "long"}}),
		c.menu("mine-private", w.PrivateDefault, private, []choice{{w.AsServer, none}, {w.Yes, "true"}, {w.No, "false"}}),
	}
	if c.manages() {
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{switchTo("server", w.ServerSettings)}})
	}
	return rows
}

// libraryMenu returns the libraries that a server can choose.
func (c *call) libraryMenu(w words.Words) reply {
	list := []choice{{w.Default, none}}
	var names []string
	for name := range c.bot.Libraries {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		list = append(list, choice{name, name})
	}
	return reply{
		page: message.Page{Content: "**" + markdown.Escape(w.Library) + "**"}, private: true, update: true,
		components: []discordgo.MessageComponent{
			c.menu("library", w.Library, orNone(c.server.Library), list),
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{switchTo("server", w.ServerSettings)}},
		},
	}
}

func orNone(s string) string { return cmpOr(s, none) }

func numberOrNone(n int) string {
	if n == 0 {
		return none
	}
	return strconv.Itoa(n)
}

// toggle returns a button that turns something on or off and says which it is.
func (c *call) toggle(field, text string, on bool) discordgo.Button {
	w := wordsOf(c.own())
	b := discordgo.Button{
		Label: label(w.Render.Label(text, yesOrNo(w.Discord, on)), message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("set", field),
	}
	if on {
		b.Style = discordgo.SuccessButton
	}
	return b
}

func yesOrNo(w words.Words, yes bool) string {
	if yes {
		return w.Yes
	}
	return w.No
}

// lengthOf returns the name of a length that a member chose.
func lengthOf(w words.Words, length string) string {
	switch length {
	case "short":
		return w.Short
	case "usual":
		return w.Usual
	case "long":
		return w.Long
	}
	return w.AsServer
}

func switchTo(field, text string) discordgo.Button {
	return discordgo.Button{Label: label(text, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("set", field)}
}

// set keeps what was chosen in the settings, and shows them as they are now.
func (c *call) set(ctx context.Context, field string, values []string) (plan, error) {
	w := words.Of(c.own())
	value := chosen(values)
	if value == none {
		value = ""
	}
	switch field {
	case "mine":
		return atOnce(c.panel(false, true)), nil
	case "length":
		if _, ok := lengths[value]; ok || value == "" {
			c.member.Length = value
		}
		return c.keptMember(ctx)
	case "mine-private":
		c.member.Private = nil
		if value != "" {
			yes := value == "true"
			c.member.Private = &yes
		}
		return c.keptMember(ctx)
	}
	if !c.manages() {
		return plan{}, say(w.ManagersOnly)
	}
	switch field {
	case "server":
		return atOnce(c.panel(true, true)), nil
	case "libraries":
		return atOnce(c.libraryMenu(w)), nil
	case "order":
		c.server.Order = value
	case "language":
		c.server.Language = supported(value)
	case "excerpts":
		c.server.Excerpts = max(0, min(number(cmpOr(value, "0")), maxExcerpts))
	case "channels":
		c.server.Channels = values[:min(len(values), maxChannels)]
	case "private":
		c.server.Private = !c.server.Private
	case "library":
		if _, ok := c.bot.Libraries[value]; !ok {
			return plan{}, say(w.OldButton)
		}
		c.server.Library = value
	default:
		return plan{}, say(w.OldButton)
	}
	c.server.ID = c.GuildID
	if err := c.bot.State.SetServer(ctx, c.server); err != nil {
		return plan{}, err
	}
	return atOnce(c.panel(true, true)), nil
}

// keptMember keeps what the member chose, and shows it.
func (c *call) keptMember(ctx context.Context) (plan, error) {
	c.member.ID = c.user()
	if err := c.bot.State.SetMember(ctx, c.member); err != nil {
		return plan{}, err
	}
	return atOnce(c.panel(false, true)), nil
}

// supported returns the language of a locale that we have words in, or "".
func supported(locale string) string {
	if len(locale) > 2 && locale[2] != '-' {
		return ""
	}
	for _, l := range words.Languages {
		if len(locale) >= 2 && locale[:2] == l {
			return l
		}
	}
	return ""
}
