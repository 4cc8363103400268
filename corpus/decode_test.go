package corpus

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// russian is long enough to be told from text in other encodings of Cyrillic.
var russian = strings.Repeat("В понедельник утром рабочие собрались у ворот завода и потребовали ответа от правления. Никто не вышел к ним до полудня.\n", 16)

func encoded(t *testing.T, e interface{ String(string) (string, error) }, s string) []byte {
	t.Helper()
	b, err := e.String(s)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(b)
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		name     string
		raw      []byte
		declared string
		want     string
	}{
		{"UTF-8", []byte("Grüße — déjà vu"), "", "Grüße — déjà vu"},
		{"a mark is no part of the text", []byte("\xef\xbb\xbfGrüße"), "", "Grüße"},
		{"a mark inside is", []byte("a\ufeffb"), "", "a\ufeffb"},
		{"line ends stay", []byte("a\r\nb\rc\n"), "", "a\r\nb\rc\n"},
		{"UTF-16 with a mark, little end first", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), "Grüße 🚢"), "", "Grüße 🚢"},
		{"UTF-16 with a mark, big end first", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), "Grüße 🚢"), "", "Grüße 🚢"},
		{"a declared encoding", []byte("d\xe9j\xe0 vu"), "windows-1252", "déjà vu"},
		{"good UTF-8 outranks what is declared", []byte("déjà vu"), "windows-1252", "déjà vu"},
		{"a mark outranks what is declared", []byte("\xef\xbb\xbfdéjà"), "windows-1252", "déjà"},
		{"Cyrillic is told with confidence", encoded(t, charmap.Windows1251.NewEncoder(), russian), "", russian},
		{"KOI8-R too", encoded(t, charmap.KOI8R.NewEncoder(), russian), "", russian},
	} {
		got, err := Decode(tt.raw, tt.declared)
		if err != nil || got != tt.want {
			t.Errorf("%s: Decode(%q, %q) = %q, %v, want %q", tt.name, tt.raw, tt.declared, got, err, tt.want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, tt := range []struct {
		name     string
		raw      []byte
		declared string
		line     int
		says     string
	}{
		{"an empty file", nil, "", 0, "no text"},
		{"only a BOM", []byte("\xef\xbb\xbf"), "", 0, "no text"},
		{"only blanks", []byte(" \r\n\t\u00a0\n"), "", 0, "no text"},
		{"NUL bytes", []byte("one\ntwo\x00three"), "", 2, "NUL"},
		{"binary with a text's name", []byte("\x7fELF\x02\x01\x01\x00\xff\xfe\xfd"), "", 1, "NUL"},
		{"one broken byte in UTF-8", []byte("Grüße aus Köln,\nsch\xf6n für alle Wähler"), "", 2, "0xF6 at offset"},
		{"a broken byte behind a mark", []byte("\xef\xbb\xbfabc\xff"), "", 1, "0xFF at offset"},
		{"text in no encoding that can be told", []byte("caf\xe9"), "", 1, "can not be told"},
		{"an encoding that does not exist", []byte("caf\xe9"), "latin-77", 0, `no encoding is named "latin-77"`},
		{"a declared encoding that it is not", []byte("ab\x81cd"), "windows-1252", 1, "it is not windows-1252"},
		{"a 60 MB file", bytes.Repeat([]byte("x"), 60<<20), "", 0, "limit 50 MB"},
	} {
		got, err := Decode(tt.raw, tt.declared)
		e := (*FormatError)(nil)
		if !errors.As(err, &e) || e.Line != tt.line || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: Decode = %.20q, %v, want an error at line %d with %q", tt.name, got, err, tt.line, tt.says)
		}
	}
}

// What is decoded is valid UTF-8 without NUL; valid UTF-8 stays as it is.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("abc"), "")
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("\xfe\xff\xd8\x00"), "")
	f.Add([]byte("d\xe9j\xe0 vu"), "windows-1252")
	f.Add([]byte("d\xe9j\xe0 vu"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, raw []byte, declared string) {
		text, err := Decode(raw, declared)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || strings.TrimSpace(text) == "" {
			t.Errorf("Decode(%q, %q) = %q", raw, declared, text)
		}
		if utf8.Valid(raw) && text != strings.TrimPrefix(string(raw), "\ufeff") {
			t.Errorf("Decode(%q, %q) = %q, want it as it is", raw, declared, text)
		}
	})
}
