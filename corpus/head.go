package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
			if brief(s) && r.lines <= mostTogether && (!endsSentence(s) || isBody(s) || paperHead(strings.TrimSpace(s))) || p.isSalutation(i) || isHeader(s) {
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

// letterhead makes furniture of what stands above the salutation of a letter: an address of several lines, a place with a day, who writes and
// to whom; what names the letter among them stays. Above another text it does as [parser.naming].
func (p *parser) letterhead() {
	at := 0
	for at < min(len(p.runs), mostHead, p.opening) && !p.isSalutation(at) {
		at++
	}
	if at == min(len(p.runs), mostHead, p.opening) {
		p.naming()
		return
	}
	titled, dated := false, false
	for end := at; end > 0; {
		start := end - 1
		for start > 0 && !p.runs[start].apart {
			start--
		}
		block := p.runs[start:end]
		dated = dated || p.isAddressed(block)
		end = start
	}
	for end := at; end > 0; {
		start := end - 1
		for start > 0 && !p.runs[start].apart {
			start--
		}
		switch block := p.runs[start:end]; {
		case p.isAddressed(block) || p.addressed(block, dated):
			for i := range block {
				if !isHeader(block[i].In(p.text)) { // else it is that of a mail, see memo
					block[i].kind = Furniture
				}
			}
		case isHeader(block[0].In(p.text)):
		case titled || len(block) > mostTogether || !dated:
			return
		default:
			titled = true
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
			titled = titled || r.kind == Heading || r.kind == Prose && !documents[strings.ToLower(strings.TrimSpace(s))]
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
	s = unemphasised(s)
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
		if r := &p.runs[i]; r.kind == Furniture && p.runs[i+1].kind == Prose && !p.candidate(i+1) && dateLine(strings.TrimSpace(r.In(p.text))) {
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
