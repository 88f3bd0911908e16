package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"vanthu/corpus"
	"vanthu/internal/store"
	"vanthu/pipeline"
)

// kindExtract is the kind of runs that make all records anew.
const kindExtract = "reindex --extract"

// An extraction says what making all records anew has brought. It is kept in the
// catalogue with every batch, so that a run that goes on with a killed one says
// what both have done.
type extraction struct {
	Documents int                       `json:"documents"`
	Changed   int                       `json:"changed"`  // whose record is another one now
	Repaired  int                       `json:"repaired"` // of these, whose record was damaged
	Damaged   int                       `json:"damaged"`  // whose texts are damaged: their records stay
	Resumed   bool                      `json:"resumed"`  // an interrupted run was gone on with
	Fields    map[string]pipeline.Gains `json:"fields"`   // values gained, lost and changed, by field; without those of repaired records
}

// extractAnew makes all records anew from the texts that are kept.
func (w *world) extractAnew(ctx context.Context, archive *store.Archive) (x extraction, err error) {
	if err := alone(ctx, archive); err != nil {
		return x, err
	}
	so, err := archive.Renewal(ctx)
	if err != nil {
		return x, err
	}
	if so.State != nil {
		if err := json.Unmarshal(so.State, &x); err != nil {
			return x, fmt.Errorf("how far the last run came: %w", err)
		}
		x.Resumed = true
	}
	run, err := archive.BeginRun(ctx, kindExtract, nil)
	if err != nil {
		return x, err
	}
	shelf := &shelf{Archive: archive, world: w, run: run.ID, so: so, x: x}
	progress := new(pipeline.Progress)
	counts, err := archive.Counts(ctx)
	if err == nil {
		progress.Files.Store(int64(counts.Documents))
		shelf.progress = progress
		bar := w.startBar("reindex", progress)
		shelf.above = bar.above
		err = (&pipeline.Line{}).ExtractAnew(ctx, shelf)
		bar.stop()
	}
	if err == nil {
		err = archive.EndRenewal(ctx)
	}
	summary := store.Summary{Extracted: shelf.x.Documents - x.Documents, Seconds: w.now().Sub(run.Began).Seconds(), Stopped: err != nil}
	return shelf.x, errors.Join(err, archive.EndRun(context.WithoutCancel(ctx), run.ID, summary))
}

// alone says whether no other process makes the records anew.
func alone(ctx context.Context, archive *store.Archive) error {
	runs, err := archive.Runs(ctx)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.Alive && r.Kind == kindExtract {
			return withHint(fmt.Errorf("run %d does so already (pid %d on %s)", r.ID, r.PID, r.Host), "wait until it has ended, or end it: the next one goes on where it stopped")
		}
	}
	return nil
}

// A shelf is an archive as the line sees it that makes records anew.
type shelf struct {
	*store.Archive
	*world
	run      store.RunID
	so       store.Renewal
	x        extraction
	progress *pipeline.Progress
	above    func(func())
}

func (s *shelf) Old(ctx context.Context, emit func(pipeline.Old) error) error {
	s.progress.Done.Store(int64(s.x.Documents))
	return s.Holdings(ctx, s.so.Last, func(h store.Holding) error {
		return emit(pipeline.Old{Source: h.Source, Record: h.Record, Handle: h.N})
	})
}

// SavedPages turns damage into a problem of the document.
func (s *shelf) SavedPages(ctx context.Context, id corpus.ID) ([]corpus.Page, error) {
	pages, err := s.Archive.SavedPages(ctx, id)
	if errors.Is(err, store.ErrDamaged) {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "its text in the catalogue is damaged: " + err.Error(), Hint: "vanthu problems --retry reads its original again"}
	}
	return pages, err
}

func (s *shelf) Rewrite(ctx context.Context, batch []pipeline.Renewed) error {
	x := s.x
	x.Fields = maps.Clone(x.Fields)
	if x.Fields == nil {
		x.Fields = map[string]pipeline.Gains{}
	}
	out := make([]store.Renewed, len(batch))
	for i, r := range batch {
		n := r.Handle.(int64)
		s.so.Last = n
		x.Documents++
		out[i] = store.Renewed{N: n, Source: r.Source, Problem: r.Problem}
		switch {
		case r.Problem != nil:
			x.Damaged++
			continue
		case !r.Changed:
			continue
		case r.Record == nil:
			x.Repaired++
		default:
			for name, g := range pipeline.Compare(r.Record, &r.New) {
				f := x.Fields[name]
				x.Fields[name] = pipeline.Gains{Gained: f.Gained + g.Gained, Lost: f.Lost + g.Lost, Changed: f.Changed + g.Changed}
			}
		}
		x.Changed++
		out[i].Pages, out[i].Record = r.Pages, &batch[i].New
	}
	state, err := json.Marshal(x)
	if err != nil {
		return err
	}
	s.so.Done, s.so.State = x.Documents, state
	if err := s.Archive.Rewrite(ctx, s.run, out, s.so); err != nil {
		return err
	}
	s.x = x
	s.progress.Done.Store(int64(x.Documents))
	for _, r := range batch {
		s.progress.Pages.Add(int64(len(r.Pages)))
		if r.Problem != nil {
			s.above(func() { s.problem("reindex", r.Source.Name, r.Problem) })
		}
	}
	return nil
}

// writeExtraction prints what came of it, a line for each field.
func (w *world) writeExtraction(x extraction) {
	fmt.Fprintf(w.stdout, "%s extracted anew, %d changed", count(x.Documents, "document"), x.Changed)
	if x.Repaired > 0 {
		fmt.Fprintf(w.stdout, ", %d damaged ones repaired", x.Repaired)
	}
	if x.Damaged > 0 {
		fmt.Fprintf(w.stdout, ", %d with damaged texts left as they were", x.Damaged)
	}
	fmt.Fprintln(w.stdout)
	if x.Resumed {
		fmt.Fprintln(w.stdout, "(with what an interrupted run had done)")
	}
	for i, name := range slices.Sorted(maps.Keys(x.Fields)) {
		if i == 0 {
			fmt.Fprintf(w.stdout, "%-12s %8s %8s %8s\n", "field", "gained", "lost", "changed")
		}
		g := x.Fields[name]
		fmt.Fprintf(w.stdout, "%-12s %8d %8d %8d\n", name, g.Gained, g.Lost, g.Changed)
	}
}
