package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// A View is what the buttons below a shown answer need.
type View struct {
	Key     string          `json:"key"`              // 1 to 32 bytes of a to z and 0 to 9, chosen by the caller
	Member  string          `json:"member"`           // whom the answer was shown to
	Server  string          `json:"server,omitempty"` // "" in direct messages
	Body    json.RawMessage `json:"body"`             // up to 64 KiB
	Expires time.Time       `json:"expires"`
}

func (v View) check() error {
	f := fields{of: "View"}
	f.id("Key", v.Key)
	if strings.Trim(v.Key, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		f.wrong("Key", "has other characters than a to z and 0 to 9")
	}
	f.id("Member", v.Member)
	f.bytes("Server", v.Server, idBytes)
	f.count("Body", len(v.Body), bodyBytes, "bytes")
	f.utf8("Body", string(v.Body))
	if f.err == nil && !json.Valid(v.Body) {
		f.wrong("Body", "is not JSON")
	}
	return f.err
}

const (
	viewColumns = "key, member, server, body, expires"
	selectView  = "SELECT " + viewColumns + " FROM views WHERE key = ? AND expires > ?"
)

func scanView(scan scan) (View, error) {
	var (
		v    View
		body []byte
		at   int64
	)
	err := scan(&v.Key, &v.Member, &v.Server, &body, &at)
	v.Body, v.Expires = body, when(at)
	return v, err
}

// PutView keeps a view. One with the same key is replaced.
func (s *Store) PutView(ctx context.Context, v View) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.change(ctx, "keeping a view", false, func(w *writer) error {
		_, err := w.exec("INSERT OR REPLACE INTO views ("+viewColumns+") VALUES (?, ?, ?, ?, ?)",
			v.Key, v.Member, v.Server, string(v.Body), v.Expires.UnixMicro())
		return err
	})
}

// View returns the view with a key. It is not there from the moment it expires.
func (s *Store) View(ctx context.Context, key string, now time.Time) (View, bool, error) {
	v, err := scanView(s.reads.view.QueryRowContext(ctx, key, now.UnixMicro()).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return View{}, false, nil
	}
	return v, err == nil, s.failed(ctx, "reading a view", err)
}

// markLife is how long an interaction is known to have been seen: Discord delivers none again after its token's 15 minutes.
const markLife = time.Hour

// First reports whether no process has seen an interaction within the last hour, and marks it as seen. Of calls
// at the same time with the same interaction exactly one reports true.
func (s *Store) First(ctx context.Context, interaction string, now time.Time) (bool, error) {
	f := fields{of: "First"}
	f.id("interaction", interaction)
	if f.err != nil {
		return false, f.err
	}
	first := false
	err := s.change(ctx, "marking an interaction", false, func(w *writer) error {
		n, err := w.affected(`INSERT INTO marks (interaction, made) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET made = excluded.made WHERE made <= ?`,
			interaction, now.UnixMicro(), now.Add(-markLife).UnixMicro())
		first = n == 1
		return err
	})
	return first && err == nil, err
}

// scan stores the columns of one row.
type scan func(columns ...any) error

// when returns a time that is kept.
func when(micro int64) time.Time { return time.UnixMicro(micro).UTC() }
