package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vanthu/internal/intake"
	"vanthu/internal/read"
	"vanthu/internal/store"
	"vanthu/pipeline"
)

func watchCommand() command {
	return command{
		name:    "watch",
		summary: "take in what comes into a folder, as it comes",
		usage: `usage: vanthu watch [FLAGS] DIR...

Takes in the files that come into the folders, and what is in zips and mails,
once they are finished: size and time have not changed for a while. Files with
the names of unfinished copies (.part, .crdownload, .tmp ...) wait for their own
names. Each batch is a run of the ledger (vanthu runs) and searchable when it
has ended. Runs until Ctrl-C; a folder that vanishes, a full disk, an archive in
use: it says so once and tries again.

  --archive DIR   the archive folder; made where there is none
  --leave         leave the files where they are, and remember them (default)
  --move DIR      move files that the archive holds into DIR, with the folders
                  between; a file that could not be taken in stays. Nothing is
                  written over; a container is moved when its members are taken
  --once          take what is finished and end: for cron
  --settle D      how long a file must not have changed (default 10s)
  --every D       how often to look (default 5s)
  --box NAME      file the documents under a box; also --file and --fonds
  --ocr MODE      auto, never, always (default auto)
  --json          print the summary of each batch as one JSON object
` + limitUsage + `
example:
  vanthu watch --archive /srv/archive --move /srv/scans/done /srv/scans/in

exit status: 0 done; 1 stopped by an error; 2 wrong usage;
             3 done, but something was set aside
`,
		run: runWatch,
	}
}

func runWatch(ctx context.Context, w *world, args []string) error {
	fs := flags("watch")
	dir := w.archiveFlag(fs)
	leave := fs.Bool("leave", false, "")
	move := fs.String("move", "", "")
	once := fs.Bool("once", false, "")
	settle := durationFlag(fs, "settle", 10*time.Second, 0)
	every := durationFlag(fs, "every", 5*time.Second, 10*time.Millisecond)
	mode := ocrFlag(fs)
	lim := limitFlags(fs)
	only := labelFlags(fs)
	asJSON := fs.Bool("json", false, "")
	folders, err := parse(fs, args)
	if err != nil {
		return err
	}
	switch {
	case len(folders) == 0:
		return usagef("no folder is named")
	case *leave && *move != "":
		return usagef("--leave and --move exclude each other")
	}
	v := &watching{world: w, archive: *dir, move: *move, mode: *mode, lim: lim, labels: only, asJSON: *asJSON, every: *every, told: map[string]bool{}, taken: map[string]intake.Settled{}}
	for _, f := range folders {
		if info, err := os.Stat(f); err == nil && !info.IsDir() {
			return usagef("%s is no folder", f)
		}
		except, err := v.outside(f)
		if err != nil {
			return err
		}
		v.boxes = append(v.boxes, &intake.Inbox{Folder: filepath.Clean(f), Except: except, Settle: *settle})
	}
	if *once {
		err = v.once(ctx, *settle)
	} else {
		err = v.forever(ctx)
	}
	if err == nil && v.aside > 0 {
		return errSetAside
	}
	return err
}

// A watching is one watch.
type watching struct {
	*world
	archive string
	move    string // "": files are left
	mode    read.Mode
	lim     *limits
	labels  *labels
	asJSON  bool
	every   time.Duration
	boxes   []*intake.Inbox

	aside  int                       // files set aside by all batches
	taken  map[string]intake.Settled // by path: taken and left, so that the archive need not be asked at every look
	told   map[string]bool           // troubles that were told and last
	unmove []moving                  // taken, and still to be moved
}

// A moving is a file that is to be moved.
type moving struct {
	intake.Settled
	folder string // that is watched
}

// outside makes sure that the folder for taken files is not the watched one, and
// gives the folders in it that are passed over.
func (v *watching) outside(folder string) (except []string, err error) {
	in, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	for _, other := range []string{v.archive, v.move} {
		if other == "" {
			continue
		}
		path, err := filepath.Abs(other)
		if err != nil {
			return nil, err
		}
		if path == in {
			return nil, usagef("%s is watched: it cannot be the folder of --archive or --move", folder)
		}
		except = append(except, path)
	}
	return except, nil
}

// once takes what is finished. A file that was never seen is looked at twice.
func (v *watching) once(ctx context.Context, settle time.Duration) error {
	for _, wait := range []time.Duration{0, settle} {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
		for _, box := range v.boxes {
			_, waiting, err := box.Look(ctx, v.now(), func(string, error) {})
			if err != nil {
				return err
			}
			if waiting > 0 && wait > 0 {
				fmt.Fprintf(v.stderr, "vanthu: watch: %s: %s not finished; the next call takes them\n", printable(box.Folder), count(waiting, "file"))
			}
		}
	}
	return v.round(ctx)
}

// mostPause bounds how long it waits after troubles.
const mostPause = 5 * time.Minute

// forever takes what comes until ctx ends. Troubles that may pass are told and
// waited for, longer and longer.
func (v *watching) forever(ctx context.Context) error {
	pause := v.every
	for _, box := range v.boxes { // else nobody knows whether it does anything
		fmt.Fprintf(v.stderr, "vanthu: watch: waiting for files in %s; Ctrl-C ends it\n", printable(box.Folder))
	}
	for {
		err := v.round(ctx)
		switch {
		case ctx.Err() != nil:
			return nil // Ctrl-C is how it ends; what is unfinished the next run finishes
		case errors.Is(err, store.ErrNewer), errors.Is(err, store.ErrNoArchive):
			return err
		case err != nil:
			pause = min(2*pause, mostPause)
			if v.tell("round", fmt.Sprintf("%v; tries again until it goes", err)) {
				v.hint(systemHint(err))
			}
		default:
			pause = v.every
			delete(v.told, "round")
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
}

// tell tells a trouble, once as long as it lasts, and says whether it did.
func (v *watching) tell(key, what string) bool {
	if v.told[key] {
		return false
	}
	v.told[key] = true
	fmt.Fprintf(v.stderr, "vanthu: watch: %s\n", printable(what))
	return true
}

// round looks at all folders and takes what is finished.
func (v *watching) round(ctx context.Context) error {
	var ready []moving
	for _, box := range v.boxes {
		some, _, err := box.Look(ctx, v.now(), func(path string, err error) { v.tell(path, fmt.Sprintf("%s: %v", path, err)) })
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			v.tell(box.Folder, fmt.Sprintf("%v; waiting for it", err))
			continue
		case v.told[box.Folder]:
			delete(v.told, box.Folder)
			fmt.Fprintf(v.stderr, "vanthu: watch: %s is there again\n", printable(box.Folder))
		}
		for _, s := range some {
			if before, ok := v.taken[s.Path]; !ok || before != s {
				ready = append(ready, moving{s, box.Folder})
			}
		}
	}
	if len(ready) == 0 && len(v.unmove) == 0 {
		return nil
	}
	// It is opened for each batch: the watch may last for months, and the archive
	// may be brought back from a backup meanwhile.
	archive, err := v.openArchive(ctx, v.archive, true)
	if err != nil {
		return err
	}
	defer archive.Close()
	if ready, err = v.fresh(ctx, archive, ready); err != nil {
		return err
	}
	if len(ready) > 0 {
		if err := v.take(ctx, archive, ready); err != nil {
			return err
		}
	}
	return v.moveAll(ctx, archive)
}

// fresh leaves out what was taken before and has not changed since.
func (v *watching) fresh(ctx context.Context, archive *store.Archive, ready []moving) ([]moving, error) {
	if len(ready) == 0 {
		return nil, nil
	}
	taken, err := archive.Watched(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(ready, func(m moving) bool {
		before, ok := taken[absPath(m.Path)]
		if ok && before == watched(m) {
			v.taken[m.Path] = m.Settled
			return true
		}
		return slices.ContainsFunc(v.unmove, func(u moving) bool { return u.Settled == m.Settled })
	}), nil
}

func absPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func watched(m moving) store.Watched {
	return store.Watched{Path: absPath(m.Path), Bytes: m.Bytes, Changed: m.Changed.UnixNano()}
}

// take imports a batch. What is taken is remembered, or put down to be moved.
func (v *watching) take(ctx context.Context, archive *store.Archive, batch []moving) error {
	places := make([]intake.Place, len(batch))
	var folders []string
	for i, m := range batch {
		places[i] = intake.Place{Path: m.Path, Name: m.Path}
		if !slices.Contains(folders, m.folder) {
			folders = append(folders, m.folder)
		}
	}
	var run store.RunID
	sum, err := v.runLine(ctx, archive, "watch", folders, v.mode, v.lim, v.labels.all, func(l *pipeline.Line, r *runArchive) (pipeline.Summary, error) {
		run = r.run
		return l.Again(ctx, r, places)
	})
	if err != nil {
		return err
	}
	v.aside += sum.SetAside
	if err := v.summary(sum, v.asJSON); err != nil && !errors.Is(err, errSetAside) {
		return err
	}
	refused, err := v.refused(ctx, archive, run)
	if err != nil {
		return err
	}
	var stay []store.Watched
	for _, m := range batch {
		if v.move == "" || refused[m.Path] || refused[absPath(m.Path)] {
			stay = append(stay, watched(m))
			v.taken[m.Path] = m.Settled
		} else {
			v.unmove = append(v.unmove, m)
		}
	}
	return archive.SetWatched(ctx, stay)
}

// refused are the files of which a run could not take the bytes in. They stay
// where they are.
func (v *watching) refused(ctx context.Context, archive *store.Archive, run store.RunID) (map[string]bool, error) {
	problems, err := archive.ProblemsOf(ctx, run)
	names := map[string]bool{}
	for _, p := range problems {
		if p.ID == "" && p.Resolved.IsZero() {
			path, _, _ := strings.Cut(p.Path, "\x00")
			names[p.Name] = true
			names[path] = true
		}
	}
	return names, err
}

// moveAll moves what is taken and still lies in the watched folders.
func (v *watching) moveAll(ctx context.Context, archive *store.Archive) error {
	var left []moving
	for _, m := range v.unmove {
		if ctx.Err() != nil {
			left = append(left, m)
			continue
		}
		if !m.Same() { // it has changed, or is gone: looked at anew
			continue
		}
		held, err := archive.Holds(ctx, m.Path)
		switch {
		case err == nil && !held && !intake.IsBox(m.Path):
			v.tell(m.Path, fmt.Sprintf("%s: it stays: the archive does not hold it", m.Path))
			continue
		case err == nil:
			err = moveFile(m.Path, m.target(v.move))
		}
		if err != nil {
			v.tell(m.Path, fmt.Sprintf("%s: taken, but not moved: %v", m.Path, err))
			left = append(left, m)
			continue
		}
		delete(v.told, m.Path)
	}
	v.unmove = left
	return nil
}
