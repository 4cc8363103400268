package retrieval

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A phrase with a small word is found where both stand, at its content words alone.
func TestFocusFindsPhrasesWithSmallWords(t *testing.T) {
	focus := NewQuery("how much rain came down?").Focus("en")
	for _, test := range []struct {
		sentence string
		want     map[string]int // the greatest closeness of content words to any term
	}{
		{"Fifty millimetres of rain came down.", map[string]int{"rain": 100, "came": 100}},
		{"Then came the others.", map[string]int{}},
		{"Down in the valley it was dry.", map[string]int{}},
	} {
		all := AllWords("en", test.sentence)
		content := Content(all)
		got := map[string]int{}
		for _, m := range focus.Find(all) {
			w := content[m.Word].In(test.sentence)
			got[w] = max(got[w], m.Closeness)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.sentence, diff)
		}
	}
}
