package pipeline

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"vanthu/corpus"
	"vanthu/internal/extract"
	"vanthu/internal/intake"
	"vanthu/internal/read"
	"vanthu/internal/zone"
)

// A run is one import on its way: the functions of its stages and its account.
type run struct {
	*Line
	archive  Archive
	progress *Progress
	began    time.Time
	workers  int
	admitted chan struct{} // tells lease that there may be new jobs

	mu     sync.Mutex
	sum    Summary
	inWork map[corpus.ID]bool // leased and not yet ended
	fresh  bool               // something was kept since the last publication
}

// A document on its way: its job and as many of its pages as are read.
type document struct {
	job     Job
	pages   []corpus.Page
	missing int             // pages still to come
	unread  *corpus.Problem // why the first unreadable page could not be read
	read    int             // pages that could
}

// A leaf is one page of a document on its way.
type leaf struct {
	*document
	read.Leaf
	fault *corpus.Problem // why it could not be read
}

// A sheet is a document cut into parts.
type sheet struct {
	job   Job
	pages []corpus.Page
	zone  zone.Sheet

	lacking *corpus.Problem // why a page of it could not be read
}

// leaseTime is how long a job is out of others' reach; while it is worked on it
// is renewed three times as often.
const leaseTime = 90 * time.Second

func (l *Line) begin(archive Archive) *run {
	progress := l.Progress
	if progress == nil {
		progress = new(Progress)
	}
	return &run{
		Line: l, archive: archive, progress: progress, began: l.Now(), workers: l.workers(),
		admitted: make(chan struct{}, 1), inWork: make(map[corpus.ID]bool),
	}
}

// put stores the bytes of a file; its faults set it aside.
func (r *run) put(ctx context.Context, f intake.File, emit func(Arrival) error) error {
	if f.Ignored != "" {
		r.count(func(s *Summary) { s.Ignored++ })
		r.tell(Event{Name: f.Name, Ignored: f.Ignored})
		return nil
	}
	defer f.Done()
	r.progress.Files.Add(1)
	arrival, err := r.store(ctx, f)
	var problem *corpus.Problem
	switch {
	case errors.As(err, &problem):
		// It is tried again from another folder.
		if err := r.archive.Refuse(ctx, f.Name, f.Again(), problem); err != nil {
			return err
		}
		r.progress.Done.Add(1)
		r.tell(Event{Name: f.Name, Problem: problem})
		return nil
	case err != nil:
		return err
	}
	return emit(arrival)
}

func (r *run) store(ctx context.Context, f intake.File) (Arrival, error) {
	if f.Problem != nil {
		return Arrival{}, f.Problem
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return Arrival{}, corpus.FileProblem(err)
	}
	defer file.Close()
	source := &sourceReader{file: file}
	staged, err := r.archive.Put(ctx, source)
	if source.fault != nil {
		return Arrival{}, corpus.FileProblem(source.fault)
	}
	if err != nil {
		return Arrival{}, err
	}
	if staged.Bytes == 0 {
		if err := r.archive.Drop(staged); err != nil {
			return Arrival{}, err
		}
		return Arrival{}, &corpus.Problem{Kind: corpus.Empty, Message: "the file has no bytes"}
	}
	return Arrival{Staged: staged, Name: f.Name, Path: f.Again(), MediaType: intake.Sniff(staged.Head)}, nil
}

// A sourceReader remembers the fault of the file that is read, so that it can
// be told from a fault of the archive that is written.
type sourceReader struct {
	file  *os.File
	fault error
}

func (s *sourceReader) Read(b []byte) (int, error) {
	n, err := s.file.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		s.fault = err
	}
	return n, err
}

func weighArrival(a Arrival) int { return 64<<10 + int(min(a.Bytes, 1<<20)) }

// admit takes stored files into the archive.
func (r *run) admit(ctx context.Context, batch []Arrival) error {
	outcomes, err := r.archive.Admit(ctx, batch)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		if o != Fresh {
			r.progress.Done.Add(1)
		}
	}
	select {
	case r.admitted <- struct{}{}:
	default:
	}
	return nil
}

// leaseUntil takes jobs until all files are in and no job is left; then also
// those of runs that died. Not before: a file that such a run has admitted may
// be given again, and is then this run's own.
func (r *run) leaseUntil(allIn <-chan struct{}) func(context.Context, func(Job) error) error {
	return func(ctx context.Context, emit func(Job) error) error {
		for last := false; ; {
			jobs, err := r.archive.Lease(ctx, 8*r.workers, leaseTime, last)
			if err != nil {
				return err
			}
			r.mark(jobs)
			for _, j := range jobs {
				if err := emit(j); err != nil {
					return err
				}
			}
			if len(jobs) > 0 {
				continue
			}
			if last {
				return nil
			}
			select {
			case <-r.admitted:
			case <-allIn:
				last = true
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// open looks at an original and gives its leaves; those that an earlier run has
// read come from the archive.
func (r *run) open(ctx context.Context, j Job, emit func(leaf) error) error {
	leaves, err := r.Reader.Open(ctx, j.Path, j.Source.MediaType)
	var problem *corpus.Problem
	switch {
	case errors.As(err, &problem):
		return r.setAside(ctx, j.Source, problem)
	case err != nil:
		return err
	}
	saved, err := r.savedPages(ctx, j.Source.ID, leaves)
	if err != nil {
		return err
	}
	j.Source.Pages = len(leaves)
	d := &document{job: j, missing: len(leaves)}
	r.progress.Note(j.Source.Name, 0, len(leaves))
	for _, l := range leaves {
		out := leaf{document: d, Leaf: l}
		if page := saved[l.Number]; page != nil && l.Page == nil {
			out.Page = page
		}
		if err := emit(out); err != nil {
			return err
		}
	}
	return nil
}

// savedPages are the pages that an earlier run has recognised and that are to be
// seen, by number.
func (r *run) savedPages(ctx context.Context, id corpus.ID, leaves []read.Leaf) (map[int]*corpus.Page, error) {
	if !slices.ContainsFunc(leaves, func(l read.Leaf) bool { return l.Page == nil }) {
		return nil, nil
	}
	pages, err := r.archive.SavedPages(ctx, id)
	if err != nil {
		return nil, err
	}
	saved := make(map[int]*corpus.Page, len(pages))
	for i := range pages {
		if !read.IsUnread(&pages[i]) {
			saved[pages[i].Number] = &pages[i]
		}
	}
	return saved, nil
}

// see recognises a leaf that has no text and keeps the page at once: of a long
// document that is interrupted, no page is recognised twice.
func (r *run) see(ctx context.Context, l leaf, emit func(leaf) error) error {
	if l.Page != nil {
		l.fault = l.Lacking
		return emit(l)
	}
	if err := r.seeLeaf(ctx, &l, l.job.Path, l.job.Source.MediaType); err != nil {
		return err
	}
	if l.fault != nil {
		return emit(l)
	}
	r.progress.OCRPages.Add(1)
	if l.job.Source.Pages > 1 {
		if err := r.archive.SavePage(ctx, l.job.Source.ID, *l.Page); err != nil {
			return err
		}
	}
	return emit(l)
}

// clean tells language and quality of a page.
func (r *run) clean(_ context.Context, l leaf, emit func(leaf) error) error {
	page := r.cleaned(*l.Page)
	l.Page = &page
	r.progress.Pages.Add(1)
	return emit(l)
}

// join puts the pages of a document together again. A document of which no page
// could be read, or that needs a program that is missing, is set aside.
func (r *run) join(ctx context.Context, l leaf, emit func(document) error) error {
	d := l.document
	d.add(*l.Page, l.fault)
	r.progress.Note(d.job.Source.Name, len(d.pages), d.job.Source.Pages)
	if d.missing > 0 {
		return nil
	}
	if d.lost() {
		return r.setAside(ctx, d.job.Source, d.unread)
	}
	d.sorted()
	return emit(*d)
}

// split cuts a document into the parts of a directive.
func (r *run) split(_ context.Context, d document, emit func(sheet) error) error {
	return emit(sheet{d.job, d.pages, zone.Split(d.pages), d.unread})
}

// extract reads the record.
func (r *run) extract(_ context.Context, s sheet, emit func(Finished) error) error {
	return emit(Finished{s.job, s.pages, extract.Record(s.job.Source, s.zone), s.lacking})
}

func weighFinished(f Finished) int {
	n := 4 << 10
	for i := range f.Pages {
		n += len(f.Pages[i].Text) + 40*len(f.Pages[i].Words)
	}
	return n
}

// keep stores finished documents.
func (r *run) keep(ctx context.Context, batch []Finished) error {
	if err := r.archive.Keep(ctx, batch); err != nil {
		return err
	}
	for _, f := range batch {
		r.unmark(f.Job.Source.ID)
		r.progress.Done.Add(1)
		if f.Lacking != nil {
			r.tell(Event{Name: f.Job.Source.Name, Problem: f.Lacking})
		}
		r.count(func(s *Summary) {
			s.Pages += len(f.Pages)
			for i := range f.Pages {
				if f.Pages[i].Method == corpus.MethodOCR {
					s.OCRPages++
				}
			}
			r.fresh = true
		})
	}
	return nil
}
