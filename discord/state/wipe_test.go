package state

import (
	"bytes"
	"testing"
)

// Clearing the free space of a page never panics, whatever is in it, changes nothing but bytes to zeros, and says
// whether it did.
func FuzzClearFree(f *testing.F) {
	leaf := append([]byte{13, 0, 0, 0, 1, 15, 0, 0, 15, 0}, bytes.Repeat([]byte("x"), 4086)...)
	f.Add(leaf, false)
	f.Add(append(make([]byte, 100), leaf[:3996]...), true)
	f.Add(append([]byte{5, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0}, bytes.Repeat([]byte{0, 20, 255, 255}, 1021)...), false)
	f.Fuzz(func(t *testing.T, start []byte, first bool) {
		page := make([]byte, max(512, len(start)))
		copy(page, start)
		if len(page) > 65536 {
			t.Skip("larger than a page can be")
		}
		before := bytes.Clone(page)
		changed := clearFree(page, first)
		if changed == bytes.Equal(before, page) {
			t.Errorf("clearFree = %v", changed)
		}
		for i, b := range page {
			if b != before[i] && b != 0 {
				t.Fatalf("byte %d became %d", i, b)
			}
		}
	})
}

// The free space of a leaf is cleared: that between the pointers and the cells, and that of deleted cells.
func TestClearFree(t *testing.T) {
	page := bytes.Repeat([]byte("x"), 512)
	copy(page, []byte{13, 1, 0xC0, 0, 1, 1, 0x80, 0, 1, 0x80}) // one cell at 384, which is where cells begin; a free block at 448
	copy(page[448:], []byte{0, 0, 0, 16})
	want := bytes.Clone(page)
	clear(want[10:384])
	clear(want[452:464])
	if !clearFree(page, false) || !bytes.Equal(page, want) {
		t.Errorf("got  %q\nwant %q", page, want)
	}
	if clearFree(page, false) {
		t.Error("it was changed again")
	}
}
