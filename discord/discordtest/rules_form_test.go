package discordtest_test

import (
	"fmt"
	"strings"
	"testing"

	dt "variorum/discord/discordtest"
)

// input returns a text input.
func input(changes object) object {
	return with(object{"type": 4, "custom_id": "i", "style": 1, "label": "l"}, changes)
}

// form returns a modal with these components.
func form(components ...object) object {
	return object{"custom_id": "m", "title": "t", "components": components}
}

func formOf(n int) object {
	return form(times(n, func(i int) object { return row(input(object{"custom_id": fmt.Sprint(i)})) })...)
}

func label(changes object) object {
	return form(with(object{"type": 18, "label": "l", "component": input(object{"label": nil})}, changes))
}

var formCases = []ruleCase{
	{dt.RuleModal, "a title of 46", with(formOf(1), object{"title": repeat(46)}), with(formOf(1), object{"title": repeat(45)}), true},
	{dt.RuleModal, "no title", with(formOf(1), object{"title": ""}), formOf(1), true},
	{dt.RuleModal, "6 rows", formOf(6), formOf(5), false},
	{dt.RuleModal, "no rows", formOf(0), formOf(1), true},
	{dt.RuleModal, "two inputs in a row", form(row(input(nil), input(object{"custom_id": "j"}))), form(row(input(nil)), row(input(object{"custom_id": "j"}))), false},
	{dt.RuleModal, "a button in a row", form(row(button("a"))), formOf(1), true},
	{dt.RuleModal, "a button outside a row", form(button("a")), label(nil), true},
	{dt.RuleModal, "a label of 46", label(object{"label": repeat(46)}), label(object{"label": repeat(45)}), true},
	{dt.RuleModal, "a label's description of 101", label(object{"description": repeat(101)}), label(object{"description": repeat(100)}), true},
	{dt.RuleCustomID, "a form without custom_id", with(formOf(1), object{"custom_id": ""}), formOf(1), true},
	{dt.RuleCustomID, "an input without custom_id", form(row(input(object{"custom_id": nil}))), formOf(1), true},
	{dt.RuleCustomID, "a checkbox without custom_id", label(object{"component": object{"type": 23}}), label(object{"component": object{"type": 23, "custom_id": "c"}}), true},
	{dt.RuleDuplicateID, "a custom_id twice", form(row(input(nil)), row(input(nil))), formOf(2), false},
	{dt.RuleInput, "an input without a label", form(row(input(object{"label": nil}))), form(row(input(nil))), false},
	{dt.RuleInput, "a label of 46", form(row(input(object{"label": repeat(46)}))), form(row(input(object{"label": repeat(45)}))), true},
	{dt.RuleInput, "an unknown style", form(row(input(object{"style": 3}))), form(row(input(object{"style": 2}))), true},
	{dt.RuleInput, "min_length above max_length", form(row(input(object{"min_length": 5, "max_length": 4}))), form(row(input(object{"min_length": 4, "max_length": 4}))), false},
	{dt.RuleInput, "a max_length of 4001", form(row(input(object{"max_length": 4001}))), form(row(input(object{"max_length": 4000}))), true},
	{dt.RuleInput, "a value of 4001", form(row(input(object{"value": repeat(4001)}))), form(row(input(object{"value": repeat(4000)}))), true},
	{dt.RuleInput, "a value above max_length", form(row(input(object{"value": "abc", "max_length": 2}))), form(row(input(object{"value": "ab", "max_length": 2}))), false},
	{dt.RulePlaceholder, "a placeholder of 101", form(row(input(object{"placeholder": repeat(101)}))), form(row(input(object{"placeholder": repeat(100)}))), true},
	{
		dt.RuleSelectOptions, "a select of a label with a value twice",
		label(object{"component": object{"type": 3, "custom_id": "s", "options": []object{{"label": "a", "value": "v"}, {"label": "b", "value": "v"}}}}),
		label(object{"component": object{"type": 3, "custom_id": "s", "options": options(2)}}), false,
	},
}

// Rules on forms are found in a modal callback.
func TestFormsAreJudged(t *testing.T) {
	testCallbacks(t, 9, formCases, func(s *dt.Server) dt.Request { return dt.Command(here, "ask") })
}

// choicesOf returns the data of an autocomplete callback.
func choicesOf(choices ...object) object { return object{"choices": choices} }

func choice(name string, value any) object { return object{"name": name, "value": value} }

var autocompleteCases = []ruleCase{
	{
		dt.RuleAutocompleteMax, "26 choices", choicesOf(times(26, func(i int) object { return choice("n", fmt.Sprint(i)) })...),
		choicesOf(times(25, func(i int) object { return choice("n", fmt.Sprint(i)) })...), true,
	},
	{dt.RuleAutocomplete, "a name of 101", choicesOf(choice(repeat(101), "v")), choicesOf(choice(repeat(100), "v")), true},
	{dt.RuleAutocomplete, "a value of 101", choicesOf(choice("n", repeat(101))), choicesOf(choice("n", repeat(100))), false},
	{dt.RuleAutocomplete, "a value of 51 wide letters", choicesOf(choice("n", strings.Repeat(wide, 51))), choicesOf(choice("n", strings.Repeat(wide, 50))), false},
	{dt.RuleAutocomplete, "an empty name", choicesOf(choice("", "v")), choicesOf(choice("n", 1)), true},
	{dt.RuleAutocomplete, "no value", choicesOf(object{"name": "n"}), choicesOf(), true},
}

// Rules on proposals are found in an autocomplete callback.
func TestAutocompleteIsJudged(t *testing.T) {
	testCallbacks(t, 8, autocompleteCases, func(s *dt.Server) dt.Request {
		return dt.Autocomplete(here, "ask", dt.Typing("question", "w"))
	})
}

// testCallbacks sends the data of each case in a callback.
func testCallbacks(t *testing.T, kind int, cases []ruleCase, asks func(*dt.Server) dt.Request) {
	s := dt.New(t, dt.Options{Guilds: one})
	_, noSchema := s.Schema()
	for _, c := range cases {
		t.Run(string(c.rule)+"/"+c.says, func(t *testing.T) {
			t.Cleanup(s.Forgive)
			i := interact(t, s, asks(s))
			wantStatus(t, s, "POST", callbackPath(i), object{"type": kind, "data": c.bad}, 400, 50035)
			if got := hasBroken(s, dt.RuleSchema); noSchema == nil && got != c.schema {
				t.Errorf("the description finds it: %v, want %v; %v", got, c.schema, s.Violations())
			}
			wantBroken(t, s, c.rule)
			wantStatus(t, s, "POST", callbackPath(i), object{"type": kind, "data": c.good}, 204, 0)
			s.NoViolations(t)
		})
	}
}

// chat returns a chat command.
func chat(changes object) object {
	return with(object{"name": "ask", "description": "d"}, changes)
}

func option(changes object) object {
	return with(object{"type": 3, "name": "o", "description": "d"}, changes)
}

// taking returns a chat command with these options.
func taking(options ...object) object { return chat(object{"options": options}) }

func subcommand(name string, options ...object) object {
	return object{"type": 1, "name": name, "description": "d", "options": options}
}

func menuCommand(changes object) object {
	return with(object{"name": "Find sources", "type": 3}, changes)
}

// heavy returns a command whose names, descriptions and values have n code units, from 7960 to 8058.
func heavy(n int) object {
	full := func(name string) object { // has 3977
		return option(object{"name": name, "choices": times(25, func(i int) object {
			return choice(fmt.Sprintf("%02d%s", i, repeat(98)), repeat(59))
		})})
	}
	return taking(full("o"), full("p"), option(object{"name": "q", "description": repeat(n - 2*3977 - len("askdq"))}))
}

var commandCases = []ruleCase{
	{dt.RuleCommandName, "a name of 33", chat(object{"name": repeat(33)}), chat(object{"name": repeat(32)}), true},
	{dt.RuleCommandName, "a name in upper case", chat(object{"name": "Ask"}), chat(object{"name": "ask-2_'ü"}), false},
	{dt.RuleCommandName, "a name with a blank", chat(object{"name": "a b"}), chat(object{"name": "спросить"}), false},
	{dt.RuleCommandName, "no name", chat(object{"name": ""}), chat(nil), true},
	{dt.RuleCommandName, "an option in upper case", taking(option(object{"name": "O"})), taking(option(nil)), false},
	{dt.RuleCommandName, "a localised name in upper case", chat(object{"name_localizations": object{"de": "Frag"}}), chat(object{"name_localizations": object{"de": "frag"}}), false},
	{dt.RuleCommandName, "a menu command of 33", menuCommand(object{"name": repeat(33)}), menuCommand(nil), true},
	{dt.RuleCommandName, "a localised name of 33", menuCommand(object{"name_localizations": object{"de": repeat(33)}}), menuCommand(object{"name_localizations": object{"de": "Suche Quellen"}}), true},
	{dt.RuleCommandDescription, "no description", chat(object{"description": nil}), chat(nil), false},
	{dt.RuleCommandDescription, "a description of 101", chat(object{"description": repeat(101)}), chat(object{"description": repeat(100)}), true},
	{dt.RuleCommandDescription, "an option without", taking(option(object{"description": nil})), taking(option(nil)), true},
	{dt.RuleCommandDescription, "a localised one of 101", chat(object{"description_localizations": object{"fr": repeat(101)}}), chat(object{"description_localizations": object{"fr": repeat(100)}}), true},
	{dt.RuleCommandDescription, "a menu command with one", menuCommand(object{"description": "d"}), menuCommand(object{"description": ""}), false},
	{dt.RuleCommandType, "a menu command with options", menuCommand(object{"options": []object{option(nil)}}), menuCommand(object{"type": 2}), false},
	{dt.RuleCommandType, "an unknown type", chat(object{"type": 9}), chat(object{"type": 1}), true},
	{dt.RuleCommandSize, "8001 characters", heavy(8001), heavy(8000), false},
	{
		dt.RuleCommandSize, "the longest language counts", with(heavy(8000), object{"description_localizations": object{"de": "dd"}}),
		with(heavy(8000), object{"description_localizations": object{"de": "e"}}), false,
	},
	{dt.RuleCommandDuplicate, "an option twice", taking(option(nil), option(nil)), taking(option(nil), option(object{"name": "p"})), false},
	{dt.RuleCommandDuplicate, "a subcommand twice", taking(subcommand("a"), subcommand("a")), taking(subcommand("a"), subcommand("b")), false},
	{
		dt.RuleCommandDuplicate, "a choice twice", taking(option(object{"choices": []object{choice("n", "a"), choice("n", "b")}})),
		taking(option(object{"choices": []object{choice("n", "a"), choice("m", "a")}})), false,
	},
	{
		dt.RuleOptionCount, "26 options", taking(times(26, func(i int) object { return option(object{"name": fmt.Sprint(i)}) })...),
		taking(times(25, func(i int) object { return option(object{"name": fmt.Sprint(i)}) })...), true,
	},
	{dt.RuleOptionOrder, "required after optional", taking(option(nil), option(object{"name": "p", "required": true})), taking(option(object{"required": true}), option(object{"name": "p"})), false},
	{dt.RuleOptionType, "type 12", taking(option(object{"type": 12})), taking(option(object{"type": 11})), true},
	{dt.RuleOptionLength, "max_length of 6001", taking(option(object{"max_length": 6001})), taking(option(object{"max_length": 6000})), true},
	{dt.RuleOptionLength, "min_length above max_length", taking(option(object{"min_length": 3, "max_length": 2})), taking(option(object{"min_length": 2, "max_length": 2})), false},
	{dt.RuleOptionLength, "max_length of a number", taking(option(object{"type": 4, "max_length": 2})), taking(option(object{"type": 4, "max_value": 2})), false},
	{dt.RuleOptionLength, "min_value above max_value", taking(option(object{"type": 10, "min_value": 2.5, "max_value": 2})), taking(option(object{"type": 10, "min_value": 2, "max_value": 2.5})), false},
	{dt.RuleSubcommands, "mixed with options", taking(subcommand("a"), option(nil)), taking(subcommand("a", option(nil))), false},
	{dt.RuleSubcommands, "in a subcommand", taking(subcommand("a", subcommand("b"))), taking(subcommand("a")), true},
	{
		dt.RuleSubcommands, "an option in a group", taking(object{"type": 2, "name": "g", "description": "d", "options": []object{option(nil)}}),
		taking(object{"type": 2, "name": "g", "description": "d", "options": []object{subcommand("a", option(nil))}}), true,
	},
	{dt.RuleChoices, "26 choices", taking(option(object{"choices": times(26, func(i int) object { return choice(fmt.Sprint(i), "v") })})), taking(option(object{"choices": times(25, func(i int) object { return choice(fmt.Sprint(i), "v") })})), true},
	{dt.RuleChoices, "choices with autocomplete", taking(option(object{"autocomplete": true, "choices": []object{choice("n", "v")}})), taking(option(object{"autocomplete": true, "choices": []object{}})), false},
	{dt.RuleChoices, "autocomplete of a boolean", taking(option(object{"type": 5, "autocomplete": true})), taking(option(object{"type": 4, "autocomplete": true})), false},
	{dt.RuleChoice, "a name of 101", taking(option(object{"choices": []object{choice(repeat(101), "v")}})), taking(option(object{"choices": []object{choice(repeat(100), "v")}})), true},
	{dt.RuleChoice, "a value of 101", taking(option(object{"choices": []object{choice("n", repeat(101))}})), taking(option(object{"choices": []object{choice("n", repeat(100))}})), false},
	{dt.RuleLocale, "an unknown locale", chat(object{"description_localizations": object{"xx": "d"}}), chat(object{"description_localizations": object{"es-ES": "d"}}), false},
	{dt.RuleLocale, "a language without its country", menuCommand(object{"name_localizations": object{"en": "d"}}), menuCommand(object{"name_localizations": object{"en-GB": "d"}}), false},
	{dt.RuleContexts, "an unknown context", chat(object{"contexts": []int{0, 3}}), chat(object{"contexts": []int{0, 1, 2}}), true},
	{dt.RuleContexts, "an integration type twice", chat(object{"integration_types": []int{1, 1}}), chat(object{"integration_types": []int{0, 1}}), true},
	{dt.RuleContexts, "no context", chat(object{"contexts": []int{}}), chat(object{"contexts": nil}), true},
	{dt.RuleMemberPermissions, "a word", chat(object{"default_member_permissions": "manage"}), chat(object{"default_member_permissions": "32"}), true},
}

// Rules on commands are found in the list of all and in a single command, global or of a guild.
func TestCommandsAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{Guilds: one})
	_, noSchema := s.Schema()
	global := "/applications/" + s.ApplicationID() + "/commands"
	guild := "/applications/" + s.ApplicationID() + "/guilds/" + one[0].ID + "/commands"
	for _, c := range commandCases {
		t.Run(string(c.rule)+"/"+c.says, func(t *testing.T) {
			t.Cleanup(s.Forgive)
			s.Advance(patience)
			for _, path := range []string{global, guild} {
				wantStatus(t, s, "PUT", path, []object{c.bad}, 400, 50035)
				if got := hasBroken(s, dt.RuleSchema); noSchema == nil && got != c.schema {
					t.Errorf("the description finds it: %v, want %v; %v", got, c.schema, s.Violations())
				}
				wantBroken(t, s, c.rule)
				wantStatus(t, s, "POST", path, c.bad, 400, 50035)
				wantBroken(t, s, c.rule)
				wantStatus(t, s, "PUT", path, []object{c.good}, 200, 0)
				wantStatus(t, s, "POST", path, c.good, 201, 0)
				s.NoViolations(t)
			}
		})
	}
}

// A list may not have a name twice for one type, nor more than 100 chat, 15 user and 15 message commands.
func TestCommandListsAreJudged(t *testing.T) {
	s := dt.New(t, dt.Options{})
	path := "/applications/" + s.ApplicationID() + "/commands"
	named := func(n, kind int) []object {
		return times(n, func(i int) object {
			o := object{"name": fmt.Sprint("c", i), "type": kind}
			if kind == 1 {
				o["description"] = "d"
			}
			return o
		})
	}
	all := append(append(named(100, 1), named(15, 2)...), named(15, 3)...)
	wantStatus(t, s, "PUT", path, all, 200, 0)
	s.NoViolations(t)
	for _, more := range [][]object{named(101, 1), named(16, 2), named(16, 3)} {
		wantStatus(t, s, "PUT", path, more, 400, 50035)
		wantBroken(t, s, dt.RuleCommandCount)
	}
	wantStatus(t, s, "PUT", path, []object{chat(nil), chat(nil)}, 400, 50035)
	wantBroken(t, s, dt.RuleCommandDuplicate)
	if got := len(s.Commands("")); got != 130 {
		t.Errorf("after refusals there are %d commands, want the 130 from before", got)
	}
}
