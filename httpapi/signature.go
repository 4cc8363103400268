package httpapi

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	signatureHeader = "X-Signature-Ed25519"   // 64 bytes in hexadecimal
	timestampHeader = "X-Signature-Timestamp" // seconds since 1970
)

// maxSkew is how far a timestamp may lie before or behind our clock, to the second.
const maxSkew = 5 * 60

// ParseKey reads an application's public key as Discord shows it: 64 hexadecimal digits. White space around it does not matter. No error repeats
// what was given, as it might be a secret that was put in the wrong place.
func ParseKey(s string) (ed25519.PublicKey, error) {
	s = strings.TrimSpace(s)
	if want := hex.EncodedLen(ed25519.PublicKeySize); len(s) != want {
		return nil, fmt.Errorf("reading the public key: %d characters, want %d hexadecimal digits", len(s), want)
	}
	key, err := hex.DecodeString(s)
	if err != nil {
		return nil, errors.New("reading the public key: a character is no hexadecimal digit")
	}
	if !slices.ContainsFunc(key, func(b byte) bool { return b != 0 }) { // anybody could sign for it
		return nil, errors.New("reading the public key: all digits are 0")
	}
	return key, nil
}

// A signature is what a request says of itself.
type signature struct {
	timestamp string
	bytes     []byte
}

// signatureOf reads the headers of a request that came now. It reports whether they could be those of a signed request, so that a body
// need not be read for others.
func signatureOf(h http.Header, now time.Time) (signature, bool) {
	s := signature{timestamp: h.Get(timestampHeader)}
	seconds, err := strconv.ParseUint(s.timestamp, 10, 63)
	if err != nil || max(int64(seconds)-now.Unix(), now.Unix()-int64(seconds)) > maxSkew {
		return signature{}, false
	}
	s.bytes, err = hex.DecodeString(h.Get(signatureHeader))
	return s, err == nil && len(s.bytes) == ed25519.SignatureSize
}

// signs reports whether s is the signature of a body by the holder of key.
func (s signature) signs(key ed25519.PublicKey, body []byte) bool {
	return ed25519.Verify(key, append([]byte(s.timestamp), body...), s.bytes)
}
