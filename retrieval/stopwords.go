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

// irregularForms returns the bases of a language's irregular forms, by form.
func irregularForms(language string) map[string]string {
	if language != "en" {
		return nil
	}
	return irregularEN()
}

var irregularEN = sync.OnceValue(func() map[string]string {
	forms := make(map[string]string)
	for _, line := range wordLines("irregular.en.txt") {
		base, list, _ := strings.Cut(line, ":")
		for _, f := range strings.Fields(list) {
			forms[f] = base
		}
	}
	return forms
})

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
