package reader

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strings"
	"sync"

	"variorum/answers"
)

// An Embedder is an [answers.Embedder] that has a server make vectors of sentences and questions. Vectors of sentences are kept, and so are the
// rankings; the vector of a question, from which its words could be guessed, is not. It is safe for concurrent use.
type Embedder struct {
	model    string
	server   *endpoint
	vectors  *store
	rankings *store
	flights  flights
	log      *slog.Logger
}

// NewEmbedder returns an embedder that asks a server, which it does not call yet. Its errors are those of [New].
func NewEmbedder(o Options) (*Embedder, error) {
	server, err := newEndpoint(o)
	if err != nil {
		return nil, err
	}
	return &Embedder{
		model: o.Model, server: server, log: logger(o),
		vectors: newStore(o.Cache, "vectors", vectorsBytes), rankings: newStore(o.Cache, "rankings", rankingsBytes),
	}, nil
}

// Model implements [answers.Embedder].
func (e *Embedder) Model() string { return e.model }

// Bounds of embedding. A source with more sentences is not embedded.
const (
	embedBlock   = 32     // sentences in one request
	embedMost    = 20_000 // sentences of a source
	nearestMost  = 64     // of a ranking
	maxDimension = 1 << 13
)

// Errors of embeddings.
var (
	errNoVectors = errors.New("the server's reply is not one of the embeddings interface")
	errTooMany   = fmt.Errorf("the source has more than %d sentences", embedMost)
)

// Nearest implements [answers.Embedder]. The nearest sentences are those whose vectors have the greatest cosine with that of the question; of
// equals the earlier comes first.
func (e *Embedder) Nearest(ctx context.Context, question string, requests []answers.EmbedRequest) []answers.EmbedResult {
	results := make([]answers.EmbedResult, len(requests))
	errs := make([]error, len(requests))
	asked := sync.OnceValues(func() (vector, error) {
		list, err := e.ask(ctx, []string{question})
		if err != nil {
			return nil, err
		}
		return list[0], nil
	})
	together(len(requests), e.server.parallel(), func(i int) {
		results[i].Nearest, errs[i] = e.nearest(ctx, question, asked, requests[i])
		results[i].Failed = errs[i] != nil
	})
	warn(ctx, e.log, "sources were not embedded", errs, func(i int) string { return string(requests[i].Source) })
	return results
}

// nearest ranks the sentences of one source.
func (e *Embedder) nearest(ctx context.Context, question string, asked func() (vector, error), r answers.EmbedRequest) ([]int, error) {
	switch n := len(r.Sentences); {
	case n == 0:
		return nil, nil
	case n > embedMost:
		return nil, errTooMany
	}
	key := keyOf(append([]string{"rankings", r.Revision, e.model, oneLine(question, maxQuestion)}, r.Sentences...)...)
	done, err := e.flights.begin(ctx, key)
	if err != nil {
		return nil, err
	}
	defer done()
	var ranking []int
	use := func(kept []byte) error {
		list, err := unpackRanking(kept, len(r.Sentences))
		if err == nil {
			ranking = list
		}
		return err
	}
	if e.rankings.read(key, use) {
		return ranking, nil
	}
	if ranking, err = e.rank(ctx, asked, r.Sentences); err != nil {
		return nil, err
	}
	if err := e.rankings.keep(key, encoded(ranking), use); err != nil {
		e.log.Warn("a ranking could not be kept", "err", err)
	}
	return ranking, nil
}

// rank has the sentences embedded and ranks them.
func (e *Embedder) rank(ctx context.Context, asked func() (vector, error), sentences []string) ([]int, error) {
	question, err := asked()
	if err != nil {
		return nil, err
	}
	type near struct {
		sentence int
		cosine   float64
	}
	list := make([]near, 0, len(sentences))
	for block := range slices.Chunk(sentences, embedBlock) {
		vectors, err := e.embed(ctx, block)
		if err != nil {
			return nil, err
		}
		for _, v := range vectors {
			if len(v) != len(question) {
				return nil, errNoVectors
			}
			list = append(list, near{len(list), question.cosine(v)})
		}
	}
	slices.SortFunc(list, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.sentence, b.sentence))
	})
	ranking := make([]int, min(nearestMost, len(list)))
	for i := range ranking {
		ranking[i] = list[i].sentence
	}
	return ranking, nil
}

// unpackRanking returns a kept ranking of n sentences.
func unpackRanking(raw []byte, n int) ([]int, error) {
	var ranking []int
	if err := json.Unmarshal(raw, &ranking); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(ranking, func(i int) bool { return i < 0 || i >= n }) {
		return nil, errNoNumbers
	}
	return ranking, nil
}

// embed returns the vectors of a block of sentences, which are kept.
func (e *Embedder) embed(ctx context.Context, block []string) ([]vector, error) {
	key := keyOf(append([]string{"vectors", e.model}, block...)...)
	var vectors []vector
	use := func(kept []byte) error {
		list, err := unpackVectors(kept, len(block))
		if err == nil {
			vectors = list
		}
		return err
	}
	if e.vectors.read(key, use) {
		return vectors, nil
	}
	var err error
	if vectors, err = e.ask(ctx, block); err != nil {
		return nil, err
	}
	if err := e.vectors.keep(key, packVectors(vectors), use); err != nil {
		e.log.Warn("vectors could not be kept", "err", err)
	}
	return vectors, nil
}

// ask has the server make vectors of texts.
func (e *Embedder) ask(ctx context.Context, texts []string) ([]vector, error) {
	request := struct {
		Model  string   `json:"model"`
		Input  []string `json:"input"`
		Format string   `json:"encoding_format"`
	}{e.model, make([]string, len(texts)), "float"}
	for i, text := range texts {
		request.Input[i] = oneLine(text, maxQuestion)
		if strings.TrimSpace(request.Input[i]) == "" {
			request.Input[i] = "-" // servers refuse empty texts
		}
	}
	raw, err := e.server.post(ctx, "/embeddings", encoded(request), maxVectors)
	if err != nil {
		return nil, err
	}
	return vectorsOf(raw, len(texts))
}

// vectorsOf returns the vectors in a reply to a request for n.
func vectorsOf(raw []byte, n int) ([]vector, error) {
	var reply struct {
		Data []struct {
			Index     *int   `json:"index"`
			Embedding vector `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(raw, &reply); err != nil || len(reply.Data) != n {
		return nil, errNoVectors
	}
	vectors := make([]vector, n)
	for _, d := range reply.Data {
		if d.Index == nil || *d.Index < 0 || *d.Index >= n || vectors[*d.Index] != nil {
			return nil, errNoVectors
		}
		vectors[*d.Index] = d.Embedding
	}
	if !alike(vectors) {
		return nil, errNoVectors
	}
	return vectors, nil
}

// A vector is what a text means to a model.
type vector []float32

// alike reports whether vectors can be compared: they are of one dimension, finite, and not 0.
func alike(vectors []vector) bool {
	for _, v := range vectors {
		length := v.dot(v)
		if len(v) != len(vectors[0]) || len(v) > maxDimension || !(length > 0) || math.IsInf(length, 0) {
			return false
		}
	}
	return true
}

// dot adds up in one order, so that the sum is the same each time.
func (v vector) dot(o vector) float64 {
	sum := 0.0
	for i := range v {
		sum += float64(float64(v[i]) * float64(o[i])) // rounded, also where a machine could add in one step
	}
	return sum
}

func (v vector) cosine(o vector) float64 { return v.dot(o) / math.Sqrt(v.dot(v)*o.dot(o)) }

// packVectors returns vectors of one dimension as they are kept: the dimension in 4 bytes, then the numbers in 4 bytes each, the lowest
// byte first.
func packVectors(vectors []vector) []byte {
	raw := binary.LittleEndian.AppendUint32(nil, uint32(len(vectors[0])))
	for _, v := range vectors {
		for _, x := range v {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
		}
	}
	return raw
}

// unpackVectors returns the n vectors that packVectors made.
func unpackVectors(raw []byte, n int) ([]vector, error) {
	if len(raw) < 4 {
		return nil, errNoVectors
	}
	dimension := int(binary.LittleEndian.Uint32(raw))
	raw = raw[4:]
	if dimension < 1 || dimension > maxDimension || len(raw) != 4*dimension*n {
		return nil, errNoVectors
	}
	vectors := make([]vector, n)
	for i := range vectors {
		vectors[i] = make(vector, dimension)
		for j := range vectors[i] {
			vectors[i][j] = math.Float32frombits(binary.LittleEndian.Uint32(raw))
			raw = raw[4:]
		}
	}
	if !alike(vectors) {
		return nil, errNoVectors
	}
	return vectors, nil
}
