package answers_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"variorum/answers"
	"variorum/corpus"
	"variorum/retrieval/searchertest"
)

// asked are questions about libraries made by searchertest.
var asked = []string{
	"when did the bridge fall?", "how many people died", "who was Anna Lindqvist", "what did the mayor say about the inquiry",
	"seventeen lorries", "why was the ferry late and who paid", "wann fiel die Brücke?", "combien de personnes", "the briidge",
	"Was the harbour office told before Tuesday?",
}

func answer(t testing.TB, c *answers.Composer, r answers.Request) answers.Answer {
	t.Helper()
	a, err := c.Answer(t.Context(), r)
	if err != nil {
		t.Fatalf("Answer(%+v): %v", r, err)
	}
	return a
}

func library(seed uint64, n int) []corpus.Source {
	return searchertest.Library(rand.New(rand.NewPCG(seed, 1)), n)
}

// Laws 1, 6 and 9: an excerpt is a slice of its document, begins and ends where sentences do, and says where it stands.
func TestExcerptsAreSlicesAtSentenceEnds(t *testing.T) {
	sources := library(1, 12)
	sources = append(sources, printed()...)
	c := newComposer(t, sources)
	shown := 0
	for _, question := range asked {
		for _, more := range []bool{false, true} {
			for _, account := range answer(t, c, answers.Request{Question: question, More: more}).Accounts {
				d := sources[slices.IndexFunc(sources, func(s corpus.Source) bool { return s.ID == account.Source.ID })].Document
				for _, e := range account.Excerpts {
					shown++
					checkExcerpt(t, d, e)
				}
			}
		}
	}
	if shown < 20 {
		t.Errorf("%d excerpts were shown, want at least 20 to check", shown)
	}
}

// printed returns sources as files have them: with line ends and no-break spaces in sentences, marks of emphasis, ligatures, and combining accents.
func printed() []corpus.Source {
	var sources []corpus.Source
	for i, text := range []string{
		"The bridge\n\nThe *old* bridge fell into the river\nlate on Tuesday night. \u201cSeventeen lorries\u201d  were lost,\nthe mayor said.\n\nNo one died.\n",
		"The bridge\r\n\r\nThe bridge fell at 9\u00a0o\u2019clock,\r\n\tand seventeen\r\nlorries with it. How many people died\r\nis not known.\r\n",
		"# Le pont\n\nLe pont est tombe\u0301 de nuit.\u2028Dix-sept personnes sont mortes\u202f: l\u2019of\ufb01ce du port le dit.\n",
	} {
		sources = append(sources, corpus.Source{
			ID: corpus.SourceID("printed-" + string(rune('a'+i))), Language: []string{"en", "en", "fr"}[i],
			Document: corpus.Document{Text: text, Structure: corpus.Parse(text, []string{"en", "en", "fr"}[i], i == 2)},
		})
	}
	return sources
}

func checkExcerpt(t *testing.T, d corpus.Document, e answers.Excerpt) {
	t.Helper()
	if e.Quote != e.Span.In(d.Text) {
		t.Errorf("excerpt %s is %q, its place holds %q", e.ID, e.Quote, e.Span.In(d.Text))
	}
	begins, ends := false, false
	for _, p := range d.Structure.Paragraphs {
		for _, s := range p.Sentences {
			for _, part := range s.Parts {
				begins = begins || part.Start == e.Span.Start
				ends = ends || part.End == e.Span.End
			}
		}
	}
	if !begins || !ends {
		t.Errorf("excerpt %s begins at a sentence: %v, ends at one: %v", e.ID, begins, ends)
	}
	points := []rune(d.Text)
	if got := string(points[e.Start:e.End]); got != e.Quote {
		t.Errorf("excerpt %s: code points %d to %d are %q, want %q", e.ID, e.Start, e.End, got, e.Quote)
	}
	if !strings.HasSuffix(d.Text[:e.Span.Start], e.Prefix) || !strings.HasPrefix(d.Text[e.Span.End:], e.Suffix) {
		t.Errorf("excerpt %s: prefix %q or suffix %q does not stand beside it", e.ID, e.Prefix, e.Suffix)
	}
	if sum := sha256.Sum256([]byte(e.Quote)); e.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("excerpt %s: sum %s is not of its quote", e.ID, e.SHA256)
	}
	key, err := answers.ParseKey(e.ID)
	if err != nil || key.Start != e.Start || key.End != e.End || !key.Matches(e.Quote) {
		t.Errorf("ParseKey(%q) = %+v, %v; want %d to %d", e.ID, key, err, e.Start, e.End)
	}
}

// Law 2: a source's account, or its silence, is the same to the byte alone, with others, in whatever order they were
// loaded, and with 200 more beside it.
func TestEachSourceIsAskedAlone(t *testing.T) {
	sources := library(2, 8)
	others := library(3, 200)
	for i := range others {
		others[i].ID = "z-" + others[i].ID
	}
	r := rand.New(rand.NewPCG(5, 6))
	shuffled := slices.Concat(sources, others)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	together := newComposer(t, sources)
	crowd := newComposer(t, shuffled)
	speaking := 0
	for _, question := range asked {
		whole := parts(answer(t, together, answers.Request{Question: question, More: true}))
		many := parts(answer(t, crowd, answers.Request{Question: question, More: true}))
		for _, s := range sources {
			alone := parts(answer(t, newComposer(t, []corpus.Source{s}), answers.Request{Question: question, More: true}))
			if len(alone[s.ID].Excerpts) > 0 {
				speaking++
			}
			if diff := cmp.Diff(alone[s.ID], whole[s.ID]); diff != "" {
				t.Errorf("%q, %s (-alone +together):\n%s", question, s.ID, diff)
			}
			if diff := cmp.Diff(alone[s.ID], many[s.ID]); diff != "" {
				t.Errorf("%q, %s (-alone +with 200 others):\n%s", question, s.ID, diff)
			}
		}
	}
	if speaking < 10 {
		t.Errorf("%d accounts were compared, want at least 10", speaking)
	}
}

// A part is what an answer holds of a source.
type part struct {
	answers.Account
	Searched []answers.Term // if it is silent
}

// parts returns what an answer holds of each source.
func parts(a answers.Answer) map[corpus.SourceID]part {
	m := make(map[corpus.SourceID]part)
	for _, account := range a.Accounts {
		m[account.Source.ID] = part{Account: account}
	}
	for _, s := range a.Silent {
		m[s.Source.ID] = part{answers.Account{Source: s.Source, Selection: s.Selection}, s.Searched}
	}
	return m
}

// Law 3: accounts and silent sources together are what was asked, each once.
func TestEveryoneIsInTheAnswer(t *testing.T) {
	sources := library(4, 15)
	c := newComposer(t, sources)
	rapid.Check(t, func(r *rapid.T) {
		question := rapid.SampledFrom(asked).Draw(r, "question") + rapid.StringN(0, 20, -1).Draw(r, "more")
		order := rapid.SampledFrom(answers.Orders).Draw(r, "order")
		a, err := c.Answer(t.Context(), answers.Request{Question: question, Order: order})
		if err != nil && !errors.Is(err, answers.ErrEmptyQuestion) {
			r.Fatalf("Answer(%q): %v", question, err)
		}
		var ids []corpus.SourceID
		for _, account := range a.Accounts {
			ids = append(ids, account.Source.ID)
		}
		for _, s := range a.Silent {
			ids = append(ids, s.Source.ID)
		}
		slices.Sort(ids)
		var want []corpus.SourceID
		for _, s := range sources {
			want = append(want, s.ID)
		}
		if diff := cmp.Diff(want, ids); diff != "" {
			r.Fatalf("Answer(%q) (-library +answer):\n%s", question, diff)
		}
	})
}

// Law 4: an order does not depend on scores or on loading, and each source has the same budget.
func TestOrderIsNeutral(t *testing.T) {
	sources := library(6, 9)
	for i := range sources {
		sources[i].Metadata.Title = string(rune('i'-i)) + " title"
		sources[i].Metadata.Issued = corpus.Date{Year: 1900 + (i*7)%9}
	}
	undated := sources[4].ID
	sources[4].Metadata.Issued = corpus.Date{}
	dated := func(id corpus.SourceID) int {
		if id == undated {
			return 2000
		}
		return sources[slices.IndexFunc(sources, func(s corpus.Source) bool { return s.ID == id })].Metadata.Issued.Year
	}
	position := func(a answers.Answer) []corpus.SourceID {
		list := make([]corpus.SourceID, 0, len(sources))
		for _, account := range a.Accounts {
			list = append(list, account.Source.ID)
		}
		return list
	}
	c := newComposer(t, sources)
	for _, question := range asked {
		// Whoever speaks, the rotation is of the list of IDs.
		a := answer(t, c, answers.Request{Question: question})
		ids := position(a)
		drops := 0
		for i := range ids {
			if ids[i] > ids[(i+1)%len(ids)] {
				drops++
			}
		}
		if len(ids) > 1 && drops != 1 {
			t.Errorf("%q: %v is no rotation of the order of IDs", question, ids)
		}
		for _, account := range a.Accounts {
			if n, most := len(account.Excerpts), answers.DefaultSettings.Windows; n < 1 || n > most {
				t.Errorf("%q: %s has %d excerpts, every source's budget is %d", question, account.Source.ID, n, most)
			}
		}
		byTitle := position(answer(t, c, answers.Request{Question: question, Order: answers.ByTitle}))
		if !slices.IsSortedFunc(byTitle, func(a, b corpus.SourceID) int { return strings.Compare(string(b), string(a)) }) {
			t.Errorf("%q by title: %v", question, byTitle)
		}
		byDate := position(answer(t, c, answers.Request{Question: question, Order: answers.ByDate}))
		if !slices.IsSortedFunc(byDate, func(a, b corpus.SourceID) int { return dated(a) - dated(b) }) {
			t.Errorf("%q by date: %v", question, byDate)
		}
	}
}

// Over many questions, also such as begin alike, each source comes first about as often as every other.
func TestEachSourceComesFirst(t *testing.T) {
	const sources, questions = 5, 500
	c := newComposer(t, library(6, sources))
	first := make(map[corpus.SourceID]int)
	for n := range questions {
		a := answer(t, c, answers.Request{Question: "who was the xylophonist " + strings.Repeat("k", 3+n%25) + strings.Repeat("z", 3+n/25) + "?"})
		if len(a.Silent) != sources { // so that the first is seen
			t.Fatalf("%d sources are silent, want all", len(a.Silent))
		}
		first[a.Silent[0].Source.ID]++
	}
	for id, n := range first {
		if n < questions/sources*7/10 || n > questions/sources*13/10 {
			t.Errorf("%s comes first %d times of %d, want about %d", id, n, questions, questions/sources)
		}
	}
	if len(first) != sources {
		t.Errorf("%d sources come first at times, want all %d", len(first), sources)
	}
}

// Copies do not buy space: an account has no two excerpts with nearly the same words.
func TestRepetitionsAreDropped(t *testing.T) {
	d := searchertest.Document([][]string{
		{"The old bridge fell into the river on Tuesday night."},
		{"Nobody was hurt."},
		{"The old bridge fell into the river on Tuesday night!"},
	})
	c := newComposer(t, []corpus.Source{{ID: "twice", Language: "en", Document: d}})
	a := answer(t, c, answers.Request{Question: "when did the bridge fall into the river?", More: true})
	if len(a.Accounts) != 1 || len(a.Accounts[0].Excerpts) != 1 || a.Accounts[0].More != 0 {
		t.Errorf("accounts = %+v, want one with one excerpt and none more", a.Accounts)
	}
}

// Law 7: the same question has the same answer, from many goroutines at once too.
func TestSameQuestionSameAnswer(t *testing.T) {
	c := newComposer(t, library(7, 10))
	want := answer(t, c, answers.Request{Question: asked[0]})
	got := make(chan answers.Answer)
	for range 8 {
		go func() {
			a, err := c.Answer(t.Context(), answers.Request{Question: asked[0]})
			if err != nil {
				t.Error(err)
			}
			got <- a
		}()
	}
	for range 8 {
		if diff := cmp.Diff(want, <-got); diff != "" {
			t.Errorf("Answer (-first +again):\n%s", diff)
		}
	}
}

func TestQuestionsThatCannotBeAsked(t *testing.T) {
	c := newComposer(t, library(8, 3))
	for _, question := range []string{"", "   ", "the", "?!", "\x00\x07\x1b", "who what when"} {
		a, err := c.Answer(t.Context(), answers.Request{Question: question})
		if !errors.Is(err, answers.ErrEmptyQuestion) || len(a.Silent) != 3 {
			t.Errorf("Answer(%q) = %d silent, %v; want 3 and ErrEmptyQuestion", question, len(a.Silent), err)
		}
	}
	var tooLong *answers.QuestionTooLongError
	long, err := c.Answer(t.Context(), answers.Request{Question: strings.Repeat("ä", 10_000)})
	if !errors.As(err, &tooLong) || tooLong.Length != 10_000 || len(long.Silent) != 3 {
		t.Errorf("Answer of 10,000 characters = %d silent, %v; want 3 and that it is too long", len(long.Silent), err)
	}
	var unknown *answers.UnknownSourceError
	if _, err := c.Answer(t.Context(), answers.Request{Question: asked[0], Sources: []corpus.SourceID{"nobody"}}); !errors.As(err, &unknown) {
		t.Errorf("Answer of an unknown source: %v", err)
	}
	a, err := c.Answer(t.Context(), answers.Request{Question: "橋はいつ落ちましたか"})
	if err != nil || len(a.Silent) != 3 {
		t.Errorf("Answer in another script = %d silent, %v; want 3", len(a.Silent), err)
	}
	if a, err := c.Answer(t.Context(), answers.Request{Question: "when did \xff\xfe the bridge fall"}); err != nil || !utf8.ValidString(a.Question) {
		t.Errorf("Answer of broken UTF-8 = %q, %v", a.Question, err)
	}
}

func TestKeysAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		start := rapid.IntRange(0, 1<<26).Draw(r, "start")
		k := answers.Key{
			Source: corpus.SourceID(rapid.StringMatching(`[A-Za-z0-9._-]{1,20}(:[a-z]+)?`).Draw(r, "source")),
			Start:  start, End: start + rapid.IntRange(1, 1<<20).Draw(r, "length"), Check: "k7f",
		}
		got, err := answers.ParseKey(k.String())
		if err != nil || got != k {
			r.Fatalf("ParseKey(%q) = %+v, %v; want %+v", k.String(), got, err, k)
		}
	})
	for _, bad := range []string{"", "letter", "letter:", ":1-2-abc", "letter:1-2", "letter:1-0-abc", "letter:1-2-ab", "letter:!-2-abc", "letter:1-zz-abc", "../etc/passwd", "letter:1--2-abc"} {
		if k, err := answers.ParseKey(bad); err == nil {
			t.Errorf("ParseKey(%q) = %+v, want an error", bad, k)
		}
	}
}
