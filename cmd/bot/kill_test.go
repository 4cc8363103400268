package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/library"
)

// killsVariable names how often an add is killed.
const killsVariable = "VARIORUM_KILLS"

// kill -9 at random moments of add: every source that was acknowledged is there, with the text that was acknowledged or a later one; doctor
// is content, or repairs from the stored texts; and answers are those of a library that was never disturbed.
func TestKilledAdd(t *testing.T) {
	kills := 6
	if s := os.Getenv(killsVariable); s != "" {
		n, err := strconv.Atoi(s)
		check(t, err)
		kills = n
	}
	lib := filepath.Join(t.TempDir(), "lib")
	acknowledged := make(map[string]int) // by ID, the version
	content, repaired := 0, 0
	sources := func(version int) string {
		dir := t.TempDir()
		for i := range 60 {
			text := fmt.Sprintf("Version %d of source %d\n\nThe ferry left with %d people on board, and %d came back. %s", version, i, 40+version, i, prose)
			check(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%02d.txt", i)), []byte(fmt.Sprintf("---\nid: s%02d\n---\n\n", i)+text), 0o666))
		}
		return dir
	}
	// How long an add takes that nobody kills says when to kill the others, on a slow machine too.
	began := time.Now()
	cmd, out, _ := start(t, "add", "--library", filepath.Join(t.TempDir(), "undisturbed"), sources(0))
	_, err := io.Copy(io.Discard, out)
	check(t, errors.Join(err, cmd.Wait()))
	whole := time.Since(began)
	version := 0
	for version < kills || len(acknowledged) == 0 && version < 10*kills {
		version++
		cmd, out, _ := start(t, "add", "--library", lib, sources(version))
		timer := time.AfterFunc(whole/20+rand.N(whole*5/4), func() { cmd.Process.Kill() })
		for {
			line, err := out.ReadString('\n')
			if fields := strings.Fields(line); err == nil && len(fields) == 3 {
				acknowledged[fields[1]] = version
			}
			if err != nil {
				break
			}
		}
		_ = cmd.Wait() // killed, or done before
		timer.Stop()
		if len(acknowledged) == 0 {
			continue // perhaps no library yet
		}
		checkAcknowledged(t, lib, acknowledged, version)
		if bot(t, "", "doctor", "--library", lib).code == done {
			content++
		} else if got := bot(t, "", "doctor", "--library", lib, "--repair"); got.code == done {
			repaired++
			checkAcknowledged(t, lib, acknowledged, version)
		} else {
			t.Errorf("kill %d: doctor --repair = %+v", version, got)
		}
	}
	if len(acknowledged) == 0 {
		t.Error("nothing was ever acknowledged")
	}
	t.Logf("%d kills within %v: doctor was content %d times and repaired %d times", version, whole*13/10, content, repaired)
}

// checkAcknowledged looks whether all that was acknowledged is there, and whether questions get the answers of a new library of the same texts.
func checkAcknowledged(t *testing.T, lib string, acknowledged map[string]int, latest int) {
	t.Helper()
	l, err := library.Open(t.Context(), lib, library.Options{})
	check(t, err)
	defer l.Close()
	var sources []corpus.Source
	for _, e := range l.Sources() {
		d, err := l.Document(t.Context(), e.Source.ID)
		check(t, err)
		s := e.Source
		s.Document = d
		sources = append(sources, s)
	}
	fresh, err := library.NewMemory(sources)
	check(t, err)
	defer fresh.Close()
	if fresh.Revision() != l.Revision() {
		t.Errorf("the revision is %s, and of a new library %s", l.Revision(), fresh.Revision())
	}
	for id, version := range acknowledged {
		d, err := l.Document(t.Context(), corpus.SourceID(id))
		check(t, err)
		got := 0
		if _, err := fmt.Sscanf(d.Text[strings.Index(d.Text, "Version"):], "Version %d", &got); err != nil || got < version || got > latest {
			t.Errorf("%s has version %d (%v), and %d was acknowledged", id, got, err, version)
		}
	}
	question := fmt.Sprintf("how many people were on board, %d?", 40+latest)
	if got, want := answerOf(t, l, question), answerOf(t, fresh, question); got != want {
		t.Errorf("the answer is\n%s\nand of a new library\n%s", got, want)
	}
}

// answerOf returns the JSON that a library answers with.
func answerOf(t *testing.T, l *library.Library, question string) string {
	t.Helper()
	var out strings.Builder
	c := &commands{env: env{out: &out}, ctx: t.Context()}
	check(t, (&askCommand{JSON: true}).one(c, desk.New(l).Composer, answers.Request{Question: question}))
	return out.String()
}
