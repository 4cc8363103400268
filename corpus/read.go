package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Options say how files are read. The zero Options are the defaults.
type Options struct {
	// Encoding is the encoding of files that are not UTF-8 and for which nothing beside them declares one: a name from
	// the WHATWG Encoding Standard, such as "windows-1251". "" is unknown.
	Encoding string
}

// Read makes a source of the bytes of a file, whose name says whether it is Markdown. The ID is the one that the
// front matter declares, or "". Errors are [*FormatError]s without a path.
func Read(file string, raw []byte, o Options) (Source, error) {
	return read(file, raw, declaration{Encoding: o.Encoding})
}

// read makes a source of which beside says what its file does not.
func read(file string, raw []byte, beside declaration) (Source, error) {
	text, err := Decode(raw, beside.Encoding)
	if err != nil {
		return Source{}, err
	}
	own, err := readFrontMatter(text)
	if err != nil {
		return Source{}, err
	}
	body := text[frontMatterEnd(text):]
	if strings.TrimSpace(body) == "" {
		return Source{}, &FormatError{Err: fmt.Errorf("%w behind the front matter", ErrEmpty)}
	}
	d := beside.or(own)
	sum := sha256.Sum256(raw)
	s := Source{ID: SourceID(d.ID), Metadata: d.Metadata, Language: languageOf(d.Language, body), File: file, SHA256: hex.EncodeToString(sum[:])}
	s.Document = Document{Text: text, Structure: Parse(text, s.Language, IsMarkdown(file))}
	if !slices.ContainsFunc(s.Document.Structure.Paragraphs, func(p Paragraph) bool { return len(p.Sentences) > 0 }) {
		return Source{}, &FormatError{Err: fmt.Errorf("%w that could be quoted", ErrEmpty)}
	}
	s.Metadata = s.Metadata.proposing(infer(s.Document, s.Language))
	return s, nil
}

// wordsToTell is the number of words from which on a text's language is taken to be what it looks like most.
const wordsToTell = 50

// languageOf returns the code of a declared tag, or of the language that a text looks like.
func languageOf(declared, body string) string {
	if declared != "" {
		base, _ := language.Make(declared).Base()
		return base.String()
	}
	code, confident := DetectLanguage(body)
	if !confident && len(strings.Fields(body[:min(len(body), mostDetected)])) < wordsToTell {
		return "und"
	}
	return code
}

// proposing returns m with what it lacks taken from what was inferred, and marked so.
func (m Metadata) proposing(inferred Metadata) Metadata {
	if m.Title == "" && inferred.Title != "" {
		m.Title = inferred.Title
		m.Inferred = append(m.Inferred, "title")
	}
	if len(m.Author) == 0 && len(inferred.Author) > 0 {
		m.Author = inferred.Author
		m.Inferred = append(m.Inferred, "author")
	}
	if m.Issued == (Date{}) && inferred.Issued != (Date{}) {
		m.Issued = inferred.Issued
		m.Inferred = append(m.Inferred, "issued")
	}
	if m.URL == "" && inferred.URL != "" {
		m.URL = inferred.URL
		m.Inferred = append(m.Inferred, "URL")
	}
	slices.Sort(m.Inferred)
	return m
}

// errUnread reports a file of a format that is not read.
var errUnread = errors.New("files of this kind are not read (only .txt and .md)")

// isText reports whether the name of a file says that it is a source.
func isText(file string) bool { return strings.EqualFold(path.Ext(file), ".txt") || IsMarkdown(file) }
