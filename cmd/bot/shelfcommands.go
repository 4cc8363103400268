package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"variorum/answers"
	"variorum/corpus"
	"variorum/desk"
	"variorum/library"
	"variorum/render"
)

type removeCommand struct {
	IDs  []string       `arg:"" name:"id" help:"Sources, as bot sources names them."`
	Wait *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

func (removeCommand) Help() string {
	return `If the library does not hold all of them, none is removed.

Examples:
  bot remove --library my-library report
  bot remove --library my-library letter-1 letter-2`
}

func (r *removeCommand) Run(c *commands) error {
	if c.conf.Library == "" {
		return fmt.Errorf("%w: name the folder of the library to remove from, for example: bot remove --library my-library ID", errUsage)
	}
	l, err := library.Open(c.ctx, c.conf.Library, library.Options{}) // so that none is made
	if err != nil {
		return err
	}
	ids, err := desk.Known(l, r.IDs)
	if err := errors.Join(err, l.Close()); err != nil {
		return err
	}
	w, err := library.OpenWriter(c.ctx, c.conf.Library, library.WriterOptions{Wait: c.wait(r.Wait), Command: "bot remove"})
	if err != nil {
		return err
	}
	if err := w.Remove(c.ctx, ids...); err != nil {
		return errors.Join(err, w.Close())
	}
	var lines strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&lines, "removed %s\n", id)
	}
	if _, err = io.WriteString(c.env.out, lines.String()); errors.Is(err, syscall.EPIPE) { // they are removed all the same
		err = nil
	}
	return errors.Join(err, w.Finish(c.ctx), w.Close())
}

type sourcesCommand struct {
	JSON bool `name:"json" help:"Print JSON."`
}

func (sourcesCommand) Help() string {
	return `What a source does not say of itself is "unknown"; what was not declared but plainly stands in the text is marked.

Examples:
  bot sources --library my-library
  bot sources --library my-library --json`
}

func (s *sourcesCommand) Run(c *commands) error {
	l, err := c.open()
	if err != nil {
		return err
	}
	var cards []render.Card
	for _, e := range l.Sources() {
		cards = append(cards, render.Card{Source: e.Source, Added: e.Added})
	}
	if s.JSON {
		err = printLine(c.env.out)(render.SourcesJSON(cards))
	} else {
		err = render.SourcesText(c.env.out, cards, c.textOptions(), render.English)
	}
	return errors.Join(err, l.Close())
}

type readCommand struct {
	Citation string        `arg:"" help:"The key below an excerpt, such as letter:8s3-2s-k7f."`
	Context  answers.Scope `enum:"sentence,paragraph,page,all" default:"paragraph" help:"How much to show around it: sentence, paragraph, page (or section), or all."`
}

func (readCommand) Help() string {
	return `Examples:
  bot read --library my-library letter:8s3-2s-k7f
  bot read --library my-library letter:8s3-2s-k7f --context page`
}

func (r *readCommand) Run(c *commands) error {
	if _, err := answers.ParseKey(r.Citation); err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	l, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(r.show(c, l), l.Close())
}

func (r *readCommand) show(c *commands, l *library.Library) error {
	context, err := desk.New(l).Read(c.ctx, r.Citation, r.Context)
	if err != nil {
		return err
	}
	return render.ContextText(c.env.out, context, c.textOptions(), render.English)
}

type verifyCommand struct {
	File string `arg:"" help:"A saved answer, from bot ask --json; - is standard input."`
	JSON bool   `name:"json" help:"Print JSON."`
}

func (verifyCommand) Help() string {
	return `For each excerpt a line with its key and ok, moved, changed or gone. A look-alike is never taken for the excerpt. Exit code 0 if all are ok or moved, else 1.

Examples:
  bot verify --library my-library answer.json
  bot ask --library my-library --json "who was hurt?" | bot verify --library my-library -`
}

func (v *verifyCommand) Run(c *commands) error {
	in, name := c.env.in, "standard input"
	if v.File != "-" {
		f, err := open(c.ctx, v.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in, name = &input{c.ctx, f}, v.File
	}
	receipts, err := render.ParseReceipts(in)
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		err = e.Err
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	if len(receipts) == 0 {
		c.say("there is no excerpt in it: nothing is to be verified")
	}
	l, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(v.check(c, l, receipts), l.Close())
}

func (v *verifyCommand) check(c *commands, l *library.Library, receipts []answers.Receipt) error {
	list, err := answers.Recheck(receipts, func(id corpus.SourceID) (string, bool, error) {
		if _, ok := l.Source(id); !ok {
			return "", false, nil
		}
		d, err := l.Document(c.ctx, id)
		return d.Text, true, err
	})
	if err != nil {
		return err
	}
	wrong := false
	var lines strings.Builder
	for i, r := range receipts {
		wrong = wrong || list[i].Status != answers.OK && list[i].Status != answers.Moved
		fmt.Fprintf(&lines, "%s %s\n", escaped(r.ID), list[i].Status)
	}
	if v.JSON {
		err = printLine(c.env.out)(render.VerificationsJSON(receipts, list))
	} else {
		_, err = io.WriteString(c.env.out, lines.String())
	}
	if err != nil && !errors.Is(err, syscall.EPIPE) { // whoever reads no more still asks for the exit code
		return err
	}
	if wrong {
		return exitCode(failed)
	}
	return nil
}

type doctorCommand struct {
	Discord bool           `help:"Look at the Discord application in place of a library, and print the link by which it is invited. Its token stands in the environment as DISCORD_TOKEN."`
	Repair  bool           `help:"Make damaged or missing indexes anew from the stored texts, and remove what was left over. Texts are never touched."`
	Wait    *time.Duration `placeholder:"TIME" help:"How long to wait for someone else who writes, for example 30s."`
}

func (doctorCommand) Help() string {
	return `Exit code 0 if all is in order, else 1 with what is wrong and what helps. Nothing is changed without --repair.

Examples:
  bot doctor --library my-library
  bot doctor --library my-library --repair
  DISCORD_TOKEN=... bot doctor --discord --config config.yaml`
}

func (d *doctorCommand) Run(c *commands) error {
	if d.Discord {
		return d.discord(c)
	}
	if c.conf.Library == "" {
		return fmt.Errorf("%w: name the folder of the library to look at: bot doctor --library DIR", errUsage)
	}
	var findings []library.Finding
	var err error
	if d.Repair {
		findings, err = library.Repair(c.ctx, c.conf.Library, library.WriterOptions{Wait: c.wait(d.Wait), Command: "bot doctor --repair"})
	} else {
		findings, err = library.Check(c.ctx, c.conf.Library)
	}
	if err != nil {
		return err
	}
	if len(findings) == 0 {
		return d.inOrder(c)
	}
	repair := false
	var lines strings.Builder
	for _, f := range findings {
		fmt.Fprintln(&lines, escaped(f.String()))
		if f.Remedy == library.AddAgain {
			fmt.Fprintln(&lines, "  remedy: add the source's file again, or remove the source")
		}
		repair = repair || f.Remedy == library.RunRepair
	}
	if repair {
		fmt.Fprintf(&lines, "remedy: bot doctor --library %s --repair\n", escaped(c.conf.Library))
	}
	if _, err := io.WriteString(c.env.out, lines.String()); err != nil && !errors.Is(err, syscall.EPIPE) {
		return err
	}
	return exitCode(failed)
}

func (d *doctorCommand) inOrder(c *commands) error {
	l, err := library.Open(c.ctx, c.conf.Library, library.Options{})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.env.out, "all is in order: %d sources, revision %s\n", len(l.Sources()), l.Revision())
	return errors.Join(err, l.Close())
}

type versionCommand struct{}

func (versionCommand) Run(c *commands) error {
	version, revision := "development", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				revision = " " + s.Value[:12]
			}
		}
		revision += " " + info.GoVersion
	}
	_, err := io.WriteString(c.env.out, "bot "+version+revision+"\n")
	return err
}
