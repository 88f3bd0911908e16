package pipeline

import (
	"context"
	"io"
	"time"

	"vanthu/corpus"
)

// An Archive is what the line needs of the place where originals, jobs and
// records are kept, for one run. Its jobs are durable: what was admitted is
// worked off, by this run or, when this one is killed, by the next.
type Archive interface {
	// Put stores the bytes of a file beside the archive, to be admitted next.
	// A fault of r comes back as it is.
	Put(ctx context.Context, r io.Reader) (Staged, error)
	// Drop throws a staged file away that will not be admitted.
	Drop(s Staged) error
	// Admit takes staged files in: originals, sources and jobs, all or none.
	Admit(ctx context.Context, arrivals []Arrival) ([]Outcome, error)
	// Lease takes up to n jobs for a time, with orphans also those of runs that
	// died; none when nothing is left to do. A document whose reading was
	// interrupted again and again is set aside by it.
	Lease(ctx context.Context, n int, ttl time.Duration, orphans bool) ([]Job, error)
	// Renew extends the leases of jobs that are still being worked on.
	Renew(ctx context.Context, ids []corpus.ID, ttl time.Duration) error
	// Release gives jobs back that were not finished.
	Release(ctx context.Context, ids []corpus.ID) error
	// SavePage keeps one recognised page, so that it need not be recognised again.
	SavePage(ctx context.Context, id corpus.ID, page corpus.Page) error
	// SavedPages gives the pages kept by SavePage.
	SavedPages(ctx context.Context, id corpus.ID) ([]corpus.Page, error)
	// Keep stores finished documents and ends their jobs, all or none.
	Keep(ctx context.Context, batch []Finished) error
	// Refuse notes why the file could not be stored; path tells where to find it
	// again, see [intake.File.Again].
	Refuse(ctx context.Context, name, path string, problem *corpus.Problem) error
	// SetAside notes why the document, whose first source has this name, could
	// not be read, and ends its job.
	SetAside(ctx context.Context, name string, id corpus.ID, problem *corpus.Problem) error
	// Account is the ledger's account of the run so far.
	Account(ctx context.Context) (Account, error)
}

// An Account is where the files of a run are. When the run has ended,
// Files = Documents + Duplicates + SetAside + Unchanged.
type Account struct {
	Files      int `json:"files"`      // regular files reached; ignored ones count nowhere
	Documents  int `json:"documents"`  // new records
	Duplicates int `json:"duplicates"` // same bytes under another path
	SetAside   int `json:"set_aside"`  // could not be read
	Unchanged  int `json:"unchanged"`  // same bytes, same path, read before
	Resumed    int `json:"resumed"`    // documents finished for an earlier run; not among Files
}

// Balanced says whether every file is accounted for.
func (a Account) Balanced() bool {
	return a.Files == a.Documents+a.Duplicates+a.SetAside+a.Unchanged
}

// A Staged file is stored but not yet admitted.
type Staged struct {
	ID     corpus.ID
	Bytes  int64
	Head   []byte // the first bytes, enough to tell its kind
	Handle any    // the archive's own
}

// An Arrival is a staged file with what is known of it.
type Arrival struct {
	Staged
	Name      string // the path as given, valid UTF-8
	Path      string // where to find it again, see [intake.File.Again]
	MediaType string
}

// An Outcome is what became of an arrival.
type Outcome int

// The outcomes.
const (
	Fresh     Outcome = iota // a document that is to be read
	Duplicate                // the same bytes came under another path
	Unchanged                // the same bytes under the same path, read before
	Refused                  // it could not be taken in after all; the archive has noted why
)

// A Job is the durable order to read one document.
type Job struct {
	Source corpus.Source
	Path   string // of the original in the archive
	Handle any    // the archive's own
}

// A Finished document is all that is kept of it.
type Finished struct {
	Job    Job
	Pages  []corpus.Page
	Record corpus.Record

	// Lacking is why a page of it could not be read, nil where all were: the
	// document is kept, and listed as a problem until it is read whole.
	Lacking *corpus.Problem
}
