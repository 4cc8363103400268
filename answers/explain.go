package answers

import (
	"cmp"
	"slices"
	"strings"

	"variorum/corpus"
	"variorum/retrieval"
)

// An Explanation says how an answer was come to: for developers and the curious. It is no part of what the sources say.
type Explanation struct {
	Match Match
	// Speak is the least score at which a source speaks, and Direct the least at which it does directly, in units of [One]. Closest is how close the
	// closest of a sentence's words must be to a term, in percent, and Solid how close two must be if it has not what the question expects.
	Speak, Direct, Closest, Solid int
	// Questions are what was looked for: the whole question and, if it asks several, each of them.
	Questions []ExplainedQuestion
	Sources   []ExplainedSource // in the order of the answer, those that speak first
}

// An ExplainedQuestion is a question as it was understood.
type ExplainedQuestion struct {
	Language          string
	Kind              string // of the expected answer; "" if any is
	Terms             []ExplainedTerm
	Phrases, Excluded []string // what must stand in an excerpt, and what may not
}

// An ExplainedTerm is a term of a question.
type ExplainedTerm struct {
	Word   string
	Weight int // from 1 to [retrieval.MaxWeight]
	As     []LookedFor
}

// LookedFor is what a term is looked for as in texts of one language.
type LookedFor struct {
	Language string
	Words    []CloseWord // the closest first
}

// A CloseWord is a word that counts a share of the term.
type CloseWord struct {
	Word    string
	Percent int
}

// An ExplainedSource says why a source speaks or does not.
type ExplainedSource struct {
	Source    corpus.SourceID
	Speaks    bool
	Sentences int // of the source, as far as something was found in it
	// Reasons are, for each excerpt, its best sentence; for a silent source its best sentence; none if no term stands in the source, or what
	// does stands in no sentence that the question lets be shown, or a reader chose.
	Reasons []Reason
	// Reading is what a reader chose; nil if the built-in rules did.
	Reading *ExplainedReading
}

// An ExplainedReading says what a reader chose of a source.
type ExplainedReading struct {
	Reader    ReaderName
	Sentences int             // that it could choose from
	Chosen    []ExplainedLine // the direct ones first, else as the reader has them
}

// An ExplainedLine is a sentence that a reader chose.
type ExplainedLine struct {
	ChosenLine
	Quote string // the sentence; its parts divided by blanks if something stands between them
}

// A Reason is a sentence with the parts of its score, in units of [One]:
//
//	Rank  = Covered · Kind + Plain · Own
//	Score = Rank · Heaviest − Margin − Length
//
// as it is told at the formula of [Settings]. Heaviest is rounded.
type Reason struct {
	Question int    // index into Explanation.Questions
	Excerpt  string // ID of the excerpt, or "" if the source is silent
	Quote    string // the sentence; its parts divided by blanks if something stands between them
	Terms    []ReasonTerm
	// Covered is the share of the question that the sentence and its neighbours have, and Own what it has by itself.
	Covered, Own                                int
	Kind, Plain, Rank, Heaviest, Margin, Length int
	Score                                       int
}

// A ReasonTerm is a term of the question in a sentence.
type ReasonTerm struct {
	Word      string
	Weight    int // in this source
	Closeness int // percent; 0 if it is absent
}

// explain says why an answer of composed accounts is as it is; silent are those of the sources without one. Both are in the order of the answer.
func (a *asking) explain(match Match, made []composed, silent []composed) *Explanation {
	x := &Explanation{Match: cmp.Or(match, Normal), Speak: a.settings.Speak, Direct: a.settings.Direct, Closest: a.settings.Closest, Solid: a.settings.DirectCloseness}
	for _, q := range a.queries {
		x.Questions = append(x.Questions, ExplainQuery(q))
	}
	for _, m := range made {
		s := a.explained(m)
		if s.Reading != nil {
			x.Sources = append(x.Sources, s)
			continue
		}
		for i, w := range m.windows {
			reason, ok := a.best(m, func(sentence int) bool { return w.first <= sentence && sentence <= w.last })
			if reason.Excerpt = m.account.Excerpts[i].ID; ok {
				s.Reasons = append(s.Reasons, reason)
			}
		}
		x.Sources = append(x.Sources, s)
	}
	for _, m := range silent {
		s := a.explained(m)
		if m.text != nil && s.Reading == nil {
			if reason, ok := a.best(m, func(int) bool { return true }); ok {
				s.Reasons = append(s.Reasons, reason)
			}
		}
		x.Sources = append(x.Sources, s)
	}
	return x
}

// ExplainQuery returns a query in words.
func ExplainQuery(q retrieval.Query) ExplainedQuestion {
	e := ExplainedQuestion{Language: q.Language, Kind: string(q.Kind), Phrases: q.Phrases, Excluded: q.Excluded}
	for _, t := range q.Terms {
		e.Terms = append(e.Terms, ExplainedTerm{t.Word, t.Weight, lookedFor(t)})
	}
	return e
}

// lookedFor returns what a term is looked for as in each language, but for near spellings; of several forms of one word the closest.
func lookedFor(t retrieval.Term) []LookedFor {
	var list []LookedFor
	for _, language := range append(slices.Clone(retrieval.Languages), retrieval.Undetermined) {
		in := LookedFor{Language: language}
		for _, alt := range t.Alternatives {
			if alt.Language != language || alt.Near {
				continue
			}
			word := CloseWord{cmp.Or(alt.Text, strings.Join(alt.Terms, " ")), alt.Closeness}
			if alt.Text == "" && alt.Closeness == 100 {
				word.Word = t.Word
			}
			if !slices.ContainsFunc(in.Words, func(w CloseWord) bool { return strings.EqualFold(w.Word, word.Word) && w.Percent >= word.Percent }) {
				in.Words = append(in.Words, word)
			}
		}
		slices.SortStableFunc(in.Words, func(a, b CloseWord) int { return cmp.Compare(b.Percent, a.Percent) })
		if len(in.Words) > 0 {
			list = append(list, in)
		}
	}
	return list
}

func (a *asking) explained(m composed) ExplainedSource {
	s := ExplainedSource{Source: m.account.Source.ID, Speaks: len(m.account.Excerpts) > 0, Reading: a.read[m.account.Source.ID].reading}
	for _, r := range a.rankings[s.Source] {
		s.Sentences = max(s.Sentences, r.Sentences)
	}
	return s
}

// best returns why the best of some sentences of a source is so good. Of all questions the one it is best on counts.
func (a *asking) best(m composed, among func(sentence int) bool) (reason Reason, ok bool) {
	for i, r := range a.rankings[m.account.Source.ID] {
		if len(r.Hits) == 0 {
			continue
		}
		rows := a.settings.scored(a.queries[i], r, m.text)
		at := slices.IndexFunc(rows, func(row rankedSentence) bool { return among(row.sentence) })
		if at < 0 || ok && rows[at].score <= reason.Score {
			continue
		}
		reason, ok = a.reason(i, r, rows[at], m.text), true
	}
	return reason, ok
}

func (a *asking) reason(question int, r retrieval.Ranking, row rankedSentence, text *study) Reason {
	weights := a.settings.weights(a.queries[question], r)
	reason := Reason{
		Question: question, Quote: text.text(row.sentence), Covered: row.near, Own: row.plain, Kind: row.kind, Plain: a.settings.Plain, Rank: row.rank,
		Heaviest: (One - a.settings.Heaviest) + a.settings.Heaviest/100*int(row.closeness[weights.heaviest]),
		Margin:   row.margin, Length: row.length, Score: row.score,
	}
	for i, t := range a.queries[question].Terms {
		reason.Terms = append(reason.Terms, ReasonTerm{t.Word, weights.of[i], int(row.closeness[i])})
	}
	return reason
}
