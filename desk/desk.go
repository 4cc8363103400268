// Package desk is where a library is asked: the command line and Discord both stand before it.
package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"variorum/answers"
	"variorum/answers/quotation"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/library"
	"variorum/render"
)

// A Desk answers from one library as it was when it was opened. It is safe for concurrent use.
type Desk struct {
	Library *library.Library
	// Composer makes the answers; what it learned of a source is kept for the next question.
	Composer *answers.Composer
}

// New returns a desk of a library.
func New(l *library.Library) *Desk {
	entries := l.Sources()
	cards := make([]corpus.Source, len(entries))
	for i, e := range entries {
		cards[i] = e.Source
	}
	return &Desk{l, &answers.Composer{Library: answers.Library{Revision: l.Revision(), Cards: cards, Searcher: l, Shelf: l, Kin: l, Aliases: l.Aliases()}}}
}

// Example returns the example library, in memory.
func Example() (*library.Library, error) {
	var sources []corpus.Source
	taken := make(map[corpus.SourceID]bool)
	for _, f := range corpus.FindFS(example.FS()) {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			return nil, fmt.Errorf("reading the example library: %w", err)
		}
		s.ID = corpus.NewID(string(s.ID), s.File, func(id corpus.SourceID) bool { return taken[id] })
		taken[s.ID] = true
		sources = append(sources, s)
	}
	return library.NewMemory(sources)
}

// Known returns the IDs among names, each once, or an [*UnknownSourceError] for the first that the library does not hold.
func Known(l *library.Library, names []string) ([]corpus.SourceID, error) {
	var ids []corpus.SourceID
	for _, name := range names {
		name = strings.TrimSpace(name)
		id := corpus.SourceID(name)
		if _, ok := l.Source(id); !ok {
			var all []corpus.SourceID
			for _, e := range l.Sources() {
				all = append(all, e.Source.ID)
			}
			return nil, &UnknownSourceError{Name: name, Near: nearest(name, all)}
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Read returns the excerpt that a citation key names, with the text around it. Its errors are those of [answers.ParseKey],
// of [answers.Lookup], an [*UnknownSourceError], and those of the library.
func (d *Desk) Read(ctx context.Context, citation string, scope answers.Scope) (render.Context, error) {
	key, err := answers.ParseKey(citation)
	if err != nil {
		return render.Context{}, err
	}
	ids, err := Known(d.Library, []string{string(key.Source)})
	if err != nil {
		return render.Context{}, err
	}
	e, _ := d.Library.Source(ids[0])
	document, err := d.Library.Document(ctx, ids[0])
	if err != nil {
		return render.Context{}, err
	}
	excerpt, err := answers.Lookup(e.Source, document, key)
	if err != nil {
		return render.Context{}, err
	}
	around := answers.Around(document, excerpt.Span, scope)
	return render.Context{
		Source: e.Source, Excerpt: excerpt,
		Before: document.Text[around.Start:excerpt.Span.Start], After: document.Text[excerpt.Span.End:around.End],
	}, nil
}

// Check looks for a quotation in all sources; said is the source that it was said to be from, or "". Its errors are a
// [*quotation.LengthError] and those of the library.
func (d *Desk) Check(ctx context.Context, quote string, said corpus.SourceID) (render.Check, error) {
	var failure error
	report, err := quotation.Check(quote, func(yield func(corpus.SourceID, corpus.Document) bool) {
		for _, e := range d.Library.Sources() {
			document, err := d.Library.Document(ctx, e.Source.ID)
			if err != nil {
				failure = fmt.Errorf("reading %s: %w", e.Source.ID, err)
				return
			}
			if !yield(e.Source.ID, document) {
				return
			}
		}
	}, said)
	if failure != nil {
		return render.Check{}, failure
	}
	if err != nil {
		return render.Check{}, err
	}
	shown := render.Check{Quote: quote, Status: report.Status, Attribution: report.Attribution}
	for places := report.Places; len(places) > 0; { // those of one source stand one behind the other
		n := 1
		for n < len(places) && places[n].Source == places[0].Source {
			n++
		}
		if shown.Places, err = d.locate(ctx, shown.Places, places[:n]); err != nil {
			return shown, err
		}
		places = places[n:]
	}
	return shown, nil
}

// locate adds places, all of one source, with their excerpts, to list.
func (d *Desk) locate(ctx context.Context, list []render.CheckedPlace, places []quotation.Place) ([]render.CheckedPlace, error) {
	e, _ := d.Library.Source(places[0].Source)
	spans := make([]corpus.Span, len(places))
	for i, place := range places {
		spans[i] = place.Span
	}
	excerpts, shared, err := d.Composer.ExcerptsAt(ctx, e.Source, spans)
	if err != nil {
		return nil, err
	}
	for i, place := range places {
		list = append(list, render.CheckedPlace{Source: e.Source, Excerpt: excerpts[i], Place: place, Shared: shared})
	}
	return list, nil
}
