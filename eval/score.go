package eval

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers"
	"variorum/corpus"
)

// Given is what was answered to one question.
type Given struct {
	Accounts    []GivenAccount
	Differences [][]GivenValue // rows
}

// A GivenAccount is what is shown of a source.
type GivenAccount struct {
	Source   string // its ID
	Excerpts []GivenExcerpt
}

// A GivenExcerpt is a shown quotation.
type GivenExcerpt struct {
	Quote string
	Own   bool // in the source's own voice, as far as is shown
}

// A GivenValue is a cell of a row.
type GivenValue struct{ Source, Quote string }

// FromAnswer returns an answer as it is measured.
func FromAnswer(a answers.Answer) Given {
	var g Given
	for _, account := range a.Accounts {
		shown := GivenAccount{Source: string(account.Source.ID)}
		for _, e := range account.Excerpts {
			shown.Excerpts = append(shown.Excerpts, GivenExcerpt{e.Quote, e.Voice.Kind == answers.Own})
		}
		g.Accounts = append(g.Accounts, shown)
	}
	for _, r := range a.Differences {
		var row []GivenValue
		for _, c := range r.Cells {
			row = append(row, GivenValue{string(c.Source), c.Quote})
		}
		g.Differences = append(g.Differences, row)
	}
	return g
}

// A Report holds the figures of a set of questions. All but Questions, Values and Characters are shares from 0 to 1; a
// share of nothing is 0.
type Report struct {
	Questions int `json:"questions"`
	// Verbatim is the share of shown excerpts that stand in their source as shown.
	Verbatim float64 `json:"verbatim"`
	// AccountRecall is the share of pairs of a question and a source that speaks on it of which at least 60 % of the characters
	// of one judged quote are shown.
	AccountRecall float64 `json:"account_recall"`
	// ExcerptPrecision is the share of shown excerpts that have at least 15 characters in common with a judged quote.
	ExcerptPrecision float64 `json:"excerpt_precision"`
	// AccountF1 is the harmonic mean of these two.
	AccountF1 float64 `json:"account_f1"`
	// Speaking is about whether sources are shown as speaking that do.
	SpeakingPrecision float64 `json:"speaking_precision"`
	SpeakingRecall    float64 `json:"speaking_recall"`
	SpeakingF1        float64 `json:"speaking_f1"`
	// SilenceRecall is the share of pairs of a question and a source that is silent on it that are shown so.
	SilenceRecall float64 `json:"silence_recall"`
	// DifferenceRecall is the share of judged values of differences that a row gives for their source; Values are how many were judged.
	DifferenceRecall float64 `json:"difference_recall"`
	Values           int     `json:"difference_values"`
	// DifferenceNoise is the number of rows for each question on which no difference was judged.
	DifferenceNoise float64 `json:"difference_noise"`
	// VoiceAccuracy is the share of right excerpts whose voice, own or not, is right.
	VoiceAccuracy float64 `json:"voice_accuracy"`
	// Characters is the mean number of characters shown of a source that speaks.
	Characters float64 `json:"characters"`
	// Misses are the pairs that went wrong, in the order of the questions, then of the sources.
	Misses []Miss `json:"-"`
}

// A Miss is a pair of a question and a source that went wrong.
type Miss struct {
	Question string `json:"question"` // its ID
	Source   string `json:"source"`   // its key
	Words    string `json:"words"`    // of the question
	How      How    `json:"how"`
}

// A How says in which way a pair went wrong.
type How string

const (
	// Elsewhere is a source that speaks, of which something else is shown.
	Elsewhere How = "shown"
	// NotShown is a source that speaks and is shown as silent.
	NotShown How = "silent"
	// NotSilent is a source that is silent and of which something is shown.
	NotSilent How = "should be silent"
)

// String returns the figures, one a line.
func (r Report) String() string {
	return figures{
		{"questions", r.Questions},
		{"verbatim", r.Verbatim},
		{"account recall", r.AccountRecall},
		{"excerpt precision", r.ExcerptPrecision},
		{"account F1", r.AccountF1},
		{"speaking precision", r.SpeakingPrecision},
		{"speaking recall", r.SpeakingRecall},
		{"speaking F1", r.SpeakingF1},
		{"silence recall", r.SilenceRecall},
		{"difference recall", r.DifferenceRecall},
		{"difference values", r.Values},
		{"difference noise", r.DifferenceNoise},
		{"voice accuracy", r.VoiceAccuracy},
		{"characters", r.Characters},
	}.String()
}

// figures are figures with their names; a value is an int or a float64.
type figures []struct {
	name  string
	value any
}

// String returns the figures, one a line.
func (f figures) String() string {
	var b strings.Builder
	for _, figure := range f {
		if x, ok := figure.value.(float64); ok {
			fmt.Fprintf(&b, "%-20s %.3f\n", figure.name, x)
		} else {
			fmt.Fprintf(&b, "%-20s %d\n", figure.name, figure.value)
		}
	}
	return b.String()
}

// ownVoice is the voice of a judged quote in which the source itself speaks.
const ownVoice = "own"

// Thresholds of the measures, in characters and as a share.
const (
	leastOverlap  = 15
	leastCoverage = .6
)

// Score measures answers, which are in the order of the questions. Texts are those of the sources' documents by
// the names of their files. White space counts as one blank, however much there is. A question that judges a source which is not among texts
// is an error.
func Score(questions []Question, texts map[string]string, given []Given) (Report, error) {
	s, err := score(questions, texts, given)
	if err != nil {
		return Report{}, err
	}
	return s.report(len(questions)), nil
}

// score counts what Score measures.
func score(questions []Question, texts map[string]string, given []Given) (*scorer, error) {
	if len(questions) != len(given) {
		return nil, fmt.Errorf("%d questions have %d answers", len(questions), len(given))
	}
	s := &scorer{texts: texts, files: slices.Sorted(maps.Keys(texts)), folded: make(map[string]string)}
	slices.SortStableFunc(s.files, func(a, b string) int { return cmp.Compare(path.Base(a), path.Base(b)) })
	for i, q := range questions {
		if err := s.question(q, given[i]); err != nil {
			return nil, fmt.Errorf("question %s: %w", q.ID, err)
		}
	}
	return s, nil
}

// Texts returns the texts of sources by the names of their files, as Score needs them.
func Texts(sources []corpus.Source) map[string]string {
	texts := make(map[string]string, len(sources))
	for _, s := range sources {
		texts[s.File] = s.Document.Text
	}
	return texts
}

type scorer struct {
	texts  map[string]string // by file
	files  []string          // in the order of their base names
	folded map[string]string // texts that were needed, by key

	excerpts, verbatim, right, voiceRight       int
	pairs, hit, speaking, rightly, wrongly, not int
	silent, silentRight                         int
	values, valuesGiven, calm, calmRows         int
	characters                                  int
	misses                                      []Miss
}

// fold makes every run of white space one blank. White space is what Python takes for it, which has
// the separators U+001C to U+001F beside those of Unicode.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }), " ")
}

// An interval is a half-open range of bytes of a folded text.
type interval struct{ start, end int }

func (a interval) and(b interval) interval {
	start := max(a.start, b.start)
	return interval{start, max(start, min(a.end, b.end))}
}

// characters returns how many an interval of text has.
func (a interval) characters(text string) int { return utf8.RuneCountInString(text[a.start:a.end]) }

// places returns where piece, which is folded, stands in text; a place may reach into the next.
func places(text, piece string) []interval {
	var found []interval
	if piece == "" {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(text[from:], piece)
		if i < 0 {
			return found
		}
		i += from
		found = append(found, interval{i, i + len(piece)})
		_, size := utf8.DecodeRuneInString(piece)
		from = i + size
	}
}

// text returns the folded text of the source that a key names: the first whose file's name begins with it.
func (s *scorer) text(key string) (string, error) {
	if text, ok := s.folded[key]; ok {
		return text, nil
	}
	for _, file := range s.files {
		if strings.HasPrefix(strings.TrimSuffix(path.Base(file), path.Ext(file)), key) {
			s.folded[key] = fold(s.texts[file])
			return s.folded[key], nil
		}
	}
	return "", fmt.Errorf("no source begins with %q", key)
}

// keyOf returns the longest of keys with which id begins, or "".
func keyOf(id string, keys []string) string {
	best := ""
	for _, k := range keys {
		if strings.HasPrefix(path.Base(id), k) && len(k) > len(best) {
			best = k
		}
	}
	return best
}

// A wanted is a place of a judged quote.
type wanted struct {
	interval
	voice string
}

// A shown is an excerpt with its places.
type shown struct {
	places []interval
	own    bool
	length int
}

func (s *scorer) question(q Question, g Given) error {
	keys := slices.AppendSeq(slices.Clone(q.Silent), maps.Keys(q.Accounts))
	slices.Sort(keys)
	keys = slices.Compact(keys)
	byKey := make(map[string][]shown)
	for _, account := range g.Accounts {
		key := keyOf(account.Source, keys)
		if key == "" {
			continue
		}
		text, err := s.text(key)
		if err != nil {
			return err
		}
		for _, e := range account.Excerpts {
			quote := fold(e.Quote)
			x := shown{places(text, quote), e.Own, utf8.RuneCountInString(quote)}
			s.excerpts++
			if len(x.places) > 0 {
				s.verbatim++
			}
			byKey[key] = append(byKey[key], x)
		}
	}
	for _, key := range keys {
		how, err := s.source(key, q.Accounts[key], byKey[key])
		if err != nil {
			return err
		}
		if how != "" {
			s.misses = append(s.misses, Miss{q.ID, key, q.Question, how})
		}
	}
	s.differences(q, g, keys)
	return nil
}

// source measures what is shown of one source, and says how it went wrong; "" if it did not.
func (s *scorer) source(key string, judged []Quote, have []shown) (How, error) {
	text, err := s.text(key)
	if err != nil {
		return "", err
	}
	var want []wanted
	for _, j := range judged {
		for _, at := range places(text, fold(j.Quote)) {
			want = append(want, wanted{at, j.Voice})
		}
	}
	if len(have) > 0 {
		s.speaking++
	}
	for _, x := range have {
		s.characters += x.length
		s.excerpt(text, x, want)
	}
	switch {
	case len(judged) == 0 && len(have) == 0:
		s.silent++
		s.silentRight++
		return "", nil
	case len(judged) == 0:
		s.silent++
		s.wrongly++
		return NotSilent, nil
	}
	s.pairs++
	how := Elsewhere
	if len(have) > 0 {
		s.rightly++
	} else {
		s.not++
		how = NotShown
	}
	if slices.ContainsFunc(want, func(w wanted) bool { return covered(text, w.interval, have) }) {
		s.hit++
		return "", nil
	}
	return how, nil
}

// excerpt measures one excerpt against the judged places of its source. Of places that have as much in common with it
// the voice that is last in the alphabet counts.
func (s *scorer) excerpt(text string, x shown, want []wanted) {
	best, voice := 0, ""
	for _, at := range x.places {
		for _, w := range want {
			n := at.and(w.interval).characters(text)
			if n > best || n == best && w.voice > voice {
				best, voice = n, w.voice
			}
		}
	}
	if best >= leastOverlap {
		s.right++
		if x.own == (voice == ownVoice) {
			s.voiceRight++
		}
	}
}

// covered reports whether enough of a place is shown.
func covered(text string, w interval, have []shown) bool {
	var parts []interval
	for _, x := range have {
		for _, at := range x.places {
			parts = append(parts, at.and(w))
		}
	}
	slices.SortFunc(parts, func(a, b interval) int { return cmp.Compare(a.start, b.start) })
	n, end := 0, w.start
	for _, p := range parts {
		if p.end > end {
			n += interval{max(p.start, end), p.end}.characters(text)
			end = p.end
		}
	}
	return float64(n) >= leastCoverage*float64(w.characters(text))
}

func (s *scorer) differences(q Question, g Given, keys []string) {
	values := make(map[string][]string)
	for _, row := range g.Differences {
		for _, v := range row {
			if key := keyOf(v.Source, keys); key != "" {
				values[key] = append(values[key], strings.ToLower(fold(v.Quote)))
			}
		}
	}
	for _, d := range q.Expected {
		for key, fragment := range d.Values {
			f := strings.ToLower(fold(fragment))
			s.values++
			if slices.ContainsFunc(values[key], func(v string) bool {
				return strings.Contains(v, f) || utf8.RuneCountInString(v) >= 2 && strings.Contains(f, v)
			}) {
				s.valuesGiven++
			}
		}
	}
	if len(q.Expected) == 0 {
		s.calm++
		s.calmRows += len(g.Differences)
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

func (s *scorer) report(questions int) Report {
	r := Report{
		Questions: questions, Verbatim: share(s.verbatim, s.excerpts),
		AccountRecall: share(s.hit, s.pairs), ExcerptPrecision: share(s.right, s.excerpts),
		SpeakingPrecision: share(s.rightly, s.rightly+s.wrongly), SpeakingRecall: share(s.rightly, s.rightly+s.not),
		SilenceRecall: share(s.silentRight, s.silent), DifferenceRecall: share(s.valuesGiven, s.values), Values: s.values,
		DifferenceNoise: share(s.calmRows, s.calm), VoiceAccuracy: share(s.voiceRight, s.right), Characters: share(s.characters, s.speaking),
		Misses: s.misses,
	}
	r.AccountF1 = harmonic(r.ExcerptPrecision, r.AccountRecall)
	r.SpeakingF1 = harmonic(r.SpeakingPrecision, r.SpeakingRecall)
	return r
}
