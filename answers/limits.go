package answers

import "variorum/retrieval"

// Limits say which sentences of a document may be shown, by the exact phrases and the exclusions of a question.
type limits struct {
	retrieval.Limits
	text *study
}

// allows reports whether a sentence may be chosen: nothing excluded stands in it, and one of the phrases does if there are any.
func (l limits) allows(sentence int) bool {
	if !l.Any() {
		return true
	}
	held, excluded := l.Phrases(l.text.text(sentence))
	return !excluded && (held != 0 || l.All() == 0)
}

// trim returns the part of w around a sentence of it in which nothing excluded stands, and whether that can be shown: all phrases stand in
// it, and nothing excluded stands in what governs it.
func (l limits) trim(w windowOf, sentence int) (windowOf, bool) {
	if !l.Any() {
		return w, true
	}
	held := uint(0)
	clean := func(i int) bool {
		h, excluded := l.Phrases(l.text.text(i))
		if !excluded {
			held |= h
		}
		return !excluded
	}
	first, last := sentence, sentence
	clean(sentence)
	for first > w.first && clean(first-1) {
		first--
	}
	for last < w.last && clean(last+1) {
		last++
	}
	w.first, w.last = first, last
	if held != l.All() {
		return w, false
	}
	governed := l.text.withGovernors(w)
	for i := governed.first; i <= governed.last; i++ {
		if !clean(i) {
			return w, false
		}
	}
	return w, true
}
