package index

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"vanthu/corpus"
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
			if _, err := Check(t.Context(), dir, taking(src)); !errors.Is(err, ErrDamaged) {
				t.Errorf("check: %v, want ErrDamaged", err)
			}
			if _, stale, err := Stale(t.Context(), dir, src); !stale || err != nil {
				t.Errorf("stale: %v, %v; want true", stale, err)
			}
			if r := publish(t, dir, src); !r.Rebuilt || r.Documents != 20 {
				t.Errorf("publish: %+v, want it rebuilt", r)
			}
			if c, err := Check(t.Context(), dir, taking(src)); err != nil || c.Documents != 20 || len(c.Mismatches) > 0 {
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
			_, stale, err := Stale(t.Context(), dir, src)
			if err != nil || stale == (name == "as before") {
				t.Errorf("stale: %v, %v", stale, err)
			}
			publish(t, dir, src)
			c, err := Check(t.Context(), dir, taking(src))
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
		err = w.write(w.take())
	}
	if err == nil {
		t.Error("a batch was written where there is no folder")
	}
	_ = w.close() // what it says is of no matter after that
}

// Whatever has become of any file of a generation, opening it says that it is
// damaged, and the next publication cures it though nothing is new.
func TestEveryFile(t *testing.T) {
	t.Parallel()
	made := t.TempDir()
	src := newMemory()
	docs := generated(60, 60, 5)
	src.put(docs[:40]...)
	publish(t, made, src)
	src.put(docs[40:]...)
	publish(t, made, src) // grown, so that it has several segments
	live := mustCurrent(t, made)
	var files []string
	err := filepath.WalkDir(filepath.Join(made, live), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(made, path)
			files = append(files, rel)
		}
		return err
	})
	if err != nil || len(files) < 8 {
		t.Fatalf("%v, %v", files, err)
	}
	flip := func(share int) func([]byte) []byte {
		return func(b []byte) []byte { b[(len(b)-1)*share/100] ^= 0x10; return b }
	}
	for _, file := range files {
		for name, do := range map[string]func([]byte) []byte{
			"deleted": nil, "cut": func(b []byte) []byte { return b[:len(b)-1] },
			"first byte": flip(0), "in the middle": flip(50), "last byte": flip(100),
		} {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, file)
			b, err := os.ReadFile(path)
			if err == nil {
				err = os.Remove(path)
			}
			if err == nil && do != nil {
				err = os.WriteFile(path, do(b), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			s, err := Open(dir)
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, ErrDamaged) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s %s: open: %v, want ErrDamaged on one line", file, name, err)
			}
			if _, err := Check(t.Context(), dir, taking(src)); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s %s: check: %v, want ErrDamaged", file, name, err)
			}
			if _, stale, err := Stale(t.Context(), dir, src); err != nil || !stale {
				t.Errorf("%s %s: stale %v, %v", file, name, stale, err)
			}
			r := publish(t, dir, src)
			if c, err := Check(t.Context(), dir, taking(src)); !r.Rebuilt || err != nil || len(c.Mismatches) > 0 || len(rubbish(t, dir)) > 0 {
				t.Errorf("%s %s: published %+v; check: %+v, %v; left behind %v", file, name, r, c, err, rubbish(t, dir))
			}
		}
	}
}

// Of a large generation only the sizes are looked at on opening: what is flipped
// there, every publication and every check find.
func TestLargeFile(t *testing.T) {
	dir := t.TempDir()
	src := newMemory()
	src.put(generated(40, 60, 5)...)
	publish(t, dir, src)
	spoil(t, dir, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	folder := filepath.Join(dir, mustCurrent(t, dir))
	if err := intact(folder, 4000); err != nil { // the segment is larger
		t.Errorf("the small files alone: %v", err)
	}
	if err := intact(folder, readAtOnce); !errors.Is(err, ErrDamaged) {
		t.Errorf("all files: %v, want ErrDamaged", err)
	}
}

// damagedRecord is a source of which one document has lost its pages.
type damagedRecord struct {
	*memory
	bad corpus.ID
}

func (d damagedRecord) Document(ctx context.Context, id corpus.ID) (Entry, error) {
	e, err := d.memory.Document(ctx, id)
	if id == d.bad {
		e.Pages, e.Lacking = nil, &corpus.Problem{Kind: corpus.Malformed, Message: "its pages cannot be unpacked"}
	}
	return e, err
}

// A document that cannot be read whole stops no publication: it is told, and
// found by what is left of it.
func TestDamagedRecord(t *testing.T) {
	dir := t.TempDir()
	docs := generated(30, 60, 5)
	src := damagedRecord{newMemory(), docs[4].Record.ID}
	src.put(docs[:20]...)
	for step, publish := range []func(context.Context, string, Source, Options) (Report, error){Publish, Rebuild} {
		r, err := publish(t.Context(), dir, src, Options{})
		if err != nil || r.Documents != 20 || len(r.Problems) != 1 || r.Problems[0].ID != src.bad {
			t.Fatalf("step %d: %+v, %v; want 20 documents and a problem", step, r, err)
		}
	}
	src.put(docs[20:]...)
	if r, err := Publish(t.Context(), dir, src, Options{}); err != nil || r.Documents != 30 || len(r.Problems) != 0 {
		t.Fatalf("grown: %+v, %v; want 30 documents and no new problem", r, err)
	}
	found, err := open(t, dir).All(t.Context(), parse(t, "số:"+docs[4].Record.Number.Or("")))
	if err != nil || !slices.Contains(found, src.bad) {
		t.Errorf("found by its number: %v, %v", found, err)
	}
}

// moving is a source whose catalogue is written while the index is built: some
// documents change, and are no more among the changes up to when it was taken.
type moving struct {
	*memory
	taken    int64
	settled  int
	all      int
	moveFrom func()
	once     sync.Once
}

func (m *moving) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	some, err := m.memory.Changes(ctx, after, min(limit, 10))
	for i, c := range some {
		if c.Seq > m.taken {
			return some[:i], err
		}
	}
	return some, err
}

func (m *moving) Document(ctx context.Context, id corpus.ID) (Entry, error) {
	m.once.Do(m.moveFrom)
	return m.memory.Document(ctx, id)
}

func (m *moving) Count(context.Context) (settled, all int, err error) { return m.settled, m.all, nil }

// What others write while an index is built does not fail the build, and is in
// the next one.
func TestWrittenMeanwhile(t *testing.T) {
	dir := t.TempDir()
	docs := generated(60, 60, 5)
	src := newMemory()
	src.put(docs...)
	m := &moving{memory: src, taken: 60, settled: 50, all: 60, moveFrom: func() {
		src.put(docs[45:53]...) // changed
		src.remove(docs[55].Record.ID)
		src.remove(docs[3].Record.ID) // was read already, or not
	}}
	r, err := Rebuild(t.Context(), dir, m, Options{})
	if err != nil || r.Documents < 50 || r.Documents > 60 {
		t.Fatalf("%+v, %v", r, err)
	}
	publish(t, dir, src)
	c, err := Check(t.Context(), dir, taking(src))
	if err != nil || c.Documents != 58 || len(c.Mismatches) > 0 {
		t.Fatalf("%+v, %v; want 58 documents", c, err)
	}
}
