package corpus

import (
	"encoding/binary"
	"errors"
)

// structureVersion numbers the form that [Structure.MarshalBinary] writes, and what [Parse] makes of a text.
// Raise it when either changes, so that stored structures are made anew.
const structureVersion = 1

// ErrStructure reports bytes that are no [Structure], or one of another version of this program.
var ErrStructure = errors.New("not a stored structure of this version")

// MarshalBinary returns s in a compact form: a version and varints. It never fails.
func (s Structure) MarshalBinary() ([]byte, error) {
	e := encoder{b: []byte{structureVersion}}
	e.count(len(s.Blocks))
	for _, b := range s.Blocks {
		e.span(b.Span)
		e.int(int(b.Kind))
		e.int(b.Paragraph)
	}
	e.count(len(s.Sections))
	for _, x := range s.Sections {
		e.span(x.Heading)
		e.int(x.Level)
	}
	e.count(len(s.Paragraphs))
	for _, p := range s.Paragraphs {
		e.int(int(p.Kind))
		e.int(p.Section)
		e.int(p.Number)
		e.text(p.Page)
		e.count(len(p.Sentences))
		for _, t := range p.Sentences {
			e.count(len(t.Parts))
			for _, part := range t.Parts {
				e.span(part)
			}
		}
	}
	return e.b, nil
}

// UnmarshalBinary reads what [Structure.MarshalBinary] wrote. It returns [ErrStructure], and leaves s as it
// was, if b is anything else.
func (s *Structure) UnmarshalBinary(b []byte) error {
	if len(b) == 0 || b[0] != structureVersion {
		return ErrStructure
	}
	d := decoder{b: b[1:]}
	var r Structure
	r.Blocks = make([]Block, d.count())
	for i := range r.Blocks {
		r.Blocks[i] = Block{Span: d.span(), Kind: BlockKind(d.int()), Paragraph: d.int()}
	}
	r.Sections = make([]Section, d.count())
	for i := range r.Sections {
		r.Sections[i] = Section{Heading: d.span(), Level: d.int()}
	}
	r.Paragraphs = make([]Paragraph, d.count())
	for i := range r.Paragraphs {
		p := Paragraph{Kind: BlockKind(d.int()), Section: d.int(), Number: d.int(), Page: d.text()}
		p.Sentences = make([]Sentence, d.count())
		for j := range p.Sentences {
			parts := make([]Span, d.count())
			for k := range parts {
				parts[k] = d.span()
			}
			p.Sentences[j].Parts = parts
		}
		r.Paragraphs[i] = p
	}
	if d.bad || len(d.b) > 0 {
		return ErrStructure
	}
	*s = r
	return nil
}

// An encoder appends varints. Places are written as distances from the last one, which are small.
type encoder struct {
	b    []byte
	last int
}

func (e *encoder) count(n int) { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) int(n int)   { e.b = binary.AppendVarint(e.b, int64(n)) }

func (e *encoder) span(s Span) {
	e.int(s.Start - e.last)
	e.int(s.Len())
	e.last = s.End
}

func (e *encoder) text(s string) {
	e.count(len(s))
	e.b = append(e.b, s...)
}

type decoder struct {
	b    []byte
	last int
	bad  bool
}

// count reads the length of a list. One that the bytes left cannot hold is bad, so that no
// damaged length makes a large list.
func (d *decoder) count() int {
	n, size := binary.Uvarint(d.b)
	if size <= 0 || n > uint64(len(d.b)-size) {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) int() int {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[size:]
	return int(n)
}

func (d *decoder) span() Span {
	start := d.last + d.int()
	d.last = start + d.int()
	return Span{start, d.last}
}

func (d *decoder) text() string {
	n := d.count()
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}
