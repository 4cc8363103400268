package preview_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/discord/preview"
)

// draw returns the body of a page.
func draw(t *testing.T, p preview.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := preview.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	_, main, ok := strings.Cut(b.String(), "</header>")
	if !ok {
		t.Fatalf("the page has no header:\n%s", b.String())
	}
	return main
}

// drawBody returns the page of one message.
func drawBody(t *testing.T, body string) string {
	t.Helper()
	return draw(t, preview.Page{Messages: []preview.Message{{Author: "Ada", Time: "10:02", JSON: json.RawMessage(body)}}})
}

// inOrder fails if parts do not stand in page one behind the other.
func inOrder(t *testing.T, page string, parts ...string) {
	t.Helper()
	rest := page
	for _, part := range parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Fatalf("%q is not there, or too early, in:\n%s", part, page)
		}
		rest = after
	}
}

func TestMessageHasWhatDiscordShows(t *testing.T) {
	page := draw(t, preview.Page{Title: "study", Messages: []preview.Message{
		{Author: "ada", Time: "10:02", JSON: json.RawMessage(`{"content":"hello"}`)},
		{
			Author: "Variorum", Bot: true, Time: "10:03", Interaction: "Ada used /ask", Reply: "Ada: hello",
			JSON: json.RawMessage(`{"content":"*b*","flags":64,"embeds":[{"description":"c"}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"d"}]}]}`),
		},
	}})
	inOrder(
		t, page, "<article>", ">A</div>", "<b>ada</b><time>10:02</time>", `<div class="content text">hello</div>`, "</article>",
		`<article class="ephemeral">`, "Ada: hello", "Ada used /ask", ">V</div>", "<b>Variorum</b><i>APP</i><time>10:03</time>",
		"<em>b</em>", `<div class="embed"`, `<span class="control primary">d</span>`, "Only you can see this", "</article>",
	)
}

func TestThreadStandsBelowItsMessage(t *testing.T) {
	reply := preview.Message{Author: "Bo", Time: "10:04", JSON: json.RawMessage(`{"content":"yes"}`)}
	for n, count := range []string{"0 Messages", "1 Message", "2 Messages"} {
		thread := &preview.Thread{Name: "When?"}
		for range n {
			thread.Messages = append(thread.Messages, reply)
		}
		page := draw(t, preview.Page{Messages: []preview.Message{{Author: "Ada", JSON: json.RawMessage(`{"content":"a"}`), Thread: thread}}})
		inOrder(t, page, ">a</div>", `<section class="thread">`, "When?", count, "</section>", "</article>")
		if got := strings.Count(page, ">yes</div>"); got != n {
			t.Errorf("%d replies are drawn, want %d", got, n)
		}
	}
}

func TestEmbedHasItsPartsInOrder(t *testing.T) {
	page := drawBody(t, `{"embeds":[{"footer":{"text":"*foot*"},"fields":[{"name":"*n*","value":"*v*"}],"description":"> *d*","title":"*t*","url":"https://a.example/b",
		"author":{"name":"*who*"},"color":1}, {"description":"e","color":0}]}`)
	inOrder(
		t, page, `style="border-left-color: #000001"`, `<div class="author">*who*</div>`,
		`<div class="title text"><a href="https://a.example/b"><em>t</em></a></div>`, "<blockquote><em>d</em></blockquote>",
		`<div class="name text"><em>n</em></div>`, `<div class="value text"><em>v</em></div>`, `<div class="footer">*foot*</div>`,
		`style="border-left-color: #1e1f22"`, ">e</div>",
	)
}

func TestUpToThreeInlineFieldsShareARow(t *testing.T) {
	for _, test := range []struct {
		inline string // one letter for each field
		want   string
	}{
		{"b", "12"},
		{"i", "12"},
		{"ii", "6 6"},
		{"iii", "4 4 4"},
		{"iiii", "4 4 4 12"},
		{"iiiii", "4 4 4 6 6"},
		{"ibiib", "12 12 6 6 12"},
	} {
		var fields []string
		for _, c := range test.inline {
			fields = append(fields, fmt.Sprintf(`{"name":"n","value":"v","inline":%t}`, c == 'i'))
		}
		page := drawBody(t, `{"embeds":[{"fields":[`+strings.Join(fields, ",")+`]}]}`)
		var spans []string
		for _, m := range regexp.MustCompile(`grid-column: span (\d+)`).FindAllStringSubmatch(page, -1) {
			spans = append(spans, m[1])
		}
		if diff := cmp.Diff(test.want, strings.Join(spans, " ")); diff != "" {
			t.Errorf("spans of %q (-want +got):\n%s", test.inline, diff)
		}
	}
}

func TestControlsLookAsTheyAre(t *testing.T) {
	page := drawBody(t, `{"components":[
		{"type":1,"components":[{"type":2,"style":1,"label":"a"},{"type":2,"style":2,"label":"b","disabled":true},{"type":2,"style":3,"label":"c"},
			{"type":2,"style":4,"label":"d","emoji":{"name":"✎"}},{"type":2,"style":5,"label":"*e*","url":"https://a.example"}]},
		{"type":1,"components":[{"type":3,"placeholder":"f"}]},
		{"type":1,"components":[{"type":3,"placeholder":"x","options":[{"label":"g","default":true},{"label":"y"},{"label":"h","default":true}]}]},
		{"type":1,"components":[{"type":8}]}, {"type":12}, {"type":1,"components":[{"type":2,"style":9,"label":"x"}]}]}`)
	inOrder(
		t, page, `<span class="control primary">a</span><span class="control secondary disabled">b</span><span class="control success">c</span>`,
		`<span class="control danger">✎ d</span><span class="control link">*e*<svg`, `</div><div class="row"><span class="control select">f<svg`,
		`<span class="control select">g, h<svg`, `<span class="control select">Make a selection<svg`,
		`<span class="control unknown">component of type 12</span>`, `<span class="control unknown">component of type 2</span>`,
	)
}

func TestMarkdownIsRendered(t *testing.T) {
	page := drawBody(t, `{"content":"  # a\n## b\n### c\n-# d\n> e  f\n- g\n2. h\n\n1. i\n**j** __k__ ~~l~~ ||m|| `+"`n` ```o```"+` [p](https://a.example) https://b.example \\* :q: <t:0> <@5> <#6>\n"}`)
	inOrder(
		t, page, `<div class="content text"><h1>a</h1><h2>b</h2><h3>c</h3><div class="small">d</div><blockquote>e  f</blockquote>`,
		`<div class="item"><span class="mark">• </span>g</div><div class="item"><span class="mark">• </span>h</div>`,
		`<span class="mark">1. </span>i</div>`, "<strong>j</strong> <u>k</u> <s>l</s> ", `<span class="spoiler">m</span> <code>n</code> <pre><code>o</code></pre>`,
		`<a href="https://a.example">p</a> <a href="https://b.example">https://b.example</a> * :q: <span class="time">1 January 1970 00:00</span>`,
		`<span class="mention">@5</span> <span class="mention">#6</span></div>`,
	)
}

func TestMentionsHaveTheNamesThatAreKnown(t *testing.T) {
	page := draw(t, preview.Page{Names: map[string]string{"1": "Ada", "2": "when was it?"}, Messages: []preview.Message{
		{Author: "Bo", JSON: json.RawMessage(`{"content":"<@1> **<#2>** <@&3> <:1:1>"}`)},
	}})
	inOrder(t, page, `<span class="mention">@Ada</span> <strong><span class="mention">#when was it?</span></strong> <span class="mention">@3</span> :1:</div>`)
}

// Whatever stands in a message is text: it opens no element, names no address that runs, and no file is loaded.
func TestHostileTextStaysText(t *testing.T) {
	const bad = "</div></style><script>alert(1)</script><img src=x onerror=y> {{.Title}} \\\" ' javascript:alert(1)"
	body, err := json.Marshal(map[string]any{
		"content": bad + "\n> " + bad + "\n`" + bad + "`",
		"embeds": []any{map[string]any{
			"title": bad, "description": bad, "url": "javascript:alert(1)", "author": map[string]any{"name": bad}, "footer": map[string]any{"text": bad},
			"fields": []any{map[string]any{"name": bad, "value": bad}},
		}},
		"components": []any{map[string]any{"type": 1, "components": []any{
			map[string]any{"type": 2, "style": 1, "label": bad}, map[string]any{"type": 3, "placeholder": bad},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := preview.Message{Author: bad, Time: bad, Interaction: bad, Reply: bad, JSON: body}
	m.Thread = &preview.Thread{Name: bad, Messages: []preview.Message{m}}
	var b bytes.Buffer
	if err := preview.Write(&b, preview.Page{Title: bad, Messages: []preview.Message{m}}); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if found := regexp.MustCompile(`(?i)<script|<img|<link|<iframe|url\(|@import|="[^"]*javascript:`).FindAllString(page, -1); found != nil {
		t.Errorf("the page holds %q", found)
	}
	if got := strings.Count(page, "&lt;script&gt;alert(1)&lt;/script&gt;"); got < 20 {
		t.Errorf("the text is shown %d times, want at least 20", got)
	}
	for _, tag := range []string{"div", "span", "article", "section", "blockquote", "code", "a"} {
		opened := len(regexp.MustCompile(`<`+tag+`[ >]`).FindAllString(page, -1))
		if closed := strings.Count(page, "</"+tag+">"); opened != closed {
			t.Errorf("%d <%s> are opened, %d closed", opened, tag, closed)
		}
	}
}

func TestPageIsAsWideAsItIsTold(t *testing.T) {
	for _, test := range []struct {
		width int
		want  string
	}{
		{0, `<main style="width: 800px;`},
		{preview.Desktop, `<main style="width: 800px;`},
		{preview.Phone, `<main class="phone" style="width: 375px;`},
	} {
		var b bytes.Buffer
		if err := preview.Write(&b, preview.Page{Title: "study", Width: test.width}); err != nil {
			t.Fatal(err)
		}
		if page := b.String(); !strings.Contains(page, test.want) || !strings.Contains(page, "<title>study</title>") {
			t.Errorf("width %d: no %q or title in:\n%s", test.width, test.want, page)
		}
	}
}

func TestBodyThatIsNoMessageIsAnError(t *testing.T) {
	bad := preview.Message{Author: "Ada", JSON: json.RawMessage(`{"content":1}`)}
	good := preview.Message{Author: "Bo", JSON: json.RawMessage(`{}`)}
	within := good
	within.Thread = &preview.Thread{Messages: []preview.Message{good, bad}}
	for number, list := range map[int][]preview.Message{1: {bad, good}, 2: {good, bad}, 4: {good, within}} {
		err := preview.Write(&bytes.Buffer{}, preview.Page{Messages: list})
		var body *preview.BodyError
		var field *json.UnmarshalTypeError
		if !errors.As(err, &body) || body.Number != number || !errors.As(err, &field) || field.Field != "content" {
			t.Errorf("Write returned %v, want a BodyError for the content of message %d", err, number)
		}
		if strings.Contains(fmt.Sprint(err), "Ada") {
			t.Errorf("%v names the author", err)
		}
	}
}

// full is a writer without space.
type full struct{}

var errFull = errors.New("no space")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrorOfTheWriterIsReturned(t *testing.T) {
	if err := preview.Write(full{}, preview.Page{}); !errors.Is(err, errFull) {
		t.Errorf("Write returned %v, want %v", err, errFull)
	}
}
