package library

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/retrieval"
)

func aliasesOf(t *testing.T, file string) *retrieval.Aliases {
	t.Helper()
	return must(retrieval.ReadAliases(strings.NewReader(file)))(t)
}

// setAliases puts aliases into the library in dir.
func setAliases(t *testing.T, dir, file string) {
	t.Helper()
	w := must(OpenWriter(t.Context(), dir, WriterOptions{Command: "bot alias"}))(t)
	defer func() { check(t, w.Close()) }()
	check(t, w.SetAliases(t.Context(), aliasesOf(t, file)))
}

const someAliases = "capital | Nur-Sultan, Astana | Akmolinsk # a city\nlpg | LPG, liquefied petroleum gas"

func TestAliasesStandInTheLibrary(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(4)
	add(t, dir, true, arrivals...)
	before := open(t, dir)
	if got := before.Aliases().Groups(); got != nil {
		t.Errorf("a library without aliases has %v", got)
	}
	index := stateOf(t, filepath.Join(dir, indexName))
	setAliases(t, dir, someAliases)
	if changed := must(before.Changed())(t); !changed {
		t.Error("Changed() = false after aliases were set")
	}
	l := open(t, dir)
	if diff := cmp.Diff(aliasesOf(t, someAliases).Groups(), l.Aliases().Groups()); diff != "" {
		t.Errorf("Aliases (-set +opened):\n%s", diff)
	}
	if l.Revision() == before.Revision() {
		t.Error("aliases do not change the revision")
	}
	for name, info := range stateOf(t, filepath.Join(dir, indexName)) {
		if index[name] == nil || !os.SameFile(info, index[name]) {
			t.Errorf("%s of the index was made anew", name)
		}
	}
	checkInOrder(t, dir)

	copied := filepath.Join(t.TempDir(), "copy")
	check(t, os.CopyFS(copied, os.DirFS(dir)))
	if other := open(t, copied); other.Revision() != l.Revision() || len(other.Aliases().Groups()) != 2 {
		t.Errorf("a copy has the revision %s and %d groups of aliases, want %s and 2", other.Revision(), len(other.Aliases().Groups()), l.Revision())
	}

	more, extra := village(5)
	add(t, dir, true, extra[4]) // a writer that has nothing to do with them
	if got := open(t, dir).Aliases().Groups(); len(got) != 2 {
		t.Errorf("after an add there are %d groups of aliases, want 2", len(got))
	}
	setAliases(t, dir, "")
	checkSame(t, open(t, dir), more) // with the revision of a library that never had any
}

// The revision is of what answers depend on: not of comments, nor of the order of lines, but of every word and of which are close.
func TestTheRevisionIsOfTheAliases(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(2)
	add(t, dir, true, arrivals...)
	revision := func(file string) string {
		setAliases(t, dir, file)
		return open(t, dir).Revision()
	}
	want := revision("a | one, two | three\nb | four, five")
	for _, same := range []string{"b | four, five # why\na | one, two | three", "a | one | three\nb|four,five\na | two"} {
		if got := revision(same); got != want {
			t.Errorf("the aliases %q give the revision %s, want %s", same, got, want)
		}
	}
	for _, other := range []string{"a | one, two, three |\nb | four, five", "a | one, two | three", "a | one, two | three\nc | four, five", "a | one, two | threes\nb | four, five"} {
		if got := revision(other); got == want {
			t.Errorf("the aliases %q give the same revision", other)
		}
	}
}

// Wherever the disk is full or broken, the old aliases are in force or the new ones, whole.
func TestAliasesOnABrokenDisk(t *testing.T) {
	_, arrivals := village(2)
	for n := 0; ; n++ {
		dir := t.TempDir()
		add(t, dir, true, arrivals...)
		setAliases(t, dir, "old | one, two")
		w := must(openWriter(t.Context(), dir, WriterOptions{}, breaking(syscall.ENOSPC, n)))(t)
		err := w.SetAliases(t.Context(), aliasesOf(t, "new | three, four"))
		check(t, w.Close())
		groups := open(t, dir).Aliases().Groups()
		if len(groups) != 1 || err == nil && groups[0].Name != "new" || groups[0].Name != "old" && groups[0].Name != "new" {
			t.Errorf("fault at %d (%v): the aliases are %v", n, err, groups)
		}
		if err == nil {
			if n < 2 {
				t.Errorf("the disk was written to %d times, want more", n)
			}
			return
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("fault at %d: %v", n, err)
		}
	}
}

// A manifest whose aliases were altered is damaged, as one whose sources were.
func TestAlteredAliasesAreDamage(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(2)
	add(t, dir, true, arrivals...)
	setAliases(t, dir, someAliases)
	name := filepath.Join(dir, manifestName)
	raw := string(must(os.ReadFile(name))(t))
	for _, change := range [][2]string{{"Astana", "Almaty"}, {`"Astana"`, `"?"`}, {`{"alias":"lpg"`, `{"alias":""`}} {
		check(t, os.WriteFile(name, []byte(strings.Replace(raw, change[0], change[1], 1)), 0o666))
		if _, err := Open(t.Context(), dir, Options{}); !errors.As(err, new(*DamagedError)) {
			t.Errorf("Open with %q in place of %q: %v, want a DamagedError", change[1], change[0], err)
		}
	}
}
