package answers_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/answers/voice"
	"variorum/corpus"
	"variorum/retrieval"
	"variorum/retrieval/searchertest"
)

// A chooser is a reader that chooses by a function of what it is asked.
type chooser func(answers.ReadRequest) answers.ReadResult

func (chooser) Name() answers.ReaderName { return answers.ReaderName{Model: "test", Prompt: 7} }

func (c chooser) Read(_ context.Context, requests []answers.ReadRequest) []answers.ReadResult {
	results := make([]answers.ReadResult, len(requests))
	for i, r := range requests {
		results[i] = c(r)
	}
	return results
}

// byLot chooses up to three lines, fails, or chooses none, by a sum of all that it gets.
func byLot(r answers.ReadRequest) answers.ReadResult {
	h := fnv.New64a()
	fmt.Fprintf(h, "%+v", r)
	lot := rand.New(rand.NewPCG(h.Sum64(), 1))
	if lot.IntN(5) == 0 {
		return answers.ReadResult{Failed: true}
	}
	var result answers.ReadResult
	for range lot.IntN(4) {
		result.Chosen = append(result.Chosen, answers.ChosenLine{
			Number: lot.IntN(len(r.Lines)+4) - 2, Strength: []answers.Strength{answers.Direct, answers.Weak}[lot.IntN(2)],
		})
	}
	return result
}

// lengths is an embedder: the shorter a sentence is, the nearer. It fails for the sources that failing chooses.
type lengths struct {
	failing func(answers.EmbedRequest) bool
}

func (lengths) Model() string { return "lengths" }

func (l lengths) Nearest(_ context.Context, _ string, requests []answers.EmbedRequest) []answers.EmbedResult {
	results := make([]answers.EmbedResult, len(requests))
	for i, r := range requests {
		if l.failing != nil && l.failing(r) {
			results[i].Failed = true
			continue
		}
		order := make([]int, len(r.Sentences))
		for j := range order {
			order[j] = j
		}
		slices.SortStableFunc(order, func(a, b int) int { return len(r.Sentences[a]) - len(r.Sentences[b]) })
		results[i].Nearest = order
	}
	return results
}

// Laws 1, 2, 3 and 7 hold whatever a reader chooses, with embeddings and without: what it is asked of a source, and the account that comes of
// it, are the same alone, with others, and with 200 more.
func TestLawsHoldWithAReader(t *testing.T) {
	sources := library(2, 8)
	others := library(3, 200)
	for i := range others {
		others[i].ID = "z-" + others[i].ID
	}
	for name, embedder := range map[string]answers.Embedder{"words": nil, "embeddings": lengths{func(r answers.EmbedRequest) bool { return len(r.Sentences)%3 == 0 }}} {
		t.Run(name, func(t *testing.T) {
			questions, requests := slices.Concat(asked, marked), map[string]string{}
			with := func(list []corpus.Source) *answers.Composer {
				c := newComposer(t, list)
				c.Embedder, c.Library.Aliases = embedder, aliases(t)
				c.Reader = chooser(func(r answers.ReadRequest) answers.ReadResult {
					key, request := string(r.Source)+" "+r.Question, fmt.Sprintf("%+v", r)
					if requests[key] == "" {
						requests[key] = request
					}
					if diff := cmp.Diff(requests[key], request); diff != "" {
						t.Errorf("%s is asked otherwise (-before +now):\n%s", key, diff)
					}
					return byLot(r)
				})
				return c
			}
			together, crowd := with(sources), with(slices.Concat(others, sources))
			by := make(map[answers.Chooser]int)
			for _, question := range questions {
				a := answer(t, together, answers.Request{Question: question, More: true})
				if n := len(a.Accounts) + len(a.Silent); n != len(sources) {
					t.Errorf("%q: %d sources are in the answer, want %d", question, n, len(sources))
				}
				if diff := cmp.Diff(a, answer(t, together, answers.Request{Question: question, More: true})); diff != "" {
					t.Errorf("%q (-first +again):\n%s", question, diff)
				}
				whole, many := parts(a), parts(answer(t, crowd, answers.Request{Question: question, More: true}))
				for _, s := range sources {
					alone := parts(answer(t, with([]corpus.Source{s}), answers.Request{Question: question, More: true}))
					if diff := cmp.Diff(alone[s.ID], whole[s.ID]); diff != "" {
						t.Errorf("%q, %s (-alone +together):\n%s", question, s.ID, diff)
					}
					if diff := cmp.Diff(alone[s.ID], many[s.ID]); diff != "" {
						t.Errorf("%q, %s (-alone +with 200 others):\n%s", question, s.ID, diff)
					}
					for _, e := range whole[s.ID].Excerpts {
						checkExcerpt(t, s.Document, e)
					}
					by[whole[s.ID].Selection.By]++
				}
			}
			if by[answers.ByReader] < 10 || by[answers.BuiltIn] < 3 {
				t.Errorf("sources by who chose: %v, want some of each", by)
			}
		})
	}
}

// reply returns a reader that always chooses the same.
func reply(chosen ...answers.ChosenLine) chooser {
	return func(answers.ReadRequest) answers.ReadResult { return answers.ReadResult{Chosen: chosen} }
}

// bridge is a source of which each sentence can be told by its place.
func bridge() corpus.Source {
	return corpus.Source{ID: "bridge", Language: "en", Document: searchertest.Document([][]string{
		{"The bridge fell at nine.", "The ferry was late.", "It was raining hard."},
		{"Seven men drowned that night.", "Nobody had warned them of the flood."},
		{"The bridge was old.", "Grass grew on its rails."},
		{"A cat sat on the quay and looked at the water."},
	})}
}

// shownOf returns what is shown of the only source, or "silent".
func shownOf(a answers.Answer) string {
	if len(a.Accounts) == 0 {
		return "silent"
	}
	var list []string
	for _, e := range a.Accounts[0].Excerpts {
		list = append(list, e.Quote)
	}
	return strings.Join(list, " | ")
}

// What a reader chooses is what is shown, by the usual budget.
func TestChosenSentencesAreShown(t *testing.T) {
	direct := func(n int) answers.ChosenLine { return answers.ChosenLine{Number: n, Strength: answers.Direct} }
	weak := func(n int) answers.ChosenLine { return answers.ChosenLine{Number: n, Strength: answers.Weak} }
	for _, tt := range []struct {
		name     string
		reader   chooser
		want     string
		strength answers.Strength
		more     int
	}{
		{"nothing is silence", reply(), "silent", "", 0},
		{"a sentence alone", reply(direct(4)), "Seven men drowned that night.", answers.Direct, 0},
		{"a weak one", reply(weak(4)), "Seven men drowned that night.", answers.Weak, 0},
		{"neighbours are one excerpt", reply(direct(2), weak(1)), "The bridge fell at nine. The ferry was late.", answers.Direct, 0},
		{"neighbours of two paragraphs are two", reply(direct(3), direct(4)), "It was raining hard. | Seven men drowned that night.", answers.Direct, 0},
		{"two direct ones in the order of the text", reply(direct(6), direct(1)), "The bridge fell at nine. | The bridge was old.", answers.Direct, 0},
		{"a third is more", reply(direct(6), direct(1), direct(4)), "The bridge fell at nine. | The bridge was old.", answers.Direct, 1},
		{"a weak second one is more", reply(weak(4), direct(1)), "The bridge fell at nine.", answers.Direct, 1},
		{"the first of two weak ones", reply(weak(4), weak(1)), "Seven men drowned that night.", answers.Weak, 1},
		{"numbers that are not there", reply(direct(0), direct(-3), direct(99), weak(8)), "A cat sat on the quay and looked at the water.", answers.Weak, 0},
		{"a number given twice", reply(weak(4), direct(4), direct(4)), "Seven men drowned that night.", answers.Direct, 0},
		{"another strength", reply(answers.ChosenLine{Number: 1, Strength: "best"}), "silent", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newComposer(t, []corpus.Source{bridge()})
			c.Reader = tt.reader
			a := answer(t, c, answers.Request{Question: "when did the bridge fall?"})
			if got := shownOf(a); got != tt.want {
				t.Errorf("shown is %q, want %q", got, tt.want)
			}
			selection := answers.Selection{}
			if len(a.Accounts) == 1 {
				account := a.Accounts[0]
				selection = account.Selection
				if account.Strength != tt.strength || account.More != tt.more {
					t.Errorf("the account is %s with %d more, want %s with %d", account.Strength, account.More, tt.strength, tt.more)
				}
			} else {
				selection = a.Silent[0].Selection
			}
			if selection != (answers.Selection{By: answers.ByReader}) {
				t.Errorf("selection = %+v, want that the reader chose", selection)
			}
			if a.Reader == nil || *a.Reader != (answers.ReaderName{Model: "test", Prompt: 7}) || a.Embeddings != "" {
				t.Errorf("reader = %+v, embeddings = %q; want the reader's name and none", a.Reader, a.Embeddings)
			}
		})
	}
}

// What governs a chosen sentence is shown with it.
func TestChosenSentencesKeepWhatGovernsThem(t *testing.T) {
	text := "Die Ministerin sagte, die Brücke sei sicher gewesen. Kein Lastwagen sei je eingesunken.\n"
	c := newComposer(t, []corpus.Source{{ID: "said", Language: "de", Document: corpus.Document{Text: text, Structure: corpus.Parse(text, "de", false)}}})
	c.Reader = reply(answers.ChosenLine{Number: 2, Strength: answers.Direct})
	if got, want := shownOf(answer(t, c, answers.Request{Question: "Ist ein Lastwagen eingesunken?"})), strings.TrimSpace(text); got != want {
		t.Errorf("shown is %q, want %q", got, want)
	}
	excerpts := 0
	for _, l := range judgedLibraries(t) {
		c := composerOf(t, l.sources)
		c.Reader = chooser(byLot)
		documents := make(map[corpus.SourceID]corpus.Document)
		readings := make(map[corpus.SourceID]*voice.Reading)
		for _, s := range l.sources {
			readings[s.ID], documents[s.ID] = voice.Read(s.Document, s.Language), s.Document
		}
		for _, q := range l.questions {
			for _, account := range asking(t, c, answers.Request{Question: q.Question, More: true, Apart: true}).Accounts {
				for _, e := range account.Excerpts {
					excerpts++
					for _, g := range readings[account.Source.ID].Governors(e.Span) {
						if !governorIsShown(account, e, g, documents[account.Source.ID]) {
							t.Errorf("%s: %q: the excerpt %s lacks what governs it: %q", l.name, q.Question, e.ID, g.In(documents[account.Source.ID].Text))
						}
					}
				}
			}
		}
	}
	if excerpts < 300 {
		t.Errorf("%d excerpts were looked at, want at least 300", excerpts)
	}
}

// Where a reader fails, the account is as without it, and says so.
func TestBuiltInChoiceStandsWhereTheReaderFails(t *testing.T) {
	sources := library(2, 8)
	plain, failing := newComposer(t, sources), newComposer(t, sources)
	failing.Reader = chooser(func(answers.ReadRequest) answers.ReadResult {
		return answers.ReadResult{Failed: true, Chosen: []answers.ChosenLine{{Number: 1, Strength: answers.Direct}}}
	})
	marked := 0
	for _, question := range asked {
		want, got := answer(t, plain, answers.Request{Question: question}), answer(t, failing, answers.Request{Question: question})
		for i := range got.Accounts {
			if got.Accounts[i].Selection.By == answers.BuiltIn {
				marked++
			}
			got.Accounts[i].Selection = answers.Selection{}
		}
		for i := range got.Silent {
			if by := got.Silent[i].Selection.By; by != answers.BuiltIn && by != "" {
				t.Errorf("%q: %s is silent by %q", question, got.Silent[i].Source.ID, by)
			}
			got.Silent[i].Selection = answers.Selection{}
		}
		got.Reader = nil
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-without a reader +with one that fails):\n%s", question, diff)
		}
	}
	if marked < 10 {
		t.Errorf("%d accounts are marked, want 10 at least", marked)
	}
}

// numbered returns the lines that can be chosen.
func numbered(r answers.ReadRequest) []string {
	var list []string
	for _, line := range r.Lines {
		if line.Number > 0 {
			list = append(list, line.Text)
		}
	}
	return list
}

// Whatever a reader chooses, with embeddings and without: it can choose nothing that is excluded, and nothing without one of the phrases; and every
// excerpt has all phrases and nothing excluded.
func TestMarksHoldWithAReader(t *testing.T) {
	sources := library(18, 20)
	r := rand.New(rand.NewPCG(21, 22))
	words := strings.Fields("bridge river mayor lorries ferry inquiry people harbour died told")
	shown, both, choosable := 0, 0, 0
	for i := range 300 {
		c := newComposer(t, sources)
		if i%3 == 0 {
			c.Embedder = lengths{}
		}
		order := r.Perm(len(words))
		question := fmt.Sprintf("%s %q -%s", words[order[0]], words[order[1]], words[order[2]])
		if i%2 == 0 {
			question += fmt.Sprintf(" %q", words[order[3]])
		}
		limits := retrieval.NewQuery(question).Limits
		c.Reader = chooser(func(r answers.ReadRequest) answers.ReadResult {
			language := sources[slices.IndexFunc(sources, func(s corpus.Source) bool { return s.ID == r.Source })].Language
			for _, line := range numbered(r) {
				choosable++
				if held, excluded := limits(language).Phrases(line); held == 0 || excluded {
					t.Errorf("%q lets %q be chosen", question, line)
				}
			}
			return byLot(r)
		})
		for _, account := range answer(t, c, answers.Request{Question: question, More: true, Apart: true}).Accounts {
			for _, e := range account.Excerpts {
				l := limits(account.Source.Language)
				held, excluded := l.Phrases(e.Quote)
				if held != l.All() || excluded {
					t.Errorf("%q shows %q", question, e.Quote)
				}
				if shown++; held == 3 {
					both++
				}
			}
		}
	}
	if shown < 50 || both < 10 || choosable < 300 {
		t.Errorf("%d excerpts were shown, %d with two phrases, of %d sentences that could be chosen; want more to check", shown, both, choosable)
	}
}

// Phrases may stand in neighbours of what was chosen; these are shown with it, and a source with nothing to choose from is not asked.
func TestPhrasesBesideAChosenSentence(t *testing.T) {
	for _, tt := range []struct {
		question, want string
		lines          int
	}{
		{`the "bridge"`, "The bridge fell at nine.", 2},
		{`the "bridge" -nine`, "The bridge was old.", 1},
		{`"bridge fell" "raining"`, "The bridge fell at nine. The ferry was late. It was raining hard.", 2},
		{`"bridge fell" "drowned"`, "silent", 0},
		{`the bridge -bridge`, "Seven men drowned that night.", 6},
		{`"bridges"`, "silent", 0},
	} {
		c, lines := newComposer(t, []corpus.Source{bridge()}), 0
		c.Account.AcrossBytes = 1 // windows stay in their paragraphs
		c.Reader = chooser(func(r answers.ReadRequest) answers.ReadResult {
			lines = len(numbered(r))
			for i, text := range numbered(r) {
				if strings.HasPrefix(text, "The bridge") || strings.HasPrefix(text, "Seven") {
					return answers.ReadResult{Chosen: []answers.ChosenLine{{Number: i + 1, Strength: answers.Direct}}}
				}
			}
			return answers.ReadResult{}
		})
		if got := shownOf(answer(t, c, answers.Request{Question: tt.question})); got != tt.want || lines != tt.lines {
			t.Errorf("%s: shown is %q, of %d lines; want %q of %d", tt.question, got, lines, tt.want, tt.lines)
		}
	}
}

// Where several questions are asked at once the reader gets the best sentences on all and on each, by the best of their ranks, each once, and all as it
// was typed.
func TestReaderGetsTheBestOnEachOfSeveralQuestions(t *testing.T) {
	question := "when did the bridge fall and who looked at the water?"
	for sentences, want := range map[int][]string{
		2: {"The bridge fell at nine.", "A cat sat on the quay and looked at the water."},
		3: {"The bridge fell at nine.", "The bridge was old.", "A cat sat on the quay and looked at the water."},
	} {
		c := newComposer(t, []corpus.Source{bridge()})
		c.Account.Sentences = sentences
		c.Reader = chooser(func(r answers.ReadRequest) answers.ReadResult {
			if got := numbered(r); !slices.Equal(got, want) || r.Question != question {
				t.Errorf("of %d sentences the reader gets %q on %q, want %q", sentences, got, r.Question, want)
			}
			return answers.ReadResult{}
		})
		if a := answer(t, c, answers.Request{Question: question}); len(a.Silent) != 1 || a.Silent[0].Selection.By != answers.ByReader {
			t.Errorf("silent = %+v, want the source by the reader", a.Silent)
		}
	}
}

// How much a source must have to speak is nothing to what a reader chose; where it failed it is. An explanation says who chose what.
func TestMatchAndExplanationWithAReader(t *testing.T) {
	sources := library(17, 30)
	c := newComposer(t, sources)
	c.Reader = chooser(byLot)
	chosen, failed, fewer := 0, 0, 0
	for _, question := range slices.Concat(asked, marked) {
		var before map[corpus.SourceID]part
		for _, match := range answers.Matches {
			a := answer(t, c, answers.Request{Question: question, Match: match, Explain: true})
			now := parts(a)
			for _, x := range a.Explanation.Sources {
				p := now[x.Source]
				if (x.Reading != nil) != (p.Selection.By == answers.ByReader) || x.Speaks != (len(p.Excerpts) > 0) {
					t.Fatalf("%q: %s by %q is explained as %+v", question, x.Source, p.Selection.By, x)
				}
				if x.Reading == nil {
					failed++
					if before != nil && len(before[x.Source].Excerpts) < len(p.Excerpts) {
						fewer++
					}
					continue
				}
				chosen += len(x.Reading.Chosen)
				checkReading(t, x, p)
				if diff := cmp.Diff(before[x.Source], p); before != nil && diff != "" {
					t.Errorf("%q: %s by the reader is otherwise with %s (-before +now):\n%s", question, x.Source, match, diff)
				}
			}
			before = now
		}
	}
	if chosen < 50 || failed < 50 || fewer < 3 {
		t.Errorf("%d sentences were chosen, %d sources were not read, of which %d spoke with less; want more of each", chosen, failed, fewer)
	}
}

// checkReading checks that a source is explained by what the reader chose of it.
func checkReading(t *testing.T, x answers.ExplainedSource, p part) {
	t.Helper()
	if x.Reading.Reader != (answers.ReaderName{Model: "test", Prompt: 7}) || len(x.Reasons) > 0 || x.Speaks != (len(x.Reading.Chosen) > 0) {
		t.Errorf("%s is explained as %+v by %+v", x.Source, x, x.Reading)
	}
	for i, line := range x.Reading.Chosen {
		if line.Number < 1 || line.Number > x.Reading.Sentences || line.Quote == "" {
			t.Errorf("%s: %+v was chosen of %d", x.Source, line, x.Reading.Sentences)
		}
		if i == 0 && (line.Strength != p.Strength || !slices.ContainsFunc(p.Excerpts, func(e answers.Excerpt) bool { return strings.Contains(e.Quote, line.Quote) })) {
			t.Errorf("%s shows %+v, want %+v", x.Source, p.Excerpts, line)
		}
	}
}

// requested returns what a reader is asked about a source.
func requested(t *testing.T, s corpus.Source, embedder answers.Embedder, sentences int) []answers.ReadRequest {
	t.Helper()
	var requests []answers.ReadRequest
	c := newComposer(t, []corpus.Source{s})
	c.Account.Sentences, c.Embedder = sentences, embedder
	c.Reader = chooser(func(r answers.ReadRequest) answers.ReadResult {
		requests = append(requests, r)
		return answers.ReadResult{}
	})
	answer(t, c, answers.Request{Question: "  when did the bridge fall? "})
	return requests
}

// A reader gets the best sentences, numbered in the order of the text, each with one that stands beside it.
func TestReaderGetsTheBestSentences(t *testing.T) {
	line := func(n int, text string, gap bool) answers.ReadLine {
		return answers.ReadLine{Number: n, Text: text, Gap: gap}
	}
	for _, tt := range []struct {
		name      string
		embedder  answers.Embedder
		sentences int
		want      []answers.ReadLine
	}{
		{"one", nil, 1, []answers.ReadLine{
			line(1, "The bridge fell at nine.", false), line(0, "The ferry was late.", false),
		}},
		{"two, and what stands between is left out", nil, 2, []answers.ReadLine{
			line(1, "The bridge fell at nine.", false), line(0, "The ferry was late.", false),
			line(2, "The bridge was old.", true), line(0, "Grass grew on its rails.", false),
		}},
		{"the paragraph comes next", nil, 3, []answers.ReadLine{
			line(1, "The bridge fell at nine.", false), line(2, "The ferry was late.", false),
			line(3, "The bridge was old.", true), line(0, "Grass grew on its rails.", false),
		}},
		{"the nearest as well", lengths{}, 3, []answers.ReadLine{
			line(1, "The bridge fell at nine.", false), line(2, "The ferry was late.", false),
			line(3, "The bridge was old.", true), line(0, "Grass grew on its rails.", false),
		}},
		{"words alone if nothing is known of nearness", lengths{func(answers.EmbedRequest) bool { return true }}, 1, []answers.ReadLine{
			line(1, "The bridge fell at nine.", false), line(0, "The ferry was late.", false),
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			requests := requested(t, bridge(), tt.embedder, tt.sentences)
			if len(requests) != 1 {
				t.Fatalf("the reader was asked %d times, want once", len(requests))
			}
			got := requests[0]
			if diff := cmp.Diff(tt.want, got.Lines); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			if got.Question != "when did the bridge fall?" || got.Source != "bridge" || len(got.Revision) != 64 {
				t.Errorf("request = %+v", got)
			}
		})
	}
	if all := requested(t, bridge(), nil, 0)[0].Lines; len(all) != 8 {
		t.Errorf("of a short source the reader gets %d lines, want all 8", len(all))
	}
}

// A source without a word of the question is not asked, unless embeddings say what is near; where these fail it is marked.
func TestSourcesWithoutAHit(t *testing.T) {
	cat := corpus.Source{ID: "cat", Language: "en", Document: searchertest.Document([][]string{{"A cat sat on the quay.", "It slept."}})}
	if requests := requested(t, cat, nil, 0); len(requests) != 0 {
		t.Errorf("the reader is asked %+v, want nothing", requests)
	}
	if requests := requested(t, cat, lengths{}, 1); len(requests) != 1 || requests[0].Lines[1].Text != "It slept." || requests[0].Lines[1].Number != 1 {
		t.Errorf("the reader is asked %+v, want the nearest sentence with its neighbour", requests)
	}
	c := newComposer(t, []corpus.Source{cat})
	c.Reader = reply(answers.ChosenLine{Number: 2, Strength: answers.Weak})
	for _, tt := range []struct {
		name     string
		embedder answers.Embedder
		want     string
		selected answers.Selection
	}{
		{"words", nil, "silent", answers.Selection{}},
		{"embeddings", lengths{}, "It slept.", answers.Selection{By: answers.ByReader, Embedded: true}},
		{"embeddings that fail", lengths{func(answers.EmbedRequest) bool { return true }}, "silent", answers.Selection{By: answers.BuiltIn}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c.Embedder = tt.embedder
			a := answer(t, c, answers.Request{Question: "when did the bridge fall?"})
			if got, by := shownOf(a), parts(a)["cat"]; got != tt.want || by.Selection != tt.selected {
				t.Errorf("shown is %q by %+v, want %q by %+v", got, by.Selection, tt.want, tt.selected)
			}
		})
	}
}

// A reader goes on where embeddings fail, and the account says so.
func TestReaderGoesOnWithoutEmbeddings(t *testing.T) {
	c := newComposer(t, []corpus.Source{bridge()})
	c.Reader = reply(answers.ChosenLine{Number: 4, Strength: answers.Direct})
	for name, tt := range map[string]struct {
		failing bool
		want    answers.Selection
	}{
		"good":    {false, answers.Selection{By: answers.ByReader, Embedded: true}},
		"failing": {true, answers.Selection{By: answers.ByReader}},
	} {
		c.Embedder = lengths{func(answers.EmbedRequest) bool { return tt.failing }}
		a := answer(t, c, answers.Request{Question: "when did the bridge fall?"})
		if len(a.Accounts) != 1 || a.Accounts[0].Selection != tt.want || a.Embeddings != "lengths" {
			t.Errorf("%s: accounts = %+v with embeddings %q, want one with %+v", name, a.Accounts, a.Embeddings, tt.want)
		}
	}
}

// Who gives up while a reader reads gets no answer made of what came until then.
func TestGivingUpWhileReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newComposer(t, []corpus.Source{bridge()})
	c.Reader = chooser(func(answers.ReadRequest) answers.ReadResult {
		cancel()
		return answers.ReadResult{Failed: true}
	})
	if a, err := c.Answer(ctx, answers.Request{Question: "when did the bridge fall?"}); !errors.Is(err, context.Canceled) || len(a.Accounts) > 0 {
		t.Errorf("Answer = %d accounts, %v; want that it was given up", len(a.Accounts), err)
	}
}
