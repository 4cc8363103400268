package main

import (
	"errors"
	"strings"

	"variorum/corpus"
	"variorum/desk"
	"variorum/library"
	"variorum/render"
)

type checkCommand struct {
	Quote []string `arg:"" name:"quote" help:"The quotation, in whatever quotation marks."`
	From  string   `placeholder:"ID" help:"The source that it was said to be from."`
	JSON  bool     `name:"json" help:"Print JSON."`
}

func (checkCommand) Help() string {
	return `Tells whether a quotation is real, and where it stands: verbatim, differs (with the words that were left out, put in, or changed, against the closest place), or not found. A quotation with ... or [...] is looked for piece by piece, in order. At least 12 characters are needed.

Examples:
  bot check --library my-library "the lamp was lit and nobody saw it"
  bot check --library my-library --from letter "the lamp was ... seen"`
}

func (q *checkCommand) Run(c *commands) error {
	l, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(q.check(c, l), l.Close())
}

func (q *checkCommand) check(c *commands, l *library.Library) error {
	said := corpus.SourceID("")
	if q.From != "" {
		ids, err := desk.Known(l, []string{q.From})
		if err != nil {
			return err
		}
		said = ids[0]
	}
	shown, err := desk.New(l).Check(c.ctx, strings.Join(q.Quote, " "), said)
	if err != nil {
		return err
	}
	if q.JSON {
		return printLine(c.env.out)(render.CheckJSON(shown))
	}
	return render.CheckText(c.env.out, shown, c.textOptions(), render.English)
}

type collateCommand struct {
	Topic []string `arg:"" optional:"" help:"What to compare the sources on; without one all that they say."`
	JSON  bool     `name:"json" help:"Print JSON."`
}

func (collateCommand) Help() string {
	return `Shows where the sources part and where they agree: figures, dates and times, names, terms, certainty, responsibility, and causes, each cell in the source's own words, and the passages that several sources share.

Examples:
  bot collate --library my-library
  bot collate --library my-library "the number of dead"
  bot collate --library my-library --json > collation.json`
}

func (k *collateCommand) Run(c *commands) error {
	l, err := c.open()
	if err != nil {
		return err
	}
	return errors.Join(k.collate(c, l), l.Close())
}

func (k *collateCommand) collate(c *commands, l *library.Library) error {
	bar := c.progressBar("reading", len(l.Sources()))
	collation, err := desk.New(l).Composer.Collate(c.ctx, strings.Join(k.Topic, " "), func(int) {
		if bar != nil {
			bar.Add(1) // it fails only where it can not be drawn
		}
	})
	if bar != nil {
		bar.Clear()
	}
	if err != nil {
		return err
	}
	if k.JSON {
		return printLine(c.env.out)(render.CollationJSON(collation))
	}
	return render.CollationText(c.env.out, collation, c.textOptions(), render.English)
}
