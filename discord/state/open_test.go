package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Open makes the folder and the file such that only their owner may read them.
func TestOpenMakesPrivateFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	s := openStore(t, dir, Options{})
	must(t, s.SetServer(t.Context(), Server{ID: "1"}))
	info, err := os.Stat(dir)
	must(t, err)
	if got := info.Mode().Perm(); got != 0o700 {
		t.Errorf("the folder has mode %o, want 700", got)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s has mode %o, want 600", e.Name(), got)
		}
	}
}

// A folder may have any name.
func TestOpenInFolderOfAnyName(t *testing.T) {
	for _, name := range []string{"a b", "a?b=c", "a#b", "50%", "%41", "ü", "a;b&_pragma=x", "file:x"} {
		dir := filepath.Join(t.TempDir(), name)
		s := openStore(t, dir, Options{})
		must(t, s.SetServer(t.Context(), Server{ID: "1", Order: "found"}))
		if got := filesWith(t, dir, "found"); len(got) == 0 {
			t.Errorf("no file in the folder %q holds what was kept", name)
		}
	}
}

// What was kept is there when the store is opened again, and closing leaves nothing but the file.
func TestOpenAgain(t *testing.T) {
	dir := t.TempDir()
	want := Server{ID: "1", Library: "letters"}
	s := openStore(t, dir, Options{})
	must(t, s.SetServer(t.Context(), want))
	must(t, s.Close())
	must(t, s.Close())
	if got := names(t, dir); !cmp.Equal(got, []string{fileName}) {
		t.Errorf("after Close the folder holds %q", got)
	}
	got, err := openStore(t, dir, Options{}).Server(t.Context(), "1")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Server after opening again: error %v, -want +got:\n%s", err, diff)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// Many may open a folder that is not there yet at the same moment.
func TestOpenNewFolderAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	var running sync.WaitGroup
	for i := range 16 {
		running.Go(func() {
			s, err := Open(t.Context(), dir, Options{})
			if err != nil {
				t.Error("Open:", err)
				return
			}
			if err := s.SetServer(t.Context(), Server{ID: fmt.Sprint(i)}); err != nil {
				t.Error("SetServer:", err)
			}
			if err := s.Close(); err != nil {
				t.Error("Close:", err)
			}
		})
	}
	running.Wait()
}

// What cannot be opened is named, and stays as it is.
func TestOpenRefuses(t *testing.T) {
	damaged := func(err error) bool { var e *DamagedError; return errors.As(err, &e) }
	newer := func(err error) bool { var e *VersionError; return errors.As(err, &e) && e.Version == Version+1 }
	sound := func(t *testing.T, dir string) []byte {
		s := openStore(t, dir, Options{})
		must(t, s.SetServer(t.Context(), Server{ID: "1"}))
		must(t, s.Close())
		data, err := os.ReadFile(fileIn(dir))
		must(t, err)
		return data
	}
	tests := []struct {
		name string
		make func(t *testing.T, dir string)
		want func(error) bool
	}{
		{"a text", func(t *testing.T, dir string) {
			must(t, os.WriteFile(fileIn(dir), []byte(strings.Repeat("dear diary\n", 1000)), 0o600))
		}, damaged},
		{"a file cut short", func(t *testing.T, dir string) {
			must(t, os.WriteFile(fileIn(dir), sound(t, dir)[:5000], 0o600))
		}, damaged},
		{"a file with a page of noise", func(t *testing.T, dir string) {
			data := sound(t, dir)
			for i := range data[200:4096] {
				data[200+i] = byte(i * 7)
			}
			must(t, os.WriteFile(fileIn(dir), data, 0o600))
		}, damaged},
		{"the database of another program", func(t *testing.T, dir string) {
			execute(t, fileIn(dir), "CREATE TABLE recipes (name TEXT); PRAGMA user_version=1")
		}, damaged},
		{"a log without its file", func(t *testing.T, dir string) {
			must(t, os.WriteFile(fileIn(dir)+"-wal", []byte("what was written last"), 0o600))
		}, damaged},
		{"an empty file beside its log", func(t *testing.T, dir string) {
			must(t, os.WriteFile(fileIn(dir), nil, 0o600))
			must(t, os.WriteFile(fileIn(dir)+"-wal", []byte("what was written last"), 0o600))
		}, damaged},
		{"a newer file", func(t *testing.T, dir string) {
			sound(t, dir)
			execute(t, fileIn(dir), fmt.Sprintf("PRAGMA user_version=%d", Version+1))
		}, newer},
		{
			"a folder in place of the file", func(t *testing.T, dir string) { must(t, os.Mkdir(fileIn(dir), 0o700)) },
			func(err error) bool { return err != nil },
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.make(t, dir)
			before := contents(t, dir)
			s, err := Open(t.Context(), dir, Options{})
			if err == nil {
				must(t, s.Close())
			}
			if !test.want(err) || !strings.Contains(fmt.Sprint(err), fileIn(dir)) {
				t.Errorf("Open: unexpected error, or the file is not named: %v", err)
			}
			if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
				t.Errorf("the folder changed:\n%s", diff)
			}
		})
	}
}

// contents returns the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	for _, name := range names(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, syscall.EISDIR) {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

// execute changes a file beside the store.
func execute(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path, Options{}.withDefaults()))
	must(t, err)
	_, err = db.Exec(statements)
	must(t, errors.Join(err, db.Close()))
}

// An empty file, which a process that ended too early may leave, is as good as none.
func TestOpenEmptyFile(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(fileIn(dir), nil, 0o600))
	must(t, openStore(t, dir, Options{}).SetServer(t.Context(), Server{ID: "1"}))
}

// A folder below a file cannot be made.
func TestOpenBelowFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(path, nil, 0o600))
	for _, dir := range []string{path, filepath.Join(path, "data")} {
		if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, syscall.ENOTDIR) || !strings.Contains(err.Error(), path) {
			t.Errorf("Open(%s) = %v", dir, err)
		}
	}
}

// A folder that may not be written to is named, whether or not the file is there.
func TestOpenReadOnlyFolder(t *testing.T) {
	for _, made := range []bool{false, true} {
		dir := t.TempDir()
		if made {
			must(t, openStore(t, dir, Options{}).Close())
			must(t, os.Chmod(fileIn(dir), 0o444))
		}
		must(t, os.Chmod(dir, 0o555))
		p := start(t, "open", dir, asNobody(t, dir))
		lines, err := p.lines()
		if err == nil || len(lines) != 1 || !strings.Contains(lines[0], fileIn(dir)) || !strings.HasSuffix(lines[0], " permission: true") {
			t.Errorf("Open in a read-only folder with file %v: %v, %q", made, err, lines)
		}
		must(t, os.Chmod(dir, 0o700))
	}
}

// asNobody has a process run without the powers of the superuser, whom no mode keeps from writing.
func asNobody(t *testing.T, dir string) func(*exec.Cmd) {
	t.Helper()
	return func(c *exec.Cmd) {
		if os.Geteuid() != 0 {
			return
		}
		for d := dir; len(d) > len(os.TempDir()); d = filepath.Dir(d) {
			info, err := os.Stat(d)
			must(t, err)
			must(t, os.Chmod(d, info.Mode().Perm()|0o055))
		}
		c.Path = "/proc/self/exe" // the binary itself may lie in a folder of the superuser's
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
}

func openOnly(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return fmt.Errorf("%w permission: %v", err, errors.Is(err, fs.ErrPermission))
	}
	return s.Close()
}

// A closed store says so.
func TestClosed(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	must(t, s.Close())
	for name, err := range map[string]error{
		"SetServer": s.SetServer(t.Context(), Server{ID: "1"}),
		"Sweep":     s.Sweep(t.Context(), now),
		"Check":     s.Check(t.Context()),
		"Server":    func() error { _, err := s.Server(t.Context(), "1"); return err }(),
		"View":      func() error { _, _, err := s.View(t.Context(), "1", now); return err }(),
		"Additions": func() error { _, err := s.Additions(t.Context(), "1"); return err }(),
	} {
		if !errors.Is(err, fs.ErrClosed) {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
}

// Check finds damage that opening does not meet.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	for i := range 200 {
		_, err := s.AddFeedback(t.Context(), Feedback{Member: "1", Kind: FeedbackOff, Words: strings.Repeat(fmt.Sprint("w", i), 100), Made: now})
		must(t, err)
	}
	must(t, s.Check(t.Context()))
	must(t, s.Close())
	data, err := os.ReadFile(fileIn(dir))
	must(t, err)
	at := strings.Index(string(data), "w150w150") &^ 4095
	clear(data[at : at+4096])
	must(t, os.WriteFile(fileIn(dir), data, 0o600))
	var damaged *DamagedError
	if err := openStore(t, dir, Options{}).Check(t.Context()); !errors.As(err, &damaged) || damaged.Path != fileIn(dir) {
		t.Errorf("Check of a file with an empty page: %v", err)
	}
}
