package main

import (
	"context"
	"errors"
	"fmt"

	"vanthu/internal/index"
	"vanthu/internal/lint"
	"vanthu/internal/store"
)

func verifyCommand() command {
	return command{
		name:    "verify",
		summary: "check the archive: checksums, records, accounts, index",
		usage: `usage: vanthu verify [FLAGS]

Checks that every original has its checksum, that every value and mention of
every record stands in the text where it says, that every document is read, set
aside or waiting, that the account of every import balances, that the files of
the index are as they were written, and that it holds what the catalogue holds.
A document that bears a later day than that on which it was imported is named
too: it is no damage, but its date is wrong.

  --archive DIR  the archive folder
  --json         print the report as one JSON object

example:
  vanthu verify

exit status: 0 all is well; 1 damage was found, or stopped by an error; 2 wrong
             usage
`,
		run: runVerify,
	}
}

// A verification is what verify --json prints.
type verification struct {
	Archive store.Report      `json:"archive"`
	Index   index.CheckReport `json:"index"`
	Older   int               `json:"older"` // records of another extractor: no damage
	Damages []string          `json:"damages"`
	Doubts  []string          `json:"doubts"` // what a record says and the archive knows better
}

func runVerify(ctx context.Context, w *world, args []string) error {
	fs := flags("verify")
	dir := w.archiveFlag(fs)
	asJSON := fs.Bool("json", false, "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	v := verification{Damages: []string{}, Doubts: []string{}}
	damage := func(what string) {
		v.Damages = append(v.Damages, what)
		fmt.Fprintf(w.stderr, "vanthu: verify: %s\n", printable(what))
	}
	v.Archive, err = archive.Verify(ctx, func(d store.Damage) {
		damage(describe(d))
		w.hint(d.Hint)
	})
	if err != nil {
		return err
	}
	if v.Archive.Damages == 0 { // else records cannot all be read
		if err := w.doubtDays(ctx, archive, &v); err != nil {
			return err
		}
	}
	if err := w.verifyIndex(ctx, archive, &v, damage); err != nil {
		return err
	}
	if v.Older, err = archive.Older(ctx); err != nil {
		return err
	}
	if v.Older > 0 {
		fmt.Fprintf(w.stderr, "vanthu: verify: %s of another extractor than this program's\n", count(v.Older, "record"))
		w.hint("vanthu reindex --extract makes them anew from the texts that are kept")
	}
	if *asJSON {
		if err := encode(w, v); err != nil {
			return err
		}
	} else {
		a := &v.Archive
		fmt.Fprintf(w.stdout, "%d originals = %d documents + %d set aside + %d waiting; %d pages; %d in the index: %d damages\n",
			a.Originals, a.Documents-a.SetAside-len(a.Pending), a.SetAside, len(a.Pending), a.Pages, v.Index.Documents, len(v.Damages))
	}
	if len(v.Damages) > 0 {
		return errQuiet
	}
	return nil
}

// doubtDays names the documents that were held before they were issued.
func (w *world) doubtDays(ctx context.Context, archive *store.Archive, v *verification) error {
	return archive.Each(ctx, func(e store.Entry) error {
		for _, f := range lint.Held(e.Record, e.Added.Local().Format("2006-01-02")) {
			what := fmt.Sprintf("%s (%.12s): %s: %s", e.Name, e.ID, f.Code, f.Message)
			v.Doubts = append(v.Doubts, what)
			fmt.Fprintf(w.stderr, "vanthu: verify: %s\n", printable(what))
		}
		return nil
	})
}

func describe(d store.Damage) string {
	if d.ID == "" {
		return fmt.Sprintf("%s: %s: %s", d.Name, d.Fault, d.Message)
	}
	return fmt.Sprintf("%s (%.12s): %s: %s", d.Name, d.ID, d.Fault, d.Message)
}

// verifyIndex compares the index with the catalogue. An index that is behind,
// or not there yet, is no damage: the next import publishes.
func (w *world) verifyIndex(ctx context.Context, archive *store.Archive, v *verification, damage func(string)) (err error) {
	v.Index, err = index.Check(ctx, indexDir(archive), func(ctx context.Context) (index.Source, error) { return takeSnapshot(ctx, archive) })
	switch {
	case errors.Is(err, index.ErrNoIndex):
		counts, err := archive.Counts(ctx)
		if err != nil {
			return err
		}
		if counts.Documents > 0 {
			fmt.Fprintln(w.stderr, "vanthu: verify: nothing is published yet")
			w.hint("vanthu reindex builds the index")
		}
		return nil
	case errors.Is(err, index.ErrOtherVersion):
		fmt.Fprintf(w.stderr, "vanthu: verify: %s\n", printable(err.Error()))
		w.hint("vanthu reindex builds it for this one, and so does the next import; nothing is lost")
		return nil
	case errors.Is(err, index.ErrDamaged):
		damage(err.Error())
		w.hint("vanthu reindex builds it anew; nothing is lost")
		return nil
	case err != nil:
		return err
	}
	for _, m := range v.Index.Mismatches {
		where := "in the index only"
		if m.Missing {
			where = "not in the index"
		}
		damage(fmt.Sprintf("document %s: %s", m.ID, where))
	}
	if v.Index.Behind {
		fmt.Fprintln(w.stderr, "vanthu: verify: the index is behind the catalogue; the next import or reindex publishes")
	}
	return nil
}
