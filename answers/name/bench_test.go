package name

import (
	"fmt"
	"strings"
	"testing"

	"variorum/corpus"
)

// The cost is linear: MB/s are about the same for every length.
func BenchmarkReader(b *testing.B) {
	for _, n := range []int{200, 800, 3200} {
		text := strings.Repeat("The ferry left Marlow with Captain Ines Duarte, the master of the Regional Water Authority (RWA), and \"The Long Weir\" on board. ", n)
		b.Run(fmt.Sprintf("%dKB", len(text)>>10), func(b *testing.B) {
			d := corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				NewReader(d, "en").All()
			}
		})
	}
}

// One sentence without an end costs no more for its length.
func BenchmarkRead(b *testing.B) {
	for _, piece := range []string{"Alpha ", "ALPHA ", "A. ", "(RWA) ", "\"A ", "*A ", "von "} {
		for _, n := range []int{1000, 16000} {
			text := strings.Repeat(piece, n)
			b.Run(fmt.Sprintf("%q %d", piece, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Read(text, "en")
					Read(text, "de")
				}
			})
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	for b.Loop() {
		Compare("Alexei Yefimovich Leskov", "Алексей Лесков")
	}
}
