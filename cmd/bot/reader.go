package main

import (
	"fmt"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"variorum/answers"
	"variorum/reader"
)

// A readerConfig says which server chooses sentences; none does without a URL.
type readerConfig struct {
	URL       string        `yaml:"url"`
	Model     string        `yaml:"model"`
	Cache     string        `yaml:"cache"`
	Timeout   time.Duration `yaml:"timeout"`
	Parallel  int           `yaml:"parallel"`
	Sentences int           `yaml:"sentences"`
}

// An embeddingsConfig says which server makes vectors; none does without a URL.
type embeddingsConfig struct {
	URL   string `yaml:"url"`
	Model string `yaml:"model"`
}

func defaultReader() readerConfig {
	return readerConfig{Timeout: reader.DefaultTimeout, Parallel: reader.DefaultParallel, Sentences: answers.DefaultSettings.Sentences}
}

// Bounds of what can be configured.
const (
	maxTimeout   = time.Hour
	maxParallel  = 64
	maxSentences = 60
)

// checkReader returns what is wrong with what the configuration says of the reader.
func (c config) checkReader(path string, raw []byte) error {
	bad := func(section, key, format string, args ...any) error {
		return &configError{path: path, line: lineIn(raw, section, key), err: fmt.Errorf(format, args...)}
	}
	r, e := c.Reader, c.Embeddings
	for _, server := range []struct{ section, url, model string }{{"reader", r.URL, r.Model}, {"embeddings", e.URL, e.Model}} {
		if server.url == "" {
			continue
		}
		if err := reader.CheckURL(server.url); err != nil {
			return bad(server.section, "url", "the url of %s can not be used: %w", server.section, err)
		}
		if server.model == "" {
			return bad(server.section, "url", "%s has a url and no model", server.section)
		}
	}
	switch {
	case e.URL != "" && r.URL == "":
		return bad("embeddings", "url", "embeddings choose what a reader gets, and no reader has a url")
	case r.Timeout <= 0 || r.Timeout > maxTimeout:
		return bad("reader", "timeout", "timeout is %v; it can be up to %v", r.Timeout, maxTimeout)
	case r.Parallel < 1 || r.Parallel > maxParallel:
		return bad("reader", "parallel", "parallel is %d; it can be 1 to %d", r.Parallel, maxParallel)
	case r.Sentences < 1 || r.Sentences > maxSentences:
		return bad("reader", "sentences", "sentences is %d; it can be 1 to %d", r.Sentences, maxSentences)
	}
	return nil
}

// lineIn returns the line of a key in a section of a configuration, from 1; that of the section if the key is not there, or 0.
func lineIn(raw []byte, section, key string) int {
	found, inside := 0, false
	for i, line := range strings.Split(string(raw), "\n") {
		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(line, section+":"):
			found, inside = i+1, true
		case trimmed == "" || trimmed[0] == '#':
		case trimmed == line: // another section
			inside = false
		case inside && strings.HasPrefix(trimmed, key+":"):
			return i + 1
		}
	}
	return found
}

// Keys of the servers stand in the environment alone.
const (
	readerKey     = "VARIORUM_READER_KEY"
	embeddingsKey = "VARIORUM_EMBEDDINGS_KEY"
)

// read lets the reader of the configuration, if there is one, choose the sentences of a composer's answers.
func (c *commands) read(composer *answers.Composer) error {
	r, e := c.conf.Reader, c.conf.Embeddings
	if r.URL == "" {
		return nil
	}
	cache, err := c.cache()
	if err != nil {
		return err
	}
	o := reader.Options{
		URL: r.URL, Model: r.Model, Key: c.env.getenv(readerKey), Cache: cache, Timeout: r.Timeout, Parallel: r.Parallel, Log: c.log(),
	}
	client, err := reader.New(o)
	if err != nil {
		return fmt.Errorf("%w: reader: %w", errUsage, err)
	}
	composer.Reader, composer.Account.Sentences = client, r.Sentences
	if e.URL == "" {
		return nil
	}
	o.URL, o.Model, o.Key = e.URL, e.Model, c.env.getenv(embeddingsKey)
	embedder, err := reader.NewEmbedder(o)
	if err != nil {
		return fmt.Errorf("%w: embeddings: %w", errUsage, err)
	}
	composer.Embedder = embedder
	return nil
}

// log returns what writes warnings to standard error.
func (c *commands) log() *slog.Logger {
	return slog.New(slog.NewTextHandler(c.env.err, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
}

// cache returns the folder in which what a reader chose is kept: the one that is named, or one beside that of the key data. It may be in no
// library.
func (c *commands) cache() (string, error) {
	cache := c.conf.Reader.Cache
	if cache == "" {
		cache = filepath.Join(filepath.Dir(filepath.Clean(c.conf.Data)), "variorum-reader")
	}
	cache, err := filepath.Abs(cache)
	if err != nil {
		return "", err
	}
	for _, library := range append(slices.Collect(maps.Values(c.conf.Discord.Libraries)), c.conf.Library) {
		if library == "" { // that of the example
			continue
		}
		if library, err = filepath.Abs(library); err != nil {
			return "", err
		}
		inside, err := filepath.Rel(followed(library), followed(cache))
		if err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
			return "", fmt.Errorf("%w: reader.cache may not be in a library, into which asking writes nothing", errUsage)
		}
	}
	return cache, nil
}

// followed returns a path without links in that part of it which exists.
func followed(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path
	}
	return filepath.Join(followed(parent), filepath.Base(path))
}
