package retrieval

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"golang.org/x/text/unicode/norm"
)

// Languages are the ISO 639-1 codes of the languages that have stems, stop
// words, and background weights. Text in any other language is analysed
// as [Undetermined]: folded, not stemmed.
var Languages = []string{"de", "en", "es", "fr", "ru"}

// Undetermined is the code of text in no language of [Languages].
const Undetermined = "und"

var stemmers = map[string]func(*snowballstem.Env) bool{
	"de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fr": french.Stem, "ru": russian.Stem,
}

// supported returns language if it is in [Languages], else [Undetermined].
func supported(language string) string {
	if stemmers[language] != nil {
		return language
	}
	return Undetermined
}

// A token is a word or number of a text.
type token struct {
	Start, End int    // bytes of the text; a hyphen at a line's end lies inside
	Word       string // folded, not stemmed
	Term       string // what is indexed
	Capital    bool   // begins with a capital letter
	Acronym    bool   // two or more letters, all capitals
	Number     bool   // digits
	Derived    bool   // made of the tokens before it (a compound, a number in words): it takes no room in the text
}

// maxTermBytes bounds a term; longer words are cut at a rune boundary.
const maxTermBytes = 64

// An Analyzer makes terms of text in one language. It folds case, accents,
// ligatures and apostrophes, joins words that a hyphen divides at a line's end, reads
// numbers in digits and in words, and stems by Snowball. It is not safe for
// concurrent use.
type Analyzer struct {
	language string
	stem     func(*snowballstem.Env) bool
	env      *snowballstem.Env
	stems    map[string]string // of words; bounded by maxStems
	numbers  numberReader
	// irregular gives the base of forms that the stemmer does not bring back to it.
	irregular map[string]string
	postings  map[string]posting     // of the passage analysed last
	index     map[string]indexedTerm // by term; bounded by maxStems
}

// maxStems bounds the words whose stems an analyzer remembers.
const maxStems = 1 << 15

// NewAnalyzer returns an analyzer for a language of [Languages], or one that
// does not stem for any other.
func NewAnalyzer(language string) *Analyzer {
	language = supported(language)
	return &Analyzer{
		language:  language,
		stem:      stemmers[language],
		env:       snowballstem.NewEnv(""),
		stems:     make(map[string]string),
		numbers:   newNumberReader(language),
		irregular: irregularForms(language),
	}
}

var analyzerPools sync.Map // language → *sync.Pool of *Analyzer

// withAnalyzer calls f with an analyzer for the language that nobody else uses meanwhile.
func withAnalyzer(language string, f func(*Analyzer)) {
	language = supported(language)
	p, _ := analyzerPools.LoadOrStore(language, &sync.Pool{New: func() any { return NewAnalyzer(language) }})
	pool := p.(*sync.Pool)
	a := pool.Get().(*Analyzer)
	defer pool.Put(a)
	f(a)
}

// Stem returns the term of one word, as it would be indexed.
func (a *Analyzer) Stem(word string) string {
	if t, ok := a.stems[word]; ok {
		return t
	}
	word = strings.Clone(word) // which may be of a long text
	lower := strings.ToLower(word)
	t := lower
	if a.stem != nil && !strings.ContainsFunc(word, unicode.IsDigit) {
		if a.language == "ru" {
			lower = strings.ReplaceAll(lower, "ё", "е")
		}
		if base, ok := a.base(lower); ok {
			lower = base
		}
		a.env.SetCurrent(lower)
		a.stem(a.env)
		t = a.env.Current()
	}
	t = cut(fold(t), maxTermBytes)
	if len(a.stems) >= maxStems {
		clear(a.stems)
	}
	a.stems[word] = t
	return t
}

// base returns the form of a word that its irregular forms are brought back to, and whether it is one.
func (a *Analyzer) base(lower string) (string, bool) {
	if a.language == "de" {
		return germanVerbs().infinitive(lower)
	}
	base, ok := a.irregular[lower]
	return base, ok
}

// cut returns the longest prefix of s of at most n bytes that ends on a rune boundary.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var foldings = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ß", "ss", "ı", "i", "ё", "е", "þ", "th", "ð", "d")

// fold removes accents and ligatures and lowers case.
func fold(s string) string {
	if isLowerASCII(s) {
		return s
	}
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = foldings.Replace(strings.ToLower(s))
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isLowerASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '\u0002' }

// soft reports whether r is invisible inside a word.
func soft(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff'
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || soft(r)
}

// asciiDigit reports whether b is 0 to 9.
func asciiDigit(b byte) bool { return b >= '0' && b <= '9' }

// tokens calls yield for each token of text in order. A derived token comes
// after those it is made of; a number in words after the token that ended it.
func (a *Analyzer) tokens(text string, yield func(token)) {
	s := scanner{a: a, text: text, yield: yield}
	s.run()
}

// A scanner divides a text into tokens.
type scanner struct {
	a        *Analyzer
	text     string
	yield    func(token)
	compound []token // the parts so far of a word with hyphens
}

func (s *scanner) run() {
	n := s.a.numbers.begin()
	emit := s.yield
	s.yield = func(t token) {
		emit(t)
		if !t.Derived {
			n.read(t, emit)
		}
	}
	for i := 0; i < len(s.text); {
		c := s.text[i]
		if asciiDigit(c) {
			i = s.number(i)
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:])
		}
		switch {
		case unicode.IsDigit(r):
			i = s.foreignDigits(i)
		case wordRune(r) && !soft(r) && !unicode.IsMark(r):
			i = s.words(i)
		default:
			i += size
		}
	}
	n.flush(emit)
}

// number reads a number in digits that starts at i, with separators of thousands and
// decimals, and returns where it ends.
func (s *scanner) number(i int) int {
	start := i
	var digits strings.Builder
	run := func() int {
		from := i
		for i < len(s.text) && asciiDigit(s.text[i]) {
			i++
		}
		digits.WriteString(s.text[from:i])
		return i - from
	}
	first := run()
	if first <= 3 && s.text[start] != '0' {
		for sep := s.separator(i); sep > 0 && s.threeDigits(i+sep); sep = s.separator(i) {
			i += sep
			run()
		}
	}
	if i+1 < len(s.text) && (s.text[i] == '.' || s.text[i] == ',') && asciiDigit(s.text[i+1]) {
		i++
		digits.WriteByte('.')
		run()
	}
	word := cut(canonicalNumber(digits.String()), maxTermBytes)
	s.yield(token{Start: start, End: i, Word: word, Term: word, Number: true})
	return i
}

// canonicalNumber drops leading zeros and the zeros after a decimal point.
func canonicalNumber(digits string) string {
	if whole, part, ok := strings.Cut(digits, "."); ok {
		if part = strings.TrimRight(part, "0"); part == "" {
			digits = whole
		} else {
			digits = whole + "." + part
		}
	}
	if t := strings.TrimLeft(digits, "0"); t != "" && t[0] != '.' {
		return t
	}
	if t := strings.TrimLeft(digits, "0"); t != "" {
		return "0" + t
	}
	return "0"
}

// separator returns the length of a separator of thousands at i, or 0.
func (s *scanner) separator(i int) int {
	if i >= len(s.text) {
		return 0
	}
	switch s.text[i] {
	case '.', ',', ' ', '\'':
		return 1
	}
	switch r, size := utf8.DecodeRuneInString(s.text[i:]); r {
	case '\u00a0', '\u2009', '\u202f', '’':
		return size
	}
	return 0
}

// threeDigits reports whether just three digits stand at i.
func (s *scanner) threeDigits(i int) bool {
	if i+3 > len(s.text) {
		return false
	}
	for j := i; j < i+3; j++ {
		if !asciiDigit(s.text[j]) {
			return false
		}
	}
	return i+3 == len(s.text) || !asciiDigit(s.text[i+3])
}

// foreignDigits reads digits of another script, such as Arabic-Indic ones.
func (s *scanner) foreignDigits(i int) int {
	start := i
	var digits strings.Builder
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !unicode.IsDigit(r) {
			break
		}
		digits.WriteByte('0' + byte(digitValue(r)))
		i += size
	}
	word := cut(canonicalNumber(digits.String()), maxTermBytes)
	s.yield(token{Start: start, End: i, Word: word, Term: word, Number: true})
	return i
}

// digitValue returns the value of a decimal digit of any script: digits of a
// script stand in runs of ten, from zero.
func digitValue(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-rune(n)-1) {
		n++
	}
	return n
}

// words reads a word that starts at i, with the words joined to it by hyphens, and returns where they end.
func (s *scanner) words(i int) int {
	s.compound = s.compound[:0]
	for {
		end, last := s.word(i)
		i = end
		next, broken := s.afterHyphen(i)
		if next == 0 {
			break
		}
		if broken {
			i = s.joined(last, next)
			break
		}
		i = next
	}
	if len(s.compound) > 1 {
		var joined strings.Builder
		for _, t := range s.compound {
			joined.WriteString(t.Word)
		}
		s.derived(joined.String(), s.compound[0].Start, i)
	}
	return i
}

// afterHyphen returns where the word goes on if a hyphen stands at i with a letter behind
// it, else 0. broken says that the hyphen stands at a line's end.
func (s *scanner) afterHyphen(i int) (next int, broken bool) {
	r, size := utf8.DecodeRuneInString(s.text[i:])
	if !isHyphen(r) {
		return 0, false
	}
	j := i + size
	for j < len(s.text) && (s.text[j] == '\n' || s.text[j] == '\r' || broken && (s.text[j] == ' ' || s.text[j] == '\t' || s.text[j] == '\f')) {
		j++
		broken = true
	}
	r, _ = utf8.DecodeRuneInString(s.text[j:])
	if !wordRune(r) || soft(r) || broken && !unicode.IsLower(r) {
		return 0, false
	}
	return j, broken
}

// joined emits the rest of a word that was broken at a line's end, and the whole.
func (s *scanner) joined(first token, i int) int {
	end, rest := s.word(i)
	s.compound = s.compound[:0]
	s.derived(first.Word+rest.Word, first.Start, end)
	return end
}

func (s *scanner) derived(word string, start, end int) {
	s.yield(token{Start: start, End: end, Word: word, Term: s.a.Stem(word), Derived: true})
}

// word reads one word that starts at i, emits it, and returns where it ends.
func (s *scanner) word(i int) (int, token) {
	start := i
	letters, capitals := 0, 0
	var b strings.Builder // what is read of the word, but for what stands from rest to i
	rest := start
	leaveOut := func(size int) {
		b.WriteString(s.text[rest:i])
		i += size
		rest = i
	}
	word := func() string { // a part of the text, unless something was left out
		if rest > start {
			leaveOut(0)
			return b.String()
		}
		return s.text[start:i]
	}
	for i < len(s.text) {
		c := s.text[i]
		if c >= 'a' && c <= 'z' {
			letters++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case soft(r):
			leaveOut(size)
			continue
		case wordRune(r):
			letters++
			if unicode.IsUpper(r) {
				capitals++
			}
			i += size
			continue
		case isApostrophe(r):
			next, _ := utf8.DecodeRuneInString(s.text[i+size:])
			if !wordRune(next) || soft(next) {
				break
			}
			if s.a.elides() && letters <= 5 && word() != "aujourd" {
				return i + size, s.emit(start, i, word(), letters, capitals)
			}
			if (next == 's' || next == 'S') && !letterAfter(s.text[i+size:], 1) {
				return i + size + 1, s.emit(start, i, word(), letters, capitals)
			}
			leaveOut(size)
			continue
		case r == '.' && letters > 0 && letters == capitals && s.initials(i):
			leaveOut(1)
			continue
		}
		break
	}
	return i, s.emit(start, i, word(), letters, capitals)
}

// elides reports whether an apostrophe divides words in the analyzer's language.
func (a *Analyzer) elides() bool { return a.language == "fr" }

func letterAfter(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return wordRune(r)
}

// initials reports whether the full stop at i stands inside an abbreviation
// such as U.S., with one capital letter before it and one behind.
func (s *scanner) initials(i int) bool {
	if i < 1 || i+1 >= len(s.text) {
		return false
	}
	before, after := s.text[i-1], s.text[i+1]
	r, _ := utf8.DecodeLastRuneInString(s.text[:i-1])
	return !wordRune(r) && before >= 'A' && before <= 'Z' && after >= 'A' && after <= 'Z' && !letterAfter(s.text, i+2)
}

// emit yields the word that stands at [start, end) and returns its token.
func (s *scanner) emit(start, end int, word string, letters, capitals int) token {
	r, _ := utf8.DecodeRuneInString(word)
	t := token{
		Start: start, End: end, Word: fold(word), Term: s.a.Stem(word),
		Capital: unicode.IsUpper(r), Acronym: letters > 1 && letters == capitals,
	}
	if t.Acronym && letters <= 4 && isStopWord(s.a.language, t.Word) {
		t.Term = acronymMark + t.Word
	}
	s.compound = append(s.compound, t)
	s.yield(t)
	return t
}

// acronymMark sets an acronym that is spelt like a stop word (US, UN, WHO) apart from it.
const acronymMark = "^"

// indexTerm returns what stands in the index for a term of a language.
func indexTerm(language, term string) string { return language + ":" + term }
