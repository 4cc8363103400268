package retrieval

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"variorum/corpus"
)

// Version numbers what analysis, cutting, and the layout of postings make of
// a text. An index of another version is not read but built anew.
const Version = 1

// ErrDamaged reports an index whose files do not hold together.
var ErrDamaged = errors.New("index is damaged")

// ErrVersion reports an index that another version of this package wrote.
var ErrVersion = errors.New("index has another version")

// An Index holds the passages of some sources. It never changes; it is safe for concurrent use.
type Index struct {
	engine   index.Index
	reader   index.IndexReader
	segments []segment.Segment
	bases    []uint32 // the number of the first document of each segment
	sources  []indexedSource
	docs     []indexedPassage // by document number
	cache    *postingsCache

	// What follows is of sources and docs, in the form in which searches read it.
	lengths    []uint8  // of docs
	sourceOf   []uint32 // of docs
	byID       []uint32 // sources in order of ID
	languages  map[string]bool
	workspaces sync.Pool // of *workspace
}

// prepare makes what searches read of sources and docs.
func (x *Index) prepare() {
	x.lengths, x.sourceOf = make([]uint8, len(x.docs)), make([]uint32, len(x.docs))
	for i, d := range x.docs {
		x.lengths[i], x.sourceOf[i] = d.length, d.source
	}
	x.languages = make(map[string]bool)
	x.byID = make([]uint32, len(x.sources))
	for i, s := range x.sources {
		x.byID[i] = uint32(i)
		x.languages[s.Language] = true
	}
	slices.SortFunc(x.byID, func(a, b uint32) int { return cmp.Compare(x.sources[a].ID, x.sources[b].ID) })
}

// find returns the number of a source.
func (x *Index) find(id corpus.SourceID) (int, bool) {
	i, ok := slices.BinarySearchFunc(x.byID, id, func(n uint32, id corpus.SourceID) int { return cmp.Compare(x.sources[n].ID, id) })
	if !ok {
		return 0, false
	}
	return int(x.byID[i]), true
}

// An indexedSource is what an index knows of a source.
type indexedSource struct {
	ID        corpus.SourceID `json:"id"`
	Language  string          `json:"language"`
	SHA256    string          `json:"sha256"` // of the source's file
	Sentences int             `json:"sentences"`
	Passages  int             `json:"passages"`
}

// An indexedPassage is what an index knows of a passage.
type indexedPassage struct {
	ordinal uint32 // in order of sources as built, then of the text
	source  uint32 // index in Index.sources
	first   uint32 // sentence
	count   uint8  // sentences
	length  uint8  // in steps of lengthStep terms
}

// lengthStep is the precision, in terms, with which the length of a passage is kept.
const lengthStep = 4

// tableName is the file that holds the sources and passages of an index.
const tableName = "passages.json"

// A table is what [tableName] holds: the passages in document order of the engine.
type table struct {
	Version int             `json:"version"`
	Sources []indexedSource `json:"sources"`
	// Passages holds 14 bytes for each document: ordinal, source, first sentence (32 bits each, little
	// endian), sentences, length (8 bits each).
	Passages []byte `json:"passages"`
}

const passageBytes = 14

func encodePassages(docs []indexedPassage) []byte {
	b := make([]byte, 0, passageBytes*len(docs))
	for _, d := range docs {
		b = binary.LittleEndian.AppendUint32(b, d.ordinal)
		b = binary.LittleEndian.AppendUint32(b, d.source)
		b = binary.LittleEndian.AppendUint32(b, d.first)
		b = append(b, d.count, d.length)
	}
	return b
}

func decodePassages(b []byte, sources int) ([]indexedPassage, error) {
	if len(b)%passageBytes != 0 {
		return nil, fmt.Errorf("reading the passages: %d bytes: %w", len(b), ErrDamaged)
	}
	docs := make([]indexedPassage, len(b)/passageBytes)
	for i := range docs {
		r := b[i*passageBytes:]
		docs[i] = indexedPassage{
			ordinal: binary.LittleEndian.Uint32(r), source: binary.LittleEndian.Uint32(r[4:]),
			first: binary.LittleEndian.Uint32(r[8:]), count: r[12], length: r[13],
		}
		if int(docs[i].source) >= sources || int(docs[i].ordinal) >= len(docs) {
			return nil, fmt.Errorf("reading passage %d: %w", i, ErrDamaged)
		}
	}
	return docs, nil
}

// Options say how an index is built and read. The zero Options are the defaults.
type Options struct {
	Cut Cut
	// CacheBytes bounds the memory of decoded postings; 0 means 32 MiB.
	CacheBytes int
}

// A collector analyses sources and counts their passages.
type collector struct {
	cut     Cut
	sources []indexedSource
	docs    []indexedPassage // by ordinal
}

// add hands the passages of a source to index, in order.
func (c *collector) add(s corpus.Source, index func(*document) error) error {
	language := supported(s.Language)
	info := indexedSource{ID: s.ID, Language: language, SHA256: s.SHA256}
	sentences := slices.Collect(allSentences(s.Document.Structure))
	info.Sentences = len(sentences)
	var err error
	withAnalyzer(language, func(a *Analyzer) {
		for _, p := range c.cut.Passages(s.ID, s.Document) {
			postings, length := a.analyze(sentences[p.First:p.First+p.Count], s.Document.Text)
			ordinal := uint32(len(c.docs))
			c.docs = append(c.docs, indexedPassage{
				ordinal: ordinal, source: uint32(len(c.sources)), first: uint32(p.First),
				count: uint8(p.Count), length: uint8(min(length/lengthStep, 255)),
			})
			info.Passages++
			if err = index(a.newDocument(ordinal, postings, length)); err != nil {
				return
			}
		}
	})
	c.sources = append(c.sources, info)
	return err
}

// allSentences yields the sentences of a document in order.
func allSentences(s corpus.Structure) iter.Seq[corpus.Sentence] {
	return func(yield func(corpus.Sentence) bool) {
		for _, p := range s.Paragraphs {
			for _, sentence := range p.Sentences {
				if !yield(sentence) {
					return
				}
			}
		}
	}
}

// buildBatch is the number of passages that are held in memory while an index is built.
const buildBatch = 1024

// Build writes an index of sources into dir, which must not exist and also
// holds the temporary files. Memory does not grow with the number of sources, but for what is kept of each, 16 bytes a
// passage, and the files that are mapped while they are merged. Sources have distinct IDs. On an error dir may be left incomplete.
func Build(dir string, sources iter.Seq2[corpus.Source, error], o Options) (err error) {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	builder, err := scorch.NewBuilder(map[string]any{
		"path": dir, "buildPathPrefix": dir, "batchSize": buildBatch, "mergeMax": 32,
	})
	if err != nil {
		return fmt.Errorf("starting an index: %w", err)
	}
	c := collector{cut: o.Cut}
	for s, err := range sources {
		if err != nil {
			return err
		}
		if err := c.add(s, func(d *document) error { return builder.Index(d) }); err != nil {
			return fmt.Errorf("indexing %s: %w", s.ID, err)
		}
	}
	t := table{Version: Version, Sources: c.sources}
	if len(c.docs) > 0 { // the builder cannot close on nothing
		if err := builder.Close(); err != nil {
			return fmt.Errorf("writing an index: %w", err)
		}
		x := &Index{}
		if err := x.openEngine(dir); err != nil {
			return err
		}
		docs, err := x.documents(c.docs)
		if err = errors.Join(err, x.Close()); err != nil {
			return err
		}
		t.Passages = encodePassages(docs)
	}
	if err := removeBuildFolders(dir); err != nil {
		return err
	}
	return writeTable(filepath.Join(dir, tableName), t)
}

// removeBuildFolders removes what the builder left behind.
func removeBuildFolders(dir string) error {
	left, err := filepath.Glob(filepath.Join(dir, "scorch-offline-build*"))
	for _, f := range left {
		err = errors.Join(err, os.RemoveAll(f))
	}
	return err
}

func writeTable(path string, t table) error {
	b, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o666)
}

// Open opens an index that [Build] wrote. It writes nothing. Errors that are
// [ErrDamaged] or [ErrVersion] mean that the index must be built anew.
func Open(dir string, o Options) (x *Index, err error) {
	raw, err := os.ReadFile(filepath.Join(dir, tableName))
	if err != nil {
		return nil, fmt.Errorf("opening an index: %w (%w)", err, ErrDamaged)
	}
	var t table
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&t); err != nil {
		return nil, fmt.Errorf("opening %s: %w (%w)", tableName, ErrDamaged, err)
	}
	if t.Version != Version {
		return nil, fmt.Errorf("opening an index of version %d, this program reads %d: %w", t.Version, Version, ErrVersion)
	}
	docs, err := decodePassages(t.Passages, len(t.Sources))
	if err != nil {
		return nil, err
	}
	x = &Index{sources: t.Sources, docs: docs, cache: newPostingsCache(o.CacheBytes)}
	x.prepare()
	if len(docs) == 0 {
		return x, nil
	}
	if err := x.openEngine(dir); err != nil {
		return nil, err
	}
	if n := x.count(); n != len(docs) {
		return nil, errors.Join(fmt.Errorf("opening an index: %d passages of %d are there: %w", n, len(docs), ErrDamaged), x.Close())
	}
	return x, nil
}

// openEngine opens the files of the engine for reading. A damaged root can make the engine panic.
func (x *Index) openEngine(dir string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("opening an index: %v: %w", r, ErrDamaged)
		}
	}()
	x.engine, err = scorch.NewScorch(scorch.Name, map[string]any{"path": dir, "read_only": true, "bolt_timeout": "5s"}, nil)
	if err != nil {
		return err
	}
	if err := x.engine.Open(); err != nil {
		return fmt.Errorf("opening an index: %w (%w)", ErrDamaged, err)
	}
	return x.snapshot()
}

// snapshot takes the segments of the engine as they are now.
func (x *Index) snapshot() error {
	reader, err := x.engine.Reader()
	if err != nil {
		return errors.Join(err, x.engine.Close())
	}
	x.reader = reader
	base := uint32(0)
	for _, s := range reader.(*scorch.IndexSnapshot).Segments() {
		x.segments = append(x.segments, s.Segment())
		x.bases = append(x.bases, base)
		base += uint32(s.Segment().Count())
	}
	return nil
}

// count returns the number of documents in the engine.
func (x *Index) count() int {
	n := uint64(0)
	for _, s := range x.segments {
		n += s.Count()
	}
	return int(n)
}

// documents returns the passages, given by ordinal, in the order of the engine's document numbers.
func (x *Index) documents(byOrdinal []indexedPassage) ([]indexedPassage, error) {
	docs := make([]indexedPassage, 0, len(byOrdinal))
	for _, s := range x.segments {
		for n := range s.Count() {
			id, err := s.DocID(n)
			if err != nil || len(id) != 4 {
				return nil, fmt.Errorf("reading the number of passage %d: %w", n, cmp.Or(err, ErrDamaged))
			}
			docs = append(docs, byOrdinal[binary.BigEndian.Uint32(id)])
		}
	}
	if len(docs) != len(byOrdinal) {
		return nil, fmt.Errorf("indexing: %d passages of %d are there: %w", len(docs), len(byOrdinal), ErrDamaged)
	}
	return docs, nil
}

// NewMemory returns an index of sources, with distinct IDs, that lies in memory.
func NewMemory(sources []corpus.Source, o Options) (*Index, error) {
	x := &Index{cache: newPostingsCache(o.CacheBytes)}
	c := collector{cut: o.Cut}
	batch := index.NewBatch()
	for _, s := range sources {
		err := c.add(s, func(d *document) error {
			batch.Update(d)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	x.sources = c.sources
	if len(c.docs) == 0 {
		x.prepare()
		return x, nil
	}
	queue := index.NewAnalysisQueue(1)
	defer queue.Close()
	var err error
	if x.engine, err = scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue); err != nil {
		return nil, err
	}
	if err := x.engine.Open(); err != nil {
		return nil, err
	}
	if err := x.engine.Batch(batch); err != nil {
		return nil, errors.Join(err, x.engine.Close())
	}
	if err := x.snapshot(); err != nil {
		return nil, err
	}
	if x.docs, err = x.documents(c.docs); err != nil {
		return nil, errors.Join(err, x.Close())
	}
	x.prepare()
	return x, nil
}

// Close releases the index. Searches must have ended.
func (x *Index) Close() error {
	if x.engine == nil {
		return nil
	}
	var err error
	if x.reader != nil {
		err = x.reader.Close()
	}
	return errors.Join(err, x.engine.Close())
}

// Sources returns the IDs of the indexed sources in the order in which they were given to the
// index, and Sums the SHA-256 of each one's file.
func (x *Index) Sources() []corpus.SourceID {
	ids := make([]corpus.SourceID, len(x.sources))
	for i, s := range x.sources {
		ids[i] = s.ID
	}
	return ids
}

// Passages returns the number of passages in the index.
func (x *Index) Passages() int { return len(x.docs) }
