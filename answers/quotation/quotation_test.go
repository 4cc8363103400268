package quotation

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"

	"variorum/corpus"
	"variorum/corpus/example"
)

// A work is a source of a test.
type work struct {
	id corpus.SourceID
	corpus.Document
}

func each(works ...work) iter.Seq2[corpus.SourceID, corpus.Document] {
	return func(yield func(corpus.SourceID, corpus.Document) bool) {
		for _, w := range works {
			if !yield(w.id, w.Document) {
				return
			}
		}
	}
}

func bare(id, text string) work { return work{corpus.SourceID(id), corpus.Document{Text: text}} }

func parsed(id, text string) work {
	return work{corpus.SourceID(id), corpus.Document{Text: text, Structure: corpus.Parse(text, "en", true)}}
}

// check checks a quotation and what holds of all reports: places are slices, and verbatim ones have no changes.
func check(t *testing.T, quote string, said corpus.SourceID, works ...work) Report {
	t.Helper()
	r, err := Check(quote, each(works...), said)
	if err != nil {
		t.Fatalf("Check(%q): %v", quote, err)
	}
	promise(t, quote, r, works...)
	return r
}

func promise(t *testing.T, quote string, r Report, works ...work) {
	t.Helper()
	if (r.Status == NotFound) != (len(r.Places) == 0) {
		t.Fatalf("Check(%q) = %s with %d places", quote, r.Status, len(r.Places))
	}
	for _, p := range r.Places {
		i := slices.IndexFunc(works, func(w work) bool { return w.id == p.Source })
		text := works[i].Text
		if p.Quote != text[p.Span.Start:p.Span.End] || p.Quote == "" {
			t.Fatalf("Check(%q): place %+v is no slice", quote, p)
		}
		for _, x := range p.Parts {
			if x.Start < p.Span.Start || x.End > p.Span.End || x.Start >= x.End {
				t.Fatalf("Check(%q): part %v is not in %v", quote, x, p.Span)
			}
		}
		for _, c := range p.Changes {
			if c.Source != text[c.Span.Start:c.Span.End] || c.Kind != PutIn && c.Source == "" || c.Kind != LeftOut && c.Quote == "" {
				t.Fatalf("Check(%q): change %+v", quote, c)
			}
		}
		if r.Status == Verbatim && (len(p.Changes) > 0 || p.Kept != p.Words) || r.Status == Differs && p.Exact {
			t.Fatalf("Check(%q) = %s with place %+v", quote, r.Status, p)
		}
	}
}

const passage = `The clerk did not see the barge until a quarter past nine. He wrote "one barge, empty" on his slate, and—as he says—went home. ` +
	`It had allegedly been loaded with 1,250 sacks of oats; the mil-` + "\n" + `ler's boy counted them twice. On the re-entry of the barge the *Linnet* lay at -5 degrees, in ice.`

func TestCheck(t *testing.T) {
	tests := []struct {
		name, quote string
		want        Status
		exact       bool
		changes     []Change // without spans
	}{
		{"a slice is verbatim", "did not see the barge until a quarter past nine.", Verbatim, true, nil},
		{"quotation marks around it do not count", " “did not see the barge until a quarter past nine” ", Verbatim, true, nil},
		{"nor does a mark at its end", "did not see the barge until a quarter past nine,", Verbatim, false, nil},
		{"case does not matter", "THE CLERK DID NOT see the barge", Verbatim, false, nil},
		{"nor do spacing and line breaks", "did not\n  see\tthe barge", Verbatim, false, nil},
		{"nor do quotation marks inside", "He wrote ‘one barge, empty’ on his slate", Verbatim, false, nil},
		{"nor do marks of emphasis", "of the barge the Linnet lay", Verbatim, false, nil},
		{"nor does the length of dashes", "on his slate, and -- as he says - went home", Verbatim, false, nil},
		{"nor does a hyphen at a line's end", "the miller's boy counted them", Verbatim, false, nil},
		{"nor if the quotation has a blank there", "the mil- ler's boy counted them", Verbatim, false, nil},
		{"a hyphen inside a word does", "On the reentry of the barge", Differs, false, []Change{{Kind: Changed, Source: "re-entry", Quote: "reentry"}}},
		{"a dropped negation", "The clerk did see the barge until", Differs, false, []Change{{Kind: LeftOut, Source: "not"}}},
		{"a dropped hedge", "It had been loaded with 1,250 sacks", Differs, false, []Change{{Kind: LeftOut, Source: "allegedly"}}},
		{"a changed number", "been loaded with 1,350 sacks of oats", Differs, false, []Change{{Kind: Changed, Source: "1,250", Quote: "1,350"}}},
		{"a number without its separator", "been loaded with 1.250 sacks of oats", Differs, false, []Change{{Kind: Changed, Source: "1,250", Quote: "1.250"}}},
		{"a dropped sign inside", "Linnet lay at 5 degrees, in ice", Differs, false, []Change{{Kind: Changed, Source: "at -5", Quote: "at 5"}}},
		{"a dropped sign at the start", "5 degrees, in ice", Differs, false, []Change{{Kind: Changed, Source: "-5", Quote: "5"}}},
		{"a word put in", "The clerk did certainly not see the barge", Differs, false, []Change{{Kind: PutIn, Quote: "certainly"}}},
		{"another word at the start", "A clerk did not see the barge", Differs, false, []Change{{Kind: Changed, Source: "The", Quote: "A"}}},
		{"a word put in before the sentence", "But the clerk did not see the barge", Differs, false, []Change{{Kind: PutIn, Quote: "But"}}},
		{"another word at the end", "clerk did not see the barge until noon", Differs, false, []Change{{Kind: Changed, Source: "a", Quote: "noon"}}},
		{"a dropped comma", "He wrote one barge empty on his slate", Differs, false, []Change{{Kind: Changed, Source: "barge, empty", Quote: "barge empty"}}},
		{"a statement asked", "the miller's boy counted them twice?", Differs, false, []Change{{Kind: Changed, Source: "twice.", Quote: "twice?"}}},
		{
			"halves that changed places", "until a quarter past nine the clerk did not see the barge", Differs, false,
			[]Change{{Kind: Moved, Source: "until a quarter past nine", Quote: "until a quarter past nine"}},
		},
		{"half a word is no word", "he clerk did not see the bar", Differs, false, []Change{{Kind: Changed, Source: "The", Quote: "he"}, {Kind: Changed, Source: "barge", Quote: "bar"}}},
		{"other words", "The bargeman had seen no clerk on that day", NotFound, false, nil},
		{"some of the words", "He wrote of a clerk who went to the barge", NotFound, false, nil},
		{"the same words in no order", "barge the see not nine clerk did past quarter until", NotFound, false, nil},
		{"no words", "?!?!?!?!?!?!?!?!", NotFound, false, nil},

		{"an omission", "The clerk did not see the barge ... He wrote", Verbatim, true, nil},
		{"an omission in brackets", "The clerk did not see […] a quarter past nine", Verbatim, true, nil},
		{"an omission of nothing", "The clerk did not [...] see the barge", Verbatim, true, nil},
		{"an omission at each end", "... did not see the barge until a quarter . . .", Verbatim, true, nil},
		{"pieces in another order", "He wrote “one barge, empty” ... The clerk did not see", Differs, false, []Change{
			{Kind: Moved, Source: "The clerk did not see", Quote: "The clerk did not see"},
		}},
		{"a changed word in a piece", "The clerk did not see the ship ... He wrote “one barge, empty”", Differs, false, []Change{{Kind: Changed, Source: "barge", Quote: "ship"}}},
		{"a piece that stands nowhere", "The clerk did not see the barge until a quarter past nine ... and slept", Differs, false, []Change{{Kind: PutIn, Quote: "and slept"}}},
		{"an insertion for a word", "[The boy] did not see the barge", Verbatim, true, nil},
		{"an insertion between words", "The clerk [of the lock] did not see the barge", Verbatim, true, nil},
		{"an insertion does not cover much", "The clerk [and others] went home. It had allegedly", Differs, false, nil},
		{"a letter in brackets", "[t]he clerk did not see the barge", Verbatim, false, nil},
		{"short pieces stay near each other", "The clerk ... in ice and snow", NotFound, false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := check(t, tt.quote, "", parsed("a", passage), bare("b", "Nothing of the kind is told here, nor would it be."))
			if r.Status != tt.want || r.Attribution != Unsaid {
				t.Fatalf("Check(%q) = %s, %s, want %s, %s: %+v", tt.quote, r.Status, r.Attribution, tt.want, Unsaid, r.Places)
			}
			if len(r.Places) == 0 {
				return
			}
			if p := r.Places[0]; p.Exact != tt.exact {
				t.Errorf("Check(%q): exact is %t, want %t, at %q", tt.quote, p.Exact, tt.exact, p.Quote)
			}
			var got []Change
			for _, c := range r.Places[0].Changes {
				c.Span = corpus.Span{}
				got = append(got, c)
			}
			if tt.name == "an insertion does not cover much" {
				return
			}
			if diff := gocmp.Diff(tt.changes, got); diff != "" {
				t.Errorf("Check(%q): changes (-want +got):\n%s", tt.quote, diff)
			}
		})
	}
}

func TestAllPlacesAreTold(t *testing.T) {
	works := []work{
		bare("c", "The lock was shut. So they said. The lock was shut!"),
		bare("a", "“the lock was shut”"),
		bare("b", "The lock was not shut, and nobody said so."),
	}
	var got []string
	for _, p := range check(t, "The lock was shut", "", works...).Places {
		got = append(got, fmt.Sprintf("%s %d %t", p.Source, p.Span.Start, p.Exact))
	}
	if want := []string{"a 3 false", "c 0 true", "c 33 true"}; !slices.Equal(got, want) {
		t.Errorf("places = %q, want %q", got, want)
	}
}

// Whether it stands there and whether it stands where it was said to are two facts.
func TestAttribution(t *testing.T) {
	works := []work{bare("a", "The lock was shut until the ice had gone."), bare("b", "The lock was never shut until the ice had gone."), bare("c", "Nobody wrote of it.")}
	tests := []struct {
		quote  string
		said   corpus.SourceID
		status Status
		want   Attribution
		places int
	}{
		{"the lock was shut until the ice", "a", Verbatim, AsSaid, 1},
		{"the lock was shut until the ice", "b", Verbatim, Elsewhere, 1},
		{"the lock was shut until the ice", "c", Verbatim, Elsewhere, 1},
		{"the lock was shut until the ice", "", Verbatim, Unsaid, 1},
		{"the lock was open until the ice had gone", "a", Differs, AsSaid, 1},
		{"the lock was open until the ice had gone", "b", Differs, AsSaid, 2},
		{"the lock was open until the ice had gone", "c", Differs, Elsewhere, 1},
		{"nobody has ever heard of such a thing", "c", NotFound, Unsaid, 0},
	}
	for _, tt := range tests {
		r := check(t, tt.quote, tt.said, works...)
		if r.Status != tt.status || r.Attribution != tt.want || len(r.Places) != tt.places {
			t.Errorf("Check(%q, said %q) = %s, %s, %d places, want %s, %s, %d", tt.quote, tt.said, r.Status, r.Attribution, len(r.Places), tt.status, tt.want, tt.places)
		}
	}
}

func TestLengthIsLimited(t *testing.T) {
	for quote, length := range map[string]int{
		"":                                       0,
		" “eleven char” ":                        11,
		"\x00\x01\x02 \u200b":                    0,
		strings.Repeat("x ", MaxLength/2) + "xx": MaxLength + 2,
	} {
		_, err := Check(quote, each(), "")
		var e *LengthError
		if !errors.As(err, &e) || e.Length != length {
			t.Errorf("Check(%.20q) = %v, want a LengthError of %d", quote, err, length)
		}
	}
	if _, err := Check("twelve chars", each(), ""); err != nil {
		t.Errorf("Check of 12 characters: %v", err)
	}
}

// A sentence that a footnote or a page's number interrupts is one, and so is a word that it divides.
func TestQuotationsGoOverPages(t *testing.T) {
	text := "Two clerks sol-\n\n17\n\nemnly wrote on a slate.\n\nThey came again.\n"
	cut, on, end := strings.Index(text, "17"), strings.Index(text, "emnly"), strings.Index(text, "They")
	w := work{"a", corpus.Document{Text: text, Structure: corpus.Structure{
		Blocks: []corpus.Block{
			{Span: corpus.Span{Start: 0, End: cut}},
			{Span: corpus.Span{Start: cut, End: on}, Kind: corpus.Furniture, Paragraph: -1},
			{Span: corpus.Span{Start: on, End: end}},
			{Span: corpus.Span{Start: end, End: len(text)}, Paragraph: 1},
		},
		Paragraphs: []corpus.Paragraph{
			{Number: 1, Sentences: []corpus.Sentence{{Parts: []corpus.Span{{Start: 0, End: 15}, {Start: on, End: end - 2}}}}},
			{Number: 2, Sentences: []corpus.Sentence{{Parts: []corpus.Span{{Start: end, End: len(text) - 1}}}}},
		},
	}}}
	for quote, want := range map[string]string{
		"clerks solemnly wrote on a slate. They came": text[4:strings.Index(text, " again")],

		"They came again.": "They came again.",
	} {
		r := check(t, quote, "", w)
		if r.Status != Verbatim || len(r.Places) != 1 || r.Places[0].Quote != want {
			t.Errorf("Check(%q) = %s at %+v, want %q", quote, r.Status, r.Places, want)
		}
	}
}

// library returns the sources of the example library, and of the shared folder if it is there.
func library(t testing.TB) []work {
	t.Helper()
	var works []work
	add := func(prefix, name string, raw []byte) {
		s, err := corpus.Read(name, raw, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		works = append(works, work{corpus.SourceID(prefix + name[:3]), s.Document})
	}
	names, _ := fs.Glob(example.FS(), "0*")
	for _, name := range names {
		raw, err := fs.ReadFile(example.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		add("e", name, raw)
	}
	if len(works) != 6 {
		t.Fatalf("the example library has %d sources", len(works))
	}
	files, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared"), "seeds", "*.txt"))
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		add("s", filepath.Base(f), raw)
	}
	return works
}

// A quoted is a sentence of a source that stands in it once and in no other.
type quoted struct {
	work
	corpus.Span
	words []string // with their marks
}

// sentences returns the sentences that stand once in all works, also if marks, case and spaces do not count.
func sentences(works []work) []quoted {
	var list []quoted
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	var bare []string
	for _, w := range works {
		bare = append(bare, letters(w.Text))
	}
	for _, w := range works {
		for _, p := range w.Structure.Paragraphs {
			for _, s := range p.Sentences {
				text := s.Span().In(w.Text)
				n := 0
				for _, other := range bare {
					n += strings.Count(other, letters(text))
				}
				words := strings.Fields(text)
				if gaps(text) == nil && len(s.Parts) == 1 && n == 1 && len(words) >= 10 && len(words) <= 60 {
					list = append(list, quoted{w, s.Span(), words})
				}
			}
		}
	}
	return list
}

var negations = []string{"not", "no", "never", "nobody", "none"}

// Quotations that a program makes of sentences of the libraries are told for what they are: true ones, altered ones, and those credited
// to the wrong source. No altered one is called verbatim.
func TestQuotationsMadeByProgram(t *testing.T) {
	const seed = 41
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	works := library(t)
	all := sentences(works)
	if len(all) < 100 {
		t.Fatalf("%d sentences", len(all))
	}
	bareWord := func(s string) bool { return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" }
	kinds := []struct {
		name  string
		want  Status
		alter func(q quoted) (string, bool)
	}{
		{"exact", Verbatim, func(q quoted) (string, bool) { return q.In(q.Text), true }},
		{"part", Verbatim, func(q quoted) (string, bool) { return strings.Join(q.words[1:len(q.words)-2], " "), true }},
		{"case", Verbatim, func(q quoted) (string, bool) { return strings.ToUpper(q.In(q.Text)), true }},
		{"quotation marks and spacing", Verbatim, func(q quoted) (string, bool) {
			return "»" + strings.NewReplacer("“", `"`, "”", `"`, "’", "'", `"`, "”").Replace(strings.Join(q.words, "\n ")) + "«", true
		}},
		{"changed word", Differs, func(q quoted) (string, bool) {
			i := 1 + rng.IntN(len(q.words)-2)
			if !bareWord(q.words[i]) {
				return "", false
			}
			return strings.Join(slices.Concat(q.words[:i], []string{"otherwise"}, q.words[i+1:]), " "), q.words[i] != "otherwise"
		}},
		{"changed number", Differs, func(q quoted) (string, bool) {
			i := slices.IndexFunc(q.words, func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) })
			if i < 1 || strings.Contains(q.words[i], "[") {
				return "", false
			}
			w := slices.Clone(q.words)
			w[i] = strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) {
					return '0' + (r-'0'+1)%10
				}
				return r
			}, w[i])
			return strings.Join(w, " "), true
		}},
		{"dropped negation", Differs, func(q quoted) (string, bool) {
			i := slices.IndexFunc(q.words, func(w string) bool { return slices.Contains(negations, w) })
			if i < 1 || i == len(q.words)-1 {
				return "", false
			}
			return strings.Join(slices.Concat(q.words[:i], q.words[i+1:]), " "), true
		}},
		{"ellipsis", Verbatim, func(q quoted) (string, bool) {
			n := len(q.words)
			i, j := n/3, n-n/3
			mark := []string{"...", "…", "[...]", "[…]", "(…)"}[rng.IntN(5)]
			return strings.Join(q.words[:i], " ") + " " + mark + " " + strings.Join(q.words[j:], " "), n >= 15
		}},
		{"swapped pieces", Differs, func(q quoted) (string, bool) {
			i := len(q.words) / 2
			return strings.Join(q.words[i:], " ") + " ... " + strings.Join(q.words[:i], " "), true
		}},
		{"swapped halves", Differs, func(q quoted) (string, bool) {
			i := len(q.words) / 2
			return strings.Join(q.words[i:], " ") + " " + strings.Join(q.words[:i], " "), true
		}},
		{"four words changed", Differs, func(q quoted) (string, bool) {
			w := slices.Clone(q.words)
			for k := range 4 {
				w[(k+1)*len(w)/5] = "otherwise"
			}
			return strings.Join(w, " "), len(w) >= 24
		}},
		{"every second word changed", NotFound, func(q quoted) (string, bool) {
			w := slices.Clone(q.words)
			for k := 0; k < len(w); k += 2 {
				w[k] = "otherwise"
			}
			return strings.Join(w, " "), true
		}},
	}
	total := 0
	for _, k := range kinds {
		made, wrong := 0, 0
		order := rng.Perm(len(all))
		for _, n := range order {
			q := all[n]
			quote, ok := k.alter(q)
			if !ok || made == 60 {
				continue
			}
			made++
			said, attribution := q.id, AsSaid
			if made%3 == 0 { // credited to the wrong source
				for said == q.id {
					said = works[rng.IntN(len(works))].id
				}
				attribution = Elsewhere
			}
			if k.want == NotFound {
				attribution = Unsaid
			}
			r := check(t, quote, said, works...)
			here := slices.ContainsFunc(r.Places, func(p Place) bool {
				return p.Source == q.id && p.Span.Start < q.End && q.Start < p.Span.End
			})
			if k.want != Verbatim && r.Status == Verbatim {
				t.Errorf("%s: %q is called verbatim", k.name, quote)
			}
			if r.Status != k.want || r.Attribution != attribution || !here && k.want != NotFound || k.name == "exact" && !r.Places[0].Exact {
				wrong++
				t.Errorf("%s: Check(%q, said %s) = %s, %s, want %s, %s, at %v in %s: %+v", k.name, quote, said, r.Status, r.Attribution, k.want, attribution, q.Span, q.id, r.Places)
			}
		}
		t.Logf("%-30s %3d made, %d told wrong", k.name, made, wrong)
		total += made
	}
	if total < 300 {
		t.Errorf("%d quotations were made, want 300", total)
	}
}

// A sentence of one library stands in no other: none is anchored at a sentence that is merely like it.
func TestOtherSentencesAreNotFound(t *testing.T) {
	works := library(t)
	var own, shared []work
	for _, w := range works {
		if w.id[0] == 'e' {
			own = append(own, w)
		} else {
			shared = append(shared, w)
		}
	}
	if len(shared) == 0 {
		t.Skip("the shared folder has no articles (VARIORUM_SHARED names the folder)")
	}
	checked, found := 0, 0
	for _, pair := range [][2][]work{{own, shared}, {shared, own}} {
		for _, q := range sentences(pair[0]) {
			checked++
			for n := 4; n <= len(q.words); n *= 2 {
				quote := strings.Join(q.words[:n], " ")
				if len(trim(quote)) < MinLength {
					continue
				}
				if r := check(t, quote, "", pair[1]...); r.Status != NotFound {
					found++
					t.Logf("Check(%q) = %s at %q", quote, r.Status, r.Places[0].Quote)
				}
			}
		}
	}
	t.Logf("%d sentences of other texts, %d beginnings called alike", checked, found)
	if found*100 > checked {
		t.Errorf("%d of %d are called alike, want fewer than 1 in 100", found, checked)
	}
}

// The order of the texts does not matter.
func TestOrderDoesNotMatter(t *testing.T) {
	works := library(t)
	rng := rand.New(rand.NewPCG(5, 1))
	for _, quote := range []string{
		"At first light some four hundred dockers stood at the gates", "At first light some five hundred dockers stood at the gates", "In the year of the flood",
	} {
		want := check(t, quote, "e001", works...)
		for range 5 {
			rng.Shuffle(len(works), func(i, j int) { works[i], works[j] = works[j], works[i] })
			if diff := gocmp.Diff(want, check(t, quote, "e001", works...)); diff != "" {
				t.Errorf("Check(%q) in another order (-want +got):\n%s", quote, diff)
			}
		}
	}
}

// A quotation of MaxLength characters, and texts made to cost much, are checked like others.
func TestHostileQuotationsAreCheap(t *testing.T) {
	once := "the barge went up the river "
	a := bare("a", strings.Repeat(once, 30_000))
	long := strings.Repeat(once, MaxLength/len(once))
	if r := check(t, long, "", a); r.Status != Verbatim {
		t.Errorf("a repetition is %s", r.Status)
	}
	for _, quote := range []string{
		long[:len(long)/2] + "not " + long[len(long)/2:len(long)-10],
		strings.Repeat("barge the ", MaxLength/10),
		strings.Repeat("went ... ", MaxLength/9),
		strings.Repeat("[up] river ", MaxLength/11),
		strings.Repeat("[", MaxLength),
		strings.Repeat("(…", MaxLength/2),
		strings.Repeat("the\x00\x1b[1m ", MaxLength/9),
		strings.Repeat("x", MaxLength),
	} {
		r := check(t, quote, "a", a)
		t.Logf("%.20q: %s", quote, r.Status)
	}
}

// A long quotation with a word changed and two left out is told by these, wherever they are.
func TestLongQuotationsAreCompared(t *testing.T) {
	words := make([]string, 12_000)
	for i := range words {
		words[i] = "w" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(i*7919%10007))
	}
	a := bare("a", "Before it. "+strings.Join(words, " ")+". Behind it.")
	quote := strings.Join(slices.Concat(words[:3000], []string{"otherwise"}, words[3001:9000], words[9002:]), " ")
	r := check(t, quote, "", a)
	if r.Status != Differs {
		t.Fatalf("Check = %s, want %s", r.Status, Differs)
	}
	var got []string
	for _, c := range r.Places[0].Changes {
		got = append(got, fmt.Sprintf("%s %q %q", c.Kind, c.Source, c.Quote))
	}
	want := []string{fmt.Sprintf("changed %q \"otherwise\"", words[3000]), fmt.Sprintf("left_out %q \"\"", strings.Join(words[9000:9002], " "))}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

// Nothing panics, places are slices, and a slice that begins and ends with whole words is verbatim.
func FuzzCheck(f *testing.F) {
	f.Add(passage, "The clerk did not ... [he] wrote “one barge”", 3, 40)
	f.Add("a-\nb «c» d… 3½ -5 ١٢٣ é\u0301 港口", "\xff\xfe[...] (…) . . . [x", 0, 20)
	f.Fuzz(func(t *testing.T, text, quote string, from, to int) {
		w := parsed("a", text)
		for _, q := range []string{quote, text[:min(len(text), 200)] + quote} {
			if r, err := Check(q, each(w, bare("b", quote+text)), "b"); err == nil {
				promise(t, q, r, w, bare("b", quote+text))
			}
		}
		words := strings.Fields(text)
		if from < 0 || to > len(words) || from >= to {
			return
		}
		slice := strings.Join(words[from:to], " ")
		plain := strings.Trim(slice, "abcdefghijklmnopqrstuvwxyz ,") == "" && gaps(slice) == nil
		if r, err := Check(slice, each(bare("a", strings.Join(words, " "))), ""); plain && err == nil && len(trim(slice)) == len(slice) && r.Status != Verbatim &&
			strings.ContainsAny(slice, "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("a slice %q of %q is %s", slice, text, r.Status)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	z := rand.NewZipf(rng, 1.2, 5, 30000)
	works := make([]work, 1000)
	for i := range works {
		var s strings.Builder
		for n := range 1000 {
			fmt.Fprintf(&s, "w%s%s", strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(z.Uint64())), []string{" ", " ", ", ", ".\n\n"}[n%97%4])
		}
		works[i] = parsed(fmt.Sprintf("%04d", i), s.String())
	}
	words := strings.Fields(works[500].Text)
	long := strings.Join(words, " ")
	for name, quote := range map[string]string{
		"exact":     strings.Join(words[100:130], " "),
		"changed":   strings.Join(slices.Concat(words[100:115], []string{"otherwise"}, words[116:130]), " "),
		"not found": strings.Repeat("nothing of this stands anywhere ", 5),
		"long":      strings.Replace(long, words[500], "otherwise", 1),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Check(quote, each(works...), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
