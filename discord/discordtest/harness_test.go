package discordtest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	dt "variorum/discord/discordtest"
)

type object = map[string]any

// mute is what the house rule wants of each message.
var mute = object{"parse": []any{}}

// message returns a message with some fields and without mentions.
func message(fields object) object {
	m := object{"allowed_mentions": mute}
	maps.Copy(m, fields)
	return m
}

// An answer is what a REST call got.
type answer struct {
	status int
	header http.Header
	text   string
	body   object
	list   []any
}

func (a answer) code() int {
	n, _ := a.body["code"].(float64)
	return int(n)
}

func (a answer) id() string {
	id, _ := a.body["id"].(string)
	return id
}

// newCall returns a REST call as a well-behaved bot makes it.
func newCall(t testing.TB, s *dt.Server, method, path string, body any) *http.Request {
	t.Helper()
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		content = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL()+"/v10"+path, content)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	r.Header.Set("Authorization", "Bot "+s.Token())
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// do makes a call; its error is that of the connection.
func do(r *http.Request) (answer, error) {
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	a := answer{status: response.StatusCode, header: response.Header, text: string(content)}
	if strings.HasPrefix(a.text, "{") {
		err = json.Unmarshal(content, &a.body)
	}
	if strings.HasPrefix(a.text, "[") {
		err = json.Unmarshal(content, &a.list)
	}
	return a, err
}

// call makes a REST call that must reach the server.
func call(t testing.TB, s *dt.Server, method, path string, body any) answer {
	t.Helper()
	a, err := do(newCall(t, s, method, path, body))
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return a
}

// wantStatus calls, then compares status and code; code 0 is not looked at.
func wantStatus(t testing.TB, s *dt.Server, method, path string, body any, status, code int) answer {
	t.Helper()
	a := call(t, s, method, path, body)
	if a.status != status || code != 0 && a.code() != code {
		t.Errorf("%s %s = %d, code %d: %s; want %d, code %d", method, path, a.status, a.code(), a.text, status, code)
	}
	return a
}

// broken returns the rules that were broken up to now, each once, sorted.
func broken(s *dt.Server) []dt.Rule {
	var rules []dt.Rule
	for _, v := range s.Violations() {
		rules = append(rules, v.Rule)
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// wantBroken wants just these rules to be broken, the schema aside, and forgets what was.
func wantBroken(t testing.TB, s *dt.Server, want ...dt.Rule) {
	t.Helper()
	got := slices.DeleteFunc(broken(s), func(r dt.Rule) bool { return r == dt.RuleSchema })
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("broken rules are %q, want %q; all: %v", got, want, s.Violations())
	}
	s.Forgive()
}

// interact delivers r, which must be possible.
func interact(t testing.TB, s *dt.Server, r dt.Request) *dt.Interaction {
	t.Helper()
	i, err := s.Interact(r)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func callbackPath(i *dt.Interaction) string {
	return "/interactions/" + i.ID() + "/" + i.Token() + "/callback"
}

func webhookPath(i *dt.Interaction) string {
	return "/webhooks/" + dt.DefaultApplicationID + "/" + i.Token()
}

func originalPath(i *dt.Interaction) string { return webhookPath(i) + "/messages/@original" }

// one is the guild of servers that have one, with where somebody is in it.
var (
	one  = dt.Guilds(1)
	here = dt.Where{Guild: one[0].ID}
	text = one[0].Channels[0].ID
)

// asked returns a server with one guild, and a command that was called there.
func asked(t testing.TB) (*dt.Server, *dt.Interaction) {
	t.Helper()
	s := dt.New(t, dt.Options{Guilds: one})
	return s, interact(t, s, dt.Command(here, "ask", dt.String("question", "why?")))
}

// repeat returns n times the letter a.
func repeat(n int) string { return strings.Repeat("a", n) }

// wide is a letter of two UTF-16 code units.
const wide = "𝄞"

// row returns an action row.
func row(components ...object) object { return object{"type": 1, "components": components} }

// button returns a button.
func button(customID string) object {
	return object{"type": 2, "style": 1, "label": "press", "custom_id": customID}
}

// times returns what build does for 0 to n-1.
func times[T any](n int, build func(int) T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = build(i)
	}
	return list
}

// a bound for waiting in tests that fail.
const patience = 20 * time.Second
