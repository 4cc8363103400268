package state

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"modernc.org/sqlite"
)

//go:embed testdata/version1.sql
var version1 string

// schema returns the version of a file and what defines it.
func schema(t *testing.T, path string) (version int, definitions []string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path, Options{}.withDefaults()))
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow("PRAGMA user_version").Scan(&version))
	definitions, err = collect(t.Context(), db, func(s scan) (string, error) {
		var name, definition string
		err := s(&name, &definition)
		return name + ": " + definition, err
	}, "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
	must(t, err)
	return version, definitions
}

// A file of version 1 keeps all that is in it, and is afterwards like one that was made new.
func TestMigrateFromVersion1(t *testing.T) {
	dir := t.TempDir()
	execute(t, fileIn(dir), version1)
	s := openStore(t, dir, Options{})
	got, err := s.OfServer(t.Context(), "100")
	must(t, err)
	second := time.UnixMicro(1773400000000000).UTC()
	want := Kept{
		Servers: []Server{{ID: "100", Library: "letters", Channels: []string{"11", "12"}, Private: true, Order: "date", Excerpts: 3, Language: "de"}},
		Views:   []View{{Key: "k1", Member: "7", Server: "100", Body: []byte(`{"page":2}`), Expires: second.Add(100_000 * time.Second)}},
		Discussions: []Discussion{{
			Thread: "55", Server: "100", Member: "7", Question: "when did it rain?", Library: "letters", Revision: "r1", Made: second,
			Posts: []Post{{"diary", "901"}, {"minutes", "902"}},
		}},
		Additions: []Addition{{
			ID: 4, Thread: "55", Server: "100", Member: "8", Kind: AddedChallenge, Excerpt: "000:k7f2", Words: "it was the day before",
			Made: second.Add(time.Microsecond),
		}},
		Feedback: []Feedback{{
			ID: 9, Member: "8", Server: "100", Kind: FeedbackMissing, Question: "when did it rain?", Library: "letters", Revision: "r1",
			Words: "the diary says more", Made: second.Add(2 * time.Microsecond),
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("OfServer, -want +got:\n%s", diff)
	}
	if first, err := s.First(t.Context(), "1", now); err != nil || !first {
		t.Errorf("First = %v, %v", first, err)
	}
	must(t, s.Check(t.Context()))
	must(t, s.Close())

	fresh := t.TempDir()
	must(t, openStore(t, fresh, Options{}).Close())
	gotVersion, gotSchema := schema(t, fileIn(dir))
	wantVersion, wantSchema := schema(t, fileIn(fresh))
	if diff := cmp.Diff(wantSchema, gotSchema); diff != "" || gotVersion != wantVersion || gotVersion != Version {
		t.Errorf("version %d, that of a new file %d, want %d; schema, -new +migrated:\n%s", gotVersion, wantVersion, Version, diff)
	}
}

// A step that fails leaves the version before it, in which the earlier steps are kept.
func TestMigrationFails(t *testing.T) {
	dir := t.TempDir()
	execute(t, fileIn(dir), version1)
	bad := append(steps[:2:2], "CREATE TABLE half (x TEXT); DROP TABLE feedback; DROP TABLE nothing")
	if s, err := open(t.Context(), dir, Options{}.withDefaults(), bad); err == nil {
		t.Error("open with a step that cannot be made: no error", s.Close())
	}
	checkVersion1(t, dir)
}

// checkVersion1 fails unless the file holds what [version1] put there, and opens.
func checkVersion1(t *testing.T, dir string) {
	t.Helper()
	_, definitions := schema(t, fileIn(dir))
	for _, d := range definitions {
		if d == "half: CREATE TABLE half (x TEXT)" {
			t.Error("half a step is kept")
		}
	}
	s := openStore(t, dir, Options{})
	count := 0
	for v, err := range s.Feedbacks(t.Context()) {
		must(t, err)
		if count++; v.ID != 9 {
			t.Errorf("unexpected judgment %d", v.ID)
		}
	}
	if count != 1 {
		t.Errorf("%d judgments, want 1", count)
	}
	must(t, s.Check(t.Context()))
}

// A process that is killed in the middle of a step leaves the version before it.
func TestMigrationKilled(t *testing.T) {
	dir := t.TempDir()
	execute(t, fileIn(dir), version1)
	p := start(t, "migrate", dir)
	if !p.out.Scan() || p.out.Text() != "in the middle" {
		t.Fatalf("the process says %q", p.out.Text())
	}
	must(t, p.Process.Kill())
	if _, err := p.lines(); err == nil {
		t.Error("the process was not killed")
	}
	checkVersion1(t, dir)
}

// stopInMigration opens the folder, and stays in the middle of a step for ever.
func stopInMigration(ctx context.Context, dir string) error {
	sqlite.MustRegisterScalarFunction("stop", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		fmt.Println("in the middle")
		select {}
	})
	wait := append(steps[:1:1], "CREATE TABLE half (x TEXT); DROP TABLE feedback; SELECT stop(); CREATE TABLE other (x TEXT)")
	s, err := open(ctx, dir, Options{}.withDefaults(), wait)
	return errors.Join(err, s.Close())
}
