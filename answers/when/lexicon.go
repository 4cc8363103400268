package when

import (
	"strconv"
	"strings"
)

// A lexicon holds the words of one language that times are made of. All are folded. A phrase is a key of words and
// marks with single blanks between them.
type lexicon struct {
	numbers   map[string]int // number words up to 60
	ordinals  map[string]int
	ones      set            // articles that count as one
	tens      map[string]int // tens that a link and a unit may follow
	links     set
	months    map[string]int
	alone     set // words before a month that stands alone
	seasons   map[string]Season
	of        set            // between day and month, month and year
	yearIn    set            // words before a year
	yearOut   set            // words after a year that belong to it
	yearWords set            // words before a year that belong to it
	open      set            // open a range
	to        set            // divide a range
	and       set            // divide a range after "between"
	between   set            // may stand between qualifier and time
	ends      set            // ordinal endings that are glued to digits
	decade    []string       // endings glued to the digits of a decade
	decades   map[string]int // words for decades
	decadeIn  set            // words before a decade in digits or words
	century   set            // words for a century
	before    map[string]Qualifier
	more      set               // before a distance that is longer than stated
	less      set               // before one that is shorter
	fixed     map[string]Offset // phrases that are a distance as they stand
	units     map[string]unit
	later     map[string]int // after a number of units: 1 later, -1 earlier, -2 ago
	ahead     map[string]int // before a number of units
	clockIn   set            // words before a time of day
	oclock    set            // words after an hour
	parts     map[string]Part
	halfDay   map[string]Part // am, pm
	noon      map[string]int  // words that are a time of day, in minutes
	clockOpen set             // words that open a time of day in words
	openers   set             // words that a time may begin with
}

// A unit is a word of a length of time: how many of a Unit.
type unit struct {
	unit Unit
	of   int
}

type set map[string]bool

// words makes a set of phrases divided by commas or line ends.
func words(s string) set {
	m := make(set)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '\n' }) {
		if w = fold(strings.Join(strings.Fields(marksApart.Replace(w)), " ")); w != "" {
			m[w] = true
		}
	}
	return m
}

// marksApart sets marks apart from words, as scanning does.
var marksApart = strings.NewReplacer("'", " ' ", ".", " . ", "-", " - ")

// coded reads lines of the form "code: phrase, phrase".
func coded[V any](codes map[string]V, s string) map[string]V {
	m := make(map[string]V)
	for line := range strings.Lines(s) {
		code, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		v, known := codes[code]
		if !known {
			panic("when: code " + code)
		}
		for w := range words(rest) {
			m[w] = v
		}
	}
	return m
}

// values reads fields of the form "word word=value".
func values(s string) map[string]int {
	m := make(map[string]int)
	var pending []string
	for _, w := range strings.Fields(s) {
		w, v, ok := strings.Cut(w, "=")
		pending = append(pending, fold(w))
		if !ok {
			continue
		}
		n, err := strconv.Atoi(v)
		if err != nil {
			panic("when: number word " + w)
		}
		for _, p := range pending {
			m[p] = n
		}
		pending = nil
	}
	return m
}

// counted gives the groups of words that commas divide the numbers from 1 on.
func counted(s string) map[string]int {
	m := make(map[string]int)
	for i, group := range strings.Split(s, ",") {
		for _, w := range strings.Fields(group) {
			m[fold(w)] = i + 1
		}
	}
	return m
}

func merged[V any](ms ...map[string]V) map[string]V {
	all := make(map[string]V)
	for _, m := range ms {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

var qualifierCodes = map[string]Qualifier{"about": About, "before": Before, "after": After, "soon-before": SoonBefore, "soon-after": SoonAfter}

var seasonCodes = map[string]Season{"spring": Spring, "summer": Summer, "autumn": Autumn, "winter": Winter}

var partCodes = map[string]Part{"morning": Morning, "afternoon": Afternoon, "evening": Evening, "night": Night}

var unitCodes = map[string]unit{
	"minute": {Minutes, 1}, "hour": {Hours, 1}, "day": {Days, 1}, "week": {Days, 7}, "fortnight": {Days, 14}, "month": {Months, 1}, "year": {
		Years,
		1,
	},
	"decade": {Years, 10},
}

// laterCodes are the directions of a distance; ago and in are from the moment of speaking.
var laterCodes = map[string]int{"later": 1, "earlier": -1, "ago": -2, "hence": 2}

var offsetCodes = map[string]Offset{
	"today": {Spoken: true}, "tomorrow": {Amount: 1, Spoken: true}, "yesterday": {Amount: -1, Spoken: true},
	"before yesterday": {Amount: -2, Spoken: true}, "after tomorrow": {Amount: 2, Spoken: true},
	"tonight": {Spoken: true, Part: Evening}, "last night": {Amount: -1, Spoken: true, Part: Night},
	"yesterday evening": {Amount: -1, Spoken: true, Part: Evening}, "yesterday morning": {Amount: -1, Spoken: true, Part: Morning},
	"tomorrow morning": {Amount: 1, Spoken: true, Part: Morning}, "this morning": {Spoken: true, Part: Morning},
	"next day": {Amount: 1}, "day before": {Amount: -1}, "same day": {}, "two days after": {Amount: 2}, "two days before": {Amount: -2},
	"next morning": {Amount: 1, Part: Morning}, "next evening": {Amount: 1, Part: Evening}, "next night": {Amount: 1, Part: Night},
	"next afternoon": {Amount: 1, Part: Afternoon},
	"evening before": {Amount: -1, Part: Evening}, "morning before": {Amount: -1, Part: Morning}, "night before": {Amount: -1, Part: Night},
	"same morning": {Part: Morning}, "same afternoon": {Part: Afternoon}, "same evening": {Part: Evening}, "same night": {Part: Night},
	"last week": {Amount: -7, Spoken: true}, "next week": {Amount: 7, Spoken: true}, "last month": {Amount: -1, Unit: Months, Spoken: true},
	"next month": {Amount: 1, Unit: Months, Spoken: true}, "last year": {Amount: -1, Unit: Years, Spoken: true}, "next year": {
		Amount: 1,
		Unit:   Years, Spoken: true,
	},
	"this year": {Unit: Years, Spoken: true}, "this month": {Unit: Months, Spoken: true}, "week before": {Amount: -7}, "week after": {Amount: 7},
	"year after": {Amount: 1, Unit: Years}, "year before": {Amount: -1, Unit: Years}, "month after": {Amount: 1, Unit: Months},
	"month before": {Amount: -1, Unit: Months},
	"same year":    {Unit: Years}, "same month": {Unit: Months},
}

// lexicons has a lexicon for each language that is read, and one without words for all others.
var lexicons = map[string]*lexicon{
	"en": english.ready(), "de": german.ready(), "es": spanish.ready(), "fr": french.ready(), "ru": russian.ready(), "": {},
}

// ready fills in what is made of other fields.
func (l *lexicon) ready() *lexicon {
	l.openers = make(set)
	first := func(phrase string) {
		w, _, _ := strings.Cut(phrase, " ")
		l.openers[w] = true
	}
	for _, m := range []set{l.ones, l.open, l.oclock, l.decadeIn, l.century, l.yearWords, l.clockOpen} {
		for w := range m {
			first(w)
		}
	}
	for _, m := range []map[string]int{l.numbers, l.ordinals, l.months, l.decades, l.ahead, l.noon} {
		for w := range m {
			first(w)
		}
	}
	for w := range l.seasons {
		first(w)
	}
	for w := range l.fixed {
		first(w)
	}
	return l
}

var english = lexicon{
	numbers: merged(counted(`one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
		seventeen, eighteen, nineteen, twenty`),
		values("thirty=30 forty=40 fifty=50 sixty=60")),
	ordinals: merged(counted(`first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, fourteenth,
		fifteenth, sixteenth, seventeenth, eighteenth,
		nineteenth, twentieth`), values("thirtieth=30")),
	ones: words("a, an"), tens: values("twenty=20 thirty=30 forty=40 fifty=50"),
	months: counted(`january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sep sept, october oct,
		november nov, december dec`),
	alone: words(`in, mid-, early-, late-, since, until, till, by, from, to, between, and, during, early in, late in, of, early, late, mid, last,
		next, this, before, after, through, throughout, every, each, that, the,
		end of, beginning of, on`),
	seasons: coded(seasonCodes, "spring: spring\nsummer: summer\nautumn: autumn, fall\nwinter: winter"),
	of:      words("of, of the year"),
	yearIn: words(`in, since, until, till, by, from, to, of, during, before, after, between, circa, around, about, early, late, mid, year,
		years, through, about the year, towards, toward, ca., c., as early as, as late as, for, and, or, back in`),
	yearWords: words("the year"), yearOut: words("ad, ce"),
	open: words("from, between"), to: words("to, until, till, through"), and: words("and"),
	between: words("-, the, on, at, in, a, of, end, beginning, start, middle, early, late, mid, year"),
	ends:    words("st, nd, rd, th"), decade: []string{"s"},
	decades:  values("twenties=1920 thirties=1930 forties=1940 fifties=1950 sixties=1960 seventies=1970 eighties=1980 nineties=1990"),
	decadeIn: words("the"), century: words("century, centuries"),
	before: coded(qualifierCodes, `about: about, around, approximately, roughly, circa, ca., c., some, towards, toward, nearly, almost, close to
		about: close on, at about, at around, at approximately
		before: before, by, not later than, no later than, prior to
		after: after, not before, not earlier than
		soon-before: shortly before, just before, a little before, soon before, not long before
		soon-after: shortly after, just after, a little after, soon after, not long after, shortly past, just past, a few minutes after
		soon-after: a few minutes past`),
	more: words("more than, over, well over"), less: words("less than, under, not quite, barely"),
	fixed: coded(offsetCodes, `today: today
		tomorrow: tomorrow
		yesterday: yesterday
		before yesterday: the day before yesterday
		after tomorrow: the day after tomorrow
		tonight: tonight, this evening
		last night: last night
		yesterday evening: yesterday evening
		yesterday morning: yesterday morning
		tomorrow morning: tomorrow morning
		this morning: this morning
		next day: the next day, the following day, next day, the day after, a day later
		day before: the day before, the previous day, the preceding day, a day earlier
		same day: the same day, that same day, that very day, that day
		two days after: two days after
		next morning: the next morning, the following morning, next morning, the morning after
		next evening: the next evening, the following evening
		next night: the next night, the following night
		next afternoon: the next afternoon, the following afternoon
		evening before: the previous evening, the evening before
		morning before: the previous morning
		night before: the previous night, the night before
		same morning: the same morning, that same morning, that morning
		same afternoon: the same afternoon, that afternoon, that same afternoon
		same evening: the same evening, that evening, that same evening
		same night: the same night, that night, that same night
		last week: last week
		next week: next week
		last month: last month
		next month: next month
		last year: last year
		next year: next year
		this year: this year
		this month: this month
		week after: the next week, the following week, the week after
		week before: the previous week, the week before
		year after: the next year, the following year, the year after
		year before: the previous year, the preceding year, the year before
		month after: the next month, the following month, the month after
		month before: the previous month, the month before
		same year: the same year, that same year, that year
		same month: the same month, that same month, that month`),
	units: coded(unitCodes, `minute: minute, minutes
		hour: hour, hours
		day: day, days
		week: week, weeks
		fortnight: fortnight, fortnights
		month: month, months
		year: year, years
		decade: decade, decades`),
	later: coded(laterCodes, `later: later, after, afterwards, thereafter, after that
		earlier: earlier, before, previously, prior, beforehand
		ago: ago
		hence: from now, hence`),
	clockIn: words("at, by, until, till, from, after, before, about, around, towards, since, past, between, and, to, stopped at, at about, nearly"),
	oclock:  words("o ' clock, oclock"),
	parts: coded(partCodes, `morning: in the morning, that morning, of the morning, yesterday morning, this morning
		afternoon: in the afternoon, that afternoon, of the afternoon, this afternoon
		evening: in the evening, that evening, of the evening, yesterday evening, this evening
		night: at night, that night, last night, in the night`),
	halfDay:   coded(partCodes, "morning: am, a.m., a.m\nevening: pm, p.m., p.m"),
	clockOpen: words("half, quarter, the"),
	noon:      values("noon=720 midday=720 midnight=0"),
}

var german = lexicon{
	numbers: merged(counted(`ein eins eine einen einem einer, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn,
		vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn, zwanzig`),
		values("dreissig=30 vierzig=40 fünfzig=50 sechzig=60")),
	ordinals: counted(`ersten erste, zweiten zweite, dritten dritte, vierten vierte, fünften fünfte, sechsten sechste, siebten siebte siebenten,
		achten achte, neunten neunte, zehnten zehnte, elften elfte, zwölften zwölfte, dreizehnten dreizehnte,
		vierzehnten vierzehnte, fünfzehnten fünfzehnte, sechzehnten sechzehnte, siebzehnten siebzehnte, achtzehnten achtzehnte,
		neunzehnten neunzehnte, zwanzigsten zwanzigste`),
	ones: words("ein, eine, einen, einem, einer"),
	months: counted(`januar jänner jan, februar feber feb, märz mrz, april apr, mai, juni jun, juli jul, august aug, september sept sep,
		oktober okt, november nov, dezember dez`),
	alone:   words("im, seit, bis, ab, von, zwischen, und, Anfang, Mitte, Ende, im Monat, vor, nach, des, vom, bis zum, seit dem"),
	seasons: coded(seasonCodes, "spring: Frühling, Frühjahr\nsummer: Sommer\nautumn: Herbst\nwinter: Winter"),
	of:      words("des Jahres"),
	yearIn: words(`in, seit, bis, ab, von, zwischen, und, um, vor, nach, im Jahr, im Jahre, Jahr, Jahre, Jahres, Anfang, Mitte, Ende, gegen,
		etwa, schon, bereits, erst, oder, anno, Jahren`),
	yearWords: words("Jahr, Jahre, im Jahr, im Jahre, den Jahren"), yearOut: words("n. Chr."),
	open: words("von, zwischen, vom, ab"), to: words("bis, bis zum"), and: words("und"),
	between: words("dem, den, der, um, am, im, Anfang, Mitte, Ende, Jahr, Jahre"),
	decade:  []string{"er", "ern"}, decadeIn: words("den, die, der"),
	decades: values("zwanziger=1920 dreissiger=1930 vierziger=1940 fünfziger=1950 sechziger=1960 siebziger=1970 achtziger=1980 neunziger=1990"),
	century: words("Jahrhundert, Jahrhunderts, Jh."),
	before: coded(qualifierCodes, `about: gegen, etwa, ungefähr, circa, ca., rund, etwa um, ungefähr um, um etwa, so gegen
		before: vor, spätestens, bis spätestens, noch vor
		after: nach, frühestens, erst nach
		soon-before: kurz vor
		soon-after: kurz nach, bald nach`),
	more: words("mehr als, über"), less: words("weniger als, knapp"),
	fixed: coded(offsetCodes, `today: heute
		tomorrow: morgen
		yesterday: gestern
		before yesterday: vorgestern
		after tomorrow: übermorgen
		tonight: heute Abend
		last night: gestern Nacht, letzte Nacht, vergangene Nacht
		yesterday evening: gestern Abend
		yesterday morning: gestern Morgen, gestern früh
		tomorrow morning: morgen früh
		this morning: heute Morgen, heute früh
		next day: am nächsten Tag, am nächsten Tage, am folgenden Tag, am folgenden Tage, tags darauf, anderntags, am Tag darauf, am Tag danach
		day before: am Vortag, am Tag zuvor, am Tag davor, tags zuvor
		same day: am selben Tag, am gleichen Tag, noch am selben Tag
		next morning: am nächsten Morgen, am folgenden Morgen, am Morgen darauf
		next evening: am nächsten Abend, am folgenden Abend
		evening before: am Vorabend, am Abend zuvor
		same evening: am selben Abend, am gleichen Abend
		same night: in derselben Nacht
		last week: vergangene Woche, letzte Woche, in der vergangenen Woche
		next week: nächste Woche
		last month: im vergangenen Monat, letzten Monat
		last year: letztes Jahr, vergangenes Jahr, im vergangenen Jahr, im letzten Jahr, voriges Jahr
		next year: nächstes Jahr, im kommenden Jahr
		this year: dieses Jahr, in diesem Jahr
		year after: im folgenden Jahr, im Jahr darauf, im nächsten Jahr, im Jahr danach
		year before: im Jahr zuvor, im Jahr davor, im Vorjahr
		same year: im selben Jahr, im gleichen Jahr
		week after: in der folgenden Woche, in der Woche darauf`),
	units: coded(unitCodes, `minute: Minute, Minuten
		hour: Stunde, Stunden
		day: Tag, Tage, Tagen
		week: Woche, Wochen
		month: Monat, Monate, Monaten
		year: Jahr, Jahre, Jahren
		decade: Jahrzehnt, Jahrzehnte, Jahrzehnten`),
	later:   coded(laterCodes, "later: später, danach, darauf, nachher\nearlier: zuvor, vorher, früher, davor"),
	ahead:   values("vor=-2"),
	clockIn: words("um, gegen, bis, nach, vor, ab, seit, von, zwischen"), oclock: words("Uhr"),
	parts: coded(partCodes, `morning: morgens, vormittags, früh, am Morgen, am Vormittag, in der Früh
		afternoon: nachmittags, mittags, am Nachmittag
		evening: abends, am Abend
		night: nachts, in der Nacht`),
	clockOpen: words("halb, viertel, dreiviertel"),
	noon:      values("mittag=720 mitternacht=0"),
}

var spanish = lexicon{
	numbers: merged(counted(`uno un una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce, quince, dieciséis,
		diecisiete, dieciocho, diecinueve, veinte, veintiuno veintiún veintiuna, veintidós, veintitrés, veinticuatro, veinticinco, veintiséis,
		veintisiete, veintiocho, veintinueve`),
		values("treinta=30 cuarenta=40 cincuenta=50 sesenta=60")),
	ordinals: values("primero primer=1"), ones: words("un, una"), tens: values("treinta=30 cuarenta=40 cincuenta=50"), links: words("y"),
	months: counted(`enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre setiembre, octubre, noviembre, diciembre`),
	alone: words(`en, desde, hasta, de, entre, y, a, principios de, mediados de, finales de, fines de, mes de, durante, a principios de,
		a finales de`),
	seasons: coded(seasonCodes, "spring: primavera\nsummer: verano\nautumn: otoño\nwinter: invierno"),
	of:      words("de, del, del año, de el"),
	yearIn: words(`en, desde, hasta, de, del, entre, y, a, año, años, antes de, después de, hacia, en torno a, durante, principios de,
		finales de, mediados de, alrededor de, cerca de`),
	yearWords: words("el año, año, los años, años"), open: words("de, desde, entre, del, desde el, entre el"), to: words("a, hasta, al, hasta el"), and: words("y, y el"),
	between: words("el, la, las, a, de, en, los, del"), decadeIn: words(`los años, años, la década de, década de, la década de los, los`),
	decade:  []string{"s"},
	decades: values("veinte=1920 treinta=1930 cuarenta=1940 cincuenta=1950 sesenta=1960 setenta=1970 ochenta=1980 noventa=1990"),
	century: words("siglo, siglos"),
	before: coded(qualifierCodes, `about: hacia, sobre, alrededor de, cerca de, aproximadamente, en torno a, a eso de
		before: antes de, antes del, a más tardar
		after: después de, tras, después del, a partir de, a partir del
		soon-before: poco antes de, poco antes del
		soon-after: poco después de, poco después del, pasadas`),
	more: words("más de"), less: words("menos de"),
	fixed: coded(offsetCodes, `today: hoy
		yesterday: ayer
		before yesterday: anteayer, antes de ayer
		after tomorrow: pasado mañana
		tonight: esta noche
		last night: anoche
		this morning: esta mañana
		next day: al día siguiente, el día siguiente, al otro día, un día después
		day before: el día anterior, la víspera, un día antes
		same day: el mismo día, ese mismo día, aquel día, ese día
		next morning: a la mañana siguiente, la mañana siguiente
		next night: la noche siguiente, a la noche siguiente
		night before: la noche anterior
		same night: esa misma noche, aquella noche, la misma noche
		same afternoon: esa misma tarde, aquella tarde, la misma tarde
		same morning: esa misma mañana, aquella mañana
		last week: la semana pasada
		next week: la próxima semana, la semana que viene
		last month: el mes pasado
		last year: el año pasado
		next year: el próximo año, el año que viene
		this year: este año
		year after: el año siguiente, al año siguiente
		year before: el año anterior
		week after: la semana siguiente, a la semana siguiente
		month after: el mes siguiente, al mes siguiente
		same year: el mismo año, ese mismo año, ese año`),
	units: coded(unitCodes, `minute: minuto, minutos
		hour: hora, horas
		day: día, días
		week: semana, semanas
		month: mes, meses
		year: año, años
		decade: década, décadas`),
	later:   coded(laterCodes, "later: después, más tarde\nearlier: antes\nago: atrás"),
	ahead:   values("hace=-2"),
	clockIn: words("a las, a la, las, la, hacia las, sobre las, a eso de las"), oclock: words("horas, hs., h, en punto"),
	parts: coded(partCodes, `morning: de la mañana, de la madrugada, por la mañana
		afternoon: de la tarde, por la tarde
		evening: de la noche, por la noche`),
	halfDay:   coded(partCodes, "morning: am, a.m.\nevening: pm, p.m."),
	clockOpen: words("las, la"),
	noon:      values("mediodia=720 medianoche=0"),
}

var french = lexicon{
	numbers: merged(counted(`un une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize`),
		values("vingt=20 trente=30 quarante=40 cinquante=50 soixante=60")),
	ordinals: values("premier=1"), ones: words("un, une"), tens: values("vingt=20 trente=30 quarante=40 cinquante=50"), links: words("et"),
	months: counted(`janvier janv, février févr, mars, avril, mai, juin, juillet juil, août, septembre sept, octobre oct, novembre nov,
		décembre déc`),
	alone:     words("en, depuis, jusqu'en, de, entre, et, à, début, fin, mi, au mois de, mois de, dès, avant, après, d'ici, d'"),
	seasons:   coded(seasonCodes, "spring: printemps\nsummer: été\nautumn: automne\nwinter: hiver"),
	of:        words("de, de l'année, d'"),
	yearIn:    words(`en, depuis, jusqu'en, de, entre, et, à, dès, avant, après, vers, année, années, l'an, début, fin, an, environ`),
	yearWords: words("l'année, année, l'an, les années, années"), open: words("de, entre, du, depuis, entre le"), to: words("à, au, jusqu'à, jusqu'au, jusqu'en"), and: words("et, et le"),
	between: words("le, la, l ', ', l, les, à, en, début, fin"), ends: words("er, e, ème"), decadeIn: words("années, les années, des années"),
	decades: values("vingt=1920 trente=1930 quarante=1940 cinquante=1950 soixante=1960"),
	century: words("siècle, siècles"),
	before: coded(qualifierCodes, `about: vers, environ, aux alentours de, aux environs de, autour de, à environ
		before: avant, au plus tard, d'ici
		after: après, à partir de, à partir du
		soon-before: peu avant, juste avant, un peu avant
		soon-after: peu après, juste après, un peu après`),
	more: words("plus de, plus d'"), less: words("moins de, moins d'"),
	fixed: coded(offsetCodes, `today: aujourd'hui
		tomorrow: demain
		yesterday: hier
		before yesterday: avant-hier
		after tomorrow: après-demain
		tonight: ce soir
		last night: cette nuit, la nuit dernière
		yesterday evening: hier soir
		yesterday morning: hier matin
		tomorrow morning: demain matin
		this morning: ce matin
		next day: le lendemain, le jour suivant, au lendemain
		day before: la veille, le jour précédent
		same day: le même jour, ce jour-là
		two days after: le surlendemain
		two days before: l'avant-veille
		next morning: le lendemain matin
		next evening: le lendemain soir
		evening before: la veille au soir
		same evening: le même soir, le soir même, ce soir-là
		same morning: le matin même, ce matin-là
		last week: la semaine dernière, la semaine passée
		next week: la semaine prochaine
		last month: le mois dernier
		last year: l'année dernière, l'an dernier, l'année passée
		next year: l'année prochaine, l'an prochain
		this year: cette année
		year after: l'année suivante
		year before: l'année précédente
		week after: la semaine suivante
		month after: le mois suivant
		same year: la même année, cette année-là`),
	units: coded(unitCodes, `minute: minute, minutes
		hour: heure, heures
		day: jour, jours
		week: semaine, semaines
		month: mois
		year: an, ans, année, années
		decade: décennie, décennies`),
	later:   coded(laterCodes, "later: plus tard, après\nearlier: plus tôt, auparavant, avant"),
	ahead:   values("il=-2"),
	clockIn: words("à, vers, avant, après, dès, est, était, jusqu'à, de, depuis, environ, entre"), oclock: words("heures, heure, h"),
	parts: coded(partCodes, `morning: du matin
		afternoon: de l'après-midi
		evening: du soir
		night: de la nuit`),
	clockOpen: words("midi, minuit"),
	noon:      values("midi=720 minuit=0"),
}

var russian = lexicon{
	numbers: values(`один одна одного одной одну одним=1 два две двух двумя=2 три трех тремя=3 четыре четырех четырьмя=4 пять пяти пятью=5
		шесть шести шестью=6 семь семи семью=7 восемь восьми восемью=8 девять девяти девятью=9
		десять десяти десятью=10 одиннадцать одиннадцати=11 двенадцать двенадцати=12 тринадцать тринадцати=13 четырнадцать четырнадцати=14
		пятнадцать пятнадцати=15 шестнадцать шестнадцати=16
		семнадцать семнадцати=17 восемнадцать восемнадцати=18 девятнадцать девятнадцати=19 двадцать двадцати=20 тридцать тридцати=30
		сорок сорока=40 пятьдесят пятидесяти=50`),
	ordinals: values(`первого первое первом=1 второго второе втором=2 третьего третье третьем=3 четвертого четвертое=4 пятого пятое=5
		шестого шестое=6 седьмого седьмое=7 восьмого восьмое=8 девятого девятое=9 десятого десятое=10
		одиннадцатого одиннадцатое=11 двенадцатого двенадцатое=12 тринадцатого=13 четырнадцатого=14 пятнадцатого=15 шестнадцатого=16
		семнадцатого=17 восемнадцатого=18 девятнадцатого=19 двадцатого=20 тридцатого=30`),
	tens: values("двадцать двадцати=20 тридцать тридцати=30 сорок сорока=40 пятьдесят пятидесяти=50"),
	months: counted(`январь января январе янв, февраль февраля феврале фев, март марта марте, апрель апреля апреле апр, май мая мае,
		июнь июня июне, июль июля июле, август августа августе авг, сентябрь сентября сентябре сент, октябрь октября октябре окт,
		ноябрь ноября ноябре нояб, декабрь декабря декабре дек`),
	alone: words("в, с, до, по, к, от, между, и, начале, конце, середине, начала, конца, после"),
	seasons: coded(seasonCodes, `spring: весной, весна, весны, весне
		summer: летом, лето, лета
		autumn: осенью, осень, осени
		winter: зимой, зима, зимы`),
	yearIn:  words("в, с, до, по, к, от, между, и, после, около, начале, конце, середине, начала, конца"),
	yearOut: words("г., г, год, года, году, годом, гг., годы, годах, годов"),
	open:    words("с, от, между, со"), to: words("по, до"), and: words("и"),
	between: words("в, во, к, с, по, до"), ends: words("го, е"), decade: []string{"х", "е"},
	decades: values(`двадцатые двадцатых=1920 тридцатые тридцатых=1930 сороковые сороковых=1940 пятидесятые пятидесятых=1950
		шестидесятые шестидесятых=1960 семидесятые семидесятых=1970 восьмидесятые восьмидесятых=1980 девяностые девяностых=1990`),
	century: words("век, века, веке, в., столетие, столетия, столетии, веком"),
	before: coded(qualifierCodes, `about: около, примерно, примерно в, приблизительно, приблизительно в, ориентировочно, где-то в
		before: до, к, не позднее, не позже
		after: после, не ранее, не раньше
		soon-before: незадолго до
		soon-after: вскоре после, сразу после`),
	more: words("более, более чем, больше, свыше"), less: words("менее, менее чем, меньше"),
	fixed: coded(offsetCodes, `today: сегодня
		tomorrow: завтра
		yesterday: вчера
		before yesterday: позавчера
		after tomorrow: послезавтра
		tonight: сегодня вечером
		yesterday evening: вчера вечером
		yesterday morning: вчера утром
		tomorrow morning: завтра утром
		this morning: сегодня утром
		next day: на следующий день, на другой день, на следующие сутки
		day before: накануне, днем ранее, за день до этого
		same day: в тот же день, в этот же день
		next morning: на следующее утро, наутро
		evening before: накануне вечером
		same evening: в тот же вечер, тем же вечером
		same night: в ту же ночь
		last week: на прошлой неделе
		next week: на следующей неделе
		last month: в прошлом месяце
		last year: в прошлом году
		next year: в будущем году
		this year: в этом году
		year after: в следующем году, на следующий год, годом позже, через год
		year before: годом ранее, годом раньше
		month before: месяцем ранее
		week before: неделей ранее
		week after: через неделю
		month after: через месяц
		same year: в том же году`),
	units: coded(unitCodes, `minute: минута, минуту, минуты, минут, минутами
		hour: час, часа, часов, часами
		day: день, дня, дней, днями, сутки, суток
		week: неделю, недели, недель, неделями, неделей
		month: месяц, месяца, месяцев, месяцами
		year: год, года, лет, годами
		decade: десятилетие, десятилетия, десятилетий`),
	later:   coded(laterCodes, "later: спустя, позже, позднее\nearlier: ранее, раньше, до этого, до того\nago: назад, тому назад"),
	ahead:   values("через=1 спустя=1"),
	clockIn: words("в, к, около, после, до, примерно в, с"), oclock: words("час, часа, часов, часам, ч."),
	parts: coded(partCodes, `morning: утра
		afternoon: дня, пополудни
		evening: вечера
		night: ночи`),
	clockOpen: words("половина, половине, половины, половину, четверть, без, час"),
	noon:      values("полдень=720 полдня=720 полночь=0 полуночи=0"),
}
