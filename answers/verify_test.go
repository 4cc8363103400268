package answers_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
)

// receiptAt returns the receipt of a quote that stands in text, the n-th time counted from 0.
func receiptAt(t *testing.T, text, quote string, n int) answers.Receipt {
	t.Helper()
	from := 0
	for ; n >= 0; n-- {
		i := strings.Index(text[from:], quote)
		if i < 0 {
			t.Fatalf("%q is not in %q", quote, text)
		}
		from += i + 1
	}
	span := corpus.Span{Start: from - 1, End: from - 1 + len(quote)}
	card := corpus.Source{ID: "a"}
	return answers.ReceiptOf("a", answers.NewExcerpt(card, corpus.Document{Text: text}, -1, span))
}

func TestVerify(t *testing.T) {
	const (
		before = "The ferry left at nine with forty people on board. "
		quote  = "Seven of them were never found, said the harbour master. "
		after  = "The inquiry lasted for three weeks and heard sixty witnesses."
		alike  = "Nine of them were never found, said the harbour master. "
		other  = "Snow fell on the town all through the week that came behind it. "
	)
	q := strings.TrimSpace(quote)
	text := before + quote + after
	for _, tt := range []struct {
		name    string
		receipt answers.Receipt
		now     string
		want    answers.Status
		at      int // byte offset in now, if OK or Moved
	}{
		{"nothing changed", receiptAt(t, text, q, 0), text, answers.OK, len(before)},
		{"something was added behind", receiptAt(t, text, q, 0), text + " Rain fell.", answers.OK, len(before)},
		{"something was inserted before", receiptAt(t, text, q, 0), "Wetter: Größe. " + text, answers.Moved, len("Wetter: Größe. ") + len(before)},
		{"both neighbours changed, and it was the only one", receiptAt(t, text, q, 0), other + quote + other, answers.Moved, len(other)},
		{"both neighbours changed, and it was one of two", receiptAt(t, quote+other+before+quote+after, q, 1), "x " + quote + other + alike + other, answers.Gone, 0},
		{"it was deleted, and its twin stays", receiptAt(t, text+" "+other+quote+other, q, 0), before + after + " " + other + quote + other, answers.Gone, 0},
		{"it was deleted, and a look-alike stays", receiptAt(t, text+" "+other+alike+other, q, 0), before + after + " " + other + alike + other, answers.Gone, 0},
		{"a copy was put before it", receiptAt(t, text, q, 0), other + quote + other + text, answers.Moved, len(other + quote + other + before)},
		{"a copy was put behind it", receiptAt(t, text, q, 0), text + other + quote, answers.OK, len(before)},
		{"it and what stands beside it were copied far before it", receiptAt(t, text, q, 0), text + " " + other + other + "x " + text, answers.OK, len(before)},
		{"it moved a little, and was copied with what stands beside it", receiptAt(t, other+text, q, 0), "x " + other + text + " " + other + other + text, answers.Moved, len("x " + other + before)},
		{"it was one of two, and its neighbour on one side stays at its twin alone", receiptAt(t, text+" "+other+before+quote+other, q, 0), other + after + " " + other + before + quote + other, answers.Gone, 0},
		{"a number changed", receiptAt(t, text, q, 0), before + alike + after, answers.ChangedText, 0},
		{"a number and the sentence before changed", receiptAt(t, text, q, 0), other + alike + after, answers.ChangedText, 0},
		{"a number and the sentence behind changed", receiptAt(t, text, q, 0), before + alike + other, answers.ChangedText, 0},
		{"it was deleted", receiptAt(t, text, q, 0), before + after, answers.Gone, 0},
		{"another sentence stands in its place", receiptAt(t, text, q, 0), before + other + after, answers.Gone, 0},
		{"everything was deleted", receiptAt(t, text, q, 0), "", answers.Gone, 0},
		{"it is the whole text", receiptAt(t, q, q, 0), q, answers.OK, 0},
	} {
		got := answers.Verify(tt.receipt, tt.now)
		want := answers.Verification{Status: tt.want}
		if tt.want == answers.OK || tt.want == answers.Moved {
			want.Start = utf8.RuneCountInString(tt.now[:tt.at])
			want.End = want.Start + utf8.RuneCountInString(tt.receipt.Quote)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: Verify (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A receipt whose quote is not the one that its sum was made of was changed itself.
func TestVerifyAChangedReceipt(t *testing.T) {
	text := "The ferry left at nine. Seven were never found."
	r := receiptAt(t, text, "Seven were never found.", 0)
	for _, quote := range []string{"Six were never found.", "Seven were never found", "The ferry left at nine."} {
		r.Quote = quote
		if got := answers.Verify(r, text); got.Status != answers.ChangedText {
			t.Errorf("Verify of a receipt whose quote became %q = %v, want changed", quote, got)
		}
	}
}

// A piece of a text, which knows where it came from.
type piece struct {
	text string
	from int // the index of the sentence that it was, or -1
}

// 200 random edits of a source, each an insertion, deletion, move, change or copy of a run of sentences: what is
// said of each sentence is what the edit did to it.
func TestVerifyRandomEdits(t *testing.T) {
	const seed = 20
	r := rand.New(rand.NewPCG(seed, seed))
	counts := make(map[string]int)
	for n := range 200 {
		sentences := randomSentences(r, 30+r.IntN(40))
		edit, pieces := randomEdit(r, sentences)
		text, now := joined(sentences), ""
		place := make(map[int]int) // of untouched sentences
		touched := make(map[int]answers.Status)
		for i := range sentences {
			touched[i] = answers.Gone
		}
		for _, p := range pieces {
			switch {
			case p.from >= 0 && p.text == sentences[p.from].text:
				place[p.from] = utf8.RuneCountInString(now)
			case p.from >= 0:
				touched[p.from] = answers.ChangedText
			}
			now += p.text
		}
		at := 0
		kin := relatives(sentences)
		for i, s := range sentences {
			quote := strings.TrimRight(s.text, " \n")
			span := corpus.Span{Start: at, End: at + len(quote)}
			at += len(s.text)
			receipt := answers.ReceiptOf("a", answers.NewExcerpt(corpus.Source{ID: "a"}, corpus.Document{Text: text}, -1, span))
			got := answers.Verify(receipt, now)
			want := answers.Verification{Status: touched[i]}
			if start, ok := place[i]; ok {
				want = answers.Verification{Status: answers.Moved, Start: start, End: start + utf8.RuneCountInString(quote)}
				if start == receipt.Start {
					want.Status = answers.OK
				}
			}
			counts[edit+": "+string(want.Status)]++
			if want.Status == answers.Gone && got.Status == answers.ChangedText && kin[i] {
				continue // a look-alike stands where it stood
			}
			if got != want && !cannotBeTold(receipt, now, got, want) {
				t.Errorf("seed %d, edit %d (%s), sentence %d %q: Verify = %+v, want %+v", seed, n, edit, i, quote, got, want)
			}
		}
	}
	for _, kind := range []string{"insert: ok", "insert: moved", "delete: gone", "move: moved", "change: changed", "change: ok", "copy: ok", "copy: moved"} {
		if counts[kind] < 20 {
			t.Errorf("%q was tried %d times, want at least 20 (%v)", kind, counts[kind], counts)
		}
	}
}

// cannotBeTold reports whether no one could say, by what a receipt holds, that not got but want is right: the same words stand
// where the quote stood; got is a copy that has the same text on both sides as the quote had; or the quote has twins, and
// has lost the text on one side.
func cannotBeTold(r answers.Receipt, now string, got, want answers.Verification) bool {
	points := []rune(now)
	beside := func(v answers.Verification) (before, after bool) {
		return strings.HasSuffix(string(points[:v.Start]), r.Prefix), strings.HasPrefix(string(points[v.End:]), r.Suffix)
	}
	switch got.Status {
	case answers.OK:
		return string(points[got.Start:got.End]) == r.Quote
	case answers.Moved:
		before, after := beside(got)
		return want.Status == answers.Moved && before && after && string(points[got.Start:got.End]) == r.Quote
	}
	if want.Status != answers.Moved || strings.Count(now, r.Quote) == 1 && r.Occurrences == 1 {
		return false
	}
	before, after := beside(want)
	return !before || !after
}

// relatives reports of each sentence whether another is like it but for two words.
func relatives(sentences []piece) map[int]bool {
	kin := make(map[int]bool)
	for i, a := range sentences {
		words := strings.Fields(a.text)
		for j, b := range sentences {
			other, same := strings.Fields(b.text), 0
			for k := range words {
				if words[k] == other[k] {
					same++
				}
			}
			if i != j && same >= len(words)-2 {
				kin[i] = true
			}
		}
	}
	return kin
}

// randomSentences returns sentences that tile a text. Some stand twice, and some differ from others in one word.
func randomSentences(r *rand.Rand, n int) []piece {
	syllables := strings.Fields("ka lo mir tes un gra vel posh ing bre дом лес ü ßen ent")
	word := func() string {
		return syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))] + syllables[r.IntN(len(syllables))]
	}
	list := make([]piece, n)
	for i := range list {
		s := fmt.Sprintf("On day %d the %s %s the %s of the %s.", r.IntN(30), word(), word(), word(), word())
		if i > 0 {
			switch r.IntN(8) {
			case 0:
				s = strings.TrimRight(list[r.IntN(i)].text, " \n")
			case 1:
				words := strings.Fields(list[r.IntN(i)].text)
				words[4+r.IntN(2)] = word()
				s = strings.Join(words, " ")
			}
		}
		list[i] = piece{s + []string{" ", " ", "\n\n"}[r.IntN(3)], i}
	}
	return list
}

func joined(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// randomEdit returns what an edit made of the sentences.
func randomEdit(r *rand.Rand, sentences []piece) (string, []piece) {
	from := r.IntN(len(sentences))
	to := min(len(sentences), from+1+r.IntN(4))
	run := sentences[from:to]
	before, after := sentences[:from:from], sentences[to:]
	cut := func(parts ...[]piece) []piece {
		var all []piece
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	rest := cut(before, after)
	k := r.IntN(len(rest) + 1)
	if len(rest) == 0 {
		k = 0
	}
	switch r.IntN(5) {
	case 0:
		added := piece{fmt.Sprintf("Something else altogether happened %d times in that winter. ", r.IntN(1000)), -1}
		return "insert", cut(before, []piece{added}, run, after)
	case 1:
		return "delete", rest
	case 2:
		return "move", cut(rest[:k], run, rest[k:])
	case 3:
		changed := make([]piece, len(run))
		for i, p := range run {
			words := strings.Split(p.text, " ")
			words[3+r.IntN(3)] = "another"
			changed[i] = piece{strings.Join(words, " "), p.from}
		}
		return "change", cut(before, changed, after)
	}
	copies := make([]piece, len(run))
	for i, p := range run {
		copies[i] = piece{p.text, -1}
	}
	return "copy", cut(sentences[:k:k], copies, sentences[k:])
}

func TestRecheck(t *testing.T) {
	texts := map[corpus.SourceID]string{"a": "One thing. Another thing.", "b": "A third thing."}
	asked := make(map[corpus.SourceID]int)
	receipts := []answers.Receipt{
		receiptAt(t, texts["a"], "Another thing.", 0), receiptAt(t, texts["b"], "A third thing.", 0), receiptAt(t, texts["a"], "One thing.", 0), receiptAt(t, "Lost.", "Lost.", 0),
	}
	receipts[1].Source, receipts[3].Source = "b", "c"
	got, err := answers.Recheck(receipts, func(id corpus.SourceID) (string, bool, error) {
		asked[id]++
		text, ok := texts[id]
		return text, ok, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []answers.Verification{{answers.OK, 11, 25}, {answers.OK, 0, 14}, {answers.OK, 0, 10}, {Status: answers.Gone}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Recheck (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[corpus.SourceID]int{"a": 1, "b": 1, "c": 1}, asked); diff != "" {
		t.Errorf("texts asked for (-want +got):\n%s", diff)
	}
}
