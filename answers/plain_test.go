package answers_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
)

var update = flag.Bool("update", false, "write what is under testdata anew")

// Under questions for what texts say plainly, put as people put them, the rows are those that were written down and read: testdata/plain/README.md says which of
// them are wrong. A change that takes rows away or adds wrong ones shows here.
func TestRowsOfPlainFacts(t *testing.T) {
	const file = "testdata/plain/rows.txt"
	var b strings.Builder
	folders, err := filepath.Glob("testdata/plain/*/questions.txt")
	if err != nil || len(folders) == 0 {
		t.Fatal("no libraries in testdata/plain", err)
	}
	for _, questions := range folders {
		folder := filepath.Dir(questions)
		c := composerOf(t, sourcesOf(t, os.DirFS(filepath.Join(folder, "sources"))))
		list, err := os.ReadFile(questions)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "# %s\n", filepath.Base(folder))
		for question := range strings.Lines(string(list)) {
			question = strings.TrimSpace(question)
			a := asking(t, c, answers.Request{Question: question})
			fmt.Fprintln(&b, question)
			for _, r := range slices.Concat(a.Differences, a.Agreements) {
				sign := "≠"
				if r.Agree {
					sign = "="
				}
				var cells []string
				for _, cell := range r.Cells {
					cells = append(cells, fmt.Sprintf("%s %s", cell.Source, cell.Quote))
				}
				slices.Sort(cells)
				fmt.Fprintf(&b, "\t%s %s: %s\n", sign, r.Kind, strings.Join(cells, " | "))
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("the rows moved; if that is meant, write them anew with: go test ./answers -run PlainFacts -update, and read them (-written +now)\n%s", diff)
	}
}
