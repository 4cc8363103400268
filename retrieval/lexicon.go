package retrieval

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
)

//go:embed lexicon/de.tsv
var lexiconDE string

//go:embed lexicon/en.tsv
var lexiconEN string

//go:embed lexicon/es.tsv
var lexiconES string

//go:embed lexicon/fr.tsv
var lexiconFR string

//go:embed lexicon/ru.tsv
var lexiconRU string

// The tables are made of the text files of lexicon/ (lexicon/README.md) by what their test runs.
//
//go:generate go test -run=^TestLexiconTablesAreCurrent$ -update
//go:generate go test -run=^TestThesaurusTablesAreCurrent$ -update
//go:generate go test -run=^TestDictionaryTablesAreCurrent$ -update
//go:generate go test -run=^TestTheSumIsOfTheData$ -update

// lexicons holds the lexicon of each language.
var lexicons = map[string]lexicon{
	"de": {lexiconDE}, "en": {lexiconEN}, "es": {lexiconES}, "fr": {lexiconFR}, "ru": {lexiconRU},
}

// A lexicon groups words and phrases of one language by what they are about. Its table is searched where it lies, so that a process
// pays for what it looks up and for nothing else. The zero value is empty.
//
// The table has a line for each group and one for each term that is in a group or begins a phrase, sorted by the bytes of the first column.
// Columns are divided by tabs:
//
//	@group	member,member|term+term,...	member,...
//	term	=group|~group|...	term+term=group|...#term=group|...	term+term=group|...#...
//
// The members of a group are its close and its loose ones, each with its terms where they are not the text itself. A term's groups are those
// of the word alone; = stands before a group in which it is close, ~ before one in which it is loose. Then come the phrases that begin with
// it, by their further terms, and the phrases that do so when their stop words are left out.
type lexicon struct{ table string }

// A group is what a lexicon has under one name.
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
	group string // its name
	close bool
}

// A phrase is a member of two or more words.
type phrase struct {
	terms  []string // of all words, in order
	groups []membership
}

// An entry is what a lexicon has of a term. The zero value is that of a term that it does not have.
type entry struct{ term, columns string }

// entry returns what the lexicon has of a term.
func (x lexicon) entry(term string) entry {
	columns, _ := tableLine(x.table, term)
	return entry{term, columns}
}

// groups returns the groups that the term is in by itself.
func (e entry) groups() []membership {
	column, _, _ := strings.Cut(e.columns, "\t")
	return memberships(column)
}

// phrases returns the phrases that begin with the term: all their terms, in order, which are good until the next, and their groups as
// [memberships] reads them.
func (e entry) phrases() iter.Seq2[[]string, string] { return e.each(1) }

// content returns, in the same form, the phrases that begin with the term when their stop words are left out.
func (e entry) content() iter.Seq2[[]string, string] { return e.each(2) }

// each returns the phrases of a column.
func (e entry) each(column int) iter.Seq2[[]string, string] {
	return func(yield func([]string, string) bool) {
		phrases := e.columns
		for range column {
			_, phrases, _ = strings.Cut(phrases, "\t")
		}
		phrases, _, _ = strings.Cut(phrases, "\t")
		terms := append(make([]string, 0, 8), e.term)
		for phrases != "" {
			var p string
			p, phrases, _ = strings.Cut(phrases, nextPhrase)
			i := strings.IndexAny(p, closeMark+looseMark)
			if !yield(appendTerms(terms, p[:i]), p[i:]) {
				return
			}
		}
	}
}

// group returns the group of a name.
func (x lexicon) group(name string) (group, bool) {
	columns, ok := tableLine(x.table, groupMark+name)
	close, loose, _ := strings.Cut(columns, "\t")
	return group{name, members(close), members(loose)}, ok
}

// The marks of a lexicon's table. None of them can stand in a term, nor | and # in a text or a name, nor a comma in a text.
const (
	groupMark  = "@"
	closeMark  = "="
	looseMark  = "~"
	termMark   = "+"
	nextGroup  = "|"
	nextPhrase = "#"
	nextMember = ","
	itsTerms   = "|"
)

func memberships(column string) []membership {
	if column == "" {
		return nil
	}
	list := make([]membership, 0, 1+strings.Count(column, nextGroup))
	for more := true; more; {
		var m string
		m, column, more = strings.Cut(column, nextGroup)
		list = append(list, membership{m[1:], m[:1] == closeMark})
	}
	return list
}

func members(column string) []member {
	if column == "" {
		return nil
	}
	n := 1 + strings.Count(column, nextMember)
	list := make([]member, 0, n)
	all := make([]string, 0, n+strings.Count(column, termMark)) // the terms of all members, or more
	for more := true; more; {
		var m string
		m, column, more = strings.Cut(column, nextMember)
		text, terms, ok := strings.Cut(m, itsTerms)
		if !ok {
			terms = text
		}
		first := len(all)
		all = appendTerms(all, terms)
		list = append(list, member{text, slices.Clip(all[first:])})
	}
	return list
}

// appendTerms appends the terms that a column has in one string.
func appendTerms(list []string, terms string) []string {
	for more := true; more; {
		var t string
		t, terms, more = strings.Cut(terms, termMark)
		list = append(list, t)
	}
	return list
}

// tableLine returns the columns behind the first of the line that has key in the first, and whether there is one. The table's lines are
// sorted by the bytes of their first column.
func tableLine(table, key string) (columns string, ok bool) {
	for low, high := 0, len(table); low < high; {
		start := low + strings.LastIndexByte(table[low:(low+high)/2], '\n') + 1
		line := table[start:high]
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		first, rest, _ := strings.Cut(line, "\t")
		switch strings.Compare(key, first) {
		case 0:
			return rest, true
		case -1:
			high = start
		default:
			low = start + len(line) + 1
		}
	}
	return "", false
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
