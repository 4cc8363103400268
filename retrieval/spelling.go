package retrieval

import (
	"regexp"
	"strings"
)

// A spelling is a part of English words that is written in two ways, in Britain and in America.
type spelling struct {
	ways  [2]string
	found [2]*regexp.Regexp // by way: the first group stands before it, the second behind
}

var transatlantic = []spelling{
	newSpelling(`^(arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|splend|succ|tum|val|vap|vig)`, "our", "or",
		`(|s|ed|ing|er|ers|able|ably|ful|less|ite|ites|ist|ists|al|hood|hoods|ly|y)$`),
	newSpelling(`^(.{3,})`, "is", "iz", `(e|es|ed|ing|er|ers|able|ation|ations|ational)$`),
	newSpelling(`^(anal|paral|catal|dial|electrol|hydrol)`, "ys", "yz", `(e|es|ed|ing|er|ers)$`),
	newSpelling(`^(cent|theat|met|kilomet|centimet|millimet|lit|millilit|fib|lust|somb|spect|calib|sab|meag|mit)`, "re", "er", `(|s|d)$`),
	newSpelling(`^(def|off|pret|lic)`, "ence", "ense", `(|s|d|less)$`),
	newSpelling(`^(catal|dial|monol|anal|epil|prol)`, "ogue", "og", `(|s|d)$`),
	newSpelling(`^(pro|kilo)`, "gramme", "gram", `(|s)$`),
	newSpelling(`^(beve|cance|caro|channe|chise|counse|cudge|dia|disheve|drive|due|ename|fue|funne|grave|grove|initia|jewe|labe|leve|libe|marve|mode|pane|peda|quarre|riva|shove|signa|snive|swive|tota|trave|tunne|unrave|yode)`,
		"ll", "l", `(ed|ing|er|ers|ation|ations|or|ors)$`),
}

// newSpelling returns the spelling of what stands between what two expressions find.
func newSpelling(before, british, american, behind string) spelling {
	return spelling{[2]string{british, american}, [2]*regexp.Regexp{regexp.MustCompile(before + british + behind), regexp.MustCompile(before + american + behind)}}
}

// beginnings are beginnings of words that are written in two ways.
var beginnings = pairsOf(`acknowledgement acknowledgment, aeroplane airplane, ageing aging, aluminium aluminum, anaem anem, anaesth anesth, archaeolog archeolog, artefact artifact, cosy cozy, diarrhoea diarrhea,
	disc disk, encyclopaed encycloped, enquir inquir, enrol enroll, foetus fetus, foetal fetal, fulfil fulfill, gaol jail, grey gray, gynaecolog gynecolog, haem hem, instalment installment, jewellery jewelry, judgement judgment,
	kerb curb, leukaem leukem, manoeuvre maneuver, manoeuvring maneuvering, mediaeval medieval, mould mold, moustache mustache, oestrogen estrogen, omelette omelet, orthopaed orthoped, paediatr pediatr, plough plow, pyjama pajama, sceptic skeptic,
	skilful skillful, smoulder smolder, sulph sulf, tyre tire, whisky whiskey, wilful willful, woollen woolen, yoghurt yogurt`)

func pairsOf(list string) [][2]string {
	var pairs [][2]string
	for p := range strings.SplitSeq(list, ",") {
		w := strings.Fields(p)
		pairs = append(pairs, [2]string{w[0], w[1]})
	}
	return pairs
}

// otherSpellings returns how an English word in small letters is, or would be, written on the other side of the Atlantic.
func otherSpellings(word string) []string {
	var list []string
	add := func(w string) {
		if w != word && !isStopWord("en", w) {
			list = append(list, w)
		}
	}
	for _, r := range transatlantic {
		for way, found := range r.found {
			if m := found.FindStringSubmatch(word); m != nil {
				add(m[1] + r.ways[1-way] + m[2])
			}
		}
	}
	for _, p := range beginnings {
		for way := range p {
			if rest, ok := strings.CutPrefix(word, p[way]); ok && !strings.HasPrefix(word, p[1-way]) {
				add(p[1-way] + rest)
			}
		}
	}
	return list
}
