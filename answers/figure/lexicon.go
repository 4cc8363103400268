package figure

import (
	"math/big"
	"strconv"
	"strings"
)

// A lexicon holds the words of one language that figures are made of. All are folded. A phrase is a key of words
// with single blanks between them.
type lexicon struct {
	values      map[string]int64 // number words below the multipliers
	mults       map[string]int64 // multipliers; 100 multiplies the words before it, greater ones all that stands since a greater one
	packs       map[string]int64 // dozen, score: words that a number or an article may stand before and "of" after
	vague       map[string]int64 // plurals such as "hundreds", with what they are plurals of
	several     set              // before a multiplier: several, a few
	halves      set              // a half, before a pack, a multiplier, or a unit
	fractions   map[string]int64 // names of parts with their denominators
	andHalf     set              // phrases that add a half to the number or unit before them
	mixed       map[string]*big.Rat
	links       set // stand inside a number in words
	articles    set // count as one before a multiplier, pack, or fraction
	definite    set // may stand between qualifier and number
	before      map[string]Qualifier
	after       map[string]Qualifier
	rangeOpen   set // open a range that rangeLinks or rangeAnds divide
	rangeLinks  set
	rangeAnds   set // divide a range only after rangeOpen
	of          set
	parts       set               // "of whom", "including"
	units       map[string]string // words of units
	unitPhrases map[string]string
	per         set // divide a rate
	perArticles set // divide a rate before a word of time
	percent     set
	points      set
	minus       set
	below       set      // after degrees
	ageBefore   set      // phrases before a number of years
	ageAfter    set      // phrases after a number of years
	yearAdjs    []string // what is glued with a hyphen to a number of years
	months      set
	yearBefore  set // words before a number that make it a year
	yearAfter   set
	clockBefore set // words before a number that make it a time if nothing is counted
	clockAfter  set
	labels      set // words before a number that make it a label: page, chapter
	stop        set // function words: none of them is part of a head
	copulas     set // verbs that may follow a number without a head
	more        set // stand between a number and its verb, or before a head
	outOf       set // one in five
	partitives  set // determiners of what a number is out of: "three of the drivers"
	openers     set // words that a number may begin with
	pronouns    set // phrases behind the number of some who were named before: "eight of them"
	collectives set // nouns that a number of those in them follows: "a crew of nine"
	lasts       set // words before the article of a time that lasts one unit: "for a week"
	persons     set // nouns for one person, whose age follows: "a boy of fifteen"
	takes       set // verbs of what is done to people or to things, that a bare number may follow: "rescued three"
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

// each makes a set of single words.
func each(s string) set {
	m := make(set)
	for _, w := range strings.Fields(s) {
		m[fold(w)] = true
	}
	return m
}

// values reads lines or fields of the form "word word=value".
func values(s string) map[string]int64 {
	m := make(map[string]int64)
	var pending []string
	for _, w := range strings.Fields(s) {
		w, v, ok := strings.Cut(w, "=")
		pending = append(pending, fold(w))
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			panic("figure: number word " + w)
		}
		for _, p := range pending {
			m[p] = n
		}
		pending = nil
	}
	return m
}

// counted gives the words of s the numbers from first on.
func counted(first int64, s string) map[string]int64 {
	m := make(map[string]int64)
	for i, w := range strings.Fields(s) {
		m[fold(w)] = first + int64(i)
	}
	return m
}

func merged(ms ...map[string]int64) map[string]int64 {
	all := make(map[string]int64)
	for _, m := range ms {
		for k, v := range m {
			all[k] = v
		}
	}
	return all
}

// coded reads lines of the form "code: phrase, phrase".
func coded(s string) map[string]string {
	m := make(map[string]string)
	for line := range strings.Lines(s) {
		code, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		for w := range words(rest) {
			m[w] = code
		}
	}
	return m
}

func qualifiers(s string) map[string]Qualifier {
	names := map[string]Qualifier{
		"about": About, "nearly": Nearly, "least": AtLeast, "more": MoreThan, "upto": UpTo, "less": LessThan, "exact": Exact,
	}
	m := make(map[string]Qualifier)
	for w, code := range coded(s) {
		m[w] = names[code]
	}
	return m
}

func halves(s string) map[string]*big.Rat {
	m := make(map[string]*big.Rat)
	for w, v := range values(s) {
		m[w] = big.NewRat(v, 2)
	}
	return m
}

// lexicons has a lexicon for each language that is read, and one without words for all others.
var lexicons = map[string]*lexicon{
	"en": english.ready(), "de": german.ready(), "es": spanish.ready(), "fr": french.ready(), "ru": russian.ready(), "": {},
}

// ready fills in what is made of other fields.
func (l *lexicon) ready() *lexicon {
	l.openers = make(set)
	for _, m := range []map[string]int64{l.values, l.mults, l.packs, l.vague, l.fractions} {
		for w := range m {
			l.openers[w] = true
		}
	}
	for w := range l.mixed {
		l.openers[w] = true
	}
	for _, m := range []set{l.several, l.halves, l.articles} {
		for w := range m {
			first, _, _ := strings.Cut(w, " ")
			l.openers[first] = true
		}
	}
	return l
}

var english = lexicon{
	values: merged(counted(1, `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen`), values("twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90")),
	mults:   values("hundred=100 thousand=1000 million mn mln=1000000 billion bn bln=1000000000 trillion tn trn=1000000000000"),
	packs:   values("dozen=12 score=20 couple pair=2"),
	vague:   values("dozens=12 scores=20 tens=10 hundreds=100 thousands=1000 millions=1000000 billions=1000000000"),
	several: words("several, few, many"),
	halves:  words("half"),
	fractions: values(`half halves=2 third thirds=3 quarter quarters=4 fifth fifths=5 sixth sixths=6 seventh sevenths=7 eighth eighths=8 tenth
		tenths=10 hundredth hundredths=100`),
	andHalf:  words("and a half"),
	links:    words("and"),
	articles: words("a, an"),
	definite: words("the, its, their, his, her, another, further, other"),
	before: qualifiers(`about: about, around, approximately, roughly, some, circa, ca., c., an estimated, estimated, estimated at, perhaps
		about: in the region of, something like
		nearly: nearly, almost, close to, just under, just short of, not quite, little less than
		least: at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum of
		more: more than, over, above, upwards of, in excess of, just over, well over, greater than
		upto: up to, at most, as many as, as much as, no more than, not more than, a maximum of, maximum of, at the most
		less: less than, fewer than, under, below, well under
		exact: exactly, precisely`),
	after: qualifiers(`least: or more, and more, or above, at least, at the least
		upto: or less, or fewer, or under, at most, at the most
		about: or so, or thereabouts, approximately, odd`),
	rangeOpen: words("between, from"), rangeLinks: words("to"), rangeAnds: words("and"),
	of: words("of"),
	parts: words(`of whom, of which, of them, of these, of those, including, among them, among whom, among which, among these, among those,
		included among them`),
	units: coded(`m: m, metre, metres, meter, meters
		km: km, kms, kilometre, kilometres, kilometer, kilometers
		cm: cm, centimetre, centimetres, centimeter, centimeters
		mm: mm, millimetre, millimetres, millimeter, millimeters
		mi: mi, mile, miles
		yd: yd, yds, yard, yards
		ft: ft, foot, feet
		in: inch, inches
		fathom: fathom, fathoms
		furlong: furlong, furlongs
		nmi: nmi
		kg: kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes
		g: g, gram, grams, gramme, grammes
		t: t, tonne, tonnes
		ton: ton, tons
		cwt: cwt, hundredweight, hundredweights
		lb: lb, lbs
		pound: pound, pounds
		oz: oz, ounce, ounces
		ha: ha, hectare, hectares
		acre: acre, acres
		l: l, litre, litres, liter, liters
		hl: hl, hectolitre, hectolitres
		gal: gal, gallon, gallons
		pt: pint, pints
		bbl: barrel, barrels, bbl
		bu: bushel, bushels
		°: degree, degrees
		h: h, hr, hrs, hour, hours
		min: min, mins, minute, minutes
		s: seconds, sec, secs
		d: day, days
		wk: week, weeks
		fn: fortnight, fortnights
		mo: month, months
		y: year, years
		dec: decade, decades
		cen: century, centuries
		USD: dollar, dollars
		EUR: euro, euros
		shilling: shilling, shillings
		penny: pence
		cent: cent, cents
		eurocent: eurocent, eurocents
		RUB: rouble, roubles, ruble, rubles
		KZT: tenge, tenges
		franc: franc, francs
		crown: crowns, kroner, kronor, korunas
		guilder: guilder, guilders, florins
		thaler: thaler, thalers
		guinea: guinea, guineas
		lira: lire, liras
		peso: pesos
		dinar: dinars
		dirham: dirhams
		shekel: shekels
		drachma: drachmas
		forint: forints
		JPY: yen
		CNY: yuan
		INR: rupees, rupee
		PLN: zloty, zlotys
		UAH: hryvnia, hryvnias
		kW: kilowatt, kilowatts, kw
		MW: megawatt, megawatts, mw
		kWh: kwh`),
	unitPhrases: coded(`m2: square metre, square metres, square meter, square meters, sq m
		km2: square kilometre, square kilometres, square kilometer, square kilometers, sq km
		mi2: square mile, square miles, sq mi
		ft2: square foot, square feet, sq ft
		m3: cubic metre, cubic metres, cubic meter, cubic meters
		ft3: cubic foot, cubic feet
		nmi: nautical mile, nautical miles
		kn: knots, knot
		°C: degrees celsius, degrees centigrade, degree celsius
		°F: degrees fahrenheit, degree fahrenheit
		t: metric ton, metric tons
		GBP: pounds sterling
		USD: us dollars, american dollars
		CAD: canadian dollars
		AUD: australian dollars
		CHF: swiss francs
		mi/h: mph`),
	per: words("per, each, every"), perArticles: words("a, an, the, in the, to the"),
	percent: words("per cent, percent, per centum, pct"), points: words("percentage point, percentage points"),
	minus: words("minus"), below: words("below zero, below freezing, of frost"),
	ageBefore: words("aged, the age of, ages"), ageAfter: words("old, of age"), yearAdjs: []string{"year", "years"},
	months: each(`January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct
		Nov Dec`),
	yearBefore: words(`in, since, until, till, by, from, of, during, before, after, year, years, early, late, mid, spring, summer, autumn, fall,
		winter,
		the, its, his, her, their, this, circa, end, through, and, to`),
	yearAfter:   words("bc, ad, bce, ce"),
	clockBefore: words("at, until, till, from, by, past, to, o, before, after, since, between"),
	clockAfter:  words("o'clock, oclock, am, pm, a.m, p.m, hrs, past, o"),
	labels: words(`page, pages, p., pp., chapter, chapters, ch, section, sections, sec, art, article, articles, no., nos., nr., number, numbers,
		note, notes, line, lines, table, tables, figure,
		figures, fig, vol, volume, volumes, part, paragraph, para, appendix, annex, act, scene, version, bulletin, issue, step, item, room, flight,
		route, highway, bus, apartment, lane, berth, cell, ward, seat, reactor,
		apt, box, clause, rule, question, resolution, verse, psalm, edition, exhibit, class, level, phase, type, model, zone, unit, building,
		block, gate, platform, channel`),
	stop: each(`a an the this that these those it its he his him she her they their them we our us you your i my me who whom whose which what where
		when why how and or but nor so yet if
		because as than then though although while whereas since until till unless of in on at by for with from to into onto upon over under above
		below about around after before during between
		among against through across along off out up down near within without toward towards per via is are was were be been being am has have had
		having do does did done will would shall
		should can could may might must not no never nor also too only just even still already again ever very there here both either neither each
		every all any some such same own
		one more most less least other others another now more ago apart away back later earlier early alone together today yesterday tomorrow only
		however therefore thus hence once twice`),
	copulas: words(`were, was, are, is, had, have, has, will, would, died, fled, fell, went, came, remain, remained, lost, stood, took, said,
		escaped, survived, voted, drowned, perished, got, could,
		can, still, more, others, dead, wounded, injured, missing, killed, arrested, detained, hurt, ill, sick, homeless, saved, who`),
	more:       words("more, other, others, further, additional"),
	partitives: words("the, these, those, his, her, its, their, our, my"),
	outOf:      words("in, out of, in every"),
	lasts:      words("for, last, lasts, lasted, lasting, take, takes, took, taken, taking, nearly, almost, about, around, over, under, within, than, only, just"),
	pronouns:   words("of them, of us, of you"),
	collectives: words(`crew, party, family, team, group, band, gang, squad, staff, company, garrison, congregation, committee, jury, panel, board, crowd, audience,
		class, choir, household, force, delegation, cast, workforce, population, herd, flock, fleet, convoy, platoon, mob, total, complement, membership`),
	persons: words(`boy, girl, man, woman, lad, lass, youth, child, student, pupil, apprentice, widow, widower, labourer, laborer, worker, soldier, sailor, servant, maid,
		nurse, clerk, farmer, teacher, priest, person, lady, gentleman, father, mother, daughter, son, brother, sister`),
	takes: words(`killed, killing, wounded, wounding, injured, injuring, hurt, hurting, rescued, rescuing, saved, saving, arrested, arresting, detained, detaining, hanged,
		shot, executed, executing, captured, capturing, evacuated, evacuating, employed, employs, employing, drowned, drowning, buried, burying, imprisoned, sacked, hired`),
}

var german = lexicon{
	values: merged(counted(1, `eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
		neunzehn`),
		values(`zwo=2 zweier zweien=2 dreier dreien=3 vieren=4 zwanzig=20 dreissig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80
		neunzig=90 hundert=100 tausend=1000 beide beiden=2`)),
	mults: values(`hundert=100 tausend tsd=1000 Million Millionen mio=1000000 Milliarde Milliarden mrd=1000000000 Billion
		Billionen=1000000000000`),
	packs: values("Dutzend=12"),
	vague: values(`Dutzende Dutzenden=12 Hunderte Hunderten Hunderter=100 Tausende Tausenden Tausender=1000 Zehntausende Zehntausenden=10000
		Hunderttausende Hunderttausenden=100000 Millionen=1000000 Milliarden=1000000000`),
	several:   words("mehrere, mehreren, einige, einigen, ein paar, etliche, viele, wenige"),
	halves:    words("halb, halbe, halben, halbes, halber"),
	fractions: values("Hälfte=2 Drittel Dritteln=3 Viertel Vierteln=4 Fünftel=5 Sechstel=6 Siebtel=7 Achtel=8 Zehntel=10"),
	andHalf:   words("und eine halbe, und ein halbes"),
	mixed: halves(`anderthalb eineinhalb=3 zweieinhalb=5 dreieinhalb=7 viereinhalb=9 fünfeinhalb=11 sechseinhalb=13 siebeneinhalb=15
		achteinhalb=17`),
	articles: words("ein, eine, einem, einer, einen, eines"),
	definite: words("die, der, den, das, dem, des"),
	before: qualifiers(`about: rund, etwa, ungefähr, circa, ca., zirka, schätzungsweise, an die, um die, annähernd
		nearly: fast, beinahe, knapp, nahezu
		least: mindestens, wenigstens, nicht weniger als, zumindest
		more: mehr als, über, mehr denn, gut
		upto: bis zu, höchstens, maximal, nicht mehr als
		less: weniger als
		exact: genau, exakt`),
	after: qualifiers(`least: oder mehr, und mehr, mindestens
		upto: oder weniger, höchstens`),
	rangeOpen: words("zwischen, von"), rangeLinks: words("bis"), rangeAnds: words("und"),
	of:    words("von, der, des, aller"),
	parts: words("davon, darunter, von denen, von ihnen, unter ihnen, unter denen, von diesen, hiervon, einschließlich, inklusive"),
	units: coded(`m: m, Meter, Metern
		km: km, Kilometer, Kilometern
		cm: cm, Zentimeter, Zentimetern
		mm: mm, Millimeter, Millimetern
		mi: Meile, Meilen
		ft: Fuß
		in: Zoll
		kg: kg, Kilo, Kilogramm
		g: g, Gramm
		t: t, Tonne, Tonnen
		Pfund: Pfund
		Zentner: Zentner
		ha: ha, Hektar
		m2: qm, Quadratmeter, Quadratmetern
		km2: qkm, Quadratkilometer, Quadratkilometern
		m3: cbm, Kubikmeter, Kubikmetern
		l: l, Liter, Litern
		hl: hl, Hektoliter
		°: Grad
		h: h, std, Stunde, Stunden
		min: min, Minute, Minuten
		s: Sekunde, Sekunden
		d: Tag, Tage, Tagen
		wk: Woche, Wochen
		mo: Monat, Monate, Monaten
		y: Jahr, Jahre, Jahren
		dec: Jahrzehnt, Jahrzehnte, Jahrzehnten
		cen: Jahrhundert, Jahrhunderte, Jahrhunderten
		USD: Dollar, Dollars
		EUR: Euro
		cent: Cent
		RUB: Rubel
		KZT: Tenge
		CHF: Franken
		DEM: Mark
		crown: Kronen
		guilder: Gulden
		thaler: Taler
		lira: Lire, Lira
		peso: Peso, Pesos
		dinar: Dinar, Dinare
		drachma: Drachmen
		forint: Forint
		PLN: Zloty
		JPY: Yen
		CNY: Yuan
		kW: Kilowatt
		MW: Megawatt
		km/h: Stundenkilometer`),
	unitPhrases: coded(`°C: Grad Celsius
		°F: Grad Fahrenheit
		USD: US Dollar, US-Dollar
		GBP: Pfund Sterling
		nmi: Seemeile, Seemeilen
		CHF: Schweizer Franken`),
	per: words("pro, je"), perArticles: words("in der, im, die, den, am"),
	percent: words("Prozent, v. H"), points: words("Prozentpunkt, Prozentpunkte, Prozentpunkten"),
	minus: words("minus"), below: words("unter Null, Frost"),
	ageBefore: words("im Alter von"), ageAfter: words("alt"),
	yearAdjs: []string{"jahrige", "jahriger", "jahrigen", "jahriges", "jahrigem"},
	months:   each("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jan Feb Aug Sept Okt Nov Dez"),
	yearBefore: words(`im, in, seit, bis, von, vor, nach, ab, Jahr, Jahre, Jahres, Jahren, Frühjahr, Frühling, Sommer, Herbst, Winter, Anfang,
		Mitte, Ende, und, um, der, die, das, des, dem, zum`),
	clockBefore: words("um, gegen, bis, von, vor, nach, halb, ab, seit, zwischen"), clockAfter: words("Uhr"),
	labels: words(`Seite, Seiten, S., Kapitel, Kap, Abschnitt, Art, Artikel, Nr, Nummer, Abb, Abbildung, Tabelle, Tab, Bd, Band, Teil, Absatz, Abs,
		Anm, Anmerkung, Paragraf, Paragraph, Fassung,
		Version, Akt, Szene, Zeile, Heft, Zimmer, Gleis, Bahnsteig, Zelle, Linie, Halle, Tor, Blatt, Ziffer, Punkt, Frage`),
	stop: each(`der die das den dem des ein eine einen einem einer eines und oder aber sondern denn weil dass daß ob wenn als wie wo wer was welche
		welcher welches welchen dieser diese dieses diesen diesem
		jener jene jenes er sie es wir ihr ich du ihn ihm ihnen sein seine seinen seiner ihre ihren ihrer unser euch uns mich mir sich in im an am
		auf aus bei beim mit nach seit von vom zu zum zur vor
		für durch gegen ohne um unter über zwischen neben hinter bis ab ist sind war waren wird werden wurde wurden worden sei seien hat haben
		hatte hatten kann können konnte konnten muss müssen soll
		sollen nicht kein keine keinen auch noch nur schon so sehr mehr weniger dort hier da dann doch damals jetzt immer wieder alle allem allen
		jede jeder jedes man selbst davon darunter wo dabei`),
	copulas: words(`wurden, waren, sind, werden, haben, hatten, starben, kamen, flohen, sollen, mussten, konnten, tot, verletzt, fehlen,
		blieben, bleiben, liegen, lagen, leben, lebten, arbeiten, arbeiteten, gelten, galten, gingen, standen, saßen, wohnen, wohnten, überlebten, ertranken,
		verbrannten, erkrankten, fielen, erlitten, verloren, erhielten, bekamen, stimmten`),
	more:       words("weitere, weiteren, weiterer, andere, anderen, mehr, neue"),
	partitives: words("der, den, diesen, seiner, ihrer"),
	outOf:      words("von"),
	lasts:      words("dauerte, dauert, dauern, fast, beinahe, knapp, gut, über, rund, etwa, ungefähr, nur, binnen, seit, als"),
	pronouns:   words("von ihnen, von uns, von euch"),
	collectives: words(`besatzung, mannschaft, gruppe, familie, belegschaft, schar, menge, gesellschaft, gemeinde, klasse, chor, delegation, bevölkerung, herde, flotte, kompanie,
		einwohnerzahl, mitgliederzahl, gesamtzahl`),
	persons: words("junge, mädchen, mann, frau, kind, bub, bursche, knabe, jungen, schüler, schülerin, student, studentin, lehrling, arbeiter, soldat"),
	takes:   words("tötete, töteten, verletzte, verletzten, rettete, retteten, verhaftete, verhafteten, erschoss, erschossen, beschäftigt, beschäftigte"),
}

var spanish = lexicon{
	values: merged(counted(1, `uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
		diecinueve veinte veintiuno veintidós veintitrés
		veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve`),
		values(`un una=1 veintiún veintiuna=21 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien ciento=100
		doscientos doscientas=200 trescientos trescientas=300
		cuatrocientos cuatrocientas=400 quinientos quinientas=500 seiscientos seiscientas=600 setecientos setecientas=700 ochocientos
		ochocientas=800 novecientos novecientas=900 ambos ambas=2`)),
	mults:   values("mil=1000 millón millones mill=1000000 millardo millardos=1000000000 billón billones=1000000000000"),
	packs:   values("docena=12 decena=10 veintena=20 treintena=30 cuarentena=40 centenar=100 millar=1000 par=2"),
	vague:   values("docenas=12 decenas=10 cientos centenares centenas=100 miles millares=1000 millones=1000000"),
	several: words("varios, varias, algunos, algunas, unos cuantos, pocos, muchos"),
	halves:  words("medio, media"),
	fractions: values(`mitad=2 tercio tercios=3 cuarto cuartos=4 quinto quintos=5 sexto sextos=6 séptimo=7 octavo octavos=8 décimo=10 tercera=3
		cuarta=4 quinta=5 décima=10`),
	andHalf:  words("y medio, y media"),
	links:    words("y"),
	articles: words("un, una"),
	definite: words("el, los, las, la, un, otros, otras"),
	before: qualifiers(`about: unos, unas, cerca de, alrededor de, aproximadamente, en torno a, más o menos, algo así como, como unos, como unas
		nearly: casi, poco menos de
		least: al menos, por lo menos, como mínimo, no menos de, cuando menos
		more: más de, por encima de, poco más de, superior a, superior al
		upto: hasta, a lo sumo, como máximo, no más de
		less: menos de, por debajo de, inferior a, inferior al
		exact: exactamente`),
	after: qualifiers(`least: o más, y más, como mínimo, por lo menos, al menos
		upto: o menos, como máximo, a lo sumo
		about: aproximadamente, más o menos`),
	rangeOpen: words("entre, de, desde"), rangeLinks: words("a, hasta"), rangeAnds: words("y"),
	of: words("de, del"),
	parts: words(`de ellos, de ellas, de los cuales, de las cuales, de los que, de las que, entre ellos, entre ellas, entre los que, entre las que,
		incluidos, incluidas, incluyendo, de estos, de estas`),
	units: coded(`m: m, metro, metros
		km: km, kilómetro, kilómetros
		cm: cm, centímetro, centímetros
		mm: mm, milímetro, milímetros
		mi: milla, millas
		ft: pie, pies
		in: pulgada, pulgadas
		kg: kg, kilo, kilos, kilogramo, kilogramos
		g: g, gramo, gramos
		t: t, tonelada, toneladas
		lb: libra, libras
		quintal: quintal, quintales
		oz: onza, onzas
		ha: ha, hectárea, hectáreas
		l: l, litro, litros
		hl: hl, hectolitro, hectolitros
		gal: galón, galones
		bbl: barril, barriles
		°: grado, grados
		h: h, hora, horas
		min: min, minuto, minutos
		s: segundo, segundos
		d: día, días
		wk: semana, semanas
		mo: mes, meses
		y: año, años
		dec: década, décadas
		cen: siglos
		USD: dólar, dólares
		EUR: euro, euros
		cent: centavo, centavos
		eurocent: céntimo, céntimos
		ESP: peseta, pesetas
		peso: peso, pesos
		crown: coronas
		guilder: florines
		lira: liras
		dinar: dinares
		PLN: zlotys
		RUB: rublo, rublos
		KZT: tenge
		CHF: francos
		JPY: yenes`),
	unitPhrases: coded(`m2: metro cuadrado, metros cuadrados
		km2: kilómetro cuadrado, kilómetros cuadrados
		m3: metro cúbico, metros cúbicos
		°C: grados centígrados, grados celsius, grados centigrados
		°F: grados fahrenheit
		GBP: libras esterlinas, libra esterlina
		nmi: millas náuticas
		USD: dólares estadounidenses
		acre: acre, acres`),
	per: words("por, cada"), perArticles: words("al, a la, el, la"),
	percent: words("por ciento, por cien"), points: words("punto porcentual, puntos porcentuales"),
	minus: words("menos"), below: words("bajo cero"),
	ageBefore: words("la edad de, edad de"), ageAfter: words("de edad"),
	months: each("enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"),
	yearBefore: words(`en, desde, hasta, de, del, año, años, a, antes, después, primavera, verano, otoño, invierno, hacia, y, el, la, los, las,
		su, entre, durante, para`),
	clockBefore: words("las, la"), clockAfter: words("y media, y cuarto, menos cuarto, en punto"),
	labels: words(`página, páginas, p., pág, págs, capítulo, cap, sección, art, artículo, artículos, núm, número, números, n., tabla, cuadro, fig,
		figura, vol, volumen, tomo, parte, párrafo, nota, versión,
		acto, escena, línea, anexo, sala, puerta, andén, carril, habitación, celda, boletín, punto, pregunta`),
	stop: each(`el la los las un una unos unas lo y e o u ni pero sino que porque como si cuando donde quien quienes cual cuales cuyo cuya este
		esta estos estas ese esa esos esas aquel aquella él ella ellos
		ellas nos yo tú usted ustedes me te se le les su sus mi mis nuestro nuestra de del a al en por para con sin sobre entre hasta desde hacia
		contra según tras durante ante bajo es son era eran fue
		fueron ser sido está están estaba estaban estar ha han había habían haber hay hubo no ya también muy más menos tan todo toda todos todas
		otro otra otros otras cada algún alguna mismo misma sólo
		solo aún allí aquí ahí entonces ahora luego después antes así casi cuando resultaron resultó quedaron`),
	copulas:    words("fueron, son, eran, han, habían, murieron, resultaron, huyeron, quedaron, estaban, están, más, muertos, heridos, detenidos"),
	more:       words("más, otros, otras, nuevos, nuevas"),
	partitives: words("los, las, estos, estas, sus"),
	outOf:      words("de cada, de"),
	pronouns:   words("de ellos, de ellas, de nosotros"),
	collectives: words(`tripulación, grupo, familia, equipo, plantilla, dotación, multitud, comité, jurado, coro, delegación, población, rebaño, flota, compañía, público,
		total`),
	takes: words("mató, mataron, hirió, hirieron, rescató, rescataron, salvó, salvaron, detuvo, detuvieron, emplea, empleaba"),
}

var french = lexicon{
	values: merged(counted(1, `un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize`),
		values("une=1 vingt vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante octante=80 nonante=90")),
	mults: values("cent cents=100 mille=1000 million millions mln=1000000 milliard milliards mrd=1000000000"),
	packs: values(`douzaine=12 dizaine=10 quinzaine=15 vingtaine=20 trentaine=30 quarantaine=40 cinquantaine=50 soixantaine=60 centaine=100
		millier=1000 paire couple=2`),
	vague:   values("dizaines=10 douzaines=12 centaines=100 milliers=1000 millions=1000000 milliards=1000000000"),
	several: words("plusieurs, quelques"), halves: words("demi, demie"),
	fractions: values(`moitié=2 tiers=3 quart quarts=4 cinquième cinquièmes=5 sixième sixièmes=6 septième=7 huitième huitièmes=8 dixième
		dixièmes=10`),
	andHalf:  words("et demi, et demie"),
	links:    words("et"),
	articles: words("un, une"),
	definite: words("les, la, le, l '"),
	before: qualifiers(`about: environ, quelque, à peu près, approximativement, autour de, aux alentours de, aux environs de
		nearly: près de, presque, un peu moins de, pas loin de
		least: au moins, pas moins de, au minimum, un minimum de
		more: plus de, au-delà de, un peu plus de, plus d '
		upto: jusqu ' à, au plus, au maximum, pas plus de, un maximum de
		less: moins de, moins d '
		exact: exactement`),
	after: qualifiers(`least: ou plus, au moins, et plus
		upto: ou moins, au plus, au maximum
		about: environ, à peu près`),
	rangeOpen: words("entre, de"), rangeLinks: words("à"), rangeAnds: words("et"),
	of:    words("de, du, des, d '"),
	parts: words(`dont, parmi eux, parmi elles, parmi lesquels, parmi lesquelles, d ' entre eux, d ' entre elles, y compris, parmi ceux-ci`),
	units: coded(`m: m, mètre, mètres
		km: km, kilomètre, kilomètres
		cm: cm, centimètre, centimètres
		mm: mm, millimètre, millimètres
		mi: mille marin, milles
		ft: pied, pieds
		in: pouce, pouces
		kg: kg, kilo, kilos, kilogramme, kilogrammes
		g: g, gramme, grammes
		t: t, tonne, tonnes
		quintal: quintal, quintaux
		ha: ha, hectare, hectares
		acre: acre, acres
		l: l, litre, litres
		hl: hl, hectolitre, hectolitres
		bbl: baril, barils
		°: degré, degrés
		h: h, heure, heures
		min: min, minute, minutes
		s: seconde, secondes
		d: jour, jours
		wk: semaine, semaines
		mo: mois
		y: an, ans, année, années
		dec: décennie, décennies
		cen: siècles
		USD: dollar, dollars
		EUR: euro, euros
		FRF: franc, francs
		crown: couronnes
		guilder: florins
		lira: lires
		peso: pesos
		dinar: dinars
		PLN: zlotys
		eurocent: centime, centimes
		RUB: rouble, roubles
		KZT: tenge, tenges
		JPY: yens`),
	unitPhrases: coded(`m2: mètre carré, mètres carrés
		km2: kilomètre carré, kilomètres carrés
		m3: mètre cube, mètres cubes
		°C: degrés celsius, degrés centigrades
		GBP: livres sterling, livre sterling
		nmi: milles marins, mille marin
		CHF: francs suisses
		USD: dollars américains`),
	per: words("par"), perArticles: words("à l ', l '"),
	percent: words("pour cent, pour cents"), points: words("point de pourcentage, points de pourcentage"),
	minus: words("moins"), below: words("au-dessous de zéro, en dessous de zéro, sous zéro"),
	ageBefore: words("âgé de, âgée de, âgés de, âgées de, l ' âge de"),
	ageAfter:  words("d ' âge"),
	months:    each("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
	yearBefore: words(`en, depuis, jusque, de, du, année, années, an, avant, après, vers, printemps, été, automne, hiver, début, fin, et, le, la,
		les, dès, à`),
	clockBefore: words("à, vers, dès, avant, après"), clockAfter: words("heures, heure, h"),
	labels: words(`page, pages, p., pp., chapitre, chap, section, art, article, articles, no., n., numéro, numéros, tableau, fig, figure, vol,
		volume, tome, partie, paragraphe, note, version, acte, scène, ligne,
		annexe, salle, porte, voie, couloir, chambre, cellule, bulletin, point, question`),
	stop: each(`le la les l un une des du de d et ou où ni mais car que qu qui quoi dont si quand comme parce lorsque lequel laquelle lesquels ce
		cet cette ces c celui celle ceux il elle ils elles on nous vous je j
		tu me m te t se s lui leur leurs son sa ses mon ma mes notre nos votre vos à au aux en y dans par pour avec sans sous sur entre vers chez
		contre depuis pendant avant après jusque jusqu selon est
		sont était étaient fut furent être été a ont avait avaient avoir eu ne n pas plus moins très aussi tout toute tous toutes autre autres même
		mêmes chaque quelque quelques déjà encore toujours là
		ici alors puis ainsi seul seulement ensuite sera seront serait`),
	copulas:    words("sont, ont, furent, étaient, avaient, moururent, fuirent, restent, morts, blessés, arrêtés"),
	more:       words("autres, nouveaux, nouvelles"),
	partitives: words("des, ces, ses, leurs"),
	outOf:      words("sur"),
	pronouns:   words("d'entre eux, d'entre elles, d'entre nous"),
	collectives: words(`équipage, groupe, famille, équipe, foule, comité, jury, choeur, chœur, délégation, population, troupeau, flotte, compagnie, public,
		total, effectif`),
	takes: words("tua, tué, blessa, blessé, sauva, sauvé, arrêta, arrêté, emploie, employait"),
}

var russian = lexicon{
	values: merged(
		values(`один одна одно одного одной одному одним одном одну=1 два две двух двум двумя двое двоих=2 три трех трем тремя трое троих=3 четыре
		четырех четырем четырьмя четверо четверых=4
			пять пяти пятью пятеро пятерых=5 шесть шести шестью шестеро шестерых=6 семь семи семью семеро семерых=7 восемь восьми восемью
		восьмеро=8 девять девяти девятью=9 десять десяти десятью=10
			одиннадцать одиннадцати одиннадцатью=11 двенадцать двенадцати двенадцатью=12 тринадцать тринадцати тринадцатью=13 четырнадцать
		четырнадцати четырнадцатью=14
			пятнадцать пятнадцати пятнадцатью=15 шестнадцать шестнадцати шестнадцатью=16 семнадцать семнадцати семнадцатью=17 восемнадцать
		восемнадцати восемнадцатью=18
			девятнадцать девятнадцати девятнадцатью=19 двадцать двадцати двадцатью=20 тридцать тридцати тридцатью=30 сорок сорока=40 пятьдесят
		пятидесяти пятьюдесятью=50
			шестьдесят шестидесяти шестьюдесятью=60 семьдесят семидесяти семьюдесятью=70 восемьдесят восьмидесяти восемьюдесятью=80 девяносто
		девяноста=90 сто ста=100
			двести двухсот двумстам двумястами двухстах=200 триста трехсот тремстам тремястами трехстах=300 четыреста четырехсот четыремстам
		четырьмястами четырехстах=400
			пятьсот пятисот пятистам пятьюстами пятистах=500 шестьсот шестисот шестистам шестьюстами=600 семьсот семисот семистам семьюстами=700
			восемьсот восьмисот восьмистам восемьюстами=800 девятьсот девятисот девятистам девятьюстами=900 оба обе обоих обеих=2 полтораста=150`)),
	mults: values(`тысяча тысячи тысячу тысяче тысячей тысяч тысячам тысячами тысячах тыс=1000 миллион миллиона миллионов миллиону миллионом
		миллионе миллионам миллионами миллионах млн=1000000
		миллиард миллиарда миллиардов миллиарду миллиардом миллиарде миллиардам миллиардами миллиардах млрд=1000000000 триллион триллиона
		триллионов трлн=1000000000000`),
	packs: values("дюжина дюжину дюжины дюжин=12 десяток десятка=10 сотня сотню=100 пара пару пары=2"),
	vague: values(`десятки десятков десятками десяткам=10 дюжины=12 сотни сотен сотнями сотням=100 тысячи тысяч тысячами тысячам=1000 миллионы
		миллионов миллионами=1000000`),
	several: words("несколько, нескольких, пару"),
	fractions: values(`половина половины половину=2 треть трети третей=3 четверть четверти четвертей=4 пятая пятой пятых=5 шестая шестых=6 восьмая
		восьмых=8 десятая десятых=10`),
	andHalf:  words("с половиной"),
	mixed:    halves("полтора полторы полутора=3"),
	definite: words("этих, эти, все, всех"),
	before: qualifiers(`about: около, примерно, приблизительно, порядка, где-то, ориентировочно
		nearly: почти, без малого, чуть менее, чуть меньше
		least: не менее, не менее чем, не меньше, как минимум, по меньшей мере, по крайней мере, минимум
		more: более, более чем, больше, больше чем, свыше, чуть более, чуть больше
		upto: до, не более, не более чем, не больше, максимум, самое большее
		less: менее, менее чем, меньше, меньше чем
		exact: ровно, точно`),
	after: qualifiers(`least: или более, и более, или больше, и больше
		about: с лишним
		upto: или менее, или меньше`),
	rangeOpen: words("от, между, с"), rangeLinks: words("до, по"), rangeAnds: words("и"),
	parts: words("из них, из которых, в том числе, среди них, из коих, включая, среди которых"),
	units: coded(`m: м, метр, метра, метров, метрах, метрам, метрами
		km: км, километр, километра, километров, километрах, километрам
		cm: см, сантиметр, сантиметра, сантиметров
		mm: мм, миллиметр, миллиметра, миллиметров
		mi: миля, мили, миль, милях
		ft: фут, фута, футов
		in: дюйм, дюйма, дюймов
		verst: верста, версты, верст
		kg: кг, килограмм, килограмма, килограммов, кило
		g: грамм, грамма, граммов
		t: т, тонна, тонны, тонн, тоннами, тоннах
		pud: пуд, пуда, пудов
		lb: фунт, фунта, фунтов
		centner: центнер, центнера, центнеров
		ha: га, гектар, гектара, гектаров
		l: л, литр, литра, литров
		bbl: баррель, барреля, баррелей
		°: градус, градуса, градусов
		h: ч, час, часа, часов, часам
		min: мин, минута, минуты, минут, минуту
		s: секунда, секунды, секунд, сек
		d: день, дня, дней, сутки, суток, дням
		wk: неделя, недели, недель, неделю
		mo: месяц, месяца, месяцев, мес
		y: год, года, лет, годам
		dec: десятилетие, десятилетия, десятилетий
		cen: столетие, столетия, столетий
		USD: доллар, доллара, долларов, долл
		EUR: евро
		DEM: марок
		crown: крон, кроны
		guilder: гульденов
		lira: лир
		peso: песо
		dinar: динаров
		PLN: злотых
		forint: форинтов
		RUB: руб, рубль, рубля, рублей, рублям, рублями
		kopeck: копейка, копейки, копеек, коп
		KZT: тенге
		UAH: гривна, гривны, гривен
		JPY: иен
		CNY: юаней, юаня`),
	unitPhrases: coded(`m2: квадратный метр, квадратных метра, квадратных метров, кв . м, кв м
		km2: квадратных километра, квадратных километров, квадратный километр, кв . км, кв км
		m3: кубический метр, кубических метра, кубических метров, куб . м, куб м
		°C: градус цельсия, градуса цельсия, градусов цельсия
		GBP: фунтов стерлингов, фунта стерлингов
		nmi: морских миль, морские мили
		USD: долларов сша, доллара сша`),
	per: words("в, за"), percent: words("процент, процента, процентов, процентам, процентами, процентах, проц"),
	points: words("процентный пункт, процентных пункта, процентных пунктов"),
	minus:  words("минус"), below: words("ниже нуля, мороза"),
	ageBefore: words("в возрасте"), ageAfter: words("от роду"),
	yearAdjs: []string{"летний", "летняя", "летнего", "летней", "летние", "летних", "летнему", "летнюю", "летним"},
	months: each(`январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь июня июне июль июля июле
		август августа августе сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре декабрь декабря декабре`),
	yearBefore:  words(`в, с, до, от, по, к, после, года, году, год, весной, летом, осенью, зимой, и, на, начала, конца, начале, конце, середине`),
	yearAfter:   words("год, года, году, годом, годов, годы, годах, годам, гг"),
	clockBefore: words("в, к, без, половина"), clockAfter: words("часов утра, часов вечера, часов дня, часа ночи, часа дня, часов ночи"),
	labels: words(`страница, странице, страницы, стр, глава, главе, главу, главы, гл, раздел, раздела, статья, статьи, статье, ст, номер, номера,
		таблица, табл, рис, рисунок, том, тома, часть, пункт, пункте,
		пункта, п, версия, строка, прим, палата, палате, комната, комнате, камера, камере, кабинет, кабинете, приложение, бюллетень, вопрос`),
	stop: each(`и а но или либо что чтобы как если когда где кто который которая которые которых которым которого то это этот эта эти этих тот та
		те тех он она оно они его ее её их им ими ему ей ним нем них мы
		вы я ты нас нам вас вам мне меня себя свой своя свои своих в во на с со к ко у о об от до по за из под над при для без через между среди
		около после перед про ради не ни же бы ли был была было были
		быть будет будут есть уже еще ещё тоже также только лишь очень более менее больше меньше все всех весь вся всё сам сама сами так там тут
		здесь тогда теперь потом затем ныне всего`),
	copulas: words(`были, было, будут, погибли, погибло, умерли, бежали, остались, осталось, ранены, убиты, задержаны, пострадали, пропали, сошли,
		пришли`),
	more:        words("других, другие, ещё, новых, новые"),
	outOf:       words(""),
	pronouns:    words("из них, из нас"),
	collectives: words("экипаж, экипажа, команда, команды, группа, группы, семья, семьи, отряд, отряда, толпа, толпы, хор, хора, комиссия, комиссии"),
	takes:       words("убил, убило, убили, ранил, ранило, ранили, спас, спасла, спасли, арестовал, арестовали, задержал, задержали"),
}
