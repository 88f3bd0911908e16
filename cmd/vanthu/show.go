package main

import (
	"context"
	"fmt"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/store"
)

func showCommand() command {
	return command{
		name:    "show",
		summary: "show one document: record, what it cites, what cites it",
		usage: `usage: vanthu show [FLAGS] ID or NUMBER

Shows the record of the document with this number, or whose id begins with these
(at least six) digits: what it is, what it cites, and which documents cite it.
The number may be written in any way: 171-KH/HU, "Kế hoạch 171", "171 KH HU"; a
law may be called by its name: "Luật Đất đai 2013".

Where several documents bear the number they are listed, and where the archive
holds none, the instruments that are cited by this number and who cites them.

  --archive DIR  the archive folder
  --json         the record as JSON; of several documents an array
  --text         the text, pages separated by a form feed
  --original     the path of the original

example:
  vanthu show 171-KH/HU

exit status: 0 done; 1 unknown, not held or ambiguous, or stopped by an error; 2
wrong usage
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
	found, known, err := desk.Named(ctx, archive, name)
	if err != nil {
		return err
	}
	switch {
	case len(found) == 0:
		return w.notHeld(ctx, archive, name, known, *asJSON)
	case len(found) > 1:
		return w.listCandidates(ctx, archive, name, found, known, *asJSON)
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
	if record.Labels, err = archive.Labels(ctx, record.ID); err != nil {
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
	if err := w.history(ctx, archive, record.ID); err != nil {
		return err
	}
	of, err := archive.InstrumentOf(ctx, record.ID)
	if err != nil {
		return err
	}
	return w.citedBy(ctx, archive, of)
}

// notHeld tells of a number that no document bears: what is cited by it.
func (w *world) notHeld(ctx context.Context, archive *store.Archive, name string, known []store.Instrument, asJSON bool) error {
	if len(known) == 0 {
		return withHint(fmt.Errorf("no document has the number, name or id %q", name), "vanthu search finds it by words")
	}
	if asJSON {
		if err := encode(w, []corpus.Record{}); err != nil {
			return err
		}
	} else {
		for _, in := range known {
			fmt.Fprintln(w.stdout, printable(instrumentLine(in.Instrument)))
			if len(known) == 1 {
				if err := w.citedBy(ctx, archive, in); err != nil {
					return err
				}
			}
		}
	}
	return withHint(fmt.Errorf("the archive holds no document with the number or name %q; it is cited", name), "vanthu search 'cites:\""+name+"\"' lists who cites it")
}

// mostCiting is how many citing documents of one relation are listed.
const mostCiting = 20

// citedBy lists the documents that cite an instrument, by relation.
func (w *world) citedBy(ctx context.Context, archive *store.Archive, of store.Instrument) error {
	citing, err := archive.CitedBy(ctx, of)
	if err != nil || len(citing) == 0 {
		return err
	}
	fmt.Fprintf(w.stdout, "\ncited by %s\n", count(of.CitedBy, "document"))
	by := map[corpus.Relation][]store.Citing{}
	for _, c := range citing {
		by[c.Relation] = append(by[c.Relation], c)
	}
	for _, relation := range append(corpus.Relations[:len(corpus.Relations):len(corpus.Relations)], "") {
		for i, c := range by[relation] {
			if i == mostCiting {
				fmt.Fprintf(w.stdout, "  %-16s and %d more\n", relation, len(by[relation])-i)
				break
			}
			line := fmt.Sprintf("%s %s, %s, %s", c.Type, c.Number, c.Issued, c.Issuer)
			fmt.Fprintf(w.stdout, "  %-16s %s  %.12s\n", relation, printable(strings.Trim(strings.ReplaceAll(line, ", ,", ","), " ,")), c.ID)
		}
	}
	return nil
}

func (w *world) listCandidates(ctx context.Context, archive *store.Archive, name string, found []store.Entry, known []store.Instrument, asJSON bool) error {
	if asJSON {
		records := make([]corpus.Record, 0, len(found))
		for _, e := range found {
			if e.Record == nil {
				continue
			}
			r, err := archive.Resolve(ctx, *e.Record)
			if err != nil {
				return err
			}
			if r.Labels, err = archive.Labels(ctx, r.ID); err != nil {
				return err
			}
			records = append(records, r)
		}
		if err := encode(w, records); err != nil {
			return err
		}
		return errQuiet
	}
	fmt.Fprintf(w.stderr, "vanthu: show: %d documents are called %q:\n", len(found), name)
	for _, e := range found {
		fmt.Fprintf(w.stdout, "%.12s  %s\n", e.ID, printable(fmt.Sprintf("%s (%s)", headLine(e), e.Name)))
	}
	for _, in := range known { // what the number can mean besides
		if in.Held == nil {
			fmt.Fprintf(w.stdout, "%-12s  %s\n", "-", printable(instrumentLine(in.Instrument)))
		}
	}
	w.hint("name one by its id: vanthu show " + string(found[0].ID[:12]) + "; vanthu duplicates tells which are the same paper")
	return errQuiet
}

// history prints what the archive knows of a document besides its record: that it
// was removed before, that another one bears its number, date and issuer.
func (w *world) history(ctx context.Context, archive *store.Archive, id corpus.ID) error {
	removals, err := archive.Removals(ctx, id)
	if err != nil {
		return err
	}
	for _, r := range removals {
		fmt.Fprintf(w.stdout, "%-12s %s\n", "before", printable(removalLine(r)))
	}
	twins, err := archive.TwinsOf(ctx, id, false)
	if err != nil {
		return err
	}
	for _, t := range twins {
		other, err := archive.Head(ctx, t.Of)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "%-12s %s\n", "held twice", printable(fmt.Sprintf("%.12s (%s): same %s", t.Of, other.Name, twinReason(t))))
	}
	return nil
}

// unread tells of a document that is held but has no record.
func (w *world) unread(ctx context.Context, archive *store.Archive, e store.Entry) error {
	if e.State == store.StateWithdrawn {
		removals, err := archive.Removals(ctx, e.ID)
		if err != nil {
			return err
		}
		if len(removals) > 0 {
			last := removals[len(removals)-1]
			return withHint(fmt.Errorf("%.12s is not held: %s", e.ID, removalLine(last)), "vanthu import takes the file in again")
		}
	}
	if e.Damage != nil {
		return withHint(fmt.Errorf("%s (%.12s): %w", e.Name, e.ID, e.Damage), desk.CureOfRecord)
	}
	problems, err := archive.ProblemsWith(ctx, e.ID)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return withHint(fmt.Errorf("%s has no record: %w", e.Name, &problems[0].Problem), problems[0].Hint)
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
