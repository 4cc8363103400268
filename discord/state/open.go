package state

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// creating keeps a file from being made while another goroutine has it open: on Unix, closing a file gives up
// all locks that the process holds on it.
var creating sync.Mutex

// prepareFile makes the folder and an empty file in it unless they are there. It returns the file's absolute path.
func prepareFile(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	path := fileIn(dir)
	creating.Lock()
	defer creating.Unlock()
	log, logErr := os.Stat(path + "-wal") // before the file: whoever makes them now makes the file first
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is not a file", path)
	case err == nil && info.Size() > 0:
		return path, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case logErr == nil && log.Size() > 0: // the engine would delete it
		return "", &DamagedError{Path: path, Err: fmt.Errorf("it is empty or missing, but %s is not", filepath.Base(path)+"-wal")}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return path, nil
	}
	if err != nil {
		return "", fmt.Errorf("making the data file: %w", err)
	}
	return path, f.Close()
}

// address returns the data source name of the file for connections with pragmas.
func address(path string, o Options, pragmas ...string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/ on Windows
	}
	query := url.Values{"_pragma": append([]string{
		fmt.Sprintf("busy_timeout(%d)", o.Busy.Milliseconds()),
		"temp_store(memory)", // nothing of what is kept may end up in a folder for temporary files
	}, pragmas...)}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

// migrate brings the file to the newest version. Other processes may do the same at this moment: what finds the file
// locked is tried again, as the engine does not wait where waiting might be for ever.
func (w *writer) migrate(ctx context.Context, path string, steps []string) error {
	for start := time.Now(); ; {
		err := w.tryMigrating(ctx, path, steps)
		if !isBusy(err) || time.Since(start) >= w.busy {
			return err
		}
		select {
		case <-time.After(retry):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *writer) tryMigrating(ctx context.Context, path string, steps []string) error {
	version, err := w.version(ctx, path, len(steps))
	if err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(ctx, "PRAGMA journal_mode=WAL"); err != nil {
		return err
	}
	for ; version < len(steps); version++ {
		if err := w.migrateTo(ctx, path, steps, version+1); err != nil {
			return fmt.Errorf("making version %d of it: %w", version+1, err)
		}
	}
	return nil
}

// version returns the version of the file, 0 if there is nothing in it. It changes nothing.
func (w *writer) version(ctx context.Context, path string, newest int) (int, error) {
	var version, application, objects int
	err := w.conn.QueryRowContext(ctx, `SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_user_version, pragma_application_id`).Scan(&version, &application, &objects)
	switch {
	case err != nil:
		return 0, err
	case application == 0 && version == 0 && objects == 0:
		return 0, nil
	case application != applicationID:
		return 0, &DamagedError{Path: path, Err: errors.New("it is the database of another program")}
	case version > newest:
		return 0, &VersionError{Path: path, Version: version}
	}
	return version, nil
}

// migrateTo makes one step, unless another process did so meanwhile. The step is made wholly or not at all.
func (w *writer) migrateTo(ctx context.Context, path string, steps []string, next int) error {
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	version, err := w.version(ctx, path, len(steps))
	if err == nil && version < next {
		_, err = w.conn.ExecContext(ctx, steps[next-1]+fmt.Sprintf("; PRAGMA application_id=%d; PRAGMA user_version=%d", applicationID, next))
	}
	if err == nil {
		_, err = w.conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = w.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // there may be nothing left to roll back
	}
	return err
}
