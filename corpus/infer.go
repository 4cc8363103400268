package corpus

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// infer returns what the text of d plainly shows of itself: its title, a byline and a date line above the text,
// and its address where it names one alone.
func infer(d Document, language string) Metadata {
	var m Metadata
	for _, s := range d.Structure.Sections {
		if s.Level == 1 {
			m.Title = oneLine(s.Heading.In(d.Text))
			break
		}
	}
	above := true
	var addresses []string
	for _, b := range d.Structure.Blocks {
		if b.Kind != Furniture {
			above = above && (b.Kind == FrontMatter || b.Kind == Heading)
			continue
		}
		line := strings.TrimSpace(b.In(d.Text))
		if a := addressLine.FindString(line); a != "" {
			if a = address(a); checkURL(a) == nil && !slices.Contains(addresses, a) {
				addresses = append(addresses, a)
			}
			continue
		}
		if above && len(m.Author) == 0 && bylineLine.MatchString(line) {
			m.Author = []Name{{Literal: bylineName(line)}}
		}
		if above && m.Issued == (Date{}) && dateLine(line) {
			m.Issued = readDateLine(line)
		}
	}
	if len(addresses) == 1 {
		m.URL = addresses[0]
		if m.Issued == (Date{}) {
			m.Issued = addressDate(m.URL)
		}
	}
	return m
}

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
