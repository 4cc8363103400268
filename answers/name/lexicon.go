package name

import (
	"strings"
	"sync"
)

// A lexicon is what a language says about the words in and around names, in small letters.
type lexicon struct {
	titles    map[string]bool // stand before a person's name: mr, captain, president
	particles map[string]bool // small words inside a name: von, de
	function  map[string]bool // with a capital they begin a sentence, and are no names
	calendar  map[string]bool // months, days, and other words with a capital that are no names
	bodies    map[string]bool // with a capital they head the name of a body or of a place: Ministry, Bay
	works     map[string]bool // stand before a title in quotation marks: book, newspaper, called
	formerly  map[string]bool // stand in brackets before an older name
	articles  map[string]bool // and other determiners
	time      map[string]bool // nouns that head a time, not an office: the next day
}

// lists are the words of each language, as in [lexicon].
var lists = map[string]map[string]string{
	"en": {
		"titles": `mr mrs ms miss mx dr prof professor sir dame lord lady captain capt colonel col general gen major lieutenant lt sergeant sgt corporal
			admiral commander commodore commissioner inspector superintendent constable president vice premier chancellor minister secretary
			ambassador senator sen congressman governor gov mayor chairman chairwoman king queen prince princess emperor bishop archbishop pope
			father brother sister rev reverend saint judge justice chief comrade citizen doctor engineer director rabbi imam sheikh mullah count
			baron duke deputy councillor alderman hon consul marshal pastor`,
		"particles": "von van der den de la le du del della dos da di bin ibn ben al el ter ten zu af",
		"function": `the a an this that these those he she it we they i you his her its our their my your there here but and or so yet in on at by for
			from with when while where after before as if although though however then now not no some many most all both each what who whose which
			why how to of did do does was were is are had has have one two three four five six seven eight nine ten several few such another other
			others later earlier since until because only even also still nor neither either everyone everybody nobody nothing someone somebody under
			over between within without during against about through upon across behind beyond despite perhaps maybe yes well once today yesterday
			tomorrow according former late whilst thus hence indeed unlike like amid among any every more less much nearly almost around just let
			further instead meanwhile moreover nevertheless again whether than too very be been being can could may might must shall should will would
			ask asked see read dear old young new-found finally clearly originally recently none them him us me whatever whenever wherever ps`,
		"calendar": `january february march april may june july august september october november december monday tuesday wednesday thursday friday
			saturday sunday christmas easter whitsun spring summer autumn winter i ok god english latin pm am ad bc no vol`,
		"bodies": `bank bay ministry committee commission union party federation republic council court house board institute university college church
			school society league army office department association organisation organization states city port isle island islands gulf cape sea
			strait treaty bureau agency academy federal national international movement congress confederation company corporation society guild
			chamber kingdom district region province county parliament front service museum theatre hospital lake river mount fund authority
			centre center foundation bulletin journal gazette times herald news`,
		"works": `book novel report article paper pamphlet newspaper journal magazine film play song poem essay letter bulletin titled entitled called
			named headlined study survey series in ship steamer boat group organisation organization website page`,
		"formerly": "formerly previously once now earlier né née aka",
		"articles": "the a an this that his her its our their my your some any no every each these those",
		"time":     "day days week weeks month months year years night morning evening afternoon hour minute time moment weekend season",
	},
	"de": {
		"titles": `herr herrn frau fräulein dr prof professor professorin pfarrer bischof papst kapitän hauptmann oberst general major leutnant
			admiral kommissar inspektor präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin innenminister
			außenminister premier premierminister ministerpräsident bürgermeister bürgermeisterin oberbürgermeister gouverneur botschafter senator
			könig königin prinz prinzessin graf gräfin baron freiherr fürst kaiser zar richter direktor direktorin generalsekretär vorsitzender
			vorsitzende genosse genossin schwester bruder vater doktor ingenieur scheich landrat sprecher sprecherin hr fr`,
		"particles": "von van vom zu zur zum de la der den dem bin ibn al",
		"function": `der die das dem den des ein eine einer eines einem einen dieser diese dieses er sie es wir ihr ich man sein seine ihre unser unsere
			mein meine da dort hier doch aber und oder so in im an am auf bei beim mit nach von vom vor zu zum zur um für aus durch ohne gegen unter
			über zwischen seit bis wenn als während obwohl nachdem bevor weil dass ob dann danach dabei damit darauf dazu deshalb trotzdem jetzt nun
			nicht nichts niemand kein keine keiner viele einige manche alle alles beide jeder jede was wer wo wann warum wie auch nur noch schon sogar
			gestern heute später zuvor laut denn sonst ja nein ihm ihn ihnen ihrem ihren ihres seinem seinen seines wegen trotz gegenüber neben
			zwei drei vier fünf sechs sieben acht neun zehn mehr etwa rund ehemalige ehemaliger`,
		"calendar": `januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag
			sonnabend sonntag ostern weihnachten pfingsten gott tag nacht uhr`,
		"bodies": `bank bucht ministerium ausschuss kommission union partei bund republik rat gericht haus institut universität kirche schule gesellschaft
			verband verein verbund amt behörde bundesamt landesamt hafen insel golf kap meer akademie bewegung kongress gewerkschaft kammer königreich
			bezirk kreis provinz parlament front museum theater krankenhaus see fluss berg stiftung zentrum hilfswerk werke`,
		"works":    "buch roman bericht artikel zeitung zeitschrift blatt film stück lied gedicht brief studie titel namens schiff dampfer magazin flugblatt",
		"formerly": "ehemals früher vormals einst heute",
		"articles": `der die das dem den des ein eine einer eines einem einen dieser diese dieses diesem diesen jeder jede kein keine keinen sein seine seinen
			ihr ihre ihren unser unsere im am beim vom zum zur ins ans`,
		"time": "tag tage woche monat jahr nacht morgen abend stunde minute zeit",
	},
	"fr": {
		"titles": `m mm mme mlle monsieur madame mademoiselle dr docteur pr professeur maître me mgr président présidente ministre premier maire préfet
			capitaine colonel général commandant lieutenant amiral commissaire roi reine prince princesse comte duc baron sénateur député gouverneur
			juge père frère sœur saint sainte camarade ambassadeur chancelier`,
		"particles": "de du des d' la le von van der ben bin ibn al el",
		"function": `le la les l' un une des du de d' ce c' cet cette ces cela ça il elle ils elles on nous vous je j' tu son sa ses leur leurs notre mon mais
			et ou donc or car dans en sur sous à au aux par pour avec sans quand lorsque si s' après avant depuis pendant comme puis alors ensuite enfin
			ici là tous tout toute plusieurs certains personne rien qui que qu' quoi pourquoi comment selon ne n' aussi ainsi cependant pourtant hier oui
			non deux trois quatre cinq six sept huit neuf dix entre chez vers contre malgré dès près lors chaque aucun aucune beaucoup parmi`,
		"calendar": `janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche
			noël pâques dieu`,
		"bodies": `banque baie ministère comité commission union parti fédération république conseil cour maison institut université église école société
			ligue armée office département association organisation états ville port île îles golfe cap mer traité bureau agence académie mouvement
			congrès confédération compagnie syndicat chambre royaume district région province parlement front musée théâtre hôpital lac fondation
			centre direction`,
		"works":    "livre roman rapport article journal brochure film pièce chanson poème essai lettre intitulé intitulée titre navire vapeur revue étude",
		"formerly": "anciennement autrefois jadis ex aujourd'hui",
		"articles": "le la les l' un une des du ce cet cette ces son sa ses leur leurs au aux",
		"time":     "jour jours semaine mois année an nuit matin soir heure minute temps lendemain",
	},
	"es": {
		"titles": `sr sra srta señor señora señorita don doña d dña dr dra doctor doctora prof profesor profesora presidente presidenta ministro ministra
			alcalde alcaldesa gobernador gobernadora capitán coronel general comandante teniente almirante comisario rey reina príncipe princesa conde
			duque senador diputado juez padre hermano hermana san santa santo compañero embajador canciller`,
		"particles": "de del la las los y da dos von van der bin ibn al el",
		"function": `el la los las lo un una unos unas este esta esto estos estas ese esa eso aquel aquella él ella ellos ellas nosotros yo su sus mi nuestro
			nuestra pero y o en por para con sin de del al a cuando mientras si después antes desde hasta como luego entonces aquí allí ahí todos todo
			todas muchos algunos nadie nada no ni qué quién se según sobre entre tras durante aunque porque también además ayer hoy sí ya fue era había
			hubo más dos tres cuatro cinco seis siete ocho nueve diez unos cada otro otra otros otras le les me nos hay es son`,
		"calendar": `enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado
			domingo navidad pascua dios`,
		"bodies": `banco bahía ministerio comité comisión unión partido federación república consejo corte tribunal casa instituto universidad iglesia
			escuela sociedad liga ejército oficina departamento asociación organización estados ciudad puerto isla islas golfo cabo mar tratado
			agencia academia movimiento congreso confederación compañía sindicato cámara reino distrito región provincia parlamento frente museo
			teatro hospital lago río fundación centro dirección junta`,
		"works":    "libro novela informe artículo periódico diario folleto película obra canción poema ensayo carta titulado titulada barco vapor revista",
		"formerly": "antes antiguamente otrora ex hoy",
		"articles": "el la los las un una unos unas este esta estos estas ese esa su sus al del",
		"time":     "día días semana mes año noche mañana tarde hora minuto tiempo",
	},
	"ru": {
		"titles": `президент президента министр министра мэр мэра губернатор губернатора генерал генерала полковник полковника майор капитан лейтенант
			адмирал инспектор профессор доктор академик директор депутат сенатор король царь князь граф судья товарищ господин госпожа святой инженер
			премьер премьер-министр посол комиссар председатель секретарь г т`,
		"particles": "фон ван де ла дер бен ибн аль эль оглы",
		"function": `он она оно они мы вы я это этот эта эти тот та те его её ее их наш наши мой но и а или в во на по из с со к ко у от до за под над при о
			об для без через между перед после когда если хотя пока чтобы как так тогда теперь потом затем здесь там все всё многие некоторые никто
			ничего не ни что кто где куда почему сегодня вчера однако также поэтому да нет был была были было согласно около более два две три четыре
			пять шесть семь восемь девять десять один одна`,
		"calendar": "бог рождество пасха",
		"bodies": `банк министерство комитет комиссия союз партия федерация республика совет суд дом институт университет церковь школа общество лига армия
			управление департамент ассоциация организация соединённые город порт остров залив мыс море бюро агентство академия движение конгресс
			конфедерация компания палата королевство район область край парламент фронт музей театр больница озеро фонд центр`,
		"works":    "книга роман отчёт доклад статья газета газете газеты журнал журнале журнала фильм песня поэма письмо пароход корабль",
		"formerly": "ранее прежде бывш бывший бывшая ныне",
		"articles": "этот эта это эти тот та те",
		"time":     "день дни неделя месяц год ночь утро вечер час минута время",
	},
}

var lexicons = func() map[string]func() *lexicon {
	all := make(map[string]func() *lexicon)
	for language, list := range lists {
		all[language] = sync.OnceValue(func() *lexicon {
			return &lexicon{
				titles: set(list["titles"]), particles: set(list["particles"]), function: set(list["function"]), calendar: set(list["calendar"]),
				bodies: set(list["bodies"]), works: set(list["works"]), formerly: set(list["formerly"]), articles: set(list["articles"]),
				time: set(list["time"]),
			}
		})
	}
	return all
}()

// lexiconOf returns the lexicon of a language; that of English where there is none.
func lexiconOf(language string) *lexicon {
	if f := lexicons[language]; f != nil {
		return f()
	}
	return lexicons["en"]()
}

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
