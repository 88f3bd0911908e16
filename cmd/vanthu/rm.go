package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/store"
)

func rmCommand() command {
	return command{
		name:    "rm",
		summary: "take documents out of the archive for good, and log it",
		usage: `usage: vanthu rm [FLAGS] --reason TEXT ID...

Takes documents out of the archive: the record, the text, and the original. It
cannot be undone but by importing the file again, which is allowed and says that
it was removed before. What the document was, who removed it, when and why stays
in the log (vanthu rm --log). Nobody finds it any more; its words leave the
files of the index with the next vanthu reindex; images of its pages that vanthu
serve has kept are removed. The accounts of the imports that brought it hold as
before: what came in came in.

A document is named by its id or at least six digits of it, as vanthu show
prints it; a number such as 29-NQ/TW is never enough.

  --archive DIR  the archive folder
  --reason TEXT  why; needed
  --dry-run      only say what would be removed
  --log          list what was removed; with ID, of these documents
  --cache DIR    the folder of page images, where serve was given another than
                 its own; a serve that runs clears its folder within half a
                 minute
  --json         print the log, or what was removed, as a JSON array

example:
  vanthu rm --reason "scanned twice, see 3fa9c1d2" 7be01f44a2c9

exit status: 0 done; 1 unknown, ambiguous or being read (then nothing is
             removed), or stopped by an error; 2 wrong usage
`,
		run: runRm,
	}
}

// A removal is one entry of rm --json and of rm --log --json.
type removal struct {
	ID     corpus.ID   `json:"id"`
	Name   string      `json:"name"`
	Head   string      `json:"head"` // type, number, date and issuer as they were
	At     string      `json:"at"`   // RFC 3339, UTC; "" in a dry run
	User   string      `json:"user"`
	Host   string      `json:"host"`
	Run    store.RunID `json:"run"`
	Reason string      `json:"reason"`
}

func runRm(ctx context.Context, w *world, args []string) error {
	set := flags("rm")
	dir := w.archiveFlag(set)
	reason := set.String("reason", "", "")
	dry := set.Bool("dry-run", false, "")
	log := set.Bool("log", false, "")
	asJSON := set.Bool("json", false, "")
	cache := set.String("cache", "", "")
	names, err := parse(set, args)
	if err != nil {
		return err
	}
	why := strings.Join(strings.Fields(*reason), " ")
	switch {
	case *log:
	case len(names) == 0:
		return usagef("no document is named")
	case why == "" && !*dry:
		return usagef("--reason is missing: the log keeps why a document was removed")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	if *log && len(names) == 0 {
		all, err := archive.Removals(ctx, "")
		if err != nil {
			return err
		}
		return w.listRemovals(all, *asJSON)
	}
	var entries []store.Entry
	seen := map[corpus.ID]bool{}
	for _, name := range names {
		e, err := byID(ctx, archive, name)
		if err != nil {
			return err
		}
		if !seen[e.ID] {
			entries = append(entries, e)
		}
		seen[e.ID] = true
	}
	if *log {
		var all []store.Removal
		for _, e := range entries {
			some, err := archive.Removals(ctx, e.ID)
			if err != nil {
				return err
			}
			all = append(all, some...)
		}
		return w.listRemovals(all, *asJSON)
	}
	return w.remove(ctx, archive, entries, why, *cache, *dry, *asJSON)
}

// byID is the one document whose id begins with prefix.
func byID(ctx context.Context, archive *store.Archive, prefix string) (store.Entry, error) {
	found, err := archive.FindID(ctx, prefix)
	switch {
	case err != nil:
		return store.Entry{}, err
	case len(found) == 0:
		return store.Entry{}, withHint(fmt.Errorf("no document has an id that begins with %q", prefix), "vanthu show NUMBER prints the id; six digits of it are enough")
	case len(found) > 1:
		return store.Entry{}, withHint(fmt.Errorf("%d documents have an id that begins with %q", len(found), prefix), "name it by more digits")
	}
	return found[0], nil
}

// forget removes the page images of documents from the cache folder of serve,
// where there is one.
func (w *world) forget(archive *store.Archive, cache string, ids []corpus.ID) error {
	if cache == "" {
		var err error
		if cache, err = userCacheDir(archive.Dir()); err != nil {
			return nil // each serve of a user without a home keeps its own
		}
	}
	if _, err := os.Stat(cache); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	studio, err := facsimile.New(facsimile.Options{Dir: cache, Now: w.now})
	if err != nil {
		return err
	}
	return studio.Forget(ids...)
}

func (w *world) remove(ctx context.Context, archive *store.Archive, entries []store.Entry, reason, cache string, dry, asJSON bool) error {
	list := make([]removal, 0, len(entries))
	var ids []corpus.ID
	for _, e := range entries {
		switch e.State {
		case store.StatePending:
			return withHint(fmt.Errorf("%s (%.12s): %w", e.Name, e.ID, store.ErrInWork), "wait until its import has ended, or end it by another: vanthu import")
		case store.StateWithdrawn:
			all, err := archive.Removals(ctx, e.ID)
			if err != nil {
				return err
			}
			if len(all) > 0 {
				return fmt.Errorf("%.12s: %s", e.ID, removalLine(all[len(all)-1]))
			}
		}
		ids = append(ids, e.ID)
		list = append(list, removal{ID: e.ID, Name: e.Name, Head: headLine(e), Reason: reason})
	}
	if !dry {
		args := []string{"--reason", reason}
		for _, id := range ids {
			args = append(args, string(id))
		}
		run, err := archive.BeginRun(ctx, "rm", args)
		if err != nil {
			return err
		}
		err = archive.Remove(ctx, run.ID, ids, reason)
		summary := store.Summary{Removed: len(ids), Seconds: w.now().Sub(run.Began).Seconds(), Stopped: err != nil}
		if err != nil {
			summary.Removed = 0
		}
		if err := errors.Join(err, archive.EndRun(context.WithoutCancel(ctx), run.ID, summary)); err != nil {
			return err
		}
		for i := range list {
			list[i].At, list[i].User, list[i].Host, list[i].Run = run.Began.UTC().Format(time.RFC3339), run.User, run.Host, run.ID
		}
		if err := w.forget(archive, cache, ids); err != nil {
			fmt.Fprintf(w.stderr, "vanthu: rm: page images of what was removed may be left: %v\n", err)
		}
		// What is removed must not be found any longer than it takes.
		if err := w.publish(ctx, archive, "rm"); err != nil {
			return withHint(fmt.Errorf("removed, but still in the index: %w", err), "vanthu reindex takes it out of the index")
		}
	}
	if asJSON {
		return encode(w, list)
	}
	for _, r := range list {
		what := "removed"
		if dry {
			what = "would be removed"
		}
		fmt.Fprintln(w.stdout, printable(fmt.Sprintf("%s: %.12s  %s (%s)", what, r.ID, r.Head, r.Name)))
	}
	return nil
}

// headLine is a document in one line: type, number, date and issuer.
func headLine(e store.Entry) string {
	issuer := e.Issuer
	if e.Record != nil && e.Record.Issuer.Body != "" { // "Ban Chấp hành" says little in a list
		issuer = string(e.Record.Issuer.Body)
	}
	line := fmt.Sprintf("%s %s, %s, %s", e.Type, e.Number, e.Issued, issuer)
	if line = strings.Trim(strings.ReplaceAll(line, ", ,", ","), " ,"); line == "" {
		return "(no number, type or date)"
	}
	return line
}

// removalLine says that something was removed, when, by whom and why.
func removalLine(r store.Removal) string {
	return fmt.Sprintf("it was removed on %s by %s on %s: %s", r.At.Format("2006-01-02 15:04"), r.User, r.Host, r.Reason)
}

func (w *world) listRemovals(all []store.Removal, asJSON bool) error {
	if asJSON {
		list := make([]removal, 0, len(all))
		for _, r := range all {
			list = append(list, removal{r.ID, r.Name, r.Head, r.At.UTC().Format(time.RFC3339), r.User, r.Host, r.Run, r.Reason})
		}
		return encode(w, list)
	}
	for _, r := range all {
		head := r.Head
		if head == "" {
			head = "(no number, type or date)"
		}
		fmt.Fprintln(w.stdout, printable(fmt.Sprintf("%s  %.12s  %s (%s): removed by %s on %s: %s", r.At.Format("2006-01-02 15:04"), r.ID, head, r.Name, r.User, r.Host, r.Reason)))
	}
	return nil
}
