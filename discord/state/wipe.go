package state

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

const (
	sweepRows = 500  // how many rows a sweep removes at a time
	wipePages = 1024 // how many pages are wiped at a time
)

// Sweep removes expired views, marks that are over an hour old, and those who have waited for 15 minutes, in steps between which other changes are made. It
// also finishes what a deletion that was interrupted left to do. It should be called once after [Open], then every some minutes.
func (s *Store) Sweep(ctx context.Context, now time.Time) error {
	err := s.sweep(ctx, "removing expired views", "DELETE FROM views WHERE key IN (SELECT key FROM views WHERE expires <= ? LIMIT ?)", now, true)
	if err != nil {
		return err
	}
	err = s.sweep(ctx, "removing old marks", "DELETE FROM marks WHERE interaction IN (SELECT interaction FROM marks WHERE made <= ? LIMIT ?)",
		now.Add(-markLife), false)
	if err != nil {
		return err
	}
	err = s.sweep(ctx, "removing those who wait no more", "DELETE FROM pending WHERE interaction IN (SELECT interaction FROM pending WHERE made <= ? LIMIT ?)",
		now.Add(-pendingLife), true)
	if err != nil {
		return err
	}
	return s.wipe(ctx)
}

// sweep removes what query finds to be as old as a time.
func (s *Store) sweep(ctx context.Context, doing, query string, old time.Time, personal bool) error {
	for n := sweepRows; n == sweepRows; {
		err := s.change(ctx, doing, false, func(w *writer) (err error) {
			if n, err = w.affected(query, old.UnixMicro(), sweepRows); err != nil {
				return err
			}
			return w.noteDeletion(personal && n > 0)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// noteDeletion notes, if something was deleted, that its bytes are still to be wiped. It belongs to the deletion's transaction.
func (w *writer) noteDeletion(deleted bool) error {
	if !deleted {
		return nil
	}
	_, err := w.exec("INSERT INTO deletions DEFAULT VALUES")
	return err
}

// wipe removes from the folder all bytes of what was deleted. The engine overwrites rows where they stood
// (secure_delete), but leaves copies in two places: in the free space of pages from which it moved rows to other
// pages, and in the log. The former is filled with zeros here; the latter is moved into the file and cut to nothing.
func (s *Store) wipe(ctx context.Context) error {
	const doing = "wiping what was deleted"
	last, pages := int64(0), int64(0)
	err := s.change(ctx, doing, false, func(w *writer) (err error) {
		if last, err = w.number("SELECT coalesce(max(id), 0) FROM deletions"); err != nil {
			return err
		}
		pages, err = w.number("SELECT page_count FROM pragma_page_count")
		return err
	})
	if err != nil || last == 0 {
		return err
	}
	for first := int64(1); first <= pages; first += wipePages {
		err := s.change(ctx, doing, false, func(w *writer) error { return w.wipe(first, min(first+wipePages-1, pages)) })
		if err != nil {
			return err
		}
	}
	if err := s.failed(ctx, doing, s.emptyLog(ctx)); err != nil {
		return err
	}
	return s.change(ctx, doing, false, func(w *writer) error {
		_, err := w.exec("DELETE FROM deletions WHERE id <= ?", last)
		return err
	})
}

// wipe fills the free space of pages first to last, counted from 1, with zeros.
func (w *writer) wipe(first, last int64) error {
	read, err := w.prepared("SELECT data FROM sqlite_dbpage WHERE pgno = ?")
	if err != nil {
		return err
	}
	for number := first; number <= last; number++ {
		var page []byte
		if err := read.QueryRowContext(context.Background(), number).Scan(&page); err != nil {
			return err
		}
		if !clearFree(page, number == 1) {
			continue
		}
		if _, err := w.exec("UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?", page, number); err != nil {
			return err
		}
	}
	return nil
}

// clearFree fills the free space of a page with zeros if the page is one of a tree (others have none), and reports
// whether that changed it. The layout is that of "The SQLite Database File Format", section 1.6.
func clearFree(page []byte, first bool) bool {
	header := 0
	if first {
		header = 100 // follows that of the file
	}
	number := func(at int) int { return int(binary.BigEndian.Uint16(page[at:])) }
	var pointers int
	switch page[header] {
	case 2, 5: // inner pages
		pointers = header + 12
	case 10, 13: // leaves
		pointers = header + 8
	default:
		return false
	}
	changed := clearBytes(page, pointers+2*number(header+3), (number(header+5)+0xFFFF)&0xFFFF+1) // 0 stands for 65,536
	for at, left := number(header+1), len(page)/4; at > 0 && at+4 <= len(page) && left > 0; at, left = number(at), left-1 {
		changed = clearBytes(page, at+4, at+number(at+2)) || changed
	}
	return changed
}

// clearBytes fills page[from:to] with zeros and reports whether that changed it. A range that is none is left alone.
func clearBytes(page []byte, from, to int) bool {
	if from > to || to > len(page) {
		return false
	}
	changed := false
	for _, b := range page[from:to] {
		changed = changed || b != 0
	}
	clear(page[from:to])
	return changed
}

// emptyLog moves what is in the log into the file, and cuts the log to nothing. That takes a moment in which no
// process reads an older state of the file; for as long as the store may wait at all, it is tried again and again.
func (s *Store) emptyLog(ctx context.Context) error {
	for deadline := time.Now().Add(s.busy); ; {
		emptied := false
		err := s.have(ctx, &job{alone: true, done: make(chan error, 1), do: func(w *writer) (err error) {
			emptied, err = w.emptyLog()
			return err
		}})
		switch {
		case err != nil && !isBusy(err):
			return err
		case err == nil && emptied:
			return nil
		case time.Now().After(deadline):
			return ErrBusy
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		case <-s.closing:
			return fs.ErrClosed
		}
	}
}

// emptyLog tries it once, and briefly: while it waits for readers nobody can write.
func (w *writer) emptyLog() (emptied bool, err error) {
	if err := w.patience(100 * time.Millisecond); err != nil {
		return false, err
	}
	var busy, frames, moved int
	err = w.conn.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	return busy == 0, errors.Join(err, w.patience(0))
}

// patience sets how long the connection waits for other processes.
func (w *writer) patience(d time.Duration) error {
	_, err := w.conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA busy_timeout=%d", d.Milliseconds()))
	return err
}
