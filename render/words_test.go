package render_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"variorum/answers"
	checks "variorum/answers/quotation"
	"variorum/corpus"
	"variorum/render"
)

// each calls f with every string of words, by the name of its field, and puts what f returns in its place. A form that a language does not have is
// passed over.
func each(words *render.Words, f func(name, s string) string) {
	v := reflect.ValueOf(words).Elem()
	for i := range v.NumField() {
		name, field := v.Type().Field(i).Name, v.Field(i)
		switch field.Kind() {
		case reflect.String:
			field.SetString(f(name, field.String()))
		case reflect.Map:
			changed := reflect.MakeMap(field.Type())
			for it := field.MapRange(); it.Next(); {
				changed.SetMapIndex(it.Key(), reflect.ValueOf(f(name, it.Value().String())))
			}
			field.Set(changed)
		case reflect.Array:
			for j := range field.Len() {
				field.Index(j).SetString(f(name, field.Index(j).String()))
			}
		case reflect.Struct:
			for j := range field.NumField() {
				if s := field.Field(j); s.String() != "" {
					s.SetString(f(name, s.String()))
				}
			}
		case reflect.Func: // the rule of forms
		default:
			panic("a field of Words of another kind: " + name)
		}
	}
}

// counts calls f with every Count of words, by the name of its field.
func counts(words render.Words, f func(name string, c render.Count)) {
	v := reflect.ValueOf(words)
	for i := range v.NumField() {
		if c, ok := v.Field(i).Interface().(render.Count); ok {
			f(v.Type().Field(i).Name, c)
		}
	}
}

// forbidden are, for each language, words that take a side, rank, rate, or take silence for denial; and marks that raise the voice. A word that ends in
// * stands for all that begin with it.
var forbidden = map[string]*regexp.Regexp{
	"en": listed(`however but claim* in_fact fact facts actually contradict* conflict* confirm* only merely just true false truth correct incorrect wrong right
		best better worse worst most top rank* score confidence likely probably certain certainly reliable unreliable credible important interesting majority minority consensus average
		deny denies denial alleged* so-called sorry unfortunately please silent silence`),
	"de": listed(`aber jedoch allerdings behaupt* tatsächlich widersprech* widerspr* widerlegt bestätig* nur bloß lediglich wahr* falsch richtig* korrekt* fehler* best* besser* schlecht* meist* rang* wertung
		vermutlich angeblich* sogenannt* zuverlässig* glaubwürdig* wichtig* interessant* mehrheit minderheit durchschnitt leugne* bestreit* leider bitte schweig* verschw* stumm`),
	"es": listed(`pero sin_embargo afirma* alega* de_hecho realmente contradic* conflicto* confirma* sólo solo solamente únicamente verdad* fals* correct* incorrect* error* mejor* peor* clasificación
		probable* supuest* presunt* cierto cierta fiable* creíble* important* interesante* mayoría minoría promedio niega* negar desmiente* lamenta* favor calla* silencio*`),
	"fr": listed(`mais cependant toutefois prétend* affirm* en_fait réellement contredi* contradict* conflit* confirm* seul* seulement uniquement ne_que vrai* faux fausse vérité correct* incorrect* erreur* erron* meilleur* mieux pire* classement
		probable* prétendu* soi-disant présumé* certain certaine certainement fiable* crédible* important* intéressant* majorité minorité moyenne nie nient dément* malheureusement désolé* plaît tait taisent silence* muet*`),
	"ru": listed(`но однако утвержда* якобы на_самом_деле действительно противореч* конфликт* подтвержд* только лишь правд* истин* ложь ложн* верн* неверн* правильн* ошибк* ошибоч* лучш* худш* рейтинг*
		вероятно возможно достовер* надёжн* важн* интересн* большинств* меньшинств* среднее отрица* опроверг* сожалени* пожалуйста молч* умалчива*`),
}

// listed returns what finds a word of a list, and a mark that raises the voice. A _ stands for white space.
func listed(list string) *regexp.Regexp {
	words := strings.Fields(list)
	for i, word := range words {
		words[i] = strings.ReplaceAll(strings.ReplaceAll(word, "_", `\s+`), "*", `\p{L}*`)
	}
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` + strings.Join(words, "|") + `)(?:[^\p{L}]|$)|[!?¡¿]|\d+\s?%|%%`)
}

// verb is what stands for a number or a name in a format.
var verb = regexp.MustCompile(`%[ds]`)

// Words of ours take no side, whoever adds a language.
func TestWordsAreQuiet(t *testing.T) {
	for _, tag := range render.Languages() {
		words, _ := render.Language(tag)
		if forbidden[tag] == nil {
			t.Errorf("%s has no list of forbidden words", tag)
			continue
		}
		each(&words, func(name, s string) string {
			if s == "" {
				t.Errorf("%s: %s is empty", tag, name)
			}
			if found := forbidden[tag].FindString(s); found != "" {
				t.Errorf("%s: %s is %q, which has %q", tag, name, s, found)
			}
			if strings.TrimSpace(s) != s || strings.Contains(verb.ReplaceAllString(s, ""), "%") {
				t.Errorf("%s: %s is %q: blanks at the ends, or a format other than %%d and %%s", tag, name, s)
			}
			return s
		})
		for _, order := range answers.Orders {
			if words.Orders[order] == "" {
				t.Errorf("%s: the order %s has no words", tag, order)
			}
		}
		for _, kind := range answers.RowKinds {
			if words.Kinds[kind] == "" {
				t.Errorf("%s: rows of the kind %s have no words", tag, kind)
			}
		}
	}
}

// The lists of forbidden words find what they are for.
func TestForbiddenWordsAreFound(t *testing.T) {
	for tag, list := range map[string][]string{
		"en": {"However, 002 claims 18", "confirmed by 001", "only one source", "3 speak!", "90 % sure", "the best match", "contradicts 001", "2 are silent"},
		"de": {"002 behauptet 18", "nur eine Quelle", "in 2 verschwiegen", "Leider nichts gefunden", "3 sprechen!", "angeblich 18"},
		"es": {"sólo una fuente", "¡3 hablan", "002 afirma 18", "según la mayoría", "2 callan"},
		"fr": {"une seule source", "002 prétend 18", "2 se taisent", "confirmé par 001", "la meilleure source"},
		"ru": {"только один источник", "2 молчат", "Однако 18", "якобы 18", "подтверждено", "90 %"},
	} {
		for _, s := range list {
			if !forbidden[tag].MatchString(s) {
				t.Errorf("%s: %q is let through", tag, s)
			}
		}
	}
}

// What stands in a format of English stands in that of each language, in the same order.
func TestFormatsSayTheSameInEachLanguage(t *testing.T) {
	english := make(map[string]string)
	words := render.English
	each(&words, func(name, s string) string {
		english[name] = strings.Join(verb.FindAllString(s, -1), " ")
		return s
	})
	for _, tag := range render.Languages() {
		words, _ := render.Language(tag)
		each(&words, func(name, s string) string {
			if got := strings.Join(verb.FindAllString(s, -1), " "); got != english[name] {
				t.Errorf("%s: %s is %q, with %q, want %q", tag, name, s, got, english[name])
			}
			return s
		})
	}
}

// Whatever the number, a phrase has the form that goes with it; no phrase has a form that goes with no number.
func TestEveryFormIsThere(t *testing.T) {
	for _, tag := range render.Languages() {
		words, _ := render.Language(tag)
		used := make(map[render.Form]bool)
		for n := range 1000 {
			used[words.Form(n)] = true
		}
		counts(words, func(name string, c render.Count) {
			for form, s := range map[render.Form]string{render.One: c.One, render.Few: c.Few, render.Many: c.Many} {
				if (s != "") != used[form] {
					t.Errorf("%s: the form %d of %s is %q; used: %t", tag, form, name, s, used[form])
				}
			}
		})
	}
}

func TestLanguageByTag(t *testing.T) {
	for _, tt := range []struct {
		tag, sources string // the word for many sources
		ok           bool
	}{
		{"en-US", "%d sources", true},
		{"en-GB", "%d sources", true},
		{"de", "%d Quellen", true},
		{"de-AT-1996", "%d Quellen", true},
		{"es-419", "%d fuentes", true},
		{"es-ES", "%d fuentes", true},
		{"fr", "%d sources", true},
		{"RU", "%d источников", true},
		{"pt-BR", "%d sources", false},
		{"deu", "%d sources", false},
		{"", "%d sources", false},
		{"-de", "%d sources", false},
	} {
		if words, ok := render.Language(tt.tag); ok != tt.ok || words.Sources.Many != tt.sources {
			t.Errorf("Language(%q) has %q, %t, want %q, %t", tt.tag, words.Sources.Many, ok, tt.sources, tt.ok)
		}
	}
	if words, _ := render.Language("pt-BR"); words.NoPassage != render.English.NoPassage {
		t.Errorf("a language without words has %q, want English", words.NoPassage)
	}
}

// dateIn returns how a date stands in the byline of a source.
func dateIn(words render.Words, d corpus.Date) string {
	byline := render.NewLines(words).Byline(corpus.Metadata{Issued: d})
	return byline[len(byline)-1]
}

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		date corpus.Date
		want map[string]string
	}{
		{corpus.Date{Year: 1923, Month: 10, Day: 10}, map[string]string{
			"de": "10. Oktober 1923", "en": "10 October 1923", "es": "10 de octubre de 1923", "fr": "10 octobre 1923", "ru": "10 октября 1923",
		}},
		{corpus.Date{Year: 1871, Month: 3, Day: 1}, map[string]string{
			"de": "1. März 1871", "en": "1 March 1871", "es": "1 de marzo de 1871", "fr": "1er mars 1871", "ru": "1 марта 1871",
		}},
		{corpus.Date{Year: 1905, Month: 8}, map[string]string{
			"de": "August 1905", "en": "August 1905", "es": "agosto de 1905", "fr": "août 1905", "ru": "август 1905",
		}},
		{corpus.Date{Year: 1917}, map[string]string{"de": "1917", "en": "1917", "es": "1917", "fr": "1917", "ru": "1917"}},
		{corpus.Date{Literal: "the  great frost"}, map[string]string{
			"de": "the great frost", "en": "the great frost", "es": "the great frost", "fr": "the great frost", "ru": "the great frost",
		}},
		{corpus.Date{}, map[string]string{
			"de": "Datum unbekannt", "en": "date unknown", "es": "fecha desconocida", "fr": "date inconnue", "ru": "дата неизвестна",
		}},
	} {
		for _, tag := range render.Languages() {
			words, _ := render.Language(tag)
			if got := dateIn(words, tt.date); got != tt.want[tag] {
				t.Errorf("%s: %+v is %q, want %q", tag, tt.date, got, tt.want[tag])
			}
		}
	}
}

func TestNumbersOfSources(t *testing.T) {
	for _, tt := range []struct {
		tag  string
		n    int
		want string
	}{
		{"ru", 0, "0 источников"},
		{"ru", 1, "1 источник"},
		{"ru", 2, "2 источника"},
		{"ru", 4, "4 источника"},
		{"ru", 5, "5 источников"},
		{"ru", 11, "11 источников"},
		{"ru", 12, "12 источников"},
		{"ru", 14, "14 источников"},
		{"ru", 21, "21 источник"},
		{"ru", 22, "22 источника"},
		{"ru", 25, "25 источников"},
		{"ru", 101, "101 источник"},
		{"ru", 111, "111 источников"},
		{"ru", 1012, "1012 источников"},
		{"de", 0, "0 Quellen"},
		{"de", 1, "1 Quelle"},
		{"de", 21, "21 Quellen"},
		{"es", 0, "0 fuentes"},
		{"es", 1, "1 fuente"},
		{"fr", 0, "0 source"},
		{"fr", 1, "1 source"},
		{"fr", 2, "2 sources"},
	} {
		words, _ := render.Language(tt.tag)
		if got := render.NewLines(words).Sources(tt.n); got != tt.want {
			t.Errorf("%s: %d is %q, want %q", tt.tag, tt.n, got, tt.want)
		}
	}
}

// The names of the fields of a card fit beside their values.
func TestNamesOfFieldsAreShort(t *testing.T) {
	const most = 15 // columns
	for _, tag := range render.Languages() {
		words, _ := render.Language(tag)
		for _, field := range render.NewLines(words).Fields(render.Card{}) {
			if n := utf8.RuneCountInString(field[0]); n > most {
				t.Errorf("%s: %q has %d characters, want %d at most", tag, field[0], n, most)
			}
		}
	}
}

// All words that are shown stand in Words, or are foreign: in a language written in Cyrillic letters, with sources written in Greek ones, no
// Latin letter is shown.
func TestAllWordsStandInOnePlace(t *testing.T) {
	letters := regexp.MustCompile(`[A-Za-z0-9-]+`)
	words := render.English
	each(&words, func(_, s string) string {
		parts := verb.Split(s, -1)
		for i := range parts {
			parts[i] = letters.ReplaceAllString(parts[i], "жж")
		}
		verbs := verb.FindAllString(s, -1)
		var b strings.Builder
		for i, p := range parts {
			b.WriteString(p)
			if i < len(verbs) {
				b.WriteString(verbs[i])
			}
		}
		return b.String()
	})
	greek := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < 0x80 && unicode.IsLetter(r) {
				return 'ω'
			}
			return r
		}, s)
	}
	a := everything()
	changeStrings(reflect.ValueOf(&a).Elem(), greek)
	source := a.Accounts[0].Source
	var b strings.Builder
	for _, width := range []int{0, 40, 80} {
		o := render.TextOptions{Width: width}
		for _, err := range []error{
			render.Text(&b, a, o, words), render.Markdown(&b, a, words),
			render.SourcesText(&b, []render.Card{{Source: source}, {Source: corpus.Source{ID: "ω", Language: "und"}}}, o, words),
			render.ContextText(&b, render.Context{Source: source, Excerpt: a.Accounts[0].Excerpts[0]}, o, words),
			render.ComparisonText(&b, a, o, words), render.ComparisonText(&b, answers.Answer{}, o, words), render.ComparisonMarkdown(&b, a, words),
			render.CollationText(&b, answers.Collation{Topic: "ω", Differences: a.Differences, Agreements: a.Agreements, Shared: a.Shared}, o, words),
			render.CollationText(&b, answers.Collation{}, o, words),
			render.CheckText(&b, checked(source, a.Accounts[0].Excerpts[0], checks.Verbatim, checks.AsSaid), o, words),
			render.CheckText(&b, checked(source, a.Accounts[0].Excerpts[0], checks.Differs, checks.Elsewhere), o, words),
			render.CheckText(&b, render.Check{Status: checks.NotFound, Attribution: checks.Unsaid}, o, words),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for line := range strings.Lines(b.String()) {
		if regexp.MustCompile(`[A-Za-z]`).MatchString(strings.ReplaceAll(line, "&#32;", "")) {
			t.Errorf("a word that is neither foreign nor of Words: %q", line)
		}
	}
}

// checked returns a quotation that was checked, with each kind of change, and with two pieces.
func checked(source corpus.Source, e answers.Excerpt, status checks.Status, attribution checks.Attribution) render.Check {
	place := checks.Place{Source: source.ID, Span: e.Span, Quote: e.Quote}
	if n := len(e.Quote); n > 20 {
		place.Parts = []corpus.Span{{Start: e.Span.Start, End: e.Span.Start + n/4/2*2}, {Start: e.Span.End - n/4/2*2, End: e.Span.End}}
	}
	for _, kind := range []checks.ChangeKind{checks.LeftOut, checks.PutIn, checks.Changed, checks.Moved} {
		place.Changes = append(place.Changes, checks.Change{Kind: kind, Source: "ω", Quote: "ω"})
	}
	return render.Check{Quote: "ω", Status: status, Attribution: attribution, Places: []render.CheckedPlace{{Source: source, Excerpt: e, Place: place}}}
}

// changeStrings changes all strings in v but those of types of their own, such as an order.
func changeStrings(v reflect.Value, f func(string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() || v.Type() == reflect.TypeFor[corpus.SourceID]() {
			v.SetString(f(v.String()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			changeStrings(v.Field(i), f)
		}
	case reflect.Slice:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		v.Set(copied)
		for i := range v.Len() {
			changeStrings(v.Index(i), f)
		}
	}
}

// speakers returns an answer with a number of sources that speak, and one of those in which nothing was found.
func speakers(speaking, silent, asked, sources int) answers.Answer {
	a := answers.Answer{Question: "What?", Order: answers.ByDate, Asked: asked, Sources: sources}
	for range speaking {
		a.Accounts = append(a.Accounts, answers.Account{Source: corpus.Source{ID: "s"}})
	}
	for range silent {
		a.Silent = append(a.Silent, answers.Silence{Source: corpus.Source{ID: "s"}})
	}
	return a
}

func TestSummary(t *testing.T) {
	for _, tt := range []struct {
		name                             string
		speaking, silent, asked, sources int
		want                             string
	}{
		{"one speaks", 1, 0, 1, 1, "1 source · 1 speaks"},
		{"one is silent", 0, 1, 1, 1, "1 source · in 1 no passage found"},
		{"some of each", 2, 1, 3, 3, "3 sources · 2 speak · in 1 no passage found · order by date"},
		{"some were asked", 1, 1, 2, 9, "9 sources, 2 asked · 1 speaks · in 1 no passage found · order by date"},
		{"an empty library", 0, 0, 0, 0, "0 sources"},
	} {
		a := speakers(tt.speaking, tt.silent, tt.asked, tt.sources)
		if got := strings.Split(textOf(t, a, render.TextOptions{}), "\n")[1]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSummaryInEachLanguage(t *testing.T) {
	for _, tt := range []struct {
		tag       string
		few, many string // 3 of 5 asked of 9 speak; 1 of 21 asked of 21 speaks
	}{
		{
			"de", "9 Quellen, 5 befragt · 3 kommen zu Wort · in 2 keine Stelle gefunden · Reihenfolge nach Datum",
			"21 Quellen · 1 kommt zu Wort · in 20 keine Stelle gefunden · Reihenfolge nach Datum",
		},
		{
			"es", "9 fuentes, 5 consultadas · 3 hablan de ello · en 2 no se encontró ningún pasaje · orden por fecha",
			"21 fuentes · 1 habla de ello · en 20 no se encontró ningún pasaje · orden por fecha",
		},
		{
			"fr", "9 sources, 5 consultées · 3 en parlent · aucun passage trouvé dans 2 · ordre par date",
			"21 sources · 1 en parle · aucun passage trouvé dans 20 · ordre par date",
		},
		{
			"ru", "9 источников, опрошено 5 · об этом говорят 3 · в 2 отрывков не найдено · порядок по дате",
			"21 источник · об этом говорит 1 · в 20 отрывков не найдено · порядок по дате",
		},
	} {
		words, _ := render.Language(tt.tag)
		lines := render.NewLines(words)
		if got := lines.Summary(speakers(3, 2, 5, 9)); got != tt.few {
			t.Errorf("%s: %q, want %q", tt.tag, got, tt.few)
		}
		if got := lines.Summary(speakers(1, 20, 21, 21)); got != tt.many {
			t.Errorf("%s: %q, want %q", tt.tag, got, tt.many)
		}
	}
}
