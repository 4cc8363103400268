package discord_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"variorum/discord"
	"variorum/discord/discordtest"
	"variorum/discord/markdown"
)

// Whatever a member sends gets a sentence that only the member sees, which says what to do.
func TestBadInputIsToldSo(t *testing.T) {
	w := newWorld(t, nil)
	question := func(q string) discordtest.Request {
		return discordtest.Command(guild, "ask", discordtest.String("question", q))
	}
	said := w.server.Say(discordtest.Guilds(1)[0].Channels[0].ID, "77", "")
	for _, tt := range []struct {
		name, want string
		r          discordtest.Request
	}{
		{"no question", "no word to look for", discordtest.Command(guild, "ask")},
		{"blanks", "no word to look for", question(" \u200b \n ")},
		{"6,000 characters", "up to 500 characters, this one has 5999", question(strings.Repeat("ab ", 2000))},
		{"question words alone", "no word to look for", question("who? what? when?")},
		{"emoji alone", "no word to look for", question("👩‍👩‍👧 🏗️")},
		{"a right-to-left override alone", "no word to look for", question("\u202e\u202e")},
		{"a source that is not there", "Did you mean: 000-report", discordtest.Command(guild, "ask", discordtest.String("question", "who fell?"), discordtest.String("sources", "000-raport"))},
		{"a citation like a path", "not a citation key", discordtest.Command(guild, "read", discordtest.String("citation", "../../etc/passwd"))},
		{"a citation like SQL", "not a citation key", discordtest.Command(guild, "read", discordtest.String("citation", "'; DROP TABLE views; --"))},
		{"a citation of no source", "No source is named", discordtest.Command(guild, "read", discordtest.String("citation", "zzz:8s3-2s-k7f"))},
		{"a citation whose text is another", "does not stand in its place", discordtest.Command(guild, "read", discordtest.String("citation", "000-report:8s3-2s-k7f"))},
		{"a quotation of three letters", "12 to 100000 characters, this one has 3", discordtest.Command(guild, "check", discordtest.String("quotation", "the"))},
		{"no quotation", "no text to check", discordtest.Command(guild, "check")},
		{"a message without text", "no word to look for", discordtest.MessageCommand(guild, "Find sources", said)},
		{"a filter that finds nothing", "No source has these words", discordtest.Command(guild, "sources", discordtest.String("filter", "zzzz"))},
		{"an unknown command", "not known here", discordtest.Request{Kind: discordtest.CommandInteraction, Where: guild, Data: map[string]any{"name": "sing", "type": 1}, Unchecked: true}},
		{"a discussion in direct messages", "channels of a server", discordtest.Request{
			Kind: discordtest.CommandInteraction, Unchecked: true,
			Data: map[string]any{"name": "discuss", "type": 1, "options": []any{map[string]any{"name": "question", "type": 3, "value": "who fell?"}}},
		}},
		{"an option that is null", "no word to look for", discordtest.Request{
			Kind: discordtest.CommandInteraction, Where: guild, Unchecked: true,
			Data: map[string]any{"name": "ask", "type": 1, "options": []any{map[string]any{"name": "question", "type": 3, "value": nil}}},
		}},
		{"an option of another type", "no word to look for", discordtest.Request{
			Kind: discordtest.CommandInteraction, Where: guild, Unchecked: true,
			Data: map[string]any{"name": "ask", "type": 1, "options": []any{map[string]any{"name": "question", "type": 3, "value": 7}}},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := w.answered(tt.r)
			if !m.Ephemeral() || !strings.Contains(visible(m), tt.want) {
				t.Errorf("the answer is %q, seen by one: %v, want %q", visible(m), m.Ephemeral(), tt.want)
			}
		})
	}
	if s := w.log.String(); strings.Contains(s, "level=ERROR") {
		t.Errorf("the log has errors:\n%s", s)
	}
}

// visible returns what Discord shows of a message's content.
func visible(m discordtest.Message) string {
	return markdown.Text(markdown.Parse(m.Content, markdown.Content))
}

// What members write is shown as it is, and pings nobody.
func TestQuestionsAreShownAsTheyAre(t *testing.T) {
	w := newWorld(t, nil)
	for _, q := range []string{"@everyone who fell?", "<@&123> who **fell**?", "# who fell <t:1:R> https://e.example ?", "`who` fell ||here|| \\*?", "who fell \u202e?\u0000"} {
		m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", q)))
		first, _, _ := strings.Cut(m.Content, "\n")
		nodes := markdown.Parse(first, markdown.Content)
		want := strings.Join(strings.Fields(strings.NewReplacer("\u202e", "", "\u0000", "").Replace(q)), " ")
		if got := markdown.Text(nodes); got != want || len(markdown.Mentions(nodes)) > 0 {
			t.Errorf("%q is shown as %q", q, got)
		}
	}
}

// Components that this version does not know, and those whose answer is no longer kept, say what to do.
func TestStaleComponentsSaySo(t *testing.T) {
	now := time.Now()
	w := newWorld(t, func(o *discord.Options) {
		o.Keep = time.Hour
		o.Now = func() time.Time { return now }
	})
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "how many people were hurt?")))
	for _, id := range []string{"", "x", "v1/", "v1/nothing/abc", "v9/page/abc/1", "v1/page//1", "v1/page/abc/99999999999999999999", strings.Repeat("z", 100)} {
		r := discordtest.Press(guild, m, id)
		r.Unchecked = true
		if got := w.answered(r); !got.Ephemeral() || !strings.Contains(got.Content, "/ask") {
			t.Errorf("%q shows %q", id, got.Content)
		}
	}
	unknown := discordtest.Press(guild, m, "v1/list/abc")
	unknown.Unchecked = true
	unknown.Data["component_type"] = 99
	unknown.Change = func(payload map[string]any) {
		payload["message"] = map[string]any{"id": "1", "channel_id": "2", "components": []any{map[string]any{"type": 99, "components": []any{}}}}
	}
	if got := w.answered(unknown); !strings.Contains(got.Content, "/ask") {
		t.Errorf("a component of a kind that is not known shows %q", got.Content)
	}
	now = now.Add(2 * time.Hour)
	list, _ := button(m, "As a list")
	if got := w.answered(discordtest.Press(guild, m, list)); !strings.Contains(got.Content, "no longer kept") {
		t.Errorf("a button whose answer is no longer kept shows %q", got.Content)
	}
}

// A permission that is missing is named.
func TestMissingPermissionsAreNamed(t *testing.T) {
	for _, tt := range []struct {
		denied discordtest.Permissions
		want   string
	}{
		{discordtest.CreatePublicThreads, "Create Public Threads"},
		{discordtest.SendInThreads, "Send Messages in Threads"},
		{discordtest.EmbedLinks, "Embed Links"},
	} {
		w := newWorld(t, nil)
		where := guild
		where.Denied = tt.denied | 1<<3 // and administrators may all
		m := w.answered(discordtest.Command(where, "discuss", discordtest.String("question", "who fell?")))
		if !m.Ephemeral() || !strings.Contains(m.Content, tt.want) {
			t.Errorf("without %s the answer is %q", tt.want, m.Content)
		}
	}
	w := newWorld(t, nil)
	channel := discordtest.Guilds(1)[0].Channels[0].ID
	w.server.Deny(channel, discordtest.CreatePublicThreads)
	r := discordtest.Command(guild, "discuss", discordtest.String("question", "who fell?"))
	r.Change = func(payload map[string]any) { delete(payload, "app_permissions") } // so that the bot learns it from Discord's refusal
	i := w.do(r)
	list := i.Followups()
	if len(list) != 1 || !list[0].Ephemeral() || !strings.Contains(list[0].Content, "Create Public Threads") {
		t.Errorf("without leave to open threads the answers are %+v", list)
	}
}

// Those who ask faster than they may are told when the next answer can come.
func TestAnswersAMinuteAreLimited(t *testing.T) {
	now := time.Now()
	w := newWorld(t, func(o *discord.Options) {
		o.PerMember, o.PerServer = 2, 3
		o.Now = func() time.Time { return now }
	})
	other := guild
	other.User = "400000000000000001"
	ask := func(where discordtest.Where) string {
		return w.answered(discordtest.Command(where, "ask", discordtest.String("question", "who fell?"))).Content
	}
	for i, tt := range []struct {
		where discordtest.Where
		want  string
	}{{guild, "who fell"}, {guild, "who fell"}, {guild, "You have had"}, {other, "who fell"}, {other, "This server has had"}} {
		if got := ask(tt.where); !strings.Contains(got, tt.want) {
			t.Errorf("answer %d is %q, want %q", i, got, tt.want)
		}
	}
	now = now.Add(time.Minute)
	if got := ask(guild); !strings.Contains(got, "who fell") {
		t.Errorf("after a minute the answer is %q", got)
	}
}

// Where a server named channels the bot answers in these, and in their threads, alone.
func TestChannelsOfAServer(t *testing.T) {
	w := newWorld(t, nil)
	channels := discordtest.Guilds(1)[0].Channels
	panel := w.answered(discordtest.Command(manager, "settings"))
	w.answered(discordtest.Request{
		Kind: discordtest.ComponentInteraction, Where: manager, MessageID: panel.ID,
		Data: map[string]any{"custom_id": "v1/set/channels", "component_type": 8, "values": []string{channels[0].ID}},
	})
	elsewhere := discordtest.Where{Guild: guild.Guild, Channel: channels[2].ID}
	if m := w.answered(discordtest.Command(elsewhere, "ask", discordtest.String("question", "who fell?"))); !m.Ephemeral() || !strings.Contains(m.Content, "<#"+channels[0].ID+">") {
		t.Errorf("in another channel the answer is %q", m.Content)
	}
	w.answered(discordtest.Command(guild, "discuss", discordtest.String("question", "who fell?")))
	inThread := discordtest.Where{Guild: guild.Guild, Channel: w.server.Threads(channels[0].ID)[0].ID}
	if m := w.answered(discordtest.Command(inThread, "ask", discordtest.String("question", "who fell?"))); m.Ephemeral() {
		t.Errorf("in a thread of the channel the answer is %q", m.Content)
	}
}

// As sources are typed, those that may be meant are offered, behind what stands there already.
func TestSourcesAreCompleted(t *testing.T) {
	w := newWorld(t, nil)
	for typed, want := range map[string]string{"": "000-report", "cour": "001-courier", "000-report, mem": "000-report, 005-memo", "zzz": ""} {
		i := w.do(discordtest.Autocomplete(guild, "ask", discordtest.Typing("sources", typed)))
		got := ""
		if c := i.Choices(); len(c) > 0 {
			var value string
			raw, err := json.Marshal(c[0].Value)
			check(t, err)
			check(t, json.Unmarshal(raw, &value))
			got = value
		}
		if got != want {
			t.Errorf("for %q the first choice is %q, want %q", typed, got, want)
		}
	}
}
