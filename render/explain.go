package render

import (
	"fmt"
	"io"
	"strings"

	"variorum/answers"
)

// Words of explanations, which are for developers and the curious and stand behind the answer. They are English alone.
const (
	explainHeading  = "Explanation"
	explainMatch    = "match %s: a source speaks from a score of %s on, with a word that is %d %% of a term, or two of %d %% where a sentence has not what is expected, and is no weak match from %s on"
	explainWhole    = "all that is asked, as %s"
	explainPart     = "question %d, as %s"
	explainLanguage = "a question in %s"
	explainKind     = " that expects: %s"
	explainTerm     = "%s, weight %d of 1023"
	explainMore     = "%d more"
	explainPhrase   = "must have, word for word: %s"
	explainExcluded = "may not have: %s"
	explainNothing  = "nothing is looked for"
	explainSpeaks   = "speaks"
	explainSilent   = "no passage found"
	explainNone     = "no term stands in a sentence that may be shown"
	explainBest     = "the best of its sentences"
	explainOn       = "on question %d"
	explainRank     = "rank %s = (%s covered + %s × %s of its own) × %s for the kind"
	explainScore    = "score %s = rank × %s for the heaviest term − %s for the next sentences − %s for the length"
	explainWord     = "%s %d %% (weight %d)"
	explainReader   = "%s with prompt %d chose from %d sentences"
	explainLine     = "number %d · %s"
	explainNoLine   = "none"
)

// explainWords is how many words of a language are shown of those that a term is looked for as; the others are counted.
const explainWords = 12

// ExplanationText writes how an answer was come to. It returns the first error of w.
func ExplanationText(w io.Writer, x *answers.Explanation, o TextOptions) error {
	p := newPrinter(w, o, English)
	p.heading(explainHeading)
	p.wrap("  ", "  ", fmt.Sprintf(explainMatch, x.Match, share(x.Speak), x.Closest, x.Solid, share(x.Direct)), plain)
	for i, q := range x.Questions {
		as := explainedAs(q)
		if i > 0 {
			as = fmt.Sprintf(explainPart, i, as)
		} else if len(x.Questions) > 1 {
			as = fmt.Sprintf(explainWhole, as)
		}
		p.wrap("  ", "  ", as, plain)
		p.question(q, "    ")
	}
	for _, s := range x.Sources {
		p.explained(s)
	}
	return p.finish()
}

// QuestionText writes a question as it was understood. It returns the first error of w.
func QuestionText(w io.Writer, q answers.ExplainedQuestion, o TextOptions) error {
	p := newPrinter(w, o, English)
	p.question(q, "")
	return p.finish()
}

func explainedAs(q answers.ExplainedQuestion) string {
	as := fmt.Sprintf(explainLanguage, q.Language)
	if q.Kind != "" {
		as += fmt.Sprintf(explainKind, q.Kind)
	}
	return as
}

// question writes the terms of a question with what each is looked for as.
func (p *printer) question(q answers.ExplainedQuestion, indent string) {
	for _, phrase := range q.Phrases {
		p.wrap(indent, indent, fmt.Sprintf(explainPhrase, p.shown(phrase)), plain)
	}
	for _, word := range q.Excluded {
		p.wrap(indent, indent, fmt.Sprintf(explainExcluded, p.shown(word)), plain)
	}
	for _, t := range q.Terms {
		p.wrap(indent, indent, fmt.Sprintf(explainTerm, p.shown(t.Word), t.Weight), plain)
		for _, in := range t.As {
			shown := in.Words[:min(explainWords, len(in.Words))]
			words := make([]string, len(shown))
			for i, word := range shown {
				words[i] = fmt.Sprintf("%s %d%%", p.shown(word.Word), word.Percent)
			}
			if more := len(in.Words) - len(shown); more > 0 {
				words = append(words, fmt.Sprintf(explainMore, more))
			}
			p.wrap(fmt.Sprintf("%s  %-3s  ", indent, in.Language), indent+"       ", strings.Join(words, ", "), p.dim)
		}
	}
	if len(q.Terms) == 0 {
		p.wrap(indent, indent, explainNothing, plain)
	}
}

func (p *printer) explained(s answers.ExplainedSource) {
	state := explainSilent
	if s.Speaks {
		state = explainSpeaks
	}
	p.line("")
	p.wrap("  ", "  ", p.shown(string(s.Source))+" · "+state, plain)
	if s.Reading != nil {
		p.reading(s)
	} else if len(s.Reasons) == 0 {
		p.wrap("    ", "    ", explainNone, p.dim)
	}
	for _, r := range s.Reasons {
		head := explainBest
		if r.Excerpt != "" {
			head = p.shown(r.Excerpt)
		}
		if r.Question > 0 {
			head += " · " + fmt.Sprintf(explainOn, r.Question)
		}
		p.wrap("    ", "    ", head, plain)
		p.excerpt(p.bar(s.Source), r.Quote, plain)
		var words []string
		for _, t := range r.Terms {
			words = append(words, fmt.Sprintf(explainWord, p.shown(t.Word), t.Closeness, t.Weight))
		}
		p.parts("    ", words)
		p.wrap("    ", "      ", fmt.Sprintf(explainRank, share(r.Rank), share(r.Covered), share(r.Plain), share(r.Own), share(r.Kind)), p.dim)
		p.wrap("    ", "      ", fmt.Sprintf(explainScore, share(r.Score), share(r.Heaviest), share(r.Margin), share(r.Length)), p.dim)
	}
}

// reading writes what a reader chose.
func (p *printer) reading(s answers.ExplainedSource) {
	r := s.Reading
	p.wrap("    ", "      ", fmt.Sprintf(explainReader, p.shown(r.Reader.Model), r.Reader.Prompt, r.Sentences), plain)
	if len(r.Chosen) == 0 {
		p.wrap("    ", "    ", explainNoLine, p.dim)
	}
	for _, line := range r.Chosen {
		p.wrap("    ", "    ", fmt.Sprintf(explainLine, line.Number, line.Strength), plain)
		p.excerpt(p.bar(s.Source), line.Quote, plain)
	}
}

// share returns a share in units of [answers.One] with three decimals.
func share(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	n = (n + answers.One/2000) / (answers.One / 1000)
	return fmt.Sprintf("%s%d.%03d", sign, n/1000, n%1000)
}

type explanationJSON struct {
	Match     answers.Match   `json:"match"`
	Speak     float64         `json:"speak"`
	Closest   int             `json:"closest"`
	Solid     int             `json:"solid"`
	Direct    float64         `json:"direct"`
	Questions []questionJSON  `json:"questions"`
	Sources   []whySourceJSON `json:"sources"`
}

type questionJSON struct {
	Language string        `json:"language"`
	Kind     string        `json:"kind,omitempty"`
	Terms    []whyTermJSON `json:"terms"`
	Phrases  []string      `json:"phrases"`
	Excluded []string      `json:"excluded"`
}

type whyTermJSON struct {
	Word   string          `json:"word"`
	Weight int             `json:"weight"`
	As     []lookedForJSON `json:"looked_for"`
}

type lookedForJSON struct {
	Language string          `json:"language"`
	Words    []closeWordJSON `json:"words"`
}

type closeWordJSON struct {
	Word    string `json:"word"`
	Percent int    `json:"percent"`
}

type whySourceJSON struct {
	ID        string       `json:"id"`
	Speaks    bool         `json:"speaks"`
	Sentences int          `json:"sentences"`
	Reasons   []reasonJSON `json:"reasons"`
	Reading   *readingJSON `json:"reading,omitempty"`
}

type readingJSON struct {
	readerJSON
	Sentences int        `json:"sentences"`
	Chosen    []lineJSON `json:"chosen"`
}

type lineJSON struct {
	Line     int              `json:"line"`
	Strength answers.Strength `json:"strength"`
	Quote    string           `json:"quote"`
}

type reasonJSON struct {
	Question int              `json:"question"`
	Excerpt  string           `json:"excerpt,omitempty"`
	Quote    string           `json:"quote"`
	Terms    []reasonTermJSON `json:"terms"`
	Covered  float64          `json:"covered"`
	Own      float64          `json:"own"`
	Kind     float64          `json:"kind"`
	Rank     float64          `json:"rank"`
	Heaviest float64          `json:"heaviest"`
	Margin   float64          `json:"margin"`
	Length   float64          `json:"length"`
	Score    float64          `json:"score"`
}

type reasonTermJSON struct {
	Word    string `json:"word"`
	Weight  int    `json:"weight"`
	Percent int    `json:"percent"`
}

// QuestionJSON returns a question as it was understood as one line of JSON without the line's end.
func QuestionJSON(q answers.ExplainedQuestion) ([]byte, error) { return oneLine(questionOf(q)) }

func questionOf(q answers.ExplainedQuestion) questionJSON {
	same := func(s string) string { return s }
	return questionJSON{q.Language, q.Kind, each(q.Terms, func(t answers.ExplainedTerm) whyTermJSON {
		return whyTermJSON{t.Word, t.Weight, each(t.As, func(in answers.LookedFor) lookedForJSON {
			return lookedForJSON{in.Language, each(in.Words, func(w answers.CloseWord) closeWordJSON { return closeWordJSON(w) })}
		})}
	}), each(q.Phrases, same), each(q.Excluded, same)}
}

// explanationOf returns an explanation, or nil if there is none.
func explanationOf(x *answers.Explanation) *explanationJSON {
	if x == nil {
		return nil
	}
	unit := func(n int) float64 { return float64(n) / answers.One }
	return &explanationJSON{x.Match, unit(x.Speak), x.Closest, x.Solid, unit(x.Direct), each(x.Questions, questionOf), each(x.Sources, func(s answers.ExplainedSource) whySourceJSON {
		return whySourceJSON{string(s.Source), s.Speaks, s.Sentences, each(s.Reasons, func(r answers.Reason) reasonJSON {
			return reasonJSON{
				r.Question, r.Excerpt, r.Quote,
				each(r.Terms, func(t answers.ReasonTerm) reasonTermJSON { return reasonTermJSON{t.Word, t.Weight, t.Closeness} }),
				unit(r.Covered), unit(r.Own), unit(r.Kind), unit(r.Rank), unit(r.Heaviest), unit(r.Margin), unit(r.Length), unit(r.Score),
			}
		}), readingOf(s.Reading)}
	})}
}

// readingOf returns what a reader chose, or nil if none did.
func readingOf(r *answers.ExplainedReading) *readingJSON {
	if r == nil {
		return nil
	}
	return &readingJSON{readerJSON(r.Reader), r.Sentences, each(r.Chosen, func(l answers.ExplainedLine) lineJSON {
		return lineJSON{l.Number, l.Strength, l.Quote}
	})}
}

// matchOf returns a setting that is not the usual one, or "".
func matchOf(m answers.Match) answers.Match {
	if m == answers.Normal {
		return ""
	}
	return m
}
