package library

import "testing"

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

// BenchmarkOpen opens a library and reads one document.
func BenchmarkOpen(b *testing.B) {
	for name, n := range map[string]int{"5": 5, "1000": 1000} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			_, arrivals := village(n)
			w := must(OpenWriter(b.Context(), dir, WriterOptions{}))(b)
			for _, a := range arrivals {
				check(b, w.Add(b.Context(), a, nil))
			}
			check(b, w.Finish(b.Context()))
			check(b, w.Close())
			for b.Loop() {
				l := must(Open(b.Context(), dir, Options{}))(b)
				must(l.Document(b.Context(), "s003"))(b)
				check(b, l.Close())
			}
		})
	}
}
