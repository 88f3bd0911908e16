package main

import (
	"context"
	"fmt"
	"time"

	"vanthu/corpus"
	"vanthu/internal/intake"
	"vanthu/pipeline"
)

func problemsCommand() command {
	return command{
		name:    "problems",
		summary: "list what was set aside and why, or try it again",
		usage: `usage: vanthu problems [FLAGS]

Lists the files that were set aside, with the reason, the cure where there is
one, and the id of the original where it is kept. --retry reads the kept
originals again, and the files of which none is kept from where they lay. An
original never changes: a file that was mended, or saved without its password,
is imported, and vanthu rm takes the broken one out.

  --archive DIR  the archive folder
  --retry        read them again, after a program was installed or a limit
                 raised, and say what became of them
  --ocr MODE     with --retry: auto, never, always (default auto)
  --json         print the list as a JSON array, or the summary of --retry

with --retry, too:
` + limitUsage + `
example:
  vanthu problems --retry

exit status: 0 done; 1 stopped by an error; 2 wrong usage;
             3 with --retry: something was set aside again
`,
		run: runProblems,
	}
}

// A setAside is one entry of problems --json.
type setAside struct {
	Name string    `json:"name"`
	ID   corpus.ID `json:"id"` // "" where no original is held
	At   string    `json:"at"` // RFC 3339, UTC
	corpus.Problem
}

func runProblems(ctx context.Context, w *world, args []string) error {
	fs := flags("problems")
	dir := w.archiveFlag(fs)
	retry := fs.Bool("retry", false, "")
	mode := ocrFlag(fs)
	lim := limitFlags(fs)
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	problems, err := archive.Problems(ctx, true)
	if err != nil {
		return err
	}
	if *retry {
		var ( // of files of which no original is held
			places  []intake.Place
			names   []string
			numbers []int64
			labels  = map[string][]corpus.Label{} // by name
		)
		for _, p := range problems {
			if p.ID == "" {
				places = append(places, intake.Place{Path: p.Path, Name: p.Name})
				names = append(names, p.Name)
				numbers = append(numbers, p.N)
				labels[p.Name] = p.Labels
			}
		}
		sum, err := w.runLine(ctx, archive, "problems --retry", names, *mode, lim, func(name string) []corpus.Label { return labels[name] }, func(l *pipeline.Line, r *runArchive) (pipeline.Summary, error) {
			if _, err := archive.Retry(ctx, r.run); err != nil {
				return pipeline.Summary{}, err
			}
			sum, err := l.Again(ctx, r, places)
			if err == nil {
				err = archive.CloseProblems(ctx, numbers)
			}
			return sum, err
		})
		if err != nil {
			return err
		}
		return w.summary(sum, *asJSON)
	}
	if *asJSON {
		list := make([]setAside, 0, len(problems))
		for _, p := range problems {
			list = append(list, setAside{p.Name, p.ID, p.At.UTC().Format(time.RFC3339), p.Problem})
		}
		return encode(w, list)
	}
	kept := false // of one of them the original
	for _, p := range problems {
		fmt.Fprintln(w.stdout, printable(fmt.Sprintf("%s: %v", p.Name, &p.Problem)))
		if p.Hint != "" {
			fmt.Fprintf(w.stdout, "  hint: %s\n", p.Hint)
		}
		if p.ID != "" {
			fmt.Fprintf(w.stdout, "  id:   %.12s\n", p.ID)
			kept = true
		}
	}
	if len(problems) > 0 {
		w.hint("after a program was installed or a limit raised: vanthu problems --retry")
	}
	if kept { // its bytes stay as they came in, whatever becomes of the file
		w.hint("after a file was mended or saved anew: vanthu import FILE, then vanthu rm --reason TEXT ID for the broken one")
	}
	return nil
}
