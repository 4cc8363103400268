package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord/message"
	"variorum/discord/state"
	"variorum/discord/words"
	"variorum/library"
	"variorum/render"
)

// A kind is what is shown in a view.
type kind string

const (
	askView     kind = "ask"     // every source's own words on a question
	compareView kind = "compare" // the same, rows first
	rowsView    kind = "rows"    // the rows alone
	listView    kind = "list"    // where the excerpts stand, without their words
	moreView    kind = "more"    // all that one source says on a question
	collateView kind = "collate" // rows of the whole library
	readView    kind = "read"    // an excerpt in its context
	checkView   kind = "check"   // a quotation, and where it stands
	sourcesView kind = "sources" // cards of sources
	topView     kind = "top"     // of a discussion: who is silent, and the rows
	accountView kind = "account" // of a discussion: one source's account
)

// A view is all that is needed to show the same again.
type view struct {
	Kind     kind              `json:"kind"`
	Text     string            `json:"text,omitempty"` // the question, topic, citation, quotation, or filter
	Library  string            `json:"library,omitempty"`
	Sources  []corpus.SourceID `json:"sources,omitempty"` // to ask; none asks all
	Order    answers.Order     `json:"order,omitempty"`
	Match    answers.Match     `json:"match,omitempty"`
	Excerpts int               `json:"excerpts,omitempty"` // of each source, at most; 0 is no limit
	At       int               `json:"at,omitempty"`       // which of the accounts
	Scope    answers.Scope     `json:"scope,omitempty"`
	Language string            `json:"language"`
	Private  bool              `json:"private,omitempty"`
	Owner    string            `json:"owner"` // who asked
	Revision string            `json:"revision,omitempty"`
}

// key returns the key under which v is kept. It is the same for the same view.
func (v view) key() string {
	sum := sha256.Sum256(v.body())
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// content returns a key of what v shows, whoever sees it.
func (v view) content() string {
	v.Owner, v.Private = "", false
	return string(v.body())
}

func (v view) body() []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // the type above can be written
	}
	return raw
}

// keepTime is how long keeping a view may take: a disk that is full or busy keeps no answer from being shown.
const keepTime = 2 * time.Second

// keep keeps a view, so that its buttons work as long as is said, and returns its key.
func (c *call) keep(ctx context.Context, v view) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, keepTime)
	defer cancel()
	key := v.key()
	return key, c.bot.State.PutView(ctx, state.View{
		Key: key, Member: v.Owner, Server: c.GuildID, Body: v.body(), Expires: c.bot.Now().Add(c.bot.Keep),
	})
}

// kept returns the view of a key. A view that is gone, and a private one of somebody else, are notices.
func (c *call) kept(ctx context.Context, key string) (view, error) {
	w := words.Of(c.own())
	raw, ok, err := c.bot.State.View(ctx, key, c.bot.Now())
	if err != nil {
		return view{}, err
	}
	var v view
	if !ok || json.Unmarshal(raw.Body, &v) != nil {
		return view{}, sayf(w.Expired, int(c.bot.Keep/(24*time.Hour)))
	}
	if v.Private && v.Owner != c.user() {
		return view{}, say(w.NotYours)
	}
	return v, nil
}

// shown is a view laid out.
type shown struct {
	pages  []message.Page
	answer answers.Answer // of views of a question
}

// lay lays a view out, from the library as it is at the desk.
func (b *Bot) lay(ctx context.Context, d *desk.Desk, v view) (shown, error) {
	v.Revision = d.Library.Revision()
	return b.answers.of(ctx, v.content(), func(ctx context.Context) (shown, error) { return build(ctx, d, v) })
}

// attempts is how often a view is laid out anew because the library was changed while that was done.
const attempts = 3

// laid lays a view out from the library as it is now, and returns the view with the library's revision.
func (c *call) laid(ctx context.Context, v view) (view, shown, error) {
	for attempt := 1; ; attempt++ {
		d, done := c.desk(ctx, v.Library)
		v.Revision = d.Library.Revision()
		s, err := c.bot.lay(ctx, d, v)
		done()
		if !errors.Is(err, library.ErrChanged) || attempt == attempts {
			return v, s, err
		}
	}
}

// wordsOf returns the fixed strings of a language.
func wordsOf(language string) message.Words {
	r, ok := render.Language(language)
	if !ok {
		r = render.English
	}
	return message.Words{Render: r, Discord: words.Of(language)}
}

// build makes what a view shows.
func build(ctx context.Context, d *desk.Desk, v view) (shown, error) {
	w := wordsOf(v.Language)
	switch v.Kind {
	case collateView:
		c, err := d.Composer.Collate(ctx, v.Text, nil)
		return shown{pages: message.Collation(c, w)}, err
	case readView:
		c, err := d.Read(ctx, v.Text, v.Scope)
		return shown{pages: message.Context(c, w)}, err
	case checkView:
		said := corpus.SourceID("")
		if len(v.Sources) > 0 {
			said = v.Sources[0]
		}
		c, err := d.Check(ctx, v.Text, said)
		return shown{pages: message.Check(c, w)}, err
	case sourcesView:
		return shown{pages: message.Sources(cards(d, v.Text), w)}, nil
	}
	a, err := d.Composer.Answer(ctx, answers.Request{
		Question: v.Text, Sources: v.Sources, Order: v.Order, Match: v.Match, More: v.Kind == moreView, Apart: v.Kind == moreView || v.Kind == listView,
	})
	if err != nil {
		return shown{}, err
	}
	if v.Kind != moreView {
		a = message.Limited(a, v.Excerpts)
	}
	return shown{pages: answerPages(a, v, w), answer: a}, nil
}

// answerPages lays out an answer.
func answerPages(a answers.Answer, v view, w message.Words) []message.Page {
	switch v.Kind {
	case topView:
		return message.Answer(a, w, message.Silence, message.Rows)
	case accountView:
		if v.At < len(a.Accounts) {
			return message.Account(a.Accounts[v.At], a.Shared, w)
		}
	case compareView:
		return message.Answer(a, w, message.Rows, message.Accounts, message.Silence)
	case rowsView:
		return message.Answer(a, w, message.Rows)
	case listView:
		return message.List(a, w)
	case moreView:
		return message.Answer(a, w, message.Accounts)
	}
	return message.Answer(a, w)
}

// cards returns the cards of the sources that a filter lets through: those that have its words in what is known of them.
func cards(d *desk.Desk, filter string) []render.Card {
	var list []render.Card
	wanted := strings.Fields(strings.ToLower(filter))
	for _, e := range d.Library.Sources() {
		about := strings.ToLower(known(e.Source))
		if !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(about, w) }) {
			list = append(list, render.Card{Source: e.Source, Added: e.Added})
		}
	}
	return list
}

// known returns what a source can be found by.
func known(s corpus.Source) string {
	m := s.Metadata
	parts := []string{string(s.ID), m.Title, m.Publisher, m.ContainerTitle, s.Language, m.Type}
	for _, n := range m.Author {
		parts = append(parts, n.Literal, n.Given, n.Family)
	}
	if m.Issued.Year != 0 {
		parts = append(parts, fmt.Sprint(m.Issued.Year))
	}
	return strings.Join(append(parts, m.Issued.Literal), " ")
}

// page returns page n, from 0, of a view, with the buttons that belong below it.
func (b *Bot) page(v view, key string, s shown, n int) reply {
	n = max(0, min(n, len(s.pages)-1))
	return reply{page: s.pages[n], components: b.buttons(v, key, s, n), private: v.Private}
}
