package eval

import (
	"fmt"
	"strings"
	"testing"
)

// The figures of the libraries that are in the repository are those that were written down, good or poor, so that a change
// which moves them shows it.
func TestFiguresAreThoseThatWereWrittenDown(t *testing.T) {
	const file = "testdata/figures.txt"
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %9s %6s %9s %6s %8s %7s %11s %6s %5s %10s\n",
		"library", "questions", "recall", "precision", "F1", "speaking", "silence", "differences", "noise", "voice", "characters")
	for _, bench := range benches(t) {
		if bench.name == "seeds-dev" { // not in the repository
			continue
		}
		var given []Given
		for _, a := range bench.ask(t) {
			given = append(given, FromAnswer(a))
		}
		r, err := Score(bench.questions, Texts(bench.sources), given)
		if err != nil {
			t.Fatal(err)
		}
		if r.Verbatim != 1 {
			t.Errorf("%s: %v of the excerpts are verbatim, want all", bench.name, r.Verbatim)
		}
		fmt.Fprintf(&b, "%-12s %9d %6.3f %9.3f %6.3f %8.3f %7.3f %11.3f %6.3f %5.3f %10.1f\n", bench.name, r.Questions, r.AccountRecall, r.ExcerptPrecision,
			r.AccountF1, r.SpeakingF1, r.SilenceRecall, r.DifferenceRecall, r.DifferenceNoise, r.VoiceAccuracy, r.Characters)
	}
	CheckWritten(t, "figures", file, b.String())
}
