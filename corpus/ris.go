package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// risTypes are the types of CSL for those of RIS. Of others, such as GEN, nothing is said.
var risTypes = pairsOf(`JOUR=article-journal EJOUR=article-journal MGZN=article-magazine NEWS=article-newspaper INPR=article JFULL=periodical BOOK=book EBOOK=book
	EDBOOK=book CLSWK=classic CHAP=chapter ECHAP=chapter CONF=paper-conference CPAPER=paper-conference RPRT=report GOVDOC=report THES=thesis
	UNPB=manuscript MANSCPT=manuscript ELEC=webpage BLOG=post-weblog ICOMM=personal_communication PCOMM=personal_communication HEAR=hearing
	CASE=legal_case UNBILL=bill BILL=bill STAT=legislation LEGAL=legislation PAT=patent DATA=dataset AGGR=dataset COMP=software ADVS=motion_picture
	VIDEO=motion_picture MPCT=motion_picture SOUND=song MUSIC=musical_score MAP=map PAMP=pamphlet ENCYC=entry-encyclopedia DICT=entry-dictionary
	STAND=standard ART=graphic FIGURE=figure SLIDE=speech`)

// risTags are the tags that are looked at.
var risTags = setOf("AU A1 TI T1 BT T2 JF JO PY Y1 DA PB UR LK LA AB N2 N1")

var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  -(?: (.*))?$`)

// readRIS returns the entries of an RIS file, each of which begins with a line TY and ends with a line ER. A line without a tag
// continues the value before it.
func readRIS(text string) ([]reference, error) {
	var entries []reference
	var e *reference
	var value []string // lines of the last field
	finish := func() {
		if e != nil && len(e.fields) > 0 {
			e.fields[len(e.fields)-1].value = oneLine(strings.Join(value, " "))
		}
	}
	line := 0
	for at := 0; at < len(text); {
		s := nextLine(text, at)
		content := strings.TrimSpace(s.In(text))
		at, line = s.End, line+1
		m := risLine.FindStringSubmatch(content)
		wrong := func(format string, args ...any) ([]reference, error) {
			return nil, &FormatError{Line: line, Err: fmt.Errorf(format, args...)}
		}
		switch {
		case content == "":
		case m == nil && e == nil:
			return wrong(`here must stand a line such as "TY  - BOOK", with two spaces before the hyphen`)
		case m == nil && len(e.fields) == 0:
			return wrong("behind TY must stand a line with a tag")
		case m == nil:
			value = append(value, content)
		case m[1] == "TY" && e != nil:
			return wrong("the entry at line %d has no end: a line ER must stand before the next TY", e.line)
		case m[1] == "TY" && len(entries) == maxReferences:
			return wrong("it holds more than %d entries", maxReferences)
		case m[1] == "TY":
			e = &reference{line: line, kind: strings.ToUpper(strings.TrimSpace(m[2]))}
		case e == nil:
			return wrong("%s stands outside of an entry, which begins with TY", m[1])
		case m[1] == "ER":
			finish()
			if err := e.named(); err != nil {
				return nil, err
			}
			entries, e = append(entries, *e), nil
		default:
			finish()
			e.fields = append(e.fields, field{name: m[1], line: line})
			value = append(value[:0], m[2])
		}
	}
	if e != nil {
		return nil, &FormatError{Line: e.line, Err: errors.New("the entry has no end: no line ER closes it")}
	}
	return entries, nil
}

// named takes the key and the files from an entry's fields.
func (r *reference) named() error {
	total := 0
	for _, f := range r.fields {
		switch f.name {
		case "ID":
			fill(&r.key, f.value)
		case "L1", "LK":
			if names := risFiles(f.value); names != nil {
				r.files, total = append(r.files, names), total+len(names)
			}
		}
		if total > maxFiles {
			return f.wrong(fmt.Errorf("the entry names more than %d files", maxFiles))
		}
	}
	return nil
}

// risFiles returns a link and the names of the files in it, or nil if it leads into the web. Several are divided by semicolons.
func risFiles(link string) []string {
	files := []string{link}
	for s := range strings.SplitSeq(link, ";") {
		s = strings.TrimSpace(s)
		if isWeb(s) {
			continue
		}
		name := baseName(s)
		if strings.Contains(s, "://") {
			if plain, err := url.PathUnescape(name); err == nil {
				name = plain
			}
		}
		if name != "" && name != link {
			files = append(files, name)
		}
	}
	if len(files) == 1 && isWeb(link) {
		return nil
	}
	return files
}

func isWeb(s string) bool {
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "ftp://")
}

// declareRIS returns what an entry says.
func declareRIS(r reference) (declaration, error) {
	d := declaration{Metadata: Metadata{Type: risTypes[r.kind]}}
	fields, err := r.known(risTags)
	if err != nil {
		return d, err
	}
	d.Title = firstOf(fields, "TI", "T1", "BT").value
	if d.Type != "book" { // whose second title is that of a series
		d.ContainerTitle = firstOf(fields, "JF", "T2", "JO", "BT").value
	}
	if d.ContainerTitle == d.Title {
		d.ContainerTitle = ""
	}
	d.Publisher = firstOf(fields, "PB").value
	d.Abstract = firstOf(fields, "AB", "N2").value
	var notes []string
	for _, f := range fields["N1"] {
		if f.value != "" {
			notes = append(notes, f.value)
		}
	}
	d.Note = strings.Join(notes, "; ")
	for _, f := range append(fields["AU"], fields["A1"]...) {
		if n := personName(f.value); n != (Name{}) {
			if d.Author = append(d.Author, n); len(d.Author) > maxAuthors {
				return d, f.wrong(fmt.Errorf("more than %d authors stand here", maxAuthors))
			}
		}
	}
	for _, tag := range []string{"DA", "PY", "Y1"} {
		f := firstOf(fields, tag)
		date, err := risDate(f.value)
		if err != nil {
			return d, f.wrong(err)
		}
		if d.Issued.Year == 0 && (date.Year != 0 || d.Issued.Literal == "") {
			d.Issued = date
		}
	}
	if f := firstOf(fields, "LA"); f.value != "" {
		if d.Language, err = namedLanguage(f.value); err != nil {
			return d, f.wrong(err)
		}
	}
	f := firstOf(fields, "UR")
	for _, other := range append(fields["UR"], fields["LK"]...) {
		if d.URL == "" && checkURL(other.value) == nil {
			d.URL = other.value
		}
	}
	if d.URL == "" && f.value != "" {
		return d, f.wrong(checkURL(f.value))
	}
	return d, nil
}

// risDate returns a date of the form YYYY/MM/DD/WORDS, of which all but the year may be empty. Words such as a season go before a year that
// has no month; another date is what [ParseDate] makes of it.
func risDate(s string) (Date, error) {
	parts := strings.SplitN(s, "/", 4)
	if len(parts) == 1 {
		return ParseDate(s)
	}
	written := ""
	for i, p := range parts[:min(3, len(parts))] {
		p = strings.TrimSpace(p)
		if p == "" {
			break
		}
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || i == 0 && len(p) != 4 {
			return Date{Literal: s}, nil
		}
		written += []string{fmt.Sprintf("%04d", n), fmt.Sprintf("-%02d", n), fmt.Sprintf("-%02d", n)}[i]
	}
	if len(parts) == 4 && len(written) == 4 {
		if other := oneLine(parts[3]); other != "" {
			return Date{Literal: other + " " + written}, nil
		}
	}
	if written == "" {
		return Date{Literal: strings.Trim(s, "/ ")}, nil
	}
	return ParseDate(written)
}
