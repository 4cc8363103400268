package corpus

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// For each field, sources.yaml speaks first, then the item, then library.bib, then library.ris, then the file itself.
func TestPrecedenceOfFilesBeside(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt":        "---\nid: own\ntitle: T own\npublisher: P own\ncontainer-title: C own\nabstract: A own\nnote: N own\nlanguage: fr\n---\n\n" + gate,
		"sources.yaml": "- file: a.txt\n  title: T yaml\n",
		"a.json":       `{"title": "T item", "publisher": "P item"}`,
		"library.bib":  "@book{a, title = {T bib}, publisher = {P bib}, journal = {C bib}}",
		"library.ris":  "TY  - NEWS\nID  - a\nTI  - T ris\nPB  - P ris\nT2  - C ris\nAB  - A ris\nER  -\n",
	})
	files := Find(dir)
	if diff := cmp.Diff([]string{"a.txt: ok"}, outcomes(dir, files)); diff != "" {
		t.Fatalf("Find (-want +got):\n%s", diff)
	}
	want := Metadata{Title: "T yaml", Publisher: "P item", ContainerTitle: "C bib", Abstract: "A ris", Note: "N own", Type: "book"}
	for _, f := range []File{files[0], Find(filepath.Join(dir, "a.txt"))[0]} { // in a folder, and by name
		s := must(f.Read(Options{}))
		if diff := cmp.Diff(want, s.Metadata); diff != "" || s.ID != "a" || s.Language != "fr" {
			t.Errorf("id %q, language %q (-want +got):\n%s", s.ID, s.Language, diff)
		}
	}
}

// An entry describes the files that it names, else the file of which its key is the stem; its key is the id of a file that it describes alone.
func TestFilesOfABibliography(t *testing.T) {
	for _, tt := range []struct {
		name, bib, ris string
		want           []string // ID and title of a.md, a.txt, b.txt
	}{
		{"the key is the stem", "@misc{b, title = {B}}", "", []string{": The gate", ": The gate", "b: B"}},
		{"a file by its name", "@misc{x, title = {B}, file = {b.txt}}", "", []string{": The gate", ": The gate", "x: B"}},
		{"a file by its stem", "@misc{x, title = {B}, file = {b}}", "", []string{": The gate", ": The gate", "x: B"}},
		{"a file by a path of another machine", `@misc{x, title = {B}, file = {Text:C\:\\papers\\b.txt:text/plain}}`, "", []string{": The gate", ": The gate", "x: B"}},
		{"what an entry names outranks its key", "@misc{a, title = {B}, file = {b.txt}}", "", []string{": The gate", ": The gate", "a: B"}},
		{"an entry that names a file outranks a key", "@misc{b, title = {A}}\n@misc{x, title = {B}, file = {b.txt}}", "", []string{": The gate", ": The gate", "x: B"}},
		{"a file that is not there leaves the key", "@misc{b, title = {B}, file = {:b.pdf:PDF}}", "", []string{": The gate", ": The gate", "b: B"}},
		{"one entry for two files gives no id", "@misc{a, title = {A}}", "", []string{": A", ": A", ": The gate"}},
		{"two files by name", "@misc{x, title = {A}, file = {a.txt;b.txt}}", "", []string{": The gate", ": A", ": A"}},
		{"a key that is no id", "@misc{x/1, title = {B}, file = {b.txt}}", "", []string{": The gate", ": The gate", ": B"}},
		{"a key that is a whole name", "@misc{b.txt, title = {B}}", "", []string{": The gate", ": The gate", "b.txt: B"}},
		{"entries for others", "@misc{c, title = {C}}\n@misc{d, title = {D}, file = {d.txt}}", "", []string{": The gate", ": The gate", ": The gate"}},
		{"RIS by id", "", "TY  - GEN\nID  - b\nTI  - B\nER  -\n", []string{": The gate", ": The gate", "b: B"}},
		{"RIS by link", "", "TY  - GEN\nL1  - file:///x/a.md\nTI  - A\nER  -\n", []string{": A", ": The gate", ": The gate"}},
		{"RIS by two links", "", "TY  - GEN\nL1  - a.md\nL1  - b.txt\nTI  - A\nER  -\n", []string{": A", ": The gate", ": A"}},
		{"RIS by a link into the web", "", "TY  - GEN\nL1  - https://example.org/a.md\nTI  - A\nER  -\n", []string{": The gate", ": The gate", ": The gate"}},
		{"both", "@misc{b, publisher = {P}}", "TY  - GEN\nID  - x\nLK  - b.txt\nTI  - B\nER  -\n", []string{": The gate", ": The gate", "b: B"}},
	} {
		content := map[string]string{"a.md": gate, "a.txt": gate, "b.txt": gate}
		if tt.bib != "" {
			content["library.bib"] = tt.bib
		}
		if tt.ris != "" {
			content["library.ris"] = tt.ris
		}
		dir := write(t, content)
		var got []string
		for _, f := range Find(dir) {
			s, err := f.Read(Options{})
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
			got = append(got, fmt.Sprintf("%s: %s", s.ID, s.Metadata.Title))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A bibliography that is broken is named with its line, once, and the sources load without what is broken of it.
func TestBrokenBibliographies(t *testing.T) {
	for _, tt := range []struct {
		name, file, content string
		want                []string
	}{
		{"broken BibTeX", "library.bib", "@misc{a, title = {A}}\n@misc{b, title = }", []string{"library.bib: line 2: the value of title must stand in { } or in quotation marks", "a.txt: The gate", "b.txt: The gate"}},
		{"broken RIS", "library.ris", "TY  - GEN\nID  - a\nTI  - A\n", []string{"library.ris: line 1: the entry has no end: no line ER closes it", "a.txt: The gate", "b.txt: The gate"}},
		{"a broken value leaves the other entries", "library.bib", "@misc{a, title = {A}}\n@misc{b, title = {B},\n url = {b}}", []string{"a.txt: A", `library.bib: line 3: "b" is no web address; it begins with https:// or http://`, "b.txt: The gate"}},
		{"a broken value of an entry for two files is told once", "library.bib", "@misc{x, file = {a.txt;b.txt},\n url = {b}}", []string{`library.bib: line 2: "b" is no web address; it begins with https:// or http://`, "a.txt: The gate", "b.txt: The gate"}},
		{"a broken value of an entry for no file", "library.bib", "@misc{x, url = {b}}\n@misc{b, title = {B}}", []string{"a.txt: The gate", "b.txt: B"}},
		{"a second entry", "library.bib", "@misc{a, title = {A}}\n@misc{a, title = {B}}", []string{"library.bib: line 2: an entry for a.txt stands at line 1 already", "a.txt: A", "b.txt: The gate"}},
		{"not UTF-8", "library.bib", "\n@misc{a, title = {caf\xe9}}", []string{"library.bib: line 2: its encoding can not be told: byte 0xE9 at offset 22 is not UTF-8", "a.txt: The gate", "b.txt: The gate"}},
		{"too large", "library.ris", strings.Repeat("\n", 2<<20), []string{"library.ris: it is too large: 2048 KB (limit 1024 KB)", "a.txt: The gate", "b.txt: The gate"}},
		{"empty", "library.bib", "", []string{"a.txt: The gate", "b.txt: The gate"}},
	} {
		dir := write(t, map[string]string{"a.txt": gate, "b.txt": gate, tt.file: tt.content})
		files := Find(dir)
		got := outcomes(dir, files)
		for i, f := range files {
			if s, err := f.Read(Options{}); err == nil {
				got[i] = s.File + ": " + s.Metadata.Title
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if byName := outcomes(dir, Find(filepath.Join(dir, "b.txt"))); !slices.Contains(byName, "b.txt: ok") {
			t.Errorf("%s: asked for by name: %q, want b.txt: ok", tt.name, byName)
		}
	}
}

// Ten thousand entries for as many files that are there, or that all are the same, are matched in linear time.
func TestALargeBibliography(t *testing.T) {
	names := make(map[string]bool)
	own, same := make([]reference, maxReferences), make([]reference, maxReferences)
	for i := range own {
		name := fmt.Sprintf("n%d", i)
		names[name+".txt"] = true
		own[i] = reference{line: i + 1, key: name}
		same[i] = reference{line: i + 1, files: [][]string{{"n1.txt"}}}
	}
	for _, entries := range [][]reference{own, same} {
		start := time.Now()
		b := match(&bibliography{declare: declareBibTeX, entries: entries}, names)
		told := 0
		for _, name := range sortedKeys(names) {
			_, errs := b.about(name)
			told += len(errs)
		}
		want := 0
		if len(b.of) == 1 {
			want = maxReferences - 1
		}
		if took := time.Since(start); took > 3*time.Second || told != want {
			t.Errorf("matching %d entries took %v, with %d errors, want %d", len(entries), took, told, want)
		}
	}
}
