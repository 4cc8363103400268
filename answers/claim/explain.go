package claim

import (
	"strings"
	"sync"
)

// Explanations returns what text gives as a reason where it is known that a reason is asked for: the [Causes], and what says so by a verb ("X led to
// Y", "Y stems from X"), by a noun alone ("the cause was X", whose Effect is empty), and, in English, by an infinitive ("they sent men to guard
// it"), in the order of their connectives.
func Explanations(text, language string) []Cause {
	causes := Causes(text, language)
	s := newSentence(text, language)
	for i := 0; i < len(s.words); i++ {
		end, p := s.match(i, explaining()[s.language])
		var c Cause
		ok := false
		switch {
		case end == i && s.language == "en" && s.lower(i) == "to":
			c, ok = s.bareInfinitive(i)
		case end == i:
		case p.use == "from":
			start := s.explainer(i)
			c = Cause{Effect: s.span(start, i), Connective: s.span(i, end), Reason: s.span(end, s.examplesEnd(end))}
			ok = s.says(start, i)
		case p.use == "that":
			c = Cause{Effect: s.span(s.left(i), end), Connective: s.span(i, end), Reason: s.span(end, s.examplesEnd(end))}
			ok = true
		case p.use == "to":
			start := s.explainer(i)
			c = Cause{Effect: s.span(end, s.reasonEnd(end)), Connective: s.span(i, end), Reason: s.span(start, i)}
			ok = s.says(start, i)
		case p.use == "was":
			c = Cause{Connective: s.span(i, end), Reason: s.span(end, s.examplesEnd(end))}
			ok = !s.unclear(end) && !s.grammar.prepositions[s.lower(end)] && !s.has(end, end+1, s.grammar.negators)
		}
		if ok && c.Reason.Len() > 0 && !taken(causes, c) {
			c.Reason = s.whole(c.Reason)
			causes = insert(causes, c)
		}
		i = max(i, end-1)
	}
	return causes
}

// explainer returns the first word of what stands before the verb at word i in its clause: over a clause between commas that says more of it, and
// without one that comes before it.
func (s *sentence) explainer(i int) int {
	left := s.left(i)
	switch {
	case left < i && s.comma(i) && s.comma(left) && s.grammar.joins[s.lower(left)]: // X, which ..., stems from Y
		return s.left(left - 1)
	case left < i && !s.comma(left) && (s.grammar.joins[s.lower(left)] || s.grammar.joins[s.lower(left+1)]): // as ..., X led to Y
		for k := i - 1; k > left; k-- {
			if s.comma(k) {
				return k
			}
		}
	}
	return left
}

// examplesEnd returns the end of a reason that starts at word i, with the examples that a comma divides from it: "several things, such as A".
func (s *sentence) examplesEnd(i int) int {
	end := s.reasonEnd(i)
	if s.comma(end) && (exemplifying[s.lower(end)] || s.lower(end) == "such" && s.lower(end+1) == "as") {
		return s.clauseEnd(end + 2)
	}
	return end
}

var exemplifying = set("ranging including notably namely especially darunter nämlich vor allem notamment dont incluidos incluidas entre especialmente включая например")

// taken reports whether a connective stands in what was read already.
func taken(causes []Cause, c Cause) bool {
	for _, k := range causes {
		if k.Connective.Start < c.Connective.End && c.Connective.End <= max(k.Reason.End, k.Connective.End) {
			return true
		}
	}
	return false
}

func insert(causes []Cause, c Cause) []Cause {
	at := len(causes)
	for at > 0 && causes[at-1].Connective.Start > c.Connective.Start {
		at--
	}
	causes = append(causes, Cause{})
	copy(causes[at+1:], causes[at:])
	causes[at] = c
	return causes
}

// bareInfinitive reads the purpose that "to" at word i begins: behind a noun or a participle, where no word that asks for an infinitive stands.
func (s *sentence) bareInfinitive(i int) (Cause, bool) {
	begin := s.left(i)
	before, next := s.lower(i-1), s.lower(i+1)
	if i < begin+2 || next == "" || s.stop(i) || !s.follows(i) || s.words[i+1].Capital() || s.words[i+1].Number() ||
		s.grammar.determiners[next] || s.grammar.prepositions[next] || s.grammar.pronouns[next] || s.grammar.be[next] || s.grammar.have[next] || stative[next] ||
		s.grammar.be[before] || s.grammar.have[before] || s.grammar.modals[before] || endsIn(next, "ing", "ed") || !s.verblike(i+1) {
		return Cause{}, false
	}
	for k := begin; k < i; k++ {
		if w := s.lower(k); controlling[w] || complemented[w] && k >= i-governing {
			return Cause{}, false
		}
	}
	last := s.reasonEnd(i + 1)
	for k := i + 2; k < last; k++ {
		if s.grammar.contrasts[s.lower(k)] {
			last = k
		}
	}
	return Cause{Effect: s.span(begin, i), Connective: s.span(i, i+1), Reason: s.span(i+1, last), Purpose: true}, s.says(begin, i)
}

// follows reports whether nothing but white space, closing quotation marks, and marks of footnotes stands before word i.
func (s *sentence) follows(i int) bool {
	gap := strings.TrimLeft(s.gap(i), "\"'”’“»¹²³⁰⁴⁵⁶⁷⁸⁹")
	return gap != "" && strings.TrimSpace(gap) == ""
}

// governing is how many words before an infinitive a word that it completes is looked for.
const governing = 5

// verblike reports whether an object or a particle follows word i, so that it is a verb and no noun behind "to".
func (s *sentence) verblike(i int) bool {
	w := s.lower(i + 1)
	return w != "" && !s.stop(i+1) && !s.comma(i+1) && (s.grammar.determiners[w] || s.grammar.pronouns[w] || particles[w] || s.words[i+1].Capital() || !s.grammar.prepositions[w] &&
		!s.grammar.be[w] && !s.grammar.have[w] && !s.grammar.joins[w] && !s.grammar.stops[w])
}

var (
	particles = set("up down off out over back away")
	stative   = set("seem appear know mean feel like")
	// controlling are the verbs whose object does what the infinitive says.
	controlling = set(`forced obliged compelled allowed permitted ordered told asked urged advised invited expected caused prompted led enabled encouraged persuaded wanted
		forces obliges compels allows permits orders tells asks urges enables encourages`)
	// complemented are the words that an infinitive completes, so that it tells no purpose.
	complemented = set(`permit permits permission licence license warrant want wants wanted wish wishes wished hope hopes hoped try tries tried trying attempt attempts attempted attempting begin begins began begun start starts started
		continue continues continued cease ceased fail fails failed failing refuse refuses refused decline declined decide decides decided decision plan plans planned
		intend intends intended agree agrees agreed promise promised threaten threatened offer offers offered able unable ability need needs needed likely unlikely
		ready willing unwilling willingness right duty obliged forced compelled made allowed permitted ordered told asked asks ask urged urges advised invited
		expected expects expect supposed due going used seem seems seemed appear appears appeared happen happened prove proved way time chance opportunity
		reason power authority order orders call calls called request demand demands demanded failure reluctant eager keen prepared determined bound set
		enough too first last next managed manage manages learn learned help helped helps cause caused causing prompted prompt led lead leads had has have ought
		easy hard difficult impossible possible important necessary free glad sorry pleased claims claim claimed said believed thought known reported alleged`)
)

// explaining has the verbs and nouns of reasons by language: "to" ones stand between reason and effect, "from" ones between effect and reason, and
// behind "was" ones the reason stands alone; what is feared, behind "that" ones, is the reason of the fear.
var explaining = sync.OnceValue(func() map[string]map[string][]phrase {
	m := make(map[string]map[string][]phrase)
	for language, list := range map[string]string{
		"en": `to: led to; leads to; has led to; had led to; resulted in; gave rise to; brought about; has already prompted; has prompted; prompted
			from: stems from; stem from; stemmed from; arose from; arises from; resulted from; results from; was the result of; were the result of; is the result of; was a result of
			from: was down to; can be traced to; goes back to; is explained by; was explained by; can be explained by; was put down to; is attributed to; was attributed to
			that: fear that; fears that; feared that; are afraid that; is afraid that; were afraid that; worried that; worry that
			was: the cause was; the cause is; the reason was; the reason is; the causes were; the reasons were; the likeliest cause is; the most likely cause was; its cause was`,
		"de": `to: führte zu; führten zu; führte zum; führte zur; hat zu
			from: beruht auf; beruhte auf; war eine folge; ist eine folge; war die folge; ist die folge; rührt von; geht zurück auf; ging zurück auf; lag an; liegt an; lag am; liegt am
			that: fürchten dass; fürchteten dass; befürchten dass; befürchteten dass; haben angst dass; hatten angst dass
			was: ursache war; ursache ist; die ursache war; der grund war; der grund ist; grund war; grund dafür war; grund dafür ist; auslöser war`,
		"fr": `to: a conduit à; a mené à; a abouti à; a entraîné; conduisit à; a provoqué; a causé
			from: résulte de; résulte d'; est dû à; est due à; était due à; était dû à; est due au; est dû au; s' explique par; vient de; vient d'; provient de; provient d'; est la conséquence de
			that: craignent que; craignaient que; redoutent que; ont peur que; avaient peur que
			was: la cause est; la cause était; la raison est; la raison en est`,
		"es": `to: llevó a; condujo a; dio lugar a; provocó; causó; ocasionó
			from: se debió a; se debe a; se debió al; se debe al; se debieron a; es consecuencia de; fue consecuencia de; fue resultado de; se explica por; viene de; proviene de
			that: temen que; temían que; teme que; temía que; tienen miedo de que; tenían miedo de que
			was: la causa fue; la causa es; la razón fue; la razón es; el motivo fue; el motivo es`,
		"ru": `to: привело к; привела к; привел к; привёл к; привели к
			from: вызвано; объясняется; связано с; произошло из-за
			that: боятся что; боялись что; опасаются что; опасались что
			was: причиной стал; причиной стала; причиной стало; причиной стали; причина в том что; причина в том; причиной была; причиной был`,
	} {
		m[language] = phrases(list)
	}
	return m
})
