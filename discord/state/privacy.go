package state

import "context"

// Kept is all that is kept on a member or a server, but for marks, which say of no one whose they are.
type Kept struct {
	Servers     []Server     `json:"servers,omitempty"` // at most one
	Members     []Member     `json:"members,omitempty"` // at most one
	Views       []View       `json:"views,omitempty"`   // also those that expired but were not swept
	Discussions []Discussion `json:"discussions,omitempty"`
	Additions   []Addition   `json:"additions,omitempty"`
	Feedback    []Feedback   `json:"feedback,omitempty"`
	Pending     []Pending    `json:"pending,omitempty"` // without the tokens of interactions
}

// Counts says how much of each was deleted.
type Counts struct {
	Settings    int `json:"settings"`
	Views       int `json:"views"`
	Discussions int `json:"discussions"`
	Additions   int `json:"additions"`
	Feedback    int `json:"feedback"`
	Pending     int `json:"pending"`
}

// OfMember returns all that is kept on a member.
func (s *Store) OfMember(ctx context.Context, member string) (k Kept, err error) {
	err = s.reading(ctx, "reading what is kept on a member", func(q queryer) (err error) {
		if k.Members, err = collect(ctx, q, scanMember, selectMember, member); err != nil {
			return err
		}
		return k.fill(ctx, q, "member = ?", member)
	})
	return k, err
}

// OfServer returns all that is kept on a server, also what single members asked and said there.
func (s *Store) OfServer(ctx context.Context, server string) (k Kept, err error) {
	err = s.reading(ctx, "reading what is kept on a server", func(q queryer) (err error) {
		if k.Servers, err = collect(ctx, q, scanServer, selectServer, server); err != nil {
			return err
		}
		return k.fill(ctx, q, "server = ?", server)
	})
	return k, err
}

// fill adds what members and servers have in common.
func (k *Kept) fill(ctx context.Context, q queryer, where, id string) (err error) {
	if k.Views, err = collect(ctx, q, scanView, "SELECT "+viewColumns+" FROM views WHERE "+where+" ORDER BY key", id); err != nil {
		return err
	}
	if k.Discussions, err = discussions(ctx, q, where, id); err != nil {
		return err
	}
	if k.Additions, err = collect(ctx, q, scanAddition, selectAdditions+where+" ORDER BY id", id); err != nil {
		return err
	}
	if k.Feedback, err = collect(ctx, q, scanFeedback, selectFeedback+where+" ORDER BY id", id); err != nil {
		return err
	}
	k.Pending, err = collect(ctx, q, scanPending, selectPending+where+" ORDER BY made, interaction", id)
	return err
}

// DeleteMember deletes all that is kept on a member, so that no byte of it stays in the data folder. What others
// added to the member's discussions is theirs and stays. If there is an error beside counts that are not zero, it is deleted, but its bytes stay until the next [Store.Sweep].
func (s *Store) DeleteMember(ctx context.Context, member string) (Counts, error) {
	return s.delete(ctx, "deleting what is kept on a member", "DELETE FROM members WHERE id = ?", "member = ?", member)
}

// DeleteServer does for a server what [Store.DeleteMember] does for a member.
func (s *Store) DeleteServer(ctx context.Context, server string) (Counts, error) {
	return s.delete(ctx, "deleting what is kept on a server", "DELETE FROM servers WHERE id = ?", "server = ?", server)
}

func (s *Store) delete(ctx context.Context, doing, settings, where, id string) (Counts, error) {
	var n Counts
	err := s.change(ctx, doing, true, func(w *writer) error {
		for _, t := range []struct {
			query string
			rows  *int
		}{
			{settings, &n.Settings},
			{"DELETE FROM views WHERE " + where, &n.Views},
			{"DELETE FROM discussions WHERE " + where, &n.Discussions}, // their posts too
			{"DELETE FROM additions WHERE " + where, &n.Additions},
			{"DELETE FROM feedback WHERE " + where, &n.Feedback},
			{"DELETE FROM pending WHERE " + where, &n.Pending},
		} {
			var err error
			if *t.rows, err = w.affected(t.query, id); err != nil {
				return err
			}
		}
		return w.noteDeletion(n != Counts{})
	})
	if err != nil {
		return Counts{}, err
	}
	return n, s.wipe(ctx)
}
