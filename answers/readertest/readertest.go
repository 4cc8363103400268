// Package readertest holds what the tests of the readers of answers have in common: tables of cases, texts to read, and how often a reader is right.
package readertest

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"variorum/corpus"
	"variorum/corpus/example"
)

// Cases returns the fields of the lines of a file in testdata, divided by "|"; lines that begin with # are comments.
func Cases(t testing.TB, file string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimRight(line, "\n"), "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		all = append(all, fields)
	}
	if len(all) == 0 {
		t.Fatalf("%s has no cases", file)
	}
	return all
}

// A Tally counts what was found of what there is.
type Tally struct{ Right, Wrong, Missed int }

// Count adds what was got to the tally, where want is what there is.
func (c *Tally) Count(got, want []string) {
	left := make(map[string]int)
	for _, w := range want {
		left[w]++
	}
	for _, g := range got {
		if left[g] > 0 {
			left[g]--
			c.Right++
		} else {
			c.Wrong++
		}
	}
	for _, n := range left {
		c.Missed += n
	}
}

// Precision is the share of what was got that is right, 0 to 1.
func (c Tally) Precision() float64 { return float64(c.Right) / float64(max(1, c.Right+c.Wrong)) }

// Recall is the share of what there is that was got, 0 to 1.
func (c Tally) Recall() float64 { return float64(c.Right) / float64(max(1, c.Right+c.Missed)) }

func (c Tally) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f (%d right, %d wrong, %d missed)", c.Precision(), c.Recall(), c.Right, c.Wrong, c.Missed)
}

// seeds returns the folder of the shared articles; the environment variable VARIORUM_SHARED says where the shared texts are.
func seeds() string {
	return filepath.Join(cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared"), "seeds")
}

// Libraries returns the sources of the example library and the shared articles, if they are there, each with its file's name.
func Libraries(t testing.TB) []corpus.Source {
	t.Helper()
	files := []fs.FS{example.FS()}
	if paths, _ := filepath.Glob(filepath.Join(seeds(), "*.txt")); len(paths) > 0 {
		files = append(files, os.DirFS(seeds()))
	}
	var all []corpus.Source
	for _, f := range files {
		entries, err := fs.ReadDir(f, ".")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if ext := filepath.Ext(e.Name()); ext != ".md" && ext != ".txt" {
				continue
			}
			raw, err := fs.ReadFile(f, e.Name())
			if err != nil {
				t.Fatal(err)
			}
			s, err := corpus.Read(e.Name(), raw, corpus.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s.File = e.Name()
			all = append(all, s)
		}
	}
	return all
}

// Seeds returns the texts of the shared articles by file name, and skips the test where there are none.
func Seeds(t *testing.T) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(seeds(), "*.txt"))
	if len(files) == 0 {
		t.Skipf("no articles in %s (VARIORUM_SHARED names the folder)", seeds())
	}
	texts := make(map[string]string)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(data)
	}
	return texts
}

// Linear tests that the cost of reading a text grows with its length: twenty times as much of a text costs about twenty times as much, and not
// four hundred times. Texts makes the texts, by name, with n times of what they repeat.
func Linear(t *testing.T, texts func(n int) map[string]string, read func(text string)) {
	if testing.Short() {
		t.Skip("measures time")
	}
	small, large := texts(2000), texts(40000)
	for name := range small {
		took := func(text string) time.Duration {
			best := time.Hour
			for range 3 {
				begin := time.Now()
				read(text)
				best = min(best, time.Since(begin))
			}
			return best
		}
		a, b := took(small[name]), took(large[name])
		t.Logf("%s: %v for 2,000, %v for 40,000", name, a, b)
		if b > 100*a && b > time.Second {
			t.Errorf("%s: %v for 2,000, %v for 40,000", name, a, b)
		}
	}
}
