package retrieval

import (
	"encoding/binary"

	index "github.com/blevesearch/bleve_index_api"

	"variorum/corpus"
)

// termField is the name of the field that holds a passage's terms.
const termField = "t"

// A posting packs what a term says of a passage into the frequency that the
// engine stores: the lowest 4 bits are how often it occurs, at most 15; bit
// 4+i is set if it occurs in the passage's sentence i.
type posting uint16

func (p posting) frequency() int      { return int(p & 15) }
func (p posting) sentences() uint16   { return uint16(p >> 4) }
func newPosting(sentence int) posting { return posting(1 | 1<<(4+min(sentence, MaxSentences-1))) }

// and returns what two postings say of the sentences that both terms stand in; 0 if there are none.
func (p posting) and(q posting) posting {
	if both := p >> 4 & (q >> 4); both != 0 {
		return both<<4 | min(p&15, q&15)
	}
	return 0
}

// add counts one more occurrence.
func (p posting) add(sentence int) posting {
	n := min(p&15+1, 15)
	return p&^15 | n | 1<<(4+min(sentence, MaxSentences-1))
}

// analyze returns the postings of a passage by term, and its length in terms. The postings are good until the next call.
func (a *Analyzer) analyze(sentences []corpus.Sentence, text string) (map[string]posting, int) {
	if a.postings == nil {
		a.postings = make(map[string]posting)
	}
	clear(a.postings)
	length := 0
	for i, s := range sentences {
		add := func(t token) {
			if t.Term == "" {
				return
			}
			if !t.Derived {
				length++
			}
			if p, ok := a.postings[t.Term]; ok {
				a.postings[t.Term] = p.add(i)
			} else {
				a.postings[t.Term] = newPosting(i)
			}
		}
		for _, part := range s.Parts {
			a.tokens(part.In(text), add)
		}
	}
	return a.postings, length
}

// An indexedTerm is what stands in the index for a term, in the two forms in which the engine wants it.
type indexedTerm struct {
	text  string
	bytes []byte // never changed
}

// indexed returns what stands in the index for a term of the analyzer's language. Passages share it.
func (a *Analyzer) indexed(term string) indexedTerm {
	if t, ok := a.index[term]; ok {
		return t
	}
	if a.index == nil || len(a.index) >= maxStems {
		a.index = make(map[string]indexedTerm)
	}
	text := indexTerm(a.language, term)
	t := indexedTerm{text, []byte(text)}
	a.index[text[len(text)-len(term):]] = t
	return t
}

// A document is a passage as the engine takes it.
type document struct {
	id     string
	fields []index.Field
}

// newDocument returns the document of a passage with postings by term.
func (a *Analyzer) newDocument(ordinal uint32, postings map[string]posting, length int) *document {
	terms := make(index.TokenFrequencies, len(postings))
	frequencies := make([]index.TokenFreq, 0, len(postings))
	for term, p := range postings {
		t := a.indexed(term)
		frequencies = append(frequencies, index.TokenFreq{Term: t.bytes})
		tf := &frequencies[len(frequencies)-1]
		tf.SetFrequency(int(p))
		terms[t.text] = tf
	}
	return &document{
		id:     string(binary.BigEndian.AppendUint32(nil, ordinal)),
		fields: []index.Field{&field{name: termField, length: length, terms: terms, options: index.IndexField}},
	}
}

func (d *document) ID() string { return d.id }
func (d *document) Size() int  { return 64 * len(d.fields[0].AnalyzedTokenFrequencies()) }
func (d *document) VisitFields(visit index.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}
func (d *document) VisitComposite(index.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }
func (d *document) AddIDField() {
	tf := &index.TokenFreq{Term: []byte(d.id)}
	tf.SetFrequency(1)
	d.fields = append(d.fields, &field{
		name: "_id", value: []byte(d.id), length: 1,
		terms: index.TokenFrequencies{d.id: tf}, options: index.IndexField | index.StoreField,
	})
}

// A field is a field that was analysed before.
type field struct {
	name    string
	value   []byte
	length  int
	terms   index.TokenFrequencies
	options index.FieldIndexingOptions
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
