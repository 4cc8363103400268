package main

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kill -9 at random moments of an alias command: the old aliases are in force or the new ones, and doctor is content.
func TestKilledAlias(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	dir := write(t, map[string]string{
		"bell.txt": prose, "one/aliases.txt": "name | one, two\n" + strings.Repeat("again | three, four\n", 2000), "two/aliases.txt": "name | five, six | seven\n",
	})
	if got := bot(t, "", "add", "--library", lib, filepath.Join(dir, "bell.txt")); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	load := func(which string) []string {
		return []string{"alias", "--library", lib, "load", filepath.Join(dir, which, "aliases.txt")}
	}
	lists := make(map[string]bool)
	began := time.Now()
	for _, which := range []string{"one", "two"} {
		if got := bot(t, "", load(which)...); got.code != done {
			t.Fatalf("alias load = %+v", got)
		}
		lists[bot(t, "", "alias", "--library", lib, "list").out] = true
	}
	whole := time.Since(began) / 2
	for n := range 10 {
		cmd, _, _ := start(t, load([]string{"one", "two"}[n%2])...)
		timer := time.AfterFunc(rand.N(whole+50*time.Millisecond), func() { cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done before
		timer.Stop()
		if got := bot(t, "", "alias", "--library", lib, "list"); got.code != done || !lists[got.out] {
			t.Errorf("after kill %d alias list = %+v", n, got)
		}
		if got := bot(t, "", "doctor", "--library", lib, "--repair"); got.code != done {
			t.Errorf("after kill %d doctor --repair = %+v", n, got)
		}
	}
}

// A file that can not be taken is named with its line, and the old aliases stay in force.
func TestFilesOfAliasesThatCanNotBeTaken(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	dir := write(t, map[string]string{
		"bell.txt": prose, "good": "a | b, c\n", "columns": "a | b, c\n\njust words\n", "latin": "a | b, c\nb | Br\xfccke, pont\n",
		"long": strings.Repeat("a | b, c\n", 100_000), "utf16": "\xfe\xff\x00a\x00|",
	})
	for _, args := range [][]string{{"add", "--library", lib, filepath.Join(dir, "bell.txt")}, {"alias", "--library", lib, "load", filepath.Join(dir, "good")}} {
		if got := bot(t, "", args...); got.code != done {
			t.Fatalf("%q = %+v", args, got)
		}
	}
	for name, want := range map[string]string{
		"columns": ":3: it has 1 columns in place of 3", "latin": ":2: it is not UTF-8; save the file as UTF-8",
		"long": ":5001: the file has more than 5000 lines", "utf16": ":1: it is UTF-16 or no text", "none": "no such file", "": "is a directory",
	} {
		file := filepath.Join(dir, name)
		got := bot(t, "", "alias", "--library", lib, "load", file)
		if got.code != failed || !strings.Contains(got.err, want) || !strings.Contains(got.err, file) {
			t.Errorf("alias load %s = %+v, want %q", name, got, want)
		}
		if got := bot(t, "", "alias", "--library", lib, "list"); got.out != "a | b, c |\n" {
			t.Errorf("after %s the aliases are %q", name, got.out)
		}
	}
}
