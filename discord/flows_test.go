package discord_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord"
	"variorum/discord/discordtest"
	"variorum/discord/markdown"
	"variorum/discord/state"
	"variorum/library"
)

// many returns a library of n sources that all say something on a flood, at some length.
func many(t *testing.T, n int) *library.Library {
	t.Helper()
	sources := make([]corpus.Source, n)
	for i := range sources {
		text := fmt.Sprintf("The flood came at %d o'clock. ", 1+i%12) + strings.Repeat("The flood carried the bridge and the mill away, and the water stood in every house of the lower town for days. ", 4)
		sources[i] = corpus.Source{ID: corpus.SourceID(fmt.Sprintf("s%03d", i)), Language: "en"}
		sources[i].Document = corpus.Document{Text: text, Structure: corpus.Parse(text, "en", false)}
	}
	l, err := library.NewMemory(sources)
	check(t, err)
	return l
}

// excerptsOf returns the visible text of the block quotations of a message, in order.
func excerptsOf(m discordtest.Message) []string {
	var list []string
	for _, e := range m.Embeds {
		list = append(list, markdown.Quotes(markdown.Parse(e.Description, markdown.Description))...)
	}
	return list
}

// Turning pages reaches every excerpt of the answer once, in its order, and pages stand still when a process takes the place of another.
func TestPagesReachEveryExcerpt(t *testing.T) {
	l := many(t, 40)
	w := newWorld(t, func(o *discord.Options) { o.Libraries = map[string]*desk.Keeper{"": desk.Keep(l, o.Log)} })
	answer, err := desk.New(l).Composer.Answer(t.Context(), answers.Request{Question: "when did the flood come?", Order: answers.ByTitle})
	check(t, err)
	var want []string
	for _, a := range answer.Accounts {
		for _, e := range a.Excerpts {
			want = append(want, e.Quote)
		}
	}
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "when did the flood come?")))
	got := excerptsOf(m)
	pages := 1
	for ; pages < 100; pages++ {
		next, ok := button(m, "▶")
		if !ok {
			break
		}
		w.restart()
		m = w.answered(discordtest.Press(guild, m, next))
		got = append(got, excerptsOf(m)...)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d pages show %d excerpts, the answer has %d", pages, len(got), len(want))
	}
	if pages < 3 {
		t.Errorf("the answer has %d pages, want several", pages)
	}
}

// button returns the custom ID of the button with a label, if it can be pressed.
func button(m discordtest.Message, label string) (string, bool) {
	for _, c := range m.Usable() {
		if c.Label == label && !c.Disabled {
			return c.CustomID, true
		}
	}
	return "", false
}

// Whoever did not ask turns the pages of an answer for himself or herself alone.
func TestOthersTurnPagesAlone(t *testing.T) {
	l := many(t, 40)
	w := newWorld(t, func(o *discord.Options) { o.Libraries = map[string]*desk.Keeper{"": desk.Keep(l, o.Log)} })
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "when did the flood come?")))
	other := guild
	other.User = "400000000000000001"
	next, _ := button(m, "▶")
	alone := w.answered(discordtest.Press(other, m, next))
	if !alone.Ephemeral() || alone.ID == m.ID {
		t.Errorf("another member's page is seen by all")
	}
	if now, _ := w.server.Message(m.ID); now.Edits != m.Edits {
		t.Errorf("another member turned the page of the answer")
	}
}

// Nobody can press another's private answer.
func TestPrivateAnswersAreTheirOwners(t *testing.T) {
	w := newWorld(t, nil)
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "who was to blame?"), discordtest.Boolean("private", true)))
	if !m.Ephemeral() {
		t.Fatalf("a private answer is seen by all")
	}
	share, ok := button(m, "Share with everyone")
	if !ok {
		t.Fatalf("a private answer can not be shared")
	}
	other := guild
	other.User = "400000000000000001"
	r := discordtest.Press(other, m, share)
	r.Unchecked = true
	if got := w.answered(r); !got.Ephemeral() || len(got.Embeds) != 0 || !strings.Contains(got.Content, "another member") {
		t.Errorf("another member's press shows %q with %d embeds", got.Content, len(got.Embeds))
	}
	if got := w.answered(discordtest.Press(guild, m, share)); got.Ephemeral() || len(got.Embeds) == 0 {
		t.Errorf("sharing shows %q to one member", got.Content)
	}
}

// The same question shows the same to everybody, whatever language they use Discord in.
func TestSameQuestionShowsTheSame(t *testing.T) {
	w := newWorld(t, nil)
	var first discordtest.Message
	for i, where := range []discordtest.Where{guild, {Guild: guild.Guild, User: "400000000000000001", Locale: "ru"}, {User: "400000000000000002", Locale: "de"}} {
		m := w.answered(discordtest.Command(where, "ask", discordtest.String("question", "how many people were hurt?")))
		if i == 0 {
			first = m
			continue
		}
		if m.Content != first.Content || fmt.Sprint(m.Embeds) != fmt.Sprint(first.Embeds) {
			t.Errorf("%+v sees another answer", where)
		}
	}
}

// What a server chose holds for all who ask there, what a member chose for the member, and only those who manage the server choose for it.
func TestSettingsHold(t *testing.T) {
	w := newWorld(t, nil)
	panel := w.answered(discordtest.Command(manager, "settings"))
	if !panel.Ephemeral() {
		t.Errorf("settings are seen by all")
	}
	w.answered(discordtest.Select(manager, panel, "v1/set/language", "de"))
	w.answered(discordtest.Select(manager, panel, "v1/set/excerpts", "1"))
	w.answered(discordtest.Press(manager, panel, "v1/set/private"))
	w.restart()
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "how many people were hurt?")))
	if !m.Ephemeral() || !strings.Contains(m.Content, "6 Quellen") {
		t.Errorf("the answer is %q, seen by one: %v", m.Content, m.Ephemeral())
	}
	own := w.answered(discordtest.Command(guild, "settings"))
	if _, ok := own.Find("v1/set/language"); ok {
		t.Errorf("a member who does not manage the server is shown its settings")
	}
	r := discordtest.Select(guild, own, "v1/set/language", "fr")
	r.Unchecked = true
	if got := w.answered(r); !strings.Contains(got.Content, "manage the server") {
		t.Errorf("a member who does not manage the server is told %q", got.Content)
	}
	w.answered(discordtest.Select(guild, own, "v1/set/mine-private", "false"))
	if m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", "how many people were hurt?"))); m.Ephemeral() {
		t.Errorf("a member's own setting does not hold")
	}
}

// A discussion has a thread with a post for each account, in the order of the answer; what members add is shown as theirs and kept.
func TestDiscussion(t *testing.T) {
	w := newWorld(t, nil)
	m := w.answered(discordtest.Command(guild, "discuss", discordtest.String("question", "how many people were hurt?")))
	threads := w.server.Threads(discordtest.Guilds(1)[0].Channels[0].ID)
	if len(threads) != 1 || threads[0].Name != "how many people were hurt?" || !strings.Contains(m.Content, "<#"+threads[0].ID+">") {
		t.Fatalf("threads are %+v, the answer is %q", threads, m.Content)
	}
	posts := w.server.Messages(threads[0].ID)
	var titles []string
	for _, p := range posts[1:] {
		titles = append(titles, p.Embeds[0].Title)
	}
	if want := []string{"Crane Falls at Saltry Quay", "Memorandum to the Directors", "Report of the Inquiry into the Fall of Number Three Crane", "They Counted the Sacks"}; !slices.Equal(titles, want) {
		t.Errorf("posts are of %q, want %q", titles, want)
	}
	inThread := guild
	inThread.Channel = threads[0].ID
	for label, fields := range map[string]map[string]string{
		"Add an excerpt":       {"citation": "002-bulletin:em-e9-22j"},
		"Challenge an excerpt": {"citation": "", "words": "The *log* says otherwise. @everyone"},
	} {
		id, ok := button(posts[1], label)
		if !ok {
			t.Fatalf("a post has no button %q", label)
		}
		shown := w.do(discordtest.Press(inThread, posts[1], id))
		got := w.answered(discordtest.Submit(inThread, shown, fields))
		if got.Ephemeral() || !strings.Contains(got.Content, "<@"+discordtest.DefaultUser+">") {
			t.Errorf("%s: the thread shows %q", label, got.Content)
		}
	}
	kept, err := w.state.Additions(t.Context(), threads[0].ID)
	check(t, err)
	if len(kept) != 2 {
		t.Errorf("%d additions are kept, want 2: %+v; log:\n%s", len(kept), kept, w.log)
	}
}

// A process that ends in the middle of a discussion leaves nothing undone: the next one sends what is missing, once.
func TestDiscussionGoesOnAfterARestart(t *testing.T) {
	for failing := range 7 {
		w := newWorld(t, nil)
		channel := discordtest.Guilds(1)[0].Channels[0].ID
		ctx, stop := context.WithCancel(t.Context())
		sent := 0
		w.hook = func(r *http.Request) error {
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/messages") {
				sent++
			}
			if sent > failing {
				stop()
				return ctx.Err()
			}
			return nil
		}
		i, err := w.server.Prepare(discordtest.Command(guild, "discuss", discordtest.String("question", "how many people were hurt?")))
		check(t, err)
		w.bot.HandleEvent(ctx, decoded(w.t, i))
		stop()
		w.hook = nil
		w.restart()
		check(t, w.bot.Resume(t.Context(), time.Now()))
		threads := w.server.Threads(channel)
		if len(threads) != 1 {
			t.Fatalf("failing at post %d there are %d threads", failing, len(threads))
		}
		var titles []string
		for _, m := range w.server.Messages(threads[0].ID) {
			titles = append(titles, m.Embeds[0].Title)
		}
		want := []string{"No passage found", "Crane Falls at Saltry Quay", "Memorandum to the Directors", "Report of the Inquiry into the Fall of Number Three Crane", "They Counted the Sacks"}
		if !slices.Equal(titles, want) {
			t.Errorf("failing at post %d the thread has %q", failing, titles)
		}
	}
}

// Whoever waits for an answer when the process ends is told to ask again.
func TestThoseWhoWaitAreTold(t *testing.T) {
	l := many(t, 3000)
	w := newWorld(t, func(o *discord.Options) { o.Libraries = map[string]*desk.Keeper{"": desk.Keep(l, o.Log)} })
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	i, err := w.server.Prepare(discordtest.Command(guild, "collate"))
	check(t, err)
	go func() {
		_ = i.WaitAcked(ctx) // or the test has ended
		stop()
	}()
	w.bot.HandleEvent(ctx, decoded(w.t, i))
	if list := i.Followups(); len(list) != 1 || !list[0].Ephemeral() || !strings.Contains(list[0].Content, "being restarted") {
		t.Errorf("the member is told %+v", list)
	}
}

// Whoever was told to wait by a process that was killed is told to ask again by the next one, once, when nobody can be making the answer any more.
func TestThoseLeftWaitingAreTold(t *testing.T) {
	l := many(t, 3000)
	now := time.Now()
	w := newWorld(t, func(o *discord.Options) {
		o.Libraries = map[string]*desk.Keeper{"": desk.Keep(l, o.Log)}
		o.Now = func() time.Time { return now }
	})
	i, err := w.server.Prepare(discordtest.Command(guild, "collate"))
	check(t, err)
	ctx, stop := context.WithCancel(t.Context())
	w.hook = func(r *http.Request) error { // as a process that is killed sends nothing more
		if strings.Contains(r.URL.Path, "/webhooks/") {
			return context.Canceled
		}
		return nil
	}
	go func() {
		_ = i.WaitAcked(ctx) // or the test has ended
		stop()
	}()
	w.bot.HandleEvent(ctx, decoded(t, i))
	w.hook = nil
	check(t, w.state.PutPending(t.Context(), state.Pending{ // which the killed process would not have forgotten
		Interaction: i.ID(), Application: w.server.ApplicationID(), Token: i.Token(), Member: discordtest.DefaultUser, Language: "en", Made: now,
	}))
	w.restart()
	check(t, w.bot.TellAbandoned(t.Context()))
	if m, _ := i.Original(); !m.Loading {
		t.Errorf("at once the member is told %q", m.Content)
	}
	now = now.Add(2 * time.Minute)
	for range 2 {
		check(t, w.bot.TellAbandoned(t.Context()))
	}
	if m, _ := i.Original(); m.Loading || !strings.Contains(m.Content, "being restarted") || m.Edits != 1 {
		t.Errorf("the member is told %q by %d edits", m.Content, m.Edits)
	}
}

// A channel that is deleted while a discussion is opened in it takes the answer with it: nobody can be told, and nothing is kept.
func TestChannelIsDeletedMeanwhile(t *testing.T) {
	w := newWorld(t, nil)
	channel := discordtest.Guilds(1)[0].Channels[0].ID
	w.hook = func(r *http.Request) error {
		if strings.HasSuffix(r.URL.Path, "/threads") {
			w.server.DeleteChannel(channel)
		}
		return nil
	}
	w.do(discordtest.Command(guild, "discuss", discordtest.String("question", "who fell?")))
	kept, err := w.state.OfMember(t.Context(), discordtest.DefaultUser)
	check(t, err)
	if len(kept.Discussions) != 0 {
		t.Errorf("%d discussions are kept, want none", len(kept.Discussions))
	}
	if s := w.log.String(); strings.Contains(s, "level=ERROR") {
		t.Errorf("the log has errors:\n%s", s)
	}
	w.hook = nil
	if m := w.answered(discordtest.Command(discordtest.Where{Guild: discordtest.Guilds(2)[1].ID}, "help")); len(m.Embeds) == 0 {
		t.Error("the bot answers no more")
	}
}

// All that is kept on a member is shown, and after it is deleted no file of the data folder holds any of it.
func TestPrivacy(t *testing.T) {
	w := newWorld(t, nil)
	const secret = "who saw the zebra beside the crane"
	m := w.answered(discordtest.Command(guild, "ask", discordtest.String("question", secret)))
	feedback, _ := button(m, "Feedback")
	missing, _ := button(w.answered(discordtest.Press(guild, m, feedback)), "Something is missing")
	form := w.do(discordtest.Press(guild, w.lastFollowup(m, feedback), missing))
	w.answered(discordtest.Submit(guild, form, map[string]string{"words": "zebras were seen by all", "source": ""}))
	w.answered(discordtest.Select(guild, w.answered(discordtest.Command(guild, "settings")), "v1/set/length", "short"))
	w.answered(discordtest.Command(guild, "discuss", discordtest.String("question", secret)))
	shown := w.answered(discordtest.Command(guild, "privacy", discordtest.Sub("show")))
	for _, want := range []string{secret, "zebras were seen by all", "short"} {
		if !shown.Ephemeral() || !strings.Contains(shown.Embeds[0].Description, want) {
			t.Errorf("what is kept does not show %q:\n%s", want, shown.Embeds[0].Description)
		}
	}
	export := w.answered(discordtest.Command(guild, "privacy", discordtest.Sub("export")))
	if len(export.Attachments) != 1 || !strings.Contains(string(export.Attachments[0].Data), secret) {
		t.Errorf("the export has %d files", len(export.Attachments))
	}
	w.answered(discordtest.Command(guild, "privacy", discordtest.Sub("delete")))
	if got := w.answered(discordtest.Command(guild, "privacy", discordtest.Sub("show"))); !strings.Contains(got.Content, "Nothing is kept") {
		t.Errorf("after all was deleted there is %q", got.Content)
	}
	w.absent(t, secret, "zebra", discordtest.DefaultUser)
	if strings.Contains(w.log.String(), "zebra") || strings.Contains(w.log.String(), discordtest.DefaultUser) {
		t.Errorf("the log holds what a member asked:\n%s", w.log)
	}
}

// lastFollowup presses once more and returns what is shown.
func (w *world) lastFollowup(m discordtest.Message, id string) discordtest.Message {
	w.t.Helper()
	return w.answered(discordtest.Press(guild, m, id))
}

// absent reports an error for each string that a file of the data folder holds.
func (w *world) absent(t *testing.T, texts ...string) {
	t.Helper()
	files := 0
	check(t, fs.WalkDir(os.DirFS(w.data), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(os.DirFS(w.data), name)
		if err != nil {
			return err
		}
		files++
		for _, s := range texts {
			if strings.Contains(string(raw), s) {
				t.Errorf("%s still holds %q", name, s)
			}
		}
		return nil
	}))
	if files == 0 {
		t.Errorf("the data folder is empty")
	}
}

// While what buttons need can not be kept, as when another process holds the file, answers are shown without them.
func TestAnswersDoNotNeedTheirButtons(t *testing.T) {
	w := newWorld(t, nil)
	question := discordtest.Command(guild, "ask", discordtest.String("question", "how many people were hurt?"))
	db, err := sql.Open("sqlite", filepath.Join(w.data, "discord.db"))
	check(t, err)
	conn, err := db.Conn(t.Context())
	check(t, err)
	_, err = conn.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	check(t, err)
	m := w.answered(question)
	_, err = conn.ExecContext(t.Context(), "ROLLBACK")
	check(t, errors.Join(err, conn.Close(), db.Close()))
	if len(m.Embeds) != 6 || len(m.Usable()) != 0 {
		t.Errorf("the answer has %d embeds and %d buttons", len(m.Embeds), len(m.Usable()))
	}
	if m := w.answered(question); len(m.Usable()) == 0 {
		t.Error("afterwards an answer has no buttons")
	}
}
