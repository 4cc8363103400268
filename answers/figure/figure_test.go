package figure_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"variorum/answers/figure"
	"variorum/answers/readertest"
)

// A reading is a line of a file under testdata: a text and what is to be read in it.
type reading struct {
	place, language, text string
	want                  []string
}

// readings returns the lines of testdata/NAME-LANGUAGE.txt for all languages.
func readings(t *testing.T, name string) []reading {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", name+"-*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files %s: %v", name, err)
	}
	var all []reading
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		language := strings.TrimSuffix(file[strings.LastIndex(file, "-")+1:], ".txt")
		n := 0
		for line := range strings.Lines(string(data)) {
			n++
			text, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
			if strings.HasPrefix(line, "#") || !ok {
				continue
			}
			r := reading{place: fmt.Sprintf("%s:%d", filepath.Base(file), n), language: language, text: text}
			if want != "none" {
				r.want = strings.Split(want, "; ")
			}
			all = append(all, r)
		}
	}
	return all
}

var marks = map[figure.Qualifier]string{
	figure.About: "~", figure.Nearly: "^", figure.AtLeast: ">=", figure.MoreThan: ">", figure.UpTo: "<=", figure.LessThan: "<",
}

// show writes a figure as the files under testdata do.
func show(text string, f figure.Figure) string {
	s := marks[f.Qualifier] + f.Low.RatString()
	if f.High.Cmp(f.Low) != 0 {
		s += ".." + f.High.RatString()
	}
	if f.Unit.Code != "" || f.Unit.Per != "" {
		s += " " + f.Unit.Code
	}
	if f.Unit.Per != "" {
		s += "/" + f.Unit.Per
	}
	switch f.Kind {
	case figure.Age:
		s += " age"
	case figure.Ordinal:
		s += " ordinal"
	}
	if f.Head.Len() > 0 {
		s += " <" + f.Head.In(text) + ">"
	}
	if f.Whole >= 0 {
		s += fmt.Sprintf(" of%d", f.Whole)
	}
	return s
}

var headPart = regexp.MustCompile(` <[^>]*>`)

// tally compares what was read with what was wanted; a wanted figure without a head fits any.
func tally(got, want []string) (right int, missed, extra []string) {
	rest := append([]string(nil), got...)
next:
	for _, w := range want {
		for i, g := range rest {
			if !strings.Contains(w, "<") {
				g = headPart.ReplaceAllString(g, "")
			}
			if g == w {
				right++
				rest = append(rest[:i:i], rest[i+1:]...)
				continue next
			}
		}
		missed = append(missed, w)
	}
	return right, missed, rest
}

// The share of the figures in the files that is read right is held from below. The unseen files were written before the
// rules, and the fresh ones after them; at their first run recall and precision were 0.95 and 0.95 on the unseen, 0.92
// and 0.96 on the fresh ones. Some faults that they showed were then mended, so that only the first figures are measures.
func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name              string
		recall, precision float64
	}{{"tune", 0.98, 0.98}, {"unseen", 0.90, 0.90}, {"fresh", 0.70, 0.70}} {
		t.Run(c.name, func(t *testing.T) {
			right, wanted, read := 0, 0, 0
			whole := 0
			all := readings(t, c.name)
			for _, r := range all {
				var got []string
				for _, f := range figure.Read(r.text, r.language) {
					got = append(got, show(r.text, f))
				}
				n, missed, extra := tally(got, r.want)
				right, wanted, read = right+n, wanted+len(r.want), read+len(got)
				if len(missed)+len(extra) == 0 {
					whole++
					continue
				}
				if c.name == "tune" || os.Getenv("SHOW_UNSEEN") != "" {
					t.Logf("%s: Read(%q): missed %q, extra %q", r.place, r.text, missed, extra)
				}
			}
			recall, precision := float64(right)/float64(wanted), float64(right)/float64(read)
			t.Logf("%s: %d figures, recall %.3f, precision %.3f; %d of %d lines whole", c.name, wanted, recall, precision, whole, len(all))
			if recall < c.recall || precision < c.precision {
				t.Errorf("%s: recall %.3f, precision %.3f, want at least %.2f and %.2f", c.name, recall, precision, c.recall, c.precision)
			}
		})
	}
}

// What is read in the seeds is printed for reading; nothing in it may be outside the text.
func TestSeeds(t *testing.T) {
	texts := readertest.Seeds(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		for _, f := range figure.Read(text, "en") {
			from, to := max(f.Span.Start-60, 0), min(f.Span.End+60, len(text))
			around := strings.Join(strings.Fields(text[from:f.Span.Start]+"⟦"+f.Span.In(text)+"⟧"+text[f.Span.End:to]), " ")
			t.Logf("%s\n    %s\n    before %v after %v", show(text, f), around, termWords(f.Before), termWords(f.After))
			if f.Span.Len() == 0 {
				t.Errorf("%s: empty span", name)
			}
		}
	}
}

func termWords(ts []figure.Term) []string {
	var ws []string
	for _, t := range ts {
		ws = append(ws, t.Word)
	}
	return ws
}
