package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A Rule names what a bot must hold to.
type Rule string

// keptViolations is how many violations are kept word for word; more are only counted.
const keptViolations = 1000

// A Violation is a breach of a rule. It holds no text that was sent.
type Violation struct {
	Rule   Rule
	Route  string // method with pattern, such as "POST /channels/{channel_id}/messages"; or "gateway"
	Field  string // path to the field, such as "data.embeds.0.title"; "" is the whole request
	Detail string
}

func (v Violation) String() string {
	field := v.Field
	if field != "" {
		field = " " + field
	}
	return fmt.Sprintf("%s: %s%s: %s", v.Rule, v.Route, field, v.Detail)
}

// Violations returns what broke a rule up to now, in order, at most 1,000.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Forgive forgets the violations up to now.
func (s *Server) Forgive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations, s.broken = nil, 0
}

// NoViolations fails t with one line for each violation up to now.
func (s *Server) NoViolations(t testing.TB) {
	t.Helper()
	s.mu.Lock()
	kept, broken := slices.Clone(s.violations), s.broken
	s.mu.Unlock()
	if broken == 0 {
		return
	}
	lines := make([]string, len(kept))
	for i, v := range kept {
		lines[i] = v.String()
	}
	t.Errorf("%d violations of Discord's rules:\n%s", broken, strings.Join(lines, "\n"))
}

// violate records a violation; s.mu is held.
func (s *Server) violate(rule Rule, route, field, detail string) {
	s.broken++
	if len(s.violations) < keptViolations {
		s.violations = append(s.violations, Violation{rule, route, field, detail})
	}
}

// A finding is something wrong in a body.
type finding struct {
	rule  Rule
	field string
	code  string // Discord's
	text  string
	house bool // our own rule, for which Discord refuses nothing
}

// A check gathers what is found in one body.
type check struct {
	found []finding
	files []string // names of the files that go with it
}

func (c *check) add(rule Rule, field, code, text string) {
	c.found = append(c.found, finding{rule: rule, field: field, code: code, text: text})
}

// when adds a finding if it holds.
func (c *check) when(holds bool, rule Rule, field, code, text string) {
	if holds {
		c.add(rule, field, code, text)
	}
}

// length wants a text of low to high code units.
func (c *check) length(rule Rule, field, s string, low, high int) {
	switch n := units(s); {
	case n > high && low > 0:
		c.add(rule, field, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", low, high))
	case n > high:
		c.add(rule, field, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", high))
	case n < low || low > 0 && blank(s):
		c.add(rule, field, "BASE_TYPE_REQUIRED", "This field is required")
	}
}

// atMost wants at most high elements.
func (c *check) atMost(rule Rule, field string, n, high int) {
	c.when(n > high, rule, field, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", high))
}

// refused returns the findings for which Discord refuses a body.
func (c *check) refused() []finding {
	return slices.DeleteFunc(slices.Clone(c.found), func(f finding) bool { return f.house })
}
