package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A sound is one unit of a word as several alphabets and schemes write it: a small letter, or a capital for what takes
// several letters in some scheme (S for sh, C for ch, Z for zh, J for dzh, H for kh, T for ts).
type sound byte

// spellings are the letters of several schemes of transliteration and the sounds they stand for; the longest comes first.
// A y stands for every i, j, and y.
var spellings = []struct{ letters, sounds string }{
	{"schtsch", "SC"},
	{"chtch", "SC"},
	{"shch", "SC"},
	{"щ", "SC"},
	{"tsch", "C"},
	{"dsch", "J"},
	{"tch", "C"},
	{"sch", "S"},
	{"dzh", "J"},
	{"dž", "J"},
	{"дж", "J"},
	{"dj", "J"},
	{"kh", "H"},
	{"zh", "Z"},
	{"sh", "S"},
	{"ch", "C"},
	{"ts", "T"},
	{"tz", "T"},
	{"ph", "f"},
	{"th", "t"},
	{"gh", "g"},
	{"ck", "k"},
	{"qu", "k"},
	{"ks", "ks"},
	{"кс", "ks"},
	{"x", "ks"},
	{"ou", "u"},
	{"oo", "u"},
	{"ae", "e"},
	{"oe", "o"},
	{"ue", "u"},
	{"ei", "ey"},
	{"ai", "ay"},
	{"eu", "u"},
	{"ш", "S"},
	{"ч", "C"},
	{"ж", "Z"},
	{"х", "H"},
	{"ц", "T"},
	{"š", "S"},
	{"ş", "S"},
	{"č", "C"},
	{"ç", "C"},
	{"ž", "Z"},
	{"а", "a"},
	{"ә", "a"},
	{"б", "b"},
	{"в", "v"},
	{"г", "g"},
	{"ғ", "g"},
	{"ґ", "g"},
	{"д", "d"},
	{"е", "e"},
	{"ё", "yo"},
	{"є", "e"},
	{"э", "e"},
	{"з", "z"},
	{"и", "y"},
	{"й", "y"},
	{"і", "y"},
	{"ї", "y"},
	{"к", "k"},
	{"қ", "k"},
	{"л", "l"},
	{"м", "m"},
	{"н", "n"},
	{"ң", "ng"},
	{"о", "o"},
	{"ө", "o"},
	{"п", "p"},
	{"р", "r"},
	{"с", "s"},
	{"т", "t"},
	{"у", "u"},
	{"ұ", "u"},
	{"ү", "u"},
	{"ф", "f"},
	{"һ", "h"},
	{"ъ", ""},
	{"ы", "y"},
	{"ь", ""},
	{"ю", "yu"},
	{"я", "ya"},
	{"ў", "u"},
	{"ä", "e"},
	{"ö", "o"},
	{"ü", "u"},
	{"ø", "o"},
	{"å", "o"},
	{"æ", "e"},
	{"œ", "o"},
	{"ß", "s"},
	{"ł", "l"},
	{"ı", "y"},
	{"đ", "d"},
	{"ð", "d"},
	{"þ", "t"},
	{"q", "k"},
	{"w", "v"},
	{"i", "y"},
	{"'", ""},
	{"c", "k"},
}

// byFirst are the spellings by their first byte, in the same order.
var byFirst = func() (m [256][]struct{ letters, sounds string }) {
	for _, s := range spellings {
		m[s.letters[0]] = append(m[s.letters[0]], s)
	}
	return m
}()

// soundsOf returns the sounds of a word in small letters. Doubled sounds are one, a y before another vowel that other schemes
// leave out is dropped before e, and the endings that write the Russian -ский are one.
func soundsOf(lower string) []sound {
	var all []sound
	add := func(s sound) {
		if n := len(all); n == 0 || all[n-1] != s {
			all = append(all, s)
		}
	}
	for i := 0; i < len(lower); {
		n := spelled(lower[i:], add)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(lower[i:])
			for _, b := range []byte(norm.NFD.String(lower[i : i+n])) {
				if b < utf8.RuneSelf {
					add(sound(b))
					break
				}
			}
		}
		i += n
	}
	return settle(all)
}

// spelled adds the sounds of the spelling at the start of s and returns its length, or 0.
func spelled(s string, add func(sound)) int {
	for _, sp := range byFirst[s[0]] {
		if strings.HasPrefix(s, sp.letters) {
			for _, b := range []byte(sp.sounds) {
				add(sound(b))
			}
			return len(sp.letters)
		}
	}
	return 0
}

// settle drops what schemes of transliteration disagree on.
func settle(all []sound) []sound {
	kept := all[:0]
	for i, s := range all {
		next, last := sound(0), sound(0)
		if i+1 < len(all) {
			next = all[i+1]
		}
		if n := len(kept); n > 0 {
			last = kept[n-1]
		}
		switch {
		case (s == 'y' || s == 'j') && next == 'e':
			continue // Yefimov, Jefimow, Efimov
		case (s == 'y' || s == 'j') && (last == 'y' || last == 'j'):
			continue
		case s == 'f' && next == 0 && last == 'o':
			s = 'v' // -off
		}
		if last != s {
			kept = append(kept, s)
		}
	}
	return kept
}

// classes are pairs of sounds that schemes write alike.
var classes = func() (m [256][256]bool) {
	for _, p := range []string{"yj", "Zj", "Jj", "ZJ", "hH", "CH", "gH", "gh", "Tz", "TC", "kT", "Ts", "SC", "sz", "vf", "kC", "gj", "vu", "CS", "Hk", "Zz", "jH", "SZ"} {
		m[p[0]][p[1]], m[p[1]][p[0]] = true, true
	}
	return m
}()

const (
	nearCost  = 1 // another spelling of nearly the same sound
	vowelCost = 2 // a vowel for a vowel, or one more or less
	otherCost = 3
)

func vowel(s sound) bool { return strings.IndexByte("aeiouy", byte(s)) >= 0 }

// near returns what it costs to take b for a.
func near(a, b sound) int {
	switch {
	case a == b:
		return 0
	case classes[a][b]:
		return nearCost
	case vowel(a) && vowel(b):
		return vowelCost
	}
	return otherCost
}

// gap returns what it costs to leave out s.
func gap(s sound) int {
	switch {
	case s == 'y' || s == 'h' || s == 'j':
		return nearCost
	case vowel(s):
		return vowelCost
	}
	return otherCost
}

// longest is the most sounds of a word that [distance] compares: no name is longer.
const longest = 64

// distance returns the least cost of making b of a, symmetric in both.
func distance(a, b []sound) int {
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	row := make([]int, len(b)+1)
	for j, s := range b {
		row[j+1] = row[j] + gap(s)
	}
	for _, s := range a {
		diagonal := row[0]
		row[0] += gap(s)
		for j, t := range b {
			best := min(diagonal+near(s, t), row[j+1]+gap(s), row[j]+gap(t))
			diagonal, row[j+1] = row[j+1], best
		}
	}
	return row[len(b)]
}

// Skeletons returns, for each word of a name, its consonants as they sound, by which the spellings of one name can be looked up: most names that
// are [Variant] have one in common. Words of fewer than two consonants have none.
func Skeletons(name string) []string {
	var list []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		var b strings.Builder
		for _, s := range soundsOf(w) {
			if s == 'J' {
				s = 'Z'
			}
			if strings.IndexByte("aeiouy", byte(s)) < 0 {
				b.WriteByte(byte(s))
			}
		}
		if b.Len() > 1 {
			list = append(list, b.String())
		}
	}
	return list
}
