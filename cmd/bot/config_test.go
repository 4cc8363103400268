package main

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// config.example.yaml has every key, with its default.
func TestExampleConfigIsTheDefaults(t *testing.T) {
	const path = "../../config.example.yaml"
	raw, err := os.ReadFile(path)
	check(t, err)
	got, err := decodeConfig(path, raw)
	check(t, err)
	if diff := cmp.Diff(defaults(), got); diff != "" {
		t.Errorf("the defaults and %s differ (-defaults +file):\n%s", path, diff)
	}
	for field := range reflect.TypeFor[config]().Fields() {
		if key := field.Tag.Get("yaml"); !strings.Contains(string(raw), "\n"+key+":") {
			t.Errorf("%s does not explain the key %q", path, key)
		}
	}
}

// What is wrong in a configuration file is told with its line.
func TestWrongConfig(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"an unknown key", "order: date\nlibary: x\n", `x.yaml:2: unknown field "libary"`},
		{"a wrong value", "# none\norder: best\n", `x.yaml:2: order is "best"; it can be rotated, date or title`},
		{"a wrong colour", "color: red\n", `x.yaml:1: color is "red"; it can be auto, always or never`},
		{"a wrong type", "library: [a]\n", "x.yaml:1: "},
		{"no duration", "wait: soon\n", "x.yaml:1: wait is no time"},
		{"a negative wait", "wait: -1s\n", "x.yaml:1: wait is -1s; it can not be negative"},
		{"broken YAML", "order: 'date\n", "x.yaml:1: "},
		{"brackets without end", strings.Repeat("[", 100), "x.yaml: it is nested too deep (limit 8)"},
		{"too large", "library: " + strings.Repeat("x", maxConfig), "x.yaml: it is too large (limit 64 KB)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := decodeConfig("x.yaml", []byte(tt.file))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("decodeConfig(%.40q) = %v, want %s", tt.file, err, tt.want)
			}
		})
	}
}
