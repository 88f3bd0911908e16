package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/extract"
	"vanthu/internal/index"
	"vanthu/internal/store"
	"vanthu/pipeline"
)

// openArchive opens the archive in dir; only an import makes one.
func (w *world) openArchive(ctx context.Context, dir string, create bool) (*store.Archive, error) {
	if dir == "" { // --archive "$BOX" where BOX is not set would be the folder one stands in
		return nil, usagef("--archive names no folder")
	}
	archive, err := store.Open(ctx, dir, store.Options{Now: w.now, Create: create, Revision: extract.Revision})
	if errors.Is(err, store.ErrNoArchive) {
		return nil, withHint(err, "name the archive with --archive, or make one: vanthu import PATH")
	}
	return archive, err
}

// A runArchive is an archive as the line sees it: for one run of the ledger.
type runArchive struct {
	*store.Archive
	run    store.RunID
	labels func(name string) []corpus.Label // of the file called name
	say    func(name, what string)          // tells the user something about a file
}

// maxFile bounds a file, in bytes: a box scanned into one PDF has 500 MB.
const maxFile = 4 << 30

func (r *runArchive) Put(ctx context.Context, src io.Reader) (pipeline.Staged, error) {
	o, err := r.PutOriginal(ctx, src, maxFile)
	return pipeline.Staged{ID: o.ID, Bytes: o.Bytes, Head: o.Head, Handle: o}, err
}

func (r *runArchive) Drop(s pipeline.Staged) error {
	return r.Discard(s.Handle.(store.Original))
}

func (r *runArchive) Admit(ctx context.Context, arrivals []pipeline.Arrival) ([]pipeline.Outcome, error) {
	in := make([]store.Arrival, len(arrivals))
	for i, a := range arrivals {
		in[i] = store.Arrival{Original: a.Handle.(store.Original), Name: a.Name, MediaType: a.MediaType, Path: a.Path, Labels: r.labels(a.Name)}
	}
	outcomes, err := r.Archive.Admit(ctx, r.run, in)
	out := make([]pipeline.Outcome, len(outcomes))
	for i, o := range outcomes {
		switch o {
		case store.Duplicate:
			out[i] = pipeline.Duplicate
		case store.Unchanged:
			out[i] = pipeline.Unchanged
		case store.Refused:
			out[i] = pipeline.Refused
			r.say(arrivals[i].Name, "its original was removed from the archive while it was taken in; vanthu problems --retry takes it in")
		case store.Readmitted:
			out[i] = pipeline.Fresh
			r.sayRemoved(ctx, arrivals[i])
		case store.New, store.Pending:
			out[i] = pipeline.Fresh
		}
	}
	return out, err
}

// sayRemoved tells that what comes in was removed before.
func (r *runArchive) sayRemoved(ctx context.Context, a pipeline.Arrival) {
	removals, err := r.Removals(ctx, a.ID)
	if err != nil || len(removals) == 0 { // it comes in, whatever is known of it
		return
	}
	r.say(a.Name, "it is taken in again; "+removalLine(removals[len(removals)-1]))
}

func (r *runArchive) Lease(ctx context.Context, n int, ttl time.Duration, orphans bool) ([]pipeline.Job, error) {
	jobs, err := r.Archive.Lease(ctx, r.run, n, ttl, orphans)
	out := make([]pipeline.Job, len(jobs))
	for i, j := range jobs {
		out[i] = pipeline.Job{Source: j.Source, Path: j.Path, Handle: j}
	}
	return out, err
}

func (r *runArchive) Renew(ctx context.Context, ids []corpus.ID, ttl time.Duration) error {
	return r.Archive.Renew(ctx, r.run, ids, ttl)
}

func (r *runArchive) Release(ctx context.Context, ids []corpus.ID) error {
	return r.Archive.Release(ctx, r.run, ids)
}

func (r *runArchive) Keep(ctx context.Context, batch []pipeline.Finished) error {
	kept := make([]store.Kept, len(batch))
	for i, f := range batch {
		kept[i] = store.Kept{Job: f.Job.Handle.(store.Job), Source: f.Record.Source, Pages: f.Pages, Record: f.Record, Lacking: f.Lacking}
	}
	return r.Archive.Keep(ctx, r.run, kept)
}

func (r *runArchive) Refuse(ctx context.Context, name, path string, problem *corpus.Problem) error {
	return r.Archive.Refuse(ctx, r.run, name, path, r.labels(name), problem)
}

func (r *runArchive) SetAside(ctx context.Context, name string, id corpus.ID, problem *corpus.Problem) error {
	return r.Archive.SetAside(ctx, r.run, name, id, problem)
}

func (r *runArchive) Account(ctx context.Context) (pipeline.Account, error) {
	run, err := r.Run(ctx, r.run)
	a := run.Account
	return pipeline.Account{
		Files: a.Files, Documents: a.Documents, Duplicates: a.Duplicates,
		SetAside: a.SetAside, Unchanged: a.Unchanged, Resumed: a.Resumed,
	}, err
}

// ledgerSummary is the summary of a run as the ledger keeps it.
func ledgerSummary(s pipeline.Summary, stopped bool) store.Summary {
	return store.Summary{
		Files: s.Files, Documents: s.Documents, Duplicates: s.Duplicates, SetAside: s.SetAside, Unchanged: s.Unchanged,
		Ignored: s.Ignored, Resumed: s.Resumed, Pages: s.Pages, OCRPages: s.OCRPages, Seconds: s.Seconds, Stopped: stopped,
	}
}

// A snapshot is the catalogue as the index sees it, up to the last change when
// it was taken: imports go on writing while a generation is made.
type snapshot struct {
	archive *store.Archive
	counts  store.Counts
	filed   bool // some document bears a label
}

func takeSnapshot(ctx context.Context, archive *store.Archive) (*snapshot, error) {
	counts, err := archive.Counts(ctx)
	return &snapshot{archive: archive, counts: counts, filed: counts.Labels > 0}, err
}

func (s *snapshot) Changes(ctx context.Context, after int64, limit int) ([]index.Change, error) {
	changes, err := s.archive.Changes(ctx, after, limit)
	out := make([]index.Change, 0, len(changes))
	for _, c := range changes {
		if c.Seq > s.counts.Seq {
			break
		}
		out = append(out, index.Change{Seq: c.Seq, ID: c.ID, Removed: c.Deleted})
	}
	return out, err
}

func (s *snapshot) Count(ctx context.Context) (settled, all int, err error) {
	settled, err = s.archive.Settled(ctx, s.counts.Seq)
	return settled, s.counts.Documents, err
}

func (s *snapshot) Document(ctx context.Context, id corpus.ID) (index.Entry, error) {
	entry, err := desk.Lookup(ctx, s.archive, id)
	if err == nil && s.filed {
		entry.Record.Labels, err = s.archive.Labels(ctx, id)
	}
	return entry, err
}

func indexDir(archive *store.Archive) string { return filepath.Join(archive.Dir(), "index") }

// publish makes all that is kept searchable. One process publishes at a time.
func (w *world) publish(ctx context.Context, archive *store.Archive, command string) error {
	report, err := w.underLock(ctx, archive, command, func(src *snapshot) (index.Report, error) {
		return index.Publish(ctx, indexDir(archive), src, index.Options{})
	})
	if err == nil && report.Damage != nil {
		fmt.Fprintf(w.stderr, "vanthu: %s: %s; built anew, nothing is lost\n", command, printable(report.Damage.Error()))
	}
	return err
}

// underLock does something with the index while no other process does.
func (w *world) underLock(ctx context.Context, archive *store.Archive, command string, do func(*snapshot) (index.Report, error)) (index.Report, error) {
	unlock, err := archive.Lock(ctx, func(holder string) {
		fmt.Fprintf(w.stderr, "vanthu: %s: waiting for %s, which is publishing\n", command, holder)
	})
	if err != nil {
		return index.Report{}, err
	}
	defer unlock()
	src, err := takeSnapshot(ctx, archive)
	if err != nil {
		return index.Report{}, err
	}
	report, err := do(src)
	for _, lack := range report.Problems {
		head, err := archive.Head(ctx, lack.ID)
		if err != nil { // removed meanwhile
			continue
		}
		fmt.Fprintf(w.stderr, "vanthu: %s: %s\n", command, printable(fmt.Sprintf("%s (%.12s): %s", head.Name, lack.ID, lack.Problem.Message)))
		w.hint("found by what is left of it; " + lack.Problem.Hint)
	}
	return report, err
}
