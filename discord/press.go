package discord

import (
	"context"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/corpus"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/words"
)

// press returns how a press on a button, or a choice in a menu, is answered. Every one has an answer, also of a component that this version
// does not know.
func (c *call) press(ctx context.Context, id string, d discordgo.MessageComponentInteractionData) (plan, error) {
	verb, parts, ok := pressed(id)
	if !ok {
		return plan{}, say(words.Of(c.own()).OldButton)
	}
	switch verb {
	case "set":
		return c.set(ctx, part(parts, 0), d.Values)
	case "forget":
		return c.forgetServer(ctx)
	case "add", "challenge":
		return c.contribution(ctx, verb, part(parts, 0))
	case "off":
		return c.off(ctx, part(parts, 0), chosen(d.Values))
	}
	v, err := c.kept(ctx, part(parts, 0))
	if err != nil {
		return plan{}, err
	}
	switch verb {
	case "page":
		return c.turn(v, number(part(parts, 1))), nil
	case "context":
		return c.inContext(v, number(part(parts, 1)), number(chosen(d.Values))), nil
	case "scope":
		next := v
		next.Scope = answers.Scope(chosen(d.Values))
		return c.alone(next, true), nil
	case "more":
		return c.moreOf(v, number(chosen(d.Values))), nil
	case "list":
		return c.alone(asKind(v, listView), false), nil
	case "rows":
		return c.alone(asKind(v, rowsView), false), nil
	case "weaker":
		next := v
		next.Match = answers.Generous
		return c.alone(next, false), nil
	case "sources":
		return c.alone(c.cardsOf(v), false), nil
	case "share":
		next := v
		next.Private = false
		return c.showing(next), nil
	case "feedback":
		return c.feedback(ctx, v, part(parts, 0)), nil
	case "missing":
		return c.missing(part(parts, 0)), nil
	case "discuss":
		return c.reopen(v), nil
	}
	return plan{}, say(words.Of(c.own()).OldButton)
}

// chosen returns what was chosen in a menu for one.
func chosen(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// number reads a number of a custom ID; what is none is -1.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// asKind returns v as another kind of view of the same question.
func asKind(v view, k kind) view {
	v.Kind = k
	return v
}

// cardsOf returns a view of the cards of the sources.
func (c *call) cardsOf(v view) view {
	next := c.base(sourcesView)
	next.Library, next.Language = v.Library, v.Language
	return next
}

// alone returns a plan that shows a view to the member alone: in place of the message that was pressed if that is the member's own, or in a
// message of its own.
func (c *call) alone(v view, update bool) plan {
	update = update && v.Owner == c.user()
	if !update {
		v.Private, v.Owner = true, c.user()
	}
	return plan{private: v.Private, update: update, work: func(ctx context.Context) (reply, error) {
		r, err := c.render(ctx, v, 0)
		r.update = update
		return r, err
	}}
}

// turn shows page n of a view: whoever asked turns the page for all, others get it alone.
func (c *call) turn(v view, n int) plan {
	update := v.Owner == c.user()
	if !update {
		v.Private, v.Owner = true, c.user()
	}
	return plan{private: v.Private, update: update, work: func(ctx context.Context) (reply, error) {
		r, err := c.again(ctx, v, n)
		r.update = update
		return r, err
	}}
}

// again returns page n of a view that was shown before. If the library has changed since, the view is shown anew from its beginning, and that is
// said, so that pages of two revisions are never taken for one answer.
func (c *call) again(ctx context.Context, v view, n int) (reply, error) {
	was := v.Revision
	d, done := c.desk(ctx, v.Library)
	changed := d.Library.Revision() != was
	done()
	if changed {
		n = 0
	}
	r, err := c.render(ctx, v, n)
	if err == nil && changed {
		r = c.since(r, v)
	}
	return r, err
}

// since says that the library has changed since a view was shown first.
func (c *call) since(r reply, v view) reply {
	r.page.Content = "-# " + words.Of(v.Language).LibraryChanged + "\n" + r.page.Content
	return r
}

// inContext shows the excerpt at place i of page n in its context.
func (c *call) inContext(v view, n, i int) plan {
	return plan{private: true, work: func(ctx context.Context) (reply, error) {
		s, err := c.same(ctx, v)
		if err != nil {
			return reply{}, err
		}
		if n < 0 || n >= len(s.pages) || i < 0 || i >= len(s.pages[n].Excerpts) {
			return reply{}, say(words.Of(c.own()).OldButton)
		}
		next := c.base(readView)
		next.Library, next.Language, next.Private = v.Library, v.Language, true
		next.Text, next.Scope = s.pages[n].Excerpts[i], answers.ScopeParagraph
		return c.render(ctx, next, 0)
	}}
}

// same lays a view out as it was shown; if the library has changed since, that is a notice.
func (c *call) same(ctx context.Context, v view) (shown, error) {
	d, done := c.desk(ctx, v.Library)
	defer done()
	if d.Library.Revision() != v.Revision {
		return shown{}, say(words.Of(c.own()).LibraryChangedAsk)
	}
	return c.bot.lay(ctx, d, v)
}

// moreOf shows all that the source at place i among the accounts says.
func (c *call) moreOf(v view, i int) plan {
	return plan{private: true, work: func(ctx context.Context) (reply, error) {
		s, err := c.same(ctx, v)
		if err != nil {
			return reply{}, err
		}
		if i < 0 || i >= len(s.answer.Accounts) {
			return reply{}, say(words.Of(c.own()).OldButton)
		}
		next := v
		next.Kind, next.Sources, next.Private, next.Owner = moreView, []corpus.SourceID{s.answer.Accounts[i].Source.ID}, true, c.user()
		return c.render(ctx, next, 0)
	}}
}

// suggest answers as a member types: names of sources.
func (c *call) suggest(ctx context.Context) error {
	d, ok := c.Data.(discordgo.ApplicationCommandInteractionData)
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	if ok {
		for _, o := range d.Options {
			if o != nil && o.Focused && (o.Name == "sources" || o.Name == "source") {
				typed, _ := o.Value.(string)
				choices = c.choices(ctx, typed, o.Name == "sources")
			}
		}
	}
	return c.acknowledge(ctx, &discordgo.InteractionResponse{
		Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: &discordgo.InteractionResponseData{Choices: choices},
	})
}

// choices returns up to 25 sources that what was typed may mean. With many, what stands before the last comma stays.
func (c *call) choices(ctx context.Context, typed string, many bool) []*discordgo.ApplicationCommandOptionChoice {
	if c.GuildID != "" {
		if server, err := c.bot.State.Server(ctx, c.GuildID); err == nil {
			c.server = server
		}
	}
	before, last := "", typed
	if many {
		before, last = lastOf(typed)
	}
	d, done := c.desk(ctx, c.library())
	defer done()
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	for _, card := range cards(d, last) {
		value := before + string(card.Source.ID)
		if len(choices) == maxOptions {
			break
		}
		if markdown.Len(value) > message.MaxOption {
			continue
		}
		name := before + string(card.Source.ID)
		if title := card.Source.Metadata.Title; title != "" {
			name += " · " + title
		}
		choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: label(name, message.MaxOption), Value: value})
	}
	return choices
}
