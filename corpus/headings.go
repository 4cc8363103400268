package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	return i+1 == len(p.runs) || p.runs[i+1].kind != Prose || !lowerStart(p.runs[i+1].body.In(p.text)) ||
		i < p.opening && p.runs[i+1].apart && namesDocument(s)
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
	if s := strings.TrimSpace(p.runs[i].In(p.text)); p.repeated[s] > 1 && p.headingLike(s, i) && !isFurniture(s, len(strings.Fields(s))) && !dateLine(s) {
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
	dated := slices.ContainsFunc(p.runs[lines[0]:lines[1]], func(r run) bool { return dateLine(strings.TrimSpace(r.In(p.text))) })
	return dated && len(below) > len(s)
}

// join marks the runs that go on with the paragraph of the last run of prose: it broke off inside a sentence. Then it parts places from reports.
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
	p.datelines()
}
