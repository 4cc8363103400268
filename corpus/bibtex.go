package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of BibTeX.
const (
	maxBraces = 32      // levels
	maxJoined = 1 << 20 // bytes that # makes in all, so that a short file makes no long text
)

// bibTypes are the types of CSL for those of BibTeX and BibLaTeX. Of others, such as misc, nothing is said.
var bibTypes = pairsOf(`article=article-journal suppperiodical=article-journal periodical=periodical book=book mvbook=book collection=book mvcollection=book
	proceedings=book mvproceedings=book reference=book mvreference=book manual=book booklet=pamphlet inbook=chapter bookinbook=chapter
	suppbook=chapter incollection=chapter suppcollection=chapter inreference=entry inproceedings=paper-conference conference=paper-conference
	mastersthesis=thesis phdthesis=thesis thesis=thesis techreport=report report=report unpublished=manuscript letter=personal_communication
	online=webpage electronic=webpage www=webpage patent=patent dataset=dataset software=software standard=standard review=review
	newspaper=article-newspaper legislation=legislation jurisdiction=legal_case artwork=graphic image=graphic movie=motion_picture
	video=motion_picture audio=song music=song performance=performance interview=interview hearing=hearing speech=speech map=map`)

// bibFields are the fields that are looked at.
var bibFields = setOf(`title subtitle author year month day date publisher institution school organization journal journaltitle booktitle url howpublished
	language langid abstract note entrysubtype`)

// A bibReader reads BibTeX.
type bibReader struct {
	text    string
	at      int
	line    int // of the byte at counted
	counted int
	macros  map[string]field
	joined  int
}

// readBibTeX returns the entries of a BibTeX file. Lines between them that begin with anything but @ are comments, and so is what stands behind % outside of
// values.
func readBibTeX(text string) ([]reference, error) {
	r := &bibReader{text: text, line: 1, macros: make(map[string]field)}
	for m := range strings.FieldsSeq("January February March April May June July August September October November December") {
		r.macros[strings.ToLower(m[:3])] = field{value: m}
	}
	var entries []reference
	for r.nextEntry() {
		e, isEntry, err := r.entry()
		if err != nil {
			return nil, err
		}
		if !isEntry {
			continue
		}
		if len(entries) == maxReferences {
			return nil, &FormatError{Line: e.line, Err: fmt.Errorf("it holds more than %d entries", maxReferences)}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// lineAt returns the line of a byte, which must not stand before one that was asked for.
func (r *bibReader) lineAt(i int) int {
	r.line += strings.Count(r.text[r.counted:i], "\n")
	r.counted = i
	return r.line
}

func (r *bibReader) wrong(format string, args ...any) error {
	return &FormatError{Line: r.lineAt(r.at), Err: fmt.Errorf(format, args...)}
}

// space goes to what is neither white space nor a comment behind %.
func (r *bibReader) space() {
	for r.at < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[r.at:])
		switch {
		case unicode.IsSpace(c):
			r.at += n
		case c == '%':
			r.toLineEnd()
		default:
			return
		}
	}
}

// toLineEnd goes to the end of the line.
func (r *bibReader) toLineEnd() {
	if i := strings.IndexAny(r.text[r.at:], "\n\r"); i >= 0 {
		r.at += i
		return
	}
	r.at = len(r.text)
}

// peek returns the next byte that [bibReader.space] does not pass over, or 0.
func (r *bibReader) peek() byte {
	r.space()
	if r.at == len(r.text) {
		return 0
	}
	return r.text[r.at]
}

// nextEntry goes to the next @ that is the first sign of a line, or that follows an entry, and reports whether there is one.
func (r *bibReader) nextEntry() bool {
	for r.peek() != '@' {
		if r.at == len(r.text) {
			return false
		}
		r.toLineEnd()
	}
	return true
}

// word returns the name that stands next: what has none of the signs of the format.
func (r *bibReader) word() string {
	r.space()
	end := strings.IndexFunc(r.text[r.at:], func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(`{}()",=#%@'\~`, c) })
	if end < 0 {
		end = len(r.text) - r.at
	}
	w := r.text[r.at : r.at+end]
	r.at += end
	return w
}

// entry reads what begins with the @ that stands next, and reports whether it is an entry.
func (r *bibReader) entry() (reference, bool, error) {
	e := reference{line: r.lineAt(r.at)}
	r.at++
	e.kind = strings.ToLower(r.word())
	open := r.peek()
	if e.kind == "comment" && open != '{' {
		r.toLineEnd()
		return e, false, nil
	}
	if e.kind == "" || open != '{' && open != '(' {
		return e, false, r.wrong("behind @%s must stand {", shown(e.kind))
	}
	if e.kind == "comment" {
		_, err := r.braced("the comment")
		return e, false, err
	}
	r.at++
	closing := map[byte]byte{'{': '}', '(': ')'}[open]
	switch e.kind {
	case "preamble":
		if _, err := r.value("the preamble"); err != nil {
			return e, false, err
		}
		return e, false, r.end(closing, e)
	case "string":
		f, err := r.field()
		if err != nil {
			return e, false, err
		}
		r.macros[f.name] = f
		return e, false, r.end(closing, e)
	}
	r.space()
	end := strings.IndexAny(r.text[r.at:], ",\n\r{}=\"#"+string(closing))
	if end < 0 || !strings.ContainsRune(",\n\r"+string(closing), rune(r.text[r.at+end])) {
		return e, false, r.wrong("the entry has no key")
	}
	e.key = strings.TrimSpace(r.text[r.at : r.at+end])
	r.at += end
	for r.peek() == ',' {
		r.at++
		if c := r.peek(); c == closing || c == ',' || r.at == len(r.text) {
			continue
		}
		f, err := r.field()
		if err != nil {
			return e, false, err
		}
		if f.name == "file" && e.files == nil {
			names, err := bibFiles(f.value)
			if err != nil {
				return e, false, f.wrong(err)
			}
			e.files = [][]string{names}
		}
		e.fields = append(e.fields, f)
	}
	return e, true, r.end(closing, e)
}

// shown returns a name for a message, where it is not too long.
func shown(name string) string {
	if len(name) > 40 {
		return "..."
	}
	return name
}

// end reads the end of an entry.
func (r *bibReader) end(closing byte, e reference) error {
	switch c := r.peek(); {
	case c == closing:
		r.at++
		return nil
	case r.at == len(r.text):
		return &FormatError{Line: e.line, Err: fmt.Errorf("the entry has no end: no %c closes it", closing)}
	}
	return r.wrong("here must stand a comma or %c", closing)
}

// field reads a name, an equals sign and a value.
func (r *bibReader) field() (field, error) {
	name := strings.ToLower(r.word())
	f := field{name: name, line: r.lineAt(r.at)}
	if name == "" {
		return f, r.wrong("here must stand a field, such as title = {...}")
	}
	if r.peek() != '=' {
		return f, r.wrong("behind %s must stand =", shown(name))
	}
	r.at++
	v, err := r.value("the value of " + shown(name))
	f.value, f.err = v.value, v.err
	return f, err
}

// value reads parts joined by #. An unknown name in it is an error of the value alone.
func (r *bibReader) value(what string) (field, error) {
	var f field
	var parts []string
	for {
		part, err := r.part(what)
		if err != nil {
			return f, err
		}
		if part.err != nil {
			f.err = part.err
		}
		parts = append(parts, part.value)
		if r.peek() != '#' {
			break
		}
		r.at++
	}
	if len(parts) > 1 {
		for _, p := range parts {
			r.joined += len(p)
		}
		if r.joined > maxJoined {
			return f, r.wrong("the values that # joins are too long (limit %d bytes in all)", maxJoined)
		}
	}
	f.value = strings.Join(parts, "")
	return f, nil
}

// part reads a part of a value: in braces, in quotation marks, a number, or a name.
func (r *bibReader) part(what string) (field, error) {
	var f field
	var err error
	switch r.peek() {
	case '{':
		f.value, err = r.braced(what)
		return f, err
	case '"':
		f.value, err = r.quoted(what)
		return f, err
	}
	w := r.word()
	if w == "" {
		return f, r.wrong("%s must stand in { } or in quotation marks", what)
	}
	if strings.Trim(w, "0123456789") == "" {
		return field{value: w}, nil
	}
	m, ok := r.macros[strings.ToLower(w)]
	if !ok {
		return field{err: fmt.Errorf("the name %s is not defined by a @string", shown(w))}, nil
	}
	return m, nil
}

// braced reads what stands in the braces that come next, which may have others in them.
func (r *bibReader) braced(what string) (string, error) {
	line, start, depth := r.lineAt(r.at), r.at+1, 0
	for i := r.at; i < len(r.text); i++ {
		switch r.text[i] {
		case '{':
			if depth++; depth > maxBraces {
				return "", &FormatError{Line: line, Err: fmt.Errorf("%s is nested too deep (limit %d levels)", what, maxBraces)}
			}
		case '}':
			if depth--; depth == 0 {
				r.at = i + 1
				return r.text[start:i], nil
			}
		}
	}
	return "", &FormatError{Line: line, Err: fmt.Errorf("%s has no end: its { is not closed", what)}
}

// quoted reads what stands in quotation marks; those in braces do not end it.
func (r *bibReader) quoted(what string) (string, error) {
	line, start, depth := r.lineAt(r.at), r.at+1, 0
	for i := start; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '{':
			if depth++; depth > maxBraces {
				return "", &FormatError{Line: line, Err: fmt.Errorf("%s is nested too deep (limit %d levels)", what, maxBraces)}
			}
		case c == '}':
			if depth--; depth < 0 {
				return "", &FormatError{Line: line, Err: fmt.Errorf("%s has a } without {", what)}
			}
		case c == '"' && depth == 0:
			r.at = i + 1
			return r.text[start:i], nil
		}
	}
	return "", &FormatError{Line: line, Err: fmt.Errorf("%s has no end: its quotation mark is not closed", what)}
}

// bibFiles returns the value of a field file, and the names of the files in it: a path, or what programs write, DESCRIPTION:PATH:TYPE, and others behind
// semicolons, with \ before signs that are meant as they are.
func bibFiles(value string) ([]string, error) {
	if len(value) > maxValue {
		return nil, fmt.Errorf("the value of file has %d bytes (limit %d)", len(value), maxValue)
	}
	for value = strings.TrimSpace(value); isGroup(value); {
		value = strings.TrimSpace(value[1 : len(value)-1])
	}
	files := []string{value}
	var parts []string
	var part strings.Builder
	next := func() {
		parts = append(parts, strings.TrimSpace(part.String()))
		part.Reset()
	}
	finish := func() {
		next()
		p := parts[0]
		switch n := len(parts); {
		case n == 2 && (len(p) <= 1 || isText(parts[1]) && !isText(p)): // no description, a drive, or a description
			p = parts[1]
		case n > 2:
			p = parts[n-2]
		}
		if name := baseName(p); name != "" && name != value {
			files = append(files, name)
		}
		parts = parts[:0]
	}
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '\\' && i+1 < len(value) && strings.IndexByte(`:;\_&%#${}`, value[i+1]) >= 0:
			i++
			part.WriteByte(value[i])
		case c == ':':
			next()
		case c == ';':
			finish()
		default:
			part.WriteByte(c)
		}
	}
	finish()
	if len(files) > maxFiles {
		return nil, fmt.Errorf("it names more than %d files", maxFiles)
	}
	return files, nil
}

// declareBibTeX returns what an entry says.
func declareBibTeX(r reference) (declaration, error) {
	d := declaration{Metadata: Metadata{Type: bibTypes[r.kind]}}
	fields, err := r.known(bibFields)
	if err != nil {
		return d, err
	}
	for _, name := range sortedKeys(fields) {
		if list := fields[name]; len(list) > 1 {
			return d, list[1].wrong(fmt.Errorf("the field %s stands twice", name))
		}
	}
	text := func(names ...string) string { return untex(firstOf(fields, names...).value) }
	if t := "article-" + strings.ToLower(text("entrysubtype")); strings.HasPrefix(d.Type, "article-") && cslTypes[t] {
		d.Type = t
	}
	d.Title = text("title")
	if sub := text("subtitle"); d.Title != "" && sub != "" {
		d.Title += ": " + sub
	}
	d.Publisher = text("publisher", "institution", "school", "organization")
	d.ContainerTitle = text("journal", "journaltitle", "booktitle")
	d.Abstract, d.Note = text("abstract"), text("note")
	if f := firstOf(fields, "author"); f.value != "" {
		if d.Author, err = bibNames(f.value); err != nil {
			return d, f.wrong(err)
		}
	}
	if d.Issued, err = bibDate(fields); err != nil {
		return d, err
	}
	if f := firstOf(fields, "langid", "language"); f.value != "" {
		if d.Language, err = namedLanguage(untex(f.value)); err != nil {
			return d, f.wrong(err)
		}
	}
	if f := firstOf(fields, "url"); f.value != "" {
		d.URL = untexURL(f.value)
		if err := checkURL(d.URL); err != nil {
			return d, f.wrong(err)
		}
	} else if u := untexURL(firstOf(fields, "howpublished").value); checkURL(u) == nil {
		d.URL = u
	}
	return d, nil
}

// bibDate returns the date in the fields date, or year, month and day.
func bibDate(fields map[string][]field) (Date, error) {
	parse := func(f field, s string) (Date, error) {
		date, err := ParseDate(s)
		if err != nil {
			return date, f.wrong(err)
		}
		return date, nil
	}
	if f := firstOf(fields, "date"); f.value != "" {
		return parse(f, untex(f.value))
	}
	yearField, monthField, dayField := firstOf(fields, "year"), firstOf(fields, "month"), firstOf(fields, "day")
	year, month, day := untex(yearField.value), untex(monthField.value), untex(dayField.value)
	switch {
	case year == "":
		return Date{}, nil
	case month == "":
		return parse(yearField, year)
	}
	literal := Date{Literal: oneLine(day + " " + month + " " + year)}
	n, err := strconv.Atoi(year)
	if err != nil || n < 1 || n > 9999 {
		return literal, nil
	}
	written := fmt.Sprintf("%04d", n)
	last := monthField
	number, dayInMonth, ok := monthOf(month)
	switch {
	case !ok || day != "" && dayInMonth != "":
		return literal, nil
	case day != "":
		last = dayField
	default:
		day = dayInMonth
	}
	written += fmt.Sprintf("-%02d", number)
	if day != "" {
		if n, err = strconv.Atoi(day); err != nil {
			return literal, nil
		}
		written += fmt.Sprintf("-%02d", n)
	}
	return parse(last, written)
}

// monthOf returns the month that is named, or stands as a number, and the day that stands with a name, or "".
func monthOf(s string) (month int, day string, ok bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, "", true
	}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		named := months[strings.ToLower(w)]
		switch {
		case named > 0 && month == 0:
			month = named
		case digitStart(w) && day == "":
			day = w
		default:
			return 0, "", false
		}
	}
	return month, day, month > 0
}

// bibNames returns the names in a list of authors.
func bibNames(list string) ([]Name, error) {
	var names []Name
	var words []string
	finish := func() {
		if n := bibName(strings.Join(words, " ")); n != (Name{}) {
			names = append(names, n)
		}
		words = words[:0]
	}
	for _, w := range splitTeX(list, texSpace) {
		if strings.EqualFold(w, "and") {
			finish()
			continue
		}
		words = append(words, w)
	}
	finish()
	if len(names) > maxAuthors {
		return nil, fmt.Errorf("%d authors stand here (limit %d)", len(names), maxAuthors)
	}
	return names, nil
}

// bibName returns a name: "Family, Given", "Family, Suffix, Given", "Given Family" with what is in small letters before the family name,
// or {the name of a body}.
func bibName(s string) Name {
	words := splitTeX(s, texSpace)
	if len(words) == 1 && !strings.Contains(s, ",") || isGroup(s) {
		return Name{Literal: untex(s)}
	}
	parts := splitTeX(s, func(c rune) bool { return c == ',' })
	var family, given string
	switch len(parts) {
	case 0:
		return Name{}
	case 1:
		words = splitTeX(parts[0], texSpace) // the comma was at one end
		i := 0
		for i < len(words)-1 && !small(words[i]) {
			i++
		}
		family, given = strings.Join(words[i:], " "), strings.Join(words[:i], " ")
	case 2:
		family, given = parts[0], parts[1]
	case 3:
		family, given = parts[0], parts[2]+" "+parts[1]
	default:
		return Name{Literal: untex(s)}
	}
	n := Name{Family: untex(family), Given: untex(given)}
	switch {
	case n.Given == "":
		return Name{Literal: n.Family}
	case n.Family == "":
		return Name{Literal: n.Given}
	}
	return n
}

func texSpace(c rune) bool { return unicode.IsSpace(c) || c == '~' }

// small reports whether a word begins with a small letter. Letters in braces are neither small nor large, but for accents.
func small(word string) bool {
	if strings.HasPrefix(word, "{") && !strings.HasPrefix(word, `{\`) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(untex(word))
	return unicode.IsLower(r)
}

// isGroup reports whether s is one group in braces.
func isGroup(s string) bool {
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}") {
		return false
	}
	return groupEnd(s) == len(s)
}

// groupEnd returns where the group ends with which s begins; len(s) if it does not end.
func groupEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// splitTeX returns the parts of s between separators that stand in no braces, without empty ones. A separator behind a \ is none.
func splitTeX(s string, separator func(rune) bool) []string {
	var parts []string
	depth, start := 0, 0
	escaped := false
	for i, c := range s {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth == 0 && !escaped && separator(c):
			parts, start = append(parts, s[start:i]), i+utf8.RuneLen(c)
		}
		escaped = c == '\\' && !escaped
	}
	parts = append(parts, s[start:])
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return slices.DeleteFunc(parts, func(p string) bool { return p == "" })
}

// texAccents are the commands that set a mark on the letter behind them.
var texAccents = map[string]string{
	"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", `"`: "\u0308", "r": "\u030a",
	"H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "",
}

// texSymbols are the commands that stand for signs.
var texSymbols = map[string]string{
	"ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "pounds": "£", "euro": "€",
	"texteuro": "€", "textsterling": "£", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "dag": "†", "ddag": "‡",
	"ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
	"textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": `"`, "quotesinglbase": "‚", "quotedblbase": "„",
	"glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
	"textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
	"textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textdegree": "°", "textordmasculine": "º", "textordfeminine": "ª",
	"textexclamdown": "¡", "textquestiondown": "¿", "textbullet": "•", "textperiodcentered": "·", "TeX": "TeX", "LaTeX": "LaTeX",
	",": " ", ";": " ", ":": " ", " ": " ", "\n": " ", "\t": " ", "\\": " ", "newline": " ", "par": " ", "quad": " ", "-": "", "/": "", "!": "", "(": "", ")": "",
}

// untex returns what a value with commands of LaTeX looks like in print, on one line.
func untex(s string) string { return oneLine(printed(s, false)) }

// untexURL returns the address in a value, which may stand in a command.
func untexURL(s string) string {
	if i := strings.Index(s, `\url{`); i >= 0 {
		s = s[i+len(`\url`):]
		s = s[:groupEnd(s)]
	}
	return strings.Join(strings.Fields(printed(s, true)), "")
}

// printed returns text without commands of LaTeX: marks are set on their letters, commands for signs become these, and of others only what they
// act on is left. In an address, what stands for dashes, quotation marks and spaces stays.
func printed(s string, address bool) string {
	var b strings.Builder
	marks, bare := "", "" // those that wait for their letter, and the last of them without one
	put := func(sign string) {
		switch {
		case marks == "" && bare == "":
			b.WriteString(sign)
		case strings.TrimSpace(sign) == "": // what stands between a mark and its letter
		default:
			b.WriteString(norm.NFC.String(sign + marks))
			marks, bare = "", ""
		}
	}
	for i := 0; i < len(s); {
		if s[i] == '\\' {
			name := command(s[i+1:])
			i += 1 + len(name)
			if isLetter(name) {
				i += len(s[i:]) - len(strings.TrimLeft(s[i:], " \t\r\n"))
			}
			mark, isAccent := texAccents[name]
			sign, isSign := texSymbols[name]
			switch {
			case isAccent:
				marks, bare = mark+marks, name
			case marks != "" && (name == "i" || name == "j"):
				put(name)
			case isSign:
				put(sign)
			case name == "":
				put(`\`)
			case (name == "href" || name == "begin" || name == "end") && strings.HasPrefix(s[i:], "{"):
				i += groupEnd(s[i:])
			case !isLetter(name):
				put(name)
			}
			continue
		}
		sign, size := s[i:i+1], 1
		switch {
		case sign == "{":
			sign = ""
		case sign == "}":
			sign = ""
			if bare != "" { // there is no letter
				if strings.ContainsAny(bare, "^~`'\"") {
					sign = bare
				}
				marks, bare = "", ""
			}
		case address:
			_, size = utf8.DecodeRuneInString(s[i:])
			sign = s[i : i+size]
		case sign == "~":
			sign = " "
		case strings.HasPrefix(s[i:], "---"):
			sign, size = "—", 3
		case strings.HasPrefix(s[i:], "--"):
			sign, size = "–", 2
		case strings.HasPrefix(s[i:], "``"):
			sign, size = "“", 2
		case strings.HasPrefix(s[i:], "''"):
			sign, size = "”", 2
		default:
			_, size = utf8.DecodeRuneInString(s[i:])
			sign = s[i : i+size]
		}
		put(sign)
		i += size
	}
	return b.String()
}

// command returns the name of a command: letters, or one sign.
func command(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !isASCIILetter(r) })
	switch {
	case end < 0:
		return s
	case end == 0:
		_, end = utf8.DecodeRuneInString(s)
	}
	return s[:end]
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isLetter(name string) bool { return name != "" && isASCIILetter(rune(name[0])) }
