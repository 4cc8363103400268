package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// naming makes furniture of the lines above a document's own name that say whose it is: a body, with its offices, a street, the head of a
// paper with its date. Where nothing plainly names the document below them they stay, but for streets and papers with a date, and the first may
// be the title.
func (p *parser) naming() {
	var lines []int
	whose := false // whether more than one line, or a legal form, makes it plain that they name no document
	whom := false  // whether one of them says to whom it is
	i := 0
	for ; i < min(len(p.runs), mostHead, p.opening+1); i++ {
		r := &p.runs[i]
		s := strings.TrimSpace(r.In(p.text))
		if r.kind == Furniture || r.kind == FrontMatter {
			whose = whose || brief(s) && furnitureLines[strings.ToLower(strings.TrimRight(s, ":!. "))] // a statement for the press
			continue
		}
		if r.kind != Prose || r.fixed || r.lines > mostTogether || !brief(s) {
			break
		}
		if addressee.MatchString(s) && !namesDocument(s) {
			whom = true
		} else if r.lines > 1 {
			break
		} else if paperHead(s) || streetLine.MatchString(s) {
			r.kind, whose = Furniture, true // whatever follows
			continue
		} else if legalForm.MatchString(s) {
			whose = true
		} else if !isBody(s) {
			if !p.besideBody(i) {
				break
			}
			whose = true
		}
		lines = append(lines, i)
	}
	if len(lines) == 0 || i >= len(p.runs) {
		return
	}
	next := strings.TrimSpace(p.runs[i].body.In(p.text))
	if r := p.runs[i]; r.kind != Heading && (r.kind != Prose || !isHeader(next) && (!brief(next) || !p.headingLike(next, i))) {
		return
	}
	last := strings.TrimSpace(p.runs[lines[len(lines)-1]].In(p.text))
	if whom && !namesDocument(next) {
		return
	}
	if whose || isHeader(next) || p.documentBelow(i) || isCapitals(last) && !isCapitals(next) && len(strings.Fields(next)) > mostPlace {
		for _, i := range lines {
			p.runs[i].kind = Furniture
		}
	}
}

// documentBelow reports whether run i, or one of the next before the text, says what kind of document it is the name of.
func (p *parser) documentBelow(i int) bool {
	for _, r := range p.runs[i:max(i, min(i+mostTogether, p.opening))] {
		if s := r.In(p.text); (r.kind == Prose || r.kind == Heading) && brief(s) && namesDocument(s) {
			return true
		}
	}
	return namesDocument(p.runs[i].body.In(p.text)[:min(p.runs[i].body.Len(), maxHeading)])
}

// besideBody reports whether run i is a name, and no blank lines stand between it and the name of a body.
func (p *parser) besideBody(i int) bool {
	if s := strings.TrimSpace(p.runs[i].In(p.text)); !isNames(s, nameParticles) || namesDocument(s) || endsSentence(s) {
		return false
	}
	start, end := i, i+1
	for start > 0 && !p.runs[start].apart && i-start < mostTogether {
		start--
	}
	for end < len(p.runs) && !p.runs[end].apart && end-i < mostTogether {
		end++
	}
	for _, r := range p.runs[start:end] {
		if s := strings.TrimSpace(r.In(p.text)); brief(s) && isBody(s) {
			return true
		}
	}
	return false
}

// addressed reports whether runs, a block above the salutation of a letter, name who writes or to whom. Below an address or a date, dated, that
// may be a line such as "To the Editor".
func (p *parser) addressed(runs []run, dated bool) bool {
	for _, r := range runs {
		s := strings.TrimSpace(r.In(p.text))
		if r.fixed || r.kind != Prose && r.kind != Furniture || !brief(s) || namesDocument(s) || isHeader(s) {
			return false
		}
		for line := range strings.Lines(s) {
			if (len(runs) > 1 || r.lines > 1) && !p.inAddress(strings.TrimSpace(line)) {
				return false
			}
		}
	}
	s := strings.TrimSpace(runs[0].In(p.text))
	if len(runs) > 1 || runs[0].lines > 1 {
		return true
	}
	return isBody(s) || streetLine.MatchString(s) || dated && addressee.MatchString(s)
}

// inAddress reports whether a line may stand in an address of several lines: a name, an office, a street.
func (p *parser) inAddress(line string) bool {
	line = strings.TrimRight(line, ",")
	switch words := strings.Fields(line); {
	case namesDocument(line) || len(words) == 0 || len(words) > mostPaper:
		return false
	case isNames(line, nameParticles), addressee.MatchString(line), streetLine.MatchString(line), isBody(line):
		return true
	case p.language == "fr" || p.language == "es":
		return !lowerStart(line) && isRomanceName(words)
	default:
		return p.language == "ru"
	}
}

// datelines makes furniture of the place with which the report of a paper begins, where a stop divides it from the first sentence.
func (p *parser) datelines() {
	if p.hearing {
		return
	}
	var runs []run // nil while there is no such place
	for i, r := range p.runs {
		n := p.dateline(i)
		if n > 0 && runs == nil {
			runs = append(make([]run, 0, len(p.runs)+1), p.runs[:i]...)
		}
		if n > 0 {
			place := r
			place.kind, place.lines = Furniture, 1
			place.body = trimSpan(p.text, Span{r.Start, r.Start + n})
			place.End = place.body.End
			runs = append(runs, place)
			r.body = trimSpan(p.text, Span{r.Start + n, r.End})
			r.Start, r.apart, r.torn, r.page = r.body.Start, false, false, ""
		}
		if runs != nil {
			runs = append(runs, r)
		}
	}
	if runs != nil {
		p.runs = runs
	}
}

// dateline returns the length of the place in capitals with a stop at the beginning of run i, or 0: text stands behind it, what is no text
// before it, and the next paragraph does not begin so, as it does in a play.
func (p *parser) dateline(i int) int {
	r := p.runs[i]
	if r.kind != Prose || r.fixed || r.verse || r.joins || i == 0 || p.runs[i-1].kind != Heading && p.runs[i-1].kind != Furniture {
		return 0
	}
	s := r.In(p.text)
	m := dateline.FindStringSubmatchIndex(s[:min(len(s), mostLabel)])
	if m == nil || len(s)-m[2] < leastBehind || i+1 < len(p.runs) && startsInCapitals(p.runs[i+1].In(p.text)) {
		return 0
	}
	return m[2]
}

// startsInCapitals reports whether a paragraph begins with words in capitals and a stop.
func startsInCapitals(s string) bool { return dateline.MatchString(s[:min(len(s), mostLabel)]) }

// mostBody is the most words of the name of a body, mostPaper of that of a paper.
const mostBody, mostPaper = 9, 7

// isBody reports whether s is the name of a body, such as a company, an authority, a society, and no sentence about one.
func isBody(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > mostBody || namesDocument(s) {
		return false
	}
	if legalForm.MatchString(s) {
		return isNames(s, nameParticles)
	}
	if endsSentence(s) {
		return false
	}
	first, last := bare(words[0]), bare(words[len(words)-1])
	if first == "the" && len(words) > 1 {
		words = words[1:]
		first = bare(words[0])
	}
	switch {
	case isBodyOf(words):
		return isNames(s, nameParticles)
	case bodiesLast[last] && len(words) > 1:
		for _, w := range words[:len(words)-1] {
			if w = bare(w); strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s") && !strings.ContainsAny(w, "'’") && !particles[w] {
				return false // "Fire Destroys Hospital"
			}
		}
		return isNames(s, particles)
	case len(words) > 1 && bodiesGerman[first], germanBody.MatchString(words[0]) && len(words) > 1:
		return isNames(s, nameParticles)
	case len(words) > 1 && bodiesRomance[first]:
		return isRomanceName(words[1:])
	}
	return isRussianBody(words)
}

// isBodyOf reports whether a word for a body stands among the first two, and "of" or "for" behind it: "County Court of ...".
func isBodyOf(words []string) bool {
	for i := range min(2, len(words)-1) {
		if next := bare(words[i+1]); bodiesOf[bare(words[i])] && (next == "of" || next == "for") {
			return true
		}
	}
	return false
}

// bare returns a word in small letters without marks around it.
func bare(word string) string { return strings.ToLower(strings.Trim(word, `.,;:()«»"“”„`)) }

// isNames reports whether each word of s begins with a capital or a digit, or is one of small, and the first and the last do not.
func isNames(s string, small map[string]bool) bool {
	words := strings.Fields(s)
	for i, word := range words {
		word = strings.TrimLeft(word, `(«"“„`)
		r, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(r), r >= '0' && r <= '9' && i > 0, legalForm.MatchString(word):
		case small[strings.TrimRight(word, ".,")] && i > 0 && i < len(words)-1:
		case word == "&":
		default:
			return false
		}
	}
	return len(words) > 0
}

// isRomanceName reports whether words, behind the word for a body in French or Spanish, go on with its name: names, adjectives, and what
// stands behind "of".
func isRomanceName(words []string) bool {
	of := false
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		w := strings.ToLower(word)
		switch {
		case romanceOf[w]:
			of = true
			continue
		case strings.HasPrefix(w, "d'"), strings.HasPrefix(w, "d’"), strings.HasPrefix(w, "l'"), strings.HasPrefix(w, "l’"):
		case unicode.IsUpper(r), of, romanceAdjective.MatchString(w):
		default:
			return false
		}
		of = false
	}
	return !of
}

// isRussianBody reports whether words name a body in Russian: its word is among the first three, and none is a verb or a preposition.
func isRussianBody(words []string) bool {
	found := false
	for i, word := range words {
		w := bare(word)
		found = found || i < 3 && bodiesRussian[w]
		if russianVerb.MatchString(w) && !bodiesRussian[w] || russianPreposition[w] {
			return false
		}
	}
	if r, _ := utf8.DecodeRuneInString(words[0]); !found || !unicode.IsUpper(r) {
		return false
	}
	return len(words) > 1
}

// namesDocument reports whether s says what kind of document it is the name of: "Minutes of ...", "Offener Brief ...".
func namesDocument(s string) bool {
	for i, word := range strings.Fields(s) {
		if i > 2 {
			break
		}
		w := bare(word)
		if documents[w] || germanDocument.MatchString(w) {
			return true
		}
	}
	return false
}

// paperHead reports whether s is the head of a paper: its name, perhaps a number, and a date at the end.
func paperHead(s string) bool {
	if len(s) > maxHeading || namesDocument(s) {
		return false
	}
	at := lastDate(s)
	if at.Len() == 0 || !yearEnd.MatchString(s[at.End:]) {
		return false
	}
	name, said := s[:at.Start], false
	for {
		name = strings.TrimRightFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",.;:—–-|·/", r) })
		word := lastWordOf(name)
		if w := strings.ToLower(word); weekdays[w] || dateWords[w] && name != word {
			said = said || weekdays[w]
			name = name[:len(name)-len(word)]
			continue
		}
		if m := issueEnd.FindStringIndex(name); m != nil && m[0] > 0 {
			name, said = name[:m[0]], true
			continue
		}
		break
	}
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > mostPaper {
		return false
	}
	if quoted.MatchString(name) {
		return true
	}
	return (said || paper.MatchString(name)) && isNames(name, nameParticles)
}

// lastWordOf returns what stands behind the last blank of s.
func lastWordOf(s string) string { return s[strings.LastIndexAny(s, " \t\u00a0")+1:] }

// lastDate returns the span of the last full date in s whose month is written out, or the zero span.
func lastDate(s string) Span {
	var last Span
	for _, m := range fullDate.FindAllStringSubmatchIndex(s, -1) {
		month := ""
		if m[2] >= 0 {
			month = s[m[2]:m[3]]
		} else {
			month = s[m[4]:m[5]]
		}
		if months[strings.ToLower(month)] > 0 {
			last = Span{m[0], m[1]}
		}
	}
	return last
}

// The shapes of lines above a title, and of dates in a line.
var (
	fullDate = regexp.MustCompile(`\d{1,2}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+|del\s+)?(?:1[0-9]|20)\d\d|` +
		`(\p{L}{3,})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:1[0-9]|20)\d\d`)
	yearEnd  = regexp.MustCompile(`^\s*(?:года?\.?|г\.?)?\s*[.,|]?\s*$`)
	issueEnd = regexp.MustCompile(`(?i)(?:no|nr|nº|n°|n\.º|№|vol|issue|number|ausgabe|numéro|número|номер|выпуск)\.?\s*[\d.,/]+$`)
	quoted   = regexp.MustCompile(`^(?:\p{L}+\s)?[«"“„][^«»"“”„]+[»"”“]$`)
	dateline = regexp.MustCompile(`^\s*(?:\p{Lu}{3,}(?:[ -]\p{Lu}{2,}){0,2}|\p{Lu}{2}(?:[ -]\p{Lu}{2,}){1,2})\.\s+` +
		`([\p{Pi}\p{Pf}"„]?\p{Lu}[\p{Ll}\s'’]|\d)`)
	addressee = regexp.MustCompile(`^(?:To (?:the|all|my|our)|To:?$|An (?:den|die|das|alle)|Herrn|Frau|À (?:la|l['’]|M|Mme|Madame|tous)|` +
		`Au|Aux|A (?:la|los|las)|Al|В|Кому)(?:\P{L}|$)`)
	legalForm = regexp.MustCompile(`(?:^|[\s,])(?:Ltd\.?|LTD\.?|Limited|LIMITED|Inc\.?|LLC|LLP|plc|PLC|GmbH|AG|KG|e\. ?V\.|e\. ?G\.|eG|mbH|S\.A\.|S\.L\.|SARL|S\.A\.R\.L\.|SAS)$|` +
		`^(?:ООО|ОАО|ЗАО|ПАО|АО|МУП|ГУП|ГБУ|МБУ)\s`)
	// streetLine finds a number in a street, or a town behind its postal code.
	streetLine = regexp.MustCompile(`^\d{1,4}[a-zA-Z]?,?(?:\s\p{Lu}[\p{L}'’.-]*){1,2}\s` +
		`(?:Street|St\.?|Road|Rd\.?|Lane|Terrace|Row|Avenue|Ave\.?|Place|Square|Drive|Close|Court|Way|Hill|Quay|Gardens|Crescent|Walk)(?:,.*)?$|` +
		`^\p{Lu}[\p{L}. -]*(?:straße|strasse|[Ss]tr\.|[Ww]eg|gasse|[Pp]latz|[Aa]llee|ufer|damm)\s+\d{1,4}\s?[a-z]?(?:,.*)?$|` +
		`^\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|boulevard|place|quai|chemin|impasse|allée)\s\S.*$|` +
		`^(?:Calle|C/|Avda\.|Avenida|Plaza|Paseo|Rue|Quai)\s.*,?\s\d{1,4}(?:,.*)?$|` +
		`(?:^|,\s)(?:ул\.|улица|пр\.|проспект|пер\.|переулок|наб\.)\s.*\d|^\d{5,6},?\s\p{Lu}\p{L}+(?:\s\p{L}+){0,2}$`)
	germanBody = regexp.MustCompile(`^\p{Lu}\p{L}*(?i:amt|verein|verband|gesellschaft|krankenhaus|klinik|klinikum|ministerium|gericht|` +
		`verwaltung|gewerkschaft|gymnasium|werke|behörde|büro|institut|präsidium)$`)
	germanDocument   = regexp.MustCompile(`^\p{L}+(?:bericht|berichts|protokoll|gutachten|vermerk|niederschrift|schreiben|mitteilung|beschluss|bescheid|erklärung)$`)
	romanceAdjective = regexp.MustCompile(`(?:al|ale|aux|ales|ique|iques|ico|ica|icos|icas|aire|aires|ario|aria|ain|aine|ano|ana|ier|ière)$`)
	russianVerb      = regexp.MustCompile(`^\p{Ll}+(?:ал|ил|ел|ла|ли|ло|ет|ит|ют|ят|ут|тся|лся|лась|ыта|ыто|ыты|ена|ено|ены|ана|ано|аны)$`)
)

// nameParticles may stand inside the names of bodies and of papers.
var nameParticles = setOf("and of for the at und et y e & de da di du del della der des den dos van von für zu zur zum am an in la le les el los las à au aux и по")

// romanceOf are the words for "of" and "for" inside French and Spanish names of bodies, with their articles.
var romanceOf = setOf("de du des del d' la le les los las el et y e pour para à au aux a en sur of")

// bodiesOf are words for bodies behind which "of" stands in English, bodiesLast those with which their names end.
var (
	bodiesOf = setOf(`ministry department office board council committee commission society association union federation institute institution
		university college school town city county parish borough district bureau directorate court diocese municipality embassy chamber
		inspectorate hospital company guild league friends secretariat division corporation bank state`)
	bodiesLast = setOf(`hospital infirmary clinic company corporation engineers surveyors architects solicitors consultants partners associates
		accountants council committee commission board association society union federation institute institution university college school academy
		ministry department office authority agency trust foundation club church court tribunal police constabulary brigade laboratory museum
		bureau railway bank chamber inspectorate directorate guild league`)
	bodiesGerman = setOf(`stadt gemeinde landkreis kreis amt ministerium verein förderverein verband bund universität institut krankenhaus klinikum
		gesellschaft büro ingenieurbüro polizei landgericht amtsgericht oberlandesgericht verwaltungsgericht bezirksamt stadtwerke verwaltung
		landratsamt gewerkschaft genossenschaft kammer handelskammer bistum pfarramt markt magistrat feuerwehr freunde bürgerinitiative initiative`)
	bodiesRomance = setOf(`mairie ville commune conseil ministère préfecture hôpital université association société syndicat union comité commission
		tribunal cour direction service bureau cabinet fédération institut école chambre compagnie département amicale ayuntamiento ministerio consejo
		hospital universidad asociación sociedad sindicato comité comisión juzgado dirección departamento junta federación instituto colegio cámara
		compañía unión diputación gobierno audiencia servicio oficina comunidad cooperativa cofradía coopérative`)
	bodiesRussian = setOf(`министерство комитет совет администрация управление больница университет институт союз общество комиссия суд прокуратура
		завод школа правление департамент посёлок поселок отдел служба федерация профсоюз редакция предприятие бюро инспекция товарищество
		дирекция артель кооператив поликлиника дума палата`)
	russianPreposition = setOf("на в во из под с со к ко без не о об от до за над")
)

// documents are words for kinds of documents that stand among the first words of their names.
var documents = setOf(`minutes report memorandum memo decision judgment judgement ruling order notice statement circular record transcript proceedings
	resolution findings verdict letter petition agenda declaration appeal testimony deposition communiqué summary survey inquiry review
	niederschrift protokoll bericht gutachten bekanntmachung beschluss beschluß urteil vermerk stellungnahme mitteilung rundschreiben brief erklärung bescheid
	anfrage antrag vorlage flugblatt aufruf procès-verbal rapport compte-rendu compte note avis arrêté décision jugement lettre circulaire délibération
	déclaration pétition acta actas informe memorando memorándum resolución sentencia nota comunicado carta decreto dictamen declaración aviso
	протокол отчёт отчет акт заключение приказ постановление решение справка записка заявление письмо обращение сообщение доклад распоряжение приговор рапорт`)
