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
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
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
		return encode(w, report)
	}
	if report.Generation == "" {
		_, err = fmt.Fprintln(w.stdout, "the index is up to date")
		return err
	}
	_, err = fmt.Fprintf(w.stdout, "%s: %d documents\n", report.Generation, report.Documents)
	return err
}
