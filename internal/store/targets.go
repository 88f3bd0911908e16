package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// Targets knows which held document each form of citation means, as the archive
// is now. A document that arrived after the one that cites it is found like any
// other.
type Targets struct {
	archive *Archive
	means   map[int64][]target // by form
}

// A target is an instrument that a form can mean.
type target struct {
	link instrument.Link
	of   *instrument.Instrument
}

func newTargets(a *Archive, all []*instrument.Instrument) *Targets {
	t := &Targets{a, map[int64][]target{}}
	for _, in := range all {
		for _, l := range in.Links {
			t.means[l.Form.N] = append(t.means[l.Form.N], target{l, in})
		}
	}
	return t
}

// Targets looks at all instruments at once: for whoever resolves many records.
func (a *Archive) Targets(ctx context.Context) (*Targets, error) {
	f := newFamily()
	err := a.read(ctx, func(tx *sql.Tx) error { return f.add(ctx, tx, "", "", nil) })
	if err != nil {
		return nil, wrap("targets", err)
	}
	return newTargets(a, f.group()), nil
}

// Resolve gives a record of the archive with the targets of its citations: for
// each the one held document that it means. Of rescans it is the one that came
// first. Where several instruments fit, none is the target. r is not changed.
func (a *Archive) Resolve(ctx context.Context, r corpus.Record) (corpus.Record, error) {
	if len(r.Citations) == 0 {
		return r, nil
	}
	f := newFamily()
	err := a.read(ctx, func(tx *sql.Tx) error {
		if err := f.add(ctx, tx, ` WHERE n IN (SELECT form FROM citations c JOIN documents d ON d.n = c.document WHERE d.id = ?)`, ` AND FALSE AND id = ?`, []any{string(r.ID)}); err != nil {
			return err
		}
		return f.kin(ctx, tx)
	})
	if err != nil {
		return r, wrap("targets", err)
	}
	return newTargets(a, f.group()).Resolve(ctx, r)
}

// Resolve is [Archive.Resolve] with what is known already.
func (t *Targets) Resolve(ctx context.Context, r corpus.Record) (corpus.Record, error) {
	if len(r.Citations) == 0 {
		return r, nil
	}
	forms, err := list[int64](t.archive.readers.QueryContext(ctx, `SELECT c.form FROM citations c JOIN documents d ON d.n = c.document WHERE d.id = ? ORDER BY c.ord`, string(r.ID)))
	if err != nil {
		return r, wrap("targets", err)
	}
	citations := slices.Clone(r.Citations)
	for i := range citations {
		citations[i].Target = nil
		if i >= len(forms) { // withdrawn since
			continue
		}
		citations[i].Target = t.target(forms[i], &r)
	}
	r.Citations = citations
	return r, nil
}

// target is the held document that a form means in a record, nil for none.
func (t *Targets) target(form int64, r *corpus.Record) *corpus.ID {
	var found *corpus.ID
	for _, m := range t.means[form] {
		if !m.link.Means(r.Issued.Or("")) || len(m.of.Held) == 0 {
			continue
		}
		if found != nil || slices.ContainsFunc(m.of.Held, func(h *instrument.Held) bool { return h.ID == r.ID }) {
			return nil
		}
		found = &m.of.Held[0].ID
	}
	return found
}

// Missing lists the instruments that documents cite and the archive does not
// hold, the most cited first, from the one at from on, at most limit (0: all),
// and how many there are. A number without its symbol ("Nghị định 30") names
// none for sure.
func (a *Archive) Missing(ctx context.Context, from, limit int) (missing []corpus.Instrument, total int, err error) {
	var all []corpus.Instrument
	err = a.read(ctx, func(tx *sql.Tx) error {
		f := newFamily()
		if err := f.add(ctx, tx, "", "", nil); err != nil {
			return err
		}
		var wanted []*instrument.Instrument
		for _, in := range f.group() {
			if len(in.Held) == 0 && !instrument.Bare(in.Number) {
				wanted = append(wanted, in)
			}
		}
		counted, err := countAll(ctx, tx, wanted)
		if err != nil {
			return err
		}
		for i, in := range wanted {
			one := tell(in).Instrument
			for relation, n := range counted[i].relations {
				if one.Relations == nil {
					one.Relations = map[corpus.Relation]int{}
				}
				one.Relations[relation] = n
			}
			if one.CitedBy = counted[i].documents; one.CitedBy > 0 {
				all = append(all, one)
			}
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b corpus.Instrument) int {
		return cmp.Or(cmp.Compare(b.CitedBy, a.CitedBy), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Issued, b.Issued))
	})
	total = len(all)
	all = all[min(from, total):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all, total, wrap("missing", err)
}

// A demand counts who cites an instrument.
type demand struct {
	documents int
	relations map[corpus.Relation]int
	last      int64                    // document counted last
	seen      map[corpus.Relation]bool // of that document
}

// countAll counts who cites each of many instruments, in one walk over all
// citations.
func countAll(ctx context.Context, tx *sql.Tx, of []*instrument.Instrument) ([]demand, error) {
	type meaning struct {
		link instrument.Link
		at   int
	}
	means := map[int64][]meaning{}
	for i, in := range of {
		for _, l := range in.Links {
			means[l.Form.N] = append(means[l.Form.N], meaning{l, i})
		}
	}
	counts := make([]demand, len(of))
	rows, err := tx.QueryContext(ctx, `SELECT c.document, c.form, c.relation, d.issued FROM citations c JOIN documents d ON d.n = c.document`+heldFor(ctx)+` ORDER BY c.document`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			document, form   int64
			relation, issued sql.RawBytes
		)
		if err := rows.Scan(&document, &form, &relation, &issued); err != nil {
			return nil, err
		}
		for _, m := range means[form] {
			if m.link.Means(string(issued)) {
				counts[m.at].count(document, corpus.Relation(relation))
			}
		}
	}
	return counts, rows.Err()
}

// count counts a document once, and once for each relation.
func (t *demand) count(document int64, relation corpus.Relation) {
	if t.relations == nil {
		t.relations = map[corpus.Relation]int{}
	}
	if t.last != document || t.seen == nil {
		if t.seen == nil {
			t.seen = map[corpus.Relation]bool{}
		}
		clear(t.seen)
		t.last = document
		t.documents++
	}
	if !t.seen[relation] {
		t.seen[relation] = true
		t.relations[relation]++
	}
}
