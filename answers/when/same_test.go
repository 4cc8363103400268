package when_test

import (
	"testing"

	"pgregory.net/rapid"

	"variorum/answers/when"
)

// one reads the only time of a text.
func one(t interface{ Fatalf(string, ...any) }, text string) when.Time {
	ts := when.Read(text, "en")
	if len(ts) != 1 {
		t.Fatalf("Read(%q) = %d times, want 1", text, len(ts))
	}
	return ts[0]
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       when.Relation
	}{
		{"one day in two writings", "on 9 October 1923", "on October 9, 1923", when.Agree},
		{"two days", "on 9 October 1923", "on 10 October 1923", when.Differ},
		{"a month and a day in it", "in January 2022", "on 5 January 2022", when.Compatible},
		{"a month and a day outside", "in January 2022", "on 5 February 2022", when.Differ},
		{"a year and a day in it", "in 2022", "on 5 January 2022", when.Compatible},
		{"a day without its year", "on 5 January", "on 5 January 2022", when.Compatible},
		{"two days without a year", "on 5 January", "on 6 January", when.Differ},
		{"one day without a year", "on 5 January", "on January 5", when.Agree},
		{"a year and a day without one", "in 2022", "on 5 January", when.Incomparable},
		{"about a year", "around 1900", "in 1901", when.Agree},
		{"about a year, farther", "around 1900", "in 1904", when.Compatible},
		{"about a year, far", "around 1900", "in 1920", when.Differ},
		{"before a year", "before 1914", "in 1912", when.Compatible},
		{"before an earlier year", "before 1914", "in 1920", when.Differ},
		{"a range and a year in it", "from 1990 to 2019", "in 2000", when.Compatible},
		{"a range in two writings", "from 1990 to 2019", "in 1990-2019", when.Agree},
		{"a decade and a year", "in the 1930s", "in 1934", when.Compatible},
		{"two seasons of one year", "in the summer of 1921", "in the spring of 1921", when.Differ},
		{"two readings and one of them", "09/03/2021", "on 9 March 2021", when.Compatible},
		{"two readings and neither", "09/03/2021", "on 10 March 2021", when.Differ},
		{"two readings twice", "09/03/2021", "9/3/2021", when.Agree},
		{"a date that does not exist", "on 31 February 1950", "on 31 February 1950", when.Incomparable},
		{"about a quarter to nine", "about a quarter to nine", "at 20:43", when.Agree},
		{"a quarter to nine", "a quarter to nine", "at 20:43", when.Compatible},
		{"twenty to seven in digits", "at twenty to seven", "at 6.40", when.Agree},
		{"twenty to seven in the evening", "at twenty to seven in the evening", "at 18:40", when.Agree},
		{"the other half of the day", "at twenty to seven in the evening", "at 06:40", when.Differ},
		{"shortly after seven", "shortly after seven o'clock", "at 7.20 pm", when.Compatible},
		{"shortly after seven and before it", "shortly after seven o'clock", "at 6.40", when.Differ},
		{"midnight", "at midnight", "at 24:00", when.Agree},
		{"a date and a time", "in 1923", "at 20:43", when.Incomparable},
		{"the next day", "the next day", "the next day", when.Incomparable},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := one(t, c.a), one(t, c.b)
			if got := when.Same(a, b); got != c.want {
				t.Errorf("Same(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
			}
			if got := when.Same(b, a); got != c.want {
				t.Errorf("Same(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct{ name, relative, anchor, want string }{
		{"the day after the last of a month", "the next day", "on 31 January 2022", "2022-02-01"},
		{"a leap day", "the next day", "on 28 February 2020", "2020-02-29"},
		{"weeks are seven days", "three weeks earlier", "on 9 October 1923", "1923-09-18"},
		{"months give a month", "fourteen months before", "on 9 October 1923", "1922-08"},
		{"years give a year", "two years ago", "on 9 October 1923", "1921"},
		{"the part of the day is kept", "the following morning", "on 9 October 1923", "1923-10-10"},
		{"a day without a year", "two days later", "on 5 January", "--01-07"},
		{"a day whose month's length depends on the year", "two days later", "on 28 February", ""},
		{"days from a month", "the next day", "in January 2022", ""},
		{"a year from a month", "last year", "in January 2022", "2021"},
		{"days from a date with two readings", "the next day", "09/03/2021", ""},
		{"days from a range", "the next day", "3-5 January 2022", ""},
		{"minutes from a time of day", "ten minutes later", "at 20:43", "T20:53"},
		{"hours past midnight", "four hours later", "at 20:43", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if r, ok := when.Resolve(one(t, c.relative), one(t, c.anchor)); ok {
				got = show(r)
			}
			if got != c.want {
				t.Errorf("Resolve(%q, %q) = %q, want %q", c.relative, c.anchor, got, c.want)
			}
		})
	}
}

func drawTime(t *rapid.T, label string) when.Time {
	qualifier := rapid.SampledFrom([]string{"", "about ", "before ", "after ", "shortly after ", "shortly before "}).Draw(t, label+" qualifier")
	text := rapid.SampledFrom([]string{
		"9 October 1923", "10 October 1923", "October 1923", "in 1923", "in 1925", "5 January", "3-5 January 1923", "from 1920 to 1930",
		"the 1920s", "09/03/1923", "31 February 1923",
		"the summer of 1923", "the nineteenth century", "20:43", "a quarter to nine", "7 pm", "seven o'clock", "midnight", "24:00", "the next day",
	}).Draw(t, label)
	ts := when.Read(qualifier+text, "en")
	if len(ts) != 1 {
		t.Fatalf("Read(%q) = %d times", qualifier+text, len(ts))
	}
	return ts[0]
}

// Whatever is compared, the order of the two does not matter, and what can be compared agrees with itself.
func TestSameIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawTime(t, "a"), drawTime(t, "b")
		if x, y := when.Same(a, b), when.Same(b, a); x != y {
			t.Fatalf("Same(a, b) = %d, Same(b, a) = %d", x, y)
		}
		if got := when.Same(a, a); got != when.Agree && got != when.Incomparable {
			t.Fatalf("Same(a, a) = %d", got)
		}
	})
}

// How many pairs of a list agree does not depend on the order of the list.
func TestSameIsTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []when.Time
		for range rapid.IntRange(2, 6).Draw(t, "n") {
			all = append(all, drawTime(t, "time"))
		}
		count := func(list []when.Time) (n [4]int) {
			for i := range list {
				for j := range i {
					n[when.Same(list[i], list[j])]++
				}
			}
			return n
		}
		if a, b := count(all), count(rapid.Permutation(all).Draw(t, "order")); a != b {
			t.Fatalf("relations %v, in another order %v", a, b)
		}
	})
}
