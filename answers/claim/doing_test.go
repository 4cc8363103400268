package claim

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers/word"
	"variorum/corpus"
)

// Who did what a verb tells is read, whatever verb it is; the verb stands in brackets.
func TestDoings(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "The council [sold] the mill.", "The council: sold: the mill"},
		{"en", "The council had also [sold] the mill.", "The council: sold: the mill"},
		{"en", "After the fire, the council [sold] the mill to a baker.", "the council: sold: the mill to a baker"},
		{"en", "The mayor, Clara Venn, [ordered] the square to be cleared.", "The mayor, Clara Venn: ordered: the square to be cleared"},
		{"en", "The clearing was [ordered] by the deputy chief of police, Mr. Tolk.", "the deputy chief of police: ordered: The clearing"},
		{"en", "The march was [organised] by the Tenants' League.", "the Tenants' League: organised: The march"},
		{"en", "He was a boy. The student Leo Brand was [beaten] to death by soldiers.", "soldiers: beaten: The student Leo Brand"},
		{"en", "It was the police who [threw] the first stones.", "the police: threw: the first stones"},
		{"en", "It was the police who [began].", "the police: began: "},
		{"en", "I took the key from the hut and [opened] the sluice.", "I: took the key from the hut and opened: the sluice"},
		{"en", "The foreman came down and [broke] the lock.", "The foreman: came down and broke: the lock"},
		{"en", "He said that the foreman [sold] it.", "the foreman: sold: it"},
		{"en", "The strikers [set] fire to two cars.", "The strikers: set: fire to two cars"},
		{"en", "The police [fired] first.", "The police: fired: first"},
		{"en", "She [sold] the mill.", ""},
		{"en", "The council never [sold] the mill.", ""},
		{"en", "The council did not [sell] the mill.", ""},
		{"en", "The council will [sell] the mill.", ""},
		{"en", "It was not the police who [began].", ""},
		{"en", "Nobody knows who [sold] the mill.", ""},
		{"en", "The mill, [sold] in 1901, was closed.", ""},
		{"en", "If the council had [sold] the mill, we would know.", ""},
		{"en", "The man who [sold] the mill was hanged.", ""},
		{"en", "The town was poor and [sold] the mill.", ""},
		{"en", "The mill was [sold].", ""},
		{"en", "The [sold] mill burned.", ""},
		{"de", "Der Rat [verkaufte] die Mühle.", "Der Rat: verkaufte: die Mühle"},
		{"de", "Der Rat hat die Mühle [verkauft].", "Der Rat: verkauft: die Mühle"},
		{"de", "Die Mühle wurde vom Rat [verkauft].", "Rat: verkauft: Die Mühle"},
		{"de", "Ich habe das Tor [geöffnet].", "Ich: geöffnet: das Tor"},
		{"de", "Die Mühle habe ich [verkauft].", "ich: verkauft: Die Mühle"},
		{"de", "Wir haben die Mühle nicht [verkauft].", ""},
		{"fr", "Le conseil a [vendu] le moulin.", "Le conseil: vendu: le moulin"},
		{"fr", "Le moulin a été [vendu] par le conseil.", "le conseil: vendu: Le moulin"},
		{"fr", "C'est le conseil qui a [vendu] le moulin.", "le conseil: vendu: le moulin"},
		{"es", "El consejo [vendió] el molino.", "El consejo: vendió: el molino"},
		{"es", "El molino fue [vendido] por el consejo.", "el consejo: vendido: El molino"},
		{"ru", "Совет [продал] мельницу.", "Совет: продал: мельницу"},
		{"ru", "Мельница была [продана] советом.", "советом: продана: Мельница"},
	} {
		before, rest, _ := strings.Cut(c.text, "[")
		verb, behind, _ := strings.Cut(rest, "]")
		text := before + verb + behind
		var got []string
		for _, r := range Doings(text, c.language, []corpus.Span{{Start: len(before), End: len(before) + len(verb)}}) {
			got = append(got, fmt.Sprintf("%s: %s: %s", r.Agent.In(text), r.Verb.In(text), r.Object.In(text)))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("Doings(%q, %s) (-want +got):\n%s", c.text, c.language, diff)
		}
	}
}

// allWords returns the spans of the words of a text.
func allWords(text, language string) (spans []corpus.Span) {
	for _, w := range word.Split(text, language) {
		spans = append(spans, w.Span)
	}
	return spans
}

func FuzzDoings(f *testing.F) {
	for _, text := range []string{"It was the police who threw the stones and opened fire.", "and and, sold by by the, the and who was it by", "C'est qui a vendu", "", "hat verkauft verkauft"} {
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		language := []string{"en", "de", "fr", "es", "ru", ""}[max(0, n%6)]
		for _, r := range Doings(text, language, allWords(text, language)) {
			for _, s := range []corpus.Span{r.Agent, r.Verb, r.Object} {
				if s.Start < 0 || s.End > len(text) || s.Start > s.End {
					t.Fatalf("Doings(%q, %s) has %v", text, language, s)
				}
			}
			if r.Agent.Len() == 0 {
				t.Fatalf("Doings(%q, %s) has nobody who does", text, language)
			}
		}
	})
}
