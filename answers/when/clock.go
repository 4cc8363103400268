package when

// clock reads the time of day that begins at token i.
func (r *reader) clock(i int) (match, bool) {
	if minutes, ok := r.lex.noon[r.word(i)]; ok && (!r.toks[i].upper || r.language == "de" || i == 0) {
		if r.language == "fr" && r.word(i) == "midi" && r.word(i-1) == "le" {
			return match{}, false
		}
		return r.timed(i, i+1, minutes/60, 0, true)
	}
	if m, ok := r.digital(i); ok {
		return m, true
	}
	switch r.language {
	case "en":
		return r.englishClock(i)
	case "de":
		return r.germanClock(i)
	case "es":
		return r.spanishClock(i)
	case "fr":
		return r.frenchClock(i)
	case "ru":
		return r.russianClock(i)
	}
	return match{}, false
}

// timed makes a time of day of tokens [i, to) and reads what follows of the half of the day. Fixed says that the hour
// cannot be meant twelve hours later.
func (r *reader) timed(i, to, hour, minute int, fixed bool) (match, bool) {
	for minute < 0 {
		hour, minute = hour-1, minute+60
	}
	if hour == 0 && !fixed {
		hour = 12
	}
	if hour < 0 || hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return match{}, false
	}
	p := Point{Hour: hour, Minute: minute, Half: !fixed && hour >= 1 && hour <= 12}
	stated := func(part Part) {
		p.Half = false
		switch {
		case hour > 12:
		case part == Morning && hour == 12:
			p.Hour = 0
		case part == Afternoon && hour < 12, part == Evening && hour < 12, part == Night && hour >= 6 && hour < 12:
			p.Hour = hour + 12
		case part == Night && hour == 12 || part == Evening && hour == 12 && r.language != "en":
			p.Hour = 0
		}
	}
	if k := longest(r, to, r.lex.halfDay); k > 0 && !fixed {
		stated(r.lex.halfDay[r.joined(to, k)])
		to += k
	} else if k := longest(r, to, r.lex.parts); k > 0 && !fixed {
		stated(r.lex.parts[r.joined(to, k)])
		to += k
	}
	return match{i, to, Time{Kind: Clock, From: p, To: p}}, true
}

// hour reads the hour of a time at token i.
func (r *reader) hour(i int) (h, to int, ok bool) {
	if r.digits(i) > 2 {
		return 0, i, false
	}
	if r.at(i).glued && (r.at(i-1).word == ":" || r.at(i-1).word == ".") {
		return 0, i, false
	}
	h, to, ok = r.number(i)
	return h, to, ok && h <= 24
}

// digital reads 20:43, 6.40 where the words around say that it is a time, and 20 h 43.
func (r *reader) digital(i int) (match, bool) {
	h, sep, m := r.at(i), r.at(i+1), r.at(i+2)
	if h.kind != numberToken || r.digits(i) > 2 || h.number > 24 || h.glued && (r.at(i-1).kind == wordToken || r.at(i-1).word != "(" &&
		r.at(i-1).word != "[" && r.at(i-1).word != "-" && r.at(i-1).word != "“" && r.at(i-1).word != "\"" && r.at(i-1).word != "«") {
		return match{}, false
	}
	fixed := h.number > 12 || h.number == 0 || r.digits(i) == 2 && h.number < 10 || r.language != "en"
	if sep.word == "h" && r.language == "fr" {
		to, minute := i+2, 0
		if m.kind == numberToken && r.digits(i+2) == 2 && m.number < 60 {
			to, minute = i+3, m.number
		} else if longestBefore(r, i, r.lex.clockIn) == 0 {
			return match{}, false
		}
		return r.timed(i, to, h.number, minute, true)
	}
	if m.kind != numberToken || r.digits(i+2) != 2 || m.number > 59 || !sep.glued || !m.glued {
		return match{}, false
	}
	after := r.at(i + 3)
	if after.glued && (after.kind == numberToken || after.kind == wordToken && r.lex.halfDay[after.word] == 0 && after.word != "h" ||
		(after.word == "." || after.word == "," || after.word == "/") && r.at(i+4).kind == numberToken && r.at(i+4).glued || after.word == "%") {
		return match{}, false
	}
	to := i + 3
	switch sep.word {
	case ":":
		if r.named(i) {
			return match{}, false
		}
		if after.word == ":" && after.glued && r.digits(i+4) == 2 && r.at(i+4).glued {
			to = i + 5
		}
	case ".":
		ahead := longest(r, to, r.lex.oclock) > 0 || longest(r, to, r.lex.halfDay) > 0 || longest(r, to, r.lex.parts) > 0
		if !ahead && !(dotted[r.word(i-1)] && r.ends(to)) {
			return match{}, false
		}
	default:
		return match{}, false
	}
	if k := longest(r, to, r.lex.oclock); k > 0 && r.language != "en" {
		to += k
	}
	return r.timed(i, to, h.number, m.number, fixed)
}

// dotted are words that make hours and minutes of the digits around a point.
var dotted = words("at, until, um, gegen, las, à, vers, в, stopped at, before, after")

// named reports whether a name stands before token i: "John 3:16".
func (r *reader) named(i int) bool {
	t := r.at(i - 1)
	return t.kind == wordToken && t.upper && r.language != "de" && longestBefore(r, i, r.lex.clockIn) == 0
}

// ends reports whether nothing that could be counted stands at token i.
func (r *reader) ends(i int) bool {
	t := r.at(i)
	switch t.kind {
	case numberToken:
		return false
	case markToken:
		switch t.word {
		case "%", "°", "$", "£", "€", "-", "/", "'":
			return false
		}
		return true
	}
	return followers[r.language][t.word] || longest(r, i, r.lex.parts) > 0
}

func (r *reader) englishClock(i int) (match, bool) {
	w := r.word(i)
	switch {
	case w == "half" && r.word(i+1) == "past":
		if h, to, ok := r.hour(i + 2); ok && h <= 12 {
			return r.timed(i, r.pastClock(to), h, 30, false)
		}
		return match{}, false
	case (w == "a" || w == "the") && r.word(i+1) == "quarter":
		return r.englishPast(i, i+2, 15)
	case w == "quarter":
		return r.englishPast(i, i+1, 15)
	}
	n, to, ok := r.number(i)
	if !ok || n > 59 {
		return match{}, false
	}
	if r.word(to) == "minutes" || r.word(to) == "minute" {
		return r.englishPast(i, to+1, n)
	}
	if r.word(to) == "to" || r.word(to) == "past" || r.word(to) == "before" || r.word(to) == "after" {
		words := r.at(i).kind == wordToken
		h, end, ok := r.hour(to + 1)
		round := n%5 == 0 && n < 30
		// "five to twelve" may also be a number of things; then they are named.
		if ok && words && round && h >= 1 && h <= 12 && r.at(to+1).kind == wordToken && (r.word(to) == "past" || r.word(to) == "to") &&
			(r.word(to) == "past" || r.ends(r.pastClock(end))) {
			if r.word(to) == "to" && r.word(i-1) == "from" {
				return match{}, false
			}
			return r.englishPast(i, to, n)
		}
	}
	if n > 24 || n == 0 && r.at(i).kind == wordToken || r.digits(i) > 2 {
		return match{}, false
	}
	if k := longest(r, to, r.lex.oclock); k > 0 {
		return r.timed(i, to+k, n, 0, n > 12)
	}
	if longest(r, to, r.lex.halfDay) > 0 && n <= 12 {
		return r.timed(i, to, n, 0, false)
	}
	if n > 12 || n == 0 {
		return match{}, false
	}
	if m, ok := r.between(i, to, n); ok {
		return m, true
	}
	if r.soon(i, to) && r.at(i).kind == wordToken && n > 1 && r.ends(to) {
		return r.timed(i, to, n, 0, false)
	}
	at := r.word(i - 1)
	if at != "at" && at != "until" && at != "till" && !(at == "about" && r.word(i-2) == "at") {
		return match{}, false
	}
	if longest(r, to, r.lex.parts) > 0 || at == "at" && r.at(i).kind == wordToken && n > 1 && r.ends(to) {
		return r.timed(i, to, n, 0, false)
	}
	return match{}, false
}

// soon reports whether words such as "shortly after" stand before a number of tokens [i, to), and no other number goes with it.
func (r *reader) soon(i, to int) bool {
	if _, _, counts := r.number(to + 1); counts {
		return false
	}
	k := longestBefore(r, i, r.lex.before)
	q := r.lex.before[r.joined(i-k, k)]
	return k > 0 && (q == SoonBefore || q == SoonAfter)
}

// between reads "between ten and eleven at night"; n is the first hour, of tokens [i, to). The second has to say that both are hours.
func (r *reader) between(i, to, n int) (match, bool) {
	if opens := r.word(i - 1); opens != "between" && opens != "zwischen" || !r.lex.and[r.word(to)] {
		return match{}, false
	}
	h, end, ok := r.hour(to + 1)
	if !ok || h < 1 || h > 12 {
		return match{}, false
	}
	past := r.pastClock(end)
	if past == end && longest(r, end, r.lex.halfDay) == 0 && longest(r, end, r.lex.parts) == 0 {
		return match{}, false
	}
	m, ok := r.timed(i, past, h, 0, false)
	if !ok {
		return match{}, false
	}
	from := Point{Hour: n, Half: m.time.To.Half}
	if last := m.time.To; !last.Half && n%12 < last.Hour-12 {
		from.Hour = n%12 + 12
	}
	m.time.From = from
	return m, true
}

// pastClock returns the token after "o'clock" at token i.
func (r *reader) pastClock(i int) int { return i + longest(r, i, r.lex.oclock) }

// englishPast reads "past seven" or "to seven" at token j; n is the minutes before it.
func (r *reader) englishPast(i, j, n int) (match, bool) {
	sign := 1
	switch r.word(j) {
	case "past", "after":
	case "to", "before", "of":
		sign = -1
	default:
		return match{}, false
	}
	if r.word(j) != "past" && r.word(j) != "to" && n != 15 {
		return match{}, false
	}
	h, to, ok := r.hour(j + 1)
	if noon, isNoon := r.lex.noon[r.word(j+1)]; isNoon {
		return r.timed(i, j+2, (noon/60+24)%24+map[bool]int{true: 24}[noon == 0 && sign < 0], sign*n, true)
	}
	if !ok || h < 1 || h > 12 || n > 59 {
		return match{}, false
	}
	return r.timed(i, r.pastClock(to), h, sign*n, false)
}

func (r *reader) germanClock(i int) (match, bool) {
	w := r.word(i)
	if w == "halb" || w == "dreiviertel" {
		if h, to, ok := r.hour(i + 1); ok && h >= 1 && h <= 12 && r.endsHour(to) {
			return r.timed(i, r.pastClock(to), h, map[string]int{"halb": -30, "dreiviertel": -15}[w], false)
		}
		return match{}, false
	}
	n, to, ok := 15, i+1, w == "viertel"
	if !ok {
		n, to, ok = r.number(i)
	}
	if !ok {
		return match{}, false
	}
	quarter := w == "viertel"
	if w := r.word(to); (w == "minuten" || quarter || r.at(i).kind == wordToken && n%5 == 0 && n < 30) && n < 60 {
		j := to
		if w == "minuten" {
			j++
		}
		sign := map[string]int{"vor": -1, "nach": 1}[r.word(j)]
		h, end, ok := r.hour(j + 1)
		half := 0
		if !ok && r.word(j+1) == "halb" {
			h, end, ok = r.hour(j + 2)
			half = -30
		}
		if ok && sign != 0 && h >= 1 && h <= 12 && r.endsHour(end) {
			return r.timed(i, r.pastClock(end), h, half+sign*n, false)
		}
	}
	if quarter || n > 24 || r.digits(i) > 2 {
		return match{}, false
	}
	if r.word(to) == "uhr" {
		j := to + 1
		if m, end, ok := r.number(j); ok && m > 0 && m < 60 && (r.at(j).kind == wordToken && !r.lex.ones[r.word(j)] || r.digits(j) == 2) &&
			r.ends(end) {
			return r.timed(i, end, n, m, n > 12)
		}
		return r.timed(i, j, n, 0, n > 12 || n == 0)
	}
	if n < 1 || n > 12 {
		return match{}, false
	}
	if m, ok := r.between(i, to, n); ok {
		return m, true
	}
	if (r.word(i-1) == "um" || r.soon(i, to)) && r.at(i).kind == wordToken && !r.lex.ones[w] && (r.endsHour(to) && !r.at(to).upper) {
		return r.timed(i, to, n, 0, false)
	}
	return match{}, false
}

// endsHour reports whether no noun follows the hour that ends before token i.
func (r *reader) endsHour(i int) bool {
	t := r.at(i)
	return t.kind == markToken && r.ends(i) || t.kind == wordToken && (!t.upper || t.word == "uhr")
}

func (r *reader) spanishClock(i int) (match, bool) {
	if w := r.word(i); w != "las" && w != "la" {
		return match{}, false
	}
	h, to, ok := r.hour(i + 1)
	if !ok || h == 0 || r.word(i) == "la" && h != 1 {
		return match{}, false
	}
	if t := r.at(to); (t.word == ":" || t.word == ".") && t.glued && r.at(to+1).glued && r.at(to+1).kind == numberToken {
		m, ok := r.digital(i + 1)
		m.from = i
		return m, ok
	}
	minute, stated := 0, false
	if w := r.word(to); w == "y" || w == "menos" {
		sign := map[string]int{"y": 1, "menos": -1}[w]
		switch next := r.word(to + 1); next {
		case "media":
			minute, to, stated = 30*sign, to+2, true
		case "cuarto":
			minute, to, stated = 15*sign, to+2, true
		default:
			if m, end, ok := r.number(to + 1); ok && m < 60 && r.at(to+1).kind == wordToken && (m > 3 || r.word(end) == "minutos") {
				minute, to, stated = m*sign, end, true
			}
		}
	}
	if k := longest(r, to, r.lex.oclock); k > 0 {
		to, stated = to+k, true
	}
	before := r.word(i - 1)
	if !stated && longest(r, to, r.lex.parts) == 0 && (before != "a" && before != "hacia" && before != "sobre" && before != "desde" ||
		!r.ends(to)) {
		return match{}, false
	}
	m, ok := r.timed(i, to, h, minute, h > 12)
	if before == "a" {
		m.from--
	}
	return m, ok
}

func (r *reader) frenchClock(i int) (match, bool) {
	noon, isNoon := r.lex.noon[r.word(i)]
	h, to, ok := r.hour(i)
	if isNoon {
		h, to, ok = noon/60, i+1, true
	}
	if !ok || !isNoon && r.word(to) != "heures" && r.word(to) != "heure" {
		return match{}, false
	}
	if !isNoon {
		to++
	}
	minute, stated := 0, false
	switch {
	case r.word(to) == "et" && (r.word(to+1) == "demie" || r.word(to+1) == "demi"):
		minute, to = 30, to+2
	case r.word(to) == "et" && r.word(to+1) == "quart":
		minute, to, stated = 15, to+2, true
	case r.word(to) == "moins" && r.word(to+1) == "le" && r.word(to+2) == "quart":
		minute, to, stated = -15, to+3, true
	case r.word(to) == "moins":
		if m, end, ok := r.number(to + 1); ok && m < 60 {
			minute, to, stated = -m, end, true
		}
	default:
		if m, end, ok := r.number(to); ok && m > 0 && m < 60 && !r.lex.ones[r.word(to)] && r.ends(end) {
			minute, to = m, end
		}
	}
	before := r.word(i - 1)
	in := before == "a" || before == "vers" || before == "des" || before == "est" || before == "etait" || before == "avant" || before == "apres"
	if !stated && !in && longest(r, to, r.lex.parts) == 0 {
		return match{}, false
	}
	return r.timed(i, to, h, minute, h > 12 || isNoon)
}

func (r *reader) russianClock(i int) (match, bool) {
	w := r.word(i)
	ordinal := func(j int) (int, bool) {
		n, ok := r.lex.ordinals[r.word(j)]
		return n, ok && n <= 12
	}
	switch w {
	case "половина", "половине", "половины", "половину":
		if n, ok := ordinal(i + 1); ok {
			return r.timed(i, r.pastClock(i+2), n, -30, false)
		}
		return match{}, false
	case "четверть":
		if n, ok := ordinal(i + 1); ok {
			return r.timed(i, r.pastClock(i+2), n, -45, false)
		}
		return match{}, false
	case "без":
		n, to, ok := 15, i+2, r.word(i+1) == "четверти"
		if !ok {
			n, to, ok = r.number(i + 1)
			if w := r.word(to); ok && (w == "минут" || w == "минуты") {
				to++
			}
		}
		if !ok || n < 1 || n > 30 {
			return match{}, false
		}
		if h, end, ok := r.hour(to); ok && h >= 1 && h <= 12 {
			return r.timed(i, r.pastClock(end), h, -n, false)
		}
		return match{}, false
	case "час":
		if longest(r, i+1, r.lex.parts) > 0 {
			return r.timed(i, i+1, 1, 0, false)
		}
		return match{}, false
	}
	n, to, ok := r.number(i)
	if !ok || n > 59 || r.digits(i) > 2 {
		return match{}, false
	}
	if w := r.word(to); w == "минут" || w == "минуты" || w == "минута" {
		if h, ok := ordinal(to + 1); ok {
			return r.timed(i, r.pastClock(to+2), h-1, n, false)
		}
		return match{}, false
	}
	k := longest(r, to, r.lex.oclock)
	if k == 0 || n > 24 {
		if n >= 1 && n <= 12 && longest(r, to, r.lex.parts) > 0 && (r.word(i-1) == "в" || r.word(i-1) == "к") {
			return r.timed(i, to, n, 0, false)
		}
		return match{}, false
	}
	end := to + k
	minute := 0
	if m, after, ok := r.number(end); ok && m < 60 {
		if w := r.word(after); w == "минут" || w == "минуты" || w == "минута" {
			minute, end = m, after+1
		}
	}
	before := r.word(i - 1)
	if longest(r, end, r.lex.parts) == 0 && before != "в" && before != "к" {
		return match{}, false
	}
	return r.timed(i, end, n, minute, n > 12)
}

// clockRange reads the second time of "from 9 to 11 a.m.", if there is one.
func (r *reader) clockRange(m match) match {
	j := r.divider(m.to, false)
	if j < 0 {
		return m
	}
	if r.language == "es" && r.word(j) == "a" {
		j++
	}
	b, ok := r.clock(j)
	if !ok {
		return m
	}
	m.to, m.time.To = b.to, b.time.From
	return m
}
