package name

import (
	"flag"
	"testing"

	"variorum/answers/readertest"
)

var show = flag.Bool("show", false, "print what is read in the example library and in the shared articles")

// The names of whole documents are slices in order; -show prints them to be read.
func TestLibraries(t *testing.T) {
	for _, source := range readertest.Libraries(t) {
		d := source.Document
		names := NewReader(d, source.Language).All()
		promise(t, d.Text, source.Language, names)
		if len(names) == 0 {
			t.Errorf("%s has no names", source.File)
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
				t.Logf("%.4s %d %q", source.File, n.Kind, s)
			}
		}
	}
}
