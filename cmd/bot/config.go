package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"variorum/answers"
	"variorum/discord"
	"variorum/discord/words"
	"variorum/httpapi"
)

// A config is what the configuration file says; config.example.yaml explains it.
type config struct {
	Library  string        `yaml:"library"`
	Order    answers.Order `yaml:"order"`
	Match    answers.Match `yaml:"match"`
	Color    string        `yaml:"color"`
	Encoding string        `yaml:"encoding"`
	Wait     time.Duration `yaml:"wait"`
	Data     string        `yaml:"data"`
	Shards   shards        `yaml:"shards"`
	Discord  discordConfig `yaml:"discord"`
	HTTP     httpConfig    `yaml:"http"`

	Reader     readerConfig     `yaml:"reader"`
	Embeddings embeddingsConfig `yaml:"embeddings"`
}

// A discordConfig is what the configuration file says of Discord.
type discordConfig struct {
	APIBase     string            `yaml:"api_base"`
	Gateway     bool              `yaml:"gateway"`
	Libraries   map[string]string `yaml:"libraries"`
	Language    string            `yaml:"language"`
	MaxQuestion int               `yaml:"max_question"`
	PerMember   int               `yaml:"per_member"`
	PerServer   int               `yaml:"per_server"`
	Keep        time.Duration     `yaml:"keep"`
}

// An httpConfig is what the configuration file says of HTTP.
type httpConfig struct {
	Listen    string `yaml:"listen"`
	PublicKey string `yaml:"public_key"`
}

// Shards is a number of shards; 0 is as many as Discord advises, which is written auto.
type shards int

// UnmarshalYAML reads auto or a number from 1.
func (s *shards) UnmarshalYAML(raw []byte) error {
	text := strings.Trim(strings.TrimSpace(string(raw)), `"'`)
	if text == "auto" {
		*s = 0
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return fmt.Errorf("shards is %q; it can be auto or a number from 1", text)
	}
	*s = shards(n)
	return nil
}

func defaults() config {
	return config{
		Order: answers.Rotated, Match: answers.Normal, Color: "auto", Wait: 10 * time.Second, Data: "variorum-data",
		Discord: discordConfig{Gateway: true, Libraries: map[string]string{}, Language: "en", MaxQuestion: 500, PerMember: 120, PerServer: 1500, Keep: 30 * 24 * time.Hour},
		Reader:  defaultReader(),
	}
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
	if err == nil { // folders are meant from where the file is
		from := func(name string) string {
			if name == "" || filepath.IsAbs(name) {
				return name
			}
			return filepath.Join(filepath.Dir(path), name)
		}
		conf.Library, conf.Data, conf.Reader.Cache = from(conf.Library), from(conf.Data), from(conf.Reader.Cache)
		for name, dir := range conf.Discord.Libraries {
			conf.Discord.Libraries[name] = from(dir)
		}
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
	if reflect.DeepEqual(conf, config{}) && err == nil { // which the decoder makes of a file that says nothing
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
			e.line, e.err = wrongTime(raw)
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
	case !slices.Contains(answers.Matches, c.Match):
		return bad("match", "match is %q; it can be strict, normal or generous", c.Match)
	case c.Color != "auto" && c.Color != "always" && c.Color != "never":
		return bad("color", "color is %q; it can be auto, always or never", c.Color)
	case checkEncoding(c.Encoding) != nil:
		return bad("encoding", "%w", checkEncoding(c.Encoding))
	case c.Wait < 0:
		return bad("wait", "wait is %v; it can not be negative", c.Wait)
	case c.Data == "":
		return bad("data", "data is empty; it names the folder in which the bot keeps what members chose")
	case !slices.Contains(words.Languages, c.Discord.Language):
		return bad("language", "language is %q; it can be %s", c.Discord.Language, strings.Join(words.Languages, ", "))
	case c.Discord.MaxQuestion < 1 || c.Discord.MaxQuestion > discord.LongestQuestion:
		return bad("max_question", "max_question is %d; it can be 1 to %d", c.Discord.MaxQuestion, discord.LongestQuestion)
	case c.Discord.PerMember < 0 || c.Discord.PerServer < 0:
		return bad("per_member", "per_member and per_server can not be negative; 0 sets no limit")
	case c.Discord.Keep < time.Hour:
		return bad("keep", "keep is %v; it can be 1h or longer", c.Discord.Keep)
	case c.Discord.Libraries[""] != "":
		return bad("libraries", "a library has no name; the one that answers where none is chosen is named by the key library")
	case c.HTTP.PublicKey != "" && c.HTTP.Listen == "":
		return bad("public_key", "public_key is given, but no address to listen on, as listen: 127.0.0.1:8080")
	}
	if _, err := httpapi.ParseKey(c.HTTP.PublicKey); c.HTTP.PublicKey != "" && err != nil {
		return bad("public_key", "%w", err)
	}
	return c.checkReader(path, raw)
}

// wrongTime says which of the times in a configuration can not be read. The decoder does not.
func wrongTime(raw []byte) (line int, err error) {
	for _, key := range []string{"wait", "keep", "timeout"} {
		line = lineOf(raw, key)
		if line == 0 {
			continue
		}
		_, value, _ := strings.Cut(strings.Split(string(raw), "\n")[line-1], ":")
		value, _, _ = strings.Cut(value, "#")
		if _, err := time.ParseDuration(strings.Trim(value, " \r\t\"'")); err != nil {
			return line, fmt.Errorf("%s is no time; it can be, for example, 10s or 2m", key)
		}
	}
	return 0, errors.New("a time can not be read; it can be, for example, 10s or 2m")
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
