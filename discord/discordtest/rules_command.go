package discordtest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Rules on commands. Lengths count UTF-16 code units.
const (
	RuleCommandCount       Rule = "command-count"       // at most 100 chat, 15 user, 15 message commands
	RuleCommandName        Rule = "command-name"        // of a chat command or option 1-32 of the lower-case pattern, of others 1-32
	RuleCommandDescription Rule = "command-description" // 1-100 of chat commands or options, none of others
	RuleCommandType        Rule = "command-type"        // a known type; user or message commands have no options
	RuleCommandSize        Rule = "command-size"        // at most 8000 in names, descriptions, values, each in its longest language
	RuleCommandDuplicate   Rule = "command-duplicate"   // no name twice among commands of a type, options, or choices
	RuleOptionCount        Rule = "option-count"        // at most 25
	RuleOptionOrder        Rule = "option-order"        // required options come first
	RuleOptionType         Rule = "option-type"         // a known type
	RuleOptionLength       Rule = "option-length"       // min_length <= max_length <= 6000 of strings, min_value <= max_value of numbers
	RuleSubcommands        Rule = "subcommands"         // subcommands stand in a command or a group, not among other options
	RuleChoices            Rule = "option-choices"      // at most 25, not with autocomplete, of strings or numbers only
	RuleChoice             Rule = "option-choice"       // name 1-100, string value 1-100
	RuleLocale             Rule = "locale"              // keys of localisations are Discord's
	RuleContexts           Rule = "contexts"            // contexts 0-2, integration types 0-1, none twice, not empty
	RuleMemberPermissions  Rule = "member-permissions"  // default_member_permissions is a number in a string
)

// locales lists Discord's locales.
var locales = strings.Fields("id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko")

// chatName is Discord's pattern for names of chat commands with their options.
var chatName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

const (
	chatCommand    = 1
	userCommand    = 2
	messageCommand = 3

	subcommand      = 1
	subcommandGroup = 2
	stringOption    = 3
	integerOption   = 4
	numberOption    = 10
	lastOption      = 11
)

// commandListRules judges a list of all commands.
func commandListRules(c *check, q *request) {
	list, isList := q.body.([]any)
	c.when(!isList && q.body != nil, RuleBody, "", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	seen := make(map[string]bool)
	count := make(map[int]int)
	for n, v := range list {
		o := asObject(v)
		kind := either(asInt(o["type"]), chatCommand)
		key := fmt.Sprint(kind, asText(o["name"]))
		c.when(seen[key], RuleCommandDuplicate, at("", n), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		seen[key] = true
		count[kind]++
		c.command(o, at("", n))
	}
	for kind, high := range map[int]int{chatCommand: 100, userCommand: 15, messageCommand: 15} {
		c.atMost(RuleCommandCount, "", count[kind], high)
	}
}

// commandRules judges one command.
func commandRules(c *check, q *request) { c.command(asObject(q.body), "") }

// command judges a command.
func (c *check) command(o object, field string) {
	kind := either(asInt(o["type"]), chatCommand)
	options := asList(o["options"])
	switch kind {
	case chatCommand:
		c.named(o, field)
		c.options(options, at(field, "options"), 0)
	case userCommand, messageCommand:
		c.length(RuleCommandName, at(field, "name"), asText(o["name"]), 1, 32)
		c.when(asText(o["description"]) != "", RuleCommandDescription, at(field, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Context menu commands cannot have a description")
		c.when(len(options) > 0, RuleCommandType, at(field, "options"), "APPLICATION_COMMAND_INVALID_OPTIONS", "Context menu commands cannot have options")
		c.localized(o, "name_localizations", field, func(s, field string) { c.length(RuleCommandName, field, s, 1, 32) })
	default:
		c.add(RuleCommandType, at(field, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1, 2, 3.")
	}
	c.when(size(o) > 8000, RuleCommandSize, field, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
	c.numbers(o, "contexts", field, 2)
	c.numbers(o, "integration_types", field, 1)
	if has(o, "default_member_permissions") {
		_, err := strconv.ParseUint(asText(o["default_member_permissions"]), 10, 64)
		c.when(err != nil, RuleMemberPermissions, at(field, "default_member_permissions"), "BITFIELD_TYPE_CONVERT", "Value is not a bitfield in a string.")
	}
}

// numbers judges a list of numbers from 0 to high.
func (c *check) numbers(o object, key, field string, high int) {
	list, given := o[key].([]any)
	if !given {
		return
	}
	c.when(len(list) == 0, RuleContexts, at(field, key), "BASE_TYPE_BAD_LENGTH", "Must be 1 or more in length.")
	for n, v := range list {
		bad := asInt(v) < 0 || asInt(v) > high || slices.Contains(list[:n], v)
		c.when(bad, RuleContexts, at(field, key, n), "BASE_TYPE_CHOICES", fmt.Sprintf("Value must be one of 0 to %d, each once.", high))
	}
}

// named judges name and description, with their localisations, of a chat command or an option.
func (c *check) named(o object, field string) {
	name := func(s, field string) {
		c.length(RuleCommandName, field, s, 1, 32)
		valid := chatName.MatchString(s) && strings.ToLower(s) == s
		c.when(s != "" && units(s) <= 32 && !valid, RuleCommandName, field, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
	description := func(s, field string) { c.length(RuleCommandDescription, field, s, 1, 100) }
	name(asText(o["name"]), at(field, "name"))
	description(asText(o["description"]), at(field, "description"))
	c.localized(o, "name_localizations", field, name)
	c.localized(o, "description_localizations", field, description)
}

// localized judges each text of a localisation.
func (c *check) localized(o object, key, field string, judge func(s, field string)) {
	texts := asObject(o[key])
	for _, locale := range slices.Sorted(maps.Keys(texts)) {
		field := at(field, key, locale)
		c.when(!slices.Contains(locales, locale), RuleLocale, field, "BASE_TYPE_CHOICES", "The locale is not one of Discord's.")
		judge(asText(texts[locale]), field)
	}
}

// options judges the options of a command, a subcommand or a group, which parent tells apart: 0 is a command.
func (c *check) options(list []any, field string, parent int) {
	c.atMost(RuleOptionCount, field, len(list), 25)
	names := make(map[string]bool)
	subs, optional := 0, false
	for n, v := range list {
		o, field := asObject(v), at(field, n)
		kind, name := asInt(o["type"]), asText(o["name"])
		c.named(o, field)
		c.when(names[name], RuleCommandDuplicate, at(field, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
		names[name] = true
		c.when(kind < subcommand || kind > lastOption, RuleOptionType, at(field, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
		if kind == subcommand || kind == subcommandGroup {
			subs++
			fits := parent == 0 || parent == subcommandGroup && kind == subcommand
			c.when(!fits, RuleSubcommands, field, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "The type is not allowed at this depth")
			c.options(asList(o["options"]), at(field, "options"), kind)
			continue
		}
		required := asBool(o["required"])
		c.when(optional && required, RuleOptionOrder, field, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		optional = optional || !required
		c.optionChoices(o, field, kind)
		c.optionLength(o, field, kind)
	}
	mixed := subs > 0 && subs < len(list) || parent == subcommandGroup && subs < len(list)
	c.when(mixed, RuleSubcommands, field, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
}

// optionChoices judges the choices of an option.
func (c *check) optionChoices(o object, field string, kind int) {
	choices := asList(o["choices"])
	autocomplete := asBool(o["autocomplete"])
	takes := kind == stringOption || kind == integerOption || kind == numberOption
	c.atMost(RuleChoices, at(field, "choices"), len(choices), 25)
	c.when(autocomplete && len(choices) > 0, RuleChoices, at(field, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Autocomplete and choices are mutually exclusive")
	c.when(!takes && (autocomplete || len(choices) > 0), RuleChoices, field, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "The type has neither choices nor autocomplete")
	names := make(map[string]bool)
	for n, v := range choices {
		choice, field := asObject(v), at(field, "choices", n)
		text := func(s, field string) { c.length(RuleChoice, field, s, 1, 100) }
		name := asText(choice["name"])
		text(name, at(field, "name"))
		c.localized(choice, "name_localizations", field, text)
		if kind == stringOption {
			text(asText(choice["value"]), at(field, "value"))
		}
		c.when(names[name], RuleCommandDuplicate, at(field, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice names must be unique")
		names[name] = true
	}
}

// optionLength judges the bounds of an option.
func (c *check) optionLength(o object, field string, kind int) {
	low, high := asInt(o["min_length"]), 6000
	if has(o, "max_length") {
		high = asInt(o["max_length"])
	}
	lengths := has(o, "min_length") || has(o, "max_length")
	c.when(lengths && (kind != stringOption || low < 0 || high < 1 || high > 6000 || low > high), RuleOptionLength, field, "NUMBER_TYPE_MAX", "The lengths are out of range.")
	values := has(o, "min_value") && has(o, "max_value") && asFloat(o["min_value"]) > asFloat(o["max_value"])
	c.when(values, RuleOptionLength, at(field, "min_value"), "NUMBER_TYPE_MAX", "min_value is above max_value.")
}

// size counts a command's names, descriptions and values, each in its longest language.
func size(o object) int {
	n := 0
	for _, key := range []string{"name", "description"} {
		longest := units(asText(o[key]))
		for _, text := range asObject(o[key+"_localizations"]) {
			longest = max(longest, units(asText(text)))
		}
		n += longest
	}
	n += units(asText(o["value"]))
	for _, key := range []string{"options", "choices"} {
		for _, below := range asList(o[key]) {
			n += size(asObject(below))
		}
	}
	return n
}
