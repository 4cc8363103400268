package figure

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTallies(t *testing.T) {
	type tally struct {
		Text          string
		First, Second int64
	}
	for _, test := range []struct {
		language, text string
		want           []tally
	}{
		{"en", "Councillors voted by seven to four on Wednesday to stop all work.", []tally{{"seven to four", 7, 4}}},
		{"en", "It was carried by eight votes to three.", []tally{{"eight votes to three", 8, 3}}},
		{"en", "It was agreed, by 24 to 3 with 4 abstaining.", []tally{{"24 to 3", 24, 3}}},
		{"en", "There were 1,204 votes for and 38 against.", []tally{{"1,204 votes for and 38", 1204, 38}}},
		{"en", "The motion had 12 votes in favour and five against.", []tally{{"12 votes in favour and five", 12, 5}}},
		{"de", "Der Antrag wird mit 17 zu 12 Stimmen angenommen.", []tally{{"17 zu 12 Stimmen", 17, 12}}},
		{"de", "Mit siebzehn gegen zwölf Stimmen, dann mit 9 Stimmen gegen 3.", []tally{{"siebzehn gegen zwölf Stimmen", 17, 12}, {"9 Stimmen gegen 3", 9, 3}}},
		{"fr", "La motion est adoptée par 12 voix contre cinq.", []tally{{"12 voix contre cinq", 12, 5}}},
		{"es", "Se aprobó por doce votos a favor y 5 en contra.", []tally{{"doce votos a favor y 5", 12, 5}}},
		{"ru", "Решение принято 12 голосами против пяти.", []tally{{"12 голосами против пяти", 12, 5}}},
		{"en", "Half to dozens; 3.5 to 2; from ten to a few; to 5.", nil},
		{"en", "", nil},
		{"fi", "17 to 12", nil},
	} {
		var got []tally
		for _, x := range ReadTallies(test.text, test.language) {
			got = append(got, tally{x.Span.In(test.text), x.First, x.Second})
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

// Whatever the text, tallies stand in it one behind the other, and their counts are no less than 0.
func FuzzReadTallies(f *testing.F) {
	for _, seed := range []string{"by seven to four", "17 zu 12 Stimmen", "12 voix contre 5", "1 a 2 a 3", "0 to 99999999999999999999", "½ to ٣", "to to 7 to", "7\u00a0to\n\n4"} {
		for _, language := range []string{"en", "de", "fr", "es", "ru", ""} {
			f.Add(seed, language)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		end := 0
		for _, x := range ReadTallies(text, language) {
			if x.Span.Start < end || x.Span.End <= x.Span.Start || x.Span.End > len(text) || x.First < 0 || x.Second < 0 {
				t.Fatalf("%q has the tally %+v behind %d", text, x, end)
			}
			end = x.Span.End
		}
	})
}
