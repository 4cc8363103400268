package retrieval_test

import (
	"context"
	"testing"

	"variorum/corpus"
	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

func TestNamesAreFoundInOtherLetters(t *testing.T) {
	x := memory(t, []corpus.Source{
		{ID: "ru", Language: "ru", Document: searchertest.Document([][]string{{"Вечером приехал доктор Шмидт.", "Его никто не ждал."}})},
		{ID: "en", Language: "en", Document: searchertest.Document([][]string{{"In the evening Doctor Zhukov was here.", "Nobody had asked him."}})},
	})
	for _, test := range []struct {
		question, name string
		want           corpus.SourceID
	}{
		{"did anybody expect Schmidt", "Schmidt", "ru"},
		{"hat jemand auf Schmidt gewartet", "Schmidt", "ru"},
		{"did anybody expect Karl Schmidt", "Karl Schmidt", "ru"},
		{"кто ждал Жукова", "Жукова", "en"},
	} {
		q := retrieval.NewQuery(test.question)
		q.Matches = true
		rankings, err := x.Search(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		var found []corpus.SourceID
		for _, r := range rankings {
			for i, term := range q.Terms {
				if term.Word == test.name && r.Found[i] > 0 {
					found = append(found, r.Source)
				}
			}
		}
		if len(found) != 1 || found[0] != test.want {
			t.Errorf("%q finds %s in %v, want %s", test.question, test.name, found, test.want)
		}
	}
}
