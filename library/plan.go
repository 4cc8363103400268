package library

import "variorum/retrieval"

// A plan says how the index of a library has to change.
type plan struct {
	keep  []generation
	build []record // for one new generation, in order of ID
}

// plan returns what to do for an index in which every source is in one generation, generations halve in
// size from the oldest to the newest, and none is more than half dead. So there are O(log n) generations, and a source
// is indexed O(log n) times. Generations that are not usable are not kept.
//
// The oldest generation that is unfit, or at most twice as large as all that comes after it, is built anew
// together with all that comes after it.
func (m manifest) plan(usable func(generation) bool) plan {
	live := m.live()
	first, after := len(m.Index), textBytes(live[""])
	for i := len(m.Index) - 1; i >= 0; i-- {
		g := m.Index[i]
		n := textBytes(live[g.Folder])
		dead := len(live[g.Folder]) == 0 || 2*n < g.Bytes
		tooSmall := after > 0 && 2*after >= n
		if dead || tooSmall || g.Version != retrieval.Version || !usable(g) {
			first = i
		}
		after += n
	}
	p := plan{keep: m.Index[:first:first], build: live[""]}
	for _, g := range m.Index[first:] {
		p.build = append(p.build, live[g.Folder]...)
	}
	sortRecords(p.build)
	return p
}

// changes reports whether the plan changes the index of m.
func (p plan) changes(m manifest) bool { return len(p.build) > 0 || len(p.keep) < len(m.Index) }
