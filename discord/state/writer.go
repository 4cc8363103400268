package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the engine
)

// batchSize is how many changes share one transaction at most.
const batchSize = 256

// How processes take turns. One that has changes without end would hardly ever let others in, as there is only a
// moment between its transactions. The figures were chosen by trial with two processes.
const (
	turn  = 20 * time.Millisecond  // how long to write at most before a pause
	pause = time.Millisecond       // how long others are let in
	retry = 300 * time.Microsecond // how often to try whether others let us in; several times in a pause
)

// A job is a change that waits for the writer.
type job struct {
	durable bool                // on the disk before it is done
	alone   bool                // outside a transaction
	do      func(*writer) error // is called at most once
	taken   atomic.Bool         // by the writer that begins it, or by the caller who gives it up
	done    chan error
}

// take reports whether nobody took the job before.
func (j *job) take() bool { return j.taken.CompareAndSwap(false, true) }

// change has the writer call do within a transaction, which may hold other changes too. If do fails nothing of it is kept.
func (s *Store) change(ctx context.Context, doing string, durable bool, do func(*writer) error) error {
	return s.failed(ctx, doing, s.have(ctx, &job{durable: durable, do: do, done: make(chan error, 1)}))
}

// have waits until the writer has done j.
func (s *Store) have(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.jobs <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.closing:
		return fs.ErrClosed
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		if j.take() {
			return ctx.Err()
		}
		return <-j.done
	}
}

// A writer makes all changes of a store, one transaction after another, on one connection. What waits while a
// transaction is written goes into the next one together: a disk that syncs 200 times a second does not slow down 1,000 changes.
type writer struct {
	db         *sql.DB
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	durable    bool          // how the connection commits at present
	busy       time.Duration // how long to wait for other processes
	began      time.Time     // when the last transaction was let in
	ended      time.Time     // and when it was over
	worked     time.Duration // without a pause
}

func newWriter(ctx context.Context, path string, o Options) (*writer, error) {
	db, err := sql.Open("sqlite", address(path, o, "secure_delete(1)", "synchronous(full)", "foreign_keys(1)", "journal_size_limit(16777216)"))
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &writer{db: db, conn: conn, statements: make(map[string]*sql.Stmt), durable: true, busy: o.Busy}, nil
}

func (w *writer) close() error {
	var errs []error
	for _, stmt := range w.statements {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, w.conn.Close(), w.db.Close())...)
}

// run does the jobs that come until closing is closed.
func (w *writer) run(jobs <-chan *job, closing <-chan struct{}) {
	for {
		select {
		case first := <-jobs:
			batch, alone := gather(first, jobs)
			if len(batch) > 0 {
				w.commit(batch)
				w.giveWay()
			}
			for _, j := range alone {
				if j.take() {
					j.done <- j.do(w)
				}
			}
		case <-closing:
			return
		}
	}
}

// gather returns first and what else waits.
func gather(first *job, jobs <-chan *job) (batch, alone []*job) {
	for j := first; ; {
		if j.alone {
			alone = append(alone, j)
		} else {
			batch = append(batch, j)
		}
		if len(batch)+len(alone) == batchSize {
			return batch, alone
		}
		select {
		case j = <-jobs:
		default:
			return batch, alone
		}
	}
}

// commit does a batch in one transaction. Jobs that were given up before it began are left out.
func (w *writer) commit(batch []*job) {
	err := w.begin(batch)
	var begun []*job
	var results []error
	for _, j := range batch {
		if !j.take() {
			continue
		}
		begun = append(begun, j)
		var result error
		if err == nil {
			result, err = w.within(j)
		}
		results = append(results, result)
	}
	if err == nil {
		_, err = w.exec("COMMIT")
	}
	if err != nil {
		_, _ = w.exec("ROLLBACK") // the engine may have done so
	}
	for i, j := range begun {
		if err != nil {
			results[i] = err
		}
		j.done <- results[i]
	}
}

// begin opens the transaction for a batch.
func (w *writer) begin(batch []*job) error {
	if durable := slices.ContainsFunc(batch, func(j *job) bool { return j.durable }); durable != w.durable {
		level := map[bool]string{true: "FULL", false: "NORMAL"}[durable]
		if _, err := w.conn.ExecContext(context.Background(), "PRAGMA synchronous="+level); err != nil {
			return err
		}
		w.durable = durable
	}
	for start := time.Now(); ; {
		_, err := w.exec("BEGIN IMMEDIATE")
		w.began = time.Now()
		wanted := slices.ContainsFunc(batch, func(j *job) bool { return !j.taken.Load() })
		if !isBusy(err) || !wanted || w.began.Sub(start) >= w.busy {
			return err
		}
		time.Sleep(retry)
	}
}

// giveWay makes a pause for other processes if it is time for one.
func (w *writer) giveWay() {
	if w.began.Sub(w.ended) >= pause { // there was one
		w.worked = 0
	}
	w.ended = time.Now()
	if w.worked += w.ended.Sub(w.began); w.worked >= turn {
		time.Sleep(pause)
	}
}

// within does a job such that its failure undoes nothing else. The second error is that of the whole transaction.
func (w *writer) within(j *job) (result, err error) {
	if _, err := w.exec("SAVEPOINT job"); err != nil {
		return nil, err
	}
	if result = j.do(w); result != nil {
		if _, err := w.exec("ROLLBACK TO job"); err != nil {
			return result, result
		}
	}
	_, err = w.exec("RELEASE job")
	return result, err
}

// exec executes one statement, which it prepares only once.
func (w *writer) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := w.prepared(query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(context.Background(), args...)
}

// number returns the whole number that a query answers with.
func (w *writer) number(query string, args ...any) (int64, error) {
	stmt, err := w.prepared(query)
	if err != nil {
		return 0, err
	}
	var n int64
	err = stmt.QueryRowContext(context.Background(), args...).Scan(&n)
	return n, err
}

func (w *writer) prepared(query string) (*sql.Stmt, error) {
	if stmt, ok := w.statements[query]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("preparing a statement: %w", err)
	}
	w.statements[query] = stmt
	return stmt, nil
}

// affected returns how many rows a statement changed.
func (w *writer) affected(query string, args ...any) (int, error) {
	result, err := w.exec(query, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}
