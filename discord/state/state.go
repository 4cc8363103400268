// Package state keeps what the Discord bot must remember, in one SQLite file that several processes may share.
//
// The file holds what the managers of a server and its members chose, what the buttons below an answer need,
// discussions, what members added to them, judgments on answers, and the numbers of interactions seen. Of all
// but the last it is known whose they are, so that they can be shown to the member or the server and deleted.
//
// Times are kept to the microsecond. What a function returns without an error about settings, discussions,
// additions and feedback is on the disk; views and marks outlive a process that is killed, not a power cut.
package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// Options says how a [Store] behaves. The zero value is the default.
type Options struct {
	Busy time.Duration // how long to wait for other processes; 0 is 10 s
}

func (o Options) withDefaults() Options {
	if o.Busy <= 0 {
		o.Busy = 10 * time.Second
	}
	return o
}

// A Store is an open data folder. While it is open no other code of the process may open and close the file, for on
// Unix that would give up the locks which keep processes apart. Its methods are safe for concurrent use, also by other processes that have
// the same folder open. They return [ErrBusy], [ErrFull], [*DamagedError], [fs.ErrPermission] for a file that
// may not be written, [fs.ErrClosed] after Close, the error of their context, and, where they take something to
// keep, a [*FieldError]. A change whose context ends is made either wholly, and then there is no error, or not at all.
type Store struct {
	path    string // of the file
	busy    time.Duration
	read    *sql.DB
	writer  *writer
	reads   reads
	jobs    chan *job
	closing chan struct{}
	once    sync.Once
	stopped sync.WaitGroup
}

// reads are the statements on the way of each interaction.
type reads struct{ server, member, view *sql.Stmt }

// Open opens the store in the folder dir, which it makes if there is none (0700; the file 0600). Nothing that
// stands in the folder is overwritten. The errors are a [*VersionError], a [*DamagedError], [ErrBusy], [ErrFull]
// and those of the system; each names the file or the folder.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	return open(ctx, dir, o.withDefaults(), steps)
}

func open(ctx context.Context, dir string, o Options, steps []string) (*Store, error) {
	path, err := prepareFile(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, busy: o.Busy, jobs: make(chan *job), closing: make(chan struct{})}
	if err := s.connect(ctx, o, steps); err != nil {
		return nil, errors.Join(s.failed(ctx, "opening", err), s.disconnect())
	}
	s.stopped.Go(func() { s.writer.run(s.jobs, s.closing) })
	return s, nil
}

// connect opens the connections, and brings the file to the newest version between the first and the others.
func (s *Store) connect(ctx context.Context, o Options, steps []string) error {
	var err error
	if s.writer, err = newWriter(ctx, s.path, o); err != nil {
		return err
	}
	if err := s.writer.migrate(ctx, s.path, steps); err != nil {
		return err
	}
	if err := s.writer.patience(0); err != nil { // the engine would try ever more seldom
		return err
	}
	if s.read, err = sql.Open("sqlite", address(s.path, o, "query_only(1)")); err != nil {
		return err
	}
	readers := max(4, runtime.GOMAXPROCS(0))
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	for query, stmt := range map[string]**sql.Stmt{
		selectServer: &s.reads.server, selectMember: &s.reads.member, selectView: &s.reads.view,
	} {
		if *stmt, err = s.read.PrepareContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// Close ends all work and closes the file. Changes that have begun are finished. A second Close does nothing.
func (s *Store) Close() error {
	var err error
	s.once.Do(func() {
		close(s.closing)
		s.stopped.Wait()
		if err = s.disconnect(); err != nil {
			err = explain("closing", s.path, err)
		}
	})
	return err
}

func (s *Store) disconnect() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close()) // closes its statements too
	}
	if s.writer != nil {
		errs = append(errs, s.writer.close()) // last, so that what is in the log is moved into the file
	}
	return errors.Join(errs...)
}

// Check reads the whole file and returns a [*DamagedError] if it is not sound.
func (s *Store) Check(ctx context.Context) error {
	return s.reading(ctx, "checking", func(q queryer) error {
		var found string
		if err := q.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return &DamagedError{Path: s.path, Err: errors.New(found)}
		}
		return nil
	})
}

// A queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// reading calls do with a view of the file that does not change meanwhile.
func (s *Store) reading(ctx context.Context, doing string, do func(queryer) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.failed(ctx, doing, err)
	}
	return s.failed(ctx, doing, errors.Join(do(tx), tx.Rollback()))
}

// failed returns err as callers are told of it, or nil.
func (s *Store) failed(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	select {
	case <-s.closing:
		return fmt.Errorf("%s in %s: %w", doing, s.path, fs.ErrClosed)
	default:
		return explain(doing, s.path, err)
	}
}

// fileName is the file's name in the data folder.
const fileName = "discord.db"

func fileIn(dir string) string { return filepath.Join(dir, fileName) }
