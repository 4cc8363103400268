package render_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/corpus"
	"variorum/render"
)

// schema returns the schema of an answer.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("answer.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	document, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("answer.schema.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile("answer.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func jsonOf(t rapid.TB, a answers.Answer) []byte {
	t.Helper()
	raw, err := render.JSON(a)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// valid returns why raw does not satisfy a schema, or nil.
func valid(s *jsonschema.Schema, raw []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return s.Validate(value)
}

// Every answer is as the schema says, on one line.
func TestAnswersSatisfyTheSchema(t *testing.T) {
	s := schema(t)
	for name, a := range map[string]answers.Answer{"everything": everything(), "nothing": {Revision: "sha256:" + sumOf(""), Order: answers.Rotated}} {
		if err := valid(s, jsonOf(t, a)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		raw := jsonOf(t, drawAnswer(t))
		if bytes.ContainsAny(raw, "\r\n") {
			t.Fatalf("more than one line: %q", raw)
		}
		if err := valid(s, raw); err != nil {
			t.Fatalf("%v: %s", err, raw)
		}
	})
}

// What is no answer does not satisfy the schema: each change of a good one is noticed.
func TestTheSchemaIsStrict(t *testing.T) {
	s, good := schema(t), string(jsonOf(t, everything()))
	for _, tt := range []struct{ from, to string }{
		{`"version":1`, `"version":2`},
		{`"order":"rotated"`, `"order":"best first"`},
		{`"revision":"sha256:`, `"revision":"`},
		{`"strength":"weak"`, `"strength":"strong"`},
		{`"page":null`, `"page":""`},
		{`"paragraph":2`, `"paragraph":"2"`},
		{`"type":"TextQuoteSelector"`, `"type":"CssSelector"`},
		{`"kind":"quoted"`, `"kind":"said"`},
		{`"date-parts":[[1911,3,9]]`, `"date-parts":[]`},
		{`"searched":[`, `"sought":[`},
		{`"agree":true`, `"agree":false`},
		{`"credited":null`, `"credited":false`},
		{`"more":0`, `"more":-1`},
		{`"agreements":[`, `"agreed":[`},
	} {
		if !strings.Contains(good, tt.from) {
			t.Fatalf("the answer does not hold %s", tt.from)
		}
		if err := valid(s, []byte(strings.Replace(good, tt.from, tt.to, 1))); err == nil {
			t.Errorf("an answer with %s satisfies the schema", tt.to)
		}
	}
}

// What was quoted comes out of the JSON as it went in, each character.
func TestQuotationsSurviveJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawAnswer(t)
		want := receiptsOf(a)
		got, err := render.ParseReceipts(bytes.NewReader(jsonOf(t, a)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("receipts (-want +got):\n%s", diff)
		}
	})
}

func receiptsOf(list ...answers.Answer) []answers.Receipt {
	var receipts []answers.Receipt
	for _, a := range list {
		for _, account := range a.Accounts {
			for _, e := range account.Excerpts {
				receipts = append(receipts, answers.ReceiptOf(account.Source.ID, e))
			}
		}
	}
	return receipts
}

// Lists are always there, and what is not known is absent; no character is escaped for the sake of web pages.
func TestJSONOfLittle(t *testing.T) {
	a := answers.Answer{Question: "a < b & c?", Revision: "sha256:0", Order: answers.ByDate, Asked: 1, Sources: 3, Silent: []answers.Silence{{Source: corpus.Source{ID: "s"}}}}
	want := `{"version":1,"question":"a < b & c?","library":{"revision":"sha256:0","sources":3},"order":"date","accounts":[],"silent":[{"id":"s","searched":[],"terms":[]}],"differences":[],"agreements":[],"shared":[]}`
	if got := string(jsonOf(t, a)); got != want {
		t.Errorf("JSON = %s, want %s", got, want)
	}
}

func TestCSL(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   corpus.Source
		want string
	}{
		{"nothing known", corpus.Source{ID: "s", Language: "und"}, `{"id":"s","type":"document"}`},
		{
			"a person and a body",
			corpus.Source{ID: "s", Language: "de", Metadata: corpus.Metadata{Type: "report", Author: []corpus.Name{{Family: "Hale", Given: "Ada"}, {Literal: "The Board"}}}},
			`{"id":"s","type":"report","author":[{"family":"Hale","given":"Ada"},{"literal":"The Board"}],"language":"de"}`,
		},
		{"a year", dated(corpus.Date{Year: 1911}), `{"id":"s","type":"document","issued":{"date-parts":[[1911]]}}`},
		{"a month", dated(corpus.Date{Year: 1911, Month: 3}), `{"id":"s","type":"document","issued":{"date-parts":[[1911,3]]}}`},
		{"a day", dated(corpus.Date{Year: 1911, Month: 3, Day: 9}), `{"id":"s","type":"document","issued":{"date-parts":[[1911,3,9]]}}`},
		{"a literal", dated(corpus.Date{Literal: "that winter"}), `{"id":"s","type":"document","issued":{"literal":"that winter"}}`},
	} {
		raw, err := render.SourcesJSON([]render.Card{{Source: tt.in}})
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Sources []struct{ CSL json.RawMessage }
		}
		if err := json.Unmarshal(raw, &got); err != nil {
			t.Fatal(err)
		}
		if string(got.Sources[0].CSL) != tt.want {
			t.Errorf("%s: csl = %s, want %s", tt.name, got.Sources[0].CSL, tt.want)
		}
	}
}

func dated(d corpus.Date) corpus.Source {
	return corpus.Source{ID: "s", Language: "und", Metadata: corpus.Metadata{Issued: d}}
}

func TestSourcesJSON(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   []render.Card
		want string
	}{
		{"none", nil, `{"sources":[]}`},
		{
			"one",
			[]render.Card{{Source: corpus.Source{ID: "s", Language: "en", File: "a/s.txt", SHA256: "00", Metadata: corpus.Metadata{Title: "T", Inferred: []string{"title"}}}, Added: time.Date(2024, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))}},
			`{"sources":[{"id":"s","csl":{"id":"s","type":"document","title":"T","language":"en"},"language":"en","inferred":["title"],"file":"a/s.txt","sha256":"00","added":"2024-01-02T02:04:05Z"}]}`,
		},
	} {
		if got, err := render.SourcesJSON(tt.in); err != nil || string(got) != tt.want {
			t.Errorf("%s: SourcesJSON = %s, %v; want %s", tt.name, got, err, tt.want)
		}
	}
}

func TestVerificationsJSON(t *testing.T) {
	got, err := render.VerificationsJSON(
		[]answers.Receipt{{ID: "s:1-1-aaa"}, {ID: "s:2-1-bbb"}, {ID: "s:3-1-ccc"}, {ID: "s:4-1-ddd"}},
		[]answers.Verification{{Status: answers.OK, Start: 1, End: 2}, {Status: answers.Moved, Start: 0, End: 1}, {Status: answers.ChangedText}, {Status: answers.Gone}})
	want := `{"receipts":[{"id":"s:1-1-aaa","status":"ok","at":{"start":1,"end":2}},{"id":"s:2-1-bbb","status":"moved","at":{"start":0,"end":1}},{"id":"s:3-1-ccc","status":"changed","at":null},{"id":"s:4-1-ddd","status":"gone","at":null}]}`
	if err != nil || string(got) != want {
		t.Errorf("VerificationsJSON = %s, %v; want %s", got, err, want)
	}
	if got, err := render.VerificationsJSON(nil, nil); err != nil || string(got) != `{"receipts":[]}` {
		t.Errorf("VerificationsJSON of none = %s, %v", got, err)
	}
}
