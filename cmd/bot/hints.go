package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"unicode"

	"github.com/alecthomas/kong"

	"variorum/answers"
	"variorum/corpus"
	"variorum/library"
	"variorum/render"
)

// printable reports whether a character can be shown in a message without commanding the terminal.
func printable(r rune) bool {
	_, hidden := render.Visible(string(r))
	return hidden == 0 && r != '\n' && r != '\r' && (unicode.IsGraphic(r) || r == '\u00ad' || r == '\u200d')
}

// errUsage reports wrong use that the parser of the command line can not see.
var errUsage = errors.New("wrong use")

// isWrongUse reports whether an error is the fault of what was asked, and not of the world.
func isWrongUse(err error) bool {
	tooLong := (*answers.QuestionTooLongError)(nil)
	return errors.Is(err, errUsage) || errors.Is(err, answers.ErrEmptyQuestion) || errors.As(err, &tooLong)
}

// hintFor returns what the user can do about err, or "".
func hintFor(err error) string {
	var (
		tooLong *answers.QuestionTooLongError
		version *library.VersionError
		damaged *library.DamagedError
		index   *library.IndexError
		locked  *library.LockedError
		unknown *unknownSourceError
	)
	switch {
	case errors.Is(err, answers.ErrEmptyQuestion):
		return `ask in words, for example: bot ask "when did the bridge open?"`
	case errors.As(err, &tooLong):
		return fmt.Sprintf("ask in at most %d characters", answers.MaxQuestion)
	case errors.As(err, &unknown):
		return unknown.hint()
	case errors.Is(err, library.ErrMissing):
		return "make a library and add sources to it with: bot add --library DIR PATH..."
	case errors.Is(err, library.ErrNotLibrary):
		return "name the folder of a library, or make one in a new folder with: bot add --library DIR PATH..."
	case errors.As(err, &version):
		return "use a newer version of this program, or add the sources to a new library"
	case errors.As(err, &locked):
		return "wait until it is done, or wait longer with: --wait 60s"
	case errors.As(err, &index):
		return "make the index with: bot doctor --library DIR --repair"
	case errors.As(err, &damaged):
		return "see what is damaged with: bot doctor --library DIR"
	case errors.Is(err, library.ErrChanged):
		return "ask again"
	case is(err, syscall.ENOSPC), is(err, syscall.EDQUOT), is(err, syscall.EFBIG):
		return "make room on the disk; what was said to be done is done"
	case is(err, syscall.EROFS):
		return "nothing can be written there; name a folder on a disk that can be written to"
	case errors.Is(err, corpus.ErrEncoding):
		return "name the encoding with: bot add --encoding NAME, for example windows-1252 or windows-1251"
	case errors.Is(err, fs.ErrPermission):
		return "this program may not use that file or folder; see its permissions"
	}
	return ""
}

// is reports whether an error of the system is at the bottom of err. The search engine passes on only what it says.
func is(err error, system syscall.Errno) bool {
	return errors.Is(err, system) || strings.HasSuffix(err.Error(), ": "+system.Error())
}

// withoutNothing returns an error of the parser without the empty value, which stands for a flag that is not given.
func withoutNothing(err error) error {
	return errors.New(strings.Replace(err.Error(), `,"" but got`, " but got", 1))
}

// usageHint returns where the use of a command is explained.
func usageHint(err error) string {
	if e := (*kong.ParseError)(nil); errors.As(err, &e) && e.Context != nil && e.Context.Selected() != nil {
		return fmt.Sprintf("see: bot %s --help", e.Context.Selected().Name)
	}
	return "see: bot --help"
}

// An unknownSourceError reports a source that the library does not hold, with those whose names are near.
type unknownSourceError struct {
	id   string
	near []corpus.SourceID
}

func (e *unknownSourceError) Error() string { return fmt.Sprintf("no source is named %q", e.id) }

func (e *unknownSourceError) hint() string {
	if len(e.near) == 0 {
		return "see the names with: bot sources"
	}
	names := make([]string, len(e.near))
	for i, id := range e.near {
		names[i] = string(id)
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
}

// nearest returns up to three of ids that could be meant by id, the nearest first.
func nearest(id string, ids []corpus.SourceID) []corpus.SourceID {
	type candidate struct {
		id       corpus.SourceID
		distance int
	}
	var list []candidate
	if len(id) > 2*corpus.MaxID { // near to none
		return nil
	}
	folded := strings.ToLower(id)
	for _, other := range ids {
		o := strings.ToLower(string(other))
		d := distance(folded, o)
		if folded != "" && (strings.HasPrefix(o, folded) || strings.HasSuffix(o, folded)) {
			d = min(d, 1)
		}
		if d <= max(2, len(folded)/3) {
			list = append(list, candidate{other, d})
		}
	}
	// A few at most: the list is walked once for each place.
	var near []corpus.SourceID
	for len(near) < 3 && len(list) > 0 {
		best := 0
		for i, c := range list {
			if c.distance < list[best].distance {
				best = i
			}
		}
		near = append(near, list[best].id)
		list = append(list[:best], list[best+1:]...)
	}
	return near
}

// distance returns the number of insertions, deletions and substitutions between two strings (Levenshtein 1966), in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
