package name

import (
	"cmp"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"variorum/corpus"
	"variorum/corpus/example"
)

var show = flag.Bool("show", false, "print what is read in the example library and in the shared articles")

// documents returns the example library's documents and the shared articles, if they are there, by file name.
func documents(t testing.TB) (names []string, texts []corpus.Document, languages []string) {
	t.Helper()
	files := make(map[string]fs.FS)
	shared := cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared")
	order := []string{"example"}
	files["example"] = example.FS()
	if paths, _ := filepath.Glob(filepath.Join(shared, "seeds", "*.txt")); len(paths) > 0 {
		order = append(order, "shared")
		files["shared"] = os.DirFS(filepath.Join(shared, "seeds"))
	}
	for _, o := range order {
		entries, err := fs.ReadDir(files[o], ".")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if ext := filepath.Ext(e.Name()); ext != ".md" && ext != ".txt" {
				continue
			}
			raw, err := fs.ReadFile(files[o], e.Name())
			if err != nil {
				t.Fatal(err)
			}
			s, err := corpus.Read(e.Name(), raw, corpus.Options{})
			if err != nil {
				t.Fatal(err)
			}
			names, texts, languages = append(names, e.Name()), append(texts, s.Document), append(languages, s.Language)
		}
	}
	return names, texts, languages
}

// The names of whole documents are slices in order; -show prints them to be read.
func TestLibraries(t *testing.T) {
	files, documents, languages := documents(t)
	for i, d := range documents {
		names := NewReader(d, languages[i]).All()
		promise(t, d.Text, languages[i], names)
		if len(names) == 0 {
			t.Errorf("%s has no names", files[i])
		}
		if !*show {
			continue
		}
		count := make(map[string]int)
		for _, n := range names {
			s := described(n, d.Text)
			if n.Office.Len() > 0 {
				s += " {" + n.Office.In(d.Text) + "}"
			}
			if count[s]++; count[s] == 1 {
				t.Logf("%.4s %d %q", files[i], n.Kind, s)
			}
		}
	}
}
