//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A stranger runs the program as a process of a user to whom the system may forbid something.
type stranger struct {
	program, dir string // a folder in which all is permitted
	credential   *syscall.Credential
}

// nobody is a user that owns nothing.
const nobody = 65534

func newStranger(t *testing.T) stranger {
	t.Helper()
	dir, err := os.MkdirTemp("", "bot")
	check(t, err)
	t.Cleanup(func() {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if e != nil && e.IsDir() {
				return os.Chmod(name, 0o777)
			}
			return nil
		})
		check(t, errors.Join(err, os.RemoveAll(dir)))
	})
	check(t, os.Chmod(dir, 0o777))
	s := stranger{program: filepath.Join(dir, "bot"), dir: dir}
	path, err := exec.LookPath("bot")
	check(t, err)
	program, err := os.ReadFile(path)
	check(t, err)
	check(t, os.WriteFile(s.program, program, 0o755))
	if os.Getuid() == 0 {
		s.credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return s
}

func (s stranger) bot(t *testing.T, args ...string) result {
	t.Helper()
	cmd := exec.Command(s.program, args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.credential}
	return resultOf(t, cmd)
}

// resultOf runs a process.
func resultOf(t *testing.T, cmd *exec.Cmd) result {
	t.Helper()
	var out, errs bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// What a user may not read is skipped with the reason, and the others are added.
func TestNoPermissionToRead(t *testing.T) {
	s := newStranger(t)
	for _, name := range []string{"good.txt", "shut.txt", "closed/inside.txt"} {
		p := filepath.Join(s.dir, "in", name)
		check(t, os.MkdirAll(filepath.Dir(p), 0o755))
		check(t, os.WriteFile(p, []byte(prose), 0o644))
	}
	check(t, os.Chmod(filepath.Join(s.dir, "in", "shut.txt"), 0))
	check(t, os.Chmod(filepath.Join(s.dir, "in", "closed"), 0))
	got := s.bot(t, "add", "--library", "lib", "in")
	const why = ": permission denied; this program may not use that file or folder; see its permissions\n"
	if want := (result{failed, "added good in/good.txt\n", "skipped in/closed" + why + "skipped in/shut.txt" + why}); got != want {
		t.Errorf("add = %+v, want %+v", got, want)
	}
	if got := s.bot(t, "add", "--library", "other", "in/shut.txt"); got.code != failed || got.err != "skipped in/shut.txt"+why {
		t.Errorf("add of what may not be read = %+v", got)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "other")); err == nil {
		t.Error("a library was made for nothing")
	}
}

// A read-only library answers every question that it can be asked, and is left as it is; what would change it says why it
// does not.
func TestNoPermissionToWrite(t *testing.T) {
	s := newStranger(t)
	check(t, os.WriteFile(filepath.Join(s.dir, "ferry.txt"), []byte(prose), 0o644))
	if got := s.bot(t, "add", "--library", "lib", "ferry.txt"); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	answer := s.bot(t, "ask", "--library", "lib", "--json", "when did the ferry leave?")
	check(t, os.WriteFile(filepath.Join(s.dir, "answer.json"), []byte(answer.out), 0o644))
	i := strings.Index(answer.out, "ferry:")
	if i < 0 {
		t.Fatalf("ask = %+v", answer)
	}
	key, _, _ := strings.Cut(answer.out[i:], `"`)
	check(t, filepath.WalkDir(filepath.Join(s.dir, "lib"), func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(name, 0o555)
		}
		return errors.Join(err, os.Chmod(name, 0o444))
	}))
	for _, args := range [][]string{
		{"ask", "--library", "lib", "--json", "when did the ferry leave?"}, {"sources", "--library", "lib"}, {"read", "--library", "lib", key}, {"verify", "--library", "lib", "answer.json"}, {"doctor", "--library", "lib"},
	} {
		if got := s.bot(t, args...); got.code != done || got.out == "" || got.err != "" {
			t.Errorf("%q = %+v, want 0", args, got)
		}
	}
	for _, args := range [][]string{{"add", "--library", "lib", "ferry.txt"}, {"remove", "--library", "lib", "ferry"}, {"doctor", "--library", "lib", "--repair"}} {
		if got := s.bot(t, args...); got.code != failed || got.out != "" || !strings.Contains(got.err, "permission denied\nhint: this program may not use that file") {
			t.Errorf("%q = %+v, want 1 and why", args, got)
		}
	}
	check(t, os.Chmod(filepath.Join(s.dir, "lib"), 0))
	for _, args := range [][]string{{"ask", "--library", "lib", "who?", "ferry"}, {"add", "--library", "lib", "ferry.txt"}, {"doctor", "--library", "lib"}} {
		if got := s.bot(t, args...); got.code != failed || got.out != "" || !strings.Contains(got.err, "permission denied\nhint: this program may not use that file") {
			t.Errorf("%q of a library that may not be read = %+v, want 1 and why", args, got)
		}
	}
}

// On a disk that takes no more an add ends with 1 and says what to do; what was acknowledged is there and is answered from.
func TestAFullDisk(t *testing.T) {
	dir := manyFiles(t, 60)
	disks := map[string]func(t *testing.T) (lib string, limited func(args ...string) *exec.Cmd){
		"a small disk": func(t *testing.T) (string, func(...string) *exec.Cmd) {
			disk := t.TempDir()
			if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk).CombinedOutput(); err != nil {
				t.Skipf("no small disk can be mounted here: %v %s", err, out)
			}
			t.Cleanup(func() {
				if out, err := exec.Command("umount", disk).CombinedOutput(); err != nil {
					t.Errorf("umount: %v %s", err, out)
				}
			})
			return filepath.Join(disk, "lib"), func(args ...string) *exec.Cmd { return exec.Command("bot", args...) }
		},
		"no file may be large": func(t *testing.T) (string, func(...string) *exec.Cmd) {
			return filepath.Join(t.TempDir(), "lib"), func(args ...string) *exec.Cmd {
				return exec.Command("sh", append([]string{"-c", `ulimit -f 24; exec bot "$@"`, "sh"}, args...)...)
			}
		},
	}
	for name, disk := range disks {
		t.Run(name, func(t *testing.T) {
			lib, limited := disk(t)
			if got := bot(t, "", "add", "--library", lib, write(t, map[string]string{"before.txt": prose, "too.txt": prose})); got.code != done {
				t.Fatalf("add = %+v", got)
			}
			got := resultOf(t, limited("add", "--library", lib, dir))
			if got.code != failed || !strings.Contains(got.err, "\nhint: make room on the disk; what was said to be done is done\n") {
				t.Errorf("add = %d, %q", got.code, got.err)
			}
			acknowledged := 2 + strings.Count(got.out, "added ")
			there := bot(t, "", "sources", "--library", lib, "--json")
			if n := strings.Count(there.out, `"csl"`); n != acknowledged {
				t.Errorf("%d sources are there, and %d were acknowledged", n, acknowledged)
			}
			if got := bot(t, "", "ask", "--library", lib, "when did the ferry leave?"); got.code != done || !strings.Contains(got.out, fmt.Sprintf("%d sources · %d speak", acknowledged, acknowledged)) {
				t.Errorf("ask = %d, %.200q, %q; want %d sources that speak", got.code, got.out, got.err, acknowledged)
			}
		})
	}
}

// Where results can not be written, the exit code is 1 and the reason is said; no command takes it for done.
func TestAFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("there is no device that is always full: %v", err)
	}
	defer full.Close()
	lib := filepath.Join(t.TempDir(), "lib")
	dir := write(t, map[string]string{"a.txt": prose, "b.txt": prose + "More.\n", "c.txt": prose})
	if got := bot(t, "", "add", "--library", lib, dir); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	answer := bot(t, "", "ask", "--library", lib, "--json", "when did the ferry leave?").out
	for _, args := range [][]string{
		{"ask", "--library", lib, "who?", "ferry"},
		{"ask", "--library", lib, "-"},
		{"ask", "--library", lib, "--json", "ferry"},
		{"ask", "--library", lib, "--markdown", "ferry"},
		{"sources", "--library", lib},
		{"sources", "--library", lib, "--json"},
		{"verify", "--library", lib, "-"},
		{"verify", "--library", lib, "--json", "-"},
		{"doctor", "--library", lib},
		{"version"},
		{"completion", "bash"},
		{"add", "--library", lib, dir},
		{"remove", "--library", lib, "a"},
	} {
		cmd := exec.Command("bot", args...)
		cmd.Stdin, cmd.Stdout = strings.NewReader(answer), full
		if slices.Contains(args, "ask") {
			cmd.Stdin = strings.NewReader("ferry?\nferry?\n")
		}
		if got := resultOf(t, cmd); got.code != failed || !strings.Contains(got.err, "no space left on device\nhint: make room") {
			t.Errorf("%q = %d, %q; want 1 and why", args, got.code, got.err)
		}
	}
	if got := bot(t, "", "doctor", "--library", lib); got.out[:27] != "all is in order: 2 sources," {
		t.Errorf("doctor = %+v", got)
	}
}

// A reader who goes away is no error, and nothing is said; what was to be added or removed is, and exit codes still tell what they tell.
func TestAReaderWhoGoesAway(t *testing.T) {
	gone := func(in string, args ...string) result {
		r, w, err := os.Pipe()
		check(t, errors.Join(err, r.Close()))
		defer w.Close()
		cmd := exec.Command("bot", args...)
		cmd.Stdin, cmd.Stdout = strings.NewReader(in), w
		return resultOf(t, cmd)
	}
	lib := filepath.Join(t.TempDir(), "lib")
	dir := manyFiles(t, 20)
	check(t, os.WriteFile(filepath.Join(dir, "empty.txt"), nil, 0o666))
	if got := gone("", "add", "--library", lib, dir); got.code != failed || got.err != "skipped "+filepath.Join(dir, "empty.txt")+": there is no text in it\n" {
		t.Errorf("add = %+v, want 1 because of the empty file alone", got)
	}
	if got := bot(t, "", "doctor", "--library", lib); !strings.HasPrefix(got.out, "all is in order: 20 sources") {
		t.Errorf("doctor = %+v", got)
	}
	answer := bot(t, "", "ask", "--library", lib, "--json", "when did the ferry leave?").out
	wrong := strings.Replace(answer, "source-0003", "source-9999", -1)
	for _, tt := range []struct {
		code int
		in   string
		args []string
	}{
		{done, "", []string{"ask", "--library", lib, "when did the ferry leave?"}},
		{done, "ferry?\nferry?\n", []string{"ask", "--library", lib, "--json", "-"}},
		{done, "", []string{"sources", "--library", lib}},
		{done, answer, []string{"verify", "--library", lib, "-"}},
		{failed, wrong, []string{"verify", "--library", lib, "-"}},
		{done, "", []string{"remove", "--library", lib, "source-0000", "source-0001"}},
	} {
		if got := gone(tt.in, tt.args...); got.code != tt.code || got.err != "" {
			t.Errorf("%q = %+v, want %d and nothing said", tt.args, got, tt.code)
		}
	}
	if got := bot(t, "", "doctor", "--library", lib); !strings.HasPrefix(got.out, "all is in order: 18 sources") {
		t.Errorf("doctor = %+v", got)
	}
}

// Ctrl-C ends a program that waits for questions, or for someone to write to a pipe.
func TestInterruptedWaiting(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	check(t, syscall.Mkfifo(pipe, 0o666))
	for _, args := range [][]string{{"ask", "--json", "-"}, {"verify", "-"}, {"verify", pipe}, {"--config", pipe, "ask", "who died?"}} {
		r, w, err := os.Pipe()
		check(t, err)
		cmd := exec.Command("bot", args...)
		var errs bytes.Buffer
		cmd.Stdin, cmd.Stderr = r, &errs
		out, err := cmd.StdoutPipe()
		check(t, errors.Join(err, cmd.Start(), r.Close()))
		if args[0] == "ask" { // when it has answered, it waits
			_, written := io.WriteString(w, "who died?\n")
			_, read := io.ReadFull(out, make([]byte, 100))
			check(t, errors.Join(written, read))
		} else {
			time.Sleep(500 * time.Millisecond)
		}
		late := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() })
		check(t, cmd.Process.Signal(os.Interrupt))
		_, err = io.Copy(io.Discard, out)
		check(t, err)
		_ = cmd.Wait() // its exit code is looked at
		late.Stop()
		check(t, w.Close())
		if code := cmd.ProcessState.ExitCode(); code != failed || !strings.HasSuffix(errs.String(), "bot: interrupted\n") {
			t.Errorf("%q = %d, %q; want 1 and interrupted", args, code, errs.String())
		}
	}
}

// While one adds, others ask: they are never refused, and never see less than what was acknowledged before they asked.
func TestReadersDuringAnAdd(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	if got := bot(t, "", "add", "--library", lib, write(t, map[string]string{"first.txt": prose})); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	cmd, out, errs := start(t, "add", "--library", lib, manyFiles(t, 150))
	defer cmd.Process.Kill()
	lines := make(chan int, 1000)
	go func() {
		defer close(lines)
		for n := 1; ; n++ {
			if _, err := out.ReadString('\n'); err != nil {
				return
			}
			lines <- n
		}
	}()
	acknowledged, asked := 0, 0
	ask := func(want func(n int) bool) {
		got := bot(t, "", "ask", "--library", lib, "when did the ferry leave?")
		n := 0
		if _, err := fmt.Sscanf(got.out[strings.Index(got.out, "\n")+1:], "%d source", &n); err != nil || got.code != done || !want(n) || got.err != "" && !strings.Contains(got.err, "not all in order") {
			t.Errorf("ask after %d acknowledgements = %d, %.100q, %q", acknowledged, got.code, got.out, got.err)
		}
		asked++
	}
	for more := true; more; {
		select {
		case n, ok := <-lines:
			acknowledged, more = max(n, acknowledged), ok
		default:
			ask(func(n int) bool { return n >= acknowledged+1 })
		}
	}
	check(t, cmd.Wait())
	ask(func(n int) bool { return n == 151 })
	if acknowledged != 150 || asked < 3 || errs.Len() > 0 {
		t.Errorf("%d sources were added, and %d questions asked meanwhile (%s)", acknowledged, asked, errs)
	}
}

// Links out of the folder, in a circle, and pipes are skipped, and no one waits for them.
func TestLinksAndPipes(t *testing.T) {
	outside := write(t, map[string]string{"secret.txt": prose})
	dir := write(t, map[string]string{"good.txt": prose})
	check(t, os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "out.txt")))
	check(t, os.Symlink("circle.txt", filepath.Join(dir, "circle.txt")))
	check(t, os.Symlink("..", filepath.Join(dir, "up")))
	check(t, syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o666))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	got := botIn(t, ctx, strings.NewReader(""), "add", "--library", filepath.Join(t.TempDir(), "lib"), dir)
	if got.code != failed || strings.Count(got.out, "\n") != 1 {
		t.Errorf("add = %d, %q, want 1 and good.txt alone", got.code, got.out)
	}
	for _, want := range []string{
		"out.txt: it is a link out of the folder", "circle.txt: it is a link that leads in a circle", "up: it is a link out of the folder", "pipe.txt: it is a pipe, not a file",
	} {
		if !strings.Contains(got.err, want) {
			t.Errorf("add said %q, want %q", got.err, want)
		}
	}
}
