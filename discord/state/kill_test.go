package state

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// killers is how many goroutines write in a process that is to be killed.
const killers = 4

// writeUntilKilled keeps one thing after another, and prints each that the store says it has.
func writeUntilKilled(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	var (
		running sync.WaitGroup
		mu      sync.Mutex
	)
	for g := range killers {
		running.Go(func() {
			for n := 0; ; n++ {
				e := keepAndTell(ctx, s, strconv.Itoa(g), fmt.Sprintf("%d-%d-%d", os.Getpid(), g, n))
				if e == nil {
					continue
				}
				mu.Lock()
				err = e
				mu.Unlock()
				return
			}
		})
	}
	running.Wait()
	return err
}

// keepAndTell keeps one of each, known by name, and prints what is kept.
func keepAndTell(ctx context.Context, s *Store, server, name string) error {
	said := func(kind string, err error) error {
		if err == nil {
			_, err = fmt.Println(kind, server, name)
		}
		return err
	}
	if err := said("server", s.SetServer(ctx, Server{ID: server, Library: name})); err != nil {
		return err
	}
	_, err := s.AddFeedback(ctx, Feedback{Member: "1", Kind: FeedbackOff, Words: name, Made: now})
	if err := said("feedback", err); err != nil {
		return err
	}
	d := Discussion{Thread: name, Member: "1", Question: strings.Repeat(name, 100), Made: now, Posts: []Post{{"a", "1"}, {"b", "2"}}}
	if err := said("discussion", s.PutDiscussion(ctx, d)); err != nil {
		return err
	}
	if err := said("post", s.AddPost(ctx, name, Post{"c", "3"})); err != nil {
		return err
	}
	return said("finished", s.Finish(ctx, name))
}

// kills returns how often to kill a process.
func kills(t *testing.T) int {
	text := os.Getenv("VARIORUM_KILLS")
	if text == "" {
		return 10
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 1000 {
		t.Fatalf("VARIORUM_KILLS=%s: want a number from 1 to 1000", text)
	}
	return n
}

// Whatever a process was told is kept is there after it is killed, at any moment, and the file is sound.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	told := 0
	for range kills(t) {
		p := start(t, "die", dir)
		var lines []string
		for range 1 + r.IntN(300) {
			if !p.out.Scan() {
				break
			}
			lines = append(lines, p.out.Text())
		}
		must(t, p.Process.Kill())
		more, err := p.lines()
		if err == nil || err.Error() != "signal: killed" {
			t.Fatalf("seed %d: the process ended by itself: %v, %q", seed, err, append(lines, more...))
		}
		lines = append(lines, more...)
		told += len(lines)
		checkTold(t, dir, lines)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("seed %d, %d acknowledged", seed, told)
}

// checkTold fails unless all that lines tell of is in the folder.
func checkTold(t *testing.T, dir string, lines []string) {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, s.Check(t.Context()))
	words := make(map[string]bool)
	for v, err := range s.Feedbacks(t.Context()) {
		must(t, err)
		words[v.Words] = true
	}
	last := make(map[string]string) // of each server, what it was set to
	for _, line := range lines {
		kind, rest, _ := strings.Cut(line, " ")
		server, name, _ := strings.Cut(rest, " ")
		d, ok, err := s.Discussion(t.Context(), name)
		must(t, err)
		switch kind {
		case "server":
			last[server], ok = name, true
		case "feedback":
			ok = words[name]
		case "discussion":
			ok = ok && len(d.Posts) >= 2
		case "post":
			ok = ok && len(d.Posts) == 3
		case "finished":
			ok = ok && d.Complete
		default:
			ok = false
		}
		if !ok {
			t.Errorf("%q was acknowledged and is lost", line)
		}
	}
	for server, name := range last {
		v, err := s.Server(t.Context(), server)
		must(t, err)
		if number(t, v.Library) < number(t, name) {
			t.Errorf("server %s has %s, and %s was acknowledged", server, v.Library, name)
		}
	}
	must(t, s.Close())
}

// number returns the last number in a name.
func number(t *testing.T, name string) int {
	t.Helper()
	n, err := strconv.Atoi(name[strings.LastIndex(name, "-")+1:])
	must(t, err)
	return n
}
