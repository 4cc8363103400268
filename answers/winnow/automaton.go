package winnow

// An automaton knows all runs of a sequence: the suffix automaton (Blumer and others, "The smallest automaton recognizing the subwords of a
// text", Theoretical Computer Science 40, 1985). It is made, and read, in time linear in the sequence.
type automaton struct {
	states []state
	next   map[edge]int32
	edges  []listed
}

// A state stands for runs that end at the same places of the sequence.
type state struct {
	length int32 // of the longest of them
	link   int32 // the state of the longest shorter run that ends at more places; -1 for the start
	end    int32 // the first of those places
	edges  int32 // the first of its edges in the list, -1 for none
}

type edge struct{ state, symbol int32 }

// A listed edge leads to the next one of the same state, or to -1.
type listed struct {
	symbol int32
	then   int32
}

func newAutomaton(sequence []int32) *automaton {
	a := &automaton{
		states: make([]state, 1, 2*len(sequence)+1),
		next:   make(map[edge]int32, 2*len(sequence)),
		edges:  make([]listed, 0, 2*len(sequence)),
	}
	a.states[0] = state{link: -1, edges: -1}
	last := int32(0)
	for i, symbol := range sequence {
		last = a.extend(last, symbol, int32(i))
	}
	return a
}

func (a *automaton) set(from, symbol, to int32) {
	e := edge{from, symbol}
	if _, ok := a.next[e]; !ok {
		a.edges = append(a.edges, listed{symbol, a.states[from].edges})
		a.states[from].edges = int32(len(a.edges) - 1)
	}
	a.next[e] = to
}

func (a *automaton) add(s state) int32 {
	a.states = append(a.states, s)
	return int32(len(a.states) - 1)
}

// extend adds the symbol at place i behind the state of all before it.
func (a *automaton) extend(last, symbol, i int32) int32 {
	whole := a.add(state{length: a.states[last].length + 1, end: i, edges: -1})
	p := last
	for ; p >= 0; p = a.states[p].link {
		if _, ok := a.next[edge{p, symbol}]; ok {
			break
		}
		a.set(p, symbol, whole)
	}
	if p < 0 {
		return whole
	}
	q := a.next[edge{p, symbol}]
	if a.states[q].length == a.states[p].length+1 {
		a.states[whole].link = q
		return whole
	}
	short := a.add(state{length: a.states[p].length + 1, link: a.states[q].link, end: a.states[q].end, edges: -1})
	for e := a.states[q].edges; e >= 0; e = a.edges[e].then {
		a.set(short, a.edges[e].symbol, a.next[edge{q, a.edges[e].symbol}])
	}
	for ; p >= 0 && a.next[edge{p, symbol}] == q; p = a.states[p].link {
		a.next[edge{p, symbol}] = short
	}
	a.states[q].link, a.states[whole].link = short, short
	return whole
}

// runs returns the runs of at least MinWords symbols of other that the sequence has too, and that are part of no longer
// one; each with its first place in the sequence. Both ends increase.
func (a *automaton) runs(other []int32) []run {
	var list []run
	at, n := int32(0), int32(0)
	for i, symbol := range other {
		before, length := at, n
		for at > 0 && !a.has(at, symbol) {
			at = a.states[at].link
			n = a.states[at].length
		}
		if to, ok := a.next[edge{at, symbol}]; ok {
			at, n = to, n+1
		}
		if n <= length && length >= MinWords {
			list = append(list, a.run(before, int(length), i))
		}
	}
	if n >= MinWords {
		list = append(list, a.run(at, int(n), len(other)))
	}
	return list
}

func (a *automaton) has(state, symbol int32) bool {
	_, ok := a.next[edge{state, symbol}]
	return ok
}

// run returns the run of n symbols that ends before place end of the other sequence and in state s.
func (a *automaton) run(s int32, n, end int) run {
	return run{i: end - n, j: int(a.states[s].end) + 1 - n, n: n}
}
