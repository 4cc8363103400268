package retrieval

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A LexiconError reports a line of a lexicon file that cannot be read.
type LexiconError struct {
	Line int // 1-based
	Err  error
}

func (e *LexiconError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *LexiconError) Unwrap() error { return e.Err }

// readLexicon makes a lexicon of text files; see [lexiconReader.read].
func readLexicon(language string, files ...io.Reader) (lexicon, error) {
	r := newLexiconReader(language)
	for _, f := range files {
		if err := r.read(f); err != nil {
			return lexicon{}, err
		}
	}
	return r.lexicon(), nil
}

// A lexiconReader gathers groups of one language from text files. Their order decides on the order of a group's members and of a term's
// groups.
type lexiconReader struct {
	language string
	groups   map[string]*group
	terms    map[string]*termGroups
}

// The termGroups of a term are what an [entry] says of it.
type termGroups struct {
	groups           []membership
	phrases, content []phrase
}

func newLexiconReader(language string) *lexiconReader {
	return &lexiconReader{language, make(map[string]*group), make(map[string]*termGroups)}
}

// read reads a file in the form
//
//	name | close words | loose words      # comment
//
// where words and phrases are divided by commas. Lines with one name are one group. It returns a [*LexiconError] or an error of f.
func (r *lexiconReader) read(f io.Reader) error {
	line := 0
	scanner := bufio.NewScanner(f)
	for scanner.Scan() {
		line++
		text, _, _ := strings.Cut(scanner.Text(), "#")
		if strings.TrimSpace(text) == "" {
			continue
		}
		columns := strings.Split(text, "|")
		if len(columns) != 3 {
			return &LexiconError{line, fmt.Errorf("%d columns, want 3: name | close | loose", len(columns))}
		}
		r.add(oneBlank(columns[0]), columns[1], columns[2])
	}
	if err := scanner.Err(); err != nil {
		return &LexiconError{line + 1, err}
	}
	return nil
}

// oneBlank returns s with a blank in place of each run of white space inside it, and none at its ends.
func oneBlank(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *lexiconReader) add(name, close, loose string) {
	g := r.groups[name]
	if g == nil {
		g = &group{name: name}
		r.groups[name] = g
	}
	withAnalyzer(r.language, func(a *Analyzer) {
		read := func(list string, members []member, m membership) []member {
			for word := range strings.SplitSeq(list, ",") {
				word = oneBlank(word)
				all := a.lexiconTerms(word)
				if len(all) == 0 || slices.ContainsFunc(members, func(m member) bool { return m.text == word }) {
					continue
				}
				content := a.contentTerms(word, all)
				r.enter(all, content, m)
				members = append(members, member{word, content})
			}
			return members
		}
		g.close = read(close, g.close, membership{name, true})
		g.loose = read(loose, g.loose, membership{name, false})
	})
}

// enter records the membership of a word or phrase. Content are the terms of a phrase that are not of stop words.
func (r *lexiconReader) enter(terms, content []string, m membership) {
	first := r.of(terms[0])
	if len(terms) > 1 {
		enterPhrase(&first.phrases, terms, m)
		enterPhrase(&r.of(content[0]).content, content, m)
		return
	}
	for i, had := range first.groups {
		if had.group == m.group {
			first.groups[i].close = had.close || m.close
			return
		}
	}
	first.groups = append(first.groups, m)
}

func (r *lexiconReader) of(term string) *termGroups {
	if r.terms[term] == nil {
		r.terms[term] = new(termGroups)
	}
	return r.terms[term]
}

func enterPhrase(phrases *[]phrase, terms []string, m membership) {
	for i, p := range *phrases {
		if slices.Equal(p.terms, terms) {
			(*phrases)[i].groups = append(p.groups, m)
			return
		}
	}
	*phrases = append(*phrases, phrase{terms, []membership{m}})
}

// lexicon returns what was read.
func (r *lexiconReader) lexicon() lexicon {
	lines := make(map[string]string, len(r.groups)+len(r.terms))
	for name, g := range r.groups {
		lines[groupMark+name] = memberColumn(g.close) + "\t" + memberColumn(g.loose)
	}
	for term, of := range r.terms {
		lines[term] = groupColumn(of.groups) + "\t" + phraseColumn(of.phrases) + "\t" + phraseColumn(of.content)
	}
	var table strings.Builder
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		table.WriteString(key + "\t" + lines[key] + "\n")
	}
	return lexicon{table.String()}
}

func memberColumn(members []member) string {
	list := make([]string, len(members))
	for i, m := range members {
		list[i] = m.text
		if terms := strings.Join(m.terms, termMark); terms != m.text {
			list[i] += itsTerms + terms
		}
	}
	return strings.Join(list, nextMember)
}

func phraseColumn(phrases []phrase) string {
	list := make([]string, len(phrases))
	for i, p := range phrases {
		list[i] = strings.Join(p.terms[1:], termMark) + groupColumn(p.groups)
	}
	return strings.Join(list, nextPhrase)
}

func groupColumn(groups []membership) string {
	list := make([]string, len(groups))
	for i, m := range groups {
		list[i] = looseMark + m.group
		if m.close {
			list[i] = closeMark + m.group
		}
	}
	return strings.Join(list, nextGroup)
}
