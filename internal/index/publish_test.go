package index

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"vanthu/corpus"
)

// rubbish lists what should not be in an index folder.
func rubbish(t testing.TB, dir string) []string {
	t.Helper()
	live, err := current(dir)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != currentFile && e.Name() != live {
			names = append(names, e.Name())
		}
	}
	return names
}

// sums are the checksums of the segments of a generation.
func sums(t testing.TB, dir, name string) map[string][32]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, name, bleveDir, "store", "*.zap"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][32]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = sha256.Sum256(b)
	}
	return out
}

// taking gives src to [Check].
func taking(src Source) func(context.Context) (Source, error) {
	return func(context.Context) (Source, error) { return src, nil }
}

// A publisher may replace and remove the generation while it is checked: a nightly
// verify beside a reindex said that a sound index was damaged.
func TestCheckWhileReplaced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src := newMemory()
	src.put(generated(30, 60, 5)...)
	publish(t, dir, src)
	taken := 0
	c, err := Check(t.Context(), dir, func(ctx context.Context) (Source, error) {
		if taken++; taken == 1 {
			src.put(generated(40, 60, 5)[30:]...)
			if _, err := Rebuild(ctx, dir, src, Options{}); err != nil {
				return nil, err
			}
		}
		return src, nil
	})
	if err != nil || taken != 2 || c.Generation != "gen-000002" || c.Documents != 40 || len(c.Mismatches) > 0 || c.Behind {
		t.Errorf("%+v, %v, taken %d times; want the new generation with its 40 documents, whole", c, err, taken)
	}
}

func TestGrow(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "index") // made by Publish
	src := newMemory()
	docs := generated(1200, 60, 5)
	if _, err := Open(dir); !errors.Is(err, ErrNoIndex) {
		t.Fatalf("open before the first publication: %v, want ErrNoIndex", err)
	}
	if r := publish(t, dir, src); !r.Rebuilt || r.Documents != 0 {
		t.Fatalf("an empty catalogue: %+v", r)
	}
	if r := publish(t, dir, src); r.Changed {
		t.Fatalf("nothing changed, yet %+v", r)
	}
	src.put(docs[:200]...)
	publish(t, dir, src)
	first := open(t, dir)
	before, _ := search(t, first, src, "của")
	for step := 1; step <= 10; step++ {
		held := sums(t, dir, mustCurrent(t, dir))
		links := filepath.Join(t.TempDir(), "held")
		if err := cloneIndex(filepath.Join(dir, mustCurrent(t, dir), bleveDir), links); err != nil {
			t.Fatal(err)
		}
		src.put(docs[100+step*100 : 200+step*100]...)
		src.remove(docs[step].Record.ID)
		r := publish(t, dir, src)
		if r.Rebuilt || !r.Changed || r.Added != 100 || r.Removed != 1 || r.Documents != 200+step*99 {
			t.Fatalf("step %d: %+v", step, r)
		}
		if r.Segments > (Options{}).withDefaults().MaxSegments {
			t.Errorf("step %d: %d segments", step, r.Segments)
		}
		// the files that the generation before shares were not written
		for name, sum := range held {
			b, err := os.ReadFile(filepath.Join(links, "store", name))
			if err != nil || sha256.Sum256(b) != sum {
				t.Fatalf("step %d: segment %s of the generation before was changed (%v)", step, name, err)
			}
		}
		if left := rubbish(t, dir); len(left) > 0 {
			t.Fatalf("step %d: left behind: %v", step, left)
		}
		if c, err := Check(t.Context(), dir, taking(src)); err != nil || len(c.Mismatches) > 0 || c.Behind {
			t.Fatalf("step %d: check: %+v, %v", step, c, err)
		}
	}
	// the reader of the first generation answers as it did
	q := parse(t, "của")
	r, err := first.Search(t.Context(), q, Window{}, src.lookup)
	if err != nil || r.Total != before.Total {
		t.Fatalf("old reader finds %d documents, found %d before; %v", r.Total, before.Total, err)
	}
	if changed, err := first.Refresh(); !changed || err != nil {
		t.Fatalf("refresh: %v, %v", changed, err)
	}
	r, err = first.Search(t.Context(), q, Window{}, src.lookup)
	if err != nil || r.Total <= before.Total {
		t.Fatalf("refreshed reader finds %d documents, %d before; %v", r.Total, before.Total, err)
	}
	if changed, err := first.Refresh(); changed || err != nil {
		t.Fatalf("second refresh: %v, %v", changed, err)
	}
	// a grown index and one built from nothing answer alike
	fresh := t.TempDir()
	publish(t, fresh, src)
	a, b := open(t, dir), open(t, fresh)
	for _, text := range []string{"của", "29-NQ/TW", `"của và"`, "nghi quyet", "kế hoạch"} {
		x, hitsX := search(t, a, src, text)
		y, hitsY := search(t, b, src, text)
		if x.Total != y.Total || !slices.Equal(hitsX, hitsY) {
			t.Errorf("%q: grown index and new index differ: %d and %d hits", text, x.Total, y.Total)
		}
	}
}

func mustCurrent(t testing.TB, dir string) string {
	t.Helper()
	name, err := current(dir)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestMerge(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src := newMemory()
	for i, e := range generated(40, 60, 6) {
		src.put(e)
		opt := Options{MaxSegments: 3}
		r, err := Publish(t.Context(), dir, src, opt)
		if err != nil {
			t.Fatal(err)
		}
		if r.Segments > 3 || r.Documents != i+1 {
			t.Fatalf("after %d documents: %+v", i+1, r)
		}
		if n := len(sums(t, dir, r.Generation)); n != r.Segments {
			t.Fatalf("after %d documents: %d segments, %d files", i+1, r.Segments, n)
		}
	}
	s := open(t, dir)
	if r, _ := search(t, s, src, "của"); r.Total == 0 {
		t.Error("nothing found after merging")
	}
}

// What can be wrong with an index folder: searching says so, publishing cures it.
func TestDamage(t *testing.T) {
	t.Parallel()
	src := newMemory()
	src.put(generated(20, 50, 9)...)
	for _, c := range []struct {
		name  string
		spoil func(dir, gen string) error
		open  error
	}{
		{"CURRENT missing", func(dir, _ string) error { return os.Remove(filepath.Join(dir, currentFile)) }, ErrNoIndex},
		{"CURRENT empty", func(dir, _ string) error { return os.WriteFile(filepath.Join(dir, currentFile), nil, 0o644) }, ErrDamaged},
		{"CURRENT names a path", func(dir, _ string) error {
			return os.WriteFile(filepath.Join(dir, currentFile), []byte("../gen-000001\n"), 0o644)
		}, ErrDamaged},
		{"CURRENT names none", func(dir, _ string) error {
			return os.WriteFile(filepath.Join(dir, currentFile), []byte("gen-000099\n"), 0o644)
		}, ErrDamaged},
		{"generation gone", func(dir, gen string) error { return os.RemoveAll(filepath.Join(dir, gen)) }, ErrDamaged},
		{"meta gone", func(dir, gen string) error { return os.Remove(filepath.Join(dir, gen, metaFile)) }, ErrDamaged},
		{"of another version", func(dir, gen string) error {
			return seal(filepath.Join(dir, gen), "", meta{Fingerprint: "vanthu-0"})
		}, ErrOtherVersion},
		{"of a version before manifests", func(dir, gen string) error {
			return errors.Join(os.WriteFile(filepath.Join(dir, gen, metaFile), []byte(`{"fingerprint":"vanthu-0"}`), 0o644),
				os.Remove(filepath.Join(dir, gen, manifestFile)))
		}, ErrOtherVersion},
		{"fingerprint damaged", func(dir, gen string) error {
			return os.WriteFile(filepath.Join(dir, gen, metaFile), []byte(`{"fingerprint":"vanthu-0"}`), 0o644)
		}, ErrDamaged},
		{"index gone", func(dir, gen string) error { return os.RemoveAll(filepath.Join(dir, gen, bleveDir)) }, ErrDamaged},
		{"root cut", func(dir, gen string) error {
			return os.Truncate(filepath.Join(dir, gen, bleveDir, "store", "root.bolt"), 100)
		}, ErrDamaged},
		{"segment gone", func(dir, gen string) error {
			paths, err := filepath.Glob(filepath.Join(dir, gen, bleveDir, "store", "*.zap"))
			return errors.Join(err, os.Remove(paths[0]))
		}, ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			publish(t, dir, src)
			if err := c.spoil(dir, mustCurrent(t, dir)); err != nil {
				t.Fatal(err)
			}
			if s, err := Open(dir); !errors.Is(err, c.open) {
				if err == nil {
					s.Close()
				}
				t.Errorf("open: %v, want %v", err, c.open)
			}
			src.put(generated(1, 50, 10)...) // something new, so that growing is tried
			if r := publish(t, dir, src); !r.Rebuilt {
				t.Errorf("not built anew: %+v", r)
			}
			s := open(t, dir)
			if r, _ := search(t, s, src, "của"); r.Total == 0 {
				t.Error("nothing found after the cure")
			}
			if left := rubbish(t, dir); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// failing is a source that breaks down after some documents.
type failing struct {
	*memory
	after atomic.Int64
}

func failAfter(src *memory, documents int64) *failing {
	f := &failing{memory: src}
	f.after.Store(documents)
	return f
}

func (f *failing) Document(ctx context.Context, id corpus.ID) (Entry, error) {
	if f.after.Add(-1) < 0 {
		return Entry{}, errors.New("disk on fire")
	}
	return f.memory.Document(ctx, id)
}

// A publication that fails leaves the live index alone.
func TestFailedPublication(t *testing.T) {
	dir := t.TempDir()
	src := newMemory()
	src.put(generated(20, 50, 11)...)
	publish(t, dir, src)
	live := mustCurrent(t, dir)
	src.put(generated(20, 50, 12)...)
	for i, run := range []func(ctx context.Context) error{
		func(ctx context.Context) error {
			_, err := Publish(ctx, dir, failAfter(src, 5), Options{})
			return err
		},
		func(ctx context.Context) error {
			_, err := Rebuild(ctx, dir, failAfter(src, 25), Options{BatchBytes: 100})
			return err
		},
		func(ctx context.Context) error {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			_, err := Rebuild(ctx, dir, src, Options{})
			return err
		},
		func(ctx context.Context) error {
			_, err := Rebuild(ctx, dir, miscounting{src}, Options{})
			return err
		},
	} {
		if err := run(t.Context()); err == nil {
			t.Errorf("run %d: no error", i)
		}
		if mustCurrent(t, dir) != live || len(rubbish(t, dir)) > 0 {
			t.Errorf("run %d: live %s, left behind %v", i, mustCurrent(t, dir), rubbish(t, dir))
		}
	}
}

// miscounting says that it has more documents than it gives.
type miscounting struct{ *memory }

func (m miscounting) Count(ctx context.Context) (settled, all int, err error) {
	_, n, err := m.memory.Count(ctx)
	return n + 1, n + 1, err
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	src := newMemory()
	docs := generated(10, 50, 13)
	src.put(docs...)
	publish(t, dir, src)
	later := generated(2, 50, 14)
	src.put(later...)
	r, err := Check(t.Context(), dir, taking(src))
	if err != nil || len(r.Mismatches) > 0 || !r.Behind || r.Documents != 10 {
		t.Fatalf("documents that came later: %+v, %v", r, err)
	}
	other := newMemory()
	other.put(docs[:9]...)
	other.put(later...)
	if r, err = Check(t.Context(), dir, taking(other)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range r.Mismatches {
		got = append(got, fmt.Sprint(m.ID == docs[9].Record.ID, m.Missing))
	}
	if !slices.Contains(got, "true false") || !slices.Contains(got, "false true") {
		t.Errorf("mismatches %v: want the tenth besides, and one missing", r.Mismatches)
	}
}

// Searches go on while generations are switched under them: no error, and
// never fewer documents than before.
func TestSearchDuringSwitches(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src := newMemory()
	docs := generated(600, 60, 15)
	src.put(docs[:100]...)
	publish(t, dir, src)
	s := open(t, dir)
	q := parse(t, "của")
	var stop atomic.Bool
	var searches atomic.Int64
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			last := 0
			for !stop.Load() {
				if _, err := s.Refresh(); err != nil {
					t.Errorf("refresh: %v", err)
					return
				}
				r, err := s.Search(context.Background(), q, Window{Limit: 3}, src.lookup)
				if err != nil {
					t.Errorf("search: %v", err)
					return
				}
				// another goroutine may have refreshed in between, but never backwards
				if r.Total < last {
					t.Errorf("%d documents found, %d before", r.Total, last)
				}
				last = r.Total
				searches.Add(1)
			}
		})
	}
	wg.Go(func() { // processes that come and go
		for !stop.Load() {
			o, err := Open(dir)
			if err != nil {
				t.Errorf("open: %v", err)
				return
			}
			_, err = o.Search(context.Background(), q, Window{Limit: 1}, src.lookup)
			if err = errors.Join(err, o.Close()); err != nil {
				t.Errorf("new searcher: %v", err)
			}
		}
	})
	for step := range 20 {
		src.put(docs[100+step*25 : 125+step*25]...)
		if step%5 == 4 {
			if _, err := Rebuild(t.Context(), dir, src, Options{}); err != nil {
				t.Errorf("rebuild: %v", err)
			}
			continue
		}
		publish(t, dir, src)
	}
	stop.Store(true)
	wg.Wait()
	if n := searches.Load(); n < 20 {
		t.Errorf("only %d searches: the test is weak", n)
	}
}

// Bleve writes its own file names into a generation; ours must not look like them.
func TestNames(t *testing.T) {
	if strings.HasSuffix(metaFile, ".zap") || generationName.MatchString("gen-1") || !generationName.MatchString("gen-1000000") {
		t.Error("names of generations")
	}
}
