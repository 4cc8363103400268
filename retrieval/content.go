package retrieval

import (
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/corpus"
)

// A Word is a word or a number of a text.
type Word struct {
	corpus.Span        // bytes of the text
	Term        string // as it is indexed
	Capital     bool   // begins with a capital letter
	Number      bool
	Small       bool // a stop word, or a word that only asks
}

// Words returns the content words of a text in a language, in order: those that are not small. A hyphen at a line's end lies inside a word.
func Words(language, text string) []Word { return Content(AllWords(language, text)) }

// AllWords returns all words of a text in a language, in order.
func AllWords(language, text string) []Word {
	var words []Word
	withAnalyzer(language, func(a *Analyzer) {
		a.tokens(text, func(t token) {
			if t.Derived {
				return
			}
			small := !t.Number && !strings.HasPrefix(t.Term, acronymMark) && (isStopWord(a.language, t.Word) || isQuestionWord(a.language, t.Word))
			words = append(words, Word{corpus.Span{Start: t.Start, End: t.End}, t.Term, t.Capital, t.Number, small})
		})
	})
	return words
}

// Content returns the words that are not small.
func Content(words []Word) []Word {
	var content []Word
	for _, w := range words {
		if !w.Small {
			content = append(content, w)
		}
	}
	return content
}

// Concepts returns what the terms of a text speak of: the names of the groups of the lexicon in which a term, or a phrase of
// them, is a close word, sorted. Groups have the same name in all languages.
func Concepts(language string, terms []string) []string {
	language = supported(language)
	if language == Undetermined {
		return nil
	}
	x := lexicons[language]
	var names []string
	add := func(groups []membership) {
		for _, m := range groups {
			if m.close {
				names = append(names, m.group)
			}
		}
	}
	for i, t := range terms {
		e := x.entry(t)
		add(e.groups())
		for phrase, groups := range e.content() {
			if len(phrase) <= len(terms)-i && slices.Equal(phrase, terms[i:i+len(phrase)]) {
				add(memberships(groups))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A Focus finds, in texts of one language, the words that match the terms of a query.
type Focus struct {
	single   map[string][]meaning
	multiple []several
	near     []nearTermOf
}

// A meaning says that a term of a text stands for a term of the query.
type meaning struct {
	term      int
	closeness int // percent
}

type several struct {
	meaning
	terms []string
}

type nearTermOf struct {
	meaning
	word string
}

// Focus returns what finds the query's terms in texts of a language.
func (q Query) Focus(language string) *Focus {
	language = supported(language)
	f := &Focus{single: make(map[string][]meaning)}
	for i, t := range q.Terms {
		for _, a := range t.Alternatives {
			m := meaning{i, a.Closeness}
			switch {
			case a.Language != language || len(a.Terms) == 0:
			case a.Near:
				f.near = append(f.near, nearTermOf{m, a.Terms[0]})
			case len(a.Terms) == 1:
				f.single[a.Terms[0]] = append(f.single[a.Terms[0]], m)
			default:
				f.multiple = append(f.multiple, several{m, a.Terms})
			}
		}
	}
	return f
}

// A WordMatch is what a [Focus] finds.
type WordMatch struct {
	Word      int // index of the word in the list
	Term      int // index of the query's term
	Closeness int // percent, as of [Alternative]
}

// Find returns which of the content words of a sentence match which terms of the query, in order of the words; of several ways in which a word
// matches one term the closest. It is given all words of the sentence, since phrases have small ones, and counts those that are not small.
func (f *Focus) Find(words []Word) []WordMatch {
	var found []WordMatch
	add := func(word int, m meaning) {
		for i := range found {
			if found[i].Word == word && found[i].Term == m.term {
				found[i].Closeness = max(found[i].Closeness, m.closeness)
				return
			}
		}
		found = append(found, WordMatch{word, m.term, m.closeness})
	}
	for i, w := range Content(words) {
		for _, m := range f.single[w.Term] {
			add(i, m)
		}
		for _, n := range f.near {
			if oneEdit(w.Term, n.word) {
				add(i, n.meaning)
			}
		}
	}
	for _, s := range f.multiple {
		for _, i := range placesOf(s.terms, words) {
			add(i, s.meaning)
		}
	}
	slices.SortFunc(found, func(a, b WordMatch) int {
		if a.Word != b.Word {
			return a.Word - b.Word
		}
		return a.Term - b.Term
	})
	return found
}

// placesOf returns the first places of terms among the content words, if all terms stand among the words.
func placesOf(terms []string, words []Word) []int {
	places := make([]int, 0, len(terms))
	for _, t := range terms {
		at := slices.IndexFunc(words, func(w Word) bool { return w.Term == t })
		if at < 0 {
			return nil
		}
		if !words[at].Small {
			places = append(places, len(Content(words[:at])))
		}
	}
	return places
}

// oneEdit reports whether two terms differ by one rune that is put in, left out, or replaced, or by two neighbours that are
// swapped.
func oneEdit(a, b string) bool {
	if a == b || len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch len(y) - len(x) {
	case 0:
		return slices.Equal(x[i+1:], y[i+1:]) || i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
	case 1:
		return slices.Equal(x[i:], y[i+1:])
	}
	return false
}
