package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// posted and postedBy match the words of the byline of a post.
const (
	posted   = `(?i:posted|published|veröffentlicht|geschrieben|eingestellt|publié|publicado|escrito|опубликовано|написано)`
	postedBy = `(?i:by|von|par|por|автором)`
)

// writtenOn matches what stands before the date of a report in its head.
const writtenOn = `date of (?:(?:the|this) )?(?:report|issue|publication|letter)|report date|datum des (?:berichts|schreibens)|berichtsdatum|` +
	`date du (?:rapport|document)|fecha del? (?:informe|documento|emisión)|дата (?:отчёта|отчета|составления|документа)`

// The shapes of lines that words of several languages tell.
var (
	headerLine = regexp.MustCompile(`^\s*(?:\*\*)?(?i:` +
		`(to|from|date|cc|bcc|an|von|datum|kopie|à|de|copie|para|fecha|copia|кому|от кого|от|дата|копия|` +
		`sent|gesendet|envoyé(?: le)?|enviado(?: el)?|отправлено|prepared (?:for|by)|erstellt (?:für|von)|` + writtenOn + `)|` +
		`(subject|re|betreff|betr\.|objet|asunto|тема))\s?:(?:\*\*)?\s+\S`)
	bylineLine = regexp.MustCompile(`^\s*(?i:by|von|par|por|автор:?|author:|autor:|autora:|auteur ?:|text:|texte ?:|texto:|текст:)\s+` +
		`(?:\p{Lu}\S*|(?i:our|a staff|unserem|unserer|der redaktion|notre|la rédaction|nuestro|nuestra|la redacción))(?:\s+\S+){0,7}\s*$`)
	// postLine finds the byline of a post, with the name in one of three groups: the second and the third hold that of an account.
	postLine = regexp.MustCompile(`^` + posted + `\s+` + postedBy + `\s+(\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|de|del|di|du|la|van|von|der)){0,4})` +
		`(?:$|[,|·–—-]|\s+(?:on|am|le|el|at|um|in|\||/|·|\d))|` +
		`^` + posted + `(?:\s+\S+){0,6}?\s+` + postedBy + `\s+(?:[*_@]{1,2}([\p{L}\d._-]+?)[*_]{0,2}\s*(?:$|[/|·].*$)|([\p{L}\d._-]+)\s*[/|·].*$)`)
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
