package term

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"variorum/answers/readertest"
	"variorum/corpus"
)

func source(id, text, language string) Source {
	d := corpus.Document{Text: text, Structure: corpus.Parse(text, language, false)}
	return Source{corpus.SourceID(id), language, text, Read(d, language)}
}

// Two sources get the rows that the tables say, as often as the floors here, which stand just under what was measured.
func TestLedger(t *testing.T) {
	for _, file := range []struct {
		name          string
		wrong, missed int
	}{{"tune-ledger.txt", 0, 0}, {"unseen-ledger.txt", 0, 0}} {
		right, wrong, missed := 0, 0, 0
		for _, line := range readertest.Cases(t, file.name) {
			a, b := source("a", line[1], line[0]), source("b", line[2], line[0])
			var got, want []string
			for _, r := range Ledger(b, a) {
				got = append(got, r.Cells[0].In(a.Text)+" ~ "+r.Cells[len(r.Cells)-1].In(b.Text))
			}
			for w := range strings.SplitSeq(line[3], ";") {
				if w = strings.TrimSpace(w); w != "" {
					want = append(want, w)
				}
			}
			for _, w := range want {
				if slices.Contains(got, w) {
					right++
				} else {
					missed++
				}
			}
			for _, g := range got {
				if !slices.Contains(want, g) {
					wrong++
				}
			}
			if !slices.Equal(got, want) {
				t.Logf("%q\n%q\n\tgot  %q\n\twant %q", line[1], line[2], got, want)
			}
		}
		t.Logf("%s: %d right, %d wrong, %d missed", file.name, right, wrong, missed)
		if wrong > file.wrong || missed > file.missed || right == 0 {
			t.Errorf("%s: %d right, %d wrong, %d missed", file.name, right, wrong, missed)
		}
	}
}

// Rows do not depend on the order of sources, and without one source the cells of the others stay.
func TestLedgerIsNeutral(t *testing.T) {
	texts := []string{
		"Students occupied the library. More than 2,000 workers gathered.",
		"The library was occupied by rowdies. Nearly 2,000 trespassers gathered.",
		"The library was occupied by pupils.",
	}
	var all []Source
	for i, text := range texts {
		all = append(all, source(fmt.Sprint(i), text, "en"))
	}
	want := Ledger(all...)
	if len(want) != 2 || len(want[0].Cells) != 3 {
		t.Fatalf("Ledger has rows %v, want 2, the first with 3 cells", want)
	}
	for _, order := range [][]int{{2, 1, 0}, {1, 2, 0}, {0, 2, 1}} {
		if got := Ledger(all[order[0]], all[order[1]], all[order[2]]); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("in order %v: %v, want %v", order, got, want)
		}
	}
	if got := Ledger(all[0], all[1]); len(got) != 2 || fmt.Sprint(got[0].Cells) != fmt.Sprint(want[0].Cells[:2]) {
		t.Errorf("without the third source: %v", got)
	}
}

func promise(t *testing.T, text string, mentions []Mention) {
	t.Helper()
	for _, m := range mentions {
		for _, s := range []corpus.Span{m.Span, m.Head, m.Verb, m.Anchor} {
			if s.Start < 0 || s.End < s.Start || s.End > len(text) || s.Len() > 0 && (!utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End])) {
				t.Fatalf("%v is no slice of %.300q", s, text)
			}
		}
		if m.Len() == 0 || m.Head.Len() == 0 || m.Anchor.Len() == 0 || m.Part == 0 {
			t.Fatalf("%+v of %.300q", m, text)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range []string{"tune-ledger.txt", "unseen-ledger.txt"} {
		for _, line := range readertest.Cases(f, file) {
			f.Add(line[1] + " " + line[2])
		}
	}
	f.Add("The 1,400's men are called 'x'. \xff 2.000 Leute")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�")
		var all []Source
		for i, language := range []string{"en", "de", "fr", "es", "ru", "und"} {
			s := source(fmt.Sprint(i), text, language)
			promise(t, text, s.Mentions)
			all = append(all, s)
		}
		Ledger(all...)
	})
}
