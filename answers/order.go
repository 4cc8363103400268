package answers

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"variorum/corpus"
)

// Orders are the orders that can be asked for.
var Orders = []Order{Rotated, ByDate, ByTitle}

// arrange returns the cards, which are in order of ID, in the order o.
func (o Order) arrange(cards []corpus.Source, question string) []corpus.Source {
	cards = slices.Clone(cards)
	switch o {
	case ByDate:
		slices.SortStableFunc(cards, func(a, b corpus.Source) int { return compareDates(a.Metadata.Issued, b.Metadata.Issued) })
	case ByTitle:
		slices.SortStableFunc(cards, func(a, b corpus.Source) int {
			return cmp.Compare(sortTitle(a), sortTitle(b))
		})
	default:
		if n := len(cards); n > 0 {
			sum := sha256.Sum256([]byte(question))
			first := int(binary.BigEndian.Uint64(sum[:8]) % uint64(n))
			cards = append(cards[first:], cards[:first]...)
		}
	}
	return cards
}

func sortTitle(s corpus.Source) string {
	return strings.ToLower(cmp.Or(s.Metadata.Title, string(s.ID)))
}

// compareDates puts earlier dates first, and unknown ones last.
func compareDates(a, b corpus.Date) int {
	unknown := func(d corpus.Date) int {
		if d.Year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(unknown(a), unknown(b)), cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}
