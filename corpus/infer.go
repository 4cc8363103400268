package corpus

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// infer returns what the text of d plainly shows of itself: its title, a byline and a date line above the text, who sent a mail or signed a
// letter and when, and its address where it names one alone.
func infer(d Document, language string) Metadata {
	var m Metadata
	for _, s := range d.Structure.Sections {
		if s.Level == 1 {
			m.Title = oneLine(s.Heading.In(d.Text))
			break
		}
	}
	h := head{above: true}
	for _, b := range d.Structure.Blocks {
		if b.Kind != Furniture {
			h.above = h.above && (b.Kind == FrontMatter || b.Kind == Heading || b.Kind == Prose && salutation.MatchString(firstLine(b.In(d.Text))))
			continue
		}
		if a := addressLine.FindString(strings.TrimSpace(b.In(d.Text))); a != "" {
			h.address(a)
		} else if h.above {
			for line := range strings.Lines(b.In(d.Text)) {
				h.line(strings.TrimSpace(line))
			}
		}
	}
	m.Author, m.Issued = h.byline, h.issued
	if h.headers > 1 || h.issued == (Date{}) {
		m.Issued = cmp.Or(h.written, h.issued)
	}
	if len(m.Author) == 0 && h.headers > 1 && h.sender != "" {
		m.Author = []Name{{Literal: h.sender}}
	}
	if len(m.Author) == 0 {
		m.Author = signature(d.Text)
	}
	if len(h.addresses) == 1 {
		m.URL = h.addresses[0]
		if m.Issued == (Date{}) {
			m.Issued = addressDate(m.URL)
		}
	}
	return m
}

// A head is what the furniture of a text says of it.
type head struct {
	above     bool // whether no text stands before the line
	addresses []string
	byline    []Name
	issued    Date
	headers   int    // lines "To:", "Date:"
	sender    string // the name behind "From:"
	written   Date   // the one behind "Date:"
}

func (h *head) address(s string) {
	if s = address(s); checkURL(s) == nil && !slices.Contains(h.addresses, s) {
		h.addresses = append(h.addresses, s)
	}
}

// line reads a line above the text.
func (h *head) line(s string) {
	if len(s) > maxLineForRules {
		return
	}
	s = unemphasised(s)
	if isHeader(s) {
		h.headers++
		at := strings.IndexByte(s, ':')
		label, value := strings.ToLower(strings.Trim(s[:at], "* \t\u00a0")), strings.TrimLeft(s[at+1:], "* \t\u00a0")
		switch {
		case senders[label] && h.sender == "":
			h.sender = sender(value)
		case datedLabel.MatchString(label) && h.written == (Date{}):
			if value = strings.TrimSpace(clock.ReplaceAllString(value, " ")); dateLine(value) {
				h.written = readDateLine(value)
			}
		}
		return
	}
	if m := postLine.FindStringSubmatch(s); m != nil && isPost(s) {
		if len(h.byline) == 0 {
			h.byline = []Name{{Literal: m[1] + m[2] + m[3]}}
		}
		if at := lastDate(s); at.Len() > 0 && h.issued == (Date{}) {
			h.issued = readDateLine(at.In(s))
		}
		return
	}
	if len(h.byline) == 0 && bylineLine.MatchString(s) {
		h.byline = []Name{{Literal: bylineName(s)}}
	}
	if h.issued != (Date{}) {
		return
	}
	switch timeless := strings.TrimRight(clock.ReplaceAllString(s, " "), ", "); {
	case dateLine(s):
		h.issued = readDateLine(s)
	case dateLine(timeless):
		h.issued = readDateLine(timeless)
	case paperHead(s):
		h.issued = readDateLine(lastDate(s).In(s))
	}
}

var (
	// clock finds a time of day, with its zone.
	clock = regexp.MustCompile(`,?\s*\b\d{1,2}:\d{2}(?::\d{2})?` +
		`(?:\s*(?:[AaPp]\.?[Mm]\.?|[Uu]hr|hrs?|h|UTC|GMT|MEZ|MESZ|CET|CEST|MSK|МСК))?(?:\s*[+-]\d{4})?(?:\s*\(\p{L}+\))?`)
	// datedLabel finds what stands before a date in the head of a mail or of a report, in small letters.
	datedLabel = regexp.MustCompile(`^(?:date|datum|fecha|дата|sent|gesendet|envoyé(?: le)?|enviado(?: el)?|отправлено|` + writtenOn + `)$`)
	// senders stand before who sends a mail, in small letters.
	senders = lineSet("from|von|de|от|от кого|prepared by|erstellt von")
)

// articles are those with which an office begins.
var articles = setOf("the der die das le la les el los las")

// sender returns the name in s, which stands behind "From:": without a mailbox, a telephone, and what the sender is; "" if there is none.
func sender(s string) string {
	if i := strings.IndexAny(s, "<([;"); i >= 0 {
		s = s[:i]
	}
	s = strings.Trim(oneLine(s), `"'*, `)
	if name, _, ok := strings.Cut(s, ","); ok && strings.Contains(name, " ") { // not "Garl, Edmund"
		s = name
	}
	if article, _, _ := strings.Cut(s, " "); articles[strings.ToLower(article)] {
		return "" // an office, such as "The Superintendent"
	}
	if first, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(first) || strings.ContainsAny(s, "@0123456789") || len(strings.Fields(s)) > mostByline {
		return ""
	}
	return s
}

const (
	// mostClose is the number of lines at the end of a letter among which its close is looked for.
	mostClose = 40
	// mostSigned is the most words of a name below a letter, mostOffice of it with what its bearer is.
	mostSigned, mostOffice = 5, 12
	// mostFormula is the most words of a line that ends with the close of a letter.
	mostFormula = 24
)

// signature returns who signed text, a letter: the name behind its close, or several with their offices; nil if text is none.
func signature(text string) []Name {
	lines, opened := lastLines(text)
	if !opened {
		return nil
	}
	for i := len(lines) - 1; i >= 0; i-- {
		m := valediction.FindStringSubmatch(lines[i])
		if m == nil || len(strings.Fields(lines[i])) > mostFormula {
			continue
		}
		if name := signed(m[1]); name != "" {
			return []Name{{Literal: name}}
		}
		return signatories(lines[i+1:])
	}
	return nil
}

// signatories returns who signed in the first of lines, and in those behind it that have a name and an office as it has.
func signatories(lines []string) []Name {
	for n := 0; n < 2 && len(lines) > 0 && signed(lines[0]) == "" && isOffice(lines[0]); n++ { // above the name
		lines = lines[1:]
	}
	var names []Name
	for _, line := range lines {
		name := signed(line)
		if name == "" || len(names) > 0 && !strings.Contains(line, ",") {
			break
		}
		names = append(names, Name{Literal: name})
		if !strings.Contains(line, ",") {
			break
		}
	}
	return names
}

// isOffice reports whether a line below the close of a letter may say what who signed is: "the chairman", "La présidente,".
func isOffice(line string) bool {
	first, _, _ := strings.Cut(line, " ")
	return len(strings.Fields(line)) <= mostOffice && (lowerStart(line) || articles[strings.ToLower(first)] || strings.HasSuffix(line, ","))
}

// signed returns the name in a line below a letter, or "": capitals, without the office behind a comma.
func signed(line string) string {
	line = strings.Trim(oneLine(unemphasised(line)), "/ ")
	if len(strings.Fields(line)) > mostOffice {
		return ""
	}
	name, _, _ := strings.Cut(line, ",")
	if before, _, ok := strings.Cut(name, " ("); ok {
		name = before
	}
	if name = strings.TrimSpace(name); len(strings.Fields(name)) > mostSigned || strings.ContainsAny(name, "0123456789:;!?@") || !isNames(name, particles) {
		return ""
	}
	if r := lastMark(name); r == '.' && !endsInInitial(name) || isBody(name) {
		return ""
	}
	return name
}

// endsInInitial reports whether the last word of s is one letter and a stop.
func endsInInitial(s string) bool {
	return len([]rune(lastWordOf(s))) == 2
}

// lastLines returns the last lines of text that are not blank, and whether one of its first is the salutation of a letter.
func lastLines(text string) (lines []string, opened bool) {
	n := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if n++; n <= mostHead && len(line) <= maxHeading && len(strings.Fields(line)) <= mostSalutation && salutation.MatchString(line) {
			opened = true
		}
		if n > mostHead && !opened {
			return nil, false
		}
		if lines = append(lines, line); len(lines) >= 2*mostClose {
			lines = append(lines[:0], lines[mostClose:]...)
		}
	}
	return lines[max(0, len(lines)-mostClose):], opened
}

// firstLine returns the first line of s that is not blank.
func firstLine(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	return s[:min(len(s), maxHeading)]
}

// valediction finds a line that ends with the close of a letter, and what stands behind it there.
var valediction = regexp.MustCompile(`^(?i:(?:.*\P{L})?(?:yours|your (?:loving|devoted|affectionate|faithful|obedient)(?: \p{L}+)?)(?: (?:very |most )?` +
	`(?:faithfully|sincerely|truly|ever|as ever|respectfully|cordially|affectionately|aye|etc\.?))?|` +
	`(?:ever|sincerely|faithfully|respectfully|truly|affectionately|very truly|always) yours|` +
	`(?:with )?(?:(?:kind|best|warm|kindest|warmest|many) )*(?:regards|wishes|greetings|thanks)|` +
	`(?:yours )?(?:sincerely|faithfully|respectfully|fraternally|in solidarity)|(?:with |much |all my )*love|` +
	`(?:.*\P{L})?mit (?:\p{L}+ ){1,3}(?:grüßen|grüssen|gruß|hochachtung)|hochachtungsvoll|` +
	`(?:\p{L}+ )?(?:grüße|grüsse|gruß)(?: aus \p{L}+)?|ihr(?:e)?(?: sehr)?(?: ergebene[rs]?)?|dein(?:e)?|eure?|` +
	`(?:.*\P{L})?(?:salutations|sentiments|considération|hommages)(?: (?:très )?\p{Ll}+)*|` +
	`(?:bien )?cordialement|respectueusement|bien à (?:vous|toi)|amicalement|amitiés|fraternellement|` +
	`(?:.*\P{L})?atentamente|(?:un )?(?:cordial |afectuoso )?(?:saludo|abrazo)s?(?: (?:cordial(?:es)?|de))*|` +
	`(?:muy )?(?:cordialmente|respetuosamente)|suy[oa] afectísim[oa]|` +
	`(?:с (?:\p{L}+ )?уважением|с (?:\p{L}+ )?приветом|с наилучшими пожеланиями|искренне|преданн(?:ый|ая)|всегда)(?: ваш[аи]?)?|тво[йя]|ваш[аи]?)` +
	`(?:[,.:!]?\s*$|,?\s+(\p{Lu}.*)$)`)

// oneLine returns s with its white space made single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// address returns the address in a line.
func address(line string) string {
	if i := strings.Index(line, "http"); i >= 0 {
		line = line[i:]
	}
	return strings.Trim(line, "<> \t")
}

// bylineName returns the name in a byline.
func bylineName(line string) string {
	_, name, _ := strings.Cut(oneLine(line), " ")
	if before, after, ok := strings.Cut(name, ", "); ok && strings.ContainsFunc(after, unicode.IsDigit) { // a date
		name = before
	}
	return name
}

var addressPath = regexp.MustCompile(`/((?:19|20)\d\d)/(\d{1,2})(?:/(\d{1,2}))?(?:/|$)`)

// addressDate returns the date in the path of an address.
func addressDate(url string) Date {
	m := addressPath.FindStringSubmatch(url)
	if m == nil {
		return Date{}
	}
	written := m[1] + "-" + m[2]
	if m[3] != "" {
		written += "-" + m[3]
	}
	d, err := ParseDate(written)
	if err != nil {
		return Date{}
	}
	return d
}

// readDateLine returns the date in a date line. One that can be read in two ways stays a literal.
func readDateLine(line string) Date {
	literal := Date{Literal: oneLine(line)}
	if fields := strings.Fields(line); plainDate.MatchString(line) {
		return numericDate(strings.Trim(fields[0], ","), literal)
	}
	var d Date
	number, best := -1, 0 // where the last number stands, and how far from a number the month does; one behind it is nearer than one before
	words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		n, err := strconv.Atoi(strings.TrimRight(w, "stndrhe"))
		switch {
		case err == nil && n >= 1000 && n < 2100:
			d.Year = n
		case err == nil && n >= 1 && n <= 31 && d.Day == 0:
			d.Day = n
		}
		if err == nil {
			number = i
		}
		month := months[strings.ToLower(w)]
		if month == 0 {
			continue
		}
		distance := 2 * len(words) // of a month in the name of a place, say
		if number >= 0 {
			distance = i - number
		} else if i+1 < len(words) && digitStart(words[i+1]) {
			distance = len(words)
		}
		if d.Month == 0 || distance < best {
			d.Month, best = month, distance
		}
	}
	return checked(d, literal)
}

// numericDate returns a date that is written in numbers.
func numericDate(s string, literal Date) Date {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) != 3 {
		return literal
	}
	var n [3]int
	for i, p := range parts {
		n[i], _ = strconv.Atoi(p) // digits alone
	}
	switch {
	case len(parts[0]) == 4:
		return checked(Date{Year: n[0], Month: n[1], Day: n[2]}, literal)
	case len(parts[2]) != 4:
		return literal
	case strings.Contains(s, ".") || n[0] > 12 || n[0] == n[1]:
		return checked(Date{Year: n[2], Month: n[1], Day: n[0]}, literal)
	case n[1] > 12:
		return checked(Date{Year: n[2], Month: n[0], Day: n[1]}, literal)
	}
	return literal
}

// checked returns d if it is in the calendar, else other.
func checked(d, other Date) Date {
	if d.Year == 0 || d.Month == 0 {
		return other
	}
	written := strconv.Itoa(d.Year) + "-" + strconv.Itoa(d.Month)
	if d.Day != 0 {
		written += "-" + strconv.Itoa(d.Day)
	}
	if got, err := ParseDate(written); err != nil || got != d {
		return other
	}
	return d
}
