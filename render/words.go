// Package render shows answers: as text for a terminal, as Markdown, and as JSON. All that it shows is a slice
// of a source, what a source says of itself, the question, or one of the fixed strings in [Words].
package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"variorum/answers"
	"variorum/corpus"
)

// Words are all words of our own that an answer may show, in one language. They are few and quiet: none of
// them praises, doubts or ranks. A name that stands in a format is in the language of its source and is not
// inflected.
type Words struct {
	Labelled              string // format: a label, and what it is the label of
	Form                  func(n int) Form
	Sources               Count
	Asked                 Count  // behind "5 sources, "
	Speak                 Count  // of sources
	Silent                string // format: in %d no passage found
	NoPassage             string // heading of the silent sources
	LookedFor             string
	NothingToLookFor      string
	Order                 string
	Orders                map[answers.Order]string // behind Order
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
	Extent, ExtentChanged Count // of words, and of those that differ
	Kinds                 map[answers.RowKind]string
	NothingToCompare      string
	Verbatim, ButForm     string // of a quotation that was checked
	Differs, NotFound     string
	AsSaid, Elsewhere     string
	LeftOut, PutIn        string
	Changed, Moved        string
	InSource, InQuotation string
	Hidden                Count  // of control characters
	Reader, Prompt        string // who chose the sentences; format: the version of what it was told
	BuiltIn               string // label of the sources for which the reader failed
	Embeddings            string
	WithoutEmbeddings     string // label of sources
	Title, Author, Issued string
	Publisher, Container  string
	URL, Language, Type   string
	Abstract, Note        string
	File, Added, SHA256   string
	Months                [12]string // before a year
	MonthsOf              [12]string // behind a day
	MonthDate             string     // format: a month, a year
	DayDate               string     // format: a day, a month, a year
	FirstDay              string     // the first day of a month
}

// A Count is a phrase with a number in it: a format for each [Form] that its language has.
type Count struct{ One, Few, Many string }

// A Form is one of the forms that a language has for phrases with a number in them.
type Form int

// The forms, as Unicode's plural rules for whole numbers name them; "other" is Many here.
const (
	Many Form = iota
	One
	Few
)

// languages are the words in each language, by its BCP 47 tag.
var languages = map[string]Words{"de": German, "en": English, "es": Spanish, "fr": French, "ru": Russian}

// Languages returns the BCP 47 tags of the languages that have words, in alphabetical order.
func Languages() []string { return slices.Sorted(maps.Keys(languages)) }

// Language returns the words for a BCP 47 tag, as Discord's locales are: "en-US", "es-419". What stands behind
// the language in the tag does not matter, nor does case. If there are no words in the language it returns
// [English] and false.
func Language(tag string) (Words, bool) {
	language, _, _ := strings.Cut(tag, "-")
	w, ok := languages[strings.ToLower(language)]
	if !ok {
		return English, false
	}
	return w, true
}

// oneIsOne is the rule of languages in which 1 alone is singular.
func oneIsOne(n int) Form {
	if n == 1 {
		return One
	}
	return Many
}

// count returns c with the number n, which is not negative, in it.
func (w Words) count(c Count, n int) string {
	switch w.Form(n) {
	case One:
		return fmt.Sprintf(c.One, n)
	case Few:
		return fmt.Sprintf(c.Few, n)
	}
	return fmt.Sprintf(c.Many, n)
}

// Label returns s with a label before it.
func (w Words) Label(label, s string) string { return fmt.Sprintf(w.Labelled, label, s) }

// date returns a date in words, as far as it is known: "" if nothing is. Where the year is unknown it is d.Literal,
// which is foreign text.
func (w Words) date(d corpus.Date) string {
	switch {
	case d.Year == 0:
		return d.Literal
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf(w.MonthDate, w.Months[d.Month-1], d.Year)
	}
	day := fmt.Sprint(d.Day)
	if d.Day == 1 {
		day = w.FirstDay
	}
	return fmt.Sprintf(w.DayDate, day, w.MonthsOf[d.Month-1], d.Year)
}

// summary says how many sources there are, speak, and are silent, and in which order they come.
func (w Words) summary(a answers.Answer) string {
	parts := []string{w.sources(a.Sources)}
	if a.Asked != a.Sources {
		parts[0] += ", " + w.count(w.Asked, a.Asked)
	}
	if n := len(a.Accounts); n > 0 {
		parts = append(parts, w.count(w.Speak, n))
	}
	if n := len(a.Silent); n > 0 {
		parts = append(parts, fmt.Sprintf(w.Silent, n))
	}
	if a.Asked > 1 {
		parts = append(parts, w.Order+" "+w.Orders[a.Order])
	}
	return strings.Join(parts, " · ")
}

// sources returns a number of sources in words.
func (w Words) sources(n int) string { return w.count(w.Sources, n) }

// hidden says that a number of control characters of a text is not shown.
func (w Words) hidden(n int) string { return w.count(w.Hidden, n) }

// hiddenPart says that n control characters of a text are not shown, as a list, which is empty if all are.
func (w Words) hiddenPart(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{w.hidden(n)}
}
