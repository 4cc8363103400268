package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The benchmarks of this file run the built binary, each command as a process of its own, and report beside the mean the
// median of the wall time and, where /proc tells it, the peak of resident memory, of which what is mapped from files is a part.

// binary is the program, built once.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "bot")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "bot")
	out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building: %w: %s", err, out)
	}
	return name, nil
})

// must returns v, and ends the benchmark on an error.
func must[T any](v T, err error) func(*testing.B) T {
	return func(b *testing.B) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
}

// A cost is what a process took.
type cost struct {
	wall, cpu time.Duration
	peak      int // of its resident memory, in bytes; 0 where it is not known
}

// process runs the binary with GOMAXPROCS. Memory is looked at every millisecond if watch is true, else not at all.
func process(b *testing.B, cores int, watch bool, args ...string) cost {
	b.Helper()
	cmd := exec.Command(must(binary())(b), args...)
	cmd.Env = append(os.Environ(), "VARIORUM_CONFIG=", fmt.Sprintf("GOMAXPROCS=%d", cores))
	var errs strings.Builder
	cmd.Stderr = &errs
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	peak := 0
	done := make(chan struct{})
	var watching sync.WaitGroup
	if watch {
		watching.Go(func() {
			for {
				peak = max(peak, peakOf(cmd.Process.Pid))
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
				}
			}
		})
	}
	err := cmd.Wait()
	wall := time.Since(start)
	close(done)
	watching.Wait()
	if err != nil {
		b.Fatalf("bot %v: %v: %s", args, err, errs.String())
	}
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak}
}

// peakOf returns the greatest resident memory that a process has had, in bytes, or 0.
func peakOf(pid int) int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kib, err := strconv.Atoi(fields[0])
	if err != nil {
		return 0
	}
	return kib << 10
}

// benchmarkProcess runs a command line again and again; before, if it is not nil, goes before each run and is not measured.
func benchmarkProcess(b *testing.B, before func(), args ...string) {
	b.Helper()
	var times []time.Duration
	for b.Loop() {
		b.StopTimer()
		if before != nil {
			before()
		}
		b.StartTimer()
		times = append(times, process(b, runtime.GOMAXPROCS(0), false, args...).wall)
	}
	if before != nil {
		before()
	}
	report(b, times, process(b, runtime.GOMAXPROCS(0), true, args...).peak)
}

func report(b *testing.B, times []time.Duration, peak int) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
	if peak > 0 {
		b.ReportMetric(float64(peak)/1e6, "peak-MB")
	}
}

// seeds returns the shared articles.
func seeds(b *testing.B) string {
	b.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("VARIORUM_SHARED"), "../../../shared"), "seeds")
	if _, err := os.Stat(dir); err != nil {
		b.Skipf("there is no shared folder (VARIORUM_SHARED names it): %v", err)
	}
	return dir
}

// BenchmarkAsk asks one question of the example library, and of the shared articles.
func BenchmarkAsk(b *testing.B) {
	b.Run("example", func(b *testing.B) {
		benchmarkProcess(b, nil, "ask", "how many people were hurt?")
	})
	b.Run("articles", func(b *testing.B) {
		lib := filepath.Join(b.TempDir(), "lib")
		process(b, 1, false, "add", "--library", lib, seeds(b))
		benchmarkProcess(b, nil, "ask", "--library", lib, "how many people died?")
	})
}

// BenchmarkAdd adds the shared articles to a new library.
func BenchmarkAdd(b *testing.B) {
	from, dir := seeds(b), b.TempDir()
	n := 0
	lib := func() string { return filepath.Join(dir, strconv.Itoa(n)) }
	args := []string{"add", "--library", "", from}
	benchmarkProcess(b, func() { n++; args[2] = lib() }, args...)
}

// BenchmarkLoad adds a large library on one core, then asks a question of it. Its paragraphs are passages, 100 of them in a source.
func BenchmarkLoad(b *testing.B) {
	for _, passages := range []int{25_000, 50_000, 100_000} {
		b.Run(fmt.Sprintf("passages=%d", passages), func(b *testing.B) {
			if testing.Short() {
				passages /= 50
			}
			from := b.TempDir()
			bytes := writeSources(b, from, passages/100)
			var times, asks []time.Duration
			var cpu time.Duration
			peak, askPeak := 0, 0
			for b.Loop() {
				b.StopTimer()
				lib := filepath.Join(b.TempDir(), "lib")
				b.StartTimer()
				added := process(b, 1, true, "add", "--library", lib, from)
				b.StopTimer()
				times, cpu, peak = append(times, added.wall), cpu+added.cpu, max(peak, added.peak)
				if got := passagesOf(b, lib); got < passages*9/10 || got > passages*11/10 {
					b.Fatalf("the library has %d passages, want about %d", got, passages)
				}
				for range 5 {
					asked := process(b, runtime.GOMAXPROCS(0), true, "ask", "--library", lib, "when did the ferry leave the harbour?")
					asks, askPeak = append(asks, asked.wall), max(askPeak, asked.peak)
				}
				b.StartTimer()
			}
			report(b, times, peak)
			b.ReportMetric(float64(passages*b.N)/cpu.Seconds(), "passages/cpu-s")
			b.ReportMetric(float64(bytes)/1e6, "text-MB")
			slices.Sort(asks)
			b.ReportMetric(float64(asks[len(asks)/2].Microseconds())/1000, "ask-ms")
			b.ReportMetric(float64(askPeak)/1e6, "ask-peak-MB")
		})
	}
}

// passagesOf returns the number of passages in a library's index.
func passagesOf(b *testing.B, lib string) int {
	b.Helper()
	var manifest struct {
		Index []struct{ Passages int }
	}
	if err := json.Unmarshal(must(os.ReadFile(filepath.Join(lib, "manifest.json")))(b), &manifest); err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, g := range manifest.Index {
		n += g.Passages
	}
	return n
}

// writeSources writes n files of 100 paragraphs of about 90 words into dir, and returns how many bytes they have. The words are
// of 60,000 kinds with the frequencies of natural text, the most frequent of them English.
func writeSources(b *testing.B, dir string, n int) int {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	words := inventedWords(r, 60_000)
	zipf := rand.NewZipf(r, 1.08, 3, uint64(len(words)-1))
	total := 0
	for i := range n {
		f := must(os.Create(filepath.Join(dir, fmt.Sprintf("s%04d.txt", i))))(b)
		w := bufio.NewWriter(f)
		for range 100 {
			for range 5 {
				length := 16 + r.IntN(6)
				for j := range length {
					word := words[zipf.Uint64()]
					if j == 0 {
						word = strings.ToUpper(word[:1]) + word[1:]
					}
					k, _ := w.WriteString(word)
					total += k + 1
					if j < length-1 {
						w.WriteByte(' ')
					}
				}
				w.WriteString(". ")
			}
			w.WriteString("\n\n")
		}
		if err := cmp.Or(w.Flush(), f.Close()); err != nil {
			b.Fatal(err)
		}
	}
	return total
}

// inventedWords returns n different words, the most frequent first.
func inventedWords(r *rand.Rand, n int) []string {
	list := strings.Fields(`the of and to a in is that for it as was with be by on not he this are or his from at which but have an had they you
		were their one all we can her has there been if more when will would who so no she other its may these what them some him time into only
		do such my new about out also two any up first could our then most over your even after made many must before through where much how`)
	seen := make(map[string]bool)
	for _, w := range list {
		seen[w] = true
	}
	parts := [][]string{
		strings.Fields("b br c ch d dr f fl g gr h k l m n p pl r s sh st t th tr v w"), strings.Fields("a e i o u ai ea oo"),
		strings.Fields("n r s t l m nd st ck p d g"), append(strings.Fields("s ing ed er ly ment"), "", "", "", ""),
	}
	for len(list) < n {
		var w strings.Builder
		pick := func(i int) { w.WriteString(parts[i][r.IntN(len(parts[i]))]) }
		for range 1 + int(math.Sqrt(float64(r.IntN(9)))) {
			pick(0)
			pick(1)
		}
		pick(2)
		pick(3)
		if s := w.String(); !seen[s] {
			seen[s] = true
			list = append(list, s)
		}
	}
	return list
}
