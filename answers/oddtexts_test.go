package answers_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"variorum/answers"
	"variorum/corpus"
)

// oddTexts are texts of which no point is to be expected, and no harm either.
func oddTexts() map[string]string {
	var numbers, table strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&numbers, "%d boats, ", i*37%9_999)
		if i%4 == 0 {
			fmt.Fprintf(&table, "| %d | %d | %d.5 |\n", 1900+i%100, i*7, i*3)
		}
	}
	const sentence = "The harbour was quiet and nobody spoke of the gate. "
	return map[string]string{
		"unbalanced marks":             "He said \"the gate was shut. „So stand es da, sagte er.” «Il pleut, dit-elle.\n\nThen ‘she “left’ and” went home».",
		"inches, minutes, apostrophes": "The plank was 6' 2\" long and 5\" wide, at 52° 30' 12\" N. The '90s were quiet; the dogs' home wasn't far, at nine o'clock.",
		"a book inside one pair":       `"` + strings.Repeat(sentence, 5_000) + `"`,
		"marks alone":                  strings.Repeat("“„«‘", 10_000) + " the gate " + strings.Repeat("”“»’", 10_000),
		"10,000 numbers":               "The list: " + numbers.String() + "and no more.",
		"a table":                      "| Year | Boats | Tons |\n|---|---|---|\n" + table.String(),
		"mixed separators":             "They rowed 1.234,5 km, 1,234.5 km, 1 234,5 km, 1'234.5 km, and ١٢٣ km.",
		"a huge number":                strings.Repeat("9", 5_000) + " stars were counted.",
		"telephones and accounts":      "Call +44 20 7946 0018. IBAN DE89 3704 0044 0532 0130 00.[12] As noted.¹",
		"years and names":              "In 1999 there were 1999 boats. Nine hundred and ninety-nine guests came to the Nine Hundred. Louis XIV read chapter IX.",
		"cold, and days that are none": "It was −12 °C, then minus twelve degrees. The gate shut at 24:00 on 31 February 1950, or on 30.02.2020 at 25:61.",
		"reports of reports":           strings.Repeat("He said that she said that ", 3_000) + "it rained.",
	}
}

// Odd texts, two of each, are compared, asked and quoted in moderate time, and what is shown of them is a slice.
func TestOddTextsAreCompared(t *testing.T) {
	for name, text := range oddTexts() {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			sources := sourcesOf(t, fstest.MapFS{"a.md": {Data: []byte(text)}, "b.md": {Data: []byte("A word before. " + text)}})
			texts := make(map[corpus.SourceID]string)
			for _, s := range sources {
				texts[s.ID] = s.Document.Text
			}
			c := composerOf(t, sources)
			k, err := c.Collate(t.Context(), "", nil)
			if err != nil {
				t.Fatal(err)
			}
			a := asking(t, c, answers.Request{Question: "how many boats, and when was the gate shut?"})
			for _, r := range append(append(k.Differences, k.Agreements...), append(a.Differences, a.Agreements...)...) {
				if name == "10,000 numbers" {
					t.Errorf("a row of a list: %+v", r)
				}
				for _, cell := range r.Cells {
					if cell.Span.In(texts[cell.Source]) != cell.Quote {
						t.Errorf("%q is no slice of %s", cell.Quote, cell.Source)
					}
				}
			}
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// Places of a quotation that stands thousands of times in one source cost no more than the source is long.
func TestManyPlacesOfOneQuotation(t *testing.T) {
	const sentence = "The harbour was quiet and nobody spoke of the gate."
	sources := sourcesOf(t, fstest.MapFS{"a.txt": {Data: []byte(strings.Repeat(sentence+" ", 5_000))}, "b.txt": {Data: []byte(sentence)}})
	spans := make([]corpus.Span, 5_000)
	for i := range spans {
		spans[i] = corpus.Span{Start: i * (len(sentence) + 1), End: i*(len(sentence)+1) + len(sentence)}
	}
	begin := time.Now()
	excerpts, _, err := composerOf(t, sources).ExcerptsAt(t.Context(), sources[0], spans)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range excerpts {
		if e.Quote != sentence || e.Span != spans[i] || e.Occurrences != len(spans) {
			t.Fatalf("excerpt %d is %+v", i, e)
		}
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
