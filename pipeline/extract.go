package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"vanthu/corpus"
	"vanthu/internal/extract"
	"vanthu/internal/intake"
	"vanthu/internal/read"
	"vanthu/internal/stage"
	"vanthu/internal/zone"
)

// An Extracted is what came of one file without an archive.
type Extracted struct {
	Name    string
	Record  *corpus.Record  // nil where Problem or Ignored tells why
	Pages   []corpus.Page   // as read
	Problem *corpus.Problem // why it could not be read
	Ignored string          // why it was passed over
}

// Extract reads the files under paths and hands what comes of each to each, in
// the order of the paths. It keeps nothing.
func (l *Line) Extract(ctx context.Context, paths []string, each func(Extracted) error) (err error) {
	slots := make(chan struct{}, l.workers()) // for recognising pages, over all documents

	walker := intake.NewWalker(l.Boxes)
	defer func() { err = errors.Join(err, walker.Close()) }()
	s := stage.New(ctx)
	files := stage.From(s, func(ctx context.Context, emit func(intake.File) error) error { return walker.Walk(ctx, paths, emit) })
	records := stage.Ordered(s, files, l.workers(), func(ctx context.Context, f intake.File) (Extracted, error) {
		return l.extractFile(ctx, f, slots)
	})
	stage.Batch(s, records, 1, time.Hour, func(Extracted) int { return 1 }, func(_ context.Context, batch []Extracted) error {
		return each(batch[0])
	})
	return s.Wait()
}

// extractFile runs one file through the stages.
func (l *Line) extractFile(ctx context.Context, f intake.File, slots chan struct{}) (Extracted, error) {
	e := Extracted{Name: f.Name, Ignored: f.Ignored, Problem: f.Problem}
	if f.Ignored != "" || f.Problem != nil {
		return e, nil
	}
	defer f.Done()
	src, err := identify(f)
	if err == nil {
		e.Pages, err = l.readPages(ctx, f.Path, src.MediaType, slots)
	}
	switch {
	case errors.As(err, &e.Problem):
		return e, nil
	case err != nil:
		return e, err
	}
	src.Pages = len(e.Pages)
	record := extract.Record(src, zone.Split(e.Pages))
	e.Record = &record
	return e, nil
}

// identify tells what a file is by its bytes.
func identify(f intake.File) (corpus.Source, error) {
	file, err := os.Open(f.Path)
	if err != nil {
		return corpus.Source{}, corpus.FileProblem(err)
	}
	defer file.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return corpus.Source{}, corpus.FileProblem(err)
	}
	if n == 0 {
		return corpus.Source{}, &corpus.Problem{Kind: corpus.Empty, Message: "the file has no bytes"}
	}
	hash := sha256.New()
	hash.Write(head[:n])
	rest, err := io.Copy(hash, file)
	if err != nil {
		return corpus.Source{}, corpus.FileProblem(err)
	}
	return corpus.Source{
		ID:        corpus.ID(hex.EncodeToString(hash.Sum(nil))),
		Name:      f.Name,
		MediaType: intake.Sniff(head[:n]),
		Bytes:     int64(n) + rest,
	}, nil
}

// readPages reads all pages of a file, recognising as many at a time as there
// are slots.
func (l *Line) readPages(ctx context.Context, path, mediaType string, slots chan struct{}) ([]corpus.Page, error) {
	leaves, err := l.Reader.Open(ctx, path, mediaType)
	if err != nil {
		return nil, err
	}
	d := document{missing: len(leaves)}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(cap(slots))
	for _, leafOf := range leaves {
		group.Go(func() error {
			out := leaf{Leaf: leafOf, fault: leafOf.Lacking}
			if out.Page == nil {
				select {
				case slots <- struct{}{}:
				case <-ctx.Done():
					return ctx.Err()
				}
				err := l.seeLeaf(ctx, &out, path, mediaType)
				<-slots
				if err != nil {
					return err
				}
			}
			page := l.cleaned(*out.Page)
			mu.Lock()
			defer mu.Unlock()
			d.add(page, out.fault)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if d.lost() {
		return nil, d.unread
	}
	return d.sorted(), nil
}

// seeLeaf recognises a leaf; what makes the page unreadable is noted in it.
func (l *Line) seeLeaf(ctx context.Context, out *leaf, path, mediaType string) error {
	page, err := l.Reader.See(ctx, path, mediaType, out.Leaf)
	switch {
	case errors.As(err, &out.fault):
		page = *read.Unread(out.Number, out.fault)
	case err != nil:
		return err
	}
	page = out.Dress(page)
	out.Page = &page
	return nil
}

// add takes the next page of the document, in any order.
func (d *document) add(page corpus.Page, fault *corpus.Problem) {
	d.pages = append(d.pages, page)
	d.missing--
	if fault == nil {
		d.read++
	} else if d.unread == nil || before(fault, d.unread) {
		d.unread = fault
	}
}

// before says which of two pages' faults is told of their document, in whatever
// order the pages come: that a program is missing, then that of the first page.
func before(a, b *corpus.Problem) bool {
	if x, y := a.Kind == corpus.NeedsTool, b.Kind == corpus.NeedsTool; x != y {
		return x
	}
	return a.Page < b.Page
}

// lost says whether the document is to be set aside: no page could be read, or
// one needs a program that is missing (installed, the whole can be read).
func (d *document) lost() bool {
	return d.unread != nil && (d.read == 0 || d.unread.Kind == corpus.NeedsTool)
}

func (d *document) sorted() []corpus.Page {
	slices.SortFunc(d.pages, func(a, b corpus.Page) int { return a.Number - b.Number })
	return d.pages
}
