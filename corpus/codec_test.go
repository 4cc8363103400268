package corpus

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A structure is the same after it was written and read, whatever the text.
func FuzzStructureCodec(f *testing.F) {
	f.Add("# A title\n\nOne sentence. Another one.\n\n> quoted words\n\n12\n\n¹ A note.\n", true)
	f.Add("", false)
	f.Fuzz(func(t *testing.T, text string, markdown bool) {
		want := Parse(text, "en", markdown)
		b, err := want.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got Structure
		if err := got.UnmarshalBinary(b); err != nil {
			t.Fatalf("UnmarshalBinary: %v", err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("structure of %q (-want +got):\n%s", text, diff)
		}
	})
}

// Bytes that are no structure are refused, and never make a large list or a panic.
func FuzzStructureDamaged(f *testing.F) {
	b, err := Parse("A title\n\nOne sentence. Another one.\n", "en", false).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	for i := range b {
		f.Add(b[:i])
	}
	f.Add([]byte{structureVersion, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Add([]byte{structureVersion + 1, 0, 0, 0})
	f.Add(append(b, 0))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := Structure{Sections: []Section{{Level: 7}}}
		err := s.UnmarshalBinary(b)
		if err != nil && (!errors.Is(err, ErrStructure) || len(s.Sections) != 1) {
			t.Errorf("UnmarshalBinary(%x) = %v, and left %v", b, err, s)
		}
	})
}

// A stored structure that was cut short is never read as one.
func TestStructureCutShort(t *testing.T) {
	b, err := Parse("A title\n\nOne sentence. Another one.\n", "en", false).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		if err := new(Structure).UnmarshalBinary(b[:i]); !errors.Is(err, ErrStructure) {
			t.Errorf("UnmarshalBinary of the first %d of %d bytes = %v, want ErrStructure", i, len(b), err)
		}
	}
}
