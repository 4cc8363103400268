package corpus

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The kinds of abbreviations, by what a full stop behind them means. All of them go on before a small letter.
const (
	always       = iota + 1 // never ends a sentence: Mr. Smith, e.g.
	beforeName              // goes on, but for a word with which sentences begin: St. Mary
	beforeNumber            // goes on before a number: No. 5
	inside                  // goes on before a number, else ends a sentence: etc.
)

// abbreviationLists holds the abbreviations of each language that are written with a full stop, without the last stop and
// without blanks between their parts. One with a capital is an abbreviation only so; the others in capitals, too.
var abbreviationLists = map[string]map[int]string{
	"en": {
		always: `mr mrs ms mx dr prof rev hon messrs mme mlle gen col maj capt cpt lt sgt cpl adm cmdr gov sen Rep pres supt insp
			det hr frau vs cf viz eg e.g ie i.e p.s n.b`,
		beforeName: "st sr jr mt ft co corp bros ed eds trans repr fr",
		beforeNumber: `no nos vol vols p pp fig figs art ch chap sec sect par para op ca c approx jan feb mar apr jun jul aug sep sept oct nov
			dec ver`,
		inside: "etc al inc ltd dept univ assn ave blvd rd sq oz lb lbs hrs mins secs a.m p.m a.d b.c ph.d m.a b.a m.d",
	},
	"de": {
		always: `hr hrn Fr fa dr prof dipl ing frl bzw vgl ca evtl ggf inkl exkl geb gest gegr sog bspw zzgl abzgl einschl insb insbes resp st z.b d.h
			i.d.r o.g m.e z.t u.u v.a i.allg d.i vs p.s n.b`,
		beforeName:   "mag mio mrd tel str abt ehem gen max min hl u.a v u b o s.o s.u m.w g i.v",
		beforeNumber: "nr nrn bd bde kap abs art aufl ausg S jan feb mär mrz apr jun jul aug sep sept okt nov dez abb tab anm z ziff",
		inside:       "usw etc usf u.s.w u.v.m u.a.m o.ä u.ä n.chr v.chr jh jhd jhs f ff min std sek",
	},
	"fr": {
		always:       "M MM me mgr cf p.ex c.-à-d dr pr st ste ex p.s n.b",
		beforeName:   "av bd sr jr fbg",
		beforeNumber: "No n vol p pp art chap fig t éd ch § janv févr fév avr juil sept oct nov déc env",
		inside:       "etc al cie j.-c",
	},
	"es": {
		always:       "sr sra srta sres dr dra D dña prof profa lic ing p.ej vs p.d n.b",
		beforeName:   "gral cnel cap tte sto sta ud uds vd vds ee ee.uu av avda c pza mons excmo s.m",
		beforeNumber: "No núm núms nº vol pág págs p pp art arts fig tel aprox ene feb mar abr jun jul ago sept oct nov dic",
		inside:       "etc al cía a.c d.c a.m p.m s.a hnos",
	},
	"ru": {
		always:       "т.е т.к т.н проф акад доц инж ген полк кап лейт см ср напр канд p.s",
		beforeName:   "г ул им просп пл наб пер обл тов гр св р д о оз с п пос",
		beforeNumber: "стр гл т тт рис табл ст пп тыс млн млрд руб коп км кв корп тел",
		inside:       "др пр проч т.д т.п н.э и.о гг вв",
	},
}

var abbreviationSets = func() map[string]func() map[string]int {
	sets := make(map[string]func() map[string]int)
	for language, lists := range abbreviationLists {
		sets[language] = sync.OnceValue(func() map[string]int {
			set := make(map[string]int)
			for kind, list := range lists {
				for w := range strings.FieldsSeq(list) {
					set[w] = kind
				}
			}
			return set
		})
	}
	return sets
}()

// abbreviations returns the abbreviations of a language; those of English where it has none.
func abbreviations(language string) map[string]int {
	if f := abbreviationSets[language]; f != nil {
		return f()
	}
	return abbreviationSets["en"]()
}

// mostAbbreviation is the most bytes of an abbreviation with its blanks.
const mostAbbreviation = 24

// abbreviationKind returns the kind of the abbreviation at the end of before, whose last word is word, or 0.
func abbreviationKind(before, word, language string) int {
	set := abbreviations(language)
	tail := strings.ToLower(before[max(0, len(before)-mostAbbreviation):])
	for _, blank := range []string{" ", "\u00a0", "\u202f"} {
		tail = strings.ReplaceAll(tail, "."+blank, ".")
	}
	if i := strings.LastIndexAny(tail, " \t\n\r\u00a0\u202f([“„«\"'‘"); i >= 0 {
		_, size := utf8.DecodeRuneInString(tail[i:])
		tail = tail[i+size:]
	}
	for strings.Contains(tail, ".") {
		if kind := set[tail]; kind != 0 {
			return kind
		}
		_, tail, _ = strings.Cut(tail, ".")
	}
	kind := set[word]
	if kind == 0 && !oneLetter(word) {
		kind = set[strings.ToLower(word)]
	}
	switch {
	case language == "ru" && (word == "г" || word == "в"):
		return russianYear(before[:len(before)-len(word)], kind)
	case language == "de" && strings.HasSuffix(word, "str"): // Hauptstr.
		return beforeName
	}
	return kind
}

// russianYear returns the kind of г (year or town) or в (century) behind head: behind a number it counts years, and ends a
// sentence unless that has hardly begun, as in "В 1999 г. Президент".
func russianYear(head string, kind int) int {
	number := lastWord(strings.TrimRightFunc(head, unicode.IsSpace))
	if r, _ := utf8.DecodeRuneInString(number); !unicode.IsDigit(r) && (number == "" || strings.Trim(number, "IVX") != "") {
		return kind
	}
	if len(head) < mostAbbreviation && len(strings.Fields(head)) <= 2 {
		return always
	}
	return inside
}

// starterLists holds words with a capital that begin sentences and are no names.
var starterLists = map[string]string{
	"en": `The A An This That These Those He She It We They I You His Her Its Our Their My Your There Here But And Or So Yet In On At By For From
		With When While Where After Before As If Although Though However Then Now Not No Some Many Most All Both Each What Who Whose Which Why How To
		Of Did Do Does Was Were Is Are Had Has Have One Several Few Such Another Other Others Later Earlier Since Until Because Only Even Also Still Nor
		Neither Either Everyone Everybody Nobody Nothing Someone Somebody Under Over Between Within Without During Against About Through Upon Across Behind
		Beyond Despite Perhaps Maybe Yes Well Once Today Yesterday Tomorrow According Asked Mr Mrs Ms`,
	"de": `Der Die Das Dem Den Des Ein Eine Einer Eines Einem Einen Dieser Diese Dieses Er Sie Es Wir Ihr Ich Man Sein Seine Ihre Unser Unsere Mein Meine
		Da Dort Hier Doch Aber Und Oder So In Im An Am Auf Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Um Für Aus Durch Ohne Gegen Unter Über Zwischen Seit
		Bis Wenn Als Während Obwohl Nachdem Bevor Weil Dass Ob Dann Danach Dabei Damit Darauf Dazu Deshalb Trotzdem Jetzt Nun Nicht Nichts Niemand Kein
		Keine Keiner Viele Einige Manche Alle Alles Beide Jeder Jede Was Wer Wo Wann Warum Wie Auch Nur Noch Schon Sogar Gestern Heute Später Zuvor Laut Denn
		Sonst Ja Nein`,
	"fr": `Le La Les L Un Une Des Du De D Ce C Cet Cette Ces Cela Ça Il Elle Ils Elles On Nous Vous Je J Tu Son Sa Ses Leur Leurs Notre Mon Mais Et Ou
		Donc Or Car Dans En Sur Sous À Au Aux Par Pour Avec Sans Quand Lorsque Si S Après Avant Depuis Pendant Comme Puis Alors Ensuite Enfin Ici Là Tous
		Tout Toute Plusieurs Certains Personne Rien Qui Que Qu Quoi Pourquoi Comment Selon Ne N Aussi Ainsi Cependant Pourtant Hier Oui Non`,
	"es": `El La Los Las Lo Un Una Unos Unas Este Esta Esto Estos Estas Ese Esa Eso Aquel Aquella Él Ella Ellos Ellas Nosotros Yo Su Sus Mi Nuestro
		Nuestra Pero Y O En Por Para Con Sin De Del Al A Cuando Mientras Si Después Antes Desde Hasta Como Luego Entonces Aquí Allí Ahí Todos Todo Todas
		Muchos Algunos Nadie Nada No Ni Qué Quién Se Según Sobre Entre Tras Durante Aunque Porque También Además Ayer Hoy Sí Ya Fue Era Había Hubo Más`,
	"ru": `Он Она Оно Они Мы Вы Я Это Этот Эта Эти Тот Та Те Его Её Ее Их Наш Наши Мой Но И А Или В Во На По Из С Со К Ко У От До За Под Над
		При О Об Для Без Через Между Перед После Когда Если Хотя Пока Чтобы Как Так Тогда Теперь Потом Затем Здесь Там Все Всё Многие Некоторые Никто
		Ничего Не Ни Что Кто Где Куда Почему Сегодня Вчера Однако Также Поэтому Да Нет Был Была Были Было`,
}

var starterSets = func() map[string]func() map[string]bool {
	sets := make(map[string]func() map[string]bool)
	for language, list := range starterLists {
		sets[language] = sync.OnceValue(func() map[string]bool { return setOf(list) })
	}
	return sets
}()

// starters returns the words with which sentences of a language begin; those of English where it has none.
func starters(language string) map[string]bool {
	if f := starterSets[language]; f != nil {
		return f()
	}
	return starterSets["en"]()
}
