package answers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"

	"variorum/answers/winnow"
	"variorum/corpus"
)

// A Kin knows the fingerprints of a library.
type Kin interface {
	// Kin returns the sources but id that have fingerprints of a text of it, in order of ID.
	Kin(ctx context.Context, id corpus.SourceID, prints winnow.Prints) ([]corpus.SourceID, error)
	// Pairs returns the pairs of sources that have a fingerprint in common.
	Pairs(ctx context.Context) ([]winnow.Pair, error)
}

// sharers finds the passages that sources have in common.
type sharers struct {
	library *Library
	studies *studies
	texts   map[corpus.SourceID]winnow.Text
}

// shared returns the passages in excerpts that other sources of the library have too, with all their places, in the order of the accounts and
// of the text. Whether those sources speak in the answer does not matter.
func (s *sharers) shared(ctx context.Context, made []composed) ([]Shared, error) {
	if s.library.Kin == nil {
		return nil, nil
	}
	var found []winnow.Found
	done := make(map[[2]corpus.SourceID]bool)
	for _, m := range made {
		id := m.account.Source.ID
		var last corpus.Span // many excerpts may be of one paragraph
		for i := range m.account.Excerpts {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			around := m.text.around(m.windows[i])
			if around == last {
				continue
			}
			last = around
			prints := winnow.Read(corpus.Document{Text: around.In(m.text.document.Text)}).Prints()
			kin, err := s.library.Kin.Kin(ctx, id, prints)
			if err != nil {
				return nil, fmt.Errorf("looking for shared passages: %w", err)
			}
			for _, other := range kin {
				pair := [2]corpus.SourceID{min(id, other), max(id, other)}
				if done[pair] {
					continue
				}
				done[pair] = true
				matches, err := s.compare(ctx, pair)
				if err != nil {
					return nil, err
				}
				found = append(found, matches...)
			}
		}
	}
	shows := func(p winnow.Passage) int { // the first account that shows it
		return slices.IndexFunc(made, func(m composed) bool { return m.shows(p) })
	}
	passages := winnow.Groups(found)
	passages = slices.DeleteFunc(passages, func(p winnow.Passage) bool { return shows(p) < 0 })
	slices.SortStableFunc(passages, func(a, b winnow.Passage) int { return cmp.Compare(shows(a), shows(b)) })
	var list []Shared
	for _, p := range passages {
		one, err := s.places(ctx, p, made[shows(p)].account.Source.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// ExcerptsAt returns the excerpts of a source at spans, and the passages in them that other sources have too.
func (c *Composer) ExcerptsAt(ctx context.Context, card corpus.Source, spans []corpus.Span) ([]Excerpt, []Shared, error) {
	d, err := c.Library.Shelf.Document(ctx, card.ID)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", card.ID, err)
	}
	text := c.studies.of(card, d)
	m := composed{account: Account{Source: card}, text: text}
	for _, span := range spans {
		paragraph, w := -1, windowOf{}
		if len(text.all) > 0 {
			at := sort.Search(len(text.all)-1, func(i int) bool { return text.all[i].Span().End > span.Start })
			w = windowOf{first: at, last: at}
			for w.last+1 < len(text.all) && text.all[w.last+1].Span().Start < span.End {
				w.last++
			}
			if s := text.all[at].Span(); s.Start <= span.Start && span.Start < s.End {
				paragraph = text.paragraph[at]
			}
		}
		m.account.Excerpts = append(m.account.Excerpts, newExcerpt(card, text, paragraph, span))
		m.windows = append(m.windows, w)
	}
	if len(text.all) == 0 {
		return m.account.Excerpts, nil, nil
	}
	shared, err := (&sharers{library: &c.Library, studies: &c.studies}).shared(ctx, []composed{m})
	return m.account.Excerpts, shared, err
}

// shows reports whether a place of a passage is in an excerpt.
func (m composed) shows(p winnow.Passage) bool {
	return slices.ContainsFunc(p.Places, func(at winnow.Place) bool {
		return at.Source == m.account.Source.ID && slices.ContainsFunc(m.account.Excerpts, func(e Excerpt) bool {
			return at.Span.Start < e.Span.End && e.Span.Start < at.Span.End
		})
	})
}

func (s *sharers) text(ctx context.Context, id corpus.SourceID) (winnow.Text, error) {
	if t, ok := s.texts[id]; ok {
		return t, nil
	}
	d, err := s.library.Shelf.Document(ctx, id)
	if err != nil {
		return winnow.Text{}, fmt.Errorf("reading %s: %w", id, err)
	}
	if s.texts == nil {
		s.texts = make(map[corpus.SourceID]winnow.Text)
	}
	s.texts[id] = winnow.Read(d)
	return s.texts[id], nil
}

func (s *sharers) compare(ctx context.Context, pair [2]corpus.SourceID) ([]winnow.Found, error) {
	a, err := s.text(ctx, pair[0])
	if err != nil {
		return nil, err
	}
	b, err := s.text(ctx, pair[1])
	if err != nil {
		return nil, err
	}
	var found []winnow.Found
	for _, m := range winnow.Compare(a, b) {
		found = append(found, winnow.Found{A: pair[0], B: pair[1], Match: m})
	}
	return found, nil
}

// places returns a passage with the words that it has in one source, and whom each source credits it to.
func (s *sharers) places(ctx context.Context, p winnow.Passage, quoted corpus.SourceID) (Shared, error) {
	out := Shared{Words: p.Words, Changed: p.Changed}
	for _, at := range p.Places {
		card, ok := s.library.card(at.Source)
		if !ok {
			continue
		}
		d, err := s.library.Shelf.Document(ctx, at.Source)
		if err != nil {
			return out, fmt.Errorf("reading %s: %w", at.Source, err)
		}
		start := utf8.RuneCountInString(d.Text[:at.Span.Start])
		place := Place{Source: at.Source, Start: start, End: start + utf8.RuneCountInString(at.Span.In(d.Text)), Span: at.Span}
		if v := s.studies.of(card, d).voice(at.Span); v.Kind == Quoted {
			place.Credited = v.Speaker
		}
		out.Places = append(out.Places, place)
		if at.Source == quoted && out.Quote == "" {
			out.Quote = at.Span.In(d.Text)
		}
	}
	return out, nil
}

// card returns the card of a source.
func (l *Library) card(id corpus.SourceID) (corpus.Source, bool) {
	i, ok := slices.BinarySearchFunc(l.Cards, id, func(s corpus.Source, id corpus.SourceID) int { return cmp.Compare(s.ID, id) })
	if !ok {
		return corpus.Source{}, false
	}
	return l.Cards[i], true
}

// independent returns the rows that do not merely say that a shared passage says the same wherever it stands.
func independent(rows []Row, shared []Shared) []Row {
	return slices.DeleteFunc(rows, func(r Row) bool {
		return slices.ContainsFunc(shared, func(p Shared) bool {
			return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return !p.holds(c) })
		})
	})
}

// holds reports whether a cell stands in a place of the passage.
func (s Shared) holds(c Cell) bool {
	return slices.ContainsFunc(s.Places, func(at Place) bool {
		return at.Source == c.Source && at.Span.Start <= c.Span.Start && c.Span.End <= at.Span.End
	})
}
