package discordtest_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	dt "variorum/discord/discordtest"
)

var (
	forum = one[0].Channels[1].ID
	news  = one[0].Channels[2].ID
)

// What the bot may not do in a channel is refused with the code that names it.
func TestPermissionsAreNeeded(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	old := wantStatus(t, s, "POST", "/channels/"+text+"/messages", message(content("x")), 200, 0).id()
	thread := wantStatus(t, s, "POST", "/channels/"+text+"/threads", object{"name": "t", "type": 11}, 201, 0).id()
	theirs := s.Say(text, "55", "hello").ID
	for _, c := range []struct {
		denied       dt.Permissions
		method, path string
		body         any
		status, code int
	}{
		{dt.ViewChannel, "GET", "/channels/" + text, nil, 403, 50001},
		{dt.ViewChannel, "POST", "/channels/" + text + "/messages", message(content("x")), 403, 50001},
		{dt.SendMessages, "POST", "/channels/" + text + "/messages", message(content("x")), 403, 50013},
		{dt.EmbedLinks, "POST", "/channels/" + text + "/messages", message(embeds(title("t"))), 403, 50013},
		{dt.EmbedLinks, "POST", "/channels/" + text + "/messages", message(content("x")), 200, 0},
		{dt.ReadMessageHistory, "GET", "/channels/" + text + "/messages/" + old, nil, 403, 50013},
		{dt.CreatePublicThreads, "POST", "/channels/" + text + "/messages/" + old + "/threads", object{"name": "t"}, 403, 50013},
		{dt.CreatePublicThreads, "POST", "/channels/" + text + "/threads", object{"name": "t", "type": 11}, 403, 50013},
		{dt.CreatePublicThreads, "POST", "/channels/" + text + "/threads", object{"name": "t", "type": 12}, 201, 0},
		{dt.CreatePrivateThreads, "POST", "/channels/" + text + "/threads", object{"name": "t"}, 403, 50013},
		{dt.SendInThreads, "POST", "/channels/" + thread + "/messages", message(content("x")), 403, 50013},
		{dt.SendMessages, "POST", "/channels/" + thread + "/messages", message(content("x")), 200, 0},
		{dt.SendMessages, "POST", "/channels/" + forum + "/threads", object{"name": "t", "message": message(content("x"))}, 403, 50013},
		{dt.ManageMessages, "DELETE", "/channels/" + text + "/messages/" + theirs, nil, 403, 50013},
		{dt.ManageThreads, "PATCH", "/channels/" + thread, object{"name": "u"}, 403, 50013},
		{dt.ManageChannels, "PATCH", "/channels/" + text, object{"name": "u"}, 403, 50013},
	} {
		s.Deny(text, c.denied)
		s.Deny(forum, c.denied)
		wantStatus(t, s, c.method, c.path, c.body, c.status, c.code)
	}
	s.Deny(text, 0)
	if a := sendForm(t, s, "/channels/"+text+"/messages", `{"allowed_mentions":{"parse":[]}}`, upload{"files[0]", "a", 1}); a.status != 200 {
		t.Errorf("a file where files are allowed: %d, %s", a.status, a.text)
	}
	s.Deny(text, dt.AttachFiles)
	if a := sendForm(t, s, "/channels/"+text+"/messages", `{"allowed_mentions":{"parse":[]}}`, upload{"files[0]", "a", 1}); a.code() != 50013 {
		t.Errorf("a file where files are denied: %d, %s", a.status, a.text)
	}
	s.NoViolations(t)
}

// Threads begin with a message, alone, or as posts of a forum.
func TestThreadsBegin(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	m := wantStatus(t, s, "POST", "/channels/"+text+"/messages", message(content("x")), 200, 0).id()
	a := wantStatus(t, s, "POST", "/channels/"+text+"/messages/"+m+"/threads", object{"name": repeat(100), "auto_archive_duration": 60}, 201, 0)
	if a.id() != m || a.body["parent_id"] != text || dig(a.body, "thread_metadata.auto_archive_duration") != 60.0 {
		t.Errorf("the thread of a message is %s", a.text)
	}
	wantStatus(t, s, "POST", "/channels/"+text+"/messages/"+m+"/threads", object{"name": "t"}, 400, 160004)
	wantStatus(t, s, "POST", "/channels/"+text+"/messages/1/threads", object{"name": "t"}, 404, 10008)
	alone := wantStatus(t, s, "POST", "/channels/"+text+"/threads", object{"name": "alone", "type": 11}, 201, 0)
	wantStatus(t, s, "POST", "/channels/"+news+"/threads", object{"name": "t", "type": 12}, 400, 50024)
	wantStatus(t, s, "POST", "/channels/"+alone.id()+"/threads", object{"name": "t", "type": 11}, 400, 50024)
	wantStatus(t, s, "POST", "/channels/"+forum+"/messages", message(content("x")), 400, 50024)
	wantStatus(t, s, "POST", "/channels/"+forum+"/threads", object{"name": "t"}, 400, 50035)
	post := wantStatus(t, s, "POST", "/channels/"+forum+"/threads", object{"name": "post", "message": message(content("first"))}, 201, 0)
	if dig(post.body, "message.content") != "first" || post.body["type"] != 11.0 {
		t.Errorf("the forum's post is %s", post.text)
	}
	wantStatus(t, s, "POST", "/channels/"+post.id()+"/messages", message(content("second")), 200, 0)
	var got []string
	for _, m := range s.Messages(post.id()) {
		got = append(got, m.Content)
	}
	if diff := cmp.Diff([]string{"first", "second"}, got); diff != "" {
		t.Errorf("the post's messages differ (-want +got):\n%s", diff)
	}
	want := []dt.Thread{{ID: m, Name: repeat(100), Parent: text}, {ID: alone.id(), Name: "alone", Parent: text}}
	if diff := cmp.Diff(want, s.Threads(text)); diff != "" {
		t.Errorf("the threads differ (-want +got):\n%s", diff)
	}
	s.NoViolations(t)
}

// Names, durations and tags of threads are judged wherever they are set.
func TestThreadsAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	m := wantStatus(t, s, "POST", "/channels/"+text+"/messages", message(content("x")), 200, 0).id()
	thread := wantStatus(t, s, "POST", "/channels/"+text+"/threads", object{"name": "t", "type": 11}, 201, 0).id()
	tags := func(n int) []string { return times(n, func(i int) string { return fmt.Sprint(i + 1) }) }
	for _, route := range []struct{ method, path string }{
		{"POST", "/channels/" + text + "/threads"}, {"POST", "/channels/" + text + "/messages/" + m + "/threads"}, {"PATCH", "/channels/" + thread},
	} {
		for _, c := range []struct {
			rule dt.Rule
			body object
		}{
			{dt.RuleThreadName, object{"name": repeat(101)}},
			{dt.RuleThreadName, object{"name": ""}},
			{dt.RuleThreadArchive, object{"name": "t", "auto_archive_duration": 61}},
			{dt.RuleThreadTags, object{"name": "t", "applied_tags": tags(6)}},
		} {
			wantStatus(t, s, route.method, route.path, c.body, 400, 50035)
			wantBroken(t, s, c.rule)
		}
		status := 201
		if route.method == "PATCH" {
			status = 200
		}
		wantStatus(t, s, route.method, route.path, object{"name": repeat(100), "auto_archive_duration": 10080, "applied_tags": tags(5)}, status, 0)
		wantBroken(t, s)
	}
}

// A forum can want tags of each post.
func TestForumsWantTags(t *testing.T) {
	guild := dt.Guild{ID: "4194304", Channels: []dt.Channel{{ID: "5", Type: dt.ForumChannel, RequireTag: true, Tags: []dt.Tag{{ID: "6", Name: "history"}}}}}
	s := dt.New(t, dt.Options{Guilds: []dt.Guild{guild}})
	a := wantStatus(t, s, "GET", "/channels/5", nil, 200, 0)
	if a.body["flags"] != 16.0 || dig(a.body, "available_tags.0.name") != "history" {
		t.Errorf("the forum is %s", a.text)
	}
	wantStatus(t, s, "POST", "/channels/5/threads", object{"name": "t", "message": message(content("x"))}, 400, 40067)
	wantStatus(t, s, "POST", "/channels/5/threads", object{"name": "t", "applied_tags": []string{"6"}, "message": message(content("x"))}, 201, 0)
	if got := s.Threads("5"); len(got) != 1 || !cmp.Equal(got[0].Tags, []string{"6"}) {
		t.Errorf("the posts are %+v", got)
	}
	s.NoViolations(t)
}

// A post reopens an archived thread unless it is locked; edits there need it open.
func TestArchivedThreads(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	thread := wantStatus(t, s, "POST", "/channels/"+text+"/threads", object{"name": "t", "type": 11}, 201, 0).id()
	m := wantStatus(t, s, "POST", "/channels/"+thread+"/messages", message(content("x")), 200, 0).id()
	s.Archive(thread, false)
	wantStatus(t, s, "PATCH", "/channels/"+thread+"/messages/"+m, message(content("y")), 400, 50083)
	wantStatus(t, s, "PATCH", "/channels/"+thread, object{"name": "u"}, 400, 50083)
	wantStatus(t, s, "POST", "/channels/"+thread+"/messages", message(content("y")), 200, 0)
	if got := s.Threads(text)[0]; got.Archived {
		t.Errorf("after a post the thread is %+v", got)
	}
	s.Archive(thread, true)
	wantStatus(t, s, "POST", "/channels/"+thread+"/messages", message(content("z")), 403, 160005)
	wantStatus(t, s, "PATCH", "/channels/"+thread, object{"archived": false, "locked": false, "name": "open", "applied_tags": []string{}}, 200, 0)
	if got := s.Threads(text)[0]; got.Archived || got.Locked || got.Name != "open" {
		t.Errorf("after the edit the thread is %+v", got)
	}
	s.Archive(thread, false)
	s.Deny(text, dt.ManageThreads)
	wantStatus(t, s, "PATCH", "/channels/"+thread, object{"archived": false}, 200, 0)
	s.NoViolations(t)
}

// A deleted channel is unknown to all calls, and takes the answers in it along.
func TestDeletedChannels(t *testing.T) {
	s, i := asked(t)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	thread := wantStatus(t, s, "POST", "/channels/"+text+"/threads", object{"name": "t", "type": 11}, 201, 0).id()
	s.DeleteChannel(thread)
	if got := s.Threads(text); len(got) != 0 {
		t.Errorf("after the deletion there are threads: %v", got)
	}
	s.DeleteChannel(text)
	s.DeleteChannel(text)
	for _, path := range []string{text, thread, "1"} {
		wantStatus(t, s, "GET", "/channels/"+path, nil, 404, 10003)
		wantStatus(t, s, "POST", "/channels/"+path+"/messages", message(content("x")), 404, 10003)
		wantStatus(t, s, "POST", "/channels/"+path+"/threads", object{"name": "t"}, 404, 10003)
	}
	wantStatus(t, s, "PATCH", originalPath(i), message(content("x")), 404, 10008)
	wantStatus(t, s, "POST", webhookPath(i), message(content("x")), 404, 10003)
	s.NoViolations(t)
}

// Messages are read, changed and deleted in their own channel; those of others only deleted.
func TestMessagesOfChannels(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/channels/" + text + "/messages"
	own := wantStatus(t, s, "POST", path, message(content("x")), 200, 0).id()
	theirs := s.Say(text, "55", "hello").ID
	if a := wantStatus(t, s, "GET", path+"/"+theirs, nil, 200, 0); a.body["content"] != "hello" || dig(a.body, "author.id") != "55" {
		t.Errorf("their message is %s", a.text)
	}
	wantStatus(t, s, "GET", "/channels/"+news+"/messages/"+own, nil, 404, 10008)
	if a := wantStatus(t, s, "PATCH", path+"/"+own, message(embeds(title("t"))), 200, 0); a.body["content"] != "x" || dig(a.body, "embeds.0.type") != "rich" || a.body["edited_timestamp"] == nil {
		t.Errorf("the edited message is %s", a.text)
	}
	wantStatus(t, s, "PATCH", path+"/"+theirs, message(content("y")), 403, 50005)
	for _, id := range []string{own, theirs} {
		wantStatus(t, s, "DELETE", path+"/"+id, nil, 204, 0)
		wantStatus(t, s, "GET", path+"/"+id, nil, 404, 10008)
	}
	s.NoViolations(t)
}

// A message that is sent again with the same nonce is made once, if the bot asks for that.
func TestNoncesAreEnforced(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/channels/" + text + "/messages"
	send := func(fields object) string {
		return wantStatus(t, s, "POST", path, message(with(fields, content("x"))), 200, 0).id()
	}
	first := send(object{"nonce": "1", "enforce_nonce": true})
	if again := send(object{"nonce": "1", "enforce_nonce": true}); again != first {
		t.Errorf("the second message is %s, want the first, %s", again, first)
	}
	send(object{"nonce": "1"})
	send(object{"nonce": "2", "enforce_nonce": true})
	send(nil)
	send(object{"enforce_nonce": true})
	if got := len(s.Messages(text)); got != 5 {
		t.Errorf("there are %d messages, want 5", got)
	}
}

// Registered commands come back as Discord keeps them: with an id that a command of that name keeps, without false
// and nulls, and with localisations only for those who ask.
func TestCommandsAreKept(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/applications/" + s.ApplicationID() + "/commands"
	given := chat(object{
		"name_localizations": object{"de": "frag"}, "default_member_permissions": "32",
		"options": []object{option(object{"required": false, "autocomplete": true, "description_localizations": object{"de": "d"}})},
	})
	a := wantStatus(t, s, "PUT", path, []object{given, menuCommand(nil)}, 200, 0)
	wantAt(t, a.list[0].(object), map[string]any{
		"type": 1.0, "application_id": s.ApplicationID(), "name_localizations": object{"de": "frag"}, "default_member_permissions": "32", "contexts": nil,
		"options.0": object{"type": 3.0, "name": "o", "description": "d", "autocomplete": true, "description_localizations": object{"de": "d"}},
	})
	id := dig(a.list, "0.id")
	all := wantStatus(t, s, "GET", path+"?with_localizations=true", nil, 200, 0)
	if diff := cmp.Diff(a.list, all.list); diff != "" {
		t.Errorf("GET with localisations differs from PUT (-put +get):\n%s", diff)
	}
	bare := wantStatus(t, s, "GET", path, nil, 200, 0)
	wantAt(t, bare.list[0].(object), map[string]any{"name_localizations": nil, "options.0.description_localizations": nil, "id": id})
	again := wantStatus(t, s, "PUT", path, []object{given}, 200, 0)
	if len(again.list) != 1 || dig(again.list, "0.id") != id {
		t.Errorf("after a second PUT the command is %s, want the id %v", again.text, id)
	}
	wantStatus(t, s, "POST", path, chat(object{"description": "new"}), 201, 0)
	if got := s.Commands(""); !cmp.Equal(got, []string{"ask"}) {
		t.Errorf("after POST of the same name there are %v", got)
	}
	wantStatus(t, s, "GET", "/applications/1/commands", nil, 404, 10002)
	wantStatus(t, s, "GET", "/applications/"+s.ApplicationID()+"/guilds/1/commands", nil, 403, 50001)
	s.NoViolations(t)
}
