package answers

import (
	"cmp"
	"slices"

	"variorum/corpus"
)

// governed returns windows in the order of the text, each with the sentences of its paragraph that hold what governs it: a hedge, a negation, or an
// attribution whose scope reaches into it. Windows that meet by that are one. What governs an excerpt from another paragraph is
// told by the excerpt's voice.
func governed(text *study, windows []windowOf) []windowOf {
	list := make([]windowOf, len(windows))
	for i, w := range windows {
		list[i] = text.withGovernors(w)
	}
	slices.SortFunc(list, func(a, b windowOf) int { return cmp.Compare(a.first, b.first) })
	out := list[:0]
	for _, w := range list {
		if n := len(out); n > 0 && out[n-1].last >= w.first {
			out[n-1].last = max(out[n-1].last, w.last)
			continue
		}
		out = append(out, w)
	}
	return out
}

// withGovernors returns w with the sentences of its paragraph that govern it, and those between.
func (s *study) withGovernors(w windowOf) windowOf {
	for range maxGoverning {
		span := corpus.Span{Start: s.all[w.first].Span().Start, End: s.all[w.last].Span().End}
		wider := w
		for _, g := range s.voices().Governors(span) {
			for i := w.first - 1; s.together(i, w.first) && s.all[i].Span().End > g.Start; i-- {
				if s.all[i].Span().Start < g.End {
					wider.first = min(wider.first, i)
				}
			}
			for i := w.last + 1; s.together(w.last, i) && s.all[i].Span().Start < g.End; i++ {
				if s.all[i].Span().End > g.Start {
					wider.last = max(wider.last, i)
				}
			}
		}
		if wider == w {
			return w
		}
		w = wider
	}
	return w
}

// maxGoverning bounds how often a window is widened by what governs what it was widened by.
const maxGoverning = 4
