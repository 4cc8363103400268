package retrieval

import (
	_ "embed"
	"strings"
)

//go:embed data.sum
var dataSum string

// DataSum returns a sum over all data that queries depend on: the lexicons, thesauri and dictionaries, the lists of small words, and the tables of word frequencies. Answers of
// two programs that have different ones may differ.
func DataSum() string { return strings.TrimSpace(dataSum) }
