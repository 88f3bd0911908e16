package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	"github.com/blevesearch/bleve/v2/mapping"
)

// A writer is an index that is being written, in a folder that nobody reads.
type writer struct {
	path    string
	index   bleve.Index
	batch   *bleve.Batch
	pending int // bytes of text in the batch
	limit   int
}

// lockTimeout bounds the wait for another process's lock; without it Bleve
// waits for ever.
const lockTimeout = "5s"

// indexMapping is empty: documents come analysed.
func indexMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// createIndex starts an empty index at path.
func createIndex(path string, limit int) (*writer, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	ix, err := bleve.NewUsing(path, indexMapping(), scorch.Name, scorch.Name, writing())
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	return &writer{path: path, index: ix, batch: ix.NewBatch(), limit: limit}, nil
}

// openWriter opens a closed index to write on.
func openWriter(path string, limit int) (*writer, error) {
	ix, err := bleve.OpenUsing(path, writing())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return &writer{path: path, index: ix, batch: ix.NewBatch(), limit: limit}, nil
}

func writing() map[string]any {
	return map[string]any{"bolt_timeout": lockTimeout}
}

// put adds or replaces a document with size bytes of text, in the batch.
func (w *writer) put(doc *document.Document, size int) error {
	w.pending += size
	return w.batch.IndexAdvanced(doc)
}

// drop removes a document, if it is there, in the batch.
func (w *writer) drop(id string) {
	w.pending += 100
	w.batch.Delete(id)
}

// full says whether the batch holds as many bytes as one may.
func (w *writer) full() bool { return w.pending >= w.limit }

// take gives the batch and begins a new one.
func (w *writer) take() *bleve.Batch {
	b := w.batch
	w.batch, w.pending = w.index.NewBatch(), 0
	return b
}

// write writes a batch, while the next may be filled. It is not given again after
// an error: a batch that met a full disk is then a panic of Bleve's ("assignment
// to entry in nil map").
func (w *writer) write(b *bleve.Batch) error {
	if b.Size() == 0 {
		return nil
	}
	if err := w.index.Batch(b); err != nil {
		return fmt.Errorf("write batch: %w", cause(err))
	}
	return nil
}

// cause is a full disk as such: Bleve tells what the system said as text alone.
func cause(err error) error {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if !errors.Is(err, full) && strings.Contains(err.Error(), full.Error()) {
			return full
		}
	}
	return err
}

// engine is Bleve's index below its query language.
func engine(ix bleve.Index) (*scorch.Scorch, error) {
	low, err := ix.Advanced()
	if err != nil {
		return nil, err
	}
	s, ok := low.(*scorch.Scorch)
	if !ok {
		return nil, fmt.Errorf("%w: it is of kind %T", ErrDamaged, low)
	}
	return s, nil
}

// snapshot is the index as it is now; the caller closes it.
func snapshot(ix bleve.Index) (*scorch.IndexSnapshot, error) {
	s, err := engine(ix)
	if err != nil {
		return nil, err
	}
	r, err := s.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(fmt.Errorf("%w: its reader is a %T", ErrDamaged, r), r.Close())
	}
	return snap, nil
}

// count is the number of documents of the index as it is now.
func (w *writer) count() (int, error) {
	n, err := w.index.DocCount()
	return int(n), err
}

// errNotMerged is the error of a merge that Bleve could not make. The segments are
// as good as they were.
var errNotMerged = errors.New("the segments could not be merged")

// merge makes one segment of all; an index grown batch by batch else has as many
// as it had batches, and a search visits each. With a plan of its own it makes
// what that says.
func (w *writer) merge(ctx context.Context, plan mergeplan.MergePlanOptions) error {
	s, err := engine(w.index)
	if err != nil {
		return err
	}
	// A merge that fails, on a full disk, is tried again for ever; that it failed
	// is told by a counter alone. ForceMerge then ends when the index is closed.
	ended := make(chan error, 1)
	go func() { ended <- s.ForceMerge(ctx, &plan) }()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for merging := true; merging; {
		select {
		case err := <-ended:
			if err != nil {
				return fmt.Errorf("merge segments: %w", cause(err))
			}
			merging = false
		case <-look.C:
			if failures, _ := s.StatsMap()["TotOnErrors"].(uint64); failures > 0 {
				return errNotMerged
			}
		}
	}
	// The merge is in memory; a batch comes back only when it, and all before
	// it, is on the disk.
	w.batch.SetInternal([]byte("merged"), []byte{1})
	return w.write(w.take())
}

// some merges several of the small segments into one: of so many that are smaller
// than half of most, and of most documents at the most.
func some(small, most int) mergeplan.MergePlanOptions {
	plan := mergeplan.SingleSegmentMergePlanOptions
	plan.MaxSegmentSize = int64(most)
	plan.CalcBudget = func(int64, int64, *mergeplan.MergePlanOptions) int { return small - 1 }
	return plan
}

// settle brings a closed index to its last form: at most so many segments, or not
// many more, and no files but theirs. It gives the number of segments. They are
// counted when the index is closed, because Bleve merges in the background and
// forgets what it has not yet written down.
//
// Small segments are merged first, up to two fifths of the documents, so that a
// large one is not written again for the sake of a few small ones; one merge at a
// time, because what is merged is in memory until the index is closed.
func settle(ctx context.Context, path string, segments int, opt Options) (int, error) {
	sizes, err := tidy(path)
	for err == nil && len(sizes) > segments {
		documents, small := 0, 0
		for _, n := range sizes {
			documents += n
		}
		most := documents * 2 / 5
		for _, n := range sizes {
			if n < most/2 {
				small++
			}
		}
		plan := some(small, most)
		if small < 2 {
			if len(sizes) <= opt.MaxSegments {
				break
			}
			plan = mergeplan.SingleSegmentMergePlanOptions
		}
		before := len(sizes)
		if sizes, err = remerge(ctx, path, plan, opt); err == nil && len(sizes) >= before {
			break // Bleve could not; they are as good as they were
		}
	}
	return len(sizes), err
}

// remerge merges segments of a closed index and gives the documents of those that
// it then has.
func remerge(ctx context.Context, path string, plan mergeplan.MergePlanOptions, opt Options) ([]int, error) {
	// The batches are done with; what is merged takes their place in memory.
	debug.FreeOSMemory()
	w, err := openWriter(path, opt.BatchBytes)
	if err != nil {
		return nil, err
	}
	err = w.merge(ctx, plan)
	if errors.Is(err, errNotMerged) {
		err = nil
	}
	if err := errors.Join(err, w.close()); err != nil {
		return nil, err
	}
	return tidy(path)
}

// close writes what is pending and closes the index.
func (w *writer) close() error {
	return errors.Join(w.write(w.take()), w.index.Close())
}
