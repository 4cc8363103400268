package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A holder is what a lock says of the one who writes. An empty lock says nothing.
type holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// heldSuffix ends the name of the file whose existence is the lock, where the system has no flock.
const heldSuffix = ".held"

// How long a writer sleeps between attempts to get a lock.
const (
	shortestSleep = 5 * time.Millisecond
	longestSleep  = 250 * time.Millisecond
)

// acquireLock takes the lock of the library in dir, and waits for it up to a limit.
func acquireLock(ctx context.Context, dir string, wait time.Duration, h holder) (*os.File, error) {
	name := filepath.Join(dir, lockName)
	deadline := time.Now().Add(wait)
	for sleep := shortestSleep; ; sleep = min(2*sleep, longestSleep) {
		file, ok, err := tryLock(name)
		if err != nil {
			return nil, fmt.Errorf("locking the library: %w", err)
		}
		if ok {
			return file, writeHolder(file, h)
		}
		left := time.Until(deadline)
		if left <= 0 {
			h := readHolder(name)
			return nil, &LockedError{Path: name, PID: h.PID, Host: h.Host, Command: h.Command, Since: h.Since}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(sleep, left)):
		}
	}
}

// writeHolder says in a lock who holds it.
func writeHolder(file *os.File, h holder) error {
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if err := file.Truncate(0); err != nil {
		return errors.Join(err, file.Close())
	}
	if _, err := file.WriteAt(append(b, '\n'), 0); err != nil {
		return errors.Join(err, file.Close())
	}
	return nil
}

// readHolder returns what a lock says; the zero holder if that is nothing, or not yet.
func readHolder(name string) holder {
	var h holder
	b, err := os.ReadFile(name)
	if err != nil || json.Unmarshal(b, &h) != nil {
		return holder{}
	}
	return h
}

// leftLock returns who died while writing to the library in dir, and whether someone did; held says that
// someone writes now.
func leftLock(dir string) (h holder, left, held bool, err error) {
	name := filepath.Join(dir, lockName)
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return h, false, false, nil
	}
	if err != nil {
		return h, false, false, err
	}
	if held, err = isLocked(name); err != nil || held {
		return h, false, held, err
	}
	return readHolder(name), info.Size() > 0, false, nil
}
