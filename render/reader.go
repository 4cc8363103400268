package render

import (
	"fmt"
	"strings"

	"variorum/answers"
	"variorum/corpus"
)

// Reader says which reader chose the sentences of an answer, and for which sources it failed, so that the built-in choice stands; nothing if there
// was no reader.
func (l *Lines) Reader(a answers.Answer) []string { return l.p.reader(a) }

func (p *printer) reader(a answers.Answer) []string {
	if a.Reader == nil {
		return nil
	}
	parts := []string{p.words.Label(p.words.Reader, p.shown(a.Reader.Model)), fmt.Sprintf(p.words.Prompt, a.Reader.Prompt)}
	parts = p.where(parts, p.words.BuiltIn, a, func(s answers.Selection) bool { return s.By == answers.BuiltIn })
	if a.Embeddings != "" {
		parts = append(parts, p.words.Label(p.words.Embeddings, p.shown(a.Embeddings)))
		parts = p.where(parts, p.words.WithoutEmbeddings, a, func(s answers.Selection) bool { return s.By != "" && !s.Embedded })
	}
	return parts
}

// where adds to parts the sources whose selection is as wanted, with a label before them, if there are any.
func (p *printer) where(parts []string, label string, a answers.Answer, wanted func(answers.Selection) bool) []string {
	var ids []string
	add := func(s corpus.Source, selection answers.Selection) {
		if wanted(selection) {
			ids = append(ids, p.shown(string(s.ID)))
		}
	}
	for _, account := range a.Accounts {
		add(account.Source, account.Selection)
	}
	for _, s := range a.Silent {
		add(s.Source, s.Selection)
	}
	if len(ids) == 0 {
		return parts
	}
	return append(parts, p.words.Label(label, strings.Join(ids, ", ")))
}

type readerJSON struct {
	Model  string `json:"model"`
	Prompt int    `json:"prompt"`
}

type embeddingsJSON struct {
	Model string `json:"model"`
}

// A selectionJSON is empty in an answer without a reader.
type selectionJSON struct {
	ChosenBy answers.Chooser `json:"chosen_by,omitempty"`
	Embedded *bool           `json:"embedded,omitempty"`
}

// readerOf returns who chose, with the model that had a say in what the reader got; nil if there is none.
func readerOf(a answers.Answer) (*readerJSON, *embeddingsJSON) {
	switch {
	case a.Reader == nil:
		return nil, nil
	case a.Embeddings == "":
		return &readerJSON{a.Reader.Model, a.Reader.Prompt}, nil
	}
	return &readerJSON{a.Reader.Model, a.Reader.Prompt}, &embeddingsJSON{a.Embeddings}
}

// selectionsOf fills in how the sentences of each source were chosen.
func (j *answerJSON) selectionsOf(a answers.Answer) {
	of := func(s answers.Selection) selectionJSON {
		selection := selectionJSON{ChosenBy: s.By}
		if s.By != "" && a.Embeddings != "" {
			selection.Embedded = &s.Embedded
		}
		return selection
	}
	for i, account := range a.Accounts {
		j.Accounts[i].selectionJSON = of(account.Selection)
	}
	for i, s := range a.Silent {
		j.Silent[i].selectionJSON = of(s.Selection)
	}
}
