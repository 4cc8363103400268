package answers

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode/utf8"

	"variorum/corpus"
)

// contextLength is the number of code points of an excerpt's prefix and suffix.
const contextLength = 32

// NewExcerpt returns the excerpt of a document at span, which lies in the paragraph of that index, or in none if it is -1.
func NewExcerpt(card corpus.Source, d corpus.Document, paragraph int, span corpus.Span) Excerpt {
	return newExcerpt(card, newStudy(d, card.Language), paragraph, span)
}

func newExcerpt(card corpus.Source, s *study, paragraph int, span corpus.Span) Excerpt {
	d := s.document
	quote := span.In(d.Text)
	sum := sha256.Sum256([]byte(quote))
	start := s.codes().before(span.Start)
	e := Excerpt{
		Quote: quote, Span: span,
		Start: start, End: start + utf8.RuneCountInString(quote),
		Prefix: lastRunes(d.Text[:span.Start], contextLength),
		Suffix: firstRunes(d.Text[span.End:], contextLength),
		SHA256: hex.EncodeToString(sum[:]),

		Occurrences: s.counter().count(quote),
		Voice:       s.voice(span),
	}
	e.ID = Key{Source: card.ID, Start: e.Start, End: e.End, Check: checkOf(quote)}.String()
	if paragraph >= 0 && paragraph < len(d.Structure.Paragraphs) {
		p := d.Structure.Paragraphs[paragraph]
		e.Locator = Locator{Paragraph: p.Number, Page: p.Page}
		if p.Section < len(d.Structure.Sections) && p.Kind != corpus.Heading {
			heading := d.Structure.Sections[p.Section].Heading
			e.Locator.Section = strings.Join(strings.Fields(heading.In(d.Text)), " ")
		}
	}
	if card.Metadata.URL != "" {
		e.URL = fragmentURL(card.Metadata.URL, quote)
	}
	return e
}

// firstRunes returns the first n code points of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lastRunes returns the last n code points of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// fragmentWords is the number of words at either end of a long quote by which a text fragment names it.
const fragmentWords = 5

// fragmentURL returns page with a text fragment (WICG Scroll To Text Fragment) for quote; a fragment that page has
// already is replaced.
func fragmentURL(page, quote string) string {
	page, _, _ = strings.Cut(page, "#")
	words := strings.Fields(quote)
	if len(words) <= 2*fragmentWords {
		return page + "#:~:text=" + fragmentEscape(strings.Join(words, " "))
	}
	head, tail := words[:fragmentWords], words[len(words)-fragmentWords:]
	return page + "#:~:text=" + fragmentEscape(strings.Join(head, " ")) + "," + fragmentEscape(strings.Join(tail, " "))
}

// fragmentEscape escapes what has a meaning in a text fragment: the comma, the hyphen, and what no URL holds.
func fragmentEscape(s string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(s))
}
