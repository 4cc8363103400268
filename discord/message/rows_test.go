package message_test

import (
	"slices"
	"testing"

	"variorum/answers"
	"variorum/discord/message"
)

// A cell that is somebody's words says whose; a source's own do not, and neither do names.
func TestCellsSayWhoSpeaks(t *testing.T) {
	mate := answers.Voice{Kind: answers.Quoted, Speaker: "the mate"}
	row := func(kind answers.RowKind, aspect string) answers.Row {
		return answers.Row{Kind: kind, Aspect: aspect, Cells: []answers.Cell{
			{Source: "gazette", Quote: "forty", Voice: answers.Voice{Kind: answers.Own}}, {Source: "letter", Quote: "fifty", Voice: mate},
		}}
	}
	pages := message.Collation(answers.Collation{Sources: 2, Differences: []answers.Row{row(answers.FigureRow, "people"), row(answers.NameRow, "boats")}}, english)
	var shown []string
	for _, p := range pages {
		for _, e := range p.Embeds {
			shown = append(shown, e.Description)
		}
	}
	want := []string{"**people**\nforty · gazette\nfifty · quoting the mate · letter\n\n**boats**\nforty · gazette\nfifty · letter"}
	if !slices.Equal(shown, want) {
		t.Errorf("the rows are %q, want %q", shown, want)
	}
}
