package retrieval

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A thesaurusReader gathers the entries of one language from text files.
type thesaurusReader struct {
	language string
	lexicon  lexicon
	entries  map[string]*thesaurusEntry // by term
}

// A thesaurusEntry is what the text files have of a word.
type thesaurusEntry struct {
	text         string // the word as first written
	close, loose []member
}

func newThesaurusReader(language string, x lexicon) *thesaurusReader {
	return &thesaurusReader{language, x, make(map[string]*thesaurusEntry)}
}

// read reads a file in the form
//
//	word | near words | loose words      # comment
//
// where words and phrases are divided by commas. Lines whose words have one stem are one entry. It returns a [*LexiconError] or an error of f.
func (r *thesaurusReader) read(f io.Reader) error {
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
			return &LexiconError{line, fmt.Errorf("%d columns, want 3: word | near words | loose words", len(columns))}
		}
		if err := r.add(oneBlank(columns[0]), columns[1], columns[2]); err != nil {
			return &LexiconError{line, err}
		}
	}
	if err := scanner.Err(); err != nil {
		return &LexiconError{line + 1, err}
	}
	return nil
}

func (r *thesaurusReader) add(word, near, loose string) (err error) {
	withAnalyzer(r.language, func(a *Analyzer) {
		terms := a.lexiconTerms(word)
		if len(terms) != 1 || strings.Contains(word, nextMember) {
			err = fmt.Errorf("an entry is of one word, and not of %q", word)
			return
		}
		e := r.entries[terms[0]]
		if e == nil {
			e = &thesaurusEntry{text: word}
			r.entries[terms[0]] = e
		}
		read := func(list string, had []member) []member {
			for text := range strings.SplitSeq(list, ",") {
				text = oneBlank(text)
				all := a.lexiconTerms(text)
				if len(all) == 0 || slices.Equal(all, terms) || len(all) == 1 && isStopWord(r.language, fold(text)) {
					continue
				}
				m := member{text, a.contentTerms(text, all)}
				if !slices.ContainsFunc(had, func(o member) bool { return slices.Equal(o.terms, m.terms) }) {
					had = append(had, m)
				}
			}
			return had
		}
		e.close = read(near, e.close)
		e.loose = read(loose, e.loose)
	})
	return err
}

// thesaurus returns what was read.
func (r *thesaurusReader) thesaurus() thesaurus {
	near := r.near()
	var table strings.Builder
	for _, term := range slices.Sorted(maps.Keys(near)) {
		table.WriteString(term + "\t" + nearColumn(near[term]) + "\n")
	}
	return thesaurus{table.String()}
}

// near returns the words near each term, the nearest first, and of one nearness those of its own entry in their order.
func (r *thesaurusReader) near() map[string][]nearWord {
	near := make(map[string][]nearWord)
	put := func(term string, m member, n nearness) {
		if !slices.ContainsFunc(near[term], func(had nearWord) bool { return slices.Equal(had.terms, m.terms) }) {
			near[term] = append(near[term], nearWord{m, n})
		}
	}
	back := func(word, m member, n nearness) { // phrases have no entries
		if len(m.terms) == 1 {
			put(m.terms[0], word, n)
		}
	}
	r.each(func(word, m member, loose bool) {
		if term := word.terms[0]; !loose && (r.mutual(term, m) || r.grouped(term, m)) {
			put(term, m, strongly)
			back(word, m, strongly)
		}
	})
	r.each(func(word, m member, loose bool) {
		if !loose {
			put(word.terms[0], m, closely)
		}
	})
	r.each(func(word, m member, loose bool) {
		if !loose {
			back(word, m, entered)
		}
	})
	r.each(func(word, m member, loose bool) {
		if loose {
			put(word.terms[0], m, loosely)
		}
	})
	return near
}

// each calls do with the word and each member of all entries, in order of the words' terms.
func (r *thesaurusReader) each(do func(word, m member, loose bool)) {
	for _, term := range slices.Sorted(maps.Keys(r.entries)) {
		e := r.entries[term]
		word := member{e.text, []string{term}}
		for _, m := range e.close {
			do(word, m, false)
		}
		for _, m := range e.loose {
			do(word, m, true)
		}
	}
}

// mutual reports whether the entry of a near word has that of a term among its own.
func (r *thesaurusReader) mutual(term string, m member) bool {
	if len(m.terms) != 1 {
		return false
	}
	e := r.entries[m.terms[0]]
	return e != nil && slices.ContainsFunc(e.close, func(o member) bool { return len(o.terms) == 1 && o.terms[0] == term })
}

// grouped reports whether a group of the lexicon has both a term and a word or phrase among its close ones.
func (r *thesaurusReader) grouped(term string, m member) bool {
	return slices.ContainsFunc(r.lexicon.entry(term).groups(), func(in membership) bool {
		g, _ := r.lexicon.group(in.group)
		return in.close && slices.ContainsFunc(g.close, func(o member) bool { return slices.Equal(o.terms, m.terms) })
	})
}

func nearColumn(near []nearWord) string {
	list := make([]string, len(near))
	for i, n := range near {
		list[i] = string(n.nearness) + memberColumn([]member{n.member})
	}
	return strings.Join(list, nextMember)
}
