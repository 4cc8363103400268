package answers_test

import (
	"slices"
	"testing"

	"variorum/answers"
	"variorum/answers/voice"
	"variorum/corpus"
)

// A hedge, a negation, or an attribution that governs an excerpt is shown: it stands in the excerpt, or in another of the account, or the voice names it, or it
// stands in another paragraph, where the voice says that another speaks.
func TestWhatGovernsAnExcerptIsShown(t *testing.T) {
	excerpts, governors := 0, 0
	for _, l := range judgedLibraries(t) {
		c := composerOf(t, l.sources)
		readings := make(map[corpus.SourceID]*voice.Reading)
		documents := make(map[corpus.SourceID]corpus.Document)
		for _, s := range l.sources {
			readings[s.ID], documents[s.ID] = voice.Read(s.Document, s.Language), s.Document
		}
		for _, q := range l.questions {
			for _, account := range asking(t, c, answers.Request{Question: q.Question, More: true}).Accounts {
				for _, e := range account.Excerpts {
					excerpts++
					for _, g := range readings[account.Source.ID].Governors(e.Span) {
						governors++
						if !governorIsShown(account, e, g, documents[account.Source.ID]) {
							t.Errorf("%s: %q: the excerpt %s lacks what governs it: %q", l.name, q.Question, e.ID, g.In(documents[account.Source.ID].Text))
						}
					}
				}
			}
		}
	}
	if excerpts < 500 || governors < 5 {
		t.Errorf("%d excerpts with %d governors outside them were looked at, want at least 500 and 5", excerpts, governors)
	}
}

func governorIsShown(account answers.Account, e answers.Excerpt, g corpus.Span, d corpus.Document) bool {
	words := g.In(d.Text)
	if e.Voice.Kind != answers.Own && (e.Voice.Cue != "" || e.Voice.Speaker != "" || e.Voice.Kind == answers.Unidentified) {
		return true // the voice says that somebody else speaks
	}
	if slices.ContainsFunc(account.Excerpts, func(o answers.Excerpt) bool { return o.Span.Start <= g.Start && g.End <= o.Span.End }) {
		return true
	}
	paragraph := func(at corpus.Span) int {
		return slices.IndexFunc(d.Structure.Paragraphs, func(p corpus.Paragraph) bool {
			return slices.ContainsFunc(p.Sentences, func(s corpus.Sentence) bool { return s.Span().Start <= at.Start && at.Start < s.Span().End })
		})
	}
	return words == "" || paragraph(g) != paragraph(e.Span)
}

// What a paragraph's first sentence attributes to somebody is not shown without it, however long the sentences between are.
func TestAnExcerptIsWidenedByWhatGovernsIt(t *testing.T) {
	const attribution = "Die Ministerin sagte, die Brücke sei im Frühjahr von drei Ingenieuren aus der Hauptstadt untersucht worden, und alle drei hätten sie für sicher gehalten."
	text := attribution + " Sie habe auch den schweren Zügen standgehalten, die in den Wochen davor jede Nacht über den Fluss gefahren seien, ohne dass jemand etwas bemerkt habe, weder am Ufer noch auf dem Wasser. " +
		"Man habe die Pfeiler danach noch einmal ausgemessen, und zwar an allen Stellen, die in dem alten Gutachten genannt seien, und keinen einzigen Riss gefunden, der breiter als ein Haar sei. " +
		"Kein Lastwagen sei je eingesunken.\n"
	source := corpus.Source{ID: "a", Language: "de", Document: corpus.Document{Text: text, Structure: corpus.Parse(text, "de", false)}}
	a := asking(t, composerOf(t, []corpus.Source{source}), answers.Request{Question: "Ist ein Lastwagen eingesunken?"})
	if len(a.Accounts) != 1 || len(a.Accounts[0].Excerpts) != 1 {
		t.Fatalf("the answer has %d accounts, want one with one excerpt", len(a.Accounts))
	}
	if e := a.Accounts[0].Excerpts[0]; e.Span.Start != 0 {
		t.Errorf("the excerpt begins with %.40q, want the attribution", e.Quote)
	}
}
