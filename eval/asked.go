package eval

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"variorum/corpus"
)

// A CollectionQuestion is a query with the documents that were read for it, as a small library of its own, and the words in each
// that answer it.
type CollectionQuestion struct {
	ID   string
	Text string
	Read []ReadDocument // in the order of the file, each document once
}

// A ReadDocument is a document that was read for a question.
type ReadDocument struct {
	Document int      // index in Collection.Documents
	Answers  []string // words of it, or near its words; none if it does not answer
}

// An answerLine is a line of answers.jsonl. A document that was read and does not answer has one without an answer.
type answerLine struct {
	Query    string  `json:"query_id"`
	Document string  `json:"corpus_id"`
	Answer   *string `json:"answer"`
}

// readAnswers fills in Asked; words are those of the queries by ID.
func (c *Collection) readAnswers(r io.Reader, name string, words map[string]string) error {
	document := make(map[string]int)
	for i, d := range c.Documents {
		document[d.ID] = i
	}
	question := make(map[string]int) // index in Asked, by ID
	type pair struct{ query, document string }
	read := make(map[pair]int) // index in Read
	return eachJSON(r, name, func(l answerLine) error {
		if l.Query == "" || l.Document == "" {
			return errors.New("an answer needs a query_id and a corpus_id")
		}
		text, asked := words[l.Query]
		number, there := document[l.Document]
		if !asked || !there {
			return nil
		}
		at, known := question[l.Query]
		if !known {
			at = len(c.Asked)
			question[l.Query] = at
			c.Asked = append(c.Asked, CollectionQuestion{ID: l.Query, Text: text})
		}
		q := &c.Asked[at]
		i, known := read[pair{l.Query, l.Document}]
		if !known {
			i = len(q.Read)
			read[pair{l.Query, l.Document}] = i
			q.Read = append(q.Read, ReadDocument{Document: number})
		}
		if l.Answer != nil && strings.TrimSpace(*l.Answer) != "" {
			q.Read[i].Answers = append(q.Read[i].Answers, *l.Answer)
		}
		return nil
	})
}

// Library returns the documents that were read for a question as sources in a language, and the question with its judgments: every
// sentence that holds an answer, or is held by one, is a passage that answers. A document of which no sentence does, though it has an answer, is
// a source that is not judged. Sources are named by the number of their document, so that no name is the beginning of another.
func (c Collection) Library(q CollectionQuestion, language string) (Question, []corpus.Source) {
	judged := Question{ID: q.ID, Question: q.Text, Accounts: make(map[string][]Quote)}
	var sources []corpus.Source
	for _, r := range q.Read {
		s := c.Documents[r.Document].Source(language)
		key := fmt.Sprintf("%09d", r.Document)
		s.ID, s.File = corpus.SourceID(key), key+".txt"
		sources = append(sources, s)
		if len(r.Answers) == 0 {
			judged.Silent = append(judged.Silent, key)
		} else if quotes := answering(s.Document, r.Answers); len(quotes) > 0 {
			judged.Accounts[key] = quotes
		}
	}
	return judged, sources
}

// answering returns the sentences of a document that answers stand in, or that stand in an answer.
func answering(d corpus.Document, answers []string) []Quote {
	var quotes []Quote
	for _, p := range d.Structure.Paragraphs {
		for _, s := range p.Sentences {
			sentence := s.Span().In(d.Text)
			words := strings.ToLower(fold(sentence))
			for _, a := range answers {
				a = strings.ToLower(fold(a))
				if hasWords(words, a) || hasWords(a, words) {
					quotes = append(quotes, Quote{sentence, ownVoice})
					break
				}
			}
		}
	}
	return quotes
}

// hasWords reports whether piece stands in text, neither beginning nor ending inside a word.
func hasWords(text, piece string) bool {
	inside := func(a, b rune) bool {
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		return word(a) && word(b)
	}
	first, _ := utf8.DecodeRuneInString(piece)
	last, _ := utf8.DecodeLastRuneInString(piece)
	for _, at := range places(text, piece) {
		before, _ := utf8.DecodeLastRuneInString(text[:at.start])
		after, _ := utf8.DecodeRuneInString(text[at.end:])
		if !inside(before, first) && !inside(last, after) {
			return true
		}
	}
	return false
}
