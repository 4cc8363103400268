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
	"variorum/answers/quotation"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord/gateway"
	"variorum/library"
	"variorum/render"
	"variorum/retrieval"
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
	length := (*quotation.LengthError)(nil)
	return errors.Is(err, errUsage) || errors.Is(err, answers.ErrEmptyQuestion) || errors.As(err, &tooLong) || errors.As(err, &length)
}

// hintFor returns what the user can do about err, or "".
func hintFor(err error) string {
	var (
		tooLong *answers.QuestionTooLongError
		version *library.VersionError
		damaged *library.DamagedError
		index   *library.IndexError
		locked  *library.LockedError
		unknown *desk.UnknownSourceError
		refused *gateway.FatalError
		aliases *retrieval.AliasError
		noAlias *unknownAliasError
	)
	switch {
	case errors.Is(err, errNoToken):
		return "make an application and give its token with: DISCORD_TOKEN=... bot serve; docs/discord.md tells how"
	case errors.As(err, &refused):
		return "look at the token and the settings of the application at discord.com/developers; docs/discord.md tells how"
	case errors.Is(err, answers.ErrEmptyQuestion):
		return `ask in words, for example: bot ask "when did the bridge open?"`
	case errors.As(err, &tooLong):
		return fmt.Sprintf("ask in at most %d characters", answers.MaxQuestion)
	case errors.As(err, &unknown):
		return meant(unknown)
	case errors.As(err, &aliases):
		return "the aliases are as they were; see: bot alias --help"
	case errors.As(err, &noAlias):
		return "see the names with: bot alias list"
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

// meant returns what may have been meant by a source that the library does not hold.
func meant(e *desk.UnknownSourceError) string {
	if len(e.Near) == 0 {
		return "see the names with: bot sources"
	}
	names := make([]string, len(e.Near))
	for i, id := range e.Near {
		names[i] = string(id)
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
}
