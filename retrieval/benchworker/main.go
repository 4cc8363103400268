// Benchworker lets a harness compare grouped retrieval with other engines on
// one task: the best k passages of every source, or the best k of all.
//
//	benchworker build DIR   indexes DIR/corpus.tsv into DIR/index/variorum-*
//	benchworker serve DIR   answers lines "field TAB k TAB question" on standard input
//
// A line of corpus.tsv is docno, source among 50, source among 1000, title,
// text, divided by tabs. The field of a question is s50, s1000, or none. Each answer is a line of
// JSON: milliseconds from the question's text to passage numbers, and the
// numbers. Titles are not indexed. Scores are BM25 over whole-number
// impacts, with weights from the collection, as the other engines have them.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"variorum/corpus"
	"variorum/retrieval"
)

// groupings are the fields of the task with the column of corpus.tsv that names the source; -1: all in one.
var groupings = map[string]int{"s50": 1, "s1000": 2, "none": -1}

func main() {
	log.SetFlags(0)
	log.SetPrefix("benchworker: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: benchworker build|serve DIR")
	}
	var err error
	switch os.Args[1] {
	case "build":
		err = build(os.Args[2])
	case "serve":
		err = serve(os.Args[2])
	default:
		err = fmt.Errorf("unknown command %q", os.Args[1])
	}
	if err != nil {
		log.Fatal(err)
	}
}

func folder(dir, field string) string { return filepath.Join(dir, "index", "variorum-"+field) }

// build makes an index for each grouping and reports the cost of the first.
func build(dir string) error {
	var cost map[string]any
	for _, field := range []string{"s50", "s1000", "none"} {
		if err := os.RemoveAll(folder(dir, field)); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(folder(dir, field)), 0o777); err != nil {
			return err
		}
		start := time.Now()
		if err := retrieval.Build(folder(dir, field), sources(dir, groupings[field]), retrieval.Options{}); err != nil {
			return err
		}
		if cost == nil {
			cpu, peak, err := usage()
			if err != nil {
				return err
			}
			size, err := sizeOf(folder(dir, field))
			if err != nil {
				return err
			}
			cost = map[string]any{
				"engine": "variorum", "version": strconv.Itoa(retrieval.Version), "segments": 1,
				"wall_s": time.Since(start).Seconds(), "cpu_s": cpu.Seconds(), "size_bytes": size,
				"peak_rss_bytes": peak,
			}
		}
	}
	return json.NewEncoder(os.Stdout).Encode(cost)
}

func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		size += info.Size()
		return err
	})
	return size, err
}

// sources yields one source for each value of the column, in order of value, with one paragraph for each
// passage. It reads the corpus once and keeps the texts.
func sources(dir string, column int) iter.Seq2[corpus.Source, error] {
	return func(yield func(corpus.Source, error) bool) {
		f, err := os.Open(filepath.Join(dir, "corpus.tsv"))
		if err != nil {
			yield(corpus.Source{}, err)
			return
		}
		defer f.Close()
		texts := make(map[int]*strings.Builder)
		last := 0
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			columns := strings.SplitN(lines.Text(), "\t", 5)
			n := 0
			if column >= 0 {
				if n, err = strconv.Atoi(columns[column]); err != nil {
					yield(corpus.Source{}, err)
					return
				}
			}
			if texts[n] == nil {
				texts[n] = &strings.Builder{}
			}
			last = max(last, n)
			fmt.Fprintf(texts[n], "%s\t%s\n", columns[0], columns[4])
		}
		if err := lines.Err(); err != nil {
			yield(corpus.Source{}, err)
			return
		}
		for n := range last + 1 {
			if texts[n] != nil && !yield(source(n, texts[n].String()), nil) {
				return
			}
		}
	}
}

// source returns the source of a text whose lines are a number, a tab, and a passage. Each passage
// is a section of its own, so that it is not joined to the next.
func source(n int, text string) corpus.Source {
	d := corpus.Document{Text: text}
	at := 0
	for line := range strings.Lines(text) {
		tab := strings.IndexByte(line, '\t')
		span := corpus.Span{Start: at + tab + 1, End: at + len(line) - 1}
		d.Structure.Paragraphs = append(d.Structure.Paragraphs, corpus.Paragraph{
			Section: len(d.Structure.Paragraphs), Sentences: []corpus.Sentence{{Parts: []corpus.Span{span}}},
		})
		at += len(line)
	}
	return corpus.Source{ID: corpus.SourceID(strconv.Itoa(n)), Language: "en", Document: d}
}

// serve answers questions until the input ends.
func serve(dir string) error {
	indexes := make(map[string]*retrieval.Index)
	numbers := make(map[string]map[corpus.SourceID][]int)
	for field, column := range groupings {
		x, err := retrieval.Open(folder(dir, field), retrieval.Options{})
		if err != nil {
			return err
		}
		defer x.Close()
		indexes[field] = x
		numbers[field] = make(map[corpus.SourceID][]int)
		for s, err := range sources(dir, column) {
			if err != nil {
				return err
			}
			for line := range strings.Lines(s.Document.Text) {
				number, _, _ := strings.Cut(line, "\t")
				n, err := strconv.Atoi(number)
				if err != nil {
					return err
				}
				numbers[field][s.ID] = append(numbers[field][s.ID], n)
			}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(out, "{\"ready\":true,\"engine\":\"variorum\",\"version\":\"%d\"}\n", retrieval.Version)
	if err := out.Flush(); err != nil {
		return err
	}
	analyzer := retrieval.NewAnalyzer("en")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		request := strings.SplitN(in.Text(), "\t", 3)
		if len(request) != 3 || indexes[request[0]] == nil {
			return fmt.Errorf("request %q", in.Text())
		}
		k, err := strconv.Atoi(request[1])
		if err != nil {
			return err
		}
		x := indexes[request[0]]
		start := time.Now()
		q, err := x.Bare(analyzer, request[2])
		if err != nil {
			return err
		}
		q.Passages = k
		rankings, err := x.Search(context.Background(), q)
		if err != nil {
			return err
		}
		elapsed := time.Since(start)
		var ids []any
		for _, r := range rankings {
			var row []int
			if request[0] != "none" {
				n, err := strconv.Atoi(string(r.Source))
				if err != nil {
					return err
				}
				row = append(row, n)
			}
			for _, h := range r.Hits {
				row = append(row, numbers[request[0]][r.Source][h.Passage.First])
			}
			if request[0] != "none" {
				ids = append(ids, row)
				continue
			}
			for _, n := range row {
				ids = append(ids, n)
			}
		}
		answer := map[string]any{"ms": float64(elapsed.Nanoseconds()) / 1e6, "groups": len(rankings), "ids": ids}
		if err := json.NewEncoder(out).Encode(answer); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return in.Err()
}
