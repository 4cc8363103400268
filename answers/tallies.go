package answers

import (
	"regexp"
	"slices"

	"variorum/answers/figure"
	"variorum/corpus"
)

// asksTally finds the words of a question for how a vote or a game came out.
var asksTally = regexp.MustCompile(`(?:^|[^\pL])(?:votes?|voted|voting|ballot|majority|scores?|scored|final result|abstimm\pL*|gestimmt|stimmten|stimmenverhältnis|mehrheit|endstand|spielstand|wie ging|ausgegangen|` +
	`vot(?:e|es|é|a|ent|èrent|er)|scrutin|voix|majorité|votaron|votó|votación|votos?|mayoría|marcador|голосова\pL*|проголосова\pL*|голос(?:а|ов|ами)?|большинств\pL*|счёт|счет)(?:$|[^\pL])`)

// A tallied is a tally of a reading.
type tallied struct {
	figure.Tally
	point pointed
	score int
}

// tallies returns a row of how votes or games came out, if the question asks for that: of each source the tally that stands with most of the
// question, one that says what it counts before one that does not, or none if two that differ do equally.
func (c *comparing) tallies() []Row {
	if !asksTally.MatchString(c.question) {
		return nil
	}
	var points []pointed
	for order, r := range c.readings {
		list := c.talliesIn(order, r)
		for _, x := range list {
			if !slices.ContainsFunc(list, func(o tallied) bool { return o.score > x.score || o.score == x.score && !sameTally(o.Tally, x.Tally) }) {
				points = append(points, x.point)
			}
		}
	}
	if out, ok := row(FigureRow, points); ok {
		return []Row{out}
	}
	return nil
}

// talliesIn returns the tallies of the sentences of a reading that are on the question.
func (c *comparing) talliesIn(order int, r *reading) (list []tallied) {
	for i := range r.said {
		s := &r.said[i]
		whole := corpus.Span{End: len(s.text)}
		score := c.weigh(s.closeness(len(c.query.Terms), whole))
		if score < leastTopic {
			continue
		}
		for _, tally := range figure.ReadTallies(s.text, r.language) {
			p := pointed{Cell: r.cell(*s, tally.Span), order: order, aspect: s.matched(whole, tally.Span), data: tally}
			p.compare = func(other pointed) relation {
				if sameTally(tally, other.data.(figure.Tally)) {
					return agree
				}
				return differ
			}
			x := tallied{tally, p, 2 * score}
			if tally.Named {
				x.score++
			}
			list = append(list, x)
		}
	}
	return list
}

// sameTally reports whether two tallies have the same two counts: whoever lost by four to seven was beaten by seven to four.
func sameTally(a, b figure.Tally) bool {
	return a.First == b.First && a.Second == b.Second || a.First == b.Second && a.Second == b.First
}
