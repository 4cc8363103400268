package discordtest_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	dt "variorum/discord/discordtest"
)

// A ruleCase is a body that breaks a rule beside one that just does not.
type ruleCase struct {
	rule   dt.Rule
	says   string
	bad    object
	good   object
	schema bool // the OpenAPI description finds the bad one too
}

func content(s string) object             { return object{"content": s} }
func embeds(list ...object) object        { return object{"embeds": list} }
func fields(list ...object) object        { return embeds(object{"fields": list}) }
func field(name, value string) object     { return object{"name": name, "value": value} }
func title(s string) object               { return object{"title": s} }
func description(n int) object            { return object{"description": repeat(n)} }
func rows(components ...object) object    { return object{"components": components} }
func buttons(components ...object) object { return rows(row(components...)) }

// with returns o with some fields set; nil removes one.
func with(o object, changes object) object {
	changed := object{}
	for key, v := range o {
		changed[key] = v
	}
	for key, v := range changes {
		if changed[key] = v; v == nil {
			delete(changed, key)
		}
	}
	return changed
}

func options(n int) []object {
	return times(n, func(i int) object { return object{"label": fmt.Sprint("l", i), "value": fmt.Sprint("v", i)} })
}

// menu returns a string select with n options.
func menu(n int, changes object) object {
	return rows(row(with(object{"type": 3, "custom_id": "s", "options": options(n)}, changes)))
}

func choose(changes object) object {
	return menu(1, object{"options": []object{with(object{"label": "l", "value": "v"}, changes)}})
}

var link = object{"type": 2, "style": 5, "label": "open", "url": "https://example.org"}

var messageCases = []ruleCase{
	{dt.RuleContent, "content counts UTF-16 code units", content(strings.Repeat(wide, 1001)), content(strings.Repeat(wide, 1000)), false},
	{dt.RuleContent, "content of 2001 letters is within what the description allows in a channel", content(repeat(2001)), content(repeat(2000)), false},
	{dt.RuleEmbedCount, "11 embeds", embeds(times(11, func(int) object { return title("t") })...), embeds(times(10, func(int) object { return title("t") })...), true},
	{dt.RuleEmbedTotal, "6001 in two embeds", embeds(description(4000), description(2001)), embeds(description(4000), description(2000)), false},
	{
		dt.RuleEmbedTotal, "6001 with all kinds of text",
		embeds(description(4000), object{"title": repeat(100), "author": object{"name": repeat(100)}, "footer": object{"text": repeat(801)}, "fields": []object{field(repeat(100), repeat(900))}}),
		embeds(description(4000), object{"title": repeat(100), "author": object{"name": repeat(100)}, "footer": object{"text": repeat(800)}, "fields": []object{field(repeat(100), repeat(900))}}),
		false,
	},
	{dt.RuleEmbedEmpty, "an embed with nothing", embeds(object{}), embeds(title("t")), false},
	{dt.RuleEmbedEmpty, "an embed with white space", embeds(object{"title": " ", "description": "\n"}), embeds(object{"footer": object{"text": "f"}}), false},
	{dt.RuleEmbedEmpty, "an author without a name", embeds(object{"title": "t", "author": object{"url": "https://example.org"}}), embeds(object{"author": object{"url": "https://example.org", "name": "n"}}), false},
	{dt.RuleEmbedText, "a title of 257", embeds(title(repeat(257))), embeds(title(repeat(256))), true},
	{dt.RuleEmbedText, "a title of 129 wide letters", embeds(title(strings.Repeat(wide, 129))), embeds(title(strings.Repeat(wide, 128))), false},
	{dt.RuleEmbedText, "a description of 4097", embeds(description(4097)), embeds(description(4096)), true},
	{dt.RuleEmbedText, "a footer of 2049", embeds(object{"footer": object{"text": repeat(2049)}}), embeds(object{"footer": object{"text": repeat(2048)}}), true},
	{dt.RuleEmbedText, "an author of 257", embeds(object{"author": object{"name": repeat(257)}}), embeds(object{"author": object{"name": repeat(256)}}), true},
	{
		dt.RuleEmbedFields, "26 fields", fields(times(26, func(int) object { return field("n", "v") })...),
		fields(times(25, func(int) object { return field("n", "v") })...), true,
	},
	{dt.RuleField, "a field without a name", fields(field("", "v")), fields(field("n", "v")), false},
	{dt.RuleField, "a field with a blank value", fields(field("n", " ")), fields(field("n", "\u200b")), false},
	{dt.RuleField, "a field's name of 257", fields(field(repeat(257), "v")), fields(field(repeat(256), "v")), true},
	{dt.RuleField, "a field's value of 1025", fields(field("n", repeat(1025))), fields(field("n", repeat(1024))), true},
	{dt.RuleURL, "an address of another scheme", embeds(object{"title": "t", "url": "javascript:alert(1)"}), embeds(object{"title": "t", "url": "http://example.org"}), false},
	{dt.RuleURL, "an image that is not attached", embeds(object{"image": object{"url": "attachment://a.png"}}), embeds(object{"image": object{"url": "https://example.org/a.png"}}), false},
	{dt.RuleURL, "an address without a host", embeds(object{"thumbnail": object{"url": "https:///a"}}), embeds(object{"thumbnail": object{"url": "https://example.org"}}), false},
	{dt.RuleURL, "an address of 2049", embeds(object{"title": "t", "url": "https://e.org/" + repeat(2035)}), embeds(object{"title": "t", "url": "https://e.org/" + repeat(2034)}), true},
	{dt.RuleComponentsV2, "a text display without the flag", rows(object{"type": 10, "content": "x"}), object{"flags": 1 << 15, "components": []object{{"type": 10, "content": "x"}}}, false},
	{
		dt.RuleComponentsV2, "content beside the flag",
		object{"flags": 1 << 15, "content": "x", "components": []object{{"type": 10, "content": "x"}}},
		object{"flags": 1 << 15, "components": []object{{"type": 17, "components": []object{{"type": 10, "content": "x"}}}}},
		false,
	},
	{
		dt.RuleComponentsV2, "41 components",
		object{"flags": 1 << 15, "components": []object{{"type": 17, "components": times(40, func(int) object { return object{"type": 14} })}}},
		object{"flags": 1 << 15, "components": []object{{"type": 17, "components": times(39, func(int) object { return object{"type": 14} })}}},
		false,
	},
	{
		dt.RuleComponentsV2, "4001 characters of text",
		object{"flags": 1 << 15, "components": []object{{"type": 10, "content": repeat(4000)}, {"type": 10, "content": "b"}}},
		object{"flags": 1 << 15, "components": []object{{"type": 10, "content": repeat(4000)}}},
		false,
	},
	{
		dt.RuleRows, "6 action rows", rows(times(6, func(i int) object { return row(button(fmt.Sprint(i))) })...),
		rows(times(5, func(i int) object { return row(button(fmt.Sprint(i))) })...), false,
	},
	{
		dt.RuleRow, "6 buttons in a row", buttons(times(6, func(i int) object { return button(fmt.Sprint(i)) })...),
		buttons(times(5, func(i int) object { return button(fmt.Sprint(i)) })...), true,
	},
	{dt.RuleRow, "an empty row", buttons(), buttons(button("a")), true},
	{dt.RuleRow, "a select beside a button", buttons(button("a"), object{"type": 3, "custom_id": "s", "options": options(1)}), menu(1, nil), false},
	{dt.RuleRow, "a button outside a row", rows(button("a")), buttons(button("a")), true},
	{dt.RuleRow, "a row in a row", buttons(row(button("a"))), buttons(button("a")), true},
	{dt.RuleRow, "an unknown component", buttons(object{"type": 99}), buttons(link), true},
	{dt.RuleCustomID, "a custom_id of 101", buttons(button(repeat(101))), buttons(button(repeat(100))), true},
	{dt.RuleCustomID, "a custom_id of 51 wide letters", buttons(button(strings.Repeat(wide, 51))), buttons(button(strings.Repeat(wide, 50))), false},
	{dt.RuleCustomID, "no custom_id", buttons(with(button(""), object{"custom_id": nil})), buttons(button("a")), false},
	{dt.RuleCustomID, "a user select without custom_id", buttons(object{"type": 5}), buttons(object{"type": 5, "custom_id": "u"}), true},
	{dt.RuleDuplicateID, "a custom_id twice in two rows", rows(row(button("a")), row(button("a"))), rows(row(button("a")), row(button("b"))), false},
	{dt.RuleButton, "a label of 81", buttons(with(button("a"), object{"label": repeat(81)})), buttons(with(button("a"), object{"label": repeat(80)})), true},
	{dt.RuleButton, "neither label nor emoji", buttons(with(button("a"), object{"label": nil})), buttons(with(button("a"), object{"label": nil, "emoji": object{"name": "📖"}})), false},
	{dt.RuleButton, "an unknown style", buttons(with(button("a"), object{"style": 7})), buttons(with(button("a"), object{"style": 4})), true},
	{dt.RuleButton, "a premium button without its SKU", buttons(object{"type": 2, "style": 6}), buttons(object{"type": 2, "style": 6, "sku_id": "1"}), false},
	{dt.RuleLinkButton, "a link button with custom_id", buttons(with(link, object{"custom_id": "a"})), buttons(link), false},
	{dt.RuleLinkButton, "a link button without an address", buttons(with(link, object{"url": nil})), buttons(link), false},
	{dt.RuleLinkButton, "another button with an address", buttons(with(button("a"), object{"url": "https://example.org"})), buttons(button("a")), false},
	{dt.RuleLinkButton, "an address of 513", buttons(with(link, object{"url": "https://e.org/" + repeat(499)})), buttons(with(link, object{"url": "https://e.org/" + repeat(498)})), true},
	{dt.RuleEmoji, "an emoji that is a letter", buttons(with(button("a"), object{"emoji": object{"name": "x"}})), buttons(with(button("a"), object{"emoji": object{"name": "x", "id": "1"}})), false},
	{dt.RuleSelectOptions, "26 options", menu(26, nil), menu(25, nil), true},
	{dt.RuleSelectOptions, "no options", menu(0, nil), menu(1, nil), true},
	{
		dt.RuleSelectOptions, "a value twice", menu(2, object{"options": []object{{"label": "a", "value": "v"}, {"label": "b", "value": "v"}}}),
		menu(2, object{"options": []object{{"label": "a", "value": "v"}, {"label": "a", "value": "w"}}}), false,
	},
	{dt.RuleSelectOption, "a label of 101", choose(object{"label": repeat(101)}), choose(object{"label": repeat(100)}), true},
	{dt.RuleSelectOption, "a value of 101", choose(object{"value": repeat(101)}), choose(object{"value": repeat(100)}), true},
	{dt.RuleSelectOption, "a description of 101", choose(object{"description": repeat(101)}), choose(object{"description": repeat(100)}), true},
	{dt.RuleSelectOption, "an empty value", choose(object{"value": ""}), choose(object{"value": "v"}), true},
	{dt.RuleSelectValues, "max_values above the options", menu(2, object{"max_values": 3}), menu(2, object{"max_values": 2}), false},
	{dt.RuleSelectValues, "min_values above max_values", menu(3, object{"min_values": 3, "max_values": 2}), menu(3, object{"min_values": 2, "max_values": 2}), false},
	{
		dt.RuleSelectValues, "more chosen than max_values", menu(2, object{"options": []object{{"label": "a", "value": "a", "default": true}, {"label": "b", "value": "b", "default": true}}}),
		menu(2, object{"options": []object{{"label": "a", "value": "a", "default": true}, {"label": "b", "value": "b"}}}), false,
	},
	{dt.RulePlaceholder, "a placeholder of 151", menu(1, object{"placeholder": repeat(151)}), menu(1, object{"placeholder": repeat(150)}), true},
	{dt.RulePlaceholder, "that of a user select", buttons(object{"type": 5, "custom_id": "u", "placeholder": repeat(151)}), buttons(object{"type": 5, "custom_id": "u", "placeholder": repeat(150)}), true},
}

// Each rule on messages is found in a new message, an edit, a reply, an update and a forum's post alike.
func TestMessagesAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	_, noSchema := s.Schema()
	if noSchema != nil {
		t.Log(noSchema)
	}
	for _, c := range messageCases {
		t.Run(string(c.rule)+"/"+c.says, func(t *testing.T) {
			t.Cleanup(s.Forgive)
			path := "/channels/" + text + "/messages"
			s.Advance(patience) // leave the limit of 50 requests a second behind
			wantStatus(t, s, "POST", path, message(c.good), 200, 0)
			s.NoViolations(t)
			s.Forgive()
			wantStatus(t, s, "POST", path, message(c.bad), 400, 50035)
			if got := hasBroken(s, dt.RuleSchema); noSchema == nil && got != c.schema {
				t.Errorf("the description finds it: %v, want %v; %v", got, c.schema, s.Violations())
			}
			wantBroken(t, s, c.rule)
			for _, route := range messageRoutes(t, s) {
				s.Advance(patience)
				wantStatus(t, s, route.method, route.path, route.body(message(c.bad)), 400, 50035)
				wantBroken(t, s, c.rule)
			}
		})
	}
}

func hasBroken(s *dt.Server, rule dt.Rule) bool {
	for _, r := range broken(s) {
		if r == rule {
			return true
		}
	}
	return false
}

// A messageRoute is a way to send or to edit a message.
type messageRoute struct {
	method, path string
	body         func(message object) object
}

// messageRoutes returns the ways besides that of a new message in a channel, each good for one call.
func messageRoutes(t *testing.T, s *dt.Server) []messageRoute {
	same := func(m object) object { return m }
	command := interact(t, s, dt.Command(here, "ask"))
	answered := interact(t, s, dt.Command(here, "ask"))
	wantStatus(t, s, "POST", callbackPath(answered), object{"type": 4, "data": message(buttons(button("p")))}, 204, 0)
	m, _ := answered.Original()
	press := interact(t, s, dt.Press(here, m, "p"))
	return []messageRoute{
		{"POST", callbackPath(command), func(m object) object { return object{"type": 4, "data": m} }},
		{"POST", callbackPath(press), func(m object) object { return object{"type": 7, "data": m} }},
		{"PATCH", originalPath(answered), same},
		{"POST", webhookPath(answered), same},
		{"PATCH", "/channels/" + text + "/messages/" + m.ID, same},
		{"POST", "/channels/" + one[0].Channels[1].ID + "/threads", func(m object) object { return object{"name": "post", "message": m} }},
	}
}

// Mentions are judged, and messages that could ping are recorded without being refused.
func TestMentionsAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	path := "/channels/" + text + "/messages"
	users := []string{"300000000000000009"}
	wantStatus(t, s, "POST", path, message(content("x")), 200, 0)
	wantBroken(t, s)
	for _, m := range []any{nil, object{}, object{"parse": nil}, object{"parse": []any{"users"}}, object{"parse": []any{}, "users": users}, object{"parse": []any{}, "replied_user": true}} {
		wantStatus(t, s, "POST", path, object{"content": "x", "allowed_mentions": m}, 200, 0)
		wantBroken(t, s, dt.RuleNoMentions)
	}
	for _, m := range []object{{"parse": []any{"users"}, "users": users}, {"parse": []any{"all"}}, {"parse": []any{"users", "users"}}} {
		wantStatus(t, s, "POST", path, object{"content": "x", "allowed_mentions": m}, 400, 50035)
		wantBroken(t, s, dt.RuleMentions, dt.RuleNoMentions)
	}
	free := dt.New(t, dt.Options{Guilds: one, AnyMentions: true})
	wantStatus(t, free, "POST", path, object{"content": "x"}, 200, 0)
	wantStatus(t, free, "POST", path, object{"content": "x", "allowed_mentions": object{"parse": []any{"roles"}, "users": users}}, 200, 0)
	wantBroken(t, free)
}

// A message that shows nothing is refused, whatever way it is sent, and so is an edit that leaves nothing.
func TestMessagesShowSomething(t *testing.T) {
	s, i := asked(t)
	path := "/channels/" + text + "/messages"
	for _, body := range []object{{}, content(""), content(" \n\t"), embeds(), rows()} {
		wantStatus(t, s, "POST", path, message(body), 400, 50006)
		wantBroken(t, s, dt.RuleEmptyMessage)
	}
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(nil)}, 400, 50006)
	wantBroken(t, s, dt.RuleEmptyMessage)
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(content("\u200b"))}, 204, 0)
	wantBroken(t, s)
	wantStatus(t, s, "PATCH", originalPath(i), message(content("")), 400, 50006)
	wantStatus(t, s, "POST", webhookPath(i), message(nil), 400, 50006)
	wantStatus(t, s, "POST", "/channels/"+one[0].Channels[1].ID+"/threads", object{"name": "n", "message": message(nil)}, 400, 50006)
	wantBroken(t, s, dt.RuleEmptyMessage)
	wantStatus(t, s, "PATCH", originalPath(i), message(object{"content": nil, "embeds": []object{title("t")}}), 200, 0)
	wantBroken(t, s)
	if got := s.Threads(one[0].Channels[1].ID); len(got) != 0 {
		t.Errorf("the refused post left %v", got)
	}
}

// Bodies that are not what their route takes are refused.
func TestBodiesAreJudged(t *testing.T) {
	s, i := asked(t)
	for _, c := range []struct {
		method, path string
		body         any
	}{
		{"POST", "/channels/" + text + "/messages", []any{}},
		{"PATCH", "/channels/" + text, []any{}},
		{"PUT", "/applications/" + s.ApplicationID() + "/commands", object{}},
		{"POST", callbackPath(i), object{"type": 3}},
		{"POST", callbackPath(i), object{"type": 4}},
		{"POST", callbackPath(i), object{"type": 8}},
	} {
		wantStatus(t, s, c.method, c.path, c.body, 400, 50035)
		wantBroken(t, s, dt.RuleBody)
	}
	wantStatus(t, s, "POST", callbackPath(i), object{"type": 5}, 204, 0)
	wantBroken(t, s)
}

// The path of a field leads through the errors of the answer, and stands in the violation.
func TestErrorsNameTheField(t *testing.T) {
	s, i := asked(t)
	a := wantStatus(t, s, "POST", callbackPath(i), object{"type": 4, "data": message(embeds(title("t"), title(repeat(257))))}, 400, 50035)
	want := `{"code":50035,"errors":{"data":{"embeds":{"1":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH"`
	if !strings.HasPrefix(a.text, want) {
		t.Errorf("the answer is %s, want it to begin with %s", a.text, want)
	}
	v := s.Violations()[0]
	if got := v.String(); got != "embed-text: POST /interactions/{interaction_id}/{interaction_token}/callback data.embeds.1.title: Must be 256 or fewer in length." {
		t.Errorf("the violation reads %q", got)
	}
}

// Every rule of the package is named in its tests.
func TestEachRuleIsTested(t *testing.T) {
	declared, used := make(map[string]bool), make(map[string]bool)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		isTest := strings.HasSuffix(name, "_test.go")
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if id, ok := n.Type.(*ast.Ident); ok && id.Name == "Rule" {
					declared[n.Names[0].Name] = true
				}
			case *ast.SelectorExpr:
				used[n.Sel.Name] = used[n.Sel.Name] || isTest
			}
			return true
		})
	}
	if len(declared) < 60 {
		t.Errorf("%d rules were found, want at least 60", len(declared))
	}
	for name := range declared {
		if !used[name] {
			t.Errorf("no test names %s", name)
		}
	}
}
