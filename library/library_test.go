package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/corpus"
	"variorum/retrieval"
)

// arrival returns a source as if it were read from a file of the path.
func arrival(path, text string) Arrival {
	m := corpus.Metadata{Title: "On " + filepath.Base(path), Issued: corpus.Date{Year: 1921, Month: 3}, Inferred: []string{"title"}}
	s := corpus.Source{
		Metadata: m, Language: "en", File: filepath.Base(path), SHA256: sumOf([]byte(text)),
		Document: corpus.Document{Text: text, Structure: corpus.Parse(text, "en", corpus.IsMarkdown(path))},
	}
	return Arrival{Source: s, Path: path}
}

// prose returns a text of some paragraphs, whose words come from a small vocabulary.
func prose(r *rand.Rand, paragraphs int) string {
	words := strings.Fields("bridge river flood engine harbour strike owner mayor letter witness night police soldier bread winter gate factory council")
	var b strings.Builder
	for range paragraphs {
		for range 1 + r.IntN(5) {
			sentence := make([]string, 4+r.IntN(12))
			for i := range sentence {
				sentence[i] = words[r.IntN(len(words))]
			}
			fmt.Fprintf(&b, "The %s. ", strings.Join(sentence, " "))
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

var questions = []string{
	"How many soldiers were at the bridge?", "Who wrote the letter to the mayor?", "When did the strike at the factory begin?", "bread",
}

// add adds sources to the library in dir, without an index if finish is false, and returns what became of them.
func add(t *testing.T, dir string, finish bool, arrivals ...Arrival) []Change {
	t.Helper()
	w := must(OpenWriter(t.Context(), dir, WriterOptions{Command: "bot add"}))(t)
	defer func() { check(t, w.Close()) }()
	var changes []Change
	for _, a := range arrivals {
		check(t, w.Add(t.Context(), a, func(c Change) { changes = append(changes, c) }))
	}
	if finish {
		check(t, w.Finish(t.Context()))
	} else {
		check(t, w.Commit())
	}
	return changes
}

func check(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) func(rapid.TB) T {
	return func(t rapid.TB) T {
		t.Helper()
		check(t, err)
		return v
	}
}

// open opens a library until the end of the test.
func open(t *testing.T, dir string) *Library {
	t.Helper()
	l := must(Open(t.Context(), dir, Options{}))(t)
	t.Cleanup(func() { check(t, l.Close()) })
	return l
}

// rankings returns what a library finds for the questions.
func rankings(t rapid.TB, l *Library) map[string][]retrieval.Ranking {
	t.Helper()
	found := make(map[string][]retrieval.Ranking)
	for _, question := range questions {
		q := retrieval.NewQuery(question)
		q.Matches = true
		found[question] = must(l.Search(context.Background(), q))(t)
	}
	return found
}

// checkSame fails unless l answers as a library in memory of the same sources does.
func checkSame(t rapid.TB, l *Library, sources []corpus.Source) {
	t.Helper()
	want := must(NewMemory(sources))(t)
	defer want.Close()
	if l.Revision() != want.Revision() {
		t.Errorf("Revision() = %s, want %s", l.Revision(), want.Revision())
	}
	untimed := func(entries []Entry) []Entry {
		for i := range entries {
			entries[i].Added = time.Time{}
		}
		return entries
	}
	if diff := cmp.Diff(untimed(want.Sources()), untimed(l.Sources())); diff != "" {
		t.Errorf("Sources() differ (-want +got):\n%s", diff)
	}
	for _, s := range sources {
		d, err := l.Document(context.Background(), s.ID)
		if err != nil {
			t.Errorf("Document(%q): %v", s.ID, err)
			continue
		}
		if diff := cmp.Diff(s.Document, d); diff != "" {
			t.Errorf("Document(%q) differs (-want +got):\n%s", s.ID, diff)
		}
	}
	if diff := cmp.Diff(rankings(t, want), rankings(t, l)); diff != "" {
		t.Errorf("Search differs (-want +got):\n%s", diff)
	}
}

// village returns some sources with their IDs, and how they arrive.
func village(n int) (sources []corpus.Source, arrivals []Arrival) {
	for i := range n {
		a := arrival(fmt.Sprintf("/village/s%03d.txt", i), prose(rand.New(rand.NewPCG(1, uint64(i))), 3+i%5))
		arrivals = append(arrivals, a)
		s := a.Source
		s.ID = corpus.SourceID(fmt.Sprintf("s%03d", i))
		sources = append(sources, s)
	}
	return sources, arrivals
}

func TestALibraryHoldsWhatWasAdded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "library")
	sources, arrivals := village(7)
	before := time.Now().Add(-time.Second)
	changes := add(t, dir, true, arrivals...)
	for i, c := range changes {
		if want := (Change{Added, sources[i].ID}); c != want {
			t.Errorf("change %d = %v, want %v", i, c, want)
		}
	}
	l := open(t, dir)
	checkSame(t, l, sources)
	if got := l.Findings(); got != nil {
		t.Errorf("Findings() = %v, want none", got)
	}
	e, ok := l.Source("s003")
	if !ok || e.Source.File != "s003.txt" || e.Added.Before(before) || e.Added.Location() != time.UTC {
		t.Errorf(`Source("s003") = %+v, %v`, e, ok)
	}
	if _, ok := l.Source("s3"); ok {
		t.Error(`Source("s3") is there`)
	}
	unknown := (*UnknownError)(nil)
	if _, err := l.Document(t.Context(), "s3"); !errors.As(err, &unknown) {
		t.Errorf(`Document("s3"): %v, want an UnknownError`, err)
	}
	checkInOrder(t, dir)
}

func checkInOrder(t rapid.TB, dir string) {
	t.Helper()
	if findings := must(Check(context.Background(), dir))(t); len(findings) > 0 {
		t.Errorf("Check: %v, want nothing", findings)
	}
}

func TestASearchCanBeLimitedToSources(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(6)
	add(t, dir, true, arrivals...)
	changed := arrivals[2]
	changed.Source = arrival(changed.Path, "The mayor wrote a letter about bread. ").Source
	add(t, dir, true, changed) // so that the first generation has a dead source
	l := open(t, dir)
	if len(l.parts) < 2 {
		t.Fatalf("the library has %d generations, want more", len(l.parts))
	}
	q := retrieval.NewQuery("Who wrote the letter to the mayor?")
	for _, wanted := range [][]corpus.SourceID{{"s004", "s002"}, {"s001"}, {"s002"}, {"no such"}} {
		q.Sources = wanted
		for _, r := range must(l.Search(t.Context(), q))(t) {
			if !slices.Contains(wanted, r.Source) {
				t.Errorf("Search with Sources %q found %q", wanted, r.Source)
			}
		}
	}
}

// What answers depend on is in the revision, and nothing else is.
func TestTheRevisionIsOfTheSources(t *testing.T) {
	sources, arrivals := village(9)
	want := must(NewMemory(sources))(t).Revision()
	for seed := range uint64(4) {
		dir := t.TempDir()
		shuffled := slices.Clone(arrivals)
		r := rand.New(rand.NewPCG(2, seed))
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for batch := range slices.Chunk(shuffled, 1+r.IntN(5)) {
			for i := range batch {
				batch[i].Path = fmt.Sprintf("/elsewhere%d%s", seed, batch[i].Path)
			}
			add(t, dir, r.IntN(2) == 0, batch...)
		}
		if got := open(t, dir).Revision(); got != want {
			t.Errorf("seed %d: Revision() = %s, want %s", seed, got, want)
		}
	}
	changes := map[string]func(*corpus.Source){
		"id":       func(s *corpus.Source) { s.ID += "x" },
		"sum":      func(s *corpus.Source) { s.SHA256 = sumOf([]byte("other")) },
		"text":     func(s *corpus.Source) { s.Document.Text += "\n" },
		"title":    func(s *corpus.Source) { s.Metadata.Title += "." },
		"author":   func(s *corpus.Source) { s.Metadata.Author = []corpus.Name{{Family: "A", Given: "B"}} },
		"date":     func(s *corpus.Source) { s.Metadata.Issued.Day = 1 },
		"inferred": func(s *corpus.Source) { s.Metadata.Inferred = nil },
		"language": func(s *corpus.Source) { s.Language = "de" },
		"format":   func(s *corpus.Source) { s.File = "s008.md" },
	}
	for what, change := range changes {
		other := slices.Clone(sources)
		change(&other[8])
		if got := must(NewMemory(other))(t).Revision(); got == want {
			t.Errorf("another %s gives the same revision", what)
		}
	}
}

func TestTwoSourcesOfOneIDAreNoLibrary(t *testing.T) {
	sources, _ := village(2)
	sources[1].ID = sources[0].ID
	if _, err := NewMemory(sources); err == nil || !strings.Contains(err.Error(), `"s000"`) {
		t.Errorf("NewMemory: %v, want an error that names s000", err)
	}
}

func TestFoldersThatAreNoLibrary(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), filepath.Join(dir, "none"), Options{}); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "none") {
		t.Errorf("Open of nothing: %v, want ErrMissing with the path", err)
	}
	check(t, os.WriteFile(filepath.Join(dir, "novel.txt"), []byte("Once."), 0o666))
	for _, name := range []string{"", "novel.txt"} {
		if _, err := Open(t.Context(), filepath.Join(dir, name), Options{}); !errors.Is(err, ErrNotLibrary) || !strings.Contains(err.Error(), dir) {
			t.Errorf("Open(%q): %v, want ErrNotLibrary with the path", name, err)
		}
		if _, err := Repair(t.Context(), filepath.Join(dir, name), WriterOptions{}); !errors.Is(err, ErrNotLibrary) {
			t.Errorf("Repair(%q): %v, want ErrNotLibrary", name, err)
		}
	}
	if _, err := OpenWriter(t.Context(), dir, WriterOptions{}); !errors.Is(err, ErrNotLibrary) {
		t.Errorf("OpenWriter of a folder with a novel: %v, want ErrNotLibrary", err)
	}
	if got := stateOf(t, dir).names(); !slices.Equal(got, []string{"novel.txt"}) {
		t.Errorf("the folder holds %q afterwards", got)
	}
}

// A state is what the system tells of the files and folders below a folder, by path.
type state map[string]fs.FileInfo

func stateOf(t rapid.TB, dir string) state {
	t.Helper()
	found := make(state)
	check(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		found[filepath.ToSlash(relative)], err = d.Info()
		return err
	}))
	return found
}

func (s state) names() []string { return slices.Sorted(maps.Keys(s)) }

// checkUntouched fails if a file came, went, was replaced, or was written to.
func checkUntouched(t rapid.TB, before, after state) {
	t.Helper()
	if diff := cmp.Diff(before.names(), after.names()); diff != "" {
		t.Errorf("files came or went (-before +after):\n%s", diff)
	}
	for name, a := range before {
		b := after[name]
		if b != nil && (!os.SameFile(a, b) || a.Mode() != b.Mode() || a.Size() != b.Size() || !a.ModTime().Equal(b.ModTime())) {
			t.Errorf("%s was changed: %v, %v", name, a, b)
		}
	}
}

// A folder from which the manifest was lost still has the texts; no one makes an empty library of it.
func TestALostManifestIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(2)
	add(t, dir, true, arrivals...)
	check(t, os.Remove(filepath.Join(dir, manifestName)))
	before := len(stateOf(t, dir))
	if _, err := OpenWriter(t.Context(), dir, WriterOptions{}); !errors.Is(err, ErrNotLibrary) {
		t.Errorf("OpenWriter: %v, want ErrNotLibrary", err)
	}
	if got := len(stateOf(t, dir)); got != before {
		t.Errorf("%d files are there, want %d", got, before)
	}
}

func TestManifestsThatCanNotBeRead(t *testing.T) {
	_, arrivals := village(3)
	good := t.TempDir()
	add(t, good, true, arrivals...)
	raw := string(must(os.ReadFile(filepath.Join(good, manifestName)))(t))
	line := func(s string) int { return 1 + strings.Count(raw[:strings.Index(raw, s)], "\n") }
	tests := []struct {
		name, old, new string
		line           int
	}{
		{"cut", raw[len(raw)/2:], "", 1 + strings.Count(raw[:len(raw)/2], "\n")},
		{"empty", raw, "", 1},
		{"other type", `"bytes":`, `"bytes":"x`, line(`"bytes":`)},
		{"another language", `"language":"en"`, `"language":"de"`, 0},
		{"an id that leads out", `"id":"s000"`, `"id":"../s000"`, 0},
		{"a generation that leads out", `"folder":"000001"`, `"folder":"../../x"`, 0},
		{"twice the same id", `"id":"s001"`, `"id":"s000"`, 0},
		{"no sum", `"text_sha256":"`, `"text_sha256":"x`, 0},
		{"an index that is not there", `"index":"000001"`, `"index":"000009"`, 0},
		{"no version", `"version": 1,`, ``, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			check(t, os.CopyFS(dir, os.DirFS(good)))
			check(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(strings.Replace(raw, test.old, test.new, 1)), 0o666))
			before := stateOf(t, dir)
			for what, open := range openers {
				err := open(dir)
				e := (*DamagedError)(nil)
				if !errors.As(err, &e) || e.Path != filepath.Join(dir, manifestName) || e.Line != test.line {
					t.Errorf("%s: %v, want a DamagedError of line %d", what, err, test.line)
				}
			}
			delete(before, lockName)
			after := stateOf(t, dir)
			delete(after, lockName)
			checkUntouched(t, before, after)
		})
	}
}

// openers are all that opens a library.
var openers = map[string]func(string) error{
	"Open": func(dir string) error { _, err := Open(context.Background(), dir, Options{}); return err },
	"OpenWriter": func(dir string) error {
		_, err := OpenWriter(context.Background(), dir, WriterOptions{})
		return err
	},
	"Check":  func(dir string) error { _, err := Check(context.Background(), dir); return err },
	"Repair": func(dir string) error { _, err := Repair(context.Background(), dir, WriterOptions{}); return err },
}

func TestANewerLibraryIsRefused(t *testing.T) {
	for _, manifest := range []string{
		`{"version": 2, "revision": "sha256:0", "sources": [], "index": []}`,
		`{"version": 3, "sources": {"in another": "form"}, "revision": 7}`,
	} {
		dir := t.TempDir()
		name := filepath.Join(dir, manifestName)
		check(t, os.WriteFile(name, []byte(manifest), 0o666))
		for what, open := range openers {
			err := open(dir)
			if e := (*VersionError)(nil); !errors.As(err, &e) || e.Version < 2 || !strings.Contains(err.Error(), name) {
				t.Errorf("%s of %s: %v, want a VersionError that names the manifest", what, manifest, err)
			}
		}
		if got := string(must(os.ReadFile(name))(t)); got != manifest {
			t.Errorf("the manifest is now %s", got)
		}
	}
}

// Opening, asking and checking change nothing on the disk.
func TestReadersWriteNothing(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(5)
	add(t, dir, true, arrivals[:4]...)
	add(t, dir, false, arrivals[4])
	before := stateOf(t, dir)
	l := must(Open(t.Context(), dir, Options{}))(t)
	checkSame(t, l, sources)
	check(t, l.Close())
	must(Check(t.Context(), dir))(t)
	checkUntouched(t, before, stateOf(t, dir))
}

func TestAReadOnlyFolderAnswers(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("permissions do not bind root; TestReadersWriteNothing shows the same")
	}
	dir := t.TempDir()
	sources, arrivals := village(3)
	add(t, dir, true, arrivals...)
	chmod := func(folder, file fs.FileMode) {
		check(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				return os.Chmod(name, folder)
			}
			return os.Chmod(name, file)
		}))
	}
	chmod(0o555, 0o444)
	defer chmod(0o755, 0o644)
	checkSame(t, open(t, dir), sources)
	checkInOrder(t, dir)
	if _, err := OpenWriter(t.Context(), dir, WriterOptions{}); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), dir) {
		t.Errorf("OpenWriter: %v, want a permission error that names the folder", err)
	}
}

func TestALibraryCanBeMoved(t *testing.T) {
	root := t.TempDir()
	dir, moved := filepath.Join(root, "a"), filepath.Join(root, "b")
	sources, arrivals := village(3)
	add(t, dir, true, arrivals...)
	check(t, os.CopyFS(moved, os.DirFS(dir)))
	check(t, os.RemoveAll(dir))
	checkSame(t, open(t, moved), sources)
	checkInOrder(t, moved)
	if got := add(t, moved, true, arrivals...); got[0].Outcome != Unchanged {
		t.Errorf("adding the same again: %v, want unchanged", got)
	}
}

// A library that was opened tells when it has to be opened anew.
func TestALibraryKnowsThatItChanged(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(3)
	add(t, dir, true, arrivals...)
	l := open(t, dir)
	if changed, err := l.Changed(); changed || err != nil {
		t.Errorf("Changed() = %v, %v, want false", changed, err)
	}
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	check(t, w.Remove(t.Context(), "s001"))
	check(t, w.Finish(t.Context()))
	check(t, w.Close())
	if changed, err := l.Changed(); !changed || err != nil {
		t.Errorf("Changed() = %v, %v, want true", changed, err)
	}
	if _, err := l.Document(t.Context(), "s001"); !errors.Is(err, ErrChanged) {
		t.Errorf("Document of a source that went: %v, want ErrChanged", err)
	}
	if _, err := l.Document(t.Context(), "s002"); err != nil {
		t.Errorf("Document of a source that stayed: %v", err)
	}
	if changed, err := must(NewMemory(nil))(t).Changed(); changed || err != nil {
		t.Errorf("in memory: Changed() = %v, %v, want false", changed, err)
	}
}

func TestDocumentsAreKeptWithinABound(t *testing.T) {
	sources, _ := village(20)
	limit := 3 * documentBytes(sources[4].Document)
	d := newDocuments(limit)
	for _, s := range sources {
		d.put(s.ID, s.Document)
		d.put(s.ID, s.Document)
		if _, ok := d.get(s.ID); !ok {
			t.Errorf("%s is not kept", s.ID)
		}
		n := int64(0)
		for id := range d.byID {
			kept, _ := d.get(id)
			n += documentBytes(kept)
		}
		if d.bytes != n || n > limit || len(d.byID) != d.order.Len() {
			t.Errorf("%d bytes counted, %d kept, limit %d", d.bytes, n, limit)
		}
	}
	if _, ok := d.get(sources[0].ID); ok {
		t.Error("the oldest is still kept")
	}
	huge := corpus.Document{Text: strings.Repeat("x", int(limit)+1)}
	d.put("huge", huge)
	if _, ok := d.get("huge"); ok || d.bytes == 0 {
		t.Error("a document above the bound was kept, or pushed others out")
	}
}
