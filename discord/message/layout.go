package message

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"variorum/discord/markdown"
)

// A section is what stands under one heading. It may take several embeds, each with the heading.
type section struct {
	head   head
	blocks []block
}

// A head is the top of an embed. The author stands above the title, and Discord renders no Markdown in it.
type head struct {
	author, title, link string
	color               int
}

// A block is what is not divided unless it alone is over the limit.
type block struct {
	// text is Markdown. It is of ours, or a line of foreign text that was escaped.
	text string
	// foreign is text of a source, shown as it is: as a block quotation if quoted, else as plain text, with caption below.
	foreign string
	quoted  bool
	caption string
	key     string // citation key of an excerpt, or ""
	tight   bool   // no blank line above
	keep    bool   // stays with the next block
}

// markdown returns the block as it is sent.
func (b block) markdown() string {
	if b.foreign == "" && !b.quoted {
		return b.text
	}
	shown := markdown.Escape(b.foreign)
	if b.quoted {
		shown = markdown.Quote(b.foreign)
	}
	if b.caption == "" {
		return shown
	}
	return shown + "\n" + b.caption
}

// maxBlock is how much of a description one block may take, in UTF-16 code units, so that it fits with its heading and a caption.
const maxBlock = 3800

// divided returns b in blocks that fit, cut at sentence ends, else at word ends, else between characters; each but the last says that it goes on.
func (b block) divided() []block {
	if markdown.Len(b.markdown()) <= maxBlock {
		return []block{b}
	}
	if b.foreign == "" && !b.quoted {
		return dividedText(b)
	}
	room := maxBlock - markdown.Len(b.caption) - len("\n · 9999/9999")
	pieces := cut(b.foreign, room, b.quoted)
	list := make([]block, len(pieces))
	for i, piece := range pieces {
		list[i] = b
		list[i].foreign = piece
		if b.caption != "" {
			list[i].caption = fmt.Sprintf("%s · %d/%d", b.caption, i+1, len(pieces))
		}
	}
	return list
}

// dividedText divides a line of ours, as one with many names, at its blanks.
func dividedText(b block) []block {
	var list []block
	line := ""
	small := strings.HasPrefix(b.text, "-# ")
	flush := func() {
		if line != "" {
			one := b
			one.text, one.tight = line, b.tight || len(list) > 0
			list = append(list, one)
		}
		line = ""
		if small && len(list) > 0 {
			line = "-#"
		}
	}
	for _, field := range strings.Fields(b.text) {
		for _, piece := range chunks(field, maxBlock-8) {
			if line != "" && markdown.Len(line)+1+markdown.Len(piece) > maxBlock {
				flush()
			}
			if line != "" {
				line += " "
			}
			line += piece
		}
	}
	flush()
	return list
}

// chunks divides s into pieces of at most n UTF-16 code units, between characters and not behind a backslash.
func chunks(s string, n int) []string {
	if markdown.Len(s) <= n {
		return []string{s}
	}
	var list []string
	start, size := 0, 0
	for i, r := range s {
		wide := 1
		if r > 0xFFFF {
			wide = 2
		}
		if size+wide > n-1 && i > start && s[i-1] != '\\' {
			list = append(list, s[start:i])
			start, size = i, 0
		}
		size += wide
	}
	return append(list, s[start:])
}

// cut divides text into pieces whose Markdown is of at most room UTF-16 code units. Joined they are text.
func cut(text string, room int, quoted bool) []string {
	size := func(s string) int {
		if quoted {
			return markdown.Len(markdown.Quote(s))
		}
		return markdown.Len(markdown.Escape(s))
	}
	var list []string
	piece := ""
	add := func(s string) bool {
		if size(piece+s) > room {
			return false
		}
		piece += s
		return true
	}
	flush := func() {
		if piece != "" {
			list = append(list, piece)
			piece = ""
		}
	}
	for _, sentence := range segments(sentences.FromString(text)) {
		if add(sentence) {
			continue
		}
		flush()
		if add(sentence) {
			continue
		}
		for _, word := range segments(words.FromString(sentence)) {
			if add(word) {
				continue
			}
			flush()
			if add(word) {
				continue
			}
			for _, character := range segments(graphemes.FromString(word)) {
				for _, s := range chunks(character, 64) { // a character may carry any number of marks
					if !add(s) {
						flush()
						add(s)
					}
				}
			}
		}
	}
	flush()
	return list
}

// An iterator walks the segments of a text.
type iterator interface {
	Next() bool
	Value() string
}

func segments(it iterator) []string {
	var list []string
	for it.Next() {
		list = append(list, it.Value())
	}
	return list
}

// pages lays sections out. The first page begins with title and about; the others with title.
func pages(title, about string, sections []section) []Page {
	l := layout{title: title}
	l.page.Content = strings.Trim(title+"\n"+about, "\n")
	for _, s := range sections {
		l.section(s)
	}
	l.finish()
	if len(l.done) == 0 || l.page.Content != "" && len(l.done) == 0 {
		l.done = append(l.done, l.page)
	}
	return l.done
}

// A layout is a page that is being filled, behind those that are full.
type layout struct {
	title string
	done  []Page
	page  Page
	text  int // UTF-16 code units in the page's embeds
}

// section adds a section. One that fits on a page of its own is not divided.
func (l *layout) section(s section) {
	var blocks []block
	for _, b := range s.blocks {
		blocks = append(blocks, b.divided()...)
	}
	if whole := s.head.size() + size(blocks); whole > MaxEmbedText-l.text && whole <= MaxEmbedText && len(l.page.Embeds) > 0 {
		l.turn()
	}
	for len(blocks) > 0 {
		room := min(MaxDescription, MaxEmbedText-l.text-s.head.size())
		n := fitting(blocks, room)
		if n == 0 || len(l.page.Embeds) == MaxEmbeds {
			if len(l.page.Embeds) > 0 {
				l.turn()
				continue
			}
			n = 1
		}
		l.embed(s.head, blocks[:n])
		blocks = blocks[n:]
	}
}

// fitting returns how many of blocks fit in a description of room UTF-16 code units. A block that is to be kept with the next is not the last.
func fitting(blocks []block, room int) int {
	n := 0
	for n < len(blocks) && size(blocks[:n+1]) <= room {
		n++
	}
	for m := n; m > 0 && m < len(blocks); m-- {
		if !blocks[m-1].keep {
			return m
		}
	}
	return n
}

// size returns the length of blocks in a description, in UTF-16 code units.
func size(blocks []block) int { return markdown.Len(joined(blocks)) }

// joined returns blocks as a description.
func joined(blocks []block) string {
	var b strings.Builder
	for i, one := range blocks {
		switch {
		case i > 0 && one.tight:
			b.WriteString("\n")
		case i > 0:
			b.WriteString("\n\n")
		}
		b.WriteString(one.markdown())
	}
	return b.String()
}

// embed adds an embed to the page.
func (l *layout) embed(h head, blocks []block) {
	e := &discordgo.MessageEmbed{Title: h.escapedTitle(), URL: h.link, Color: h.color, Description: joined(blocks)}
	if h.author != "" {
		e.Author = &discordgo.MessageEmbedAuthor{Name: Shortened(h.author, MaxAuthor)}
	}
	l.page.Embeds = append(l.page.Embeds, e)
	l.text += h.size() + markdown.Len(e.Description)
	for _, b := range blocks {
		if b.key != "" && !slices.Contains(l.page.Excerpts, b.key) {
			l.page.Excerpts = append(l.page.Excerpts, b.key)
		}
	}
}

// turn begins a new page.
func (l *layout) turn() {
	l.done = append(l.done, l.page)
	l.page, l.text = Page{Content: l.title}, 0
}

// finish ends the last page.
func (l *layout) finish() {
	if len(l.page.Embeds) > 0 {
		l.done = append(l.done, l.page)
	}
}

// escapedTitle returns the title as it is sent.
func (h head) escapedTitle() string {
	if t := markdown.Escape(h.title); markdown.Len(t) <= MaxTitle {
		return t
	}
	for n := MaxTitle; ; n -= 8 {
		if t := markdown.Escape(Shortened(h.title, n)); markdown.Len(t) <= MaxTitle {
			return t
		}
	}
}

// size returns what the head takes of an embed, in UTF-16 code units.
func (h head) size() int {
	return markdown.Len(h.escapedTitle()) + markdown.Len(Shortened(h.author, MaxAuthor))
}

// Shortened returns s in at most n UTF-16 code units, with a mark where something is left out. It is for what is said of a source, never for
// a source's words.
func Shortened(s string, n int) string {
	if markdown.Len(s) <= n {
		return s
	}
	size := 0
	for i, r := range s {
		wide := 1
		if r > 0xFFFF {
			wide = 2
		}
		if size += wide; size > n-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		}
	}
	return s
}
