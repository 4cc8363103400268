package state

import (
	"context"
	"iter"
	"time"
)

// The kinds of a [Feedback].
const (
	FeedbackOff     = "off"     // something shown is not on the question
	FeedbackMissing = "missing" // something on the question is not shown
)

// A Feedback is a member's judgment on an answer.
type Feedback struct {
	ID       int64     `json:"id"`                 // given by the store, never twice
	Member   string    `json:"member"`             // 1 to 32 bytes
	Server   string    `json:"server,omitempty"`   // up to 32 bytes
	Kind     string    `json:"kind"`               // [FeedbackOff] or [FeedbackMissing]
	Question string    `json:"question"`           // up to 6000 UTF-16 code units
	Library  string    `json:"library,omitempty"`  // up to 1024 bytes
	Revision string    `json:"revision,omitempty"` // of the library, up to 128 bytes
	Source   string    `json:"source,omitempty"`   // up to 256 bytes
	Excerpt  string    `json:"excerpt,omitempty"`  // citation key, up to 256 bytes
	Words    string    `json:"words,omitempty"`    // up to 4000 UTF-16 code units
	Made     time.Time `json:"made"`
}

func (v Feedback) check() error {
	f := fields{of: "Feedback"}
	f.id("Member", v.Member)
	f.bytes("Server", v.Server, idBytes)
	f.oneOf("Kind", v.Kind, FeedbackOff, FeedbackMissing)
	f.units("Question", v.Question, questionUnits)
	f.bytes("Library", v.Library, libraryBytes)
	f.bytes("Revision", v.Revision, revisionBytes)
	f.bytes("Source", v.Source, sourceBytes)
	f.bytes("Excerpt", v.Excerpt, excerptBytes)
	f.units("Words", v.Words, wordsUnits)
	return f.err
}

const (
	newFeedbackColumns = "member, server, kind, question, library, revision, source, excerpt, words, made"
	selectFeedback     = "SELECT id, " + newFeedbackColumns + " FROM feedback WHERE "
)

func scanFeedback(scan scan) (Feedback, error) {
	var (
		v  Feedback
		at int64
	)
	err := scan(&v.ID, &v.Member, &v.Server, &v.Kind, &v.Question, &v.Library, &v.Revision, &v.Source, &v.Excerpt, &v.Words, &at)
	v.Made = when(at)
	return v, err
}

// AddFeedback keeps a judgment and returns the ID given to it; v.ID is not looked at.
func (s *Store) AddFeedback(ctx context.Context, v Feedback) (int64, error) {
	if err := v.check(); err != nil {
		return 0, err
	}
	return s.add(ctx, "keeping feedback", "INSERT INTO feedback ("+newFeedbackColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		v.Member, v.Server, v.Kind, v.Question, v.Library, v.Revision, v.Source, v.Excerpt, v.Words, v.Made.UnixMicro())
}

// feedbackPage is how many judgments are read at a time, so that whoever reads them slowly keeps no one waiting.
const feedbackPage = 256

// Feedbacks returns all judgments by ascending ID. After an error it ends.
func (s *Store) Feedbacks(ctx context.Context) iter.Seq2[Feedback, error] {
	return func(yield func(Feedback, error) bool) {
		for last := int64(0); ; {
			page, err := collect(ctx, s.read, scanFeedback, selectFeedback+"id > ? ORDER BY id LIMIT ?", last, feedbackPage)
			if err != nil {
				yield(Feedback{}, s.failed(ctx, "reading feedback", err))
				return
			}
			for _, v := range page {
				if !yield(v, nil) {
					return
				}
				last = v.ID
			}
			if len(page) < feedbackPage {
				return
			}
		}
	}
}
