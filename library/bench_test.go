package library

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkAdd adds 1,000 small sources to a new library and indexes them.
func BenchmarkAdd(b *testing.B) {
	_, arrivals := village(1000)
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		b.StartTimer()
		w := must(OpenWriter(b.Context(), dir, WriterOptions{}))(b)
		for _, a := range arrivals {
			check(b, w.Add(b.Context(), a, nil))
		}
		check(b, w.Finish(b.Context()))
		check(b, w.Close())
	}
	b.ReportMetric(float64(1000*b.N)/b.Elapsed().Seconds(), "sources/s")
}

// BenchmarkAddOne adds one small source, commits it, and brings the index up to date, in a library that holds others.
func BenchmarkAddOne(b *testing.B) {
	for _, held := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("held=%d", held), func(b *testing.B) {
			dir := b.TempDir()
			fill(b, dir, held)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				w := must(OpenWriter(b.Context(), dir, WriterOptions{}))(b)
				a := arrival(fmt.Sprintf("/town/t%06d.txt", i), prose(rand.New(rand.NewPCG(2, uint64(i))), 5))
				check(b, w.Add(b.Context(), a, nil))
				check(b, w.Finish(b.Context()))
				check(b, w.Close())
			}
		})
	}
}

// fill makes a library of n small sources.
func fill(b *testing.B, dir string, n int) {
	b.Helper()
	_, arrivals := village(n)
	w := must(OpenWriter(b.Context(), dir, WriterOptions{}))(b)
	for _, a := range arrivals {
		check(b, w.Add(b.Context(), a, nil))
	}
	check(b, w.Finish(b.Context()))
	check(b, w.Close())
}

// BenchmarkOpen opens a library and reads one document.
func BenchmarkOpen(b *testing.B) {
	for _, sources := range []int{5, 1000} {
		b.Run(fmt.Sprintf("sources=%d", sources), func(b *testing.B) {
			dir := b.TempDir()
			fill(b, dir, sources)
			b.ReportAllocs()
			for b.Loop() {
				l := must(Open(b.Context(), dir, Options{}))(b)
				must(l.Document(b.Context(), "s003"))(b)
				check(b, l.Close())
			}
		})
	}
}
