package answers

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"variorum/answers/claim"
	"variorum/answers/figure"
	"variorum/answers/word"
	"variorum/corpus"
	"variorum/retrieval"
)

// amounts are the kinds of figures that measure something, and are told apart by their units: what they are of need not stand beside them.
var amounts = []figure.Kind{
	figure.Money, figure.Length, figure.Weight, figure.Area, figure.Volume, figure.Temperature, figure.Rate, figure.Age, figure.Duration,
}

// timeless are those that do not measure time.
var timeless = amounts[:len(amounts)-2]

// Shares of the question's weight that must stand with an amount for it to be what is asked, as [comparing.nearAmount] counts: with each of a row,
// with the best of it, and how much of the best's, in percent, each must have. Choices, made on the libraries to tune on.
const (
	leastAmount = 0.27 * One
	leastBest   = 0.56 * One
	leastOfBest = 45
	// leastAlone is what must stand with the best of a row where the question has one term beside those that tell what measure it asks for.
	leastAlone = 0.75 * One
	// acrossLanguages is how close the closest words of another language are to those of the question, in percent.
	acrossLanguages = 70
)

// An asked says which amounts a question asks for.
type asked struct {
	kinds []figure.Kind
	words []string // of the question, that tell that
	sum   string   // the word for a certain sum, which must stand with an amount
	unit  *unit    // that it asks a number of, or nil
	many  bool     // it asks how many, so that an amount answers it only if its unit is in the question
}

// sums are the words, in small letters, of questions for a sum of money that say what sum: a fine is not any.
var sums = set(`pay wage wages salary salaries income budget fine fee rent turnover lohn löhne gehalt gehälter einkommen etat bußgeld geldstrafe gebühr miete umsatz
	salaire salaires revenu amende loyer salario sueldo presupuesto multa alquiler зарплата зарплаты оклад бюджет штраф`)

// measured are the words of questions for a measure that do not ask how much, and say no more than what is measured: "what did it cost", "weight
// of the stone".
var measured = []struct {
	words map[string]bool
	kinds []figure.Kind
}{
	{set(`cost costs price prices worth value kosten kostet kostete gekostet preis preise coût coûts prix costo coste costos costes precio precios стоимость цена цены wert valeur valor ценность
		earn earns earned verdient verdienen gagne gagnent gana ganan зарабатывает зарабатывают`), []figure.Kind{figure.Money}},
	{set("weight gewicht poids peso вес масса"), []figure.Kind{figure.Weight}},
	{
		set(`sum compensation payment payments money betrag summe entschädigung geld somme indemnité argent suma indemnización dinero сумма компенсация деньги`),
		[]figure.Kind{figure.Money},
	},
	{set("tonnage"), []figure.Kind{figure.Weight}},
	{set("amount höhe quantity menge quantité cantidad количество"), timeless},
	{set("length länge longueur longitud длина"), []figure.Kind{figure.Length, figure.Duration}},
	{set(`distance height depth width entfernung tiefe breite hauteur profondeur largeur distancia altura profundidad anchura
		расстояние высота глубина ширина`), []figure.Kind{figure.Length}},
	{set("temperature temperatur température temperatura температура"), []figure.Kind{figure.Temperature}},
	{set("age alter âge edad возраст"), []figure.Kind{figure.Age, figure.Duration}},
	{set("duration dauer durée duración продолжительность"), []figure.Kind{figure.Duration}},
	{set("speed geschwindigkeit vitesse velocidad скорость"), []figure.Kind{figure.Rate}},
	{set("area fläche superficie surface площадь"), []figure.Kind{figure.Area}},
}

// set returns the words of a list.
func set(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// openers are the words with which a question begins that a measure does not answer, though it may name one: "did the price rise?", "why".
var openers = set(`did do does is are was were has have had can could will would should shall may might how who why when where whose whom
	hat haben hatte ist sind war waren wird werden wurde wurden kann darf soll gab gibt stimmt wie wer wann wo warum wieso weshalb wessen wen wem
	est a ont avait était étaient y sont qui quand où pourquoi comment fue fueron es son ha han hay hubo era eran quién quien cuándo cuando dónde donde
	cómo como кто когда где почему зачем как`)

// Beginnings of questions for measures of several kinds: a fine may be high, too, and a loss big.
var (
	high  = []string{"how high", "wie hoch", "cómo de alt", "как высок"}
	large = []string{"how big", "how large", "wie groß", "de quelle taille", "qué tamaño", "какого размера"}
)

// furthest is how many words of a question that begins with "what" stand before the measure that it asks for, unless that is the last word.
const furthest = 3

// asks returns what amounts the question asks for; false if it does not.
func (c *comparing) asks() (asked, bool) {
	if c.query.Kind != retrieval.Figure && c.query.Kind != retrieval.AnyKind {
		return asked{}, false
	}
	for _, how := range high {
		if strings.Contains(c.question, how) {
			return asked{kinds: timeless, words: strings.Fields(how)}, true
		}
	}
	for _, how := range large {
		if strings.Contains(c.question, how) {
			return asked{kinds: []figure.Kind{figure.Money, figure.Area, figure.Volume, figure.Length, figure.Weight}, words: strings.Fields(how)}, true
		}
	}
	if kinds, words := measuresIn(c.question); kinds != nil {
		return asked{kinds: kinds, words: words}, true
	}
	if u, ok := unitAsked(c.query.Language, c.question); ok {
		return asked{kinds: []figure.Kind{u.five.Kind}, words: []string{u.word}, unit: &u}, true
	}
	words := strings.FieldsFunc(c.question, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if c.query.Kind == retrieval.AnyKind && (len(words) == 0 || openers[words[0]] && (words[0] != "was" || c.query.Language == "en") || slices.Contains(words, "ли")) {
		return asked{}, false
	}
	for i, w := range words {
		if c.query.Kind != retrieval.Figure && i >= furthest && i < len(words)-1 {
			continue
		}
		if sums[w] {
			return asked{kinds: []figure.Kind{figure.Money}, sum: w}, true
		}
		for _, m := range measured {
			if m.words[w] {
				return asked{kinds: m.kinds, words: []string{w}}, true
			}
		}
	}
	if c.query.Kind != retrieval.Figure {
		return asked{}, false
	}
	for _, how := range []string{"how much", "wie viel", "wieviel", "cuánto", "cuanto", "cuánta", "cuanta", "combien", "сколько"} {
		if _, rest, ok := strings.Cut(c.question, how); ok && !strings.HasPrefix(rest, "s ") && !strings.HasPrefix(rest, "e ") {
			of := how == "combien" && (strings.HasPrefix(rest, " de ") || strings.HasPrefix(rest, " d'") || strings.HasPrefix(rest, " d’")) || how == "сколько"
			return asked{kinds: timeless, many: of || c.deed >= 0}, true
		}
	}
	if c.thing >= 0 { // a number of things, and no unit
		return asked{}, false
	}
	return asked{kinds: amounts, many: true}, true
}

// quantities returns the row of the amounts that answer the question: of each source the best, of the kind that most sources have.
func (c *comparing) quantities() []Row {
	a, ok := c.asks()
	if !ok {
		return nil
	}
	byKind := c.amounts(a)
	if slices.ContainsFunc(byKind[figure.Length], func(x counted) bool { return dimensionAt(x.said.text, x.Span) == c.dimension() }) {
		byKind = map[figure.Kind][]counted{figure.Length: byKind[figure.Length]} // how high it is, and not how high its price is
	}
	least := int(leastBest)
	if c.termsBeside(a) == 1 {
		least = leastAlone
	}
	kind, most := figure.Kind(0), 0
	for _, k := range amounts {
		list := answering(byKind[k], least, len(a.kinds) == 1)
		byKind[k] = list
		sources, sum := make(map[int]bool), 0
		for _, x := range list {
			sources[x.order] = true
			sum += x.score / 1000
		}
		if len(sources) >= 2 && len(sources)*One+sum > most {
			kind, most = k, len(sources)*One+sum
		}
	}
	var points []pointed
	for _, x := range byKind[kind] {
		p := x.point()
		p.aspect = cmp.Or(x.said.matched(corpus.Span{End: len(x.said.text)}, x.Span), p.aspect)
		points = append(points, p)
	}
	if r, ok := row(FigureRow, points); ok {
		return []Row{r}
	}
	return nil
}

// termsBeside returns how many terms of the question tell what the amounts are of.
func (c *comparing) termsBeside(a asked) (n int) {
	own := c.without(a.tells)
	for _, weight := range own.weights {
		if weight > 0 {
			n++
		}
	}
	return n
}

// tells reports whether a word of the question tells what measure it asks for.
func (a asked) tells(word string) bool {
	return slices.ContainsFunc(a.words, func(w string) bool { return word == w || len(w) > 2 && strings.HasPrefix(word, w) })
}

// amounts returns, by kind, the amounts of the readings that stand with enough of the question, or of which a source has no other, in their order.
func (c *comparing) amounts(a asked) map[figure.Kind][]counted {
	own := c.without(a.tells)
	series := seriesIn(c.question)
	byKind := make(map[figure.Kind][]counted)
	for order, r := range c.readings {
		for i := range r.said {
			s := &r.said[i]
			found, dated := readFigures(s.text, r.language), readTimes(s.text, r.language)
			for j, f := range found {
				kind := measureOf(f)
				switch {
				case !slices.Contains(a.kinds, kind) || !slices.Contains(amounts, kind),
					kind == figure.Duration && slices.Contains(a.kinds, figure.Age) && f.Unit != (figure.Unit{Code: "y"}),
					a.many && !s.matches(corpus.Span{Start: f.Number.End, End: f.Span.End}) && !c.asksUnit(r.language, corpus.Span{Start: f.Number.End, End: f.Span.End}.In(s.text)),
					a.unit != nil && a.unit.tooSmall(f),
					a.sum != "" && !own.speaksOf(r, i, a.sum),
					f.Whole >= 0 && found[f.Whole].Kind == f.Kind, parts.MatchString(f.Span.In(s.text)), c.unfulfilled(r, s, f.Span):
					continue
				}
				x := counted{Figure: periodic(f, s.text), reading: r, said: s, order: order, scope: scopeOf(s.text, found, j, dated)}
				x.scope.series = slices.DeleteFunc(x.scope.series, func(place string) bool { return slices.Contains(series, place) })
				x.score = own.nearAmount(r, i, f.Span)
				if r.language != c.query.Language {
					x.score = min(One, x.score*100/acrossLanguages)
				}
				byKind[kind] = append(byKind[kind], x)
			}
		}
	}
	for kind, list := range byKind {
		if kind == figure.Length {
			list = c.ofDimension(list)
		}
		byKind[kind] = plausible(list, slices.Contains(timeless, kind) && !slices.Contains(a.kinds, figure.Duration))
	}
	return byKind
}

// plausible returns the amounts of a kind that stand with enough of the question, and, if alone is set, those that are the only ones of their source.
func plausible(list []counted, alone bool) []counted {
	count := make(map[int]int) // by source
	for _, x := range list {
		count[x.order]++
	}
	return slices.DeleteFunc(list, func(x counted) bool { return x.score < leastAmount && (!alone || count[x.order] > 1) })
}

// measureOf returns the kind of a figure; money per month is money, too.
func measureOf(f figure.Figure) figure.Kind {
	if f.Kind == figure.Rate && currency(f.Unit.Code) {
		return figure.Money
	}
	return f.Kind
}

// periods finds the words that say of a sum what time it is for.
var periods = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:(month|monat|mensu|ежемесячн|месячн)|(year|annual|jähr|jahres|annuel|anual|годов|ежегодн)|(week|wöchent|hebdomad|semanal|еженедельн)|` +
	`(dai|täglich|quotidien|diari|ежедневн)|(hour|stünd|stunden|horaire|почасов))\pL*(?:$|[^\pL])`)

// periodic returns a sum of money with the time that it is for, where the words before it in its clause say so: "monthly wages of $500".
func periodic(f figure.Figure, text string) figure.Figure {
	if f.Kind != figure.Money {
		return f
	}
	in := clause(text, f.Span)
	m := periods.FindStringSubmatch(text[in.Start:max(in.Start, f.Span.Start)])
	for i, code := range []string{"mo", "y", "wk", "d", "h"} {
		if m != nil && m[i+1] != "" {
			f.Kind, f.Unit.Per = figure.Rate, code
		}
	}
	return f
}

// wanted finds the words that say of something that it should be or may be, and not that it is.
var wanted = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:recommend|propos|suggest|demand|wants?(?:$|[^\pL])|asks?(?:$|[^\pL])|asked|wollen|veulent|veut(?:$|[^\pL])|pid(?:e|en|ió|ieron)(?:$|[^\pL])|quier|хот|прос|should|must|ought|certified|licen[cs]ed|permitted|allowed|capacity|limits?(?:$|[^\pL])|zugelassen|zulässig|erlaubt|autoris|homologu|` +
	`autoriza|permiti|admisible|разреш|допустим|empf(?:ehl|iehl|ahl|ohl)|forder|gefordert|verlang|vorschl|sollten?(?:$|[^\pL])|` +
	`müss|recommand|devrai|exige|réclam|recomend|deber[íi]|propon|exig|reclam|рекоменд|должн|следует|требу|предлаг|предлож)\pL*`)

// thats finds what makes all that follows in a sentence the wish of a word before it.
var thats = regexp.MustCompile(`^[,\s]*(?:that|dass|que|qu'|что)(?:$|[^\pL])`)

// unfulfilled reports whether what stands at a span of a sentence is denied, or said to be wanted where the question does not ask for that.
func (c *comparing) unfulfilled(r *reading, s *said, at corpus.Span) bool {
	for _, m := range claim.Marks(s.text, r.language) {
		if m.Kind == claim.Denied && m.End <= at.Start && overlap(m.Scope, at) {
			return true
		}
	}
	in := clause(s.text, at)
	for _, m := range wanted.FindAllStringIndex(s.text[:at.Start], -1) {
		governs := m[1] > in.Start || thats.MatchString(s.text[m[1]:at.Start])
		if governs && !s.matches(corpus.Span{Start: m[0], End: m[1]}) {
			return true
		}
	}
	return false
}

// matches reports whether a word in a span of the sentence matches the question.
func (s said) matches(in corpus.Span) bool {
	return slices.ContainsFunc(s.found, func(f retrieval.WordMatch) bool {
		return f.Closeness >= leastAlike && overlap(s.words[f.Word].Span, in)
	})
}

// What the sentence before counts, in percent, where it is a title of what follows, or a word refers back to it, or begins with that.
const (
	besideReferred = 60
	besideSubject  = 80
)

// asksUnit reports whether the question has one of the words of a unit, in the same language.
func (c *comparing) asksUnit(language, unit string) bool {
	if language != c.query.Language {
		return false
	}
	asked := stems(language, c.question)
	return slices.ContainsFunc(stems(language, unit), func(t string) bool { return slices.Contains(asked, t) })
}

// nearAmount returns the share of the question that stands with a figure: in its clause, in its sentence at 85 %, in the one before at less. It is
// 0 where no word means nearly what one of the question does.
func (c *comparing) nearAmount(r *reading, i int, f corpus.Span) int {
	n := len(c.query.Terms)
	s := &r.said[i]
	near := greatest(n, append(c.around(r, i), scaled{s.closeness(n, clause(s.text, f)), 100})...)
	if !slices.ContainsFunc(near, func(percent int) bool { return percent >= leastAlike }) {
		return 0
	}
	return c.weigh(near)
}

// around returns what sentence i has of the question, and the one before it if it refers to that.
func (c *comparing) around(r *reading, i int) []scaled {
	n := len(c.query.Terms)
	s := &r.said[i]
	near := []scaled{{s.closeness(n, corpus.Span{End: len(s.text)}), 85}}
	if i > 0 && r.said[i-1].excerpt == s.excerpt && (len(r.said[i-1].words) <= mostTitled || s.refersBack()) {
		percent := besideReferred
		if words := word.Split(s.text, ""); len(words) > 0 && back[words[0].Lower] {
			percent = besideSubject
		}
		near = append(near, scaled{r.said[i-1].closeness(n, corpus.Span{End: len(r.said[i-1].text)}), percent})
	}
	return near
}

// speaksOf reports whether sentence i, or the one before that it refers to, has a word that is close to a word of the question.
func (c *comparing) speaksOf(r *reading, i int, word string) bool {
	t := slices.IndexFunc(c.query.Terms, func(t retrieval.Term) bool { return slices.Contains(strings.Fields(strings.ToLower(t.Word)), word) })
	return t < 0 || slices.ContainsFunc(c.around(r, i), func(near scaled) bool { return near.closeness[t] >= leastCalled })
}

// leastCalled is the least closeness, in percent, of a word that means nearly the same; a choice.
const leastCalled = 50

// mostTitled is the most words that tell something of a sentence that is a title of what follows: "3. The load."
const mostTitled = 3

// back are the words, in small letters, that mean what stands in the sentence before.
var back = set(`it its they them their this that these those both he him his she her
	er sie es ihn ihm ihr ihnen dies diese dieser dieses das davon dafür dazu beide
	il elle ils elles lui leur ceci cela ce cette ces en y
	él ella ellos ellas lo la los las le les esto eso este esta estos estas ese esa ello
	он она оно они его её ее их это этот эта эти ему ей им`)

// refersBack reports whether the sentence has a word for something that the one before names.
func (s *said) refersBack() bool {
	return slices.ContainsFunc(word.Split(s.text, ""), func(w word.Word) bool { return back[w.Lower] })
}

// parts finds figures that are of a part of what was counted before.
var parts = regexp.MustCompile(`^(?i)(?:of (?:which|whom|them|these)|davon|darunter|dont|de (?:los|las) cuales|entre ellos|из них|из которых)`)

// dimensions find the words for length, width, height, depth, thickness, and distance, each with what stands before it.
var dimensions = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:long|length|lang|länge|longueur|largo|longitud|длин)\pL*`),
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:wide|width|broad|breadth|breit|large|largeur|anch|ширин)\pL*`),
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:high|height|tall|hoch|höhe|haut|hauteur|alto|alta|altura|высот|высок)\pL*`),
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:deep|depth|tief|profond|profund|глубин|глубок)\pL*`),
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:thick|dick|épais|espes|grues|толщин)\pL*`),
	regexp.MustCompile(`(?i)(?:^|[^\pL])(?:far(?:$|[^\pL])|distan|away|weit|entfern|loin|lejos|lejan|далек|расстояни|удал)\pL*`),
}

// ofDimension returns the lengths that are of the dimension that the question asks for, as words beside them tell: none of another, and, where some
// are told to be of it, those, and what is like one of another source, alone. If the question asks for none it returns all.
func (c *comparing) ofDimension(list []counted) []counted {
	asked := c.dimension()
	if asked == noDimension {
		return list
	}
	told := false
	of := make([]int, len(list))
	for i, x := range list {
		of[i] = dimensionAt(x.said.text, x.Span)
		if of[i] == untold && x.Unit.Code == "fathom" {
			of[i] = deep
		}
		told = told || of[i] == asked
	}
	var kept []counted
	for i, x := range list {
		alike := func() bool {
			for j, y := range list {
				if of[j] == asked && y.order != x.order && like(x.Figure, y.Figure) {
					return true
				}
			}
			return false
		}
		if of[i] == asked || of[i] == untold && (!told || asked == farOff || alike()) {
			kept = append(kept, x)
		}
	}
	return kept
}

// besideDimension is how many words beside a figure are looked at for its dimension.
const besideDimension = 3

// What is no index of dimensions: of a question that asks for none, and of a length of which nothing tells.
const (
	noDimension = -1
	untold      = -2
)

// Indexes of dimensions: a length in fathoms is a depth, and one of which nothing tells is a distance.
const (
	deep   = 3
	farOff = 5
)

// dimension returns the dimension that the question asks for.
func (c *comparing) dimension() int {
	return slices.IndexFunc(dimensions, func(words *regexp.Regexp) bool { return words.MatchString(c.question) })
}

// dimensionAt returns the dimension that the words behind a length tell, or those before it.
func dimensionAt(text string, at corpus.Span) int {
	in := clause(text, at)
	after := strings.Fields(text[at.Start:max(at.End, in.End)])
	before := strings.Fields(text[min(in.Start, at.Start):at.Start])
	after = after[:min(len(after), len(strings.Fields(at.In(text)))+besideDimension)]
	before = before[max(0, len(before)-besideDimension):]
	for _, words := range [][]string{after, before} {
		first, found := len(text), untold
		for d, word := range dimensions {
			if m := word.FindStringIndex(strings.Join(words, " ")); m != nil && m[0] < first {
				first, found = m[0], d
			}
		}
		if found != untold {
			return found
		}
	}
	return untold
}

// ofOneRank returns amounts without those that stand with much less of the question than the best of them: sources that speak of another
// thing. Where none stands with enough of it, all do.
func ofOneRank(list []counted, least int) []counted {
	best := 0
	for _, x := range list {
		best = max(best, x.score)
	}
	return slices.DeleteFunc(list, func(x counted) bool { return best < least || x.score*100 < best*leastOfBest })
}

// mostAlike is how many times as great as another an amount may be for the two to be taken for answers to one question where less of it stands with them; a
// choice.
const mostAlike = 3

// answering returns the amounts of a kind that answer the question: of the sources those that stand with enough of it, and of further sources those that
// another's is like. Where none stands with enough, those remain that are like another's, unless they are times, of which texts have many that are alike, or
// nothing of the question stands with them and it does not ask for the one kind alone.
func answering(list []counted, least int, alone bool) []counted {
	top := topAmounts(list)
	alike := func(x counted, of []counted) bool {
		return slices.ContainsFunc(of, func(o counted) bool { return o.order != x.order && like(o.Figure, x.Figure) })
	}
	kept := ofOneRank(slices.Clone(top), least)
	if len(kept) == 0 {
		return slices.DeleteFunc(slices.Clone(top), func(x counted) bool {
			return !slices.Contains(timeless, measureOf(x.Figure)) || !alone && x.score < leastAmount || !alike(x, top)
		})
	}
	var further []counted
	for _, x := range list {
		has := slices.ContainsFunc(kept, func(o counted) bool { return o.order == x.order })
		if !has && alike(x, kept) {
			further = append(further, x)
		}
	}
	return append(kept, topAmounts(further)...)
}

// topAmounts returns the amounts that have the greatest score of their source; none of a source if two of them differ, since one of these is of
// another thing.
func topAmounts(list []counted) []counted {
	best := make(map[int]int)
	for _, x := range list {
		best[x.order] = max(best[x.order], x.score)
	}
	var top []counted
	for _, x := range list {
		if x.score == best[x.order] {
			top = append(top, x)
		}
	}
	return slices.DeleteFunc(slices.Clone(top), func(x counted) bool {
		return slices.ContainsFunc(top, func(o counted) bool { return o.order == x.order && figure.Same(o.Figure, x.Figure) == figure.Differ })
	})
}
