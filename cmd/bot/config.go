package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"variorum/answers"
)

// A config is what the configuration file says; config.example.yaml explains it.
type config struct {
	Library  string        `yaml:"library"`
	Order    answers.Order `yaml:"order"`
	Color    string        `yaml:"color"`
	Encoding string        `yaml:"encoding"`
	Wait     time.Duration `yaml:"wait"`
}

func defaults() config {
	return config{Order: answers.Rotated, Color: "auto", Wait: 10 * time.Second}
}

// A configError reports what is wrong in a configuration file.
type configError struct {
	path string
	line int // 1-based; 0 where no line is to blame
	err  error
}

func (e *configError) Error() string {
	if e.line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.path, e.line, e.err)
	}
	return fmt.Sprintf("%s: %v", e.path, e.err)
}

func (e *configError) Unwrap() error { return e.err }

// configure reads the configuration file, if one is named, and lets the command line outrank it.
func (c *commands) configure() (config, error) {
	conf := defaults()
	path := c.Config
	if path == "" {
		path = c.env.getenv("VARIORUM_CONFIG")
	}
	if path != "" {
		var err error
		if conf, err = readConfig(c.ctx, path); err != nil {
			return conf, err
		}
	}
	if c.Library != "" {
		conf.Library = c.Library
	}
	if c.Color != "" {
		conf.Color = c.Color
	}
	return conf, nil
}

// Limits of a configuration file. The decoder, which shows where an error is, is not made for hostile files.
const (
	maxConfig      = 64 << 10 // bytes
	maxConfigDepth = 8        // brackets in brackets
)

// readConfig reads a configuration file strictly.
func readConfig(ctx context.Context, path string) (config, error) {
	file, err := open(ctx, path)
	if err != nil {
		return config{}, fmt.Errorf("reading the configuration: %w", err)
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(&input{ctx, file}, maxConfig+1))
	if err != nil {
		return config{}, fmt.Errorf("reading the configuration: %w", err)
	}
	conf, err := decodeConfig(path, raw)
	if err == nil && conf.Library != "" && !filepath.IsAbs(conf.Library) { // it is meant from where the file is
		conf.Library = filepath.Join(filepath.Dir(path), conf.Library)
	}
	return conf, err
}

func decodeConfig(path string, raw []byte) (config, error) {
	conf := defaults()
	if len(raw) > maxConfig {
		return conf, &configError{path: path, err: fmt.Errorf("it is too large (limit %d KB)", maxConfig>>10)}
	}
	depth := 0
	for _, b := range raw {
		switch b {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxConfigDepth {
			return conf, &configError{path: path, err: fmt.Errorf("it is nested too deep (limit %d)", maxConfigDepth)}
		}
	}
	err := yaml.UnmarshalWithOptions(bytes.TrimPrefix(raw, []byte("\uFEFF")), &conf, yaml.Strict())
	if conf == (config{}) && err == nil { // which the decoder makes of a file that says nothing
		conf = defaults()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		e := &configError{path: path, err: errors.New(oneLine(err.Error()))}
		if y := yaml.Error(nil); errors.As(err, &y) {
			e.err = errors.New(oneLine(y.GetMessage()))
			if t := y.GetToken(); t != nil && t.Position != nil {
				e.line = t.Position.Line
			}
		} else if strings.Contains(err.Error(), "invalid duration") { // the decoder does not say where
			e.line, e.err = lineOf(raw, "wait"), errors.New("wait is no time; it can be, for example, 10s or 2m")
		}
		return conf, e
	}
	return conf, conf.check(path, raw)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// check returns what is wrong with the values of a configuration.
func (c config) check(path string, raw []byte) error {
	bad := func(key, format string, args ...any) error {
		return &configError{path: path, line: lineOf(raw, key), err: fmt.Errorf(format, args...)}
	}
	switch {
	case c.Order != answers.Rotated && c.Order != answers.ByDate && c.Order != answers.ByTitle:
		return bad("order", "order is %q; it can be rotated, date or title", c.Order)
	case c.Color != "auto" && c.Color != "always" && c.Color != "never":
		return bad("color", "color is %q; it can be auto, always or never", c.Color)
	case checkEncoding(c.Encoding) != nil:
		return bad("encoding", "%w", checkEncoding(c.Encoding))
	case c.Wait < 0:
		return bad("wait", "wait is %v; it can not be negative", c.Wait)
	}
	return nil
}

// lineOf returns the last line on which a key stands, from 1, or 0.
func lineOf(raw []byte, key string) int {
	found := 0
	for i, line := range strings.Split(string(raw), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), key+":") {
			found = i + 1
		}
	}
	return found
}
