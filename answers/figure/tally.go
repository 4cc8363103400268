package figure

import "variorum/corpus"

// A Tally is two counts that are set against each other: of votes for and against, or of goals.
type Tally struct {
	Span          corpus.Span // from the first number to the second, with the words between and behind that say of what they are
	First, Second int64
	Named         bool // it is said what is counted: votes, goals
}

// mostTallied is the greatest count of a tally.
const mostTallied = 1_000_000

// tallies are, for each language, what stands between the two counts, and the words for what is counted.
var tallies = map[string]struct{ between, counted set }{
	"en": {words("to, against, for and, for to, in favour and, in favor and, in favour to, in favour against, in favor against"), words("vote, votes, goal, goals, point, points")},
	"de": {words("zu, gegen, dafür und, dafür bei, dafür"), words("stimme, stimmen, tor, tore, toren, punkt, punkte, punkten")},
	"fr": {words("contre, à, pour et, pour contre"), words("voix, vote, votes, but, buts, point, points")},
	"es": {words("contra, a, a favor y, a favor contra, a favor por"), words("voto, votos, gol, goles, punto, puntos")},
	"ru": {words("против, за и, за против"), words("голос, голоса, голосов, голосами, гол, гола, голов, очко, очка, очков")},
}

// ReadTallies returns the tallies of a text in the order in which they stand: "seven to four", "17 zu 12 Stimmen", "by eight votes to three". A
// tally is read wherever two whole numbers are set so; whether they are votes the words around tell, since "ten to two" is a time of day, too.
func ReadTallies(text, language string) []Tally {
	lex, ok := tallies[language]
	if !ok {
		return nil
	}
	r := newReader(text, language)
	var list []Tally
	for i := 0; i < len(r.toks); i++ {
		if !r.opens(i) {
			continue
		}
		first, ok := r.count(i)
		if !ok {
			continue
		}
		at := first.to + r.phrase(first.to, lex.counted)
		named := at > first.to
		between := r.phrase(at, lex.between)
		if between == 0 {
			i = first.to - 1
			continue
		}
		at += between
		second, ok := r.count(at)
		if !ok {
			i = first.to - 1
			continue
		}
		end := second.to + r.phrase(second.to, lex.counted)
		named = named || end > second.to
		list = append(list, Tally{r.span(first.from, end), first.low.Num().Int64(), second.low.Num().Int64(), named})
		i = end - 1
	}
	return list
}

// count reads the whole number that begins at token i.
func (r *reader) count(i int) (numeral, bool) {
	if i >= len(r.toks) || !r.opens(i) {
		return numeral{}, false
	}
	n, ok := r.numeral(i)
	if !ok || n.vague || n.low == nil || !n.low.IsInt() || n.low.Sign() < 0 || !n.low.Num().IsInt64() || n.low.Num().Int64() > mostTallied || n.low.Cmp(n.high) != 0 {
		return numeral{}, false
	}
	return n, true
}
