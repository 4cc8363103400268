package claim

import (
	"fmt"
	"strings"
	"testing"
)

// The cost is linear: MB/s are about the same for every length, for prose and for runs of one word without an end.
func BenchmarkReaders(b *testing.B) {
	for _, piece := range []string{
		"According to the clerk, the mill was allegedly burned by a crowd of boys, because the miller did not open the gate. ",
		"not ", "says ", "because ", "burned by ", ", and ", "of ",
	} {
		for _, n := range []int{500, 8000} {
			text := strings.Repeat(piece, n)
			b.Run(fmt.Sprintf("%.10q %d", piece, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Marks(text, "en")
					Roles(text, "en")
					Causes(text, "en")
				}
			})
		}
	}
}
