package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Limits of bibliographies.
const (
	maxBibliography = 1 << 20
	maxReferences   = 10_000
	maxFiles        = 100 // of one entry
)

// A bibliographyKind says how a bibliography is named and read.
type bibliographyKind struct {
	name    string
	read    func(text string) ([]reference, error)
	declare func(reference) (declaration, error) // its ID is not set
}

// bibliographies may hold entries for all files beside them. The first that has one for a file speaks first.
var bibliographies = []bibliographyKind{
	{"library.bib", readBibTeX, declareBibTeX},
	{"library.ris", readRIS, declareRIS},
}

// A reference is an entry of a bibliography. What its values mean is looked at only if it describes a file, so that what is odd in the
// many others of a collection does no harm.
type reference struct {
	line   int
	kind   string     // its type, as the format names it
	key    string     // "" if it has none
	files  [][]string // for each value that names files: the value as it stands, and the names that it may hold
	fields []field
}

// A field is a value of a reference as it is written.
type field struct {
	name, value string
	line        int
	err         error // why there is no value
}

// wrong returns an error at the field's line.
func (f field) wrong(err error) error { return &FormatError{Line: f.line, Err: err} }

// known returns the fields with the given names, by name, each with all its values.
func (r reference) known(names map[string]bool) (map[string][]field, error) {
	fields := make(map[string][]field)
	for _, f := range r.fields {
		switch {
		case !names[f.name]:
			continue
		case f.err != nil:
			return nil, f.wrong(f.err)
		case len(f.value) > maxValue:
			return nil, f.wrong(fmt.Errorf("the value of %s has %d bytes (limit %d)", f.name, len(f.value), maxValue))
		}
		fields[f.name] = append(fields[f.name], f)
	}
	return fields, nil
}

// firstOf returns the first field that has a value, of those with the first of the names that has any.
func firstOf(fields map[string][]field, names ...string) field {
	for _, n := range names {
		for _, f := range fields[n] {
			if strings.TrimSpace(f.value) != "" {
				return f
			}
		}
	}
	return field{}
}

// A bibliography is one of the [bibliographies] of a folder, with what its entries describe there.
type bibliography struct {
	name     string
	declare  func(reference) (declaration, error)
	entries  []reference
	of       map[string][]int    // the entries for each file of the folder
	shares   []int               // how many files each entry describes
	declared map[int]declaration // what the entries say that were asked for; nothing if they are broken
	told     map[int]bool        // the entries that came too late
}

// readBibliographies reads the [bibliographies] of a folder that has files with the given names. Broken ones are returned as
// files with their errors.
func readBibliographies(fsys fs.FS, folder string, names map[string]bool) ([]*bibliography, []File) {
	var list []*bibliography
	var broken []File
	for _, b := range bibliographies {
		if !names[b.name] {
			continue
		}
		name := path.Join(folder, b.name)
		raw, err := readBeside(fsys, name, maxBibliography)
		var text string
		if err == nil {
			text, err = decode(raw, "")
		}
		var entries []reference
		if err == nil {
			entries, err = b.read(text)
		}
		if err != nil {
			broken = append(broken, File{name: name, Err: withoutPath(err)})
			continue
		}
		list = append(list, match(&bibliography{name: name, declare: b.declare, entries: entries}, names))
	}
	return list, broken
}

// match finds the files that the entries describe: those that they name, else the one of which the key is the stem.
func match(b *bibliography, names map[string]bool) *bibliography {
	b.of, b.shares = make(map[string][]int), make([]int, len(b.entries))
	b.declared, b.told = make(map[int]declaration), make(map[int]bool)
	files := make(map[string][]string) // by what may stand for them
	for _, name := range sortedKeys(names) {
		if isText(name) {
			whole, stem := standsFor(name)
			files[whole] = append(files[whole], name)
			if stem != whole {
				files[stem] = append(files[stem], name)
			}
		}
	}
	named := make([]bool, len(b.entries))
	take := func(i int, name string) (taken bool) {
		for _, file := range files[norm.NFC.String(name)] {
			if list := b.of[file]; len(list) == 0 || list[len(list)-1] != i {
				b.of[file] = append(list, i)
				b.shares[i]++
			}
			taken, named[i] = true, true
		}
		return taken
	}
	for i, r := range b.entries {
		for _, value := range r.files {
			if take(i, value[0]) {
				continue
			}
			for _, name := range value[1:] {
				take(i, name)
			}
		}
	}
	byName := make(map[string]bool)
	for file := range b.of {
		byName[file] = true
	}
	for i, r := range b.entries {
		if named[i] || r.key == "" {
			continue
		}
		for _, file := range files[norm.NFC.String(r.key)] {
			if !byName[file] {
				b.of[file] = append(b.of[file], i)
				b.shares[i]++
			}
		}
	}
	return b
}

// standsFor returns what may stand for a file: its name and the stem of it.
func standsFor(name string) (whole, stem string) {
	whole = norm.NFC.String(name)
	return whole, strings.TrimSuffix(whole, path.Ext(whole))
}

// about returns what the bibliography says of a file, and the errors in it that were not told yet.
func (b *bibliography) about(file string) (declaration, []File) {
	list := b.of[file]
	if len(list) == 0 {
		return declaration{}, nil
	}
	var errs []File
	first := b.entries[list[0]]
	for _, i := range list[1:] {
		if !b.told[i] {
			err := fmt.Errorf("an entry for %s stands at line %d already", file, first.line)
			errs = append(errs, File{name: b.name, Err: &FormatError{Line: b.entries[i].line, Err: err}})
		}
		b.told[i] = true
	}
	if d, done := b.declared[list[0]]; done {
		return d, errs
	}
	d, err := b.declare(first)
	switch {
	case err != nil:
		d = declaration{}
		errs = append(errs, File{name: b.name, Err: err})
	case b.shares[list[0]] == 1 && CheckID(first.key) == nil: // the keys of bibliographies are not made for us
		d.ID = first.key
	}
	b.declared[list[0]] = d
	return d, errs
}

// baseName returns the last part of a path of any system.
func baseName(p string) string { return strings.TrimSpace(p[strings.LastIndexAny(p, `/\`)+1:]) }

// pairsOf returns a mapping of words, which are written key=value.
func pairsOf(words string) map[string]string {
	m := make(map[string]string)
	for w := range strings.FieldsSeq(words) {
		k, v, _ := strings.Cut(w, "=")
		m[k] = v
	}
	return m
}

// languageNames are the names that bibliographies have for languages.
var languageNames = pairsOf(`english=en british=en-GB ukenglish=en-GB american=en-US usenglish=en-US canadian=en-CA australian=en-AU newzealand=en-NZ
	german=de ngerman=de germanb=de deutsch=de austrian=de-AT naustrian=de-AT swissgerman=de-CH nswissgerman=de-CH
	french=fr francais=fr français=fr frenchb=fr canadien=fr-CA acadian=fr-CA spanish=es español=es castellano=es russian=ru русский=ru
	italian=it italiano=it portuguese=pt português=pt portuges=pt brazilian=pt-BR brazil=pt-BR dutch=nl nederlands=nl polish=pl polski=pl
	ukrainian=uk українська=uk czech=cs slovak=sk slovene=sl slovenian=sl croatian=hr serbian=sr bulgarian=bg macedonian=mk belarusian=be
	hungarian=hu magyar=hu romanian=ro greek=el turkish=tr finnish=fi swedish=sv danish=da norwegian=no norsk=nb nynorsk=nn icelandic=is
	estonian=et latvian=lv lithuanian=lt catalan=ca galician=gl basque=eu irish=ga welsh=cy latin=la esperanto=eo hebrew=he arabic=ar
	persian=fa farsi=fa kazakh=kk hindi=hi chinese=zh japanese=ja korean=ko vietnamese=vi indonesian=id`)

// namedLanguage returns the tag of a language that is named by its tag or in words. Several languages are none.
func namedLanguage(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s, ",;/") || strings.Contains(s, " and ") {
		return "", nil
	}
	if tag, ok := languageNames[strings.ToLower(s)]; ok {
		return tag, nil
	}
	return checkLanguage(s)
}

// personName returns a name of which the family name, of at most three words, stands before the first comma, and others behind it. Another is a
// literal.
func personName(s string) Name {
	family, given, _ := strings.Cut(s, ",")
	if len(strings.Fields(family)) > 3 {
		return Name{Literal: strings.TrimRight(s, ", ")}
	}
	n := Name{Family: oneLine(family), Given: strings.Join(strings.FieldsFunc(given, func(r rune) bool { return r == ' ' || r == ',' }), " ")}
	switch {
	case n.Given == "":
		return Name{Literal: n.Family}
	case n.Family == "":
		return Name{Literal: n.Given}
	}
	return n
}
