// Package figure reads the figures of a text: numbers in digits and in words with what they count or measure, in
// English, German, Spanish, French, and Russian.
package figure

import (
	"math/big"

	"variorum/corpus"
)

// A Figure is a number that a text states, with its qualifier, its unit, and what it counts. Spans are into the
// text that was read.
type Figure struct {
	// Span covers the whole expression: cue of a part, qualifier, currency, number, unit, and head.
	Span corpus.Span
	// Number covers the number alone, in digits or in words, or both ends of a range.
	Number corpus.Span
	// Head covers the counted noun with its modifiers, or what a share or an amount is of; empty if none is named.
	Head corpus.Span
	// Low and High are equal for a single number. They are the ends of a range, and of what a word such as
	// "dozens" is taken to cover; then High is not included.
	Low, High *big.Rat
	// Step is what the notation distinguishes: 1 in "20,304", 1000 in "20,000", 1/10 in "3.5".
	Step      *big.Rat
	Qualifier Qualifier
	Unit      Unit
	Kind      Kind
	// Whole is the index of the figure that this one is said to be a part of, or -1.
	Whole int
	// HeadTerms are the content words of Head; Before and After are the nearest content words of the clause on
	// either side, in order of the text, among them its verb. Where a head is left out because the text said
	// it of the figure before ("164 dead, of them 103 in the city"), HeadTerms are those of the whole.
	HeadTerms, Before, After []Term
}

// A Term is a word with its place. Word is in lower case and without diacritics, but not stemmed.
type Term struct {
	Span corpus.Span
	Word string
}

// A Qualifier says how a text bounds its figure.
type Qualifier uint8

const (
	// Exact is a number without a qualifier.
	Exact Qualifier = iota
	About
	// Nearly is somewhat below the number.
	Nearly
	AtLeast
	MoreThan
	UpTo
	LessThan
	// Between is a range with two ends.
	Between
	// Vague is a word for an order of magnitude, such as "dozens" or "several thousand".
	Vague
)

// A Kind says what sort of quantity a figure is. Only figures of one kind can be compared.
type Kind uint8

const (
	// Count is a number of things.
	Count Kind = iota
	Money
	Length
	Weight
	Area
	Volume
	Temperature
	// Share is a percentage or a fraction of something; its number is in percent.
	Share
	// Points is a difference in percentage points.
	Points
	// Rate is any quantity per another.
	Rate
	Age
	Duration
	// Ordinal is a place in a series, such as "45th".
	Ordinal
)

// A Unit is the unit of a number. Code is "" for things that are counted, an ISO 4217 code for money, "%" for
// shares, and otherwise a symbol such as "km", "lb", or "h". Per is the code of the divisor of a rate, or "".
type Unit struct{ Code, Per string }

// Read returns the figures of text in the order in which they stand. Spans of two figures do not overlap, except that
// a part's Span may begin with the cue that follows its whole. Years, dates, times of day, telephone numbers and
// other identifiers, numbers of versions, pages, and sections, and numbers in names are not figures. A language other
// than "en", "de", "es", "fr", and "ru" has numbers in digits only.
func Read(text, language string) []Figure {
	r := newReader(text, language)
	for i := 0; i < len(r.toks); {
		next := i + 1
		if r.opens(i) {
			next = max(next, r.figure(i))
		}
		i = next
	}
	r.describe()
	return r.figures
}
