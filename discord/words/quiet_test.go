package words_test

import (
	"regexp"
	"strings"
	"testing"
)

// forbidden are, for each language, words that praise, doubt, rank, take a side, plead, or take silence for denial; and marks that raise the voice. A word
// that ends in * stands for all that begin with it, a _ for white space.
var forbidden = map[string]*regexp.Regexp{
	"en": listed(`however but claim* in_fact fact facts actually contradict* conflict* confirm* only merely just true false truth correct incorrect
		great awesome nice good helpful easy easily simply better best worse worst most top rank* score confidence likely probably certain certainly reliable unreliable credible
		important interesting majority minority consensus average deny denies denial alleged* so-called sorry unfortunately oops please thank* silence`),
	"de": listed(`aber jedoch allerdings behaupt* tatsächlich widersprech* widerspr* widerlegt bestätig* nur bloß lediglich wahr* falsch* richtig* korrekt* fehler*
		toll* super gut gute* hilfreich* einfach best* besser* schlecht* meist* rang* wertung vermutlich angeblich* sogenannt* zuverlässig* glaubwürdig*
		wichtig* interessant* mehrheit minderheit durchschnitt leugne* bestreit* leider hoppla bitte dank* sie_können ihnen ihre_einstellungen schweig* verschw* stumm*`),
	"es": listed(`pero sin_embargo afirma* alega* de_hecho realmente contradic* conflicto* confirma* sólo solo sola solamente únicamente verdad* fals* correct* incorrect* error*
		genial* bueno buena buen útil* fácil* mejor* peor* clasificación probable* supuest* presunt* cierto cierta fiable* creíble* important* interesante*
		mayoría minoría promedio niega* negar desmiente* lamenta* lo_siento vaya favor gracias usted ustedes vosotros calla* silencio*`),
	"fr": listed(`mais cependant toutefois prétend* affirm* en_fait réellement contredi* contradict* conflit* confirm* seul* seulement uniquement vrai* faux fausse vérité
		correct* incorrect* erreur* erron* super génial* bon bonne utile* facile* simplement meilleur* mieux pire* classement probable* prétendu* soi-disant présumé*
		certain certaine certainement fiable* crédible* important* intéressant* majorité minorité moyenne nie nient dément* malheureusement désolé* plaît merci tu ton tes toi tait taisent silence* muet*`),
	"ru": listed(`но однако утвержда* якобы на_самом_деле действительно противореч* конфликт* подтвержд* только лишь правд* истин* ложь ложн* верн* неверн* правильн* ошибк* ошибоч*
		отличн* хорош* полезн* легко просто лучш* худш* рейтинг* вероятно возможно достовер* надёжн* важн* интересн* большинств* меньшинств* среднее отрица* опроверг*
		сожалени* увы пожалуйста спасибо ты твой твои тебе молч* умалчива*`),
}

// listed returns what finds a word of a list, and a mark that raises the voice.
func listed(list string) *regexp.Regexp {
	words := strings.Fields(list)
	for i, word := range words {
		words[i] = strings.ReplaceAll(strings.ReplaceAll(word, "_", `\s+`), "*", `\p{L}*`)
	}
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` + strings.Join(words, "|") + `)(?:[^\p{L}]|$)|[!¡…]|\.\.\.|\p{So}`)
}

// Words of ours take no side, whoever adds a language.
func TestWordsAreQuiet(t *testing.T) {
	each(t, func(t *testing.T, language string, list map[string]string) {
		if forbidden[language] == nil {
			t.Fatal("there is no list of forbidden words")
		}
		for path, s := range list {
			if found := forbidden[language].FindString(s); found != "" {
				t.Errorf("%s is %q, which has %q", path, s, found)
			}
		}
	})
}

func TestForbiddenWordsAreFound(t *testing.T) {
	for language, list := range map[string][]string{
		"en": {"However, it differs", "only you see it", "Noted!", "the best account", "Sorry.", "Wait...", "Done 🎉"},
		"de": {"Nur du siehst es", "Leider nichts gefunden", "Vermerkt!", "die beste Darstellung", "Frag bitte noch einmal", "Diese Quelle schweigt"},
		"es": {"Solo tú lo ves", "¡Anotado", "el mejor relato", "Lo siento.", "Esta fuente calla"},
		"fr": {"Vous seul la voyez", "C’est noté !", "le meilleur récit", "Réessayez s’il vous plaît", "dis-le, toi"},
		"ru": {"Видите только вы", "Записано!", "лучший источник", "К сожалению, нет", "Источник молчит", "Но это так"},
	} {
		for _, s := range list {
			if !forbidden[language].MatchString(s) {
				t.Errorf("%s: %q is let through", language, s)
			}
		}
	}
}

// marks are those that a language does not have: quotation marks of another, and in French a mark that stands high without its blank.
var marks = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`["«»„]`),
	"de": regexp.MustCompile(`["«»”]`),
	"es": regexp.MustCompile(`["„“”]|^[^¿]*\?`),
	"fr": regexp.MustCompile(`["'„“”]|[^\x{a0}][;?»]|«[^\x{a0}]| :`),
	"ru": regexp.MustCompile(`["„“”]`),
}

func TestMarksAreThoseOfTheLanguage(t *testing.T) {
	each(t, func(t *testing.T, language string, list map[string]string) {
		if marks[language] == nil {
			t.Fatal("there is no list of marks")
		}
		for path, s := range list {
			if found := marks[language].FindString(s); found != "" {
				t.Errorf("%s is %q, which has %q", path, s, found)
			}
		}
	})
}
