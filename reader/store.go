package reader

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// Bounds of what is kept of a kind, in bytes. A file counts at least for a block.
const (
	choicesBytes  = 64 << 20
	rankingsBytes = 64 << 20
	vectorsBytes  = 1 << 30
	blockBytes    = 4 << 10
)

// A store keeps bytes under keys in a folder: each in a file that is named by its key, in one of 256 folders, of which each is held to its share
// of the bound by removing what was written first. Whatever is damaged, or missing, is as if it had never been kept. It is safe for
// concurrent use, also by several processes.
type store struct {
	dir    string // "" keeps nothing
	bounds int64
}

func newStore(dir, kind string, bounds int64) *store {
	if dir == "" {
		return &store{}
	}
	return &store{filepath.Join(dir, kind), bounds}
}

// keyOf returns the key of parts: the SHA-256 of all of them and their lengths, in hex.
func keyOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, strconv.Itoa(len(p))+":"+p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (s *store) path(key string) string { return filepath.Join(s.dir, key[:2], key[2:]) }

// read passes what is kept under a key to use, and reports whether there is something that use can use.
func (s *store) read(key string, use func(value []byte) error) bool {
	if s.dir == "" {
		return false
	}
	raw, err := os.ReadFile(s.path(key))
	if err != nil {
		return false
	}
	value, ok := opened(key, raw)
	return ok && use(value) == nil
}

// sumBytes is the length of the sum behind a value, and of the line ends around it.
const sumBytes = 2*sha256.Size + 2

// sealed returns a value as it is in its file: with a sum of key and value behind it.
func sealed(key string, value []byte) []byte {
	return slices.Concat(value, []byte("\n"+keyOf(key, string(value))+"\n"))
}

// opened returns the value of a file, unless it is damaged.
func opened(key string, raw []byte) (value []byte, ok bool) {
	if len(raw) < sumBytes {
		return nil, false
	}
	value = raw[:len(raw)-sumBytes]
	return value, string(sealed(key, value)) == string(raw)
}

// keep keeps a value under a key. What another kept there in the meantime stays, if use, to which it is passed, can use it.
func (s *store) keep(key string, value []byte, use func(value []byte) error) error {
	if s.dir == "" {
		return nil
	}
	path := s.path(key)
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	name, err := write(folder, sealed(key, value))
	if err != nil {
		return err
	}
	if os.Link(name, path) == nil || s.read(key, use) { // a link, unlike a renaming, replaces nothing
		err = os.Remove(name)
	} else { // what is there is damaged, or the disk has no links
		err = os.Rename(name, path)
	}
	if err != nil {
		return err
	}
	return s.shrink(folder, filepath.Base(path))
}

// write writes a file of a new name, and returns its name.
func write(folder string, raw []byte) (name string, err error) {
	f, err := os.CreateTemp(folder, "new-*") // which others may not read
	if err != nil {
		return "", err
	}
	_, err = f.Write(raw)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// shrink removes files of a folder, the oldest first, until the rest keeps to the folder's share. That of a name stays.
func (s *store) shrink(folder, stays string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	type file struct {
		name    string
		bytes   int64
		written time.Time
	}
	var files []file
	total := int64(0)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil { // another process has removed it
			continue
		}
		f := file{e.Name(), (info.Size() + blockBytes - 1) / blockBytes * blockBytes, info.ModTime()}
		total += f.bytes
		if f.name != stays {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Or(a.written.Compare(b.written), cmp.Compare(a.name, b.name)) })
	for _, f := range files {
		if total <= s.bounds/256 {
			break
		}
		if err := os.Remove(filepath.Join(folder, f.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing what was kept: %w", err)
		}
		total -= f.bytes
	}
	return nil
}
