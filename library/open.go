package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"variorum/corpus"
	"variorum/retrieval"
)

// openAttempts is how often a library that others write to meanwhile is opened anew.
const openAttempts = 20

// Open opens the library in the folder dir. It takes no lock and writes nothing. Its errors are
// [ErrMissing], [ErrNotLibrary], a [*VersionError], a [*DamagedError] for the manifest, and those of the system.
// Indexes and texts that are damaged do not keep a library from opening: see [Library.Findings].
func Open(ctx context.Context, dir string, o Options) (*Library, error) {
	o = o.withDefaults()
	for attempt := 1; ; attempt++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := readFolder(dir)
		if err != nil {
			return nil, err
		}
		l, err := f.open(ctx, o)
		if err != nil {
			return nil, err
		}
		if !l.suspect || attempt == openAttempts {
			return l, nil
		}
		if changed, err := f.changed(); err == nil && !changed {
			return l, nil
		}
		if err := l.Close(); err != nil { // what was found may be the work of a writer
			return nil, err
		}
	}
}

func (f *folder) open(ctx context.Context, o Options) (*Library, error) {
	m := f.manifest
	aliases, err := m.aliases()
	if err != nil {
		return nil, err
	}
	l := &Library{
		folder: f, revision: ourSettings().revision(m.Sources, aliases), records: m.Sources, aliases: aliases,
		entries: entries(m.Sources), documents: newDocuments(o.DocumentBytes),
	}
	live := m.live()
	sums := m.indexBytes() <= o.SumBytes
	missing := slices.Clone(live[""])
	if len(missing) > 0 {
		l.findings = append(l.findings, m.lacking(len(missing)))
	}
	for _, g := range m.Index {
		records := live[g.Folder]
		if len(records) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, errors.Join(err, l.Close())
		}
		index, err := f.openGeneration(g, records, sums, retrieval.Options{CacheBytes: max(1, o.PostingsBytes/len(m.Index))})
		if err != nil {
			l.suspect = true
			l.findings = append(l.findings, Finding{g.path(), problem(err), RunRepair})
			missing = append(missing, records...)
			continue
		}
		p := part{index: index, folder: g.path()}
		if len(records) < g.Sources {
			p.live = ids(records)
		}
		l.parts = append(l.parts, p)
	}
	if err := l.indexInMemory(ctx, missing, o); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// live returns the records of each generation; those that no generation holds are under "".
func (m manifest) live() map[string][]record {
	live := make(map[string][]record)
	for _, r := range m.Sources {
		live[r.Generation] = append(live[r.Generation], r)
	}
	return live
}

// lacking says that no generation holds n sources.
func (m manifest) lacking(n int) Finding {
	return Finding{indexName, fmt.Sprintf("lacks %d of %d sources", n, len(m.Sources)), RunRepair}
}

// indexBytes returns the size of all generations.
func (m manifest) indexBytes() int64 {
	n := int64(0)
	for _, g := range m.Index {
		for _, f := range g.Files {
			n += f.Bytes
		}
	}
	return n
}

// path returns the folder of g, relative to the library's.
func (g generation) path() string { return path.Join(indexName, g.Folder) }

func ids(records []record) []corpus.SourceID {
	list := make([]corpus.SourceID, len(records))
	for i, r := range records {
		list[i] = r.ID
	}
	return list
}

func textBytes(records []record) int64 {
	n := int64(0)
	for _, r := range records {
		n += r.Bytes
	}
	return n
}

// openGeneration opens a generation that must hold records.
func (f *folder) openGeneration(g generation, records []record, sums bool, o retrieval.Options) (*retrieval.Index, error) {
	if err := f.checkFiles(g, sums); err != nil {
		return nil, err
	}
	index, err := retrieval.Open(f.join(g.path()), o)
	if err != nil {
		return nil, err
	}
	if err := checkCounts(g, records, index); err != nil {
		return nil, errors.Join(err, index.Close())
	}
	return index, nil
}

// checkFiles compares the files of a generation with their sizes, and with their sums if wanted.
func (f *folder) checkFiles(g generation, sums bool) error {
	if g.Version != retrieval.Version {
		return fmt.Errorf("it has version %d, this program needs %d: %w", g.Version, retrieval.Version, retrieval.ErrVersion)
	}
	for _, want := range g.Files {
		name := f.join(path.Join(g.path(), want.Name))
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		if info.Size() != want.Bytes {
			return fmt.Errorf("%s has %d bytes in place of %d", want.Name, info.Size(), want.Bytes)
		}
		if !sums {
			continue
		}
		got, err := sumOfFile(name)
		if err != nil {
			return err
		}
		if got.SHA256 != want.SHA256 {
			return fmt.Errorf("%s is not as it was written", want.Name)
		}
	}
	return nil
}

// checkCounts compares what an index holds with what its generation should.
func checkCounts(g generation, records []record, index *retrieval.Index) error {
	held := index.Sources()
	if len(held) != g.Sources || index.Passages() != g.Passages {
		return fmt.Errorf("it has %d sources and %d passages in place of %d and %d", len(held), index.Passages(), g.Sources, g.Passages)
	}
	slices.Sort(held)
	for _, r := range records {
		if _, ok := slices.BinarySearch(held, r.ID); !ok {
			return fmt.Errorf("it lacks the source %q", r.ID)
		}
	}
	return nil
}

// sumOfFile returns the size and sum of a file, without its name.
func sumOfFile(name string) (indexFile, error) {
	file, err := os.Open(name)
	if err != nil {
		return indexFile{}, err
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.Copy(h, file)
	if err != nil {
		return indexFile{}, err
	}
	return indexFile{Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

// indexInMemory makes the index that is missing for records. What stands against it becomes the
// error of every search; the error returned is that of ctx or of the search engine.
func (l *Library) indexInMemory(ctx context.Context, records []record, o Options) error {
	if len(records) == 0 {
		return nil
	}
	if n := textBytes(records); n > o.MemoryBytes {
		l.unsearchable = &IndexError{Sources: len(records), Bytes: n, Limit: o.MemoryBytes}
		return nil
	}
	sources := make([]corpus.Source, len(records))
	for i, r := range records {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := l.folder.document(r)
		if err != nil {
			l.suspect = true
			l.findings = append(l.findings, Finding{r.textPath(), problem(err), AddAgain})
			l.unsearchable = errors.Join(l.unsearchable, err)
			continue
		}
		l.documents.put(r.ID, d)
		sources[i] = r.source()
		sources[i].Document = d
	}
	if l.unsearchable != nil {
		return nil
	}
	index, err := retrieval.NewMemory(sources, retrieval.Options{CacheBytes: o.PostingsBytes})
	if err != nil {
		return fmt.Errorf("indexing in memory: %w", err)
	}
	l.parts = append(l.parts, part{index: index})
	return nil
}
