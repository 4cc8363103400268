package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/corpus"
)

// near lets figures differ in what addition in another order does to them.
var near = cmpopts.EquateApprox(0, 1e-12)

// letters returns n different characters of two bytes each, beginning at the i-th of a row.
func letters(i, n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteRune(rune(0x400 + i + k)) // Cyrillic
	}
	return b.String()
}

var ferry = map[string]string{
	"texts/000-log.txt":  "The ferry left at nine. Forty people were aboard,\r\n  the mate said. It rained all the way.\n",
	"001-letter.md":      "We left at half past nine. Forty people were aboard. Forty people were aboard.\n",
	"003-laughter.txt":   "ha ha ha ha ha ha ha ha ha ha ha ha\n",
	"002-characters.txt": letters(0, 50) + " " + letters(60, 14) + " " + letters(80, 15) + "\n",
}

// say is an account of one source in its own voice.
func say(source string, quotes ...string) GivenAccount {
	a := GivenAccount{Source: source}
	for _, q := range quotes {
		a.Excerpts = append(a.Excerpts, GivenExcerpt{Quote: q, Own: true})
	}
	return a
}

func quoted(source, quote string) GivenAccount {
	return GivenAccount{Source: source, Excerpts: []GivenExcerpt{{Quote: quote}}}
}

func own(quotes ...string) []Quote {
	var list []Quote
	for _, q := range quotes {
		list = append(list, Quote{q, "own"})
	}
	return list
}

func TestScore(t *testing.T) {
	const aboard = "Forty people were aboard, the mate said."
	for _, tt := range []struct {
		name     string
		question Question
		given    Given
		want     map[string]float64 // figures by name in JSON; others are 0
	}{
		{
			"an account that shows a judged quote is right",
			Question{Accounts: map[string][]Quote{"000": own(aboard)}, Silent: []string{"001"}},
			Given{Accounts: []GivenAccount{say("000-log", "The ferry left at nine. Forty people were aboard, the mate said.")}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "silence_recall": 1, "voice_accuracy": 1, "characters": 64,
			},
		},
		{
			"white space of any kind and length counts as one blank",
			Question{Accounts: map[string][]Quote{"000": own("Forty people\twere \u2028 aboard,\x1f the mate said.")}},
			Given{Accounts: []GivenAccount{say("000-log", "\u00a0Forty\u3000people were\n\naboard,\x1c\u0085the mate said.\ufeff"), say("000-log", " Forty people were aboard, the\vmate said.\u00a0")}},
			map[string]float64{
				"verbatim": .5, "account_recall": 1, "excerpt_precision": .5, "account_f1": 2. / 3, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 81, // U+FEFF is a character, not white space
			},
		},
		{
			"a repaired quotation is neither verbatim nor right",
			Question{Accounts: map[string][]Quote{"000": own(aboard)}},
			Given{Accounts: []GivenAccount{say("000-log", "Forty people were aboard.")}},
			map[string]float64{"speaking_precision": 1, "speaking_recall": 1, "speaking_f1": 1, "characters": 25},
		},
		{
			"three fifths of the characters of a judged quote are enough",
			Question{Accounts: map[string][]Quote{"002": own(letters(0, 50))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(20, 30))}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 30,
			},
		},
		{
			"one character less is not enough",
			Question{Accounts: map[string][]Quote{"002": own(letters(0, 50))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(21, 29))}},
			map[string]float64{
				"verbatim": 1, "excerpt_precision": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 29,
			},
		},
		{
			"excerpts cover a quote together, and what two show counts once",
			Question{Accounts: map[string][]Quote{"002": own(letters(0, 50))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(10, 20), letters(0, 18), letters(12, 17))}},
			map[string]float64{ // 30 of 50
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 55,
			},
		},
		{
			"what is shown twice is not shown more",
			Question{Accounts: map[string][]Quote{"002": own(letters(0, 50))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(0, 20), letters(0, 20), letters(5, 20))}}, // 25 of 50
			map[string]float64{
				"verbatim": 1, "excerpt_precision": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 60,
			},
		},
		{
			"words that repeat are shown in places that reach into one another",
			Question{Accounts: map[string][]Quote{"003": own("ha ha ha ha ha ha ha ha ha ha ha ha")}},
			Given{Accounts: []GivenAccount{say("003-laughter", "ha ha ha ha ha ha ha")}}, // at one place 20 of 35
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 20,
			},
		},
		{
			"quotes are covered each alone",
			Question{Accounts: map[string][]Quote{"002": own(letters(0, 25), letters(25, 25))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(11, 28))}}, // 14 of each 25
			map[string]float64{"verbatim": 1, "speaking_precision": 1, "speaking_recall": 1, "speaking_f1": 1, "characters": 28},
		},
		{
			"fifteen characters in common make an excerpt right, fourteen do not",
			Question{Accounts: map[string][]Quote{"002": own(letters(60, 14), letters(80, 15))}},
			Given{Accounts: []GivenAccount{say("002-characters", letters(60, 14), letters(80, 15))}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": .5, "account_f1": 2. / 3, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 29,
			},
		},
		{
			"an excerpt of a silent source is wrong",
			Question{Accounts: map[string][]Quote{"000": own(aboard)}, Silent: []string{"001", "002"}},
			Given{Accounts: []GivenAccount{say("000-log", aboard), say("001-letter", "We left at half past nine.")}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": .5, "account_f1": 2. / 3, "speaking_precision": .5, "speaking_recall": 1,
				"speaking_f1": 2. / 3, "silence_recall": .5, "voice_accuracy": 1, "characters": 33,
			},
		},
		{
			"a source with an empty list of quotes is silent",
			Question{Accounts: map[string][]Quote{"000": {}}, Silent: []string{"000", "001", "001"}},
			Given{Accounts: []GivenAccount{say("000-log", aboard)}},
			map[string]float64{"verbatim": 1, "silence_recall": .5, "characters": 40},
		},
		{
			"a speaking source that is shown as silent lowers recall alone",
			Question{Accounts: map[string][]Quote{"000": own(aboard), "001": own("We left at half past nine.")}},
			Given{Accounts: []GivenAccount{say("000-log", aboard)}},
			map[string]float64{
				"verbatim": 1, "account_recall": .5, "excerpt_precision": 1, "account_f1": 2. / 3, "speaking_precision": 1, "speaking_recall": .5,
				"speaking_f1": 2. / 3, "voice_accuracy": 1, "characters": 40,
			},
		},
		{
			"an account without an excerpt is silence",
			Question{Accounts: map[string][]Quote{}, Silent: []string{"000"}},
			Given{Accounts: []GivenAccount{say("000-log")}},
			map[string]float64{"silence_recall": 1},
		},
		{
			"an empty excerpt is shown, though nothing of it stands anywhere",
			Question{Accounts: map[string][]Quote{}, Silent: []string{"000"}},
			Given{Accounts: []GivenAccount{say("000-log", " \n")}},
			map[string]float64{},
		},
		{
			"sources that no one judged do not count",
			Question{Accounts: map[string][]Quote{}, Silent: []string{"000"}},
			Given{Accounts: []GivenAccount{say("001-letter", "invented"), say("00", "invented")}},
			map[string]float64{"silence_recall": 1},
		},
		{
			"a source is known by the longest key that its name begins with, wherever it lies",
			Question{Accounts: map[string][]Quote{"000": own(aboard)}, Silent: []string{"0", "00"}},
			Given{Accounts: []GivenAccount{say("shelf/000-log", aboard)}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "silence_recall": 1, "voice_accuracy": 1, "characters": 40,
			},
		},
		{
			"words that stand twice are shown in both places",
			Question{Accounts: map[string][]Quote{"001": own("half past nine. Forty people were aboard. Forty people were aboard.")}},
			Given{Accounts: []GivenAccount{say("001-letter", "Forty people were aboard.")}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 25,
			},
		},
		{
			"a voice is right if own is own and anyone else is not",
			Question{Accounts: map[string][]Quote{
				"000": {{aboard, "the mate"}}, "001": own("We left at half past nine."), "002": {{letters(80, 15), "own"}},
			}},
			Given{Accounts: []GivenAccount{quoted("000-log", aboard), say("001-letter", "We left at half past nine."), quoted("002-characters", letters(80, 15))}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 2. / 3, "characters": 27,
			},
		},
		{
			"the voice is that of the quote of which most is shown",
			Question{Accounts: map[string][]Quote{"000": {{"The ferry left at nine.", "own"}, {aboard, "the mate"}}}},
			Given{Accounts: []GivenAccount{say("000-log", "The ferry left at nine. Forty people were")}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 41,
			},
		},
		{
			"of two voices in one place the last in the alphabet counts, whichever is first",
			Question{Accounts: map[string][]Quote{"000": {{aboard, "own"}, {aboard, "the mate"}}, "001": {{"We left at half past nine.", "own"}, {"We left at half past nine.", "Ada"}}}},
			Given{Accounts: []GivenAccount{quoted("000-log", aboard), say("001-letter", "We left at half past nine.")}},
			map[string]float64{
				"verbatim": 1, "account_recall": 1, "excerpt_precision": 1, "account_f1": 1, "speaking_precision": 1, "speaking_recall": 1,
				"speaking_f1": 1, "voice_accuracy": 1, "characters": 33,
			},
		},
		{
			"values of differences are found in a row of their source, in any case, one inside the other",
			Question{Accounts: map[string][]Quote{}, Expected: []ExpectedDifference{
				{Values: map[string]string{"000": "at NINE", "001": "half past\nnine", "002": letters(0, 3)}},
				{Values: map[string]string{"000": "forty people", "001": "forty"}},
			}, Silent: []string{"000", "001", "002"}},
			Given{Differences: [][]GivenValue{
				{{"000-log", "left at nine"}, {"001-letter", "past"}, {"002-characters", letters(1, 1)}},
				{{"000-log", "at"}, {"001-letter", "fifty"}, {"no source", "forty"}},
			}},
			map[string]float64{"silence_recall": 1, "difference_recall": 2. / 5, "difference_values": 5},
		},
		{
			"rows where no difference was judged are noise",
			Question{Accounts: map[string][]Quote{}, Silent: []string{"000"}},
			Given{Differences: [][]GivenValue{{{"000-log", "nine"}}, {}}},
			map[string]float64{"silence_recall": 1, "difference_noise": 2},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := Score([]Question{tt.question}, ferry, []Given{tt.given})
			if err != nil {
				t.Fatal(err)
			}
			tt.want["questions"] = 1
			got := figuresOf(t, r)
			for name, x := range got {
				if x == 0 {
					delete(got, name)
				}
			}
			if diff := cmp.Diff(tt.want, got, near); diff != "" {
				t.Errorf("Score(%+v, %+v) (-want +got):\n%s", tt.question, tt.given, diff)
			}
		})
	}
}

// figuresOf returns the figures of a report by the names that they have in JSON.
func figuresOf(t *testing.T, r Report) map[string]float64 {
	t.Helper()
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	figures := make(map[string]float64)
	if err := json.Unmarshal(raw, &figures); err != nil {
		t.Fatal(err)
	}
	return figures
}

func TestFiguresAreOfAllQuestionsTogether(t *testing.T) {
	questions := []Question{
		{Accounts: map[string][]Quote{"000": own("The ferry left at nine.")}, Silent: []string{"001"}},
		{Accounts: map[string][]Quote{"000": own("It rained all the way."), "001": own("We left at half past nine.")}},
	}
	given := []Given{
		{Accounts: []GivenAccount{say("000-log", "The ferry left at nine.", "It rained all the way.")}},
		{Accounts: []GivenAccount{say("001-letter", "Forty people were aboard.")}},
	}
	r, err := Score(questions, ferry, given)
	if err != nil {
		t.Fatal(err)
	}
	if r.AccountRecall != 1./3 || r.ExcerptPrecision != 1./3 || r.SilenceRecall != 1 || r.Characters != (23+22+25)/2. {
		t.Errorf("recall is %v of 3 pairs, precision %v of 3 excerpts, silence recall %v of 1, characters %v of 2 accounts; want 1/3, 1/3, 1, 35",
			r.AccountRecall, r.ExcerptPrecision, r.SilenceRecall, r.Characters)
	}
}

func TestMissesSayWhatWentWrong(t *testing.T) {
	questions := []Question{
		{ID: "b", Question: "When?", Accounts: map[string][]Quote{"000": own("The ferry left at nine."), "001": own("We left at half past nine.")}, Silent: []string{"002"}},
		{ID: "a", Question: "Who?", Accounts: map[string][]Quote{"000": own("Forty people were aboard, the mate said.")}, Silent: []string{"001"}},
	}
	given := []Given{
		{Accounts: []GivenAccount{say("002-characters", letters(0, 20)), say("000-log", "It rained all the way.")}},
		{Accounts: []GivenAccount{say("000-log", "Forty people were aboard, the mate said.")}},
	}
	r, err := Score(questions, ferry, given)
	if err != nil {
		t.Fatal(err)
	}
	want := []Miss{{"b", "000", "When?", Elsewhere}, {"b", "001", "When?", NotShown}, {"b", "002", "When?", NotSilent}}
	if diff := cmp.Diff(want, r.Misses); diff != "" {
		t.Errorf("Misses (-want +got):\n%s", diff)
	}
}

func TestScoreRefusesWhatItCanNotMeasure(t *testing.T) {
	for _, tt := range []struct {
		name      string
		questions []Question
		given     []Given
		want      string
	}{
		{"questions without an answer", []Question{{ID: "a"}}, nil, "1 questions have 0 answers"},
		{"a source that speaks and is not there", []Question{{ID: "a", Accounts: map[string][]Quote{"007": own("x")}}}, []Given{{}}, `question a: no source begins with "007"`},
		{"a source that is silent and is not there", []Question{{ID: "a", Silent: []string{"000-logs"}}}, []Given{{}}, `question a: no source begins with "000-logs"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Score(tt.questions, ferry, tt.given); err == nil || err.Error() != tt.want {
				t.Errorf("Score: error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestNothingIsMeasuredAsNothing(t *testing.T) {
	r, err := Score(nil, nil, nil)
	if diff := cmp.Diff(Report{}, r); err != nil || diff != "" {
		t.Errorf("Score of nothing: error %v, (-want +got):\n%s", err, diff)
	}
}

func TestReportsPrintEveryFigure(t *testing.T) {
	r := Report{
		Questions: 1, Verbatim: .02, AccountRecall: .03, ExcerptPrecision: .04, AccountF1: .05, SpeakingPrecision: .06, SpeakingRecall: .07,
		SpeakingF1: .08, SilenceRecall: .09, DifferenceRecall: .1, Values: 11, DifferenceNoise: 1.2, VoiceAccuracy: .13, Characters: 140.0004,
	}
	const want = `questions            1
verbatim             0.020
account recall       0.030
excerpt precision    0.040
account F1           0.050
speaking precision   0.060
speaking recall      0.070
speaking F1          0.080
silence recall       0.090
difference recall    0.100
difference values    11
difference noise     1.200
voice accuracy       0.130
characters           140.000
`
	if diff := cmp.Diff(want, r.String()); diff != "" {
		t.Errorf("String (-want +got):\n%s", diff)
	}
}

func TestAnswersAreMeasuredAsTheyAreShown(t *testing.T) {
	a := answers.Answer{
		Accounts: []answers.Account{{Source: corpus.Source{ID: "000-log"}, Excerpts: []answers.Excerpt{
			{Quote: "one", Voice: answers.Voice{Kind: answers.Own}},
			{Quote: "two", Voice: answers.Voice{Kind: answers.Quoted}},
			{Quote: "three", Voice: answers.Voice{Kind: answers.Unidentified}},
		}}},
		Silent:      []answers.Silence{{Source: corpus.Source{ID: "001-letter"}}},
		Differences: []answers.Row{{Cells: []answers.Cell{{Source: "000-log", Quote: "one"}, {Source: "001-letter", Quote: "two"}}}},
		Agreements:  []answers.Row{{Cells: []answers.Cell{{Source: "000-log", Quote: "three"}}}},
	}
	want := Given{
		Accounts:    []GivenAccount{{"000-log", []GivenExcerpt{{"one", true}, {"two", false}, {"three", false}}}},
		Differences: [][]GivenValue{{{"000-log", "one"}, {"001-letter", "two"}}},
	}
	if diff := cmp.Diff(want, FromAnswer(a)); diff != "" {
		t.Errorf("FromAnswer (-want +got):\n%s", diff)
	}
}

// Whatever is answered, shares are shares, and neither the order of questions nor that of accounts changes a figure.
func TestFiguresDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
		questions, texts, given := invent(r)
		report, err := Score(questions, texts, given)
		if err != nil {
			rt.Fatal(err)
		}
		for name, x := range figuresOf(t, report) {
			unbound := name == "questions" || name == "difference_values" || name == "difference_noise" || name == "characters"
			if math.IsNaN(x) || x < 0 || x > 1 && !unbound {
				rt.Errorf("%s is %v", name, x)
			}
		}
		r.Shuffle(len(questions), func(i, j int) {
			questions[i], questions[j] = questions[j], questions[i]
			given[i], given[j] = given[j], given[i]
		})
		for _, g := range given {
			r.Shuffle(len(g.Accounts), func(i, j int) { g.Accounts[i], g.Accounts[j] = g.Accounts[j], g.Accounts[i] })
		}
		again, err := Score(questions, texts, given)
		if diff := cmp.Diff(report, again, cmpopts.IgnoreFields(Report{}, "Misses")); err != nil || diff != "" {
			rt.Errorf("Score in another order: error %v, (-first +second):\n%s", err, diff)
		}
	})
}

// invent returns questions, texts, and answers of a few characters each, so that quotes repeat, overlap, and are torn.
func invent(r *rand.Rand) ([]Question, map[string]string, []Given) {
	alphabet := []string{
		"a", "b", "ab ", "ba. ", "é", "ÉÀ", "ж", "ЖА", "ﬁ", "\U0001F6A2", "e\u0301", " ", "\n", "\r\n\r\n", "\u00a0", "\u2003", "\u2028", "\u3000", "\x1c", "\x1f",
		"\u200b", "\ufeff", "\u0085", "\t\v\f", "12", "1,000", "forty ", "\u2019", "\"", "\\",
	}
	if r.IntN(3) == 0 { // little else than repetition
		alphabet = alphabet[:2]
	}
	text := func(n int) string {
		var b strings.Builder
		for range r.IntN(n + 1) {
			b.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		return strings.ToValidUTF8(b.String(), "")
	}
	ids := []string{"000_a", "001_b", "0010", "002", "002_c.d", "003"}[:2+r.IntN(5)]
	texts := make(map[string]string)
	for _, id := range ids {
		texts[id+".txt"] = text(120)
	}
	piece := func(id string, n int) string {
		runes := []rune(texts[id+".txt"])
		if len(runes) == 0 || r.IntN(8) == 0 {
			return text(n)
		}
		from := r.IntN(len(runes))
		return string(runes[from:min(len(runes), from+1+r.IntN(n))])
	}
	keys := func(id string) string {
		if id == "001_b" {
			return "001_"
		}
		return id
	}
	var questions []Question
	var given []Given
	for i := range 1 + r.IntN(5) {
		q := Question{ID: fmt.Sprint(i), Question: "?", Accounts: make(map[string][]Quote), Silent: []string{}}
		var g Given
		for _, id := range ids {
			switch r.IntN(4) {
			case 0:
				q.Silent = append(q.Silent, keys(id))
			case 1, 2:
				for range 1 + r.IntN(3) {
					voice := []string{"own", "a", "owner", "Z", ""}[r.IntN(5)]
					quote := piece(id, 60)
					q.Accounts[keys(id)] = append(q.Accounts[keys(id)], Quote{quote, voice})
					if r.IntN(4) == 0 {
						q.Accounts[keys(id)] = append(q.Accounts[keys(id)], Quote{quote, "mate"})
					}
				}
			}
			for range r.IntN(2) {
				a := GivenAccount{Source: []string{id, id, id, id + "x", "shelf/" + id}[r.IntN(5)]}
				for range r.IntN(4) {
					a.Excerpts = append(a.Excerpts, GivenExcerpt{piece(id, 80), r.IntN(2) == 0})
				}
				g.Accounts = append(g.Accounts, a)
			}
		}
		for range r.IntN(3) {
			d := ExpectedDifference{Aspect: "?", Values: make(map[string]string)}
			for _, id := range ids {
				if r.IntN(2) == 0 {
					d.Values[keys(id)] = piece(id, 6)
				}
			}
			q.Expected = append(q.Expected, d)
		}
		for range r.IntN(4) {
			var row []GivenValue
			for _, id := range ids {
				if r.IntN(2) == 0 {
					row = append(row, GivenValue{id, piece(id, 6)})
				}
			}
			g.Differences = append(g.Differences, row)
		}
		questions, given = append(questions, q), append(given, g)
	}
	return questions, texts, given
}
