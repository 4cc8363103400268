package render

import "variorum/answers"

// English is the first language of the product.
var English = Words{
	Labelled: "%s: %s",
	Form:     oneIsOne,
	Sources:  Count{One: "%d source", Many: "%d sources"},
	Asked:    Count{One: "%d asked", Many: "%d asked"},
	Speak:    Count{One: "%d speaks", Many: "%d speak"},
	Silent:   "in %d no passage found",

	NoPassage: "No passage found", LookedFor: "looked for", NothingToLookFor: "no word to look for",
	Order:  "order",
	Orders: map[answers.Order]string{answers.Rotated: "rotated by the question", answers.ByDate: "by date", answers.ByTitle: "by title"},
	Own:    "own words", Quoting: "quoting %s", Unidentified: "speaker not identified", Weak: "weak match",
	More: "%d more", MoreHint: "--more", Page: "p. %s", Section: "§",
	Unknown: "unknown", AuthorUnknown: "author unknown", DateUnknown: "date unknown", Inferred: "inferred",

	Differ: "The accounts differ", Agree: "The accounts agree", Shared: "Shared passages",
	AlsoIn: "also in", CreditedTo: "credited to",
	Extent:        Count{One: "%d word", Many: "%d words"},
	ExtentChanged: Count{One: "%d changed", Many: "%d changed"},
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "figures", answers.DateRow: "dates and times", answers.NameRow: "names", answers.TermRow: "terms",
		answers.CertaintyRow: "certainty", answers.ResponsibilityRow: "responsibility", answers.CauseRow: "causes and purposes",
	},
	NothingToCompare: "no rows",

	Verbatim: "verbatim", ButForm: "apart from case, quotation marks, spacing", Differs: "differs", NotFound: "not found",
	AsSaid: "in the source it was credited to", Elsewhere: "not in the source it was credited to",
	LeftOut: "left out", PutIn: "put in", Changed: "changed", Moved: "moved", InSource: "in the source", InQuotation: "in the quotation",
	Hidden: Count{One: "%d control character not shown", Many: "%d control characters not shown"},

	Reader: "reader", Prompt: "prompt %d", BuiltIn: "built-in choice", Embeddings: "embeddings", WithoutEmbeddings: "without embeddings",

	Title: "title", Author: "author", Issued: "issued", Publisher: "publisher", Container: "container-title", URL: "URL",
	Language: "language", Type: "type", Abstract: "abstract", Note: "note", File: "file", Added: "added", SHA256: "sha256",

	Months:    englishMonths,
	MonthsOf:  englishMonths,
	MonthDate: "%s %d", DayDate: "%s %s %d", FirstDay: "1",
}

var englishMonths = [12]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}
