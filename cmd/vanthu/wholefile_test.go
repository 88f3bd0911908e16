package main

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func saying(what string, err error) func(io.Writer) error {
	return func(w io.Writer) error {
		_, werr := io.WriteString(w, what)
		return errors.Join(werr, err)
	}
}

func TestWriteWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	content := func(path, want string) {
		t.Helper()
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v, want %q", path, got, err, want)
		}
	}
	full := errors.New("no room")
	if err := writeWhole(path, saying("half", full)); !errors.Is(err, full) || names(t, dir) != "" {
		t.Errorf("%v, left: %q", err, names(t, dir))
	}
	if err := writeWhole(path, saying("one", nil)); err != nil {
		t.Fatal(err)
	}
	content(path, "one")
	// What others may not read, they may not read after the second export either.
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.csv")
	if err := os.Symlink("a.csv", link); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(link, saying("half", full)); !errors.Is(err, full) {
		t.Error(err)
	}
	content(path, "one")
	if err := writeWhole(link, saying("two", nil)); err != nil {
		t.Fatal(err)
	}
	content(path, "two")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v, want 0600 as before", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	// A device is not replaced by a file: root can do that to /dev/null.
	if err := writeWhole(os.DevNull, saying("x", nil)); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is %v, %v", os.DevNull, info.Mode(), err)
	}
	if err := writeWhole(dir, saying("x", nil)); err == nil {
		t.Error("it wrote into a folder")
	}
	// What a killed one has left where files must have names is removed, what
	// another writes is not.
	if err := os.WriteFile(hiddenName(path), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	other, err := os.Create(hiddenName(path))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := lockUnfinished(other); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(path, saying("three", nil)); err != nil {
		t.Fatal(err)
	}
	content(path, "three")
	if got, want := names(t, dir), filepath.Base(other.Name())+" a.csv link.csv"; got != want {
		t.Errorf("there are %q, want %q", got, want)
	}
}

// Moving to another file system: a copy has its name when it is whole, and writes
// over none. A move that was killed between the two names of a file is ended.
func TestMove(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "in.txt"), filepath.Join(dir, "done", "in.txt")
	put := func(path, what string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(what), 0o640)); err != nil {
			t.Fatal(err)
		}
	}
	put(from, "one")
	put(hiddenName(to), "half") // of one that was killed
	at := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(from, at, at); err != nil {
		t.Fatal(err)
	}
	if err := copyOver(from, to); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(to)
	if err != nil || !info.ModTime().Equal(at) || info.Mode().Perm() != 0o640 || info.Size() != 3 {
		t.Errorf("%v, %v", info, err)
	}
	put(from, "two")
	if err := copyOver(from, to); !errors.Is(err, os.ErrExist) {
		t.Errorf("%v, want that there is one", err)
	}
	u, err := openUnfinished(to)
	if err != nil {
		t.Fatal(err)
	}
	if u.path == "" { // as where files must have names
		u.path = hiddenName(to)
		put(u.path, "two")
	}
	if err := u.publishNew(to); !errors.Is(err, os.ErrExist) {
		t.Errorf("%v, want that there is one", err)
	}
	if err := u.publishNew(to + "2"); err != nil {
		t.Error(err)
	}
	if err := u.close(); err != nil {
		t.Error(err)
	}
	if got := names(t, filepath.Dir(to)); got != "in.txt in.txt2" {
		t.Errorf("there are %q", got)
	}
	if err := moveFile(from, to); err != nil || names(t, filepath.Dir(to)) != "in (2).txt in.txt in.txt2" {
		t.Errorf("%v, there are %q", err, names(t, filepath.Dir(to)))
	}
	if err := os.Link(to, from); err != nil {
		t.Fatal(err)
	}
	if err := moveFile(from, to); err != nil || names(t, filepath.Dir(to)) != "in (2).txt in.txt in.txt2" || names(t, dir) != "done" {
		t.Errorf("%v, there are %q, %q", err, names(t, filepath.Dir(to)), names(t, dir))
	}
}

// An export that is killed leaves the file before it, and nothing besides.
func TestKillExport(t *testing.T) {
	k := newKiller(t)
	dir := t.TempDir()
	archive, to := filepath.Join(dir, "archive"), filepath.Join(dir, "to")
	output(t, "import", "--archive", archive, box(t, 60))
	if err := os.Mkdir(to, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(to, "register.jsonl")
	began := time.Now()
	output(t, "export", "--archive", archive, "--output", file)
	whole := time.Since(began)
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(11, 12))
	for i := range killsOf(6) {
		if i%2 == 0 {
			if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
		k.kill(time.Duration(random.Int64N(int64(whole))), "export", "--archive", archive, "--output", file)
		if got, err := os.ReadFile(file); err == nil && string(got) != string(want) {
			t.Fatalf("it has left %d of %d bytes", len(got), len(want))
		}
	}
	output(t, "export", "--archive", archive, "--output", file)
	if got := names(t, to); got != "register.jsonl" {
		t.Errorf("there are %q", got)
	}
}

// TestMoveFromReadOnly: a file that cannot be removed is not copied either: a folder
// that is watched would be filled with a copy at every round.
func TestMoveFromReadOnly(t *testing.T) {
	t.Parallel()
	from, to := "/proc/version", filepath.Join(t.TempDir(), "version") // root may remove any other
	if _, err := os.Stat(from); err != nil {
		t.Skip("there is no file that root must not remove:", err)
	}
	if err := copyOver(from, to); err == nil {
		t.Error("moved, want an error")
	}
	if _, err := os.Stat(to); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy is there: %v", err)
	}
}

// TestSweptWhileOpened: a file of which another process of the same target sweeps
// the name before it is locked is not written to: it would be lost.
func TestSweptWhileOpened(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "list.csv")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		for ctx.Err() == nil {
			if err := sweepUnfinished(path); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for range 300 {
		u, err := openHidden(path)
		if err != nil {
			t.Error(err)
			break
		}
		if _, err := os.Lstat(u.path); err != nil {
			t.Errorf("opened, and gone: %v", err)
			_ = u.Close()
			break
		}
		if err := u.close(); err != nil {
			t.Error(err)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
