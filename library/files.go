package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Files is how a writer puts bytes on a disk; a test's disk is full or broken.
type files struct {
	write func(*os.File, []byte) (int, error)
	sync  func(*os.File) error
}

var disk = files{write: (*os.File).Write, sync: (*os.File).Sync}

// replace puts data into the file of a name, all or nothing: beside it first, then synced, then renamed. The
// folder is not synced.
func (d files) replace(name string, data []byte) error {
	err := d.writeSynced(name+newSuffix, data)
	if err == nil {
		err = os.Rename(name+newSuffix, name)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(name+newSuffix))
	}
	return nil
}

func (d files) writeSynced(name string, data []byte) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if _, err := d.write(file, data); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := d.sync(file); err != nil {
		return errors.Join(err, file.Close())
	}
	return file.Close()
}

// syncPath makes what was written to a file, or which names a folder has, durable.
func (d files) syncPath(name string) error {
	if runtime.GOOS == "windows" { // where a folder can not be synced, nor a file that is open for reading
		return nil
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.sync(file), file.Close())
}

// syncTree makes a folder of files durable.
func (d files) syncTree(dir string) error {
	return filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return d.syncPath(name)
	})
}

// removeIfThere removes a file that may not exist.
func removeIfThere(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
