package retrieval

import (
	_ "embed"
)

//go:embed thesaurus/de.tsv
var thesaurusDE string

//go:embed thesaurus/en.tsv
var thesaurusEN string

//go:embed thesaurus/es.tsv
var thesaurusES string

//go:embed thesaurus/fr.tsv
var thesaurusFR string

//go:embed thesaurus/ru.tsv
var thesaurusRU string

// thesauri holds the thesaurus of each language.
var thesauri = map[string]thesaurus{
	"de": {thesaurusDE}, "en": {thesaurusEN}, "es": {thesaurusES}, "fr": {thesaurusFR}, "ru": {thesaurusRU},
}

// A thesaurus says of words of one language by what others the same may be told. Unlike the groups of a [lexicon] its entries are of one
// word each: what two entries have in common does not bring their words together. Its table is searched where it lies. The zero value is empty.
//
// The table has a line for each word, by its term, sorted by the bytes of the first column:
//
//	term	*text|term+term,=text,<text,~text,...
//
// The mark before a text says how near it is; behind it stand its terms, where they are not the text itself.
type thesaurus struct{ table string }

// A nearWord is a word or phrase of an entry.
type nearWord struct {
	member
	nearness nearness
}

// A nearness says how near a word or phrase is to that of an entry.
type nearness byte

const (
	strongly nearness = '*' // each has the other in its entry, or a group of the lexicon holds both
	closely  nearness = '=' // the entry has it among its near words
	entered  nearness = '<' // its own entry has that of the entry among its near words
	loosely  nearness = '~' // the entry has it among its loose words
)

// of returns the words near a term, the nearest first.
func (x thesaurus) of(term string) []nearWord {
	column, _ := tableLine(x.table, term)
	list := members(column)
	near := make([]nearWord, len(list))
	for i, m := range list {
		mark := nearness(m.text[0])
		if len(m.terms) == 1 && m.terms[0] == m.text { // no terms of their own
			m.terms[0] = m.text[1:]
		}
		m.text = m.text[1:]
		near[i] = nearWord{m, mark}
	}
	return near
}
