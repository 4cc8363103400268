package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"time"

	"variorum/answers"
	"variorum/library"
	"variorum/render"
	"variorum/retrieval"
)

type aliasCommand struct {
	Add    aliasAddCommand    `cmd:"" help:"Add words that are taken for one another."`
	List   aliasListCommand   `cmd:"" help:"Show all, in the form of a file of aliases."`
	Test   aliasTestCommand   `cmd:"" help:"Show what a word of a question would be looked for as."`
	Remove aliasRemoveCommand `cmd:"" help:"Remove groups of aliases."`
	Load   aliasLoadCommand   `cmd:"" help:"Put a file of aliases in the place of all that there are."`
}

func (aliasCommand) Help() string {
	return `Aliases are words and phrases, of any language, that count as much as each other: a question for one is a question for all. They are kept in the library, and answers depend on them; no index is made anew.

Examples:
  bot alias --library my-library add "Nur-Sultan = Astana"
  bot alias --library my-library add LPG "liquefied petroleum gas" --loose propane,butane
  bot alias --library my-library test LPG
  bot alias --library my-library list > aliases.txt
  bot alias --library my-library load aliases.txt`
}

// An aliasFileError reports a file of aliases that can not be taken.
type aliasFileError struct {
	path string
	err  *retrieval.AliasError
}

func (e *aliasFileError) Error() string {
	if e.err.Line == 0 {
		return fmt.Sprintf("%s: %v", e.path, e.err)
	}
	return fmt.Sprintf("%s:%d: %v", e.path, e.err.Line, e.err.Err)
}

func (e *aliasFileError) Unwrap() error { return e.err }

type aliasAddCommand struct {
	Words   []string       `arg:"" name:"word" help:"Words and phrases; = divides them too. One that holds | is a whole line of a file of aliases."`
	Name    string         `placeholder:"NAME" help:"The group's name; words are added to a group that has it. Without it the first word in small letters."`
	Loose   []string       `placeholder:"WORD" help:"Words that count less."`
	Comment string         `placeholder:"TEXT" help:"What people should know of it."`
	Wait    *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

// groups returns what is to be added.
func (a *aliasAddCommand) groups() ([]retrieval.AliasGroup, error) {
	g := retrieval.AliasGroup{Name: a.Name, Loose: a.Loose, Comment: a.Comment}
	var groups []retrieval.AliasGroup
	for _, word := range a.Words {
		if strings.Contains(word, "|") {
			read, err := retrieval.ReadAliases(strings.NewReader(word))
			if err != nil {
				return nil, fmt.Errorf("%w: %w", errUsage, errors.Unwrap(err))
			}
			groups = append(groups, read.Groups()...)
			continue
		}
		for part := range strings.SplitSeq(word, "=") {
			if part = strings.Join(strings.Fields(part), " "); part != "" {
				g.Close = append(g.Close, part)
			}
		}
	}
	if len(g.Close) > 0 {
		g.Name = cmp.Or(g.Name, strings.ToLower(g.Close[0]))
		groups = append(groups, g)
	}
	if len(groups) == 0 {
		return nil, fmt.Errorf("%w: name two words at least", errUsage)
	}
	return groups, nil
}

func (a *aliasAddCommand) Run(c *commands) error {
	groups, err := a.groups()
	if err != nil {
		return err
	}
	return c.changeAliases("add", a.Wait, func(had *retrieval.Aliases) (*retrieval.Aliases, error) {
		return retrieval.NewAliases(slices.Concat(had.Groups(), groups)...)
	})
}

type aliasRemoveCommand struct {
	Names []string       `arg:"" name:"name" help:"Groups, as bot alias list names them."`
	Wait  *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

// An unknownAliasError reports a group of aliases that the library does not hold.
type unknownAliasError struct{ name string }

func (e *unknownAliasError) Error() string {
	return fmt.Sprintf("no group of aliases is named %q", e.name)
}

func (a *aliasRemoveCommand) Run(c *commands) error {
	return c.changeAliases("remove", a.Wait, func(had *retrieval.Aliases) (*retrieval.Aliases, error) {
		groups := had.Groups()
		for _, name := range a.Names {
			i := slices.IndexFunc(groups, func(g retrieval.AliasGroup) bool { return g.Name == name })
			if i < 0 {
				return nil, &unknownAliasError{name}
			}
			groups = slices.Delete(groups, i, i+1)
		}
		return retrieval.NewAliases(groups...)
	})
}

type aliasLoadCommand struct {
	File string         `arg:"" help:"A file of aliases in UTF-8: a line for each group, NAME | WORDS | LOOSE WORDS, words divided by commas, # before comments; - is standard input."`
	Wait *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

func (a *aliasLoadCommand) Run(c *commands) error {
	in, name := c.env.in, "standard input"
	if a.File != "-" {
		f, err := open(c.ctx, a.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = &input{c.ctx, f}, a.File
	}
	read, err := retrieval.ReadAliases(in)
	if e := (*retrieval.AliasError)(nil); errors.As(err, &e) {
		return &aliasFileError{name, e}
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	return c.changeAliases("load", a.Wait, func(*retrieval.Aliases) (*retrieval.Aliases, error) { return read, nil })
}

// changeAliases puts what change makes of the library's aliases in their place, and says what became of each group. If it can not, they stay as they are.
func (c *commands) changeAliases(command string, wait *time.Duration, change func(*retrieval.Aliases) (*retrieval.Aliases, error)) error {
	if c.conf.Library == "" {
		return fmt.Errorf("%w: name the folder of the library whose aliases are meant, for example: bot alias --library my-library %s", errUsage, command)
	}
	l, err := library.Open(c.ctx, c.conf.Library, library.Options{}) // so that none is made
	if err != nil {
		return err
	}
	if err := l.Close(); err != nil {
		return err
	}
	w, err := library.OpenWriter(c.ctx, c.conf.Library, library.WriterOptions{Wait: c.wait(wait), Command: "bot alias " + command})
	if err != nil {
		return err
	}
	had, err := w.Aliases()
	if err != nil {
		return errors.Join(err, w.Close())
	}
	now, err := change(had)
	if err == nil {
		err = w.SetAliases(c.ctx, now)
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	if _, err = io.WriteString(c.env.out, aliasChanges(had.Groups(), now.Groups())); errors.Is(err, syscall.EPIPE) { // they are changed all the same
		err = nil
	}
	return err
}

// aliasChanges says, line by line, what became of groups.
func aliasChanges(had, now []retrieval.AliasGroup) string {
	before := make(map[string]string)
	for _, g := range had {
		before[g.Name] = g.String()
	}
	var b strings.Builder
	for _, g := range now {
		switch old, ok := before[g.Name]; {
		case !ok:
			fmt.Fprintf(&b, "added %s\n", escaped(g.String()))
		case old != g.String():
			fmt.Fprintf(&b, "changed %s\n", escaped(g.String()))
		}
		delete(before, g.Name)
	}
	for _, g := range had {
		if _, ok := before[g.Name]; ok {
			fmt.Fprintf(&b, "removed %s\n", escaped(g.Name))
		}
	}
	if b.Len() == 0 {
		return "unchanged\n"
	}
	return b.String()
}

type aliasListCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

func (a *aliasListCommand) Run(c *commands) error {
	l, err := c.open()
	if err != nil {
		return err
	}
	groups := l.Aliases().Groups()
	if err := l.Close(); err != nil {
		return err
	}
	if a.JSON {
		type group struct {
			Name    string   `json:"name"`
			Close   []string `json:"close"`
			Loose   []string `json:"loose"`
			Comment string   `json:"comment,omitempty"`
		}
		list := make([]group, len(groups))
		for i, g := range groups {
			list[i] = group{g.Name, g.Close, append([]string{}, g.Loose...), g.Comment}
		}
		return printLine(c.env.out)(json.Marshal(struct {
			Aliases []group `json:"aliases"`
		}{list}))
	}
	var b strings.Builder
	for _, g := range groups {
		fmt.Fprintln(&b, escaped(g.String()))
	}
	_, err = io.WriteString(c.env.out, b.String())
	return err
}

type aliasTestCommand struct {
	Words []string `arg:"" name:"word" help:"A word, a phrase, or a question."`
	JSON  bool     `name:"json" help:"Print JSON."`
}

func (a *aliasTestCommand) Run(c *commands) error {
	l, err := c.open()
	if err != nil {
		return err
	}
	q := l.Aliases().NewQuery(strings.Join(a.Words, " "))
	if err := l.Close(); err != nil {
		return err
	}
	understood := answers.ExplainQuery(q)
	if a.JSON {
		return printLine(c.env.out)(render.QuestionJSON(understood))
	}
	return render.QuestionText(c.env.out, understood, c.textOptions())
}
