package retrieval

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// An AliasGroup is a line of an alias file: words and phrases, of any language, that a group takes for one another.
type AliasGroup struct {
	Name    string
	Close   []string // each counts as much as any other, in full
	Loose   []string // these count less; see [Aliases.NewQuery]
	Comment string   // for people; nothing depends on it
}

// String returns the group as a line of an alias file, without its end.
func (g AliasGroup) String() string {
	line := strings.TrimRight(g.Name+" | "+strings.Join(g.Close, ", ")+" | "+strings.Join(g.Loose, ", "), " ")
	if g.Comment != "" {
		line += " # " + g.Comment
	}
	return line
}

// Limits of an alias file. Within them it is read in milliseconds, and no word makes a question look for everything.
const (
	MaxAliasLines   = 5000     // also comments and empty ones
	MaxAliasLine    = 32 << 10 // bytes of a line
	MaxAliasMembers = 64       // words and phrases of a group
	MaxAliasGroups  = 16       // groups that hold one word or phrase
	MaxAlias        = 100      // characters of a name, word or phrase
	maxAliasRemark  = 500      // characters of a comment
)

// An AliasError reports a line of an alias file that can not be taken.
type AliasError struct {
	Line int   // 1-based; 0 where no file was read
	Err  error // what is wrong, with the limit and what helps
}

func (e *AliasError) Error() string {
	if e.Line == 0 {
		return e.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

func (e *AliasError) Unwrap() error { return e.Err }

// Aliases are the words that a group of readers takes for one another. They are looked for like the relatives of the lexicon, but
// in full. Groups are not joined: where A stands with B and B with C, a question for A looks for B alone, so that groups
// may name one another in a circle. A nil *Aliases holds none. It is safe for concurrent use.
type Aliases struct {
	groups []AliasGroup // in order of name
	tables sync.Map     // language → func() aliasTable
}

// NewAliases returns aliases of groups, whose order does not matter. Groups of one name are one group. It returns an
// [*AliasError] without a line if a group can not be taken.
func NewAliases(groups ...AliasGroup) (*Aliases, error) {
	r := newAliasReader()
	for _, g := range groups {
		if err := r.add(0, g); err != nil {
			return nil, err
		}
	}
	return r.aliases()
}

// ReadAliases reads an alias file: UTF-8 text with a group on each line, in the form of the lexicon,
//
//	name | close words | loose words      # comment
//
// where words and phrases are divided by commas and the last column may be missing. Lines of one name are one group. Its
// errors are an [*AliasError] for the first line that can not be taken, and those of f.
func ReadAliases(f io.Reader) (*Aliases, error) {
	r := newAliasReader()
	in := bufio.NewReaderSize(f, MaxAliasLine+2)
	for n := 1; ; n++ {
		line, err := in.ReadSlice('\n')
		switch {
		case err == io.EOF && len(line) == 0:
			return r.aliases()
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, &AliasError{n, fmt.Errorf("it is longer than %d bytes; divide it: lines of one name are one group", MaxAliasLine)}
		case err != nil && err != io.EOF:
			return nil, err
		case n > MaxAliasLines:
			return nil, &AliasError{n, fmt.Errorf("the file has more than %d lines; leave out what is not needed", MaxAliasLines)}
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		if err := r.line(n, line); err != nil {
			return nil, err
		}
	}
}

// An aliasReader gathers groups and holds them to the limits.
type aliasReader struct {
	groups map[string]*AliasGroup
	lines  map[string]int // of the groups, the first
	of     map[string]int // how many groups hold a word, folded
}

func newAliasReader() *aliasReader {
	return &aliasReader{make(map[string]*AliasGroup), make(map[string]int), make(map[string]int)}
}

func (r *aliasReader) line(n int, raw []byte) error {
	switch {
	case n == 1 && (bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff"))), bytes.IndexByte(raw, 0) >= 0:
		return &AliasError{n, errors.New("it is UTF-16 or no text; save the file as UTF-8")}
	case !utf8.Valid(raw):
		return &AliasError{n, errors.New("it is not UTF-8; save the file as UTF-8")}
	}
	text, comment, _ := strings.Cut(string(raw), "#")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	g, err := aliasLine(text)
	if err != nil {
		return &AliasError{n, err}
	}
	g.Comment = oneBlank(comment)
	return r.add(n, g)
}

// aliasLine reads a line without its comment.
func aliasLine(text string) (AliasGroup, error) {
	columns := strings.Split(text, "|")
	if len(columns) < 2 || len(columns) > 3 {
		return AliasGroup{}, fmt.Errorf("it has %d columns in place of 3; write: name | close words | loose words", len(columns))
	}
	g := AliasGroup{Name: oneBlank(columns[0])}
	words := func(column string) []string {
		var list []string
		for word := range strings.SplitSeq(column, ",") {
			if word = oneBlank(word); word != "" {
				list = append(list, word)
			}
		}
		return list
	}
	g.Close = words(columns[1])
	if len(columns) == 3 {
		g.Loose = words(columns[2])
	}
	return g, nil
}

// add adds what g has to the group of its name.
func (r *aliasReader) add(line int, g AliasGroup) error {
	if err := checkAlias("name", g.Name); err != nil {
		return &AliasError{line, err}
	}
	had := r.groups[g.Name]
	if had == nil {
		had = &AliasGroup{Name: g.Name}
		r.groups[g.Name], r.lines[g.Name] = had, line
	}
	for i, word := range slices.Concat(g.Close, g.Loose) {
		word = oneBlank(word)
		if slices.Contains(had.Close, word) || slices.Contains(had.Loose, word) {
			continue
		}
		if err := r.word(word); err != nil {
			return &AliasError{line, err}
		}
		if i < len(g.Close) {
			had.Close = append(had.Close, word)
		} else {
			had.Loose = append(had.Loose, word)
		}
	}
	if n := len(had.Close) + len(had.Loose); n > MaxAliasMembers {
		return &AliasError{line, fmt.Errorf("the group %q has %d words; at most %d are one group", g.Name, n, MaxAliasMembers)}
	}
	if g.Comment != "" && g.Comment != had.Comment {
		had.Comment = strings.TrimPrefix(had.Comment+"; "+g.Comment, "; ")
	}
	if strings.ContainsFunc(had.Comment, unprintable) || utf8.RuneCountInString(had.Comment) > maxAliasRemark {
		return &AliasError{line, fmt.Errorf("its comment has characters that can not be shown, or more than %d", maxAliasRemark)}
	}
	return nil
}

// word counts a word, and says what is wrong with it.
func (r *aliasReader) word(word string) error {
	if err := checkAlias("word", word); err != nil {
		return err
	}
	if !strings.ContainsFunc(word, func(r rune) bool { return wordRune(r) && !soft(r) && !unicode.IsMark(r) || unicode.IsDigit(r) }) {
		return fmt.Errorf("%q has no letter and no digit to look for", word)
	}
	key := fold(word)
	if r.of[key]++; r.of[key] > MaxAliasGroups {
		return fmt.Errorf("%q stands in more than %d groups; take it out of some", word, MaxAliasGroups)
	}
	return nil
}

// checkAlias returns what is wrong with a name or word; what says which it is.
func checkAlias(what, s string) error {
	switch {
	case s == "":
		return fmt.Errorf("it has no %s; write: name | close words | loose words", what)
	case utf8.RuneCountInString(s) > MaxAlias:
		return fmt.Errorf("the %s %q... has more than %d characters", what, firstRunes(s, 20), MaxAlias)
	case !utf8.ValidString(s) || strings.ContainsAny(s, "|#,") || strings.ContainsFunc(s, unprintable):
		return fmt.Errorf("the %s %q has characters that can not stand in it: commas, | and #, and those that can not be shown", what, s)
	}
	return nil
}

func unprintable(r rune) bool { return !unicode.IsGraphic(r) && !soft(r) }

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// aliases returns what was read, or the group that says nothing.
func (r *aliasReader) aliases() (*Aliases, error) {
	a := &Aliases{}
	for _, g := range r.groups {
		a.groups = append(a.groups, *g)
	}
	slices.SortFunc(a.groups, func(a, b AliasGroup) int { return cmp.Compare(a.Name, b.Name) })
	var wrong *AliasError
	for _, g := range a.groups {
		if line := r.lines[g.Name]; len(g.Close) == 0 || len(g.Close)+len(g.Loose) < 2 {
			if wrong == nil || line < wrong.Line {
				wrong = &AliasError{line, fmt.Errorf("the group %q has too few words; it needs a close one and another", g.Name)}
			}
		}
	}
	if wrong != nil {
		return nil, wrong
	}
	return a, nil
}

// Groups returns all groups in order of name.
func (a *Aliases) Groups() []AliasGroup {
	if a == nil {
		return nil
	}
	return slices.Clone(a.groups)
}

// An aliasTable finds the words of aliases in questions of one language.
type aliasTable struct {
	longest map[string]int            // terms of the longest alias that begins with a term
	members map[string][]membershipOf // by the terms of an alias, joined by termMark
}

// A membershipOf says that a word is in a group of aliases.
type membershipOf struct {
	group int
	close bool
}

// table returns the table of a language, which is made when it is first needed.
func (a *Aliases) table(language string) aliasTable {
	made, _ := a.tables.LoadOrStore(language, sync.OnceValue(func() aliasTable {
		table := aliasTable{make(map[string]int), make(map[string][]membershipOf)}
		withAnalyzer(language, func(analyzer *Analyzer) {
			for i, g := range a.groups {
				for j, word := range slices.Concat(g.Close, g.Loose) {
					if terms := analyzer.aliasTerms(word); len(terms) > 0 {
						table.longest[terms[0]] = max(table.longest[terms[0]], len(terms))
						key := strings.Join(terms, termMark)
						table.members[key] = append(table.members[key], membershipOf{i, j < len(g.Close)})
					}
				}
			}
		})
		return table
	}))
	return made.(func() aliasTable)()
}

// aliasTerms returns the terms of a word or phrase in the analyzer's language; none if it has nothing but small words there,
// which stand in every text.
func (a *Analyzer) aliasTerms(word string) []string {
	var terms []string
	says := false
	a.tokens(word, func(t token) {
		if t.Derived {
			return
		}
		terms = append(terms, t.Term)
		says = says || t.Number || strings.HasPrefix(t.Term, acronymMark) || !isStopWord(a.language, t.Word) && !isQuestionWord(a.language, t.Word)
	})
	if !says {
		return nil
	}
	return terms
}

// at returns how many words the longest alias at the beginning of words has, and the groups it is in; 0 if there is none.
func (a *Aliases) at(language string, words []token) (n int, members []membershipOf) {
	if a == nil || len(words) == 0 {
		return 0, nil
	}
	table := a.table(language)
	terms := make([]string, min(table.longest[words[0].Term], len(words)))
	for i := range terms {
		terms[i] = words[i].Term
	}
	for n := len(terms); n > 0; n-- {
		if members := table.members[strings.Join(terms[:n], termMark)]; members != nil {
			return n, members
		}
	}
	return 0, nil
}

// aliases adds the members of groups to the alternatives of a term, in all languages to look in, for nobody says in which language a word of a group
// is. Scale is what they count beside the term itself. Those that are there already are only made closer.
func (m *termMaker) aliases(t *Term, members []membershipOf, scale float64) {
	at := make(map[string]int) // in t.Alternatives
	for i, alt := range t.Alternatives {
		if !alt.Near {
			at[alternativeKey(alt)] = i
		}
	}
	var texts []string
	add := func(word string, closeness int) {
		closeness = int(math.Round(float64(closeness) * scale))
		if !slices.Contains(texts, word) && fold(word) != fold(t.Word) { // whatever the languages are, so that no source depends on another's
			texts = append(texts, word)
		}
		for _, l := range m.languages {
			withAnalyzer(l, func(b *Analyzer) {
				terms := b.contentTerms(word, b.aliasTerms(word))
				if len(terms) == 0 {
					return
				}
				alt := Alternative{Language: l, Terms: terms, Closeness: closeness, Text: word}
				key := alternativeKey(alt)
				if i, ok := at[key]; ok {
					if had := &t.Alternatives[i]; had.Closeness < closeness {
						had.Closeness, had.Text = closeness, word
					}
				} else {
					at[key] = len(t.Alternatives)
					t.Alternatives = append(t.Alternatives, alt)
				}
			})
		}
	}
	for _, of := range members {
		g := m.given.groups[of.group]
		asked, other := sameTerm, closeTerm
		if !of.close {
			asked, other = closeTerm, 0
		}
		for _, word := range g.Close {
			add(word, asked)
		}
		if other > 0 {
			for _, word := range g.Loose {
				add(word, other)
			}
		}
	}
	t.Relatives = slices.Concat(texts, slices.DeleteFunc(t.Relatives, func(relative string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return fold(text) == fold(relative) })
	}))
}

// alias returns how many words from i on an alias takes up, and its term; 0 if none stands there. Inside a longer name an alias is a
// part of it, and counts as one.
func (m *termMaker) alias(words []token, i int) (int, Term) {
	n, members := m.given.at(m.language, words[i:])
	if n == 0 {
		return 0, Term{}
	}
	text := m.question[words[i].Start:words[i+n-1].End]
	if name := m.nameAt(words, i); name > n {
		t := m.name(words[i : i+name])
		m.aliases(&t, members, partOfAll/100.0)
		return name, t
	}
	var t Term
	length, groups := m.lexicon.phraseAt(words[i : i+n])
	if length < n {
		groups = nil
	}
	switch {
	case n == 1:
		t = m.word(words[i])
	case m.nameAt(words, i) == n:
		t = m.name(words[i : i+n])
	default:
		t = m.phrase(text, groups)
	}
	m.aliases(&t, members, 1)
	return n, t
}
