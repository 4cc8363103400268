package answers

import (
	"regexp"
	"slices"
	"strings"

	"variorum/answers/term"
	"variorum/corpus"
	"variorum/retrieval"
)

var (
	// questionToken finds words and marks.
	questionToken = regexp.MustCompile(`[\pL\pN'’-]+|[,/;:.?!…]`)
	// offers are what stands between two words that a question offers.
	offers = set("or oder ou o u или vs versus , /")
	// article words may stand before one.
	articles = set("the a an it was is der die das ein eine einen le la les un une el los las unos unas just only nur")
)

// mostOffered is the most words of one of the things that a question offers, but for articles.
const mostOffered = 3

// offered returns the terms of the query that the question sets side by side: "strike or lockout", "riot, rising, coup"; none if they are fewer
// than two.
func (c *comparing) offered() []int {
	tokens := questionToken.FindAllString(c.question, -1)
	mark := func(i int) bool {
		return i < 0 || i >= len(tokens) || offers[tokens[i]] || strings.ContainsAny(tokens[i], ";:.?!…")
	}
	var found []int
	for k, t := range tokens {
		if !offers[t] {
			continue
		}
		left, right := -1, -1
		i := k - 1
		for ; !mark(i) && i >= k-mostOffered; i-- {
			if left < 0 {
				left = c.termOf(tokens[i])
			}
		}
		whole := mark(i)
		i = k + 1
		for ; !mark(i) && i <= k+mostOffered; i++ {
			if articles[tokens[i]] {
				continue
			}
			if right < 0 {
				right = c.termOf(tokens[i])
			}
		}
		if listed := t != "," && t != "/"; left < 0 || right < 0 || left == right || !listed && (!whole || !mark(i)) {
			continue
		}
		for _, term := range []int{left, right} {
			if !slices.Contains(found, term) {
				found = append(found, term)
			}
		}
	}
	return found
}

// termOf returns the term of the query that is a word of the question, or -1.
func (c *comparing) termOf(word string) int {
	return slices.IndexFunc(c.query.Terms, func(t retrieval.Term) bool {
		return slices.Contains(strings.Fields(strings.ToLower(t.Word)), word) || strings.EqualFold(t.Word, word)
	})
}

// The least closeness, in percent, of a word to one that the question offers for it to be given as what a source says for it, and of one that is kin to it;
// choices.
const (
	leastOffered = 70
	leastKindred = 50
)

// tellingWeight is the weight of a term, of [retrieval.MaxWeight], from which on its own word is on what is asked, whatever stands beside it.
const tellingWeight = 700

// words returns a row of which of the words that a question offers the sources have, or what is close to them, if it asks what something is
// called.
func (c *comparing) words() []Row {
	if !c.query.Naming {
		return nil
	}
	terms := c.offered()
	if len(terms) < 2 {
		return nil
	}
	var further []int
	for t := range c.query.Terms {
		if !slices.Contains(terms, t) {
			further = append(further, t)
		}
	}
	var points []pointed
	for order, r := range c.readings {
		var own, near []pointed
		for _, t := range terms {
			switch p, certain := c.word(r, order, t, further); {
			case certain:
				own = append(own, p)
			case p.compare != nil:
				near = append(near, p)
			}
		}
		if len(own) == 0 { // only of a source that has none of the words counts what is near
			own = near
		}
		points = append(points, own...)
	}
	if aspectOf(points) == "" {
		for i := range points {
			points[i].aspect = points[i].Quote
		}
	}
	if out, ok := row(TermRow, points); ok && !out.Agree {
		return []Row{out}
	}
	return nil
}

// word returns the phrase of a source's excerpts that has the word closest to term t, in a sentence with one of the further terms, if there are any, or
// by a telling word, if there is one; of several the first; and whether the word is of the same family as the term.
func (c *comparing) word(r *reading, order, t int, further []int) (pointed, bool) {
	var best pointed
	closest := leastOffered - 1
	for i := range r.said {
		s := &r.said[i]
		whole := s.closeness(len(c.query.Terms), corpus.Span{End: len(s.text)})
		if !s.shown || s.heading {
			continue
		}
		onIt := len(further) == 0 || slices.ContainsFunc(further, func(t int) bool { return whole[t] >= leastCalled })
		for k, f := range s.found {
			w := s.words[f.Word]
			sure, least := f.Closeness, leastOffered
			if f.Closeness >= named || kin(c.query.Terms[t].Word, w.In(s.text)) {
				sure, least = sure+100, leastKindred
			}
			if f.Term != t || f.Closeness < least || sure <= closest || !onIt && (f.Closeness < named || c.weights[t] < tellingWeight) {
				continue
			}
			closest = sure
			span := s.run(k)
			itself := strings.EqualFold(c.query.Terms[t].Word, w.In(s.text))
			best = pointed{Cell: r.cell(*s, phraseAround(s.text, r.language, span, itself)), order: order, data: w.Term}
			if sure >= named {
				best.aspect = span.In(s.text)
			}
			best.compare = func(other pointed) relation {
				if w.Term == other.data.(string) {
					return agree
				}
				return differ
			}
		}
	}
	return best, closest > 100
}

// run returns the words that match one term one after the other, as those of a phrase do, from the match at k on.
func (s said) run(k int) corpus.Span {
	span, t := s.words[s.found[k].Word].Span, s.found[k].Term
	for _, f := range s.found[k+1:] {
		if w := s.words[f.Word].Span; f.Term == t && w.Start <= span.End+1 {
			span.End = max(span.End, w.End)
		}
	}
	return span
}

// leastKin is how many letters two words of one family begin with, such as "occupiers" and "occupation".
const leastKin = 5

// kin reports whether two words begin alike.
func kin(a, b string) bool {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	return len(x) >= leastKin && len(y) >= leastKin && slices.Equal(x[:leastKin], y[:leastKin])
}

// phraseAround returns the noun phrase of a word as far as it is plain: from the article before it, or from the capitals, and with the noun behind an English
// adjective or participle. If the word is itself what the question offers, one that may be a noun ("uprising", "criminal") is taken for one.
func phraseAround(text, language string, at corpus.Span, itself bool) corpus.Span {
	all := retrieval.AllWords(language, text)
	i := slices.IndexFunc(all, func(w retrieval.Word) bool { return w.Start <= at.Start && at.Start < w.End })
	if i < 0 {
		return at
	}
	joined := func(k int) bool { return k > 0 && k < len(all) && text[all[k-1].End:all[k].Start] == " " }
	out := corpus.Span{Start: all[i].Start, End: max(at.End, all[i].End)}
	for k := i; joined(k) && k > i-mostOffered; k-- {
		before := all[k-1]
		if term.Determiner(language, before.In(text)) {
			out.Start = before.Start
			break
		}
		if before.Small {
			break
		}
		if before.Capital && k > 1 && out.Start == all[k].Start {
			out.Start = before.Start
		}
	}
	for i+1 < len(all) && all[i+1].Start < out.End {
		i++
	}
	if language != "en" || !joined(i+1) || all[i+1].Small || all[i+1].Capital || participle.MatchString(all[i+1].In(text)) {
		return out
	}
	if plainAdjective.MatchString(out.In(text)) || !itself && adjective.MatchString(out.In(text)) {
		out.End = all[i+1].End
	}
	return out
}

var (
	// plainAdjective finds the endings that only English adjectives and participles have.
	plainAdjective = regexp.MustCompile(`(?:ed|ous|ish|less|ful)$`)
	// adjective finds those that nouns have, too.
	adjective = regexp.MustCompile(`(?:ing|al|ic|ary|ive)$`)
	// participle finds the ending of an English verb that may stand behind a noun.
	participle = regexp.MustCompile(`ed$`)
)
