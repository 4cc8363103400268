package answers

import (
	"strings"
	"testing"

	"variorum/corpus"
)

// A window of short paragraphs goes on into the next ones, over nothing but white space, and not over a heading.
func TestWindowsGoOnIntoTheNextParagraph(t *testing.T) {
	long := "The lamp " + strings.Repeat("by the second of the three doors of the shed on the old quay ", 8) + "had been out since the evening before."
	for _, test := range []struct {
		name, text, of, want string
	}{
		{"an answer", "When did it fall, as far as you know? Take your time.\n\nAt six in the morning.\n", "When", "When did it fall, as far as you know? Take your time.\n\nAt six in the morning."},
		{"a question", "When did it fall, as far as you know? Take your time.\n\nAt six in the morning.\n", "At six", "When did it fall, as far as you know? Take your time.\n\nAt six in the morning."},
		{"a long paragraph", "When did it fall, as far as you know? Take your time.\n\n" + long + "\n", "When", "When did it fall, as far as you know? Take your time."},
		{"a heading", "When did it fall, as far as you know? Take your time.\n\n# The answer\n\nAt six in the morning.\n", "When", "When did it fall, as far as you know? Take your time."},
	} {
		t.Run(test.name, func(t *testing.T) {
			source, err := corpus.Read("a.md", []byte(long+"\n\n"+test.text), corpus.Options{})
			if err != nil {
				t.Fatal(err)
			}
			text := newStudy(source.Document, "en")
			for i := range text.all {
				if !strings.HasPrefix(text.text(i), test.of) {
					continue
				}
				spans := text.slices(DefaultSettings.window(text.sentences, i))
				if got := spans[0].In(source.Document.Text); len(spans) != 1 || got != test.want {
					t.Errorf("the window of %q has %d slices, the first %q, want %q", test.of, len(spans), got, test.want)
				}
				return
			}
			t.Fatalf("no sentence begins with %q", test.of)
		})
	}
}
