package retrieval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The sum that stands for the data is that of the data; -update writes it anew, after the tables that are made of text files ([TestLexiconTablesAreCurrent], [TestThesaurusTablesAreCurrent]).
func TestTheSumIsOfTheData(t *testing.T) {
	var files []string
	for _, pattern := range []string{"lexicon/*.tsv", "thesaurus/*.tsv", "dictionary/*.tsv", "words/*.txt", "background/*.tsv"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		files = append(files, names...)
	}
	slices.Sort(files)
	h := sha256.New()
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(h, "%s %x\n", filepath.ToSlash(name), sha256.Sum256(raw))
	}
	want := hex.EncodeToString(h.Sum(nil))[:16]
	switch {
	case DataSum() == want:
	case *update:
		if err := os.WriteFile("data.sum", []byte(want+"\n"), 0o666); err != nil {
			t.Error(err)
		}
	default:
		t.Errorf("data.sum is %s, and the data have %s; run: go generate ./retrieval", DataSum(), want)
	}
}
