package figure

import "math/big"

// identifier returns the token after a telephone number or the like that begins at token i, or i. It is a run of three
// or more groups of digits that only blanks, hyphens, brackets, slashes, and points divide.
func (r *reader) identifier(i int) int {
	if r.at(i).kind != numberToken {
		return i
	}
	groups, count, j, end := 0, 0, i, i
	for ; j < len(r.toks); j++ {
		t := r.toks[j]
		if t.kind == numberToken {
			groups++
			count += t.end - t.start
			end = j + 1
			continue
		}
		if t.kind != markToken || !runMarks[t.word] || j-end >= 2 {
			break
		}
	}
	plus := r.at(i-1).word == "+" && r.at(i).glued
	if groups >= 3 || plus && count >= 5 {
		return end
	}
	return i
}

var runMarks = set{"-": true, "(": true, ")": true, "/": true, "+": true, "_": true}

// barred reports whether a number is no figure: a date, a time, a label, a mark of a note, or part of a name or an
// identifier.
func (r *reader) barred(a amount) bool {
	if a.digits {
		before, after := r.at(a.from-1), r.at(a.numeral.to)
		glued := r.toks[a.from].glued
		switch {
		case glued && before.kind == wordToken && a.start == a.from:
			return true // A4
		case glued && (before.word == "-" || before.word == "_") && before.glued && r.at(a.from-2).kind == wordToken && !a.negative:
			return true // B-52
		case glued && (before.word == "#" || before.word == "№" || before.word == "§" || before.word == "^" || before.word == "=" ||
			before.word == "&"):
			return true
		case glued && (before.word == ":" || before.word == "/") && before.glued && !a.hasUnit:
			return true // the second half of a time, a date, or a path
		case after.glued && (after.word == ":" || after.word == "/" || after.word == "_") && r.at(a.numeral.to+1).glued &&
			r.at(a.numeral.to+1).kind == numberToken:
			return true
		case glued && after.glued && (before.word == "[" && after.word == "]" || before.word == "(" && after.word == ")") && !a.hasUnit:
			return true // a mark of a note
		case r.listMark(a):
			return true
		case before.word == "№" || before.word == "§" || before.word == "#":
			return true
		}
	}
	if r.labelled(a.start) || r.dated(a.from, a.numeral.to) || !a.hasUnit && r.named(a) {
		return true
	}
	return r.year(a)
}

// listMark reports whether a number opens its line and is followed by a point or bracket alone: the mark of an item.
func (r *reader) listMark(a amount) bool {
	after := r.at(a.numeral.to)
	if a.numeral.to != a.from+1 || !after.glued || after.word != "." && after.word != ")" {
		return false
	}
	for k := a.from - 1; k >= 0; k-- {
		t := r.toks[k]
		if k < a.from-4 {
			return false
		}
		if breaks(r.text[t.end:r.toks[k+1].start]) {
			return true
		}
		if t.kind != markToken || t.word != "#" && t.word != "*" && t.word != ">" && t.word != "(" {
			return false
		}
	}
	next := r.at(a.numeral.to + 1)
	return next.kind == wordToken && (after.word == ")" || next.upper)
}

func breaks(s string) bool {
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' {
			return true
		}
	}
	return false
}

// labelled reports whether a word such as "page" or "chapter" stands before token i.
func (r *reader) labelled(i int) bool {
	if r.phraseBefore(i, r.lex.labels) > 0 {
		return true
	}
	t := r.at(i - 1)
	if (t.word == "." || t.word == "º" || t.word == "°") && t.glued && r.phraseBefore(i-1, r.lex.labels) > 0 {
		return true
	}
	// "pages 12 and 14", "pp. 12-15"
	if n := r.at(i - 2); n.kind == numberToken && (t.word == "-" || t.word == "–" || conjunctions[t.word] || t.word == ",") {
		return r.phraseBefore(i-2, r.lex.labels) > 0
	}
	return false
}

// month reports whether token i is the name of a month.
func (r *reader) month(i int) bool {
	t := r.at(i)
	if t.kind != wordToken || !r.lex.months[t.word] {
		return false
	}
	return t.upper || r.language != "en" && r.language != "de"
}

// dated reports whether the number in tokens [from, to) is part of a date with a month in words.
func (r *reader) dated(from, to int) bool {
	i := to
	if r.at(i).word == "." && r.at(i).glued {
		i++
	}
	if w := r.word(i); r.at(i).glued && ordinalEnds[w] {
		i++
	}
	i += r.phrase(i, r.lex.of)
	if r.month(i) || r.month(to) {
		return r.language == "en" || r.language == "de" || r.smallDay(from)
	}
	j := from - 1
	if k := r.phraseBefore(from, r.lex.of); k > 0 {
		j = from - k - 1
	}
	for _, w := range []string{".", ","} {
		if r.at(j).word == w {
			j--
		}
	}
	if r.month(j) {
		return true
	}
	// "3-5 January": the first number of a range of days
	if d := r.at(to); (d.word == "-" || d.word == "–" || r.lex.rangeLinks[d.word] || conjunctions[d.word]) && r.at(to+1).kind == numberToken {
		k := to + 2
		if r.at(k).word == "." {
			k++
		}
		k += r.phrase(k, r.lex.of)
		return r.month(k) && r.smallDay(from)
	}
	return false
}

func (r *reader) smallDay(i int) bool {
	t := r.at(i)
	if t.kind == numberToken {
		v, ok := small(t)
		return ok && v <= 31
	}
	v, ok := r.valueOf(t.word)
	return ok && v <= 31
}

// yearLike reports whether a is written as a year.
func (r *reader) yearLike(a amount) bool {
	t := r.at(a.from)
	if !a.digits || !a.plain || a.numeral.to != a.from+1 || t.digits.count != 4 || a.hasUnit {
		return false
	}
	v := a.low
	return v.Cmp(big.NewRat(1000, 1)) >= 0 && v.Cmp(big.NewRat(2100, 1)) <= 0
}

// year reports whether a is a year. A number of four digits without a separator is one unless something is plainly
// counted with it.
func (r *reader) year(a amount) bool {
	to := a.numeral.to
	if a.digits && a.plain && r.lex.yearAfter[r.word(to)] && r.toks[a.from].digits.count >= 3 && r.toks[a.from].digits.count <= 4 {
		return a.low.Cmp(big.NewRat(2100, 1)) <= 0 && longestBefore(r, a.from, r.lex.before) == 0
	}
	if !r.yearLike(a) {
		return false
	}
	if r.lex.yearAfter[r.word(to)] && r.language != "ru" {
		return true
	}
	if t := r.at(to); t.glued && t.kind == wordToken {
		return true // 1980s
	}
	if t := r.at(to); (t.word == "-" || t.word == "–" || t.word == "/") && t.glued && r.at(to+1).kind == numberToken &&
		r.at(to+1).digits.count <= 4 && r.headless(to+2) {
		return true
	}
	if t := r.at(a.from - 1); (t.word == "-" || t.word == "–" || t.word == "/" || t.word == "(") && r.toks[a.from].glued && a.from > 0 {
		return true
	}
	from, to2 := r.head(to, a, Count)
	if from >= to2 {
		return true
	}
	qualified := longestBefore(r, a.from, r.lex.before) > 0
	if qualified {
		return false
	}
	if r.lex.yearBefore[r.word(a.from-1)] {
		return true
	}
	v := a.low.Num().Int64()
	return v >= 1900 && v%100 != 0
}

// headless reports whether no content word begins at token i.
func (r *reader) headless(i int) bool { return !r.headAfter(i) }

func (r *reader) headAfter(i int) bool {
	t := r.at(i)
	return t.kind == wordToken && !r.lex.stop[t.word]
}

// clock reports whether a is a time of day.
func (r *reader) clock(a amount) bool {
	to := a.numeral.to
	if r.phrase(to, r.lex.clockAfter) > 0 && (r.language != "fr" || r.frenchClock(a)) {
		return r.language != "es" || !a.hasUnit
	}
	if t := r.at(to); r.language == "fr" && t.word == "h" && (r.at(to+1).kind == numberToken || r.frenchClock(a)) {
		return true
	}
	if t := r.at(to); t.glued && t.word == "h" && r.at(to+1).kind == numberToken && r.at(to+1).glued {
		return true
	}
	if r.language == "ru" && a.unit.Code == "h" && (r.word(a.from-1) == "в" || r.word(a.from-1) == "к") {
		return true
	}
	if r.language == "ru" && r.word(a.from-1) == "без" {
		return true
	}
	if a.hasUnit && !(a.unit.Code == "min" && (r.word(a.end) == "past" || r.word(a.end) == "to")) {
		return false
	}
	if a.hasUnit {
		return true
	}
	if r.lex.clockBefore[r.word(a.from-1)] && r.collective(a.from) < 0 && !r.lex.persons[r.word(a.from-2)] && a.low.Cmp(big.NewRat(24, 1)) <= 0 && !a.vague && !a.part {
		from, end := r.head(to, a, Count)
		return from >= end
	}
	if a.part && (r.word(a.end) == "past" || r.word(a.end) == "to" || r.word(a.end) == "vor" || r.word(a.end) == "nach") {
		return true
	}
	return false
}

// frenchClock reports whether hours in French are a time of day and not how long something lasts.
func (r *reader) frenchClock(a amount) bool {
	switch r.word(a.from - 1) {
	case "a", "vers", "des", "est", "etait", "avant", "apres":
		return a.low.Cmp(big.NewRat(24, 1)) <= 0
	}
	return r.word(a.end) == "moins"
}

// named reports whether the number is a name or part of one: written with capitals where none are due.
func (r *reader) named(a amount) bool {
	if a.digits || r.language == "de" {
		return false
	}
	first := r.toks[a.from]
	if !first.upper {
		return r.at(a.from-1).upper && r.at(a.from-1).kind == wordToken && r.at(a.from-1).word == "number"
	}
	if !r.opensSentence(a.from) {
		return true
	}
	for k := a.from + 1; k < a.numeral.to; k++ {
		if r.toks[k].upper {
			return true
		}
	}
	next := r.at(a.numeral.to)
	return next.kind == wordToken && next.upper && !r.allCapitals()
}

// allCapitals reports whether the text's first words are all in capitals, as in a heading: capitals then say nothing.
func (r *reader) allCapitals() bool {
	letters, upper := 0, 0
	for _, t := range r.toks[:min(len(r.toks), 6)] {
		if t.kind == wordToken {
			letters++
			if t.upper {
				upper++
			}
		}
	}
	return letters > 2 && letters == upper
}

// opensSentence reports whether token i is the first of a sentence or of a quotation.
func (r *reader) opensSentence(i int) bool {
	for k := i - 1; k >= max(i-3, 0); k-- {
		t := r.toks[k]
		if breaks(r.text[t.end:r.toks[k+1].start]) {
			return true
		}
		if t.kind != markToken {
			return false
		}
		switch t.word {
		case ".", "!", "?", ":", "…", "“", "”", "\"", "«", "„", "¿", "¡", "–":
			return true
		}
	}
	return i <= 3
}
