package discordtest_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	dt "variorum/discord/discordtest"
)

// Routes live below version 9 and 10, with or without /api; others are answered as Discord does.
func TestRoutesHaveAVersion(t *testing.T) {
	s := dt.New(t, dt.Options{})
	get := func(method, path string) answer {
		r := newCall(t, s, method, "", nil)
		r.URL.Path = path
		a, err := do(r)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, path := range []string{"/v9/gateway", "/v10/gateway", "/api/v9/gateway", "/api/v10/gateway"} {
		if a := get("GET", path); a.status != 200 || a.body["url"] != s.GatewayURL() {
			t.Errorf("GET %s = %d, %s", path, a.status, a.text)
		}
	}
	s.NoViolations(t)
	for _, c := range []struct {
		method, path string
		status, code int
	}{
		{"GET", "/v8/gateway", 400, 50041},
		{"GET", "/gateway", 404, 0},
		{"GET", "/v9/nothing", 404, 0},
		{"POST", "/v9/gateway", 405, 0},
		{"GET", "/v9/channels//messages", 404, 0},
		{"GET", "/v9/gateway/", 404, 0},
	} {
		if a := get(c.method, c.path); a.status != c.status || a.code() != c.code {
			t.Errorf("%s %s = %d, %s; want %d with code %d", c.method, c.path, a.status, a.text, c.status, c.code)
		}
		wantBroken(t, s, dt.RuleRoute)
	}
}

// The violation of an unknown route does not repeat a token.
func TestUnknownRoutesHideTokens(t *testing.T) {
	s := dt.New(t, dt.Options{})
	call(t, s, "GET", "/webhooks/1/"+repeat(200)+"/nothing", nil)
	if got := s.Violations()[0].Route; got != "GET /webhooks/1/{token}/nothing" {
		t.Errorf("the route is %q", got)
	}
}

// Calls carry the bot's token in their header, and name the program; those of interactions may do without the token.
func TestCallsAreAuthorized(t *testing.T) {
	s, i := asked(t)
	for _, header := range []string{"", s.Token(), "Bot x", "Bearer " + s.Token()} {
		r := newCall(t, s, "GET", "/users/@me", nil)
		r.Header.Set("Authorization", header)
		if a, err := do(r); err != nil || a.status != 401 || a.body["message"] != "401: Unauthorized" {
			t.Errorf("with %q the answer is %d, %s, %v", header, a.status, a.text, err)
		}
		wantBroken(t, s, dt.RuleAuthorization)
	}
	r := newCall(t, s, "POST", callbackPath(i), object{"type": 5})
	r.Header.Del("Authorization")
	if a, err := do(r); err != nil || a.status != 204 {
		t.Errorf("without a token the callback's answer is %d, %s, %v", a.status, a.text, err)
	}
	s.NoViolations(t)
	r = newCall(t, s, "GET", "/users/@me?token="+s.Token(), nil)
	if _, err := do(r); err != nil {
		t.Error(err)
	}
	wantBroken(t, s, dt.RuleTokenInURL)
	r = newCall(t, s, "GET", "/users/@me", nil)
	r.Header.Set("User-Agent", "curl")
	if _, err := do(r); err != nil {
		t.Error(err)
	}
	wantBroken(t, s, dt.RuleUserAgent)
}

// The 51st call within a second is refused for all routes, the 50th is not; calls on interactions do not count.
func TestCallsInASecondAreLimited(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s := dt.New(t, dt.Options{Guilds: one, Now: func() time.Time { return now }})
	for range 50 {
		wantStatus(t, s, "GET", "/users/@me", nil, 200, 0)
	}
	s.NoViolations(t)
	a := wantStatus(t, s, "GET", "/gateway", nil, 429, 0)
	if a.body["global"] != true || a.body["retry_after"] != 1.0 || a.header.Get("Retry-After") != "1" || a.header.Get("X-RateLimit-Global") != "true" {
		t.Errorf("the answer is %s with %v", a.text, a.header)
	}
	wantBroken(t, s, dt.RuleRate)
	i := interact(t, s, dt.Command(here, "ask"))
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	s.Advance(time.Second)
	wantStatus(t, s, "GET", "/gateway", nil, 200, 0)
	s.NoViolations(t)
}

// More than 10,000 invalid calls within ten minutes are recorded.
func TestInvalidCallsAreCounted(t *testing.T) {
	s, i := asked(t)
	s.Inject(dt.Fault{Path: "/webhooks/*/*", Status: 429, Times: 10_000})
	r := newCall(t, s, "POST", webhookPath(i), object{})
	refuse := func() {
		var w discard
		s.ServeHTTP(&w, r.Clone(t.Context()))
	}
	for range 10_000 {
		refuse()
	}
	wantBroken(t, s)
	s.Inject(dt.Fault{Path: "/webhooks/*/*", Status: 403, Times: 2})
	refuse()
	wantBroken(t, s, dt.RuleInvalid)
	s.Advance(11 * time.Minute)
	refuse()
	wantBroken(t, s)
}

// discard takes an answer and forgets it.
type discard struct{ header http.Header }

func (d *discard) Header() http.Header {
	if d.header == nil {
		d.header = make(http.Header)
	}
	return d.header
}
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(int)             {}

// Bodies are JSON in UTF-8 that says what it is.
func TestBodiesAreJSON(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/channels/" + text + "/messages"
	for _, c := range []struct {
		kind, body   string
		rule         dt.Rule
		status, code int
	}{
		{"application/json", `{"content":`, dt.RuleJSON, 400, 50109},
		{"application/json", `{} {}`, dt.RuleJSON, 400, 50109},
		{"application/json", "{\"content\":\"\xff\"}", dt.RuleJSON, 400, 50109},
		{"application/json", ``, dt.RuleJSON, 400, 50109},
		{"text/plain", `{}`, dt.RuleContentType, 400, 50035},
		{"", `{}`, dt.RuleContentType, 400, 50035},
		{"multipart/form-data; boundary=x", `{}`, dt.RuleJSON, 400, 50109},
		{"application/json", `"` + repeat(25<<20) + `"`, dt.RuleRequestSize, 413, 40005},
	} {
		r := newCall(t, s, "POST", path, nil)
		r, err := http.NewRequestWithContext(t.Context(), "POST", r.URL.String(), strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = newCall(t, s, "POST", path, nil).Header
		r.Header.Set("Content-Type", c.kind)
		if a, err := do(r); err != nil || a.status != c.status || a.code() != c.code {
			t.Errorf("%s %.20q: %d, %s, %v; want %d with code %d", c.kind, c.body, a.status, a.text, err, c.status, c.code)
		}
		wantBroken(t, s, c.rule)
	}
	wantStatus(t, s, "POST", path, message(content("ü")), 200, 0)
	s.NoViolations(t)
}

// An upload is a file of a form.
type upload struct {
	field, name string
	size        int
}

// sendForm posts a message as a form.
func sendForm(t *testing.T, s *dt.Server, path, payload string, files ...upload) answer {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("payload_json", payload); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		h := make(textproto.MIMEHeader)
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name=%q; filename=%q`, f.field, f.name))
		h.Set("Content-Type", "text/plain")
		part, err := w.CreatePart(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(make([]byte, f.size)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", newCall(t, s, "POST", path, nil).URL.String(), &b)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = newCall(t, s, "POST", path, nil).Header
	r.Header.Set("Content-Type", w.FormDataContentType())
	a, err := do(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Files of a form are those that its JSON names, at most 10, of at most 10 MiB each.
func TestFilesAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/channels/" + text + "/messages"
	named := `{"allowed_mentions":{"parse":[]},"attachments":[{"id":"0","filename":"a.txt"}]}`
	plain := `{"allowed_mentions":{"parse":[]},"embeds":[{"image":{"url":"attachment://a.png"}}]}`
	file := upload{"files[0]", "a.txt", 3}
	eleven := times(11, func(i int) upload { return upload{fmt.Sprintf("files[%d]", i), "a.png", 1} })
	for _, c := range []struct {
		says, payload string
		files         []upload
		rule          dt.Rule // "" if all is well
	}{
		{"a named file", named, []upload{file}, ""},
		{"a file that nothing names but an image", plain, []upload{{"files[0]", "a.png", 10 << 20}}, ""},
		{"a name without its file", named, nil, dt.RuleFiles},
		{"a name for another file", named, []upload{{"files[1]", "a.txt", 3}}, dt.RuleFiles},
		{"a file under another name", plain, []upload{{"files[0]", "a.png", 1}, {"upload", "b.txt", 3}}, dt.RuleFiles},
		{"a file twice", named, []upload{file, file}, dt.RuleFiles},
		{"11 files", plain, eleven, dt.RuleFiles},
		{"10 files", plain, eleven[:10], ""},
		{"a byte too many", plain, []upload{{"files[0]", "a.png", 10<<20 + 1}}, dt.RuleFileSize},
	} {
		a := sendForm(t, s, path, c.payload, c.files...)
		if c.rule == "" {
			if a.status != 200 {
				t.Errorf("%s: %d, %s", c.says, a.status, a.text)
			}
			wantBroken(t, s)
			continue
		}
		if a.status != 400 || a.code() != 50035 {
			t.Errorf("%s: %d, %s; want 400 with code 50035", c.says, a.status, a.text)
		}
		wantBroken(t, s, c.rule)
	}
	a := sendForm(t, s, path, named, upload{"files[0]", "a.txt", 10 << 20}, upload{"files[1]", "b", 10 << 20}, upload{"files[2]", "c", 6 << 20})
	if a.status != 413 {
		t.Errorf("26 MiB: %d, %s; want 413", a.status, a.text)
	}
	wantBroken(t, s, dt.RuleRequestSize)
	first := s.Messages(text)[0].Attachments
	want := []dt.Attachment{{ID: first[0].ID, Filename: "a.txt", Size: 3, ContentType: "text/plain", Data: make([]byte, 3)}}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("the attachment differs (-want +got):\n%s", diff)
	}
}

// An edit keeps the attachments that it names or does not speak of.
func TestEditsKeepNamedAttachments(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	a := sendForm(t, s, "/channels/"+text+"/messages", `{"content":"x","allowed_mentions":{"parse":[]}}`, upload{"files[0]", "a", 1}, upload{"files[1]", "b", 1})
	path := "/channels/" + text + "/messages/" + a.id()
	names := func() (list []string) {
		m, _ := s.Message(a.id())
		for _, f := range m.Attachments {
			list = append(list, f.Filename)
		}
		return list
	}
	wantStatus(t, s, "PATCH", path, message(content("y")), 200, 0)
	if diff := cmp.Diff([]string{"a", "b"}, names()); diff != "" {
		t.Errorf("an edit of the content changed the attachments (-want +got):\n%s", diff)
	}
	m, _ := s.Message(a.id())
	wantStatus(t, s, "PATCH", path, message(object{"attachments": []object{{"id": m.Attachments[1].ID}}}), 200, 0)
	if diff := cmp.Diff([]string{"b"}, names()); diff != "" {
		t.Errorf("an edit that names b differs (-want +got):\n%s", diff)
	}
	s.NoViolations(t)
}

// A limit on routes is counted for each channel and told in headers.
func TestRoutesAreLimited(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s := dt.New(t, dt.Options{Guilds: one, RouteLimit: dt.RouteLimit{Requests: 2, Per: 5 * time.Second}, Now: func() time.Time { return now }})
	path := "/channels/" + text
	wantStatus(t, s, "GET", path, nil, 200, 0)
	a := wantStatus(t, s, "GET", path, nil, 200, 0)
	want := map[string]string{"Limit": "2", "Remaining": "0", "Reset": "1767225605.000", "Reset-After": "5.000"}
	for key, v := range want {
		if got := a.header.Get("X-RateLimit-" + key); got != v {
			t.Errorf("X-RateLimit-%s = %q, want %q", key, got, v)
		}
	}
	s.Advance(2 * time.Second)
	a = wantStatus(t, s, "GET", path, nil, 429, 0)
	if a.body["global"] != false || a.body["retry_after"] != 3.0 || a.header.Get("Retry-After") != "3" || a.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("the answer is %s with %v", a.text, a.header)
	}
	wantStatus(t, s, "GET", "/channels/"+one[0].Channels[1].ID, nil, 200, 0)
	s.Advance(4 * time.Second)
	wantStatus(t, s, "GET", path, nil, 200, 0)
	s.NoViolations(t)
}

// Calls are kept with their outcome, without interaction tokens, and waiting for one ends when it was answered.
func TestCallsAreKept(t *testing.T) {
	s, i := asked(t)
	call(t, s, "POST", callbackPath(i), object{"type": 5})
	call(t, s, "GET", "/guilds/1", nil)
	if err := s.Wait(t.Context(), func(s *dt.Server) bool { return len(s.Requests()) == 2 }); err != nil {
		t.Fatal(err)
	}
	got := s.Requests()
	want := []dt.Sent{
		{At: got[0].At, Method: "POST", Path: "/interactions/" + i.ID() + "/{token}/callback", Status: 204},
		{At: got[1].At, Method: "GET", Path: "/guilds/1", Status: 404},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the calls differ (-want +got):\n%s", diff)
	}
}

// What a bot asks of itself and its guilds is answered.
func TestResources(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one, Shards: 3, MaxConcurrency: 2, Privileged: 1 << 15, PublicKey: "ab"})
	gateway := wantStatus(t, s, "GET", "/gateway/bot", nil, 200, 0).body
	limit := object{"total": 1000.0, "remaining": 1000.0, "reset_after": 86_400_000.0, "max_concurrency": 2.0}
	if diff := cmp.Diff(object{"url": s.GatewayURL(), "shards": 3.0, "session_start_limit": limit}, gateway); diff != "" {
		t.Errorf("GET /gateway/bot differs (-want +got):\n%s", diff)
	}
	for _, path := range []string{"/applications/@me", "/oauth2/applications/@me"} {
		a := wantStatus(t, s, "GET", path, nil, 200, 0).body
		if a["id"] != s.ApplicationID() || a["verify_key"] != "ab" || a["flags"] != float64(1<<19) {
			t.Errorf("GET %s = %v", path, a)
		}
	}
	if a := wantStatus(t, s, "GET", "/users/@me", nil, 200, 0); a.id() != s.ApplicationID() || a.body["bot"] != true {
		t.Errorf("GET /users/@me = %s", a.text)
	}
	if a := wantStatus(t, s, "GET", "/users/@me/guilds", nil, 200, 0); len(a.list) != 1 {
		t.Errorf("GET /users/@me/guilds = %s", a.text)
	}
	if a := wantStatus(t, s, "GET", "/guilds/"+one[0].ID, nil, 200, 0); a.body["name"] != "Guild 1" || a.body["roles"] == nil {
		t.Errorf("GET of the guild = %s", a.text)
	}
	if a := wantStatus(t, s, "GET", "/guilds/"+one[0].ID+"/channels", nil, 200, 0); len(a.list) != 3 {
		t.Errorf("GET of the guild's channels = %s", a.text)
	}
	if a := wantStatus(t, s, "GET", "/guilds/"+one[0].ID+"/members/"+s.ApplicationID(), nil, 200, 0); len(a.body["roles"].([]any)) != 1 {
		t.Errorf("GET of the bot as a member = %s", a.text)
	}
	wantStatus(t, s, "GET", "/guilds/"+one[0].ID+"/members/"+dt.DefaultUser, nil, 200, 0)
	wantStatus(t, s, "GET", "/guilds/"+one[0].ID+"/members/x", nil, 404, 10007)
	for _, below := range []string{"", "/channels", "/members/1"} {
		wantStatus(t, s, "GET", "/guilds/9"+below, nil, 404, 10004)
	}
	s.NoViolations(t)
}
