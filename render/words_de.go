package render

import "variorum/answers"

// German are the words in German.
var German = Words{
	Labelled: "%s: %s",
	Form:     oneIsOne,
	Sources:  Count{One: "%d Quelle", Many: "%d Quellen"},
	Asked:    Count{One: "%d befragt", Many: "%d befragt"},
	Speak:    Count{One: "%d kommt zu Wort", Many: "%d kommen zu Wort"},
	Silent:   "in %d keine Stelle gefunden",

	NoPassage: "Keine Stelle gefunden", LookedFor: "gesucht", NothingToLookFor: "kein Suchwort",
	Order:  "Reihenfolge",
	Orders: map[answers.Order]string{answers.Rotated: "wechselt von Frage zu Frage", answers.ByDate: "nach Datum", answers.ByTitle: "nach Titel"},
	Own:    "eigene Worte", Quoting: "Zitat: %s", Unidentified: "Sprecher nicht ermittelt", Weak: "schwacher Treffer",
	More: "%d weitere", MoreHint: "--more", Page: "S. %s", Section: "§",
	Unknown: "unbekannt", AuthorUnknown: "Autor unbekannt", DateUnknown: "Datum unbekannt", Inferred: "erschlossen",

	Differ: "Die Darstellungen unterscheiden sich", Agree: "Die Darstellungen stimmen überein", Shared: "Gemeinsame Stellen",
	AlsoIn: "auch in", CreditedTo: "als Urheber genannt:",
	Extent:        Count{One: "%d Wort", Many: "%d Wörter"},
	ExtentChanged: Count{One: "%d geändert", Many: "%d geändert"},
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "Zahlen", answers.DateRow: "Zeitangaben", answers.NameRow: "Namen", answers.TermRow: "Bezeichnungen",
		answers.CertaintyRow: "Gewissheit", answers.ResponsibilityRow: "Verantwortung", answers.CauseRow: "Ursachen und Zwecke",
	},
	NothingToCompare: "nichts zu vergleichen",

	Verbatim: "wörtlich", ButForm: "bis auf Groß- und Kleinschreibung, Anführungszeichen, Leerzeichen", Differs: "weicht ab", NotFound: "nicht gefunden",
	AsSaid: "in der angegebenen Quelle", Elsewhere: "nicht in der angegebenen Quelle",
	LeftOut: "ausgelassen", PutIn: "eingefügt", Changed: "geändert", Moved: "umgestellt", InSource: "in der Quelle", InQuotation: "im Zitat",
	Hidden: Count{One: "%d Steuerzeichen nicht angezeigt", Many: "%d Steuerzeichen nicht angezeigt"},

	Reader: "Leser", Prompt: "Anweisung %d", BuiltIn: "eingebaute Auswahl", Embeddings: "Einbettungen", WithoutEmbeddings: "ohne Einbettungen",

	Title: "Titel", Author: "Autor", Issued: "Datum", Publisher: "Verlag", Container: "erschienen in", URL: "URL",
	Language: "Sprache", Type: "Art", Abstract: "Zusammenfassung", Note: "Anmerkung", File: "Datei", Added: "hinzugefügt", SHA256: "SHA-256",

	Months:    germanMonths,
	MonthsOf:  germanMonths,
	MonthDate: "%s %d", DayDate: "%s. %s %d", FirstDay: "1",
}

var germanMonths = [12]string{
	"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
}
