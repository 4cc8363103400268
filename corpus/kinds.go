package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	case isCount(content), isFurniture(content, words), dateLine(content), isPost(content), isEmphasis(content) && isFurniture(unemphasised(content), words):
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

// isPost reports whether s, a line, is the byline of a post, perhaps emphasised: no sentence, unless a date ends it.
func isPost(s string) bool {
	if s = unemphasised(s); len(s) > maxHeading {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(s); !strings.ContainsRune("PpVvGgEeОоНн", first) || !postLine.MatchString(s) {
		return false
	}
	if !endsInTerminal(s) {
		return true
	}
	at := lastDate(s)
	return at.Len() > 0 && yearEnd.MatchString(s[at.End:])
}

// isEmphasis reports whether stars or low lines stand around all of s.
func isEmphasis(s string) bool {
	return len(s) > 2 && (s[0] == '*' || s[0] == '_') && s[len(s)-1] == s[0]
}

// unemphasised returns s without the stars or the low lines around all of it.
func unemphasised(s string) string {
	for isEmphasis(s) {
		s = s[1 : len(s)-1]
	}
	return s
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
func dateLine(s string) bool {
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
	for i, written := range words {
		written = strings.Trim(written, ".,:")
		switch w := strings.ToLower(written); {
		case (w == "of" || w == "de") && place && !day && !month && i+1 < len(words) && digitStart(words[i+1]):
			return false // "The Flood of 3 May 1931"
		case months[w] > 0:
			month = true
		case digitStart(w) && isNumber(strings.TrimRight(w, "stndrhe")):
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
