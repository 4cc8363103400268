package render

import "variorum/answers"

// Russian are the words in Russian.
var Russian = Words{
	Labelled: "%s: %s",
	Form:     russianForm,
	Sources:  Count{One: "%d источник", Few: "%d источника", Many: "%d источников"},
	Asked:    Count{One: "опрошен %d", Few: "опрошено %d", Many: "опрошено %d"},
	Speak:    Count{One: "об этом говорит %d", Few: "об этом говорят %d", Many: "об этом говорят %d"},
	Silent:   "в %d отрывков не найдено",

	NoPassage: "Отрывков не найдено", LookedFor: "искали", NothingToLookFor: "нет слов для поиска",
	Order:  "порядок",
	Orders: map[answers.Order]string{answers.Rotated: "меняется от вопроса к вопросу", answers.ByDate: "по дате", answers.ByTitle: "по названию"},
	Own:    "от своего лица", Quoting: "цитата: %s", Unidentified: "говорящий не установлен", Weak: "слабое совпадение",
	More: "ещё %d", MoreHint: "--more", Page: "с. %s", Section: "§",
	Unknown: "неизвестно", AuthorUnknown: "автор неизвестен", DateUnknown: "дата неизвестна", Inferred: "по тексту",

	Differ: "Источники расходятся", Agree: "Источники сходятся", Shared: "Совпадающие отрывки",
	AlsoIn: "также в", CreditedTo: "со ссылкой на:",
	Extent:        Count{One: "%d слово", Few: "%d слова", Many: "%d слов"},
	ExtentChanged: Count{One: "изменено %d", Few: "изменено %d", Many: "изменено %d"},
	Kinds: map[answers.RowKind]string{
		answers.FigureRow: "числа", answers.DateRow: "даты и время", answers.NameRow: "имена", answers.TermRow: "обозначения",
		answers.CertaintyRow: "уверенность", answers.ResponsibilityRow: "ответственность", answers.CauseRow: "причины и цели",
	},
	NothingToCompare: "сравнивать нечего",

	Verbatim: "дословно", ButForm: "без учёта регистра, кавычек, пробелов", Differs: "отличается", NotFound: "не найдено",
	AsSaid: "в указанном источнике", Elsewhere: "не в указанном источнике",
	LeftOut: "пропущено", PutIn: "вставлено", Changed: "изменено", Moved: "переставлено", InSource: "в источнике", InQuotation: "в цитате",
	Hidden: Count{One: "не показан %d управляющий символ", Few: "не показано %d управляющих символа", Many: "не показано %d управляющих символов"},

	Reader: "чтение", Prompt: "указание %d", BuiltIn: "встроенный выбор", Embeddings: "векторы", WithoutEmbeddings: "без векторов",

	Title: "название", Author: "автор", Issued: "дата", Publisher: "издатель", Container: "опубликовано в", URL: "URL",
	Language: "язык", Type: "тип", Abstract: "аннотация", Note: "примечание", File: "файл", Added: "добавлено", SHA256: "SHA-256",

	Months: [12]string{
		"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
	},
	MonthsOf: [12]string{
		"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
	},
	MonthDate: "%s %d", DayDate: "%s %s %d", FirstDay: "1",
}

// russianForm tells 1 source, 2 to 4, and 5 or more apart by the last digit, where the teens are as 5.
func russianForm(n int) Form {
	switch tens, last := n/10%10, n%10; {
	case tens == 1:
		return Many
	case last == 1:
		return One
	case 2 <= last && last <= 4:
		return Few
	}
	return Many
}
