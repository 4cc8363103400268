package corpus

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
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
	Span  // from the first byte of the first line to the last that is not blank
	lines int
	kind  BlockKind
	level int    // of a heading
	page  string // the label, if the run is one
	body  Span   // without markup and blanks at its ends
	verse bool   // lines that were broken on purpose
	fixed bool   // the kind is settled: code, a row of a table
	apart bool   // a blank line or a page's end stands before it
	torn  bool   // a page's end stands before it
	// joins says that the run goes on with the paragraph of the last run of prose.
	joins bool
}

type parser struct {
	text     string
	language string
	markdown bool
	runs     []run
	speakers map[string]int  // labels such as those of speakers, with how often they stand before a run
	hearing  bool            // whether much of the text is spoken by speakers with labels
	repeated map[string]int  // short lines that stand alone, with how often they do
	notes    map[string]bool // marks in the text that refer to a note, such as 12 or *
	opening  int             // the number of runs before the first that is plainly prose
}

// A line is one that is not blank.
type line struct {
	Span        // to the last byte that is not blank
	runes       int
	apart, torn bool // as in run
}

// divide makes runs of the lines.
func (p *parser) divide() {
	at := frontMatterEnd(p.text)
	if at > 0 {
		p.runs = append(p.runs, run{Span: Span{0, at}, kind: FrontMatter, fixed: true, apart: true})
	}
	lines := p.lines(at)
	marked := p.markedEnds(lines)
	for i := 0; i < len(lines); {
		if marked != nil && marked[i] > 0 {
			p.divideMarked(lines[i:marked[i]])
			i = marked[i]
			continue
		}
		end := i + 1
		for end < len(lines) && !lines[end].apart && (marked == nil || marked[end] == 0) {
			end++
		}
		p.divideBlock(lines[i:end])
		i = end
	}
}

// lines returns the lines behind at. One that has nothing but the marks of a block quotation, below a line of one, is blank.
func (p *parser) lines(at int) []line {
	var lines []line
	apart, torn, quoted := true, false, false
	for at < len(p.text) {
		end, feed := lineEnd(p.text, at)
		content := trimSpan(p.text, Span{at, end})
		if content.Len() == 0 || quoted && onlyMarks(content.In(p.text)) {
			apart = true
		} else {
			quoted = p.text[content.Start] == '>'
			lines = append(lines, line{Span: Span{at, content.End}, runes: utf8.RuneCountInString(content.In(p.text)), apart: apart, torn: torn})
			apart, torn = false, false
		}
		apart, torn = apart || feed, torn || feed
		at = end
	}
	return lines
}

// lineEnd returns the end of the line that starts at at, behind what ends it, and whether that ends a page, too. Lines end as
// Unicode says: also at U+000B, U+000C, U+0085, U+2028, and U+2029.
func lineEnd(text string, at int) (end int, feed bool) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\n', '\v':
			return i + 1, false
		case '\f':
			return i + 1, true
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			return i + 1, false
		case 0xC2, 0xE2:
			if r, size := utf8.DecodeRuneInString(text[i:]); r == '\u0085' || r == '\u2028' || r == '\u2029' {
				return i + size, false
			}
		}
	}
	return len(text), false
}

// onlyMarks reports whether a line has nothing but the marks of a block quotation.
func onlyMarks(s string) bool { return strings.Trim(s, "> \t") == "" }

// nextLine returns the line that starts at at, with its end: a line feed, a carriage return, or both.
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

// add appends a run of lines and returns it.
func (p *parser) add(lines []line) *run {
	first, last := lines[0], lines[len(lines)-1]
	p.runs = append(p.runs, run{Span: Span{first.Start, last.End}, lines: len(lines), apart: first.apart, torn: first.torn})
	return &p.runs[len(p.runs)-1]
}

// markedEnds returns, for each line of a Markdown text, the index behind the last line of the code or the comment that it opens, or 0; nil
// for another text.
func (p *parser) markedEnds(lines []line) []int {
	if !p.markdown {
		return nil
	}
	ends := make([]int, len(lines))
	closers := make([]int, len(lines)) // of a line that may end code: the next such line below it, or 0
	next := make(map[byte]int)         // the next line that may end code, by its mark
	comment := 0                       // the next line that ends a comment
	for i := len(lines) - 1; i >= 0; i-- {
		s := strings.TrimSpace(lines[i].In(p.text))
		if strings.HasSuffix(s, "-->") {
			comment = i
		}
		if strings.HasPrefix(s, "<!--") && comment >= i && comment-i < mostComment && strings.HasSuffix(lines[comment].In(p.text), "-->") {
			ends[i] = comment + 1
		}
		mark := fence(s)
		if mark == "" {
			continue
		}
		end := next[mark[0]]
		for range mostInnerFences {
			if end == 0 || len(fence(strings.TrimSpace(lines[end].In(p.text)))) >= len(mark) {
				break
			}
			end = closers[end]
		}
		if end > 0 {
			ends[i] = end + 1
		}
		if len(mark) == len(s) {
			closers[i], next[mark[0]] = next[mark[0]], i
		}
	}
	return ends
}

const (
	// mostComment is the most lines of a comment.
	mostComment = 100
	// mostInnerFences is the most lines of shorter fences inside a piece of code.
	mostInnerFences = 8
)

// fence returns the marks with which s, a line, begins or ends a piece of code, or "".
func fence(s string) string {
	for _, mark := range []string{"`", "~"} {
		if n := len(s) - len(strings.TrimLeft(s, mark)); n >= 3 {
			return s[:n]
		}
	}
	return ""
}

// divideMarked makes runs of a piece of code or of a comment. Code is one paragraph of prose; a comment, and the lines with
// fences, are furniture.
func (p *parser) divideMarked(lines []line) {
	settle := func(lines []line, kind BlockKind) {
		if len(lines) > 0 {
			r := p.add(lines)
			r.kind, r.fixed, r.apart = kind, true, true
		}
	}
	last := len(lines) - 1
	if fence(strings.TrimSpace(lines[0].In(p.text))) == "" {
		settle(lines, Furniture)
		return
	}
	settle(lines[:1], Furniture)
	settle(lines[1:last], Prose)
	settle(lines[last:], Furniture)
}

const (
	// leastWrap and mostWrap are the narrowest and the widest column, in characters, at which a text is taken to be wrapped by hand.
	leastWrap, mostWrap = 40, 120
	// mostVerse is the most characters of a line of verse.
	mostVerse = 70
)

// divideBlock makes runs of lines between which no blank line stands: the rows of a table, a stanza, or lines of which
// those that were wrapped are joined.
func (p *parser) divideBlock(lines []line) {
	width := 0
	for _, l := range lines {
		width = max(width, l.runes)
	}
	if width <= mostVerse && p.isVerse(lines, width) {
		p.add(lines).verse = true
		return
	}
	for i := 0; i < len(lines); {
		if n := p.rows(lines[i:], width); n > 0 {
			for j := range n {
				r := p.add(lines[i+j : i+j+1])
				r.kind, r.fixed = List, true
				if tableRule.MatchString(r.In(p.text)) {
					r.kind = Furniture
				}
			}
			i += n
			continue
		}
		j := i + 1
		for j < len(lines) && p.wrapped(lines[i:j], lines[j], width) {
			j++
		}
		p.add(lines[i:j])
		i = j
	}
}

// rows returns the number of lines at the beginning of lines that are rows of a table: at least two, divided by
// upright strokes, tabs, or wide gaps.
func (p *parser) rows(lines []line, width int) int {
	if width > maxLineForRules {
		return 0
	}
	n := 0
	for n < len(lines) && isRow(lines[n].In(p.text)) {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

// isRow reports whether a line is divided as a row of a table.
func isRow(s string) bool {
	s = strings.TrimSpace(s)
	strokes := strings.Count(s, "|")
	gaps := (strings.Contains(s, "\t") || strings.Contains(s, "   ")) && gap.MatchString(s)
	return (strokes >= 2 || strokes == 1 && s[0] != '|' || gaps) && !startsRun(s) && quoteMark(s) == ""
}

// isVerse reports whether lines are verse, or lines broken as it is, such as the close of a letter: most of them are broken before
// the column is full, or before a capital inside a sentence, and hardly one where the column is full; some have a stop or a comma at the
// end, but at most half of them the end of a sentence. Of two lines the first ends with a comma or a semicolon.
func (p *parser) isVerse(lines []line, width int) bool {
	if len(lines) < 2 || salutation.MatchString(strings.TrimSpace(lines[0].In(p.text))) {
		return false
	}
	broken, filled, pointed, ended := 0, 0, 0, 0
	for i, l := range lines {
		s := l.In(p.text)
		if i > 0 && (startsRun(s) || speakerAlone(s)) || standsAlone(s) || quoteMark(s) != "" || isRow(s) ||
			isByline(s) || dateLine(strings.TrimSpace(s), p.language) {
			return false
		}
		if i > 0 {
			switch full := p.full(lines[i-1], l, width); {
			case !full || !lowerStart(strings.TrimSpace(s)) && !endsInTerminal(lines[i-1].In(p.text)):
				broken++
			case lowerStart(strings.TrimSpace(s)):
				filled++
			}
		}
		if endsSentence(s) || strings.HasSuffix(s, "—") || strings.HasSuffix(s, "–") {
			pointed++
		}
		if endsInTerminal(s) {
			ended++
		}
	}
	if len(lines) == 2 {
		return strings.HasSuffix(lines[0].In(p.text), ",") || strings.HasSuffix(lines[0].In(p.text), ";")
	}
	return 2*broken >= len(lines)-1 && 6*filled < len(lines) && 3*pointed >= len(lines) && 2*ended <= len(lines)
}

// full reports whether the first word of b would not have fitted on a.
func (p *parser) full(a, b line, width int) bool {
	content := strings.TrimSpace(b.In(p.text))
	if i := strings.IndexFunc(content, unicode.IsSpace); i >= 0 {
		content = content[:i]
	}
	return a.runes+1+utf8.RuneCountInString(content) > width-2
}

// wrapped reports whether line b goes on with the lines before it.
func (p *parser) wrapped(before []line, b line, width int) bool {
	if width > mostWrap {
		return false
	}
	a := before[len(before)-1]
	first, ta, tb := before[0].In(p.text), a.In(p.text), b.In(p.text)
	full := width >= leastWrap && p.full(a, b, width)
	if standsAlone(ta) || onlyMarks(ta) || rule.MatchString(tb) || isRow(tb) || onlyMarks(tb) || isAddress(tb) {
		return false
	}
	if startsRun(tb) && (!full || !mayGoOn(tb) || endsSentence(ta) || startsRun(first)) {
		return false
	}
	if qa, qb := quoteMark(ta), quoteMark(tb); qa != "" || qb != "" {
		return strings.ReplaceAll(qa, " ", "") == strings.ReplaceAll(qb, " ", "") && !listMark.MatchString(strings.TrimLeft(tb, "> "))
	}
	if full || speakerAlone(ta) && len(before) == 1 {
		return true
	}
	indented := strings.HasPrefix(tb, "  ") || strings.HasPrefix(tb, "\t")
	if indented && (listMark.MatchString(first) || footMark.MatchString(first)) && !endsInTerminal(ta) {
		return true
	}
	return 2*a.runes > width && !endsSentence(ta) && (lowerStart(strings.TrimSpace(tb)) || strings.HasSuffix(ta, "-"))
}

// quoteMark returns the marks of a block quotation at the beginning of a line, or "".
func quoteMark(line string) string {
	t := strings.TrimLeft(line, " ")
	if len(line)-len(t) > 3 || !strings.HasPrefix(t, ">") {
		return ""
	}
	return t[:len(t)-len(strings.TrimLeft(t, "> "))]
}

// count matches what an item of a list is counted with, but for its mark.
const count = `(?:\d{1,3}|[a-zA-Zа-яА-Я]|[ivxIVX]{1,5})`

// The shapes of lines.
var (
	listMark   = regexp.MustCompile(`^\s{0,8}(?:[-*+•‣◦–—]\s+|\(?` + count + `[.)]\s+)`)
	letterMark = regexp.MustCompile(`^\s*\(?([a-zA-Zа-яА-Я]|[ivxIVX]{1,5})[.)]\s`)
	countMark  = regexp.MustCompile(`^\s*(?:\(?` + count + `[.)]\s|[–—]|\d{1,3}\s)`)
	depthMark  = regexp.MustCompile(`^\d{1,3}((?:\.\d{1,3}){1,4})\.?\s`) // 3.1.2

	atxHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})(?:\s+(.*?))??(?:\s+#+)?\s*$`)
	htmlHeading = regexp.MustCompile(`^\s*<[hH]([1-6])(?:\s[^<>]*)?>(.*?)</[hH][1-6]>\s*$`)
	boldLine    = regexp.MustCompile(`^\s*(?:\*\*([^*]+)\*\*|__([^_]+)__)\s*$`)
	rule        = regexp.MustCompile(`^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:~\s*){3,}|(?:#\s*){3,}|(?:\.\s*){4,}|(?:[•·⁂—–]\s*)+)$`)
	tableRule   = regexp.MustCompile(`^\s*[|+:-][\s|+:=-]*$`)
	gap         = regexp.MustCompile(`\S(?:\t| {3,})\s*\S`)
	imageLine   = regexp.MustCompile(`^\s*!\[[^\]]*\]\([^)]*\)\s*$`)
	tagLine     = regexp.MustCompile(`^\s*(?:</?[a-zA-Z][^<>]*>\s*)+$`)
	linkLine    = regexp.MustCompile(`^\s{0,3}\[[^\]^]+\]:\s+<?(?:https?://|www\.|/|#|\.)\S*>?(?:\s+["'(].*)?$`)

	footMark = regexp.MustCompile(`^\s*(?:` +
		`[¹²³⁰⁴-⁹]+\s*\S|[†‡]\s*\S|\[\^[^\]\s]{1,20}\]:|` +
		`(?:\[(\d{1,3})\]:?|\^\d{1,3})\s+\S|(\*{1,3})\s+\S|(\d{1,3})\s+["“„«]?\p{Lu})`)
	// noteReference finds what refers to a note: [12], a number behind a word's stop, or a star behind a word.
	noteReference = regexp.MustCompile(`[^\s\[][ \t]?\[(\d{1,3})\]|` +
		`[\p{Ll}”’"»)][.,;:!?]?[”’"»]?(\d{1,3})(?:\s|$)|` +
		`[\p{L}.,”"](\*{1,3})(?:\s|$)`)
	pageLabel = regexp.MustCompile(`^\s*(?:` +
		`[-–—]\s*(\d{1,4}|[ivxlc]{1,6})\s*[-–—]|` +
		`\[?(?i:page|seite|p\.|s\.|pág\.|página|стр\.|страница)\s*(\d{1,4}|[ivxlc]{1,6})\]?(?:\s*(?i:of|von|de|sur|из|/)\s*\d+)?|` +
		`(\d{1,3}|x{0,3}(?:ix|iv|v?i{1,3}|v|x)))\s*$`)
	addressLine  = regexp.MustCompile(`^\s*(?:(?i:source|url|link|quelle|fuente|источник)\s*:\s*)?<?(?:https?://|www\.)\S+>?\s*$|^\s*\S+@\S+\.\S+\s*$`)
	contentsLine = regexp.MustCompile(`\S\s*(?:(?:\.\s?){4,}|…{2,})\s*\d+\s*$`)

	questionMark = regexp.MustCompile(`^\s*(?:\*\*)?([QAFPRВО])(?:\s?\d{0,4}[.:]{1,2})(?:\*\*)?\s+\S`)
	labelLine    = regexp.MustCompile(`^\s*(?:\*\*)?(` + speaker + `(?:\s\([^()]{1,40}\))?)\s?:(?:\*\*)?\s+\S`)
	labelAlone   = regexp.MustCompile(`^\s*` + speaker + `\s?:\s*$`)
	capsAlone    = regexp.MustCompile(`^\s*\p{Lu}[\p{Lu}.'’-]+(?: \p{Lu}[\p{Lu}.'’-]*){0,2}\.\s*$`)
)

// speaker matches the label of a speaker: a name, perhaps with a title, or an office.
const speaker = `(?:` +
	`(?:The|Le|La|Les|Der|Die|Das|El|Los) \p{Ll}[\p{L}'’-]*|L['’]\p{L}+|` +
	`(?:THE |Mr\.? |Mrs\.? |Ms\.? |Dr\.? |M\. |Mme |Herr |Frau |Sr\. |Sra\. |D\. )?\p{Lu}[\p{L}.'’-]*(?:[ \x{a0}]\p{Lu}[\p{L}.'’-]*){0,3})`

// The shapes of lines that words of several languages tell.
var (
	headerLine = regexp.MustCompile(`^\s*(?:\*\*)?(?i:` +
		`(to|from|date|cc|bcc|an|von|datum|kopie|à|de|copie|para|fecha|copia|кому|от кого|от|дата|копия)|` +
		`(subject|re|betreff|betr\.|objet|asunto|тема))\s?:(?:\*\*)?\s+\S`)
	bylineLine = regexp.MustCompile(`^\s*(?i:by|von|par|por|автор:?|author:|autor:|autora:|auteur ?:|text:|texte ?:|texto:|текст:)\s+` +
		`(?:\p{Lu}\S*|(?i:our|a staff|unserem|unserer|der redaktion|notre|la rédaction|nuestro|nuestra|la redacción))(?:\s+\S+){0,7}\s*$`)
	countLine = regexp.MustCompile(`^(?i:` +
		`\d[\d.,]*\s+(?:thoughts?|comments?|responses?|replies|kommentare?|antworten|commentaires?|réponses?|comentarios?|respuestas?|` +
		`комментари\p{L}*|ответ\p{L}*)(?:\s+(?:on|to|zu|sur|sobre|к)\s.*)?|` +
		`\d[\d.,]*\s+(?:shares?|likes?|views?|aufrufe|partages?|просмотр\p{L}*)|` +
		`no comments|no replies|no responses|keine kommentare|` +
		`(?:comments?|kommentare|commentaires|comentarios|комментарии)\s*\(\d*\)|` +
		`\d+\s+(?:min(?:ute)?s? read|minuten lesezeit|min de lecture|min de lectura))\s*$`)
	issueLine   = regexp.MustCompile(`(?i)^\s*(?:\S+\s+){0,3}(?:no|nr|nº|n°|№|vol|issue|number|heft|ausgabe|numéro|número|номер|выпуск|bulletin)\.?\s*\d+\s*(?:[,(].*)?$`)
	captionLine = regexp.MustCompile(`^(?i:fig|figure|table|abb|abbildung|tabelle|tab|tableau|figura|tabla|рис|рисунок|таблица|табл)\.?\s*\d`)
	chapterLine = regexp.MustCompile(`^(?i:chapter|part|book|section|article|kapitel|teil|abschnitt|artikel|chapitre|partie|livre|capítulo|parte|libro|sección|` +
		`глава|часть|раздел|книга|статья)\s+(?:\d{1,3}|[IVXLC]{1,7})\b`)
	salutation = regexp.MustCompile(`^(?i:` +
		`(?:my )?dear(?:est)?\b|sehr geehrte|(?:estimad|querid)[oa]s?\b|muy señor|(?:глубоко)?уважаем|дорог(?:ая|ой|ие)|` +
		`(?:liebe[rs]?|cher|chère|chers|chères|monsieur|madame|messieurs|mesdames|sirs?|gentlemen|ladies|comrades|friends|genossen|camarades|` +
		`compañer[oa]s|señor(?:es|as?)?|товарищи|друзья)(?:\P{L}[^.?]*)?[,!:—–-]$)`)
	// periodical finds what a paper says of itself.
	periodical = regexp.MustCompile(`(?i)\b(?:banner|masthead|logo|` +
		`(?:weekly|daily|monthly|quarterly) (?:paper|newspaper|journal|magazine|bulletin|review|organ|news)|newspaper (?:of|for)|` +
		`(?:wochen|tages|monats)(?:zeitung|blatt|schrift) (?:für|der|des)|(?:hebdomadaire|quotidien|mensuel|journal) (?:de|du|des)|` +
		`(?:semanario|diario|periódico|revista) (?:de|del))(?:\P{L}|$)|(?:еженедельная|ежедневная) газета`)
	// paper finds names of papers.
	paper = regexp.MustCompile(`(?i)^(?:\S+\s+){0,4}(?:times|post|courier|herald|tribune|gazette|chronicle|observer|guardian|bulletin|journal|magazine|review|` +
		`news|mail|zeitung|nachrichten|anzeiger|blatt|tageblatt|bote|kurier|rundschau|presse|figaro|dépêche|gaceta|heraldo|noticias|вестник|известия|новости)$`)
)

// startsRun reports whether a line begins something new even where no blank line stands before it.
func startsRun(line string) bool {
	if lettered(line) {
		return letterItem(line) || speakerLabel(line) != "" || isHeader(line)
	}
	return listMark.MatchString(line) || atxHeading.MatchString(line) || footMark.MatchString(line) || speakerLabel(line) != "" ||
		isHeader(line) || dashStart(strings.TrimSpace(line))
}

// lettered reports whether the first character of a line that is not blank is a letter, so that the line has no mark before it but a letter.
func lettered(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " \t"))
	return unicode.IsLetter(r)
}

// letterItem reports whether a line begins with a letter or a Roman numeral that may count the items of a list.
func letterItem(line string) bool {
	s := strings.TrimLeft(line, " \t")
	return strings.ContainsAny(s[:min(len(s), 7)], ".)") && letterMark.MatchString(line)
}

// mostLabel is the most bytes of a label at the beginning of a line, with its colon.
const mostLabel = 100

// isHeader reports whether a line is one of the head of a memorandum or of a mail, such as "To: the Directors".
func isHeader(line string) bool {
	return strings.Contains(line[:min(len(line), mostLabel)], ":") && headerLine.MatchString(line)
}

// mayGoOn reports whether a line that begins as something new does may as well go on with what was wrapped before it: with an
// initial, a number, a dash, a word and a colon.
func mayGoOn(line string) bool {
	return countMark.MatchString(line) || speakerLabel(line) != "" && !isHeader(line)
}

// standsAlone reports whether nothing goes on behind a line.
func standsAlone(line string) bool {
	if isHeader(line) || isAddress(line) {
		return true
	}
	return !lettered(line) && (atxHeading.MatchString(line) || boldLine.MatchString(line) || rule.MatchString(line) || htmlHeading.MatchString(line))
}

// speakerLabel returns the label of a speaker before the words of a line, or "".
func speakerLabel(line string) string {
	head := line[:min(len(line), mostLabel)]
	if !strings.ContainsAny(head, ".:") {
		return ""
	}
	if m := questionMark.FindStringSubmatch(line); m != nil {
		return m[1]
	}
	if strings.Contains(head, ":") {
		if m := labelLine.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	return ""
}

// speakerAlone reports whether a line has nothing but the label of a speaker.
func speakerAlone(line string) bool {
	return len(line) <= mostLabel && (labelAlone.MatchString(line) || capsAlone.MatchString(line))
}

// isAddress reports whether a line has nothing but an address of a page or a mailbox.
func isAddress(line string) bool {
	return (strings.Contains(line, "://") || strings.Contains(line, "www.") || strings.Contains(line, "@")) && addressLine.MatchString(line)
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
	p.survey()
	for i := range p.runs {
		r := &p.runs[i]
		r.body = trimSpan(p.text, r.Span)
		switch s := r.In(p.text); {
		case r.fixed:
		case onlyMarks(s):
			r.kind = Furniture
		case len(s) > maxLineForRules:
			p.long(r, s)
		default:
			p.short(i, s)
		}
	}
	p.open()
	p.setext()
	p.letterhead()
	p.memo()
	p.bylines()
	p.days()
	p.numbers()
	p.headings()
	p.top()
	p.join()
}

const (
	// maxLineForRules is the most bytes of a run that may be anything but prose, a quotation, a list item, or a footnote.
	maxLineForRules = 400
	// maxRepeated is the most bytes of a line that is furniture because it stands alone more than once.
	maxRepeated = 80
	// leastSpeeches is the number of lines with labels of speakers that make a hearing, if they are one in leastSpoken.
	leastSpeeches, leastSpoken = 3, 4
)

// survey counts what tells something about the whole text.
func (p *parser) survey() {
	p.repeated, p.notes = make(map[string]int), make(map[string]bool)
	p.speakers = make(map[string]int)
	speeches, most, noted := 0, 0, false
	for i := range p.runs {
		r := &p.runs[i]
		s := r.In(p.text)
		if r.kind == FrontMatter {
			continue
		}
		if len(s) <= maxRepeated && p.alone(i) && !endsSentence(s) {
			p.repeated[strings.TrimSpace(s)]++
		}
		if label := speakerLabel(s[:min(len(s), maxLineForRules)]); label != "" {
			p.speakers[label]++
			speeches++
			most = max(most, p.speakers[label])
		}
		noted = noted || !lettered(s) && footNumber(s[:min(len(s), maxLineForRules)]) != ""
	}
	for i := 0; noted && i < len(p.runs); i++ {
		for _, m := range noteReference.FindAllStringSubmatch(p.runs[i].In(p.text), -1) {
			p.notes[noteKey(m[1:])] = true
		}
	}
	p.hearing = speeches >= leastSpeeches && most >= 2 && speeches*leastSpoken >= len(p.runs)
	if p.speakers["Q"] > 0 && p.speakers["A"] > 0 {
		p.hearing = p.hearing || speeches*leastSpoken >= len(p.runs)
		p.speakers["Q"], p.speakers["A"] = max(p.speakers["Q"], 2), max(p.speakers["A"], 2)
	}
}

// alone reports whether blank lines or page ends stand around run i.
func (p *parser) alone(i int) bool {
	return p.runs[i].apart && (i+1 == len(p.runs) || p.runs[i+1].apart)
}

// speaks reports whether s begins with the label of a speaker: one that stands there more than once, or any in a hearing.
func (p *parser) speaks(s string) bool {
	label := speakerLabel(s)
	return label != "" && (p.hearing || p.speakers[label] > 1)
}

// long says what a long run is.
func (p *parser) long(r *run, s string) {
	head := s[:min(len(s), maxLineForRules)]
	switch {
	case quoteMark(head) != "":
		p.quotation(r)
	case footMark.MatchString(head) && p.isNote(head):
		r.kind = Footnote
	}
}

// quotation makes r a block quotation.
func (p *parser) quotation(r *run) {
	r.kind = Quotation
	r.body = trimSpan(p.text, Span{r.Start + len(r.In(p.text)) - len(strings.TrimLeft(r.In(p.text), "> ")), r.End})
}

// isNote reports whether s, which begins with the mark of a note, is one: raised digits and daggers mark nothing else, numbers and
// stars must be referred to.
func (p *parser) isNote(s string) bool {
	number := footNumber(s)
	return number == "" || p.notes[number]
}

// footNumber returns the number in brackets, the bare number, or the stars with which a note begins, or "".
func footNumber(s string) string {
	m := footMark.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return noteKey(m[1:])
}

// noteKey returns what tells notes apart: a number in brackets, a bare one, or stars, of which one is given.
func noteKey(m []string) string {
	if m[0] != "" {
		return "[" + m[0]
	}
	return m[1] + m[2]
}

// short says what run i, a short one, is, as far as it tells by itself.
func (p *parser) short(i int, s string) {
	r := &p.runs[i]
	content := strings.TrimSpace(s)
	words := len(strings.Fields(content))
	if p.speaks(s) {
		return
	}
	if m := pageLabel.FindStringSubmatch(s[:min(len(s), mostLabel)]); m != nil && len(s) <= mostLabel && (m[3] == "" || p.alone(i)) {
		r.kind, r.page = Furniture, m[1]+m[2]+m[3]
		return
	}
	switch marked := !lettered(s); {
	case marked && quoteMark(s) != "":
		p.quotation(r)
	case marked && r.lines == 1 && p.markup(r, s):
	case marked && p.isOrnament(s), isAddress(s) && !strings.ContainsAny(s, "“”„«»\""), isNavigation(content), leadsToPage(content):
		r.kind = Furniture
	case marked && footMark.MatchString(s) && !(p.markdown && listMark.MatchString(s)) && p.isNote(s):
		r.kind = Footnote
	case r.lines == 1 && p.isRunningHead(i, content):
		r.kind = Furniture
	case isCount(content), isFurniture(content, words), dateLine(content, p.language):
		r.kind = Furniture
	case (marked || letterItem(s)) && listMark.MatchString(s) && len(content) <= maxListItem && !numberedHeading(content) && p.isItem(i, s):
		r.kind = List
	}
}

// isRunningHead reports whether s, the line of run i, stands alone more than once. Where it is the first line of a text with several pages
// the first one is the title.
func (p *parser) isRunningHead(i int, s string) bool {
	n := p.repeated[s]
	return n > 1 && !dashStart(s) && (n == 2 || i != p.first())
}

// leadsToPage reports whether s, a line, is one of a table of contents: dots lead to a number.
func leadsToPage(s string) bool {
	last := s[len(s)-1]
	return last >= '0' && last <= '9' && contentsLine.MatchString(s)
}

// mostCount is the most bytes of a line that counts comments and the like.
const mostCount = 160

// isCount reports whether s, a line, counts comments, readers, or minutes of reading.
func isCount(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if len(s) > mostCount || !strings.ContainsRune("0123456789NnCcKkКк", first) || !countLine.MatchString(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return closing(last) || !terminal(last) // “12 comments on it were read out.” is prose
}

// isOrnament reports whether s is a rule, a picture, tags, or what links point to.
func (p *parser) isOrnament(s string) bool {
	return rule.MatchString(s) || tableRule.MatchString(s) || imageLine.MatchString(s) || tagLine.MatchString(s) || p.markdown && linkLine.MatchString(s)
}

// markup makes r a heading if its line is marked as one, and reports whether it is.
func (p *parser) markup(r *run, s string) bool {
	heading := func(level, start, end int) bool {
		r.kind, r.level = Heading, level
		if r.body = trimSpan(p.text, Span{r.Start + start, r.Start + end}); r.body.Len() == 0 {
			r.kind = Furniture
		}
		return true
	}
	if m := atxHeading.FindStringSubmatchIndex(s); m != nil {
		return heading(m[3]-m[2], max(m[4], m[3]), max(m[5], m[3]))
	}
	if m := htmlHeading.FindStringSubmatchIndex(s); m != nil {
		level, _ := strconv.Atoi(s[m[2]:m[3]]) // a digit
		return heading(level, m[4], m[5])
	}
	if m := boldLine.FindStringSubmatchIndex(s); m != nil {
		start, end := max(m[2], m[4]), max(m[3], m[5])
		if inner := s[start:end]; len(strings.Fields(inner)) <= maxHeadingWords && (!endsSentence(inner) || strings.HasSuffix(inner, "?") || strings.HasSuffix(inner, ":")) {
			return heading(2, start, end)
		}
	}
	return false
}

// maxListItem is the most bytes of a list item; a longer paragraph with a number before it is prose.
const maxListItem = 240

// isItem reports whether run i, which begins as an item of a list does, is one: a letter must count with another beside it, so that it is
// no initial, and a dash must not open speech.
func (p *parser) isItem(i int, s string) bool {
	t := strings.TrimSpace(s)
	if r, _ := utf8.DecodeRuneInString(t); r == '–' || r == '—' {
		return lowerStart(strings.TrimLeft(t, "–— \u00a0")) && !strings.ContainsAny(t, "?!") || strings.HasSuffix(t, ";")
	}
	letter := itemLetter(s)
	return letter == 0 || i > 0 && follows(itemLetter(p.runs[i-1].In(p.text)), letter) || i+1 < len(p.runs) && follows(letter, itemLetter(p.runs[i+1].In(p.text)))
}

// itemLetter returns the letter with which a line counts, or the first of its Roman numeral, or 0.
func itemLetter(line string) rune {
	if m := letterMark.FindStringSubmatch(line); m != nil {
		r, _ := utf8.DecodeRuneInString(m[1])
		return r
	}
	return 0
}

// follows reports whether b counts the item behind that of a: the next letter, or another Roman numeral.
func follows(a, b rune) bool {
	const roman = "ivxIVX"
	return b == a+1 || strings.ContainsRune(roman, a) && strings.ContainsRune(roman, b)
}

// numberedHeading reports whether s is a number and a few words without an end, such as "3. The inquiry".
func numberedHeading(s string) bool {
	i := strings.IndexAny(s, ".)")
	if i < 1 || s[0] < '0' || s[0] > '9' || endsSentence(s) {
		return false
	}
	rest := strings.TrimSpace(s[i+1:])
	return len(strings.Fields(rest)) <= 9 && rest != "" && !lowerStart(rest)
}

// mostFurniture is the most words of a line that is furniture because of how it begins.
const mostFurniture = 12

// isFurniture reports whether s, a line of so many words, begins as furniture does.
func isFurniture(s string, words int) bool {
	if words > mostFurniture {
		return false
	}
	s = strings.ToLower(s)
	if furnitureLines[strings.TrimRight(s, ":!. ")] {
		return true
	}
	for _, start := range plainFurniture {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	if endsSentence(s) && !strings.HasSuffix(s, "!") && !strings.HasSuffix(s, ":") {
		return false
	}
	for _, start := range furnitureStarts {
		if rest, ok := strings.CutPrefix(s, start); ok {
			next, _ := utf8.DecodeRuneInString(rest)
			return !unicode.IsLetter(next) && next != '-'
		}
	}
	return false
}

// isNavigation reports whether s has nothing but the words of menus and of buttons.
func isNavigation(s string) bool {
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|/·•»«,>", r) }) {
		if !navigation[word] {
			return false
		}
		n++
	}
	return n >= 3 || n > 0 && buttons[strings.Fields(strings.ToLower(s))[0]]
}

// endsSentence reports whether s ends as a sentence does, or with a mark behind which something follows.
func endsSentence(s string) bool {
	r := lastMark(s)
	return terminal(r) || r == ':' || r == ';' || r == ','
}

// endsInTerminal reports whether s ends as a sentence does.
func endsInTerminal(s string) bool { return terminal(lastMark(s)) }

// mostClosing is the most bytes at the end of a text in which its last mark is looked for.
const mostClosing = 256

// lastMark returns the last character of s, closing marks and marks of notes left out.
func lastMark(s string) rune {
	s = s[max(0, len(s)-mostClosing):]
	for {
		s = strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || closing(r) && r != ']' || superscript(r) })
		if i := strings.LastIndexByte(s, '['); i >= 0 && bracketNote(s[i:]) == len(s)-i {
			s = s[:i]
			continue
		}
		rest, ok := strings.CutSuffix(s, "]")
		if !ok {
			break
		}
		s = rest
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	if r < '0' || r > '9' {
		return r
	}
	// A note that lost its raise: end.1
	number := strings.TrimRight(s, "0123456789")
	before := strings.TrimRightFunc(number, closing)
	if mark, size := utf8.DecodeLastRuneInString(before); terminal(mark) && plainNote(s[len(number):]) > 0 && noteStands(before[:len(before)-size], "") {
		return mark
	}
	return r
}

var (
	dateYear  = regexp.MustCompile(`\b(?:1[0-9]|20)\d\d\b`)
	plainDate = regexp.MustCompile(`^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,?\s+\d{1,2}:\d{2}.*)?$`)
)

// mostDate is the most bytes of a line that is a date with places before it.
const mostDate = 100

// dateLine reports whether s is a date of its own, perhaps with places before it.
func dateLine(s, _ string) bool {
	if plainDate.MatchString(s) {
		return true
	}
	if len(s) > mostDate || !strings.ContainsAny(s, "12") || !dateYear.MatchString(s) {
		return false
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",/()", r) })
	if len(words) > 9 {
		return false
	}
	month, place, day := false, false, strings.Contains(s, ",")
	for _, written := range words {
		written = strings.Trim(written, ".,:")
		switch w := strings.ToLower(written); {
		case months[w] > 0:
			month = true
		case isNumber(strings.TrimRight(w, "stndrhe")):
			day = day || len(w) <= 4 && !dateYear.MatchString(w)
		case dateWords[w], weekdays[w], w == "":
		default:
			if r, _ := utf8.DecodeRuneInString(written); month || !unicode.IsUpper(r) {
				return false
			}
			place = true
		}
	}
	return month && (day || !place) // "Report January 2022" is a title
}

// open finds the first run that is plainly prose: what stands before it may be title, byline, and the like.
func (p *parser) open() {
	p.opening = len(p.runs)
	for i := range p.runs {
		r := &p.runs[i]
		s := r.In(p.text)
		switch r.kind {
		case Furniture, FrontMatter, Heading:
			continue
		case Prose:
			if brief(s) && r.lines <= mostTogether && !endsSentence(s) || p.isSalutation(i) || isHeader(s) {
				continue
			}
			if lastMark(s) == '?' && p.headingLike(strings.TrimSpace(s), i) {
				continue
			}
		}
		p.opening = i
		return
	}
}

// setext makes headings of lines that are underlined with = or -.
func (p *parser) setext() {
	for i := 1; i < len(p.runs); i++ {
		under := strings.TrimSpace(p.runs[i].In(p.text))
		if p.runs[i].apart || len(under) < 3 || strings.Trim(under, "=") != "" && strings.Trim(under, "-") != "" {
			continue
		}
		r := &p.runs[i-1]
		if s := r.In(p.text); r.kind == Prose && !r.fixed && r.lines <= mostTogether && brief(s) && (p.markdown || !endsSentence(s)) {
			r.kind, r.level = Heading, 2
			if under[0] == '=' {
				r.level = 1
			}
			p.runs[i].kind = Furniture
		}
	}
}

// mostSalutation is the most words of a salutation.
const mostSalutation = 9

// isSalutation reports whether run i is the salutation of a letter.
func (p *parser) isSalutation(i int) bool {
	s := p.runs[i].body.In(p.text)
	return brief(s) && len(strings.Fields(s)) <= mostSalutation && salutation.MatchString(s) && (strings.HasSuffix(s, "!") || !endsInTerminal(s))
}

// mostHead is the number of runs at the beginning of a text among which a letter's salutation or a memorandum's head is looked for.
const mostHead = 40

// letterhead makes furniture of what stands above the salutation of a letter: an address of several lines, and a place with a day.
func (p *parser) letterhead() {
	at := 0
	for at < min(len(p.runs), mostHead, p.opening) && !p.isSalutation(at) {
		at++
	}
	if at == min(len(p.runs), mostHead, p.opening) {
		return
	}
	for end := at; end > 0; {
		start := end - 1
		for start > 0 && !p.runs[start].apart {
			start--
		}
		if !p.isAddressed(p.runs[start:end]) {
			return
		}
		for i := start; i < end; i++ {
			p.runs[i].kind = Furniture
		}
		end = start
	}
}

// isAddressed reports whether runs, between which no blank lines stand, are what a letter has above its salutation: an address with a
// number, or a place and a day.
func (p *parser) isAddressed(runs []run) bool {
	days, lines, furniture := false, 0, true
	for _, r := range runs {
		if r.fixed || r.kind != Prose && r.kind != Furniture {
			return false
		}
		days = days || namesDay(r.In(p.text))
		lines += r.lines
		furniture = furniture && r.kind == Furniture
	}
	if furniture || days && lines > 1 {
		return true
	}
	place, _, comma := strings.Cut(strings.TrimSpace(runs[0].In(p.text)), ",")
	return days && comma && len(strings.Fields(place)) <= mostPlace && !strings.ContainsFunc(place, func(r rune) bool { return r >= '0' && r <= '9' }) && isName(place)
}

// mostPlace is the most words of the name of a place above a letter.
const mostPlace = 3

// isName reports whether all words of s begin with a capital.
func isName(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// namesDay reports whether s names a month or a day of the week, or has a number.
func namesDay(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if months[w] > 0 || weekdays[w] || digitStart(w) {
			return true
		}
	}
	return false
}

// memo makes furniture of the head of a memorandum or of a mail: lines To: and From: beside one another, or one above the text. What its
// subject is is the title, unless a title stands above it.
func (p *parser) memo() {
	titled := false
	for i := range p.runs {
		r := &p.runs[i]
		s := r.In(p.text)
		if r.kind != Prose || len(s) > maxLineForRules || !isHeader(s) || len(strings.Fields(s)) > mostHeader {
			titled = titled || r.kind == Heading || r.kind == Prose
			continue
		}
		beside := func(j int) bool { return j >= 0 && j < len(p.runs) && isHeader(p.runs[j].In(p.text)) }
		if i >= p.opening && !(beside(i-1) && !r.apart) && !(beside(i+1) && !p.runs[i+1].apart) {
			continue
		}
		r.kind = Furniture
		subject := strings.TrimLeftFunc(s[strings.IndexByte(s, ':')+1:], func(r rune) bool { return unicode.IsSpace(r) || r == '*' })
		if headerLine.FindStringSubmatch(s)[2] != "" && subject != "" && !titled && i < mostHead {
			titled = true
			r.kind, r.level, r.body = Heading, 1, Span{r.End - len(subject), r.End}
		}
	}
}

// mostHeader is the most words of a line of the head of a memorandum.
const mostHeader = 20

// bylines makes furniture of bylines: above the text, below a heading, at the end.
func (p *parser) bylines() {
	for i := range p.runs {
		r := &p.runs[i]
		s := strings.TrimSpace(r.In(p.text))
		if r.kind != Prose || r.fixed || !brief(s) || r.lines > 1 || !isByline(s) {
			continue
		}
		above, below := p.lineKind(i-1), p.lineKind(i+1)
		switch {
		case i == p.first() && below != Heading && below != Furniture: // a title, such as “By Lamp and Oil”
		case i <= p.opening+1, above == Heading, above == Furniture, i >= len(p.runs)-leastBelow:
			r.kind = Furniture
		}
	}
}

// leastBelow is the number of runs at the end of a text one of which may be a byline.
const leastBelow = 3

// lineKind returns the kind of run i; Heading if it could be one, and Prose if there is no such run.
func (p *parser) lineKind(i int) BlockKind {
	switch {
	case i < 0 || i >= len(p.runs):
		return Prose
	case p.runs[i].kind == Prose && p.candidate(i):
		return Heading
	}
	return p.runs[i].kind
}

const (
	// mostByline is the most words of a byline.
	mostByline = 9
	// mostNames is the most words of one that has no word for what its author does.
	mostNames = 7
)

// isByline reports whether s says by whom the text is: "by", and names, or what a writer is to the paper.
func isByline(s string) bool {
	words := strings.Fields(s)
	if len(words) > mostByline || endsSentence(s) || !bylineLine.MatchString(s) {
		return false
	}
	names := true
	for _, word := range words[1:] {
		word = strings.Trim(word, ",.;()")
		if writers[strings.ToLower(word)] {
			return true
		}
		r, _ := utf8.DecodeRuneInString(word)
		names = names && (!unicode.IsLower(r) || particles[word])
	}
	return names && len(words) <= mostNames
}

// days makes headings of date lines each of which has text directly behind it, as in a diary, if there are several.
func (p *parser) days() {
	var days []int
	for i := range p.runs[:max(0, len(p.runs)-1)] {
		if r := &p.runs[i]; r.kind == Furniture && p.runs[i+1].kind == Prose && !p.candidate(i+1) && dateLine(strings.TrimSpace(r.In(p.text)), p.language) {
			days = append(days, i)
		}
	}
	if len(days) < leastDays {
		return
	}
	for _, i := range days {
		p.runs[i].kind, p.runs[i].level = Heading, 2
	}
}

// leastDays is the number of days from which on a text is divided by them.
const leastDays = 2

// mostSkipped is the most pages between two numbers of pages that follow one another.
const mostSkipped = 10

// numbers makes prose of numbers that stand alone and do not count pages: most of them must be a little greater than the one before.
func (p *parser) numbers() {
	var bare []int
	pairs, rising, last := 0, 0, 0
	for i := range p.runs {
		r := &p.runs[i]
		n, err := strconv.Atoi(r.page)
		if r.page == "" || err != nil {
			continue
		}
		if r.body.Len() == len(r.page) {
			bare = append(bare, i)
		}
		if last > 0 {
			pairs++
			if n > last && n-last <= mostSkipped {
				rising++
			}
		}
		last = n
	}
	if 3*rising >= 2*pairs {
		return
	}
	for _, i := range bare {
		p.runs[i].kind, p.runs[i].page = Prose, ""
	}
}

const (
	// maxHeading is the most characters of a heading without markup.
	maxHeading = 160
	// maxHeadingWords is the most words of one; mostQuestion if it ends as a sentence does.
	maxHeadingWords, mostQuestion = 16, 10
	// mostTogether is the most lines of a heading, and of headings that stand together without a blank line; more are a list or verse.
	mostTogether = 3
)

// headings finds headings that have no markup: short lines that do not end as a sentence does, with something else behind them.
func (p *parser) headings() {
	follows, last := p.headingsFollow(), p.lastAlone()
	for i := 0; i < len(p.runs); {
		n := 0
		for i+n < len(p.runs) && (n == 0 || !p.runs[i+n].apart) && p.candidate(i+n) {
			n++
		}
		switch {
		case n <= mostTogether || i < p.opening:
			for j := i; j < i+n; j++ {
				if follows[j] && !p.interrupts(j) {
					p.runs[j].kind, p.runs[j].level = Heading, 2+depth(p.runs[j].body.In(p.text))
				}
			}
		case p.isContents(i, n, last):
			for j := i; j < i+n; j++ {
				p.runs[j].kind = Furniture
			}
		}
		i += max(n, 1)
	}
}

// isContents reports whether the n lines from run i on, which could be headings, name at least two headings below them, and not many
// that are not there; last holds where each heading that stands alone does so last.
func (p *parser) isContents(i, n int, last map[string]int) bool {
	found := 0
	for j := i; j < i+n; j++ {
		if last[withoutNumber(p.runs[j].In(p.text))] >= i+n {
			found++
		}
	}
	return found >= 2 && 3*found >= n
}

// lastAlone returns the index of the last run that could be a heading, by its words.
func (p *parser) lastAlone() map[string]int {
	last := make(map[string]int)
	for i := range p.runs {
		if r := &p.runs[i]; brief(r.In(p.text)) && (r.kind == Heading || p.alone(i) && p.candidate(i)) {
			last[withoutNumber(r.body.In(p.text))] = i
		}
	}
	return last
}

// withoutNumber returns a line without the number before it and the remarks in brackets behind it.
func withoutNumber(s string) string {
	s, _, _ = strings.Cut(s, "[")
	return strings.TrimSpace(strings.TrimLeft(s, "0123456789.) \t"))
}

// brief reports whether s has at most maxHeading characters.
func brief(s string) bool {
	return len(s) <= maxHeading || len(s) <= maxLineForRules && utf8.RuneCountInString(s) <= maxHeading
}

// candidate reports whether run i could be a heading by itself.
func (p *parser) candidate(i int) bool {
	r, s := p.runs[i], p.runs[i].body.In(p.text)
	if r.kind != Prose || r.fixed || r.lines > mostTogether || !brief(s) || r.verse && !isCapitals(s) || !p.headingLike(s, i) {
		return false
	}
	return i+1 == len(p.runs) || p.runs[i+1].kind != Prose || !lowerStart(p.runs[i+1].body.In(p.text))
}

// depth returns how deep the number before a heading is: 0 for "3. The inquiry", 1 for "3.1 The crane".
func depth(s string) int {
	m := depthMark.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	return strings.Count(m[1], ".")
}

// headingsFollow returns for each run whether something that is no heading stands behind it sooner or later: for two headings that
// stand together the first depends on the second.
func (p *parser) headingsFollow() []bool {
	follows := make([]bool, len(p.runs))
	later := false // whether what stands behind the run is, or leads to, more than a heading
	for i := len(p.runs) - 1; i >= 0; i-- {
		follows[i] = later
		r := p.runs[i]
		switch r.kind {
		case Furniture, FrontMatter:
		case Prose:
			later = later || r.Len() > leastBehind || !p.candidate(i)
		default:
			later = true
		}
	}
	return follows
}

// leastBehind is the number of bytes of a line above which a heading may stand before it, whatever it is.
const leastBehind = 40

// interrupts reports whether run i, which could be a heading, goes on with the text before it: that breaks off inside a sentence at a
// page's end, or with a comma.
func (p *parser) interrupts(i int) bool {
	before, torn := p.previous(i)
	if before < 0 {
		return false
	}
	s := p.runs[before].In(p.text)
	return brief(s) && lastMark(s) == ',' || p.unfinished(before) && (torn || endsSentence(p.runs[i].In(p.text)))
}

// headingLike reports whether the line s of run i could be a heading.
func (p *parser) headingLike(s string, i int) bool {
	words := len(strings.Fields(s))
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case words == 0, words > maxHeadingWords, lowerStart(s), dashStart(s), first == '(', first == '[', !strings.ContainsFunc(s, unicode.IsLetter),
		captionLine.MatchString(s), p.isSalutation(i), p.speaks(s) && i > 0:
		return false
	case strings.Count(s, "“") != strings.Count(s, "”") && !strings.Contains(s, "„"):
		return false // a part of something
	case cited(s):
		return false
	case !endsSentence(s):
		return true
	case chapterLine.MatchString(s) || isCapitals(s):
		return p.alone(i) && words <= mostQuestion && !strings.HasSuffix(s, ",") && !p.hearing
	case strings.HasSuffix(s, "?"):
		return words <= mostQuestion && !p.hearing && !strings.ContainsRune("\"'“„«‘", first)
	case i == p.first() && strings.HasSuffix(s, "!"):
		return words <= mostQuestion && p.alone(i) && !strings.ContainsRune("\"'“„«‘", first)
	}
	return false
}

// cited reports whether s ends with a sentence and, in brackets, where that is from.
func cited(s string) bool {
	i := strings.LastIndexByte(s, '(')
	return i > 0 && strings.HasSuffix(s, ")") && endsInTerminal(s[:i])
}

// first returns the index of the first run behind front matter.
func (p *parser) first() int {
	if len(p.runs) > 0 && p.runs[0].kind == FrontMatter {
		return 1
	}
	return 0
}

// isCapitals reports whether s has at least two letters and no small ones.
func isCapitals(s string) bool {
	return strings.ToUpper(s) == s && strings.IndexFunc(s, unicode.IsLetter) != strings.LastIndexFunc(s, unicode.IsLetter)
}

// previous returns the index of the last run of prose before i, over furniture and footnotes, or -1, and whether a page's end, a footnote, or the
// number of a page lies between.
func (p *parser) previous(i int) (before int, torn bool) {
	torn = p.runs[i].torn
	for j := i - 1; j >= 0; j-- {
		switch r := p.runs[j]; r.kind {
		case Furniture, Footnote:
			torn = torn || r.torn || r.page != "" || r.kind == Footnote
			continue
		case Prose, List, Quotation:
			return j, torn
		}
		break
	}
	return -1, false
}

// unfinished reports whether a run of prose breaks off inside a sentence, as at a page's end.
func (p *parser) unfinished(i int) bool {
	r := p.runs[i]
	if r.kind != Prose && r.kind != List || r.fixed || r.Len() < leastBroken {
		return false
	}
	s := strings.TrimRightFunc(r.In(p.text), func(c rune) bool { return unicode.IsSpace(c) || superscript(c) })
	last, _ := utf8.DecodeLastRuneInString(s)
	return (unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(",;-–—‐\u00ad", last)) && !endsInTerminal(s)
}

// leastBroken is the least bytes of a run that can break off at a page's end.
const leastBroken = 60

// top finds the title among the headings before the first prose; what names a paper above it is furniture.
func (p *parser) top() {
	var lines []int // headings without markup of their own
	marked := -1    // the first with it
	for i := range p.runs[:min(len(p.runs), p.opening+1)] {
		r := p.runs[i]
		if r.kind == Furniture || r.kind == FrontMatter {
			continue
		}
		if r.kind != Heading || r.body != trimSpan(p.text, r.Span) || r.level == 1 {
			if r.kind == Heading {
				marked = i
			}
			break
		}
		lines = append(lines, i)
	}
	switch {
	case marked >= 0 && (len(lines) == 0 || p.runs[marked].level == 1 && !p.several(1)):
		p.runs[marked].level = 1
		p.above(lines)
	case len(lines) == 0:
		p.repeatedTitle()
	default:
		title := 0
		for title < len(lines)-1 && p.masthead(lines[title:]) {
			title++
		}
		p.runs[lines[title]].level = 1
		p.above(lines[:title])
		for _, i := range lines[title+1:] {
			if issueLine.MatchString(p.runs[i].In(p.text)) {
				p.runs[i].kind = Furniture
			}
		}
	}
}

// several reports whether more than one heading is on a level.
func (p *parser) several(level int) bool {
	n := 0
	for i := range p.runs {
		if p.runs[i].kind == Heading && p.runs[i].level == level {
			n++
		}
	}
	return n > 1
}

// above makes furniture of the lines of the runs above the title. The mere name of a paper, which could be a title as well, stays a heading
// unless what a paper says of itself stands below it.
func (p *parser) above(lines []int) {
	said := false
	for _, i := range slices.Backward(lines) {
		said = said || !paper.MatchString(strings.TrimSpace(p.runs[i].In(p.text)))
		if said {
			p.runs[i].kind = Furniture
		}
	}
}

// repeatedTitle makes the title of the first line of the text that stands alone more than once, as it does if the pages repeat it above
// their text.
func (p *parser) repeatedTitle() {
	i := p.first()
	if i >= p.opening || p.runs[i].kind != Furniture || p.runs[i].page != "" {
		return
	}
	if s := strings.TrimSpace(p.runs[i].In(p.text)); p.repeated[s] > 1 && p.headingLike(s, i) && !isFurniture(s, len(strings.Fields(s))) && !dateLine(s, p.language) {
		p.runs[i].kind, p.runs[i].level = Heading, 1
	}
}

// masthead reports whether the first of at least two lines names the paper and not the article.
func (p *parser) masthead(lines []int) bool {
	line := func(i int) string { return strings.TrimSpace(p.runs[i].In(p.text)) }
	s, below := line(lines[0]), line(lines[1])
	if numberedHeading(below) || depthMark.MatchString(below) || chapterLine.MatchString(below) {
		return false
	}
	if periodical.MatchString(s) || paper.MatchString(s) || issueLine.MatchString(s) || issueLine.MatchString(below) && len(lines) > 2 {
		return true
	}
	dated := slices.ContainsFunc(p.runs[lines[0]:lines[1]], func(r run) bool { return dateLine(strings.TrimSpace(r.In(p.text)), p.language) })
	return dated && len(below) > len(s)
}

// join marks the runs that go on with the paragraph of the last run of prose: it broke off inside a sentence.
func (p *parser) join() {
	for i := range p.runs {
		r := &p.runs[i]
		if r.kind != Prose || r.fixed {
			continue
		}
		s := strings.TrimLeftFunc(r.In(p.text), unicode.IsSpace)
		if before, torn := p.previous(i); before >= 0 && p.unfinished(before) {
			r.joins = lowerStart(s) || torn && !startsRun(s[:min(len(s), maxLineForRules)])
		}
	}
}

// assemble makes the structure of the runs.
func (p *parser) assemble() Structure {
	s := Structure{Sections: []Section{{}}}
	pages := p.pages()
	number, current := 0, -1
	segments := make(map[int][]Span) // of the paragraphs, by index
	for i := range p.runs {
		r := &p.runs[i]
		block := Block{Span: Span{r.Start, len(p.text)}, Kind: r.kind, Paragraph: -1}
		if i == 0 {
			block.Start = 0
		}
		if i+1 < len(p.runs) {
			block.End = p.runs[i+1].Start
		}
		switch r.kind {
		case FrontMatter, Furniture:
		default:
			if r.joins && current >= 0 {
				block.Kind = s.Paragraphs[current].Kind
				block.Paragraph = current
				segments[current] = append(segments[current], r.body)
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
			s.Paragraphs = append(s.Paragraphs, Paragraph{Kind: r.kind, Section: len(s.Sections) - 1, Number: number, Page: pages[i]})
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

// pages returns the label of the page of each run. A number stands at the foot of its page if text stands above the first and none
// below the last, if the first is 1 and text stands above it, or if a page's end follows it; else at the head.
func (p *parser) pages() []string {
	pages := make([]string, len(p.runs))
	first, last, foot := -1, -1, false
	text := func(runs []run) bool {
		return slices.ContainsFunc(runs, func(r run) bool { return r.kind != Furniture && r.kind != FrontMatter && r.kind != Footnote })
	}
	for i, r := range p.runs {
		if r.page == "" {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		foot = foot || i+1 < len(p.runs) && p.runs[i+1].torn && !r.torn
	}
	if first < 0 {
		return pages
	}
	foot = foot || text(p.runs[:first]) && (p.runs[first].page == "1" || p.runs[first].page == "i" || !text(p.runs[last:]))
	label := ""
	for n := range p.runs {
		i := n
		if foot {
			i = len(p.runs) - 1 - n
		}
		if p.runs[i].page != "" {
			label = p.runs[i].page
		}
		pages[i] = label
	}
	return pages
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
		list := make([]Sentence, 0, len(spans))
		for i := range spans {
			if kind == Quotation {
				unmarked := strings.TrimLeftFunc(spans[i].In(p.text), func(r rune) bool { return r == '>' || unicode.IsSpace(r) })
				spans[i].Start = spans[i].End - len(unmarked)
			}
			if spans[i].Len() > 0 {
				list = append(list, Sentence{Parts: spans[i : i+1 : i+1]})
			}
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
