package render_test

import (
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

// read returns an answer whose sentences a reader chose but for some sources.
func read() answers.Answer {
	a := speaking("It fell.")
	a.Asked, a.Sources = 4, 4
	a.Reader, a.Embeddings = &answers.ReaderName{Model: "a*b\x1b[31m:7b", Prompt: 3}, "near"
	a.Accounts[0].Selection = answers.Selection{By: answers.ByReader, Embedded: true}
	a.Silent = append(a.Silent,
		answers.Silence{Source: corpus.Source{ID: "t"}, Selection: answers.Selection{By: answers.BuiltIn}},
		answers.Silence{Source: corpus.Source{ID: "u"}, Selection: answers.Selection{By: answers.BuiltIn, Embedded: true}},
		answers.Silence{Source: corpus.Source{ID: "v"}})
	return a
}

// An answer says on one line which reader chose, and for which sources it failed.
func TestReaderIsNamed(t *testing.T) {
	const want = "reader: a*b[31m:7b · prompt 3 · built-in choice: t, u · embeddings: near · without embeddings: t"
	var text, markdown, without strings.Builder
	for _, err := range []error{
		render.Text(&text, read(), render.TextOptions{}, render.English), render.Markdown(&markdown, read(), render.English),
		render.Text(&without, speaking("It fell."), render.TextOptions{}, render.English),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if line := strings.Split(text.String(), "\n")[2]; line != want {
		t.Errorf("the third line is %q, want %q", line, want)
	}
	if strings.Contains(without.String(), "reader") {
		t.Errorf("an answer without a reader is %q", without.String())
	}
	if !strings.Contains(markdown.String(), "\n\nreader: a\\*b\\[31m:7b · prompt 3 · built-in choice: t, u · embeddings: near · without embeddings: t\n\n") {
		t.Errorf("the Markdown is %q", markdown.String())
	}
	if got := strings.Join(render.NewLines(render.English).Reader(read()), " · "); got != want {
		t.Errorf("Reader = %q, want %q", got, want)
	}
}

// The JSON says the same of each source, satisfies the schema, and without a reader has nothing of it.
func TestReaderInJSON(t *testing.T) {
	raw := string(jsonOf(t, read()))
	if err := valid(schema(t), []byte(raw)); err != nil {
		t.Error(err)
	}
	for _, want := range []string{
		`"shared":[],"reader":{"model":"a*b\u001b[31m:7b","prompt":3},"embeddings":{"model":"near"}}`,
		`"more":0,"chosen_by":"reader","embedded":true}`,
		`{"id":"t","searched":[],"terms":[],"chosen_by":"built_in","embedded":false}`,
		`{"id":"u","searched":[],"terms":[],"chosen_by":"built_in","embedded":true}`,
		`{"id":"v","searched":[],"terms":[]}`,
	} {
		if !strings.Contains(raw, want) {
			t.Errorf("the JSON lacks %s: %s", want, raw)
		}
	}
	words := read()
	words.Embeddings = ""
	if got := string(jsonOf(t, words)); strings.Contains(got, "embedd") || !strings.Contains(got, `"reader":{`) {
		t.Errorf("without embeddings the JSON is %s", got)
	}
	if got := render.NewLines(render.English).Reader(speaking("It fell.")); len(got) > 0 {
		t.Errorf("without a reader Reader = %q", got)
	}
}

// What the JSON says of readers is held to the schema.
func TestTheSchemaIsStrictOnReaders(t *testing.T) {
	s, good := schema(t), string(jsonOf(t, read()))
	for _, tt := range []struct{ from, to string }{
		{`"prompt":3`, `"prompt":0`},
		{`"chosen_by":"reader"`, `"chosen_by":"chance"`},
		{`"chosen_by":"built_in"`, `"chosen_by":""`},
		{`"embedded":true`, `"embedded":"yes"`},
		{`"embeddings":{"model":"near"}`, `"embeddings":{}`},
	} {
		if !strings.Contains(good, tt.from) {
			t.Fatalf("the answer does not hold %s", tt.from)
		}
		if err := valid(s, []byte(strings.Replace(good, tt.from, tt.to, 1))); err == nil {
			t.Errorf("an answer with %s satisfies the schema", tt.to)
		}
	}
}

// An explanation says of a source that a reader chose from, and of no other, which reader that was, and what it chose by which numbers.
func TestExplanationsNameTheReader(t *testing.T) {
	a := read()
	name := *a.Reader
	a.Explanation = &answers.Explanation{
		Match: answers.Normal, Speak: 340_000, Direct: 800_000, Questions: []answers.ExplainedQuestion{{Language: "en"}},
		Sources: []answers.ExplainedSource{
			{Source: a.Accounts[0].Source.ID, Speaks: true, Sentences: 9, Reading: &answers.ExplainedReading{Reader: name, Sentences: 8, Chosen: []answers.ExplainedLine{
				{ChosenLine: answers.ChosenLine{Number: 7, Strength: answers.Direct}, Quote: "It fell."},
				{ChosenLine: answers.ChosenLine{Number: 2, Strength: answers.Weak}, Quote: "It was old.\x1b[31m"},
			}}},
			{Source: "t"},
			{Source: "u", Reading: &answers.ExplainedReading{Reader: name, Sentences: 30}},
			{Source: "v"},
		},
	}
	raw := string(jsonOf(t, a))
	if err := valid(schema(t), []byte(raw)); err != nil {
		t.Error(err)
	}
	var text strings.Builder
	if err := render.ExplanationText(&text, a.Explanation, render.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"embeddings":{"model":"near"},"explain":{`,
		`"reasons":[],"reading":{"model":"a*b\u001b[31m:7b","prompt":3,"sentences":8,"chosen":[{"line":7,"strength":"direct","quote":"It fell."},{"line":2,"strength":"weak",`,
		`"reasons":[],"reading":{"model":"a*b\u001b[31m:7b","prompt":3,"sentences":30,"chosen":[]}`,
		`{"id":"v","speaks":false,"sentences":0,"reasons":[]}`,
		" · speaks\n    a*b[31m:7b with prompt 3 chose from 8 sentences\n    number 7 · direct\n",
		"\n    number 2 · weak\n",
		"u · no passage found\n    a*b[31m:7b with prompt 3 chose from 30 sentences\n    none\n",
		"v · no passage found\n    no term stands in a sentence that may be shown\n",
	} {
		if !strings.Contains(raw+text.String(), want) {
			t.Errorf("the explanation lacks %q:\n%s\n%s", want, raw, text.String())
		}
	}
	if strings.ContainsRune(text.String(), '\x1b') || strings.Count(raw, `"reading"`) != 2 {
		t.Errorf("the explanation is %q, %s", text.String(), raw)
	}
	for _, wrong := range [][2]string{{`"line":7`, `"line":0`}, {`"strength":"weak","quote"`, `"strength":"strong","quote"`}, {`"prompt":3,"sentences":8`, `"sentences":8`}} {
		if err := valid(schema(t), []byte(strings.Replace(raw, wrong[0], wrong[1], 1))); err == nil {
			t.Errorf("an explanation with %s satisfies the schema", wrong[1])
		}
	}
}
