package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vanthu/corpus"
)

func missingCommand() command {
	return command{
		name:    "missing",
		summary: "list what is cited and not held, by how often",
		usage: `usage: vanthu missing [FLAGS]

Lists the instruments that documents of the archive cite and the archive does
not hold, the most cited first: how many documents cite it, what it is, and by
which relations. When such a document is imported, its citations find it by
themselves. A number without a symbol ("Nghị định 30") names no instrument and
is left out.

  --archive DIR  the archive folder
  --limit N      at most N (default 50; 0: all)
  --from N       leave out the first N
  --json         print one JSON object: {"total","instruments":[...]}

example:
  vanthu missing --limit 10

exit status: 0 done; 1 stopped by an error; 2 wrong usage
`,
		run: runMissing,
	}
}

// A wantList is what missing --json prints.
type wantList struct {
	Total       int                 `json:"total"`
	Instruments []corpus.Instrument `json:"instruments"`
}

func runMissing(ctx context.Context, w *world, args []string) error {
	fs := flags("missing")
	dir := w.archiveFlag(fs)
	limit := fs.Int("limit", 50, "")
	from := fs.Int("from", 0, "")
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	if *limit < 0 || *from < 0 {
		return usagef("--limit and --from count from 0")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	missing, total, err := archive.Missing(ctx, *from, *limit)
	if err != nil {
		return err
	}
	if *asJSON {
		return encode(w, wantList{total, append([]corpus.Instrument{}, missing...)})
	}
	for _, in := range missing {
		fmt.Fprintf(w.stdout, "%6d  %s  (%s)\n", in.CitedBy, printable(called(in)), relations(in.Relations))
	}
	fmt.Fprintf(w.stdout, "%s cited and not held\n", count(total, "instrument"))
	return nil
}

// relations tells by which relations an instrument is cited, the strongest first.
func relations(counts map[corpus.Relation]int) string {
	var parts []string
	for _, r := range corpus.Relations {
		if counts[r] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", r, counts[r]))
		}
	}
	for r, n := range counts { // of a record without relations
		if !slices.Contains(corpus.Relations[:], r) {
			parts = append(parts, fmt.Sprintf("? %d", n))
		}
	}
	return strings.Join(parts, ", ")
}
