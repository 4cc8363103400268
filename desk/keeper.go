package desk

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"variorum/library"
)

// A Keeper keeps a desk of the library in a folder, and follows it when it changes: who asks gets the library as it
// is now, and whoever was asking before goes on with the one that was there. It is safe for concurrent use.
type Keeper struct {
	dir string // "" is the example library
	log *slog.Logger

	mu      sync.Mutex
	now     *kept
	opening bool
	failed  bool // and this was said
	closed  bool
}

// A kept is a desk with those who use it.
type kept struct {
	desk  *Desk
	users int
	old   bool // to be closed when nobody uses it
}

// NewKeeper returns a keeper of the library in the folder dir, which is opened so that what is wrong with it is known at once; "" is the
// example library. Its errors are those of [library.Open].
func NewKeeper(ctx context.Context, dir string, log *slog.Logger) (*Keeper, error) {
	k := &Keeper{dir: dir, log: log}
	l, err := k.load(ctx)
	if err != nil {
		return nil, err
	}
	k.now = &kept{desk: New(l)}
	return k, nil
}

func (k *Keeper) load(ctx context.Context) (*library.Library, error) {
	if k.dir == "" {
		return Example()
	}
	return library.Open(ctx, k.dir, library.Options{})
}

// Desk returns a desk of the library as it is now, and a function that must be called when it is no longer used. While a changed library can not
// be opened, as when it is being replaced, the one that was there before answers.
func (k *Keeper) Desk(ctx context.Context) (*Desk, func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.opening && !k.closed {
		k.follow(ctx)
	}
	current := k.now
	current.users++
	return current.desk, sync.OnceFunc(func() { k.release(current) })
}

// follow opens the library anew if it was changed. The lock is held, but not while the library is being opened, so that others go on
// with the one that is there.
func (k *Keeper) follow(ctx context.Context) {
	if changed, err := k.now.desk.Library.Changed(); err == nil && !changed {
		return
	}
	k.opening = true
	k.mu.Unlock()
	l, err := k.load(ctx)
	k.mu.Lock()
	k.opening = false
	if err != nil {
		if !k.failed {
			k.log.Warn("library can not be opened, the one before it answers", "err", err)
		}
		k.failed = true
		return
	}
	k.failed = false
	before := k.now
	k.now = &kept{desk: New(l)}
	before.old = true
	k.drop(before)
	k.log.Info("library opened anew", "sources", len(l.Sources()))
}

// release ends the use of a desk.
func (k *Keeper) release(used *kept) {
	k.mu.Lock()
	defer k.mu.Unlock()
	used.users--
	k.drop(used)
}

// drop closes a desk that is old and used by nobody.
func (k *Keeper) drop(d *kept) {
	if !d.old || d.users > 0 {
		return
	}
	if err := d.desk.Library.Close(); err != nil {
		k.log.Warn("closing a library", "err", err)
	}
}

// Close closes the library. All desks must have been released.
func (k *Keeper) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return errors.New("closing a library: it is closed")
	}
	k.closed = true
	return k.now.desk.Library.Close()
}

// Keep returns a keeper of a library that is open already and does not change, as one in memory.
func Keep(l *library.Library, log *slog.Logger) *Keeper {
	return &Keeper{log: log, now: &kept{desk: New(l)}}
}
