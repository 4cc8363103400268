// Package voice tells who speaks where in a document: the source itself, or somebody whom it quotes or
// reports. It reads quotation marks, dashes of dialogue, labels of speakers, questions and answers in turn, block quotations, and
// verbs of saying in English, German, Spanish, French, and Russian.
package voice

import (
	"slices"
	"sort"
	"unicode"

	"variorum/corpus"
)

// A Kind tells the source's own voice from others.
type Kind uint8

const (
	// Own is the source's own voice.
	Own Kind = iota
	// Quoted is direct quotation, by somebody whom the source names.
	Quoted
	// Reported is indirect speech: what somebody says, in the source's words. No [Voice] has it.
	Reported
	// Unidentified is direct quotation of which the source does not plainly say who speaks.
	Unidentified
)

func (k Kind) String() string {
	return [...]string{"own", "quoted", "reported", "unidentified"}[k]
}

// A Speech is a run of text that somebody speaks who is not the source itself, or not the speaker around it.
type Speech struct {
	// Span is what is spoken, without the marks around it. It holds a piece of the source's own text where
	// that divides it, such as a footnote.
	Span corpus.Span
	Kind Kind // Quoted, Reported, or Unidentified
	// Speaker names who speaks, as the source does; empty if the source does not plainly say it.
	Speaker corpus.Span
	// Cue is the words that say that somebody speaks: a verb, "According to", a reference in brackets, a
	// label; empty if there are none.
	Cue corpus.Span
	// Outer is the index of the speech in which this one lies, or -1.
	Outer int
	// lead is what the source says of who the speaker is before it says that he speaks.
	lead corpus.Span
	// weak says that the speaker is not told directly.
	weak bool
	// theirs says that indirect speech is told as the speaker's words: it is of somebody in particular, or some of them stand in quotation
	// marks.
	theirs bool
}

// A Voice says who speaks in a span. Kind is Own, Quoted, or Unidentified. Speaker and Cue are as in [Speech], and
// empty if Kind is Own.
type Voice struct {
	Kind    Kind
	Speaker corpus.Span
	Cue     corpus.Span
}

// A Reading holds who speaks where in one document. It is safe for concurrent use.
type Reading struct {
	text      string
	speeches  []Speech
	tops      []int // the speeches that lie in no other
	governors []governor
	reach     []int // for each governor the furthest end of the scopes up to it
}

// Read returns who speaks where in a document whose main language is the ISO 639-1 code language, or "und". Its
// cost is linear in the length of the text.
func Read(d corpus.Document, language string) *Reading {
	r := newReader(d, language)
	r.quotations()
	r.labels()
	if len(r.speeches) == 0 {
		r.interview()
	}
	if len(r.speeches) == 0 {
		r.toldToSomebody()
	}
	r.attribute()
	reading := &Reading{text: d.Text, speeches: nest(r.speeches), governors: r.governors}
	for i, s := range reading.speeches {
		if s.Outer < 0 {
			reading.tops = append(reading.tops, i)
		}
		if s.Cue.Len() > 0 {
			reading.governors = append(reading.governors, governor{scope: s.Span, words: cover(s.Cue, s.Speaker)})
		}
	}
	slices.SortStableFunc(reading.governors, func(a, b governor) int { return a.scope.Start - b.scope.Start })
	furthest := 0
	for _, g := range reading.governors {
		furthest = max(furthest, g.scope.End)
		reading.reach = append(reading.reach, furthest)
	}
	return reading
}

// Speeches returns what others than the source speak, in document order; what lies in another speech comes behind
// it. The caller must not change it.
func (r *Reading) Speeches() []Speech { return r.speeches }

// leastSpoken is the share of the letters of a span that others speak from which on it is theirs, in percent. With it the voices of most excerpts on
// the judged libraries are told right (docs/quality.md).
const leastSpoken = 33

// Of returns the voice of span: where others speak in a third of its letters or more, that of whoever of them holds most, and else the source's
// own. Letters of the words that say who speaks, such as "he said", count for
// nobody. What lies in a speech altogether is of the innermost speech that holds all of it. A span without letters is the source's own.
//
// Indirect speech is told in the source's words. It is the speaker's if that is somebody in particular, or some words of it stand in quotation
// marks. Of nobody in particular ("a miller says") it is the source's own where span holds the words that say who speaks, and the speaker's where it
// does not.
func (r *Reading) Of(span corpus.Span) Voice {
	first := sort.Search(len(r.tops), func(i int) bool { return r.speeches[r.tops[i]].Span.End > span.Start })
	cues := r.cuesNear(first, span)
	own, spoken, at := 0, 0, span.Start
	var held []holding
	for _, i := range r.tops[first:] {
		s := r.speeches[i]
		if s.Span.Start >= span.End {
			break
		}
		if s.Kind == Reported && !s.theirs && s.told(span) {
			continue
		}
		own += lettersBetween(r.text, corpus.Span{Start: at, End: s.Span.Start}, cues)
		inside := corpus.Span{Start: max(at, s.Span.Start), End: min(span.End, s.Span.End)}
		n := letters(r.text, inside)
		spoken += n
		held = add(held, i, n, r.speeches, r.text)
		at = max(at, inside.End)
	}
	own += lettersBetween(r.text, corpus.Span{Start: at, End: span.End}, cues)
	if len(held) == 0 || spoken*100 < leastSpoken*(spoken+own) {
		return Voice{Kind: Own}
	}
	best := held[0]
	for _, h := range held[1:] {
		if h.letters > best.letters {
			best = h
		}
	}
	return r.voice(r.within(best.speech, span))
}

// told reports whether span holds a part of the words that say who speaks.
func (s Speech) told(span corpus.Span) bool {
	return s.Cue.Len() > 0 && s.Cue.Start < span.End && span.Start < s.Cue.End
}

// within returns the innermost speech, s or one inside it, that holds all letters of span.
func (r *Reading) within(s int, span corpus.Span) int {
	for i := s + 1; i < len(r.speeches) && r.speeches[i].Span.Start < r.speeches[s].Span.End; i++ {
		x := r.speeches[i]
		if x.Span.Start > span.Start+maxMarks {
			break
		}
		if x.Outer != s || x.Span.End < span.Start || x.Kind == Reported {
			continue
		}
		before := corpus.Span{Start: span.Start, End: max(span.Start, x.Span.Start)}
		after := corpus.Span{Start: min(span.End, x.Span.End), End: span.End}
		if letters(r.text, before)+letters(r.text, after) == 0 {
			return r.within(i, span)
		}
	}
	return s
}

// maxMarks is the most bytes of marks and blanks before the first letter of a speech.
const maxMarks = 16

func (r *Reading) voice(i int) Voice {
	s := r.speeches[i]
	v := Voice{Kind: Quoted, Speaker: s.Speaker, Cue: s.Cue}
	if s.Speaker.Len() == 0 {
		v.Kind = Unidentified
	}
	return v
}

// A holding is how many letters of a span a speaker holds.
type holding struct{ speech, letters int }

// mostHeld is the most speakers between whom the letters of a span are divided.
const mostHeld = 8

// add counts n letters for the speaker of speech i.
func add(held []holding, i, n int, speeches []Speech, text string) []holding {
	s := speeches[i]
	for j, h := range held {
		if x := speeches[h.speech]; x.Speaker == s.Speaker || x.Speaker.In(text) == s.Speaker.In(text) {
			held[j].letters += n
			return held
		}
	}
	if len(held) < mostHeld {
		held = append(held, holding{i, n})
	}
	return held
}

// cuesNear returns the words that say who speaks in the speeches in and beside span, sorted and without overlaps; first is the index in
// tops of the first speech that ends in or behind it.
func (r *Reading) cuesNear(first int, span corpus.Span) []corpus.Span {
	var cues []corpus.Span
	for _, i := range r.tops[max(0, first-2):] {
		s := r.speeches[i]
		if s.Span.Start > span.End+maxAway {
			break
		}
		for _, c := range []corpus.Span{s.Cue, s.Speaker, s.lead} {
			if c.Len() > 0 && c.Start < span.End && c.End > span.Start {
				cues = append(cues, c)
			}
		}
	}
	slices.SortFunc(cues, func(a, b corpus.Span) int { return a.Start - b.Start })
	merged := cues[:0]
	for _, c := range cues {
		if n := len(merged); n > 0 && c.Start < merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, c.End)
			continue
		}
		merged = append(merged, c)
	}
	return merged
}

// maxAway is the most bytes between a speech and words before it that say who speaks.
const maxAway = 600

// lettersBetween returns the number of letters of s that are in none of the cues, which are sorted.
func lettersBetween(text string, s corpus.Span, cues []corpus.Span) int {
	n := 0
	for _, c := range cues[sort.Search(len(cues), func(i int) bool { return cues[i].End > s.Start }):] {
		if c.Start >= s.End {
			break
		}
		n += letters(text, corpus.Span{Start: s.Start, End: c.Start})
		s.Start = max(s.Start, c.End)
	}
	return n + letters(text, s)
}

// letters returns the number of letters and digits in s.
func letters(text string, s corpus.Span) int {
	n := 0
	if s.Start >= s.End {
		return 0
	}
	for _, r := range s.In(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// nest sorts speeches, gives each the one it lies in, and cuts off what overlaps. Of two with one span the first is kept.
func nest(speeches []Speech) []Speech {
	slices.SortStableFunc(speeches, func(a, b Speech) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return b.Span.End - a.Span.End
	})
	nested := speeches[:0:0]
	var open []int
	for _, s := range speeches {
		for len(open) > 0 && nested[open[len(open)-1]].Span.End <= s.Span.Start {
			open = open[:len(open)-1]
		}
		s.Outer = -1
		if len(open) > 0 {
			outer := nested[open[len(open)-1]]
			s.Outer = open[len(open)-1]
			s.Span.End = min(s.Span.End, outer.Span.End)
			if s.Span == outer.Span {
				continue
			}
		}
		if s.Span.Len() <= 0 {
			continue
		}
		if s.weak && s.Outer >= 0 && nested[s.Outer].Kind == Reported { // of whom the sentence around it reports
			s.Speaker, s.Cue = nested[s.Outer].Speaker, nested[s.Outer].Cue
			if s.Kind = Quoted; s.Speaker.Len() == 0 {
				s.Kind = Unidentified
			}
		}
		open = append(open, len(nested))
		nested = append(nested, s)
	}
	return nested
}

// cover returns the span from the first byte of a and b to the last; either may be empty.
func cover(a, b corpus.Span) corpus.Span {
	switch {
	case b.Len() == 0:
		return a
	case a.Len() == 0:
		return b
	case b.Start > a.End+maxCover || a.Start > b.End+maxCover:
		return a
	}
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// maxCover is the most bytes between a cue and the speaker that belong to one another.
const maxCover = 80

// A governor is words whose meaning reaches over scope: a hedge, a negation, an attribution.
type governor struct{ scope, words corpus.Span }

// Governors returns the hedges, negations, and attributions that stand outside span, at least in part, and whose scope reaches into it, in
// document order and each once. An excerpt that leaves one out says more than the source does.
func (r *Reading) Governors(span corpus.Span) []corpus.Span {
	var out []corpus.Span
	first := sort.Search(len(r.reach), func(i int) bool { return r.reach[i] > span.Start })
	for _, g := range r.governors[first:] {
		if g.scope.Start >= span.End {
			break
		}
		if g.scope.End > span.Start && (g.words.Start < span.Start || g.words.End > span.End) && !slices.Contains(out, g.words) {
			out = append(out, g.words)
		}
	}
	slices.SortFunc(out, func(a, b corpus.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	return out
}
