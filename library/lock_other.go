//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package library

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock takes a lock, if no one else has it. The lock of a process that was killed stays until
// its .held file is removed by hand.
func tryLock(name string) (file *os.File, ok bool, err error) {
	held, err := os.OpenFile(name+heldSuffix, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if err := held.Close(); err != nil {
		return nil, false, err
	}
	file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, false, errors.Join(err, os.Remove(name+heldSuffix))
	}
	return file, true, nil
}

// unlock empties a lock and frees it.
func unlock(file *os.File) error {
	return errors.Join(file.Truncate(0), file.Close(), os.Remove(file.Name()+heldSuffix))
}

// isLocked reports whether someone has a lock.
func isLocked(name string) (bool, error) {
	_, err := os.Stat(name + heldSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
