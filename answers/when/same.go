package when

import "time"

// A Relation says how two times stand to one another.
type Relation uint8

const (
	// Incomparable times are of different kinds, relative, not existing, or have no part of a date in common.
	Incomparable Relation = iota
	// Agree is said of times that are equal within the precision that both state.
	Agree
	// Compatible times may both be true, but do not say the same.
	Compatible
	// Differ is said of times that cannot both be true.
	Differ
)

// Widths that qualifiers give to a time; they were chosen for this package. Those of dates are in lengths of what is
// stated (a day, a month, a year), those of times of day in minutes.
const (
	nearLengths   = 1
	remoteLengths = 5
	nearMinutes   = 10
	remoteMinutes = 30
	roundMinutes  = 5 // of an exact time that is a multiple of it
	soonMinutes   = 60
)

// Same compares two times.
//
// A date covers the days from the first to the last of what it states, a season those of its year. Two dates agree if
// they are equally precise and cover the same days; with "about", if they overlap when each such date is widened by
// its own length on both sides. They differ if they do not overlap even when those with "about" are widened by five
// lengths, and those with "before" and "after" are taken without end, the date itself included. Otherwise they are
// compatible: January 2022 and 5 January 2022. If one has no year, months and days alone are compared. Dates with two
// readings agree only if both have the same two; they differ if no reading of one is compatible with one of the
// other.
//
// Two times of day agree if they are the same minute, or with "about" no more than 10 minutes apart. They differ if
// they are more than 30 minutes apart with "about", more than 5 if one is exact and a multiple of 5 minutes, and with
// "shortly after" if the other is not in the hour that follows. A time that leaves open which half of the day is
// meant is compared in both halves, and the closer relation counts. 24:00 is 0:00.
//
// Relative times are incomparable until [Resolve] has given them a date. Same is symmetric. It is not transitive.
func Same(a, b Time) Relation {
	switch {
	case a.Kind != b.Kind || a.Kind == Relative || a.Invalid || b.Invalid:
		return Incomparable
	case a.Kind == Clock:
		return sameClock(a, b)
	case a.Ambiguous || b.Ambiguous:
		return sameReadings(a, b)
	}
	return sameDate(a, b)
}

// single returns a date that has p alone and the qualifier of t.
func single(t Time, p Point) Time { return Time{Kind: Date, Qualifier: t.Qualifier, From: p, To: p} }

func sameReadings(a, b Time) Relation {
	if a.Ambiguous && b.Ambiguous && a.From == b.From && a.Other == b.Other && a.Qualifier == b.Qualifier {
		return Agree
	}
	of := func(t Time) []Time {
		if t.Ambiguous {
			return []Time{single(t, t.From), single(t, t.Other)}
		}
		return []Time{t}
	}
	best := Incomparable
	for _, x := range of(a) {
		for _, y := range of(b) {
			switch sameDate(x, y) {
			case Agree, Compatible:
				return Compatible
			case Differ:
				best = Differ
			}
		}
	}
	return best
}

// A window is a run of days or minutes with both ends.
type window struct{ low, high int }

func (w window) overlaps(v window) bool { return w.low <= v.high && v.low <= w.high }

func (w window) widened(by int) window { return window{w.low - by, w.high + by} }

// forever is more days than any date is from another.
const forever = 1 << 30

// yearless is the year in which dates without a year are compared; it is a leap year.
const yearless = 2000

func sameDate(a, b Time) Relation {
	fromA, toA, fromB, toB := a.From, a.To, b.From, b.To
	if (fromA.Year == 0) != (fromB.Year == 0) || fromA.Year == 0 {
		if fromA.Month == 0 || fromB.Month == 0 || fromA.Year != toA.Year || fromB.Year != toB.Year {
			return Incomparable
		}
		if fromA.Year == 0 && fromB.Year == 0 {
			fromA.Year, toA.Year, fromB.Year, toB.Year = yearless, yearless, yearless, yearless
			return sameDays(a.Qualifier, b.Qualifier, fromA, toA, fromB, toB)
		}
		fromA.Year, toA.Year, fromB.Year, toB.Year = yearless, yearless, yearless, yearless
		// What one leaves out the other cannot agree on.
		if rel := sameDays(a.Qualifier, b.Qualifier, fromA, toA, fromB, toB); rel != Agree {
			return rel
		}
		return Compatible
	}
	return sameDays(a.Qualifier, b.Qualifier, fromA, toA, fromB, toB)
}

func sameDays(qa, qb Qualifier, fromA, toA, fromB, toB Point) Relation {
	wa := window{firstDay(fromA), lastDay(toA)}
	wb := window{firstDay(fromB), lastDay(toB)}
	lenA, lenB := wa.high-wa.low+1, wb.high-wb.low+1
	alike := precision(fromA) == precision(fromB) && fromA.Years == fromB.Years && fromA.Season == fromB.Season && toA.Season == toB.Season
	if fromA.Season != 0 && fromB.Season != 0 && wa == wb && fromA.Season != fromB.Season && qa == Exact && qb == Exact {
		return Differ
	}
	if alike && wa == wb && (qa == qb || qa <= About && qb <= About) {
		return Agree
	}
	points := fromA == toA && fromB == toB
	if alike && points && qa <= About && qb <= About && (qa == About || qb == About) {
		na, nb := wa, wb
		if qa == About {
			na = wa.widened(nearLengths * lenA)
		}
		if qb == About {
			nb = wb.widened(nearLengths * lenB)
		}
		if na.overlaps(nb) {
			return Agree
		}
	}
	if remoteDays(qa, wa, lenA).overlaps(remoteDays(qb, wb, lenB)) {
		return Compatible
	}
	return Differ
}

// remoteDays returns the days that a qualified date may mean.
func remoteDays(q Qualifier, w window, length int) window {
	switch q {
	case About:
		return w.widened(remoteLengths * length)
	case Before:
		return window{-forever, w.high}
	case After:
		return window{w.low, forever}
	case SoonBefore:
		return window{w.low - remoteLengths*length, w.high}
	case SoonAfter:
		return window{w.low, w.high + remoteLengths*length}
	}
	return w
}

func dayNumber(year, month, day int) int {
	return int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func firstDay(p Point) int { return dayNumber(p.Year, max(p.Month, 1), max(p.Day, 1)) }

func lastDay(p Point) int {
	switch {
	case p.Years > 0:
		return dayNumber(p.Year+p.Years, 1, 1) - 1
	case p.Month == 0:
		return dayNumber(p.Year+1, 1, 1) - 1
	case p.Day == 0:
		return dayNumber(p.Year, p.Month+1, 1) - 1
	}
	return dayNumber(p.Year, p.Month, p.Day)
}

// Minutes of a day and of half a day.
const (
	dayMinutes  = 24 * 60
	halfMinutes = 12 * 60
)

func minutes(p Point) int { return p.Hour*60 + p.Minute }

func sameClock(a, b Time) Relation {
	best := Differ
	for _, x := range halves(a) {
		for _, y := range halves(b) {
			if rel := sameMinutes(a.Qualifier, b.Qualifier, x, y); rel < best {
				best = rel
			}
		}
	}
	return best
}

// halves returns the windows of a time of day in the halves of the day that it may be in.
func halves(t Time) []window {
	w := window{minutes(t.From), minutes(t.To)}
	if w.high < w.low {
		w.high += dayMinutes
	}
	if !t.From.Half && !t.To.Half {
		return []window{w}
	}
	return []window{w, {w.low + halfMinutes, w.high + halfMinutes}}
}

func sameMinutes(qa, qb Qualifier, a, b window) Relation {
	best := Differ
	remoteA, remoteB := remoteTime(qa, qb, a), remoteTime(qb, qa, b)
	for _, shift := range []int{-2 * dayMinutes, -dayMinutes, 0, dayMinutes, 2 * dayMinutes} {
		c := window{b.low + shift, b.high + shift}
		if a == c && (qa == qb || qa <= About && qb <= About) {
			return Agree
		}
		points := a.low == a.high && c.low == c.high
		if points && qa <= About && qb <= About && (qa == About || qb == About) && a.widened(nearMinutes).overlaps(c) {
			return Agree
		}
		if remoteA.overlaps(window{remoteB.low + shift, remoteB.high + shift}) {
			best = Compatible
		}
	}
	return best
}

// remoteTime returns the minutes that a qualified time of day may mean beside one with another qualifier.
func remoteTime(q, beside Qualifier, w window) window {
	switch q {
	case About:
		return w.widened(remoteMinutes)
	case Before:
		return window{w.low - w.low%dayMinutes, w.high}
	case After:
		return window{w.low, w.high - w.high%dayMinutes + dayMinutes - 1}
	case SoonBefore:
		return window{w.low - soonMinutes, w.high}
	case SoonAfter:
		return window{w.low, w.high + soonMinutes}
	}
	if beside == Exact && w.low == w.high && w.low%roundMinutes == 0 {
		return w.widened(roundMinutes)
	}
	return w
}
