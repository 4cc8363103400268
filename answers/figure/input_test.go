package figure_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"variorum/answers/figure"
	"variorum/answers/readertest"
	"variorum/corpus"
)

// Numbers are read with the separators of all their writers.
func TestSeparators(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "1,234.5 km", "2469/2 km"},
		{"de", "1.234,5 km", "2469/2 km"},
		{"fr", "1 234,5 km", "2469/2 km"},
		{"fr", "1\u202f234,5 km", "2469/2 km"},
		{"ru", "1\u00a0234,5 км", "2469/2 km"},
		{"de", "1'234.5 km", "2469/2 km"},
		{"de", "1’234’567 Briefe", "1234567 <Briefe>"},
		{"en", "1,234,567 letters", "1234567 <letters>"},
		{"de", "1.234.567 Briefe", "1234567 <Briefe>"},
		{"en", "20 000 letters", "20000 <letters>"},
		{"en", "١٢٣ letters", "123 <letters>"},
		{"en", "١٬٢٣٤٫٥ km", "2469/2 km"},
		{"en", "1.234 km", "617/500 km"},
		{"de", "1.234 km", "1234 km"},
		{"es", "1,234 cartas", "1234 <cartas>"},
		{"en", "0.5 km", "1/2 km"},
		{"en", "400,000 crowns", "400000 crown"},
		{"de", "400.000 Kronen", "400000 crown"},
		{"ru", "400 000 крон", "400000 crown"},
		{"en", "5.000.00 km", ""},
		{"en", "1,23,456 km", ""},
	} {
		var got []string
		for _, f := range figure.Read(c.text, c.language) {
			got = append(got, show(c.text, f))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("Read(%q, %q) = %q, want %q", c.text, c.language, s, c.want)
		}
	}
}

// A number counts without a noun behind it if one for many stands before it, or a pronoun or nothing behind it; a time may have an article for a number.
func TestBareNumbers(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "She had a crew of nine.", "9 <crew>"},
		{"en", "a crew of about nine and a boy", "~9 <crew>"},
		{"en", "a crew of twelve men", "12 <men>"},
		{"en", "Eight of them drowned.", "8"},
		{"en", "Eight of them, I believe, are wooden.", "8"},
		{"en", "The boat rescued three.", "3"},
		{"en", "The boat rescued three and lost one.", "3"},
		{"en", "a boy of 15 who fell ill", "15 y age"},
		{"en", "Leo Brandt, a student of twenty-one, died.", "21 y age"},
		{"en", "the man of the year", ""},
		{"de", "ein Junge von 15, der krank wurde", "15 y age"},
		{"en", "He was buried 1861.", ""},
		{"en", "He was killed at three.", ""},
		{"en", "We sat on three.", ""},
		{"en", "It blew for a week.", "1 wk"},
		{"en", "It took more than an hour and a half.", ">3/2 h"},
		{"en", "It lasted nearly a fortnight.", "^1 fn"},
		{"en", "Once a week, a year ago, a day later.", ""},
		{"de", "eine Besatzung von neun", "9 <Besatzung>"},
		{"de", "Acht von ihnen ertranken.", "8"},
		{"de", "Es dauerte eine Woche.", "1 wk"},
		{"de", "Er kam eine Woche später.", ""},
		{"fr", "un équipage de neuf", "9 <équipage>"},
		{"fr", "Huit d'entre eux sont morts.", "8"},
		{"es", "una tripulación de nueve", "9 <tripulación>"},
		{"es", "Ocho de ellos murieron.", "8"},
		{"ru", "экипаж из девяти", "9 <экипаж>"},
		{"ru", "Восемь из них утонули.", "8"},
	} {
		var got []string
		for _, f := range figure.Read(c.text, c.language) {
			got = append(got, show(c.text, f))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("Read(%q, %q) = %q, want %q", c.text, c.language, s, c.want)
		}
	}
}

// What has digits and is no figure is left alone.
func TestNoFigures(t *testing.T) {
	for _, text := range []string{
		"Call +44 20 7946 0018 or (030) 12345-67.", "IBAN DE89 3704 0044 0532 0130 00", "See https://example.org/2020/12/40-boats for more.",
		"Write to 40boats@example.org.", "This is said elsewhere.[12]", "This is said elsewhere (3).", "1. The first point", "2) The second point",
		"Release 1.2.3 of 2.4", "the B-52 and the A4 and Mi-8", "It is 20:43.", "It is 6.40 by the clock at 6.40.", "on 31 December 1999",
		"on December 31, 1999",
		"09/03/2021", "2021-03-09", "in 1984", "(1984)", "the 1980s", "from 1990 to 2019", "1941-1945", "the 1999 elections", "§ 5 and Art. 7",
		"No. 12", "p. 41", "chapter ten",
		"He was at Nine Hundred that day.", "Louis XIV and Pius IX", "one another", "no one", "twenty to seven", "at half past six", "007",
		"¹ ² ³", "x = 12", "", " ", "\xff\xfe", "12",
	} {
		for _, f := range figure.Read(text, "en") {
			t.Errorf("Read(%q) = %q", text, show(text, f))
		}
	}
}

// A huge number is read exactly, and one without end not at all.
func TestHugeNumbers(t *testing.T) {
	if got := figure.Read("12345678901234567890 stars", "en"); len(got) != 1 || got[0].Low.RatString() != "12345678901234567890" {
		t.Errorf("a number of 20 digits: %v", got)
	}
	if got := figure.Read(strings.Repeat("9", 100000)+" stars", "en"); len(got) != 0 {
		t.Errorf("a number of 100,000 digits: %d figures", len(got))
	}
}

// The words of the head and of what is said of it are kept apart.
func TestTerms(t *testing.T) {
	for _, c := range []struct {
		text                string
		head, before, after string
	}{
		{"About 225 people needlessly lost their lives.", "people", "", "needlessly lost lives"},
		{"The flood took the lives of 20 young farmers.", "young farmers", "flood took lives", ""},
		{"The court fined 12 drivers and 3 owners.", "drivers|owners", "court fined|court fined", "|"},
		{"164 dead, of them 103 in the city.", "dead|dead", "|", "|city"},
	} {
		var head, before, after []string
		for _, f := range figure.Read(c.text, "en") {
			head = append(head, strings.Join(termWords(f.HeadTerms), " "))
			before = append(before, strings.Join(termWords(f.Before), " "))
			after = append(after, strings.Join(termWords(f.After), " "))
		}
		got := [3]string{strings.Join(head, "|"), strings.Join(before, "|"), strings.Join(after, "|")}
		if diff := cmp.Diff([3]string{c.head, c.before, c.after}, got); diff != "" {
			t.Errorf("Read(%q): head, before, after (-want +got):\n%s", c.text, diff)
		}
	}
}

// check fails if a figure of text breaks what Figure promises.
func check(t *testing.T, text string, fs []figure.Figure) {
	t.Helper()
	last := 0
	for i, f := range fs {
		spans := []corpus.Span{f.Span, f.Number, f.Head}
		for _, ts := range [][]figure.Term{f.HeadTerms, f.Before, f.After} {
			for _, term := range ts {
				spans = append(spans, term.Span)
			}
		}
		for _, s := range spans {
			if s.Start < 0 || s.End < s.Start || s.End > len(text) || !boundary(text, s.Start) || !boundary(text, s.End) {
				t.Fatalf("figure %d of %q: span %v", i, text, s)
			}
		}
		if f.Number.Len() == 0 || f.Number.Start < f.Span.Start || f.Number.End > f.Span.End || f.Head.Len() > 0 && (f.Head.Start < f.Span.Start ||
			f.Head.End > f.Span.End) {
			t.Fatalf("figure %d of %q: number %v or head %v outside %v", i, text, f.Number, f.Head, f.Span)
		}
		if f.Number.Start < last {
			t.Fatalf("figure %d of %q: number %v begins before %d", i, text, f.Number, last)
		}
		last = f.Number.End
		if f.Low.Cmp(f.High) > 0 || f.Step.Sign() <= 0 || f.Whole >= i || f.Whole < -1 {
			t.Fatalf("figure %d of %q: %+v", i, text, f)
		}
		if figure.Same(f, f) != figure.Agree {
			t.Fatalf("figure %d of %q does not agree with itself", i, text)
		}
		if i > 0 && figure.Same(f, fs[i-1]) != figure.Same(fs[i-1], f) {
			t.Fatalf("figures %d and %d of %q: not symmetric", i-1, i, text)
		}
	}
}

func boundary(s string, i int) bool {
	return i == 0 || i == len(s) || utf8.RuneStart(s[i]) || !utf8.ValidString(s)
}

// Whatever the text, spans are slices on rune boundaries and reading twice reads the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"About 225 people, of whom 19 were police or army.", "5 ft 8 in", "\\$370 million", "−12 °C", "½", "1/2", "a half of a half", "٣٫٥",
		"10-15-20", "zwei und zwanzig", "\xff5\xfe",
		"quatre-vingt-dix-neuf mille", "две трети", "полтора миллиона", "twenty-", "-", "$", "$-5m", "five hundred and", "from 10 to",
		"between 10 and", "1,2,3,4", "три тысячи тысяч тысяч",
	} {
		for _, language := range []string{"en", "de", "es", "fr", "ru", "kk"} {
			f.Add(s, language)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		fs := figure.Read(text, language)
		check(t, text, fs)
		if again := figure.Read(text, language); fmt.Sprint(again) != fmt.Sprint(fs) {
			t.Fatalf("Read(%q, %q) twice differs", text, language)
		}
	})
}

// long makes texts of n numbers.
func long(n int) map[string]string {
	return map[string]string{
		"heads":    strings.Repeat("At least 1,234 people and 20 to 30 houses, of them 12 in the city, cost $5.5 million. ", n/5),
		"table":    strings.Repeat("12 345 6.7\t", n/3),
		"list":     strings.Repeat("12, 345, 6.7, ", n/3),
		"words":    strings.Repeat("one hundred and twenty-two thousand ", n/5),
		"ones":     strings.Repeat("one ", n),
		"digits":   strings.Repeat("7", n),
		"dotted":   strings.Repeat("7.", n),
		"commas":   strings.Repeat("777,", n),
		"hyphens":  strings.Repeat("seven-", n),
		"dashes":   strings.Repeat("7-", n),
		"brackets": strings.Repeat("(7) ", n),
		"parts":    strings.Repeat("of them 12 were police ", n),
	}
}

// The cost of a text grows with its length: twenty times the numbers cost about twenty times as much, and not four hundred times.
func TestCostIsLinear(t *testing.T) {
	readertest.Linear(t, long, func(text string) { figure.Read(text, "en") })
}

func BenchmarkRead(b *testing.B) {
	text := long(10000)["heads"]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		figure.Read(text, "en")
	}
}

func BenchmarkReadProse(b *testing.B) {
	text := strings.Repeat("The harbour was quiet that morning and nobody had asked why the gates stood open, "+
		"for it was early and the wind came from the sea. Some 40 boats lay at the quay. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		figure.Read(text, "en")
	}
}
