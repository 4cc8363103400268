package state

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each field is kept up to its limit; beyond it, the error names the field and does not repeat what stood there.
func TestLimits(t *testing.T) {
	s, ctx := openStore(t, t.TempDir(), Options{}), t.Context()
	long := func(n int) string { return strings.Repeat("x", n) }
	server := func(v Server) error { return s.SetServer(ctx, v) }
	member := func(v Member) error { return s.SetMember(ctx, v) }
	view := func(v View) error { return s.PutView(ctx, v) }
	discussion := func(v Discussion) error { return s.PutDiscussion(ctx, v) }
	addition := func(v Addition) error { _, err := s.AddAddition(ctx, v); return err }
	feedback := func(v Feedback) error { _, err := s.AddFeedback(ctx, v); return err }
	tests := []struct {
		want string // "" for none
		err  error
	}{
		{"", server(Server{ID: long(32), Library: long(1024), Channels: make500(long(32)), Order: long(32), Excerpts: 1000, Language: long(32)})},
		{"Server.ID is empty", server(Server{})},
		{"Server.ID has 33 bytes (limit 32)", server(Server{ID: long(33)})},
		{"Server.ID is not UTF-8", server(Server{ID: "\xff"})},
		{"Server.Library has 1025 bytes (limit 1024)", server(Server{ID: "1", Library: long(1025)})},
		{"Server.Channels has 501 entries (limit 500)", server(Server{ID: "1", Channels: append(make500("1"), "1")})},
		{"Server.Channels is empty", server(Server{ID: "1", Channels: []string{""}})},
		{"Server.Order has 33 bytes (limit 32)", server(Server{ID: "1", Order: long(33)})},
		{"Server.Excerpts is 1001 (limit 1000)", server(Server{ID: "1", Excerpts: 1001})},
		{"Server.Excerpts is -1 (limit 1000)", server(Server{ID: "1", Excerpts: -1})},
		{"Server.Language has 33 bytes (limit 32)", server(Server{ID: "1", Language: long(33)})},
		{"", member(Member{ID: long(32), Length: long(32)})},
		{"Member.ID is empty", member(Member{})},
		{"Member.Length has 33 bytes (limit 32)", member(Member{ID: "1", Length: long(33)})},
		{"", view(View{Key: long(32), Member: long(32), Server: long(32), Body: []byte(`"` + long(64<<10-2) + `"`)})},
		{"View.Key is empty", view(View{Member: "1", Body: []byte("1")})},
		{"View.Key has 33 bytes (limit 32)", view(View{Key: long(33), Member: "1", Body: []byte("1")})},
		{"View.Key has other characters than a to z and 0 to 9", view(View{Key: "a_b", Member: "1", Body: []byte("1")})},
		{"View.Member is empty", view(View{Key: "a", Body: []byte("1")})},
		{"View.Server has 33 bytes (limit 32)", view(View{Key: "a", Member: "1", Server: long(33), Body: []byte("1")})},
		{"View.Body has 65537 bytes (limit 65536)", view(View{Key: "a", Member: "1", Body: []byte(`"` + long(64<<10-1) + `"`)})},
		{"View.Body is not JSON", view(View{Key: "a", Member: "1", Body: []byte("{")})},
		{"View.Body is not JSON", view(View{Key: "a", Member: "1"})},
		{"View.Body is not UTF-8", view(View{Key: "a", Member: "1", Body: []byte("\"\xff\"")})},
		{"", discussion(Discussion{
			Thread: long(32), Server: long(32), Member: long(32), Question: strings.Repeat("𝔘", 3000), Library: long(1024), Revision: long(128),
			Posts: []Post{{long(256), long(32)}},
		})},
		{"Discussion.Thread is empty", discussion(Discussion{Member: "1"})},
		{"Discussion.Member is empty", discussion(Discussion{Thread: "1"})},
		{"Discussion.Question has 6001 UTF-16 units (limit 6000)", discussion(Discussion{Thread: "1", Member: "1", Question: "x" + strings.Repeat("𝔘", 3000)})},
		{"Discussion.Question is not UTF-8", discussion(Discussion{Thread: "1", Member: "1", Question: "\xed\xa0\x80"})},
		{"Discussion.Revision has 129 bytes (limit 128)", discussion(Discussion{Thread: "1", Member: "1", Revision: long(129)})},
		{"Discussion.Posts has 1001 entries (limit 1000)", discussion(Discussion{Thread: "1", Member: "1", Posts: make([]Post, 1001)})},
		{"Discussion.Message is empty", discussion(Discussion{Thread: "1", Member: "1", Posts: []Post{{}}})},
		{"Post.Source has 257 bytes (limit 256)", s.AddPost(ctx, "1", Post{long(257), "1"})},
		{"", addition(Addition{
			Thread: long(32), Server: long(32), Member: long(32), Kind: AddedChallenge, Excerpt: long(256), Words: strings.Repeat("ü", 4000),
		})},
		{`Addition.Kind is none of ["excerpt" "challenge"]`, addition(Addition{Thread: "1", Member: "1"})},
		{"Addition.Excerpt has 257 bytes (limit 256)", addition(Addition{Thread: "1", Member: "1", Kind: AddedExcerpt, Excerpt: long(257)})},
		{"Addition.Words has 4001 UTF-16 units (limit 4000)", addition(Addition{Thread: "1", Member: "1", Kind: AddedExcerpt, Words: long(4001)})},
		{"", feedback(Feedback{
			Member: long(32), Server: long(32), Kind: FeedbackMissing, Question: long(6000), Library: long(1024), Revision: long(128),
			Source: long(256), Excerpt: long(256), Words: long(4000),
		})},
		{"Feedback.Member is empty", feedback(Feedback{Kind: FeedbackOff})},
		{`Feedback.Kind is none of ["off" "missing"]`, feedback(Feedback{Member: "1", Kind: "excerpt"})},
		{"Feedback.Words has 4001 UTF-16 units (limit 4000)", feedback(Feedback{Member: "1", Kind: FeedbackOff, Words: long(4001)})},
		{"First.interaction is empty", func() error { _, err := s.First(ctx, "", now); return err }()},
		{"First.interaction has 33 bytes (limit 32)", func() error { _, err := s.First(ctx, long(33), now); return err }()},
	}
	for _, test := range tests {
		var field *FieldError
		switch {
		case test.want == "" && test.err != nil:
			t.Errorf("at the limit: %v", test.err)
		case test.want != "" && (!errors.As(test.err, &field) || test.err.Error() != test.want):
			t.Errorf("got %v, want %s", test.err, test.want)
		}
	}
}

func make500(s string) []string {
	list := make([]string, 500)
	for i := range list {
		list[i] = s
	}
	return list
}

// What is at the limit of each field comes back whole.
func TestLongestDiscussion(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	want := Discussion{Thread: "1", Member: "1", Question: strings.Repeat("漢", 6000), Made: now, Posts: make([]Post, postCount)}
	for i := range want.Posts {
		want.Posts[i] = Post{strings.Repeat("s", sourceBytes), strings.Repeat("m", idBytes)}
	}
	must(t, s.PutDiscussion(context.Background(), want))
	got, _, err := s.Discussion(t.Context(), "1")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v, -want +got:\n%s", err, diff)
	}
}
