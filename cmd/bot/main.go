// Command bot answers questions from a group's sources with the sources' own words.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	log.SetOutput(io.Discard)      // the search engine's; what we have to say goes to standard error
	signal.Ignore(syscall.SIGPIPE) // a reader that went away is an error of writing, so that what is being added still is
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // whoever asks twice is not made to wait
	code := run(ctx, os.Args[1:], env{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv})
	stop()
	os.Exit(code)
}

// env is everything a command may use of the outside world.
type env struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
}

// Exit codes.
const (
	done     = 0 // also if nothing was found
	failed   = 1
	wrongUse = 2 // of the command line, the configuration, or the question
)

// commands is the command line.
type commands struct {
	Library string          `placeholder:"DIR" help:"The folder of the library. Without one the example library answers."`
	Config  string          `placeholder:"FILE" help:"The configuration file. Without it the one that VARIORUM_CONFIG names."`
	Color   string          `enum:"auto,always,never," default:"" placeholder:"WHEN" help:"Colour the text: auto, always or never."`
	Width   int             `placeholder:"COLUMNS" help:"Wrap text at this many columns, 0 not at all. Without it as wide as the terminal."  default:"-1"`
	Ask     askCommand      `cmd:"" help:"Ask a question; every source answers in its own words."`
	Add     addCommand      `cmd:"" help:"Add sources: files, and folders with all in them."`
	Remove  removeCommand   `cmd:"" help:"Remove sources."`
	Sources sourcesCommand  `cmd:"" help:"Show what the library holds and knows of each source."`
	Read    readCommand     `cmd:"" help:"Show an excerpt in its context."`
	Check   checkCommand    `cmd:"" help:"Tell whether a quotation is real, and where it stands."`
	Collate collateCommand  `cmd:"" help:"Show where the sources part and agree, over the whole library."`
	Alias   aliasCommand    `cmd:"" help:"Words of the library's readers that are taken for one another."`
	Verify  verifyCommand   `cmd:"" help:"Check the excerpts of a saved answer against the sources as they are now."`
	Serve   serveCommand    `cmd:"" help:"Run the Discord bot. The application's token stands in the environment as DISCORD_TOKEN."`
	Judged  feedbackCommand `cmd:"" name:"feedback" help:"Print what members said of answers, as judgments for bot eval."`
	Doctor  doctorCommand   `cmd:"" help:"Look whether all in the library is in order."`
	Eval    evalCommand     `cmd:"" help:"Measure answers against questions with judgments."`
	Version versionCommand  `cmd:"" help:"Show the version of this program."`
	Shell   completeCommand `cmd:"" name:"completion" help:"Print a completion script for a shell."`
	env     env             `kong:"-"`
	ctx     context.Context `kong:"-"`
	conf    config          `kong:"-"`
}

// run executes one command line and returns the exit code: 0 if the command did its work, even if it found nothing;
// 1 if it failed; 2 if the command line, the configuration, or the question is wrong.
func run(ctx context.Context, args []string, e env) int {
	e.in = &input{ctx, e.in}
	c := &commands{env: e, ctx: ctx}
	exited := -1
	parser, err := kong.New(c, kong.Name("bot"), kong.Writers(e.out, e.err), kong.Exit(func(code int) {
		exited = code
		panic(exitSignal{})
	}), kong.Description("Answers questions from a group's sources with the sources' own words, grouped by source.\n\nExit codes: 0 done, also when nothing was found; 1 failed; 2 wrong use or configuration."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		panic(err) // the declarations above are wrong
	}
	k, err := parse(parser, spelledOut(args), &exited)
	switch {
	case exited >= 0: // --help
		return exited
	case err != nil:
		return c.complain(wrongUse, withoutNothing(err), usageHint(err))
	}
	if c.conf, err = c.configure(); err == nil {
		err = k.Run(c, k.Kong)
	} else if ctx.Err() == nil {
		return c.complain(wrongUse, err, hintFor(err))
	}
	if code := exitCode(0); errors.As(err, &code) {
		return int(code)
	}
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return done
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return c.complain(failed, errors.New("interrupted"), "")
	case isWrongUse(err):
		return c.complain(wrongUse, err, hintFor(err))
	}
	return c.complain(failed, err, hintFor(err))
}

// spelledOut returns args with what people try first put as the command line has it: "bot help ask" is bot ask --help, "bot --version" is bot version.
func spelledOut(args []string) []string {
	switch {
	case len(args) == 0:
	case args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case len(args) == 1 && args[0] == "--version":
		return []string{"version"}
	}
	return args
}

// exitSignal ends the parsing of a command line that asked for help.
type exitSignal struct{}

func parse(parser *kong.Kong, args []string, exited *int) (k *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(exitSignal); !ok {
				panic(r)
			}
		}
	}()
	return parser.Parse(args)
}

// An exitCode is the error of a command that has said what was wrong.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// complain writes an error and a hint, and returns the exit code.
func (c *commands) complain(code int, err error, hint string) int {
	c.say("%v", err)
	if hint != "" {
		fmt.Fprintf(c.env.err, "hint: %s\n", hint)
	}
	return code
}

// say writes a message of ours to standard error.
func (c *commands) say(format string, args ...any) {
	fmt.Fprintf(c.env.err, "bot: %s\n", escaped(fmt.Sprintf(format, args...)))
}

// escaped returns s on one line, with what could command a terminal written as in Go.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t' || r == ' ':
			b.WriteRune(r)
		case !printable(r):
			q := fmt.Sprintf("%q", string(r))
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
