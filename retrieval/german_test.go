package retrieval

import (
	"strings"
	"testing"
)

// Forms of German verbs have the term of their infinitive, and words that only look like one have not.
func TestGermanVerbs(t *testing.T) {
	a := NewAnalyzer("de")
	for infinitive, forms := range map[string][]string{
		"machen":       {"mache", "machte", "gemacht", "gemachten"},
		"kosten":       {"kostet", "kostete", "gekostet"},
		"öffnen":       {"öffnet", "geöffnet", "geöffnete"},
		"warnen":       {"warnt", "warnte", "gewarnt"},
		"abstürzen":    {"abgestürzt", "abzustürzen", "abstürzte"},
		"gehen":        {"geht", "ging", "gingen", "gegangen"},
		"zurücktreten": {"zurückgetreten", "zurückzutreten", "zurücktrat"},
		"verbinden":    {"verbunden", "verbindet"},
		"beginnen":     {"begann", "begonnen"},
		"regnen":       {"regnet", "geregnet"},
		"angreifen":    {"angegriffen", "angriff"},
	} {
		for _, form := range forms {
			if got, want := a.Stem(form), a.Stem(infinitive); got != want {
				t.Errorf("Stem(%q) = %q, want %q, that of %q", form, got, want, infinitive)
			}
		}
	}
	for _, word := range []string{"Macht", "Bett", "Paket", "Finger", "Ritter", "Herzog", "Verdacht", "Vorstand", "Anlagen", "Ausnahmen", "Planet", "bekannt", "verwandte", "Geschichte", "Rat"} {
		if verb, ok := germanVerbs().infinitive(strings.ToLower(word)); ok {
			t.Errorf("%q is taken for a form of %q", word, verb)
		}
	}
}
