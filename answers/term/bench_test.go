package term

import (
	"fmt"
	"strings"
	"testing"
)

// The cost is linear: MB/s are about the same for every length.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{200, 3200} {
		text := strings.Repeat("The mill was burned by a crowd of boys. Some 1,400 pickers refused the rate. Hugh Marsh, the agent of the mill, came late. ", n)
		s := source("a", text, "en")
		b.Run(fmt.Sprintf("%dKB", len(text)>>10), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				source("a", text, "en")
				Ledger(s, s)
			}
		})
	}
}
