package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"variorum/answers"
	"variorum/desk"
	"variorum/render"
)

type askCommand struct {
	Question []string `arg:"" optional:"" help:"The question, in words. With - each line of standard input is one."`
	JSON     bool     `name:"json" xor:"form" help:"Print JSON; with - one answer a line."`
	Markdown bool     `xor:"form" help:"Print Markdown."`
	Sources  []string `placeholder:"ID" help:"Ask these sources alone."`
	Order    string   `placeholder:"ORDER" enum:"rotated,date,title," default:"" help:"The order of the sources: rotated (by the question), date, or title."`
	More     bool     `help:"Show also the excerpts that are left out for brevity."`
	Match    string   `placeholder:"HOW" enum:"strict,normal,generous," default:"" help:"How much of the question a source must have to speak: strict, normal, or generous."`
	Explain  bool     `help:"Show behind the answer what was looked for, and why each excerpt stands and each silent source is silent."`
	Without  bool     `name:"no-differences" help:"Do not compare the accounts."`
	Reader   string   `placeholder:"off" enum:"off," default:"" help:"With off the built-in choice is shown, though the configuration names a reader."`
	Only     string   `placeholder:"differences" enum:"differences," default:"" help:"Show only where the accounts part and agree."`
}

func (askCommand) Help() string {
	return `Every source that says something on the question is quoted, word for word, each with the place where it stands; the others are listed as silent.

Examples:
  bot ask "how many people were hurt?"
  bot ask --library my-library --sources 000,003 who gave the order
  bot ask --library my-library --json "when did it begin?" > answer.json
  bot ask --library my-library --json - < questions.txt

In a question, "words in quotation marks" must stand in what is shown as they are, and nothing is shown that has a -word.
  bot ask --library my-library 'who drove the "second lorry" -tuesday'`
}

func (a *askCommand) Run(c *commands) error {
	if a.Explain && a.Markdown {
		return fmt.Errorf("%w: --explain goes with text and with --json", errUsage)
	}
	l, err := c.open()
	if err != nil {
		return err
	}
	ids, err := desk.Known(l, a.Sources)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	order := c.conf.Order
	if a.Order != "" {
		order = answers.Order(a.Order)
	}
	match := c.conf.Match
	if a.Match != "" {
		match = answers.Match(a.Match)
	}
	composer := desk.New(l).Composer
	if a.Reader != "off" {
		if err := c.read(composer); err != nil {
			return errors.Join(err, l.Close())
		}
	}
	request := answers.Request{Sources: ids, Order: order, More: a.More, Apart: a.Without, Match: match, Explain: a.Explain}
	if len(a.Question) == 1 && a.Question[0] == "-" {
		err = a.each(c, composer, request)
	} else {
		request.Question = strings.Join(a.Question, " ")
		err = a.one(c, composer, request)
	}
	return errors.Join(err, l.Close())
}

// one answers one question.
func (a *askCommand) one(c *commands, composer *answers.Composer, r answers.Request) error {
	answer, err := composer.Answer(c.ctx, r)
	if err != nil {
		return err
	}
	return a.print(c, answer)
}

// maxLine is the most bytes that are kept of a line of questions. A question has far fewer.
const maxLine = 64 << 10

// each answers each line of standard input. A question that can not be asked gets an answer in which all are silent,
// so that answers and questions stay in step, and a message.
func (a *askCommand) each(c *commands, composer *answers.Composer, r answers.Request) error {
	in := bufio.NewReaderSize(c.env.in, 64<<10)
	wrong := false
	for n := 1; ; n++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("reading line %d of the questions: %w", n, err)
		}
		if n == 1 {
			line = strings.TrimPrefix(line, "\uFEFF") // which some editors write before a text
		}
		r.Question = line
		answer, err := composer.Answer(c.ctx, r)
		if isWrongUse(err) {
			c.say("line %d: %v", n, err)
			wrong = true
		} else if err != nil {
			return err
		}
		if n > 1 && !a.JSON {
			if _, err := fmt.Fprintln(c.env.out); err != nil {
				return err
			}
		}
		if err := a.print(c, answer); err != nil {
			return err
		}
	}
	if wrong {
		return exitCode(failed)
	}
	return nil
}

// readLine returns the next line without its end, and of one longer than [maxLine] about as much. [io.EOF] says that there is none.
func readLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, more, err := in.ReadLine()
		if err != nil {
			return "", err
		}
		if b.Len() <= maxLine {
			b.Write(part)
		}
		if !more {
			return b.String(), nil
		}
	}
}

func (a *askCommand) print(c *commands, answer answers.Answer) error {
	if err := a.printAnswer(c, answer); err != nil || answer.Explanation == nil || a.JSON {
		return err
	}
	return render.ExplanationText(c.env.out, answer.Explanation, c.textOptions())
}

func (a *askCommand) printAnswer(c *commands, answer answers.Answer) error {
	switch {
	case a.JSON:
		return printLine(c.env.out)(render.JSON(answer))
	case a.Markdown && a.Only != "":
		return render.ComparisonMarkdown(c.env.out, answer, render.English)
	case a.Markdown:
		return render.Markdown(c.env.out, answer, render.English)
	case a.Only != "":
		return render.ComparisonText(c.env.out, answer, c.textOptions(), render.English)
	}
	return render.Text(c.env.out, answer, c.textOptions(), render.English)
}

// printLine returns a function that writes what it is given as a line, or returns the error.
func printLine(w io.Writer) func([]byte, error) error {
	return func(b []byte, err error) error {
		if err == nil {
			_, err = w.Write(append(b, '\n'))
		}
		return err
	}
}
