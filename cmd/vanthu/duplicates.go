package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/store"
)

func duplicatesCommand() command {
	return command{
		name:    "duplicates",
		summary: "list documents that seem to be held twice: scanned again",
		usage: `usage: vanthu duplicates [FLAGS] [ID...]

Lists the documents that seem to be another one once more: scanned or recognised
again, or once a scan and once as it was written. (Files with the same bytes are
never taken in twice.) Two documents are one where

  number  they bear the same number, and neither date, type nor issuer says
          otherwise; or
  text    their texts are nearly the same, their figures too, and nothing that
          is sure of them says otherwise. A form filled in for another year,
          place or person is another document.

With the ids of documents (at least six digits), those of these documents alone.
Nothing is removed: look at both, then vanthu rm the one that is not wanted.

  --archive DIR  the archive folder
  --json         print a JSON array

example:
  vanthu duplicates

exit status: 0 done, also where there are none; 1 an id is unknown, or stopped
             by an error; 2 wrong usage
`,
		run: runDuplicates,
	}
}

// A twin is one entry of duplicates --json.
type twin struct {
	ID     corpus.ID `json:"id"`
	Source string    `json:"source"`
	Of     corpus.ID `json:"of"` // the one that came first
	OfName string    `json:"of_source"`
	Number string    `json:"number"`  // of the first where it has one
	Same   []string  `json:"same"`    // number, text
	Text   float64   `json:"text"`    // share of words (by threes) in common
	Digits float64   `json:"figures"` // share of figures in common
}

func runDuplicates(ctx context.Context, w *world, args []string) error {
	fs := flags("duplicates")
	dir := w.archiveFlag(fs)
	asJSON := fs.Bool("json", false, "")
	names, err := parse(fs, args)
	if err != nil {
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	var found []store.Twin
	if len(names) == 0 {
		found, err = archive.Twins(ctx)
	}
	for _, name := range names {
		e, idErr := byID(ctx, archive, name)
		if idErr != nil {
			return idErr
		}
		of, twinErr := archive.TwinsOf(ctx, e.ID, true)
		found, err = append(found, of...), errors.Join(err, twinErr)
	}
	if err != nil {
		return err
	}
	list := make([]twin, 0, len(found))
	for _, t := range found {
		late, err := archive.Head(ctx, t.ID)
		if err != nil {
			return err
		}
		early, err := archive.Head(ctx, t.Of)
		if err != nil {
			return err
		}
		one := twin{t.ID, late.Name, t.Of, early.Name, early.Number, t.Same(), round2(t.Share), round2(t.Figures)}
		if one.Number == "" {
			one.Number = late.Number
		}
		list = append(list, one)
		if !*asJSON {
			fmt.Fprintln(w.stdout, printable(fmt.Sprintf("%.12s  %s (%s)", t.ID, headLine(late), late.Name)))
			fmt.Fprintln(w.stdout, printable(fmt.Sprintf("  is    %.12s  %s (%s)", t.Of, headLine(early), early.Name)))
			fmt.Fprintf(w.stdout, "  by    %s\n\n", twinReason(t))
		}
	}
	if *asJSON {
		return encode(w, list)
	}
	fmt.Fprintf(w.stdout, "%s\n", count(len(list), "document")+" held twice")
	return nil
}

func round2(share float64) float64 { return math.Round(share*100) / 100 }

// twinReason says why two documents seem to be one.
func twinReason(t store.Twin) string {
	same := strings.Join(t.Same(), " and ")
	if !t.Text && t.Share < 0.5 {
		same += ", but the texts differ"
	}
	return fmt.Sprintf("%s (%.0f %% of the words, %.0f %% of the figures)", same, 100*t.Share, 100*t.Figures)
}
