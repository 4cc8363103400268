package answers

import (
	"regexp"
	"slices"
	"strings"

	"variorum/answers/figure"
	"variorum/answers/when"
	"variorum/corpus"
)

// maxListed is how many figures, or times, of one sentence are compared: one with more is a list or a table, in which the words beside a number
// do not tell what it is of. A choice.
const maxListed = 12

// readFigures returns the figures of a sentence; none if it is a list. What a figure is said to be of ends before the next number: of "ten
// sacks and four carts" the first are sacks.
func readFigures(text, language string) []figure.Figure {
	found := figure.Read(text, language)
	if len(found) > maxListed {
		return nil
	}
	for i := range found[:max(0, len(found)-1)] {
		f, next := &found[i], found[i+1].Number.Start
		if f.Head.Start >= next || f.Head.End <= next || f.Number.End > next {
			continue
		}
		f.HeadTerms = slices.DeleteFunc(slices.Clone(f.HeadTerms), func(t figure.Term) bool { return t.Span.Start >= next })
		if n := len(f.HeadTerms); n > 0 {
			f.Head.End = max(f.HeadTerms[n-1].Span.End, f.Head.Start)
			f.Span.End = max(f.Head.End, f.Number.End)
		}
	}
	return found
}

// readTimes returns the times of a sentence; none if it is a list.
func readTimes(text, language string) []when.Time {
	if found := when.Read(text, language); len(found) <= maxListed {
		return found
	}
	return nil
}

// A scope is the part of a whole that a figure is said of: the years of its sentence, and of its clause whether that looks years back, and the places in
// a series that it names, such as those of "the second day".
type scope struct {
	years  []int
	back   bool
	series []string
}

// scopeOf returns the scope of the figure of index i.
func scopeOf(text string, figures []figure.Figure, i int, times []when.Time) scope {
	var s scope
	f := figures[i]
	in := clause(text, f.Span)
	for _, t := range times {
		switch {
		case t.Kind == when.Date && t.From.Year > 0:
			s.years = append(s.years, t.From.Year, max(t.To.Year, t.From.Year))
		case t.Kind == when.Relative && t.Offset.Unit == when.Years && t.Offset.Amount < 0 && overlap(t.Span, in):
			s.back = true
		}
	}
	own := zone(text, figures, i)
	own.Start, own.End = max(own.Start, in.Start), min(own.End, in.End)
	if s.series = seriesIn(text[min(f.Span.End, own.End):own.End]); len(s.series) == 0 {
		s.series = seriesIn(text[own.Start:max(own.Start, f.Span.Start)])
	}
	return s
}

// ordinals find a place in a series with what has it: "the second day".
var ordinals = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:the|der|die|das|dem|den|des|am|im|zum|le|la|du|au|el|del|al)\s+` +
	`(first|second|third|fourth|fifth|sixth|seventh|last|erste|zweite|dritte|vierte|fünfte|letzte|premi|deuxi|troisi|quatri|cinqui|derni|` +
	`primer|segund|tercer|cuart|quint|últim)\pL{0,4}\s+(\pL+)|` +
	`(?:^|[^\pL])(перв|втор|треть|четверт|последн)\pL{1,4}\s+(\pL+)`)

// seriesIn returns the places in a series that a text names, sorted.
func seriesIn(text string) []string {
	var list []string
	for _, m := range ordinals.FindAllStringSubmatch(text, -1) {
		if !times[strings.ToLower(m[2]+m[4])] { // the first time
			list = append(list, strings.ToLower(m[1]+m[3]))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// apart reports whether two figures are said of different parts of a whole.
func (s scope) apart(o scope) bool {
	years := len(s.years) > 0 && len(o.years) > 0 && !slices.ContainsFunc(s.years, func(y int) bool { return slices.Contains(o.years, y) })
	series := len(s.series) > 0 && len(o.series) > 0 && !slices.Equal(s.series, o.series)
	return years || s.back != o.back || series
}

func overlap(a, b corpus.Span) bool { return a.Start < b.End && b.Start < a.End }

// currency reports whether a code names a currency, and not a small coin that several of them have.
func currency(code string) bool { return len(code) == 3 && strings.ToUpper(code) == code }
