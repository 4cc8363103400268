package term

import (
	"cmp"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// The mentions of whole documents are slices; -show prints them, and the rows, to be read.
func TestLibraries(t *testing.T) {
	files, documents, languages := documents(t)
	var all []Source
	for i, d := range documents {
		s := Source{corpus.SourceID(files[i]), languages[i], d.Text, Read(d, languages[i])}
		promise(t, d.Text, s.Mentions)
		all = append(all, s)
		for _, m := range s.Mentions {
			if *show {
				t.Logf("%.4s %d %q %q %q %q", files[i], m.Part, m.In(d.Text), m.Head.In(d.Text), m.Verb.In(d.Text), m.Anchor.In(d.Text))
			}
		}
	}
	for _, r := range Ledger(all...) {
		for _, c := range r.Cells {
			i := slices.IndexFunc(all, func(s Source) bool { return s.ID == c.Source })
			if *show {
				t.Logf("row %d %.4s %q %q", r.Part, c.Source, c.In(all[i].Text), c.Anchor.In(all[i].Text))
			}
		}
	}
}
