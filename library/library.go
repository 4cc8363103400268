// Package library keeps a group's sources in one folder.
//
// A library is a folder that can be copied while no one writes:
//
//	manifest.json                  what the library holds; its replacement is what commits a change
//	texts/ID-SUM.txt               the text of a source, as UTF-8
//	texts/ID-SUM.structure         its structure, kept so that opening does not parse
//	index/NUMBER/                  a generation: an index of some of the sources, which never changes, and their fingerprints
//	lock                           held by the one who writes
//
// A [Writer] changes a library; whatever it acknowledged is on disk. A
// [Library] reads one: it takes no lock, waits for no one, and writes nothing. Where an index is
// damaged or missing it makes another in memory from the texts, so that answers stay the same.
package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"variorum/answers/winnow"
	"variorum/corpus"
	"variorum/retrieval"
)

// An Entry is what a library holds of a source.
type Entry struct {
	Source corpus.Source // without its Document
	Added  time.Time     // when its present content came, in UTC; zero in a library in memory
}

// Options say how a library is read. The zero Options are the defaults.
type Options struct {
	// SumBytes is the size up to which the files of all indexes together are compared with their
	// sums when a library is opened; of larger ones only the sizes are. 0 means 64 MiB.
	SumBytes int64
	// MemoryBytes bounds the texts that are indexed in memory in place of a missing or damaged index.
	// Where there are more, Search returns an [*IndexError]. 0 means 32 MiB.
	MemoryBytes int64
	// DocumentBytes bounds the memory of documents that were read. 0 means 64 MiB.
	DocumentBytes int64
	// PostingsBytes bounds the memory of decoded postings. 0 means 32 MiB.
	PostingsBytes int
}

func (o Options) withDefaults() Options {
	o.SumBytes = cmp.Or(o.SumBytes, 64<<20)
	o.MemoryBytes = cmp.Or(o.MemoryBytes, 32<<20)
	o.DocumentBytes = cmp.Or(o.DocumentBytes, 64<<20)
	o.PostingsBytes = cmp.Or(o.PostingsBytes, 32<<20)
	return o
}

// A Library is a library as it was when it was opened. It is safe for concurrent use.
type Library struct {
	folder   *folder // nil in memory
	revision string
	records  []record // in order of ID
	entries  []Entry  // of records
	aliases  *retrieval.Aliases
	parts    []part
	findings []Finding
	suspect  bool // something was not as the manifest says
	// unsearchable is why some sources can not be searched, or nil.
	unsearchable error
	documents    *documents

	printsMutex sync.Mutex
	prints      *winnow.Index // nil until it is asked for
}

// A part is an index with the sources that it answers for.
type part struct {
	index *retrieval.Index
	// live are the sources that the index is asked for, in order of ID; nil if it is asked for all that it holds.
	live []corpus.SourceID
	// folder is that of its generation, relative to the library's, or "" in memory.
	folder string
}

// NewMemory returns a library of sources, which have distinct IDs, in memory.
func NewMemory(sources []corpus.Source) (*Library, error) {
	sources = slices.Clone(sources)
	slices.SortFunc(sources, func(a, b corpus.Source) int { return cmp.Compare(a.ID, b.ID) })
	documents := newDocuments(Options{}.withDefaults().DocumentBytes)
	records := make([]record, len(sources))
	for i, s := range sources {
		if i > 0 && sources[i-1].ID == s.ID {
			return nil, fmt.Errorf("making a library: two sources are named %q", s.ID)
		}
		records[i] = newRecord(s, time.Time{})
		documents.pin(s.ID, s.Document)
	}
	index, err := retrieval.NewMemory(sources, retrieval.Options{})
	if err != nil {
		return nil, fmt.Errorf("making a library: %w", err)
	}
	return &Library{
		revision:  ourSettings().revision(records, nil),
		records:   records,
		entries:   entries(records),
		parts:     []part{{index: index}},
		documents: documents,
	}, nil
}

func entries(records []record) []Entry {
	list := make([]Entry, len(records))
	for i, r := range records {
		list[i] = r.entry()
	}
	return list
}

// Revision returns "sha256:" and 64 hexadecimal digits: a sum over all that answers depend on. It is
// the same on all machines and for every order in which the sources came.
func (l *Library) Revision() string { return l.revision }

// Aliases returns the words that the library's readers take for one another.
func (l *Library) Aliases() *retrieval.Aliases { return l.aliases }

// Sources returns all sources in order of ID.
func (l *Library) Sources() []Entry { return slices.Clone(l.entries) }

// Source returns the source of an ID.
func (l *Library) Source(id corpus.SourceID) (Entry, bool) {
	i, ok := l.find(id)
	if !ok {
		return Entry{}, false
	}
	return l.entries[i], true
}

func (l *Library) find(id corpus.SourceID) (int, bool) {
	return slices.BinarySearchFunc(l.records, id, func(r record, id corpus.SourceID) int { return cmp.Compare(r.ID, id) })
}

// Document returns the text and structure of a source. Its errors are an
// [*UnknownError]; a [*DamagedError] if the stored text is not what was stored; and [ErrChanged] if it
// is no longer there because the library was changed since it was opened.
func (l *Library) Document(ctx context.Context, id corpus.SourceID) (corpus.Document, error) {
	i, ok := l.find(id)
	if !ok {
		return corpus.Document{}, &UnknownError{[]corpus.SourceID{id}}
	}
	if d, ok := l.documents.get(id); ok {
		return d, nil
	}
	if err := ctx.Err(); err != nil {
		return corpus.Document{}, err
	}
	d, err := l.folder.document(l.records[i])
	if err != nil {
		return corpus.Document{}, l.changedOr(err)
	}
	l.documents.put(id, d)
	return d, nil
}

// changedOr returns err, or [ErrChanged] if err may come from a change of the library.
func (l *Library) changedOr(err error) error {
	if changed, statErr := l.Changed(); statErr == nil && changed {
		return fmt.Errorf("%w: %w", ErrChanged, err)
	}
	return err
}

// Changed reports whether the library on disk was changed since it was opened.
// It costs one look at a file. A library in memory never changes.
func (l *Library) Changed() (bool, error) {
	if l.folder == nil {
		return false, nil
	}
	return l.folder.changed()
}

// Search ranks, for each source, the passages that match q. Rankings are in order of source IDs;
// sources without a hit are absent. If a source can not be searched the error names what is wrong: nothing is
// returned without it.
func (l *Library) Search(ctx context.Context, q retrieval.Query) ([]retrieval.Ranking, error) {
	if l.unsearchable != nil {
		return nil, l.unsearchable
	}
	var rankings []retrieval.Ranking
	wanted := sorted(q.Sources)
	for _, p := range l.parts {
		part := q
		if p.live != nil {
			part.Sources = p.live
			if q.Sources != nil {
				part.Sources = intersection(p.live, wanted)
			}
			if len(part.Sources) == 0 {
				continue
			}
		}
		r, err := p.index.Search(ctx, part)
		if err != nil {
			return nil, err
		}
		rankings = append(rankings, r...)
	}
	slices.SortFunc(rankings, func(a, b retrieval.Ranking) int { return cmp.Compare(a.Source, b.Source) })
	return rankings, nil
}

func sorted(ids []corpus.SourceID) []corpus.SourceID {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

// intersection returns the IDs that are in both of two sorted lists.
func intersection(a, b []corpus.SourceID) []corpus.SourceID {
	var both []corpus.SourceID
	for _, id := range a {
		if _, ok := slices.BinarySearch(b, id); ok {
			both = append(both, id)
		}
	}
	return both
}

// Findings returns what was found out of order when the library was opened; answers are as if it were in
// order, or an error says otherwise.
func (l *Library) Findings() []Finding { return slices.Clone(l.findings) }

// Close releases the library. Calls of other methods must have ended.
func (l *Library) Close() error {
	var errs []error
	for _, p := range l.parts {
		errs = append(errs, p.index.Close())
	}
	return errors.Join(errs...)
}
