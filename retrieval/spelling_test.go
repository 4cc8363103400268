package retrieval

import (
	"slices"
	"testing"
)

// A word is found in both ways in which it is written, whichever is asked for.
func TestEnglishIsWrittenInTwoWays(t *testing.T) {
	for _, p := range [][2]string{
		{"harbor", "harbour"},
		{"colored", "coloured"},
		{"neighbors", "neighbours"},
		{"organize", "organise"},
		{"mobilization", "mobilisation"},
		{"defense", "defence"},
		{"center", "centre"},
		{"theaters", "theatres"},
		{"program", "programme"},
		{"traveler", "traveller"},
		{"fueled", "fuelled"},
		{"plow", "plough"},
		{"grayish", "greyish"},
		{"recognize", "recognise"},
		{"analyzed", "analysed"},
		{"anemia", "anaemia"},
		{"meters", "metres"},
		{"catalog", "catalogue"},
		{"skeptical", "sceptical"},
		{"maneuvers", "manoeuvres"},
		{"judgment", "judgement"},
	} {
		for i := range p {
			q := NewQuery("the "+p[i]+" of Thane", "en")
			withAnalyzer("en", func(a *Analyzer) {
				if !slices.ContainsFunc(q.Terms[0].Alternatives, func(alt Alternative) bool {
					return alt.Closeness == sameTerm && slices.Equal(alt.Terms, a.terms(p[1-i]))
				}) {
					t.Errorf("%q is not looked for as %q", p[i], p[1-i])
				}
			})
		}
	}
	for _, word := range []string{"hour", "four", "rise", "wise", "called", "rolling", "stalling", "tour", "pour", "advice", "fence", "metered", "there", "tolled"} {
		if other := otherSpellings(word); len(other) > 0 {
			t.Errorf("%q would be written %q", word, other)
		}
	}
}
