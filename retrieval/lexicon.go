package retrieval

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// A lexicon groups words and phrases of one language by what they are about.
type lexicon struct {
	groups  []group
	byName  map[string]int
	byTerm  map[string][]membership // single words, by term
	phrases map[string][]phrase     // phrases, by their first term
	content map[string][]phrase     // phrases without their stop words, by their first term
}

// A group is a line of a lexicon file: name | close | loose.
type group struct {
	name         string
	close, loose []member
}

// A member is a word or phrase of a group.
type member struct {
	text  string   // as written
	terms []string // what a sentence must hold: the terms of the words, without stop words where others are left
}

// A membership says that a word or phrase is in a group.
type membership struct {
	group int
	close bool
}

// A phrase is a member of two or more words.
type phrase struct {
	terms  []string // of all words, in order
	groups []membership
}

// A LexiconError reports a line of a lexicon file that cannot be read.
type LexiconError struct {
	Line int // 1-based
	Err  error
}

func (e *LexiconError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *LexiconError) Unwrap() error { return e.Err }

// readLexicon reads files in the form
//
//	name | close words | loose words      # comment
//
// where words and phrases are divided by commas. The name is a close word too.
func readLexicon(language string, files ...io.Reader) (*lexicon, error) {
	x := &lexicon{
		byName: make(map[string]int), byTerm: make(map[string][]membership),
		phrases: make(map[string][]phrase), content: make(map[string][]phrase),
	}
	var err error
	withAnalyzer(language, func(a *Analyzer) {
		for _, f := range files {
			line := 0
			scanner := bufio.NewScanner(f)
			for scanner.Scan() && err == nil {
				line++
				text, _, _ := strings.Cut(scanner.Text(), "#")
				if strings.TrimSpace(text) == "" {
					continue
				}
				columns := strings.Split(text, "|")
				if len(columns) != 3 {
					err = &LexiconError{line, fmt.Errorf("%d columns, want 3: name | close | loose", len(columns))}
					return
				}
				x.add(a, columns)
			}
			if err == nil {
				err = scanner.Err()
			}
		}
	})
	return x, err
}

func (x *lexicon) add(a *Analyzer, columns []string) {
	g := group{name: strings.TrimSpace(columns[0])}
	n := len(x.groups)
	x.byName[g.name] = n
	read := func(list string, close bool) []member {
		var members []member
		for word := range strings.SplitSeq(list, ",") {
			word = strings.TrimSpace(word)
			all := a.lexiconTerms(word)
			if len(all) == 0 || slices.ContainsFunc(members, func(m member) bool { return m.text == word }) {
				continue
			}
			content := a.contentTerms(word, all)
			x.enter(all, content, membership{n, close})
			members = append(members, member{word, content})
		}
		return members
	}
	g.close = read(columns[1], true)
	g.loose = read(columns[2], false)
	x.groups = append(x.groups, g)
}

// enter records the membership of a word or phrase, once. Content are the terms of a phrase that are not of stop words.
func (x *lexicon) enter(terms, content []string, m membership) {
	if len(terms) == 1 {
		for i, had := range x.byTerm[terms[0]] {
			if had.group == m.group {
				x.byTerm[terms[0]][i].close = had.close || m.close
				return
			}
		}
		x.byTerm[terms[0]] = append(x.byTerm[terms[0]], m)
		return
	}
	enterPhrase(x.phrases, terms, m)
	enterPhrase(x.content, content, m)
}

func enterPhrase(phrases map[string][]phrase, terms []string, m membership) {
	list := phrases[terms[0]]
	for i := range list {
		if slices.Equal(list[i].terms, terms) {
			list[i].groups = append(list[i].groups, m)
			return
		}
	}
	phrases[terms[0]] = append(list, phrase{terms, []membership{m}})
}

// acronyms are the members of a lexicon that mean an acronym which is spelt like a stop word.
var acronyms = map[string]string{"us": "us", "u.s": "us", "u.s.": "us"}

// lexiconTerms returns the terms of a word or phrase of a lexicon.
func (a *Analyzer) lexiconTerms(word string) []string {
	if acronym := acronyms[word]; acronym != "" && isStopWord(a.language, acronym) {
		return []string{acronymMark + acronym}
	}
	return a.terms(word)
}

// terms returns the terms of the words of a text, without derived ones.
func (a *Analyzer) terms(text string) []string {
	var terms []string
	a.tokens(text, func(t token) {
		if !t.Derived {
			terms = append(terms, t.Term)
		}
	})
	return terms
}

// contentTerms returns the terms of a phrase that are not of stop words, or
// all if fewer than two are.
func (a *Analyzer) contentTerms(text string, all []string) []string {
	if len(all) < 2 {
		return all
	}
	var terms []string
	a.tokens(text, func(t token) {
		if !t.Derived && !isStopWord(a.language, t.Word) {
			terms = append(terms, t.Term)
		}
	})
	if len(terms) < 2 {
		return all
	}
	return terms
}

// lexicons holds the lexicon of each language, read when it is first asked for.
var lexicons = func() map[string]func() *lexicon {
	m := make(map[string]func() *lexicon)
	for _, language := range Languages {
		m[language] = sync.OnceValue(func() *lexicon {
			x, err := readLexicon(language, lexiconReaders(language)...)
			if err != nil {
				panic("retrieval: lexicon of " + language + ": " + err.Error())
			}
			return x
		})
	}
	return m
}()

// lexiconReaders returns the files of a language: NAME.txt and all OTHER.NAME.txt.
func lexiconReaders(language string) []io.Reader {
	entries, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		panic("retrieval: " + err.Error())
	}
	var readers []io.Reader
	for _, e := range entries {
		if name := e.Name(); name == language+".txt" || strings.HasSuffix(name, "."+language+".txt") {
			raw, err := lexiconFiles.ReadFile("lexicon/" + name)
			if err != nil {
				panic("retrieval: " + err.Error())
			}
			readers = append(readers, strings.NewReader(string(raw)))
		}
	}
	return readers
}
