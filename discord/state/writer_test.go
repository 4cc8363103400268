package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// hold keeps the file to itself as another process may, until the function that it returns is called.
func hold(t *testing.T, dir string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", address(fileIn(dir), Options{}.withDefaults()))
	must(t, err)
	conn, err := db.Conn(t.Context())
	must(t, err)
	_, err = conn.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	must(t, err)
	release = sync.OnceFunc(func() {
		_, err := conn.ExecContext(context.Background(), "ROLLBACK")
		if err := errors.Join(err, conn.Close(), db.Close()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(release)
	return release
}

// A change that waits for others ends with its context, and is then not made.
func TestChangeEndsWithContext(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	release := hold(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	given := make(chan error, 1)
	go func() { given <- s.SetServer(ctx, Server{ID: "1", Order: "date"}) }()
	cancel()
	if err := <-given; !errors.Is(err, context.Canceled) {
		t.Errorf("SetServer with a context that ends: %v", err)
	}
	if err := s.SetServer(ctx, Server{ID: "1", Order: "date"}); !errors.Is(err, context.Canceled) {
		t.Errorf("SetServer with a context that has ended: %v", err)
	}
	release()
	must(t, s.SetServer(t.Context(), Server{ID: "2"})) // after whatever waited
	if v, err := s.Server(t.Context(), "1"); err != nil || v.Order != "" {
		t.Errorf("a change that was given up was made: %v, %v", v, err)
	}
	if _, err := s.Server(ctx, "1"); !errors.Is(err, context.Canceled) {
		t.Errorf("Server with a context that has ended: %v", err)
	}
}

// A store waits for others as long as it was told, and says then who is in its way.
func TestBusy(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{Busy: 30 * time.Millisecond})
	release := hold(t, dir)
	if err := s.SetServer(t.Context(), Server{ID: "1"}); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), s.path) {
		t.Errorf("SetServer while another process writes: %v", err)
	}
	if _, err := s.Server(t.Context(), "1"); err != nil {
		t.Errorf("Server while another process writes: %v", err)
	}
	release()
	must(t, s.SetServer(t.Context(), Server{ID: "1"}))
}

// Opening a file that is to be migrated waits for others too.
func TestOpenBusy(t *testing.T) {
	dir := t.TempDir()
	execute(t, fileIn(dir), version1)
	release := hold(t, dir)
	if _, err := Open(t.Context(), dir, Options{Busy: 30 * time.Millisecond}); !errors.Is(err, ErrBusy) {
		t.Errorf("Open while another process writes: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, dir, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open with a context that has ended: %v", err)
	}
	release()
	openStore(t, dir, Options{})
}

// A change that finds no space says so and is not made; what is smaller, and what comes later, is.
func TestFull(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	limit := func(query string) error {
		return s.have(t.Context(), &job{alone: true, done: make(chan error, 1), do: func(w *writer) error {
			_, err := w.conn.ExecContext(context.Background(), query)
			return err
		}})
	}
	must(t, limit("PRAGMA max_page_count=1")) // no fewer than there are
	put := func(key string, bytes int) error {
		return s.PutView(t.Context(), View{Key: key, Member: "1", Body: []byte(`"` + strings.Repeat("x", bytes) + `"`), Expires: now.Add(time.Hour)})
	}
	var running sync.WaitGroup
	for i := range 20 {
		running.Go(func() {
			err := put(fmt.Sprint("large", i), 16000)
			if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), s.path) {
				t.Errorf("PutView on a full disk: %v", err)
			}
		})
	}
	running.Wait()
	must(t, put("small", 10))
	must(t, limit("PRAGMA max_page_count=1000000"))
	must(t, put("later", 16000))
	for key, want := range map[string]bool{"large0": false, "small": true, "later": true} {
		if _, ok, err := s.View(t.Context(), key, now); ok != want || err != nil {
			t.Errorf("View(%s) is there: %v, error %v; want %v", key, ok, err, want)
		}
	}
	must(t, s.Check(t.Context()))
}

// A change that fails takes nothing of itself into the file, and leaves others of the same transaction alone.
func TestFailedChangeInBatch(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	bad := errors.New("bad")
	var batch []*job
	for i := range 6 {
		batch = append(batch, &job{done: make(chan error, 1), do: func(w *writer) error {
			_, err := w.exec("INSERT INTO members (id, length) VALUES (?, '')", fmt.Sprint(i))
			if i%2 == 1 {
				return bad
			}
			return err
		}})
	}
	batch[4].take() // by a caller who gave it up
	must(t, s.have(t.Context(), &job{alone: true, done: make(chan error, 1), do: func(w *writer) error { w.commit(batch); return nil }}))
	for i, j := range batch {
		k, err := s.OfMember(t.Context(), fmt.Sprint(i))
		must(t, err)
		if kept := i == 0 || i == 2; kept != (len(k.Members) == 1) {
			t.Errorf("change %d is kept: %v", i, !kept)
		}
		switch {
		case i == 4 && len(j.done) != 0:
			t.Error("a change that was given up was made")
		case i != 4 && (<-j.done == bad) != (i%2 == 1):
			t.Errorf("change %d has the error of another", i)
		}
	}
}

// Settings, discussions, additions and feedback wait for the disk; views and marks do not.
func TestDurability(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	tests := []struct {
		name string
		do   func() error
		want int64 // of PRAGMA synchronous
	}{
		{"PutView", func() error { return s.PutView(ctx, View{Key: "a", Member: "1", Body: []byte("1")}) }, 1},
		{"SetServer", func() error { return s.SetServer(ctx, Server{ID: "1"}) }, 2},
		{"First", func() error { _, err := s.First(ctx, "1", now); return err }, 1},
		{"SetMember", func() error { return s.SetMember(ctx, Member{ID: "1"}) }, 2},
		{"PutDiscussion", func() error { return s.PutDiscussion(ctx, Discussion{Thread: "1", Member: "1"}) }, 2},
		{"First again", func() error { _, err := s.First(ctx, "1", now); return err }, 1},
		{"AddPost", func() error { return s.AddPost(ctx, "1", Post{"", "1"}) }, 2},
		{"Finish", func() error { return s.Finish(ctx, "1") }, 2},
		{"another PutView", func() error { return s.PutView(ctx, View{Key: "a", Member: "1", Body: []byte("1")}) }, 1},
		{"AddAddition", func() error {
			_, err := s.AddAddition(ctx, Addition{Thread: "1", Member: "1", Kind: AddedExcerpt})
			return err
		}, 2},
		{"AddFeedback", func() error { _, err := s.AddFeedback(ctx, Feedback{Member: "1", Kind: FeedbackOff}); return err }, 2},
	}
	for _, test := range tests {
		must(t, test.do())
		var got int64
		must(t, s.have(ctx, &job{alone: true, done: make(chan error, 1), do: func(w *writer) (err error) {
			got, err = w.number("PRAGMA synchronous")
			return err
		}}))
		if got != test.want {
			t.Errorf("%s is committed with synchronous=%d, want %d", test.name, got, test.want)
		}
	}
}
