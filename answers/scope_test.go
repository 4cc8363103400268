package answers

import (
	"fmt"
	"strings"
	"testing"

	"variorum/answers/figure"
)

// Figures that are said of different parts of a whole are not compared.
func TestFiguresOfOtherPartsAreUnlike(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		want       relation
	}{
		{"the same of the same", "They met 9 witnesses.", "They met 11 witnesses.", differ},
		{"of other days", "They met 9 witnesses on the second day.", "They met 11 witnesses on the third day.", unlike},
		{"of a day, and of all", "They met 9 witnesses on the first day.", "They met 11 witnesses.", unlike},
		{"of a day, and of all, and the same", "They met 9 witnesses on the first day.", "They met nine witnesses.", agree},
		{"the first time is no part", "They met 9 witnesses for the first time.", "They met 11 witnesses.", differ},
		{"of other years", "In 2018 they met 9 witnesses.", "In 2019 they met 11 witnesses.", unlike},
		{"of the same year", "In 2018 they met 9 witnesses.", "They met 11 witnesses in 2018.", differ},
		{"of last year, and of this", "Last year they met 9 witnesses.", "They met 11 witnesses.", unlike},
		{"beside a clause on last year", "They met 9 witnesses, three times as many as last year.", "They met 11 witnesses.", differ},
		{"small coins of any currency", "They paid 0.40 euros.", "They paid 50 cents.", unlike},
	} {
		t.Run(tt.name, func(t *testing.T) {
			first := func(text string) counted {
				found := readFigures(text, "en")
				if len(found) == 0 {
					t.Fatalf("readFigures(%q) found none", text)
				}
				return counted{Figure: found[0], scope: scopeOf(text, found, 0, readTimes(text, "en"))}
			}
			a, b := first(tt.a), first(tt.b)
			if got, back := sameFigure(a, b), sameFigure(b, a); got != tt.want || back != tt.want {
				t.Errorf("sameFigure(%q, %q) = %d, the other way round %d, want %d", tt.a, tt.b, got, back, tt.want)
			}
		})
	}
}

// What a figure is of ends before the next number.
func TestHeadsEndBeforeTheNextNumber(t *testing.T) {
	const text = "Take 200 grams of butter and four eggs."
	var got []string
	for _, f := range readFigures(text, "en") {
		got = append(got, f.Span.In(text))
	}
	if want := "200 grams of butter|four eggs"; strings.Join(got, "|") != want {
		t.Errorf("readFigures(%q) = %q, want %q", text, got, want)
	}
}

// Of 10,000 numbers or dates in one sentence none is compared, and no time is spent on it.
func TestListsAreNotCompared(t *testing.T) {
	var numbers, dates strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&numbers, "%d boats, ", i+2)
		fmt.Fprintf(&dates, "on %d May %d, ", i%31+1, 1800+i%200)
	}
	if got := readFigures(numbers.String(), "en"); len(got) != 0 {
		t.Errorf("%d figures of a list", len(got))
	}
	if got := readTimes(dates.String(), "en"); len(got) != 0 {
		t.Errorf("%d times of a list", len(got))
	}
}

// Whatever figures are read, each spans its number and ends before the number of the next.
func FuzzReadFigures(f *testing.F) {
	for _, s := range []string{"ten corners and four corners", "of them 3 and 4", "\xff5 and \xfe6", "200 grams of butter and four eggs", "1'234 and 5\" and 6'"} {
		f.Add(s, "en")
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		found := readFigures(text, language)
		for i, x := range found {
			if x.Span.Start > x.Number.Start || x.Number.End > x.Span.End || x.Span.End > len(text) || x.Head.Start > x.Head.End {
				t.Fatalf("figure %d of %q: span %v, number %v, head %v", i, text, x.Span, x.Number, x.Head)
			}
			scopeOf(text, found, i, readTimes(text, language))
			if figure.Same(x, x) != figure.Agree {
				t.Fatalf("figure %d of %q does not agree with itself", i, text)
			}
		}
	})
}
