package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// MaxFile is the most bytes of a file of text.
const MaxFile = 50 << 20

var (
	// ErrEmpty reports a file without any text.
	ErrEmpty = errors.New("there is no text in it")
	// ErrEncoding reports text whose encoding can not be told for certain. It can be declared.
	ErrEncoding = errors.New("its encoding can not be told")
)

// IsMarkdown reports whether the name of a file says that it is Markdown.
func IsMarkdown(file string) bool { return strings.EqualFold(path.Ext(file), ".md") }

// Decode returns the text in raw. Its encoding is what a byte-order mark says, else UTF-8 if raw is valid
// UTF-8, else declared, which is a name from the WHATWG Encoding Standard such as "windows-1251", or "",
// else what raw looks like, if that is at least 90 % certain. The mark is not part of the text. Errors are ErrEmpty, ErrEncoding,
// and others that give a line; they come as a [*FormatError] without a path.
func Decode(raw []byte, declared string) (string, error) {
	if len(raw) > MaxFile {
		return "", &FormatError{Err: tooLarge(int64(len(raw)))}
	}
	text, err := decode(raw, declared)
	if err != nil {
		return "", err
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return "", &FormatError{Line: lineOf(text, i), Err: errors.New("a NUL byte stands in it: this is no text")}
	}
	if strings.TrimSpace(text) == "" {
		return "", &FormatError{Err: ErrEmpty}
	}
	return text, nil
}

func tooLarge(size int64) error {
	return fmt.Errorf("it is too large: %.1f MB (limit %d MB)", float64(size)/(1<<20), MaxFile>>20)
}

// lineOf returns the line, from 1, in which the byte at i stands.
func lineOf[T string | []byte](text T, i int) int { return 1 + strings.Count(string(text[:i]), "\n") }

var marks = []struct {
	mark     string
	encoding encoding.Encoding // nil is UTF-8
}{
	{"\xef\xbb\xbf", nil},
	{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

func decode(raw []byte, declared string) (string, error) {
	for _, m := range marks {
		rest, ok := bytes.CutPrefix(raw, []byte(m.mark))
		switch {
		case !ok:
			continue
		case m.encoding == nil && utf8.Valid(rest):
			return string(rest), nil
		case m.encoding == nil:
			return "", brokenUTF8(rest)
		}
		return decodeAs(rest, m.encoding, "UTF-16")
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	if declared != "" {
		e, err := htmlindex.Get(declared)
		if err != nil {
			return "", &FormatError{Err: fmt.Errorf("no encoding is named %q", declared)}
		}
		return decodeAs(raw, e, declared)
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		return "", &FormatError{Line: lineOf(raw, i), Err: errors.New("a NUL byte stands in it: this is no text")}
	}
	if mostlyUTF8(raw) {
		return "", brokenUTF8(raw)
	}
	return guess(raw)
}

// leastConfidence is how certain a guess of an encoding has to be.
const leastConfidence = .9

// guess decodes text by what its bytes look like.
func guess(raw []byte) (string, error) {
	for _, result := range chardet.DetectAll(raw) { // the most certain first
		e, err := htmlindex.Get(result.Encoding)
		if err != nil || result.Confidence < leastConfidence {
			continue
		}
		if text, err := decodeAs(raw, e, result.Encoding); err == nil {
			return text, nil
		}
	}
	i := firstBroken(raw)
	return "", &FormatError{Line: lineOf(raw, i), Err: fmt.Errorf("%w: byte 0x%02X at offset %d is not UTF-8", ErrEncoding, raw[i], i)}
}

// decodeAs decodes raw, and refuses what a careless decoder would replace.
func decodeAs(raw []byte, e encoding.Encoding, name string) (string, error) {
	text, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", &FormatError{Err: fmt.Errorf("decoding it as %s: %w", name, err)}
	}
	i := bytes.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xa0 && r != 0x85 })
	if i >= 0 {
		return "", &FormatError{Line: lineOf(text, i), Err: fmt.Errorf("%w: it is not %s", ErrEncoding, name)}
	}
	return string(text), nil
}

// mostlyUTF8 reports whether most bytes above 127 belong to good UTF-8, so that the others are damage.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		raw = raw[size:]
	}
	return good > 4*bad
}

func firstBroken(raw []byte) int {
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(raw)
}

// brokenUTF8 reports the first byte that is not UTF-8 in text that else is.
func brokenUTF8(raw []byte) error {
	i := firstBroken(raw)
	return &FormatError{Line: lineOf(raw, i), Err: fmt.Errorf("it is UTF-8 but for the byte 0x%02X at offset %d", raw[i], i)}
}
