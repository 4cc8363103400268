package eval

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"variorum/answers"
)

// calibrated are the sets of libraries that the settings are measured on together.
var calibrated = []struct {
	name      string
	libraries []string
}{
	{"tune", []string{"election", "example", "fen", "hallenbad", "quarry", "regatta", "ropewalk"}},
	{"unseen", []string{"alud", "grippe", "organ", "satellite", "siskin", "ward"}},
}

// How often a source that is said to speak directly, or weakly, is rightly said to speak, for each setting, is what was written down: of the excerpts
// of such accounts the share that is of a judged passage.
func TestCalibrationIsWhatWasWrittenDown(t *testing.T) {
	const file = "testdata/calibration.txt"
	list := benches(t)
	var b strings.Builder
	fmt.Fprintf(&b, "%-8s %-8s %7s %9s %7s %9s %6s %8s\n", "match", "library", "direct", "excerpts", "weak", "excerpts", "F1", "silence")
	for _, match := range answers.Matches {
		for _, set := range calibrated {
			c := newCalibration()
			for _, bench := range list {
				if slices.Contains(set.libraries, bench.name) {
					c.add(t, bench, match)
				}
			}
			fmt.Fprintf(&b, "%-8s %-8s %s\n", match, set.name, c)
		}
	}
	CheckWritten(t, "shares of the calibration", file, b.String())
}

// The same of the questions that are not in the repository, where they are.
func TestCalibrationOfTheSharedQuestions(t *testing.T) {
	list := benches(t)
	i := slices.IndexFunc(list, func(b bench) bool { return b.name == "seeds-dev" })
	if i < 0 {
		t.Skip("they are not there")
	}
	excerpts := -1
	for _, match := range answers.Matches {
		c := newCalibration()
		c.add(t, list[i], match)
		t.Logf("%-8s %s", match, c)
		if n := c.excerpts[answers.Direct] + c.excerpts[answers.Weak]; n < excerpts {
			t.Errorf("%s shows %d excerpts, fewer than a stricter setting, %d", match, n, excerpts)
		} else {
			excerpts = n
		}
		if direct, weak := c.share(answers.Direct), c.share(answers.Weak); direct <= weak {
			t.Errorf("%s: direct is right in %.3f and weak in %.3f, want more", match, direct, weak)
		}
	}
}

// A calibration adds up reports of libraries. Its figures are means over all excerpts and pairs.
type calibration struct {
	right, excerpts             map[answers.Strength]int
	hit, pairs, silent, rightly int
}

func newCalibration() *calibration {
	return &calibration{right: make(map[answers.Strength]int), excerpts: make(map[answers.Strength]int)}
}

// add asks the questions of a library and adds what they get.
func (c *calibration) add(t *testing.T, b bench, match answers.Match) {
	t.Helper()
	given := make(map[answers.Strength][]Given)
	var whole []Given
	composer := b.composer(t)
	for _, q := range b.questions {
		a, err := composer.Answer(t.Context(), answers.Request{Question: q.Question, Match: match, Apart: true})
		if err != nil && !errors.Is(err, answers.ErrEmptyQuestion) {
			t.Fatal(err)
		}
		whole = append(whole, FromAnswer(a))
		for _, strength := range []answers.Strength{answers.Direct, answers.Weak} {
			part := a
			part.Accounts = slices.DeleteFunc(slices.Clone(a.Accounts), func(account answers.Account) bool { return account.Strength != strength })
			given[strength] = append(given[strength], FromAnswer(part))
		}
	}
	for strength, list := range given {
		s := scored(t, b, list)
		c.right[strength] += s.right
		c.excerpts[strength] += s.excerpts
	}
	s := scored(t, b, whole)
	c.hit, c.pairs, c.silent, c.rightly = c.hit+s.hit, c.pairs+s.pairs, c.silent+s.silent, c.rightly+s.silentRight
}

func scored(t *testing.T, b bench, given []Given) *scorer {
	t.Helper()
	s, err := score(b.questions, Texts(b.sources), given)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (c *calibration) share(s answers.Strength) float64 { return share(c.right[s], c.excerpts[s]) }

func (c *calibration) String() string {
	precision := share(c.right[answers.Direct]+c.right[answers.Weak], c.excerpts[answers.Direct]+c.excerpts[answers.Weak])
	return fmt.Sprintf("%7.3f %9d %7.3f %9d %6.3f %8.3f", c.share(answers.Direct), c.excerpts[answers.Direct],
		c.share(answers.Weak), c.excerpts[answers.Weak], harmonic(precision, share(c.hit, c.pairs)), share(c.rightly, c.silent))
}
