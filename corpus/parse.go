package corpus

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse returns the structure of text, whose main language is the ISO 639-1
// code language, or "und". It accepts any text, also text that is not valid UTF-8; it never
// panics, and its cost is linear in the length of the text. markdown says that the text is Markdown.
func Parse(text, language string, markdown bool) Structure {
	p := parser{text: text, language: language, markdown: markdown}
	p.divide()
	p.classify()
	return p.assemble()
}

// A run is a group of lines that belong together.
type run struct {
	Span  // from the first byte of the first line to the last of the last, without the line's end
	lines int
	kind  BlockKind
	level int    // of a heading
	page  string // the label, if the run is one
	body  Span   // of a heading or list item: without markup
	// joins says that the run goes on with the paragraph of the last run of prose.
	joins bool
}

type parser struct {
	text     string
	language string
	markdown bool
	runs     []run
	blanks   []bool // whether a blank line stands before the run
	labels   bool   // speaker labels divide the text
}

// divide makes runs of the lines.
func (p *parser) divide() {
	at := frontMatterEnd(p.text)
	if at > 0 {
		p.runs = append(p.runs, run{Span: Span{0, at}, kind: FrontMatter})
		p.blanks = append(p.blanks, true)
	}
	var block []Span
	for at < len(p.text) {
		line := nextLine(p.text, at)
		content := trimSpan(p.text, line)
		formFeed := strings.IndexByte(line.In(p.text), '\f') >= 0
		if content.Len() == 0 || formFeed && len(block) > 0 {
			p.divideBlock(block)
			block = block[:0]
		}
		if content.Len() > 0 {
			block = append(block, Span{line.Start, content.End})
		}
		at = line.End
	}
	p.divideBlock(block)
}

// nextLine returns the line that starts at at, with its end.
func nextLine(text string, at int) Span {
	if i := strings.IndexAny(text[at:], "\n\r"); i >= 0 {
		end := at + i + 1
		if text[end-1] == '\r' && end < len(text) && text[end] == '\n' {
			end++
		}
		return Span{at, end}
	}
	return Span{at, len(text)}
}

// trimSpan returns s without white space at its ends.
func trimSpan(text string, s Span) Span {
	t := s.In(text)
	left := strings.TrimLeftFunc(t, unicode.IsSpace)
	s.Start = s.End - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

// maxWrap is the widest column, in bytes, at which a text is taken to be wrapped by hand.
const maxWrap = 120

// divideBlock makes runs of lines between which no blank line stands: lines that were wrapped are joined.
func (p *parser) divideBlock(lines []Span) {
	if len(lines) == 0 {
		return
	}
	width := 0
	for _, l := range lines {
		width = max(width, l.Len())
	}
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && p.wrapped(lines[j-1], lines[j], width) {
			j++
		}
		p.runs = append(p.runs, run{Span: Span{lines[i].Start, lines[j-1].End}, lines: j - i})
		p.blanks = append(p.blanks, i == 0)
		i = j
	}
}

// wrapped reports whether line b goes on with line a: the first word of b would not have fitted on a.
func (p *parser) wrapped(a, b Span, width int) bool {
	ta, tb := a.In(p.text), b.In(p.text)
	if width > maxWrap || startsRun(tb) || standsAlone(ta) {
		return false
	}
	if quoteMark(ta) != "" || quoteMark(tb) != "" {
		return quoteMark(ta) != "" && quoteMark(tb) != ""
	}
	content := strings.TrimSpace(tb)
	word := content
	if i := strings.IndexFunc(content, unicode.IsSpace); i >= 0 {
		word = content[:i]
	}
	if len(ta)+1+len(word) > width-2 {
		return true
	}
	return len(ta) > width/2 && !endsSentence(ta) && (lowerStart(content) || strings.HasSuffix(ta, "-"))
}

// quoteMark returns the mark of a block quotation at the beginning of a line, or "".
func quoteMark(line string) string {
	t := strings.TrimLeft(line, " ")
	if len(line)-len(t) > 3 || !strings.HasPrefix(t, ">") {
		return ""
	}
	end := 0
	for end < len(t) && (t[end] == '>' || t[end] == ' ') {
		end++
	}
	return t[:end]
}

var (
	listMark    = regexp.MustCompile(`^\s{0,8}(?:[-*+•‣◦–]\s+|\(?(?:\d{1,3}|[a-zA-Zа-яА-Я]|[ivxIVX]{1,5})[.)]\s+)`)
	atxHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$`)
	boldLine    = regexp.MustCompile(`^\s*(?:\*\*([^*]+)\*\*|__([^_]+)__)\s*$`)
	footMark    = regexp.MustCompile(`^\s*(?:[¹²³⁰⁴-⁹]+\s*\S|\[\^[^\]\s]{1,20}\]:|\[\d{1,3}\]:?\s+\S|\^\d{1,3}\s+\S|(?:\*{1,3}|†|‡)\s+\S)`)
	pageLabel   = regexp.MustCompile(`^\s*(?:[-–—]\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—]|\[?(?i:page|seite|p\.|s\.|pág\.|página|стр\.|страница)\s*(\d{1,4}|[ivxlc]{1,6})\]?(?:\s*(?i:of|von|de|sur|из)\s*\d+)?|(\d{1,4}))\s*$`)
	rule        = regexp.MustCompile(`^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:~\s*){3,}|(?:#\s*){3,})$`)
	imageLine   = regexp.MustCompile(`^\s*!\[[^\]]*\]\([^)]*\)\s*$`)
	addressLine = regexp.MustCompile(`^\s*(?:(?i:source|url|link|quelle|fuente|источник)\s*:\s*)?<?(?:https?://|www\.)\S+>?\s*$|^\s*\S+@\S+\.\S+\s*$`)
	labelLine   = regexp.MustCompile(`^\s*(?:[QAFPRВО]\s*[.:]|(?:THE |Mr\.? |Mrs\.? |Ms\.? |Dr\.? |M\. |Mme |Herr |Frau |Sr\. |Sra\. )?[\p{Lu}][\p{L}.'’-]*(?:\s[\p{Lu}][\p{L}.'’-]*){0,3}\s*:)\s+\S`)
	headerLine  = regexp.MustCompile(`^\s*(?i:to|from|date|subject|re|cc|an|von|datum|betreff|betr\.|à|de|objet|para|asunto|fecha|кому|от кого|дата|тема)\s*:\s+\S`)
	bylineLine  = regexp.MustCompile(`^\s*(?i:by|von|par|por|автор:?|text:|texte:|texto:|текст:)\s+\p{Lu}?\S*(?:\s+\S+){0,7}\s*$`)
	countLine   = regexp.MustCompile(`^\s*\d+\s+(?i:thoughts? on|comments?|responses?|replies|shares?|likes?|views?|kommentare?|antworten|commentaires?|réponses?|comentarios?|respuestas?|комментари\p{L}*|ответ\p{L}*)\b`)
	issueLine   = regexp.MustCompile(`(?i)^\s*(?:\S+\s+){0,3}(?:no|nr|nº|n°|№|vol|issue|number|heft|ausgabe|numéro|número|номер|выпуск)\.?\s*\d+\s*(?:[,(].*)?$`)
)

// furnitureStarts are beginnings of short lines that a page puts around a text, folded to small letters.
var furnitureStarts = []string{
	"subscribe", "share this", "share on", "read more", "read also", "see also:", "click here", "advertisement", "sponsored", "sign up",
	"follow us", "newsletter", "copyright", "©", "(c) ", "all rights reserved", "print this", "email this", "related articles", "related posts",
	"filed under", "tags:", "tagged", "posted in", "posted by", "posted on", "published on", "leave a reply", "leave a comment", "skip to",
	"back to top", "table of contents", "previous article", "next article", "cookie", "photo:", "image:", "picture:",
	"abonnieren", "jetzt abonnieren", "teilen", "weiterlesen", "lesen sie auch", "mehr zum thema", "anzeige", "alle rechte vorbehalten", "foto:", "bild:", "zurück zum",
	"s'abonner", "s’abonner", "abonnez-vous", "partager", "lire la suite", "lire aussi", "publicité", "tous droits réservés", "photo :",
	"suscríbete", "suscríbase", "compartir", "leer más", "lea también", "publicidad", "todos los derechos reservados", "foto :",
	"подписаться", "подпишитесь", "поделиться", "читать далее", "читайте также", "реклама", "все права защищены", "фото:",
}

// startsRun reports whether a line begins something new even where no blank line stands before it.
func startsRun(line string) bool {
	return listMark.MatchString(line) || atxHeading.MatchString(line) || footMark.MatchString(line) || labelLine.MatchString(line) ||
		headerLine.MatchString(line) || dashStart(strings.TrimSpace(line))
}

// standsAlone reports whether nothing goes on behind a line.
func standsAlone(line string) bool {
	return atxHeading.MatchString(line) || headerLine.MatchString(line) || boldLine.MatchString(line) || rule.MatchString(line) || addressLine.MatchString(line)
}

// frontMatterEnd returns the end of the front matter at the beginning of text, or 0 if there is none: a line ---, at
// least one line "key:", and a line --- or ... that ends it, within [MaxFrontMatter] bytes.
func frontMatterEnd(text string) int {
	first := nextLine(text, 0)
	if strings.TrimRight(first.In(text), " \t\r\n") != "---" {
		return 0
	}
	key := false
	for at := first.End; at < len(text) && at <= MaxFrontMatter; {
		line := nextLine(text, at)
		at = line.End
		switch content := strings.TrimRight(line.In(text), " \t\r\n"); {
		case content == "---" || content == "...":
			if key {
				return at
			}
			return 0
		case frontMatterKey.MatchString(content):
			key = true
		}
	}
	return 0
}

var frontMatterKey = regexp.MustCompile(`^[A-Za-z][A-Za-z_-]*\s*:(?:\s|$)`)

// MaxFrontMatter is the most bytes of front matter.
const MaxFrontMatter = 16 << 10

// classify says what each run is.
func (p *parser) classify() {
	counts := make(map[string]int)
	labels := 0
	for i := range p.runs {
		r := &p.runs[i]
		if r.kind == FrontMatter {
			continue
		}
		s := r.In(p.text)
		if len(s) <= 80 && !endsSentence(s) {
			counts[strings.TrimSpace(s)]++
		}
		if labelLine.MatchString(s) {
			labels++
		}
	}
	p.labels = labels >= 4
	for i := range p.runs {
		r := &p.runs[i]
		if r.kind == FrontMatter {
			continue
		}
		s := r.In(p.text)
		r.body = trimSpan(p.text, r.Span)
		if len(s) > maxLineForRules {
			p.long(r, s)
			continue
		}
		p.short(r, s, counts[strings.TrimSpace(s)] > 1)
	}
	p.setext()
	p.headings()
	p.top()
	p.join()
}

// maxLineForRules is the most bytes of a run that may be anything but prose, a quotation, a list item, or a footnote.
const maxLineForRules = 400

// long says what a long run is.
func (p *parser) long(r *run, s string) {
	head := s[:min(len(s), maxLineForRules)]
	switch {
	case quoteMark(head) != "":
		r.kind = Quotation
	case footMark.MatchString(head):
		r.kind = Footnote
	}
}

// short says what a short run is, as far as it tells by itself.
func (p *parser) short(r *run, s string, repeated bool) {
	content := strings.TrimSpace(s)
	lower := strings.ToLower(content)
	words := len(strings.Fields(content))
	if m := pageLabel.FindStringSubmatch(s); m != nil && (m[3] == "" || len(m[3]) <= 3) {
		r.kind, r.page = Furniture, m[1]+m[2]+m[3]
		return
	}
	switch m := atxHeading.FindStringSubmatchIndex(s); {
	case m != nil && (p.markdown || m[3]-m[2] > 0 && r.lines == 1):
		r.kind, r.level = Heading, m[3]-m[2]
		r.body = trimSpan(p.text, Span{r.Start + m[4], r.Start + m[5]})
		if r.body.Len() == 0 {
			r.kind = Furniture
		}
	case rule.MatchString(s), imageLine.MatchString(s), addressLine.MatchString(s) && !quotedLine(s):
		r.kind = Furniture
	case quoteMark(s) != "":
		r.kind = Quotation
	case footMark.MatchString(s):
		r.kind = Footnote
	case boldLine.MatchString(s) && words <= 14:
		r.kind, r.level = Heading, 2
		r.body = trimSpan(p.text, Span{r.body.Start + 2, r.body.End - 2})
	case repeated, countLine.MatchString(s):
		r.kind = Furniture
	case headerLine.MatchString(s) && words <= 20:
		r.kind = Furniture
	case !endsSentence(content) && words <= 12 && slices.ContainsFunc(furnitureStarts, func(f string) bool { return strings.HasPrefix(lower, f) }):
		r.kind = Furniture
	case !endsSentence(content) && words <= 9 && bylineLine.MatchString(s):
		r.kind = Furniture
	case dateLine(content, p.language):
		r.kind = Furniture
	case listMark.MatchString(s) && len(content) <= maxListItem && !numberedHeading(content):
		r.kind = List
	}
}

// maxListItem is the most bytes of a list item; a longer paragraph with a number before it is prose.
const maxListItem = 240

// quotedLine reports whether s stands in quotation marks or holds more than an address.
func quotedLine(s string) bool { return strings.ContainsAny(s, "“”„«»\"") }

// numberedHeading reports whether s is a number and a few words without an end, such as "3. The inquiry".
func numberedHeading(s string) bool {
	i := strings.IndexAny(s, ".)")
	if i < 1 || s[0] < '0' || s[0] > '9' || endsSentence(s) {
		return false
	}
	rest := strings.TrimSpace(s[i+1:])
	return len(strings.Fields(rest)) <= 9 && rest != "" && !lowerStart(rest) && !strings.HasSuffix(rest, ",") && !strings.HasSuffix(rest, ";")
}

// endsSentence reports whether s ends as a sentence does, or with a colon behind which something follows.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || closing(r) || superscript(r) })
	if i := strings.LastIndexByte(s, '['); i >= 0 && i > len(s)-6 && bracketNote(s[i:]+"]") > 0 {
		s = strings.TrimRightFunc(s[:i], unicode.IsSpace)
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return terminal(r) || r == ':' || r == ';' || r == ','
}

var (
	dateYear  = regexp.MustCompile(`\b(?:1[0-9]|20)\d\d\b`)
	plainDate = regexp.MustCompile(`^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,?\s+\d{1,2}:\d{2}.*)?$`)
)

// dateLine reports whether s is a date of its own, perhaps with places before it.
func dateLine(s, language string) bool {
	if plainDate.MatchString(s) {
		return true
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",/()", r) })
	if len(words) == 0 || len(words) > 9 || !dateYear.MatchString(s) {
		return false
	}
	month := false
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, ".,:"))
		switch {
		case months[w] > 0:
			month = true
		case dateWords[w], isNumber(strings.TrimRight(w, "stndrhe")), w == "":
		default:
			if r, _ := utf8.DecodeRuneInString(w); !month && unicode.IsLetter(r) && !lowerStart(wordOf(s, w)) {
				continue // a place
			}
			return false
		}
	}
	return month
}

// wordOf returns the word of s that is w in small letters.
func wordOf(s, w string) string {
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",/()", r) }) {
		if strings.ToLower(strings.Trim(f, ".,:")) == w {
			return f
		}
	}
	return w
}

// dateWords may stand in a date beside numbers and a month.
var dateWords = setOf(`the of de del di den der am le el st nd rd th year года г день monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves
viernes sábado domingo понедельник вторник среда четверг пятница суббота воскресенье published updated posted evening morning edition`)

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// months gives the number of a month's name in five languages.
var months = func() map[string]int {
	m := make(map[string]int)
	for _, list := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	} {
		for i, w := range strings.Fields(list) {
			m[w] = i + 1
		}
	}
	m["sept"] = 9
	return m
}()

// setext makes headings of lines that are underlined with = or -.
func (p *parser) setext() {
	for i := 1; i < len(p.runs); i++ {
		under := strings.TrimSpace(p.runs[i].In(p.text))
		if p.blanks[i] || len(under) < 3 || strings.Trim(under, "=") != "" && strings.Trim(under, "-") != "" {
			continue
		}
		r := &p.runs[i-1]
		if r.kind == Prose && r.lines == 1 && r.Len() <= maxHeading {
			r.kind, r.level = Heading, 2
			if under[0] == '=' {
				r.level = 1
			}
			p.runs[i].kind = Furniture
		}
	}
}

// maxHeading is the most bytes of a heading without markup.
const maxHeading = 160

// maxHeadingWords is the most words of one.
const maxHeadingWords = 16

// headings finds headings that have no markup: short lines that do not end as a sentence does, with prose behind them.
func (p *parser) headings() {
	for i := range p.runs {
		r := &p.runs[i]
		if r.kind != Prose || r.lines > 2 || r.Len() > maxHeading {
			continue
		}
		s := strings.TrimSpace(r.In(p.text))
		if !p.headingLike(s) {
			continue
		}
		if before := p.previous(i); before >= 0 && p.unfinished(before) {
			continue
		}
		// Something that is no heading must stand behind it sooner or later.
		follows := false
		for j := i + 1; j < len(p.runs); j++ {
			if k := p.runs[j].kind; k == Furniture || k == Footnote || k == FrontMatter {
				continue
			}
			follows = p.runs[j].Len() > 40 || p.runs[j].kind != Prose
			if !follows && p.headingLike(strings.TrimSpace(p.runs[j].In(p.text))) && p.runs[j].Len() <= maxHeading {
				continue
			}
			break
		}
		if follows {
			r.kind, r.level = Heading, 2
		}
	}
}

// headingLike reports whether a line alone could be a heading.
func (p *parser) headingLike(s string) bool {
	words := len(strings.Fields(s))
	if words == 0 || words > maxHeadingWords || lowerStart(s) || !strings.ContainsFunc(s, unicode.IsLetter) {
		return false
	}
	if endsSentence(s) {
		question := strings.HasSuffix(s, "?") && words <= 10
		return question && !p.labels && !strings.ContainsAny(s[:1], "\"'-") && !dashStart(s)
	}
	if labelLine.MatchString(s) && p.labels || dashStart(s) {
		return false
	}
	// An open quotation mark that is not closed here: the line is a part of something.
	return strings.Count(s, "“") == strings.Count(s, "”")
}

// previous returns the index of the last run of prose before i, over furniture and footnotes, or -1.
func (p *parser) previous(i int) int {
	for j := i - 1; j >= 0; j-- {
		switch p.runs[j].kind {
		case Furniture, Footnote:
			continue
		case Prose, List, Quotation:
			return j
		}
		return -1
	}
	return -1
}

// unfinished reports whether a run of prose breaks off inside a sentence, as at a page's end.
func (p *parser) unfinished(i int) bool {
	r := p.runs[i]
	if r.kind != Prose && r.kind != List || r.Len() < 60 {
		return false
	}
	s := strings.TrimRightFunc(r.In(p.text), unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, func(c rune) bool { return superscript(c) }))
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' || last == '-' || last == '–' || last == '‐' || last == '\u00ad'
}

// top finds the title among the short lines before the first prose; what else stands there is furniture, but for
// lines that follow the title.
func (p *parser) top() {
	var lines []int // headings without markup
	byline, dated := -1, false
	for i := range p.runs {
		r := p.runs[i]
		s := strings.TrimSpace(r.In(p.text))
		if r.kind == Prose || r.kind == List || r.kind == Quotation || r.kind == Footnote {
			break
		}
		if r.kind == Heading {
			if strings.HasPrefix(s, "#") {
				if len(lines) == 0 {
					p.runs[i].level = 1
					return
				}
				break
			}
			if issueLine.MatchString(s) {
				p.runs[i].kind = Furniture
				dated = true
				continue
			}
			lines = append(lines, i)
		}
		if r.kind == Furniture {
			if bylineLine.MatchString(s) && byline < 0 && len(lines) > 0 {
				byline = len(lines) - 1
			}
			dated = dated || dateLine(s, p.language)
		}
	}
	if len(lines) == 0 {
		return
	}
	title := 0
	switch {
	case byline >= 0:
		title = byline
	case dated || len(lines) > 2:
		for i, l := range lines {
			if p.runs[l].Len() > p.runs[lines[title]].Len() {
				title = i
			}
		}
	}
	p.runs[lines[title]].level = 1
	for _, l := range lines[:title] {
		p.runs[l].kind = Furniture
	}
}

// join marks the runs that go on with the paragraph of the last run of prose: it broke off inside a sentence.
func (p *parser) join() {
	for i := range p.runs {
		r := &p.runs[i]
		if r.kind != Prose {
			continue
		}
		before := p.previous(i)
		if before < 0 || !p.unfinished(before) {
			continue
		}
		s := strings.TrimLeftFunc(r.In(p.text), unicode.IsSpace)
		if lowerStart(s) {
			r.joins = true
		}
	}
}

// assemble makes the structure of the runs.
func (p *parser) assemble() Structure {
	s := Structure{Sections: []Section{{}}}
	page, number, current := "", 0, -1
	segments := make(map[int][]Span) // of the paragraphs, by index
	for i := range p.runs {
		r := &p.runs[i]
		end := len(p.text)
		if i+1 < len(p.runs) {
			end = p.runs[i+1].Start
		}
		start := 0
		if i > 0 {
			start = r.Start
		}
		block := Block{Span: Span{start, end}, Kind: r.kind, Paragraph: -1}
		switch r.kind {
		case FrontMatter:
		case Furniture:
			if r.page != "" {
				page = r.page
			}
		default:
			if r.joins && current >= 0 {
				block.Kind = s.Paragraphs[current].Kind
				block.Paragraph = current
				segments[current] = append(segments[current], trimSpan(p.text, r.Span))
				break
			}
			if r.kind == Heading {
				s.Sections = append(s.Sections, Section{Heading: r.body, Level: r.level})
			}
			if r.kind == Prose || r.kind == List || r.kind == Quotation {
				number++
				current = len(s.Paragraphs)
			}
			block.Paragraph = len(s.Paragraphs)
			segments[len(s.Paragraphs)] = []Span{r.body}
			s.Paragraphs = append(s.Paragraphs, Paragraph{Kind: r.kind, Section: len(s.Sections) - 1, Number: number, Page: page})
		}
		s.Blocks = append(s.Blocks, block)
	}
	if len(p.runs) == 0 && p.text != "" {
		s.Blocks = []Block{{Span: Span{0, len(p.text)}, Kind: Furniture, Paragraph: -1}}
	}
	for i := range s.Paragraphs {
		s.Paragraphs[i].Sentences = p.sentencesOf(s.Paragraphs[i].Kind, segments[i])
	}
	return s
}

// sentencesOf divides a paragraph that lies in segments, between which furniture or footnotes may stand.
func (p *parser) sentencesOf(kind BlockKind, segments []Span) []Sentence {
	merged := segments[:1]
	for _, s := range segments[1:] {
		last := &merged[len(merged)-1]
		if strings.TrimSpace(p.text[last.End:s.Start]) == "" {
			last.End = s.End
		} else {
			merged = append(merged, s)
		}
	}
	if kind == Heading {
		return []Sentence{{Parts: merged}}
	}
	if len(merged) == 1 {
		spans := sentences(merged[0].In(p.text), merged[0].Start, p.language)
		list := make([]Sentence, len(spans))
		parts := make([]Span, len(spans))
		for i, span := range spans {
			parts[i] = span
			list[i] = Sentence{Parts: parts[i : i+1 : i+1]}
		}
		return list
	}
	var b bytes.Buffer
	starts := make([]int, len(merged)) // of each segment in the joined text
	for i, s := range merged {
		if i > 0 {
			b.WriteByte('\n')
		}
		starts[i] = b.Len()
		b.WriteString(s.In(p.text))
	}
	var list []Sentence
	for _, span := range sentences(b.String(), 0, p.language) {
		var parts []Span
		for i, s := range merged {
			from, to := max(span.Start, starts[i]), min(span.End, starts[i]+s.Len())
			if from >= to {
				continue
			}
			part := trimSpan(p.text, Span{s.Start + from - starts[i], s.Start + to - starts[i]})
			if part.Len() > 0 {
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 {
			list = append(list, Sentence{Parts: parts})
		}
	}
	return list
}
