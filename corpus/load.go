package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/text/unicode/norm"
)

// A File is a file that was found and may be a source.
type File struct {
	// Path is the file as the one who asked for it would name it.
	Path string
	// Size is its size in bytes when it was found.
	Size int64
	// Err is why it can not be read, or nil.
	Err error
	// Passed says that the file was not asked for by name and is of no kind that is read, so that not reading it is no failure.
	Passed bool

	name   string // relative to the folder that was asked for, with forward slashes
	opens  string // what to open in fsys, if that is not name
	fsys   fs.FS
	beside declaration
}

// Find returns the files that paths name, which are files and folders of the machine: a folder's are all below it,
// in order of their names. Files that describe others, and those whose names begin with a dot, are left
// out; one that describes others and is broken is there with its error. Links in a folder are not followed.
func Find(paths ...string) []File {
	var files []File
	for _, p := range paths {
		files = append(files, find(p)...)
	}
	return files
}

func find(name string) []File {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return []File{{Path: name, Err: withoutPath(err)}}
	case info.IsDir():
		return found(rootFS(name), func(below string) string { return filepath.Join(name, filepath.FromSlash(below)) })
	case !info.Mode().IsRegular():
		return []File{{Path: name, Err: kindError(info.Mode())}}
	}
	f := File{Path: name, Size: info.Size(), name: filepath.Base(name), fsys: rootFS(filepath.Dir(name))}
	if target, err := filepath.EvalSymlinks(name); err == nil && filepath.Dir(target) != filepath.Dir(name) { // it was asked for by name
		f.fsys, f.opens = rootFS(filepath.Dir(target)), filepath.Base(target)
	}
	if !isText(f.name) {
		f.Err = errUnread
		return []File{f}
	}
	folder := rootFS(filepath.Dir(name))
	s, broken := describe(folder, ".")
	d, brokenItem := s.of(folder, f.name)
	f.beside = d
	broken = append(broken, brokenItem...)
	for i := range broken {
		broken[i].Path = filepath.Join(filepath.Dir(name), broken[i].name)
	}
	return append(broken, f)
}

// FindFS is Find for all files of fsys; their paths are their names in it.
func FindFS(fsys fs.FS) []File { return found(fsys, func(name string) string { return name }) }

// found walks through a folder.
func found(fsys fs.FS, pathOf func(string) string) []File {
	var files []File
	descriptions := make(map[string]*described) // by folder
	add := func(f File) {
		f.Path, f.fsys = pathOf(f.name), fsys
		files = append(files, f)
	}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case err != nil:
			add(File{name: name, Err: withoutPath(err)})
			return nil
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden:
			return nil
		case e.IsDir():
			s, broken := describe(fsys, name)
			descriptions[name] = s
			for _, f := range broken {
				add(f)
			}
			return nil
		}
		s := descriptions[path.Dir(name)]
		if s.describes(name) {
			return nil
		}
		f := File{name: name}
		f.Err, f.Passed = refusal(fsys, name, e)
		if f.Err == nil {
			if info, err := e.Info(); err == nil {
				f.Size = info.Size()
			}
			var broken []File
			f.beside, broken = s.of(fsys, name)
			for _, b := range broken {
				add(b)
			}
		}
		add(f)
		return nil
	})
	if err != nil {
		add(File{name: ".", Err: withoutPath(err)})
	}
	for _, folder := range sortedKeys(descriptions) {
		for _, f := range descriptions[folder].unused(folder) {
			add(f)
		}
	}
	return files
}

// refusal returns why a file in a folder is not read, and whether that is no failure.
func refusal(fsys fs.FS, name string, e fs.DirEntry) (error, bool) {
	kind := e.Type()
	if kind&fs.ModeSymlink != 0 {
		info, err := fs.Stat(fsys, name)
		switch {
		case err != nil && isLoop(err):
			return errors.New("it is a link that leads in a circle"), false
		case err != nil && errors.Is(err, fs.ErrNotExist):
			return errors.New("it is a link to nothing"), false
		case err != nil:
			return errors.New("it is a link out of the folder, which is not followed"), false
		case info.IsDir():
			return errors.New("it is a link to a folder, which is read where it stands"), true
		}
		return errors.New("it is a link to a file of the folder, which is read where it stands"), true
	}
	if !isText(name) {
		return errUnread, true
	}
	if !kind.IsRegular() {
		return kindError(kind), false
	}
	return nil, false
}

// isLoop reports whether the system followed too many links.
func isLoop(err error) bool {
	return errors.Is(err, syscall.ELOOP) || strings.Contains(err.Error(), "too many")
}

func kindError(mode fs.FileMode) error {
	kind := "special file"
	switch {
	case mode&fs.ModeNamedPipe != 0:
		kind = "pipe"
	case mode&fs.ModeSocket != 0:
		kind = "socket"
	case mode&fs.ModeDevice != 0:
		kind = "device"
	}
	return fmt.Errorf("it is a %s, not a file", kind)
}

// withoutPath returns what an error says besides the path, which the caller names.
func withoutPath(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readAttempts is how often a file that changes meanwhile is read.
const readAttempts = 3

// settled is how long ago a file must have changed before it is read. Clocks of file systems are coarse: what changes again sooner, in
// place, may have the same size and time as before.
const settled = 30 * time.Millisecond

// Read reads the file. The source's ID is the one that its metadata declare, or "". An error is a [*FormatError]
// with the file's path, or comes from the system.
func (f File) Read(o Options) (Source, error) {
	if f.Err != nil {
		return Source{}, &FormatError{Path: f.Path, Err: f.Err}
	}
	beside := f.beside
	fill(&beside.Encoding, o.Encoding)
	raw, err := readWhole(f.fsys, cmp.Or(f.opens, f.name), MaxFile)
	if err == nil {
		var s Source
		if s, err = read(f.name, raw, beside); err == nil {
			return s, nil
		}
	}
	line := 0
	if e := (*FormatError)(nil); errors.As(err, &e) {
		line, err = e.Line, e.Err
	}
	return Source{}, &FormatError{Path: f.Path, Line: line, Err: withoutPath(err)}
}

// readWhole reads a file of at most limit bytes, as it was at one time.
func readWhole(fsys fs.FS, name string, limit int64) ([]byte, error) {
	for range readAttempts {
		raw, same, err := readOnce(fsys, name, limit)
		if err != nil || same {
			return raw, err
		}
	}
	return nil, fmt.Errorf("it changes while it is read (%d attempts)", readAttempts)
}

// readOnce reads a file, and reports whether it stayed as it was meanwhile.
func readOnce(fsys fs.FS, name string, limit int64) (raw []byte, same bool, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	before, err := file.Stat()
	if err != nil {
		return nil, false, err
	}
	if !before.Mode().IsRegular() {
		return nil, false, kindError(before.Mode())
	}
	if before.Size() > limit {
		return nil, false, tooLarge(before.Size())
	}
	if age := time.Since(before.ModTime()); age < settled {
		time.Sleep(min(settled, settled-age))
	}
	raw, err = io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, false, err
	}
	if int64(len(raw)) > limit {
		return nil, false, tooLarge(int64(len(raw)))
	}
	after, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, false, err
	}
	same = int64(len(raw)) == after.Size() && before.Size() == after.Size() && before.ModTime().Equal(after.ModTime())
	return raw, same, nil
}

// A described holds what the [SourcesFile] and the [bibliographies] of a folder say, and what became of it.
type described struct {
	names   map[string]bool // of the folder's files
	entries map[string]declaration
	lines   map[string]int
	used    map[string]bool
	books   []*bibliography
}

// describe reads the [SourcesFile] and the [bibliographies] of a folder. A broken one is returned as a file with its error, and says nothing.
func describe(fsys fs.FS, folder string) (*described, []File) {
	s := &described{names: make(map[string]bool), used: make(map[string]bool)}
	list, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return s, nil // the walk says it
	}
	for _, e := range list {
		s.names[e.Name()] = true
	}
	var broken []File
	s.books, broken = readBibliographies(fsys, folder, s.names)
	if !s.names[SourcesFile] {
		return s, broken
	}
	name := path.Join(folder, SourcesFile)
	raw, err := readBeside(fsys, name, maxSourcesFile)
	if err == nil {
		s.entries, s.lines, err = readSources(raw)
	}
	if err != nil {
		return s, append(broken, File{name: name, Err: withoutPath(err)})
	}
	return s, broken
}

// readBeside reads a file that describes others. Links and special files are not read.
func readBeside(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, kindError(info.Mode())
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("it is too large: %d KB (limit %d KB)", info.Size()>>10, limit>>10)
	}
	return readWhole(fsys, name, limit)
}

// describes reports whether a file describes others, so that it is no source.
func (s *described) describes(name string) bool {
	base := path.Base(name)
	if base == SourcesFile || slices.ContainsFunc(bibliographies, func(b bibliographyKind) bool { return b.name == base }) {
		return true
	}
	stem, isItem := strings.CutSuffix(base, ".json")
	if !isItem {
		return false
	}
	for other := range s.names {
		if isText(other) && strings.TrimSuffix(other, path.Ext(other)) == stem {
			return true
		}
	}
	return false
}

// of returns what the files beside name say of it.
func (s *described) of(fsys fs.FS, name string) (declaration, []File) {
	var d declaration
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	for _, key := range sortedKeys(s.entries) {
		if k := norm.NFC.String(key); k == norm.NFC.String(base) || k == norm.NFC.String(stem) {
			s.used[key] = true
			d = d.or(s.entries[key])
		}
	}
	var broken []File
	if item := itemFile(name); s.names[path.Base(item)] {
		var c declaration
		raw, err := readBeside(fsys, item, maxItemFile)
		if err == nil {
			c, err = readItem(raw)
		}
		if err != nil {
			broken = append(broken, File{name: item, Err: withoutPath(err)})
		} else {
			d = d.or(c)
		}
	}
	for _, b := range s.books {
		c, errs := b.about(base)
		broken = append(broken, errs...)
		d = d.or(c)
	}
	return d, broken
}

// unused returns an error for each entry that describes no file.
func (s *described) unused(folder string) []File {
	var files []File
	for _, key := range sortedKeys(s.entries) {
		if !s.used[key] {
			err := &FormatError{Line: s.lines[key], Err: fmt.Errorf("there is no file %q beside it", key)}
			files = append(files, File{name: path.Join(folder, SourcesFile), Err: err})
		}
	}
	return files
}

// rootFS is a folder of the machine out of which nothing leads, also no link.
type rootFS string

func (dir rootFS) in(do func(*os.Root) error) error {
	root, err := os.OpenRoot(string(dir))
	if err != nil {
		return err
	}
	return errors.Join(do(root), root.Close())
}

func (dir rootFS) Open(name string) (f fs.File, err error) {
	err = dir.in(func(root *os.Root) (err error) {
		f, err = root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|nonblock, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (dir rootFS) Stat(name string) (info fs.FileInfo, err error) {
	return info, dir.in(func(root *os.Root) (err error) {
		info, err = root.Stat(filepath.FromSlash(name))
		return err
	})
}

func (dir rootFS) Lstat(name string) (info fs.FileInfo, err error) {
	return info, dir.in(func(root *os.Root) (err error) {
		info, err = root.Lstat(filepath.FromSlash(name))
		return err
	})
}

func (dir rootFS) ReadLink(name string) (target string, err error) {
	return target, dir.in(func(root *os.Root) (err error) {
		target, err = root.Readlink(filepath.FromSlash(name))
		return err
	})
}
