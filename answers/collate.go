package answers

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"variorum/answers/claim"
	"variorum/answers/figure"
	"variorum/answers/name"
	"variorum/answers/term"
	"variorum/answers/when"
	"variorum/answers/winnow"
	"variorum/corpus"
	"variorum/retrieval"
)

// A Collation is where the sources of a library part and agree, without a question.
type Collation struct {
	Revision    string
	Sources     int
	Topic       string // "" for all
	Differences []Row
	Agreements  []Row
	Shared      []Shared
}

// Collate reads all sources of the library and compares them, or, if topic is not empty, only the sentences that speak of it. Progress,
// which may be nil, is called with the number of sources read so far. Its errors are those of [Composer.Answer] and of the library.
func (c *Composer) Collate(ctx context.Context, topic string, progress func(done int)) (Collation, error) {
	topic = strings.ToValidUTF8(strings.TrimSpace(topic), "\uFFFD")
	out := Collation{Revision: c.Library.Revision, Sources: len(c.Library.Cards), Topic: topic}
	var q retrieval.Query
	if topic != "" {
		if n := utf8.RuneCountInString(topic); n > MaxQuestion {
			return out, &QuestionTooLongError{n}
		}
		if q = c.Library.Aliases.NewQuery(topic, languages(c.Library.Cards)...); len(q.Terms) == 0 {
			return out, ErrEmptyQuestion
		}
	}
	k := newCollating(q, topic != "")
	for i, card := range c.Library.Cards {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		d, err := c.Library.Shelf.Document(ctx, card.ID)
		if err != nil {
			return out, fmt.Errorf("reading %s: %w", card.ID, err)
		}
		k.read(i, card, d, c.studies.of(card, d).voice)
		if progress != nil {
			progress(i + 1)
		}
	}
	out.Differences, out.Agreements = byAgreement(k.rows())
	var err error
	out.Shared, err = c.allShared(ctx, k)
	out.Agreements = independent(out.Agreements, out.Shared)
	return out, err
}

// allShared returns the passages that sources have in common; with a topic, those in which sentences stand that speak of it.
func (c *Composer) allShared(ctx context.Context, k *collating) ([]Shared, error) {
	if c.Library.Kin == nil {
		return nil, nil
	}
	pairs, err := c.Library.Kin.Pairs(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for shared passages: %w", err)
	}
	s := &sharers{library: &c.Library, studies: &c.studies}
	var found []winnow.Found
	for i, p := range pairs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if i > 0 && pairs[i-1].A != p.A { // texts of sources before it are not needed again as the first
			delete(s.texts, pairs[i-1].A)
		}
		matches, err := s.compare(ctx, [2]corpus.SourceID{p.A, p.B})
		if err != nil {
			return nil, err
		}
		found = append(found, matches...)
	}
	var list []Shared
	for _, p := range winnow.Groups(found) {
		if k.topical && !slices.ContainsFunc(p.Places, k.speaks) {
			continue
		}
		one, err := s.places(ctx, p, p.Places[0].Source)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, nil
}

// collating gathers what is compared over a whole library, source by source.
type collating struct {
	query   retrieval.Query
	topical bool
	focus   map[string]*retrieval.Focus
	spoken  map[corpus.SourceID][]corpus.Span // with a topic: the sentences that speak of it
	figures []keyed
	times   []keyed
	roles   []keyed
	causes  []keyed
	names   []pointed
	apart   map[corpus.SourceID]*name.Reader
	terms   []term.Source
	texts   map[corpus.SourceID]string
	cells   map[corpus.SourceID]func(corpus.Span) Cell
	order   map[corpus.SourceID]int
}

// A keyed is a point with the keys by which it meets others, each list sorted: those of the thing that is counted, done, or explained, and those of
// what is said of it.
type keyed struct {
	pointed
	kind  string
	thing []string
	said  []string
	how   []string // what sort of it is counted
}

// meetings says whether two points of one kind are on the same thing. Wrong meetings make wrong rows, so the demands are high; they were
// measured by reading (docs/quality.md).
var meetings = map[RowKind]func(a, b keyed) bool{
	// The same thing is counted, and something said of it is the same, or it has two words in common, or the numbers are near one another. Of
	// measures more that is said must be the same, and less where they are near.
	FigureRow: func(a, b keyed) bool {
		apart := figure.Ratio(a.data.(counted).Figure, b.data.(counted).Figure)
		switch {
		case apart > mostApart || strange(a.how, b.how):
			return false
		case !strings.HasPrefix(a.kind, "count") && strange(a.thing, b.thing):
			return false
		case !strings.HasPrefix(a.kind, "count"):
			said, words := common(a.said, b.said), common(exact(a.said), exact(b.said))
			return words > 1 && said > 2 || words > 0 && said > 1 && apart <= near || said > 1 && apart <= nearest
		case slices.Equal(a.thing, anybody) || slices.Equal(b.thing, anybody):
			return slices.Equal(a.thing, b.thing) && common(exact(a.said), exact(b.said))+common(a.said, b.said) > 1
		default:
			words := common(exact(a.thing), exact(b.thing))
			return common(a.thing, b.thing) > 0 && (common(a.said, b.said) > 0 || words > 1) || words > 0 && apart <= nearest
		}
	},
	DateRow: func(a, b keyed) bool { return common(exact(a.said), exact(b.said)) > 2 },
	// The same is done to the same thing.
	ResponsibilityRow: func(a, b keyed) bool { return common(a.thing, b.thing) > 0 && common(a.said, b.said) > 0 },
	CauseRow: func(a, b keyed) bool {
		return common(exact(a.thing), exact(b.thing)) > 1 && common(a.thing, b.thing) > 2
	},
}

// strange reports whether two sorted lists of keys have nothing in common, and neither is empty.
func strange(a, b []string) bool { return len(a) > 0 && len(b) > 0 && common(a, b) == 0 }

// How many times as great the greater of two figures is: more than mostApart are hardly of the same thing; near and nearest ones need less in
// common. All are choices.
const (
	mostApart = 20
	near      = 3
	nearest   = 1.5
)

// anybody is the thing that is counted where the words for it are for people at large.
var anybody = []string{"people="}

// exact returns the keys that are words and not concepts.
func exact(keys []string) []string {
	var list []string
	for _, k := range keys {
		if strings.Contains(k, "=") {
			list = append(list, k)
		}
	}
	return list
}

func newCollating(q retrieval.Query, topical bool) *collating {
	return &collating{
		query: q, topical: topical, focus: make(map[string]*retrieval.Focus), spoken: make(map[corpus.SourceID][]corpus.Span),
		apart: make(map[corpus.SourceID]*name.Reader), texts: make(map[corpus.SourceID]string),
		cells: make(map[corpus.SourceID]func(corpus.Span) Cell), order: make(map[corpus.SourceID]int),
	}
}

// leastTopicShare is the share of a topic's weight that a sentence must cover to speak of it.
const leastTopicShare = 0.5 * One

// read reads one source.
func (k *collating) read(order int, card corpus.Source, d corpus.Document, voice func(corpus.Span) Voice) {
	text, c := newSentences(d), newComparing("", k.query, nil)
	id, language := card.ID, card.Language
	k.order[id], k.texts[id] = order, d.Text
	places := newPlaces(d.Text)
	k.cells[id] = func(span corpus.Span) Cell {
		start := places.at(span.Start)
		quote := span.In(d.Text)
		key := Key{Source: id, Start: start, End: start + utf8.RuneCountInString(quote), Check: checkOf(quote)}
		return Cell{Source: id, Excerpt: key.String(), Quote: quote, Span: span, Voice: voice(span)}
	}
	if k.topical && k.focus[language] == nil {
		k.focus[language] = k.query.Focus(language)
	}
	reader := name.NewReader(d, language)
	k.apart[id] = reader
	var spoken []corpus.Span
	for i, sentence := range text.all {
		if len(sentence.Parts) > 1 || d.Structure.Paragraphs[text.paragraph[i]].Kind == corpus.Heading {
			continue
		}
		s := newSaid(d, sentence.Span(), language, k.focus[language])
		if k.topical && c.weigh(s.closeness(len(k.query.Terms), corpus.Span{End: len(s.text)})) < leastTopicShare {
			continue
		}
		spoken = append(spoken, s.span)
		k.sentence(order, id, language, s, reader)
	}
	k.spoken[id] = spoken
	var mentions []term.Mention
	for _, m := range term.Read(d, language) {
		if within(spoken, m.Span) {
			mentions = append(mentions, m)
		}
	}
	k.terms = append(k.terms, term.Source{ID: id, Language: language, Text: d.Text, Mentions: mentions})
}

// within reports whether one of sorted spans holds a span.
func within(spans []corpus.Span, span corpus.Span) bool {
	i, _ := slices.BinarySearchFunc(spans, span.Start+1, func(s corpus.Span, at int) int { return cmp.Compare(s.End, at) })
	return i < len(spans) && spans[i].Start <= span.Start && span.End <= spans[i].End
}

// speaks reports whether a place of a passage overlaps a sentence that speaks of the topic.
func (k *collating) speaks(p winnow.Place) bool {
	return slices.ContainsFunc(k.spoken[p.Source], func(s corpus.Span) bool { return s.Start < p.Span.End && p.Span.Start < s.End })
}

// Places turns byte offsets of a text, which mostly grow, into code points.
type places struct {
	text        string
	bytes, code int
}

func newPlaces(text string) *places { return &places{text: text} }

func (p *places) at(offset int) int {
	if offset < p.bytes {
		p.bytes, p.code = 0, 0
	}
	p.code += utf8.RuneCountInString(p.text[p.bytes:offset])
	p.bytes = offset
	return p.code
}

// sentence reads one sentence.
func (k *collating) sentence(order int, id corpus.SourceID, language string, s said, reader *name.Reader) {
	point := func(span corpus.Span, aspect string) pointed {
		return pointed{Cell: k.cells[id](s.in(span)), order: order, aspect: aspect}
	}
	times, figures := readTimes(s.text, language), readFigures(s.text, language)
	for i, f := range figures {
		if !slices.ContainsFunc(times, func(t when.Time) bool { return overlap(f.Span, t.Span) }) {
			k.addFigure(point, language, s, f, scopeOf(s.text, figures, i, times))
		}
	}
	for _, t := range times {
		k.addTime(point, language, s, t)
	}
	for _, r := range claim.Roles(s.text, language) {
		k.addRole(point, language, s, r)
	}
	for _, r := range claim.Causes(s.text, language) {
		k.addCause(point, language, s, r)
	}
	for _, n := range reader.Read(s.span) {
		if n.Kind == name.Work {
			continue
		}
		p := point(corpus.Span{Start: n.Start - s.span.Start, End: n.End - s.span.Start}, "")
		p.aspect, p.data = p.Quote, p.Quote
		k.names = append(k.names, p)
	}
}

func (k *collating) addFigure(point func(corpus.Span, string) pointed, language string, s said, f figure.Figure, of scope) {
	if f.Kind == figure.Ordinal || f.Kind == figure.Points || repeats(language, f) {
		return
	}
	x := counted{Figure: f, said: &s, scope: of}
	p := point(f.Span, trimmed(s.text, f.Head).In(s.text))
	for _, t := range append(slices.Clone(f.After), f.Before...) {
		if p.aspect != "" {
			break
		}
		p.aspect = t.Span.In(s.text)
	}
	p.Value = figureValue(f)
	p.data = x
	p.compare = func(other pointed) relation { return sameFigure(x, other.data.(counted)) }
	noun := headNoun(language, s.text, f)
	how := slices.DeleteFunc(words(f.HeadTerms), func(w string) bool { return slices.Contains(noun, w) })
	head, beside := keysOf(language, noun), keysOf(language, words(append(slices.Clone(f.Before), f.After...)))
	if slices.Contains(head, "people") {
		head = anybody
	}
	kind := "measure"
	if f.Kind == figure.Count {
		kind = "count"
	}
	if partOf.MatchString(s.text[min(f.Number.End, len(s.text)):]) {
		kind += " part"
	}
	k.figures = append(k.figures, keyed{p, fmt.Sprint(kind, f.Kind, f.Unit.Per != ""), head, beside, keysOf(language, how)})
}

// partOf finds what stands behind a number of some of a whole: "three of the men".
var partOf = regexp.MustCompile(`^\s+(?:of (?:the|them|these|those|his|her|their|our)|der|von (?:den|ihnen)|des|d['’]entre|de (?:los|las|ellos|ellas)|из)\s`)

// headNoun returns the words of what is counted without what is said of it: of "fifty sacks of barley" the first two, in languages
// that put the noun last, the last of them.
func headNoun(language, text string, f figure.Figure) []string {
	terms := f.HeadTerms
	for i := 1; i < len(terms); i++ {
		if terms[i].Span.Start <= terms[i-1].Span.End || terms[i].Span.Start > len(text) {
			continue
		}
		if gap := strings.Fields(text[terms[i-1].Span.End:terms[i].Span.Start]); len(gap) > 0 { // a preposition
			terms = terms[:i]
			break
		}
	}
	if n := len(terms); n > 1 && (language == "en" || language == "de") {
		terms = terms[n-1:]
	}
	return words(terms)
}

func words(terms []figure.Term) []string {
	list := make([]string, len(terms))
	for i, t := range terms {
		list[i] = t.Word
	}
	return list
}

func (k *collating) addTime(point func(corpus.Span, string) pointed, language string, s said, t when.Time) {
	if t.Kind == when.Relative {
		return
	}
	in := clause(s.text, t.Span)
	before := corpus.Span{Start: in.Start, End: t.Span.Start}
	behind := corpus.Span{Start: t.Span.End, End: max(in.End, t.Span.End)}
	beside := strings.TrimSpace(before.In(s.text) + " " + behind.In(s.text))
	keys := keysOf(language, strings.Fields(beside))
	x := timed{Time: t, said: &s}
	p := point(t.Span, trimmed(s.text, longer(behind, before)).In(s.text))
	p.aspect = firstWords(p.aspect, 6)
	p.Value = timeValue(t)
	p.data = x
	p.compare = func(other pointed) relation { return sameTime(x, other.data.(timed)) }
	k.times = append(k.times, keyed{p, fmt.Sprint("time ", t.Kind), nil, keys, nil})
}

func longer(a, b corpus.Span) corpus.Span {
	if b.Len() > a.Len() {
		return b
	}
	return a
}

// firstWords returns the first n words of s, as they stand.
func firstWords(s string, n int) string {
	end := len(s)
	for i, r := range s {
		if r == ' ' || r == '\n' || r == '\t' {
			if n--; n == 0 {
				end = i
				break
			}
		}
	}
	return s[:end]
}

func (k *collating) addRole(point func(corpus.Span, string) pointed, language string, s said, r claim.Role) {
	if r.Relation == claim.Disowned || r.Object.Len() == 0 {
		return
	}
	data := doer{r.Agent.In(s.text), language}
	p := point(union(r.Agent, r.Verb, r.Object), union(r.Verb, r.Object).In(s.text))
	p.data = data
	p.compare = func(other pointed) relation { return sameDoer(data, other.data.(doer)) }
	verb, object := keysOf(language, strings.Fields(r.Verb.In(s.text))), keysOf(language, strings.Fields(r.Object.In(s.text)))
	k.roles = append(k.roles, keyed{p, "role " + r.Relation.String(), object, verb, nil})
}

func (k *collating) addCause(point func(corpus.Span, string) pointed, language string, s said, c claim.Cause) {
	if denied(s.text, language, c) {
		return
	}
	data := because{stems(language, c.Reason.In(s.text))}
	p := point(union(c.Connective, c.Reason), firstWords(c.Effect.In(s.text), 8))
	p.data = data
	p.compare = func(other pointed) relation { return sameReason(data, other.data.(because)) }
	keys := keysOf(language, strings.Fields(c.Effect.In(s.text)))
	k.causes = append(k.causes, keyed{p, fmt.Sprint("cause ", c.Purpose), keys, nil, nil})
}

// keysOf returns the keys of words: the terms of those that say something, and the concepts that they stand for.
func keysOf(language string, list []string) []string {
	var keys []string
	found := retrieval.Words(language, strings.Join(list, " "))
	terms := make([]string, 0, len(found))
	for _, w := range found {
		terms = append(terms, w.Term)
		if z, _ := retrieval.Zipf(language, w.Term); z < commonWord && !w.Number {
			keys = append(keys, language+"="+w.Term)
		}
	}
	keys = append(keys, retrieval.Concepts(language, terms)...)
	slices.Sort(keys)
	return slices.Compact(keys)
}

// commonWord is the frequency, on the scale of [retrieval.Zipf], from which on a word is no key by itself.
const commonWord = 5.3

// union2 returns the keys of two sorted lists, sorted.
func union2(a, b []string) []string {
	u := slices.Concat(a, b)
	slices.Sort(u)
	return slices.Compact(u)
}

// common returns how many keys two sorted lists have in common.
func common(a, b []string) int {
	n := 0
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			n++
		}
	}
	return n
}

// rows returns all rows, in order of kind and aspect.
func (k *collating) rows() []Row {
	var rows []Row
	rows = append(rows, aligned(FigureRow, k.figures)...)
	rows = append(rows, aligned(DateRow, k.times)...)
	rows = append(rows, spellings(k.names, name.Skeletons, func(a, b pointed) bool {
		return k.apart[a.Source].Apart(a.Quote, b.Quote) || k.apart[b.Source].Apart(a.Quote, b.Quote)
	})...)
	rows = append(rows, k.ledger()...)
	rows = append(rows, aligned(ResponsibilityRow, k.roles)...)
	rows = append(rows, aligned(CauseRow, k.causes)...)
	sortRows(rows)
	return rows
}

// maxMeeting is how many points may have a key up to which each two of them are compared; a key that more have says little.
const maxMeeting = 64

// aligned makes rows of points of different sources that meet. A point is in one row, with those that it has most in common with.
func aligned(kind RowKind, points []keyed) []Row {
	meet := meetings[kind]
	byKey := make(map[string][]int)
	for i, p := range points {
		for _, key := range union2(exact(p.thing), exact(p.said)) {
			byKey[p.kind+"\x00"+key] = append(byKey[p.kind+"\x00"+key], i)
		}
		for _, key := range p.thing {
			if !strings.Contains(key, "=") {
				byKey[p.kind+"\x00"+key] = append(byKey[p.kind+"\x00"+key], i)
			}
		}
	}
	type pair struct{ a, b, common int }
	seen := make(map[[2]int]bool)
	var pairs []pair
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		list := byKey[key]
		if len(list) > maxMeeting {
			continue
		}
		for i, a := range list {
			for _, b := range list[i+1:] {
				x, y := points[a], points[b]
				if x.Source == y.Source || seen[[2]int{a, b}] {
					continue
				}
				seen[[2]int{a, b}] = true
				if meet(x, y) && x.compare(y.pointed) != unlike {
					pairs = append(pairs, pair{a, b, common(x.thing, y.thing) + common(x.said, y.said)})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.common, x.common), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	row := make([]int, len(points)) // 1-based; 0 for none
	var groups [][]int
	for _, p := range pairs {
		switch a, b := row[p.a], row[p.b]; {
		case a == 0 && b == 0:
			groups = append(groups, []int{p.a, p.b})
			row[p.a], row[p.b] = len(groups), len(groups)
		case a != 0 && b == 0 && fits(points, groups[a-1], p.b, meet):
			groups[a-1] = append(groups[a-1], p.b)
			row[p.b] = a
		case a == 0 && b != 0 && fits(points, groups[b-1], p.a, meet):
			groups[b-1] = append(groups[b-1], p.a)
			row[p.a] = b
		case a != 0 && b != 0 && a != b && !slices.ContainsFunc(groups[b-1], func(i int) bool { return !fits(points, groups[a-1], i, meet) }):
			for _, i := range groups[b-1] {
				row[i] = a
			}
			groups[a-1], groups[b-1] = append(groups[a-1], groups[b-1]...), nil
		}
	}
	return rowsOf(kind, points, groups)
}

// fits reports whether a point meets all of other sources that are in a group, so that no chain of half likenesses makes a row, and whether those
// of its own are of what has the same word: what one source calls by two words is to it two things.
func fits(points []keyed, group []int, i int, meet func(a, b keyed) bool) bool {
	p := points[i]
	return !slices.ContainsFunc(group, func(j int) bool {
		o := points[j]
		if o.Source == p.Source {
			return strange(exact(o.thing), exact(p.thing))
		}
		return !meet(p, o) || p.compare(o.pointed) == unlike
	})
}

func rowsOf(kind RowKind, points []keyed, groups [][]int) []Row {
	var rows []Row
	for _, g := range groups {
		var list []pointed
		for _, i := range g {
			list = append(list, points[i].pointed)
		}
		if r, ok := row(kind, list); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// ledger returns rows of what the sources call the same; where they name who did the same, of whom they hold responsible.
func (k *collating) ledger() []Row {
	var rows []Row
	for _, l := range term.Ledger(k.terms...) {
		kind := TermRow
		if l.Part == term.Agent {
			kind = ResponsibilityRow
		}
		var points []pointed
		for _, cell := range l.Cells {
			text := k.texts[cell.Source]
			head := strings.ToLower(cell.Head.In(text))
			p := pointed{Cell: k.cells[cell.Source](cell.Span), order: k.order[cell.Source], aspect: union(cell.Verb, cell.Anchor).In(text), data: head}
			if l.Part != term.Agent {
				p.aspect = cell.Anchor.In(text)
			}
			p.compare = func(other pointed) relation {
				if head == other.data.(string) {
					return agree
				}
				return differ
			}
			points = append(points, p)
		}
		if r, ok := row(kind, points); ok && !r.Agree {
			rows = append(rows, r)
		}
	}
	return rows
}

// spellings makes rows of names that sources spell in several ways; each spelling of a source stands once, at its first place. Names are held
// against each other that have one of their keys in common; apart tells two that are plainly two things.
func spellings(names []pointed, keys func(string) []string, apart func(a, b pointed) bool) []Row {
	type spelled struct {
		source corpus.SourceID
		text   string
	}
	first := make(map[spelled]bool)
	var list []pointed
	sharing := make(map[string][]int)
	for _, p := range names {
		key := spelled{p.Source, p.Quote}
		if first[key] {
			continue
		}
		first[key] = true
		for _, s := range keys(p.Quote) {
			sharing[s] = append(sharing[s], len(list))
		}
		list = append(list, p)
	}
	row1 := make([]int, len(list)) // 1-based; 0 for none
	var groups [][]int
	for i, p := range list {
		for _, s := range keys(p.Quote) {
			for _, j := range sharing[s] {
				if j >= i || row1[j] == 0 && row1[i] != 0 {
					continue
				}
				o := list[j]
				if spelling(o.Quote, p.Quote) == unlike || apart(o, p) {
					continue
				}
				switch {
				case row1[i] != 0:
				case row1[j] != 0:
					groups[row1[j]-1] = append(groups[row1[j]-1], i)
					row1[i] = row1[j]
				default:
					groups = append(groups, []int{j, i})
					row1[i], row1[j] = len(groups), len(groups)
				}
			}
		}
	}
	var rows []Row
	for _, g := range groups {
		var points []pointed
		for _, i := range g {
			p := list[i]
			p.compare = func(other pointed) relation { return spelling(p.Quote, other.Quote) }
			points = append(points, p)
		}
		if r, ok := row(NameRow, points); ok && !r.Agree {
			rows = append(rows, r)
		}
	}
	return rows
}
