package reader

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"variorum/answers"
)

// files returns what is in a folder, by path.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all[path] = string(raw)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// in runs a test with a server in a bubble, in which time does not pass.
func in(t *testing.T, h handler, do func(t *testing.T, s *served)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, h)
		do(t, s)
		s.stop()
	})
}

// chosenOf reads one source and lets go of the connections.
func chosenOf(t *testing.T, c *Client, r answers.ReadRequest) string {
	t.Helper()
	defer c.server.client.CloseIdleConnections()
	result := c.Read(t.Context(), []answers.ReadRequest{r})[0]
	if result.Failed {
		return "failed"
	}
	return short(result.Chosen)
}

// numbered is a model that chooses another line each time it is asked.
func numbered(n int, w http.ResponseWriter, _ *http.Request) {
	says(w, fmt.Sprintf(`{"chosen":[{"line":%d,"strength":"direct"}]}`, (n-1)%4+1))
}

// Law 7: what was chosen once is chosen again, by another process too, though the server would choose something else; and every change of what is asked is
// another question.
func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	dir := t.TempDir()
	in(t, numbered, func(t *testing.T, s *served) {
		for range 3 {
			if got := chosenOf(t, s.client(s.options(dir)), asking()); got != "1d" || s.requests() != 1 {
				t.Fatalf("chosen is %s after %d requests, want 1d after one", got, s.requests())
			}
		}
		for i, change := range []func(*answers.ReadRequest, *Options){
			func(r *answers.ReadRequest, _ *Options) { r.Revision = "4567" },
			func(r *answers.ReadRequest, _ *Options) { r.Question += "!" },
			func(r *answers.ReadRequest, _ *Options) { r.Lines = slices.Clone(r.Lines[:4]) },
			func(r *answers.ReadRequest, _ *Options) {
				r.Lines = slices.Clone(r.Lines)
				r.Lines[1].Text = "It was cold."
			},
			func(r *answers.ReadRequest, _ *Options) { r.Lines = slices.Clone(r.Lines); r.Lines[2].Gap = false },
			func(_ *answers.ReadRequest, o *Options) { o.Model = "another" },
			func(_ *answers.ReadRequest, o *Options) { o.Cache = "" },
		} {
			r, o := asking(), s.options(dir)
			change(&r, &o)
			chosenOf(t, s.client(o), r)
			if s.requests() != i+2 {
				t.Errorf("after the change %d there were %d requests, want %d", i, s.requests(), i+2)
			}
		}
		other := asking()
		other.Source = "renamed"
		if got := chosenOf(t, s.client(s.options(dir)), other); got != "1d" {
			t.Errorf("under another ID chosen is %s, want 1d", got)
		}
	})
}

// That a source is silent is kept too; that a server failed is not.
func TestSilenceIsKeptAndFailureIsNot(t *testing.T) {
	dir := t.TempDir()
	in(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n == 1 {
			fails(w, r, http.StatusUnauthorized)
			return
		}
		says(w, `{"chosen":[]}`)
	}, func(t *testing.T, s *served) {
		for i, want := range []string{"failed", "", "", ""} {
			if got := chosenOf(t, s.client(s.options(dir)), asking()); got != want {
				t.Errorf("reading %d: chosen is %q, want %q", i, got, want)
			}
		}
		if s.requests() != 2 {
			t.Errorf("%d requests were made, want 2", s.requests())
		}
	})
}

// Of questions at the same time one asks the server.
func TestOneOfManyAsks(t *testing.T) {
	dir := t.TempDir()
	in(t, func(n int, w http.ResponseWriter, r *http.Request) { time.Sleep(time.Second); numbered(n, w, r) }, func(t *testing.T, s *served) {
		c := s.client(s.options(dir))
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if got := c.Read(t.Context(), []answers.ReadRequest{asking()})[0]; short(got.Chosen) != "1d" {
					t.Errorf("chosen is %+v, want 1d", got)
				}
			})
		}
		wait.Wait()
		c.server.client.CloseIdleConnections()
		if s.requests() != 1 {
			t.Errorf("%d requests were made, want 1", s.requests())
		}
	})
}

// Of processes at the same time the first that keeps has chosen.
func TestFirstOfTwoProcessesHasChosen(t *testing.T) {
	dir := t.TempDir()
	in(t, func(n int, w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Duration(10-n) * time.Second) // the second is faster
		numbered(n, w, r)
	}, func(t *testing.T, s *served) {
		var wait sync.WaitGroup
		got := make([]string, 2)
		for i := range got {
			wait.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				got[i] = chosenOf(t, s.client(s.options(dir)), asking())
			})
		}
		wait.Wait()
		if s.requests() != 2 || got[0] != "2d" || got[1] != "2d" {
			t.Errorf("after %d requests they chose %q, want 2d both", s.requests(), got)
		}
	})
}

// Whatever happened to what is kept, it is as if it were not there, and is written anew.
func TestDamagedFilesAreWrittenAnew(t *testing.T) {
	for name, damage := range map[string]func(path, was string) string{
		"empty":      func(string, string) string { return "" },
		"cut":        func(_, was string) string { return was[:len(was)-1] },
		"longer":     func(_, was string) string { return was + "\n" },
		"a digit":    func(_, was string) string { return strings.Replace(was, "1", "3", 1) },
		"garbage":    func(string, string) string { return strings.Repeat("\xff", 1<<20) },
		"another's":  func(string, string) string { return string(sealed("another key", []byte("[[3,2]]"))) },
		"no numbers": func(path, _ string) string { return string(sealed(key(path), []byte(`"`+babble+`"`))) },
		"too many":   func(path, _ string) string { return string(sealed(key(path), []byte("[[5,2]]"))) },
		"no strength": func(path, _ string) string {
			return string(sealed(key(path), []byte("[[3,3]]")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in(t, always(`{"chosen":[{"line":1,"strength":"direct"}]}`), func(t *testing.T, s *served) {
				chosenOf(t, s.client(s.options(dir)), asking())
				was := files(t, dir)
				if len(was) != 1 {
					t.Fatalf("%d files are kept, want one", len(was))
				}
				for path, content := range was {
					if err := os.WriteFile(path, []byte(damage(path, content)), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				if got := chosenOf(t, s.client(s.options(dir)), asking()); got != "1d" || s.requests() != 2 {
					t.Errorf("chosen is %s after %d requests, want 1d after 2", got, s.requests())
				}
				if now := files(t, dir); !maps.Equal(was, now) {
					t.Errorf("the files are %q, want %q", now, was)
				}
			})
		})
	}
}

// key returns the key of a kept file.
func key(path string) string {
	return filepath.Base(filepath.Dir(path)) + filepath.Base(path)
}

// Law 10: what is kept is hashes and numbers; others can not read it; and who deletes it loses nothing else.
func TestNoWordIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cache")
	in(t, embeds(always(good)), func(t *testing.T, s *served) {
		for range 2 {
			chosenOf(t, s.client(s.options(dir)), asking())
			nearestOf(t, s.embedder(s.options(dir)), privately, animals)
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		chosenOf(t, s.client(s.options(dir)), asking())
		nearestOf(t, s.embedder(s.options(dir)), privately, animals)
	})
	kinds := map[string]*regexp.Regexp{
		"choices":  regexp.MustCompile(`\A\[(\[\d+,\d\],?)*\]\n[0-9a-f]{64}\n\z`),
		"rankings": regexp.MustCompile(`\A\[(\d+,?)*\]\n[0-9a-f]{64}\n\z`),
		"vectors":  regexp.MustCompile(`(?s)\A.*\n[0-9a-f]{64}\n\z`),
	}
	name := regexp.MustCompile(`\A[0-9a-f]{2}/[0-9a-f]{62}\z`)
	seen := make(map[string]int)
	for path, content := range files(t, dir) {
		inside, err := filepath.Rel(dir, path)
		if err != nil {
			t.Fatal(err)
		}
		kind, rest, _ := strings.Cut(filepath.ToSlash(inside), "/")
		seen[kind]++
		if kinds[kind] == nil || !kinds[kind].MatchString(content) || !name.MatchString(rest) {
			t.Errorf("%s holds %q", inside, content)
		}
		for _, word := range []string{"ostrich", "who", babble, secret, "a-model"} {
			if strings.Contains(content, word) {
				t.Errorf("%s holds %q", inside, word)
			}
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s may be read by others: %v, %v", inside, info.Mode(), err)
		}
	}
	if seen["choices"] != 1 || seen["rankings"] != 1 || seen["vectors"] != 1 {
		t.Errorf("kept are %v, want one of each kind", seen)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the folder may be read by others: %v", err)
	}
}

// Where nothing can be kept, sources are read all the same, and the log says so.
func TestNothingCanBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	in(t, always(good), func(t *testing.T, s *served) {
		if got := chosenOf(t, s.client(s.options(file)), asking()); got != "3d 1w" || !strings.Contains(s.log.String(), "a choice could not be kept") {
			t.Errorf("chosen is %s, want 3d 1w; log: %s", got, s.log.String())
		}
	})
}

// anything can be used.
func anything([]byte) error { return nil }

// A store keeps to its bound: what was written first goes, also what a process left behind that died while it wrote.
func TestStoreIsBounded(t *testing.T) {
	dir := t.TempDir()
	s := newStore(dir, "choices", 256*4*blockBytes) // four files in each folder
	keys := make([]string, 6)
	for i := range keys {
		keys[i] = "ab" + strings.Repeat(fmt.Sprint(i), 62)
	}
	folder := filepath.Join(dir, "choices", "ab")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	long := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	left := filepath.Join(folder, "new-left")
	for i, path := range append([]string{left}, func() (paths []string) {
		for _, k := range keys {
			paths = append(paths, s.path(k))
		}
		return paths
	}()...) {
		if i == 0 {
			if err := os.WriteFile(left, bytes.Repeat([]byte{1}, blockBytes+1), 0o600); err != nil {
				t.Fatal(err)
			}
		} else if err := s.keep(keys[i-1], []byte("[]"), anything); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, long, long.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	var there []string
	for _, k := range keys {
		if s.read(k, anything) {
			there = append(there, k)
		}
	}
	if !slices.Equal(there, keys[2:]) {
		t.Errorf("%d keys are there, want the last four", len(there))
	}
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left behind is there: %v", err)
	}
	large := "ab" + strings.Repeat("f", 62)
	if err := s.keep(large, make([]byte, 10*blockBytes), anything); err != nil {
		t.Fatal(err)
	}
	if !s.read(large, anything) || len(files(t, dir)) != 1 {
		t.Errorf("of a file beyond the bound %d are there, want it alone", len(files(t, dir)))
	}
}
