package voice

import (
	"strings"

	"variorum/corpus"
)

const (
	// leastTurns is the fewest questions of an interview whose speakers have no labels.
	leastTurns = 4
	// mostAsked is the most words of a question in one.
	mostAsked = 45
	// mostPrompt is the most words of a paragraph without a question mark that asks something all the same.
	mostPrompt = 25
	// mostTurn is the most paragraphs of an answer.
	mostTurn = 12
)

// A turn is a question in an interview without labels, and the units that answer it.
type turn struct{ asked, first, last int }

// interview finds the answers in an interview whose speakers have no labels: paragraphs that ask somebody, each with paragraphs in the first person
// behind it. What is asked is the source's own.
func (r *reader) interview() {
	turns, before := r.alternating()
	if len(turns) < leastTurns {
		turns, before = r.asking()
	}
	turns = r.answered(turns)
	if len(turns) < leastTurns {
		return
	}
	me, you, short := 0, 0, 0
	for _, t := range turns {
		asked, answer := r.countWords(t.asked, t.asked), r.countWords(t.first, t.last)
		if r.personal(t.first, t.last, speaking) {
			me++
		}
		if r.personal(t.asked, t.asked, addressing) {
			you++
		}
		if asked < answer {
			short++
		}
	}
	least := len(turns) / 4
	if before >= 0 && r.personal(0, before, speaking) { // the source may speak of itself, and ask itself
		least = len(turns) / 2
	}
	if 2*me < len(turns) || you <= least || 4*short < 3*len(turns) {
		return
	}
	who := r.interviewed(before)
	kind := Quoted
	if who.Len() == 0 {
		kind = Unidentified
	}
	for _, t := range turns {
		r.speeches = append(r.speeches, Speech{
			Span: corpus.Span{Start: r.tokens[r.units[t.first].lo].Start, End: r.tokens[r.units[t.last].hi-1].End}, Kind: kind, Speaker: who, Cue: who,
		})
	}
}

// alternating returns the turns of a text in which, from the first question on, every other paragraph asks, and the last unit before them, or -1.
func (r *reader) alternating() (turns []turn, before int) {
	first := 0
	for first < len(r.units) && !r.asks(first) {
		first++
	}
	if first == len(r.units) {
		return nil, -1
	}
	marked := 0
	for q := first; q >= 0; {
		for q >= 0 && r.units[q].kind == corpus.Heading && !r.asks(q) {
			q = r.next[q]
		}
		if q < 0 || !r.asks(q) && (r.countWords(q, q) > mostPrompt || r.units[q].kind != corpus.Prose || r.personal(q, q, speaking)) {
			break
		}
		a := r.next[q]
		if a < 0 || r.units[a].kind != corpus.Prose || r.units[a].lo == r.units[a].hi {
			break
		}
		if r.asks(q) {
			marked++
		}
		turns = append(turns, turn{q, a, a})
		q = r.next[a]
	}
	if 2*marked < len(turns) {
		return nil, -1
	}
	return turns, r.prev[first]
}

// asking returns the turns of a text in which each question ends with a question mark and may have an answer of several paragraphs.
func (r *reader) asking() (turns []turn, before int) {
	before = -1
	for u := range r.units {
		if !r.asks(u) {
			continue
		}
		if len(turns) == 0 {
			before = r.prev[u]
		}
		t := turn{u, -1, -1}
		n := r.next[u]
		for k := 0; n >= 0 && k < mostTurn && !r.asks(n) && r.units[n].kind == corpus.Prose && r.units[n].lo < r.units[n].hi; k, n = k+1, r.next[n] {
			if k > 0 && !r.personal(n, n, speaking) && (r.next[n] < 0 || !r.asks(r.next[n])) {
				break // it need not belong to the answer
			}
			if t.last = n; t.first < 0 {
				t.first = n
			}
		}
		if t.first >= 0 {
			turns = append(turns, t)
		}
	}
	return turns, before
}

// answered returns turns without those at the end that ask nothing and have no answer in the first person, such as who asked.
func (r *reader) answered(turns []turn) []turn {
	for n := len(turns); n > 0; n-- {
		if t := turns[n-1]; r.asks(t.asked) || r.personal(t.first, t.last, speaking) {
			return turns[:n]
		}
	}
	return nil
}

// asks reports whether unit u is a short paragraph or a heading that ends with a question mark outside quotation marks.
func (r *reader) asks(u int) bool {
	x := r.units[u]
	if x.lo == x.hi || x.kind != corpus.Prose && x.kind != corpus.Heading {
		return false
	}
	t := r.tokens[x.hi-1]
	return t.kind == stop && (r.text[t.Start] == '?' || t.In(r.text) == "？") && r.countWords(u, u) <= mostAsked
}

// countWords counts the words of the units from u to last.
func (r *reader) countWords(u, last int) int {
	n := 0
	for _, t := range r.tokens[r.units[u].lo:r.units[last].hi] {
		if t.kind == word {
			n++
		}
	}
	return n
}

// A grammar holds the words in which somebody speaks of himself, or to somebody, by language, with a blank before and behind each. Those with a
// capital count with it only, inside a sentence. Spanish, which may leave the pronoun out, also has endings of verbs.
type grammar struct {
	words            map[string]string
	endings, without string // the endings, and words that have one and are no such verbs
}

var (
	speaking = grammar{words: map[string]string{
		"en": " i i'm i've i'd i'll me my mine myself ",
		"de": " ich mich mir mein meine meinen meinem meiner meines ",
		"es": " yo me mí mi mis conmigo mío mía ",
		"fr": " je j' me m' moi mon ma mes ",
		"ru": " я меня мне мной мой моя моё мое мои моего моей моих моему мою ",
	}, endings: "é amos emos imos", without: " qué porqué café olé sé dé mismos últimos próximos máximos mínimos décimos tramos ramos extremos "}
	addressing = grammar{words: map[string]string{
		"en": " you you're you've you'd you'll your yours yourself ",
		"de": " Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer du dich dir dein deine deinen deiner ihr euch euer eure ",
		"es": " usted ustedes tú te ti su sus tu tus le os vosotros ",
		"fr": " vous votre vos tu te t' toi ton ta tes ",
		"ru": " вы вас вам вами ваш ваша ваше ваши вашей вашего ваших вашу ты тебя тебе твой твоя твои ",
	}, endings: "aste iste", without: " contraste desgaste chiste triste existe insiste consiste resiste asiste "}
)

// personal reports whether a word of g stands in the units from u to last, outside quotation marks.
func (r *reader) personal(u, last int, g grammar) bool {
	words := g.words[r.language]
	if words == "" {
		words = g.words["en"]
	}
	for ; u <= last; u++ {
		open := 0
		for i := r.units[u].lo; i < r.units[u].hi; i++ {
			t := r.tokens[i]
			switch {
			case t.kind == mark && t.opens:
				open++
			case t.kind == mark:
				open = max(0, open-1)
			case t.kind != word || open > 0:
			case strings.Contains(words, " "+t.word+" "),
				t.capital && i > r.starts[t.sentence] && strings.Contains(words, " "+t.In(r.text)+" "),
				r.language == "es" && !t.capital && g.ends(t.word):
				return true
			}
		}
	}
	return false
}

// ends reports whether a word has one of the endings of g.
func (g grammar) ends(s string) bool {
	for _, e := range strings.Fields(g.endings) {
		if strings.HasSuffix(s, e) && len(s) > len(e)+1 {
			return !strings.Contains(g.without, " "+s+" ")
		}
	}
	return false
}

// mostIntroduced is the most paragraphs before an interview in which the one who answers is looked for.
const mostIntroduced = 4

// interviewed returns the name with which a paragraph up to unit u begins that goes on to speak of its bearer with a pronoun; an empty span if none
// does.
func (r *reader) interviewed(u int) corpus.Span {
	for k := 0; u >= 0 && k < mostIntroduced; k, u = k+1, r.prev[u] {
		x := r.units[u]
		if x.kind != corpus.Prose || x.lo == x.hi {
			continue
		}
		s := r.nameFrom(x.lo, x.hi)
		if !s.proper || s.last == s.first || !r.allCapital(s) {
			continue
		}
		for i := r.starts[r.tokens[x.lo].sentence+1]; i < x.hi; i = r.starts[r.tokens[i].sentence+1] {
			if sexes[r.tokens[i].word] != 0 || r.language == "en" && (r.tokens[i].word == "his" || r.tokens[i].word == "her") {
				return s.name
			}
		}
	}
	return corpus.Span{}
}

// recordings are words that say that somebody wrote down what another told, by language. Whoever told it is named before them.
var recordings = map[string][]string{
	"en": {"as told to", "told to", "recorded by", "taken down by", "written down by", "set down by", "transcribed by"},
	"de": {"aufgezeichnet von", "aufgeschrieben von", "protokolliert von", "notiert von", "niedergeschrieben von"},
	"es": {"contado a", "contada a", "recogido por", "recogida por", "recogidas por", "recogidos por", "transcrito por", "transcrita por", "grabado por", "grabada por"},
	"fr": {"propos recueillis par", "recueilli par", "recueillis par", "recueillie par", "raconté à", "transcrit par"},
	"ru": {"записано со слов", "записал", "записала", "записали"},
}

// testimonies are words behind which whoever told something is named, by language.
var testimonies = map[string][]string{
	"en": {"testimony of", "interview with", "conversation with", "oral history of"},
	"de": {"gespräch mit", "interview mit", "aussage von"},
	"es": {"testimonio de", "entrevista con", "entrevista a", "conversación con", "relato oral de"},
	"fr": {"témoignage de", "entretien avec", "conversation avec"},
	"ru": {"беседа с", "интервью с", "со слов"},
}

const (
	// mostHead is the most paragraphs at the beginning of a text, and mostFoot at its end, that may say that it was told to somebody.
	mostHead, mostFoot = 5, 3
	// mostNote is the most words of one that does.
	mostNote = 60
)

// toldToSomebody finds the memories of somebody that another wrote down: a short paragraph before or behind them says so, and most are in the first person.
func (r *reader) toldToSomebody() {
	var running []int
	for u := range r.units {
		if k := r.units[u].kind; k != corpus.Footnote && k != corpus.Furniture && k != corpus.FrontMatter && r.units[u].lo < r.units[u].hi {
			running = append(running, u)
		}
	}
	for n, u := range running {
		if n == mostHead && len(running) > mostHead+mostFoot {
			continue
		}
		if n >= mostHead && n < len(running)-mostFoot || r.countWords(u, u) > mostNote || r.personal(u, u, speaking) {
			continue
		}
		s, ok := r.recording(u)
		if !ok {
			continue
		}
		told := running[:n]
		if n < mostHead && n < len(running)/2 {
			told = running[n+1:]
		}
		if r.memories(told, s) {
			return
		}
	}
}

// recording reports whether unit u says that somebody wrote down what another told, and returns that other one, as far as it names him.
func (r *reader) recording(u int) (subject, bool) {
	x := r.units[u]
	for i := x.lo; i < x.hi; i++ {
		if r.tokens[i].kind != word {
			continue
		}
		if r.hasOne(i, x.hi, testimonies[r.language]) > 0 {
			return r.nameFrom(i+r.hasOne(i, x.hi, testimonies[r.language]), x.hi), true
		}
		if r.hasOne(i, x.hi, recordings[r.language]) > 0 {
			if i--; i > x.lo && r.tokens[i].kind == comma {
				i--
			}
			return r.nameBefore(i, x.lo), true
		}
	}
	return subject{}, false
}

// hasOne returns the number of words of the phrase of the list that stands at token i with a word behind it before hi, or 0.
func (r *reader) hasOne(i, hi int, phrases []string) int {
	for _, p := range phrases {
		words := strings.Fields(p)
		if k := i + len(words); k < hi && r.has(i, words) && r.tokens[k].kind == word {
			return len(words)
		}
	}
	return 0
}

// memories adds the paragraphs of units from the first to the last in the first person as speech of s, if most of them are in it.
func (r *reader) memories(units []int, s subject) bool {
	first, last, n, prose := -1, -1, 0, 0
	for k, u := range units {
		if r.units[u].kind != corpus.Prose {
			continue
		}
		prose++
		if !r.personal(u, u, speaking) {
			continue
		}
		if n++; first < 0 {
			first = k
		}
		last = k
	}
	if n == 0 || 2*n < prose {
		return false
	}
	sp := Speech{Kind: Unidentified}
	if s.ok && s.proper && !s.refers && !s.self && r.allCapital(s) && s.name.Len() > 0 {
		sp.Kind, sp.Speaker, sp.Cue = Quoted, s.name, s.name
	}
	for k := first; k <= last; k++ {
		if x := r.units[units[k]]; x.kind != corpus.Heading {
			sp.Span = corpus.Span{Start: r.tokens[x.lo].Start, End: r.tokens[x.hi-1].End}
			r.speeches = append(r.speeches, sp)
		}
	}
	return true
}
