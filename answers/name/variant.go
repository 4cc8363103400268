package name

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"variorum/answers/word"
)

// A Likeness says how two names are written.
type Likeness uint8

const (
	// Different names are not spellings of one, as far as their letters tell.
	Different Likeness = iota
	// Variant names could be spellings, transliterations, or shorter forms of one.
	Variant
	// Same names are written alike but for white space, apostrophes, and hyphens of another shape.
	Same
)

// Compare tells whether two names could be spellings of one. It knows nothing but their letters: that the names of one source
// are two things is for [Reader.Apart] to say. The order of a and b does not matter.
func Compare(a, b string) Likeness {
	switch pa, pb := partsOf(a), partsOf(b); {
	case len(pa) == 0 || len(pb) == 0:
		return Different
	case plain(a) == plain(b):
		return Same
	case acronymOf(a, pb) || acronymOf(b, pa) || alike(pa, pb):
		return Variant
	default:
		return Different
	}
}

// plain returns a name composed, with plain blanks, apostrophes, and hyphens.
func plain(s string) string {
	return strings.Join(strings.Fields(shapes.Replace(norm.NFC.String(s))), " ")
}

var shapes = strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "‐", "-", "\u2011", "-", "\u00ad", "", "\u2013", "-")

// A part is a word of a name that tells it from others.
type part struct {
	text     string  // in small letters
	sound    []sound // as it is spoken, roughly
	initial  bool
	counts   bool // a number, a numeral, a word of direction: it tells two names apart
	cyrillic bool
	generic  bool // Party, Street
	capital  string
}

// partsOf divides a name at blanks and hyphens; titles in front and small words are left out.
func partsOf(name string) []part {
	var parts []part
	words := word.Split(shapes.Replace(name), "en")
	for i, w := range words {
		for piece := range strings.FieldsFuncSeq(w.Text, func(r rune) bool { return r == '-' }) {
			lower := word.Lower(piece)
			if lower == "'s" || small[lower] && (i > 0 || lower == "the") || isTitle(lower) && len(parts) == 0 && i < len(words)-1 {
				continue
			}
			parts = append(parts, part{
				text: lower, sound: soundsOf(lower), initial: utf8.RuneCountInString(piece) == 1,
				counts:   tells[lower] || strings.ContainsFunc(piece, unicode.IsDigit) || roman(piece) && len(parts) > 0,
				cyrillic: strings.ContainsFunc(piece, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }), generic: isGeneric(lower),
				capital: piece,
			})
		}
	}
	return parts
}

// small are the words inside names that do not tell them apart.
var small = set(`the of and for von van der den de la le les du des del della dos da di das bin ibn ben al el ter ten zu y und et d l фон ван дер
	ибн аль эль und für of the`)

// tells are the words by which two names with the same other words are two things.
var tells = set(`one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth tenth north south east west
	northern southern eastern western central upper lower new old great little greater inner outer junior senior jr sr
	eins zwei drei vier fünf sechs sieben acht neun zehn erste zweite dritte vierte nord süd ost west neu alt ober unter groß klein
	un deux trois quatre cinq premier première deuxième troisième nouveau nouvelle grand petit haut bas nord sud est ouest
	uno dos tres cuatro cinco primero primera segundo segunda tercero tercera nuevo nueva viejo norte sur este oeste alto bajo
	один два три четыре пять первый первая второй вторая третий третья новый новая новое старый старая северный северная южный южная
	восточный восточная западный западная верхний нижний великий малый`)

func isTitle(lower string) bool {
	for _, language := range languages {
		if lexiconOf(language).titles[lower] {
			return true
		}
	}
	return false
}

func isGeneric(lower string) bool {
	if generic[lower] {
		return true
	}
	for _, language := range languages {
		if lexiconOf(language).bodies[lower] {
			return true
		}
	}
	return false
}

var languages = []string{"en", "de", "fr", "es", "ru"}

// generic are the words, besides those of bodies, that say of what kind a named thing is.
var generic = set(`street square road avenue quay pier bridge station airport hotel market park gate tower hall village town point hill head crane
	straße strasse platz brücke bahnhof flughafen markt dorf rue place pont gare quai calle plaza puente estación улица площадь мост вокзал аэропорт`)

func roman(s string) bool { return s != "" && strings.Trim(s, "IVX") == "" }

// acronymOf reports whether short is made of the initials of parts.
func acronymOf(short string, parts []part) bool {
	short = strings.ReplaceAll(strings.ReplaceAll(strings.TrimSpace(short), ".", ""), " ", "")
	if utf8.RuneCountInString(short) < 3 || utf8.RuneCountInString(short) != len(parts) {
		return false
	}
	for i, r := range []rune(short) {
		first, _ := utf8.DecodeRuneInString(parts[i].capital)
		if !unicode.IsUpper(r) || unicode.ToUpper(first) != r || utf8.RuneCountInString(parts[i].capital) < 2 {
			return false
		}
	}
	return true
}

// alike reports whether two names could be spellings of one.
func alike(a, b []part) bool {
	if joined(a, b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if !a[len(a)-1].like(b[len(b)-1]) || a[len(a)-1].initial || b[len(b)-1].initial {
		return false
	}
	if len(a) < len(b) && (a[len(a)-1].generic || a[len(a)-1].counts) {
		return false
	}
	if len(a) > 1 && len(a) < len(b) && !a[0].like(b[0]) {
		return false
	}
	// The shorter one's words stand in the longer one in order; words that tell things apart may not be left out.
	whole, j := 0, 0
	for i := range b {
		switch {
		case j < len(a) && a[j].like(b[i]):
			if !a[j].initial && !b[i].initial {
				whole++
			}
			j++
		case b[i].counts || b[i].generic || len(a) == len(b):
			return false
		}
	}
	return j == len(a) && whole > 0
}

// joined reports whether two names are one but for blanks and hyphens between their parts.
func joined(a, b []part) bool {
	if len(a) == len(b) || len(a) > 1 && len(b) > 1 {
		return false
	}
	one := func(parts []part) (p part) {
		for _, q := range parts {
			if q.initial || q.counts {
				return part{}
			}
			p.text += q.text
		}
		p.sound = soundsOf(p.text)
		return p
	}
	p, q := one(a), one(b)
	return len(p.sound) >= 5 && len(q.sound) >= 5 && distance(p.sound, q.sound) <= 1
}

// like reports whether two words could be spellings of one.
func (p part) like(q part) bool {
	switch {
	case p.text == q.text:
		return true
	case p.counts || q.counts:
		return false
	case p.initial || q.initial:
		return len(p.sound) > 0 && len(q.sound) > 0 && near(p.sound[0], q.sound[0]) <= 1
	case shortForms[p.text] != "" && shortForms[p.text] == shortForms[q.text]:
		return true
	case p.cyrillic && q.cyrillic && inflected(p.text, q.text):
		return true
	case gendered(p.text, q.text):
		return false
	case withoutSilent(p.text) == withoutSilent(q.text):
		return true
	}
	n, m := len(p.sound), len(q.sound)
	if n == 0 || m == 0 || near(p.sound[0], q.sound[0]) > 1 {
		return false
	}
	limit := 0
	switch shorter := min(n, m); {
	case shorter >= 9:
		limit = 3
	case shorter >= 6:
		limit = 2
	case shorter >= 4:
		limit = 1
	}
	if p.generic || q.generic {
		limit = 0
	}
	return max(n, m)-min(n, m) <= limit && distance(p.sound, q.sound) <= limit
}

// silent finds an h that is not spoken: behind a vowel and before none, as in "John" and "Sarah". Such names are too short for a letter more or less to be any.
var silent = regexp.MustCompile(`([aeiou])h([^aeiouyh]|$)`)

func withoutSilent(name string) string { return silent.ReplaceAllString(name, "$1$2") }

// gendered reports whether two words differ in an ending that tells a woman's name from a man's.
func gendered(a, b string) bool {
	for _, p := range [][2]string{{"o", "a"}, {"ov", "ova"}, {"ev", "eva"}, {"in", "ina"}, {"e", "a"}, {"us", "a"}, {"", "a"}, {"off", "ova"}, {"", "ia"}} {
		for range 2 {
			x, okA := strings.CutSuffix(a, p[0])
			y, okB := strings.CutSuffix(b, p[1])
			if okA && okB && x == y {
				return true
			}
			a, b = b, a
		}
	}
	return false
}

// endings are the case endings of Russian names, in the order in which they are tried.
var endings = strings.Fields("ого его ому ему ыми ими ой ей ою ею ым им ом ем ых их ая яя ую юю ый ий ое ее а я у ю ы и е о ь й")

// inflected reports whether two Russian words could be cases of one.
func inflected(a, b string) bool {
	x, y := stem(a), stem(b)
	return x == y && utf8.RuneCountInString(x) >= 3
}

func stem(s string) string {
	for _, e := range endings {
		if x, ok := strings.CutSuffix(s, e); ok && utf8.RuneCountInString(x) >= 3 {
			return x
		}
	}
	return s
}

// shortForms are short given names, each with the full name that it has in common with its other forms.
var shortForms = func() map[string]string {
	m := make(map[string]string)
	for _, line := range strings.Split(`joseph josef joe jos josé pepe giuseppe
william will bill billy wilhelm willi
robert bob rob bobby
richard dick rick
james jim jimmy
thomas tom tommy
edward ned ted eddie
michael mike mikhail michail misha
anthony antony tony anton
daniel dan danny
samuel sam
benjamin ben
nicholas nick nicolas nikolaus
alexander alex sasha alexandre alejandro александр саша
vladimir volodya владимир володя
ivan vanya иван ваня
francisco paco
johannes hans johann
friedrich fritz
elizabeth liz lizzie bess beth
catherine kate katherine kathy
margaret maggie peggy
andrew andy
peter pete
charles charlie
henry harry
matthew matt`, "\n") {
		forms := strings.Fields(line)
		for _, f := range forms {
			m[f] = forms[0]
		}
	}
	return m
}()
