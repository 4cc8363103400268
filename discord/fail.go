package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"variorum/answers"
	"variorum/answers/quotation"
	"variorum/corpus"
	"variorum/desk"
	"variorum/discord/markdown"
	"variorum/discord/message"
	"variorum/discord/rest"
	"variorum/discord/words"
	"variorum/library"
)

// A notice is an error that is a member's to mend; its text is shown to the member. It is Markdown.
type notice struct{ text string }

func (n *notice) Error() string { return "the member was told what is missing" }

// say returns a notice of a fixed string.
func say(text string) error { return &notice{markdown.Escape(text)} }

// sayf returns a notice of a format among the fixed strings, with what belongs into it.
func sayf(format string, args ...any) error {
	return &notice{markdown.Escape(fmt.Sprintf(format, args...))}
}

// fail shows a member what went wrong, and logs what is ours to mend.
func (c *call) fail(ctx context.Context, err error) {
	if errors.Is(err, errTaken) {
		c.outcome = "duplicate"
		return
	}
	if rest.Expired(err) { // nobody can be told any more
		c.outcome = "late"
		c.bot.Log.Warn("an interaction came too late to be answered, or its channel is gone", "kind", c.kind, "err", err)
		return
	}
	text, ours := c.explain(ctx, err)
	c.outcome = "refused"
	if ours {
		c.outcome = "failed"
		c.bot.Log.Error("answering an interaction", "kind", c.kind, "err", err)
	}
	if ctx.Err() != nil { // the process ends
		c.outcome = "stopped"
	}
	c.tell(ctx, text)
}

// apologise tells a member that something went wrong that is ours to mend.
func (c *call) apologise(ctx context.Context) {
	c.tell(ctx, markdown.Escape(words.Of(c.own()).Failed))
}

// tell shows a member a sentence, alone if that can still be. If it can not be sent there is nobody to tell.
func (c *call) tell(ctx context.Context, text string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if err := c.show(ctx, reply{page: message.Page{Content: text}, private: true}); err != nil && !errors.Is(err, errTaken) {
		c.bot.Log.Warn("telling a member what went wrong", "kind", c.kind, "err", err)
	}
}

// explain returns what a member is told of an error, and whether it is ours to mend.
func (c *call) explain(ctx context.Context, err error) (text string, ours bool) {
	w := words.Of(c.own())
	var (
		told     *notice
		tooLong  *answers.QuestionTooLongError
		length   *quotation.LengthError
		unknown  *desk.UnknownSourceError
		citation *answers.CitationError
		refused  *rest.Error
	)
	switch {
	case errors.As(err, &told):
		return told.text, false
	case ctx.Err() != nil:
		return markdown.Escape(w.Stopping), false
	case errors.Is(err, context.DeadlineExceeded):
		return markdown.Escape(w.TookLong), false
	case errors.Is(err, answers.ErrEmptyQuestion):
		return markdown.Escape(w.EmptyQuestion), false
	case errors.As(err, &tooLong):
		return markdown.Escape(fmt.Sprintf(w.LongQuestion, c.bot.MaxQuestion, tooLong.Length)), false
	case errors.As(err, &length):
		return markdown.Escape(fmt.Sprintf(w.QuoteLength, quotation.MinLength, quotation.MaxLength, length.Length)), false
	case errors.As(err, &unknown):
		return markdown.Escape(unknownSource(w, unknown)), false
	case errors.As(err, &citation):
		return markdown.Escape(w.NoSuchPlace), false
	case errors.Is(err, library.ErrChanged):
		return markdown.Escape(w.Replaced), false
	case errors.As(err, &refused):
		if p := w.Permission(refused.Code); p != "" {
			return markdown.Escape(p), false
		}
	}
	return markdown.Escape(w.Failed), true
}

// unknownSource says that no source has a name, with those that are near.
func unknownSource(w words.Words, e *desk.UnknownSourceError) string {
	said := fmt.Sprintf(w.UnknownSource, e.Name)
	if len(e.Near) == 0 {
		return said + " " + w.SeeSources
	}
	return said + " " + fmt.Sprintf(w.DidYouMean, strings.Join(each(e.Near, func(id corpus.SourceID) string { return string(id) }), ", "))
}

// each returns what f makes of each element.
func each[T, U any](list []T, f func(T) U) []U {
	made := make([]U, len(list))
	for i, x := range list {
		made[i] = f(x)
	}
	return made
}
