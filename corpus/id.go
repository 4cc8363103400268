package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxID is the most bytes of a [SourceID].
const MaxID = 64

// CheckID returns what is wrong with an ID that a source declares. An ID has 1 to [MaxID] letters a-z, digits, dots,
// hyphens, low lines and tildes, and begins with a letter, a digit or a low line: the characters that need no escape in a URL.
func CheckID(id string) error {
	if id == "" {
		return fmt.Errorf("an id must not be empty")
	}
	if len(id) > MaxID {
		return fmt.Errorf("the id has %d characters (limit %d)", len(id), MaxID)
	}
	for i, r := range id {
		if !idRune(r) || i == 0 && strings.ContainsRune(".-~", r) {
			return fmt.Errorf("the id %s holds %s: letters a-z, digits and - _ . ~ behind the first are allowed", strconv.QuoteToGraphic(id), strconv.QuoteRuneToGraphic(r))
		}
	}
	return nil
}

func idRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.~", r)
}

// NewID returns the ID of a source: declared, if it is not empty, else one made of file, which is a path with
// forward slashes. An ID made of a file is its stem; where taken reports that another source has it, with the folder
// before it; where that is taken too, with a short sum of the path behind it. A nil taken takes none.
func NewID(declared, file string, taken func(SourceID) bool) SourceID {
	if declared != "" {
		return SourceID(declared)
	}
	stem := readable(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if taken == nil || !taken(SourceID(stem)) {
		return SourceID(stem)
	}
	if folder := path.Base(path.Dir(file)); folder != "." && folder != "/" {
		if id := shorten(readable(folder)+"-"+stem, file); !taken(SourceID(id)) {
			return SourceID(id)
		}
	}
	sum := sumOf(file)
	for n := sumDigits; n < len(sum); n++ {
		if id := SourceID(stem[:min(len(stem), MaxID-1-n)] + "-" + sum[:n]); !taken(id) {
			return id
		}
	}
	return SourceID(sum)
}

// sumDigits is the number of hexadecimal digits of the short sum of a name.
const sumDigits = 6

func sumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// readable returns name in characters that an ID may hold: letters lose their accents, Cyrillic letters
// are written in Latin ones, and runs of all else become one hyphen. Where letters or digits of other scripts
// were lost it ends in a short sum of the name.
func readable(name string) string {
	var b strings.Builder
	lost, gap := false, false
	for _, r := range norm.NFKD.String(name) {
		s, known := latin[unicode.ToLower(r)]
		switch {
		case idRune(r):
			s = string(r)
		case known:
			if s != "" && unicode.IsUpper(r) {
				s = strings.ToUpper(s[:1]) + s[1:]
			}
		case unicode.Is(unicode.Mn, r):
			continue
		default:
			lost = lost || unicode.IsLetter(r) || unicode.IsDigit(r)
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	id := strings.TrimRight(strings.TrimLeft(b.String(), ".-~"), "-.")
	switch {
	case id == "":
		return "source-" + sumOf(name)[:sumDigits]
	case lost:
		return shorten(id, name)[:min(len(id), MaxID-1-sumDigits)] + "-" + sumOf(name)[:sumDigits]
	}
	return shorten(id, name)
}

// shorten returns id if it is short enough, else its beginning with a short sum of name.
func shorten(id, name string) string {
	if len(id) <= MaxID {
		return id
	}
	return id[:MaxID-1-sumDigits] + "-" + sumOf(name)[:sumDigits]
}

// latin gives letters that have no decomposition into Latin ones. Cyrillic letters are as ALA-LC writes them, without
// marks.
var latin = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia", 'і': "i", 'є': "ie", 'ґ': "g", 'ў': "u",
}
