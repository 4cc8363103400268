package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bot": main})
}

// The command line does what testdata/script says.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("there are no scripts: %v", err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "", RequireExplicitExec: true})
}

// A result is what a command line did.
type result struct {
	code     int
	out, err string
}

// bot runs a command line in this process.
func bot(t *testing.T, in string, args ...string) result {
	t.Helper()
	return botIn(t, t.Context(), strings.NewReader(in), args...)
}

func botIn(t *testing.T, ctx context.Context, in io.Reader, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(ctx, args, env{in: in, out: &out, err: &errs, getenv: func(string) string { return "" }})
	return result{code, out.String(), errs.String()}
}

// write makes files in a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(p), 0o777))
		check(t, os.WriteFile(p, []byte(content), 0o666))
	}
	return dir
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
