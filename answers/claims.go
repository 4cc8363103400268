package answers

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/answers/claim"
	"variorum/answers/name"
	"variorum/answers/term"
	"variorum/corpus"
	"variorum/retrieval"
)

// leastTopic is the share of the question's weight that a sentence must cover for what it claims to be on the question; a choice,
// measured in docs/quality.md.
const leastTopic = 0.45 * One

// topical returns the sentences of a reading that cover enough of the question, the best first.
func (c *comparing) topical(r *reading) []*said {
	n := len(c.query.Terms)
	type scored struct {
		*said
		score int
	}
	var list []scored
	for i := range r.said {
		s := &r.said[i]
		if !s.shown {
			continue
		}
		if score := c.weigh(s.closeness(n, corpus.Span{End: len(s.text)})); score >= leastTopic {
			list = append(list, scored{s, score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return b.score - a.score })
	out := make([]*said, len(list))
	for i, s := range list {
		out[i] = s.said
	}
	return out
}

// A sure is a sentence with how it is put.
type sure struct {
	certainty claim.Certainty // 0 for asserted
	terms     []int           // of the question that the clause matches
	exact     []int           // those that it matches word by word
}

// certainties returns a row of how the sources put what is asked: as they see it, hedged, denied, or corrected. It stands if one of them
// hedges, denies or corrects what another puts otherwise, in clauses that match the same terms of the question.
func (c *comparing) certainties() []Row {
	switch c.query.Kind {
	case retrieval.Figure, retrieval.Date, retrieval.Clock, retrieval.Place:
		return nil // what is asked is not whether
	}
	if c.query.Naming {
		return nil
	}
	var points []pointed
	marked := false
	for order, r := range c.readings {
		for _, s := range c.topical(r)[:min(1, len(c.topical(r)))] {
			p, certainty := c.sure(r, s, order)
			points = append(points, p)
			marked = marked || certainty == claim.Hedged || certainty == claim.Denied || certainty == claim.Corrected
		}
	}
	if !marked {
		return nil
	}
	if out, ok := row(CertaintyRow, points); ok && !out.Agree {
		return []Row{out}
	}
	return nil
}

func (c *comparing) sure(r *reading, s *said, order int) (pointed, claim.Certainty) {
	n := len(c.query.Terms)
	var found claim.Certainty
	var span corpus.Span
	var terms []int
	for _, m := range claim.Marks(s.text, r.language) {
		scope := m.Scope
		if m.Kind == claim.Denied { // what is denied stands behind the word that denies it
			scope.Start = max(scope.Start, m.Start)
		}
		in := c.plain(s, scope)
		if m.Kind != claim.Reported && len(in) >= leastCommon && len(in) > len(terms) {
			found, terms = m.Kind, in
			span = union(m.Span, trimmed(s.text, m.Scope))
		}
	}
	if found == 0 {
		span = c.bestClause(s)
		terms = c.plain(s, span)
	}
	var exact []int
	for t, n := range s.closeness(n, span) {
		if n >= 90 {
			exact = append(exact, t)
		}
	}
	data := sure{found, terms, exact}
	p := pointed{Cell: r.cell(*s, span), order: order, aspect: s.matched(span, corpus.Span{}), data: data}
	p.compare = func(other pointed) relation {
		o := other.data.(sure)
		same := 0
		for _, t := range data.terms {
			if slices.Contains(o.terms, t) {
				same++
			}
		}
		word := slices.ContainsFunc(data.exact, func(t int) bool { return slices.Contains(o.exact, t) && !c.general(t) })
		switch {
		case same < leastCommon || !word:
			return unlike
		case data.certainty == o.certainty:
			return compatible
		}
		return differ
	}
	return p, found
}

// leastCommon is how many terms of the question two clauses must both match for one to be sure of what the other is not.
const leastCommon = 2

// plain returns the terms of the question that a span of a sentence has plainly, but for words for people at large. A word stands for the term that
// it is closest to, and for no other.
func (c *comparing) plain(s *said, in corpus.Span) []int {
	best := make(map[int]retrieval.WordMatch) // by word
	for _, f := range s.found {
		if overlap(s.words[f.Word].Span, in) && f.Closeness >= leastAlike && f.Closeness > best[f.Word].Closeness {
			best[f.Word] = f
		}
	}
	var terms []int
	for _, f := range best {
		if !c.general(f.Term) && !slices.Contains(terms, f.Term) {
			terms = append(terms, f.Term)
		}
	}
	slices.Sort(terms)
	return terms
}

// bestClause returns the clause of a sentence that covers most of the question.
func (c *comparing) bestClause(s *said) corpus.Span {
	n := len(c.query.Terms)
	best, most := corpus.Span{End: len(s.text)}, -1
	for _, f := range s.found {
		span := clause(s.text, s.words[f.Word].Span)
		if w := c.weigh(s.closeness(n, span)); w > most {
			best, most = span, w
		}
	}
	return best
}

// A doer is whom a source holds responsible.
type doer struct {
	agent    string
	language string
}

// roles returns a row of whom the sources say to have done what is asked.
func (c *comparing) roles() []Row {
	if c.query.Kind != retrieval.Actor && c.query.Kind != retrieval.Cause {
		return nil
	}
	n := len(c.query.Terms)
	var points []pointed
	for order, r := range c.readings {
		for i := range r.said {
			s := &r.said[i]
			if !s.shown {
				continue
			}
			for _, role := range claim.Roles(s.text, r.language) {
				if c.weigh(s.closeness(n, role.Verb, role.Object)) < leastFocus || role.Relation == claim.Disowned {
					continue
				}
				points = append(points, responsible(r, s, order, role))
			}
		}
	}
	points = append(points, c.doings()...)
	if out, ok := row(ResponsibilityRow, points); ok {
		return []Row{out}
	}
	return nil
}

// responsible returns the point of who is said to have done something.
func responsible(r *reading, s *said, order int, role claim.Role) pointed {
	data := doer{role.Agent.In(s.text), r.language}
	p := pointed{
		Cell: r.cell(*s, union(role.Agent, role.Verb, role.Object)), order: order, data: data,
		aspect: union(role.Verb, role.Object).In(s.text),
	}
	if role.Agent.Start > role.Verb.Start {
		p.aspect = role.Verb.In(s.text)
	}
	p.compare = func(other pointed) relation { return sameDoer(data, other.data.(doer)) }
	return p
}

// leastDone is the share of the question's weight that a verb with what was done must cover for its doer to be asked for; a choice.
const leastDone = 0.45 * One

// doings returns whom the sources say to have done what a question for somebody asks, by its own verb, whatever that is.
func (c *comparing) doings() []pointed {
	verb := c.askedVerb()
	if verb < 0 {
		return nil
	}
	n := len(c.query.Terms)
	var points []pointed
	for order, r := range c.readings {
		var own []pointed
		best := 0
		for i := range r.said {
			s := &r.said[i]
			if !s.shown {
				continue
			}
			var verbs []corpus.Span
			for _, f := range s.found {
				if f.Term == verb && f.Closeness >= leastCalled {
					verbs = append(verbs, s.words[f.Word].Span)
				}
			}
			for _, role := range claim.Doings(s.text, r.language, verbs) {
				near := append(c.around(r, i)[1:], scaled{s.closeness(n, role.Verb, role.Object), 100})
				score := c.weigh(greatest(n, near...))
				if score < leastDone || score < best {
					continue
				}
				if score > best {
					best, own = score, nil
				}
				own = append(own, responsible(r, s, order, role))
			}
		}
		points = append(points, own...)
	}
	return points
}

// whoAsks finds, in small letters, how a question begins that asks who did something, up to its verb.
var whoAsks = regexp.MustCompile(`(?:^|[^\pL])(?:who|wer|qui|qui est-ce qui|quién|quien|quiénes|кто)((?: (?:did|had|has|have|then|really|actually|hat|haben|hatte|denn|eigentlich|a|ont|avait|ha|han|había|же|это|all|else|first))*) (\pL+)`)

// askedVerb returns the term of the word by which a question asks who did something; -1 if it does not, or not by one word.
func (c *comparing) askedVerb() int {
	m := whoAsks.FindStringSubmatch(c.question)
	if m == nil {
		return -1
	}
	if c.query.Language == "de" { // wer hat die Fähre verkauft
		words := strings.FieldsFunc(c.question, func(r rune) bool { return !unicode.IsLetter(r) })
		if strings.Contains(m[1], "ha") && len(words) > 0 {
			return c.termOf(words[len(words)-1])
		}
	}
	return c.termOf(m[2])
}

func sameDoer(a, b doer) relation {
	if utf8.RuneCountInString(a.agent) <= mostPronoun || utf8.RuneCountInString(b.agent) <= mostPronoun { // who speaks, and by what name others call him is not known
		return compatible
	}
	if name.Compare(a.agent, b.agent) == name.Same || slices.Equal(stems(a.language, a.agent), stems(b.language, b.agent)) {
		return agree
	}
	common := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	if name.Compare(a.agent, b.agent) == name.Variant ||
		common(stems(a.language, a.agent), stems(b.language, b.agent)) ||
		common(retrieval.Concepts(a.language, stems(a.language, a.agent)), retrieval.Concepts(b.language, stems(b.language, b.agent))) {
		return compatible
	}
	return differ
}

// mostPronoun is the most letters of "I" and "we" and their like.
const mostPronoun = 3

// stems returns the terms of the content words of a text.
func stems(language, text string) []string {
	var list []string
	for _, w := range retrieval.Words(language, text) {
		list = append(list, w.Term)
	}
	return list
}

// Shares of the question's weight that what is explained, and the whole sentence, must cover for the reason to be on the question; choices.
const (
	leastEffect   = 0.15 * One
	leastReasoned = 0.50 * One
)

// A because is a reason with the terms that it is made of.
type because struct{ terms []string }

// causes returns a row of what the sources give as the reason of what is asked.
func (c *comparing) causes() []Row {
	if c.query.Kind != retrieval.Cause {
		return nil
	}
	c = c.without(func(w string) bool { return reasonWords[w] })
	var points []pointed
	for order, r := range c.readings {
		for i := range r.said {
			s := &r.said[i]
			if !s.shown {
				continue
			}
			for _, cause := range c.reasons(r, i) {
				if denied(s.text, r.language, cause) {
					continue
				}
				data := because{stems(r.language, cause.Reason.In(s.text))}
				p := pointed{
					Cell: r.cell(*s, union(cause.Connective, cause.Reason)), order: order,
					aspect: s.matched(cause.Effect, corpus.Span{}), data: data,
				}
				p.compare = func(other pointed) relation { return sameReason(data, other.data.(because)) }
				points = append(points, p)
			}
		}
	}
	if out, ok := row(CauseRow, points); ok {
		return []Row{out}
	}
	return nil
}

// reasonWords are the words of a question that tell that a reason is asked for.
var reasonWords = set(`cause caused causes causing reason reasons trigger triggered explain explained ursache ursachen grund gründe auslöser ausgelöst verursacht
	raison raisons causé provoqué entraîné causa causas causó provocó razón razones motivo motivos причина причины причиной вызвало`)

// without returns c with no weight on the terms of the question that are made of words in a list; c itself if no other would be left.
func (c *comparing) without(list func(word string) bool) *comparing {
	d := *c
	d.weights, d.total = slices.Clone(c.weights), 0
	for t, term := range c.query.Terms {
		if !slices.ContainsFunc(strings.Fields(strings.ToLower(term.Word)), func(w string) bool { return !list(w) }) {
			d.weights[t] = 0
		}
		d.total += d.weights[t]
	}
	if d.total == 0 {
		return c
	}
	return &d
}

// reasons returns the reasons that sentence i gives of what is asked.
func (c *comparing) reasons(r *reading, i int) []claim.Cause {
	n := len(c.query.Terms)
	s := &r.said[i]
	all := corpus.Span{End: len(s.text)}
	own := s.closeness(n, all)
	causes := claim.Explanations(s.text, r.language)
	for _, role := range claim.Roles(s.text, r.language) {
		if role.Relation == claim.Caused && role.Object.Len() > 0 {
			causes = append(causes, claim.Cause{Effect: role.Object, Connective: role.Verb, Reason: role.Agent})
		}
	}
	return slices.DeleteFunc(causes, func(cause claim.Cause) bool {
		if cause.Effect.Len() > 0 {
			effect, reason := c.weigh(s.closeness(n, cause.Effect)), c.weigh(s.closeness(n, cause.Reason))
			return effect < leastEffect || effect < reason || c.weigh(own) < leastReasoned
		}
		near := []scaled{{own, 100}}
		if i > 0 && r.said[i-1].excerpt == s.excerpt {
			near = append(near, scaled{r.said[i-1].closeness(n, corpus.Span{End: len(r.said[i-1].text)}), 80})
		}
		return c.weigh(greatest(n, near...)) < leastReasoned
	})
}

// denied reports whether the sentence says that something is not so, or not for that reason.
func denied(text, language string, c claim.Cause) bool {
	return slices.ContainsFunc(claim.Marks(text, language), func(m claim.Mark) bool {
		return m.Kind == claim.Denied && (c.Effect.Len() > 0 && c.Effect.Start <= m.Start && m.End <= c.Effect.End || m.End <= c.Connective.Start && c.Connective.Start-m.End <= 1)
	})
}

// sameReason compares two reasons by the words they have in common.
func sameReason(a, b because) relation {
	common := 0
	for _, t := range a.terms {
		if slices.Contains(b.terms, t) {
			common++
		}
	}
	switch least := min(len(a.terms), len(b.terms)); {
	case least == 0:
		return unlike
	case common*100 >= 80*max(len(a.terms), len(b.terms)):
		return agree
	case common*2 >= least:
		return compatible
	}
	return differ
}

// asksName finds the words of a question for a name, or for how it is written.
var asksName = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:names?|named|spell\pL*|spelt|called|namens?|heißt|heisst|geschrieben|schreibt|buchstabier\pL*|noms?|appelle|orthograph\pL*|écrit|` +
	`nombres?|llama|escribe|имя|имена|зовут|звали|называ\pL*|пишется|пишут)(?:$|[^\pL])`)

// names returns rows of names that the sources spell in several ways: of those that the question names, or of all if it is for a person, a body, a
// place, or a name.
func (c *comparing) names() []Row {
	n := len(c.query.Terms)
	question := c.question
	if c.query.Language == "fr" { // a number there, and a name in Spanish
		question = strings.ReplaceAll(question, "nombre", "")
	}
	every := c.query.Kind == retrieval.Actor || c.query.Kind == retrieval.Place || asksName.MatchString(question)
	var all []pointed
	asked := make(map[string]bool) // names as they stand
	for order, r := range c.readings {
		reader := r.names()
		for i := range r.said {
			s := &r.said[i]
			for _, named := range reader.Read(s.span) {
				if named.Kind == name.Work {
					continue
				}
				span := corpus.Span{Start: named.Start - s.span.Start, End: named.End - s.span.Start}
				p := pointed{Cell: r.cell(*s, span), order: order}
				p.aspect = p.Quote
				all = append(all, p)
				if every || slices.ContainsFunc(s.closeness(n, span), func(percent int) bool { return percent >= leastCalled }) {
					asked[p.Quote] = true
				}
			}
		}
	}
	each := func(string) []string { return []string{""} } // the names of excerpts are few
	rows := spellings(all, each, func(a, b pointed) bool {
		return c.readings[a.order].names().Apart(a.Quote, b.Quote) || c.readings[b.order].names().Apart(a.Quote, b.Quote)
	})
	return slices.DeleteFunc(rows, func(r Row) bool {
		return !slices.ContainsFunc(r.Cells, func(cell Cell) bool { return asked[cell.Quote] })
	})
}

// spelling compares two names of as many words: written alike, in two ways, or names of different things.
func spelling(a, b string) relation {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		return unlike
	}
	if strings.EqualFold(a, b) || inflected(x, y) || shortened(x, y) {
		return agree
	}
	switch name.Compare(a, b) {
	case name.Same:
		return agree
	case name.Variant:
		return differ
	}
	return unlike
}

// shortened reports whether two names are alike but for words of which one has the initial alone: "C. Rourke" and "Colin Rourke".
func shortened(x, y []string) bool {
	initial := func(s, of string) bool {
		letter, ok := strings.CutSuffix(s, ".")
		return ok && utf8.RuneCountInString(letter) == 1 && strings.HasPrefix(of, letter)
	}
	for i := range x {
		if !strings.EqualFold(x[i], y[i]) && !initial(x[i], y[i]) && !initial(y[i], x[i]) {
			return false
		}
	}
	return true
}

// mostEnding is the most letters of an ending that tells the case of a name in Russian.
const mostEnding = 3

// inflected reports whether two names in Cyrillic letters are alike but for the endings of their words: cases of one name, not spellings.
func inflected(x, y []string) bool {
	for i := range x {
		a, b := []rune(strings.ToLower(x[i])), []rune(strings.ToLower(y[i]))
		n := 0
		for n < min(len(a), len(b)) && a[n] == b[n] {
			n++
		}
		if n < 3 || len(a)-n > mostEnding || len(b)-n > mostEnding || !unicode.Is(unicode.Cyrillic, a[0]) {
			return false
		}
	}
	return true
}

// terms returns rows of what the sources call the same.
func (c *comparing) terms() []Row {
	var sources []term.Source
	for _, r := range c.readings {
		var mentions []term.Mention
		for _, m := range r.mentions() {
			if slices.ContainsFunc(r.said, func(s said) bool { return s.span.Start <= m.Start && m.End <= s.span.End }) {
				mentions = append(mentions, m)
			}
		}
		sources = append(sources, term.Source{ID: r.source, Language: r.language, Text: r.document.Text, Mentions: mentions})
	}
	var rows []Row
	for _, ledger := range term.Ledger(sources...) {
		var points []pointed
		for _, cell := range ledger.Cells {
			order := slices.IndexFunc(c.readings, func(r *reading) bool { return r.source == cell.Source })
			r := c.readings[order]
			i := slices.IndexFunc(r.said, func(s said) bool { return s.span.Start <= cell.Start && cell.End <= s.span.End })
			s := r.said[i]
			head := strings.ToLower(cell.Head.In(r.document.Text))
			p := pointed{
				Cell:  r.cell(s, corpus.Span{Start: cell.Start - s.span.Start, End: cell.End - s.span.Start}),
				order: order, aspect: cell.Anchor.In(r.document.Text), data: head,
			}
			p.compare = func(other pointed) relation {
				if head == other.data.(string) {
					return agree
				}
				return differ
			}
			points = append(points, p)
		}
		if r, ok := row(TermRow, points); ok && !r.Agree {
			rows = append(rows, r)
		}
	}
	return rows
}
