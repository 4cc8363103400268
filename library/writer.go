package library

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"variorum/answers/winnow"
	"variorum/corpus"
	"variorum/retrieval"
)

// WriterOptions say how a library is written. The zero WriterOptions are the defaults.
type WriterOptions struct {
	// Wait is how long to wait for another writer; 0 means 10 s, and a negative duration not at all.
	Wait time.Duration
	// Command is what other writers are told of this one, such as "bot add".
	Command string
	// Now returns the time at which a source is added; nil means [time.Now].
	Now func() time.Time
}

func (o WriterOptions) withDefaults() WriterOptions {
	o.Wait = cmp.Or(o.Wait, 10*time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Sources that were added are committed together: those of commitInterval, or more where a commit takes long, so
// that commits take at most a part of the time.
const (
	commitInterval = 200 * time.Millisecond
	commitPart     = 5
)

// A Writer changes a library. While one is open no other can be. It is not safe for concurrent use.
type Writer struct {
	folder  *folder // as last committed
	lock    *os.File
	files   files
	now     func() time.Time
	records map[corpus.SourceID]record // with what is not committed yet
	folded  map[string]corpus.SourceID // the IDs of records, by [foldedID]
	// byOrigin and byFile lead to records; some that they lead to are gone, or have another origin or file now.
	byOrigin, byFile map[string][]corpus.SourceID
	// claimed are the origins of the sources that came through this writer.
	claimed map[corpus.SourceID]string
	texts   bool // a text was written since the last commit
	waiting []acknowledgement
	since   time.Time // when the first of waiting came
	cost    time.Duration
	// failed is the error of a commit, after which nothing is known of the disk and nothing more is written.
	failed error
}

// An acknowledgement is due when a change is durable.
type acknowledgement struct {
	change Change
	to     func(Change)
}

// A Change is what [Writer.Add] did.
type Change struct {
	Outcome Outcome
	ID      corpus.SourceID
}

// An Outcome is what became of a source that was added.
type Outcome string

const (
	Added     Outcome = "added"
	Changed   Outcome = "changed"
	Unchanged Outcome = "unchanged"
)

// OpenWriter opens the library in the folder dir for writing. A folder that does not exist, or is empty, becomes
// a library. What a writer that died left behind is removed. Errors are a [*LockedError] if someone else
// writes for longer than the limit, and those of [Open].
func OpenWriter(ctx context.Context, dir string, o WriterOptions) (*Writer, error) {
	return openWriter(ctx, dir, o, disk)
}

func openWriter(ctx context.Context, dir string, o WriterOptions, files files) (*Writer, error) {
	o = o.withDefaults()
	if err := prepare(dir, files); err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown host"
	}
	lock, err := acquireLock(ctx, dir, o.Wait, holder{PID: os.Getpid(), Host: host, Command: o.Command, Since: o.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return nil, err
	}
	w := &Writer{lock: lock, files: files, now: o.Now, claimed: make(map[corpus.SourceID]string)}
	if err := w.load(dir); err != nil {
		return nil, errors.Join(err, unlock(lock))
	}
	return w, nil
}

// prepare makes the folder of a library, and refuses one that holds something else.
func prepare(dir string, files files) error {
	err := os.MkdirAll(dir, 0o777)
	if err != nil {
		return fmt.Errorf("making the library: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("making the library: %w", err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == manifestName }) {
		return nil
	}
	for _, e := range entries { // a writer may have died, or may be, between making the folder and the manifest
		if !slices.Contains([]string{lockName, lockName + heldSuffix, manifestName + newSuffix, textsName, indexName}, e.Name()) {
			return fmt.Errorf("making the library %s: %w: it has no %s, and is not empty", dir, ErrNotLibrary, manifestName)
		}
	}
	return files.syncPath(filepath.Dir(dir))
}

// load reads the library, after making an empty one where there is none.
func (w *Writer) load(dir string) error {
	for _, name := range []string{textsName, indexName} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("making the library: %w", err)
		}
	}
	f, err := readFolder(dir)
	if errors.Is(err, ErrNotLibrary) {
		f, err = w.makeEmpty(dir)
	}
	if err != nil {
		return err
	}
	w.folder = f
	w.records = make(map[corpus.SourceID]record, len(f.manifest.Sources))
	w.folded = make(map[string]corpus.SourceID, len(f.manifest.Sources))
	w.byOrigin, w.byFile = make(map[string][]corpus.SourceID), make(map[string][]corpus.SourceID)
	for _, r := range f.manifest.Sources {
		w.put(r)
	}
	return w.removeGarbage()
}

// put adds or replaces a record.
func (w *Writer) put(r record) {
	w.records[r.ID] = r
	w.folded[foldedID(r.ID)] = r.ID
	lead := func(by map[string][]corpus.SourceID, key string) {
		if key != "" && !slices.Contains(by[key], r.ID) {
			by[key] = append(by[key], r.ID)
		}
	}
	lead(w.byOrigin, r.Origin)
	lead(w.byFile, r.File)
}

// makeEmpty writes the manifest of an empty library. It refuses a folder from which the manifest was lost.
func (w *Writer) makeEmpty(dir string) (*folder, error) {
	for _, name := range []string{textsName, indexName} {
		entries, err := os.ReadDir(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("making the library: %w", err)
		}
		if len(entries) > 0 {
			return nil, fmt.Errorf("making the library %s: %w: it has no %s, and %s is not empty", dir, ErrNotLibrary, manifestName, name)
		}
	}
	w.folder = &folder{dir: dir}
	if err := w.commitManifest(manifest{}); err != nil {
		return nil, err
	}
	return w.folder, nil
}

// An Arrival is a source that was read and has no ID yet.
type Arrival struct {
	Source corpus.Source
	// Declared is the ID that the source's metadata claim, or "".
	Declared string
	// Path is where its file is. It tells files of the same name apart; only a sum of it is stored.
	Path string
}

// A ClaimError reports two files that claim one ID.
type ClaimError struct {
	ID    corpus.SourceID
	File  string // which claims it
	Other string // which has it
}

func (e *ClaimError) Error() string {
	return fmt.Sprintf("%s claims the id %q, which %s has", e.File, e.ID, e.Other)
}

// Add adds a source, or changes it if it is there already: if a source has the ID that it declares, if it
// comes from the same path, or if it has the same name and bytes. It then keeps its ID. The source becomes
// durable soon after, with others; acknowledge, which may be nil, is called when it is, by a later call
// of a method of w at the latest by Commit or Finish. After an error the source is not added; a [*ClaimError] is no
// reason not to add others.
func (w *Writer) Add(ctx context.Context, a Arrival, acknowledge func(Change)) error {
	if err := cmp.Or(w.failed, ctx.Err()); err != nil {
		return err
	}
	if err := w.commitIfDue(); err != nil {
		return err
	}
	change, err := w.stage(a)
	if err != nil {
		return fmt.Errorf("adding %s: %w", a.Source.File, err)
	}
	if len(w.waiting) == 0 {
		w.since = time.Now()
	}
	w.waiting = append(w.waiting, acknowledgement{change, acknowledge})
	return w.commitIfDue()
}

// stage puts a source on the disk and into w.records.
func (w *Writer) stage(a Arrival) (Change, error) {
	origin := originOf(a.Path)
	old, known, err := w.match(a, origin)
	if err != nil {
		return Change{}, err
	}
	s := a.Source
	s.ID = old.ID
	if !known {
		s.ID = w.newID(a)
	}
	r := newRecord(s, w.now().UTC().Truncate(time.Second))
	r.Origin = origin
	if known && origin != "" && old.Origin == origin { // whatever folder it was found in this time
		r.File = old.File
	}
	if err := r.validate(); err != nil {
		return Change{}, err
	}
	change := Change{Added, s.ID}
	if known {
		change.Outcome = Changed
		if r.sameText(old) {
			r.Generation = old.Generation
		}
		if r.sameSource(old) {
			change.Outcome, r.Added = Unchanged, old.Added
		}
	}
	written, err := w.store(r, s.Document)
	if err != nil {
		return Change{}, err
	}
	if written && change.Outcome == Unchanged { // what was stored was damaged
		change.Outcome = Changed
	}
	w.claimed[r.ID] = origin
	w.put(r)
	return change, nil
}

// originOf returns a sum of the place of a file, or "" if there is none.
func originOf(file string) string {
	if file == "" {
		return ""
	}
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	return sumOf([]byte(file))[:16]
}

// match finds the record of a source that was added before.
func (w *Writer) match(a Arrival, origin string) (record, bool, error) {
	if a.Declared != "" {
		declared := corpus.SourceID(a.Declared)
		if r, ok := w.records[w.folded[foldedID(declared)]]; ok {
			if other, ok := w.claimed[r.ID]; r.ID != declared || ok && other != origin {
				return r, false, &ClaimError{ID: declared, File: a.Source.File, Other: r.File}
			}
			return r, true, nil
		}
	}
	if origin != "" {
		r, ok := w.find(w.byOrigin[origin], origin, func(r record) bool { return r.Origin == origin })
		if ok {
			return r, true, nil
		}
	}
	file := storedName(a.Source.File)
	r, ok := w.find(w.byFile[file], origin, func(r record) bool {
		return r.File == file && (r.SHA256 == a.Source.SHA256 || origin == "")
	})
	return r, ok, nil
}

// find returns the first record, by ID, for which is is true and that no file of another origin claimed.
func (w *Writer) find(ids []corpus.SourceID, origin string, is func(record) bool) (record, bool) {
	for _, id := range sorted(ids) {
		other, claimed := w.claimed[id]
		if r, ok := w.records[id]; ok && is(r) && (!claimed || other == origin) {
			return r, true
		}
	}
	return record{}, false
}

// store writes the text and the structure of a source where they are not stored already, and
// reports whether it wrote the text.
func (w *Writer) store(r record, d corpus.Document) (bool, error) {
	if _, err := w.folder.text(r); err == nil {
		if _, err := w.folder.structure(r); err == nil {
			return false, nil
		}
		return false, w.storeStructure(r, d.Structure)
	}
	if err := w.files.replace(w.folder.join(r.textPath()), []byte(d.Text)); err != nil {
		return false, err
	}
	w.texts = true
	return true, w.storeStructure(r, d.Structure)
}

// storeStructure writes a structure. It can be made anew, so it is not synced.
func (w *Writer) storeStructure(r record, s corpus.Structure) error {
	b, err := encodeStructure(r, s)
	if err != nil {
		return err
	}
	unsynced := files{write: w.files.write, sync: func(*os.File) error { return nil }}
	return unsynced.replace(w.folder.join(r.structurePath()), b)
}

// Remove removes sources, durably when it returns. If the library does not hold all of them it
// returns an [*UnknownError] and removes none.
func (w *Writer) Remove(ctx context.Context, ids ...corpus.SourceID) error {
	if err := cmp.Or(w.failed, ctx.Err()); err != nil {
		return err
	}
	held := func(id corpus.SourceID) bool { _, ok := w.records[id]; return ok }
	if unknown := slices.DeleteFunc(slices.Clone(ids), held); len(unknown) > 0 {
		return &UnknownError{unknown}
	}
	for _, id := range ids {
		delete(w.records, id)
		delete(w.folded, foldedID(id))
	}
	return w.Commit()
}

func (w *Writer) commitIfDue() error {
	if len(w.waiting) > 0 && time.Since(w.since) >= max(commitInterval, commitPart*w.cost) {
		return w.Commit()
	}
	return nil
}

// Commit makes durable all that was added, and acknowledges it. After an error nothing that waited is acknowledged, the
// library is as it was at the last commit or as it would be after this, and w writes no more.
func (w *Writer) Commit() error {
	if w.failed != nil {
		return w.failed
	}
	start := time.Now()
	m := w.folder.manifest
	m.Sources = slices.Collect(maps.Values(w.records))
	sortRecords(m.Sources)
	if err := w.commitManifest(m); err != nil {
		w.failed = err
		return err
	}
	w.cost = time.Since(start)
	waiting := w.waiting
	w.waiting = nil
	for _, a := range waiting {
		if a.to != nil {
			a.to(a.change)
		}
	}
	return nil
}

// commitManifest replaces the manifest, if it differs, after making durable what it names.
func (w *Writer) commitManifest(m manifest) error {
	aliases, err := m.aliases()
	if err != nil {
		return err
	}
	m.Version, m.Settings = Version, ourSettings()
	m.Revision = m.Settings.revision(m.Sources, aliases)
	raw, err := m.encode()
	if err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if w.texts {
		if err := w.files.syncPath(w.folder.join(textsName)); err != nil {
			return fmt.Errorf("storing texts: %w", err)
		}
		w.texts = false
	}
	if bytes.Equal(raw, w.folder.raw) {
		return nil
	}
	if err := w.files.replace(w.folder.join(manifestName), raw); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := w.files.syncPath(w.folder.dir); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	w.folder.raw, w.folder.manifest = raw, m
	return nil
}

// Finish commits, brings the index up to date, and removes what is no longer needed. If it is not
// called, or fails, all that was acknowledged is there, and readers index it in memory.
func (w *Writer) Finish(ctx context.Context) error {
	return w.finish(ctx, func(g generation) bool { return w.folder.checkFiles(g, false) == nil })
}

func (w *Writer) finish(ctx context.Context, usable func(generation) bool) error {
	if err := w.Commit(); err != nil {
		return err
	}
	m := w.folder.manifest
	p := m.plan(usable)
	if p.changes(m) {
		if err := w.index(ctx, p); err != nil {
			return fmt.Errorf("indexing: %w", err)
		}
	}
	return w.removeGarbage()
}

// index carries a plan out.
func (w *Writer) index(ctx context.Context, p plan) error {
	m := w.folder.manifest
	m.Index = p.keep
	m.Sources = slices.Clone(m.Sources)
	if len(p.build) > 0 {
		m.Generations++
		g, err := w.build(ctx, generationName(m.Generations), p.build)
		if err != nil {
			return errors.Join(err, os.RemoveAll(w.folder.join(g.path())))
		}
		m.Index = append(slices.Clone(p.keep), g)
		for _, r := range p.build {
			i, _ := slices.BinarySearchFunc(m.Sources, r.ID, func(r record, id corpus.SourceID) int { return cmp.Compare(r.ID, id) })
			m.Sources[i].Generation = g.Folder
			w.records[r.ID] = m.Sources[i]
		}
	}
	if err := w.commitManifest(m); err != nil {
		w.failed = err
		return err
	}
	return nil
}

// build makes a generation of records.
func (w *Writer) build(ctx context.Context, name string, records []record) (generation, error) {
	g := generation{Folder: name, Version: retrieval.Version, Sources: len(records), Bytes: textBytes(records)}
	dir := w.folder.join(g.path())
	prints := &winnow.Index{}
	if err := retrieval.Build(dir, printed(w.sources(ctx, records), prints), retrieval.Options{}); err != nil {
		return g, err
	}
	raw, err := prints.AppendBinary(nil)
	if err != nil {
		return g, err
	}
	if err := os.WriteFile(filepath.Join(dir, printsName), raw, 0o666); err != nil {
		return g, err
	}
	if g.Files, err = w.seal(dir); err != nil {
		return g, err
	}
	index, err := retrieval.Open(dir, retrieval.Options{})
	if err != nil {
		return g, err
	}
	g.Passages = index.Passages()
	return g, errors.Join(checkCounts(g, records, index), index.Close())
}

// printed passes sources on, and adds the fingerprints of each to x.
func printed(sources iter.Seq2[corpus.Source, error], x *winnow.Index) iter.Seq2[corpus.Source, error] {
	return func(yield func(corpus.Source, error) bool) {
		for s, err := range sources {
			if err == nil {
				x.Add(s.ID, winnow.PrintsOf(s.Document))
			}
			if !yield(s, err) {
				return
			}
		}
	}
}

// seal makes a new generation durable and as readable as the texts are, and returns its files.
func (w *Writer) seal(dir string) ([]indexFile, error) {
	texts, err := os.Stat(w.folder.join(textsName))
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var list []indexFile
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		if err := os.Chmod(name, texts.Mode().Perm()&0o666); err != nil {
			return nil, err
		}
		f, err := sumOfFile(name)
		if err != nil {
			return nil, err
		}
		f.Name = e.Name()
		list = append(list, f)
	}
	if err := w.files.syncTree(dir); err != nil {
		return nil, err
	}
	return list, w.files.syncPath(filepath.Dir(dir))
}

// sources reads sources one at a time.
func (w *Writer) sources(ctx context.Context, records []record) iter.Seq2[corpus.Source, error] {
	return func(yield func(corpus.Source, error) bool) {
		for _, r := range records {
			s := r.source()
			err := ctx.Err()
			if err == nil {
				s.Document, err = w.folder.document(r)
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// Close gives the library free for other writers. What was added and not committed is lost.
func (w *Writer) Close() error { return unlock(w.lock) }

// removeGarbage removes what no manifest names.
func (w *Writer) removeGarbage() error {
	garbage, err := w.folder.garbage()
	if err != nil {
		return err
	}
	for _, name := range garbage {
		if err := os.RemoveAll(w.folder.join(name)); err != nil {
			return fmt.Errorf("removing what is no longer needed: %w", err)
		}
	}
	return nil
}

// garbage returns the files and folders that a writer left and no manifest names, relative to the library's folder.
// Files that no writer makes are none.
func (f *folder) garbage() ([]string, error) {
	named := make(map[string]bool)
	for _, r := range f.manifest.Sources {
		named[r.textPath()], named[r.structurePath()] = true, true
	}
	for _, g := range f.manifest.Index {
		named[g.path()] = true
	}
	var garbage []string
	add := func(folder string, ours func(string) bool) error {
		entries, err := os.ReadDir(f.join(folder))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		for _, e := range entries {
			if name := path.Join(folder, e.Name()); !named[name] && ours(e.Name()) {
				garbage = append(garbage, name)
			}
		}
		return err
	}
	err := errors.Join(
		add("", func(name string) bool { return name == manifestName+newSuffix }),
		add(textsName, isStoredName),
		add(indexName, isGenerationName),
	)
	return garbage, err
}

// isStoredName reports whether a name is one that a writer gives to a text or structure.
func isStoredName(name string) bool {
	name = strings.TrimSuffix(name, newSuffix)
	stem, isText := strings.CutSuffix(name, ".txt")
	stem, isStructure := strings.CutSuffix(stem, ".structure")
	if !isText && !isStructure || len(stem) < 14 {
		return false
	}
	i := len(stem) - 12
	return stem[i-1] == '-' && strings.Trim(stem[i:], "0123456789abcdef") == ""
}

// isGenerationName reports whether a name is one that a writer gives to a generation.
func isGenerationName(name string) bool {
	return len(name) >= len(generationName(0)) && strings.Trim(name, "0123456789") == ""
}
