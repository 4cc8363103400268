// Package when reads the dates and times of day of a text, absolute and relative, in English, German, Spanish, French,
// and Russian.
package when

import "variorum/corpus"

// A Time is a date, a time of day, or a distance from another time, as a text states it.
type Time struct {
	// Span covers the whole expression with its qualifier, in bytes of the text that was read.
	Span      corpus.Span
	Kind      Kind
	Qualifier Qualifier
	// From and To are equal for a single date or time, and the ends of a range otherwise, both included. They are
	// zero for Relative.
	From, To Point
	// Other is the second reading of an Ambiguous date: 9/10/1923 is 9 October and September 10.
	Other Point
	// Ambiguous says that the date has two readings, From and Other.
	Ambiguous bool
	// Invalid says that the text states a date that does not exist, such as 31 February. From has the numbers as they stand.
	Invalid bool
	// Offset is the distance of a Relative time from its anchor.
	Offset Offset
}

// A Kind tells dates, times of day, and distances apart.
type Kind uint8

const (
	Date Kind = iota
	Clock
	Relative
)

// A Qualifier says how a text bounds its time.
type Qualifier uint8

const (
	Exact Qualifier = iota
	About
	Before
	After
	SoonBefore // "shortly before"
	SoonAfter
)

// A Point is a date or a time of day, as precise as the text has it. Fields that are 0 are not stated.
type Point struct {
	Year       int
	Month, Day int
	Season     Season // of Year
	// Years is 10 for a decade and 100 for a century that begin with Year; 0 otherwise.
	Years int
	// Hour is 0 to 24 and Minute 0 to 59, for times of day. Half says that the text leaves open which half of the
	// day is meant: the time may also be twelve hours later.
	Hour, Minute int
	Half         bool
}

// A Season of a year; 0 is none.
type Season uint8

const (
	Spring Season = iota + 1
	Summer
	Autumn
	Winter
)

// An Offset is a distance in time. Amount is negative for what lies before the anchor. "More than a year ago" has the
// qualifier Before and "more than a year later" has After; with "less than" it is the other way round.
type Offset struct {
	Amount int
	Unit   Unit
	// Spoken says that the anchor is the moment of speaking or writing ("yesterday", "two years ago"), and not a time that
	// the text named before ("the next day").
	Spoken bool
	Part   Part // of the day that is meant
}

// A Unit of an Offset. Weeks are counted as seven days.
type Unit uint8

const (
	Days Unit = iota
	Months
	Years
	Hours
	Minutes
)

// A Part of a day; 0 is none.
type Part uint8

const (
	Morning Part = iota + 1
	Afternoon
	Evening
	Night
)

// Read returns the times of text in the order in which they stand; their spans do not overlap. A number of four
// digits is a year only where a word, a bracket, a range, or in German the grammar beside it says so. Years of two digits, and languages other than
// "en", "de", "es", "fr", and "ru", are read only in dates that are all digits and in times such as 20:43.
func Read(text, language string) []Time {
	r := newReader(text, language)
	var times []Time
	last := 0
	for i := 0; i < len(r.toks); {
		m, ok := r.match(i)
		if !ok {
			i++
			continue
		}
		from := r.qualify(&m, last)
		m.time.Span = corpus.Span{Start: r.toks[from].start, End: r.toks[m.to-1].end}
		times = append(times, m.time)
		i, last = m.to, m.to
	}
	return times
}

// A match is a time with the tokens that state it.
type match struct {
	from, to int
	time     Time
}

// match reads the time that begins at token i.
func (r *reader) match(i int) (match, bool) {
	t := r.toks[i]
	if t.kind == wordToken && !r.lex.openers[t.word] && !r.compound(t.word) {
		return match{}, false
	}
	if m, ok := r.relative(i); ok {
		return m, true
	}
	if m, ok := r.clock(i); ok {
		return r.clockRange(m), true
	}
	return r.dates(i)
}

// qualify reads a qualifier before m, not before token last, and returns the first token of the expression.
func (r *reader) qualify(m *match, last int) int {
	from := m.from
	if m.time.Kind == Relative && m.time.Offset.Amount != 0 {
		past := m.time.Offset.Amount < 0
		if n := longestBefore(r, from, r.lex.more); n > 0 && from-n >= last {
			m.time.Qualifier = map[bool]Qualifier{true: Before, false: After}[past]
			return from - n
		}
		if n := longestBefore(r, from, r.lex.less); n > 0 && from-n >= last {
			m.time.Qualifier = map[bool]Qualifier{true: After, false: Before}[past]
			return from - n
		}
	}
	// The article or preposition between a qualifier and its time is part of the expression.
	for k := 0; k <= 3 && from-k > last; k++ {
		if k > 0 && !r.lex.between[r.at(from-k).word] {
			break
		}
		n := longestBefore(r, from-k, r.lex.before)
		if n == 0 || from-k-n < last {
			continue
		}
		q := r.lex.before[r.joined(from-k-n, n)]
		if m.time.Kind == Relative && q != About {
			break
		}
		m.time.Qualifier = q
		return from - k - n
	}
	return from
}
