package discord

import (
	"context"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/state"
	"variorum/discord/words"
)

// Limits of what members write in forms, in UTF-16 code units.
const (
	maxWords    = 1000
	maxCitation = 300
)

// An input is a line of a form.
type input struct {
	id, label   string
	long        bool
	required    bool
	placeholder string
	limit       int
}

// form returns a plan that opens a form.
func form(id, title string, inputs ...input) plan {
	rows := make([]discordgo.MessageComponent, len(inputs))
	for i, in := range inputs {
		style := discordgo.TextInputShort
		if in.long {
			style = discordgo.TextInputParagraph
		}
		rows[i] = discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: in.id, Label: message.Shortened(in.label, 45), Style: style, Required: in.required, MaxLength: in.limit,
			Placeholder: message.Shortened(in.placeholder, 100),
		}}}
	}
	return plan{now: &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
		CustomID: id, Title: message.Shortened(title, 45), Components: rows,
	}}}
}

// inputsOf returns what was written in a form, by input.
func inputsOf(d discordgo.ModalSubmitInteractionData) map[string]string {
	written := make(map[string]string)
	for _, row := range d.Components {
		var parts []discordgo.MessageComponent
		switch r := row.(type) {
		case *discordgo.ActionsRow:
			parts = r.Components
		case discordgo.ActionsRow:
			parts = r.Components
		}
		for _, p := range parts {
			switch in := p.(type) {
			case *discordgo.TextInput:
				written[in.CustomID] = strings.ToValidUTF8(in.Value, "\uFFFD")
			case discordgo.TextInput:
				written[in.CustomID] = strings.ToValidUTF8(in.Value, "\uFFFD")
			}
		}
	}
	return written
}

// submit returns how a form is answered.
func (c *call) submit(ctx context.Context, d discordgo.ModalSubmitInteractionData) (plan, error) {
	verb, parts, ok := pressed(d.CustomID)
	written := inputsOf(d)
	switch {
	case ok && verb == "missing":
		return c.noteMissing(ctx, part(parts, 0), written)
	case ok && verb == "add":
		return c.addExcerpt(part(parts, 0), written)
	case ok && verb == "challenge":
		return c.challenge(part(parts, 0), written)
	}
	return plan{}, say(words.Of(c.own()).OldButton)
}

// feedback shows what can be said of an answer: which excerpt is not on the question, or that something is missing.
func (c *call) feedback(ctx context.Context, v view, key string) plan {
	w := words.Of(c.own())
	return plan{private: true, work: func(ctx context.Context) (reply, error) {
		s, err := c.same(ctx, v)
		if err != nil {
			return reply{}, err
		}
		var rows []discordgo.MessageComponent
		menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: customID("off", key), Placeholder: label(w.NotOnQuestion, 150)}
		for i, id := range message.Keys(s.answer) {
			if i < maxOptions {
				menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: label(id, message.MaxOption), Value: strconv.Itoa(i)})
			}
		}
		if len(menu.Options) > 0 {
			rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
		}
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: label(w.Missing, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("missing", key)},
		}})
		return reply{page: message.Page{Content: markdown.Escape(w.FeedbackHelp)}, components: rows, private: true}, nil
	}}
}

// off keeps that an excerpt is not on its question.
func (c *call) off(ctx context.Context, key, choice string) (plan, error) {
	v, err := c.kept(ctx, key)
	if err != nil {
		return plan{}, err
	}
	return plan{private: true, update: true, work: func(ctx context.Context) (reply, error) {
		s, err := c.same(ctx, v)
		if err != nil {
			return reply{}, err
		}
		keys := message.Keys(s.answer)
		i := number(choice)
		if i < 0 || i >= len(keys) {
			return reply{}, say(words.Of(c.own()).OldButton)
		}
		return c.noted(ctx, v, state.Feedback{Kind: state.FeedbackOff, Source: sourceOf(keys[i]), Excerpt: keys[i]}, true)
	}}, nil
}

// sourceOf returns the source of a citation key.
func sourceOf(key string) string {
	k, err := answers.ParseKey(key)
	if err != nil {
		return ""
	}
	return string(k.Source)
}

// noted keeps what a member said of an answer and says so.
func (c *call) noted(ctx context.Context, v view, f state.Feedback, update bool) (reply, error) {
	f.Member, f.Server, f.Question, f.Library, f.Revision, f.Made = c.user(), c.GuildID, v.Text, v.Library, v.Revision, c.bot.Now()
	if _, err := c.bot.State.AddFeedback(ctx, f); err != nil {
		return reply{}, err
	}
	return reply{page: message.Page{Content: markdown.Escape(words.Of(c.own()).Noted)}, private: true, update: update}, nil
}

// missing opens the form for what an answer lacks.
func (c *call) missing(key string) plan {
	w := words.Of(c.own())
	return form(customID("missing", key), w.Missing,
		input{id: "source", label: w.MissingSource, limit: maxCitation},
		input{id: "words", label: w.MissingWords, long: true, required: true, limit: maxWords})
}

// noteMissing keeps what an answer lacks.
func (c *call) noteMissing(ctx context.Context, key string, written map[string]string) (plan, error) {
	v, err := c.kept(ctx, key)
	if err != nil {
		return plan{}, err
	}
	text := strings.TrimSpace(written["words"])
	if text == "" {
		return plan{}, say(words.Of(c.own()).NothingWritten)
	}
	ids, err := c.named(ctx, written["source"])
	if err != nil {
		return plan{}, err
	}
	f := state.Feedback{Kind: state.FeedbackMissing, Words: text}
	if len(ids) > 0 {
		f.Source = string(ids[0])
	}
	if k, err := answers.ParseKey(text); err == nil {
		f.Excerpt, f.Source = text, string(k.Source)
	}
	return plan{private: true, work: func(ctx context.Context) (reply, error) { return c.noted(ctx, v, f, false) }}, nil
}

// lastOf divides a list that is being typed into what is before its last part, and that.
func lastOf(typed string) (before, last string) {
	i := strings.LastIndexAny(typed, ",;")
	if i < 0 {
		return "", typed
	}
	return strings.TrimSpace(typed[:i]) + ", ", strings.TrimSpace(typed[i+1:])
}
