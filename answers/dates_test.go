package answers

import (
	"testing"

	"variorum/answers/when"
)

func TestLivesAreNoDatesOfWhatHappened(t *testing.T) {
	for text, want := range map[string]bool{
		"Alexei Veregin (1801-1861) painted the quay.":  true,
		"He lived from 1801 to 1861.":                   true,
		"The war (1861-1865) had begun.":                false,
		"He ruled from 1990 to 2019.":                   false,
		"The quay was painted in 1838.":                 false,
		"The ferry ran from May 1801 to October 1861.":  false,
		"The strike (3 to 12 October 1923) was called.": false,
	} {
		times := when.Read(text, "en")
		if len(times) != 1 {
			t.Errorf("%q: %d times are read, want one", text, len(times))
			continue
		}
		if got := lifetime(text, times[0]); got != want {
			t.Errorf("%q is of a life: %t, want %t", text, got, want)
		}
	}
}
