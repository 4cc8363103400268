package figure

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers/word"
)

// A token is a word, a number in digits, or one mark.
type token struct {
	start, end int
	kind       tokenKind
	word       string // folded word; the mark itself
	glued      bool   // nothing stands between this token and the one before
	upper      bool   // begins with a capital
	digits     decimal
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	markToken
)

// A decimal is a number in digits.
type decimal struct {
	value *big.Rat // nil if the digits are no number: a version, a date, an identifier
	step  *big.Rat // of the last digit
	other *big.Rat // the value if its one separator divided thousands; nil if that cannot be
	plain bool     // digits without separators
	count int      // of digits before the decimal mark
}

// maxDigits is the most digits that a number may have.
const maxDigits = 27

// scan divides text into tokens. Addresses of the net and of mail are one mark each.
func scan(text, language string) []token {
	var toks []token
	last := 0
	chunkEnd := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			end := i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
			if word.BlankLine(text[i:end]) && len(toks) > 0 {
				toks = append(toks, token{start: i, end: i, kind: markToken, word: paragraph})
			}
			i = end
			continue
		}
		if i >= chunkEnd {
			n, address := word.Chunk(text[i:])
			if chunkEnd = i + n; address {
				toks = append(toks, token{start: i, end: chunkEnd, kind: markToken, word: "@"})
				i, last = chunkEnd, chunkEnd
				continue
			}
		}
		t := token{start: i, glued: i == last && i > 0}
		switch {
		case word.Digit(r) >= 0:
			t.kind = numberToken
			t.end, t.digits = scanNumber(text, i, language)
		case unicode.IsLetter(r):
			t.end = i + word.LettersLen(text[i:])
			t.word, t.upper = fold(text[i:t.end]), unicode.IsUpper(r)
		default:
			t.kind, t.end = markToken, i+size
			t.word = markOf(r, text[i:t.end])
		}
		toks = append(toks, t)
		i, last = t.end, t.end
	}
	return toks
}

// paragraph is the mark, without length, that stands for a blank line: no expression goes over one.
const paragraph = "¶"

// markOf returns one spelling for marks that are written in several ways.
func markOf(r rune, s string) string {
	switch r {
	case '’', 'ʼ', '‘':
		return "'"
	case '‐', '‑':
		return "-"
	case '—':
		return "–"
	}
	return s
}

// scanNumber reads the number in digits at text[i:]. A separator belongs to it if a digit follows.
func scanNumber(text string, i int, language string) (end int, d decimal) {
	var groups []string // digits between separators
	var seps []rune
	var group []byte
	end = i
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if v := word.Digit(r); v >= 0 {
			group = append(group, byte('0'+v))
			end += size
			continue
		}
		sep := separatorOf(r)
		if sep == 0 || !startsDigit(text[end+size:]) {
			break
		}
		if sep == ' ' || sep == '\'' {
			n := digitRun(text[end+size:])
			first := len(group) <= 3
			if len(seps) > 0 {
				first = len(group) == 3
			}
			if n != 3 || !first || r == ' ' && !plainSpace(text, i, end+size, language) || len(seps) > 0 && seps[len(seps)-1] != sep {
				break
			}
		}
		groups, seps, group = append(groups, string(group)), append(seps, sep), nil
		end += size
	}
	groups = append(groups, string(group))
	return end, valueOf(groups, seps, language)
}

// plainSpace reports whether a plain space may divide the thousands of the number that begins at i, the next group
// being at j. In English a space seldom does, and only before zeros.
func plainSpace(text string, i, j int, language string) bool {
	if i > 0 && (text[i-1] == '+' || text[i-1] == '(') {
		return false
	}
	return language != "en" || strings.HasPrefix(text[j:], "000")
}

// separatorOf returns the class of a mark that may stand inside a number, or 0.
func separatorOf(r rune) rune {
	switch r {
	case '.', '٫':
		return '.'
	case ',', '٬':
		return ','
	case ' ', '\u00a0', '\u202f', '\u2009':
		return ' '
	case '\'', '’':
		return '\''
	}
	return 0
}

func startsDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return word.Digit(r) >= 0
}

// digitRun returns how many digits s begins with, but never more than 4.
func digitRun(s string) int {
	n := 0
	for _, r := range s {
		if word.Digit(r) < 0 || n == 4 {
			break
		}
		n++
	}
	return n
}

// valueOf returns the number of the groups of digits that seps divide. The last separator is the decimal mark if it
// is another than those before it, or the only one and not followed by three digits; with three digits the
// language decides.
func valueOf(groups []string, seps []rune, language string) decimal {
	total := 0
	for _, g := range groups {
		total += len(g)
	}
	d := decimal{plain: len(seps) == 0, count: total}
	if total > maxDigits || len(groups[0]) > 1 && groups[0][0] == '0' {
		return d
	}
	whole, part := groups, ""
	switch n := len(seps); {
	case n == 0:
	case n > 1 && uniform(seps):
	case n > 1:
		if !uniform(seps[:n-1]) {
			return d
		}
		whole, part = groups[:n], groups[n]
	case seps[0] == ' ' || seps[0] == '\'':
	case len(groups[1]) == 3 && len(groups[0]) <= 3 && groups[0] != "0":
		if (seps[0] == ',') != (language == "en") {
			d.other = rat(groups[0] + groups[1])
			whole, part = groups[:1], groups[1]
		}
	default:
		whole, part = groups[:1], groups[1]
	}
	for i, g := range whole {
		if i > 0 && len(g) != 3 || i == 0 && len(whole) > 1 && len(g) > 3 {
			return d
		}
	}
	digits := strings.Join(whole, "")
	d.count = len(digits)
	d.step = big.NewRat(1, 1)
	if part != "" {
		d.step = rat("1/1" + strings.Repeat("0", len(part)))
		digits += "." + part
	}
	d.value = rat(digits)
	return d
}

func uniform(seps []rune) bool {
	for _, s := range seps {
		if s != seps[0] {
			return false
		}
	}
	return true
}

func rat(s string) *big.Rat {
	v, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("figure: number " + s)
	}
	return v
}

// fold returns s in lower case, without the diacritics of the languages read and without soft hyphens.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}
		if unicode.Is(unicode.Mn, r) || r == '\u00ad' {
			return -1
		}
		r = unicode.ToLower(r)
		if plain, ok := plainLetters[r]; ok {
			return plain
		}
		return r
	}, strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "ß", "ss"), "œ", "oe"), "Œ", "oe"))
}

var plainLetters = map[rune]rune{
	'à': 'a', 'á': 'a', 'â': 'a', 'ä': 'a', 'ã': 'a', 'ç': 'c', 'è': 'e', 'é': 'e', 'ê': 'e', 'ë': 'e', 'í': 'i', 'î': 'i', 'ï': 'i',
	'ñ': 'n', 'ó': 'o', 'ô': 'o', 'ö': 'o', 'ù': 'u', 'ú': 'u', 'û': 'u', 'ü': 'u', 'ÿ': 'y', 'ё': 'е',
}
