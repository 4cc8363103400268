package figure_test

import (
	"testing"

	"pgregory.net/rapid"

	"variorum/answers/figure"
)

// one reads the only figure of a text.
func one(t interface{ Fatalf(string, ...any) }, text string) figure.Figure {
	fs := figure.Read(text, "en")
	if len(fs) != 1 {
		t.Fatalf("Read(%q) = %d figures, want 1", text, len(fs))
	}
	return fs[0]
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       figure.Relation
	}{
		{"words and digits", "half a dozen men", "6 men", figure.Agree},
		{"a dozen and twelve", "a dozen men", "twelve men", figure.Agree},
		{"two counts that differ by one", "11 men", "12 men", figure.Differ},
		{"a count that ends in a zero is no round number", "220 men", "225 men", figure.Differ},
		{"miles and kilometres", "three miles", "5 km", figure.Agree},
		{"miles and too many kilometres", "three miles", "8 km", figure.Differ},
		{"miles of which one is half as long again", "two miles", "a mile and a half", figure.Compatible},
		{"a fortnight and weeks", "about a fortnight", "two weeks", figure.Agree},
		{"fathoms and metres", "ten fathoms", "18 m", figure.Agree},
		{"feet and metres", "60 feet", "18 m", figure.Agree},
		{"a thousand that is rounded", "20,000 workers", "20,304 workers", figure.Agree},
		{"a thousand that is not", "20,000 workers", "16,000 workers", figure.Differ},
		{"two exact thousands", "20,304 workers", "20,305 workers", figure.Differ},
		{"about, near", "about 225 people", "230 people", figure.Agree},
		{"about, farther", "about 225 people", "250 people", figure.Compatible},
		{"about, far", "about 225 people", "300 people", figure.Differ},
		{"more than a number below", "more than 20 houses", "25 houses", figure.Compatible},
		{"more than a number above", "more than 20 houses", "15 houses", figure.Differ},
		{"at least the number", "at least 20 houses", "20 houses", figure.Agree},
		{"up to a number above", "up to 20 houses", "18 houses", figure.Compatible},
		{"a number in a range", "between 10 and 15 houses", "12 houses", figure.Compatible},
		{"a number outside a range", "between 10 and 15 houses", "16 houses", figure.Differ},
		{"a range with itself in other words", "between 10 and 15 houses", "10-15 houses", figure.Agree},
		{"dozens and a number of them", "dozens of houses", "40 houses", figure.Compatible},
		{"dozens and hundreds", "dozens of houses", "600 houses", figure.Differ},
		{"a third and its percentage", "a third of the members", "33% of the members", figure.Agree},
		{"half and a percentage beside it", "half of the members", "40% of the members", figure.Differ},
		{"hours and minutes", "half an hour", "30 minutes", figure.Agree},
		{"two weeks and 14 days", "two weeks", "14 days", figure.Agree},
		{"decades and years", "three decades", "thirty years", figure.Agree},
		{"acres and hectares", "12 acres", "about 5 hectares", figure.Agree},
		{"tons and hundredweight against tonnes", "four tons and two hundredweight", "4.2 tonnes", figure.Agree},
		{"other tons", "four tons", "six tons", figure.Differ},
		{"speeds", "38 miles an hour", "61 km per hour", figure.Agree},
		{"scales of temperature", "-40 °F", "-40 °C", figure.Agree},
		{"one currency", "$6 million", "$8 million", figure.Differ},
		{"a currency by sign and word", "$6 million", "six million dollars", figure.Agree},
		{"two currencies", "$6 million", "€6 million", figure.Incomparable},
		{"people and money", "6 men", "$6", figure.Incomparable},
		{"lengths and weights", "6 km", "6 kg", figure.Incomparable},
		{"age and duration", "aged 19", "19 hours", figure.Incomparable},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := one(t, c.a), one(t, c.b)
			if got := figure.Same(a, b); got != c.want {
				t.Errorf("Same(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
			}
			if got := figure.Same(b, a); got != c.want {
				t.Errorf("Same(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
			}
			if figure.Same(a, a) != figure.Agree || figure.Same(b, b) != figure.Agree {
				t.Errorf("a figure does not agree with itself: %q, %q", c.a, c.b)
			}
		})
	}
}

// drawFigure makes the text of a figure.
func drawFigure(t *rapid.T, label string) figure.Figure {
	qualifier := rapid.SampledFrom([]string{"", "about ", "nearly ", "at least ", "more than ", "up to ", "less than "}).Draw(t, label+" qualifier")
	number := rapid.SampledFrom([]string{
		"20", "25", "26", "220", "1,000", "1,049", "20,000", "20,304", "three", "half a dozen", "2.5", "10-15",
		"6 million",
	}).Draw(t, label+" number")
	unit := rapid.SampledFrom([]string{
		" people", " km", " miles", " feet", " kg", " tons", "%", " hours", " days", " dollars", " euros", " °C",
		" °F", " acres",
	}).Draw(t, label+" unit")
	return one(t, qualifier+number+unit)
}

// Whatever is compared, the order of the two does not matter, and a figure agrees with itself.
func TestSameIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawFigure(t, "a"), drawFigure(t, "b")
		if x, y := figure.Same(a, b), figure.Same(b, a); x != y {
			t.Fatalf("Same(a, b) = %d, Same(b, a) = %d", x, y)
		}
		if got := figure.Same(a, a); got != figure.Agree {
			t.Fatalf("Same(a, a) = %d", got)
		}
	})
}

// How many pairs of a list agree does not depend on the order of the list, and comparing changes no figure.
func TestSameIsTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []figure.Figure
		for range rapid.IntRange(2, 6).Draw(t, "n") {
			all = append(all, drawFigure(t, "figure"))
		}
		count := func(list []figure.Figure) (n [4]int) {
			for i := range list {
				for j := range i {
					n[figure.Same(list[i], list[j])]++
				}
			}
			return n
		}
		if a, b := count(all), count(rapid.Permutation(all).Draw(t, "order")); a != b {
			t.Fatalf("relations %v, in another order %v", a, b)
		}
	})
}

// Ratios are told in one unit, from the ends that are nearest.
func TestRatio(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"ten men died", "200 men died", 20},
		{"200 men died", "ten men died", 20},
		{"they walked 2 km", "they walked 500 metres", 4},
		{"ten to twenty men died", "fifteen men died", 1},
		{"ten men died", "they walked 2 km", 1},
		{"£10 was paid", "$1000 was paid", 1},
	} {
		a, b := figure.Read(tt.a, "en"), figure.Read(tt.b, "en")
		if len(a) != 1 || len(b) != 1 {
			t.Fatalf("%q and %q have %d and %d figures, want 1", tt.a, tt.b, len(a), len(b))
		}
		if got := figure.Ratio(a[0], b[0]); got != tt.want {
			t.Errorf("Ratio(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
