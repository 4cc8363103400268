// Package variorum_test holds what concerns the project as a whole.
package variorum_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// mayImport lists, for each package, what its product code may import besides the standard library. A
// package may import only packages listed before it. A name that ends in / stands for all below it.
var mayImport = []struct {
	name    string
	imports []string
}{
	{"corpus", []string{
		"golang.org/x/text/", "go.yaml.in/yaml/v3", "github.com/wlynxg/chardet", "github.com/wlynxg/chardet/",
		"github.com/abadojack/whatlanggo", "github.com/clipperhouse/uax29/v2/", "golang.org/x/sys/unix",
	}},
	{"corpus/example", nil},
	{"answers/readertest", []string{"corpus", "corpus/example"}},
	{"answers/winnow", []string{"corpus", "golang.org/x/text/unicode/norm"}},
	{"answers/word", []string{"corpus", "golang.org/x/text/unicode/norm"}},
	{"answers/quotation", []string{"corpus", "answers/winnow", "golang.org/x/text/unicode/norm"}},
	{"answers/voice", []string{"corpus"}},
	{"answers/figure", []string{"corpus", "answers/word"}},
	{"answers/when", []string{"corpus", "answers/word"}},
	{"answers/name", []string{"corpus", "answers/word", "golang.org/x/text/unicode/norm"}},
	{"answers/claim", []string{"corpus", "answers/word", "answers/name", "golang.org/x/text/unicode/norm"}},
	{"answers/term", []string{"corpus", "answers/word", "answers/name", "answers/claim", "golang.org/x/text/unicode/norm"}},
	{"retrieval", []string{"corpus", "github.com/blevesearch/", "golang.org/x/text/unicode/norm"}},
	{"retrieval/searchertest", []string{"corpus", "retrieval", "github.com/google/go-cmp/"}},
	{"retrieval/benchworker", []string{"corpus", "retrieval"}},
	{"library", []string{"corpus", "answers/winnow", "retrieval", "golang.org/x/sys/unix"}},
	{"answers", []string{
		"corpus", "answers/winnow", "answers/word", "answers/voice", "answers/figure", "answers/when", "answers/name", "answers/claim",
		"answers/term", "retrieval",
	}},
	{"reader", []string{"answers"}},
	{"eval", []string{"corpus", "answers"}},
	{"render", []string{
		"corpus", "answers", "answers/quotation", "charm.land/lipgloss/v2", "charm.land/lipgloss/v2/", "github.com/clipperhouse/",
		"github.com/charmbracelet/", "github.com/rivo/uniseg",
	}},
	{"desk", []string{"corpus", "corpus/example", "answers/quotation", "library", "answers", "render"}},
	{"discord/markdown", nil},
	{"discord/preview", []string{"discord/markdown"}},
	{"discord/discordtest", []string{"github.com/gorilla/websocket", "github.com/santhosh-tekuri/jsonschema/v6"}},
	{"discord/words", []string{"answers"}},
	{"discord/state", []string{"modernc.org/sqlite", "modernc.org/sqlite/lib"}},
	{"discord/interaction", []string{"github.com/bwmarrin/discordgo"}},
	{"discord/rest", []string{"github.com/bwmarrin/discordgo"}},
	{"discord/gateway", []string{"discord/interaction", "discord/rest", "github.com/bwmarrin/discordgo", "github.com/gorilla/websocket"}},
	{"discord/message", []string{
		"corpus", "answers", "render", "discord/markdown", "discord/words", "github.com/bwmarrin/discordgo", "github.com/clipperhouse/uax29/v2/",
	}},
	{"discord", []string{
		"corpus", "answers", "answers/quotation", "library", "render", "desk", "discord/markdown", "discord/words", "discord/state", "discord/interaction", "discord/rest",
		"discord/message", "github.com/bwmarrin/discordgo", "golang.org/x/sync/singleflight", "golang.org/x/time/rate",
	}},
	{"httpapi", []string{"github.com/prometheus/client_golang/"}},
	{"cmd/bot", []string{
		"corpus", "retrieval", "answers/quotation", "library", "answers", "eval", "render", "desk", "discord", "discord/gateway", "discord/rest",
		"discord/state", "discord/words", "httpapi", "reader", "github.com/bwmarrin/discordgo", "github.com/alecthomas/kong",
		"github.com/goccy/go-yaml", "github.com/goccy/go-yaml/", "github.com/schollz/progressbar/v3", "golang.org/x/term", "golang.org/x/text/",
	}},
}

// Imports point up the list above, and only one package knows each outside library.
func TestImportsKeepTheirDirection(t *testing.T) {
	listed := make(map[string]int)
	for i, p := range mayImport {
		listed[p.name] = i
	}
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || strings.HasPrefix(e.Name(), ".") && name != ".") {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		at, ok := listed[path.Dir(name)]
		if !ok {
			t.Errorf("%s is in no package that mayImport lists", name)
			return nil
		}
		seen++
		for _, spec := range f.Imports {
			imported := strings.Trim(spec.Path.Value, `"`)
			own, inside := strings.CutPrefix(imported, "variorum/")
			switch {
			case inside:
				if before, ok := listed[own]; !ok || before >= at || !slices.Contains(mayImport[at].imports, own) {
					t.Errorf("%s may not import %s", name, imported)
				}
			case strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
				if !slices.ContainsFunc(mayImport[at].imports, func(allowed string) bool {
					return imported == allowed || strings.HasSuffix(allowed, "/") && strings.HasPrefix(imported, allowed)
				}) {
					t.Errorf("%s may not import %s", name, imported)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Errorf("%d files were looked at, want at least 20", seen)
	}
}
