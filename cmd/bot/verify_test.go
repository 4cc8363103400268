package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"variorum/answers"
	"variorum/corpus"
	"variorum/library"
	"variorum/render"
)

// A line is a sentence of a text that is edited, with the space behind it. Others are like none but its twin or a look-alike.
type line struct {
	text string
	from int // which sentence it was; -1 if it was none, as a copy or a look-alike
}

// An edit makes another text of sentences, of which at and some behind it are touched.
type edit struct {
	name string
	do   func(r *rand.Rand, lines []line, at int) []line
}

// far is how many sentences stand at least between what an edit touches and where it puts something, and between it and both ends.
const far = 4

// edits are what may become of a source. The sentences that they name as from are those that stay what they were.
var edits = []edit{
	{"insert", func(r *rand.Rand, lines []line, at int) []line {
		return slices.Insert(lines, at, line{sentence(r), -1}, line{sentence(r), -1})
	}},
	{"delete", func(_ *rand.Rand, lines []line, at int) []line { return slices.Delete(lines, at, at+2) }},
	{"move", func(_ *rand.Rand, lines []line, at int) []line {
		moved := slices.Clone(lines[at : at+2])
		return slices.Insert(slices.Delete(lines, at, at+2), at+far, moved...)
	}},
	{"change a word", func(_ *rand.Rand, lines []line, at int) []line {
		lines[at].text = strings.Replace(lines[at].text, " stood ", " lay ", 1)
		return lines
	}},
	{"change a number", func(_ *rand.Rand, lines []line, at int) []line {
		lines[at].text = strings.Replace(lines[at].text, "In ", "In 1", 1)
		return lines
	}},
	{"duplicate", func(_ *rand.Rand, lines []line, at int) []line {
		return slices.Insert(lines, at-far, line{lines[at].text, -1})
	}},
	{"put a look-alike elsewhere", func(_ *rand.Rand, lines []line, at int) []line {
		alike := line{strings.Replace(lines[at].text, " stood ", " lay ", 1), -1}
		return slices.Insert(slices.Delete(lines, at, at+1), at+far, alike)
	}},
	{"delete one of two", func(_ *rand.Rand, lines []line, at int) []line { return slices.Delete(lines, at, at+1) }},
}

func sentence(r *rand.Rand) string {
	syllables := strings.Fields("ka lo mir tes un gra vel posh ing bre дом лес ü ßen ent")
	word := func() string {
		return syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))]
	}
	return fmt.Sprintf("In %d the %s %s stood by the %s of %s.%s", 100+r.IntN(900), word(), word(), word(), word(), []string{" ", "\n\n"}[r.IntN(2)])
}

func text(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text)
	}
	return b.String()
}

// 200 sources are cited in every sentence, edited at random, and added again. What bot verify says of each citation is what the edit did to its
// sentence, and where it says that one stands, there it stands.
func TestVerifyAfterRandomEdits(t *testing.T) {
	const seed, sources = 33, 200
	r := rand.New(rand.NewPCG(seed, seed))
	dir, lib := t.TempDir(), filepath.Join(t.TempDir(), "lib")
	name := func(n int) string { return fmt.Sprintf("s%03d", n) }
	before := make([][]line, sources)
	for n := range before {
		for i := range 30 {
			before[n] = append(before[n], line{sentence(r), i})
		}
		if edits[n%len(edits)].name == "delete one of two" {
			before[n][25].text = before[n][12].text
		}
		check(t, os.WriteFile(filepath.Join(dir, name(n)+".txt"), []byte(text(before[n])), 0o666))
	}
	if got := bot(t, "", "add", "--library", lib, dir); got.code != done {
		t.Fatalf("add = %d, %s", got.code, got.err)
	}
	saved := filepath.Join(t.TempDir(), "answer.json")
	keys := cite(t, lib, before, saved)
	want := make(map[string]string) // by key
	counts := make(map[string]int)
	for n := range before {
		e := edits[n%len(edits)]
		at := 2*far + r.IntN(len(before[n])-5*far)
		if e.name == "delete one of two" {
			at = 12
		}
		after := e.do(r, slices.Clone(before[n]), at)
		check(t, os.WriteFile(filepath.Join(dir, name(n)+".txt"), []byte(text(after)), 0o666))
		for i, l := range before[n] {
			status := "gone"
			if j := slices.IndexFunc(after, func(m line) bool { return m.from == i }); j >= 0 {
				start := utf8.RuneCountInString(text(after[:j]))
				switch {
				case after[j].text != l.text:
					status = "changed"
				case start == utf8.RuneCountInString(text(before[n][:i])):
					status = fmt.Sprint("ok at ", start)
				default:
					status = fmt.Sprint("moved at ", start)
				}
			}
			want[keys[n][i]] = status
			kind, _, _ := strings.Cut(status, " ")
			counts[e.name+": "+kind]++
		}
	}
	if got := bot(t, "", "verify", "--library", lib, saved); got.code != done || strings.Count(got.out, " ok\n") != 30*sources || strings.Count(got.out, "\n") != 30*sources {
		t.Errorf("verify before the edits = %d, %.200q, %s; want ok for all", got.code, got.out, got.err)
	}
	if got := bot(t, "", "add", "--library", lib, dir); got.code != done || strings.Count(got.out, "changed ") != sources {
		t.Fatalf("add of the edited = %d, %.200q, %s", got.code, got.out, got.err)
	}
	got := bot(t, "", "verify", "--library", lib, "--json", saved)
	var verified struct {
		Receipts []struct {
			ID, Status string
			At         *struct{ Start, End int }
		}
	}
	check(t, json.Unmarshal([]byte(got.out), &verified))
	if got.code != failed || len(verified.Receipts) != 30*sources {
		t.Errorf("verify = %d with %d receipts, want 1 with %d", got.code, len(verified.Receipts), 30*sources)
	}
	for _, v := range verified.Receipts {
		status := v.Status
		if v.At != nil {
			status += fmt.Sprint(" at ", v.At.Start)
		}
		if status != want[v.ID] {
			t.Errorf("seed %d: %s is %s, want %s", seed, v.ID, status, want[v.ID])
		}
	}
	for _, kind := range []string{
		"insert: ok", "insert: moved", "delete: gone", "delete: moved", "move: moved", "change a word: changed", "change a number: changed", "duplicate: ok",
		"duplicate: moved", "put a look-alike elsewhere: gone", "delete one of two: gone", "delete one of two: moved",
	} {
		if counts[kind] < 20 {
			t.Errorf("%q was tried %d times, want at least 20", kind, counts[kind])
		}
	}
	t.Logf("%v", counts)
}

// cite saves an answer that cites every sentence of the sources in a library, and returns the keys.
func cite(t *testing.T, lib string, sources [][]line, file string) [][]string {
	t.Helper()
	l, err := library.Open(t.Context(), lib, library.Options{})
	check(t, err)
	defer l.Close()
	var answer answers.Answer
	keys := make([][]string, len(sources))
	for n, e := range l.Sources() {
		d, err := l.Document(t.Context(), e.Source.ID)
		check(t, err)
		account := answers.Account{Source: e.Source, Strength: answers.Direct}
		at := 0
		for _, s := range sources[n] {
			x := answers.NewExcerpt(e.Source, d, -1, corpus.Span{Start: at, End: at + len(strings.TrimSpace(s.text))})
			at += len(s.text)
			account.Excerpts = append(account.Excerpts, x)
			keys[n] = append(keys[n], x.ID)
		}
		answer.Accounts = append(answer.Accounts, account)
	}
	raw, err := render.JSON(answer)
	check(t, err)
	check(t, os.WriteFile(file, raw, 0o666))
	return keys
}
