package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"variorum/answers/winnow"
	"variorum/corpus"
)

// A token is a word with the marks before it.
type token struct {
	winnow.Word
	key  uint64 // a hash of the word without case and hyphens
	mark uint64 // a hash of the punctuation between the word before and this one; 0 if there is none
}

// A stream is a text as words. What stands between its parts is passed over.
type stream struct {
	text   string
	parts  []corpus.Span
	tokens []token
}

// newStream reads parts of a text, into the memory of tokens.
func newStream(text string, tokens []token, parts ...corpus.Span) stream {
	s := stream{text, parts, tokens[:0]}
	var scratch []byte
	part, at := -1, 0 // where the word before ended
	for w := range winnow.Words(text, parts...) {
		scratch = scratch[:0]
		for part < 0 || w.Start < parts[part].Start || w.Start >= parts[part].End {
			if part >= 0 {
				scratch = appendMarks(scratch, text[at:parts[part].End])
			}
			part++
			at = parts[part].Start
		}
		scratch = appendMarks(scratch, text[at:w.Start])
		mark := uint64(0)
		if len(scratch) > 0 {
			mark = hash(scratch)
		}
		for w.Hole.Len() > 0 && (w.End <= parts[part].Start || w.End > parts[part].End) {
			part++
		}
		at = w.End
		scratch = appendForm(scratch[:0], text, w)
		s.tokens = append(s.tokens, token{w, hash(scratch), mark})
	}
	return s
}

// hash is FNV-1a, 64 bits, of b without hyphens.
func hash(b []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for _, c := range b {
		if c != '-' && c != maybeHyphen || len(b) == 1 {
			h = (h ^ uint64(c)) * 0x100000001b3
		}
	}
	return h
}

// maybeHyphen stands for a hyphen that divides a word at a line's end: it may be the word's own or not.
const maybeHyphen = 1

// appendForm appends the form in which a word is compared: without case, with one kind of apostrophe and of hyphen, ligatures and
// other compatibility forms taken apart; accents stay.
func appendForm(dst []byte, text string, w winnow.Word) []byte {
	if w.Hole.Len() == 0 {
		return appendWord(dst, w.Span.In(text))
	}
	dst = appendWord(dst, text[w.Start:w.Hole.Start])
	return appendWord(dst, text[w.Hole.End:w.End])
}

func appendWord(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c|0x20)
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '\'', c == '.', c == ',', c == ':', c == '/':
			dst = append(dst, c)
		case c == '-':
			if i+1 == len(word) || word[i+1] <= ' ' {
				dst = append(dst, maybeHyphen)
			} else {
				dst = append(dst, '-')
			}
		case c == '`' || c > ' ' && c < utf8.RuneSelf && c != '>': // in a web address
			dst = append(dst, c)
		case c >= utf8.RuneSelf:
			return appendOther(dst, word[i:])
		}
	}
	return dst
}

func appendOther(dst []byte, word string) []byte {
	s := norm.NFKC.String(word)
	for i, r := range s {
		switch {
		case r == '-' || r == '\u2010' || r == '\u2011':
			if i+utf8.RuneLen(r) == len(s) || s[i+utf8.RuneLen(r)] <= ' ' {
				dst = append(dst, maybeHyphen)
			} else {
				dst = append(dst, '-')
			}
		case r == 'ß' || r == 'ẞ':
			dst = append(dst, "ss"...)
		case isQuote(r):
			dst = append(dst, '\'')
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '>':
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// sameForm reports whether two forms are of the same word: a hyphen at a line's end may be one or none.
func sameForm(a, b []byte) bool {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(a) > 0 && len(b) > 0 && (a[0] == b[0] || a[0] == maybeHyphen && b[0] == '-' || a[0] == '-' && b[0] == maybeHyphen):
			a, b = a[1:], b[1:]
		case len(a) > 0 && a[0] == maybeHyphen:
			a = a[1:]
		case len(b) > 0 && b[0] == maybeHyphen:
			b = b[1:]
		default:
			return false
		}
	}
	return true
}

// appendMarks appends the punctuation of s, which stands between words: without spaces, control characters, quotation marks, marks of
// emphasis and of block quotations, and marks of footnotes, with one kind of dash and of ellipsis.
func appendMarks(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if 0xff01 <= r && r <= 0xff5e { // full width
			r -= 0xfee0
		}
		switch {
		case r == '[' && winnow.FootnoteMark(s[i:]) > 0:
			size = winnow.FootnoteMark(s[i:])
		case r <= ' ', isQuote(r), r == '*', r == '_', r == '>', r == '#', r == '\\', r == utf8.RuneError:
		case isDash(r):
			if len(dst) == 0 || dst[len(dst)-1] != '-' {
				dst = append(dst, '-')
			}
		case r == '…':
			dst = append(dst, "..."...)
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case unicode.IsSpace(r), unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.M, unicode.No):
		default:
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

func isQuote(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '"' || r == '\'' || r == '`'
	}
	return strings.ContainsRune("“”„‟‘’‚‛«»‹›″′´＂＇「」『』ʼʹ", r)
}

func isDash(r rune) bool {
	return r == '-' || '\u2010' <= r && r <= '\u2015' || r == '\u2212' || r == '\u2e3a' || r == '\u2e3b' || r == '\ufe58'
}

// streams returns the texts that a document is read as: all but its front matter as it stands; and, where footnotes or the furniture
// of pages interrupt a paragraph, its paragraphs one behind the other. A document without blocks is read as it stands.
func streams(d corpus.Document) []stream {
	if len(d.Structure.Blocks) == 0 {
		return []stream{newStream(d.Text, nil, corpus.Span{End: len(d.Text)})}
	}
	var parts []corpus.Span
	for _, b := range d.Structure.Blocks {
		if b.Kind == corpus.FrontMatter || b.Len() == 0 {
			continue
		}
		if n := len(parts); n > 0 && parts[n-1].End == b.Start {
			parts[n-1].End = b.End
			continue
		}
		parts = append(parts, b.Span)
	}
	list := []stream{newStream(d.Text, make([]token, 0, len(d.Text)/6), parts...)}
	if parts = read(d.Structure); parts != nil {
		list = append(list, newStream(d.Text, make([]token, 0, len(d.Text)/6), parts...))
	}
	return list
}

// read returns the parts of all sentences but those of footnotes in the order in which they are read, or nil where no paragraph is interrupted.
func read(s corpus.Structure) []corpus.Span {
	blocks := make(map[int]int)
	interrupted := false
	for _, b := range s.Blocks {
		if b.Paragraph >= 0 {
			blocks[b.Paragraph]++
			interrupted = interrupted || blocks[b.Paragraph] > 1
		}
	}
	if !interrupted {
		return nil
	}
	var parts []corpus.Span
	for _, p := range s.Paragraphs {
		if p.Kind == corpus.Footnote {
			continue
		}
		for _, x := range p.Sentences {
			parts = append(parts, x.Parts...)
		}
	}
	return parts
}
