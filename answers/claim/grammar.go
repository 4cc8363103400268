package claim

// lists are the words of each language, as in [grammar], in small letters.
//
// In "certainty" a line begins with what a phrase does: clause and before hedge their clause and what stands before, after what follows; source
// begins a report that names its source; say and deny govern what follows or, behind a comma, what stands before; not denies its clause;
// correct announces a correction; idle phrases do nothing, though a shorter one inside them would.
// In "connectives" a line begins with the form: reason and purpose have the reason behind them; fronted ones count only where a sentence or clause begins;
// noun stands before "of X was Y".
// In "verbs" a line begins with the relation and how the words are given: stems to which the endings of the language are joined, or whole forms: finite
// forms, participles, and nouns.
var lists = map[string]map[string]string{
	"en": {
		"joins": `which who whom whose where when while whereas although though because since until after before if unless as with for then than
			without including`,
		"conjunctions": "and but or nor yet so",
		"contrasts":    "but while whereas although though yet",
		"that":         "that",
		"prepositions": `in on at by with from to for after before during against under over between into through about around within without since until upon
			across behind beyond despite near off out up down along toward towards like than via per of as amid among following`,
		"determiners": `the a an this these those his her its our their my your some any no every each all both several many most few two three four five six
			seven eight nine ten`,
		"pronouns": "he she it we they i you him them us me who which that this these those one there what someone somebody everyone everybody nobody none all",
		"be":       "is are was were be been being am",
		"have":     "has have had having",
		"modals":   "will would shall should can could may might must do does did",
		"negators": "not never no nobody none neither nor cannot nothing don't didn't doesn't isn't wasn't weren't aren't won't wouldn't can't couldn't hasn't haven't hadn't",
		"times": `day days week weeks month months year years night morning evening afternoon hour hours minute minutes time midnight noon monday tuesday wednesday
			thursday friday saturday sunday january february march april may june july august september october november december metre metres meter meters
			kilometre kilometres mile miles percent per cent third half quarter pounds dollars tons today yesterday tomorrow law way means now then mistake chance surprise
			bus train car ship air sea land hand far`,
		"stops": `who which that whom whose where when while because although though if unless and but or nor so yet said says not never just also only then
			however allegedly reportedly apparently already again there here too instead thus hence therefore moreover indeed`,
		"certainty": `clause: allegedly; reportedly; apparently; perhaps; maybe; possibly; probably; presumably; supposedly; purportedly; ostensibly; seemingly
			clause: is said to; are said to; was said to; were said to; is believed to; are believed to; was believed to; were believed to; is thought to; are thought to
			clause: is alleged to; are alleged to; was alleged to; were alleged to; is reported to; are reported to; was reported to; is supposed to have; seems to; seem to; seemed to
			clause: appears to have; appear to have; appeared to have; may have; might have; could have; may be; might be; may well; is understood to; are understood to
			after: it is said; it was said; it is alleged; it was alleged; it is reported; it is believed; it is thought; it is understood; it is feared; it is rumoured; it is rumored; it is claimed
			after: it seems; it appears; it would seem
			source: according to; in the words of; in the view of; in the opinion of
			say: says; said; say; states; stated; claims; claimed; claim; reports that; reported that; writes; wrote; told; tells; tell; maintains; maintained; maintain; insists; insisted; argues
			say: argued; argue; alleges; alleged that; allege; asserts; asserted; announced; declares; declared; believes; believe; believed; thinks; reported; recalled; recalls; testified; added
			say: explains; explained; suggests that; suggested that; acknowledged; admits; admitted; concluded that; concludes that; warned that; warns that
			deny: denies; denied; deny; denying; rejects; rejected; reject; refutes; refuted; disputes; disputed; dispute; disavowed
			not: not; never; no; nobody; none; nothing; neither; nor; cannot; nowhere; don't; didn't; doesn't; isn't; wasn't; weren't; aren't; won't; wouldn't; can't; couldn't; hasn't; haven't; hadn't
			not: no one
			correct: correction; corrections; erratum; we stated; we reported; we wrote; an earlier version; a previous version; we regret the error; was corrected; has been corrected
			idle: not only; not just; not merely; not simply; not least; no doubt; not to mention; whether or not; no longer only; no sooner; say no; that is to say; to say; would say; let us say; not so much
			idle: no less; no fewer; no more; no later; why not; if not; needless to say; never mind; to say the least; there is no doubt; there was no doubt; no matter; has to say; nothing but
			idle: don't deny; cannot deny; not without; not un`,
		"connectives": `reason: because of; because; owing to; as a result of; on account of; by reason of; as a consequence of; in consequence of; in response to; in protest against; in protest at; thanks to
			reason: triggered by; sparked by; caused by; prompted by; provoked by; brought about by; brought on by; touched off by; set off by; in retaliation for
			due: due to
			fronted: since
			purpose: in order to; so as to; in order that; so that; with the aim of; for the purpose of; with a view to; for fear of; for fear that; in an attempt to; in an effort to
			noun: cause; reason; causes; reasons; grounds; pretext; trigger`,
		"verbs": `did stems: kill injur wound attack burn torch destroy damag loot seiz captur occup occupi storm raid arrest detain murder assassinat execut behead shell bomb
				ransack plunder vandalis vandaliz sabotag poison robb kidnapp abduct beat smash wreck overturn besieg blockad disarm evict expell dismiss remov abolish
				confiscat stabb ambush assault harass intimidat tortur massacr blow
			did finite: stole shot broke burnt threw overthrew
			did participles: stolen shot broken burnt thrown overthrown blown beaten struck
			did nouns: theft murder killing attack destruction seizure occupation looting storming arrest assassination removal bombing shelling kidnapping arson
			ordered stems: order command instruct decree authoris authoriz
			ordered nouns: ordering
			caused stems: caus trigger spark provok prompt unleash ignit incit instigat
			financed stems: financ fund sponsor bankroll subsidis subsidiz
			financed nouns: financing funding
			prevented stems: prevent stopp avert foil thwart halt hinder block
			organised stems: organis organiz orchestrat plann coordinat co-ordinat mastermind engineer
			denied finite: denied denies deny
			blamed finite: blamed blames blame
			blamed participles: blamed
			accused finite: accused accuses accuse
			accused participles: accused`,
	},
	"de": {
		"joins":        "der die das dem den dessen deren welche welcher welches weil da wenn als während obwohl nachdem bevor dass ob damit um sodass wo wie denn ohne doch",
		"conjunctions": "und aber oder sondern doch",
		"contrasts":    "aber während obwohl sondern doch",
		"that":         "dass daß",
		"prepositions": `in im ins an am auf bei beim mit nach von vom vor zu zum zur um für aus durch ohne gegen unter über zwischen seit bis neben hinter wegen trotz während
			laut gegenüber innerhalb außerhalb`,
		"determiners": `der die das dem den des ein eine einer eines einem einen dieser diese dieses diesem diesen sein seine seinen seiner ihr ihre ihren ihrer unser unsere kein keine
			keinen einige mehrere viele alle beide zwei drei vier fünf sechs sieben acht neun zehn`,
		"pronouns": "er sie es wir ich man ihr ihm ihn ihnen uns mich dich sich wer was das dies niemand jemand alle viele",
		"be":       "wurde wurden wird werden worden ist sind war waren",
		"have":     "hat haben hatte hatten habe",
		"modals":   "soll sollen sollte sollten kann können konnte konnten muss müssen musste darf dürfen will wollen wollte würde würden",
		"negators": "nicht nie niemals niemand nichts kein keine keinen keiner keinem keines keineswegs weder",
		"times":    "uhr tag tage tagen woche wochen monat monaten jahr jahren nacht morgen abend stunde stunden minuten zeit montag dienstag mittwoch donnerstag freitag samstag sonntag meter metern prozent",
		"stops":    "und oder aber nicht nie sich auch nur schon dann jedoch angeblich offenbar heute gestern sehr wieder ab an auf aus zu",
		"certainty": `clause: angeblich; offenbar; anscheinend; vermutlich; wahrscheinlich; möglicherweise; vielleicht; mutmaßlich; scheinbar; wohl; dem vernehmen nach; könnte; könnten; dürfte; dürften
			perfect: soll; sollen
			after: es heißt; es hieß; man sagt; es wird berichtet; es wird behauptet; es scheint
			source: laut; nach angaben; nach aussage; zufolge; nach ansicht; den angaben
			say: sagt; sagte; sagten; sagen; erklärt; erklärte; erklärten; behauptet; behauptete; behaupten; berichtet; berichtete; berichteten; meint; meinte; schreibt; schrieb; betonte; teilte mit; mitteilte
			say: versicherte; versichert; äußerte; meldet; meldete; bezeugte; gab an; räumte ein
			deny: bestreitet; bestritt; bestreiten; bestritten; leugnet; leugnete; leugnen; dementiert; dementierte; verneint; verneinte; wies zurück; weist zurück
			not: nicht; nie; niemals; niemand; nichts; kein; keine; keinen; keiner; keinem; keines; keineswegs; weder
			correct: berichtigung; korrektur; richtigstellung; wir hatten geschrieben; wir hatten gemeldet; in einer früheren fassung
			idle: nicht nur; nicht bloß; nicht zuletzt; nicht allein; ob nicht; sehr wohl; sowohl`,
		"connectives": `reason: weil; wegen; aufgrund; auf grund; infolge; angesichts; dank; mangels; aus angst vor; aus protest gegen
			comma: denn
			purpose: um; damit; zwecks
			through: durch
			noun: ursache; grund; auslöser; anlass`,
		"verbs": `did participles: getötet ermordet verletzt verwundet angegriffen angezündet zerstört beschädigt geplündert besetzt gestürmt überfallen verhaftet festgenommen erschossen gesprengt verbrannt
				gestohlen geraubt entführt vertrieben geschlagen zerschlagen entlassen entwaffnet beschlagnahmt vergiftet
			did finite: tötete töteten ermordete ermordeten verletzte verletzten zerstörte zerstörten beschädigte plünderte plünderten besetzte besetzten stürmte stürmten überfiel überfielen verhaftete verhafteten
				erschoss erschossen sprengte sprengten verbrannte verbrannten stahl stahlen raubte raubten entführte entführten vertrieb vertrieben zerschlug zündete zündeten griff griffen entließ entwaffnete beschlagnahmte
			did nouns: diebstahl ermordung zerstörung besetzung plünderung verhaftung sprengung
			ordered participles: angeordnet befohlen veranlasst
			ordered finite: ordnete ordneten befahl befahlen veranlasste
			caused participles: verursacht ausgelöst hervorgerufen
			caused finite: verursachte verursachten verursacht löste lösten
			financed participles: finanziert bezahlt gefördert
			financed finite: finanzierte finanzierten finanziert
			prevented participles: verhindert gestoppt vereitelt
			prevented finite: verhinderte verhinderten stoppte stoppten vereitelte
			organised participles: organisiert geplant
			organised finite: organisierte organisierten plante planten
			accused participles: beschuldigt angeklagt
			accused finite: beschuldigte beschuldigten beschuldigt bezichtigte bezichtigt`,
	},
	"fr": {
		"joins":        "qui que qu' dont où lorsque quand si puisque car comme tandis pendant parce afin pour sans mais alors",
		"conjunctions": "et mais ou ni or donc",
		"contrasts":    "mais tandis alors",
		"that":         "que qu'",
		"prepositions": `à au aux dans en sur sous par pour avec sans chez vers contre entre depuis pendant après avant dès selon jusqu' jusque lors malgré envers parmi près`,
		"determiners":  `le la les l' un une des du ce cet cette ces son sa ses leur leurs notre nos mon ma mes votre quelques plusieurs deux trois quatre cinq six sept huit neuf dix d' de`,
		"pronouns":     "il elle ils elles on nous vous je j' tu qui que ce cela ça lui leur se s' y en c' personne rien",
		"be":           "est sont était étaient fut furent été être serait seraient",
		"have":         "a ont avait avaient ait aient eut eurent aurait auraient",
		"modals":       "peut peuvent pouvait doit doivent devait veut veulent",
		"negators":     "ne n' pas jamais rien personne aucun aucune ni",
		"times": `jour jours semaine mois année ans nuit matin soir heure heures minute minutes temps midi minuit lundi mardi mercredi jeudi vendredi samedi dimanche mètre mètres
			cent tiers moitié exemple ailleurs hasard erreur`,
		"stops": "qui que qu' dont où et ou mais ni ne n' pas plus jamais aussi puis alors donc hier très bien",
		"certainty": `clause: prétendument; apparemment; peut-être; probablement; sans doute; vraisemblablement; semble-t-il; paraît-il
			before: dit-on
			clause: semble avoir; semblent avoir; semblait
			after: il paraît que; il paraît qu'; il semble que; il semble qu'; on dit que; on dit qu'; il semblerait que
			conditional: aurait; auraient; serait; seraient
			source: selon; d' après; aux dires de; aux dires du; à en croire
			say: dit; disent; affirme; affirment; affirmé; affirmait; déclare; déclarent; déclaré; déclarait; prétend; prétendent; soutient; assure; assurent; assuré; raconte; raconté; rapporte; rapporté; écrit; explique
			say: expliqué; estime; annoncé; annonce; indique; indiqué; a dit; ont dit
			deny: nie; nient; niait; nié; dément; démenti; démentent; récuse; rejette; conteste
			not: pas; jamais; rien; personne; aucun; aucune; nul
			correct: rectificatif; erratum; correction; nous avons écrit
			idle: pas seulement; pas que; pas uniquement; pas un instant`,
		"connectives": `reason: parce que; parce qu'; à cause de; à cause du; à cause des; à cause d'; en raison de; en raison du; en raison des; en raison d'; grâce à; grâce au; grâce aux; faute de; puisque; puisqu'
			reason: suite à; suite au; suite aux; par suite de; à la suite de; à la suite du; déclenché par; déclenchée par; déclenchés par; provoqué par; provoquée par; provoqués par; causé par; causée par; causés par
			reason: dû à; due à; dus à; dû au; due au
			comma: car
			purpose: afin de; afin d'; afin que; afin qu'; pour que; pour qu'; dans le but de; dans le but d'; de peur de; de peur que; de crainte de
			noun: cause; raison; motif`,
		"verbs": `did stems: tu bless assassin attaqu incendi pill brûl occup saccag arrêt vol enlev massacr bombard endommag renvers cass bris empoisonn chass évacu
			did participles: détruit détruite détruits détruites pris prise prises abattu abattue abattus battu battus envahi envahie saisi saisie saisis
			did nouns: vol meurtre assassinat destruction occupation pillage arrestation incendie
			ordered stems: ordonn command décrét
			caused stems: caus provoqu déclench suscit entraîn
			financed stems: financ subventionn
			financed participles: payé
			prevented stems: empêch stopp évit déjou
			organised stems: organis planifi orchestr
			accused finite: accuse accusent accusa accusait accusèrent
			accused participles: accusé accusée accusés accusées`,
	},
	"es": {
		"joins":        "que quien quienes cual donde cuando mientras aunque porque pues como si para sin pero sino",
		"conjunctions": "y e pero o u ni sino",
		"contrasts":    "pero mientras aunque sino",
		"that":         "que",
		"prepositions": `a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras`,
		"determiners": `el la los las lo un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus mi nuestro nuestra algunos algunas varios varias
			muchos dos tres cuatro cinco seis siete ocho nueve diez`,
		"pronouns": "él ella ellos ellas yo nosotros se lo le les que quien quienes esto eso nadie nada todos",
		"be":       "fue fueron es son era eran sido ser está están estaba estaban será serán",
		"have":     "ha han había habían haya hayan habría habrían",
		"modals":   "puede pueden podía debe deben debía quiere quieren",
		"negators": "no nunca jamás nadie nada ningún ninguna ninguno tampoco ni",
		"times":    "día días semana mes meses año años noche mañana tarde hora horas minuto minutos tiempo lunes martes miércoles jueves viernes sábado domingo metro metros ciento tercio mitad ejemplo tanto fin lo ahora",
		"stops":    "que quien y e o u pero ni no nunca también ya entonces ayer hoy muy cuando donde",
		"certainty": `clause: supuestamente; presuntamente; aparentemente; quizá; quizás; tal vez; acaso; probablemente; posiblemente; por lo visto; parece que; parece haber; a lo mejor
			after: al parecer; se dice que; dicen que; se cree que; parece ser que; se rumorea que
			conditional: habría; habrían
			source: según; de acuerdo con; a juicio de; en palabras de; en opinión de
			say: dijo; dijeron; dice; dicen; afirma; afirman; afirmó; afirmaron; declara; declaró; declararon; asegura; asegura que; aseguró; aseguraron; sostiene; sostuvo; cuenta que; contó; informó; informa; escribe; escribió
			say: explicó; explica; señaló; anunció; indicó
			deny: niega; niegan; negó; negaron; negaba; desmiente; desmintió; desmienten; rechaza; rechazó; rechazaron; rechazan
			not: no; nunca; jamás; nadie; nada; ningún; ninguna; ninguno; tampoco
			correct: corrección; rectificación; fe de errores; fe de erratas
			idle: no sólo; no solo; no solamente; no obstante; nada más; no bien`,
		"connectives": `reason: porque; debido a; debido al; a causa de; a causa del; por culpa de; por culpa del; gracias a; gracias al; ya que; puesto que; dado que; a raíz de; a raíz del; a consecuencia de; como consecuencia de
			reason: provocado por; provocada por; provocados por; provocadas por; causado por; causada por; desatado por; desatada por; en protesta por; por miedo a
			purpose: para que; a fin de; a fin de que; con el fin de; con el objeto de; con el propósito de; para evitar
			infinitive: para
			noun: causa; motivo; razón; causas; motivos`,
		"verbs": `did stems: mat asesin atac incendi quem saque rob ocup tom asalt secuestr lesion dañ captur detuv arrest bombarde fusil volc apresur envenen despid
			did finite: destruyó destruyeron hirió hirieron detuvo detuvieron invadió rompió rompieron atacó atacaron
			did participles: destruido destruida destruidos destruidas herido heridos detenido detenida detenidos roto rota muerto muertos abatido invadido
			did nouns: robo asesinato destrucción ocupación saqueo detención incendio ataque
			ordered stems: orden mand decret
			caused stems: caus provoc desencaden desat origin
			financed stems: financi subvencion costeó
			financed participles: pagado pagada
			prevented stems: evit fren fren
			prevented finite: impidió impidieron detuvo
			prevented participles: impedido impedida
			organised stems: organiz planific orquest
			accused stems: acus
			accused finite: culpa culpan culpó culparon acusa acusan`,
	},
	"ru": {
		"joins":        "который которая которое которые которых которого которой кто где когда что чтобы как если хотя пока так потому поскольку а но",
		"conjunctions": "и а но или ни",
		"contrasts":    "но а хотя однако",
		"that":         "что",
		"prepositions": "в во на по из с со к ко у от до за под над при о об для без через между перед после из-за против около среди",
		"determiners":  "этот эта это эти тот та те его её ее их свой свои своих все всех два три четыре пять шесть семь восемь девять десять",
		"pronouns":     "он она оно они мы вы я ты это кто что себя его её их никто ничто некто все всё",
		"be":           "был была было были будет будут есть",
		"have":         "",
		"modals":       "может могут мог могла могли должен должны",
		"negators":     "не ни нет никогда никто ничего нельзя",
		"times":        "днём утром вечером ночью летом зимой осенью весной годом часом месяцем временем образом разом",
		"stops":        "и а но или не также уже ещё тогда потом вчера сегодня очень",
		"certainty": `clause: якобы; по-видимому; видимо; вероятно; возможно; предположительно; кажется; похоже; может быть; наверное; будто бы; по слухам; как сообщается
			after: говорят что; говорят , что; считается что; сообщается что
			source: по словам; согласно; по данным; по мнению; по сведениям; по сообщению; по сообщениям; по утверждению
			say: сказал; сказала; сказали; говорит; говорил; говорила; заявил; заявила; заявили; заявляет; сообщил; сообщила; сообщили; сообщает; утверждает; утверждают; утверждал; утверждала; утверждали
			say: пишет; писал; написал; рассказал; рассказала; рассказали; считает; считают; добавил; добавила; отметил; отметила; подчеркнул; подчеркнула; объявил; объявила
			deny: отрицает; отрицают; отрицал; отрицала; отрицали; опроверг; опровергла; опровергли; опровергает; отверг; отвергла; отвергли; отвергает
			not: не; нет; никогда; никто; ничего; ни
			correct: исправление; поправка; уточнение; опровержение
			idle: не только; не просто; не менее; не более; не столько; тем не менее; не раз; ни о чём не говорит`,
		"connectives": `reason: потому что; так как; поскольку; из-за; ввиду; вследствие; благодаря; ибо; по причине; в связи с; в результате; по вине; из-за того что; оттого что; вызванный; вызванная; вызванное; вызванные
			reason: вызван; вызвана; вызвано; вызваны
			purpose: чтобы; для того чтобы; ради; с целью; во избежание
			noun: причина; причиной; поводом; повод`,
		"verbs": `did stems: уби ран атакова подожг сожг разруши уничтожи разгроми захвати занял штурмова взорва ограби похити арестова задержа расстреля избил избили поврежда повреди угна выгна отрави разграби сжег
			did finite: убил убила убили захватил захватила захватили занял заняла заняли взорвал взорвали сожгли сжёг подожгли поджёг украл украла украли разрушил разрушила разрушили
			did participles: убит убита убиты ранен ранена ранены атакован атакована атакованы подожжён подожжена подожжены сожжён сожжена сожжены разрушен разрушена разрушено разрушены уничтожен уничтожена уничтожены
				разгромлен захвачен захвачена захвачено захвачены занят занята занято заняты взорван взорвана взорваны ограблен ограблена похищен похищена похищены арестован арестована арестованы
				задержан задержана задержаны расстрелян расстреляны избит избиты повреждён повреждена повреждены украден украдена украдены
			did nouns: кража убийство разрушение захват поджог арест
			ordered finite: приказал приказала приказали распорядился распорядилась велел велела велели
			caused finite: вызвал вызвала вызвало вызвали спровоцировал спровоцировала спровоцировали причинил
			caused participles: вызван вызвана вызвано вызваны спровоцирован спровоцирована спровоцированы
			financed finite: финансировал финансировала финансировали финансирует оплатил оплатила оплатили
			financed participles: оплачен оплачена финансирован
			prevented finite: предотвратил предотвратила предотвратили остановил остановила остановили
			prevented participles: предотвращён предотвращена предотвращено остановлен остановлена
			organised finite: организовал организовала организовали спланировал
			organised participles: организован организована организовано организованы спланирован
			accused finite: обвинил обвинила обвинили обвиняет обвиняют`,
	},
}
