package corpus

// A Structure divides a text. It is a function of the text and its language
// alone.
type Structure struct {
	// Blocks tile the text: the first starts at 0, each next one where the last ended, the last ends at
	// the text's end. The blank lines after a block belong to it.
	Blocks []Block
	// Sections are in document order. The first, with an empty Heading, holds what
	// stands before the first heading; it is present even when empty.
	Sections []Section
	// Paragraphs are in document order. A paragraph may be interrupted by a
	// page break or by a footnote: it then covers several blocks.
	Paragraphs []Paragraph
}

// A Block is a maximal run of lines of one kind.
type Block struct {
	Span
	Kind BlockKind
	// Paragraph is the index in Structure.Paragraphs of the paragraph that the block is part of, or -1.
	Paragraph int
}

// A BlockKind says what a block is.
type BlockKind uint8

const (
	// Prose is running text.
	Prose BlockKind = iota
	// Quotation is a block quotation.
	Quotation
	// List is one item of a list.
	List
	// Footnote is a note at the foot of a page or at the end.
	Footnote
	// Heading is the title of the text or of a section.
	Heading
	// Furniture is what no reader would quote: banners, bylines, addresses,
	// page numbers, navigation. It is never shown as an excerpt.
	Furniture
	// FrontMatter is the metadata block at the head of a file.
	FrontMatter
)

// A Section is a heading with what follows it.
type Section struct {
	Heading Span // without markup and surrounding blanks; empty for the text before the first heading
	Level   int  // 1 for the title, 2 and more below it; 0 for the text before the first heading
}

// A Paragraph is what a reader counts as one. Paragraphs of the kinds Prose, Quotation, List,
// Footnote, and Heading are counted and have sentences; a heading is a paragraph of one sentence.
type Paragraph struct {
	Kind    BlockKind
	Section int // index in Structure.Sections
	// Number is the place as a reader counts, from 1: prose, quotations and list items
	// count. A heading or a footnote has the number of the counted paragraph before it, or 0.
	Number    int
	Sentences []Sentence
	// Page is the label of the page on which the paragraph starts, or "".
	Page string
}

// A Sentence is a run of text that begins and ends where a sentence of its
// paragraph does, without blanks at either end. It has more than one part where a footnote or a page's furniture
// stands in its middle; parts are non-empty, in document order, and do not overlap. A page break
// that is mere white space does not divide a sentence.
type Sentence struct {
	Parts []Span
}

// Span returns the span from the sentence's first byte to its last.
func (s Sentence) Span() Span {
	return Span{s.Parts[0].Start, s.Parts[len(s.Parts)-1].End}
}
