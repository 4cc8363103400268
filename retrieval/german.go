package retrieval

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A verbReader brings German verbs back to their infinitive, which the stemmer does for few of their forms: macht, machte, gemacht, angemacht,
// anzumachen.
type verbReader struct {
	roots map[string]string // infinitives without -en or -n → infinitive
	forms map[string]string // forms of irregular verbs → infinitive
	apart map[string]bool   // other words that have the shape of a verb's form
}

var germanVerbs = sync.OnceValue(func() verbReader {
	v := verbReader{make(map[string]string), make(map[string]string), make(map[string]bool)}
	for _, word := range strings.Fields(strings.Join(rawLines("noverbs.de.txt"), " ")) {
		v.apart[word] = true
	}
	add := func(infinitive string) {
		v.roots[strings.TrimSuffix(strings.TrimSuffix(infinitive, "n"), "e")] = infinitive
	}
	for _, infinitive := range strings.Fields(strings.Join(rawLines("verbs.de.txt"), " ")) {
		add(infinitive)
	}
	for _, line := range rawLines("irregular.de.txt") {
		infinitive, list, _ := strings.Cut(line, ":")
		add(infinitive)
		for form := range strings.FieldsSeq(list) {
			v.forms[form] = infinitive
		}
	}
	return v
})

// Prefixes of German verbs. Before those of the first list ge and zu stand in participles and infinitives; behind those of the second a participle
// has no ge. The longer of two that begin alike stands first.
var (
	partingPrefixes = strings.Fields(`zusammen zurück herunter hinunter entgegen heraus hinaus herein hinein hervor voraus vorbei weiter wieder nieder runter kaputt bereit statt unter
		durch heim fest fort hoch über frei raus rein teil auf aus bei ein her hin los mit nach rum vor weg ab an um zu`)
	stayingPrefixes = strings.Fields("hinter wider unter über durch miss emp ent ver zer be er um")
)

// Endings, the longest of those that fit first: of weak verbs, and of their participles only; of the participles of irregular verbs, and of
// their other forms. The last have no ending behind a prefix that parts, where nouns would be taken for them: sie nahm auf, die Aufnahmen.
var (
	weakEndings       = strings.Fields("test tet ten te t")
	weakParticiples   = strings.Fields("tem ter tes")
	irregularEndings  = []string{"en", "st", ""}
	participleEndings = []string{"en", "er", "es", "em", "e", ""}
)

// leastVerb is the length in letters from which on a word may be a verb's form with an ending or a prefix.
const leastVerb = 4

// infinitive returns the infinitive of a verb's form in small letters, and whether word is one that is known.
func (v verbReader) infinitive(word string) (string, bool) {
	if verb := v.forms[word]; verb != "" {
		return verb, true
	}
	if utf8.RuneCountInString(word) < leastVerb || v.apart[word] {
		return "", false
	}
	for _, try := range []struct {
		endings []string
		read    func(form, ending string, at place) string
	}{{weakEndings, v.weak}, {weakParticiples, v.weakParticiple}, {participleEndings, v.participle}, {irregularEndings, v.irregular}} {
		for _, ending := range try.endings {
			if form, ok := strings.CutSuffix(word, ending); ok {
				if verb := prefixed(form, ending, try.read); verb != "" {
					return verb, true
				}
			}
		}
	}
	for _, p := range partingPrefixes {
		if rest, ok := strings.CutPrefix(word, p+"zu"); ok && strings.HasSuffix(rest, "n") {
			if verb := v.roots[strings.TrimSuffix(strings.TrimSuffix(rest, "n"), "e")]; verb != "" {
				return p + verb, true
			}
		}
	}
	return "", false
}

// A place says what stands before a verb's form.
type place int

const (
	alone place = iota
	parting
	staying
)

// prefixed reads a form that may have a prefix and returns the infinitive with it, or "".
func prefixed(form, ending string, read func(form, ending string, at place) string) string {
	if verb := read(form, ending, alone); verb != "" {
		return verb
	}
	for _, list := range []struct {
		at       place
		prefixes []string
	}{{staying, stayingPrefixes}, {parting, partingPrefixes}} {
		for _, p := range list.prefixes {
			if rest, ok := strings.CutPrefix(form, p); ok {
				if verb := read(rest, ending, list.at); verb != "" {
					return p + verb
				}
			}
		}
	}
	return ""
}

// weak reads the root of a form that ended in t, with or without the e that stands before it in warten, öffnen, and their like.
func (v verbReader) weak(root, _ string, at place) string {
	if rest, ok := strings.CutPrefix(root, "ge"); ok && at != staying {
		if verb := v.weak(rest, "", staying); verb != "" {
			return verb
		}
	}
	bare, linked := strings.CutSuffix(root, "e")
	if linked != needsLink(bare) {
		return ""
	}
	return v.roots[bare]
}

// weakParticiple reads the root of what is only a participle: it has ge or a prefix.
func (v verbReader) weakParticiple(root, _ string, at place) string {
	if at == alone && !strings.HasPrefix(root, "ge") {
		return ""
	}
	return v.weak(root, "", at)
}

// needsLink reports whether an e stands between a root and an ending in t.
func needsLink(root string) bool {
	n := len(root)
	if n < 2 {
		return false
	}
	switch root[n-1] {
	case 't', 'd':
		return true
	case 'm', 'n':
		return !strings.Contains("aeiouyhlrmn\xa4\xb6\xbc", root[n-2:n-1]) // the last are of ä, ö, ü
	}
	return false
}

// participle reads the participle of an irregular verb; behind a prefix that stays it has no ge.
func (v verbReader) participle(form, _ string, at place) string {
	if at == staying {
		form = "ge" + form
	}
	if !strings.HasPrefix(form, "ge") {
		return ""
	}
	return v.forms[form]
}

// irregular reads another form of an irregular verb.
func (v verbReader) irregular(form, ending string, at place) string {
	if ending != "" && at == parting || strings.HasSuffix(form, "en") {
		return ""
	}
	return v.forms[form]
}
