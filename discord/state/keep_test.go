package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// odd is text that must come back as it went in.
const odd = "a'b\"; DROP TABLE members; --\x00\u202e 𝔘\n@everyone <@&1>\ufffd"

// Settings come back as they were set last, and are zero but for the ID before.
func TestSettings(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	yes, no := true, false
	for _, want := range []Server{
		{ID: "1", Library: odd, Channels: []string{"2", "3"}, Private: true, Order: "date", Excerpts: 3, Language: "de"},
		{ID: "1"},
		{ID: odd[:10], Excerpts: 1000},
	} {
		must(t, s.SetServer(ctx, want))
		if got, err := s.Server(ctx, want.ID); err != nil || !cmp.Equal(got, want) {
			t.Errorf("Server, error %v, -want +got:\n%s", err, cmp.Diff(want, got))
		}
	}
	for _, want := range []Member{{ID: "1", Private: &yes, Length: odd[:28]}, {ID: "1", Private: &no}, {ID: "1"}, {ID: "2"}} {
		must(t, s.SetMember(ctx, want))
		if got, err := s.Member(ctx, want.ID); err != nil || !cmp.Equal(got, want) {
			t.Errorf("Member, error %v, -want +got:\n%s", err, cmp.Diff(want, got))
		}
	}
	if got, err := s.Server(ctx, "9"); err != nil || !cmp.Equal(got, Server{ID: "9"}) {
		t.Errorf("Server that nothing was chosen for = %v, %v", got, err)
	}
	if got, err := s.Member(ctx, "9"); err != nil || !cmp.Equal(got, Member{ID: "9"}) {
		t.Errorf("Member who chose nothing = %v, %v", got, err)
	}
}

// A view is there until it expires; one with the same key takes its place and has its own life.
func TestViews(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	want := View{Key: "abc1", Member: "1", Server: "2", Body: json.RawMessage(`{"q": "` + strings.Repeat("é", 8000) + `"}`), Expires: now.Add(time.Hour)}
	find := func(at time.Time) *View {
		v, ok, err := s.View(ctx, want.Key, at)
		must(t, err)
		if !ok {
			return nil
		}
		return &v
	}
	if find(now) != nil {
		t.Error("there is a view before it was put")
	}
	must(t, s.PutView(ctx, want))
	if diff := cmp.Diff(&want, find(want.Expires.Add(-time.Microsecond))); diff != "" {
		t.Errorf("just before it expires, -want +got:\n%s", diff)
	}
	if find(want.Expires) != nil {
		t.Error("the view is there when it has expired")
	}
	want.Body, want.Member, want.Expires = json.RawMessage("null"), "3", want.Expires.Add(time.Hour)
	must(t, s.PutView(ctx, want))
	if diff := cmp.Diff(&want, find(now.Add(time.Hour))); diff != "" {
		t.Errorf("after it was replaced, -want +got:\n%s", diff)
	}
}

// An interaction is seen first once within an hour, however many ask at the same time.
func TestFirst(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	var (
		running sync.WaitGroup
		firsts  atomic.Int32
	)
	for range 50 {
		running.Go(func() {
			first, err := s.First(ctx, "1", now)
			if err != nil {
				t.Error(err)
			}
			if first {
				firsts.Add(1)
			}
		})
	}
	running.Wait()
	if n := firsts.Load(); n != 1 {
		t.Errorf("%d of 50 were first", n)
	}
	for _, step := range []struct {
		interaction string
		after       time.Duration
		want        bool
	}{
		{"1", time.Hour - time.Microsecond, false},
		{"2", time.Hour - time.Microsecond, true},
		{"1", time.Hour, true},
		{"1", time.Hour + time.Minute, false},
	} {
		if got, err := s.First(ctx, step.interaction, now.Add(step.after)); err != nil || got != step.want {
			t.Errorf("First(%s) after %v = %v, %v; want %v", step.interaction, step.after, got, err, step.want)
		}
	}
}

// A discussion is kept with its posts in order, can be added to and replaced, and is unfinished until it is finished.
func TestDiscussions(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	want := Discussion{
		Thread: "5", Server: "1", Member: "2", Question: odd, Library: "letters", Revision: "r1", Made: now,
		Posts: []Post{{"b", "11"}, {"a", "12"}, {"", "13"}},
	}
	other := Discussion{Thread: "4", Member: "2", Made: now.Add(time.Second)}
	must(t, s.PutDiscussion(ctx, other))
	must(t, s.PutDiscussion(ctx, want))
	check := func(step string, unfinished ...Discussion) {
		t.Helper()
		got, ok, err := s.Discussion(ctx, want.Thread)
		if diff := cmp.Diff(want, got); err != nil || !ok || diff != "" {
			t.Errorf("Discussion %s: there %v, error %v, -want +got:\n%s", step, ok, err, diff)
		}
		list, err := s.Unfinished(ctx)
		if diff := cmp.Diff(unfinished, list); err != nil || diff != "" {
			t.Errorf("Unfinished %s: error %v, -want +got:\n%s", step, err, diff)
		}
	}
	check("when it was put", want, other)
	must(t, s.AddPost(ctx, "5", Post{"c", "10"}))
	want.Posts = append(want.Posts, Post{"c", "10"})
	check("with one more post", want, other)
	want.Posts = want.Posts[1:3]
	must(t, s.PutDiscussion(ctx, want))
	check("when it was replaced", want, other)
	must(t, s.Finish(ctx, "5"))
	want.Complete = true
	check("when it was finished", other)

	if _, ok, err := s.Discussion(ctx, "6"); ok || err != nil {
		t.Errorf("Discussion of another thread: there %v, error %v", ok, err)
	}
	for name, err := range map[string]error{"AddPost": s.AddPost(ctx, "6", Post{"a", "1"}), "Finish": s.Finish(ctx, "6")} {
		if !errors.Is(err, ErrNoDiscussion) {
			t.Errorf("%s of a thread without a discussion: %v", name, err)
		}
	}
}

// Posts are added up to the limit.
func TestAddPostLimit(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	d := Discussion{Thread: "5", Member: "2", Made: now, Posts: make([]Post, postCount-1)}
	for i := range d.Posts {
		d.Posts[i].Message = fmt.Sprint(i)
	}
	must(t, s.PutDiscussion(ctx, d))
	must(t, s.AddPost(ctx, "5", Post{"", "last"}))
	var field *FieldError
	if err := s.AddPost(ctx, "5", Post{"", "more"}); !errors.As(err, &field) {
		t.Errorf("AddPost to a full discussion: %v", err)
	}
}

// Additions come back by thread, in the order in which they were kept, with IDs that are never given again.
func TestAdditions(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	want := []Addition{
		{Thread: "5", Server: "1", Member: "2", Kind: AddedExcerpt, Excerpt: "000:k7f2", Made: now},
		{Thread: "5", Server: "1", Member: "3", Kind: AddedChallenge, Excerpt: "000:k7f2", Words: odd, Made: now.Add(-time.Hour)},
	}
	for i := range want {
		var err error
		want[i].ID, err = s.AddAddition(ctx, want[i])
		must(t, err)
	}
	_, err := s.AddAddition(ctx, Addition{Thread: "6", Member: "3", Kind: AddedExcerpt, Excerpt: "x", Made: now})
	must(t, err)
	got, err := s.Additions(ctx, "5")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Additions, error %v, -want +got:\n%s", err, diff)
	}
	_, err = s.DeleteMember(ctx, "3")
	must(t, err)
	id, err := s.AddAddition(ctx, want[0])
	if err != nil || id != 4 {
		t.Errorf("after additions 2 and 3 were deleted, the next is %d, error %v; want 4", id, err)
	}
}

// Feedback comes back in the order in which it was kept, also if there is more than is read at a time, and as
// far as the reader wants.
func TestFeedbacks(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	var want, got []Feedback
	for i := range 2*feedbackPage + 1 {
		v := Feedback{
			Member: "1", Server: "2", Kind: FeedbackOff, Question: odd, Library: "letters", Revision: "r1", Source: "diary",
			Excerpt: "000:k7f2", Words: fmt.Sprint(i), Made: now,
		}
		var err error
		v.ID, err = s.AddFeedback(ctx, v)
		must(t, err)
		want = append(want, v)
	}
	for v, err := range s.Feedbacks(ctx) {
		must(t, err)
		got = append(got, v)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	n := 0
	for range s.Feedbacks(ctx) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d judgments were read, 3 were wanted", n)
	}
	ended, end := context.WithCancel(ctx)
	end()
	n = 0
	for _, err := range s.Feedbacks(ended) {
		if n++; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want that of the context", err)
		}
	}
	if n != 1 {
		t.Errorf("with a context that has ended there are %d results, want one error", n)
	}
}
