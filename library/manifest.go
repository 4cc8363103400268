package library

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"variorum/corpus"
	"variorum/retrieval"
)

// Version numbers the layout of a library's folder. Libraries of a newer one are refused.
const Version = 1

const (
	manifestName = "manifest.json"
	lockName     = "lock"
	textsName    = "texts"
	indexName    = "index"
	// newSuffix ends the names of files that are being written; a rename takes it away.
	newSuffix = ".new"
)

// A manifest says what a library holds. It is replaced, never altered.
type manifest struct {
	Version  int      `json:"version"`
	Revision string   `json:"revision"`
	Settings settings `json:"settings"`
	// Generations counts those that were ever made, so that no name is used twice.
	Generations int          `json:"generations"`
	Sources     []record     `json:"sources"`           // in order of ID
	Aliases     []alias      `json:"aliases,omitempty"` // in order of name
	Index       []generation `json:"index"`             // oldest first
}

// Settings are what answers depend on besides the sources.
type settings struct {
	Library   int    `json:"library"`
	Retrieval int    `json:"retrieval"`
	Data      string `json:"data,omitempty"` // a sum over what queries depend on
}

func ourSettings() settings {
	return settings{Library: Version, Retrieval: retrieval.Version, Data: retrieval.DataSum()}
}

// A record is what a manifest says of a source.
type record struct {
	ID         corpus.SourceID `json:"id"`
	File       string          `json:"file"`
	SHA256     string          `json:"sha256"`
	TextSHA256 string          `json:"text_sha256"`
	Bytes      int64           `json:"bytes"` // of the text
	Language   string          `json:"language"`
	Metadata   metadata        `json:"metadata"`
	Added      time.Time       `json:"added"`
	// Origin is a sum of the path of the file, by which the file is known again on the same machine.
	Origin string `json:"origin,omitempty"`
	// Generation is the folder of the generation that holds the source as it is now, or "".
	Generation string `json:"index,omitempty"`
}

// A generation is an index folder. Sources that changed or went are dead in it.
type generation struct {
	Folder   string      `json:"folder"`
	Version  int         `json:"version"` // of package retrieval
	Sources  int         `json:"sources"` // when it was built, as the following
	Bytes    int64       `json:"bytes"`   // of their texts
	Passages int         `json:"passages"`
	Files    []indexFile `json:"files"` // in order of name
}

type indexFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func newRecord(s corpus.Source, added time.Time) record {
	return record{
		ID: s.ID, File: storedName(s.File), SHA256: s.SHA256, TextSHA256: sumOf([]byte(s.Document.Text)),
		Bytes: int64(len(s.Document.Text)), Language: s.Language, Metadata: toMetadata(s.Metadata), Added: added,
	}
}

// storedName returns the name of a file as a manifest can hold it.
func storedName(file string) string { return strings.ToValidUTF8(file, "\uFFFD") }

func (r record) entry() Entry { return Entry{Source: r.source(), Added: r.Added} }

// source returns the source without its document.
func (r record) source() corpus.Source {
	return corpus.Source{ID: r.ID, Metadata: r.Metadata.metadata(), Language: r.Language, File: r.File, SHA256: r.SHA256}
}

// stem returns the path, without a suffix, of the stored files of a source, relative to the library's folder.
// Another text has another stem.
func (r record) stem() string {
	return path.Join(textsName, string(r.ID)+"-"+r.TextSHA256[:12])
}

func (r record) textPath() string      { return r.stem() + ".txt" }
func (r record) structurePath() string { return r.stem() + ".structure" }

// sameText reports whether r and s have the same text and structure.
func (r record) sameText(s record) bool {
	return r.ID == s.ID && r.TextSHA256 == s.TextSHA256 && r.Language == s.Language && path.Ext(r.File) == path.Ext(s.File)
}

// sameSource reports whether r and s say the same of a source, wherever it came from and whenever.
func (r record) sameSource(s record) bool {
	plain := func(r record) []byte {
		r.Added, r.Origin, r.Generation = time.Time{}, "", ""
		b, err := json.Marshal(r)
		if err != nil {
			panic("library: " + err.Error()) // plain data
		}
		return b
	}
	return bytes.Equal(plain(r), plain(s))
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// revision returns the revision of sources, which are in order of ID, and of aliases. Every source adds one line of
// JSON with what answers depend on; the extension of its file says how its structure is found. So does every group of aliases.
func (s settings) revision(sources []record, aliases *retrieval.Aliases) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	write := func(v any) {
		if err := enc.Encode(v); err != nil {
			panic("library: " + err.Error()) // plain data, and a hash takes all
		}
	}
	write(s)
	for _, r := range sources {
		write(struct {
			ID         corpus.SourceID `json:"id"`
			Extension  string          `json:"extension"`
			SHA256     string          `json:"sha256"`
			TextSHA256 string          `json:"text_sha256"`
			Language   string          `json:"language"`
			Metadata   metadata        `json:"metadata"`
		}{r.ID, strings.ToLower(path.Ext(r.File)), r.SHA256, r.TextSHA256, r.Language, r.Metadata})
	}
	for _, g := range aliases.Groups() {
		write(alias{g.Name, g.Close, g.Loose, ""})
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// encode returns m as it is written: one line for each source, so that a manifest can be compared
// and a damaged line be named.
func (m manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	head, err := json.Marshal(m.Settings)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "{\"version\": %d,\n\"revision\": %q,\n\"settings\": %s,\n\"generations\": %d,\n", m.Version, m.Revision, head, m.Generations)
	if len(m.Aliases) > 0 {
		if err := encodeList(&b, "aliases", m.Aliases); err != nil {
			return nil, err
		}
		b.WriteString(",\n")
	}
	if err := encodeList(&b, "sources", m.Sources); err != nil {
		return nil, err
	}
	b.WriteString(",\n")
	if err := encodeList(&b, "index", m.Index); err != nil {
		return nil, err
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

func encodeList[T any](b *bytes.Buffer, name string, list []T) error {
	fmt.Fprintf(b, "%q: [", name)
	for i, v := range list {
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(line)
	}
	b.WriteString("]")
	return nil
}

// decodeManifest reads a manifest; file names it in errors, which are a
// [*VersionError] or a [*DamagedError].
func decodeManifest(file string, raw []byte) (manifest, error) {
	var m manifest
	err := json.Unmarshal(raw, &m)
	if m.Version > Version { // before all else: the rest may have another form
		return manifest{}, &VersionError{Path: file, Version: m.Version}
	}
	if err != nil {
		return manifest{}, damaged(file, raw, err)
	}
	if err := m.validate(); err != nil {
		return manifest{}, damaged(file, raw, err)
	}
	return m, nil
}

// damaged returns a [*DamagedError] with the line of a JSON error.
func damaged(file string, raw []byte, err error) error {
	e := &DamagedError{Path: file, Err: err}
	offset := int64(-1)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	if kind := (*json.UnmarshalTypeError)(nil); errors.As(err, &kind) {
		offset = kind.Offset
	}
	if offset >= 0 {
		e.Line = 1 + bytes.Count(raw[:min(offset, int64(len(raw)))], []byte("\n"))
	}
	return e
}

// validate returns what is wrong with a manifest that is good JSON.
func (m manifest) validate() error {
	if m.Version < 1 {
		return errors.New("it has no version")
	}
	folders := make(map[string]bool)
	for _, g := range m.Index {
		n, err := strconv.Atoi(g.Folder)
		if err != nil || g.Folder != generationName(n) || n > m.Generations || folders[g.Folder] {
			return fmt.Errorf("%q can not be a folder of the index", g.Folder)
		}
		folders[g.Folder] = true
		for _, f := range g.Files {
			if !isName(f.Name) {
				return fmt.Errorf("%q can not be a file of the index", f.Name)
			}
		}
	}
	for i, r := range m.Sources {
		if err := r.validate(); err != nil {
			return err
		}
		if i > 0 && m.Sources[i-1].ID >= r.ID {
			return fmt.Errorf("sources %q and %q are not in order", m.Sources[i-1].ID, r.ID)
		}
		if r.Generation != "" && !folders[r.Generation] {
			return fmt.Errorf("source %q is in index %q, which is not listed", r.ID, r.Generation)
		}
	}
	aliases, err := m.aliases()
	if err != nil {
		return fmt.Errorf("its aliases: %w", err)
	}
	if m.Settings.revision(m.Sources, aliases) != m.Revision {
		return errors.New("its sources and aliases do not give its revision")
	}
	return nil
}

func (r record) validate() error {
	if !isName(string(r.ID)) {
		return fmt.Errorf("%q can not be the name of a source", r.ID)
	}
	if _, err := hex.DecodeString(r.TextSHA256); err != nil || len(r.TextSHA256) != 2*sha256.Size {
		return fmt.Errorf("source %q has no sum of its text", r.ID)
	}
	return nil
}

// isName reports whether s is the name of a file in its own folder, on all systems.
func isName(s string) bool {
	return s != "." && filepath.IsLocal(s) && !strings.ContainsAny(s, `/\:`)
}

// generationName returns the folder of the n-th generation.
func generationName(n int) string { return fmt.Sprintf("%06d", n) }

// sortRecords puts records in order of ID.
func sortRecords(records []record) {
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.ID, b.ID) })
}

// Metadata is corpus.Metadata in the words of CSL-JSON.
type metadata struct {
	Title          string   `json:"title,omitempty"`
	Author         []name   `json:"author,omitempty"`
	Issued         *date    `json:"issued,omitempty"`
	Publisher      string   `json:"publisher,omitempty"`
	ContainerTitle string   `json:"container-title,omitempty"`
	URL            string   `json:"URL,omitempty"`
	Type           string   `json:"type,omitempty"`
	Abstract       string   `json:"abstract,omitempty"`
	Note           string   `json:"note,omitempty"`
	Inferred       []string `json:"inferred,omitempty"`
}

type name struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type date struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

func toMetadata(m corpus.Metadata) metadata {
	r := metadata{
		Title: m.Title, Issued: toDate(m.Issued), Publisher: m.Publisher, ContainerTitle: m.ContainerTitle,
		URL: m.URL, Type: m.Type, Abstract: m.Abstract, Note: m.Note, Inferred: m.Inferred,
	}
	for _, n := range m.Author {
		r.Author = append(r.Author, name(n))
	}
	return r
}

func (m metadata) metadata() corpus.Metadata {
	r := corpus.Metadata{
		Title: m.Title, Issued: m.Issued.date(), Publisher: m.Publisher, ContainerTitle: m.ContainerTitle,
		URL: m.URL, Type: m.Type, Abstract: m.Abstract, Note: m.Note, Inferred: m.Inferred,
	}
	for _, n := range m.Author {
		r.Author = append(r.Author, corpus.Name(n))
	}
	return r
}

func toDate(d corpus.Date) *date {
	if d == (corpus.Date{}) {
		return nil
	}
	r := &date{Literal: d.Literal}
	if parts := []int{d.Year, d.Month, d.Day}; d.Year != 0 {
		for parts[len(parts)-1] == 0 {
			parts = parts[:len(parts)-1]
		}
		r.Parts = [][]int{parts}
	}
	return r
}

func (d *date) date() corpus.Date {
	if d == nil {
		return corpus.Date{}
	}
	r := corpus.Date{Literal: d.Literal}
	if len(d.Parts) == 1 {
		for i, field := range []*int{&r.Year, &r.Month, &r.Day}[:min(3, len(d.Parts[0]))] {
			*field = d.Parts[0][i]
		}
	}
	return r
}
