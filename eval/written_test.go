package eval

import (
	"flag"
	"os"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the figures under testdata anew")

// CheckWritten fails unless the file holds what was measured now; with -update it writes that. What names the measures in the failure.
func CheckWritten(t *testing.T, what, file, now string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(now), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), now); diff != "" {
		t.Errorf("the %s moved; if that is meant, write them anew with: go test ./eval -run WrittenDown -update (-written +now)\n%s", what, diff)
	}
}
