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
// The spans hold all of text but white space at their ends.
func sentences(text string, offset int, language string) []Span {
	var spans []Span
	add := func(start, end int) {
		for start < end {
			r, size := utf8.DecodeRuneInString(text[start:])
			if !unicode.IsSpace(r) {
				break
			}
			start += size
		}
		for end > start {
			r, size := utf8.DecodeLastRuneInString(text[:end])
			if !unicode.IsSpace(r) {
				break
			}
			end -= size
		}
		for end-start > maxSentence {
			cut := longCut(text[start:end])
			spans = append(spans, trimmed(text, Span{start, start + cut}, offset))
			start += cut
			for start < end {
				r, size := utf8.DecodeRuneInString(text[start:])
				if !unicode.IsSpace(r) {
					break
				}
				start += size
			}
		}
		if start < end {
			spans = append(spans, Span{start + offset, end + offset})
		}
	}
	start := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !terminal(r) {
			i += size
			continue
		}
		end := sentenceEnd(text, start, i, language)
		if end == 0 {
			i += size
			continue
		}
		add(start, end)
		start, i = end, end
	}
	add(start, len(text))
	return spans
}

// trimmed returns s without white space at its end, moved by offset.
func trimmed(text string, s Span, offset int) Span {
	s.End = s.Start + len(strings.TrimRightFunc(s.In(text), unicode.IsSpace))
	return Span{s.Start + offset, s.End + offset}
}

// longCut returns where to cut a sentence that is longer than maxSentence.
func longCut(s string) int {
	head := s[:maxSentence]
	for _, marks := range []string{";:", ",", " \t\n"} {
		if i := strings.LastIndexAny(head, marks); i > maxSentence/2 {
			return i + 1
		}
	}
	n := maxSentence
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	if n == 0 {
		return maxSentence
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
	case '"', '\'', '”', '’', '»', ')', ']', '}', '›', '*', '_', '“', '‘', '」', '』':
		return true
	}
	return false
}

// superscript reports whether r is a raised digit or a mark of a footnote.
func superscript(r rune) bool {
	return r >= '⁰' && r <= '⁹' || r == '¹' || r == '²' || r == '³' || r == '†' || r == '‡'
}

// sentenceEnd returns where the sentence that began at start ends if the terminal at i ends it, else 0.
func sentenceEnd(text string, start, i int, language string) int {
	first, size := utf8.DecodeRuneInString(text[i:])
	end := i + size
	stops := 1
	question := first == '?' || first == '!'
	for end < len(text) { // further terminals: ?!, ..., !!!
		r, size := utf8.DecodeRuneInString(text[end:])
		if !terminal(r) {
			break
		}
		question = question || r == '?' || r == '!'
		stops++
		end += size
	}
	afterStops := end
	end = afterClosing(text, end)
	ellipsis := !question && (stops > 1 || first == '…')
	if end == len(text) {
		return end
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(next) {
		if first == '。' || first == '！' || first == '？' {
			return end
		}
		return 0 // 1.5, example.org, U.S.
	}
	rest := text[end:]
	follow := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if follow == "" {
		return len(text)
	}
	newline := strings.ContainsAny(rest[:len(rest)-len(follow)], "\n\r")
	if ellipsis {
		if opensSentence(follow) && !dashStart(follow) {
			return end
		}
		return 0
	}
	if question {
		// “Who?” he asked. The sentence goes on in lower case.
		if lowerStart(follow) || dashStart(follow) && lowerStart(strings.TrimLeft(follow, "–—- \u00a0")) {
			return 0
		}
		return end
	}
	if end == afterStops && abbreviation(text[start:i], follow, language, newline) {
		return 0
	}
	if lowerStart(follow) {
		return 0
	}
	return end
}

// afterClosing returns the place behind the closing marks and footnote marks that stand at end.
func afterClosing(text string, end int) int {
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
		// French closing marks stand behind a no-break blank.
		if r == '\u00a0' || r == '\u202f' || r == ' ' {
			if next, n := utf8.DecodeRuneInString(text[end+size:]); next == '»' {
				end += size + n
				continue
			}
		}
		break
	}
	return end
}

// bracketNote returns the length of a note in square brackets, such as [12] or [^a], at the beginning of s, or 0.
func bracketNote(s string) int {
	if len(s) < 3 || s[0] != '[' {
		return 0
	}
	i := 1
	if s[i] == '^' {
		i++
	}
	n := i
	for i < len(s) && i < n+6 && (s[i] >= '0' && s[i] <= '9' || s[1] == '^' && s[i] != ']' && s[i] != ' ' && s[i] < utf8.RuneSelf) {
		i++
	}
	if i > n && i < len(s) && s[i] == ']' {
		return i + 1
	}
	return 0
}

// opensSentence reports whether s begins as a sentence does: with a capital, a digit, or an opening mark.
func opensSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !lowerStart(s) && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("“„«\"'‘¿¡([–—-*_", r))
}

// lowerStart reports whether the first letter of s is small, marks before it left out.
func lowerStart(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		if !strings.ContainsRune("“„«\"'‘([*_", r) {
			return false
		}
	}
	return false
}

func dashStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '–' || r == '—' || r == '-'
}

// abbreviation reports whether the full stop behind before ends a word, not a sentence; follow is what comes
// behind the stop and the blanks, newline says that these hold a line's end.
func abbreviation(before, follow, language string, newline bool) bool {
	word := lastWord(before)
	if word == "" {
		return false
	}
	lower := strings.ToLower(word)
	digit := func(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
	switch kind, known := abbreviations(language)[lower]; {
	case known && kind == beforeName:
		return true
	case known && kind == beforeNumber:
		return digit(follow) || lowerStart(follow) || romanStart(follow)
	case known && kind == inside:
		return lowerStart(follow) || digit(follow)
	}
	r, size := utf8.DecodeRuneInString(word)
	if size == len(word) && unicode.IsUpper(r) { // an initial: J. Smith
		if word == "I" && language == "en" {
			return false
		}
		return !sentenceStarter(follow, language) || dotted(before)
	}
	if dotted(before) { // U.S., e.g.
		return !sentenceStarter(follow, language)
	}
	if digit(word) && isNumber(word) {
		if language == "de" && len(word) <= 2 { // am 3. Mai
			return !newline || lowerStart(follow)
		}
		// "1. Something" at the beginning is a number of a list.
		return strings.TrimSpace(before) == word && len(word) <= 3
	}
	return false
}

// lastWord returns the run of letters, digits and hyphens at the end of s.
func lastWord(s string) string {
	i := len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		i -= size
	}
	return s[i:]
}

func isNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// dotted reports whether s ends in a letter behind another letter and a full stop, as in U.S or z. B.
func dotted(s string) bool {
	r, size := utf8.DecodeLastRuneInString(s)
	if !unicode.IsLetter(r) {
		return false
	}
	s = strings.TrimRight(s[:len(s)-size], " \u00a0\u202f")
	if !strings.HasSuffix(s, ".") {
		return false
	}
	s = s[:len(s)-1]
	r, size = utf8.DecodeLastRuneInString(s)
	if !unicode.IsLetter(r) {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(s[:len(s)-size])
	return !unicode.IsLetter(r)
}

// romanStart reports whether s begins with a Roman numeral.
func romanStart(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	word = strings.TrimRight(word, ".,;:)")
	return word != "" && strings.Trim(word, "IVXLCDM") == ""
}

// sentenceStarter reports whether s begins with a word that often begins a sentence and is no name: an
// article, a pronoun, a conjunction.
func sentenceStarter(s, language string) bool {
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '’' && r != '\'' }); i >= 0 {
		word = s[:i]
	}
	return starters(language)[word]
}
