package retrieval

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// analysed returns the terms of a text, derived ones after a plus.
func analysed(language, text string) string {
	var b strings.Builder
	NewAnalyzer(language).tokens(text, func(t token) {
		if t.Derived {
			b.WriteByte('+')
		}
		b.WriteString(t.Term + " ")
	})
	return strings.TrimSpace(b.String())
}

func TestTermsOfWords(t *testing.T) {
	for _, c := range []struct{ name, language, text, want string }{
		{"case and stems", "en", "Bridges were FALLING", "bridg were fall"},
		{"accents", "fr", "l’Évêque évacué", "l evequ evacu"},
		{"German", "de", "Die Brücken fielen; Straße", "die bruck fall strass"},
		{"Spanish", "es", "¿Dónde están los niños?", "dond estan los nin"},
		{"Russian", "ru", "Жертвы пожарищ, ещё", "жертв пожарищ ещ"},
		{"ligatures", "en", "the ﬁrst œuvre", "the first oeuvr"},
		{"possessive", "en", "the mayor’s captains' men's", "the mayor captain man"},
		{"apostrophe inside", "en", "O'Brien didn't", "obrien didnt"},
		{"elision", "fr", "d’abord qu’il aujourd’hui", "d abord qu il aujourdhui"},
		{"compound", "en", "peace-keeping forces", "peac keep +peacekeep forc"},
		{"hyphen at a line's end", "en", "the na-\ntional bank", "the na tional +nation bank"},
		{"hyphen at a page's end", "en", "na-\n\n\ntional", "na tional +nation"},
		{"soft hyphen", "en", "har\u00adbour", "harbour"},
		{"dash between words", "en", "here – there—now", "here there now"},
		{"irregular verb", "en", "He fled; she has written, they fought", "he flee she has write they fight"},
		{"initials", "en", "the U.S. and the U.S.S.R. in no. 5", "the ^us and the ussr in no 5"},
		{"an acronym is no stop word", "en", "US troops told us", "^us troop tell us"},
		{"no language", "und", "Bridges Brücken", "bridges brucken"},
		{"another script", "und", "橋が落ちた", "橋か落ちた"},
		{"invalid bytes", "en", "a\xff\xfebridge", "a bridg"},
		{"controls", "en", "bri\x00dge", "bri dge"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := analysed(c.language, c.text); got != c.want {
				t.Errorf("terms of %q = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ name, language, text, want string }{
		{"thousands", "en", "20,000 and 20.000 and 20 000 and 20\u202f000 and 20'000", "20000 and 20000 and 20000 and 20000 and 20000"},
		{"decimals", "en", "1.5 and 1,50 and 3.0", "1.5 and 1.5 and 3"},
		{"two numbers", "en", "in 2019 200 men", "in 2019 200 man"},
		{"zeros", "en", "007 0.5 0", "7 0.5 0"},
		{"other digits", "und", "١٢٣", "123"},
		{"units", "en", "5km $370 12% 1990s", "5 km 370 12 1990 s"},
		{"words", "en", "two hundred and twenty-five people", "two hundr and twenti five +twentyf peopl +225"},
		{"alone", "en", "seventeen lorries", "seventeen lorri +17"},
		{"one is a pronoun", "en", "one of them", "one of them"},
		{"mixed", "en", "2.5 million", "2.5 million +2500000"},
		{"dozens", "en", "half a dozen, two dozen", "half a dozen two +6 dozen +24"},
		{"side by side", "en", "three, four", "three four +3 +4"},
		{"German", "de", "zweihundertfünfundzwanzig und zwanzigtausend", "zweihundertfunfundzwanz und zwanzigtaus +225 +20000"},
		{"French", "fr", "quatre-vingt-dix-sept et deux mille trois cents", "quatr vingt dix sept +quatrevingtdixsept et deux +97 mill trois cent +2300"},
		{"Spanish", "es", "ciento veinticinco mil", "cient veinticinc mil +125000"},
		{"Russian", "ru", "двести двадцать пять тысяч", "двест двадца пят тысяч +225000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := analysed(c.language, c.text); got != c.want {
				t.Errorf("terms of %q = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// Tokens stand in the text in order, on rune boundaries, and have terms of bounded length, whatever the text is.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"The na-\n\ntional debt of 1,234.5 was U.S.-led", "quatre-vingt-dix", "zweihundert", "\xff-\xfe", "a-\u00ad-b", "half a half dozen", "1.2.3,4 5 6 789"} {
		for _, l := range append(Languages, Undetermined) {
			f.Add(s, l)
		}
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		last := 0
		NewAnalyzer(language).tokens(text, func(k token) {
			if k.Start < 0 || k.End > len(text) || k.Start >= k.End {
				t.Fatalf("token %+v of %q is out of bounds", k, text)
			}
			if !k.Derived {
				if k.Start < last {
					t.Fatalf("token %+v of %q begins before %d", k, text, last)
				}
				last = k.End
			}
			if !utf8.RuneStart(text[k.Start]) && utf8.ValidString(text) {
				t.Fatalf("token %+v of %q begins inside a rune", k, text)
			}
			if len(k.Term) > maxTermBytes+len(acronymMark) {
				t.Fatalf("term %q has %d bytes", k.Term, len(k.Term))
			}
		})
	})
}

func TestZipfFindsWhatTheTableHolds(t *testing.T) {
	for _, language := range Languages {
		n := 0
		last := ""
		for line := range strings.Lines(backgrounds[language]) {
			word, _, _ := strings.Cut(line, "\t")
			if word <= last && n > 0 {
				t.Errorf("%s: %q stands after %q", language, word, last)
			}
			last = word
			if n++; n%97 == 0 || n == 1 {
				if z, ok := Zipf(language, word); !ok || z <= 0 {
					t.Errorf("Zipf(%q, %q) = %v, %v; the table holds it", language, word, z, ok)
				}
			}
		}
		if _, ok := Zipf(language, last); !ok {
			t.Errorf("Zipf(%q, %q): the last word of the table is not found", language, last)
		}
		for _, absent := range []string{"", "\x00", "zzzzzzzz", "яяяяяя", "bridgee"} {
			if z, ok := Zipf(language, absent); ok {
				t.Errorf("Zipf(%q, %q) = %v, want none", language, absent, z)
			}
		}
	}
	if the, _ := Zipf("en", "the"); the < 7 {
		t.Errorf(`Zipf("en", "the") = %v, want over 7`, the)
	}
}

func TestPostingsPackFrequencyAndSentences(t *testing.T) {
	p := newPosting(0)
	for i := range 20 {
		p = p.add(i)
	}
	if p.frequency() != 15 || p.sentences() != 1<<MaxSentences-1 {
		t.Errorf("posting of 20 sentences = frequency %d, sentences %b", p.frequency(), p.sentences())
	}
	if both := newPosting(3).add(5).and(newPosting(5).add(7)); both.sentences() != 1<<5 {
		t.Errorf("both in sentence 5 = %b", both.sentences())
	}
	if both := newPosting(3).and(newPosting(4)); both != 0 {
		t.Errorf("both in no sentence = %b", both)
	}
}

func TestCacheKeepsItsBound(t *testing.T) {
	c := newPostingsCache(10_000)
	for i := range 100 {
		term := strings.Repeat("x", i)
		c.put(term, postings{docs: make([]uint32, 50), vals: make([]posting, 50)})
		if c.bytes > c.max {
			t.Fatalf("after %d terms the cache has %d bytes, bound %d", i+1, c.bytes, c.max)
		}
		if p, ok := c.get(term); !ok || len(p.docs) != 50 {
			t.Fatalf("the term put last is not there")
		}
	}
	if _, ok := c.get(""); ok {
		t.Error("the term put first is still there")
	}
	c.put("large", postings{docs: make([]uint32, 5000), vals: make([]posting, 5000)})
	if _, ok := c.get("large"); ok {
		t.Error("a list over a quarter of the bound was kept")
	}
}

func TestQueries(t *testing.T) {
	for _, c := range []struct {
		question, language string
		kind               Kind
		words              []string
	}{
		{"How many people died?", "en", Figure, []string{"people", "died"}},
		{"when was it and who paid", "en", Date, []string{"paid"}},
		{"at what time did the gate open", "en", Clock, []string{"gate", "open"}},
		{"um wie viel Uhr fiel die Brücke", "de", Clock, []string{"fiel", "Brücke"}},
		{"à quelle heure est tombé le pont", "fr", Clock, []string{"tombé", "pont"}},
		{"¿a qué hora cayó el puente?", "es", Clock, []string{"cayó", "puente"}},
		{"во сколько упал мост", "ru", Clock, []string{"упал", "мост"}},
		{"who is Anna Lindqvist?", "en", Actor, []string{"Anna Lindqvist"}},
		{"the Ministry of Public Works, why", "en", Cause, []string{"Ministry of Public Works"}},
		{"Wie viele Menschen sind gestorben?", "de", Figure, []string{"Menschen", "gestorben"}},
		{"Combien de personnes sont mortes ?", "fr", Figure, []string{"personnes", "mortes"}},
		{"¿Cuántas personas murieron?", "es", Figure, []string{"personas", "murieron"}},
		{"Сколько человек погибло?", "ru", Figure, []string{"человек", "погибло"}},
		{"how long did the strike last?", "en", Figure, []string{"how long", "strike"}},
		{"how long was the last strike?", "en", Figure, []string{"how long", "strike"}},
		{"who was the last to leave?", "en", Actor, []string{"last", "leave"}},
		{"why did the number of ferries shrink when it rained?", "en", Cause, []string{"number", "ferries", "shrink", "rained"}},
		{"wie schwer war die Platte?", "de", Figure, []string{"wie schwer", "Platte"}},
		{"did sombody get hurt", "en", AnyKind, []string{"hurt"}},
		{"wehn did the ferry sink", "en", Date, []string{"ferry", "sink"}},
		{"did the mayor of Thane pay", "en", AnyKind, []string{"mayor", "Thane", "pay"}},
		{"warm oder kalt, weill es regnete", "de", AnyKind, []string{"warm", "kalt", "regnete"}},
		{"what did the ferryman say about the bridge", "en", Quote, []string{"ferryman", "bridge"}},
		{"last words of the ferryman", "en", Quote, []string{"last words", "ferryman"}},
		{"was hat der Fährmann über die Brücke gesagt", "de", Quote, []string{"Fährmann", "Brücke"}},
		{"qu'a dit le passeur du pont ?", "fr", Quote, []string{"passeur", "pont"}},
		{"¿qué dijo el barquero del puente?", "es", Quote, []string{"barquero", "puente"}},
		{"что сказал перевозчик о мосте", "ru", Quote, []string{"перевозчик", "мосте"}},
		{"when did the ferryman say it", "en", Date, []string{"ferryman"}},
		{"bridge", "en", AnyKind, []string{"bridge"}},
		{"bridge bridge Bridges", "en", AnyKind, []string{"bridge"}},
		{"", "en", AnyKind, nil},
		{"of the", "en", AnyKind, nil},
		{"?!…", "en", AnyKind, nil},
	} {
		q := NewQuery(c.question)
		var words []string
		for _, term := range q.Terms {
			words = append(words, term.Word)
			if term.Weight < 1 || term.Weight > MaxWeight {
				t.Errorf("NewQuery(%q): %q weighs %d", c.question, term.Word, term.Weight)
			}
		}
		if q.Language != c.language || q.Kind != c.kind || !slices.Equal(words, c.words) {
			t.Errorf("NewQuery(%q) = %s %q %q, want %s %q %q", c.question, q.Language, q.Kind, words, c.language, c.kind, c.words)
		}
	}
}

// A question that asks what something is called looks for that alone, not for the words by which it asks.
func TestNamingIsNotLookedFor(t *testing.T) {
	for _, c := range []struct {
		question string
		naming   bool
		words    []string
	}{
		{"what do they call the ferrymen", true, []string{"ferrymen"}},
		{"which word does each of them use for the flood?", true, []string{"flood"}},
		{"flood or deluge, how do they describe it", true, []string{"flood", "deluge"}},
		{"what do they call it in Thane? Flood or deluge?", true, []string{"Thane", "Flood", "deluge"}},
		{"do the villagers call it a flood", true, []string{"villagers", "flood"}},
		{"wie nennen sie die Fährleute", true, []string{"Fährleute"}},
		{"welchen Ausdruck benutzt der Bürgermeister für die Flut", true, []string{"Bürgermeister", "Flut"}},
		{"comment appellent-ils la grève", true, []string{"grève"}},
		{"quel mot utilise le maire pour la grève ?", true, []string{"maire", "grève"}},
		{"¿cómo llaman a los obreros?", true, []string{"obreros"}},
		{"¿qué palabra usa el alcalde para la huelga?", true, []string{"alcalde", "huelga"}},
		{"как они называют паромщиков", true, []string{"паромщиков"}},
		{"каким словом они называют забастовку?", true, []string{"забастовку"}},
		{"what do they call it", true, []string{"call"}}, // nothing else is left
		{"who called the mayor", false, []string{"called", "mayor"}},
		{"how many terms did the mayor use", false, []string{"terms", "mayor", "use"}},
		{"wer nennt Namen", false, []string{"Namen"}},
	} {
		q := NewQuery(c.question)
		var words []string
		for _, term := range q.Terms {
			words = append(words, term.Word)
		}
		if q.Naming != c.naming || !slices.Equal(words, c.words) {
			t.Errorf("NewQuery(%q) = %t %q, want %t %q", c.question, q.Naming, words, c.naming, c.words)
		}
	}
}

// A phrase of small words is looked for by what says the same, where the question has hardly another word.
func TestPhrasesOfSmallWordsAreLookedFor(t *testing.T) {
	for _, c := range []struct {
		question string
		words    []string
		instead  string // of the last
	}{
		{"did they give in?", []string{"give in"}, "surrender"},
		{"did the ferrymen give up on it", []string{"ferrymen", "give up on"}, "abandon"},
		{"who let the ferrymen off?", []string{"ferrymen", "let off"}, "acquit"},
		{"they put it off", []string{"put off"}, "postpone"},
		{"what did they do away with", []string{"do away with"}, "abolish"},
		{"wer ist an der Macht", []string{"an der Macht"}, "regierend"},
	} {
		q := NewQuery(c.question)
		var words []string
		for _, term := range q.Terms {
			words = append(words, term.Word)
		}
		if !slices.Equal(words, c.words) {
			t.Errorf("NewQuery(%q) = %q, want %q", c.question, words, c.words)
			continue
		}
		if !slices.ContainsFunc(q.Terms[len(words)-1].Alternatives, func(a Alternative) bool { return a.Text == c.instead && a.Closeness >= 50 }) {
			t.Errorf("NewQuery(%q) does not look for %q", c.question, c.instead)
		}
	}
	for _, question := range []string{"when did the ferrymen give up the strike", "did they go to the ferry in the rain", "who is in", "up and away"} {
		for _, term := range NewQuery(question).Terms {
			if strings.Contains(term.Word, " ") {
				t.Errorf("NewQuery(%q) looks for %q", question, term.Word)
			}
		}
	}
}

// A slip of the finger is looked for as the word that was meant.
func TestSlipsAreCorrected(t *testing.T) {
	a := NewAnalyzer("en")
	for slip, meant := range map[string]string{"goverment": "government", "recieved": "received", "accidnet": "accident", "hospitall": "hospital"} {
		z, _ := Zipf("en", a.Stem(slip))
		if got, want := a.correct(slip, z), a.Stem(meant); got != want {
			t.Errorf("correct(%q) = %q, want %q", slip, got, want)
		}
	}
}

// Where sources stand in other languages, a query only has more alternatives.
func TestLanguagesOnlyAddAlternatives(t *testing.T) {
	for _, question := range []string{"how many people died in the fire", "why did the mayor resign", "Anna Lindqvist 1912"} {
		few, many := NewQuery(question, "en"), NewQuery(question)
		for i := range few.Terms {
			english := slices.DeleteFunc(slices.Clone(many.Terms[i].Alternatives), func(a Alternative) bool { return a.Language != "en" })
			if diff := cmp.Diff(few.Terms[i].Alternatives, english); diff != "" {
				t.Errorf("NewQuery(%q): %q (-in English +of all):\n%s", question, few.Terms[i].Word, diff)
			}
		}
	}
}
