package desk

import (
	"fmt"
	"strings"

	"variorum/corpus"
)

// An UnknownSourceError reports a source that the library does not hold, with up to three whose names are near, the nearest first.
type UnknownSourceError struct {
	Name string
	Near []corpus.SourceID
}

func (e *UnknownSourceError) Error() string { return fmt.Sprintf("no source is named %q", e.Name) }

// nearest returns up to three of ids that could be meant by id, the nearest first.
func nearest(id string, ids []corpus.SourceID) []corpus.SourceID {
	type candidate struct {
		id       corpus.SourceID
		distance int
	}
	var list []candidate
	if len(id) > 2*corpus.MaxID { // near to none
		return nil
	}
	folded := strings.ToLower(id)
	for _, other := range ids {
		o := strings.ToLower(string(other))
		d := distance(folded, o)
		if folded != "" && (strings.HasPrefix(o, folded) || strings.HasSuffix(o, folded)) {
			d = min(d, 1)
		}
		if d <= max(2, len(folded)/3) {
			list = append(list, candidate{other, d})
		}
	}
	// A few at most: the list is walked once for each place.
	var near []corpus.SourceID
	for len(near) < 3 && len(list) > 0 {
		best := 0
		for i, c := range list {
			if c.distance < list[best].distance {
				best = i
			}
		}
		near = append(near, list[best].id)
		list = append(list[:best], list[best+1:]...)
	}
	return near
}

// distance returns the number of insertions, deletions and substitutions between two strings (Levenshtein 1966), in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
