package retrieval

import "testing"

func BenchmarkReadLexicon(b *testing.B) {
	for b.Loop() {
		if _, err := readLexicon("en", lexiconReaders("en")...); err != nil {
			b.Fatal(err)
		}
	}
}
