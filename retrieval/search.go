package retrieval

import (
	"cmp"
	"context"
	"math"
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
var impacts = func() (t [256 << 4]uint16) {
	for i := range t {
		length, tf := i>>4, i&15
		norm := k1 * (1 - b + b*float64(length*lengthStep)/averageLength)
		t[i] = uint16(maxImpact*float64(tf)/(float64(tf)+norm) + 0.5)
	}
	return t
}()

// impact returns the impact of a posting in a passage of a length.
func impact(length uint8, p posting) uint32 {
	return uint32(impacts[(uint(length)<<4|uint(p&15))&(256<<4-1)])
}

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
	w := x.takeWorkspace()
	if err := x.score(ctx, x.required(clauses, len(q.Phrases)), best, w); err != nil {
		return nil, err // and the workspace is not clean
	}
	rankings, docs := best.rankings()
	if q.Matches {
		x.match(clauses, rankings, docs, w)
	}
	x.workspaces.Put(w)
	return rankings, nil
}

// clauses looks the terms of a query up. Alternatives in languages that no source has are left out.
func (x *Index) clauses(ctx context.Context, q Query) ([]clause, error) {
	clauses := make([]clause, len(q.Terms))
	for i, t := range q.Terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clauses[i].weight = uint32(t.Weight)
		alternatives := slices.Clone(t.Alternatives)
		slices.SortStableFunc(alternatives, func(a, b Alternative) int { return cmp.Compare(b.Closeness, a.Closeness) })
		for _, a := range alternatives {
			if !x.languages[a.Language] {
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

// required returns the clauses with the postings of those documents alone that each of the first n clauses has.
func (x *Index) required(clauses []clause, n int) []clause {
	if n == 0 {
		return clauses
	}
	has := make([]int, len(x.docs)) // how many of the first clauses
	for i, c := range clauses[:n] {
		for _, l := range c.lookups {
			for _, d := range l.docs {
				if has[d] == i {
					has[d]++
				}
			}
		}
	}
	kept := make([]clause, len(clauses))
	for i, c := range clauses {
		kept[i].weight = c.weight
		for _, l := range c.lookups {
			k := lookup{closeness: l.closeness}
			for j, d := range l.docs {
				if has[d] == n {
					k.docs, k.vals = append(k.docs, d), append(k.vals, l.vals[j])
				}
			}
			kept[i].lookups = append(kept[i].lookups, k)
		}
	}
	return kept
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
			has[x.sourceOf[d]] = true
		}
	}
	var union postings
	for _, t := range terms {
		p, err := x.postings(indexTerm(a.Language, t))
		if err != nil {
			return postings{}, err
		}
		for i, d := range p.docs {
			if !has[x.sourceOf[d]] {
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

// A workspace is memory that searches use one after the other. Between them all of it is 0.
type workspace struct {
	sums, current    [window]uint32
	touched, changed [window]uint16
	hits             []uint32 // by document: 1 and the number of the hit, or 0
	seen             []uint16 // by document: the sentences in which a closer alternative stands
}

func (x *Index) takeWorkspace() *workspace {
	if w, ok := x.workspaces.Get().(*workspace); ok {
		return w
	}
	return &workspace{}
}

// score adds up the postings, a window of documents at a time, and offers each passage to best:
//
//	Σ over terms: weight · max over alternatives (closeness · impact) / 100
//
// Everything is a whole number, so that no order of addition and no machine changes a score. On an error w is not clean.
func (x *Index) score(ctx context.Context, clauses []clause, best *best, w *workspace) error {
	total := 0
	for i := range clauses {
		for j := range clauses[i].lookups {
			l := &clauses[i].lookups[j]
			l.from = 0
			total += len(l.docs)
		}
	}
	dense := total > len(x.docs)/3
	for base := 0; base < len(x.docs); base += window {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := min(base+window, len(x.docs))
		n := 0 // of touched documents
		for i := range clauses {
			n = x.addClause(&clauses[i], uint32(base), uint32(end), dense, n, w)
		}
		source := x.sourceOf[base:end]
		if dense {
			sums := w.sums[:len(source)]
			for at, s := range source {
				if sums[at] >= best.least[s] {
					best.offer(uint32(base+at), s, sums[at])
				}
			}
			clear(sums)
			continue
		}
		for _, at := range w.touched[:n] {
			s := source[at]
			if sum := w.sums[at&(window-1)]; sum >= best.least[s] {
				best.offer(uint32(base)+uint32(at), s, sum)
			}
			w.sums[at&(window-1)] = 0
		}
	}
	return nil
}

// addClause adds what a clause is worth to the sums of the documents from base to end. Unless they are dense it also
// notes which are touched for the first time, and returns how many n have become.
func (x *Index) addClause(c *clause, base, end uint32, dense bool, n int, w *workspace) int {
	lengths := x.lengths[base:end]
	one := len(c.lookups) == 1
	m := 0 // of changed documents
	for j := range c.lookups {
		l := &c.lookups[j]
		from := l.from
		l.from += before(l.docs[from:], end)
		docs, vals := l.docs[from:l.from], l.vals[from:l.from]
		vals = vals[:len(docs)]
		if one && dense && l.closeness == 100 {
			for k, d := range docs {
				at := d - base
				w.sums[at&(window-1)] += c.weight * impact(lengths[at], vals[k])
			}
			continue
		}
		for k, d := range docs {
			at := (d - base) & (window - 1)
			v := impact(lengths[at], vals[k]) * l.closeness
			if !one {
				had := w.current[at]
				if v <= had {
					continue
				}
				if had == 0 {
					w.changed[m&(window-1)] = uint16(at)
					m++
				}
				w.current[at] = v
				v -= had
			}
			if !dense && w.sums[at] == 0 {
				w.touched[n&(window-1)] = uint16(at)
				n++
			}
			w.sums[at] += c.weight * v / 100
		}
	}
	for _, at := range w.changed[:m] {
		w.current[at&(window-1)] = 0
	}
	return n
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
	x      *Index
	n      int
	docs   []uint32 // n for each source, the best first
	scores []uint32 // of docs; 0 where there is none
	least  []uint32 // for each source the least score that may still be among the best

	found, hits int // sources with a hit, and hits of all of them
}

func newBest(x *Index, q Query) *best {
	n := q.passages()
	memory := make([]uint32, (2*n+1)*len(x.sources))
	r := &best{x: x, n: n}
	r.docs, memory = memory[:n*len(x.sources)], memory[n*len(x.sources):]
	r.scores, r.least = memory[:n*len(x.sources)], memory[n*len(x.sources):]
	for i := range r.least {
		r.least[i] = 1
	}
	if q.Sources != nil {
		for i := range r.least {
			r.least[i] = math.MaxUint32
		}
		for _, id := range q.Sources {
			if i, ok := x.find(id); ok {
				r.least[i] = 1
			}
		}
	}
	return r
}

// offer takes a passage that scores at least the least of its source, if it is among the best so far; of equals the earlier in the text.
func (r *best) offer(doc, source, score uint32) {
	first := int(source) * r.n
	docs, scores := r.docs[first:first+r.n], r.scores[first:first+r.n]
	before := func(i int) bool { // what stands at i goes before doc
		return scores[i] > score || scores[i] == score && r.x.docs[docs[i]].ordinal < r.x.docs[doc].ordinal
	}
	i := r.n - 1
	if before(i) {
		return
	}
	if scores[i] == 0 { // there is one more
		r.hits++
	}
	if scores[0] == 0 {
		r.found++
	}
	for ; i > 0 && !before(i-1); i-- {
		scores[i], docs[i] = scores[i-1], docs[i-1]
	}
	scores[i], docs[i] = score, doc
	r.least[source] = max(1, scores[r.n-1])
}

// rankings returns the rankings of the sources that have a hit, in order of ID, and the documents of all
// their hits, one ranking after the other.
func (r *best) rankings() ([]Ranking, []uint32) {
	if r.found == 0 {
		return nil, nil
	}
	rankings, hits, docs := make([]Ranking, r.found), make([]Hit, r.hits), make([]uint32, r.hits)
	found, next := 0, 0
	for _, s := range r.x.byID {
		first := int(s) * r.n
		if r.scores[first] == 0 {
			continue
		}
		info, from := &r.x.sources[s], next
		for i := first; i < first+r.n && r.scores[i] > 0; i++ {
			d, h := &r.x.docs[r.docs[i]], &hits[next] // filled in place, for there may be thousands
			h.Passage.Source, h.Passage.First, h.Passage.Count = info.ID, int(d.first), int(d.count)
			h.Score = int(r.scores[i])
			docs[next] = r.docs[i]
			next++
		}
		ranking := &rankings[found]
		ranking.Source, ranking.Sentences, ranking.Hits = info.ID, info.Sentences, hits[from:next:next]
		found++
	}
	return rankings, docs
}

// match fills in Found and the Matches of rankings, whose hits are docs.
func (x *Index) match(clauses []clause, rankings []Ranking, docs []uint32, w *workspace) {
	if w.hits == nil {
		w.hits, w.seen = make([]uint32, len(x.docs)), make([]uint16, len(x.docs))
	}
	rankingOf := make([]uint32, len(x.sources)) // 1-based; 0 for none
	found := make([]int, len(rankings)*len(clauses))
	firstRow := make([]int, len(docs)) // of each hit
	sentences, next := 0, 0
	for i := range rankings {
		rankingOf[x.sourceOf[docs[next]]] = uint32(i + 1)
		rankings[i].Found, found = found[:len(clauses):len(clauses)], found[len(clauses):]
		for _, h := range rankings[i].Hits {
			w.hits[docs[next]] = uint32(next + 1)
			firstRow[next] = sentences
			sentences += h.Passage.Count
			next++
		}
	}
	rows := make([]uint8, sentences*len(clauses)) // closeness by sentence and term
	stands := make([]uint16, len(docs))           // for each hit the sentences in which a term stands
	for t, c := range clauses {
		for j, l := range c.lookups {
			last := j == len(c.lookups)-1
			for k, d := range l.docs {
				r := rankingOf[x.sourceOf[d]]
				if r == 0 {
					continue
				}
				fresh := l.vals[k].sentences() &^ w.seen[d]
				if fresh == 0 {
					continue
				}
				if !last {
					w.seen[d] |= fresh
				}
				rankings[r-1].Found[t] += int(l.closeness) * bits.OnesCount16(fresh)
				if h := w.hits[d]; h > 0 {
					stands[h-1] |= fresh
					for first := firstRow[h-1]; fresh != 0; fresh &= fresh - 1 {
						rows[(first+bits.TrailingZeros16(fresh))*len(clauses)+t] = uint8(l.closeness)
					}
				}
			}
		}
		if len(c.lookups) < 2 {
			continue
		}
		for _, l := range c.lookups {
			for _, d := range l.docs {
				w.seen[d] = 0
			}
		}
	}
	x.fillMatches(rankings, stands, rows, len(clauses))
	for _, d := range docs {
		w.hits[d] = 0
	}
}

// fillMatches makes the Matches of the hits of rankings, given for each hit the sentences in which a term stands, and
// for all their sentences the closeness of each of n terms.
func (x *Index) fillMatches(rankings []Ranking, stands []uint16, rows []uint8, n int) {
	total := 0
	for _, s := range stands {
		total += bits.OnesCount16(s)
	}
	all := make([]Match, 0, total)
	next := 0
	for i := range rankings {
		for j := range rankings[i].Hits {
			h := &rankings[i].Hits[j]
			first := len(all)
			for s := stands[next]; s != 0; s &= s - 1 {
				sentence := bits.TrailingZeros16(s)
				row := rows[sentence*n : (sentence+1)*n : (sentence+1)*n]
				all = append(all, Match{Sentence: h.Passage.First + sentence, Closeness: row})
			}
			rows = rows[h.Passage.Count*n:]
			if len(all) > first {
				h.Matches = slices.Clip(all[first:])
			}
			next++
		}
	}
}
