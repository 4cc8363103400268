package corpus

import (
	"strings"
	"unicode"

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
// where the text has fewer than five words or no language fits. It looks at the first 4 KB.
func DetectLanguage(text string) (code string, confident bool) {
	text = strings.ToValidUTF8(text[:min(len(text), mostDetected)], "")
	if countWords(text) < leastWords {
		return "und", false
	}
	info := whatlanggo.DetectWithOptions(text, detectable)
	if code = info.Lang.Iso6391(); code == "" {
		return "und", false
	}
	return code, info.IsReliable()
}

// countWords returns the number of words of text; where they are written without blanks between them, two characters count as one.
func countWords(text string) int {
	words, characters := 0, 0
	for word := range strings.FieldsSeq(text) {
		letters := false
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				characters++
				continue
			}
			letters = letters || unicode.IsLetter(r)
		}
		if letters {
			words++
		}
	}
	return words + characters/2
}

// furnitureLines are whole lines, in small letters, that a page puts around a text.
var furnitureLines = lineSet(`advertisement|sponsored|sponsored content|newsletter|subscribe|subscribe now|share|tagged|cookies|click here|sign up|follow us|read more|read also
anzeige|werbung|abonnieren|jetzt abonnieren|teilen|weiterlesen|mehr zum thema|publicité|s'abonner|s’abonner|abonnez-vous|partager|lire la suite
publicidad|suscríbete|suscríbase|compartir|leer más|реклама|подписаться|подпишитесь|поделиться|читать далее|[edit]|for immediate release|press release|pressemitteilung
communiqué de presse|comunicado de prensa|nota de prensa|пресс-релиз|table of contents|inhaltsverzeichnis|table des matières`)

// furnitureStarts are beginnings, whole words in small letters, of short lines that a page puts around a text.
var furnitureStarts = listOf(`subscribe to|subscribe now|share this|share on|read more:|read also:|see also:|click here to|sign up for|follow us on|newsletter:
print this|email this|related articles|related posts|filed under|tags:|tagged:|tagged with|posted in|posted by|posted on|published on|published in|leave a reply
leave a comment|skip to content|skip to main|back to top|previous article|next article|photo:|photograph:|image:|picture:|you may also like
lesen sie auch|foto:|bild:|zurück zum|zurück nach|veröffentlicht am|lire aussi|photo :|publié le|lea también|foto :|publicado el
читайте также|фото:|опубликовано`)

// plainFurniture are beginnings of short lines that are furniture even if they end as a sentence does.
var plainFurniture = listOf(`©|copyright ©|copyright (c)|all rights reserved|subscribe to our|sign up for our|share this article
alle rechte vorbehalten|abonnieren sie unseren|tous droits réservés|abonnez-vous à|todos los derechos reservados|suscríbase a nuestr|suscríbete a nuestr
все права защищены|подпишитесь на наш|подписывайтесь на наш`)

// listOf returns what stands between upright strokes and line ends.
func listOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '\n' })
}

// lineSet returns the set of what [listOf] does.
func lineSet(s string) map[string]bool {
	set := make(map[string]bool)
	for _, l := range listOf(s) {
		set[l] = true
	}
	return set
}

// navigation are the words of menus and of buttons.
var navigation = setOf(`facebook twitter x telegram whatsapp vk vkontakte linkedin pinterest reddit instagram youtube mastodon bluesky email e-mail print share tweet
	copy link rss home about contact menu search login log in sign up register archive archives next previous startseite kontakt impressum datenschutz suche
	drucken accueil contact recherche imprimer inicio contacto buscar imprimir главная контакты поиск печать follow us`)

// buttons are words that are navigation even alone.
var buttons = setOf("facebook twitter whatsapp vk linkedin pinterest reddit instagram youtube tweet rss")

// dateWords may stand in a date beside numbers and a month.
var dateWords = setOf("the of de del di den der am le el st nd rd th year года г published updated posted evening morning edition")

// weekdays are the days of the week in five languages.
var weekdays = setOf(`monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
	lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
	понедельник вторник среда четверг пятница суббота воскресенье`)

// setOf returns the set of words.
func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// months gives the number of a month's name in five languages.
var months = func() map[string]int {
	m := make(map[string]int)
	for _, list := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	} {
		for i, w := range strings.Fields(list) {
			m[w] = i + 1
		}
	}
	m["sept"] = 9
	return m
}()

// particles may stand between the names of a byline.
var particles = setOf("and und et y e и & de da di du del della der den dos van von zum zu la le el al bin ibn the")

// writers are words for those who write a paper, in small letters.
var writers = setOf(`correspondent correspondents reporter reporters writer writers editor editors staff redaktion korrespondent korrespondentin redakteur
	redakteurin rédaction correspondant correspondante redacción corresponsal редакция корреспондент`)
