package when

// relative reads a distance in time that begins at token i.
func (r *reader) relative(i int) (match, bool) {
	if k := longest(r, i, r.lex.fixed); k > 0 && !(r.language == "de" && k == 1 && r.toks[i].upper && r.word(i) == "morgen") {
		return match{i, i + k, Time{Kind: Relative, Offset: r.lex.fixed[r.joined(i, k)]}}, true
	}
	if m, ok := r.ahead(i); ok {
		return m, true
	}
	n, unit, to, ok := r.length(i)
	if !ok {
		return match{}, false
	}
	k := longest(r, to, r.lex.later)
	if k == 0 {
		return match{}, false
	}
	direction := r.lex.later[r.joined(to, k)]
	if w := r.word(to); k == 1 && (w == "before" || w == "after") && r.language == "en" && unit.unit == Minutes {
		if _, _, ok := r.hour(to + 1); ok {
			return match{}, false
		}
	}
	return match{i, to + k, Time{Kind: Relative, Offset: offset(n, unit, direction)}}, true
}

func offset(n int, u unit, direction int) Offset {
	o := Offset{Amount: n * u.of, Unit: u.unit, Spoken: direction == 2 || direction == -2}
	if direction < 0 {
		o.Amount = -o.Amount
	}
	return o
}

// length reads a number of units at token i.
func (r *reader) length(i int) (n int, u unit, to int, ok bool) {
	n, to, ok = r.number(i)
	if !ok && r.lex.ones[r.word(i)] {
		n, to, ok = 1, i+1, true
	}
	if !ok {
		return 0, u, i, false
	}
	if r.at(to).word == "-" {
		return 0, u, i, false
	}
	u, ok = r.lex.units[r.word(to)]
	return n, u, to + 1, ok
}

// ahead reads "vor zwei Jahren", "hace dos años", "il y a deux ans", "через два дня".
func (r *reader) ahead(i int) (match, bool) {
	direction, ok := r.lex.ahead[r.word(i)]
	if !ok {
		return match{}, false
	}
	j := i + 1
	if r.language == "fr" {
		if r.word(j) != "y" || r.word(j+1) != "a" {
			return match{}, false
		}
		j += 2
	}
	n, u, to, ok := r.length(j)
	if !ok {
		return match{}, false
	}
	return match{i, to, Time{Kind: Relative, Offset: offset(n, u, direction)}}, true
}
