// Package message lays out answers as Discord messages: pages of embeds that show each source's words as they stand.
package message

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/corpus"
	"variorum/discord/markdown"
	"variorum/discord/words"
	"variorum/render"
)

// Limits of Discord, in UTF-16 code units where they are of text. A page stays within them whatever it shows.
const (
	MaxContent     = 2000
	MaxTitle       = 256
	MaxAuthor      = 256
	MaxDescription = 4096
	MaxEmbeds      = 10
	MaxEmbedText   = 5500 // of all embeds of a message together; Discord takes 6000
	MaxLink        = 2048
	MaxLabel       = 80  // of a button
	MaxOption      = 100 // of an option's label, value, or description
)

// A Page is one of the messages of what is shown: content and embeds, without components.
type Page struct {
	Content string
	Embeds  []*discordgo.MessageEmbed
	// Excerpts are the citation keys of the excerpts that stand on the page, in order.
	Excerpts []string
}

// Words are the fixed strings of a message in one language.
type Words struct {
	Render  render.Words
	Discord words.Words
}

// Lines returns the lines that stand around excerpts.
func (w Words) lines() *render.Lines { return render.NewLines(w.Render) }

// Part is a part of an answer.
type Part int

// The parts of an answer, in the order in which they usually come.
const (
	Accounts Part = iota
	Silence
	Rows
)

// Answer lays out an answer in pages, of which there is at least one. Parts come in the order given; none means all of them in their usual
// order. The first page's content is the question and how many sources speak; that of the others is the question.
func Answer(a answers.Answer, w Words, parts ...Part) []Page {
	if len(parts) == 0 {
		parts = []Part{Accounts, Silence, Rows}
	}
	lines := w.lines()
	var sections []section
	for _, part := range parts {
		switch part {
		case Accounts:
			for _, account := range a.Accounts {
				sections = append(sections, accountSection(lines, account, a.Shared))
			}
		case Silence:
			sections = append(sections, silenceSection(lines, w, a.Silent)...)
		case Rows:
			sections = append(sections, RowSections(w, a.Differences, a.Agreements, a.Shared)...)
		}
	}
	return pages(Question(a.Question), subtext(lines.Summary(a)), sections)
}

// Account lays out the account of one source of an answer, without a question above it.
func Account(account answers.Account, shared []answers.Shared, w Words) []Page {
	return pages("", "", []section{accountSection(w.lines(), account, shared)})
}

// Question returns a question as the head of a message: on one line, bold.
func Question(q string) string {
	visible, _ := render.Visible(q)
	if q = strings.Join(strings.Fields(visible), " "); q == "" {
		return ""
	}
	return "**" + markdown.Escape(q) + "**"
}

// subtext returns a line of ours, which Discord shows small.
func subtext(parts ...string) string {
	return "-# " + markdown.Escape(strings.Join(parts, " · "))
}

// caption returns the line below an excerpt, which ends with its citation key.
func caption(parts []string, key string) string {
	return subtext(parts...) + " · " + markdown.Code(key)
}

// headOf returns the head of a source's embeds.
func headOf(lines *render.Lines, s corpus.Source) head {
	h := head{title: lines.Title(s), link: link(s.Metadata.URL), color: colorOf(s.ID)}
	h.author = strings.Join(lines.Byline(s.Metadata), " · ")
	if lines.Shown(string(s.ID)) != h.title {
		h.author += " · " + lines.Shown(string(s.ID))
	}
	return h
}

// link returns an address that a title may link to, or "".
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || markdown.Len(address) > MaxLink {
		return ""
	}
	return u.String()
}

// palette are colours that can be told apart on dark and light.
var palette = []int{0x0087FF, 0xD75F00, 0x00AF5F, 0xAF87D7, 0x5F5FFF, 0xD75F87, 0xAF8700, 0xFF5F5F}

// ours is the colour of embeds that are no source's.
const ours = 0x80848E

// colorOf returns the colour of a source, which is always the same.
func colorOf(id corpus.SourceID) int {
	h := fnv.New32a()
	h.Write([]byte(id))
	return palette[h.Sum32()%uint32(len(palette))]
}

func accountSection(lines *render.Lines, account answers.Account, shared []answers.Shared) section {
	s := section{head: headOf(lines, account.Source)}
	for _, e := range account.Excerpts {
		s.blocks = append(s.blocks, excerptBlock(e.Quote, lines.About(account, e, shared), e.ID))
	}
	if account.More > 0 {
		s.blocks = append(s.blocks, block{text: subtext(lines.More(account.More)), tight: true})
	}
	return s
}

// excerptBlock returns an excerpt with its caption.
func excerptBlock(quote string, about []string, key string) block {
	visible, _ := render.Visible(quote)
	return block{foreign: visible, quoted: true, caption: caption(about, key), key: key}
}

// silenceSection returns the silent sources, each named, with what was looked for.
func silenceSection(lines *render.Lines, w Words, silent []answers.Silence) []section {
	if len(silent) == 0 {
		return nil
	}
	s := section{head: head{title: w.Render.NoPassage, color: ours}}
	for _, group := range render.Alike(silent) {
		for _, one := range group {
			s.blocks = append(s.blocks, block{text: named(lines, one.Source), tight: true})
		}
		searched := w.Render.NothingToLookFor
		if terms := lines.Terms(group[0].Searched); len(terms) > 0 {
			searched = w.Render.Label(w.Render.LookedFor, strings.Join(terms, " · "))
		}
		s.blocks = append(s.blocks, block{text: subtext(searched), tight: true})
	}
	return []section{s}
}

// named returns a source's title with its ID.
func named(lines *render.Lines, s corpus.Source) string {
	id := lines.Shown(string(s.ID))
	title := lines.Shown(s.Metadata.Title)
	if title == "" {
		return markdown.Escape(id)
	}
	return markdown.Escape(title + " · " + id)
}

// RowSections returns where accounts part, agree, and share words.
func RowSections(w Words, differences, agreements []answers.Row, shared []answers.Shared) []section {
	lines := w.lines()
	var list []section
	for _, half := range []struct {
		title string
		rows  []answers.Row
	}{{w.Render.Differ, differences}, {w.Render.Agree, agreements}} {
		if len(half.rows) == 0 {
			continue
		}
		s := section{head: head{title: half.title, color: ours}}
		for _, row := range half.rows {
			s.blocks = append(s.blocks, rowBlocks(lines, row)...)
		}
		list = append(list, s)
	}
	if len(shared) > 0 {
		s := section{head: head{title: w.Render.Shared, color: ours}}
		for _, run := range shared {
			visible, _ := render.Visible(run.Quote)
			s.blocks = append(s.blocks, block{foreign: visible, caption: subtext(lines.Shared(run)...)})
		}
		list = append(list, s)
	}
	return list
}

// rowBlocks returns a row: its aspect, then a line for each cell. The first cells stay with the aspect.
func rowBlocks(lines *render.Lines, row answers.Row) []block {
	list := []block{{text: "**" + markdown.Escape(lines.Shown(row.Aspect)) + "**", keep: true}}
	for _, c := range row.Cells {
		list = append(list, block{text: markdown.Escape(strings.Join(append([]string{lines.Shown(c.Quote)}, lines.Cell(row, c)...), " · ")), tight: true})
	}
	return list
}

// Collation lays out where the sources of a library part and agree.
func Collation(c answers.Collation, w Words) []Page {
	about := []string{w.lines().Sources(c.Sources)}
	sections := RowSections(w, c.Differences, c.Agreements, c.Shared)
	if len(sections) == 0 {
		about = append(about, w.Render.NothingToCompare)
	}
	return pages(Question(cmp.Or(c.Topic, w.Discord.AllTopics)), subtext(about...), sections)
}

// Context lays out an excerpt with the text around it. The excerpt alone is a quotation.
func Context(c render.Context, w Words) []Page {
	lines := w.lines()
	s := section{head: headOf(lines, c.Source)}
	add := func(text string) {
		if visible, _ := render.Visible(text); strings.TrimSpace(visible) != "" {
			s.blocks = append(s.blocks, block{foreign: strings.Trim(visible, "\n")})
		}
	}
	add(c.Before)
	account := answers.Account{Source: c.Source, Strength: answers.Direct}
	s.blocks = append(s.blocks, excerptBlock(c.Excerpt.Quote, lines.About(account, c.Excerpt, nil), c.Excerpt.ID))
	add(c.After)
	return pages("", "", []section{s})
}

// Check lays out what became of a quotation.
func Check(c render.Check, w Words) []Page {
	lines := w.lines()
	var sections []section
	for places := c.Places; len(places) > 0; {
		n := 1
		for n < len(places) && places[n].Source.ID == places[0].Source.ID {
			n++
		}
		s := section{head: headOf(lines, places[0].Source)}
		for _, at := range places[:n] {
			account := answers.Account{Source: at.Source, Strength: answers.Direct}
			s.blocks = append(s.blocks, excerptBlock(at.Excerpt.Quote, lines.About(account, at.Excerpt, at.Shared), at.Excerpt.ID))
			for _, change := range lines.Changes(at.Place.Changes) {
				s.blocks = append(s.blocks, block{text: subtext(change...), tight: true})
			}
		}
		sections = append(sections, s)
		places = places[n:]
	}
	verdict := lines.Status(c)
	head := "**" + markdown.Escape(verdict[0]) + "**"
	if len(verdict) > 1 {
		head += markdown.Escape(" · " + strings.Join(verdict[1:], " · "))
	}
	return pages(head, subtext(Shortened(lines.Shown(c.Quote), shownQuotation)), sections)
}

// shownQuotation is how much of a quotation that is checked is shown above the places where it stands, in UTF-16 code units; who checks it has it.
const shownQuotation = 300

// Sources lays out cards of sources: what each says of itself.
func Sources(cards []render.Card, w Words) []Page {
	lines := w.lines()
	s := make([]section, 0, len(cards))
	for _, c := range cards {
		one := section{head: headOf(lines, c.Source)}
		var known, unknown []string
		elsewhere := []string{w.Render.Title, w.Render.Author, w.Render.Issued, w.Render.File, w.Render.SHA256} // above, or for those who keep the files
		for _, f := range lines.Fields(c) {
			if f[1] != w.Render.Unknown && slices.Contains(elsewhere, f[0]) {
				continue
			}
			if f[1] == w.Render.Unknown {
				unknown = append(unknown, f[0])
			} else {
				known = append(known, w.Render.Label(f[0], f[1]))
			}
		}
		for _, part := range known {
			one.blocks = append(one.blocks, block{text: subtext(part), tight: true})
		}
		if len(unknown) > 0 {
			one.blocks = append(one.blocks, block{text: subtext(w.Render.Label(w.Render.Unknown, strings.Join(unknown, ", "))), tight: true})
		}
		s = append(s, one)
	}
	return pages("", subtext(lines.Sources(len(cards))), s)
}

// List lays out an answer as a numbered list of its excerpts: where each stands, who speaks, and its key.
func List(a answers.Answer, w Words) []Page {
	lines := w.lines()
	var sections []section
	n := 0
	for _, account := range a.Accounts {
		s := section{head: headOf(lines, account.Source)}
		for _, e := range account.Excerpts {
			n++
			about := append([]string{fmt.Sprint(n)}, lines.About(account, e, a.Shared)...)
			s.blocks = append(s.blocks, block{text: markdown.Escape(strings.Join(about, " · ")) + " · " + markdown.Code(e.ID), tight: true})
		}
		sections = append(sections, s)
	}
	sections = append(sections, silenceSection(lines, w, a.Silent)...)
	return pages(Question(a.Question), subtext(lines.Summary(a)), sections)
}

// Keys returns the citation keys of all excerpts of an answer, in order.
func Keys(a answers.Answer) []string {
	var keys []string
	for _, account := range a.Accounts {
		for _, e := range account.Excerpts {
			keys = append(keys, e.ID)
		}
	}
	return keys
}

// Limited returns an answer in which no account has more than n excerpts; those left out are counted in More. With 0 nothing is left out.
func Limited(a answers.Answer, n int) answers.Answer {
	if n <= 0 {
		return a
	}
	a.Accounts = slices.Clone(a.Accounts)
	for i, account := range a.Accounts {
		if left := len(account.Excerpts) - n; left > 0 {
			a.Accounts[i].Excerpts = account.Excerpts[:n]
			a.Accounts[i].More += left
		}
	}
	return a
}

// Lines lays out lines of Markdown below a head of ours, as many as there is room for; format says with their number that others are left out.
func Lines(head string, lines []string, format string) Page {
	const room = MaxDescription - 200
	text := ""
	for i, line := range lines {
		if markdown.Len(text)+1+markdown.Len(line) > room {
			text += "\n" + subtext(fmt.Sprintf(format, len(lines)-i))
			break
		}
		text = strings.TrimPrefix(text+"\n"+line, "\n")
	}
	return Page{Content: markdown.Escape(head), Embeds: []*discordgo.MessageEmbed{{Description: text, Color: ours}}}
}
