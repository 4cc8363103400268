package answers

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// A Receipt is what a saved answer says of one excerpt.
type Receipt struct {
	ID             string
	Source         corpus.SourceID
	Quote          string
	Prefix, Suffix string
	Start, End     int // Unicode code points
	SHA256         string
	Occurrences    int // of Quote in the document when it was cited; 0 if unknown
}

// ReceiptOf returns the receipt of an excerpt of a source.
func ReceiptOf(source corpus.SourceID, e Excerpt) Receipt {
	return Receipt{
		ID: e.ID, Source: source, Quote: e.Quote, Prefix: e.Prefix, Suffix: e.Suffix, Start: e.Start, End: e.End, SHA256: e.SHA256,
		Occurrences: e.Occurrences,
	}
}

// A Status says what became of an excerpt since it was cited.
type Status string

const (
	// OK means that the quote stands where it stood.
	OK Status = "ok"
	// Moved means that the quote stands elsewhere, and that it is the same one: text beside it is as it was, or
	// it was, and is, the only one in its document.
	Moved Status = "moved"
	// ChangedText means that other words stand in the quote's place, some of which are the quote's.
	ChangedText Status = "changed"
	// Gone means that the quote is not there; a look-alike may be.
	Gone Status = "gone"
)

// A Verification is the outcome of [Verify].
type Verification struct {
	Status     Status
	Start, End int // Unicode code points, if Status is OK or Moved
}

// Verify looks for what a receipt says in the text of its source as it is now.
func Verify(r Receipt, text string) Verification {
	if sum := sha256.Sum256([]byte(r.Quote)); r.SHA256 != "" && !strings.EqualFold(r.SHA256, hex.EncodeToString(sum[:])) {
		return Verification{Status: ChangedText} // in the receipt
	}
	if r.Quote == "" {
		return Verification{Status: Gone}
	}
	place := byteOffset(text, r.Start)
	if place >= 0 && strings.HasPrefix(text[place:], r.Quote) {
		return found(OK, r, text, place)
	}
	if at, ok := moved(r, text, place); ok {
		return found(Moved, r, text, at)
	}
	if changed(r, text) {
		return Verification{Status: ChangedText}
	}
	return Verification{Status: Gone}
}

func found(s Status, r Receipt, text string, at int) Verification {
	start := utf8.RuneCountInString(text[:at])
	return Verification{Status: s, Start: start, End: start + utf8.RuneCountInString(r.Quote)}
}

// byteOffset returns the offset of the n-th code point of text, or -1 if there are fewer.
func byteOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	if n == 0 {
		return len(text)
	}
	return -1
}

// moved returns where the quote of r stands now, if it can be told from its look-alikes. The only one is the quote if
// it was the only one then, or has on one side the text that it had. One of several must have the text that the quote had on
// both sides, or on one side if the quote was the only one and no other has that. Of several that are as good, which are
// copies with what stands beside them, it is the nearest to the old place.
func moved(r Receipt, text string, place int) (at int, ok bool) {
	places := occurrences(text, r.Quote)
	if len(places) == 1 && r.Occurrences == 1 {
		return places[0], true
	}
	best, ties := 0, 0
	for _, i := range places {
		sides := r.sides(text, i)
		switch {
		case sides > best:
			best, ties, at = sides, 1, i
		case sides == best:
			if ties++; distance(i, place) < distance(at, place) {
				at = i
			}
		}
	}
	alone := len(places) == 1 && r.Occurrences == 0 || r.Occurrences == 1 && ties == 1
	return at, best == 2 || best == 1 && alone
}

// sides returns on how many sides of the quote that stands at i in text the same text stands as when it was cited. Where the
// quote stood at an end of the text, no other text speaks against it there.
func (r Receipt) sides(text string, i int) int {
	n := 0
	if strings.HasSuffix(text[:i], r.Prefix) {
		n++
	}
	if strings.HasPrefix(text[i+len(r.Quote):], r.Suffix) {
		n++
	}
	return n
}

func distance(a, b int) int { return max(a-b, b-a) }

// occurrences returns where s stands in text, also where it overlaps itself.
func occurrences(text, s string) []int {
	var places []int
	for from := 0; ; {
		i := strings.Index(text[from:], s)
		if i < 0 {
			return places
		}
		places = append(places, from+i)
		_, size := utf8.DecodeRuneInString(s)
		from += i + size
	}
}

// How much of a quote's words must be kept, in order, for a text to be the quote, changed, and not another sentence that
// is alike; both are choices. Less is needed where the text beside it is as it was and stands once.
const (
	keptInPlace = 3. / 5
	keptNearby  = 3. / 4
)

// anchorLength is the number of code points right beside a quote that tell its place where those farther away changed too.
const anchorLength = 12

// changed reports whether other words stand in the place of a quote, as the text beside it tells, and keep some of the
// quote's.
func changed(r Receipt, text string) bool {
	words := telling(r.Quote)
	reach := len(r.Quote) * 5 / 4
	kept := func(s string) float64 {
		if strings.Contains(s, r.Quote) { // a twin, in which nothing changed
			return 0
		}
		return float64(inCommon(words, telling(s))) / float64(max(1, len(words)))
	}
	beside := func(anchor string, share float64, once bool, slice func(i int) string) bool {
		if strings.TrimSpace(anchor) == "" {
			return false
		}
		places := occurrences(text, anchor)
		return (len(places) == 1 || !once) && slices.ContainsFunc(places, func(i int) bool { return kept(slice(i)) >= share })
	}
	behind := func(anchor string) func(int) string {
		return func(i int) string { i += len(anchor); return text[i:min(len(text), i+reach)] }
	}
	before := func(i int) string { return text[max(0, i-reach):i] }
	near, far := lastRunes(r.Prefix, anchorLength), firstRunes(r.Suffix, anchorLength)
	return beside(r.Prefix, keptInPlace, true, behind(r.Prefix)) || beside(r.Suffix, keptInPlace, true, before) ||
		beside(near, keptNearby, false, behind(near)) || beside(far, keptNearby, false, before)
}

// shortWord is the most code points of a word that stands in all texts; numbers are never one.
const shortWord = 3

// telling returns the words of s by which it is known: numbers and the longer ones, or all if it has
// no two of these.
func telling(s string) []string {
	all := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var words []string
	for _, w := range all {
		if utf8.RuneCountInString(w) > shortWord || strings.ContainsFunc(w, unicode.IsDigit) {
			words = append(words, w)
		}
	}
	if len(words) < 2 {
		return all
	}
	return words
}

// inCommon returns the length of the longest common subsequence of two lists of words.
func inCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// Recheck verifies receipts against the sources that text returns; it reports false for a source that is no
// longer there, whose excerpts are gone. Errors are those of text.
func Recheck(receipts []Receipt, text func(corpus.SourceID) (string, bool, error)) ([]Verification, error) {
	list := make([]Verification, len(receipts))
	order := make([]int, len(receipts)) // by source, so that each text is asked for once
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(string(receipts[a].Source), string(receipts[b].Source)) })
	var current string
	there := false
	for n, i := range order {
		r := receipts[i]
		if n == 0 || receipts[order[n-1]].Source != r.Source {
			var err error
			if current, there, err = text(r.Source); err != nil {
				return nil, err
			}
		}
		list[i] = Verification{Status: Gone}
		if there {
			list[i] = Verify(r, current)
		}
	}
	return list, nil
}
