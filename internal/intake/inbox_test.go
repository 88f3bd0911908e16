package intake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// An inbox gives a file when it has not changed for as long as it must, by two
// looks and by its own time.
func TestInbox(t *testing.T) {
	dir := t.TempDir()
	now := time.Unix(1_700_000_000, 0)
	write := func(name, text string, changed time.Time) {
		t.Helper()
		path := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil {
			err = os.WriteFile(path, []byte(text), 0o644)
		}
		if err == nil {
			err = os.Chtimes(path, changed, changed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	x := &Inbox{Folder: dir, Except: []string{filepath.Join(dir, "done")}, Settle: 10 * time.Second}
	look := func(later time.Duration, wantWaiting int, want ...string) {
		t.Helper()
		now = now.Add(later)
		ready, waiting, err := x.Look(t.Context(), now, func(path string, err error) { t.Errorf("refused %s: %v", path, err) })
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range ready {
			name, err := filepath.Rel(dir, s.Path)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		if !slices.Equal(names, want) || waiting != wantWaiting {
			t.Errorf("at %s: ready %v, %d waiting; want %v, %d", now.Format(time.TimeOnly), names, waiting, want, wantWaiting)
		}
	}
	old := now.Add(-time.Hour)
	write("sub/old.pdf", "x", old)              // its copy has kept the time: seen once, that proves nothing
	write("new.pdf", "x", now)                  // just written
	write("ahead.pdf", "x", now.Add(time.Hour)) // by another machine's clock
	write("growing.pdf", "x", old)              //
	write("a.PDF.part", "x", old)               // never, by this name
	write("~$a.docx", "x", old)                 // litter
	write("Thumbs.db", "x", old)                //
	write("done/moved.pdf", "x", old)           // passed over
	write("archive/originals/ab/x", "x", old)   // of an archive
	write("archive/catalogue.db", "x", old)     //
	look(0, 4)
	write("growing.pdf", "xy", old) // the same time, as a network's file system may have it
	look(5*time.Second, 4)
	look(5*time.Second, 1, "ahead.pdf", "new.pdf", "sub/old.pdf")
	look(5*time.Second, 0, "ahead.pdf", "growing.pdf", "new.pdf", "sub/old.pdf")
	write("new.pdf", "changed", now)
	look(time.Second, 1, "ahead.pdf", "growing.pdf", "sub/old.pdf")
	if err := os.Remove(filepath.Join(dir, "ahead.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "a.PDF.part"), filepath.Join(dir, "a.PDF")); err != nil {
		t.Fatal(err)
	}
	look(10*time.Second, 1, "growing.pdf", "new.pdf", "sub/old.pdf")

	// The folder goes, as a network's share does, and comes back.
	away := dir + "-away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	if _, _, err := x.Look(t.Context(), now, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is gone: %v", err)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	look(10*time.Second, 0, "a.PDF", "growing.pdf", "new.pdf", "sub/old.pdf")

	ready, _, err := x.Look(t.Context(), now, nil)
	if err != nil || !ready[0].Same() {
		t.Errorf("%v: %+v has not changed", err, ready)
	}
	write("a.PDF", "longer", old)
	if ready[0].Same() {
		t.Error("it has changed since it settled, and is said to be the same")
	}
	// A watched folder may be a link; links in it are not followed.
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "out.pdf")); err != nil {
		t.Fatal(err)
	}
	y := &Inbox{Folder: link}
	if ready, _, err := y.Look(t.Context(), now.Add(time.Hour), nil); err != nil || len(ready) != 5 || ready[0].Path != filepath.Join(link, "a.PDF") {
		t.Errorf("by a link: %v, %v", ready, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := x.Look(ctx, now, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
