package state

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Those who wait are taken once, by whoever asks first, when they have waited long enough; who has an answer waits no more.
func TestPendingIsTakenOnce(t *testing.T) {
	dir := t.TempDir()
	a, b := openStore(t, dir, Options{}), openStore(t, dir, Options{})
	waits := func(id string, since time.Duration) Pending {
		return Pending{Interaction: id, Application: "9", Token: "t" + id, Member: "1", Language: "de", Update: id == "2", Made: now.Add(-since)}
	}
	for _, p := range []Pending{waits("1", 3*time.Minute), waits("2", 2*time.Minute), waits("3", time.Minute), waits("4", time.Hour)} {
		must(t, a.PutPending(t.Context(), p))
	}
	must(t, b.DonePending(t.Context(), "1"))
	must(t, b.DonePending(t.Context(), "none"))
	must(t, a.Sweep(t.Context(), now))
	got, err := b.TakePending(t.Context(), now.Add(-90*time.Second))
	must(t, err)
	if diff := cmp.Diff([]Pending{waits("2", 2*time.Minute)}, got); diff != "" {
		t.Errorf("taken are, -want +got:\n%s", diff)
	}
	if again, err := a.TakePending(t.Context(), now.Add(-90*time.Second)); err != nil || len(again) != 0 {
		t.Errorf("taken again are %v, %v", again, err)
	}
	if rest, err := a.TakePending(t.Context(), now); err != nil || len(rest) != 1 || rest[0].Interaction != "3" {
		t.Errorf("left are %v, %v", rest, err)
	}
}
