package retrieval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readDictionary makes the lexicon of each language from the file of the dictionary.
func readDictionary() (map[string]lexicon, error) {
	text, err := os.ReadFile(filepath.Join("dictionary", "dictionary.txt"))
	if err != nil {
		return nil, err
	}
	readers := make(map[string]*lexiconReader)
	for _, l := range dictionaryColumns {
		readers[l] = newLexiconReader(l)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "|")
		if len(columns) != len(dictionaryColumns) {
			return nil, fmt.Errorf("retrieval/dictionary/dictionary.txt:%d: %d columns, want %d", n, len(columns), len(dictionaryColumns))
		}
		name := oneBlank(columns[0])
		columns[0] = strings.Join(append([]string{name}, otherSpellings(name)...), ",")
		for i, l := range dictionaryColumns {
			readers[l].add(name, columns[i], "")
		}
	}
	tables := make(map[string]lexicon)
	for l, r := range readers {
		tables[l] = r.lexicon()
	}
	return tables, nil
}

// dictionaryColumns are the languages of the columns of the dictionary's file.
var dictionaryColumns = []string{"en", "de", "fr", "es", "ru"}

// The tables that are searched say what the text file says.
func TestDictionaryTablesAreCurrent(t *testing.T) {
	tables, err := readDictionary()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range Languages {
		got, want := dictionaries[language].table, tables[language].table
		switch {
		case got == want:
		case *update:
			if err := os.WriteFile(filepath.Join("dictionary", language+".tsv"), []byte(want), 0o666); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("retrieval/dictionary/%s.tsv does not say what dictionary.txt says; run: go generate ./retrieval\n%s", language, firstDifference(got, want))
		}
	}
}

// Each English word stands once, and has no more translations than a question can look for.
func TestDictionaryIsInOrder(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("dictionary", "dictionary.txt"))
	if err != nil {
		t.Fatal(err)
	}
	const most = 8 // translations into one language
	last, n := "", 0
	for line := range strings.Lines(string(text)) {
		if n++; strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "|")
		if word := strings.TrimSpace(columns[0]); word <= last {
			t.Errorf("line %d: %q behind %q", n, word, last)
		} else {
			last = word
		}
		for _, c := range columns[1:] {
			if words := strings.Split(c, ","); len(words) > most || strings.ContainsAny(c, "()[];/") {
				t.Errorf("line %d: %q", n, c)
			}
		}
	}
}

// A word is looked for in other languages by its translations, of which the commonest counts most, and between two others than English by way of it.
func TestWordsAreTranslated(t *testing.T) {
	at := func(question, language, text string) int {
		best := 0
		for _, a := range NewQuery(question).Terms[0].Alternatives {
			if a.Language == language && a.Text == text {
				best = max(best, a.Closeness)
			}
		}
		return best
	}
	for _, c := range []struct{ question, language, text string }{
		{"the storms", "es", "tormenta"}, {"the storms", "ru", "буря"}, {"wo war der Sturm?", "en", "storm"}, {"¿dónde está la tormenta?", "de", "Sturm"}, {"где была буря?", "fr", "tempête"},
	} {
		if got := at(c.question, c.language, c.text); got < 60 {
			t.Errorf("%q is looked for as %q in %s at %d %%", c.question, c.text, c.language, got)
		}
	}
	if first, second := at("storm", "fr", "tempête"), at("storm", "fr", "orage"); first <= second || second == 0 {
		t.Errorf("storm: tempête %d %%, orage %d %%", first, second)
	}
	for _, a := range NewQuery("storm", "en").Terms[0].Alternatives {
		if a.Language == "de" {
			t.Errorf("German is looked for where no source is in it: %+v", a)
		}
	}
}
