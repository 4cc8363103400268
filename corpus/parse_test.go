package corpus

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// promise returns what of the promises of [Structure] s does not keep for text.
func promise(text string, s Structure) error {
	if err := promiseBlocks(text, s); err != nil {
		return err
	}
	if err := promiseSections(text, s); err != nil {
		return err
	}
	blocksOf := make([][]Block, len(s.Paragraphs))
	for _, b := range s.Blocks {
		if b.Paragraph >= 0 {
			blocksOf[b.Paragraph] = append(blocksOf[b.Paragraph], b)
		}
	}
	number, start := 0, 0
	for i, p := range s.Paragraphs {
		blocks := blocksOf[i]
		if len(blocks) == 0 {
			return fmt.Errorf("paragraph %d has no block", i)
		}
		if blocks[0].Start < start {
			return fmt.Errorf("paragraph %d starts before the one before it", i)
		}
		start = blocks[0].Start
		switch p.Kind {
		case Prose, Quotation, List:
			number++
		case Heading, Footnote:
		default:
			return fmt.Errorf("paragraph %d is of kind %d", i, p.Kind)
		}
		if p.Number != number {
			return fmt.Errorf("paragraph %d has number %d, want %d", i, p.Number, number)
		}
		if i > 0 && p.Section < s.Paragraphs[i-1].Section || p.Section < 0 || p.Section >= len(s.Sections) {
			return fmt.Errorf("paragraph %d is in section %d of %d", i, p.Section, len(s.Sections))
		}
		if p.Kind == Heading && (len(p.Sentences) != 1 || p.Sentences[0].Span() != s.Sections[p.Section].Heading) {
			return fmt.Errorf("heading %d is not the one sentence %v", i, s.Sections[p.Section].Heading)
		}
		if err := promiseSentences(text, p, blocks); err != nil {
			return fmt.Errorf("paragraph %d: %w", i, err)
		}
	}
	return nil
}

func promiseBlocks(text string, s Structure) error {
	at := 0
	for i, b := range s.Blocks {
		if b.Start != at || b.End <= b.Start {
			return fmt.Errorf("block %d is at %v, want one from %d on", i, b.Span, at)
		}
		at = b.End
		if cuts(text, at) {
			return fmt.Errorf("block %d ends inside a character", i)
		}
		counted := b.Kind != Furniture && b.Kind != FrontMatter
		if counted != (b.Paragraph >= 0) || b.Paragraph >= len(s.Paragraphs) || b.Paragraph < -1 {
			return fmt.Errorf("block %d of kind %d is of paragraph %d", i, b.Kind, b.Paragraph)
		}
		if counted && s.Paragraphs[b.Paragraph].Kind != b.Kind {
			return fmt.Errorf("block %d is of kind %d, its paragraph of kind %d", i, b.Kind, s.Paragraphs[b.Paragraph].Kind)
		}
		if b.Kind == FrontMatter && i > 0 {
			return fmt.Errorf("block %d is front matter", i)
		}
	}
	if at != len(text) {
		return fmt.Errorf("the blocks end at %d of %d", at, len(text))
	}
	return nil
}

func promiseSections(text string, s Structure) error {
	if len(s.Sections) == 0 || s.Sections[0] != (Section{}) {
		return fmt.Errorf("the first section is not the text before the first heading: %v", s.Sections)
	}
	for i, section := range s.Sections[1:] {
		if section.Level < 1 || section.Heading.Start < s.Sections[i].Heading.End || strings.TrimSpace(section.Heading.In(text)) != section.Heading.In(text) ||
			section.Heading.Len() == 0 {
			return fmt.Errorf("section %d is %+v behind %+v", i+1, section, s.Sections[i])
		}
	}
	return nil
}

// promiseSentences checks the sentences of a paragraph that lies in blocks.
func promiseSentences(text string, p Paragraph, blocks []Block) error {
	if len(p.Sentences) == 0 {
		return errors.New("it has no sentence")
	}
	at := blocks[0].Start
	b := 0
	for i, sentence := range p.Sentences {
		if len(sentence.Parts) == 0 {
			return fmt.Errorf("sentence %d has no part", i)
		}
		for _, part := range sentence.Parts {
			if part.Start < at || part.Len() <= 0 {
				return fmt.Errorf("sentence %d has part %v behind %d", i, part, at)
			}
			at = part.End
			for b < len(blocks) && blocks[b].End <= part.Start {
				b++
			}
			// A part may reach over white space from one block of the paragraph to the next.
			for last := b; part.End > blocks[last].End; last++ {
				if last+1 == len(blocks) || blocks[last+1].Start != blocks[last].End {
					return fmt.Errorf("sentence %d has part %v outside the blocks of its paragraph", i, part)
				}
			}
			s := part.In(text)
			if strings.TrimSpace(s) != s {
				return fmt.Errorf("sentence %d has blanks at the ends of %q", i, s)
			}
			if cuts(text, part.Start) || cuts(text, part.End) {
				return fmt.Errorf("sentence %d cuts a character: %q", i, s)
			}
		}
	}
	if p.Kind == Heading {
		return nil
	}
	return promiseAll(text, p, blocks)
}

// promiseAll checks that all that is not blank in the blocks lies in a sentence, but for the marks of block quotations.
func promiseAll(text string, p Paragraph, blocks []Block) error {
	var left strings.Builder
	parts := slices.Concat(partsOf(p)...)
	for _, b := range blocks {
		at := b.Start
		for len(parts) > 0 && parts[0].Start < b.End {
			left.WriteString(text[at:max(at, parts[0].Start)])
			at = max(at, parts[0].End)
			if at > b.End {
				parts[0].Start = b.End // reaches into the next block
				break
			}
			parts = parts[1:]
		}
		left.WriteString(text[min(at, b.End):b.End])
	}
	blank := func(r rune) bool { return unicode.IsSpace(r) || p.Kind == Quotation && r == '>' }
	if rest := strings.TrimFunc(left.String(), blank); rest != "" {
		return fmt.Errorf("%q is in no sentence", rest)
	}
	return nil
}

// partsOf returns the parts of the sentences of p.
func partsOf(p Paragraph) [][]Span {
	var parts [][]Span
	for _, s := range p.Sentences {
		parts = append(parts, s.Parts)
	}
	return parts
}

// cuts reports whether at lies inside a character of text.
func cuts(text string, at int) bool {
	if at == 0 || at >= len(text) {
		return false
	}
	start := at
	for start > 0 && at-start < utf8.UTFMax-1 && !utf8.RuneStart(text[start]) {
		start--
	}
	_, size := utf8.DecodeRuneInString(text[start:])
	return start < at && start+size > at
}

var nasty = []string{
	"", " ", "\n", "\r\n\r\n", "\r", "\f\f", "\x00", "\ufeff", "a", "a\ufeffb. \ufeffC d.", "\u2028", "a.\u2028B\u2029C\u0085D\vE",
	"\xff\xfe", "Abc \xff. D\xc3", "\xc3\x28\xa0\xa1. \xe2\x28\xa1", "a\xc2\n\xe2\x80", "......", ". . . . .", "?!?! …… ¿¡", "“”„‘’«»‹›", "> > >", ">", "> \n>\n> a\n>> b",
	"---\n", "---\ntitle: x\n---\n", "---\ntitle: x\n---\nText here.\n", "---\na:\n...\n\nB", "\ufeff---\ntitle: x\n---\n", "# ", "#", "# #", "## A ##\nB", "#######", "A\n===\n\nB\n---\nC.",
	"* a\n* b\n* c", "- \n- \n", "1.\n2.\n3.", "[1]: x", "[^a]: note", "[^]:", "¹ note", "* note", "```\ncode\n\n# x\n```\n", "```\nopen", "~~~~\n~~~\n~~~~", "<!-- a\nb -->", "<!--", "<!-- -->x",
	"| a | b |\n|---|---|\n| c | d |", "a\tb\nc\td", "Q. A?\nA. B.\nQ. C?\nA. D.", "A:\nB:\nC:\n", "12", "i", "12\n\n13\n\nabc\n\n14", "- 3 -", "Dear Sir,\n\nText.\n\nYours,\nA. B.",
	"A\r\nB\r\n\r\nC d e f.\r\n", "A\rB\r\rC d e f.\r", "the oil and gas of the na-\n\n12\n\n¹ A note.\n\ntional company and of all the others were sold. And so on.",
	"the oil and gas of the national company and of the others were sold to\n\n¹ A note.\n\nus. And so on.\n\n", "a line that breaks off in the middle of a sentence and has no end to it\f and goes on.", "by Anna", "By\n\nby X\n\nby Y", "To: A\nFrom: B\nSubject: C\n\nText.", "Subject: C", "Subject:  \u00a0:*",
	"Title\n\nText is here and long enough.\n\nTitle\n\nMore text is here.", "0 thoughts on “A?”", "**A?**", "**a", "__A__ B", "****", "<h2></h2>", "<h1>A</h1>", "\u00a0\u00a0", "\u202f»", ". »", "A. »b", "«\u00a0A.\u00a0» B",
	"i. d. R. A", "в 1999 г. Он", "Mr.", "Mr. ", "A.1 B", "A.”12 B", "a.<sup>1</sup> B", "<sup>", "a.[^", "a.[12", "а\u0301. Б", "。。。a！b", "line\n\n\n\n\n\nline", "\tx\n\ty\n\tz,\n\tw.",
}

// The structure of any text keeps the promises of its doc comments, and is a function of the text.
func FuzzParse(f *testing.F) {
	for i, text := range nasty {
		f.Add([]byte(text), byte(i), i%2 == 0)
		f.Add([]byte(text+"\n\n"+nasty[(i*7+3)%len(nasty)]), byte(i+1), i%2 == 1)
	}
	for _, cases := range sentenceCases {
		f.Add([]byte(strings.Join(cases, "\n")), byte(1), false)
	}
	languages := []string{"en", "de", "es", "fr", "ru", "und"}
	f.Fuzz(func(t *testing.T, raw []byte, language byte, markdown bool) {
		text, code := string(raw), languages[int(language)%len(languages)]
		s := Parse(text, code, markdown)
		if err := promise(text, s); err != nil {
			t.Fatalf("Parse(%q, %q, %v): %v\n%s", text, code, markdown, err, dump(text, s))
		}
		if again := Parse(strings.Clone(text), code, markdown); !reflect.DeepEqual(s, again) {
			t.Errorf("Parse(%q, %q, %v) gives two structures: %s", text, code, markdown, cmp.Diff(s, again))
		}
	})
}

// kindNames are the names of kinds in golden files.
var kindNames = [...]string{Prose: "prose", Quotation: "quotation", List: "list", Footnote: "footnote", Heading: "heading", Furniture: "furniture", FrontMatter: "front matter"}

// dump shows a structure: each block with the place of its paragraph, below it the sentences that begin in it. Line ends are shown as ⏎,
// the places where a sentence is interrupted as ⋯.
func dump(text string, s Structure) string {
	var b strings.Builder
	shown := make([]int, len(s.Paragraphs)) // sentences
	for _, block := range s.Blocks {
		fmt.Fprint(&b, kindNames[block.Kind])
		if block.Paragraph < 0 {
			fmt.Fprintf(&b, "\n    %s\n", oneLineOf(strings.TrimSpace(block.In(text))))
			continue
		}
		p := s.Paragraphs[block.Paragraph]
		switch n := shown[block.Paragraph]; {
		case block.Kind == Heading:
			fmt.Fprintf(&b, " %d", s.Sections[p.Section].Level)
		case n > 0:
			fmt.Fprintf(&b, " %d goes on", p.Number)
		case block.Kind == Footnote:
			fmt.Fprintf(&b, " behind %d", p.Number)
		default:
			fmt.Fprintf(&b, " %d", p.Number)
		}
		if p.Page != "" {
			fmt.Fprintf(&b, ", page %s", p.Page)
		}
		fmt.Fprintln(&b)
		for i, sentence := range p.Sentences {
			if i < shown[block.Paragraph] || sentence.Parts[0].Start >= block.End {
				continue
			}
			shown[block.Paragraph]++
			var parts []string
			for _, part := range sentence.Parts {
				parts = append(parts, oneLineOf(part.In(text)))
			}
			fmt.Fprintf(&b, "    %s\n", strings.Join(parts, " ⋯ "))
		}
	}
	return b.String()
}

func oneLineOf(s string) string {
	return strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎", "\u2028", "⏎", "\u2029", "⏎", "\f", "␌", "\x00", "␀", "\t", "→").Replace(s)
}

// A text in testdata/structure has the structure that stands beside it. Lines "key: value" before the first file set the language, whether the
// text is Markdown, and its line ends; what follows them says what to look at. A ␌ stands for a page's end, a ␀ for a NUL.
func TestStructures(t *testing.T) {
	files, err := filepath.Glob("testdata/structure/*.txtar")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files match, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, settings := golden(t, archive)
			s := Parse(text, settings["language"], settings["markdown"] == "yes")
			if err := promise(text, s); err != nil {
				t.Error(err)
			}
			got := dump(text, s)
			if *update {
				archive.Files = []txtar.File{archive.Files[0], {Name: "structure", Data: []byte(got)}}
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(archive.Files) != 2 {
				t.Fatalf("%d files are in the archive, want text and structure", len(archive.Files))
			}
			if diff := cmp.Diff(strings.Split(string(archive.Files[1].Data), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// golden returns the text of an archive and its settings.
func golden(t *testing.T, archive *txtar.Archive) (text string, settings map[string]string) {
	t.Helper()
	settings = map[string]string{"language": "en"}
	for l := range strings.Lines(string(archive.Comment)) {
		if key, value, ok := strings.Cut(strings.TrimSpace(l), ": "); ok && !strings.Contains(key, " ") {
			settings[key] = value
		}
	}
	if len(archive.Files) == 0 || archive.Files[0].Name != "text" {
		t.Fatal("the archive has no text")
	}
	text = strings.NewReplacer("␌", "\f", "␀", "\x00").Replace(string(archive.Files[0].Data))
	switch settings["lines"] {
	case "crlf":
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case "cr":
		text = strings.ReplaceAll(text, "\n", "\r")
	}
	return text, settings
}
