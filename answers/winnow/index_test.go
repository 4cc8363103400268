package winnow

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"variorum/corpus"
)

// made returns n sources of different words, into some of which passages of the list are copied.
func made(rng *rand.Rand, n, words int, passages [][]string) []Source {
	sources := make([]Source, n)
	for i := range sources {
		var list []string
		for len(list) < words {
			if len(passages) > 0 && rng.IntN(words/10) == 0 {
				list = append(list, passages[rng.IntN(len(passages))]...)
			}
			list = append(list, fmt.Sprintf("s%dw%d", i, len(list)))
		}
		sources[i] = Source{corpus.SourceID(fmt.Sprintf("%05d", i)), Read(bare(strings.Join(list, " ")))}
	}
	return sources
}

func copied(n, words int) [][]string {
	list := make([][]string, n)
	for i := range list {
		list[i] = numbered(fmt.Sprintf("p%d", i), words)
	}
	return list
}

// The passages of a library do not depend on the order in which its sources come, also where more than MaxHolders have one.
func TestPassagesDoNotDependOnOrder(t *testing.T) {
	const seed = 4
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	sources := made(rng, 40, 60, copied(5, 30))
	want := Passages(sources)
	if len(want) < 5 {
		t.Fatalf("%d passages, want 5, and those of two that stand side by side", len(want))
	}
	for range 20 {
		rng.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		if diff := gocmp.Diff(want, Passages(sources)); diff != "" {
			t.Fatalf("Passages in another order (-want +got):\n%s", diff)
		}
	}
}

// A run that stands in many sources is one passage with all its places, and a part of it that stands in more is another.
func TestAPassageHasAllItsPlaces(t *testing.T) {
	p := numbered("p", 80)
	text := func(n int, run []string) Source {
		id := fmt.Sprint("s", n)
		return Source{corpus.SourceID(id), Read(bare(join(numbered(id+"x", 20), run, numbered(id+"y", 20))))}
	}
	got := Passages([]Source{text(1, p), text(2, p), text(3, p[20:50]), text(4, p[20:50]), text(5, nil)})
	var outline []string
	for _, g := range got {
		s := fmt.Sprint(g.Words)
		for _, pl := range g.Places {
			s += " " + string(pl.Source)
		}
		outline = append(outline, s)
	}
	if want := []string{"80 s1 s2", "30 s1 s2 s3 s4"}; !slices.Equal(outline, want) {
		t.Errorf("Passages = %q, want %q", outline, want)
	}
}

// Sources that were compared when they came, each with its candidates alone, give the same as all that are compared at once.
func TestSourcesMayComeOneByOne(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	sources := made(rng, 60, 60, copied(6, 25))
	want := Passages(sources)
	rng.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
	var x Index
	texts := make(map[corpus.SourceID]Text)
	found := make(map[Pair][]Match)
	for _, s := range sources {
		p := s.Text.Prints()
		for _, other := range x.Candidates(s.ID, p) {
			a, b := s.ID, other
			if a > b {
				a, b = b, a
			}
			texts[s.ID] = s.Text
			found[Pair{a, b}] = Compare(texts[a], texts[b])
		}
		x.Add(s.ID, p)
		texts[s.ID] = s.Text
	}
	var list []Found
	for _, p := range x.Pairs() {
		matches, ok := found[p]
		if !ok {
			t.Fatalf("%v is a pair and was no candidate", p)
		}
		for _, m := range matches {
			list = append(list, Found{p.A, p.B, m})
		}
	}
	if diff := gocmp.Diff(want, Groups(list)); diff != "" {
		t.Errorf("Groups of what was found one by one (-at once +one by one):\n%s", diff)
	}
}

// An index that was written and read answers like the first, whatever was removed and replaced before.
func TestIndexComesBackFromBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	sources := made(rng, 30, 60, copied(4, 25))
	var x, y Index
	for _, s := range sources {
		x.Add(s.ID, s.Text.Prints())
	}
	for _, s := range sources[:5] {
		x.Remove(s.ID)
	}
	x.Add(sources[6].ID, sources[6].Text.Prints())
	for _, s := range slices.Backward(sources[5:]) {
		y.Add(s.ID, s.Text.Prints())
	}
	b, _ := x.AppendBinary(nil)
	other, _ := y.AppendBinary(nil)
	if string(b) != string(other) {
		t.Errorf("two indexes of the same sources have different forms")
	}
	z, err := ParseIndex(b)
	if err != nil {
		t.Fatal(err)
	}
	if z.Len() != 25 {
		t.Errorf("Len = %d, want 25", z.Len())
	}
	if diff := gocmp.Diff(x.Pairs(), z.Pairs()); diff != "" {
		t.Errorf("Pairs (-before +after):\n%s", diff)
	}
	for i := range b {
		damaged := slices.Clone(b)
		damaged[i] ^= 0x11
		if _, err := ParseIndex(damaged); err == nil {
			t.Fatalf("ParseIndex reads bytes with a damage at %d", i)
		}
	}
	p := sources[7].Text.Prints()
	if diff := gocmp.Diff(x.Candidates("new", p), z.Candidates("new", p)); diff != "" {
		t.Errorf("Candidates (-before +after):\n%s", diff)
	}
}

// Texts that repeat one sentence, and sources that are all equal, cost no more than others of their length.
func TestHostileTextsAreCheap(t *testing.T) {
	once := "the barge went up the river to the lock and came down again on the same day "
	a, b := Read(bare(strings.Repeat(once, 20000))), Read(bare("and so "+strings.Repeat(once, 10000)))
	got := Compare(a, b)
	if len(got) == 0 || len(got) > 4 || got[0].Words < 160000 {
		t.Errorf("Compare of repetitions has %d matches: %+v", len(got), got[:min(4, len(got))])
	}
	equal := make([]Source, 1000)
	for i := range equal {
		equal[i] = Source{corpus.SourceID(fmt.Sprint(i)), Read(bare(join(numbered("w", 300))))}
	}
	passages := Passages(equal)
	if len(passages) != 1 || len(passages[0].Places) != 1000 {
		t.Errorf("1,000 equal sources have %d passages, want 1 of 1,000 places", len(passages))
	}
	many := make([]Source, 200) // each one repeats what all have
	for i := range many {
		many[i] = Source{corpus.SourceID(fmt.Sprint(i)), Read(bare(strings.Repeat(once, 50+i)))}
	}
	if passages := Passages(many); len(passages) == 0 {
		t.Errorf("200 sources that repeat a sentence have no passage in common")
	}
}

// prose returns n words as often in text as natural ones are.
func prose(rng *rand.Rand, n int) string {
	z := rand.NewZipf(rng, 1.2, 5, 30000)
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%s", strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(z.Uint64())))
		b.WriteString([]string{" ", " ", " ", " ", ", ", ". "}[i%6])
	}
	return b.String()
}

func BenchmarkPrints(b *testing.B) {
	d := bare(prose(rand.New(rand.NewPCG(1, 1)), 1_000_000))
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if p := PrintsOf(d); p.Words != 1_000_000 {
			b.Fatalf("%d words", p.Words)
		}
	}
}

// A source is added to an index of n, and compared with those that it has passages in common with: ten, however many there are.
func BenchmarkAddOne(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			passage := numbered("p", 40)
			var x Index
			texts := make(map[corpus.SourceID]Text)
			for i := range n {
				id := corpus.SourceID(fmt.Sprintf("%05d", i))
				s := prose(rng, 1000)
				if i < 10 {
					texts[id] = Read(bare(s + join(passage)))
					s += join(passage)
				}
				x.Add(id, PrintsOf(bare(s)))
			}
			one := bare(prose(rng, 1000) + join(passage))
			b.ResetTimer()
			b.ReportAllocs()
			for b.Loop() {
				t := Read(one)
				p := t.Prints()
				found := 0
				for _, id := range x.Candidates("new", p) {
					found += len(Compare(t, texts[id]))
				}
				if found != 10 {
					b.Fatalf("%d matches, want 10", found)
				}
				x.Add("new", p)
				x.Remove("new")
			}
		})
	}
}

func BenchmarkPassages(b *testing.B) {
	sources := made(rand.New(rand.NewPCG(1, 1)), 1000, 1000, copied(100, 60))
	b.ReportAllocs()
	for b.Loop() {
		if len(Passages(sources)) == 0 {
			b.Fatal("no passages")
		}
	}
}

func BenchmarkRepetitions(b *testing.B) {
	t := Read(bare(strings.Repeat("the barge went up the river to the lock and came down again on the same day ", 100_000)))
	u := Read(bare(strings.Repeat("the barge went up the river to the lock and came down again on the same day ", 50_000)))
	for b.Loop() {
		if len(Compare(t, u)) == 0 {
			b.Fatal("no match")
		}
	}
}

// However sources are divided among indexes, their union is the index of all of them.
func TestUnionIsTheIndexOfAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	sources := made(rng, 30, 60, copied(4, 30))
	var whole Index
	for _, s := range sources {
		whole.Add(s.ID, s.Text.Prints())
	}
	want, _ := whole.AppendBinary(nil)
	for range 10 {
		parts := make([]*Index, 1+rng.IntN(5))
		for i := range parts {
			parts[i] = &Index{}
		}
		for _, s := range sources {
			parts[rng.IntN(len(parts))].Add(s.ID, s.Text.Prints())
		}
		parts[0].Add("gone", sources[0].Text.Prints())
		parts[0].Remove("gone")
		u := Union(parts...)
		if got, _ := u.AppendBinary(nil); string(got) != string(want) {
			t.Fatalf("the union of %d indexes is not the index of all", len(parts))
		}
		for _, s := range sources {
			if diff := gocmp.Diff(whole.Candidates(s.ID, s.Text.Prints()), u.Candidates(s.ID, s.Text.Prints())); diff != "" {
				t.Fatalf("Candidates(%s) (-index +union):\n%s", s.ID, diff)
			}
		}
	}
}
