package corpus

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// Parse returns the structure of text, whose main language is the ISO 639-1
// code language, or "und". It accepts any text, also text that is not valid UTF-8; it never
// panics, and its cost is linear in the length of the text. markdown says that the text is Markdown.
func Parse(text, language string, markdown bool) Structure {
	p := parser{text: text, language: language, markdown: markdown}
	p.divide()
	p.classify()
	return p.assemble()
}

// A run is a group of lines that belong together.
type run struct {
	Span  // from the first byte of the first line to the last that is not blank
	lines int
	kind  BlockKind
	level int    // of a heading
	page  string // the label, if the run is one
	body  Span   // without markup and blanks at its ends
	verse bool   // lines that were broken on purpose
	fixed bool   // the kind is settled: code, a row of a table
	apart bool   // a blank line or a page's end stands before it
	torn  bool   // a page's end stands before it
	// joins says that the run goes on with the paragraph of the last run of prose.
	joins bool
}

type parser struct {
	text     string
	language string
	markdown bool
	runs     []run
	speakers map[string]int  // labels such as those of speakers, with how often they stand before a run
	hearing  bool            // whether much of the text is spoken by speakers with labels
	repeated map[string]int  // short lines that stand alone, with how often they do
	notes    map[string]bool // marks in the text that refer to a note, such as 12 or *
	opening  int             // the number of runs before the first that is plainly prose
}

// A line is one that is not blank.
type line struct {
	Span        // to the last byte that is not blank
	runes       int
	apart, torn bool // as in run
}

// classify says what each run is.
func (p *parser) classify() {
	p.survey()
	for i := range p.runs {
		r := &p.runs[i]
		r.body = trimSpan(p.text, r.Span)
		switch s := r.In(p.text); {
		case r.fixed:
		case onlyMarks(s):
			r.kind = Furniture
		case len(s) > maxLineForRules:
			p.long(r, s)
		default:
			p.short(i, s)
		}
	}
	p.open()
	p.setext()
	p.letterhead()
	p.memo()
	p.bylines()
	p.days()
	p.numbers()
	p.headings()
	p.top()
	p.join()
}

// assemble makes the structure of the runs.
func (p *parser) assemble() Structure {
	s := Structure{Sections: []Section{{}}}
	pages := p.pages()
	number, current := 0, -1
	segments := make(map[int][]Span) // of the paragraphs, by index
	for i := range p.runs {
		r := &p.runs[i]
		block := Block{Span: Span{r.Start, len(p.text)}, Kind: r.kind, Paragraph: -1}
		if i == 0 {
			block.Start = 0
		}
		if i+1 < len(p.runs) {
			block.End = p.runs[i+1].Start
		}
		switch r.kind {
		case FrontMatter, Furniture:
		default:
			if r.joins && current >= 0 {
				block.Kind = s.Paragraphs[current].Kind
				block.Paragraph = current
				segments[current] = append(segments[current], r.body)
				break
			}
			if r.kind == Heading {
				s.Sections = append(s.Sections, Section{Heading: r.body, Level: r.level})
			}
			if r.kind == Prose || r.kind == List || r.kind == Quotation {
				number++
				current = len(s.Paragraphs)
			}
			block.Paragraph = len(s.Paragraphs)
			segments[len(s.Paragraphs)] = []Span{r.body}
			s.Paragraphs = append(s.Paragraphs, Paragraph{Kind: r.kind, Section: len(s.Sections) - 1, Number: number, Page: pages[i]})
		}
		s.Blocks = append(s.Blocks, block)
	}
	if len(p.runs) == 0 && p.text != "" {
		s.Blocks = []Block{{Span: Span{0, len(p.text)}, Kind: Furniture, Paragraph: -1}}
	}
	for i := range s.Paragraphs {
		s.Paragraphs[i].Sentences = p.sentencesOf(s.Paragraphs[i].Kind, segments[i])
	}
	return s
}

// pages returns the label of the page of each run. A number stands at the foot of its page if text stands above the first and none
// below the last, if the first is 1 and text stands above it, or if a page's end follows it; else at the head.
func (p *parser) pages() []string {
	pages := make([]string, len(p.runs))
	first, last, foot := -1, -1, false
	text := func(runs []run) bool {
		return slices.ContainsFunc(runs, func(r run) bool { return r.kind != Furniture && r.kind != FrontMatter && r.kind != Footnote })
	}
	for i, r := range p.runs {
		if r.page == "" {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		foot = foot || i+1 < len(p.runs) && p.runs[i+1].torn && !r.torn
	}
	if first < 0 {
		return pages
	}
	foot = foot || text(p.runs[:first]) && (p.runs[first].page == "1" || p.runs[first].page == "i" || !text(p.runs[last:]))
	label := ""
	for n := range p.runs {
		i := n
		if foot {
			i = len(p.runs) - 1 - n
		}
		if p.runs[i].page != "" {
			label = p.runs[i].page
		}
		pages[i] = label
	}
	return pages
}

// sentencesOf divides a paragraph that lies in segments, between which furniture or footnotes may stand.
func (p *parser) sentencesOf(kind BlockKind, segments []Span) []Sentence {
	merged := segments[:1]
	for _, s := range segments[1:] {
		last := &merged[len(merged)-1]
		if strings.TrimSpace(p.text[last.End:s.Start]) == "" {
			last.End = s.End
		} else {
			merged = append(merged, s)
		}
	}
	if kind == Heading {
		return []Sentence{{Parts: merged}}
	}
	if len(merged) == 1 {
		spans := sentences(merged[0].In(p.text), merged[0].Start, p.language)
		list := make([]Sentence, 0, len(spans))
		for i := range spans {
			if kind == Quotation {
				unmarked := strings.TrimLeftFunc(spans[i].In(p.text), func(r rune) bool { return r == '>' || unicode.IsSpace(r) })
				spans[i].Start = spans[i].End - len(unmarked)
			}
			if spans[i].Len() > 0 {
				list = append(list, Sentence{Parts: spans[i : i+1 : i+1]})
			}
		}
		return list
	}
	var b bytes.Buffer
	starts := make([]int, len(merged)) // of each segment in the joined text
	for i, s := range merged {
		if i > 0 {
			b.WriteByte('\n')
		}
		starts[i] = b.Len()
		b.WriteString(s.In(p.text))
	}
	var list []Sentence
	for _, span := range sentences(b.String(), 0, p.language) {
		var parts []Span
		for i, s := range merged {
			from, to := max(span.Start, starts[i]), min(span.End, starts[i]+s.Len())
			if from >= to {
				continue
			}
			part := trimSpan(p.text, Span{s.Start + from - starts[i], s.Start + to - starts[i]})
			if part.Len() > 0 {
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 {
			list = append(list, Sentence{Parts: parts})
		}
	}
	return list
}
