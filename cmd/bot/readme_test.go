package main

import (
	"os"
	"strings"
	"testing"
)

// README.md shows what its first command prints; UPDATE_SCRIPTS=1 writes it anew.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	const path = "../../README.md"
	raw, err := os.ReadFile(path)
	check(t, err)
	const command = `    go run ./cmd/bot ask "how many people were hurt?"`
	const before, behind = "one invented accident:\n\n", "\nEach excerpt is"
	readme := string(raw)
	if !strings.Contains(readme, "\n"+command+"\n") {
		t.Fatalf("README.md has no line %q", command)
	}
	start, end := strings.Index(readme, before)+len(before), strings.Index(readme, behind)
	if start < len(before) || end < start {
		t.Fatalf("README.md has no output between %q and %q", before, behind)
	}
	got := bot(t, "", "ask", "--width", "78", "how many people were hurt?")
	var want strings.Builder
	for line := range strings.Lines(got.out) {
		if line != "\n" {
			want.WriteString("    ")
		}
		want.WriteString(line)
	}
	if readme[start:end] == want.String() {
		return
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		check(t, os.WriteFile(path, []byte(readme[:start]+want.String()+readme[end:]), 0o666))
		return
	}
	t.Errorf("README.md shows\n%s\nand the command prints\n%s", readme[start:end], want.String())
}
