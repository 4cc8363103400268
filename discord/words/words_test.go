package words_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"variorum/discord/words"
)

// all returns every string of a language by its path, as "Noted", "Help.0.Example" and "Commands.ask.Name".
func all(w words.Words) map[string]string {
	found := make(map[string]string)
	collect(found, "", reflect.ValueOf(w))
	return found
}

// collect puts every string of v into found, by its path.
func collect(found map[string]string, path string, v reflect.Value) {
	below := func(name any, part reflect.Value) {
		collect(found, strings.TrimPrefix(fmt.Sprint(path, ".", name), "."), part)
	}
	switch v.Kind() {
	case reflect.String:
		found[path] = v.String()
	case reflect.Struct:
		for i := range v.NumField() {
			below(v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			below(i, v.Index(i))
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			below(it.Key(), it.Value())
		}
	default:
		panic("words of another kind: " + path)
	}
}

// each runs f once for each language, with every string of it.
func each(t *testing.T, f func(t *testing.T, language string, list map[string]string)) {
	t.Helper()
	for _, language := range words.Languages {
		t.Run(language, func(t *testing.T) { f(t, language, all(words.Of(language))) })
	}
}

// mapped returns what f makes of each string of a list, without what it makes nothing of.
func mapped(list map[string]string, f func(s string) string) map[string]string {
	made := make(map[string]string)
	for path, s := range list {
		if to := f(s); to != "" {
			made[path] = to
		}
	}
	return made
}

// units counts as Discord does.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

func TestEveryLanguageHasWhatEnglishHas(t *testing.T) {
	filled := func(s string) string {
		if strings.TrimSpace(s) != s {
			return "with blanks at its ends"
		}
		if s != "" {
			return "filled"
		}
		return ""
	}
	each(t, func(t *testing.T, _ string, list map[string]string) {
		if diff := cmp.Diff(mapped(all(words.Of("en")), filled), mapped(list, filled)); diff != "" {
			t.Errorf("what is filled (-English +this):\n%s", diff)
		}
	})
}

// What may be empty in English is the description of that which Discord gives none.
func TestEnglishIsWhole(t *testing.T) {
	undescribed := regexp.MustCompile(`^Commands\.(?:privacy\.of\.\w+|read\.context\.\w+|Find sources|Check quotation)\.Text$`)
	for path, s := range all(words.Of("en")) {
		if (s == "") != undescribed.MatchString(path) {
			t.Errorf("%s is %q", path, s)
		}
	}
}

func TestLanguagesAreTheirOwn(t *testing.T) {
	seen := make(map[string]string)
	for _, language := range words.Languages {
		w := words.Of(language)
		for _, s := range []string{w.Name, w.Noted, w.HelpHead} {
			if other, ok := seen[s]; ok {
				t.Errorf("%s says %q as %s does", language, s, other)
			}
			seen[s] = language
		}
	}
	for _, unknown := range []string{"", "tlh", "DE"} {
		if got := words.Of(unknown).Name; got != "English" {
			t.Errorf("Of(%q) is %s, want English", unknown, got)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?(.?)`)

// verbs returns the verbs of a format in the order of what they stand for: the third of "%[2]d of %[1]d, %s" is an "s".
func verbs(format string) string {
	found := make(map[int]string)
	at := 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		at++
		if m[1] != "" {
			at = 0
			for _, digit := range m[1] {
				at = at*10 + int(digit-'0')
			}
		}
		found[at] += "%" + m[2]
	}
	list := ""
	for i := 1; len(found) > 0; i++ {
		if i > 9 {
			return "beyond the ninth"
		}
		if found[i] != "" {
			list += fmt.Sprint(i, found[i], " ")
			delete(found, i)
		}
	}
	return strings.TrimSpace(list)
}

func TestVerbsOfAFormat(t *testing.T) {
	for format, want := range map[string]string{
		"without": "", "%d and %s": "1%d 2%s", "%[2]s and %[1]d": "1%d 2%s", "%[1]d, %s": "1%d 2%s", "%d %[1]d": "1%d%d", "%[2]d": "2%d", "100 %": "1%", "%[30]d": "beyond the ninth",
	} {
		if got := verbs(format); got != want {
			t.Errorf("verbs(%q) = %q, want %q", format, got, want)
		}
	}
}

func TestFormatsTakeWhatEnglishTakes(t *testing.T) {
	each(t, func(t *testing.T, _ string, list map[string]string) {
		if diff := cmp.Diff(mapped(all(words.Of("en")), verbs), mapped(list, verbs)); diff != "" {
			t.Errorf("verbs (-English +this):\n%s", diff)
		}
		for path, s := range list {
			if got := regexp.MustCompile(`%[^ds]`).FindString(regexp.MustCompile(`\[\d+\]`).ReplaceAllString(s, "")); got != "" {
				t.Errorf("%s has the verb %q", path, got)
			}
		}
	})
}

// label is what Discord takes as the name of a slash command or option; those that have a lower case must be in it.
var label = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// kind tells what Discord has by the path of a label.
func kind(path string) string {
	switch {
	case strings.HasPrefix(path, "read.context.") || strings.HasPrefix(path, "privacy.of."):
		return "choice"
	case strings.Contains(path, " "):
		return "message command"
	}
	return "slash command or option"
}

func TestLabelsAreOnesThatDiscordTakes(t *testing.T) {
	for _, language := range words.Languages {
		for path, l := range words.Of(language).Commands {
			n, most := units(l.Name), 32
			switch kind(path) {
			case "choice":
				most = 100
			case "slash command or option":
				if !label.MatchString(l.Name) || strings.ToLower(l.Name) != l.Name {
					t.Errorf("%s: %s is named %q", language, path, l.Name)
				}
				if length := units(l.Text); length < 1 || length > 100 {
					t.Errorf("%s: the description of %s has %d UTF-16 code units: %q", language, path, length, l.Text)
				}
			}
			if n < 1 || n > most {
				t.Errorf("%s: the name of %s has %d UTF-16 code units: %q", language, path, n, l.Name)
			}
		}
	}
}

// Within a command, and among commands, no two have one name, nor one the English name of another, by which Discord also finds it.
func TestNamesAreUnique(t *testing.T) {
	english := words.Of("en").Commands
	for _, language := range words.Languages {
		seen := make(map[string]string)
		for path, l := range words.Of(language).Commands {
			above := path[:strings.LastIndex(path, ".")+1]
			for _, name := range []string{l.Name, english[path].Name} {
				if other, ok := seen[above+name]; ok && other != path {
					t.Errorf("%s: %s and %s are both named %q", language, path, other, name)
				}
				seen[above+name] = path
			}
		}
	}
}

// limits are Discord's, in UTF-16 code units, for what stands where nothing may be cut.
var limits = map[int]string{
	80: "AsList Differences Sources Share Feedback Missing OpenDiscussion AddExcerpt ChallengeExcerpt DeleteServer ServerSettings MemberSettings Library",
	45: "Missing MissingSource MissingWords AddExcerpt ChallengeExcerpt Citation ChallengeWords",
	// placeholders
	150: "InContext MoreOf NotOnQuestion Library Order Language Excerpts Channels Length PrivateDefault",
	// options of menus
	100: "Name Default AsDiscord AsServer NoLimit Short Usual Long Yes No Scopes.sentence Scopes.paragraph Scopes.page Scopes.all",
	// before ": " and a yes or no, on a button
	70: "PrivateDefault",
}

func TestNothingIsLongerThanItsPlace(t *testing.T) {
	each(t, func(t *testing.T, _ string, list map[string]string) {
		for most, paths := range limits {
			for _, path := range strings.Fields(paths) {
				if n := units(list[path]); n < 1 || n > most {
					t.Errorf("%s has %d UTF-16 code units, want 1 to %d: %q", path, n, most, list[path])
				}
			}
		}
	})
}

// mention finds a command that is named, with the word after it and what follows.
var mention = regexp.MustCompile(`/(\p{L}+)(?: (\p{L}+))?([^/]*)`)

// option finds an option that is given.
var option = regexp.MustCompile(`(\p{L}+): `)

// mentioned returns the commands, subcommands and options that s names in the words of a language, as paths. What has no path is put down by its name.
func mentioned(commands map[string]words.Label, s string) string {
	var found []string
	add := func(above, name string, needed bool) {
		for path, l := range commands {
			if l.Name == name && strings.HasPrefix(path, above) && !strings.Contains(path[len(above):], ".") && kind(path) == "slash command or option" {
				found = append(found, path)
				return
			}
		}
		if needed {
			found = append(found, "unknown: "+above+name)
		}
	}
	for _, m := range mention.FindAllStringSubmatch(s, -1) {
		add("", m[1], true)
		if len(found) == 0 || strings.HasPrefix(found[len(found)-1], "unknown") {
			continue
		}
		above := found[len(found)-1] + "."
		if !strings.HasPrefix(m[3], ":") {
			add(above, m[2], false)
			continue
		}
		for _, o := range option.FindAllStringSubmatch(m[0], -1) {
			add(above, o[1], true)
		}
	}
	slices.Sort(found)
	return strings.Join(found, " ")
}

func TestMentionsAreFound(t *testing.T) {
	commands := words.Of("de").Commands
	for s, want := range map[string]string{
		"Frag mit /fragen.":                        "ask",
		"/fragen frage: wann?":                     "ask ask.question",
		"/ask question: wann?":                     "unknown: ask",
		"/fragen question: wann?":                  "ask unknown: ask.question",
		"/lesen schlüssel: a:1 kontext: Seite":     "read read.citation read.context",
		"/datenschutz zeigt es; /quellen auch":     "privacy sources",
		"/datenschutz löschen löscht es, sonst: x": "privacy privacy.delete",
	} {
		if got := mentioned(commands, s); got != want {
			t.Errorf("mentioned(%q) = %q, want %q", s, got, want)
		}
	}
}

// What members are told to type is there in their language, and is what members with English are told.
func TestCommandsThatAreNamedAreThere(t *testing.T) {
	of := func(language string) map[string]string {
		w := words.Of(language)
		return mapped(all(w), func(s string) string { return mentioned(w.Commands, s) })
	}
	for _, language := range words.Languages {
		got := of(language)
		if diff := cmp.Diff(of("en"), got); diff != "" {
			t.Errorf("%s: commands that are named (-English +this):\n%s", language, diff)
		}
		for path, list := range got {
			if strings.Contains(list, "unknown") {
				t.Errorf("%s: %s names %s", language, path, list)
			}
		}
	}
}

func TestHelpIsOnEachCommandInTurn(t *testing.T) {
	for _, language := range words.Languages {
		w := words.Of(language)
		last := len(w.Help) - 1
		for i, h := range w.Help[:last] {
			if !strings.HasPrefix(h.Example+" ", h.Command+" ") || !strings.HasPrefix(h.Command, "/") {
				t.Errorf("%s: help %d on %q has the example %q", language, i, h.Command, h.Example)
			}
		}
		if got, want := w.Help[last].Command, w.Commands["Find sources"].Name+" · "+w.Commands["Check quotation"].Name; got != want {
			t.Errorf("%s: the last help is on %q, want %q", language, got, want)
		}
		if page := w.Commands["read.context.page"].Name; !strings.Contains(strings.ToLower(page), strings.ToLower(lastWord(w.Help[3].Example))) {
			t.Errorf("%s: the example %q has none of the words of %q", language, w.Help[3].Example, page)
		}
	}
}

func lastWord(s string) string { return s[strings.LastIndex(s, " ")+1:] }

// What is the same in every language stands in each: names of permissions are given in English, and the key of an example is one.
func TestKeysAreKept(t *testing.T) {
	key := func(s string) string {
		return strings.Join(regexp.MustCompile(`letter:\w+-\w+-\w+`).FindAllString(s, -1), " ")
	}
	each(t, func(t *testing.T, _ string, list map[string]string) {
		if diff := cmp.Diff(mapped(all(words.Of("en")), key), mapped(list, key)); diff != "" {
			t.Errorf("keys (-English +this):\n%s", diff)
		}
	})
}

func TestPermissionsAreNamed(t *testing.T) {
	for _, language := range words.Languages {
		w := words.Of(language)
		for code, want := range map[int]string{50001: "View Channel", 50013: "Send Messages, Embed Links"} {
			if got := w.Permission(code); got != fmt.Sprintf(w.NoPermission, want) || !strings.Contains(got, want) {
				t.Errorf("%s: Permission(%d) = %q, want one that names %q", language, code, got, want)
			}
		}
		if got := w.Permission(10003); got != "" {
			t.Errorf("%s: Permission(10003) = %q, which is not about permissions", language, got)
		}
	}
}
