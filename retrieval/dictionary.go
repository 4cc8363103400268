package retrieval

import (
	_ "embed"
	"math"
)

//go:embed dictionary/de.tsv
var dictionaryDE string

//go:embed dictionary/en.tsv
var dictionaryEN string

//go:embed dictionary/es.tsv
var dictionaryES string

//go:embed dictionary/fr.tsv
var dictionaryFR string

//go:embed dictionary/ru.tsv
var dictionaryRU string

// dictionaries holds, for each language, its words by the English ones that they translate: a lexicon whose groups are named by English words, and in
// which a group's close words are the translations of its name, the commonest first.
var dictionaries = map[string]lexicon{
	"de": {dictionaryDE}, "en": {dictionaryEN}, "es": {dictionaryES}, "fr": {dictionaryFR}, "ru": {dictionaryRU},
}

// translations adds what the dictionary has for the word of a term in the other languages to look in.
func (m *termMaker) translations(t *Term, word string, scale float64) {
	best := make(map[string]int) // closeness by language and terms
	for _, alt := range t.Alternatives {
		if !alt.Near {
			best[alternativeKey(alt)] = alt.Closeness
		}
	}
	for _, of := range dictionaries[m.language].entry(word).groups() {
		own, _ := dictionaries[m.language].group(of.group)
		first := float64(translated)
		for i, w := range own.close {
			if len(w.terms) == 1 && w.terms[0] == word {
				first -= rarer(i)
				break
			}
		}
		for _, l := range m.languages[1:] {
			if l == Undetermined {
				continue
			}
			there, _ := dictionaries[l].group(of.group)
			for i, w := range there.close {
				closeness := scale * (first - rarer(i)) * max(telling(l, w.terms...), leastTranslated)
				alt := Alternative{Language: l, Terms: w.terms, Closeness: int(math.Round(closeness)), Text: w.text}
				if key := alternativeKey(alt); best[key] < alt.Closeness {
					best[key] = alt.Closeness
					t.Alternatives = append(t.Alternatives, alt)
				}
			}
		}
	}
}

// rarer returns how much less the translation of an index in its column counts than the first.
func rarer(i int) float64 { return float64(min(i, leastCommon) * lessCommon) }

// leastCommon is the index of a translation from which on none counts less.
const leastCommon = 2
