package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// A framing is how the questions of a language are put to a library, whatever they are about: "find the passage where", "what do the sources say about",
// "in their own words". What frames a question is not looked for, and does not tell what is expected.
type framing struct {
	parts    map[string]string // of the expressions, by the name that stands for them in braces
	start    []string          // expressions that stand at the start of a question, or of a part of it
	anywhere []string          // expressions that stand anywhere
}

// In an expression what stands in groups is the frame; without groups all of it is. So the rest of "which source claims that" stays.
var framings = map[string]framing{
	"en": {
		map[string]string{
			"docs": `(?:(?:the|these|those|this|that|each|every|all|any|both|our|my|your|various|different|several|other|of|a|an|first|second|third|last|two|three|four|five|six|single) )*` +
				`(?:sources?|articles?|texts?|accounts?|authors?|writers?|documents?|books?|papers?|reports?|passages?|readings?|library)`,
			"on":   `(?:on|about|regarding|concerning)`,
			"me":   `(?: (?:me|us|out|up|please))*`,
			"more": `(?:differ|disagree|contradict|diverge|vary|conflict|clash)`,
			"piece": `(?:(?:the|a|an|any|some|all|every|more|exact|relevant|direct|best|of) )*(?:(?:passages?|quotes?|quotations?|excerpts?|extracts?|references?|mentions?|evidence|proof|info|information)` +
				` (?:where|that|which|in which|on|about|of|for|from|to|regarding|concerning|mentioning|describing|saying|talking about)` +
				`|(?:lines?|sentences?|sections?|paragraphs?|parts?|bits?|spots?|details?|facts|views|opinions|statements?|claims|sources?|texts?|accounts?|articles?|things?|stuff|material|everything|something|anything)` +
				` (?:where|that|which|in which|on|about|regarding|concerning|mentioning|describing|saying|talking about))(?: (?:mentions?|describes?|deals? with|talks? about|says?)(?: that)?)?`,
			"says": `(?:says?|claims?|states?|thinks?|believes?|argues?|reports?|maintains?|insists?|asserts?|alleges?|suggests?|mentions?|describes?|discuss(?:es)?|covers?|deals? with|talks? about|speaks? of)`,
			"tell": `(?:say|tell us|tell|write|report|state|mention|claim|think|argue|note|record|have|offer|give|contain|provide|show|describe|portray|depict|present|explain|see|view|treat|handle|characteri[sz]e)`,
		},
		[]string{
			`(?:help me|(?:i|we) need (?:some )?help|need help)(?: (?:with|in|on|to))?(?: (?:finding|find|understanding|understand|figuring|figure|finding)(?: out)?)?`,
			`(?:i|we)(?:['’]m|['’]re|m| am| are)? (?:looking|searching|hunting|look|search) for(?: {piece})?`,
			`(?:looking|searching|look|search) for {piece}`,
			`(?:hi|hello|hey|good (?:morning|evening|afternoon))(?: (?:there|bot|all|everyone|everybody|folks))?`, `(?:thanks|thank you|cheers)(?: (?:a lot|so much))? ?[,!.…-]`,
			`(?:(?:one|another|a|my|quick|simple|short|next|last) )+questions?(?: (?:about|on|for you))?`,
			`(?:i|we)(?:['’]ve| have)? (?:heard|read|thought|think|believe|was told)(?: that)?`,
			`(?:i|we) (?:do not|don['’]?t|can(?:not|['’]?t)|still do not|still don['’]?t) (?:understand|know|get|see|remember|recall)`,
			`(?:i|we) (?:just )?(?:need|want)(?: to (?:know|find out|find|see|hear|read|understand))?(?: {piece}| about)?`,
			`(?:i|we)(?:['’]d|d| would) (?:like|love) to (?:know|find out|see|hear|read|understand|learn)(?: {piece}| about)?`,
			`(?:i|we)(?:['’]m| am| was| are| were)? (?:just )?wonder(?:ed|ing)?(?: about| if| whether)?`,
			`(?:just )?wondering(?: about| if| whether)?`,
			`(?:i|we)(?:['’]m|['’]re| am| are) (?:just )?(?:curious|interested)(?: in| about| to know)?`,
			`(?:show|give|find|get|quote|fetch|list|collect|pull up|point){me}(?: to)? {piece}`,
			`(?:find|figure|work|look)(?: me| us)? (?:out|up)(?: about| on)?`,
			`(show|tell|find){me} (?:what|who|whom|when|where|why|how|which|whether|if)`,
			`(?:summari[sz]e|sum up|compare|contrast|examine|explain|describe|discuss|list){me} {piece}`,
			`(summari[sz]e|sum up|recap|outline|discuss|analy[sz]e|explain|describe|compare|contrast|examine|assess|evaluate|identify|list)(?:{me}) {word}`,
			`(?:discuss|explain|describe|analy[sz]e|assess|evaluate|examine) (the roles?) of`,
			`(?:(?:a|an|the|short|brief|quick) )*(?:summary|overview|outline|recap) of`,
			`for (?:my|our|an?|the) (?:essay|paper|homework|class|course|presentation|thesis|dissertation|seminar|project|talk|assignment|exam|study group|reading group)`,
			`{piece}`,
		},
		[]string{
			`(?:according to|as told by|as reported by|across|throughout) {docs}`,
			`(?:please|thanks|thank you|cheers|thx|pls|plz)(?: (?:a lot|so much))?[^a-z]*$`,
			`is it (?:(?:really|actually) )?(?:true|so|the case|correct|right) that`, `is there any truth (?:in|to)`,
			`where can (?:i|we|one|you) (?:read|find|see|hear|learn)(?: more)?(?: {piece}| {on})?`,
			`what (?:do|should) (?:i|we|you|one) (?:(?:need|have|want|ought) to )?know (?:about|of)`,
			`(?:(?:the|most|main|key|only) )+(?:important )?(?:points?|things?|facts?) (?:{on}|of)`,
			`what (?:is|was|are) (meant) by`,
			`(?:both|all|the different) sides of the (?:argument|debate|story|dispute|question)(?: {on}| over)?`, `pros and cons of`,
			`(?:the|an?|any) (?:consensus|agreement|disagreement) (?:(?:among|between) {docs} )?(?:{on}|over|that)`,
			`(differences?) between (?:what|how)`,
			`do (?:they|{docs}) (?:all )?(agree|disagree) (?:on|about|over|that|when|whether|who|why|how|where)`,
			`in (?:(?:the|these|those|our|each|all|any|both) )+(?:documents|books|readings|passages)`, `in (?:our|this|the whole) library`,
			`(?:do|does) (?:they|it|each(?: one)?|everyone|everybody|people|(?:(?:the|different|various|other|some|most|all) )+(?:people|sides|parties))(?: of them)? (?:say|think|write|report|tell us|claim) {on}`,
			`(?:do|does) {docs} (?:all )?{tell}(?: {on}| of| for)?`,
			`(?:did|would) {docs} (?:all )?{tell} {on}`,
			`(?:(?:(?:how|where|when) )?(?:(?:do|does|did) )?{docs}|(?:how|where) do they) (?:all )?{more}(?: (?:with )?(?:each other|one another))?(?: {on}| over| in| as to)?`,
			`{docs} (?:all )?(?:agree|disagree)(?: with each other| with one another)?(?: {on}| over| in| as to)?`,
			`compare what (?:they|{docs}) (?:say|says|write|writes|claim|claims)(?: {on})?`,
			`(?:(?:the|any|what|are|is|there) )*(?:differences?|contradictions?|disagreements?|discrepanc(?:y|ies)|similarities) (?:between|among|in|across) {docs}(?: {on}| over)?`,
			`(?:(?:the|any) )?(?:different|various|differing|conflicting|contradictory|competing|opposing|contrary) (?:views?|opinions?|versions?|accounts?|stories|positions?|perspectives?|takes?|interpretations?|claims?|statements?|descriptions?|reports?|stories)` +
				` (?:{on}|of|for|as to)`,
			`(different|various|differing|conflicting|contradictory|competing|alternative) (?:explanations?|reasons?|causes?|figures?|numbers?|dates?|names?)`,
			`(?:(?:their|{docs}['’]s?|{docs}) )(?:opinions?|views?|takes?|positions?|stances?|attitudes?|perspectives?|thoughts|assessments?) (?:of|on|about|towards?)`,
			`what (role|part) (?:did|does|do|has|have|had) .{1,60}? (play(?:ed)?)`,
			`what (?:was|is|were|are) (the roles?) of`,
			`in (?:their|his|her|its|your) own words|in the (?:(?:exact|very) )?words of {docs}|in their words|word for word|verbatim`,
			`(?:who|which(?: one| ones| of them| person| people)?) ({says}) (?:that|there)`,
			`which(?: of)? ({docs} {says})(?: that)?`,
			`what (?:is|was|has been) (?:said|reported|claimed|written|told|stated|alleged|mentioned|recorded|known) (?:about|regarding|concerning)`,
			`what (?:do|can|did|could) (?:we|i|you|one) (?:learn|know|find out|find|hear|read|gather)(?: about| of| from| on)?`,
			`how (?:is|are|was|were) .{1,60}? (portrayed|depicted|characteri[sz]ed|represented|presented|pictured)`,
			`how (?:do|does|did) (?:they|it|each(?: one)?) (portray|depict|present|characteri[sz]e|see|view|treat|picture)`,
			`what(?:['’]?s| is| was| were) (?:the )?(?:story|deal|situation|business|fuss|thing) (?:with|about|behind)`,
			`(?:what|which) (?:reasons?|explanations?|causes?|figures?|numbers?|dates?|times?|places?|names?|details?|estimates?|arguments?|motives?|grounds|totals?|tolls?)` +
				` ((?:is|are|was|were) (?:given|offered|mentioned|cited|stated|reported|quoted|provided|put forward)|(?:do|does|did) (?:they|it|{docs}|each(?: one)?) (?:give|offer|mention|cite|name|state|report|quote|provide|put forward))`,
			`(?:what|is there(?: any)?|any|what(?:['’]?s| is| was) the) (evidence|proof|indication|information|info|details?) (?:(?:is|are) there |do (?:we|they) have )?(?:that|of|for|on|about)`,
			`(?:which|what) (?:part|section|chapter|page|passage|paragraph|line)s?(?: of {docs})? (?:deals?|talks?|says?|mentions?|describes?|discuss(?:es)?|covers?)(?: with| about| on| that)?`,
			`where (?:do(?:es)? (?:it|they)|{docs}|(?:do|does) {docs}|is it) (?:says?|said|states?|stated|mentions?|mentioned|written|claims?|claimed)(?: that)?`,
		},
	},
	"de": {
		map[string]string{
			"docs": `(?:(?:der|die|das|den|dem|des|diese[rsnm]?|jede[rsnm]?|alle[rn]?|beide[rn]?|unsere[rsnm]?|einzelne[nr]?|verschiedene[nr]?|einige[rn]?|erste[nrs]?|zweite[nrs]?|ein|eine[rnm]?) )*` +
				`(?:quellen?|texte?[ns]?|artikel[ns]?|autor(?:en|in|innen)?|verfasser(?:n|in|innen)?|berichte?[ns]?|dokumente?[ns]?|buch|bücher|büchern|aufs(?:atz|ätzen?)|darstellung(?:en)?)`,
			"on": `(?:über|zu|zum|zur|von|vom)`,
			"piece": `(?:(?:die|der|den|das|eine?n?|alle|irgendeine?|einige|mehr|genauen?|ein paar) )*(?:stellen?|zitate?|sätze|satz|passagen?|abschnitte?|absätze|absatz|belege?|informationen|angaben|hinweise?|aussagen?|textstellen?)` +
				`,? (?:wo|in de[rmn]|an der|die|das|über|zu|zum|zur|von|für|dass)`,
			"says": `(?:sagen|sagt|schreiben|schreibt|berichten|berichtet|meinen|meint|erzählen|erzählt|behaupten|behauptet|erwähnen|erwähnt|beschreiben|beschreibt|schildern|schildert|erklären|erklärt|denken|denkt|geben|gibt)`,
			"me":   `(?: (?:mir|uns|bitte|doch|mal))*`,
		},
		[]string{
			`(?:hallo|hi|hey|moin|guten (?:tag|morgen|abend)|grüß gott|servus)(?: (?:zusammen|bot|alle))?`, `(?:danke|vielen dank) ?[,!.…-]`,
			`(?:kannst du|können sie|könntest du|könnten sie|könnt ihr|kann(?: mir)? (?:jemand|einer)){me}(?: (?:sagen|zeigen|erklären|verraten|nennen))?`,
			`(?:ich|wir) (?:habe?n? (?:gehört|gelesen)|verstehen? nicht|wei(?:ß|ss) nicht|wissen nicht),?(?: dass)?`,
			`(?:ich|wir) (?:suchen?|brauchen?|bräuchten?)(?: nach)?(?: {piece}| (?:etwas|alles|was) {on})?`,
			`(?:ich|wir) (?:will|wollen|möchten?|würden? gerne?)(?: gerne?)?(?: (?:wissen|erfahren|lesen|finden))?`,
			`(?:zeige?|gib|nenne?|finde?|such|suche|zitiere?|liste){me} (?:{piece}|(?:etwas|alles) {on})`,
			`vergleiche?{me} {piece}`,
			`(zeige?|sage?|finde?){me},? (?:was|wer|wen|wem|wann|wo|warum|wie|ob|welche[rsnm]?)`,
			`(erkläre?|erläutere?|beschreibe?|vergleiche?|diskutiere?|analysiere?|schildere?|fasse?|untersuche?){me} {word}(?:.* (zusammen)$)?`,
			`(?:eine )?(?:kurze )?zusammenfassung (?:der|des|von)`,
			`für (?:meine?n?|unsere?n?|eine?n?) (?:aufsatz|referat|hausarbeit|seminar|kurs|vortrag|unterricht|lesekreis|prüfung)`,
			`{piece}`,
		},
		[]string{
			`(?:bitte|danke|vielen dank)[^a-z]*$`,
			`(?:stimmt es|ist es (?:wirklich )?(?:wahr|richtig)|ist es so),? dass`,
			`wo (?:kann|finde) (?:ich|man)(?: {piece}| (?:etwas|mehr) {on})?`,
			`(?:laut|gemäß|nach|in|aus|zwischen|unter) {docs}`,
			`{docs} zufolge`,
			`{says}(?: uns)? {docs}(?: {on}| als| für| an)?`,
			`welche[rsnm]? ({docs} {says})`,
			`(?:was|etwas) (steht)(?: (?:da|dort|denn))?`,
			`was (?:wird|wurde|ist) .{1,60}? (berichtet|gesagt|geschrieben|behauptet|erzählt|erwähnt)`,
			`was (?:erfahren|wissen|lesen|hören|lernen|erfährt|weiß|liest|hört|lernt) (?:wir|ich|man)(?: {on})?`,
			`(?:wie|worin|wo) (?:(?:unterscheiden|widersprechen) sich(?: denn)? {docs}|sind sich {docs} (?:un)?einig)(?: {on}| in| bei)?`,
			`(?:unterschiede?|widersprüche?|gemeinsamkeiten) (?:zwischen|in|unter) {docs}(?: {on}| bei)?`,
			`gibt es (?:etwas|irgendetwas|{piece})(?: {on})?`,
			`mit (?:seinen|ihren|deren) eigenen worten|wörtlich|wortwörtlich|im wortlaut`,
			`welche (rolle (?:spielte?n?|hatten?))`,
			`wie (?:wird|werden|wurden?) .{1,60}? (dargestellt|geschildert|charakterisiert|beurteilt)`,
			`welche (?:gründe?|zahlen|ursachen?|erklärungen?|angaben|daten|namen) (?:(?:werden|wird|wurden?) .{1,60}? (genannt|angegeben|angeführt|gegeben)|(nennen|nennt|geben|gibt) {docs})`,
			`wer (sagt|behauptet|meint|schreibt|berichtet|glaubt),? dass`,
			`wo (?:(?:steht|heißt) es|steht|wird (?:erwähnt|gesagt|behauptet))(?: geschrieben)?,? dass`,
		},
	},
	"fr": {
		map[string]string{
			"docs": `(?:(?:(?:le|la|les|ces?|cet|cette|chaque|tous|toutes|des?|du|un|une|nos|mes|différente?s|divers|diverses|premi[eè]re?|deuxième|second|seconde|deux|trois|quatre|cinq) )|[ld]['’])*` +
				`(?:sources?|textes?|articles?|auteure?s?|documents?|livres?|récits?|rapports?|ouvrages?)`,
			"on":    `(?:sur|de|du|des|à propos de|à propos du|concernant)`,
			"piece": `(?:(?:(?:le|la|les|un|une|des|tous|toutes|quelques?) )|l['’])*(?:passages?|citations?|extraits?|phrases?|mentions?|informations?|preuves?|détails|chose|endroits?) (?:où|qui|que|sur|de|du|des|d|à propos de|concernant|dans lequel)`,
			"says":  `(?:disent|dit|écrivent|écrit|racontent|raconte|rapportent|rapporte|pensent|pense|mentionnent|mentionne|affirment|affirme|expliquent|explique|évoquent|évoque|décrivent|décrit|présentent|présente|parlent|parle)`,
		},
		[]string{
			`(?:bonjour|bonsoir|salut|coucou)(?: (?:à tous|tout le monde))?`, `merci ?[,!.…-]`,
			`(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu peux|vous pouvez)(?: (?:me|nous))?(?: (?:dire|montrer|expliquer|donner|trouver|citer))?(?: {piece})?`,
			`(?:est-il vrai|est-ce vrai|c['’]est vrai|est-il exact) (?:que|qu)`,
			`(?:je|nous) (?:cherch(?:e|ons)|voudrais|voudrions|aimerais|aimerions|veux|voulons|souhaite|souhaitons)(?: (?:savoir|trouver|lire|connaître|comprendre))?(?: {piece})?`,
			`(?:j['’]|je |nous )(?:ai|avons|aimerais)(?: besoin)?(?: (?:savoir|trouver|lire|de|d['’]))?(?: {piece})?`,
			`(?:trouve[zr]?|donne[zr]?|montre[zr]?|cite[zr]?|cherche[zr]?)(?:-moi|-nous)? {piece}`,
			`(compare[zr]?|résume[zr]?|explique[zr]?|décri(?:s|vez|re)|analyse[zr]?|discute[zr]?|montre[zr]?)(?:-moi|-nous)? {word}`,
			`(?:un )?(?:bref )?résumé (?:de|du|des)`,
			`pour (?:mon|ma|notre|un|une) (?:exposé|devoir|dissertation|mémoire|cours|séminaire|examen)`,
			`{piece}`,
		},
		[]string{
			`(?:s['’]il (?:vous|te) pla[iî]t|svp|stp|merci)[^a-z]*$`,
			`(?:selon|d['’]après|suivant|dans) {docs}`,
			`(?:que |qu['’])?(?:nous )?{says} {docs}(?: {on})?`,
			`{docs} {says}(?:-t)?(?:-il|-elle|-ils|-elles)?`,
			`quel(?:le)?s? ({docs} {says})`,
			`y a-t-il (?:quelque )?{piece}`,
			`(?:que |qu['’])(?:sait-on|savons-nous|apprend-on|apprenons-nous|dit-on|raconte-t-on)(?: {on})?`,
			`(?:en quoi |où |comment )?{docs} (diffèrent|divergent|se contredisent|s['’]opposent)(?:-ils|-elles)?`,
			`(?:en quoi|où|comment) (?:diffèrent|divergent|se contredisent) {docs}(?: {on})?`,
			`(?:différences?|contradictions?|divergences?) (?:entre|dans) {docs}(?: {on})?`,
			`dans leurs? propres? (?:mots|termes)|avec leurs propres mots|mot (?:à|pour) mot|textuellement`,
			`quel (rôle) (?:a|ont|avait|avaient)(?: .{1,60}?)? (joué)`,
			`quel (rôle (?:joue|jouent|jouait|jouaient))`,
			`comment .{1,60}? (?:est|sont|était|étaient|a été|ont été)(?:-il|-elle|-ils|-elles)? (décrite?s?|présentée?s?|dépeinte?s?|représentée?s?)`,
			`qui (dit|affirme|prétend|pense|écrit|soutient) (?:que|qu)`,
		},
	},
	"es": {
		map[string]string{
			"docs": `(?:(?:el|la|los|las|un|una|unos|unas|este|esta|estos|estas|cada|todos|todas|ambos|ambas|nuestros|nuestras|diferentes|distintos|distintas|diversos|diversas|primer|segundo|dos|tres|cuatro|cinco|de) )*` +
				`(?:fuentes?|textos?|art[ií]culos?|autor(?:es|as|a)?|documentos?|libros?|relatos?|informes?|escritos?)`,
			"on":    `(?:sobre|de|del|acerca de|acerca del|respecto a|respecto al|respecto de)`,
			"piece": `(?:(?:el|la|los|las|un|una|unos|unas|algún|alguna|algunos|algunas|todos|todas) )*(?:pasajes?|citas?|frases?|fragmentos?|párrafos?|menciones|mención|información|pruebas?|detalles|algo|todo) (?:donde|que|en (?:el|la) que|sobre|de|del|acerca de|acerca del)`,
			"says":  `(?:dicen|dice|escriben|escribe|cuentan|cuenta|informan|informa|mencionan|menciona|afirman|afirma|opinan|opina|piensan|piensa|narran|narra|explican|explica|describen|describe|presentan|presenta|hablan|habla)`,
		},
		[]string{
			`(?:hola|buenas|buenos días|buenas (?:tardes|noches))(?: a todos)?`, `gracias ?[,!.…-]`,
			`(?:puedes|puede|podrías|podría|pueden|podéis)(?: (?:decirme|decirnos|decir|explicarme|explicar|mostrarme|mostrar|darme|dar|encontrar))?(?: {piece})?`,
			`es (?:verdad|cierto) que`,
			`(?:yo )?(?:busco|buscamos|estoy buscando|quiero|queremos|quisiera|necesito|necesitamos|me gustaría|nos gustaría)(?: (?:saber|encontrar|leer|conocer|entender))?(?: {piece})?`,
			`(?:encuentra|encuéntrame|busca|búscame|dame|deme|muéstrame|muestra|cita|enséñame|dime) {piece}`,
			`(muéstrame|dime|dígame) (?:qu[eé]|qui[eé]n|qui[eé]nes|cu[aá]ndo|d[oó]nde|por qu[eé]|c[oó]mo|cu[aá]nt[oa]s?|si)`,
			`(compara|resume|explica|describe|analiza|comenta|discute) {word}`,
			`(?:un )?(?:breve )?resumen (?:de|del)`,
			`para (?:mi|nuestro|un|una) (?:ensayo|trabajo|clase|tarea|curso|presentación|tesis|seminario|examen)`,
			`{piece}`,
		},
		[]string{
			`(?:por favor|gracias)[^a-z]*$`,
			`(?:según|segun|de acuerdo con|en|entre) {docs}`,
			`(?:qu[eé] )?(?:nos )?{says} {docs}(?: {on})?`,
			`{docs} {says}`,
			`hay {piece}`,
			`qu[eé] (?:sabemos|se sabe|se dice|se cuenta|aprendemos)(?: {on})?`,
			`(?:en qu[eé]|cómo|dónde) (?:se )?(?:diferencian|contradicen|difieren|discrepan|coinciden) {docs}(?: {on}| en)?`,
			`(?:diferencias?|contradicciones|contradicción) entre {docs}(?: {on})?`,
			`(?:con|en) sus propias palabras|palabra por palabra|textualmente`,
			`qu[eé] (papel (?:jugó|jugaron|juega|juegan|tuvo|tuvieron|desempeñó|desempeñaron))`,
			`c[oó]mo (?:se (describe|describen|presenta|presentan|retrata|retratan))`,
			`qui[eé]n (dice|afirma|sostiene|cree|piensa|asegura) que`,
		},
	},
	"ru": {
		map[string]string{
			"docs":  `(?:(?:все|всех|этих|эти|этом|этой|каждый|каждая|каждом|каждой|разные|разных|наши|наших|первый|второй|первой) )*(?:источник[а-яё]*|текст[а-яё]*|стат(?:ья|ьи|ье|ью|ей|ьям|ьях|ьями)|автор[а-яё]*|документ[а-яё]*|книг[а-яё]*|рассказ(?:ы|ов|ам|ах|е|а)|отч[её]т[а-яё]*)`,
			"on":    `(?:о|об|обо|про)`,
			"piece": `(?:(?:все|какие-нибудь|те|то|тот) )*(?:место|места|отрыв(?:ок|ки)|цитат[ыу]|фрагмент(?:ы)?|упоминани[ея]|абзац(?:ы)?|сведения|что-нибудь|что-то|вс[её]),? (?:где|в котор[а-яё]+|о том|о|об|обо|про|из|что)`,
			"says":  `(?:говорят|говорит|пишут|пишет|сообщают|сообщает|рассказывают|рассказывает|утверждают|утверждает|думают|думает|считают|считает|упоминают|упоминает|описывают|описывает|объясняют|объясняет|изображают|изображает)`,
			"me":    `(?: (?:мне|нам|пожалуйста))*`,
		},
		[]string{
			`(?:здравствуйте|здравствуй|привет|добрый (?:день|вечер)|доброе утро)(?: всем)?`, `спасибо ?[,!.…-]`,
			`(?:правда|верно|так) ли,? что`,
			`(?:подскажи|подскажите|скажи|скажите|можешь сказать|можете сказать){me}`,
			`(?:я |мы )?(?:ищу|ищем|хочу|хотим|хотел бы|хотела бы|хотелось бы|нужно|нужны|нужна)(?: (?:узнать|найти|знать|прочитать|понять))?(?: {piece})?`,
			`(?:найди|найдите|покажи|покажите|дай|дайте|приведи|приведите|процитируй|процитируйте|перечисли|перечислите){me} {piece}`,
			`(найди|найдите|покажи|покажите|скажи|скажите|расскажи|расскажите){me},? (?:кто|кого|что|когда|где|почему|зачем|как|сколько|какой|какая|какие|о|об|про)`,
			`(сравни|сравните|опиши|опишите|объясни|объясните|обсуди|обсудите|проанализируй|изложи|кратко изложи){me} {word}`,
			`{piece}`,
		},
		[]string{
			`(?:пожалуйста|спасибо)`,
			`(?:согласно|по|судя по|в|во|из|между) {docs}`,
			`(?:что )?{says} {docs}(?: {on})?`,
			`что {says} {on}`,
			`{docs} {says}`,
			`есть ли {piece}`,
			`что (?:мы )?(?:знаем|известно|узна[её]м)(?: {on})?`,
			`(?:чем|в ч[её]м|как) (?:отличаются|расходятся|различаются|противоречат)(?: друг другу)? {docs}(?: {on})?`,
			`(?:различия|противоречия|расхождения) (?:между|в) {docs}(?: {on})?`,
			`своими словами|дословно|слово в слово`,
			`какую роль (?:сыграл[аио]?|играл[аио]?|играют|играет)`,
			`кто (говорит|утверждает|считает|пишет|думает),? что`,
		},
	},
}

// startsAt finds what stands before what stands at the start of a question: nothing, the end of a part, or what asks for it politely.
var startsAt = regexp.MustCompile(`^[^` + letters + `0-9]*|[.?!;:,…]\s+[¿¡"'“„«(]*|` + notBefore + `(?:please|bitte|kindly|(?:can|could|would|will) (?:you|someone|anyone|anybody|somebody)(?: please)?(?: help me)?(?: to)?|kannst du|können sie|könntest du` +
	`|könnten sie|peux-tu|pouvez-vous|pourriez-vous|puedes|puede|podrías|podría|можешь|можете|пожалуйста)[ ,]+`)

// A frame is an expression, compiled: its first group is what it finds, the others, if there are any, what of that is the frame.
type frame struct {
	start bool
	*regexp.Regexp
}

// framesOf holds the frames of each language. They take milliseconds to compile, so none are before they are needed.
var framesOf = map[string]func() []frame{
	"de": sync.OnceValue(func() []frame { return framings["de"].compile() }),
	"en": sync.OnceValue(func() []frame { return framings["en"].compile() }),
	"es": sync.OnceValue(func() []frame { return framings["es"].compile() }),
	"fr": sync.OnceValue(func() []frame { return framings["fr"].compile() }),
	"ru": sync.OnceValue(func() []frame { return framings["ru"].compile() }),
}

func (f framing) compile() []frame {
	parts := []string{"{word}", "[" + letters + "]+"}
	for name, part := range f.parts {
		parts = append(parts, "{"+name+"}", part)
	}
	fill := strings.NewReplacer(parts...)
	var list []frame
	for _, e := range f.start {
		list = append(list, frame{true, regexp.MustCompile(`^(` + fill.Replace(e) + `)` + notBehind)})
	}
	for _, e := range f.anywhere {
		list = append(list, frame{false, regexp.MustCompile(notBefore + `(` + fill.Replace(e) + `)` + notBehind)})
	}
	return list
}

// Classes of the small letters of the five languages; those of Unicode would take most of the time to compile.
const (
	letters   = `a-zà-öø-ÿœа-яё`
	notBefore = `(?:^|[^` + letters + `0-9])`
	notBehind = `(?:$|[^` + letters + `0-9])`
)

// framesIn returns the spans of a question that only frame it.
func framesIn(language, question string) []corpus.Span {
	list, ok := framesOf[language]
	if !ok || !utf8.ValidString(question) {
		return nil
	}
	text := lowered(question)
	var spans []corpus.Span
	starts := startsAt.FindAllStringIndex(text, -1)
	for _, f := range list() {
		if f.start {
			for _, s := range starts {
				found, _ := f.in(text, s[1])
				spans = append(spans, found...)
			}
			continue
		}
		for at := 0; at >= 0; {
			var found []corpus.Span
			found, at = f.in(text, at)
			spans = append(spans, found...)
		}
	}
	return spans
}

// in returns the frame that it finds in a text from a place on, and the place behind it; -1 if there is none.
func (f frame) in(text string, at int) ([]corpus.Span, int) {
	m := f.FindStringSubmatchIndex(text[at:])
	if m == nil {
		return nil, -1
	}
	groups := m[2:4]
	if len(m) > 4 {
		groups = m[4:]
	}
	var spans []corpus.Span
	for g := 0; g < len(groups); g += 2 {
		if groups[g] >= 0 {
			spans = append(spans, corpus.Span{Start: at + groups[g], End: at + groups[g+1]})
		}
	}
	return spans, at + m[3]
}

// lowered returns a text in small letters that has each at the place of the original.
func lowered(text string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, text)
}

// withoutFrames returns the words of a question without those that only frame it, and the question with blanks in their place, if any others say
// something.
func (a *Analyzer) withoutFrames(question string, words []token) ([]token, string) {
	spans := framesIn(a.language, question)
	if len(spans) == 0 {
		return words, question
	}
	rest := slices.DeleteFunc(slices.Clone(words), func(t token) bool {
		return slices.ContainsFunc(spans, func(s corpus.Span) bool { return s.Start <= t.Start && t.End <= s.End })
	})
	if !a.says(rest) {
		return words, question
	}
	blanked := []byte(question)
	for _, s := range spans {
		for i := s.Start; i < s.End; i++ {
			blanked[i] = ' '
		}
	}
	return rest, string(blanked)
}
