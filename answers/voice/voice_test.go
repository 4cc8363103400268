package voice

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"variorum/corpus"
)

func document(text, language string, markdown bool) corpus.Document {
	return corpus.Document{Text: text, Structure: corpus.Parse(text, language, markdown)}
}

// lines returns the speeches of a text, one a line: depth, kind, speaker, cue, and what is spoken.
func lines(r *Reading) []string {
	var out []string
	depth := make([]int, len(r.Speeches()))
	for i, s := range r.Speeches() {
		if s.Outer >= 0 {
			depth[i] = depth[s.Outer] + 1
		}
		out = append(out, fmt.Sprintf("%d %s [%s] [%s] %s", depth[i], s.Kind, s.Speaker.In(r.text), s.Cue.In(r.text), s.Span.In(r.text)))
	}
	return out
}

func TestSpeeches(t *testing.T) {
	for _, c := range []struct {
		name, language, text string
		want                 []string
	}{
		{
			"quotations lie in one another", "en", `Ida said, "The carter told me, 'Mind the dog,' and drove on."`,
			[]string{`0 quoted [Ida] [said] The carter told me, 'Mind the dog,' and drove on.`, `1 quoted [The carter] [told] Mind the dog,`},
		},
		{
			"a quotation lies in indirect speech of the same speaker", "en", "The warden said that the path was “a river of mud and stones”.",
			[]string{"0 reported [The warden] [said] the path was “a river of mud and stones", "1 quoted [The warden] [said] a river of mud and stones"},
		},
		{
			"a quotation over paragraphs is one speech", "en", "Mrs. Lund wrote:\n\n“The boat is late.\n\n“The lamp is lit.”\n\nIt came at nine.",
			[]string{"0 quoted [Mrs. Lund] [wrote] The boat is late.\n\n“The lamp is lit."},
		},
		{
			"a few words that the source sets off are no speech", "en", "The so-called “royal oak” is a beech. The “new” road is old.", nil,
		},
		{
			"what nobody in particular says is no speech", "de", "Es heißt, dass der Turm schief steht. Man sagt, dass er sinkt.", nil,
		},
		{
			"a label says who speaks in a hearing, and who is quoted there", "en",
			"THE CHAIR: Who was there?\n\nMR. POOLE: My brother said, \"I was there all night.\"\n\nTHE CHAIR: Thank you.",
			[]string{
				"0 quoted [THE CHAIR] [THE CHAIR] Who was there?",
				"0 quoted [MR. POOLE] [MR. POOLE] My brother said, \"I was there all night.\"",
				"1 quoted [My brother] [said] I was there all night.",
				"0 quoted [THE CHAIR] [THE CHAIR] Thank you.",
			},
		},
		{
			"German quotation marks", "de", "„Morgen“, sagte Jan, „kommt das Schiff mit dem Holz.“",
			[]string{"0 quoted [Jan] [sagte] Morgen", "0 quoted [Jan] [sagte] kommt das Schiff mit dem Holz."},
		},
		{
			"French marks with blanks inside", "fr", "« Il neige depuis trois jours », dit le facteur.",
			[]string{"0 quoted [le facteur] [dit] Il neige depuis trois jours"},
		},
		{
			"Spanish dashes", "es", "—Ya es tarde —dijo Inés—. Cierra la puerta.",
			[]string{"0 quoted [Inés] [dijo] Ya es tarde", "0 quoted [Inés] [dijo] Cierra la puerta."},
		},
		{
			"one's own earlier words are one's own", "en", "I said that the roof would hold. We wrote that it had held before.", nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, lines(Read(document(c.text, c.language, false), c.language))); diff != "" {
				t.Errorf("Speeches (-want +got):\n%s", diff)
			}
		})
	}
}

// A span without letters, an empty one, and one outside all speech are the source's own.
func TestOfIsOwnWhereNobodyElseSpeaks(t *testing.T) {
	text := "The lock is shut. \"It sticks,\" said Ben."
	r := Read(document(text, "en", false), "en")
	for _, s := range []corpus.Span{{Start: 0, End: 0}, {Start: 0, End: 17}, {Start: 17, End: 19}, {Start: len(text), End: len(text)}} {
		if v := r.Of(s); v != (Voice{}) {
			t.Errorf("Of(%q) = %+v, want the source's own voice", s.In(text), v)
		}
	}
}

// Words outside an excerpt that govern it are told: who says so, that it is not certain, that it is denied.
func TestGovernors(t *testing.T) {
	for _, c := range []struct{ name, text, span, want string }{
		{"who says so, before", "According to the ferryman, the river rose by night. It fell by day.", "the river rose by night", "According to the ferryman"},
		{"who says so, behind", "“The ford is safe.”\n\nThe sign is old.", "The ford is safe.", ""},
		{"late attribution", "The bridge will be closed, the council said on Monday.", "The bridge will be closed", "the council said"},
		{"a denial", "The owner denied that the wall had moved.", "the wall had moved", "The owner denied"},
		{"a hedge", "The wall had allegedly moved by an inch.", "moved by an inch", "allegedly"},
		{"a negation over a list", "The board does not hold:\n\n- that the wall moved;\n- that it was built on sand.\n", "that it was built on sand", "not"},
		{"none where the excerpt holds it", "The wall had allegedly moved by an inch.", "The wall had allegedly moved by an inch.", ""},
		{"none where it governs something else", "The wall allegedly moved. The gate stood firm.", "The gate stood firm.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Read(document(c.text, "en", true), "en")
			at := strings.Index(c.text, c.span)
			var got []string
			for _, g := range r.Governors(corpus.Span{Start: at, End: at + len(c.span)}) {
				got = append(got, g.In(c.text))
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("Governors(%q) = %q, want %q", c.span, s, c.want)
			}
		})
	}
}

// Whatever the text, speeches are in order, lie inside one another or apart, and all spans are slices of the text on rune
// boundaries; reading twice gives the same.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "“", "”", "\"", "''''", "«»«»", "„“”„", "— ", "—a —dijo—", "a said that “b", "said", "according to", "zufolge", "Q. a\n\nA. b\n\nQ. c", "X:\n\n> a\n\n— B",
		"He said “a “b “c” d” e.\n\n“f", "“a\n\n“b\n\nc”\n\n(D, 1)", "\xff“\xc3a” said \xe2\x80", "A: b:\n\nc (1).\n\nd", "teilte", "von der", "Do you?\n\nI do.\n\nDo you?\n\nI do.\n\nDo you?\n\nI do.\n\nDo you?\n\nI do.", "told to A\n\nI", "P. a\n\nR. b", "It's 6\" by 9\" and 'tis",
	} {
		for _, l := range []string{"en", "de", "fr", "und"} {
			f.Add(s, l, true)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string, markdown bool) {
		d := document(text, language, markdown)
		r := Read(d, language)
		valid(t, text, r)
		if diff := cmp.Diff(lines(r), lines(Read(d, language))); diff != "" {
			t.Errorf("read twice (-first +second):\n%s", diff)
		}
		n := len(text)
		for _, s := range []corpus.Span{{Start: 0, End: n}, {Start: 0, End: n / 2}, {Start: n / 3, End: n / 2}, {Start: n, End: n}} {
			v := r.Of(s)
			if v.Kind == Reported || (v.Kind == Quoted) != (v.Speaker.Len() > 0) {
				t.Errorf("Of(%v) = %+v", s, v)
			}
			for _, g := range r.Governors(s) {
				if !slice(text, g) || g.Len() == 0 {
					t.Errorf("Governors(%v) has %v", s, g)
				}
			}
		}
	})
}

// slice reports whether s is a slice of text between runes.
func slice(text string, s corpus.Span) bool {
	edge := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text) }
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && edge(s.Start) && edge(s.End)
}

func valid(t *testing.T, text string, r *Reading) {
	t.Helper()
	for i, s := range r.Speeches() {
		if !slice(text, s.Span) || s.Span.Len() == 0 || !slice(text, s.Speaker) || !slice(text, s.Cue) {
			t.Errorf("speech %d: %+v is no slice of %d bytes", i, s, len(text))
		}
		if s.Kind == Own || s.Kind == Unidentified && s.Speaker.Len() > 0 || s.Kind == Quoted && s.Speaker.Len() == 0 {
			t.Errorf("speech %d is %s with speaker %q", i, s.Kind, s.Speaker.In(text))
		}
		if s.Outer >= i || s.Outer < -1 {
			t.Fatalf("speech %d lies in %d", i, s.Outer)
		}
		if s.Outer >= 0 {
			o := r.Speeches()[s.Outer].Span
			if s.Span.Start < o.Start || s.Span.End > o.End {
				t.Errorf("speech %d %v lies not in %d %v", i, s.Span, s.Outer, o)
			}
		}
		if i > 0 && s.Span.Start < r.Speeches()[i-1].Span.Start {
			t.Errorf("speech %d begins before %d", i, i-1)
		}
	}
	var end int
	for _, s := range r.Speeches() {
		if s.Outer < 0 {
			if s.Span.Start < end {
				t.Errorf("speech %v overlaps the one before, which ends at %d", s.Span, end)
			}
			end = s.Span.End
		}
	}
}

// hostile texts are long and of one pattern.
var hostile = []struct{ name, pattern string }{
	{"marks", "\""},
	{"curly marks", "“"},
	{"closing marks", "”"},
	{"opened and closed", "“a” "},
	{"nested", "“a ‘b "},
	{"paragraphs with a mark", "“a b c.\n\n"},
	{"single marks", "'a "},
	{"verbs of saying", "said that "},
	{"commas and verbs", "he, said, "},
	{"colons", "X writes:\n\n"},
	{"labels", "Q. a\n\nA. b\n\n"},
	{"brackets", "(a “b” "},
	{"names", "A of B and "},
	{"dashes", "— a, — said — b.\n\n"},
	{"according to", "according to the the "},
	{"notes", "not "},
	{"furniture", "12\n\n"},
	{"quotes", "> a\n\nb:\n\n"},
	{"apostrophes", "s’ a "},
	{"semicolons", "he said that; “a b c d e” "},
	{"questions", "Do you?\n\nI do.\n\n"},
	{"questions without answers", "Do you?\n\n"},
	{"notes of who wrote down", "told to Ann\n\n"},
	{"hedges", "allegedly a:\n\n- b\n\n- c\n\n"},
}

// Long texts of one pattern are read soundly, in German and in a language that is not known, too.
func TestHostileTexts(t *testing.T) {
	for _, h := range hostile {
		for _, l := range []string{"en", "de", "fr", "ru", "und"} {
			text := strings.Repeat(h.pattern, 20_000/len(h.pattern))
			r := Read(document(text, l, true), l)
			valid(t, text, r)
			r.Of(corpus.Span{Start: 0, End: len(text)})
		}
	}
}

// The cost of reading is linear: each pattern twice, the second time ten times as long.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		for _, size := range []int{1 << 20, 10 << 20} {
			text := strings.Repeat(h.pattern, size/len(h.pattern))
			d := document(text, "en", true)
			b.Run(fmt.Sprintf("%s/%dMB", h.name, size>>20), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					Read(d, "en")
				}
			})
		}
	}
}

// Reading prose with some speech, and asking for the voice of each of its sentences.
func BenchmarkProse(b *testing.B) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "The barge number %d left the basin at dawn with salt and iron. “We shall be in Harwell by noon,” said Mrs. Oram, who steered. The lock-keeper wrote that he had seen nobody.\n\n", i)
	}
	d := document(text.String(), "en", false)
	b.Run("Read", func(b *testing.B) {
		b.SetBytes(int64(text.Len()))
		for b.Loop() {
			Read(d, "en")
		}
	})
	r := Read(d, "en")
	sentences := slices.Collect(func(yield func(corpus.Span) bool) {
		for _, p := range d.Structure.Paragraphs {
			for _, s := range p.Sentences {
				if !yield(s.Span()) {
					return
				}
			}
		}
	})
	b.Run("Of", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			r.Of(sentences[i%len(sentences)])
		}
	})
}
