package discord_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"variorum/desk"
	"variorum/discord"
	"variorum/discord/discordtest"
	"variorum/discord/preview"
	"variorum/library"
)

// Pictures of how messages look are drawn into the folder that VARIORUM_PICTURES names, with Chromium; VARIORUM_LIBRARY may name a library other than
// the example. Without them this test checks that every picture can be drawn.
func TestPictures(t *testing.T) {
	dir := os.Getenv("VARIORUM_PICTURES")
	questions := struct{ ask, compare, check string }{
		"how many people were hurt?", "when did the crane fall?", "The company does not count him, since no stone touched him.",
	}
	w := newWorld(t, func(o *discord.Options) {
		if lib := os.Getenv("VARIORUM_LIBRARY"); lib != "" {
			l, err := library.Open(t.Context(), lib, library.Options{})
			check(t, err)
			o.Libraries = map[string]*desk.Keeper{"": desk.Keep(l, o.Log)}
			questions.ask, questions.compare = "How many people were killed, and how many were police or soldiers?", "when did the protests begin?"
		}
	})
	ask := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", questions.ask)))
	pages := map[string]preview.Page{
		"ask-phone":   page(t, preview.Phone, answered(t, "/ask", ask)),
		"ask-desktop": page(t, preview.Desktop, answered(t, "/ask", ask)),
		"compare":     page(t, preview.Phone, answered(t, "/compare", w.answered(discordtest.Command(guild, "compare", discordtest.String("question", questions.compare))))),
		"check":       page(t, preview.Phone, answered(t, "/check", w.answered(discordtest.Command(guild, "check", discordtest.String("quotation", questions.check))))),
		"collate":     page(t, preview.Phone, answered(t, "/collate", w.answered(discordtest.Command(guild, "collate")))),
		"sources":     page(t, preview.Phone, answered(t, "/sources", w.answered(discordtest.Command(guild, "sources")))),
		"settings":    page(t, preview.Phone, answered(t, "/settings", w.answered(discordtest.Command(manager, "settings")))),
		"privacy":     page(t, preview.Phone, answered(t, "/privacy", w.answered(discordtest.Command(guild, "privacy", discordtest.Sub("show"))))),
		"help":        page(t, preview.Phone, answered(t, "/help", w.answered(discordtest.Command(guild, "help")))),
		"error":       page(t, preview.Phone, answered(t, "/ask", w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "who?"))))),
		"read":        page(t, preview.Phone, answered(t, "/read", w.answered(discordtest.Command(guild, "read", discordtest.String("citation", firstKey(ask)))))),
		"discuss":     w.discussionPage(t, questions.compare),
	}
	for name, p := range pages {
		var html bytes.Buffer
		check(t, preview.Write(&html, p))
		if html.Len() < 1000 {
			t.Errorf("%s is drawn in %d bytes", name, html.Len())
		}
		if dir != "" {
			draw(t, filepath.Join(dir, name+".png"), html.Bytes(), p.Width)
		}
	}
	if dir == "" {
		t.Log("left out: drawing the pictures (VARIORUM_PICTURES names the folder)")
	}
}

// firstKey returns the citation key of the first excerpt of an answer.
func firstKey(m discordtest.Message) string {
	for _, c := range m.Usable() {
		if len(c.Options) > 0 {
			return c.Options[0].Label
		}
	}
	return ""
}

func page(t *testing.T, width int, messages ...preview.Message) preview.Page {
	t.Helper()
	names := map[string]string{discordtest.DefaultUser: "Ada"}
	return preview.Page{Title: "reading-group", Width: width, Names: names, Messages: messages}
}

// answered returns a message of the bot as it is drawn.
func answered(t *testing.T, command string, m discordtest.Message) preview.Message {
	t.Helper()
	return preview.Message{Author: "Variorum", Bot: true, Time: "Today at 10:04", Interaction: "Ada used " + command, JSON: raw(t, m)}
}

func raw(t *testing.T, m discordtest.Message) json.RawMessage {
	t.Helper()
	b, err := json.Marshal(m)
	check(t, err)
	return b
}

// discussionPage draws a discussion with what members added to it.
func (w *world) discussionPage(t *testing.T, question string) preview.Page {
	t.Helper()
	m := w.answered(discordtest.Command(guild, "discuss", discordtest.String("question", question)))
	thread := w.server.Threads(discordtest.Guilds(1)[0].Channels[0].ID)[0]
	inThread := guild
	inThread.Channel = thread.ID
	posts := w.server.Messages(thread.ID)
	id, _ := button(posts[0], "Challenge an excerpt")
	form := w.do(discordtest.Press(inThread, posts[0], id))
	w.answered(discordtest.Submit(inThread, form, map[string]string{"citation": "", "words": "The clock stopped at 6.40, but was it right before?"}))
	p := page(t, preview.Phone, answered(t, "/discuss", m))
	p.Names[thread.ID] = thread.Name
	drawn := &preview.Thread{Name: thread.Name}
	for _, post := range w.server.Messages(thread.ID) {
		drawn.Messages = append(drawn.Messages, preview.Message{Author: "Variorum", Bot: true, Time: "Today at 10:04", JSON: raw(t, post)})
	}
	p.Messages[0].Thread = drawn
	return p
}

// draw makes a picture of a page, as high as it is.
func draw(t *testing.T, name string, html []byte, width int) {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	check(t, chromedp.Do(ctx, chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString(html)), chromedp.EmulateViewport(int64(width), 600, chromedp.EmulateScale(1))))
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	check(t, err)
	check(t, os.WriteFile(name, png, 0o666))
}
