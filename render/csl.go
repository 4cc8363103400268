package render

import (
	"cmp"

	"variorum/corpus"
)

// An item is a source as an item of CSL-JSON. What the source does not say is absent.
type item struct {
	ID             corpus.SourceID `json:"id"`
	Type           string          `json:"type"` // CSL demands one; "document" where the source names none
	Title          string          `json:"title,omitempty"`
	Author         []itemName      `json:"author,omitempty"`
	Issued         *itemDate       `json:"issued,omitempty"`
	Publisher      string          `json:"publisher,omitempty"`
	ContainerTitle string          `json:"container-title,omitempty"`
	URL            string          `json:"URL,omitempty"`
	Language       string          `json:"language,omitempty"`
	Abstract       string          `json:"abstract,omitempty"`
	Note           string          `json:"note,omitempty"`
}

type itemName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type itemDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// itemOf returns what a source says of itself as CSL.
func itemOf(s corpus.Source) item {
	m := s.Metadata
	c := item{
		ID: s.ID, Type: cmp.Or(m.Type, "document"), Title: m.Title, Issued: dateOf(m.Issued), Publisher: m.Publisher,
		ContainerTitle: m.ContainerTitle, URL: m.URL, Abstract: m.Abstract, Note: m.Note,
	}
	if s.Language != "und" {
		c.Language = s.Language
	}
	for _, n := range m.Author {
		c.Author = append(c.Author, itemName(n))
	}
	return c
}

// dateOf returns a date as CSL has it, or nil if it is unknown.
func dateOf(d corpus.Date) *itemDate {
	switch {
	case d.Year == 0 && d.Literal == "":
		return nil
	case d.Year == 0:
		return &itemDate{Literal: d.Literal}
	case d.Month == 0:
		return &itemDate{Parts: [][]int{{d.Year}}}
	case d.Day == 0:
		return &itemDate{Parts: [][]int{{d.Year, d.Month}}}
	}
	return &itemDate{Parts: [][]int{{d.Year, d.Month, d.Day}}}
}
