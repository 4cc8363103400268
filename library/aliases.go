package library

import (
	"cmp"
	"context"
	"fmt"

	"variorum/retrieval"
)

// An alias is what a manifest says of a group of aliases. They stand there because answers depend on them: they are replaced as a whole and with
// it. No index depends on them.
type alias struct {
	Name    string   `json:"alias"`
	Close   []string `json:"close"`
	Loose   []string `json:"loose,omitempty"`
	Comment string   `json:"comment,omitempty"`
}

// aliases returns the aliases of m; nil if it has none.
func (m manifest) aliases() (*retrieval.Aliases, error) {
	if len(m.Aliases) == 0 {
		return nil, nil
	}
	groups := make([]retrieval.AliasGroup, len(m.Aliases))
	for i, a := range m.Aliases {
		groups[i] = retrieval.AliasGroup(a)
	}
	return retrieval.NewAliases(groups...)
}

// Aliases returns the aliases of the library as last committed.
func (w *Writer) Aliases() (*retrieval.Aliases, error) { return w.folder.manifest.aliases() }

// SetAliases puts aliases in the place of those that the library has, durably when it returns. After an error the library has
// either.
func (w *Writer) SetAliases(ctx context.Context, a *retrieval.Aliases) error {
	if err := cmp.Or(w.failed, ctx.Err()); err != nil {
		return err
	}
	groups := a.Groups()
	if len(groups) > retrieval.MaxAliasLines {
		return &retrieval.AliasError{Err: fmt.Errorf("there are %d groups of aliases; at most %d are read", len(groups), retrieval.MaxAliasLines)}
	}
	list := make([]alias, len(groups))
	for i, g := range groups {
		list[i] = alias(g)
	}
	w.folder.manifest.Aliases = list
	return w.Commit()
}
