package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord/interaction"
	"variorum/discord/markdown"
	"variorum/discord/words"
	"variorum/render"
)

// Names of commands, as they are registered.
const (
	askName     = "ask"
	compareName = "compare"
	discussName = "discuss"
	readName    = "read"
	sourcesName = "sources"
	checkName   = "check"
	collateName = "collate"
	settingName = "settings"
	privacyName = "privacy"
	helpName    = "help"
	findName    = "Find sources"    // on a message
	quotedName  = "Check quotation" // on a message
)

// commandNames are the names of all commands.
var commandNames = []string{
	askName, compareName, discussName, readName, sourcesName, checkName, collateName, settingName, privacyName, helpName, findName, quotedName,
}

// Kinds returns the names under which interactions are counted.
func Kinds() []string {
	return append(each(commandNames, kindOfCommand), "autocomplete", "component", "form", "unknown")
}

func kindOfCommand(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "_") }

// Outcomes returns what can become of an interaction: it is answered; it is refused for a reason that the member is told; it was answered
// already; it could not be answered before the process ended, or before Discord took no answer any more; or something went wrong.
func Outcomes() []string {
	return []string{"done", "refused", "duplicate", "stopped", "late", "failed"}
}

// kindOf returns the kind of an interaction, of a closed list.
func kindOf(i *interaction.Interaction) string {
	switch d := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			return "autocomplete"
		}
		if slices.Contains(commandNames, d.Name) {
			return kindOfCommand(d.Name)
		}
	case discordgo.MessageComponentInteractionData:
		return "component"
	case discordgo.ModalSubmitInteractionData:
		return "form"
	}
	return "unknown"
}

// answer answers an interaction.
func (c *call) answer(ctx context.Context) error {
	if c.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return c.suggest(ctx)
	}
	var err error
	if c.member, err = c.bot.State.Member(ctx, cmpOr(c.user(), "0")); err != nil {
		return err
	}
	if c.GuildID != "" {
		if c.server, err = c.bot.State.Server(ctx, c.GuildID); err != nil {
			return err
		}
	}
	p, err := c.plan(ctx)
	if err != nil {
		return err
	}
	return c.perform(ctx, p)
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// plan returns how an interaction is answered.
func (c *call) plan(ctx context.Context) (plan, error) {
	switch d := c.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		return c.command(ctx, d)
	case discordgo.MessageComponentInteractionData:
		return c.press(ctx, d.CustomID, d)
	case discordgo.ModalSubmitInteractionData:
		return c.submit(ctx, d)
	}
	return plan{}, say(words.Of(c.own()).UnknownCommand)
}

// command returns how a command is answered.
func (c *call) command(ctx context.Context, d discordgo.ApplicationCommandInteractionData) (plan, error) {
	o := optionsOf(d.Options)
	switch d.Name {
	case askName:
		return c.question(ctx, askView, o.text("question"), o)
	case compareName:
		return c.question(ctx, compareView, o.text("question"), o)
	case discussName:
		return c.discuss(ctx, o.text("question"))
	case readName:
		return c.read(ctx, o.text("citation"), answers.Scope(o.text("context")))
	case sourcesName:
		return c.plainly(ctx, view{Kind: sourcesView, Text: o.text("filter")})
	case checkName:
		return c.check(ctx, o.text("quotation"), o.text("source"))
	case collateName:
		return c.collate(ctx, o.text("topic"))
	case settingName:
		return c.settings(ctx)
	case privacyName:
		return c.privacy(ctx, d.Options)
	case helpName:
		return c.help(), nil
	case findName:
		return c.question(ctx, askView, firstOf(messageOf(d), c.bot.MaxQuestion), o)
	case quotedName:
		return c.check(ctx, messageOf(d), "")
	}
	return plan{}, say(words.Of(c.own()).UnknownCommand)
}

// options are the options of a command by name. What is missing, null, or of another type is empty.
type options map[string]any

func optionsOf(list []*discordgo.ApplicationCommandInteractionDataOption) options {
	o := make(options)
	for _, option := range list {
		if option == nil {
			continue
		}
		o[option.Name] = option.Value
	}
	return o
}

func (o options) text(name string) string {
	s, _ := o[name].(string)
	return strings.ToValidUTF8(s, "\uFFFD")
}

// flag returns a yes or no, and whether one was given.
func (o options) flag(name string) (value, given bool) {
	value, given = o[name].(bool)
	return value, given
}

// messageOf returns the text of the message that a command was used on.
func messageOf(d discordgo.ApplicationCommandInteractionData) string {
	if d.Resolved == nil || d.Resolved.Messages[d.TargetID] == nil {
		return ""
	}
	return strings.ToValidUTF8(d.Resolved.Messages[d.TargetID].Content, "\uFFFD")
}

// firstOf returns as much of a text as a question may have, cut at a blank.
func firstOf(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if markdown.Len(s) <= n {
		return s
	}
	cut, size := 0, 0
	for i, r := range s {
		if size += utf16.RuneLen(r); size > n {
			break
		}
		if r == ' ' {
			cut = i
		}
	}
	return s[:cut]
}

// here returns an error if the server wants no answers in the channel.
func (c *call) here() error {
	if len(c.server.Channels) == 0 || c.GuildID == "" || slices.Contains(c.server.Channels, c.ChannelID) || slices.Contains(c.server.Channels, c.parent()) {
		return nil
	}
	return &notice{fmt.Sprintf(markdown.Escape(words.Of(c.own()).OtherChannel), strings.Join(each(c.server.Channels, func(id string) string { return "<#" + id + ">" }), ", "))}
}

// parent returns the channel that a thread is in, or "".
func (c *call) parent() string {
	if c.Channel != nil && c.Channel.IsThread() {
		return c.Channel.ParentID
	}
	return ""
}

// mayAsk returns an error if the member, or the server, has had its answers for now.
func (c *call) mayAsk() error {
	if err := c.here(); err != nil {
		return err
	}
	w := words.Of(c.own())
	if wait := c.bot.members.take(c.user()); wait > 0 {
		return sayf(w.Slower, seconds(wait))
	}
	if wait := c.bot.servers.take(c.GuildID); wait > 0 {
		return sayf(w.ServerSlower, seconds(wait))
	}
	return nil
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// base returns a view with what the server and the member chose.
func (c *call) base(k kind) view {
	v := view{
		Kind: k, Library: c.library(), Order: answers.Order(cmpOr(c.server.Order, string(c.bot.Order))), Match: c.bot.Match, Excerpts: c.server.Excerpts,
		Language: c.language(), Private: c.server.Private, Owner: c.user(),
	}
	if c.member.Private != nil {
		v.Private = *c.member.Private
	}
	if n, ok := lengths[c.member.Length]; ok {
		v.Excerpts = n
	}
	return v
}

// library returns the name of the library that answers.
func (c *call) library() string {
	if _, ok := c.bot.Libraries[c.server.Library]; ok {
		return c.server.Library
	}
	return ""
}

// desk returns a desk of a library, and a function that ends its use.
func (c *call) desk(ctx context.Context, name string) (*desk.Desk, func()) {
	keeper, ok := c.bot.Libraries[name]
	if !ok {
		keeper = c.bot.Libraries[""]
	}
	return keeper.Desk(ctx)
}

// question returns how a question is answered.
func (c *call) question(ctx context.Context, k kind, question string, o options) (plan, error) {
	if err := c.mayAsk(); err != nil {
		return plan{}, err
	}
	v := c.base(k)
	var err error
	if v.Text, err = c.asked(question); err != nil {
		return plan{}, err
	}
	if v.Sources, err = c.named(ctx, o.text("sources")); err != nil {
		return plan{}, err
	}
	if private, given := o.flag("private"); given {
		v.Private = private
	}
	return c.showing(v), nil
}

// asked returns a question as the member typed it, so that it is answered as everywhere else, or a notice of what is wrong with it.
func (c *call) asked(question string) (string, error) {
	w := words.Of(c.own())
	question = strings.TrimSpace(question)
	if n := markdown.Len(question); n > c.bot.MaxQuestion {
		return "", sayf(w.LongQuestion, c.bot.MaxQuestion, n)
	}
	if visible, _ := render.Visible(question); strings.TrimSpace(visible) == "" {
		return "", say(w.EmptyQuestion)
	}
	return question, nil
}

// named returns the sources that a member named, divided by commas or blanks.
func (c *call) named(ctx context.Context, list string) ([]corpus.SourceID, error) {
	names := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' })
	names = slices.DeleteFunc(names, func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(names) == 0 {
		return nil, nil
	}
	d, done := c.desk(ctx, c.library())
	defer done()
	return desk.Known(d.Library, names)
}

// showing returns a plan that shows a view.
func (c *call) showing(v view) plan {
	return plan{private: v.Private, work: func(ctx context.Context) (reply, error) { return c.render(ctx, v, 0) }}
}

// render lays out a view from the library as it is now, keeps it, and returns its page n.
func (c *call) render(ctx context.Context, v view, n int) (reply, error) {
	v, s, err := c.laid(ctx, v)
	if err != nil {
		return reply{}, err
	}
	key, err := c.keep(ctx, v)
	if err != nil { // the answer is worth more than its buttons
		c.bot.Log.Warn("an answer is shown without buttons", "kind", c.kind, "err", err)
		r := c.bot.page(v, key, s, n)
		r.components = nil
		return r, nil
	}
	return c.bot.page(v, key, s, n), nil
}

// read returns how a citation is read.
func (c *call) read(ctx context.Context, citation string, scope answers.Scope) (plan, error) {
	if err := c.here(); err != nil {
		return plan{}, err
	}
	v := c.base(readView)
	v.Text, v.Scope = strings.Trim(strings.TrimSpace(citation), "`"), scope
	if !slices.Contains([]answers.Scope{answers.ScopeSentence, answers.ScopeParagraph, answers.ScopePage, answers.ScopeAll}, scope) {
		v.Scope = answers.ScopeParagraph
	}
	if _, err := answers.ParseKey(v.Text); err != nil {
		return plan{}, say(words.Of(c.own()).NoCitation)
	}
	return c.showing(v), nil
}

// plainly returns how a view is shown that needs no more than what it says.
func (c *call) plainly(ctx context.Context, with view) (plan, error) {
	if err := c.here(); err != nil {
		return plan{}, err
	}
	v := c.base(with.Kind)
	v.Text = with.Text
	d, done := c.desk(ctx, v.Library)
	defer done()
	if v.Kind == sourcesView && len(cards(d, v.Text)) == 0 {
		return plan{}, say(words.Of(c.own()).NoSources)
	}
	return c.showing(v), nil
}

// check returns how a quotation is checked.
func (c *call) check(ctx context.Context, quotation, source string) (plan, error) {
	if err := c.mayAsk(); err != nil {
		return plan{}, err
	}
	v := c.base(checkView)
	v.Text = quotation
	var err error
	if v.Sources, err = c.named(ctx, source); err != nil {
		return plan{}, err
	}
	if strings.TrimSpace(quotation) == "" {
		return plan{}, say(words.Of(c.own()).EmptyQuotation)
	}
	return c.showing(v), nil
}

// collate returns how a library is collated.
func (c *call) collate(ctx context.Context, topic string) (plan, error) {
	if err := c.mayAsk(); err != nil {
		return plan{}, err
	}
	v := c.base(collateView)
	if topic != "" {
		var err error
		if v.Text, err = c.asked(topic); err != nil {
			return plan{}, err
		}
	}
	return c.showing(v), nil
}

// lengths are the most excerpts of each source, by the length that a member chose; 0 is no limit.
var lengths = map[string]int{"short": 1, "usual": 2, "long": 0}
