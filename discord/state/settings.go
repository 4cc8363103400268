package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// A Server is what those who manage a server chose for it. All but the ID may be zero, which is the default of the caller.
type Server struct {
	ID       string   `json:"id"`                 // 1 to 32 bytes
	Library  string   `json:"library,omitempty"`  // up to 1024 bytes
	Channels []string `json:"channels,omitempty"` // where the bot answers, up to 500 IDs
	Private  bool     `json:"private,omitempty"`
	Order    string   `json:"order,omitempty"`    // up to 32 bytes
	Excerpts int      `json:"excerpts,omitempty"` // for each source, up to 1000
	Language string   `json:"language,omitempty"` // up to 32 bytes
}

func (v Server) check() error {
	f := fields{of: "Server"}
	f.id("ID", v.ID)
	f.bytes("Library", v.Library, libraryBytes)
	f.count("Channels", len(v.Channels), 500, "entries")
	for _, c := range v.Channels {
		f.id("Channels", c)
	}
	f.bytes("Order", v.Order, 32)
	if v.Excerpts < 0 || v.Excerpts > 1000 {
		f.wrong("Excerpts", "is %d (limit 1000)", v.Excerpts)
	}
	f.bytes("Language", v.Language, 32)
	return f.err
}

const (
	serverColumns = "id, library, channels, private, ordering, excerpts, language"
	selectServer  = "SELECT " + serverColumns + " FROM servers WHERE id = ?"
)

func scanServer(scan scan) (Server, error) {
	var (
		v        Server
		channels []byte
	)
	if err := scan(&v.ID, &v.Library, &channels, &v.Private, &v.Order, &v.Excerpts, &v.Language); err != nil {
		return v, err
	}
	return v, json.Unmarshal(channels, &v.Channels)
}

// Server returns what was chosen for a server; if nothing was, all but the ID is zero.
func (s *Store) Server(ctx context.Context, id string) (Server, error) {
	v, err := scanServer(s.reads.server.QueryRowContext(ctx, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return Server{ID: id}, nil
	}
	return v, s.failed(ctx, "reading the settings of a server", err)
}

// SetServer keeps what was chosen for a server in place of what was before.
func (s *Store) SetServer(ctx context.Context, v Server) error {
	if err := v.check(); err != nil {
		return err
	}
	channels, err := json.Marshal(v.Channels)
	if err != nil {
		return err
	}
	return s.change(ctx, "keeping the settings of a server", true, func(w *writer) error {
		_, err := w.exec("INSERT OR REPLACE INTO servers ("+serverColumns+") VALUES (?, ?, ?, ?, ?, ?, ?)",
			v.ID, v.Library, string(channels), v.Private, v.Order, v.Excerpts, v.Language)
		return err
	})
}

// A Member is what a member chose for himself or herself.
type Member struct {
	ID      string `json:"id"`                // 1 to 32 bytes
	Private *bool  `json:"private,omitempty"` // nil: as the server has it
	Length  string `json:"length,omitempty"`  // up to 32 bytes; "": as the caller has it
}

func (v Member) check() error {
	f := fields{of: "Member"}
	f.id("ID", v.ID)
	f.bytes("Length", v.Length, 32)
	return f.err
}

const (
	memberColumns = "id, private, length"
	selectMember  = "SELECT " + memberColumns + " FROM members WHERE id = ?"
)

func scanMember(scan scan) (Member, error) {
	var v Member
	return v, scan(&v.ID, &v.Private, &v.Length)
}

// Member returns what a member chose; if nothing, all but the ID is zero.
func (s *Store) Member(ctx context.Context, id string) (Member, error) {
	v, err := scanMember(s.reads.member.QueryRowContext(ctx, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return Member{ID: id}, nil
	}
	return v, s.failed(ctx, "reading the settings of a member", err)
}

// SetMember keeps what a member chose in place of what was before.
func (s *Store) SetMember(ctx context.Context, v Member) error {
	if err := v.check(); err != nil {
		return err
	}
	return s.change(ctx, "keeping the settings of a member", true, func(w *writer) error {
		_, err := w.exec("INSERT OR REPLACE INTO members ("+memberColumns+") VALUES (?, ?, ?)", v.ID, v.Private, v.Length)
		return err
	})
}
