package retrieval

import (
	"strings"
	"unicode"
)

// Names are written in the letters of the language that tells of them: Schmidt is Шмидт in Russian. What is formed here by letters is often an edit away
// from what people write, so near spellings are looked for too.

// cyrillic gives what letters of a name in Latin script become, the longest that fits first; a language's own come before those of all.
var cyrillic = map[string][]string{
	"de": spellings("tsch ч sch ш ch х st ст sp сп ei ей eu ой au ау ie и ck к ph ф th т qu кв z ц v ф w в j й"),
	"fr": spellings("tch ч ch ш eau о au о ou у oi уа gn нь ph ф th т qu к j ж ge же gi жи ce се ci си x кс"),
	"es": spellings("ch ч ll ль rr рр qu к j х z с ce се ci си gue ге gui ги h"),
	"en": spellings("tch ч ch ч ee и oo у ea и ph ф th т ck к qu кв j дж ge дж w у ce се ci си x кс"),
	"": spellings(`tsch ч sch ш shch щ sh ш zh ж kh х ts ц ya я yu ю yo е ia ия
		a а b б c к d д e е f ф g г h х i и j й k к l л m м n н o о p п q к r р s с t т u у v в w в x кс y и z з`),
}

// latin gives what letters of a name in Cyrillic script become.
var latin = map[string][]string{
	"de": spellings("в w ж sch з s й j х ch ц z ч tsch ш sch щ schtsch ю ju я ja"),
	"fr": spellings("ж j ч tch ш ch щ chtch у ou ю iou я ia"),
	"es": spellings("х j я ia"),
	"": spellings(`а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
		ы y э e ю yu я ya ь ъ`),
}

// spellings reads letters and what they become, in turn; what stands last or before other letters of the first script becomes nothing.
func spellings(s string) []string {
	var pairs []string
	fields := strings.Fields(s)
	for i := 0; i < len(fields); i++ {
		pairs = append(pairs, fields[i])
		if i+1 < len(fields) && isCyrillic(fields[i+1]) != isCyrillic(fields[i]) {
			i++
			pairs = append(pairs, fields[i])
		} else {
			pairs = append(pairs, "")
		}
	}
	return pairs
}

func isCyrillic(s string) bool {
	for _, r := range s {
		return unicode.Is(unicode.Cyrillic, r)
	}
	return false
}

// transliterate returns a folded word of one language in the letters of another; "" if both have the same.
func transliterate(word, from, to string) string {
	tables := latin
	language := to
	if !isCyrillic(word) {
		tables, language = cyrillic, from
	}
	if isCyrillic(word) == (to == "ru") {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(word); {
		letters, become := longest(word[i:], tables[language])
		if letters == "" {
			letters, become = longest(word[i:], tables[""])
		}
		if letters == "" {
			return ""
		}
		b.WriteString(become)
		i += len(letters)
	}
	return b.String()
}

// longest returns the longest letters of a table at the beginning of s, and what they become.
func longest(s string, table []string) (letters, become string) {
	for i := 0; i < len(table); i += 2 {
		if len(table[i]) > len(letters) && strings.HasPrefix(s, table[i]) {
			letters, become = table[i], table[i+1]
		}
	}
	return letters, become
}
