package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"vanthu/corpus"
)

// openReadOnly opens a finished index; many processes can at once.
func openReadOnly(path string) (bleve.Index, error) {
	var ix bleve.Index
	err := guarded(func() (err error) {
		ix, err = bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": lockTimeout})
		return err
	})
	if err != nil {
		// One line: Bleve quotes what it could not parse.
		reason, _, _ := strings.Cut(err.Error(), "\n")
		return nil, fmt.Errorf("%w: open %s: %s", ErrDamaged, path, strings.TrimPrefix(reason, ErrDamaged.Error()+": "))
	}
	return ix, nil
}

// guarded runs f and gives its panic as an error: Bleve trusts the bytes of a
// segment, and a disk that lost a block makes it slice out of range.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return f()
}

// whole says whether an opened index holds what its meta says. Bleve opens an
// index of which a segment is missing as an empty one, without an error
// ("unable to load snapshot, ... continuing").
func whole(ix bleve.Index, m meta) error {
	n, err := ix.DocCount()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if int(n) != m.Documents {
		return fmt.Errorf("%w: it holds %d documents of %d", ErrDamaged, n, m.Documents)
	}
	return nil
}

// withSnapshot opens the finished index at path for f.
func withSnapshot(path string, f func(*scorch.IndexSnapshot) error) error {
	ix, err := openReadOnly(path)
	if err != nil {
		return err
	}
	snap, err := snapshot(ix)
	if err != nil {
		return errors.Join(err, ix.Close())
	}
	return errors.Join(guarded(func() error { return f(snap) }), snap.Close(), ix.Close())
}

// tidy removes segments that a merge has replaced: Bleve leaves them lying
// until its persister comes by, which in an index that is closed at once is
// never. The index at path is closed. It gives the documents of each segment in use.
func tidy(path string) ([]int, error) {
	used := map[string]bool{}
	var sizes []int
	err := withSnapshot(path, func(snap *scorch.IndexSnapshot) error {
		for _, s := range snap.Segments() {
			p, ok := s.Segment().(segment.PersistedSegment)
			if !ok {
				return fmt.Errorf("%w: a segment of kind %T", ErrDamaged, s.Segment())
			}
			used[filepath.Base(p.Path())] = true
			sizes = append(sizes, int(s.Count()))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	store := filepath.Join(path, "store")
	entries, err := os.ReadDir(store)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".zap") && !used[e.Name()] {
			if err := os.Remove(filepath.Join(store, e.Name())); err != nil {
				return nil, err
			}
		}
	}
	return sizes, nil
}

// verify opens the sealed generation in dir/name.tmp as a reader will, compares
// it with the source, and asks it for some of its documents. Documents that have
// changed since the source was taken may be there or not: the next publication
// brings them.
func verify(ctx context.Context, dir, name string, src Source, probes []probe) (err error) {
	settled, all, err := src.Count(ctx)
	if err != nil {
		return fmt.Errorf("count documents: %w", err)
	}
	some, err := src.Changes(ctx, 0, 5)
	if err != nil {
		return fmt.Errorf("read changes: %w", err)
	}
	g, err := openGeneration(dir, name+unfinished, smallFiles)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.index.Close()) }()
	if n := g.meta.Documents; n < settled || n > all {
		return fmt.Errorf("%w: it holds %d documents, the catalogue %d", ErrDamaged, n, all)
	}
	snap, err := snapshot(g.index)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	return guarded(func() error {
		for _, c := range some {
			there, err := holds(snap, c.ID)
			if err != nil {
				return err
			}
			if there == c.Removed && settled == all {
				return fmt.Errorf("%w: document %s: in the index %v, removed %v", ErrDamaged, c.ID, there, c.Removed)
			}
		}
		for _, p := range probes {
			if err := p.ask(ctx, g.parts(snap)); err != nil {
				return err
			}
		}
		return nil
	})
}

func holds(snap *scorch.IndexSnapshot, id corpus.ID) (bool, error) {
	internal, err := snap.InternalID(string(id))
	return internal != nil, err
}

// A Mismatch is a difference between catalogue and index.
type Mismatch struct {
	ID      corpus.ID `json:"id"`
	Missing bool      `json:"missing"` // in the catalogue only; else in the index only
}

// A CheckReport is what Check found.
type CheckReport struct {
	Generation string     `json:"generation"`
	Seq        int64      `json:"seq"`       // last change of the catalogue that the index holds
	Behind     bool       `json:"behind"`    // the catalogue has later changes: not damage, publish
	Documents  int        `json:"documents"` // in the index
	Mismatches []Mismatch `json:"mismatches"`
}

// Check reads all files of the live generation and compares it with the source:
// every document of the catalogue up to the generation's change must be there, and
// none besides. Documents changed since are left out of account. The source is
// taken when the generation is chosen, so that it is no older. A generation that
// a publisher has replaced and removed meanwhile says nothing of the new one,
// which is then looked at instead.
func Check(ctx context.Context, dir string, take func(context.Context) (Source, error)) (CheckReport, error) {
	for {
		name, err := current(dir)
		if err != nil {
			return CheckReport{Mismatches: []Mismatch{}}, err
		}
		r, err := checkGeneration(ctx, dir, name, take)
		if err == nil || !errors.Is(err, ErrDamaged) || ctx.Err() != nil {
			return r, err
		}
		if now, cerr := current(dir); cerr != nil || now == name {
			return r, err
		}
	}
}

func checkGeneration(ctx context.Context, dir, name string, take func(context.Context) (Source, error)) (CheckReport, error) {
	r := CheckReport{Mismatches: []Mismatch{}}
	m, err := readMeta(dir, name)
	if err != nil {
		return r, err
	}
	src, err := take(ctx)
	if err != nil {
		return r, err
	}
	if err := intact(filepath.Join(dir, name), math.MaxInt64); err != nil {
		return r, err
	}
	r.Generation, r.Seq = name, m.Seq
	want := map[corpus.ID]bool{}  // must it be there?
	later := map[corpus.ID]bool{} // changed since: either is right
	for seq := int64(0); ; {
		changes, err := src.Changes(ctx, seq, changesAtOnce)
		if err != nil {
			return r, fmt.Errorf("read changes: %w", err)
		}
		if len(changes) == 0 {
			break
		}
		for _, c := range changes {
			seq = c.Seq
			if c.Seq > m.Seq {
				r.Behind = true
				later[c.ID] = true
				continue
			}
			want[c.ID] = !c.Removed
		}
	}
	err = withSnapshot(filepath.Join(dir, name, bleveDir), func(snap *scorch.IndexSnapshot) error {
		n, err := snap.DocCount()
		if err != nil {
			return err
		}
		if int(n) != m.Documents {
			return fmt.Errorf("%w: it holds %d documents of %d", ErrDamaged, n, m.Documents)
		}
		return r.compare(snap, want, later)
	})
	return r, err
}

func (r *CheckReport) compare(snap *scorch.IndexSnapshot, want, later map[corpus.ID]bool) error {
	for _, s := range snap.Segments() {
		for it := s.DocNumbersLive().Iterator(); it.HasNext(); {
			b, err := s.DocID(uint64(it.Next()))
			if err != nil {
				return fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			id := corpus.ID(b)
			r.Documents++
			if !want[id] && !later[id] {
				r.Mismatches = append(r.Mismatches, Mismatch{ID: id})
			}
			delete(want, id)
		}
	}
	for id, must := range want {
		if must && !later[id] {
			r.Mismatches = append(r.Mismatches, Mismatch{ID: id, Missing: true})
		}
	}
	slices.SortFunc(r.Mismatches, func(a, b Mismatch) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return nil
}
