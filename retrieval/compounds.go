package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A German question names in one word what another language asks in two: "Brandursache" is "Ursache" of a "Brand". Texts have the second part alone, or a
// number in its place, so the compound itself is found in few. Other compounds are left whole: to divide them was measured and gives nothing (docs/quality.md).

// askingHeads are the last parts of compounds that say what is asked of the first, with the words that stand between the two where it is said in two.
var askingHeads = map[string]string{
	"ursache": "der", "ursachen": "der", "grund": "der", "zahl": "der", "anzahl": "der", "dauer": "der", "höhe": "der", "datum": "der", "jahr": "der", "größe": "der", "länge": "der",
	"gewicht": "der", "tiefe": "der", "breite": "der", "stärke": "der", "geschwindigkeit": "der", "temperatur": "der", "menge": "", "kosten": "", "preis": "", "summe": "",
}

// wholes are first parts, in small letters, that make another word with such a head: "Hauptursache", "Anzahl", "Frühjahr".
var wholes = strings.Fields(`haupt an mehr viel un ein aus früh schul neu um hoch jahres jahr all gesamt höchst mindest rest teil hinter ab unter vorder bau neben zwischen an end wohl
	kirchen lebens halb vor über nach rück auf in kurs markt stand boden ur zu geschäfts rechnungs kalender licht`)

// compound finds the parts of a compound with an asking head, its joint left with the first.
var compound = regexp.MustCompile(`^(\pL{3,})(ursachen?|grund|anzahl|zahl|dauer|höhe|datum|jahr|größe|länge|gewicht|tiefe|breite|stärke|geschwindigkeit|temperatur|menge|kosten|preis|summe)$`)

// joints stand between the parts of compounds, in the order in which they are tried.
var joints = []string{"s", "es", "", "n", "en"}

// leastPart is the least frequency of the first part of a compound, on the scale of [Zipf].
const leastPart = 2.5

// dividedCompound returns the parts of a German compound by which something is asked: "Ursache" and "Brand" of "Brandursache".
func dividedCompound(w string) (head, of string, ok bool) {
	m := compound.FindStringSubmatch(strings.ToLower(w))
	if m == nil || slices.Contains(wholes, m[1]) {
		return "", "", false
	}
	if h := m[2]; (h == "jahr" || h == "grund") && !strings.HasSuffix(m[1], "ungs") && !strings.HasSuffix(m[1], "burts") && !strings.HasSuffix(m[1], "todes") {
		return "", "", false // Schuljahr, Hintergrund
	}
	withAnalyzer("de", func(a *Analyzer) {
		for _, joint := range joints {
			first, cut := strings.CutSuffix(m[1], joint)
			if !cut || utf8.RuneCountInString(first) < 3 || joint != "" && utf8.RuneCountInString(first) < 4 || isStopWord("de", fold(first)) {
				continue
			}
			if z, known := Zipf("de", a.Stem(first)); known && z >= leastPart {
				head, of, ok = titled(m[2]), titled(first), true
				return
			}
		}
	})
	return head, of, ok
}

func titled(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}

// germanWord finds words outside of quotation marks.
var germanWord = regexp.MustCompile(`["„“”«»][^"„“”«»]*["“”«»]|\pL+`)

// inTwo returns a German question with the compounds by which something is asked said in two words.
func inTwo(question string) string {
	return germanWord.ReplaceAllStringFunc(question, func(w string) string {
		head, of, ok := dividedCompound(w)
		if !ok {
			return w
		}
		return strings.Join(slices.DeleteFunc([]string{head, askingHeads[strings.ToLower(head)], of}, func(s string) bool { return s == "" }), " ")
	})
}
