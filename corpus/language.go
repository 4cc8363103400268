package corpus

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// detectable are the languages that DetectLanguage tells apart.
var detectable = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Spa: true, whatlanggo.Fra: true, whatlanggo.Rus: true,
	whatlanggo.Ita: true, whatlanggo.Por: true, whatlanggo.Nld: true, whatlanggo.Pol: true, whatlanggo.Ukr: true, whatlanggo.Ces: true,
	whatlanggo.Swe: true, whatlanggo.Dan: true, whatlanggo.Tur: true, whatlanggo.Ell: true, whatlanggo.Arb: true, whatlanggo.Heb: true,
	whatlanggo.Cmn: true, whatlanggo.Jpn: true, whatlanggo.Kor: true, whatlanggo.Ron: true, whatlanggo.Hun: true, whatlanggo.Bul: true,
	whatlanggo.Srp: true, whatlanggo.Bel: true, whatlanggo.Fin: true, whatlanggo.Nob: true,
}}

const (
	// leastWords is the number of words under which no language is told.
	leastWords = 5
	// mostDetected is the number of bytes of a text that are looked at.
	mostDetected = 4 << 10
)

// DetectLanguage returns the ISO 639-1 code of the language of text, and whether the guess is good; "und" and false
// where the text has fewer than five words or no language fits.
func DetectLanguage(text string) (code string, confident bool) {
	text = strings.ToValidUTF8(text[:min(len(text), mostDetected)], "")
	n := 0
	for range strings.FieldsSeq(text) {
		if n++; n == leastWords {
			break
		}
	}
	if n < leastWords {
		return "und", false
	}
	info := whatlanggo.DetectWithOptions(text, detectable)
	if code = info.Lang.Iso6391(); code == "" {
		return "und", false
	}
	return code, info.IsReliable()
}
