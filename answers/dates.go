package answers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"variorum/answers/when"
	"variorum/corpus"
	"variorum/retrieval"
)

// A timed is a date or a time of day of a reading.
type timed struct {
	when.Time
	reading *reading
	said    *said
	order   int
	score   int
	aspect  string
}

func (t timed) point() pointed {
	p := pointed{Cell: t.reading.cell(*t.said, t.Span), order: t.order, aspect: t.aspect, data: t}
	p.Value = timeValue(t.Time)
	p.compare = func(other pointed) relation { return sameTime(t, other.data.(timed)) }
	return p
}

func sameTime(a, b timed) relation {
	if p, q := a.From, b.From; a.Kind == when.Date && b.Kind == when.Date && (p.Month == 0) != (q.Month == 0) && p.Year > 0 && q.Year > 0 &&
		max(p.Year-q.Year, q.Year-p.Year) > mostYears {
		return unlike
	}
	switch when.Same(a.Time, b.Time) {
	case when.Agree:
		return agree
	case when.Compatible:
		return compatible
	case when.Differ:
		return differ
	}
	return unlike
}

// mostYears is how far a year and a day are apart at most that are of one event: beyond that the year is of another. A choice.
const mostYears = 10

func timeValue(t when.Time) Value {
	var v Value
	if t.Ambiguous || t.Invalid {
		return v
	}
	switch p := t.From; t.Kind {
	case when.Clock:
		if !p.Half {
			v.Clock = fmt.Sprintf("%02d:%02d", p.Hour, p.Minute)
		}
	case when.Date:
		switch {
		case p.Year == 0 && p.Month > 0 && p.Day > 0:
			v.Date = fmt.Sprintf("--%02d-%02d", p.Month, p.Day)
		case p.Year > 0 && p.Years == 0 && p.Season == 0:
			v.Date = fmt.Sprintf("%04d", p.Year)
			if p.Month > 0 {
				v.Date += fmt.Sprintf("-%02d", p.Month)
			}
			if p.Month > 0 && p.Day > 0 {
				v.Date += fmt.Sprintf("-%02d", p.Day)
			}
		}
	}
	return v
}

// leastTimely is the share of the question's weight that a clause with a time, or its sentence at half, must cover for the time to answer
// it. For a time of day, of which a text has few, less is enough, the sentence counts at four fifths, and the one before at three.
// Choices, made on the libraries to tune on.
const (
	leastTimely  = 0.55 * One
	leastNear    = 0.30 * One // of a date that is near one with enough
	leastClocked = 0.30 * One
)

// dates returns rows of the dates and times that answer the question, if it asks for one: of each source those in the clauses that match it
// best.
func (c *comparing) dates() []Row {
	if c.query.Kind != retrieval.Date && c.query.Kind != retrieval.Clock {
		return nil
	}
	n := len(c.query.Terms)
	var all, weak []timed
	for order, r := range c.readings {
		var own []timed
		for i := range r.said {
			s := &r.said[i]
			for _, t := range readTimes(s.text, r.language) {
				if t.Kind == when.Relative || c.query.Kind == retrieval.Clock && t.Kind != when.Clock || lifetime(s.text, t) {
					continue
				}
				in := clause(s.text, t.Span)
				part, whole := s.closeness(n, in), s.closeness(n, corpus.Span{End: len(s.text)})
				x := timed{Time: t, reading: r, said: s, order: order}
				near := []scaled{{part, 100}, {whole, 50}}
				if t.Kind == when.Clock { // few sentences have one, and it may stand beside what happened then
					near = append(near, scaled{whole, 80})
					if i > 0 && r.said[i-1].excerpt == s.excerpt {
						near = append(near, scaled{r.said[i-1].closeness(n, corpus.Span{End: len(r.said[i-1].text)}), 60})
					}
				}
				if s.refersBack() && i > 0 && r.said[i-1].excerpt == s.excerpt {
					near = append(near, scaled{r.said[i-1].closeness(n, corpus.Span{End: len(r.said[i-1].text)}), besideReferred})
				}
				x.score = c.weigh(greatest(n, near...))
				if r.language != c.query.Language {
					x.score = min(One, x.score*100/acrossLanguages)
				}
				x.aspect = s.matched(corpus.Span{End: len(s.text)}, t.Span)
				if t.Kind == when.Date && x.score >= leastNear && x.score < leastTimely {
					weak = append(weak, x)
				}
				if x.score >= leastTimely || t.Kind == when.Clock && x.score >= leastClocked {
					own = append(own, x)
				}
			}
		}
		kind := func(t timed) string { return fmt.Sprint(t.Kind) }
		all = append(all, bestOf(own, kind, func(t timed) int { return t.score })...)
	}
	all = append(all, nearTo(all, weak)...)
	var rows []Row
	for _, kind := range []when.Kind{when.Date, when.Clock} {
		if kind == when.Clock && c.query.Kind == retrieval.Date && asksDay.MatchString(c.question) {
			continue
		}
		var points []pointed
		for _, t := range all {
			if t.Kind == kind {
				points = append(points, t.point())
			}
		}
		if r, ok := row(DateRow, points); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// asksDay finds, in small letters, the words of questions for a date that a time of day does not answer.
var asksDay = regexp.MustCompile(`(?:^|[^\pL])(?:what|which|welche[mrsn]?|quel(?:le)?|qu[eé]|в каком|какого|какой) (?:day|date|year|month|tag|datum|jahr|monat|jour|date|année|mois|día|fecha|año|mes|год|году|день|числа|месяц)|(?:^|[^\pL])(?:datum|date|fecha|дата)(?:$|[^\pL])`)

// nearTo returns those of the weak dates, of sources that have none in the list, that are near one of it: of each source those beside which most of the
// question stands.
func nearTo(list, weak []timed) (near []timed) {
	best := make(map[int]int)
	for _, x := range weak {
		has := slices.ContainsFunc(list, func(o timed) bool { return o.order == x.order && o.Kind == when.Date })
		if !has && slices.ContainsFunc(list, func(o timed) bool { return nearDates(o.Time, x.Time) }) {
			near = append(near, x)
			best[x.order] = max(best[x.order], x.score)
		}
	}
	return slices.DeleteFunc(near, func(x timed) bool { return x.score < best[x.order] })
}

// mostMonths is how far apart two dates are at most that are taken for answers to one question where less of it stands with one of them; a choice.
const mostMonths = 1

// nearDates reports whether two dates are near: years are not, of which texts have many.
func nearDates(a, b when.Time) bool {
	if a.Kind != when.Date || b.Kind != when.Date || a.Ambiguous || b.Ambiguous || a.Invalid || b.Invalid {
		return false
	}
	apart := func(x, y int) int { return max(x-y, y-x) }
	p, q := a.From, b.From
	if p.Month == 0 || q.Month == 0 {
		return false
	}
	if p.Year == 0 || q.Year == 0 {
		return apart(p.Month, q.Month) <= mostMonths
	}
	return apart(p.Year*12+p.Month, q.Year*12+q.Month) <= mostMonths
}

// The fewest years from one year to another that are taken for somebody's life, in brackets behind a name and anywhere else; choices.
const (
	leastBracketed = 15
	leastLife      = 40
)

// lifetime reports whether a time is from the year of somebody's birth to that of his death: "(1801-1861)".
func lifetime(text string, t when.Time) bool {
	before, after := strings.TrimRight(text[:t.Span.Start], " *"), strings.TrimLeft(text[t.Span.End:], " ")
	years := t.To.Year - t.From.Year
	bracketed := strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")")
	return t.From.Month == 0 && (years >= leastLife || bracketed && years >= leastBracketed)
}

// matched returns the words of a part of the sentence, but for those of except, that match the question: the slice from the first to the last of
// those that stand beside one another, the longest of several.
func (s said) matched(in, except corpus.Span) string {
	best, run := corpus.Span{}, corpus.Span{}
	last := -2
	for _, f := range s.found {
		w := s.words[f.Word].Span
		if w.Start < in.Start || w.End > in.End || w.Start < except.End && except.Start < w.End || f.Word == last {
			continue
		}
		if f.Word == last+1 && run.Len() > 0 && !strings.ContainsAny(s.text[run.End:w.Start], ",;:.!?()") {
			run.End = w.End
		} else {
			run = w
		}
		last = f.Word
		if run.Len() > best.Len() {
			best = run
		}
	}
	return best.In(s.text)
}
