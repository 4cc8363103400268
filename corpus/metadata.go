package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// A declaration is what someone wrote about a source: its own front matter, or a file beside it.
type declaration struct {
	ID       string
	Language string // a BCP 47 tag, or ""
	Encoding string // only beside a file
	Metadata
}

// or returns d with what it does not say taken from others, the first that says it.
func (d declaration) or(others ...declaration) declaration {
	for _, o := range others {
		fill(&d.ID, o.ID)
		fill(&d.Language, o.Language)
		fill(&d.Encoding, o.Encoding)
		fill(&d.Title, o.Title)
		fill(&d.Issued, o.Issued)
		fill(&d.Publisher, o.Publisher)
		fill(&d.ContainerTitle, o.ContainerTitle)
		fill(&d.URL, o.URL)
		fill(&d.Type, o.Type)
		fill(&d.Abstract, o.Abstract)
		fill(&d.Note, o.Note)
		if len(d.Author) == 0 {
			d.Author = o.Author
		}
	}
	return d
}

func fill[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}

// The keys that a declaration may have, as CSL names them.
var declaredKeys = []string{"id", "title", "author", "issued", "publisher", "container-title", "URL", "language", "type", "abstract", "note"}

// cslTypes are the item types of CSL 1.0.2.
var cslTypes = setOf(`article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation
report review review-book software song speech standard thesis treaty webpage`)

// Limits of declarations.
const (
	maxValue   = 8 << 10 // bytes of one value
	maxAuthors = 200
	maxDepth   = 8
)

// A lineError is an error at a line of a YAML or JSON text.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e *lineError) Unwrap() error { return e.err }

func at(n *yaml.Node, format string, args ...any) error {
	return &lineError{n.Line, fmt.Errorf(format, args...)}
}

// readFrontMatter reads the front matter of text, if it has any.
func readFrontMatter(text string) (declaration, error) {
	end := frontMatterEnd(text)
	if end == 0 {
		return declaration{}, unclosed(text)
	}
	first := nextLine(text, 0)
	last := strings.LastIndexAny(strings.TrimRight(text[:end], " \t\r\n"), "\r\n") + 1
	node, err := parseYAML(text[first.End:last])
	if err != nil {
		return declaration{}, moved(err, 1)
	}
	d, err := readDeclaration(node, declaredKeys)
	return d, moved(err, 1)
}

// moved returns err with its line moved down.
func moved(err error, lines int) error {
	if e := (*lineError)(nil); errors.As(err, &e) {
		return &FormatError{Line: e.line + lines, Err: e.err}
	}
	return err
}

// unclosed reports front matter that has no end.
func unclosed(text string) error {
	first := nextLine(text, 0)
	if strings.TrimRight(first.In(text), " \t\r\n") != "---" {
		return nil
	}
	second := nextLine(text, first.End)
	if !frontMatterKey.MatchString(strings.TrimRight(second.In(text), " \t\r\n")) {
		return nil
	}
	return &FormatError{Line: 1, Err: fmt.Errorf("the front matter has no end: no line --- stands within %d KB", MaxFrontMatter>>10)}
}

// parseYAML reads YAML without what could make it large or deep: aliases, tags, and nesting. It returns nil for
// a text without a value.
func parseYAML(text string) (*yaml.Node, error) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, yamlError(err)
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	root := document.Content[0]
	return root, plain(root, 0)
}

// yamlError returns an error of the library with its line.
func yamlError(err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(message, "line "); ok {
		if number, what, ok := strings.Cut(rest, ": "); ok {
			if line, err := strconv.Atoi(number); err == nil {
				return &lineError{line, errors.New(what)}
			}
		}
	}
	return &lineError{1, errors.New(message)}
}

// plain returns an error for what a plain declaration does not hold.
func plain(n *yaml.Node, depth int) error {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return at(n, "anchors and aliases are not read")
	case n.Style&yaml.TaggedStyle != 0:
		return at(n, "the tag %s is not read", n.Tag)
	case depth > maxDepth:
		return at(n, "it is nested too deep (limit %d levels)", maxDepth)
	case len(n.Value) > maxValue:
		return at(n, "the value has %d bytes (limit %d)", len(n.Value), maxValue)
	}
	for _, c := range n.Content {
		if err := plain(c, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// readDeclaration reads a mapping with some of the keys.
func readDeclaration(n *yaml.Node, keys []string) (declaration, error) {
	var d declaration
	if n == nil {
		return d, nil
	}
	return d, eachKey(n, keys, func(key string, v *yaml.Node) error { return d.set(key, v) })
}

// eachKey calls do for every key of a mapping, each of which must be one of keys and stand once.
func eachKey(n *yaml.Node, keys []string, do func(string, *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return at(n, "here must stand keys with values, such as title: ...")
	}
	seen := make(map[string]bool)
	for i := 0; i < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if !slices.Contains(keys, k.Value) {
			return at(k, "the key %q is not known; the keys are %s", k.Value, strings.Join(keys, ", "))
		}
		if seen[k.Value] {
			return at(k, "the key %s stands twice", k.Value)
		}
		seen[k.Value] = true
		if v.Tag == "!!null" { // "key:" without a value says nothing
			continue
		}
		if err := do(k.Value, v); err != nil {
			return err
		}
	}
	return nil
}

func (d *declaration) set(key string, v *yaml.Node) (err error) {
	if key == "author" {
		d.Author, err = readAuthors(v)
		return err
	}
	value, err := scalar(key, v)
	if err != nil {
		return err
	}
	switch key {
	case "id":
		d.ID = value
		err = CheckID(value)
	case "title":
		d.Title = value
	case "issued":
		d.Issued, err = ParseDate(value)
	case "publisher":
		d.Publisher = value
	case "container-title":
		d.ContainerTitle = value
	case "URL":
		d.URL = value
		err = checkURL(value)
	case "language":
		d.Language, err = checkLanguage(value)
	case "type":
		d.Type = value
		err = checkType(value)
	case "abstract":
		d.Abstract = value
	case "note":
		d.Note = value
	case "encoding":
		d.Encoding = value
	}
	if err != nil {
		return at(v, "%w", err)
	}
	return nil
}

func scalar(key string, v *yaml.Node) (string, error) {
	if v.Kind != yaml.ScalarNode {
		return "", at(v, "the value of %s must be one text", key)
	}
	return strings.TrimSpace(v.Value), nil
}

// readAuthors reads a name or a list of names.
func readAuthors(v *yaml.Node) ([]Name, error) {
	list := []*yaml.Node{v}
	if v.Kind == yaml.SequenceNode {
		list = v.Content
	}
	if len(list) > maxAuthors {
		return nil, at(v, "%d authors stand here (limit %d)", len(list), maxAuthors)
	}
	var authors []Name
	for _, n := range list {
		name, err := readName(n)
		if err != nil {
			return nil, err
		}
		if name != (Name{}) {
			authors = append(authors, name)
		}
	}
	return authors, nil
}

// readName reads a name: "Family, Given", or the name of a body or person as it is, or its parts.
func readName(n *yaml.Node) (name Name, err error) {
	if n.Kind == yaml.MappingNode {
		parts := map[string]*string{"family": &name.Family, "given": &name.Given, "literal": &name.Literal}
		return name, eachKey(n, []string{"family", "given", "literal"}, func(key string, v *yaml.Node) error {
			*parts[key], err = scalar(key, v)
			return err
		})
	}
	s, err := scalar("author", n)
	return ParseName(s), err
}

// ParseName returns a name written as "Family, Given", with at most three words on either side of its only comma, or as a
// literal: bodies have commas in their names too, but longer ones.
func ParseName(s string) Name {
	s = strings.TrimSpace(s)
	family, given, ok := strings.Cut(s, ", ")
	few := func(s string) bool { n := len(strings.Fields(s)); return n >= 1 && n <= 3 }
	if ok && !strings.Contains(given, ",") && few(family) && few(given) {
		return Name{Family: family, Given: strings.TrimSpace(given)}
	}
	return Name{Literal: s}
}

func checkURL(s string) error {
	if u, err := url.Parse(s); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no web address; it begins with https:// or http://", s)
	}
	return nil
}

// checkLanguage returns the canonical form of a BCP 47 tag.
func checkLanguage(s string) (string, error) {
	tag, err := language.Parse(s)
	if err != nil {
		return "", fmt.Errorf("%q is no language code, such as en, de, es, fr or ru", s)
	}
	return tag.String(), nil
}

func checkType(s string) error {
	if cslTypes[s] {
		return nil
	}
	var near []string
	for t := range cslTypes {
		if s != "" && (strings.Contains(t, s) || strings.Contains(s, t)) {
			near = append(near, t)
		}
	}
	if len(near) > 0 {
		slices.Sort(near)
		return fmt.Errorf("%q is no CSL type (did you mean %s?)", s, strings.Join(near, " or "))
	}
	return fmt.Errorf("%q is no CSL type, such as book, report, article-newspaper or webpage", s)
}

// ParseDate reads a date of the forms 2022, 2022-01 and 2022-01-15; what has another form is kept as a
// literal. It returns an error for a date that is in no calendar, such as 2022-13.
func ParseDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	day, _, _ := strings.Cut(strings.Replace(s, " ", "T", 1), "T") // a time of day behind it goes
	for _, layout := range []string{"2006-01-02", "2006-1-2", "2006-01", "2006-1", "2006"} {
		t, err := time.Parse(layout, day)
		if err != nil {
			continue
		}
		d := Date{Year: t.Year()}
		if layout != "2006" {
			d.Month = int(t.Month())
		}
		if strings.Count(layout, "-") == 2 {
			d.Day = t.Day()
		}
		return d, nil
	}
	if isoLike.MatchString(s) {
		return Date{}, fmt.Errorf("%q is in no calendar; a date is YYYY-MM-DD, YYYY-MM or YYYY", s)
	}
	return Date{Literal: s}, nil
}
