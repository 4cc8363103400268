package state

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// now is the time in tests. It has no more than microseconds, as what is kept.
var now = time.Date(2026, 3, 14, 15, 9, 26, 535897000, time.UTC)

// roles are what the test binary does when a test starts it as another process.
var roles = map[string]func(ctx context.Context, dir string) error{
	"write":   writeTogether,
	"die":     writeUntilKilled,
	"migrate": stopInMigration,
	"open":    openOnly,
}

func TestMain(m *testing.M) {
	role, ok := roles[os.Getenv("STATE_TEST_ROLE")]
	if !ok {
		os.Exit(m.Run())
	}
	if err := role(context.Background(), os.Getenv("STATE_TEST_DIR")); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// A process is the test binary in a role.
type process struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// start starts a process. It is killed at the end of the test if it runs until then.
func start(t *testing.T, role, dir string, change ...func(*exec.Cmd)) process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, "-test.run=^$")
	c.Env = append(os.Environ(), "STATE_TEST_ROLE="+role, "STATE_TEST_DIR="+dir)
	for _, f := range change {
		f(c)
	}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return process{c, in, bufio.NewScanner(out)}
}

// lines returns what the process still prints, and waits for its end.
func (p process) lines() ([]string, error) {
	var list []string
	for p.out.Scan() {
		list = append(list, p.out.Text())
	}
	return list, p.Wait()
}

func openStore(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, o)
	if err != nil {
		t.Fatal("Open:", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error("Close:", err)
		}
	})
	return s
}

// must fails the test if there is an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// filesWith returns the names of the files in a folder that hold some bytes.
func filesWith(t testing.TB, dir, text string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) == 0 {
		t.Fatal("the folder is empty")
	}
	var names []string
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		if bytes.Contains(data, []byte(text)) {
			names = append(names, e.Name())
		}
	}
	return names
}
