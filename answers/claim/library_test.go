package claim

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

// What is read in whole documents is slices; -show prints it to be read.
func TestLibraries(t *testing.T) {
	files, documents, languages := documents(t)
	for i, d := range documents {
		for _, p := range d.Structure.Paragraphs {
			for _, s := range p.Sentences {
				for _, part := range s.Parts {
					text := part.In(d.Text)
					promise(t, text, languages[i])
					if !*show {
						continue
					}
					for _, r := range readers {
						for _, f := range r.read(text, languages[i]) {
							t.Logf("%.4s %.4s %q", files[i], r.name, f)
						}
					}
				}
			}
		}
	}
}
