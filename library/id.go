package library

import (
	"path"
	"path/filepath"
	"strings"

	"variorum/corpus"
)

// newID returns the ID of a source that has none yet.
func (w *Writer) newID(a Arrival) corpus.SourceID {
	return corpus.NewID(a.Declared, fileInFolder(a), func(id corpus.SourceID) bool { return w.folded[foldedID(id)] != "" })
}

// fileInFolder returns the file of a source with the name of its folder at least, and with no more of the machine than
// that, so that the same files get the same IDs everywhere.
func fileInFolder(a Arrival) string {
	if strings.Contains(a.Source.File, "/") || a.Path == "" {
		return a.Source.File
	}
	folder := filepath.Base(filepath.Dir(a.Path))
	if absolute, err := filepath.Abs(a.Path); err == nil {
		folder = filepath.Base(filepath.Dir(absolute))
	}
	return path.Join(filepath.ToSlash(folder), a.Source.File)
}

// foldedID returns an ID without regard to capitals: IDs that differ in capitals alone would be one file
// on some systems, so they count as the same.
func foldedID(id corpus.SourceID) string { return strings.ToLower(string(id)) }
