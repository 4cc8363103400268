package render_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"variorum/answers"
	checks "variorum/answers/quotation"
	"variorum/corpus"
	"variorum/render"
)

// each calls f with every string of words, by the name of its field, and puts what f returns in its place.
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
		default:
			panic("a field of Words of another kind: " + name)
		}
	}
}

// forbidden are words that take a side, rank, or rate; and marks that raise the voice.
var forbidden = regexp.MustCompile(`(?i)\b(however|but|claims?|claimed|in fact|facts?|actually|contradicts?|contradictions?|conflicts?|confirms?|confirmed|only|true|false|truth|correct|incorrect|wrong|right|` +
	`best|better|worse|worst|most|top|rank(ing|s)?|score|confidence|likely|probably|certain(ly)?|reliable|unreliable|credible|important|interesting|majority|minority|consensus|average|denies|denial|alleged(ly)?|so-called|sorry|unfortunately|please)\b|[!?]|\d+ ?%|%%`)

// verb is what stands for a number or a name in a format.
var verb = regexp.MustCompile(`%[ds]`)

// Words of ours take no side, whoever adds a language.
func TestWordsAreQuiet(t *testing.T) {
	words := render.English
	each(&words, func(name, s string) string {
		if s == "" {
			t.Errorf("%s is empty", name)
		}
		if found := forbidden.FindString(s); found != "" {
			t.Errorf("%s is %q, which has %q", name, s, found)
		}
		if strings.TrimSpace(s) != s || strings.Contains(verb.ReplaceAllString(s, ""), "%") {
			t.Errorf("%s is %q: blanks at the ends, or a format other than %%d and %%s", name, s)
		}
		return s
	})
	for _, order := range answers.Orders {
		if render.English.Orders[order] == "" {
			t.Errorf("the order %s has no words", order)
		}
	}
}

// The list of forbidden words finds what it is for.
func TestForbiddenWordsAreFound(t *testing.T) {
	for _, s := range []string{"However, 002 claims 18", "confirmed by 001", "only one source", "3 speak!", "90 % sure", "the best match", "contradicts 001"} {
		if !forbidden.MatchString(s) {
			t.Errorf("%q is let through", s)
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
		a := answers.Answer{Question: "What?", Order: answers.ByDate, Asked: tt.asked, Sources: tt.sources}
		for range tt.speaking {
			a.Accounts = append(a.Accounts, speaking("word").Accounts[0])
		}
		for range tt.silent {
			a.Silent = append(a.Silent, answers.Silence{Source: corpus.Source{ID: "s"}})
		}
		if got := strings.Split(textOf(t, a, render.TextOptions{}), "\n")[1]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
