package library

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"variorum/corpus"
	"variorum/retrieval"
)

// Whatever is added, changed, and removed, in however many sessions, finished or not: the library holds the
// sources, answers as one that is made of them at once, and its index has few generations.
func TestALibraryIsWhatWasDoneToIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir := must(os.MkdirTemp("", "library"))(t)
		defer os.RemoveAll(dir)
		model := make(map[corpus.SourceID]corpus.Source)
		for range rapid.IntRange(1, 6).Draw(t, "sessions") {
			finished := session(t, dir, model)
			var sources []corpus.Source
			for _, s := range model {
				sources = append(sources, s)
			}
			l := must(Open(context.Background(), dir, Options{}))(t)
			checkSame(t, l, sources)
			if finished {
				checkGenerations(t, l.folder.manifest)
			}
			check(t, l.Close())
		}
	})
}

// session draws what one writer does, does it to model too, and reports whether the writer finished.
func session(t *rapid.T, dir string, model map[corpus.SourceID]corpus.Source) (finished bool) {
	ctx := context.Background()
	w := must(OpenWriter(ctx, dir, WriterOptions{}))(t)
	defer func() { check(t, w.Close()) }()
	for range rapid.IntRange(0, 8).Draw(t, "steps") {
		id := corpus.SourceID(fmt.Sprintf("s%d", rapid.IntRange(0, 12).Draw(t, "source")))
		if rapid.IntRange(0, 3).Draw(t, "step") == 0 {
			err := w.Remove(ctx, id)
			if _, held := model[id]; held != (err == nil) {
				t.Fatalf("Remove(%q): %v, the model holds it: %v", id, err, held)
			}
			delete(model, id)
			continue
		}
		text := prose(rand.New(rand.NewPCG(3, rapid.Uint64Range(0, 3).Draw(t, "text"))), rapid.IntRange(1, 12).Draw(t, "paragraphs"))
		a := arrival("/model/"+string(id)+".txt", text)
		a.Source.Metadata.Note = rapid.SampledFrom([]string{"", "a note"}).Draw(t, "note")
		check(t, w.Add(ctx, a, checkOutcome(t, model, id, a.Source)))
		s := a.Source
		s.ID = id
		model[id] = s
	}
	if rapid.Bool().Draw(t, "finish") {
		check(t, w.Finish(ctx))
		return true
	}
	check(t, w.Commit())
	return false
}

// checkOutcome returns what checks the acknowledgement of a source that is added to model.
func checkOutcome(t *rapid.T, model map[corpus.SourceID]corpus.Source, id corpus.SourceID, s corpus.Source) func(Change) {
	want := Change{Added, id}
	if old, ok := model[id]; ok {
		want.Outcome = Changed
		if old.SHA256 == s.SHA256 && old.Metadata.Note == s.Metadata.Note {
			want.Outcome = Unchanged
		}
	}
	return func(c Change) {
		if c != want {
			t.Errorf("Add: %v, want %v", c, want)
		}
	}
}

// checkGenerations fails if there are more generations than sizes that halve allow.
func checkGenerations(t rapid.TB, m manifest) {
	t.Helper()
	live := m.live()
	if len(live[""]) > 0 {
		t.Errorf("%d sources are in no generation", len(live[""]))
	}
	after := int64(0)
	for i := len(m.Index) - 1; i >= 0; i-- {
		n := textBytes(live[m.Index[i].Folder])
		if after > 0 && 2*after >= n || 2*n < m.Index[i].Bytes {
			t.Errorf("generation %d of %d: %d bytes live of %d, %d in later ones", i, len(m.Index), n, m.Index[i].Bytes, after)
		}
		after += n
	}
}

func TestPlans(t *testing.T) {
	m := manifest{Index: []generation{
		{Folder: "000001", Version: retrieval.Version, Bytes: 1000}, {Folder: "000002", Version: retrieval.Version, Bytes: 300},
	}}
	sizes := func(pending, first, second int64) manifest {
		m := m
		for i, n := range []int64{pending, first, second} {
			if n > 0 {
				folder := []string{"", "000001", "000002"}[i]
				m.Sources = append(m.Sources, record{ID: corpus.SourceID(rune('a' + i)), Bytes: n, Generation: folder})
			}
		}
		return m
	}
	older := sizes(0, 1000, 300)
	older.Index = []generation{{Folder: "000001", Version: retrieval.Version - 1, Bytes: 1000}, m.Index[1]}
	tests := []struct {
		name        string
		m           manifest
		keep, build int
	}{
		{"nothing to do", sizes(0, 1000, 300), 2, 0},
		{"little is put beside", sizes(100, 1000, 300), 2, 1},
		{"more is merged with the last", sizes(150, 1000, 300), 1, 2},
		{"so that all are merged", sizes(200, 1000, 300), 0, 3},
		{"a generation half dead stays", sizes(0, 1000, 150), 2, 0},
		{"one more than half dead goes", sizes(0, 1000, 149), 1, 1},
		{"with what comes after it", sizes(0, 499, 150), 0, 2},
		{"a wholly dead one goes without another", sizes(0, 1000, 0), 1, 0},
		{"all are removed", sizes(0, 0, 0), 0, 0},
		{"another version goes", older, 0, 2},
		{"the first sources", manifest{Sources: sizes(7, 0, 0).Sources}, 0, 1},
	}
	usable := func(generation) bool { return true }
	for _, test := range tests {
		p := test.m.plan(usable)
		if len(p.keep) != test.keep || len(p.build) != test.build {
			t.Errorf("%s: keep %d, build %d; want %d, %d", test.name, len(p.keep), len(p.build), test.keep, test.build)
		}
		changes := test.build > 0 || test.keep < len(test.m.Index)
		if p.changes(test.m) != changes {
			t.Errorf("%s: changes() = %v", test.name, !changes)
		}
	}
	if p := sizes(0, 1000, 300).plan(func(g generation) bool { return g.Folder != "000002" }); len(p.keep) != 1 || len(p.build) != 1 {
		t.Errorf("an unusable generation: keep %d, build %d", len(p.keep), len(p.build))
	}
}

func TestHowAFileIsKnownAgain(t *testing.T) {
	declared := func(a Arrival, id string) Arrival { a.Declared = id; return a }
	type step struct {
		a    Arrival
		want Change
	}
	tests := []struct {
		name     string
		sessions [][]step
	}{
		{"by its path", [][]step{
			{{arrival("/a/x.txt", "One."), Change{Added, "x"}}},
			{{arrival("/a/x.txt", "One."), Change{Unchanged, "x"}}},
			{{arrival("/a/x.txt", "Two."), Change{Changed, "x"}}},
		}},
		{"twice in a session", [][]step{{
			{arrival("/a/x.txt", "One."), Change{Added, "x"}},
			{arrival("/a/x.txt", "One."), Change{Unchanged, "x"}},
			{arrival("/a/x.txt", "Two."), Change{Changed, "x"}},
		}}},
		{"elsewhere with the same bytes", [][]step{
			{{arrival("/a/x.txt", "One."), Change{Added, "x"}}},
			{{arrival("/b/x.txt", "One."), Change{Unchanged, "x"}}},
			{{arrival("/b/x.txt", "Two."), Change{Changed, "x"}}},
		}},
		{"by the id that it declares", [][]step{
			{{declared(arrival("/a/x.txt", "One."), "y"), Change{Added, "y"}}},
			{{declared(arrival("/b/z.txt", "Two."), "y"), Change{Changed, "y"}}},
		}},
		{"keeping its id when it declares another", [][]step{
			{{arrival("/a/x.txt", "One."), Change{Added, "x"}}},
			{{declared(arrival("/a/x.txt", "Two."), "y"), Change{Changed, "x"}}},
		}},
		{"not by its name alone", [][]step{
			{{arrival("/a/x.txt", "One."), Change{Added, "x"}}, {arrival("/b/x.txt", "Two."), Change{Added, "b-x"}}},
			{{arrival("/b/x.txt", "Two!"), Change{Changed, "b-x"}}, {arrival("/a/x.txt", "One!"), Change{Changed, "x"}}},
			{{arrival("/c/x.txt", "Three."), Change{Added, "c-x"}}},
		}},
		{"copies in two folders", [][]step{
			{{arrival("/a/x.txt", "One."), Change{Added, "x"}}, {arrival("/b/x.txt", "One."), Change{Added, "b-x"}}},
			{{arrival("/b/x.txt", "One."), Change{Unchanged, "b-x"}}, {arrival("/a/x.txt", "One."), Change{Unchanged, "x"}}},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for i, session := range test.sessions {
				var arrivals []Arrival
				for _, s := range session {
					arrivals = append(arrivals, s.a)
				}
				for j, got := range add(t, dir, true, arrivals...) {
					if got != session[j].want {
						t.Errorf("session %d, file %d: %v, want %v", i, j, got, session[j].want)
					}
				}
			}
		})
	}
}

func TestTwoFilesThatClaimOneID(t *testing.T) {
	dir := t.TempDir()
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	defer w.Close()
	a, b, c := arrival("/a/x.txt", "One."), arrival("/a/y.txt", "Two."), arrival("/a/z.txt", "Three.")
	a.Declared, b.Declared = "letter", "letter"
	check(t, w.Add(t.Context(), a, nil))
	err := w.Add(t.Context(), b, func(Change) { t.Error("the second was acknowledged") })
	if e := (*ClaimError)(nil); !errors.As(err, &e) || e.File != "y.txt" || e.Other != "x.txt" || e.ID != "letter" {
		t.Errorf("the second: %v, want a ClaimError that names both", err)
	}
	check(t, w.Add(t.Context(), c, nil))
	check(t, w.Finish(t.Context()))
	l := open(t, dir)
	if got := l.Sources(); len(got) != 2 || got[0].Source.File != "x.txt" || got[1].Source.File != "z.txt" {
		t.Errorf("Sources() = %+v, want x and z", got)
	}
}

// A source whose description alone changed keeps its index.
func TestOtherMetadataNeedNoOtherIndex(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(3)
	add(t, dir, true, arrivals...)
	before := stateOf(t, filepath.Join(dir, indexName))
	arrivals[1].Source.Metadata.Title = "Another title"
	if got := add(t, dir, true, arrivals[1])[0].Outcome; got != Changed {
		t.Errorf("Add: %s, want changed", got)
	}
	checkUntouched(t, before, stateOf(t, filepath.Join(dir, indexName)))
	if e, _ := open(t, dir).Source("s001"); e.Source.Metadata.Title != "Another title" {
		t.Errorf("the title is %q", e.Source.Metadata.Title)
	}
}

// When a source was acknowledged, its removal and that of others in between does not disturb the order.
func TestRemovingWhatIsNotThereRemovesNothing(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(3)
	add(t, dir, true, arrivals...)
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	defer w.Close()
	err := w.Remove(t.Context(), "s001", "nobody")
	if e := (*UnknownError)(nil); !errors.As(err, &e) || len(e.IDs) != 1 || e.IDs[0] != "nobody" {
		t.Errorf("Remove: %v, want an UnknownError that names nobody", err)
	}
	check(t, w.Finish(t.Context()))
	if got := len(open(t, dir).Sources()); got != 3 {
		t.Errorf("%d sources are left, want 3", got)
	}
}

func TestASecondWriterWaitsAndSaysForWhom(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(1921, 3, 1, 12, 0, 0, 0, time.UTC)
	first := must(OpenWriter(t.Context(), dir, WriterOptions{Command: "bot add", Now: func() time.Time { return now }}))(t)
	for _, wait := range []time.Duration{-1, 30 * time.Millisecond} {
		start := time.Now()
		_, err := OpenWriter(t.Context(), dir, WriterOptions{Wait: wait})
		e := (*LockedError)(nil)
		if !errors.As(err, &e) || e.PID != os.Getpid() || e.Command != "bot add" || !e.Since.Equal(now) {
			t.Errorf("OpenWriter: %v, want a LockedError of this process", err)
		} else if want := fmt.Sprintf("locked by process %d", os.Getpid()); !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), dir) {
			t.Errorf("OpenWriter: %v, want it to contain %q", err, want)
		}
		if took := time.Since(start); took < wait {
			t.Errorf("it waited %v, want %v", took, wait)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := OpenWriter(ctx, dir, WriterOptions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("OpenWriter with a context that ends: %v", err)
	}
	if got := must(Check(t.Context(), dir))(t); got != nil {
		t.Errorf("Check while someone writes: %v", got)
	}
	done := make(chan error)
	go func() {
		w, err := OpenWriter(t.Context(), dir, WriterOptions{})
		if err == nil {
			err = w.Close()
		}
		done <- err
	}()
	time.Sleep(20 * time.Millisecond)
	check(t, first.Close())
	check(t, <-done)
	checkInOrder(t, dir)
}

func TestTwoWritersAtOnceBothWrite(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(12)
	var wait sync.WaitGroup
	for i := range 3 {
		wait.Go(func() {
			for _, a := range arrivals[4*i : 4*i+4] {
				w, err := OpenWriter(t.Context(), dir, WriterOptions{})
				if err != nil {
					t.Error(err)
					return
				}
				if err := errors.Join(w.Add(t.Context(), a, nil), w.Finish(t.Context()), w.Close()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	checkSame(t, open(t, dir), sources)
	checkInOrder(t, dir)
}

// While a writer adds, changes, removes and merges, readers see the library as it was at some time, whole.
func TestReadersDuringMerges(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(10)
	add(t, dir, true, arrivals...)
	want := rankings(t, must(NewMemory(sources[:5]))(t))
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					read(t, dir, sources[:5], want)
				}
			}
		})
	}
	for i := range 25 { // the first five stay
		a := arrivals[5+i%5]
		a.Source = arrival(a.Path, prose(rand.New(rand.NewPCG(9, uint64(i))), 1+i%9)).Source
		w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
		check(t, w.Add(t.Context(), a, nil))
		check(t, w.Finish(t.Context()))
		if i%3 == 0 {
			check(t, w.Remove(t.Context(), corpus.SourceID(strings.TrimSuffix(a.Source.File, ".txt"))))
			check(t, w.Finish(t.Context()))
		}
		check(t, w.Close())
	}
	close(stop)
	wait.Wait()
	checkInOrder(t, dir)
}

// read opens the library in dir and compares what it has on sources.
func read(t *testing.T, dir string, sources []corpus.Source, want map[string][]retrieval.Ranking) {
	l, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Error(err)
		return
	}
	defer l.Close()
	if got := l.Findings(); got != nil {
		for _, f := range got { // a source that is acknowledged but not indexed yet is no damage
			if f.Path != indexName {
				t.Errorf("Findings() = %v", got)
			}
		}
	}
	for question, rankings := range want {
		q := retrieval.NewQuery(question)
		q.Matches = true
		for _, s := range sources {
			q.Sources = append(q.Sources, s.ID)
		}
		got, err := l.Search(t.Context(), q)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(rankings) {
			t.Errorf("Search(%q) = %v, %v; want %v", question, got, err, rankings)
		}
	}
	for _, e := range l.Sources() {
		if _, err := l.Document(t.Context(), e.Source.ID); err != nil && !errors.Is(err, ErrChanged) {
			t.Errorf("Document(%q): %v", e.Source.ID, err)
		}
	}
}

// Wherever the disk is full or broken: the error names the file, all that was acknowledged is there, and
// when there is room again the same work succeeds.
func TestDisksThatAreFullOrBroken(t *testing.T) {
	sources, arrivals := village(6)
	for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
		for n := 0; ; n++ {
			dir := t.TempDir()
			add(t, dir, true, arrivals[:3]...)
			acknowledged, err := addOnBrokenDisk(t, dir, breaking(fault, n), arrivals[3:])
			l := open(t, dir)
			for i := range 3 + acknowledged {
				d, err := l.Document(t.Context(), sources[i].ID)
				if err != nil || d.Text != sources[i].Document.Text {
					t.Errorf("fault %v at %d: Document(%q): %v", fault, n, sources[i].ID, err)
				}
			}
			for _, f := range l.Findings() {
				if f.Path != indexName { // sources that have no index yet
					t.Errorf("fault %v at %d: %v", fault, n, f)
				}
			}
			if err == nil {
				break
			}
			if !errors.Is(err, fault) || !strings.Contains(err.Error(), dir) {
				t.Errorf("fault %v at %d: %v, want it to name the file", fault, n, err)
			}
			add(t, dir, true, arrivals[3:]...)
			checkSame(t, open(t, dir), sources)
			checkInOrder(t, dir)
		}
	}
}

// breaking returns a disk on which the n-th write or sync fails, and all after it.
func breaking(err error, n int) files {
	operation := func(file *os.File, do func() error) error {
		if n--; n < 0 {
			return &os.PathError{Op: "write", Path: file.Name(), Err: err}
		}
		return do()
	}
	return files{
		write: func(file *os.File, b []byte) (written int, err error) {
			err = operation(file, func() error { written, err = file.Write(b); return err })
			return written, err
		},
		sync: func(file *os.File) error { return operation(file, file.Sync) },
	}
}

func addOnBrokenDisk(t *testing.T, dir string, files files, arrivals []Arrival) (acknowledged int, err error) {
	t.Helper()
	w, err := openWriter(t.Context(), dir, WriterOptions{}, files)
	if err != nil {
		return 0, err
	}
	defer func() { check(t, w.Close()) }()
	for _, a := range arrivals {
		err = errors.Join(err, w.Add(t.Context(), a, func(Change) { acknowledged++ }), w.Commit())
	}
	return acknowledged, errors.Join(err, w.Finish(t.Context()))
}

// The environment that makes the test binary a writer that is to be killed, and how often it is.
const (
	victimVariable = "VARIORUM_VICTIM"
	killsVariable  = "VARIORUM_KILLS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimVariable); dir != "" {
		if err := victim(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// victimArrival returns the n-th version of what the victim adds.
func victimArrival(n int) Arrival {
	return arrival(fmt.Sprintf("/victim/v%d.txt", n%23), fmt.Sprintf("This is number %d. ", n)+prose(rand.New(rand.NewPCG(7, uint64(n))), 1+n%7))
}

// victim adds and changes sources, and says when they are acknowledged, until it is killed.
func victim(dir string) error {
	ctx := context.Background()
	n, err := strconv.Atoi(os.Getenv("VARIORUM_VICTIM_FROM"))
	if err != nil {
		return err
	}
	for {
		w, err := OpenWriter(ctx, dir, WriterOptions{Command: "victim"})
		if err != nil {
			return err
		}
		for i := range 1 + n%5 {
			number := n
			if err := w.Add(ctx, victimArrival(n), func(c Change) { fmt.Println(number, c.ID) }); err != nil {
				return err
			}
			if i%2 == 1 {
				if err := w.Commit(); err != nil {
					return err
				}
			}
			n++
		}
		if err := errors.Join(w.Finish(ctx), w.Close()); err != nil {
			return err
		}
	}
}

// A writer may be killed at any moment: what it acknowledged is there, the library opens and
// answers as a new one with the same sources would, and repair leaves nothing out of order.
func TestKilledWriters(t *testing.T) {
	kills := 20
	if s := os.Getenv(killsVariable); s != "" {
		kills = must(strconv.Atoi(s))(t)
	}
	dir := filepath.Join(t.TempDir(), "library")
	acknowledged := make(map[corpus.SourceID]int) // the last version
	next := 0
	inOrder, without := 0, 0
	for kill := range kills {
		runVictim(t, dir, next, time.Duration(20+rand.IntN(300))*time.Millisecond, func(n int, id corpus.SourceID) {
			acknowledged[id] = n
			next = max(next, n+1)
		})
		l, err := Open(t.Context(), dir, Options{})
		if errors.Is(err, ErrMissing) || errors.Is(err, ErrNotLibrary) {
			if len(acknowledged) > 0 {
				t.Fatalf("kill %d: %v", kill, err)
			}
			continue
		}
		check(t, err)
		without += len(l.Findings())
		next = checkVictims(t, l, acknowledged, next)
		check(t, l.Close())
		if len(must(Check(t.Context(), dir))(t)) == 0 {
			inOrder++
		}
		if kill%2 == 0 {
			if left := must(Repair(t.Context(), dir, WriterOptions{}))(t); left != nil {
				t.Errorf("kill %d: after Repair: %v", kill, left)
			}
			l := must(Open(t.Context(), dir, Options{}))(t)
			if got := l.Findings(); got != nil {
				t.Errorf("kill %d: after Repair: %v", kill, got)
			}
			checkVictims(t, l, acknowledged, next)
			check(t, l.Close())
		}
	}
	if next == 0 {
		t.Error("no source was acknowledged")
	}
	t.Logf("%d kills, %d sources acknowledged, %d times nothing was out of order, %d times an index was missing", kills, next, inOrder, without)
}

// runVictim runs a writer that begins with version from, kills it after some time, and tells what it acknowledged.
func runVictim(t *testing.T, dir string, from int, after time.Duration, acknowledged func(int, corpus.SourceID)) {
	t.Helper()
	cmd := exec.Command(must(os.Executable())(t))
	cmd.Env = append(os.Environ(), victimVariable+"="+dir, fmt.Sprintf("VARIORUM_VICTIM_FROM=%d", from))
	cmd.Stderr = os.Stderr
	out := must(cmd.StdoutPipe())(t)
	check(t, cmd.Start())
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var n int
		var id corpus.SourceID
		if _, err := fmt.Sscan(lines.Text(), &n, &id); err == nil { // the last line may be cut
			acknowledged(n, id)
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() >= 0 {
		t.Errorf("the victim ended by itself: %v", err)
	}
}

// checkVictims compares a library with what was acknowledged: each source has that version or a later one, whole. It
// returns the number after the last version that is there.
func checkVictims(t *testing.T, l *Library, acknowledged map[corpus.SourceID]int, next int) int {
	t.Helper()
	for id := range acknowledged {
		if _, ok := l.Source(id); !ok {
			t.Errorf("%s was acknowledged and is not there", id)
		}
	}
	var sources []corpus.Source
	for _, e := range l.Sources() {
		id := e.Source.ID
		d := must(l.Document(t.Context(), id))(t)
		n := 0
		if _, err := fmt.Sscanf(d.Text, "This is number %d.", &n); err != nil {
			t.Fatalf("%s: %v in %q", id, err, d.Text)
		}
		if n < acknowledged[id] {
			t.Errorf("%s has version %d, and %d was acknowledged", id, n, acknowledged[id])
		}
		acknowledged[id] = n
		next = max(next, n+1)
		s := victimArrival(n).Source
		s.ID = id
		sources = append(sources, s)
	}
	checkSame(t, l, sources)
	return next
}

// What is in the way of a writer, and is not its own, stays.
func TestForeignFilesStay(t *testing.T) {
	dir := t.TempDir()
	_, arrivals := village(2)
	add(t, dir, true, arrivals...)
	foreign := []string{"aliases.yaml", "texts/notes.txt", "texts/s000.txt", "index/readme", ".git/HEAD"}
	for _, name := range foreign {
		check(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777))
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o666))
	}
	checkInOrder(t, dir)
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	check(t, w.Remove(t.Context(), "s000"))
	check(t, w.Finish(t.Context()))
	check(t, w.Close())
	for _, name := range foreign {
		if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is gone", name)
		}
	}
}

// A session that is broken off keeps what it acknowledged.
func TestAWriterThatIsCancelled(t *testing.T) {
	dir := t.TempDir()
	sources, arrivals := village(4)
	w := must(OpenWriter(t.Context(), dir, WriterOptions{}))(t)
	ctx, cancel := context.WithCancel(t.Context())
	for _, a := range arrivals[:3] {
		check(t, w.Add(ctx, a, nil))
	}
	cancel()
	if err := w.Add(ctx, arrivals[3], nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Add: %v", err)
	}
	if err := w.Finish(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Finish: %v", err)
	}
	check(t, w.Close())
	l := open(t, dir)
	checkSame(t, l, sources[:3])
	if got := l.Findings(); len(got) != 1 || got[0].Path != indexName {
		t.Errorf("Findings() = %v, want the missing index", got)
	}
	if left := must(Repair(t.Context(), dir, WriterOptions{}))(t); left != nil {
		t.Errorf("Repair: %v", left)
	}
	checkSame(t, open(t, dir), sources[:3])
}
