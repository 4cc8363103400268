package state

import (
	"context"
	"time"
)

// A Pending is an interaction whose member was told to wait, and whose answer is being made. It is kept so that the member can be told if the
// process that makes it ends, and for as long as Discord takes an answer: 15 minutes.
type Pending struct {
	Interaction string    `json:"interaction"`      // its ID, 1 to 32 bytes
	Application string    `json:"-"`                // 1 to 32 bytes
	Token       string    `json:"-"`                // of the interaction, up to 1024 bytes; whoever has it can answer
	Member      string    `json:"member"`           // who waits
	Server      string    `json:"server,omitempty"` // "" in direct messages
	Language    string    `json:"language"`         // of what the member alone is shown, up to 32 bytes
	Update      bool      `json:"update"`           // the answer takes the place of a message that stands
	Made        time.Time `json:"made"`
}

func (v Pending) check() error {
	f := fields{of: "Pending"}
	f.id("Interaction", v.Interaction)
	f.id("Application", v.Application)
	f.bytes("Token", v.Token, tokenBytes)
	f.id("Member", v.Member)
	f.bytes("Server", v.Server, idBytes)
	f.bytes("Language", v.Language, 32)
	return f.err
}

const (
	pendingColumns = "interaction, application, token, member, server, language, updates, made"
	selectPending  = "SELECT " + pendingColumns + " FROM pending WHERE "
	// pendingLife is how long Discord takes an answer.
	pendingLife = 15 * time.Minute
)

func scanPending(scan scan) (Pending, error) {
	var (
		v  Pending
		at int64
	)
	err := scan(&v.Interaction, &v.Application, &v.Token, &v.Member, &v.Server, &v.Language, &v.Update, &at)
	v.Made = when(at)
	return v, err
}

// PutPending keeps that a member waits.
func (s *Store) PutPending(ctx context.Context, v Pending) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.change(ctx, "keeping who waits", false, func(w *writer) error {
		_, err := w.exec("INSERT OR REPLACE INTO pending ("+pendingColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			v.Interaction, v.Application, v.Token, v.Member, v.Server, v.Language, v.Update, v.Made.UnixMicro())
		return err
	})
}

// DonePending forgets that a member waits.
func (s *Store) DonePending(ctx context.Context, interaction string) error {
	return s.change(ctx, "forgetting who waits", false, func(w *writer) error {
		_, err := w.exec("DELETE FROM pending WHERE interaction = ?", interaction)
		return err
	})
}

// TakePending returns those who have waited since before a time, the longest first, and forgets them, so that each is told by one process.
func (s *Store) TakePending(ctx context.Context, before time.Time) (list []Pending, err error) {
	waits, err := collect(ctx, s.read, scanPending, selectPending+"made < ? LIMIT 1", before.UnixMicro())
	if err != nil || len(waits) == 0 { // which is nearly always so, and needs no writer
		return nil, s.failed(ctx, "reading who waits", err)
	}
	err = s.change(ctx, "taking those who wait", false, func(w *writer) error {
		if list, err = collect(context.Background(), w.conn, scanPending, selectPending+"made < ? ORDER BY made, interaction", before.UnixMicro()); err != nil {
			return err
		}
		n, err := w.affected("DELETE FROM pending WHERE made < ?", before.UnixMicro())
		if err != nil {
			return err
		}
		return w.noteDeletion(n > 0)
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}
