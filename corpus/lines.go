package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
			isByline(s) || dateLine(strings.TrimSpace(s)) {
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
