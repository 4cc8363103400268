package retrieval_test

import (
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/corpus"
	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

func TestMemory(t *testing.T) {
	searchertest.Run(t, func(t *testing.T, sources []corpus.Source) searchertest.Searcher { return memory(t, sources) })
}

func TestBuilt(t *testing.T) {
	searchertest.Run(t, func(t *testing.T, sources []corpus.Source) searchertest.Searcher {
		return built(t, filepath.Join(t.TempDir(), "index"), sources)
	})
}

func memory(t testing.TB, sources []corpus.Source) *retrieval.Index {
	t.Helper()
	x, err := retrieval.NewMemory(sources, retrieval.Options{})
	return closed(t, x, err)
}

func built(t testing.TB, dir string, sources []corpus.Source) *retrieval.Index {
	t.Helper()
	if err := retrieval.Build(dir, all(sources), retrieval.Options{}); err != nil {
		t.Fatalf("Build: %v", err)
	}
	x, err := retrieval.Open(dir, retrieval.Options{})
	return closed(t, x, err)
}

func closed(t testing.TB, x *retrieval.Index, err error) *retrieval.Index {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return x
}

func all(sources []corpus.Source) iter.Seq2[corpus.Source, error] {
	return func(yield func(corpus.Source, error) bool) {
		for _, s := range sources {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// A built index and one in memory give the same rankings.
func TestBuiltEqualsMemory(t *testing.T) {
	sources := searchertest.Library(rand.New(rand.NewPCG(7, 8)), 20)
	a, b := memory(t, sources), built(t, filepath.Join(t.TempDir(), "index"), sources)
	for _, question := range []string{"who paid for the ferry", "the bridge fell in the night", "17 lorries"} {
		q := retrieval.NewQuery(question)
		q.Matches = true
		x, err := a.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(x) == 0 {
			t.Errorf("Search(%q) found nothing", question)
		}
		if diff := cmp.Diff(x, y); diff != "" {
			t.Errorf("Search(%q) (-memory +built):\n%s", question, diff)
		}
	}
}

// Whatever is cut off or taken away from an index, opening it gives an error and never panics.
func TestOpenNoticesDamage(t *testing.T) {
	sources := searchertest.Library(rand.New(rand.NewPCG(9, 10)), 5)
	dir := filepath.Join(t.TempDir(), "index")
	if err := retrieval.Build(dir, all(sources), retrieval.Options{}); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 3 {
		t.Fatalf("ReadDir: %d files, %v", len(files), err)
	}
	damages := map[string]func(path string) error{
		"removed":  os.Remove,
		"emptied":  func(path string) error { return os.Truncate(path, 0) },
		"cut":      func(path string) error { return os.Truncate(path, 100) },
		"replaced": func(path string) error { return os.WriteFile(path, []byte("not an index"), 0o666) },
	}
	for name, damage := range damages {
		for _, f := range files {
			t.Run(name+" "+f.Name(), func(t *testing.T) {
				broken := filepath.Join(t.TempDir(), "index")
				if err := os.CopyFS(broken, os.DirFS(dir)); err != nil {
					t.Fatal(err)
				}
				if err := damage(filepath.Join(broken, f.Name())); err != nil {
					t.Fatal(err)
				}
				x, err := retrieval.Open(broken, retrieval.Options{})
				if err == nil {
					t.Errorf("Open gave an index of %d passages, want an error", x.Passages())
					if err := x.Close(); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
}
