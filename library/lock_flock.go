//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package library

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes a lock, if no one else has it. The system frees it when the process ends, however it does.
func tryLock(name string) (file *os.File, ok bool, err error) {
	file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, false, err
	}
	if ok, err = flock(file, syscall.LOCK_EX); !ok {
		return nil, false, errors.Join(err, file.Close())
	}
	return file, true, nil
}

// unlock empties a lock and frees it.
func unlock(file *os.File) error {
	return errors.Join(file.Truncate(0), file.Close())
}

// isLocked reports whether someone has a lock.
func isLocked(name string) (bool, error) {
	file, err := os.Open(name)
	if err != nil {
		return false, err
	}
	ok, err := flock(file, syscall.LOCK_SH)
	return !ok && err == nil, errors.Join(err, file.Close())
}

// flock locks a file without waiting. It is not ok, without an error, if another has it.
func flock(file *os.File, how int) (ok bool, err error) {
	for {
		err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		case !errors.Is(err, syscall.EINTR):
			return false, &os.PathError{Op: "flock", Path: file.Name(), Err: err}
		}
	}
}
