package state

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// benchmark measures do from one goroutine, then from 64 at once. The number that do gets is another each time.
func benchmark(b *testing.B, prepare func(*Store) error, do func(s *Store, n int64) error) {
	for _, goroutines := range []int{1, 64} {
		b.Run(fmt.Sprintf("goroutines=%d", goroutines), func(b *testing.B) {
			s := openStore(b, b.TempDir(), Options{})
			must(b, prepare(s))
			var n atomic.Int64
			if goroutines == 1 {
				for b.Loop() {
					must(b, do(s, n.Add(1)))
				}
			} else {
				b.ResetTimer()
				b.SetParallelism(goroutines / runtime.GOMAXPROCS(0))
				b.RunParallel(func(p *testing.PB) {
					for p.Next() {
						if err := do(s, n.Add(1)); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "ops/s")
		})
	}
}

// scattered returns the key of view n. Neighbours are far apart, as those made at random are.
func scattered(n int64) string { return strconv.FormatUint(uint64(n)*0x9E3779B97F4A7C15, 36) }

func nothing(*Store) error { return nil }

func BenchmarkPutView(b *testing.B) {
	body := []byte(`{"question":"` + strings.Repeat("when did it rain? ", 50) + `"}`)
	benchmark(b, nothing, func(s *Store, n int64) error {
		return s.PutView(b.Context(), View{Key: scattered(n), Member: fmt.Sprint(n % 1000), Server: fmt.Sprint(n % 50), Body: body, Expires: now})
	})
}

func BenchmarkFirst(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		_, err := s.First(b.Context(), fmt.Sprint(n), now)
		return err
	})
}

func BenchmarkSetServer(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		return s.SetServer(b.Context(), Server{ID: fmt.Sprint(n % 1000), Library: fmt.Sprint(n)})
	})
}

func BenchmarkSetMember(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		return s.SetMember(b.Context(), Member{ID: fmt.Sprint(n % 1000), Length: "short"})
	})
}

func BenchmarkPutDiscussion(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		return s.PutDiscussion(b.Context(), Discussion{Thread: fmt.Sprint(n), Member: "1", Question: "when did it rain?", Posts: []Post{{"a", "1"}, {"b", "2"}}})
	})
}

func BenchmarkAddPost(b *testing.B) {
	const threads = 10_000
	prepare := func(s *Store) error {
		for i := range threads {
			if err := s.PutDiscussion(b.Context(), Discussion{Thread: fmt.Sprint(i), Member: "1"}); err != nil {
				return err
			}
		}
		return nil
	}
	benchmark(b, prepare, func(s *Store, n int64) error { return s.AddPost(b.Context(), fmt.Sprint(n%threads), Post{"a", "1"}) })
}

func BenchmarkAddFeedback(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		_, err := s.AddFeedback(b.Context(), Feedback{Member: fmt.Sprint(n % 1000), Kind: FeedbackOff, Question: "when did it rain?", Made: now})
		return err
	})
}

func BenchmarkAddAddition(b *testing.B) {
	benchmark(b, nothing, func(s *Store, n int64) error {
		_, err := s.AddAddition(b.Context(), Addition{Thread: fmt.Sprint(n % 1000), Member: "1", Kind: AddedExcerpt, Excerpt: "000:k7f2", Made: now})
		return err
	})
}

// hundred keeps one of each for a hundred members.
func hundred(b *testing.B) func(*Store) error {
	return func(s *Store) error {
		for i := range 100 {
			fill(b, s, fmt.Sprint(i), fmt.Sprint(i%50), "when did it rain?")
		}
		return nil
	}
}

func BenchmarkServer(b *testing.B) {
	benchmark(b, hundred(b), func(s *Store, n int64) error {
		_, err := s.Server(b.Context(), fmt.Sprint(n%100)) // nothing was chosen for half of them
		return err
	})
}

func BenchmarkMember(b *testing.B) {
	benchmark(b, hundred(b), func(s *Store, n int64) error {
		_, err := s.Member(b.Context(), fmt.Sprint(n%200))
		return err
	})
}

func BenchmarkView(b *testing.B) {
	benchmark(b, hundred(b), func(s *Store, n int64) error {
		_, _, err := s.View(b.Context(), fmt.Sprint("v", n%100), now)
		return err
	})
}

// A deletion reads the whole file, here one of 100,000 views.
func BenchmarkDeleteMember(b *testing.B) {
	s := openStore(b, b.TempDir(), Options{})
	body := []byte(`"` + strings.Repeat("when did it rain? ", 50) + `"`)
	const members = 1000
	for n := range 100_000 {
		must(b, s.PutView(b.Context(), View{Key: scattered(int64(n)), Member: fmt.Sprint(n % members), Body: body, Expires: now.Add(time.Hour)}))
	}
	for n := 0; b.Loop(); n++ {
		_, err := s.DeleteMember(b.Context(), fmt.Sprint(n%members))
		must(b, err)
	}
}
