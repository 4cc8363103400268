package discordtest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	dt "variorum/discord/discordtest"
)

// fixed is a clock that only Advance moves.
func fixed() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }

// askedAt is asked with a clock that only Advance moves.
func askedAt(t *testing.T) (*dt.Server, *dt.Interaction) {
	t.Helper()
	s := dt.New(t, dt.Options{Guilds: one, Now: fixed})
	return s, interact(t, s, dt.Command(here, "ask"))
}

// A callback is good until 3 seconds after the interaction.
func TestCallbacksComeInTime(t *testing.T) {
	s, i := askedAt(t)
	late := interact(t, s, dt.Command(here, "ask"))
	s.Advance(3 * time.Second)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	wantBroken(t, s)
	if after, ok := i.Acked(); !ok || after != 3*time.Second {
		t.Errorf("Acked() = %v, %v; want 3s", after, ok)
	}
	s.Advance(time.Millisecond)
	wantStatus(t, s, "POST", callbackPath(late), object{"type": 5}, 404, 10062)
	wantBroken(t, s, dt.RuleLate)
	if _, ok := late.Acked(); ok {
		t.Error("a late callback acknowledged the interaction")
	}
}

// There is one callback, and it names id and token of one interaction.
func TestCallbacksAreUnique(t *testing.T) {
	s, i := askedAt(t)
	other := interact(t, s, dt.Command(here, "ask"))
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("x"))}, 204, 0)
	wantBroken(t, s)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("y"))}, 400, 40060)
	wantBroken(t, s, dt.RuleSecondCallback)
	if m, _ := i.Original(); m.Content != "x" {
		t.Errorf("after the second callback the message is %q, want that of the first", m.Content)
	}
	wantStatus(t, s, "POST", "/interactions/"+i.ID()+"/"+other.Token()+"/callback", object{"type": 5}, 404, 10062)
	wantBroken(t, s, dt.RuleInteraction)
	wantStatus(t, s, "POST", "/interactions/1/x/callback", object{"type": 5}, 404, 10062)
	wantBroken(t, s, dt.RuleInteraction)
}

// Each kind of interaction takes its own types of callbacks.
func TestCallbackTypesFit(t *testing.T) {
	s, i := asked(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(buttons(button("p")))}, 204, 0)
	m, _ := i.Original()
	requests := map[string]func() dt.Request{
		"command": func() dt.Request { return dt.Command(here, "ask") },
		"press":   func() dt.Request { return dt.Press(here, m, "p") },
		"typing":  func() dt.Request { return dt.Autocomplete(here, "ask", dt.Typing("q", "")) },
		"ping":    dt.Ping,
		"form": func() dt.Request {
			shown := interact(t, s, dt.Command(here, "ask"))
			wantStatus(t, s, "POST", callbackPath(shown), object{"type": 9, "data": formOf(1)}, 204, 0)
			return dt.Submit(here, shown, map[string]string{"0": "x"})
		},
		"form of a press": func() dt.Request {
			shown := interact(t, s, dt.Press(here, m, "p"))
			wantStatus(t, s, "POST", callbackPath(shown), object{"type": 9, "data": formOf(1)}, 204, 0)
			return dt.Submit(here, shown, map[string]string{"0": "x"})
		},
	}
	data := map[int]object{4: message(content("x")), 7: message(buttons(button("p"))), 8: {"choices": []any{}}, 9: formOf(1)}
	for name, fits := range map[string][]int{
		"command": {4, 5, 9}, "press": {4, 5, 6, 7, 9}, "typing": {8}, "ping": {1}, "form": {4, 5}, "form of a press": {4, 5, 6, 7},
	} {
		for _, kind := range []int{1, 4, 5, 6, 7, 8, 9} {
			i := interact(t, s, requests[name]())
			body := object{"type": kind}
			if d := data[kind]; d != nil {
				body["data"] = d
			}
			a := call(t, s, "POST", callbackPath(i), body)
			want := 400
			for _, f := range fits {
				if f == kind {
					want = 204
				}
			}
			if a.status != want {
				t.Errorf("%s answered with type %d: %d, want %d; %s", name, kind, a.status, want, a.text)
			}
			if want == 400 {
				wantBroken(t, s, dt.RuleCallbackType)
			}
			wantBroken(t, s)
		}
	}
}

// A deferred reply is filled by an edit, once it is there, and is final then.
func TestDeferralsAreFilled(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "PATCH", originalPath(i), message(content("x")), 404, 10015)
	wantBroken(t, s, dt.RuleBeforeCallback)
	wantStatus(t, s, "POST", webhookPath(i), message(content("x")), 404, 10015)
	wantBroken(t, s, dt.RuleBeforeCallback)
	s.Advance(time.Second)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	if m, ok := i.Original(); !ok || !m.Loading || m.Ephemeral() {
		t.Errorf("after the deferral the original is %+v, %v", m, ok)
	}
	if _, ok := i.Final(); ok {
		t.Error("the deferral alone is final")
	}
	s.Advance(time.Second)
	a := wantStatus(t, s, "PATCH", originalPath(i), message(object{"content": "x", "embeds": []object{title("t")}}), 200, 0)
	if after, ok := i.Final(); !ok || after != 2*time.Second {
		t.Errorf("Final() = %v, %v; want 2s", after, ok)
	}
	wantStatus(t, s, "PATCH", webhookPath(i)+"/messages/"+a.id(), message(content("y")), 200, 0)
	m, _ := i.Original()
	if m.Loading || m.Content != "y" || len(m.Embeds) != 1 || m.Embeds[0].Title != "t" || m.Edits != 2 {
		t.Errorf("after two edits the original is %+v", m)
	}
	if e := i.Edits(); len(e) != 2 || e[0].Content != "x" || e[1].Content != "y" {
		t.Errorf("Edits() = %+v", e)
	}
	wantBroken(t, s)
}

// The first follow-up of a deferral fills it; later ones are messages of their own.
func TestFirstFollowupFillsTheDeferral(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5, "data": object{"flags": 64}}, 204, 0)
	wantStatus(t, s, "POST", webhookPath(i), message(object{"content": "x", "flags": 64}), 200, 0)
	wantStatus(t, s, "POST", webhookPath(i), message(content("y")), 200, 0)
	var got []string
	for _, m := range i.Messages() {
		got = append(got, fmt.Sprint(m.Content, m.Ephemeral()))
	}
	if diff := cmp.Diff([]string{"xtrue", "yfalse"}, got); diff != "" {
		t.Errorf("the messages differ (-want +got):\n%s", diff)
	}
	wantBroken(t, s)
}

// What the deferral says of ephemeral cannot be changed.
func TestEphemeralIsFixed(t *testing.T) {
	for _, c := range []struct {
		deferral, later int
		post, breaks    bool
	}{
		{0, 0, false, false},
		{64, 64, false, false},
		{64, 0, false, false}, // an edit need not repeat it
		{0, 64, false, true},
		{0, 64, true, true},
		{64, 0, true, true},
		{64, 64, true, false},
	} {
		s, i := askedAt(t)
		wantStatus(t, s, "POST", callbackPath(i), object{"type": 5, "data": object{"flags": c.deferral}}, 204, 0)
		body := message(object{"content": "x", "flags": c.later})
		if c.post {
			wantStatus(t, s, "POST", webhookPath(i), body, 200, 0)
		} else {
			wantStatus(t, s, "PATCH", originalPath(i), body, 200, 0)
		}
		if i.Ephemeral() != (c.deferral == 64) {
			t.Errorf("%+v: the message's Ephemeral() is %v", c, i.Ephemeral())
		}
		if c.breaks {
			wantBroken(t, s, dt.RuleEphemeral)
		}
		wantBroken(t, s)
	}
}

// Edits and follow-ups end 15 minutes after the interaction.
func TestTokensExpire(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("x"))}, 204, 0)
	s.Advance(15 * time.Minute)
	wantStatus(t, s, "PATCH", originalPath(i), message(content("y")), 200, 0)
	wantBroken(t, s)
	s.Advance(time.Millisecond)
	for _, c := range []struct{ method, path string }{
		{"PATCH", originalPath(i)}, {"POST", webhookPath(i)}, {"GET", originalPath(i)}, {"DELETE", originalPath(i)},
	} {
		var body any
		if c.method != "GET" && c.method != "DELETE" {
			body = message(content("z"))
		}
		wantStatus(t, s, c.method, c.path, body, 401, 50027)
		wantBroken(t, s, dt.RuleExpired)
	}
	if m, _ := i.Original(); m.Content != "y" || m.Deleted {
		t.Errorf("after the token's end the original became %+v", m)
	}
}

// Calls on a webhook name the application and the token of an interaction.
func TestWebhooksAreKnown(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	for _, path := range []string{"/webhooks/1/" + i.Token(), "/webhooks/" + s.ApplicationID() + "/x"} {
		wantStatus(t, s, "POST", path, message(content("x")), 404, 10015)
		wantBroken(t, s, dt.RuleInteraction)
	}
	wantStatus(t, s, "PATCH", webhookPath(i)+"/messages/1", message(content("x")), 404, 10008)
	wantBroken(t, s)
	typing := interact(t, s, dt.Autocomplete(here, "ask", dt.Typing("q", "")))
	wantStatus(t, s, "POST", callbackPath(typing), object{"type": 8, "data": choicesOf(choice("n", "v"))}, 204, 0)
	wantStatus(t, s, "POST", webhookPath(typing), message(content("x")), 404, 10015)
	wantBroken(t, s, dt.RuleBeforeCallback)
	if diff := cmp.Diff([]dt.Choice{{Name: "n", Value: "v"}}, typing.Choices()); diff != "" {
		t.Errorf("the choices differ (-want +got):\n%s", diff)
	}
}

// A message of one interaction cannot be changed with the token of another.
func TestTokensReachTheirOwnMessages(t *testing.T) {
	s, i := askedAt(t)
	other := interact(t, s, dt.Command(here, "ask"))
	for _, i := range []*dt.Interaction{i, other} {
		wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("x"))}, 204, 0)
	}
	m, _ := other.Original()
	wantStatus(t, s, "PATCH", webhookPath(i)+"/messages/"+m.ID, message(content("y")), 404, 10008)
	wantStatus(t, s, "GET", webhookPath(i)+"/messages/"+m.ID, nil, 404, 10008)
	wantStatus(t, s, "GET", webhookPath(other)+"/messages/"+m.ID, nil, 200, 0)
}

// Deleted messages are gone for all calls, and no longer among what the user sees.
func TestMessagesAreDeleted(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("x"))}, 204, 0)
	a := wantStatus(t, s, "POST", webhookPath(i), message(content("y")), 200, 0)
	wantStatus(t, s, "DELETE", originalPath(i), nil, 204, 0)
	wantStatus(t, s, "GET", originalPath(i), nil, 404, 10008)
	wantStatus(t, s, "PATCH", originalPath(i), message(content("z")), 404, 10008)
	wantStatus(t, s, "DELETE", originalPath(i), nil, 404, 10008)
	if m := i.Messages(); len(m) != 1 || m[0].Content != "y" {
		t.Errorf("Messages() = %+v, want y alone", m)
	}
	wantStatus(t, s, "DELETE", webhookPath(i)+"/messages/"+a.id(), nil, 204, 0)
	if m, f := i.Messages(), i.Followups(); len(m) != 0 || len(f) != 1 || !f[0].Deleted {
		t.Errorf("Messages() = %+v, Followups() = %+v", m, f)
	}
	wantBroken(t, s)
}

// Where only the user has installed the application there are 5 follow-ups; elsewhere there is no such limit.
func TestFollowupsAreLimited(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	for _, w := range []dt.Where{here, {Guild: one[0].ID, UserInstalled: true}, {UserInstalled: true, Private: true}} {
		i := interact(t, s, dt.Command(w, "ask"))
		wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
		wantStatus(t, s, "POST", webhookPath(i), message(content("fills the deferral")), 200, 0)
		for range 5 {
			wantStatus(t, s, "POST", webhookPath(i), message(content("x")), 200, 0)
		}
		wantBroken(t, s)
		if w.UserInstalled {
			wantStatus(t, s, "POST", webhookPath(i), message(content("x")), 400, 40094)
			wantBroken(t, s, dt.RuleFollowups)
			continue
		}
		wantStatus(t, s, "POST", webhookPath(i), message(content("x")), 200, 0)
		wantBroken(t, s)
	}
}

// An update changes the message that the component sits on; a deferred one lets an edit do so.
func TestUpdatesChangeTheirMessage(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(with(buttons(button("p")), content("x")))}, 204, 0)
	m, _ := i.Original()
	press := interact(t, s, dt.Press(here, m, "p"))
	wantStatus(t, s, "POST", callbackPath(press), object{"type": 7, "data": message(content("y"))}, 204, 0)
	if m, _ = press.Original(); m.Content != "y" || len(m.Usable()) != 1 {
		t.Errorf("after the update the message is %+v", m)
	}
	deferred := interact(t, s, dt.Press(here, m, "p"))
	wantStatus(t, s, "POST", callbackPath(deferred), object{"type": 6}, 204, 0)
	if _, ok := deferred.Final(); ok {
		t.Error("a deferred update alone is final")
	}
	wantStatus(t, s, "PATCH", originalPath(deferred), message(object{"content": "z", "components": []any{}}), 200, 0)
	if m, _ := s.Message(m.ID); m.Content != "z" || len(m.Usable()) != 0 || m.Edits != 2 {
		t.Errorf("after the deferred update the message is %+v", m)
	}
	if first, _ := i.Original(); first.Content != "z" {
		t.Errorf("the first interaction's original is %q, want what the press made of it", first.Content)
	}
	follow := interact(t, s, dt.Request{Kind: dt.ComponentInteraction, Where: here, MessageID: m.ID, Unchecked: true, Data: object{"custom_id": "gone", "component_type": 2}})
	wantStatus(t, s, "POST", callbackPath(follow), object{"type": 6}, 204, 0)
	wantStatus(t, s, "POST", webhookPath(follow), message(object{"content": "that button is old", "flags": 64}), 200, 0)
	if _, ok := follow.Final(); !ok || len(follow.Followups()) != 1 {
		t.Errorf("a follow-up after a deferred update is not final: %+v", follow.Followups())
	}
	wantBroken(t, s)
}

// A callback returns its message if asked to.
func TestCallbacksReturnTheirMessage(t *testing.T) {
	s, i := askedAt(t)
	a := wantStatus(t, s, "POST", callbackPath(i)+"?with_response=true", object{"type": 4, "data": message(content("x"))}, 200, 0)
	resource, _ := a.body["resource"].(object)
	m, _ := resource["message"].(object)
	if m["content"] != "x" || m["type"] != 20.0 || resource["type"] != 4.0 {
		t.Errorf("the callback returned %s", a.text)
	}
	menu := interact(t, s, dt.MessageCommand(here, "Find sources", s.Say(text, "55", "hello")))
	a = wantStatus(t, s, "POST", callbackPath(menu)+"?with_response=true", object{"type": 4, "data": message(content("x"))}, 200, 0)
	if dig(a.body, "resource.message.type") != 23.0 {
		t.Errorf("the callback to a menu command returned %s", a.text)
	}
}

// Waiting ends when what is waited for happens, or with its context.
func TestWaiting(t *testing.T) {
	s, i := askedAt(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := i.WaitAcked(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting under an ended context = %v", err)
	}
	done := make(chan error, 2)
	go func() { done <- i.WaitAcked(t.Context()) }()
	go func() { done <- i.WaitFinal(t.Context()) }()
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	wantStatus(t, s, "PATCH", originalPath(i), message(content("x")), 200, 0)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// A forgotten interaction leaves nothing behind.
func TestInteractionsAreForgotten(t *testing.T) {
	s, i := askedAt(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("x"))}, 204, 0)
	m, _ := i.Original()
	wantStatus(t, s, "POST", webhookPath(i), message(content("y")), 200, 0)
	i.Forget()
	if _, ok := s.Message(m.ID); ok || len(s.Messages(text)) != 0 {
		t.Errorf("after Forget the channel has %v", s.Messages(text))
	}
	wantStatus(t, s, "PATCH", originalPath(i), message(content("z")), 404, 10015)
}
