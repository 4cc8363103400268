package message_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"variorum/answers"
	"variorum/corpus"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/words"
	"variorum/render"
)

var english = message.Words{Render: render.English, Discord: words.Of("en")}

// excerpts is how many excerpts the laws are tried on: VARIORUM_EXCERPTS, or a few thousand.
func excerpts(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("VARIORUM_EXCERPTS"))
	if err != nil {
		return 4000
	}
	t.Logf("%d excerpts", n)
	return n
}

// pieces are what hostile texts are made of.
var pieces = strings.Fields("a word Ünïcödé слово 字 e\u0301 👩‍👩‍👧 * ** _ __ ~~ | || ` ``` > >>> # ## -# - + 1. \\ [ ] ( ) < > : ; @everyone @here <@1> <@&1> <#1> </a:1> <id:browse> <a:b:1> <t:1:R> :smile: " +
	"https://e.example/a_b http://e.example <https://e.example> [a](https://e.example) discord.gg/a ¯\\_(ツ)_/¯ \u202e \u200f \u200b \u0001 \u001b[31m . ! ? No. \u2028 \u00a0 % $ ' \" “ ” « » – —")

// hostileText returns a text of up to n pieces.
func hostileText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range 1 + r.IntN(n) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		switch r.IntN(6) {
		case 0:
			b.WriteString("\n")
		case 1:
			b.WriteString("\n\n")
		case 2, 3:
			b.WriteString(" ")
		}
	}
	return b.String()
}

// answer returns an answer whose texts are all hostile, with about as many excerpts as told, some of them longer than a message.
func answer(r *rand.Rand, n int) answers.Answer {
	a := answers.Answer{Question: hostileText(r, 20), Order: answers.ByTitle}
	for n > 0 {
		id := corpus.SourceID(fmt.Sprintf("s%d", len(a.Accounts)))
		account := answers.Account{Source: corpus.Source{ID: id}, Strength: answers.Weak, More: r.IntN(3)}
		account.Source.Metadata.Title = hostileText(r, 40)
		account.Source.Metadata.Publisher = hostileText(r, 60)
		for range 1 + r.IntN(4) {
			length := 60
			if r.IntN(200) == 0 {
				length = 4000
			}
			e := answers.Excerpt{ID: fmt.Sprintf("%s:%d-a-bcd", id, len(account.Excerpts)), Quote: hostileText(r, length)}
			e.Locator = answers.Locator{Paragraph: 3, Section: hostileText(r, 10)}
			e.Voice = answers.Voice{Kind: answers.Quoted, Speaker: hostileText(r, 5)}
			account.Excerpts = append(account.Excerpts, e)
			n--
		}
		a.Accounts = append(a.Accounts, account)
	}
	for i := range r.IntN(30) {
		s := corpus.Source{ID: corpus.SourceID(fmt.Sprintf("t%d", i))}
		s.Metadata.Title = hostileText(r, 30)
		a.Silent = append(a.Silent, answers.Silence{Source: s, Searched: []answers.Term{{Word: hostileText(r, 4), Relatives: []string{hostileText(r, 3)}}}})
	}
	for range r.IntN(5) {
		row := answers.Row{Kind: answers.FigureRow, Aspect: hostileText(r, 8)}
		for range 2 + r.IntN(4) {
			row.Cells = append(row.Cells, answers.Cell{Source: a.Accounts[0].Source.ID, Quote: hostileText(r, 30)})
		}
		a.Differences = append(a.Differences, row)
	}
	a.Asked, a.Sources = len(a.Accounts)+len(a.Silent), len(a.Accounts)+len(a.Silent)
	return a
}

// Whatever texts hold, no message is over a limit, nothing pings, every excerpt is shown in its order as its very characters, and each is followed
// by its key.
func TestWhatIsShownIsTheSlice(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	long := 0
	for left := excerpts(t); left > 0; {
		a := answer(r, min(left, 20))
		for _, account := range a.Accounts {
			left -= len(account.Excerpts)
		}
		pages := message.Answer(a, english)
		for _, p := range pages {
			if problem := overLimits(p); problem != "" {
				t.Fatalf("a page %s", problem)
			}
		}
		got, keys := quotations(pages)
		want := quoted(a)
		long += len(got) - len(want)
		got = joined(got, keys)
		if !slices.Equal(got, want) {
			for i := range want {
				if i >= len(got) || got[i] != want[i] {
					t.Fatalf("excerpt %d is shown as\n%q\nit is\n%q", i, got[min(i, len(got)-1)], want[i])
				}
			}
			t.Fatalf("%d excerpts are shown, there are %d", len(got), len(want))
		}
		if missing := unnamed(pages, a); missing != "" {
			t.Fatalf("%s is not named", missing)
		}
	}
	if long == 0 {
		t.Errorf("no excerpt was divided")
	}
}

// overLimits says which of Discord's limits a page breaks, or "".
func overLimits(p message.Page) string {
	total := 0
	if n := markdown.Len(p.Content); n > message.MaxContent {
		return fmt.Sprintf("has content of %d", n)
	}
	if len(p.Embeds) > message.MaxEmbeds {
		return fmt.Sprintf("has %d embeds", len(p.Embeds))
	}
	if found := markdown.Mentions(markdown.Parse(p.Content, markdown.Content)); len(found) > 0 {
		return fmt.Sprintf("mentions %v", found)
	}
	for _, e := range p.Embeds {
		title, description, author := markdown.Len(e.Title), markdown.Len(e.Description), 0
		if e.Author != nil {
			author = markdown.Len(e.Author.Name)
		}
		if title > message.MaxTitle || description > message.MaxDescription || author > message.MaxAuthor {
			return fmt.Sprintf("has an embed of %d, %d, %d", title, description, author)
		}
		if title+description+author == 0 {
			return "has an empty embed"
		}
		total += title + description + author
		nodes := markdown.Parse(e.Description, markdown.Description)
		if found := append(markdown.Mentions(nodes), markdown.Links(nodes)...); len(found) > 0 {
			return fmt.Sprintf("mentions or links %v", found)
		}
	}
	if total > 6000 {
		return fmt.Sprintf("has embeds of %d together", total)
	}
	return ""
}

// quotations returns what is shown as block quotations, and the first inline code behind each.
func quotations(pages []message.Page) (texts, keys []string) {
	for _, p := range pages {
		for _, e := range p.Embeds {
			nodes := markdown.Parse(e.Description, markdown.Description)
			for i, n := range nodes {
				if n.Kind == markdown.BlockQuote {
					texts = append(texts, markdown.Text(n.Children))
					keys = append(keys, markdown.Codes(nodes[i+1:])[0])
				}
			}
		}
	}
	return texts, keys
}

// joined joins the parts of excerpts that were divided, which have the same key.
func joined(texts, keys []string) []string {
	var list []string
	for i, s := range texts {
		if i > 0 && keys[i] == keys[i-1] {
			list[len(list)-1] += s
			continue
		}
		list = append(list, s)
	}
	return list
}

// quoted returns the excerpts of an answer, without the characters that command a terminal, in order.
func quoted(a answers.Answer) []string {
	var list []string
	for _, account := range a.Accounts {
		for _, e := range account.Excerpts {
			visible, _ := render.Visible(e.Quote)
			list = append(list, visible)
		}
	}
	return list
}

// unnamed returns a source that no page names.
func unnamed(pages []message.Page, a answers.Answer) string {
	var b strings.Builder
	for _, p := range pages {
		for _, e := range p.Embeds {
			if e.Author != nil {
				b.WriteString(e.Author.Name + "\n")
			}
			b.WriteString(e.Title + "\n" + e.Description + "\n")
		}
	}
	for _, s := range a.Silent {
		if !strings.Contains(b.String(), string(s.Source.ID)) {
			return string(s.Source.ID)
		}
	}
	return ""
}
