package render

import "variorum/answers"

// Spanish are the words in Spanish, of Spain and of the Americas alike.
var Spanish = Words{
	Labelled: "%s: %s",
	Form:     oneIsOne,
	Sources:  Count{One: "%d fuente", Many: "%d fuentes"},
	Asked:    Count{One: "%d consultada", Many: "%d consultadas"},
	Speak:    Count{One: "%d habla de ello", Many: "%d hablan de ello"},
	Silent:   "en %d no se encontró ningún pasaje",

	NoPassage: "Ningún pasaje encontrado", LookedFor: "se buscó", NothingToLookFor: "ninguna palabra que buscar",
	Order:  "orden",
	Orders: map[answers.Order]string{answers.Rotated: "rotatorio según la pregunta", answers.ByDate: "por fecha", answers.ByTitle: "por título"},
	Own:    "palabras propias", Quoting: "cita: %s", Unidentified: "voz no identificada", Weak: "coincidencia débil",
	More: "%d más", MoreHint: "--more", Page: "p. %s", Section: "§",
	Unknown: "no consta", AuthorUnknown: "autor desconocido", DateUnknown: "fecha desconocida", Inferred: "deducido",

	Differ: "Los relatos difieren", Agree: "Los relatos coinciden", Shared: "Pasajes comunes",
	AlsoIn: "también en", CreditedTo: "atribuido a",
	Extent:        Count{One: "%d palabra", Many: "%d palabras"},
	ExtentChanged: Count{One: "%d cambiada", Many: "%d cambiadas"},
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "cifras", answers.DateRow: "fechas y horas", answers.NameRow: "nombres", answers.TermRow: "denominaciones",
		answers.CertaintyRow: "certeza", answers.ResponsibilityRow: "responsabilidad", answers.CauseRow: "causas y fines",
	},
	NothingToCompare: "nada que comparar",

	Verbatim: "literal", ButForm: "salvo mayúsculas, comillas y espacios", Differs: "difiere", NotFound: "no encontrada",
	AsSaid: "en la fuente indicada", Elsewhere: "no en la fuente indicada",
	LeftOut: "omitido", PutIn: "añadido", Changed: "cambiado", Moved: "cambiado de lugar", InSource: "en la fuente", InQuotation: "en la cita",
	Hidden: Count{One: "%d carácter de control no mostrado", Many: "%d caracteres de control no mostrados"},

	Reader: "lector", Prompt: "instrucción %d", BuiltIn: "selección integrada", Embeddings: "vectores", WithoutEmbeddings: "sin vectores",

	Title: "título", Author: "autor", Issued: "fecha", Publisher: "editorial", Container: "publicado en", URL: "URL",
	Language: "idioma", Type: "tipo", Abstract: "resumen", Note: "nota", File: "archivo", Added: "añadida", SHA256: "SHA-256",

	Months:    spanishMonths,
	MonthsOf:  spanishMonths,
	MonthDate: "%s de %d", DayDate: "%s de %s de %d", FirstDay: "1",
}

var spanishMonths = [12]string{
	"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
}
