package main

import (
	"context"
	"fmt"

	"vanthu/internal/index"
)

func reindexCommand() command {
	return command{
		name:    "reindex",
		summary: "build the search index anew beside the live one",
		usage: `usage: vanthu reindex [FLAGS]

Builds a new generation of the index from the catalogue beside the live one,
verifies it, switches to it and removes the old one. Everybody goes on searching
meanwhile; killed at any moment, it leaves the live one as it was. Made for cron
and systemd timers.

  --archive DIR  the archive folder
  --extract      first make all records anew from the texts that are kept, by the
                 extractor of this program (nothing is recognised again), and print
                 what every field has gained and lost. Interrupted at any moment,
                 it is gone on with by the next; records that are damaged are
                 repaired
  --if-stale     only when the catalogue has changed since
  --json         print what was done as one JSON object

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
			stale, err := index.Stale(ctx, indexDir(archive), src)
			if err != nil || !stale {
				return index.Report{}, err
			}
		}
		return index.Rebuild(ctx, indexDir(archive), src, index.Options{})
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
	if report.Generation == "" {
		_, err = fmt.Fprintln(w.stdout, "the index is up to date")
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %d documents\n", report.Generation, report.Documents)
	return err
}
