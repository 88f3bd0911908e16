package main

import (
	"context"
	"fmt"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/store"
)

func showCommand() command {
	return command{
		name:    "show",
		summary: "show one document's record, text or original",
		usage: `usage: vanthu show [FLAGS] ID or NUMBER

Shows the record of the document with this number, or whose id begins with these
(at least six) digits. Where several bear the number, they are listed.

  --archive DIR  the archive folder
  --json         the record as JSON; of several documents an array
  --text         the text, pages separated by a form feed
  --original     the path of the original

example:
  vanthu show 171-KH/HU

exit status: 0 done; 1 unknown or ambiguous, or stopped by an error; 2 wrong usage
`,
		run: runShow,
	}
}

func runShow(ctx context.Context, w *world, args []string) error {
	fs := flags("show")
	dir := w.archiveFlag(fs)
	asJSON := fs.Bool("json", false, "")
	text := fs.Bool("text", false, "")
	original := fs.Bool("original", false, "")
	names, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return usagef("no document is named")
	}
	name := strings.Join(names, " ")
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	found, err := archive.Find(ctx, name)
	if err != nil {
		return err
	}
	switch {
	case len(found) == 0:
		return withHint(fmt.Errorf("no document has the number or id %q", name), "vanthu search finds it by words")
	case len(found) > 1:
		return w.listCandidates(name, found, *asJSON)
	case *original:
		_, err := fmt.Fprintln(w.stdout, archive.OriginalPath(found[0].ID))
		return err
	case *text:
		return w.showText(ctx, archive, found[0].ID)
	case found[0].Record == nil:
		return w.unread(ctx, archive, found[0])
	}
	record, err := archive.Resolve(ctx, *found[0].Record)
	if err != nil {
		return err
	}
	if *asJSON {
		return encode(w, record)
	}
	sources, err := archive.Sources(ctx, record.ID)
	if err != nil {
		return err
	}
	writeRecord(w.stdout, &record, sources)
	return nil
}

func (w *world) listCandidates(name string, found []store.Entry, asJSON bool) error {
	if asJSON {
		records := make([]*corpus.Record, 0, len(found))
		for _, e := range found {
			if e.Record != nil {
				records = append(records, e.Record)
			}
		}
		if err := encode(w, records); err != nil {
			return err
		}
		return errQuiet
	}
	fmt.Fprintf(w.stderr, "vanthu: show: %d documents are called %q:\n", len(found), name)
	for _, e := range found {
		fmt.Fprintf(w.stdout, "%.12s  %s\n", e.ID, printable(fmt.Sprintf("%s %s, %s, %s", e.Type, e.Number, e.Issued, e.Issuer)))
	}
	w.hint("name one by its id: vanthu show " + string(found[0].ID[:12]))
	return errQuiet
}

// unread tells of a document that is held but has no record.
func (w *world) unread(ctx context.Context, archive *store.Archive, e store.Entry) error {
	problems, err := archive.Problems(ctx, true)
	if err != nil {
		return err
	}
	for _, p := range problems {
		if p.ID == e.ID {
			return withHint(fmt.Errorf("%s has no record: %w", e.Name, &p.Problem), p.Hint)
		}
	}
	return withHint(fmt.Errorf("%s has not been read yet", e.Name), "vanthu import goes on where it was interrupted")
}

func (w *world) showText(ctx context.Context, archive *store.Archive, id corpus.ID) error {
	pages, err := archive.PageTexts(ctx, id)
	if err != nil {
		return err
	}
	texts := make([]string, len(pages))
	for i := range pages {
		texts[i] = pages[i].Text
	}
	all := strings.Join(texts, "\f")
	if w.terminal {
		all = printablePage(all)
	}
	_, err = fmt.Fprintln(w.stdout, all)
	return err
}
