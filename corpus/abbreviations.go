package corpus

import (
	"strings"
	"sync"
)

// The kinds of abbreviations, by what a full stop behind them means.
const (
	beforeName   = iota + 1 // never ends a sentence: Mr. Smith
	beforeNumber            // goes on before a number or a small letter: No. 5
	inside                  // goes on before a small letter or a number, else ends a sentence: etc.
)

// abbreviationLists holds the abbreviations of each language that are written with a full stop, in small letters and without it.
var abbreviationLists = map[string]map[int]string{
	"en": {
		beforeName: "mr mrs ms dr prof rev hon st fr sr jr messrs mme mlle gen col maj capt cpt lt sgt cpl adm cmdr gov sen rep pres supt insp det hr frau vs cf eg ie viz e.g i.e",
		beforeNumber: `no nos vol vols p pp fig figs art arts ch chap sec sect par para ed eds op ca c approx est jan feb mar apr jun jul aug sep
			sept oct nov dec ver`,
		inside: "etc al inc ltd co corp bros dept univ assn ave blvd rd sq ft in oz lb min max hrs mins secs a.m p.m am pm",
	},
	"de": {
		beforeName: `hr hrn fr dr prof dipl ing mag st frl bzw z b d h u a o ä v i s vgl ca evtl ggf inkl exkl geb gest gen gegr sog bspw zzgl abzgl
			max min mio mrd tel str abt ehem einschl insb insbes beispielsw usf resp`,
		beforeNumber: "nr bd bde kap abs art aufl ausg s ff f jh jhd jan feb mär mrz apr jun jul aug sep sept okt nov dez abb tab anm",
		inside:       "usw etc u.a u.ä z.b d.h o.ä u.s.w ff n.chr v.chr chr",
	},
	"fr": {
		beforeName:   "m mm mme mlle mmes mlles me dr pr st ste mgr cf p ex av bd sr env",
		beforeNumber: "no n° vol p pp art chap fig t éd ch janv févr fév avr juil sept oct nov déc env",
		inside:       "etc al cie",
	},
	"es": {
		beforeName:   "sr sra srta sres dr dra d dña da prof lic ing gral cnel cap tte sto sta san ud uds vd vds ee uu p ej av avda",
		beforeNumber: "no núm nº vol pág págs p pp art cap fig tel aprox ene feb mar abr jun jul ago sept oct nov dic",
		inside:       "etc al cía",
	},
	"ru": {
		beforeName:   "г гг ул им пр просп пл наб обл р н д кв стр тов гр т св проф акад доц инж ген полк кап лейт см ср напр",
		beforeNumber: "с стр гл т тт рис табл ст п пп № тыс млн млрд руб коп км м",
		inside:       "др пр проч т.д т.п т.е и.о н.э д п",
	},
}

var abbreviationSets = func() map[string]func() map[string]int {
	sets := make(map[string]func() map[string]int)
	for language, lists := range abbreviationLists {
		sets[language] = sync.OnceValue(func() map[string]int {
			set := make(map[string]int)
			for _, kind := range []int{inside, beforeNumber, beforeName} {
				for w := range strings.FieldsSeq(lists[kind]) {
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

// starterLists holds words with a capital that begin sentences and are no names.
var starterLists = map[string]string{
	"en": `The A An This That These Those He She It We They I You His Her Its Our Their There Here But And Or So Yet In On At By For From With
		When While Where After Before As If Although Though However Then Now Not No Some Many Most All Both Each What Who Why How`,
	"de": `Der Die Das Ein Eine Einer Eines Dieser Diese Dieses Er Sie Es Wir Ihr Ich Sein Seine Ihre Da Dort Hier Doch Aber Und Oder So In Im
		An Am Auf Bei Mit Nach Von Vor Zu Wenn Als Während Obwohl Dann Jetzt Nun Nicht Kein Keine Viele Alle Was Wer Warum Wie`,
	"fr": `Le La Les Un Une Des Ce Cet Cette Ces Il Elle Ils Elles On Nous Vous Je Son Sa Ses Mais Et Ou Donc Or Dans En Sur À Au Aux Par Pour
		Avec Quand Lorsque Si Après Avant Comme Puis Alors Ici Là Tous Plusieurs Qui Que Pourquoi`,
	"es": `El La Los Las Un Una Unos Unas Este Esta Estos Estas Ese Esa Eso Él Ella Ellos Ellas Nosotros Yo Su Sus Pero Y O En Por Para Con De
		Cuando Mientras Si Después Antes Como Luego Entonces Aquí Allí Todos Muchos No Qué Quién`,
	"ru": `Он Она Оно Они Мы Вы Я Это Этот Эта Эти Тот Та Те Его Её Ее Их Но И А Или В На По Из С К У От До При Когда Если После До Как Так
		Тогда Теперь Здесь Там Все Многие Не Что Кто Почему`,
}

var starterSets = func() map[string]func() map[string]bool {
	sets := make(map[string]func() map[string]bool)
	for language, list := range starterLists {
		sets[language] = sync.OnceValue(func() map[string]bool {
			set := make(map[string]bool)
			for w := range strings.FieldsSeq(list) {
				set[w] = true
			}
			return set
		})
	}
	return sets
}()

func starters(language string) map[string]bool {
	if f := starterSets[language]; f != nil {
		return f()
	}
	return starterSets["en"]()
}
