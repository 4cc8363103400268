// Package example holds the example library: six invented sources on one invented event, so that a question gets an
// answer before any source is loaded. README.md says what is planted in it.
package example

import (
	"embed"
	"io/fs"
)

//go:embed library
var files embed.FS

// Questions are 30 questions on the example library with judgments, in JSON Lines.
//
//go:embed questions.jsonl
var Questions []byte

// FS returns the sources, which stand at its top.
func FS() fs.FS {
	sub, err := fs.Sub(files, "library")
	if err != nil {
		panic("example: " + err.Error()) // the name is good
	}
	return sub
}
