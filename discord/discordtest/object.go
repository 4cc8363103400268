package discordtest

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf16"
)

// An object is a JSON object as it came, with its numbers as [json.Number].
type object = map[string]any

// The following read a value of any kind as what is wanted of it; the zero value stands for what is missing or different.

func asObject(v any) object {
	o, _ := v.(object)
	return o
}

func asList(v any) []any {
	l, _ := v.([]any)
	return l
}

func asText(v any) string {
	s, _ := v.(string)
	return s
}

func asBool(v any) bool {
	b, _ := v.(bool)
	return b
}

// asInt reads a number, also one in a string.
func asInt(v any) int {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return 0
		}
		return int(n)
	case int:
		return v
	case string:
		n, err := strconv.Atoi(v)
		if err != nil {
			return 0
		}
		return n
	}
	return 0
}

func asFloat(v any) float64 {
	n, _ := v.(json.Number)
	f, err := n.Float64()
	if err != nil {
		return 0
	}
	return f
}

// has reports whether o has a value other than null under key.
func has(o object, key string) bool { return o[key] != nil }

// units counts UTF-16 code units, as Discord does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// blank reports whether nothing of s is left after Discord has trimmed it.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// at returns the path of a field below another.
func at(path string, keys ...any) string {
	parts := make([]string, 0, len(keys)+1)
	if path != "" {
		parts = append(parts, path)
	}
	for _, k := range keys {
		switch k := k.(type) {
		case string:
			parts = append(parts, k)
		case int:
			parts = append(parts, strconv.Itoa(k))
		}
	}
	return strings.Join(parts, ".")
}
