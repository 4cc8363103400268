package when

import (
	"slices"
	"strings"
)

// A dated is a point that was read, with the tokens that state it.
type dated struct {
	point, other       Point
	to                 int
	ambiguous, invalid bool
	weak               bool // a bare year or month, which only its neighbours make one
}

// Years that a number of four digits may be.
const (
	firstYear = 1000
	lastYear  = 2100
)

// year reads a year of four digits at token i.
func (r *reader) year(i int) (int, bool) {
	t := r.at(i)
	if r.digits(i) != 4 || t.number < firstYear || t.number > lastYear || t.glued && r.at(i-1).kind == wordToken {
		return 0, false
	}
	if next := r.at(i + 1); next.glued {
		switch {
		case next.kind == wordToken, next.word == "%", next.word == "°", next.word == "_":
			return 0, false
		case (next.word == "," || next.word == "." || next.word == ":") && r.at(i+2).glued && r.at(i+2).kind == numberToken:
			return 0, false
		}
	}
	if before := r.at(i - 1); t.glued && (before.word == "," || before.word == "." || before.word == "$" || before.word == "£" ||
		before.word == "€" || before.word == "_" || before.word == "#") {
		return 0, false
	}
	return t.number, true
}

// month reads the name of a month at token i.
func (r *reader) month(i int) (m, to int, ok bool) {
	t := r.at(i)
	if t.kind != wordToken {
		return 0, i, false
	}
	m, ok = r.lex.months[t.word]
	if !ok || !t.upper && (r.language == "en" || r.language == "de") {
		return 0, i, false
	}
	to = i + 1
	point := r.at(to).word == "." && r.at(to).glued
	if r.language == "fr" && t.word == "sept" && !point {
		return 0, i, false
	}
	if point && len([]rune(t.word)) <= 4 && t.word != "may" && t.word != "mai" && (r.at(to+1).kind == numberToken || r.at(to+1).word == ",") {
		to++
	}
	return m, to, true
}

// days are the days of the months; February has its 29th if the year is unknown.
var days = [...]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// exists reports whether the calendar has the date.
func exists(p Point) bool {
	if p.Month < 1 || p.Month > 12 || p.Day < 1 || p.Day > days[p.Month-1] {
		return false
	}
	return p.Month != 2 || p.Day < 29 || p.Year == 0 || p.Year%4 == 0 && (p.Year%100 != 0 || p.Year%400 == 0)
}

// dates reads the date, or the range of dates, that begins at token i.
func (r *reader) dates(i int) (match, bool) {
	if m, ok := r.dayRange(i); ok {
		return m, true
	}
	j := i + longest(r, i, r.lex.open)
	if j > i {
		j = r.skipArticle(j)
		if a, ok := r.point(j); ok {
			if m, ok := r.rangeFrom(i, a, true); ok {
				return m, true
			}
		}
		return match{}, false
	}
	a, ok := r.point(i)
	if !ok {
		return match{}, false
	}
	if m, ok := r.rangeFrom(i, a, false); ok {
		return m, true
	}
	if a.weak && !r.supported(i, a) {
		return match{}, false
	}
	t := Time{Kind: Date, From: a.point, To: a.point, Other: a.other, Ambiguous: a.ambiguous, Invalid: a.invalid}
	return match{i, a.to, t}, true
}

func (r *reader) skipArticle(i int) int {
	switch r.word(i) {
	case "the", "el", "le", "la", "dem", "den":
		return i + 1
	}
	return i
}

// supported reports whether the words before a bare year or month make it one.
func (r *reader) supported(i int, a dated) bool {
	if a.point.Year == 0 {
		if longestBefore(r, i, r.lex.alone) > 0 {
			return r.language != "en" && r.language != "de" || r.word(i-1) != "the" && r.word(i-1) != "and" && r.word(i-1) != "to"
		}
		return false
	}
	before, after := r.at(i-1), r.at(a.to)
	if r.toks[i].glued && before.word == "(" && (after.word == ")" || after.word == ",") {
		return true
	}
	if longest(r, i+1, r.lex.yearOut) > 0 || longestBefore(r, i, r.lex.yearWords) > 0 {
		return true
	}
	if longestBefore(r, i, r.lex.yearIn) == 0 {
		return r.language == "de" && r.toks[i].kind == numberToken && a.to == i+1 && r.bareGerman(i, a.point.Year)
	}
	// "to 1200 families", "and 1500 houses": what is counted stands behind.
	if w := r.word(a.to); w != "" && !r.toks[a.to].glued {
		switch before.word {
		case "to", "and", "of", "for", "about", "around", "or", "by", "from", "von", "und", "um", "bis", "nach", "etwa", "a", "y", "de", "et",
			"environ", "и", "до", "к", "около", "entre", "cerca de":
			return a.point.Year >= 1900 && followers[r.language][w] || before.word == "of" && strings.HasSuffix(w, "ed")
		}
	}
	return true
}

// German puts a year without a preposition. It is one where a number of things would have another grammar: behind an adverb of time or a verb in the
// singular, before such a verb at the beginning of a sentence, and between an article in the singular and a participle.
var (
	germanSingular = words(`wurde, war, ist, kam, ging, begann, starb, entstand, erschien, folgte, übernahm, zog, fiel, schloss, endete, wird, geriet,
		trat, brannte, öffnete, gründete, heiratete, kehrte`)
	germanOnce    = words("zuletzt, erstmals, dann, wieder, endgültig, letztmals, damals, später, zunächst, spätestens")
	germanArticle = map[string][]string{
		"die": {"te", "ne"}, "der": {"te", "ne"}, "das": {"te", "ne"}, "eine": {"te", "ne"}, "ein": {"tes", "ter", "nes", "ner"},
		"dem": {"ten", "nen"}, "des": {"ten", "nen"}, "einem": {"ten", "nen"}, "einer": {"ten", "nen"}, "eines": {"ten", "nen"},
	}
)

// bareGerman reports whether the number y at token i is a year by the words beside it. Numbers of hundreds are left out: they are mostly counts.
func (r *reader) bareGerman(i, y int) bool {
	if y < 1700 || y%100 == 0 || r.toks[i].glued {
		return false
	}
	before, after := r.at(i-1), r.at(i+1)
	low := after.kind == wordToken && !after.upper && !after.glued
	stop := after.kind == markToken && strings.Contains(".,;!?", after.word)
	switch {
	case germanSingular[before.word], germanOnce[before.word]:
		return low || stop
	case i == 0 || before.kind == markToken && strings.Contains(".!?", before.word):
		return low && germanSingular[after.word]
	}
	return low && slices.ContainsFunc(germanArticle[before.word], func(end string) bool { return strings.HasSuffix(after.word, end) })
}

// followers are words that may follow a date and are not counted.
var followers = map[string]set{
	"en": words(`the, and, when, but, he, she, it, they, there, as, that, was, were, had, has, is, in, on, at, to, we, no, a, or, which, this,
		until, onwards, onward, after, before, by, for, from, with`),
	"de": words("und, war, wurde, wurden, waren, ist, hat, hatte, im, in, am, bis, der, die, das, als, kam, gab, es, er, sie, an"),
	"es": words("y, el, la, los, las, fue, en, se, que, hasta, no, a, cuando, con, por"),
	"fr": words("et, le, la, les, il, elle, on, est, fut, en, à, au, que, qui, l, avec, par"),
	"ru": words("и, в, на, был, была, было, были, он, она, они, по, до, с, когда, к"),
}

// point reads one date at token i.
func (r *reader) point(i int) (dated, bool) {
	if d, ok := r.allDigits(i); ok {
		return d, true
	}
	if d, ok := r.century(i); ok {
		return d, true
	}
	if d, ok := r.decade(i); ok {
		return d, true
	}
	if d, ok := r.dayMonth(i); ok {
		return d, true
	}
	if d, ok := r.monthDay(i); ok {
		return d, true
	}
	if s, ok := r.lex.seasons[r.word(i)]; ok {
		j := i + 1
		j += longest(r, j, r.lex.of)
		if y, ok := r.year(j); ok {
			return dated{point: Point{Year: y, Season: s}, to: r.pastYear(j + 1)}, true
		}
		return dated{}, false
	}
	if m, to, ok := r.month(i); ok {
		if y, end, ok := r.yearAfter(to); ok {
			return dated{point: Point{Year: y, Month: m}, to: end}, true
		}
		if next := r.at(to); next.kind == numberToken && r.language == "en" {
			return dated{}, false
		}
		return dated{point: Point{Month: m}, to: to, weak: true}, true
	}
	if k := longest(r, i, r.lex.yearWords); k > 0 {
		if y, ok := r.year(i + k); ok {
			return dated{point: Point{Year: y}, to: r.pastYear(i + k + 1)}, true
		}
	}
	if y, ok := r.year(i); ok {
		return dated{point: Point{Year: y}, to: r.pastYear(i + 1), weak: true}, true
	}
	return dated{}, false
}

// pastYear returns the token after the words that belong to a year before token i.
func (r *reader) pastYear(i int) int { return i + longest(r, i, r.lex.yearOut) }

// yearAfter reads the year of a day or month that ends before token i.
func (r *reader) yearAfter(i int) (y, to int, ok bool) {
	j := i
	if r.at(j).word == "," {
		j++
	}
	j += longest(r, j, r.lex.of)
	y, ok = r.year(j)
	if !ok {
		return 0, i, false
	}
	return y, r.pastYear(j + 1), true
}

// allDigits reads 2022-01-05, 5.1.2022, and 5/1/2022. The last may have the month first.
func (r *reader) allDigits(i int) (dated, bool) {
	a, s1, b, s2, c := r.at(i), r.at(i+1), r.at(i+2), r.at(i+3), r.at(i+4)
	if a.kind != numberToken || b.kind != numberToken || c.kind != numberToken || s1.word != s2.word || !s1.glued || !b.glued || !s2.glued ||
		!c.glued {
		return dated{}, false
	}
	if before := r.at(i - 1); a.glued && (before.kind == wordToken || before.word == "/" || before.word == "-" || before.word == "." ||
		before.word == "_") {
		return dated{}, false
	}
	if after := r.at(i + 5); after.glued && (after.kind == numberToken || after.kind == wordToken && after.word != "t" ||
		(after.word == s1.word || after.word == "/") && r.at(i+6).glued && r.at(i+6).kind == numberToken) {
		return dated{}, false
	}
	d := dated{to: i + 5}
	read := func(y, m, day token) (Point, bool) {
		return Point{Year: y.number, Month: m.number, Day: day.number}, m.number >= 1 && m.number <= 12 && day.number >= 1 && day.number <= 31
	}
	sep := s1.word
	if sep != "-" && sep != "." && sep != "/" {
		return d, false
	}
	if r.digits(i) == 4 && r.digits(i+2) <= 2 && r.digits(i+4) <= 2 && a.number >= firstYear && a.number <= lastYear {
		p, ok := read(a, b, c)
		d.point, d.invalid = p, !exists(p)
		return d, ok
	}
	if r.digits(i) > 2 || r.digits(i+2) > 2 || r.digits(i+4) != 4 || c.number < firstYear || c.number > lastYear {
		return d, false
	}
	dayFirst, okDay := read(c, b, a)
	monthFirst, okMonth := read(c, a, b)
	switch {
	case okDay && okMonth && sep != "." && dayFirst != monthFirst && exists(dayFirst) && exists(monthFirst):
		// The earlier of the two readings comes first, whatever the habits of the writer may be.
		d.point, d.other, d.ambiguous = monthFirst, dayFirst, true
		if dayFirst.Month < monthFirst.Month {
			d.point, d.other = dayFirst, monthFirst
		}
	case okDay:
		d.point, d.invalid = dayFirst, !exists(dayFirst)
	case okMonth && sep != ".":
		d.point, d.invalid = monthFirst, !exists(monthFirst)
	default:
		return d, false
	}
	return d, true
}

// day reads the day of a month at token i.
func (r *reader) day(i int) (day, to int, ok bool) {
	if day, to, ok = r.ordinal(i); ok {
		return day, to, day <= 31
	}
	t := r.at(i)
	if t.kind == numberToken && r.digits(i) <= 2 && t.number >= 1 && t.number <= 31 {
		if before := r.at(i - 1); t.glued && (before.kind == wordToken || before.word == "." || before.word == "," || before.word == "/" ||
			before.word == ":") && before.word != "l" {
			return 0, i, false
		}
		return t.number, i + 1, true
	}
	if r.language == "es" && t.kind == wordToken {
		if n, to, ok := r.number(i); ok && n <= 31 {
			return n, to, true
		}
	}
	return 0, i, false
}

// dayMonth reads "9 October 1923" and the like, with the year or without.
func (r *reader) dayMonth(i int) (dated, bool) {
	day, j, ok := r.day(i)
	if !ok {
		return dated{}, false
	}
	end := j
	j += longest(r, j, r.lex.of)
	if m, to, ok := r.month(j); ok {
		return r.whole(day, m, to), true
	}
	// "6 and 8 January" are two days of one month.
	if end == i+1 && r.at(i).kind == numberToken && conjunctions[r.word(end)] {
		if _, after, ok := r.day(r.skipArticle(end + 1)); ok {
			after += longest(r, after, r.lex.of)
			if m, to, ok := r.month(after); ok {
				d := r.whole(day, m, to)
				d.to = end
				return d, true
			}
		}
	}
	return dated{}, false
}

var conjunctions = words("and, und, y, e, et, и")

// monthDay reads "October 9, 1923".
func (r *reader) monthDay(i int) (dated, bool) {
	if r.language != "en" {
		return dated{}, false
	}
	m, j, ok := r.month(i)
	if !ok {
		return dated{}, false
	}
	if r.word(j) == "the" {
		j++
	}
	day, to, ok := r.day(j)
	if !ok || r.at(to).kind == wordToken && r.at(to).glued || r.at(to).word == ":" {
		return dated{}, false
	}
	return r.whole(day, m, to), true
}

// whole adds the year that may follow a day and month.
func (r *reader) whole(day, month, to int) dated {
	d := dated{point: Point{Month: month, Day: day}, to: to}
	if y, end, ok := r.yearAfter(to); ok {
		d.point.Year, d.to = y, end
	}
	d.invalid = !exists(d.point)
	return d
}

// century reads "nineteenth century", "siglo XIX", "XIXe siècle".
func (r *reader) century(i int) (dated, bool) {
	of := func(n, to int) (dated, bool) {
		return dated{point: Point{Year: (n - 1) * 100, Years: 100}, to: to}, n >= 1 && n <= 30
	}
	if k := longest(r, i, r.lex.century); k > 0 && r.language == "es" {
		if n, ok := roman(r.word(i + k)); ok && r.at(i+k).upper {
			return of(n, i+k+1)
		}
		return dated{}, false
	}
	n, j, ok := r.ordinal(i)
	if !ok && r.at(i).upper {
		n, ok = roman(r.word(i))
		j = i + 1
	}
	if !ok && r.at(i).kind == numberToken && r.language != "en" {
		n, j, ok = r.number(i)
	}
	if !ok {
		return dated{}, false
	}
	if r.at(j).word == "." && r.at(j).glued || r.at(j).word == "-" && r.at(j).glued {
		j++
	}
	k := longest(r, j, r.lex.century)
	if k == 0 || r.language == "ru" && r.word(j) == "в" && (r.at(i).kind == numberToken || r.at(j).upper) {
		return dated{}, false
	}
	return of(n, j+k)
}

// decade reads "1930s", "1930er Jahre", "années 1930", "the thirties".
func (r *reader) decade(i int) (dated, bool) {
	of := func(y, to int) (dated, bool) {
		return dated{point: Point{Year: y, Years: 10}, to: to}, y%10 == 0 && y >= firstYear && y <= lastYear
	}
	if k := longest(r, i, r.lex.decadeIn); k > 0 {
		if y, ok := r.lex.decades[r.word(i+k)]; ok {
			if r.language == "de" && longest(r, i+k+1, r.lex.yearWords) == 0 && r.word(i+k+1) != "jahren" {
				return dated{}, false
			}
			to := i + k + 1
			if r.language == "de" {
				to++
			}
			return of(y, to)
		}
		if t := r.at(i + k); t.kind == numberToken && r.language != "en" && r.language != "de" && t.number%10 == 0 {
			switch {
			case r.digits(i+k) == 4:
				return of(t.number, i+k+1)
			case r.digits(i+k) == 2 && t.number >= 20:
				return of(1900+t.number, i+k+1)
			}
		}
	}
	if y, ok := r.lex.decades[r.word(i)]; ok && r.language == "ru" && longest(r, i+1, r.lex.yearOut) > 0 {
		return of(y, r.pastYear(i+1))
	}
	t := r.at(i)
	if t.kind != numberToken || t.glued && r.at(i-1).kind == wordToken {
		return dated{}, false
	}
	j := i + 1
	if m := r.at(j); (m.word == "-" || m.word == "'") && m.glued {
		j++
	}
	end := r.at(j)
	if end.kind != wordToken || !end.glued {
		return dated{}, false
	}
	for _, s := range r.lex.decade {
		if end.word != s {
			continue
		}
		y := t.number
		if r.digits(i) == 2 && y >= 20 {
			y += 1900
		}
		to := j + 1
		switch r.language {
		case "ru":
			n := longest(r, to, r.lex.yearOut)
			if n == 0 {
				return dated{}, false
			}
			to += n
		case "de":
			w := r.word(to)
			if w == "jahre" || w == "jahren" {
				to++
			} else if r.digits(i) == 2 {
				return dated{}, false
			}
		}
		return of(y, to)
	}
	return dated{}, false
}

// dayRange reads "3-5 January 1920" and "from 3 to 5 January".
func (r *reader) dayRange(i int) (match, bool) {
	k := longest(r, i, r.lex.open)
	j := i + k
	first, j, ok := r.day(r.skipArticle(j))
	if !ok {
		return match{}, false
	}
	if j = r.divider(j, k > 0); j < 0 {
		return match{}, false
	}
	d, ok := r.dayMonth(r.skipArticle(j))
	if !ok || first >= d.point.Day || d.invalid {
		return match{}, false
	}
	from := d.point
	from.Day = first
	return match{i, d.to, Time{Kind: Date, From: from, To: d.point}}, true
}

// divider returns the token after what divides a range at token i, or -1.
func (r *reader) divider(i int, opened bool) int {
	if t := r.at(i); t.word == "-" && t.kind == markToken {
		return i + 1
	}
	if k := longest(r, i, r.lex.to); k > 0 {
		return i + k
	}
	if k := longest(r, i, r.lex.and); k > 0 && opened {
		return i + k
	}
	return -1
}

// rangeFrom reads the rest of a range that begins with a.
func (r *reader) rangeFrom(i int, a dated, opened bool) (match, bool) {
	j := r.divider(a.to, opened)
	if j < 0 || a.ambiguous || a.invalid || a.point.Day == 0 && a.point.Month != 0 && !opened && r.at(a.to).word != "-" && !r.supported(i, a) {
		return match{}, false
	}
	j = r.skipArticle(j)
	b, ok := r.point(j)
	if !ok || b.ambiguous || b.invalid {
		return r.shortYear(i, a, j)
	}
	from, to := a.point, b.point
	if precision(from) != precision(to) || from.Years != to.Years || (from.Season == 0) != (to.Season == 0) {
		return match{}, false
	}
	if from.Year == 0 {
		from.Year = to.Year
		if to.Year != 0 && from.Month > to.Month {
			return match{}, false
		}
	}
	if to.Year == 0 && from.Year != 0 && from.Month > to.Month {
		return match{}, false
	}
	if to.Year == 0 {
		to.Year = from.Year
	}
	if from.Year > to.Year || from.Year == to.Year && from.Year != 0 && (from.Month > to.Month || from.Month == to.Month && from.Day > to.Day) {
		return match{}, false
	}
	// Two bare numbers of four digits are years if an opener or a hyphen without blanks says so.
	if a.weak && b.weak && from.Year != 0 && !opened && !(r.at(a.to).glued && r.at(j).glued) && !r.supported(i, a) {
		return match{}, false
	}
	return match{i, b.to, Time{Kind: Date, From: from, To: to}}, true
}

// shortYear reads "1914-18".
func (r *reader) shortYear(i int, a dated, j int) (match, bool) {
	t := r.at(j)
	if !a.weak || a.point.Year == 0 || t.kind != numberToken || r.digits(j) != 2 || !t.glued || r.at(j-1).word != "-" && r.at(j-1).word != "/" ||
		!r.at(j-1).glued {
		return match{}, false
	}
	y := a.point.Year - a.point.Year%100 + t.number
	if next := r.at(j + 1); y <= a.point.Year || next.glued && (next.word == "-" || next.word == "." && r.at(j+2).glued || next.kind == wordToken) {
		return match{}, false
	}
	to := a.point
	to.Year = y
	return match{i, j + 1, Time{Kind: Date, From: a.point, To: to}}, true
}

// precision returns how many of year, month, and day a date goes down to.
func precision(p Point) int {
	switch {
	case p.Day != 0:
		return 3
	case p.Month != 0:
		return 2
	}
	return 1
}
