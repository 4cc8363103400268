package library

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"variorum/corpus"
)

// A real disk that is full, with the search engine's files on it.
func TestAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no small file system can be mounted here: %v %s", err, out)
	}
	defer func() { check(t, syscall.Unmount(dir, syscall.MNT_DETACH)) }()
	lib := filepath.Join(dir, "library")
	acknowledged := make(map[corpus.SourceID]string)
	var failure error
	for i := 0; failure == nil; i++ {
		w, err := OpenWriter(t.Context(), lib, WriterOptions{})
		if err != nil {
			failure = err
			break
		}
		a := arrival(fmt.Sprintf("/s%d.txt", i), prose(rand.New(rand.NewPCG(5, uint64(i))), 40))
		err = w.Add(t.Context(), a, func(c Change) { acknowledged[c.ID] = a.Source.Document.Text })
		failure = errors.Join(err, w.Finish(t.Context()), w.Close())
	}
	t.Logf("after %d sources: %v", len(acknowledged), failure)
	if !strings.Contains(failure.Error(), "no space left") {
		t.Errorf("the error is %v", failure)
	}
	l := must(Open(t.Context(), lib, Options{}))(t)
	defer l.Close()
	for id, text := range acknowledged {
		if d, err := l.Document(t.Context(), id); err != nil || d.Text != text {
			t.Errorf("Document(%q): %v", id, err)
		}
	}
	rankings(t, l)
}
