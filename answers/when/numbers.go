package when

import "strings"

// number reads a number below 10,000 in digits, or below 61 in words, at token i, and returns the token after it.
func (r *reader) number(i int) (n, to int, ok bool) {
	t := r.at(i)
	switch t.kind {
	case numberToken:
		if t.number < 0 || t.glued && (r.at(i-1).kind == wordToken || r.at(i-1).word == ",") && r.at(i-1).word != "'" {
			return 0, i, false
		}
		return t.number, i + 1, true
	case markToken:
		return 0, i, false
	}
	n, ok = r.lex.numbers[t.word]
	if !ok {
		n, ok = r.germanNumber(t.word)
		return n, i + 1, ok
	}
	if _, tens := r.lex.tens[t.word]; !tens || n < 20 {
		return n, i + 1, true
	}
	j := i + 1
	if r.at(j).word == "-" && r.at(j).glued {
		j++
	}
	if r.lex.links[r.word(j)] {
		j++
		if r.at(j).word == "-" && r.at(j).glued {
			j++
		}
	}
	if unit, ok := r.lex.numbers[r.word(j)]; ok && unit < 10 && !(r.language == "fr" && j == i+1) {
		return n + unit, j + 1, true
	}
	return n, i + 1, true
}

// ordinal reads an ordinal at token i: in digits with a point or an ending, or in words.
func (r *reader) ordinal(i int) (n, to int, ok bool) {
	t := r.at(i)
	if t.kind == numberToken && t.number > 0 && t.number <= 31 && r.digits(i) <= 2 {
		next := r.at(i + 1)
		switch {
		case next.word == "." && next.glued && r.language == "de":
			return t.number, i + 2, true
		case next.kind == wordToken && next.glued && r.lex.ends[next.word]:
			return t.number, i + 2, true
		case next.word == "-" && next.glued && r.lex.ends[r.word(i+2)] && r.at(i+2).glued:
			return t.number, i + 3, true
		case (next.word == "º" || next.word == "°") && next.glued:
			return t.number, i + 2, true
		}
		return 0, i, false
	}
	if t.kind != wordToken {
		return 0, i, false
	}
	if n, ok := r.lex.ordinals[t.word]; ok {
		return n, i + 1, true
	}
	if tens, ok := r.lex.tens[t.word]; ok {
		j := i + 1
		if r.at(j).word == "-" && r.at(j).glued {
			j++
		}
		if unit, ok := r.lex.ordinals[r.word(j)]; ok && unit < 10 {
			return tens + unit, j + 1, true
		}
	}
	return 0, i, false
}

// germanNumber reads a compound such as einundzwanzig.
func (r *reader) germanNumber(word string) (int, bool) {
	if r.language != "de" || len(word) > maxWord {
		return 0, false
	}
	unit, tens, ok := strings.Cut(word, "und")
	if !ok {
		return 0, false
	}
	u, okU := german.numbers[unit]
	t, okT := german.numbers[tens]
	return u + t, okU && okT && u < 10 && t >= 20
}

// compound reports whether a word that no lexicon lists may begin a time: a German number, a Roman numeral.
func (r *reader) compound(word string) bool {
	if _, ok := r.germanNumber(word); ok {
		return true
	}
	_, ok := roman(word)
	return ok && r.language != ""
}

// roman returns the value of a folded Roman numeral up to 30, which may have a French ordinal ending.
func roman(word string) (int, bool) {
	if len(word) > 9 || word == "" {
		return 0, false
	}
	for _, end := range []string{"eme", "er", "e"} {
		if s, ok := strings.CutSuffix(word, end); ok {
			word = s
			break
		}
	}
	n, last := 0, 0
	for i := len(word) - 1; i >= 0; i-- {
		v := 0
		switch word[i] {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		default:
			return 0, false
		}
		if v < last {
			n -= v
		} else {
			n, last = n+v, v
		}
	}
	return n, n > 0 && n <= 30
}
