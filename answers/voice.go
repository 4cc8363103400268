package answers

import (
	"sync"

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

// maxVoices is how many documents' voices are kept.
const maxVoices = 256

// Voices keep who speaks in the documents that were read last. The zero value is ready.
type voices struct {
	mu   sync.Mutex
	byID map[corpus.SourceID]*voice.Reading
}

// of returns what tells the voices of a source's document.
func (v *voices) of(card corpus.Source, d corpus.Document) func(corpus.Span) Voice {
	v.mu.Lock()
	r := v.byID[card.ID]
	v.mu.Unlock()
	if r == nil {
		r = voice.Read(d, card.Language)
		v.mu.Lock()
		if v.byID == nil || len(v.byID) >= maxVoices {
			v.byID = make(map[corpus.SourceID]*voice.Reading)
		}
		v.byID[card.ID] = r
		v.mu.Unlock()
	}
	return voiceIn(d, r)
}
