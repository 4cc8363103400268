package retrieval

// HasNumberWord reports whether a text in a language holds a number in words.
func HasNumberWord(language, text string) (found bool) {
	withAnalyzer(language, func(a *Analyzer) {
		a.tokens(text, func(t token) { found = found || t.Number })
	})
	return found
}

// HasTimeWord reports whether a text in a language holds the name of a month, of a day of the week,
// or another word that tells when.
func HasTimeWord(language, text string) (found bool) {
	language = supported(language)
	if language == Undetermined {
		return false
	}
	times := wordSet("time." + language + ".txt")
	withAnalyzer(language, func(a *Analyzer) {
		a.tokens(text, func(t token) { found = found || times[t.Word] })
	})
	return found
}
