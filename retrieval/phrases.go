package retrieval

import (
	"iter"
	"slices"
	"strings"
	"sync"
)

// A smallPhrase is a phrase that is made of small words and yet says something, such as "give up", with what says the same, the surest first.
type smallPhrase struct {
	terms   []string
	instead []member
}

// smallPhrases are those of a language, by the term of their first word, the longest first.
var smallPhrases = map[string]func() map[string][]smallPhrase{
	"de": sync.OnceValue(func() map[string][]smallPhrase { return readSmallPhrases("de") }),
	"en": sync.OnceValue(func() map[string][]smallPhrase { return readSmallPhrases("en") }),
	"es": sync.OnceValue(func() map[string][]smallPhrase { return readSmallPhrases("es") }),
}

// readSmallPhrases reads phrases.LANG.txt of words/, which has lines of the form
//
//	phrase | what says the same
func readSmallPhrases(language string) map[string][]smallPhrase {
	phrases := make(map[string][]smallPhrase)
	withAnalyzer(language, func(a *Analyzer) {
		for _, line := range rawLines("phrases." + language + ".txt") {
			text, list, _ := strings.Cut(line, "|")
			p := smallPhrase{terms: a.terms(text)}
			for word := range strings.SplitSeq(list, ",") {
				word = oneBlank(word)
				if all := a.lexiconTerms(word); len(all) > 1 || len(all) == 1 && !isStopWord(language, fold(word)) {
					p.instead = append(p.instead, member{word, a.contentTerms(word, all)})
				}
			}
			phrases[p.terms[0]] = append(phrases[p.terms[0]], p)
		}
	})
	for _, list := range phrases {
		slices.SortStableFunc(list, func(a, b smallPhrase) int { return len(b.terms) - len(a.terms) })
	}
	return phrases
}

// fewTerms is how many terms a question has for which its small phrases are looked for, too: where it has more, these say enough, and what stands for
// the phrases was measured to do harm as often as good (docs/quality.md).
const fewTerms = 1

// mostInside is how many words may stand inside a phrase of two words: "let the man off".
const mostInside = 3

// smallTerms yields the terms of a question's small phrases.
func (m *termMaker) smallTerms(words []token) iter.Seq[Term] {
	return func(yield func(Term) bool) {
		if smallPhrases[m.language] == nil {
			return
		}
		for i := 0; i < len(words); i++ {
			p, last := m.smallPhraseAt(words, i)
			if last < 0 {
				continue
			}
			text := m.question[words[i].Start:words[last].End]
			if inside := last - i + 1 - len(p.terms); inside > 0 {
				text = m.question[words[i].Start:words[i].End] + " " + m.question[words[last].Start:words[last].End]
			} else {
				i = last
			}
			if !yield(m.smallTerm(text, p)) {
				return
			}
		}
	}
}

// smallPhraseAt returns the longest small phrase that begins with word i, and the index of its last word; -1 if there is none.
func (m *termMaker) smallPhraseAt(words []token, i int) (smallPhrase, int) {
	for _, p := range smallPhrases[m.language]()[words[i].Term] {
		if n := phraseLength(p.terms, words[i:]); n > 0 {
			return p, i + n - 1
		}
	}
	for _, p := range smallPhrases[m.language]()[words[i].Term] {
		for k := i + 2; len(p.terms) == 2 && k < len(words) && k <= i+1+mostInside; k++ {
			if words[k].Term == p.terms[1] && (k+1 == len(words) || isStopWord(m.language, words[k+1].Word)) {
				return p, k
			}
		}
	}
	return smallPhrase{}, -1
}

// smallTerm returns the term of a small phrase: what says the same, and what that is near to.
func (m *termMaker) smallTerm(text string, p smallPhrase) Term {
	t := Term{Word: text, Weight: weight(phraseInformation)}
	for _, w := range p.instead {
		closeness := float64(insteadOf)
		if len(w.terms) == 1 {
			closeness *= telling(m.language, w.terms[0])
		}
		t.Alternatives = append(t.Alternatives, Alternative{Language: m.language, Terms: w.terms, Closeness: int(closeness), Text: w.text})
	}
	for _, w := range p.instead {
		if len(w.terms) == 1 {
			m.translations(&t, w.terms[0], insteadOf/100.0)
			m.relatives(&t, m.lexicon.entry(w.terms[0]).groups(), insteadOf/100.0)
			m.near(&t, w.terms[0], insteadOf/100.0)
		}
	}
	m.nameRelatives(&t)
	return t
}
