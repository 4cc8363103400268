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
	Questions int
	// Verbatim is the share of shown excerpts that stand in their source as shown.
	Verbatim float64
	// AccountRecall is the share of pairs of a question and a source that speaks on it of which at least 60 % of the characters
	// of one judged quote are shown.
	AccountRecall float64
	// ExcerptPrecision is the share of shown excerpts that have at least 15 characters in common with a judged quote.
	ExcerptPrecision float64
	// AccountF1 is the harmonic mean of these two.
	AccountF1 float64
	// Speaking is about whether sources are shown as speaking that do.
	SpeakingPrecision, SpeakingRecall, SpeakingF1 float64
	// SilenceRecall is the share of pairs of a question and a source that is silent on it that are shown so.
	SilenceRecall float64
	// DifferenceRecall is the share of judged values of differences that a row gives for their source; Values are how many were judged.
	DifferenceRecall float64
	Values           int
	// DifferenceNoise is the number of rows for each question on which no difference was judged.
	DifferenceNoise float64
	// VoiceAccuracy is the share of right excerpts whose voice, own or not, is right.
	VoiceAccuracy float64
	// Characters is the mean number of characters shown of a source that speaks.
	Characters float64
}

// String returns the figures, one a line.
func (r Report) String() string {
	var b strings.Builder
	for _, f := range []struct {
		name  string
		value any
	}{
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
	} {
		if share, ok := f.value.(float64); ok {
			fmt.Fprintf(&b, "%-20s %.3f\n", f.name, share)
		} else {
			fmt.Fprintf(&b, "%-20s %d\n", f.name, f.value)
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
	if len(questions) != len(given) {
		return Report{}, fmt.Errorf("%d questions have %d answers", len(questions), len(given))
	}
	s := scorer{texts: make(map[string]*foldedText)}
	for file, text := range texts {
		s.texts[strings.TrimSuffix(path.Base(file), path.Ext(file))] = foldText(text)
	}
	for i, q := range questions {
		if err := s.question(q, given[i]); err != nil {
			return Report{}, fmt.Errorf("question %s: %w", q.ID, err)
		}
	}
	return s.report(len(questions)), nil
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
	texts map[string]*foldedText // by the stem of the file

	excerpts, verbatim, right, voiceRight       int
	pairs, hit, speaking, rightly, wrongly, not int
	silent, silentRight                         int
	values, valuesGiven, calm, calmRows         int
	characters                                  int
}

// A foldedText is a text in which every run of white space is one blank.
type foldedText struct {
	text   string
	points []int // by byte: the number of code points before it
}

func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }), " ")
}

func foldText(s string) *foldedText {
	t := &foldedText{text: fold(s)}
	t.points = make([]int, len(t.text)+1)
	n := 0
	for i := range len(t.text) {
		t.points[i] = n
		if i+1 == len(t.text) || utf8.RuneStart(t.text[i+1]) {
			n++
		}
	}
	t.points[len(t.text)] = n
	return t
}

// An interval is a half-open range of code points.
type interval struct{ start, end int }

func (a interval) overlap(b interval) int { return max(0, min(a.end, b.end)-max(a.start, b.start)) }

// places returns where piece, which is folded, stands in t.
func (t *foldedText) places(piece string) []interval {
	var found []interval
	if piece == "" {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(t.text[from:], piece)
		if i < 0 {
			return found
		}
		i += from
		found = append(found, interval{t.points[i], t.points[i+len(piece)]})
		_, size := utf8.DecodeRuneInString(piece)
		from = i + size
	}
}

// text returns the text of the source that a key names.
func (s *scorer) text(key string) (*foldedText, error) {
	for _, stem := range slices.Sorted(maps.Keys(s.texts)) {
		if strings.HasPrefix(stem, key) {
			return s.texts[stem], nil
		}
	}
	return nil, fmt.Errorf("no source begins with %q", key)
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
	keys := slices.Sorted(maps.Keys(q.Accounts))
	keys = append(keys, q.Silent...)
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
			x := shown{text.places(quote), e.Own, utf8.RuneCountInString(quote)}
			s.excerpts++
			if len(x.places) > 0 {
				s.verbatim++
			}
			byKey[key] = append(byKey[key], x)
		}
	}
	for _, key := range keys {
		if err := s.source(key, q.Accounts[key], byKey[key]); err != nil {
			return err
		}
	}
	s.differences(q, g, keys)
	return nil
}

// source measures what is shown of one source.
func (s *scorer) source(key string, judged []Quote, have []shown) error {
	text, err := s.text(key)
	if err != nil {
		return err
	}
	var want []wanted
	for _, j := range judged {
		for _, at := range text.places(fold(j.Quote)) {
			want = append(want, wanted{at, cmp.Or(j.Voice, ownVoice)})
		}
	}
	if len(have) > 0 {
		s.speaking++
	}
	for _, x := range have {
		s.characters += x.length
		s.excerpt(x, want)
	}
	if len(judged) == 0 {
		s.silent++
		if len(have) == 0 {
			s.silentRight++
		} else {
			s.wrongly++
		}
		return nil
	}
	s.pairs++
	if len(have) > 0 {
		s.rightly++
	} else {
		s.not++
	}
	if slices.ContainsFunc(want, func(w wanted) bool { return covered(w.interval, have) }) {
		s.hit++
	}
	return nil
}

// excerpt measures one excerpt against the judged places of its source.
func (s *scorer) excerpt(x shown, want []wanted) {
	best, voice := 0, ""
	for _, at := range x.places {
		for _, w := range want {
			if n := at.overlap(w.interval); n > best || n == best && w.voice > voice {
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
func covered(w interval, have []shown) bool {
	cells := make(map[int]bool)
	for _, x := range have {
		for _, at := range x.places {
			for i := max(at.start, w.start); i < min(at.end, w.end); i++ {
				cells[i] = true
			}
		}
	}
	return float64(len(cells)) >= leastCoverage*float64(w.end-w.start)
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
	}
	r.AccountF1 = harmonic(r.ExcerptPrecision, r.AccountRecall)
	r.SpeakingF1 = harmonic(r.SpeakingPrecision, r.SpeakingRecall)
	return r
}
