package answers

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"variorum/corpus"
)

// drawText draws a text of few pieces, so that parts of it recur; some are not valid UTF-8.
func drawText(t *rapid.T, least, most int) string {
	piece := rapid.SampledFrom([]string{
		"a", "ab", " ", "The ferry left at six in the morning", "The ferry left at six", "é", "日本", "\xff", "\x80\x80\x80\x80\x80", "\xe6\x97",
		strings.Repeat("a", 40), strings.Repeat("ж", 600),
	})
	return strings.Join(rapid.SliceOfN(piece, least, most).Draw(t, "text"), "")
}

func TestCountIsThatOfStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, 0, 200)
		if rapid.Bool().Draw(t, "rare") { // by what else stands in the text
			text += strings.Repeat("zy", 128*len(text))
		}
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		s := text[start:rapid.IntRange(start, min(len(text), start+200)).Draw(t, "end")]
		if rapid.Bool().Draw(t, "elsewhere") {
			s = drawText(t, 0, 4)
		}
		if s == "" {
			return
		}
		if got, want := newCounter(text).count(s), strings.Count(text, s); got != want {
			t.Fatalf("count(%q, %q) = %d, want %d", text, s, got, want)
		}
	})
}

func TestCodePointsAreThoseOfTheWholeText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, 20, 400)
		codes := newCodePoints(text)
		for _, n := range append(rapid.SliceOf(rapid.IntRange(0, len(text))).Draw(t, "places"), 0, len(text)) {
			if got, want := codes.before(n), utf8.RuneCountInString(text[:n]); got != want {
				t.Fatalf("before(%d) = %d, want %d, of %q", n, got, want, text)
			}
		}
	})
}

func TestCountWhereTheTextRecurs(t *testing.T) {
	filler := strings.Repeat("the ferry left ", 500)
	for _, test := range []struct{ name, text, s string }{
		{"it overlaps itself", filler + strings.Repeat("XaaXaaXa", 7), "XaaXaaXa"},
		{"it overlaps what is no part of it", filler + "XaXaXb", "XaXb"},
		{"its rarest byte is its last", filler + "ab! b! ab!", "ab!"},
		{"it is longer than what is left", filler + "X", "Xa"},
		{"it ends the text", filler + "Xa", "Xa"},
		{"no byte of it is rare", filler, "left the ferry"},
		{"a byte of it stands nowhere", filler, "ferry 7"},
		{"the text is empty", "", "ferry"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, want := newCounter(test.text).count(test.s), strings.Count(test.text, test.s); got != want {
				t.Errorf("count(%q, %q) = %d, want %d", test.text, test.s, got, want)
			}
		})
	}
}

// repeatsByCounting is what [bag.repeats] must say of the words of two texts.
func repeatsByCounting(a, b string) bool {
	words := make(map[string]int)
	for w := range strings.FieldsSeq(strings.ToLower(a)) {
		words[w]++
	}
	common := 0
	for w := range strings.FieldsSeq(strings.ToLower(b)) {
		if words[w] > 0 {
			words[w]--
			common++
		}
	}
	return common*100 >= repeatShare*min(len(strings.Fields(a)), len(strings.Fields(b)))
}

// document returns a document of paragraphs of one sentence each.
func document(sentences ...string) corpus.Document {
	d := corpus.Document{}
	for _, s := range sentences {
		span := corpus.Span{Start: len(d.Text), End: len(d.Text) + len(s)}
		d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{Sentences: []corpus.Sentence{{Parts: []corpus.Span{span}}}})
		d.Text += s + "\n\n"
	}
	return d
}

// Windows repeat each other by their words, each as often as both have it, in whatever order and case.
func TestBagsRepeatByTheirWords(t *testing.T) {
	word := rapid.SampledFrom([]string{"the", "The", "ferry", "left", "Ärzte", "ärzte", "six", "five"})
	sentence := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " ") })
	rapid.Check(t, func(t *rapid.T) {
		a, b := sentence.Draw(t, "a"), sentence.Draw(t, "b")
		s := newSentences(document(a, b))
		x, y := s.bag(windowOf{first: 0, last: 0}), s.bag(windowOf{first: 1, last: 1})
		if got, want := x.repeats(y), repeatsByCounting(a, b); got != want || y.repeats(x) != want {
			t.Fatalf("%q repeats %q: %t and %t, want %t", a, b, got, y.repeats(x), want)
		}
	})
}

// What is kept of a sentence's evidence is what the sentence has, whoever asks for it meanwhile.
func TestEvidenceIsThatOfTheSentence(t *testing.T) {
	text := "Six left. They left on Monday, in 1912. They left at noon. So Anna left. They left. Seven left with Anna on Tuesday. The ferryman says that they left."
	s := newStudy(corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)}, "en")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range s.all {
				text := s.text(i)
				for e, want := range map[evidence]bool{
					figureEvidence: hasFigure(text, "en"), dateEvidence: hasDate(text, "en"), speechEvidence: strings.Contains(text, "says"),
					clockEvidence: strings.Contains(text, "at noon"),
				} {
					for range 2 {
						if got := s.has(e, i); got != want {
							t.Errorf("has(%d, %d) = %t, want %t: %q", e, i, got, want, text)
						}
					}
				}
			}
		})
	}
	group.Wait()
}

// Studies are kept up to a size of their texts, and a study is made anew where it was not.
func TestStudiesAreBounded(t *testing.T) {
	text := document(strings.Repeat("The ferry left. ", maxStudied/16/3))
	var s studies
	first := s.of(corpus.Source{ID: "0"}, text)
	if again := s.of(corpus.Source{ID: "0"}, text); again != first {
		t.Error("a study that fits was made twice")
	}
	for i := range 10 {
		card := corpus.Source{ID: corpus.SourceID(fmt.Sprint(i % 5))}
		if got := s.of(card, text); got.document.Text != text.Text {
			t.Errorf("the study of %s is of another text", card.ID)
		}
		sum := 0
		for _, kept := range s.byID {
			sum += len(kept.document.Text)
		}
		if sum != s.bytes || sum > maxStudied {
			t.Fatalf("texts of %d bytes are kept, %d by their count, want at most %d", sum, s.bytes, maxStudied)
		}
	}
	if large := document(strings.Repeat("a", maxStudied+1)); s.of(corpus.Source{ID: "large"}, large) == nil || len(s.byID) != 1 {
		t.Errorf("%d studies are kept beside one that is larger than all may be", len(s.byID)-1)
	}
}

// BenchmarkCount counts a long sentence in a text whose words often begin as it does.
func BenchmarkCount(b *testing.B) {
	text := strings.Repeat("Those that thought the thing through then thanked them there. ", 2000)
	quote := "the ferry left for the island after the harbour office was told, and those who had waited for it on the quay went home."
	text = text[:len(text)/2] + quote + text[len(text)/2:]
	for _, counter := range []struct {
		name  string
		count func(s string) int
	}{{"here", newCounter(text).count}, {"strings", func(s string) int { return strings.Count(text, s) }}} {
		b.Run(counter.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if n := counter.count(quote); n != 1 {
					b.Fatal(n)
				}
			}
		})
	}
}
