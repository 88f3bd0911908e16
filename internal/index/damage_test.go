package index

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// spoil does something to every segment of the live generation.
func spoil(t *testing.T, dir string, do func([]byte) []byte) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, mustCurrent(t, dir), bleveDir, "store", "*.zap"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no segments: %v", err)
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		// Written anew: the file may be shared with another generation.
		if err := os.Remove(p); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, do(b), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A live generation that cannot be read is told as damaged, never a panic, and
// the next publication cures it, also where the catalogue has nothing new.
func TestSpoiltSegments(t *testing.T) {
	for name, do := range map[string]func([]byte) []byte{
		"cut":   func(b []byte) []byte { return b[:100] },
		"empty": func([]byte) []byte { return nil },
		// the footer stands, what it points to does not: "slice bounds out of range"
		"ones": func(b []byte) []byte {
			for i := range b[:len(b)-60] {
				b[i] = 0xff
			}
			return b
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			src := newMemory()
			src.put(generated(20, 60, 5)...)
			publish(t, dir, src)
			spoil(t, dir, do)
			if s, err := Open(dir); err == nil {
				if _, err = s.Search(t.Context(), parse(t, "của"), Window{Limit: 5}, src.lookup); !errors.Is(err, ErrDamaged) {
					t.Errorf("search: %v, want ErrDamaged", err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			} else if !errors.Is(err, ErrDamaged) {
				t.Errorf("open: %v, want ErrDamaged", err)
			}
			if _, err := Check(t.Context(), dir, src); !errors.Is(err, ErrDamaged) {
				t.Errorf("check: %v, want ErrDamaged", err)
			}
			if stale, err := Stale(t.Context(), dir, src); !stale || err != nil {
				t.Errorf("stale: %v, %v; want true", stale, err)
			}
			if r := publish(t, dir, src); !r.Rebuilt || r.Documents != 20 {
				t.Errorf("publish: %+v, want it rebuilt", r)
			}
			if c, err := Check(t.Context(), dir, src); err != nil || c.Documents != 20 || len(c.Mismatches) > 0 {
				t.Errorf("check: %+v, %v", c, err)
			}
		})
	}
}

// A catalogue restored from a copy, or made anew, counts its changes from where
// it stood. The index holds what the catalogue holds all the same.
func TestOtherCatalogue(t *testing.T) {
	docs := generated(60, 60, 5)
	for name, now := range map[string][]Entry{
		"fewer":     docs[:10],
		"as many":   docs[30:50],
		"more":      docs[30:60],
		"as before": docs[:20],
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			before := newMemory()
			before.put(docs[:20]...)
			publish(t, dir, before)
			src := newMemory()
			src.put(now...)
			stale, err := Stale(t.Context(), dir, src)
			if err != nil || stale == (name == "as before") {
				t.Errorf("stale: %v, %v", stale, err)
			}
			publish(t, dir, src)
			c, err := Check(t.Context(), dir, src)
			if err != nil || len(c.Mismatches) > 0 || c.Behind || c.Documents != len(now) {
				t.Errorf("check: %+v, %v; want the %d documents of the catalogue", c, err, len(now))
			}
		})
	}
}

// A batch that cannot be written, for want of space, is an error also when the
// writer is closed after it, and not a panic.
func TestUnwritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), bleveDir)
	w, err := createIndex(path, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(path, "store")); err != nil {
		t.Fatal(err)
	}
	a := newAnalyzer((&lexicon{}).index())
	doc, size := a.document(generated(1, 60, 5)[0])
	err = w.put(doc, size)
	if err == nil {
		err = w.flush(0)
	}
	if err == nil {
		t.Error("a batch was written where there is no folder")
	}
	_ = w.close() // what it says is of no matter after that
}
