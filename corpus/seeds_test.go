package corpus

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A seed is one of the articles in the shared folder, parsed.
type seed struct {
	*testing.T
	text string
	Structure
}

// parseSeed parses the article whose file begins with number; the test is skipped where there is none.
func parseSeed(t *testing.T, number string) seed {
	t.Helper()
	shared := cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../shared")
	files, err := filepath.Glob(filepath.Join(shared, "seeds", number+"_*.txt"))
	if err != nil || len(files) != 1 {
		t.Skipf("the shared folder has no article %s (VARIORUM_SHARED names the folder): %v %v", number, files, err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	s := seed{t, string(raw), Parse(string(raw), "en", false)}
	if err := promise(s.text, s.Structure); err != nil {
		t.Fatal(err)
	}
	return s
}

// blockOf returns the block in which words stand first.
func (s seed) blockOf(words string) Block {
	s.Helper()
	at := strings.Index(s.text, words)
	if at < 0 {
		s.Fatalf("the text has no %q", words)
	}
	i := slices.IndexFunc(s.Blocks, func(b Block) bool { return at < b.End })
	return s.Blocks[i]
}

// kinds checks of what kind the blocks are in which words stand first.
func (s seed) kinds(kind BlockKind, all ...string) {
	s.Helper()
	for _, words := range all {
		if got := s.blockOf(words).Kind; got != kind {
			s.Errorf("%q is %s, want %s", words, kindNames[got], kindNames[kind])
		}
	}
}

// sentence returns the sentence that has words in it.
func (s seed) sentence(words string) (Sentence, string) {
	s.Helper()
	for _, p := range s.Paragraphs {
		for _, sentence := range p.Sentences {
			if quote := sentence.Span().In(s.text); strings.Contains(quote, words) {
				return sentence, quote
			}
		}
	}
	s.Fatalf("no sentence has %q", words)
	return Sentence{}, ""
}

// unspoken checks that words are in no sentence.
func (s seed) unspoken(all ...string) {
	s.Helper()
	for _, p := range s.Paragraphs {
		for _, sentence := range p.Sentences {
			for _, part := range sentence.Parts {
				for _, words := range all {
					if strings.Contains(part.In(s.text), words) {
						s.Errorf("%q is in the sentence %q", words, part.In(s.text))
					}
				}
			}
		}
	}
}

// headings checks how the title and the headings begin.
func (s seed) headings(want ...string) {
	s.Helper()
	var got []string
	for i, section := range s.Sections[1:] {
		heading := section.Heading.In(s.text)
		if (section.Level == 1) != (i == 0) {
			s.Errorf("heading %d, %q, is on level %d", i, heading, section.Level)
		}
		if i < len(want) && strings.HasPrefix(heading, want[i]) {
			heading = want[i]
		}
		got = append(got, heading)
	}
	if !slices.Equal(got, want) {
		s.Errorf("headings begin %q, want %q", got, want)
	}
}

// count returns the number of paragraphs of a kind.
func (s seed) count(kind BlockKind) int {
	n := 0
	for _, p := range s.Paragraphs {
		if p.Kind == kind {
			n++
		}
	}
	return n
}

func TestSeedWithButtonsTwice(t *testing.T) {
	s := parseSeed(t, "000")
	s.headings("Kazakhstan: the latest", "Protesters or terrorists?", "Rand corporation:", "Kazakhstan’s allies:")
	s.unspoken("Proletarian writers", "Subscribe to")
	if n := strings.Count(dump(s.text, s.Structure), "furniture\n    Subscribe to our channel"); n != 2 {
		t.Errorf("%d blocks ask to subscribe, want 2", n)
	}
	for _, speaker := range []string{"(Statement by", "(Mysteries of", "(Coupling EAEU"} {
		p := s.Paragraphs[s.blockOf(speaker).Paragraph]
		if _, quote := s.sentence(speaker); p.Kind != Prose || !strings.HasPrefix(quote, speaker) || len(p.Sentences) < 2 {
			t.Errorf("who speaks, %q, is no sentence of its own at the end of what was said: %q", speaker, quote)
		}
	}
}

func TestSeedWithNoBreakBlanks(t *testing.T) {
	s := parseSeed(t, "001")
	s.headings("Failed ‘colour revolution’")
	for _, p := range s.Paragraphs {
		for _, sentence := range p.Sentences {
			if quote := sentence.Span().In(s.text); strings.Contains(quote, ".\u00a0 ") {
				t.Errorf("a sentence runs over a no-break blank: %q", quote)
			}
		}
	}
	// A paragraph that ends with a comma does not swallow the next one.
	if a, b := s.blockOf("key players in"), s.blockOf("Since the collapse"); a.Paragraph == b.Paragraph {
		t.Errorf("two paragraphs are one, %d", a.Paragraph)
	}
	if _, quote := s.sentence("high 20,000"); !strings.HasSuffix(quote, "2022).") {
		t.Errorf("the sentence ends before its date: %q", quote)
	}
}

func TestSeedWithBanner(t *testing.T) {
	s := parseSeed(t, "002")
	s.headings("Uneasy calm", "ISIS and Al-Qaeda")
	s.kinds(Furniture, "New Worker Banner", "The Weekly paper", "by New Worker")
	s.unspoken("Banner", "Weekly paper", "correspondent")
	s.kinds(Prose, "AN UNEASY CALM")
	if _, quote := s.sentence("18 law"); !strings.HasSuffix(quote, "enforcement.") {
		t.Errorf("a sentence that was cut off ends otherwise: %q", quote)
	}
}

func TestSeedWithFootnotes(t *testing.T) {
	s := parseSeed(t, "003")
	s.headings("KAZAKHSTAN:")
	s.kinds(Furniture, "Mouvement Communiste", "Bulletin no. 21", "15 January 2022", "Brussels, Paris")
	s.unspoken("Bulletin no.", "Brussels, Paris")
	s.kinds(Footnote, "¹ See:", "² Hunting", "³ Account", "⁴ Carnegie", "⁵ Only", "⁶ The net", "⁷ The population", "⁸ Note", "09/03/2021", "¹⁰ A small")
	if n := s.count(Footnote); n != 10 {
		t.Errorf("there are %d notes, want 10", n)
	}
	for _, tt := range []struct {
		before, behind string // of the break
		parts          int
	}{
		{"the na-", "tional oil", 1},
		{"soldiers and", "police, the taking", 1},
		{"place in the political", "geography of", 2},
		{"above all,", "able to elaborate", 2},
		{"They also stormed", "the local", 1},
	} {
		sentence, quote := s.sentence(tt.before)
		if !strings.Contains(quote, tt.behind) || len(sentence.Parts) != tt.parts {
			t.Errorf("the sentence with %q has %d parts, want %d, and %q among them: %q", tt.before, len(sentence.Parts), tt.parts, tt.behind, quote)
		}
		first := sentence.Parts[0].In(s.text)
		if tt.parts == 1 && !strings.Contains(first, tt.before+"\n\n"+tt.behind) || tt.parts == 2 && !strings.HasSuffix(first, tt.before) {
			t.Errorf("the page does not break behind %q in %q", tt.before, first)
		}
	}
	for _, inside := range []string{"with 12 %, financial", "than \\$370 billion", "additional \\$ 5.5 billion", "*tenge*, at", "Diana T. Kudaibergenova, a", "employ 1.2 million"} {
		s.sentence(inside)
	}
	if _, quote := s.sentence("played a role"); !strings.HasSuffix(quote, "⁴") {
		t.Errorf("the mark of note 4 is not at the end of its sentence: %q", quote)
	}
}

func TestSeedWithSingleLineEnds(t *testing.T) {
	s := parseSeed(t, "004")
	s.headings("Kazakhstan Chaos:", "US Interest in", "US Interference", "Washington’s Client", "A Window of")
	if n := s.count(Prose); n != 33 {
		t.Errorf("there are %d paragraphs, want 33", n)
	}
	s.unspoken("journal-neo.org", "0 thoughts")
	for i, want := range []string{"https://", "0 thoughts on"} {
		if b := s.Blocks[len(s.Blocks)-2+i]; b.Kind != Furniture || !strings.HasPrefix(b.In(s.text), want) {
			t.Errorf("block %d from the end is %s %q, want furniture that begins with %q", 2-i, kindNames[b.Kind], b.In(s.text), want)
		}
	}
}
