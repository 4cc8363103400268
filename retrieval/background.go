package retrieval

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed background/en.tsv
var backgroundEN string

//go:embed background/de.tsv
var backgroundDE string

//go:embed background/es.tsv
var backgroundES string

//go:embed background/fr.tsv
var backgroundFR string

//go:embed background/ru.tsv
var backgroundRU string

var backgrounds = map[string]string{
	"de": backgroundDE, "en": backgroundEN, "es": backgroundES, "fr": backgroundFR, "ru": backgroundRU,
}

// Zipf returns the frequency of a term in a language at large, as log10 of
// occurrences in 10⁹ words, and whether the table holds it. The tables
// (background/README.md) are sorted by term and are searched where they lie,
// so that a process pays for what it looks up and for nothing else.
func Zipf(language, term string) (float64, bool) {
	table := backgrounds[language]
	for low, high := 0, len(table); low < high; {
		start := low + strings.LastIndexByte(table[low:(low+high)/2], '\n') + 1
		line := table[start:high]
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		word, value, _ := strings.Cut(line, "\t")
		switch strings.Compare(term, word) {
		case 0:
			z, err := strconv.ParseFloat(value, 64)
			return z, err == nil
		case -1:
			high = start
		default:
			low = start + len(line) + 1
		}
	}
	return 0, false
}
