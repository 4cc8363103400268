package retrieval

import (
	"regexp"
	"slices"
	"strings"
)

// kindPatterns gives, for each language, words of a question that tell what kind of answer it expects: the first
// pattern that stands in the question, word by word and folded, decides.
var kindPatterns = map[string][]kindPattern{
	"en": kinds(`
		clock: what time, which hour, what hour
		date: what was the date, date of, dates of, year of, what year, which year, what date, which date, what day, which day, which month, what month, since when, till when, until when, how long ago, when
		figure: how many, how much, how old, how far, how long, how high, how big, how large, how tall, how deep, how fast, how often, number of, number for, numbers for, figure for, figures for, length of, height of, depth of, width of, weight of, duration of, amount of, quantity of, percentage, what share, how strong, how heavy
		cause: why, what caused, what triggered, the cause, causes, the reason, reasons, explanation, explanations, how come, trigger, because of what
		place: where, which town, which city, which place, which region, which village, which country, which street
		actor: who, whom, whose, which group, which company, which organisation, which organization, which party, which countries, by whom
		figure: cost, costs, average, total, price, percent, toll, headcount, worth`),
	"de": kinds(`
		clock: um wieviel uhr, um wie viel uhr, wieviel uhr, wie viel uhr, welche uhrzeit, welcher uhrzeit, uhrzeit, welcher stunde
		date: wann, datum der, datum des, jahr der, jahr des, welches datum, welches jahr, welchem jahr, welchem tag, seit wann, bis wann
		figure: wie viele, wie viel, wieviel, wieviele, wie alt, wie lange, wie hoch, wie weit, wie gross, wie oft, wie stark, wie schwer, wie tief, wie breit, wie lang, wie schnell, wie kalt, wie heiss, wie teuer, anzahl der, anzahl von, anzahl an, anzahl, zahl der, zahl von, opferzahl, dauer der, dauer des, hohe der, hohe des, lange der, lange des, gewicht der, gewicht des, grosse der, grosse des, prozent
		cause: warum, weshalb, wieso, grund, grunde, ursache, ursachen, ausloser, erklarung, erklarungen
		place: wo, wohin, woher, welcher stadt, welche stadt, welchem ort
		actor: wer, wen, wem, wessen, von wem
		date: baujahr
		figure: kostet, kosten, gekostet, preis, durchschnitt, insgesamt`),
	"fr": kinds(`
		clock: quelle heure
		date: quand, quelle date, quelle annee, quel jour, depuis quand, jusqu quand
		figure: combien, quel nombre, nombre de, nombre des, nombre d, duree de, duree du, longueur de, longueur du, hauteur de, hauteur du, poids de, poids du, montant de, montant du, montant des, quel age, quelle distance, quelle hauteur, quelle profondeur, quelle largeur, quelle vitesse, quelle temperature, quel poids, quel pourcentage
		cause: pourquoi, quelle cause, quelle raison, cause, causes, la raison, raisons, explication, explications
		place: ou, quelle ville, quel endroit, quel lieu
		actor: qui, par qui, quel groupe, quels pays
		figure: coute, couts, cout, prix, moyenne, total, bilan`),
	"es": kinds(`
		clock: que hora
		date: cuando, que ano, que fecha, que dia, desde cuando, hasta cuando
		figure: cuanto, cuanta, cuantos, cuantas, que cantidad, que edad, que distancia, que altura, que peso, que velocidad, que temperatura, numero de, duracion de, duracion del, longitud de, altura de, peso de, monto de, que porcentaje
		cause: por que, causa, causas, motivo, motivos, razon, razones, explicacion, explicaciones
		place: donde, adonde, que ciudad, que lugar
		actor: quien, quienes, que grupo, que paises
		figure: cuesta, costo, coste, precio, promedio, total`),
	"ru": kinds(`
		clock: во сколько, котором часу, какое время
		date: когда, каком году, какого числа, какой день, с каких пор
		figure: сколько, как долго, как далеко, как высоко, какое количество, количество, какой процент, число
		cause: почему, зачем, отчего, причина, причины, причинах, причиной, объяснение, объяснения, из за чего
		place: где, куда, откуда, каком городе, в каком месте
		actor: кто, кого, кому, кем, чьи
		figure: стоит, стоил, стоила, стоило, стоили, цена, стоимость`),
}

// wordsAsked are, for each language, the questions in small letters for what somebody said.
var wordsAsked = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?:^|[^\pL])(?:what (?:did|does|do|had|has|have|was|were)(?:$|[^\pL]).*[^\pL](?:say|said|tell|told|answer|reply|replied|claim|write|wrote|shout|promise)|(?:last|exact|his|her|their) words)(?:$|[^\pL])`),
	"de": regexp.MustCompile(`(?:^|[^\pL])(?:was (?:sagte?n?|antwortete?|meinte?|schrieb|versprach)|was (?:hat|haben|hatte|hatten)(?:$|[^\pL]).*[^\pL](?:gesagt|geantwortet|gemeint|geschrieben|versprochen)|(?:letzten?|genauen?) worte)(?:$|[^\pL])`),
	"fr": regexp.MustCompile(`(?:^|[^\pL])(?:qu['’](?:a|ont|avait|est-ce qu).*[^\pL](?:dit|répondu|écrit|promis)|que (?:dit|disent|disait|répond)|derniers mots)(?:$|[^\pL])`),
	"es": regexp.MustCompile(`(?:^|[^\pL])(?:qu[eé] (?:le |les |me )?(?:dijo|dijeron|dice|dicen|contestó|respondió|escribió|prometió)|últimas palabras)(?:$|[^\pL])`),
	"ru": regexp.MustCompile(`(?:^|[^\pL])(?:что (?:.*[^\pL])?(?:сказал|говорил|ответил|написал|обещал)[аио]?|последние слова)(?:$|[^\pL])`),
}

// asksWords reports whether a question in small letters is for what somebody said.
func asksWords(language, question string) bool {
	asked := wordsAsked[language]
	return asked != nil && asked.MatchString(question)
}

// A kindPattern is a run of words and the kind that it tells.
type kindPattern struct {
	words []string
	kind  Kind
}

// kinds reads lines of the form kind: words, words.
func kinds(s string) []kindPattern {
	var patterns []kindPattern
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		kind, list, _ := strings.Cut(line, ":")
		for p := range strings.SplitSeq(list, ",") {
			patterns = append(patterns, kindPattern{strings.Fields(fold(p)), Kind(strings.TrimSpace(kind))})
		}
	}
	return patterns
}

// kindOf returns the kind of answer that a question in a language expects, and the question's words but for those that only tell that: "time"
// in "what time" is not what is asked about. Of several patterns the one that begins first decides.
func kindOf(language string, words []token) (Kind, []token) {
	for i := range words {
		for _, p := range kindPatterns[language] {
			if len(words)-i < len(p.words) || !hasWords(words[i:], p.words) {
				continue
			}
			if n := len(p.words); p.kind == Date || p.kind == Clock || p.kind == Figure && n > 1 && tellsNumber[p.words[0]] {
				words = slices.Delete(slices.Clone(words), i, i+n)
			}
			return p.kind, withoutLasting(p, words, i)
		}
	}
	return kindOfKeywords(language, words)
}

// tellsNumber are the words, folded, that only tell that a number is asked for, where "of" stands behind them.
var tellsNumber = map[string]bool{
	"number": true, "numbers": true, "figure": true, "figures": true, "amount": true, "quantity": true, "zahl": true, "anzahl": true, "nombre": true, "numero": true, "montant": true, "monto": true,
	"dauer": true, "hohe": true, "duration": true, "duree": true, "duracion": true,
}

// mostKeywords is how many words a question has that only names what is asked: "casualties", "funeral date".
const mostKeywords = 2

// keywords gives, for each language, words, folded, that tell by themselves what such a question expects. Those before the bar only tell that.
var keywords = map[string]map[Kind]string{
	"en": {Date: "date year day |", Figure: "count | deaths dead fatalities casualties victims injuries injured wounded arrests survivors missing attendance turnout population"},
	"de": {Date: "datum jahr tag |", Figure: "anzahl | tote toten todesopfer opfer verletzte verletzten verhaftungen uberlebende vermisste vermissten teilnehmerzahl besucherzahl einwohnerzahl"},
	"fr": {Date: "date annee jour |", Figure: "nombre | morts victimes blesses arrestations survivants disparus participants"},
	"es": {Date: "fecha ano dia |", Figure: "numero | muertos victimas heridos detenidos supervivientes desaparecidos participantes"},
	"ru": {Date: "дата год день |", Figure: "количество | погибшие жертвы раненые пострадавшие задержанные выжившие пропавшие"},
}

// kindOfKeywords returns the kind that a question of few words expects, and its words but for those that only tell that.
func kindOfKeywords(language string, words []token) (Kind, []token) {
	if len(words) > mostKeywords {
		return AnyKind, words
	}
	for i, w := range words {
		for _, kind := range []Kind{Date, Figure} {
			only, also, _ := strings.Cut(keywords[language][kind], "|")
			if slices.Contains(strings.Fields(only), w.Word) && len(words) > 1 {
				return kind, slices.Delete(slices.Clone(words), i, i+1)
			}
			if slices.Contains(strings.Fields(also), w.Word) {
				return kind, words
			}
		}
	}
	return AnyKind, words
}

// lasting are the forms of a verb that "how long" says already, and that mean something else where they stand before a noun: "last night".
var lasting = map[string]bool{"last": true, "lasts": true, "lasted": true}

// withoutLasting leaves out of a question the first of these words behind "how long", which begins at i.
func withoutLasting(p kindPattern, words []token, i int) []token {
	if !slices.Equal(p.words, howLong) {
		return words
	}
	for j := i + len(howLong); j < len(words); j++ {
		if lasting[words[j].Word] {
			return slices.Delete(slices.Clone(words), j, j+1)
		}
	}
	return words
}

var howLong = []string{"how", "long"}

func hasWords(tokens []token, words []string) bool {
	for i, w := range words {
		if tokens[i].Word != w {
			return false
		}
	}
	return true
}
