package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// SourcesFile is the name of a file that describes the files beside it.
const SourcesFile = "sources.yaml"

// Limits of files that describe others.
const (
	maxSourcesFile = 1 << 20
	maxItemFile    = 256 << 10
)

var isoLike = regexp.MustCompile(`^\d{4}-\d{1,2}(?:-\d{1,2})?$`)

// sourcesKeys are the keys of an entry of a [SourcesFile].
var sourcesKeys = append([]string{"file", "encoding"}, declaredKeys...)

// readSources reads a [SourcesFile]: a list of entries with the key file, or a mapping from files to entries. It returns
// the entries by file, with the lines at which they stand.
func readSources(raw []byte) (map[string]declaration, map[string]int, error) {
	if len(raw) > maxSourcesFile {
		return nil, nil, fmt.Errorf("it has %d bytes (limit %d)", len(raw), maxSourcesFile)
	}
	text, err := decode(raw, "")
	if err != nil {
		return nil, nil, err
	}
	root, err := parseYAML(text)
	if err != nil || root == nil {
		return nil, nil, moved(err, 0)
	}
	entries, lines := make(map[string]declaration), make(map[string]int)
	add := func(file string, n *yaml.Node, d declaration) error {
		if file == "" {
			return at(n, "the entry has no file")
		}
		if before, ok := lines[file]; ok {
			return at(n, "%s stands at line %d already", file, before)
		}
		entries[file], lines[file] = d, n.Line
		return nil
	}
	switch root.Kind {
	case yaml.SequenceNode:
		for _, n := range root.Content {
			var d declaration
			file := ""
			err := eachKey(n, sourcesKeys, func(key string, v *yaml.Node) (err error) {
				if key == "file" {
					file, err = scalar(key, v)
					return err
				}
				return d.set(key, v)
			})
			if err == nil {
				err = add(file, n, d)
			}
			if err != nil {
				return nil, nil, moved(err, 0)
			}
		}
	case yaml.MappingNode:
		for i := 0; i < len(root.Content); i += 2 {
			d, err := readDeclaration(root.Content[i+1], sourcesKeys[1:])
			if err == nil {
				err = add(root.Content[i].Value, root.Content[i], d)
			}
			if err != nil {
				return nil, nil, moved(err, 0)
			}
		}
	default:
		return nil, nil, moved(at(root, "here must stand a list of entries, each with file: and what is to be said of it"), 0)
	}
	return entries, lines, nil
}

// A cslItem is an item of CSL-JSON, as far as it says what [Metadata] hold.
type cslItem struct {
	ID             text      `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	Author         []cslName `json:"author"`
	Issued         cslDate   `json:"issued"`
	Publisher      string    `json:"publisher"`
	ContainerTitle string    `json:"container-title"`
	URL            string    `json:"URL"`
	Language       string    `json:"language"`
	Abstract       string    `json:"abstract"`
	Note           string    `json:"note"`
}

type cslName struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Literal  string `json:"literal"`
	Particle string `json:"non-dropping-particle"`
	Dropping string `json:"dropping-particle"`
	Suffix   string `json:"suffix"`
}

type cslDate struct {
	Parts   [][]text `json:"date-parts"`
	Raw     string   `json:"raw"`
	Literal string   `json:"literal"`
}

// A text is a string, or a number as it is written.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err == nil {
		*t = text(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	*t = text(n.String())
	return nil
}

// readItem reads the CSL-JSON beside a file: an item, or a list with one.
func readItem(raw []byte) (declaration, error) {
	if len(raw) > maxItemFile {
		return declaration{}, fmt.Errorf("it has %d bytes (limit %d)", len(raw), maxItemFile)
	}
	raw = bytes.TrimPrefix(raw, []byte(marks[0].mark))
	var items []cslItem
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		items = make([]cslItem, 1)
		if err := json.Unmarshal(raw, &items[0]); err != nil {
			return declaration{}, jsonError(raw, err)
		}
	} else if err := json.Unmarshal(raw, &items); err != nil {
		return declaration{}, jsonError(raw, err)
	}
	if len(items) != 1 {
		return declaration{}, fmt.Errorf("it holds %d items in place of one", len(items))
	}
	return items[0].declaration()
}

// jsonError returns an error of the decoder with its line.
func jsonError(raw []byte, err error) error {
	offset := int64(len(raw))
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		offset = e.Offset
	}
	if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) {
		offset = e.Offset
		err = fmt.Errorf("the value of %s can not be %s", e.Field, e.Value)
	}
	return &FormatError{Line: lineOf(raw, int(min(offset, int64(len(raw))))), Err: err}
}

// declaration returns what an item says.
func (c cslItem) declaration() (declaration, error) {
	d := declaration{ID: string(c.ID), Metadata: Metadata{
		Title: c.Title, Publisher: c.Publisher, ContainerTitle: c.ContainerTitle, URL: c.URL, Type: c.Type, Abstract: c.Abstract, Note: c.Note,
	}}
	if d.ID != "" && CheckID(d.ID) != nil { // the keys of bibliographies are not made for us
		d.ID = ""
	}
	for _, n := range c.Author {
		family := strings.Join(strings.Fields(n.Dropping+" "+n.Particle+" "+n.Family), " ")
		given := strings.Join(strings.Fields(n.Given+" "+n.Suffix), " ")
		if name := (Name{family, given, n.Literal}); name != (Name{}) {
			d.Author = append(d.Author, name)
		}
	}
	var err error
	if d.Issued, err = c.Issued.date(); err != nil {
		return d, fmt.Errorf("issued: %w", err)
	}
	if c.Language != "" {
		if d.Language, err = checkLanguage(c.Language); err != nil {
			return d, fmt.Errorf("language: %w", err)
		}
	}
	if d.URL != "" {
		if err := checkURL(d.URL); err != nil {
			return d, fmt.Errorf("URL: %w", err)
		}
	}
	if d.Type != "" {
		if err := checkType(d.Type); err != nil {
			return d, fmt.Errorf("type: %w", err)
		}
	}
	return d, nil
}

// date returns the first date of a CSL date.
func (c cslDate) date() (Date, error) {
	if len(c.Parts) == 0 || len(c.Parts[0]) == 0 {
		if c.Literal != "" {
			return Date{Literal: c.Literal}, nil
		}
		return ParseDate(c.Raw)
	}
	parts := make([]string, 0, 3)
	for _, p := range c.Parts[0][:min(3, len(c.Parts[0]))] {
		n, err := strconv.Atoi(string(p))
		if err != nil {
			return Date{}, fmt.Errorf("%q is no number", p)
		}
		parts = append(parts, fmt.Sprintf("%02d", n))
	}
	parts[0] = fmt.Sprintf("%04s", parts[0])
	return ParseDate(strings.Join(parts, "-"))
}

// itemFile returns the name of the file that describes file in CSL-JSON.
func itemFile(file string) string { return strings.TrimSuffix(file, path.Ext(file)) + ".json" }
