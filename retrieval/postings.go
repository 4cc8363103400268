package retrieval

import (
	"container/list"
	"fmt"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Postings are the passages that hold a term, by document number.
type postings struct {
	docs []uint32
	vals []posting
}

// postings returns the postings of an indexed term.
func (x *Index) postings(term string) (postings, error) {
	if p, ok := x.cache.get(term); ok {
		return p, nil
	}
	p, err := x.decode(term)
	if err != nil {
		return postings{}, fmt.Errorf("reading the postings of a term: %w", err)
	}
	x.cache.put(term, p)
	return p, nil
}

func (x *Index) decode(term string) (p postings, err error) {
	for i, s := range x.segments {
		dict, err := s.Dictionary(termField)
		if err != nil {
			return p, err
		}
		l, err := dict.PostingsList([]byte(term), nil, nil)
		if err != nil {
			return p, err
		}
		n := int(l.Count())
		if n == 0 {
			continue
		}
		if p.docs == nil {
			p.docs, p.vals = make([]uint32, 0, n), make([]posting, 0, n)
		}
		it := l.Iterator(true, false, false, nil)
		var next segment.Posting
		for next, err = it.Next(); next != nil && err == nil; next, err = it.Next() {
			p.docs = append(p.docs, x.bases[i]+uint32(next.Number()))
			p.vals = append(p.vals, posting(next.Frequency()))
		}
		if err != nil {
			return p, err
		}
	}
	return p, nil
}

// both returns the postings of sentences that hold a term of p and of q.
func (p postings) both(q postings) postings {
	var r postings
	for i, j := 0, 0; i < len(p.docs) && j < len(q.docs); {
		switch {
		case p.docs[i] < q.docs[j]:
			i++
		case p.docs[i] > q.docs[j]:
			j++
		default:
			if v := p.vals[i].and(q.vals[j]); v != 0 {
				r.docs, r.vals = append(r.docs, p.docs[i]), append(r.vals, v)
			}
			i++
			j++
		}
	}
	return r
}

// A postingsCache keeps decoded postings of the terms used last, within a bound of memory.
type postingsCache struct {
	mu    sync.Mutex
	max   int
	bytes int
	terms map[string]*list.Element
	order *list.List // of *cachedPostings, the one used last in front
}

type cachedPostings struct {
	term string
	postings
}

// size is what a term costs in the cache, in bytes: 6 a posting, and about 200 for the entry itself.
func (c *cachedPostings) size() int { return 6*cap(c.docs) + len(c.term) + 200 }

const defaultCacheBytes = 32 << 20

func newPostingsCache(max int) *postingsCache {
	if max == 0 {
		max = defaultCacheBytes
	}
	return &postingsCache{max: max, terms: make(map[string]*list.Element), order: list.New()}
}

func (c *postingsCache) get(term string) (postings, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.terms[term]
	if !ok {
		return postings{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedPostings).postings, true
}

func (c *postingsCache) put(term string, p postings) {
	entry := &cachedPostings{term, p}
	if entry.size() > c.max/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.terms[term]; ok {
		return
	}
	c.terms[term] = c.order.PushFront(entry)
	c.bytes += entry.size()
	for c.bytes > c.max {
		last := c.order.Remove(c.order.Back()).(*cachedPostings)
		delete(c.terms, last.term)
		c.bytes -= last.size()
	}
}
