package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the most bytes of a sentence. A longer run of text without an end is
// cut at a semicolon, a comma, or a blank before the limit, so that what is shown and what it costs stay bounded.
const maxSentence = 2048

// sentences divides text, a paragraph, into sentences and returns their spans, each moved by offset.
// The spans hold all of text but white space at their ends. What has neither a letter nor a digit is no sentence of its
// own but a part of the next one, or of the last.
func sentences(text string, offset int, language string) []Span {
	var spans []Span
	start, worded := 0, false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !terminal(r) {
			worded = worded || unicode.IsLetter(r) || unicode.IsDigit(r)
			i += size
			continue
		}
		s := stopAt(text, i, language)
		i = s.end
		if worded && s.endsSentence(text, start, language) {
			spans = appendSentence(spans, text, Span{start, s.after})
			start, i, worded = s.after, s.after, false
		}
	}
	if n := len(spans); n > 0 && !worded && len(text)-spans[n-1].Start <= maxSentence {
		start, spans = spans[n-1].Start, spans[:n-1]
	}
	spans = appendSentence(spans, text, Span{start, len(text)})
	for i := range spans {
		spans[i].Start += offset
		spans[i].End += offset
	}
	return spans
}

// appendSentence appends s without white space at its ends, in pieces of at most maxSentence bytes.
func appendSentence(spans []Span, text string, s Span) []Span {
	s = trimSpan(text, s)
	for s.Len() > maxSentence {
		cut := s.Start + longCut(s.In(text))
		spans = append(spans, trimSpan(text, Span{s.Start, cut}))
		s = trimSpan(text, Span{cut, s.End})
	}
	if s.Len() > 0 {
		spans = append(spans, s)
	}
	return spans
}

// longCut returns where to cut s, which is longer than maxSentence.
func longCut(s string) int {
	head := s[:maxSentence]
	for _, marks := range []string{";:", ",", " \t\n\r"} {
		if i := strings.LastIndexAny(head, marks); i > maxSentence/2 {
			return i + 1
		}
	}
	n := maxSentence
	for n > maxSentence-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// terminal reports whether a sentence may end at r.
func terminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '‼', '⁇', '⁈', '⁉':
		return true
	}
	return false
}

// closing reports whether r, behind a terminal, still belongs to the sentence.
func closing(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '»', '«', ')', ']', '}', '›', '‹', '*', '_', '“', '‘', '」', '』':
		return true
	}
	return false
}

// superscript reports whether r is a raised digit or a mark of a footnote.
func superscript(r rune) bool {
	return r >= '⁰' && r <= '⁹' || r == '¹' || r == '²' || r == '³' || r == '†' || r == '‡'
}

// A stop is a place where a sentence may end.
type stop struct {
	start, end int // of the terminals
	after      int // the end of the closing marks and of the footnote marks behind them
	ellipsis   bool
	question   bool // or exclamation
	full       bool // without blank behind it, as in Chinese and Japanese
}

// stopAt returns the stop whose first terminal is at i.
func stopAt(text string, i int, language string) stop {
	s := stop{start: i, end: i}
	stops := 0
	for s.end < len(text) { // also ?!, ..., !!!, and . . .
		r, size := utf8.DecodeRuneInString(text[s.end:])
		if !terminal(r) {
			break
		}
		switch r {
		case '.', '।':
		case '…':
			stops++
		case '。':
			s.full = true
		case '！', '？':
			s.full, s.question = true, true
		default:
			s.question = true
		}
		stops++
		s.end += size
	}
	if n := spacedStops(text[s.end:]); stops == 1 && text[i] == '.' && n > 0 {
		s.end += n
		stops += 2
	}
	s.ellipsis = !s.question && stops > 1
	s.after = afterClosing(text, s, language)
	return s
}

// spacedStops returns the length of the stops at the beginning of s that make an ellipsis with a stop before them and blanks
// between: . . .; 0 if they are fewer than two.
func spacedStops(s string) int {
	n, stops := 0, 0
	for {
		rest, blank := strings.CutPrefix(s[n:], " ")
		if !blank {
			rest, blank = strings.CutPrefix(s[n:], "\u00a0")
		}
		if !blank || !strings.HasPrefix(rest, ".") {
			break
		}
		n = len(s) - len(rest) + 1
		stops++
	}
	if stops < 2 {
		return 0
	}
	return n
}

// afterClosing returns the place behind the closing marks and footnote marks that stand behind the terminals of a stop.
func afterClosing(text string, s stop, language string) int {
	end := s.end
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if closing(r) || superscript(r) {
			end += size
			continue
		}
		if n := bracketNote(text[end:]); n > 0 {
			end += n
			continue
		}
		// French closing marks stand behind a blank.
		if r == '\u00a0' || r == '\u202f' || r == ' ' {
			rest, closes := strings.CutPrefix(text[end+size:], "»")
			if next, _ := utf8.DecodeRuneInString(rest); closes && !unicode.IsLetter(next) && !unicode.IsDigit(next) {
				end = len(text) - len(rest)
				continue
			}
		}
		break
	}
	if n := plainNote(text[end:]); n > 0 && noteStands(text[:s.start], language) {
		end += n
	}
	return end
}

// bracketNote returns the length of the mark of a note, such as [12], [^a], or <sup>3</sup>, at the beginning of s, or 0.
func bracketNote(s string) int {
	if len(s) < 3 || s[0] != '[' && s[0] != '<' {
		return 0
	}
	if rest, ok := strings.CutPrefix(s, "<sup>"); ok {
		if n := strings.Index(rest[:min(len(rest), 12)], "</sup>"); n > 0 {
			return len("<sup>") + n + len("</sup>")
		}
		return 0
	}
	i := 1
	if s[i] == '^' {
		i++
	}
	n := i
	for i < len(s) && i < n+6 && (s[i] >= '0' && s[i] <= '9' || s[1] == '^' && s[i] != ']' && s[i] > ' ' && s[i] < utf8.RuneSelf) {
		i++
	}
	if s[0] == '[' && i > n && i < len(s) && s[i] == ']' {
		return i + 1
	}
	return 0
}

// plainNote returns the length of the number of a note that lost its raise, at the beginning of s, or 0: "end.1 Next".
func plainNote(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n > 3 || s[0] == '0' {
		return 0
	}
	follow := strings.TrimLeftFunc(s[n:], unicode.IsSpace)
	if follow != "" && (len(follow) == len(s)-n || !opensSentence(follow)) {
		return 0
	}
	return n
}

// noteStands reports whether the number of a note may follow the full stop behind before: a word of small letters that is
// no abbreviation, or a closing mark.
func noteStands(before, language string) bool {
	word := lastWord(before)
	last, _ := utf8.DecodeLastRuneInString(before)
	return closing(last) || len(word) > 2 && unicode.IsLower(last) && abbreviations(language)[strings.ToLower(word)] == 0
}

// endsSentence reports whether the sentence that began at start ends at s.
func (s stop) endsSentence(text string, start int, language string) bool {
	rest := text[s.after:]
	follow := strings.TrimLeftFunc(rest, unicode.IsSpace)
	switch {
	case follow == "":
		return true
	case len(follow) == len(rest): // 1.5, example.org, U.S.
		return s.full
	case goesOn(follow):
		return false
	case s.ellipsis:
		return opensSentence(follow)
	case s.question:
		return s.after == s.end || language != "en" || !saidBy(follow)
	case s.after == s.end:
		return !abbreviation(text[start:s.start], follow, language)
	}
	return true
}

// goesOn reports whether s, behind a terminal and a blank, goes on with the sentence: with a small letter, perhaps behind
// a dash, as in: “Who?” he asked.
func goesOn(s string) bool {
	return lowerStart(s) || dashStart(s) && lowerStart(strings.TrimLeft(s, "–—- \u00a0"))
}

// opensSentence reports whether s begins as a sentence does: with a capital, an opening mark, or a dash.
func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !lowerStart(s) && (unicode.IsLetter(r) || strings.ContainsRune("“„«»\"'‘‚¿¡([–—-*_", r))
}

// lowerStart reports whether the first letter of s is small, marks before it left out.
func lowerStart(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		if !strings.ContainsRune("“„«»\"'‘‚([*_", r) {
			return false
		}
	}
	return false
}

func dashStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '–' || r == '—' || r == '-'
}

// sayings are verbs behind the speaker's name, behind a quotation.
var sayings = setOf(`said says asked asks replied replies answered cried shouted called exclaimed added wrote told demanded whispered began
	continued inquired enquired observed remarked muttered insisted repeated`)

// saidBy reports whether s, behind a quotation, begins with a name and a verb of saying: “Who?” Mr. Hale asked.
func saidBy(s string) bool {
	n := 0
	for word := range strings.FieldsSeq(s[:min(len(s), 80)]) {
		if n > 0 && sayings[strings.Trim(word, ".,;:")] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(word); n == 4 || !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return false
}

// abbreviation reports whether the full stop behind before, a sentence so far, ends a word and not the sentence; follow is what
// comes behind the stop and the blanks.
func abbreviation(before, follow, language string) bool {
	word := lastWord(before)
	if word == "" {
		return false
	}
	head := strings.TrimLeft(before[:len(before)-len(word)], " \t\n\r\f\u00a0(")
	if head == "" && enumerates(word) {
		return true
	}
	if oneLetter(word) && initialStart(follow) { // J. R. Smith, z. B., т. е.
		return true
	}
	starts := sentenceStarter(follow, language)
	switch abbreviationKind(before, word, language) {
	case always:
		return true
	case beforeName:
		return !starts
	case beforeNumber:
		return digitStart(follow) || romanStart(follow) || follow[0] == '('
	case inside:
		return digitStart(follow) || follow[0] == '('
	}
	switch r, _ := utf8.DecodeRuneInString(word); {
	case oneLetter(word) && unicode.IsUpper(r): // an initial: J. Smith
		return !starts && !digitStart(follow) && (word != "I" || language != "en" || !counted(head))
	case dotted(before): // U.S.
		return !starts && !digitStart(follow)
	case language == "de" && isNumber(word) && len(word) <= 2: // am 3. Mai
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(head, unicode.IsSpace))
		return !starts && last != ',' && last != ':' && (last != '.' || digitStart(follow))
	}
	return false
}

// enumerates reports whether word is a number or a letter that a list counts with, as in "1. The crane" or "IV. The crane".
func enumerates(word string) bool {
	return oneLetter(word) || isNumber(word) && len(word) <= 3 || len(word) <= 5 && strings.Trim(word, "IVXL") == ""
}

// counted reports whether s ends in a name that a Roman number may follow, as in "World War" or "Elizabeth".
func counted(s string) bool {
	r, _ := utf8.DecodeRuneInString(lastWord(strings.TrimRightFunc(s, unicode.IsSpace)))
	return unicode.IsUpper(r)
}

// oneLetter reports whether word is one letter, perhaps with marks on it.
func oneLetter(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && strings.TrimLeftFunc(word[size:], unicode.IsMark) == ""
}

// mostWord is the most bytes of a word that are looked at.
const mostWord = 64

// lastWord returns the run of letters, digits and marks at the end of s, at most mostWord bytes of it.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && len(s)-i < mostWord {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		i -= size
	}
	return s[i:]
}

func digitStart(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// isNumber reports whether s has nothing but the digits 0 to 9.
func isNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// initialStart reports whether s begins with one letter, or Chr, and a full stop.
func initialStart(s string) bool {
	if strings.HasPrefix(s, "Chr.") {
		return true
	}
	r, size := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && strings.HasPrefix(s[size:], ".")
}

// dotted reports whether s ends in a letter behind another letter and a full stop, as in U.S or z. B, and nothing but a blank or an
// opening mark stands before them.
func dotted(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	if !unicode.IsLetter(r) {
		return false
	}
	s, stopped := strings.CutSuffix(strings.TrimRight(s[:len(s)-size], " \u00a0\u202f"), ".")
	if !stopped {
		return false
	}
	if r, size = utf8.DecodeLastRuneInString(s); !unicode.IsLetter(r) {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(s[:len(s)-size])
	return r == utf8.RuneError || r == '.' || unicode.IsSpace(r) || strings.ContainsRune("([“„«\"'‘-–—", r)
}

// romanStart reports whether s begins with a Roman numeral that is not the word I.
func romanStart(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("IVXLCDM", r) })
	if end < 0 {
		end = len(s)
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	return end > 0 && s[:end] != "I" && !unicode.IsLetter(next)
}

// sentenceStarter reports whether s begins with a word that often begins a sentence and is no name: an
// article, a pronoun, a conjunction.
func sentenceStarter(s, language string) bool {
	if initialStart(s) {
		return false
	}
	word := s[:min(len(s), mostWord)]
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '’' && r != '\'' }); i >= 0 {
		word = word[:i]
	}
	if before, _, elided := strings.Cut(strings.ReplaceAll(word, "’", "'"), "'"); elided { // It's, L'État
		word = before
	}
	return starters(language)[word]
}
