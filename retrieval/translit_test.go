package retrieval

import "testing"

// A name in other letters is what people write, or one edit away from it.
func TestNamesInOtherLetters(t *testing.T) {
	for _, test := range []struct{ name, from, to, want string }{
		{"schmidt", "de", "ru", "шмидт"},
		{"schmidt", "fr", "ru", "шмидт"},
		{"wagner", "de", "ru", "вагнер"},
		{"moreau", "fr", "ru", "моро"},
		{"jimenez", "es", "ru", "хименес"},
		{"smith", "en", "ru", "смит"},
		{"жуков", "ru", "en", "zhukov"},
		{"жуков", "ru", "de", "schukow"},
		{"жуков", "ru", "fr", "joukov"},
		{"юля", "ru", "es", "yulia"},
		{"schmidt", "de", "en", ""},
		{"жуков", "ru", "ru", ""},
		{"李", "en", "ru", ""},
	} {
		if got := transliterate(test.name, test.from, test.to); got != test.want {
			t.Errorf("transliterate(%q, %s, %s) = %q, want %q", test.name, test.from, test.to, got, test.want)
		}
	}
}
