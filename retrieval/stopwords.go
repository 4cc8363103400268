package retrieval

import (
	"embed"
	"strings"
	"sync"
)

//go:embed words/*.txt
var wordFiles embed.FS

// wordList returns the folded words of a file of words/, one or more a line, # for comments.
func wordList(name string) []string {
	var words []string
	for _, line := range wordLines(name) {
		words = append(words, strings.Fields(line)...)
	}
	return words
}

// wordLines returns the folded lines of a file of words/ that are not empty, without comments.
func wordLines(name string) []string {
	lines := rawLines(name)
	for i, line := range lines {
		lines[i] = fold(line)
	}
	return lines
}

// rawLines returns the lines of a file of words/ that are not empty, without comments.
func rawLines(name string) []string {
	raw, err := wordFiles.ReadFile("words/" + name)
	if err != nil {
		panic("retrieval: " + err.Error())
	}
	var lines []string
	for line := range strings.Lines(string(raw)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// wordSet returns the words of a file as a set, read once.
var wordSet = func() func(name string) map[string]bool {
	var mu sync.Mutex
	sets := make(map[string]map[string]bool)
	return func(name string) map[string]bool {
		mu.Lock()
		defer mu.Unlock()
		if sets[name] == nil {
			sets[name] = make(map[string]bool)
			for _, w := range wordList(name) {
				sets[name][w] = true
			}
		}
		return sets[name]
	}
}()

// isStopWord reports whether a folded word says nothing of a question's subject: an article, pronoun,
// preposition, auxiliary, or the like.
func isStopWord(language, word string) bool {
	words := stopWords[language]
	return words != nil && words()[word]
}

// isQuestionWord reports whether a folded word only makes a sentence a question or asks for an answer
// ("who", "tell", "explain").
func isQuestionWord(language, word string) bool {
	words := questionWords[language]
	return words != nil && words()[word]
}

var stopWords, questionWords = wordSets("stop"), wordSets("question")

// wordSets returns, for each language, what reads its file KIND.LANG.txt of words/ once.
func wordSets(kind string) map[string]func() map[string]bool {
	sets := make(map[string]func() map[string]bool)
	for _, language := range Languages {
		sets[language] = sync.OnceValue(func() map[string]bool { return wordSet(kind + "." + language + ".txt") })
	}
	return sets
}

// irregularForms returns the bases of a language's irregular forms, by form; those of German verbs are read by [verbReader].
func irregularForms(language string) map[string]string {
	forms := irregular[language]
	if forms == nil {
		return nil
	}
	return forms()
}

var irregular = map[string]func() map[string]string{
	"en": sync.OnceValue(func() map[string]string { return readIrregular("irregular.en.txt") }),
	"es": sync.OnceValue(func() map[string]string { return readIrregular("irregular.es.txt") }),
	"fr": sync.OnceValue(func() map[string]string { return readIrregular("irregular.fr.txt") }),
	"ru": sync.OnceValue(func() map[string]string { return readIrregular("irregular.ru.txt") }),
}

// readIrregular reads lines of the form
//
//	prefix ... base: form ...
func readIrregular(name string) map[string]string {
	forms := make(map[string]string)
	for _, line := range rawLines(name) {
		left, list, _ := strings.Cut(line, ":")
		prefixes := append(strings.Fields(left), "")
		base := prefixes[len(prefixes)-2]
		prefixes[len(prefixes)-2] = ""
		for _, prefix := range prefixes[:len(prefixes)-1] {
			for f := range strings.FieldsSeq(list) {
				if forms[prefix+f] == "" && prefix+f != prefix+base {
					forms[prefix+f] = prefix + base
				}
			}
		}
	}
	return forms
}

// fillers returns the turns of speech of a language that say nothing of a question's subject, as folded words.
func fillers(language string) [][]string {
	if language != "en" {
		return nil
	}
	return fillersEN()
}

var fillersEN = sync.OnceValue(func() [][]string {
	var list [][]string
	for _, line := range wordLines("filler.en.txt") {
		list = append(list, strings.Fields(line))
	}
	return list
})
