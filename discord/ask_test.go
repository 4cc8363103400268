package discord_test

import (
	"fmt"
	"strings"
	"testing"

	"variorum/discord/discordtest"
)

// Manager is where a member acts who may manage the server.
var manager = discordtest.Where{Guild: guild.Guild, Permissions: discordtest.ManageGuild}

// commands are uses of every command, good and bad.
func commands(w *world) map[string]discordtest.Request {
	said := w.server.Say(discordtest.Guilds(1)[0].Channels[0].ID, "77", "how many people were hurt when the crane fell?")
	long := w.server.Say(discordtest.Guilds(1)[0].Channels[0].ID, "77", strings.Repeat("who ordered the crane to be used? ", 60))
	return map[string]discordtest.Request{
		"ask":             discordtest.Command(guild, "ask", discordtest.String("question", "how many people were hurt?")),
		"ask privately":   discordtest.Command(guild, "ask", discordtest.String("question", "who was to blame?"), discordtest.Boolean("private", true)),
		"ask some":        discordtest.Command(guild, "ask", discordtest.String("question", "when did the crane fall?"), discordtest.String("sources", "000-report, 005-memo")),
		"compare":         discordtest.Command(guild, "compare", discordtest.String("question", "when did the crane fall?")),
		"read":            discordtest.Command(guild, "read", discordtest.String("citation", "`002-bulletin:em-e9-22j`"), discordtest.String("context", "all")),
		"sources":         discordtest.Command(guild, "sources"),
		"check":           discordtest.Command(guild, "check", discordtest.String("quotation", "The company does not count him, since no stone touched him.")),
		"collate":         discordtest.Command(guild, "collate"),
		"settings":        discordtest.Command(manager, "settings"),
		"own settings":    discordtest.Command(guild, "settings"),
		"privacy":         discordtest.Command(guild, "privacy", discordtest.Sub("show")),
		"export":          discordtest.Command(guild, "privacy", discordtest.Sub("export")),
		"forget":          discordtest.Command(guild, "privacy", discordtest.Sub("delete")),
		"forget server":   discordtest.Command(manager, "privacy", discordtest.Sub("delete", discordtest.String("of", "server"))),
		"help":            discordtest.Command(guild, "help"),
		"find":            discordtest.MessageCommand(guild, "Find sources", said),
		"find long":       discordtest.MessageCommand(guild, "Find sources", long),
		"check message":   discordtest.MessageCommand(guild, "Check quotation", said),
		"discuss":         discordtest.Command(guild, "discuss", discordtest.String("question", "how many people were hurt?")),
		"nothing to find": discordtest.Command(guild, "ask", discordtest.String("question", "zeppelins over Reykjavik")),
	}
}

// Everything that can be pressed has a visible effect, wherever presses lead.
func TestEveryPressHasAnEffect(t *testing.T) {
	w := newWorld(t, nil)
	for name, request := range commands(w) {
		t.Run(name, func(t *testing.T) {
			w := *w
			w.t = t
			m := w.answered(request)
			w.pressAll(request.Where, m, 3, make(map[string]bool))
		})
	}
	if s := w.log.String(); strings.Contains(s, "level=ERROR") || strings.Contains(s, "level=WARN") {
		t.Errorf("the log has errors:\n%s", s)
	}
}

// pressAll presses all that a message has, and what presses lead to, as deep as told; what was seen is pressed once.
func (w *world) pressAll(where discordtest.Where, m discordtest.Message, depth int, seen map[string]bool) {
	w.t.Helper()
	if m.Content == "" && len(m.Embeds) == 0 {
		w.t.Errorf("a message is empty")
	}
	if depth == 0 {
		return
	}
	for _, c := range m.Usable() {
		verb := strings.Join(strings.Split(c.CustomID, "/")[:2], "/")
		if c.Disabled || seen[verb+fmt.Sprint(depth)] {
			continue
		}
		seen[verb+fmt.Sprint(depth)] = true
		w.pressOne(where, m, c, depth, seen)
	}
}

func (w *world) pressOne(where discordtest.Where, m discordtest.Message, c discordtest.Component, depth int, seen map[string]bool) {
	w.t.Helper()
	uses := []discordtest.Request{discordtest.Press(where, m, c.CustomID)}
	if c.Type == 3 {
		uses = nil
		for _, o := range c.Options[:min(3, len(c.Options))] {
			uses = append(uses, discordtest.Select(where, m, c.CustomID, o.Value))
		}
	}
	if c.Type == 8 {
		channels := map[string]any{"custom_id": c.CustomID, "component_type": 8, "values": []string{discordtest.Guilds(1)[0].Channels[0].ID}}
		uses = []discordtest.Request{{Kind: discordtest.ComponentInteraction, Where: where, MessageID: m.ID, Data: channels}}
	}
	for _, r := range uses {
		now, ok := w.server.Message(m.ID)
		if _, there := now.Find(c.CustomID); ok && !there { // an earlier press has changed the message
			continue
		}
		i := w.do(r)
		if form, ok := i.Modal(); ok {
			i = w.do(discordtest.Submit(where, i, filled(form)))
		}
		if i.Callback() == 0 {
			w.t.Errorf("a press on %s has no answer; log:\n%s", c.CustomID, w.log)
			continue
		}
		next, ok := i.Original()
		if list := i.Followups(); len(list) > 0 {
			next, ok = list[len(list)-1], true
		}
		if !ok || next.Loading {
			w.t.Errorf("a press on %s shows nothing", c.CustomID)
			continue
		}
		w.pressAll(where, next, depth-1, seen)
	}
}

// filled fills a form in.
func filled(form discordtest.Modal) map[string]string {
	written := make(map[string]string)
	for _, in := range form.Inputs() {
		written[in.CustomID] = map[string]string{
			"words": "The company does not count him, since no iron touched him.", "citation": "002-bulletin:em-e9-22j", "source": "002-bulletin",
		}[in.CustomID]
	}
	return written
}
