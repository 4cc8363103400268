package library

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"variorum/answers/winnow"
	"variorum/corpus"
)

// printsName is the file of a generation that holds the fingerprints of its sources.
const printsName = "fingerprints"

// Kin returns the sources, but for id, that have a fingerprint in common with prints, in order of ID: those with which a text of the
// source id is to be compared for shared passages.
func (l *Library) Kin(ctx context.Context, id corpus.SourceID, prints winnow.Prints) ([]corpus.SourceID, error) {
	x, err := l.fingerprints(ctx)
	if err != nil {
		return nil, err
	}
	return x.Candidates(id, prints), nil
}

// Pairs returns all pairs of sources that have a fingerprint in common.
func (l *Library) Pairs(ctx context.Context) ([]winnow.Pair, error) {
	x, err := l.fingerprints(ctx)
	if err != nil {
		return nil, err
	}
	return x.Pairs(), nil
}

// fingerprints returns those of all sources. They are read when they are first asked for: those of a generation from its file, all others
// from the texts.
func (l *Library) fingerprints(ctx context.Context) (*winnow.Index, error) {
	l.printsMutex.Lock()
	defer l.printsMutex.Unlock()
	if l.prints != nil {
		return l.prints, nil
	}
	var stored []*winnow.Index
	made := &winnow.Index{}
	for _, p := range l.parts {
		if x := l.storedPrints(p); x != nil {
			stored = append(stored, x)
			continue
		}
		held := p.live
		if held == nil {
			held = p.index.Sources()
		}
		for _, id := range held {
			d, err := l.Document(ctx, id)
			if err != nil {
				return nil, err
			}
			made.Add(id, winnow.PrintsOf(d))
		}
	}
	l.prints = winnow.Union(append(stored, made)...)
	return l.prints, nil
}

// storedPrints returns the fingerprints of the live sources of a part that lies in a generation, or nil if they can not be read: then
// they are made anew.
func (l *Library) storedPrints(p part) *winnow.Index {
	if p.folder == "" {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(l.folder.join(p.folder), printsName))
	if err != nil {
		return nil
	}
	x, err := winnow.ParseIndex(raw)
	if err != nil {
		return nil
	}
	if p.live == nil {
		return x
	}
	for _, id := range p.index.Sources() {
		if _, ok := slices.BinarySearch(p.live, id); !ok {
			x.Remove(id)
		}
	}
	return x
}
