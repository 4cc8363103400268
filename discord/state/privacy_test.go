package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fill keeps one of each for a member and a server. Whatever is the member's holds secret.
func fill(t testing.TB, s *Store, member, server, secret string) {
	t.Helper()
	ctx := t.Context()
	private := true
	must(t, s.SetServer(ctx, Server{ID: server, Library: "library-" + server, Channels: []string{"channel-" + server}}))
	must(t, s.SetMember(ctx, Member{ID: member, Private: &private, Length: "short"}))
	body, err := json.Marshal(map[string]string{"question": secret + strings.Repeat(" and more", 900)})
	must(t, err)
	must(t, s.PutView(ctx, View{Key: "v" + strings.ReplaceAll(member, "-", ""), Member: member, Server: server, Body: body, Expires: now.Add(time.Hour)}))
	d := Discussion{Thread: "t" + member, Server: server, Member: member, Question: secret, Made: now, Posts: []Post{{"a", "post-" + member}}}
	must(t, s.PutDiscussion(ctx, d))
	_, err = s.AddAddition(ctx, Addition{Thread: d.Thread, Server: server, Member: member, Kind: AddedChallenge, Words: secret, Made: now})
	must(t, err)
	_, err = s.AddFeedback(ctx, Feedback{Member: member, Server: server, Kind: FeedbackOff, Question: secret, Words: secret, Made: now})
	must(t, err)
	must(t, s.PutPending(ctx, Pending{Interaction: "i" + member, Application: "9", Token: "token of " + member, Member: member, Server: server, Language: "en", Made: now}))
}

// What is kept on a member or a server is all shown, as JSON that people can read.
func TestKept(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	fill(t, s, "71", "100", "when did it rain?")
	fill(t, s, "72", "100", "another's question")
	k, err := s.OfMember(t.Context(), "71")
	must(t, err)
	k.Views[0].Body = json.RawMessage(`{"question":"when did it rain?"}`)
	data, err := json.MarshalIndent(k, "", "  ")
	must(t, err)
	want := `{
  "members": [
    {
      "id": "71",
      "private": true,
      "length": "short"
    }
  ],
  "views": [
    {
      "key": "v71",
      "member": "71",
      "server": "100",
      "body": {
        "question": "when did it rain?"
      },
      "expires": "2026-03-14T16:09:26.535897Z"
    }
  ],
  "discussions": [
    {
      "thread": "t71",
      "server": "100",
      "member": "71",
      "question": "when did it rain?",
      "made": "2026-03-14T15:09:26.535897Z",
      "posts": [
        {
          "source": "a",
          "message": "post-71"
        }
      ],
      "complete": false
    }
  ],
  "additions": [
    {
      "id": 1,
      "thread": "t71",
      "server": "100",
      "member": "71",
      "kind": "challenge",
      "words": "when did it rain?",
      "made": "2026-03-14T15:09:26.535897Z"
    }
  ],
  "feedback": [
    {
      "id": 1,
      "member": "71",
      "server": "100",
      "kind": "off",
      "question": "when did it rain?",
      "words": "when did it rain?",
      "made": "2026-03-14T15:09:26.535897Z"
    }
  ],
  "pending": [
    {
      "interaction": "i71",
      "member": "71",
      "server": "100",
      "language": "en",
      "update": false,
      "made": "2026-03-14T15:09:26.535897Z"
    }
  ]
}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("OfMember as JSON, -want +got:\n%s", diff)
	}
	k, err = s.OfServer(t.Context(), "100")
	got := []int{len(k.Servers), len(k.Members), len(k.Views), len(k.Discussions), len(k.Additions), len(k.Feedback), len(k.Pending)}
	if want := []int{1, 0, 2, 2, 2, 2, 2}; err != nil || !slices.Equal(got, want) {
		t.Errorf("OfServer holds %v of each, error %v; want %v", got, err, want)
	}
	if k, err := s.OfMember(t.Context(), "nobody"); err != nil || !cmp.Equal(k, Kept{}) {
		t.Errorf("OfMember of somebody unknown = %v, %v", k, err)
	}
}

// After a deletion no table has a row that names the member or the server, and what others keep is still there.
func TestDeleteCoversEveryTable(t *testing.T) {
	for _, test := range []struct {
		name   string
		delete func(*Store) (Counts, error)
		gone   string
		want   Counts
	}{
		{"a member", func(s *Store) (Counts, error) { return s.DeleteMember(t.Context(), "member-1") }, "member-1", Counts{1, 1, 1, 1, 1, 1}},
		{"a server", func(s *Store) (Counts, error) { return s.DeleteServer(t.Context(), "server-1") }, "server-1", Counts{1, 2, 2, 2, 2, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, dir, Options{})
			fill(t, s, "member-1", "server-1", "secret 1")
			fill(t, s, "member-2", "server-1", "secret 2")
			fill(t, s, "member-3", "server-2", "secret 3")
			kept := rowsWith(t, s, "member-3")
			for _, table := range []string{"additions", "discussions", "feedback", "members", "pending", "posts", "views"} {
				if kept[table] == 0 {
					t.Errorf("the test keeps nothing in %s", table)
				}
			}
			got, err := test.delete(s)
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("counts, error %v, -want +got:\n%s", err, diff)
			}
			if rows := rowsWith(t, s, test.gone); len(rows) > 0 {
				t.Errorf("rows that name %s: %v", test.gone, rows)
			}
			if files := filesWith(t, dir, test.gone); len(files) > 0 {
				t.Errorf("files that name %s: %v", test.gone, files)
			}
			if diff := cmp.Diff(kept, rowsWith(t, s, "member-3")); diff != "" {
				t.Errorf("rows of somebody else, -before +after:\n%s", diff)
			}
			if again, err := test.delete(s); err != nil || again != (Counts{}) {
				t.Errorf("deleting again = %v, %v", again, err)
			}
			must(t, s.Check(t.Context()))
		})
	}
}

// rowsWith returns how many rows of each table hold some text in any column. Each table of the file is looked at.
func rowsWith(t *testing.T, s *Store, text string) map[string]int {
	t.Helper()
	columns, err := collect(t.Context(), s.read, func(s scan) (c [2]string, err error) { return c, s(&c[0], &c[1]) },
		`SELECT t.name, group_concat('coalesce(c.' || i.name || ', '''')', '||') FROM pragma_table_list t, pragma_table_info(t.name) i
		WHERE t.type = 'table' GROUP BY t.name`)
	must(t, err)
	if len(columns) < 8 {
		t.Fatalf("only %d tables", len(columns))
	}
	found := make(map[string]int)
	for _, c := range columns {
		var n int
		must(t, s.read.QueryRow("SELECT count(*) FROM "+c[0]+" c WHERE instr("+c[1]+", ?)", text).Scan(&n))
		if n > 0 {
			found[c[0]] = n
		}
	}
	return found
}

// No byte of what was deleted is left in any file of the folder: not in pages that the engine rearranged, not in
// the log, and neither before nor after the store is closed.
func TestDeletedIsGone(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	secret := func(member int) string { return fmt.Sprintf("secret-%03d.", member) }
	const members = 60
	for range 2500 {
		keepSomething(t, s, r, secret(r.IntN(members)))
	}
	for m := range members {
		if len(filesWith(t, dir, secret(m))) == 0 {
			t.Fatalf("seed %d: nothing was kept for %s", seed, secret(m))
		}
		_, err := s.DeleteMember(t.Context(), secret(m))
		must(t, err)
		if files := filesWith(t, dir, secret(m)); len(files) > 0 {
			t.Errorf("seed %d: %s is left in %v", seed, secret(m), files)
		}
		for range 20 {
			keepSomething(t, s, r, secret(m+1+r.IntN(members)))
		}
	}
	must(t, s.Check(t.Context()))
	must(t, s.Close())
	for m := range members {
		if files := filesWith(t, dir, secret(m)); len(files) > 0 {
			t.Errorf("seed %d: %s is in %v after Close", seed, secret(m), files)
		}
	}
}

// keepSomething keeps one thing that holds the member's ID in all texts. Its size is random, and so is its key.
func keepSomething(t *testing.T, s *Store, r *rand.Rand, member string) {
	t.Helper()
	ctx, text, key := t.Context(), strings.Repeat(member, r.IntN(40)), fmt.Sprint(r.Uint64())
	var err error
	switch r.IntN(5) {
	case 0:
		err = s.SetMember(ctx, Member{ID: member, Length: member})
	case 1:
		err = s.PutView(ctx, View{Key: key, Member: member, Body: []byte(`"` + text + text + `"`), Expires: now})
	case 2:
		err = s.PutDiscussion(ctx, Discussion{Thread: key, Member: member, Question: text, Made: now, Posts: []Post{{member, key}}})
	case 3:
		_, err = s.AddAddition(ctx, Addition{Thread: key, Member: member, Kind: AddedExcerpt, Words: text, Made: now})
	case 4:
		_, err = s.AddFeedback(ctx, Feedback{Member: member, Kind: FeedbackOff, Question: text, Words: text, Made: now})
	}
	must(t, err)
}

// Views that expired, and marks that are over an hour old, are gone after a sweep, also from the files; others stay.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	s, ctx := openStore(t, dir, Options{}), t.Context()
	for i := range 2*sweepRows + 3 {
		v := View{Key: fmt.Sprint("k", i), Member: "1", Body: []byte(`"short-lived"`), Expires: now}
		if i%sweepRows == 0 {
			v.Body, v.Expires = []byte(`"long-lived"`), now.Add(time.Microsecond)
		}
		must(t, s.PutView(ctx, v))
		_, err := s.First(ctx, fmt.Sprint(i), now.Add(-time.Hour+time.Duration(i%2)*time.Microsecond))
		must(t, err)
	}
	must(t, s.Sweep(ctx, now))
	var views, marks int
	must(t, s.read.QueryRow("SELECT (SELECT count(*) FROM views), (SELECT count(*) FROM marks)").Scan(&views, &marks))
	if views != 3 || marks != sweepRows+1 {
		t.Errorf("%d views and %d marks are left, want 3 and %d", views, marks, sweepRows+1)
	}
	if files := filesWith(t, dir, "short-lived"); len(files) > 0 {
		t.Errorf("expired views are left in %v", files)
	}
	if files := filesWith(t, dir, "long-lived"); len(files) == 0 {
		t.Error("a view that had not expired is gone")
	}
}

// While somebody reads an older state of the file, what was deleted stays in the log. The error says that others
// keep the file, and the next sweep wipes it.
func TestDeleteWhileOthersRead(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{Busy: 50 * time.Millisecond})
	other := openStore(t, dir, Options{})
	fill(t, s, "1", "2", "a secret")
	err := other.reading(t.Context(), "reading", func(q queryer) error {
		var n int
		if err := q.QueryRowContext(t.Context(), "SELECT count(*) FROM views").Scan(&n); err != nil {
			return err
		}
		got, err := s.DeleteMember(t.Context(), "1")
		if !errors.Is(err, ErrBusy) || got.Views != 1 {
			t.Errorf("DeleteMember while others read = %v, %v", got, err)
		}
		return nil
	})
	must(t, err)
	if len(filesWith(t, dir, "a secret")) == 0 {
		t.Error("the test did not keep the bytes from being wiped")
	}
	must(t, s.Sweep(t.Context(), now))
	if files := filesWith(t, dir, "a secret"); len(files) > 0 {
		t.Errorf("after Sweep it is left in %v", files)
	}
}

// A deletion that did not come to its end is finished by the sweep of another process.
func TestSweepFinishesDeletion(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	fill(t, s, "1", "2", "a secret")
	must(t, s.change(context.Background(), "deleting", true, func(w *writer) error {
		if _, err := w.exec("DELETE FROM feedback"); err != nil {
			return err
		}
		_, err := w.exec("DELETE FROM views")
		return errors.Join(err, w.noteDeletion(true))
	}))
	for _, query := range []string{"DELETE FROM additions", "DELETE FROM discussions"} {
		must(t, s.change(t.Context(), "deleting", true, func(w *writer) error { _, err := w.exec(query); return err }))
	}
	if len(filesWith(t, dir, "a secret")) == 0 {
		t.Fatal("nothing is left to wipe")
	}
	must(t, openStore(t, dir, Options{}).Sweep(t.Context(), now))
	if files := filesWith(t, dir, "a secret"); len(files) > 0 {
		t.Errorf("after Sweep it is left in %v", files)
	}
}
