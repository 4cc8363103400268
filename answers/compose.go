package answers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/corpus"
	"variorum/retrieval"
)

// ErrEmptyQuestion reports a question without a word to look for.
var ErrEmptyQuestion = errors.New("the question has no word to look for")

// MaxQuestion is the most code points of a question.
const MaxQuestion = 2000

// A QuestionTooLongError reports a question of more than [MaxQuestion] code points.
type QuestionTooLongError struct{ Length int }

func (e *QuestionTooLongError) Error() string {
	return fmt.Sprintf("the question has %d characters, at most %d are read", e.Length, MaxQuestion)
}

// An UnknownSourceError reports a source that the library does not hold.
type UnknownSourceError struct{ ID corpus.SourceID }

func (e *UnknownSourceError) Error() string { return fmt.Sprintf("no source is named %q", e.ID) }

// A Searcher ranks, for each source, the passages that match a query.
// Sources without a hit are absent from the result.
type Searcher interface {
	Search(context.Context, retrieval.Query) ([]retrieval.Ranking, error)
}

// A Shelf holds the documents of sources.
type Shelf interface {
	Document(context.Context, corpus.SourceID) (corpus.Document, error)
}

// A Library is what a [Composer] needs to know of the sources to answer from.
type Library struct {
	Revision string
	Cards    []corpus.Source // all sources, without their documents, in order of ID
	Searcher Searcher
	Shelf    Shelf
	Kin      Kin // nil if shared passages are not looked for
	// Aliases are looked for beside the words of a question; nil holds none.
	Aliases *retrieval.Aliases
}

// A Request is a question with what limits its answer. The zero values are the defaults.
type Request struct {
	Question string
	Sources  []corpus.SourceID // to ask; nil asks all
	Order    Order             // "" is Rotated
	More     bool              // show also what the usual budget leaves out
	Apart    bool              // do not compare the accounts
	Match    Match             // how much a source must have; "" is Normal
	Explain  bool              // say how the answer was come to
}

// A Composer makes answers. It is safe for concurrent use.
type Composer struct {
	Library Library
	// Account makes the account of one source: the step that decides what is shown. The zero value is the default.
	Account Settings
	// Reader chooses among the best sentences of a source in place of the rules of Account; nil if these choose. Embedder has a say in which
	// sentences the Reader gets, if there is one; nil if their words alone say it.
	Reader   Reader
	Embedder Embedder

	studies studies
}

// Answer returns every source's account or silence on a question. With
// [ErrEmptyQuestion] and [*QuestionTooLongError] it also returns the answer in which all are silent.
// Other errors are an [*UnknownSourceError] or those of the library.
func (c *Composer) Answer(ctx context.Context, r Request) (Answer, error) {
	question := strings.ToValidUTF8(strings.TrimSpace(r.Question), "\uFFFD")
	a := Answer{
		Question: question, Revision: c.Library.Revision, Order: cmp.Or(r.Order, Rotated), Sources: len(c.Library.Cards),
		Match: cmp.Or(r.Match, Normal),
	}
	a.nameReader(c)
	cards, err := choose(c.Library.Cards, r.Sources)
	if err != nil {
		return a, err
	}
	a.Asked = len(cards)
	cards = a.Order.arrange(cards, question)
	silent := func() {
		for _, card := range cards {
			a.Silent = append(a.Silent, Silence{Source: card})
		}
	}
	if n := utf8.RuneCountInString(question); n > MaxQuestion {
		silent()
		return a, &QuestionTooLongError{n}
	}
	asked := c.asking(question, cards, r)
	if len(asked.queries[0].Terms) == 0 {
		silent()
		return a, ErrEmptyQuestion
	}
	if err := asked.search(ctx, c.Library.Searcher); err != nil {
		return a, err
	}
	if err := c.read(ctx, asked, question, cards); err != nil {
		return a, err
	}
	q := asked.queries[0]
	searched := terms(q)
	var made, unmade []composed
	for _, card := range cards {
		m, err := c.account(ctx, asked, card)
		if err != nil {
			return a, err
		}
		if len(m.account.Excerpts) == 0 {
			a.Silent = append(a.Silent, Silence{Source: card, Searched: searched, Selection: m.account.Selection})
			unmade = append(unmade, m)
			continue
		}
		a.Accounts = append(a.Accounts, m.account)
		made = append(made, m)
	}
	if r.Explain {
		a.Explanation = asked.explain(r.Match, made, unmade)
	}
	if !r.Apart {
		a.Differences, a.Agreements = compare(q, made)
	}
	a.Shared, err = (&sharers{library: &c.Library, studies: &c.studies}).shared(ctx, made)
	a.Agreements = independent(a.Agreements, a.Shared)
	return a, err
}

// A composed is an account with what it was made of.
type composed struct {
	account Account
	text    *study
	windows []windowOf // of each excerpt
}

// account returns the account of one source; it has no excerpts if the source is silent.
func (c *Composer) account(ctx context.Context, asked *asking, card corpus.Source) (composed, error) {
	read := asked.read[card.ID]
	m := composed{account: Account{Source: card, Selection: read.selection}}
	if len(asked.rankings[card.ID]) == 0 && read.selection.By != ByReader {
		return m, nil
	}
	document, err := c.Library.Shelf.Document(ctx, card.ID)
	if err != nil {
		return m, fmt.Errorf("reading %s: %w", card.ID, err)
	}
	m.text = c.studies.of(card, document)
	choice := read.choice
	if read.selection.By != ByReader {
		choice = asked.choose(card.ID, m.text)
	}
	shown := choice.windows
	if !asked.more {
		shown = asked.shown(choice)
	}
	if len(shown) == 0 {
		return m, nil
	}
	m.account.More = len(choice.windows) - len(shown)
	m.account.Strength = choice.strength
	shown = governed(m.text, shown)
	for _, w := range shown {
		for _, span := range m.text.slices(w) {
			m.account.Excerpts = append(m.account.Excerpts, newExcerpt(card, m.text, m.text.paragraph[w.first], span))
			m.windows = append(m.windows, w)
		}
	}
	return m, nil
}

// compare returns the rows of accounts.
func compare(q retrieval.Query, made []composed) (differences, agreements []Row) {
	focus := make(map[string]*retrieval.Focus)
	readings := make([]*reading, len(made))
	for i, m := range made {
		language := m.account.Source.Language
		if focus[language] == nil {
			focus[language] = q.Focus(language)
		}
		readings[i] = newReading(m, focus[language])
	}
	return newComparing(q.Text, q, readings).rows()
}

// languages returns the languages of sources, each once.
func languages(cards []corpus.Source) []string {
	var list []string
	for _, c := range cards {
		if !slices.Contains(list, c.Language) {
			list = append(list, c.Language)
		}
	}
	return list
}

// choose returns the cards of the wanted sources, or all.
func choose(cards []corpus.Source, wanted []corpus.SourceID) ([]corpus.Source, error) {
	if wanted == nil {
		return cards, nil
	}
	var chosen []corpus.Source
	for _, id := range wanted {
		i := slices.IndexFunc(cards, func(s corpus.Source) bool { return s.ID == id })
		if i < 0 {
			return nil, &UnknownSourceError{id}
		}
		if !slices.ContainsFunc(chosen, func(s corpus.Source) bool { return s.ID == id }) {
			chosen = append(chosen, cards[i])
		}
	}
	slices.SortFunc(chosen, func(a, b corpus.Source) int { return cmp.Compare(a.ID, b.ID) })
	return chosen, nil
}

// terms returns what a query looks for, for readers.
func terms(q retrieval.Query) []Term {
	list := make([]Term, len(q.Terms))
	for i, t := range q.Terms {
		list[i] = Term{Word: t.Word, Relatives: t.Relatives}
	}
	return list
}
