package claim

import (
	"flag"
	"testing"

	"variorum/answers/readertest"
)

var show = flag.Bool("show", false, "print what is read in the example library and in the shared articles")

// What is read in whole documents is slices; -show prints it to be read.
func TestLibraries(t *testing.T) {
	for _, source := range readertest.Libraries(t) {
		d := source.Document
		for _, p := range d.Structure.Paragraphs {
			for _, s := range p.Sentences {
				for _, part := range s.Parts {
					text := part.In(d.Text)
					promise(t, text, source.Language)
					if !*show {
						continue
					}
					for _, r := range readers {
						for _, f := range r.read(text, source.Language) {
							t.Logf("%.4s %.4s %q", source.File, r.name, f)
						}
					}
				}
			}
		}
	}
}
