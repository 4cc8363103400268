package state

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// writes is how much each of those who write together keeps.
const writes = 200

// writeTogether keeps feedback, settings and marks from four goroutines once it is told to, and prints how many
// interactions it was the first to see.
func writeTogether(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if _, err := fmt.Scanln(new(string)); err != nil {
		return err
	}
	n, err := keepMuch(ctx, s, "child")
	if err != nil {
		return err
	}
	fmt.Println(n)
	return s.Close()
}

// keepMuch keeps what is to be counted later in the name of who.
func keepMuch(ctx context.Context, s *Store, who string) (firsts int, err error) {
	var (
		running sync.WaitGroup
		mu      sync.Mutex
	)
	for g := range 4 {
		running.Go(func() {
			for i := g; i < writes; i += 4 {
				first, e := s.First(ctx, fmt.Sprint("interaction", i), now)
				if e == nil {
					e = s.SetServer(ctx, Server{ID: fmt.Sprint(who, i)})
				}
				if e == nil {
					_, e = s.AddFeedback(ctx, Feedback{Member: who, Kind: FeedbackOff, Words: strconv.Itoa(i), Made: now})
				}
				mu.Lock()
				if first {
					firsts++
				}
				if e != nil {
					err = e
				}
				mu.Unlock()
			}
		})
	}
	running.Wait()
	return firsts, err
}

// checkMuch fails unless all that the writers kept is there once.
func checkMuch(t *testing.T, s *Store, firsts int, writers ...string) {
	t.Helper()
	if firsts != writes {
		t.Errorf("%d of %d interactions were seen first", firsts, writes)
	}
	count := make(map[string]int)
	for v, err := range s.Feedbacks(t.Context()) {
		must(t, err)
		count[v.Member+v.Words]++
	}
	if len(count) != writes*len(writers) {
		t.Errorf("%d judgments were kept, want %d", len(count), writes*len(writers))
	}
	for _, who := range writers {
		for i := range writes {
			if n := count[fmt.Sprint(who, i)]; n != 1 {
				t.Errorf("judgment %d of %s is there %d times", i, who, n)
			}
			k, err := s.OfServer(t.Context(), fmt.Sprint(who, i))
			if err != nil || len(k.Servers) != 1 {
				t.Errorf("settings %d of %s: error %v, %d of them", i, who, err, len(k.Servers))
			}
		}
	}
	must(t, s.Check(t.Context()))
}

// Two stores on one folder write at once, and nothing is lost.
func TestTwoStores(t *testing.T) {
	dir := t.TempDir()
	a, b := openStore(t, dir, Options{}), openStore(t, dir, Options{})
	var (
		running sync.WaitGroup
		inB     int
	)
	running.Go(func() {
		var err error
		if inB, err = keepMuch(t.Context(), b, "b"); err != nil {
			t.Error(err)
		}
	})
	inA, err := keepMuch(t.Context(), a, "a")
	running.Wait()
	must(t, err)
	checkMuch(t, a, inA+inB, "a", "b")
}

// Two processes on one folder write at once, and nothing is lost.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	child := start(t, "write", dir)
	if !child.out.Scan() || child.out.Text() != "ready" {
		t.Fatalf("the other process says %q", child.out.Text())
	}
	if _, err := fmt.Fprintln(child.in, "go"); err != nil {
		t.Fatal(err)
	}
	here, err := keepMuch(t.Context(), s, "parent")
	must(t, err)
	lines, err := child.lines()
	if err != nil || len(lines) != 1 {
		t.Fatalf("the other process ended with %v and said %q", err, strings.Join(lines, "\n"))
	}
	there, err := strconv.Atoi(lines[0])
	must(t, err)
	checkMuch(t, s, here+there, "parent", "child")
}
