package retrieval

import (
	"strings"
	"testing"
)

// A German compound by which something is asked is looked for as two words would be; others stay whole.
func TestCompoundsThatAsk(t *testing.T) {
	for _, c := range []struct {
		question string
		kind     Kind
		words    string
	}{
		{"Brandursache", Cause, "Ursache Brand"},
		{"was war die Unfallursache?", Cause, "Ursache Unfall"},
		{"Schadenshöhe", Figure, "Schaden"},
		{"Opferzahl", Figure, "Opfer"},
		{"BESUCHERZAHL", Figure, "Besucher"},
		{"Gründungsjahr der Fabrik", Date, "Gründung Fabrik"},
		{"Papiermenge", AnyKind, "Menge Papier"},
		{"Reparaturkosten", Figure, "Kosten Reparatur"},
		{"Ursache des Brandes", Cause, "Ursache Brandes"},
		{"Anzahl der Toten", Figure, "Toten"},
		{"Hauptursache", AnyKind, "Hauptursache"},
		{"wie war der Hintergrund?", AnyKind, "Hintergrund"},
		{"wann beginnt das Schuljahr?", Date, "beginnt Schuljahr"},
		{"Lebensdauer der Pumpe", AnyKind, "Lebensdauer Pumpe"},
		{`wo steht "Brandursache"?`, Place, "Brandursache steht"},
		{"the Brandursache was unknown", AnyKind, "Brandursache unknown"},
	} {
		q := NewQuery(c.question)
		var words []string
		for _, term := range q.Terms {
			words = append(words, term.Word)
		}
		if got := strings.Join(words, " "); q.Kind != c.kind || !strings.EqualFold(got, c.words) {
			t.Errorf("NewQuery(%q) expects %q and looks for %q, want %q and %q", c.question, q.Kind, got, c.kind, c.words)
		}
	}
}
