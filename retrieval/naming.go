package retrieval

import (
	"regexp"
	"slices"
)

// A naming is how the questions of a language ask what something is called.
type naming struct {
	asked *regexp.Regexp // of a question in small letters
	words *regexp.Regexp // of the folded words by which it does, which say nothing of what is called so
}

var namings = map[string]naming{
	"en": {
		regexp.MustCompile(`(?:^|[^\pL])(?:(?:what|how) (?:do|does|did|is|are|was|were|would|should)(?:$|[^\pL]).*[^\pL](?:call|calls|called|describe|described|name|named)` +
			`|(?:what|which) (?:\pL+ )?(?:words?|terms?|expressions?|labels?|phrases?)(?:$|[^\pL]).*[^\pL](?:use|uses|used|using|choose|prefer|call|have|for|of)` +
			`|(?:do|does|did) (?:they|it|he|she|we|you|each|anyone|anybody|everyone|everybody|all|the [\pL]+) (?:\pL+ ){0,3}call (?:it|this|that|them|him|her|the|what))(?:$|[^\pL])`),
		regexp.MustCompile(`^(?:calls?|called|describe[ds]?|names?|named|words?|terms?|expressions?|labels?|phrases?|uses?|used|using|choose|prefer)$`),
	},
	"de": {
		regexp.MustCompile(`(?:^|[^\pL])(?:wie (?:\pL+ )?(?:nenn\pL*|nannte\pL*|bezeichne\pL*|heißt|heisst|heißen|hieß|hießen)|wie (?:wird|werden|wurde|wurden)(?:$|[^\pL]).*[^\pL](?:genannt|bezeichnet)` +
			`|(?:welche[nmrs]?|was für) (?:\pL+ )?(?:wort|worte|worten|wörter|wörtern|begriffe?|ausdr[uü]cke?|bezeichnung(?:en)?))(?:$|[^\pL])`),
		regexp.MustCompile(`^(?:nennen|nennt|nannte|nannten|genannt|bezeichne[nt]|bezeichnete[nt]?|heisst|heissen|hiess|hiessen|wort|worten?|wortern?|begriffe?|ausdrucke?|bezeichnung(?:en)?` +
			`|benutz(?:t|en)|verwende[nt]|gebrauch(?:t|en))$`),
	},
	"fr": {
		regexp.MustCompile(`(?:^|[^\pL])(?:comment (?:.*[^\pL])?(?:appel\pL*|nomm\pL*|désign\pL*|qualifi\pL*)|quels? (?:mots?|termes?|noms?|expressions?))(?:$|[^\pL])`),
		regexp.MustCompile(`^(?:appel(?:le|lent|ait|aient)|nomm(?:e|ent|ait|aient|es?|ees?)|design(?:e|ent|ait|es?)|qualifi(?:e|ent|ait|es?)|mots?|termes?|expressions?|utilis(?:e|ent|es?)|emploie(?:nt)?|employe[es]?)$`),
	},
	"es": {
		regexp.MustCompile(`(?:^|[^\pL])(?:c[oó]mo (?:.*[^\pL])?(?:llama\pL*|denomina\pL*|califica\pL*|nombra\pL*)|(?:qu[eé]|cu[aá]l(?:es)?) (?:es (?:la|el) )?(?:palabras?|términos?|terminos?|expresi\pL+))(?:$|[^\pL])`),
		regexp.MustCompile(`^(?:llama(?:n|ba|ban|do|da)?|llamo|llamaron|denomina(?:n|ba|do|da)?|califica(?:n|ba)?|nombra(?:n|ba)?|palabras?|terminos?|expresi(?:on|ones)|usa(?:n|ban?)?|utiliza(?:n|ban?)?|emplea(?:n|ban?)?)$`),
	},
	"ru": {
		regexp.MustCompile(`(?:^|[^\pL])(?:как (?:.*[^\pL])?(?:называ\pL*|назва\pL*|именую\pL*|именова\pL*)|как(?:им|ими|ое|ие|ой) (?:слов\pL*|термин\pL*|выражени\pL*))(?:$|[^\pL])`),
		regexp.MustCompile(`^(?:как(?:им|ими|ой|ое|ие|ую)|называ\pL*|назва\pL*|имену\pL*|именова\pL*|слово|слова|словом|словами|термин\pL*|выражени\pL*|использу\pL*|употребля\pL*)$`),
	},
}

// withoutNaming reports whether a question in small letters asks what something is called, and returns its words without those that only ask that,
// if any others say something.
func (a *Analyzer) withoutNaming(question string, words []token) ([]token, bool) {
	n, ok := namings[a.language]
	if !ok || !n.asked.MatchString(question) {
		return words, false
	}
	rest := slices.DeleteFunc(slices.Clone(words), func(t token) bool { return n.words.MatchString(t.Word) })
	if !a.says(rest) {
		return words, true
	}
	return rest, true
}
