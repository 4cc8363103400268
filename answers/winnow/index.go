package winnow

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"

	"variorum/corpus"
)

// An Index tells which sources have fingerprints in common. The zero Index is empty. It may be read by several goroutines at
// once while none changes it.
type Index struct {
	sources []corpus.SourceID // by number; "" where a source was removed
	numbers map[corpus.SourceID]uint32
	// lists hold the fingerprints of all sources, ordered by hash and number. Each is less than half as long as the one
	// before it, so that there are few.
	lists [][]posting
}

// A posting says that a source has a fingerprint.
type posting struct {
	hash   uint64
	source uint32
}

func byHash(a, b posting) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.source, b.source))
}

// MaxHolders is the number of sources that have a fingerprint in common up to which each two of them are compared. More are
// each compared with the first of them by ID only: all are then found to have with it what they all have, at a cost that is linear in
// their number. What two of those have in common and the first has not is found by its other
// fingerprints, and missed if it has none that fewer sources share. The value is a choice.
const MaxHolders = 16

// Add adds the fingerprints of a source, whose ID is not empty. One that has the same ID is replaced. Its cost is that of the fingerprints of the
// source, but for the merging of lists, which costs each fingerprint a logarithm of their number in all.
func (x *Index) Add(id corpus.SourceID, p Prints) {
	if x.Remove(id); id == "" {
		return
	}
	if x.numbers == nil {
		x.numbers = make(map[corpus.SourceID]uint32)
	}
	number := uint32(len(x.sources))
	x.sources = append(x.sources, id)
	x.numbers[id] = number
	list := make([]posting, 0, len(p.list))
	for _, m := range p.list {
		if n := len(list); n == 0 || list[n-1].hash != m.hash {
			list = append(list, posting{m.hash, number})
		}
	}
	if len(list) == 0 {
		return
	}
	for n := len(x.lists); n > 0 && len(x.lists[n-1]) < 2*len(list); n-- {
		list = merged(x.lists[n-1], list)
		x.lists = x.lists[:n-1]
	}
	x.lists = append(x.lists, list)
}

func merged(a, b []posting) []posting {
	list := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if byHash(a[0], b[0]) < 0 {
			list, a = append(list, a[0]), a[1:]
		} else {
			list, b = append(list, b[0]), b[1:]
		}
	}
	return append(append(list, a...), b...)
}

// Union returns an index of all sources of indexes, which have none in common. It does not depend on how they are divided among the
// indexes, which may not be used any more.
func Union(indexes ...*Index) *Index {
	u := &Index{numbers: make(map[corpus.SourceID]uint32)}
	for _, x := range indexes {
		list := x.compact()
		first := uint32(len(u.sources))
		for i := range list {
			list[i].source += first
		}
		for n, id := range x.sources {
			if u.sources = append(u.sources, id); id != "" {
				u.numbers[id] = first + uint32(n)
			}
		}
		if len(list) > 0 {
			u.lists = append(u.lists, list)
		}
	}
	u.lists = [][]posting{u.compact()}
	return u
}

// Remove removes a source, if it is there. Its fingerprints are passed over from then on; [Index.AppendBinary] leaves them out.
func (x *Index) Remove(id corpus.SourceID) {
	if n, ok := x.numbers[id]; ok {
		x.sources[n] = ""
		delete(x.numbers, id)
	}
}

// Len returns the number of sources.
func (x *Index) Len() int { return len(x.numbers) }

// Candidates returns the sources that a source with the fingerprints p is to be compared with, by ID, and never id itself. It
// reads nothing of the index but what has a fingerprint of p.
func (x *Index) Candidates(id corpus.SourceID, p Prints) []corpus.SourceID {
	found := make(map[uint32]bool)
	var holders []uint32
	for i, m := range p.list {
		if i > 0 && p.list[i-1].hash == m.hash {
			continue
		}
		holders = x.holders(holders[:0], m.hash, id)
		if len(holders) < MaxHolders {
			for _, n := range holders {
				found[n] = true
			}
			continue
		}
		first := slices.MinFunc(holders, func(a, b uint32) int { return cmp.Compare(x.sources[a], x.sources[b]) })
		if x.sources[first] < id {
			found[first] = true
			continue
		}
		for _, n := range holders {
			found[n] = true
		}
	}
	list := make([]corpus.SourceID, 0, len(found))
	for n := range found {
		list = append(list, x.sources[n])
	}
	slices.Sort(list)
	return list
}

// holders appends to list the sources but id that have a fingerprint.
func (x *Index) holders(list []uint32, hash uint64, id corpus.SourceID) []uint32 {
	for _, l := range x.lists {
		i, _ := slices.BinarySearchFunc(l, posting{hash, 0}, byHash)
		for ; i < len(l) && l[i].hash == hash; i++ {
			if other := x.sources[l[i].source]; other != "" && other != id {
				list = append(list, l[i].source)
			}
		}
	}
	return list
}

// A Pair is two sources; A is the smaller ID.
type Pair struct{ A, B corpus.SourceID }

// Pairs returns the sources that are to be compared with each other, by A and then by B. It does not depend on the order in which
// sources were added. They are among the candidates that each source had when it was added, unless others were removed since: then there may be
// pairs that were not compared yet.
func (x *Index) Pairs() []Pair {
	all := x.compact()
	seen := make(map[[2]uint32]bool)
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].hash == all[from].hash {
			to++
		}
		x.pair(seen, all[from:to])
		from = to
	}
	list := make([]Pair, 0, len(seen))
	for p := range seen {
		list = append(list, Pair{x.sources[p[0]], x.sources[p[1]]})
	}
	slices.SortFunc(list, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return list
}

// pair adds to seen the pairs of the sources that hold one fingerprint.
func (x *Index) pair(seen map[[2]uint32]bool, holders []posting) {
	add := func(a, b uint32) {
		if x.sources[a] > x.sources[b] {
			a, b = b, a
		}
		seen[[2]uint32{a, b}] = true
	}
	if len(holders) > MaxHolders {
		first := slices.MinFunc(holders, func(a, b posting) int { return cmp.Compare(x.sources[a.source], x.sources[b.source]) }).source
		for _, h := range holders {
			if h.source != first {
				add(first, h.source)
			}
		}
		return
	}
	for i, a := range holders {
		for _, b := range holders[i+1:] {
			add(a.source, b.source)
		}
	}
}

// compact returns the fingerprints of all sources that are there, in one list.
func (x *Index) compact() []posting {
	var all []posting
	for i := len(x.lists) - 1; i >= 0; i-- {
		all = merged(x.lists[i], all)
	}
	return slices.DeleteFunc(all, func(p posting) bool { return x.sources[p.source] == "" })
}

// indexVersion begins the encoded form of an index.
const indexVersion = "wnx1"

// AppendBinary appends the encoded form of x to b; it returns no error. It is four bytes of version, the numbers Shingle, Window, sources,
// and fingerprints, for each source the length of its ID and that, for each fingerprint the difference of its hash
// from the one before and the number of its source, as varints, and the CRC-32 (IEEE) of all that, big-endian. Indexes of the same
// sources have the same form, in whatever order these were added.
func (x *Index) AppendBinary(b []byte) ([]byte, error) {
	start := len(b)
	all := x.compact()
	ids := slices.DeleteFunc(slices.Clone(x.sources), func(id corpus.SourceID) bool { return id == "" })
	slices.Sort(ids)
	number := make([]uint32, len(x.sources))
	for i, id := range x.sources {
		if n, ok := slices.BinarySearch(ids, id); ok {
			number[i] = uint32(n)
		}
	}
	for i := range all {
		all[i].source = number[all[i].source]
	}
	slices.SortFunc(all, byHash)
	b = append(b, indexVersion...)
	for _, n := range []int{Shingle, Window, len(ids), len(all)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, id := range ids {
		b = binary.AppendUvarint(b, uint64(len(id)))
		b = append(b, id...)
	}
	last := uint64(0)
	for _, p := range all {
		b = binary.AppendUvarint(b, p.hash-last)
		b = binary.AppendUvarint(b, uint64(p.source))
		last = p.hash
	}
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:])), nil
}

// ParseIndex returns the index that b encodes, or a [*FormatError].
func ParseIndex(b []byte) (*Index, error) {
	body, err := checked(b, indexVersion)
	if err != nil {
		return nil, err
	}
	r := reader{rest: body}
	if k, w := r.uvarint(), r.uvarint(); k != Shingle || w != Window {
		return nil, &FormatError{"made with other shingles or windows"}
	}
	sources, postings := r.uvarint(), r.uvarint()
	if sources > uint64(len(r.rest)) || sources > math.MaxUint32 || postings > uint64(len(r.rest))/2 {
		return nil, &FormatError{"more entries than bytes"}
	}
	x := &Index{sources: make([]corpus.SourceID, sources), numbers: make(map[corpus.SourceID]uint32, sources)}
	for i := range x.sources {
		n := r.uvarint()
		if n == 0 || n > uint64(len(r.rest)) {
			return nil, &FormatError{"wrong length"}
		}
		x.sources[i] = corpus.SourceID(r.rest[:n])
		r.rest = r.rest[n:]
		if i > 0 && x.sources[i] <= x.sources[i-1] {
			return nil, &FormatError{"sources out of order"}
		}
		x.numbers[x.sources[i]] = uint32(i)
	}
	list := make([]posting, postings)
	last := posting{}
	for i := range list {
		p := posting{last.hash + r.uvarint(), 0}
		source := r.uvarint()
		p.source = uint32(min(source, math.MaxUint32))
		if source >= sources || p.hash>>hashBits != 0 || i > 0 && byHash(last, p) >= 0 {
			return nil, &FormatError{"fingerprints out of order"}
		}
		list[i], last = p, p
	}
	if r.short || len(r.rest) > 0 {
		return nil, &FormatError{"wrong length"}
	}
	x.lists = [][]posting{list}
	return x, nil
}
