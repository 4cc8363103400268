package winnow

import (
	"cmp"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/corpus"
	"variorum/corpus/example"
)

// bare returns a document without structure.
func bare(text string) corpus.Document { return corpus.Document{Text: text} }

// parsed returns a document with its structure.
func parsed(text string) corpus.Document {
	return corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)}
}

// numbered returns n different words that begin with prefix.
func numbered(prefix string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = prefix + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(i))
	}
	return list
}

func join(lists ...[]string) string { return strings.Join(slices.Concat(lists...), " ") }

func TestMinWordsIsWhatWinnowingGuarantees(t *testing.T) {
	if MinWords != Shingle+Window-1 {
		t.Errorf("MinWords = %d, want %d", MinWords, Shingle+Window-1)
	}
}

// disguise writes words as another edition might: with capitals, quotation marks, hyphens at line ends, line breaks, and
// the marks of footnotes.
func disguise(rng *rand.Rand, words []string) string {
	var b strings.Builder
	for _, w := range words {
		switch rng.IntN(8) {
		case 0:
			w = strings.ToUpper(w)
		case 1:
			w = "“" + w + "”"
		case 2:
			w = w[:2] + "-\n" + w[2:]
		case 3:
			w += "[12]"
		case 4:
			w += "¹,"
		case 5:
			w = w[:1] + "\u0301" + w[1:]
		case 6:
			w = w[:1] + "\u00ad" + w[1:]
		}
		b.WriteString(w)
		b.WriteString([]string{" ", "\n", "\r\n", "  ", "\u00a0", " *"}[rng.IntN(6)])
	}
	return b.String()
}

// Every common run of MinWords words is found, wherever it stands and however it is written.
func TestEveryPlantedRunIsFound(t *testing.T) {
	const seed = 20231009
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	for range 2000 {
		run := numbered("run", MinWords+rng.IntN(3)*rng.IntN(20))
		a1, a2 := join(numbered("one", rng.IntN(60)))+" ", join(numbered("two", rng.IntN(60)))
		b1, b2 := join(numbered("three", rng.IntN(60)))+" ", join(numbered("four", rng.IntN(60)))
		mid := disguise(rng, run)
		a, b := a1+join(run)+" "+a2, b1+mid+b2
		got := Compare(Read(bare(a)), Read(bare(b)))
		if len(got) != 1 || got[0].Words != len(run) || got[0].Changed != 0 {
			t.Fatalf("Compare of a run of %d words = %+v, want one match\n%s\n%s", len(run), got, a, b)
		}
		if s := got[0].SpanA.In(a); s != join(run) {
			t.Fatalf("the match is %q in a, want %q", s, join(run))
		}
		if s := got[0].SpanB.In(b); strings.Trim(mid, "\r\n \u00a0*“”,¹[12]") != strings.Trim(s, "[12]") {
			t.Fatalf("the match is %q in b, want %q", s, mid)
		}
	}
}

// No run of fewer than MinWords words is reported.
func TestShorterRunsAreNotReported(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for range 2000 {
		run := numbered("run", 1+rng.IntN(MinWords-1))
		a := join(numbered("one", rng.IntN(60)), run, numbered("two", rng.IntN(60)))
		b := join(numbered("three", rng.IntN(60)), run, numbered("four", rng.IntN(60)), run[:len(run)/2])
		if got := Compare(Read(bare(a)), Read(bare(b))); len(got) != 0 {
			t.Fatalf("Compare of a run of %d words = %+v, want none\n%s\n%s", len(run), got, a, b)
		}
	}
}

func TestSmallEditsDoNotDivideAPassage(t *testing.T) {
	w := numbered("w", 60)
	x := numbered("x", 60)
	tests := []struct {
		name           string
		b              []string
		words, changed []int
	}{
		{"no edit", w, []int{60}, []int{0}},
		{"a word is replaced", slices.Concat(w[:30], x[:1], w[31:]), []int{60}, []int{1}},
		{"a word is left out", slices.Concat(w[:30], w[31:]), []int{60}, []int{1}},
		{"three words are put in", slices.Concat(w[:30], x[:3], w[30:]), []int{63}, []int{3}},
		{"two words near each other are replaced", slices.Concat(w[:30], x[:1], w[31:33], x[1:2], w[34:]), []int{60}, []int{2}},
		{"a short run follows an edit at the end", slices.Concat(w[:30], x[:1], w[31:35]), []int{35}, []int{1}},
		{"a short run stands before an edit at the start", slices.Concat(x[:9], w[20:24], x[9:10], w[25:]), []int{40}, []int{1}},
		{"two words behind an edit are chance", slices.Concat(w[:30], x[:1], w[31:33], x[2:]), []int{30}, []int{0}},
		{"four words behind a long edit are chance", slices.Concat(w[:30], x[:5], w[35:39], x[5:]), []int{30}, []int{0}},
		{"seven words put in divide two passages", slices.Concat(w[:30], x[:7], w[30:]), []int{30, 30}, []int{0, 0}},
		{"two passages change places", slices.Concat(w[30:], w[:30]), []int{30, 30}, []int{0, 0}},
		{"no run is long enough", slices.Concat(w[:MinWords-1], x[:1], w[MinWords:MinWords+10]), nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var words, changed []int
			for _, m := range Compare(Read(bare(join(w))), Read(bare(join(tt.b)))) {
				words, changed = append(words, m.Words), append(changed, m.Changed)
			}
			if !slices.Equal(words, tt.words) || !slices.Equal(changed, tt.changed) {
				t.Errorf("words %v, changed %v, want %v, %v", words, changed, tt.words, tt.changed)
			}
		})
	}
}

func TestWords(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The miners' strike, 1921", "the miners strike 1921"},
		{"don’t, DON'T", "dont dont"},
		{"na-\ntional na-  \r\n  > tional na\u00adtional", "national national national"},
		{"well-known well -known", "wellknown well known"},
		{"1914-1918, 1914–1918", "1914 1918 1914 1918"},
		{"1,234.5 20:43 9/3/2021 3.", "1,234.5 20:43 9/3/2021 3"},
		{"Élan ﬁrst Straße Ёлка", "elan first strasse елка"},
		{"grain¹ and[12] barley[^a] [sic]", "grain and barley sic"},
		{"3½ CO₂", "3 1⁄2 co2"},
		{"see https://example.org/a-b?c=d, then www.example.org.", "see httpsexampleorgabcd then wwwexampleorg"},
		{"港口 crane", "港 口 crane"},
		{"*barley* _and_ «oats»", "barley and oats"},
		{"a\xffb \xe2\x80", "a b"},
		{"", ""},
	}
	for _, tt := range tests {
		var got []string
		for w := range Words(tt.text, corpus.Span{End: len(tt.text)}) {
			got = append(got, string(fold(nil, w.In(tt.text))))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Words(%q) = %q, want %q", tt.text, strings.Join(got, " "), tt.want)
		}
	}
}

// A word that a hyphen divides where a part ends is one word, and what stands between the parts is no part of it.
func TestWordsGoOnInTheNextPart(t *testing.T) {
	text := "a na-\n17\ntional b"
	var got []string
	for w := range Words(text, corpus.Span{Start: 0, End: 6}, corpus.Span{Start: 9, End: len(text)}) {
		got = append(got, w.In(text))
	}
	if want := []string{"a", "na-tional", "b"}; !slices.Equal(got, want) {
		t.Errorf("Words = %q, want %q", got, want)
	}
}

// Titles, furniture, and front matter are no part of a passage; a footnote and a heading do not divide one.
func TestTheRunningTextIsCompared(t *testing.T) {
	run := "The barges were counted at the lock by two clerks, who wrote their names on a slate and sent it up the river each evening."
	first, second := run[:44], run[45:]
	title := "A Long Title That Many Papers Print Above Their Notices Of The Traffic On The River And The Canals"
	a := "---\ntitle: " + title + "\n---\n\n# " + title + "\n\n" + run + "\n"
	b := "---\ntitle: " + title + "\n---\n\n# " + title + "\n\n" + first + "\n" + second + "\n"
	c := "---\ntitle: " + title + "\n---\n\n# " + title + "\n\nNothing of the kind is said here.\n"
	read := func(s string) Text {
		return Read(corpus.Document{Text: s, Structure: corpus.Parse(s, "en", true)})
	}
	if got := Compare(read(a), read(c)); len(got) != 0 {
		t.Errorf("Compare of texts with a common title = %+v, want none", got)
	}
	got := Compare(read(a), read(b))
	if len(got) != 1 || got[0].SpanA.In(a) != strings.TrimSuffix(run, ".") {
		t.Errorf("Compare = %+v, want %q", got, run)
	}
}

// drawn draws texts of few different words, which have many runs in common.
func drawn(t *rapid.T, label string) string {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 30).Draw(t, label)
	n := rapid.IntRange(1, 6).Draw(t, label+" times")
	return strings.Repeat(strings.Join(words, " ")+" ", n) + strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "x"}), 0, 20).Draw(t, label+" end"), " ")
}

// inRuns reports which words of a are in a run of MinWords words that b has too, by looking at all.
func inRuns(a, b Text) []bool {
	in := make([]bool, len(a.words))
	for i := range a.words {
		for j := range b.words {
			n := 0
			for i+n < len(a.words) && j+n < len(b.words) && same(a, b, i+n, j+n) {
				n++
			}
			for k := 0; n >= MinWords && k < n; k++ {
				in[i+k] = true
			}
		}
	}
	return in
}

// In texts however repetitive each word of a common run is in a match, each match has a common run, and
// the texts may change places.
func TestNothingIsMissedInRepetitiveTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ta, tb := drawn(t, "a"), drawn(t, "b")
		a, b := Read(bare(ta)), Read(bare(tb))
		got := Compare(a, b)
		if got == nil && rapid.Bool().Draw(t, "insert") {
			ta += " " + tb
			a = Read(bare(ta))
			got = Compare(a, b)
		}
		inA, inB := inRuns(a, b), inRuns(b, a)
		for i, w := range a.words {
			if inA[i] && !slices.ContainsFunc(got, func(m Match) bool { return m.SpanA.Start <= w.span.Start && w.span.End <= m.SpanA.End }) {
				t.Fatalf("word %d of a is in a common run and in no match %+v", i, got)
			}
		}
		for j, w := range b.words {
			if inB[j] && !slices.ContainsFunc(got, func(m Match) bool { return m.SpanB.Start <= w.span.Start && w.span.End <= m.SpanB.End }) {
				t.Fatalf("word %d of b is in a common run and in no match %+v", j, got)
			}
		}
		for _, m := range got {
			part := Read(bare(m.SpanA.In(ta)))
			if !slices.Contains(inRuns(part, Read(bare(m.SpanB.In(tb)))), true) {
				t.Fatalf("match %+v has no run of %d words", m, MinWords)
			}
		}
		turned := Compare(b, a)
		for i, m := range turned {
			turned[i].SpanA, turned[i].SpanB = m.SpanB, m.SpanA
		}
		slices.SortFunc(turned, func(x, y Match) int { return cmp.Or(byPlace(x.SpanA, y.SpanA), byPlace(x.SpanB, y.SpanB)) })
		if diff := gocmp.Diff(got, turned); diff != "" {
			t.Fatalf("Compare(b, a) is not Compare(a, b) turned (-a,b +b,a):\n%s", diff)
		}
	})
}

// A hash decides nothing: with one on which most words agree the result is the same.
func TestCollisionsMakeNoMatch(t *testing.T) {
	weak := func(b []byte) uint64 { return uint64(len(b) % 2) }
	rapid.Check(t, func(t *rapid.T) {
		ta, tb := drawn(t, "a"), drawn(t, "b")
		want := Compare(Read(bare(ta)), Read(bare(tb)))
		got := Compare(read(bare(ta), weak), read(bare(tb), weak))
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("Compare with a weak hash (-strong +weak):\n%s", diff)
		}
	})
	a, b := read(bare(join(numbered("one", 100))), weak), read(bare(join(numbered("two", 100))), weak)
	if got := Compare(a, b); len(got) != 0 {
		t.Errorf("Compare of texts without a common word = %+v, want none", got)
	}
}

func TestPrintsComeBackFromBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := PrintsOf(bare(drawn(t, "text")))
		b, err := p.AppendBinary([]byte("before"))
		if err != nil {
			t.Fatal(err)
		}
		b = b[len("before"):]
		got, err := Parse(b)
		if err != nil {
			t.Fatalf("Parse: %v", err)
		}
		if got.Words != p.Words || !slices.Equal(got.list, p.list) {
			t.Fatalf("Parse = %+v, want %+v", got, p)
		}
		i := rapid.IntRange(0, len(b)-1).Draw(t, "place")
		damaged := slices.Clone(b)
		damaged[i] ^= byte(rapid.IntRange(1, 255).Draw(t, "damage"))
		if _, err := Parse(damaged); err == nil {
			t.Fatalf("Parse reads bytes with a damage at %d", i)
		}
		if _, err := Parse(b[:i]); err == nil {
			t.Fatalf("Parse reads %d of %d bytes", i, len(b))
		}
	})
}

func FuzzParse(f *testing.F) {
	p, _ := PrintsOf(bare(join(numbered("w", 50)))).AppendBinary(nil)
	f.Add(p)
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := Parse(b); err == nil {
			if again, _ := p.AppendBinary(nil); string(again) != string(b) && len(again) >= len(b) {
				t.Errorf("Parse and AppendBinary of %x = %x", b, again)
			}
		}
		if x, err := ParseIndex(b); err == nil {
			x.Pairs()
		}
	})
}

// Whatever the texts, matches are slices between the ends of words, and a text matches itself as a whole.
func FuzzCompare(f *testing.F) {
	f.Add("one two-\nthree “four” 5,000 ", " ")
	f.Add(strings.Repeat("na-\n\n\n\ntional [1] https://a ", 9), strings.Repeat("é\u0301\u00ad-", 30))
	f.Fuzz(func(t *testing.T, a, b string) {
		da, db := parsed(a), bare(b+a)
		ta, tb := Read(da), Read(db)
		for _, m := range append(Compare(ta, tb), Compare(ta, ta)...) {
			if m.SpanA.Start < 0 || m.SpanA.End > len(a) || m.SpanA.Start >= m.SpanA.End || m.SpanB.Start < 0 || m.SpanB.Start >= m.SpanB.End {
				t.Fatalf("match %+v", m)
			}
		}
		if n := tb.Words(); n >= MinWords {
			if got := Compare(tb, tb); len(got) != 1 || got[0].Words != n {
				t.Fatalf("a text of %d words matches itself in %+v", n, got)
			}
		}
	})
}

// library returns the example library.
func library(t *testing.T) ([]Source, map[corpus.SourceID]string) {
	t.Helper()
	var sources []Source
	texts := make(map[corpus.SourceID]string)
	add := func(name string, raw []byte) {
		s, err := corpus.Read(name, raw, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		id := corpus.SourceID(name[:3])
		sources = append(sources, Source{id, Read(s.Document)})
		texts[id] = s.Document.Text
	}
	files, err := fs.Glob(example.FS(), "0*")
	if err != nil || len(files) != 6 {
		t.Fatalf("the example library has %d sources: %v", len(files), err)
	}
	for _, name := range files {
		raw, err := fs.ReadFile(example.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		add(name, raw)
	}
	return sources, texts
}

// In the example library the copied passages are found, all of them, each whole, and nothing else.
func TestTheExamplesCopiesAreFound(t *testing.T) {
	sources, texts := library(t)
	want := []struct{ places, first, last string }{
		{"000 002", "We asked for a second driver in March,", "would not pay for it"},
		{"001 005", "The harbour company has served this town", "learning what befell Number Three"},
		{"001 005", "At first light some four hundred dockers", "wrote it again with a cross"},
	}
	got := Passages(sources)
	if len(got) != len(want) {
		t.Fatalf("%d passages, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		var places []string
		for _, p := range got[i].Places {
			places = append(places, string(p.Source))
			if quote := p.Span.In(texts[p.Source]); !strings.HasPrefix(quote, w.first) || !strings.HasSuffix(quote, w.last) {
				t.Errorf("passage %d is %q in %s, want from %q to %q", i, quote, p.Source, w.first, w.last)
			}
		}
		if strings.Join(places, " ") != w.places || got[i].Changed != 0 {
			t.Errorf("passage %d stands in %s, %d words changed, want %s and none", i, places, got[i].Changed, w.places)
		}
	}
}

// Of the shared articles the first two have one passage in common, which both have from a third; no two others have any.
func TestTheArticlesCommonQuotationIsFound(t *testing.T) {
	shared := cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared")
	files, err := filepath.Glob(filepath.Join(shared, "seeds", "*.txt"))
	if err != nil || len(files) != 5 {
		t.Skipf("the shared folder has no five articles (VARIORUM_SHARED names the folder): %v %v", files, err)
	}
	var sources []Source
	texts := make(map[corpus.SourceID]string)
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		id := corpus.SourceID(filepath.Base(f)[:3])
		texts[id] = string(raw)
		sources = append(sources, Source{id, Read(parsed(string(raw)))})
	}
	got := Passages(sources)
	if len(got) != 1 || len(got[0].Places) != 2 || got[0].Places[0].Source != "000" || got[0].Places[1].Source != "001" {
		t.Fatalf("Passages = %+v, want one in 000 and 001", got)
	}
	if got[0].Words != 85 || got[0].Changed != 1 { // 86 where a number's groups of digits count as words
		t.Errorf("the passage has %d words, %d changed, want 85, 1", got[0].Words, got[0].Changed)
	}
}
