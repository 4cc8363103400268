package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"variorum/retrieval"
)

// Check looks at everything in the library's folder dir, and changes nothing. It returns nothing if all is in
// order. What someone who writes meanwhile has not finished is in order. Errors are those of [Open].
func Check(ctx context.Context, dir string) ([]Finding, error) {
	for attempt := 1; ; attempt++ {
		f, err := readFolder(dir)
		if err != nil {
			return nil, err
		}
		findings, err := f.check(ctx)
		if err != nil || len(findings) == 0 || attempt == openAttempts {
			return findings, err
		}
		if changed, err := f.changed(); err == nil && !changed {
			return findings, nil
		}
	}
}

func (f *folder) check(ctx context.Context) ([]Finding, error) {
	h, left, held, err := leftLock(f.dir)
	if err != nil {
		return nil, err
	}
	findings, err := f.checkTexts(ctx)
	if err != nil {
		return nil, err
	}
	index, err := f.checkIndex(ctx)
	if err != nil {
		return nil, err
	}
	findings = append(findings, index...)
	if held {
		return findings, nil
	}
	if missing := len(f.manifest.live()[""]); missing > 0 {
		findings = append(findings, f.manifest.lacking(missing))
	}
	garbage, err := f.garbage()
	if err != nil {
		return nil, err
	}
	for _, name := range garbage {
		findings = append(findings, Finding{name, "is left over", RunRepair})
	}
	if left {
		findings = append(findings, Finding{lockName, h.left(), RunRepair})
	}
	return findings, nil
}

// left says who left a lock.
func (h holder) left() string {
	if h.PID == 0 {
		return "was left by a process that was stopped"
	}
	return fmt.Sprintf("was left by process %d on %s (%s) of %s, which was stopped", h.PID, h.Host, h.Command, h.Since.Format("2006-01-02 15:04:05 MST"))
}

// checkTexts looks at the stored texts and structures.
func (f *folder) checkTexts(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	for _, r := range f.manifest.Sources {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, err := f.text(r); err != nil {
			findings = append(findings, Finding{r.textPath(), problem(err), AddAgain})
		}
		if _, err := f.structure(r); err != nil {
			findings = append(findings, Finding{r.structurePath(), problem(err), RunRepair})
		}
	}
	return findings, nil
}

// problem returns an error without the path, which a finding names already.
func problem(err error) string {
	if e := (*DamagedError)(nil); errors.As(err, &e) {
		return "is damaged: " + e.Err.Error()
	}
	if errors.Is(err, retrieval.ErrVersion) {
		return "was made by another version of this program"
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "is missing"
	}
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return "can not be read: " + e.Err.Error()
	}
	return "is damaged: " + err.Error()
}

// checkIndex looks at the generations.
func (f *folder) checkIndex(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	live := f.manifest.live()
	for _, g := range f.manifest.Index {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := f.checkGeneration(g, live[g.Folder]); err != nil {
			findings = append(findings, Finding{g.path(), problem(err), RunRepair})
		}
	}
	return findings, nil
}

// checkGeneration looks at every file of a generation, and opens it.
func (f *folder) checkGeneration(g generation, records []record) error {
	index, err := f.openGeneration(g, records, true, retrieval.Options{})
	if err != nil {
		return err
	}
	return index.Close()
}

// Repair makes the index and the structures anew from the texts where they are damaged or missing, and removes what
// was left over. It never touches texts. It returns what is out of order afterwards. Errors are those of
// [OpenWriter].
func Repair(ctx context.Context, dir string, o WriterOptions) ([]Finding, error) {
	if _, err := readFolder(dir); err != nil { // so that none is made
		return nil, err
	}
	w, err := OpenWriter(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(w.repair(ctx), w.Close()); err != nil {
		return nil, err
	}
	return Check(ctx, dir)
}

func (w *Writer) repair(ctx context.Context) error {
	f := w.folder
	for _, r := range f.manifest.Sources {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := f.structure(r); err == nil {
			continue
		}
		text, err := f.text(r)
		if err != nil {
			continue // it is found again by Check
		}
		if err := w.storeStructure(r, parse(r, text)); err != nil {
			return err
		}
	}
	live := f.manifest.live()
	err := w.finish(ctx, func(g generation) bool { return f.checkGeneration(g, live[g.Folder]) == nil })
	if e := (*DamagedError)(nil); errors.As(err, &e) { // a text, found again by Check
		return nil
	}
	return err
}
