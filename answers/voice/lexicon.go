package voice

import (
	"strings"
	"sync"
)

// A class is a set of what a word may be.
type class uint32

const (
	saying     class = 1 << iota // a verb of saying, finite or a participle of the past
	bare                         // a verb of saying that needs no "that" before what is said
	telling                      // a verb of saying with the person told behind it
	denying                      // what is said is not what its speaker holds
	describing                   // describe X as Y
	participle                   // saying, adding
	nounlike                     // a verb of saying that may be a noun
	split                        // a verb of saying only together with another word, which is in splits
	firstPerson
	person     // he, she
	anybody    // some, many
	nobody     // nobody, no one
	relative   // who
	determiner // the, a, their
	within     // a preposition inside the name of somebody: of
	before     // another preposition
	and
	clause // a word that begins a clause: that, when, but
	that   // what is said begins behind it
	adverb
	auxiliary
	passive // a form of be that makes a passive
	modal
	not
	dated    // words that say when
	toMe     // me, us
	titled   // what stands behind it in quotation marks is a name
	hedge    // allegedly
	reported // a verb form of German indirect speech
	byline   // by
	acting   // a verb of saying that asks or orders: what is said is not claimed
	asked    // asked whether, of the person who answers
)

// utters is the set of the verbs of saying.
const utters = saying | participle

// A phrase is a sequence of words that says according to whom.
type phrase struct {
	words  []string
	behind bool // the name stands before it
}

var lexicons = struct {
	sync.Mutex
	words   map[string]map[string]class
	phrases map[string]map[string][]phrase
}{words: make(map[string]map[string]class), phrases: make(map[string]map[string][]phrase)}

// languages are those whose words are known.
var languages = []string{"en", "de", "es", "fr", "ru"}

// wordsOf returns the classes of the words of a language; of all languages that are known if it is none of them.
func wordsOf(language string) map[string]class {
	lexicons.Lock()
	defer lexicons.Unlock()
	if w := lexicons.words[language]; w != nil {
		return w
	}
	w := make(map[string]class)
	known := false
	for _, l := range languages {
		if l == language {
			known = true
			put(w, entries[l])
			verbs(w, l)
		}
	}
	if !known {
		language = ""
		for _, l := range languages {
			put(w, entries[l])
			verbs(w, l)
		}
	}
	lexicons.words[language] = w
	return w
}

// phrasesOf returns the phrases of a language by their first words.
func phrasesOf(language string) map[string][]phrase {
	lexicons.Lock()
	defer lexicons.Unlock()
	if p := lexicons.phrases[language]; p != nil {
		return p
	}
	p := make(map[string][]phrase)
	for _, l := range languages {
		if _, known := entries[language]; known && l != language {
			continue
		}
		for _, s := range attributions[l] {
			words := strings.Fields(strings.TrimPrefix(s, "<"))
			p[words[0]] = append(p[words[0]], phrase{words: words, behind: s[0] == '<'})
		}
	}
	if _, known := entries[language]; !known {
		language = ""
	}
	lexicons.phrases[language] = p
	return p
}

// put gives each word of lists its class.
func put(w map[string]class, lists map[class]string) {
	for c, list := range lists {
		for _, s := range strings.Fields(list) {
			w[s] |= c
		}
	}
}

// verbs adds the inflected forms of the regular verbs of saying.
func verbs(w map[string]class, language string) {
	for c, list := range regular[language] {
		for _, base := range strings.Fields(list) {
			for _, form := range inflect(base, language) {
				w[form] |= c
			}
			if language == "en" {
				w[english(base, "ing")] |= participle | c&^saying
			}
		}
	}
}

// inflect returns the forms of a regular verb in which somebody says something: of a third person, and the participle.
func inflect(base, language string) []string {
	stem := base
	var endings []string
	switch language {
	case "en":
		return []string{base, english(base, "s"), english(base, "ed")}
	case "de": // base is the stem
		if last := base[len(base)-1]; last == 't' || last == 'd' {
			endings = []string{"et", "en", "ete", "eten"}
		} else {
			endings = []string{"t", "en", "te", "ten"}
		}
		forms := []string{"ge" + base + "t"}
		for _, e := range endings {
			forms = append(forms, base+e)
		}
		return forms
	case "es":
		stem = strings.TrimSuffix(base, "ar")
		endings = []string{"a", "an", "ó", "aron", "aba", "aban", "ado", "ando", "ará"}
	case "fr":
		stem = strings.TrimSuffix(base, "er")
		soft := stem
		if stem[len(stem)-1] == 'c' {
			soft = strings.TrimSuffix(stem, "c") + "ç"
		} else if stem[len(stem)-1] == 'g' {
			soft = stem + "e"
		}
		return []string{stem + "e", stem + "ent", stem + "é", stem + "èrent", soft + "ait", soft + "aient", soft + "a", soft + "ant"}
	case "ru": // base is the past tense without -л
		endings = []string{"л", "ла", "ло", "ли"}
	}
	forms := make([]string, 0, len(endings))
	for _, e := range endings {
		forms = append(forms, stem+e)
	}
	return forms
}

// english returns a regular English verb with -s, -ed, or -ing.
func english(base, ending string) string {
	last := base[len(base)-1]
	vowel := strings.ContainsRune("aeiou", rune(base[len(base)-2]))
	switch {
	case last == 'e' && ending == "s":
		return base + "s"
	case last == 'e':
		return base[:len(base)-1] + ending
	case last == 'y' && !vowel && ending == "s":
		return base[:len(base)-1] + "ies"
	case last == 'y' && !vowel && ending == "ed":
		return base[:len(base)-1] + "ied"
	case ending == "s" && (last == 's' || last == 'h' || last == 'x'):
		return base + "es"
	case base == "quip" || base == "admit" || base == "chat" || base == "rebut" || base == "submit":
		if ending != "s" {
			return base + string(last) + ending
		}
	}
	return base + ending
}

// regular holds regular verbs of saying.
var regular = map[string]map[class]string{
	"en": {
		saying: `state add explain announce insist argue reply answer recall remark comment declare observe suggest confirm assert affirm
			allege contend maintain acknowledge concede confess reveal disclose stress emphasise emphasize underline point complain cry shout
			whisper murmur mutter call exclaim continue conclude predict caution respond testify recount relate narrate proclaim promise pledge
			quip joke muse opine note mention assure mumble reiterate repeat urge demand ask enquire inquire question
			admit agree admonish protest object estimate boast lament vow hint report claim warn record recommend groan sigh snap growl beg plead`,
		bare:                `insist allege admit claim suggest argue predict promise`,
		telling:             `inform assure remind warn notify advise promise`,
		denying:             `deny dispute reject refute contradict doubt`,
		describing | saying: `describe characterise characterize depict portray dub label term denounce`,
		nounlike:            `state report claim note comment answer reply question call point record continue demand cry promise estimate list label term object protest remark lament boast hint joke`,
		saying | telling:    `inform remind notify advise`,
		acting:              `ask demand urge recommend enquire inquire question beg plead list`,
	},
	"de": {
		saying: `sag erklär bericht mein äußer behaupt beton erzähl antwort erwider entgegn warn meld schilder ergänz versicher kündig
			bemerk kritisier bestätig beteuer unterstreich frag ruf flüster murmel mahn beklag folger vermut argumentier kommentier
			konstatier präzisier erinner schluchz stammel brumm knurr lach seufz wiederhol informier`,
		denying: `leugn dementier bezweifel`,
	},
	"es": {
		saying: `declarar explicar afirmar asegurar señalar anunciar informar contar relatar comentar manifestar indicar destacar
			subrayar recordar precisar preguntar contestar exclamar gritar murmurar susurrar agregar denunciar alertar revelar
			confirmar reiterar confesar apuntar detallar aclarar lamentar criticar expresar narrar replicar protestar constatar recalcar argumentar opinar considerar notar observar`,
		denying: `negar rechazar cuestionar`,
	},
	"fr": {
		saying: `déclarer expliquer affirmer assurer annoncer indiquer raconter rapporter préciser souligner ajouter rappeler estimer
			confirmer témoigner demander exclamer crier murmurer répliquer noter commenter insister constater signaler remarquer
			relater observer juger confier avancer marteler lancer soupirer détailler révéler dénoncer regretter protester chuchoter continuer`,
		denying: `nier contester rejeter réfuter`,
	},
	"ru": {
		saying: `сказа заяви сообщи говори рассказа отмети добави объясни объяви утвержда подчеркну пояси уточни написа ответи
			спроси воскликну прошепта пробормота призна предупреди указа напомни подтверди писа повтори замети крикну продолжи
			рассужда вспомина вспомни доложи констатирова пообеща настаива признава сообща отмеча полага счита рассказыва объясня поясня`,
		denying: `отрица опроверга опроверг отверга`,
	},
}

// entries holds all other words.
var entries = map[string]map[class]string{
	"en": {
		saying: `say says said saith wrote writes write written tell tells told thought went runs reads read spoke put puts quoted quotes quote
			argues denounced thinks`,
		bare:        `say says said`,
		telling:     `tell tells told`,
		participle:  `saying writing telling reading quoting denouncing`,
		nounlike:    `reads read put puts thought runs went speaks quote quotes`,
		firstPerson: `i we i've we've i'd we'd i'm`,
		person:      `he she they it he's she's they've he'd she'd they'd`,
		anybody:     `some many others people everybody everyone somebody someone several each most few one another`,
		nobody:      `nobody none neither whoever`,
		relative:    `who which whom`,
		determiner: `the a an this that these those his her its their my our your one two three several another both some many all every each any no such
			whose`,
		within: `of for de van von der den du del la al bin ibn el`,
		before: `in on at to from with by about against during after before under over between into through without within among near since
			until towards upon across behind beside beyond despite as like than per via outside inside off`,
		and: `and & or`,
		clause: `that because when if while whilst whereas although though unless where why how whether but so then than who which whom what as since
			after before until once yet nor`,
		that: `that how why whether`,
		adverb: `also then later now again further furthermore moreover even only just already still once never always often repeatedly
			recently previously subsequently immediately quickly openly publicly rightly correctly however therefore thus hence too
			simply merely once first finally eventually frequently there here indeed instead perhaps himself herself itself themselves ever
			rather soon today yesterday tonight further on up out back`,
		auxiliary: `has had have did does do would having`,
		passive:   `is are was were be been being am it's`,
		modal:     `will can could may might must should shall cannot can't won't couldn't shouldn't to`,
		not:       `not don't didn't doesn't hasn't haven't hadn't wouldn't never n't`,
		dated: `monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january february march april may june july
			august september october november december`,
		toMe: `me us`,
		titled: `titled entitled called named headlined dubbed book novel essay article paper report film song poem play series headline title
			magazine newspaper programme program exhibition chapter album painting story pamphlet so-called brand`,
		hedge:  `allegedly reportedly supposedly apparently purportedly ostensibly presumably rumoured rumored`,
		byline: `by from`,
		asked:  `asked questioned pressed`,
	},
	"de": {
		saying: `sprach sprechen spricht schrieb schreibt schreiben geschrieben rief riefen ruft gerufen heißt hieß meint meinte betont liest stand steht lautet
			lautete wirft warf wandte beschrieb beschreibt widersprach widerspricht verspricht versprach fand findet schloss mitgeteilt angekündigt hinzugefügt berichtet erzählt erklärt
			betont behauptet bestätigt versichert sagen sage warne warnt`,
		split | saying: `teilt teilte teilten gab gibt gaben geben stellt stellte stellten weist wies wiesen räumt räumte fügt fügte fügten führt führte hob hebt kündigt kündigte legt legte wandte wendet`,
		nounlike:       `stand steht`,
		denying:        `bestreitet bestritt bestritten bestreiten leugnet leugnete`,
		firstPerson:    `ich wir`,
		person:         `er sie es`,
		anybody:        `man manche viele einige jemand andere alle`,
		nobody:         `niemand keiner wer`,
		determiner: `der die das den dem des ein eine einer eines einem einen sein seine seiner ihr ihre ihrer ihrem ihren seinem seinen dieser diese
			dieses diesem diesen mein meine unser unsere zwei drei mehrere beide kein keine jeder jede`,
		relative: `welcher welche`,
		within:   `von für des der zu van`,
		before: `in im an am auf mit bei beim nach aus über unter vor hinter zwischen durch gegen ohne um seit während wegen trotz zum zur vom bis
			neben gegenüber laut zufolge ins ans`,
		and:    `und & oder sowie`,
		clause: `dass daß weil wenn als ob während obwohl nachdem bevor damit aber doch sondern denn wo wie was wer da`,
		that:   `dass daß ob wie warum`,
		adverb: `auch dann später nun jetzt wieder noch schon bereits nur sogar weiter weiterhin außerdem zudem ferner jedoch dagegen hingegen heute
			gestern selbst dort hier einmal immer nie oft mehrfach öffentlich gleich sofort darauf dazu sich leise laut endlich`,
		auxiliary: `hat haben hatte hatten`,
		passive:   `wird wurde wurden werden worden`,
		modal:     `kann können konnte könnte darf muss müsste soll sollen sollte will wollen würde möchte mag`,
		not:       `nicht nie kein`,
		dated:     `montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag gestern heute morgen januar februar märz april mai juni juli august september oktober november dezember montagabend`,
		toMe:      `mir uns mich`,
		titled:    `titel buch roman aufsatz artikel zeitung zeitschrift film lied gedicht stück namens genannte sogenannte sogenannten sogenannter genannten bericht überschrift reihe kapitel erzählung`,
		hedge:     `angeblich mutmaßlich vermeintlich angebliche angeblichen mutmaßliche mutmaßlichen offenbar vermutlich`,
		reported: `sei seien habe werde könne müsse solle wolle dürfe gebe komme stehe gehe lasse wisse liege halte bleibe seiest fehle koste
			brauche finde mache führe bringe sehe nehme gelte beginne bestehe laufe fahre schließe trage drohe`,
		byline: `von`,
		asked:  `gefragt befragt angesprochen`,
		acting: `fragt fragte fragten bat bitten forderte fordert verlangte`,
	},
	"es": {
		saying: `dijo dicen dice decía decían dicho dijeron diciendo sostiene sostuvo sostienen añade añadió añadieron añaden añadía advierte advirtió advierten
			escribe escribió escriben escribía escrito cuenta cuentan responde respondió respondían responden admite admitió reconoce
			reconoció repite repitió insiste insistió prosigue prosiguió concluye concluyó expone expuso reza rezaba lee propuso sugiere sugirió describe describió
			interrumpió interrumpe recuerda recuerdan advertía predijo pidió pide define definió denuncia`,
		denying:     `niega niegan desmiente desmintió negó negaron`,
		firstPerson: `yo nosotros nosotras`,
		person:      `él ella ellos ellas usted`,
		anybody:     `algunos muchos otros alguien varios todos`,
		nobody:      `nadie ninguno`,
		relative:    `quien quienes cual`,
		determiner: `el la los las un una unos unas su sus este esta estos estas ese esa aquel aquella mi nuestro nuestra dos tres varios otro otra lo
			al del cada ningún ninguna`,
		within: `de del para`,
		before: `en a al con por contra desde hasta entre sobre tras sin durante ante bajo hacia mediante según`,
		and:    `y e o u`,
		clause: `que porque cuando si mientras aunque donde como pero sino pues cómo`,
		that:   `que cómo si`,
		adverb: `también luego después ahora ya entonces además aún todavía ayer hoy siempre nunca incluso solo sólo así igualmente
			públicamente allí aquí asimismo`,
		auxiliary: `ha han había habían se le les nos me`,
		passive:   `es fue fueron son era eran sido`,
		modal:     `puede pueden podría debe deben quiere podrá`,
		not:       `no nunca jamás tampoco`,
		dated:     `lunes martes miércoles jueves viernes sábado domingo ayer hoy enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`,
		toMe:      `me nos`,
		titled:    `titulado titulada llamado llamada libro novela ensayo artículo periódico diario revista película canción poema obra título capítulo informe denominado denominada`,
		hedge:     `supuestamente presuntamente aparentemente presunto presunta presuntos presuntas`,
		byline:    `por de`,
		asked:     `preguntado preguntada interrogado interrogada`,
		acting:    `pide pidió preguntó pregunta`,
	},
	"fr": {
		saying: `dit disent disait disaient dirent disant soutient soutiennent soutint soutenu écrit écrivent écrivait écrivit écrivant répond
			répondit répondent répondu reconnaît reconnaissait reconnu admet admit prévient prévenu avertit averti maintient maintenu poursuit poursuivit poursuivi
			promet promis conclut reprit reprend fit lit décrit décrivait décrivit rappelle rappelait interrompit interrompt prédit lança ajoute
			fait conclu prétend prétendait prétendu répète répéta répétait révèle précise espère`,
		nounlike:    `fait fit lit rapporte`,
		denying:     `dément démenti démentait`,
		firstPerson: `je j' nous`,
		person:      `il elle ils elles ce c'`,
		anybody:     `on certains beaucoup plusieurs quelqu'un d'autres tous chacun`,
		nobody:      `personne nul`,
		relative:    `qui lequel laquelle`,
		determiner: `le la les l' un une des du au aux son sa ses leur leurs ce cet cette ces mon ma mes notre nos deux trois plusieurs chaque aucun
			aucune`,
		within: `de d' du des`,
		before: `à au aux en dans sur sous par pour avec sans chez vers contre entre depuis pendant après avant dès selon malgré`,
		and:    `et ou`,
		clause: `que qu' parce quand si lorsque lorsqu' comme mais donc car où alors puisque tandis quoique dont`,
		that:   `que qu' comment pourquoi si`,
		adverb: `aussi ensuite puis encore déjà toujours jamais même enfin également ainsi hier aujourd'hui alors seulement
			publiquement là ici souvent d'ailleurs toutefois cependant tout`,
		auxiliary: `a ont avait avaient eut s' se lui leur t y en l'`,
		passive:   `est sont était étaient fut furent été`,
		modal:     `peut peuvent pourrait doit doivent veut faut`,
		not:       `ne n' pas jamais`,
		dated:     `lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui janvier février mars avril mai juin juillet août septembre octobre novembre décembre`,
		toMe:      `me m' nous`,
		titled:    `intitulé intitulée nommé nommée appelé appelée dit dite livre roman essai article journal revue film chanson poème titre chapitre rapport surnommé surnommée`,
		hedge:     `prétendument apparemment soi-disant supposément présumé présumée présumés présumées vraisemblablement`,
		byline:    `par de`,
		asked:     `interrogé interrogée questionné questionnée`,
		acting:    `demande demandé demandent demandait demanda`,
	},
	"ru": {
		saying: `говорит говорят утверждает утверждают заявляет заявляют сообщает сообщают отмечает отмечают пишет пишут считает считают полагает
			полагают рассказывает рассказывают добавляет добавляют объясняет подчёркивает подчеркивает пояснил пояснила пояснили признаёт признает
			напоминает предупреждает отвечает спрашивает настаивает гласит говорится уточняет указывает подтверждает произнёс произнесла
			повторяет вспоминает сообщалось рёк шепчет кричит промолвил промолвила кивнул кивнула`,
		denying:     `отрицает отрицают опровергает опроверг опровергла опровергли`,
		firstPerson: `я мы`,
		person:      `он она оно они`,
		anybody:     `многие некоторые кто-то другие все`,
		nobody:      `никто`,
		relative:    `который которая которое которые кто`,
		determiner:  `этот эта это эти тот та те его её ее их мой наш наша свой один одна два три`,
		before:      `в во на с со к ко по о об от до из у за под над при для без через между перед после около против среди`,
		and:         `и или`,
		clause:      `что чтобы если когда где как потому но а хотя пока зато`,
		that:        `что будто чтобы как`,
		adverb: `также потом затем позже теперь ещё еще уже снова только даже вчера сегодня всегда никогда часто тоже тогда наконец здесь там тихо
			громко при этом накануне ранее`,
		passive: `был была было были`,
		modal:   `может могут мог могла должен должна можно нельзя`,
		not:     `не ни`,
		dated: `понедельник вторник среду четверг пятницу субботу воскресенье вчера сегодня января февраля марта апреля мая июня июля августа
			сентября октября ноября декабря`,
		toMe:   `мне нам`,
		titled: `книга книги книге роман статья статье газета газеты газете журнал журнала журнале фильм песня повесть рассказ названием глава доклад доклада компания предприятие завод так называемый`,
		hedge:  `якобы предположительно видимо вероятно`,
		byline: `от`,
		acting: `спросил спросила спросили спрашивает`,
	},
}

// attributions are the phrases that say according to whom; "<" stands before those behind the name.
var attributions = map[string][]string{
	"en": {"according to", "in the words of", "in the view of", "in the opinion of", "by the account of"},
	"de": {
		"laut", "<zufolge", "nach angaben von", "nach angaben", "nach angabe", "nach ansicht von", "nach ansicht", "nach auffassung von", "nach auffassung",
		"nach aussage von", "nach aussage", "nach aussagen von", "nach aussagen", "nach meinung von", "nach meinung", "nach den worten von", "nach den worten", "nach worten von",
		"nach darstellung von", "nach darstellung", "nach einschätzung von", "nach einschätzung", "nach informationen von", "nach informationen", "nach berichten von", "den angaben von",
	},
	"es": {"según", "de acuerdo con", "de acuerdo a", "en palabras de", "a juicio de", "en opinión de", "conforme a"},
	"fr": {"selon", "d' après", "aux dires de", "aux dires du", "de l' avis de", "de l' avis du", "au dire de", "de source"},
	"ru": {"по словам", "по данным", "по мнению", "по сообщению", "по сообщениям", "согласно", "по информации", "по утверждению", "по заявлению", "по свидетельству", "со слов", "по сведениям", "по оценке", "по оценкам"},
}

// splits are the words that make verbs of saying of others.
var splits = map[string]string{
	"teil": "mit", "gab": "an bekannt zu", "gib": "an bekannt zu", "gebe": "an bekannt zu", "stell": "fest klar", "weis": "hin", "wies": "hin", "räum": "ein", "füg": "hinzu an",
	"führ": "aus an", "hob": "hervor", "heb": "hervor", "künd": "an", "leg": "dar nahe", "wand": "ein", "wend": "ein",
}

// impersonal are subjects of a saying that nobody in particular says.
var impersonal = map[string]bool{"es": true, "on": true, "se": true, "man": true, "there": true, "ce": true, "c'": true, "это": true}

// notSources are nouns according to which things go that nobody says.
var notSources = map[string]bool{
	"plan": true, "plans": true, "schedule": true, "law": true, "rule": true, "rules": true, "need": true, "needs": true, "size": true, "age": true, "which": true,
	"plano": true, "ley": true, "loi": true, "règle": true, "règlement": true, "gesetz": true, "закону": true, "плану": true, "what": true, "whether": true,
}

// notLabels are words before a colon that name no speaker.
var notLabels = map[string]bool{
	"note": true, "notes": true, "warning": true, "tip": true, "source": true, "sources": true, "figure": true, "table": true, "date": true, "time": true, "place": true,
	"subject": true, "from": true, "to": true, "cc": true, "re": true, "address": true, "phone": true, "email": true, "price": true, "update": true, "correction": true,
	"hinweis": true, "quelle": true, "quellen": true, "datum": true, "ort": true, "zeit": true, "betreff": true, "achtung": true, "nota": true, "fuente": true, "fecha": true,
	"lugar": true, "remarque": true, "lieu": true, "примечание": true, "источник": true, "дата": true, "место": true, "внимание": true, "abstract": true, "summary": true,
	"example": true, "beispiel": true, "exemple": true, "ejemplo": true, "пример": true, "contents": true, "chapter": true, "step": true,
	"conclusion": true, "background": true, "result": true, "results": true, "objective": true, "method": true, "methods": true, "theorem": true, "proof": true, "lemma": true, "definition": true,
}
