package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/state"
	"variorum/discord/words"
)

// privacy shows, hands over, or deletes what is kept on a member, or, for those who manage it, on a server.
func (c *call) privacy(_ context.Context, list []*discordgo.ApplicationCommandInteractionDataOption) (plan, error) {
	w := words.Of(c.own())
	verb, o := "show", options{}
	if len(list) > 0 && list[0] != nil {
		verb, o = list[0].Name, optionsOf(list[0].Options)
	}
	server := o.text("of") == "server"
	if server && !c.manages() {
		return plan{}, say(w.ManagersOnly)
	}
	switch verb {
	case "show":
		return plan{private: true, work: func(ctx context.Context) (reply, error) { return c.showKept(ctx, server) }}, nil
	case "export":
		return plan{private: true, waits: true, work: func(ctx context.Context) (reply, error) { return c.export(ctx, server) }}, nil
	case "delete":
		if server {
			return atOnce(c.sure(w)), nil
		}
		return plan{private: true, work: func(ctx context.Context) (reply, error) {
			n, err := c.bot.State.DeleteMember(ctx, c.user())
			return c.deleted(n), err
		}}, nil
	}
	return plan{}, say(w.UnknownCommand)
}

// of returns all that is kept on the member or the server. What members asked privately is theirs alone, and not shown to those who manage the server.
func (c *call) of(ctx context.Context, server bool) (state.Kept, error) {
	if !server {
		return c.bot.State.OfMember(ctx, c.user())
	}
	kept, err := c.bot.State.OfServer(ctx, c.GuildID)
	kept.Views = slices.DeleteFunc(kept.Views, func(one state.View) bool {
		var v view
		return json.Unmarshal(one.Body, &v) != nil || v.Private
	})
	return kept, err
}

// showKept shows all that is kept, in words, and says for how long.
func (c *call) showKept(ctx context.Context, server bool) (reply, error) {
	kept, err := c.of(ctx, server)
	if err != nil {
		return reply{}, err
	}
	lines := c.keptLines(kept)
	w := words.Of(c.own())
	if len(lines) == 0 {
		return reply{page: message.Page{Content: markdown.Escape(w.NothingKept)}, private: true}, nil
	}
	return reply{page: message.Lines(fmt.Sprintf(w.KeptHelp, int(c.bot.Keep/(24*time.Hour))), lines, w.KeptMore), private: true}, nil
}

// keptLines returns a line for each thing that is kept.
func (c *call) keptLines(kept state.Kept) []string {
	fixed := wordsOf(c.own())
	w := fixed.Discord
	var lines []string
	add := func(what string, said ...string) {
		said = slices.DeleteFunc(said, func(s string) bool { return s == "" })
		lines = append(lines, "**"+markdown.Escape(what)+"** "+markdown.Escape(strings.Join(said, " · ")))
	}
	label := fixed.Render.Label
	for _, m := range kept.Members {
		private := w.AsServer
		if m.Private != nil {
			private = yesOrNo(w, *m.Private)
		}
		add(w.MemberSettings, label(w.PrivateDefault, private), label(w.Length, lengthOf(w, m.Length)))
	}
	for _, s := range kept.Servers {
		add(w.ServerSettings, label(w.Library, cmpOr(s.Library, w.Default)), label(w.Order, cmpOr(fixed.Render.Orders[answers.Order(s.Order)], w.Default)),
			label(w.Language, languageOf(w, s.Language)), label(w.Channels, strconv.Itoa(len(s.Channels))), label(w.PrivateDefault, yesOrNo(w, s.Private)))
	}
	for _, one := range kept.Views {
		var v view
		if json.Unmarshal(one.Body, &v) == nil {
			add(w.KeptAnswer, "/"+w.Commands[commandOf(v.Kind)].Name, v.Text, w.Until+" "+day(one.Expires))
		}
	}
	for _, d := range kept.Discussions {
		add(w.Discussion, d.Question, day(d.Made))
	}
	for _, a := range kept.Additions {
		add(w.KeptAddition, map[string]string{state.AddedExcerpt: w.AddExcerpt, state.AddedChallenge: w.ChallengeExcerpt}[a.Kind], a.Excerpt, a.Words, day(a.Made))
	}
	for _, f := range kept.Feedback {
		add(w.Feedback, map[string]string{state.FeedbackOff: w.NotOnQuestion, state.FeedbackMissing: w.Missing}[f.Kind], f.Question, f.Source, f.Excerpt, f.Words, day(f.Made))
	}
	for _, p := range kept.Pending {
		add(w.KeptAnswer, day(p.Made))
	}
	return lines
}

// commandOf returns the command by which a kind of view is asked for.
func commandOf(k kind) string {
	switch k {
	case compareView, collateView, readView, checkView, sourcesView:
		return string(k)
	case topView, accountView:
		return discussName
	}
	return askName
}

// languageOf returns the name of a language that was chosen.
func languageOf(w words.Words, language string) string {
	if language == "" {
		return w.AsDiscord
	}
	return words.Of(language).Name
}

// day returns a day as it is written everywhere.
func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// export hands all that is kept over as a file.
func (c *call) export(ctx context.Context, server bool) (reply, error) {
	kept, err := c.of(ctx, server)
	if err != nil {
		return reply{}, err
	}
	raw, err := json.MarshalIndent(kept, "", "  ")
	if err != nil {
		return reply{}, fmt.Errorf("writing what is kept: %w", err)
	}
	w := words.Of(c.own())
	return reply{
		page: message.Page{Content: markdown.Escape(w.Exported)}, private: true,
		files: []*discordgo.File{{Name: "variorum.json", ContentType: "application/json", Reader: bytes.NewReader(raw)}},
	}, nil
}

// sure asks whether all that is kept on the server is to be deleted.
func (c *call) sure(w words.Words) reply {
	return reply{
		page: message.Page{Content: markdown.Escape(w.SureServer)}, private: true,
		components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: label(w.DeleteServer, message.MaxLabel), Style: discordgo.DangerButton, CustomID: customID("forget")},
		}}},
	}
}

// forgetServer deletes all that is kept on the server.
func (c *call) forgetServer(context.Context) (plan, error) {
	if !c.manages() {
		return plan{}, say(words.Of(c.own()).ManagersOnly)
	}
	return plan{private: true, update: true, work: func(ctx context.Context) (reply, error) {
		n, err := c.bot.State.DeleteServer(ctx, c.GuildID)
		r := c.deleted(n)
		r.update = true
		return r, err
	}}, nil
}

// deleted says how much was deleted, and that messages stay in Discord.
func (c *call) deleted(n state.Counts) reply {
	w := words.Of(c.own())
	total := n.Settings + n.Views + n.Discussions + n.Additions + n.Feedback + n.Pending
	return reply{page: message.Page{Content: markdown.Escape(fmt.Sprintf(w.Deleted, total))}, private: true}
}

// help shows what each command does, with an example.
func (c *call) help() plan {
	w := words.Of(c.own())
	var lines []string
	for _, h := range w.Help {
		lines = append(lines, "**"+markdown.Escape(h.Command)+"** "+markdown.Escape(h.Does)+"\n-# "+markdown.Escape(h.Example))
	}
	return atOnce(reply{page: message.Lines(w.HelpHead, lines, ""), private: true})
}
