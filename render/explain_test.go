package render_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

// explained is an answer with an explanation of everything that there can be.
func explained() answers.Answer {
	a := everything()
	a.Match = answers.Strict
	terms := []answers.ExplainedTerm{
		{Word: "people", Weight: 412, As: []answers.LookedFor{
			{Language: "en", Words: []answers.CloseWord{{Word: "people", Percent: 100}, {Word: "souls", Percent: 70}, {Word: "on board \x1b[31m", Percent: 30}}},
			{Language: "de", Words: []answers.CloseWord{{Word: "Leute", Percent: 70}}},
		}},
		{Word: "Merrow", Weight: 1023},
	}
	a.Explanation = &answers.Explanation{
		Match: answers.Strict, Speak: 500_000, Direct: 800_000,
		Questions: []answers.ExplainedQuestion{
			{Language: "en", Kind: "figure", Terms: terms, Phrases: []string{"aboard the Merrow"}, Excluded: []string{"crew"}},
			{Language: "en", Kind: "figure", Terms: terms},
			{Language: "en", Kind: "date", Terms: terms[1:]},
		},
	}
	for i, account := range a.Accounts {
		s := answers.ExplainedSource{Source: account.Source.ID, Speaks: true, Sentences: 40}
		for _, e := range account.Excerpts {
			s.Reasons = append(s.Reasons, answers.Reason{
				Question: i % 3, Excerpt: e.ID, Quote: e.Quote, Terms: []answers.ReasonTerm{{Word: "people", Weight: 380, Closeness: 70}, {Word: "Merrow", Weight: 900}},
				Covered: 733_000, Own: 500_000, Kind: 1_100_000, Plain: 250_000, Rank: 931_300, Heaviest: 1_000_000, Margin: 120_400, Length: -26_777, Score: 837_677,
			})
		}
		a.Explanation.Sources = append(a.Explanation.Sources, s)
	}
	for i, silent := range a.Silent {
		s := answers.ExplainedSource{Source: silent.Source.ID, Sentences: 3}
		if i > 0 {
			s.Reasons = []answers.Reason{{Quote: "Nothing of the kind.", Terms: []answers.ReasonTerm{{Word: "people", Weight: 380, Closeness: 30}}, Score: -1_500}}
		}
		a.Explanation.Sources = append(a.Explanation.Sources, s)
	}
	return a
}

func TestExplanationsAsText(t *testing.T) {
	for _, width := range []int{0, 60} {
		var b strings.Builder
		if err := render.ExplanationText(&b, explained().Explanation, render.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		for _, want := range []string{
			"\nExplanation\n", "match strict", "0.500", "may not have: crew", "people, weight 412 of 1023", "souls 70%", "gazette · speaks", "0.838", "-0.002", "with forty people",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("at width %d the explanation lacks %q:\n%s", width, want, got)
			}
		}
		if strings.ContainsRune(got, '\x1b') {
			t.Errorf("at width %d the explanation commands the terminal: %q", width, got)
		}
	}
}

// An explanation is added to the JSON of an answer, and changes nothing else in it.
func TestExplanationsInJSON(t *testing.T) {
	a := explained()
	raw := jsonOf(t, a)
	if err := valid(schema(t), raw); err != nil {
		t.Error(err)
	}
	var given struct {
		Match   string
		Explain struct {
			Speak   float64
			Sources []struct {
				ID      corpus.SourceID
				Reasons []struct{ Score float64 }
			}
		}
	}
	if err := json.Unmarshal(raw, &given); err != nil {
		t.Fatal(err)
	}
	if x := given.Explain; given.Match != "strict" || x.Speak != 0.5 || len(x.Sources) != len(a.Accounts)+len(a.Silent) || x.Sources[0].Reasons[0].Score != 0.837677 {
		t.Errorf("the explanation is given as %+v", given)
	}
	a.Explanation = nil
	if before, _, ok := bytes.Cut(raw, []byte(`,"explain":`)); !ok || !bytes.Equal(append(before, '}'), jsonOf(t, a)) {
		t.Error("without its explanation the answer is another")
	}
	a.Match = answers.Normal
	if plain := jsonOf(t, a); !bytes.Equal(plain, jsonOf(t, everything())) {
		t.Error("the usual setting changes the answer")
	}
}
