package winnow

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"

	"variorum/corpus"
)

// Prints are the fingerprints of one document, ordered by hash and then by place. They can be kept beside it
// ([Prints.AppendBinary], [Parse]), so that a new document is compared without reading the others.
type Prints struct {
	// Words is the number of words of the document.
	Words int
	list  []mark
}

// A mark is a fingerprint: the hash of the Shingle words from word at on, of hashBits bits.
type mark struct {
	hash uint64
	at   uint32
}

// hashBits is the length of a fingerprint. Among the million fingerprints of ten thousand documents, one in a million of
// those looked for then agrees by chance, and costs a comparison.
const hashBits = 40

// PrintsOf returns the fingerprints of a document.
func PrintsOf(d corpus.Document) Prints { return Read(d).Prints() }

// Len returns the number of fingerprints.
func (p Prints) Len() int { return len(p.list) }

// Prints returns the fingerprints of t. Their number is at most the number of words.
func (t Text) Prints() Prints {
	p := Prints{Words: t.count, list: make([]mark, 0, 2*len(t.words)/(Window+1)+1)}
	hashes := make([]uint64, 0, len(t.words))
	for from := 0; from < len(t.words); {
		to := from
		for to < len(t.words) && !t.words[to].barrier {
			to++
		}
		hashes = shingles(hashes[:0], t.words[from:to])
		p.list = winnowed(p.list, hashes, uint32(from))
		from = to + 1
	}
	slices.SortFunc(p.list, func(a, b mark) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	return p
}

// shingles appends to hashes the hash of each run of Shingle words, which is
//
//	mix(Σ hash(word i) · base^(Shingle-1-i)) mod 2^hashBits
func shingles(hashes []uint64, words []word) []uint64 {
	const base = 0x9e3779b97f4a7c15
	top := uint64(1)
	for range Shingle - 1 {
		top *= base
	}
	sum := uint64(0)
	for i, w := range words {
		if i >= Shingle {
			sum -= words[i-Shingle].hash * top
		}
		if sum = sum*base + w.hash; i >= Shingle-1 {
			hashes = append(hashes, mix(sum)>>(64-hashBits))
		}
	}
	return hashes
}

// mix makes each bit of x tell on each bit of the result (the finalizer of Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// winnowed appends to list the smallest hash of each window, the last one of several, each once. Hash i is of word
// first+i. Fewer hashes than a window are a text too short to hold a run that counts.
func winnowed(list []mark, hashes []uint64, first uint32) []mark {
	if len(hashes) < Window {
		return list
	}
	var queue []int // of places whose hashes are smaller than all before them in the window; increasing
	head, kept := 0, -1
	for i, h := range hashes {
		for len(queue) > head && hashes[queue[len(queue)-1]] >= h {
			queue = queue[:len(queue)-1]
		}
		queue = append(queue, i)
		if queue[head] <= i-Window {
			head++
		}
		if i < Window-1 || queue[head] == kept {
			continue
		}
		kept = queue[head]
		list = append(list, mark{hashes[kept], first + uint32(kept)})
	}
	return list
}

// version begins the encoded form of fingerprints. It changes with everything that they depend on.
const version = "wnw1"

// AppendBinary appends the encoded form of p to b; it returns no error. It is four bytes of version, the numbers Shingle, Window, words, and
// fingerprints, for each of these the difference of its hash from the one before and its place, as varints, and the
// CRC-32 (IEEE) of all that, big-endian.
func (p Prints) AppendBinary(b []byte) ([]byte, error) {
	start := len(b)
	b = append(b, version...)
	for _, n := range []int{Shingle, Window, p.Words, len(p.list)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	last := uint64(0)
	for _, m := range p.list {
		b = binary.AppendUvarint(b, m.hash-last)
		b = binary.AppendUvarint(b, uint64(m.at))
		last = m.hash
	}
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:])), nil
}

// A FormatError reports bytes that are no fingerprints, or those of another version of this package.
type FormatError struct{ Reason string }

func (e *FormatError) Error() string { return "reading fingerprints: " + e.Reason }

// Parse returns the fingerprints that b encodes, or a [*FormatError]. Whoever gets one makes the fingerprints anew.
func Parse(b []byte) (Prints, error) {
	body, err := checked(b, version)
	if err != nil {
		return Prints{}, err
	}
	r := reader{rest: body}
	if k, w := r.uvarint(), r.uvarint(); k != Shingle || w != Window {
		return Prints{}, &FormatError{fmt.Sprintf("made with shingles of %d words and windows of %d", k, w)}
	}
	words, n := r.uvarint(), r.uvarint()
	if words > 1<<32 {
		return Prints{}, &FormatError{"more words than a document has"}
	}
	p := Prints{Words: int(words)}
	if n > uint64(len(r.rest))/2 { // two bytes each, at least
		return Prints{}, &FormatError{"more fingerprints than bytes"}
	}
	p.list = make([]mark, n)
	last := mark{}
	for i := range p.list {
		m := mark{last.hash + r.uvarint(), uint32(r.uvarint())}
		if m.hash>>hashBits != 0 || m.hash < last.hash || i > 0 && m.hash == last.hash && m.at <= last.at || int64(m.at) > int64(p.Words)*2 {
			return Prints{}, &FormatError{"fingerprints out of order"}
		}
		p.list[i], last = m, m
	}
	if r.short || len(r.rest) > 0 {
		return Prints{}, &FormatError{"wrong length"}
	}
	return p, nil
}

// checked returns what stands between the version and the sum of b.
func checked(b []byte, version string) ([]byte, error) {
	if len(b) < len(version)+crc32.Size {
		return nil, &FormatError{"too short"}
	}
	if string(b[:len(version)]) != version {
		return nil, &FormatError{fmt.Sprintf("version %q, want %q", b[:len(version)], version)}
	}
	end := len(b) - crc32.Size
	if crc32.ChecksumIEEE(b[:end]) != binary.BigEndian.Uint32(b[end:]) {
		return nil, &FormatError{"damaged"}
	}
	return b[len(version):end], nil
}

// A reader takes numbers from the front of rest.
type reader struct {
	rest  []byte
	short bool // there was no number where one was due
}

func (r *reader) uvarint() uint64 {
	x, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.rest, r.short = nil, true
		return 0
	}
	r.rest = r.rest[n:]
	return x
}
