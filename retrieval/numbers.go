package retrieval

import (
	"strconv"
	"strings"
)

// numberWords gives, for each language, the values of the words that numbers
// are made of. Words are folded. Values of multipliers (hundred and above,
// dozen) are in numberMultipliers.
var numberWords = map[string]map[string]int{
	"en": numerals(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen`, "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"),
	"de": numerals(`null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn
		siebzehn achtzehn neunzehn`, `ein=1 eine=1 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90`),
	"fr": numerals(`zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize`,
		"une=1 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90"),
	"es": numerals(`cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
		diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis
		veintisiete veintiocho veintinueve`, `un=1 una=1 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80
		noventa=90 doscientos=200 trescientos=300 cuatrocientos=400 quinientos=500 seiscientos=600 setecientos=700
		ochocientos=800 novecientos=900 doscientas=200 trescientas=300 cuatrocientas=400 quinientas=500 seiscientas=600
		setecientas=700 ochocientas=800 novecientas=900`),
	"ru": numerals(`ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать
		четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать`, `одна=1 две=2 двое=2 трое=3 четверо=4
		пятеро=5 двух=2 трех=3 четырех=4 пяти=5 шести=6 семи=7 восьми=8 девяти=9 десяти=10 двадцать=20 двадцати=20
		тридцать=30 тридцати=30 сорок=40 сорока=40 пятьдесят=50 пятидесяти=50 шестьдесят=60 семьдесят=70 восемьдесят=80
		девяносто=90 сто=100 ста=100 двести=200 триста=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700
		восемьсот=800 девятьсот=900`),
}

var numberMultipliers = map[string]map[string]int{
	"en": pairs("hundred=100 thousand=1000 million=1000000 billion=1000000000 dozen=12 score=20"),
	"de": pairs("hundert=100 tausend=1000 million=1000000 millionen=1000000 milliarde=1000000000 milliarden=1000000000 dutzend=12"),
	"fr": pairs("cent=100 cents=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000 douzaine=12"),
	"es": pairs("cien=100 ciento=100 cientos=100 mil=1000 millon=1000000 millones=1000000 docena=12"),
	"ru": pairs("тысяча=1000 тысячи=1000 тысяч=1000 миллион=1000000 миллиона=1000000 миллионов=1000000 миллиард=1000000000 миллиардов=1000000000 дюжина=12 дюжины=12"),
}

// numberLinks may stand inside a number in words ("two hundred and six").
var numberLinks = map[string]string{"en": "and", "de": "und", "fr": "et", "es": "y"}

// numberHalves begin a half of a multiplier ("half a dozen").
var numberHalves = map[string]string{"en": "half", "de": "halbes", "fr": "demi", "es": "media"}

// numberArticles may stand between a half and its multiplier, and count as one before a multiplier.
var numberArticles = map[string]string{"en": "a"}

// numerals gives the words of counted their positions from 0 and adds the pairs of rest.
func numerals(counted, rest string) map[string]int {
	m := pairs(rest)
	for i, w := range strings.Fields(counted) {
		m[fold(w)] = i
	}
	return m
}

// pairs reads word=value pairs.
func pairs(s string) map[string]int {
	m := make(map[string]int)
	for _, p := range strings.Fields(s) {
		w, v, _ := strings.Cut(p, "=")
		n, err := strconv.Atoi(v)
		if err != nil {
			panic("retrieval: number word " + p)
		}
		m[fold(w)] = n
	}
	return m
}

// A numberReader reads numbers in words.
type numberReader struct {
	values, multipliers      map[string]int
	link, half, article, fam string
}

func newNumberReader(language string) numberReader {
	return numberReader{
		numberWords[language], numberMultipliers[language], numberLinks[language],
		numberHalves[language], numberArticles[language], language,
	}
}

// A numberState is a number in words of which some tokens were read.
type numberState struct {
	r              *numberReader
	total, current float64
	tokens         int // read so far; 0 if there is no number
	words          int // of them, words
	half           bool
	start, end     int
}

func (r *numberReader) begin() *numberState { return &numberState{r: r} }

// maxNumberGap is the most bytes between two words of one number.
const maxNumberGap = 3

// read takes the next token of a text and emits the number that ended before it, if one did.
func (s *numberState) read(t token, emit func(token)) {
	if len(s.r.values) == 0 {
		return
	}
	if s.tokens > 0 && (t.Start-s.end > maxNumberGap || t.Start < s.end) {
		s.flush(emit)
	}
	switch {
	case t.Number:
		s.flush(emit)
		if v, err := strconv.ParseFloat(t.Word, 64); err == nil {
			s.begin(v, t)
			s.words--
		}
		return
	case s.tokens > 0 && t.Word == s.r.link:
		s.end = t.End
		return
	case s.half && t.Word == s.r.article:
		s.end = t.End
		return
	case t.Word == s.r.half:
		s.flush(emit)
		s.begin(0, t)
		s.half = true
		return
	}
	if v, ok := s.value(t.Word); ok {
		if s.tokens > 0 && !s.add(float64(v)) {
			s.flush(emit)
		}
		if s.tokens == 0 {
			s.begin(float64(v), t)
			return
		}
		s.take(t)
		return
	}
	if m, ok := s.r.multipliers[t.Word]; ok && s.multiply(float64(m)) {
		if s.tokens == 0 {
			s.start = t.Start
		}
		s.take(t)
		return
	}
	s.flush(emit)
}

func (s *numberState) take(t token) {
	s.end = t.End
	s.tokens++
	s.words++
}

func (s *numberState) begin(v float64, t token) {
	*s = numberState{r: s.r, current: v, start: t.Start}
	s.take(t)
}

// value returns the value of a word below one thousand, also of a German compound.
func (s *numberState) value(word string) (int, bool) {
	if v, ok := s.r.values[word]; ok {
		return v, true
	}
	if s.r.fam == "de" {
		return germanNumber(word)
	}
	return 0, false
}

// add adds v to the number if they can stand side by side in one.
func (s *numberState) add(v float64) bool {
	c := int(s.current)
	switch {
	case s.half || s.current != float64(c):
		return false
	case s.r.fam == "fr" && c%100 == 4 && v == 20:
		s.current += 76
	case s.r.fam == "fr" && (c%100 == 60 || c%100 == 80) && v < 20 && v > 0:
		s.current += v
	case c == 0 && s.total > 0 || v > 0 && v < 10 && c%10 == 0 && c > 0 && c%100 != 10 || v >= 10 && v < 100 && c%100 == 0 && c > 0:
		s.current += v
	default:
		return false
	}
	return true
}

// multiply applies a multiplier, which counts as one of it where no number stands before.
func (s *numberState) multiply(m float64) bool {
	switch {
	case s.half:
		s.current, s.half = m/2, false
	case m == 100 && s.current < 100:
		s.current = max(s.current, 1) * m
	case m == 100:
		return false
	case m < 1000:
		s.current = max(s.current, 1) * m
	default:
		s.total += max(s.current, 1) * m
		s.current = 0
	}
	return true
}

// flush emits the number that was read, if it has words in it, and forgets it.
func (s *numberState) flush(emit func(token)) {
	if v := s.total + s.current; s.tokens > 0 && s.words > 0 && v > 1 {
		word := strconv.FormatFloat(v, 'f', -1, 64)
		emit(token{Start: s.start, End: s.end, Word: word, Term: word, Number: true, Derived: true})
	}
	*s = numberState{r: s.r}
}

// germanNumber reads a compound such as zweihundertfünfundzwanzig (folded).
func germanNumber(word string) (int, bool) {
	if len(word) < 6 || len(word) > maxTermBytes {
		return 0, false
	}
	for _, m := range []struct {
		word  string
		value int
	}{{"tausend", 1000}, {"hundert", 100}} {
		if head, tail, ok := strings.Cut(word, m.word); ok {
			h, okHead := 1, true
			if head != "" {
				h, okHead = germanPart(head)
			}
			t, okTail := 0, true
			if tail = strings.TrimPrefix(tail, "und"); tail != "" {
				t, okTail = germanPart(tail)
			}
			return h*m.value + t, okHead && okTail && t < m.value
		}
	}
	if unit, ten, ok := strings.Cut(word, "und"); ok {
		u, okU := numberWords["de"][unit]
		t, okT := numberWords["de"][ten]
		return t + u, okU && okT && u > 0 && u < 10 && t >= 20
	}
	return 0, false
}

func germanPart(word string) (int, bool) {
	if v, ok := numberWords["de"][word]; ok {
		return v, true
	}
	return germanNumber(word)
}
