package discordtest

import (
	"fmt"
	"unicode/utf8"
)

// Rules on components. Lengths count UTF-16 code units.
const (
	RuleRows          Rule = "rows"           // at most 5 action rows
	RuleRow           Rule = "row"            // a row holds 1-5 buttons or one select, and stands in no other
	RuleCustomID      Rule = "custom-id"      // 1-100, on all that a user can use
	RuleDuplicateID   Rule = "duplicate-id"   // no custom_id twice in a message or form
	RuleButton        Rule = "button"         // a label of at most 80 or an emoji, a known style
	RuleLinkButton    Rule = "link-button"    // a link button has an address of at most 512, no custom_id; others have no address
	RuleSelectOptions Rule = "select-options" // 1-25 options, no value twice
	RuleSelectOption  Rule = "select-option"  // label 1-100, value 1-100, description at most 100
	RuleSelectValues  Rule = "select-values"  // min_values <= max_values <= number of options
	RulePlaceholder   Rule = "placeholder"    // at most 150, of an input 100
	RuleEmoji         Rule = "emoji"          // an emoji is one character of that kind, or has an id
	RuleModal         Rule = "modal"          // title 1-45, 1-5 rows or labels, each with one component
	RuleInput         Rule = "input"          // label 1-45, a known style, lengths of at most 4000 that fit each other
)

// Types of components, by Discord's numbers.
const (
	rowComponent    = 1
	buttonComponent = 2
	stringSelect    = 3
	textInput       = 4
	channelSelect   = 8
	textDisplay     = 10
	labelComponent  = 18
)

// componentCheck judges the components of one message or form.
type componentCheck struct {
	*check
	ids map[string]bool
	v2  bool
	all int // components at whatever depth
	str int // code units in text displays
}

// components judges the components of a message.
func (c *check) components(list []any, field string, v2 bool) {
	k := &componentCheck{check: c, ids: make(map[string]bool), v2: v2}
	rows := 0
	for n, v := range list {
		o := asObject(v)
		if asInt(o["type"]) == rowComponent {
			rows++
		}
		k.top(o, at(field, n))
	}
	if !v2 {
		c.when(rows > 5, RuleRows, field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
		return
	}
	c.when(k.all > 40, RuleComponentsV2, field, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The total number of components cannot exceed 40")
	c.when(k.str > 4000, RuleComponentsV2, field, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total displayable text size exceeds 4000")
}

// top judges a component that stands in no row.
func (k *componentCheck) top(o object, field string) {
	k.all++
	switch kind := asInt(o["type"]); {
	case kind == rowComponent:
		k.row(asList(o["components"]), at(field, "components"))
	case kind >= buttonComponent && kind <= channelSelect:
		k.add(RuleRow, at(field, "type"), "UNION_TYPE_CHOICES", "A button or select stands outside an action row.")
	case !k.v2:
		k.add(RuleComponentsV2, at(field, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
	default:
		k.layout(o, field, kind)
	}
}

// layout judges a component of version 2.
func (k *componentCheck) layout(o object, field string, kind int) {
	if kind == textDisplay {
		k.str += units(asText(o["content"]))
		k.length(RuleComponentsV2, at(field, "content"), asText(o["content"]), 1, 4000)
	}
	for n, v := range asList(o["components"]) {
		k.top(asObject(v), at(field, "components", n))
	}
	if accessory := asObject(o["accessory"]); asInt(accessory["type"]) == buttonComponent {
		k.all++
		k.button(accessory, at(field, "accessory"))
	}
}

// row judges what an action row of a message holds.
func (k *componentCheck) row(list []any, field string) {
	buttons := 0
	for n, v := range list {
		k.all++
		o, field := asObject(v), at(field, n)
		switch kind := asInt(o["type"]); {
		case kind == buttonComponent:
			buttons++
			k.button(o, field)
		case kind == stringSelect:
			k.selectMenu(o, field)
		case kind > textInput && kind <= channelSelect:
			k.customID(o, field)
			k.length(RulePlaceholder, at(field, "placeholder"), asText(o["placeholder"]), 0, 150)
		default:
			k.add(RuleRow, at(field, "type"), "UNION_TYPE_CHOICES", fmt.Sprintf("A row of a message cannot hold type %d.", kind))
		}
	}
	fits := buttons == len(list) && buttons >= 1 && buttons <= 5 || len(list) == 1
	k.when(!fits, RuleRow, field, "BASE_TYPE_BAD_LENGTH", "A row holds 1 to 5 buttons or one select.")
}

// customID judges the custom_id that a component must have.
func (k *componentCheck) customID(o object, field string) {
	id := asText(o["custom_id"])
	k.length(RuleCustomID, at(field, "custom_id"), id, 1, 100)
	k.when(id != "" && k.ids[id], RuleDuplicateID, at(field, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	k.ids[id] = true
}

// button judges a button.
func (k *componentCheck) button(o object, field string) {
	const link, premium = 5, 6
	style := asInt(o["style"])
	k.when(style < 1 || style > premium, RuleButton, at(field, "style"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 6.")
	switch style {
	case link:
		k.when(has(o, "custom_id"), RuleLinkButton, at(field, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		k.when(asText(o["url"]) == "", RuleLinkButton, at(field, "url"), "BASE_TYPE_REQUIRED", "A url is required")
		k.length(RuleLinkButton, at(field, "url"), asText(o["url"]), 0, 512)
		k.address(o["url"], at(field, "url"), "http", "https", "discord")
	case premium:
		k.when(!has(o, "sku_id"), RuleButton, at(field, "sku_id"), "BASE_TYPE_REQUIRED", "This field is required")
		return
	default:
		k.when(has(o, "url"), RuleLinkButton, at(field, "url"), "BUTTON_COMPONENT_INVALID_STYLE", "Only link buttons have a url")
		k.customID(o, field)
	}
	k.length(RuleButton, at(field, "label"), asText(o["label"]), 0, 80)
	k.when(blank(asText(o["label"])) && !has(o, "emoji"), RuleButton, at(field, "label"), "BASE_TYPE_REQUIRED", "A label or an emoji is required")
	k.emoji(o, field)
}

// emoji judges the emoji of a component, if it has one. A name without an id must not be plain ASCII.
func (k *componentCheck) emoji(o object, field string) {
	if !has(o, "emoji") {
		return
	}
	e := asObject(o["emoji"])
	name := asText(e["name"])
	ascii := name == "" || utf8.RuneCountInString(name) == len(name)
	k.when(ascii && !has(e, "id"), RuleEmoji, at(field, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")
}

// selectMenu judges a string select.
func (k *componentCheck) selectMenu(o object, field string) {
	k.customID(o, field)
	k.length(RulePlaceholder, at(field, "placeholder"), asText(o["placeholder"]), 0, 150)
	options := asList(o["options"])
	k.when(len(options) < 1 || len(options) > 25, RuleSelectOptions, at(field, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
	values := make(map[string]bool)
	chosen := 0
	for n, v := range options {
		option, field := asObject(v), at(field, "options", n)
		value := asText(option["value"])
		k.length(RuleSelectOption, at(field, "label"), asText(option["label"]), 1, 100)
		k.length(RuleSelectOption, at(field, "value"), value, 1, 100)
		k.length(RuleSelectOption, at(field, "description"), asText(option["description"]), 0, 100)
		k.when(values[value], RuleSelectOptions, at(field, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		values[value] = true
		k.emoji(option, field)
		if asBool(option["default"]) {
			chosen++
		}
	}
	k.valueRange(o, field, len(options), chosen)
}

// valueRange judges how many options a user may choose.
func (k *componentCheck) valueRange(o object, field string, options, chosen int) {
	low, high := 1, 1
	if has(o, "min_values") {
		low = asInt(o["min_values"])
	}
	if has(o, "max_values") {
		high = asInt(o["max_values"])
	}
	k.when(low < 0 || low > 25 || low > high, RuleSelectValues, at(field, "min_values"), "NUMBER_TYPE_MAX", "min_values is out of range.")
	k.when(high < 1 || high > max(options, 1), RuleSelectValues, at(field, "max_values"), "NUMBER_TYPE_MAX", "max_values is out of range.")
	k.when(chosen > high, RuleSelectValues, at(field, "options"), "BASE_TYPE_MAX_LENGTH", "More options are chosen than max_values.")
}

// modal judges a form.
func (c *check) modal(data object, field string) {
	c.length(RuleModal, at(field, "title"), asText(data["title"]), 1, 45)
	c.length(RuleCustomID, at(field, "custom_id"), asText(data["custom_id"]), 1, 100)
	list := asList(data["components"])
	c.when(len(list) < 1 || len(list) > 5, RuleModal, at(field, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	k := &componentCheck{check: c, ids: make(map[string]bool)}
	for n, v := range list {
		o, field := asObject(v), at(field, "components", n)
		switch asInt(o["type"]) {
		case rowComponent:
			inputs := asList(o["components"])
			k.when(len(inputs) != 1, RuleModal, at(field, "components"), "BASE_TYPE_BAD_LENGTH", "A row of a form holds one input.")
			for n, input := range inputs {
				k.input(asObject(input), at(field, "components", n), true)
			}
		case labelComponent:
			k.length(RuleModal, at(field, "label"), asText(o["label"]), 1, 45)
			k.length(RuleModal, at(field, "description"), asText(o["description"]), 0, 100)
			k.labelled(asObject(o["component"]), at(field, "component"))
		case textDisplay:
		default:
			k.add(RuleModal, at(field, "type"), "UNION_TYPE_CHOICES", "A form holds rows and labels.")
		}
	}
}

// labelled judges what a label of a form holds.
func (k *componentCheck) labelled(o object, field string) {
	switch asInt(o["type"]) {
	case textInput:
		k.input(o, field, false)
	case stringSelect:
		k.selectMenu(o, field)
	default:
		k.customID(o, field)
	}
}

// input judges a text input; one in a row has a label of its own.
func (k *componentCheck) input(o object, field string, inRow bool) {
	if asInt(o["type"]) != textInput {
		k.add(RuleModal, at(field, "type"), "UNION_TYPE_CHOICES", "A row of a form holds a text input.")
		return
	}
	k.customID(o, field)
	if inRow {
		k.length(RuleInput, at(field, "label"), asText(o["label"]), 1, 45)
	}
	style := asInt(o["style"])
	k.when(style != 1 && style != 2, RuleInput, at(field, "style"), "BASE_TYPE_CHOICES", "Value must be one of 1, 2.")
	k.length(RulePlaceholder, at(field, "placeholder"), asText(o["placeholder"]), 0, 100)
	low, high := asInt(o["min_length"]), 4000
	if has(o, "max_length") {
		high = asInt(o["max_length"])
	}
	k.when(high < 1 || high > 4000 || low < 0 || low > high, RuleInput, at(field, "max_length"), "NUMBER_TYPE_MAX", "The lengths are out of range.")
	k.length(RuleInput, at(field, "value"), asText(o["value"]), 0, min(high, 4000))
}
