// Package render shows answers: as text for a terminal, as Markdown, and as JSON. All that it shows is a slice
// of a source, what a source says of itself, the question, or one of the fixed strings in [Words].
package render

import (
	"fmt"
	"strings"

	"variorum/answers"
)

// Words are all words of our own that an answer may show, in one language. They are few and quiet: none of
// them praises, doubts or ranks.
type Words struct {
	Source, Sources       string // nouns behind a number
	Asked                 string // behind "3 of 5 sources"
	Speaks, Speak         string // behind a number of sources
	Silent                string // format: in %d no passage found
	NoPassage             string // heading of the silent sources
	LookedFor             string
	NothingToLookFor      string
	Order                 string
	Orders                map[answers.Order]string
	Own                   string
	Quoting               string // format: a speaker
	Unidentified          string
	Weak                  string
	More                  string // format: a number
	MoreHint              string // how to see them in a terminal
	Page, Section         string
	Unknown               string
	AuthorUnknown         string
	DateUnknown           string
	Inferred              string
	Differ, Agree, Shared string
	AlsoIn, CreditedTo    string
	Extent, ExtentChanged string // formats: numbers of words, and of those that differ
	Kinds                 map[answers.RowKind]string
	NothingToCompare      string
	Verbatim, ButForm     string // of a quotation that was checked
	Differs, NotFound     string
	AsSaid, Elsewhere     string
	LeftOut, PutIn        string
	Changed, Moved        string
	InSource, InQuotation string
	Hidden, HiddenOne     string // format: a number of control characters
	Title, Author, Issued string
	Publisher, Container  string
	URL, Language, Type   string
	Abstract, Note        string
	File, Added, SHA256   string
	Months                [12]string
}

// English is the first language of the product.
var English = Words{
	Source: "source", Sources: "sources", Asked: "asked", Speaks: "speaks", Speak: "speak",
	Silent:    "in %d no passage found",
	NoPassage: "No passage found", LookedFor: "looked for", NothingToLookFor: "no word to look for",
	Order:  "order",
	Orders: map[answers.Order]string{answers.Rotated: "rotated by the question", answers.ByDate: "by date", answers.ByTitle: "by title"},
	Own:    "own words", Quoting: "quoting %s", Unidentified: "speaker not identified", Weak: "weak match",
	More: "%d more", MoreHint: "--more", Page: "p. %s", Section: "§",
	Unknown: "unknown", AuthorUnknown: "author unknown", DateUnknown: "date unknown", Inferred: "inferred",
	Differ: "The accounts differ", Agree: "The accounts agree", Shared: "Shared passages", AlsoIn: "also in", CreditedTo: "credited to", Extent: "%d words", ExtentChanged: "%d words, %d changed",
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "figures", answers.DateRow: "dates and times", answers.NameRow: "names", answers.TermRow: "terms",
		answers.CertaintyRow: "certainty", answers.ResponsibilityRow: "responsibility", answers.CauseRow: "causes and purposes",
	},
	NothingToCompare: "no rows",
	Verbatim:         "verbatim", ButForm: "apart from case, quotation marks, spacing", Differs: "differs", NotFound: "not found",
	AsSaid: "in the source it was credited to", Elsewhere: "not in the source it was credited to",
	LeftOut: "left out", PutIn: "put in", Changed: "changed", Moved: "moved", InSource: "in the source", InQuotation: "in the quotation",
	Hidden: "%d control characters not shown", HiddenOne: "1 control character not shown",
	Title: "title", Author: "author", Issued: "issued", Publisher: "publisher", Container: "container-title", URL: "URL",
	Language: "language", Type: "type", Abstract: "abstract", Note: "note", File: "file", Added: "added", SHA256: "sha256",
	Months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// sources returns a number of sources in words.
func (w Words) sources(n int) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", w.Source)
	}
	return fmt.Sprintf("%d %s", n, w.Sources)
}

// summary says how many sources there are, speak, and are silent, and in which order they come.
func (w Words) summary(a answers.Answer) string {
	parts := []string{w.sources(a.Sources)}
	if a.Asked != a.Sources {
		parts[0] += fmt.Sprintf(", %d %s", a.Asked, w.Asked)
	}
	if n := len(a.Accounts); n == 1 {
		parts = append(parts, "1 "+w.Speaks)
	} else if n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", n, w.Speak))
	}
	if n := len(a.Silent); n > 0 {
		parts = append(parts, fmt.Sprintf(w.Silent, n))
	}
	if a.Asked > 1 {
		parts = append(parts, w.Order+" "+w.Orders[a.Order])
	}
	return strings.Join(parts, " · ")
}

// hidden says that control characters of a text are not shown.
func (w Words) hidden(n int) string {
	if n == 1 {
		return w.HiddenOne
	}
	return fmt.Sprintf(w.Hidden, n)
}

// hiddenPart is hidden as a list, which is empty if all characters are shown.
func (w Words) hiddenPart(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{w.hidden(n)}
}
