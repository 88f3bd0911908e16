package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"

	"vanthu/corpus"
	"vanthu/internal/stage"
)

// loaders read documents side by side.
const loaders = 2

// changesAtOnce is how many changes are asked for in one call.
const changesAtOnce = 500

// A change made ready to be written.
type ready struct {
	id      string
	seq     int64
	doc     *document.Document // nil: removed
	size    int
	lacking *corpus.Problem
}

// fill writes all changes since from. Documents are read, analysed, gathered and
// written side by side.
func fill(ctx context.Context, w *writer, from meta, lex *lexicon, src Source, probes *sample, r *Report) (meta, error) {
	seq, last := from.Seq, from.Last
	line := stage.New(ctx)
	changes := stage.From(line, func(ctx context.Context, emit func(Change) error) error {
		for after := from.Seq; ; {
			some, err := src.Changes(ctx, after, changesAtOnce)
			if err != nil {
				return fmt.Errorf("read changes: %w", err)
			}
			if len(some) == 0 {
				return nil
			}
			for _, c := range some {
				if err := emit(c); err != nil {
					return err
				}
				after = c.Seq
			}
		}
	})
	// Reading from the catalogue takes as long as analysing; in order, because a
	// generation covers the changes up to one.
	entries := stage.Ordered(line, changes, loaders, func(ctx context.Context, c Change) (loaded, error) {
		return load(ctx, src, c)
	})
	a := newAnalyzer(lex)
	docs := stage.Map(line, entries, 1, func(_ context.Context, l loaded, emit func(ready) error) error {
		if !l.gone {
			probes.see(&l.entry)
		}
		return emit(l.analyse(a))
	})
	// While a batch is written the next is filled.
	batches := stage.From(line, func(_ context.Context, emit func(*bleve.Batch) error) error {
		for d := range docs {
			seq, last = d.seq, corpus.ID(d.id)
			if d.doc == nil {
				r.Removed++
				w.drop(d.id)
			} else {
				if d.lacking != nil {
					r.Problems = append(r.Problems, Lacking{last, d.lacking})
				}
				r.Added++
				r.Bytes += int64(d.size)
				if err := w.put(d.doc, d.size); err != nil {
					return err
				}
			}
			if !w.full() {
				continue
			}
			if err := emit(w.take()); err != nil {
				return err
			}
		}
		return emit(w.take())
	})
	line.Go(func(ctx context.Context) error {
		for b := range batches {
			if err := w.write(b); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err := line.Wait(); err != nil {
		return meta{}, err
	}
	documents, err := w.count()
	if err != nil {
		return meta{}, err
	}
	return meta{Fingerprint: fingerprint(), Seq: seq, Last: last, Documents: documents}, nil
}

// A loaded change is one with its document; gone: there is none any more.
type loaded struct {
	Change
	entry Entry
	gone  bool
}

// load reads the document of a change.
func load(ctx context.Context, src Source, c Change) (loaded, error) {
	l := loaded{Change: c, gone: c.Removed}
	if l.gone {
		return l, nil
	}
	e, err := src.Document(ctx, c.ID)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.gone = true
	case err != nil:
		return l, fmt.Errorf("read document %s: %w", c.ID, err)
	}
	l.entry = e
	return l, nil
}

// analyse makes the index's document of a change.
func (l loaded) analyse(a *analyzer) ready {
	r := ready{id: string(l.ID), seq: l.Seq, lacking: l.entry.Lacking}
	if !l.gone {
		l.entry.Record.ID = l.ID
		r.doc, r.size = a.document(l.entry)
	}
	return r
}
