package interaction

import (
	"fmt"
	"testing"
)

// The last IDs are known, and no more of them are kept.
func TestSeen(t *testing.T) {
	var m Seen
	for n := range 3 * remembered {
		if !m.First(fmt.Sprint(n)) {
			t.Fatalf("%d is taken for known", n)
		}
		if m.First(fmt.Sprint(max(0, n-remembered+1))) {
			t.Fatalf("one of the last %d is forgotten after %d", remembered, n)
		}
	}
	if len(m.ids) != remembered || len(m.ring) != remembered {
		t.Errorf("%d ids are kept, want %d", len(m.ids), remembered)
	}
}
