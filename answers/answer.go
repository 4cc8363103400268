// Package answers makes accounts of rankings: for each source its own words on
// a question, cut at whole sentences, or silence.
package answers

import "variorum/corpus"

// An Answer is every source's own words on a question. It is plain data: all
// text in it is the question, a slice of a source, a word of the question's
// analysis, or metadata of a source.
type Answer struct {
	Question string
	Revision string // the library's, "sha256:" and 64 hex digits
	Order    Order
	Match    Match // how much a source must have to speak
	// Accounts and Silent together hold every source that was asked, each once, in the declared order.
	Accounts []Account
	Silent   []Silence
	// Asked is the number of sources that were asked: len(Accounts) + len(Silent).
	Asked int
	// Sources is the number of sources in the library.
	Sources int
	// Differences and Agreements are rows that compare the accounts; Shared
	// are runs of text that several sources have in common.
	Differences []Row
	Agreements  []Row
	Shared      []Shared
	// Explanation says how the answer was come to; nil unless it was asked for.
	Explanation *Explanation
	// Reader says which reader chose the sentences; nil if the built-in rules did. Embeddings is the model that had a say in what the reader
	// got, or "".
	Reader     *ReaderName
	Embeddings string
}

// An Order is a declared order of sources. No order depends on scores or on loading.
type Order string

const (
	// Rotated is by ID, beginning at a source that a hash of the question chooses.
	Rotated Order = "rotated"
	// ByDate is by date of issue, unknown dates last, then by ID.
	ByDate Order = "date"
	// ByTitle is by title without regard to case, then by ID.
	ByTitle Order = "title"
)

// An Account is all that one source says on a question, in document order.
type Account struct {
	Source   corpus.Source // without its Document
	Strength Strength
	Excerpts []Excerpt
	// More is the number of further excerpts that a greater budget would show.
	More      int
	Selection Selection
}

// Strength says how much of the question the best excerpt of an account covers.
type Strength string

const (
	Direct Strength = "direct"
	Weak   Strength = "weak"
)

// An Excerpt is a slice of a document, shown verbatim.
type Excerpt struct {
	// ID is the citation key: the source's ID, a colon, and the place with a check.
	ID    string
	Quote string // Text[Span.Start:Span.End]
	Span  corpus.Span
	// Start and End are Span in Unicode code points.
	Start, End int
	// Prefix and Suffix are up to 32 code points of the text around the quote.
	Prefix, Suffix string
	SHA256         string // of Quote's bytes, lower-case hex
	Occurrences    int    // how often Quote stands in the document, by which a copy is told from it later
	Locator        Locator
	Voice          Voice
	URL            string // the source's URL with a text fragment; "" if the source names none
}

// A Locator is the place as a reader cites it.
type Locator struct {
	Paragraph int    // 1-based; 0 before the first paragraph
	Page      string // the page's label, or ""
	Section   string // the heading the excerpt stands under, or ""
}

// A Voice says who speaks in an excerpt.
type Voice struct {
	Kind    VoiceKind
	Speaker string // a slice of the source; "" unless Kind is Quoted
	Cue     string // the words that say who speaks, a slice of the source, or ""
}

// A VoiceKind tells the source's own voice from others.
type VoiceKind string

const (
	Own          VoiceKind = "own"
	Quoted       VoiceKind = "quoted"
	Unidentified VoiceKind = "unidentified"
)

// A Silence is a source in which no passage was found.
type Silence struct {
	Source corpus.Source // without its Document
	// Searched holds the terms that were looked for, in the order of the question: each is the word as
	// asked, with the relatives that were looked for beside it.
	Searched  []Term
	Selection Selection
}

// A Term is a word or name of the question, and what else was looked for in its place.
type Term struct {
	Word      string
	Relatives []string
}

// A Row is a point on which accounts differ or agree. Its cells are in the order of the accounts, then of the text.
type Row struct {
	Kind   RowKind
	Aspect string // words of a source: what the cells are about
	Agree  bool
	Cells  []Cell
}

// A RowKind says what is compared in a row.
type RowKind string

const (
	FigureRow         RowKind = "figure"
	DateRow           RowKind = "date" // also times of day
	NameRow           RowKind = "name"
	TermRow           RowKind = "term"
	CertaintyRow      RowKind = "certainty"
	ResponsibilityRow RowKind = "responsibility"
	CauseRow          RowKind = "cause" // also purposes
)

// RowKinds are all kinds, in the order in which rows come.
var RowKinds = []RowKind{FigureRow, DateRow, NameRow, TermRow, CertaintyRow, ResponsibilityRow, CauseRow}

// A Cell is what one source has in a row: a slice of its document.
type Cell struct {
	Source corpus.SourceID
	// Excerpt is the ID of the excerpt in or beside which the cell stands.
	Excerpt string
	Quote   string
	Span    corpus.Span
	Voice   Voice
	Value   Value
}

// A Value is what a cell of figures or dates says, as far as it was read. The zero Value says nothing.
type Value struct {
	Number, To string // decimal; To is the other end of a range, or ""
	Unit       string // "" for what is counted
	Date       string // YYYY, YYYY-MM, or YYYY-MM-DD; "--MM-DD" without a year
	Clock      string // HH:MM
}

// A Shared is a passage that stands in several sources, so that these are not independent of one another there.
type Shared struct {
	Quote  string  // as one of the sources has it
	Places []Place // in order of source and place
	// Words is how many words the passage has, of which Changed differ between its places.
	Words, Changed int
}

// A Place is where a shared run stands.
type Place struct {
	Source     corpus.SourceID
	Start, End int // Unicode code points
	Span       corpus.Span
	Credited   string // to whom the source credits it, a slice; "" if to nobody
}
