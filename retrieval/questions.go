package retrieval

import (
	"slices"
	"strings"
	"unicode"

	"variorum/corpus"
)

// maxQuestions bounds the questions that one text is divided into; what follows belongs to the last.
const maxQuestions = 3

// A joiner tells what divides several questions in one language.
type joiner struct {
	and          map[string]bool // joins two questions
	interrogates map[string]bool // is what a question begins with; with an accent where it has one
	begins       map[string]bool // is a verb with which a question begins
	refers       map[string]bool // stands for what was said before
}

var joiners = map[string]joiner{
	"en": newJoiner("and", `who whom whose what which when where why how whos whats wheres hows`,
		`did does do is are was were has have had will can could should would`, `it they them he she him her his its their that this these those there`),
	"de": newJoiner("und", `wer wen wem wessen was welche welcher welches welchem welchen wann wo woher wohin warum weshalb wieso wie wieviel wieviele`,
		`hat haben hatte hatten ist sind war waren wurde wurden wird werden kann konnte soll`, `er sie es ihn ihm ihnen ihr das dies dieser diese dieses da dort`),
	"fr": newJoiner("et", `qui quoi quel quelle quels quelles quand pourquoi comment combien où`, `est sont ont était étaient`, `il elle ils elles cela ça lui leur`),
	"es": newJoiner("y e", `quién quien quiénes quienes qué cuál cual cuáles cuáles cuándo dónde cómo cuánto cuánta cuántos cuántas cuanto cuanta cuantos cuantas`,
		`fue fueron es son ha han hubo hay`, `lo ello ellos ellas le les esto eso`),
	"ru": newJoiner("и а", `кто кого кому кем что чего чем когда где куда откуда почему зачем сколько какой какая какое какие каком каких как`, ``,
		`он она оно они его её ее ему ей им их них это этого этом там`),
}

func newJoiner(and, interrogates, begins, refers string) joiner {
	set := func(s string) map[string]bool {
		m := make(map[string]bool)
		for _, w := range strings.Fields(s) {
			m[w] = true
		}
		return m
	}
	return joiner{set(and), set(interrogates), set(begins), set(refers)}
}

// A clause of a question, as bytes of it and as its words.
type questionPart struct {
	corpus.Span
	words []string // in small letters
}

// questionParts divides a text into the questions that it asks, in order: at marks that end one, and where a word such as "and" stands before one
// that asks. What asks nothing of itself belongs to the question before it.
func questionParts(language, text string, spans []markedSpan) []questionPart {
	j := joiners[language]
	var parts []questionPart
	part := questionPart{}
	end := 0 // of the word before
	var ended bool
	for word := range plainWords(text, spans) {
		between := text[end:word.Start]
		lower := strings.ToLower(word.In(text))
		cut := ended && strings.ContainsAny(between, "?;\n") || j.interrogates[lower] && len(part.words) > 1 && j.and[part.words[len(part.words)-1]]
		if cut && len(parts) < maxQuestions-1 {
			part.End = word.Start
			parts = append(parts, part)
			part = questionPart{Span: corpus.Span{Start: word.Start}}
		}
		part.words = append(part.words, lower)
		end, ended = word.End, true
	}
	part.End = len(text)
	parts = append(parts, part)
	for i := len(parts) - 1; i > 0; i-- { // join what asks nothing
		if !j.asks(parts[i]) || i == 1 && !j.asks(parts[0]) {
			parts[i-1].End = parts[i].End
			parts[i-1].words = append(parts[i-1].words, parts[i].words...)
			parts = slices.Delete(parts, i, i+1)
		}
	}
	return parts
}

// asks reports whether a part is a question of its own.
func (j joiner) asks(p questionPart) bool {
	return len(p.words) > 0 && (j.begins[p.words[0]] || slices.ContainsFunc(p.words, func(w string) bool { return j.interrogates[w] }))
}

// plainWords yields the places of the words of a text but for those in marked spans.
func plainWords(text string, spans []markedSpan) func(func(corpus.Span) bool) {
	return func(yield func(corpus.Span) bool) {
		start := -1
		for i, r := range text + " " {
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
				if start < 0 {
					start = i
				}
			case start >= 0:
				w := corpus.Span{Start: start, End: i}
				start = -1
				inside := slices.ContainsFunc(spans, func(s markedSpan) bool { return w.Start < s.End && s.Start < w.End })
				if !inside && !yield(w) {
					return
				}
			}
		}
	}
}

// Questions returns the query of a text, as [Aliases.NewQuery] makes it, and behind it, if the text asks several questions, such as "when did it begin
// and who started it?", those of each. A question that refers to the one before it, or says less than two words of its own, also looks for that one's words; so does one
// that only asks ("when and where did it begin?") for those of the next. What is marked in the text holds for all.
func (x *Aliases) Questions(text string, languages ...string) []Query {
	text, language := plainQuestion(text)
	spans := marked(language, text)
	parts := questionParts(language, text, spans)
	whole := x.query(language, text, spans, corpus.Span{End: len(text)}, languages)
	if len(parts) == 1 || len(whole.Terms) == 0 {
		return []Query{whole}
	}
	queries := make([]Query, len(parts))
	for i, p := range parts {
		queries[i] = x.query(language, text, spans, p.Span, languages)
	}
	for i := 1; i < len(parts); i++ {
		own := len(queries[i].Terms) - len(queries[i].Phrases)
		if own < 2 || slices.ContainsFunc(parts[i].words, func(w string) bool { return joiners[language].refers[w] }) {
			queries[i].take(queries[i-1])
		}
	}
	for i := len(parts) - 2; i >= 0; i-- {
		if len(queries[i].Terms) == len(queries[i].Phrases) {
			queries[i].take(queries[i+1])
		}
	}
	return append([]Query{whole}, queries...)
}

// plainQuestion returns a question with single blanks and line ends, and in small letters if it has none: somebody who has the key for capitals down asks for
// no acronyms. Those who have two words at most may. In German, compounds that ask are said in two words. It also returns the question's language.
func plainQuestion(text string) (plain, language string) {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	for i, line := range lines {
		lines[i] = oneBlank(line)
	}
	text = strings.Join(lines, "\n")
	if len(strings.Fields(text)) > mostAcronyms && !strings.ContainsFunc(text, unicode.IsLower) {
		text = strings.ToLower(text)
	}
	if language = questionLanguage(text); language == "de" {
		text = inTwo(text)
	}
	return text, language
}

// mostAcronyms is how many words a question that may be of acronyms alone has.
const mostAcronyms = 2

// take adds the terms of another query that q does not have, as long as there is room.
func (q *Query) take(other Query) {
	for _, t := range other.Terms {
		if len(q.Terms) < maxTerms && !slices.ContainsFunc(q.Terms, t.same) {
			q.Terms = append(q.Terms, t)
		}
	}
}

// same reports whether two terms look for the same word.
func (t Term) same(u Term) bool {
	return slices.EqualFunc(t.Alternatives[:1], u.Alternatives[:1], equalAlternative)
}
