package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const prose = "The ferry\n\nThe ferry left the quay at nine with forty people on board. Seven of them were never found.\n"

// Every file that can not be loaded is named, with the place, the limit and what to do; the one good file beside it is loaded, and the exit
// code is 1.
func TestBadFiles(t *testing.T) {
	front := func(s string) string { return "---\n" + s + "\n---\n\n" + prose }
	for _, tt := range []struct {
		name, file, content, says string
	}{
		{"empty file", "bad.txt", "", "there is no text in it"},
		{"only a BOM", "bad.txt", "\xef\xbb\xbf", "there is no text in it"},
		{"NUL bytes", "bad.txt", "a\nb\x00c\n", "line 2: a NUL byte stands in it"},
		{"binary with a .txt name", "bad.txt", "\x7fELF\x02\x01\x01\x00\xff\xfe\x80", "this is no text"},
		{"60 MB file", "bad.txt", strings.Repeat("x", 60<<20), "too large: 60.0 MB (limit 50 MB)"},
		{"broken encoding", "bad.txt", "Größe und Maße\nsch\xf6n, Wähler, Köln\n", "line 2: it is UTF-8 but for the byte 0xF6 at offset"},
		{"encoding that can not be told", "bad.txt", "caf\xe9\n", "name the encoding with: bot add --encoding NAME"},
		{"unclosed front matter", "bad.md", "---\ntitle: a\n\n" + prose, "line 1: the front matter has no end: no line --- stands within 16 KB"},
		{"front matter: aliases", "bad.md", front("title: &a x\nnote: *a"), "line 2: anchors and aliases are not read"},
		{"front matter: depth", "bad.md", front("author: " + strings.Repeat("[", 99) + strings.Repeat("]", 99)), "line 2: it is nested too deep (limit 8 levels)"},
		{"front matter: unknown key", "bad.md", front("titel: x"), `line 2: the key "titel" is not known; the keys are id, title`},
		{"front matter: wrong type", "bad.md", front("title: [a, b]"), "line 2: the value of title must be one text"},
		{"side file: unknown key", "sources.yaml", "- file: good.txt\n  titel: x\n", `sources.yaml: line 2: the key "titel" is not known`},
		{"side file: broken JSON", "good.json", "{", "good.json: line 1: unexpected end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"good.txt": prose, tt.file: tt.content})
			got := bot(t, "", "add", "--library", filepath.Join(t.TempDir(), "lib"), dir)
			if got.code != failed || !strings.Contains(got.out, "added good "+filepath.Join(dir, "good.txt")) ||
				!strings.HasPrefix(got.err, "skipped "+filepath.Join(dir, tt.file)+": ") || !strings.Contains(got.err, tt.says) {
				t.Errorf("add = %d, %q, %q; want 1, good.txt added, and %s skipped with %q", got.code, got.out, got.err, tt.file, tt.says)
			}
		})
	}
}

// What looks odd and is good is loaded.
func TestOddFilesThatAreGood(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string // IDs
	}{
		{"a 3 MB line", map[string]string{"long.txt": "A title\n\n" + strings.Repeat("the gate was open that night and nobody came ", 70000)}, []string{"long"}},
		{"names with quotes, newlines, emoji, leading dash", map[string]string{"it's \"x\".txt": prose, "new\nline.txt": prose, "🚢 ship.txt": prose, "-rf.txt": prose}, []string{"rf", "it-s-x", "new-line", "ship"}},
		{"equal stems in two folders", map[string]string{"a/report.txt": prose, "b/report.txt": prose + "More.\n"}, []string{"report", "b-report"}},
		{"equal stems in one folder", map[string]string{"report.md": prose, "report.txt": prose + "More.\n"}, []string{"report"}},
		{"NFC and NFD twins", map[string]string{"caf\u00e9.txt": prose, "cafe\u0301.txt": prose + "More.\n"}, []string{"cafe"}},
		{"a folder named x.txt", map[string]string{"x.txt/inside.txt": prose}, []string{"inside"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lib := filepath.Join(t.TempDir(), "lib")
			got := bot(t, "", "add", "--library", lib, write(t, tt.files))
			if got.code != done || strings.Count(got.out, "\n") != len(tt.files) || got.err != "" {
				t.Fatalf("add = %d, %q, %q; want 0 and %d lines", got.code, got.out, got.err, len(tt.files))
			}
			for _, id := range tt.want {
				if !strings.Contains(got.out, "added "+id+" ") {
					t.Errorf("add printed %q, want %q", got.out, "added "+id+" ...")
				}
			}
			if again := bot(t, "", "doctor", "--library", lib); again.code != done {
				t.Errorf("doctor = %d, %q", again.code, again.out)
			}
		})
	}
}

func TestTwoFilesThatClaimOneID(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "---\nid: one\n---\n\n" + prose, "b.md": "---\nid: one\n---\n\nAnother text stands here.\n"})
	got := bot(t, "", "add", "--library", filepath.Join(t.TempDir(), "lib"), dir)
	if got.code != failed || !strings.Contains(got.out, "added one ") || !strings.Contains(got.err, `b.md: it claims the id "one", which a.md has; give it another id`) {
		t.Errorf("add = %d, %q, %q", got.code, got.out, got.err)
	}
}

func TestBadQuestions(t *testing.T) {
	for _, tt := range []struct {
		name, question string
		code           int
		says           string
	}{
		{"empty", "", wrongUse, "no word to look for"},
		{"only blanks", " \t ", wrongUse, "no word to look for"},
		{"one stop word", "the", wrongUse, "no word to look for"},
		{"only punctuation", "?!...", wrongUse, "no word to look for"},
		{"10,000 characters", strings.Repeat("crane ", 1700), wrongUse, "at most 2000"},
		{"a line of 3 MB", strings.Repeat("crane ", 500_000), wrongUse, "at most 2000"},
		{"control characters", "how \x1b[31mmany\x07 were hurt?\x00", done, ""},
		{"another script", "起重机什么时候倒塌", done, ""},
		{"not UTF-8", "how many were h\xffurt", done, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := bot(t, "", "ask", "--", tt.question)
			if got.code != tt.code || !strings.Contains(got.err, tt.says) {
				t.Errorf("ask = %d, %q; want %d, %q", got.code, got.err, tt.code, tt.says)
			}
			if strings.ContainsAny(got.out+got.err, "\x00\x07\x1b") {
				t.Errorf("ask showed control characters: %q", got.out+got.err)
			}
			if got.code == wrongUse && (got.out != "" || !strings.Contains(got.err, "\nhint: ask in ")) {
				t.Errorf("ask printed %q, %q, want a hint alone", got.out, got.err)
			}
			// In a list of questions each still has its answer, and what stands behind it is asked.
			list := bot(t, strings.ReplaceAll(tt.question, "\n", " ")+"\nwho died?\n", "ask", "--json", "-")
			if n := strings.Count(list.out, "\n"); n != 2 || !strings.Contains(list.out, `"question":"who died?"`) {
				t.Errorf("ask - printed %d answers, want 2 (%s)", n, list.err)
			}
		})
	}
}

func TestBadLibraries(t *testing.T) {
	notLibrary := write(t, map[string]string{"letter.txt": prose})
	newer := write(t, map[string]string{"manifest.json": `{"version": 99}`})
	broken := write(t, map[string]string{"manifest.json": "{\n\"version\": 1,\n"})
	good := filepath.Join(t.TempDir(), "lib")
	if got := bot(t, "", "add", "--library", good, notLibrary); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	for _, tt := range []struct {
		name string
		args []string
		says string
	}{
		{"library missing", []string{"ask", "--library", filepath.Join(notLibrary, "none"), "who died?"}, "hint: make a library and add sources to it with: bot add"},
		{"not a library", []string{"ask", "--library", notLibrary, "who died?"}, "not a library"},
		{"a file", []string{"ask", "--library", filepath.Join(notLibrary, "letter.txt"), "who died?"}, "it is a file, not a folder"},
		{"adding to what is no library", []string{"add", "--library", notLibrary, write(t, map[string]string{"a.txt": prose})}, "is not empty"},
		{"a newer version", []string{"ask", "--library", newer, "who died?"}, "has version 99, and this program reads up to version 1"},
		{"a damaged manifest", []string{"ask", "--library", broken, "who died?"}, "manifest.json:3 is damaged"},
		{"unknown source id", []string{"ask", "--library", good, "--sources", "leter", "who died?"}, "hint: did you mean letter?"},
		{"unknown source id of a citation", []string{"read", "--library", good, "leter:0-1-aaa"}, "hint: did you mean letter?"},
		{"unknown source id to remove", []string{"remove", "--library", good, "leter"}, "hint: did you mean letter?"},
		{"a citation of a text that is not there", []string{"read", "--library", good, "letter:0-1-aaa"}, "does not stand in its place"},
		{"a saved answer that is missing", []string{"verify", "--library", good, "none.json"}, "no such file"},
		{"a saved answer that is none", []string{"verify", "--library", good, filepath.Join(notLibrary, "letter.txt")}, "line 1: invalid character"},
		{"a path that is missing", []string{"add", "--library", good, filepath.Join(notLibrary, "none.txt")}, "none.txt: no such file or directory"},
		{"doctor of nothing", []string{"doctor", "--library", notLibrary, "--repair"}, "not a library"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := bot(t, "", tt.args...); got.code != failed || !strings.Contains(got.err, tt.says) {
				t.Errorf("%q = %d, %q; want 1, %q", tt.args, got.code, got.err, tt.says)
			}
		})
	}
}

func TestWrongUse(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		says string
	}{
		{"no command", nil, "expected one of"},
		{"a command that is misspelt", []string{"aks", "who?"}, `did you mean one of "ask"`},
		{"a flag that is misspelt", []string{"ask", "--jsn", "who?"}, `did you mean "--json"?`},
		{"no path", []string{"add", "--library", "x"}, `expected "<path>`},
		{"adding to the example", []string{"add", "x.txt"}, "name the folder of the library to add to"},
		{"an order that is none", []string{"ask", "--order", "best", "who?"}, "must be one of"},
		{"an encoding that is none", []string{"add", "--library", "x", "--encoding", "latin-77", "x.txt"}, `no encoding is named "latin-77"`},
		{"a citation that is none", []string{"read", "letter"}, "a citation looks like"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := bot(t, "", tt.args...); got.code != wrongUse || !strings.Contains(got.err, tt.says) {
				t.Errorf("%q = %d, %q; want 2, %q", tt.args, got.code, got.err, tt.says)
			}
		})
	}
}

func TestBadConfiguration(t *testing.T) {
	for _, tt := range []struct{ name, content, says string }{
		{"unknown key", "order: date\nlibary: x\n", "bot.yaml:2: "},
		{"wrong type", "wait: [1]\n", "bot.yaml:1: "},
		{"a value that is none", "color: auto\norder: best\n", `bot.yaml:2: order is "best"`},
		{"an encoding that is none", "order: date\nencoding: latin-77\n", `bot.yaml:2: no encoding is named "latin-77"`},
		{"broken YAML", "library: \"x\n", "bot.yaml:1: "},
		{"hostile", strings.Repeat("[", 20000), "nested too deep (limit 8)"},
		{"too large", "# " + strings.Repeat("x", 100<<10), "too large (limit 64 KB)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"bot.yaml": tt.content})
			if got := bot(t, "", "--config", filepath.Join(dir, "bot.yaml"), "sources"); got.code != wrongUse || !strings.Contains(got.err, tt.says) {
				t.Errorf("sources = %d, %q; want 2, %q", got.code, got.err, tt.says)
			}
		})
	}
	for name, content := range map[string]string{"an empty file": "", "a file of comments": "# order: best\n", "a file with a BOM": "\uFEFForder: date\n", "a file with line ends of Windows": "order: date\r\nwait: 5s\r\n"} {
		dir := write(t, map[string]string{"bot.yaml": content})
		if got := bot(t, "", "--config", filepath.Join(dir, "bot.yaml"), "sources", "--json"); got.code != done {
			t.Errorf("with %s: %d, %q; want 0", name, got.code, got.err)
		}
	}
	if got := bot(t, "", "--config", "none.yaml", "sources"); got.code != wrongUse || !strings.Contains(got.err, "none.yaml") {
		t.Errorf("with a file that is missing: %d, %q", got.code, got.err)
	}
}

// A reader who goes away is no error.
func TestClosedPipe(t *testing.T) {
	r, w := io.Pipe()
	check(t, r.CloseWithError(&os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}))
	var errs bytes.Buffer
	code := run(t.Context(), []string{"ask", "who died?"}, env{in: strings.NewReader(""), out: w, err: &errs, getenv: func(string) string { return "" }})
	if code != done || strings.Contains(errs.String(), "pipe") {
		t.Errorf("ask = %d, %q, want 0 and nothing said", code, errs.String())
	}
}

// start runs the program itself as a process of its own.
func start(t *testing.T, args ...string) (*exec.Cmd, *bufio.Reader, *bytes.Buffer) {
	t.Helper()
	path, err := exec.LookPath("bot") // put there by testscript
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	return cmd, bufio.NewReader(out), &errs
}

// manyFiles makes a folder with n sources of some size.
func manyFiles(t *testing.T, n int) string {
	t.Helper()
	files := make(map[string]string)
	for i := range n {
		files[fmt.Sprintf("source-%04d.txt", i)] = fmt.Sprintf("Source %d\n\n", i) + strings.Repeat(prose+"\n", 40)
	}
	return write(t, files)
}

// Ctrl-C in the middle of add: what was acknowledged stays, and the exit code is 1.
func TestInterruptedAdd(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	cmd, out, errs := start(t, "add", "--library", lib, manyFiles(t, 3000))
	acknowledged := 0
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			break
		}
		if strings.HasPrefix(line, "added ") {
			if acknowledged++; acknowledged == 1 {
				check(t, cmd.Process.Signal(os.Interrupt))
			}
		}
	}
	err := cmd.Wait()
	if cmd.ProcessState.ExitCode() != failed || !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("add = %v, %q; want exit code 1 and %q", err, errs.String(), "interrupted")
	}
	got := bot(t, "", "sources", "--library", lib, "--json")
	if n := strings.Count(got.out, `"csl"`); n != acknowledged || n == 0 || n == 3000 {
		t.Errorf("%d sources are there, and %d were acknowledged", n, acknowledged)
	}
	if got := bot(t, "", "doctor", "--library", lib, "--repair"); got.code != done {
		t.Errorf("doctor --repair = %+v", got)
	}
}

// Two adds at once both succeed, one after the other; one that does not wait says by whom the library is locked.
func TestTwoAddsAtOnce(t *testing.T) {
	lib := filepath.Join(t.TempDir(), "lib")
	first, out, _ := start(t, "add", "--library", lib, manyFiles(t, 600))
	if _, err := out.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{"another.txt": prose})
	got := bot(t, "", "add", "--library", lib, "--wait", "0s", dir)
	if got.code != failed || !strings.Contains(got.err, fmt.Sprintf("locked by process %d", first.Process.Pid)) {
		t.Errorf("add without waiting = %d, %q; want locked by process %d", got.code, got.err, first.Process.Pid)
	}
	go io.Copy(io.Discard, out) // so that the first one can go on
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if got := botIn(t, ctx, strings.NewReader(""), "add", "--library", lib, "--wait", "50s", dir); got.code != done {
		t.Errorf("add with waiting = %+v", got)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("the first add: %v", err)
	}
	if n := strings.Count(bot(t, "", "sources", "--library", lib, "--json").out, `"csl"`); n != 601 {
		t.Errorf("%d sources are there, want 601", n)
	}
}
