package eval

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/library"
	"variorum/reader"
)

// numbered is a line that a model may choose, as it gets it.
var numbered = regexp.MustCompile(`(?m)^\[(\d+)\] (.*)$`)

// A choiceLine is a line that a model chooses, as it writes it.
type choiceLine struct {
	Line     int    `json:"line"`
	Strength string `json:"strength"`
}

// model serves a model that is a function of what it is asked, and returns a client of it.
func model(t *testing.T, choose func(asked string) []choiceLine) *reader.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct {
			Messages []struct{ Content string } `json:"messages"`
		}
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil || len(request.Messages) != 2 {
			t.Errorf("the request has %d messages, %v; want 2", len(request.Messages), err)
			return
		}
		content, err := json.Marshal(map[string]any{"chosen": append([]choiceLine{}, choose(request.Messages[1].Content)...)})
		if err != nil {
			t.Error(err)
		}
		reply := map[string]any{"choices": []any{map[string]any{"message": map[string]any{"content": string(content)}}}}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(reply); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	client, err := reader.New(reader.Options{URL: server.URL, Model: "test", Cache: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// oracle chooses every line that has something in common with a judged quote, those first of which a quote has most.
func oracle(t *testing.T, b bench) func(string) []choiceLine {
	judged := make(map[string]Question)
	for _, q := range b.questions {
		judged[fold(q.Question)] = q
	}
	texts := make(map[string]string) // by ID
	for _, s := range b.sources {
		texts[string(s.ID)] = fold(s.Document.Text)
	}
	return func(asked string) []choiceLine {
		_, question, _ := strings.Cut(asked, "\nQuestion: ")
		question, _, _ = strings.Cut(question, "\n")
		q, ok := judged[fold(question)]
		if !ok {
			t.Errorf("the model is asked %q, which is no question", question)
		}
		lines := numbered.FindAllStringSubmatch(asked, -1)
		source := sourceOf(texts, lines)
		var want []interval
		for key, quotes := range q.Accounts {
			for _, quote := range quotes {
				if strings.HasPrefix(source, key) {
					want = append(want, places(texts[source], fold(quote.Quote))...)
				}
			}
		}
		var chosen []choiceLine
		common := make(map[int]int)
		for _, line := range lines {
			n, err := strconv.Atoi(line[1])
			if err != nil {
				t.Error(err)
			}
			for _, at := range places(texts[source], fold(line[2])) {
				for _, w := range want {
					common[n] = max(common[n], at.and(w).characters(texts[source]))
				}
			}
			if common[n] >= leastOverlap {
				chosen = append(chosen, choiceLine{n, "direct"})
			}
		}
		slices.SortStableFunc(chosen, func(a, b choiceLine) int { return cmp.Compare(common[b.Line], common[a.Line]) })
		return chosen
	}
}

// sourceOf returns the source in which most of lines stand.
func sourceOf(texts map[string]string, lines [][]string) string {
	best, most := "", 0
	for id, text := range texts {
		n := 0
		for _, line := range lines {
			if strings.Contains(text, fold(line[2])) {
				n++
			}
		}
		if n > most {
			best, most = id, n
		}
	}
	return best
}

// lots returns a model that chooses no line half of the time, and else one, by lot.
func lots(draw int) func(string) []choiceLine {
	return func(asked string) []choiceLine {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d %s", draw, asked))
		lines := numbered.FindAllStringSubmatch(asked, -1)
		if sum[0]%2 == 0 || len(lines) == 0 {
			return nil
		}
		n := (int(sum[1])<<8 + int(sum[2])) % len(lines)
		return []choiceLine{{n + 1, []string{"direct", "weak"}[sum[3]%2]}}
	}
}

// draws is how often lots are drawn; the figures are means.
const draws = 10

// byLot measures what lots choose.
func (b bench) byLot(t *testing.T) Report {
	t.Helper()
	var mean Report
	for draw := range draws {
		r := b.measured(t, model(t, lots(draw)))
		if r.Verbatim != 1 {
			t.Errorf("%s: %v of the excerpts are verbatim, want all", b.name, r.Verbatim)
		}
		mean.AccountF1 += r.AccountF1 / draws
		mean.AccountRecall += r.AccountRecall / draws
		mean.ExcerptPrecision += r.ExcerptPrecision / draws
		mean.SilenceRecall += r.SilenceRecall / draws
		mean.Characters += r.Characters / draws
	}
	mean.Verbatim = 1
	return mean
}

// measured answers all questions with a reader and measures the answers.
func (b bench) measured(t *testing.T, r answers.Reader) Report {
	t.Helper()
	l, err := library.NewMemory(b.sources)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var cards []corpus.Source
	for _, e := range l.Sources() {
		cards = append(cards, e.Source)
	}
	composer := answers.Composer{Library: answers.Library{Revision: l.Revision(), Cards: cards, Searcher: l, Shelf: l}, Reader: r}
	var given []Given
	for _, q := range b.questions {
		a, err := composer.Answer(context.Background(), answers.Request{Question: q.Question, Apart: true})
		if err != nil && !errors.Is(err, answers.ErrEmptyQuestion) {
			t.Fatal(err)
		}
		given = append(given, FromAnswer(a))
	}
	report, err := Score(b.questions, Texts(b.sources), given)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// What a reader that knows the judgments, and one that draws lots, make of the libraries to tune on is as docs/reader.md says: any
// other reader is between them. -update writes it anew.
func TestReaderBoundsAreThoseThatWereWrittenDown(t *testing.T) {
	const file = "../docs/reader.md"
	const begin, end = "<!-- bounds -->\n", "<!-- end of bounds -->\n"
	var table strings.Builder
	table.WriteString("| account F1 (recall, precision; silence; characters) | by lot | built in | who knows the judgments |\n|---|---|---|---|\n")
	for _, b := range benches(t) {
		if !slices.Contains([]string{"fen", "hallenbad", "regatta"}, b.name) {
			continue
		}
		random, builtIn, best := b.byLot(t), b.measured(t, nil), b.measured(t, model(t, oracle(t, b)))
		fmt.Fprintf(&table, "| `%s` |", b.name)
		for _, r := range []Report{random, builtIn, best} {
			fmt.Fprintf(&table, " **%.3f** (%.3f, %.3f; %.3f; %.0f) |", r.AccountF1, r.AccountRecall, r.ExcerptPrecision, r.SilenceRecall, r.Characters)
			if r.Verbatim != 1 {
				t.Errorf("%s: %v of the excerpts are verbatim, want all", b.name, r.Verbatim)
			}
		}
		table.WriteString("\n")
		if random.AccountF1 >= builtIn.AccountF1 || builtIn.AccountF1 >= best.AccountF1 {
			t.Errorf("%s: F1 by lot, built in, and of who knows: %.3f, %.3f, %.3f; want them to rise", b.name, random.AccountF1, builtIn.AccountF1, best.AccountF1)
		}
	}
	t.Logf("\n%s", table.String())
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(raw), begin)
	written, after, whole := strings.Cut(rest, end)
	if !ok || !whole {
		t.Fatalf("%s has no place for the bounds", file)
	}
	switch {
	case written == table.String():
	case *update:
		if err := os.WriteFile(file, []byte(before+begin+table.String()+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s says\n%s\nand now it is\n%s", file, written, table.String())
	}
}
