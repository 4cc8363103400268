package when_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"variorum/answers/readertest"
	"variorum/answers/when"
)

// What looks like a time and is none is left alone.
func TestNoTimes(t *testing.T) {
	for _, text := range []string{
		"1,984 people", "about 1984 people", "to 1200 families", "£1923", "$2000", "No. 1999", "page 1984", "1984 sheep were counted",
		"version 2.10.1", "10.12.13.14", "John 3:16",
		"a ratio of 3:1", "a score of 21:140", "He rose to five.", "may", "She may come.", "They march on.", "in the second place", "two days",
		"5 to 12 houses", "at 6.40 metres",
		"+44 20 7946 0018", "https://example.org/2022/01/05/title", "Nine Hundred", "Louis XIV", "33/44/5555", "2022-13-05", "1-2-3", "", " ",
		"\xff\xfe", "123456789012345", "25:00", "12:60",
	} {
		for _, w := range when.Read(text, "en") {
			t.Errorf("Read(%q) = %q", text, show(w))
		}
	}
}

// A date that does not exist is said to be invalid and never moved to another day.
func TestInvalidDates(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "on 31 February 1950", "invalid"},
		{"en", "on February 30", "invalid"},
		{"en", "on 29 February 1900", "invalid"},
		{
			"en",
			"on 29 February 2000", "2000-02-29",
		},
		{"en", "on 29 February", "--02-29"},
		{"en", "on 31/04/2020", "invalid"},
		{"en", "2021-02-29", "invalid"},
		{
			"de", "am 31.4.2020",
			"invalid",
		},
		{"de", "am 31. Juni", "invalid"},
		{"ru", "31 апреля 2020 года", "invalid"},
		{"fr", "le 31 juin", "invalid"},
		{"es", "el 31 de abril", "invalid"},
	} {
		got := when.Read(c.text, c.language)
		if len(got) != 1 || show(got[0]) != c.want {
			t.Errorf("Read(%q) = %v, want %s", c.text, got, c.want)
		}
	}
}

// check fails if a time of text breaks what Time promises.
func check(t *testing.T, text string, ts []when.Time) {
	t.Helper()
	last := 0
	for i, w := range ts {
		s := w.Span
		if s.Start < last || s.End <= s.Start || s.End > len(text) || utf8.ValidString(text) && (!utf8.RuneStart(text[s.Start]) ||
			s.End < len(text) && !utf8.RuneStart(text[s.End])) {
			t.Fatalf("time %d of %q: span %v after %d", i, text, s, last)
		}
		last = s.End
		p := w.From
		if w.Kind == when.Clock && (p.Hour < 0 || p.Hour > 24 || p.Minute < 0 || p.Minute > 59) || p.Month < 0 || p.Month > 12 || p.Day < 0 ||
			p.Day > 31 {
			t.Fatalf("time %d of %q: %+v", i, text, w)
		}
		if rel := when.Same(w, w); rel != when.Agree && rel != when.Incomparable {
			t.Fatalf("time %d of %q: Same with itself = %d", i, text, rel)
		}
		for _, v := range ts[:i] {
			if when.Same(v, w) != when.Same(w, v) {
				t.Fatalf("times of %q: not symmetric: %+v, %+v", text, v, w)
			}
			when.Resolve(v, w)
			when.Resolve(w, v)
			if i > 20 {
				break
			}
		}
	}
}

// Whatever the text, spans are slices on rune boundaries and reading twice reads the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"On 9 October 1923 at 20:43, two days later", "3-5 January", "between May and July 1999", "31 February", "09/03/2021", "9.10.1923",
		"halb sieben", "las siete menos cuarto", "sept heures moins le quart",
		"без четверти семь", "XIXe siècle", "siglo XIX", "в 1930-х гг.", "a quarter to midnight", "il y a", "vor zwei", "from 1990 to",
		"\xff1990\xfe", "1990-", "at", "24:00", "from 9 am to 5 pm", "the year",
	} {
		for _, language := range []string{"en", "de", "es", "fr", "ru", "kk"} {
			f.Add(s, language)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		ts := when.Read(text, language)
		check(t, text, ts)
		if again := when.Read(text, language); fmt.Sprint(again) != fmt.Sprint(ts) {
			t.Fatalf("Read(%q, %q) twice differs", text, language)
		}
	})
}

// long makes texts of n times.
func long(n int) map[string]string {
	return map[string]string{
		"dates":  strings.Repeat("On 9 October 1923 at 20:43, two days later, from 1990 to 2019, about 5 May. ", n/5),
		"digits": strings.Repeat("7", n),
		"colons": strings.Repeat("12:", n),
		"dashes": strings.Repeat("12-", n),
		"points": strings.Repeat("12.", n),
		"from":   strings.Repeat("from ", n),
		"the":    strings.Repeat("the ", n),
		"ones":   strings.Repeat("one and ", n),
		"months": strings.Repeat("May ", n),
		"years":  strings.Repeat("1990-", n),
	}
}

// The cost of a text grows with its length: twenty times the times cost about twenty times as much, and not four hundred times.
func TestCostIsLinear(t *testing.T) {
	readertest.Linear(t, long, func(text string) { when.Read(text, "en") })
}

func BenchmarkRead(b *testing.B) {
	text := long(10000)["dates"]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		when.Read(text, "en")
	}
}

func BenchmarkReadProse(b *testing.B) {
	text := strings.Repeat("The harbour was quiet that morning and nobody had asked why the gates stood open, "+
		"for it was early and the wind came from the sea. Some 40 boats lay at the quay. ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		when.Read(text, "en")
	}
}
