package retrieval

import (
	"math"
	"slices"
)

// Bare returns the query that looks for each distinct word of a question and
// for nothing else, stop words included, with weights from this index instead of the fixed tables:
//
//	ln(1 + (N − df + .5) / (df + .5))
//
// with N passages, of which df hold the term. It is for measuring: rankings by
// it depend on all sources of the index.
func (x *Index) Bare(a *Analyzer, question string) (Query, error) {
	q := Query{Language: a.language}
	n := float64(len(x.docs))
	var words []string
	greatest := math.Log(1 + (n+0.5)/0.5)
	for _, t := range a.terms(question) {
		if slices.Contains(words, t) {
			continue
		}
		words = append(words, t)
		p, err := x.postings(indexTerm(a.language, t))
		if err != nil {
			return Query{}, err
		}
		df := float64(len(p.docs))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		q.Terms = append(q.Terms, Term{
			Word: t, Weight: max(1, int(math.Round(MaxWeight*idf/greatest))),
			Alternatives: []Alternative{{Language: a.language, Terms: []string{t}, Closeness: sameTerm}},
		})
	}
	return q, nil
}
