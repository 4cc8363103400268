package answers

import (
	"slices"
	"testing"

	"variorum/answers/figure"
	"variorum/retrieval"
)

func TestFiguresThatAnswerAQuestion(t *testing.T) {
	count := kindsOf(figure.Count, figure.Share)
	for question, want := range map[string]figureKinds{
		"how many people were arrested?":     count,
		"wie viele wurden verhaftet?":        count,
		"combien de personnes sont mortes ?": count,
		"¿cuántos murieron?":                 count,
		"сколько человек погибло?":           count,
		"how long did it take?":              kindsOf(figure.Duration),
		"how long is the wall?":              kindsOf(figure.Duration, figure.Length),
		"wie lange dauerte es?":              kindsOf(figure.Duration),
		"how many weeks did it take?":        kindsOf(figure.Duration),
		"combien de tonnes y avait-il ?":     kindsOf(figure.Weight),
		"death toll":                         count,
		"wie schwer war die Platte?":         kindsOf(figure.Weight),
		"сколько лет было водителю?":         kindsOf(figure.Age, figure.Duration),
		"how much was stolen?":               0, // money, or flour
		"who counted them?":                  0,
		"why did the number of visits fall?": 0, // asks for a cause
	} {
		if got := figuresFor(retrieval.NewQuery(question)); got != want {
			t.Errorf("%q is answered by figures of kinds %b, want %b", question, got, want)
		}
	}
}

// Of two sentences that have equally much of a question for a number, the one that counts something comes before one with a sum, and both
// before one without a figure.
func TestASentenceWithTheFigureThatIsAskedForComesFirst(t *testing.T) {
	study := newStudy(document(
		"The arrested had been on the bridge. ", "A man paid $200 to have the arrested released. ", "In the end 340 were among the arrested. ", "The bridge was painted.",
	), "en")
	q := retrieval.NewQuery("how many were arrested?")
	settings := DefaultSettings
	var got []int
	for i := range study.all {
		got = append(got, settings.kind(q.Kind, figuresFor(q), study, i))
	}
	if want := []int{settings.NoFigure, settings.OtherFigure, settings.Figure, settings.NoFigure}; !slices.Equal(got, want) {
		t.Errorf("the sentences count %v, want %v", got, want)
	}
}
