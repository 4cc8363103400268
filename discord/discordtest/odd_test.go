package discordtest_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	dt "variorum/discord/discordtest"
)

// variants calls use with v after each of its parts was replaced by values of other kinds, one at a time.
func variants(v any, use func()) {
	odd := []any{nil, true, -1.5, "", []any{}, []any{nil}, object{}, object{"type": "x"}}
	replace := func(get func() any, set func(any)) {
		before := get()
		for _, o := range odd {
			set(o)
			use()
		}
		set(before)
		variants(before, use)
	}
	switch v := v.(type) {
	case object:
		for key := range v {
			replace(func() any { return v[key] }, func(o any) { v[key] = o })
		}
	case []any:
		for n := range min(len(v), 3) {
			replace(func() any { return v[n] }, func(o any) { v[n] = o })
		}
	}
}

// plain returns v with maps and lists as JSON has them.
func plain(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var p any
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// Bodies that are odd in any part are answered, by every route that takes one.
func TestOddBodiesAreAnswered(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one, Schema: dt.SchemaOff})
	path := "/channels/" + text + "/messages"
	m := wantStatus(t, s, "POST", path, message(content("x")), 200, 0).id()
	full := message(with(with(menu(2, nil), content("x")), object{
		"embeds":      []object{{"title": "t", "url": "https://example.org", "author": object{"name": "n"}, "footer": object{"text": "f"}, "image": object{"url": "attachment://a"}, "fields": []object{field("n", "v")}}},
		"attachments": []object{{"id": "0", "filename": "a"}}, "flags": 0, "nonce": "1", "enforce_nonce": true,
	}))
	v2 := message(object{"flags": 1 << 15, "components": []object{{"type": 17, "components": []object{{"type": 9, "components": []object{{"type": 10, "content": "x"}}, "accessory": button("a")}}}}})
	command := taking(option(object{"choices": []object{choice("n", "v")}, "min_length": 1, "name_localizations": object{"de": "o"}}), subcommand("s", option(object{"type": 4, "min_value": 1, "max_value": 2})))
	thread := object{"name": "t", "type": 11, "applied_tags": []string{"1"}, "auto_archive_duration": 60, "message": full}
	answered, sent := 0, 0
	for _, c := range []struct {
		method, path string
		body         any
	}{
		{"POST", path, full},
		{"POST", path, v2},
		{"PATCH", path + "/" + m, full},
		{"PATCH", "/channels/" + text, thread},
		{"POST", "/channels/" + text + "/threads", thread},
		{"POST", "/channels/" + forum + "/threads", thread},
		{"PUT", "/applications/" + s.ApplicationID() + "/commands", []any{command, menuCommand(nil)}},
		{"POST", "/applications/" + s.ApplicationID() + "/commands", command},
		{"POST", "", object{"type": 4, "data": full}},
		{"POST", "", object{"type": 7, "data": v2}},
		{"POST", "", object{"type": 8, "data": choicesOf(choice("n", "v"))}},
		{"POST", "", object{"type": 9, "data": label(nil)}},
		{"POST", "", object{"type": 9, "data": formOf(2)}},
	} {
		body := plain(t, c.body)
		variants(body, func() {
			s.Advance(patience)
			if sent++; c.path == "" {
				c.path = callbackPath(interact(t, s, dt.Command(here, "ask")))
				defer func() { c.path = "" }()
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, newCall(t, s, c.method, c.path, body))
			if w.Code >= 200 && w.Code < 500 {
				answered++
			}
		})
	}
	if answered != sent || sent < 1000 {
		t.Errorf("%d of %d odd bodies were answered", answered, sent)
	}
}

// A recorder is a test that notes what failed.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

// A test fails with one line for each violation, and however many there are, a thousand are kept, as are the last calls.
func TestViolationsFailATest(t *testing.T) {
	s := dt.New(t, dt.Options{})
	r := &recorder{TB: t}
	s.NoViolations(r)
	if len(r.said) != 0 {
		t.Errorf("without violations a test fails with %q", r.said)
	}
	unknown := newCall(t, s, "GET", "/nothing", nil)
	for range 20_001 {
		s.ServeHTTP(&discard{}, unknown)
	}
	s.NoViolations(r)
	if len(r.said) != 1 || !strings.HasPrefix(r.said[0], "20001 violations of Discord's rules:\nroute: GET /nothing: 404: Not Found\n") {
		t.Errorf("a test fails with %.200q", r.said)
	}
	if n, calls := len(s.Violations()), len(s.Requests()); n != 1000 || calls < 10_000 || calls > 20_000 {
		t.Errorf("%d violations and %d calls are kept", n, calls)
	}
	s.Forgive()
	if s.NoViolations(t); len(s.Violations()) != 0 {
		t.Error("violations outlast Forgive")
	}
}
