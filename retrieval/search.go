package retrieval

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/blevesearch/vellum/levenshtein"

	"variorum/corpus"
)

// A Ranking is what one source has on a query. All of it depends on the query
// and on that source alone.
type Ranking struct {
	Source corpus.SourceID
	// Sentences is the number of sentences of the source.
	Sentences int
	// Found gives, for each term of the query, in how many sentences of the source the term or an
	// alternative stands, each counted by its closeness: the sum over sentences of the greatest closeness, in percent.
	// It is nil unless the query asks for Matches.
	Found []int
	// Hits are the best passages, in decreasing order of score, then in document order.
	Hits []Hit
}

// A Hit is a passage found for a query.
type Hit struct {
	Passage Passage
	Score   int // positive; higher is better; comparable only within one ranking
	// Matches are the sentences of the passage in which a term of the query stands, in document order.
	Matches []Match
}

// A Match is a sentence with the terms of a query that stand in it.
type Match struct {
	Sentence int // counted through the document from 0
	// Closeness gives, for each term of the query, how close the best alternative in the sentence is, in percent; 0 is absent.
	Closeness []uint8
}

// window is the number of passages whose sums are kept at a time, so that they stay in the processor's nearest cache.
const window = 1 << 12

// An alternative with its postings, as it is searched.
type lookup struct {
	postings
	closeness uint32 // percent
	from      int    // the first posting that was not read yet
}

// A clause is a term of a query with the postings of its alternatives, the closest first.
type clause struct {
	weight  uint32
	lookups []lookup
}

// impacts gives what a term's frequency says about a passage, as a whole number from 0 to
// maxImpact, by the passage's length and the frequency:
//
//	maxImpact · tf / (tf + k1·(1 − b + b·length/average))
//
// This is the term frequency part of BM25 (Robertson, Zaragoza, "The Probabilistic Relevance Framework",
// 2009) with a fixed average, so that no passage's score depends on another passage.
var impacts = func() (t [256][16]uint16) {
	for length := range t {
		for tf := range t[length] {
			norm := k1 * (1 - b + b*float64(length*lengthStep)/averageLength)
			t[length][tf] = uint16(maxImpact*float64(tf)/(float64(tf)+norm) + 0.5)
		}
	}
	return t
}()

const (
	k1 = 1.2  // the usual value
	b  = 0.75 // the usual value
	// averageLength is the length, in terms, of a typical passage of the default [Cut].
	averageLength = 100
	maxImpact     = 2047 // 11 bits
)

// Search ranks, for each source, the passages that match q; sources without
// a hit are absent. Rankings are in the order of source IDs. It is safe for concurrent use.
func (x *Index) Search(ctx context.Context, q Query) ([]Ranking, error) {
	clauses, err := x.clauses(ctx, q)
	if err != nil {
		return nil, err
	}
	best := newBest(x, q)
	if err := x.score(ctx, clauses, best); err != nil {
		return nil, err
	}
	rankings := best.rankings()
	if q.Matches {
		x.match(clauses, best, rankings)
	}
	slices.SortFunc(rankings, func(a, b Ranking) int { return cmp.Compare(a.Source, b.Source) })
	return rankings, nil
}

// clauses looks the terms of a query up. Alternatives in languages that no source has are left out.
func (x *Index) clauses(ctx context.Context, q Query) ([]clause, error) {
	present := make(map[string]bool)
	for _, s := range x.sources {
		present[s.Language] = true
	}
	clauses := make([]clause, len(q.Terms))
	for i, t := range q.Terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clauses[i].weight = uint32(t.Weight)
		alternatives := slices.Clone(t.Alternatives)
		slices.SortStableFunc(alternatives, func(a, b Alternative) int { return cmp.Compare(b.Closeness, a.Closeness) })
		for _, a := range alternatives {
			if !present[a.Language] {
				continue
			}
			var p postings
			var err error
			if a.Near {
				p, err = x.near(a, alternatives)
			} else {
				p, err = x.all(a.Language, a.Terms)
			}
			if err != nil {
				return nil, err
			}
			if len(p.docs) > 0 {
				clauses[i].lookups = append(clauses[i].lookups, lookup{postings: p, closeness: uint32(a.Closeness)})
			}
		}
	}
	return clauses, nil
}

// all returns the postings of the sentences that hold every one of terms.
func (x *Index) all(language string, terms []string) (p postings, err error) {
	for i, t := range terms {
		q, err := x.postings(indexTerm(language, t))
		if err != nil {
			return postings{}, err
		}
		if i == 0 {
			p = q
		} else {
			p = p.both(q)
		}
		if len(p.docs) == 0 {
			break
		}
	}
	return p, nil
}

// automata makes automata that accept words one edit away, a swap of neighbours being one edit.
var automata = sync.OnceValue(func() *levenshtein.LevenshteinAutomatonBuilder {
	b, err := levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	if err != nil {
		panic("retrieval: " + err.Error())
	}
	return b
})

// near returns the postings of the terms that are one edit away from the alternative's, in the sources that have none of the
// exact alternatives in the same language.
func (x *Index) near(a Alternative, others []Alternative) (postings, error) {
	terms, err := x.nearTerms(a.Language, a.Terms[0])
	if err != nil || len(terms) == 0 {
		return postings{}, err
	}
	has := make([]bool, len(x.sources))
	for _, o := range others {
		if o.Near || o.Language != a.Language || o.Closeness < a.Closeness {
			continue
		}
		exact, err := x.all(o.Language, o.Terms)
		if err != nil {
			return postings{}, err
		}
		for _, d := range exact.docs {
			has[x.docs[d].source] = true
		}
	}
	var union postings
	for _, t := range terms {
		p, err := x.postings(indexTerm(a.Language, t))
		if err != nil {
			return postings{}, err
		}
		for i, d := range p.docs {
			if !has[x.docs[d].source] {
				union.docs, union.vals = append(union.docs, d), append(union.vals, p.vals[i])
			}
		}
	}
	return union.sorted(), nil
}

// sorted returns p in the order of documents, with one posting for each.
func (p postings) sorted() postings {
	sort.Stable(byDocument(p))
	n := 0
	for i := range p.docs {
		if n > 0 && p.docs[n-1] == p.docs[i] {
			p.vals[n-1] = p.vals[n-1]&^15 | p.vals[i]&^15 | min(p.vals[n-1]&15+p.vals[i]&15, 15)
			continue
		}
		p.docs[n], p.vals[n] = p.docs[i], p.vals[i]
		n++
	}
	return postings{p.docs[:n], p.vals[:n]}
}

type byDocument postings

func (p byDocument) Len() int           { return len(p.docs) }
func (p byDocument) Less(i, j int) bool { return p.docs[i] < p.docs[j] }
func (p byDocument) Swap(i, j int) {
	p.docs[i], p.docs[j] = p.docs[j], p.docs[i]
	p.vals[i], p.vals[j] = p.vals[j], p.vals[i]
}

// nearTerms returns the terms of the index in a language that are one edit away from term.
func (x *Index) nearTerms(language, term string) ([]string, error) {
	prefix := indexTerm(language, "")
	dfa, err := automata().BuildDfa(prefix+term, 1)
	if err != nil {
		return nil, err
	}
	var terms []string
	for _, s := range x.segments {
		dict, err := s.Dictionary(termField)
		if err != nil {
			return nil, err
		}
		it := dict.AutomatonIterator(dfa, []byte(prefix), []byte(language+";"))
		for e, err := it.Next(); e != nil; e, err = it.Next() {
			if err != nil {
				return nil, err
			}
			if t, ok := strings.CutPrefix(e.Term, prefix); ok && t != term {
				terms = append(terms, t)
			}
		}
	}
	slices.Sort(terms)
	return slices.Compact(terms), nil
}

// score adds up the postings, a window of documents at a time, and offers each passage to best:
//
//	Σ over terms: weight · max over alternatives (closeness · impact) / 100
//
// Everything is a whole number, so that no order of addition and no machine changes a score.
func (x *Index) score(ctx context.Context, clauses []clause, best *best) error {
	total := 0
	for i := range clauses {
		for j := range clauses[i].lookups {
			l := &clauses[i].lookups[j]
			l.from = 0
			total += len(l.docs)
		}
	}
	dense := total > len(x.docs)/3
	var sums, current [window]uint32
	var touched, changed [window]uint16
	for base := 0; base < len(x.docs); base += window {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := uint32(min(base+window, len(x.docs)))
		docs := x.docs[base:end]
		n := 0
		for i := range clauses {
			c := &clauses[i]
			one := len(c.lookups) == 1
			m := 0
			for j := range c.lookups {
				l := &c.lookups[j]
				from := l.from
				to := from + before(l.docs[from:], end)
				l.from = to
				vals := l.vals[from:to]
				for k, d := range l.docs[from:to] {
					at := (d - uint32(base)) & (window - 1)
					v := uint32(impacts[docs[at].length][vals[k]&15]) * l.closeness
					if !one {
						had := current[at]
						if v <= had {
							continue
						}
						if had == 0 {
							changed[m&(window-1)] = uint16(at)
							m++
						}
						current[at] = v
						v -= had
					}
					if !dense && sums[at] == 0 {
						touched[n&(window-1)] = uint16(at)
						n++
					}
					sums[at] += c.weight * v / 100
				}
			}
			for _, at := range changed[:m] {
				current[at&(window-1)] = 0
			}
		}
		if dense {
			for at := range docs {
				if s := sums[at]; s > 0 {
					best.offer(uint32(base+at), &docs[at], s)
				}
			}
			clear(sums[:])
			continue
		}
		for _, at := range touched[:n] {
			best.offer(uint32(base)+uint32(at), &docs[at], sums[at&(window-1)])
			sums[at&(window-1)] = 0
		}
	}
	return nil
}

// before returns the number of leading elements of a sorted list that are below end.
func before(docs []uint32, end uint32) int {
	step := 1
	for step < len(docs) && docs[step-1] < end {
		step *= 2
	}
	low := step / 2
	n, _ := slices.BinarySearch(docs[low:min(step, len(docs))], end)
	return low + n
}

// best holds the best passages of every source.
type best struct {
	x       *Index
	n       int
	allowed []bool // nil if all sources are
	docs    []uint32
	scores  []uint32
}

func newBest(x *Index, q Query) *best {
	n := q.passages()
	r := &best{x: x, n: n, docs: make([]uint32, n*len(x.sources)), scores: make([]uint32, n*len(x.sources))}
	if q.Sources != nil {
		r.allowed = make([]bool, len(x.sources))
		for i, s := range x.sources {
			r.allowed[i] = slices.Contains(q.Sources, s.ID)
		}
	}
	return r
}

// offer takes a passage if it is among the best of its source so far; of equals the earlier in the text.
func (r *best) offer(doc uint32, p *indexedPassage, score uint32) {
	first := int(p.source) * r.n
	scores := r.scores[first : first+r.n]
	i := r.n - 1
	if score < scores[i] || score == scores[i] && r.x.docs[r.docs[first+i]].ordinal < p.ordinal {
		return
	}
	if r.allowed != nil && !r.allowed[p.source] {
		return
	}
	docs := r.docs[first : first+r.n]
	for ; i > 0 && (scores[i-1] < score || scores[i-1] == score && r.x.docs[docs[i-1]].ordinal > p.ordinal); i-- {
		scores[i], docs[i] = scores[i-1], docs[i-1]
	}
	scores[i], docs[i] = score, doc
}

// rankings returns the rankings of the sources that have a hit, in the order of the index.
func (r *best) rankings() []Ranking {
	var rankings []Ranking
	for s, info := range r.x.sources {
		scores := r.scores[s*r.n : (s+1)*r.n]
		if scores[0] == 0 {
			continue
		}
		ranking := Ranking{Source: info.ID, Sentences: info.Sentences}
		for i, score := range scores {
			if score == 0 {
				break
			}
			d := r.x.docs[r.docs[s*r.n+i]]
			ranking.Hits = append(ranking.Hits, Hit{
				Passage: Passage{Source: info.ID, First: int(d.first), Count: int(d.count)}, Score: int(score),
			})
		}
		rankings = append(rankings, ranking)
	}
	return rankings
}

// match fills in Found and the Matches of rankings, which are in the order of the index.
func (x *Index) match(clauses []clause, best *best, rankings []Ranking) {
	rankingOf := make([]int32, len(x.sources)) // 1-based; 0 for none
	type cells struct {
		hit  *Hit
		rows [MaxSentences][]uint8 // closeness by sentence and term
	}
	hits := make(map[uint32]*cells)
	wanted := make([]bool, len(x.docs))
	next := 0
	for s := range x.sources {
		if best.scores[s*best.n] == 0 {
			continue
		}
		r := &rankings[next]
		next++
		rankingOf[s] = int32(next)
		r.Found = make([]int, len(clauses))
		for i := range r.Hits {
			doc := best.docs[s*best.n+i]
			hits[doc] = &cells{hit: &r.Hits[i]}
			wanted[doc] = true
		}
	}
	seen := make([]uint16, len(x.docs))
	for t, c := range clauses {
		for j, l := range c.lookups {
			for k, d := range l.docs {
				r := rankingOf[x.docs[d].source]
				if r == 0 {
					continue
				}
				fresh := l.vals[k].sentences() &^ seen[d]
				if fresh == 0 {
					continue
				}
				if len(c.lookups) > j+1 {
					seen[d] |= fresh
				}
				rankings[r-1].Found[t] += int(l.closeness) * bits.OnesCount16(fresh)
				if !wanted[d] {
					continue
				}
				cell := hits[d]
				for ; fresh != 0; fresh &= fresh - 1 {
					i := bits.TrailingZeros16(fresh)
					if cell.rows[i] == nil {
						cell.rows[i] = make([]uint8, len(clauses))
					}
					cell.rows[i][t] = uint8(l.closeness)
				}
			}
		}
		for _, l := range c.lookups {
			for _, d := range l.docs {
				seen[d] = 0
			}
		}
	}
	for _, c := range hits {
		for i, row := range c.rows {
			if row != nil {
				c.hit.Matches = append(c.hit.Matches, Match{Sentence: c.hit.Passage.First + i, Closeness: row})
			}
		}
	}
}
