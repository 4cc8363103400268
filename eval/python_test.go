package eval

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/library"
	"variorum/render"
)

// shared returns the folder of what is measured and compared with, which lies beside the repository unless VARIORUM_SHARED names it.
func shared() string { return cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../shared") }

// A script is score.py with the Python that runs it.
type script struct{ python, file string }

// findScript skips the test where Python or the script is missing.
func findScript(t *testing.T) script {
	t.Helper()
	file := filepath.Join(shared(), "eval", "score.py")
	if _, err := os.Stat(file); err != nil {
		t.Skipf("there is no score.py to compare with (VARIORUM_SHARED names its folder): %v", err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("there is no Python to run score.py: %v", err)
	}
	return script{python, file}
}

// score runs the script and returns its figures and misses.
func (s script) score(t *testing.T, questions []byte, texts map[string]string, given []byte) (map[string]float64, []string) {
	t.Helper()
	dir := t.TempDir()
	sources := filepath.Join(dir, "sources")
	write := func(file string, content []byte) {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, content, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(sources, 0o777); err != nil {
		t.Fatal(err)
	}
	for file, text := range texts {
		write(filepath.Join(sources, file), []byte(text))
	}
	write(filepath.Join(dir, "questions.jsonl"), questions)
	write(filepath.Join(dir, "answers.jsonl"), given)
	run := exec.Command(s.python, s.file, "--json", "--misses", "--sources", sources,
		"--questions", filepath.Join(dir, "questions.jsonl"), "--answers", filepath.Join(dir, "answers.jsonl"))
	var stderr bytes.Buffer
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("score.py: %v\n%s", err, stderr.Bytes())
	}
	line, rest, _ := strings.Cut(string(out), "\n")
	figures := make(map[string]float64)
	if err := json.Unmarshal([]byte(line), &figures); err != nil {
		t.Fatalf("score.py: %v\n%s", err, out)
	}
	var misses []string
	for miss := range strings.SplitSeq(rest, "\nMISS\t") {
		if miss = strings.TrimPrefix(strings.TrimSpace(miss), "MISS\t"); miss != "" {
			misses = append(misses, miss)
		}
	}
	slices.Sort(misses)
	return figures, misses
}

// agree compares all figures with those of the script: to the third decimal, and beyond.
func (s script) agree(t *testing.T, questions []Question, texts map[string]string, given []Given, answers []byte) Report {
	t.Helper()
	r, err := Score(questions, texts, given)
	if err != nil {
		t.Fatal(err)
	}
	questions = slices.Clone(questions)
	for i := range questions { // the script knows no null
		if questions[i].Expected == nil {
			questions[i].Expected = []ExpectedDifference{}
		}
	}
	want, misses := s.score(t, jsonLines(t, questions), texts, answers)
	got := figuresOf(t, r)
	for name, x := range want {
		if y, there := got[name]; !there || math.Abs(x-y) > 1e-9 {
			t.Errorf("%s is %v, score.py has %v", name, y, x)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d figures are there, score.py has %d", len(got), len(want))
	}
	var ours []string
	for _, m := range r.Misses {
		ours = append(ours, strings.Join([]string{m.Question, m.Source, m.Words, string(m.How)}, "\t"))
	}
	slices.Sort(ours)
	if diff := gocmp.Diff(misses, ours); diff != "" {
		t.Errorf("misses (-score.py +ours):\n%s", diff)
	}
	return r
}

func jsonLines[V any](t *testing.T, list []V) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, v := range list {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(raw, '\n'))
	}
	return b.Bytes()
}

// asJSON returns answers in as much of the form of bot ask --json as the script reads.
func asJSON(t *testing.T, given []Given) []byte {
	t.Helper()
	type object = map[string]any
	var list []object
	for _, g := range given {
		accounts, rows := []object{}, []object{}
		for _, a := range g.Accounts {
			excerpts := []object{}
			for i, e := range a.Excerpts {
				voice := object{"kind": []string{"quoted", "unidentified"}[i%2]}
				if e.Own {
					voice["kind"] = "own"
				}
				excerpts = append(excerpts, object{"quote": e.Quote, "voice": voice})
			}
			accounts = append(accounts, object{"source": object{"id": a.Source}, "excerpts": excerpts})
		}
		for _, r := range g.Differences {
			values := []object{}
			for _, v := range r {
				values = append(values, object{"source": v.Source, "quote": v.Quote})
			}
			rows = append(rows, object{"values": values})
		}
		list = append(list, object{"accounts": accounts, "differences": rows})
	}
	return jsonLines(t, list)
}

// A bench is a library with questions.
type bench struct {
	name      string
	sources   []corpus.Source
	questions []Question
}

func readBench(t *testing.T, name string, found []corpus.File, raw []byte) bench {
	t.Helper()
	b := bench{name: name}
	taken := make(map[corpus.SourceID]bool)
	for _, f := range found {
		s, err := f.Read(corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.ID = corpus.NewID(string(s.ID), s.File, func(id corpus.SourceID) bool { return taken[id] })
		taken[s.ID] = true
		b.sources = append(b.sources, s)
	}
	var err error
	if b.questions, err = Questions(bytes.NewReader(raw), name); err != nil {
		t.Fatal(err)
	}
	return b
}

// benches are the example library, the judged ones under testdata, and, where it is there, the one that is shared.
func benches(t *testing.T) []bench {
	t.Helper()
	list := []bench{readBench(t, "example", corpus.FindFS(example.FS()), example.Questions)}
	folders, err := filepath.Glob("testdata/libraries/*/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(folders, filepath.Join(shared(), "eval/seeds-dev/questions.jsonl")) {
		sources := filepath.Join(filepath.Dir(file), "library")
		if !slices.Contains(folders, file) {
			sources = filepath.Join(shared(), "seeds")
		}
		raw, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			t.Logf("not compared: %v", err)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, readBench(t, filepath.Base(filepath.Dir(file)), corpus.Find(sources), raw))
	}
	return list
}

// composer returns what answers questions on the library until the end of the test.
func (b bench) composer(t *testing.T) *answers.Composer {
	t.Helper()
	l, err := library.NewMemory(b.sources)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	var cards []corpus.Source
	for _, e := range l.Sources() {
		cards = append(cards, e.Source)
	}
	return &answers.Composer{Library: answers.Library{Revision: l.Revision(), Cards: cards, Searcher: l, Shelf: l}}
}

// ask answers all questions.
func (b bench) ask(t *testing.T) []answers.Answer {
	t.Helper()
	composer := b.composer(t)
	var list []answers.Answer
	for _, q := range b.questions {
		a, err := composer.Answer(context.Background(), answers.Request{Question: q.Question})
		if err != nil && !errors.Is(err, answers.ErrEmptyQuestion) {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// Our answers, printed as bot ask --json prints them, have the same figures by score.py and by Score.
func TestFiguresAreThoseOfTheScript(t *testing.T) {
	s := findScript(t)
	for _, b := range benches(t) {
		t.Run(b.name, func(t *testing.T) {
			var printed bytes.Buffer
			var given []Given
			for _, a := range b.ask(t) {
				raw, err := render.JSON(a)
				if err != nil {
					t.Fatal(err)
				}
				printed.Write(append(raw, '\n'))
				given = append(given, FromAnswer(a))
			}
			if r := s.agree(t, b.questions, Texts(b.sources), given, printed.Bytes()); r.AccountF1 == 0 || r.Verbatim != 1 {
				t.Errorf("account F1 is %v and %v is verbatim: there is nothing to compare", r.AccountF1, r.Verbatim)
			}
		})
	}
}

// Spoilt answers too: what stands nowhere, what is torn, doubled, dropped, or said by another, and rows right and wrong.
func TestFiguresOfSpoiltAnswersAreThoseOfTheScript(t *testing.T) {
	s := findScript(t)
	for _, b := range benches(t) {
		var given []Given
		for _, a := range b.ask(t) {
			given = append(given, FromAnswer(a))
		}
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s %d", b.name, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 7))
				var spoilt []Given
				for i, g := range given {
					spoilt = append(spoilt, spoil(r, b, b.questions[i], g))
				}
				s.agree(t, b.questions, Texts(b.sources), spoilt, asJSON(t, spoilt))
			})
		}
	}
}

// spoil returns an answer in which much is changed.
func spoil(r *rand.Rand, b bench, q Question, g Given) Given {
	var spoilt Given
	for _, a := range g.Accounts {
		if r.IntN(6) == 0 {
			continue
		}
		a.Excerpts = slices.Clone(a.Excerpts)
		for i := range a.Excerpts {
			e := &a.Excerpts[i]
			e.Quote = spoilQuote(r, e.Quote)
			e.Own = e.Own != (r.IntN(4) == 0)
		}
		if r.IntN(5) == 0 && len(a.Excerpts) > 0 {
			a.Excerpts = append(a.Excerpts, a.Excerpts[0])
		}
		if r.IntN(8) == 0 {
			a.Source = string(b.sources[r.IntN(len(b.sources))].ID)
		}
		spoilt.Accounts = append(spoilt.Accounts, a)
	}
	if r.IntN(8) == 0 {
		spoilt.Accounts = append(spoilt.Accounts, GivenAccount{Source: "unknown", Excerpts: []GivenExcerpt{{"unknown", true}}})
	}
	for _, source := range b.sources { // what was judged, shown in part and among other text
		for key, quotes := range q.Accounts {
			if !strings.HasPrefix(string(source.ID), key) || r.IntN(3) > 0 {
				continue
			}
			for _, quote := range quotes {
				spoilt.Accounts = append(spoilt.Accounts, GivenAccount{string(source.ID), []GivenExcerpt{{around(r, source.Document.Text, quote.Quote), r.IntN(2) == 0}}})
			}
		}
	}
	// In the order of the sources, for a map has none.
	slices.SortStableFunc(spoilt.Accounts, func(a, b GivenAccount) int { return cmp.Compare(a.Source, b.Source) })
	for range r.IntN(3) {
		var row []GivenValue
		for _, source := range b.sources {
			text := source.Document.Text
			from := r.IntN(len(text))
			row = append(row, GivenValue{string(source.ID), strings.ToValidUTF8(text[from:min(len(text), from+1+r.IntN(8))], "")})
		}
		spoilt.Differences = append(spoilt.Differences, row)
	}
	for _, d := range q.Expected {
		var row []GivenValue
		for _, source := range b.sources {
			for key, fragment := range d.Values {
				if strings.HasPrefix(string(source.ID), key) && r.IntN(3) > 0 {
					row = append(row, GivenValue{string(source.ID), spoilQuote(r, fragment)})
				}
			}
		}
		spoilt.Differences = append(spoilt.Differences, row)
	}
	return spoilt
}

// spoilQuote changes a quote in one of several ways, or not at all.
func spoilQuote(r *rand.Rand, quote string) string {
	runes := []rune(quote)
	switch r.IntN(10) {
	case 0:
		return strings.ToUpper(quote)
	case 1:
		return "\u00a0\n" + strings.ReplaceAll(quote, " ", "\u2009\u3000") + "\x1d\u2029"
	case 2:
		return strings.Replace(quote, " ", "", 1)
	case 3:
		return quote + " and more"
	case 4:
		return string(runes[:len(runes)/2])
	case 5:
		return string(runes[len(runes)/3:])
	case 6:
		return strings.Map(func(r rune) rune {
			if r == 'e' {
				return 'є' // a look-alike
			}
			return r
		}, quote)
	case 7:
		return ""
	}
	return quote
}

// around returns a slice of text that begins or ends inside a quote, or holds it; nothing if it is not there.
func around(r *rand.Rand, text, quote string) string {
	at := strings.Index(text, quote)
	if at < 0 {
		return ""
	}
	from := max(0, at-40+r.IntN(40+len(quote)))
	to := min(len(text), max(from, at+r.IntN(len(quote)+40)))
	return strings.ToValidUTF8(text[from:to], "")
}

// So do answers that were made of nothing but hard characters.
func TestFiguresOfInventedAnswersAreThoseOfTheScript(t *testing.T) {
	s := findScript(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			questions, texts, given := invent(rand.New(rand.NewPCG(seed, 3)))
			s.agree(t, questions, texts, given, asJSON(t, given))
		})
	}
}
