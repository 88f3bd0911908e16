package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

	"vanthu/corpus"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/internal/store"
	"vanthu/pipeline"
)

func importCommand() command {
	return command{
		name:    "import",
		summary: "take files and folders into the archive",
		usage: `usage: vanthu import [FLAGS] PATH...

Takes files, folders and what is in zips and mails (.eml, .msg) into the
archive: reads every page, extracts the record, keeps original and record, and
makes them searchable. What was imported before is recognised by its bytes and
not read again. A run that was interrupted is gone on with by the next. One bad
file never stops the others: it is set aside with its reason (vanthu problems
lists them).

  --archive DIR  the archive folder; made where there is none
  --box NAME     file the documents under a box (hộp); also --file NAME (hồ sơ)
                 and --fonds NAME (phông), each as often as wanted. What was
                 imported before is filed there too; vanthu search 'hộp:NAME'
                 finds it
  --ocr MODE     auto: recognise pages that have no text of their own;
                 never; always (default auto)
  --json         print the summary as one JSON object
` + limitUsage + `
example:
  vanthu import --archive /srv/archive --box 17 box-17/

exit status: 0 done; 1 stopped by an error; 2 wrong usage;
             3 done, but something was set aside
`,
		run: runImport,
	}
}

// publishEvery is how often a long import makes what it brought searchable.
const publishEvery = time.Minute

func runImport(ctx context.Context, w *world, args []string) error {
	fs := flags("import")
	dir := w.archiveFlag(fs)
	mode := ocrFlag(fs)
	lim := limitFlags(fs)
	labels := labelFlags(fs)
	asJSON := fs.Bool("json", false, "")
	paths, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return usagef("no file or folder is named")
	}
	archive, err := w.openArchive(ctx, *dir, true)
	if err != nil {
		return err
	}
	defer archive.Close()
	sum, err := w.runLine(ctx, archive, "import", paths, *mode, lim, labels.all, func(l *pipeline.Line, r *runArchive) (pipeline.Summary, error) {
		return l.Import(ctx, r, paths)
	})
	if err != nil {
		return err
	}
	return w.summary(sum, *asJSON)
}

// heapLimit is from which size of the heap on, in bytes, garbage is collected
// before it has doubled. The pictures of pages are of 10 to 70 MB, so that an
// import of scans had up to 900 MB of them lying about.
const heapLimit = 350 << 20

// heapGrowth is by how much the heap may grow below that before garbage is
// collected, in percent. What a document leaves behind is all garbage, and what
// stays (tables, the words of the index) is small: at Go's 100 an import of texts
// spent a tenth of its time on it.
const heapGrowth = 400

// boundHeap sets both, but where the user has set them (GOMEMLIMIT, GOGC).
func (w *world) boundHeap() {
	if w.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
	if w.getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// runLine opens a run in the ledger, drives the line through do and closes the run.
func (w *world) runLine(ctx context.Context, archive *store.Archive, kind string, args []string, mode read.Mode, lim *limits, labels func(name string) []corpus.Label,
	do func(*pipeline.Line, *runArchive) (pipeline.Summary, error),
) (pipeline.Summary, error) {
	w.boundHeap()
	run, err := archive.BeginRun(ctx, kind, args)
	if err != nil {
		return pipeline.Summary{}, err
	}
	since, err := archive.Mark(ctx)
	if err != nil {
		return pipeline.Summary{}, errors.Join(err, archive.EndRun(context.WithoutCancel(ctx), run.ID, store.Summary{Stopped: true}))
	}
	lim.boxes.Dir = filepath.Join(archive.Dir(), "unpacked") // with room for what is imported, which the system's folder may not have
	progress := new(pipeline.Progress)
	bar := w.startBar(kind, progress)
	line := &pipeline.Line{
		Reader: read.NewLimited(mode, lim.read), Boxes: lim.boxes, Language: new(language.Detector), Now: w.now,
		Progress: progress, Every: publishEvery,
		Publish: func(ctx context.Context) error { return w.publish(ctx, archive, kind) },
		Tell: func(e pipeline.Event) {
			bar.above(func() {
				if e.Problem != nil {
					w.problem(kind, e.Name, e.Problem)
				} else {
					fmt.Fprintf(w.stderr, "vanthu: %s: %s: ignored: %s\n", kind, printable(e.Name), e.Ignored)
				}
			})
		},
	}
	sum, err := do(line, &runArchive{archive, run.ID, labels, func(name, what string) {
		bar.above(func() { fmt.Fprintf(w.stderr, "vanthu: %s: %s: %s\n", kind, printable(name), printable(what)) })
	}})
	bar.stop()
	if err == nil {
		err = w.tellAgain(ctx, archive, kind, run.ID, since)
	}
	// The account is closed also when the run was cancelled.
	return sum, errors.Join(err, archive.EndRun(context.WithoutCancel(ctx), run.ID, ledgerSummary(sum, err != nil)))
}

// tellAgain says how many documents a run has brought that seem to be held twice.
func (w *world) tellAgain(ctx context.Context, archive *store.Archive, kind string, run store.RunID, since store.Mark) error {
	n, err := archive.Again(ctx, run, since)
	if err != nil || n == 0 {
		return err
	}
	fmt.Fprintf(w.stderr, "vanthu: %s: %s with the number, date and issuer of another that was held before\n", kind, count(n, "document"))
	w.hint("vanthu duplicates lists them, and those whose texts are nearly the same")
	return nil
}

// summary prints the account of a run, which must balance.
func (w *world) summary(sum pipeline.Summary, asJSON bool) error {
	if asJSON {
		if err := encode(w, sum); err != nil {
			return err
		}
	} else {
		if sum.SetAside > 0 {
			w.hint("vanthu problems lists what was set aside")
		}
		fmt.Fprintf(w.stdout, "%d files = %d documents + %d duplicates + %d set aside + %d unchanged; %d pages, %d by OCR, in %.1f s\n",
			sum.Files, sum.Documents, sum.Duplicates, sum.SetAside, sum.Unchanged, sum.Pages, sum.OCRPages, sum.Seconds)
		if sum.Resumed > 0 {
			fmt.Fprintf(w.stdout, "besides, %d documents of an interrupted import were finished\n", sum.Resumed)
		}
	}
	if !sum.Balanced() {
		return fmt.Errorf("the account does not balance: %+v", sum)
	}
	if sum.SetAside > 0 {
		return errSetAside
	}
	return nil
}
