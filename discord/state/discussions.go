package state

import (
	"context"
	"time"
)

// A Discussion is a thread that the bot opened for a question.
type Discussion struct {
	Thread   string    `json:"thread"`             // 1 to 32 bytes
	Server   string    `json:"server,omitempty"`   // up to 32 bytes
	Member   string    `json:"member"`             // who asked
	Question string    `json:"question"`           // up to 6000 UTF-16 code units
	Library  string    `json:"library,omitempty"`  // up to 1024 bytes
	Revision string    `json:"revision,omitempty"` // of the library, up to 128 bytes
	Made     time.Time `json:"made"`
	Posts    []Post    `json:"posts,omitempty"` // in the order in which they were sent, up to 1000
	Complete bool      `json:"complete"`        // all posts were sent
}

// A Post is one message of the bot in a discussion.
type Post struct {
	Source  string `json:"source,omitempty"` // whose account it shows, up to 256 bytes; "" for what shows none
	Message string `json:"message"`          // 1 to 32 bytes
}

func (v Discussion) check() error {
	f := fields{of: "Discussion"}
	f.id("Thread", v.Thread)
	f.bytes("Server", v.Server, idBytes)
	f.id("Member", v.Member)
	f.units("Question", v.Question, questionUnits)
	f.bytes("Library", v.Library, libraryBytes)
	f.bytes("Revision", v.Revision, revisionBytes)
	f.count("Posts", len(v.Posts), postCount, "entries")
	for _, p := range v.Posts {
		f.post(p)
	}
	return f.err
}

func (f *fields) post(p Post) {
	f.bytes("Source", p.Source, sourceBytes)
	f.id("Message", p.Message)
}

const discussionColumns = "thread, server, member, question, library, revision, made, complete"

func scanDiscussion(scan scan) (Discussion, error) {
	var (
		v  Discussion
		at int64
	)
	err := scan(&v.Thread, &v.Server, &v.Member, &v.Question, &v.Library, &v.Revision, &at, &v.Complete)
	v.Made = when(at)
	return v, err
}

// PutDiscussion keeps a discussion with its posts. One of the same thread is replaced.
func (s *Store) PutDiscussion(ctx context.Context, v Discussion) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.change(ctx, "keeping a discussion", true, func(w *writer) error {
		if _, err := w.exec("DELETE FROM discussions WHERE thread = ?", v.Thread); err != nil { // its posts too
			return err
		}
		_, err := w.exec("INSERT INTO discussions ("+discussionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			v.Thread, v.Server, v.Member, v.Question, v.Library, v.Revision, v.Made.UnixMicro(), v.Complete)
		for i, p := range v.Posts {
			if err != nil {
				return err
			}
			err = w.post(v.Thread, int64(i), p)
		}
		return err
	})
}

// post keeps the post at a position, counted from 0.
func (w *writer) post(thread string, position int64, p Post) error {
	_, err := w.exec("INSERT INTO posts (thread, position, source, message) VALUES (?, ?, ?, ?)", thread, position, p.Source, p.Message)
	return err
}

// AddPost adds a post to the end of a discussion. Its errors include [ErrNoDiscussion].
func (s *Store) AddPost(ctx context.Context, thread string, p Post) error {
	f := fields{of: "Post"}
	if f.post(p); f.err != nil {
		return f.err
	}
	return s.change(ctx, "adding a post to a discussion", true, func(w *writer) error {
		const query = "SELECT (SELECT count(*) FROM discussions WHERE thread = ?1) * (1 + (SELECT count(*) FROM posts WHERE thread = ?1))"
		n, err := w.number(query, thread) // 0 without a discussion, else one more than it has posts
		switch {
		case err != nil:
			return err
		case n == 0:
			return ErrNoDiscussion
		case n > postCount:
			return &FieldError{Field: "Discussion.Posts", Problem: "is full"}
		}
		return w.post(thread, n-1, p)
	})
}

// Finish says that all posts of a discussion were sent. Its errors include [ErrNoDiscussion].
func (s *Store) Finish(ctx context.Context, thread string) error {
	return s.change(ctx, "finishing a discussion", true, func(w *writer) error {
		n, err := w.affected("UPDATE discussions SET complete = 1 WHERE thread = ?", thread)
		if err == nil && n == 0 {
			return ErrNoDiscussion
		}
		return err
	})
}

// Discussion returns the discussion of a thread, and whether there is one.
func (s *Store) Discussion(ctx context.Context, thread string) (Discussion, bool, error) {
	list, err := s.discussions(ctx, "thread = ?", thread)
	if err != nil || len(list) == 0 {
		return Discussion{}, false, err
	}
	return list[0], true, nil
}

// Unfinished returns the discussions of which not all posts were sent, the oldest first.
func (s *Store) Unfinished(ctx context.Context) ([]Discussion, error) {
	return s.discussions(ctx, "NOT complete")
}

func (s *Store) discussions(ctx context.Context, where string, args ...any) (list []Discussion, err error) {
	err = s.reading(ctx, "reading discussions", func(q queryer) (err error) {
		list, err = discussions(ctx, q, where, args...)
		return err
	})
	return list, err
}

// discussions returns the discussions that meet a condition, the oldest first.
func discussions(ctx context.Context, q queryer, where string, args ...any) ([]Discussion, error) {
	list, err := collect(ctx, q, scanDiscussion, "SELECT "+discussionColumns+" FROM discussions WHERE "+where+" ORDER BY made, thread", args...)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Posts, err = collect(ctx, q, scanPost, "SELECT source, message FROM posts WHERE thread = ? ORDER BY position", list[i].Thread)
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

func scanPost(scan scan) (Post, error) {
	var p Post
	return p, scan(&p.Source, &p.Message)
}

// The kinds of an [Addition].
const (
	AddedExcerpt   = "excerpt"   // an excerpt that the answer did not show
	AddedChallenge = "challenge" // words, or a place, against an excerpt
)

// An Addition is what a member added to a discussion.
type Addition struct {
	ID      int64     `json:"id"`                // given by the store, never twice
	Thread  string    `json:"thread"`            // 1 to 32 bytes
	Server  string    `json:"server,omitempty"`  // up to 32 bytes
	Member  string    `json:"member"`            // 1 to 32 bytes
	Kind    string    `json:"kind"`              // [AddedExcerpt] or [AddedChallenge]
	Excerpt string    `json:"excerpt,omitempty"` // citation key of what is added or challenged, up to 256 bytes
	Words   string    `json:"words,omitempty"`   // up to 4000 UTF-16 code units
	Made    time.Time `json:"made"`
}

func (v Addition) check() error {
	f := fields{of: "Addition"}
	f.id("Thread", v.Thread)
	f.bytes("Server", v.Server, idBytes)
	f.id("Member", v.Member)
	f.oneOf("Kind", v.Kind, AddedExcerpt, AddedChallenge)
	f.bytes("Excerpt", v.Excerpt, excerptBytes)
	f.units("Words", v.Words, wordsUnits)
	return f.err
}

const (
	newAdditionColumns = "thread, server, member, kind, excerpt, words, made"
	selectAdditions    = "SELECT id, " + newAdditionColumns + " FROM additions WHERE "
)

func scanAddition(scan scan) (Addition, error) {
	var (
		v  Addition
		at int64
	)
	err := scan(&v.ID, &v.Thread, &v.Server, &v.Member, &v.Kind, &v.Excerpt, &v.Words, &at)
	v.Made = when(at)
	return v, err
}

// AddAddition keeps an addition and returns the ID given to it; v.ID is not looked at. The thread need not have a [Discussion].
func (s *Store) AddAddition(ctx context.Context, v Addition) (int64, error) {
	if err := v.check(); err != nil {
		return 0, err
	}
	return s.add(ctx, "keeping an addition", "INSERT INTO additions ("+newAdditionColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)",
		v.Thread, v.Server, v.Member, v.Kind, v.Excerpt, v.Words, v.Made.UnixMicro())
}

// add makes one row and returns its ID.
func (s *Store) add(ctx context.Context, doing, query string, args ...any) (id int64, err error) {
	err = s.change(ctx, doing, true, func(w *writer) error {
		result, err := w.exec(query, args...)
		if err != nil {
			return err
		}
		id, err = result.LastInsertId()
		return err
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// Additions returns what was added to the discussion of a thread, in the order in which it was kept.
func (s *Store) Additions(ctx context.Context, thread string) ([]Addition, error) {
	list, err := collect(ctx, s.read, scanAddition, selectAdditions+"thread = ? ORDER BY id", thread)
	return list, s.failed(ctx, "reading additions", err)
}

// collect returns what a query finds.
func collect[T any](ctx context.Context, q queryer, one func(scan) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		v, err := one(rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}
