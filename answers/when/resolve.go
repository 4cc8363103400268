package when

import "time"

// Resolve returns the date that a relative time means if it is counted from anchor, with the span and the part of the
// day of relative. Days need an anchor with a day and give a date with a day; months need a month and give a month;
// years give a year; hours and minutes need a time of day and give one of the same day. It reports false if the
// anchor is less precise, is a range, has two readings, or does not exist, and if the result depends on a year that
// the anchor does not state.
func Resolve(relative, anchor Time) (Time, bool) {
	if relative.Kind != Relative || anchor.Kind == Relative || anchor.Ambiguous || anchor.Invalid || anchor.From != anchor.To {
		return Time{}, false
	}
	if n := relative.Offset.Amount; n > maxAmount || n < -maxAmount {
		return Time{}, false
	}
	p, ok := moved(anchor, relative.Offset)
	if !ok {
		return Time{}, false
	}
	t := Time{Span: relative.Span, Kind: anchor.Kind, Qualifier: anchor.Qualifier, From: p, To: p, Offset: Offset{Part: relative.Offset.Part}}
	if relative.Qualifier != Exact {
		t.Qualifier = relative.Qualifier
	}
	return t, true
}

// maxAmount is the most units that a distance is resolved over.
const maxAmount = 100000

func moved(anchor Time, o Offset) (Point, bool) {
	p := anchor.From
	if (o.Unit == Hours || o.Unit == Minutes) != (anchor.Kind == Clock) || p.Years != 0 || p.Season != 0 {
		return Point{}, false
	}
	switch o.Unit {
	case Hours, Minutes:
		step := o.Amount
		if o.Unit == Hours {
			step *= 60
		}
		total := minutes(p) + step
		limit := dayMinutes
		if p.Half {
			limit = halfMinutes + 60
		}
		if total < 0 || total >= limit {
			return Point{}, false
		}
		return Point{Hour: total / 60, Minute: total % 60, Half: p.Half}, true
	case Days:
		if p.Day == 0 {
			return Point{}, false
		}
		if p.Year == 0 {
			leap, common := plusDays(p, yearless, o.Amount), plusDays(p, yearless+1, o.Amount)
			if leap.Month != common.Month || leap.Day != common.Day || leap.Year != yearless || common.Year != yearless+1 {
				return Point{}, false
			}
			return Point{Month: leap.Month, Day: leap.Day}, true
		}
		return stated(plusDays(p, p.Year, o.Amount))
	case Months:
		if p.Month == 0 || p.Year == 0 {
			return Point{}, false
		}
		n := p.Year*12 + p.Month - 1 + o.Amount
		return stated(Point{Year: n / 12, Month: n%12 + 1})
	}
	if p.Year == 0 {
		return Point{}, false
	}
	return stated(Point{Year: p.Year + o.Amount})
}

// stated reports false for a year outside those that are read.
func stated(p Point) (Point, bool) { return p, p.Year >= firstYear && p.Year <= lastYear }

func plusDays(p Point, year, n int) Point {
	t := time.Date(year, time.Month(p.Month), p.Day+n, 0, 0, 0, 0, time.UTC)
	return Point{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
