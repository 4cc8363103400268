package retrieval

import "testing"

// A German compound by which something is asked is looked for as two words would be; others stay whole.
func TestCompoundsThatAsk(t *testing.T) {
	checkAsked(t, []asked{
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
	})
}
