package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/rest"
	"variorum/discord/state"
	"variorum/discord/words"
	"variorum/render"
)

// Permissions that discordgo does not name.
const (
	createThreads = 1 << 35 // Create Public Threads
	sendInThreads = 1 << 38 // Send Messages in Threads
)

// maxPosts is the most accounts that a discussion gets posts of; the others are counted.
const maxPosts = 100

// archiveAfter is how long a thread may be silent before Discord files it away, in minutes.
const archiveAfter = 10080

// discuss returns how a discussion is opened.
func (c *call) discuss(ctx context.Context, question string) (plan, error) {
	w := words.Of(c.own())
	if c.GuildID == "" {
		return plan{}, say(w.ServersOnly)
	}
	if err := c.mayAsk(); err != nil {
		return plan{}, err
	}
	for _, p := range []struct {
		bit  int64
		name string
	}{
		{discordgo.PermissionViewChannel, "View Channel"},
		{createThreads, "Create Public Threads"},
		{sendInThreads, "Send Messages in Threads"},
		{discordgo.PermissionEmbedLinks, "Embed Links"},
	} {
		if !c.botMay(p.bit) {
			return plan{}, sayf(w.NoPermission, p.name)
		}
	}
	v := c.base(askView)
	v.Private = false
	var err error
	if v.Text, err = c.asked(question); err != nil {
		return plan{}, err
	}
	return plan{work: func(ctx context.Context) (reply, error) {
		posts, err := c.bot.posts(ctx, v)
		if err != nil {
			return reply{}, err
		}
		return c.opening(ctx, v, posts)
	}}, nil
}

// opening returns what is shown until a discussion is open. Its button goes on where a process ended before it was.
func (c *call) opening(ctx context.Context, v view, p posts) (reply, error) {
	key, err := c.keep(ctx, v)
	if err != nil {
		return reply{}, err
	}
	w := words.Of(v.Language)
	return reply{
		page: message.Page{Content: message.Question(v.Text) + "\n-# " + markdown.Escape(w.Opening)},
		components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: label(w.OpenDiscussion, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("discuss", key)},
		}}},
		then: func(ctx context.Context) error { return c.open(ctx, v, p) },
	}, nil
}

// reopen opens a discussion whose opening was broken off, at the message that was pressed.
func (c *call) reopen(v view) plan {
	return plan{update: true, work: func(ctx context.Context) (reply, error) {
		posts, err := c.bot.posts(ctx, v)
		if err != nil {
			return reply{}, err
		}
		r, err := c.opening(ctx, v, posts)
		r.update = true
		return r, err
	}}
}

// posts are the messages of a discussion, in order.
type posts struct {
	revision string
	list     []post
}

// A post is a message of a discussion.
type post struct {
	source string
	page   message.Page
	view   view
	number int // of the page in its view
}

// posts returns the messages of a discussion: who is silent and where the accounts part, then every account.
func (b *Bot) posts(ctx context.Context, v view) (posts, error) {
	v, s, err := (&call{bot: b}).laid(ctx, v)
	if err != nil {
		return posts{}, err
	}
	w := wordsOf(v.Language)
	p := posts{revision: v.Revision}
	heads := message.Answer(s.answer, w, message.Silence, message.Rows)
	left := len(s.answer.Accounts) - maxPosts
	if left > 0 {
		heads[0].Content += "\n-# " + markdown.Escape(fmt.Sprintf(w.Discord.MoreAccounts, left))
	}
	for i, page := range heads {
		p.list = append(p.list, post{page: page, view: asKind(v, topView), number: i})
	}
	for i, account := range s.answer.Accounts[:min(len(s.answer.Accounts), maxPosts)] {
		of := asKind(v, accountView)
		of.At = i
		for n, page := range message.Account(account, s.answer.Shared, w) {
			p.list = append(p.list, post{source: string(account.Source.ID), page: page, view: of, number: n})
		}
	}
	return p, nil
}

// open makes the thread of a discussion, fills it, and says where it is.
func (c *call) open(ctx context.Context, v view, p posts) error {
	thread, err := c.thread(ctx, v)
	if err != nil {
		return c.refuse(err)
	}
	d, err := c.begun(ctx, v, p, thread.ID)
	if err != nil {
		return err
	}
	w := words.Of(v.Language)
	link := reply{page: message.Page{Content: message.Question(v.Text) + "\n-# " + markdown.Escape(w.Discussion) + " <#" + thread.ID + ">"}}
	if _, err := c.bot.REST.EditOriginal(ctx, c.Interaction.Interaction, link.edit()); err != nil {
		return err
	}
	if d.Complete {
		return nil
	}
	if d.Revision != p.revision {
		return c.bot.resume(ctx, d)
	}
	return c.refuse(c.bot.fill(ctx, d, p))
}

// begun returns the discussion of a thread, which is kept if it is new.
func (c *call) begun(ctx context.Context, v view, p posts, thread string) (state.Discussion, error) {
	d, ok, err := c.bot.State.Discussion(ctx, thread)
	if err != nil || ok {
		return d, err
	}
	d = state.Discussion{
		Thread: thread, Server: c.GuildID, Member: c.user(), Question: v.Text, Library: v.Library, Revision: p.revision, Made: c.bot.Now(),
	}
	kept := state.View{Key: viewOf(thread), Member: d.Member, Server: d.Server, Body: v.body(), Expires: c.bot.Now().Add(c.bot.Keep)}
	return d, errors.Join(c.bot.State.PutView(ctx, kept), c.bot.State.PutDiscussion(ctx, d))
}

// refuse says in place of the answer which permission is missing; other errors are returned.
func (c *call) refuse(err error) error {
	w := words.Of(c.own())
	switch {
	case err == nil:
		return nil
	case rest.MissingPermissions(err), rest.MissingAccess(err):
		return sayf(w.NoPermission, "Create Public Threads, Send Messages in Threads, Embed Links")
	case rest.UnknownChannel(err):
		return say(w.NoChannel)
	case rest.TooManyThreads(err):
		return say(w.TooManyThreads)
	case rest.TagRequired(err):
		return say(w.TagRequired)
	}
	return err
}

// thread opens the thread of a discussion at the answer; where that stands in a thread already, as a post of the forum or a thread beside it.
func (c *call) thread(ctx context.Context, v view) (*discordgo.Channel, error) {
	name := message.Shortened(label(v.Text, 2*message.MaxOption), message.MaxOption)
	if parent := c.parent(); parent != "" {
		channel, err := c.bot.REST.Channel(ctx, parent)
		if err != nil {
			return nil, err
		}
		if channel.Type == discordgo.ChannelTypeGuildForum || channel.Type == discordgo.ChannelTypeGuildMedia {
			opening := reply{page: message.Page{Content: message.Question(v.Text)}}
			return c.bot.REST.StartForumPost(ctx, parent, name, opening.send())
		}
		return c.bot.REST.StartStandaloneThread(ctx, parent, name, archiveAfter)
	}
	if c.Message != nil { // whose button was pressed
		return c.bot.REST.StartThread(ctx, c.ChannelID, c.Message.ID, name, archiveAfter)
	}
	m, err := c.bot.REST.Original(ctx, c.Interaction.Interaction)
	if err != nil {
		return nil, err
	}
	return c.bot.REST.StartThread(ctx, c.ChannelID, m.ID, name, archiveAfter)
}

// fill sends the posts of a discussion that are not there yet.
func (b *Bot) fill(ctx context.Context, d state.Discussion, p posts) error {
	for i := len(d.Posts); i < len(p.list); i++ {
		r, err := b.post(ctx, d, p.list[i])
		if err != nil {
			return err
		}
		m, err := b.REST.SendOnce(ctx, d.Thread, fmt.Sprintf("%s-%d", d.Thread, i), r.send())
		if err != nil {
			return fmt.Errorf("sending a post of a discussion: %w", err)
		}
		if err := b.State.AddPost(ctx, d.Thread, state.Post{Source: p.list[i].source, Message: m.ID}); err != nil {
			return err
		}
	}
	return b.State.Finish(ctx, d.Thread)
}

// post returns a post of a discussion with its buttons.
func (b *Bot) post(ctx context.Context, d state.Discussion, p post) (reply, error) {
	p.view.Owner = d.Member
	key := p.view.key()
	if err := b.State.PutView(ctx, state.View{Key: key, Member: d.Member, Server: d.Server, Body: p.view.body(), Expires: b.Now().Add(b.Keep)}); err != nil {
		return reply{}, err
	}
	r := reply{page: p.page}
	pages := make([]message.Page, p.number+1) // the menu needs no other than the one that is shown
	pages[p.number] = p.page
	if menu, ok := contextMenu(p.view, key, shown{pages: pages}, p.number); ok {
		r.components = append(r.components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
	}
	w := words.Of(p.view.Language)
	r.components = append(r.components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: label(w.AddExcerpt, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("add", d.Thread)},
		discordgo.Button{Label: label(w.ChallengeExcerpt, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID("challenge", d.Thread)},
	}})
	return r, nil
}

// Resume sends what is missing of discussions that were begun before a time, and whose posts were not all sent: because a process ended, or Discord was
// out of reach. Where the library has changed since, that is said in place of the rest, so that no discussion shows two revisions.
func (b *Bot) Resume(ctx context.Context, before time.Time) error {
	unfinished, err := b.State.Unfinished(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, d := range unfinished {
		if !d.Made.Before(before) {
			continue
		}
		if err := b.resume(ctx, d); err != nil && !rest.UnknownChannel(err) && !rest.MissingAccess(err) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (b *Bot) resume(ctx context.Context, d state.Discussion) error {
	raw, ok, err := b.State.View(ctx, viewOf(d.Thread), b.Now())
	if err != nil {
		return err
	}
	var v view
	if !ok || json.Unmarshal(raw.Body, &v) != nil { // nobody waits for it any more
		return b.State.Finish(ctx, d.Thread)
	}
	p, err := b.posts(ctx, v)
	if err != nil {
		return err
	}
	if p.revision == d.Revision {
		return b.fill(ctx, d, p)
	}
	r := reply{page: message.Page{Content: markdown.Escape(words.Of(v.Language).LibraryChangedAsk)}}
	if _, err := b.REST.SendOnce(ctx, d.Thread, d.Thread+"-new", r.send()); err != nil {
		return err
	}
	return b.State.Finish(ctx, d.Thread)
}

// viewOf returns the key under which the view of a discussion is kept.
func viewOf(thread string) string { return "d" + thread }

// contribution opens the form in which a member adds to a discussion.
func (c *call) contribution(ctx context.Context, verb, thread string) (plan, error) {
	w := words.Of(c.own())
	if _, ok, err := c.bot.State.Discussion(ctx, cmpOr(thread, "0")); err != nil || !ok {
		return plan{}, errors.Join(err, say(w.NoDiscussion))
	}
	if verb == "add" {
		return form(customID("add", thread), w.AddExcerpt, input{id: "citation", label: w.Citation, required: true, limit: maxCitation, placeholder: "letter:8s3-2s-k7f"}), nil
	}
	return form(customID("challenge", thread), w.ChallengeExcerpt,
		input{id: "citation", label: w.Citation, limit: maxCitation, placeholder: "letter:8s3-2s-k7f"},
		input{id: "words", label: w.ChallengeWords, long: true, required: true, limit: maxChallenge}), nil
}

// maxChallenge is the most UTF-16 code units of a challenge: escaped it still fits into a message.
const maxChallenge = 900

// addExcerpt shows the excerpt that a member adds to a discussion, as the member's.
func (c *call) addExcerpt(thread string, written map[string]string) (plan, error) {
	citation := strings.Trim(strings.TrimSpace(written["citation"]), "`")
	if _, err := answers.ParseKey(citation); err != nil {
		return plan{}, say(words.Of(c.own()).NoCitation)
	}
	return plan{work: func(ctx context.Context) (reply, error) {
		found, err := c.discussion(ctx, thread)
		if err != nil {
			return reply{}, err
		}
		d, done := c.desk(ctx, found.Library)
		defer done()
		cited, err := d.Read(ctx, citation, answers.ScopeSentence)
		if err != nil {
			return reply{}, err
		}
		a := state.Addition{Thread: thread, Server: c.GuildID, Member: c.user(), Kind: state.AddedExcerpt, Excerpt: cited.Excerpt.ID, Made: c.bot.Now()}
		if _, err := c.bot.State.AddAddition(ctx, a); err != nil {
			return reply{}, err
		}
		page := message.Context(render.Context{Source: cited.Source, Excerpt: cited.Excerpt}, wordsOf(c.language()))[0]
		page.Content = c.by(words.Of(c.language()).AddedBy)
		return reply{page: page}, nil
	}}, nil
}

// discussion returns the discussion of a thread, or a notice that there is none.
func (c *call) discussion(ctx context.Context, thread string) (state.Discussion, error) {
	d, ok, err := c.bot.State.Discussion(ctx, cmpOr(thread, "0"))
	if err == nil && !ok {
		err = say(words.Of(c.own()).NoDiscussion)
	}
	return d, err
}

// by says whose words follow, without a ping.
func (c *call) by(words string) string {
	return "-# " + markdown.Escape(words) + " <@" + c.user() + ">"
}

// challenge shows what a member says against an excerpt, as the member's.
func (c *call) challenge(thread string, written map[string]string) (plan, error) {
	w := words.Of(c.own())
	text, _ := render.Visible(strings.TrimSpace(written["words"]))
	if text == "" {
		return plan{}, say(w.NothingWritten)
	}
	citation := strings.Trim(strings.TrimSpace(written["citation"]), "`")
	if _, err := answers.ParseKey(citation); citation != "" && err != nil {
		return plan{}, say(w.NoCitation)
	}
	return plan{work: func(ctx context.Context) (reply, error) {
		if _, err := c.discussion(ctx, thread); err != nil {
			return reply{}, err
		}
		a := state.Addition{Thread: thread, Server: c.GuildID, Member: c.user(), Kind: state.AddedChallenge, Excerpt: citation, Words: text, Made: c.bot.Now()}
		if _, err := c.bot.State.AddAddition(ctx, a); err != nil {
			return reply{}, err
		}
		content := c.by(words.Of(c.language()).ChallengedBy)
		if citation != "" {
			content += markdown.Escape(" · " + citation)
		}
		content += "\n" + markdown.Escape(message.Shortened(text, maxChallenge))
		if markdown.Len(content) > message.MaxContent {
			return reply{page: message.Page{Content: content[:strings.Index(content, "\n")], Embeds: []*discordgo.MessageEmbed{{Description: markdown.Escape(text)}}}}, nil
		}
		return reply{page: message.Page{Content: content}}, nil
	}}, nil
}
