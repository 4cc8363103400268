package render_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

// pieces are what foreign texts are drawn from: words of several scripts, white space, what a terminal obeys, and what Markdown reads.
var pieces = []string{
	"word", "The", "forty", "9", "1.", "2)", "a.", "e\u0301", "漢字", "прибыло", "الباب", "👩\u200d👩\u200d👧", "🇩🇪", "❤\ufe0f", "\ufe0f", "\u200d", "\u0301",
	"1\ufe0f\u20e3", strings.Repeat("long", 30), strings.Repeat("乗客", 40), "\ufffd", "\u00ad",
	" ", " ", " ", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\f", "\v", "\u0085", "\u2028", "\u00a0", "\u3000",
	"\x1b[31m", "\x1b]8;;x\x07", "\x00", "\x7f", "\u009b", "\u202e", "\u2066", "\u200f", "\u061c", "\ufeff", "\ufff9", "\U000e0041", "\U000e007f",
	"*", "**", "_", "`", "```", "~~", "~~~", "#", "##", "-", "---", "- ", "+", "=", "===", ">", "|", "|---|", ":-", ":--:", "<b>", "</b>", "<!--", "&amp;", "&", "&#65;",
	"\\", "[a](b)", "![", "]", "(", ")", "[x]: y", "[^1]", "[ ]", "!", "@everyone", "a@b.cd", "mailto:a@b.cd", "http://x.yz", "https://x.yz/a_b_", "www.x.yz", "<http://x.yz>", "$x$",
	"\"", "'", "“", "”", "…", ",", ".", ":", ";",
}

// foreign draws a text that a source might hold; it may be empty.
func foreign(t *rapid.T, name string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, name), "")
}

// slice draws a text as excerpts are: with something to see in it, and without white space at its ends.
func slice(t *rapid.T, name string) string {
	return rapid.Custom(func(t *rapid.T) string { return strings.TrimSpace(foreign(t, name)) }).
		Filter(func(s string) bool { visible, _ := render.Visible(s); return strings.TrimSpace(visible) != "" }).Draw(t, name)
}

func drawSource(t *rapid.T, i int) corpus.Source {
	s := corpus.Source{
		ID:       corpus.SourceID(fmt.Sprintf("%s%d", strings.Repeat("s", rapid.IntRange(1, 60).Draw(t, "length")), i)),
		Language: rapid.SampledFrom([]string{"en", "de", "und"}).Draw(t, "language"), SHA256: sumOf("file"), File: foreign(t, "file"),
		Metadata: corpus.Metadata{
			Title: foreign(t, "title"), Publisher: foreign(t, "publisher"), ContainerTitle: foreign(t, "container"), URL: foreign(t, "url"),
			Type: foreign(t, "type"), Abstract: foreign(t, "abstract"), Note: foreign(t, "note"),
			Issued: rapid.SampledFrom([]corpus.Date{{}, {Year: 1911}, {Year: 1911, Month: 12}, {Year: 1911, Month: 1, Day: 31}, {Literal: foreign(t, "date")}}).Draw(t, "issued"),
		},
	}
	if rapid.Bool().Draw(t, "authors") {
		s.Metadata.Author = []corpus.Name{{Literal: slice(t, "body")}, {Family: slice(t, "family"), Given: foreign(t, "given")}}
		s.Metadata.Inferred = []string{"author"}
	}
	return s
}

// drawAnswer draws an answer as answers.Composer might make it, of texts as hostile as they come.
func drawAnswer(t *rapid.T) answers.Answer {
	a := answers.Answer{
		Question: foreign(t, "question"), Revision: "sha256:" + sumOf("library"), Order: rapid.SampledFrom(answers.Orders).Draw(t, "order"),
	}
	var ids []corpus.SourceID
	for i := range rapid.IntRange(0, 3).Draw(t, "sources") {
		s := drawSource(t, i)
		ids = append(ids, s.ID)
		if rapid.Bool().Draw(t, "silent") {
			a.Silent = append(a.Silent, answers.Silence{Source: s, Searched: drawTerms(t)})
			continue
		}
		account := answers.Account{
			Source: s, Strength: rapid.SampledFrom([]answers.Strength{answers.Direct, answers.Weak}).Draw(t, "strength"), More: rapid.IntRange(0, 3).Draw(t, "more"),
		}
		for n := range rapid.IntRange(1, 3).Draw(t, "excerpts") {
			account.Excerpts = append(account.Excerpts, drawExcerpt(t, fmt.Sprintf("%s:%d-k7f", s.ID, n)))
		}
		a.Accounts = append(a.Accounts, account)
	}
	a.Asked = len(ids)
	a.Sources = a.Asked + rapid.IntRange(0, 2).Draw(t, "others")
	if len(ids) > 0 {
		a.Differences, a.Agreements = drawRows(t, ids, false), drawRows(t, ids, true)
		for range rapid.IntRange(0, 2).Draw(t, "shared") {
			a.Shared = append(a.Shared, answers.Shared{Quote: slice(t, "run"), Places: []answers.Place{
				{Source: ids[0], Start: 1, End: 9, Credited: foreign(t, "credited")}, {Source: ids[len(ids)-1], Start: 5, End: 13},
			}})
		}
	}
	return a
}

func drawExcerpt(t *rapid.T, id string) answers.Excerpt {
	v := answers.Voice{Kind: rapid.SampledFrom([]answers.VoiceKind{answers.Own, answers.Quoted, answers.Unidentified}).Draw(t, "voice")}
	if v.Kind == answers.Quoted {
		v.Speaker, v.Cue = slice(t, "speaker"), slice(t, "cue")
	}
	l := answers.Locator{Paragraph: rapid.IntRange(0, 999).Draw(t, "paragraph"), Page: foreign(t, "page"), Section: foreign(t, "section")}
	e := excerpt(id, rapid.IntRange(0, 99).Draw(t, "start"), slice(t, "quote"), l, v)
	e.Prefix, e.Suffix, e.URL = foreign(t, "prefix"), foreign(t, "suffix"), foreign(t, "url")
	return e
}

func drawTerms(t *rapid.T) []answers.Term {
	var list []answers.Term
	for range rapid.IntRange(0, 3).Draw(t, "terms") {
		term := answers.Term{Word: slice(t, "term")}
		for range rapid.IntRange(0, 6).Draw(t, "relatives") {
			term.Relatives = append(term.Relatives, slice(t, "relative"))
		}
		list = append(list, term)
	}
	return list
}

func drawRows(t *rapid.T, ids []corpus.SourceID, agree bool) []answers.Row {
	var rows []answers.Row
	for range rapid.IntRange(0, 2).Draw(t, "rows") {
		r := answers.Row{Kind: "figure", Aspect: foreign(t, "aspect"), Agree: agree}
		for _, id := range ids {
			r.Cells = append(r.Cells, answers.Cell{Source: id, Excerpt: string(id) + ":0-k7f", Quote: slice(t, "cell")})
		}
		rows = append(rows, r)
	}
	return rows
}

// speaking returns an answer in which one account speaks, with one excerpt of that quotation, and nothing else is foreign.
func speaking(quote string) answers.Answer {
	e := excerpt("s:1-k7f", 1, quote, answers.Locator{Paragraph: 1}, answers.Voice{Kind: answers.Own})
	return answers.Answer{
		Question: "What?", Revision: "sha256:" + sumOf("library"), Order: answers.Rotated, Asked: 1, Sources: 1,
		Accounts: []answers.Account{{Source: corpus.Source{ID: "s", SHA256: sumOf("s"), Language: "en"}, Strength: answers.Direct, Excerpts: []answers.Excerpt{e}}},
	}
}
