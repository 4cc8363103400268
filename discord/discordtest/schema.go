package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// RuleSchema is that a body is as Discord's OpenAPI description has it.
const RuleSchema Rule = "schema"

// A SchemaUse says which bodies are compared with the OpenAPI description. All other rules hold in any case.
type SchemaUse int

const (
	SchemaEach  SchemaUse = iota // every body
	SchemaFirst                  // the first of each shape, for load tests
	SchemaOff                    // none
)

// schema compares bodies with the OpenAPI description. It is safe for concurrent use.
type schema struct {
	use   SchemaUse
	file  *description
	why   string // why there is no description; "" if there is one
	seed  maphash.Seed
	shape sync.Map // hashes of shapes that were seen
}

// description is an OpenAPI description with the parts that were compiled up to now.
type description struct {
	document any
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema // nil where the description has nothing
}

// Schema returns the file of the OpenAPI description, or why bodies are not compared with one. A test can log it.
func (s *Server) Schema() (file string, err error) {
	switch {
	case s.o.Schema == SchemaOff:
		return "", errors.New("bodies are not compared with the OpenAPI description: Options say so")
	case s.schema.file == nil:
		return "", errors.New("bodies are not compared with the OpenAPI description: " + s.schema.why)
	}
	return descriptionFile(), nil
}

// descriptionFile returns where the OpenAPI description is: the environment variable DISCORD_OPENAPI, else
// discord/openapi-trimmed.json in the folder VARIORUM_SHARED, which is shared beside the module if it is not set.
func descriptionFile() string {
	if name := os.Getenv("DISCORD_OPENAPI"); name != "" {
		return name
	}
	shared := os.Getenv("VARIORUM_SHARED")
	if shared == "" {
		shared = filepath.Join(moduleFolder(), "..", "shared")
	}
	return filepath.Join(shared, "discord", "openapi-trimmed.json")
}

// moduleFolder returns the folder of the module that the working folder belongs to; "." if there is none.
func moduleFolder() string {
	folder, err := os.Getwd()
	if err != nil {
		return "."
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		up := filepath.Dir(folder)
		if up == folder {
			return "."
		}
		folder = up
	}
}

// descriptions holds what was loaded, by file; a process loads each once.
var descriptions sync.Map // of func() (*description, error)

func loadSchema(use SchemaUse) *schema {
	s := &schema{use: use, seed: maphash.MakeSeed()}
	if use == SchemaOff {
		return s
	}
	name := descriptionFile()
	load, _ := descriptions.LoadOrStore(name, sync.OnceValues(func() (*description, error) { return loadDescription(name) }))
	d, err := load.(func() (*description, error))()
	if err != nil {
		s.why = err.Error()
	}
	s.file = d
	return s
}

func loadDescription(name string) (*description, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	document, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(resource, document); err != nil {
		return nil, err
	}
	return &description{document: document, compiler: c, compiled: make(map[string]*jsonschema.Schema)}, nil
}

const resource = "openapi.json"

// of returns the schema of a route's bodies; nil if the description has none.
func (d *description) of(r *route) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := r.method + " " + r.pattern
	if s, ok := d.compiled[name]; ok {
		return s, nil
	}
	path := []string{"paths", r.pattern, strings.ToLower(r.method), "requestBody", "content", "application/json", "schema"}
	if r.schema != "" {
		path = []string{"components", "schemas", r.schema}
	}
	v := d.document
	for _, key := range path {
		v = asObject(v)[key]
	}
	var s *jsonschema.Schema
	if v != nil {
		var err error
		if s, err = d.compiler.Compile(resource + "#/" + pointer(path)); err != nil {
			return nil, err
		}
	}
	d.compiled[name] = s
	return s, nil
}

// pointer returns the JSON pointer of a path as a fragment of an address.
func pointer(path []string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	escaped := make([]string, len(path))
	for n, key := range path {
		escaped[n] = escape.Replace(key)
	}
	return strings.Join(escaped, "/")
}

// check compares the body of a call with the description.
func (s *schema) check(c *check, q *request) {
	if s.file == nil || s.use == SchemaFirst && s.seen(q) {
		return
	}
	compiled, err := s.file.of(q.route)
	if err != nil {
		c.add(RuleSchema, "", "SCHEMA", err.Error())
		return
	}
	if compiled == nil {
		return
	}
	invalid, ok := errors.AsType[*jsonschema.ValidationError](compiled.Validate(coerced(q.body)))
	if !ok {
		return
	}
	where, what := deepest(invalid)
	c.add(RuleSchema, strings.Join(where, "."), "BASE_TYPE_BAD", "breaks "+what)
}

// coerced returns a body with default_member_permissions as the number that the description wants.
func coerced(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for n, below := range v {
			list[n] = coerced(below)
		}
		return list
	case object:
		if s, ok := v["default_member_permissions"].(string); ok && strings.Trim(s, "0123456789") == "" && s != "" {
			v = maps.Clone(v)
			v["default_member_permissions"] = json.Number(s)
		}
		return v
	}
	return v
}

// deepest returns the place of the failure that lies deepest in the body, with the keyword that failed there. Of the
// branches of a union that is the one that fits best: one of another type fails higher up, or at its type.
func deepest(e *jsonschema.ValidationError) (where []string, keyword string) {
	keyword = strings.Join(e.ErrorKind.KeywordPath(), "/")
	where = e.InstanceLocation
	best := depth(where, keyword)
	if len(e.Causes) > 0 {
		best = -1
	}
	for _, cause := range e.Causes {
		w, k := deepest(cause)
		if d := depth(w, k); d > best {
			where, keyword, best = w, k, d
		}
	}
	return where, keyword
}

func depth(where []string, keyword string) int {
	d := 2 * len(where)
	if keyword != "enum" && keyword != "const" && keyword != "type" {
		d++
	}
	return d
}

// seen reports whether a body of the same shape went to the same route before.
func (s *schema) seen(q *request) bool {
	var h maphash.Hash
	h.SetSeed(s.seed)
	h.WriteString(q.name())
	writeShape(&h, q.body)
	_, seen := s.shape.LoadOrStore(h.Sum64(), true)
	return seen
}

// writeShape writes the keys with the kinds of their values, and the numbers that tell components and callbacks apart.
func writeShape(h *maphash.Hash, v any) {
	switch v := v.(type) {
	case object:
		h.WriteByte('{')
		for _, key := range slices.Sorted(maps.Keys(v)) {
			h.WriteString(key)
			if key == "type" || key == "style" {
				fmt.Fprint(h, v[key])
			}
			writeShape(h, v[key])
		}
		h.WriteByte('}')
	case []any:
		h.WriteByte('[')
		for _, below := range v {
			writeShape(h, below)
		}
		h.WriteByte(']')
	default:
		fmt.Fprintf(h, "%T", v)
	}
}
