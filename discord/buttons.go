package discord

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"variorum/answers"
	"variorum/discord/message"
	"variorum/discord/words"
	"variorum/render"
)

// A custom ID of ours is v1/VERB/KEY/ARGUMENT: what is wanted, the key of the view that it is wanted of, and a number or name. Discord takes
// 100 UTF-16 code units; ours are ASCII and far fewer.
const idVersion = "v1"

func customID(verb string, parts ...string) string {
	return strings.Join(append([]string{idVersion, verb}, parts...), "/")
}

// maxButtons is the most buttons in a row.
const maxButtons = 5

// maxOptions is the most options of a select menu.
const maxOptions = 25

// buttons returns the components below page n of a view.
func (b *Bot) buttons(v view, key string, s shown, n int) []discordgo.MessageComponent {
	w := words.Of(v.Language)
	var rows []discordgo.MessageComponent
	add := func(parts ...discordgo.MessageComponent) {
		if len(parts) > 0 {
			rows = append(rows, discordgo.ActionsRow{Components: parts})
		}
	}
	if len(s.pages) > 1 {
		add(turning(key, n, len(s.pages))...)
	}
	if menu, ok := contextMenu(v, key, s, n); ok {
		add(menu)
	}
	if menu, ok := moreMenu(v, key, s); ok {
		add(menu)
	}
	for row := range slices.Chunk(b.actions(w, v, key, s), maxButtons) {
		add(row...)
	}
	return rows
}

// turning returns the buttons that turn pages.
func turning(key string, n, pages int) []discordgo.MessageComponent {
	return []discordgo.MessageComponent{
		discordgo.Button{Label: "◀", Style: discordgo.SecondaryButton, CustomID: customID("page", key, strconv.Itoa(n-1)), Disabled: n == 0},
		discordgo.Button{Label: fmt.Sprintf("%d / %d", n+1, pages), Style: discordgo.SecondaryButton, CustomID: customID("at", key), Disabled: true},
		discordgo.Button{Label: "▶", Style: discordgo.SecondaryButton, CustomID: customID("page", key, strconv.Itoa(n+1)), Disabled: n == pages-1},
	}
}

// contextMenu returns the menu of the excerpts of a page, each to be read in its context.
func contextMenu(v view, key string, s shown, n int) (discordgo.SelectMenu, bool) {
	w := wordsOf(v.Language)
	page := s.pages[n]
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: customID("context", key, strconv.Itoa(n)), Placeholder: label(w.Discord.InContext, 150)}
	if v.Kind == readView {
		for _, scope := range []answers.Scope{answers.ScopeSentence, answers.ScopeParagraph, answers.ScopePage, answers.ScopeAll} {
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: w.Discord.Scopes[scope], Value: string(scope), Default: scope == v.Scope})
		}
		menu.CustomID = customID("scope", key)
		return menu, true
	}
	for i, id := range page.Excerpts[:min(len(page.Excerpts), maxOptions)] {
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: label(id, message.MaxOption), Value: strconv.Itoa(i)})
	}
	return menu, len(menu.Options) > 0
}

// moreMenu returns the menu of the sources that say more than is shown.
func moreMenu(v view, key string, s shown) (discordgo.SelectMenu, bool) {
	w := wordsOf(v.Language)
	lines := render.NewLines(w.Render)
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: customID("more", key), Placeholder: label(w.Discord.MoreOf, 150)}
	if v.Kind != askView && v.Kind != compareView {
		return menu, false
	}
	for i, account := range s.answer.Accounts {
		if account.More > 0 && len(menu.Options) < maxOptions {
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{
				Label: label(lines.Title(account.Source), message.MaxOption), Value: strconv.Itoa(i), Description: label(lines.More(account.More), message.MaxOption),
			})
		}
	}
	return menu, len(menu.Options) > 0
}

// actions returns the row of buttons of a view.
func (b *Bot) actions(w words.Words, v view, key string, s shown) []discordgo.MessageComponent {
	button := func(text, verb string) discordgo.MessageComponent {
		return discordgo.Button{Label: label(text, message.MaxLabel), Style: discordgo.SecondaryButton, CustomID: customID(verb, key)}
	}
	var list []discordgo.MessageComponent
	question := v.Kind == askView || v.Kind == compareView
	if question && len(s.answer.Accounts) > 0 {
		list = append(list, button(w.AsList, "list"))
	}
	if question && len(s.pages) > 1 && len(s.answer.Differences)+len(s.answer.Agreements)+len(s.answer.Shared) > 0 {
		list = append(list, button(w.Differences, "rows"))
	}
	if question {
		list = append(list, button(w.Sources, "sources"))
	}
	if v.Private {
		list = append(list, button(w.Share, "share"))
	}
	if question && v.Match != answers.Generous {
		list = append(list, button(w.Weaker, "weaker"))
	}
	if question {
		list = append(list, button(w.Feedback, "feedback"))
	}
	return list
}

// label returns foreign or fixed text as a label, in which Discord renders no Markdown, of at most n UTF-16 code units.
func label(s string, n int) string {
	visible, _ := render.Visible(s)
	visible = strings.Join(strings.Fields(visible), " ")
	if visible == "" {
		visible = "-"
	}
	return message.Shortened(visible, n)
}

// pressed divides a custom ID of ours.
func pressed(id string) (verb string, parts []string, ok bool) {
	fields := strings.Split(id, "/")
	if len(fields) < 2 || fields[0] != idVersion {
		return "", nil, false
	}
	return fields[1], fields[2:], true
}

// part returns part i, or "".
func part(parts []string, i int) string {
	if i < len(parts) {
		return parts[i]
	}
	return ""
}
