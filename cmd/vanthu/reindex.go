package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"vanthu/internal/index"
	"vanthu/internal/store"
)

func reindexCommand() command {
	return command{
		name:    "reindex",
		summary: "build the search index anew beside the live one",
		usage: `usage: vanthu reindex [FLAGS]

Builds a new generation of the index from the catalogue beside the live one,
verifies it (the count, checksums, searches for some of its documents), switches
to it and removes the old one. Everybody goes on searching meanwhile; killed at
any moment, or out of disk, it leaves the live one as it was. Made for cron and
systemd timers: see deploy/. What it did stands in the ledger of runs.

  --archive DIR  the archive folder
  --extract      first make all records anew from the texts that are kept, by
                 the extractor of this program (nothing is recognised again),
                 and print what every field has gained and lost. Interrupted at
                 any moment, it is gone on with by the next; records that are
                 damaged are repaired
  --if-stale     only when the catalogue has changed since, or the index is
                 damaged
  --json         print what was done as one JSON object on one line

example:
  vanthu reindex --archive /srv/archive

exit status: 0 done; 1 stopped by an error; 2 wrong usage
`,
		run: runReindex,
	}
}

func runReindex(ctx context.Context, w *world, args []string) error {
	fs := flags("reindex")
	dir := w.archiveFlag(fs)
	ifStale := fs.Bool("if-stale", false, "")
	anew := fs.Bool("extract", false, "")
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	w.boundHeap()
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	var extracted *extraction
	if *anew {
		x, err := w.extractAnew(ctx, archive)
		if err != nil {
			return err
		}
		if !*asJSON {
			w.writeExtraction(x)
		}
		extracted = &x
	}
	report, err := w.underLock(ctx, archive, "reindex", func(src *snapshot) (index.Report, error) {
		if *ifStale {
			report, stale, err := index.Stale(ctx, indexDir(archive), src)
			if err != nil || !stale {
				return report, err
			}
		}
		return w.rebuild(ctx, archive, src)
	})
	if err != nil {
		return err
	}
	if *asJSON {
		return encode(w, struct {
			index.Report
			Extract *extraction `json:"extract,omitempty"`
		}{report, extracted})
	}
	if !report.Changed {
		_, err = fmt.Fprintln(w.stdout, "the index is up to date")
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %d documents\n", report.Generation, report.Documents)
	return err
}

// rebuild builds the index anew and writes into the ledger of runs what came of it.
func (w *world) rebuild(ctx context.Context, archive *store.Archive, src *snapshot) (index.Report, error) {
	run, err := archive.BeginRun(ctx, "reindex", nil)
	if err != nil {
		return index.Report{}, err
	}
	began := w.now()
	report, err := index.Rebuild(ctx, indexDir(archive), src, index.Options{})
	report.Seconds = w.now().Sub(began).Seconds()
	sum := store.Summary{Seconds: report.Seconds, Stopped: err != nil}
	if err == nil {
		if sum.Index, err = json.Marshal(report); err != nil {
			return report, err // unreachable: strings and numbers
		}
	}
	return report, errors.Join(err, archive.EndRun(context.WithoutCancel(ctx), run.ID, sum))
}
