package render

import "variorum/answers"

// French are the words in French. A blank before a colon is one at which no line ends.
var French = Words{
	Labelled: "%s\u00a0: %s",
	Form:     frenchForm,
	Sources:  Count{One: "%d source", Many: "%d sources"},
	Asked:    Count{One: "%d consultée", Many: "%d consultées"},
	Speak:    Count{One: "%d en parle", Many: "%d en parlent"},
	Silent:   "aucun passage trouvé dans %d",

	NoPassage: "Aucun passage trouvé", LookedFor: "recherché", NothingToLookFor: "aucun mot à rechercher",
	Order:  "ordre",
	Orders: map[answers.Order]string{answers.Rotated: "tournant selon la question", answers.ByDate: "par date", answers.ByTitle: "par titre"},
	Own:    "ses propres mots", Quoting: "citation\u00a0: %s", Unidentified: "locuteur non identifié", Weak: "correspondance faible",
	More: "%d de plus", MoreHint: "--more", Page: "p.\u00a0%s", Section: "§",
	Unknown: "inconnu", AuthorUnknown: "auteur inconnu", DateUnknown: "date inconnue", Inferred: "déduit",

	Differ: "Les récits diffèrent", Agree: "Les récits concordent", Shared: "Passages communs",
	AlsoIn: "aussi dans", CreditedTo: "attribué à",
	Extent:        Count{One: "%d mot", Many: "%d mots"},
	ExtentChanged: Count{One: "%d modifié", Many: "%d modifiés"},
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "chiffres", answers.DateRow: "dates et heures", answers.NameRow: "noms", answers.TermRow: "désignations",
		answers.CertaintyRow: "certitude", answers.ResponsibilityRow: "responsabilité", answers.CauseRow: "causes et buts",
	},
	NothingToCompare: "rien à comparer",

	Verbatim: "mot pour mot", ButForm: "à la casse, aux guillemets et aux espaces près", Differs: "diffère", NotFound: "non trouvée",
	AsSaid: "dans la source indiquée", Elsewhere: "pas dans la source indiquée",
	LeftOut: "omis", PutIn: "ajouté", Changed: "modifié", Moved: "déplacé", InSource: "dans la source", InQuotation: "dans la citation",
	Hidden: Count{One: "%d caractère de contrôle non affiché", Many: "%d caractères de contrôle non affichés"},

	Reader: "lecteur", Prompt: "consigne %d", BuiltIn: "choix intégré", Embeddings: "vecteurs", WithoutEmbeddings: "sans vecteurs",

	Title: "titre", Author: "auteur", Issued: "date", Publisher: "éditeur", Container: "paru dans", URL: "URL",
	Language: "langue", Type: "type", Abstract: "résumé", Note: "note", File: "fichier", Added: "ajout", SHA256: "SHA-256",

	Months:    frenchMonths,
	MonthsOf:  frenchMonths,
	MonthDate: "%s %d", DayDate: "%s %s %d", FirstDay: "1er",
}

var frenchMonths = [12]string{
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

// frenchForm says that 0 is singular too.
func frenchForm(n int) Form {
	if n < 2 {
		return One
	}
	return Many
}
