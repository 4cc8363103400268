package retrieval

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// quotationMarks are the marks that open an exact phrase in a question, in any of the languages, each with those that may close it. The
// apostrophe is none.
var quotationMarks = map[rune]string{
	'"': "\"“”", '“': "”\"", '”': "”", '„': "“”\"", '‟': "”", '«': "»", '»': "«", '‹': "›", '›': "‹", '‚': "‘’", '‘': "’", '「': "」", '『': "』",
}

// maxPhrase bounds the bytes of an exact phrase; what is longer between two marks is read as if they were not there.
const maxPhrase = 300

// maxMarked bounds the exact phrases of a question, and the exclusions. Further ones are read as words.
const maxMarked = 8

// A markedSpan is what a question says in marks of its own.
type markedSpan struct {
	corpus.Span // with the marks
	text        string
	excluded    bool // by a minus
}

// marked returns the exact phrases and the exclusions of a question, in order. A phrase stands between quotation marks. A minus excludes the word or
// phrase behind it where it stands at the beginning or after a blank and a letter or mark follows; not where it can be a dash, the sign of a
// number, or the hyphen of a divided name.
func marked(language, question string) []markedSpan {
	var spans []markedSpan
	phrases, exclusions := 0, 0
	for i := 0; i < len(question); {
		r, size := utf8.DecodeRuneInString(question[i:])
		minus := r == '-' && exclusions < maxMarked && opens(question, i)
		at := i
		if minus {
			at += size
		}
		if end, text := phraseFrom(question, at); end > 0 && (minus || phrases < maxMarked) {
			if text == "" {
				i = end
				continue
			}
			spans = append(spans, markedSpan{corpus.Span{Start: i, End: end}, text, minus})
			if minus {
				exclusions++
			} else {
				phrases++
			}
			i = end
			continue
		}
		if end := wordEnd(question, at); minus && excludes(language, question, i, end) {
			spans = append(spans, markedSpan{corpus.Span{Start: i, End: end}, question[at:end], true})
			exclusions++
			i = end
			continue
		}
		i += size
	}
	return spans
}

// opens reports whether nothing or a blank stands before i.
func opens(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return i == 0 || unicode.IsSpace(r)
}

// phraseFrom returns where the phrase that a quotation mark opens at i ends, behind its mark, and its words, which may be none; 0 if none is opened or
// closed there.
func phraseFrom(s string, i int) (end int, text string) {
	open, size := utf8.DecodeRuneInString(s[i:])
	closing := quotationMarks[open]
	if closing == "" {
		return 0, ""
	}
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) {
		return 0, "" // 5" or a mark that closes
	}
	from := i + size
	for at, r := range s[from:min(len(s), from+maxPhrase)] {
		if !strings.ContainsRune(closing, r) {
			continue
		}
		behind, _ := utf8.DecodeRuneInString(s[from+at+utf8.RuneLen(r):])
		if unicode.IsLetter(behind) && r == '’' { // an apostrophe
			continue
		}
		text := strings.TrimSpace(s[from : from+at])
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return from + at + utf8.RuneLen(r), text
		}
		return from + at + utf8.RuneLen(r), ""
	}
	return 0, ""
}

// wordEnd returns where the word at i ends.
func wordEnd(s string, i int) int {
	for j, r := range s[i:] {
		if !wordRune(r) && !unicode.IsDigit(r) && !isApostrophe(r) {
			return i + j
		}
	}
	return len(s)
}

// excludes reports whether the minus at i excludes the word that ends at end.
func excludes(language, question string, i, end int) bool {
	word := question[i+1 : end]
	first, _ := utf8.DecodeRuneInString(word)
	behind, _ := utf8.DecodeRuneInString(question[end:])
	folded := fold(word)
	if !unicode.IsLetter(first) || utf8.RuneCountInString(word) < 2 || isHyphen(behind) || isStopWord(language, folded) || isQuestionWord(language, folded) {
		return false
	}
	before := strings.Fields(question[:i])
	if len(before) == 0 {
		return true
	}
	last, _ := utf8.DecodeRuneInString(before[len(before)-1])
	return !unicode.IsUpper(first) || !unicode.IsUpper(last) || language == "de" // "Jean -Paul"; German nouns have capitals
}

// exact returns the term of a phrase in quotation marks: all its words in one sentence, in whatever language. [Limits] looks at their order.
func (m *termMaker) exact(text string) (Term, bool) {
	t := Term{Word: text, Weight: weight(phraseInformation)}
	for _, l := range m.languages {
		withAnalyzer(l, func(b *Analyzer) {
			terms := b.terms(text)
			slices.Sort(terms)
			if terms = slices.Compact(terms); len(terms) > 0 {
				t.Alternatives = append(t.Alternatives, Alternative{Language: l, Terms: terms, Closeness: sameTerm, Text: text})
			}
		})
	}
	return t, len(t.Alternatives) > 0
}

// Limits say which sentences of texts in one language may be shown for a query. The zero Limits let all be shown.
type Limits struct {
	language string
	phrases  [][]string // folded words
	excluded [][]string // terms
}

// Limits returns the limits of a query in a language.
func (q Query) Limits(language string) Limits {
	l := Limits{language: supported(language)}
	withAnalyzer(language, func(a *Analyzer) {
		for _, p := range q.Phrases {
			words, _ := a.sequence(p)
			l.phrases = append(l.phrases, words)
		}
		for _, x := range q.Excluded {
			if _, terms := a.sequence(x); len(terms) > 0 {
				l.excluded = append(l.excluded, terms)
			}
		}
	})
	return l
}

// Any reports whether there are limits at all.
func (l Limits) Any() bool { return len(l.phrases)+len(l.excluded) > 0 }

// Phrases returns which exact phrases of the query stand in a text, as bits; and whether something excluded does.
func (l Limits) Phrases(text string) (held uint, excluded bool) {
	withAnalyzer(l.language, func(a *Analyzer) {
		words, terms := a.sequence(text)
		for i, p := range l.phrases {
			if holds(words, p) {
				held |= 1 << i
			}
		}
		excluded = slices.ContainsFunc(l.excluded, func(x []string) bool { return holds(terms, x) })
	})
	return held, excluded
}

// All returns the bits of all exact phrases.
func (l Limits) All() uint { return 1<<len(l.phrases) - 1 }

// holds reports whether part stands in list as a run.
func holds(list, part []string) bool {
	for i := 0; i+len(part) <= len(list) && len(part) > 0; i++ {
		if slices.Equal(list[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// sequence returns the words of a text, folded, and their terms. A word that is divided at a line's end is one.
func (a *Analyzer) sequence(text string) (words, terms []string) {
	a.tokens(text, func(t token) {
		if t.Derived {
			if t.Number || !strings.ContainsAny(text[t.Start:t.End], "\r\n") || len(words) < 2 {
				return
			}
			words, terms = words[:len(words)-2], terms[:len(terms)-2]
		}
		words, terms = append(words, t.Word), append(terms, t.Term)
	})
	return words, terms
}
