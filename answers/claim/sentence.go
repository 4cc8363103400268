// Package claim reads what a text claims and how: how sure it is, whom it holds responsible, what it gives as the reason.
package claim

import (
	"slices"
	"strings"
	"sync"

	"variorum/answers/word"
	"variorum/corpus"
)

// A sentence is a text with its words; it may hold several sentences.
type sentence struct {
	text     string
	language string
	grammar  *grammar
	words    []word.Word
	starts   []bool // of each word: a sentence begins with it
}

func newSentence(text, language string) *sentence {
	if grammars[language] == nil {
		language = "en"
	}
	s := &sentence{text: text, language: language, grammar: grammars[language](), words: word.Split(text, language)}
	s.starts = word.Starts(s.words)
	since := 0
	for i := range s.starts {
		if since++; s.starts[i] || since > mostWords {
			s.starts[i], since = true, 0
		}
	}
	return s
}

// mostWords is the most words of a sentence. A longer run is cut, so that its cost stays linear.
const mostWords = 400

// lower returns word i in small letters, or "" where there is none.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].Lower
}

// gap returns what stands before word i, and the text's end behind the last.
func (s *sentence) gap(i int) string {
	if i >= len(s.words) {
		return "."
	}
	return s.words[i].Gap
}

// span returns the span of the words from i to j, as far as there are any.
func (s *sentence) span(i, j int) corpus.Span {
	if i, j = max(0, i), min(j, len(s.words)); i >= j {
		return corpus.Span{}
	}
	return corpus.Span{Start: s.words[i].Start, End: s.words[j-1].End}
}

// stop reports whether a sentence begins at word i, or a mark that divides clauses whatever follows stands before it.
func (s *sentence) stop(i int) bool {
	return i <= 0 || i >= len(s.words) || s.starts[i] || strings.ContainsAny(s.words[i].Gap, ";:–—()[]|\u2026") || strings.Contains(s.words[i].Gap, "\n\n") ||
		strings.Contains(s.words[i].Gap, "\n\r\n")
}

// comma reports whether a comma stands before word i.
func (s *sentence) comma(i int) bool {
	return i < len(s.words) && strings.Contains(s.words[i].Gap, ",")
}

// divides reports whether a clause begins at word i: behind a stop, behind a comma with a conjunction or a relative, behind "that".
func (s *sentence) divides(i int) bool {
	if s.stop(i) {
		return true
	}
	return s.comma(i) && s.grammar.joins[s.words[i].Lower] || s.grammar.that[s.words[i-1].Lower] && (s.language != "en" || s.isThat(i-1))
}

// isThat reports whether the English word i, "that", begins a clause and is no pronoun before a noun: a verb or a noun stands before it.
func (s *sentence) isThat(i int) bool {
	return i > 0 && !s.stop(i) && !s.grammar.prepositions[s.words[i-1].Lower]
}

// left returns the first word of the clause that word i stands in.
func (s *sentence) left(i int) int {
	for i > 0 && !s.divides(i) {
		i--
	}
	for i < len(s.words)-1 && s.comma(i) && s.grammar.conjunctions[s.words[i].Lower] {
		i++
	}
	return i
}

// right returns the end of the clause that word i-1 stands in.
func (s *sentence) right(i int) int {
	for i < len(s.words) && !s.divides(i) {
		i++
	}
	if i < len(s.words) && s.grammar.that[s.words[i-1].Lower] && !s.stop(i) && i > 0 {
		return i - 1
	}
	return i
}

// end returns the end of the sentence that word i-1 stands in, or of its part before a semicolon or a contrast.
func (s *sentence) end(i int) int {
	for i < len(s.words) && !s.starts[i] && !strings.ContainsAny(s.words[i].Gap, ";") && !strings.Contains(s.words[i].Gap, "\n\n") &&
		!(s.comma(i) && s.grammar.contrasts[s.words[i].Lower]) {
		i++
	}
	return i
}

// begin returns the first word of the sentence that word i stands in.
func (s *sentence) begin(i int) int {
	for i > 0 && !s.starts[i] && !strings.Contains(s.words[i].Gap, ";") {
		i--
	}
	return i
}

// has reports whether one of the words from i to j is in set.
func (s *sentence) has(i, j int, set map[string]bool) bool {
	return slices.ContainsFunc(s.words[max(0, i):max(0, i, min(j, len(s.words)))], func(w word.Word) bool { return set[w.Lower] })
}

// match returns the end of the longest of phrases that stands at word i, and what it means; i where none does.
func (s *sentence) match(i int, phrases map[string][]phrase) (int, phrase) {
	best, found := i, phrase{}
	for _, p := range phrases[s.words[i].Lower] {
		end := i + len(p.words)
		if end <= best || end > len(s.words) {
			continue
		}
		ok := true
		for k, w := range p.words {
			if s.words[i+k].Lower != w || k > 0 && !s.words[i+k].Joined() && s.words[i+k].Gap != "" {
				ok = false
				break
			}
		}
		if ok {
			best, found = end, p
		}
	}
	return best, found
}

// A phrase is a run of words in small letters with what it means.
type phrase struct {
	words []string
	use   string
}

// phrases returns the lists of a language by the first word; list holds lines "use: phrase; phrase".
func phrases(list string) map[string][]phrase {
	m := make(map[string][]phrase)
	for line := range strings.Lines(list) {
		use, all, _ := strings.Cut(strings.TrimSpace(line), ":")
		for p := range strings.SplitSeq(all, ";") {
			words := strings.Fields(p)
			if len(words) > 0 {
				m[words[0]] = append(m[words[0]], phrase{words, use})
			}
		}
	}
	return m
}

// A grammar is what is known of the small words of a language.
type grammar struct {
	joins        map[string]bool // begin a clause behind a comma
	conjunctions map[string]bool // and, but: no part of the clause that they begin
	contrasts    map[string]bool // end what a verb of saying governs, behind a comma
	that         map[string]bool
	prepositions map[string]bool
	determiners  map[string]bool
	pronouns     map[string]bool
	be           map[string]bool // of the passive, too
	have         map[string]bool
	modals       map[string]bool
	negators     map[string]bool
	times        map[string]bool // heads of times and measures: no agents
	stops        map[string]bool // other words that end a noun phrase
	certainty    map[string][]phrase
	connectives  map[string][]phrase
	verbs        map[string]form
}

var grammars = func() map[string]func() *grammar {
	m := make(map[string]func() *grammar)
	for language, g := range lists {
		m[language] = sync.OnceValue(func() *grammar {
			return &grammar{
				joins: set(g["joins"] + " " + g["conjunctions"]), conjunctions: set(g["conjunctions"]), contrasts: set(g["contrasts"]), that: set(g["that"]),
				prepositions: set(g["prepositions"]), determiners: set(g["determiners"]), pronouns: set(g["pronouns"]), be: set(g["be"]), have: set(g["have"]),
				modals: set(g["modals"]), negators: set(g["negators"]), times: set(g["times"]), stops: set(g["stops"]),
				certainty: phrases(g["certainty"]), connectives: phrases(g["connectives"]), verbs: forms(language, g["verbs"]),
			}
		})
	}
	return m
}()

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
