package library

import (
	"container/list"
	"sync"

	"variorum/corpus"
)

// Documents keeps the documents that were read last, within a bound of memory.
type documents struct {
	mu     sync.Mutex
	limit  int64
	bytes  int64
	pinned map[corpus.SourceID]corpus.Document // not counted
	byID   map[corpus.SourceID]*list.Element
	order  *list.List // of *keptDocument, the one used last in front
}

type keptDocument struct {
	id       corpus.SourceID
	document corpus.Document
	bytes    int64
}

func newDocuments(limit int64) *documents {
	return &documents{
		limit: limit, pinned: make(map[corpus.SourceID]corpus.Document),
		byID: make(map[corpus.SourceID]*list.Element), order: list.New(),
	}
}

// pin keeps a document for good. It must come before all use of the other methods.
func (d *documents) pin(id corpus.SourceID, document corpus.Document) { d.pinned[id] = document }

func (d *documents) get(id corpus.SourceID) (corpus.Document, bool) {
	if document, ok := d.pinned[id]; ok {
		return document, true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	e, ok := d.byID[id]
	if !ok {
		return corpus.Document{}, false
	}
	d.order.MoveToFront(e)
	return e.Value.(*keptDocument).document, true
}

func (d *documents) put(id corpus.SourceID, document corpus.Document) {
	kept := &keptDocument{id, document, documentBytes(document)}
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.byID[id]; ok || kept.bytes > d.limit {
		return
	}
	d.byID[id] = d.order.PushFront(kept)
	d.bytes += kept.bytes
	for d.bytes > d.limit {
		last := d.order.Remove(d.order.Back()).(*keptDocument)
		delete(d.byID, last.id)
		d.bytes -= last.bytes
	}
}

// The memory, in bytes, of the values that make up a structure, on 64-bit machines.
const (
	blockBytes     = 32
	sectionBytes   = 24
	paragraphBytes = 64
	sentenceBytes  = 24
	partBytes      = 16
)

// documentBytes returns about how much memory a document takes, in bytes.
func documentBytes(d corpus.Document) int64 {
	s := d.Structure
	n := len(d.Text) + len(s.Blocks)*blockBytes + len(s.Sections)*sectionBytes + len(s.Paragraphs)*paragraphBytes
	for _, p := range s.Paragraphs {
		for _, sentence := range p.Sentences {
			n += sentenceBytes + len(sentence.Parts)*partBytes
		}
	}
	return int64(n)
}
