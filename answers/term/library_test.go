package term

import (
	"flag"
	"slices"
	"testing"

	"variorum/answers/readertest"
	"variorum/corpus"
)

var show = flag.Bool("show", false, "print what is read in the example library and in the shared articles")

// The mentions of whole documents are slices; -show prints them, and the rows, to be read.
func TestLibraries(t *testing.T) {
	var all []Source
	for _, source := range readertest.Libraries(t) {
		d := source.Document
		s := Source{corpus.SourceID(source.File), source.Language, d.Text, Read(d, source.Language)}
		promise(t, d.Text, s.Mentions)
		all = append(all, s)
		for _, m := range s.Mentions {
			if *show {
				t.Logf("%.4s %d %q %q %q %q", source.File, m.Part, m.In(d.Text), m.Head.In(d.Text), m.Verb.In(d.Text), m.Anchor.In(d.Text))
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
