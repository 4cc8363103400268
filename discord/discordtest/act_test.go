package discordtest_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	dt "variorum/discord/discordtest"
)

// payload prepares r and returns what the bot would be sent.
func payload(t testing.TB, s *dt.Server, r dt.Request) object {
	t.Helper()
	i, err := s.Prepare(r)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(i.Payload(), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// dig returns what lies under a path of keys.
func dig(v any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch below := v.(type) {
		case object:
			v = below[key]
		case []any:
			v = below[int(key[0]-'0')]
		default:
			return nil
		}
	}
	return v
}

// wantAt compares what lies under paths of o.
func wantAt(t testing.TB, o object, want map[string]any) {
	t.Helper()
	for path, v := range want {
		if diff := cmp.Diff(v, dig(o, path)); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", path, diff)
		}
	}
}

// A command carries its options, and all that Discord says of place, person and languages.
func TestPayloadOfACommand(t *testing.T) {
	guild := dt.Guild{ID: "4194304", Name: "g", Locale: "de", Channels: []dt.Channel{{ID: "4194305", Name: "c", Denied: dt.EmbedLinks}}}
	s := dt.New(t, dt.Options{Guilds: []dt.Guild{guild}})
	registered := wantStatus(t, s, "POST", "/applications/"+s.ApplicationID()+"/commands", chat(nil), 201, 0)
	w := dt.Where{Guild: guild.ID, User: "77", Name: "eve", Locale: "fr", Permissions: dt.ManageGuild, Denied: dt.AttachFiles}
	o := payload(t, s, dt.Command(w, "ask", dt.String("question", "why?"), dt.Integer("n", 3), dt.Boolean("private", true)))
	wantAt(t, o, map[string]any{
		"type": 2.0, "version": 1.0, "application_id": s.ApplicationID(), "guild_id": guild.ID, "channel_id": "4194305", "channel.name": "c",
		"locale": "fr", "guild_locale": "de", "context": 0.0, "authorizing_integration_owners": object{"0": guild.ID}, "member.user.id": "77",
		"member.user.username": "eve", "user": nil, "entitlements": []any{}, "guild.id": guild.ID, "attachment_size_limit": float64(10 << 20),
		"data": object{"id": registered.id(), "name": "ask", "type": 1.0, "options": []any{
			object{"name": "question", "type": 3.0, "value": "why?"}, object{"name": "n", "type": 4.0, "value": 3.0}, object{"name": "private", "type": 5.0, "value": true},
		}},
	})
	var allowed, of dt.Permissions
	for path, to := range map[string]*dt.Permissions{"app_permissions": &allowed, "member.permissions": &of} {
		if _, err := fmt.Sscan(dig(o, path).(string), to); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if allowed&(dt.EmbedLinks|dt.AttachFiles) != 0 || allowed&dt.SendMessages == 0 || of&dt.ManageGuild == 0 {
		t.Errorf("app_permissions are %b, the member's %b", allowed, of)
	}
}

// The context tells servers, the bot's direct messages and other private channels apart.
func TestPayloadOfContexts(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	for _, c := range []struct {
		where  dt.Where
		number float64
		owners object
		person string
	}{
		{here, 0, object{"0": one[0].ID}, "member"},
		{dt.Where{Guild: "99", Channel: "98", UserInstalled: true}, 0, object{"1": dt.DefaultUser}, "member"},
		{dt.Where{}, 1, object{"0": "0"}, "user"},
		{dt.Where{Private: true, UserInstalled: true}, 2, object{"1": dt.DefaultUser}, "user"},
	} {
		o := payload(t, s, dt.Command(c.where, "ask"))
		wantAt(t, o, map[string]any{"context": c.number, "authorizing_integration_owners": c.owners})
		if o[c.person] == nil || o["channel"] == nil || o["member"] != nil && o["user"] != nil {
			t.Errorf("%+v: member %v, user %v, channel %v", c.where, o["member"], o["user"], o["channel"])
		}
	}
}

// Subcommands, autocomplete and menus of messages come as Discord sends them; a command of a guild hides a global one.
func TestPayloadOfOtherCommands(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	base := "/applications/" + s.ApplicationID()
	wantStatus(t, s, "POST", base+"/commands", chat(nil), 201, 0)
	own := wantStatus(t, s, "POST", base+"/guilds/"+one[0].ID+"/commands", chat(nil), 201, 0)
	o := payload(t, s, dt.Command(here, "ask", dt.Group("g", dt.Sub("s", dt.ChannelOption("c", text)))))
	wantAt(t, o, map[string]any{
		"data.id": own.id(), "data.guild_id": one[0].ID, "data.resolved.channels." + text + ".name": "general",
		"data.options": []any{object{"name": "g", "type": 2.0, "options": []any{object{"name": "s", "type": 1.0, "options": []any{object{"name": "c", "type": 7.0, "value": text}}}}}},
	})
	o = payload(t, s, dt.Autocomplete(here, "ask", dt.Typing("question", "wh")))
	wantAt(t, o, map[string]any{"type": 4.0, "data.options.0": object{"name": "question", "type": 3.0, "value": "wh", "focused": true}})
	m := s.Say(text, "55", "the flood began in May")
	o = payload(t, s, dt.MessageCommand(here, "Find sources", m))
	wantAt(t, o, map[string]any{
		"data.type": 3.0, "data.target_id": m.ID, "data.resolved.messages." + m.ID + ".content": m.Content, "data.resolved.messages." + m.ID + ".author.id": "55",
	})
	r := dt.Command(here, "ask", dt.Option{Name: "question", Type: 3})
	r.Change = func(o map[string]any) { o["locale"] = nil }
	wantAt(t, payload(t, s, r), map[string]any{"locale": nil, "data.options.0": object{"name": "question", "type": 3.0}})
}

// answered returns an interaction whose answer has these components.
func answered(t *testing.T, s *dt.Server, r dt.Request, data object) *dt.Interaction {
	t.Helper()
	i := interact(t, s, r)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(data)}, 204, 0)
	return i
}

// A press comes with the whole message that it sits on, and only a component that is there can be pressed.
func TestPresses(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	data := rows(row(button("p"), with(button("off"), object{"disabled": true}), link), row(object{"type": 3, "custom_id": "s", "options": options(3), "max_values": 2}))
	m, _ := answered(t, s, dt.Command(here, "ask"), with(data, content("x"))).Original()
	o := payload(t, s, dt.Press(here, m, "p"))
	wantAt(t, o, map[string]any{
		"type": 3.0, "data": object{"custom_id": "p", "component_type": 2.0}, "message.id": m.ID, "message.content": "x",
		"message.components.0.components.0.custom_id": "p", "message.flags": 0.0, "message.interaction_metadata.user.id": dt.DefaultUser,
	})
	o = payload(t, s, dt.Select(here, m, "s", "v0", "v2"))
	wantAt(t, o, map[string]any{"data": object{"custom_id": "s", "component_type": 3.0, "values": []any{"v0", "v2"}}})
	for says, r := range map[string]dt.Request{
		"a component that is not there": dt.Press(here, m, "q"), "a disabled one": dt.Press(here, m, "off"), "a select as a button": dt.Press(here, m, "s"),
		"a button as a select": dt.Select(here, m, "p", "v0"), "no value": dt.Select(here, m, "s"), "three values": dt.Select(here, m, "s", "v0", "v1", "v2"),
		"a value twice": dt.Select(here, m, "s", "v0", "v0"), "an unknown value": dt.Select(here, m, "s", "w"), "an unknown message": dt.Press(here, dt.Message{ID: "1"}, "p"),
	} {
		if _, err := s.Prepare(r); !errors.Is(err, dt.ErrImpossible) {
			t.Errorf("%s: the error is %v", says, err)
		}
		r.Unchecked = true
		if _, err := s.Prepare(r); err != nil {
			t.Errorf("%s, unchecked: %v", says, err)
		}
	}
	s.DeleteMessage(m.ID)
	if _, err := s.Interact(dt.Press(here, m, "p")); !errors.Is(err, dt.ErrImpossible) {
		t.Errorf("on a deleted message: the error is %v", err)
	}
}

// An ephemeral message is seen by one user only, and by no call on its channel.
func TestEphemeralMessagesHaveAnOwner(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	m, _ := answered(t, s, dt.Command(here, "ask"), with(buttons(button("p")), object{"flags": 64})).Original()
	if m.Owner != dt.DefaultUser || !m.Ephemeral() {
		t.Errorf("the message is %+v", m)
	}
	if _, err := s.Interact(dt.Press(here, m, "p")); err != nil {
		t.Error(err)
	}
	other := here
	other.User = "99"
	if _, err := s.Interact(dt.Press(other, m, "p")); !errors.Is(err, dt.ErrImpossible) {
		t.Errorf("another user's press: %v", err)
	}
	wantStatus(t, s, "GET", "/channels/"+text+"/messages/"+m.ID, nil, 404, 10008)
	waiting := interact(t, s, dt.Command(here, "ask"))
	wantStatus(t, s, "POST", callbackPath(waiting), object{"type": 5}, 204, 0)
	m, _ = waiting.Original()
	if _, err := s.Interact(dt.Press(here, m, "p")); !errors.Is(err, dt.ErrImpossible) {
		t.Errorf("a press on a deferral: %v", err)
	}
}

// A form is submitted with what a user may write in it.
func TestForms(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	shown := interact(t, s, dt.Command(here, "ask"))
	if _, err := s.Prepare(dt.Submit(here, shown, nil)); !errors.Is(err, dt.ErrImpossible) {
		t.Errorf("before the form was shown: %v", err)
	}
	optional := input(object{"custom_id": "j", "required": false, "min_length": 2, "max_length": 4})
	data := form(row(input(nil)), row(optional))
	data["components"] = append(data["components"].([]object), object{"type": 18, "label": "l", "component": input(object{"label": nil, "custom_id": "k", "required": false})})
	wantStatus(t, s, "POST", callbackPath(shown), object{"type": 9, "data": data}, 204, 0)
	if m, ok := shown.Modal(); !ok || m.Title != "t" || len(m.Inputs()) != 3 {
		t.Errorf("Modal() = %+v, %v", m, ok)
	}
	o := payload(t, s, dt.Submit(here, shown, map[string]string{"i": "x", "j": "yz", "k": "w"}))
	wantAt(t, o, map[string]any{"type": 5.0, "data": object{"custom_id": "m", "components": []any{
		object{"type": 1.0, "components": []any{object{"type": 4.0, "custom_id": "i", "value": "x"}}},
		object{"type": 1.0, "components": []any{object{"type": 4.0, "custom_id": "j", "value": "yz"}}},
		object{"type": 18.0, "component": object{"type": 4.0, "custom_id": "k", "value": "w"}},
	}}})
	other := here
	other.User = "99"
	for says, r := range map[string]dt.Request{
		"nothing required": dt.Submit(here, shown, map[string]string{"j": "yz"}), "too short": dt.Submit(here, shown, map[string]string{"i": "x", "j": "y"}),
		"too long": dt.Submit(here, shown, map[string]string{"i": "x", "j": "yyyyy"}), "an unknown input": dt.Submit(here, shown, map[string]string{"i": "x", "z": "z"}),
		"another user": dt.Submit(other, shown, map[string]string{"i": "x"}),
	} {
		if _, err := s.Prepare(r); !errors.Is(err, dt.ErrImpossible) {
			t.Errorf("%s: the error is %v", says, err)
		}
	}
	if _, err := s.Prepare(dt.Submit(here, shown, map[string]string{"i": "x"})); err != nil {
		t.Errorf("without what is optional: %v", err)
	}
}

// signedBot returns a bot that answers signed interactions by their type, some of them badly; forms with 202.
func signedBot(t *testing.T, public ed25519.PublicKey) *httptest.Server {
	replies := map[any]string{
		1.0: `{"type":1}`, 2.0: `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`, 3.0: `{"type":7,"data":{"embeds":[{}]}}`, 4.0: `no JSON`,
	}
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		if err != nil || !ed25519.Verify(public, append([]byte(r.Header.Get("X-Signature-Timestamp")), body...), signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var o object
		if err := json.Unmarshal(body, &o); err != nil {
			t.Error(err)
		}
		reply, ok := replies[o["type"]]
		if !ok {
			w.WriteHeader(http.StatusAccepted)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if _, err := io.WriteString(w, reply); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(bot.Close)
	return bot
}

// Signed HTTP carries a signature that the public key verifies; the body of a 200 is the callback.
func TestSignedHTTP(t *testing.T) {
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	bot := signedBot(t, public)
	s := dt.New(t, dt.Options{Guilds: one})
	post := func(r dt.Request) (*dt.Interaction, int, error) {
		return s.Post(t.Context(), bot.Client(), bot.URL, key, r)
	}
	if i, status, err := post(dt.Ping()); err != nil || status != 200 || i.Callback() != dt.Pong {
		t.Errorf("PING: %d, %v", status, err)
	}
	i, status, err := post(dt.Command(here, "ask"))
	if m, ok := i.Original(); err != nil || status != 200 || !ok || m.Content != "x" {
		t.Errorf("command: %d, %v, %+v", status, err, m)
	}
	wantStatus(t, s, "POST", webhookPath(i), message(content("y")), 200, 0)
	s.NoViolations(t)
	if _, status, err := post(dt.Autocomplete(here, "ask", dt.Typing("q", ""))); err == nil || status != 200 {
		t.Errorf("a response that is no JSON: %d, %v", status, err)
	}
	wantBroken(t, s, dt.RuleJSON)
	m := s.Say(text, "", "")
	r := dt.Press(here, m, "p")
	r.Unchecked = true
	if i, _, err := post(r); err == nil || i.Callback() != 0 {
		t.Errorf("a response that breaks rules: %v", err)
	}
	wantBroken(t, s, dt.RuleEmbedEmpty, dt.RuleNoMentions)
	if i, status, err := post(dt.Request{Kind: dt.ModalInteraction, Where: here, Unchecked: true}); err != nil || status != 202 || i.Callback() != 0 {
		t.Errorf("202: %d, %v", status, err)
	}
	signed, err := dt.Signed(t.Context(), key, bot.URL, []byte(`{"type":1}`), s.Now())
	if err != nil {
		t.Fatal(err)
	}
	signed.Body = io.NopCloser(bytes.NewReader([]byte(`{"type":2}`)))
	if response, err := bot.Client().Do(signed); err != nil || response.StatusCode != 401 {
		t.Errorf("an altered body: %v, %v", response, err)
	} else if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
}
