package voice

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"variorum/corpus"
)

// A passage is a short text with who speaks in some fragments of it.
type passage struct {
	name, language, text string
	markdown             bool
	wants                []want
}

type want struct{ kind, speaker, fragment string }

// passages reads the passages of a file: each begins with a line "-- NAME --", its text follows, and then lines
// "=> KIND | SPEAKER | FRAGMENT".
func passages(t *testing.T, file string) []passage {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	base := strings.TrimSuffix(filepath.Base(file), ".txt")
	var ps []passage
	for _, line := range strings.SplitAfter(string(raw), "\n") {
		if name, ok := strings.CutPrefix(line, "-- "); ok {
			name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), " --"), ".txt")
			ps = append(ps, passage{name: name, language: base[strings.LastIndex(base, "-")+1:], markdown: strings.HasSuffix(name, ".md")})
			continue
		}
		if len(ps) == 0 {
			continue
		}
		p := &ps[len(ps)-1]
		rest, ok := strings.CutPrefix(line, "=> ")
		if !ok {
			p.text += line
			continue
		}
		f := strings.SplitN(strings.TrimSpace(rest), "|", 3)
		if len(f) != 3 {
			t.Fatalf("%s: %q has no three parts", file, line)
		}
		p.wants = append(p.wants, want{strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.TrimSpace(f[2])})
	}
	return ps
}

// Who speaks in passages that were judged by hand is told right. The passages of the files unseen-* were written before the rules: at
// their first reading kind and speaker were right in .99 of the fragments. Those of the files fresh-* were written when the rules stood: .875 at
// their first reading. What failed then was mended, so that both are held to what is right now. Sentences that
// report what somebody in particular says are judged to be his, with marks or without, as in the judged libraries.
func TestJudgedPassages(t *testing.T) {
	for _, set := range []struct {
		glob          string
		kinds, voices float64 // the least share of fragments whose kind, and whose kind and speaker, are right
	}{{"tune-*", .95, .95}, {"unseen-*", .95, .95}, {"fresh-*", .95, .9}} {
		files, err := filepath.Glob(filepath.Join("testdata", "judged", set.glob))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", set.glob, err)
		}
		all, kinds, voices, n := 0, 0, 0, 0
		for _, file := range files {
			for _, p := range passages(t, file) {
				n++
				r := Read(corpus.Document{Text: p.text, Structure: corpus.Parse(p.text, p.language, p.markdown)}, p.language)
				for _, w := range p.wants {
					at := strings.Index(p.text, w.fragment)
					if at < 0 {
						t.Errorf("%s, %s: no fragment %q", file, p.name, w.fragment)
						continue
					}
					v := r.Of(corpus.Span{Start: at, End: at + len(w.fragment)})
					all++
					kind := v.Kind.String() == w.kind
					speaker := v.Speaker.In(p.text) == w.speaker
					if kind {
						kinds++
					}
					if kind && speaker {
						voices++
					} else {
						t.Logf("%s, %s: Of(%q) = %s %q (%q), want %s %q", filepath.Base(file), p.name, w.fragment, v.Kind, v.Speaker.In(p.text), v.Cue.In(p.text), w.kind, w.speaker)
					}
				}
			}
		}
		t.Logf("%s: %d passages, %d fragments, kind right in %.3f, kind and speaker in %.3f", set.glob, n, all, share(kinds, all), share(voices, all))
		if share(kinds, all) < set.kinds || share(voices, all) < set.voices {
			t.Errorf("%s: kind right in %.3f, kind and speaker in %.3f; want at least %.2f and %.2f", set.glob, share(kinds, all), share(voices, all), set.kinds, set.voices)
		}
	}
}

func share(n, all int) float64 { return float64(n) / float64(max(1, all)) }

// A question is a line of a file of questions with judgments.
type question struct {
	ID       string
	Accounts map[string][]struct{ Quote, Voice string }
}

// judgedVoices compares the kinds of voice of the quotes of questions with the judgments, own against others, and returns how many
// there are and how many are right. It logs those that are wrong unless they are to stay unseen.
func judgedVoices(t *testing.T, questions string, readings map[string]*Reading, unseen bool) (all, right int) {
	t.Helper()
	indirect, rightIndirect := 0, 0
	defer func() {
		if !unseen {
			t.Logf("%d of them touch indirect speech of the source's own, %d are right", indirect, rightIndirect)
		}
	}()
	raw, err := os.ReadFile(questions)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		for key, quotes := range q.Accounts {
			r := readings[key]
			if r == nil {
				t.Fatalf("no source %s", key)
			}
			for _, g := range quotes {
				span, ok := find(r.text, g.Quote)
				if !ok {
					t.Errorf("%s, %s: no %q", q.ID, key, g.Quote)
					continue
				}
				v := r.Of(span)
				all++
				if reports(r, span) {
					indirect++
					if (v.Kind == Own) == (g.Voice == "own" || g.Voice == "") {
						rightIndirect++
					}
				}
				if (v.Kind == Own) == (g.Voice == "own" || g.Voice == "") {
					right++
				} else if line := key + g.Quote + g.Voice; !seen[line] && !unseen {
					seen[line] = true
					t.Logf("%s %s: %s %q, want %s: %.200q", q.ID, key, v.Kind, v.Speaker.In(r.text), g.Voice, g.Quote)
				}
			}
		}
	}
	return all, right
}

// reports reports whether indirect speech that lies in no other speech touches span.
func reports(r *Reading, span corpus.Span) bool {
	return slices.ContainsFunc(r.Speeches(), func(s Speech) bool {
		return s.Kind == Reported && s.Outer < 0 && s.Span.Start < span.End && span.Start < s.Span.End
	})
}

// find returns the span of quote in text, whatever white space stands between the words.
func find(text, quote string) (corpus.Span, bool) {
	words := strings.Fields(quote)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	at := regexp.MustCompile(strings.Join(words, `\s+`)).FindStringIndex(text)
	if at == nil {
		return corpus.Span{}, false
	}
	return corpus.Span{Start: at[0], End: at[1]}, true
}

// read reads the sources that a pattern names, by their ids cut to width bytes.
func read(t *testing.T, glob string, width int) map[string]*Reading {
	t.Helper()
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Skipf("no sources %s", glob)
	}
	readings := make(map[string]*Reading)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := corpus.Read(filepath.Base(file), raw, corpus.Options{})
		if err != nil {
			t.Fatal(err)
		}
		id := string(corpus.NewID("", s.File, nil))
		readings[id[:min(width, len(id))]] = Read(s.Document, s.Language)
	}
	return readings
}

// The voice of the passages that answer questions is told as those who judged them did.
func TestJudgedQuestions(t *testing.T) {
	shared := os.Getenv("VARIORUM_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	for _, set := range []struct {
		name, sources, questions string
		least                    float64
	}{
		{"development set", filepath.Join(shared, "seeds", "*.txt"), filepath.Join(shared, "eval", "seeds-dev", "questions.jsonl"), .85},
		{"example library", filepath.Join("..", "..", "corpus", "example", "library", "*"), filepath.Join("..", "..", "corpus", "example", "questions.jsonl"), .85},
	} {
		t.Run(set.name, func(t *testing.T) {
			if _, err := os.Stat(set.questions); err != nil {
				t.Skipf("no questions: %v", err)
			}
			all, right := judgedVoices(t, set.questions, read(t, set.sources, 3), false)
			t.Logf("%d quotes, own or not own is right in %.3f", all, share(right, all))
			if share(right, all) < set.least {
				t.Errorf("own or not own is right in %.3f, want at least %.2f", share(right, all), set.least)
			}
		})
	}
}

// The voice of the judged passages of each judged library is told as eval/testdata/libraries/README.md says. Of the unseen ones no
// passage is logged.
func TestJudgedLibraries(t *testing.T) {
	folder := filepath.Join("..", "..", "eval", "testdata", "libraries")
	for _, set := range []struct {
		name   string
		unseen bool
		least  float64
	}{
		{"fen", false, .85},
		{"hallenbad", false, .85},
		{"regatta", false, .85},
		{"ropewalk", false, .85},
		{"alud", true, 0},
		{"organ", true, 0},
		{"siskin", true, 0},
		{"ward", true, 0},
	} {
		t.Run(set.name, func(t *testing.T) {
			readings := read(t, filepath.Join(folder, set.name, "library", "*"), 1<<10)
			all, right := judgedVoices(t, filepath.Join(folder, set.name, "questions.jsonl"), readings, set.unseen)
			t.Logf("%d quotes, own or not own is right in %.3f", all, share(right, all))
			if share(right, all) < set.least {
				t.Errorf("own or not own is right in %.3f, want at least %.2f", share(right, all), set.least)
			}
		})
	}
}
