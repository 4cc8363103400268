package answers

import (
	"regexp"
	"slices"

	"variorum/answers/claim"
	"variorum/answers/name"
	"variorum/corpus"
	"variorum/retrieval"
)

// charges returns a row of what the sources say that somebody is accused of, if the question asks for that.
func (c *comparing) charges() []Row {
	switch c.query.Kind {
	case retrieval.Figure, retrieval.Date, retrieval.Clock, retrieval.Place:
		return nil
	}
	if !claim.Accuses(c.question, c.query.Language) {
		return nil
	}
	var points []pointed
	for order, r := range c.readings {
		for i := range r.said {
			s := &r.said[i]
			if c.weigh(s.closeness(len(c.query.Terms), corpus.Span{End: len(s.text)})) < leastTopic {
				continue
			}
			for _, charge := range claim.Charges(s.text, r.language) {
				data := because{stems(r.language, charge.Crime.In(s.text))}
				p := pointed{Cell: r.cell(*s, union(charge.Verb, charge.Crime)), order: order, aspect: s.matched(corpus.Span{End: len(s.text)}, charge.Crime), data: data}
				p.compare = func(other pointed) relation { return sameReason(data, other.data.(because)) }
				points = append(points, p)
			}
		}
	}
	if out, ok := row(ResponsibilityRow, points); ok {
		return []Row{out}
	}
	return nil
}

var (
	// asksTitle finds the words of a question that asks for a title.
	asksTitle = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:titles?|titled|entitled|headline|titel|überschrift|titre|intitulée?|título|titulad[oa]|название|названия|заголовок)(?:$|[^\pL])`)
	// entitled finds a title behind a word that says that it is one, up to a comma that no capital follows.
	entitled = regexp.MustCompile(`(?:^|[^\pL])(?:[Ee]ntitled|[Tt]itled|[Bb]etitelt|mit dem Titel|[Ii]ntitulée?s?|[Tt]itulad[oa]s?|под названием|под заголовком),? (\p{Lu}(?:[^.!?,“”«»"()]|, \p{Lu})*)`)
)

// titles returns a row of the titles that the sources name, if the question asks for one.
func (c *comparing) titles() []Row {
	if !asksTitle.MatchString(c.question) {
		return nil
	}
	c = c.without(func(w string) bool { return asksTitle.MatchString(w) })
	n := len(c.query.Terms)
	var points []pointed
	for order, r := range c.readings {
		for i := range r.said {
			s := &r.said[i]
			if s.heading || c.weigh(s.closeness(n, corpus.Span{End: len(s.text)})) < leastTopic {
				continue
			}
			var spans []corpus.Span
			for _, work := range r.names().Read(s.span) {
				if work.Kind == name.Work {
					spans = append(spans, corpus.Span{Start: work.Start - s.span.Start, End: work.End - s.span.Start})
				}
			}
			for _, m := range entitled.FindAllStringSubmatchIndex(s.text, -1) {
				spans = append(spans, trimmed(s.text, corpus.Span{Start: m[2], End: m[3]}))
			}
			for _, span := range spans {
				p := pointed{Cell: r.cell(*s, span), order: order, aspect: s.matched(corpus.Span{End: len(s.text)}, span)}
				p.compare = func(other pointed) relation {
					switch name.Compare(p.Quote, other.Quote) {
					case name.Same:
						return agree
					case name.Variant:
						return compatible
					}
					return differ
				}
				points = append(points, p)
			}
		}
	}
	if out, ok := row(NameRow, points); ok && !out.Agree {
		return []Row{out}
	}
	return nil
}

// alternatives returns a row of which of two names that the question sets against each other the sources have in sentences on it, if one has
// the first alone and another the second.
func (c *comparing) alternatives() []Row {
	terms := c.offered()
	if len(terms) != 2 {
		return nil
	}
	var points []pointed
	alone := make(map[int]bool) // the terms that a source has without the other
	for order, r := range c.readings {
		has := make(map[int]bool)
		for i := range r.said {
			s := &r.said[i]
			whole := s.closeness(len(c.query.Terms), corpus.Span{End: len(s.text)})
			further := false // it is on what is asked of them
			for t, percent := range whole {
				further = further || percent >= leastCalled && !slices.Contains(terms, t)
			}
			if !s.shown || s.heading || !further || c.weigh(whole) < leastTopic {
				continue
			}
			for _, n := range r.names().Read(s.span) {
				span := corpus.Span{Start: n.Start - s.span.Start, End: n.End - s.span.Start}
				for _, t := range terms {
					if has[t] || s.closeness(len(c.query.Terms), span)[t] < named {
						continue
					}
					has[t] = true
					p := pointed{Cell: r.cell(*s, span), order: order, aspect: s.matched(corpus.Span{End: len(s.text)}, span), data: t}
					p.compare = func(other pointed) relation {
						if t == other.data.(int) {
							return agree
						}
						return differ
					}
					points = append(points, p)
				}
			}
		}
		for t := range has {
			alone[t] = alone[t] || len(has) == 1
		}
	}
	if !alone[terms[0]] || !alone[terms[1]] {
		return nil
	}
	if out, ok := row(NameRow, points); ok {
		return []Row{out}
	}
	return nil
}

// named is the least closeness, in percent, of a name to one of the question for it to be that.
const named = 90
