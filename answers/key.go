package answers

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"

	"variorum/corpus"
)

// A Key is a citation key: it names an excerpt by its source and place, so that
// no table of keys is needed, with a check that tells when the text is no longer the one that was cited. In
// writing it is
//
//	SOURCE:START-LENGTH-CHECK
//
// with START and LENGTH in base 32 and three characters of check, for example letter:8s3-2s-k7f.
type Key struct {
	Source     corpus.SourceID
	Start, End int    // Unicode code points
	Check      string // of the quote
}

// checkLength is the number of characters of a check: 15 bits.
const checkLength = 3

// checkOf returns the check of a quote: the first characters of its SHA-256 in base 32.
func checkOf(quote string) string {
	sum := sha256.Sum256([]byte(quote))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:checkLength]
}

// Matches reports whether quote is, as far as the check tells, what k was made of.
func (k Key) Matches(quote string) bool { return k.Check == checkOf(quote) }

func (k Key) String() string {
	return fmt.Sprintf("%s:%s-%s-%s", k.Source, strconv.FormatInt(int64(k.Start), 32), strconv.FormatInt(int64(k.End-k.Start), 32), k.Check)
}

// ParseKey reads a citation key as it is written. It does not look whether the place exists.
func ParseKey(s string) (Key, error) {
	bad := func(why string) (Key, error) {
		return Key{}, fmt.Errorf("reading the citation %q: %s; a citation looks like letter:8s3-2s-k7f", s, why)
	}
	i := strings.LastIndexByte(s, ':')
	if i <= 0 {
		return bad("no source before a colon")
	}
	parts := strings.Split(s[i+1:], "-")
	if len(parts) != 3 {
		return bad("want start, length, and check divided by hyphens")
	}
	start, err1 := strconv.ParseUint(parts[0], 32, 31)
	length, err2 := strconv.ParseUint(parts[1], 32, 31)
	if err1 != nil || err2 != nil || length == 0 {
		return bad("start or length is not a number in base 32")
	}
	if len(parts[2]) != checkLength {
		return bad("the check has three characters")
	}
	return Key{Source: corpus.SourceID(s[:i]), Start: int(start), End: int(start + length), Check: parts[2]}, nil
}
