package discordtest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Rules on messages. Lengths count UTF-16 code units.
const (
	RuleBody            Rule = "body"                 // a body is what its route takes at all
	RuleContent         Rule = "content-length"       // content has at most 2000
	RuleEmbedCount      Rule = "embed-count"          // at most 10 embeds
	RuleEmbedTotal      Rule = "embed-total"          // at most 6000 in all embeds of a message together
	RuleEmbedEmpty      Rule = "embed-empty"          // each embed shows something
	RuleEmbedText       Rule = "embed-text"           // title 256, description 4096, footer 2048, author 256
	RuleEmbedFields     Rule = "embed-fields"         // at most 25 fields
	RuleField           Rule = "embed-field"          // a field has a name of 1-256, a value of 1-1024
	RuleURL             Rule = "url"                  // addresses are http or https; images may be attachments of the message
	RuleMentions        Rule = "allowed-mentions"     // kinds are known, none is in parse that has a list too
	RuleNoMentions      Rule = "mentions-house-rule"  // each message carries allowed_mentions {"parse":[]}
	RuleComponentsV2    Rule = "components-v2"        // components of version 2 need their flag, which excludes content, embeds
	RuleThreadName      Rule = "thread-name"          // 1-100
	RuleThreadArchive   Rule = "thread-auto-archive"  // 60, 1440, 4320 or 10080 minutes
	RuleThreadTags      Rule = "thread-tags"          // at most 5
	RuleAutocompleteMax Rule = "autocomplete-choices" // at most 25
	RuleAutocomplete    Rule = "autocomplete-choice"  // name 1-100, string value 1-100
)

// messageBody returns the part of a body that describes a message.
func messageBody(q *request) object {
	body := asObject(q.body)
	switch q.route.pattern {
	case callbackRoute.pattern:
		return asObject(body["data"])
	case "/channels/{channel_id}/threads":
		return asObject(body["message"])
	}
	return body
}

// callbackRules judges a callback.
func callbackRules(c *check, q *request) {
	body := asObject(q.body)
	data := asObject(body["data"])
	switch asInt(body["type"]) {
	case Reply:
		c.data(data, c.message)
	case Update:
		if data != nil {
			c.message(data, "data")
		}
	case Choices:
		c.data(data, c.choices)
	case ShowModal:
		c.data(data, c.modal)
	case Pong, DeferredReply, DeferredUpdate:
	default:
		c.add(RuleBody, "type", "BASE_TYPE_CHOICES", "The type is none of a callback.")
	}
}

// data judges the data of a callback that must have some.
func (c *check) data(data object, judge func(data object, field string)) {
	if data == nil {
		c.add(RuleBody, "data", "BASE_TYPE_REQUIRED", "This field is required")
		return
	}
	judge(data, "data")
}

// choices judges what an autocomplete callback proposes.
func (c *check) choices(data object, field string) {
	list := asList(data["choices"])
	c.atMost(RuleAutocompleteMax, at(field, "choices"), len(list), 25)
	for n, v := range list {
		field := at(field, "choices", n)
		o := asObject(v)
		c.length(RuleAutocomplete, at(field, "name"), asText(o["name"]), 1, 100)
		if s, ok := o["value"].(string); ok {
			c.length(RuleAutocomplete, at(field, "value"), s, 1, 100)
		}
		c.when(!has(o, "value"), RuleAutocomplete, at(field, "value"), "BASE_TYPE_REQUIRED", "This field is required")
	}
}

// messageRules judges a new message or the edit of one. Whether it shows anything is found out when it is kept.
func messageRules(c *check, q *request) {
	body := asObject(q.body)
	if body == nil {
		c.add(RuleBody, "", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return
	}
	c.message(body, "")
}

// message judges a message.
func (c *check) message(body object, field string) {
	content := asText(body["content"])
	c.length(RuleContent, at(field, "content"), content, 0, 2000)
	c.embeds(asList(body["embeds"]), at(field, "embeds"))
	c.mentions(body, field)
	c.components(asList(body["components"]), at(field, "components"), asInt(body["flags"])&flagComponentsV2 != 0)
	if asInt(body["flags"])&flagComponentsV2 != 0 && (content != "" || len(asList(body["embeds"])) > 0) {
		c.add(RuleComponentsV2, at(field, "flags"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			"The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2")
	}
}

// embeds judges the embeds of a message.
func (c *check) embeds(embeds []any, field string) {
	c.atMost(RuleEmbedCount, field, len(embeds), 10)
	total := 0
	for n, v := range embeds {
		total += c.embed(asObject(v), at(field, n))
	}
	c.when(total > 6000, RuleEmbedTotal, field, "MAX_EMBED_SIZE_EXCEEDED", fmt.Sprintf("Embed size exceeds maximum size of 6000: %d", total))
}

// embed judges one embed; it returns the length of all its text.
func (c *check) embed(e object, field string) (total int) {
	author, footer := asObject(e["author"]), asObject(e["footer"])
	text := func(o object, key, field string, high int) {
		s := asText(o[key])
		total += units(s)
		c.length(RuleEmbedText, at(field, key), s, 0, high)
	}
	text(e, "title", field, 256)
	text(e, "description", field, 4096)
	text(author, "name", at(field, "author"), 256)
	text(footer, "text", at(field, "footer"), 2048)
	fields := asList(e["fields"])
	c.atMost(RuleEmbedFields, at(field, "fields"), len(fields), 25)
	for n, v := range fields {
		o := asObject(v)
		name, value := asText(o["name"]), asText(o["value"])
		total += units(name) + units(value)
		c.length(RuleField, at(field, "fields", n, "name"), name, 1, 256)
		c.length(RuleField, at(field, "fields", n, "value"), value, 1, 1024)
	}
	image, thumbnail := asText(asObject(e["image"])["url"]), asText(asObject(e["thumbnail"])["url"])
	shown := []string{asText(e["title"]), asText(e["description"]), asText(author["name"]), asText(footer["text"]), image, thumbnail}
	nothing := len(fields) == 0 && !slices.ContainsFunc(shown, func(s string) bool { return !blank(s) })
	c.when(nothing, RuleEmbedEmpty, field, "BASE_TYPE_REQUIRED", "The embed shows nothing.")
	c.when(has(author, "url") && blank(asText(author["name"])), RuleEmbedEmpty, at(field, "author", "name"), "BASE_TYPE_REQUIRED", "This field is required")
	c.address(e["url"], at(field, "url"), "http", "https")
	c.address(author["url"], at(field, "author", "url"), "http", "https")
	c.address(image, at(field, "image", "url"), "http", "https", "attachment")
	c.address(thumbnail, at(field, "thumbnail", "url"), "http", "https", "attachment")
	return total
}

// address judges an address, if there is one.
func (c *check) address(v any, field string, schemes ...string) {
	s := asText(v)
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || !slices.Contains(schemes, u.Scheme):
		c.add(RuleURL, field, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of "+strings.Join(schemes, ", ")+".")
	case u.Host == "":
		c.add(RuleURL, field, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case u.Scheme == "attachment" && !slices.Contains(c.files, u.Host):
		c.add(RuleURL, field, "URL_TYPE_INVALID_URL", "The message has no such attachment.")
	}
	c.length(RuleURL, field, s, 0, 2048)
}

// mentions judges allowed_mentions.
func (c *check) mentions(body object, field string) {
	field = at(field, "allowed_mentions")
	m := asObject(body["allowed_mentions"])
	parse, isList := m["parse"].([]any)
	if !isList || len(parse) > 0 || len(asList(m["users"])) > 0 || len(asList(m["roles"])) > 0 || asBool(m["replied_user"]) {
		c.found = append(c.found, finding{rule: RuleNoMentions, field: field, house: true, text: `is not {"parse":[]}`})
	}
	for n, v := range parse {
		kind := asText(v)
		known := kind == "users" || kind == "roles" || kind == "everyone"
		c.when(!known, RuleMentions, at(field, "parse", n), "BASE_TYPE_CHOICES", "Value must be one of roles, users, everyone.")
		c.when(known && len(asList(m[kind])) > 0, RuleMentions, at(field, "parse", n), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
			fmt.Sprintf("parse: %q and %s: [ids...] are mutually exclusive.", kind, kind))
		c.when(slices.Contains(parse[:n], v), RuleMentions, at(field, "parse", n), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
	}
	for _, kind := range []string{"users", "roles"} {
		c.atMost(RuleMentions, at(field, kind), len(asList(m[kind])), 100)
	}
}

// threadRules judges a new thread or a forum's post.
func threadRules(c *check, q *request) {
	body := asObject(q.body)
	c.length(RuleThreadName, "name", asText(body["name"]), 1, 100)
	c.archive(body)
	c.atMost(RuleThreadTags, "applied_tags", len(asList(body["applied_tags"])), 5)
	if first := asObject(body["message"]); first != nil {
		c.message(first, "message")
	}
}

func (c *check) archive(body object) {
	if has(body, "auto_archive_duration") {
		c.when(!slices.Contains([]int{60, 1440, 4320, 10080}, asInt(body["auto_archive_duration"])), RuleThreadArchive, "auto_archive_duration",
			"BASE_TYPE_CHOICES", "Value must be one of 60, 1440, 4320, 10080.")
	}
}

// channelRules judges the edit of a channel or thread.
func channelRules(c *check, q *request) {
	body := asObject(q.body)
	c.when(body == nil, RuleBody, "", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
	if name, given := body["name"]; given {
		c.length(RuleThreadName, "name", asText(name), 1, 100)
	}
	c.archive(body)
	c.atMost(RuleThreadTags, "applied_tags", len(asList(body["applied_tags"])), 5)
}
