package library

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"variorum/corpus"
)

// A folder is a library's folder as its reader sees it.
type folder struct {
	dir      string
	raw      []byte      // of the manifest
	info     fs.FileInfo // of the manifest
	manifest manifest
}

// readFolder reads the manifest of the library in dir.
func readFolder(dir string) (*folder, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening the library %s: %w", dir, ErrMissing)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("opening the library %s: %w: it is a file, not a folder", dir, ErrNotLibrary)
	}
	name := filepath.Join(dir, manifestName)
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening the library %s: %w: it has no %s", dir, ErrNotLibrary, manifestName)
	}
	if err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	defer file.Close()
	f := &folder{dir: dir}
	if f.info, err = file.Stat(); err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	if f.raw, err = io.ReadAll(file); err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	if f.manifest, err = decodeManifest(name, f.raw); err != nil {
		return nil, fmt.Errorf("opening the library: %w", err)
	}
	return f, nil
}

// join returns the path of a file given relative to the library's folder, with forward slashes.
func (f *folder) join(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// changed reports whether the manifest was replaced since f was read.
func (f *folder) changed() (bool, error) {
	info, err := os.Stat(f.join(manifestName))
	if err != nil {
		return false, err
	}
	return !os.SameFile(info, f.info) || info.Size() != f.info.Size() || !info.ModTime().Equal(f.info.ModTime()), nil
}

// document reads the document of a source.
func (f *folder) document(r record) (corpus.Document, error) {
	text, err := f.text(r)
	if err != nil {
		return corpus.Document{}, err
	}
	structure, err := f.structure(r)
	if err != nil {
		structure = parse(r, text)
	}
	return corpus.Document{Text: text, Structure: structure}, nil
}

// text reads the text of a source. It is never another text than the one that was stored.
func (f *folder) text(r record) (string, error) {
	name := f.join(r.textPath())
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &DamagedError{Path: name, Err: fmt.Errorf("it is missing (%w)", fs.ErrNotExist)}
	}
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if info.Size() != r.Bytes {
		return "", &DamagedError{Path: name, Err: fmt.Errorf("it has %d bytes in place of %d", info.Size(), r.Bytes)}
	}
	b := make([]byte, r.Bytes)
	if _, err := io.ReadFull(file, b); err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	if sumOf(b) != r.TextSHA256 {
		return "", &DamagedError{Path: name, Err: errors.New("it is not the text that was stored")}
	}
	return string(b), nil
}

// structure reads the stored structure of a source. On an error it has to be made anew from the text.
func (f *folder) structure(r record) (corpus.Structure, error) {
	b, err := os.ReadFile(f.join(r.structurePath()))
	if err != nil {
		return corpus.Structure{}, err
	}
	return decodeStructure(r, b)
}

// errStructure reports a stored structure that is not the one of its text.
var errStructure = errors.New("it is not the structure that was stored")

// encodeStructure returns the stored form of the structure of a source: a sum over what it was made from and what
// follows, and the structure.
func encodeStructure(r record, s corpus.Structure) ([]byte, error) {
	b, err := s.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return append(structureSum(r, b), b...), nil
}

func decodeStructure(r record, b []byte) (s corpus.Structure, err error) {
	if len(b) < sha256.Size || !bytes.Equal(b[:sha256.Size], structureSum(r, b[sha256.Size:])) {
		return s, errStructure
	}
	err = s.UnmarshalBinary(b[sha256.Size:])
	return s, err
}

func structureSum(r record, b []byte) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s %q\n", r.TextSHA256, r.Language, path.Ext(r.File))
	h.Write(b)
	return h.Sum(nil)
}

// parse makes the structure of a text anew.
func parse(r record, text string) corpus.Structure {
	return corpus.Parse(text, r.Language, corpus.IsMarkdown(r.File))
}
