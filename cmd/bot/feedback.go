package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"variorum/answers"
	"variorum/answers/quotation"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord/state"
	"variorum/eval"
	"variorum/library"
)

type feedbackCommand struct{}

func (feedbackCommand) Help() string {
	return `Prints a line of JSON for each judgment of a member, in the form that bot eval reads: an excerpt that is not on its question makes its source one that should be silent; words that are missing, if they stand in a source, are what that source should say. What can not be made a judgment is named on standard error.

Examples:
  bot feedback --config config.yaml > judgments.jsonl
  bot feedback --config config.yaml | bot eval --library my-library -`
}

func (feedbackCommand) Run(c *commands) error {
	if _, err := os.Stat(c.conf.Data); errors.Is(err, fs.ErrNotExist) {
		c.say("there is no feedback: bot serve keeps it in %s, which is not there", c.conf.Data)
		return nil
	}
	s, err := state.Open(c.ctx, c.conf.Data, state.Options{})
	if err != nil {
		return err
	}
	desks := make(map[string]*desk.Desk)
	err = printFeedback(c, s, func(name string) (*desk.Desk, error) {
		if d, ok := desks[name]; ok {
			return d, nil
		}
		dir := c.conf.Library
		if name != "" {
			dir = c.conf.Discord.Libraries[name]
		}
		l, err := openOrExample(c, dir)
		if err != nil {
			return nil, err
		}
		desks[name] = desk.New(l)
		return desks[name], nil
	})
	errs := []error{err, s.Close()}
	for _, d := range desks {
		errs = append(errs, d.Library.Close())
	}
	return errors.Join(errs...)
}

// openOrExample opens a library, or the example library where none is named.
func openOrExample(c *commands, dir string) (*library.Library, error) {
	if dir == "" {
		return desk.Example()
	}
	return library.Open(c.ctx, dir, library.Options{})
}

// printFeedback prints all judgments.
func printFeedback(c *commands, s *state.Store, deskOf func(string) (*desk.Desk, error)) error {
	for f, err := range s.Feedbacks(c.ctx) {
		if err != nil {
			return err
		}
		d, err := deskOf(f.Library)
		if err != nil {
			return err
		}
		question, why, err := judgment(c, d, f)
		if err != nil {
			return err
		}
		if why != "" {
			c.say("feedback %d is no judgment: %s", f.ID, why)
			continue
		}
		if err := printLine(c.env.out)(json.Marshal(question)); err != nil {
			return err
		}
	}
	return nil
}

// judgment makes a judgment of what a member said, or says why there is none in it.
func judgment(c *commands, d *desk.Desk, f state.Feedback) (q eval.Question, why string, err error) {
	q = eval.Question{
		ID: fmt.Sprintf("feedback-%d", f.ID), Question: f.Question, Accounts: map[string][]eval.Quote{}, Silent: []string{},
		Expected: []eval.ExpectedDifference{},
	}
	if f.Kind == state.FeedbackOff {
		q.Silent = append(q.Silent, f.Source)
		q.Note = "not on the question: " + f.Excerpt
		return q, "", nil
	}
	if f.Excerpt != "" {
		cited, err := d.Read(c.ctx, f.Excerpt, answers.ScopeSentence)
		if err != nil {
			return q, err.Error(), nil
		}
		q.Accounts[string(cited.Source.ID)] = []eval.Quote{{Quote: cited.Excerpt.Quote, Voice: voiceOf(cited.Excerpt.Voice)}}
		return q, "", nil
	}
	checked, err := d.Check(c.ctx, f.Words, corpus.SourceID(f.Source))
	if length := (*quotation.LengthError)(nil); errors.As(err, &length) {
		return q, err.Error(), nil
	}
	if err != nil {
		return q, "", err
	}
	if checked.Status != quotation.Verbatim {
		return q, "its words stand in no source", nil
	}
	for _, at := range checked.Places {
		id := string(at.Source.ID)
		if f.Source == "" || f.Source == id {
			q.Accounts[id] = append(q.Accounts[id], eval.Quote{Quote: at.Excerpt.Quote, Voice: voiceOf(at.Excerpt.Voice)})
		}
	}
	if len(q.Accounts) == 0 {
		return q, "its words stand in another source than was said", nil
	}
	return q, "", nil
}

// voiceOf returns a voice as judgments write it.
func voiceOf(v answers.Voice) string {
	if v.Kind == answers.Quoted && v.Speaker != "" {
		return v.Speaker
	}
	return string(v.Kind)
}
