package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf16"

	"variorum/answers"
	"variorum/corpus"
)

// Version numbers the form of an answer in JSON.
const Version = 1

type answerJSON struct {
	Version     int              `json:"version"`
	Question    string           `json:"question"`
	Library     libraryJSON      `json:"library"`
	Order       answers.Order    `json:"order"`
	Match       answers.Match    `json:"match,omitempty"` // if it is not the usual one
	Accounts    []accountJSON    `json:"accounts"`
	Silent      []silentJSON     `json:"silent"`
	Differences []rowJSON        `json:"differences"`
	Agreements  []rowJSON        `json:"agreements"`
	Shared      []sharedJSON     `json:"shared"`
	Reader      *readerJSON      `json:"reader,omitempty"`
	Embeddings  *embeddingsJSON  `json:"embeddings,omitempty"`
	Explain     *explanationJSON `json:"explain,omitempty"`
}

type libraryJSON struct {
	Revision string `json:"revision"`
	Sources  int    `json:"sources"`
}

type sourceJSON struct {
	ID       corpus.SourceID `json:"id"`
	CSL      item            `json:"csl"`
	Language string          `json:"language"`
	Inferred []string        `json:"inferred,omitempty"`
}

type accountJSON struct {
	Source   sourceJSON       `json:"source"`
	Strength answers.Strength `json:"strength"`
	Excerpts []excerptJSON    `json:"excerpts"`
	More     int              `json:"more"`
	selectionJSON
}

type excerptJSON struct {
	ID          string      `json:"id"`
	Quote       string      `json:"quote"`
	Locator     locatorJSON `json:"locator"`
	Selector    []any       `json:"selector"`
	SHA256      string      `json:"sha256"`
	FileSHA256  string      `json:"file_sha256"`
	Occurrences int         `json:"occurrences"`
	Voice       voiceJSON   `json:"voice"`
	URL         string      `json:"url,omitempty"`
}

type locatorJSON struct {
	Paragraph int     `json:"paragraph"`
	Page      *string `json:"page"`
	Section   *string `json:"section"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type voiceJSON struct {
	Kind    answers.VoiceKind `json:"kind"`
	Speaker string            `json:"speaker,omitempty"`
	Cue     string            `json:"cue,omitempty"`
}

type silentJSON struct {
	ID       corpus.SourceID `json:"id"`
	Title    string          `json:"title,omitempty"`
	Searched []string        `json:"searched"`
	Terms    []termJSON      `json:"terms"`
	selectionJSON
}

type termJSON struct {
	Word      string   `json:"word"`
	Relatives []string `json:"relatives"`
}

type rowJSON struct {
	Kind   answers.RowKind `json:"kind"`
	Aspect string          `json:"aspect"`
	Agree  bool            `json:"agree"`
	Values []cellJSON      `json:"values"`
}

type cellJSON struct {
	Source  corpus.SourceID `json:"source"`
	Excerpt string          `json:"excerpt"`
	Quote   string          `json:"quote"`
	Voice   *voiceJSON      `json:"voice,omitempty"` // if it is not the source's own
	Value   *valueJSON      `json:"value,omitempty"`
}

type valueJSON struct {
	Number json.Number `json:"number,omitempty"`
	To     json.Number `json:"to,omitempty"`
	Unit   string      `json:"unit,omitempty"`
	Date   string      `json:"date,omitempty"`
	Clock  string      `json:"clock,omitempty"`
}

type sharedJSON struct {
	Quote   string      `json:"quote"`
	Words   int         `json:"words"`
	Changed int         `json:"changed"`
	Places  []placeJSON `json:"places"`
}

type placeJSON struct {
	Source   corpus.SourceID `json:"source"`
	Start    int             `json:"start"`
	End      int             `json:"end"`
	Credited *string         `json:"credited"`
}

// JSON returns an answer as one line of JSON without the line's end. answer.schema.json describes it. Bytes of text that are not UTF-8
// are replaced by U+FFFD.
func JSON(a answers.Answer) ([]byte, error) {
	j := answerJSON{
		Version: Version, Question: a.Question, Library: libraryJSON{a.Revision, a.Sources}, Order: a.Order, Match: matchOf(a.Match),
		Accounts:    each(a.Accounts, accountOf),
		Silent:      each(a.Silent, silentOf),
		Differences: each(a.Differences, rowOf), Agreements: each(a.Agreements, rowOf), Shared: each(a.Shared, sharedOf),
		Explain: explanationOf(a.Explanation),
	}
	j.Reader, j.Embeddings = readerOf(a)
	j.selectionsOf(a)
	return oneLine(j)
}

// oneLine encodes v without escapes that only web pages need, but with those of all characters that command a terminal.
func oneLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return escapeCommands(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// escapeCommands returns JSON in which all characters that command a terminal are escaped. They stand in strings alone.
func escapeCommands(raw []byte) []byte {
	if !bytes.ContainsFunc(raw, commands) {
		return raw
	}
	var b bytes.Buffer
	for _, r := range string(raw) {
		switch {
		case !commands(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}

// each returns a list that is never nil.
func each[A, B any](list []A, f func(A) B) []B {
	mapped := make([]B, len(list))
	for i, v := range list {
		mapped[i] = f(v)
	}
	return mapped
}

func sourceOf(s corpus.Source) sourceJSON {
	return sourceJSON{ID: s.ID, CSL: itemOf(s), Language: s.Language, Inferred: s.Metadata.Inferred}
}

func accountOf(a answers.Account) accountJSON {
	return accountJSON{
		Source: sourceOf(a.Source), Strength: a.Strength, More: a.More,
		Excerpts: each(a.Excerpts, func(e answers.Excerpt) excerptJSON { return excerptOf(a.Source, e) }),
	}
}

func excerptOf(s corpus.Source, e answers.Excerpt) excerptJSON {
	return excerptJSON{
		ID: e.ID, Quote: e.Quote, Locator: locatorJSON{e.Locator.Paragraph, orNull(e.Locator.Page), orNull(e.Locator.Section)},
		Selector: []any{
			quoteSelector{"TextQuoteSelector", e.Quote, e.Prefix, e.Suffix},
			positionSelector{"TextPositionSelector", e.Start, e.End},
		},
		SHA256: e.SHA256, FileSHA256: s.SHA256, Occurrences: e.Occurrences,
		Voice: voiceJSON{e.Voice.Kind, e.Voice.Speaker, e.Voice.Cue}, URL: e.URL,
	}
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func silentOf(s answers.Silence) silentJSON {
	return silentJSON{
		ID: s.Source.ID, Title: s.Source.Metadata.Title,
		Searched: each(s.Searched, func(t answers.Term) string { return t.Word }),
		Terms: each(s.Searched, func(t answers.Term) termJSON {
			return termJSON{t.Word, append([]string{}, t.Relatives...)}
		}),
	}
}

func rowOf(r answers.Row) rowJSON {
	return rowJSON{r.Kind, r.Aspect, r.Agree, each(r.Cells, cellOf)}
}

func cellOf(c answers.Cell) cellJSON {
	j := cellJSON{Source: c.Source, Excerpt: c.Excerpt, Quote: c.Quote}
	if c.Voice.Kind != "" && c.Voice.Kind != answers.Own {
		j.Voice = &voiceJSON{c.Voice.Kind, c.Voice.Speaker, c.Voice.Cue}
	}
	if v := c.Value; v != (answers.Value{}) {
		j.Value = &valueJSON{json.Number(v.Number), json.Number(v.To), v.Unit, v.Date, v.Clock}
	}
	return j
}

func sharedOf(s answers.Shared) sharedJSON {
	return sharedJSON{s.Quote, s.Words, s.Changed, each(s.Places, func(p answers.Place) placeJSON {
		return placeJSON{p.Source, p.Start, p.End, orNull(p.Credited)}
	})}
}

// A Card is a source as a library holds it.
type Card struct {
	Source corpus.Source // without its Document
	Added  time.Time     // zero in a library that is not kept
}

type cardJSON struct {
	sourceJSON
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Added  string `json:"added,omitempty"`
}

// SourcesJSON returns a library's cards as one line of JSON without the line's end.
func SourcesJSON(cards []Card) ([]byte, error) {
	return oneLine(struct {
		Sources []cardJSON `json:"sources"`
	}{each(cards, func(c Card) cardJSON {
		j := cardJSON{sourceJSON: sourceOf(c.Source), File: c.Source.File, SHA256: c.Source.SHA256}
		if !c.Added.IsZero() {
			j.Added = c.Added.UTC().Format(time.RFC3339)
		}
		return j
	})})
}

// VerificationsJSON returns what became of receipts as one line of JSON without the line's end. The lists are of
// the same length.
func VerificationsJSON(receipts []answers.Receipt, list []answers.Verification) ([]byte, error) {
	type at struct {
		Start int `json:"start"`
		End   int `json:"end"`
	}
	type receiptJSON struct {
		ID     string         `json:"id"`
		Status answers.Status `json:"status"`
		At     *at            `json:"at"`
	}
	all := make([]receiptJSON, len(receipts))
	for i, r := range receipts {
		all[i] = receiptJSON{ID: r.ID, Status: list[i].Status}
		if s := list[i].Status; s == answers.OK || s == answers.Moved {
			all[i].At = &at{list[i].Start, list[i].End}
		}
	}
	return oneLine(struct {
		Receipts []receiptJSON `json:"receipts"`
	}{all})
}
