package render

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"variorum/answers"
	"variorum/corpus"
)

// Text writes an answer as text. It returns the first error of w.
func Text(w io.Writer, a answers.Answer, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.head(a)
	for _, account := range a.Accounts {
		p.line("")
		p.account(account, a.Shared)
	}
	p.silent(a.Silent)
	p.comparison(a)
	return p.finish()
}

// ComparisonText writes only where the accounts of an answer part, agree, and share words, as text. It returns the first error of w.
func ComparisonText(w io.Writer, a answers.Answer, o TextOptions, words Words) error {
	p := newPrinter(w, o, words)
	p.head(a)
	if len(a.Differences)+len(a.Agreements)+len(a.Shared) == 0 {
		p.wrap("", "", words.NothingToCompare, p.dim)
	}
	p.comparison(a)
	return p.finish()
}

func (p *printer) head(a answers.Answer) {
	p.wrap("", "", p.shown(a.Question), p.bold)
	p.wrap("", "", p.words.summary(a), p.dim)
	if reader := p.reader(a); len(reader) > 0 {
		p.parts("", reader)
	}
}

func (p *printer) comparison(a answers.Answer) {
	p.rows(p.words.Differ, a.Differences)
	p.rows(p.words.Agree, a.Agreements)
	p.sharedRuns(a.Shared)
}

// palette are colours of the 256 that can be read on dark and light.
var palette = []string{"33", "166", "35", "134", "37", "168", "136", "69"}

// bar returns the bar beside the words of a source, in the source's colour, which is always the same.
func (p *printer) bar(id corpus.SourceID) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	colour := lipgloss.Color(palette[h.Sum32()%uint32(len(palette))])
	return p.styled(lipgloss.NewStyle().Foreground(colour), "│")
}

func (p *printer) account(a answers.Account, shared []answers.Shared) {
	p.source(a.Source)
	for i, e := range a.Excerpts {
		if i > 0 {
			p.line("")
		}
		hidden := p.excerpt(p.bar(a.Source.ID), e.Quote, plain)
		p.parts("    ", append(slices.Concat(p.about(a, e, shared), hidden), p.shown(e.ID)))
	}
	if a.More > 0 {
		p.wrap("    ", "    ", p.words.Label(fmt.Sprintf(p.words.More, a.More), p.words.MoreHint), p.dim)
	}
}

// source writes a source's title, and what is known of it, with its ID at the right.
func (p *printer) source(s corpus.Source) {
	p.wrap("", "", p.title(s), p.bold)
	p.withRight("", strings.Join(p.byline(s.Metadata), " · "), p.shown(string(s.ID)), p.dim)
}

// title returns the title of a source, or its ID if the title is unknown.
func (p *printer) title(s corpus.Source) string {
	return p.shown(cmp.Or(s.Metadata.Title, string(s.ID)))
}

// byline returns who wrote a source, where, and when.
func (p *printer) byline(m corpus.Metadata) []string {
	parts := []string{cmp.Or(p.names(m.Author), p.words.AuthorUnknown)}
	if where := p.shown(cmp.Or(m.ContainerTitle, m.Publisher)); where != "" {
		parts = append(parts, where)
	}
	return append(parts, cmp.Or(p.date(m.Issued), p.words.DateUnknown))
}

// names returns names as they are written in a line.
func (p *printer) names(list []corpus.Name) string {
	written := make([]string, len(list))
	for i, n := range list {
		written[i] = p.shown(cmp.Or(n.Literal, n.Given+" "+n.Family))
	}
	return strings.Join(written, ", ")
}

// date returns a date in words, or "" if it is unknown.
func (p *printer) date(d corpus.Date) string { return p.shown(p.words.date(d)) }

// about returns what stands below an excerpt of an account: its place, its voice, and where else its words stand.
func (p *printer) about(a answers.Account, e answers.Excerpt, shared []answers.Shared) []string {
	parts := p.place(a.Source, e)
	if a.Strength == answers.Weak {
		parts = append(parts, p.words.Weak)
	}
	if others := alsoIn(a.Source.ID, e, shared); len(others) > 0 {
		parts = append(parts, p.words.AlsoIn+" "+p.shown(strings.Join(others, ", ")))
	}
	return parts
}

// place returns where an excerpt stands and who speaks in it. A section that is the whole source is not named again.
func (p *printer) place(s corpus.Source, e answers.Excerpt) []string {
	var parts []string
	if e.Locator.Page != "" {
		parts = append(parts, fmt.Sprintf(p.words.Page, p.shown(e.Locator.Page)))
	}
	if e.Locator.Paragraph > 0 {
		parts = append(parts, fmt.Sprintf("¶ %d", e.Locator.Paragraph))
	}
	if e.Locator.Section != "" && e.Locator.Section != s.Metadata.Title {
		parts = append(parts, p.words.Section+" "+p.shown(e.Locator.Section))
	}
	return append(parts, p.voice(e.Voice))
}

// voice says who speaks.
func (p *printer) voice(v answers.Voice) string {
	switch {
	case v.Kind == answers.Quoted && v.Speaker != "":
		return fmt.Sprintf(p.words.Quoting, p.shown(v.Speaker))
	case v.Kind == answers.Own:
		return p.words.Own
	}
	return p.words.Unidentified
}

// alsoIn returns the IDs of the other sources in which words of an excerpt stand, each once.
func alsoIn(source corpus.SourceID, e answers.Excerpt, shared []answers.Shared) []string {
	var others []string
	for _, run := range shared {
		if !slices.ContainsFunc(run.Places, func(at answers.Place) bool {
			return at.Source == source && at.Start < e.End && e.Start < at.End
		}) {
			continue
		}
		for _, at := range run.Places {
			if at.Source != source && !slices.Contains(others, string(at.Source)) {
				others = append(others, string(at.Source))
			}
		}
	}
	return others
}

// silent writes the silent sources; those for which the same was looked for stand together.
func (p *printer) silent(list []answers.Silence) {
	if len(list) == 0 {
		return
	}
	p.heading(p.words.NoPassage)
	for _, group := range alike(list) {
		for _, s := range group {
			id := p.shown(string(s.Source.ID))
			indent := strings.Repeat(" ", min(columns(id)+4, 8))
			p.wrap("  ", indent, strings.TrimSpace(id+"  "+p.shown(s.Source.Metadata.Title)), plain)
		}
		if searched := p.terms(group[0].Searched); len(searched) > 0 {
			p.parts("  ", append([]string{p.words.Label(p.words.LookedFor, searched[0])}, searched[1:]...))
		} else {
			p.wrap("  ", "  ", p.words.NothingToLookFor, p.dim)
		}
	}
}

// alike divides silent sources into runs for which the same was looked for.
func alike(list []answers.Silence) [][]answers.Silence {
	var groups [][]answers.Silence
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && slices.EqualFunc(list[end].Searched, list[start].Searched, equalTerms) {
			end++
		}
		groups = append(groups, list[start:end])
		start = end
	}
	return groups
}

func equalTerms(a, b answers.Term) bool {
	return a.Word == b.Word && slices.Equal(a.Relatives, b.Relatives)
}

// shownRelatives is how many relatives of a term are shown; the others are counted.
const shownRelatives = 4

// terms returns what was looked for, each with the closest of its relatives in brackets.
func (p *printer) terms(list []answers.Term) []string {
	written := make([]string, len(list))
	for i, t := range list {
		written[i] = p.shown(t.Word)
		relatives := t.Relatives[:min(shownRelatives, len(t.Relatives))]
		if len(relatives) > 0 {
			written[i] += " (" + p.shown(strings.Join(relatives, ", "))
			if more := len(t.Relatives) - len(relatives); more > 0 {
				written[i] += fmt.Sprintf(", +%d", more)
			}
			written[i] += ")"
		}
	}
	return written
}

// sharedRuns writes passages that stand in several places.
func (p *printer) sharedRuns(list []answers.Shared) {
	if len(list) == 0 {
		return
	}
	p.heading(p.words.Shared)
	for i, run := range list {
		if i > 0 {
			p.line("")
		}
		hidden := p.excerpt("│", run.Quote, plain)
		p.parts("    ", slices.Concat(p.extent(run), p.places(run.Places), hidden))
	}
}

// extent returns how long a shared passage is, and how much of it differs.
func (p *printer) extent(run answers.Shared) []string {
	switch {
	case run.Words == 0:
		return nil
	case run.Changed == 0:
		return []string{p.words.count(p.words.Extent, run.Words)}
	}
	return []string{p.words.count(p.words.Extent, run.Words) + ", " + p.words.count(p.words.ExtentChanged, run.Changed)}
}

// places returns the sources in which a shared run stands, with whom they credit it to.
func (p *printer) places(list []answers.Place) []string {
	written := make([]string, len(list))
	for i, at := range list {
		written[i] = p.shown(string(at.Source))
		if at.Credited != "" {
			written[i] += " (" + p.words.CreditedTo + " " + p.shown(at.Credited) + ")"
		}
	}
	return written
}
