// Package corpus reads files into sources: immutable text, what a source says
// of itself, and the structure of the text with exact places.
package corpus

// A SourceID names a source inside a library. It is made from the file's stem
// or from the id in its metadata, is safe in a URL path, and never changes
// because another source arrives.
type SourceID string

// A Span is the half-open interval [Start, End) of byte offsets into the
// text of one document. Both ends lie on rune boundaries.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// In returns the slice of text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// A Source is one published work, the unit of attribution.
type Source struct {
	ID       SourceID
	Metadata Metadata
	// Language is the ISO 639-1 code of the text's main language, or "und".
	Language string
	// File is the name of the file the source was read from, relative to the
	// folder that was loaded, with forward slashes; its base name if the file
	// was named itself.
	File string
	// SHA256 is the sum of the file's bytes, in lower-case hex.
	SHA256   string
	Document Document
}

// A Document is the text of a source as it was decoded. It is never altered:
// a byte-order mark is not part of it, line ends stay as they are, and front
// matter counts.
type Document struct {
	Text      string
	Structure Structure
}

// Metadata is what a source says of itself, in the terms of CSL. An empty
// field is unknown.
type Metadata struct {
	Title          string
	Author         []Name
	Issued         Date
	Publisher      string
	ContainerTitle string
	URL            string
	Type           string // a CSL type, such as "article-newspaper"; "" is unknown
	Abstract       string
	Note           string
	// Inferred lists, in alphabetical order and by their CSL names, the fields that were not
	// declared but stand plainly in the text (a title line, a byline, a date line).
	Inferred []string
}

// A Name is a person's name, or a body's name as Literal.
type Name struct {
	Family, Given, Literal string
}

// A Date is a calendar date of known precision. The zero Date is unknown.
type Date struct {
	Year, Month, Day int    // 0 where unknown; Day is 0 if Month is
	Literal          string // what the source says, where that is no plain date
}
