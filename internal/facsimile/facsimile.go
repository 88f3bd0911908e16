// Package facsimile gives pages of originals as pictures for a browser. Pages
// are drawn in the sandbox, one at a time per processor, and kept in a folder
// that is cleared of the oldest when it grows too large: all of it can be drawn
// again, so it may be removed at any time.
package facsimile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"vanthu/corpus"
	"vanthu/internal/read/ocr"
)

// MediaType is that of all pictures.
const MediaType = "image/jpeg"

// quality of the pictures: at 75 a page of text of 1,100 pixels takes about
// 150 kB, and letters have no seams to be seen.
const quality = 75

// ErrBusy says that too many pages are being drawn; one more can be asked for
// in a moment.
var ErrBusy = errors.New("too many pages are being drawn")

// A Studio draws and keeps pictures. It is safe for concurrent use.
type Studio struct {
	dir   string
	limit int64
	desks chan struct{} // a place to draw
	queue chan struct{} // a place to wait

	mu      sync.Mutex
	drawing map[string]*work
	size    int64
	now     func() time.Time
}

// A work is a picture being drawn, for all who ask for it meanwhile.
type work struct {
	done chan struct{}
	data []byte
	err  error
}

// Options of a studio.
type Options struct {
	Dir   string // of the pictures; it is made where there is none
	Limit int64  // bytes kept at most
	Desks int    // pages drawn at a time
	Queue int    // that may wait for it
	Now   func() time.Time
}

// New opens a studio and counts what is kept from before.
func New(opt Options) (*Studio, error) {
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of page images: %w", err)
	}
	s := &Studio{
		dir: opt.Dir, limit: opt.Limit, now: opt.Now, drawing: map[string]*work{},
		desks: make(chan struct{}, max(opt.Desks, 1)), queue: make(chan struct{}, max(opt.Queue, 1)),
	}
	kept, err := s.list()
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		s.size += k.size
	}
	return s, nil
}

// A Leaf is the page that is asked for.
type Leaf struct {
	ID        corpus.ID
	Path      string // of the original
	MediaType string
	Number    int              // from 1
	Findings  []corpus.Finding // of the record: a page that was read turned is shown so
}

// Drawable says whether originals of a kind have pages to look at.
func Drawable(mediaType string) bool {
	return mediaType == "application/pdf" || strings.HasPrefix(mediaType, "image/")
}

// Picture gives a page as a JPEG about wide pixels wide. Errors: a
// *corpus.Problem of the original, [ErrBusy], ctx's.
func (s *Studio) Picture(ctx context.Context, l Leaf, wide int) ([]byte, error) {
	name := fmt.Sprintf("%s-%d-%d.jpg", l.ID, l.Number, wide)
	path := filepath.Join(s.dir, name)
	if data, err := os.ReadFile(path); err == nil {
		now := s.now()
		_ = os.Chtimes(path, now, now) // the one looked at last goes last; if not, it is drawn again
		return data, nil
	}
	s.mu.Lock()
	w := s.drawing[name]
	if w == nil {
		w = &work{done: make(chan struct{})}
		s.drawing[name] = w
		s.mu.Unlock()
		if w.data, w.err = s.draw(ctx, l, wide); w.err == nil {
			_ = s.keep(path, w.data) // what cannot be kept is shown all the same, and drawn again the next time
		}
		s.mu.Lock()
		delete(s.drawing, name)
		s.mu.Unlock()
		close(w.done)
		return w.data, w.err
	}
	s.mu.Unlock()
	select {
	case <-w.done:
		if errors.Is(w.err, context.Canceled) && ctx.Err() == nil { // the other one went away
			return s.Picture(ctx, l, wide)
		}
		return w.data, w.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *Studio) draw(ctx context.Context, l Leaf, wide int) ([]byte, error) {
	select {
	case s.queue <- struct{}{}:
		defer func() { <-s.queue }()
	default:
		return nil, ErrBusy
	}
	select {
	case s.desks <- struct{}{}:
		defer func() { <-s.desks }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	img, err := ocr.Raster(ctx, l.Path, l.MediaType, l.Number, wide, l.Findings)
	if err != nil {
		return nil, err
	}
	return encode(img)
}

func encode(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode page image: %w", err)
	}
	return out.Bytes(), nil
}

// Size is how many bytes are kept.
func (s *Studio) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// keep writes a picture beside and renames it, so that no half of one is ever
// read, and clears the folder where it has grown too large.
func (s *Studio) keep(path string, data []byte) error {
	if int64(len(data)) > s.limit {
		return nil
	}
	tmp, err := os.CreateTemp(s.dir, "tmp-")
	if err != nil {
		return fmt.Errorf("keep page image: %w", err)
	}
	_, werr := tmp.Write(data)
	if err := errors.Join(werr, tmp.Close()); err != nil {
		return fmt.Errorf("keep page image: %w", errors.Join(err, os.Remove(tmp.Name())))
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("keep page image: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size += int64(len(data)); s.size <= s.limit {
		return nil
	}
	return s.clear()
}

// clear removes the pictures looked at longest ago until the folder is at three
// quarters of its limit, so that not every picture clears it.
func (s *Studio) clear() error {
	kept, err := s.list()
	if err != nil {
		return err
	}
	slices.SortFunc(kept, func(a, b picture) int { return a.at.Compare(b.at) })
	s.size = 0
	for _, k := range kept {
		s.size += k.size
	}
	for _, k := range kept {
		if s.size <= s.limit/4*3 {
			break
		}
		if err := os.Remove(filepath.Join(s.dir, k.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear page images: %w", err)
		}
		s.size -= k.size
	}
	return nil
}

// Kept lists the documents of which there are pictures.
func (s *Studio) Kept() ([]corpus.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.list()
	if err != nil {
		return nil, err
	}
	seen := map[corpus.ID]bool{}
	var ids []corpus.ID
	for _, p := range all {
		if id := p.of(); !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Forget removes the pictures of documents: of one that was taken out of the
// archive for good nothing may stay.
func (s *Studio) Forget(ids ...corpus.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := s.list()
	if err != nil {
		return err
	}
	var faults error
	for _, p := range all {
		if !slices.Contains(ids, p.of()) {
			continue
		}
		if err := os.Remove(filepath.Join(s.dir, p.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			faults = errors.Join(faults, fmt.Errorf("forget page images: %w", err))
			continue
		}
		s.size -= p.size
	}
	return faults
}

type picture struct {
	name string
	size int64
	at   time.Time // when it was looked at
}

// of is the document that a picture shows.
func (p picture) of() corpus.ID {
	id, _, _ := strings.Cut(p.name, "-")
	return corpus.ID(id)
}

// list lists the pictures kept. What else lies in the folder is left alone.
func (s *Studio) list() ([]picture, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, fmt.Errorf("folder of page images: %w", err)
	}
	var all []picture
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".jpg") {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("folder of page images: %w", err)
		}
		all = append(all, picture{e.Name(), info.Size(), info.ModTime()})
	}
	return all, nil
}
