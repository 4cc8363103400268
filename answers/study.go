package answers

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"variorum/answers/name"
	"variorum/answers/voice"
	"variorum/corpus"
)

// A study is a document with what is read of the whole of it, whatever is asked: each part when it is first needed, and once. It is safe for
// concurrent use.
type study struct {
	*sentences
	language string
	evidence []atomic.Uint32 // of each sentence: bits of evidence, and of what was looked for
	kinds    []atomic.Uint32 // of each sentence: figureKinds
	codes    func() codePoints
	counter  func() *counter
	voices   func() *voice.Reading
	names    func() *name.Reader
}

func newStudy(d corpus.Document, language string) *study {
	s := &study{sentences: newSentences(d), language: language}
	s.evidence, s.kinds = make([]atomic.Uint32, len(s.all)), make([]atomic.Uint32, len(s.all))
	s.codes = sync.OnceValue(func() codePoints { return newCodePoints(d.Text) })
	s.counter = sync.OnceValue(func() *counter { return newCounter(d.Text) })
	s.voices = sync.OnceValue(func() *voice.Reading { return voice.Read(d, language) })
	s.names = sync.OnceValue(func() *name.Reader { return name.NewReader(d, language) })
	s.speaks = s.voice
	return s
}

// voice returns who speaks in a span of the document.
func (s *study) voice(span corpus.Span) Voice { return voiceIn(s.document, s.voices())(span) }

// maxStudied bounds the texts of the documents that are kept with what was read of them, in bytes. What was read takes some five times as
// much memory.
const maxStudied = 32 << 20

// Studies keep the studies of documents. The zero value is ready.
type studies struct {
	mu    sync.Mutex
	byID  map[corpus.SourceID]*study
	bytes int // of their texts
}

// of returns the study of a source's document.
func (s *studies) of(card corpus.Source, d corpus.Document) *study {
	s.mu.Lock()
	defer s.mu.Unlock()
	if had := s.byID[card.ID]; had != nil {
		return had
	}
	if s.byID == nil {
		s.byID = make(map[corpus.SourceID]*study)
	}
	for id, old := range s.byID { // any: where all sources are asked in turn, the one that was asked longest ago comes next
		if s.bytes+len(d.Text) <= maxStudied {
			break
		}
		delete(s.byID, id)
		s.bytes -= len(old.document.Text)
	}
	made := newStudy(d, card.Language)
	s.byID[card.ID] = made
	s.bytes += len(d.Text)
	return made
}

// codePoints count the code points of a text up to some of its bytes.
type codePoints struct {
	text  string
	marks []codeMark // one in each run of codeStep bytes
}

type codeMark struct{ bytes, code int }

// codeStep is the number of bytes between two marks.
const codeStep = 1 << 10

func newCodePoints(text string) codePoints {
	c := codePoints{text, make([]codeMark, 1, len(text)/codeStep+1)}
	for end := codeStep; end < len(text); end += codeStep {
		last := c.marks[len(c.marks)-1]
		at := end
		for at > end-utf8.UTFMax && !utf8.RuneStart(text[at]) {
			at--
		}
		if !utf8.RuneStart(text[at]) { // four bytes that belong to no code point, each of which counts as one
			at = end
		}
		c.marks = append(c.marks, codeMark{at, last.code + utf8.RuneCountInString(text[last.bytes:at])})
	}
	return c
}

// before returns the number of code points in the first n bytes of the text.
func (c codePoints) before(n int) int {
	m := c.marks[min(n/codeStep, len(c.marks)-1)]
	return m.code + utf8.RuneCountInString(c.text[m.bytes:n])
}

// A counter counts strings in a text.
type counter struct {
	text  string
	bytes [256]int // how often each byte stands in it

	mu   sync.Mutex
	last string // that was counted, which is often asked for again
	n    int    // how often it stands in the text
}

func newCounter(text string) *counter {
	c := &counter{text: text}
	for i := range len(text) {
		c.bytes[text[i]]++
	}
	return c
}

// rareByte is the share of a text, as its reciprocal, up to which a byte is rare enough to search by it.
const rareByte = 128

// count returns strings.Count(text, s) for an s that is not empty.
func (c *counter) count(s string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s != c.last {
		c.last, c.n = s, c.find(s)
	}
	return c.n
}

// find counts s. It looks at the places of the byte of s that is rarest in the text.
func (c *counter) find(s string) int {
	rarest := 0
	for i := range len(s) {
		if c.bytes[s[i]] < c.bytes[s[rarest]] {
			rarest = i
		}
	}
	if c.bytes[s[rarest]] > len(c.text)/rareByte {
		return strings.Count(c.text, s)
	}
	n := 0
	for start := 0; start+len(s) <= len(c.text); {
		i := strings.IndexByte(c.text[start+rarest:], s[rarest])
		if i < 0 {
			break
		}
		if start += i; strings.HasPrefix(c.text[start:], s) {
			n++
			start += len(s)
		} else {
			start++
		}
	}
	return n
}
