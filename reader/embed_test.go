package reader

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
)

// animals are sentences, each with a place on a circle at which its meaning is; the question's is 0.
var animals = []string{"30 the owl", "10 the cat", "20 the dog", "50 the hen", "10 the cow"}

// meaning returns where on the circle a text is.
func meaning(text string) []float64 {
	degrees := 0.0
	if _, err := fmt.Sscanf(text, "%g", &degrees); err != nil {
		degrees = 0
	}
	return []float64{2 * math.Cos(degrees*math.Pi/180), 2 * math.Sin(degrees*math.Pi/180), 0}
}

// embeds is a server that makes vectors, and chats by chat.
func embeds(chat handler) handler {
	return func(n int, w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/chat/completions") {
			chat(n, w, r)
			return
		}
		respond(w, map[string]any{"data": vectorsFor(r, nil)})
	}
}

// inputs are the texts of the request that is handled; see served.
type inputs struct {
	Model string   `json:"model"`
	Input []string `json:"input"`
}

// inputsKey is under which they are in the context of the request.
type inputsKey struct{}

// vectorsFor returns the data of a reply, the last first, each changed by change.
func vectorsFor(r *http.Request, change func(i int, d map[string]any)) []any {
	in := r.Context().Value(inputsKey{}).(inputs)
	data := []any{}
	for i, text := range in.Input {
		d := map[string]any{"object": "embedding", "index": i, "embedding": meaning(text)}
		if change != nil {
			change(i, d)
		}
		data = append(data, d)
	}
	slices.Reverse(data)
	return data
}

// nearestOf ranks the sentences of one source.
func nearestOf(t *testing.T, e *Embedder, question string, sentences []string) string {
	t.Helper()
	defer e.server.client.CloseIdleConnections()
	result := e.Nearest(t.Context(), question, []answers.EmbedRequest{{Source: "s", Revision: "0123", Sentences: sentences}})[0]
	if result.Failed {
		return "failed"
	}
	return strings.Trim(fmt.Sprint(result.Nearest), "[]")
}

// Sentences are ranked by how near they are to the question, of equals the earlier first; the rankings and the vectors of sentences are
// kept.
func TestNearestSentences(t *testing.T) {
	dir := t.TempDir()
	in(t, embeds(nil), func(t *testing.T, s *served) {
		for range 2 {
			if got := nearestOf(t, s.embedder(s.options(dir)), "0 which?", animals); got != "1 4 2 0 3" || s.requests() != 2 {
				t.Fatalf("nearest are %s after %d requests, want 1 4 2 0 3 after 2", got, s.requests())
			}
		}
		if got := nearestOf(t, s.embedder(s.options(dir)), "38 which?", animals); got != "0 3 2 1 4" || s.requests() != 3 {
			t.Errorf("for another question they are %s after %d requests, want 0 3 2 1 4 after 3", got, s.requests())
		}
		o := s.options(dir)
		o.Model = "another"
		if nearestOf(t, s.embedder(o), "0 which?", animals); s.requests() != 5 {
			t.Errorf("for another model %d requests were made, want 5", s.requests())
		}
		if got := nearestOf(t, s.embedder(s.options(dir)), "0 which?", nil); got != "" || s.requests() != 5 {
			t.Errorf("of nothing the nearest are %q after %d requests", got, s.requests())
		}
		if s.log.Len() > 0 {
			t.Errorf("log: %s", s.log.String())
		}
	})
}

// Vectors are made of a block of sentences at a time, of one source alone, and of no empty text.
func TestSentencesAreEmbeddedInBlocks(t *testing.T) {
	var many []string
	for i := range 2*embedBlock + 3 {
		many = append(many, fmt.Sprintf("%d sentence", (i*37)%embedBlock+60))
	}
	many[5] = "  "
	in(t, embeds(nil), func(t *testing.T, s *served) {
		e := s.embedder(s.options(t.TempDir()))
		results := e.Nearest(t.Context(), "0 which?", []answers.EmbedRequest{{Source: "a", Revision: "1", Sentences: many}, {Source: "b", Revision: "2", Sentences: animals}})
		e.server.client.CloseIdleConnections()
		if results[0].Failed || results[1].Failed || len(results[0].Nearest) != nearestMost || results[0].Nearest[0] != 5 || results[1].Nearest[0] != 1 {
			t.Errorf("results = %+v", results)
		}
		var sizes []int
		for _, b := range s.bodies {
			var got inputs
			if err := json.Unmarshal([]byte(b), &got); err != nil || slices.Contains(got.Input, "") {
				t.Errorf("request %s: %v", b, err)
			}
			sizes = append(sizes, len(got.Input))
		}
		slices.Sort(sizes)
		if diff := cmp.Diff([]int{1, 3, len(animals), embedBlock, embedBlock}, sizes); diff != "" {
			t.Errorf("sizes of requests (-want +got):\n%s", diff)
		}
	})
}

// What is no list of comparable vectors is no ranking, and the log says why in words of ours.
func TestWrongVectors(t *testing.T) {
	data := func(change func(i int, d map[string]any)) handler {
		return every(func(w http.ResponseWriter, r *http.Request) {
			if v := vectorsFor(r, change); len(v) > 1 {
				respond(w, map[string]any{"data": v})
			} else { // of the question
				respond(w, map[string]any{"data": vectorsFor(r, nil)})
			}
		})
	}
	for name, h := range map[string]handler{
		"status 500": every(status(500)),
		"no JSON":    every(raw("application/json", babble)),
		"a chat":     always(good),
		"nothing":    every(func(w http.ResponseWriter, _ *http.Request) { respond(w, map[string]any{"data": []any{}}) }),
		"one too many": every(func(w http.ResponseWriter, r *http.Request) {
			v := vectorsFor(r, nil)
			respond(w, map[string]any{"data": append(v, v[0])})
		}),
		"an index twice":     data(func(_ int, d map[string]any) { d["index"] = 0 }),
		"an index beyond":    data(func(i int, d map[string]any) { d["index"] = i + 1 }),
		"an index below":     data(func(i int, d map[string]any) { d["index"] = i - 1 }),
		"no index":           data(func(_ int, d map[string]any) { delete(d, "index") }),
		"no vector":          data(func(_ int, d map[string]any) { delete(d, "embedding") }),
		"words":              data(func(_ int, d map[string]any) { d["embedding"] = babble }),
		"nothing in all":     data(func(_ int, d map[string]any) { d["embedding"] = []float64{0, 0, 0} }),
		"more than a number": data(func(_ int, d map[string]any) { d["embedding"] = []float64{1e300, 0, 0} }),
		"several dimensions": data(func(i int, d map[string]any) { d["embedding"] = ones(i + 1) }),
		"another dimension":  data(func(_ int, d map[string]any) { d["embedding"] = ones(2) }),
		"too many dimensions": every(func(w http.ResponseWriter, r *http.Request) {
			respond(w, map[string]any{"data": vectorsFor(r, func(_ int, d map[string]any) { d["embedding"] = ones(maxDimension + 1) })})
		}),
		"more than is allowed": every(raw("application/json", `{"data":[`+strings.Repeat(" ", maxVectors)+`]}`)),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in(t, h, func(t *testing.T, s *served) {
				if got := nearestOf(t, s.embedder(s.options(dir)), privately, animals); got != "failed" {
					t.Errorf("nearest are %s, want that it failed", got)
				}
				log := s.log.String()
				if !strings.Contains(log, `msg="sources were not embedded" failed=1 of=1 source=s err="the server`) || strings.Contains(log, babble) || strings.Contains(log, "ostrich") || strings.Contains(log, secret) {
					t.Errorf("log: %s", log)
				}
			})
			for path := range files(t, dir) {
				if strings.Contains(path, "rankings") || name != "another dimension" { // which is that of the question's alone
					t.Errorf("%s is kept", path)
				}
			}
		})
	}
}

// ones returns n ones.
func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

// Kept vectors that are damaged are made anew.
func TestDamagedVectorsAreMadeAnew(t *testing.T) {
	dir := t.TempDir()
	in(t, embeds(nil), func(t *testing.T, s *served) {
		nearestOf(t, s.embedder(s.options(dir)), "0 which?", animals)
		for path, was := range files(t, dir) {
			value, ok := opened(key(path), []byte(was))
			if !ok {
				t.Fatalf("%s is damaged", path)
			}
			bad := string(sealed(key(path), append(value, 0))) // whole, and no vectors or ranking
			if err := os.WriteFile(path, []byte(bad), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := nearestOf(t, s.embedder(s.options(dir)), "0 which?", animals); got != "1 4 2 0 3" || s.requests() != 4 {
			t.Errorf("nearest are %s after %d requests, want 1 4 2 0 3 after 4", got, s.requests())
		}
	})
}

// A source that is far too long is not embedded.
func TestLongSourcesAreNotEmbedded(t *testing.T) {
	in(t, embeds(nil), func(t *testing.T, s *served) {
		if got := nearestOf(t, s.embedder(s.options("")), "0 which?", make([]string, embedMost+1)); got != "failed" || s.requests() != 0 {
			t.Errorf("nearest are %s after %d requests, want failed after none", got, s.requests())
		}
	})
}
