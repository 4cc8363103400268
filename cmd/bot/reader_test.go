package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"variorum/answers"
	"variorum/corpus"
	"variorum/corpus/example"
	"variorum/desk"
	"variorum/reader"
	"variorum/render"
)

// babble is what the server writes wherever it can.
const babble = "zxqvwombat"

// numberedLine is a line that a model may choose, as it gets it.
var numberedLine = regexp.MustCompile(`(?m)^\[(\d+)\] `)

// A modelServer chooses by lot: by a sum of all that it is asked, and of salt.
type modelServer struct {
	*httptest.Server
	mu       sync.Mutex
	salt     string
	keys     []string
	requests int
}

// serveModel starts a server that writes babble around and in its choices. It makes vectors, too, and fails for every fifth source.
func serveModel(t *testing.T) *modelServer {
	t.Helper()
	s := &modelServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			Messages []struct{ Content string }
			Input    []string
		}
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		s.mu.Lock()
		s.requests++
		s.keys = append(s.keys, r.URL.Path+" "+r.Header.Get("Authorization"))
		salt := s.salt
		s.mu.Unlock()
		w.Header().Set("X-Babble", babble)
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/v1/embeddings" {
			var data []any
			for i, text := range asked.Input {
				sum := sha256.Sum256([]byte(salt + text))
				data = append(data, map[string]any{"index": i, "embedding": []int{int(sum[0]) + 1, int(sum[1]), int(sum[2])}, "text": babble})
			}
			respond(t, w, map[string]any{"data": data, "model": babble})
			return
		}
		sum := sha256.Sum256([]byte(salt + asked.Messages[1].Content))
		if sum[0]%5 == 0 {
			w.WriteHeader(http.StatusUnauthorized)
			respond(t, w, map[string]any{"error": map[string]any{"message": babble + r.Header.Get("Authorization")}})
			return
		}
		n := len(numberedLine.FindAllString(asked.Messages[1].Content, -1))
		var chosen []any
		for i := range int(sum[1]) % 4 {
			chosen = append(chosen, map[string]any{"line": int(sum[2+i])%(n+1) + i, "strength": []string{"direct", "weak"}[sum[9+i]%2], "text": babble, "source": babble})
		}
		content, err := json.Marshal(map[string]any{"chosen": append([]any{}, chosen...), "answer": babble})
		if err != nil {
			t.Error(err)
		}
		respond(t, w, map[string]any{"model": babble, "choices": []any{map[string]any{"message": map[string]any{
			"content": babble + "\n```json\n" + string(content) + "\n```\n" + babble, "name": babble,
		}}}})
	}))
	t.Cleanup(s.Close)
	return s
}

func respond(t *testing.T, w http.ResponseWriter, v any) {
	if err := json.NewEncoder(w).Encode(v); err != nil {
		t.Error(err)
	}
}

// configured writes a configuration with a reader, and with embeddings if they are wanted, and returns its path.
func (s *modelServer) configured(t *testing.T, embeddings bool) string {
	t.Helper()
	conf := fmt.Sprintf("reader:\n  url: %s/v1\n  model: a-model\n  cache: cache\n", s.URL)
	if embeddings {
		conf += fmt.Sprintf("embeddings:\n  url: %s/v1/\n  model: near\n", s.URL)
	}
	return filepath.Join(write(t, map[string]string{"bot.yaml": conf}), "bot.yaml")
}

// exampleLibrary makes a library of the example's sources.
func exampleLibrary(t *testing.T) string {
	t.Helper()
	sources, lib := t.TempDir(), filepath.Join(t.TempDir(), "lib")
	check(t, os.CopyFS(sources, example.FS()))
	if got := bot(t, "", "add", "--library", lib, sources); got.code != done {
		t.Fatalf("add = %+v", got)
	}
	return lib
}

// withKeys runs a command line where the keys of the servers are in the environment.
func withKeys(t *testing.T, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), args, env{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(name string) string {
		return map[string]string{readerKey: "sk-reader-key", embeddingsKey: "sk-embeddings-key"}[name]
	}})
	return result{code, out.String(), errs.String()}
}

// Law 1: whatever a server writes, none of its words, and no key, reaches an answer or a message; all excerpts are slices.
func TestNoWordOfTheServerIsShown(t *testing.T) {
	s, lib := serveModel(t), exampleLibrary(t)
	config := s.configured(t, true)
	chosen := 0
	for _, question := range questionsOf(t, bytes.NewReader(example.Questions))[:8] {
		for _, form := range []string{"--json", "--markdown", "--more"} {
			got := withKeys(t, "ask", "--config", config, "--library", lib, form, question)
			if got.code != done {
				t.Fatalf("%q: %+v", question, got)
			}
			for _, word := range []string{babble, "sk-"} {
				if strings.Contains(got.out+got.err, word) {
					t.Errorf("%q: %s shows %q: %s%s", question, form, word, got.out, got.err)
				}
			}
			if form == "--json" {
				chosen += strings.Count(got.out, `"chosen_by":"reader"`)
				if verified := bot(t, got.out, "verify", "--library", lib, "-"); verified.code != done || strings.Contains(verified.out, "moved") {
					t.Errorf("%q: verify = %+v", question, verified)
				}
			}
		}
	}
	if chosen < 20 {
		t.Errorf("a reader chose for %d sources, want 20 at least", chosen)
	}
	slices.Sort(s.keys)
	if keys := slices.Compact(s.keys); !slices.Equal(keys, []string{"/v1/chat/completions Bearer sk-reader-key", "/v1/embeddings Bearer sk-embeddings-key"}) {
		t.Errorf("the server got %q", keys)
	}
}

// Law 7: the same question has the same bytes though the server would choose otherwise, or is off. What was not kept, because reading failed, may change.
func TestSameQuestionSameBytesWithAReader(t *testing.T) {
	s, lib := serveModel(t), exampleLibrary(t)
	config := s.configured(t, true)
	before := listing(t, lib)
	compared := 0
	for _, question := range questionsOf(t, bytes.NewReader(example.Questions))[:8] {
		ask := func() string {
			got := withKeys(t, "ask", "--config", config, "--library", lib, "--json", question)
			if got.code != done {
				t.Fatalf("%q: %+v", question, got)
			}
			return got.out
		}
		first := ask()
		s.mu.Lock()
		s.salt += "x"
		s.mu.Unlock()
		if strings.Contains(first, "built_in") {
			continue
		}
		compared++
		if again := ask(); again != first {
			t.Errorf("%q: first\n%s, then\n%s", question, first, again)
		}
		url := s.Config.Handler
		s.Config.Handler = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Errorf("%q: the server is asked again", question) })
		if again := ask(); again != first {
			t.Errorf("%q: first\n%s, then\n%s", question, first, again)
		}
		s.Config.Handler = url
	}
	if compared < 2 {
		t.Errorf("%d answers were compared, want 2 at least", compared)
	}
	if after := listing(t, lib); after != before {
		t.Errorf("asking changed the library from\n%s to\n%s", before, after)
	}
}

// listing returns the names, sizes and times of the files of a folder.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	check(t, filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			fmt.Fprintln(&b, path, info.Size(), info.ModTime())
		}
		return err
	}))
	return b.String()
}

// Law 2: what a source says by a reader, or that it is silent, is the same to the byte alone and beside the others, from the server and
// from what was kept.
func TestEachSourceIsReadAlone(t *testing.T) {
	s := serveModel(t)
	var sources []corpus.Source
	for _, f := range corpus.FindFS(example.FS()) {
		source, err := f.Read(corpus.Options{})
		check(t, err)
		source.ID = corpus.NewID(string(source.ID), source.File, nil)
		sources = append(sources, source)
	}
	composer := func(cache string, sources ...corpus.Source) *answers.Composer {
		o := reader.Options{URL: s.URL + "/v1", Model: "a-model", Cache: cache}
		c, err := reader.New(o)
		check(t, err)
		e, err := reader.NewEmbedder(o)
		check(t, err)
		composer := desk.New(memory(t, sources...)).Composer
		composer.Reader, composer.Embedder = c, e
		return composer
	}
	cache := t.TempDir()
	by := make(map[answers.Chooser]int)
	for _, question := range questionsOf(t, bytes.NewReader(example.Questions))[:6] {
		ask := func(c *answers.Composer) (map[corpus.SourceID]string, answers.Answer) {
			a, err := c.Answer(t.Context(), answers.Request{Question: question})
			check(t, err)
			return bySource(t, a), a
		}
		alone := make(map[corpus.SourceID]string)
		for _, source := range sources {
			part, _ := ask(composer(t.TempDir(), source))
			alone[source.ID] = part[source.ID]
		}
		for range 2 { // the second time from what was kept
			together, a := ask(composer(cache, sources...))
			for _, source := range sources {
				if together[source.ID] != alone[source.ID] || together[source.ID] == "" {
					t.Errorf("%q: %s is given as\n%s\nand alone as\n%s", question, source.ID, together[source.ID], alone[source.ID])
				}
			}
			for _, account := range a.Accounts {
				by[account.Selection.By]++
			}
		}
	}
	if by[answers.ByReader] < 10 || by[answers.BuiltIn] < 2 {
		t.Errorf("accounts by who chose: %v, want some of each", by)
	}
}

// bySource returns what an answer's JSON holds of each source.
func bySource(t *testing.T, a answers.Answer) map[corpus.SourceID]string {
	t.Helper()
	m := make(map[corpus.SourceID]string)
	for _, account := range a.Accounts {
		m[account.Source.ID] = jsonOf(t, answers.Answer{Reader: a.Reader, Embeddings: a.Embeddings, Accounts: []answers.Account{account}})
	}
	for _, s := range a.Silent {
		m[s.Source.ID] = jsonOf(t, answers.Answer{Reader: a.Reader, Embeddings: a.Embeddings, Silent: []answers.Silence{s}})
	}
	return m
}

func jsonOf(t *testing.T, a answers.Answer) string {
	t.Helper()
	raw, err := render.JSON(a)
	check(t, err)
	return string(raw)
}

// With --reader off, and where every reading fails but for its marks, an answer is that without a reader.
func TestReaderOff(t *testing.T) {
	s, lib := serveModel(t), exampleLibrary(t)
	config := s.configured(t, false)
	const question = "how many people were hurt?"
	plain := bot(t, "", "ask", "--library", lib, question)
	if off := bot(t, "", "ask", "--config", config, "--library", lib, "--reader", "off", question); off != plain || s.requests > 0 {
		t.Errorf("with --reader off: %+v after %d requests, without a reader: %+v", off, s.requests, plain)
	}
	on := bot(t, "", "ask", "--config", config, "--library", lib, question)
	if !strings.Contains(on.out, "\nreader: a-model · prompt 1") || s.requests == 0 {
		t.Errorf("with a reader: %+v after %d requests", on, s.requests)
	}
	s.Close()
	down := bot(t, "", "ask", "--config", config, "--library", lib, "--order", "title", "why did the crane fall?")
	plain = bot(t, "", "ask", "--library", lib, "--order", "title", "why did the crane fall?")
	lines := strings.Split(down.out, "\n")
	if !strings.HasPrefix(lines[2], "reader: a-model · prompt 1 · built-in choice: ") {
		t.Errorf("the line of the reader is %q", lines[2])
	}
	if got := strings.Join(slices.Delete(lines, 2, 3), "\n"); got != plain.out {
		t.Errorf("with a server that is down:\n%s\nwithout a reader:\n%s", got, plain.out)
	}
	if !strings.Contains(down.err, `msg="sources were not read"`) || !strings.Contains(down.err, `err="no server listens there"`) || strings.Contains(down.err, "crane") {
		t.Errorf("messages: %s", down.err)
	}
}

// ask --match changes nothing in what a reader chose, and --explain names the reader and its numbers; in both forms no word of the server is shown, and
// what a question excludes is neither shown nor to choose from.
func TestMatchAndExplainWithAReader(t *testing.T) {
	s, lib := serveModel(t), exampleLibrary(t)
	config := s.configured(t, false)
	const question = "how many people were hurt and who gave the order? -crane"
	text := withKeys(t, "ask", "--config", config, "--library", lib, "--explain", question)
	if text.code != done || !regexp.MustCompile(`(?m)^    a-model with prompt 1 chose from \d+ sentences\n    (number \d+ · (direct|weak)|none)$`).MatchString(text.out) || strings.Contains(text.out, babble) {
		t.Errorf("ask --explain = %+v", text)
	}
	type given struct {
		Accounts, Silent []json.RawMessage
		Explain          struct {
			Sources []struct {
				Reasons []any
				Reading *struct {
					Model  string
					Prompt int
					Chosen []struct{ Quote string }
				}
			}
		}
	}
	chosen := make(map[string]map[string]bool) // what the JSON holds of each source that a reader chose from
	quotes := 0
	for _, match := range []string{"strict", "normal", "generous"} {
		got := withKeys(t, "ask", "--config", config, "--library", lib, "--json", "--explain", "--match", match, question)
		var a given
		if err := json.Unmarshal([]byte(got.out), &a); err != nil || strings.Contains(got.out, babble) {
			t.Fatalf("ask --match %s = %+v, %v", match, got, err)
		}
		chosen[match] = make(map[string]bool)
		for _, part := range slices.Concat(a.Accounts, a.Silent) {
			if bytes.Contains(part, []byte(`"chosen_by":"reader"`)) {
				chosen[match][string(part)] = true
			}
		}
		for _, source := range a.Explain.Sources {
			r := source.Reading
			if r == nil {
				continue
			}
			if r.Model != "a-model" || r.Prompt != 1 || len(source.Reasons) > 0 {
				t.Errorf("--match %s: a source is explained as %+v by %+v", match, source, r)
			}
			for _, line := range r.Chosen {
				if quotes++; regexp.MustCompile(`(?i)\bcranes?\b`).MatchString(line.Quote) {
					t.Errorf("the reader chose what is excluded: %q", line.Quote)
				}
			}
		}
	}
	if diff := cmp.Diff(chosen["strict"], chosen["generous"]); diff != "" || !cmp.Equal(chosen["strict"], chosen["normal"]) || len(chosen["normal"]) < 3 || quotes < 3 {
		t.Errorf("%d sources are chosen from, %d sentences; -strict +generous:\n%s", len(chosen["normal"]), quotes, diff)
	}
}

// bot eval measures with the reader that is configured.
func TestEvalReads(t *testing.T) {
	s := serveModel(t)
	got := bot(t, string(bytes.SplitAfterN(example.Questions, []byte("\n"), 2)[0]), "eval", "--config", s.configured(t, false), "-")
	if got.code != done || !strings.Contains(got.out, "account F1") || s.requests == 0 {
		t.Errorf("eval = %+v after %d requests", got, s.requests)
	}
}

// What a reader chose is kept beside the data or where it is said, and never in a library.
func TestCacheIsNotInTheLibrary(t *testing.T) {
	dir := t.TempDir()
	lib := filepath.Join(dir, "lib")
	check(t, os.Mkdir(lib, 0o777))
	check(t, os.Symlink(lib, filepath.Join(dir, "link")))
	for _, tt := range []struct{ library, named, want string }{
		{lib, "", filepath.Join(dir, "variorum-reader")},
		{"", "", filepath.Join(dir, "variorum-reader")},
		{dir, "", ""},
		{lib, filepath.Join(dir, "elsewhere"), filepath.Join(dir, "elsewhere")},
		{lib, lib + "-cache", lib + "-cache"},
		{lib, filepath.Join(dir, "..lib"), filepath.Join(dir, "..lib")},
		{"", filepath.Join(dir, "c"), filepath.Join(dir, "c")},
		{lib, lib, ""},
		{lib, filepath.Join(lib, "a", "b"), ""},
		{lib, filepath.Join(dir, "x", "..", "lib", "c"), ""},
		{lib, filepath.Join(dir, "link", "new"), ""},
		{filepath.Join(dir, "link"), filepath.Join(lib, "new"), ""},
		{"", filepath.Join(dir, "other", "new"), ""},
	} {
		c := &commands{conf: config{
			Library: tt.library, Data: filepath.Join(dir, "data") + "/", Reader: readerConfig{Cache: tt.named},
			Discord: discordConfig{Libraries: map[string]string{"other": filepath.Join(dir, "other")}},
		}}
		got, err := c.cache()
		if got != tt.want || (err != nil) != (tt.want == "") || err != nil && !isWrongUse(err) {
			t.Errorf("the cache for the library %q and the folder %q is %q, %v; want %q", tt.library, tt.named, got, err, tt.want)
		}
	}
}

// What is wrong with the reader in a configuration is told with its line; what is not there has its default.
func TestReaderConfig(t *testing.T) {
	const server = "reader:\n  url: http://localhost:1/v1\n  model: m\n"
	for _, tt := range []struct{ name, file, want string }{
		{"no URL", "reader:\n  url: localhost\n  model: m\n", "x.yaml:2: the url of reader can not be used: it must begin with http:// or https://"},
		{"a password", "order: date\nreader:\n  model: m\n  url: http://me:sk-1@localhost/\n", "x.yaml:4: the url of reader can not be used: it may hold no name or password"},
		{"no model", "reader:\n  url: http://localhost/\n", "x.yaml:2: reader has a url and no model"},
		{"no model of embeddings", server + "embeddings:\n  url: http://localhost/\n", "x.yaml:5: embeddings has a url and no model"},
		{"embeddings alone", "embeddings:\n  model: m\n  url: http://localhost/\n", "x.yaml:3: embeddings choose what a reader gets"},
		{"no time", server + "  timeout: soon\n", "x.yaml:4: timeout is no time"},
		{"no time at all", server + "  timeout: 0s\n", "x.yaml:4: timeout is 0s; it can be up to 1h0m0s"},
		{"too much time", server + "  timeout: 2h\n", "x.yaml:4: timeout is 2h0m0s"},
		{"none at a time", server + "  parallel: 0\n", "x.yaml:4: parallel is 0; it can be 1 to 64"},
		{"too many sentences", server + "\n  # many\n  sentences: 61\nwait: 1s\n", "x.yaml:6: sentences is 61; it can be 1 to 60"},
		{"a key", server + "  key: sk-1\n", `x.yaml:4: unknown field "key"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := decodeConfig("x.yaml", []byte(tt.file))
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "sk-1") {
				t.Errorf("decodeConfig(%q) = %v, want %s", tt.file, err, tt.want)
			}
		})
	}
	got, err := decodeConfig("x.yaml", []byte(server))
	want := defaults()
	want.Reader.URL, want.Reader.Model = "http://localhost:1/v1", "m"
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("decodeConfig(%q), %v (-want +got):\n%s", server, err, diff)
	}
	path := filepath.Join(write(t, map[string]string{"bot.yaml": server + "  cache: there\n"}), "bot.yaml")
	if got, err := readConfig(t.Context(), path); err != nil || got.Reader.Cache != filepath.Join(filepath.Dir(path), "there") {
		t.Errorf("the cache is %q, %v; want it beside the configuration", got.Reader.Cache, err)
	}
}

// A key that can be none is wrong use, and is not shown.
func TestKeyThatIsNone(t *testing.T) {
	s := serveModel(t)
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"ask", "--config", s.configured(t, false), "who?", "fell"}, env{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(name string) string {
		return map[string]string{readerKey: "sk-1\nsk-2"}[name]
	}})
	if code != wrongUse || strings.Contains(errs.String(), "sk-") || !strings.Contains(errs.String(), "the key holds characters that no key has") || s.requests > 0 {
		t.Errorf("ask = %d, %s%s", code, out.String(), errs.String())
	}
}
