package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const gate = "The gate\n\nThe gate was open that night, and nobody had been told of it.\n"

// write makes files in a new folder; names that end in / are folders.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			check(t, os.MkdirAll(p, 0o777))
			continue
		}
		check(t, os.MkdirAll(filepath.Dir(p), 0o777))
		check(t, os.WriteFile(p, []byte(content), 0o666))
	}
	return dir
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// outcomes reads all that was found, and says for each file, by its path in dir, "ok", "passed" or the error.
func outcomes(dir string, files []File) []string {
	var list []string
	for _, f := range files {
		name, err := filepath.Rel(dir, f.Path)
		if err != nil {
			name = f.Path
		}
		_, err = f.Read(Options{})
		what := "ok"
		if e := (*FormatError)(nil); errors.As(err, &e) {
			what = (&FormatError{Line: e.Line, Err: e.Err}).Error()
		}
		if f.Passed {
			what = "passed: " + what
		}
		list = append(list, fmt.Sprintf("%s: %s", filepath.ToSlash(name), what))
	}
	return list
}

func TestFindInAFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt": gate, "a.md": gate, "deep/er/c.TXT": gate, "folder.txt/d.txt": gate, "empty/": "",
		".hidden.txt": gate, ".git/x.txt": gate, "photo.jpg": "x", "noextension": gate, "-dash.txt": gate,
	})
	want := []string{
		"-dash.txt: ok", "a.md: ok", "b.txt: ok", "deep/er/c.TXT: ok", "folder.txt/d.txt: ok",
		"noextension: passed: files of this kind are not read (only .txt and .md)",
		"photo.jpg: passed: files of this kind are not read (only .txt and .md)",
	}
	if diff := cmp.Diff(want, outcomes(dir, Find(dir))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

// What a path names is found in the order of the paths, and what is asked for by name must be readable.
func TestFindByName(t *testing.T) {
	dir := write(t, map[string]string{"b.txt": gate, "a.txt": gate, "photo.jpg": "x"})
	p := func(name string) string { return filepath.Join(dir, name) }
	files := Find(p("b.txt"), p("a.txt"), p("photo.jpg"), p("missing.txt"))
	want := []string{
		"b.txt: ok", "a.txt: ok", "photo.jpg: files of this kind are not read (only .txt and .md)", "missing.txt: no such file or directory",
	}
	if diff := cmp.Diff(want, outcomes(dir, files)); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
	if s := must(files[0].Read(Options{})); s.File != "b.txt" {
		t.Errorf("File = %q, want b.txt", s.File)
	}
}

// The same files are found in a file system that is no folder of the machine.
func TestFindFS(t *testing.T) {
	fsys := fstest.MapFS{
		"x/a.md":         {Data: []byte(gate)},
		"x/sources.yaml": {Data: []byte("- file: a.md\n  title: Another title\n")},
		"pipe.txt":       {Mode: fs.ModeNamedPipe},
	}
	files := FindFS(fsys)
	want := []string{"pipe.txt: it is a pipe, not a file", "x/a.md: ok"}
	if diff := cmp.Diff(want, outcomes(".", files)); diff != "" {
		t.Errorf("FindFS (-want +got):\n%s", diff)
	}
	if s := must(files[1].Read(Options{})); s.File != "x/a.md" || s.Metadata.Title != "Another title" {
		t.Errorf("source = %q, %q, want x/a.md, Another title", s.File, s.Metadata.Title)
	}
}

// Hostile names are found like others.
func TestFindOddNames(t *testing.T) {
	names := []string{"it's \"quoted\".txt", "new\nline.txt", "emoji 🚢.txt", "-leading.txt", "caf\u00e9.txt", "cafe\u0301.txt", "\x1b[31mred.txt", "a\\b.txt"}
	files := make(map[string]string)
	for _, n := range names {
		files[n] = gate
	}
	dir := write(t, files)
	ids := make(map[SourceID]string)
	for _, f := range Find(dir) {
		s, err := f.Read(Options{})
		check(t, err)
		id := NewID("", s.File, func(id SourceID) bool { return ids[id] != "" })
		if ids[id] != "" || CheckID(string(id)) != nil {
			t.Errorf("%q gets the id %q, which %q has", s.File, id, ids[id])
		}
		ids[id] = s.File
	}
	if len(ids) != len(names) {
		t.Errorf("%d of %d files were found: %q", len(ids), len(names), ids)
	}
}

// Links out of a folder, in a circle and to nothing are refused; links inside it are passed; a link that is asked for by
// name is followed.
func TestLinks(t *testing.T) {
	outside := write(t, map[string]string{"secret.txt": gate})
	dir := write(t, map[string]string{"a.txt": gate, "deep/b.txt": gate})
	for link, target := range map[string]string{
		"out.txt": filepath.Join(outside, "secret.txt"), "outfolder": outside, "up.txt": "../" + filepath.Base(outside) + "/secret.txt",
		"circle.txt": "circle.txt", "deep/parent": "..", "twin.txt": "a.txt", "nothing.txt": "gone.txt",
	} {
		check(t, os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))))
	}
	want := []string{
		"a.txt: ok", "circle.txt: it is a link that leads in a circle", "deep/b.txt: ok",
		"deep/parent: passed: it is a link to a folder, which is read where it stands", "nothing.txt: it is a link to nothing",
		"out.txt: it is a link out of the folder, which is not followed", "outfolder: it is a link out of the folder, which is not followed",
		"twin.txt: passed: it is a link to a file of the folder, which is read where it stands", "up.txt: it is a link out of the folder, which is not followed",
	}
	if diff := cmp.Diff(want, outcomes(dir, Find(dir))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
	files := Find(filepath.Join(dir, "out.txt"))
	if s, err := files[0].Read(Options{}); err != nil || s.File != "out.txt" {
		t.Errorf("a link that is asked for by name = %q, %v, want out.txt", s.File, err)
	}
}

// A pipe is refused at once, wherever it stands; no one waits for a writer.
func TestPipes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no pipes in folders")
	}
	dir := write(t, map[string]string{"a.txt": gate})
	check(t, syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o666))
	check(t, syscall.Mkfifo(filepath.Join(dir, SourcesFile), 0o666))
	want := []string{SourcesFile + ": it is a pipe, not a file", "a.txt: ok", "pipe.txt: it is a pipe, not a file"}
	if diff := cmp.Diff(want, outcomes(dir, Find(dir))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
	want = []string{"pipe.txt: it is a pipe, not a file"}
	if diff := cmp.Diff(want, outcomes(dir, Find(filepath.Join(dir, "pipe.txt")))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("all is permitted to root")
	}
	dir := write(t, map[string]string{"a.txt": gate, "closed.txt": gate, "shut/b.txt": gate})
	check(t, os.Chmod(filepath.Join(dir, "closed.txt"), 0))
	check(t, os.Chmod(filepath.Join(dir, "shut"), 0))
	t.Cleanup(func() { check(t, os.Chmod(filepath.Join(dir, "shut"), 0o777)) })
	want := []string{"a.txt: ok", "closed.txt: permission denied", "shut: permission denied"}
	if diff := cmp.Diff(want, outcomes(dir, Find(dir))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

// A guarded is a file system in which one file may not be opened, also by root.
type guarded struct{ fstest.MapFS }

func (g guarded) Open(name string) (fs.File, error) {
	if name == "closed.txt" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return g.MapFS.Open(name)
}

func TestNoPermissionInAFileSystem(t *testing.T) {
	fsys := guarded{fstest.MapFS{"a.txt": {Data: []byte(gate)}, "closed.txt": {Data: []byte(gate)}}}
	want := []string{"a.txt: ok", "closed.txt: permission denied"}
	if diff := cmp.Diff(want, outcomes(".", FindFS(fsys))); diff != "" {
		t.Errorf("FindFS (-want +got):\n%s", diff)
	}
}

// A file over the limit is refused before it is read.
func TestAFileOf60MB(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": gate})
	check(t, os.Truncate(filepath.Join(dir, "a.txt"), 60<<20))
	want := []string{"a.txt: it is too large: 60.0 MB (limit 50 MB)"}
	if diff := cmp.Diff(want, outcomes(dir, Find(dir))); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

// A line of 3 MB is read like any other, in sentences that can be shown.
func TestALineOf3MB(t *testing.T) {
	text := "A title\n\n" + strings.Repeat("The gate was open that night and nobody had been told of it ", 52000) + "\n"
	s, err := Read("a.txt", []byte(text), Options{})
	check(t, err)
	for _, p := range s.Document.Structure.Paragraphs {
		for _, x := range p.Sentences {
			if x.Span().Len() > 4<<10 {
				t.Fatalf("a sentence has %d bytes", x.Span().Len())
			}
		}
	}
	if len(text) < 3_000_000 {
		t.Fatalf("the line has %d bytes", len(text))
	}
}

// A changing is a file system in which a file is never twice the same.
type changing struct {
	fstest.MapFS
	reads, steady int
}

func (c *changing) Stat(name string) (fs.FileInfo, error) {
	if c.reads++; c.reads <= c.steady {
		c.MapFS[name] = &fstest.MapFile{Data: c.MapFS[name].Data, ModTime: c.MapFS[name].ModTime.Add(time.Second)}
	}
	return c.MapFS.Stat(name)
}

// A file that changes while it is read is read again; one that does not stop is refused.
func TestAFileThatChangesWhileItIsRead(t *testing.T) {
	for _, tt := range []struct {
		changes int
		want    string
	}{{2, ""}, {100, "it changes while it is read (3 attempts)"}} {
		fsys := &changing{MapFS: fstest.MapFS{"a.txt": {Data: []byte(gate)}}, steady: tt.changes}
		raw, err := readWhole(fsys, "a.txt", MaxFile)
		if tt.want == "" && (err != nil || string(raw) != gate) || tt.want != "" && (err == nil || err.Error() != tt.want) {
			t.Errorf("after %d changes: %q, %v, want %q", tt.changes, raw, err, tt.want)
		}
	}
}

// A scribbled is a file system with a file to which others write in place, always as long as before: each time that some of it is
// read, as often as changes says, it becomes another version. Time does not pass meanwhile, as on a coarse clock.
type scribbled struct {
	changes  int
	version  int
	modified time.Time
}

// text returns a version of the file.
func (s *scribbled) text(version int) string {
	return strings.Repeat([]string{"The gate was open.\n", "The door was shut.\n"}[version%2], 1000)
}

func (s *scribbled) Open(name string) (fs.File, error) { return &scribbledFile{s: s}, nil }
func (s *scribbled) Stat(name string) (fs.FileInfo, error) {
	return fs.Stat(fstest.MapFS{name: {Data: []byte(s.text(s.version)), ModTime: s.modified}}, name)
}

type scribbledFile struct {
	s  *scribbled
	at int
}

func (f *scribbledFile) Close() error               { return nil }
func (f *scribbledFile) Stat() (fs.FileInfo, error) { return f.s.Stat("a.txt") }
func (f *scribbledFile) Read(p []byte) (int, error) {
	n := copy(p, f.s.text(f.s.version)[f.at:])
	f.at += n
	if n == 0 {
		return 0, io.EOF
	}
	if f.s.changes > 0 {
		f.s.changes--
		f.s.version++
		f.s.modified = time.Now()
	}
	return n, nil
}

// A file that others write to in place is what it was at one time, or refused; it is never a mixture.
func TestAFileThatIsWrittenToInPlace(t *testing.T) {
	for _, changes := range []int{0, 1, 3, 1000} {
		synctest.Test(t, func(t *testing.T) {
			s := &scribbled{changes: changes, modified: time.Now()}
			raw, err := readWhole(s, "a.txt", MaxFile)
			if changes == 1000 && (err == nil || err.Error() != "it changes while it is read (3 attempts)") {
				t.Errorf("of a file that never rests: %v", err)
			}
			if changes < 1000 && (err != nil || string(raw) != s.text(s.version)) {
				t.Errorf("after %d changes: %d bytes, %v; want the last version", changes, len(raw), err)
			}
		})
	}
}

func TestFilesBeside(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt": "---\ntitle: Own title\npublisher: Own publisher\nnote: Own note\n---\n\n" + gate,
		"sources.yaml": `- file: a.txt
  id: the-gate
  title: Title beside
  encoding: windows-1252
- file: b
  author: [Hale, Ruth]
`,
		"a.json": `{"type": "report", "title": "Title of the item", "publisher": "Publisher of the item", "issued": {"date-parts": [["1912", 3]]},
			"author": [{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}]}`,
		"b.md":       gate,
		"other.json": "{}",
	})
	files := Find(dir)
	want := []string{"a.txt: ok", "b.md: ok", "other.json: passed: files of this kind are not read (only .txt and .md)"}
	if diff := cmp.Diff(want, outcomes(dir, files)); diff != "" {
		t.Fatalf("Find (-want +got):\n%s", diff)
	}
	a, b := must(files[0].Read(Options{})), must(files[1].Read(Options{}))
	wantA := Metadata{
		Title: "Title beside", Publisher: "Publisher of the item", Note: "Own note", Type: "report", Issued: Date{Year: 1912, Month: 3},
		Author: []Name{{Family: "van Gogh", Given: "V."}},
	}
	if diff := cmp.Diff(wantA, a.Metadata); diff != "" || a.ID != "the-gate" {
		t.Errorf("a.txt: id %q (-want +got):\n%s", a.ID, diff)
	}
	wantB := Metadata{Title: "The gate", Author: []Name{{Literal: "Hale"}, {Literal: "Ruth"}}, Inferred: []string{"title"}}
	if diff := cmp.Diff(wantB, b.Metadata); diff != "" {
		t.Errorf("b.md (-want +got):\n%s", diff)
	}
	// The same holds where the file is asked for by name.
	if s := must(Find(filepath.Join(dir, "a.txt"))[0].Read(Options{})); s.ID != "the-gate" {
		t.Errorf("a.txt asked for by name has the id %q, want the-gate", s.ID)
	}
}

// A file that describes others and is broken is named with its line, and the sources load without it.
func TestBrokenFilesBeside(t *testing.T) {
	for _, tt := range []struct{ name, file, content, want string }{
		{"an unknown key", "sources.yaml", "- file: a.txt\n  titel: x\n", `sources.yaml: line 2: the key "titel" is not known`},
		{"no file", "sources.yaml", "- title: x\n", "sources.yaml: line 1: the entry has no file"},
		{"a file that is not there", "sources.yaml", "- file: a.txt\n- file: c.txt\n", `sources.yaml: line 2: there is no file "c.txt" beside it`},
		{"an entry twice", "sources.yaml", "- file: a.txt\n- file: a.txt\n", "sources.yaml: line 2: a.txt stands at line 1 already"},
		{"a mapping with an unknown key", "sources.yaml", "a.txt:\n  titel: x\n", `sources.yaml: line 2: the key "titel" is not known`},
		{"neither list nor mapping", "sources.yaml", "just words\n", "sources.yaml: line 1: here must stand a list"},
		{"broken YAML", "sources.yaml", "- file: \"a\n", "sources.yaml: line 2: "},
		{"not UTF-8", "sources.yaml", "- file: a.txt\n  title: caf\xe9\n", "sources.yaml: line 2: its encoding can not be told"},
		{"too large", "sources.yaml", strings.Repeat("#", 2<<20), "sources.yaml: it is too large"},
		{"broken JSON", "a.json", "{\n\"title\": }", "a.json: line 2: invalid character"},
		{"a wrong type in JSON", "a.json", "{\n\"title\": 3}", "a.json: line 2: the value of title can not be number"},
		{"two items", "a.json", "[{}, {}]", "a.json: it holds 2 items in place of one"},
		{"a broken date", "a.json", `{"issued": {"date-parts": [[2022, 13]]}}`, "a.json: issued: "},
	} {
		dir := write(t, map[string]string{"a.txt": gate, tt.file: tt.content})
		got := outcomes(dir, Find(dir))
		if !slices.Contains(got, "a.txt: ok") || !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, tt.want) }) {
			t.Errorf("%s: %q, want a.txt: ok and %q", tt.name, got, tt.want)
		}
	}
}

// An encoding can be declared beside a file, or for all.
func TestDeclaredEncoding(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "caf\xe9 au lait for everyone who came", "b.txt": "caf\xe9 noir for everyone who came", "sources.yaml": "a.txt:\n  encoding: windows-1252\n"})
	files := Find(dir)
	if s, err := files[0].Read(Options{}); err != nil || !strings.HasPrefix(s.Document.Text, "café au") {
		t.Errorf("declared beside: %.10q, %v", s.Document.Text, err)
	}
	if _, err := files[1].Read(Options{}); !errors.Is(err, ErrEncoding) {
		t.Errorf("not declared: %v, want ErrEncoding", err)
	}
	if s, err := files[1].Read(Options{Encoding: "windows-1252"}); err != nil || !strings.HasPrefix(s.Document.Text, "café noir") {
		t.Errorf("declared for all: %.10q, %v", s.Document.Text, err)
	}
}
