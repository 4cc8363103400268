package answers

import (
	"variorum/answers/voice"
	"variorum/corpus"
)

// voiceIn returns what tells the voice of a span of a document.
func voiceIn(d corpus.Document, r *voice.Reading) func(corpus.Span) Voice {
	return func(span corpus.Span) Voice {
		v := r.Of(span)
		switch v.Kind {
		case voice.Quoted:
			return Voice{Kind: Quoted, Speaker: v.Speaker.In(d.Text), Cue: v.Cue.In(d.Text)}
		case voice.Unidentified:
			return Voice{Kind: Unidentified, Cue: v.Cue.In(d.Text)}
		}
		return Voice{Kind: Own}
	}
}
