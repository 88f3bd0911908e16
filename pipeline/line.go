package pipeline

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vanthu/corpus"
	"vanthu/internal/intake"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/internal/stage"
)

// A Line is the line with what it needs. Its fields are set before use.
type Line struct {
	Reader   *read.Reader
	Boxes    intake.Boxes // how containers are opened
	Language *language.Detector
	Now      func() time.Time            // for the account only: no record depends on it
	Workers  int                         // processes and goroutines of the stages that compute; 0: one per core
	Tell     func(Event)                 // hears of files that are set aside or ignored; may be nil; called from several goroutines
	Progress *Progress                   // counts along; may be nil
	Publish  func(context.Context) error // makes what was kept searchable; may be nil
	Every    time.Duration               // how often to publish during a long run; 0: only at the end
}

// Import takes the files under paths into the archive and works off all its
// jobs. It returns the summary of what was done also when it was stopped by an
// error or by ctx: what is not done then is done by the next run.
func (l *Line) Import(ctx context.Context, archive Archive, paths []string) (Summary, error) {
	return l.run(ctx, archive, func(ctx context.Context, w *intake.Walker, each func(intake.File) error) error {
		return w.Walk(ctx, paths, each)
	})
}

// Again is Import of files that were set aside: each is found at its path and
// keeps its name.
func (l *Line) Again(ctx context.Context, archive Archive, places []intake.Place) (Summary, error) {
	return l.run(ctx, archive, func(ctx context.Context, w *intake.Walker, each func(intake.File) error) error {
		return w.WalkPlaces(ctx, places, each)
	})
}

// run is the line. It works off what walk finds and all jobs that are left.
func (l *Line) run(ctx context.Context, archive Archive, walk func(context.Context, *intake.Walker, func(intake.File) error) error) (_ Summary, err error) {
	r := l.begin(archive)
	walker := intake.NewWalker(l.Boxes)
	defer func() { err = errors.Join(err, walker.Close()) }() // when all stages have ended
	s := stage.New(ctx)

	files := stage.From(s, func(ctx context.Context, emit func(intake.File) error) error { return walk(ctx, walker, emit) })
	staged := stage.Map(s, files, 1, r.put) // one: the first path of the same bytes names the document
	allIn := stage.Batch(s, staged, 4<<20, 100*time.Millisecond, weighArrival, r.admit)

	jobs := stage.From(s, r.leaseUntil(allIn))
	leaves := stage.Map(s, jobs, r.workers, r.open)
	pages := stage.Map(s, leaves, r.workers, r.see)
	clean := stage.Map(s, pages, r.workers, r.clean)
	documents := stage.Map(s, clean, 1, r.join)
	sheets := stage.Map(s, documents, r.workers, r.split)
	records := stage.Map(s, sheets, r.workers, r.extract)
	allKept := stage.Batch(s, records, 4<<20, 200*time.Millisecond, weighFinished, r.keep)

	s.Go(r.renewUntil(allKept))
	s.Go(r.publishUntil(allKept))
	return r.end(ctx, s.Wait())
}

// workers is the number of workers of a stage that computes.
func (l *Line) workers() int {
	if l.Workers > 0 {
		return l.Workers
	}
	return runtime.NumCPU()
}

// cleaned tells language and quality of a page as it was read.
func (l *Line) cleaned(page corpus.Page) corpus.Page {
	page.Language = l.Language.Of(page.Text)
	page.Quality = quality(&page)
	return page
}

// A Summary is what an import did.
type Summary struct {
	Account
	Pages    int     `json:"pages"`     // of the documents kept
	OCRPages int     `json:"ocr_pages"` // of these, recognised from images
	Seconds  float64 `json:"seconds"`
	Ignored  int     `json:"ignored"` // system litter
}

// An Event tells of one file that did not become a document.
type Event struct {
	Name    string
	Problem *corpus.Problem // why it was set aside; nil: it was ignored
	Ignored string          // why it was ignored
}

// Progress counts while a line runs; read it at any time.
type Progress struct {
	Files    atomic.Int64 // reached so far
	Done     atomic.Int64 // of these, accounted for
	Pages    atomic.Int64 // read
	OCRPages atomic.Int64 // of these, recognised

	mu   sync.Mutex
	long []LongWork
}

// A LongWork is a document of many pages that is being read.
type LongWork struct {
	Name        string
	Read, Pages int
}

// longPages is from how many pages on a document is told by itself.
const longPages = 20

// Long gives the long documents in work, in the order in which they were begun.
func (p *Progress) Long() []LongWork {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.long)
}

// Note notes that so many pages of a document are read; those of short ones are
// not told by themselves.
func (p *Progress) Note(name string, read, pages int) {
	if pages < longPages {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	at := slices.IndexFunc(p.long, func(l LongWork) bool { return l.Name == name })
	switch {
	case at < 0 && read < pages:
		p.long = append(p.long, LongWork{name, read, pages})
	case at >= 0 && read < pages:
		p.long[at].Read = read
	case at >= 0:
		p.long = slices.Delete(p.long, at, at+1)
	}
}
