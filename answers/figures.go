package answers

import (
	"iter"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"variorum/answers/figure"
	"variorum/corpus"
	"variorum/retrieval"
)

// Thresholds of what is compared, as shares of the question's weight; choices, measured in docs/quality.md.
const (
	leastFocus = 0.30 * One // of a figure or a time that answers a question for one
	nearBest   = 90         // percent of the best of its source that a further one needs
	leastAlike = 35         // percent of closeness from which on a word stands for a term of the question
)

// A counted is a figure of a reading.
type counted struct {
	figure.Figure
	reading *reading
	said    *said
	order   int
	score   int
	labels  []string // what it counts
	scope   scope
	// asked says that what it counts is in the question: its own head, not what is said of it, unless the question does not say what is to be counted.
	asked bool
}

// point returns the cell of a figure.
func (f counted) point() pointed {
	p := pointed{Cell: f.reading.cell(*f.said, f.Span), order: f.order, data: f}
	p.Value = figureValue(f.Figure)
	p.aspect = trimmed(f.said.text, f.Head).In(f.said.text)
	if p.aspect == "" {
		for _, t := range append(slices.Clone(f.After), f.Before...) {
			p.aspect = t.Span.In(f.said.text)
			break
		}
	}
	p.compare = func(other pointed) relation { return sameFigure(f, other.data.(counted)) }
	return p
}

func sameFigure(a, b counted) relation {
	if a.scope.apart(b.scope) {
		return unlike
	}
	same := figure.Same(a.Figure, b.Figure)
	if same != figure.Agree && !slices.Equal(a.scope.series, b.scope.series) { // one is of a part
		return unlike
	}
	switch same {
	case figure.Agree:
		return agree
	case figure.Compatible:
		return compatible
	case figure.Differ:
		return differ
	}
	if measureOf(a.Figure) == figure.Money && measureOf(b.Figure) == figure.Money && currency(a.Unit.Code) && currency(b.Unit.Code) && a.Unit.Code != b.Unit.Code &&
		a.Unit.Per == b.Unit.Per {
		return differ // other currencies, which nobody converts here
	}
	return unlike
}

func figureValue(f figure.Figure) Value {
	v := Value{Number: decimal(f.Low), Unit: f.Unit.Code}
	if f.Unit.Per != "" {
		v.Unit += "/" + f.Unit.Per
	}
	if f.Low.Cmp(f.High) != 0 {
		v.To = decimal(f.High)
	}
	return v
}

// decimal writes a number with at most 6 places behind the point, and no zeros at its end.
func decimal(r *big.Rat) string {
	if r == nil {
		return ""
	}
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(strings.TrimRight(r.FloatString(6), "0"), ".")
}

// figures returns rows of the figures that answer the question, if it asks for one: those beside words that match it.
func (c *comparing) figures() []Row {
	rows := c.quantities()
	if c.query.Kind != retrieval.Figure {
		return rows
	}
	var list, weak []counted
	for order, r := range c.readings {
		near, far := c.numbers(order, r)
		list, weak = append(list, near...), append(weak, far...)
	}
	list = ofOneSize(list)
	list = append(list, alikeNumbers(list, weak)...)
	if slices.ContainsFunc(list, func(f counted) bool { return f.asked }) { // then what else is counted beside such words was not asked for
		all := slices.Clone(list)
		list = slices.DeleteFunc(list, func(f counted) bool {
			return f.Kind == figure.Count && len(f.HeadTerms) > 0 && !f.asked && !c.isAlso(f, all)
		})
	}
	var all []counted
	for order := range c.readings {
		var own []counted
		for _, f := range list {
			if f.order == order {
				own = append(own, f)
			}
		}
		all = append(all, bestOf(own, func(f counted) string { return strings.Join(f.labels, " ") }, func(f counted) int { return f.score })...)
	}
	for _, group := range grouped(all, func(f counted) (int, []string) { return int(f.Kind), f.labels }) {
		var points []pointed
		for _, f := range group {
			points = append(points, f.point())
		}
		if r, ok := row(FigureRow, points); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// What a number needs for what it counts to be taken for another word for what is asked; choices.
const (
	fewLikely  = 20  // at least
	mostLikely = 1.5 // times the asked one of another source at most
)

// isAlso reports whether a number beside which most of the question stands counts the same as one of another source that counts what is asked, as its size
// tells: "310 people" and "295 employees". Where the question does not say what is to be counted less is enough.
func (c *comparing) isAlso(f counted, list []counted) bool {
	return f.score >= int(leastBest) && slices.ContainsFunc(list, func(o counted) bool {
		alike := figure.Ratio(o.Figure, f.Figure) <= mostLikely && f.Low.Cmp(big.NewRat(fewLikely, 1)) >= 0
		return o.asked && o.order != f.order && o.Kind == f.Kind && (alike || (!c.named || c.thing >= 0 && c.general(c.thing)) && like(o.Figure, f.Figure))
	})
}

// ofOneSize returns numbers without those that stand with much less of the question than the best of them and are far from all that do not: they count
// something else.
func ofOneSize(list []counted) []counted {
	best := 0
	for _, f := range list {
		best = max(best, f.score)
	}
	less := func(f counted) bool { return f.score*100 < best*leastOfBest }
	return slices.DeleteFunc(slices.Clone(list), func(f counted) bool {
		return less(f) && !slices.ContainsFunc(list, func(o counted) bool { return !less(o) && like(o.Figure, f.Figure) })
	})
}

// rareNumber is the least number of things of which texts do not have many that are alike by chance; a choice.
const rareNumber = 1000

// alikeNumbers returns those of the weak figures that are large, the only ones of their source that count what is asked, and like one of the list.
func alikeNumbers(list, weak []counted) (alike []counted) {
	for i, x := range weak {
		other := func(o counted) bool { return o.order == x.order && o.asked }
		if x.Low.Cmp(big.NewRat(rareNumber, 1)) < 0 || slices.ContainsFunc(list, other) || slices.ContainsFunc(weak[:i], other) || slices.ContainsFunc(weak[i+1:], other) {
			continue
		}
		if k := slices.IndexFunc(list, func(o counted) bool { return o.asked && like(o.Figure, x.Figure) }); k >= 0 {
			x.labels = list[k].labels
			alike = append(alike, x)
		}
	}
	return alike
}

// like reports whether two figures are of one unit and not far apart.
func like(a, b figure.Figure) bool {
	return figure.Same(a, b) != figure.Incomparable && figure.Ratio(a, b) <= mostAlike
}

// numbers returns the figures of a reading that answer the question and are no amounts, in their order, and those that count what is asked and stand
// with too little of the question.
func (c *comparing) numbers(order int, r *reading) (list, weak []counted) {
	expected, _ := measuresIn(c.question)
	if a, ok := c.asks(); ok && len(a.kinds) == 1 {
		expected = a.kinds
	}
	much := howMuch.MatchString(c.question)
	for i := range r.said {
		s := &r.said[i]
		found, dated := readFigures(s.text, r.language), readTimes(s.text, r.language)
		for j, f := range found {
			switch {
			case slices.Contains(amounts, f.Kind), much && len(f.HeadTerms) == 0, expected != nil && !slices.Contains(expected, f.Kind), repeats(r.language, f),
				some.MatchString(f.Span.In(s.text)), c.unfulfilled(r, s, f.Span):
				continue
			}
			x := counted{Figure: f, reading: r, said: s, order: order, scope: scopeOf(s.text, found, j, dated)}
			if c.focusFigure(&x, zone(s.text, found, j)) {
				list = append(list, x)
			} else if x.asked {
				weak = append(weak, x)
			}
		}
	}
	return list, weak
}

// howMuch finds, in small letters, that a question asks how much there is of something: a number without a noun, of people most often, does not answer it.
var howMuch = regexp.MustCompile(`(?:^|[^\pL])(?:how much|wie ?viel|cu[aá]nt[oa])(?:$|[^\pL])`)

// some finds a number of some of those that a text has counted elsewhere: "three of the policemen".
var some = regexp.MustCompile(`(?i)^[\pL\pN-]+ (?:of (?:the|these|those|them|his|her|its|their|our)|der|dieser|von ihnen|des|de (?:los|las|ellos|ellas)|d'entre|d’entre|из)(?:$|[^\pL])`)

// zone returns the part of a sentence that a figure has to itself: from the head of the figure before it to the number of the next.
func zone(text string, found []figure.Figure, i int) corpus.Span {
	z := corpus.Span{End: len(text)}
	if i > 0 {
		z.Start = max(found[i-1].Number.End, found[i-1].Head.End)
		if z.Start > found[i].Number.Start { // the head before holds this figure
			z.Start = found[i-1].Number.End
		}
	}
	if i+1 < len(found) {
		z.End = found[i+1].Number.Start
	}
	return z
}

// times are words behind a number that say how often or how many times as much, and count nothing.
var times = map[string]bool{"time": true, "times": true, "mal": true, "male": true, "fois": true, "vez": true, "veces": true, "раз": true, "раза": true}

// repeats reports whether a figure counts times.
func repeats(_ string, f figure.Figure) bool {
	return f.Kind == figure.Count && len(f.HeadTerms) > 0 && times[f.HeadTerms[0].Word]
}

// focusFigure scores a figure by the terms of the question beside it, and labels it with them: those of its head, or of its predicate if
// the head has none, or only one for people at large. What others count says nothing of it, nor does its own unit.
func (c *comparing) focusFigure(f *counted, own corpus.Span) bool {
	n := len(c.query.Terms)
	spans := func(terms []figure.Term) []corpus.Span {
		var list []corpus.Span
		for _, t := range terms {
			if own.Start <= t.Span.Start && t.Span.End <= own.End {
				list = append(list, t.Span)
			}
		}
		return list
	}
	head := make([]int, n)
	if f.Kind == figure.Count {
		head = f.said.closeness(n, spans(f.HeadTerms)...)
	}
	near := f.said.closeness(n, append(spans(f.Before), spans(f.After)...)...)
	f.asked = f.Kind == figure.Count && c.counts(f, head, near)
	in := clause(f.said.text, f.Span)
	in.Start, in.End = max(in.Start, own.Start), min(in.End, own.End)
	part := f.said.closeness(n, corpus.Span{Start: in.Start, End: max(in.Start, f.Span.Start)}, corpus.Span{Start: min(f.Span.End, in.End), End: in.End})
	part = greatest(n, scaled{head, 100}, scaled{near, 100}, scaled{part, 100})
	whole := f.said.closeness(n, corpus.Span{End: len(f.said.text)})
	f.score = c.weigh(greatest(n, scaled{head, 100}, scaled{near, 95}, scaled{part, 85}, scaled{whole, 60}))
	if f.score < leastFocus {
		return false
	}
	f.labels = c.labels(head, true)
	if len(f.labels) == 0 {
		f.labels = c.labels(near, false)
	}
	if len(f.labels) == 0 && f.Kind != figure.Count {
		f.labels = c.labels(part, false)
	}
	return len(f.labels) > 0
}

// counts reports whether a number counts what the question asks the number of, by the closeness of its head and of what stands beside it to each term: its
// head is that, or people if the question may ask for them, or what is done is what is asked, as in "were arrested" and "number of arrests", or in "how many died?".
func (c *comparing) counts(f *counted, head, near []int) bool {
	thing, done := c.thing, named
	if f.reading.language != c.query.Language {
		done = leastCalled
	}
	switch {
	case thing >= 0 && !c.general(thing):
		return head[thing] >= leastAlike || c.doneBeside(f, thing, done)
	case slices.ContainsFunc(head, func(percent int) bool { return percent >= leastAlike }), c.ofPeople() && people(f.reading.language, f.HeadTerms):
		return true
	case c.deed >= 0 && near[c.deed] >= done:
		return true
	}
	return !c.named && !slices.Contains(c.people, true) && slices.ContainsFunc(near, func(percent int) bool { return percent >= named })
}

// doneEndings are, for each language, the endings of verbs that tell what was done, or to whom.
var doneEndings = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?:ed|hurt|shot|slain|born|lost|fell|went|came|left|fled|ran|took|won|met|sat|lay|stood|sank|dead|dying)$`),
	"de": regexp.MustCompile(`^\p{Ll}+$`), // nouns have capitals
	"fr": regexp.MustCompile(`(?:é|ée|és|ées|i|is|ie|ies|u|us|ue|ues|èrent|aient)$`),
	"es": regexp.MustCompile(`(?:[ai]d[oa]s?|[ao]n|ó|rtos?|rtas?)$`),
	"ru": regexp.MustCompile(`(?:л|ла|ло|ли|лись|ны|но|на|ты|то|та)$`),
}

// doneBeside reports whether a verb stands beside a number that is close to a term.
func (c *comparing) doneBeside(f *counted, term, least int) bool {
	endings := doneEndings[f.reading.language]
	return endings != nil && slices.ContainsFunc(append(slices.Clone(f.Before), f.After...), func(t figure.Term) bool {
		return endings.MatchString(t.Span.In(f.said.text)) && f.said.closeness(len(c.query.Terms), t.Span)[term] >= least
	})
}

// manyThings finds, in small letters, the words behind those that ask how many there are, the first of which are what there are many of.
var manyThings = regexp.MustCompile(`(?:^|[^\pL])(?:how many|how much|number of|n[uú]mero de|cu[aá]nt[oa]s|combien d(?:e |['’]|es )|wie ?viele?|anzahl (?:der|von|an)|nombre d(?:e |['’]|es )|сколько)\s*(\pL+)(?:\s+(\pL+))?`)

// thingsAsked returns the term of what a question asks the number of, and whether that is a thing: "officers" in "how many police officers were hurt", and no
// thing but what is done in "how many were hurt"; -1 if it asks for no number. A thing is told by its plural in English and Spanish, by its capital in German, and
// in French by its place behind "combien de".
func (c *comparing) thingsAsked() (term int, named bool) {
	m := manyThings.FindStringSubmatchIndex(c.question)
	if m == nil {
		return -1, false
	}
	plural := func(w string) bool { return len(w) > 3 && strings.HasSuffix(w, "s") }
	first, second := c.question[m[2]:m[3]], ""
	if m[4] >= 0 {
		second = c.question[m[4]:m[5]]
	}
	switch language := c.query.Language; {
	case language == "fr", (language == "en" || language == "es") && plural(first):
		return c.termOf(first), true
	case language == "en" && plural(second) && c.termOf(first) >= 0 && !strings.HasSuffix(first, "ed"):
		return c.termOf(second), true
	}
	terms := slices.Collect(c.termsFrom(m[2]))
	if len(terms) == 0 {
		return -1, false
	}
	word := c.query.Terms[terms[0]].Word
	return terms[0], c.query.Language == "de" && strings.ToLower(word) != word
}

// termsFrom yields the terms of the words of the question from a place on.
func (c *comparing) termsFrom(at int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for w := range strings.FieldsFuncSeq(c.question[at:], func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if t := c.termOf(w); t >= 0 && !yield(t) {
				return
			}
		}
	}
}

// deedOf returns the term of what people do of whom the question asks the number: "died" in "how many people died"; -1 if it does not ask for people.
func (c *comparing) deedOf() int {
	m := manyThings.FindStringSubmatchIndex(c.question)
	if m == nil || !slices.Contains(c.people, true) {
		return -1
	}
	behind := false
	for t := range c.termsFrom(m[2]) {
		if behind {
			return t
		}
		behind = c.general(t)
	}
	return -1
}

// ofPeople reports whether the question may ask for a number of people: it names them, or does not name what is to be counted.
func (c *comparing) ofPeople() bool { return slices.Contains(c.people, true) || !c.named }

// people reports whether what is counted is a word for people at large.
func people(language string, head []figure.Term) bool {
	return slices.Contains(keysOf(language, words(head)), "people")
}

// labels returns the terms of the question that closeness has, but for words for people at large where special is set.
func (c *comparing) labels(closeness []int, special bool) []string {
	var list []string
	for t, n := range closeness {
		if n < leastAlike || special && c.general(t) {
			continue
		}
		list = append(list, c.query.Terms[t].Word)
	}
	return list
}

// general reports whether a term of the question is a word for people at large, which tells nothing of what is counted.
func (c *comparing) general(t int) bool { return c.people[t] }

// bestOf returns the items that are the best of their label, or nearly, at most three of one label.
func bestOf[T any](items []T, label func(T) string, score func(T) int) []T {
	best := make(map[string]int)
	for _, x := range items {
		best[label(x)] = max(best[label(x)], score(x))
	}
	count := make(map[string]int)
	var kept []T
	for _, x := range items {
		if l := label(x); score(x)*100 >= best[l]*nearBest && count[l] < 3 {
			count[l]++
			kept = append(kept, x)
		}
	}
	return kept
}

// grouped divides items into groups of one kind whose labels are connected: each has one in common with another of the group. Groups and their
// items come in the order of the items.
func grouped[T any](items []T, of func(T) (kind int, labels []string)) [][]T {
	var groups [][]T
	var labels []map[string]bool
	var kinds []int
	for _, x := range items {
		kind, own := of(x)
		into := -1
		for g := 0; g < len(groups); g++ {
			if kinds[g] != kind || !slices.ContainsFunc(own, func(l string) bool { return labels[g][l] }) {
				continue
			}
			if into < 0 {
				into = g
				continue
			}
			groups[into] = append(groups[into], groups[g]...)
			for l := range labels[g] {
				labels[into][l] = true
			}
			groups, labels, kinds = slices.Delete(groups, g, g+1), slices.Delete(labels, g, g+1), slices.Delete(kinds, g, g+1)
			g--
		}
		if into < 0 {
			into = len(groups)
			groups, labels, kinds = append(groups, nil), append(labels, make(map[string]bool)), append(kinds, kind)
		}
		groups[into] = append(groups[into], x)
		for _, l := range own {
			labels[into][l] = true
		}
	}
	return groups
}
