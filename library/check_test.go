package library

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/corpus"
	"variorum/retrieval"
)

// damages are ways to spoil a file.
var damages = map[string]func(name string, b []byte) error{
	"a bit in the middle": func(name string, b []byte) error {
		b[len(b)/2] ^= 16
		return os.WriteFile(name, b, 0o666)
	},
	"the first byte": func(name string, b []byte) error {
		b[0] ^= 255
		return os.WriteFile(name, b, 0o666)
	},
	"the last byte": func(name string, b []byte) error {
		b[len(b)-1] ^= 1
		return os.WriteFile(name, b, 0o666)
	},
	"cut in half": func(name string, b []byte) error { return os.Truncate(name, int64(len(b)/2)) },
	"emptied":     func(name string, _ []byte) error { return os.Truncate(name, 0) },
	"longer":      func(name string, b []byte) error { return os.WriteFile(name, append(b, 0), 0o666) },
	"gone":        func(name string, _ []byte) error { return os.Remove(name) },
	"a folder":    func(name string, _ []byte) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o777)) },
}

// spoil applies each damage in turn to a copy of each file below folder of the library in good.
func spoil(t *testing.T, good, folder, suffix string, test func(t *testing.T, dir, file string)) {
	spoilt := 0
	for _, file := range stateOf(t, filepath.Join(good, folder)).names() {
		file = path.Join(folder, file)
		raw, err := os.ReadFile(filepath.Join(good, file))
		if err != nil || !strings.HasSuffix(file, suffix) { // a folder
			continue
		}
		for what, damage := range damages {
			t.Run(file+" "+what, func(t *testing.T) {
				dir := t.TempDir()
				check(t, os.CopyFS(dir, os.DirFS(good)))
				check(t, damage(filepath.Join(dir, file), slices.Clone(raw)))
				test(t, dir, file)
			})
			spoilt++
		}
	}
	if spoilt == 0 {
		t.Errorf("no file below %s was spoilt", folder)
	}
}

// twoGenerations makes a library with two generations.
func twoGenerations(t *testing.T) (dir string, sources []corpus.Source) {
	t.Helper()
	dir = t.TempDir()
	sources, arrivals := village(9)
	add(t, dir, true, arrivals[:8]...)
	add(t, dir, true, arrivals[8])
	if got := len(open(t, dir).parts); got != 2 {
		t.Fatalf("the library has %d generations, want 2", got)
	}
	return dir, sources
}

// Whatever happens to a file of an index: it is noticed, answers are as before, and repair makes it anew.
func TestADamagedIndexIsReplacedInMemory(t *testing.T) {
	good, sources := twoGenerations(t)
	spoil(t, good, indexName, "", func(t *testing.T, dir, file string) {
		l := open(t, dir)
		checkSame(t, l, sources)
		generation := path.Dir(file)
		if got := l.Findings(); len(got) != 1 || got[0].Path != generation || got[0].Remedy != RunRepair {
			t.Errorf("Findings() = %v, want %s", got, generation)
		}
		if got := must(Check(t.Context(), dir))(t); len(got) != 1 || got[0].Path != generation {
			t.Errorf("Check: %v, want %s", got, generation)
		}
		if left := must(Repair(t.Context(), dir, WriterOptions{}))(t); left != nil {
			t.Errorf("Repair: %v", left)
		}
		repaired := open(t, dir)
		checkSame(t, repaired, sources)
		if got := repaired.Findings(); got != nil {
			t.Errorf("after Repair: %v", got)
		}
	})
}

// A larger index is not read through when it is opened, yet a cut or missing file is noticed.
func TestSizesOfALargeIndexAreCompared(t *testing.T) {
	dir, sources := twoGenerations(t)
	name := filepath.Join(dir, indexName, "000001", "root.bolt")
	check(t, os.Truncate(name, 100))
	l := must(Open(t.Context(), dir, Options{SumBytes: 1}))(t)
	defer l.Close()
	if got := l.Findings(); len(got) != 1 {
		t.Errorf("Findings() = %v, want the first generation", got)
	}
	checkSame(t, l, sources)
}

func TestAnIndexOfAnotherVersionIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(3)
	add(t, dir, true, arrivals...)
	name := filepath.Join(dir, manifestName)
	f := must(readFolder(dir))(t)
	f.manifest.Index[0].Version--
	f.manifest.Settings.Retrieval--
	f.manifest.Revision = f.manifest.Settings.revision(f.manifest.Sources, nil)
	check(t, os.WriteFile(name, must(f.manifest.encode())(t), 0o666))
	l := open(t, dir)
	checkSame(t, l, sources) // with the revision of this program
	if got := l.Findings(); len(got) != 1 || !strings.Contains(got[0].String(), "another version") {
		t.Errorf("Findings() = %v, want another version", got)
	}
	add(t, dir, true) // the next writer
	checkInOrder(t, dir)
	if got := open(t, dir).Findings(); got != nil {
		t.Errorf("Findings() = %v after the next writer", got)
	}
}

// A stored text that is not what was stored is never shown, and its name is said. The file's being added again
// puts it right.
func TestDamagedTexts(t *testing.T) {
	good := t.TempDir()
	sources, arrivals := village(2)
	add(t, good, true, arrivals...)
	spoil(t, good, textsName, ".txt", func(t *testing.T, dir, file string) {
		i := slices.IndexFunc(sources, func(s corpus.Source) bool { return strings.Contains(file, string(s.ID)) })
		l := open(t, dir)
		_, err := l.Document(t.Context(), sources[i].ID)
		if e := (*DamagedError)(nil); !errors.As(err, &e) || e.Path != filepath.Join(dir, file) {
			t.Errorf("Document: %v, want a DamagedError of %s", err, file)
		}
		if _, err := l.Document(t.Context(), sources[1-i].ID); err != nil {
			t.Errorf("Document of the other: %v", err)
		}
		if got := must(Repair(t.Context(), dir, WriterOptions{}))(t); len(got) != 1 || got[0].Path != file || got[0].Remedy != AddAgain {
			t.Errorf("Repair: %v, want %s left", got, file)
		}
		if err := os.Remove(filepath.Join(dir, file)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if got := add(t, dir, true, arrivals...); got[i].Outcome != Changed || got[1-i].Outcome != Unchanged {
			t.Errorf("adding again: %v", got)
		}
		checkSame(t, open(t, dir), sources)
		checkInOrder(t, dir)
	})
}

// Without an index and without a text there is no honest answer.
func TestASourceThatCanNotBeSearchedIsNotSilent(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(3)
	add(t, dir, true, arrivals...)
	check(t, os.RemoveAll(filepath.Join(dir, indexName, "000001")))
	text := filepath.Join(dir, open(t, dir).records[1].textPath())
	check(t, os.Truncate(text, 3))
	l := open(t, dir)
	if got := len(l.Sources()); got != 3 {
		t.Errorf("%d sources are listed, want 3", got)
	}
	_, err := l.Search(t.Context(), retrieval.NewQuery(questions[0]))
	if e := (*DamagedError)(nil); !errors.As(err, &e) || e.Path != text {
		t.Errorf("Search: %v, want a DamagedError of %s", err, text)
	}
	if got := must(Repair(t.Context(), dir, WriterOptions{}))(t); len(got) == 0 || !strings.HasPrefix(got[0].Path, textsName) {
		t.Errorf("Repair: %v, want the text", got)
	}
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	check(t, w.Remove(t.Context(), "s001"))
	check(t, w.Finish(t.Context()))
	check(t, w.Close())
	checkInOrder(t, dir)
}

func TestTooMuchWithoutAnIndex(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(4)
	add(t, dir, false, arrivals...)
	l := must(Open(t.Context(), dir, Options{MemoryBytes: 1000}))(t)
	defer l.Close()
	_, err := l.Search(t.Context(), retrieval.NewQuery(questions[0]))
	if e := (*IndexError)(nil); !errors.As(err, &e) || e.Sources != 4 || e.Limit != 1000 || e.Bytes <= 1000 {
		t.Errorf("Search: %v, want an IndexError", err)
	}
	if d, err := l.Document(t.Context(), "s002"); err != nil || d.Text != sources[2].Document.Text {
		t.Errorf("Document: %v", err)
	}
	if got := l.Findings(); len(got) != 1 || got[0].String() != "index lacks 4 of 4 sources" {
		t.Errorf("Findings() = %v", got)
	}
}

// A structure can be made anew from the text: its damage changes no answer.
func TestDamagedStructures(t *testing.T) {
	good := t.TempDir()
	sources, arrivals := village(2)
	add(t, good, true, arrivals...)
	spoil(t, good, textsName, ".structure", func(t *testing.T, dir, file string) {
		checkSame(t, open(t, dir), sources)
		if got := must(Check(t.Context(), dir))(t); len(got) != 1 || got[0].Path != file {
			t.Errorf("Check: %v, want %s", got, file)
		}
		if info, err := os.Stat(filepath.Join(dir, file)); err == nil && info.IsDir() {
			check(t, os.Remove(filepath.Join(dir, file)))
		}
		if left := must(Repair(t.Context(), dir, WriterOptions{}))(t); left != nil {
			t.Errorf("Repair: %v", left)
		}
	})
}

func TestCheckNamesWhatIsLeftOver(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(2)
	add(t, dir, true, arrivals...)
	left := []string{"index/000007/root.bolt", "manifest.json.new", "texts/s9-0123456789ab.structure", "texts/s9-0123456789ab.txt.new"}
	for _, name := range left {
		check(t, os.MkdirAll(filepath.Join(dir, path.Dir(name)), 0o777))
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666))
	}
	left[0] = path.Dir(left[0])
	check(t, os.WriteFile(filepath.Join(dir, lockName), []byte(`{"pid": 7, "host": "mill", "command": "bot add", "since": "1921-03-01T12:00:00Z"}`), 0o666))
	findings := must(Check(t.Context(), dir))(t)
	var paths []string
	for _, f := range findings {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	if diff := cmp.Diff(slices.Sorted(slices.Values(append(left, lockName))), paths); diff != "" {
		t.Errorf("Check (-want +got):\n%s", diff)
	}
	if want := "lock was left by process 7 on mill (bot add) of 1921-03-01 12:00:00 UTC, which was stopped"; findings[len(findings)-1].String() != want {
		t.Errorf("Check: %v, want %s", findings[len(findings)-1], want)
	}
	checkSame(t, open(t, dir), sources)
	if got := must(Repair(t.Context(), dir, WriterOptions{}))(t); got != nil {
		t.Errorf("Repair: %v", got)
	}
	checkInOrder(t, dir)
}

// Repair is a writer, and makes no library where there is none.
func TestRepairWaitsForAWriter(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	defer w.Close()
	if _, err := Repair(t.Context(), dir, WriterOptions{Wait: -1}); !errors.As(err, new(*LockedError)) {
		t.Errorf("Repair: %v, want a LockedError", err)
	}
}
